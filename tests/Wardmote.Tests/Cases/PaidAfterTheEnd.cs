using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Tests.Store;
using Xunit;

namespace Wardmote.Tests.Cases;

public sealed class PaidAfterTheEndOnSqlite(SqlitePlace place) : PaidAfterTheEnd(place), IClassFixture<SqlitePlace>;

public sealed class PaidAfterTheEndOnPostgres(PostgresPlace place) : PaidAfterTheEnd(place), IClassFixture<PostgresPlace>;

/// <summary>An on-the-spot fine reaches the bank after its case has ended (Penalties arts. 53, 66, 67): it is booked, and nothing is opened again. Alike on both stores.</summary>
public abstract class PaidAfterTheEnd(Place place)
{
    private static readonly Book Book = new(Ground.County);

    /// <summary>The law with fines small enough for a decision on the spot.</summary>
    internal static readonly LawInForce Law = new([Ground.Law.Packs[0] with { Items = [.. Ground.Law.Packs[0].Items.Select(i => i with { IndividualFine = new YuanRange(50, 500) })] }]);

    private static readonly By Clerk = new("clerk", "clerk", Ground.Town);
    private DateTimeOffset _at = Ground.Start;
    private int _key;

    [Fact]
    public async Task A_bank_line_with_the_number_of_the_decision_is_booked_once_the_case_has_ended()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        await using var db = await place.OpenAsync(new Wardmote.Desk.Cards(Law).Project);
        var desk = new Desk.Desk(db, Law, new CountedTools());
        var id = await EndedAsync(db, desk, _at, As);
        var file = (await desk.CaseAsync(Book, id))!;
        var number = file.Decision!.Number;
        Assert.Equal((Stage.Ended, 100m), (file.Stage, Dues.Of(file, Law, ShanghaiTime.Day(_at))!.Owed));
        Assert.Contains(Steps.Open(file, Law, Ground.Roster(), _at), s => s.Act == "pay");

        // A number has no check digits: a sum that does not fit it is left to a person, and so is a number that nobody has.
        _at = _at.AddDays(3);
        BankLine Line(string reference, decimal sum, string remark) => new(reference, ShanghaiTime.Day(_at), sum, remark);
        BankLine[] lines = [Line("B1", 30, $"罚款 {number}"), Line("B2", 100, number.Replace("-0001", "-0009", StringComparison.Ordinal)), Line("B3", 100, "缴 " + number.Replace('〔', '[').Replace('〕', ']').Replace("号", "", StringComparison.Ordinal))];
        Assert.Equal(["kept", "kept", "booked"], (await desk.TryBankAsync(Book, lines, As(Clerk))).Select(m => m.Result));
        var matches = await desk.ImportBankAsync(Book, lines, As(Clerk));
        Assert.Equal(["kept", "kept", "booked"], matches.Select(m => m.Result));
        Assert.Equal(("sum_unlike", 0m), (matches[0].Why!.Code, matches[2].Left));
        Assert.Equal(["kept", "kept", "doubled"], (await desk.ImportBankAsync(Book, lines, As(Clerk))).Select(m => m.Result));

        file = (await desk.CaseAsync(Book, id))!;
        var dues = Dues.Of(file, Law, ShanghaiTime.Day(_at))!;
        Assert.Equal((Stage.Ended, true, 100m, 0m), (file.Stage, file.Settled, dues.Paid, dues.Owed));
        Assert.Equal(("ended", false), await db.FindAsync(Book.Code, "case", id) is { } card ? (card.State, card.Open) : default);
        Assert.DoesNotContain(Steps.Open(file, Law, Ground.Roster(), _at), s => s.Act == "pay");

        // A person makes sure whose the part payment was and books it by hand: it is too much by now, and its line is no longer kept.
        Done(await desk.PayAsync(Book, id, new Pay(30, ShanghaiTime.Day(_at), "bank", "B1"), As(Clerk)));
        Assert.Equal(30m, (await desk.CaseAsync(Book, id))!.Payments[^1].Over);
        Assert.Equal(("booked", "kept"), ((await db.FindAsync(Book.Code, "bank_line", "B1"))!.State, (await db.FindAsync(Book.Code, "bank_line", "B2"))!.State));

        Done(await desk.ArchiveAsync(Book, id, As(Clerk)));
        Done(await desk.PayAsync(Book, id, new Pay(1, ShanghaiTime.Day(_at), "bank", "B4"), As(Clerk)));
        Assert.Equal(Stage.Archived, (await desk.CaseAsync(Book, id))!.Stage);
        Assert.Equal("archived", (await db.FindAsync(Book.Code, "case", id))!.State);
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
    }

    [Theory]
    [InlineData("当罚〔2026〕990100001-0007号", 7)]
    [InlineData("张三 缴 当罚 [2026] 990100001-0007 罚款", 7)]
    [InlineData("当罚（2026）990100001-10007号", 10_007)]
    [InlineData("罚决〔2026〕990100001-0007号", 0)]
    [InlineData("当罚2026 0007", 0)]
    public void The_number_of_an_on_the_spot_decision_is_read_in_a_remark(string remark, int serial) =>
        Assert.Equal(serial == 0 ? null : (2026, "990100001", serial), BankStatement.SpotNumberIn(remark));

    private Request As(By by) => new(by, _at, $"{GetType().Name}-{++_key}");

    internal static void Done(DeskAnswer answer) => Assert.True(answer is DeskAnswer.Done, answer.ToString());

    /// <summary>Punished on the spot with a hundred yuan, served, and ended before anything was paid.</summary>
    internal static async Task<string> EndedAsync(Database db, Desk.Desk desk, DateTimeOffset at, Func<By, Request> request)
    {
        var facts = new List<Fact>();
        foreach (var officer in new[] { "wang", "li" })
        {
            facts.Add(Body.Fact(new OfficerEnrolled(officer, new Text("王某（虚构）", "Wang", "وانغ"), Ground.Town, false, ""), [Roster.TagOf(Ground.Town)]));
            facts.Add(Body.Fact(new CertificateIssued(officer, new Certificate("C-" + officer, Ground.Town, ["*"], new DateOnly(2024, 1, 1), new DateOnly(2029, 1, 1))), [Roster.TagOf(Ground.Town)]));
        }

        await db.AppendAsync(new Append(Book, "team", new By("admin", "administrator", ""), at, facts));
        var opened = Assert.IsType<DeskAnswer.Done>(await desk.OpenPatrolCaseAsync(Ground.Town, Ground.Own, null, "桥头", request(Matter.Wang)));
        var id = ((CaseOpened)Body.Read(opened.Entries[0])).Case;
        Done(await desk.RecordSiteAsync(Book, id, new RecordSite
        {
            Officers = ["wang", "li"], Began = at, Ended = at, ActDay = ShanghaiTime.Day(at), Breach = true, Seen = "占道摆卖", CertificatesShown = true, RecusalTold = true, Party = new Party(PartyKind.Individual, "张三（虚构）"),
        }, request(Matter.Wang)));
        Done(await desk.PersuadeAsync(Book, id, new Persuade("wang", "请收摊", null, "not_put_right", "", []), request(Matter.Wang)));
        Done(await desk.ProposeAsync(Book, id, new ProposePenalty { Fine = 100, Gains = "none", Reason = "劝导后仍未撤离" }, request(Matter.Wang)));
        Done(await desk.HearAsync(Book, id, new HearParty(true, "", ""), request(Matter.Wang)));
        Done(await desk.DecideOnTheSpotAsync(Book, id, request(Matter.Wang)));
        Done(await desk.ServeAsync(Book, id, new Serve("handed", "party", false, "", []), request(Matter.Wang)));
        Done(await desk.EndAsync(Book, id, new EndCase("penalised", "已处罚"), request(Matter.Wang)));
        return id;
    }
}
