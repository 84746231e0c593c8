using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Dmn.Models;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>A pack's standards in the forms that published tables have: weights, groups with a gate, two subjects, rates, stages. Read, checked, weighed, decided again, and out and in again in every format.</summary>
public sealed class StandardFormTests
{
    private const string Head = """
        standard: ID
        item: DM-001
        title: {zh: 试验, en: Trial, ar: تجربة}
        region: "990100"
        basis: {law: 试验条例, article: "1", source: 试验}
        instrument: 试验文件
        certainty: model
        valid: {from: 2024-07-01}

        """;

    private const string Facts = """
        facts:
          times: {type: integer, min: 1, question: {zh: 第几次, en: Which time, ar: المرة كم}, proof: 记录}
          corrected: {type: boolean, question: {zh: 已改正, en: Corrected, ar: صُحّح}, proof: 照片}
          harm: {type: enum, values: [轻微, 严重], question: {zh: 后果, en: Consequence, ar: الأثر}, proof: 笔录}
          area_m2: {type: number, min: 0, max: 500, question: {zh: 面积, en: Area, ar: المساحة}, proof: 测量}

        """;

    private const string Weights = Head + Facts + """
        legal_range: {fine: [200, 2000]}
        start_pct: 10
        factors:
          - {name: {zh: 次数, en: Times, ar: المرات}, unit: 次, levels: [{text: 一次, pct: 0, when: {times: "1"}}, {text: 两次以上, pct: 40, when: {times: ">= 2"}}]}
          - {name: 改正, levels: [{text: {zh: 已改正, en: corrected, ar: صُحّح}, pct: 0, when: {corrected: "true"}}, {text: 未改正, pct: 20, when: {corrected: "false"}}]}
          - {name: 后果程度, fact: harm, levels: [{text: 轻微, pct: 0}, {text: 严重, pct: 30}]}
        examples:
          - {facts: {times: 2, corrected: true, harm: 严重}, expect: {tier: 80%, fine: 1600}}
        """;

    private const string Groups = Head + Facts + """
        bounds: {以上: inclusive, 以下: exclusive}
        groups:
          - {no: 1, legal_range: {fine: [200, 800]}}
          - {no: 2, gate: 情节严重的, when: {harm: "\"严重\""}, legal_range: {fine: [800, 2000]}}
        rules:
          - {tier: 不予处罚, text: 首次并改正, penalty_text: 不予处罚, group: 1, when: {times: "1", corrected: "true", harm: "\"轻微\""}, none: must}
          - {tier: 一般, text: 其他, penalty_text: 罚, group: 1, who: individual, when: {harm: "\"轻微\""}, any_of: [{times: ">= 2"}, {times: "1", corrected: "false"}], warning: true, fine: [200, 500]}
          - {tier: 一般, text: 其他, penalty_text: 罚, group: 1, who: entity, any_of: [{harm: "\"轻微\"", times: ">= 2"}, {harm: "\"轻微\"", times: "1", corrected: "false"}], fine: "[500..800]"}
          - {tier: 严重, text: 情节严重, penalty_text: 罚, group: 2, when: {}, org: {fine: [1000, 2000]}, person: {fine: [800, 1000]}, other: [confiscation, suspension]}
        """;

    private const string Rates = Head + Facts + """
        legal_range: {fine_per_m2: [10, 50], fine: [0, 20000]}
        hit: heavier
        rules:
          - {tier: 较轻, text: 首次, penalty_text: 每平方米10元, when: {times: "1"}, fine_formula: "10 * area_m2", severity: 0}
          - {tier: 较重, text: 二次以上, penalty_text: 每平方米50元, when: {times: ">= 2"}, fine_formula: "min(50 * area_m2, 20000)", severity: 1}
        """;

    public static TheoryData<string> Forms => [Weights, Groups, Rates];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_goes_out_and_in_again_in_every_format(string yaml)
    {
        var standard = StandardFiles.Read(yaml, "x");
        Same(standard, StandardFiles.Read(StandardFiles.Write(standard), "x"));
        Same(standard, StandardModel.Read(StandardModel.Write(standard), "x"));
        var sheet = StandardSheet.Read(StandardSheet.Write(standard));
        Assert.True(sheet.Standard is not null, string.Join("; ", sheet.Problems.Select(p => p.Message.En)));
        Same(standard, sheet.Standard!);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Compiled_and_explained_weighing_agree_in_every_form(string yaml)
    {
        var standard = StandardFiles.Read(yaml, "x");
        var (compiled, random, statutory) = (CompiledStandard.Of(standard), new Random(4), new YuanRange(200, 2000));
        for (var i = 0; i < 300; i++)
        {
            var (who, facts) = StandardTravelTests.Random(standard, random, open: true);
            var (weighed, verdict) = (Weigh.On(standard, statutory, who, facts), compiled.On(who, compiled.Values(facts), statutory));
            Assert.Equal((weighed.Tier ?? "", weighed.Rule, weighed.Fine, weighed.None), (verdict.Tier, verdict.Rule, verdict.Fine, verdict.None));
        }
    }

    [Fact]
    public void Weights_weigh_with_the_levels_they_took_and_other_engines_add_them_up()
    {
        var standard = StandardFiles.Read(Weights, "x");
        var weighed = Weigh.On(standard, new YuanRange(200, 2000), PartyKind.Individual, Given("""{"times":3,"corrected":true,"harm":"严重"}"""));
        Assert.Equal(("80%", new YuanRange(1600, 1600)), (weighed.Tier, weighed.Fine));
        Assert.Equal([1, 0, 1], weighed.Levels);
        Assert.Contains(weighed.Why, w => w.Text.En == "Times: 两次以上, 40 %");
        Assert.Equal(["corrected"], Weigh.On(standard, null, PartyKind.Individual, Given("""{"times":3,"harm":"严重"}""")).Open);
        var model = DmnModel.Read(StandardModel.Write(standard));
        Assert.Equal(80, model.Evaluate("ID", FeelContext.Of(("times", FeelValue.From(3)), ("corrected", FeelValue.True), ("harm", FeelValue.From("严重")), ("area_m2", FeelValue.Null))).AsNumber());
    }

    [Fact]
    public void A_gate_is_asked_of_every_row_of_its_group_and_each_party_has_its_sum()
    {
        var standard = StandardFiles.Read(Groups, "x");
        Weighed Of(PartyKind who, string facts) => Weigh.On(standard, null, who, Given(facts));
        Assert.Equal("must", Of(PartyKind.Entity, """{"times":1,"corrected":true,"harm":"轻微"}""").None);
        var ordinary = Of(PartyKind.Individual, """{"times":2,"corrected":true,"harm":"轻微"}""");
        Assert.Equal((2, true, new YuanRange(200, 800)), (ordinary.Rule, ordinary.Warning, ordinary.Statutory));
        var grave = Of(PartyKind.Entity, """{"times":1,"corrected":true,"harm":"严重"}""");
        Assert.Equal((new YuanRange(1000, 2000), new YuanRange(800, 2000)), (grave.Fine, grave.Statutory));
        Assert.Equal(["confiscation", "suspension"], grave.Other);
        Assert.Equal(new YuanRange(800, 1000), Of(PartyKind.Individual, """{"times":1,"corrected":true,"harm":"严重"}""").Fine);
        Assert.DoesNotContain(TableCheck.Of("x", standard), f => f.Severity == Severity.Error);
    }

    [Fact]
    public void A_rate_is_bounded_by_the_facts_and_by_the_sum_beside_it()
    {
        var standard = StandardFiles.Read(Rates, "x");
        var weighed = Weigh.On(standard, null, PartyKind.Individual, Given("""{"times":2,"area_m2":30}"""));
        Assert.Equal((new YuanRange(1500, 1500), new YuanRange(300, 1500)), (weighed.Fine, weighed.Statutory));
        Assert.Equal(new YuanRange(5000, 20000), Weigh.On(standard, null, PartyKind.Individual, Given("""{"times":2,"area_m2":500}""")).Statutory);
        Assert.DoesNotContain(new TableCheck("x", standard).Said(), f => f.Kind == "out_of_range");
        Assert.Contains(new TableCheck("x", StandardFiles.Read(Rates.Replace("10 * area_m2", "60 * area_m2", StringComparison.Ordinal), "x")).Said(), f => f.Kind == "out_of_range");
    }

    [Fact]
    public void A_draft_of_weights_is_decided_again_over_past_cases()
    {
        var standard = StandardFiles.Read(Weights, "x");
        var draft = standard with { Weights = standard.Weights! with { Start = 20 } };
        PastCase[] past = [new("a", "a", PartyKind.Individual, Given("""{"times":1,"corrected":true,"harm":"轻微"}"""), new YuanRange(200, 2000)), new("b", "b", PartyKind.Individual, Given("""{"times":1}"""), null)];
        var turned = Assert.Single(Impact.Of(standard, draft, past).Turned);
        Assert.Equal(("a", Turn.Heavier, 200m), (turned.Case.Id, turned.Turn, turned.Difference));
        Assert.False(Revised.IsSame(standard, draft));
        Assert.True(Revised.IsSame(standard, standard with { Title = Text.Same("x"), ValidFrom = null, Instrument = "y" }));
    }

    [Theory]
    [InlineData("group: 1,", "group: 3,", "the row names the group '3'")]
    [InlineData("harm: \"\\\"严重\\\"\"", "harms: \"true\"", "asks for 'harms'")]
    [InlineData("org: {fine: [1000, 2000]}", "org: {fines: [1000, 2000]}", "'this' is not a sum")]
    [InlineData("fine: [200, 800]", "fine: [800, 200]", "ends before it begins")]
    [InlineData("times: \">= 2\"", "times: \">> 2\"", "cannot be read")]
    [InlineData("other: [confiscation", "others: [confiscation", "unknown key 'others'")]
    public void What_is_wrong_in_a_pack_is_said_with_its_line(string was, string now, string said)
    {
        var wrong = Assert.Throws<LawPackException>(() => StandardFiles.Read(Groups.Replace(was, now, StringComparison.Ordinal), "x"));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.True(wrong.Line > 10);
    }

    [Fact]
    public void A_stage_chooses_its_standard_and_the_check_names_what_is_twice_or_missing()
    {
        var demo = Installed.Pack("demo");
        var item = Installed.Law.Packs.SelectMany(p => p.Items).First(i => i.Code.Value == "DM-001" && i.ValidTo is null) with { Steps = [new StatutoryStep("refuses_correction", "both", FineKind.Fixed, new YuanRange(2000, 5000), "", "")] };
        var row = StandardFiles.Read(Rates, "x") with { Item = item.Code, Ranges = [] };
        LawInForce With(params DiscretionStandard[] standards) => new([demo with { Items = [item], Standards = standards }]);
        var (day, refused) = (new DateOnly(2026, 1, 1), row with { Id = "refused", Stage = "refuses_correction" });
        var law = With(row, refused);
        Assert.Equal(("ID", "refused", "ID"), (law.Standard(item.Code, "990100", day)!.Id, law.Standard(item.Code, "990100", day, "refuses_correction")!.Id, law.Standard(item.Code, "990100", day, "overdue_correction")!.Id));
        Assert.Null(With(row).Standard(item.Code, "990100", day, "refuses_correction"));
        Assert.Null(With(refused).Standard(item.Code, "990100", day));
        IEnumerable<string> Kinds(LawInForce l) => new Check(l).Of(l.Packs[0]).Select(f => f.Kind);
        Assert.Contains("stage_without_standard", Kinds(With(row)));
        Assert.Contains("two_standards", Kinds(With(row, row with { Id = "again" })));
        Assert.DoesNotContain(Kinds(law), k => k is "stage_without_standard" or "two_standards");
    }

    private static Dictionary<string, JsonElement> Given(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    private static void Same(DiscretionStandard a, DiscretionStandard b)
    {
        Assert.True(Revised.IsSame(a, b), $"{StandardFiles.Write(a)}\n{StandardFiles.Write(b)}");
        Assert.Equal(StandardFiles.Write(a with { Tiers = [] }), StandardFiles.Write(b with { Tiers = [] }));
    }
}
