using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Tests.Cases;
using Wardmote.Tests.LawPacks;
using Wardmote.Whistles;
using Xunit;

namespace Wardmote.Tests.Powers;

/// <summary>What becomes of open cases when a power is taken back or a town is merged: in the fictional district.</summary>
public sealed class PowerChangeTests
{
    private const string Mingli = "990100001";
    private static readonly Book Demo = new("990100");
    private static readonly DateTimeOffset November = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly MemoryJournal _journal = new();
    private readonly Desk.Desk _desk;
    private int _key;

    public PowerChangeTests() => _desk = new Desk.Desk(_journal, new LawShelf(Installed.Law), new CountedTools());

    [Theory]
    [InlineData("filed_before_stays", Touch.Keeps)]
    [InlineData("handed_over", Touch.Moves)]
    public async Task A_retrieval_keeps_or_moves_every_open_case_by_its_clause_and_tells_who_is_concerned(string clause, Touch filedOne)
    {
        await OpenAsync("filed", filed: true);
        await OpenAsync("lead", filed: false);
        await OpenAsync("over", filed: true);
        await WriteAsync(new CaseEnded("over", "withdrawn", "虚构", null), "over");
        await DraftAsync(clause, "anna");

        // Shown before anything is published, and the same after.
        var shown = await _desk.TouchedAsync((await RevisionAsync())!, November);
        Assert.Equal([("filed", filedOne), ("lead", Touch.Moves)], shown.Cases.Select(c => (c.File.Id, c.What)).OrderBy(c => c.Id, StringComparer.Ordinal));
        Assert.All(shown.Cases, c => Assert.Equal(new DateOnly(2027, 1, 1), c.On));

        Assert.Equal("four_eyes", Assert.IsType<DeskAnswer.Refused>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("anna", November))).Refusal.Code);
        Assert.Equal("not_published", Assert.IsType<DeskAnswer.Refused>(Assert.Single(await _desk.CarryOutAsync((await RevisionAsync())!, By("anna", November)))).Refusal.Code);
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision("核对无误"), By("ben", November)));

        // Nothing is due before its day.
        Assert.Empty(await _desk.CarryOutAsync((await RevisionAsync())!, By("ben", November)));
        var day = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(8));
        var answers = await _desk.CarryOutAsync((await RevisionAsync())!, By("ben", day));
        Assert.Equal(2, answers.Count);
        Assert.All(answers, a => Assert.True(a is DeskAnswer.Done, a.ToString()));
        Assert.Empty(await _desk.CarryOutAsync((await RevisionAsync())!, By("ben", day)));

        var (filed, lead) = ((await _desk.CaseAsync(Demo, "filed"))!, (await _desk.CaseAsync(Demo, "lead"))!);
        Assert.Equal(filedOne == Touch.Keeps ? Stage.Filed : Stage.Referred, filed.Stage);
        Assert.Equal(Stage.Referred, lead.Stage);

        // The department is called, and whoever had the case gets an alert; the reporter's page reads the same entries.
        var all = (await _journal.ReadAsync(Demo, [])).Entries;
        var calls = all.Where(e => e.Kind == "whistle.blown/1").Select(e => (WhistleBlown)Body.Read(e)).ToList();
        Assert.Equal(filedOne == Touch.Keeps ? ["lead"] : ["filed", "lead"], calls.Select(c => c.Case!).Order(StringComparer.Ordinal));
        Assert.All(calls, c => Assert.Equal("990100-CG", c.To));
        Assert.Equal(2, all.Count(e => e.Kind == "alert.raised/1"));
        Assert.All(all.Where(e => e.Kind is "case.kept/1" or "case.handed_over/1"), e => Assert.Contains(e.Tags, t => t.Kind == "report"));

        // The department takes it, which ends it here.
        Assert.IsType<DeskAnswer.Done>(await _desk.RespondAsync(Demo, calls.Single(c => c.Case == "lead").Whistle, new RespondToWhistle("take", "990100-CG", "", ""), By("cg", day)));
        Assert.Equal("referred", (await _desk.CaseAsync(Demo, "lead"))!.End!.Outcome);
    }

    [Fact]
    public async Task The_clock_carries_a_change_out_on_its_day_once()
    {
        await OpenAsync("filed", filed: true);
        await OpenAsync("lead", filed: false);
        await DraftAsync("filed_before_stays", "anna");
        var day = ShanghaiTime.Start(new DateOnly(2027, 1, 1));
        Assert.Equal(0, await _desk.CarryOutDueAsync(day));
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("ben", November)));

        Assert.Equal(0, await _desk.CarryOutDueAsync(day.AddMinutes(-1)));
        Assert.Equal(2, await _desk.CarryOutDueAsync(day));
        Assert.Equal(0, await _desk.CarryOutDueAsync(day.AddMinutes(1)));
        Assert.Equal((Stage.Filed, Stage.Referred), ((await _desk.CaseAsync(Demo, "filed"))!.Stage, (await _desk.CaseAsync(Demo, "lead"))!.Stage));

        // What a server that stood still finds for a month, it does; later a person does it.
        await OpenAsync("late", filed: false);
        Assert.Equal(0, await _desk.CarryOutDueAsync(day.AddDays(30)));
        Assert.Equal(1, await _desk.CarryOutDueAsync(day.AddDays(29)));
    }

    [Fact]
    public async Task Where_no_source_says_whose_a_case_is_now_a_person_is_told_to_decide_once()
    {
        // An item whose sources name no single department.
        await OpenAsync("open", filed: false, item: "QT-001");
        var yaml = "instruments:\n  list: {title: 示例区调整通知（2027年，虚构）, issuer: 示例区人民政府（虚构）, source: law/demo（虚构）}\nretrievals:\n  - {id: r1-1, item: QT-001, reach: {regions: [\"990100\"]}, on: 2027-01-01, transition: none, instrument: list, certainty: quoted}\n";
        Assert.IsType<DeskAnswer.Done>(await _desk.DraftRevisionAsync(new DraftRevision("r1", Demo.Code, "powers", Text.Same("收回（虚构）"), "虚构", [new RevisionFile("retrievals.yaml", yaml)], new Dictionary<string, string>()), By("anna", November)));
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("ben", November)));
        var day = ShanghaiTime.Start(new DateOnly(2027, 1, 1));
        Assert.Equal(Touch.Unclear, Assert.Single((await _desk.TouchedAsync((await RevisionAsync())!, day)).Cases).What);
        Assert.Equal(1, await _desk.CarryOutDueAsync(day));
        Assert.Equal(0, await _desk.CarryOutDueAsync(day.AddDays(1)));
        var alert = Assert.Single((await _journal.ReadAsync(Demo, [])).Entries, e => e.Kind == "alert.raised/1");
        Assert.Contains("no source says whose", ((AlertRaised)Body.Read(alert)).Fact.En, StringComparison.Ordinal);
        Assert.Null((await _desk.CaseAsync(Demo, "open"))!.End);
    }

    [Fact]
    public async Task A_letter_that_runs_out_in_mid_case_is_told_some_days_before_and_when_it_has_once_each()
    {
        // demo-g17: DM-011 in two towns by a letter that ends with 2026-12-31; the setting of the house is 30 days.
        await OpenAsync("filed", filed: true, item: "DM-011");
        await OpenAsync("lead", filed: false, item: "DM-011");
        await OpenAsync("another", filed: true);
        await OpenAsync("over", filed: true, item: "DM-011");
        await WriteAsync(new CaseEnded("over", "withdrawn", "虚构", null), "over");
        var (before, last) = (ShanghaiTime.Start(new DateOnly(2026, 12, 2)), ShanghaiTime.Start(new DateOnly(2027, 1, 1)));
        Assert.Equal(0, await _desk.WatchLettersAsync(before.AddMinutes(-1)));
        Assert.Equal(2, await _desk.WatchLettersAsync(before));
        Assert.Equal(0, await _desk.WatchLettersAsync(before.AddDays(1)));
        var told = await AlertsAsync("filed");
        Assert.Equal(("letter", "R-COMP-04", "行政处罚法 20", "handler", "a", Mingli), told.Select(a => (a.Raised.Cause, a.Raised.Rule, a.Raised.Article, a.Level, a.Raised.Handler, a.Raised.Organ)).Single());
        Assert.Contains("until 2026-12-31, days left: 30", told[0].Raised.Fact.En, StringComparison.Ordinal);
        Assert.Equal("leader", Assert.Single(await AlertsAsync("lead")).Level);

        // Nobody answers: the leader hears of it, then supervision.
        var (alert, up) = (told[0].Raised.Alert, told[0].AnswerBy!.Value);
        Assert.IsType<DeskAnswer.Done>(await _desk.EscalateAlertAsync(Demo, alert, By("clock", up)));
        Assert.IsType<DeskAnswer.Done>(await _desk.EscalateAlertAsync(Demo, alert, By("clock", up.AddDays(1))));
        Assert.Equal("supervision", (await _desk.AlertAsync(Demo, alert))!.Level);

        // What has ended in time needs the letter no more; what has not is told on the day, and no more.
        await WriteAsync(new CaseEnded("lead", "withdrawn", "虚构", null), "lead");
        Assert.Equal(2, await _desk.WatchLettersAsync(last));
        Assert.Equal(0, await _desk.WatchLettersAsync(last.AddDays(1)));
        Assert.Empty(await AlertsAsync("lead"));
        var over = Assert.Single(await AlertsAsync("filed"));
        Assert.Contains("the last day was 2026-12-31", over.Raised.Fact.En, StringComparison.Ordinal);
        Assert.Equal(3, (await _journal.ReadAsync(Demo, [])).Entries.Count(e => e.Kind == "alert.raised/1"));

        async Task<IReadOnlyList<Alert>> AlertsAsync(string id) => [.. (await _desk.AlertsAboutAsync(Demo, "case", id)).Where(a => a.State == "open")];
    }

    [Fact]
    public async Task A_letter_that_another_follows_is_nobodys_alarm()
    {
        await OpenAsync("lead", filed: false, item: "DM-011");
        var letter = Installed.Pack("demo").Grants.Single(g => g.Id == "demo-g17");
        var renewed = Installed.Pack("demo") with { Id = "renewed", Items = [], Counties = [], Localities = [], Outlines = [], Standards = [], Retrievals = [], AgencyKinds = [], Grants = [letter with { Id = "g18", From = letter.To!.Value.AddDays(1), To = letter.To.Value.AddYears(1) }] };
        var desk = new Desk.Desk(_journal, new LawShelf(Installed.Law.With(renewed)), new CountedTools());
        Assert.Equal(0, await desk.WatchLettersAsync(ShanghaiTime.Start(new DateOnly(2026, 12, 2))));
        Assert.Equal(1, await _desk.WatchLettersAsync(ShanghaiTime.Start(new DateOnly(2026, 12, 2))));

        // The new letter came after the warning: it is taken back.
        Assert.Equal(1, await desk.WatchLettersAsync(ShanghaiTime.Start(new DateOnly(2026, 12, 3))));
        Assert.DoesNotContain(await _desk.AlertsAboutAsync(Demo, "case", "lead"), a => a.State == "open");
    }

    [Fact]
    public async Task A_change_with_two_days_for_one_item_moves_a_case_on_the_first_on_which_the_town_has_it_no_longer()
    {
        await OpenAsync("filed", filed: true);
        await OpenAsync("lead", filed: false);
        const string paper = "instruments:\n  list: {title: 示例区调整通知（2027年，虚构）, issuer: 示例区人民政府（虚构）, source: law/demo（虚构）}\n";
        var files = new[]
        {
            new RevisionFile("retrievals.yaml", paper + "retrievals:\n  - {id: r1-1, item: DM-001, reach: {regions: [\"990100\"]}, on: 2027-01-01, transition: filed_before_stays, instrument: list, certainty: quoted}\n"),
            new RevisionFile("grants.yaml", paper + "grants:\n  - {id: r1-2, item: DM-001, source: empowered, reach: {regions: [\"990100\"]}, may: [penalise], from: 2027-01-20, instrument: list, certainty: quoted}\n"),
        };
        Assert.IsType<DeskAnswer.Done>(await _desk.DraftRevisionAsync(new DraftRevision("r1", "990100", "powers", Text.Same("两个日期（虚构）"), "虚构", files, new Dictionary<string, string>()), By("anna", November)));
        Assert.Equal([("filed", Touch.Keeps, new DateOnly(2027, 1, 20)), ("lead", Touch.Moves, new DateOnly(2027, 1, 1))],
            (await _desk.TouchedAsync((await RevisionAsync())!, November)).Cases.Select(c => (c.File.Id, c.What, c.On)).OrderBy(c => c.Id, StringComparer.Ordinal));
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("ben", November)));

        // Before, it waited for the second day, on which the town had the item again.
        Assert.Equal(1, await _desk.CarryOutDueAsync(ShanghaiTime.Start(new DateOnly(2027, 1, 1))));
        Assert.Equal(Stage.Referred, (await _desk.CaseAsync(Demo, "lead"))!.Stage);
        Assert.Equal(1, await _desk.CarryOutDueAsync(ShanghaiTime.Start(new DateOnly(2027, 1, 20))));
        Assert.Equal((Stage.Filed, Stage.Referred), ((await _desk.CaseAsync(Demo, "filed"))!.Stage, (await _desk.CaseAsync(Demo, "lead"))!.Stage));
        Assert.Equal(0, await _desk.CarryOutDueAsync(ShanghaiTime.Start(new DateOnly(2027, 1, 21))));
    }

    [Fact]
    public async Task A_revision_exported_and_installed_beside_its_own_record_stands_once()
    {
        await DraftAsync("handed_over", "anna");
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("ben", November)));
        var published = Assert.Single(await _journal.FindAsync(Revision.PublishedTag));
        var revision = (RevisionPublished)Body.Read(published);
        var shelf = new LawShelf(Installed.Law);
        await shelf.RefreshAsync(_journal, new CountedTools());
        var copy = shelf.InForce.Packs.Single(p => p.Id == "revision:r1") with { Id = "990100-20261120-exported", Revision = Revision.LabelOf(revision.Region, published.At, revision.Digest) };

        var beside = new LawShelf(Installed.Law.With(copy));
        Assert.True(await beside.RefreshAsync(_journal, new CountedTools()));
        Assert.Equal(["r1"], beside.Revisions);
        Assert.Single(beside.InForce.Packs, p => p.Retrievals.Any(r => r.Id == "r1-1"));
    }

    [Fact]
    public async Task A_change_of_another_item_or_place_touches_nothing()
    {
        await OpenAsync("a", filed: true, item: "DM-012");
        await OpenAsync("b", filed: true, place: "990100002");
        await DraftAsync("handed_over", "anna", "{localities: [\"990100001\"]}");
        Assert.Empty((await _desk.TouchedAsync((await RevisionAsync())!, November)).Cases);
    }

    [Fact]
    public async Task A_case_of_a_town_that_moved_to_another_county_is_found_acts_and_keeps_its_record()
    {
        var before = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.FromHours(8));
        await OpenAsync("moved", filed: true, place: "990100203", at: before);
        var team = new[] { "wu", "xu" }.SelectMany(id => new[]
        {
            Body.Fact(new OfficerEnrolled(id, Text.Same(id), "990200001", false, ""), [Roster.TagOf("990200001")]),
            Body.Fact(new CertificateIssued(id, new Certificate("C-" + id, "990200001", ["*"], new DateOnly(2024, 1, 1), new DateOnly(2029, 1, 1))), [Roster.TagOf("990200001")]),
        }).ToList();
        await _journal.AppendAsync(new Append(new Book("990200"), "team", Journal.By.System, before, team));

        // Two days after the move: the officers are those of the successor, the record goes on in its old book.
        var answer = await _desk.AssignAsync(Demo, "moved", new AssignOfficers(["wu", "xu"]), By("lead", before.AddDays(14)));
        Assert.True(answer is DeskAnswer.Done, answer.ToString());
        var file = (await _desk.CaseAsync(Demo, "moved"))!;
        Assert.Equal(("990200001", "990100203"), (file.Team, file.Opened.Locality));
        Assert.Equal("990200001", file.Under!.Organ);
        Assert.Contains(file.Entries, e => e.Kind == "case.succeeded/1" && e.By.Person == "system");
        Assert.Empty(await _desk.SucceedAsync(Demo, By("boss", before.AddDays(15))));
    }

    [Fact]
    public async Task Every_open_case_of_a_merged_town_is_handed_to_its_successor_once()
    {
        var before = new DateTimeOffset(2025, 6, 20, 9, 0, 0, TimeSpan.FromHours(8));
        await OpenAsync("merged", filed: true, place: "990100201", at: before);
        await OpenAsync("standing", filed: true, at: before);
        Assert.Single(await _desk.SucceedAsync(Demo, By("boss", before.AddDays(30))));
        Assert.Empty(await _desk.SucceedAsync(Demo, By("boss", before.AddDays(31))));
        Assert.Equal("990100102", (await _desk.CaseAsync(Demo, "merged"))!.Team);
    }

    [Theory]
    [InlineData("2025-06-21", "filed before the merger")]
    [InlineData("2025-07-10", "found before it, filed after it")]
    public async Task A_merged_towns_case_passes_the_fences_of_power_and_place_with_its_successor(string filed, string because)
    {
        await OpenAsync("merged", filed: false, place: "990100201", at: new DateTimeOffset(2025, 6, 20, 9, 0, 0, TimeSpan.FromHours(8)));
        await WriteAsync(new SiteRecorded("merged", [Officer("a"), Officer("b")], November, November, Installed.Day("2025-06-20"), true, "虚构", null, PartyKind.Individual, null, null, null, true, true, "", "", []), "merged");
        await FileAsync("merged", Installed.Day(filed));
        var file = (await _desk.CaseAsync(Demo, "merged"))!;
        var proposal = new ProposePenalty { Procedure = "ordinary" }.Fill(file, Installed.Law, Roster.Of([]), null, [], Installed.Day("2025-08-01"));
        var answers = new PenaltyFences(Installed.Law, Demo.Code, proposal.Today).Ask(proposal);
        Assert.All(answers.Where(a => a.Id is "power" or "place"), a => Assert.True(a.Answer == FenceVerdict.Clear, $"{because}: {a.Fact.En}"));
        Assert.Equal(FenceVerdict.Clear, new PenaltyFences(Installed.Law, Demo.Code, proposal.Today).Seizure(proposal with { Item = new ItemCode("DM-003") }).Answer);

        // Nobody else's team takes it over, and not the town that is gone.
        Assert.All(new[] { "990100101", "990100201" }, organ => Assert.Contains(new PenaltyFences(Installed.Law, Demo.Code, proposal.Today).Ask(proposal with { Organ = organ }), a => a is { Id: "place", Answer: FenceVerdict.Stop }));
    }

    [Fact]
    public async Task A_report_lodged_before_the_merger_and_read_after_it_goes_to_the_successor()
    {
        var before = new DateTimeOffset(2025, 6, 30, 9, 0, 0, TimeSpan.FromHours(8));
        var lodged = await _desk.LodgeAsync(new LodgeReport("late", "zh", "店外堆物", "990100201", null, "虚构路", [], new CountedTools().NewCheckCode(), "web", null, Hints.CannotTell), By("citizen", before));
        Assert.True(lodged is DeskAnswer.Done, lodged.ToString());
        Assert.IsType<DeskAnswer.Done>(await _desk.TriageAsync(Demo, "late", "item", "DM-001", "", "", By("clerk", before.AddDays(1))));
        var matter = (await _desk.ReportAsync(Demo, "late"))!.Routed!.Case;
        Assert.Equal("990100102", (await _desk.CaseAsync(Demo, matter!))!.Under!.Organ);
    }

    [Fact]
    public async Task A_change_in_the_new_county_reaches_the_cases_of_a_town_that_moved_there()
    {
        var before = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.FromHours(8));
        await OpenAsync("moved", filed: true, place: "990100203", at: before);
        await OpenAsync("stayed", filed: true, at: before);
        await DraftAsync("handed_over", "anna", "{regions: [\"990200\"]}", "990200");
        var touched = Assert.Single((await _desk.TouchedAsync((await _desk.RevisionAsync(new Book("990200"), "r1"))!, November)).Cases);
        Assert.Equal(("moved", Touch.Moves, "990200-CG"), (touched.File.Id, touched.What, touched.To));
    }

    [Fact]
    public async Task What_another_node_published_a_moment_ago_is_carried_out()
    {
        var other = new Desk.Desk(_journal, new LawShelf(Installed.Law), new CountedTools());
        await OpenAsync("filed", filed: true);
        await DraftAsync("handed_over", "anna");
        Assert.IsType<DeskAnswer.Done>(await _desk.PublishRevisionAsync(Demo, "r1", new PublishRevision(""), By("ben", November)));
        var day = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(8));
        Assert.IsType<DeskAnswer.Done>(Assert.Single(await other.CarryOutAsync((await other.RevisionAsync(Demo, "r1"))!, By("ben", day))));
    }

    [Fact]
    public async Task A_dispute_settled_for_the_successor_brings_the_case_back_and_the_reporter_is_told_so()
    {
        var at = new DateTimeOffset(2025, 6, 20, 9, 0, 0, TimeSpan.FromHours(8));
        Assert.IsType<DeskAnswer.Done>(await _desk.LodgeAsync(new LodgeReport("rep-merged", "zh", "店外堆物", "990100201", null, "虚构路", [], new CountedTools().NewCheckCode(), "web", null, Hints.CannotTell), By("citizen", at)));
        await WriteAsync(new ReportRouted("rep-merged", "990100201", "held", "quoted", Text.Same("虚构"), "", "merged", null), "merged", at);
        await OpenAsync("merged", filed: true, place: "990100201", at: at);
        Assert.Single(await _desk.SucceedAsync(Demo, By("boss", at.AddDays(30))));
        Assert.Equal(("with_team", "990100102"), Whistle.StandingOf((await _desk.ReportAsync(Demo, "rep-merged"))!));

        await WriteAsync(new CaseHandedOver("merged", "r0", "990100102", "990100-CG", Text.Same("虚构"), ""), "merged", at.AddDays(31));
        await _journal.AppendAsync(new Append(Demo, $"w{++_key}", Journal.By.System, at.AddDays(31),
            [Body.Fact(new WhistleBlown("call", "990100102", "990100-CG", Text.Same("虚构"), "", "DM-001", "rep-merged", "merged", at.AddDays(33), "refer"), [Whistle.TagOf("call"), CaseFile.TagOf("merged"), new Tag("report", "rep-merged")])]));
        Assert.IsType<DeskAnswer.Done>(await _desk.RespondAsync(Demo, "call", new RespondToWhistle("return", "990100-CG", "虚构", ""), By("cg", at.AddDays(32))));
        Assert.IsType<DeskAnswer.Done>(await _desk.SettleAsync(Demo, "call", new SettleWhistle("990100102", "虚构"), By("sf", at.AddDays(33)) with { By = new By("sf", "supervisor", Demo.Code) }));
        Assert.Null((await _desk.CaseAsync(Demo, "merged"))!.End);
        Assert.Equal(("with_team", "990100102"), Whistle.StandingOf((await _desk.ReportAsync(Demo, "rep-merged"))!));
    }

    [Fact]
    public void What_towns_hold_and_never_used_is_named_and_what_the_department_has_is_not()
    {
        var day = ShanghaiTime.Day(November);
        var unused = PowerEvaluation.Unused([Evaluate(cases: 12, decided: 12, undone: 0)], Installed.Law, Demo, day).Select(i => i.Value).ToList();
        Assert.NotEmpty(unused);
        Assert.DoesNotContain("DM-001", unused);
        Assert.DoesNotContain("DM-014", unused);
        Assert.All(unused, i => Assert.Contains(Installed.Law.Localities.Where(l => l.County == Demo.Code && l.Stands(day)),
            l => Installed.Law.Catalogue.Ask(new PowerQuestion(new ItemCode(i), l.Code, day, day)) is { Answer: Holding.Held or Holding.Concurrent, Source: PowerSource.Empowered or PowerSource.Entrusted }));
    }

    [Fact]
    public void A_proposal_has_reasons_and_counter_arguments_and_chance_alone_takes_nothing_away()
    {
        Assert.Equal("retrieve", Evaluate(cases: 40, decided: 40, undone: 12).Proposal);
        Assert.Equal("keep", Evaluate(cases: 40, decided: 40, undone: 2).Proposal);
        Assert.Equal("keep", Evaluate(cases: 5, decided: 5, undone: 5).Proposal);
        Assert.Equal("pool", Evaluate(cases: 15, decided: 15, undone: 0).Proposal);
        Assert.Equal("pool", Evaluate(cases: 40, decided: 10, undone: 0, stopped: 25).Proposal);
        Assert.Equal("pool", Evaluate(cases: 40, decided: 10, undone: 0, calls: 40).Proposal);
        Assert.Equal("grant", Evaluate(cases: 0, decided: 0, undone: 0, calls: 12, item: "DM-014").Proposal);

        // The calls that a retrieval itself makes are no calls for help, or every retrieval would speak for giving the power back.
        Assert.Equal("keep", Evaluate(cases: 12, decided: 0, undone: 0, handed: 12, item: "DM-014").Proposal);
        var one = Evaluate(cases: 40, decided: 40, undone: 12);
        Assert.NotEmpty(one.Reasons);
        Assert.NotEmpty(one.Against);
        Assert.Equal((12, 40), (one.Total.Overturned.Hits, one.Total.Overturned.Of));
        Assert.True(one.Total.Overturned.Interval is { Low: > 0.05, High: < 0.5 });
        Assert.Null(new Rate(0, 0).Value);
    }

    [Fact]
    public void Each_town_has_its_own_figures_and_proposal_and_too_few_say_nothing()
    {
        const string yangban = "990100101", moxing = "990100102", merged = "990100201";
        var entries = new List<Entry>();
        Evaluate(cases: 40, decided: 40, undone: 12, entries: entries, place: Mingli);
        Evaluate(cases: 400, decided: 400, undone: 2, entries: entries, place: yangban);
        Evaluate(cases: 30, decided: 30, undone: 0, entries: entries, place: merged);
        var e = Evaluate(cases: 9, decided: 9, undone: 9, entries: entries, place: "990100202");

        // The county as a whole stays below the limit; the one town does not.
        Assert.Equal("keep", e.Proposal);
        Assert.Equal([Mingli, yangban, moxing, "990100202"], e.Places.Select(p => p.Use.Locality));
        Assert.Equal(["retrieve", "keep", "keep", "few"], e.Places.Select(p => p.Proposal));
        Assert.Equal([true, false, false, false], e.Places.Select(p => p.Differs(e)));
        Assert.Equal((12, 40), (e.Places[0].Use.Overturned.Hits, e.Places[0].Use.Overturned.Of));
        Assert.Contains("12 of 40", Assert.Single(e.Places[0].Reasons).En, StringComparison.Ordinal);
        Assert.Contains(e.Places[0].Against, t => t.En.Contains("by chance", StringComparison.Ordinal));
        Assert.Contains("9, fewer than 10", Assert.Single(e.Places[3].Reasons).En, StringComparison.Ordinal);

        // Held by name in one town only: there it is kept, elsewhere the calls speak for granting it.
        entries.Clear();
        Evaluate(cases: 40, decided: 40, undone: 0, item: "DM-006", entries: entries, place: Mingli);
        var some = Evaluate(cases: 0, decided: 0, undone: 0, calls: 15, item: "DM-006", entries: entries, place: moxing);
        Assert.Equal([(true, "keep"), (false, "grant")], some.Places.Select(p => (p.Held, p.Proposal)));
    }

    private static PowerEvaluation Evaluate(int cases, int decided, int undone, int stopped = 0, int calls = 0, int handed = 0, string item = "DM-001", List<Entry>? entries = null, string place = Mingli)
    {
        entries ??= [];
        var first = entries.Count;
        void Add(object body, string id) => entries.Add(new Entry(Demo, entries.Count + 1, $"{entries.Count}", November, Journal.By.System, Body.KindOf(body.GetType()), Body.Fact(body, []).Body, [new Tag("case", id)], [], new Dictionary<string, string>(), null, "", "", ""));
        for (var i = 0; i < cases; i++)
        {
            Add(Opened($"c{first + i}", item, place), $"c{first + i}");
            if (i < handed)
            {
                Add(new CaseHandedOver($"c{first + i}", "r1", place, "990100-CG", Text.Same("虚构"), ""), $"c{first + i}");
                Add(new WhistleBlown($"h{first + i}", place, "990100-CG", Text.Same("虚构"), "", item, null, $"c{first + i}", November, "refer"), $"c{first + i}");
            }

            if (i < stopped)
            {
                Add(new ActStopped($"s{i}", $"c{first + i}", "propose", "", []), $"c{first + i}");
            }

            if (i < decided)
            {
                Add(new DecidedOnTheSpot($"c{first + i}", $"n{i}", Officer("a"), Officer("b"), $"c{first + i}", false, 50, "", "CHECK"), $"c{first + i}");
            }

            if (i < undone)
            {
                Add(new RemedyEnded($"c{first + i}", "reconsideration", "revoked", new DateOnly(2026, 11, 20), "虚构", null, null), $"c{first + i}");
            }
        }

        for (var i = 0; i < calls; i++)
        {
            Add(new WhistleBlown($"w{first + i}", place, "990100-CG", Text.Same("虚构"), "", item, null, null, November, "help"), $"w{first + i}");
        }

        return Assert.Single(PowerEvaluation.Of(entries, Installed.Law, new Book("990100"), November.AddDays(-30), November.AddDays(1)));
    }

    private static NamedOfficer Officer(string id) => new(id, Text.Same(id), "C-" + id);

    private Request By(string person, DateTimeOffset at) => new(new By(person, "administrator", Demo.Code), at, $"k{++_key}");

    private Task<Revision?> RevisionAsync() => _desk.RevisionAsync(Demo, "r1");

    private async Task DraftAsync(string clause, string by, string reach = "{regions: [\"990100\"]}", string region = "990100")
    {
        var yaml = $"instruments:\n  list: {{title: 示例区调整通知（2027年，虚构）, issuer: 示例区人民政府（虚构）, source: law/demo（虚构）}}\nretrievals:\n  - {{id: r1-1, item: DM-001, reach: {reach}, on: 2027-01-01, transition: {clause}, instrument: list, certainty: quoted}}\n";
        var answer = await _desk.DraftRevisionAsync(new DraftRevision("r1", region, "powers", Text.Same("收回（虚构）"), "虚构", [new RevisionFile("retrievals.yaml", yaml)], new Dictionary<string, string>()), By(by, November));
        Assert.True(answer is DeskAnswer.Done, answer.ToString());
    }

    private static CaseOpened Opened(string id, string item, string place) => new(id, $"2026-{place}-{id}", "rep-" + id, item, place, "虚构路", null, null, new DateOnly(2026, 3, 19), "report", "demo");

    private async Task OpenAsync(string id, bool filed, string item = "DM-001", string place = Mingli, DateTimeOffset? at = null)
    {
        await WriteAsync(Opened(id, item, place), id, at, new UnderPower(item, "empowered", place, place, "清单（虚构）"));
        if (filed)
        {
            await FileAsync(id, ShanghaiTime.Day(at ?? November));
        }
    }

    private Task FileAsync(string id, DateOnly day) =>
        WriteAsync(new CaseFiled(id, "立〔2026〕1号", "虚构", [Officer("a"), Officer("b")], new Signatory("head", Text.Same("某"), "head"), new DateOnly(2027, 2, 18), "demo"), id, ShanghaiTime.Start(day).AddHours(9));

    private async Task WriteAsync(object body, string id, DateTimeOffset? at = null, UnderPower? under = null) =>
        await _journal.AppendAsync(new Append(Demo, $"w{++_key}", Journal.By.System, at ?? November, [Body.Fact(body, [CaseFile.TagOf(id), new Tag("report", "rep-" + id)], null, null, under)]));
}
