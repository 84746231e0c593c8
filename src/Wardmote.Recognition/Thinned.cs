namespace Wardmote.Recognition;

/// <summary>A text with some of its words lost, as a stranger would have put it with others. A lost word or character takes every n-gram with it that begins or ends there.</summary>
internal static class Thinned
{
    /// <summary>The n-grams left when a share of the words is lost.</summary>
    public static List<Gram> Of(List<Gram> grams, double share, ref Chance chance)
    {
        var left = Left(grams, share, ref chance);
        return [.. grams.Where((_, i) => left[i])];
    }

    /// <summary>Which n-grams are left.</summary>
    public static bool[] Left(List<Gram> grams, double share, ref Chance chance)
    {
        var lost = new bool[grams.Count == 0 ? 0 : grams.Max(g => g.End)];
        foreach (var g in grams.Where(g => g.Kind == GramKind.Unit))
        {
            lost.AsSpan(g.Start, g.End - g.Start).Fill(chance.Unit() < share);
        }

        return [.. grams.Select(g => !lost[g.Start] && !lost[g.End - 1])];
    }
}
