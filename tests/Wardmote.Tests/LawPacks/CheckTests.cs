using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Xunit;

namespace Wardmote.Tests.LawPacks;

public sealed class CheckTests
{
    private static readonly LawPack Demo = Installed.Pack("demo");

    [Fact]
    public void A_day_without_a_row_and_a_day_with_two_are_found()
    {
        Assert.Contains("date_gap", Kinds(Demo with { Items = Row("DM-009", r => r.ValidTo is null ? r with { ValidFrom = r.ValidFrom!.Value.AddDays(3) } : r) }));
        Assert.Contains("date_overlap", Kinds(Demo with { Items = Row("DM-009", r => r.ValidTo is null ? r with { ValidFrom = r.ValidFrom!.Value.AddDays(-3) } : r) }));
        Assert.Contains("date_overlap", Kinds(Demo with { Items = Row("DM-009", r => r with { ValidTo = null }) }));
    }

    [Fact]
    public void An_article_without_a_source_is_found() => Assert.Contains("missing_source", Kinds(Demo with { Items = Row("DM-001", r => r with { Source = "" }) }));

    [Fact]
    public void An_agency_nobody_defines_is_found() => Assert.Contains("unknown_agency", Kinds(Demo with { Items = Row("DM-001", r => r with { AgencyKind = "QQ" }) }));

    [Fact]
    public void A_ceiling_below_the_range_is_found() => Assert.Contains("ceiling_below_range", Kinds(Demo with { Items = Row("DM-001", r => r with { EntityCeiling = 10 }) }));

    [Fact]
    public void A_grant_without_an_instrument_is_found() =>
        Assert.Contains("missing_instrument", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Instrument = new Instrument("", "", "") }) }));

    [Fact]
    public void An_entrustment_without_a_letter_a_term_or_an_organ_is_found()
    {
        Assert.Contains("missing_letter", Kinds(Demo with { Grants = Line("demo-g17", g => g with { To = null }) }));
        Assert.Contains("missing_letter", Kinds(Demo with { Grants = Line("demo-g17", g => g with { InNameOf = "" }) }));
    }

    [Fact]
    public void Measures_under_an_entrustment_are_found() =>
        Assert.Contains("entrusted_measures", Kinds(Demo with { Grants = Line("demo-g17", g => g with { Scope = g.Scope with { Measures = true } }) }));

    [Fact]
    public void Measures_and_execution_that_the_items_law_does_not_name_are_found()
    {
        Assert.Contains("beyond_law", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Scope = g.Scope with { Measures = true } }) }));
        Assert.Contains("beyond_law", Kinds(Demo with { Grants = Line("demo-g03", g => g with { Scope = g.Scope with { Execution = true } }) }));
        Assert.DoesNotContain("beyond_law", Kinds(Demo));
    }

    [Fact]
    public void A_line_that_reaches_beyond_its_packs_region_is_found()
    {
        Assert.Contains("line_outside", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Reach = new Reach(["500110"], [], []) }) }));
        Assert.Contains("line_outside", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Reach = new Reach([], ["500110100"], []) }) }));
    }

    [Fact]
    public void A_line_about_an_item_or_a_place_nobody_knows_is_found()
    {
        Assert.Contains("unknown_item", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Item = new ItemCode("DM-999") }) }));
        Assert.Contains("unknown_locality", Kinds(Demo with { Grants = Line("demo-g05", g => g with { Reach = new Reach([], ["990100999"], []) }) }));
        Assert.Contains("unknown_region", Kinds(Demo with { Grants = Line("demo-g01", g => g with { Reach = new Reach(["980000"], [], []) }) }));
    }

    [Fact]
    public void A_retrieval_of_nothing_is_found() =>
        Assert.Contains("retrieval_of_nothing", Kinds(Demo with { Retrievals = [Demo.Retrievals[0] with { On = new DateOnly(2023, 1, 1) }] }));

    [Fact]
    public void A_list_that_takes_what_a_law_gives_is_found() =>
        Assert.Contains("retrieval_of_statute", Kinds(Demo with { Retrievals = [Demo.Retrievals[0] with { Item = new ItemCode("DM-005") }] }));

    [Fact]
    public void A_tier_outside_the_statutory_range_is_found()
    {
        var finding = Assert.Single(Of(Demo with { Standards = Standard(s => s with { Tiers = [.. s.Tiers.Select((t, i) => i == 6 ? t with { Fine = new YuanRange(1500, 2001) } : t)] }) }), f => f.Kind == "out_of_range");
        Assert.Equal((Severity.Error, "demo-shop-goods", 7), (finding.Severity, finding.Standard, finding.Rules[0]));
    }

    [Fact]
    public void A_tier_without_an_example_and_an_example_of_no_tier_are_found()
    {
        Assert.Contains("missing_example", Kinds(Demo with { Standards = Standard(s => s with { Examples = [.. s.Examples.Skip(1)] }) }));
        Assert.Contains("example_of_nothing", Kinds(Demo with { Standards = Standard(s => s with { Examples = [.. s.Examples, s.Examples[0] with { Tier = "极重" }] }) }));
    }

    [Fact]
    public void A_fact_no_row_uses_is_found() =>
        Assert.Contains("unused_fact", Kinds(Demo with { Standards = Standard(s => s with { Facts = [.. s.Facts, new FactAsked("weather", "boolean", Text.Same("天气"), [], null, null, "—", "")] }) }));

    [Fact]
    public void A_statute_that_may_be_overridden_and_a_peer_that_stops_are_found()
    {
        var fence = Installed.Law.Nationwide.Fence("power", new DateOnly(2026, 9, 1));
        Assert.Contains("override_of_statute", Kinds(Demo with { Fences = [fence with { OverrideBy = ["organ-head"] }] }));
        Assert.Contains("peer_stops", Kinds(Demo with { Fences = [fence with { Ground = "peer" }] }));
        Assert.Contains("unknown_rule", Kinds(Demo with { Fences = [fence with { Rules = ["R-NONE-01"] }] }));
        Assert.Contains("model_without_note", Kinds(Demo with { Fences = [fence with { Certainty = Certainty.Model }] }));
    }

    [Fact]
    public void A_county_that_the_packs_region_does_not_reach_is_found()
    {
        Assert.Contains("county_outside", Kinds(Demo with { Region = "990100" }));
        Assert.DoesNotContain("county_outside", Kinds(Demo));
    }

    [Fact]
    public void A_period_without_an_article_is_found() =>
        Assert.Contains("missing_source", Kinds(Demo with { Periods = [new Period("nap", 1, "hours", "", Certainty.Quoted)] }));

    [Fact]
    public void Findings_of_the_table_engine_are_handed_through()
    {
        var found = new Finding(Severity.Error, "overlap", "demo", "demo-shop-goods", Text.Same("two rows")) { Standard = "demo-shop-goods", Rules = [1, 2] };
        var findings = new Check(Installed.Law, s => s.Id == "demo-shop-goods" ? [found] : []).Of(Demo);
        Assert.Same(found, Assert.Single(findings, f => f.Severity == Severity.Error));
    }

    private static List<EnforcementItem> Row(string code, Func<EnforcementItem, EnforcementItem> change) => [.. Demo.Items.Select(r => r.Code.Value == code ? change(r) : r)];

    private static List<Grant> Line(string id, Func<Grant, Grant> change) => [.. Demo.Grants.Select(g => g.Id == id ? change(g) : g)];

    private static List<DiscretionStandard> Standard(Func<DiscretionStandard, DiscretionStandard> change) => [.. Demo.Standards.Select(s => s.Id == "demo-shop-goods" ? change(s) : s)];

    private static IEnumerable<string> Kinds(LawPack demo) => Of(demo).Select(f => f.Kind);

    private static IReadOnlyList<Finding> Of(LawPack demo) => new Check(new LawInForce([demo, .. Installed.Law.Packs.Where(p => p.Id != "demo")])).Of(demo);
}
