using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>行政处罚决定: decided by the organ head in the ordinary procedure (Penalties arts. 57, 59).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Decider">Head or recorded deputy.</param>
/// <param name="Act">Act punished.</param>
/// <param name="Warning">Warning.</param>
/// <param name="Fine">Yuan.</param>
/// <param name="Confiscated">Yuan of gains or goods confiscated; null = none.</param>
/// <param name="Other">Other kinds of penalty.</param>
/// <param name="Correction">What must be put right (art. 28).</param>
/// <param name="Reason">Reasons: tier, defence, cautions.</param>
/// <param name="PayCode">Payment code; empty without a fine.</param>
/// <param name="ServeBy">Last of the seven working days.</param>
/// <param name="Fences">What the fences said.</param>
/// <param name="Document">SHA-256 of the decision.</param>
/// <param name="Check">Public check code.</param>
[EntryKind("case.decided/1")]
public sealed record Decided(
    string Case, string Number, Signatory Decider, string Act, bool Warning, decimal? Fine, decimal? Confiscated, IReadOnlyList<string> Other, string Correction,
    string Reason, string PayCode, DateOnly ServeBy, IReadOnlyList<FenceAnswer> Fences, string Document, string Check);

/// <summary>教育记录: who was educated, how, about what (Penalties art. 33(3)).</summary>
public sealed record Education(string Whom, string Words, DateTimeOffset On, IReadOnlyList<Exhibit> Proof);

/// <summary>不予行政处罚决定 (Penalties arts. 30, 31, 33, 36, 57).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Ground"><c>under_14</c>, <c>unable</c>, <c>minor_corrected</c>, <c>first_slight</c>, <c>no_fault</c>, <c>lapsed</c>, <c>not_established</c> or <c>party_gone</c>.</param>
/// <param name="Words">Facts and reasons.</param>
/// <param name="Education">Education given; null only where there is no breach or nobody to educate.</param>
/// <param name="Guardian">Guardian told to educate (arts. 30, 31); empty where none.</param>
/// <param name="Decider">Head or deputy.</param>
/// <param name="Document">SHA-256.</param>
/// <param name="Check">Public check code.</param>
[EntryKind("case.not_punished/1")]
public sealed record NotPunished(string Case, string Number, string Ground, string Words, Education? Education, string Guardian, Signatory Decider, string Document, string Check);

/// <summary>缴款: money came in (Penalties arts. 67–70).</summary>
/// <param name="Case">Case.</param>
/// <param name="Sum">Yuan.</param>
/// <param name="On">Day it was paid.</param>
/// <param name="Way"><c>bank</c>, <c>electronic</c> or <c>cash</c>.</param>
/// <param name="Reference">The bank's reference, or the number of the statutory receipt.</param>
/// <param name="Settled">Nothing is owed any more.</param>
/// <param name="Over">Yuan too much, to be given back.</param>
/// <param name="Taker">For cash: account of the officer who took it; null otherwise.</param>
/// <param name="Landed">For cash taken on the water: the day of landing; null otherwise.</param>
/// <param name="HandInBy">For cash: last day on which it reaches the organ (Penalties art. 71); null otherwise, and in entries of before it was watched.</param>
[EntryKind("case.paid/1")]
public sealed record Paid(string Case, decimal Sum, DateOnly On, string Way, string Reference, bool Settled, decimal Over, string? Taker = null, DateOnly? Landed = null, DateOnly? HandInBy = null);

/// <summary>现金交至机关: cash that an officer took reached the organ (Penalties art. 71).</summary>
/// <param name="Case">Case.</param>
/// <param name="Reference">Number of the statutory receipt under which it was taken.</param>
/// <param name="Sum">Yuan.</param>
/// <param name="On">Day on which the organ had it.</param>
/// <param name="BankBy">Last day on which the organ pays it into the bank.</param>
/// <param name="Late">It came after its last day.</param>
[EntryKind("case.cash_handed_in/1")]
public sealed record CashHandedIn(string Case, string Reference, decimal Sum, DateOnly On, DateOnly BankBy, bool Late);

/// <summary>现金缴付银行: the organ paid the cash into the designated bank (Penalties art. 71).</summary>
/// <param name="Case">Case.</param>
/// <param name="Reference">Number of the statutory receipt under which it was taken.</param>
/// <param name="Sum">Yuan.</param>
/// <param name="On">Day.</param>
/// <param name="Slip">Number of the bank's slip; several takings may have been paid in with one.</param>
/// <param name="Late">It came after its last day.</param>
[EntryKind("case.cash_banked/1")]
public sealed record CashBanked(string Case, string Reference, decimal Sum, DateOnly On, string Slip, bool Late);

/// <summary>更正缴款单号: the number of the bank's slip was written wrongly.</summary>
/// <param name="Case">Case.</param>
/// <param name="Reference">Number of the statutory receipt.</param>
/// <param name="Slip">The right number.</param>
/// <param name="Reason">Why.</param>
[EntryKind("case.cash_slip_corrected/1")]
public sealed record CashSlipCorrected(string Case, string Reference, string Slip, string Reason);

/// <summary>A bank line that no decision matches: a person looks at it.</summary>
[EntryKind("bank.unmatched/1")]
public sealed record BankLineUnmatched(string Reference, DateOnly On, decimal Sum, string Remark, string Why);

/// <summary>A sum due on a day.</summary>
public sealed record Instalment(DateOnly On, decimal Sum);

/// <summary>暂缓或者分期缴纳 (Penalties art. 66(2)).</summary>
[EntryKind("case.payment_deferred/1")]
public sealed record PaymentDeferred(string Case, string Number, string Application, IReadOnlyList<Instalment> Plan, Signatory Approved)
{
    /// <summary>Last day: surcharge and court window count from it.</summary>
    public DateOnly Ends => Plan.Max(i => i.On);
}

/// <summary>催告: a written demand (Coercion arts. 35, 54).</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Fine">Fine still owed.</param>
/// <param name="Surcharge">Surcharge on the day of the demand.</param>
/// <param name="Term">Last day to perform.</param>
/// <param name="Delivery">How it reached the party.</param>
/// <param name="Document">SHA-256.</param>
[EntryKind("case.demanded/1")]
public sealed record Demanded(string Case, string Number, decimal Fine, decimal Surcharge, DateOnly Term, Delivery Delivery, string Document);

/// <summary>申请人民法院强制执行 (Coercion arts. 53–55): of a fine, or of an order to act.</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Number.</param>
/// <param name="Court">Court.</param>
/// <param name="Fine">Yuan still owed; 0 for an order.</param>
/// <param name="Surcharge">Yuan; 0 for an order.</param>
/// <param name="Attachments">Attachments of art. 55.</param>
/// <param name="Signed">Head or recorded deputy.</param>
/// <param name="Document">SHA-256.</param>
/// <param name="Order">The order; null for a fine.</param>
[EntryKind("case.court_applied/1")]
public sealed record CourtApplied(string Case, string Number, string Court, decimal Fine, decimal Surcharge, IReadOnlyList<string> Attachments, Signatory Signed, string Document, OrderForCourt? Order = null);

/// <summary>An order to act as the court is asked to execute it (Coercion arts. 54, 55).</summary>
/// <param name="Number">Number of the order.</param>
/// <param name="Ordered">Day on which it reached the party.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Demand">Number of the demand.</param>
/// <param name="Demanded">Day on which the demand reached the party.</param>
/// <param name="Heard">What the party said to the demand, and the answer.</param>
/// <param name="Seen">What was seen after the demand's term.</param>
/// <param name="SeenOn">Day on which it was seen.</param>
public sealed record OrderForCourt(string Number, DateOnly Ordered, string What, string Demand, DateOnly Demanded, string Heard, string Seen, DateOnly SeenOn);

/// <summary>What the court did: <c>enforced</c>, <c>refused</c> or <c>ended</c>.</summary>
/// <param name="Case">Case.</param>
/// <param name="Result">Result.</param>
/// <param name="On">Day.</param>
/// <param name="Words">Words.</param>
/// <param name="OfOrder">True for the application that carried an order; null for a fine's.</param>
[EntryKind("case.court_ended/1")]
public sealed record CourtEnded(string Case, string Result, DateOnly On, string Words, bool? OfOrder = null);

/// <summary>救济: reconsideration or suit (Penalties art. 73).</summary>
[EntryKind("case.remedy_sought/1")]
public sealed record RemedySought(string Case, string Kind, DateOnly On, string Body, bool Stayed);

/// <summary>How it ended.</summary>
/// <param name="Case">Case.</param>
/// <param name="Kind">reconsideration or suit.</param>
/// <param name="Result"><c>upheld</c>, <c>withdrawn</c>, <c>changed</c>, <c>revoked</c>, <c>illegal</c> or <c>invalid</c>.</param>
/// <param name="On">Day the outcome reached the organ.</param>
/// <param name="Words">Words.</param>
/// <param name="Fine">For a change: the sum that stands.</param>
/// <param name="WithdrawPublicationBy">Last of three working days to withdraw a publication (art. 48); null where it stands.</param>
[EntryKind("case.remedy_ended/1")]
public sealed record RemedyEnded(string Case, string Kind, string Result, DateOnly On, string Words, decimal? Fine, DateOnly? WithdrawPublicationBy);

/// <summary>What follows a revised decision: <c>decide_again</c>, <c>perform</c> (a changed sum) or <c>end</c>.</summary>
[EntryKind("case.revision_followed/1")]
public sealed record RevisionFollowed(string Case, string Next, string Reason, Signatory Approved);

/// <summary>涉嫌犯罪: two officers report that a crime is suspected; the head decides in three days (State Council order 730 art. 5).</summary>
[EntryKind("case.crime_reported/1")]
public sealed record CrimeReported(string Case, IReadOnlyList<NamedOfficer> Officers, string Words, DateOnly DecideBy);

/// <summary>越过围栏: somebody of rank let a stop by guidance through, with a reason; supervision sees it. A stop by statute is never let through.</summary>
/// <param name="Case">Case.</param>
/// <param name="Act">Act the penalty is for.</param>
/// <param name="Step">Step that was let through: <c>decide</c>.</param>
/// <param name="Fences">The stops.</param>
/// <param name="Role">Rank in which it was done.</param>
/// <param name="Reason">Why.</param>
[EntryKind("case.fence_overridden/1")]
public sealed record FenceOverridden(string Case, string Act, string Step, IReadOnlyList<FenceAnswer> Fences, string Role, string Reason);

/// <summary>The head decided on the transfer.</summary>
[EntryKind("case.crime_decided/1")]
public sealed record CrimeDecided(string Case, bool Approved, string Reason, Signatory Decided, bool Late, DateTimeOffset? TransferBy);

/// <summary>移送: the file went to the police (art. 6).</summary>
[EntryKind("case.crime_transferred/1")]
public sealed record CrimeTransferred(string Case, string Number, string To, IReadOnlyList<string> Attachments, bool Late, string Document);

/// <summary>The judicial organ's answer: accepted or returned.</summary>
[EntryKind("case.transfer_answered/1")]
public sealed record TransferAnswered(string Case, bool Accepted, string Words);

/// <summary>移送有管辖权的机关: the matter was referred to a department.</summary>
[EntryKind("case.referred/1")]
public sealed record CaseReferred(string Case, string Number, string To, string Reason, Signatory Approved);

/// <summary>What became of the referral: <c>taken</c>, <c>disputed</c> or <c>returned</c>.</summary>
[EntryKind("case.referral_answered/1")]
public sealed record ReferralAnswered(string Case, string Result, string By, string Words);

/// <summary>延长办案期限: only where a named law, regulation or rule provides it (Penalties art. 60).</summary>
[EntryKind("case.term_extended/1")]
public sealed record TermExtended(string Case, int Days, string Basis, string Reason, Signatory Approved);

/// <summary>中止: the term stops counting.</summary>
[EntryKind("case.suspended/1")]
public sealed record CaseSuspended(string Case, string Basis, string Reason, Signatory Approved);

/// <summary>恢复: the term counts again.</summary>
[EntryKind("case.resumed/1")]
public sealed record CaseResumed(string Case, string Reason, Signatory Approved);

/// <summary>A line of the file catalogue. 案卷目录</summary>
public sealed record CatalogueLine(int Number, string Template, string Title, string DocumentNumber, DateOnly On, long Sequence);

/// <summary>归档: the catalogue is complete and the file is sealed.</summary>
/// <param name="Case">Case.</param>
/// <param name="Number">Archive number.</param>
/// <param name="Catalogue">Catalogue, decision first.</param>
/// <param name="Hash">SHA-256 over the hashes of the file's entries.</param>
[EntryKind("case.archived/1")]
public sealed record CaseArchived(string Case, string Number, IReadOnlyList<CatalogueLine> Catalogue, string Hash);
