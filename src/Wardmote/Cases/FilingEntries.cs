using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>A person who signs for an organ or in an office: the name as it stands under the document. 签名人</summary>
public sealed record Signatory(string Id, Text Name, string Role);

/// <summary>送达方式: how a document reached somebody (Penalties art. 61; Civil Procedure arts. 88–95).</summary>
/// <param name="Way"><c>handed</c>, <c>left</c>, <c>post</c>, <c>electronic</c> (only with signed consent) or <c>announced</c>.</param>
/// <param name="On">When it reached the party; for an announcement the moment it was published.</param>
/// <param name="Recipient"><c>party</c>, <c>agent</c>, <c>adult_at_home</c> or <c>staff</c>.</param>
/// <param name="Refused">Receipt was refused.</param>
/// <param name="Witness">Witness of a refusal.</param>
/// <param name="Proof">Photo of the proof of service.</param>
public sealed record Delivery(string Way, DateTimeOffset On, string Recipient, bool Refused, string Witness, IReadOnlyList<Exhibit> Proof);

/// <summary>立案: the organ head filed the case; the ninety days count from here (Penalties arts. 54, 60).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the filing form.</param>
/// <param name="Reason">Why it is filed.</param>
/// <param name="Officers">Officers who investigate.</param>
/// <param name="Approved">Head or deputy.</param>
/// <param name="DecideBy">Last day for the decision as counted on the day of filing.</param>
/// <param name="Law">Revision of the law pinned for the procedure.</param>
/// <param name="Harm">Harm that lengthens the limitation (art. 36); null for none. Before it was a field, the reason named article 36.</param>
[EntryKind("case.filed/1")]
public sealed record CaseFiled(string Case, string Number, string Reason, IReadOnlyList<NamedOfficer> Officers, Signatory Approved, DateOnly DecideBy, string Law, Harm? Harm = null);

/// <summary>询问笔录: somebody was asked; who and what they said lies in an envelope (Penalties art. 55).</summary>
/// <param name="Case">Case.</param>
/// <param name="Mark">Mark in the evidence list, <c>I1</c>, <c>I2</c> …</param>
/// <param name="Officers">Both officers.</param>
/// <param name="Began">From.</param>
/// <param name="Ended">To.</param>
/// <param name="Place">Where.</param>
/// <param name="Relation"><c>party</c>, <c>witness</c> or <c>other</c>.</param>
/// <param name="Envelope">Name, identity, questions and answers.</param>
/// <param name="Signed">signed or refused.</param>
[EntryKind("case.inquiry_recorded/1")]
public sealed record InquiryRecorded(string Case, string Mark, IReadOnlyList<NamedOfficer> Officers, DateTimeOffset Began, DateTimeOffset Ended, string Place, string Relation, string Envelope, string Signed);

/// <summary>A question and what was answered.</summary>
public sealed record Answered(string Question, string Answer);

/// <summary>Who was asked and what they said: kept in an envelope.</summary>
public sealed record Inquiry(string Name, string IdNumber, string Address, string Phone, IReadOnlyList<Answered> Answers);

/// <summary>证据: a piece of evidence in the list (Penalties art. 46).</summary>
/// <param name="Mark">Mark in the list, <c>E1</c>, <c>E2</c> …; records of the case itself are marked S, R and I.</param>
/// <param name="Kind">One of the eight kinds: document, thing, audiovisual, electronic, witness, party, opinion, record.</param>
/// <param name="Title">What it is.</param>
/// <param name="Proves">What it proves.</param>
/// <param name="Verified">How it was checked; empty = not yet, so it proves nothing.</param>
/// <param name="Device">True for a record of electronic monitoring (Penalties art. 41).</param>
/// <param name="Original">The original; null for a thing.</param>
public sealed record EvidencePiece(string Mark, string Kind, string Title, string Proves, string Verified, bool Device, Exhibit? Original);

/// <summary>Evidence was added to the list.</summary>
[EntryKind("case.evidence_listed/1")]
public sealed record EvidenceListed(string Case, IReadOnlyList<NamedOfficer> Officers, IReadOnlyList<EvidencePiece> Pieces);

/// <summary>A piece was excluded: it may not found the facts (Penalties art. 46).</summary>
[EntryKind("case.evidence_excluded/1")]
public sealed record EvidenceExcluded(string Case, string Mark, string Reason);

/// <summary>涉案物品: a thing on a list of preserved or seized goods.</summary>
public sealed record Good(string Name, string Quantity, string Note);

/// <summary>先行登记保存: evidence was registered and preserved with the head's approval (Penalties art. 56).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the notice.</param>
/// <param name="Goods">List.</param>
/// <param name="Place">Where it is kept.</param>
/// <param name="Reason">Why it could be lost.</param>
/// <param name="Approved">Head or deputy.</param>
/// <param name="TreatBy">Last of the seven working days.</param>
[EntryKind("case.evidence_preserved/1")]
public sealed record EvidencePreserved(string Case, string Number, IReadOnlyList<Good> Goods, string Place, string Reason, Signatory Approved, DateOnly TreatBy);

/// <summary>The treatment of preserved evidence.</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the notice of preservation.</param>
/// <param name="Treatment"><c>returned</c>, <c>copied</c>, <c>examined</c>, <c>seized</c> or <c>handed_over</c>.</param>
/// <param name="Words">Words.</param>
/// <param name="Approved">Head or deputy.</param>
/// <param name="Late">After the seven working days.</param>
[EntryKind("case.preserved_treated/1")]
public sealed record PreservedTreated(string Case, string Number, string Treatment, string Words, Signatory Approved, bool Late);

/// <summary>查封、扣押: a place was sealed or goods were detained (Coercion arts. 18–25).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Measure"><c>seal</c> or <c>detain</c>.</param>
/// <param name="Officers">Both officers.</param>
/// <param name="Goods">List.</param>
/// <param name="Reason">Why.</param>
/// <param name="Basis">Article that gives the measure.</param>
/// <param name="Until">Last day.</param>
/// <param name="Urgent">Done at once, approved afterwards (art. 19).</param>
/// <param name="Approved">Head or deputy; null for an urgent one not yet approved.</param>
/// <param name="ApproveBy">For an urgent one: 24 hours.</param>
/// <param name="Present">Who was present: party or witness.</param>
/// <param name="Said">The party's words.</param>
/// <param name="NewGround">What was found out since the same goods were released; empty where they were not taken before.</param>
[EntryKind("case.seizure_made/1")]
public sealed record SeizureMade(
    string Case, string Number, string Measure, IReadOnlyList<NamedOfficer> Officers, IReadOnlyList<Good> Goods, string Reason, string Basis, DateOnly Until,
    bool Urgent, Signatory? Approved, DateTimeOffset? ApproveBy, string Present, string Said, string NewGround = "");

/// <summary>An urgent seizure was approved afterwards (Coercion art. 19).</summary>
[EntryKind("case.seizure_approved/1")]
public sealed record SeizureApproved(string Case, string Number, Signatory Approved, bool Late);

/// <summary>A seizure was extended once (Coercion art. 25).</summary>
[EntryKind("case.seizure_extended/1")]
public sealed record SeizureExtended(string Case, string Number, DateOnly Until, string Reason, Signatory Approved);

/// <summary>A seizure was lifted (Coercion art. 28).</summary>
[EntryKind("case.seizure_lifted/1")]
public sealed record SeizureLifted(string Case, string Number, string Ground, string Words, Signatory Approved);

/// <summary>申请回避: the party or the officer asks for recusal; the investigation goes on until it is decided (Penalties art. 43).</summary>
[EntryKind("case.recusal_asked/1")]
public sealed record RecusalAsked(string Case, string Person, string AskedBy, string Ground);

/// <summary>回避决定: the organ head decided on recusal.</summary>
[EntryKind("case.recusal_decided/1")]
public sealed record RecusalDecided(string Case, string Person, bool Granted, string Reason, Signatory Decided);

/// <summary>送达地址确认书: where and how documents reach the party; e-service only when it is signed (Penalties art. 61).</summary>
[EntryKind("case.service_address/1")]
public sealed record ServiceAddressConfirmed(string Case, bool Electronic, string Envelope, Exhibit Signed);
