using System.Globalization;

namespace Wardmote.Recognition;

/// <summary>Numbers as people write them: 3, 1,200.5, 三十五, 两百多, 三万.</summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

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

        return English.TryGetValue(w, out var e) ? e : Chinese(w);
    }

    private static decimal? Chinese(string w)
    {
        if (w.Length is 0 or > 12)
        {
            return null;
        }

        if (w == "半")
        {
            return 0.5m;
        }

        decimal total = 0, section = 0, digit = 0;
        foreach (var c in w)
        {
            var d = c switch { '两' => 2, '〇' => 0, _ => Digits.IndexOf(c) };
            switch (c)
            {
                case '十' or '百' or '千':
                    var unit = c switch { '十' => 10m, '百' => 100m, _ => 1_000m };
                    section += (digit == 0 && c == '十' ? 1 : digit) * unit;
                    digit = 0;
                    break;
                case '万':
                    total += (section + digit) * 10_000m;
                    (section, digit) = (0, 0);
                    break;
                default:
                    if (d < 0)
                    {
                        return null;
                    }

                    digit = (digit * (digit > 0 ? 10 : 1)) + d;
                    break;
            }
        }

        return total + section + digit;
    }

    private static readonly Dictionary<string, decimal> English = new(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["hundred"] = 100, ["a dozen"] = 12,
    };
}
