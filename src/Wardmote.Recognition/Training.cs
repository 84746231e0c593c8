namespace Wardmote.Recognition;

/// <summary>Builds a model from matters and phrases.</summary>
internal static class Training
{
    /// <summary>Name of the way it learns: another way is another model, even of the same sentences.</summary>
    internal const string Method = "2026-11-27";

    private const ulong Seed = 20261122;

    /// <summary>Classes from which on a fold goes without some of them: strangers also write of what nobody who wrote for the pack thought of, and of violations that are on no list.</summary>
    private const int FewestClasses = 20;

    /// <summary>Sentences read of each fold to find confidence by.</summary>
    private const int MostRead = 1_500;

    public static Model Build(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, string packHash, CancellationToken stop)
    {
        var classes = Classes(matters, phrases);
        var parts = new LanguagePart?[Tongue.All.Length];

        // Languages know nothing of each other, so that they may be learnt at the same time and the bytes stay the same.
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = 2 }, i =>
        {
            var corpus = new Corpus(Tongue.All[i], matters, phrases, classes);
            parts[i] = corpus.IsEmpty ? null : Part(corpus, classes, stop);
        });
        return Model.Of(packHash, classes, parts);
    }

    public static Model RetrievalOnly(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases)
    {
        var classes = Classes(matters, phrases);
        var parts = new LanguagePart?[Tongue.All.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var corpus = new Corpus(Tongue.All[i], matters, phrases, classes);
            parts[i] = corpus.IsEmpty ? null : new LanguagePart(corpus.Index(), null, Fusion.TitlesOnly);
        }

        return Model.Of("", classes, parts);
    }

    /// <summary>One language without calibration: for learning curves, where only the order of candidates counts.</summary>
    public static Model Quick(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, string language, CancellationToken stop)
    {
        var classes = Classes(matters, phrases);
        var corpus = new Corpus(language, matters, phrases, classes);
        return Model.Of("", classes, [.. Tongue.All.Select(l => l == language ? Learn(corpus, classes, half: null, stop) : null)]);
    }

    private static LanguagePart Part(Corpus corpus, ClassRow[] classes, CancellationToken stop)
    {
        var samples = new List<Calibration.Sample>();
        foreach (var (fold, f) in corpus.Folds().Select((fold, f) => (fold, f)))
        {
            stop.ThrowIfCancellationRequested();
            bool Unheard(int label) => classes.Length >= FewestClasses && Grams.Hash(classes[label].Code, 11) % (classes[label].IsNone ? 3u : 8u) == f;
            var part = Learn(fold.Kept.Without(Unheard), classes, half: 0, stop);
            var others = fold.HeldOut.Where(h => classes[h.Label].IsNone).Select(h => h.Words).ToArray();
            var every = (fold.HeldOut.Count / MostRead) + 1;
            bool Outside(int label) => !classes[label].IsNone && Unheard(label);
            foreach (var (words, label) in fold.HeldOut.Where((_, i) => i % every == 0))
            {
                // In a longer message, with chatter that this fold has not learnt from, a little thinned; and in a letter that wanders off to other matters too, with half of its words lost.
                var chance = new Chance(Seed ^ Grams.Hash(words, 9));
                var longer = Chatter.Around(words, corpus.Language, half: 1, ref chance);
                samples.Add(new Calibration.Sample(Features(longer, 0.15, part, classes, ref chance), label, Outside(label), Hard: false, 1));
                var letter = others.Length > 0 ? Letter(longer, others, ref chance) : longer;
                samples.Add(new Calibration.Sample(Features(letter, 0.5, part, classes, ref chance), label, Outside(label), Hard: true, 1));
            }
        }

        var whole = Learn(corpus, classes, half: null, stop);
        return samples.Count == 0 ? whole : whole with { Fusion = Calibration.Fit(samples, classes) };
    }

    // Something else is said before or after, as people do; what the letter is about stays the same.
    private static string Letter(string words, string[] others, ref Chance chance)
    {
        var other = others[chance.Below(others.Length)];
        return chance.Below(2) == 0 ? other + "\n" + words : words + "\n" + other;
    }

    private static Features Features(string words, double lost, LanguagePart part, ClassRow[] classes, ref Chance chance)
    {
        var (grams, clauses) = Reading.Split(Folded.Of(words));
        var weight = Reading.Weigh(grams, clauses, part, classes.Length)!;
        var left = Thinned.Left(grams, lost, ref chance);
        var features = new Features(classes.Length);
        features.Fill([.. grams.Where((_, i) => left[i])], [.. weight.Where((_, i) => left[i])], part);
        return features;
    }

    /// <summary>Both methods learnt from a corpus; chatter is one class more, known only within.</summary>
    private static LanguagePart Learn(Corpus corpus, ClassRow[] classes, int? half, CancellationToken stop)
    {
        var chatter = Chatter.Of(corpus.Language).Where((_, i) => half is null || i % 2 == half).Select(Corpus.GramsOf).ToArray();
        var texts = (List<List<Gram>>)[.. corpus.Grams, .. chatter];
        var labels = (int[])[.. corpus.Labels, .. Enumerable.Repeat(classes.Length, chatter.Length)];
        var importance = new float[labels.Length];
        Array.Fill(importance, 1);
        var plan = new LinearPlan { Seed = Seed };
        var linear = LinearModel.Train(texts, labels, importance, classes.Length + 1, plan, corpus.Grams.Count, stop);
        return new LanguagePart(corpus.Index(), linear, new Fusion());
    }

    private static ClassRow[] Classes(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases)
    {
        var rows = new SortedDictionary<string, ClassRow>(StringComparer.Ordinal);
        foreach (var m in matters)
        {
            rows.TryAdd(m.Code, new ClassRow(m.Code, m.Article, m.Department));
        }

        foreach (var p in phrases.Where(p => p.IsNone))
        {
            rows.TryAdd(p.Code, new ClassRow(p.Code, "", false));
        }

        return [.. rows.Values];
    }
}

/// <summary>Training text of one language: titles and phrases with their classes.</summary>
internal sealed class Corpus
{
    private readonly int _classes;
    private readonly List<(string Words, int Label, string Writer)> _texts;

    public Corpus(string language, IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, ClassRow[] classes)
    {
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < classes.Length; i++)
        {
            number[classes[i].Code] = i;
        }

        var titles = matters
            .Where(m => Tongue.Of(Folded.Of(m.Title.In(language)), null) == language)
            .Select(m => (m.Title.In(language), number[m.Code], ""));
        var sentences = phrases
            .Where(p => p.Language == language && number.ContainsKey(p.Code))
            .Select(p => (p.Words, number[p.Code], p.Writer));
        (Language, _classes) = (language, classes.Length);
        _texts = [.. titles, .. sentences];
        Grams = [.. _texts.Select(t => GramsOf(t.Words))];
    }

    private Corpus(string language, int classes, List<(string, int, string)> texts, List<List<Gram>> grams) =>
        (Language, _classes, _texts, Grams) = (language, classes, texts, grams);

    public string Language { get; }

    public List<List<Gram>> Grams { get; }

    public int[] Labels => [.. _texts.Select(t => t.Label)];

    public bool IsEmpty => _texts.Count == 0;

    /// <summary>All but the texts of some classes.</summary>
    public Corpus Without(Func<int, bool> left)
    {
        var kept = Enumerable.Range(0, _texts.Count).Where(i => !left(_texts[i].Label)).ToArray();
        return new Corpus(Language, _classes, [.. kept.Select(i => _texts[i])], [.. kept.Select(i => Grams[i])]);
    }

    /// <summary>BM25 over it.</summary>
    public Retrieval Index() => Retrieval.Build(Grams, Labels, _classes);

    /// <summary>Each writer held out once, a third of the writers at a time, and read by a model of the others; titles always stay. With one writer only, every other sentence.</summary>
    public IEnumerable<(Corpus Kept, List<(string Words, int Label)> HeldOut)> Folds()
    {
        var writers = _texts.Select(t => t.Writer).Where(w => w.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        var folds = writers.Count switch { 0 => 0, 1 or 2 => 2, _ => 3 };
        for (var f = 0; f < folds; f++)
        {
            bool Held(int i) => _texts[i].Writer.Length > 0 && (writers.Count > 1 ? writers.IndexOf(_texts[i].Writer) : i) % folds == f;
            var rest = Enumerable.Range(0, _texts.Count).Where(i => !Held(i)).ToArray();
            var held = Enumerable.Range(0, _texts.Count).Where(Held).Select(i => (_texts[i].Words, _texts[i].Label)).ToList();
            yield return (new Corpus(Language, _classes, [.. rest.Select(i => _texts[i])], [.. rest.Select(i => Grams[i])]), held);
        }
    }

    /// <summary>N-grams of a training sentence.</summary>
    public static List<Gram> GramsOf(string words)
    {
        var folded = Folded.Of(words);
        return Recognition.Grams.Of(Recognition.Grams.Units(folded, 0, folded.Count));
    }
}
