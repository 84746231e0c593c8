using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Tests.LawPacks;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Fences;

/// <summary>Before which acts a fence is asked and what it counts together is the pack's to say.</summary>
public sealed class FenceDataTests
{
    private static LawInForce With(string id, Func<FenceSetting, FenceSetting> change, LawInForce? law = null) =>
        new([.. (law ?? Rules()).Packs.Select(p => p with { Fences = [.. p.Fences.Select(f => f.Id == id ? change(f) : f)] })]);

    private static async Task<(Desk.Desk Desk, Func<ProposeInspection, Task<IReadOnlyList<FenceAnswer>>> Try)> TownAsync(LawInForce law)
    {
        var (_, desk) = await OpenAsync(law);
        return (desk, async ask => await desk.TryInspectionAsync((await desk.EnterpriseAsync(Home, "p1"))!, ask, Noon));
    }

    private static FenceVerdict Of(IReadOnlyList<FenceAnswer> answers, string id) => answers.Where(a => a.Id == id).Max(a => a.Answer);

    [Fact]
    public void Every_fence_of_the_packs_has_a_function_and_every_function_a_setting() =>
        Assert.Equal(FenceShape.Ids.Order(), Installed.Law.Nationwide.Fences(Today).Select(f => f.Id).Order());

    [Fact]
    public async Task A_cap_on_the_premises_counts_every_organ_together()
    {
        var (desk, asked) = await TownAsync(Rules(cap: 1));
        await VisitAsync(desk, "i1", Street, 1, true);
        Assert.Equal(FenceVerdict.Stop, Of(await asked(Ask("i2", Market, 60)), "inspection-cap"));
    }

    [Fact]
    public async Task A_cap_by_organ_gives_each_organ_its_own_visits_and_its_own_slots()
    {
        var law = Rules(cap: 1, capKey: ["premises+year+organ"]);
        var (desk, asked) = await TownAsync(law);
        await VisitAsync(desk, "i1", Street, 1, true);

        var first = await asked(Ask("i2", Market, 60));
        Assert.Equal(FenceVerdict.Clear, Of(first, "inspection-cap"));
        var second = (await asked(Ask("i2", Street, 60))).First(a => a.Id == "inspection-cap");
        Assert.Equal(FenceVerdict.Stop, second.Answer);
        Assert.Contains("First Street", second.Fact.En);

        await VisitAsync(desk, "i3", Market, 60, true);
        var enterprise = (await desk.EnterpriseAsync(Home, "p1"))!;
        Assert.Equal([$"visit:p1:2026:organ={Street}:1", $"visit:p1:2026:organ={Market}:1"], enterprise.Inspections.SelectMany(i => i.Entries).SelectMany(e => e.Slots).Where(s => s.StartsWith("visit:", StringComparison.Ordinal)));
        Assert.Equal([1, 1], new InspectionFences(law, Home.Code, Today).Counted(enterprise.Past(), 2026).Select(c => c.Visits));
    }

    [Fact]
    public async Task A_cap_by_item_counts_a_joint_visit_under_each_of_its_items()
    {
        var (desk, asked) = await TownAsync(Rules(cap: 1, capKey: ["premises+year+item"], quiet: true));
        var joint = Ask("i1", Street) with { Teams = [new AskedTeam(Street, ["T-001"], [Officer(Street, 1), Officer(Street, 2)]), new AskedTeam(Market, ["T-002"], [Officer(Market, 1), Officer(Market, 2)])] };
        Done(await ProposedAsync(desk, joint));
        var slots = Done(await ApprovedAsync(desk, "i1", Street))[0].Slots;
        Assert.Equal(["visit:p1:2026:item=T-001:1", "visit:p1:2026:item=T-002:1"], slots);
        Assert.Empty(Done(await ApprovedAsync(desk, "i1", Market))[0].Slots);

        Assert.Equal(FenceVerdict.Stop, Of(await asked(Ask("i2", Market, 60)), "inspection-cap"));
        Assert.Equal(FenceVerdict.Clear, Of(await asked(Ask("i2", Fire, 60)), "inspection-cap"));
    }

    /// <summary>Forty heads approve forty visits of two organs at once: each organ gets what its own cap allows.</summary>
    [Fact]
    public async Task Approvals_at_once_never_pass_the_cap_of_an_organ()
    {
        var (desk, _) = await TownAsync(Rules(cap: 2, capKey: ["premises+year+organ"], quiet: true));
        var visits = new[] { Street, Market }.SelectMany(o => Enumerable.Range(0, 8).Select(n => (Id: $"{o}-{n}", Organ: o, Day: 10 + n))).ToList();
        foreach (var (id, organ, day) in visits)
        {
            Done(await ProposedAsync(desk, Ask(id, organ, day)));
        }

        await Task.WhenAll(visits.Select(v => Task.Run(() => ApprovedAsync(desk, v.Id, v.Organ))));
        var approved = (await desk.EnterpriseAsync(Home, "p1"))!.Inspections.Where(i => i.Counted).ToList();
        Assert.Equal([2, 2], approved.GroupBy(i => i.Organs[0]).Select(g => g.Count()));
    }

    [Fact]
    public async Task A_cap_without_a_key_binds_nobody_and_a_visit_still_takes_a_number()
    {
        var (desk, asked) = await TownAsync(Rules(cap: 1, capKey: [], quiet: true));
        await VisitAsync(desk, "i1", Street, 1, true);
        Assert.Equal(FenceVerdict.Clear, Of(await asked(Ask("i2", Street, 60)), "inspection-cap"));
        Assert.Null(new InspectionFences(Rules(capKey: []), Home.Code, Today).Cap());
        Assert.Contains("visit:p1:2026:1", (await desk.EnterpriseAsync(Home, "p1"))!.Inspections.SelectMany(i => i.Entries).SelectMany(e => e.Slots));
    }

    [Fact]
    public async Task The_window_compares_what_its_key_names()
    {
        foreach (var (key, expected) in new[] { ("premises+item", FenceVerdict.Clear), ("premises+field", FenceVerdict.Caution), ("premises", FenceVerdict.Caution) })
        {
            var (desk, asked) = await TownAsync(With("inspection-window", f => f with { Key = [key] }));
            await VisitAsync(desk, "i1", Street, 1, true);
            Assert.Equal(expected, Of(await asked(Ask("i2", Market, 10)), "inspection-window"));
        }
    }

    [Fact]
    public async Task Visits_are_frequent_by_the_key_that_the_pack_names()
    {
        foreach (var (key, expected) in new[] { ("premises", FenceVerdict.Caution), ("premises+organ", FenceVerdict.Clear) })
        {
            var (desk, asked) = await TownAsync(With("inspection-often", f => f with { Key = [key] }));
            await VisitAsync(desk, "i1", Street, 1, true);
            Assert.Equal(expected, Of(await asked(Ask("i2", Market)), "inspection-often"));
            Assert.Equal(FenceVerdict.Caution, Of(await asked(Ask("i2", Street)), "inspection-often"));
        }
    }

    [Fact]
    public async Task Others_are_merged_with_by_the_key_that_the_pack_names()
    {
        foreach (var (key, expected) in new[] { ("premises", FenceVerdict.Caution), ("premises+item", FenceVerdict.Clear) })
        {
            var (desk, asked) = await TownAsync(With("merge-first", f => f with { Key = [key] }));
            Done(await ProposedAsync(desk, Ask("i1", Street, 2, reason: "试验")));
            Assert.Equal(expected, Of(await asked(Ask("i2", Market, 3)), "merge-first"));
        }
    }

    [Fact]
    public async Task In_vain_is_counted_by_the_key_that_the_pack_names()
    {
        foreach (var (key, expected) in new[] { ("premises+officer", FenceVerdict.Caution), ("premises+officer+item", FenceVerdict.Clear) })
        {
            var law = With("fruitless", f => f with { Key = [key] }, Rules(cap: 9, quiet: true));
            var (desk, asked) = await TownAsync(law);
            foreach (var n in new[] { 1, 2, 3 })
            {
                await VisitAsync(desk, "i" + n, Street, n, false);
            }

            Assert.Equal(expected, Of(await asked(Ask("i9", Street, 40, item: "T-004")), "fruitless"));
        }
    }

    [Fact]
    public void A_likely_match_of_fines_is_what_the_key_names()
    {
        var past = new PastFine("a0", "当罚1号", "T-001", Street, PenaltyFenceTests.Sound.ActDay, OtherTown, 50);
        foreach (var (key, expected) in new[] { ("party+item+place+day", FenceVerdict.Clear), ("party+item+day", FenceVerdict.Caution) })
        {
            var answers = new PenaltyFences(With("one-act", f => f with { Key = ["act", key] }), Home.Code, Today).Ask(PenaltyFenceTests.Sound with { Past = [past] });
            Assert.Equal(expected, Of(answers, "one-act"));
        }
    }

    /// <summary>Each fence in turn is set before one act alone: there it answers, and nowhere else.</summary>
    [Fact]
    public async Task A_fence_answers_before_the_acts_of_its_scope_and_no_other()
    {
        var (desk, _) = await TownAsync(Rules(quiet: true));
        Done(await ProposedAsync(desk, Ask("i1", Street)));
        var visit = (await desk.EnterpriseAsync(Home, "p1"))!.Inspection("i1")!;
        var enterprise = (await desk.EnterpriseAsync(Home, "p1"))!;
        var roster = await desk.RosterAsync(Street);
        var course = new Course { DecideBy = PenaltyFenceTests.Sound.Today.AddDays(9) };
        var asks = new Dictionary<string, Func<LawInForce, IReadOnlyList<FenceAnswer>>>
        {
            [FenceAct.VisitPropose] = law => new InspectionFences(law, Home.Code, Today).Ask(Ask("i2", Street).Fill(enterprise, law, _ => roster, Noon)),
            [FenceAct.VisitApprove] = law => new InspectionFences(law, Home.Code, Today).Ask(ApproveInspection.Fill(enterprise, visit, Street, law, _ => roster, Noon)),
            [FenceAct.VisitEnter] = law => new InspectionFences(law, Home.Code, Today).Ask(ApproveInspection.Fill(enterprise, visit, Street, law, _ => roster, Noon, VisitStage.Enter)),
            [FenceAct.Filing] = law => new PenaltyFences(law, Home.Code, Today).AskFiling(PenaltyFenceTests.Sound with { Procedure = "ordinary", Deciding = false, Course = course }),
            [FenceAct.OnTheSpot] = law => new PenaltyFences(law, Home.Code, Today).Ask(PenaltyFenceTests.Sound),
            [FenceAct.Report] = law => new PenaltyFences(law, Home.Code, Today).Ask(PenaltyFenceTests.Sound with { Procedure = "ordinary", Deciding = false, Course = course }),
            [FenceAct.Decision] = law => new PenaltyFences(law, Home.Code, Today).Ask(PenaltyFenceTests.Sound with { Procedure = "ordinary", Course = course }),
        };
        var seen = 0;
        foreach (var setting in Rules(quiet: true).At(Home).Fences(Today))
        {
            foreach (var act in FenceShape.Of(setting.Id)!.Acts.Where(asks.ContainsKey))
            {
                var law = With(setting.Id, f => f with { Scope = [act] }, Rules(quiet: true));
                var answered = asks.Where(a => a.Value(law).Any(f => f.Id == setting.Id)).Select(a => a.Key).ToList();
                Assert.True(answered.SequenceEqual([act]), $"{setting.Id} set before {act} answered before: {string.Join(", ", answered)}");
                seen++;
            }
        }

        Assert.True(seen > 70, $"{seen} pairs of fence and act");
    }

    [Fact]
    public void What_an_act_asks_by_itself_is_asked_within_its_scope()
    {
        var course = new Course { Investigators = ["a"], Host = "a" };
        Assert.Equal(FenceVerdict.Stop, new PenaltyFences(Rules(), Home.Code, Today).FourPeople(course, FenceAct.Hearing).Answer);
        Assert.Equal(FenceVerdict.Clear, new PenaltyFences(With("four-people", f => f with { Scope = [FenceAct.Report] }), Home.Code, Today).FourPeople(course, FenceAct.Hearing).Answer);
    }
}
