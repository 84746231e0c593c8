using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Whistles;

/// <summary>One department of a call, with its whistle.</summary>
public sealed record Called(string Whistle, string To);

/// <summary>联合吹哨: a town called one or several departments at once; each has a whistle of its own and answers for itself.</summary>
/// <param name="Call">Id of the call.</param>
/// <param name="From">Town that calls.</param>
/// <param name="Departments">Departments, with their whistles.</param>
/// <param name="Case">Case it helps; null when none.</param>
/// <param name="Inspection">Inspection it helps; null when none.</param>
/// <param name="AnswerBy">By when each must answer.</param>
[EntryKind("whistle.call_made/1")]
public sealed record CallMade(string Call, string From, IReadOnlyList<Called> Departments, string? Case, string? Inspection, DateTimeOffset AnswerBy);

/// <summary>互评: one side says how the help was. Counted by organ; no person is ranked by it.</summary>
/// <param name="Whistle">Whistle.</param>
/// <param name="Side"><c>town</c> (on the department's response) or <c>department</c> (on the town's call).</param>
/// <param name="Organ">Organ rated.</param>
/// <param name="Mark">Town: <c>helped</c>, <c>partly</c>, <c>no_help</c>. Department: <c>clear</c>, <c>unclear</c>, <c>not_ours</c>.</param>
/// <param name="Words">More; empty for none.</param>
[EntryKind("whistle.rated/1")]
public sealed record HelpRated(string Whistle, string Side, string Organ, string Mark, string Words);

/// <summary>A call as the entries of all its whistles say it is. Every part ends with an owner of its own, so the whole does.</summary>
public sealed class JointCall
{
    private JointCall(CallMade made, IReadOnlyList<Whistle> parts) => (Made, Parts) = (made, parts);

    /// <summary>As made.</summary>
    public CallMade Made { get; }

    /// <summary>Its whistles, one a department.</summary>
    public IReadOnlyList<Whistle> Parts { get; }

    /// <summary>True when every part has an owner.</summary>
    public bool Owned => Parts.All(p => p.State is "taken" or "done");

    /// <summary>Tag.</summary>
    public static Tag TagOf(string call) => new("call", call);

    /// <summary>Folds the entries of a call; null when there is none.</summary>
    public static JointCall? Of(IReadOnlyList<Entry> entries) =>
        entries.Select(Body.Read).OfType<CallMade>().FirstOrDefault() is { } made
            ? new JointCall(made, [.. made.Departments.Select(d => Whistle.Of([.. entries.Where(e => e.Tags.Contains(Whistle.TagOf(d.Whistle)))])).OfType<Whistle>()])
            : null;

    /// <summary>True when the department already answers for a part: it is not handed another one.</summary>
    public bool Has(string agency) => Parts.Any(p => p.Holder == agency || p.Blown.To == agency);
}

/// <summary>吹哨: a town calls departments for a reason and by a time (Penalties art. 26).</summary>
/// <param name="Call">Id of the call.</param>
/// <param name="From">Town.</param>
/// <param name="To">Departments, each with the id of its whistle.</param>
/// <param name="Kind"><c>help</c> with a matter of the town's, or <c>refer</c>: the matter is theirs.</param>
/// <param name="Reason">Why them.</param>
/// <param name="Needed">What is needed of them.</param>
/// <param name="Item">Item; empty when not settled.</param>
/// <param name="Case">Case; null when none.</param>
/// <param name="Inspection">Inspection; null when none.</param>
/// <param name="AnswerBy">By when; null for the house's own clock.</param>
public sealed record BlowWhistle(string Call, string From, IReadOnlyList<Called> To, string Kind, string Reason, string Needed, string Item, string? Case, string? Inspection, DateTimeOffset? AnswerBy)
{
    /// <summary>Longest reason.</summary>
    public const int Longest = 500;

    /// <summary>Writes one whistle a department and the call that binds them.</summary>
    public Outcome On(LawInForce law, DateTimeOffset now)
    {
        if (To.Count == 0 || To.Select(t => t.To).Distinct().Count() != To.Count || To.Any(t => law.Agency(t.To) is null || t.To[..6] != law.Locality(From)?.County))
        {
            return Outcome.No("no_agency", new Text("选择本区县的一个或者几个部门，每个一次", "choose one or several departments of the county, each once", "اختر إدارة أو أكثر من المقاطعة، كلاً مرة واحدة"),
                new Text("从列表选择", "choose from the list", "اختر من القائمة"));
        }

        if (Reason.Trim().Length is 0 or > Longest || Needed.Trim().Length is 0 or > Longest)
        {
            return Outcome.No("reason_needed", new Text($"写明为什么吹哨、需要什么，各不超过 {Longest} 字", $"say why you call and what you need, in at most {Longest} characters each", $"اذكر لماذا تستدعي وما تحتاجه بما لا يزيد على {Longest} حرف لكل منهما"),
                new Text("部门据此决定怎么办", "the department decides by it", "على أساسه تقرر الإدارة"), "行政处罚法 26");
        }

        var (here, today) = (law.At(law.Locality(From)!.County), ShanghaiTime.Day(now));
        var (least, most) = (here.Period("whistle-answer-soonest", today).Count, here.Period("whistle-answer-latest", today).Count);
        var (soonest, latest) = (now.AddHours(least), now.AddHours(most));
        var by = AnswerBy ?? WhistleClock.AnswerBy(here, now);
        if (by < soonest || by > latest)
        {
            return Outcome.No("bad_time", new Text($"回应时限在 {least} 至 {most} 小时之间（本系统设定）", $"an answer is asked for within {least} to {most} hours (a setting of the house)", $"تُطلب الإجابة خلال {least} إلى {most} ساعة (إعداد خاص بالنظام)"),
                new Text("改一个时间；人命关天请打 110、119", "choose another time; where life is in danger call 110 or 119", "اختر وقتاً آخر؛ وعند الخطر اتصل بـ110 أو 119"));
        }

        // What department reads a case is decided by its referral, which wants the head once the case is filed.
        if (Kind == "refer" && Case is not null)
        {
            return Outcome.No("refer_the_case", new Text("案件用“移送”，不用吹哨", "a case is referred by its own act, not by a call", "تُحال القضية بإجرائها لا باستدعاء"),
                new Text("在案件页移送；只要帮忙就选“来帮忙”", "refer it on the case's page; where help is enough, call for help", "أحلها من صفحة القضية؛ وإن كفت المساعدة فاطلبها"), "行政处罚法 22、26");
        }

        if (Kind is not ("help" or "refer") || (Item.Length > 0 && !law.Catalogue.Knows(new ItemCode(Item))))
        {
            return Outcome.No("no_item", new Text("没有这个事项", "there is no such item", "لا يوجد بند كهذا"), new Text("从列表选择事项，或者留空", "choose an item from the list, or leave it empty", "اختر بنداً من القائمة أو اتركه فارغاً"));
        }

        List<Tag> about = [JointCall.TagOf(Call), new Tag("at", From), .. Case is { } matter ? [new Tag("case", matter)] : Array.Empty<Tag>(), .. Inspection is { } visit ? [new Tag("inspection", visit)] : Array.Empty<Tag>()];
        return new Outcome.Do(
        [
            .. To.Select(t => Body.Fact(new WhistleBlown(t.Whistle, From, t.To, Text.Same(Reason.Trim()), Needed.Trim(), Item, null, Case, by, Kind), [Whistle.TagOf(t.Whistle), .. about])),
            Body.Fact(new CallMade(Call, From, To, Case, Inspection, by), [.. about, .. To.Select(t => Whistle.TagOf(t.Whistle))]),
        ]);
    }
}

/// <summary>互评: both sides say how it went, once, when it is finished.</summary>
/// <param name="Side"><c>town</c> or <c>department</c>.</param>
/// <param name="Organ">Organ that rates.</param>
/// <param name="Mark">Mark.</param>
/// <param name="Words">More.</param>
public sealed record RateHelp(string Side, string Organ, string Mark, string Words)
{
    private static readonly Dictionary<string, string[]> Marks = new() { ["town"] = ["helped", "partly", "no_help"], ["department"] = ["clear", "unclear", "not_ours"] };

    /// <summary>The marks of a side.</summary>
    public static IReadOnlyList<string> MarksOf(string side) => Marks[side];

    /// <summary>Which side an organ is on; null when it has no part, or there are not two sides.</summary>
    public static string? SideOf(Whistle whistle, string organ) =>
        whistle.Done is null || whistle.Holder == whistle.Town ? null : organ == whistle.Town ? "town" : organ == whistle.Holder ? "department" : null;

    /// <summary>Writes the rating.</summary>
    public Outcome On(Whistle whistle)
    {
        if (SideOf(whistle, Organ) is not { } side || side != Side)
        {
            return Outcome.No("not_yours", new Text("办结后由吹哨的镇街和办理的部门互评", "once it is finished, the town that called and the department that did it rate each other", "بعد الإنجاز تقيّم البلدية والإدارة إحداهما الأخرى"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        return !Marks[side].Contains(Mark) || Words.Length > BlowWhistle.Longest
            ? Outcome.No("no_mark", new Text("选一项评价", "choose one of the marks", "اختر أحد التقييمات"), new Text("理由可以不写，最多 500 字", "words are not needed; at most 500 characters", "الكلمات اختيارية؛ 500 حرف على الأكثر"))
            : Outcome.Of(Body.Fact(new HelpRated(whistle.Blown.Whistle, side, side == "town" ? whistle.Holder : whistle.Town, Mark, Words.Trim()), RespondToWhistle.TagsOf(whistle), [$"rating:whistle:{whistle.Blown.Whistle}:{side}"]));
    }
}
