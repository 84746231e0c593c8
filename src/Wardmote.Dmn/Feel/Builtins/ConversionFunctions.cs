using System.Globalization;
using System.Text.RegularExpressions;

namespace Wardmote.Dmn.Builtins;

/// <summary>From and to strings (DMN 1.5, table 72).</summary>
internal static partial class ConversionFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("string(from: any)", a => a[0].IsNull ? a[0] : Text(a)),
        new("number(from: string)", a => Number(a.String(0))),
        new("number(from: number)", a => a[0]),
        new("number(from: string, grouping separator: string?, decimal separator: string?)", a => Separated(
            a.String(0), a.Has(1) ? a.String(1) : "", a.Has(2) ? a.String(2) : ".")),
    ];

    private static FeelValue Text(Arguments a)
    {
        var text = FeelText.Of(a[0], quoted: false, longest: Syntax.Lexer.Longest);
        a.Run.Take(text.Length / 16);
        return FeelValue.From(text);
    }

    private static FeelValue Separated(string text, string grouping, string point)
    {
        if (grouping is not ("" or " " or "," or ".") || point is not ("." or ",") || grouping == point)
        {
            return FeelValue.Error("the separators are a space, a comma or a full stop, and differ");
        }

        var plain = grouping.Length == 0 ? text : text.Replace(grouping, "", StringComparison.Ordinal);
        return Number(point == "." ? plain : plain.Replace(point, ".", StringComparison.Ordinal));
    }

    private static FeelValue Number(string text) =>
        NumberPattern().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.From(number)
            : FeelValue.Error($"\"{text}\" is no number");

    [GeneratedRegex(@"^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();
}
