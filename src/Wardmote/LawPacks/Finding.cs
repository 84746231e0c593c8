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
}
