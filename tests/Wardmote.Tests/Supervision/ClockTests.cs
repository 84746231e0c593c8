using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Supervision;
using Wardmote.Tests.Store;
using Wardmote.Whistles;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Supervision;

/// <summary>Terms: who is told when, once, and no longer than there is a cause.</summary>
public sealed class ClockTests
{
    private static readonly LawInForce Installed = LawReader.ReadInstalled(Path.Combine(Root(), "law"));
    private static readonly Signatory Head = new("head", Text.Same("罗"), "head");
    private static readonly Asked Who = new(Street, Street, "o1", ["o1", "o2"]);
    private static readonly Watched Case = new("case", "c1", CaseFile.TagOf("c1"));

    private readonly Memory _memory = new();
    private readonly Desk.Desk _desk;
    private readonly IJournal _journal;
    private int _key;

    public ClockTests()
    {
        _journal = new MemoryJournal(_memory);
        _desk = new Desk.Desk(_journal, Installed, Tools);
    }

    private Task WriteAsync(object body, DateTimeOffset at, params Tag[] tags) =>
        _journal.AppendAsync(new Append(Home, "t" + _key++, new By("o1", "officer", Street), at, [Body.Fact(body, tags.Length > 0 ? tags : [CaseFile.TagOf("c1")])]));

    private Task<DeskAnswer> LookAsync(DateTimeOffset at, Watched? subject = null) => _desk.WatchAsync(Home, subject ?? Case, Who, new Request(By.System, at, ""));

    private async Task<IReadOnlyList<Alert>> AlertsAsync(Watched? subject = null) => await _desk.AlertsAboutAsync(Home, (subject ?? Case).Kind, (subject ?? Case).Id);

    private static CaseFiled Filed(DateTimeOffset at) => new("c1", "立1", "x", [], Head, ShanghaiTime.Day(at).AddDays(90), "law");

    [Fact]
    public async Task The_ninety_days_are_told_on_the_60th_75th_85th_day_and_when_they_have_passed_each_once()
    {
        await WriteAsync(Filed(Noon), Noon);
        var told = new List<int>();
        for (var day = 0; day <= 100; day++)
        {
            // Twice a day, as two machines would.
            if (await LookAsync(Noon.AddDays(day)) is DeskAnswer.Done)
            {
                told.Add(day);
            }

            Assert.Equal("nothing_due", Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddDays(day))).Refusal.Code);
            Assert.True((await AlertsAsync()).Count <= 1, "a later moment takes the place of an earlier one");
        }

        // The first noon after the moment, which is the midnight that ends the day.
        Assert.Equal([61, 76, 86, 91], told);
        var alert = Assert.Single(await AlertsAsync());
        Assert.Equal(("R-ORD-02", "handler", "o1"), (alert.Raised.Rule, alert.Level, alert.Raised.Handler));
        Assert.Contains("已过期", alert.Raised.Fact.Zh);

        await WriteAsync(new Decided("c1", "罚1", Head, "a", false, 100, null, [], "", "x", "", ShanghaiTime.Day(Noon).AddDays(110), [], "d", "k"), Noon.AddDays(101));
        Assert.IsType<DeskAnswer.Done>(await LookAsync(Noon.AddDays(101).AddMinutes(1)));
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task A_case_that_stands_still_is_told_later_by_as_long_as_it_stood()
    {
        await WriteAsync(Filed(Noon), Noon);
        await WriteAsync(new CaseSuspended("c1", "x", "x", Head), Noon.AddDays(50));
        Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddDays(70)));
        await WriteAsync(new CaseResumed("c1", "x", Head), Noon.AddDays(80));
        Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddDays(90)));
        Assert.IsType<DeskAnswer.Done>(await LookAsync(Noon.AddDays(91)));
        Assert.Contains("还有", Assert.Single(await AlertsAsync()).Raised.Fact.Zh);
    }

    [Fact]
    public async Task A_clock_that_slept_tells_only_the_newest_moment()
    {
        await WriteAsync(Filed(Noon), Noon);
        var entries = Done(await LookAsync(Noon.AddDays(88)));
        Assert.Single(entries, e => e.Kind == "alert.raised/1");
        Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddDays(88)));
    }

    [Fact]
    public async Task An_order_without_a_second_look_is_told_and_the_look_ends_it()
    {
        await WriteAsync(new CorrectionOrdered("c1", "改1", "x", ShanghaiTime.Day(Noon).AddDays(3), "handed"), Noon);
        Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddDays(3)));
        Done(await LookAsync(Noon.AddDays(4)));
        Assert.Equal("R-CORR-02", Assert.Single(await AlertsAsync()).Raised.Rule);
        await WriteAsync(new Reinspected("c1", [], true, false, "x", []), Noon.AddDays(4));
        Done(await LookAsync(Noon.AddDays(4).AddMinutes(1)));
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task A_seizure_still_standing_after_the_decision_must_be_lifted_and_each_of_two_has_its_own_clock()
    {
        foreach (var number in new[] { "扣1", "扣2" })
        {
            await WriteAsync(new SeizureMade("c1", number, "seizure", [], [new Good("x", "1", "")], "x", "x", ShanghaiTime.Day(Noon).AddDays(30), false, Head, null, "x", "x"), Noon);
        }

        await WriteAsync(new SeizureLifted("c1", "扣2", "x", "x", Head), Noon.AddDays(1));
        await WriteAsync(new Decided("c1", "罚1", Head, "a", false, 100, null, [], "", "x", "", ShanghaiTime.Day(Noon).AddDays(40), [], "d", "k"), Noon.AddDays(2));
        Done(await LookAsync(Noon.AddDays(2)));
        Assert.Equal(("R-COER-05", "seizure-lift/扣1"), (Assert.Single(await AlertsAsync()).Raised.Rule, (await AlertsAsync())[0].Raised.Cause));
    }

    [Fact]
    public async Task A_decision_that_is_not_served_and_a_fine_that_is_not_paid_are_told()
    {
        var day = ShanghaiTime.Day(Noon);
        await WriteAsync(new Decided("c1", "罚1", Head, "a", false, 100, null, [], "", "x", "code", day.AddDays(9), [], "d", "k"), Noon);
        Assert.Empty(await ToldAsync(1));
        Assert.Equal(["R-SERV-01 service"], await ToldAsync(10));
        await WriteAsync(new Served("c1", "罚1", "handed", Noon.AddDays(10), "party", false, "", []), Noon.AddDays(10));
        Assert.Empty(await ToldAsync(11));
        Assert.Equal(["R-PAY-01 pay"], await ToldAsync(26));
        await WriteAsync(new Paid("c1", 100, day.AddDays(26), "bank", "B1", true, 0), Noon.AddDays(26));
        Assert.Empty(await ToldAsync(26.1));
    }

    [Fact]
    public async Task Cash_that_is_not_handed_in_or_not_banked_is_told_also_when_the_case_has_ended()
    {
        // Saturday noon: two working days end on Tuesday, two more from Wednesday on Friday.
        var day = ShanghaiTime.Day(Noon);
        var here = Installed.At(Home);
        var (handIn, bank) = (here.Ends("cash-handover", day), here.Ends("cash-bank", here.Ends("cash-handover", day).AddDays(1)));
        await WriteAsync(new Paid("c1", 60, day, "cash", "P1", true, 0, "o1", null, handIn), Noon);
        await WriteAsync(new Paid("c1", 40, day, "cash", "P2", true, 0, "o2", null, handIn), Noon);
        await WriteAsync(new CashHandedIn("c1", "P2", 40, day, bank, false), Noon);
        await WriteAsync(new CaseEnded("c1", "penalised", "x", null), Noon);
        double Until(DateOnly last) => last.DayNumber - day.DayNumber;
        Assert.Empty(await ToldAsync(Until(handIn) - 1));

        // On the morning of the last day, by a setting of the house; and when it has passed.
        Assert.Equal(["R-CASH-02 cash-handover/P1"], await ToldAsync(Until(handIn)));
        Assert.Equal("handler", (await AlertsAsync())[0].Level);
        Assert.Equal(["R-CASH-02 cash-handover/P1"], await ToldAsync(Until(handIn) + 1));
        Assert.Contains("已过期", (await AlertsAsync())[0].Raised.Fact.Zh);
        await WriteAsync(new CashHandedIn("c1", "P1", 60, handIn.AddDays(1), bank, true), Noon.AddDays(Until(handIn) + 1));

        // The bank is the organ's to reach: the leader is asked at once.
        Assert.Equal(["R-CASH-02 cash-bank/P1", "R-CASH-02 cash-bank/P2"], (await ToldAsync(Until(bank) + 1)).Order(StringComparer.Ordinal));
        Assert.All(await AlertsAsync(), a => Assert.Equal("leader", a.Level));
        await WriteAsync(new CashBanked("c1", "P1", 60, bank, "S", false), Noon.AddDays(Until(bank) + 1));
        await WriteAsync(new CashBanked("c1", "P2", 40, bank, "S", false), Noon.AddDays(Until(bank) + 1));
        Assert.Empty(await ToldAsync(Until(bank) + 2));
    }

    /// <summary>Rules told about, at a noon some days on.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync(double days)
    {
        await LookAsync(Noon.AddDays(days));
        return [.. (await AlertsAsync()).Select(a => $"{a.Raised.Rule} {a.Raised.Cause}")];
    }

    [Fact]
    public async Task An_order_that_is_executed_is_told_at_each_of_its_terms()
    {
        var day = ShanghaiTime.Day(Noon);
        await WriteAsync(Demanded(day.AddDays(10)), Noon);
        Assert.Empty(await ToldAsync(10));
        Assert.Equal(["R-ENF-01 performance"], await ToldAsync(11));

        // The announced term is over on the 26th day, the remedies only on the 184th: nobody is told to do what cannot be done yet.
        await WriteAsync(Announced(day.AddDays(26), day.AddDays(185)), Noon.AddDays(11));
        Assert.Empty(await ToldAsync(11.1));
        Assert.Empty(await ToldAsync(184));
        Assert.Equal(["R-ENF-03 demolition"], await ToldAsync(185));
        await WriteAsync(Planned(Noon.AddDays(190)), Noon.AddDays(186));
        Assert.Empty(await ToldAsync(186.1));
        await WriteAsync(CarriedOut(Noon.AddDays(189), finished: false), Noon.AddDays(189));
        Assert.Equal(["R-ENF-03 execution"], await ToldAsync(190.1));
        await WriteAsync(CarriedOut(Noon.AddDays(191), finished: true), Noon.AddDays(191));
        Assert.Empty(await ToldAsync(191.1));
    }

    [Fact]
    public async Task An_announcement_of_before_is_told_when_its_own_term_is_over()
    {
        await WriteAsync(Announced(ShanghaiTime.Day(Noon).AddDays(15), null), Noon);
        Assert.Empty(await ToldAsync(15));
        Assert.Equal(["R-ENF-03 demolition"], await ToldAsync(16));
    }

    [Fact]
    public async Task A_substitute_that_stands_still_is_told_later_and_what_the_party_did_ends_it()
    {
        await WriteAsync(Demanded(ShanghaiTime.Day(Noon).AddDays(5), "substitute"), Noon);
        await WriteAsync(Planned(Noon.AddDays(10), "substitute"), Noon.AddDays(6));
        await WriteAsync(new ExecutionStopped("c1", "suspended", "x", []), Noon.AddDays(7));
        Assert.Empty(await ToldAsync(40));
        await WriteAsync(new ExecutionStopped("c1", "resumed", "x", []), Noon.AddDays(41));
        Assert.Empty(await ToldAsync(43));
        Assert.Equal(["R-ENF-04 substitute"], await ToldAsync(44.1));
        await WriteAsync(new ExecutionStopped("c1", "performed", "x", []), Noon.AddDays(45));
        Assert.Empty(await ToldAsync(45.1));
    }

    [Fact]
    public async Task A_new_order_or_a_remedy_takes_the_terms_of_the_old_execution_away()
    {
        await WriteAsync(Demanded(ShanghaiTime.Day(Noon).AddDays(5)), Noon);
        await WriteAsync(new RemedySought("c1", "reconsideration", ShanghaiTime.Day(Noon), "x", false), Noon.AddDays(1));
        Assert.Empty(await ToldAsync(9));
        await WriteAsync(new RemedyEnded("c1", "reconsideration", "revoked", ShanghaiTime.Day(Noon), "x", null, null), Noon.AddDays(10));
        Assert.Equal(["R-ENF-01 performance"], await ToldAsync(15));
        await WriteAsync(new CorrectionOrdered("c1", "改2", "x", ShanghaiTime.Day(Noon).AddDays(60), "handed"), Noon.AddDays(16));
        Assert.Empty(await ToldAsync(17));
    }

    [Fact]
    public async Task Whistles_reports_and_complaints_have_their_own_clocks()
    {
        await WriteAsync(new WhistleBlown("w1", Street, Market, Text.Same("x"), "", "T-002", null, null, Noon.AddHours(4), "help"), Noon, Whistle.TagOf("w1"));
        var whistle = new Watched("whistle", "w1", Whistle.TagOf("w1"));
        Assert.IsType<DeskAnswer.Refused>(await LookAsync(Noon.AddHours(2), whistle));
        Done(await LookAsync(Noon.AddHours(3), whistle));
        await WriteAsync(new WhistleEscalated("w1", Market, Noon.AddHours(28)), Noon.AddHours(4), Whistle.TagOf("w1"));
        Done(await LookAsync(Noon.AddHours(4).AddMinutes(1), whistle));
        Assert.Empty(await AlertsAsync(whistle));
        Done(await LookAsync(Noon.AddHours(29), whistle));
        Assert.Equal("R-WHI-02", Assert.Single(await AlertsAsync(whistle)).Raised.Rule);

        await WriteAsync(new ComplaintReceived("k1", "zh", Street, Street, "", "", "x", "h", null, ShanghaiTime.Day(Noon).AddDays(20)), Noon, ComplaintAboutEnforcement.TagOf("k1"));
        var complaint = new Watched("complaint", "k1", ComplaintAboutEnforcement.TagOf("k1"));
        Done(await LookAsync(Noon.AddDays(19), complaint));
        Assert.Equal("R-SUP-01", Assert.Single(await AlertsAsync(complaint)).Raised.Rule);
    }

    [Fact]
    public void Every_kind_of_clock_names_a_rule_of_the_pack_and_every_moment_is_a_setting_of_the_house()
    {
        var rules = Installed.Rules.Select(r => r.Id).ToHashSet();
        Assert.Equal([], Clocks.Kinds.Values.Where(k => !rules.Contains(k.Rule)).Select(k => k.Id));
        Assert.Equal([], Installed.Nationwide.Periods(Today).Where(p => p.Id.StartsWith("alert-", StringComparison.Ordinal) && p.Certainty != Certainty.Model).Select(p => p.Id));
        Assert.Equal([], Installed.Nationwide.Periods(Today).Where(p => p.Id.StartsWith("alert-before-", StringComparison.Ordinal)
            && !Clocks.Kinds.ContainsKey(p.Id["alert-before-".Length..p.Id.LastIndexOf('-')])).Select(p => p.Id));
    }

    [Fact]
    public async Task The_list_that_is_looked_through_keeps_the_same_clocks_as_the_record()
    {
        var random = new Random(7);
        for (var run = 0; run < 60; run++)
        {
            var (journal, cards) = (new MemoryJournal(new Memory()), new Dictionary<(string, string), Card>());
            var (desk, project, at, seen) = (new Desk.Desk(journal, Installed, Tools), new Cards(Installed), Noon, 0L);
            for (var step = 0; step < 25; step++)
            {
                at = at.AddHours(random.Next(1, 400));
                await journal.AppendAsync(new Append(Home, $"r{run}-{step}", new By("o1", "officer", Street), at, [Body.Fact(Act(random, at), [CaseFile.TagOf("c1")])]));
                await desk.WatchAsync(Home, Case, Who, new Request(By.System, at, ""));
                foreach (var alert in await desk.AlertsAboutAsync(Home, "case", "c1"))
                {
                    if (random.Next(3) == 0 && alert.State == "open")
                    {
                        Done(await desk.AnswerAlertAsync(Home, alert.Raised.Alert, new AnswerAlert(random.Next(2) == 0 ? "resolve" : "dismiss", "x"), As("o1", "officer", Street, $"a{run}-{step}-{alert.Raised.Alert}", at)));
                    }
                }

                foreach (var entry in (await journal.ReadAsync(Home, [], seen)).Entries)
                {
                    foreach (var card in project.Project(entry, (kind, id) => cards.GetValueOrDefault((kind, id))))
                    {
                        cards[(card.Kind, card.Id)] = card;
                    }

                    seen = entry.Sequence;
                }

                var record = Clocks.Of(Case, (await journal.ReadAsync(Home, [Case.Tag, Case.Scope])).Entries, Installed.At(Home));
                Assert.Equal(record, cards.TryGetValue(("clock", "case:c1"), out var kept) ? Cards.Face.Of(kept).Clocks : []);
                Assert.Equal(Clocks.Due(record), kept?.Due);
            }
        }
    }

    [Fact]
    public async Task Every_alert_ends_whatever_people_do()
    {
        var random = new Random(11);
        for (var run = 0; run < 150; run++)
        {
            var journal = new MemoryJournal(new Memory());
            var (desk, at, key) = (new Desk.Desk(journal, Installed, Tools), Noon, 0);
            Request By2(string person, string role) => As(person, role, Street, $"{run}-{key++}", at);
            for (var step = 0; step < 12; step++)
            {
                at = at.AddHours(random.Next(1, 300));
                await journal.AppendAsync(new Append(Home, $"s{run}-{step}", new By("o1", "officer", Street), at, [Body.Fact(Act(random, at), [CaseFile.TagOf("c1")])]));
                await desk.WatchAsync(Home, Case, Who, new Request(By.System, at, ""));
                foreach (var alert in await desk.AlertsAboutAsync(Home, "case", "c1"))
                {
                    var id = alert.Raised.Alert;
                    _ = random.Next(5) switch
                    {
                        0 => await desk.EscalateAlertAsync(Home, id, By2("system", "system")),
                        1 => await desk.AnswerAlertAsync(Home, id, new AnswerAlert("dismiss", "x"), By2("o1", "officer")),
                        2 => await desk.AnswerAlertAsync(Home, id, new AnswerAlert("resolve", "x"), By2("l1", "leader")),
                        3 => await desk.ReviewDismissalAsync(Home, id, new ReviewDismissal(random.Next(2) == 0, "x"), By2("s1", "supervisor")),
                        _ => null,
                    };
                }
            }

            // The case ends: the clock takes its alerts back; what waits for supervision, supervision can end in one step. Nothing else is left, and nothing comes again.
            at = at.AddHours(1);
            await journal.AppendAsync(new Append(Home, $"end{run}", new By("o1", "officer", Street), at, [Body.Fact(new CaseEnded("c1", "penalised", "x", null), [CaseFile.TagOf("c1")])]));
            await desk.WatchAsync(Home, Case, Who, new Request(By.System, at, ""));
            foreach (var alert in await desk.AlertsAboutAsync(Home, "case", "c1"))
            {
                // One that supervision opened again is at the last level, where a person ends it.
                Assert.True(alert.State == "dismissed" || alert.Level == "supervision", $"run {run}: {alert.Raised.Cause} is {alert.State} at {alert.Level}");
                Done(alert.State == "dismissed"
                    ? await desk.ReviewDismissalAsync(Home, alert.Raised.Alert, new ReviewDismissal(true, ""), By2("s1", "supervisor"))
                    : await desk.AnswerAlertAsync(Home, alert.Raised.Alert, new AnswerAlert("resolve", "x"), By2("s1", "supervisor")));
            }

            Assert.Empty(await desk.AlertsAboutAsync(Home, "case", "c1"));
            Assert.IsType<DeskAnswer.Refused>(await desk.WatchAsync(Home, Case, Who, new Request(By.System, at.AddYears(3), "")));
        }
    }

    private static Delivery Handed(DateTimeOffset at) => new("handed", at, "party", false, "", []);

    private static PerformanceDemanded Demanded(DateOnly term, string way = "demolish") => new("c1", "履催1", "改1", way, way == "substitute" ? "traffic" : "", term, "x", Handed(Noon), "d");

    private static DemolitionAnnounced Announced(DateOnly term, DateOnly? from) => new("c1", "拆公1", "x", term, [], "d", from);

    private static ExecutionDecided Planned(DateTimeOffset to, string way = "demolish") => new("c1", "强执1", Head, way, "x", "x", ShanghaiTime.Day(Noon), "x", "x", to.AddHours(-8), to, "", "x", 100, "d");

    private static ExecutionCarriedOut CarriedOut(DateTimeOffset at, bool finished) => new("c1", "执记1", [], Handed(at), at, at, "", "x", null, "party", "", [], finished, "d");

    private static object Act(Random random, DateTimeOffset at)
    {
        var day = ShanghaiTime.Day(at);
        return random.Next(20) switch
        {
            0 => Filed(at),
            1 => new TermExtended("c1", 30, "x", "x", Head),
            2 => new CaseSuspended("c1", "x", "x", Head),
            3 => new CaseResumed("c1", "x", Head),
            4 => new CorrectionOrdered("c1", "改1", "x", day.AddDays(3), "handed"),
            5 => new Reinspected("c1", [], true, false, "x", []),
            6 => new EvidencePreserved("c1", "保" + random.Next(2), [], "x", "x", Head, day.AddDays(9)),
            7 => new PreservedTreated("c1", "保" + random.Next(2), "return", "x", Head, false),
            8 => new PriorNoticeGiven("c1", "告1", new Delivery("handed", at, "party", false, "", []), day.AddDays(5), day.AddDays(7)),
            9 => new Decided("c1", "罚1", Head, "a", false, 100, null, [], "", "x", "PAY", day.AddDays(9), [], "d", "k"),
            10 => new Served("c1", "d", "handed", at, "party", false, "", []),
            11 => new Paid("c1", 100, day, "bank", "r", true, 0),
            13 => Demanded(day.AddDays(5)),
            14 => Announced(day.AddDays(9), day.AddDays(100)),
            15 => Planned(at.AddDays(4), random.Next(2) == 0 ? "demolish" : "substitute"),
            16 => CarriedOut(at, random.Next(2) == 0),
            17 or 18 => new ExecutionStopped("c1", random.Next(4) switch { 0 => "suspended", 1 => "resumed", 2 => "performed", _ => "ended" }, "x", []),
            12 => new RemedySought("c1", "reconsideration", day, "x", false),
            _ => new RemedyEnded("c1", "reconsideration", random.Next(2) == 0 ? "upheld" : "revoked", day, "x", null, null),
        };
    }
}
