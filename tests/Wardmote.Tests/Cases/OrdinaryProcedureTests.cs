using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>The ordinary procedure: given entries, when an act, then entries.</summary>
public sealed class OrdinaryProcedureTests
{
    private static DateOnly Day(int month, int day) => new(2026, month, day);

    [Fact]
    public void A_case_without_a_hearing_runs_from_filing_to_the_archive()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed();
        m.After(m.File.NoticeGiven!.StatementBy).Decided().Served();
        m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write).Do(Head, new CloseCase("已缴清").On).Do(Wang, new ArchiveCase().On);

        Assert.Equal(Stage.Archived, m.File.Stage);
        Assert.Equal("penalised", m.File.End!.Outcome);
        Assert.Equal("行政处罚决定书", m.File.Archive!.Catalogue[0].Title);
        Assert.Equal("送达回证", m.File.Archive.Catalogue[1].Title);
    }

    [Fact]
    public void Only_the_head_or_a_recorded_deputy_files()
    {
        var m = new Matter();
        var deputy = new By("vice", "deputy", Ground.Town);
        Assert.Equal("not_head", Refused(m.Try(Wang, new FileCase("理由").On)));
        Assert.Equal("not_head", Refused(m.Try(deputy, new FileCase("理由").On)));
        m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, "vice", Ground.T("vice"), Day(3, 1), Day(3, 1), false, ""));
        Assert.Equal("not_head", Refused(m.Try(deputy, new FileCase("理由").On)));
        m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, "vice", Ground.T("vice"), Day(3, 1), Day(3, 31), false, ""));
        Assert.Equal(Stage.Filed, m.Do(deputy, new FileCase("理由").On).File.Stage);
    }

    private static Matter Late() => new Matter(site: false) is var m ? m.Do(Wang, (f, n) => new RecordSite
    {
        Officers = ["wang", "li"], Began = m.At, Ended = m.At, ActDay = m.Today.AddYears(-3), Breach = true, Seen = "有害物质渗漏", PartyMark = "mark", CertificatesShown = true, RecusalTold = true, Photos = [Ground.Photo],
        Party = new Party(PartyKind.Individual, "张三（虚构）", "500000000000000000", "虚构路 1 号", BirthDate: new DateOnly(1980, 1, 1)),
    }.On(f, n.Law, n.Roster, "env", n.At)) : m;

    [Fact]
    public void A_harmful_act_of_three_years_ago_is_filed_with_its_harm_and_carries_it_to_the_decision()
    {
        var m = Late();
        var harm = new Harm("life_health", " 两人送医 ", "医院诊断证明", "示例医院王医生");
        Assert.Equal(["limitation"], Stops(m.Try(Head, new FileCase("符合立案标准").On)));
        Assert.Equal(["limitation"], Stops(m.Try(Head, new FileCase("第36条：危害生命健康且有危害后果，附医院诊断").On)));
        Assert.All(new[] { harm with { Kind = "" }, harm with { Kind = "words" }, harm with { What = "" }, harm with { Evidence = " " }, harm with { AttestedBy = "" } },
            h => Assert.Equal("harm_incomplete", Refused(m.Try(Head, (new FileCase("符合立案标准") { Harm = h }).On))));
        m.Do(Head, (new FileCase("符合立案标准") { Harm = harm }).On);
        Assert.Equal("两人送医", m.File.Filed!.Harm!.What);

        // Nobody types it a second time: the report and the decision know it, and the fence says it.
        m.Asked().Reported().Noticed().Days(10).Decided();
        Assert.Contains("示例医院王医生", m.File.Ruling!.Fences.Single(f => f.Id == "limitation").Fact.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Harm_that_old_entries_only_name_in_words_still_carries_them_to_the_decision()
    {
        // Filed with article 36 in the reason, before harm was a field.
        var m = Late();
        m.Keep(Outcome.Of(Body.Fact(new CaseFiled("c1", "立1", "第36条：危害生命健康且有危害后果，附医院诊断", m.File.Officers, new Signatory("head", Ground.T("head"), "head"), m.Today.AddDays(90), "law"), m.File.Tags, null, null, m.File.Under)));
        m.Asked().Reported().Noticed().Days(10).Decided();
        Assert.Contains("附医院诊断", m.File.Ruling!.Fences.Single(f => f.Id == "limitation").Fact.Zh, StringComparison.Ordinal);

        // Proposed on the spot with article 36 in the condition attested.
        var spot = Late();
        spot.Keep(Outcome.Of(Body.Fact(new PenaltyProposed("c1", "summary", "c1", "", "", new Dictionary<string, System.Text.Json.JsonElement>(), null, true, null, "", "none", "初次", [], "T-001@0001-01-01", ConditionMet: "第36条，附诊断"), spot.File.Tags)))
            .Do(Wang, (f, _) => new HearParty(true, "", "").On(f));
        Assert.IsType<Outcome.Do>(spot.Try(Wang, (f, n) => new DecideOnTheSpot("wang").On(f, n.Law, n.Roster, Weighed(f), [], 0, "check", _ => "", n.Today)));
        Assert.Equal(["limitation"], Stops(Late().Try(Wang, (f, n) => new ProposePenalty { Warning = true, Gains = "none", Reason = "初次", ConditionMet = "第36条，附诊断" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today))));
    }

    [Fact]
    public void A_deputy_is_named_by_the_head_of_that_organ_alone()
    {
        var act = new NameDeputy(Ground.Town, "vice", Ground.T("vice"), Day(3, 1), Day(3, 31), false, "出差");
        Assert.IsType<Outcome.Do>(act.On(Head));
        Assert.Equal("not_head", Refused(act.On(Wang)));
        Assert.Equal("not_head", Refused(act.On(new By("other", "head", "990100002"))));
        Assert.Equal("bad_deputy", Refused((act with { Deputy = "head" }).On(Head)));
    }

    [Fact]
    public void Ordinary_proposals_need_a_filing_first()
    {
        var m = new Matter();
        Assert.Equal("file_first", Refused(m.Try(Wang, (f, n) => new ProposePenalty { Procedure = "ordinary", Fine = 600, Gains = "none", Reason = "x" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today))));
    }

    [Fact]
    public void A_link_to_an_earlier_decision_that_leads_nowhere_is_not_passed_over()
    {
        var m = new Matter();
        Outcome Linked(string number, params PastFine[] past) => m.Try(Wang, (f, n) => new ProposePenalty { Warning = true, Gains = "none", Reason = "初次", LinkedAct = number }.On(f, n.Law, n.Roster, Weighed(f), past, n.Today));
        Assert.Equal("unknown_act", Refused(Linked("当罚〔2026〕990100001-0001号")));
        var past = new PastFine("a1", "当罚〔2026〕990100001-0001号", "T-001", Ground.Town, m.Today, Ground.Town, 50);
        var proposed = Assert.IsType<Outcome.Do>(Linked(" 当罚〔2026〕990100001-0001号", past));
        Assert.Contains("\"a1\"", proposed.Facts[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_element_needs_verified_evidence()
    {
        var m = new Matter().Filed().Asked();
        var bare = Report(1_000) with { Elements = [new Proven("party", ["S1"]), new Proven("act", ["S1"])] };
        var refused = Assert.IsType<Outcome.Refuse>(m.Try(Wang, (f, n) => bare.On(f, n, Weighed(f), [], null))).Refusal;
        Assert.Equal("no_evidence", refused.Code);
        Assert.Contains("time and place", refused.Why.En, StringComparison.Ordinal);

        m.Do(Head, (f, n) => new ExcludeEvidence("S1", "取得程序违法").On(f));
        Assert.Equal("no_evidence", Refused(m.Try(Wang, (f, n) => Report(1_000).On(f, n, Weighed(f), [], null))));
    }

    [Fact]
    public void A_device_record_that_nobody_reviewed_is_no_evidence()
    {
        var m = new Matter().Filed();
        var piece = new EvidencePiece("", "electronic", "抓拍", "摆卖", "", true, Ground.Photo);
        Assert.Equal("device_unreviewed", Refused(m.Try(Wang, new ListEvidence(["wang", "li"], [piece]).On)));
        m.Do(Wang, new ListEvidence(["wang", "li"], [piece with { Verified = "设备已审核，记录由王某核对" }]).On);
        Assert.Equal("E1", m.File.Pieces[0].Mark);
    }

    [Fact]
    public void No_decision_before_notice_nor_before_its_term_has_lapsed()
    {
        var m = new Matter().Filed().Asked().Reported();
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.Noticed();
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.At = ShanghaiTime.Start(m.File.NoticeGiven!.StatementBy).AddHours(20);
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.After(m.File.NoticeGiven.StatementBy).Decided();
        Assert.Equal(Stage.Decided, m.File.Stage);
    }

    [Fact]
    public void Terms_of_the_notice_are_working_days()
    {
        var m = new Matter().Filed().Asked().Reported(6_000).Noticed();
        Assert.Equal(Day(3, 9), m.File.NoticeGiven!.StatementBy);
        Assert.Equal(Day(3, 9), m.File.NoticeGiven.HearingBy);
        Assert.Equal(Day(5, 31), m.File.Filed!.DecideBy);
    }

    [Fact]
    public void A_written_waiver_opens_the_decision_and_a_spoken_one_does_not()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed();
        Assert.Equal("waiver_signed", Refused(m.Try(Wang, (f, _) => new WaiveRights("statement", null).On(f))));
        m.Do(Wang, (f, _) => new WaiveRights("statement", Ground.Photo).On(f)).Decided();
        Assert.Equal(Stage.Decided, m.File.Stage);
    }

    [Fact]
    public void A_defence_is_reviewed_before_the_decision_and_never_makes_it_heavier()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed();
        m.Do(Wang, new StateDefence("家里困难", "oral", m.At, []).Write);
        m.Days(20);
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.Do(Wang, new ReviewDefence("partly", "困难属实").On);
        Assert.Contains("defence-heavier", Stops(m.TryDecide(fine: 1_500)));
        m.Decided(600);
        Assert.Equal(600, m.File.FineNow);
    }

    [Fact]
    public void On_the_spot_a_defence_makes_nothing_heavier_either_nor_by_way_of_filing()
    {
        static Outcome Spot(Matter m, decimal fine) => m.Try(Wang, (f, n) => new ProposePenalty { Fine = fine, Ground = "32", Gains = "none", Reason = "初次" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today));
        var m = new Matter();
        m.Keep(Spot(m, 100)).Do(Wang, (f, _) => new HearParty(true, "", "").On(f)).Keep(Spot(m, 150));
        m.Do(Wang, (f, _) => new HearParty(true, "不是我摆的", "不采纳：有照片").On(f));
        Assert.Equal("heavier_after_defence", Refused(Spot(m, 200)));
        m.Keep(Spot(m, 120));
        Assert.Equal("heavier_after_defence", Refused(Spot(m, 200)));

        m.Filed().Asked();
        Assert.Equal("heavier_without_facts", Refused(m.Try(Wang, (f, n) => Report(1_000).On(f, n, Weighed(f), [], null))));
        m.Do(Wang, (f, n) => Report(1_000, facts: "询问查明还有两处摊位").On(f, n, Weighed(f), [], null));
    }

    [Fact]
    public void A_heavier_proposal_needs_new_facts_and_a_new_notice()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed();
        m.Do(Wang, new StateDefence("没有", "oral", m.At, []).Write).Do(Wang, new ReviewDefence("not_adopted", "不实").On);
        Assert.Equal("heavier_without_facts", Refused(m.Try(Wang, (f, n) => Report(2_000, amends: "态度恶劣", facts: "态度恶劣").On(f, n, Weighed(f), [], null))));
        m.Do(Wang, (f, n) => Report(900, amends: "采纳申辩").On(f, n, Weighed(f), [], null));
        Assert.Equal(Stage.Reported, m.File.Stage);
        Assert.Null(m.File.NoticeGiven);
        Assert.Contains("notice", Stops(m.Days(30).TryDecide()));
    }

    [Fact]
    public void The_hearing_right_is_told_at_the_threshold_and_held_before_the_decision()
    {
        Assert.False(new Matter().Filed().Asked().Reported(4_999).Noticed().File.Notice!.Hearing);
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed();
        Assert.True(m.File.Notice!.Hearing);
        m.Do(Wang, new RequestHearing(m.At, "oral", "要求听证").Write);
        Assert.Contains("hearing", Stops(m.Days(30).TryDecide()));
    }

    [Fact]
    public void A_request_after_five_working_days_is_late()
    {
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed().Days(8);
        Assert.Equal("hearing_late", Refused(m.Try(Wang, new RequestHearing(m.At, "oral", "").Write)));
    }

    [Fact]
    public void The_hearing_is_told_seven_working_days_before_and_its_host_is_no_investigator()
    {
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed();
        m.Do(Wang, new RequestHearing(m.At, "oral", "").Write);
        Assert.Equal("hearing_too_soon", Refused(m.Try(Wang, new ScheduleHearing(HostSigns, m.At.AddDays(8), "会议室", true, "", m.Handed()).On)));
        Assert.Equal(["four-people"], Stops(m.Try(Wang, new ScheduleHearing(new Signatory("li", Ground.T("li"), "host"), m.At.AddDays(9), "会议室", true, "", m.Handed()).On)));
        m.Do(Wang, new ScheduleHearing(HostSigns, m.At.AddDays(9), "会议室", true, "", m.Handed()).On);
        Assert.Equal("not_host", Refused(m.Try(Host, new HoldHearing("held", "a", "b", "c", "signed", 0, []).On)));
    }

    [Fact]
    public void After_a_hearing_the_legal_review_must_pass_before_the_decision()
    {
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed().Heard();
        Assert.Equal("LEGAL_REVIEW", m.State);
        Assert.Contains("legal-review", Stops(m.TryDecide()));
        m.Reviewed(false);
        Assert.Equal(Stage.Investigation, m.File.Stage);
        Assert.Equal("answer_review", Refused(m.Try(Wang, (f, n) => Report(5_000).On(f, n, Weighed(f), [], null))));
        m.Do(Wang, (f, n) => Report(5_000, answers: "已补充").On(f, n, Weighed(f), [], null)).Noticed();
        m.Do(Wang, (f, _) => new WaiveRights("both", Ground.Photo).On(f)).Decided();
        Assert.Equal(Stage.Decided, m.File.Stage);
    }

    [Fact]
    public void Who_stays_away_from_the_hearing_has_waived_it()
    {
        var m = new Matter().Filed().Asked().Reported(5_000).Noticed();
        m.Do(Wang, new RequestHearing(m.At, "oral", "").Write).Do(Wang, new ScheduleHearing(HostSigns, m.At.AddDays(9), "会议室", true, "", m.Handed()).On).Days(9);
        m.Do(Host, new HoldHearing("absent", "", "", "当事人未到", "refused", 0, []).On).Decided();
        Assert.True(m.File.HearingWaived);
    }

    [Fact]
    public void Complex_cases_are_reviewed_and_discussed()
    {
        var m = new Matter().Filed().Asked().Reported(1_000, complex: true).Noticed().Days(10);
        Assert.Equal(["legal-review", "collective"], Stops(m.TryDecide()));
        Assert.Equal("review_first", Refused(m.Try(Head, new DiscussCollectively(m.At, [], "", true).Write)));
        m.Reviewed();
        Assert.Equal(["collective"], Stops(m.TryDecide()));
        m.Discussed();
        Assert.Equal("COLLECTIVE", m.State);
        m.Decided();
    }

    [Fact]
    public void Investigator_reviewer_host_and_decider_are_different_people()
    {
        var m = new Matter().Filed().Asked().Reported(1_000, complex: true).Noticed().Days(10);
        var wang = new By("wang", "reviewer", Ground.Town);
        Assert.Equal(["four-people"], Stops(m.Try(wang, new ReviewLegality(true, "x", ReviewLegality.Asked.ToDictionary(a => a, _ => "x"), "A", false).On)));
        m.Reviewed().Discussed();
        m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, "li", Ground.T("li"), Day(3, 1), Day(12, 31), false, ""), new DeputyNamed(Ground.Town, "reviewer", Ground.T("r"), Day(3, 1), Day(12, 31), false, ""));
        Assert.Equal(["four-people"], Stops(m.TryDecide(new By("li", "deputy", Ground.Town))));
        Assert.Equal(["four-people"], Stops(m.TryDecide(new By("reviewer", "deputy", Ground.Town))));
        m.Decided();
    }

    [Fact]
    public void Whoever_reported_or_once_recorded_the_site_decides_nothing_as_a_deputy()
    {
        static Matter AsDeputy(Matter m, string person)
        {
            m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, person, Ground.T(person), Day(3, 1), Day(12, 31), false, ""));
            return m;
        }

        var lena = new By("lena", "leader", Ground.Town);
        var reported = new Matter().Filed().Asked().Do(lena, (f, n) => Report(1_000).On(f, n, Weighed(f), [], null)).Noticed().Days(10);
        Assert.Equal(["four-people"], Stops(AsDeputy(reported, "lena").TryDecide(lena with { Role = "deputy" })));

        // Others came a second time, and the case went on with them.
        var twice = new Matter();
        twice.Do(Wang, (f, n) => new RecordSite
        {
            Officers = ["li", "zhao"], Began = n.At, Ended = n.At, ActDay = n.Today, Breach = true, Seen = "仍在摆卖", PartyMark = "mark", CertificatesShown = true, RecusalTold = true,
            Party = new Party(PartyKind.Individual, "张三（虚构）", "500000000000000000", "虚构路 1 号"),
        }.On(f, n.Law, n.Roster, "env2", n.At));
        twice.Filed().Do(Wang, (f, n) => new RecordInquiry
        {
            Officers = ["li", "zhao"], Began = n.At, Ended = n.At, Relation = "party", Asked = new Inquiry("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是")]), CertificatesShown = true, RightsTold = true,
        }.On(f, n, "q"));
        twice.Do(new By("li", "officer", Ground.Town), (f, n) => Report(1_000).On(f, n, Weighed(f), [], null)).Noticed().Days(10);
        Assert.Equal(["four-people"], Stops(AsDeputy(twice, "wang").TryDecide(new By("wang", "deputy", Ground.Town))));
    }

    [Fact]
    public void A_recused_officer_steps_back_and_nobody_decides_while_a_request_waits()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10);
        m.Do(Wang, (f, _) => new AskRecusal("head", "party", "亲属").On(f));
        Assert.Contains("recusal", Stops(m.TryDecide()));
        Assert.Equal("own_recusal", Refused(m.Try(Head, new DecideRecusal("head", false, "x").On)));
        m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, "vice", Ground.T("vice"), Day(3, 1), Day(12, 31), false, ""));
        m.Do(new By("vice", "deputy", Ground.Town), new DecideRecusal("head", true, "属实").On);
        Assert.Contains("recusal", Stops(m.TryDecide()));
        Assert.Equal("recused", Refused(m.Try(Head, (f, n) => new NotPunish { Ground = "first_slight", Words = "x", Education = new Education("本人", "x", n.At, []) }.On(f, n, "k"))));
        Assert.Equal("recused", Refused(m.Try(Head, new WithdrawFiling("x").On)));
        m.Do(new By("vice", "deputy", Ground.Town), (f, n) => new Decide { Correction = "改正", Reason = "x" }.On(f, n, Weighed(f), [], "k"));
    }

    [Fact]
    public void The_ninety_days_stop_or_caution_as_the_pack_says_and_suspensions_do_not_count()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(91);
        Assert.Contains("ninety-days", Stops(m.TryDecide()));
        var lenient = new Matter(law: Ground.LenientLaw).Filed().Asked().Reported().Noticed().Days(91);
        lenient.Decided();

        var still = new Matter().Filed().Asked().Reported().Noticed();
        still.Do(Head, new SuspendCase("（虚构）规定第1条", "鉴定").On).Days(60).Do(Head, new ResumeCase("鉴定完毕").On).Days(60);
        still.Decided();
        var extended = new Matter().Filed().Asked().Reported().Noticed();
        Assert.Equal("no_extension", Refused(extended.Try(Head, new ExtendTerm(30, "", "复杂").On)));
        extended.Do(Head, new ExtendTerm(30, "（虚构）规定第1条", "复杂").On).Days(110).Decided();
    }

    [Fact]
    public void Nothing_is_decided_while_a_case_stands_still()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10);
        m.Do(Head, new SuspendCase("（虚构）规定第1条", "鉴定").On);
        Assert.Equal("suspended", Refused(m.TryDecide()));
    }

    [Fact]
    public void Preserved_evidence_is_treated_within_seven_working_days()
    {
        var m = new Matter().Filed();
        Assert.Equal("not_head", Refused(m.Try(Wang, new PreserveEvidence([new Good("推车", "1 辆", "")], "仓库", "可能转移").On)));
        m.Do(Head, new PreserveEvidence([new Good("推车", "1 辆", "")], "仓库", "可能转移").On);
        var number = m.File.Preservations[0].Notice.Number;
        Assert.Equal(Day(3, 11), m.File.Preservations[0].Notice.TreatBy);
        m.Asked().Reported().Noticed().Days(10);
        Assert.Equal("preservation_over", Refused(m.TryDecide()));
        Assert.Equal("preservation_over", Refused(m.Try(Head, new TreatPreserved(number, "seized", "x").On)));
        m.Do(Head, new TreatPreserved(number, "returned", "退还").On).Decided();
        Assert.True(m.File.Preservations[0].Treated!.Late);
    }

    [Fact]
    public void Preserved_goods_become_seized_only_by_a_seizure()
    {
        Matter Preserved(ItemCode item) => new Matter(item).Filed().Do(Head, new PreserveEvidence([new Good("推车", "1 辆", "")], "仓库", "可能转移").On);
        static TreatPreserved Seized(CaseFile f) => new(f.Preservations[0].Notice.Number, "seized", "扣押");
        var entrusted = Preserved(Ground.Entrusted);
        Assert.Equal("seize_first", Refused(entrusted.Try(Head, (f, n) => Seized(f).On(f, n))));

        var m = Preserved(Ground.Measures).Do(Head, new Seize
        {
            Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party",
        }.On);
        m.Do(Head, (f, n) => Seized(f).On(f, n));
        Assert.NotNull(m.File.Preservations[0].Treated);
    }

    [Fact]
    public void Seizure_needs_the_list_and_is_never_entrusted()
    {
        static Seize Act(bool urgent = false) => new() { Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party", Urgent = urgent };
        Assert.Equal(["seizure"], Stops(new Matter(Ground.Own).Filed().Try(Head, Act().On)));
        var entrusted = Assert.IsType<Outcome.Stop>(new Matter(Ground.Entrusted).Filed().Try(Head, Act().On)).Fences[0];
        Assert.Equal("行政强制法 17", entrusted.Article);
        var m = new Matter(Ground.Measures).Filed();
        Assert.Equal("not_head", Refused(m.Try(Wang, Act().On)));
        m.Do(Wang, Act(urgent: true).On);
        var number = m.File.Seizures[0].Made.Number;
        Assert.Equal("approval_over", Refused(m.Days(2).Try(Head, new ApproveSeizure(number).On)));
        Assert.Equal("goods_open", Refused(m.Try(Head, new WithdrawFiling("没有违法").On)));
        m.Do(Head, new LiftSeizure(number, "not_approved", "退还").On).Do(Head, new WithdrawFiling("没有违法").On);
        Assert.Equal("withdrawn", m.File.End!.Outcome);
    }

    [Fact]
    public void A_seizure_lasts_thirty_days_and_thirty_more_once()
    {
        var m = new Matter(Ground.Measures).Filed().Do(Head, new Seize
        {
            Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party",
        }.On);
        var (number, until) = (m.File.Seizures[0].Made.Number, m.File.Seizures[0].Until);
        Assert.Equal(m.Today.AddDays(30), until);
        Outcome Extended(DateOnly to, By? by = null) => m.Try(by ?? Head, new ExtendSeizure(number, to, "鉴定未完").On);
        m.Days(30);
        Assert.Equal("not_head", Refused(Extended(until.AddDays(30), Wang)));
        Assert.Equal("too_long", Refused(Extended(until.AddDays(31))));
        m.Days(1);
        Assert.Equal("wrong_stage", Refused(Extended(until.AddDays(30))));
        m.Days(-1).Do(Head, new ExtendSeizure(number, until.AddDays(30), "鉴定未完").On);
        Assert.Equal("wrong_stage", Refused(Extended(until.AddDays(31))));
    }

    [Fact]
    public void The_same_goods_are_not_taken_again_without_a_new_ground()
    {
        static Seize Take(string good, string ground = "") => new()
        {
            Measure = "detain", Officers = ["wang", "li"], Goods = [new Good(good, "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party", NewGround = ground,
        };
        var m = new Matter(Ground.Measures).Filed().Do(Head, Take("三轮 推车").On);
        var number = m.File.Seizures[0].Made.Number;
        FenceAnswer Stopped(Seize act) => Assert.Single(Assert.IsType<Outcome.Stop>(m.Try(Head, act.On)).Fences);

        // While it stands there is the extension and nothing else, whatever is said; other goods are another matter.
        Assert.Contains(number, Stopped(Take("三轮推车", "又发现新证据")).Fact.Zh, StringComparison.Ordinal);
        Assert.IsType<Outcome.Do>(m.Try(Head, Take("秤").On));

        // Its days are over and it was lifted: the same goods need what was found out since.
        m.Days(31).Do(Head, new LiftSeizure(number, "expired", "退还").On);
        var stop = Stopped(Take("三轮推车"));
        Assert.Equal(("seizure", FenceVerdict.Stop, "行政强制法 25、28"), (stop.Id, stop.Answer, stop.Article));
        Assert.Equal("seize", ActOf(m.Try(Head, Take("三轮推车", " ").On)));
        m.Do(Head, Take("三轮推车", "解除后查明仍用于转移赃物").On);
        Assert.Equal("解除后查明仍用于转移赃物", m.File.Seizures[^1].Made.NewGround);
        Assert.Equal("", m.File.Seizures[0].Made.NewGround);

        static string ActOf(Outcome outcome) => ((ActStopped)Body.Read(Ground.Entry(Assert.IsType<Outcome.Stop>(outcome).Facts[0], 1, Head, Ground.Start))).Act;
    }

    [Fact]
    public void Electronic_service_needs_a_signed_consent()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided();
        var act = new Serve("electronic", "party", false, "", []);
        Assert.Equal("no_consent", Refused(m.Try(Wang, (f, n) => act.On(f, n.At))));
        m.Do(Wang, (f, _) => new ConfirmServiceAddress(true, "a@example.org", Ground.Photo).On(f, "addr")).Do(Wang, (f, n) => act.On(f, n.At));
        Assert.Equal(Stage.Served, m.File.Stage);
    }

    [Fact]
    public void The_surcharge_reaches_the_fine_and_stands_still_in_remedy()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        var due = Dues.Of(m.File, m.Law, m.Today)!.Due;
        Assert.Equal(30, Dues.Of(m.File, m.Law, due.AddDays(1))!.Surcharge);
        Assert.Equal(990, Dues.Of(m.File, m.Law, due.AddDays(33))!.Surcharge);
        Assert.Equal(1_000, Dues.Of(m.File, m.Law, due.AddDays(34))!.Surcharge);
        Assert.Equal(1_000, Dues.Of(m.File, m.Law, due.AddDays(300))!.Surcharge);

        m.After(due.AddDays(1)).Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write).Days(30);
        m.Do(Wang, new EndRemedy("upheld", m.Today, "维持").Write);
        Assert.Equal(30, Dues.Of(m.File, m.Law, m.Today)!.Surcharge);
        Assert.Equal(60, Dues.Of(m.File, m.Law, m.Today.AddDays(1))!.Surcharge);
    }

    [Fact]
    public void The_summary_end_closes_neither_an_unpaid_decision_nor_a_breach_without_education()
    {
        var unpaid = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        Assert.Equal("wrong_stage", Refused(unpaid.Try(Wang, (f, _) => new EndCase("penalised", "x").On(f))));
        Assert.Equal("wrong_stage", Refused(new Matter().Try(Wang, (f, _) => new EndCase("no_penalty", "x").On(f))));
    }

    [Fact]
    public void A_plan_moves_the_due_day_to_its_end()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        Assert.Equal("bad_plan", Refused(m.Try(Head, new DeferPayment("困难", [new Instalment(m.Today.AddDays(60), 400)]).On)));
        m.Do(Head, new DeferPayment("困难", [new Instalment(m.Today.AddDays(60), 400), new Instalment(m.Today.AddDays(90), 600)]).On);
        Assert.Equal("DEFERRED", m.State);
        Assert.Equal("OVERDUE", m.Days(91).State);
        m.Do(Wang, new Pay(1_030, m.Today, "bank", "B9").Write);
        Assert.Equal(Stage.Performed, m.File.Stage);
    }

    [Fact]
    public void The_court_is_applied_to_only_inside_its_window()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served().Days(20);
        m.Do(Wang, new DemandPayment(m.Handed()).On);
        var apply = new ApplyToCourt("示例区人民法院", ApplyToCourt.Wanted);
        Assert.Equal("court_window", Refused(m.Try(Head, apply.On)));
        var window = Terms.CourtWindow(m.File, m.Law)!.Value;
        m.After(window.First.AddDays(-1)).Do(Head, apply.On).Do(Wang, new EndCourt("enforced", m.Today, "执行完毕").Write).Do(Head, new CloseCase("已执行").On);
        Assert.Equal("penalised", m.File.End!.Outcome);
    }

    [Fact]
    public void A_missed_court_window_still_ends_in_the_open()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        Assert.IsType<Outcome.Refuse>(m.Days(100).Try(Head, new CloseCase("x").On));
        m.Days(300).Do(Head, new CloseCase("错过期限").On);
        Assert.Equal("unenforced", m.File.End!.Outcome);
    }

    [Fact]
    public void A_revoked_decision_is_decided_again_with_a_new_notice()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        m.Do(Wang, new SeekRemedy("suit", m.Today, "示例区人民法院", false).Write).Days(10).Do(Wang, new EndRemedy("revoked", m.Today, "撤销").Write);
        Assert.Equal(Stage.Revised, m.File.Stage);
        Assert.Equal(m.Law.At(m.File.Book).Ends("withdraw-publication", m.Today), m.File.RemediesEnded[0].WithdrawPublicationBy);
        m.Do(Head, new FollowRevision("decide_again", "重新调查").On).Reported(800);
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.Noticed().Days(10).Decided();
        Assert.EndsWith("-2号", m.File.Ruling!.Number, StringComparison.Ordinal);
        Assert.Contains(m.Entries[^1].Slots, s => s.StartsWith("fine:", StringComparison.Ordinal) && s.EndsWith("#1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_suspected_crime_is_decided_in_three_days_by_the_head_in_person()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10);
        m.Do(Wang, new ReportCrime(["wang", "li"], "涉嫌妨害公务").On);
        Assert.Equal("crime_pending", Refused(m.TryDecide()));
        m.Roster = Ground.Roster(new DeputyNamed(Ground.Town, "vice", Ground.T("vice"), Day(3, 1), Day(12, 31), false, ""));
        Assert.Equal("head_in_person", Refused(m.Try(new By("vice", "deputy", Ground.Town), new DecideCrime(true, "x").On)));
        m.Days(4).Do(Head, new DecideCrime(true, "移送").On);
        Assert.True(m.File.CrimeDecision!.Late);
        m.Do(Wang, new TransferCrime("示例区公安局", TransferCrime.Wanted).On).Do(Wang, (f, _) => new AnswerTransfer(false, "不构成犯罪").On(f));
        Assert.Equal(Stage.Investigation, m.File.Stage);
        Assert.Equal(Day(5, 31), Terms.DecideBy(m.File, m.Law, m.Today));
    }

    [Fact]
    public void A_suspected_crime_keeps_a_case_from_every_end_until_the_head_has_decided()
    {
        var persuade = new Persuade("wang", "请收摊", null, "put_right", "", [Ground.Photo]);
        var again = new Reinspect(["wang", "li"], true, false, "已清走", [Ground.Photo]);
        Matter Reported(Matter m) => m.Do(Wang, new ReportCrime(["wang", "li"], "涉嫌妨害公务").On);

        var m = Reported(new Matter());
        var refusal = Assert.IsType<Outcome.Refuse>(m.Try(Wang, (f, _) => persuade.On(f))).Refusal;
        Assert.Equal("crime_pending", refusal.Code);
        Assert.Contains($"{m.File.Crime!.DecideBy:yyyy-MM-dd}", refusal.Way.Zh, StringComparison.Ordinal);
        Assert.Equal("crime_pending", Refused(m.Try(Wang, new ReferCase(Ground.Department, "不属本机关").On)));
        Assert.Equal("crime_decide", Steps.Next(m.File, m.Law, m.Today, Steps.Open(m.File, m.Law, m.Roster, m.At))[0].Act);

        // What is not an end is recorded all the same, and the end comes once the head has refused the transfer.
        m.Do(Wang, (f, _) => (persuade with { Result = "waiting" }).On(f)).Do(Head, new DecideCrime(false, "不构成犯罪").On).Do(Wang, (f, _) => persuade.On(f));
        Assert.Equal("put_right", m.File.End!.Outcome);

        // Approved, it goes to the police before anything ends.
        var ordered = Reported(new Matter().Do(Wang, (f, n) => new OrderCorrection("清走", n.Today.AddDays(3), "handed").On(f, 0, n.Today)).Days(4)).Do(Head, new DecideCrime(true, "移送").On);
        Assert.Equal("crime_pending", Refused(ordered.Try(Wang, (f, n) => again.On(f, n.Law, n.Roster, n.Today))));
        ordered.Do(Wang, new TransferCrime("示例区公安局", TransferCrime.Wanted).On).Do(Wang, (f, _) => new AnswerTransfer(true, "已立案").On(f)).Do(Head, new CloseCase("已移送").On);
        Assert.Equal("transferred", ordered.File.End!.Outcome);

        // A penalty on the spot replaces it as little as one of the ordinary procedure.
        var spot = Reported(new Matter().Do(Wang, (f, n) => new ProposePenalty { Procedure = "summary", Warning = true, Gains = "none", Reason = "初次" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today)));
        Assert.Equal("crime_pending", Refused(spot.Try(Wang, (f, n) => new DecideOnTheSpot("wang").On(f, n.Law, n.Roster, Weighed(f), [], 0, "check", _ => "", n.Today))));
    }

    [Fact]
    public void Money_for_a_decision_that_was_set_aside_is_booked_as_too_much_and_moves_nothing()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        m.Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write).Days(3).Do(Wang, new EndRemedy("revoked", m.Today, "撤销").Write);
        Assert.Equal(0, Dues.Of(m.File, m.Law, m.Today)!.Owed);
        m.Do(Wang, new Pay(400, m.Today, "bank", "B1").Write);
        Assert.Equal((400m, Stage.Revised), (m.File.Payments[^1].Over, m.File.Stage));
        m.Do(Head, new FollowRevision("end", "不再处罚").On).Do(Wang, new Pay(600, m.Today, "bank", "B2").Write);
        Assert.Equal((600m, Stage.Ended), (m.File.Payments[^1].Over, m.File.Stage));
        Assert.DoesNotContain(Steps.Open(m.File, m.Law, m.Roster, m.At), s => s.Act == "pay");
    }

    [Fact]
    public void A_changed_sum_is_owed_as_changed_before_the_head_has_said_what_follows()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        m.Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write).Days(3).Do(Wang, new EndRemedy("changed", m.Today, "变更", 700).Write);
        m.Do(Wang, new Pay(700, m.Today, "bank", "B1").Write);
        Assert.Equal((true, 0m, Stage.Revised), (m.File.Payments[^1].Settled, m.File.Payments[^1].Over, m.File.Stage));
        Assert.Equal(Stage.Performed, m.Do(Head, new FollowRevision("perform", "按变更后的决定").On).File.Stage);
    }

    [Fact]
    public void An_entrusted_case_stands_in_the_name_of_the_entrusting_organ()
    {
        var m = new Matter(Ground.Entrusted).Filed();
        Assert.Equal(Ground.Department, m.File.Under!.InNameOf);
        Assert.StartsWith($"立〔2026〕{Ground.Department}-{Ground.Town}-0007", m.File.Filed!.Number, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filed_case_stays_when_its_item_is_retrieved_and_an_unfiled_one_does_not()
    {
        var m = new Matter(Ground.Retrieved, at: new DateTimeOffset(2026, 4, 20, 9, 0, 0, TimeSpan.FromHours(8))).Filed().Asked().Reported().Noticed().Days(30).Decided();
        Assert.Equal(Stage.Decided, m.File.Stage);
        var late = new Matter(Ground.Retrieved, at: new DateTimeOffset(2026, 4, 20, 9, 0, 0, TimeSpan.FromHours(8))).Days(30);
        Assert.Equal(["power"], Stops(late.Try(Head, new FileCase("x").On)));
    }

    [Fact]
    public void A_lighter_law_in_mid_case_waits_for_a_person_and_is_then_applied()
    {
        var m = new Matter(Ground.Changing, at: new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.FromHours(8))).Filed().Asked().Reported(8_000).Noticed().Days(20);
        Assert.Equal("law_changed", Refused(m.TryDecide()));
        m.Do(By.System, (f, n) => new ReevaluateForLawChange().On(f, n.Law, n.Today));
        Assert.True(m.File.LawChange!.Lighter);
        Assert.Contains(m.File.LawChange.Differences, d => d.En.StartsWith("fine", StringComparison.Ordinal));
        Assert.Equal("wrong_law", Refused(m.Try(Wang, new ChooseLaw(false, "x").On)));
        m.Do(Wang, new ChooseLaw(true, "新规定较轻").On);
        Assert.Contains("statute-range", Stops(m.TryDecide()));
        m.Do(Wang, (f, n) => Report(3_000, amends: "法律变更").On(f, n, Weighed(f), [], null)).Noticed().Days(10).Decided();
        Assert.Equal(3_000, m.File.FineNow);
    }

    [Fact]
    public void Whoever_is_not_punished_is_educated_on_record()
    {
        var m = new Matter(born: new DateOnly(2014, 1, 1));
        var act = new NotPunish { Ground = "under_14", Words = "十二岁", Guardian = "张某（虚构）" };
        Assert.Equal("no_education", Refused(m.Try(Head, (f, n) => act.On(f, n, "k"))));
        Assert.Equal("no_ground", Refused(m.Try(Head, (f, n) => (act with { Guardian = "" }).On(f, n, "k"))));
        m.Do(Head, (f, n) => (act with { Education = new Education("张三", "不得占道", n.At, []) }).On(f, n, "k")).Served();
        Assert.Equal(Stage.NotPunished, m.File.Stage);
        m.Do(Head, new CloseCase("已教育").On);
        Assert.Equal("no_penalty", m.File.End!.Outcome);
        Assert.Equal("no_ground", Refused(new Matter().Try(Head, (f, n) => (act with { Education = new Education("张三", "x", n.At, []) }).On(f, n, "k"))));
    }

    [Fact]
    public void A_party_under_eighteen_is_fined_in_the_lower_half_at_most()
    {
        var m = new Matter(born: new DateOnly(2010, 1, 1)).Filed().Asked();
        Assert.Equal(["young"], Stops(m.Try(Wang, (f, n) => Report(15_000).On(f, n, Weighed(f), [], null))));
        m.Reported(1_000);
    }

    [Fact]
    public void A_step_taken_back_is_a_later_entry_and_the_old_one_stays()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed();
        var count = m.Entries.Count;
        m.Do(Head, new TakeStepBack("notice", "告知书写错地点").On);
        Assert.Equal(count + 1, m.Entries.Count);
        Assert.Equal("REPORTED", m.State);
        m.Days(20);
        Assert.Contains("notice", Stops(m.TryDecide()));
        m.Noticed().Days(10).Decided();
    }

    [Fact]
    public void Suspension_of_business_carries_a_hearing_right_whatever_the_sum()
    {
        var m = new Matter().Filed().Asked().Do(Wang, (f, n) => Report(600, other: ["suspension"]).On(f, n, Weighed(f), [], null)).Noticed();
        Assert.True(m.File.Notice!.Hearing);
        Assert.Contains("penalty-kind", Stops(new Matter().Filed().Asked().Try(Wang, (f, n) => Report(600, other: ["detention"]).On(f, n, Weighed(f), [], null))));
    }

    [Theory]
    [InlineData("revocation", true)]
    [InlineData("debarment", true)]
    [InlineData("restriction", true)]
    [InlineData("withholding: 3 个月", false)]
    public void A_licence_withheld_is_not_among_the_kinds_that_carry_a_hearing_right(string kind, bool told)
    {
        var m = new Matter().Filed();
        Assert.Equal(told, HearingRight.Of(m.Law.At(m.File.Book), PartyKind.Individual, 600, null, [kind], m.Today).Told);
    }

    [Fact]
    public void Cash_is_taken_in_the_ordinary_procedure_only_in_remote_places_at_request()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        Assert.Equal("no_cash", Refused(m.Try(Wang, new Pay(1_000, m.Today, "cash", "P1", "small").Write)));
        m.Do(Wang, new Pay(1_000, m.Today, "cash", "P1", "remote_at_request").Write);
    }

    [Fact]
    public void A_payment_code_notices_every_single_mistyped_digit_and_swap()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided();
        var code = m.File.Ruling!.PayCode;
        Assert.True(PayCode.Fits(code));
        Assert.Equal(code, BankStatement.CodeIn($"罚款 {code} 张三"));
        for (var i = 0; i < code.Length; i++)
        {
            for (var d = '0'; d <= '9'; d++)
            {
                Assert.Equal(d == code[i], PayCode.Fits(code[..i] + d + code[(i + 1)..]));
            }
        }
    }

    [Fact]
    public void A_bank_statement_is_read_whole_or_not_at_all()
    {
        var lines = BankStatement.Read("流水号,交易日期,金额,附言\r\nB1,2026-03-20,\"1,000.00\",\"张三, 990100\"\n");
        Assert.Equal(new BankLine("B1", Day(3, 20), 1_000, "张三, 990100"), Assert.Single(lines));
        Assert.Throws<InvalidDataException>(() => BankStatement.Read("流水号,金额\nB1,3\n"));
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => BankStatement.Read("reference,date,sum,remark\nB1,yesterday,3,x\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fence_answers_in_three_languages_with_article_and_way()
    {
        var m = new Matter().Filed().Asked().Reported(6_000, complex: true);
        var stop = Assert.IsType<Outcome.Stop>(m.TryDecide());
        Assert.All(stop.Fences.Where(f => f.Answer != FenceVerdict.Clear), f =>
        {
            Assert.NotEmpty(f.Article);
            Assert.All(new[] { f.Fact, f.Way }, t => Assert.All(new[] { t.Zh, t.En, t.Ar }, Assert.NotEmpty));
        });
    }
}
