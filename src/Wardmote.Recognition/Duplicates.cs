namespace Wardmote.Recognition;

/// <summary>A report as far as it matters for finding the same one again.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Latitude">WGS-84; null when no point was given.</param>
/// <param name="Longitude">WGS-84; null when no point was given.</param>
/// <param name="At">When it was lodged.</param>
/// <param name="Photos">64-bit fingerprints of its photos.</param>
public sealed record Told(string Text, double? Latitude = null, double? Longitude = null, DateTimeOffset? At = null, IReadOnlyList<ulong>? Photos = null);

/// <summary>Whether two reports seem to tell of one thing. Offered to a person, never merged by the program.</summary>
/// <param name="Duplicate">True from a score of <see cref="Duplicates.From"/>.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Gate">Empty, or <c>place</c> or <c>time</c> when that alone rules it out.</param>
public sealed record Likeness(bool Duplicate, double Score, string Gate);

/// <summary>疑似重复: place and time first, then the words, then the photos.</summary>
public static class Duplicates
{
    /// <summary>Score from which a duplicate is offered.</summary>
    public const double From = 0.5;

    /// <summary>Metres beyond which two reports are not of one place.</summary>
    public const double Metres = 300;

    /// <summary>Days beyond which they are not of one time.</summary>
    public const double Days = 14;

    /// <summary>Bits in which two fingerprints of the same scene may differ.</summary>
    private const int Bits = 10;

    /// <summary>Compares two reports. With a model given, what both are about counts too.</summary>
    public static Likeness Between(Told a, Told b, Recogniser? recogniser = null, string? language = null)
    {
        if (a.Latitude is { } la && a.Longitude is { } oa && b.Latitude is { } lb && b.Longitude is { } ob && !(Apart(la, oa, lb, ob) <= Metres))
        {
            return new Likeness(false, 0, "place");
        }

        if (a.At is { } ta && b.At is { } tb && Math.Abs((ta - tb).TotalDays) > Days)
        {
            return new Likeness(false, 0, "time");
        }

        var words = Words(a.Text, b.Text);
        if (recogniser is not null)
        {
            words = AboutTheSame(recogniser.Read(a.Text, language), recogniser.Read(b.Text, language), words);
        }

        words = Facting(a.Text, b.Text, words);
        if (Seen(a.Photos, b.Photos))
        {
            words = Math.Max(words, 0.6 + (0.4 * words));
        }

        var score = Math.Round(Math.Clamp(words, 0, 1), 4);
        return new Likeness(score >= From, score, "");
    }

    /// <summary>Likeness of words alone: shared n-grams, rare to the language by length, of the shorter text's and of both.</summary>
    internal static double Words(string a, string b)
    {
        var (left, right) = (Weighed(a), Weighed(b));
        if (left.Count == 0 || right.Count == 0)
        {
            return 0;
        }

        double shared = 0, all = 0, other = 0;
        foreach (var (hash, weight) in left)
        {
            all += weight;
            shared += right.ContainsKey(hash) ? weight : 0;
        }

        foreach (var weight in right.Values)
        {
            other += weight;
        }

        var contained = shared / Math.Min(all, other);
        var both = 2 * shared / (all + other);
        return Math.Clamp((0.5 * contained) + (0.6 * both), 0, 1);
    }

    private static Dictionary<uint, double> Weighed(string text)
    {
        var (grams, _) = Reading.Split(Folded.Of(text));
        var weighed = new Dictionary<uint, double>(grams.Count);
        foreach (var g in grams)
        {
            weighed[g.Hash] = g.Kind switch { GramKind.Unit => 0.6, GramKind.Pair => 1, GramKind.Triple => 0.5, GramKind.Skip => 0.3, GramKind.Skeleton => 0.6, _ => 0.15 };
        }

        return weighed;
    }

    // Different matters told in like words are not duplicates; the same matter told in other words may be.
    private static double AboutTheSame(Intake.Hints a, Intake.Hints b, double words)
    {
        if (a.Candidates.Count == 0 || b.Candidates.Count == 0)
        {
            return words;
        }

        var same = a.Candidates.Sum(x => x.Confidence * (b.Candidates.FirstOrDefault(y => y.Item == x.Item)?.Confidence ?? 0));
        if (a.Verdict == "items" && b.Verdict == "items" && a.Candidates[0].Item != b.Candidates[0].Item && same < 0.05)
        {
            return words * 0.6;
        }

        return words + (0.25 * same * Math.Min(1, words * 4));
    }

    // Different places or plates named outright speak against; the same ones speak for.
    private static double Facting(string a, string b, double words)
    {
        var (left, right) = (Facts.In(a), Facts.In(b));
        foreach (var kind in (string[])["plate", "phone", "place"])
        {
            var x = left.Where(f => f.Kind == kind).Select(f => f.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var y = right.Where(f => f.Kind == kind).Select(f => f.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (x.Count == 0 || y.Count == 0)
            {
                continue;
            }

            var alike = x.Any(p => y.Any(q => p == q || p.Contains(q, StringComparison.OrdinalIgnoreCase) || q.Contains(p, StringComparison.OrdinalIgnoreCase)));
            words = alike ? words + (0.15 * Math.Min(1, words * 3)) : words * 0.75;
        }

        return words;
    }

    private static bool Seen(IReadOnlyList<ulong>? a, IReadOnlyList<ulong>? b) =>
        a is not null && b is not null && a.Any(x => b.Any(y => System.Numerics.BitOperations.PopCount(x ^ y) <= Bits));

    private static double Apart(double latitudeA, double longitudeA, double latitudeB, double longitudeB)
    {
        const double Earth = 6_371_000;
        double Rad(double degrees) => degrees * Math.PI / 180;
        var dLat = Rad(latitudeB - latitudeA);
        var dLon = Rad(longitudeB - longitudeA);
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(Rad(latitudeA)) * Math.Cos(Rad(latitudeB)) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * Earth * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
