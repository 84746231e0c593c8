using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <content>The facts of a table: from its <c>facts</c> where it has them, else as its cells show them.</content>
public static partial class StandardTables
{
    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?)*\s*$")]
    private static partial Regex Equal();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Names();

    private sealed class Gathered
    {
        private readonly Dictionary<string, List<string>> cells = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> domains = new(StringComparer.Ordinal);
        private readonly Dictionary<string, FactAsked> declared = new(StringComparer.Ordinal);

        public Gathered(YamlMap t)
        {
            if (t.Find("facts") is YamlMap facts)
            {
                foreach (var name in facts.Keys)
                {
                    declared[name] = Declared(name, facts.Find(name) as YamlMap);
                    cells.TryAdd(name, []);
                }
            }

            if (t.Find("domain") is YamlMap domain)
            {
                foreach (var name in domain.Keys)
                {
                    domains[name] = Cell(domain.Find(name));
                    cells.TryAdd(name, []);
                }
            }
        }

        /// <summary>The alternatives of a row: its <c>any_of</c>, or the one map under <c>when</c>.</summary>
        public IReadOnlyList<IReadOnlyDictionary<string, string>> Alternatives(YamlMap row)
        {
            var shared = row.Find("when") is YamlMap when ? Conditions(when) : new Dictionary<string, string>();
            if (row.Find("any_of") is not YamlList list)
            {
                return [shared];
            }

            return [.. list.Pieces.OfType<YamlMap>().Select(a => Joined(Conditions(a), shared))];
        }

        /// <summary>A level's conditions: a map, or one test of the factor itself.</summary>
        public IReadOnlyDictionary<string, string> Level(YamlMap level, string factor)
        {
            switch (level.Find("when"))
            {
                case YamlMap map:
                    return Conditions(map);
                case YamlText { Value: { Length: > 0 } test }:
                    Note(factor, test);
                    return new Dictionary<string, string> { [factor] = test };
                default:
                    return new Dictionary<string, string>();
            }
        }

        /// <summary>A factor whose levels are named by their texts.</summary>
        public void Named(string factor, IReadOnlyList<string> texts) =>
            declared.TryAdd(factor, new FactAsked(factor, "enum", Law.Text.Same(factor), texts, null, null, "", ""));

        /// <summary>The condition of a group, where its words are a condition over facts; null where they are the statute's words only.</summary>
        public IReadOnlyDictionary<string, string>? Gate(YamlMap t, string group, string gate)
        {
            var found = t.Maps("groups").FirstOrDefault(g => Word(g, "no", "id", "name") == group)?.Find("gate");
            if (found is YamlMap map)
            {
                return Conditions(map);
            }

            if (GateTest().Match(gate) is { Success: true } m && m.Groups[1].Value.All(char.IsAscii))
            {
                var test = m.Groups[2].Value is "=" or "in" ? m.Groups[3].Value.Trim() : m.Groups[2].Value == "!=" ? $"not({m.Groups[3].Value.Trim()})" : m.Groups[2].Value + " " + m.Groups[3].Value.Trim();
                Note(m.Groups[1].Value, test);
                return new Dictionary<string, string> { [m.Groups[1].Value] = test };
            }

            if (gate.Length > 0 && gate.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && char.IsAsciiLetter(gate[0]))
            {
                Note(gate, "true");
                return new Dictionary<string, string> { [gate] = "true" };
            }

            return null;
        }

        /// <summary>Facts that only formulae use.</summary>
        public void Formulae(IEnumerable<string> formulae)
        {
            foreach (var name in formulae.SelectMany(f => Names().Matches(Quoted().Replace(f, "")).Select(m => m.Value)).Where(n => !Words.Contains(n)))
            {
                cells.TryAdd(name, []);
            }
        }

        public IReadOnlyList<FactAsked> Asked() =>
            [.. cells.Keys.Union(declared.Keys).Select(n => declared.TryGetValue(n, out var own) ? own with { Domain = domains.GetValueOrDefault(n, own.Domain) } : Shown(n))];

        public IReadOnlyList<WorkedExample> Examples(YamlMap t)
        {
            var examples = new List<WorkedExample>();
            foreach (var e in t.Find("examples") is YamlList ? t.Maps("examples") : [])
            {
                var given = e.Find("facts") as YamlMap;
                var values = (given?.Keys ?? []).ToDictionary(k => k, k => Plain((given!.Find(k) as YamlText)?.Value));
                var expect = e.Find("expect") as YamlMap;
                examples.Add(new WorkedExample(values, Subject(Word(e, "who", "party")) ?? PartyKind.Individual, Word(expect, "tier"), Yuan(expect?.Find("fine"), null)));
            }

            return examples;
        }

        private static readonly HashSet<string> Words =
            ["if", "then", "else", "and", "or", "not", "min", "max", "sum", "count", "abs", "floor", "ceiling", "round", "decimal", "true", "false", "null", "in", "between", "number", "modulo", "up", "half", "down"];

        private static object? Plain(string? word) => word switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : word,
        };

        private Dictionary<string, string> Conditions(YamlMap map)
        {
            var conditions = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in map.Keys)
            {
                Note(name, conditions[name] = Cell(map.Find(name)));
            }

            return conditions;
        }

        private void Note(string name, string cell)
        {
            if (!cells.TryGetValue(name, out var seen))
            {
                cells[name] = seen = [];
            }

            seen.Add(cell);
        }

        private static string Cell(YamlPiece? piece) => piece switch
        {
            YamlText { Value: { } text } => text,
            YamlList list => string.Join(", ", list.Pieces.Select(p => p is YamlText { Value: { } v } ? Plain(v) is string s && !s.StartsWith('"') ? $"\"{s}\"" : v : Written(p))),
            YamlMap map => throw map.Wrong("a condition is a map", "write unary tests as text"),
            _ => "null",
        };

        private static FactAsked Declared(string name, YamlMap? m)
        {
            var type = Word(m, "type");
            var values = m?.Find("values") is { } list ? (list is YamlList l ? [.. l.Pieces.Select(Written)] : new[] { Written(list) }) : [];
            var question = m?.Find("question") is YamlMap q ? new Text(Word(q, "zh"), Word(q, "en"), Word(q, "ar")) : Law.Text.Same(name);
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
            return new FactAsked(name, kind, question, values, kind is "integer" or "number" ? Number("min") ?? 0 : null, Number("max"), Word(m, "proof"), Word(m, "derive"), Word(m, "domain"));
        }

        /// <summary>A fact as its cells show it (design/CLI.md, last paragraph).</summary>
        private FactAsked Shown(string name)
        {
            var tests = cells[name].Select(c => Regex.Replace(c.Trim(), @"^not\s*\((.*)\)$", "$1").Trim()).ToList();
            var said = tests.Append(domains.GetValueOrDefault(name, "")).Where(t => t.Length > 0 && t != "-").ToList();
            var domain = domains.GetValueOrDefault(name, "");
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
    }
}
