using Wardmote.Cases;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Inspections;

/// <summary>扫码入企: officers of one organ enter. The device's time counts, because a phone without signal tells the server later.</summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Organ">Organ that enters.</param>
/// <param name="Officers">Account ids of those present.</param>
/// <param name="Entered">When, by the device.</param>
/// <param name="Scan">Code read on the door, or <c>code:</c> and the premises when the owner's page confirmed the inspection code.</param>
/// <param name="Role">Rank of who checks in, for an override.</param>
/// <param name="Reason">Why in spite of a caution or a guidance stop.</param>
public sealed record CheckIn(string Inspection, string Organ, IReadOnlyList<string> Officers, DateTimeOffset Entered, string Scan, string Role, string Reason)
{
    /// <summary>Writes the entering, or the stop. What a device without signal did is kept even when it is a stop.</summary>
    public Outcome On(Enterprise enterprise, LawInForce law, Func<string, Roster> roster, DateTimeOffset now)
    {
        if (enterprise.Inspection(Inspection) is not { } visit || visit.State is "refused" or "merged" || !visit.Organs.Contains(Organ) || visit.CheckIns.Any(c => c.Organ == Organ))
        {
            return ApproveInspection.Wrong(enterprise.Inspection(Inspection));
        }

        if (Entered > now.AddMinutes(5) || Officers.Count == 0)
        {
            return Outcome.No("bad_time", new Text("入企时间在将来，或没有写明谁到场", "the time lies in the future, or nobody is named", "الوقت في المستقبل أو لم يُذكر أحد"), new Text("改正后再提交", "correct it, then send it again", "صحّحه ثم أرسله"));
        }

        if (visit.Approvals.Any(a => a.Approved.Organ == Organ && Officers.Contains(a.By.Person)))
        {
            return ApproveInspection.OwnHand();
        }

        var asked = ApproveInspection.Fill(enterprise, visit, Organ, law, roster, Entered, VisitStage.Enter);
        var present = new VisitTeam(Organ, asked.Teams.First(t => t.Organ == Organ).Items, [.. Officers.Distinct().Select(o => ProposeInspection.Who(roster(Organ), o))]);
        var cancelled = visit.CancelledAt is { } at && at <= Entered;

        // An approval counts from when it was given; a device's clock may be a little slow.
        asked = asked with { Teams = [present], Scan = Scan.Trim(), OwnerChecked = visit.ChecksOpened.Exists(c => c <= Entered.AddMinutes(5) && ShanghaiTime.Day(c) == ShanghaiTime.Day(Entered)), Approved = cancelled ? [] : [.. visit.Approvals.Where(a => a.At <= Entered.AddMinutes(5)).Select(a => a.Approved.Organ)] };
        var fences = new InspectionFences(law, enterprise.Book.Code, asked.Day).Ask(asked);
        var kept = fences.Where(f => f.Answer != FenceVerdict.Clear).ToList();
        var stops = kept.Where(f => f.Answer == FenceVerdict.Stop).ToList();
        if (stops.Any(f => !Rank.May(f, Role)) || (stops.Count > 0 && Reason.Trim().Length == 0))
        {
            return new Outcome.Stop(fences, [ProposeInspection.Stopped(enterprise, Inspection, "check_in", Organ, kept)]);
        }

        if (kept.Count > 0 && Reason.Trim().Length == 0 && visit.Proposed.Type != InspectionType.Immediate)
        {
            return ProposeInspection.ReasonNeeded(kept);
        }

        var team = ProposeInspection.Named(present, asked, law);
        return Outcome.Of(Body.Fact(new CheckedIn(Inspection, Organ, team.Officers, Entered, Scan.Trim(), now - Entered > TimeSpan.FromMinutes(10), Reason.Trim(), kept),
            visit.Tags, [.. stops.Select(f => $"override:{Inspection}:{Organ}:{f.Id}").Distinct()], null, team.Under is [var under, ..] ? under : null));
    }
}

/// <summary>企业核验检查码: the owner, known by the owner's code, opens the page that checks it while a visit may take place. Kept once a day; what the page says stays on the owner's phone.</summary>
public sealed record OpenCheck(string Inspection)
{
    /// <summary>Writes it.</summary>
    public Outcome On(Enterprise enterprise, DateTimeOffset now) =>
        enterprise.AllowedAt(now).FirstOrDefault(v => v.Id == Inspection) is not { } visit ? ApproveInspection.Wrong(enterprise.Inspection(Inspection))
        : visit.ChecksOpened.Exists(c => ShanghaiTime.Day(c) == ShanghaiTime.Day(now))
            ? Outcome.No("opened_already", new Text("今天已经记录", "it is on record for today", "سُجّل اليوم بالفعل"), new Text("直接核验即可", "just check the code", "تحقق من الرمز مباشرة"))
            : Outcome.Of(Body.Fact(new CheckOpened(Inspection), visit.Tags));
}

/// <summary>现场检查笔录: one organ records what it found, for the items of its task and nothing else.</summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Began">From.</param>
/// <param name="Ended">To.</param>
/// <param name="Findings">One for each item looked at.</param>
/// <param name="PartySaid">The party's words.</param>
/// <param name="Signed"><c>signed</c>, <c>refused</c> or <c>absent</c>.</param>
public sealed record RecordInspection(string Inspection, string Organ, DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<ItemChecked> Findings, string PartySaid, string Signed)
{
    /// <summary>Writes the record.</summary>
    public Outcome On(Enterprise enterprise, DateTimeOffset now)
    {
        if (enterprise.Inspection(Inspection) is not { } visit || visit.CheckIns.FirstOrDefault(c => c.Organ == Organ) is not { } entered || visit.Records.Any(r => r.Organ == Organ))
        {
            return ApproveInspection.Wrong(enterprise.Inspection(Inspection));
        }

        var team = visit.Proposed.Teams.First(t => t.Organ == Organ);
        if (Findings.FirstOrDefault(f => !team.Items.Contains(f.Item)) is { } outside)
        {
            return Outcome.No("not_on_task",
                new Text($"{outside.Item} 不在这次检查的事项内", $"{outside.Item} is not an item of this visit", $"{outside.Item} ليس من بنود هذه الزيارة"),
                new Text("只查批准的事项；发现别的问题，另作线索", "check only what was approved; keep anything else as a lead of its own", "افحص ما اعتُمد فقط؛ وما سواه بلاغ مستقل"), "国办发〔2024〕54号");
        }

        if (Findings.Count == 0 || Findings.Select(f => f.Item).Distinct().Count() != Findings.Count || Findings.Any(f => f.Found && f.Seen.Trim().Length == 0))
        {
            return Outcome.No("nothing_seen",
                new Text("逐项写明查到没有；查到的写明看到什么", "say for each item whether something was found, and what was seen", "اذكر لكل بند هل وُجد شيء وما شوهد"),
                new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 55");
        }

        if (Signed is not ("signed" or "refused" or "absent"))
        {
            return Outcome.No("not_signed",
                new Text("没有写明当事人是签字、拒签还是不在场", "it is not said whether the party signed, refused or was absent", "لم يُذكر هل وقّع الطرف أم رفض أم كان غائباً"),
                new Text("三者选一", "choose one of the three", "اختر واحداً من الثلاثة"));
        }

        var from = ShanghaiTime.Local(entered.Entered);
        return Ended < Began || Began < entered.Entered.AddMinutes(-5) || Ended > now.AddMinutes(5)
            ? Outcome.No("bad_time",
                new Text($"{from:yyyy-MM-dd HH:mm} 入企；检查不早于入企开始，结束不早于开始，也不在将来", $"entered at {from:yyyy-MM-dd HH:mm}: the visit begins no earlier, ends after it begins and not in the future", $"كان الدخول في {from:yyyy-MM-dd HH:mm}؛ لا تبدأ الزيارة قبله وتنتهي بعد بدايتها وليس في المستقبل"),
                new Text("改正时间", "correct the times", "صحّح الأوقات"))
            : Outcome.Of(Body.Fact(new InspectionRecorded(Inspection, Organ, entered.Officers, Began, Ended, [.. Findings.Select(f => f with { Seen = f.Seen.Trim() })], PartySaid.Trim(), Signed),
                visit.Tags, null, null, team.Under is [var under, ..] ? under : null));
    }
}

/// <summary>评价: the enterprise rates a visit. Only supervision can read it.</summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Words">May be empty.</param>
/// <param name="Bans">Which of the five bans were broken; empty for none.</param>
/// <param name="OwnerCode">Code of the owner's link.</param>
public sealed record RateVisit(string Inspection, int Stars, string Words, IReadOnlyList<string> Bans, string OwnerCode)
{
    /// <summary>五个严禁 (国办发〔2024〕54号): inspecting for profit, disturbing the business, making difficulties, quotas of inspections, inspections in disguise.</summary>
    public static IReadOnlyList<string> FiveBans { get; } = ["profit", "disturb", "difficulties", "quota", "disguise"];

    /// <summary>Fewest ratings of an organ of which a median is said: fewer would say more about the one who rated than about the organ.</summary>
    public const int Fewest = 5;

    /// <summary>Median of stars.</summary>
    public static decimal Median(IReadOnlyList<Rating> ratings)
    {
        var stars = ratings.Select(r => (decimal)r.Stars).Order().ToList();
        return stars.Count % 2 == 1 ? stars[stars.Count / 2] : (stars[(stars.Count / 2) - 1] + stars[stars.Count / 2]) / 2;
    }

    /// <summary>Slot by which a visit is rated once; it names neither visit nor owner.</summary>
    public static string Slot(string ownerCode, string inspection) => "rating:" + Intake.TrackingCode.Hash((Intake.TrackingCode.Read(ownerCode) ?? ownerCode) + ":" + inspection);

    /// <summary>Writes the rating: no tag, slot or body names the visit to anybody without the owner's code.</summary>
    public Outcome On(Enterprise enterprise, string rating)
    {
        if (enterprise.Inspection(Inspection) is not { CheckIns.Count: > 0 } visit)
        {
            return ApproveInspection.Wrong(enterprise.Inspection(Inspection));
        }

        if (Stars is < 1 or > 5 || Words.Length > 2_000)
        {
            return Outcome.No("bad_rating", new Text("请选 1 至 5 颗星", "choose 1 to 5 stars", "اختر من 1 إلى 5 نجوم"), new Text("再选一次", "choose again", "اختر مرة أخرى"));
        }

        var details = new Rating(Inspection, visit.Organs[0], Stars, Words.Trim(), Bans);
        var envelope = new Envelope("rating-" + rating, "rating-" + rating, System.Text.Json.JsonSerializer.Serialize(details, Body.Json));
        return Outcome.Of(Body.Fact(new VisitRated(rating, envelope.Id), [new Tag("ratings", enterprise.Book.Code)],
            [Slot(OwnerCode, Inspection)], [envelope]));
    }
}

/// <summary>陈述: the enterprise gives its side of a visit or of a case.</summary>
public sealed record GiveYourSide(string? Inspection, string? Case, string Words, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Writes it; the team reads it in the visit or the case.</summary>
    public Outcome On(Enterprise enterprise)
    {
        if (Words.Trim().Length == 0 || Words.Length > 4_000)
        {
            return Outcome.No("nothing_said", new Text("写一句您的说明", "write what you want to say", "اكتب ما تود قوله"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 45");
        }

        // A case is the owner's to speak to only when it came from a visit to these premises.
        var led = Case is null || enterprise.Inspections.Any(i => i.Leads.Any(l => l.Case == Case));
        if (!led || (Inspection is not null && enterprise.Inspection(Inspection) is null))
        {
            return ApproveInspection.Wrong(null);
        }

        var tags = new List<Tag> { Enterprise.TagOf(enterprise.Id) };
        if (Inspection is not null)
        {
            tags.Add(Wardmote.Inspections.Inspection.TagOf(Inspection));
        }

        if (Case is not null)
        {
            tags.Add(CaseFile.TagOf(Case));
        }

        return Outcome.Of(Body.Fact(new SideGiven(enterprise.Id, Inspection, Case, Words.Trim(), Photos), tags));
    }
}
