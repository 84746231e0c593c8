using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>An officer named in an act, with the certificate shown (Penalties art. 42).</summary>
public sealed record NamedOfficer(string Id, Text Name, string Certificate);

/// <summary>A matter was given to a team: a lead to verify. 线索核查</summary>
/// <param name="Case">Id.</param>
/// <param name="Number">Number people see.</param>
/// <param name="Report">Report it came from; null for a patrol.</param>
/// <param name="Item">Item.</param>
/// <param name="Locality">Where.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Latitude">Where, if given.</param>
/// <param name="Longitude">Where, if given.</param>
/// <param name="Found">Day on which any competent organ first learned of it: limitation counts from it (Penalties art. 36).</param>
/// <param name="Source">report, patrol, transfer, inspection.</param>
/// <param name="Law">Revision of the law pinned at opening.</param>
[EntryKind("case.opened/1")]
public sealed record CaseOpened(string Case, string Number, string? Report, string Item, string Locality, string Address, double? Latitude, double? Longitude, DateOnly Found, string Source, string Law);

/// <summary>Two certified officers were named.</summary>
[EntryKind("case.assigned/1")]
public sealed record OfficersAssigned(string Case, IReadOnlyList<NamedOfficer> Officers);

/// <summary>现场检查笔录: what two officers saw, with certificates shown and rights told (Penalties art. 55).</summary>
/// <param name="Case">Case.</param>
/// <param name="Officers">Both officers.</param>
/// <param name="Began">From.</param>
/// <param name="Ended">To.</param>
/// <param name="ActDay">Day of the act; the end of a continuing one (Penalties art. 36).</param>
/// <param name="Breach">Whether they found one.</param>
/// <param name="Seen">What they saw.</param>
/// <param name="PartyEnvelope">Party's details; null when nobody was found.</param>
/// <param name="PartyKind">Person or organisation.</param>
/// <param name="PartyMark">Keyed mark by which the same party is known again.</param>
/// <param name="Minor">True under 14, false otherwise, null unknown; 14 to 17 stands in <paramref name="Young"/>.</param>
/// <param name="Young">True from 14 to 17 (Penalties art. 30).</param>
/// <param name="CertificatesShown">Certificates were shown.</param>
/// <param name="RecusalTold">The right to ask for recusal was told.</param>
/// <param name="PartySaid">The party's words.</param>
/// <param name="Signed">signed, refused or absent.</param>
/// <param name="Photos">Evidence.</param>
[EntryKind("case.site_recorded/1")]
public sealed record SiteRecorded(
    string Case,
    IReadOnlyList<NamedOfficer> Officers,
    DateTimeOffset Began,
    DateTimeOffset Ended,
    DateOnly ActDay,
    bool Breach,
    string Seen,
    string? PartyEnvelope,
    PartyKind PartyKind,
    string? PartyMark,
    bool? Minor,
    bool? Young,
    bool CertificatesShown,
    bool RecusalTold,
    string PartySaid,
    string Signed,
    IReadOnlyList<Exhibit> Photos);

/// <summary>劝导: what was asked, until when, and how it ended.</summary>
/// <param name="Case">Case.</param>
/// <param name="By">Who persuaded; an auxiliary may.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Until">Until when; null = at once.</param>
/// <param name="Result"><c>put_right</c>, <c>not_put_right</c>, <c>refused</c> or <c>waiting</c>.</param>
/// <param name="Words">The party's words.</param>
/// <param name="Photos">After-photo for put right.</param>
[EntryKind("case.persuaded/1")]
public sealed record Persuaded(string Case, string By, string Asked, DateTimeOffset? Until, string Result, string Words, IReadOnlyList<Exhibit> Photos);

/// <summary>责令改正: an order with a term (Penalties art. 28).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Document number.</param>
/// <param name="What">What is to be put right.</param>
/// <param name="Term">Last day.</param>
/// <param name="Handed">How it reached the party: <c>handed</c>, <c>refused</c> or <c>left</c>.</param>
[EntryKind("case.order_made/1")]
public sealed record CorrectionOrdered(string Case, string Number, string What, DateOnly Term, string Handed);

/// <summary>复查: a second look by two officers.</summary>
[EntryKind("case.reinspected/1")]
public sealed record Reinspected(string Case, IReadOnlyList<NamedOfficer> Officers, bool Corrected, bool Refused, string Seen, IReadOnlyList<Exhibit> Photos);

/// <summary>A penalty was proposed: facts, standard, sum, fences. 拟处罚</summary>
/// <param name="Case">Case.</param>
/// <param name="Procedure"><c>summary</c> or <c>ordinary</c>.</param>
/// <param name="Act">Id of the act: a linked earlier decision on the same act shares it (Penalties art. 29).</param>
/// <param name="Standard">Standard weighed; empty when only the statutory range stands.</param>
/// <param name="Tier">Tier matched; empty when none.</param>
/// <param name="Facts">Facts a person confirmed.</param>
/// <param name="Range">Lawful range shown.</param>
/// <param name="Warning">Whether the penalty is or includes a warning.</param>
/// <param name="Fine">Yuan; null for none.</param>
/// <param name="Ground">Ground of mitigation below the minimum; empty for none.</param>
/// <param name="Gains">Finding on illegal gains (Penalties art. 28(2)): none, returned, confiscated.</param>
/// <param name="Reason">The officer's reasons, cautions answered.</param>
/// <param name="Fences">What the fences said.</param>
/// <param name="Law">Row of the item: code and first day.</param>
/// <param name="Confiscated">Yuan to be confiscated; null for none.</param>
/// <param name="Other">Other kinds of penalty; null for none.</param>
/// <param name="FineBase">What a fine without a fixed range is counted from.</param>
/// <param name="ConditionMet">How a condition in the item's own words was met.</param>
/// <param name="AlsoBreaches">Other items the same act breaches; null for none.</param>
/// <param name="CourtFined">Judgment by which a court fined the same act; null for none.</param>
/// <param name="Harm">Harm that lengthens the limitation, where this proposal names it; null for none. Before it was a field, <paramref name="ConditionMet"/> named article 36.</param>
[EntryKind("case.penalty_proposed/1")]
public sealed record PenaltyProposed(
    string Case,
    string Procedure,
    string Act,
    string Standard,
    string Tier,
    IReadOnlyDictionary<string, System.Text.Json.JsonElement> Facts,
    YuanRange? Range,
    bool Warning,
    decimal? Fine,
    string Ground,
    string Gains,
    string Reason,
    IReadOnlyList<FenceAnswer> Fences,
    string Law,
    decimal? Confiscated = null,
    IReadOnlyList<string>? Other = null,
    decimal? FineBase = null,
    string ConditionMet = "",
    IReadOnlyList<string>? AlsoBreaches = null,
    string? CourtFined = null,
    Harm? Harm = null)
{
    /// <summary>What it consists of.</summary>
    public Imposed Imposed() => new(Warning, Fine, Confiscated, Other ?? []);
}

/// <summary>A fence stopped an act. Kept, and seen by supervision. 被拦截的行为</summary>
[EntryKind("act.stopped/1")]
public sealed record ActStopped(string Stop, string Case, string Act, string Proposal, IReadOnlyList<FenceAnswer> Fences);

/// <summary>告知与听取: rights told and the party heard before a decision (Penalties arts. 44–45).</summary>
/// <param name="Case">Case.</param>
/// <param name="Told">Facts, reasons, basis and rights were told.</param>
/// <param name="Said">What the party said; empty when nothing.</param>
/// <param name="Answer">How it was taken up: reasons.</param>
[EntryKind("case.party_heard/1")]
public sealed record PartyHeard(string Case, bool Told, string Said, string Answer);

/// <summary>当场行政处罚决定: decided on the spot by the two officers (Penalties arts. 51–52).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Pre-set number.</param>
/// <param name="Decider">Officer who decided.</param>
/// <param name="Second">The other officer.</param>
/// <param name="Act">Act.</param>
/// <param name="Warning">Warning.</param>
/// <param name="Fine">Yuan.</param>
/// <param name="Document">SHA-256 of the document's text.</param>
/// <param name="Check">Public check code printed on it.</param>
[EntryKind("case.decided_on_the_spot/1")]
public sealed record DecidedOnTheSpot(string Case, string Number, NamedOfficer Decider, NamedOfficer Second, string Act, bool Warning, decimal? Fine, string Document, string Check);

/// <summary>送达: a document reached the party (Penalties art. 61).</summary>
/// <param name="Case">Case.</param>
/// <param name="Document">Number of the document.</param>
/// <param name="Way"><c>handed</c>, <c>left</c>, <c>post</c> or <c>electronic</c> (only with signed consent).</param>
/// <param name="On">When.</param>
/// <param name="Recipient">Who received it, in relation to the party: <c>party</c>, <c>adult_at_home</c>, <c>staff</c>.</param>
/// <param name="Refused">Receipt was refused.</param>
/// <param name="Witness">Witness of a refusal.</param>
/// <param name="Proof">Photo of the proof of service.</param>
[EntryKind("case.served/1")]
public sealed record Served(string Case, string Document, string Way, DateTimeOffset On, string Recipient, bool Refused, string Witness, IReadOnlyList<Exhibit> Proof);

/// <summary>The matter ended. 结案</summary>
/// <param name="Case">Case.</param>
/// <param name="Outcome"><c>put_right</c>, <c>no_breach</c>, <c>no_penalty</c>, <c>penalised</c>, <c>transferred</c>, <c>referred</c>, <c>revised</c>, <c>withdrawn</c>, <c>unenforced</c>, <c>executed</c> or <c>execution_ended</c>.</param>
/// <param name="Words">What was found and done.</param>
/// <param name="Photo">After-photo.</param>
[EntryKind("case.ended/1")]
public sealed record CaseEnded(string Case, string Outcome, string Words, Exhibit? Photo);

/// <summary>陈述申辩: the enterprise gave its side of a visit or a case.</summary>
[EntryKind("premises.side_given/1")]
public sealed record SideGiven(string Premises, string? Inspection, string? Case, string Words, IReadOnlyList<Exhibit> Photos);
