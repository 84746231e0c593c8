using Wardmote.Cases;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Inspections;

/// <summary>登记: premises that may be visited. A public name stands in the entry; a person's name in an envelope.</summary>
/// <param name="Premises">Id.</param>
/// <param name="Code">Code on the door (scanned on entering); for organisations the unified social credit code may serve.</param>
/// <param name="Name">Public name; empty when it is a person's and lies in <paramref name="NameEnvelope"/>.</param>
/// <param name="NameEnvelope">Envelope with a personal name; null when the name is public.</param>
/// <param name="Locality">Where.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Latitude">Where, if given.</param>
/// <param name="Longitude">Where, if given.</param>
/// <param name="Fields">Fields it works in, in the items' words.</param>
/// <param name="OwnerHash">SHA-256 of the code in the owner's link; the code itself is kept nowhere.</param>
[EntryKind("premises.registered/1")]
public sealed record PremisesRegistered(
    string Premises, string Code, string Name, string? NameEnvelope, string Locality, string Address, double? Latitude, double? Longitude, IReadOnlyList<string> Fields, string OwnerHash);

/// <summary>检查计划: an organ means to visit these premises in this period, for these items.</summary>
/// <param name="Plan">Id.</param>
/// <param name="Organ">Locality or agency.</param>
/// <param name="Title">Title.</param>
/// <param name="Type">Routine or special.</param>
/// <param name="Items">Items; nothing else is checked under it.</param>
/// <param name="Premises">Premises, at most 500.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="OrderedBy">Paper by which a higher organ ordered it; empty when none.</param>
[EntryKind("inspection.planned/1")]
public sealed record InspectionPlanned(
    string Plan, string Organ, string Title, InspectionType Type, IReadOnlyList<string> Items, IReadOnlyList<string> Premises, DateOnly From, DateOnly To, string Basis, string OrderedBy);

/// <summary>The organ head approved the plan; it was filed and is public from now (R-INS-08).</summary>
/// <param name="Plan">Plan.</param>
/// <param name="FiledAs">Number under which it was filed; a special inspection needs one.</param>
[EntryKind("inspection.plan_published/1")]
public sealed record InspectionPlanPublished(string Plan, string FiledAs);

/// <summary>One organ's part of a visit as written: what, who with which certificate, under which power.</summary>
public sealed record NamedTeam(string Organ, IReadOnlyList<string> Items, IReadOnlyList<NamedOfficer> Officers, IReadOnlyList<UnderPower> Under);

/// <summary>检查审批表: a visit was proposed, with the fences' answers.</summary>
/// <param name="Inspection">Id.</param>
/// <param name="Premises">Premises.</param>
/// <param name="Locality">Where they lie.</param>
/// <param name="Type">Type; mandatory (R-INS-07).</param>
/// <param name="Teams">Organs, items, officers; the first organ leads.</param>
/// <param name="From">Start of the time window.</param>
/// <param name="To">End of the time window.</param>
/// <param name="Grounds">Why: plan, lead or danger in words that the owner reads.</param>
/// <param name="Plan">Plan it comes from; null when none.</param>
/// <param name="Report">Report it follows; null when none.</param>
/// <param name="Case">Case it serves; null when none.</param>
/// <param name="OrderedBy">Paper of a higher organ; empty when none.</param>
/// <param name="Designation">Paper designating the organ; empty when none.</param>
/// <param name="Reason">Reasons for cautions, and for going on to the head over a guidance stop.</param>
/// <param name="Fences">Cautions and stops at the time.</param>
/// <param name="Saving">Visits saved by merging; null for a visit that merges nothing.</param>
[EntryKind("inspection.proposed/1")]
public sealed record InspectionProposed(
    string Inspection,
    string Premises,
    string Locality,
    InspectionType Type,
    IReadOnlyList<NamedTeam> Teams,
    DateTimeOffset From,
    DateTimeOffset To,
    string Grounds,
    string? Plan,
    string? Report,
    string? Case,
    string OrderedBy,
    string Designation,
    string Reason,
    IReadOnlyList<FenceAnswer> Fences,
    Saving? Saving);

/// <summary>综合查一次: a proposed visit was merged into a joint one and takes no visit of its own.</summary>
[EntryKind("inspection.merged/1")]
public sealed record InspectionMerged(string Inspection, string Into);

/// <summary>批准: the head of an organ approved its part. The first approval takes the visit's number.</summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Organ">Organ whose head approved.</param>
/// <param name="Year">Year the visit counts in.</param>
/// <param name="Number">Number in its series of the year.</param>
/// <param name="Series"><c>counted</c> (under the cap), <c>over</c> (over the cap, by override) or <c>free</c> (no cap applies).</param>
/// <param name="Afterwards">True when officers had entered already.</param>
/// <param name="Overridden">Fences whose guidance stop was overridden.</param>
/// <param name="Reason">The head's reason; the owner can read it.</param>
/// <param name="Rank">Role in which it was overridden; empty when nothing was.</param>
[EntryKind("inspection.approved/1")]
public sealed record InspectionApproved(
    string Inspection, string Organ, int Year, int Number, string Series, bool Afterwards, IReadOnlyList<string> Overridden, string Reason, string Rank);

/// <summary>The head did not approve.</summary>
[EntryKind("inspection.refused/1")]
public sealed record InspectionRefused(string Inspection, string Organ, string Reason);

/// <summary>An approved visit will not take place. Its number stays taken: officers without signal may be inside already.</summary>
[EntryKind("inspection.cancelled/1")]
public sealed record InspectionCancelled(string Inspection, string Reason);

/// <summary>检查码: a signed code was issued for one organ's part.</summary>
[EntryKind("inspection.code_issued/1")]
public sealed record InspectionCodeIssued(string Inspection, string Organ, string Code, DateTimeOffset IssuedAt);

/// <summary>企业核验: the owner opened the page that checks the inspection code, from their own page and with the owner's code. When, says the entry; it counts as the scan. Nobody is ever required to.</summary>
[EntryKind("inspection.check_opened/1")]
public sealed record CheckOpened(string Inspection);

/// <summary>扫码入企: officers entered.</summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Officers">Who was there.</param>
/// <param name="Entered">When, by the device.</param>
/// <param name="Scan">What was scanned; empty when nothing was.</param>
/// <param name="Offline">True when the device had no signal and the server heard later.</param>
/// <param name="Reason">Why without a scan, or why in spite of a stop.</param>
/// <param name="Fences">Cautions at the time.</param>
[EntryKind("inspection.checked_in/1")]
public sealed record CheckedIn(
    string Inspection, string Organ, IReadOnlyList<NamedOfficer> Officers, DateTimeOffset Entered, string Scan, bool Offline, string Reason, IReadOnlyList<FenceAnswer> Fences);

/// <summary>One item's result.</summary>
/// <param name="Item">An item of the team's list, nothing else.</param>
/// <param name="Found">True when a problem was found.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Photos">Evidence.</param>
public sealed record ItemChecked(string Item, bool Found, string Seen, IReadOnlyList<Exhibit> Photos);

/// <summary>现场检查笔录: what one organ found.</summary>
[EntryKind("inspection.recorded/1")]
public sealed record InspectionRecorded(
    string Inspection, string Organ, IReadOnlyList<NamedOfficer> Officers, DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<ItemChecked> Findings, string PartySaid, string Signed);

/// <summary>A finding went to somebody: a case of the town's, or a whistle for the department whose it is.</summary>
[EntryKind("inspection.led/1")]
public sealed record InspectionLed(string Inspection, string Item, string To, string? Case, string? Whistle);

/// <summary>A fence stopped a visit. Kept, and seen by supervision.</summary>
[EntryKind("inspection.stopped/1")]
public sealed record InspectionStopped(string Stop, string Premises, string Inspection, string Act, string Organ, IReadOnlyList<FenceAnswer> Fences);

/// <summary>评价: the enterprise rated a visit. Stars and words lie in an envelope; the entry does not carry the visit's tags, so that nobody of the organ meets it.</summary>
[EntryKind("inspection.rated/1")]
public sealed record VisitRated(string Rating, string Envelope);

/// <summary>What the enterprise said of a visit; read by supervision only.</summary>
/// <param name="Inspection">Which.</param>
/// <param name="Organ">Lead organ.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Words">May be empty.</param>
/// <param name="Bans">Which of the five bans were broken, as the enterprise sees it; empty for none.</param>
public sealed record Rating(string Inspection, string Organ, int Stars, string Words, IReadOnlyList<string> Bans);

/// <summary>What one joint visit saves. 综合查一次</summary>
/// <param name="Separate">Visits that would have been made apart.</param>
/// <param name="Visits">Visits saved.</param>
/// <param name="Repeated">Items that would have been checked by more than one organ.</param>
public sealed record Saving(int Separate, int Visits, IReadOnlyList<string> Repeated);
