namespace Wardmote.Vision;

/// <summary>所见之物: from the detector's answers to things with places (NanoDet: one answer for each cell of three grids; how far the edges lie is a weighing of eleven steps).</summary>
internal static class Things
{
    /// <summary>Pixels a side of the square that is looked at; the picture is pressed into it, as the model was trained.</summary>
    public const int Side = 416;

    /// <summary>People in the COCO list.</summary>
    public const int Person = 0;

    private const double LeastConfidence = 0.45, MostOverlap = 0.5;

    private const int Steps = 11, MostLooked = 1_000;

    /// <summary>Bicycle, car, motorcycle, bus and lorry in the COCO list.</summary>
    public static bool IsVehicle(int kind) => kind is 1 or 2 or 3 or 5 or 7;

    /// <summary>People and vehicles in the grids' answers, each thing once.</summary>
    /// <param name="grids">For each grid: cells a row, how sure for each kind, how far the four edges lie.</param>
    public static IReadOnlyList<Thing> Of(IEnumerable<(int Cells, float[] Sure, float[] Edges)> grids)
    {
        var found = new List<Thing>();
        foreach (var (cells, sure, edges) in grids)
        {
            var (kinds, stride) = (sure.Length / (cells * cells), Side / (double)cells);
            for (var cell = 0; cell < cells * cells; cell++)
            {
                var row = sure.AsSpan(cell * kinds, kinds);
                var best = 0;
                for (var kind = 1; kind < kinds; kind++)
                {
                    best = row[kind] > row[best] ? kind : best;
                }

                if (!(row[best] >= LeastConfidence) || (best != Person && !IsVehicle(best)))
                {
                    continue;
                }

                var (x, y) = (((cell % cells) + 0.5) * stride, ((cell / cells) + 0.5) * stride);
                double Far(int edge) => Weighed(edges.AsSpan((((cell * 4) + edge) * Steps), Steps)) * stride;
                found.Add(new Thing(best, row[best], x - Far(0), y - Far(1), x + Far(2), y + Far(3)));
            }
        }

        var kept = new List<Thing>();
        foreach (var thing in found.OrderByDescending(t => t.Confidence).Take(MostLooked))
        {
            if (!kept.Exists(k => (k.Kind == thing.Kind || (IsVehicle(k.Kind) && IsVehicle(thing.Kind))) && k.Overlap(thing) > MostOverlap))
            {
                kept.Add(thing);
            }
        }

        return kept;
    }

    /// <summary>Mean of the steps, weighed by their softmax.</summary>
    private static double Weighed(ReadOnlySpan<float> steps)
    {
        var most = steps[0];
        foreach (var step in steps)
        {
            most = Math.Max(most, step);
        }

        var (sum, weighed) = (0.0, 0.0);
        for (var n = 0; n < steps.Length; n++)
        {
            var weight = Math.Exp(steps[n] - most);
            sum += weight;
            weighed += weight * n;
        }

        return weighed / sum;
    }
}

/// <summary>Something seen.</summary>
/// <param name="Kind">Place in the COCO list.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Left">Pixels.</param>
/// <param name="Top">Pixels.</param>
/// <param name="Right">Pixels.</param>
/// <param name="Bottom">Pixels.</param>
internal readonly record struct Thing(int Kind, double Confidence, double Left, double Top, double Right, double Bottom)
{
    /// <summary>What both cover, as a share of what either covers.</summary>
    public double Overlap(Thing other)
    {
        var both = Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
        var either = ((Right - Left) * (Bottom - Top)) + ((other.Right - other.Left) * (other.Bottom - other.Top)) - both;
        return either > 0 ? both / either : 0;
    }
}
