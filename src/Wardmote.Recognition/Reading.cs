namespace Wardmote.Recognition;

/// <summary>One text read: its clauses, what in it is only chatter, and the share of every class.</summary>
internal sealed class Reading
{
    private const int ShortestClause = 4;
    private const int MostClauses = 48;
    private const float LeastWeight = 0.05f;

    private Reading(List<Gram> grams, float[]? weight, float[] shares, List<(int From, int To)> clauses)
    {
        Grams = grams;
        Weight = weight;
        Shares = shares;
        Clauses = clauses;
    }

    /// <summary>N-grams within clauses.</summary>
    public List<Gram> Grams { get; }

    /// <summary>How far each gram's clause is to the matter, 0 to 1; null without a trained model.</summary>
    public float[]? Weight { get; }

    /// <summary>Share of every class; adds up to one.</summary>
    public float[] Shares { get; }

    /// <summary>Clauses, as ranges of grams.</summary>
    public List<(int From, int To)> Clauses { get; }

    /// <summary>Reads a folded text.</summary>
    public static Reading Of(in Folded folded, LanguagePart part, ClassRow[] classes)
    {
        var (grams, clauses) = Split(folded);
        var features = new Features(classes.Length);
        var weight = Weigh(grams, clauses, part, classes.Length);
        features.Fill(grams, weight, part);
        return new Reading(grams, weight, features.Shares(part.Fusion, classes), clauses);
    }

    /// <summary>Shares of a class within one clause alone.</summary>
    public float[] Alone(int clause, LanguagePart part, ClassRow[] classes)
    {
        var (from, to) = Clauses[clause];
        var features = new Features(classes.Length);
        features.Fill(Grams.GetRange(from, to - from), null, part);
        return features.Shares(part.Fusion, classes);
    }

    /// <summary>Grams clause by clause: n-grams do not reach over punctuation, and a clause has at least a few words.</summary>
    internal static (List<Gram> Grams, List<(int From, int To)> Clauses) Split(in Folded folded)
    {
        var units = Recognition.Grams.Units(folded, 0, folded.Count);
        var least = Math.Max(ShortestClause, units.Count / MostClauses);
        var grams = new List<Gram>();
        var clauses = new List<(int, int)>();
        var start = 0;
        for (var i = 1; i <= units.Count; i++)
        {
            if (i < units.Count && !(units[i].Parted && i - start >= least))
            {
                continue;
            }

            var from = grams.Count;
            grams.AddRange(Recognition.Grams.Of(units.GetRange(start, i - start)));
            clauses.Add((from, grams.Count));
            start = i;
        }

        return (grams, clauses);
    }

    /// <summary>How far each clause is to the matter: one less the share of the chatter class.</summary>
    internal static float[]? Weigh(List<Gram> grams, List<(int From, int To)> clauses, LanguagePart part, int chatter)
    {
        if (part.Linear is not { } linear)
        {
            return null;
        }

        var weight = new float[grams.Count];
        var scores = new float[linear.Classes];
        foreach (var (from, to) in clauses)
        {
            var (rows, values) = linear.Vector(grams.GetRange(from, to - from));
            linear.Score(rows, values, scores);
            LinearModel.Softmax(scores);
            weight.AsSpan(from, to - from).Fill(Math.Max(LeastWeight, 1 - scores[chatter]));
        }

        return weight;
    }
}

/// <summary>What both methods say of a text, before they are put together.</summary>
internal sealed class Features(int classes)
{
    public float[] Linear { get; } = new float[classes + 1];

    public float[] Class { get; } = new float[classes];

    public void Fill(List<Gram> grams, float[]? weight, LanguagePart part)
    {
        if (part.Linear is { } linear)
        {
            var (rows, values) = linear.Vector(grams, weight);
            linear.Score(rows, values, Linear);
        }

        part.Retrieval.Score(grams, weight, Class);
    }

    public float[] Shares(Fusion fusion, ClassRow[] rows)
    {
        var shares = new float[classes];
        for (var c = 0; c < classes; c++)
        {
            shares[c] = (float)((fusion.Linear * Linear[c]) + (fusion.Class * Class[c]) + (rows[c].IsNone ? fusion.None : 0));
        }

        LinearModel.Softmax(shares);
        return shares;
    }
}
