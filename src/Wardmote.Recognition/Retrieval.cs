using System.Runtime.InteropServices;

namespace Wardmote.Recognition;

/// <summary>BM25 over phrases and titles, each a document of its class, and over all words of a class as one document.</summary>
internal sealed class Retrieval
{
    private const float K1 = 1.2f;
    private const float B = 0.5f;

    private readonly Dictionary<uint, int> _term;
    private readonly uint[] _terms;
    private readonly int[] _first;
    private readonly int[] _document;
    private readonly float[] _weight;
    private readonly int[] _classFirst;
    private readonly ushort[] _classOf;
    private readonly float[] _classWeight;
    private readonly ushort[] _owner;

    private Retrieval(uint[] terms, int[] first, int[] document, float[] weight, int[] classFirst, ushort[] classOf, float[] classWeight, ushort[] owner, int classes)
    {
        _terms = terms;
        _first = first;
        _document = document;
        _weight = weight;
        _classFirst = classFirst;
        _classOf = classOf;
        _classWeight = classWeight;
        _owner = owner;
        Classes = classes;
        _term = new Dictionary<uint, int>(terms.Length);
        for (var i = 0; i < terms.Length; i++)
        {
            _term[terms[i]] = i;
        }
    }

    public int Classes { get; }

    /// <summary>Documents held.</summary>
    public int Documents => _owner.Length;

    /// <summary>Grams that retrieval looks at: words and pairs.</summary>
    private static bool Looks(Gram g) => g.Kind is GramKind.Unit or GramKind.Pair;

    /// <summary>Scores classes: by their best document, and by all their words together.</summary>
    public void Score(List<Gram> grams, float[] byDocument, float[] byClass)
    {
        Array.Clear(byDocument);
        Array.Clear(byClass);
        var documents = new float[_owner.Length];
        var once = new HashSet<uint>(grams.Count);
        foreach (var g in grams)
        {
            if (!Looks(g) || !once.Add(g.Hash) || !_term.TryGetValue(g.Hash, out var t))
            {
                continue;
            }

            for (var p = _first[t]; p < _first[t + 1]; p++)
            {
                documents[_document[p]] += _weight[p];
            }

            for (var p = _classFirst[t]; p < _classFirst[t + 1]; p++)
            {
                byClass[_classOf[p]] += _classWeight[p];
            }
        }

        for (var d = 0; d < documents.Length; d++)
        {
            ref var best = ref byDocument[_owner[d]];
            best = Math.Max(best, documents[d]);
        }
    }

    /// <summary>What a gram is worth to a class; zero where the class never says it.</summary>
    public float Worth(Gram g, int of)
    {
        if (!Looks(g) || !_term.TryGetValue(g.Hash, out var t))
        {
            return 0;
        }

        for (var p = _classFirst[t]; p < _classFirst[t + 1]; p++)
        {
            if (_classOf[p] == of)
            {
                return _classWeight[p];
            }
        }

        return 0;
    }

    /// <summary>Builds the index.</summary>
    public static Retrieval Build(IReadOnlyList<List<Gram>> texts, int[] labels, int classes)
    {
        var byTerm = new SortedDictionary<uint, List<(int Document, int Count)>>();
        var lengths = new int[texts.Count];
        var counts = new Dictionary<uint, int>();
        for (var d = 0; d < texts.Count; d++)
        {
            counts.Clear();
            foreach (var g in texts[d])
            {
                if (Looks(g))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, g.Hash, out _)++;
                    lengths[d]++;
                }
            }

            foreach (var (hash, count) in counts)
            {
                if (!byTerm.TryGetValue(hash, out var list))
                {
                    byTerm[hash] = list = [];
                }

                list.Add((d, count));
            }
        }

        var classLengths = new long[classes];
        for (var d = 0; d < texts.Count; d++)
        {
            classLengths[labels[d]] += lengths[d];
        }

        var average = Math.Max(1.0, lengths.Length == 0 ? 1 : lengths.Average());
        var classAverage = Math.Max(1.0, classLengths.Length == 0 ? 1 : classLengths.Average());
        var present = Math.Max(1, classLengths.Count(l => l > 0));
        var document = new List<int>();
        var weight = new List<float>();
        var classOf = new List<ushort>();
        var classWeight = new List<float>();
        var first = new int[byTerm.Count + 1];
        var classFirst = new int[byTerm.Count + 1];
        var t = 0;
        foreach (var list in byTerm.Values)
        {
            first[t] = document.Count;
            classFirst[t] = classOf.Count;
            var idf = Idf(texts.Count, list.Count);
            foreach (var (d, count) in list)
            {
                document.Add(d);
                weight.Add((float)(idf * Saturated(count, lengths[d] / average)));
            }

            var perClass = list.GroupBy(p => labels[p.Document]).OrderBy(g => g.Key).ToArray();
            var classIdf = Idf(present, perClass.Length);
            foreach (var g in perClass)
            {
                classOf.Add((ushort)g.Key);
                classWeight.Add((float)(classIdf * Saturated(g.Sum(p => p.Count), classLengths[g.Key] / classAverage)));
            }

            t++;
        }

        first[t] = document.Count;
        classFirst[t] = classOf.Count;
        return new Retrieval([.. byTerm.Keys], first, [.. document], [.. weight], classFirst, [.. classOf], [.. classWeight], Array.ConvertAll(labels, l => (ushort)l), classes);
    }

    private static double Idf(int all, int with) => Steady.Ln(1 + ((all - with + 0.5) / (with + 0.5)));

    private static double Saturated(int count, double length) => count * (K1 + 1) / (count + (K1 * (1 - B + (B * length))));

    /// <summary>Writes the index.</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Classes);
        to.Write(_terms.Length);
        to.Write(_document.Length);
        to.Write(_classOf.Length);
        to.Write(_owner.Length);
        Block.Write(to, _terms);
        Block.Write(to, _first);
        Block.Write(to, _document);
        Block.Write(to, _weight);
        Block.Write(to, _classFirst);
        Block.Write(to, _classOf);
        Block.Write(to, _classWeight);
        Block.Write(to, _owner);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Retrieval Load(BinaryReader from)
    {
        var (classes, terms, postings, classPostings, owners) = (from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32());
        var hashes = Block.Read<uint>(from, terms);
        var first = Block.Read<int>(from, terms + 1);
        var document = Block.Read<int>(from, postings);
        var weight = Block.Read<float>(from, postings);
        var classFirst = Block.Read<int>(from, terms + 1);
        var classOf = Block.Read<ushort>(from, classPostings);
        var classWeight = Block.Read<float>(from, classPostings);
        return new Retrieval(hashes, first, document, weight, classFirst, classOf, classWeight, Block.Read<ushort>(from, owners), classes);
    }
}
