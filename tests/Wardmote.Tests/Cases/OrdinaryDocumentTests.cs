using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Journal;
using Wardmote.Law;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>Documents are filled from the case and nothing else; a copy made later has the words and the hash of the original.</summary>
public sealed class OrdinaryDocumentTests
{
    public static readonly string Folder = Path.Combine(LawPacks.Installed.Root, "cn", "documents");

    private static readonly Party Zhang = new(PartyKind.Individual, "张三（虚构）", "500000000000000000", "虚构路 1 号", "13800000000");

    private static readonly Inquiry Inquiry = new("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是"), new Answered("多久？", "一天")]);

    public static Template Read(string id, string language) => Template.Read(id, language, Words(id, language));

    public static string Words(string id, string language) => File.ReadAllText(Path.Combine(Folder, $"{id}.{language}.md"));

    public static TheoryData<string, string> All => [.. CaseDocuments.Templates.SelectMany(t => new[] { "zh", "en", "ar" }.Select(l => (t, l)))];

    private static Document Fill(string id, CaseFile file, string language = "zh") => Read(id, language).Fill(CaseDocuments.Values(id, file, Ground.Law, Zhang, language, Inquiry));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_document_is_filled_without_a_hole_in_every_language(string id, string language)
    {
        var document = Fill(id, Made(id), language);
        Assert.DoesNotContain(document.Lines, l => l.Words.Contains('{', StringComparison.Ordinal) || l.Words.Contains('\n', StringComparison.Ordinal));
        Assert.Contains(document.Lines, l => l.Kind == "title");
        Assert.Contains(document.Lines, l => l.Kind == "sign");
        Assert.Contains(document.Lines, l => l.Words.Contains("张三", StringComparison.Ordinal));
    }

    [Fact]
    public void The_three_languages_ask_for_the_same_facts()
    {
        foreach (var id in CaseDocuments.Templates)
        {
            var zh = Read(id, "zh").Asks.Order().ToList();
            Assert.Equal(zh, Read(id, "en").Asks.Order());
            Assert.Equal(zh, Read(id, "ar").Asks.Order());
        }
    }

    [Fact]
    public void A_decision_has_the_six_contents_of_article_59()
    {
        var words = string.Join('\n', Fill(Decide.Template, Made(Decide.Template)).Lines.Select(l => l.Label + l.Words));
        foreach (var content in new[] { "张三（虚构）", "虚构路 1 号", "占道摆卖", "现场检查笔录", "罚款人民币壹仟元整", "《虚构条例》第1条", "十五日内", "六十日内", "六个月内", "示例镇人民政府", "2026-03-12" })
        {
            Assert.Contains(content, words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_notice_tells_the_hearing_right_only_where_it_is_reached()
    {
        Assert.Contains(Fill(ApproveNotice.Template, new Matter().Filed().Asked().Reported(5_000).Noticed().File).Lines, l => l.Words.Contains("有权要求听证", StringComparison.Ordinal));
        Assert.DoesNotContain(Fill(ApproveNotice.Template, new Matter().Filed().Asked().Reported(1_000).Noticed().File).Lines, l => l.Words.Contains("有权要求听证", StringComparison.Ordinal));
    }

    [Fact]
    public void An_entrusted_decision_stands_in_the_entrusting_organs_name()
    {
        var m = new Matter(Ground.Entrusted).Filed().Asked().Reported().Noticed().Days(10).Decided();
        var lines = Fill(Decide.Template, m.File).Lines;
        Assert.Equal("示例区城市管理局", lines[0].Words);
        Assert.Contains(lines, l => l.Words.Contains("受委托实施单位：示例镇人民政府", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Kind == "sign" && l.Words == "示例区城市管理局（印章）");
    }

    [Fact]
    public void A_document_filled_later_has_the_hash_in_the_journal()
    {
        var m = new Matter { Seal = (id, file) => Fill(id, file).Hash }.Filed().Asked().Reported(5_000).Noticed().Heard().Reviewed().Discussed().Decided();
        var notice = m.File.Notice!.Document;
        var decision = m.File.Ruling!.Document;
        m.Served().Do(Wang, new Pay(5_000, m.Today, "bank", "B1").Write).Do(Head, new CloseCase("x").On);

        Assert.Equal(notice, Fill(ApproveNotice.Template, At(m.File, typeof(NoticeApproved))).Hash);
        Assert.Equal(decision, Fill(Decide.Template, At(m.File, typeof(Decided))).Hash);
        Assert.NotEqual(decision, Fill(Decide.Template, At(m.File, typeof(Decided)), "en").Hash);
    }

    [Theory]
    [InlineData("zh", "责令改正通知书（", "催告书（")]
    [InlineData("en", "execute the order to correct ", "The demand ")]
    [InlineData("ar", "أمر التصحيح ", "المطالبة ")]
    public void An_application_for_an_order_says_what_is_to_be_done_and_asks_for_no_money(string language, string order, string demand)
    {
        var m = OrderCourtTests.Applied();
        var document = Fill(ApplyToCourt.Template, m.File, language);
        var words = string.Join('\n', document.Lines.Select(l => l.Label + l.Words));
        foreach (var content in new[] { order + m.File.Order!.Number, demand + m.File.PerformanceDemand!.Number, "拆除违法建设", "2026-03-02", "2026-03-12", "2026-03-13", "棚屋仍在", "当事人没有意见", "示例区人民法院" })
        {
            Assert.Contains(content, words, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(document.Lines, l => l.Words.Contains('{', StringComparison.Ordinal) || l.Words.Contains("罚款 0", StringComparison.Ordinal) || l.Words.Contains("fine of", StringComparison.Ordinal));
        Assert.Equal(document.Hash, Fill(ApplyToCourt.Template, At(m.Do(Wang, new EndCourt("enforced", m.Today, "x", true).Write).File, typeof(CourtApplied)), language).Hash);
        var asked = Fill(DemandPerformance.Template, OrderCourtTests.Demanded().File, language).Lines;
        Assert.Contains(asked, l => l.Words.Contains(language switch { "zh" => "申请人民法院强制执行", "en" => "applies to the people's court", _ => "محكمة الشعب" }, StringComparison.Ordinal));
        Assert.DoesNotContain(Fill(ApplyToCourt.Template, Made(ApplyToCourt.Template), language).Lines, l => l.Words.Contains("催告的意见", StringComparison.Ordinal) || l.Words.Contains("order to correct", StringComparison.Ordinal));
    }

    [Fact]
    public void The_papers_of_an_execution_are_the_same_when_they_are_filled_later()
    {
        var done = ExecutionTests.CarriedOut().File;
        foreach (var (id, kind) in new[] { (DemandPerformance.Template, typeof(PerformanceDemanded)), (AnnounceDemolition.Template, typeof(DemolitionAnnounced)), (DecideExecution.Template, typeof(ExecutionDecided)) })
        {
            Assert.Equal(Fill(id, Made(id)).Hash, Fill(id, At(done, kind)).Hash);
        }

        var words = string.Join('\n', Fill(DecideExecution.Template, At(done, typeof(ExecutionDecided))).Lines.Select(l => l.Label + l.Words));
        foreach (var content in new[] { "张三（虚构）", "虚构路 1 号", "《虚构条例》第6条", "逾期不履行", "强制拆除", "砖混房屋一间", "2026-09-04 09:00", "示例镇人民政府", "六十日内", "六个月内" })
        {
            Assert.Contains(content, words, StringComparison.Ordinal);
        }
    }

    private static CaseFile At(CaseFile file, Type kind) => file.AsOf(file.Entries.Last(e => e.Kind == Body.KindOf(kind)).Sequence);

    /// <summary>A case in which the document was just made.</summary>
    private static CaseFile Made(string id)
    {
        var m = new Matter();
        switch (id)
        {
            case FileCase.Template:
                return m.Filed().File;
            case DemandPerformance.Template:
                return ExecutionTests.Demanded().File;
            case AnnounceDemolition.Template:
                return ExecutionTests.Announced().File;
            case DecideExecution.Template:
                return ExecutionTests.Decided().File;
            case CarryOut.Template:
                return ExecutionTests.CarriedOut().File;
            case "correction-order":
                return m.Do(Wang, (f, n) => new OrderCorrection("清走", n.Today.AddDays(3), "handed").On(f, 0, n.Today)).File;
            case "inquiry-record":
                return m.Filed().Asked().File;
            case ApproveNotice.Template:
                return At(m.Filed().Asked().Reported().Noticed().File, typeof(NoticeApproved));
            case ScheduleHearing.Template:
                return At(m.Filed().Asked().Reported(5_000).Noticed().Heard().File, typeof(HearingScheduled));
            case "legal-review":
                return m.Filed().Asked().Reported(1_000, true).Noticed().Days(10).Reviewed().File;
            case "collective-minutes":
                return m.Filed().Asked().Reported(1_000, true).Noticed().Days(10).Reviewed().Discussed().File;
            case Decide.Template or CaseDocuments.PaymentSlip:
                return m.Filed().Asked().Reported().Noticed().Days(10).Decided().File;
            case NotPunish.Template or "education-record":
                return m.Do(Head, (f, n) => new NotPunish { Ground = "first_slight", Words = "初次", Education = new Education("张三（虚构）", "不得占道", n.At, []) }.On(f, n, "k")).File;
            case PreserveEvidence.Template:
                return m.Filed().Do(Head, new PreserveEvidence([new Good("账本", "1 本", "")], "街道库房", "可能灭失").On).File;
            case Seize.Template:
                return Seized().File;
            case LiftSeizure.Template:
                return Seized().Do(Head, (f, n) => new LiftSeizure(f.Seizures[0].Made.Number, "not_needed", "").On(f, n)).File;
            case TransferCrime.Template:
                return m.Filed().Do(Wang, new ReportCrime(["wang", "li"], "x").On).Do(Head, new DecideCrime(true, "x").On).Do(Wang, new TransferCrime("公安局", TransferCrime.Wanted).On).File;
        }

        static Matter Seized() => new Matter(Ground.Measures).Filed().Do(Head, new Seize
        {
            Measure = "detain", Officers = ["wang", "li"], Goods = [new Good("推车", "1", "")], Reason = "防止转移", Basis = "《虚构条例》第3条", StepsDone = true, OnlyInvolved = true, Present = "party",
        }.On);

        m.Filed().Asked().Reported().Noticed().Days(10).Decided().Served();
        switch (id)
        {
            case "proof-of-service":
                return m.File;
            case DemandPayment.Template:
                m.Days(20);
                return m.Do(Wang, new DemandPayment(m.Handed()).On).File;
            case ApplyToCourt.Template:
                m.Days(20);
                return m.Do(Wang, new DemandPayment(m.Handed()).On).Days(200).Do(Head, new ApplyToCourt("示例区人民法院", ApplyToCourt.Wanted).On).File;
        }

        m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write).Do(Head, new CloseCase("已缴清").On);
        return id == CloseCase.Template ? m.File : m.Do(Wang, new ArchiveCase().On).File;
    }
}
