using Wardmote.Law;

namespace Wardmote.Recognition;

/// <summary>
/// 招牌文字的重合: words read off a sign that also stand in what was told, or in the title of an item. Only that: the same words in two places. A sign says what a shop is called, not what happens
/// before it, so nothing is weighed, no confidence is given, and the recogniser does not read signs.
/// </summary>
public static class SignEchoes
{
    private const int LeastHan = 2, LeastLetters = 4, MostTitles = 2, Most = 3;

    /// <summary>Words that stand on the sign and in the text, longest first; as the text folds them.</summary>
    public static IReadOnlyList<string> In(string sign, string text) => [.. Shared(Clean(sign), Clean(text)).Take(Most)];

    /// <summary>Items in whose title a word of the sign stands, as long as hardly another title has it too.</summary>
    public static IReadOnlyList<(string Code, string Words)> Among(IEnumerable<string> signs, IReadOnlyList<(string Code, Text Title)> titles)
    {
        var folded = titles.Select(t => (t.Code, Words: Clean(t.Title.Zh) + "\n" + Clean(t.Title.En))).ToList();
        var found = new Dictionary<string, string>();
        foreach (var sign in signs.Select(Clean))
        {
            foreach (var (code, title) in folded)
            {
                if (Shared(sign, title).FirstOrDefault(w => folded.Count(t => t.Words.Contains(w, StringComparison.Ordinal)) <= MostTitles) is { } words
                    && (!found.TryGetValue(code, out var longest) || words.Length > longest.Length))
                {
                    found[code] = words;
                }
            }
        }

        return [.. found.OrderByDescending(f => f.Value.Length).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most).Select(f => (f.Key, f.Value))];
    }

    private static string Clean(string words) => Folded.Of(words).Text.ToString();

    /// <summary>Runs of Chinese characters, and whole words of letters, that both have; longest first.</summary>
    private static IEnumerable<string> Shared(string sign, string text)
    {
        var shared = new List<string>();
        for (var at = 0; at < sign.Length;)
        {
            var end = at;
            if (IsHan(sign[at]))
            {
                while (end < sign.Length && IsHan(sign[end]) && text.Contains(sign[at..(end + 1)], StringComparison.Ordinal))
                {
                    end++;
                }

                if (end - at >= LeastHan)
                {
                    shared.Add(sign[at..end]);
                }

                at = Math.Max(end - LeastHan + 2, at + 1);
                continue;
            }

            while (end < sign.Length && char.IsAsciiLetter(sign[end]))
            {
                end++;
            }

            if (end - at >= LeastLetters && HasWord(text, sign[at..end]))
            {
                shared.Add(sign[at..end]);
            }

            at = Math.Max(end, at + 1);
        }

        return shared.Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length);
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsAsciiLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsAsciiLetter(text[at + word.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
