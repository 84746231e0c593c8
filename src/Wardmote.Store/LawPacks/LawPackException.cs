namespace Wardmote.Store.LawPacks;

/// <summary>A law pack that cannot be read. The message names file and line and says what to do; nothing of the pack is used.</summary>
public sealed class LawPackException(string file, int line, string problem, string remedy)
    : Exception($"{file}:{line}: {problem}; {remedy}")
{
    /// <summary>File, relative to the folder of the packs.</summary>
    public string File { get; } = file;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
