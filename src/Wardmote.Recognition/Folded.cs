namespace Wardmote.Recognition;

/// <summary>A text made comparable, character by character, each with its place in the original: full width to half, traditional to simplified,
/// Arabic letter forms to one, Arabic-Indic digits to Western; marks, controls, bidi overrides and lone surrogates become nothing or a blank.</summary>
internal readonly struct Folded
{
    /// <summary>Characters looked at; what follows is not read.</summary>
    public const int Longest = 4_000;

    private Folded(char[] chars, int[] at, int count)
    {
        Chars = chars;
        At = at;
        Count = count;
    }

    /// <summary>Folded characters; only the first <see cref="Count"/> are meant.</summary>
    public char[] Chars { get; }

    /// <summary>Place of each in the original, in UTF-16 units.</summary>
    public int[] At { get; }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The characters read.</summary>
    public ReadOnlySpan<char> Text => Chars.AsSpan(0, Count);

    /// <summary>Folds the first <paramref name="longest"/> characters.</summary>
    public static Folded Of(string text, int longest = Longest)
    {
        var length = Math.Min(text.Length, longest);
        var chars = new char[length];
        var at = new int[length];
        var count = 0;
        for (var i = 0; i < length; i++)
        {
            if (One(text[i]) is { } c)
            {
                chars[count] = c;
                at[count++] = i;
            }
        }

        return new Folded(chars, at, count);
    }

    /// <summary>One character folded; null where it is dropped without parting its neighbours.</summary>
    internal static char? One(char c)
    {
        if (c < 0x80)
        {
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c < ' ' ? (c is '\n' or '\r' ? '\n' : ' ') : c;
        }

        return c switch
        {
            >= '\u4E00' and <= '\u9FFF' => Traditional.Simplify(c),
            >= '\uFF01' and <= '\uFF5E' => One((char)(c - 0xFEE0)),
            '\u3000' or '\u00A0' or '\u2028' or '\u2029' or '\u0085' => ' ',
            '\u2018' or '\u2019' or '\u02BC' => '\'',
            '\u0640' or (>= '\u064B' and <= '\u065F') or '\u0670' or (>= '\u06D6' and <= '\u06ED') => null,
            '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') => null,
            >= '\u0300' and <= '\u036F' or (>= '\uFE00' and <= '\uFE0F') or '\u00AD' => null,
            'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
            'ى' or 'ی' or 'ئ' => 'ي',
            'ؤ' => 'و',
            'ة' => 'ه',
            'ء' => null,
            'ک' or 'گ' => 'ك',
            'پ' => 'ب',
            'چ' => 'ج',
            'ڤ' => 'ف',
            >= '\u0660' and <= '\u0669' => (char)('0' + (c - 0x0660)),
            >= '\u06F0' and <= '\u06F9' => (char)('0' + (c - 0x06F0)),
            >= '\u00C0' and <= '\u017F' => Latin(c),
            >= '\uD800' and <= '\uDFFF' => ' ',
            >= '\u0080' and <= '\u009F' => ' ',
            _ => char.ToLowerInvariant(c),
        };
    }

    private static char Latin(char c)
    {
        var lower = char.ToLowerInvariant(c);
        return lower switch
        {
            >= 'à' and <= 'å' or 'ā' or 'ă' or 'ǎ' => 'a',
            'ç' or 'č' or 'ć' => 'c',
            >= 'è' and <= 'ë' or 'ē' or 'ě' or 'ę' => 'e',
            >= 'ì' and <= 'ï' or 'ī' => 'i',
            'ñ' or 'ń' => 'n',
            >= 'ò' and <= 'ö' or 'ø' or 'ō' => 'o',
            >= 'ù' and <= 'ü' or 'ū' => 'u',
            'ý' or 'ÿ' => 'y',
            'š' or 'ş' => 's',
            'ž' or 'ź' => 'z',
            _ => lower,
        };
    }

    /// <summary>True for a Chinese character.</summary>
    internal static bool Han(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    /// <summary>True for an Arabic letter, folded.</summary>
    internal static bool Arabic(char c) => c is >= '\u0621' and <= '\u06D3';
}

/// <summary>Which of the three languages a text is in, by its script; the stated language decides only where the script does not.</summary>
internal static class Tongue
{
    /// <summary>The languages, in the order in which the model keeps them.</summary>
    public static readonly string[] All = ["zh", "en", "ar"];

    /// <summary><c>zh</c>, <c>en</c>, <c>ar</c>, or null when no letter of them is there.</summary>
    public static string? Of(in Folded text, string? stated)
    {
        int han = 0, arabic = 0, latin = 0;
        foreach (var c in text.Text)
        {
            if (Folded.Han(c))
            {
                han++;
            }
            else if (Folded.Arabic(c))
            {
                arabic++;
            }
            else if (c is >= 'a' and <= 'z')
            {
                latin++;
            }
        }

        if (han + arabic + latin == 0)
        {
            return null;
        }

        // A Chinese character says about as much as three letters.
        var (zh, ar, en) = (3 * han, arabic, latin);
        if (stated is "zh" or "en" or "ar")
        {
            var own = stated switch { "zh" => zh, "en" => en, _ => ar };
            if (own * 3 >= zh + en + ar)
            {
                return stated;
            }
        }

        return zh >= ar && zh >= en ? "zh" : ar >= en ? "ar" : "en";
    }
}
