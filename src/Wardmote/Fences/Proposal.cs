using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Fences;

/// <summary>An earlier fine that may be about the same act. 既往处罚</summary>
/// <param name="Act">Act it punished.</param>
/// <param name="Number">Document number.</param>
/// <param name="Item">Item.</param>
/// <param name="Organ">Who decided.</param>
/// <param name="ActDay">Day of that act.</param>
/// <param name="Locality">Place of that act.</param>
/// <param name="Fine">Yuan; null for a warning.</param>
public sealed record PastFine(string Act, string Number, string Item, string Organ, DateOnly ActDay, string Locality, decimal? Fine);

/// <summary>What is about to be done, with everything the fences ask. Filled from the case, so that no fact is typed twice. 拟作出的行为</summary>
public sealed record Proposal
{
    /// <summary>Item.</summary>
    public required ItemCode Item { get; init; }

    /// <summary>Place of the act.</summary>
    public required Locality Place { get; init; }

    /// <summary>Organ that would act: the locality's code or an agency's.</summary>
    public required string Organ { get; init; }

    /// <summary>Day of the act; the end of a continuing one.</summary>
    public required DateOnly ActDay { get; init; }

    /// <summary>Day any competent organ first learned of it (Penalties art. 36).</summary>
    public required DateOnly Found { get; init; }

    /// <summary>Filing day; for an on-the-spot penalty the day itself.</summary>
    public required DateOnly Filed { get; init; }

    /// <summary>Today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary><c>summary</c> or <c>ordinary</c>.</summary>
    public required string Procedure { get; init; }

    /// <summary>Person or organisation.</summary>
    public required PartyKind Party { get; init; }

    /// <summary>Under 14; null = unknown.</summary>
    public bool? Minor { get; init; }

    /// <summary>From 14 to 17; null = unknown.</summary>
    public bool? Young { get; init; }

    /// <summary>Officers who would act.</summary>
    public IReadOnlyList<Officer> Officers { get; init; } = [];

    /// <summary>True when persuasion was offered and recorded.</summary>
    public bool Persuaded { get; init; }

    /// <summary>Last day of a correction order; null when none was made.</summary>
    public DateOnly? OrderTerm { get; init; }

    /// <summary>Day of the re-inspection; null when there was none.</summary>
    public DateOnly? Reinspected { get; init; }

    /// <summary>What the re-inspection found; null when there was none.</summary>
    public bool? Corrected { get; init; }

    /// <summary>True when the party refused to correct after the order, in words or by keeping on.</summary>
    public bool Refused { get; init; }

    /// <summary>How a condition in the item's own words was met, as a person attests; empty = not attested.</summary>
    public string ConditionMet { get; init; } = "";

    /// <summary>Harm that lengthens the limitation (Penalties art. 36); null = none attested.</summary>
    public Harm? Harm { get; init; }

    /// <summary>Warning proposed.</summary>
    public bool Warning { get; init; }

    /// <summary>Yuan proposed; null for none.</summary>
    public decimal? Fine { get; init; }

    /// <summary>Confiscation proposed.</summary>
    public bool Confiscation { get; init; }

    /// <summary>Yuan to be confiscated; null for none.</summary>
    public decimal? Confiscated { get; init; }

    /// <summary>Ground of mitigation below the minimum: <c>30</c>, <c>31</c>, <c>32</c> or the name of a special law; empty for none.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Finding on illegal gains: <c>none</c>, <c>returned</c>, <c>confiscated</c>; empty = no finding yet.</summary>
    public string Gains { get; init; } = "";

    /// <summary>Reasons given for cautions.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Act, where a person linked it to an earlier one; else a new id.</summary>
    public string Act { get; init; } = "";

    /// <summary>Earlier fines on the same party, and on the linked act.</summary>
    public IReadOnlyList<PastFine> Past { get; init; } = [];

    /// <summary>Other items the same act breaches, as a person attests: the norm with the higher fine applies (Penalties art. 29).</summary>
    public IReadOnlyList<ItemCode> AlsoBreaches { get; init; } = [];

    /// <summary>Number of the judgment by which a court fined the same act; empty = none (Penalties art. 35(2)).</summary>
    public string CourtFined { get; init; } = "";

    /// <summary>What the standard weighed; null when it was not weighed.</summary>
    public Weighed? Weighed { get; init; }

    /// <summary>True when rights were told and the party was heard.</summary>
    public bool Heard { get; init; }

    /// <summary>Other kinds of penalty proposed: <c>suspension</c>, <c>closure</c>, <c>revocation</c> …, each with its length where one is named (<c>suspension: 10 日</c>).</summary>
    public IReadOnlyList<string> Other { get; init; } = [];

    /// <summary>What the penalty consists of.</summary>
    public Imposed Imposed => new(Warning, Fine, Confiscated, Other);

    /// <summary>Units, square metres or yuan from which a fine without a fixed range is counted; null = not established.</summary>
    public decimal? FineBase { get; init; }

    /// <summary>The day whose law weighs the act where it is not the act's own (Penalties art. 37); null = the act's day.</summary>
    public DateOnly? LawDay { get; init; }

    /// <summary>The course of the ordinary procedure; null in the summary one.</summary>
    public Course? Course { get; init; }

    /// <summary>True at the decision, when hearing the party must have happened.</summary>
    public bool Deciding { get; init; }
}
