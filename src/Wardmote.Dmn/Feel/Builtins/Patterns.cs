using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Wardmote.Dmn.Builtins;

/// <summary>Regular expressions as XPath has them, run so that no pattern can hold up an evaluation.</summary>
internal static class Patterns
{
    private static readonly ConcurrentDictionary<(string, string, TimeSpan), (Regex? Regex, string Reason)> Read = new();

    public static FeelValue IsMatch(string input, string pattern, string flags, Evaluation run) =>
        With(pattern, flags, run, r => FeelValue.From(r.IsMatch(input)));

    public static FeelValue Replace(string input, string pattern, string replacement, string flags, Evaluation run)
    {
        run.Take(input.Length / 16);
        return With(pattern, flags, run, r =>
        {
            if (r.IsMatch(""))
            {
                return FeelValue.Error("the pattern matches the empty string");
            }

            var replaced = r.Replace(input, flags.Contains('q', StringComparison.Ordinal) ? replacement.Replace("$", "$$", StringComparison.Ordinal) : Substitution(replacement));
            return replaced.Length > Syntax.Lexer.Longest ? FeelValue.Error("the string would be too long") : FeelValue.From(replaced);
        });
    }

    public static FeelValue Split(string input, string delimiter, Evaluation run)
    {
        run.Take(input.Length);
        return With(delimiter, "", run, r =>
        {
            var parts = new List<FeelValue>();
            var from = 0;
            foreach (var match in r.EnumerateMatches(input))
            {
                if (match.Length > 0)
                {
                    parts.Add(FeelValue.From(input[from..match.Index]));
                    from = match.Index + match.Length;
                }
            }

            parts.Add(FeelValue.From(input[from..]));
            return new FeelList(parts);
        });
    }

    private static FeelValue With(string pattern, string flags, Evaluation run, Func<Regex, FeelValue> use)
    {
        run.Take(100);
        if (Read.Count > 2_000)
        {
            Read.Clear();
        }

        var (regex, reason) = Read.GetOrAdd((pattern, flags, run.Settings.PatternTime), key => Compile(key.Item1, key.Item2, key.Item3));
        if (regex is null)
        {
            return FeelValue.Error(reason);
        }

        // A pattern with back-references may take all the time it is given, so that an evaluation has some fifty of them.
        run.Take(regex.Options.HasFlag(RegexOptions.NonBacktracking) ? 0 : run.Settings.Steps / 50);
        try
        {
            return use(regex);
        }
        catch (RegexMatchTimeoutException)
        {
            return FeelValue.Error("the pattern took too long");
        }
    }

    private static (Regex? Regex, string Reason) Compile(string pattern, string flags, TimeSpan time)
    {
        if (pattern.Length > 2_000)
        {
            return (null, "the pattern is too long");
        }

        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x':
                    pattern = WithoutSpace(pattern);
                    break;
                case 'q':
                    pattern = Regex.Escape(pattern);
                    break;
                default:
                    return (null, $"no such flag: {flag}");
            }
        }

        if (NotXPath(pattern) is { } reason)
        {
            return (null, reason);
        }

        pattern = Translated(pattern, options);
        try
        {
            return (new Regex(pattern, options | RegexOptions.NonBacktracking, time), "");
        }
        catch (NotSupportedException)
        {
            // Back-references need the backtracking engine; there the clock stops what runs away.
            return (new Regex(pattern, options, time), "");
        }
        catch (ArgumentException e)
        {
            return (null, "not a pattern: " + e.Message);
        }
    }

    /// <summary>What .NET reads as a pattern and XPath does not.</summary>
    private static string? NotXPath(string pattern)
    {
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '(' && i + 2 < pattern.Length && pattern[i + 1] == '?' && pattern[i + 2] != ':')
            {
                return "XPath patterns have no (?" + pattern[i + 2];
            }

            inClass += pattern[i] == '[' ? 1 : pattern[i] == ']' && inClass > 0 ? -1 : 0;
            if (pattern[i] != '\\')
            {
                continue;
            }

            i++;
            if (i >= pattern.Length || !(char.IsAsciiDigit(pattern[i]) || "nrtsSiIcCdDwWpPbB\\|.-^?*+{}()[]$".Contains(pattern[i], StringComparison.Ordinal)))
            {
                return $"no such escape: \\{(i < pattern.Length ? pattern[i] : ' ')}";
            }

            if (pattern[i] == '0' || (inClass > 0 && char.IsAsciiDigit(pattern[i])))
            {
                return $"no group to refer to: \\{pattern[i]}";
            }
        }

        return null;
    }

    /// <summary>In .NET <c>$</c> also stands before a last line end and <c>.</c> for a carriage return; in XPath they do not.</summary>
    private static string Translated(string pattern, RegexOptions options)
    {
        var text = new StringBuilder();
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }

            inClass += c == '[' ? 1 : c == ']' && inClass > 0 ? -1 : 0;
            text.Append(
                inClass == 0 && c == '$' && !options.HasFlag(RegexOptions.Multiline) ? "\\z"
                : inClass == 0 && c == '.' && !options.HasFlag(RegexOptions.Singleline) ? "[^\\n\\r]"
                : c.ToString());
        }

        return text.ToString();
    }

    private static string WithoutSpace(string pattern)
    {
        var text = new StringBuilder();
        var inClass = 0;
        foreach (var c in pattern)
        {
            inClass += c == '[' ? 1 : c == ']' && inClass > 0 ? -1 : 0;
            if (inClass > 0 || !char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>XPath's <c>$1</c> and <c>\$</c> as .NET writes them.</summary>
    private static string Substitution(string replacement)
    {
        var text = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '\\' && i + 1 < replacement.Length && replacement[i + 1] is '$' or '\\')
            {
                i++;
                text.Append(replacement[i] == '$' ? "$$" : "\\");
            }
            else if (replacement[i] == '$' && i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]))
            {
                i++;
                text.Append("${").Append(replacement[i]).Append('}');
            }
            else
            {
                text.Append(replacement[i] == '$' ? "$$" : replacement[i].ToString());
            }
        }

        return text.ToString();
    }
}
