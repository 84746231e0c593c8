using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;
using Wardmote.Tests.LawPacks;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>An order that nobody carried out, executed by the town: each guard of the Coercion Law refuses once, and each way comes to its end.</summary>
public sealed class ExecutionTests
{
    private static readonly DateOnly Holiday = new(2026, 9, 25);

    private static DateTimeOffset Clock(DateOnly day, int hour) => ShanghaiTime.Start(day).AddHours(hour);

    /// <summary>A building without a permit, ordered away on 2 March, still there after the term.</summary>
    internal static Matter Standing(ItemCode? item = null) => new Matter(item ?? Ground.Structure)
        .Do(Wang, (f, n) => new OrderCorrection("拆除违法建设", n.Today.AddDays(10), "handed").On(f, 0, n.Today)).Days(11)
        .Do(Wang, (f, n) => new Reinspect(["wang", "li"], false, false, "没有拆除", [Ground.Photo]).On(f, n.Law, n.Roster, n.Today));

    private static DemandPerformance Demand(Matter m, string way = "demolish", string harm = "", int days = 10) => new(way, harm, m.Today.AddDays(days), "自行拆除并清理", m.Handed());

    internal static Matter Demanded() => Standing() is var m ? m.Do(Wang, Demand(m).On) : m;

    internal static Matter Announced() => Demanded() is var m ? m.Days(1).Do(Wang, new AnnounceDemolition("村务公开栏", m.Today.AddDays(15), [Ground.Photo]).On) : m;

    private static DecideExecution Decision(Matter m) => new()
    {
        Heard = "当事人称是祖屋；经核实不是", Seen = "仍未拆除", SeenOn = m.Today, Reason = "逾期不履行", Subject = "砖混房屋一间", From = Clock(m.Today.AddDays(1), 9), To = Clock(m.Today.AddDays(3), 17), Performer = "示例镇人民政府",
        NoUtilities = true, NoRemedy = true,
    };

    /// <summary>The day after the remedies against the order have lapsed: a Thursday, 3 September.</summary>
    private static Matter Lapsed() => Announced() is var m ? m.After(Terms.OrderRemediesEnd(m.File, m.Law)!.Value) : m;

    internal static Matter Decided() => Lapsed() is var m ? m.Do(Head, Decision(m).On) : m;

    private static CarryOut Record(Matter m) => new()
    {
        Officers = ["wang", "li"], Served = m.Handed() with { On = m.At.AddHours(-6) }, Began = m.At.AddHours(-3), Ended = m.At, Seen = "拆除房屋一间，清运建筑垃圾", PerformerSigned = true, Signed = "witness", Witness = "赵某", Photos = [Ground.Photo],
    };

    /// <summary>The planned day, at 17.</summary>
    private static Matter Due() => Decided() is var m ? At(m, Clock(m.Today.AddDays(1), 17)) : m;

    private static Matter At(Matter m, DateTimeOffset at)
    {
        m.At = at;
        return m;
    }

    internal static Matter CarriedOut() => Due() is var m ? m.Do(Wang, Record(m).On) : m;

    private static IReadOnlyList<string> Open(Matter m) => [.. Steps.Open(m.File, m.Law, m.Roster, m.At).Select(s => s.Act)];

    private static string? Next(Matter m) => Steps.Next(m.File, m.Law, m.Today, Steps.Open(m.File, m.Law, m.Roster, m.At)) is [var first, ..] ? first.Act : null;

    [Fact]
    public void A_building_without_a_permit_is_demolished_and_the_case_ends()
    {
        var m = Standing();
        Assert.Equal("demand_performance", Next(m));
        m = Demanded();
        Assert.Equal("announce_demolition", Next(m.Days(1)));
        m = Announced();
        Assert.DoesNotContain("decide_execution", Open(m.Days(30)));
        m = Lapsed();
        Assert.Equal(new DateOnly(2026, 9, 3), m.Today);
        Assert.Equal("decide_execution", Next(m));
        Assert.Equal("carry_out", Next(Decided()));
        m = CarriedOut();
        Assert.Equal(("executed", "close"), (m.File.ExecutionResult, Next(m)));
        m.Do(Head, new CloseCase("已拆除，恢复原状").On);
        Assert.Equal(("executed", "CLOSED"), (m.File.End!.Outcome, m.State));
        Assert.NotNull(m.File.End.Photo);
        m.Do(Wang, new ArchiveCase().On);
        Assert.Contains(m.File.Archive!.Catalogue, l => l.Title == "强制执行决定书");
    }

    [Fact]
    public void A_demand_waits_for_the_orders_term_and_says_how()
    {
        var early = new Matter(Ground.Structure).Do(Wang, (f, n) => new OrderCorrection("拆除", n.Today.AddDays(10), "handed").On(f, 0, n.Today))
            .Do(Wang, (f, n) => new Reinspect(["wang", "li"], false, true, "拒绝", []).On(f, n.Law, n.Roster, n.Today));
        Assert.Equal("order_running", Refused(early.Try(Wang, Demand(early).On)));
        Assert.DoesNotContain("demand_performance", Open(early));
        var m = Standing();
        Assert.Equal("no_way_to_perform", Refused(m.Try(Wang, (Demand(m) with { How = " " }).On)));
        Assert.Equal("term_too_short", Refused(m.Try(Wang, Demand(m, days: 0).On)));
        Assert.Equal("no_way", Refused(m.Try(Wang, (Demand(m) with { Delivery = m.Handed() with { Way = "" } }).On)));
    }

    [Fact]
    public void Only_a_law_that_gives_it_lets_the_town_demolish_and_nothing_is_entrusted()
    {
        var m = Standing(Ground.Own);
        Assert.Equal("no_execution_power", Refused(m.Try(Wang, Demand(m).On)));
        var entrusted = Standing(Ground.Entrusted);
        Assert.Equal("entrusted_execution", Refused(entrusted.Try(Wang, Demand(entrusted, "substitute", "traffic").On)));
        Assert.DoesNotContain(Open(entrusted), a => a is "demand_performance" or "clear_at_once");

        // What the installed law says of the real item: 城乡规划法 65 names the towns.
        var town = Installed.Law.Localities.First(l => l.Kind == LocalityKind.Town && l.County.StartsWith("50", StringComparison.Ordinal)).Code;
        var day = new DateOnly(2026, 3, 2);
        Assert.True(Installed.Law.Catalogue.Ask(new PowerQuestion(new ItemCode("GH-001"), town, day, day)) is { Answer: Holding.Held, May.Execution: true } answer && answer.Holder == town);
    }

    [Fact]
    public void A_demolition_is_announced_first_and_waits_for_the_remedies()
    {
        var m = Demanded();
        Assert.Equal("wrong_stage", Refused(m.Try(Head, Decision(m).On)));
        Assert.Equal("bad_announcement", Refused(m.Try(Wang, new AnnounceDemolition("村口", m.Today, [Ground.Photo]).On)));
        Assert.Equal("bad_announcement", Refused(m.Try(Wang, new AnnounceDemolition("村口", m.Today.AddDays(9), []).On)));
        m = Announced();
        Assert.Equal("demand_running", Refused(m.Try(Head, Decision(m).On)));
        Assert.Equal("announcement_running", Refused(m.After(m.File.PerformanceDemand!.Term).Try(Head, Decision(m).On)));
        Assert.Equal("remedies_running", Refused(m.After(m.File.Announcement!.Term).Try(Head, Decision(m).On)));
        Assert.Equal("remedies_running", Refused(At(m, Clock(new DateOnly(2026, 9, 2), 9)).Try(Head, Decision(m).On)));
        m = Lapsed();
        Assert.Equal("remedy_unknown", Refused(m.Try(Head, (Decision(m) with { NoRemedy = false }).On)));
    }

    [Fact]
    public void The_head_decides_with_the_contents_of_the_law()
    {
        var m = Lapsed();
        Assert.Equal("not_head", Refused(m.Try(Wang, Decision(m).On)));
        Assert.Equal("not_heard", Refused(m.Try(Head, (Decision(m) with { Heard = "" }).On)));
        Assert.Equal("not_seen_after", Refused(m.Try(Head, (Decision(m) with { SeenOn = m.File.PerformanceDemand!.Term }).On)));
        Assert.Equal("utilities", Refused(m.Try(Head, (Decision(m) with { NoUtilities = false }).On)));
        Assert.Equal("contents", Refused(m.Try(Head, (Decision(m) with { Subject = "" }).On)));
        Assert.Equal("bad_time", Refused(m.Try(Head, (Decision(m) with { From = m.At }).On)));
        Assert.Equal("bad_time", Refused(m.Try(Head, (Decision(m) with { To = DateTimeOffset.MaxValue }).On)));
        Assert.Equal(["execution-hours"], Stops(m.Try(Head, (Decision(m) with { From = Clock(m.Today.AddDays(1), 5) }).On)));
        Assert.Equal(["execution-hours"], Stops(m.Try(Head, (Decision(m) with { From = Clock(Holiday.AddDays(-1), 9), To = Clock(Holiday.AddDays(1), 17) }).On)));
        m.Do(Head, (Decision(m) with { From = Clock(Holiday, 23), To = Clock(Holiday, 23), Urgent = "房屋即将倒塌" }).On);
        Assert.Equal("房屋即将倒塌", m.File.ExecutionRuling!.Urgent);
    }

    [Fact]
    public void It_is_carried_out_by_two_officers_in_daytime_and_signed()
    {
        var m = Due();
        string No(CarryOut record) => Refused(m.Try(Wang, record.On));
        Assert.Equal("two_officers", No(Record(m) with { Officers = ["wang"] }));
        Assert.Equal("bad_time", No(Record(m) with { Began = m.File.ExecutionRuling!.PlannedFrom.AddHours(-1) }));
        Assert.Equal("not_served_before", No(Record(m) with { Served = m.Handed() }));
        Assert.Equal("not_served_before", No(Record(m) with { Served = m.Handed() with { Way = "announced", On = m.At.AddHours(-6), Witness = "赵某" } }));
        Assert.Equal("nothing_seen", No(Record(m) with { Photos = [] }));
        Assert.Equal("not_signed", No(Record(m) with { PerformerSigned = false }));
        Assert.Equal("not_signed", No(Record(m) with { Witness = "" }));
        At(m, Clock(m.Today, 23));
        Assert.Equal(["execution-hours"], Stops(m.Try(Wang, (Record(m) with { Served = m.Handed() with { On = m.At.AddHours(-20) }, Began = m.At.AddHours(-3) }).On)));
        At(m, Clock(Holiday, 15));
        Assert.Equal(["execution-hours"], Stops(m.Try(Wang, Record(m).On)));
        m.Do(Wang, (Record(m) with { Urgent = "即将倒塌危及行人" }).On);
        Assert.Equal("executed", m.File.ExecutionResult);
    }

    [Fact]
    public void Work_of_several_days_is_recorded_day_by_day()
    {
        var m = Due();
        m.Do(Wang, (Record(m) with { Finished = false }).On);
        Assert.Null(m.File.ExecutionResult);
        Assert.Equal("carry_out", Next(m));
        m.Days(1).Do(Wang, Record(m).On);
        Assert.Equal(2, m.File.Executions.Select(e => e.Number).Distinct().Count());
        Assert.Equal("executed", m.File.ExecutionResult);
    }

    [Fact]
    public void A_substitute_performs_where_traffic_is_harmed_three_working_days_after_the_demand()
    {
        var m = Standing(Ground.Own);
        Assert.Equal("no_harm", Refused(m.Try(Wang, Demand(m, "substitute").On)));
        Assert.Equal("term_too_short", Refused(m.Try(Wang, Demand(m, "substitute", "traffic", 4).On)));
        m.Do(Wang, Demand(m, "substitute", "traffic", 5).On);
        Assert.Equal("demand_running", Refused(m.Try(Head, Decision(m).On)));
        m.After(m.File.PerformanceDemand!.Term);
        Assert.Equal("contents", Refused(m.Try(Head, (Decision(m) with { FreeOfInterest = true }).On)));
        Assert.Equal("interested", Refused(m.Try(Head, (Decision(m) with { Budget = 800 }).On)));
        m.Do(Head, (Decision(m) with { Budget = 800, FreeOfInterest = true, NoRemedy = false, Performer = "虚构清运公司" }).On);
        At(m, Clock(m.Today.AddDays(1), 17)).Do(Wang, (Record(m) with { Cost = 760 }).On);

        // The item knows a fine: what was performed in the party's place ends no penalty.
        Assert.Equal(("executed", "propose"), (m.File.ExecutionResult, Next(m)));
        Assert.DoesNotContain("close", Open(m));
    }

    [Fact]
    public void What_lies_on_a_road_is_cleared_at_once_and_the_absent_party_is_told()
    {
        var m = new Matter();
        var clear = new ClearAtOnce { PlaceKind = "road", What = "遗洒渣土", WhyNot = "车辆故障，无法清除", Officers = ["wang", "li"], Began = m.At, Ended = m.At, Performer = "环卫所", Photos = [Ground.Photo], Cost = 300, PartyPresent = true };
        Assert.Equal("two_officers", Refused(m.Try(Wang, (clear with { Officers = ["wang"] }).On)));
        Assert.Equal("not_at_once", Refused(m.Try(Wang, (clear with { PlaceKind = "yard" }).On)));
        Assert.Equal("not_at_once", Refused(m.Try(Wang, (clear with { WhyNot = "" }).On)));
        Assert.Equal("not_told", Refused(m.Try(Wang, (clear with { PartyPresent = false }).On)));
        Assert.Equal("not_told", Refused(m.Try(Wang, (clear with { PartyPresent = false, Notified = "电话", NotifiedAt = m.At.AddHours(-1) }).On)));
        Assert.Equal("no_performer", Refused(m.Try(Wang, (clear with { Photos = [] }).On)));
        m.Do(Wang, (clear with { PartyPresent = false, Notified = "电话", NotifiedAt = m.At }).On);
        Assert.Equal((Stage.Inspected, 1), (m.File.Stage, m.File.Clearances.Count));
        Assert.Equal("wrong_stage", Refused(new Matter(site: false).Try(Wang, clear.On)));
    }

    [Fact]
    public void It_stands_still_and_goes_on_or_the_party_performs_or_it_ends()
    {
        var m = Announced().Do(Wang, new StopExecution("suspended", "第三人主张权利，确有理由（第39条第2项）", []).On);
        Assert.Equal("stop_execution", Next(m));
        Assert.Equal("wrong_stage", Refused(m.After(Terms.OrderRemediesEnd(m.File, m.Law)!.Value).Try(Head, Decision(m).On)));
        Assert.Equal("no_ground", Refused(m.Try(Wang, new StopExecution("suspended", "x", []).On)));
        m.Do(Wang, new StopExecution("resumed", "权利主张不成立", []).On);
        Assert.Equal("decide_execution", Next(m));
        Assert.Equal("no_ground", Refused(m.Try(Wang, new StopExecution("resumed", "x", []).On)));
        Assert.Equal("after_photo", Refused(m.Try(Wang, new StopExecution("performed", "已自行拆除", []).On)));
        m.Do(Wang, new StopExecution("performed", "已自行拆除", [Ground.Photo]).On).Do(Head, new CloseCase("已自行拆除").On);
        Assert.Equal(("put_right", "CLOSED_NO_CASE"), (m.File.End!.Outcome, m.State));

        var gone = Decided().Do(Wang, new StopExecution("ended", "房屋已被洪水冲毁（第40条第3项）", []).On);
        Assert.Equal("wrong_stage", Refused(gone.Try(Wang, Record(gone).On)));
        gone.Do(Head, new CloseCase("标的灭失").On);
        Assert.Equal("execution_ended", gone.File.End!.Outcome);
    }

    [Fact]
    public void A_new_order_begins_the_execution_anew()
    {
        var m = Announced().Do(Wang, (f, n) => new OrderCorrection("拆除剩余部分", n.Today.AddDays(5), "handed").On(f, 1, n.Today));
        Assert.Null(m.File.PerformanceDemand);
        Assert.Equal("reinspect", Next(m));
    }

    [Fact]
    public void A_holiday_that_no_notice_has_named_yet_cannot_be_passed_over_in_silence()
    {
        var law = Installed.Law;
        var fences = new PenaltyFences(law, Ground.County, new DateOnly(2026, 10, 1));
        var day = law.Calendar.KnownUntil.AddDays(40);
        Assert.Equal(FenceVerdict.Stop, fences.ExecutionHours(Clock(day, 9), Clock(day, 10), "", planned: false).Answer);
        Assert.Equal(FenceVerdict.Clear, fences.ExecutionHours(Clock(day, 9), Clock(day, 10), "", planned: true).Answer);
        Assert.Equal(FenceVerdict.Stop, fences.ExecutionHours(Clock(new DateOnly(2026, 10, 1), 9), Clock(new DateOnly(2026, 10, 1), 10), "", planned: false).Answer);
        Assert.Equal(FenceVerdict.Clear, fences.ExecutionHours(Clock(new DateOnly(2026, 11, 21), 9), Clock(new DateOnly(2026, 11, 21), 22), "", planned: false).Answer);
        Assert.Equal(FenceVerdict.Stop, fences.ExecutionHours(Clock(new DateOnly(2026, 11, 20), 20), Clock(new DateOnly(2026, 11, 21), 21), "", planned: false).Answer);
    }

    [Fact]
    public void The_list_shows_what_is_being_executed_and_until_when()
    {
        var project = new Desk.Cards(Ground.Law);
        Card? card = null;
        IReadOnlyList<(string State, DateTimeOffset? Due)> Shown(Matter m)
        {
            card = null;
            var seen = new List<(string, DateTimeOffset?)>();
            foreach (var entry in m.Entries)
            {
                card = project.Project(entry, (kind, _) => kind == "case" ? card : null).LastOrDefault(c => c.Kind == "case") ?? card;
                seen.Add((card!.State, card.Due));
            }

            return seen;
        }

        var m = CarriedOut();
        var shown = Shown(m.Do(Head, new CloseCase("已拆除").On));
        Assert.Equal([("executing", Clock(new DateOnly(2026, 3, 24), 0)), ("executing", Clock(new DateOnly(2026, 3, 30), 0)), ("executing", m.File.ExecutionRuling!.PlannedTo), ("executing", null), ("ended", null)], shown.Skip(4));
        Assert.Equal(("executing", null), Shown(Demanded().Do(Wang, new StopExecution("suspended", "第39条第1项", []).On))[^1]);
    }

    [Fact]
    public void What_these_acts_wrote_stays_readable()
    {
        Type[] kinds = [typeof(PerformanceDemanded), typeof(DemolitionAnnounced), typeof(ExecutionDecided), typeof(ExecutionCarriedOut), typeof(ExecutionStopped), typeof(ClearedAtOnce)];
        if (Environment.GetEnvironmentVariable("WARDMOTE_GOLDEN") == "1")
        {
            var known = GoldenTests.Kinds().Select(k => k.Kind).ToHashSet();
            var cleared = new Matter();
            cleared.Do(Wang, new ClearAtOnce { PlaceKind = "road", What = "遗洒渣土", WhyNot = "无法清除", Officers = ["wang", "li"], Began = cleared.At, Ended = cleared.At, Performer = "环卫所", Photos = [Ground.Photo], Notified = "电话", NotifiedAt = cleared.At }.On);
            var story = CarriedOut().Entries.Concat(Announced().Do(Wang, new StopExecution("suspended", "第39条第2项", []).On).Entries).Concat(cleared.Entries).ToList();
            File.AppendAllLines(Path.Combine(Installed.Checkout, "tests/Wardmote.Tests/Store/golden/kinds.jsonl"), kinds.Select(Body.KindOf).Where(k => !known.Contains(k)).Select(k => $$"""{"kind":"{{k}}","body":{{story.First(e => e.Kind == k).Body}}}"""));
        }

        var golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        Assert.All(kinds.Select(Body.KindOf), kind =>
        {
            var read = Body.Read(Ground.Entry(new Fact(kind, golden[kind], []), 1, Wang, Ground.Start));
            Assert.Equal(kind, Body.KindOf(read.GetType()));
            Assert.Equal(golden[kind], System.Text.Json.JsonSerializer.Serialize(read, read.GetType(), Body.Json));
        });
    }
}
