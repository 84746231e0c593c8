using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Fences;

/// <summary>Each fence of a visit: when it stops, when it cautions, who may go on.</summary>
public sealed class InspectionFenceTests
{
    private static async Task<IReadOnlyList<FenceAnswer>> TryAsync(ProposeInspection ask, Func<Desk.Desk, Task>? before = null)
    {
        var (_, desk) = await OpenAsync(Rules());
        if (before is not null)
        {
            await before(desk);
        }

        return await desk.TryInspectionAsync((await desk.EnterpriseAsync(Home, "p1"))!, ask, Noon);
    }

    private static FenceAnswer Of(IReadOnlyList<FenceAnswer> answers, string id) => answers.First(a => a.Id == id);

    [Fact]
    public async Task A_visit_with_everything_in_order_is_clear_in_three_languages()
    {
        var answers = await TryAsync(Ask("i1", Street));
        Assert.Equal(FenceVerdict.Clear, FenceAnswer.Heaviest(answers));
        Assert.All(answers, a => Assert.True(a.Fact.Zh.Length > 0 && a.Fact.En.Length > 0 && a.Fact.Ar.Length > 0 && a.Article.Length > 0));
    }

    [Fact]
    public async Task Nothing_outside_the_list_is_inspected()
    {
        var stop = Of(await TryAsync(Ask("i1", Street, item: "T-999")), "inspection-list");
        Assert.Equal((FenceVerdict.Stop, 0), (stop.Answer, stop.OverrideBy.Count));
    }

    [Fact]
    public async Task A_head_who_may_pass_over_the_list_gives_no_power_over_what_nobody_holds()
    {
        var law = Rules(listGround: "guidance");
        var (_, desk) = await OpenAsync(law);
        var answers = await desk.TryInspectionAsync((await desk.EnterpriseAsync(Home, "p1"))!, Ask("i1", Street, item: "T-999"), Noon);
        var power = Of(answers, "power");
        Assert.Equal((FenceVerdict.Stop, 0), (power.Answer, power.OverrideBy.Count));
        Assert.IsType<DeskAnswer.Stopped>(await ProposedAsync(desk, Ask("i2", Street, item: "T-999", reason: "负责人同意")));
    }

    [Fact]
    public async Task A_line_that_gives_the_penalty_does_not_give_the_inspection()
    {
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(Ask("i1", Street, item: "T-004")), "power").Answer);
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(Ask("i1", Market, item: "T-003")), "power").Answer);
    }

    [Fact]
    public async Task An_organ_stays_in_its_area_unless_designated()
    {
        var there = Ask("i1", OtherTown);
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(there), "out-of-area").Answer);
        Assert.Equal(FenceVerdict.Caution, Of(await TryAsync(there with { Designation = "指定〔2026〕1号" }), "out-of-area").Answer);
    }

    [Fact]
    public async Task What_the_head_passed_over_at_the_approval_does_not_stop_the_officers_at_the_door()
    {
        var (_, desk) = await OpenAsync(Rules());
        var plain = Ask("i1", Market, 0, InspectionType.Special, "事故后须复核");
        Done(await ProposedAsync(desk, plain));
        var approved = (InspectionApproved)Body.Read(Done(await ApprovedAsync(desk, "i1", Market, "事故后须复核"))[0]);
        Assert.Equal(["inspection-approval"], approved.Overridden);
        var entered = Noon.AddHours(1);
        Done(await desk.CheckInAsync(Home, "p1", new CheckIn("i1", Market, [Officer(Market, 1), Officer(Market, 2)], entered, DoorCode, "officer", ""), As(Officer(Market, 1), "officer", Market, "in", entered)));
    }

    [Fact]
    public async Task Auxiliaries_and_lone_officers_are_kept_out()
    {
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(Ask("i1", Street, officers: [1, 2, 9])), "auxiliary").Answer);
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(Ask("i1", Street, officers: [1])), "officers").Answer);
        Assert.Equal(FenceVerdict.Stop, (await TryAsync(Ask("i1", Street, officers: [1, 7]))).Where(a => a.Id == "certificates").Max(a => a.Answer));
    }

    [Fact]
    public async Task A_special_inspection_needs_a_published_plan()
    {
        Assert.Equal(FenceVerdict.Stop, Of(await TryAsync(Ask("i1", Market, type: InspectionType.Special)), "inspection-approval").Answer);
        Assert.Equal(FenceVerdict.Clear, Of(await TryAsync(Ask("i1", Market, type: InspectionType.Special) with { OrderedBy = "国市监〔2026〕9号" }), "inspection-approval").Answer);
    }

    [Theory]
    [InlineData(InspectionType.Routine, FenceVerdict.Stop)]
    [InlineData(InspectionType.Lead, FenceVerdict.Caution)]
    [InlineData(InspectionType.Immediate, FenceVerdict.Clear)]
    public async Task A_cap_stops_routine_visits_and_never_a_lead_or_an_emergency(InspectionType type, FenceVerdict expected)
    {
        var answers = await TryAsync(Ask("i3", Street, 100, type), async desk =>
        {
            await VisitAsync(desk, "i1", Street, 1, true);
            await VisitAsync(desk, "i2", Market, 50, true);
        });
        Assert.Equal(expected, Of(answers, "inspection-cap").Answer);
    }

    [Fact]
    public async Task A_lead_is_free_of_the_cap_without_a_remark_only_when_it_is_named()
    {
        Assert.Equal(FenceVerdict.Caution, Of(await TryAsync(Ask("i1", Street, 1, InspectionType.Lead)), "inspection-cap").Answer);
        Assert.Equal(FenceVerdict.Clear, Of(await TryAsync(Ask("i1", Street, 1, InspectionType.Lead) with { Report = "r1" }), "inspection-cap").Answer);
        Assert.Equal(FenceVerdict.Clear, Of(await TryAsync(Ask("i1", Street, 1, InspectionType.Lead) with { OrderedBy = "交办〔2026〕3号" }), "inspection-cap").Answer);
        Assert.Equal(FenceVerdict.Clear, Of(await TryAsync(Ask("i1", Street, 1, InspectionType.Lead) with { Report = "", OrderedBy = "交办〔2026〕3号" }), "inspection-cap").Answer);
        var (_, desk) = await OpenAsync(Rules());
        Assert.Equal("unknown_lead", Assert.IsType<DeskAnswer.Refused>(await ProposedAsync(desk, Ask("i1", Street, 1, InspectionType.Lead) with { Report = "r1" })).Refusal.Code);
    }

    [Fact]
    public async Task A_special_inspection_ordered_from_above_takes_no_numbered_visit()
    {
        var answers = await TryAsync(Ask("i3", Street, 100, InspectionType.Special) with { OrderedBy = "上级文件" }, async desk =>
        {
            await VisitAsync(desk, "i1", Street, 1, true);
            await VisitAsync(desk, "i2", Market, 50, true);
        });
        Assert.Equal(FenceVerdict.Clear, Of(answers, "inspection-cap").Answer);
    }

    [Fact]
    public async Task What_another_organ_checked_lately_is_merged_first_and_a_peers_text_only_cautions()
    {
        var joint = Ask("i2", Market, 10) with { Teams = [new AskedTeam(Market, ["T-002", "T-001"], [Officer(Market, 1), Officer(Market, 2)])] };
        var answers = await TryAsync(joint, desk => VisitAsync(desk, "i1", Street, 1, true));
        Assert.Equal(FenceVerdict.Caution, answers.Where(a => a.Id == "inspection-window").Max(a => a.Answer));
        Assert.Contains(answers, a => a.Id == "inspection-window" && a.Fact.En.Contains("T-001"));
    }

    [Fact]
    public async Task Others_who_mean_to_come_at_the_time_are_named()
    {
        var answers = await TryAsync(Ask("i2", Market, 5), async desk => Done(await ProposedAsync(desk, Ask("i1", Street, 3))));
        Assert.Equal(FenceVerdict.Caution, Of(answers, "merge-first").Answer);
    }

    [Fact]
    public async Task Who_came_in_vain_three_times_is_named()
    {
        var (_, desk) = await OpenAsync(Rules(cap: 9));
        foreach (var n in new[] { 1, 2, 3 })
        {
            await VisitAsync(desk, "i" + n, Street, n * 40, false, officers: [1, n == 3 ? 3 : 2]);
        }

        var answers = await desk.TryInspectionAsync((await desk.EnterpriseAsync(Home, "p1"))!, Ask("i4", Street, 200), Noon.AddDays(199));
        var fruitless = answers.Where(a => a.Id == "fruitless").ToList();
        Assert.Equal([FenceVerdict.Caution, FenceVerdict.Clear], fruitless.Select(f => f.Answer));
    }

    [Fact]
    public async Task Without_approval_nobody_enters_and_an_emergency_is_approved_afterwards()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        var enter = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(1), DoorCode, "officer", "");
        var stopped = Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", enter, As(Officer(Street, 1), "officer", Street, "in1", Noon.AddHours(1))));
        Assert.Contains(stopped.Fences, f => f is { Id: "inspection-approval", Answer: FenceVerdict.Stop });

        Done(await ProposedAsync(desk, Ask("i2", Street, 0, InspectionType.Immediate)));
        Done(await desk.CheckInAsync(Home, "p1", enter with { Inspection = "i2" }, As(Officer(Street, 1), "officer", Street, "in2", Noon.AddHours(1))));
        Assert.Equal("reason_needed", Assert.IsType<DeskAnswer.Refused>(await desk.ApproveInspectionAsync(Home, "p1", Approve("i2", Street), As("head-" + Street, "head", Street, "late", Noon.AddHours(30)))).Refusal.Code);
        var approved = Done(await desk.ApproveInspectionAsync(Home, "p1", Approve("i2", Street), As("head-" + Street, "head", Street, "in time", Noon.AddHours(20))));
        Assert.True(((InspectionApproved)Body.Read(approved[0])).Afterwards);
    }

    [Fact]
    public async Task An_approval_given_after_the_entering_was_none_at_the_door()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        Done(await desk.ApproveInspectionAsync(Home, "p1", Approve("i1", Street), As("head-" + Street, "head", Street, "approve", Noon.AddHours(2))));
        var enter = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(1), DoorCode, "officer", "");
        Task<DeskAnswer> At(double hours) => desk.CheckInAsync(Home, "p1", enter with { Entered = Noon.AddHours(hours) }, As(Officer(Street, 1), "officer", Street, $"in{hours}", Noon.AddHours(3)));
        Assert.Contains(Assert.IsType<DeskAnswer.Stopped>(await At(1)).Fences, f => f is { Id: "inspection-approval", Answer: FenceVerdict.Stop });
        Done(await At(2.5));
    }

    [Fact]
    public async Task Without_a_scan_an_officer_is_stopped_and_the_head_may_go_on_with_a_reason_that_supervision_sees()
    {
        var (memory, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        Done(await ApprovedAsync(desk, "i1", Street));
        var enter = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(1), "", "officer", "码坏了");
        var stopped = Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", enter, As(Officer(Street, 1), "officer", Street, "in1", Noon.AddHours(1))));
        Assert.Contains(stopped.Fences, f => f is { Id: "inspection-scan", Answer: FenceVerdict.Stop });
        Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", enter with { Scan = "another shop", Reason = "" }, As(Officer(Street, 1), "officer", Street, "in2", Noon.AddHours(1))));

        var entries = Done(await desk.CheckInAsync(Home, "p1", enter with { Role = "head" }, As("head-" + Street, "head", Street, "in3", Noon.AddHours(1))));
        Assert.Contains(entries, e => e.Kind == "alert.raised/1");
    }

    [Fact]
    public async Task That_the_owner_checked_the_code_is_the_officers_own_word_and_wants_a_reason_that_supervision_sees()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        Done(await ApprovedAsync(desk, "i1", Street));
        var enter = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(1), "code:p1", "officer", "");
        Assert.Equal("reason_needed", Assert.IsType<DeskAnswer.Refused>(await desk.CheckInAsync(Home, "p1", enter, As(Officer(Street, 1), "officer", Street, "in1", Noon.AddHours(1)))).Refusal.Code);
        var entries = Done(await desk.CheckInAsync(Home, "p1", enter with { Reason = "门口的码看不清" }, As(Officer(Street, 1), "officer", Street, "in2", Noon.AddHours(1))));
        Assert.Contains(entries, e => e.Kind == "alert.raised/1");
    }

    [Fact]
    public async Task That_the_owner_opened_the_check_on_their_own_page_is_on_record_and_counts_as_the_scan()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        Done(await ApprovedAsync(desk, "i1", Street));
        Task<DeskAnswer> Open(double hours, string code = OwnerCode, string visit = "i1") => desk.OpenCheckAsync(code, new OpenCheck(visit), As("x", "x", "", $"check{hours}{code}{visit}", Noon.AddHours(hours)));
        Task<DeskAnswer> Enter(double hours) => desk.CheckInAsync(Home, "p1", new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(hours), "", "officer", ""), As(Officer(Street, 1), "officer", Street, $"in{hours}", Noon.AddHours(3)));

        // Only the owner, only of a visit that may take place now, once a day.
        Assert.Equal("not_found", Assert.IsType<DeskAnswer.Refused>(await Open(1, "ZZZZZZZZZZZZZZZZ")).Refusal.Code);
        Assert.Equal("not_found", Assert.IsType<DeskAnswer.Refused>(await Open(1, visit: "other")).Refusal.Code);
        Assert.Equal("wrong_state", Assert.IsType<DeskAnswer.Refused>(await Open(9)).Refusal.Code);
        var entry = Done(await Open(2)).Single();
        Assert.Equal(("party", Noon.AddHours(2)), (entry.By.Role, entry.At));
        Assert.Equal("opened_already", Assert.IsType<DeskAnswer.Refused>(await Open(2.5)).Refusal.Code);

        // Who entered an hour before it was not let in by it; who entered after it needs no other scan and no reason.
        Assert.Contains(Assert.IsType<DeskAnswer.Stopped>(await Enter(1)).Fences, f => f is { Id: "inspection-scan", Answer: FenceVerdict.Stop });
        var entered = Done(await Enter(2.1));
        Assert.DoesNotContain(((CheckedIn)Body.Read(entered[0])).Fences, f => f.Id == "inspection-scan");
        Assert.DoesNotContain(entered, e => e.Kind == "alert.raised/1");
    }

    [Fact]
    public async Task The_time_that_was_approved_is_the_time_to_come()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 1)));
        Done(await ApprovedAsync(desk, "i1", Street));
        var early = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(3), DoorCode, "officer", "");
        var stopped = Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", early, As(Officer(Street, 1), "officer", Street, "in", Noon.AddHours(3))));
        Assert.Contains(stopped.Fences, f => f is { Id: "inspection-approval", Answer: FenceVerdict.Stop });
    }

    [Fact]
    public async Task An_emergency_that_was_approved_beforehand_is_no_worse_off_than_one_that_was_not()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0, InspectionType.Immediate)));
        Done(await ApprovedAsync(desk, "i1", Street));
        var late = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(5), DoorCode, "officer", "");
        var entered = (CheckedIn)Body.Read(Done(await desk.CheckInAsync(Home, "p1", late, As(Officer(Street, 1), "officer", Street, "in", Noon.AddHours(5))))[0]);
        Assert.Contains(entered.Fences, f => f is { Id: "inspection-approval", Answer: FenceVerdict.Caution });
    }

    [Fact]
    public async Task A_visit_takes_the_number_of_the_year_it_is_made_in()
    {
        var (_, desk) = await OpenAsync(Rules(cap: 1));
        var china = TimeSpan.FromHours(8);
        var back = Ask("i1", Street) with { From = new DateTimeOffset(2025, 12, 31, 9, 0, 0, china) };
        Assert.Equal("bad_time", Assert.IsType<DeskAnswer.Refused>(await ProposedAsync(desk, back)).Refusal.Code);

        var winter = Ask("i2", Street) with { From = new DateTimeOffset(2026, 12, 31, 22, 0, 0, china), To = new DateTimeOffset(2027, 1, 31, 18, 0, 0, china) };
        Done(await ProposedAsync(desk, winter));
        Done(await ApprovedAsync(desk, "i2", Street));
        Task<DeskAnswer> At(DateTimeOffset at) => desk.CheckInAsync(Home, "p1", new CheckIn("i2", Street, [Officer(Street, 1), Officer(Street, 2)], at, DoorCode, "officer", ""), As(Officer(Street, 1), "officer", Street, $"in{at:O}", at));
        Assert.Contains(Assert.IsType<DeskAnswer.Stopped>(await At(new DateTimeOffset(2027, 1, 1, 0, 1, 0, china))).Fences, f => f is { Id: "inspection-approval", Answer: FenceVerdict.Stop });
        Done(await At(new DateTimeOffset(2026, 12, 31, 23, 59, 0, china)));
    }

    [Fact]
    public async Task A_guidance_stop_is_overridden_with_reason_and_rank_and_takes_a_slot_of_its_own()
    {
        var (_, desk) = await OpenAsync(Rules(cap: 1));
        await VisitAsync(desk, "i1", Street, 1, true);
        Assert.IsType<DeskAnswer.Stopped>(await ProposedAsync(desk, Ask("i2", Market, 100)));
        Done(await desk.ProposeInspectionAsync(Home, "p1", Ask("i3", Market, 100, reason: "食品安全事故后复核"), As("leader-m", "leader", Market, "p3")));
        Assert.IsType<DeskAnswer.Stopped>(await ApprovedAsync(desk, "i3", Market));
        var byLeader = Approve("i3", Market, "我同意") with { Role = "leader" };
        Assert.Equal("not_allowed", Assert.IsType<DeskAnswer.Refused>(await desk.ApproveInspectionAsync(Home, "p1", byLeader, As("l", "leader", Market, "a-l"))).Refusal.Code);

        var entries = Done(await desk.ApproveInspectionAsync(Home, "p1", Approve("i3", Market, "事故后须复核"), As("head-" + Market, "head", Market, "a-h")));
        var approved = (InspectionApproved)Body.Read(entries[0]);
        Assert.Equal(("over", 1, "head"), (approved.Series, approved.Number, approved.Rank));
        Assert.Equal(["inspection-cap"], approved.Overridden);
        Assert.Equal(["visit:p1:2026:over:1"], entries[0].Slots);
        Assert.Equal("supervision", ((Wardmote.Supervision.AlertRaised)Body.Read(entries[1])).Level);
        var enterprise = (await desk.EnterpriseAsync(Home, "p1"))!;
        Assert.Equal((1, 1), (enterprise.Taken(2026, "counted"), enterprise.Taken(2026, "over")));
    }

    [Fact]
    public async Task Who_drew_it_up_or_will_inspect_does_not_approve()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street)));
        foreach (var person in new[] { "leader-" + Street, Officer(Street, 1) })
        {
            var own = Approve("i1", Street) with { Head = person };
            Assert.Equal("own_hand", Assert.IsType<DeskAnswer.Refused>(await desk.ApproveInspectionAsync(Home, "p1", own, As(person, "head", Street, person))).Refusal.Code);
        }

        // Nor does who approved stand at the door afterwards in another's place.
        var third = Officer(Street, 3);
        Done(await desk.ApproveInspectionAsync(Home, "p1", Approve("i1", Street) with { Head = third }, As(third, "head", Street, "approve")));
        var entered = Noon.AddDays(1).AddMinutes(5);
        var together = new CheckIn("i1", Street, [Officer(Street, 1), third], entered, DoorCode, "officer", "");
        Assert.Equal("own_hand", Assert.IsType<DeskAnswer.Refused>(await desk.CheckInAsync(Home, "p1", together, As(Officer(Street, 1), "officer", Street, "in", entered))).Refusal.Code);
    }

    [Fact]
    public async Task An_override_at_the_door_takes_a_slot_and_supervision_sees_it_whatever_the_fence()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        var enter = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(1), DoorCode, "head", "来不及报批");
        var entries = Done(await desk.CheckInAsync(Home, "p1", enter, As("head-" + Street, "head", Street, "in", Noon.AddHours(1))));
        Assert.Equal([$"override:i1:{Street}:inspection-approval"], entries[0].Slots);
        var alert = (Wardmote.Supervision.AlertRaised)Body.Read(entries.Single(e => e.Kind == "alert.raised/1"));
        Assert.Equal(("inspection-approval", "supervision"), (alert.Cause, alert.Level));
    }
}
