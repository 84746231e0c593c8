using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.Discretion;

/// <summary>Why a row did not fire: the facts that failed.</summary>
/// <param name="Rule">Row, from 1.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Facts">Facts whose condition failed; one = a near miss.</param>
/// <param name="Unknown">Facts nobody established.</param>
/// <param name="Alternative">Alternative of the row that came nearest, from 0.</param>
public sealed record NotFired(int Rule, string Tier, IReadOnlyList<string> Facts, IReadOnlyList<string> Unknown, int Alternative = 0)
{
    /// <summary>True when one established fact alone keeps the row from fitting.</summary>
    public bool IsNearMiss => Facts.Count == 1 && Unknown.Count == 0;
}

/// <summary>裁量结果: what a standard says of the facts, with its reasons. The same facts always give the same answer.</summary>
public sealed record Weighed
{
    /// <summary>Standard; null when the item has none and only the statutory range stands.</summary>
    public string? Standard { get; init; }

    /// <summary>Tier matched; null when none.</summary>
    public string? Tier { get; init; }

    /// <summary>Row matched, from 1; 0 when none.</summary>
    public int Rule { get; init; }

    /// <summary>Lawful range or fixed sum of the fine; null when there is no fine in yuan.</summary>
    public YuanRange? Fine { get; init; }

    /// <summary>The statutory range of the step, for the party; null when the law gives none in yuan.</summary>
    public YuanRange? Statutory { get; init; }

    /// <summary>Whether a warning is or may be the penalty.</summary>
    public bool Warning { get; init; }

    /// <summary><c>must</c>, <c>may</c> or null: no penalty.</summary>
    public string? None { get; init; }

    /// <summary>Other penalties that go with it.</summary>
    public IReadOnlyList<string> Other { get; init; } = [];

    /// <summary>Article.</summary>
    public required string Article { get; init; }

    /// <summary>Verbatim text of the row, and of its penalty; empty when none matched.</summary>
    public string RowText { get; init; } = "";

    /// <summary>Verbatim penalty of the row.</summary>
    public string PenaltyText { get; init; } = "";

    /// <summary>Reasons, the deciding one first.</summary>
    public IReadOnlyList<Reason> Why { get; init; } = [];

    /// <summary>Other rows and why not.</summary>
    public IReadOnlyList<NotFired> WhyNot { get; init; } = [];

    /// <summary>For a sum of weights: the level of each factor, from 0; -1 where none is established. Empty for rows.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Facts that must still be established before it can be said.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Certainty: model standards say so wherever shown.</summary>
    public required Certainty Certainty { get; init; }
}
