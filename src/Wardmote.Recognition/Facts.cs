using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Intake;

namespace Wardmote.Recognition;

/// <summary>事实线索: a fact that the words state, with its place in them. It is what somebody wrote, not what was found.</summary>
/// <param name="Kind"><c>place</c>, <c>time</c>, <c>repetition</c>, <c>party</c>, <c>area</c>, <c>quantity</c>, <c>money</c>, <c>distance</c>, <c>noise</c>, <c>phone</c>, <c>plate</c>, <c>id</c> or <c>email</c>.</param>
/// <param name="Where">Its words.</param>
/// <param name="Value">The value in plain form: <c>200 yuan</c>, <c>15 m</c>, digits of a telephone number; else the words.</param>
/// <param name="Number">The number in it, where there is one.</param>
public sealed record Fact(string Kind, Span Where, string Value, decimal? Number);

/// <summary>Facts in a text, and what of them the public does not see.</summary>
public static class Facts
{
    private const int Most = 200;
    private const string LeadingWords = "我们你他她它在住到从的于是就有那这和与跟去往把被让给住了着过对面离";

    private static readonly HashSet<string> EnglishLeading = new(StringComparer.Ordinal)
    {
        "the", "a", "an", "on", "in", "at", "of", "to", "from", "near", "by", "and", "is", "are", "was", "my", "our", "your", "this", "that", "behind", "along", "beside", "opposite", "live", "lives",
        "i", "we", "every", "with", "for", "into", "over", "under", "down", "up", "there", "it", "they", "he", "she", "next", "park", "parks", "sells", "selling", "whole", "all",
    };

    /// <summary>Facts in the order of the text; they do not overlap. Bounded time for any text.</summary>
    public static IReadOnlyList<Fact> In(string text) => In(text, Folded.Longest, FactPatterns.All);

    /// <summary>隐去信息: the text with telephone numbers, identity numbers, plates and mail addresses struck out, as long as before.</summary>
    public static string Mask(string text)
    {
        var hidden = In(text, int.MaxValue, [.. FactPatterns.All.Where(p => Hides(p.Kind))]);
        if (hidden.Count == 0)
        {
            return text;
        }

        var masked = text.ToCharArray();
        foreach (var fact in hidden)
        {
            masked.AsSpan(fact.Where.Start, fact.Where.Length).Fill('●');
        }

        return new string(masked);
    }

    /// <summary>True for kinds that the public does not see.</summary>
    public static bool Hides(string kind) => kind is "phone" or "plate" or "id" or "email";

    private static List<Fact> In(string text, int longest, IReadOnlyList<(string Kind, string Unit, Regex Pattern)> patterns)
    {
        var folded = Folded.Of(text, longest);
        var plain = new string(folded.Text);
        var taken = new bool[plain.Length];
        var facts = new List<Fact>();
        foreach (var (kind, unit, pattern) in patterns)
        {
            foreach (Match match in pattern.Matches(plain))
            {
                var found = match.Groups["v"] is { Success: true } v ? v : (Capture)match;
                var (start, end) = (found.Index, found.Index + found.Length);
                if (kind == "place")
                {
                    (start, end) = Trimmed(plain, start, end);
                }
                if (end <= start || (facts.Count >= Most && !Hides(kind)) || taken.AsSpan(start, end - start).Contains(true))
                {
                    continue;
                }

                taken.AsSpan(start, end - start).Fill(true);
                var from = folded.At[start];
                var words = text[from..(folded.At[end - 1] + 1)];
                var number = match.Groups["n"] is { Success: true } n ? Numerals.Parse(n.Value) : null;
                facts.Add(new Fact(kind, new Span(from, words.Length), Value(kind, unit, words, plain[start..end], number), number));
            }
        }

        facts.Sort((a, b) => a.Where.Start.CompareTo(b.Where.Start));
        return facts;
    }

    private static string Value(string kind, string unit, string words, string plain, decimal? number) => kind switch
    {
        "phone" or "id" => string.Concat(plain.Where(c => char.IsAsciiDigit(c) || c is '+' or 'x')),
        "plate" => plain.ToUpperInvariant().Trim(),
        _ when unit.Length > 0 && number is { } n => n.ToString("0.####", CultureInfo.InvariantCulture) + " " + unit,
        _ => words,
    };

    // A name of a place begins after the words that lead to it: 我住在|阳光小区, we live near the|old market.
    private static (int Start, int End) Trimmed(string plain, int start, int end)
    {
        for (var i = start; i < end - 2; i++)
        {
            if (Folded.Han(plain[i]) && LeadingWords.Contains(plain[i]))
            {
                start = i + 1;
            }
        }

        while (start < end && plain[start] is >= 'a' and <= 'z')
        {
            var blank = plain.IndexOf(' ', start, end - start);
            if (blank < 0 || !EnglishLeading.Contains(plain[start..blank]))
            {
                break;
            }

            start = blank + 1;
        }

        return (start, end);
    }
}
