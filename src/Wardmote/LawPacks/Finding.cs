using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing, already settled by a declared convention.</summary>
    Info,

    /// <summary>Worth knowing: a source is silent.</summary>
    Notice,

    /// <summary>Probably a mistake; a person looks at it.</summary>
    Warning,

    /// <summary>The pack must not be used like this.</summary>
    Error,
}

/// <summary>检查发现: one thing a check found in a pack.</summary>
/// <param name="Severity">Weight.</param>
/// <param name="Kind">Kind, for example <c>date_gap</c>.</param>
/// <param name="Pack">Pack it was found in.</param>
/// <param name="Subject">Item, line, fence or standard it is about.</param>
/// <param name="Message">Words for people.</param>
public sealed record Finding(Severity Severity, string Kind, string Pack, string Subject, Text Message)
{
    /// <summary>Standard, where it is about one.</summary>
    public string? Standard { get; init; }

    /// <summary>Rows concerned, from 1.</summary>
    public IReadOnlyList<int> Rules { get; init; } = [];

    /// <summary>A case that shows it: fact → value.</summary>
    public IReadOnlyDictionary<string, object?> Witness { get; init; } = new Dictionary<string, object?>();

    /// <summary>For a gap: conditions by fact that a new row would need to close it around the witness.</summary>
    public IReadOnlyDictionary<string, string> Region { get; init; } = new Dictionary<string, string>();

    /// <summary>Party it is about, where rows are for one party; null = any.</summary>
    public PartyKind? Who { get; init; }

    /// <summary>Factor of a sum of weights it is about, by its Chinese name; null where it is about none.</summary>
    public string? Factor { get; init; }

    /// <summary>True where a person may let it stand: what the rows leave open or settle twice. A sum outside the statute or a cell nobody can read cannot be accepted away.</summary>
    public bool MayBeAccepted => Severity == Severity.Warning || Kind is "gap" or "overlap" or "missing_example";
}
