namespace Wardmote.Recognition;

/// <summary>Something a check of the training sentences found.</summary>
/// <param name="Kind"><c>near_duplicate</c>, <c>template</c>, <c>two_codes</c>, <c>few_sentences</c>, <c>unknown_code</c> or <c>wrong_script</c>.</param>
/// <param name="Phrases">The sentences it is about.</param>
/// <param name="Detail">What they share, or how many there are.</param>
public sealed record PhraseFinding(string Kind, IReadOnlyList<Phrase> Phrases, string Detail);

/// <summary>例句检查: whether sentences are really different people's, or one sentence with words exchanged.</summary>
public static class PhraseChecks
{
    private const double Alike = 0.85;
    private const int TemplateFrom = 6;
    private const int LongestPosting = 60;

    /// <summary>Every finding, in the order of the sentences.</summary>
    public static IReadOnlyList<PhraseFinding> In(IReadOnlyList<Phrase> phrases, IReadOnlySet<string> codes, int fewest = 10) =>
        [.. Unknown(phrases, codes), .. Scripts(phrases), .. NearDuplicates(phrases), .. Templates(phrases), .. Few(phrases, codes, fewest)];

    /// <summary>Sentences that say nearly the same; of two codes where the codes differ.</summary>
    public static IEnumerable<PhraseFinding> NearDuplicates(IReadOnlyList<Phrase> phrases)
    {
        foreach (var language in phrases.GroupBy(p => p.Language))
        {
            var own = language.ToArray();
            var sets = Array.ConvertAll(own, p => Corpus.GramsOf(p.Words).Where(g => g.Kind is GramKind.Pair or GramKind.Unit).Select(g => g.Hash).ToHashSet());
            var where = new Dictionary<uint, List<int>>();
            for (var i = 0; i < own.Length; i++)
            {
                var shared = new Dictionary<int, int>();
                foreach (var hash in sets[i])
                {
                    if (where.TryGetValue(hash, out var earlier) && earlier.Count <= LongestPosting)
                    {
                        foreach (var j in earlier)
                        {
                            shared[j] = shared.GetValueOrDefault(j) + 1;
                        }
                    }
                }

                foreach (var j in shared.Where(s => s.Value * 2 >= sets[i].Count / 2).Select(s => s.Key).Order())
                {
                    double both = sets[i].Count(sets[j].Contains);
                    if (2 * both / (sets[i].Count + sets[j].Count) >= Alike)
                    {
                        yield return new PhraseFinding(own[i].Code == own[j].Code ? "near_duplicate" : "two_codes", [own[j], own[i]], $"{2 * both / (sets[i].Count + sets[j].Count):0.00}");
                    }
                }

                foreach (var hash in sets[i])
                {
                    if (!where.TryGetValue(hash, out var list))
                    {
                        where[hash] = list = [];
                    }

                    list.Add(i);
                }
            }
        }
    }

    /// <summary>Openings that many sentences of one writer share: a sign of a template.</summary>
    public static IEnumerable<PhraseFinding> Templates(IReadOnlyList<Phrase> phrases) =>
        phrases.GroupBy(p => (p.Language, p.Writer, Opening(p))).Where(g => g.Key.Item3.Length > 0 && g.Count() >= TemplateFrom && g.Count() * 100 >= phrases.Count(p => p.Language == g.Key.Language && p.Writer == g.Key.Writer))
            .Select(g => new PhraseFinding("template", [.. g], g.Key.Item3));

    private static string Opening(Phrase p)
    {
        var folded = Folded.Of(p.Words);
        var units = Grams.Units(folded, 0, folded.Count);
        var length = p.Language == "zh" ? 6 : 4;
        return units.Count < length + 2 ? "" : string.Join(p.Language == "zh" ? "" : " ", units.Take(length).Select(u => u.Word));
    }

    private static IEnumerable<PhraseFinding> Unknown(IReadOnlyList<Phrase> phrases, IReadOnlySet<string> codes) =>
        phrases.Where(p => !p.IsNone && !codes.Contains(p.Code)).GroupBy(p => p.Code).Select(g => new PhraseFinding("unknown_code", [.. g], g.Key));

    private static IEnumerable<PhraseFinding> Scripts(IReadOnlyList<Phrase> phrases) =>
        phrases.Where(p => Tongue.Of(Folded.Of(p.Words), null) is { } t && t != p.Language).Select(p => new PhraseFinding("wrong_script", [p], p.Language));

    private static IEnumerable<PhraseFinding> Few(IReadOnlyList<Phrase> phrases, IReadOnlySet<string> codes, int fewest)
    {
        foreach (var language in phrases.GroupBy(p => p.Language).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var counts = language.GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.Count());
            foreach (var code in codes.Order(StringComparer.Ordinal).Where(c => counts.GetValueOrDefault(c) < fewest))
            {
                yield return new PhraseFinding("few_sentences", [], $"{code} has {counts.GetValueOrDefault(code)} in {language.Key}");
            }
        }
    }
}
