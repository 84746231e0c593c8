namespace Wardmote.Recognition;

/// <summary>Light stemming: enough that <em>stalls</em> meets <em>stall</em> and <em>والشارع</em> meets <em>شارع</em>, no more.</summary>
internal static class Stems
{
    /// <summary>English: plural, past, -ing, doubled consonant.</summary>
    public static string English(string word)
    {
        if (word.Length <= 3)
        {
            return word;
        }

        var w = word;
        if (w.EndsWith("ies", StringComparison.Ordinal) && w.Length > 4)
        {
            return w[..^3] + "y";
        }

        if (w.EndsWith("sses", StringComparison.Ordinal) || w.EndsWith("shes", StringComparison.Ordinal) || w.EndsWith("ches", StringComparison.Ordinal) || w.EndsWith("xes", StringComparison.Ordinal))
        {
            w = w[..^2];
        }
        else if (w.EndsWith('s') && !w.EndsWith("ss", StringComparison.Ordinal) && !w.EndsWith("us", StringComparison.Ordinal))
        {
            w = w[..^1];
        }

        if (w.EndsWith("ing", StringComparison.Ordinal) && w.Length > 5)
        {
            w = Undouble(w[..^3]);
        }
        else if (w.EndsWith("ed", StringComparison.Ordinal) && w.Length > 4)
        {
            w = Undouble(w[..^2]);
        }

        return w.EndsWith('e') && w.Length > 3 ? w[..^1] : w;
    }

    /// <summary>Arabic: leading و ف, ب ك ل with ال, ال itself, and the commonest endings; works on folded letters.</summary>
    public static string Arabic(string word)
    {
        var w = word;
        if (w.Length > 3 && w[0] is 'و' or 'ف' && w.Length > 4)
        {
            w = w[1..];
        }

        if (w.Length > 4 && (w.StartsWith("بال", StringComparison.Ordinal) || w.StartsWith("كال", StringComparison.Ordinal) || w.StartsWith("عال", StringComparison.Ordinal)))
        {
            w = w[3..];
        }
        else if (w.Length > 4 && w.StartsWith("لل", StringComparison.Ordinal))
        {
            w = w[2..];
        }
        else if (w.Length > 4 && w.StartsWith("ال", StringComparison.Ordinal))
        {
            w = w[2..];
        }

        foreach (var end in ArabicEndings)
        {
            if (w.Length - end.Length >= 3 && w.EndsWith(end, StringComparison.Ordinal))
            {
                return w[..^end.Length];
            }
        }

        return w;
    }

    /// <summary>Arabic: what is left of a stem without long vowels and the prefixes of verbs and participles, near its root, so that
    /// يرمي, بيرموا, رمى and مرمية meet across dialects. Null when less than two letters are left.</summary>
    public static string? Skeleton(string stem)
    {
        var w = stem.AsSpan();
        if (w.Length > 4 && w[0] == 'ب' && w[1] is 'ي' or 'ت' or 'ن')
        {
            w = w[1..];
        }

        if (w.Length > 3 && w[0] is 'ي' or 'ت' or 'ن' or 'م' or 'ا')
        {
            w = w[1..];
        }

        Span<char> left = stackalloc char[w.Length];
        var n = 0;
        foreach (var c in w)
        {
            if (c is not ('ا' or 'و' or 'ي' or 'ه'))
            {
                left[n++] = c;
            }
        }

        return n >= 2 ? new string(left[..n]) : null;
    }

    private static readonly string[] ArabicEndings = ["اته", "هما", "كم", "هم", "ها", "نا", "ات", "ون", "ين", "ان", "وا", "يه", "ته", "ه", "ي"];

    private static string Undouble(string w) =>
        w.Length > 3 && w[^1] == w[^2] && w[^1] is not ('l' or 's' or 'e' or 'o') ? w[..^1] : w;
}
