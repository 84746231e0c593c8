using Wardmote.Law;

namespace Wardmote.Supervision;

/// <summary>
/// 指标: a number with everything needed to doubt it: what is counted over what, what is missing, how sure it is, and what it opens. It ranks nobody and counts no fine as success.
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Definition">What is counted, over what.</param>
/// <param name="Value">The value; null when nothing can be said.</param>
/// <param name="Unit"><c>per_1000</c>, <c>share</c>, <c>days</c>, <c>minutes</c> or <c>operations</c>.</param>
/// <param name="Numerator">Numerator.</param>
/// <param name="Denominator">Denominator.</param>
/// <param name="Missing">Share of what should be counted and is not known; 0 to 1.</param>
/// <param name="Interval">95 % interval; null when none can be given.</param>
/// <param name="Method"><c>wilson</c> or <c>bootstrap</c>; empty without an interval.</param>
/// <param name="Opens">Tags of what the numerator counts, so that a page can open it.</param>
public sealed record Figure(
    string Id, Text Definition, double? Value, string Unit, double Numerator, int Denominator, double Missing, Interval? Interval, string Method, IReadOnlyList<string> Opens)
{
    /// <summary>A number to be read beside this one (statutory steps beside operations); null when there is none.</summary>
    public double? Beside { get; init; }

    /// <summary>Change since an earlier period, as a share; null without real figures from before: a percentage of nothing is not an outcome.</summary>
    public double? ChangeSince(Figure? before) =>
        before is { Value: { } then, Denominator: > 0 } && before.Id == Id && then > 0 && Value is { } now && Denominator > 0 ? (now - then) / then : null;
}

/// <summary>Low and high end, both included.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>How sure a figure is: pure arithmetic with a fixed seed, so that everybody gets the same interval.</summary>
public static class Certain
{
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's 95 % interval of a share; null without tries, or when there are more hits than tries.</summary>
    public static Interval? Wilson(int hits, int tries)
    {
        if (tries == 0 || hits > tries)
        {
            return null;
        }

        double n = tries, p = hits / n, zz = Z * Z;
        var middle = (p + (zz / (2 * n))) / (1 + (zz / n));
        var half = Z / (1 + (zz / n)) * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n)));
        return new Interval(hits == 0 ? 0 : middle - half, hits == tries ? 1 : middle + half);
    }

    /// <summary>Interval of a mean: percentile bootstrap, 2,000 draws, fixed seed; null below two values.</summary>
    public static Interval? BootstrapMean(IReadOnlyList<double> sample) => Bootstrap(sample.Count, drawn =>
    {
        var sum = 0.0;
        foreach (var i in drawn)
        {
            sum += sample[i];
        }

        return sum / drawn.Length;
    });

    /// <summary>Interval of a median.</summary>
    public static Interval? BootstrapMedian(IReadOnlyList<double> sample)
    {
        var (rank, sorted) = Ranks(sample);
        var counts = new int[sample.Count];
        return Bootstrap(sample.Count, drawn =>
        {
            Count(counts, drawn, rank);
            // The two middle ones of an even number, the middle one twice of an odd.
            var (low, high) = ((drawn.Length - 1) / 2, drawn.Length / 2);
            var (seen, first) = (0, double.NaN);
            for (var r = 0; r < counts.Length; r++)
            {
                seen += counts[r];
                first = double.IsNaN(first) && seen > low ? sorted[r] : first;
                if (seen > high)
                {
                    return low == high ? sorted[r] : (first + sorted[r]) / 2;
                }
            }

            return null;
        });
    }

    /// <summary>Interval of the median of Kaplan and Meier; null when a draw gives no value too often to say.</summary>
    public static Interval? BootstrapMedian(IReadOnlyList<(double Time, bool Ended)> sample)
    {
        var (rank, sorted) = Ranks([.. sample.Select(s => s.Time)]);
        var ended = new bool[sample.Count];
        for (var i = 0; i < sample.Count; i++)
        {
            ended[rank[i]] = sample[i].Ended;
        }

        var counts = new int[sample.Count];
        return Bootstrap(sample.Count, drawn =>
        {
            Count(counts, drawn, rank);
            var (alive, survive) = (drawn.Length, 1.0);
            for (var r = 0; r < counts.Length;)
            {
                var (time, all, done) = (sorted[r], 0, 0);
                for (; r < counts.Length && sorted[r] == time; r++)
                {
                    all += counts[r];
                    done += ended[r] ? counts[r] : 0;
                }

                if (all == 0)
                {
                    continue;
                }

                survive *= 1 - ((double)done / alive);
                alive -= all;
                if (survive <= 0.5 + 1e-12)
                {
                    return time;
                }
            }

            return null;
        });
    }

    private static Interval? Bootstrap(int count, Func<int[], double?> statistic)
    {
        const int draws = 2_000;
        if (count < 2)
        {
            return null;
        }

        // SplitMix64: the core has no chance of its own, and the figure must be the same for whoever asks.
        var state = 0x5EED_0000_2026UL;
        var drawn = new int[count];
        var values = new List<double>(draws);
        for (var d = 0; d < draws; d++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                state += 0x9E3779B97F4A7C15UL;
                var z = state;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                drawn[i] = (int)((z ^ (z >> 31)) % (ulong)count);
            }

            // No value means that more than half were still open: longer than anything measured.
            values.Add(statistic(drawn) ?? double.PositiveInfinity);
        }

        values.Sort();
        var (low, high) = (values[draws / 40], values[draws - 1 - (draws / 40)]);
        return double.IsInfinity(high) ? null : new Interval(low, high);
    }

    // Sorted once; a draw is then counted by rank instead of being sorted again two thousand times.
    private static (int[] Rank, double[] Sorted) Ranks(IReadOnlyList<double> sample)
    {
        var order = Enumerable.Range(0, sample.Count).OrderBy(i => sample[i]).ToArray();
        var rank = new int[sample.Count];
        for (var r = 0; r < order.Length; r++)
        {
            rank[order[r]] = r;
        }

        return (rank, [.. order.Select(i => sample[i])]);
    }

    private static void Count(int[] counts, int[] drawn, int[] rank)
    {
        Array.Clear(counts);
        foreach (var i in drawn)
        {
            counts[rank[i]]++;
        }
    }

    /// <summary>Median; null of nothing.</summary>
    public static double? Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var sorted = values.Order().ToList();
        var half = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>
    /// Median time of Kaplan and Meier: those still open count for as long as they have been open, so that a pile of undecided cases cannot make the median look short. Null when
    /// fewer than half were seen to end.
    /// </summary>
    public static double? MedianWithOpen(IReadOnlyList<(double Time, bool Ended)> sample)
    {
        var alive = sample.Count;
        var survive = 1.0;
        foreach (var at in sample.GroupBy(s => s.Time).OrderBy(g => g.Key))
        {
            survive *= 1 - ((double)at.Count(s => s.Ended) / alive);
            alive -= at.Count();
            if (survive <= 0.5 + 1e-12)
            {
                return at.Key;
            }
        }

        return null;
    }
}
