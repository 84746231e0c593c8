using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>A fact that a standard asks for. 裁量情节</summary>
/// <param name="Name">Name used in the conditions.</param>
/// <param name="Type"><c>boolean</c>, <c>integer</c>, <c>number</c> or <c>enum</c>.</param>
/// <param name="Question">What a person is asked.</param>
/// <param name="Values">For an enumeration: its values.</param>
/// <param name="Min">Smallest value of a number.</param>
/// <param name="Max">Largest value of a number; null = none.</param>
/// <param name="Proof">What proves it.</param>
/// <param name="Derive">How the program fills it from the record, for example <c>prior_same_kind_1y + 1</c>; empty = a person says.</param>
public sealed record FactAsked(
    string Name,
    string Type,
    Text Question,
    IReadOnlyList<string> Values,
    decimal? Min,
    decimal? Max,
    string Proof,
    string Derive);

/// <summary>A row of a standard: conditions beside the verbatim text. 裁量阶次</summary>
/// <param name="Tier">Name of the tier.</param>
/// <param name="Text">Verbatim text of the conditions, or the project's own where the standard is a model.</param>
/// <param name="PenaltyText">Verbatim text of the penalty.</param>
/// <param name="Any">Alternatives; each a map from fact to FEEL unary tests, all of which must hold.</param>
/// <param name="Who">Party the row is for; null = both.</param>
/// <param name="Fine">Fixed sum or range in yuan; null when the row gives none.</param>
/// <param name="FineFormula">FEEL expression over the facts, in yuan; empty = none.</param>
/// <param name="Warning">True when the row's penalty is a warning.</param>
/// <param name="None"><c>must</c> (不予处罚), <c>may</c> (可以不予) or null.</param>
/// <param name="Severity">Order of heaviness, lightest 0: for the convention that the heavier row wins.</param>
public sealed record Tier(
    string Name,
    string Text,
    string PenaltyText,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Any,
    PartyKind? Who,
    YuanRange? Fine,
    string FineFormula,
    bool Warning,
    string? None,
    int Severity);

/// <summary>A worked example that the checker and the tests run.</summary>
/// <param name="Facts">Facts by name: bool, decimal or string.</param>
/// <param name="Who">Party.</param>
/// <param name="Tier">Expected tier.</param>
/// <param name="Fine">Expected sum or range; null when none.</param>
public sealed record WorkedExample(IReadOnlyDictionary<string, object?> Facts, PartyKind Who, string Tier, YuanRange? Fine);

/// <summary>裁量基准: a discretion standard for one item.</summary>
public sealed record DiscretionStandard
{
    /// <summary>Id, unique over all packs.</summary>
    public required string Id { get; init; }

    /// <summary>Item.</summary>
    public required ItemCode Item { get; init; }

    /// <summary>Title.</summary>
    public required Text Title { get; init; }

    /// <summary>Region it is issued for.</summary>
    public required string Region { get; init; }

    /// <summary>Law and article it weighs.</summary>
    public required Article Basis { get; init; }

    /// <summary>Instrument it was published in; for a model the words that say so.</summary>
    public required string Instrument { get; init; }

    /// <summary>Quoted = an official table; Model = written by the project inside the statutory range, and shown as such.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Stage of the case it needs: <c>refuses_correction</c>, <c>overdue_correction</c> or empty.</summary>
    public string Stage { get; init; } = "";

    /// <summary><c>unique</c>, <c>heavier</c> or <c>ordered</c>.</summary>
    public string Hit { get; init; } = "unique";

    /// <summary>What becomes of a fact nobody could establish: <c>lowest</c> or <c>ask</c>.</summary>
    public string Unknown { get; init; } = "ask";

    /// <summary>Facts.</summary>
    public IReadOnlyList<FactAsked> Facts { get; init; } = [];

    /// <summary>Rows.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>Worked examples.</summary>
    public IReadOnlyList<WorkedExample> Examples { get; init; } = [];

    /// <summary>First day.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Where the file lies in its pack, for messages.</summary>
    public string File { get; init; } = "";

    /// <summary>True on the day.</summary>
    public bool InForce(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>True when it reaches the county.</summary>
    public bool Reaches(string county) => Nearness(county) > 0;

    /// <summary>3 for the county's own, 2 for its city's, 1 for the nation's, 0 for another place's.</summary>
    public int Nearness(string county) =>
        Region == county ? 3
        : Region.EndsWith("0000", StringComparison.Ordinal) && Region != "000000" && county.StartsWith(Region[..2], StringComparison.Ordinal) ? 2
        : Region == "000000" ? 1 : 0;
}
