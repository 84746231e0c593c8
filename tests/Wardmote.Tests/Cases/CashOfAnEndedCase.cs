using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Tests.Store;
using Xunit;

namespace Wardmote.Tests.Cases;

public sealed class CashOfAnEndedCaseOnSqlite(SqlitePlace place) : CashOfAnEndedCase(place), IClassFixture<SqlitePlace>;

public sealed class CashOfAnEndedCaseOnPostgres(PostgresPlace place) : CashOfAnEndedCase(place), IClassFixture<PostgresPlace>;

/// <summary>Cash taken on a case that has ended is still on its way to the organ and the bank (Penalties art. 71): it stands in the lists, and each act asks its rank. Alike on both stores.</summary>
public abstract class CashOfAnEndedCase(Place place)
{
    private static readonly Book Book = new(Ground.County);
    private static readonly By Clerk = new("clerk", "clerk", Ground.Town);
    private readonly DateTimeOffset _at = Ground.Start;
    private int _key;

    [Fact]
    public async Task Cash_of_an_ended_case_stands_in_the_lists_until_it_is_in_the_bank()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        await using var db = await place.OpenAsync(new Wardmote.Desk.Cards(PaidAfterTheEnd.Law).Project);
        var desk = new Desk.Desk(db, PaidAfterTheEnd.Law, new CountedTools());
        var id = await PaidAfterTheEnd.EndedAsync(db, desk, _at, As);
        var (today, leader) = (ShanghaiTime.Day(_at), new By("leader", "leader", Ground.Town));
        async Task<bool?> AsksAsync(string act) => (await db.FindAsync(Book.Code, "ask", $"{id}:{act}:P1"))?.Open;
        PaidAfterTheEnd.Done(await desk.PayAsync(Book, id, new Pay(100, today, "cash", "P1", "small"), As(Matter.Wang)));
        Assert.Equal((true, null), (await AsksAsync("cash_hand_in"), await AsksAsync("cash_bank")));
        var clock = await db.FindAsync(Book.Code, "clock", "case:" + id);
        Assert.Contains("cash-handover", clock!.Extra, StringComparison.Ordinal);

        // The rank is asked in the act, whatever let the request in.
        string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;
        Assert.Equal("not_allowed", Refused(await desk.HandInCashAsync(Book, id, new HandInCash("P1", today), As(Clerk))));
        PaidAfterTheEnd.Done(await desk.HandInCashAsync(Book, id, new HandInCash("P1", today), As(Matter.Wang)));
        Assert.Equal((false, true), (await AsksAsync("cash_hand_in"), await AsksAsync("cash_bank")));
        Assert.Equal("not_allowed", Refused(await desk.BankCashAsync(Book, id, new BankCash("P1", today, "S1"), As(new By("li", "officer", Ground.Town)))));
        PaidAfterTheEnd.Done(await desk.BankCashAsync(Book, id, new BankCash("P1", today, "S1"), As(Clerk)));
        Assert.Equal(false, await AsksAsync("cash_bank"));
        Assert.Equal("not_allowed", Refused(await desk.CorrectSlipAsync(Book, id, new CorrectSlip("P1", "S2", "抄错"), As(new By("li", "officer", Ground.Town)))));
        PaidAfterTheEnd.Done(await desk.CorrectSlipAsync(Book, id, new CorrectSlip("P1", "S2", "抄错"), As(leader)));
        Assert.Equal((Stage.Ended, "S2"), await desk.CaseAsync(Book, id) is { } file ? (file.Stage, file.Cash[0].Banked!.Slip) : default);
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
    }

    private Request As(By by) => new(by, _at, $"{GetType().Name}-{++_key}");
}
