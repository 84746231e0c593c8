using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>催告履行: a written demand to carry out an order (Coercion arts. 35, 51).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Order">Number of the order that was not carried out.</param>
/// <param name="Way"><c>demolish</c>, <c>substitute</c> or <c>court</c>.</param>
/// <param name="Harm">For a substitute, what is or will be harmed: <c>traffic</c>, <c>environment</c> or <c>resources</c>; else empty.</param>
/// <param name="Term">Last day to perform.</param>
/// <param name="How">How to perform.</param>
/// <param name="Delivery">How it reached the party.</param>
/// <param name="Document">SHA-256.</param>
/// <param name="CourtFrom">For <c>court</c>: first day on which the court may be asked; else null.</param>
/// <param name="CourtUntil">For <c>court</c>: last day; else null.</param>
[EntryKind("case.performance_demanded/1")]
public sealed record PerformanceDemanded(
    string Case, string Number, string Order, string Way, string Harm, DateOnly Term, string How, Delivery Delivery, string Document, DateOnly? CourtFrom = null, DateOnly? CourtUntil = null);

/// <summary>限期拆除公告: a public announcement with a term to demolish (Coercion art. 44).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Where">Where it was put up.</param>
/// <param name="Term">Last day for the party to demolish.</param>
/// <param name="Photos">The announcement where it hangs.</param>
/// <param name="Document">SHA-256.</param>
/// <param name="DecideFrom">First day on which the demolition may be decided, when demand, announcement and remedies are over; older entries do not say.</param>
[EntryKind("case.demolition_announced/1")]
public sealed record DemolitionAnnounced(string Case, string Number, string Where, DateOnly Term, IReadOnlyList<Exhibit> Photos, string Document, DateOnly? DecideFrom = null);

/// <summary>强制执行决定: demolition or substitute performance was decided (Coercion arts. 37, 44, 50, 51).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Decider">Head or recorded deputy.</param>
/// <param name="Way"><c>demolish</c> or <c>substitute</c>.</param>
/// <param name="Heard">What the party said to the demand, and the answer.</param>
/// <param name="Seen">What was seen after the demand's term.</param>
/// <param name="SeenOn">Day on which it was seen.</param>
/// <param name="Reason">Reasons.</param>
/// <param name="Subject">What is executed upon.</param>
/// <param name="PlannedFrom">Planned beginning; the hours are those of each day.</param>
/// <param name="PlannedTo">Planned end.</param>
/// <param name="Urgent">Why it must be at night or on a holiday; empty else.</param>
/// <param name="Performer">Who carries it out.</param>
/// <param name="Budget">Yuan; null for a demolition without a budget.</param>
/// <param name="Document">SHA-256.</param>
[EntryKind("case.execution_decided/1")]
public sealed record ExecutionDecided(
    string Case, string Number, Signatory Decider, string Way, string Heard, string Seen, DateOnly SeenOn, string Reason, string Subject, DateTimeOffset PlannedFrom, DateTimeOffset PlannedTo, string Urgent,
    string Performer, decimal? Budget, string Document);

/// <summary>执行记录: a day of the execution, on site (Coercion arts. 43, 51).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Officers">Officers present.</param>
/// <param name="Served">How the decision had reached the party before.</param>
/// <param name="Began">From.</param>
/// <param name="Ended">To.</param>
/// <param name="Urgent">Why it had to be at night or on a holiday; empty else.</param>
/// <param name="Seen">What was done and seen.</param>
/// <param name="Cost">Yuan; null where none is asked of the party.</param>
/// <param name="Signed">Who signed beside officers and performer: <c>party</c> or <c>witness</c>.</param>
/// <param name="Witness">Name of the witness.</param>
/// <param name="Photos">Evidence.</param>
/// <param name="Finished">The order is carried out; false = another day follows.</param>
/// <param name="Document">SHA-256.</param>
[EntryKind("case.execution_carried_out/1")]
public sealed record ExecutionCarriedOut(
    string Case, string Number, IReadOnlyList<NamedOfficer> Officers, Delivery Served, DateTimeOffset Began, DateTimeOffset Ended, string Urgent, string Seen, decimal? Cost, string Signed, string Witness,
    IReadOnlyList<Exhibit> Photos, bool Finished, string Document);

/// <summary>停止、中止、恢复、终结执行 (Coercion arts. 39, 40, 51).</summary>
/// <param name="Case">Case.</param>
/// <param name="Ground"><c>performed</c>, <c>suspended</c>, <c>resumed</c> or <c>ended</c>.</param>
/// <param name="Words">Which case of the article, and why.</param>
/// <param name="Photos">For performed: what it looks like now.</param>
[EntryKind("case.execution_stopped/1")]
public sealed record ExecutionStopped(string Case, string Ground, string Words, IReadOnlyList<Exhibit> Photos);

/// <summary>立即实施代履行: cleared at once (Coercion art. 52).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="PlaceKind"><c>road</c>, <c>river</c>, <c>channel</c> or <c>public</c>.</param>
/// <param name="What">What was spilled, in the way or polluting.</param>
/// <param name="WhyNot">Why the party cannot clear it.</param>
/// <param name="PartyPresent">The party was there.</param>
/// <param name="Notified">How the absent party was told afterwards; empty when present.</param>
/// <param name="NotifiedAt">When; null when present.</param>
/// <param name="Officers">Officers present.</param>
/// <param name="Began">From.</param>
/// <param name="Ended">To.</param>
/// <param name="Performer">Who cleared it.</param>
/// <param name="Cost">Yuan; null for none.</param>
/// <param name="Photos">Evidence.</param>
[EntryKind("case.cleared_at_once/1")]
public sealed record ClearedAtOnce(
    string Case, string Number, string PlaceKind, string What, string WhyNot, bool PartyPresent, string Notified, DateTimeOffset? NotifiedAt, IReadOnlyList<NamedOfficer> Officers, DateTimeOffset Began, DateTimeOffset Ended,
    string Performer, decimal? Cost, IReadOnlyList<Exhibit> Photos);
