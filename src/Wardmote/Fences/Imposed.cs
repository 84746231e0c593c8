using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Fences;

/// <summary>处罚内容: everything a penalty consists of, so that two can be compared. The one place that says what heavier means (Penalties art. 45).</summary>
/// <param name="Warning">Warning.</param>
/// <param name="Fine">Yuan; null for none.</param>
/// <param name="Confiscated">Yuan of gains or goods; null for none.</param>
/// <param name="Other">Other kinds, each with its length where one was named: <c>suspension</c>, <c>suspension: 10 日</c>, <c>revocation</c>.</param>
public sealed partial record Imposed(bool Warning, decimal? Fine, decimal? Confiscated, IReadOnlyList<string> Other)
{
    // A kind that holds another within it, of the same line of art. 9: whoever was told the first loses nothing by the second. That a licence withheld lies within its revocation, and
    // does not within its downgrading, is our reading: art. 9(3) names the three and gives no order.
    private static readonly Dictionary<string, string> Within = new() { ["suspension"] = "closure", ["downgrade"] = "revocation", ["withholding"] = "revocation" };

    /// <summary>不得加重: what makes this heavier than the penalty the party was told of or has spoken against; null when nothing does.</summary>
    public Text? HeavierThan(Imposed told)
    {
        if ((Fine ?? 0) > (told.Fine ?? 0))
        {
            return new Text($"罚款原为 {told.Fine ?? 0:0.##} 元，现为 {Fine:0.##} 元", $"a fine of {told.Fine ?? 0:0.##} yuan, now {Fine:0.##}", $"كانت الغرامة {told.Fine ?? 0:0.##} يوان والآن {Fine:0.##}");
        }

        if ((Confiscated ?? 0) > (told.Confiscated ?? 0))
        {
            return new Text($"没收原为 {told.Confiscated ?? 0:0.##} 元，现为 {Confiscated:0.##} 元", $"confiscation of {told.Confiscated ?? 0:0.##} yuan, now {Confiscated:0.##}", $"كانت المصادرة {told.Confiscated ?? 0:0.##} يوان والآن {Confiscated:0.##}");
        }

        foreach (var (kind, days) in Other.Select(Measured))
        {
            var before = told.Other.Select(Measured).Where(t => t.Kind == kind || (Within.TryGetValue(kind, out var wider) && t.Kind == wider)).ToList();
            if (before.Count == 0)
            {
                return Added(kind);
            }

            // Without a length it is open-ended; the wider kind always is.
            var longest = before.Max(t => t.Kind == kind ? t.Days : decimal.MaxValue);
            if (days > longest)
            {
                var name = TierWords.Penalty(kind);
                return new Text($"{name.Zh}的期限比告知的长", $"{name.En} for longer than was told", $"{name.Ar} لمدة أطول مما أُبلغ به");
            }
        }

        // A warning in the place of what fell away is lighter; beside what stays it is one kind more.
        var fellAway = (told.Fine > 0 && Fine is null or 0) || told.Other.Any(t => Measured(t).Kind is var k && Other.All(o => Measured(o).Kind != k));
        return Warning && !told.Warning && !fellAway ? Added("warning") : null;
    }

    private static Text Added(string kind)
    {
        var name = TierWords.Penalty(kind);
        return new Text($"增加了{name.Zh}", $"with {name.En} added", $"مع إضافة {name.Ar}");
    }

    /// <summary>The word of a kind of penalty without its length: <c>suspension</c> of <c>suspension: 10 日</c>.</summary>
    public static string Word(string kind) => kind.Split(':', '：')[0].Trim();

    /// <summary>Units a length is written in: days, months, years.</summary>
    public static IReadOnlyList<string> Units { get; } = ["日", "个月", "年"];

    /// <summary>The number and the unit of a kind's length as it was written; null where it has none, or one that says nothing certain.</summary>
    public static (string Count, string Unit)? Length(string kind) =>
        kind.Split([':', '：'], 2) is [_, var length] && Certain().Match(length) is { Success: true } m ? (m.Groups[1].Value, m.Groups[2].Value switch { "天" => "日", "月" => "个月", var unit => unit }) : null;

    /// <summary>What is wrong with the lengths of the kinds: a decision names the term of its performance (Penalties art. 59), so a length is one number with its unit, and each kind stands once. Null when nothing is.</summary>
    public static Text? Uncertain(IReadOnlyList<string> other)
    {
        foreach (var kind in other.Where(o => o.IndexOfAny([':', '：']) >= 0))
        {
            var name = TierWords.Penalty(Word(kind));
            if (!PenaltyKindWords.ByWord.TryGetValue(Word(kind), out var said) || (said & PenaltyKindWords.Lasting) == 0)
            {
                return new Text($"{name.Zh}没有期限", $"{name.En} has no length", $"{name.Ar} لا مدة له");
            }

            if (Length(kind) is null)
            {
                return new Text($"{name.Zh}的期限写得不清楚：{kind[(kind.IndexOfAny([':', '：']) + 1)..].Trim()}", $"the length is not clear ({name.En}): {kind[(kind.IndexOfAny([':', '：']) + 1)..].Trim()}", $"المدة غير واضحة ({name.Ar}): {kind[(kind.IndexOfAny([':', '：']) + 1)..].Trim()}");
            }
        }

        return other.GroupBy(Word).FirstOrDefault(g => g.Skip(1).Any())?.Key is { } twice && TierWords.Penalty(twice) is var named
            ? new Text($"{named.Zh}写了两次", $"{named.En} is named twice", $"{named.Ar} مذكور مرتين") : null;
    }

    /// <summary>A kind and the days it lasts, a month as thirty; the longest where a span is named, without end where none is.</summary>
    private static (string Kind, decimal Days) Measured(string kind)
    {
        var spans = Span().Matches(kind).Select(m => decimal.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * (m.Groups[2].Value.ToLowerInvariant() switch { "年" or "year" => 365, "个月" or "月" or "month" => 30, _ => 1 })).ToList();
        return (Word(kind), spans.Count == 0 ? decimal.MaxValue : spans.Max());
    }

    // Six digits are more days than anybody is told; a longer number is no length.
    [GeneratedRegex(@"(?<![0-9])([0-9]{1,6})(?![0-9])\s*(年|个月|月|year|month)?", RegexOptions.IgnoreCase)]
    private static partial Regex Span();

    [GeneratedRegex(@"^\s*([1-9][0-9]{0,5})\s*(日|天|个月|月|年)\s*$")]
    private static partial Regex Certain();
}
