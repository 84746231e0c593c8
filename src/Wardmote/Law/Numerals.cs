using System.Globalization;

namespace Wardmote.Law;

/// <summary>数词: numbers as instruments write them, in digits of either width, with 万 and 亿, or in Chinese numerals.</summary>
public static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Characters that a number in an instrument may be written with, for patterns.</summary>
    public const string Characters = "〇零一二两三四五六七八九十百千万亿";

    /// <summary>Digits, points and signs of full width as those of ASCII; everything else as it is.</summary>
    public static string Narrow(string text) => text.Any(c => c is >= '！' and <= '～' or '　')
        ? string.Concat(text.Select(c => (c is >= '！' and <= '～' && !char.IsPunctuation(c)) || c is '．' or '％' or '－' ? (char)(c - 0xFEE0) : c == '　' ? ' ' : c))
        : text;

    /// <summary>The number: <c>1,200.5</c>, <c>1.5万</c>, <c>一万二千</c>, <c>两</c>; null where it is none.</summary>
    public static decimal? Of(string written)
    {
        var text = Narrow(written).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var times = 1m;
        while (times <= 100_000_000 && text.Length > 1 && text[^1] is '万' or '亿' && char.IsAsciiDigit(text[0]))
        {
            (times, text) = (times * (text[^1] == '万' ? 10_000 : 100_000_000), text[..^1]);
        }

        if (text.Length is > 0 and < 25 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number < 1_000_000_000_000 ? number * times : null;
        }

        return Chinese(text);
    }

    /// <summary>The number in Chinese numerals: 三十五, 一亿二千万三百; digits beside each other run together (二〇二六), a unit alone counts once; null where it is none.</summary>
    public static decimal? Chinese(string text)
    {
        if (text.Length is 0 or > 20 || !text.All(Characters.Contains))
        {
            return null;
        }

        // 一亿二千万三百: groups of four places; 万 closes one, 亿 all before it (一万亿).
        decimal whole = 0, group = 0, digit = 0;
        foreach (var c in text)
        {
            if (whole + group + digit > 1_000_000_000_000)
            {
                return null;
            }

            switch (c)
            {
                case '十' or '百' or '千':
                    group += (digit == 0 ? 1 : digit) * (c == '十' ? 10 : c == '百' ? 100 : 1_000);
                    digit = 0;
                    break;
                case '万':
                    whole += (group + digit) * 10_000;
                    (group, digit) = (0, 0);
                    break;
                case '亿':
                    whole = (whole + group + digit) * 100_000_000;
                    (group, digit) = (0, 0);
                    break;
                default:
                    digit = (digit * 10) + (c == '两' ? 2 : c == '〇' ? 0 : Digits.IndexOf(c));
                    break;
            }
        }

        return whole + group + digit;
    }
}
