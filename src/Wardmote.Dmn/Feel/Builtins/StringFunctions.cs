using System.Globalization;
using System.Text;

namespace Wardmote.Dmn.Builtins;

/// <summary>Strings (DMN 1.5, table 74). Positions and lengths count code points.</summary>
internal static class StringFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("substring(string: string, start position: number, length: number?)", Substring),
        new("string length(string: string)", a => FeelValue.From(Runes(a.String(0)).Length)),
        new("upper case(string: string)", a => FeelValue.From(a.String(0).ToUpperInvariant())),
        new("lower case(string: string)", a => FeelValue.From(a.String(0).ToLowerInvariant())),
        new("substring before(string: string, match: string)", a =>
            a.String(0).IndexOf(a.String(1), StringComparison.Ordinal) is >= 0 and var at ? FeelValue.From(a.String(0)[..at]) : FeelValue.From("")),
        new("substring after(string: string, match: string)", a =>
            a.String(0).IndexOf(a.String(1), StringComparison.Ordinal) is >= 0 and var at
                ? FeelValue.From(a.String(0)[(at + a.String(1).Length)..]) : FeelValue.From("")),
        new("contains(string: string, match: string)", a => FeelValue.From(a.String(0).Contains(a.String(1), StringComparison.Ordinal))),
        new("starts with(string: string, match: string)", a => FeelValue.From(a.String(0).StartsWith(a.String(1), StringComparison.Ordinal))),
        new("ends with(string: string, match: string)", a => FeelValue.From(a.String(0).EndsWith(a.String(1), StringComparison.Ordinal))),
        new("replace(input: string, pattern: string, replacement: string, flags: string?)", a =>
            Patterns.Replace(a.String(0), a.String(1), a.String(2), a.Has(3) ? a.String(3) : "", a.Run)),
        new("matches(input: string, pattern: string, flags: string?)", a =>
            Patterns.IsMatch(a.String(0), a.String(1), a.Has(2) ? a.String(2) : "", a.Run)),
        new("split(string: string, delimiter: string)", a => Patterns.Split(a.String(0), a.String(1), a.Run)),
        new("string join(list: list, delimiter: string?)", Join),
    ];

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];

    private static FeelValue Substring(Arguments a)
    {
        var runes = Runes(a.String(0));
        a.Run.Take(runes.Length / 16);
        var start = decimal.Truncate(a.Number(1));
        if (start == 0 || Math.Abs(start) > runes.Length)
        {
            return FeelValue.Error($"there is no position {FeelText.Number(start)} in a string of {runes.Length}");
        }

        var from = (int)(start > 0 ? start - 1 : runes.Length + start);
        var length = a.Has(2) ? decimal.Truncate(a.Number(2)) : runes.Length - from;
        if (length < 1 && a.Has(2))
        {
            return FeelValue.Error("a length is at least 1");
        }

        var text = new StringBuilder();
        for (var i = from; i < runes.Length && i - from < length; i++)
        {
            text.Append(runes[i].ToString());
        }

        return FeelValue.From(text.ToString());
    }

    private static FeelValue Join(Arguments a)
    {
        var delimiter = a.Has(1) ? a.String(1) : "";
        var parts = new List<string>();
        var length = 0L;
        foreach (var item in a.List(0))
        {
            if (item is FeelString s)
            {
                parts.Add(s.Value);
                length += s.Value.Length + delimiter.Length;
            }
            else if (!item.IsNull)
            {
                return FeelValue.Error($"{item.Kind} in a list of strings");
            }
        }

        return length > Syntax.Lexer.Longest ? FeelValue.Error("the string would be too long") : FeelValue.From(string.Join(delimiter, parts));
    }
}
