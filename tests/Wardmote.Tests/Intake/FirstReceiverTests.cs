using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Tests.Fences;
using Wardmote.Tests.Store;
using Wardmote.Whistles;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Intake;

public sealed class FirstReceiverOnSqlite(SqlitePlace place) : FirstReceiverContract(place), IClassFixture<SqlitePlace>;

public sealed class FirstReceiverOnPostgres(PostgresPlace place) : FirstReceiverContract(place), IClassFixture<PostgresPlace>;

/// <summary>
/// 首接负责 (R-12345-01): whoever has the matter, the town that received the report keeps it in its list until the reporter is answered, and the reporter reads the answer where the report was
/// lodged, with the one code.
/// </summary>
public abstract class FirstReceiverContract(Place place) : IAsyncLifetime
{
    private static readonly LawInForce Law = Rules();
    private Database _db = null!;
    private Desk.Desk _desk = null!;
    private int _key;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        _db = await place.OpenAsync(new Cards(Law).Project);
        _desk = new Desk.Desk(_db, Law, Tools);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_db is not null)
        {
            await _db.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("T-002", false)]
    [InlineData("T-001", true)]
    public async Task Whoever_has_the_matter_the_first_receiver_keeps_the_report_until_its_reporter_is_answered(string item, bool opensACase)
    {
        var r = await LodgedAsync();
        await StandsAsync(r, "lodged", Street);
        await TriageAsync(r, item);
        if (opensACase)
        {
            await StandsAsync(r, "with_team", Street);
            await ReferAsync(r, Market);
        }

        await StandsAsync(r, "with_department", Market);
        var whistle = await WhistleOfAsync(r);
        Done(await _desk.RespondAsync(Home, whistle, new RespondToWhistle("pass", Market, "属于消防", Fire), By("department", Market)));
        await StandsAsync(r, "with_department", Fire);
        Done(await _desk.RespondAsync(Home, whistle, new RespondToWhistle("return", Fire, "不属于消防", ""), By("department", Fire)));
        await StandsAsync(r, "with_department", Bureau);
        Assert.Equal("not_allowed", Refused(await _desk.SettleAsync(Home, whistle, new SettleWhistle(Market, "清单"), By("leader", Street))));
        Done(await _desk.SettleAsync(Home, whistle, new SettleWhistle(Market, "清单"), By("supervisor", Bureau)));
        await StandsAsync(r, "with_department", Market);
        Assert.Equal(opensACase ? "referred" : null, opensACase ? (await CaseOfAsync(r)).End?.Outcome : null);

        Done(await _desk.FinishAsync(Home, whistle, new FinishWhistle("solved", "已清理"), Market, By("department", Market)));
        await AnsweredAsync(r, "solved", "已清理");

        // Not solved: it is the first receiver's again, whoever had it last.
        Done(await _desk.ReopenAsync(Home, r.Id, new ReopenReport("又堆上了", []), By("citizen", "")));
        Assert.Equal("reopened", (await ListAsync(open: true)).Single(c => c.Id == r.Id).State);
    }

    [Fact]
    public async Task What_a_whistle_carries_only_its_department_answers()
    {
        var r = await LodgedAsync();
        await TriageAsync(r, "T-001");
        await ReferAsync(r, Market);
        foreach (var result in new[] { "taken", "returned", "disputed" })
        {
            Assert.Equal("by_whistle", Refused(await _desk.AnswerReferralAsync(Home, await MatterOfAsync(r), new AnswerReferral(result, Market, "已由市场监管接办"), By("leader", Street))));
        }

        await StandsAsync(r, "with_department", Market);
        Done(await _desk.RespondAsync(Home, await WhistleOfAsync(r), new RespondToWhistle("take", Market, "", ""), By("department", Market)));
        await StandsAsync(r, "with_department", Market);
        Done(await _desk.FinishAsync(Home, await WhistleOfAsync(r), new FinishWhistle("penalised", "已处罚"), Market, By("department", Market)));
        await AnsweredAsync(r, "penalised", "已处罚");
    }

    [Fact]
    public async Task A_case_that_comes_back_is_the_first_receivers_to_end()
    {
        var r = await LodgedAsync();
        await TriageAsync(r, "T-001");
        await ReferAsync(r, Market);
        Done(await _desk.RespondAsync(Home, await WhistleOfAsync(r), new RespondToWhistle("return", Market, "不属于市场监管", ""), By("department", Market)));
        Done(await _desk.SettleAsync(Home, await WhistleOfAsync(r), new SettleWhistle(Street, "清单"), By("supervisor", Bureau)));
        await StandsAsync(r, "with_team", Street);
        Assert.Equal(Stage.Verify, (await CaseOfAsync(r)).Stage);
    }

    [Fact]
    public async Task Where_no_whistle_goes_along_the_first_receiver_tells_the_reporter_who_has_it()
    {
        var r = await LodgedAsync();
        await TriageAsync(r, "T-001");
        await ReferAsync(r, OtherTown);
        await StandsAsync(r, "with_team", Street);
        Assert.Equal("words_needed", Refused(await _desk.AnswerReferralAsync(Home, await MatterOfAsync(r), new AnswerReferral("taken", OtherTown, " "), By("leader", Street))));
        Done(await _desk.AnswerReferralAsync(Home, await MatterOfAsync(r), new AnswerReferral("taken", OtherTown, "邻镇综合行政执法大队，电话 023-0000"), By("leader", Street)));
        await AnsweredAsync(r, "with_department", "邻镇综合行政执法大队");
    }

    [Fact]
    public async Task Every_reporter_of_one_matter_is_told_the_one_result()
    {
        var (first, second, third) = (await LodgedAsync(), await LodgedAsync(), await LodgedAsync());
        await JoinAsync(third, second);
        await JoinAsync(second, first);
        await TriageAsync(first, "T-002");
        Done(await _desk.FinishAsync(Home, await TakenAsync(first), new FinishWhistle("solved", "已清理"), Market, By("department", Market)));
        foreach (var r in new[] { first, second, third })
        {
            await AnsweredAsync(r, "solved", "已清理");
        }

        // Nothing is joined to what has its answer, goes on elsewhere or is not there: nobody would be told.
        var late = await LodgedAsync();
        foreach (var into in new[] { first.Id, third.Id, late.Id, "no-such-report" })
        {
            Assert.Equal("cannot_join", Refused(await _desk.JoinAsync(Home, late.Id, into, "", By("clerk", Street))));
        }
    }

    private async Task<Lodged> LodgedAsync()
    {
        var r = new Lodged(Tools.NewId(), Tools.NewCheckCode());
        Done(await _desk.LodgeAsync(new LodgeReport(r.Id, "zh", "店外堆物", Street, null, "八一路 1 号", [], r.Code, "web", null, Hints.CannotTell), By("citizen", "")));
        return r;
    }

    private async Task TriageAsync(Lodged r, string item) => Done(await _desk.TriageAsync(Home, r.Id, "item", item, "", "", By("clerk", Street)));

    private async Task ReferAsync(Lodged r, string to) => Done(await _desk.ReferAsync(Home, await MatterOfAsync(r), new ReferCase(to, "不属于本街道"), By("leader", Street)));

    private async Task JoinAsync(Lodged r, Lodged into) => Done(await _desk.JoinAsync(Home, r.Id, into.Id, "同一件事", By("clerk", Street)));

    private async Task<string> TakenAsync(Lodged r)
    {
        var whistle = await WhistleOfAsync(r);
        Done(await _desk.RespondAsync(Home, whistle, new RespondToWhistle("take", Market, "", ""), By("department", Market)));
        return whistle;
    }

    private async Task<string> MatterOfAsync(Lodged r) => (await _desk.ReportAsync(Home, r.Id))!.Routed!.Case!;

    private async Task<CaseFile> CaseOfAsync(Lodged r) => (await _desk.CaseAsync(Home, await MatterOfAsync(r)))!;

    private async Task<string> WhistleOfAsync(Lodged r) => (await _desk.ReportAsync(Home, r.Id))!.Entries.Select(Body.Read).OfType<WhistleBlown>().Last().Whistle;

    /// <summary>The list of whoever works in the town, as its pages ask for it.</summary>
    private Task<IReadOnlyList<Card>> ListAsync(bool open) => _db.ListAsync(new CardQuery { Kind = "report", Books = [Home.Code], Locality = Street, Open = open, Take = 1_000 });

    /// <summary>Not answered yet: open in the first receiver's list with whoever has it now beside it, and the reporter's code says the same.</summary>
    private async Task StandsAsync(Lodged r, string state, string holder)
    {
        var card = Assert.Single(await ListAsync(open: true), c => c.Id == r.Id);
        Assert.Equal((state, holder), (card.State, card.Holder));
        var report = (await _desk.TrackAsync(r.Code))!;
        Assert.Equal((state, holder), Whistle.StandingOf(report));
        Assert.Null(report.Answered);
    }

    /// <summary>Answered, once, and off the list of what is open.</summary>
    private async Task AnsweredAsync(Lodged r, string outcome, string words)
    {
        Assert.Single(await ListAsync(open: false), c => c.Id == r.Id && c.State == "answered");
        var report = (await _desk.TrackAsync(r.Code))!;
        Assert.Equal(("answered", outcome), (report.State, report.Answered!.Outcome));
        Assert.Contains(words, report.Answered.Words.Zh, StringComparison.Ordinal);
        Assert.Single(report.Entries, e => e.Kind == "report.answered/1");
    }

    private Request By(string role, string organ) => As(role + organ, role, organ, $"{Guid.NewGuid():N}-{++_key}");

    private static string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;

    private sealed record Lodged(string Id, string Code);
}

/// <summary>Nobody is forgotten where a report is joined at the moment in which the other is answered.</summary>
public sealed class JoinedInTheMeantime
{
    [Fact]
    public async Task In_every_order_of_the_steps_a_joined_report_has_the_answer_or_stays_open()
    {
        var (told, left) = (0, 0);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var memory = new Memory();
            var law = Rules();
            var before = new Desk.Desk(new MemoryJournal(memory), law, Tools);
            foreach (var id in new[] { "first", "late" })
            {
                Done(await before.LodgeAsync(new LodgeReport(id, "zh", "店外堆物", Street, null, "", [], "CODE" + id, "web", null, Hints.CannotTell), As("citizen", "citizen", "", "lodge" + id)));
            }

            var matter = seed % 2 == 0;
            Done(await before.TriageAsync(Home, "first", "item", matter ? "T-001" : "T-002", "", "", As("clerk", "clerk", Street, "triage")));
            var routed = (await before.ReportAsync(Home, "first"))!.Routed!;
            if (matter)
            {
                Done(await before.ReferAsync(Home, routed.Case!, new ReferCase(OtherTown, "属于邻镇"), As("leader", "leader", Street, "refer")));
            }
            else
            {
                Done(await before.RespondAsync(Home, routed.Whistle!, new RespondToWhistle("take", Market, "", ""), As("d", "department", Market, "take")));
            }

            var turns = new Turns(new MemoryJournal(memory), new Random(seed), 0);
            var desk = new Desk.Desk(turns, law, Tools);
            var answer = matter
                ? desk.AnswerReferralAsync(Home, routed.Case!, new AnswerReferral("taken", OtherTown, "邻镇接办"), As("leader", "leader", Street, "answer"))
                : desk.FinishAsync(Home, routed.Whistle!, new FinishWhistle("solved", "已清理"), Market, As("d", "department", Market, "finish"));
            var join = desk.JoinAsync(Home, "late", "first", "同一件事", As("clerk", "clerk", Street, "join"));
            turns.Play();
            Done(await answer);
            var late = (await before.ReportAsync(Home, "late"))!;
            var joined = await join is DeskAnswer.Done;
            Assert.True(late.State == (joined ? "answered" : "lodged"), $"seed {seed}: {late.State}");
            (told, left) = (told + (joined ? 1 : 0), left + (joined ? 0 : 1));
        }

        Assert.True(told > 100 && left > 100, $"{told} told, {left} left: the schedules do not test anything");
    }
}
