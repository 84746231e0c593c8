using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Whistles;

/// <summary>吹哨: a locality called a department. Every call ends with an owner in a bounded number of hand-overs.</summary>
/// <param name="Whistle">Id.</param>
/// <param name="From">Locality that called.</param>
/// <param name="To">Agency called.</param>
/// <param name="Reason">Why it is theirs.</param>
/// <param name="Needed">What is needed.</param>
/// <param name="Item">Item; empty when not settled.</param>
/// <param name="Report">Report it is about; null when none.</param>
/// <param name="Case">Case it helps; null when none.</param>
/// <param name="AnswerBy">By when it must be answered (a setting of the house, R-WHI-01).</param>
/// <param name="Kind"><c>refer</c>: the matter is theirs; <c>help</c>: help with a matter of the town's (Penalties art. 26).</param>
[EntryKind("whistle.blown/1")]
public sealed record WhistleBlown(string Whistle, string From, string To, Text Reason, string Needed, string Item, string? Report, string? Case, DateTimeOffset AnswerBy, string Kind);

/// <summary>A department took it: it has it now, and the reporter's page says so.</summary>
[EntryKind("whistle.taken/1")]
public sealed record WhistleTaken(string Whistle, string Agency, string Words, DateTimeOffset? ArriveBy);

/// <summary>A department passed it on, once, with a reason.</summary>
[EntryKind("whistle.passed/1")]
public sealed record WhistlePassed(string Whistle, string From, string To, string Reason, DateTimeOffset AnswerBy);

/// <summary>A department returned it with a reason: the county justice bureau settles whose it is (Penalties art. 25).</summary>
[EntryKind("whistle.returned/1")]
public sealed record WhistleReturned(string Whistle, string Agency, string Reason, DateTimeOffset SettleBy);

/// <summary>Nobody answered in time: it went to the county justice bureau.</summary>
[EntryKind("whistle.escalated/1")]
public sealed record WhistleEscalated(string Whistle, string Agency, DateTimeOffset SettleBy);

/// <summary>裁定: the county justice bureau said whose it is; the owner cannot pass it on again.</summary>
[EntryKind("whistle.settled/1")]
public sealed record WhistleSettled(string Whistle, string Owner, string Reason);

/// <summary>The owner says what came of it.</summary>
[EntryKind("whistle.done/1")]
public sealed record WhistleDone(string Whistle, string Outcome, string Words);

/// <summary>承继: the town that called, or the organ that has the call, ended; whoever goes on with its functions has its part now. The terms stay as they were.</summary>
/// <param name="Whistle">Whistle.</param>
/// <param name="From">Who ended.</param>
/// <param name="To">Who goes on.</param>
/// <param name="Why">Why.</param>
[EntryKind("whistle.succeeded/1")]
public sealed record WhistleSucceeded(string Whistle, string From, string To, Text Why);

/// <summary>吹哨报到: a whistle as its entries say it is.</summary>
public sealed class Whistle
{
    private Whistle(WhistleBlown blown, Entry first)
    {
        Blown = blown;
        At = first.At;
        Book = first.Book;
        Town = blown.From;
        Holder = blown.To;
        Due = blown.AnswerBy;
    }

    /// <summary>As blown.</summary>
    public WhistleBlown Blown { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary><c>waiting</c>, <c>taken</c>, <c>disputed</c> or <c>done</c>.</summary>
    public string State { get; private set; } = "waiting";

    /// <summary>Locality that called, under the code it goes on under.</summary>
    public string Town { get; private set; }

    /// <summary>Agency, locality or justice bureau that has it in hand.</summary>
    public string Holder { get; private set; }

    /// <summary>When the next answer is due; null when nobody is waited for.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>True once it was passed on: it may be passed on only once.</summary>
    public bool Passed { get; private set; }

    /// <summary>True once it was settled: the owner keeps it.</summary>
    public bool Settled { get; private set; }

    /// <summary>How many hands it went through, the first one included.</summary>
    public int Hands { get; private set; } = 1;

    /// <summary>What came of it.</summary>
    public WhistleDone? Done { get; private set; }

    /// <summary>The call it is part of; null when the program itself blew it.</summary>
    public CallMade? Call { get; private set; }

    /// <summary>How both sides found it.</summary>
    public List<HelpRated> Ratings { get; } = [];

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Tag.</summary>
    public static Tag TagOf(string whistle) => new("whistle", whistle);

    /// <summary>Folds entries; null when there is none.</summary>
    public static Whistle? Of(IReadOnlyList<Entry> entries)
    {
        Whistle? whistle = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is WhistleBlown blown)
            {
                whistle ??= new Whistle(blown, entry);
            }

            whistle?.Apply(entry, body);
        }

        return whistle;
    }

    private void Apply(Entry entry, object body)
    {
        Entries.Add(entry);
        switch (body)
        {
            case WhistleTaken taken:
                (State, Holder, Due) = ("taken", taken.Agency, taken.ArriveBy);
                break;
            case WhistlePassed passed:
                (Holder, Due, Passed) = (passed.To, passed.AnswerBy, true);
                Hands++;
                break;
            case WhistleReturned returned:
                (State, Holder, Due) = ("disputed", JusticeBureau(Book), returned.SettleBy);
                Hands++;
                break;
            case WhistleEscalated escalated:
                (State, Holder, Due) = ("disputed", JusticeBureau(Book), escalated.SettleBy);
                Hands++;
                break;
            case WhistleSettled settled:
                (State, Holder, Due, Settled) = ("taken", settled.Owner, null, true);
                Hands++;
                break;
            case WhistleSucceeded heir:
                // Whoever goes on with an organ's functions is no further hand, and no pass.
                (Town, Holder) = (Town == heir.From ? heir.To : Town, Holder == heir.From ? heir.To : Holder);
                break;
            case WhistleDone done:
                (State, Due, Done) = ("done", null, done);
                break;
            case CallMade call:
                Call = call;
                break;
            case HelpRated rated:
                Ratings.Add(rated);
                break;
        }
    }

    /// <summary>
    /// Where a report stands and who has it now. Routing names the first holder; its whistle, or that of its case, names the next, so that the reporter is never shown somebody who has given it away.
    /// </summary>
    public static (string State, string Holder) StandingOf(Report report)
    {
        var (holder, team) = (report.Lodged.Locality, report.Lodged.Locality);
        foreach (var entry in report.Entries)
        {
            var body = Body.Read(entry);
            team = body is CaseSucceeded heir ? heir.To : body is WhistleSucceeded next && next.From == team ? next.To : team;
            holder = body switch
            {
                ReportRouted routed => routed.To,
                WhistleBlown { Kind: "refer" } blown => blown.To,
                WhistleTaken taken => taken.Agency,
                WhistlePassed passed => passed.To,
                WhistleReturned or WhistleEscalated => JusticeBureau(report.Book),
                WhistleSettled settled => settled.Owner,
                WhistleSucceeded s => holder == s.From ? s.To : holder,
                CaseHandedOver handed => handed.To,
                CaseSucceeded succeeded => holder == succeeded.From ? succeeded.To : holder,
                _ => holder,
            };
        }

        return report.State is "with_team" or "with_department" ? (holder == team ? "with_team" : "with_department", holder) : (report.State, holder);
    }

    /// <summary>The county justice bureau, which settles whose a matter is.</summary>
    public static string JusticeBureau(Book book) => book.Code + "-SF";

    /// <summary>The justice bureau that has the matters of a book on a day: of the county that goes on, where the book's own has ended.</summary>
    public static string JusticeBureau(Book book, LawInForce law, DateOnly day) => law.HeirOf(JusticeBureau(book), day) ?? JusticeBureau(book);
}

/// <summary>How long a whistle may wait: settings of the house, because no Chongqing text gives them (R-WHI-01).</summary>
public static class WhistleClock
{
    /// <summary>When an answer is due.</summary>
    public static DateTimeOffset AnswerBy(LawOfThePlace here, DateTimeOffset now) => now.AddHours(here.Period("whistle-answer", ShanghaiTime.Day(now)).Count);

    /// <summary>When somebody of the department that took it is on the spot.</summary>
    public static DateTimeOffset ArriveBy(LawOfThePlace here, DateTimeOffset now) => now.AddHours(here.Period("whistle-arrive", ShanghaiTime.Day(now)).Count);

    /// <summary>When the bureau must have settled.</summary>
    public static DateTimeOffset SettleBy(LawOfThePlace here, DateTimeOffset now) => now.AddHours(here.Period("whistle-settle", ShanghaiTime.Day(now)).Count);
}

/// <summary>A department answers: take, pass on once with a reason, or return with a reason.</summary>
/// <param name="Answer"><c>take</c>, <c>pass</c> or <c>return</c>.</param>
/// <param name="Agency">Agency that answers.</param>
/// <param name="Reason">Needed for pass and return.</param>
/// <param name="To">Agency passed to.</param>
public sealed record RespondToWhistle(string Answer, string Agency, string Reason, string To)
{
    /// <summary>Writes the answer, or says why it cannot be given.</summary>
    /// <param name="whistle">Whistle.</param>
    /// <param name="law">Law.</param>
    /// <param name="now">Now.</param>
    /// <param name="call">The call it is part of: nobody who already answers for a part is handed another.</param>
    public Outcome On(Whistle whistle, LawInForce law, DateTimeOffset now, JointCall? call = null)
    {
        var id = whistle.Blown.Whistle;
        if (whistle.State != "waiting" || whistle.Holder != Agency)
        {
            return Outcome.No("not_waiting",
                new Text($"这件事现在由{law.NameOf(whistle.Holder).Zh}负责", $"{law.NameOf(whistle.Holder).En} has this now", $"هذا الآن لدى {law.NameOf(whistle.Holder).Ar}"),
                new Text("刷新页面看最新进展", "reload the page to see what happened", "أعد تحميل الصفحة لمعرفة ما حدث"));
        }

        if (Answer != "take" && Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed",
                new Text("转出或退回须写明理由", "passing on or returning needs a reason", "التحويل أو الإرجاع يحتاج إلى سبب"),
                new Text("写一句理由，吹哨的镇街会看到", "write one sentence; the town that called will see it", "اكتب جملة واحدة وستراها البلدية"), "行政处罚法 26");
        }

        var tags = TagsOf(whistle);
        switch (Answer)
        {
            case "take":
                return Outcome.Of(Body.Fact(new WhistleTaken(id, Agency, Reason.Trim(), WhistleClock.ArriveBy(law.At(whistle.Book), now)), tags));
            case "pass" when whistle.Passed:
                return Outcome.No("passed_once",
                    new Text("已经转过一次，不能再转", "it was passed on once already and cannot be passed on again", "حُوّل مرة واحدة ولا يمكن تحويله ثانية"),
                    new Text("接下，或说明理由退回，由区县司法局裁定", "take it, or return it with a reason; the county justice bureau then settles it", "تولَّه أو أرجعه بسبب ويفصل فيه مكتب العدل"), "行政处罚法 25");
            case "pass" when call?.Has(To) == true:
                return Outcome.No("called_already",
                    new Text($"{law.NameOf(To).Zh}已经在这次吹哨中", $"{law.NameOf(To).En} is already part of this call", $"{law.NameOf(To).Ar} ضمن هذا الاستدعاء بالفعل"),
                    new Text("转给别的部门，或者说明理由退回", "pass it to another department, or return it with a reason", "حوّله إلى إدارة أخرى أو أرجعه بسبب"));
            case "pass" when law.Agency(To) is null || law.HeirOf(To, ShanghaiTime.Day(now)) != To || To == Agency:
                return Outcome.No("no_agency",
                    new Text("没有这个部门", "there is no such department", "لا توجد إدارة كهذه"),
                    new Text("从列表选择部门", "choose a department from the list", "اختر إدارة من القائمة"));
            case "pass":
                return Outcome.Of(Body.Fact(new WhistlePassed(id, Agency, To, Reason.Trim(), WhistleClock.AnswerBy(law.At(whistle.Book), now)), tags));
            case "return":
                return Outcome.Of(Body.Fact(new WhistleReturned(id, Agency, Reason.Trim(), WhistleClock.SettleBy(law.At(whistle.Book), now)), tags));
            default:
                return Outcome.No("no_answer", new Text("没有这种回应", "there is no such answer", "لا توجد إجابة كهذه"), new Text("选择：我来办、转给、退回说明", "choose: take, pass on, return", "اختر: أتولاه، أحوّله، أرجعه"));
        }
    }

    /// <summary>Tags of entries about a whistle: its own, and its report's and case's.</summary>
    public static IReadOnlyList<Tag> TagsOf(Whistle whistle)
    {
        var tags = new List<Tag> { Whistle.TagOf(whistle.Blown.Whistle) };
        if (whistle.Blown.Report is { } report)
        {
            tags.Add(new Tag("report", report));
        }

        if (whistle.Blown.Case is { } matter)
        {
            tags.Add(new Tag("case", matter));
        }

        if (whistle.Call is { } call)
        {
            tags.Add(JointCall.TagOf(call.Call));
        }

        return tags;
    }
}

/// <summary>The clock passed without an answer: the program itself hands the call to the justice bureau.</summary>
public sealed record EscalateWhistle
{
    /// <summary>Writes the escalation when it is due.</summary>
    public Outcome On(Whistle whistle, LawInForce law, DateTimeOffset now) =>
        whistle.State == "waiting" && whistle.Due <= now
            ? Outcome.Of(Body.Fact(new WhistleEscalated(whistle.Blown.Whistle, whistle.Holder, WhistleClock.SettleBy(law.At(whistle.Book), now)), RespondToWhistle.TagsOf(whistle)))
            : Outcome.No("not_due", new Text("尚未到期", "not due yet", "لم يحن الموعد"), new Text("无需操作", "nothing to do", "لا شيء يلزم"));
}

/// <summary>
/// 承继: the clock passes a call on when the town that called or the organ that has it has ended. The county's own successor and the county in which the calling town goes on may each name a department: one
/// of them is the heir, and where there is none or two nobody guesses (the project's own reading of Administrative Litigation Law art. 26, whoever goes on with the functions; decision 12).
/// </summary>
public sealed record SucceedWhistle
{
    /// <summary>Who goes on with the part of an organ that has ended; itself while it stands, null where nobody can tell.</summary>
    public static string? HeirOf(Whistle whistle, string organ, LawInForce law, DateOnly day)
    {
        if (law.HeirOf(organ, day) == organ || organ.Split('-') is not [var county, var kind])
        {
            return law.HeirOf(organ, day);
        }

        var ground = law.Catalogue.TeamOf(whistle.Town, day)?.County;
        string?[] named = [law.HeirOf(organ, day), ground is null || ground == county ? null : law.Catalogue.AgencyOf(ground, kind)?.Code];
        return named.OfType<string>().Distinct().ToList() is [var heir] ? heir : null;
    }

    /// <summary>True for an open call whose holder has ended and nobody can tell who goes on: whoever settles disputes settles this too.</summary>
    public static bool Stranded(Whistle whistle, LawInForce law, DateOnly day) => whistle.State != "done" && HeirOf(whistle, whistle.Holder, law, day) is null;

    /// <summary>Writes one entry for each organ that ended; none where there is nothing to pass on.</summary>
    public static IReadOnlyList<Fact> FactsOf(Whistle whistle, LawInForce law, DateOnly day) => whistle.State == "done" ? []
        : [.. new[] { whistle.Town, whistle.Holder }.Distinct()
            .Select(organ => (From: organ, To: HeirOf(whistle, organ, law, day))).Where(h => h.To is not null && h.To != h.From)
            .Select(h => Fact(whistle, h.From, h.To!, law))];

    /// <summary>The entry by which one organ's part goes to another.</summary>
    internal static Fact Fact(Whistle whistle, string from, string to, LawInForce law)
    {
        // A town that moved with its name needs its codes to be told apart.
        var same = law.NameOf(from) == law.NameOf(to);
        Text Name(string code) => law.NameOf(code) is var n && same ? new Text($"{n.Zh}（{code}）", $"{n.En} ({code})", $"{n.Ar} ({code})") : n;
        var (old, heir) = (Name(from), Name(to));
        return Body.Fact(
            new WhistleSucceeded(whistle.Blown.Whistle, from, to, new Text(
                $"{old.Zh}已撤销、合并或者更名，其职权由{heir.Zh}继续行使；时限不变",
                $"{old.En} has ended or was renamed, and {heir.En} goes on with its functions; the terms stay as they were",
                $"انتهت {old.Ar} أو أُعيدت تسميتها وتتابع {heir.Ar} مهامها؛ وتبقى المواعيد كما هي")),
            [.. RespondToWhistle.TagsOf(whistle), new Tag("at", to)]);
    }
}

/// <summary>The justice bureau settles whose it is: a department, or the town that called. So it does where whoever had the call has ended and nobody is named to go on.</summary>
public sealed record SettleWhistle(string Owner, string Reason)
{
    /// <summary>Writes the ruling.</summary>
    public Outcome On(Whistle whistle, LawInForce law, DateTimeOffset now)
    {
        var today = ShanghaiTime.Day(now);
        if (whistle.State != "disputed" && !SucceedWhistle.Stranded(whistle, law, today))
        {
            return Outcome.No("no_dispute", new Text("没有争议需要裁定", "there is no dispute to settle", "لا نزاع للفصل فيه"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed", new Text("裁定须写明理由", "a ruling needs a reason", "القرار يحتاج إلى سبب"), new Text("写明依据的条款或清单", "name the article or list it rests on", "اذكر المادة أو القائمة"), "行政处罚法 25");
        }

        return (law.Agency(Owner) is null && law.Locality(Owner) is null) || law.HeirOf(Owner, today) != Owner
            ? Outcome.No("no_agency", new Text("没有这个机关", "there is no such organ", "لا توجد جهة كهذه"), new Text("从列表选择", "choose from the list", "اختر من القائمة"))
            : Outcome.Of(Body.Fact(new WhistleSettled(whistle.Blown.Whistle, Owner, Reason.Trim()), RespondToWhistle.TagsOf(whistle)));
    }
}

/// <summary>The owner says what came of it; the reporter is told in the same step by the desk.</summary>
/// <param name="Outcome"><c>solved</c>, <c>no_breach</c> or <c>penalised</c>.</param>
/// <param name="Words">What was done.</param>
public sealed record FinishWhistle(string Outcome, string Words)
{
    /// <summary>Writes the result.</summary>
    public Fences.Outcome On(Whistle whistle, string holder)
    {
        if (whistle.State != "taken" || whistle.Holder != holder)
        {
            return Fences.Outcome.No("not_yours", new Text("这件事不在您手中", "this is not in your hands", "هذا ليس في يدك"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        return Words.Trim().Length == 0 || Outcome is not ("solved" or "no_breach" or "penalised")
            ? Fences.Outcome.No("result_needed", new Text("请写明处理结果", "say what came of it", "اذكر النتيجة"), new Text("写一句话，举报人会看到", "one sentence; the reporter will read it", "جملة واحدة سيقرؤها المبلِّغ"))
            : Fences.Outcome.Of(Body.Fact(new WhistleDone(whistle.Blown.Whistle, Outcome, Words.Trim()), RespondToWhistle.TagsOf(whistle)));
    }
}
