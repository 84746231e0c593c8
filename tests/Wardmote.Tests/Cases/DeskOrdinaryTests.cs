using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Whistles;
using Xunit;

namespace Wardmote.Tests.Cases;

/// <summary>The ordinary procedure through the desk: read, decide, append.</summary>
public sealed class DeskOrdinaryTests
{
    private static readonly Book Book = new(Ground.County);
    private readonly MemoryJournal _journal = new();
    private readonly Desk.Desk _desk;
    private DateTimeOffset _at = Ground.Start;
    private int _key;

    public DeskOrdinaryTests() => _desk = new Desk.Desk(_journal, Ground.Law, new CountedTools());

    private Request As(By by) => new(by, _at, $"k{++_key}");

    private static void Done(DeskAnswer answer) => Assert.True(answer is DeskAnswer.Done, answer.ToString());

    private async Task<string> OpenAsync(string? report = null)
    {
        var facts = new List<Fact>();
        foreach (var id in new[] { "wang", "li" })
        {
            facts.Add(Body.Fact(new OfficerEnrolled(id, new Text("王某（虚构）", "Wang", "وانغ"), Ground.Town, false, ""), [Roster.TagOf(Ground.Town)]));
            facts.Add(Body.Fact(new CertificateIssued(id, new Certificate("C-" + id, Ground.Town, ["*"], new DateOnly(2024, 1, 1), new DateOnly(2029, 1, 1))), [Roster.TagOf(Ground.Town)]));
        }

        await _journal.AppendAsync(new Append(Book, "team", new By("admin", "administrator", ""), _at, facts));
        if (report is not null)
        {
            Done(await _desk.LodgeAsync(new LodgeReport(report, "zh", "有人摆摊", Ground.Town, null, "虚构路 1 号", [], "CODE" + report, "web", null, Hints.CannotTell), As(By.Citizen)));
        }

        var opened = Assert.IsType<DeskAnswer.Done>(report is null
            ? await _desk.OpenPatrolCaseAsync(Ground.Town, Ground.Own, null, "虚构路 1 号", As(Matter.Wang))
            : await _desk.TriageAsync(Book, report, "item", Ground.Own.Value, "", "", As(Matter.Wang)));
        var id0 = opened.Entries.Select(Body.Read).OfType<CaseOpened>().Single().Case;
        Done(await _desk.RecordSiteAsync(Book, id0, new RecordSite
        {
            Officers = ["wang", "li"], Began = _at, Ended = _at, ActDay = ShanghaiTime.Day(_at), Breach = true, Seen = "占道摆卖", CertificatesShown = true, RecusalTold = true,
            Party = new Party(PartyKind.Individual, "张三（虚构）", "", "虚构路 1 号"),
        }, As(Matter.Wang)));
        return id0;
    }

    private async Task<string> DecidedAsync()
    {
        var id = await OpenAsync();
        Done(await _desk.FileAsync(Book, id, new FileCase("符合立案标准"), As(Matter.Head) with { Name = new Text("赵某（虚构）", "Zhao", "تشاو") }));
        Done(await _desk.RecordInquiryAsync(Book, id, new RecordInquiry { Officers = ["wang", "li"], Began = _at, Ended = _at, Relation = "party", Asked = new Inquiry("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是")]), CertificatesShown = true, RightsTold = true }, As(Matter.Wang)));
        Done(await _desk.ReportInvestigationAsync(Book, id, Matter.Report(1_000), As(Matter.Wang)));
        Done(await _desk.ApproveNoticeAsync(Book, id, new ApproveNotice("023-0000"), As(Matter.Head)));
        Done(await _desk.GivePriorNoticeAsync(Book, id, new GivePriorNotice(new Delivery("handed", _at, "party", false, "", [])), As(Matter.Wang)));
        _at = _at.AddDays(10);
        Done(await _desk.DecideAsync(Book, id, new Decide { Correction = "立即清走", Reason = "按查明事实" }, As(Matter.Head)));
        return id;
    }

    [Theory]
    [InlineData("changed", FenceVerdict.Stop)]
    [InlineData("illegal", FenceVerdict.Stop)]
    [InlineData("revoked", FenceVerdict.Clear)]
    public async Task A_fine_that_a_remedy_left_standing_is_an_earlier_fine_and_one_it_set_aside_is_none(string result, FenceVerdict expected)
    {
        var first = await DecidedAsync();
        Done(await _desk.ServeAsync(Book, first, new Serve("handed", "party", false, "", []), As(Matter.Wang)));
        Done(await _desk.SeekRemedyAsync(Book, first, new SeekRemedy("reconsideration", ShanghaiTime.Day(_at), "示例区人民政府", false), As(Matter.Reviewer)));
        Done(await _desk.EndRemedyAsync(Book, first, new EndRemedy(result, ShanghaiTime.Day(_at), "复议决定", result == "changed" ? 500 : null), As(Matter.Reviewer)));
        var (number, second) = ((await _desk.CaseAsync(Book, first))!.Ruling!.Number, (await _desk.CaseAsync(Book, await OpenAsync()))!);
        var answers = await _desk.TryOrdinaryAsync(second, new ProposePenalty { Fine = 1_000, Gains = "none", LinkedAct = number }, As(Matter.Wang));
        Assert.Equal(expected, answers.Single(a => a.Id == "one-act").Answer);
    }

    [Fact]
    public async Task A_fine_on_the_spot_that_was_revoked_is_no_earlier_fine()
    {
        var first = await OpenAsync();
        Done(await _desk.ProposeAsync(Book, first, new ProposePenalty { Fine = 100, Ground = "32", Gains = "none", Reason = "初次" }, As(Matter.Wang)));
        Done(await _desk.HearAsync(Book, first, new HearParty(true, "", ""), As(Matter.Wang)));
        Done(await _desk.DecideOnTheSpotAsync(Book, first, As(Matter.Wang)));
        Done(await _desk.ServeAsync(Book, first, new Serve("handed", "party", false, "", []), As(Matter.Wang)));
        async Task<FenceVerdict> AgainAsync() =>
            (await _desk.TryAsync((await _desk.CaseAsync(Book, await OpenAsync()))!, new ProposePenalty { Fine = 100, Gains = "none", LinkedAct = first }, _at)).Single(a => a.Id == "one-act").Answer;
        Assert.Equal(FenceVerdict.Stop, await AgainAsync());
        Done(await _desk.SeekRemedyAsync(Book, first, new SeekRemedy("reconsideration", ShanghaiTime.Day(_at), "示例区人民政府", false), As(Matter.Reviewer)));
        Done(await _desk.EndRemedyAsync(Book, first, new EndRemedy("revoked", ShanghaiTime.Day(_at), "撤销"), As(Matter.Reviewer)));
        Assert.Equal(FenceVerdict.Clear, await AgainAsync());
    }

    [Fact]
    public async Task A_stopped_decision_is_kept_and_answered()
    {
        var id = await OpenAsync();
        Done(await _desk.FileAsync(Book, id, new FileCase("x"), As(Matter.Head)));
        Done(await _desk.ListEvidenceAsync(Book, id, new ListEvidence(["wang", "li"], [new EvidencePiece("", "audiovisual", "录像", "摆卖", "已核对", false, Ground.Photo)]), As(Matter.Wang)));
        Done(await _desk.ReportInvestigationAsync(Book, id, Matter.Report(1_000) with { Elements = [new Proven("party", ["S1"]), new Proven("act", ["E1"]), new Proven("time_place", ["E1"])] }, As(Matter.Wang)));
        var stopped = Assert.IsType<DeskAnswer.Stopped>(await _desk.DecideAsync(Book, id, new Decide { Correction = "x", Reason = "x" }, As(Matter.Head)));
        Assert.Contains(stopped.Fences, f => f.Id == "notice");
        Assert.Equal("decide", (await _desk.CaseAsync(Book, id))!.Stops[^1].Stop.Act);
    }

    [Fact]
    public async Task A_stop_by_guidance_is_put_to_the_head_who_lets_it_through_with_a_reason_that_supervision_sees()
    {
        var pack = Ground.Law.Packs[0];
        var standard = new DiscretionStandard
        {
            Id = "s", Item = Ground.Own, Title = Text.Same("基准"), Region = Ground.County, Basis = new Article("虚构条例", "1", "虚构"), Instrument = "虚构", Certainty = Certainty.Quoted, File = "s.yaml",
            Tiers = [new Tier("一般", "x", "500元以上800元以下", [new Dictionary<string, string>()], null, new YuanRange(500, 800), "", false, null, 0)],
        };
        LawInForce Law(string ground) => new([pack with { Standards = [standard], Fences = [.. pack.Fences.Select(f => f.Id == "tier" ? f with { Ground = ground, OverrideBy = ground == "statute" ? [] : ["organ-head"] } : f)] }]);
        var desk = new Desk.Desk(_journal, Law("guidance"), new CountedTools());
        var id = await OpenAsync();
        Done(await desk.FileAsync(Book, id, new FileCase("x"), As(Matter.Head)));
        Done(await desk.RecordInquiryAsync(Book, id, new RecordInquiry { Officers = ["wang", "li"], Began = _at, Ended = _at, Relation = "party", Asked = new Inquiry("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是")]), CertificatesShown = true, RightsTold = true }, As(Matter.Wang)));

        // Without a reason, and where a statute stops, it is not even put to the head.
        var report = Matter.Report(1_000);
        Assert.IsType<DeskAnswer.Stopped>(await desk.ReportInvestigationAsync(Book, id, report with { Penalty = report.Penalty with { Reason = "" } }, As(Matter.Wang)));
        Assert.IsType<DeskAnswer.Stopped>(await new Desk.Desk(_journal, Law("statute"), new CountedTools()).ReportInvestigationAsync(Book, id, report, As(Matter.Wang)));
        Done(await desk.ReportInvestigationAsync(Book, id, report, As(Matter.Wang)));
        Done(await desk.ApproveNoticeAsync(Book, id, new ApproveNotice("023-0000"), As(Matter.Head)));
        Done(await desk.GivePriorNoticeAsync(Book, id, new GivePriorNotice(new Delivery("handed", _at, "party", false, "", [])), As(Matter.Wang)));
        _at = _at.AddDays(10);

        var decide = new Decide { Correction = "立即清走", Reason = "按查明事实" };
        Assert.Equal(["tier"], Assert.IsType<DeskAnswer.Stopped>(await desk.DecideAsync(Book, id, decide, As(Matter.Head))).Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Id));
        var done = Assert.IsType<DeskAnswer.Done>(await desk.DecideAsync(Book, id, decide with { Override = "屡次占道，学校门口" }, As(Matter.Head)));
        var passed = (FenceOverridden)Body.Read(done.Entries.Single(e => e.Kind == "case.fence_overridden/1"));
        Assert.Equal(("head", "屡次占道，学校门口", "tier"), (passed.Role, passed.Reason, passed.Fences.Single().Id));
        Assert.Equal([$"override:{passed.Act}:tier#0"], done.Entries.Single(e => e.Kind == "case.fence_overridden/1").Slots);
        var alert = (AlertRaised)Body.Read(done.Entries.Single(e => e.Kind == "alert.raised/1"));
        Assert.Equal(("supervision", "tier", "case"), (alert.Level, alert.Cause, alert.SubjectKind));
    }

    [Fact]
    public async Task Documents_are_hashed_when_made_and_can_be_filled_again()
    {
        var id = await DecidedAsync();
        var file = (await _desk.CaseAsync(Book, id))!;
        var papers = Papers.Of(file);
        var decision = await _desk.DocumentAsync(file, papers.Single(p => p.Template == Decide.Template), "zh");
        Assert.Equal(file.Ruling!.Document, decision!.Hash);
        var notice = await _desk.DocumentAsync(file, papers.Single(p => p.Template == ApproveNotice.Template), "zh");
        Assert.Equal(file.Notice!.Document, notice!.Hash);
        Assert.Contains((await _desk.DocumentAsync(file, papers.Single(p => p.Template == "inquiry-record"), "ar"))!.Lines, l => l.Words.Contains("س: 是否摆卖？", StringComparison.Ordinal));
        Assert.Contains((await _desk.DocumentAsync(file, papers.Single(p => p.Template == FileCase.Template), "zh"))!.Lines, l => l.Words == "赵某（虚构）");
    }

    [Fact]
    public async Task A_bank_line_is_booked_once_and_a_stray_one_is_kept()
    {
        var id = await DecidedAsync();
        Done(await _desk.ServeAsync(Book, id, new Serve("handed", "party", false, "", []), As(Matter.Wang)));
        var code = (await _desk.CaseAsync(Book, id))!.Ruling!.PayCode;
        var day = ShanghaiTime.Day(_at);
        BankLine[] lines = [new("B1", day, 400, $"罚款 {code}"), new("B2", day, 600, code), new("B3", day, 5, "没有码")];
        var first = await _desk.ImportBankAsync(Book, lines, As(Matter.Wang));
        Assert.Equal(["booked", "booked", "kept"], first.Select(m => m.Result));
        Assert.Equal(Stage.Performed, (await _desk.CaseAsync(Book, id))!.Stage);
        var again = await _desk.ImportBankAsync(Book, lines[..1], As(Matter.Wang));
        Assert.NotEqual("booked", Assert.Single(again).Result);
        Assert.Equal(2, (await _desk.CaseAsync(Book, id))!.Payments.Count);
    }

    [Fact]
    public async Task A_referred_case_follows_its_whistle_to_an_owner()
    {
        var id = await OpenAsync();
        Done(await _desk.ReferAsync(Book, id, new ReferCase(Ground.Department, "不属于本镇"), As(new By("chief", "leader", Ground.Town))));
        var blown = (await _journal.ReadAsync(Book, [CaseFile.TagOf(id)])).Entries.Select(Body.Read).OfType<WhistleBlown>().Single();
        Done(await _desk.RespondAsync(Book, blown.Whistle, new RespondToWhistle("take", Ground.Department, "接收", ""), As(new By("d", "department", Ground.Department))));
        var file = (await _desk.CaseAsync(Book, id))!;
        Assert.Equal("referred", file.End!.Outcome);
    }

    [Fact]
    public async Task No_entry_of_a_case_stands_without_its_power()
    {
        var id = await OpenAsync();
        Done(await _desk.AssignAsync(Book, id, new AssignOfficers(["wang", "li"]), As(Matter.Wang)));
        Done(await _desk.PersuadeAsync(Book, id, new Persuade("wang", "请收摊", null, "refused", "", []), As(Matter.Wang)));
        Done(await _desk.FileAsync(Book, id, new FileCase("x"), As(Matter.Head)));
        Done(await _desk.AskRecusalAsync(Book, id, new AskRecusal("li", "party", "亲属"), As(Matter.Wang)));
        Assert.All((await _desk.CaseAsync(Book, id))!.Entries, e => Assert.Equal(Ground.Town, e.Under?.InNameOf));
    }

    [Fact]
    public async Task A_deputy_named_on_record_files_in_the_heads_place()
    {
        var id = await OpenAsync();
        var vice = new By("vice", "deputy", Ground.Town);
        Assert.IsType<DeskAnswer.Refused>(await _desk.FileAsync(Book, id, new FileCase("x"), As(vice)));
        Done(await _desk.NameDeputyAsync(Book, new NameDeputy(Ground.Town, "vice", new Text("钱某（虚构）", "Qian", "تشيان"), ShanghaiTime.Day(_at), ShanghaiTime.Day(_at).AddDays(30), false, "出差"), As(Matter.Head)));
        Done(await _desk.FileAsync(Book, id, new FileCase("x"), As(vice)));
        Assert.Equal("钱某（虚构）", (await _desk.CaseAsync(Book, id))!.Filed!.Approved.Name.Zh);
    }

    [Fact]
    public async Task Cards_follow_the_procedure()
    {
        var id = await DecidedAsync();
        var cards = await CardsAsync(id);
        Assert.Equal("decided", cards["case" + id].State);
        Assert.Equal(ShanghaiTime.Start(new DateOnly(2026, 3, 24)), cards["case" + id].Due);
    }

    [Fact]
    public async Task What_a_case_asks_of_the_head_is_a_card_until_it_is_answered()
    {
        var id = await OpenAsync();
        Done(await _desk.AskRecusalAsync(Book, id, new AskRecusal("li", "party", "亲属"), As(Matter.Wang)));
        var ask = (await CardsAsync(id))[$"ask{id}:recusal_decide:li"];
        Assert.True(ask.Open);
        Assert.Equal(id, Cards.CaseOf(ask));
        Done(await _desk.DecideRecusalAsync(Book, id, new DecideRecusal("li", false, "不属实"), As(Matter.Head)));
        Assert.False((await CardsAsync(id))[ask.Kind + ask.Id].Open);
    }

    [Fact]
    public async Task An_ended_case_asks_nobody_for_anything_until_its_reporter_says_that_it_is_not_solved()
    {
        var id = await OpenAsync("r1");
        Done(await _desk.AssignAsync(Book, id, new AssignOfficers(["wang", "li"]), As(Matter.Wang)));
        foreach (var person in new[] { "wang", "li", "赵\"某\n" })
        {
            Done(await _desk.AskRecusalAsync(Book, id, new AskRecusal(person, "party", "亲属"), As(Matter.Wang)));
        }

        // One is answered, which asks the leader for another officer; two are not.
        Done(await _desk.DecideRecusalAsync(Book, id, new DecideRecusal("li", true, "属实"), As(Matter.Head)));
        string[] left = [$"{id}:assign", $"{id}:recusal_decide:wang", $"{id}:recusal_decide:赵\"某\n"];
        Assert.Equal(left, await AsksAsync(id));

        Done(await _desk.PersuadeAsync(Book, id, new Persuade("wang", "请收摊", null, "put_right", "", [Ground.Photo]), As(Matter.Wang)));
        Assert.Empty(await AsksAsync(id));
        Assert.Equal("wrong_stage", Assert.IsType<DeskAnswer.Refused>(await _desk.DecideRecusalAsync(Book, id, new DecideRecusal("wang", true, "属实"), As(Matter.Head))).Refusal.Code);
        Assert.DoesNotContain(Steps.Open((await _desk.CaseAsync(Book, id))!, Ground.Law, Ground.Roster(), _at), s => s.Act == "recusal_decide");

        Done(await _desk.ReopenAsync(Book, "r1", new ReopenReport("又摆出来了", []), As(By.Citizen)));
        Assert.Equal(left, await AsksAsync(id));
        Done(await _desk.DecideRecusalAsync(Book, id, new DecideRecusal("wang", false, "不属实"), As(Matter.Head)));
        Assert.DoesNotContain($"{id}:recusal_decide:wang", await AsksAsync(id));
    }

    [Fact]
    public async Task What_a_suspected_crime_asks_of_the_head_is_not_lost_by_an_end()
    {
        var id = await OpenAsync();
        Done(await _desk.ReportCrimeAsync(Book, id, new ReportCrime(["wang", "li"], "涉嫌妨害公务"), As(Matter.Wang)));
        var end = new Persuade("wang", "请收摊", null, "put_right", "", [Ground.Photo]);
        Assert.Equal("crime_pending", Assert.IsType<DeskAnswer.Refused>(await _desk.PersuadeAsync(Book, id, end, As(Matter.Wang))).Refusal.Code);
        Assert.Equal([$"{id}:crime_decide"], await AsksAsync(id));
        Done(await _desk.DecideCrimeAsync(Book, id, new DecideCrime(false, "不构成犯罪"), As(Matter.Head)));
        Assert.Empty(await AsksAsync(id));
        Done(await _desk.PersuadeAsync(Book, id, end, As(Matter.Wang)));
        Assert.Equal(Stage.Ended, (await _desk.CaseAsync(Book, id))!.Stage);
    }

    /// <summary>What the case asks of somebody now.</summary>
    private async Task<IEnumerable<string>> AsksAsync(string id) => (await CardsAsync(id)).Values.Where(c => c is { Kind: "ask", Open: true }).Select(c => c.Id).Order(StringComparer.Ordinal);

    private async Task<Dictionary<string, Card>> CardsAsync(string id)
    {
        var cards = new Dictionary<string, Card>();
        var project = new Cards(Ground.Law);
        foreach (var entry in (await _journal.ReadAsync(Book, [CaseFile.TagOf(id)])).Entries)
        {
            foreach (var card in project.Project(entry, (kind, key) => cards.GetValueOrDefault(kind + key)))
            {
                cards[card.Kind + card.Id] = card;
            }
        }

        return cards;
    }
}
