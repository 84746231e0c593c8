using System.Security.Cryptography;
using System.Text;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>结案: performed, not punished, accepted by another organ, or beyond enforcement; measures lifted and goods treated first. The head approves.</summary>
/// <param name="Words">What came of it; the reporter reads it.</param>
public sealed record CloseCase(string Words)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "closing-report";

    /// <summary>Writes the end with the outcome that the file itself shows.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (Result(file, now) is not { } outcome)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Open(file, now) is { } open)
        {
            return new Outcome.Refuse(open);
        }

        return Words.Trim().Length == 0
            ? Outcome.No("words_needed", new Text("写明结果，举报人会看到", "say what came of it; the reporter will read it", "اذكر النتيجة وسيقرؤها المبلِّغ"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"))
            : Outcome.Of(Body.Fact(new CaseEnded(file.Id, outcome, Words.Trim(), After(file, outcome)), file.Tags, null, null, file.Under));
    }

    /// <summary>What the place looks like after an order was carried out, by the party or the town; the reporter sees it.</summary>
    private static Exhibit? After(CaseFile file, string outcome) => outcome switch
    {
        "executed" when file.Executions is [.., var last] => last.Photos[0],
        "put_right" => file.ExecutionStop!.Photos[0],
        _ => null,
    };

    /// <summary>The outcome with which the case can end now; null when it cannot.</summary>
    public static string? Result(CaseFile file, Occasion now) => file.Stage switch
    {
        Stage.Performed => "penalised",
        Stage.Served when file.Ruling is not null && Dues.Of(file, now.Law, now.Today) is null or { Owed: 0 } => "penalised",
        Stage.NotPunished when file.Service is not null => "no_penalty",
        Stage.CourtApplied when file.CourtEnd is { Result: "enforced" } || (file.CourtEnd is not null && file.Settled) => "penalised",
        Stage.CourtApplied when file.CourtEnd is not null => "unenforced",

        // An item that knows a penalty goes on to it; one that knows none is done when its order is (Coercion arts. 40, 44, 51).
        Stage.NotCorrected when Steps.OnlyOrders(file, now.Law) => file.ExecutionResult ?? (file.OrderGoesToCourt && now.Today > Terms.OrderCourtWindow(file, now.Law)?.Last ? "unenforced" : null),
        Stage.Transferred when file.TransferAnswer is { Accepted: true } => "transferred",

        // The window closed with money owed: the case must still be able to end, in the open.
        Stage.Served or Stage.Deferred or Stage.Demanded when file.Ruling is not null && WindowClosed(file, now) => "unenforced",
        _ => null,
    };

    /// <summary>What keeps any case open: a suspected crime that nobody has decided on, a seizure not lifted, preserved evidence not treated.</summary>
    public static Refusal? Open(CaseFile file, Occasion now)
    {
        if (CrimePending.Lacks(file) is { } pending)
        {
            return pending;
        }

        var seized = file.Seizures.FirstOrDefault(s => s.Lifted is null)?.Made.Number;
        var preserved = file.Preservations.FirstOrDefault(p => p.Treated is null)?.Notice.Number;
        return (seized ?? preserved) is { } number
            ? new Refusal("goods_open", new Text($"{number} 的物品还没有处理", $"what {number} took is not treated yet", $"ما أُخذ بموجب {number} لم يُعالَج"), new Text("先解除或者处理", "lift or treat it first", "ارفعه أو عالجه أولاً"), "行政强制法 27、28；行政处罚法 56")
            : null;
    }

    private static bool WindowClosed(CaseFile file, Occasion now) =>
        Terms.RemedyEnds(file, now.Law) is { } remedies
        && now.Today > Terms.Last(now.Law.At(file.Book), "court-window", file.Deferral is { } plan && plan.Ends > remedies ? plan.Ends : remedies);
}

/// <summary>归档: the catalogue is made from the entries, checked for gaps and sealed.</summary>
public sealed record ArchiveCase
{
    /// <summary>Id of the document.</summary>
    public const string Template = "catalogue";

    /// <summary>Writes the archive.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Ended || (file.Filed is null && file.NoPenalty is null && file.Decision is null && file.PerformanceDemand is null))
        {
            return CaseStage.Wrong(file);
        }

        var catalogue = Papers.Of(file);
        var gaps = Papers.Missing(file, catalogue);
        if (gaps.Count > 0)
        {
            return Outcome.No("catalogue_gap",
                new Text($"案卷缺少：{string.Join("、", gaps.Select(g => g.Zh))}", $"the file lacks: {string.Join("; ", gaps.Select(g => g.En))}", $"ينقص الملف: {string.Join("؛ ", gaps.Select(g => g.Ar))}"),
                new Text("补齐后归档", "complete it, then archive", "أكمله ثم أرشفه"), "行政处罚法 47");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', file.Entries.Select(e => e.Hash)))));
        return Outcome.Of(Body.Fact(new CaseArchived(file.Id, DocumentNumber.Of("档", file, now.Today, 0), catalogue, hash), file.Tags, null, null, file.Under));
    }
}

/// <summary>案卷目录: the papers of a file, decision first, then service, notice and the rest in the order of the procedure.</summary>
public static class Papers
{
    private static readonly (string Kind, string Template, string Title, int Order)[] Kinds =
    [
        (Body.KindOf(typeof(Decided)), Decide.Template, "行政处罚决定书", 1),
        (Body.KindOf(typeof(DecidedOnTheSpot)), "spot-decision", "当场行政处罚决定书", 1),
        (Body.KindOf(typeof(NotPunished)), NotPunish.Template, "不予行政处罚决定书、教育记录", 1),
        (Body.KindOf(typeof(Served)), "proof-of-service", "送达回证", 2),
        (Body.KindOf(typeof(CaseFiled)), FileCase.Template, "立案审批表", 3),
        (Body.KindOf(typeof(SiteRecorded)), "", "现场检查笔录", 4),
        (Body.KindOf(typeof(CorrectionOrdered)), "correction-order", "责令改正通知书", 5),
        (Body.KindOf(typeof(Reinspected)), "", "复查记录", 5),
        (Body.KindOf(typeof(InquiryRecorded)), "inquiry-record", "询问笔录", 6),
        (Body.KindOf(typeof(EvidenceListed)), "", "证据材料", 6),
        (Body.KindOf(typeof(EvidencePreserved)), PreserveEvidence.Template, "先行登记保存通知书及清单", 6),
        (Body.KindOf(typeof(PreservedTreated)), "", "先行登记保存处理决定", 6),
        (Body.KindOf(typeof(SeizureMade)), Seize.Template, "查封（扣押）决定书、清单、现场笔录", 6),
        (Body.KindOf(typeof(SeizureLifted)), LiftSeizure.Template, "解除查封（扣押）决定书", 6),
        (Body.KindOf(typeof(InvestigationReported)), "", "案件调查终结报告", 7),
        (Body.KindOf(typeof(PriorNoticeGiven)), ApproveNotice.Template, "行政处罚事先告知书及送达回证", 8),
        (Body.KindOf(typeof(RightsWaived)), "", "放弃陈述申辩（听证）声明", 9),
        (Body.KindOf(typeof(DefenceStated)), "", "陈述申辩笔录", 9),
        (Body.KindOf(typeof(DefenceReviewed)), "", "陈述申辩复核意见", 9),
        (Body.KindOf(typeof(HearingScheduled)), ScheduleHearing.Template, "听证通知书", 10),
        (Body.KindOf(typeof(HearingHeld)), "", "听证笔录、听证报告", 10),
        (Body.KindOf(typeof(LegalityReviewed)), "legal-review", "法制审核意见书", 11),
        (Body.KindOf(typeof(Discussed)), "collective-minutes", "集体讨论笔录", 12),
        (Body.KindOf(typeof(PaymentDeferred)), "", "延期（分期）缴纳罚款审批表", 13),
        (Body.KindOf(typeof(Paid)), "", "缴款凭证", 13),
        (Body.KindOf(typeof(Demanded)), DemandPayment.Template, "履行行政决定催告书", 14),
        (Body.KindOf(typeof(CourtApplied)), ApplyToCourt.Template, "强制执行申请书", 14),
        (Body.KindOf(typeof(CourtEnded)), "", "法院裁定及执行结果", 14),
        (Body.KindOf(typeof(PerformanceDemanded)), DemandPerformance.Template, "履行催告书", 14),
        (Body.KindOf(typeof(DemolitionAnnounced)), AnnounceDemolition.Template, "限期拆除公告", 14),
        (Body.KindOf(typeof(ExecutionDecided)), DecideExecution.Template, "强制执行决定书", 14),
        (Body.KindOf(typeof(ExecutionCarriedOut)), CarryOut.Template, "强制执行记录", 14),
        (Body.KindOf(typeof(ExecutionStopped)), "", "停止、中止、恢复、终结执行的记录", 14),
        (Body.KindOf(typeof(ClearedAtOnce)), "", "立即代履行记录", 14),
        (Body.KindOf(typeof(RemedyEnded)), "", "复议决定书（判决书）", 15),
        (Body.KindOf(typeof(CrimeTransferred)), TransferCrime.Template, "涉嫌犯罪案件移送书", 16),
        (Body.KindOf(typeof(TransferAnswered)), "", "移送回执", 16),
        (Body.KindOf(typeof(CaseReferred)), "", "案件移送函", 16),
        (Body.KindOf(typeof(CaseEnded)), CloseCase.Template, "结案审批表", 17),
    ];

    /// <summary>The catalogue as the entries make it.</summary>
    public static IReadOnlyList<CatalogueLine> Of(CaseFile file) =>
        [.. file.Entries.Select(e => (Entry: e, Kind: Array.Find(Kinds, k => k.Kind == e.Kind))).Where(x => x.Kind.Kind is not null)
            .OrderBy(x => x.Kind.Order).ThenBy(x => x.Entry.Sequence)
            .Select((x, i) => new CatalogueLine(i + 1, x.Kind.Template, x.Kind.Title, NumberOf(x.Entry), ShanghaiTime.Day(x.Entry.At), x.Entry.Sequence))];

    /// <summary>What a file of its outcome must hold and does not.</summary>
    public static IReadOnlyList<Text> Missing(CaseFile file, IReadOnlyList<CatalogueLine> lines)
    {
        var needed = new List<(string Title, Text Says)> { ("现场检查笔录", new Text("现场检查笔录", "record of the site", "محضر المعاينة")), ("结案审批表", new Text("结案审批表", "closing report", "تقرير الإنهاء")) };
        if (file.Filed is not null)
        {
            needed.Add(("立案审批表", new Text("立案审批表", "filing form", "نموذج فتح القضية")));
        }

        if (file.Ruling is not null)
        {
            needed.Add(("案件调查终结报告", new Text("案件调查终结报告", "report of the investigation", "تقرير التحقيق")));
            needed.Add(("行政处罚事先告知书及送达回证", new Text("事先告知书", "prior notice", "الإشعار المسبق")));
        }

        if (file.Executions.Count > 0)
        {
            needed.Add(("责令改正通知书", new Text("责令改正通知书", "order to correct", "أمر التصحيح")));
            needed.Add(("强制执行决定书", new Text("强制执行决定书", "decision to execute", "قرار التنفيذ الجبري")));
        }

        if (file.DecisionNumber is not null)
        {
            needed.Add(("送达回证", new Text("送达回证", "proof of service", "إثبات التبليغ")));
        }

        return [.. needed.Where(n => lines.All(l => l.Title != n.Title)).Select(n => n.Says)];
    }

    private static string NumberOf(Entry entry)
    {
        using var body = System.Text.Json.JsonDocument.Parse(entry.Body);
        foreach (var name in new[] { "number", "document", "reference" })
        {
            if (body.RootElement.TryGetProperty(name, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String && value.GetString() is { Length: > 0 and < 60 } number)
            {
                return number;
            }
        }

        return "";
    }
}
