using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Fences;

/// <summary>The four types of inspection in Chongqing (渝府令375 art. 3, R-INS-07). 检查类型</summary>
public enum InspectionType
{
    /// <summary>日常检查: from the yearly plan.</summary>
    Routine,

    /// <summary>专项检查: approved, filed and under a published plan (R-INS-08).</summary>
    Special,

    /// <summary>线索核查: a lead is checked; no cap stops it.</summary>
    Lead,

    /// <summary>即时检查: danger at once; approved afterwards, no cap stops it.</summary>
    Immediate,
}

/// <summary>How far a visit has come when the fences are asked.</summary>
public enum VisitStage
{
    /// <summary>It is proposed.</summary>
    Propose,

    /// <summary>The organ head decides on it.</summary>
    Approve,

    /// <summary>Officers stand at the door.</summary>
    Enter,
}

/// <summary>One organ's part of a visit.</summary>
/// <param name="Organ">Locality or agency code.</param>
/// <param name="Items">Items it would check, nothing else.</param>
/// <param name="Officers">Who would go.</param>
public sealed record VisitTeam(string Organ, IReadOnlyList<ItemCode> Items, IReadOnlyList<Officer> Officers);

/// <summary>One organ's part of an earlier visit.</summary>
public sealed record PastTeam(string Organ, IReadOnlyList<string> Items, IReadOnlyList<string> Officers);

/// <summary>An earlier visit to the same premises. 既往检查</summary>
/// <param name="Inspection">Id.</param>
/// <param name="Type">Type.</param>
/// <param name="Day">Day of the visit; before it took place, the first day of its time window.</param>
/// <param name="Teams">Who checked what.</param>
/// <param name="Year">Year it counts in; null before its approval.</param>
/// <param name="Series"><c>counted</c> when it took one of the numbered visits of its year, else <c>over</c> or <c>free</c>; empty before its approval.</param>
/// <param name="Found">Whether anything was found; null when nothing is recorded yet.</param>
public sealed record PastVisit(string Inspection, InspectionType Type, DateOnly Day, IReadOnlyList<PastTeam> Teams, int? Year, string Series, bool? Found);

/// <summary>Another organ means to come: a published plan or a proposal not yet carried out. 他机关拟入企</summary>
/// <param name="Id">Plan or inspection.</param>
/// <param name="Organ">Which organ.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Items">What it means to check.</param>
public sealed record OtherIntent(string Id, string Organ, DateOnly From, DateOnly To, IReadOnlyList<string> Items);

/// <summary>A visit about to be made, with everything the fences ask. Filled from the premises' file, so that no fact is typed twice. 拟实施的检查</summary>
public sealed record InspectionProposal
{
    /// <summary>Premises.</summary>
    public required string Premises { get; init; }

    /// <summary>Where they lie.</summary>
    public required Locality Place { get; init; }

    /// <summary>Type.</summary>
    public required InspectionType Type { get; init; }

    /// <summary>Organs, items, officers. More than one: a joint visit.</summary>
    public required IReadOnlyList<VisitTeam> Teams { get; init; }

    /// <summary>Start of the time window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the time window.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When the fences are asked; at the door, when the officers stood there.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How far it has come.</summary>
    public required VisitStage Stage { get; init; }

    /// <summary>Plan it comes from; empty when none.</summary>
    public string Plan { get; init; } = "";

    /// <summary>True when that plan was approved, filed and published.</summary>
    public bool PlanPublished { get; init; }

    /// <summary>Paper by which a higher organ ordered it; empty when none. It exempts a special inspection from the cap (国办发〔2024〕54号).</summary>
    public string OrderedBy { get; init; } = "";

    /// <summary>Where a lead comes from: a report, a case, an order or a transfer; empty when nobody says.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Paper by which a superior designated the organ for a place outside its area (Penalties art. 25); empty when none.</summary>
    public string Designation { get; init; } = "";

    /// <summary>Organs whose heads have approved.</summary>
    public IReadOnlyList<string> Approved { get; init; } = [];

    /// <summary>Which organ approves or enters; empty while the visit is proposed.</summary>
    public string Acting { get; init; } = "";

    /// <summary>At the door: what was scanned; empty when nothing was.</summary>
    public string Scan { get; init; } = "";

    /// <summary>At the door: the owner opened the page that checks the inspection code that day, before the entering.</summary>
    public bool OwnerChecked { get; init; }

    /// <summary>Code on the door of the premises.</summary>
    public string DoorCode { get; init; } = "";

    /// <summary>When a visit without approval was entered; null when it was not.</summary>
    public DateTimeOffset? Entered { get; init; }

    /// <summary>Earlier visits, this one left out.</summary>
    public IReadOnlyList<PastVisit> Past { get; init; } = [];

    /// <summary>Others who mean to come.</summary>
    public IReadOnlyList<OtherIntent> Others { get; init; } = [];

    /// <summary>Legal day of the visit: power and certificates are asked on it.</summary>
    public DateOnly Day => ShanghaiTime.Day(Stage == VisitStage.Enter ? Now : From);

    /// <summary>Year in which it takes a numbered visit.</summary>
    public int Year => ShanghaiTime.Day(From).Year;

    /// <summary>A lead check or an emergency: no cap stops it (R-INS-03, R-INS-07).</summary>
    public bool Free => Type is InspectionType.Lead or InspectionType.Immediate;
}
