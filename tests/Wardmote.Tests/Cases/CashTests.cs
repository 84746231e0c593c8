using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>Cash taken on the spot reaches the organ within two working days and the bank within two more (Penalties arts. 71, 85).</summary>
public sealed class CashTests
{
    private static readonly By Li = new("li", "officer", Ground.Town);
    private static readonly By Leader = new("leader", "leader", Ground.Town);
    private static readonly By Clerk = new("clerk", "clerk", Ground.Town);

    /// <summary>Served, on Thursday 24 September 2026; Friday is a holiday.</summary>
    private static Matter Served() => new Matter(at: new DateTimeOffset(2026, 9, 8, 9, 0, 0, TimeSpan.FromHours(8))).Filed().Asked().Reported().Noticed().Days(10).Decided().Served().After(new DateOnly(2026, 9, 23));

    private static Matter Taken(DateOnly? landed = null) => Served() is var m ? m.Do(Wang, new Pay(1_000, m.Today, "cash", "P1", "remote_at_request", "", landed).Write) : m;

    private static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refuse>(outcome).Refusal.Code;

    [Fact]
    public void The_two_days_are_working_days_and_begin_with_the_taking_and_with_the_organ()
    {
        var m = Taken();
        Assert.Equal(new DateOnly(2026, 9, 29), Assert.Single(m.File.Cash).DueBy);
        m.At = ShanghaiTime.Start(new DateOnly(2026, 9, 30)).AddHours(9);
        m.Do(Wang, new HandInCash("P1", new DateOnly(2026, 9, 28)).Write);
        Assert.Equal((false, new DateOnly(2026, 9, 30)), (m.File.Cash[0].HandedIn!.Late, m.File.Cash[0].DueBy));
        m.Do(Clerk, new BankCash("P1", new DateOnly(2026, 9, 30), "S-7").Write);
        Assert.Equal((false, "S-7", null), (m.File.Cash[0].Banked!.Late, m.File.Cash[0].Banked!.Slip, m.File.Cash[0].DueBy));
    }

    [Fact]
    public void What_comes_too_late_is_written_as_late()
    {
        var m = Taken();
        m.At = m.At.AddDays(20);
        m.Do(Leader, new HandInCash("P1", new DateOnly(2026, 9, 30)).Write).Do(Clerk, new BankCash("P1", m.Today, "S-7").Write);
        Assert.Equal((true, true), (m.File.Cash[0].HandedIn!.Late, m.File.Cash[0].Banked!.Late));
    }

    [Fact]
    public void On_the_water_the_term_runs_from_landing()
    {
        var m = Served();
        Outcome Pay(DateOnly? landed, string ground = "remote_at_request", DateOnly? on = null) => m.Try(Wang, new Pay(1_000, on ?? m.Today.AddDays(-3), "cash", "P1", ground, "", landed).Write);
        Assert.Equal("bad_landing", Refused(Pay(m.Today.AddDays(-4))));
        Assert.Equal("bad_landing", Refused(Pay(m.Today.AddDays(1))));
        m.Keep(Pay(m.Today));
        Assert.Equal((m.Today, new DateOnly(2026, 9, 29)), (m.File.Cash[0].Paid.Landed, m.File.Cash[0].DueBy));
        Assert.Equal("bad_day", Refused(m.Try(Wang, new HandInCash("P1", m.Today.AddDays(-1)).Write)));
    }

    [Fact]
    public void An_officer_of_the_case_took_it_whoever_writes_it_down()
    {
        var m = Served();
        Assert.Equal("no_taker", Refused(m.Try(Clerk, new Pay(1_000, m.Today, "cash", "P1", "remote_at_request").Write)));
        m.Do(Clerk, new Pay(400, m.Today, "cash", "P1", "remote_at_request", "li").Write).Do(Wang, new Pay(600, m.Today, "cash", "P2", "remote_at_request").Write);
        Assert.Equal(["li", "wang"], m.File.Cash.Select(c => c.Taker));
        Assert.Equal("not_taker", Refused(m.Try(Wang, new HandInCash("P1", m.Today).Write)));
        m.Do(Li, new HandInCash("P1", m.Today).Write).Do(Leader, new HandInCash("P2", m.Today).Write);
        Assert.Equal("own_cash", Refused(m.Try(Li, new BankCash("P1", m.Today, "S").Write)));

        // One slip for both.
        m.Do(Wang, new BankCash("P1", m.Today, "S").Write).Do(Clerk, new BankCash("P2", m.Today, "S").Write);
        Assert.All(m.File.Cash, c => Assert.Equal("S", c.Banked!.Slip));
    }

    [Fact]
    public void Nothing_is_handed_in_or_banked_that_was_not_taken_or_twice()
    {
        var m = Served();
        Assert.Equal(["wrong_stage", "wrong_stage", "wrong_stage"], new[] { m.Try(Leader, new HandInCash("P1", m.Today).Write), m.Try(Clerk, new BankCash("P1", m.Today, "S").Write), m.Try(Clerk, new CorrectSlip("P1", "S", "x").On) }.Select(Refused));
        m.Do(Wang, new Pay(100, m.Today, "bank", "B1").Write);
        Assert.Empty(m.File.Cash);
        m.Do(Wang, new Pay(100, m.Today, "cash", "P1", "remote_at_request").Write);
        Assert.Equal("unknown_cash", Refused(m.Try(Leader, new HandInCash("P9", m.Today).Write)));
        Assert.Equal("bad_day", Refused(m.Try(Leader, new HandInCash("P1", m.Today.AddDays(1)).Write)));
        m.Do(Leader, new HandInCash("P1", m.Today).Write);
        Assert.Equal("wrong_stage", Refused(m.Try(Leader, new HandInCash("P1", m.Today).Write)));
        Assert.Equal("no_slip", Refused(m.Try(Clerk, new BankCash("P1", m.Today, " ").Write)));
        Assert.Equal("bad_day", Refused(m.Try(Clerk, new BankCash("P1", m.Today.AddDays(-1), "S").Write)));
        m.Do(Clerk, new BankCash("P1", m.Today, "S").Write);
        Assert.Equal("wrong_stage", Refused(m.Try(Clerk, new BankCash("P1", m.Today, "S").Write)));
    }

    [Fact]
    public void A_slips_number_is_corrected_with_a_reason_and_the_first_stays_in_the_record()
    {
        var m = Taken();
        m.Do(Wang, new HandInCash("P1", m.Today).Write).Do(Clerk, new BankCash("P1", m.Today, "S-7").Write);
        Assert.Equal("no_slip", Refused(m.Try(Clerk, new CorrectSlip("P1", "S-7", "抄错").On)));
        Assert.Equal("reason_needed", Refused(m.Try(Clerk, new CorrectSlip("P1", "S-8", " ").On)));
        Assert.Equal("own_cash", Refused(m.Try(Wang, new CorrectSlip("P1", "S-8", "抄错").On)));
        m.Do(Clerk, new CorrectSlip("P1", "S-8", "抄错").On);
        Assert.Equal("S-8", m.File.Cash[0].Banked!.Slip);
        Assert.Contains(m.Entries.Select(Body.Read).OfType<CashBanked>(), b => b.Slip == "S-7");
    }

    [Fact]
    public void The_next_step_is_the_cash_on_its_last_day_and_no_step_once_it_is_in_the_bank()
    {
        var m = Taken();
        IReadOnlyList<string> Open() => [.. Steps.Open(m.File, m.Law, m.Roster, m.At).Select(s => s.Act).Where(a => a.StartsWith("cash", StringComparison.Ordinal))];
        string First() => Steps.Next(m.File, m.Law, m.Today, Steps.Open(m.File, m.Law, m.Roster, m.At))[0].Act;
        Assert.Equal(["cash_hand_in"], Open());
        Assert.Equal("close", First());
        m.After(new DateOnly(2026, 9, 28));
        Assert.Equal("cash_hand_in", First());
        m.Do(Wang, new HandInCash("P1", m.Today).Write);
        Assert.Equal(["cash_bank"], Open());
        Assert.Equal("close", First());
        m.Do(Clerk, new BankCash("P1", m.Today, "S").Write);
        Assert.Equal(["cash_slip"], Open());
    }

    [Fact]
    public void A_decision_that_was_set_aside_takes_no_cash_away()
    {
        var m = Taken();
        m.Do(new By("reviewer", "reviewer", Ground.Town), new SeekRemedy("reconsideration", m.Today, "不服", false).Write)
            .Do(new By("reviewer", "reviewer", Ground.Town), new EndRemedy("revoked", m.Today, "撤销").Write).Do(Head, new FollowRevision("decide_again", "重新调查").On);
        Assert.Empty(m.File.Payments);
        m.Do(Wang, new HandInCash("P1", m.Today).Write);
        Assert.Null(Assert.Single(m.File.Cash).Banked);
    }

    /// <summary>What was written once is read and written the same for ever.</summary>
    [Theory]
    [InlineData("case.cash_handed_in/1")]
    [InlineData("case.cash_banked/1")]
    [InlineData("case.cash_slip_corrected/1")]
    public void The_entries_read_as_they_were_written(string kind)
    {
        var golden = GoldenTests.Kinds().Single(k => k.Kind == kind).Body;
        var read = Body.Read(Ground.Entry(new Fact(kind, golden, []), 1, Wang, Ground.Start));
        Assert.Equal((kind, golden), (Body.KindOf(read.GetType()), System.Text.Json.JsonSerializer.Serialize(read, read.GetType(), Body.Json)));
    }
}
