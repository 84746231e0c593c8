namespace Wardmote.Recognition;

/// <summary>What kind of n-gram a feature is; each kind has its weight in the linear model.</summary>
internal enum GramKind : byte
{
    /// <summary>One Chinese character, one stemmed word.</summary>
    Unit,

    /// <summary>Two next to each other.</summary>
    Pair,

    /// <summary>Three next to each other.</summary>
    Triple,

    /// <summary>Two with one between them.</summary>
    Skip,

    /// <summary>Letters within a word.</summary>
    Letters,

    /// <summary>Consonants of an Arabic word.</summary>
    Skeleton,
}

/// <summary>One n-gram: its hash and the words of the original it stands for.</summary>
internal readonly record struct Gram(uint Hash, int Start, int End, GramKind Kind);

/// <summary>N-grams of a text: Chinese by characters, English and Arabic by stemmed words and the letters in them.</summary>
internal static class Grams
{
    /// <summary>Most n-grams taken from one text.</summary>
    public const int Most = 24_000;

    /// <summary>A word or a Chinese character with its place in the original.</summary>
    internal readonly record struct Unit(string Stem, string Word, int Start, int End, bool Parted);

    /// <summary>Words and Chinese characters in order; <see cref="Unit.Parted"/> marks one that follows punctuation.</summary>
    public static List<Unit> Units(in Folded text, int from, int to)
    {
        var units = new List<Unit>(Math.Min(to - from, 2_000));
        var parted = true;
        for (var i = from; i < to;)
        {
            var c = text.Chars[i];
            if (Folded.Han(c))
            {
                var one = Single(c);
                units.Add(new Unit(one, one, text.At[i], text.At[i] + 1, parted));
                parted = false;
                i++;
            }
            else if (char.IsAsciiDigit(c))
            {
                var j = i;
                while (j < to && (char.IsAsciiDigit(text.Chars[j]) || (text.Chars[j] is '.' or ',' && j + 1 < to && char.IsAsciiDigit(text.Chars[j + 1]))))
                {
                    j++;
                }

                // Numbers differ from text to text; that there is one, and how long it is, does not.
                var shape = (j - i) switch { 1 => "0", 2 => "00", 3 or 4 => "000", _ => "00000" };
                units.Add(new Unit(shape, shape, text.At[i], text.At[j - 1] + 1, parted));
                parted = false;
                i = j;
            }
            else if (char.IsLetter(c))
            {
                var j = i;
                while (j < to && j - i < 40 && ((char.IsLetter(text.Chars[j]) && !Folded.Han(text.Chars[j])) || (text.Chars[j] == '\'' && j + 1 < to && char.IsLetter(text.Chars[j + 1]))))
                {
                    j++;
                }

                var word = new string(text.Chars, i, j - i).Replace("'", "", StringComparison.Ordinal);
                var stem = Folded.Arabic(c) ? Stems.Arabic(word) : Stems.English(word);
                units.Add(new Unit(stem, word, text.At[i], text.At[j - 1] + 1, parted));
                parted = false;
                i = Math.Max(j, i + 1);
            }
            else
            {
                parted |= c != ' ';
                i++;
            }
        }

        return units;
    }

    /// <summary>The n-grams of part of a text.</summary>
    public static List<Gram> Of(List<Unit> units)
    {
        var grams = new List<Gram>(Math.Min(units.Count * 5, Most));
        for (var i = 0; i < units.Count && grams.Count < Most; i++)
        {
            var u = units[i];
            var h1 = Hash(u.Stem, 1);
            grams.Add(new Gram(h1, u.Start, u.End, GramKind.Unit));
            if (i + 1 < units.Count && !units[i + 1].Parted)
            {
                var v = units[i + 1];
                var h2 = Mix(Hash(v.Stem, 1), h1, 2);
                grams.Add(new Gram(h2, u.Start, v.End, GramKind.Pair));
                if (i + 2 < units.Count && !units[i + 2].Parted)
                {
                    var w = units[i + 2];
                    grams.Add(new Gram(Mix(Hash(w.Stem, 1), h2, 3), u.Start, w.End, GramKind.Triple));
                    grams.Add(new Gram(Mix(Hash(w.Stem, 1), h1, 4), u.Start, w.End, GramKind.Skip));
                }
            }

            if (u.Stem.Length > 2 && Folded.Arabic(u.Stem[0]) && Stems.Skeleton(u.Stem) is { } skeleton)
            {
                grams.Add(new Gram(Hash(skeleton, 6), u.Start, u.End, GramKind.Skeleton));
            }

            if (u.Word.Length > 2 && !Folded.Han(u.Word[0]) && !char.IsAsciiDigit(u.Word[0]))
            {
                Letters(u, grams);
            }
        }

        return grams;
    }

    private static void Letters(Unit u, List<Gram> grams)
    {
        var padded = "^" + u.Word + "$";
        for (var n = 3; n <= 5; n++)
        {
            for (var k = 0; k + n <= padded.Length; k++)
            {
                grams.Add(new Gram(Hash(padded.AsSpan(k, n), 5), u.Start, u.End, GramKind.Letters));
            }
        }
    }

    /// <summary>FNV-1a over UTF-16 units with a seed for the kind, finished by an avalanche step.</summary>
    internal static uint Hash(ReadOnlySpan<char> s, uint seed)
    {
        var h = 2166136261u ^ (seed * 0x9E3779B9u);
        foreach (var c in s)
        {
            h = (h ^ (byte)c) * 16777619u;
            h = (h ^ (byte)(c >> 8)) * 16777619u;
        }

        h ^= h >> 16;
        h *= 0x85EBCA6Bu;
        h ^= h >> 13;
        return h;
    }

    private static uint Mix(uint a, uint b, uint seed)
    {
        var h = (a * 0xC2B2AE35u) ^ (b + (seed * 0x9E3779B9u) + (b << 6) + (b >> 2));
        h ^= h >> 15;
        h *= 0x2C1B3C6Du;
        h ^= h >> 12;
        return h;
    }

    private static readonly string[] Singles = new string[0x10000];

    private static string Single(char c) => Singles[c] ??= c.ToString();
}
