using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>涉嫌犯罪报告: two officers report in writing; the head has three days (State Council order 730 art. 5). A penalty never replaces it (Penalties art. 27).</summary>
public sealed record ReportCrime(IReadOnlyList<string> Officers, string Words)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        var open = file.Deciding || file.Stage is Stage.Inspected or Stage.Persuaded or Stage.CorrectionOrdered or Stage.NotCorrected or Stage.Proposed or Stage.Filed or Stage.Investigation;
        if (!open || file.Crime is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return Words.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("写明涉嫌什么犯罪、有什么事实", "say which crime is suspected and on what facts", "اذكر الجريمة المشتبه بها ووقائعها"), new Text("写书面报告", "write the report", "اكتب التقرير"), "国务院令第730号 5")
            : Outcome.Of(Body.Fact(new CrimeReported(file.Id, crew, Words.Trim(), now.Law.At(file.Book).Ends("crime-decision", now.Today)), file.Tags, null, null, file.Under));
    }
}

/// <summary>
/// 移送未了: a suspected crime keeps a case from a penalty and from any end until the head has refused the transfer or the judicial organ has answered. Not even what was put right ends it: whether
/// the matter goes to the police is the head's to say, and only the head's (State Council order 730 arts. 3, 5, 11; Penalties art. 27).
/// </summary>
public static class CrimePending
{
    /// <summary>Null when nothing is pending; else what is missing, and whose it is.</summary>
    public static Refusal? Lacks(CaseFile file) => file.Crime is not { } crime || file.TransferAnswer is not null ? null : new Refusal("crime_pending",
        new Text("涉嫌犯罪的移送还没有处理，不得以行政处罚代替，也不得结案", "a suspected crime is pending: a penalty may not replace the transfer, and the case may not end", "ثمة شبهة جريمة قيد البت: لا تحل العقوبة محل الإحالة ولا تُنهى القضية"),
        file switch
        {
            { CrimeDecision: null } => new Text($"先由正职负责人决定是否移送，最迟 {crime.DecideBy:yyyy-MM-dd}；在此之前不处罚、不结案", $"let the head decide on the transfer first, by {crime.DecideBy:yyyy-MM-dd}; until then neither penalise nor end it", $"ليقرر الرئيس الإحالة أولاً حتى {crime.DecideBy:yyyy-MM-dd}؛ وقبل ذلك لا عقوبة ولا إنهاء"),
            { Transfer: null } => new Text("负责人已批准移送：先移送公安机关", "the head has approved it: transfer it to the police first", "اعتمد الرئيس الإحالة: أحِلها إلى الشرطة أولاً"),
            _ => new Text("等公安机关答复后登记", "wait for the answer of the police and record it", "انتظر جواب الشرطة وسجّله"),
        }, "行政处罚法 27；国务院令第730号 3、5、11");
}

/// <summary>The head, or who presides in the head's place, approves the transfer or says why not.</summary>
public sealed record DecideCrime(bool Approved, string Reason)
{
    /// <summary>Writes it; after the three days it is still owed, and marked late.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Crime is not { } crime || file.CrimeDecision is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now, inPerson: true) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("写明理由；不批准的理由须记录在案", "give the reason; a refusal's reasons go on record", "اذكر السبب؛ وأسباب الرفض تُسجَّل"), new Text("写一句", "write one line", "اكتب سطراً"), "国务院令第730号 5")
            : Outcome.Of(Body.Fact(new CrimeDecided(file.Id, Approved, Reason.Trim(), now.Signs, now.Today > crime.DecideBy,
                Approved ? now.At.AddHours(now.Law.At(file.Book).Period("crime-transfer", now.Today).Count) : null), file.Tags, null, null, file.Under));
    }
}

/// <summary>移送公安机关: within 24 hours, with five attachments; seized things go along (arts. 5–6; Coercion art. 21).</summary>
public sealed record TransferCrime(string To, IReadOnlyList<string> Attachments)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "transfer-letter";

    /// <summary>What art. 6 wants; test results only where there are any.</summary>
    public static IReadOnlyList<string> Wanted { get; } = ["letter", "report", "goods", "results", "other"];

    /// <summary>Writes it; a late transfer is still owed, and marked late.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.CrimeDecision is not { Approved: true } decision || file.Transfer is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (To.Trim().Length == 0 || Wanted.Take(3).Any(w => !Attachments.Contains(w)))
        {
            return Outcome.No("attachments", new Text("写明接收机关，附移送书、调查报告、涉案物品清单", "name the organ; attach letter, report and list of goods", "اذكر الجهة؛ وأرفق الكتاب والتقرير وقائمة الأشياء"), new Text("补齐材料", "complete it", "أكمله"), "国务院令第730号 6");
        }

        var number = DocumentNumber.Of("移", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(CrimeTransferred))));
        var body = new CrimeTransferred(file.Id, number, To.Trim(), Attachments, now.At > decision.TransferBy, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>移送结果: accepted ends the administrative side; returned goes on, and the ninety days have counted on.</summary>
public sealed record AnswerTransfer(bool Accepted, string Words)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file) =>
        file.Stage != Stage.Transferred || file.TransferAnswer is not null ? CaseStage.Wrong(file)
        : Words.Trim().Length == 0
            ? Outcome.No("words_needed", new Text("写明对方的答复", "say what the answer was", "اذكر الجواب"), new Text("附回执", "attach the receipt", "أرفق الإيصال"), "国务院令第730号 7–10")
            : Outcome.Of(Body.Fact(new TransferAnswered(file.Id, Accepted, Words.Trim()), file.Tags, null, null, file.Under));
}

/// <summary>移送有管辖权的部门: not ours after all (Penalties arts. 22, 25); the department answers within the whistle's clock.</summary>
public sealed record ReferCase(string To, string Reason)
{
    /// <summary>Writes the referral.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Verify or Stage.Inspected or Stage.Persuaded or Stage.NotCorrected or Stage.Proposed or Stage.Filed or Stage.Investigation or Stage.Disputed))
        {
            return CaseStage.Wrong(file);
        }

        if (file.Filed is not null && OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        // The department that takes it ends it here, and the report of the crime would have nobody.
        if (CrimePending.Lacks(file) is { } pending)
        {
            return new Outcome.Refuse(pending);
        }

        return now.Law.Agency(To) is null && now.Law.Locality(To) is null || Reason.Trim().Length == 0 || To == file.Opened.Locality
            ? Outcome.No("no_department", new Text("选择有管辖权的机关并写明理由", "choose the competent organ and say why", "اختر الجهة المختصة واذكر السبب"), new Text("从权责清单选择", "choose from the catalogue", "اختر من القائمة"), "行政处罚法 22、25")
            : Outcome.Of(Body.Fact(new CaseReferred(file.Id, DocumentNumber.Of("移函", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(CaseReferred)))), To, Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>What became of a referral: the department took it, returned it, or the justice bureau has to say whose it is.</summary>
public sealed record AnswerReferral(string Result, string By, string Words)
{
    /// <summary>Writes it; taken ends the matter here.</summary>
    public Outcome On(CaseFile file)
    {
        if (file.Stage is not (Stage.Referred or Stage.Disputed) || Result is not ("taken" or "disputed" or "returned"))
        {
            return CaseStage.Wrong(file);
        }

        // Whoever takes it is all that the reporter is told.
        if (Result == "taken" && Words.Trim().Length == 0)
        {
            return Outcome.No("words_needed", new Text("写明由谁接办，举报人会看到", "say who has taken it over; the reporter will read it", "اذكر من تولاه وسيقرؤه المبلِّغ"), new Text("写机关和联系方式", "name the organ and how to reach it", "اذكر الجهة وكيف يُتصل بها"));
        }

        var answered = Body.Fact(new ReferralAnswered(file.Id, Result, By, Words.Trim()), file.Tags);
        return Result == "taken" ? Outcome.Of(answered, Body.Fact(new CaseEnded(file.Id, "referred", Words.Trim(), null), file.Tags)) : Outcome.Of(answered);
    }
}

/// <summary>延长办案期限: before it ends, and only where a named law, regulation or rule provides another period (Penalties art. 60).</summary>
public sealed record ExtendTerm(int Days, string Basis, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if ((!file.Deciding && file.Stage is not (Stage.Filed or Stage.Investigation)) || Terms.DecideBy(file, now.Law, now.Today) is not { } last)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return now.Today > last || Days <= 0 || Basis.Trim().Length == 0 || Reason.Trim().Length == 0
            ? Outcome.No("no_extension",
                now.Today > last ? new Text($"期限 {last:yyyy-MM-dd} 已过，不能再延长", $"the term ended on {last:yyyy-MM-dd} and cannot be extended", $"انتهت المهلة في {last:yyyy-MM-dd} ولا تُمدَّد")
                    : new Text("延长须有法律、法规、规章的明文依据和理由", "an extension needs a named law, regulation or rule, and a reason", "يحتاج التمديد إلى نص قانوني مسمّى وسبب"),
                new Text("写明条文、天数、理由", "give the article, the days and the reason", "اذكر المادة والأيام والسبب"), "行政处罚法 60")
            : Outcome.Of(Body.Fact(new TermExtended(file.Id, Days, Basis.Trim(), Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>中止: the case stands still on a named ground; the term does not count meanwhile.</summary>
public sealed record SuspendCase(string Basis, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if ((!file.Deciding && file.Stage is not (Stage.Filed or Stage.Investigation)) || file.IsSuspended || now.Today > Terms.DecideBy(file, now.Law, now.Today))
        {
            return CaseStage.Wrong(file);
        }

        return OrganHead.Lacks(file, now) is { } refusal ? new Outcome.Refuse(refusal)
            : Basis.Trim().Length == 0 || Reason.Trim().Length == 0
                ? Outcome.No("no_basis", new Text("中止须有明文依据和理由", "standing still needs a named basis and a reason", "يحتاج الإيقاف إلى سند مسمّى وسبب"), new Text("写明条文和理由", "give the article and the reason", "اذكر المادة والسبب"), "行政处罚法 60")
                : Outcome.Of(Body.Fact(new CaseSuspended(file.Id, Basis.Trim(), Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>恢复: the case goes on.</summary>
public sealed record ResumeCase(string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now) =>
        !file.IsSuspended ? CaseStage.Wrong(file)
        : OrganHead.Lacks(file, now) is { } refusal ? new Outcome.Refuse(refusal)
        : Outcome.Of(Body.Fact(new CaseResumed(file.Id, Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
}
