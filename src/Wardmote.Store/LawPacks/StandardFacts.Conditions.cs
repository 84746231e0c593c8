using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Dmn;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <content>
/// Conditions: maps of tests, lists of alternatives, exceptions, and all of these within each other, written out as alternatives of plain tests, because a table has no other form and its analysis is
/// exact only there.
/// </content>
internal sealed partial class StandardFacts
{
    private const int MostAlternatives = 200;

    private List<Dictionary<string, string>> Part(string key, YamlPiece piece) => key switch
    {
        "any_of" or "or" => Either(piece),
        "none_of" or "unless" or "except" => Neither(piece),
        _ => All(piece),
    };

    /// <summary>Every one of a map's tests, or every one of a list.</summary>
    private List<Dictionary<string, string>> All(YamlPiece piece)
    {
        List<Dictionary<string, string>> any = [new(StringComparer.Ordinal)];
        switch (piece)
        {
            case YamlMap map:
                foreach (var key in map.Keys)
                {
                    var part = map.Find(key)!;
                    any = Both(any, key is "any_of" or "or" or "all_of" or "and" or "none_of" or "unless" or "except" && part is YamlList or YamlMap ? Part(key, part) : [new(Note(map, key, Cell(map, key)))], piece);
                }

                return any;
            case YamlList list:
                return list.Pieces.Aggregate(any, (sofar, part) => Both(sofar, All(part), piece));
            default:
                throw piece.Wrong("a condition is neither a map nor a list of maps", "write {fact: test}");
        }
    }

    /// <summary>One of a list; a list in the list is more of the same.</summary>
    private List<Dictionary<string, string>> Either(YamlPiece piece)
    {
        var any = piece is YamlList list ? [.. list.Pieces.SelectMany(p => p is YamlList ? Either(p) : All(p))] : All(piece);
        return any.Count is > 0 and <= MostAlternatives ? any : throw piece.Wrong($"{any.Count} alternatives", $"write 1 to {MostAlternatives}");
    }

    /// <summary>None of a list, or not all of a map together.</summary>
    private List<Dictionary<string, string>> Neither(YamlPiece piece)
    {
        List<Dictionary<string, string>> any = [new(StringComparer.Ordinal)];
        foreach (var together in piece is YamlList ? Either(piece) : All(piece))
        {
            any = Both(any, [.. together.Select(test => new Dictionary<string, string>(StringComparer.Ordinal) { [test.Key] = Not(test.Value) })], piece);
        }

        return any;
    }

    /// <summary>Alternatives that hold both: each of one with each of the other, two tests of one fact joined.</summary>
    private static List<Dictionary<string, string>> Both(List<Dictionary<string, string>> a, List<Dictionary<string, string>> b, YamlPiece at)
    {
        if (a.Count * b.Count > MostAlternatives)
        {
            throw at.Wrong($"the condition unfolds to more than {MostAlternatives} alternatives", "split the row into several");
        }

        return [.. a.SelectMany(left => b.Select(right =>
        {
            var joined = new Dictionary<string, string>(left, StringComparer.Ordinal);
            foreach (var (fact, test) in right)
            {
                joined[fact] = joined.TryGetValue(fact, out var own) ? And(own, test) : test;
            }

            return joined;
        }))];
    }

    /// <summary>Two tests of one fact in one cell: a range where they are its ends, else a condition over <c>?</c>.</summary>
    private static string And(string a, string b)
    {
        if (a == b || b is "-")
        {
            return a;
        }

        if (a is "-")
        {
            return b;
        }

        var (one, other) = (Comparison().Match(a), Comparison().Match(b));
        if (one.Success && other.Success && one.Groups[1].Value[0] != other.Groups[1].Value[0])
        {
            var (low, high) = one.Groups[1].Value[0] == '>' ? (one, other) : (other, one);
            if (decimal.Parse(low.Groups[2].Value, CultureInfo.InvariantCulture) < decimal.Parse(high.Groups[2].Value, CultureInfo.InvariantCulture))
            {
                return $"{(low.Groups[1].Value == ">=" ? '[' : '(')}{low.Groups[2].Value}..{high.Groups[2].Value}{(high.Groups[1].Value == "<=" ? ']' : ')')}";
            }
        }

        string In(string test) => Negation().Match(test) is { Success: true } not ? $"not(? in ({not.Groups[1].Value}))" : test.Contains('?') ? $"({test})" : $"? in ({test})";
        return $"{In(a)} and {In(b)}";
    }

    private static string Not(string test) => test switch
    {
        "true" => "false",
        "false" => "true",
        _ when Negation().Match(test) is { Success: true } not => not.Groups[1].Value,
        _ when Comparison().Match(test) is { Success: true } c => $"{c.Groups[1].Value switch { "<" => ">=", "<=" => ">", ">" => "<=", _ => "<" }} {c.Groups[2].Value}",
        _ => $"not({test})",
    };

    private Dictionary<string, string> Note(YamlMap at, string name, string cell)
    {
        if (strict && !declared.ContainsKey(name))
        {
            throw at.Wrong($"the row asks for '{name}', which is no fact of the standard", $"add it to 'facts', or write one of: {string.Join(", ", declared.Keys)}");
        }

        if (!cells.TryGetValue(name, out var seen))
        {
            cells[name] = seen = [];
        }

        seen.Add(cell);
        return new Dictionary<string, string>(StringComparer.Ordinal) { [name] = cell };
    }

    /// <summary>A cell as FEEL. What is no unary test is said with its line: a table is not half read.</summary>
    private string Cell(YamlMap map, string key)
    {
        var cell = map.Find(key) switch
        {
            YamlText { Value: { } text } => Plainly(text),
            YamlList list => string.Join(", ", list.Pieces.Select(p => p is YamlText { Value: { } v } ? Plain(v) is string s && !s.StartsWith('"') ? $"\"{s}\"" : Plainly(v) : throw p.Wrong("a condition holds a list in a list", "write unary tests as text"))),
            YamlMap nested => throw nested.Wrong($"the condition on '{key}' is a map", "write unary tests as text"),
            _ => strict ? map.Text(key) : "null",
        };
        if (Bare().IsMatch(cell) && cell is not ("true" or "false" or "null"))
        {
            throw map.Find(key)!.Wrong($"'{cell}' is a name, not a value, and would be true of no case", $"write it in quotation marks: '\"{cell.Split(',')[0]}\"'");
        }

        try
        {
            UnaryTests.Parse(cell);
            return cell;
        }
        catch (FeelParseException e)
        {
            throw map.Find(key)!.Wrong($"the condition '{cell}' on '{key}' cannot be read: {e.Message}", "write a test such as \"<= 3\", \"[1..5)\", \"true\" or '\"word\"'");
        }
    }

    /// <summary>Signs of full width and the words people write for true and false, as FEEL has them; 5万 as its number.</summary>
    private static string Plainly(string written) => written.Trim() switch
    {
        "是" or "yes" => "true",
        "否" or "no" => "false",
        "" or "—" or "－" or "/" or "不限" => "-",
        var text when text.Contains('"') => text,
        var text => Unit().Replace(Numerals.Narrow(text).Replace("≤", "<=", StringComparison.Ordinal).Replace("≥", ">=", StringComparison.Ordinal), m => Sums.Digits(Numerals.Of(m.Value)!.Value)),
    };

    [GeneratedRegex(@"^(<=?|>=?)\s*(-?\d+(?:\.\d+)?)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*(\s*[,，、]\s*[\p{L}_][\p{L}\p{N}_]*)*$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\d+(?:\.\d+)?\s*[万亿]")]
    private static partial Regex Unit();
}
