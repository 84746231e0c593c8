using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Powers;

/// <summary>Lines that no pack holds yet, but that a county may write tomorrow.</summary>
public sealed class CatalogueTests
{
    private const string Place = "990100001";
    private static readonly DateTimeOffset Early = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly Instrument Paper = new("清单", "", "here");

    [Fact]
    public void A_list_cannot_take_what_a_law_gives()
    {
        var answer = Ask([Line(PowerSource.Statutory, null), Line(PowerSource.Empowered, "2024-01-01")], [Taken("2025-01-01")], "2025-06-01");
        Assert.Equal((Holding.Held, PowerSource.Statutory), (answer.Answer, answer.Source));
    }

    [Fact]
    public void A_list_that_names_again_what_a_law_gives_takes_nothing_of_it()
    {
        var law = Line(PowerSource.Statutory, null) with { Scope = new Scope(false, true, false, true), WithDepartment = true };
        var list = Line(PowerSource.Empowered, "2024-01-01") with { Scope = new Scope(true, true, false, false) };
        var answer = Ask([law, list], [], "2025-06-01");
        Assert.Equal((Holding.Concurrent, PowerSource.Statutory, new Scope(true, true, false, true)), (answer.Answer, answer.Source, answer.May));
        Assert.Equal(new Scope(false, true, false, true), Ask([law, list], [], "2023-06-01").May);
    }

    [Fact]
    public void A_retrieval_without_a_day_ends_what_was_recorded_before_it()
    {
        Assert.Equal(Holding.Department, Ask([Line(PowerSource.Empowered, "2024-01-01")], [Taken(null)], "2025-06-01").Answer);
        Assert.Equal(Holding.Held, Ask([Line(PowerSource.Empowered, "2024-01-01") with { Recorded = Early.AddYears(2) }], [Taken(null)], "2026-06-01").Answer);
    }

    [Fact]
    public void A_retrieval_that_leaves_one_town_out_does_not_end_its_line()
    {
        var taken = Taken("2025-01-01") with { Reach = new Reach(["990100"], [], [Place]) };
        Assert.Equal(Holding.Held, Ask([Line(PowerSource.Empowered, "2024-01-01")], [taken], "2025-06-01").Answer);
    }

    [Fact]
    public void A_line_that_ends_by_itself_needs_no_retrieval()
    {
        var line = Line(PowerSource.Empowered, "2024-01-01") with { To = Installed.Day("2024-12-31") };
        Assert.Equal(Holding.Held, Ask([line], [], "2024-12-31").Answer);
        Assert.Equal(Holding.Department, Ask([line], [], "2025-01-01").Answer);
    }

    [Fact]
    public void An_entrusted_line_never_carries_measures_whatever_it_says()
    {
        var line = Line(PowerSource.Entrusted, "2024-01-01") with { InNameOf = "CG", Scope = new Scope(true, true, true, true) };
        Assert.Equal(new Scope(true, true, false, false), Ask([line], [], "2024-06-01").May);
    }

    [Fact]
    public void What_was_not_yet_known_is_no_reason()
    {
        var line = Line(PowerSource.Empowered, "2027-01-01") with { Recorded = Early.AddYears(2) };
        Assert.Contains("2027-01-01", Ask([line], [], "2026-06-01").Why[0].Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain("2027", Ask([line], [], "2025-01-01", Early.AddYears(1)).Why[0].Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_code_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Installed.Law.Catalogue.Ask(new PowerQuestion(new ItemCode("ZZ-001"), Place, Installed.Day("2024-01-01"), Installed.Day("2024-01-01"))));

    private static Grant Line(PowerSource source, string? from) => new()
    {
        Id = $"{source}-{from}", Item = new ItemCode("DM-001"), Source = source, Reach = new Reach(["990100"], [], []), Scope = new Scope(false, true, false, false),
        From = from is null ? null : Installed.Day(from), Instrument = Paper, Certainty = Certainty.Quoted, Recorded = Early,
    };

    private static Retrieval Taken(string? on) => new()
    {
        Id = $"taken-{on}", Item = new ItemCode("DM-001"), Reach = new Reach(["990100"], [], []), On = on is null ? null : Installed.Day(on),
        Transition = Transition.FiledBeforeStays, Instrument = Paper, Certainty = Certainty.Quoted, Recorded = Early.AddYears(1),
    };

    private static PowerAnswer Ask(Grant[] grants, Retrieval[] retrievals, string day, DateTimeOffset? known = null)
    {
        var demo = Installed.Pack("demo");
        var catalogue = new Catalogue(demo.Items, grants, retrievals, demo.Counties, demo.Localities, demo.AgencyKinds);
        return catalogue.Ask(new PowerQuestion(new ItemCode("DM-001"), Place, Installed.Day(day), Installed.Day(day), known));
    }
}
