using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Documents;

/// <summary>
/// 普通程序文书: the values of every document of the ordinary procedure, read from the case as it stood when the document was made. The same case as of the same entry
/// gives the same words, so a copy can be checked against the hash in the journal.
/// </summary>
public static class CaseDocuments
{
    /// <summary>缴款通知单: what the party takes to the bank; printed beside the decision and no entry of its own.</summary>
    public const string PaymentSlip = "payment-slip";

    /// <summary>Ids of the templates.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        FileCase.Template, "correction-order", "inquiry-record", ApproveNotice.Template, ScheduleHearing.Template, "legal-review", "collective-minutes", Decide.Template,
        NotPunish.Template, "education-record", "proof-of-service", PaymentSlip, DemandPayment.Template, DemandPerformance.Template, AnnounceDemolition.Template, DecideExecution.Template,
        CarryOut.Template, ApplyToCourt.Template, TransferCrime.Template, CloseCase.Template, ArchiveCase.Template, PreserveEvidence.Template, Seize.Template, LiftSeizure.Template,
    ];

    /// <summary>The values for a template.</summary>
    /// <param name="template">Template id.</param>
    /// <param name="file">The case as of the document's entry.</param>
    /// <param name="law">Law in force.</param>
    /// <param name="party">Party's details.</param>
    /// <param name="language">Language.</param>
    /// <param name="inquiry">Opened envelope, for an inquiry record.</param>
    public static IReadOnlyDictionary<string, string> Values(string template, CaseFile file, LawInForce law, Party party, string language, Inquiry? inquiry = null)
    {
        var values = Common(file, law, party, language);
        switch (template)
        {
            case FileCase.Template:
                Filing(values, file, language);
                break;
            case "correction-order":
                Correction(values, file);
                break;
            case "inquiry-record":
                Asked(values, file, inquiry, language);
                break;
            case ApproveNotice.Template:
                Notice(values, file, law, language);
                break;
            case ScheduleHearing.Template:
                Hearing(values, file, language);
                break;
            case "legal-review":
                Review(values, file, language);
                break;
            case "collective-minutes":
                Minutes(values, file);
                break;
            case Decide.Template or PaymentSlip:
                Decision(values, file, law, language);
                break;
            case NotPunish.Template or "education-record":
                Spared(values, file, language);
                break;
            case "proof-of-service":
                Service(values, file, language);
                break;
            case DemandPayment.Template:
                Demand(values, file, language);
                break;
            case DemandPerformance.Template or AnnounceDemolition.Template or DecideExecution.Template or CarryOut.Template:
                Execution(values, file, law, language);
                break;
            case ApplyToCourt.Template:
                Court(values, file, law, language);
                break;
            case TransferCrime.Template:
                Transfer(values, file, language);
                break;
            case CloseCase.Template:
                Closing(values, file, law, language);
                break;
            case PreserveEvidence.Template:
                Preserved(values, file, language);
                break;
            case Seize.Template:
                Seized(values, file, language);
                break;
            case LiftSeizure.Template:
                Released(values, file, language);
                break;
            case ArchiveCase.Template:
                Catalogue(values, file);
                break;
            default:
                throw new ArgumentException($"no such document: {template}", nameof(template));
        }

        return values;
    }

    private static Dictionary<string, string> Common(CaseFile file, LawInForce law, Party party, string language)
    {
        var item = law.Item(file.Item, file.LawDay) ?? throw new InvalidDataException($"case {file.Id}: the law of {file.LawDay:yyyy-MM-dd} for {file.Item} is not installed");
        var place = law.Locality(file.Opened.Locality)!;
        var acting = law.NameOf(file.Under?.Organ ?? file.Team);
        var organ = law.NameOf(file.Under?.InNameOf ?? file.Team);
        var entrusted = file.Under is { } under && under.InNameOf != under.Organ;
        var officers = file.Officers.Count >= 2 ? file.Officers : file.Site?.Officers ?? [];
        var common = new Dictionary<string, string>
        {
            ["organ"] = organ.In(language),
            ["entrusted_to"] = entrusted ? acting.In(language) : "",
            ["instrument"] = entrusted ? file.Under!.Instrument : "",
            ["county"] = law.County(place.County)!.Name.In(language),
            ["case_number"] = file.Opened.Number,
            ["party"] = party.Name,
            ["party_id"] = party.IdNumber,
            ["party_address"] = party.Address,
            ["party_phone"] = party.Phone,
            ["act"] = item.Title.In(language),
            ["act_day"] = $"{file.ActDay:yyyy-MM-dd}",
            ["place"] = file.Opened.Address.Length > 0 ? $"{place.Name.In(language)} {file.Opened.Address}" : place.Name.In(language),
            ["seen"] = file.Site?.Seen ?? "",
            ["basis"] = item.LegalBasis,
            ["date"] = Day(file.Entries[^1].At),
            ["law"] = file.Filed?.Law ?? file.Opened.Law,
        };
        Officers(common, officers, language);
        return common;
    }

    private static void Filing(Dictionary<string, string> v, CaseFile file, string language)
    {
        v["number"] = file.Filed!.Number;
        v["source"] = DocumentWords.Of("source." + file.Opened.Source, language);
        v["found"] = $"{file.Opened.Found:yyyy-MM-dd}";
        v["reason"] = file.Filed.Harm is { } harm ? $"{file.Filed.Reason}{(language == "zh" ? "（行政处罚法第三十六条：" : " (art. 36: ")}{harm.Says().In(language)}{(language == "zh" ? "）" : ")")}" : file.Filed.Reason;
        v["signed_by"] = file.Filed.Approved.Name.Zh;
        v["decide_by"] = $"{file.Filed.DecideBy:yyyy-MM-dd}";
    }

    private static void Correction(Dictionary<string, string> v, CaseFile file)
    {
        v["number"] = file.Order!.Number;
        v["what"] = file.Order.What;
        v["term"] = $"{file.Order.Term:yyyy-MM-dd}";
    }

    private static void Preserved(Dictionary<string, string> v, CaseFile file, string language)
    {
        var notice = file.Preservations[^1].Notice;
        v["number"] = notice.Number;
        v["reason"] = notice.Reason;
        v["goods"] = Goods(notice.Goods, language);
        v["where"] = notice.Place;
        v["until"] = $"{notice.TreatBy:yyyy-MM-dd}";
        v["signed_by"] = notice.Approved.Name.In(language);
    }

    private static void Seized(Dictionary<string, string> v, CaseFile file, string language)
    {
        var made = file.Seizures[^1].Made;
        v["number"] = made.Number;
        v["reason"] = made.NewGround.Length > 0 ? $"{made.Reason}（{made.NewGround}）" : made.Reason;
        v["basis_named"] = made.Basis;
        v["measure"] = DocumentWords.Of(made.Measure, language);
        v["goods"] = Goods(made.Goods, language);
        v["until"] = $"{made.Until:yyyy-MM-dd}";
        v["present"] = DocumentWords.Has(made.Present) ? DocumentWords.Of(made.Present, language) : made.Present;
        v["said"] = made.Said;
        v["urgent"] = made.ApproveBy is { } by ? Time(by) : "";
        v["signed_by"] = made.Approved?.Name.In(language) ?? "";
        Officers(v, made.Officers, language);
    }

    private static void Released(Dictionary<string, string> v, CaseFile file, string language)
    {
        var lifted = (SeizureLifted)Journal.Body.Read(file.Entries.FindLast(e => e.Kind == Journal.Body.KindOf(typeof(SeizureLifted)))!);
        var made = file.Seizures.First(s => s.Made.Number == lifted.Number).Made;
        v["number"] = $"解{lifted.Number}";
        v["made"] = made.Number;
        v["measure"] = DocumentWords.Of(made.Measure, language);
        v["ground"] = DocumentWords.Of(lifted.Ground, language);
        v["goods"] = Goods(made.Goods, language);
        v["words"] = lifted.Words;
        v["signed_by"] = lifted.Approved.Name.In(language);
    }

    private static string Goods(IReadOnlyList<Good> goods, string language) =>
        string.Join('\n', goods.Select((g, i) => $"{i + 1}. " + string.Join(language == "zh" ? "，" : language == "ar" ? "، " : ", ", new[] { g.Name, g.Quantity, g.Note }.Where(w => w.Length > 0))));

    private static void Officers(Dictionary<string, string> v, IReadOnlyList<NamedOfficer> officers, string language)
    {
        v["officer_one"] = officers.Count > 0 ? officers[0].Name.In(language) : "";
        v["certificate_one"] = officers.Count > 0 ? officers[0].Certificate : "";
        v["officer_two"] = officers.Count > 1 ? officers[1].Name.In(language) : "";
        v["certificate_two"] = officers.Count > 1 ? officers[1].Certificate : "";
    }

    private static void Asked(Dictionary<string, string> v, CaseFile file, Inquiry? inquiry, string language)
    {
        var record = file.Inquiries[^1];
        v["mark"] = record.Mark;
        v["began"] = Time(record.Began);
        v["ended"] = Time(record.Ended);
        v["where"] = record.Place;
        v["relation"] = DocumentWords.Of(record.Relation, language);
        v["asked"] = inquiry?.Name ?? throw new InvalidDataException($"the inquiry {record.Mark} of case {file.Id} was erased");
        v["asked_id"] = inquiry.IdNumber;
        v["asked_address"] = inquiry.Address;
        v["asked_phone"] = inquiry.Phone;
        v["answers"] = string.Join('\n', inquiry.Answers.Select(a => language switch { "en" => $"Q: {a.Question} A: {a.Answer}", "ar" => $"س: {a.Question} ج: {a.Answer}", _ => $"问：{a.Question} 答：{a.Answer}" }));
        v["signed"] = DocumentWords.Of(record.Signed, language);
    }

    private static void Notice(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        var notice = file.Notice!;
        Proposal(v, file, law, language);
        v["number"] = notice.Number;
        v["hearing"] = notice.Hearing ? notice.HearingWhy.In(language) : "";
        v["contact"] = notice.Contact;
        v["signed_by"] = notice.Approved.Name.In(language);
    }

    private static void Proposal(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        var p = file.Proposal!;
        v["facts"] = file.Investigation?.Facts ?? "";
        v["evidence"] = Evidence(file, law, language);
        v["penalty"] = Penalty(p.Warning, p.Fine, p.Confiscated, p.Other ?? [], language);
        v["tier"] = TierWords.Beside(TierWords.Tier(p.Tier)).In(language);
        v["standard"] = law.NameOfStandard(p.Standard).In(language);
        v["reason"] = p.Reason;
        v["ground"] = p.Ground;
    }

    private static void Hearing(Dictionary<string, string> v, CaseFile file, string language)
    {
        var set = file.HearingSet!;
        v["number"] = set.Number;
        v["notice"] = file.Notice!.Number;
        v["when"] = Time(set.At);
        v["where"] = set.Place;
        v["host"] = set.Host.Name.In(language);
        v["publicity"] = DocumentWords.Of(set.Public ? "public" : "closed", language) + (set.Public ? "" : $"：{set.ClosedWhy}");
    }

    private static void Review(Dictionary<string, string> v, CaseFile file, string language)
    {
        var review = file.Review ?? throw new InvalidDataException($"case {file.Id} has no review as of this entry");
        v["number"] = review.Number;
        v["why"] = Procedure.ReviewWhy(file)?.In(language) ?? "";
        v["points"] = string.Join('\n', ReviewLegality.Asked.Select(a => $"{DocumentWords.Of(a, language)}：{review.Points.GetValueOrDefault(a, "")}"));
        v["opinion"] = review.Opinion;
        v["conclusion"] = review.Passed
            ? language switch { "en" => "passed", "ar" => "أُجيزت", _ => "审核通过" }
            : language switch { "en" => "not passed; returned", "ar" => "لم تُجَز وأُعيدت", _ => "审核未通过，退回" };
        v["reviewer"] = review.Reviewer.Name.In(language);
        v["qualification"] = review.Qualification;
    }

    private static void Minutes(Dictionary<string, string> v, CaseFile file)
    {
        var minutes = file.Discussion!;
        v["number"] = minutes.Number;
        v["when"] = Time(minutes.On);
        v["chair"] = minutes.Chair.Name.Zh;
        v["views"] = string.Join('\n', minutes.Views.Select(x => $"{x.Name}（{x.Post}）：{x.View}"));
        v["conclusion"] = minutes.Conclusion;
    }

    private static void Decision(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        var d = file.Ruling!;
        Proposal(v, file, law, language);
        v["number"] = d.Number;
        v["penalty"] = Penalty(d.Warning, d.Fine, d.Confiscated, d.Other, language);
        v["reason"] = d.Reason;
        v["notice"] = file.Notice!.Number;
        v["noticed"] = $"{file.NoticedOn:yyyy-MM-dd}";
        v["said"] = string.Join('\n', file.Defences.Select(x => x.Words));
        v["answer"] = file.DefenceReview is { } review ? $"{DocumentWords.Of(review.Adopted, language)}：{review.Reasons}" : "";
        v["silent"] = file.Defences.Count == 0 && file.HearingEnd is not { Result: "held" } ? "1" : "";
        v["heard"] = file.HearingEnd is { Result: "held" } h ? h.Report : "";
        v["reviewed"] = file.Review?.Number ?? "";
        v["discussed"] = file.Discussion?.Number ?? "";
        v["correction"] = d.Correction;
        v["fine"] = d.Fine > 0 ? $"{d.Fine:0.##}" : "";
        v["pay_code"] = d.PayCode;
        v["pay_days"] = $"{law.At(file.Book).Period("pay", ShanghaiTime.Day(file.RuledAt!.Value)).Count}";
        v["signed_by"] = d.Decider.Name.In(language);
        v["check"] = d.Check;
    }

    private static void Spared(Dictionary<string, string> v, CaseFile file, string language)
    {
        var n = file.NoPenalty!;
        v["number"] = n.Number;
        v["ground"] = DocumentWords.Of(n.Ground, language);
        v["words"] = n.Words;
        v["educated"] = n.Education?.Whom ?? "";
        v["education"] = n.Education?.Words ?? "";
        v["educated_on"] = n.Education is { } e ? Time(e.On) : "";
        v["guardian"] = n.Guardian;
        v["signed_by"] = n.Decider.Name.In(language);
        v["check"] = n.Check;
    }

    private static void Service(Dictionary<string, string> v, CaseFile file, string language)
    {
        var s = file.Service!;
        v["document"] = s.Document;
        v["way"] = DocumentWords.Of(s.Way, language);
        v["when"] = Time(s.On);
        v["recipient"] = DocumentWords.Of(s.Recipient, language);
        v["refused"] = s.Refused ? "1" : "";
        v["witness"] = s.Witness;
        v["proof"] = string.Join('\n', s.Proof.Select(p => p.Hash));
    }

    private static void Demand(Dictionary<string, string> v, CaseFile file, string language)
    {
        var d = file.Demand!;
        v["number"] = d.Number;
        v["decision"] = file.DecisionNumber!;
        v["fine"] = $"{d.Fine:0.##}";
        v["surcharge"] = $"{d.Surcharge:0.##}";
        v["total"] = $"{d.Fine + d.Surcharge:0.##}";
        v["term"] = $"{d.Term:yyyy-MM-dd}";
        v["pay_code"] = file.Ruling?.PayCode ?? "";
        v["way"] = DocumentWords.Of(d.Delivery.Way, language);
    }

    private static void Execution(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        var d = file.PerformanceDemand!;
        v["order"] = d.Order;
        v["order_what"] = file.Order!.What;
        v["order_term"] = $"{file.Order.Term:yyyy-MM-dd}";
        v["ordered"] = Day(file.OrderedAt!.Value);
        v["execution"] = DocumentWords.Of(d.Way, language);
        v["demolish"] = d.Way == "demolish" ? "1" : "";
        v["by_court"] = d.Way == "court" ? "1" : "";
        v["harm"] = d.Harm.Length > 0 ? DocumentWords.Of(d.Harm, language) : "";
        v["demand"] = d.Number;
        v["demanded"] = $"{Terms.Reached(d.Delivery.Way, d.Delivery.On, law.At(file.Book)):yyyy-MM-dd}";
        v["demand_term"] = $"{d.Term:yyyy-MM-dd}";
        v["how"] = d.How;
        v["way"] = DocumentWords.Of(d.Delivery.Way, language);
        v["announcement"] = file.Announcement?.Number ?? "";
        v["where"] = file.Announcement?.Where ?? "";
        v["announced_term"] = file.Announcement is { } a ? $"{a.Term:yyyy-MM-dd}" : "";
        v["number"] = file.Executions is [.., var done] ? done.Number : file.ExecutionRuling?.Number ?? file.Announcement?.Number ?? d.Number;
        if (file.ExecutionRuling is { } ruling)
        {
            v["decision"] = ruling.Number;
            v["said"] = ruling.Heard;
            v["seen_after"] = ruling.Seen;
            v["seen_on"] = $"{ruling.SeenOn:yyyy-MM-dd}";
            v["reason"] = ruling.Reason;
            v["subject"] = ruling.Subject;
            v["from"] = Time(ruling.PlannedFrom);
            v["to"] = Time(ruling.PlannedTo);
            v["urgent"] = ruling.Urgent;
            v["performer"] = ruling.Performer;
            v["budget"] = ruling.Budget is { } budget ? $"{budget:0.##}" : "";
            v["signed_by"] = ruling.Decider.Name.In(language);
        }

        if (file.Executions is [.., var record])
        {
            Officers(v, record.Officers, language);
            v["served"] = Time(record.Served.On);
            v["way"] = DocumentWords.Of(record.Served.Way, language);
            v["began"] = Time(record.Began);
            v["ended"] = Time(record.Ended);
            v["urgent"] = record.Urgent;
            v["done"] = record.Seen;
            v["cost"] = record.Cost is { } cost ? $"{cost:0.##}" : "";
            v["witness"] = record.Witness;
            v["unfinished"] = record.Finished ? "" : "1";
        }
    }

    private static void Court(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        // A fine and an order have an application each; this is the newest.
        var c = (CourtApplied)Journal.Body.Read(file.Entries.FindLast(e => e.Kind == Journal.Body.KindOf(typeof(CourtApplied)))!);
        v["number"] = c.Number;
        v["court"] = c.Court;
        v["decision"] = c.Order is null ? file.DecisionNumber! : "";
        v["served"] = $"{(c.Order is { } made ? made.Ordered : Terms.ServedOn(file, law)):yyyy-MM-dd}";
        v["demand"] = c.Order?.Demand ?? file.Demand!.Number;
        v["demanded"] = c.Order is { } asked ? $"{asked.Demanded:yyyy-MM-dd}" : Day(file.Demand!.Delivery.On);
        v["fine"] = $"{c.Fine:0.##}";
        v["surcharge"] = $"{c.Surcharge:0.##}";
        v["order"] = c.Order?.Number ?? "";
        v["order_what"] = c.Order?.What ?? "";
        v["order_term"] = c.Order is null ? "" : $"{file.Order!.Term:yyyy-MM-dd}";
        v["said"] = c.Order?.Heard ?? "";
        v["seen_after"] = c.Order?.Seen ?? "";
        v["seen_on"] = c.Order is null ? "" : $"{c.Order.SeenOn:yyyy-MM-dd}";
        v["attachments"] = string.Join('\n', c.Attachments.Select(a => DocumentWords.Of(a, language)));
        v["signed_by"] = c.Signed.Name.In(language);
    }

    private static void Transfer(Dictionary<string, string> v, CaseFile file, string language)
    {
        var t = file.Transfer!;
        v["number"] = t.Number;
        v["to"] = t.To;
        v["words"] = file.Crime!.Words;
        v["attachments"] = string.Join('\n', t.Attachments.Select(a => DocumentWords.Of(a, language)));
        v["signed_by"] = file.CrimeDecision!.Decided.Name.In(language);
    }

    private static void Closing(Dictionary<string, string> v, CaseFile file, LawInForce law, string language)
    {
        var dues = Dues.Of(file, law, ShanghaiTime.Day(file.Entries[^1].At));
        v["outcome"] = DocumentWords.Of(file.End!.Outcome, language);
        v["words"] = file.End.Words;
        v["decision"] = file.DecisionNumber ?? "";
        v["fine"] = dues is null ? "" : $"{dues.Fine:0.##}";
        v["surcharge"] = dues is null ? "" : $"{dues.Surcharge:0.##}";
        v["paid"] = dues is null ? "" : $"{dues.Paid:0.##}";
        v["goods"] = string.Join('\n', file.Seizures.Select(s => $"{s.Made.Number}：{s.Lifted?.Words}").Concat(file.Preservations.Select(p => $"{p.Notice.Number}：{p.Treated?.Words}")));
    }

    private static void Catalogue(Dictionary<string, string> v, CaseFile file)
    {
        v["number"] = file.Archive!.Number;
        v["lines"] = string.Join('\n', file.Archive.Catalogue.Select(l => $"{l.Number}. {l.Title} {l.DocumentNumber} {l.On:yyyy-MM-dd}"));
        v["hash"] = file.Archive.Hash;
    }

    private static string Evidence(CaseFile file, LawInForce law, string language)
    {
        var pieces = Proof.Of(file).ToDictionary(p => p.Mark);
        var asked = law.Standard(file.Item, file.Book.Code, file.LawDay, file.Step)?.Facts ?? [];
        string Says(string element) => element.StartsWith("fact:", StringComparison.Ordinal)
            ? asked.FirstOrDefault(f => f.Name == element[5..])?.Question.In(language) ?? element[5..]
            : DocumentWords.Of(element, language);
        return string.Join('\n', (file.Investigation?.Elements ?? []).Select(e => $"{Says(e.Element)}：{string.Join("、", e.Marks.Where(pieces.ContainsKey).Select(m => pieces[m].Title))}"));
    }

    /// <summary>The penalty in words.</summary>
    public static string Penalty(bool warning, decimal? fine, decimal? confiscated, IReadOnlyList<string> other, string language)
    {
        var kinds = new List<string>();
        if (warning)
        {
            kinds.Add(TierWords.Penalty("warning").In(language));
        }

        if (fine is > 0 and var sum)
        {
            kinds.Add(language switch
            {
                "en" => $"fine of {sum:0.##} yuan (RMB {YuanWords.Of(sum)})",
                "ar" => $"غرامة قدرها {sum:0.##} يوان ({YuanWords.Of(sum)})",
                _ => $"罚款人民币{YuanWords.Of(sum)}（¥{sum:0.00}）",
            });
        }

        if (confiscated is > 0 and var taken)
        {
            kinds.Add(language switch
            {
                "en" => $"confiscation of gains or goods worth {taken:0.##} yuan",
                "ar" => $"مصادرة مكاسب أو أشياء قيمتها {taken:0.##} يوان",
                _ => $"没收违法所得、非法财物计人民币{YuanWords.Of(taken)}（¥{taken:0.00}）",
            });
        }

        kinds.AddRange(other.Select(o => TierWords.Penalty(o).In(language)));
        return string.Join(language switch { "en" => " and ", "ar" => " و", _ => "、" }, kinds);
    }

    private static string Day(DateTimeOffset at) => $"{ShanghaiTime.Local(at):yyyy-MM-dd}";

    private static string Time(DateTimeOffset at) => $"{ShanghaiTime.Local(at):yyyy-MM-dd HH:mm}";
}
