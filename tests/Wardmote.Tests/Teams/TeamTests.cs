using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Tests.Cases;
using Wardmote.Tests.Store;
using Wardmote.Whistles;
using Xunit;

namespace Wardmote.Tests.OneTeam;

public sealed class TeamOnSqlite(SqlitePlace place) : TeamContract(place), IClassFixture<SqlitePlace>;

public sealed class TeamOnPostgres(PostgresPlace place) : TeamContract(place), IClassFixture<PostgresPlace>;

/// <summary>The one team: several at once, secondments with their days, certificates, duty, and two officers or exactly why not.</summary>
public abstract class TeamContract(Place place)
{
    private static readonly By Admin = new("admin", "administrator", Ground.County);
    private static readonly DateOnly Today = ShanghaiTime.Day(Ground.Start);
    private int _key;

    [Fact]
    public async Task Somebody_seconded_counts_between_the_two_days_and_not_after_an_early_end()
    {
        await using var db = await OpenAsync();
        var desk = new Desk.Desk(db, Ground.Law, new CountedTools());
        var id = "s" + Guid.NewGuid().ToString("N");
        Assert.Equal("bad_secondment", Refused(await desk.SecondAsync(Ground.Town, new SecondOfficer(id, "借调甲", Ground.Department, Today, Today.AddDays(-1), "函"), As())));
        Done(await desk.SecondAsync(Ground.Town, new SecondOfficer(id, "借调甲", Ground.Department, Today.AddDays(2), Today.AddDays(30), "函〔2026〕1 号"), As()));
        Assert.Equal("seconded_already", Refused(await desk.SecondAsync(Ground.Town, new SecondOfficer(id, "借调甲", Ground.Department, Today.AddDays(5), Today.AddDays(9), "函"), As())));
        Done(await desk.ChangeOfficerAsync(Ground.Town, new ChangeOfficer("certify", id, "C-" + id, ["城市管理"], Today, Today.AddYears(1), ""), As()));
        var officer = (await desk.RosterAsync(Ground.Town)).Find(id)!;
        Assert.Equal((Ground.Department, "借调甲"), (officer.SecondedFrom, officer.Name.Zh));
        Assert.Contains("not on", CrewFound.Lacks(officer, Ground.Town, "城市管理", Today, [])!.En, StringComparison.Ordinal);
        Assert.Null(CrewFound.Lacks(officer, Ground.Town, "城市管理", Today.AddDays(2), []));
        Assert.NotNull(CrewFound.Lacks(officer, Ground.Town, "消防", Today.AddDays(2), []));

        Assert.Equal("reason_needed", Refused(await desk.ChangeOfficerAsync(Ground.Town, new ChangeOfficer("end", id, "", [], Today.AddDays(10), default, " "), As())));
        Done(await desk.ChangeOfficerAsync(Ground.Town, new ChangeOfficer("end", id, "", [], Today.AddDays(10), default, "部门召回"), As()));
        officer = (await desk.RosterAsync(Ground.Town)).Find(id)!;
        Assert.Null(CrewFound.Lacks(officer, Ground.Town, "城市管理", Today.AddDays(10), []));
        Assert.NotNull(CrewFound.Lacks(officer, Ground.Town, "城市管理", Today.AddDays(11), []));

        Done(await desk.ChangeOfficerAsync(Ground.Town, new ChangeOfficer("withdraw", id, "C-" + id, [], Today.AddDays(5), default, "注销"), As()));
        Assert.NotNull(CrewFound.Lacks((await desk.RosterAsync(Ground.Town)).Find(id)!, Ground.Town, "城市管理", Today.AddDays(5), []));
        Done(await desk.ChangeOfficerAsync(Ground.Town, new ChangeOfficer("leave", id, "", [], Today.AddDays(12), default, ""), As()));
        Assert.Null((await desk.RosterAsync(Ground.Town)).Find(id));
    }

    [Fact]
    public async Task Several_are_enrolled_at_once_or_none_and_duty_names_people_of_the_team()
    {
        await using var db = await OpenAsync();
        var desk = new Desk.Desk(db, Ground.Law, new CountedTools());
        var (a, b) = ("a" + Guid.NewGuid().ToString("N"), "b" + Guid.NewGuid().ToString("N"));
        var good = new EnrolOfficer(a, "甲", false, "", "C1", Today, Today.AddYears(1), ["城市管理"]);
        Assert.Equal("no_certificate", Refused(await desk.EnrolSeveralAsync(Ground.Town, [good, new EnrolOfficer(b, "乙", false, "", "", Today, Today)], As())));
        Assert.Null((await desk.RosterAsync(Ground.Town)).Find(a));
        Done(await desk.EnrolSeveralAsync(Ground.Town, [good, new EnrolOfficer(b, "乙", true, "", "", default, default)], As()));
        Assert.Equal("not_on_team", Refused(await desk.SetDutyAsync(Ground.Town, Today, ["nobody"], "", As())));
        Done(await desk.SetDutyAsync(Ground.Town, Today, [a, b], "夜间", As()));
        Done(await desk.SetDutyAsync(Ground.Town, Today, [b], "", As()));
        Assert.Equal([b], (await desk.RosterAsync(Ground.Town)).OnDuty(Today)!.Officers);
        Assert.Null((await desk.RosterAsync(Ground.Town)).OnDuty(Today.AddDays(1)));
    }

    [Fact]
    public async Task Kinds_of_teams_and_calls_are_written_alike_and_read_again()
    {
        await using var db = await OpenAsync();
        var desk = new Desk.Desk(db, Ground.Law, new CountedTools());
        var book = new Book(Ground.County);
        var blown = Assert.IsType<DeskAnswer.Done>(await desk.BlowAsync(Ground.Town, [Ground.Department], new BlowWhistle("", "", [], "help", "油烟", "检测", "", null, null, null), As(new By("leader", "leader", Ground.Town))));
        var whistle = ((WhistleBlown)Body.Read(blown.Entries[0])).Whistle;
        Done(await desk.RespondAsync(book, whistle, new RespondToWhistle("take", Ground.Department, "", ""), As(new By("d", "department", Ground.Department))));
        Done(await desk.FinishAsync(book, whistle, new FinishWhistle("solved", "到场检测"), Ground.Department, As(new By("d", "department", Ground.Department))));
        Done(await desk.RateHelpAsync(book, whistle, new RateHelp("town", Ground.Town, "helped", ""), As(new By("leader", "leader", Ground.Town))));
        Assert.Equal("rated_already", Refused(await desk.RateHelpAsync(book, whistle, new RateHelp("town", Ground.Town, "no_help", ""), As(new By("leader", "leader", Ground.Town)))));
        Assert.True((await desk.CallAsync(book, (await desk.WhistleAsync(book, whistle))!.Call!.Call))!.Owned);
        var counts = await db.CountByAsync(new CardQuery { Kind = "help_rating", Holder = Ground.Department, Books = [Ground.County] }, "state");
        Assert.True(counts["helped"] >= 1);
        Assert.Equal("not_found", Refused(await desk.BlowAsync(Ground.Town, [Ground.Department], new BlowWhistle("", "", [], "help", "油烟", "检测", "", "no such case", null, null), As())));

        if (Environment.GetEnvironmentVariable("WARDMOTE_GOLDEN") == "1" && place is SqlitePlace)
        {
            await Somebody_seconded_counts_between_the_two_days_and_not_after_an_early_end();
            await Several_are_enrolled_at_once_or_none_and_duty_names_people_of_the_team();
            var known = GoldenTests.Kinds().Select(k => k.Kind).ToHashSet();
            var written = (await db.ReadAsync(book, [])).Entries.Where(e => Mine.Contains(e.Kind) && !known.Contains(e.Kind)).DistinctBy(e => e.Kind);
            await File.AppendAllLinesAsync(Golden(), written.Select(e => $$"""{"kind":"{{e.Kind}}","body":{{e.Body}}}"""));
        }

        var golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        Assert.All(Mine, kind => Assert.Equal(kind, Body.KindOf(Body.Read(Ground.Entry(new Fact(kind, golden[kind], []), 1, By.System, Ground.Start)).GetType())));
    }

    [Theory]
    [InlineData("wang,王,执法人员,C1,2026-01-01,2027-01-01,城市管理;消防", 1, 0)]
    [InlineData("账号，姓名，类别\nwang，王，辅助人员", 1, 0)]
    [InlineData("wang\t王\tofficer\tC1\t2026-01-01\t2025-01-01", 0, 1)]
    [InlineData("wang,王,officer\nwang,王,officer,C1,2026-01-01,2027-01-01\n,,\nli,李,chief", 0, 3)]
    [InlineData("", 0, 0)]
    public void A_pasted_list_is_read_and_every_fault_has_its_line(string text, int people, int faults)
    {
        var (lines, wrong) = RosterList.Read(text);
        Assert.Equal((people, faults), (lines.Count, wrong.Count));
        Assert.All(wrong, f => Assert.InRange(f.Line, 1, 10));
    }

    [Fact]
    public void Two_officers_or_exactly_why_not()
    {
        var roster = Ground.Roster();
        var found = CrewFound.Of(roster, Ground.Town, "城市管理", Today, ["wang"]);
        Assert.Equal(["li", "zhao"], found.Two.Select(o => o.Id));
        Assert.Equal(["aux", "wang"], found.Unable.Select(u => u.Officer.Id).Order());
        var none = CrewFound.Of(roster, Ground.Town, "城市管理", Today, ["wang", "li"]);
        Assert.Empty(none.Two);
        Assert.Equal(4, none.Able.Count + none.Unable.Count);
        Assert.All(none.Unable, u => Assert.True(u.Why.Zh.Length > 0 && u.Why.En.Length > 0 && u.Why.Ar.Length > 0));
    }

    private static readonly string[] Mine = ["officer.seconded/1", "officer.secondment_ended/1", "team.duty_set/1", "whistle.call_made/1", "whistle.rated/1"];

    private static string Golden([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../Store/golden/kinds.jsonl");

    private async Task<Database> OpenAsync()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        return await place.OpenAsync(new Wardmote.Desk.Cards(Ground.Law).Project);
    }

    private Request As(By? by = null) => new(by ?? Admin, Ground.Start, $"{Guid.NewGuid():N}-{++_key}");

    private static void Done(DeskAnswer answer) => Assert.True(answer is DeskAnswer.Done, answer is DeskAnswer.Refused r ? r.Refusal.Why.En : answer.ToString());

    private static string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;
}
