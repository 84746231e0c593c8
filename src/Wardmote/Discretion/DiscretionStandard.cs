using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>A fact that a standard asks for. 裁量情节</summary>
/// <param name="Name">Name used in the conditions.</param>
/// <param name="Type"><c>boolean</c>, <c>integer</c>, <c>number</c>, <c>enum</c>, <c>duration</c> or <c>date</c>.</param>
/// <param name="Question">What a person is asked.</param>
/// <param name="Values">For an enumeration: its values.</param>
/// <param name="Min">Smallest value of a number.</param>
/// <param name="Max">Largest value of a number; null = none.</param>
/// <param name="Proof">What proves it.</param>
/// <param name="Derive">How the program fills it from the record, for example <c>prior_same_kind_1y + 1</c>; empty = a person says.</param>
/// <param name="Domain">Unary tests that limit it; outside them the standard does not apply. Empty = no limit but type, least and greatest value.</param>
public sealed record FactAsked(
    string Name,
    string Type,
    Text Question,
    IReadOnlyList<string> Values,
    decimal? Min,
    decimal? Max,
    string Proof,
    string Derive,
    string Domain = "");

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
/// <param name="Group">Group whose statutory range bounds the row; empty = the standard's own.</param>
/// <param name="PerParty">Where organisation and person in charge are fined side by side: the sum of each; null = one sum.</param>
/// <param name="Other">Penalties that go with it: <c>confiscation</c>, <c>suspension</c> …; null = none.</param>
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
    int Severity,
    string Group = "",
    IReadOnlyDictionary<PartyKind, RowSum>? PerParty = null,
    IReadOnlyList<string>? Other = null)
{
    /// <summary>The tier's name in three languages. Only the Chinese is the instrument's; the others are the project's own translations.</summary>
    public Text Title { get; init; } = TierWords.Tier(Name);

    /// <summary>The conditions in three languages; the verbatim text in all of them where nobody translated it.</summary>
    public Text Conditions { get; init; } = Law.Text.Same(Text);

    /// <summary>The penalty in three languages; the verbatim text in all of them where nobody translated it.</summary>
    public Text Penalty { get; init; } = Law.Text.Same(PenaltyText);

    /// <summary>The sum of the row for a party.</summary>
    public RowSum SumFor(PartyKind who) => PerParty is null ? new RowSum(Fine, FineFormula) : PerParty.GetValueOrDefault(who, new RowSum(null, ""));
}

/// <summary>What a row gives one party.</summary>
/// <param name="Fine">Fixed sum or range; null when a formula gives it, or there is none.</param>
/// <param name="Formula">FEEL expression over the facts; empty = none.</param>
public sealed record RowSum(YuanRange? Fine, string Formula);

/// <summary>A statutory range inside a standard: of a group of its rows, of one of two subjects, or of the whole. 法定幅度</summary>
/// <param name="Group">Group; empty = the whole standard.</param>
/// <param name="Who">Party; null = both.</param>
/// <param name="Gate">Condition of the group in the statute's words (情节严重的); empty = none.</param>
/// <param name="Fine">Yuan; null when it is counted from a base.</param>
/// <param name="Factor">Yuan per unit, or times a base; null when the range is in yuan.</param>
/// <param name="Per">What the factor is counted from, for example <c>m2</c>; empty for yuan.</param>
public sealed record LegalRange(string Group, PartyKind? Who, string Gate, YuanRange? Fine, YuanRange? Factor, string Per)
{
    /// <summary>The gate as conditions by fact, which every row of the group has besides its own; null where only the statute's words stand.</summary>
    public IReadOnlyDictionary<string, string>? When { get; init; }
}

/// <summary>Whether 以上 and 以下 take in the number itself: the instrument's own convention, never an assumption.</summary>
/// <param name="AndMore">以上 takes it in.</param>
/// <param name="AndLess">以下 takes it in.</param>
public sealed record BoundaryWords(bool AndMore, bool AndLess);

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

    /// <summary><c>unique</c>, <c>heavier</c>, <c>ordered</c>, or <c>undeclared</c> where a published table is silent.</summary>
    public string Hit { get; init; } = "unique";

    /// <summary>What becomes of a fact nobody could establish: <c>lowest</c> or <c>ask</c>.</summary>
    public string Unknown { get; init; } = "ask";

    /// <summary>Facts.</summary>
    public IReadOnlyList<FactAsked> Facts { get; init; } = [];

    /// <summary>Rows.</summary>
    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    /// <summary>A weight table in place of rows; null for rows.</summary>
    public WeightSum? Weights { get; init; }

    /// <summary>Statutory ranges that the standard itself states; none = those of the item.</summary>
    public IReadOnlyList<LegalRange> Ranges { get; init; } = [];

    /// <summary>The instrument's boundary words; null = it does not say.</summary>
    public BoundaryWords? Bounds { get; init; }

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

    /// <summary>The statutory range that the standard states for a group and a party; null when it states none in yuan.</summary>
    public YuanRange? RangeFor(string group, PartyKind who) => LegalFor(group, who)?.Fine;

    /// <summary>The same with its base, where it is counted from one.</summary>
    public LegalRange? LegalFor(string group, PartyKind who) => LegalsFor(group, who).FirstOrDefault();

    /// <summary>All statutory ranges that bind a group and a party together: per square metre, and no more than so much. The group's own before the standard's, the party's own before that of both.</summary>
    public IEnumerable<LegalRange> LegalsFor(string group, PartyKind who)
    {
        int Nearness(LegalRange r) => (r.Group == group && group.Length > 0 ? 2 : 0) + (r.Who is null ? 0 : 1);
        var binding = Ranges.Where(r => (r.Who is null || r.Who == who) && (r.Group == group || r.Group.Length == 0)).ToList();
        return binding.Count == 0 ? [] : binding.Where(r => Nearness(r) == binding.Max(Nearness)).OrderBy(r => r.Fine is null ? 1 : 0);
    }

    /// <summary>True when it reaches the county.</summary>
    public bool Reaches(string county) => RegionCode.Reaches(Region, county);

    /// <summary>How near it is to the county, by <see cref="RegionCode.Nearness"/>.</summary>
    public int Nearness(string county) => RegionCode.Nearness(Region, county);
}
