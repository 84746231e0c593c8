using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>An element of the breach or a discretion fact, and the marks of what proves it. 构成要件与证据</summary>
public sealed record Proven(string Element, IReadOnlyList<string> Marks);

/// <summary>调查终结报告: every element with its evidence; the proposal stands in the entry beside it (Penalties art. 57).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Facts">Facts found.</param>
/// <param name="Elements">Elements and evidence.</param>
/// <param name="PublicInterest">Major public interest is concerned (art. 58(1)(1)).</param>
/// <param name="Complex">Doubtful, complex or several legal relations (arts. 57(2), 58(1)(3)).</param>
/// <param name="Major">A major breach (art. 57(2)).</param>
/// <param name="ReviewByLaw">Law or regulation that wants legal review (art. 58(1)(4)); empty = none.</param>
/// <param name="Amends">Why an earlier proposal is amended; empty for a first report.</param>
/// <param name="NewFacts">New facts that make it heavier; empty = none.</param>
/// <param name="AnswersReview">Answer to a legal review that did not pass; empty = none.</param>
/// <param name="By">Officer who reports.</param>
[EntryKind("case.investigation_reported/1")]
public sealed record InvestigationReported(
    string Case, string Number, string Facts, IReadOnlyList<Proven> Elements, bool PublicInterest, bool Complex, bool Major, string ReviewByLaw,
    string Amends, string NewFacts, string AnswersReview, string By);

/// <summary>拟处罚告知审批: the head approved the prior notice (Penalties art. 44).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the notice.</param>
/// <param name="Hearing">A hearing may be asked for.</param>
/// <param name="HearingWhy">Why, or why not.</param>
/// <param name="Contact">Whom the party may turn to.</param>
/// <param name="Approved">Head or deputy.</param>
/// <param name="Document">SHA-256 of the notice.</param>
[EntryKind("case.notice_approved/1")]
public sealed record NoticeApproved(string Case, string Number, bool Hearing, Text HearingWhy, string Contact, Signatory Approved, string Document);

/// <summary>行政处罚事先告知: the notice reached the party; terms count from here (Penalties arts. 44, 64).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Delivery">How.</param>
/// <param name="StatementBy">Last day to make a statement or defence.</param>
/// <param name="HearingBy">Last day to ask for a hearing; null without the right.</param>
[EntryKind("case.prior_notice_given/1")]
public sealed record PriorNoticeGiven(string Case, string Number, Delivery Delivery, DateOnly StatementBy, DateOnly? HearingBy);

/// <summary>放弃: the party expressly waived (Penalties art. 62).</summary>
/// <param name="Case">Case.</param>
/// <param name="What"><c>statement</c>, <c>hearing</c> or <c>both</c>.</param>
/// <param name="Signed">The signed waiver.</param>
[EntryKind("case.rights_waived/1")]
public sealed record RightsWaived(string Case, string What, Exhibit Signed);

/// <summary>陈述申辩: what the party states (Penalties art. 45).</summary>
[EntryKind("case.defence_stated/1")]
public sealed record DefenceStated(string Case, string Words, string Way, DateTimeOffset On, IReadOnlyList<Exhibit> Evidence);

/// <summary>陈述申辩: the enterprise gave its side of a visit or a case.</summary>
[EntryKind("premises.side_given/1")]
public sealed record SideGiven(string Premises, string? Inspection, string? Case, string Words, IReadOnlyList<Exhibit> Photos);

/// <summary>复核意见: adopted or not, and why (Penalties art. 45).</summary>
/// <param name="Case">Case.</param>
/// <param name="Adopted"><c>adopted</c>, <c>partly</c> or <c>not_adopted</c>.</param>
/// <param name="Reasons">Reasons.</param>
/// <param name="By">Officer.</param>
[EntryKind("case.defence_reviewed/1")]
public sealed record DefenceReviewed(string Case, string Adopted, string Reasons, string By);

/// <summary>听证申请: the party asked for a hearing (Penalties art. 64(1)).</summary>
[EntryKind("case.hearing_requested/1")]
public sealed record HearingRequested(string Case, DateTimeOffset On, string Way, string Words);

/// <summary>听证通知: time, place and host (Penalties art. 64(2)).</summary>
[EntryKind("case.hearing_scheduled/1")]
public sealed record HearingScheduled(string Case, string Number, Signatory Host, DateTimeOffset At, string Place, bool Public, string ClosedWhy, Delivery Delivery, string Document);

/// <summary>听证笔录: held, or how it ended (Penalties arts. 64–65).</summary>
/// <param name="Case">Case.</param>
/// <param name="Result"><c>held</c>, <c>absent</c>, <c>left</c> (both: the right is waived) or <c>withdrawn</c>.</param>
/// <param name="Host">Host.</param>
/// <param name="Investigators">What the investigators put forward.</param>
/// <param name="Party">What the party or agent answered.</param>
/// <param name="Report">Report of the host.</param>
/// <param name="Signed">signed or refused.</param>
/// <param name="Agents">How many agents came, at most two.</param>
/// <param name="Record">Recording.</param>
[EntryKind("case.hearing_held/1")]
public sealed record HearingHeld(string Case, string Result, Signatory Host, string Investigators, string Party, string Report, string Signed, int Agents, IReadOnlyList<Exhibit> Record);

/// <summary>法制审核: what the legal reviewer found (Penalties art. 58).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the opinion.</param>
/// <param name="Reviewer">Reviewer.</param>
/// <param name="Qualification">Number of the legal qualification; a first-time reviewer must have one.</param>
/// <param name="Points">Competence, facts, evidence, law, discretion, procedure, documents, crime: point and finding.</param>
/// <param name="Passed">Passed.</param>
/// <param name="Opinion">Opinion.</param>
[EntryKind("case.legality_reviewed/1")]
public sealed record LegalityReviewed(string Case, string Number, Signatory Reviewer, string Qualification, IReadOnlyDictionary<string, string> Points, bool Passed, string Opinion);

/// <summary>A view given in collective discussion.</summary>
public sealed record ViewGiven(string Name, string Post, string View);

/// <summary>集体讨论: minutes with each view (Penalties art. 57(2)).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the minutes.</param>
/// <param name="On">When.</param>
/// <param name="Chair">Head or deputy who presides.</param>
/// <param name="Views">Each view.</param>
/// <param name="Conclusion">Conclusion.</param>
/// <param name="Agreed">The proposal stands, or is made lighter; otherwise it goes back.</param>
[EntryKind("case.discussed/1")]
public sealed record Discussed(string Case, string Number, DateTimeOffset On, Signatory Chair, IReadOnlyList<ViewGiven> Views, string Conclusion, bool Agreed);

/// <summary>法律变更再评估: the law changed in mid-case; a difference is put to a person, nothing changes by itself (Penalties art. 37).</summary>
/// <param name="Case">Case.</param>
/// <param name="From">Row weighed so far: code and first day.</param>
/// <param name="To">Row in force now.</param>
/// <param name="ToDay">A day on which the new row is in force.</param>
/// <param name="Differences">What differs, one line each.</param>
/// <param name="Lighter">The new row is lighter or no longer punishes.</param>
[EntryKind("case.law_changed/1")]
public sealed record LawChangeProposed(string Case, string From, string To, DateOnly ToDay, IReadOnlyList<Text> Differences, bool Lighter);

/// <summary>A person chose the row that applies.</summary>
[EntryKind("case.law_chosen/1")]
public sealed record LawChosen(string Case, string Row, DateOnly LawDay, bool Newer, string Reason, string By);

/// <summary>回退: a step was taken back by a later entry; nothing is deleted.</summary>
/// <param name="Case">Case.</param>
/// <param name="Step"><c>notice</c>, <c>report</c>, <c>review</c> or <c>discussion</c>.</param>
/// <param name="Sequence">Entry whose effect is taken back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approved">Head or deputy.</param>
[EntryKind("case.step_taken_back/1")]
public sealed record StepTakenBack(string Case, string Step, long Sequence, string Reason, Signatory Approved);

/// <summary>陈述申辩: the enterprise gave its side of a visit or a case.</summary>
[EntryKind("premises.side_given/1")]
public sealed record SideGiven(string Premises, string? Inspection, string? Case, string Words, IReadOnlyList<Exhibit> Photos);
