namespace Wardmote.Dmn.Syntax;

/// <summary>
/// The names a text may use at some point of it: needed because FEEL names may hold spaces and signs, so that only a reader who
/// knows <c>gross-net</c> is a name can tell it from a subtraction.
/// </summary>
internal sealed class NameTable(NameTable? outer, IEnumerable<string> names)
{
    private const int LongestName = 150;

    private readonly HashSet<string> names = [.. names.Select(Lexer.Normalize)];
    private readonly HashSet<string> firstWords = [.. names.Select(n => FirstWord(Lexer.Normalize(n)))];
    private int longest = -1;

    public NameTable? Outer { get; } = outer;

    /// <summary>How far a reader needs to look for a known name. Names longer than a line are not looked for.</summary>
    public int Longest => longest >= 0 ? longest : longest = Math.Max(Outer?.Longest ?? 0, names.Count == 0 ? 0 : Math.Min(LongestName, names.Max(n => n.Length)));

    /// <summary>The names of this table without those of the outer ones.</summary>
    public IReadOnlyCollection<string> Own => names;

    /// <summary>Whether some known name begins with a word: most words begin none, and need no further search.</summary>
    public bool Begins(string word)
    {
        for (var table = this; table is not null; table = table.Outer)
        {
            if (table.firstWords.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    public bool Knows(string name)
    {
        for (var table = this; table is not null; table = table.Outer)
        {
            if (table.names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(string name)
    {
        names.Add(Lexer.Normalize(name));
        firstWords.Add(FirstWord(Lexer.Normalize(name)));
        longest = -1;
    }

    /// <summary>The name up to the first character which ends a word for the lexer.</summary>
    private static string FirstWord(string name)
    {
        var end = 0;
        while (end < name.Length && Lexer.ContinuesName(name, end))
        {
            end++;
        }

        return name[..end];
    }
}

/// <summary>What a text may refer to besides its own words: names in scope, names of members, named types.</summary>
internal sealed class Surroundings
{
    public static Surroundings None { get; } = new();

    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Names that may follow a dot, or stand in a filter.</summary>
    public IReadOnlyCollection<string> Members { get; init; } = [];

    public Func<string, FeelType?> TypeOf { get; init; } = _ => null;
}
