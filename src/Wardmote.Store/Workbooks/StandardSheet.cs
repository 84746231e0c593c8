using System.Globalization;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Law;
using Wardmote.Store.LawPacks;

namespace Wardmote.Store.Workbooks;

/// <summary>What a filled-in workbook gave.</summary>
/// <param name="Standard">The standard; null where anything is wrong.</param>
/// <param name="Problems">What is wrong, by cell.</param>
public sealed record SheetReading(DiscretionStandard? Standard, IReadOnlyList<CellProblem> Problems);

/// <summary>
/// A standard as an Excel workbook that a legal officer fills in and sends back: rows, facts, worked examples, and what it rests on. Four headings stand above each sheet
/// (中文, English, عربي, and the key by which the program knows the column); lines of one row number are its alternatives. 裁量基准工作簿
/// </summary>
public static partial class StandardSheet
{
    private const int Heads = 4;
    private const string RowsName = "阶次 rows";
    private const string FactsName = "情节 facts";
    private const string ExamplesName = "实例 examples";
    private const string HeadName = "依据 basis";
    private const string RangesName = "法定幅度 ranges";
    private const string WeightsName = "权重 weights";

    private static readonly (string Word, string Key)[] PartyWords = [("个人", "individual"), ("单位", "entity")];
    private static readonly (string Word, string Key)[] NoneWords = [("不予处罚", "must"), ("可以不予处罚", "may")];

    private static readonly (string Key, Text Title)[] RowColumns =
    [
        ("row", new("行", "row", "السطر")), ("tier", new("阶次", "tier", "الدرجة")), ("tier_en", new("阶次（英文）", "tier in English", "الدرجة بالإنجليزية")), ("tier_ar", new("阶次（阿拉伯文）", "tier in Arabic", "الدرجة بالعربية")),
        ("text", new("情节原文", "conditions, verbatim", "نص الشروط")), ("penalty_text", new("处罚原文", "penalty, verbatim", "نص العقوبة")), ("party", new("当事人", "party", "الطرف")),
        ("fine_min", new("罚款下限", "fine from", "الغرامة من")), ("fine_max", new("罚款上限", "fine to", "الغرامة إلى")), ("formula", new("罚款算式", "fine as a formula", "صيغة الغرامة")),
        ("warning", new("警告", "warning", "إنذار")), ("none", new("不予处罚", "no penalty", "لا عقوبة")), ("other", new("其他处罚", "other penalties", "عقوبات أخرى")), ("severity", new("轻重次序", "order of heaviness", "ترتيب الشدة")),
    ];

    // Columns that a workbook may lack: of rows that belong to a group, or fine organisation and person side by side.
    private static readonly (string Key, Text Title)[] FurtherColumns =
    [
        ("group", new("组别", "group", "المجموعة")), ("org_min", new("单位罚款下限", "organisation: fine from", "الجهة: الغرامة من")), ("org_max", new("单位罚款上限", "organisation: fine to", "الجهة: الغرامة إلى")), ("org_formula", new("单位罚款算式", "organisation: formula", "الجهة: الصيغة")),
        ("person_min", new("个人罚款下限", "person: fine from", "الفرد: الغرامة من")), ("person_max", new("个人罚款上限", "person: fine to", "الفرد: الغرامة إلى")), ("person_formula", new("个人罚款算式", "person: formula", "الفرد: الصيغة")),
    ];

    private static readonly (string Key, Text Title)[] FactColumns =
    [
        ("name", new("名称（英文字母）", "name", "الاسم")), ("type", new("类型", "type", "النوع")), ("values", new("选项（用、分开）", "values (、 between them)", "القيم")), ("min", new("最小", "least", "الأصغر")), ("max", new("最大", "greatest", "الأكبر")),
        ("zh", new("问题", "question in Chinese", "السؤال بالصينية")), ("en", new("问题（英文）", "question in English", "السؤال بالإنجليزية")), ("ar", new("问题（阿拉伯文）", "question in Arabic", "السؤال بالعربية")), ("proof", new("证据", "what proves it", "ما يثبتها")), ("derive", new("由记录得出", "derived from the record", "مستنتج من السجل")),
    ];

    private static readonly (string Key, Text Title)[] HeadKeys =
    [
        ("standard", new("编号", "id", "الرمز")), ("item", new("事项", "item", "البند")), ("title_zh", new("名称", "title in Chinese", "العنوان بالصينية")), ("title_en", new("名称（英文）", "title in English", "العنوان بالإنجليزية")), ("title_ar", new("名称（阿拉伯文）", "title in Arabic", "العنوان بالعربية")),
        ("region", new("地区代码", "region code", "رمز المنطقة")), ("law", new("法律", "law", "القانون")), ("article", new("条款", "article", "المادة")), ("source", new("来源", "source", "المصدر")), ("instrument", new("文件名称和文号", "instrument", "المستند")),
        ("certainty", new("确定程度（quoted 为官方原文，model 为示范）", "certainty (quoted = official, model = model)", "درجة اليقين")), ("from", new("施行日", "first day", "أول يوم")), ("to", new("失效日", "last day", "آخر يوم")),
        ("start_pct", new("权重起点（%，只用于权重累加）", "start of a sum of weights, in percent", "بداية مجموع الأوزان بالمئة")), ("and_more", new("“以上”（inclusive 含本数、exclusive 不含）", "whether 以上 includes the number", "هل يشمل 以上 العدد")), ("and_less", new("“以下”（inclusive 含本数、exclusive 不含）", "whether 以下 includes the number", "هل يشمل 以下 العدد")),
        ("stage", new("法定阶段", "statutory stage", "المرحلة")), ("hit", new("多行同时符合（unique、heavier、ordered）", "when rows fit together", "عند انطباق أكثر من سطر")), ("unknown", new("未查明（ask、lowest）", "a fact nobody established", "واقعة لم تثبت")),
    ];

    /// <summary>Writes the workbook.</summary>
    public static byte[] Write(DiscretionStandard s)
    {
        var rows = new List<IReadOnlyList<object?>>(Headings([.. RowColumns.Take(7), .. s.Facts.Select(f => ("fact." + f.Name, f.Question)), .. RowColumns.Skip(7), .. FurtherColumns]));
        foreach (var (tier, i) in s.Tiers.Select((t, i) => (t, i)))
        {
            for (var a = 0; a < tier.Any.Count; a++)
            {
                // Further alternatives repeat the number only: what holds for the whole row stands on its first line.
                object?[] front = a > 0 ? [(decimal)(i + 1), "", "", "", "", "", ""] : [(decimal)(i + 1), tier.Name, Other(tier.Title.En, tier.Name), Other(tier.Title.Ar, tier.Name), tier.Text, tier.PenaltyText, PartyWord(tier.Who)];
                object?[] back = a > 0 ? [] : [tier.Fine?.Min, tier.Fine?.Max, tier.FineFormula, tier.Warning ? "是" : "", NoneWords.FirstOrDefault(n => n.Key == tier.None).Word ?? "", string.Join("、", tier.Other ?? []), (decimal)tier.Severity, tier.Group, .. OfParty(tier, PartyKind.Entity), .. OfParty(tier, PartyKind.Individual)];
                rows.Add([.. front, .. s.Facts.Select(f => tier.Any[a].TryGetValue(f.Name, out var cell) ? Cells.Shown(f, cell) : ""), .. back]);
            }
        }

        var facts = new List<IReadOnlyList<object?>>(Headings([.. FactColumns, ("domain", new("适用范围", "domain", "النطاق"))]));
        facts.AddRange(s.Facts.Select(f => (IReadOnlyList<object?>)[f.Name, f.Type, string.Join("、", f.Values), f.Min, f.Max, f.Question.Zh, f.Question.En, f.Question.Ar, f.Proof, f.Derive, f.Domain]));
        var examples = new List<IReadOnlyList<object?>>(Headings([("party", RowColumns[6].Title), .. s.Facts.Select(f => ("fact." + f.Name, f.Question)), ("tier", RowColumns[1].Title), ("fine_min", RowColumns[7].Title), ("fine_max", RowColumns[8].Title)]));
        examples.AddRange(s.Examples.Select(e => (IReadOnlyList<object?>)[PartyWord(e.Who), .. s.Facts.Select(f => e.Facts.TryGetValue(f.Name, out var v) ? v switch { true => "是", false => "否", decimal n => n, null => "", var w => w.ToString() } : (object?)""), e.Tier, e.Fine?.Min, e.Fine?.Max]));
        string[] head = [s.Id, s.Item.Value, s.Title.Zh, s.Title.En, s.Title.Ar, s.Region, s.Basis.Law, s.Basis.Ref, s.Basis.Source ?? "", s.Instrument, Vocabulary.Certainties.First(c => c.Value == s.Certainty).Key, Iso(s.ValidFrom), Iso(s.ValidTo), s.Weights is { } sum ? Sums.Digits(sum.Start) : "", Ends(s.Bounds?.AndMore), Ends(s.Bounds?.AndLess), s.Stage, s.Hit, s.Unknown];
        var basis = HeadKeys.Select((k, i) => (IReadOnlyList<object?>)[k.Key, k.Title.Zh, k.Title.En, head[i]]).Prepend(["key", "项目", "what", "内容 / content"]).ToList();
        var party = PartyWords.Select(p => p.Word).ToList();
        return SheetBook.Write(
        [
            (RowsName, Heads, rows, [(7, party), (8 + s.Facts.Count + 3, ["是"]), (8 + s.Facts.Count + 4, [.. NoneWords.Select(n => n.Word)])]),
            (FactsName, Heads, facts, [(2, ["boolean", "integer", "number", "enum"])]),
            (ExamplesName, Heads, examples, [(1, party)]),
            (HeadName, 1, basis, []),
            (RangesName, Heads, [.. Headings(RangeColumns), .. s.Ranges.Select(Range)], [(3, party)]),
            (WeightsName, Heads, [.. Headings([.. WeightColumns, .. s.Facts.Select(f => ("fact." + f.Name, f.Question))]), .. (s.Weights?.Factors ?? []).SelectMany(f => f.Levels.Select((l, i) => Level(s, f, l, i)))], []),
        ]);
    }

    /// <summary>Reads a workbook that was filled in. Everything wrong is said at once, each with its cell.</summary>
    public static SheetReading Read(byte[] file)
    {
        try
        {
            var book = SheetBook.Read(file);
            return new Desk(book).Read();
        }
        catch (SheetRefused e)
        {
            return new SheetReading(null, [new CellProblem("", "", e.Why)]);
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> Headings(IReadOnlyList<(string Key, Text Title)> columns) =>
        [[.. columns.Select(c => c.Title.Zh)], [.. columns.Select(c => c.Title.En)], [.. columns.Select(c => c.Title.Ar)], [.. columns.Select(c => c.Key)]];

    private static string Iso(DateOnly? day) => day is { } d ? d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Other(string translation, string original) => translation == original ? "" : translation;

    private static string PartyWord(PartyKind? who) => who switch { PartyKind.Individual => "个人", PartyKind.Entity => "单位", _ => "" };

    /// <summary>Reads one workbook and keeps what is wrong with it.</summary>
    private sealed partial class Desk(Dictionary<string, List<List<SheetCell>>> book)
    {
        private readonly List<CellProblem> problems = [];

        public SheetReading Read()
        {
            var head = Head();
            var facts = Facts();
            var ranges = Ranges(facts);
            var weights = Weights(facts, head.GetValueOrDefault("start_pct"));
            var (tiers, firstLine) = Rows(facts, needed: weights is null);
            if (weights is not null && tiers.Count > 0)
            {
                Say(firstLine, "基准要么是阶次，要么是权重，不能两样都有", "a standard has rows or weights, not both", "المعيار صفوف أو أوزان، لا كلاهما");
            }

            var examples = Examples(facts);
            if (problems.Count > 0)
            {
                return new SheetReading(null, problems);
            }

            string Of(string key) => head.GetValueOrDefault(key).Value ?? "";
            var built = new DiscretionStandard
            {
                Id = Of("standard"), Item = new ItemCode(Of("item")), Title = new Text(Of("title_zh"), Of("title_en"), Of("title_ar")), Region = Of("region"),
                Basis = new Article(Of("law"), Of("article"), Of("source")), Instrument = Of("instrument"), Certainty = Vocabulary.Certainties[Of("certainty")],
                Stage = Of("stage"), Hit = Of("hit"), Unknown = Of("unknown"), Facts = facts, Tiers = tiers, Examples = examples, Ranges = ranges, Weights = weights,
                Bounds = Of("and_more").Length + Of("and_less").Length > 0 ? new BoundaryWords(Of("and_more") != "exclusive", Of("and_less") != "exclusive") : null,
                ValidFrom = DayOf(head.GetValueOrDefault("from")), ValidTo = DayOf(head.GetValueOrDefault("to")),
            };
            if (problems.Count > 0)
            {
                return new SheetReading(null, problems);
            }

            // What a file of the packs may not say, a workbook may not either: the reader of the packs has the last word.
            try
            {
                return new SheetReading(StandardFiles.Read(StandardFiles.Write(built), "xlsx"), []);
            }
            catch (LawPackException e)
            {
                Say(firstLine, $"{e.Problem}；{e.Remedy}", $"{e.Problem}; {e.Remedy}", $"{e.Problem}؛ {e.Remedy}");
                return new SheetReading(null, problems);
            }
        }

        private Dictionary<string, SheetCell> Head()
        {
            var head = new Dictionary<string, SheetCell>();
            foreach (var row in Sheet("basis", 1))
            {
                if (row.Find(c => c.Column == "A") is { Value: { } key } && HeadKeys.Any(k => k.Key == key))
                {
                    head[key] = Value(row.Find(c => c.Column == "D") is { Value: not null } value ? value : new SheetCell(row[0].Sheet, "D", row[0].Row, "", false));
                }
            }

            foreach (var (key, title) in HeadKeys.Where(k => k.Key is not ("from" or "to" or "stage" or "start_pct" or "and_more" or "and_less")))
            {
                if (!head.TryGetValue(key, out var cell))
                {
                    problems.Add(new CellProblem(HeadName, "", new Text($"缺少“{title.Zh}”（{key}）一行", $"the line '{key}' is missing", $"السطر {key} ناقص")));
                }
                else if (cell.Value.Length == 0)
                {
                    Say(cell, $"“{title.Zh}”没有填", $"{title.En} is empty", $"{title.Ar} فارغ");
                }
            }

            Choice(head, "certainty", [.. Vocabulary.Certainties.Keys]);
            Choice(head, "hit", ["unique", "heavier", "ordered"]);
            Choice(head, "unknown", ["ask", "lowest"]);
            Choice(head, "and_more", ["", "inclusive", "exclusive"]);
            Choice(head, "and_less", ["", "inclusive", "exclusive"]);
            Choice(head, "stage", ["", "refuses_correction", "overdue_correction"]);
            return head;
        }

        private void Choice(Dictionary<string, SheetCell> head, string key, IReadOnlyList<string> words)
        {
            if (head.TryGetValue(key, out var cell) && (cell.Value.Length > 0 || words[0].Length == 0) && !words.Contains(cell.Value))
            {
                Say(cell, $"“{cell.Value}”不是可用的词，请写：{string.Join("、", words)}", $"'{cell.Value}' is none of: {string.Join(", ", words)}", $"«{cell.Value}» ليست من: {string.Join("، ", words)}");
            }
        }

        private List<FactAsked> Facts()
        {
            var read = new List<FactAsked>();
            foreach (var line in Lines("facts"))
            {
                var (name, type) = (Cell(line, "name"), Cell(line, "type"));
                if (name.Value.Length == 0 || !name.Value.All(c => char.IsLetterOrDigit(c) || c == '_') || char.IsDigit(name.Value[0]))
                {
                    Say(name, $"名称“{name.Value}”只能用字母、数字和下划线，且不以数字开头", $"the name '{name.Value}' may hold letters, digits and _ only, and begins with a letter", $"الاسم «{name.Value}» أحرف وأرقام و_ فقط ويبدأ بحرف");
                }
                else if (read.Exists(f => f.Name == name.Value))
                {
                    Say(name, $"名称“{name.Value}”出现了两次", $"the name '{name.Value}' stands twice", $"الاسم «{name.Value}» مكرر");
                }

                if (type.Value is not ("boolean" or "integer" or "number" or "enum"))
                {
                    Say(type, $"类型“{type.Value}”不对，请写 boolean、integer、number 或 enum", $"the type '{type.Value}' is none of boolean, integer, number, enum", $"النوع «{type.Value}» ليس boolean أو integer أو number أو enum");
                }

                var values = Cell(line, "values");
                var words = values.Value.Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if ((type.Value == "enum") != (words.Length > 0))
                {
                    Say(values, "类型为 enum 时要写选项，其他类型不写", "give values exactly where the type is enum", "اكتب القيم حيث يكون النوع enum فقط");
                }

                foreach (var key in new[] { "zh", "en", "ar", "proof" })
                {
                    if (Cell(line, key) is { Value.Length: 0 } empty)
                    {
                        Say(empty, "没有填", "is empty", "فارغ");
                    }
                }

                read.Add(new FactAsked(name.Value, type.Value, new Text(Cell(line, "zh").Value, Cell(line, "en").Value, Cell(line, "ar").Value), words, Sum(Cell(line, "min")), Sum(Cell(line, "max")), Cell(line, "proof").Value, Cell(line, "derive").Value, Cell(line, "domain").Value ?? ""));
            }

            return read;
        }

        private (List<Tier> Tiers, SheetCell First) Rows(List<FactAsked> facts, bool needed)
        {
            var tiers = new List<Tier>();
            var first = new SheetCell(RowsName, "A", Heads + 1, "", false);
            var number = "";
            foreach (var line in Lines("rows"))
            {
                var any = Conditions(line, facts);
                var row = Cell(line, "row");
                if (row.Value.Length > 0 && row.Value == number && tiers.Count > 0)
                {
                    tiers[^1] = tiers[^1] with { Any = [.. tiers[^1].Any, any] };
                    continue;
                }

                number = row.Value;
                tiers.Add(Row(line, any, tiers.Count));
            }

            if (tiers.Count == 0 && needed)
            {
                Say(first, "没有一行阶次", "there is no row", "لا سطر");
            }

            return (tiers, first);
        }

        private Tier Row(Dictionary<string, SheetCell> line, Dictionary<string, string> any, int index)
        {
            foreach (var key in new[] { "tier", "text", "penalty_text" })
            {
                if (Cell(line, key) is { Value.Length: 0 } empty)
                {
                    var title = RowColumns.First(c => c.Key == key).Title;
                    Say(empty, $"“{title.Zh}”没有填", $"{title.En} is empty", $"{title.Ar} فارغ");
                }
            }

            var (fine, formula) = SumOf(line, "fine_min", "fine_max", "formula");
            var perParty = new[] { (PartyKind.Entity, "org"), (PartyKind.Individual, "person") }.Select(p => (Who: p.Item1, Sum: SumOf(line, $"{p.Item2}_min", $"{p.Item2}_max", $"{p.Item2}_formula")))
                .Where(p => p.Sum is { Fine: not null } or { Formula.Length: > 0 }).ToDictionary(p => p.Who, p => p.Sum);
            var (tier, severity) = (Cell(line, "tier").Value, Cell(line, "severity"));
            if (Sum(severity) is { } order && (order != decimal.Truncate(order) || order > 1_000))
            {
                Say(severity, "轻重次序写整数", "the order is a whole number", "الترتيب عدد صحيح");
            }

            var text = Cell(line, "text").Value;
            return new Tier(tier, text, Cell(line, "penalty_text").Value, [any], Party(Cell(line, "party")), fine, formula,
                Yes(Cell(line, "warning")), None(Cell(line, "none")), Sum(severity) is { } s and <= 1_000 ? (int)s : index, Cell(line, "group").Value ?? "", perParty.Count > 0 ? perParty : null, Other: Cell(line, "other").Value is { Length: > 0 } other ? [.. other.Split('、', ',').Select(o => o.Trim())] : null)
            {
                Title = Cell(line, "tier_en").Value is { Length: > 0 } en && Cell(line, "tier_ar").Value is { Length: > 0 } ar ? new Text(tier, en, ar) : TierWords.Tier(tier),
            };
        }

        private List<WorkedExample> Examples(List<FactAsked> facts)
        {
            var read = new List<WorkedExample>();
            foreach (var line in Lines("examples"))
            {
                var given = new Dictionary<string, object?>();
                foreach (var (key, raw) in line.Where(c => c.Key.StartsWith("fact.", StringComparison.Ordinal)))
                {
                    var cell = Value(raw);
                    if (cell.Value.Length == 0 || facts.Find(f => f.Name == key[5..]) is not { } fact)
                    {
                        continue;
                    }

                    given[fact.Name] = fact.Type switch
                    {
                        "boolean" => Cells.Typed(fact, cell.Value) switch { "true" => true, "false" => false, _ => Wrong(cell, "写 是 或 否", "write 是/yes or 否/no", "اكتب نعم أو لا") },
                        "enum" => fact.Values.Contains(cell.Value) ? cell.Value : Wrong(cell, $"请写：{string.Join("、", fact.Values)}", $"write one of: {string.Join(", ", fact.Values)}", $"اكتب إحدى: {string.Join("، ", fact.Values)}"),
                        _ => Sum(cell),
                    };
                }

                var (tier, low) = (Cell(line, "tier"), Sum(Cell(line, "fine_min")));
                if (tier.Value.Length == 0)
                {
                    Say(tier, "没有写应得的阶次", "the expected tier is empty", "الدرجة المتوقعة فارغة");
                }

                read.Add(new WorkedExample(given, Party(Cell(line, "party")) ?? PartyKind.Individual, tier.Value, low is { } min ? new YuanRange(min, Sum(Cell(line, "fine_max")) ?? min) : null));
            }

            return read;
        }

        private object? Wrong(SheetCell cell, string zh, string en, string ar)
        {
            Say(cell, zh, en, ar);
            return null;
        }

        private string? Condition(FactAsked fact, SheetCell cell)
        {
            var condition = Cells.Typed(fact, cell.Value);
            if (condition is "" or "-")
            {
                return null;
            }

            try
            {
                UnaryTests.Parse(condition);
            }
            catch (FeelParseException e)
            {
                return Unread(e.Message);
            }

            // Words alone are a name in FEEL, "about 3" too: of a number that says nothing and would be false for every case.
            if (fact.Type is not ("boolean" or "enum") && condition.Any(char.IsLetter) && condition.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_'))
            {
                return Unread("words");
            }

            if (fact.Type == "boolean" && condition is not ("true" or "false"))
            {
                Say(cell, "写 是 或 否，或者留空", "write 是/yes or 否/no, or leave it empty", "اكتب نعم أو لا أو اتركه فارغاً");
            }
            else if (fact.Type == "enum" && !condition.Contains('"'))
            {
                Say(cell, $"“{cell.Value}”不是选项，请写：{string.Join("、", fact.Values)}", $"'{cell.Value}' is no value; write: {string.Join(", ", fact.Values)}", $"«{cell.Value}» ليست قيمة؛ اكتب: {string.Join("، ", fact.Values)}");
            }

            return condition;

            string? Unread(string why)
            {
                Say(cell, $"条件“{cell.Value}”读不懂：{(why == "words" ? "只有文字" : why)}；写法如 <= 1、(1..3]、>= 3", $"the condition '{cell.Value}' cannot be read: {(why == "words" ? "it is words only" : why)}; write for example <= 1, (1..3], >= 3", $"تعذرت قراءة الشرط «{cell.Value}»: {(why == "words" ? "كلمات فقط" : why)}؛ اكتب مثلاً <= 1 أو (1..3]");
                return null;
            }
        }

        private PartyKind? Party(SheetCell cell) => cell.Value switch
        {
            "" or "-" or "—" or "个人、单位" => null,
            "个人" or "individual" or "فرد" => PartyKind.Individual,
            "单位" or "entity" or "جهة" => PartyKind.Entity,
            _ => (PartyKind?)Wrong(cell, "写 个人 或 单位，两者都适用就留空", "write 个人/individual or 单位/entity, or leave it empty for both", "اكتب فرد أو جهة أو اتركه فارغاً للاثنين"),
        };

        private string? None(SheetCell cell) => cell.Value switch
        {
            "" => null,
            "不予处罚" or "must" => "must",
            "可以不予处罚" or "may" => "may",
            _ => (string?)Wrong(cell, "写 不予处罚 或 可以不予处罚，或者留空", "write 不予处罚/must or 可以不予处罚/may, or leave it empty", "اكتب must أو may أو اتركه فارغاً"),
        };

        private bool Yes(SheetCell cell) => cell.Value.ToLowerInvariant() switch
        {
            "" or "否" or "no" or "false" or "لا" => false,
            "是" or "yes" or "true" or "نعم" => true,
            _ => Wrong(cell, "写 是，或者留空", "write 是/yes, or leave it empty", "اكتب نعم أو اتركه فارغاً") is not null,
        };

        private decimal? Sum(SheetCell cell)
        {
            if (cell.Value.Length == 0)
            {
                return null;
            }

            if (decimal.TryParse(cell.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000)
            {
                return number;
            }

            Say(cell, $"“{cell.Value}”不是数", $"'{cell.Value}' is not a number", $"«{cell.Value}» ليس عدداً");
            return null;
        }

        private DateOnly? DayOf(SheetCell cell)
        {
            if (cell.Value is null or "")
            {
                return null;
            }

            // A day may come back as Excel counts days, from 1899-12-30.
            if (DateOnly.TryParseExact(cell.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || (int.TryParse(cell.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 30_000 and < 80_000 && DateOnly.TryParseExact(new DateOnly(1899, 12, 30).AddDays(serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "yyyy-MM-dd", out day)))
            {
                return day;
            }

            Say(cell, $"“{cell.Value}”不是日期，写成 2026-01-31", $"'{cell.Value}' is not a day; write 2026-01-31", $"«{cell.Value}» ليس تاريخاً؛ اكتب 2026-01-31");
            return null;
        }

        private SheetCell Value(SheetCell cell)
        {
            if (cell.IsFormula)
            {
                Say(cell, "单元格里是公式，请写结果", "the cell holds a formula; write the value", "الخلية تحوي صيغة؛ اكتب القيمة");
            }

            return cell;
        }

        private SheetCell Cell(Dictionary<string, SheetCell> line, string key) => line.TryGetValue(key, out var cell) ? Value(cell) : default;

        /// <summary>Lines of a sheet below its headings: by the key of the fourth row, so that columns may be moved; an empty cell is there too, with its name.</summary>
        private IEnumerable<Dictionary<string, SheetCell>> Lines(string suffix)
        {
            var rows = Sheet(suffix, 0);
            var keys = rows.Find(r => r.Count > 0 && r[0].Row == Heads)?.Where(c => c.Value.Length > 0).GroupBy(c => c.Value).ToDictionary(g => g.First().Column, g => g.Key) ?? [];
            var known = suffix switch { "rows" => RowColumns.Select(c => c.Key), "facts" => FactColumns.Select(c => c.Key), "ranges" => RangeColumns.Select(c => c.Key), "weights" => ["factor", "level", "pct"], _ => ["party", "tier"] };
            if (rows.Count > 0)
            {
                foreach (var lost in known.Except(keys.Values))
                {
                    problems.Add(new CellProblem(suffix, "", new Text($"第 {Heads} 行里缺少列“{lost}”，请不要改第 {Heads} 行", $"the column '{lost}' is missing in row {Heads}; leave row {Heads} as it is", $"العمود {lost} ناقص في السطر {Heads}؛ اترك السطر {Heads} كما هو")));
                }
            }

            foreach (var row in rows.Where(r => r.Count > 0 && r[0].Row > Heads))
            {
                yield return keys.ToDictionary(k => k.Value, k => row.Find(c => c.Column == k.Key) is { Value: not null } cell ? cell : new SheetCell(row[0].Sheet, k.Key, row[0].Row, "", false));
            }
        }

        private List<List<SheetCell>> Sheet(string suffix, int skip)
        {
            var found = book.FirstOrDefault(s => s.Key.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
            if (found.Value is null && suffix is "ranges" or "weights")
            {
                // Workbooks written before there were weights and groups have no such sheets.
                return [];
            }

            if (found.Value is null)
            {
                problems.Add(new CellProblem("", "", new Text($"缺少名称以“{suffix}”结尾的工作表", $"the sheet whose name ends in '{suffix}' is missing", $"الورقة التي ينتهي اسمها بـ {suffix} ناقصة")));
                return [];
            }

            return [.. found.Value.Where(r => r.Count > 0).Skip(skip)];
        }

        private void Say(SheetCell cell, string zh, string en, string ar)
        {
            var at = cell.Value is null ? "" : cell.Name;
            if (problems.Count < 200 && !problems.Exists(p => p.Sheet == (cell.Sheet ?? "") && p.Cell == at && p.Message.En.EndsWith(en, StringComparison.Ordinal)))
            {
                problems.Add(new CellProblem(cell.Sheet ?? "", at, at.Length > 0 ? new Text($"{at}：{zh}", $"{at}: {en}", $"{at}: {ar}") : new Text(zh, en, ar)));
            }
        }
    }
}
