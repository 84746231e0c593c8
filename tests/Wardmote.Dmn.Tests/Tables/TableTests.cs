using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Tests.Tables;

public class TableTests
{
    private static readonly DecisionTable Ladder = new(
        [new("area", FactType.Number, "(0..1000]"), new("times", FactType.Integer, ">= 1"), new("corrected", FactType.Boolean)],
        [
            new("light", ["< 10", "1", "true"]),
            new("ordinary", ["[10..50)", "1", "-"]),
            new("heavy", [">= 50", "-", "-"]),
            new("again", ["< 50", ">= 2", "false"]),
        ]);

    [Fact]
    public void Compiled_and_interpreted_answers_agree_on_a_million_random_facts()
    {
        var tables = new GeneratedTables(20260101);
        for (var t = 0; t < 500; t++)
        {
            var (table, _, _) = tables.Next(5, 8, withOtherFacts: t % 3 == 0, withNulls: t % 5 == 0);
            var compiled = table.Compile();
            for (var i = 0; i < 2_000; i++)
            {
                var facts = tables.Facts(table);
                var expected = table.Interpret(facts);
                var match = compiled.Match(facts);
                for (var row = 0; row < expected.Length; row++)
                {
                    if (match[row] != expected[row])
                    {
                        Assert.Fail($"{facts}: row {table.Rules[row]} is {match[row]}, interpreted {expected[row]}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_row_not_fired_names_the_columns_that_failed()
    {
        var match = Ladder.Compile().Match(FeelContext.Of(("area", FeelValue.From(5)), ("times", FeelValue.From(1)), ("corrected", FeelValue.False)));
        Assert.Empty(match.Applying);
        var why = match.Explain();
        Assert.Equal([2], why[0].Failed);
        Assert.Equal([0], why[1].Failed);
        Assert.Equal([1], why[3].Failed);
        Assert.Equal([0, 1, 2, 3], match.NearMisses.Select(m => m.Row));
    }

    [Fact]
    public void A_fact_not_established_leaves_rows_open_but_not_those_that_fail_anyway()
    {
        var match = Ladder.Compile().Match(FeelContext.Of(("area", FeelValue.From(20)), ("times", FeelValue.From(1))));
        Assert.Equal([1], match.Applying);
        Assert.Empty(match.Open);
        Assert.Empty(match.OutsideDomain);
        Assert.Equal([1], Ladder.Compile().Match(FeelContext.Of(("area", FeelValue.From(20)), ("times", FeelValue.From(0)))).OutsideDomain);
        Assert.Equal([0], Ladder.Compile().Match(FeelContext.Of(("area", FeelValue.From("20")), ("times", FeelValue.From(1)))).OutsideDomain);
        match = Ladder.Compile().Match(FeelContext.Of(("area", FeelValue.From(5)), ("times", FeelValue.From(1))));
        Assert.Equal([0], match.Open);
        Assert.Equal([2], match.Explain()[0].Open);
    }

    [Fact]
    public void A_gap_is_shown_with_a_case()
    {
        var analysis = Ladder.Compile().Analyse();
        Assert.True(analysis.IsComplete);
        Assert.NotEmpty(analysis.Gaps);
        Assert.All(analysis.Gaps, gap => Assert.DoesNotContain(RowAnswer.Yes, Ladder.Interpret(gap.Witness.Facts)));
        Assert.Empty(analysis.Overlaps);
        Assert.Empty(analysis.Shadowed);
        Assert.Empty(analysis.Unused);
    }

    [Fact]
    public void Rows_made_of_the_gaps_close_them()
    {
        var tables = new GeneratedTables(3);
        for (var t = 0; t < 150; t++)
        {
            var (table, _, _) = tables.Next(3, 5, withNulls: t % 2 == 0);
            var gaps = table.Compile().Analyse(cases: 100_000).Gaps;
            var closed = new DecisionTable(table.Inputs, [.. table.Rules, .. gaps.Select((g, i) => new TableRule($"gap {i}", g.Witness.Region))]);
            var analysis = closed.Compile().Analyse(cases: 100_000);
            Assert.Empty(analysis.Gaps);
            Assert.All(analysis.Overlaps, o => Assert.True(o.Second < table.Rules.Count, "gaps overlap nothing"));
        }
    }

    [Fact]
    public void Overlaps_shadows_strange_values_and_unused_columns_are_found()
    {
        var table = new DecisionTable(
            [new("kind", FactType.Text, "\"a\", \"b\""), new("n", FactType.Number, "[0..10]"), new("idle", FactType.Boolean)],
            [
                new("1", ["\"a\"", "< 5", "-"]),
                new("2", ["\"a\", \"b\"", ">= 5", "-"]),
                new("3", ["\"a\"", "-", "-"]),
                new("4", ["\"c\"", "12", "-"]),
            ]);
        var analysis = table.Compile().Analyse();
        Assert.Equal([(0, 2), (1, 2)], analysis.Overlaps.Select(o => (o.First, o.Second)));
        Assert.Equal(2, analysis.Shadowed.Count);
        Assert.Equal([0, 1], analysis.Shadowed[0].By);
        Assert.Equal(3, analysis.Shadowed[1].Row);
        Assert.Equal([(3, 0), (3, 1)], analysis.Outside.Select(o => (o.Row, o.Column)));
        Assert.Equal([2], analysis.Unused);
        Assert.Equal("kind: \"b\", n: 0, idle: false", Assert.Single(analysis.Gaps).Witness.ToString().Replace("n: 4", "n: 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cell_that_speaks_of_another_fact_is_interpreted_and_said_to_be()
    {
        var table = new DecisionTable(
            [new("paid", FactType.Number), new("due", FactType.Number)],
            [new("enough", [">= due", "-"]), new("little", ["? < due * 0.5", "-"])]);
        var compiled = table.Compile();
        Assert.Equal(2, compiled.Interpreted.Count);
        Assert.Equal([0], compiled.Match(FeelContext.Of(("paid", FeelValue.From(5)), ("due", FeelValue.From(5)))).Applying);
        Assert.Equal([0, 1], compiled.Match(FeelContext.Of(("paid", FeelValue.From(5)))).Open);
        var analysis = compiled.Analyse();
        Assert.Equal(2, analysis.NotAnalysable.Count);
        Assert.False(Assert.Single(analysis.Gaps).IsCertain);
        Assert.Empty(analysis.Unused);
    }

    [Fact]
    public void A_table_too_tangled_is_said_to_be_not_fully_analysed()
    {
        var chance = new Random(5);
        var inputs = Enumerable.Range(0, 40).Select(i => new TableInput($"f{i}", FactType.Boolean)).ToList();
        var rules = Enumerable.Range(0, 120).Select(r => new TableRule($"{r}", [.. inputs.Select(_ => chance.Next(8) switch { 0 => "true", 1 => "false", _ => "-" })]));
        var analysis = new DecisionTable(inputs, rules).Compile().Analyse(nodes: 20_000);
        Assert.False(analysis.IsComplete);
        Assert.NotEmpty(analysis.Shortfalls);
    }

    [Fact]
    public void A_row_for_facts_not_established_has_a_case_of_its_own()
    {
        var table = new DecisionTable([new("n", FactType.Number)], [new("open", ["null"]), new("low", ["< 5"]), new("open again", ["null"])]);
        var analysis = table.Compile().Analyse();
        Assert.Equal(">= 5", Assert.Single(Assert.Single(analysis.Gaps).Witness.Region));
        Assert.Equal((0, 2), analysis.Overlaps.Select(o => (o.First, o.Second)).Single());
        Assert.Equal([2], analysis.Shadowed.Select(s => s.Row));
    }

    [Fact]
    public void A_proof_that_needs_too_many_regions_is_given_up_in_time()
    {
        // Seven hundred rows of three conditions each surely cover forty facts, but to see it takes a very large diagram.
        var chance = new Random(6);
        var inputs = Enumerable.Range(0, 40).Select(i => new TableInput($"f{i}", FactType.Boolean)).ToList();
        var rules = Enumerable.Range(0, 700).Select(r =>
        {
            var cells = Enumerable.Repeat("-", 40).ToArray();
            for (var i = 0; i < 3; i++)
            {
                cells[chance.Next(40)] = chance.Next(2) == 0 ? "true" : "false";
            }

            return new TableRule($"{r}", cells);
        });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var analysis = new DecisionTable(inputs, rules).Compile().Analyse(nodes: 100_000);
        Assert.Contains(analysis.Shortfalls, s => s.Contains("regions", StringComparison.Ordinal));
        Assert.Empty(analysis.Gaps);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_cell_that_cannot_be_read_is_named()
    {
        var refusal = Assert.Throws<TableRefusedException>(() => new DecisionTable([new("a", FactType.Number)], [new("third", ["< < 5"])]));
        Assert.Equal(("third", "a"), (refusal.Rule, refusal.Column));
        Assert.Equal(["1a", "2b", "2"], DecisionTable.Refusals(
            [new("a", FactType.Number), new("b", FactType.Text)],
            [new("1", ["<", "\"x\""]), new("2", ["1", "“x”"]), new("2", ["1"])]).Select(r => r.Rule + r.Column));
    }
}
