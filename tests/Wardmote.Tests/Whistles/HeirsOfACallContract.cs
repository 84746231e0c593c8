using Wardmote.Desk;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Supervision;
using Wardmote.Tests.Cases;
using Wardmote.Tests.LawPacks;
using Wardmote.Tests.Store;
using Wardmote.Whistles;
using Xunit;

namespace Wardmote.Tests.Whistles;

/// <summary>A call of or with an organ that ended with its county, in the fictional district, on every store: 990300 was merged into 990200, its one town goes on there (decision 12).</summary>
public abstract class HeirsOfACallContract(Place place) : IAsyncLifetime
{
    private const string Town = "990300001", Heir = "990200002", Urban = "990300-CG", Market = "990300-SC";
    private static readonly Book Old = new("990300");
    private static readonly DateTimeOffset Before = ShanghaiTime.Start(Installed.Day("2026-06-30")).AddHours(20);
    private static readonly DateTimeOffset Midnight = ShanghaiTime.Start(Installed.Day("2026-07-01"));
    private static readonly DateTimeOffset AnswerBy = Midnight.AddHours(1);
    private readonly CountedTools tools = new();
    private Database journal = null!;
    private Desk.Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        await place.InitializeAsync();
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        await OpenAsync(Installed.Law);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    [Fact]
    public async Task The_clock_passes_open_calls_on_once_with_their_terms_and_says_from_whom_to_whom_and_why()
    {
        await BlowAsync("waits", Urban);
        await BlowAsync("taken", Market);
        await WriteAsync("taken", new WhistleTaken("taken", Market, "接收", AnswerBy));
        await BlowAsync("disputed", Market);
        await WriteAsync("disputed", new WhistleReturned("disputed", Market, "不属于本部门", AnswerBy));
        await BlowAsync("done", Urban);
        await WriteAsync("done", new WhistleTaken("done", Urban, "接收", null));
        await WriteAsync("done", new WhistleDone("done", "solved", "已处理"));

        Assert.Equal(0, await desk.SucceedDueAsync(Midnight.AddMinutes(-1)));
        Assert.Equal(3, await desk.SucceedDueAsync(Midnight));
        Assert.Equal(0, await desk.SucceedDueAsync(Midnight.AddDays(1)));

        Assert.Equal([("waiting", "990200-CG"), ("taken", "990200-SC"), ("disputed", "990200-SF"), ("done", Urban)], await StandAsync("waits", "taken", "disputed", "done"));
        var waits = await WhistleAsync("waits");
        Assert.Equal((Heir, AnswerBy, 1, false), (waits.Town, waits.Due!.Value, waits.Hands, waits.Passed));
        var passed = waits.Entries.Select(Body.Read).OfType<WhistleSucceeded>().ToList();
        Assert.Equal([(Town, Heir), (Urban, "990200-CG")], passed.Select(p => (p.From, p.To)));
        Assert.All([passed[1].Why.Zh, passed[1].Why.En, passed[1].Why.Ar], Assert.NotEmpty);
        Assert.Contains("New Exemplar District Urban Management Bureau goes on", passed[1].Why.En, StringComparison.Ordinal);
        Assert.Contains($"Guibing Town ({Town}) has ended or was renamed, and People's Government of Guibing Town ({Heir})", passed[0].Why.En, StringComparison.Ordinal);

        // The lists follow, and so does what the reporter reads.
        var card = (await journal.FindAsync(Old.Code, "whistle", "waits"))!;
        Assert.Equal((Heir, "990200-CG", AnswerBy), (card.Locality, card.Holder, card.Due!.Value));
        Assert.Equal("990200-CG", (await journal.FindAsync(Old.Code, "report", "r-waits"))!.Holder);
        Assert.Equal(("with_department", "990200-CG"), Whistle.StandingOf((await desk.ReportAsync(Old, "r-waits"))!));

        // Whoever goes on answers for it, and the department that ended does not.
        Assert.Equal("not_waiting", Refused(await desk.RespondAsync(Old, "waits", new RespondToWhistle("take", Urban, "", ""), By("department", Urban))));
        Assert.Equal("no_agency", Refused(await desk.RespondAsync(Old, "waits", new RespondToWhistle("pass", "990200-CG", "属于市场监管", Market), By("department", "990200-CG"))));
        Done(await desk.RespondAsync(Old, "waits", new RespondToWhistle("pass", "990200-CG", "属于市场监管", "990200-SC"), By("department", "990200-CG")));
        Done(await desk.SettleAsync(Old, "disputed", new SettleWhistle(Heir, "按权责清单"), By("supervisor", "990200-SF")));
        Assert.Equal([("waiting", "990200-SC"), ("taken", Heir)], await StandAsync("waits", "disputed"));
    }

    [Fact]
    public async Task What_the_clock_missed_the_first_act_does_and_nobody_answers_in_time_goes_to_the_bureau_that_stands()
    {
        var late = Midnight.AddDays(60);
        await BlowAsync("w", Urban);
        Assert.Equal(0, await desk.SucceedDueAsync(late));
        Done(await desk.EscalateAsync(Old, "w", new Request(Wardmote.Journal.By.System, late, "escalate")));
        Assert.Equal([("disputed", "990200-SF")], await StandAsync("w"));
        Assert.Equal([(Town, Heir), (Urban, "990200-CG"), ("990300-SF", "990200-SF")], (await WhistleAsync("w")).Entries.Select(Body.Read).OfType<WhistleSucceeded>().Select(s => (s.From, s.To)));
        Assert.Equal("no_agency", Refused(await desk.SettleAsync(Old, "w", new SettleWhistle(Town, "清单"), By("supervisor", "990200-SF"))));
        Done(await desk.SettleAsync(Old, "w", new SettleWhistle("990200-CG", "清单"), By("supervisor", "990200-SF")));
        Done(await desk.FinishAsync(Old, "w", new FinishWhistle("solved", "已处理"), "990200-CG", By("department", "990200-CG")));

        // Both sides rate it under the names they go on under.
        Assert.Equal(("town", "department"), (RateHelp.SideOf(await WhistleAsync("w"), Heir), RateHelp.SideOf(await WhistleAsync("w"), "990200-CG")));
    }

    [Theory]
    [InlineData("nobody goes on with the county or the town", null, null)]
    [InlineData("the county goes to one and the town to another", "990200", "990100102")]
    [InlineData("the county's successor has ended too", "990400", null)]
    public async Task Where_nobody_can_tell_who_goes_on_the_town_and_supervision_are_told_and_the_bureau_may_settle_it(string because, string? county, string? town)
    {
        await OpenAsync(LawWith(county, town));
        await BlowAsync("w", Urban);
        await desk.SucceedDueAsync(Midnight);
        Assert.True((await WhistleAsync("w")).Holder == Urban, because);
        var told = Assert.Single(await desk.AlertsAboutAsync(Old, "whistle", "w"));
        Assert.Equal(("leader", town ?? Town, "no-heir"), (told.Level, told.Raised.Organ, told.Raised.Cause));
        Assert.Contains("Old Exemplar County Urban Management Bureau", told.Raised.Fact.En, StringComparison.Ordinal);

        // Once, and the term that runs is not touched.
        await desk.SucceedDueAsync(Midnight.AddDays(1));
        Assert.Single(await desk.AlertsAboutAsync(Old, "whistle", "w"));
        Assert.Equal(("waiting", AnswerBy), ((await WhistleAsync("w")).State, (await WhistleAsync("w")).Due!.Value));
        Done(await desk.SettleAsync(Old, "w", new SettleWhistle("990100-CG", "共同商定"), By("supervisor", "990100-SF")));
        Assert.Equal([("taken", "990100-CG")], await StandAsync("w"));

        // What is settled needs nobody any more: the clock takes the alert back, once.
        Assert.NotEmpty(await desk.AlertsAboutAsync(Old, "whistle", "w"));
        await desk.SucceedDueAsync(Midnight.AddDays(2));
        Assert.Empty(await desk.AlertsAboutAsync(Old, "whistle", "w"));
        Assert.Equal(0, await desk.SucceedDueAsync(Midnight.AddDays(3)));
    }

    [Fact]
    public async Task A_county_that_was_split_leaves_a_call_to_the_county_in_which_its_town_goes_on()
    {
        await OpenAsync(LawWith(null, Heir));
        await BlowAsync("w", Urban);
        Assert.Equal(1, await desk.SucceedDueAsync(Midnight));
        Assert.Equal([("waiting", "990200-CG")], await StandAsync("w"));
        Assert.Empty(await desk.AlertsAboutAsync(Old, "whistle", "w"));
    }

    [Fact]
    public async Task What_still_stands_is_not_settled_out_of_its_turn()
    {
        await BlowAsync("w", Urban);
        Assert.Equal("no_dispute", Refused(await desk.SettleAsync(Old, "w", new SettleWhistle("990100-CG", "清单"), By("supervisor", "990300-SF", Before))));
        await desk.SucceedDueAsync(Midnight);
        Assert.Equal("no_dispute", Refused(await desk.SettleAsync(Old, "w", new SettleWhistle("990100-CG", "清单"), By("supervisor", "990200-SF"))));
    }

    private static LawInForce LawWith(string? county, string? town) => new([.. Installed.Law.Packs.Select(p => p.Id != "demo" ? p : p with
    {
        Counties = [.. p.Counties.Select(c => c.Code == Old.Code ? c with { Successor = county } : c), new Wardmote.Teams.County("990400", Text.Same("虚构县"), null, Installed.Day("2026-06-30"))],
        Localities = [.. p.Localities.Select(l => l.Code == Town ? l with { Successor = town } : l)],
    })]);

    private async Task OpenAsync(LawInForce law)
    {
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }

        journal = await place.OpenAsync(new Cards(law).Project);
        desk = new Desk.Desk(journal, new LawShelf(law), tools);
    }

    private async Task BlowAsync(string id, string to)
    {
        var report = "r-" + id;
        await journal.AppendAsync(new Append(Old, "r" + id, Wardmote.Journal.By.Citizen, Before,
        [
            Body.Fact(new ReportLodged(report, "zh", "占道", Town, null, null, null, "虚构路", [], "", "public", null, Hints.CannotTell), [Report.TagOf(report)]),
            Body.Fact(new ReportRouted(report, to, "department", "quoted", Text.Same("虚构"), "", null, id), [Report.TagOf(report), Whistle.TagOf(id)]),
            Body.Fact(new WhistleBlown(id, Town, to, Text.Same("虚构"), "", "DM-001", report, null, AnswerBy, "refer"), [Report.TagOf(report), Whistle.TagOf(id), new Tag("at", Town)]),
        ]));
    }

    private async Task WriteAsync(string id, object body) =>
        await journal.AppendAsync(new Append(Old, tools.NewId(), Wardmote.Journal.By.System, Before.AddMinutes(1), [Body.Fact(body, [Report.TagOf("r-" + id), Whistle.TagOf(id)])]));

    private async Task<Whistle> WhistleAsync(string id) => (await desk.WhistleAsync(Old, id))!;

    private async Task<List<(string, string)>> StandAsync(params string[] ids)
    {
        var found = new List<(string, string)>();
        foreach (var id in ids)
        {
            var whistle = await WhistleAsync(id);
            found.Add((whistle.State, whistle.Holder));
        }

        return found;
    }

    private Request By(string role, string organ, DateTimeOffset? at = null) => new(new By(role + "-1", role, organ), at ?? Midnight.AddDays(70), tools.NewId());

    private static void Done(DeskAnswer answer) => Assert.IsType<DeskAnswer.Done>(answer);

    private static string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;
}

public sealed class SqliteHeirsOfACall() : HeirsOfACallContract(new SqlitePlace());

public sealed class PostgresHeirsOfACall() : HeirsOfACallContract(new PostgresPlace());
