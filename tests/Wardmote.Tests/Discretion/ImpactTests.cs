using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.DiscretionTests;

/// <summary>Past cases under a draft, and the compiled form they are decided with.</summary>
public sealed class ImpactTests
{
    private static readonly DiscretionStandard Bridge = Installed.Law.Standards.First(s => s.Id == "cq-bridge-vending");

    [Fact]
    public void Compiled_and_explained_weighing_agree_on_random_facts()
    {
        var random = new Random(5);
        var checkedCases = 0;
        foreach (var standard in Installed.Law.Standards.SelectMany(s => new[] { s, s with { Hit = "heavier" }, s with { Hit = "ordered" }, s with { Hit = "undeclared" }, s with { Unknown = "lowest" } }))
        {
            var compiled = CompiledStandard.Of(standard);
            var statutory = new YuanRange(1, 2);
            for (var i = 0; i < 40; i++)
            {
                var (who, facts) = StandardTravelTests.Random(standard, random, open: true);
                var (weighed, verdict) = (Weigh.On(standard, statutory, who, facts), compiled.On(who, compiled.Values(facts), statutory));
                Assert.True((weighed.Tier ?? "", weighed.Rule, weighed.Fine, weighed.None) == (verdict.Tier, verdict.Rule, verdict.Fine, verdict.None),
                    $"{standard.Id} {standard.Hit} {standard.Unknown} {who} {JsonSerializer.Serialize(facts)}: {weighed.Rule} {weighed.Tier} {weighed.Fine}, compiled {verdict}");
                checkedCases++;
            }
        }

        Assert.True(checkedCases > 10_000);
    }

    [Fact]
    public void Slots_answer_as_explained_weighing_does_with_the_same_reasons()
    {
        var random = new Random(8);
        var written = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var standard in Installed.Law.Standards.SelectMany(s => new[] { s, s with { Hit = "heavier" }, s with { Unknown = "lowest" } }))
        {
            var (slots, statutory) = (CompiledStandard.Of(standard).Slots(), new YuanRange(1, 2));
            for (var i = 0; i < 20; i++)
            {
                var (who, facts) = StandardTravelTests.Random(standard, random, open: true);
                facts["nobody_asks"] = JsonSerializer.SerializeToElement(new[] { 1 });
                var json = JsonSerializer.SerializeToUtf8Bytes(facts.Reverse().ToDictionary());
                Assert.True(slots.Read(who, json));
                var (weighed, verdict) = (Weigh.On(standard, statutory, who, facts), slots.On(statutory));
                Assert.Equal((weighed.Tier ?? "", weighed.Rule, weighed.Fine, weighed.None), (verdict.Tier, verdict.Rule, verdict.Fine, verdict.None));
                Assert.Equal(weighed.WhyNot.Select(Said), slots.WhyNot(verdict).Select(Said));
                written.ResetWrittenCount();
                slots.Write(statutory, written);
                using var answer = JsonDocument.Parse(written.WrittenMemory);
                Assert.Equal(weighed.Rule, answer.RootElement.GetProperty("row").GetInt32());
                Assert.Equal(weighed.WhyNot.Select(n => (n.Rule, string.Join(",", n.Facts.Order()))), answer.RootElement.GetProperty("whyNot").EnumerateArray().Select(n => (n.GetProperty("row").GetInt32(), string.Join(",", n.GetProperty("facts").EnumerateArray().Select(f => f.GetString()).Order()))));
            }
        }

        static string Said(NotFired n) => $"{n.Rule} {n.Tier} {n.Alternative} {string.Join(",", n.Facts.Order())} {string.Join(",", n.Unknown.Order())}";
    }

    [Fact]
    public void Slots_take_hostile_facts_for_what_they_are()
    {
        var slots = CompiledStandard.Of(Bridge).Slots();
        Assert.False(slots.Read(PartyKind.Individual, "[1]"u8));
        Assert.True(slots.Read(PartyKind.Individual, """{"offence_no":1e999,"area":{"a":[1]},"peak":"perhaps","corrected":null,"width_left":"2.5","width_left":3}"""u8));
        Assert.Equal(0, slots.On(null).Rule);
        Assert.ThrowsAny<JsonException>(() => slots.Read(PartyKind.Individual, """{"area":1,,}"""u8));
        Assert.True(slots.Read(PartyKind.Individual, """{"offence_no":"3","corrected":"false","area":4,"width_left":2,"peak":true}"""u8));
        Assert.Equal("严重", slots.On(null).Tier);
    }

    [Fact]
    public void Cases_that_turn_out_otherwise_are_counted_and_listed_with_both_verdicts()
    {
        var draft = Revised.With(Bridge, 5, Bridge.Tiers[4] with { Fine = new YuanRange(50, 150) });
        draft = Revised.With(draft, 9, draft.Tiers[8] with { Fine = new YuanRange(400, 500) });
        PastCase[] cases =
        [
            Past("a", """{"offence_no":1,"corrected":false,"area":4,"width_left":2,"peak":true}"""),
            Past("b", """{"offence_no":3,"corrected":false,"area":4,"width_left":2,"peak":true}"""),
            Past("c", """{"offence_no":1,"corrected":true,"area":1,"width_left":3,"peak":false}"""),
            Past("d", """{"offence_no":1,"corrected":true}"""),
        ];
        var impact = Impact.Of(Bridge, draft, cases);
        Assert.Equal((4, 2), (impact.Total, impact.Changed));
        Assert.Equal((Turn.Lighter, -50m), (impact.Turned[0].Turn, impact.Turned[0].Difference));
        Assert.Equal(("b", Turn.Heavier), (impact.Turned[1].Case.Id, impact.Turned[1].Turn));
        Assert.Equal(new YuanRange(350, 500), impact.Turned[1].Before.Fine);
    }

    [Fact]
    public void A_tier_taken_out_or_put_in_is_seen()
    {
        var facts = Past("a", """{"offence_no":3,"corrected":false,"area":4,"width_left":2,"peak":true}""");
        var without = Revised.With(Revised.With(Bridge, 10, null), 9, null);
        Assert.Equal(Turn.Lost, Assert.Single(Impact.Of(Bridge, without, [facts]).Turned).Turn);
        Assert.Equal(Turn.Found, Assert.Single(Impact.Of(without, Bridge, [facts]).Turned).Turn);
        Assert.Equal(Turn.Found, Assert.Single(Impact.Of(null, Bridge, [facts]).Turned).Turn);
        var renamed = Revised.With(Bridge, 9, Bridge.Tiers[8] with { Name = "特别严重" });
        Assert.Equal(Turn.Renamed, Assert.Single(Impact.Of(Bridge, renamed, [facts]).Turned).Turn);
    }

    [Fact]
    public void A_list_is_cut_and_the_count_is_not()
    {
        var draft = Revised.With(Bridge, 9, Bridge.Tiers[8] with { Fine = new YuanRange(500, 500) });
        var cases = Enumerable.Range(0, 30).Select(i => Past($"{i}", """{"offence_no":3,"corrected":false,"area":4,"width_left":2,"peak":true}"""));
        var impact = Impact.Of(Bridge, draft, cases, list: 7);
        Assert.Equal((30, 7), (impact.Changed, impact.Turned.Count));
    }

    [Fact]
    public void Rows_of_two_versions_stand_side_by_side()
    {
        var draft = Revised.With(Revised.With(Bridge, 5, Bridge.Tiers[4] with { Fine = new YuanRange(100, 150) }), 10, null);
        draft = draft with { Tiers = [Bridge.Tiers[0] with { Name = "首违不罚", Text = "新的一行", Any = [new Dictionary<string, string> { ["area"] = "> 900" }] }, .. draft.Tiers] };
        var rows = Revised.Rows(Bridge, draft);
        Assert.Equal((0, 1), (rows[0].Before, rows[0].After));
        Assert.Equal("fine", Assert.Single(rows.Single(r => r.Before == 5).Changed));
        Assert.Equal(0, rows.Single(r => r.Before == 10).After);
        Assert.All(rows.Where(r => r.Before is not (0 or 5 or 10)), r => Assert.Empty(r.Changed));
    }

    [Theory]
    [InlineData("true", "yes")]
    [InlineData("<= 1", "1 or less")]
    [InlineData("(1..3]", "over 1 and 3 or less")]
    [InlineData("\"食品\", \"其他\"", "食品 or 其他")]
    [InlineData("not(2)", "not 2")]
    [InlineData("? * 2 > 5", "? * 2 > 5")]
    public void Conditions_are_said_in_words(string cell, string words) => Assert.Equal(words, Spoken.Cell(cell).En);

    private static PastCase Past(string id, string facts) => new(id, id, PartyKind.Individual, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(facts)!, null);
}
