using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Inspections;

public sealed class VisitTests
{
    [Fact]
    public async Task A_visit_that_finds_something_leads_to_a_case_of_the_town_and_a_whistle_for_the_department()
    {
        var (memory, desk) = await OpenAsync(Rules());
        var joint = Ask("i1", Street) with { Teams = [new AskedTeam(Street, ["T-001"], [Officer(Street, 1), Officer(Street, 2)]), new AskedTeam(Market, ["T-002"], [Officer(Market, 1), Officer(Market, 2)])] };
        Done(await ProposedAsync(desk, joint));
        Done(await ApprovedAsync(desk, "i1", Street));
        var entered = Noon.AddDays(1).AddMinutes(5);
        var market = new CheckIn("i1", Market, [Officer(Market, 1), Officer(Market, 2)], entered, DoorCode, "officer", "");
        Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", market, As(Officer(Market, 1), "officer", Market, "in-m1", entered)));
        var second = Done(await ApprovedAsync(desk, "i1", Market));
        Assert.Empty(second[0].Slots);
        Assert.Equal(1, ((InspectionApproved)Body.Read(second[0])).Number);
        Done(await desk.CheckInAsync(Home, "p1", market, As(Officer(Market, 1), "officer", Market, "in-m2", entered)));
        Done(await desk.CheckInAsync(Home, "p1", new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], entered, "code:p1", "officer", "门口的码看不清"), As(Officer(Street, 1), "officer", Street, "in-s", entered)));

        var off = new RecordInspection("i1", Street, entered, entered.AddMinutes(9), [new ItemChecked("T-002", true, "看到", [])], "", "signed");
        Assert.Equal("not_on_task", Assert.IsType<DeskAnswer.Refused>(await desk.RecordInspectionAsync(Home, "p1", off, As(Officer(Street, 1), "officer", Street, "r0", entered.AddHours(1)))).Refusal.Code);
        var town = Done(await desk.RecordInspectionAsync(Home, "p1", off with { Findings = [new ItemChecked("T-001", true, "占道两张桌", [])] }, As(Officer(Street, 1), "officer", Street, "r1", entered.AddHours(1))));
        var department = Done(await desk.RecordInspectionAsync(Home, "p1", off with { Organ = Market, Findings = [new ItemChecked("T-002", true, "无证", [])] }, As(Officer(Market, 1), "officer", Market, "r2", entered.AddHours(1))));

        var led = town.Select(Body.Read).OfType<InspectionLed>().Single();
        var file = (await desk.CaseAsync(Home, led.Case!))!;
        Assert.Equal(("inspection", "T-001", Street), (file.Opened.Source, file.Opened.Item, led.To));
        Assert.Equal(Market, department.Select(Body.Read).OfType<InspectionLed>().Single().To);
        var visit = (await desk.EnterpriseAsync(Home, "p1"))!.Inspection("i1")!;
        Assert.Equal(("recorded", true, true), (visit.State, visit.Found!.Value, visit.Counted));
    }

    [Fact]
    public async Task Two_proposed_visits_become_one_and_the_saving_is_shown()
    {
        var (_, desk) = await OpenAsync(Rules(quiet: true));
        Done(await ProposedAsync(desk, Ask("i1", Street, 2)));
        Done(await ProposedAsync(desk, Ask("i2", Market, 3) with { Teams = [new AskedTeam(Market, ["T-002"], [Officer(Market, 1), Officer(Market, 2)])] }));
        Done(await ProposedAsync(desk, Ask("i3", Fire, 4)));
        var suggestion = Assert.Single(desk.SuggestOneVisit((await desk.EnterpriseAsync(Home, "p1"))!, Today));
        Assert.Equal((3, 2), (suggestion.Visits.Count, suggestion.Saving.Visits));

        var entries = Done(await desk.MergeVisitsAsync(Home, "p1", suggestion.Visits, "综合查一次", As("leader-x", "leader", Street, "merge")));
        var joint = entries.Select(Body.Read).OfType<InspectionProposed>().Single();
        Assert.Equal((3, 3, 2), (joint.Teams.Count, joint.Saving!.Separate, joint.Saving.Visits));
        var shop = (await desk.EnterpriseAsync(Home, "p1"))!;
        Assert.Equal(["merged", "merged", "merged", "proposed"], shop.Inspections.Select(i => i.State));
        Done(await ApprovedAsync(desk, joint.Inspection, Street));
        Assert.Equal(1, (await desk.EnterpriseAsync(Home, "p1"))!.Taken(2026, "counted"));
        Assert.Equal("wrong_state", Assert.IsType<DeskAnswer.Refused>(await ApprovedAsync(desk, "i1", Street)).Refusal.Code);
    }

    [Fact]
    public async Task Merged_with_one_ordered_from_above_a_routine_visit_still_counts()
    {
        var (_, desk) = await OpenAsync(Rules(cap: 1, quiet: true));
        Done(await ProposedAsync(desk, Ask("i1", Market, 10, InspectionType.Special) with { OrderedBy = "上级文件" }));
        Done(await ProposedAsync(desk, Ask("i2", Street, 11)));
        var joint = Done(await desk.MergeVisitsAsync(Home, "p1", ["i1", "i2"], "综合查一次", As("leader-x", "leader", Street, "merge"))).Select(Body.Read).OfType<InspectionProposed>().Single();
        Done(await ApprovedAsync(desk, joint.Inspection, Street));
        Assert.Equal((1, 0), ((await desk.EnterpriseAsync(Home, "p1"))!.Taken(2026, "counted"), (await desk.EnterpriseAsync(Home, "p1"))!.Taken(2026, "free")));
        Assert.IsType<DeskAnswer.Stopped>(await ProposedAsync(desk, Ask("i3", Fire, 40)));
    }

    [Fact]
    public async Task A_visit_keeps_to_its_published_plan()
    {
        var (_, desk) = await OpenAsync(Rules());
        var plan = new PlanInspections("plan-1", Market, "秋季专项", InspectionType.Special, ["T-002"], ["p1"], new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30), "部署文件");
        Assert.Equal("not_on_list", Assert.IsType<DeskAnswer.Refused>(await desk.PlanInspectionsAsync(Home, plan with { Items = ["T-999"] }, As("leader-m", "leader", Market, "plan-0"))).Refusal.Code);
        Done(await desk.PlanInspectionsAsync(Home, plan, As("leader-m", "leader", Market, "plan-1")));
        var ask = Ask("i1", Market, 3, InspectionType.Special) with { Plan = "plan-1" };
        Assert.IsType<DeskAnswer.Stopped>(await ProposedAsync(desk, ask));
        Assert.Equal("not_filed", Assert.IsType<DeskAnswer.Refused>(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("head-m", Market, ""), As("head-m", "head", Market, "pub-0"))).Refusal.Code);
        Assert.Equal("own_hand", Assert.IsType<DeskAnswer.Refused>(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("leader-m", Market, "备1"), As("leader-m", "head", Market, "pub-1"))).Refusal.Code);
        Done(await desk.PublishPlanAsync(Home, "plan-1", new PublishPlan("head-m", Market, "备1"), As("head-m", "head", Market, "pub-2")));
        Assert.Equal("not_in_plan", Assert.IsType<DeskAnswer.Refused>(await ProposedAsync(desk, ask with { Inspection = "i2", From = Noon.AddDays(60), To = Noon.AddDays(61) })).Refusal.Code);
        Done(await ProposedAsync(desk, ask with { Inspection = "i3" }));
    }

    [Fact]
    public async Task A_cancelled_visit_keeps_its_number_and_a_phone_that_was_inside_before_still_reports()
    {
        var (_, desk) = await OpenAsync(Rules(cap: 1));
        Done(await ProposedAsync(desk, Ask("i1", Street, 0)));
        Done(await ApprovedAsync(desk, "i1", Street));
        Done(await desk.CancelInspectionAsync(Home, "p1", new CancelInspection("i1", Street, "下雨"), As("leader", "leader", Street, "cancel", Noon.AddHours(2))));
        Assert.IsType<DeskAnswer.Stopped>(await ProposedAsync(desk, Ask("i2", Market, 100)));
        var inside = new CheckIn("i1", Street, [Officer(Street, 1), Officer(Street, 2)], Noon.AddHours(3), DoorCode, "officer", "");
        Assert.IsType<DeskAnswer.Stopped>(await desk.CheckInAsync(Home, "p1", inside, As(Officer(Street, 1), "officer", Street, "in-late", Noon.AddHours(20))));
        var entries = Done(await desk.CheckInAsync(Home, "p1", inside with { Entered = Noon.AddHours(1) }, As(Officer(Street, 1), "officer", Street, "in-before", Noon.AddHours(20))));
        Assert.True(((CheckedIn)Body.Read(entries[0])).Offline);
    }

    [Fact]
    public async Task Only_supervision_reads_what_the_owner_rated()
    {
        var (memory, desk) = await OpenAsync(Rules());
        await VisitAsync(desk, "i1", Street, 1, false);
        var rate = new RateVisit("i1", 2, "态度差", ["profit"], OwnerCode);
        Done(await desk.RateVisitAsync(rate, As("x", "x", "", "rate-1")));
        Assert.Equal("rated_already", Assert.IsType<DeskAnswer.Refused>(await desk.RateVisitAsync(rate with { Stars = 5 }, As("x", "x", "", "rate-2"))).Refusal.Code);
        Assert.Equal("rated_already", Assert.IsType<DeskAnswer.Refused>(await desk.RateVisitAsync(rate with { OwnerCode = "0123-4567-89ab-cdef" }, As("x", "x", "", "rate-2b"))).Refusal.Code);
        Assert.Equal(["i1"], await desk.RatedAsync(Home, ["i1", "i2"], "0123-4567-89AB-CDEF"));
        Assert.Equal("not_found", Assert.IsType<DeskAnswer.Refused>(await desk.RateVisitAsync(rate with { OwnerCode = "ZZZZZZZZZZZZZZZZ" }, As("x", "x", "", "rate-3"))).Refusal.Code);

        Assert.Null(await desk.RatingsAsync(Home, new By("head-" + Street, "head", Street)));
        Assert.Equal(2, Assert.Single((await desk.RatingsAsync(Home, new By("s", "supervisor", Bureau)))!).Rating.Stars);
        var visit = (await desk.EnterpriseAsync(Home, "p1"))!.Inspection("i1")!;
        Assert.DoesNotContain(visit.Entries, e => e.Kind == "inspection.rated/1");
        var raw = (await new MemoryJournal(memory).ReadAsync(Home, [])).Entries.Single(e => e.Kind == "inspection.rated/1");
        Assert.DoesNotContain("i1", raw.Body + string.Join(" ", raw.Tags) + string.Join(" ", raw.Slots.Select(s => s[..7])));
    }

    [Fact]
    public async Task The_owner_sees_who_may_come_and_speaks_to_own_matters_only()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street)));
        var shop = (await desk.OwnerAsync("0123-4567-89ab-cdef"))!;
        Assert.Empty(shop.AllowedAt(Noon.AddDays(1).AddHours(1)));
        Done(await ApprovedAsync(desk, "i1", Street));
        shop = (await desk.OwnerAsync(OwnerCode))!;
        Assert.Equal("i1", Assert.Single(shop.AllowedAt(Noon.AddDays(1).AddHours(1))).Id);
        Assert.Null(await desk.OwnerAsync("ZZZZZZZZZZZZZZZZ"));
        Done(await desk.GiveYourSideAsync(OwnerCode, new GiveYourSide("i1", null, "桌子是隔壁的", []), As("x", "x", "", "side-1")));
        Assert.Equal("not_found", Assert.IsType<DeskAnswer.Refused>(await desk.GiveYourSideAsync(OwnerCode, new GiveYourSide(null, "somebody-elses", "x", []), As("x", "x", "", "side-2"))).Refusal.Code);
        Assert.Single((await desk.OwnerAsync(OwnerCode))!.Sides);
    }

    [Fact]
    public async Task Premises_are_registered_once_and_a_persons_name_lies_in_an_envelope()
    {
        var (memory, desk) = await OpenAsync(Rules());
        Assert.Equal("registered_already", Assert.IsType<DeskAnswer.Refused>(await desk.RegisterPremisesAsync(Shop("p2") with { Code = DoorCode }, As("c", "clerk", Street, "r2"))).Refusal.Code);
        var entries = Done(await desk.RegisterPremisesAsync(Shop("p3") with { Name = "张三", PersonalName = true }, As("c", "clerk", Street, "r3")));
        Assert.DoesNotContain("张三", entries[0].Body);
        Assert.Equal("张三", await desk.NameOfAsync((await desk.EnterpriseAsync(Home, "p3"))!));
    }

    [Fact]
    public async Task A_line_that_grants_the_penalty_only_leaves_the_inspection_with_the_department()
    {
        var law = Rules(quiet: true);
        var (_, desk) = await OpenAsync(law);
        const string department = "990900-CG";
        var place = law.Locality(Street)!;
        var fences = new InspectionFences(law, place.County, Today);
        Assert.Equal(Street, fences.Inspector(new ItemCode("T-001"), place, new DateOnly(2026, 9, 1)));
        Assert.Equal(department, fences.Inspector(new ItemCode("T-004"), place, new DateOnly(2026, 9, 1)));
        Assert.Equal(Market, fences.Inspector(new ItemCode("T-002"), place, new DateOnly(2026, 9, 1)));

        var shop = (await desk.EnterpriseAsync(Home, "p1"))!;
        Assert.Contains(await desk.TryInspectionAsync(shop, Ask("i1", Street, 1, item: "T-004"), Noon), f => f is { Id: "power", Answer: FenceVerdict.Stop });
        Assert.DoesNotContain(await desk.TryInspectionAsync(shop, Ask("i1", department, 1, item: "T-004"), Noon), f => f is { Id: "power", Answer: FenceVerdict.Stop });
        Assert.Contains(await desk.TryInspectionAsync(shop, Ask("i1", Market, 1, item: "T-004"), Noon), f => f is { Id: "power", Answer: FenceVerdict.Stop });
    }

    [Fact]
    public async Task Each_organ_has_its_own_card_of_a_visit()
    {
        var (memory, desk) = await OpenAsync(Rules(quiet: true));
        var joint = Ask("i1", Street) with { Teams = [new AskedTeam(Street, ["T-001"], [Officer(Street, 1), Officer(Street, 2)]), new AskedTeam(Market, ["T-002"], [Officer(Market, 1), Officer(Market, 2)])] };
        Done(await ProposedAsync(desk, joint));
        Assert.Equal(["proposed", "proposed"], await StatesAsync());
        Done(await ApprovedAsync(desk, "i1", Street));
        Assert.Equal(["proposed", "approved"], await StatesAsync());
        Done(await desk.CancelInspectionAsync(Home, "p1", new CancelInspection("i1", Street, "改期"), As("l", "leader", Street, "cancel")));
        Assert.Equal(["cancelled", "cancelled"], await StatesAsync());

        var danger = Noon.AddHours(1);
        Done(await ProposedAsync(desk, Ask("i2", Street, 0, InspectionType.Immediate)));
        Done(await desk.CheckInAsync(Home, "p1", new CheckIn("i2", Street, [Officer(Street, 1), Officer(Street, 2)], danger, DoorCode, "officer", ""), As(Officer(Street, 1), "officer", Street, "in", danger)));
        Assert.Equal(["afterwards"], await StatesAsync("i2"));
        Done(await desk.RecordInspectionAsync(Home, "p1", new RecordInspection("i2", Street, danger, danger.AddMinutes(5), [new ItemChecked("T-001", false, "", [])], "", "signed"), As(Officer(Street, 1), "officer", Street, "rec", danger.AddMinutes(6))));
        Assert.Equal(["afterwards"], await StatesAsync("i2"));
        Done(await desk.ApproveInspectionAsync(Home, "p1", Approve("i2", Street), As("head-" + Street, "head", Street, "late", danger.AddHours(2))));
        Assert.Equal(["recorded"], await StatesAsync("i2"));

        async Task<IEnumerable<string>> StatesAsync(string visit = "i1")
        {
            var cards = new Dictionary<(string, string), Card>();
            var project = new Wardmote.Desk.Cards(Rules(quiet: true));
            foreach (var entry in (await new MemoryJournal(memory).ReadAsync(Home, [], limit: int.MaxValue)).Entries)
            {
                foreach (var card in project.Project(entry, (kind, id) => cards.GetValueOrDefault((kind, id))))
                {
                    cards[(card.Kind, card.Id)] = card;
                }
            }

            return cards.Values.Where(c => c.Kind == "visit" && c.Id.StartsWith(visit + ":", StringComparison.Ordinal)).OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => c.State);
        }
    }
}
