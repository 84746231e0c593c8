using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.Store.LawPacks;

/// <summary>The words that stand in pack files, and what they mean. One place, so that reader, importer and tests agree.</summary>
public static class Vocabulary
{
    /// <summary>Certainty.</summary>
    public static IReadOnlyDictionary<string, Certainty> Certainties { get; } = new Dictionary<string, Certainty>
    {
        ["quoted"] = Certainty.Quoted, ["derived"] = Certainty.Derived, ["model"] = Certainty.Model, ["unknown"] = Certainty.Unknown,
    };

    /// <summary>How the text of a penalty was read.</summary>
    public static IReadOnlyDictionary<string, TextReading> Readings { get; } = new Dictionary<string, TextReading>
    {
        ["quoted"] = TextReading.Statute, ["quoted-secondary"] = TextReading.Secondary, ["named-only"] = TextReading.NamedOnly,
    };

    /// <summary>How the town holds an item.</summary>
    public static IReadOnlyDictionary<string, string> SourceTypes { get; } =
        new[] { "statutory", "empowered", "entrusted", "retrieved", "department" }.ToDictionary(w => w);

    /// <summary>Conditions of the base penalty; <c>other:</c> is read apart.</summary>
    public static IReadOnlyDictionary<string, Precondition> Preconditions { get; } = new Dictionary<string, Precondition>
    {
        ["none"] = Precondition.None, ["refuses_correction"] = Precondition.RefusesCorrection, ["overdue_correction"] = Precondition.OverdueCorrection,
    };

    /// <summary>Whom an article addresses.</summary>
    public static IReadOnlyDictionary<string, Addressee> Addressees { get; } = new Dictionary<string, Addressee>
    {
        ["split"] = Addressee.Split, ["same_for_both"] = Addressee.SameForBoth, ["entity_only"] = Addressee.EntityOnly,
        ["individual_only"] = Addressee.IndividualOnly, ["none"] = Addressee.None,
    };

    /// <summary>How a sum is stated.</summary>
    public static IReadOnlyDictionary<string, FineKind> FineKinds { get; } = new Dictionary<string, FineKind>
    {
        ["fixed"] = FineKind.Fixed, ["multiple"] = FineKind.Multiple, ["percentage"] = FineKind.Percentage, ["per_unit"] = FineKind.PerUnit,
        ["unquantified"] = FineKind.Unquantified, ["none"] = FineKind.None, ["unknown"] = FineKind.Unknown,
        ["fixed+percentage"] = FineKind.FixedAndPercentage, ["fixed+multiple"] = FineKind.FixedAndMultiple,
    };

    /// <summary>Place of the warning.</summary>
    public static IReadOnlyDictionary<string, WarningPlace> Warnings { get; } = new Dictionary<string, WarningPlace>
    {
        ["none"] = WarningPlace.None, ["with_fine"] = WarningPlace.WithFine, ["alternative"] = WarningPlace.Alternative, ["only"] = WarningPlace.Only,
    };

    /// <summary>Confiscation.</summary>
    public static IReadOnlyDictionary<string, Belongs> Confiscations { get; } = new Dictionary<string, Belongs>
    {
        ["none"] = Belongs.None, ["possible"] = Belongs.Possible, ["mandatory"] = Belongs.Mandatory,
    };

    /// <summary>Who may act.</summary>
    public static IReadOnlyDictionary<string, HolderRule> Holders { get; } = new Dictionary<string, HolderRule>
    {
        ["town_and_street"] = HolderRule.TownAndStreet, ["town_only"] = HolderRule.TownOnly, ["per_published_list"] = HolderRule.PerPublishedList,
        ["entrustment_agreement"] = HolderRule.EntrustmentAgreement, ["county_department"] = HolderRule.CountyDepartment,
    };

    /// <summary>Persons and organisations.</summary>
    public static IReadOnlyDictionary<string, PartyKind> Parties { get; } = new Dictionary<string, PartyKind>
    {
        ["individual"] = PartyKind.Individual, ["entity"] = PartyKind.Entity,
    };

    /// <summary>Whom a further step of an article concerns.</summary>
    public static IReadOnlyDictionary<string, string> StepParties { get; } =
        new[] { "individual", "entity", "both", "responsible_person" }.ToDictionary(w => w);

    /// <summary>Sources of power that a grant may have.</summary>
    public static IReadOnlyDictionary<string, PowerSource> PowerSources { get; } = new Dictionary<string, PowerSource>
    {
        ["statutory"] = PowerSource.Statutory, ["empowered"] = PowerSource.Empowered, ["entrusted"] = PowerSource.Entrusted,
    };

    /// <summary>What becomes of open matters.</summary>
    public static IReadOnlyDictionary<string, Transition> Transitions { get; } = new Dictionary<string, Transition>
    {
        ["none"] = Transition.None, ["filed_before_stays"] = Transition.FiledBeforeStays, ["handed_over"] = Transition.HandedOver,
    };

    /// <summary>Kinds of locality.</summary>
    public static IReadOnlyDictionary<string, LocalityKind> LocalityKinds { get; } = new Dictionary<string, LocalityKind>
    {
        ["town"] = LocalityKind.Town, ["subdistrict"] = LocalityKind.Subdistrict, ["township"] = LocalityKind.Township, ["ethnic_township"] = LocalityKind.EthnicTownship,
    };

    /// <summary>Units of a period.</summary>
    public static IReadOnlyDictionary<string, string> PeriodUnits { get; } =
        new[] { "working_days", "calendar_days", "months", "years", "hours" }.ToDictionary(w => w);

    /// <summary>How hard a fence holds.</summary>
    public static IReadOnlyDictionary<string, string> FenceModes { get; } = new[] { "stop", "caution", "record" }.ToDictionary(w => w);

    /// <summary>On what ground.</summary>
    public static IReadOnlyDictionary<string, string> FenceGrounds { get; } = new[] { "statute", "guidance", "peer" }.ToDictionary(w => w);

    /// <summary>The word that stands for a value.</summary>
    public static string WordOf<T>(IReadOnlyDictionary<string, T> vocabulary, T value) =>
        vocabulary.First(p => EqualityComparer<T>.Default.Equals(p.Value, value)).Key;
}
