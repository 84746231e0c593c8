using System.Security.Cryptography;
using System.Text;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>
/// 作出行政处罚决定: the head or a recorded deputy decides (Penalties arts. 57, 59). The sum may be made lighter than the one that was told, never heavier; every fence is
/// asked again on the day.
/// </summary>
public sealed record Decide
{
    /// <summary>Id of the document.</summary>
    public const string Template = "ordinary-decision";

    /// <summary>Yuan; null = as proposed.</summary>
    public decimal? Fine { get; init; }

    /// <summary>Ground for going below the minimum; empty = as proposed.</summary>
    public string Ground { get; init; } = "";

    /// <summary>What must be put right, and until when (art. 28).</summary>
    public string Correction { get; init; } = "";

    /// <summary>Why the head lets a stop by guidance through; empty = the head does not. It is an entry of its own that supervision sees.</summary>
    public string Override { get; init; } = "";

    /// <summary>Reasons: why this sum, how the defence was taken up, cautions answered.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Writes the decision, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now, Weighed weighed, IReadOnlyList<PastFine> past, string check)
    {
        if (!file.Deciding || file.Proposal is not { Procedure: "ordinary" } p)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.LacksRank(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Standing(file, now) is { } standing)
        {
            return new Outcome.Refuse(standing);
        }

        var fine = Fine ?? p.Fine;
        var reason = Reason.Trim();
        var again = new ProposePenalty
        {
            Procedure = "ordinary", Facts = p.Facts, Warning = p.Warning, Fine = fine, Ground = Ground.Length > 0 ? Ground : p.Ground, Gains = p.Gains,
            Reason = reason.Length > 0 ? reason : p.Reason, ConditionMet = p.ConditionMet, Harm = p.Harm ?? Harm.InWords(p.ConditionMet), LinkedAct = p.Act, AlsoBreaches = p.AlsoBreaches ?? [], CourtFined = p.CourtFined ?? "", Confiscated = p.Confiscated, Other = p.Other ?? [], FineBase = p.FineBase,
        };
        var course = Procedure.Course(file, now, fine, p.Confiscated, p.Other, now.By.Person);
        var fences = new PenaltyFences(now.Law, file.Book.Code, now.Today).Ask(again.Fill(file, now.Law, now.Roster, weighed, past, now.Today, deciding: true) with { Act = p.Act, Course = course });
        var stops = fences.Where(f => f.Answer == FenceVerdict.Stop).ToList();
        if (stops.Count > 0 && (Override.Trim().Length == 0 || stops.Any(f => !Rank.May(f, OrganHead.Rank(now)))))
        {
            return new Outcome.Stop(fences, [ProposePenalty.Stopped(file, "decide", fences)]);
        }

        var cautions = fences.Where(f => f.Answer == FenceVerdict.Caution).ToList();
        if ((cautions.Count > 0 && again.Reason.Length == 0) || (fine < p.Fine && reason.Length == 0))
        {
            return Outcome.No("reason_needed",
                new Text("写明理由：" + string.Join("；", cautions.Select(c => c.Fact.Zh)), "give reasons: " + string.Join("; ", cautions.Select(c => c.Fact.En)), "اذكر الأسباب: " + string.Join("؛ ", cautions.Select(c => c.Fact.Ar))),
                new Text("写一句理由；监督部门会看到", "write one; supervision will see it", "اكتب سبباً؛ ستراه جهة الإشراف"), "行政处罚法 34、45");
        }

        if (Correction.Trim().Length == 0)
        {
            return Outcome.No("no_correction", new Text("处罚时应当责令改正：写明改正什么、期限；已改正的写明已改正", "a penalty comes with an order to correct: say what and by when, or that it was corrected", "العقوبة يرافقها أمر بالتصحيح: اذكر ماذا ومتى أو أنه صُحّح"), new Text("写一句", "write one line", "اكتب سطراً"), "行政处罚法 28");
        }

        var number = DocumentNumber.Of("罚决", file, now.Today, file.Revisions);
        var body = new Decided(file.Id, number, now.Signs, p.Act, p.Warning, fine, p.Confiscated, p.Other ?? [], Correction.Trim(), again.Reason,
            fine > 0 ? PayCode.Of(file, number) : "", now.Law.At(file.Book).Ends("service", now.Today), fences, "", check);
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        var tags = file.Tags.Append(new Tag("act", p.Act)).Append(new Tag("check", check)).Append(new Tag("decided", file.Opened.Locality)).ToList();
        if (file.Site!.PartyMark is { } mark)
        {
            tags.Add(new Tag("party", mark));
        }

        var slots = new List<string> { "number:" + number };
        if (fine > 0)
        {
            // The second wall of one act, one fine. A decision that was set aside has used its slot; deciding again takes the next one.
            slots.Add(file.Revisions == 0 ? "fine:" + p.Act : $"fine:{p.Act}#{file.Revisions}");
            slots.Add("pay:" + body.PayCode);
            tags.Add(new Tag("pay", body.PayCode));
        }

        var decided = Body.Fact(body, tags, slots, null, file.Under);
        return stops.Count == 0
            ? Outcome.Of(decided)
            : Outcome.Of(decided, Body.Fact(
                new FenceOverridden(file.Id, p.Act, "decide", stops, OrganHead.Rank(now), Override.Trim()), [.. file.Tags, new Tag("override", file.Opened.Locality)],
                [.. stops.Select(f => $"override:{p.Act}:{f.Id}#{file.Revisions}").Distinct()], null, file.Under));
    }

    /// <summary>What keeps any decision waiting: a suspended term, a suspected crime, a change of law, preserved evidence past its days.</summary>
    internal static Refusal? Standing(CaseFile file, Occasion now)
    {
        if (file.IsSuspended)
        {
            return new Refusal("suspended", new Text("案件已中止", "the case stands still", "القضية موقوفة"), new Text("先恢复办理", "resume it first", "استأنفها أولاً"));
        }

        if (CrimePending.Lacks(file) is { } pending)
        {
            return pending;
        }

        if (LawChange.Open(file, now) is { } open)
        {
            return open;
        }

        return file.Preservations.FirstOrDefault(p => p.Treated is null && now.Today > p.Notice.TreatBy) is { } late
            ? new Refusal("preservation_over", new Text($"{late.Notice.Number} 登记保存的物品七个工作日内没有处理", $"what {late.Notice.Number} preserved was not treated within seven working days", $"ما حُفظ بموجب {late.Notice.Number} لم يُعالَج خلال سبعة أيام عمل"),
                new Text("先退还或者移交", "give it back or hand it over first", "أعده أو سلّمه أولاً"), "行政处罚法 56")
            : null;
    }
}

/// <summary>缴款码: six digits of the book, ten of a hash, two check digits (ISO 7064 MOD 97-10): a mistyped code is noticed.</summary>
public static class PayCode
{
    /// <summary>The code of a decision.</summary>
    public static string Of(CaseFile file, string decision)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Book}/{file.Id}/{decision}"));
        var head = file.Book.Code + (BitConverter.ToUInt64(hash) % 10_000_000_000UL).ToString("0000000000");
        return head + (98 - Rest(head + "00")).ToString("00");
    }

    /// <summary>True for a code whose check digits fit.</summary>
    public static bool Fits(string code) => code.Length == 18 && code.All(char.IsAsciiDigit) && Rest(code) == 1;

    private static int Rest(string digits) => digits.Aggregate(0, (rest, d) => ((rest * 10) + (d - '0')) % 97);
}

/// <summary>不予行政处罚: by the head, on a ground of the law, with education on record (Penalties arts. 30, 31, 33, 36, 57).</summary>
public sealed record NotPunish
{
    /// <summary>Id of the document.</summary>
    public const string Template = "no-penalty-decision";

    /// <summary>Ground; see <see cref="NotPunished"/>.</summary>
    public required string Ground { get; init; }

    /// <summary>Facts and reasons.</summary>
    public required string Words { get; init; }

    /// <summary>Education given; needed wherever there is a breach and somebody to educate.</summary>
    public Education? Education { get; init; }

    /// <summary>Guardian told to educate, for arts. 30 and 31.</summary>
    public string Guardian { get; init; } = "";

    /// <summary>Writes the decision.</summary>
    public Outcome On(CaseFile file, Occasion now, string check)
    {
        var open = file.Stage is Stage.Inspected or Stage.Persuaded or Stage.NotCorrected or Stage.CorrectionOrdered or Stage.Proposed or Stage.Filed or Stage.Investigation;
        if ((!open && !file.Deciding) || file.Site is not { } site)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (file.Filed is not null && new PenaltyFences(now.Law, file.Book.Code, now.Today).FourPeople(Procedure.Course(file, now, decider: now.By.Person), FenceAct.Decision) is { Answer: FenceVerdict.Stop } people)
        {
            return new Outcome.Stop([people], [ProposePenalty.Stopped(file, "not_punish", [people])]);
        }

        if (Decide.Standing(file, now) is { Code: "crime_pending" or "suspended" } standing)
        {
            return new Outcome.Refuse(standing);
        }

        if (Unfit(file, site, now) is { } unfit)
        {
            return Outcome.No("no_ground", unfit, new Text("换一项理由，或者作出处罚", "choose another ground, or penalise", "اختر سبباً آخر أو عاقب"), "行政处罚法 30、31、33、36、57");
        }

        var educates = Ground is not ("not_established" or "party_gone");
        if (educates && Education is not { Words.Length: > 0 })
        {
            return Outcome.No("no_education", new Text("不予处罚的，应当对当事人进行教育并记录", "whoever is not punished is to be educated, on record", "من لا يُعاقب يُوعَّى وتُسجَّل التوعية"), new Text("写明教育了谁、说了什么", "say whom and about what", "اذكر من وبماذا"), "行政处罚法 33(3)");
        }

        var number = DocumentNumber.Of("不罚", file, now.Today, file.Revisions);
        var body = new NotPunished(file.Id, number, Ground, Words.Trim(), educates ? Education : null, Guardian.Trim(), now.Signs, "", check);
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, [.. file.Tags, new Tag("check", check)], ["number:" + number], null, file.Under));
    }

    private Text? Unfit(CaseFile file, SiteRecorded site, Occasion now) => Ground switch
    {
        _ when Words.Trim().Length == 0 => new Text("没有写明事实和理由", "facts and reasons are not stated", "لم تُذكر الوقائع والأسباب"),
        "under_14" when site.Minor != true => new Text("当事人不是未满十四周岁", "the party is not under 14", "الطرف ليس دون الرابعة عشرة"),
        "under_14" or "unable" when Guardian.Trim().Length == 0 => new Text("没有写明监护人", "no guardian is named", "لم يُذكر الولي"),
        "minor_corrected" when file.Reinspection is { Corrected: false } => new Text("复查时没有改正", "it was not corrected on re-inspection", "لم يُصحَّح عند المعاينة"),
        "lapsed" when file.Opened.Found <= new PenaltyFences(now.Law, file.Book.Code, now.Today).LimitationEnds(file.ActDay, now.Law.Item(file.Item, file.ActDay)) => new Text("在追究期限内发现，没有超过期限", "it was found in time: the limitation has not lapsed", "اكتُشف في المدة ولم تنقضِ"),
        "under_14" or "unable" or "minor_corrected" or "first_slight" or "no_fault" or "lapsed" or "not_established" or "party_gone" => null,
        _ => new Text("没有选择法定理由", "no ground of the law is chosen", "لم يُختر سبب قانوني"),
    };
}

/// <summary>撤销立案: the head withdraws a filing that should not go on, with reasons that supervision sees.</summary>
public sealed record WithdrawFiling(string Reason)
{
    /// <summary>Writes the end.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Filed is null || file.Ruling is not null || file.NoPenalty is not null || !(file.Deciding || file.Stage is Stage.Filed or Stage.Investigation))
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return CloseCase.Open(file, now) is { } open ? new Outcome.Refuse(open)
            : Reason.Trim().Length == 0
                ? Outcome.No("reason_needed", new Text("写明撤销立案的理由", "say why the filing is withdrawn", "اذكر سبب سحب القضية"), new Text("监督部门会看到", "supervision will see it", "ستراه جهة الإشراف"), "行政处罚法 57")
                : Outcome.Of(Body.Fact(new CaseEnded(file.Id, "withdrawn", Reason.Trim(), null), file.Tags, null, null, file.Under));
    }
}
