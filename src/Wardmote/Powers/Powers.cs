using System.Text.Json.Serialization;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Powers;

/// <summary>Where a power comes from. 权力来源</summary>
public enum PowerSource
{
    /// <summary>法定: the law names the town itself.</summary>
    Statutory,

    /// <summary>赋权: granted by a published provincial decision (Penalties art. 24).</summary>
    Empowered,

    /// <summary>委托: in another organ's name, by letter (Penalties arts. 20–21).</summary>
    Entrusted,

    /// <summary>The department's own.</summary>
    Own,
}

/// <summary>What a power lets its holder do. Everything not said is denied (R-COMP-06).</summary>
/// <param name="Inspect">Related inspection.</param>
/// <param name="Penalise">Penalty.</param>
/// <param name="Measures">Compulsory measures (查封、扣押); never under an entrusted power (Coercion art. 17).</param>
/// <param name="Execution">Execution by the organ itself.</param>
/// <param name="Kinds">Kinds of penalty where it may penalise; an answer says them by name, as far as the item's law provides them.</param>
public readonly record struct Scope(bool Inspect, bool Penalise, bool Measures, bool Execution, [property: JsonIgnore] PenaltyKinds Kinds = PenaltyKinds.All);

/// <summary>Which localities a line reaches.</summary>
/// <param name="Regions">County codes, or the city code for all its counties.</param>
/// <param name="Localities">Single localities; empty = every one in the regions.</param>
/// <param name="Except">Localities left out.</param>
/// <param name="TownsOnly">True when the text names 乡镇 and not 街道.</param>
public sealed record Reach(IReadOnlyList<string> Regions, IReadOnlyList<string> Localities, IReadOnlyList<string> Except, bool TownsOnly = false)
{
    /// <summary>True when the line reaches the locality under its own code and county.</summary>
    public bool Covers(Locality place) => Covers(place, [place.Code], [place.County]);

    /// <summary>The same under any of several codes of the locality and of its county: those it has and had.</summary>
    internal bool Covers(Locality place, IReadOnlyList<string> codes, IReadOnlyList<string> counties) =>
        (Localities.Count > 0 ? Localities.Any(codes.Contains) : Regions.Any(r => counties.Any(c => RegionCode.Reaches(r, c))))
        && !Except.Any(codes.Contains)
        && (!TownsOnly || place.Kind != LocalityKind.Subdistrict);
}

/// <summary>过渡条款: what becomes of matters open on the day of a change.</summary>
public enum Transition
{
    /// <summary>None said: the filing date still decides, because authority attaches at filing.</summary>
    None,

    /// <summary>Matters filed before the day stay with the old holder until closed.</summary>
    FiledBeforeStays,

    /// <summary>Open matters are handed over on the day.</summary>
    HandedOver,
}

/// <summary>The paper a line rests on.</summary>
/// <param name="Title">Title or number.</param>
/// <param name="Issuer">Who issued it; empty when the source does not say.</param>
/// <param name="Source">Where it was read.</param>
public sealed record Instrument(string Title, string Issuer, string Source);

/// <summary>A line of the catalogue: an item given to localities by law, list or letter. 权责清单中的一行</summary>
public sealed record Grant
{
    /// <summary>Id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>Item.</summary>
    public required ItemCode Item { get; init; }

    /// <summary>Source of power.</summary>
    public required PowerSource Source { get; init; }

    /// <summary>Where it reaches.</summary>
    public required Reach Reach { get; init; }

    /// <summary>What it lets the holder do.</summary>
    public required Scope Scope { get; init; }

    /// <summary>First day; null = since the law that names the locality.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day; null = open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>For entrusted power: agency kind in whose name the town acts.</summary>
    public string InNameOf { get; init; } = "";

    /// <summary>The paper.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>True when the text names the county department beside the locality (“或”): the first to file handles (Penalties art. 25).</summary>
    public bool WithDepartment { get; init; }

    /// <summary>Certainty of the line.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The sentence a derived line rests on.</summary>
    public string Note { get; init; } = "";

    /// <summary>When the line became known to the program (recorded time).</summary>
    public DateTimeOffset Recorded { get; init; }
}

/// <summary>收回: the end of a grant. Append-only: the grant's line is never changed.</summary>
public sealed record Retrieval
{
    /// <summary>Id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>Item.</summary>
    public required ItemCode Item { get; init; }

    /// <summary>Where it reaches.</summary>
    public required Reach Reach { get; init; }

    /// <summary>First day on which the town no longer holds the item; null = the source gives no day, so an earlier holding is unknown.</summary>
    public required DateOnly? On { get; init; }

    /// <summary>What becomes of open matters.</summary>
    public required Transition Transition { get; init; }

    /// <summary>The paper.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Certainty of the line.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The sentence it rests on.</summary>
    public string Note { get; init; } = "";

    /// <summary>Recorded time.</summary>
    public DateTimeOffset Recorded { get; init; }
}

/// <summary>A question to the catalogue: who may act?</summary>
/// <param name="Item">Item.</param>
/// <param name="Locality">Place of the act (Penalties art. 22).</param>
/// <param name="Act">Day of the act.</param>
/// <param name="Filed">Day of filing; before filing, the day of the act (or of the inspection) itself.</param>
/// <param name="Known">As known on this moment; null = now.</param>
/// <param name="On">For an open matter: the day of the next step, on which a hand-over clause may have moved it; null = the day of filing.</param>
/// <param name="Organ">The organ that asks, by code: where two may act the answer is about that one, and an organ that may not is told so; null = whoever may.</param>
public sealed record PowerQuestion(ItemCode Item, string Locality, DateOnly Act, DateOnly Filed, DateTimeOffset? Known = null, DateOnly? On = null, string? Organ = null);

/// <summary>The five answers.</summary>
public enum Holding
{
    /// <summary>The locality holds it.</summary>
    Held,

    /// <summary>A county department holds it.</summary>
    Department,

    /// <summary>Both may act: the first to file handles (Penalties art. 25).</summary>
    Concurrent,

    /// <summary>Nobody may act: no rule on that day, or the place does not stand.</summary>
    Nobody,

    /// <summary>No source says; a person decides.</summary>
    Unknown,
}

/// <summary>One reason with the article it rests on; the article is empty where a fact of a list is the reason.</summary>
public sealed record Reason(Text Text, string Article = "");

/// <summary>Who may act, with everything a document and a fence need to know.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Holder">Code of the locality or agency; null when nobody or unknown.</param>
/// <param name="HolderName">Its name.</param>
/// <param name="HolderIsLocality">True for a locality.</param>
/// <param name="Source">Source of power.</param>
/// <param name="InNameOf">Organ in whose name the holder acts: itself, or the entrusting agency.</param>
/// <param name="InNameOfName">Its name.</param>
/// <param name="Instrument">The paper.</param>
/// <param name="May">What the holder may do.</param>
/// <param name="Kinds">Kinds of penalty that both the item's law and the line give: warning, fine, confiscation, suspension, …</param>
/// <param name="Certainty">Certainty of the answer: the weakest of what it rests on.</param>
/// <param name="Why">Reasons, first the deciding one.</param>
public sealed record PowerAnswer(
    Holding Answer,
    string? Holder,
    Text? HolderName,
    bool HolderIsLocality,
    PowerSource? Source,
    string? InNameOf,
    Text? InNameOfName,
    string Instrument,
    Scope May,
    IReadOnlyList<string> Kinds,
    Certainty Certainty,
    IReadOnlyList<Reason> Why);

/// <summary>A stretch of days with one answer.</summary>
/// <param name="From">First day; null = as far back as is known.</param>
/// <param name="To">Last day; null = open.</param>
/// <param name="Answer">The answer.</param>
public sealed record PowerSpan(DateOnly? From, DateOnly? To, PowerAnswer Answer);
