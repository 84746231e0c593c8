using System.Collections.Frozen;

namespace Wardmote.Fences;

/// <summary>环节: acts before which fences are asked, by the words that packs use.</summary>
public static class FenceAct
{
    /// <summary>A visit is proposed.</summary>
    public const string VisitPropose = "visit-propose";

    /// <summary>The organ head decides on a visit.</summary>
    public const string VisitApprove = "visit-approve";

    /// <summary>Officers stand at the door.</summary>
    public const string VisitEnter = "visit-enter";

    /// <summary>立案: a case is filed.</summary>
    public const string Filing = "filing";

    /// <summary>当场处罚: a penalty on the spot, proposed or decided.</summary>
    public const string OnTheSpot = "on-the-spot";

    /// <summary>调查终结: the report that proposes a penalty in the ordinary procedure.</summary>
    public const string Report = "report";

    /// <summary>The decision in the ordinary procedure.</summary>
    public const string Decision = "decision";

    /// <summary>A hearing host is named.</summary>
    public const string Hearing = "hearing";

    /// <summary>A legal reviewer takes the case.</summary>
    public const string LegalReview = "legal-review";

    /// <summary>查封、扣押.</summary>
    public const string Seizure = "seizure";

    /// <summary>An execution, planned or carried out.</summary>
    public const string Execution = "execution";

    /// <summary>No act: supervision watches what was done.</summary>
    public const string Watch = "watch";

    /// <summary>All of them, in the order of the work.</summary>
    public static IReadOnlyList<string> All { get; } = [VisitPropose, VisitApprove, VisitEnter, Filing, OnTheSpot, Report, Hearing, LegalReview, Decision, Seizure, Execution, Watch];
}

/// <summary>
/// 围栏的形状: what a fence's function can do: before which acts it can be asked, and by which words it can count or compare. A pack chooses among them; what it names beyond them is refused
/// when it is read, because nothing would hold it.
/// </summary>
/// <param name="Acts">Acts before which its function can be asked.</param>
/// <param name="Keys">The words each of its keys must hold, and those it may hold beside them; empty where it counts nothing.</param>
public sealed record FenceShape(IReadOnlyList<string> Acts, IReadOnlyList<(IReadOnlyList<string> Must, IReadOnlyList<string> May)> Keys)
{
    private static readonly string[] Visit = [FenceAct.VisitPropose, FenceAct.VisitApprove, FenceAct.VisitEnter];
    private static readonly string[] Before = [FenceAct.VisitPropose, FenceAct.VisitApprove];
    private static readonly string[] Penalty = [FenceAct.OnTheSpot, FenceAct.Report, FenceAct.Decision];
    private static readonly string[] Filed = [FenceAct.Filing, .. Penalty];
    private static readonly string[] Ordinary = [FenceAct.Report, FenceAct.Decision];

    private static readonly FrozenDictionary<string, FenceShape> Shapes = new Dictionary<string, FenceShape>(StringComparer.Ordinal)
    {
        ["power"] = new([.. Visit, .. Filed], []),
        ["officers"] = new([.. Visit, .. Filed], []),
        ["certificates"] = new([.. Visit, .. Filed], []),
        ["auxiliary"] = new([.. Visit, .. Filed], []),
        ["place"] = new(Filed, []),
        ["limitation"] = new(Filed, []),
        ["recusal"] = new([FenceAct.Filing, .. Ordinary], []),
        ["four-people"] = new([.. Ordinary, FenceAct.Hearing, FenceAct.LegalReview], []),
        ["law-of-the-day"] = new(Penalty, []),
        ["penalty-kind"] = new(Penalty, []),
        ["precondition"] = new(Penalty, []),
        ["persuasion"] = new(Penalty, []),
        ["one-act"] = new(Penalty, [(["act"], []), (["party"], ["item", "place", "day"])]),
        ["higher-norm"] = new(Penalty, []),
        ["gains"] = new(Penalty, []),
        ["tier"] = new(Penalty, []),
        ["statute-range"] = new(Penalty, []),
        ["young"] = new(Penalty, []),
        ["summary"] = new([FenceAct.OnTheSpot], []),
        ["notice"] = new(Penalty, []),
        ["defence-heavier"] = new([FenceAct.Decision], []),
        ["hearing"] = new([FenceAct.Decision], []),
        ["legal-review"] = new([FenceAct.Decision], []),
        ["collective"] = new([FenceAct.Decision], []),
        ["ninety-days"] = new(Ordinary, []),
        ["seizure"] = new([FenceAct.Seizure], []),
        ["execution-hours"] = new([FenceAct.Execution], []),
        ["inspection-list"] = new(Visit, []),
        ["inspection-approval"] = new(Visit, []),
        ["inspection-cap"] = new(Before, [(["premises", "year"], ["organ", "field", "item"])]),
        ["inspection-window"] = new(Before, [(["premises"], ["field", "item"])]),
        ["inspection-often"] = new(Before, [(["premises"], ["organ", "field", "item"])]),
        ["merge-first"] = new(Before, [(["premises"], ["field", "item"])]),
        ["fruitless"] = new(Before, [(["premises", "officer"], ["field", "item"])]),
        ["inspection-scan"] = new([FenceAct.VisitEnter], []),
        ["out-of-area"] = new(Visit, []),
        ["fine-cluster"] = new([FenceAct.Watch], [(["organ", "party"], []), (["organ", "spot"], [])]),
        ["power-evaluation"] = new([FenceAct.Watch], []),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Ids of the fences there are functions for.</summary>
    public static IEnumerable<string> Ids => Shapes.Keys;

    /// <summary>The shape of a fence; null when there is no function of that id.</summary>
    public static FenceShape? Of(string id) => Shapes.GetValueOrDefault(id);

    /// <summary>True when its function can count by a key.</summary>
    public bool Counts(string key) =>
        key.Split('+') is var words && words.Distinct().Count() == words.Length && Keys.Any(k => k.Must.All(words.Contains) && words.All(w => k.Must.Contains(w) || k.May.Contains(w)));
}
