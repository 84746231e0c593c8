using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Supervision;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Fences;

/// <summary>Whatever let a request in: the act of the desk that approves refuses somebody below the rank, or of another organ, and writes nothing. Acts on cases: <see cref="RuleTests"/>.</summary>
public sealed class RankTests
{
    private static readonly PlanInspections Plan = new("plan-1", Market, "秋季专项", InspectionType.Special, ["T-002"], ["p1"], new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30), "部署文件");

    private static async Task<(Memory Memory, Desk.Desk Desk)> ReadyAsync()
    {
        var (memory, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street)));
        Done(await desk.PlanInspectionsAsync(Home, Plan, As("leader-m", "leader", Market, "plan-1")));
        return (memory, desk);
    }

    private static string Code(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;

    [Fact]
    public async Task Only_the_organs_own_head_approves_or_refuses_a_visit_whatever_the_act_says_of_itself()
    {
        var (memory, desk) = await ReadyAsync();
        var before = (await new MemoryJournal(memory).ReadAsync(Home, [])).Entries.Count;
        foreach (var (person, role, organ) in new[] { ("leader-x", "leader", Street), (Officer(Street, 3), "officer", Street), ("vice", "deputy", Street), ("head-" + Market, "head", Market) })
        {
            // The act names the head; who asks is somebody else.
            Assert.Equal("not_allowed", Code(await desk.ApproveInspectionAsync(Home, "p1", Approve("i1", Street, "同意"), As(person, role, organ, "a" + role + organ))));
            Assert.Equal("not_allowed", Code(await desk.RefuseInspectionAsync(Home, "p1", new RefuseInspection("i1", Street, "不必"), As(person, role, organ, "r" + role + organ))));
        }

        // Nor does whoever drew it up approve it under another's name.
        Assert.Equal("own_hand", Code(await desk.ApproveInspectionAsync(Home, "p1", Approve("i1", Street), As("leader-" + Street, "head", Street, "own"))));
        Assert.Equal(before, (await new MemoryJournal(memory).ReadAsync(Home, [])).Entries.Count);
        Done(await ApprovedAsync(desk, "i1", Street));
    }

    [Fact]
    public async Task Only_the_organs_own_head_publishes_its_plan()
    {
        var (_, desk) = await ReadyAsync();
        foreach (var (role, organ) in new[] { ("leader", Market), ("department", Market), ("head", Street) })
        {
            Assert.Equal("not_allowed", Code(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("head-m", Market, "备1"), As("x", role, organ, role + organ))));
        }

        Assert.Equal("own_hand", Code(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("head-m", Market, "备1"), As("leader-m", "head", Market, "own"))));
        Done(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("head-m", Market, "备1"), As("head-m", "head", Market, "done")));
    }

    [Fact]
    public async Task Only_supervision_issues_an_opinion()
    {
        var (_, desk) = await ReadyAsync();
        var act = new IssueOpinion("op1", Street, ["case:c1"], "没有告知", "补正程序", "行政处罚法 44");
        Assert.Equal("not_allowed", Code(await desk.IssueOpinionAsync(Home, act, As("head-" + Street, "head", Street, "h"))));
        Done(await desk.IssueOpinionAsync(Home, act, As("s", "supervisor", Bureau, "s")));
    }

    [Fact]
    public async Task Only_who_may_publish_law_publishes_it()
    {
        var (_, desk) = await ReadyAsync();
        Assert.Equal("not_allowed", Code(await desk.PublishRevisionAsync(Home, "none", new Wardmote.Desk.PublishRevision(""), As("l", "leader", Street, "l"))));
        Assert.Equal("not_found", Code(await desk.PublishRevisionAsync(Home, "none", new Wardmote.Desk.PublishRevision(""), As("r", "reviewer", Street, "r"))));
    }
}
