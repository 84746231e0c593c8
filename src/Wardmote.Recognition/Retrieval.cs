namespace Wardmote.Recognition;

/// <summary>BM25 in which all titles and phrases of a class are one document. Single phrases as documents were measured too and did worse.</summary>
internal sealed class Retrieval
{
    private const double K1 = 1.5;
    private const double B = 0.8;

    /// <summary>Known words and pairs in a text of one sentence; longer texts are scaled down to it.</summary>
    private const double Sentence = 25;

    private readonly Dictionary<uint, int> _term;
    private readonly uint[] _terms;
    private readonly int[] _first;
    private readonly ushort[] _class;
    private readonly float[] _weight;

    private Retrieval(uint[] terms, int[] first, ushort[] @class, float[] weight, int classes)
    {
        _terms = terms;
        _first = first;
        _class = @class;
        _weight = weight;
        Classes = classes;
        _term = new Dictionary<uint, int>(terms.Length);
        for (var i = 0; i < terms.Length; i++)
        {
            _term[terms[i]] = i;
        }
    }

    public int Classes { get; }

    /// <summary>Words and pairs of words; longer n-grams made it worse.</summary>
    private static bool Looks(Gram g) => g.Kind is GramKind.Unit or GramKind.Pair or GramKind.Skeleton;

    /// <summary>Adds up what each class has of the words, each word once, weighted where weights are given.</summary>
    public void Score(List<Gram> grams, float[]? weight, Span<float> into)
    {
        into.Clear();
        double length = 0;
        var once = new HashSet<uint>(grams.Count);
        for (var i = 0; i < grams.Count; i++)
        {
            var g = grams[i];
            if (!Looks(g) || !_term.TryGetValue(g.Hash, out var t) || !once.Add(g.Hash))
            {
                continue;
            }

            var told = weight is null ? 1 : weight[i];
            length += told;
            for (var p = _first[t]; p < _first[t + 1]; p++)
            {
                into[_class[p]] += told * _weight[p];
            }
        }

        // A sum over a long letter would drown the linear model and sound surer than it is.
        if (length > Sentence)
        {
            var shorter = (float)Math.Sqrt(Sentence / length);
            for (var c = 0; c < into.Length; c++)
            {
                into[c] *= shorter;
            }
        }
    }

    /// <summary>What a gram is worth to a class; zero where the class never says it.</summary>
    public float Worth(Gram g, int of)
    {
        if (!Looks(g) || !_term.TryGetValue(g.Hash, out var t))
        {
            return 0;
        }

        for (var p = _first[t]; p < _first[t + 1]; p++)
        {
            if (_class[p] == of)
            {
                return _weight[p];
            }
        }

        return 0;
    }

    /// <summary>Builds the index.</summary>
    public static Retrieval Build(IReadOnlyList<List<Gram>> texts, int[] labels, int classes)
    {
        var byTerm = new SortedDictionary<uint, SortedDictionary<int, int>>();
        var lengths = new long[classes];
        for (var d = 0; d < texts.Count; d++)
        {
            foreach (var g in texts[d])
            {
                if (!Looks(g))
                {
                    continue;
                }

                lengths[labels[d]]++;
                if (!byTerm.TryGetValue(g.Hash, out var counts))
                {
                    byTerm[g.Hash] = counts = [];
                }

                counts[labels[d]] = counts.GetValueOrDefault(labels[d]) + 1;
            }
        }

        var present = Math.Max(1, lengths.Count(l => l > 0));
        var average = Math.Max(1.0, (double)lengths.Sum() / present);
        var first = new int[byTerm.Count + 1];
        var owners = new List<ushort>();
        var weight = new List<float>();
        var t = 0;
        foreach (var counts in byTerm.Values)
        {
            first[t++] = owners.Count;
            var idf = Steady.Ln(1 + ((present - counts.Count + 0.5) / (counts.Count + 0.5)));
            foreach (var (c, count) in counts)
            {
                owners.Add((ushort)c);
                weight.Add((float)(idf * count * (K1 + 1) / (count + (K1 * (1 - B + (B * lengths[c] / average))))));
            }
        }

        first[t] = owners.Count;
        return new Retrieval([.. byTerm.Keys], first, [.. owners], [.. weight], classes);
    }

    /// <summary>Writes the index.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Classes);
        to.Write(_terms.Length);
        to.Write(_class.Length);
        Block.Write(to, _terms);
        Block.Write(to, _first);
        Block.Write(to, _class);
        Block.Write(to, _weight);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Retrieval Load(BinaryReader from)
    {
        var (classes, terms, postings) = (from.ReadInt32(), from.ReadInt32(), from.ReadInt32());
        var hashes = Block.Read<uint>(from, terms);
        var first = Block.Read<int>(from, terms + 1);
        var owners = Block.Read<ushort>(from, postings);
        return new Retrieval(hashes, first, owners, Block.Read<float>(from, postings), classes);
    }
}
