namespace Wardmote.Recognition;

/// <summary>Builds a model from matters and phrases.</summary>
internal static class Training
{
    /// <summary>Words that carry no matter (greetings, thanks, "nobody answers"): mixed into the training sentences, never a class.</summary>
    internal const string Chatter = "chatter";

    public static Model Build(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, string packHash, CancellationToken stop)
    {
        var classes = Classes(matters, phrases);
        var parts = new LanguagePart?[Tongue.All.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Part(Tongue.All[i], matters, phrases, classes, stop);
        }

        return Model.Of(packHash, classes, parts);
    }

    public static Model RetrievalOnly(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases)
    {
        var classes = Classes(matters, phrases);
        var parts = new LanguagePart?[Tongue.All.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (grams, labels) = Texts(Tongue.All[i], matters, phrases, classes);
            parts[i] = grams.Count == 0 ? null : new LanguagePart(Retrieval.Build(grams, labels, classes.Length), null, Fusion.TitlesOnly);
        }

        return Model.Of("", classes, parts);
    }

    /// <summary>Grams of part or all of a folded text.</summary>
    internal static List<Gram> GramsOf(string words)
    {
        var folded = Folded.Of(words);
        return Grams.Of(Grams.Units(folded, 0, folded.Count));
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

    private static (List<List<Gram>> Grams, int[] Labels) Texts(string language, IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, ClassRow[] classes)
    {
        var number = Numbers(classes);
        var grams = new List<List<Gram>>();
        var labels = new List<int>();
        foreach (var m in matters)
        {
            if (m.Title.In(language) is { Length: > 0 } title && Speaks(title, language))
            {
                grams.Add(GramsOf(title));
                labels.Add(number[m.Code]);
            }
        }

        foreach (var p in phrases)
        {
            if (p.Language == language && number.TryGetValue(p.Code, out var c))
            {
                grams.Add(GramsOf(p.Words));
                labels.Add(c);
            }
        }

        return (grams, [.. labels]);
    }

    private static bool Speaks(string title, string language) => Tongue.Of(Folded.Of(title), null) == language;

    internal static Dictionary<string, int> Numbers(ClassRow[] classes)
    {
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < classes.Length; i++)
        {
            number[classes[i].Code] = i;
        }

        return number;
    }

    private static LanguagePart? Part(string language, IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, ClassRow[] classes, CancellationToken stop)
    {
        var (grams, labels) = Texts(language, matters, phrases, classes);
        if (grams.Count == 0)
        {
            return null;
        }

        var importance = new float[labels.Length];
        Array.Fill(importance, 1f);
        var linear = LinearModel.Train(grams, labels, importance, classes.Length, new LinearPlan(), stop);
        return new LanguagePart(Retrieval.Build(grams, labels, classes.Length), linear, new Fusion());
    }
}
