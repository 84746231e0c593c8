using Wardmote.Journal;

namespace Wardmote.Cases;

/// <summary>Execution by the town itself (强制执行): what the entries say of an order that was not carried out. A new order begins it anew.</summary>
public sealed partial class CaseFile
{
    /// <summary>When the newest order reached the party.</summary>
    public DateTimeOffset? OrderedAt { get; private set; }

    /// <summary>Newest demand to carry out the order.</summary>
    public PerformanceDemanded? PerformanceDemand { get; private set; }

    /// <summary>Announcement of the demolition after that demand.</summary>
    public DemolitionAnnounced? Announcement { get; private set; }

    /// <summary>Decision to execute.</summary>
    public ExecutionDecided? ExecutionRuling { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? ExecutionRuledAt { get; private set; }

    /// <summary>Days of the execution.</summary>
    public IReadOnlyList<ExecutionCarriedOut> Executions { get; private set; } = [];

    /// <summary>Newest stop, suspension or resumption.</summary>
    public ExecutionStopped? ExecutionStop { get; private set; }

    /// <summary>Application to the court to execute the order.</summary>
    public CourtApplied? OrderCourt { get; private set; }

    /// <summary>What the court did with it.</summary>
    public CourtEnded? OrderCourtEnd { get; private set; }

    /// <summary>True when the court may be asked to execute the order: the demand said so, and it was not asked yet.</summary>
    public bool OrderGoesToCourt => OrderStandsUnperformed && this is { PerformanceDemand.Way: "court", OrderCourt: null };

    /// <summary>What was cleared at once.</summary>
    public IReadOnlyList<ClearedAtOnce> Clearances { get; private set; } = [];

    /// <summary>True while the execution stands still (Coercion art. 39).</summary>
    public bool ExecutionSuspended => ExecutionStop is { Ground: "suspended" };

    /// <summary>What became of the execution, as an outcome of the case: <c>executed</c>, <c>put_right</c> (the party performed), <c>execution_ended</c> or <c>unenforced</c> (the court did not); null while it is open.</summary>
    public string? ExecutionResult =>
        Executions is [.., { Finished: true }] ? "executed" : ExecutionStop switch { { Ground: "performed" } => "put_right", { Ground: "ended" } => "execution_ended", _ => OrderCourtEnd switch { { Result: "enforced" } => "executed", not null => "unenforced", _ => null } };

    /// <summary>True when there is an order to execute: a second look found it not carried out, no remedy runs, the case is in the organ's hands, and the execution is not over.</summary>
    public bool OrderStandsUnperformed => Order is not null && Reinspection is { Corrected: false } && !RemedyOpen && ExecutionResult is null
        && Stage is not (Stage.Verify or Stage.Inspected or Stage.Persuaded or Stage.CorrectionOrdered or Stage.Ended or Stage.Archived or Stage.UnderRemedy or Stage.Revised or Stage.Transferred or Stage.Referred or Stage.Disputed);

    private void Ordered(Entry entry)
    {
        OrderedAt = entry.At;
        (PerformanceDemand, Announcement, ExecutionRuling, ExecutionRuledAt, Executions, ExecutionStop) = (null, null, null, null, [], null);
        (OrderCourt, OrderCourtEnd) = (null, null);
    }

    private void ApplyExecution(Entry entry, object body)
    {
        switch (body)
        {
            case PerformanceDemanded demanded:
                (PerformanceDemand, Announcement) = (demanded, null);
                break;
            case DemolitionAnnounced announced:
                Announcement = announced;
                break;
            case ExecutionDecided decided:
                (ExecutionRuling, ExecutionRuledAt) = (decided, entry.At);
                break;
            case ExecutionCarriedOut carried:
                Executions = [.. Executions, carried];
                break;
            case ExecutionStopped stopped:
                ExecutionStop = stopped;
                break;
            case ClearedAtOnce cleared:
                Clearances = [.. Clearances, cleared];
                break;
        }
    }
}
