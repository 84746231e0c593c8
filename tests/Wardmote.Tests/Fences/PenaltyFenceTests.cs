using System.Globalization;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Fences;

/// <summary>Each fence of an on-the-spot penalty: one fact changed, one verdict changed.</summary>
public sealed class PenaltyFenceTests
{
    private static readonly LawInForce Law0 = Rules();

    internal static Proposal Sound { get; } = new()
    {
        Item = new ItemCode("T-001"), Place = Law0.Locality(Street)!, Organ = Street, ActDay = Today, Found = Today, Filed = Today, Today = Today, Procedure = "summary", Party = PartyKind.Individual, Persuaded = true,
        Fine = 100, Gains = "none", Act = "a1", Weighed = new Weighed { Article = "", Certainty = Certainty.Quoted }, Heard = true, Deciding = true, Minor = false, Young = false,
        Officers = [.. new[] { 1, 2 }.Select(n => new Officer("o" + n, Text.Same("员" + n), Street, false, "", [new Certificate("c" + n, Street, ["*"], Today.AddYears(-1), Today.AddYears(1))]))],
    };

    private static FenceVerdict Ask(Proposal p, string id, LawInForce? law = null) => new PenaltyFences(law ?? Law0, Home.Code, Today).Ask(p).Where(a => a.Id == id).Max(a => a.Answer);

    [Fact]
    public void A_sound_proposal_meets_no_stop() =>
        Assert.Equal(["tier"], new PenaltyFences(Law0, Home.Code, Today).Ask(Sound).Where(a => a.Answer != FenceVerdict.Clear).Select(a => a.Id).Distinct());

    [Fact]
    public void Power_and_place_are_asked()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Item = new ItemCode("T-002") }, "power"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Place = Law0.Locality(OtherTown)! }, "place"));
    }

    [Fact]
    public void The_place_of_a_case_filed_before_a_merger_is_its_successors()
    {
        var law = LawPacks.Installed.Law;
        var (merged, day) = (law.Locality("990100201")!, new DateOnly(2025, 8, 1));
        var filed = Sound with { Item = new ItemCode("DM-001"), Place = merged, Organ = law.TeamFor(merged.Code, day), ActDay = new DateOnly(2025, 6, 20), Found = new DateOnly(2025, 6, 20), Filed = new DateOnly(2025, 6, 21), Today = day, Procedure = "ordinary" };
        FenceVerdict Place(Proposal p) => new PenaltyFences(law, "990100", p.Today).Ask(p).Single(a => a.Id == "place").Answer;
        Assert.NotEqual(merged.Code, filed.Organ);
        Assert.Equal(FenceVerdict.Clear, Place(filed));
        Assert.Equal(FenceVerdict.Stop, Place(filed with { Organ = "990100001" }));
    }

    [Fact]
    public void Two_certified_officers_act_and_no_auxiliary()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0]] }, "officers"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0], Sound.Officers[0] with { Id = "o1-again" }] }, "officers"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0], Sound.Officers[1] with { Certificates = [] }] }, "certificates"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0], Sound.Officers[1] with { Secondment = new Secondment(Market, Today.AddYears(-1), Today.AddDays(-1)) }] }, "certificates"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Officers = [Sound.Officers[0], Sound.Officers[1] with { Secondment = new Secondment(Market, Today.AddYears(-1), Today) }] }, "certificates"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [.. Sound.Officers, Sound.Officers[0] with { Id = "x", Auxiliary = true }] }, "auxiliary"));
    }

    private static readonly Harm Hurt = new("life_health", "三人食物中毒", "医院诊断证明", "示例医院王医生");

    [Theory]
    [InlineData("2024-09-01", false, FenceVerdict.Clear)]
    [InlineData("2024-08-31", false, FenceVerdict.Stop)]
    [InlineData("2024-08-31", true, FenceVerdict.Caution)]
    [InlineData("2021-09-01", true, FenceVerdict.Caution)]
    [InlineData("2021-08-31", true, FenceVerdict.Stop)]
    public void An_act_is_punished_within_two_years_of_its_day_or_end_and_five_with_harm(string act, bool harm, FenceVerdict expected) =>
        Assert.Equal(expected, Ask(Sound with { ActDay = DateOnly.Parse(act, CultureInfo.InvariantCulture), Harm = harm ? Hurt : null }, "limitation"));

    [Fact]
    public void Harm_within_five_years_says_which_on_what_evidence_and_whose_word_it_is_and_words_alone_are_not_it()
    {
        var late = Sound with { ActDay = Today.AddYears(-3) };
        var caution = new PenaltyFences(Law0, Home.Code, Today).Ask(late with { Harm = Hurt }).Single(a => a.Id == "limitation");
        Assert.All(new[] { "生命健康安全", "三人食物中毒", "医院诊断证明", "示例医院王医生" }, w => Assert.Contains(w, caution.Fact.Zh, StringComparison.Ordinal));
        Assert.All(new[] { Hurt with { Kind = "money" }, Hurt with { What = " " }, Hurt with { Evidence = "" }, Hurt with { AttestedBy = "" } }, h => Assert.Equal(FenceVerdict.Stop, Ask(late with { Harm = h }, "limitation")));
        Assert.Equal(FenceVerdict.Stop, Ask(late with { ConditionMet = "行政处罚法第36条，附医院诊断", Reason = "第三十六条" }, "limitation"));
    }

    [Theory]
    [InlineData("36: 危及生命健康且有危害后果", true)]
    [InlineData("行政处罚法第36条，附医院诊断", true)]
    [InlineData("第三十六条", true)]
    [InlineData("see art. 36 of the law", true)]
    [InlineData("占道 36 平方米，编号 2026-0365，第136条", false)]
    [InlineData("", false)]
    public void Words_that_name_article_36_in_old_entries_are_still_understood(string words, bool harm)
    {
        Assert.Equal(harm, Harm.InWords(words) is not null);
        Assert.Equal(harm ? FenceVerdict.Caution : FenceVerdict.Stop, Ask(Sound with { ActDay = Today.AddYears(-3), Harm = Harm.InWords(words) }, "limitation"));
    }

    [Fact]
    public void A_kind_of_penalty_that_the_list_does_not_give_is_stopped_though_the_article_provides_it()
    {
        LawInForce Giving(PenaltyKinds kinds) => new([Law0.Packs[0] with { Grants = [.. Law0.Packs[0].Grants.Select(g => g with { Scope = g.Scope with { Kinds = kinds } })] }]);
        Assert.Equal(FenceVerdict.Clear, Ask(Sound, "penalty-kind", Giving(PenaltyKinds.Fine)));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound, "penalty-kind", Giving(PenaltyKinds.All & ~PenaltyKinds.Fine)));
        var question = new PowerQuestion(Sound.Item, Street, Today, Today);
        Assert.Contains("fine", Giving(PenaltyKinds.All).Catalogue.Ask(question).Kinds);
        Assert.DoesNotContain("fine", Giving(PenaltyKinds.Warning).Catalogue.Ask(question).Kinds);
    }

    [Theory]
    [InlineData(6, "months", "2026-03-01", FenceVerdict.Clear)]
    [InlineData(6, "months", "2026-02-28", FenceVerdict.Stop)]
    [InlineData(3, "years", "2023-09-01", FenceVerdict.Clear)]
    [InlineData(3, "years", "2023-08-31", FenceVerdict.Stop)]
    public void A_limitation_of_the_items_own_law_takes_the_place_of_the_two_years_and_the_five(int count, string unit, string act, FenceVerdict expected)
    {
        var law = new LawInForce([Law0.Packs[0] with { Items = [.. Law0.Packs[0].Items.Select(i => i with { Limitation = new SpecialLimitation(count, unit, "某法 9") })] }]);
        var answer = new PenaltyFences(law, Home.Code, Today).Ask(Sound with { ActDay = DateOnly.Parse(act, CultureInfo.InvariantCulture), Harm = Hurt }).Single(a => a.Id == "limitation");
        Assert.Equal((expected, "某法 9"), (answer.Answer, answer.Article));
    }

    [Fact]
    public void A_later_law_without_a_fine_is_lighter_and_one_that_is_gone_is_looked_at()
    {
        var (pack, turn) = (Law0.Packs[0], Today.AddDays(-10));
        LawInForce Later(Func<EnforcementItem, EnforcementItem[]> rows) => new([pack with { Items = [.. pack.Items.SelectMany(i => rows(i with { ValidTo = turn }))] }]);
        EnforcementItem New(EnforcementItem old) => old with { ValidFrom = turn.AddDays(1), ValidTo = null };
        var before = Sound with { ActDay = turn };
        Assert.Equal(FenceVerdict.Stop, Ask(before, "law-of-the-day", Later(old => [old, New(old) with { FineKind = FineKind.None, IndividualFine = null, EntityFine = null }])));
        Assert.Equal(FenceVerdict.Stop, Ask(before, "law-of-the-day", Later(old => [old, New(old) with { IndividualFine = new YuanRange(20, 50) }])));
        Assert.Equal(FenceVerdict.Clear, Ask(before, "law-of-the-day", Later(old => [old, New(old) with { IndividualFine = new YuanRange(20, 500) }])));
        Assert.Equal(FenceVerdict.Caution, Ask(before, "law-of-the-day", Later(old => [old])));
    }

    [Fact]
    public void The_same_act_is_fined_once_and_a_likely_match_is_looked_at()
    {
        var past = new PastFine("a1", "当罚1号", "T-001", Street, Today, Street, 50);
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Past = [past] }, "one-act"));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Past = [past with { Act = "a0" }] }, "one-act"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Past = [past with { Act = "a0", ActDay = Today.AddDays(-9) }] }, "one-act"));
    }

    [Fact]
    public void Where_a_court_has_fined_the_act_no_fine_comes_beside_it_and_another_kind_may()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { CourtFined = "（2026）渝0110刑初1号" }, "one-act"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { CourtFined = "（2026）渝0110刑初1号", Fine = null, Warning = true }, "one-act"));
    }

    [Fact]
    public void Of_two_norms_the_one_with_the_higher_fine_is_applied_by_whoever_holds_it()
    {
        var pack = Law0.Packs[0];
        var other = pack.Items.Single(i => i.Code.Value == "T-002");
        LawInForce Law(YuanRange? range, FineKind kind = FineKind.Fixed) =>
            new([pack with { Items = [.. pack.Items.Where(i => i != other), other with { IndividualFine = range, FineKind = kind }] }]);
        var both = Sound with { AlsoBreaches = [other.Code] };
        var mine = Law0.Item(Sound.Item, Today)!.IndividualFine!.Value;
        var stop = new PenaltyFences(Law(new YuanRange(mine.Min, mine.Max + 1)), Home.Code, Today).Ask(both).Single(a => a.Id == "higher-norm");
        Assert.Equal(FenceVerdict.Stop, stop.Answer);
        Assert.Contains(Law0.NameOf(Market).En, stop.Way.En, StringComparison.Ordinal);
        Assert.Equal(FenceVerdict.Clear, Ask(both, "higher-norm", Law(mine)));
        Assert.Equal(FenceVerdict.Clear, Ask(both, "higher-norm", Law(null, FineKind.None)));
        Assert.Equal(FenceVerdict.Caution, Ask(both, "higher-norm", Law(null, FineKind.Multiple)));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { AlsoBreaches = [new ItemCode("T-999")] }, "higher-norm"));
        Assert.Equal(FenceVerdict.Clear, Ask(both with { Fine = null, Warning = true }, "higher-norm", Law(new YuanRange(mine.Min, mine.Max + 1))));
    }

    [Fact]
    public void The_figures_of_a_fence_are_those_of_the_pack()
    {
        var pack = Law0.Packs[0];
        LawInForce With(string id, string name, decimal value) =>
            new([pack with { Fences = [.. pack.Fences.Select(f => f.Id == id ? f with { Values = new Dictionary<string, decimal>(f.Values) { [name] = value } } : f)] }]);
        var late = Sound with { ActDay = Today.AddYears(-3) };
        Assert.Equal(FenceVerdict.Stop, Ask(late, "limitation"));
        Assert.Equal(FenceVerdict.Clear, Ask(late, "limitation", With("limitation", "years", 3)));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound, "officers", With("officers", "at_least", 3)));
        var bare = new LawInForce([pack with { Fences = [.. pack.Fences.Select(f => f.Id == "limitation" ? f with { Values = new Dictionary<string, decimal>() } : f)] }]);
        Assert.Contains("limitation", Assert.Throws<InvalidOperationException>(() => Ask(Sound, "limitation", bare)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_departure_from_the_tier_has_an_override_and_a_missing_fact_or_no_penalty_has_none()
    {
        var pack = Law0.Packs[0];
        var law = new LawInForce([pack with { Fences = [.. pack.Fences.Select(f => f.Id == "tier" ? f with { Ground = "guidance", OverrideBy = ["organ-head"] } : f)] }]);
        FenceAnswer Tier(Weighed? weighed) => new PenaltyFences(law, Home.Code, Today).Ask(Sound with { Weighed = weighed }).Single(a => a.Id == "tier");
        var official = Sound.Weighed! with { Standard = "s", Tier = "一般", Fine = new YuanRange(20, 50) };
        Assert.Equal((FenceVerdict.Stop, "organ-head"), (Tier(official).Answer, Tier(official).OverrideBy.Single()));
        Assert.All(new[] { null, official with { None = "must" }, official with { Open = ["area"], Why = [new Wardmote.Powers.Reason(Text.Same("area"))] } }, w => Assert.Empty(Tier(w).OverrideBy));
    }

    [Fact]
    public void The_sum_lies_in_the_statutes_range_and_gains_were_looked_into()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 201 }, "statute-range"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 10 }, "statute-range"));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Fine = 10, Ground = "32" }, "statute-range"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 10, Ground = " " }, "statute-range"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = -5, Ground = "32" }, "statute-range"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Gains = "" }, "gains"));
    }

    [Fact]
    public void A_missing_standard_cautions_and_an_unweighed_one_stops()
    {
        Assert.Equal(FenceVerdict.Caution, Ask(Sound, "tier"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Weighed = null }, "tier"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Weighed = Sound.Weighed! with { Standard = "s", None = "must" } }, "tier"));
    }

    [Fact]
    public void A_row_of_a_warning_alone_holds_no_fine_and_lawful_mitigation_passes_every_row()
    {
        var row = Sound.Weighed! with { Standard = "s", Tier = "一般", Statutory = new YuanRange(20, 200) };
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Weighed = row with { Warning = true } }, "tier"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Weighed = row with { Warning = true }, Fine = null, Warning = true }, "tier"));
        var fine = Sound with { Weighed = row with { Fine = new YuanRange(50, 100) } };
        Assert.Equal(FenceVerdict.Stop, Ask(fine with { Fine = 10 }, "tier"));
        Assert.Equal(FenceVerdict.Caution, Ask(fine with { Fine = 10, Ground = "32" }, "tier"));
        Assert.Equal(FenceVerdict.Stop, Ask(fine with { Fine = 30, Ground = "32" }, "tier"));
    }

    [Fact]
    public void A_warning_where_the_row_gives_a_fine_wants_a_ground_or_a_reason_and_is_never_stopped()
    {
        var row = Sound.Weighed! with { Standard = "s", Tier = "一般", Statutory = new YuanRange(20, 200), Fine = new YuanRange(50, 100) };
        FenceAnswer Tier(Proposal p) => new PenaltyFences(Law0, Home.Code, Today).Ask(p).Single(a => a.Id == "tier");
        var warned = Sound with { Weighed = row, Fine = null, Warning = true };
        Assert.Equal(FenceVerdict.Caution, Tier(warned).Answer);
        Assert.Contains("no ground of mitigation", Tier(warned).Fact.En, StringComparison.Ordinal);
        Assert.Equal(FenceVerdict.Caution, Tier(warned with { Ground = "行政处罚法第32条" }).Answer);
        Assert.Contains("行政处罚法第32条", Tier(warned with { Ground = "行政处罚法第32条" }).Fact.Zh, StringComparison.Ordinal);
        Assert.Equal(FenceVerdict.Caution, Tier(warned with { Fine = 0 }).Answer);

        // Where the row gives a warning, or lets go unpunished, or no fine in yuan, nothing is lighter than it.
        Assert.Equal(FenceVerdict.Clear, Tier(warned with { Weighed = row with { Warning = true } }).Answer);
        Assert.Equal(FenceVerdict.Clear, Tier(warned with { Weighed = row with { None = "may" } }).Answer);
        Assert.Equal(FenceVerdict.Clear, Tier(warned with { Weighed = row with { Fine = null } }).Answer);
        Assert.Equal(FenceVerdict.Clear, Tier(warned with { Weighed = row with { Fine = new YuanRange(0, 100) } }).Answer);
        Assert.Equal(FenceVerdict.Clear, Tier(Sound with { Weighed = row, Fine = 60 }).Answer);
    }

    [Fact]
    public void A_warning_lighter_than_its_row_is_proposed_with_a_reason_and_not_without()
    {
        var m = new Wardmote.Tests.Cases.Matter(born: new DateOnly(1980, 1, 1)).Do(Wardmote.Tests.Cases.Matter.Wang, (f, _) => new Wardmote.Cases.Persuade("wang", "请收摊", null, "refused", "", []).On(f));
        var row = Wardmote.Tests.Cases.Matter.Weighed(m.File) with { Standard = "s", Tier = "一般", Fine = new YuanRange(500, 1_000), Warning = false };
        Outcome Warn(string reason, string ground = "") =>
            m.Try(Wardmote.Tests.Cases.Matter.Wang, (f, n) => new Wardmote.Cases.ProposePenalty { Warning = true, Gains = "none", Reason = reason, Ground = ground }.On(f, n.Law, n.Roster, row, [], n.Today));
        Assert.Equal("reason_needed", Wardmote.Tests.Cases.Matter.Refused(Warn("")));
        Assert.Equal("reason_needed", Wardmote.Tests.Cases.Matter.Refused(Warn("", "行政处罚法第32条")));
        Assert.IsType<Outcome.Do>(Warn("主动清理，后果轻微", "行政处罚法第32条"));
        Assert.IsType<Outcome.Do>(Warn("初次，面积很小"));
    }

    [Fact]
    public void An_age_nobody_knows_cautions_of_a_person_and_never_of_an_entity()
    {
        Assert.Equal(FenceVerdict.Clear, Ask(Sound, "young"));
        Assert.All(new (bool?, bool?)[] { (null, null), (false, null), (null, false) }, a => Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Minor = a.Item1, Young = a.Item2 }, "young")));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Minor = null, Young = true, Fine = 30 }, "young"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Minor = null, Young = null, Party = PartyKind.Entity }, "young"));

        // At the decision it wants a reason, and the caution stands in the record.
        var m = new Wardmote.Tests.Cases.Matter().Filed().Asked().Reported().Noticed().Days(10).Decided();
        Assert.Contains(m.File.Ruling!.Fences, f => f is { Id: "young", Answer: FenceVerdict.Caution });
        Assert.DoesNotContain(new Wardmote.Tests.Cases.Matter(born: new DateOnly(1980, 1, 1)).Filed().Asked().Reported().Noticed().Days(10).Decided().File.Ruling!.Fences, f => f is { Id: "young", Answer: FenceVerdict.Caution });
    }

    [Fact]
    public void The_years_of_limitation_are_the_packs()
    {
        Assert.Equal((2, 5), new PenaltyFences(Law0, Home.Code, Today).LimitationYears);
        var longer = new LawInForce([.. Law0.Packs.Select(p => p with { Fences = [.. p.Fences.Select(f => f.Id == "limitation" ? f with { Values = new Dictionary<string, decimal> { ["years"] = 3, ["years_harm"] = 6 } } : f)] })]);
        Assert.Equal((3, 6), new PenaltyFences(longer, Home.Code, Today).LimitationYears);
    }

    [Fact]
    public void A_child_is_not_punished_and_somebody_under_eighteen_lighter()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Minor = true }, "young"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Young = true, Fine = 150, Weighed = Sound.Weighed! with { Statutory = new YuanRange(20, 200) } }, "young"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Young = true, Fine = 60, Weighed = Sound.Weighed! with { Statutory = new YuanRange(20, 200) } }, "young"));
    }

    [Fact]
    public void On_the_spot_has_limits_and_rights_are_told_first()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 201 }, "summary"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Confiscation = true, Gains = "confiscated" }, "summary"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Other = ["suspension"] }, "summary"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Fine = 200 }, "summary"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Party = PartyKind.Entity, Fine = 3_000 }, "summary"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Party = PartyKind.Entity, Fine = 3_000.01m }, "summary"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Heard = false }, "notice"));
    }

    [Fact]
    public void Only_kinds_the_law_gives_and_freedom_is_the_polices()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Other = ["detention"] }, "penalty-kind"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Other = ["suspension"] }, "penalty-kind"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Other = ["fine"] }, "penalty-kind"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = null }, "penalty-kind"));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Persuaded = false }, "persuasion"));
    }

    [Fact]
    public void Where_the_article_wants_an_order_first_a_fine_waits_for_term_and_second_look()
    {
        var pack = Law0.Packs[0];
        var law = new LawInForce([pack with { Items = [.. pack.Items.Select(i => i with { Precondition = Precondition.OverdueCorrection })] }]);
        Assert.Equal(FenceVerdict.Stop, Ask(Sound, "precondition", law));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { OrderTerm = Today }, "precondition", law));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { OrderTerm = Today.AddDays(-2) }, "precondition", law));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { OrderTerm = Today.AddDays(-2), Reinspected = Today.AddDays(-1), Corrected = true }, "precondition", law));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { OrderTerm = Today.AddDays(-2), Reinspected = Today.AddDays(-1), Corrected = false }, "precondition", law));
    }
}
