using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Tests.Tables;

/// <summary>Random tables, with the same cells as SMT-LIB conditions.</summary>
internal sealed class GeneratedTables(int seed)
{
    private static readonly string[] Words = ["red", "green", "blue", "grey"];
    private readonly Random chance = new(seed);

    public (DecisionTable Table, List<string[]> Conditions, List<string> Domains) Next(int mostColumns, int mostRows, bool withOtherFacts = false, bool withNulls = false)
    {
        var inputs = new List<TableInput>();
        var domains = new List<string>();
        for (var c = chance.Next(1, mostColumns + 1); c > 0; c--)
        {
            var type = (FactType)chance.Next(0, 5);
            var name = $"fact {(char)('a' + inputs.Count)}";
            var smt = $"f{inputs.Count}";
            var (domain, condition) = chance.Next(3) == 0 ? (null, "true") : type switch
            {
                FactType.Number => ("[0..100]", $"(and (>= {smt} 0) (<= {smt} 100))"),
                FactType.Integer => (">= 0", $"(>= {smt} 0)"),
                FactType.Text => ("\"red\", \"green\", \"blue\"", $"(or (= {smt} \"red\") (= {smt} \"green\") (= {smt} \"blue\"))"),
                _ => (null, "true"),
            };
            inputs.Add(new TableInput(name, type, domain));
            domains.Add(condition);
        }

        var rules = new List<TableRule>();
        var conditions = new List<string[]>();
        for (var r = chance.Next(1, mostRows + 1); r > 0; r--)
        {
            var cells = inputs.Select((input, i) => withNulls && chance.Next(6) == 0 ? (Feel: chance.Next(2) == 0 ? "null" : "not(null)", Smt: "true") : withOtherFacts && chance.Next(12) == 0 ? (Feel: Other(inputs), Smt: "true") : Cell(input.Type, $"f{i}")).ToList();
            rules.Add(new TableRule($"row {rules.Count + 1}", [.. cells.Select(c => c.Feel)]));
            conditions.Add([.. cells.Select(c => c.Smt)]);
        }

        return (new DecisionTable(inputs, rules), conditions, domains);
    }

    public FeelContext Facts(DecisionTable table) => new(table.Inputs.Select(i => new KeyValuePair<string, FeelValue>(i.Name, Fact(i.Type))));

    private FeelValue Fact(FactType type) => chance.Next(8) == 0 ? FeelValue.Null : chance.Next(60) == 0 ? FeelValue.From("strange") : type switch
    {
        FactType.Number => FeelValue.From(chance.Next(-20, 240) / 2m),
        FactType.Integer => FeelValue.From(chance.Next(-3, 12)),
        FactType.Text => FeelValue.From(chance.Next(5) is var w && w < 4 ? Words[w] : "violet"),
        FactType.Boolean => FeelValue.From(chance.Next(2) == 0),
        _ => FeelValue.From(new DateOnly(2025, 1, 1).AddDays(chance.Next(0, 14))),
    };

    /// <summary>A cell which cannot be cut, because it speaks of other facts.</summary>
    private string Other(List<TableInput> inputs)
    {
        var name = inputs[chance.Next(inputs.Count)].Name;
        return chance.Next(4) switch { 0 => $"> {name}", 1 => $"not({name})", 2 => $"? != {name} and {name} != null", _ => $"{name} = true, string({name}) = ?" };
    }

    private (string Feel, string Smt) Cell(FactType type, string x)
    {
        if (chance.Next(4) == 0)
        {
            return ("-", "true");
        }

        switch (type)
        {
            case FactType.Boolean:
                return chance.Next(2) == 0 ? ("true", x) : ("false", $"(not {x})");
            case FactType.Text:
                var some = Words.Where(_ => chance.Next(2) == 0).DefaultIfEmpty("red").ToList();
                var list = string.Join(", ", some.Select(w => $"\"{w}\""));
                var any = $"(or false {string.Join(' ', some.Select(w => $"(= {x} \"{w}\")"))})";
                return chance.Next(2) == 0 ? (list, any) : ($"not({list})", $"(not {any})");
            default:
                return chance.Next(5) == 0 ? Disjunction(type, x) : Interval(type, x);
        }
    }

    private (string Feel, string Smt) Disjunction(FactType type, string x)
    {
        var (a, b) = (Interval(type, x), Interval(type, x));
        return chance.Next(2) == 0 ? ($"{a.Feel}, {b.Feel}", $"(or {a.Smt} {b.Smt})") : ($"not({a.Feel}, {b.Feel})", $"(not (or {a.Smt} {b.Smt}))");
    }

    private (string Feel, string Smt) Interval(FactType type, string x)
    {
        var (low, high) = (Bound(type), Bound(type));
        (low, high) = low.Key <= high.Key ? (low, high) : (high, low);
        switch (chance.Next(6))
        {
            case 0:
                return ($"< {low.Feel}", $"(< {x} {low.Smt})");
            case 1:
                return ($">= {low.Feel}", $"(>= {x} {low.Smt})");
            case 2:
                return (low.Feel, $"(= {x} {low.Smt})");
            case 3:
                return ($"? > {low.Feel} and ? <= {high.Feel}", $"(and (> {x} {low.Smt}) (<= {x} {high.Smt}))");
            case 4:
                return ($"({low.Feel}..{high.Feel}]", $"(and (> {x} {low.Smt}) (<= {x} {high.Smt}))");
            default:
                return ($"[{low.Feel}..{high.Feel})", $"(and (>= {x} {low.Smt}) (< {x} {high.Smt}))");
        }
    }

    private (string Feel, string Smt, decimal Key) Bound(FactType type)
    {
        switch (type)
        {
            case FactType.Number:
                var number = chance.Next(0, 200) / 2m;
                return ($"{number}", $"{number:0.0}", number);
            case FactType.Integer:
                var whole = chance.Next(0, 10);
                return ($"{whole}", $"{whole}", whole);
            default:
                var day = new DateOnly(2025, 1, 1).AddDays(chance.Next(0, 14));
                return ($"date(\"{day:yyyy-MM-dd}\")", $"{day.DayNumber}", day.DayNumber);
        }
    }
}
