using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>
/// 条件的文字: the conditions of a row as a sentence in three languages, made from the conditions themselves. It helps somebody who does not read the verbatim text, and
/// shows a reviewer what the program will do; the verbatim text is the law.
/// </summary>
public static partial class Spoken
{
    /// <summary>The conditions of a row; its alternatives one after the other.</summary>
    public static IReadOnlyList<Text> Row(DiscretionStandard standard, Tier tier) => [.. tier.Any.Select(any => Conditions(standard, any))];

    /// <summary>One set of conditions.</summary>
    public static Text Conditions(DiscretionStandard standard, IReadOnlyDictionary<string, string> when)
    {
        if (when.Count == 0)
        {
            return new Text("任何情形", "in every case", "في كل الحالات");
        }

        string In(string language) => string.Join(language == "zh" ? "；" : language == "ar" ? "؛ " : "; ", standard.Facts.Where(f => when.ContainsKey(f.Name)).Select(f =>
            $"{f.Question.In(language)}{(language == "zh" ? "：" : ": ")}{Cell(when[f.Name]).In(language)}"));
        return new Text(In("zh"), In("en"), In("ar"));
    }

    /// <summary>A fact as it was established.</summary>
    public static Text Value(object? value) => value switch
    {
        null => new Text("未查明", "not established", "لم يثبت"),
        true or "true" => new Text("是", "yes", "نعم"),
        false or "false" => new Text("否", "no", "لا"),
        decimal number => Text.Same($"{number:0.####}"),
        var other => Text.Same(other.ToString() ?? ""),
    };

    /// <summary>A cell; the cell itself where it is none of the plain forms.</summary>
    public static Text Cell(string cell)
    {
        var tests = cell.Trim();
        return tests is "true" or "false" ? Value(tests)
            : tests is "-" ? new Text("不论", "any", "أيّاً كان")
            : Comparison().Match(tests) is { Success: true } c ? Compared(c.Groups[1].Value, c.Groups[2].Value)
            : Interval().Match(tests) is { Success: true } i ? Between(i)
            : Number().IsMatch(tests) ? Text.Same(tests)
            : Words().IsMatch(tests) ? Listed(tests)
            : Negated().Match(tests) is { Success: true } n ? Not(Cell(n.Groups[1].Value))
            : Text.Same(tests);
    }

    private static Text Compared(string sign, string number) => sign switch
    {
        "<" => new Text($"不足 {number}", $"under {number}", $"أقل من {number}"),
        "<=" => new Text($"{number} 及以下", $"{number} or less", $"{number} أو أقل"),
        ">" => new Text($"超过 {number}", $"over {number}", $"أكثر من {number}"),
        _ => new Text($"{number} 及以上", $"{number} or more", $"{number} أو أكثر"),
    };

    private static Text Between(Match i)
    {
        var (low, high) = (Compared(i.Groups[1].Value == "[" ? ">=" : ">", i.Groups[2].Value), Compared(i.Groups[4].Value == "]" ? "<=" : "<", i.Groups[3].Value));
        return new Text($"{low.Zh}、{high.Zh}", $"{low.En} and {high.En}", $"{low.Ar} و{high.Ar}");
    }

    private static Text Listed(string tests)
    {
        var words = Quoted().Matches(tests).Select(m => m.Groups[1].Value).ToList();
        return new Text(string.Join("或", words), string.Join(" or ", words), string.Join(" أو ", words));
    }

    private static Text Not(Text words) => new($"不是{words.Zh}", $"not {words.En}", $"ليس {words.Ar}");

    [GeneratedRegex(@"^(<=?|>=?)\s*(-?[\d.]+)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^([\[\(\]])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([\]\)\[])$")]
    private static partial Regex Interval();

    [GeneratedRegex(@"^-?[\d.]+$")]
    private static partial Regex Number();

    [GeneratedRegex("^\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*$")]
    private static partial Regex Words();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^not\((.+)\)$")]
    private static partial Regex Negated();
}
