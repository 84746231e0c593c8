using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Dmn.Tables;
using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <summary>
/// 裁量表检查: what the decision-table engine finds in the rows of a standard, said in plain words with a witness case. Severity follows RULES.md §2: rows that give
/// different penalties for one case are an error, the same penalty a notice, settled by a declared "heavier wins" information.
/// </summary>
/// <param name="pack">Pack or file the findings are said of.</param>
/// <param name="standard">The standard.</param>
/// <param name="law">The law that gives the item's statutory range where the standard states none; null for a file by itself.</param>
public sealed partial class TableCheck(string pack, DiscretionStandard standard, LawInForce? law = null)
{
    private const int Cases = 24;

    /// <summary>Everything that the engine finds in a standard of a pack: its rows against each other, the levels of its factors, and its worked examples.</summary>
    public static IEnumerable<Finding> Of(string pack, DiscretionStandard standard, LawInForce? law = null)
    {
        var check = new TableCheck(pack, standard, law);
        return check.Rows().Concat(check.Weights()).Concat(check.Examples());
    }

    /// <summary>
    /// What stands in the file itself: sums against the ranges it states, facts nobody uses, boundary words. Whether 以上 takes in the number is asked only of an official text; a model says it in its cells.
    /// </summary>
    public IEnumerable<Finding> Said() =>
        Sums().Concat(Unused()).Concat(standard.Bounds is not null || standard.Certainty == Certainty.Quoted ? Words() : []);

    /// <summary>Everything found in a published table, whose statutory range and conventions stand in its own file.</summary>
    /// <param name="pack">File.</param>
    /// <param name="standard">The table.</param>
    /// <param name="isList">True for one row of a list: what lies outside it is no gap.</param>
    public static IEnumerable<Finding> OfPublished(string pack, DiscretionStandard standard, bool isList)
    {
        var check = new TableCheck(pack, standard);
        var found = check.Rows().Where(f => !isList || f.Kind is not "gap");
        return found.Concat(check.Weights()).Concat(check.Sums()).Concat(check.Unused()).Concat(check.Words()).Concat(check.Examples());
    }

    /// <summary>Gaps, overlaps, shadowed rows, values outside the domain, cells that cannot be read.</summary>
    public IEnumerable<Finding> Rows()
    {
        var parties = Parties();
        var seen = new HashSet<string>();
        foreach (var who in parties)
        {
            var rows = standard.Tiers.Select((tier, i) => (tier, Row: i + 1)).Where(r => r.tier.Who is null || r.tier.Who == who).ToList();
            var lines = rows.SelectMany(r => r.tier.Any.Select(a => (r.tier, r.Row, When: a))).ToList();
            foreach (var finding in Table(lines, who, parties.Count > 1).Where(f => seen.Add($"{f.Kind}|{string.Join(",", f.Rules)}|{f.Message.En}")))
            {
                yield return finding;
            }
        }
    }

    private List<PartyKind> Parties()
    {
        if (standard.Tiers.Count == 0)
        {
            return [];
        }

        return standard.Tiers.All(t => t.Who is null && t.PerParty is null) ? [PartyKind.Individual]
            : [.. new[] { PartyKind.Individual, PartyKind.Entity }.Where(p => standard.Tiers.Any(t => t.Who == p || t.PerParty?.ContainsKey(p) == true))];
    }

    private List<Finding> Table(List<(Tier Tier, int Row, IReadOnlyDictionary<string, string> When)> lines, PartyKind who, bool named)
    {
        var used = lines.SelectMany(l => l.When.Keys).ToHashSet();
        var inputs = standard.Facts.Where(f => used.Contains(f.Name)).Select(f => new TableInput(f.Name, CompiledStandard.TypeOf(f), DomainOf(f))).ToList();
        var rules = lines.Select(l => new TableRule(l.Row.ToString(), [.. inputs.Select(i => l.When.GetValueOrDefault(i.Name, "-"))])).ToList();
        var found = DecisionTable.Refusals(inputs, rules).Select(r => Say(Severity.Error, "unreadable", r.Rule.Length > 0 ? [int.Parse(r.Rule)] : [],
            $"“{r.Column}”的条件读不懂：{r.Reason}", $"the condition on {r.Column} cannot be read: {r.Reason}", $"تعذرت قراءة شرط {r.Column}: {r.Reason}")).ToList();
        if (found.Count > 0 || inputs.Count == 0)
        {
            return found;
        }

        TableAnalysis analysis;
        try
        {
            analysis = new DecisionTable(inputs, rules).Compile().Analyse(cases: 2000);
        }
        catch (TableRefusedException e)
        {
            return [Say(Severity.Error, "unreadable", [], $"“{e.Column}”：{e.Reason}", $"{e.Column}: {e.Reason}", $"{e.Column}: {e.Reason}")];
        }

        var party = named ? who == PartyKind.Individual ? new Text("（个人）", " (individual)", " (فرد)") : new Text("（单位）", " (organisation)", " (جهة)") : Text.Same("");
        foreach (var gap in analysis.Gaps.Take(Cases))
        {
            var (zh, en, ar) = Told(gap.Witness.Facts);
            var wide = Wide(inputs, gap.Witness);
            (zh, en, ar) = (zh + wide.Zh, en + wide.En, ar + wide.Ar);
            found.Add(Say(gap.IsCertain ? Severity.Error : Severity.Warning, "gap", [], $"{zh}：没有对应的裁量阶次{party.Zh}", $"{en}: no tier answers{party.En}", $"{ar}: لا درجة تقابل هذه الحالة{party.Ar}") with
            {
                Witness = Plain(gap.Witness.Facts),
                Who = named ? who : null,
                Region = inputs.Select((input, i) => (input.Name, Cell: gap.Witness.Region[i])).Where(c => c.Cell != "-").ToDictionary(c => c.Name, c => c.Cell),
            });
        }

        if (analysis.Gaps.Count > Cases)
        {
            found.Add(Say(Severity.Notice, "more_gaps", [], $"还有 {analysis.Gaps.Count - Cases} 处空档没有列出", $"{analysis.Gaps.Count - Cases} more gaps are not listed", $"{analysis.Gaps.Count - Cases} ثغرات أخرى غير مدرجة"));
        }

        // Where the heavier row wins, a row is without effect when heavier ones take all its cases, wherever they stand.
        var ranked = standard.Hit == "heavier" ? lines.OrderByDescending(l => l.Tier.Severity).ToList() : lines;
        var shadows = Shadows(ranked, standard.Hit == "heavier"
            ? new DecisionTable(inputs, ranked.Select(l => new TableRule(l.Row.ToString(), [.. inputs.Select(i => l.When.GetValueOrDefault(i.Name, "-"))]))).Compile().Analyse(cases: 1)
            : analysis);
        foreach (var pair in analysis.Overlaps.Where(o => lines[o.First].Row != lines[o.Second].Row).GroupBy(o => (lines[o.First].Row, Second: lines[o.Second].Row)))
        {
            found.Add(Overlap(pair.First(), lines, who, party));
        }

        found.AddRange(shadows);
        foreach (var outside in analysis.Outside)
        {
            found.Add(Say(Severity.Warning, "outside_domain", [lines[outside.Row].Row], $"“{Name(inputs[outside.Column].Name, "zh")}”的值 {outside.Value} 不在适用范围内", $"the value {outside.Value} of {inputs[outside.Column].Name} lies outside its domain", $"القيمة {outside.Value} لـ {inputs[outside.Column].Name} خارج نطاقها"));
        }

        foreach (var column in analysis.Unused)
        {
            found.Add(Say(Severity.Warning, "unused_fact", [], $"“{Name(inputs[column].Name, "zh")}”对任何阶次都没有影响", $"the fact {inputs[column].Name} makes no difference to any row", $"الواقعة {inputs[column].Name} لا تغيّر أي سطر"));
        }

        foreach (var cell in analysis.NotAnalysable)
        {
            found.Add(Say(Severity.Notice, "not_analysable", [lines[cell.Row].Row], $"“{Name(inputs[cell.Column].Name, "zh")}”的条件不能精确分析：{cell.Reason}", $"the condition on {inputs[cell.Column].Name} cannot be analysed exactly: {cell.Reason}", $"لا يمكن تحليل شرط {inputs[cell.Column].Name} بدقة: {cell.Reason}"));
        }

        foreach (var shortfall in analysis.Shortfalls)
        {
            found.Add(Say(Severity.Notice, "not_analysable", [], $"分析不完整：{shortfall}", $"the analysis is not complete: {shortfall}", $"التحليل غير كامل: {shortfall}"));
        }

        return found;
    }

    private Finding Overlap(TableOverlap overlap, List<(Tier Tier, int Row, IReadOnlyDictionary<string, string> When)> lines, PartyKind who, Text party)
    {
        var (first, second) = (lines[overlap.First], lines[overlap.Second]);
        var same = Weigh.SamePenalty(first.Tier, second.Tier, who);
        var gated = first.Tier.Group != second.Tier.Group && new[] { first.Tier.Group, second.Tier.Group }.Count(g => standard.Ranges.Any(r => r.Group == g && r.Group.Length > 0 && r.Gate.Length > 0)) == 1;
        var severity = same ? Severity.Notice : standard.Hit is "heavier" or "ordered" || gated ? Severity.Info : overlap.IsCertain ? Severity.Error : Severity.Warning;
        var (zh, en, ar) = Told(overlap.Witness.Facts);
        var settled = same ? new Text("处罚相同", "the penalty is the same", "العقوبة واحدة")
            : standard.Hit == "heavier" ? new Text("从重一行优先", "the heavier row wins, as declared", "يُقدَّم الأشد كما أُعلن")
            : standard.Hit == "ordered" ? new Text("在前的一行优先", "the upper row wins, as declared", "يُقدَّم السطر الأعلى كما أُعلن")
            : gated ? new Text("以情节条款区分", "the group's gate tells them apart", "يفصل بينهما شرط المجموعة")
            : new Text("处罚不同，没有规定怎样取舍", "the penalties differ and nothing says which wins", "العقوبتان مختلفتان ولا نص على التقديم");
        return Say(severity, "overlap", [first.Row, second.Row],
            $"{zh}：第 {first.Row} 行和第 {second.Row} 行同时符合；{settled.Zh}{party.Zh}",
            $"{en}: rows {first.Row} and {second.Row} both fit; {settled.En}{party.En}",
            $"{ar}: السطران {first.Row} و{second.Row} ينطبقان معاً؛ {settled.Ar}{party.Ar}") with { Witness = Plain(overlap.Witness.Facts) };
    }

    /// <summary>Rows without any effect: no case at all, or all taken by rows above while no rule lets the heavier one win.</summary>
    private List<Finding> Shadows(List<(Tier Tier, int Row, IReadOnlyDictionary<string, string> When)> lines, TableAnalysis analysis)
    {
        var found = new List<Finding>();
        foreach (var row in lines.Select((l, i) => (l.Row, i)).GroupBy(l => l.Row))
        {
            var shadows = row.Select(l => analysis.Shadowed.FirstOrDefault(s => s.Row == l.i)).ToList();
            if (shadows.Contains(null))
            {
                continue;
            }

            var by = shadows.SelectMany(s => s!.By).Select(b => lines[b]).Where(b => b.Row != row.Key).DistinctBy(b => b.Row).ToList();
            if (by.Count == 0)
            {
                if (shadows.TrueForAll(s => s!.By.Count == 0))
                {
                    found.Add(Say(Severity.Warning, "shadowed", [row.Key], $"第 {row.Key} 行没有任何情形能够符合", $"no case can ever fit row {row.Key}", $"لا حالة يمكن أن توافق السطر {row.Key}"));
                }

                continue;
            }

            var own = lines[row.First().i].Tier;
            var wins = standard.Hit is not ("ordered" or "heavier") && by.Count > 1 && by.TrueForAll(b => own.Severity > b.Tier.Severity);
            if (!wins)
            {
                found.Add(Say(Severity.Warning, "shadowed", [row.Key, .. by.Select(b => b.Row)],
                    $"第 {row.Key} 行的情形都已由第 {string.Join("、", by.Select(b => b.Row))} 行包含",
                    $"every case of row {row.Key} is taken by {(by.Count == 1 ? "row" : "rows")} {string.Join(", ", by.Select(b => b.Row))}",
                    $"كل حالات السطر {row.Key} يشملها السطر {string.Join("، ", by.Select(b => b.Row))}"));
            }
        }

        return found;
    }

    /// <summary>The statutory range for a party: what the standard states, else what the item's row in force on its first day says of the stage.</summary>
    private YuanRange? Statutory(PartyKind who) => standard.RangeFor("", who)
        ?? (law?.RowsOf(standard.Item).FirstOrDefault(r => r.InForce(standard.ValidFrom ?? standard.ValidTo ?? DateOnly.MaxValue)) is { } row ? Weigh.Statutory(row, who, standard.Stage) : null);

    /// <summary>Worked examples, executed.</summary>
    public IEnumerable<Finding> Examples()
    {
        for (var i = 0; i < standard.Examples.Count; i++)
        {
            var example = standard.Examples[i];
            var facts = example.Facts.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
            Weighed? weighed = null;
            var problem = "";
            try
            {
                weighed = Weigh.On(standard, Statutory(example.Who), example.Who, facts);
            }
            catch (Exception e) when (e is FeelParseException or InvalidDataException or InvalidOperationException)
            {
                problem = e.Message;
            }

            var sum = weighed?.None is null ? weighed?.Fine : null;
            if (weighed is null || weighed.Tier != example.Tier || (example.Fine is { } expected && sum != expected))
            {
                var gives = weighed is null ? Text.Same(problem) : weighed.Tier is { } tier ? Named(tier, sum) : weighed.Why.Count > 0 ? weighed.Why[0].Text : new Text("没有结果", "nothing", "لا شيء");
                var expects = Named(example.Tier, example.Fine);
                yield return Say(Severity.Error, "wrong_example", weighed?.Rule > 0 ? [weighed.Rule] : [],
                    $"第 {i + 1} 个实例应为“{expects.Zh}”，结果是“{gives.Zh}”", $"example {i + 1} expects {expects.En} and comes out as: {gives.En}", $"المثال {i + 1} يتوقع {expects.Ar} والنتيجة: {gives.Ar}") with { Witness = example.Facts };
            }
        }
    }

    private static string? DomainOf(FactAsked fact) => fact switch
    {
        { Domain.Length: > 0 } => fact.Domain,
        { Min: { } min, Max: { } max } => $"[{min}..{max}]",
        { Min: { } min } => $">= {min}",
        { Max: { } max } => $"<= {max}",
        { Type: "enum" } when fact.Values is not [.., "other"] => string.Join(", ", fact.Values.Select(Cells.Quoted)),
        _ => null,
    };

    /// <summary>The question, without a long remark in brackets: a witness has several of them in one sentence.</summary>
    private string Name(string fact, string language) => Remark().Replace(standard.Facts.First(f => f.Name == fact).Question.In(language), "").Trim();

    [System.Text.RegularExpressions.GeneratedRegex(@"\s*[（(][^（）()]{13,}[）)]")]
    private static partial System.Text.RegularExpressions.Regex Remark();

    private Text Named(string tier, YuanRange? fine)
    {
        var title = standard.Tiers.FirstOrDefault(t => t.Name == tier)?.Title ?? Text.Same(tier);
        return fine is { } f ? new Text($"{title.Zh} {f}", $"{title.En} {f}", $"{title.Ar} {f}") : title;
    }

    private (string Zh, string En, string Ar) Told(FeelContext facts)
    {
        string In(string language, string yes, string no, string unknown) => string.Join(language == "en" ? ", " : "、", facts.Entries.Select(e =>
            $"{Name(e.Key, language)} {(e.Value switch { FeelBoolean { Value: true } => yes, FeelBoolean => no, FeelString s => s.Value, { IsNull: true } => unknown, var v => Literal(v) })}"));
        return (In("zh", "是", "否", "未查明"), In("en", "yes", "no", "not established"), In("ar", "نعم", "لا", "لم يثبت"));
    }

    private static Dictionary<string, object?> Plain(FeelContext facts) => facts.Entries.ToDictionary(e => e.Key, e => e.Value switch
    {
        FeelBoolean b => (object?)b.Value,
        FeelNumber n => n.Value,
        FeelString s => s.Value,
        { IsNull: true } => null,
        var v => Literal(v),
    });

    /// <summary>Where a gap has several parts in one column (nothing for 0 and nothing for 2), a witness names one of them: the others are said beside it.</summary>
    private Text Wide(List<TableInput> inputs, TableCase gap)
    {
        var parts = inputs.Select((input, i) => (input.Name, Tests: input.Type == FactType.Integer ? Open().Replace(gap.Region[i], Whole) : gap.Region[i])).Where(c => c.Tests.Contains("], ", StringComparison.Ordinal) || c.Tests.Contains("), ", StringComparison.Ordinal) || Several().IsMatch(c.Tests)).ToList();
        string In(string language) => string.Join(language == "en" ? "; " : "；", parts.Select(p => $"{Name(p.Name, language)} {p.Tests}"));
        return parts.Count == 0 ? Text.Same("") : new Text($"（范围：{In("zh")}）", $" (all of it: {In("en")})", $" (كلها: {In("ar")})");
    }

    /// <summary>Whole numbers strictly between two others: (1..3) is 2.</summary>
    private static string Whole(System.Text.RegularExpressions.Match open)
    {
        var (low, high) = (long.Parse(open.Groups[1].Value) + 1, long.Parse(open.Groups[2].Value) - 1);
        return low == high ? $"{low}" : low < high ? $"[{low}..{high}]" : open.Value;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\((\d{1,9})\.\.(\d{1,9})\)")]
    private static partial System.Text.RegularExpressions.Regex Open();

    [System.Text.RegularExpressions.GeneratedRegex(@"^[^""]*\d\s*,\s*[^""]*\d[^""]*$")]
    private static partial System.Text.RegularExpressions.Regex Several();

    /// <summary>A day or a duration as facts give it, <c>2026-01-01</c> and <c>P10D</c>, not as FEEL writes it.</summary>
    private static string Literal(FeelValue value) => value.ToString() is ['@', '"', .. var inner, '"'] ? inner : value.ToString() ?? "";

    private Finding Say(Severity severity, string kind, IReadOnlyList<int> rules, string zh, string en, string ar) =>
        new(severity, kind, pack, standard.Id, new Text($"{standard.Id}：{zh}", $"{standard.Id}: {en}", $"{standard.Id}: {ar}")) { Standard = standard.Id, Rules = rules };
}
