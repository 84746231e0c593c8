using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;
using Wardmote.Tests.Cases;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Fences;

/// <summary>Rules of docs/rules-homes.csv that no other test would miss: each of these fails where its rule is not there.</summary>
public sealed class RuleTests
{
    [Fact]
    public void A_continuing_act_counts_from_the_day_it_ended()
    {
        var m = new Matter(site: false);
        var (began, ended) = (m.Today.AddYears(-3), m.Today.AddYears(-1));
        Matter Seen(DateOnly day, string words) => m.Do(Wang, (f, n) => new RecordSite
        {
            Officers = ["wang", "li"], Began = m.At, Ended = m.At, ActDay = day, Breach = true, Seen = words, PartyMark = "mark", CertificatesShown = true, RecusalTold = true,
            Party = new Party(PartyKind.Individual, "张三（虚构）", "500000000000000000", "虚构路 1 号", BirthDate: new DateOnly(1980, 1, 1)),
        }.On(f, n.Law, n.Roster, "env", n.At));

        Seen(began, "三年前开始堆放");
        Assert.Equal(["limitation"], Stops(m.Try(Head, new FileCase("符合立案标准").On)));
        Seen(ended, "三年前开始堆放，一年前才清走");
        Assert.Equal("no_ground", Refused(m.Try(Head, (f, n) => new NotPunish { Ground = "lapsed", Words = "超过两年", Education = new Education("本人", "x", n.At, []) }.On(f, n, "k"))));
        Assert.Equal(Stage.Filed, m.Filed().File.Stage);
    }

    [Fact]
    public void Persuasion_comes_first_or_a_reason_does_and_it_never_stops()
    {
        var law = Town.Rules();
        LawInForce With(Func<FenceSetting, FenceSetting> fence, Precondition precondition = Precondition.None) => new([law.Packs[0] with
        {
            Fences = [.. law.Packs[0].Fences.Select(f => f.Id == "persuasion" ? fence(f) : f)], Items = [.. law.Packs[0].Items.Select(i => i with { Precondition = precondition })],
        }]);
        FenceAnswer Ask(Proposal p, LawInForce rules) => new PenaltyFences(rules, Town.Home.Code, Town.Today).Ask(p).Single(a => a.Id == "persuasion");

        var skipped = PenaltyFenceTests.Sound with { Persuaded = false };
        Assert.Equal(FenceVerdict.Clear, Ask(PenaltyFenceTests.Sound, law).Answer);
        Assert.Equal(FenceVerdict.Caution, Ask(skipped, law).Answer);
        Assert.Contains("拒绝", Ask(skipped with { Reason = "当场拒绝" }, law).Way.Zh, StringComparison.Ordinal);

        // Whatever a pack makes of it; and where the article wants an order first, that order has the word.
        Assert.Equal(FenceVerdict.Caution, Ask(skipped, With(f => f with { Mode = "stop", Ground = "statute" })).Answer);
        Assert.Equal(FenceVerdict.Clear, Ask(skipped, With(f => f, Precondition.RefusesCorrection)).Answer);

        // In the case it wants a reason, and persuading answers it.
        var m = new Matter();
        Outcome Warn(string reason) => m.Try(Wang, (f, n) => new ProposePenalty { Warning = true, Gains = "none", Reason = reason }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today));
        var refused = Assert.IsType<Outcome.Refuse>(Warn("")).Refusal;
        Assert.Contains("persuasion was not tried", refused.Why.En, StringComparison.Ordinal);
        m.Do(Wang, (f, _) => new Persuade("wang", "请收摊", null, "refused", "不收", []).On(f));
        Assert.DoesNotContain("persuasion was not tried", (Warn("") as Outcome.Refuse)?.Refusal.Why.En ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_penalty_comes_with_an_order_to_correct()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10);
        Outcome Decide(string correction) => m.Try(Head, (f, n) => new Decide { Correction = correction, Reason = "按查明事实" }.On(f, n, Weighed(f), [], "check"));
        Assert.Equal("no_correction", Refused(Decide(" ")));
        Assert.Equal("立即清走", ((Decided)Body.Read(Ground.Entry(Assert.IsType<Outcome.Do>(Decide("立即清走")).Facts[0], 1, Head, m.At))).Correction);
    }

    [Fact]
    public void A_decision_on_the_spot_has_a_number_set_before_certificates_and_a_noted_refusal()
    {
        var m = new Matter().Do(Wang, (f, n) => new ProposePenalty { Warning = true, Gains = "none", Reason = "初次" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today)).Do(Wang, (f, _) => new HearParty(true, "", "").On(f));
        Outcome Spot(int earlier) => m.Try(Wang, (f, n) => new DecideOnTheSpot("wang").On(f, n.Law, n.Roster, Weighed(f), [], earlier, "check", _ => "hash", n.Today));
        var (first, second) = (Assert.IsType<Outcome.Do>(Spot(0)).Facts[0], Assert.IsType<Outcome.Do>(Spot(1)).Facts[0]);
        Assert.Equal([$"number:当罚〔2026〕{Ground.Town}-0001号"], first.Slots!);
        Assert.NotEqual(first.Slots, second.Slots);
        Assert.Equal(first.Slots, Assert.IsType<Outcome.Do>(Spot(0)).Facts[0].Slots);
        m.Keep(Spot(0));
        Assert.Equal(("C-wang", "C-li"), (m.File.Decision!.Decider.Certificate, m.File.Decision.Second.Certificate));
        Assert.Equal("refusal_proof", Refused(m.Try(Wang, (f, n) => new Serve("handed", "party", true, "", []).On(f, n.At))));
        Assert.True(m.Do(Wang, (f, n) => new Serve("handed", "party", true, "邻居赵某", []).On(f, n.At)).File.Service!.Refused);
    }

    [Fact]
    public void Cash_comes_with_the_number_of_a_statutory_receipt_that_is_taken_once()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        Assert.Equal("bad_payment", Refused(m.Try(Wang, new Pay(1_000, m.Today, "cash", " ", "remote_at_request").Write)));
        var paid = Assert.IsType<Outcome.Do>(m.Try(Wang, new Pay(1_000, m.Today, "cash", "P1", "remote_at_request").Write));
        Assert.Equal(["payment:cash:P1"], paid.Facts[0].Slots!);
    }

    [Theory]
    [InlineData("unable", true)]
    [InlineData("first_slight", false)]
    [InlineData("minor_corrected", false)]
    [InlineData("no_fault", false)]
    public void Each_ground_of_no_penalty_is_the_heads_with_reasons_education_and_where_there_is_one_a_guardian(string ground, bool guardian)
    {
        var m = new Matter(born: new DateOnly(1980, 1, 1));
        var whole = new NotPunish { Ground = ground, Words = "查明的事实和理由", Guardian = guardian ? "张某（虚构）" : "", Education = new Education("张三", "不得占道", m.At, []) };
        Outcome On(NotPunish act, By? by = null) => m.Try(by ?? Head, (f, n) => act.On(f, n, "k"));
        Assert.Equal("not_head", Refused(On(whole, Wang)));
        Assert.Equal("no_ground", Refused(On(whole with { Words = " " })));
        Assert.Equal("no_education", Refused(On(whole with { Education = null })));
        Assert.Equal(guardian, On(whole with { Guardian = "" }) is Outcome.Refuse { Refusal.Code: "no_ground" });
        Assert.IsType<Outcome.Do>(On(whole));
    }

    [Fact]
    public void A_seizure_wants_its_list_its_article_every_step_and_somebody_present()
    {
        var m = new Matter(Ground.Measures).Filed();
        var whole = new Seize { Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party" };
        string No(Seize act) => Refused(m.Try(Head, act.On));
        Assert.Equal("no_list", No(whole with { Goods = [] }));
        Assert.Equal("no_list", No(whole with { Reason = " " }));
        Assert.Equal("no_list", No(whole with { Basis = "" }));
        Assert.Equal("steps_missing", No(whole with { StepsDone = false }));
        Assert.Equal("steps_missing", No(whole with { OnlyInvolved = false }));
        Assert.Equal("steps_missing", No(whole with { Present = "" }));
        Assert.Equal("two_officers", No(whole with { Officers = ["wang"] }));
        Assert.Equal("not_head", Refused(m.Try(Wang, whole.On)));
        Assert.IsType<Outcome.Do>(m.Try(Head, whole.On));
    }

    [Fact]
    public void Nothing_is_executed_before_a_written_demand()
    {
        var m = ExecutionTests.Standing();
        Assert.Equal("wrong_stage", Refused(m.Days(400).Try(Head, new DecideExecution { From = m.At.AddDays(1), To = m.At.AddDays(1).AddHours(2) }.On)));
        var fine = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        fine.After(Terms.RemedyEnds(fine.File, fine.Law)!.Value);
        Assert.IsType<Outcome.Refuse>(fine.Try(Head, new ApplyToCourt("示例区人民法院", ApplyToCourt.Wanted).On));
    }

    [Fact]
    public void While_a_remedy_runs_the_fine_is_owed_and_money_for_it_is_taken()
    {
        var m = new Matter().Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        m.Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write);
        Assert.Equal(1_000, Dues.Of(m.File, m.Law, m.Today)!.Owed);
        m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write);
        Assert.Equal((0m, true), (m.File.Payments[^1].Over, m.File.Settled));
        Assert.Equal(Stage.Performed, m.Do(Wang, new EndRemedy("upheld", m.Today, "维持").Write).File.Stage);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("preserve")]
    [InlineData("seize")]
    [InlineData("recusal")]
    [InlineData("notice")]
    [InlineData("discuss")]
    [InlineData("decide")]
    [InlineData("withdraw")]
    public void What_the_head_decides_nobody_below_the_head_does(string act)
    {
        var m = act switch
        {
            "file" => new Matter(),
            "seize" or "preserve" => new Matter(Ground.Measures).Filed(),
            "recusal" => new Matter().Filed().Do(Wang, (f, _) => new AskRecusal("li", "party", "亲属").On(f)),
            "notice" or "withdraw" => new Matter().Filed().Asked().Reported(),
            "discuss" => new Matter().Filed().Asked().Reported(1_000, complex: true).Noticed().Days(10).Reviewed(),
            _ => new Matter().Filed().Asked().Reported().Noticed().Days(10),
        };
        Outcome On(By by) => m.Try(by, (f, n) => act switch
        {
            "file" => new FileCase("符合立案标准").On(f, n),
            "preserve" => new PreserveEvidence([new Good("推车", "1 辆", "")], "仓库", "可能转移").On(f, n),
            "seize" => new Seize { Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party" }.On(f, n),
            "recusal" => new DecideRecusal("li", false, "不是亲属").On(f, n),
            "notice" => new ApproveNotice("李某 023-0000").On(f, n),
            "discuss" => new DiscussCollectively(n.At, [new ViewGiven("甲", "镇长", "同意"), new ViewGiven("乙", "副镇长", "同意")], "同意", true).Write(f, n),
            "withdraw" => new WithdrawFiling("没有违法").On(f, n),
            _ => new Decide { Correction = "改正", Reason = "按查明事实" }.On(f, n, Weighed(f), [], "k"),
        });
        foreach (var below in new[] { Wang, Wang with { Role = "leader" }, new By("vice", "deputy", Ground.Town), new By("head-2", "head", "990100002") })
        {
            Assert.Equal("not_head", Refused(On(below)));
        }

        Assert.IsType<Outcome.Do>(On(Head));
    }
}
