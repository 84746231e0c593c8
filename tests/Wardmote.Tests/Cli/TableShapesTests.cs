using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cli;

/// <summary>Published tables of other shapes: per unit, two subjects, gates, multiples, days, weights, missing rows. What is planted is found, and nothing else.</summary>
public sealed class TableShapesTests
{
    private const string Shapes = """
        source: {id: shapes, title: 五种写法试验, region: 500000, valid: {from: 2024-03-01, to: 2027-02-28}}
        conventions: {bounds: “以上”包括本数，“以下”不包括本数}
        tables:
        - id: per-m2
          act: 违法占地
          law: 《试验条例》
          basis: {article: 12}
          legal_range: {fine_per_m2: [10, 50]}
          domain: {area_m2: "(0..10000]"}
          rules:
          - {tier: 轻, text: 面积不足50平方米, when: {area_m2: "< 50"}, fine_formula: "15 * area_m2"}
          - {tier: 一般, text: 面积50平方米以上200平方米以下, when: {area_m2: "[50..200)"}, fine_formula: "30 * area_m2"}
          - {tier: 重, text: 面积200平方米以上, when: {area_m2: ">= 200"}, fine_formula: "60 * area_m2"}
        - id: two-subjects
          act: 未按规定检查
          law: 《试验条例》
          basis: {article: 13}
          org: {legal_range: {fine: [10000, 50000]}}
          person: {legal_range: {fine: [1000, 5000]}}
          rules:
          - {tier: 轻, text: 首次, when: {times: "1"}, org: {fine: [10000, 20000]}, person: {fine: [1000, 2000]}}
          - {tier: 重, text: 两次以上, when: {times: ">= 2"}, org: {fine: [20000, 50000]}, person: {fine: [2000, 6000]}}
        - id: gated
          act: 无证经营
          law: 《试验条例》
          basis: {article: 14}
          groups: [{no: 1, legal_range: {fine: [1000, 5000]}}, {no: 2, gate: 情节严重的, legal_range: {fine: [5000, 20000]}}]
          rules:
          - {tier: 一般, text: 未造成后果, group: 1, when: {harm: "false", value: "< 10000"}, fine: [1000, 5000]}
          - {tier: 严重一, text: 货值一万元以上, group: 2, when: {value: ">= 10000"}, fine: [5000, 10000], confiscation: true}
          - {tier: 严重二, text: 造成后果, group: 2, when: {harm: "true"}, fine: [10000, 20000], other: [suspension]}
        - id: multiple
          act: 违法所得
          law: 《试验条例》
          basis: {article: 15}
          legal_range: {fine_multiple_of_gains: [1, 5]}
          rules:
          - {tier: 轻, text: 违法所得1万元以下, when: {gains: "<= 10000"}, fine_formula: "1 * gains"}
          - {tier: 重, text: 违法所得1万元以上, when: {gains: "> 10000"}, fine_formula: "min(5 * gains, 3 * gains + 20000)"}
        - id: dates
          act: 超期未改
          law: 《试验条例》
          basis: {article: 16}
          legal_range: {fine: [500, 2000]}
          rules:
          - {tier: 旧, text: 2026年1月1日前建成, when: {built: '< date("2026-01-01")', late: '<= duration("P10D")'}, fine: 500}
          - {tier: 旧二, text: 2026年1月1日前建成且超期10日以上, when: {built: '< date("2026-01-01")', late: '> duration("P10D")'}, fine: 1000}
          - {tier: 新, text: 2026年1月1日后建成, when: {built: '> date("2026-01-01")'}, fine: 2000}
        - id: weights
          model: weight_sum
          act: 排污
          law: 《试验条例》
          basis: {article: 17}
          legal_range: {fine: [20000, 200000]}
          start_pct: 10
          factors:
          - {name: 次数, unit: 次, levels: [{text: 一次, pct: 0, when: {times: "1"}}, {text: 两次, pct: 20, when: {times: "2"}}, {text: 两次以上, pct: 40, when: {times: ">= 2"}}]}
          - {name: 改正, levels: [{text: 已改正, pct: 0, when: {corrected: "true"}}, {text: 未改正, pct: 50, when: {corrected: "false"}}]}
        - id: missing
          act: 缺行
          law: 《试验条例》
          basis: {article: 18}
          legal_range: {fine: [100, 500]}
          rules:
          - {tier: 不予处罚, text: 首次且已改正, when: {times: "1", corrected: "true"}, none: true}
          - {tier: 轻, text: 首次未改正, when: {times: "1", corrected: "false"}, fine: "[100..200)"}
          - {tier: 重, text: 三次以上, when: {times: ">= 3"}, fine: "> 200"}
        """;

    private static readonly IReadOnlyList<PublishedTable> Tables = StandardTables.Read("shapes.yaml", Shapes);

    [Fact]
    public void What_is_planted_is_found_and_nothing_else()
    {
        string[] expected =
        [
            "per-m2 out_of_range [3]", "two-subjects gap []", "two-subjects out_of_range [2]", "gated overlap [2,3]", "multiple boundary_words [1]", "multiple boundary_words [2]",
            "dates gap []", "dates boundary_words [2]", "weights gap []", "weights overlap [2,3]", "missing gap []",
        ];
        var found = Tables.SelectMany(t => TableCheck.OfPublished("shapes.yaml", t.Standard, t.IsList)).Select(f => $"{f.Standard} {f.Kind} [{string.Join(",", f.Rules)}]").Distinct();
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void A_gap_of_several_parts_names_them_all()
    {
        var gap = Assert.Single(Findings("missing"), f => f.Kind == "gap");
        Assert.Contains("0", gap.Message.En, StringComparison.Ordinal);
        Assert.Matches("all of it: times [^;]*2", gap.Message.En);
    }

    [Fact]
    public void A_witness_day_is_written_as_facts_are_and_weighs_to_nothing()
    {
        var gap = Assert.Single(Findings("dates"), f => f.Kind == "gap");
        Assert.Equal("2026-01-01", gap.Witness["built"]);
        var table = Table("dates");
        Assert.Null(Weigh.On(table, null, PartyKind.Individual, gap.Witness.ToDictionary(w => w.Key, w => JsonSerializer.SerializeToElement(w.Value))).Tier);
    }

    [Theory]
    [InlineData("per-m2", """{"area_m2":49.9}""", "individual", "轻", "748.5", "748.5")]
    [InlineData("per-m2", """{"area_m2":50}""", "individual", "一般", "1500", "1500")]
    [InlineData("two-subjects", """{"times":1}""", "individual", "轻", "1000", "2000")]
    [InlineData("two-subjects", """{"times":2}""", "entity", "重", "20000", "50000")]
    [InlineData("gated", """{"harm":false,"value":9999.99}""", "individual", "一般", "1000", "5000")]
    [InlineData("gated", """{"harm":true,"value":20000}""", "individual", "严重二", "10000", "20000")]
    [InlineData("multiple", """{"gains":20000}""", "individual", "重", "80000", "80000")]
    [InlineData("dates", """{"built":"2025-12-31","late":"P11D"}""", "individual", "旧二", "1000", "1000")]
    [InlineData("dates", """{"built":"2026-01-02","late":"P1D"}""", "individual", "新", "2000", "2000")]
    [InlineData("weights", """{"times":1,"corrected":true}""", "individual", "10%", "20000", "20000")]
    [InlineData("weights", """{"times":3,"corrected":false}""", "individual", "100%", "200000", "200000")]
    [InlineData("missing", """{"times":3}""", "individual", "重", "200", "500")]
    public void They_are_weighed(string id, string facts, string party, string tier, string min, string max)
    {
        var (table, who) = (Table(id), party == "entity" ? PartyKind.Entity : PartyKind.Individual);
        var weighed = Weigh.On(table, table.RangeFor("", who), who, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!);
        Assert.Equal(tier, weighed.Tier);
        Assert.Equal(new YuanRange(decimal.Parse(min), decimal.Parse(max)), weighed.Fine);
    }

    [Theory]
    [InlineData("missing", """{"times":2}""")]
    [InlineData("gated", """{"harm":false}""")]
    [InlineData("per-m2", """{"area_m2":10001}""")]
    [InlineData("weights", """{"times":2}""")]
    public void What_no_row_answers_or_nobody_established_has_no_tier(string id, string facts) =>
        Assert.Null(Weigh.On(Table(id), null, PartyKind.Individual, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!).Tier);

    [Fact]
    public void Confiscation_and_suspension_go_with_the_fine()
    {
        Assert.Equal(["confiscation"], Table("gated").Tiers[1].Other);
        Assert.Equal(["suspension"], Weigh.On(Table("gated"), null, PartyKind.Individual, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"harm":true,"value":1}""")!).Other);
    }

    private static DiscretionStandard Table(string id) => Tables.Single(t => t.Standard.Id == id).Standard;

    private static IEnumerable<Finding> Findings(string id) => TableCheck.OfPublished("shapes.yaml", Table(id), false);
}
