using Wardmote.Intake;

namespace Wardmote.Recognition;

/// <summary>The words a suggestion rests on: where the n-grams that speak for the class lie thickest.</summary>
internal static class Because
{
    private const int Most = 3;

    /// <summary>Up to three spans in the order of the text; at least one wherever any known word speaks for the class.</summary>
    public static IReadOnlyList<Span> Of(string text, Reading reading, Matched? within, LanguagePart part, int of)
    {
        var (from, to) = within is null ? (0, reading.Grams.Count) : reading.Clauses[within.Clause];
        var grams = reading.Grams.GetRange(from, to - from);
        var length = Math.Min(text.Length, Folded.Longest);
        var heat = new float[length + 1];
        var evidence = part.Linear?.Evidence(grams, of);
        for (var i = 0; i < grams.Count; i++)
        {
            var g = grams[i];
            var worth = (evidence is null ? part.Retrieval.Worth(g, of) : evidence[i]) * (reading.Weight?[from + i] ?? 1);
            var each = worth / Math.Max(1, g.End - g.Start);
            for (var p = g.Start; p < g.End && p < length; p++)
            {
                heat[p] += each;
            }
        }

        var hottest = 0f;
        for (var p = 0; p < length; p++)
        {
            hottest = Math.Max(hottest, heat[p]);
        }

        if (hottest <= 0)
        {
            return [];
        }

        var runs = new List<(int Start, int End, float Sum)>();
        var threshold = hottest * 0.3f;
        for (var p = 0; p < length;)
        {
            if (heat[p] < threshold)
            {
                p++;
                continue;
            }

            var start = p;
            var end = p + 1;
            var sum = heat[p];
            for (p++; p < length && p - end <= 1; p++)
            {
                if (heat[p] >= threshold)
                {
                    sum += heat[p];
                    end = p + 1;
                }
            }

            runs.Add((start, end, sum));
            p = end;
        }

        return [.. runs.OrderByDescending(r => r.Sum).ThenBy(r => r.Start).Take(Most).OrderBy(r => r.Start).Select(r => new Span(r.Start, r.End - r.Start))];
    }
}
