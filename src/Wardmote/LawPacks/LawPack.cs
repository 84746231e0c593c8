using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.LawPacks;

/// <summary>A rule of procedure from the pack: what the law wants, how hard the program holds it, and where it is held. 规则</summary>
/// <param name="Id">For example R-SIMP-01.</param>
/// <param name="Topic">Topic word.</param>
/// <param name="Condition">The condition in plain English.</param>
/// <param name="Limit">Amount or period; empty when there is none.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Consequence">What follows.</param>
/// <param name="Basis">Articles.</param>
/// <param name="Level">block, warn, advise or info.</param>
public sealed record Rule(string Id, string Topic, string Condition, string Limit, string Unit, string Consequence, string Basis, string Level);

/// <summary>A permitted step between states, as the source lists it. 状态转换</summary>
public sealed record TransitionRow(string From, string Event, string To, string Guard, string Deadline, string Actor, string Document);

/// <summary>A row that holds on its days: the first and the last are among them. 起止日期</summary>
public interface IDated
{
    /// <summary>What it sets; several rows may set the same, each for its own days.</summary>
    string Id { get; }

    /// <summary>First day, in Shanghai; null = always before.</summary>
    DateOnly? From { get; }

    /// <summary>Last day; null = open.</summary>
    DateOnly? To { get; }

    /// <summary>True when it holds on a day.</summary>
    sealed bool InForce(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>A period of the law: how long, counted how. 期限</summary>
/// <param name="Id">For example <c>service</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Unit"><c>working_days</c>, <c>calendar_days</c>, <c>months</c>, <c>years</c> or <c>hours</c>.</param>
/// <param name="Article">Where it stands.</param>
/// <param name="Certainty">Certainty.</param>
/// <param name="Note">Remark, for example that the figure is a setting of the house.</param>
/// <param name="From">First day on which a term may begin by it; null = as long as anybody knows.</param>
/// <param name="To">Last such day; null = until another takes its place.</param>
public sealed record Period(string Id, int Count, string Unit, string Article, Certainty Certainty, string Note = "", DateOnly? From = null, DateOnly? To = null) : IDated;

/// <summary>A sum at which a procedure changes. 金额界限</summary>
/// <param name="Id"><c>summary</c> (Penalties art. 51), <c>hearing</c> (Chongqing order 354) or <c>cash</c> (art. 68).</param>
/// <param name="Individual">Yuan for a person.</param>
/// <param name="Entity">Yuan for an organisation.</param>
/// <param name="Article">Where it stands.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record Threshold(string Id, decimal Individual, decimal Entity, string Article, DateOnly? From, DateOnly? To = null) : IDated;

/// <summary>豁免: a kind of visit that a fence's cap does not count, and the paper it needs for that.</summary>
/// <param name="Visit"><c>lead</c>, <c>immediate</c> or <c>ordered_special</c>.</param>
/// <param name="Paper">What must be on file.</param>
public sealed record FenceExemption(string Visit, Text Paper);

/// <summary>Settings of a fence: C# decides, the pack says how much and on what ground. 围栏参数</summary>
/// <param name="Id">Id of the fence.</param>
/// <param name="Rules">Ids of the rules it holds.</param>
/// <param name="Mode"><c>stop</c>, <c>caution</c> or <c>record</c>.</param>
/// <param name="Ground"><c>statute</c> (no override), <c>guidance</c> (override with reason and rank) or <c>peer</c> (cautions at most).</param>
/// <param name="Basis">Article or guidance.</param>
/// <param name="OverrideBy">Roles that may override.</param>
/// <param name="Values">Thresholds by name.</param>
/// <param name="Certainty">Model where the figures are a setting of the house.</param>
/// <param name="Note">Remark, for example where a figure comes from.</param>
/// <param name="Exempt">Kinds of visit it does not count, each with its paper; null = none.</param>
/// <param name="Scope">适用环节: acts before which it is asked, of <see cref="Wardmote.Fences.FenceAct"/>; null = wherever its function can be asked.</param>
/// <param name="Key">计数口径: what is counted or compared together, each key words joined by +, of those its <see cref="Wardmote.Fences.FenceShape"/> knows; null = nothing.</param>
/// <param name="From">First day on which an act is asked by it; null = always before.</param>
/// <param name="To">Last such day; null = until another takes its place.</param>
public sealed record FenceSetting(
    string Id,
    IReadOnlyList<string> Rules,
    string Mode,
    string Ground,
    string Basis,
    IReadOnlyList<string> OverrideBy,
    IReadOnlyDictionary<string, decimal> Values,
    Certainty Certainty = Certainty.Quoted,
    string Note = "",
    IReadOnlyList<FenceExemption>? Exempt = null,
    IReadOnlyList<string>? Scope = null,
    IReadOnlyList<string>? Key = null,
    DateOnly? From = null,
    DateOnly? To = null) : IDated
{
    /// <summary>True when it is asked before an act.</summary>
    public bool Holds(string act) => (Scope ?? Wardmote.Fences.FenceShape.Of(Id)?.Acts)?.Contains(act) == true;

    /// <summary>Its keys, each as its words.</summary>
    public IEnumerable<IReadOnlyList<string>> Keys => (Key ?? []).Select(k => k.Split('+'));
}

/// <summary>公布的清单: what is known of a county's published list. It carries the transition clause; it never makes a membership.</summary>
/// <param name="County">County code.</param>
/// <param name="Title">Title; empty when the source gives none.</param>
/// <param name="Number">Document number; empty when the source gives none.</param>
/// <param name="From">First day of the list.</param>
/// <param name="Repeals">List it takes the place of; empty when none is named.</param>
/// <param name="Basis">Instrument it rests on; empty when the source gives none.</param>
/// <param name="Transition">What becomes of open matters.</param>
/// <param name="Clause">The transition clause, verbatim; empty when none was read.</param>
/// <param name="Source">Where it was read.</param>
public sealed record PublishedList(
    string County, string Title, string Number, DateOnly From, string Repeals, string Basis, Transition Transition, string Clause, string Source);

/// <summary>Where somebody is sent whose matter is not enforcement. 其他办理渠道</summary>
/// <param name="Kind">Kind of matter, as in the phrases (<c>school</c>, <c>bus</c> …).</param>
/// <param name="Name">Who handles it.</param>
/// <param name="Certainty">Derived unless a source names the door.</param>
public sealed record Door(string Kind, Text Name, Certainty Certainty);

/// <summary>法律包: one folder of <c>law/</c>, one issued body of rules. Never edited once in force; a correction is a new revision.</summary>
public sealed record LawPack
{
    /// <summary>Folder name: <c>cn</c>, <c>cn-50</c>, <c>demo</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required Text Title { get; init; }

    /// <summary>Region code it applies to; <c>000000</c> = the whole country.</summary>
    public required string Region { get; init; }

    /// <summary>Packs it builds on, nearest first.</summary>
    public IReadOnlyList<string> Inherits { get; init; } = [];

    /// <summary>True when the district is fictional; every page says so.</summary>
    public bool Fictional { get; init; }

    /// <summary>Revision label shown on documents, for example <c>cn-50@2026-11-22</c>.</summary>
    public required string Revision { get; init; }

    /// <summary>SHA-256 over the folder's files: what a case pins.</summary>
    public required string Digest { get; init; }

    /// <summary>Dated item rows.</summary>
    public IReadOnlyList<EnforcementItem> Items { get; init; } = [];

    /// <summary>Grants.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Retrievals.</summary>
    public IReadOnlyList<Retrieval> Retrievals { get; init; } = [];

    /// <summary>Published county lists known as facts.</summary>
    public IReadOnlyList<PublishedList> Lists { get; init; } = [];

    /// <summary>Counties.</summary>
    public IReadOnlyList<County> Counties { get; init; } = [];

    /// <summary>Localities.</summary>
    public IReadOnlyList<Locality> Localities { get; init; } = [];

    /// <summary>Schematic outlines of localities.</summary>
    public IReadOnlyList<Outline> Outlines { get; init; } = [];

    /// <summary>Kinds of county agency.</summary>
    public IReadOnlyList<AgencyKind> AgencyKinds { get; init; } = [];

    /// <summary>Rules.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Transitions.</summary>
    public IReadOnlyList<TransitionRow> Transitions { get; init; } = [];

    /// <summary>Periods.</summary>
    public IReadOnlyList<Period> Periods { get; init; } = [];

    /// <summary>Thresholds.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Fence settings.</summary>
    public IReadOnlyList<FenceSetting> Fences { get; init; } = [];

    /// <summary>Discretion standards.</summary>
    public IReadOnlyList<DiscretionStandard> Standards { get; init; } = [];

    /// <summary>Doors for other matters.</summary>
    public IReadOnlyList<Door> Doors { get; init; } = [];

    /// <summary>Days off and days worked in exchange.</summary>
    public WorkingDays? Calendar { get; init; }
}
