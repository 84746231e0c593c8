using System.Globalization;
using System.Text;

namespace Wardmote.Dmn.Syntax;

internal enum TokenKind
{
    End,
    Number,
    String,
    At,
    Name,
    Sign,
}

/// <summary>One word of the text. <c>Text</c> is the sign, the name, the digits, or the unescaped string.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}

/// <summary>Cuts FEEL text into words; comments and spaces fall away.</summary>
internal static class Lexer
{
    /// <summary>Longest text read.</summary>
    public const int Longest = 200_000;

    private static readonly string[] TwoCharacterSigns = ["..", "<=", ">=", "!=", "**", "->", "=="];

    public static List<Token> Cut(string text)
    {
        if (text.Length > Longest)
        {
            throw new FeelParseException($"text of {text.Length} characters; at most {Longest} are read", 0, text);
        }

        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            at = SkipSpace(text, at);
            if (at >= text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
                return tokens;
            }

            var c = text[at];
            var start = at;
            if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !AfterDot(text, at)))
            {
                at = NumberEnd(text, at);
                tokens.Add(new Token(TokenKind.Number, text[start..at], start, at));
            }
            else if (c == '"')
            {
                var value = ReadString(text, ref at);
                tokens.Add(new Token(TokenKind.String, value, start, at));
            }
            else if (c == '@' && at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;
                var value = ReadString(text, ref at);
                tokens.Add(new Token(TokenKind.At, value, start, at));
            }
            else if (StartsName(text, at))
            {
                while (at < text.Length && ContinuesName(text, at))
                {
                    at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
                }

                tokens.Add(new Token(TokenKind.Name, text[start..at], start, at));
            }
            else
            {
                var two = at + 1 < text.Length ? text.Substring(at, 2) : "";
                at += Array.IndexOf(TwoCharacterSigns, two) >= 0 ? 2 : 1;
                tokens.Add(new Token(TokenKind.Sign, text[start..at], start, at));
            }
        }
    }

    /// <summary>One space for each run of white space, none at the ends.</summary>
    public static string Normalize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (!IsSpace(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    /// <summary>The sign a character was probably meant to be: full-width forms and typographic quotes; null for others.</summary>
    public static char? Meant(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '“' or '”' or '„' or '«' or '»' => '"',
        '、' => ',',
        '–' or '—' or '−' => '-',
        _ => null,
    };

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u180E' or '\u0085';

    private static bool AfterDot(string text, int at) => at > 0 && text[at - 1] == '.';

    private static bool StartsName(string text, int at)
    {
        var c = text[at];
        if (c is '_' or '?' || char.IsLetter(c) || char.IsHighSurrogate(c))
        {
            return true;
        }

        // Past Latin-1 nearly everything may be part of a name (DMN 1.5, grammar 28). We leave out punctuation and signs: a comma as
        // Chinese typing gives it would otherwise join two words to a name nobody knows. A known name may hold them all the same.
        return c > '\u00FF' && !IsSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (
            UnicodeCategory.OtherPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.MathSymbol);
    }

    public static bool ContinuesName(string text, int at)
    {
        var c = text[at];
        return StartsName(text, at) || char.IsAsciiDigit(c) || c is '\'' or '·' || char.IsLowSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length)
        {
            if (IsSpace(text[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "//", 0, 2) == 0)
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? throw new FeelParseException("comment without an end", at, text) : end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var after = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (after < text.Length && char.IsAsciiDigit(text[after]))
            {
                at = after;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }
            }
        }

        return at;
    }

    private static string ReadString(string text, ref int at)
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '"')
            {
                return value.ToString();
            }

            if (c != '\\' || at >= text.Length)
            {
                value.Append(c);
                continue;
            }

            var escape = text[at++];
            switch (escape)
            {
                case 'n':
                    value.Append('\n');
                    break;
                case 't':
                    value.Append('\t');
                    break;
                case 'r':
                    value.Append('\r');
                    break;
                case '"' or '\\' or '\'':
                    value.Append(escape);
                    break;
                case 'u' or 'U':
                    var digits = escape == 'u' ? 4 : 6;
                    if (at + digits <= text.Length && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, null, out var code) && code <= 0x10FFFF)
                    {
                        // Two \u escapes may spell one code point as a surrogate pair.
                        value.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                        at += digits;
                    }
                    else
                    {
                        value.Append('\\').Append(escape);
                    }

                    break;
                default:
                    value.Append('\\').Append(escape);
                    break;
            }
        }

        throw new FeelParseException("string without an end", start, text);
    }
}
