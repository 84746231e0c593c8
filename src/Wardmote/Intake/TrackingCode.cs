using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Intake;

/// <summary>查询码: 16 base-32 characters (80 bits), known only to the reporter; the journal keeps its SHA-256.</summary>
public static class TrackingCode
{
    // Crockford's alphabet: no I, L, O, U, so that a code read over the telephone is written down right.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A code from ten random bytes that the host gives.</summary>
    public static string From(ReadOnlySpan<byte> tenBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tenBytes.Length, 10);
        var code = new char[16];
        for (var i = 0; i < 16; i++)
        {
            var bit = i * 5;
            var two = (tenBytes[bit / 8] << 8) | (bit / 8 + 1 < 10 ? tenBytes[(bit / 8) + 1] : 0);
            code[i] = Alphabet[(two >> (11 - (bit % 8))) & 31];
        }

        return new string(code);
    }

    /// <summary>The code as it is kept: upper case, without hyphens and blanks, I and L read as 1, O as 0; null when it is not a code at all.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 64)
        {
            return null;
        }

        var code = new StringBuilder(16);
        foreach (var c in typed.ToUpperInvariant())
        {
            var read = c switch { 'I' or 'L' => '1', 'O' => '0', _ => c };
            if (read is '-' or ' ' or '\u2066' or '\u2069')
            {
                continue;
            }

            if (!Alphabet.Contains(read, StringComparison.Ordinal))
            {
                return null;
            }

            code.Append(read);
        }

        return code.Length == 16 ? code.ToString() : null;
    }

    /// <summary>What the journal keeps.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("wardmote-track/1:" + code)));

    /// <summary>The code in four groups, as it is shown.</summary>
    public static string Show(string code) => string.Join('-', Enumerable.Range(0, 4).Select(i => code.Substring(i * 4, 4)));
}
