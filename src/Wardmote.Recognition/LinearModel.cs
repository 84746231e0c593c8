using System.Numerics;
using System.Runtime.InteropServices;

namespace Wardmote.Recognition;

/// <summary>Settings of the linear model.</summary>
internal sealed record LinearPlan
{
    public int Epochs { get; init; } = 8;

    public double Rate { get; init; } = 12;

    public double L2 { get; init; } = 5e-6;

    public int LeastDocuments { get; init; } = 1;

    public int MostFeatures { get; init; } = 60_000;

    /// <summary>Weights smaller than this, of 127, are left out.</summary>
    public int LeastWeight { get; init; } = 6;

    /// <summary>Share of words lost anew each time a text is shown, so that no class leans on one word: strangers use others.</summary>
    public double Lost { get; init; } = 0.25;

    /// <summary>Weight of each <see cref="GramKind"/>.</summary>
    public float[] Kinds { get; init; } = [1f, 1f, 0.5f, 0.5f, 0.5f, 1f];

    public ulong Seed { get; init; } = 20261122;
}

/// <summary>Multinomial logistic regression on hashed n-grams (TF-IDF, unit length), learnt by gradient steps in a fixed order, kept in one byte a weight.</summary>
internal sealed class LinearModel
{
    private readonly Dictionary<uint, int> _row;

    private LinearModel(uint[] hashes, float[] weightOf, int[] first, ushort[] owners, sbyte[] weights, float[] scale, float[] bias, int classes)
    {
        Hashes = hashes;
        WeightOf = weightOf;
        First = first;
        Owners = owners;
        Weights = weights;
        Scale = scale;
        Bias = bias;
        Classes = classes;
        _row = new Dictionary<uint, int>(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            _row[hashes[i]] = i;
        }
    }

    private uint[] Hashes { get; }

    /// <summary>IDF times the weight of the kind, by row.</summary>
    private float[] WeightOf { get; }

    /// <summary>Where a row's weights begin; small weights are left out, so a rare n-gram speaks of few classes.</summary>
    private int[] First { get; }

    /// <summary>Class of each weight.</summary>
    private ushort[] Owners { get; }

    private sbyte[] Weights { get; }

    private float[] Scale { get; }

    private float[] Bias { get; }

    public int Classes { get; }

    /// <summary>Rows kept.</summary>
    public int Features => Hashes.Length;

    /// <summary>A text as rows and values of unit length.</summary>
    public (int[] Rows, float[] Values) Vector(List<Gram> grams, float[]? weight = null) => Vector(grams, weight, _row, WeightOf);

    /// <summary>Scores of every class, before softmax.</summary>
    public void Score(int[] rows, float[] values, Span<float> into)
    {
        Bias.AsSpan().CopyTo(into);
        for (var k = 0; k < rows.Length; k++)
        {
            var x = values[k] * Scale[rows[k]];
            for (var p = First[rows[k]]; p < First[rows[k] + 1]; p++)
            {
                into[Owners[p]] += x * Weights[p];
            }
        }
    }

    /// <summary>What each gram says for a class; zero where the gram is not known.</summary>
    public float[] Evidence(List<Gram> grams, int of)
    {
        var evidence = new float[grams.Count];
        for (var i = 0; i < grams.Count; i++)
        {
            if (!_row.TryGetValue(grams[i].Hash, out var r))
            {
                continue;
            }

            for (var p = First[r]; p < First[r + 1]; p++)
            {
                if (Owners[p] == of)
                {
                    evidence[i] = WeightOf[r] * Scale[r] * Weights[p];
                    break;
                }
            }
        }

        return evidence;
    }

    /// <summary>Learns from texts given as grams and classes.</summary>
    public static LinearModel Train(IReadOnlyList<List<Gram>> texts, int[] labels, float[] importance, int classes, LinearPlan plan, int vocabularyFrom = int.MaxValue, CancellationToken stop = default)
    {
        var (hashes, weightOf) = Vocabulary(texts, Math.Min(texts.Count, vocabularyFrom), plan);
        var row = new Dictionary<uint, int>(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            row[hashes[i]] = i;
        }

        // Chatter stays whole: it is to be known by its turns of phrase, not by any word that might stand in them.
        (int[] Rows, float[] Values) Shown(int i, ref Chance chance) => Vector(i < vocabularyFrom ? Thinned.Of(texts[i], plan.Lost, ref chance) : texts[i], null, row, weightOf);
        var weights = new float[hashes.Length * classes];
        var bias = new float[classes];
        Descend(Shown, labels, importance, classes, plan, weights, bias, stop);
        return Pack(hashes, weightOf, weights, bias, classes, plan);
    }

    private static (uint[] Hashes, float[] WeightOf) Vocabulary(IReadOnlyList<List<Gram>> texts, int own, LinearPlan plan)
    {
        var documents = new Dictionary<uint, (int Own, int Count, GramKind Kind)>();
        var once = new HashSet<uint>();
        for (var t = 0; t < texts.Count; t++)
        {
            once.Clear();
            foreach (var g in texts[t])
            {
                if (once.Add(g.Hash))
                {
                    ref var d = ref CollectionsMarshal.GetValueRefOrAddDefault(documents, g.Hash, out _);
                    d = (d.Own + (t < own ? 1 : 0), d.Count + 1, g.Kind);
                }
            }
        }

        var kept = documents.Where(d => d.Value.Own >= plan.LeastDocuments).ToArray();
        if (kept.Length > plan.MostFeatures)
        {
            Array.Sort(kept, (a, b) => b.Value.Own != a.Value.Own ? b.Value.Own.CompareTo(a.Value.Own) : a.Key.CompareTo(b.Key));
            kept = kept[..plan.MostFeatures];
        }

        Array.Sort(kept, (a, b) => a.Key.CompareTo(b.Key));
        var weightOf = new float[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            weightOf[i] = plan.Kinds[(int)kept[i].Value.Kind] * (float)(1 + Steady.Ln((1.0 + texts.Count) / (1 + kept[i].Value.Count)));
        }

        return (Array.ConvertAll(kept, k => k.Key), weightOf);
    }

    private static (int[] Rows, float[] Values) Vector(List<Gram> grams, float[]? weight, Dictionary<uint, int> row, float[] weightOf)
    {
        var counts = new Dictionary<int, float>(grams.Count);
        for (var i = 0; i < grams.Count; i++)
        {
            if (row.TryGetValue(grams[i].Hash, out var r))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, r, out _) += weight is null ? 1 : weight[i];
            }
        }

        var rows = new int[counts.Count];
        var values = new float[counts.Count];
        counts.Keys.CopyTo(rows, 0);
        Array.Sort(rows);
        double squares = 0;
        for (var k = 0; k < rows.Length; k++)
        {
            var tf = counts[rows[k]];
            var v = (tf <= 1 ? tf : 1 + Steady.Ln(tf)) * weightOf[rows[k]];
            values[k] = (float)v;
            squares += v * v;
        }

        var inverse = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var k = 0; k < values.Length; k++)
        {
            values[k] *= inverse;
        }

        return (rows, values);
    }

    private delegate (int[] Rows, float[] Values) Show(int text, ref Chance chance);

    private static void Descend(Show show, int[] labels, float[] importance, int classes, LinearPlan plan, float[] weights, float[] bias, CancellationToken stop)
    {
        var order = new int[labels.Length];
        var varied = new Chance(plan.Seed + 1);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var chance = new Chance(plan.Seed);
        var scores = new float[classes];
        var scale = 1.0;
        long step = 0;
        var total = (double)plan.Epochs * Math.Max(1, labels.Length);
        for (var epoch = 0; epoch < plan.Epochs; epoch++)
        {
            chance.Shuffle(order);
            stop.ThrowIfCancellationRequested();
            foreach (var i in order)
            {
                var (rows, values) = show(i, ref varied);
                var rate = plan.Rate * (1 - (step++ / total)) + 0.01;
                bias.AsSpan().CopyTo(scores);
                for (var k = 0; k < rows.Length; k++)
                {
                    Add(scores, weights.AsSpan(rows[k] * classes, classes), (float)(values[k] * scale));
                }

                Softmax(scores);
                scores[labels[i]] -= 1;
                scale *= 1 - (rate * plan.L2);
                var push = (float)(-rate * importance[i] / scale);
                for (var k = 0; k < rows.Length; k++)
                {
                    Add(weights.AsSpan(rows[k] * classes, classes), scores, values[k] * push);
                }

                Add(bias, scores, (float)(-0.02 * rate * importance[i]));
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] * scale);
        }
    }

    // Lane by lane, never across lanes: the same bits whatever the width of the machine's vectors.
    private static void Add(Span<float> into, ReadOnlySpan<float> from, float times)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(into);
        var source = MemoryMarshal.Cast<float, Vector<float>>(from);
        var factor = new Vector<float>(times);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] += source[i] * factor;
        }

        for (var i = wide.Length * Vector<float>.Count; i < into.Length; i++)
        {
            into[i] += from[i] * times;
        }
    }

    /// <summary>Softmax in place.</summary>
    internal static void Softmax(Span<float> scores)
    {
        var top = float.MinValue;
        foreach (var s in scores)
        {
            top = Math.Max(top, s);
        }

        double sum = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            var d = scores[c] - top;
            var e = d < -30 ? 0 : Steady.Exp(d);
            scores[c] = (float)e;
            sum += e;
        }

        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = (float)(scores[c] / sum);
        }
    }

    private static LinearModel Pack(uint[] hashes, float[] weightOf, float[] weights, float[] bias, int classes, LinearPlan plan)
    {
        var first = new int[hashes.Length + 1];
        var owners = new List<ushort>();
        var packed = new List<sbyte>();
        var scale = new float[hashes.Length];
        for (var r = 0; r < hashes.Length; r++)
        {
            first[r] = packed.Count;
            var w = weights.AsSpan(r * classes, classes);
            var most = 0f;
            foreach (var v in w)
            {
                most = Math.Max(most, Math.Abs(v));
            }

            scale[r] = most / 127;
            for (var c = 0; c < classes && most > 0; c++)
            {
                var q = (sbyte)Math.Round(w[c] / scale[r]);
                if (Math.Abs((int)q) >= plan.LeastWeight)
                {
                    owners.Add((ushort)c);
                    packed.Add(q);
                }
            }
        }

        first[^1] = packed.Count;
        return new LinearModel(hashes, weightOf, first, [.. owners], [.. packed], scale, bias, classes);
    }

    /// <summary>Writes the model.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Classes);
        to.Write(Hashes.Length);
        to.Write(Weights.Length);
        Block.Write(to, Hashes);
        Block.Write(to, WeightOf);
        Block.Write(to, Scale);
        Block.Write(to, Bias);
        Block.Write(to, First);
        Block.Write(to, Owners);
        Block.Write(to, Weights);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static LinearModel Load(BinaryReader from)
    {
        var (classes, features, kept) = (from.ReadInt32(), from.ReadInt32(), from.ReadInt32());
        var hashes = Block.Read<uint>(from, features);
        var weightOf = Block.Read<float>(from, features);
        var scale = Block.Read<float>(from, features);
        var bias = Block.Read<float>(from, classes);
        var first = Block.Read<int>(from, features + 1);
        var owners = Block.Read<ushort>(from, kept);
        return new LinearModel(hashes, weightOf, first, owners, Block.Read<sbyte>(from, kept), scale, bias, classes);
    }
}
