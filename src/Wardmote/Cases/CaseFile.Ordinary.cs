using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>A time in which the term stood still; <see cref="To"/> is null while it still does.</summary>
public sealed record Standstill(DateOnly From, DateOnly? To);

/// <summary>Preserved evidence and its treatment; null while it waits.</summary>
public sealed record Preservation(EvidencePreserved Notice, PreservedTreated? Treated);

/// <summary>A seizure as it stands.</summary>
public sealed record Seizure(SeizureMade Made, Signatory? Approved, DateOnly Until, bool Extended, SeizureLifted? Lifted);

/// <summary>The ordinary procedure (普通程序) of a case: what the entries from filing to archive say.</summary>
public sealed partial class CaseFile
{
    /// <summary>What the owner of the premises wrote about the case through their own page.</summary>
    public IReadOnlyList<(DateTimeOffset At, SideGiven Said)> Sides { get; private set; } = [];

    /// <summary>The newest of it that was written after the prior notice and is not yet taken down as statement, defence or request (Penalties arts. 45, 64); null when there is none.</summary>
    public (DateTimeOffset At, SideGiven Said)? Unheard { get; private set; }

    /// <summary>Filing; null before.</summary>
    public CaseFiled? Filed { get; private set; }

    /// <summary>Harm attested at the filing, also where an old entry only named article 36 in its reason; null for none.</summary>
    public Harm? Harm => Filed?.Harm ?? Harm.InWords(Filed?.Reason);

    /// <summary>Day of filing: authority and the ninety days attach to it.</summary>
    public DateOnly? FiledOn { get; private set; }

    /// <summary>Everybody who ever investigated: none of them may review, preside or decide.</summary>
    public IReadOnlyList<string> Investigators { get; private set; } = [];

    /// <summary>Inquiries.</summary>
    public IReadOnlyList<InquiryRecorded> Inquiries { get; private set; } = [];

    /// <summary>Pieces of evidence.</summary>
    public IReadOnlyList<EvidencePiece> Pieces { get; private set; } = [];

    /// <summary>Marks of pieces that were excluded.</summary>
    public IReadOnlyList<string> Excluded { get; private set; } = [];

    /// <summary>Preserved evidence.</summary>
    public IReadOnlyList<Preservation> Preservations { get; private set; } = [];

    /// <summary>Seizures.</summary>
    public IReadOnlyList<Seizure> Seizures { get; private set; } = [];

    /// <summary>Recusals asked for and not decided.</summary>
    public IReadOnlyList<RecusalAsked> RecusalsPending { get; private set; } = [];

    /// <summary>Recusals granted.</summary>
    public IReadOnlyList<string> Recused { get; private set; } = [];

    /// <summary>Confirmed address of service; null when none was signed.</summary>
    public ServiceAddressConfirmed? ServiceAddress { get; private set; }

    /// <summary>Newest report of the investigation.</summary>
    public InvestigationReported? Investigation { get; private set; }

    /// <summary>Approved notice of the newest proposal.</summary>
    public NoticeApproved? Notice { get; private set; }

    /// <summary>How that notice reached the party.</summary>
    public PriorNoticeGiven? NoticeGiven { get; private set; }

    /// <summary>Day on which that notice reached the party.</summary>
    public DateOnly? NoticedOn { get; private set; }

    /// <summary>What the newest notice told: kept when a new proposal resets the notice, because nothing may be heavier than it without a new one.</summary>
    public PenaltyProposed? Told { get; private set; }

    /// <summary>True when the right to a statement and defence was waived.</summary>
    public bool StatementWaived { get; private set; }

    /// <summary>True when the right to a hearing was waived, in words or by staying away.</summary>
    public bool HearingWaived { get; private set; }

    /// <summary>Statements after the newest notice.</summary>
    public IReadOnlyList<DefenceStated> Defences { get; private set; } = [];

    /// <summary>Review of the newest statement; null while it waits.</summary>
    public DefenceReviewed? DefenceReview { get; private set; }

    /// <summary>Request for a hearing.</summary>
    public HearingRequested? HearingRequest { get; private set; }

    /// <summary>Appointed hearing.</summary>
    public HearingScheduled? HearingSet { get; private set; }

    /// <summary>How the hearing ended.</summary>
    public HearingHeld? HearingEnd { get; private set; }

    /// <summary>Legal review of the newest proposal.</summary>
    public LegalityReviewed? Review { get; private set; }

    /// <summary>Collective discussion of the newest proposal.</summary>
    public Discussed? Discussion { get; private set; }

    /// <summary>Decision in the ordinary procedure.</summary>
    public Decided? Ruling { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? RuledAt { get; private set; }

    /// <summary>Decision not to punish.</summary>
    public NotPunished? NoPenalty { get; private set; }

    /// <summary>Payments.</summary>
    public IReadOnlyList<Paid> Payments { get; private set; } = [];

    /// <summary>Cash that officers took, and how far it has come. A new decision takes none of it away: the money is where it is.</summary>
    public IReadOnlyList<CashTaking> Cash { get; private set; } = [];

    /// <summary>True when nothing is owed any more.</summary>
    public bool Settled { get; private set; }

    /// <summary>Plan of payment.</summary>
    public PaymentDeferred? Deferral { get; private set; }

    /// <summary>Newest demand.</summary>
    public Demanded? Demand { get; private set; }

    /// <summary>Application to the court.</summary>
    public CourtApplied? Court { get; private set; }

    /// <summary>What the court did.</summary>
    public CourtEnded? CourtEnd { get; private set; }

    /// <summary>Remedies sought.</summary>
    public IReadOnlyList<RemedySought> Remedies { get; private set; } = [];

    /// <summary>Remedies ended.</summary>
    public IReadOnlyList<RemedyEnded> RemediesEnded { get; private set; } = [];

    /// <summary>True while reconsideration or suit runs.</summary>
    public bool RemedyOpen => Remedies.Count > RemediesEnded.Count;

    /// <summary>Times in which the surcharge is not counted (Penalties art. 73).</summary>
    public IReadOnlyList<Standstill> RemedyTimes { get; private set; } = [];

    /// <summary>How often a decision of this case was set aside and decided again.</summary>
    public int Revisions { get; private set; }

    /// <summary>The sum of the fine as it stands; a remedy may have changed it.</summary>
    public decimal? FineNow { get; private set; }

    /// <summary>Suspected crime; null when none is reported or the head refused the transfer.</summary>
    public CrimeReported? Crime { get; private set; }

    /// <summary>When the suspicion was reported.</summary>
    public DateTimeOffset? CrimeAt { get; private set; }

    /// <summary>The head's decision on it.</summary>
    public CrimeDecided? CrimeDecision { get; private set; }

    /// <summary>Transfer to the judicial organ.</summary>
    public CrimeTransferred? Transfer { get; private set; }

    /// <summary>Answer of the judicial organ.</summary>
    public TransferAnswered? TransferAnswer { get; private set; }

    /// <summary>Referral to a department.</summary>
    public CaseReferred? Referral { get; private set; }

    /// <summary>Answer to the referral.</summary>
    public ReferralAnswered? ReferralAnswer { get; private set; }

    /// <summary>Extensions.</summary>
    public IReadOnlyList<TermExtended> Extensions { get; private set; } = [];

    /// <summary>Times in which the term stood still.</summary>
    public IReadOnlyList<Standstill> Suspensions { get; private set; } = [];

    /// <summary>True while the term stands still.</summary>
    public bool IsSuspended => Suspensions is [.., { To: null }];

    /// <summary>A change of law that no person has answered yet.</summary>
    public LawChangeProposed? LawChange { get; private set; }

    /// <summary>The person's choice of the row.</summary>
    public LawChosen? LawChoice { get; private set; }

    /// <summary>The newer row about which a person has chosen; null when none.</summary>
    public string? LawAnswered { get; private set; }

    /// <summary>Archive.</summary>
    public CaseArchived? Archive { get; private set; }

    /// <summary>The day whose law weighs the act: the act's day, or the later law where a person chose it as the lighter (Penalties art. 37).</summary>
    public DateOnly LawDay => LawChoice is { Newer: true, LawDay: var day } ? day : ActDay;

    /// <summary>Number of the decision that stands, on the spot or ordinary, or not to punish; null when there is none.</summary>
    public string? DecisionNumber => Ruling?.Number ?? Decision?.Number ?? NoPenalty?.Number;

    /// <summary>True from filing until a decision.</summary>
    public bool Deciding => Stage is Stage.Reported or Stage.Noticed or Stage.Defence or Stage.Hearing or Stage.Ready or Stage.ReadyToDecide;

    /// <summary>A remedy interrupts whatever stage it met.</summary>
    private Stage _before;

    /// <summary>The case as it would stand with one more body: for filling a document before its entry is sealed.</summary>
    public CaseFile Foreseen(object body, Occasion now) => With(Body.Fact(body, Tags, null, null, Under), now.By, now.At);

    /// <summary>The case as it would stand with one more fact, written by somebody at a moment. Nothing is written.</summary>
    public CaseFile With(Fact fact, By by, DateTimeOffset at)
    {
        var copy = Copy();
        var entry = new Entry(Book, Sequence + 1, "", at, by, fact.Kind, fact.Body, fact.Tags, fact.Slots ?? [], new Dictionary<string, string>(), fact.Under, "", "", "");
        copy.Apply(entry, Body.Read(entry));
        return copy;
    }

    /// <summary>The case as it stood after an entry.</summary>
    public CaseFile AsOf(long sequence) => Of([.. Entries.Where(e => e.Sequence <= sequence)])!;

    private CaseFile Copy()
    {
        var copy = (CaseFile)MemberwiseClone();
        (copy.Persuasions, copy.Stops, copy.Entries) = ([.. Persuasions], [.. Stops], [.. Entries]);
        return copy;
    }

    private void Reopen()
    {
        // A decision stands until a remedy sets it aside; a case in the hands of the procedure goes on as it is.
        if (Decision is null && Ruling is null && NoPenalty is null && (Filed is null || Stage == Stage.Ended))
        {
            (Stage, End, Filed, FiledOn) = (Stage.Verify, null, null, null);
        }
    }

    private void ApplyOrdinary(Entry entry, object body)
    {
        switch (body)
        {
            case CaseFiled filed:
                (Filed, FiledOn, Officers, Stage) = (filed, ShanghaiTime.Day(entry.At), filed.Officers, Stage.Filed);
                Under = entry.Under ?? Under;
                Investigated(filed.Officers, false);
                break;
            case InquiryRecorded inquiry:
                Inquiries = [.. Inquiries, inquiry];
                Investigated(inquiry.Officers, true);
                break;
            case EvidenceListed listed:
                Pieces = [.. Pieces, .. listed.Pieces];
                Investigated(listed.Officers, true);
                break;
            case EvidenceExcluded excluded:
                Excluded = [.. Excluded, excluded.Mark];
                break;
            case EvidencePreserved preserved:
                Preservations = [.. Preservations, new Preservation(preserved, null)];
                Investigated([], true);
                break;
            case PreservedTreated treated:
                Preservations = [.. Preservations.Select(p => p.Notice.Number == treated.Number ? p with { Treated = treated } : p)];
                break;
            case SeizureMade made:
                Investigated(made.Officers, true);
                Seizures = [.. Seizures, new Seizure(made, made.Approved, made.Until, false, null)];
                break;
            case SeizureApproved approved:
                Seize(approved.Number, s => s with { Approved = approved.Approved });
                break;
            case SeizureExtended extended:
                Seize(extended.Number, s => s with { Until = extended.Until, Extended = true });
                break;
            case SeizureLifted lifted:
                Seize(lifted.Number, s => s with { Lifted = lifted });
                break;
            case RecusalAsked asked:
                RecusalsPending = [.. RecusalsPending, asked];
                break;
            case RecusalDecided decided:
                RecusalsPending = [.. RecusalsPending.Where(r => r.Person != decided.Person)];
                Recused = decided.Granted ? [.. Recused, decided.Person] : Recused;
                Officers = decided.Granted ? [.. Officers.Where(o => o.Id != decided.Person)] : Officers;
                break;
            case ServiceAddressConfirmed address:
                ServiceAddress = address;
                break;
            default:
                ApplyHearing(entry, body);
                break;
        }
    }

    private void ApplyHearing(Entry entry, object body)
    {
        switch (body)
        {
            case InvestigationReported report:
                (Investigation, Stage) = (report, Stage.Reported);

                // Whoever proposes the penalty has investigated, the leader too, whose name stands on no record of the site.
                Investigators = [.. Investigators.Append(report.By).Distinct()];
                Reset();
                break;
            case NoticeApproved notice:
                Notice = notice;
                break;
            case PriorNoticeGiven given:
                (NoticeGiven, NoticedOn, Told) = (given, ShanghaiTime.Day(given.Delivery.On), Proposal);
                Settle();
                break;
            case RightsWaived waived:
                StatementWaived |= waived.What is "statement" or "both";
                HearingWaived |= waived.What is "hearing" or "both";
                Settle();
                break;
            case SideGiven side:
                Sides = [.. Sides, (entry.At, side)];
                Unheard = NoticeGiven is null ? null : Sides[^1];
                break;
            case DefenceStated stated:
                (Defences, DefenceReview, Unheard) = ([.. Defences, stated], null, null);
                Settle();
                break;
            case DefenceReviewed reviewed:
                DefenceReview = reviewed;
                Settle();
                break;
            case HearingRequested requested:
                (HearingRequest, HearingWaived, Unheard) = (requested, false, null);
                Settle();
                break;
            case HearingScheduled set:
                HearingSet = set;
                break;
            case HearingHeld held:
                HearingEnd = held;
                HearingWaived |= held.Result is not "held";
                Settle();
                break;
            case LegalityReviewed review:
                Review = review;
                if (review.Passed)
                {
                    Settle();
                }
                else
                {
                    // The opinion must be answered: the case goes back to its investigators, and what was noticed no longer carries a decision.
                    Stage = Stage.Investigation;
                    Unnotice();
                }

                break;
            case Discussed discussed:
                Discussion = discussed;
                if (!discussed.Agreed)
                {
                    Stage = Stage.Investigation;
                    Unnotice();
                }

                break;
            case LawChangeProposed change:
                LawChange = change;
                break;
            case LawChosen chosen:
                (LawAnswered, LawChange, LawChoice) = (LawChange?.To, null, chosen);
                break;
            case StepTakenBack back:
                TakeBack(back);
                break;
            default:
                ApplyDecision(entry, body);
                break;
        }
    }

    private void ApplyDecision(Entry entry, object body)
    {
        switch (body)
        {
            case Decided decided:
                (Ruling, RuledAt, Service, FineNow, Stage) = (decided, entry.At, null, decided.Fine, Stage.Decided);
                break;
            case NotPunished spared:
                (NoPenalty, Service, Stage) = (spared, null, Stage.NotPunished);
                break;
            case Paid paid:
                Payments = [.. Payments, paid];
                Cash = paid.Way == "cash" ? [.. Cash, new CashTaking(paid, paid.Taker ?? entry.By.Person)] : Cash;
                Settled |= paid.Settled;
                // Money that comes later opens nothing again, and says nothing about what follows a decision that was set aside.
                Interrupt(paid.Settled && Court is null && Stage is not (Stage.Ended or Stage.Archived or Stage.Revised) ? Stage.Performed : null);
                break;
            case CashHandedIn there:
                Cash = [.. Cash.Select(c => c.Reference == there.Reference ? c with { HandedIn = there } : c)];
                break;
            case CashBanked banked:
                Cash = [.. Cash.Select(c => c.Reference == banked.Reference ? c with { Banked = banked } : c)];
                break;
            case CashSlipCorrected corrected:
                Cash = [.. Cash.Select(c => c.Reference == corrected.Reference && c.Banked is { } slip ? c with { Banked = slip with { Slip = corrected.Slip } } : c)];
                break;
            case PaymentDeferred deferred:
                Deferral = deferred;
                Interrupt(Stage.Deferred);
                break;
            case Demanded demanded:
                Demand = demanded;
                Interrupt(Stage.Demanded);
                break;
            // An order goes to the court beside whatever penalty the case is on the way to.
            case CourtApplied { Order: not null } court:
                OrderCourt = court;
                break;
            case CourtEnded { OfOrder: true } ended:
                OrderCourtEnd = ended;
                break;
            case CourtApplied court:
                (Court, CourtEnd, Stage) = (court, null, Stage.CourtApplied);
                break;
            case CourtEnded ended:
                CourtEnd = ended;
                break;
            case RemedySought sought:
                Remedies = [.. Remedies, sought];
                RemedyTimes = [.. RemedyTimes, new Standstill(sought.On, null)];
                (_before, Stage) = (Stage, Stage.UnderRemedy);
                break;
            case RemedyEnded ended:
                RemediesEnded = [.. RemediesEnded, ended];
                RemedyTimes = [.. RemedyTimes.SkipLast(1), RemedyTimes[^1] with { To = ended.On }];
                Stage = ended.Result is "upheld" or "withdrawn" ? _before : Stage.Revised;
                break;
            case RevisionFollowed followed:
                Follow(followed);
                break;
            default:
                ApplyCourse(entry, body);
                break;
        }
    }

    private void ApplyCourse(Entry entry, object body)
    {
        switch (body)
        {
            case CrimeReported crime:
                (Crime, CrimeAt, CrimeDecision, Transfer, TransferAnswer) = (crime, entry.At, null, null, null);
                break;
            case CrimeDecided decided:
                CrimeDecision = decided;
                Crime = decided.Approved ? Crime : null;
                break;
            case CrimeTransferred transferred:
                (Transfer, Stage) = (transferred, Stage.Transferred);
                break;
            case TransferAnswered answered:
                TransferAnswer = answered;
                if (!answered.Accepted)
                {
                    // A matter that was never filed goes back to where it can be filed: nothing is decided without a filing.
                    (Crime, CrimeDecision, Stage) = (null, null, Filed is null ? Stage.Inspected : Stage.Investigation);
                    Unnotice();
                }

                break;
            case CaseReferred referred:
                (Referral, ReferralAnswer, Stage) = (referred, null, Stage.Referred);
                break;
            case ReferralAnswered answered:
                ReferralAnswer = answered;
                Stage = answered.Result switch { "disputed" => Stage.Disputed, "returned" when Filed is null => Stage.Verify, "returned" => Stage.Investigation, _ => Stage };
                break;
            case TermExtended extended:
                Extensions = [.. Extensions, extended];
                break;
            case CaseSuspended:
                Suspensions = [.. Suspensions, new Standstill(ShanghaiTime.Day(entry.At), null)];
                break;
            case CaseResumed:
                Suspensions = [.. Suspensions.SkipLast(1), Suspensions[^1] with { To = ShanghaiTime.Day(entry.At) }];
                break;
            case CaseArchived archived:
                (Archive, Stage) = (archived, Stage.Archived);
                break;
            default:
                ApplyExecution(entry, body);
                break;
        }
    }

    private void Investigated(IReadOnlyList<NamedOfficer> officers, bool acts)
    {
        Investigators = [.. Investigators.Concat(officers.Select(o => o.Id)).Distinct()];
        Stage = acts && Stage == Stage.Filed ? Stage.Investigation : Stage;
    }

    private void Seize(string number, Func<Seizure, Seizure> change) => Seizures = [.. Seizures.Select(s => s.Made.Number == number ? change(s) : s)];

    /// <summary>Where the tracks of notice, defence and hearing leave the case.</summary>
    private void Settle()
    {
        if (NoticeGiven is null)
        {
            return;
        }

        var heard = StatementWaived || DefenceReview is not null || HearingEnd is { Result: "held" };
        var hearingClosed = Notice is not { Hearing: true } || HearingWaived || HearingEnd is not null;
        Stage = HearingRequest is not null && HearingEnd is null ? Stage.Hearing
            : Defences.Count > 0 && DefenceReview is null ? Stage.Defence
            : Review is { Passed: true } ? Stage.ReadyToDecide
            : heard && hearingClosed ? Stage.Ready
            : Stage.Noticed;
    }

    /// <summary>An amended proposal resets notice, defence, hearing, review and discussion.</summary>
    private void Reset()
    {
        Unnotice();
        (Review, Discussion) = (null, null);
    }

    private void Unnotice()
    {
        (Notice, NoticeGiven, NoticedOn, StatementWaived, HearingWaived) = (null, null, null, false, false);
        (Defences, DefenceReview, HearingRequest, HearingSet, HearingEnd) = ([], null, null, null, null);
    }

    /// <summary>Money may come in, or a demand go out, while a remedy runs: enforcement is not suspended (Penalties art. 73).</summary>
    private void Interrupt(Stage? next)
    {
        if (next is not { } stage)
        {
            return;
        }

        if (Stage == Stage.UnderRemedy)
        {
            _before = stage;
        }
        else
        {
            Stage = stage;
        }
    }

    private void TakeBack(StepTakenBack back)
    {
        switch (back.Step)
        {
            case "notice":
                Unnotice();
                (Review, Discussion, Stage) = (null, null, Stage.Reported);
                break;
            case "report":
                Reset();
                (Investigation, Proposal, Stage) = (null, null, Stage.Investigation);
                break;
            case "review":
                Review = null;
                Settle();
                break;
            case "discussion":
                Discussion = null;
                break;
        }
    }

    private void Follow(RevisionFollowed followed)
    {
        switch (followed.Next)
        {
            case "decide_again":
                Revisions++;
                Reset();
                (Ruling, RuledAt, Decision, DecidedAt, Service, FineNow, Told) = (null, null, null, null, null, null, null);
                (Payments, Settled, Deferral, Demand, Court, CourtEnd, Stage) = ([], false, null, null, null, null, Stage.Investigation);

                // A new decision has remedies of its own.
                (Remedies, RemediesEnded, RemedyTimes) = ([], [], []);
                break;
            case "perform":
                FineNow = RemediesEnded[^1].Fine ?? FineNow;
                Stage = Settled ? Stage.Performed : Stage.Served;
                break;
        }
    }
}
