using Wardmote.Cases;
using Wardmote.Law;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>What is open on a case, and what comes next: asked of the acts themselves.</summary>
public sealed class StepsTests
{
    private static IReadOnlyList<string> Open(Matter m) => [.. Steps.Open(m.File, m.Law, m.Roster, m.At).Select(s => s.Act)];

    private static string? Next(Matter m) => Steps.Next(m.File, m.Law, m.Today, Steps.Open(m.File, m.Law, m.Roster, m.At)) is [var first, ..] ? first.Act : null;

    [Fact]
    public void Every_act_needs_a_right_that_the_access_table_knows()
    {
        Assert.All(Steps.All, s => Assert.True(Wardmote.Access.Access.Table.ContainsKey(s.Right), $"{s.Act} needs {s.Right}"));
        Assert.Equal(Steps.All.Count, Steps.All.Select(s => s.Act).Distinct().Count());
    }

    [Fact]
    public void The_next_step_follows_the_procedure_to_the_archive()
    {
        var m = new Matter();
        m.Filed();
        Assert.Equal("inquiry", Next(m));
        Assert.Equal("report", Next(m.Asked()));
        Assert.Equal("notice_approve", Next(m.Reported()));
        m.Do(Head, new ApproveNotice("王某 023-0000").On);
        Assert.Equal("notice_give", Next(m));
        m.Do(Wang, new GivePriorNotice(m.Handed()).On);
        Assert.Equal("defence", Next(m));
        Assert.DoesNotContain("decide", Open(m));
        m.Do(Wang, new StateDefence("家里困难", "oral", m.At, []).Write);
        Assert.Equal("defence_review", Next(m));
        m.Do(Wang, new ReviewDefence("partly", "困难属实").On);
        Assert.Equal("decide", Next(m));
        Assert.Equal("serve", Next(m.Decided(600)));
        Assert.Equal("pay", Next(m.Served()));
        m.Do(Wang, new Pay(600, m.Today, "bank", "B1").Write);
        Assert.Equal("close", Next(m));
        m.Do(Head, new CloseCase("已缴清").On);
        Assert.Equal("archive", Next(m));
        m.Do(Wang, new ArchiveCase().On);
        Assert.Empty(Open(m));
    }

    [Fact]
    public void A_hearing_is_scheduled_held_and_reviewed()
    {
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed();
        Assert.Contains("hearing_request", Open(m));
        m.Do(Wang, new RequestHearing(m.At, "oral", "").Write);
        Assert.Equal("hearing_schedule", Next(m));
        m.Do(Wang, new ScheduleHearing(HostSigns, m.At.AddDays(9), "会议室", true, "", m.Handed()).On);
        Assert.Equal("hearing_hold", Next(m));
        m.Days(9).Do(Host, new HoldHearing("held", "a", "b", "c", "signed", 0, []).On);
        Assert.Equal("legal_review", Next(m));
        m.Reviewed();
        Assert.Equal("decide", Next(m));
    }

    [Fact]
    public void Complex_cases_are_discussed_before_the_decision_and_an_unpaid_fine_goes_to_the_court()
    {
        var m = new Matter().Filed().Asked().Reported(1_000, complex: true).Noticed().Days(10);
        Assert.Equal("legal_review", Next(m));
        Assert.DoesNotContain("discuss", Open(m));
        Assert.Equal("discuss", Next(m.Reviewed()));
        m.Discussed().Decided().Served();
        Assert.Equal("demand", Next(m.Days(20)));
        m.Do(Wang, new DemandPayment(m.Handed()).On);
        Assert.Contains("court", Open(m));
    }

    [Fact]
    public void What_waits_for_an_answer_comes_before_everything()
    {
        var m = new Matter().Filed().Asked();
        m.Do(Wang, (f, _) => new AskRecusal("li", "party", "亲属").On(f));
        Assert.Equal("recusal_decide", Next(m));
        var still = new Matter().Filed().Asked();
        still.Do(Head, new SuspendCase("（虚构）规定第1条", "鉴定").On);
        Assert.Equal("resume", Next(still));
        var crime = new Matter().Filed().Asked();
        crime.Do(Wang, new ReportCrime(["wang", "li"], "涉嫌妨害公务").On);
        Assert.Equal("crime_decide", Next(crime));
    }

    [Fact]
    public void A_measure_that_the_list_does_not_give_is_not_offered()
    {
        Assert.DoesNotContain("seize", Open(new Matter(Ground.Own).Filed()));
        Assert.DoesNotContain("seize", Open(new Matter(Ground.Entrusted).Filed()));
        Assert.Contains("seize", Open(new Matter(Ground.Measures).Filed()));
    }

    [Fact]
    public void Goods_held_without_approval_or_too_long_come_first_and_no_case_is_closed_over_them()
    {
        static Seize Detain(bool urgent) => new() { Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party", Urgent = urgent };
        var m = new Matter(Ground.Measures).Filed().Asked();
        m.Do(Wang, Detain(true).On);
        Assert.Equal("seizure_approve", Next(m));
        Assert.Equal("seizure_lift", Next(m.Days(2)));
        Assert.DoesNotContain("seizure_approve", Open(m));

        var held = new Matter(Ground.Measures).Filed();
        held.Do(Head, Detain(false).On);
        held.Asked();
        Assert.Equal("report", Next(held));
        Assert.Equal("seizure_lift", Next(held.Days(31)));
    }

    [Fact]
    public void No_stage_is_a_dead_end_and_trying_writes_nothing()
    {
        var m = new Matter();
        var stages = new List<(Stage, int)>();
        void See()
        {
            var before = m.Entries.Count;
            Assert.True(Open(m).Any(a => a is not ("address" or "recusal_ask")), $"nothing leads out of {m.File.Stage}");
            Assert.Equal(before, m.Entries.Count);
            Assert.Equal(before, m.File.Entries.Count);
            stages.Add((m.File.Stage, before));
        }

        See();
        m.Filed();
        See();
        m.Asked();
        See();
        m.Reported();
        See();
        m.Noticed();
        See();
        m.Days(10).Decided();
        See();
        m.Served();
        See();
        m.Do(Head, new DeferPayment("困难", [new Instalment(m.Today.AddDays(30), 1_000)]).On);
        See();
        m.Days(40).Do(Wang, new DemandPayment(m.Handed()).On);
        See();
        m.Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write);
        See();
        m.Do(Wang, new EndRemedy("revoked", m.Today, "撤销").Write);
        See();
        m.Do(Head, new FollowRevision("decide_again", "重新调查").On);
        See();
        m.Do(Head, new ReferCase("990100-CG", "有管辖权").On);
        Assert.Equal(Stage.Referred, m.File.Stage);
        m.Do(Wang, (f, _) => new AnswerReferral("returned", "990100-CG", "退回").On(f));
        See();
        m.Do(Wang, new ReportCrime(["wang", "li"], "涉嫌妨害公务").On).Do(Head, new DecideCrime(true, "移送").On).Do(Wang, new TransferCrime("公安局", TransferCrime.Wanted).On);
        See();
        m.Do(Wang, (f, _) => new AnswerTransfer(true, "接受").On(f));
        See();
        m.Do(Head, new CloseCase("已移送").On);
        See();
        Assert.True(stages.Select(s => s.Item1).Distinct().Count() >= 13);
    }
}
