using System.Text.Json;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Supervision;
using Wardmote.Tests.Fences;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Inspections;

/// <summary>Every kind that visits and supervision write has a line in the golden file, and it reads. WARDMOTE_GOLDEN=1 writes what is missing.</summary>
public sealed class GoldenKindTests
{
    private static readonly string[] Mine = ["inspection.", "premises.", "alert.", "supervision.", "complaint.", "sampling."];

    [Fact]
    public async Task Every_kind_of_ours_stands_in_the_golden_file_and_reads()
    {
        var kinds = Body.Kinds.Where(k => Mine.Any(m => k.StartsWith(m, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("WARDMOTE_GOLDEN") == "1")
        {
            var known = GoldenTests.Kinds().Select(k => k.Kind).ToHashSet();
            var bodies = await StoryAsync();
            await File.AppendAllLinesAsync(Path.Combine(Root(), "tests/Wardmote.Tests/Store/golden/kinds.jsonl"), kinds.Where(k => !known.Contains(k)).Select(k => $$"""{"kind":"{{k}}","body":{{bodies[k]}}}"""));
        }

        var golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        Assert.All(kinds, kind =>
        {
            var read = Body.Read(SupervisionRead(kind, golden[kind]));
            Assert.Equal(kind, Body.KindOf(read.GetType()));
            using var before = JsonDocument.Parse(golden[kind]);
            var after = JsonSerializer.SerializeToElement(read, read.GetType(), Body.Json);
            Assert.All(before.RootElement.EnumerateObject(), p => Assert.True(after.TryGetProperty(p.Name, out _), $"{kind} lost {p.Name}"));
        });
    }

    private static Entry SupervisionRead(string kind, string body) => Supervision.SupervisionTests.Sealed(1, new Fact(kind, body, []));

    /// <summary>One of each, by the real acts.</summary>
    private static async Task<Dictionary<string, string>> StoryAsync()
    {
        var (memory, desk) = await OpenAsync(Rules(quiet: true));
        Done(await desk.PlanInspectionsAsync(Home, new PlanInspections("plan-1", Market, "计划", InspectionType.Routine, ["T-002"], ["p1"], new DateOnly(2026, 9, 1), new DateOnly(2026, 12, 30), "依据"), As("l", "leader", Market, "plan")));
        Done(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("h", Market, "备1"), As("h", "head", Market, "publish")));
        await VisitAsync(desk, "i1", Street, 1, true);
        Done(await ProposedAsync(desk, Ask("i2", Street, 20)));
        Done(await desk.RefuseInspectionAsync(Home, "p1", new RefuseInspection("i2", Street, "不必"), As("h", "head", Street, "refuse")));
        Done(await ProposedAsync(desk, Ask("i3", Street, 30)));
        Done(await ProposedAsync(desk, Ask("i4", Market, 30)));
        Done(await desk.MergeVisitsAsync(Home, "p1", ["i3", "i4"], "合并", As("l", "leader", Street, "merge")));
        Done(await ProposedAsync(desk, Ask("i5", Fire, 40)));
        Done(await ApprovedAsync(desk, "i5", Fire));
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Done((await desk.IssueCodeAsync(Home, "p1", "i5", Fire, "k1", key, As("l", "leader", Fire, "code"))).Answer);
        Done(await desk.OpenCheckAsync(OwnerCode, new OpenCheck("i5"), As("x", "x", "", "check", Noon.AddDays(40).AddHours(1))));
        Done(await desk.CancelInspectionAsync(Home, "p1", new CancelInspection("i5", Fire, "改期"), As("l", "leader", Fire, "cancel")));
        Assert.IsType<Wardmote.Desk.DeskAnswer.Stopped>(await ProposedAsync(desk, Ask("i6", Street, 50)));
        Done(await desk.AnnounceDrawAsync(Home, new AnnounceDraw("d1", Market, "双随机", ["T-002"], ["p1"], [Officer(Market, 1), Officer(Market, 2)], 1, "次日开奖号码", new DateOnly(2026, 9, 2)), As("l", "leader", Market, "draw")));
        Done(await desk.DrawLotsAsync(Home, "d1", new DrawLots("0 1 2"), As("l", "leader", Market, "lots", Noon.AddDays(1))));
        Done(await desk.RateVisitAsync(new RateVisit("i1", 5, "", [], OwnerCode), As("x", "x", "", "rate")));
        Done(await desk.GiveYourSideAsync(OwnerCode, new GiveYourSide("i1", null, "说明", []), As("x", "x", "", "side")));
        foreach (var (id, level) in new[] { ("a1", "handler"), ("a2", "handler") })
        {
            Done(await desk.RaiseAlertAsync(Home, new AlertRaised(id, "ninety-days", "R-ORD-02", "case", id, Street, Street, "o1", ["o1"], Wardmote.Law.Text.Same("快到期"), Wardmote.Law.Text.Same("办理"), "行政处罚法 60", level, Noon.AddHours(1)), As("s", "system", "", id)));
        }

        Done(await desk.EscalateAlertAsync(Home, "a1", As("s", "system", "", "up", Noon.AddHours(2))));
        Done(await desk.AnswerAlertAsync(Home, "a1", new AnswerAlert("resolve", "办了"), As("o1", "officer", Street, "resolve")));
        Done(await desk.AnswerAlertAsync(Home, "a2", new AnswerAlert("dismiss", "已延期"), As("o1", "officer", Street, "dismiss")));
        Done(await desk.ReviewDismissalAsync(Home, "a2", new ReviewDismissal(true, ""), As("s1", "supervisor", Bureau, "review")));
        Done(await desk.IssueOpinionAsync(Home, new IssueOpinion("op1", Street, ["alert:a1"], "发现", "要求", "依据"), As("s1", "supervisor", Bureau, "op")));
        Done(await desk.AnswerOpinionAsync(Home, "op1", new AnswerOpinion(Street, "属实", "已改"), As("h", "head", Street, "op-a")));
        Done(await desk.WeighAnswerAsync(Home, "op1", new WeighAnswer(true, ""), As("s1", "supervisor", Bureau, "op-w")));
        Done(await desk.ComplainAsync(Home, new Complain("k1", "zh", Street, Street, "", "", "没有出示证件", "00112233445566AA", null), As("citizen", "citizen", "", "k1")));
        Done(await desk.AnswerComplaintAsync(Home, "k1", new AnswerComplaint(Bureau, "", "看了录像", null), As("s", "supervisor", Bureau, "k1-a")));
        Done(await desk.AnswerComplaintAsync(Home, "k1", new AnswerComplaint(Bureau, "founded", "属实", "op1"), As("s", "supervisor", Bureau, "k1-b")));
        var bodies = (await new MemoryJournal(memory).ReadAsync(Home, [], limit: int.MaxValue)).Entries.GroupBy(e => e.Kind).ToDictionary(g => g.Key, g => g.First().Body);
        var drawn = ((Outcome.Do)new DrawFiles("s1", "种子", 1).On(["c1"])).Facts[0];
        bodies[drawn.Kind] = drawn.Body;
        var sampling = FileSampling.Of([Supervision.SupervisionTests.Sealed(1, drawn)])!;
        var scored = ((Outcome.Do)new ScoreFile("c1", [.. FileSampling.HouseSheet.Select(s => new ScoredLine(s.Id, s.Points, ""))]).On(sampling, [], new By("s1", "supervisor", ""))).Facts[0];
        bodies[scored.Kind] = scored.Body;
        return bodies;
    }
}
