using System.Globalization;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Fences;

/// <summary>Each fence of an on-the-spot penalty: one fact changed, one verdict changed.</summary>
public sealed class PenaltyFenceTests
{
    private static readonly DateOnly Today = ShanghaiTime.Day(Noon);
    private static readonly LawInForce Law0 = Rules();

    private static Proposal Sound { get; } = new()
    {
        Item = new ItemCode("T-001"), Place = Law0.Locality(Street)!, Organ = Street, ActDay = Today, Found = Today, Filed = Today, Today = Today, Procedure = "summary", Party = PartyKind.Individual, Persuaded = true,
        Fine = 100, Gains = "none", Act = "a1", Weighed = new Weighed { Article = "", Certainty = Certainty.Quoted }, Heard = true, Deciding = true, Minor = false, Young = false,
        Officers = [.. new[] { 1, 2 }.Select(n => new Officer("o" + n, Text.Same("员" + n), Street, false, "", [new Certificate("c" + n, Street, ["*"], Today.AddYears(-1), Today.AddYears(1))]))],
    };

    private static FenceVerdict Ask(Proposal p, string id, LawInForce? law = null) => new PenaltyFences(law ?? Law0).Ask(p).Where(a => a.Id == id).Max(a => a.Answer);

    [Fact]
    public void A_sound_proposal_meets_no_stop() =>
        Assert.Equal(["tier"], new PenaltyFences(Law0).Ask(Sound).Where(a => a.Answer != FenceVerdict.Clear).Select(a => a.Id).Distinct());

    [Fact]
    public void Power_and_place_are_asked()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Item = new ItemCode("T-002") }, "power"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Place = Law0.Locality(OtherTown)! }, "place"));
    }

    [Fact]
    public void Two_certified_officers_act_and_no_auxiliary()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0]] }, "officers"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [Sound.Officers[0], Sound.Officers[1] with { Certificates = [] }] }, "certificates"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Officers = [.. Sound.Officers, Sound.Officers[0] with { Id = "x", Auxiliary = true }] }, "auxiliary"));
    }

    [Theory]
    [InlineData("2024-09-01", "", FenceVerdict.Clear)]
    [InlineData("2024-08-31", "", FenceVerdict.Stop)]
    [InlineData("2024-08-31", "36: 危及生命健康且有危害后果", FenceVerdict.Caution)]
    [InlineData("2021-08-31", "36: 危及生命健康且有危害后果", FenceVerdict.Stop)]
    public void An_act_is_punished_within_two_years_of_its_day_or_end_and_five_with_harm(string act, string attested, FenceVerdict expected) =>
        Assert.Equal(expected, Ask(Sound with { ActDay = DateOnly.Parse(act, CultureInfo.InvariantCulture), ConditionMet = attested }, "limitation"));

    [Fact]
    public void The_same_act_is_fined_once_and_a_likely_match_is_looked_at()
    {
        var past = new PastFine("a1", "当罚1号", "T-001", Street, Today, Street, 50);
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Past = [past] }, "one-act"));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Past = [past with { Act = "a0" }] }, "one-act"));
        Assert.Equal(FenceVerdict.Clear, Ask(Sound with { Past = [past with { Act = "a0", ActDay = Today.AddDays(-9) }] }, "one-act"));
    }

    [Fact]
    public void The_sum_lies_in_the_statutes_range_and_gains_were_looked_into()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 201 }, "statute-range"));
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Fine = 10 }, "statute-range"));
        Assert.Equal(FenceVerdict.Caution, Ask(Sound with { Fine = 10, Ground = "32" }, "statute-range"));
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
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Heard = false }, "notice"));
    }

    [Fact]
    public void Only_kinds_the_law_gives_and_freedom_is_the_polices()
    {
        Assert.Equal(FenceVerdict.Stop, Ask(Sound with { Other = ["detention"] }, "penalty-kind"));
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
