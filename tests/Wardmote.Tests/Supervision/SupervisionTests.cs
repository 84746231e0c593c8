using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Supervision;

public sealed class SupervisionTests
{
    private static AlertRaised Raised(string id = "a1", string handler = "o1") => Alert.From(
        new FenceAnswer("ninety-days", "R-ORD-02", FenceVerdict.Caution, Text.Same("快到期"), "行政处罚法 60", Text.Same("办理"), []), id, "case", "c1", Street, Street, handler, ["o1"], Rules().At(Home), Noon);

    [Fact]
    public async Task An_alert_climbs_from_handler_to_leader_to_supervision_and_is_raised_once()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await desk.RaiseAlertAsync(Home, Raised(), As("system", "system", "", "raise-1")));
        Assert.Equal("raised_already", Assert.IsType<DeskAnswer.Refused>(await desk.RaiseAlertAsync(Home, Raised("a2"), As("system", "system", "", "raise-2"))).Refusal.Code);
        Assert.Equal("not_due", Assert.IsType<DeskAnswer.Refused>(await desk.EscalateAlertAsync(Home, "a1", As("system", "system", "", "up-0", Noon.AddHours(1)))).Refusal.Code);
        Done(await desk.EscalateAlertAsync(Home, "a1", As("system", "system", "", "up-1", Noon.AddHours(25))));
        Done(await desk.EscalateAlertAsync(Home, "a1", As("system", "system", "", "up-2", Noon.AddHours(50))));
        var alert = (await desk.AlertAsync(Home, "a1"))!;
        Assert.Equal(("supervision", null), (alert.Level, alert.AnswerBy));
    }

    [Fact]
    public async Task Nobody_dismisses_an_alert_without_a_reason_that_supervision_sees()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await desk.RaiseAlertAsync(Home, Raised(), As("system", "system", "", "raise")));
        Assert.Equal("reason_needed", Assert.IsType<DeskAnswer.Refused>(await desk.AnswerAlertAsync(Home, "a1", new AnswerAlert("dismiss", " "), As("o1", "officer", Street, "d0"))).Refusal.Code);
        Done(await desk.AnswerAlertAsync(Home, "a1", new AnswerAlert("dismiss", "已延期"), As("o1", "officer", Street, "d1")));
        var alert = (await desk.AlertAsync(Home, "a1"))!;
        Assert.Equal(("dismissed", true), (alert.State, alert.Dismissal!.Own));
        Assert.Equal("own_matter", Assert.IsType<DeskAnswer.Refused>(await desk.ReviewDismissalAsync(Home, "a1", new ReviewDismissal(true, ""), As("o1", "supervisor", Bureau, "v0"))).Refusal.Code);
        Done(await desk.ReviewDismissalAsync(Home, "a1", new ReviewDismissal(false, "没有延期手续"), As("s1", "supervisor", Bureau, "v1")));
        alert = (await desk.AlertAsync(Home, "a1"))!;
        Assert.Equal(("open", "supervision"), (alert.State, alert.Level));
    }

    [Fact]
    public async Task An_opinion_wants_an_answer_in_time_and_may_ask_again()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await desk.IssueOpinionAsync(Home, new IssueOpinion("op1", Street, ["case:c1"], "没有告知", "补正程序", "行政处罚法 44"), As("s1", "supervisor", Bureau, "op")));
        var opinion = (await desk.OpinionAsync(Home, "op1"))!;
        Assert.True(opinion.Late(opinion.AnswerBy.AddDays(1)) && !opinion.Late(opinion.AnswerBy));
        Assert.Equal("not_waiting", Assert.IsType<DeskAnswer.Refused>(await desk.AnswerOpinionAsync(Home, "op1", new AnswerOpinion(Market, "x", "y"), As("h", "head", Market, "ans-0"))).Refusal.Code);
        Done(await desk.AnswerOpinionAsync(Home, "op1", new AnswerOpinion(Street, "属实", "已重新告知"), As("h", "head", Street, "ans-1")));
        Done(await desk.WeighAnswerAsync(Home, "op1", new WeighAnswer(false, "附送达回证"), As("s1", "supervisor", Bureau, "w-1")));
        Done(await desk.AnswerOpinionAsync(Home, "op1", new AnswerOpinion(Street, "补上", "附件"), As("h", "head", Street, "ans-2")));
        Done(await desk.WeighAnswerAsync(Home, "op1", new WeighAnswer(true, ""), As("s1", "supervisor", Bureau, "w-2")));
        Assert.Equal("closed", (await desk.OpinionAsync(Home, "op1"))!.State);
    }

    [Fact]
    public async Task A_complaint_about_enforcement_goes_to_the_bureau_and_never_to_the_team()
    {
        var (memory, desk) = await OpenAsync(Rules());
        var entries = Done(await desk.ComplainAsync(Home, new Complain("k1", "zh", Street, Street, "case", "c1", "没有出示证件", "00112233445566AA", new Wardmote.Intake.Contact("李四", "139")), As("citizen", "citizen", "", "k1")));
        Assert.DoesNotContain(entries[0].Tags, t => t.Kind is "case" or "inspection" or "premises");
        Assert.DoesNotContain("李四", entries[0].Body);
        Assert.Equal("not_receiver", Assert.IsType<DeskAnswer.Refused>(await desk.AnswerComplaintAsync(Home, "k1", new AnswerComplaint(Street, "unfounded", "没有", null), As("h", "head", Street, "a0"))).Refusal.Code);
        Done(await desk.AnswerComplaintAsync(Home, "k1", new AnswerComplaint(Bureau, "", "调取了录像", null), As("s", "supervisor", Bureau, "a1")));
        Done(await desk.AnswerComplaintAsync(Home, "k1", new AnswerComplaint(Bureau, "founded", "属实，已责令改正", "op1"), As("s", "supervisor", Bureau, "a2")));
        Assert.Null((await desk.OpenComplaintContactAsync(Home, "k1", new OpenComplaintContact(Street, "想知道"), As("h", "head", Street, "o0"))).Contact);
        Assert.Null((await desk.OpenComplaintContactAsync(Home, "k1", new OpenComplaintContact(Bureau, " "), As("s", "supervisor", Bureau, "o1"))).Contact);
        Assert.Equal("139", (await desk.OpenComplaintContactAsync(Home, "k1", new OpenComplaintContact(Bureau, "核实时间"), As("s", "supervisor", Bureau, "o2"))).Contact!.Phone);
        var complaint = (await desk.TrackComplaintAsync("0011-2233-4455-66AA"))!;
        Assert.Equal(("founded", 1), (complaint.Answer!.Outcome, complaint.Steps.Count));
        Assert.Equal(Bureau, complaint.Receiver);
    }

    [Fact]
    public void A_lot_is_the_same_for_whoever_draws_it_and_a_file_is_scored_by_somebody_else()
    {
        var cases = Enumerable.Range(0, 200).Select(n => "c" + n).ToList();
        var drawn = FileSampling.Draw("2026-09-01 体彩 12345", cases, 10);
        Assert.Equal(drawn, FileSampling.Draw("2026-09-01 体彩 12345", cases.AsEnumerable().Reverse(), 10));
        Assert.NotEqual(drawn, FileSampling.Draw("another", cases, 10));
        var hits = Enumerable.Range(0, 400).SelectMany(s => FileSampling.Draw("s" + s, cases, 10)).GroupBy(c => c).Max(g => g.Count());
        Assert.True(hits < 45, $"a lot should not fall on one file {hits} of 400 times");

        var sampling = FileSampling.Of([Sealed(1, ((Outcome.Do)new DrawFiles("s1", "seed", 3).On(cases)).Facts[0])])!;
        var lines = FileSampling.HouseSheet.Select(s => new ScoredLine(s.Id, s.Points, "")).ToList();
        var score = new ScoreFile(sampling.Drawn.Cases[0], lines);
        Assert.IsType<Outcome.Do>(score.On(sampling, ["o1"], new By("s1", "supervisor", "")));
        Assert.Equal("took_part", ((Outcome.Refuse)score.On(sampling, ["s1"], new By("s1", "supervisor", ""))).Refusal.Code);
        Assert.Equal("sheet", ((Outcome.Refuse)(score with { Lines = [lines[0] with { Points = 1 }, .. lines.Skip(1)] }).On(sampling, [], new By("s1", "supervisor", ""))).Refusal.Code);
        Assert.Equal(100, FileSampling.HouseSheet.Sum(s => s.Points));
    }

    [Fact]
    public void Fines_that_crowd_on_one_spot_one_party_or_the_end_of_a_quarter_are_seen_and_others_are_not()
    {
        var law = Rules();
        var today = new DateOnly(2026, 9, 29);
        FineSeen Fine(int n, string party, double east, DateOnly day) => new($"c{n:000}", Street, party, new Point(0.01, 0.01 + east), day);
        var spread = Enumerable.Range(0, 60).Select(n => Fine(n, "p" + n, n * 0.01, new DateOnly(2026, 7, 1).AddDays(n))).ToList();
        Assert.Empty(FineCluster.Find(spread, law, Home, today));
        Assert.Equal(["spot"], FineCluster.Find([.. Enumerable.Range(0, 10).Select(n => Fine(n, "p" + n, n * 0.00005, new DateOnly(2026, 8, 10)))], law, Home, new DateOnly(2026, 8, 12)).Select(c => c.Kind));
        Assert.Equal(["party"], FineCluster.Find([.. Enumerable.Range(0, 10).Select(n => Fine(n, "same", n * 0.01, new DateOnly(2026, 8, 10)))], law, Home, new DateOnly(2026, 8, 12)).Select(c => c.Kind));
        Assert.Equal(["period_end"], FineCluster.Find([.. spread, .. Enumerable.Range(100, 20).Select(n => Fine(n, "q" + n, n * 0.01, new DateOnly(2026, 9, 27)))], law, Home, today).Select(c => c.Kind));
        Assert.All(FineCluster.Find([.. Enumerable.Range(0, 10).Select(n => Fine(n, "same", 0, new DateOnly(2026, 8, 10)))], law, Home, new DateOnly(2026, 8, 12)), c => Assert.Equal(FenceVerdict.Caution, c.Answer.Answer));
        Assert.Equal(0.5, FineCluster.Tail(1, 1, 0.5), 12);
        Assert.Equal(1, FineCluster.Tail(20, 0, 0.1), 12);
    }

    internal static Entry Sealed(long sequence, Fact fact, By? by = null, DateTimeOffset? at = null, string? key = null) =>
        new(Home, sequence, $"e{sequence}", at ?? Noon, by ?? By.System, fact.Kind, fact.Body, fact.Tags, [], new Dictionary<string, string>(), null, key ?? "k" + sequence, "", "");
}
