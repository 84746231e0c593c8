using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;
using Wardmote.Tests.Cases;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Powers;

/// <summary>Lines that name a town, when the town gets a new code, is merged or moves: in the fictional district, with towns of the test's own (decision 12).</summary>
public sealed class SuccessorPowersTests
{
    private const string Was = "990100301";
    private const string Now = "990100302";
    private const string Left = "990100303";
    private const string Right = "990100304";
    private const string Both = "990100305";
    private const string Away = "990100306";
    private const string There = "990200306";
    private static readonly ItemCode Item = new("DM-013");
    private static readonly DateOnly Change = Installed.Day("2026-07-01");

    [Fact]
    public void What_a_town_holds_by_name_it_holds_under_its_new_code()
    {
        var law = Law([Given("g", [Was])], []);
        Assert.Equal((Holding.Held, Was), Ask(law, Was, "2026-06-30"));
        Assert.Equal((Holding.Held, Now), Ask(law, Now, "2026-07-01"));
        var why = law.Catalogue.Ask(Question(Now, "2026-07-01")).Why;
        Assert.Contains(why, w => w.Article == "行政诉讼法 26" && w.Text.En.Contains("the list names Old Town", StringComparison.Ordinal));
        Assert.Equal((Holding.Department, "990100-SC"), Ask(law, Both, "2026-07-01"));
    }

    [Fact]
    public void What_was_taken_from_a_town_by_name_its_successor_has_not_again()
    {
        var region = Given("g", []);
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([region], [Taken("r", [Was])]), Now, "2026-07-01"));
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([region with { Reach = new Reach(["990100"], [], [Was]) }], []), Now, "2026-07-01"));
        Assert.Equal((Holding.Held, Both), Ask(Law([region], [Taken("r", [Was])]), Both, "2026-07-01"));
    }

    [Fact]
    public void A_line_of_the_successors_own_goes_before_what_it_had()
    {
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([Given("g", [Was])], [Taken("r", [Now], "2026-08-01")]), Now, "2026-08-01"));
        Assert.Equal((Holding.Held, Now), Ask(Law([Given("g", []), Given("h", [Now], "2026-08-01")], [Taken("r", [Was])]), Now, "2026-08-01"));

        // A list that still uses the old code means the same town.
        Assert.Equal((Holding.Held, Now), Ask(Law([Given("g", [Was], "2026-09-01")], []), Now, "2026-09-01"));
    }

    [Fact]
    public void Towns_that_came_together_hold_what_both_held_and_lose_what_both_had_lost()
    {
        Assert.Equal((Holding.Held, Both), Ask(Law([Given("g", [Left, Right])], []), Both, "2026-07-01"));
        Assert.Equal((Holding.Held, Both), Ask(Law([Given("g", [Left]), Given("h", [Right])], []), Both, "2026-07-01"));
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([Given("g", [])], [Taken("r", [Left, Right])]), Both, "2026-07-01"));
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([Given("g", [])], [Taken("r", [Left]), Taken("s", [Right], "2026-02-01")]), Both, "2026-07-01"));
    }

    [Fact]
    public void Where_they_did_not_hold_the_same_nobody_is_said_to_until_a_line_names_the_successor()
    {
        var (given, taken) = (Given("g", []), Taken("r", [Left]));
        var answer = Law([given], [taken]).Catalogue.Ask(Question(Both, "2026-07-01"));
        Assert.Equal((Holding.Unknown, null, Certainty.Unknown, default), (answer.Answer, answer.Holder, answer.Certainty, answer.May));
        Assert.All(["Left Town", "Right Town", given.Instrument.Title, taken.Instrument.Title], n => Assert.Contains(n, answer.Why[0].Text.En, StringComparison.Ordinal));
        Assert.Equal(Holding.Unknown, Ask(Law([Given("g", [Left])], []), Both, "2026-07-01").Answer);
        Assert.Equal(Holding.Unknown, Ask(Law([Given("g", [Left]), Given("h", [Right]) with { Scope = new Scope(true, true, false, false) }], []), Both, "2026-07-01").Answer);

        Assert.Equal((Holding.Held, Both), Ask(Law([given, Given("h", [Both], "2026-09-01")], [taken]), Both, "2026-09-01"));
        Assert.Equal(Holding.Unknown, Ask(Law([given, Given("h", [Both], "2026-09-01")], [taken]), Both, "2026-08-31").Answer);
        Assert.Equal((Holding.Department, "990100-SC"), Ask(Law([given], [taken, Taken("s", [Both], "2026-09-01")]), Both, "2026-09-01"));
        Assert.Equal((Holding.Held, Both), Ask(Law([given, Given("h", [], "2026-09-01")], [taken]), Both, "2026-09-01"));

        // A town that another joined is one of those who came together; what names it itself goes on.
        var joined = Law([Given("g", ["990100201"], "2024-01-01")], []);
        Assert.Equal((Holding.Department, "990100-SC"), Ask(joined, "990100102", "2025-06-30"));
        Assert.Equal(Holding.Unknown, Ask(joined, "990100102", "2025-07-01").Answer);
        Assert.Equal((Holding.Held, "990100102"), Ask(Law([Given("g", ["990100102"], "2024-01-01")], []), "990100102", "2025-07-01"));
    }

    [Fact]
    public void A_town_that_moved_to_another_county_leaves_behind_what_named_it()
    {
        Assert.Equal((Holding.Department, "990200-SC"), Ask(Law([Given("g", [Away])], []), There, "2026-07-01"));

        // The new county's own line decides, whatever the old county took.
        Assert.Equal((Holding.Held, There), Ask(Law([Given("g", ["990100", "990200"]), Given("h", ["990200"], "2026-05-01")], [Taken("r", [Away])]), There, "2026-07-01"));

        // A line for both counties that did not reach it before: nothing says that it does now.
        var wide = Given("g", ["990000"]);
        Assert.Equal((Holding.Held, There), Ask(Law([wide], []), There, "2026-07-01"));
        Assert.Equal(Holding.Unknown, Ask(Law([wide], [Taken("r", [Away])]), There, "2026-07-01").Answer);
        Assert.Equal(Holding.Unknown, Ask(Law([wide with { Reach = new Reach(["990000"], [], [Away]) }], []), There, "2026-07-01").Answer);
        Assert.Equal((Holding.Held, There), Ask(Law([wide, Given("h", [There], "2026-07-01")], [Taken("r", [Away])]), There, "2026-07-01"));
    }

    [Fact]
    public void The_time_line_changes_on_the_day_of_the_new_code_and_no_other()
    {
        var spans = Law([Given("g", [])], [Taken("r", [Left])]).Catalogue.Spans(Item, Both);
        Assert.Equal([(null, Holding.Nobody), (Change, Holding.Unknown)], spans.Select(s => (s.From, s.Answer.Answer)).ToList());
        var joined = Law([Given("g", ["990100201"], "2024-01-01")], []).Catalogue.Spans(Item, "990100102");
        Assert.Equal(Installed.Day("2025-07-01"), Assert.Single(joined, s => s.Answer.Answer == Holding.Unknown && s.Answer.Why[0].Text.En.Contains("did not hold the same", StringComparison.Ordinal)).From);
    }

    [Theory]
    [InlineData("old code", Was, "2026-06-20", "2026-06-21", Was, Touch.Moves)]
    [InlineData("old code named after the change", Was, "2026-07-20", "2026-07-21", Now, Touch.Moves)]
    [InlineData("new code, filed under the old one", Now, "2026-06-20", "2026-06-21", Was, Touch.Moves)]
    [InlineData("another town", Left, "2026-07-20", "2026-07-21", Now, null)]
    public async Task A_change_that_names_a_town_by_any_code_it_had_touches_its_open_cases(string because, string named, string opened, string filed, string place, Touch? touch)
    {
        var journal = new MemoryJournal();
        var book = new Book("990100");
        var law = Law([Given("g", [])], []);
        var at = ShanghaiTime.Start(Installed.Day(opened)).AddHours(9);
        await journal.AppendAsync(new Append(book, "o", By.System, at, [Body.Fact(new CaseOpened("c", "n", null, Item.Value, place, "虚构路", null, null, Installed.Day(opened), "report", "demo"), [CaseFile.TagOf("c")], null, null, new UnderPower(Item.Value, "empowered", place, place, "虚构"))]));
        await journal.AppendAsync(new Append(book, "f", By.System, ShanghaiTime.Start(Installed.Day(filed)).AddHours(9), [Body.Fact(new CaseFiled("c", "立1", "虚构", [new NamedOfficer("a", Text.Same("a"), "C-a")], new Signatory("head", Text.Same("某"), "head"), new DateOnly(2027, 2, 18), "demo"), [CaseFile.TagOf("c")])]));
        var desk = new Desk.Desk(journal, new LawShelf(law), new CountedTools());
        var november = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8));
        var yaml = $"instruments:\n  list: {{title: 调整（虚构）, issuer: 示例区（虚构）, source: law/demo（虚构）}}\nretrievals:\n  - {{id: r1-1, item: {Item}, reach: {{localities: [\"{named}\"]}}, on: 2027-01-01, transition: handed_over, instrument: list, certainty: quoted}}\n";
        Assert.IsType<DeskAnswer.Done>(await desk.DraftRevisionAsync(new DraftRevision("r1", "990100", "powers", Text.Same("收回（虚构）"), "虚构", [new RevisionFile("retrievals.yaml", yaml)], new Dictionary<string, string>()), new Request(new By("anna", "administrator", "990100"), november, "k")));
        var touched = await desk.TouchedAsync((await desk.RevisionAsync(book, "r1"))!, november);
        Assert.True(touch == touched.Cases.SingleOrDefault()?.What, $"{because}: {touched.Cases.SingleOrDefault()}");
    }

    [Fact]
    public async Task A_county_merged_into_another_is_nobodys_and_its_town_goes_on_from_the_lookup_to_the_open_case()
    {
        const string before = "990300001", after = "990200002";
        Assert.Equal(Holding.Held, Installed.Ask("DM-001", before, "2026-06-30").Answer);
        var gone = Installed.Ask("DM-001", before, "2026-06-30", filed: "2026-07-01");
        Assert.Equal(Holding.Nobody, gone.Answer);
        Assert.Contains("990200002", gone.Why[0].Text.En, StringComparison.Ordinal);
        Assert.Equal("990200-CG", Installed.Ask("DM-001", after, "2026-07-01").Holder);
        Assert.Equal((Holding.Held, after), Installed.Ask("DM-001", before, "2026-06-20", filed: "2026-06-21", on: "2026-07-02") is var open ? (open.Answer, open.Holder!) : default);
        Assert.Equal(("990300", "990200"), (Installed.Law.CountyFor("990300", Installed.Day("2026-06-30")), Installed.Law.CountyFor("990300", Installed.Day("2026-07-01"))));
        Assert.False(Installed.Law.County("990300")!.Stands(Installed.Day("2026-07-01")));
        Assert.Contains(before, Installed.Law.Catalogue.CameOver("990200", Installed.Day("2026-07-01")));

        // The case stays in the book it was begun in; the clock hands it to the town that goes on, once.
        var (journal, book, at) = (new MemoryJournal(), new Book("990300"), ShanghaiTime.Start(Installed.Day("2026-06-20")).AddHours(9));
        await journal.AppendAsync(new Append(book, "o", By.System, at, [Body.Fact(new CaseOpened("c", "n", null, "DM-001", before, "虚构路", null, null, Installed.Day("2026-06-20"), "report", "demo"), [CaseFile.TagOf("c")], null, null, new UnderPower("DM-001", "empowered", before, before, "虚构"))]));
        var desk = new Desk.Desk(journal, new LawShelf(Installed.Law), new CountedTools());
        Assert.Equal(0, await desk.SucceedDueAsync(ShanghaiTime.Start(Installed.Day("2026-07-01")).AddMinutes(-1)));
        Assert.Equal(1, await desk.SucceedDueAsync(ShanghaiTime.Start(Installed.Day("2026-07-01"))));
        Assert.Equal(0, await desk.SucceedDueAsync(ShanghaiTime.Start(Installed.Day("2026-07-02"))));
        Assert.Equal(after, (await desk.CaseAsync(book, "c"))!.Team);

        // A change in the new county finds it in the old county's book.
        var yaml = "instruments:\n  list: {title: 清单（虚构）, issuer: 示例新区（虚构）, source: law/demo（虚构）}\ngrants:\n  - {id: r2-1, item: DM-001, source: empowered, reach: {regions: [\"990200\"]}, may: [penalise], from: 2026-07-20, instrument: list, certainty: quoted}\n";
        await desk.DraftRevisionAsync(new DraftRevision("r2", "990200", "powers", Text.Same("清单（虚构）"), "虚构", [new RevisionFile("grants.yaml", yaml)], new Dictionary<string, string>()), new Request(new By("anna", "administrator", "990200"), at.AddDays(15), "k"));
        Assert.Equal("c", Assert.Single((await desk.TouchedAsync((await desk.RevisionAsync(new Book("990200"), "r2"))!, at.AddDays(15))).Cases).File.Id);
    }

    [Fact]
    public void A_town_whose_row_goes_on_stands_in_the_county_that_succeeded_its_own()
    {
        const string town = "990300009";
        var demo = Installed.Pack("demo");
        LawInForce With(params County[] counties) => new([.. Installed.Law.Packs.Select(p => p.Id != "demo" ? p : p with
        {
            Counties = [.. p.Counties.Where(c => c.Code != "990300"), .. counties], Localities = [.. p.Localities, new Locality(town, Text.Same("虚构镇"), LocalityKind.Town, "990300")],
        })]);
        (Holding, string?) On(LawInForce law, string day) => law.Catalogue.Ask(new PowerQuestion(new ItemCode("DM-001"), town, Installed.Day(day), Installed.Day(day))) is var a ? (a.Answer, a.Holder) : default;
        var merged = With(demo.Counties.Single(c => c.Code == "990300"));
        Assert.Equal((Holding.Held, town), On(merged, "2026-06-30"));
        Assert.Equal((Holding.Department, "990200-CG"), On(merged, "2026-07-01"));
        Assert.Contains(new Check(merged).Of(merged.Packs.Single(p => p.Id == "demo")), f => f is { Kind: "county_ended", Subject: town });
        Assert.DoesNotContain(new Check(Installed.Law).Of(demo), f => f.Kind == "county_ended");

        // Without a successor it is nobody's.
        Assert.Equal((Holding.Nobody, null), On(With(demo.Counties.Single(c => c.Code == "990300") with { Successor = null }), "2026-07-01"));
    }

    [Fact]
    public void A_list_of_a_county_that_has_ended_is_not_drawn_up()
    {
        ListPaper Paper(string from) => new("990300", "清单（虚构）", "", "虚构", "law/demo（虚构）", Installed.Day(from), Transition.None, "", "", false);
        Assert.Contains(CountyList.Of(Installed.Law, Paper("2026-07-01"), [], new Dictionary<int, RowAnswer>()).Problems, p => p.En.Contains("New Exemplar District (990200)", StringComparison.Ordinal));
        Assert.DoesNotContain(CountyList.Of(Installed.Law, Paper("2026-06-30"), [], new Dictionary<int, RowAnswer>()).Problems, p => p.En.Contains("succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_names_the_items_that_nobody_can_tell_of_after_a_merger()
    {
        Assert.Contains(Found([Given("g", [])]), f => f is { Kind: "power_in_doubt", Severity: Severity.Warning, Subject: Both } && f.Message.En.Contains(Item.Value, StringComparison.Ordinal));

        // A line that names the successor settles it from its day on, and with it the warning.
        Assert.DoesNotContain(Found([Given("g", []), Given("h", [Both], "2026-09-01")]), f => f.Kind == "power_in_doubt");

        static IReadOnlyList<Finding> Found(Grant[] grants)
        {
            var law = Law(grants, [Taken("r", [Left])]);
            return new Check(law).Of(law.Packs.Single(p => p.Id == "demo"));
        }
    }

    [Fact]
    public void Check_finds_no_fault_with_a_retrieval_under_the_new_code()
    {
        Assert.DoesNotContain(Found(Now), f => f is { Kind: "retrieval_of_nothing", Subject: "r" });
        Assert.Contains(Found(Both), f => f is { Kind: "retrieval_of_nothing", Subject: "r" });

        static IReadOnlyList<Finding> Found(string town)
        {
            var law = Law([Given("g", [Was])], [Taken("r", [town], "2026-08-01")]);
            return new Check(law).Of(law.Packs.Single(p => p.Id == "demo"));
        }
    }

    private static LawInForce Law(Grant[] grants, Retrieval[] retrievals)
    {
        Locality[] towns =
        [
            Town(Was, "Old Town", null, Now), Town(Now, "New Town", Change, null), Town(Left, "Left Town", null, Both), Town(Right, "Right Town", null, Both), Town(Both, "Both Town", Change, null),
            Town(Away, "Away Town", null, There), Town(There, "There Town", Change, null),
        ];
        return new LawInForce([.. Installed.Law.Packs.Select(p => p.Id != "demo" ? p : p with
        {
            Grants = [.. p.Grants.Where(g => g.Item != Item), .. grants], Retrievals = [.. p.Retrievals.Where(r => r.Item != Item), .. retrievals], Localities = [.. p.Localities, .. towns],
        })]);

        static Locality Town(string code, string name, DateOnly? from, string? successor) =>
            new(code, new Text(name + "（虚构）", name, name), LocalityKind.Town, code[..6], from, successor is null ? null : Change.AddDays(-1), successor);
    }

    /// <summary>Codes of six digits are counties, of nine towns; none is the whole county 990100.</summary>
    private static Reach ReachOf(string[] codes) => codes.Length == 0 ? new Reach(["990100"], [], []) : new Reach([.. codes.Where(c => c.Length == 6)], [.. codes.Where(c => c.Length == 9)], []);

    private static Grant Given(string id, string[] codes, string from = "2026-01-01") => new()
    {
        Id = id, Item = Item, Source = PowerSource.Empowered, Reach = ReachOf(codes), Scope = new Scope(false, true, false, false), From = Installed.Day(from),
        Instrument = new Instrument($"清单{id}（虚构）", "", "law/demo（虚构）"), Certainty = Certainty.Quoted,
    };

    private static Retrieval Taken(string id, string[] codes, string on = "2026-03-01") => new()
    {
        Id = id, Item = Item, Reach = ReachOf(codes), On = Installed.Day(on), Transition = Transition.FiledBeforeStays, Instrument = new Instrument($"通知{id}（虚构）", "", "law/demo（虚构）"), Certainty = Certainty.Quoted,
    };

    private static PowerQuestion Question(string place, string day) => new(Item, place, Installed.Day(day), Installed.Day(day));

    private static (Holding Answer, string? Holder) Ask(LawInForce law, string place, string day) => law.Catalogue.Ask(Question(place, day)) is var a ? (a.Answer, a.Holder) : default;
}
