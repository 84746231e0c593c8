namespace Wardmote.Recognition;

/// <summary>Fits the fusion of one language on sentences of writers the model has not seen: weights, confidence, thresholds.</summary>
internal static class Calibration
{
    /// <summary>Share of messages that are not enforcement at all, as a hotline has them; the phrases have fewer.</summary>
    private const double NoneShare = 0.4;

    /// <summary>Share of messages about a violation that is on no list.</summary>
    private const double OutsideShare = 0.1;

    /// <summary>Share of strangers' messages whose item is found first. Writers of a pack have more in common with each other than with a stranger and are read better;
    /// easy and hard forms of their sentences are mixed until this share is met, so that confidence is neither theirs nor that of a ruin.</summary>
    private const double Strangers = 0.78;

    /// <summary>Precision wanted of a verdict.</summary>
    private const double Precision = 0.9;

    /// <summary>Most false alarms wanted among messages that are not enforcement.</summary>
    private const double FalseAlarms = 0.05;

    /// <summary>Sentences looked at while weights are sought; confidence and thresholds use all.</summary>
    private const int Searched = 2_400;

    /// <summary>A sentence with what both methods say of it and what it truly is; one that is outside is of an item that was not learnt, so that no answer is right.</summary>
    internal sealed record Sample(Features Features, int Truth, bool Outside, bool Hard, double Weight);

    /// <summary>Fits a fusion; the same samples give the same fusion.</summary>
    public static Fusion Fit(IReadOnlyList<Sample> samples, ClassRow[] classes)
    {
        var weighted = Reweigh(samples, classes);
        var mixed = Mixed(weighted, Found(weighted, classes), classes);
        var fusion = Found(mixed, classes);
        var said = mixed.Select(s => Say(s, fusion, classes)).ToArray();
        var (raw, to) = Isotonic([.. said.Select(s => (s.Top, s.Right ? 1.0 : 0.0, s.Weight))]);
        fusion = fusion with { Raw = raw, Said = to };
        return fusion with { Items = ItemsFrom(said, fusion), NoneFrom = NoneFrom(said) };
    }

    private sealed record Outcome(double Top, bool Right, double None, bool TrulyNone, bool Department, double Weight);

    // Hard and easy forms alternate; each is to be among those looked at.
    private static Fusion Found(List<Sample> samples, ClassRow[] classes)
    {
        var every = (samples.Count + Searched - 1) / Searched;
        return Search([.. samples.Where((s, i) => !s.Outside && (i % every == 0 || (every % 2 == 0 && i % every == 1)))], classes);
    }

    private static List<Sample> Mixed(List<Sample> samples, Fusion fusion, ClassRow[] classes)
    {
        double Right(bool hard)
        {
            var items = samples.Where(s => !classes[s.Truth].IsNone && !s.Outside && s.Hard == hard).ToArray();
            return items.Length == 0 ? 0 : items.Sum(s => Say(s, fusion, classes).Right ? s.Weight : 0) / items.Sum(s => s.Weight);
        }

        var (easy, hard) = (Right(hard: false), Right(hard: true));
        var share = easy <= hard ? 0.5 : Math.Clamp((easy - Strangers) / (easy - hard), 0.05, 0.95);
        return [.. samples.Select(s => s with { Weight = s.Weight * (s.Hard ? share : 1 - share) })];
    }

    private static List<Sample> Reweigh(IReadOnlyList<Sample> samples, ClassRow[] classes)
    {
        var none = samples.Where(s => classes[s.Truth].IsNone).Sum(s => s.Weight);
        var outside = samples.Where(s => s.Outside).Sum(s => s.Weight);
        var item = samples.Sum(s => s.Weight) - none - outside;
        return none <= 0 || item <= 0
            ? [.. samples]
            : [.. samples.Select(s => s with { Weight = s.Weight * (classes[s.Truth].IsNone ? NoneShare / none : s.Outside ? OutsideShare / outside : (1 - NoneShare - OutsideShare) / item) })];
    }

    // Pattern search: each weight in turn a little up or down, kept when the likelihood rises, in ever smaller steps.
    private static Fusion Search(List<Sample> samples, ClassRow[] classes)
    {
        double[] at = [1, 0.1, 0];
        double[] step = [0.3, 0.05, 1];
        var best = Loss(samples, classes, at);
        for (var round = 0; round < 14; round++)
        {
            var moved = false;
            for (var d = 0; d < at.Length; d++)
            {
                foreach (var sign in (double[])[1, -1])
                {
                    var tried = (double[])at.Clone();
                    tried[d] += sign * step[d];
                    if (d < 2 && tried[d] < 0)
                    {
                        continue;
                    }

                    var loss = Loss(samples, classes, tried);
                    if (loss < best - 1e-9)
                    {
                        (best, at, moved) = (loss, tried, true);
                        break;
                    }
                }
            }

            if (!moved)
            {
                step = [.. step.Select(s => s / 2)];
            }
        }

        return Made(at);
    }

    private static Fusion Made(double[] at) => new() { Linear = at[0], Class = at[1], None = at[2] };

    private static double Loss(List<Sample> samples, ClassRow[] classes, double[] at)
    {
        var fusion = Made(at);
        double loss = 0;
        foreach (var s in samples)
        {
            var shares = s.Features.Shares(fusion, classes);
            double right = 0;
            if (classes[s.Truth].IsNone)
            {
                for (var c = 0; c < shares.Length; c++)
                {
                    right += classes[c].IsNone ? shares[c] : 0;
                }
            }
            else
            {
                right = shares[s.Truth];
            }

            loss -= s.Weight * Steady.Ln(Math.Max(right, 1e-6));
        }

        return loss;
    }

    private static Outcome Say(Sample s, Fusion fusion, ClassRow[] classes)
    {
        var shares = s.Features.Shares(fusion, classes);
        var top = -1;
        double none = 0;
        for (var c = 0; c < shares.Length; c++)
        {
            if (classes[c].IsNone)
            {
                none += shares[c];
            }
            else if (top < 0 || shares[c] > shares[top])
            {
                top = c;
            }
        }

        return new Outcome(top < 0 ? 0 : shares[top], top == s.Truth && !s.Outside, none, classes[s.Truth].IsNone, top >= 0 && classes[top].Department, s.Weight);
    }

    /// <summary>Pool adjacent violators over bins of raw confidence, then joined by straight lines.</summary>
    internal static (double[] Raw, double[] Said) Isotonic(List<(double Raw, double Right, double Weight)> points)
    {
        if (points.Count < 50)
        {
            return ([0, 1], [0, 0.8]);
        }

        points.Sort((a, b) => a.Raw != b.Raw ? a.Raw.CompareTo(b.Raw) : a.Right.CompareTo(b.Right));
        var total = points.Sum(p => p.Weight);
        var pools = new List<(double Raw, double Right, double Weight)>();
        double raw = 0, right = 0, weight = 0;
        for (var i = 0; i < points.Count; i++)
        {
            raw += points[i].Raw * points[i].Weight;
            right += points[i].Right * points[i].Weight;
            weight += points[i].Weight;
            if (weight < total / 25 && i + 1 < points.Count)
            {
                continue;
            }

            pools.Add((raw, right, weight));
            (raw, right, weight) = (0, 0, 0);
            while (pools.Count > 1 && pools[^2].Right / pools[^2].Weight >= pools[^1].Right / pools[^1].Weight)
            {
                var (a, b) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((a.Raw + b.Raw, a.Right + b.Right, a.Weight + b.Weight));
            }
        }

        // Ends: nothing is said with certainty, and a zero stays a zero.
        return ([0, .. pools.Select(p => p.Raw / p.Weight), 1], [0, .. pools.Select(p => p.Right / p.Weight), Math.Min(0.995, pools[^1].Right / pools[^1].Weight)]);
    }

    private static double ItemsFrom(Outcome[] said, Fusion fusion)
    {
        var ordered = said.Select(s => (Said: fusion.Calibrated(s.Top), Outcome: s)).OrderByDescending(s => s.Said).ToArray();
        var trulyNone = said.Where(s => s.TrulyNone).Sum(s => s.Weight);
        double right = 0, all = 0, alarms = 0, from = 0.9;
        for (var i = 0; i < ordered.Length; i++)
        {
            var (confidence, o) = ordered[i];
            all += o.Weight;
            right += o.Right ? o.Weight : 0;
            alarms += o.TrulyNone && !o.Department ? o.Weight : 0;
            if (right / all >= Precision && alarms <= FalseAlarms * trulyNone)
            {
                from = confidence;
            }
        }

        return Math.Round(Math.Clamp(from, 0.35, 0.95), 3);
    }

    private static double NoneFrom(Outcome[] said)
    {
        double right = 0, all = 0, from = 0.9;
        foreach (var o in said.OrderByDescending(o => o.None))
        {
            all += o.Weight;
            right += o.TrulyNone ? o.Weight : 0;
            if (right / all >= Precision)
            {
                from = o.None;
            }
        }

        return Math.Round(Math.Clamp(from, 0.3, 0.95), 3);
    }
}
