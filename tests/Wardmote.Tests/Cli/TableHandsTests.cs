using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cli;

/// <summary>Published tables as other hands write them: sums in 万 and in words, exceptions, lists within lists, rates with a cap, measures beside the fine. And files that are none: said by line, never a stack trace.</summary>
public sealed class TableHandsTests
{
    private static DiscretionStandard Table(string body) => Assert.Single(StandardTables.Read("t.yaml", $"source: {{id: t, title: 试验}}\ntables:\n- id: t\n  act: 试验\n  law: 《试验条例》\n{body}")).Standard;

    private static Weighed On(DiscretionStandard table, string facts, PartyKind who = PartyKind.Individual) => Weigh.On(table, null, who, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!);

    private static IEnumerable<string> Kinds(DiscretionStandard table) => TableCheck.OfPublished("t", table, false).Select(f => $"{f.Kind} {string.Join(",", f.Rules)}".Trim());

    [Theory]
    [InlineData("2万元", 20000, 20000)]
    [InlineData("一千元以上五千元以下", 1000, 5000)]
    [InlineData("1万元以上不满5万元", 10000, 50000)]
    [InlineData("1～5万元", 10000, 50000)]
    [InlineData("5000-2万元", 5000, 20000)]
    [InlineData("５００元以下", 100, 500)]
    [InlineData("\"≥ 300\"", 300, 2000)]
    [InlineData("\"1,500\"", 1500, 1500)]
    [InlineData("{min: 300, max: 900}", 300, 900)]
    [InlineData("[0.5万, 1万元]", 5000, 10000)]
    [InlineData("[500, null]", 500, 2000)]
    [InlineData("\"(500..2000]\"", 500, 2000)]
    [InlineData("二百五十元", 250, 250)]
    [InlineData("一万二千元", 12000, 12000)]
    public void Sums_are_read_as_people_write_them(string written, int min, int max)
    {
        var table = Table($"  legal_range: {{fine: [100, 2000]}}\n  rules:\n  - {{tier: 一般, text: 首次, when: {{times: \"1\"}}, fine: {written}}}\n");
        Assert.Equal(new YuanRange(min, max), table.Tiers[0].Fine);
    }

    [Fact]
    public void Exceptions_and_lists_within_lists_are_written_out()
    {
        var table = Table("""
              rules:
              - tier: 较重
                text: 面积超过10平方米，且（夜间，或者次干道以外有学校、医院之一），紧急抢修除外
                when: {area: "> 10"}
                any_of: [{night: 是}, [{school: "true"}, {hospital: "true"}], {any_of: [{kind: '"桥"'}, {kind: '"隧道"', area: "< 50"}]}]
                unless: {emergency: "true"}
                fine: 800
              - {tier: 一般, text: 其他, when: {area: "<= 10"}, fine: 200}
            """);
        string Tier(string facts) => On(table, facts).Tier ?? "";
        const string none = "\"night\":false,\"school\":false,\"hospital\":false,\"emergency\":false";
        Assert.Equal("较重", Tier("""{"area":11,"night":true,"school":false,"hospital":false,"kind":"路","emergency":false}"""));
        Assert.Equal("", Tier("""{"area":11,"night":true,"school":false,"hospital":false,"kind":"路","emergency":true}"""));
        Assert.Equal("较重", Tier("""{"area":11,"night":false,"school":false,"hospital":true,"kind":"路","emergency":false}"""));
        Assert.Equal("较重", Tier($$"""{"area":60,"kind":"桥",{{none}}}"""));
        Assert.Equal("", Tier($$"""{"area":60,"kind":"隧道",{{none}}}"""));
        Assert.Equal("较重", Tier($$"""{"area":49,"kind":"隧道",{{none}}}"""));
        Assert.Equal("(10..50)", table.Tiers[0].Any[^1]["area"]);
    }

    [Fact]
    public void A_rate_with_a_cap_and_a_share_of_a_sum_are_held_against_their_ranges()
    {
        var vehicles = Table("""
              legal_range: {fine_per_vehicle: [200, 500], fine: [0, 2万元]}
              rules:
              - {tier: 轻, text: 5辆以下, when: {vehicles: "<= 5"}, fine_formula: "200 * vehicles"}
              - {tier: 重, text: 超过5辆, when: {vehicles: "> 5"}, fine_formula: "min(500 * vehicles, 20000)"}
            """);
        Assert.Equal((new YuanRange(20000, 20000), new YuanRange(12000, 20000)), (On(vehicles, """{"vehicles":60}""").Fine, On(vehicles, """{"vehicles":60}""").Statutory));
        Assert.DoesNotContain(Kinds(vehicles), k => k.StartsWith("out_of_range", StringComparison.Ordinal));
        var share = Table("""
              legal_range: {fine_percent_of_contract: [2, 4]}
              rules:
              - {tier: 轻, text: 首次, when: {offence_no: "1"}, fine_formula: "0.02 * contract"}
              - {tier: 重, text: 二次以上, when: {offence_no: ">= 2"}, fine_formula: "0.05 * contract"}
            """);
        Assert.Contains("out_of_range 2", Kinds(share));
        Assert.DoesNotContain("out_of_range 1", Kinds(share));
    }

    [Fact]
    public void Other_penalties_keep_their_measure_and_may_is_not_must()
    {
        var table = Table("""
              rules:
              - {tier: 轻微, text: 首次, when: {times: "1"}, none: 可以不予处罚}
              - {tier: 严重, text: 再次, when: {times: ">= 2"}, warning: 警告, confiscation: true, suspension: {days: [5, 15]}, other: [降低资质]}
            """);
        Assert.Equal("may", On(table, """{"times":1}""").None);
        var grave = On(table, """{"times":2}""");
        Assert.Equal((true, null), (grave.Warning, grave.Fine));
        Assert.Equal(["降低资质", "confiscation", "suspension: days: 5, 15"], grave.Other);
        Assert.Equal("没收违法所得、非法财物", TierWords.Penalty("confiscation").Zh);
    }

    [Theory]
    [InlineData("5平方米以上不满10平方米", "[5..10]", "boundary_words 1")]
    [InlineData("5平方米以上不满10平方米", "[5..10)", "")]
    [InlineData("超过三次", ">= 3", "boundary_words 1")]
    [InlineData("超过三次", "> 3", "")]
    [InlineData("不超过５平方米", "< 5", "boundary_words 1")]
    [InlineData("第三次及以上", "> 3", "boundary_words 1")]
    [InlineData("一年内两次以上", "> 2", "boundary_words 1")]
    [InlineData("一年内两次以上", ">= 2", "")]
    [InlineData("货值1.5万元以上", "> 15000", "boundary_words 1")]
    [InlineData("货值1.5万元以上", "≥ 1.5万", "")]
    [InlineData("不少于10公斤", "> 10", "boundary_words 1")]
    public void Words_of_bounds_are_held_against_the_cell(string text, string cell, string found)
    {
        var table = Table($"  bounds: 以上、以下均含本数\n  rules:\n  - {{tier: 一般, text: {text}, when: {{n: \"{cell}\"}}, fine: 100}}\n");
        Assert.Equal(found, string.Join("|", Kinds(table).Where(k => k.StartsWith("boundary", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("legal_range: {fine: [100, 2000]}\n  rules:\n  - {tier: 一般, when: {kind: 食品}, fine: 100}", 8, "in quotation marks")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"<< 5\"}, fine: 100}", 7, "cannot be read")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"5\"}, fine: 一百多}", 7, "is not a sum")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"5\"}, fine: [900, 100]}", 7, "ends before it begins")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"5\"}, fine_formula: \"200 ×\"}", 7, "cannot be read")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"5\"}, fine: 1,500}", 7, "torn at its comma")]
    [InlineData("rules: 见附件", 6, "'rules' is not a list")]
    [InlineData("rules:\n  - 一般", 7, "not a map")]
    [InlineData("rules: []", 3, "write at least one row")]
    [InlineData("factors: [{name: 次数, levels: [{text: 一次}]}]", 6, "has no pct")]
    [InlineData("factors: [{levels: []}]", 6, "has no name")]
    [InlineData("groups: [{no: 1, legal_range: {fine: 100}}]\n  rules:\n  - {tier: a, group: 2, when: {n: \"1\"}, fine: 100}", 8, "which the table does not have")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: {a: 1}}, fine: 100}", 7, "is a map")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"1\", n: \"2\"}, fine: 100}", 7, "stands twice")]
    [InlineData("rules:\n  - {tier: 一般, when: {n: \"1\"}, fine: 100", 8, "not YAML")]
    public void A_malformed_table_is_said_by_line_with_a_way(string body, int line, string said)
    {
        var told = Told.OfFile($"source: {{id: t, title: 试验}}\ntables:\n- id: bad\n  act: 试验\n  law: 《试验条例》\n  {body}\n", "check", "FILE", "--json");
        Assert.Equal(1, told.Code);
        var finding = Assert.Single(told.Json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("kind").GetString() == "unreadable");
        var words = finding.GetProperty("message").GetProperty("en").GetString()!;
        Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.Matches($":({line - 1}|{line}|{line + 1}): ", words);
    }

    [Fact]
    public void A_bad_table_does_not_hide_the_others_and_bombs_are_refused()
    {
        var told = Told.OfFile("""
            source: {id: t, title: 试验}
            tables:
            - {id: bad, rules: [{tier: a, when: {n: "<<"}, fine: 1}]}
            - {id: good, legal_range: {fine: [100, 200]}, rules: [{tier: a, text: 首次, when: {offence_no: "1"}, fine: 300}]}
            """, "check", "FILE", "--json");
        var kinds = told.Json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("kind").GetString()).ToList();
        Assert.Contains("unreadable", kinds);
        Assert.Contains("out_of_range", kinds);
        Assert.Contains("levels within each other", Told.OfFile($"tables: {new string('[', 5000)}", "check", "FILE").Answer, StringComparison.Ordinal);
        var bomb = string.Concat(Enumerable.Range(0, 30).Select(i => $"a{i + 1}: &a{i + 1} [{(i == 0 ? "x, x" : $"*a{i}, *a{i}")}]\n"));
        Assert.Contains("unfolds to too much", Told.OfFile(bomb + "tables: *a30\n", "check", "FILE").Answer, StringComparison.Ordinal);
        Assert.Equal(2, Told.OfFile("tables: [{id: x, rules: [{tier: a, when: {n: \"<<\"}, fine: 1}]}]", "weigh", "--file", "FILE", "--facts", "FILE").Code);
    }
}
