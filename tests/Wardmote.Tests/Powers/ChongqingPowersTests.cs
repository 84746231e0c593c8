using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Powers;

public sealed class ChongqingPowersTests
{
    private const string Town = "500110100";         // 綦江区万东镇
    private const string Subdistrict = "500110001";  // 綦江区古南街道
    private const string Elsewhere = "500101017";    // 万州区太白街道

    [Fact]
    public void A_law_that_names_the_town_needs_no_list()
    {
        foreach (var place in new[] { Town, Subdistrict })
        {
            var answer = Installed.Ask("SL-001", place, "2010-05-01");
            Assert.Equal((Holding.Held, PowerSource.Statutory, place), (answer.Answer, answer.Source, answer.Holder));
            Assert.Contains("第39条第1款", answer.Why[0].Article);
        }
    }

    [Fact]
    public void An_empowered_item_is_the_towns_from_the_first_of_January_2024()
    {
        var before = Installed.Ask("CG-003", Town, "2023-12-31");
        Assert.Equal((Holding.Department, "500110-CG"), (before.Answer, before.Holder));
        Assert.Contains("2024-01-01", before.Why[0].Text.En);

        var after = Installed.Ask("CG-003", Town, "2024-01-01");
        Assert.Equal((Holding.Held, PowerSource.Empowered), (after.Answer, after.Source));
        Assert.Equal("渝府办发〔2023〕74号", after.Instrument);
    }

    [Fact]
    public void The_filing_day_decides_and_not_the_day_of_the_act() =>
        Assert.Equal(Holding.Held, Installed.Ask("CG-003", Town, "2023-12-20", filed: "2024-01-03").Answer);

    [Fact]
    public void An_empowered_item_gives_the_penalty_and_neither_inspection_nor_measures()
    {
        foreach (var grant in Installed.Pack("cn-50").Grants.Where(g => g.Source == PowerSource.Empowered && g.Id != "qijiang-2025-NY-001"))
        {
            Assert.Equal(new Scope(false, true, false, false), grant.Scope);
        }
    }

    [Fact]
    public void What_is_not_proven_says_so()
    {
        var derived = Installed.Ask("CG-003", Town, "2026-01-01");
        Assert.Equal(Certainty.Derived, derived.Certainty);
        Assert.Contains(derived.Why, w => w.Text.En.Contains("derived"));
        Assert.Equal(Certainty.Quoted, Installed.Ask("XF-005", Town, "2026-01-01").Certainty);
    }

    [Fact]
    public void A_law_that_names_towns_alone_gives_a_subdistrict_nothing()
    {
        var planning = Installed.Ask("GH-001", Subdistrict, "2026-01-01");
        Assert.Equal(Holding.Unknown, planning.Answer);
        Assert.Null(planning.Holder);
        Assert.Contains("not subdistricts", planning.Why[0].Text.En);

        var forest = Installed.Ask("LY-001", Subdistrict, "2026-01-01");
        Assert.Equal((Holding.Department, "500110-LY"), (forest.Answer, forest.Holder));
        Assert.Equal(Holding.Held, Installed.Ask("GH-003", Town, "2026-01-01").Answer);
    }

    [Fact]
    public void A_town_may_demolish_where_the_law_itself_says_so()
    {
        var answer = Installed.Ask("GH-001", Town, "2026-01-01");
        Assert.Equal(new Scope(false, false, false, true), answer.May);
    }

    [Fact]
    public void Without_a_letter_an_entrusted_item_stays_with_the_department()
    {
        foreach (var (item, holder) in new[] { ("GA-001", "500110-GA"), ("GA-003", "500110-JX"), ("GH-004", "500110-ZJ") })
        {
            var answer = Installed.Ask(item, Town, "2026-01-01");
            Assert.Equal((Holding.Department, holder), (answer.Answer, answer.Holder));
            Assert.Contains("letter", answer.Why[0].Text.En);
        }
    }

    [Fact]
    public void A_retrieved_item_is_the_departments_though_no_day_is_known()
    {
        var answer = Installed.Ask("ST-090", Town, "2026-01-01");
        Assert.Equal((Holding.Department, "500110-ST"), (answer.Answer, answer.Holder));
        Assert.Equal(Certainty.Derived, answer.Certainty);
        Assert.Contains("来源未载日期", answer.Why[0].Text.Zh);
    }

    [Fact]
    public void Where_two_may_act_both_are_told_so()
    {
        var town = Installed.Ask("LY-001", Town, "2026-01-01");
        Assert.Equal((Holding.Concurrent, Town), (town.Answer, town.Holder));

        var bureau = Installed.Ask("LY-001", Town, "2026-01-01", organ: "500110-LY");
        Assert.Equal((Holding.Concurrent, "500110-LY", PowerSource.Own), (bureau.Answer, bureau.Holder, bureau.Source));
        Assert.False(bureau.HolderIsLocality);
    }

    [Fact]
    public void An_organ_that_may_not_is_told_who_may()
    {
        var answer = Installed.Ask("CG-003", Town, "2026-01-01", organ: "500110-CG");
        Assert.Equal((Holding.Held, Town), (answer.Answer, answer.Holder));
        Assert.Contains("Qijiang District Urban Management Bureau does not hold", answer.Why[^1].Text.En);
    }

    [Fact]
    public void Where_nobody_knows_who_may_nobody_is_told_that_it_may_not() =>
        Assert.DoesNotContain(Installed.Ask("GH-010", Town, "2023-06-01", organ: "500110-ZJ").Why, w => w.Text.En.Contains("does not hold", StringComparison.Ordinal));

    [Fact]
    public void Qijiangs_own_list_adds_the_inspection_there_and_nowhere_else()
    {
        var before = Installed.Ask("NY-001", Town, "2025-06-30");
        Assert.Equal(new Scope(false, true, false, false), before.May);
        var since = Installed.Ask("NY-001", Town, "2025-07-01");
        Assert.Equal(new Scope(true, true, false, false), since.May);
        Assert.Equal("綦江府办〔2025〕34号", since.Instrument);
        Assert.False(Installed.Ask("NY-001", Elsewhere, "2025-07-01").May.Inspect);
    }

    [Fact]
    public void A_power_to_inspect_is_no_power_to_penalise() =>
        Assert.Equal(new Scope(true, false, false, false), Installed.Ask("QT-001", Subdistrict, "2026-01-01").May);

    [Fact]
    public void Who_acts_is_unknown_where_the_source_names_two_departments()
    {
        var answer = Installed.Ask("GH-010", Town, "2023-06-01");
        Assert.Equal((Holding.Unknown, Certainty.Unknown), (answer.Answer, answer.Certainty));
        Assert.Contains("a person decides", answer.Why[^1].Text.En);
        Assert.Equal(Holding.Unknown, Installed.Ask("DP-011", Town, "2026-01-01").Answer);
    }

    [Fact]
    public void A_day_whose_law_was_not_read_gets_no_answer_from_a_later_law() =>
        Assert.Equal(Holding.Unknown, Installed.Ask("ST-003", Town, "2018-01-01").Answer);

    [Fact]
    public void Every_item_has_an_answer_in_every_kind_of_place()
    {
        foreach (var code in Installed.Pack("cn-50").Items.Select(i => i.Code).Distinct())
        {
            foreach (var place in new[] { Town, Subdistrict, "500101201" })
            {
                var answer = Installed.Law.Catalogue.Ask(new PowerQuestion(code, place, Installed.Day("2026-11-20"), Installed.Day("2026-11-20")));
                Assert.NotEmpty(answer.Why);
                Assert.Equal(answer.Answer is Holding.Unknown or Holding.Nobody, answer.Holder is null);
            }
        }
    }

    [Fact]
    public void Entrusted_items_have_no_line_and_the_others_have_one()
    {
        var pack = Installed.Pack("cn-50");
        var granted = pack.Grants.Select(g => g.Item).ToHashSet();
        Assert.Equal(138, pack.Grants.Count);
        foreach (var item in pack.Items)
        {
            Assert.Equal(item.SourceType is "empowered" or "statutory", granted.Contains(item.Code));
        }
    }
}
