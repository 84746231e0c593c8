namespace Wardmote.Law;

/// <summary>事项编码: the stable code of an item, for example <c>CG-003</c>.</summary>
public readonly record struct ItemCode(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What must exist before the base penalty may be imposed. 前置条件</summary>
public enum Precondition
{
    /// <summary>Order and fine stand in one sentence.</summary>
    None,

    /// <summary>拒不改正: the party refused to correct after an order.</summary>
    RefusesCorrection,

    /// <summary>逾期未改正: the term of an order passed without correction.</summary>
    OverdueCorrection,

    /// <summary>A condition in the item's own words; a person confirms it.</summary>
    Other,
}

/// <summary>Whom an article addresses.</summary>
public enum Addressee
{
    /// <summary>Separate ranges for persons and organisations.</summary>
    Split,

    /// <summary>One range, no class named.</summary>
    SameForBoth,

    /// <summary>Organisations only.</summary>
    EntityOnly,

    /// <summary>Persons only.</summary>
    IndividualOnly,

    /// <summary>No penalty in the article.</summary>
    None,
}

/// <summary>How a sum is stated in the article.</summary>
public enum FineKind
{
    /// <summary>A fixed yuan range.</summary>
    Fixed,

    /// <summary>A multiple of a base.</summary>
    Multiple,

    /// <summary>A percentage of a base.</summary>
    Percentage,

    /// <summary>A sum per day, square metre or item.</summary>
    PerUnit,

    /// <summary>A fine without an amount in the text.</summary>
    Unquantified,

    /// <summary>No fine in the article.</summary>
    None,

    /// <summary>The text was not read.</summary>
    Unknown,

    /// <summary>A fixed range for some, a percentage for others.</summary>
    FixedAndPercentage,

    /// <summary>A fixed range below a threshold, a multiple above it.</summary>
    FixedAndMultiple,
}

/// <summary>Whether something belongs to the base step.</summary>
public enum Belongs
{
    /// <summary>Not provided.</summary>
    None,

    /// <summary>May be added.</summary>
    Possible,

    /// <summary>Must be added.</summary>
    Mandatory,
}

/// <summary>Place of 警告 in the base step.</summary>
public enum WarningPlace
{
    /// <summary>Not provided.</summary>
    None,

    /// <summary>Together with the fine.</summary>
    WithFine,

    /// <summary>Instead of the fine.</summary>
    Alternative,

    /// <summary>The only penalty.</summary>
    Only,
}

/// <summary>How the text of a penalty was read: it decides whether a sum may be computed. 来源读取方式</summary>
public enum TextReading
{
    /// <summary>Read in the statute itself.</summary>
    Statute,

    /// <summary>Read in news or an official page about the statute.</summary>
    Secondary,

    /// <summary>Only the law is known: no fine may be computed.</summary>
    NamedOnly,
}

/// <summary>Who may act on an item, as its text or list says.</summary>
public enum HolderRule
{
    /// <summary>The text names towns and subdistricts.</summary>
    TownAndStreet,

    /// <summary>The text names 乡镇 and not 街道.</summary>
    TownOnly,

    /// <summary>A published list decides.</summary>
    PerPublishedList,

    /// <summary>Only under a written entrustment.</summary>
    EntrustmentAgreement,

    /// <summary>The county department.</summary>
    CountyDepartment,
}

/// <summary>A further step that the article itself builds (拒不改正的，处……): a stage of the case, not a tier.</summary>
/// <param name="When"><c>refuses_correction</c>, <c>overdue_correction</c>, <c>minor</c>, <c>moderate</c>, <c>serious</c>, <c>very_serious</c>, <c>serious_consequence</c> or <c>other:…</c>.</param>
/// <param name="Who"><c>individual</c>, <c>entity</c>, <c>both</c> or <c>responsible_person</c>.</param>
/// <param name="Kind">How the sum is stated; None = no new range, only the measure.</param>
/// <param name="Range">Yuan, times or percent, as <paramref name="Kind"/> says; null when the step adds only a measure.</param>
/// <param name="Base">What is multiplied, for kinds other than fixed.</param>
/// <param name="Measure">Closure, suspension, revocation and the like.</param>
public sealed record StatutoryStep(string When, string Who, FineKind Kind, YuanRange? Range, string Base, string Measure);

/// <summary>特别追究期限: a limitation that an item's own law states in place of the two and five years of Penalties art. 36.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unit"><c>months</c> or <c>years</c>.</param>
/// <param name="Article">Where it stands.</param>
public sealed record SpecialLimitation(int Count, string Unit, string Article)
{
    /// <summary>Last day on which an act of <paramref name="day"/>, or one that ended then, may be found and still be punished.</summary>
    public DateOnly Ends(DateOnly day) => Unit == "months" ? day.AddMonths(Count) : day.AddYears(Count);
}

/// <summary>执法事项: one dated row of an enforcement item: the law from <see cref="ValidFrom"/> to <see cref="ValidTo"/>, both days included.</summary>
public sealed record EnforcementItem
{
    /// <summary>Stable code.</summary>
    public required ItemCode Code { get; init; }

    /// <summary>Short title; the Arabic title is the project's own translation.</summary>
    public required Text Title { get; init; }

    /// <summary>statutory, empowered, entrusted, retrieved or department: how the town holds it.</summary>
    public required string SourceType { get; init; }

    /// <summary>Field, in Chinese (城市管理, 消防救援 …).</summary>
    public required string Field { get; init; }

    /// <summary>Citation for documents: conduct, penalty, article naming the town.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>The law's short name; empty when the basis is not known.</summary>
    public required string Law { get; init; }

    /// <summary>Article of the conduct.</summary>
    public string ConductRef { get; init; } = "";

    /// <summary>Article of the penalty.</summary>
    public string PenaltyRef { get; init; } = "";

    /// <summary>Article naming the town, where there is one.</summary>
    public string AuthorityRef { get; init; } = "";

    /// <summary>Fixed yuan range of the base step for a person; null when there is none.</summary>
    public YuanRange? IndividualFine { get; init; }

    /// <summary>Fixed yuan range of the base step for an organisation; null when there is none.</summary>
    public YuanRange? EntityFine { get; init; }

    /// <summary>Condition of the base penalty.</summary>
    public Precondition Precondition { get; init; }

    /// <summary>The condition's own words where it is <see cref="Law.Precondition.Other"/>.</summary>
    public string PreconditionText { get; init; } = "";

    /// <summary>Orders, confiscation, removal, in the law's words.</summary>
    public string OtherMeasures { get; init; } = "";

    /// <summary>The article's own further steps.</summary>
    public IReadOnlyList<StatutoryStep> Steps { get; init; } = [];

    /// <summary>True when its text as read names a compulsory measure (暂扣、查封、扣押); to withhold a licence is a penalty and none.</summary>
    public bool NamesMeasures => Names("查封", "扣押") || PenaltyKindWords.WithoutWithheld(MeasuresText).Contains("暂扣", StringComparison.Ordinal);

    /// <summary>True when its text as read names an execution by the organ itself (拆除、代为、代履行).</summary>
    public bool NamesExecution => Names("拆除", "代为", "代履行");

    /// <summary>True when its text as read names an inspection.</summary>
    public bool NamesInspection => Names("检查");

    private bool Names(params string[] words) => words.Any(w => MeasuresText.Contains(w, StringComparison.Ordinal));

    private string MeasuresText => OtherMeasures + string.Join("；", Steps.Select(s => s.Measure));

    /// <summary>The further steps as the source prints them, for people.</summary>
    public string StepsText { get; init; } = "";

    /// <summary>Whom the article addresses.</summary>
    public Addressee Addressee { get; init; }

    /// <summary>How the sum is stated.</summary>
    public FineKind FineKind { get; init; }

    /// <summary>Factor for kinds other than fixed.</summary>
    public YuanRange? Factor { get; init; }

    /// <summary><c>times</c>, <c>percent</c>, <c>CNY_per_day</c>, <c>CNY_per_m2</c> or empty.</summary>
    public string FactorUnit { get; init; } = "";

    /// <summary>What the factor is applied to.</summary>
    public string FactorBase { get; init; } = "";

    /// <summary>可以处: the fine may be left out; null when the text was not read.</summary>
    public bool? FineOptional { get; init; }

    /// <summary>Place of 警告.</summary>
    public WarningPlace Warning { get; init; }

    /// <summary>没收 in the base step.</summary>
    public Belongs Confiscation { get; init; }

    /// <summary>Highest fixed sum over base and steps for a person.</summary>
    public decimal? IndividualCeiling { get; init; }

    /// <summary>Highest fixed sum over base and steps for an organisation.</summary>
    public decimal? EntityCeiling { get; init; }

    /// <summary>Derived: for whom an on-the-spot penalty is possible at all (Penalties art. 51); the sum imposed is still tested.</summary>
    public IReadOnlySet<PartyKind> SummaryPossibleFor { get; init; } = new HashSet<PartyKind>();

    /// <summary>Derived: individual, entity, measure, depends: for what a hearing right can arise.</summary>
    public IReadOnlyList<string> HearingReachableFor { get; init; } = [];

    /// <summary>Who may act.</summary>
    public required HolderRule Holder { get; init; }

    /// <summary>Kind of the county agency that holds the item where the town does not; empty when no source names one.</summary>
    public required string AgencyKind { get; init; }

    /// <summary>That agency in the source's words.</summary>
    public required string ResponsibleText { get; init; }

    /// <summary>The same in English; empty where the source gives none.</summary>
    public string ResponsibleTextEn { get; init; } = "";

    /// <summary>Certainty of the penalty text.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>False when only the law is known: no fine may be computed.</summary>
    public required bool Seen { get; init; }

    /// <summary>How the penalty text was read; <see cref="Seen"/> and <see cref="Certainty"/> follow from it.</summary>
    public TextReading Reading { get; init; }

    /// <summary>Certainty that the item is on a town list.</summary>
    public required Certainty ListCertainty { get; init; }

    /// <summary>What the list certainty rests on, in the source's words.</summary>
    public string ListNote { get; init; } = "";

    /// <summary>Where the text was read.</summary>
    public required string Source { get; init; }

    /// <summary>Other norms for the same act (Penalties art. 29).</summary>
    public string Overlaps { get; init; } = "";

    /// <summary>Pointer to the row that held before the ecological code (2026-08-15); empty when there is none.</summary>
    public string OldLaw { get; init; } = "";

    /// <summary>How soon an act must be found where the item's own law says so (Penalties art. 36: 法律另有规定的除外); null where the two years hold.</summary>
    public SpecialLimitation? Limitation { get; init; }

    /// <summary>Remarks of the pack's editor.</summary>
    public string Notes { get; init; } = "";

    /// <summary>First day; null = as far back as the text is known.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day; null = open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Hotline category for department-held matters, else empty.</summary>
    public string HotlineCategory { get; init; } = "";

    /// <summary>The hotline category in Chinese, else empty.</summary>
    public string HotlineName { get; init; } = "";

    /// <summary>True when the row is law on <paramref name="day"/>.</summary>
    public bool InForce(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>Kinds of penalty its article provides (Penalties art. 9).</summary>
    public PenaltyKinds PenaltyKinds =>
        (Warning != WarningPlace.None ? PenaltyKinds.Warning : PenaltyKinds.None)
        | (FineKind is not (FineKind.None or FineKind.Unknown) ? PenaltyKinds.Fine : PenaltyKinds.None)
        | (Confiscation != Belongs.None ? PenaltyKinds.Confiscation : PenaltyKinds.None)
        | PenaltyKindWords.MeasuresIn(MeasuresText);

    /// <summary>The base step's fixed range for a party; null when the article gives none for that class.</summary>
    public YuanRange? FineFor(PartyKind kind) => kind == PartyKind.Individual ? IndividualFine : EntityFine;

    /// <summary>The article of the penalty, as it is cited.</summary>
    public Article PenaltyArticle => new(Law, PenaltyRef.Length > 0 ? PenaltyRef : ConductRef, Source);
}
