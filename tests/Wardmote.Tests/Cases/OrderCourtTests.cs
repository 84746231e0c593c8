using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>An order to act that the court executes, because no law lets the town do it (Coercion arts. 53–55).</summary>
public sealed class OrderCourtTests
{
    private static DemandPerformance Demand(Matter m, int days = 14) => new("court", "", m.Today.AddDays(days), "自行拆除并清理", m.Handed());

    /// <summary>Demanded on Friday 13 March: the term is over on the 27th, the remedies on 2 September.</summary>
    internal static Matter Demanded(ItemCode? item = null) => ExecutionTests.Standing(item ?? Ground.Shed) is var m ? m.Do(Wang, Demand(m).On) : m;

    private static OrderUnperformed Known(Matter m) => new("当事人没有意见", "棚屋仍在", m.Today, true);

    private static ApplyToCourt Apply(Matter m) => new("示例区人民法院", ApplyToCourt.Wanted, Known(m));

    private static Matter Lapsed(ItemCode? item = null) => Demanded(item) is var m ? m.After(Terms.OrderRemediesEnd(m.File, m.Law)!.Value) : m;

    internal static Matter Applied(ItemCode? item = null) => Lapsed(item) is var m ? m.Do(Head, Apply(m).On) : m;

    private static IReadOnlyList<string> Open(Matter m) => [.. Steps.Open(m.File, m.Law, m.Roster, m.At).Select(s => s.Act)];

    private static string? Next(Matter m) => Steps.Next(m.File, m.Law, m.Today, Steps.Open(m.File, m.Law, m.Roster, m.At)) is [var first, ..] ? first.Act : null;

    [Fact]
    public void A_town_without_the_power_asks_the_court_inside_its_window()
    {
        var m = ExecutionTests.Standing(Ground.Shed);
        Assert.Equal("no_execution_power", Refused(m.Try(Wang, (Demand(m) with { Way = "demolish" }).On)));
        Assert.Equal("term_too_short", Refused(m.Try(Wang, Demand(m, 13).On)));
        m = Demanded();
        Assert.Equal((new DateOnly(2026, 9, 3), new DateOnly(2026, 12, 2)), (m.File.PerformanceDemand!.CourtFrom, m.File.PerformanceDemand.CourtUntil));
        m.After(m.File.PerformanceDemand.Term);
        Assert.Equal("court_window", Refused(m.Try(Head, Apply(m).On)));
        Assert.DoesNotContain("court", Open(m));

        // Nothing that only its own power would carry.
        Assert.Equal("wrong_stage", Refused(m.Try(Wang, new AnnounceDemolition("村口", m.Today.AddDays(9), [Ground.Photo]).On)));
        Assert.Equal("wrong_stage", Refused(m.Try(Head, new DecideExecution { From = m.At.AddDays(1), To = m.At.AddDays(1) }.On)));
        Assert.Equal("court_runs_on", Refused(m.Try(Wang, new StopExecution("suspended", "第39条第1项", []).On)));

        m = Lapsed();
        Assert.Equal("court", Next(m));
        Assert.Equal("wrong_stage", Refused(m.Try(Head, (Apply(m) with { Order = null }).On)));
        Assert.Equal("not_head", Refused(m.Try(Wang, Apply(m).On)));
        Assert.Equal("not_heard", Refused(m.Try(Head, (Apply(m) with { Order = Known(m) with { Heard = "" } }).On)));
        Assert.Equal("not_seen_after", Refused(m.Try(Head, (Apply(m) with { Order = Known(m) with { SeenOn = m.File.PerformanceDemand!.Term } }).On)));
        Assert.Equal("remedy_unknown", Refused(m.Try(Head, (Apply(m) with { Order = Known(m) with { NoRemedy = false } }).On)));
        Assert.Equal("attachments", Refused(m.Try(Head, (Apply(m) with { Attachments = ["application"] }).On)));
        m.Do(Head, Apply(m).On);
        var order = m.File.OrderCourt!.Order!;
        Assert.Equal((m.File.Order!.Number, "拆除违法建设", new DateOnly(2026, 3, 2), m.File.PerformanceDemand!.Number, new DateOnly(2026, 3, 13)), (order.Number, order.What, order.Ordered, order.Demand, order.Demanded));
        Assert.Equal("wrong_stage", Refused(m.Try(Head, Apply(m).On)));
        Assert.Equal("wrong_stage", Refused(m.Try(Wang, Demand(m).On)));
    }

    [Theory]
    [InlineData("enforced", "executed")]
    [InlineData("refused", "unenforced")]
    public void What_the_court_did_ends_the_case(string result, string outcome)
    {
        var m = Applied();
        Assert.Equal("court_end", Next(m));
        Assert.Equal("wrong_stage", Refused(m.Try(Wang, new EndCourt(result, m.Today, "x").Write)));
        m.Do(Wang, new EndCourt(result, m.Today, "法院裁定", true).Write);
        Assert.Equal("close", Next(m));
        m.Do(Head, new CloseCase("法院已处理").On);
        Assert.Equal((outcome, "CLOSED"), (m.File.End!.Outcome, m.State));
        m.Do(Wang, new ArchiveCase().On);
        Assert.Contains(m.File.Archive!.Catalogue, l => l.Title == "强制执行申请书");
    }

    [Fact]
    public void A_missed_window_ends_in_the_open_and_what_the_party_did_ends_it_too()
    {
        var m = Demanded();
        m.After(m.File.PerformanceDemand!.CourtUntil!.Value);
        Assert.Equal("court_window", Refused(m.Try(Head, Apply(m).On)));
        m.Do(Head, new CloseCase("错过申请期限").On);
        Assert.Equal("unenforced", m.File.End!.Outcome);

        var done = Applied().Do(Wang, new StopExecution("performed", "已自行拆除", [Ground.Photo]).On);
        Assert.DoesNotContain("court_end", Open(done));
        done.Do(Head, new CloseCase("已自行拆除").On);
        Assert.Equal("put_right", done.File.End!.Outcome);
    }

    [Fact]
    public void Only_a_town_without_the_power_asks()
    {
        var own = ExecutionTests.Standing(Ground.Structure);
        Assert.Equal("own_power", Refused(own.Try(Wang, Demand(own).On)));
        var entrusted = ExecutionTests.Standing(Ground.Entrusted);
        Assert.Equal("entrusted_execution", Refused(entrusted.Try(Wang, Demand(entrusted).On)));
    }

    [Fact]
    public void An_order_and_a_fine_have_an_application_each_and_neither_ends_the_other()
    {
        var m = Demanded(Ground.Own).Filed().Asked().Reported().Noticed().Days(10).Decided().Served().Days(20);
        m.Do(Wang, new DemandPayment(m.Handed()).On);
        m.After(Later(Terms.CourtWindow(m.File, m.Law)!.Value.First, Terms.OrderCourtWindow(m.File, m.Law)!.Value.First));
        m.Do(Head, Apply(m).On);
        Assert.Equal((Stage.Demanded, null), (m.File.Stage, m.File.Court));
        m.Do(Head, (Apply(m) with { Order = null }).On);
        Assert.Equal((Stage.CourtApplied, null), (m.File.Stage, m.File.Court!.Order));
        Assert.NotEqual(m.File.Court.Number, m.File.OrderCourt!.Number);
        m.Do(Wang, new EndCourt("enforced", m.Today, "货架已搬离", true).Write);
        Assert.Null(m.File.CourtEnd);
        m.Do(Wang, new EndCourt("enforced", m.Today, "已扣划").Write).Do(Head, new CloseCase("已执行").On);
        Assert.Equal("penalised", m.File.End!.Outcome);

        static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
    }

    [Fact]
    public void The_clocks_tell_the_first_day_and_before_the_last()
    {
        var demanded = Demanded();
        var subject = new Watched("case", "c1", CaseFile.TagOf("c1"));
        IReadOnlyList<(string, string, DateTimeOffset?)> Running(Matter m) => [.. Clocks.Of(subject, m.Entries, Ground.Law.At(m.File.Book)).Select(c => (c.Id, c.Part, c.Last))];
        Assert.Equal([("demand", "order", ShanghaiTime.Start(new DateOnly(2026, 9, 3))), ("court-window", "order", (DateTimeOffset?)ShanghaiTime.Start(new DateOnly(2026, 12, 3)))], Running(demanded));
        Assert.Empty(Running(Applied()));
        Assert.Empty(Running(Demanded().Do(Wang, new StopExecution("performed", "已拆除", [Ground.Photo]).On)));
    }

    [Fact]
    public void The_list_shows_that_the_court_has_it()
    {
        var project = new Desk.Cards(Ground.Law);
        Card? card = null;
        foreach (var entry in Applied().Entries)
        {
            card = project.Project(entry, (kind, _) => kind == "case" ? card : null).LastOrDefault(c => c.Kind == "case") ?? card;
        }

        Assert.Equal(("court_applied", null), (card!.State, card.Due));
    }
}
