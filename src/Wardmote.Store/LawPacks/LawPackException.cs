using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>A law pack, or a table that somebody sent, that cannot be read. The message names file and line and says what to do; nothing of it is used.</summary>
public sealed class LawPackException(string file, int line, Text problem, Text remedy)
    : Exception($"{file}:{line}: {problem.En}; {remedy.En}")
{
    /// <summary>What is wrong with a file of a pack: whoever maintains packs reads English.</summary>
    public LawPackException(string file, int line, string problem, string remedy)
        : this(file, line, Text.Same(problem), Text.Same(remedy))
    {
    }

    /// <summary>File, relative to the folder of the packs.</summary>
    public string File { get; } = file;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem.En;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy.En;

    /// <summary>What is wrong, for whoever sent a table.</summary>
    public Text Why { get; } = problem;

    /// <summary>What to do about it.</summary>
    public Text Way { get; } = remedy;
}
