using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Powers;

/// <summary>The whole story of the fictional district: granted, retrieved, granted again, handed over, entrusted, merged, known late.</summary>
public sealed class DemoPowersTests
{
    private const string Mingli = "990100001";
    private const string Shifan = "990100002";
    private const string Yangban = "990100101";
    private const string Moxing = "990100102";
    private const string Jiashe = "990100201";
    private const string Shixie = "990100202";

    [Theory]
    [InlineData("2023-12-31", Holding.Department, "not granted yet")]
    [InlineData("2024-01-01", Holding.Held, "first day of the list")]
    [InlineData("2025-06-30", Holding.Held, "last day before the retrieval")]
    [InlineData("2025-07-01", Holding.Department, "retrieved")]
    [InlineData("2025-12-31", Holding.Department, "still retrieved")]
    [InlineData("2026-01-01", Holding.Held, "granted again")]
    [InlineData("2026-08-31", Holding.Held, "last day of the second grant")]
    [InlineData("2026-09-01", Holding.Department, "retrieved again")]
    public void An_item_is_granted_retrieved_granted_again_and_retrieved_again(string day, Holding answer, string because) =>
        Assert.True(Installed.Ask("DM-016", Shifan, day).Answer == answer, because);

    [Fact]
    public void A_second_grant_reaches_only_the_places_it_names()
    {
        Assert.Equal(Holding.Held, Installed.Ask("DM-016", Mingli, "2026-10-01").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-016", Yangban, "2026-10-01").Answer);
    }

    [Fact]
    public void A_matter_filed_before_the_retrieval_stays_with_the_town()
    {
        Assert.Equal(Holding.Held, Installed.Ask("DM-016", Shifan, "2025-06-20", filed: "2025-06-30", on: "2025-08-15").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-016", Shifan, "2025-06-20", filed: "2025-07-01").Answer);
    }

    [Fact]
    public void A_matter_that_is_handed_over_goes_on_the_day()
    {
        Assert.Equal(Holding.Held, Installed.Ask("DM-006", Yangban, "2025-06-20", filed: "2025-06-21", on: "2025-06-30").Answer);
        var after = Installed.Ask("DM-006", Yangban, "2025-06-20", filed: "2025-06-21", on: "2025-07-01");
        Assert.Equal((Holding.Department, "990100-XF"), (after.Answer, after.Holder));
        Assert.Equal(Holding.Held, Installed.Ask("DM-006", Mingli, "2025-06-20", filed: "2025-06-21", on: "2025-07-01").Answer);
    }

    [Fact]
    public void Where_no_clause_is_said_the_filing_day_still_decides() =>
        Assert.Equal(Holding.Held, Installed.Ask("DM-009", Shixie, "2025-06-20", filed: "2025-06-30", on: "2025-09-01").Answer);

    [Fact]
    public void What_was_known_then_is_answered_as_it_was_known()
    {
        // Granted again from 2026-03-01, recorded on 2026-04-10.
        Assert.Equal(Holding.Department, Installed.Ask("DM-002", Yangban, "2026-03-15", known: "2026-04-09").Answer);
        Assert.Equal(Holding.Held, Installed.Ask("DM-002", Yangban, "2026-03-15", known: "2026-04-10").Answer);
        Assert.Equal(Holding.Held, Installed.Ask("DM-002", Yangban, "2026-03-15").Answer);

        // Retrieved on 2026-06-01, recorded on 2026-06-20.
        Assert.Equal(Holding.Held, Installed.Ask("DM-003", Shifan, "2026-06-10", known: "2026-06-19").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-003", Shifan, "2026-06-10", known: "2026-06-20").Answer);
    }

    [Fact]
    public void A_letter_holds_for_its_term_in_the_organs_name_and_carries_no_measures()
    {
        var answer = Installed.Ask("DM-011", Mingli, "2026-05-01");
        Assert.Equal((Holding.Held, PowerSource.Entrusted, "990100-JX"), (answer.Answer, answer.Source, answer.InNameOf));
        Assert.Equal(Mingli, answer.Holder);
        Assert.False(answer.May.Measures || answer.May.Execution);
        Assert.Contains(answer.Why, w => w.Article == "行政强制法 17");

        Assert.Equal(Holding.Department, Installed.Ask("DM-011", Mingli, "2024-12-31").Answer);
        Assert.Equal(Holding.Held, Installed.Ask("DM-011", Mingli, "2026-12-31").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-011", Mingli, "2027-01-01").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-011", Yangban, "2026-05-01").Answer);
    }

    [Fact]
    public void The_organ_that_entrusts_keeps_its_power_and_others_have_none()
    {
        var organ = Installed.Ask("DM-011", Mingli, "2026-05-01", organ: "990100-JX");
        Assert.Equal((Holding.Department, "990100-JX", PowerSource.Own, "990100-JX"), (organ.Answer, organ.Holder, organ.Source, organ.InNameOf));
        Assert.Contains("may still act itself", organ.Why[0].Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain(organ.Why, w => w.Article == "行政强制法 17");
        Assert.Equal(Mingli, Installed.Ask("DM-011", Mingli, "2026-05-01", organ: "990100-CG").Holder);
    }

    [Fact]
    public void A_letter_that_has_run_out_carries_no_further_step() =>
        Assert.Equal(Holding.Department, Installed.Ask("DM-011", Mingli, "2026-12-20", filed: "2026-12-21", on: "2027-01-05").Answer);

    [Fact]
    public void A_line_reaches_the_places_it_names_and_no_other()
    {
        Assert.Equal(Holding.Department, Installed.Ask("DM-004", Shixie, "2024-08-01").Answer);
        Assert.Equal(Holding.Held, Installed.Ask("DM-004", Yangban, "2024-08-01").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-010", Mingli, "2024-08-01").Answer);
        Assert.Equal(Holding.Held, Installed.Ask("DM-010", Jiashe, "2024-08-01").Answer);
    }

    [Fact]
    public void Measures_and_execution_are_separate_powers()
    {
        Assert.Equal(new Scope(true, true, true, false), Installed.Ask("DM-003", Mingli, "2024-08-01").May);
        Assert.Equal(new Scope(false, true, false, true), Installed.Ask("DM-008", Mingli, "2024-08-01").May);
    }

    [Fact]
    public void A_merged_township_points_to_its_successor()
    {
        Assert.Equal(Holding.Held, Installed.Ask("DM-001", Jiashe, "2025-06-30").Answer);
        var after = Installed.Ask("DM-001", Jiashe, "2025-06-30", filed: "2025-07-01");
        Assert.Equal(Holding.Nobody, after.Answer);
        Assert.Contains(Moxing, after.Why[0].Text.En);
        Assert.Equal(Holding.Held, Installed.Ask("DM-001", Moxing, "2025-06-30", filed: "2025-07-01").Answer);
        Assert.Equal(Holding.Nobody, Installed.Ask("DM-001", "990100103", "2025-06-30").Answer);
    }

    [Fact]
    public void A_matter_filed_before_the_merger_goes_on_with_the_successor()
    {
        var open = Installed.Ask("DM-001", Jiashe, "2025-06-20", filed: "2025-06-21", on: "2025-08-01");
        Assert.Equal((Holding.Held, Moxing), (open.Answer, open.Holder));
        Assert.Contains(open.Why, w => w.Text.En.Contains("go on with Moxing Town", StringComparison.Ordinal));

        // What is handed over in the successor's town on a later day reaches what it took over.
        Assert.Equal(Holding.Held, Installed.Ask("DM-008", Jiashe, "2025-06-20", filed: "2025-06-21", on: "2025-06-30").Answer);
        Assert.Equal(Holding.Department, Installed.Ask("DM-008", Jiashe, "2025-06-20", filed: "2025-06-21", on: "2025-07-01").Answer);
    }

    [Fact]
    public void A_renamed_town_keeps_its_code_and_each_day_its_name()
    {
        Assert.Equal("People's Government of Liti Town", Installed.Ask("DM-001", "990100103", "2026-04-30").HolderName!.En);
        Assert.Equal("People's Government of Xiti Town", Installed.Ask("DM-001", "990100103", "2026-05-01").HolderName!.En);
        Assert.Equal("990100103", Installed.Law.TeamFor("990100103", Installed.Day("2026-05-01")));
        Assert.Equal("Xiti Town", Installed.Law.Locality("990100103")!.Name.En);
    }

    [Fact]
    public void A_town_that_moved_to_another_county_takes_its_open_matters_along()
    {
        Assert.Equal(Holding.Held, Installed.Ask("DM-001", "990100203", "2026-03-31").Answer);
        var open = Installed.Ask("DM-001", "990100203", "2026-03-20", filed: "2026-03-21", on: "2026-04-02");
        Assert.Equal((Holding.Held, "990200001"), (open.Answer, open.Holder));
        Assert.Equal(Holding.Nobody, Installed.Ask("DM-001", "990100203", "2026-03-20", filed: "2026-04-01").Answer);

        // Its open matters are in the new town's and the new county's lists from that day, and no other's.
        Assert.Empty(Installed.Law.Catalogue.CameOver("990200", Installed.Day("2026-03-31")));
        Assert.Equal(["990100203"], Installed.Law.Catalogue.CameOver("990200", Installed.Day("2026-04-01")));
        Assert.Equal(["990100203"], Installed.Law.Catalogue.CameOver("990200001", Installed.Day("2026-04-01")));
        Assert.Empty(Installed.Law.Catalogue.CameOver("990100", Installed.Day("2026-04-01")));
        Assert.Equal(["990100201"], Installed.Law.Catalogue.CameOver("990100102", Installed.Day("2026-04-01")));

        // The list of the old county does not reach the new one: a new matter is the new county's department's.
        Assert.Equal((Holding.Department, "990200-CG"), Installed.Ask("DM-001", "990200001", "2026-04-01") is var now ? (now.Answer, now.Holder!) : default);
    }

    [Fact]
    public void Chongqings_lines_do_not_reach_the_fictional_district_nor_its_lines_Chongqing()
    {
        Assert.NotEqual(Holding.Held, Installed.Ask("CG-003", Mingli, "2026-01-01").Answer);
        Assert.NotEqual(Holding.Held, Installed.Ask("DM-001", "500110100", "2026-01-01").Answer);
    }

    [Fact]
    public void The_pack_is_large_enough_to_show_and_says_that_it_is_fictional()
    {
        var demo = Installed.Pack("demo");
        Assert.True(demo.Fictional);
        Assert.True(demo.Grants.Count >= 12 && demo.Retrievals.Count >= 10);
        Assert.All(demo.Items, i => Assert.Contains("虚构", i.Law));
        Assert.All(demo.Grants, g => Assert.Contains("虚构", g.Instrument.Title));
        Assert.All(demo.Outlines, o => Assert.All(o.Rings.SelectMany(r => r), p => Assert.True(Math.Abs(p.Latitude) < 1 && Math.Abs(p.Longitude) < 1)));
        Assert.Equal(2, demo.Items.Count(i => i.Code == new ItemCode("DM-009")));
    }
}
