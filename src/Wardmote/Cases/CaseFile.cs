using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>Where a case stands. Names follow the state list of the pack. 案件阶段</summary>
public enum Stage
{
    /// <summary>VERIFY: a lead to look at.</summary>
    Verify,

    /// <summary>INSPECTED: facts recorded, a breach found.</summary>
    Inspected,

    /// <summary>PERSUADED: asked to put it right.</summary>
    Persuaded,

    /// <summary>CORRECTION_ORDERED: an order runs.</summary>
    CorrectionOrdered,

    /// <summary>Not corrected on re-inspection: what the law requires next may follow.</summary>
    NotCorrected,

    /// <summary>SIMPLE: an on-the-spot penalty is proposed.</summary>
    Proposed,

    /// <summary>Decided, not yet served.</summary>
    Decided,

    /// <summary>SERVED.</summary>
    Served,

    /// <summary>CLOSED, with an outcome.</summary>
    Ended,

    /// <summary>FILED: the head filed it; the ninety days run.</summary>
    Filed,

    /// <summary>INVESTIGATION.</summary>
    Investigation,

    /// <summary>REPORTED: the investigation is reported and a penalty proposed.</summary>
    Reported,

    /// <summary>NOTICED: the prior notice reached the party; its terms run.</summary>
    Noticed,

    /// <summary>DEFENCE: a statement or defence waits for its review.</summary>
    Defence,

    /// <summary>HEARING: a hearing was asked for and is not over.</summary>
    Hearing,

    /// <summary>READY: the party was heard or has waived.</summary>
    Ready,

    /// <summary>READY_TO_DECIDE: legal review passed.</summary>
    ReadyToDecide,

    /// <summary>NOT_PUNISHED.</summary>
    NotPunished,

    /// <summary>DEFERRED: a plan of payment runs.</summary>
    Deferred,

    /// <summary>DEMANDED.</summary>
    Demanded,

    /// <summary>COURT_APPLIED.</summary>
    CourtApplied,

    /// <summary>PERFORMED: nothing is owed.</summary>
    Performed,

    /// <summary>UNDER_REMEDY: reconsideration or suit.</summary>
    UnderRemedy,

    /// <summary>REVISED: the decision was changed, revoked, or found illegal or invalid.</summary>
    Revised,

    /// <summary>TRANSFERRED to the judicial organ.</summary>
    Transferred,

    /// <summary>REFERRED to a department.</summary>
    Referred,

    /// <summary>DISPUTE: the justice bureau says whose it is.</summary>
    Disputed,

    /// <summary>ARCHIVED.</summary>
    Archived,
}

/// <summary>案卷: a case as its entries say it is. Everything an act, a fence or a document needs is read from here, so that no fact is typed twice.</summary>
public sealed partial class CaseFile
{
    private CaseFile(CaseOpened opened, Entry first)
    {
        Opened = opened;
        Book = first.Book;
        At = first.At;
        Under = first.Under;
        Team = opened.Locality;
    }

    /// <summary>As opened.</summary>
    public CaseOpened Opened { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Power and name it stands under: as opened, and from filing on as filed.</summary>
    public UnderPower? Under { get; private set; }

    /// <summary>Stage.</summary>
    public Stage Stage { get; private set; } = Stage.Verify;

    /// <summary>Officers named.</summary>
    public IReadOnlyList<NamedOfficer> Officers { get; private set; } = [];

    /// <summary>Newest record of the site.</summary>
    public SiteRecorded? Site { get; private set; }

    /// <summary>Persuasions.</summary>
    public List<(DateTimeOffset At, Persuaded Persuaded)> Persuasions { get; private set; } = [];

    /// <summary>Newest order.</summary>
    public CorrectionOrdered? Order { get; private set; }

    /// <summary>Newest re-inspection after the order.</summary>
    public Reinspected? Reinspection { get; private set; }

    /// <summary>The statutory step the case has reached: a ladder of the statute is a stage of the case, not a tier. Empty = the base step.</summary>
    public string Step => Reinspection switch
    {
        { Corrected: false, Refused: true } => "refuses_correction",
        { Corrected: false } => "overdue_correction",
        _ => "",
    };

    /// <summary>When the newest re-inspection was recorded.</summary>
    public DateTimeOffset? ReinspectedAt { get; private set; }

    /// <summary>Newest proposal.</summary>
    public PenaltyProposed? Proposal { get; private set; }

    /// <summary>Newest hearing of the party after the proposal.</summary>
    public PartyHeard? Heard { get; private set; }

    /// <summary>Newest proposal on the spot against which the party spoke: what they said makes nothing heavier (Penalties art. 45); null when they said nothing.</summary>
    public PenaltyProposed? SpokenAgainst { get; private set; }

    /// <summary>Decision.</summary>
    public DecidedOnTheSpot? Decision { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Service.</summary>
    public Served? Service { get; private set; }

    /// <summary>End.</summary>
    public CaseEnded? End { get; private set; }

    /// <summary>Acts that a fence stopped.</summary>
    public List<(DateTimeOffset At, ActStopped Stop)> Stops { get; private set; } = [];

    /// <summary>Times the reporter said "not solved".</summary>
    public int Reopened { get; private set; }

    /// <summary>Entries, oldest first.</summary>
    public List<Entry> Entries { get; private set; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Id.</summary>
    public string Id => Opened.Case;

    /// <summary>Item.</summary>
    public ItemCode Item => new(Opened.Item);

    /// <summary>Team that has it: of the locality where it was opened, or of the successor that took it over.</summary>
    public string Team { get; private set; }

    /// <summary>Changes of powers that were carried out for it, by id.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    /// <summary>True once a decision was made: whoever made it carries it out.</summary>
    public bool DecidedAlready => Decision is not null || Ruling is not null || NoPenalty is not null;

    /// <summary>Day of the act; before the site was recorded, the day it was found.</summary>
    public DateOnly ActDay => Site?.ActDay ?? Opened.Found;

    /// <summary>Point; null when none was given.</summary>
    public Point? Point => Opened is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : null;

    /// <summary>True when the newest persuasion was refused or not followed.</summary>
    public bool PersuasionFailed => Persuasions is [.., var last] && last.Persuaded.Result is "not_put_right" or "refused";

    /// <summary>Tag.</summary>
    public static Tag TagOf(string matter) => new("case", matter);

    /// <summary>Tags that an act on this case must carry and guard: its own and its report's.</summary>
    public IReadOnlyList<Tag> Tags => Opened.Report is { } report ? [TagOf(Id), Report.TagOf(report)] : [TagOf(Id)];

    /// <summary>Folds entries; null when there is none.</summary>
    public static CaseFile? Of(IReadOnlyList<Entry> entries)
    {
        CaseFile? file = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is CaseOpened opened)
            {
                file ??= new CaseFile(opened, entry);
            }

            file?.Apply(entry, body);
        }

        return file;
    }

    private void Apply(Entry entry, object body)
    {
        Entries.Add(entry);
        switch (body)
        {
            case OfficersAssigned assigned:
                Officers = assigned.Officers;
                break;
            case SiteRecorded site:
                (Site, Stage) = (site, site.Breach ? Stage.Inspected : Stage.Verify);
                Officers = site.Officers;
                Investigated(site.Officers, false);
                break;
            case Persuaded persuaded:
                Persuasions.Add((entry.At, persuaded));
                Stage = Stage.Persuaded;
                break;
            case CorrectionOrdered order:
                (Order, Reinspection, ReinspectedAt) = (order, null, null);
                Ordered(entry);
                Stage = Filed is null ? Stage.CorrectionOrdered : Stage;
                break;
            case Reinspected again:
                (Reinspection, ReinspectedAt) = (again, entry.At);
                Investigated(again.Officers, false);
                Stage = again.Corrected || Filed is not null ? Stage : Stage.NotCorrected;
                break;
            case PenaltyProposed proposed:
                (Proposal, Heard, Stage) = (proposed, null, proposed.Procedure == "ordinary" ? Stage.Reported : Stage.Proposed);
                break;
            case PartyHeard heard:
                (Heard, SpokenAgainst) = (heard, heard.Said.Length > 0 ? Proposal : SpokenAgainst);
                break;
            case DecidedOnTheSpot decided:
                (Decision, DecidedAt, Stage) = (decided, entry.At, Stage.Decided);
                break;
            case Served served:
                (Service, Stage) = (served, NoPenalty is null ? Stage.Served : Stage);
                break;
            case CaseEnded ended:
                (End, Stage) = (ended, Stage.Ended);
                break;
            case CaseKept kept:
                Changes = [.. Changes, kept.Revision];
                break;
            case CaseHandedOver handed:
                (Changes, Stage) = ([.. Changes, handed.Revision], Stage.Referred);
                break;
            case CaseSucceeded succeeded:
                // What was decided before stays in the name of whoever decided it.
                Team = succeeded.To;
                Under = Under is { } under && !DecidedAlready ? under with { Organ = succeeded.To, InNameOf = under.InNameOf == succeeded.From ? succeeded.To : under.InNameOf } : Under;
                break;
            case ActStopped stop:
                Stops.Add((entry.At, stop));
                break;
            case ReportReopened:
                Reopened++;
                Reopen();
                break;
            default:
                ApplyOrdinary(entry, body);
                break;
        }
    }
}
