using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Law;
using Wardmote.Store.LawPacks;

namespace Wardmote.Store.Workbooks;

/// <content>Statutory ranges with their groups, and sums of weights: a sheet each.</content>
public static partial class StandardSheet
{
    private static readonly (string Key, Text Title)[] RangeColumns =
    [
        ("group", new("组别（空为整个基准）", "group (empty: the whole standard)", "المجموعة (فارغ: المعيار كله)")), ("gate", new("条文的条件（如情节严重的）", "gate in the statute's words", "شرط النص")), ("party", new("当事人", "party", "الطرف")),
        ("min", new("下限", "from", "من")), ("max", new("上限（空为没有）", "to (empty: open)", "إلى (فارغ: مفتوح)")), ("per", new("按什么计（如 m2、gains；空为元）", "counted from (m2, gains …; empty: yuan)", "محسوب من")), ("when", new("条件（情节 = 判断；分号隔开）", "conditions (fact = test; …)", "الشروط (واقعة = اختبار؛ …)")),
    ];

    private static readonly (string Key, Text Title)[] WeightColumns =
    [
        ("factor", new("因素", "factor", "العامل")), ("factor_en", new("因素（英文）", "factor in English", "العامل بالإنجليزية")), ("factor_ar", new("因素（阿拉伯文）", "factor in Arabic", "العامل بالعربية")), ("fact", new("情节名称（档次没有条件时）", "fact (where levels have no conditions)", "الواقعة")), ("unit", new("单位", "unit", "الوحدة")),
        ("level", new("档次原文", "level, verbatim", "نص الدرجة")), ("level_en", new("档次（英文）", "level in English", "الدرجة بالإنجليزية")), ("level_ar", new("档次（阿拉伯文）", "level in Arabic", "الدرجة بالعربية")), ("pct", new("权重（%）", "weight in percent", "الوزن بالمئة")),
    ];

    private static IReadOnlyList<object?> Range(LegalRange r)
    {
        var sum = r.Factor ?? r.Fine;
        return [r.Group, r.Gate, PartyWord(r.Who), sum?.Min, sum is { Max: < decimal.MaxValue } s ? s.Max : null, r.Factor is null ? "" : r.Per, string.Join("; ", (r.When ?? new Dictionary<string, string>()).Select(w => $"{w.Key} = {w.Value}"))];
    }

    private static IReadOnlyList<object?> Level(DiscretionStandard s, WeightFactor f, WeightLevel l, int index)
    {
        object?[] front = index > 0 ? ["", "", "", "", ""] : [f.Title.Zh, Other(f.Title.En, f.Title.Zh), Other(f.Title.Ar, f.Title.Zh), f.Name == f.Title.Zh ? "" : f.Name, f.Unit];
        return [.. front, l.Text, Other(l.Said.En, l.Text), Other(l.Said.Ar, l.Text), l.Percent, .. s.Facts.Select(x => l.When.TryGetValue(x.Name, out var cell) ? Cells.Shown(x, cell) : "")];
    }

    private static object?[] OfParty(Tier tier, PartyKind who) => tier.PerParty is null ? [null, null, ""] : tier.SumFor(who) is var sum ? [sum.Fine?.Min, sum.Fine?.Max, sum.Formula] : [];

    private static string Ends(bool? included) => included switch { true => "inclusive", false => "exclusive", _ => "" };

    private sealed partial class Desk
    {
        private List<LegalRange> Ranges(List<FactAsked> facts)
        {
            var read = new List<LegalRange>();
            foreach (var line in Lines("ranges"))
            {
                var (min, max, per, when) = (Sum(Cell(line, "min")), Sum(Cell(line, "max")), Cell(line, "per").Value, Gate(Cell(line, "when"), facts));
                var sum = min is null && max is null ? null : (YuanRange?)new YuanRange(min ?? 0, max ?? decimal.MaxValue);
                if (sum is { } s && s.Min > s.Max)
                {
                    Say(Cell(line, "max"), "上限低于下限", "it lies below the lower end", "الحد الأعلى دون الأدنى");
                }

                read.Add(new LegalRange(Cell(line, "group").Value, Party(Cell(line, "party")), Cell(line, "gate").Value, per.Length > 0 ? null : sum, per.Length > 0 ? sum : null, per) { When = when });
            }

            return read;
        }

        private Dictionary<string, string>? Gate(SheetCell cell, List<FactAsked> facts)
        {
            var when = new Dictionary<string, string>();
            foreach (var part in cell.Value.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (part.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } test] && facts.Find(f => f.Name == name) is { } fact)
                {
                    if (Condition(fact, cell with { Value = test }) is { } condition)
                    {
                        when[name] = condition;
                    }
                }
                else
                {
                    Say(cell, $"“{part}”不是“情节 = 判断”", $"'{part}' is not 'fact = test' over a fact of the sheet of facts", $"«{part}» ليست «واقعة = اختبار»");
                }
            }

            return when.Count > 0 ? when : null;
        }

        private WeightSum? Weights(List<FactAsked> facts, SheetCell start)
        {
            var factors = new List<WeightFactor>();
            foreach (var line in Lines("weights"))
            {
                var (name, text, pct) = (Cell(line, "factor"), Cell(line, "level"), Cell(line, "pct"));
                if (name.Value.Length > 0 && name.Value != factors.LastOrDefault()?.Title.Zh)
                {
                    var fact = Cell(line, "fact").Value is { Length: > 0 } f ? f : name.Value;
                    factors.Add(new WeightFactor(fact, Cell(line, "unit").Value ?? "", []) { Title = InThree(name.Value, line, "factor") });
                }

                if (factors.Count == 0)
                {
                    Say(name, "没有写因素名称", "the factor's name is empty", "اسم العامل فارغ");
                    continue;
                }

                if (text.Value.Length == 0)
                {
                    Say(text, "没有填", "is empty", "فارغ");
                }

                if (Sum(pct) is not { } percent)
                {
                    Say(pct, "没有写权重", "the weight is empty", "الوزن فارغ");
                    continue;
                }

                factors[^1] = factors[^1] with { Levels = [.. factors[^1].Levels, new WeightLevel(text.Value, percent, Conditions(line, facts)) { Said = InThree(text.Value, line, "level") }] };
            }

            return factors.Count > 0 ? new WeightSum(start.Value is null ? 0 : Sum(start) ?? 0, factors) : null;
        }

        private Text InThree(string zh, Dictionary<string, SheetCell> line, string key) =>
            Cell(line, key + "_en").Value is { Length: > 0 } en && Cell(line, key + "_ar").Value is { Length: > 0 } ar ? new Text(zh, en, ar) : Text.Same(zh);

        private Dictionary<string, string> Conditions(Dictionary<string, SheetCell> line, List<FactAsked> facts)
        {
            var any = new Dictionary<string, string>();
            foreach (var (key, cell) in line.Where(c => c.Key.StartsWith("fact.", StringComparison.Ordinal)))
            {
                if (facts.Find(f => f.Name == key[5..]) is not { } fact)
                {
                    Say(cell, $"“情节”表里没有 {key[5..]}", $"the sheet of facts has no '{key[5..]}'", $"لا واقعة {key[5..]} في ورقة الوقائع");
                }
                else if (Condition(fact, Value(cell)) is { } condition)
                {
                    any[fact.Name] = condition;
                }
            }

            return any;
        }

        private RowSum SumOf(Dictionary<string, SheetCell> line, string from, string to, string by)
        {
            if (!line.ContainsKey(from))
            {
                return new RowSum(null, "");
            }

            var (min, max, formula) = (Cell(line, from), Cell(line, to), Cell(line, by));
            var (low, high) = (Sum(min), Sum(max) ?? Sum(min));
            if (low > high || (low is null && high is not null))
            {
                Say(max, "上限低于下限，或者没有下限", "it lies below the lower end, or there is no lower end", "الحد الأعلى دون الأدنى أو لا حد أدنى");
            }

            if (formula.Value is { Length: > 0 })
            {
                try
                {
                    Feel.Parse(formula.Value);
                }
                catch (FeelParseException e)
                {
                    Say(formula, $"算式读不懂：{e.Message}", $"the formula cannot be read: {e.Message}", $"تعذرت قراءة الصيغة: {e.Message}");
                }
            }

            return new RowSum(low is { } a && high is { } b ? new YuanRange(a, b) : null, formula.Value ?? "");
        }
    }
}
