using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Store.LawPacks;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cli;

/// <summary>check and weigh on single files of published tables, and weigh on the installed law.</summary>
public sealed class StandardFileTests
{
    private const string Faulty = """
        source: {id: t, title: 试验, valid: {from: 2024-01-01, years: 5}, region: 440300}
        conventions: {bounds: “以下”不包括本数，“以上”包括本数}
        tables:
        - id: gap
          law: 《试验条例》
          act: 占地
          basis: {article: 3}
          legal_range: {fine: [100, 1000]}
          domain: {area: "[0..500]"}
          rules:
          - {tier: 轻, text: 面积10平方米以下, when: {area: "<= 10", kind: '"stall"'}, fine: "[100..300)"}
          - {tier: 重, text: 面积20平方米以上, when: {area: ">= 20", kind: '"stall"'}, fine: 2000}
          - {tier: 更重, text: 面积30平方米以上, when: {area: ">= 30", kind: '"stall"'}, fine: 900}
        - id: weights
          model: weight_sum
          law: 《试验条例》
          act: 排放
          basis: {article: 4}
          legal_range: {fine: [10000, 100000]}
          start_pct: 5
          factors:
          - {name: days, unit: 日, levels: [{text: 3日以下, pct: 0, when: {days: "<= 3"}}, {text: 超过5日, pct: 40, when: {days: "> 5"}}]}
          - {name: 后果, levels: [{text: 轻微, pct: 0}, {text: 严重, pct: 45}]}
        - id: two
          law: 《试验条例》
          act: 两个主体
          basis: {article: 5}
          hit: heavier
          legal_range: {org: {fine: [1000, 5000]}, person: {fine: [100, 500]}}
          rules:
          - {tier: 一般, text: 第一次, when: {offence_no: "1"}, org: {fine: 1000}, person: {fine: 100}}
          - {tier: 严重, text: 第二次及以上, when: {offence_no: ">= 2"}, org: {fine: "[3000..5000]"}, person: {fine: 600}}
          - {tier: 特重, text: 有严重后果, when: {grave: "true"}, org: {fine: 5000}, person: {fine: 500}}
        - id: groups
          law: 《试验条例》
          act: 分组
          basis: {article: 6}
          legal_range: {fine_per_m2: [5, 20]}
          groups: [{no: 1, legal_range: {fine_per_m2: [5, 20]}}, {no: 2, gate: serious = true, legal_range: {fine: [5000, 9000]}}]
          rules:
          - {tier: 一般, text: 一般, group: 1, when: {serious: "false"}, fine_formula: "30 * area_m2"}
          - {tier: 严重, text: 情节严重的, group: 2, when: {}, fine: 9000}
        """;

    [Fact]
    public void Planted_faults_are_found_with_a_witness()
    {
        var told = Told.OfFile(Faulty, "check", "FILE", "--json");
        Assert.Equal(1, told.Code);
        var findings = told.Json.GetProperty("findings").EnumerateArray().Select(f => (
            Standard: f.GetProperty("standard").GetString()!,
            Kind: f.GetProperty("kind").GetString()!,
            Severity: f.GetProperty("severity").GetString()!,
            Rules: string.Join(",", f.GetProperty("rules").EnumerateArray()),
            Witness: f.GetProperty("witness").Clone())).ToList();

        void Has(string standard, string kind, string severity, string rules) =>
            Assert.Contains(findings, f => (f.Standard, f.Kind, f.Severity, f.Rules) == (standard, kind, severity, rules));

        Has("gap", "gap", "error", "");
        Assert.Contains(findings, f => f.Standard == "gap" && f.Kind == "gap" && f.Witness.GetProperty("area").GetDecimal() is > 10 and < 20 && f.Witness.GetProperty("kind").GetString() == "stall");
        Assert.Contains(findings, f => f.Standard == "gap" && f.Kind == "gap" && f.Witness.GetProperty("kind").GetString() == "other");
        Has("gap", "out_of_range", "error", "2");
        Has("gap", "overlap", "error", "2,3");
        Has("gap", "shadowed", "warning", "3,2");
        Has("gap", "boundary_words", "warning", "1");
        Has("weights", "weights", "error", "");
        Has("weights", "start_below_minimum", "error", "");
        Assert.Contains(findings, f => f.Standard == "weights" && f.Kind == "gap" && f.Witness.GetProperty("days").GetDecimal() is > 3 and <= 5);
        Has("two", "out_of_range", "error", "2");
        Has("two", "overlap", "info", "1,3");
        Assert.DoesNotContain(findings, f => f.Standard == "two" && f.Kind is "gap" or "shadowed" && f.Standard == "two");
        Has("groups", "out_of_range", "error", "1");
        Assert.DoesNotContain(findings, f => f.Standard == "groups" && f.Kind is "gap" or "overlap" && f.Standard == "groups");
    }

    [Theory]
    [InlineData("two", """{"offence_no":1,"grave":false}""", "entity", "一般", 1000, 1000)]
    [InlineData("two", """{"offence_no":2,"grave":false}""", "individual", "严重", 600, 600)]
    [InlineData("two", """{"offence_no":2,"grave":true}""", "entity", "特重", 5000, 5000)]
    [InlineData("groups", """{"serious":false,"area_m2":10}""", "individual", "一般", 300, 300)]
    [InlineData("groups", """{"serious":true,"area_m2":10}""", "individual", "严重", 9000, 9000)]
    [InlineData("weights", """{"days":9,"后果":"严重"}""", "entity", "90%", 90000, 90000)]
    [InlineData("weights", """{"days":1,"后果":"轻微"}""", "entity", "5%", 10000, 10000)]
    public void Files_are_weighed(string id, string facts, string party, string tier, int min, int max)
    {
        var table = StandardTables.Read("t.yaml", Faulty).Single(t => t.Standard.Id == id).Standard;
        var who = party == "entity" ? PartyKind.Entity : PartyKind.Individual;
        var weighed = Weigh.On(table, table.RangeFor("", who), who, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!);
        Assert.Equal((tier, new YuanRange(min, max)), (weighed.Tier, weighed.Fine));
    }

    [Fact]
    public void Facts_outside_the_domain_or_unknown_are_never_guessed()
    {
        var table = StandardTables.Read("t.yaml", Faulty).Single(t => t.Standard.Id == "gap").Standard;
        Weighed Of(string facts) => Weigh.On(table, null, PartyKind.Individual, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!);
        Assert.Null(Of("""{"area":600,"kind":"stall"}""").Tier);
        Assert.Equal(["kind"], Of("""{"area":5}""").Open);
    }

    [Fact]
    public void The_transcribers_expectations_are_met()
    {
        var shenzhen = Told.Of("check", Installed.Shared("standards/shenzhen-city-administration-2023.yaml"), "--json");
        var guangdong = Told.Of("check", Installed.Shared("standards/guangdong-ecology-2022.yaml"), "--json");
        List<string> Pairs(Told told, string id) => [.. told.Json.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("standard").GetString() == id)
            .Select(f => $"{f.GetProperty("kind").GetString()} {string.Join("×", f.GetProperty("rules").EnumerateArray())}")];
        Assert.Equal(["overlap 1×2", "overlap 1×3", "overlap 1×4", "overlap 2×4", "overlap 3×4"], Pairs(shenzhen, "sz_cg_2023_002"));
        Assert.Empty(Pairs(shenzhen, "sz_cg_2023_001"));
        Assert.Empty(Pairs(shenzhen, "sz_cg_2023_032"));
        Assert.Empty(Pairs(guangdong, "gd-eco-3.24"));
        Assert.Equal(["overlap 1×3", "overlap 2×3"], Pairs(guangdong, "gd-eco-2.23"));
        Assert.Equal((1, 1), (shenzhen.Code, guangdong.Code));
    }

    [Fact]
    public void A_row_that_can_never_win_is_said_to_be_shadowed()
    {
        var told = Told.Of("check", Installed.Shared("standards/example-pack/standard-shop-overflow.yaml"), "--json");
        Assert.Equal(0, told.Code);
        Assert.Contains(told.Json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("kind").GetString() == "shadowed" && f.GetProperty("rules")[0].GetInt32() == 1);
    }

    [Theory]
    [InlineData("2026-08-01", null, "500", "2000", "ST-003@2018-10-26")]
    [InlineData("2026-08-01", "2026-09-01", "500", "1000", "ST-003@2026-08-15")]
    [InlineData("2026-08-15", "2026-09-01", "500", "1000", "ST-003@2026-08-15")]
    public void The_later_law_weighs_a_barbecue_where_it_is_lighter(string act, string? decided, string min, string max, string row)
    {
        string[] args = ["weigh", "--item", "ST-003", "--facts", "FILE", "--act", act, "--json"];
        var told = Told.OfFile("""{"offence_no":1,"corrected":true,"own_use":false,"grills":2,"tables":4,"home_distance":40,"refused":false}""", decided is null ? args : [.. args, "--decided", decided]);
        Assert.Equal(0, told.Code);
        var fine = told.Json.GetProperty("penalty").GetProperty("fine");
        Assert.Equal((min, max, row), (fine.GetProperty("min").GetRawText(), fine.GetProperty("max").GetRawText(), told.Json.GetProperty("law").GetProperty("row").GetString()));
        Assert.Equal("model", told.Json.GetProperty("certainty").GetString());
    }

    [Fact]
    public void The_later_law_does_not_weigh_dumping_because_it_is_heavier()
    {
        var told = Told.OfFile("""{"offence_no":1,"corrected":false,"weight":1,"burned":false,"water":false,"strewn":false}""",
            "weigh", "--item", "ST-006", "--act", "2026-08-01", "--decided", "2026-09-01", "--facts", "FILE", "--json");
        Assert.Equal("ST-006@2020-09-01", told.Json.GetProperty("law").GetProperty("row").GetString());
        Assert.Equal(["standard", "tier", "penalty", "rule", "article", "why", "whyNot", "nearMisses", "certainty"], told.Json.EnumerateObject().Select(p => p.Name).Take(9));
    }

    [Fact]
    public void Many_cases_are_weighed_a_line_each_with_the_reasons()
    {
        var told = Told.With("""
            {"offence_no":1,"corrected":false,"area":2,"width_left":1.5,"peak":true}
            {"offence_no":3}
            """, "weigh", "--standard", "cq-bridge-vending", "--jsonl");
        Assert.Equal(0, told.Code);
        var lines = told.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(("一般", "严重"), (lines[0].GetProperty("tier").GetString(), lines[1].GetProperty("tier").GetString()));
        Assert.Contains(lines[0].GetProperty("whyNot").EnumerateArray(), n => string.Join(",", n.GetProperty("facts").EnumerateArray().Select(f => f.GetString())) == "width_left");
        Assert.Contains("line 2", Told.With("{}\n[1]\n", "weigh", "--standard", "cq-bridge-vending", "--jsonl").Remark, StringComparison.Ordinal);
        Assert.Contains("--facts", Told.With("", "weigh", "--standard", "cq-bridge-vending").Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ST-03", "ST-003", "{}")]
    [InlineData("ST-003", "true or false", """{"corrected":3}""")]
    [InlineData("ST-003", "not a JSON", "[1]")]
    public void Wrong_codes_and_facts_are_exit_code_two(string item, string said, string facts)
    {
        var told = Told.OfFile(facts, "weigh", "--item", item, "--facts", "FILE", "--act", "2026-09-01", "--json");
        Assert.Equal((2, ""), (told.Code, told.Answer));
        Assert.Contains(said, told.Remark);
    }
}
