using Wardmote.Law;

namespace Wardmote.Fences;

/// <summary>程序经过: what has happened in the ordinary procedure, as the fences ask it. Filled from the case, so that no fact is typed twice.</summary>
public sealed record Course
{
    /// <summary>Day the newest notice reached the party; null when it has not.</summary>
    public DateOnly? NoticeOn { get; init; }

    /// <summary>Last day for a statement; null before the notice.</summary>
    public DateOnly? StatementBy { get; init; }

    /// <summary>Waived in words.</summary>
    public bool StatementWaived { get; init; }

    /// <summary>A statement waits for its review.</summary>
    public bool StatementPending { get; init; }

    /// <summary>The owner wrote on their own page after the notice, and nobody has taken it down.</summary>
    public bool StatementUntaken { get; init; }

    /// <summary>A statement was reviewed, or the party was heard at a hearing.</summary>
    public bool StatementHeard { get; init; }

    /// <summary>The penalty proposed now reaches the hearing right.</summary>
    public bool HearingRight { get; init; }

    /// <summary>The newest notice told the right.</summary>
    public bool HearingTold { get; init; }

    /// <summary>Last day to ask for it; null when it was not told.</summary>
    public DateOnly? HearingBy { get; init; }

    /// <summary>Waived, in words or by staying away.</summary>
    public bool HearingWaived { get; init; }

    /// <summary>Asked for and not over.</summary>
    public bool HearingOpen { get; init; }

    /// <summary>Held.</summary>
    public bool HearingHeld { get; init; }

    /// <summary>The penalty that the notice told; null while no notice has reached the party.</summary>
    public Imposed? Told { get; init; }

    /// <summary>An amended report names new facts with new evidence.</summary>
    public bool NewFacts { get; init; }

    /// <summary>Why legal review is required; null when nothing requires it.</summary>
    public Text? ReviewWhy { get; init; }

    /// <summary>Outcome of the review; null when there was none.</summary>
    public bool? ReviewPassed { get; init; }

    /// <summary>Why collective discussion is required; null when nothing requires it.</summary>
    public Text? DiscussionWhy { get; init; }

    /// <summary>Minutes exist and agree.</summary>
    public bool Discussed { get; init; }

    /// <summary>Last day for the decision.</summary>
    public DateOnly DecideBy { get; init; }

    /// <summary>Everybody who investigated.</summary>
    public IReadOnlyList<string> Investigators { get; init; } = [];

    /// <summary>Legal reviewer; empty when there was none.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>Hearing host; empty when there was none.</summary>
    public string Host { get; init; } = "";

    /// <summary>Who decides; empty before the decision.</summary>
    public string Decider { get; init; } = "";

    /// <summary>People whose recusal was granted.</summary>
    public IReadOnlyList<string> Recused { get; init; } = [];

    /// <summary>People whose recusal is asked for and not decided.</summary>
    public IReadOnlyList<string> RecusalPending { get; init; } = [];
}
