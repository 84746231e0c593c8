using System.Globalization;

namespace Wardmote.Recognition;

/// <summary>Numbers as people write them: 3, 1,200.5, 三十五, 两百多, 三万.</summary>
internal static class Numerals
{
    private const int Longest = 12;

    /// <summary>The number; null when it is none.</summary>
    public static decimal? Parse(string words)
    {
        var w = words.Trim();
        var scale = 1m;
        while (w.Length > 1 && w[^1] is '万' or '千' or '百' && char.IsAsciiDigit(w[0]))
        {
            scale *= w[^1] switch { '万' => 10_000m, '千' => 1_000m, _ => 100m };
            w = w[..^1];
        }

        if (w.Length > 0 && char.IsAsciiDigit(w[0]))
        {
            // A comma before three digits parts thousands; before one or two it is a decimal point.
            var comma = w.LastIndexOf(',');
            var plain = comma >= 0 && w.Length - comma - 1 != 3 && w.IndexOf(',') == comma ? w.Replace(',', '.') : w.Replace(",", "", StringComparison.Ordinal);
            return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n < 1e15m ? n * scale : null;
        }

        return English.TryGetValue(w, out var e) ? e : w == "半" ? 0.5m : w.Length <= Longest ? Law.Numerals.Chinese(w) : null;
    }

    private static readonly Dictionary<string, decimal> English = new(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["hundred"] = 100, ["a dozen"] = 12,
    };
}
