using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>
/// The facts of a standard and the conditions over them. A file of a pack declares each fact with its question and its proof, and a condition on any other is an error; of a published table the facts are
/// gathered from its cells.
/// </summary>
internal sealed partial class StandardFacts
{
    private static readonly Dictionary<string, string> Types = new[] { "boolean", "integer", "number", "enum" }.ToDictionary(w => w);

    private static readonly HashSet<string> FeelWords =
        ["if", "then", "else", "and", "or", "not", "min", "max", "sum", "count", "abs", "floor", "ceiling", "round", "decimal", "true", "false", "null", "in", "between", "number", "modulo", "up", "half", "down"];

    private readonly Dictionary<string, List<string>> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FactAsked> declared = new(StringComparer.Ordinal);
    private readonly bool strict;

    public StandardFacts(YamlMap t, bool strict)
    {
        this.strict = strict;
        if (strict)
        {
            Declare(t.MapNeeded("facts"));
        }
        else if (t.Find("facts") is YamlMap facts)
        {
            foreach (var name in facts.Keys)
            {
                declared[name] = Loosely(name, facts.Find(name) as YamlMap);
                cells.TryAdd(name, []);
            }
        }

        if (t.Find("domain") is YamlMap domain)
        {
            foreach (var name in domain.Keys)
            {
                domains[name] = Cell(domain, name);
                cells.TryAdd(name, []);
            }
        }
    }

    /// <summary>The facts, with what limits them.</summary>
    public IReadOnlyList<FactAsked> Asked() =>
        [.. (strict ? declared.Keys : cells.Keys.Union(declared.Keys)).Select(n => declared.TryGetValue(n, out var own) ? own with { Domain = domains.GetValueOrDefault(n, own.Domain) } : Shown(n))];

    /// <summary>The alternatives of a row: what its <c>when</c> wants together with one of its <c>any_of</c>, lists within lists written out.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Alternatives(YamlMap row)
    {
        if (strict && row.Find("when") is null && row.Find("any_of") is null)
        {
            throw row.Wrong("the row has no conditions", "write 'when' or 'any_of'; a row that always holds says when: {}");
        }

        List<Dictionary<string, string>> any = [new(StringComparer.Ordinal)];
        foreach (var key in new[] { "when", "any_of", "all_of", "none_of", "unless", "except" })
        {
            if (row.Find(key) is { } piece and not YamlText { Value: null })
            {
                any = Both(any, Part(key, piece), piece);
            }
        }

        return any;
    }

    /// <summary>A level's conditions: a map, or one test of the factor itself.</summary>
    public IReadOnlyDictionary<string, string> Level(YamlMap level, string factor)
    {
        switch (level.Find("when"))
        {
            case YamlMap map:
                return All(map) is [var one] ? one : throw map.Wrong("a level has alternatives", "write a level for each of them");
            case YamlText { Value: { Length: > 0 } }:
                return Note(level, factor, Cell(level, "when"));
            case YamlList list:
                throw list.Wrong("'when' is a list", "write {fact: test}");
            default:
                return new Dictionary<string, string>();
        }
    }

    /// <summary>A factor whose levels are named by their texts.</summary>
    public void Named(YamlMap factor, string name, IReadOnlyList<string> texts)
    {
        if (strict && !(declared.TryGetValue(name, out var fact) && texts.All(fact.Values.Contains)))
        {
            throw factor.Wrong($"the levels of '{name}' have no conditions, and no fact of that name has them as values", "write 'when' for each level, or 'fact' with a fact whose values are the levels' texts");
        }

        declared.TryAdd(name, new FactAsked(name, "enum", Law.Text.Same(name), texts, null, null, "", ""));
    }

    /// <summary>The condition of a group, where its words are a condition over facts; null where they are the statute's words only.</summary>
    public IReadOnlyDictionary<string, string>? Gate(YamlMap group, string gate)
    {
        if ((group.Find("when") ?? group.Find("gate")) is YamlMap map)
        {
            return All(map) is [var one] ? one : throw map.Wrong("a gate has alternatives", "write a group for each of them");
        }

        if (strict)
        {
            return null;
        }

        if (GateTest().Match(gate) is { Success: true } m && m.Groups[1].Value.All(char.IsAscii))
        {
            return Note(group, m.Groups[1].Value, m.Groups[2].Value is "=" or "in" ? m.Groups[3].Value.Trim() : m.Groups[2].Value == "!=" ? $"not({m.Groups[3].Value.Trim()})" : m.Groups[2].Value + " " + m.Groups[3].Value.Trim());
        }

        return gate.Length > 0 && gate.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && char.IsAsciiLetter(gate[0]) ? Note(group, gate, "true") : null;
    }

    /// <summary>Formulae of a row: each can be read, and the facts that only they use are noted.</summary>
    public void Formulae(YamlMap row, IEnumerable<string> formulae)
    {
        foreach (var formula in formulae.Where(f => f.Length > 0))
        {
            try
            {
                Feel.Parse(formula);
            }
            catch (FeelParseException e)
            {
                throw row.Wrong($"the formula '{formula}' cannot be read: {e.Message}", "write arithmetic over facts, for example 200 * area_m2 or min(3 * gains, 50000)");
            }

            foreach (var name in Names().Matches(Quoted().Replace(formula, "")).Select(m => m.Value).Where(n => !FeelWords.Contains(n)))
            {
                if (strict && !declared.ContainsKey(name))
                {
                    throw row.Wrong($"the formula uses '{name}', which is no fact of the standard", $"add it to 'facts', or write one of: {string.Join(", ", declared.Keys)}");
                }

                cells.TryAdd(name, []);
            }
        }
    }

    /// <summary>Alternatives each together with the conditions of a gate.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Within(IReadOnlyList<IReadOnlyDictionary<string, string>> any, IReadOnlyDictionary<string, string>? gate, YamlPiece at) =>
        gate is null ? any : Both([.. any.Select(a => new Dictionary<string, string>(a, StringComparer.Ordinal))], [new(gate, StringComparer.Ordinal)], at);

    /// <summary>Worked examples of a pack, each value of its fact's type.</summary>
    public WorkedExample Example(YamlMap m)
    {
        var given = m.MapNeeded("facts");
        var values = new Dictionary<string, object?>();
        foreach (var name in given.Keys)
        {
            if (!declared.TryGetValue(name, out var fact))
            {
                throw given.Wrong($"the example gives '{name}', which is no fact of the standard", $"write some of: {string.Join(", ", declared.Keys)}");
            }

            values[name] = !given.Has(name) ? null : fact.Type switch
            {
                "boolean" => given.Flag(name),
                "enum" => fact.Values.Contains(given.Text(name)) ? given.Text(name) : throw given.Wrong($"'{given.Text(name)}' is no value of '{name}'", $"write one of: {string.Join(", ", fact.Values)}"),
                _ => given.Number(name),
            };
        }

        var expect = m.MapNeeded("expect");
        var example = new WorkedExample(values, m.WordOr("who", Vocabulary.Parties, PartyKind.Individual), expect.Text("tier"), Sums.Of(expect.Find("fine")));
        expect.Done();
        m.Done();
        return example;
    }

    /// <summary>Worked examples of a published table.</summary>
    public static IReadOnlyList<WorkedExample> Examples(YamlMap t)
    {
        var examples = new List<WorkedExample>();
        foreach (var e in t.Find("examples") is YamlList ? t.Maps("examples") : [])
        {
            var given = e.Find("facts") as YamlMap;
            var values = (given?.Keys ?? []).ToDictionary(k => k, k => Plain((given!.Find(k) as YamlText)?.Value));
            var expect = e.Find("expect") as YamlMap;
            examples.Add(new WorkedExample(values, StandardBody.Subject(Loose.Word(e, "who", "party")) ?? PartyKind.Individual, Loose.Word(expect, "tier"), Sums.Of(expect?.Find("fine"))));
        }

        return examples;
    }

    private void Declare(YamlMap facts)
    {
        foreach (var name in facts.Keys)
        {
            var m = facts.MapNeeded(name);
            var type = m.Word("type", Types);
            var values = m.Words("values");
            if ((type == "enum") != (values.Count > 0))
            {
                throw m.Wrong($"the fact '{name}' is {type} and has {values.Count} values", "give 'values' exactly where the type is enum");
            }

            declared[name] = new FactAsked(name, type, m.Said("question"), values, m.Number("min"), m.Number("max"), m.Text("proof"), m.TextOr("derive"), m.Has("domain") ? Cell(m, "domain") : "");
            m.Done();
        }
    }

    private static FactAsked Loosely(string name, YamlMap? m)
    {
        var type = Loose.Word(m, "type");
        var values = m?.Find("values") is { } list ? (list is YamlList l ? [.. l.Pieces.Select(Loose.Written)] : new[] { Loose.Written(list) }) : [];
        decimal? Number(string key) => m?.Find(key) is YamlText { Value: not null } n ? n.Number() : null;
        var kind = type switch
        {
            "bool" or "boolean" => "boolean",
            "integer" or "int" => "integer",
            "number" when name.EndsWith("_no", StringComparison.Ordinal) => "integer",
            "number" or "decimal" => "number",
            "duration" => "duration",
            "date" => "date",
            "" when values.Length == 0 => "number",
            _ => "enum",
        };
        var question = Loose.Said(m, "question") is { Zh.Length: > 0 } said ? said : Law.Text.Same(name);
        return new FactAsked(name, kind, question, values, kind is "integer" or "number" ? Number("min") ?? 0 : null, Number("max"), Loose.Word(m, "proof"), Loose.Word(m, "derive"), Loose.Word(m, "domain"));
    }

    private static object? Plain(string? word) => word switch
    {
        null => null,
        "true" or "是" => true,
        "false" or "否" => false,
        _ => decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : word,
    };

    /// <summary>A fact as its cells show it (design/CLI.md, last paragraph).</summary>
    private FactAsked Shown(string name)
    {
        var tests = cells[name].Select(c => Negation().Replace(c.Trim(), "$1").Trim()).ToList();
        var domain = domains.GetValueOrDefault(name, "");
        var said = tests.Append(domain).Where(t => t.Length > 0 && t != "-").ToList();
        FactAsked Of(string type, IReadOnlyList<string> values, decimal? min = null) => new(name, type, Law.Text.Same(name), values, min, null, "", "", domain);
        if (said.Exists(t => t.Contains("duration(", StringComparison.Ordinal) || t.Contains("@\"P", StringComparison.Ordinal)))
        {
            return Of("duration", []);
        }

        if (said.Exists(t => t.Contains("date(", StringComparison.Ordinal)))
        {
            return Of("date", []);
        }

        if (said.Exists(t => t.Contains('"')))
        {
            var values = tests.SelectMany(t => Quoted().Matches(t)).Select(m => m.Groups[1].Value).Distinct();
            return domain.Contains('"') ? Of("enum", [.. Quoted().Matches(domain).Select(m => m.Groups[1].Value)]) : Of("enum", [.. values, "other"]);
        }

        if (said.Count > 0 && said.TrueForAll(t => t.Split(',').All(p => p.Trim() is "true" or "false")))
        {
            return Of("boolean", []);
        }

        return tests.Exists(t => Equal().IsMatch(t)) && !tests.Exists(t => Equal().IsMatch(t) && t.Contains('.'))
            ? Of("integer", [], name.EndsWith("_no", StringComparison.Ordinal) ? 1 : 0)
            : Of("number", [], 0);
    }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?)*\s*$")]
    private static partial Regex Equal();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Names();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{N}_]*)\s*(=|<=?|>=?|!=|in)\s*(.+)$")]
    private static partial Regex GateTest();

    [GeneratedRegex(@"^not\s*\((.*)\)$")]
    private static partial Regex Negation();
}
