using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Inspections;

/// <summary>行政检查: a visit as its entries say it is.</summary>
public sealed class Inspection
{
    internal Inspection(InspectionProposed proposed, Entry first)
    {
        Proposed = proposed;
        At = first.At;
        ProposedBy = first.By;
        Book = first.Book;
        Apply(first, proposed);
    }

    /// <summary>As proposed.</summary>
    public InspectionProposed Proposed { get; }

    /// <summary>Id.</summary>
    public string Id => Proposed.Inspection;

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When it was proposed.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who proposed it; cannot approve it.</summary>
    public By ProposedBy { get; }

    /// <summary><c>proposed</c>, <c>approved</c>, <c>entered</c>, <c>recorded</c>, <c>refused</c>, <c>cancelled</c> or <c>merged</c>.</summary>
    public string State { get; private set; } = "proposed";

    /// <summary>Approvals, oldest first, with who and when.</summary>
    public List<(DateTimeOffset At, By By, InspectionApproved Approved)> Approvals { get; } = [];

    /// <summary>Check-ins.</summary>
    public List<CheckedIn> CheckIns { get; } = [];

    /// <summary>Records, one for each organ.</summary>
    public List<InspectionRecorded> Records { get; } = [];

    /// <summary>Where findings went.</summary>
    public List<InspectionLed> Leads { get; } = [];

    /// <summary>Newest code of each organ.</summary>
    public Dictionary<string, InspectionCodeIssued> Codes { get; } = [];

    /// <summary>When the owner opened the page that checks the code.</summary>
    public List<DateTimeOffset> ChecksOpened { get; } = [];

    /// <summary>Stops.</summary>
    public List<InspectionStopped> Stops { get; } = [];

    /// <summary>Joint visit it was merged into; null when it was not.</summary>
    public string? Into { get; private set; }

    /// <summary>When it was cancelled; null when it was not.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Why it was refused or cancelled.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Approval that took the visit's number; null before.</summary>
    public InspectionApproved? Visit => Approvals is [var first, ..] ? first.Approved : null;

    /// <summary>True when it takes one of the numbered visits under the cap.</summary>
    public bool Counted => Visit?.Series == "counted";

    /// <summary>Organs whose heads approved.</summary>
    public IReadOnlyList<string> ApprovedOrgans => [.. Approvals.Select(a => a.Approved.Organ)];

    /// <summary>When officers first entered; null before.</summary>
    public DateTimeOffset? Entered => CheckIns.Count == 0 ? null : CheckIns.Min(c => c.Entered);

    /// <summary>Day of the visit: entered, else the first day of the window.</summary>
    public DateOnly Day => ShanghaiTime.Day(Entered ?? Proposed.From);

    /// <summary>Organs that take part.</summary>
    public IReadOnlyList<string> Organs => [.. Proposed.Teams.Select(t => t.Organ)];

    /// <summary>Whether anything was found; null until somebody recorded.</summary>
    public bool? Found => Records.Count == 0 ? null : Records.Any(r => r.Findings.Any(f => f.Found));

    /// <summary>True when it is on its way and neither ended nor carried out.</summary>
    public bool Pending => State is "proposed" or "approved";

    /// <summary>Tag.</summary>
    public static Tag TagOf(string inspection) => new("inspection", inspection);

    /// <summary>Tags of entries about this visit.</summary>
    public IReadOnlyList<Tag> Tags => [TagOf(Id), Enterprise.TagOf(Proposed.Premises)];

    /// <summary>The visit as the fences see an earlier one.</summary>
    public PastVisit Past() => new(Id, Proposed.Type, Day,
        [.. Proposed.Teams.Select(t => new PastTeam(t.Organ, t.Items, [.. t.Officers.Select(o => o.Id)]))], Visit?.Year, Visit?.Series ?? "", Found);

    internal void Apply(Entry entry, object body)
    {
        Entries.Add(entry);
        switch (body)
        {
            case InspectionApproved approved:
                Approvals.Add((entry.At, entry.By, approved));
                State = State == "proposed" ? "approved" : State;
                break;
            case InspectionRefused refused:
                (State, EndReason) = (Approvals.Count == 0 && CheckIns.Count == 0 ? "refused" : State, refused.Reason);
                break;
            case InspectionCancelled cancelled:
                (State, CancelledAt, EndReason) = ("cancelled", entry.At, cancelled.Reason);
                break;
            case InspectionMerged merged:
                (State, Into) = ("merged", merged.Into);
                break;
            case CheckedIn entered:
                CheckIns.Add(entered);
                State = State == "recorded" ? State : "entered";
                break;
            case InspectionRecorded recorded:
                Records.Add(recorded);
                State = Proposed.Teams.All(t => Records.Any(r => r.Organ == t.Organ)) ? "recorded" : State;
                break;
            case InspectionLed led:
                Leads.Add(led);
                break;
            case InspectionCodeIssued code:
                Codes[code.Organ] = code;
                break;
            case CheckOpened:
                ChecksOpened.Add(entry.At);
                break;
            case InspectionStopped stopped:
                Stops.Add(stopped);
                break;
        }
    }
}
