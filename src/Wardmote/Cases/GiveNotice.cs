using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>审批事先告知: the head approves the six contents of the notice; the right to a hearing is told where the threshold is reached (Penalties arts. 44, 63).</summary>
/// <param name="Contact">Whom the party may turn to.</param>
public sealed record ApproveNotice(string Contact)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "prior-notice";

    /// <summary>Writes the approved notice.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Reported || file.Notice is not null || file.Proposal is not { } p)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (LawChange.Open(file, now) is { } open)
        {
            return new Outcome.Refuse(open);
        }

        if (Contact.Trim().Length == 0)
        {
            return Outcome.No("no_contact", new Text("写明联系人和联系方式", "say whom the party may turn to", "اذكر من يمكن للطرف التوجه إليه"), new Text("一行即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 44");
        }

        var (told, why) = HearingRight.Of(now.Law.At(file.Book), file.Site!.PartyKind, p.Fine, p.Confiscated, p.Other ?? [], now.Today);
        var number = DocumentNumber.Of(told ? "罚听告" : "罚告", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(NoticeApproved))));
        var body = new NoticeApproved(file.Id, number, told, why, Contact.Trim(), now.Signs, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>Whether a change of law waits for a person.</summary>
internal static class LawChange
{
    /// <summary>Null when none does.</summary>
    public static Refusal? Open(CaseFile file, Occasion now)
    {
        if (file.LawChange is null && ReevaluateForLawChange.Difference(file, now.Law, now.Today) is not { Lighter: true })
        {
            return null;
        }

        return new Refusal("law_changed",
            new Text("办案期间法律有变化，还没有人作出选择", "the law changed during the case and nobody has chosen yet", "تغيّر القانون أثناء القضية ولم يختر أحد بعد"),
            new Text("先看差异并选择适用的规定", "look at the difference and choose the law that applies", "انظر الفرق واختر القانون المطبَّق"), "行政处罚法 37");
    }
}

/// <summary>事先告知送达: the notice reaches the party, and its terms begin (Penalties arts. 44, 64; the term for a statement is a setting of the house).</summary>
public sealed record GivePriorNotice(Delivery Delivery)
{
    /// <summary>Writes the service and the last days.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Reported || file.Notice is not { } notice)
        {
            return CaseStage.Wrong(file);
        }

        if (ServiceRules.Lacks(file, Delivery, now.At) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var reached = Terms.Reached(Delivery.Way, Delivery.On, now.Law.At(file.Book));
        var body = new PriorNoticeGiven(file.Id, notice.Number, Delivery, now.Law.At(file.Book).Ends("notice-answer", reached), notice.Hearing ? now.Law.At(file.Book).Ends("hearing-request", reached) : null);
        return Outcome.Of(Body.Fact(body, file.Tags, null, null, file.Under));
    }
}

/// <summary>放弃权利: only in writing and expressly (Penalties art. 62).</summary>
public sealed record WaiveRights(string What, Exhibit? Signed)
{
    /// <summary>Writes the waiver.</summary>
    public Outcome On(CaseFile file)
    {
        if (file.NoticeGiven is null || !file.Deciding || (What is "hearing" or "both" && file.Notice is not { Hearing: true }) || (What == "hearing" && file.HearingRequest is not null))
        {
            return CaseStage.Wrong(file);
        }

        return What is not ("statement" or "hearing" or "both") || Signed is null
            ? Outcome.No("waiver_signed", new Text("放弃须有当事人签名的书面声明", "a waiver needs the party's signed declaration", "التنازل يحتاج إلى إقرار موقّع"), new Text("附上签名的声明", "attach it", "أرفقه"), "行政处罚法 62")
            : Outcome.Of(Body.Fact(new RightsWaived(file.Id, What, Signed), file.Tags, null, null, file.Under));
    }
}

/// <summary>陈述申辩: the party says what it wants said; late words are heard too, until the decision (Penalties art. 45).</summary>
public sealed record StateDefence(string Words, string Way, DateTimeOffset On, IReadOnlyList<Exhibit> Evidence)
{
    /// <summary>Writes it.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.NoticeGiven is null || !file.Deciding)
        {
            return CaseStage.Wrong(file);
        }

        return Words.Trim().Length == 0 || Way is not ("oral" or "written") || On > now.At.AddMinutes(5)
            ? Outcome.No("no_words", new Text("记录当事人说了什么、口头还是书面", "record what the party says, orally or in writing", "سجّل ما يقوله الطرف شفوياً أو كتابياً"), new Text("照原话写", "in the party's own words", "بكلمات الطرف"), "行政处罚法 45")
            : Outcome.Of(Body.Fact(new DefenceStated(file.Id, Words.Trim(), Way, On, Evidence), file.Tags));
    }
}

/// <summary>复核: every claim is answered with reasons; a defence never makes it heavier (Penalties art. 45).</summary>
public sealed record ReviewDefence(string Adopted, string Reasons)
{
    /// <summary>Writes the review.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Defences.Count == 0 || file.DefenceReview is not null || !file.Deciding)
        {
            return CaseStage.Wrong(file);
        }

        return Adopted is not ("adopted" or "partly" or "not_adopted") || Reasons.Trim().Length == 0
            ? Outcome.No("answer_needed", new Text("写明采纳与否和理由", "say whether it is adopted and why", "اذكر هل يُؤخذ به ولماذا"), new Text("对每一点都答复", "answer every point", "أجب عن كل نقطة"), "行政处罚法 45")
            : Outcome.Of(Body.Fact(new DefenceReviewed(file.Id, Adopted, Reasons.Trim(), now.By.Person), file.Tags, null, null, file.Under));
    }
}

/// <summary>要求听证: within five working days of the notice (Penalties art. 64(1)).</summary>
public sealed record RequestHearing(DateTimeOffset On, string Way, string Words)
{
    /// <summary>Writes the request.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.NoticeGiven is not { } given || !file.Deciding || file.HearingRequest is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (given.HearingBy is not { } by)
        {
            return Outcome.No("no_hearing_right", new Text("拟处罚未达到听证标准", "the proposed penalty is below the thresholds of a hearing", "العقوبة المقترحة دون حدود الجلسة"), new Text("可以陈述申辩", "a statement and defence remain possible", "تبقى الإفادة والدفاع ممكنين"), "行政处罚法 63");
        }

        return ShanghaiTime.Day(On) > by || On > now.At.AddMinutes(5) || ShanghaiTime.Day(On) < file.NoticedOn
            ? Outcome.No("hearing_late", new Text($"听证应当在 {by:yyyy-MM-dd} 前提出", $"a hearing had to be asked for by {by:yyyy-MM-dd}", $"كان يجب طلب الجلسة قبل {by:yyyy-MM-dd}"), new Text("可以陈述申辩", "a statement and defence remain possible", "تبقى الإفادة والدفاع ممكنين"), "行政处罚法 64")
            : Outcome.Of(Body.Fact(new HearingRequested(file.Id, On, Way, Words.Trim()), file.Tags));
    }
}

/// <summary>听证通知: time and place told at least seven working days before; the host is no investigator (Penalties art. 64(2)(4)).</summary>
public sealed record ScheduleHearing(Signatory Host, DateTimeOffset At, string Place, bool Public, string ClosedWhy, Delivery Delivery)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "hearing-notice";

    /// <summary>Writes the notice, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Hearing)
        {
            return CaseStage.Wrong(file);
        }

        var fence = new PenaltyFences(now.Law, file.Book.Code, now.Today).FourPeople(Procedure.Course(file, now) with { Host = Host.Id }, FenceAct.Hearing);
        if (fence.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([fence], [ProposePenalty.Stopped(file, "schedule_hearing", [fence])]);
        }

        if (Host.Role != "host" || Place.Trim().Length == 0 || (!Public && ClosedWhy.Trim().Length == 0) || file.Recused.Contains(Host.Id))
        {
            return Outcome.No("bad_hearing", new Text("写明主持人、地点；不公开的写明理由", "name the host and the place; where not public, why", "اذكر الرئيس والمكان؛ وإن لم تكن علنية فالسبب"), new Text("主持人须由机关指定", "the organ appoints the host", "الجهة تعيّن الرئيس"), "行政处罚法 64");
        }

        if (ServiceRules.Lacks(file, Delivery, now.At) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var first = now.Law.At(file.Book).Ends("hearing-notice", Terms.Reached(Delivery.Way, Delivery.On, now.Law.At(file.Book)));
        if (ShanghaiTime.Day(At) < first)
        {
            return Outcome.No("hearing_too_soon", new Text($"须在听证七个工作日前通知，最早 {first:yyyy-MM-dd}", $"the notice must come seven working days before; the earliest day is {first:yyyy-MM-dd}", $"يجب الإخطار قبل سبعة أيام عمل؛ أقرب يوم {first:yyyy-MM-dd}"), new Text("改期", "choose a later day", "اختر يوماً لاحقاً"), "行政处罚法 64(2)");
        }

        var number = DocumentNumber.Of("听通", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(HearingScheduled))));
        var body = new HearingScheduled(file.Id, number, Host, At, Place.Trim(), Public, ClosedWhy.Trim(), Delivery, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>举行听证: held on the appointed day by the appointed host; staying or walking away waives it (Penalties art. 64(6)).</summary>
public sealed record HoldHearing(string Result, string Investigators, string Party, string Report, string Signed, int Agents, IReadOnlyList<Exhibit> Record)
{
    /// <summary>Writes the record.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Hearing || (file.HearingSet is null && Result != "withdrawn"))
        {
            return CaseStage.Wrong(file);
        }

        if (Result != "withdrawn" && (now.By.Person != file.HearingSet!.Host.Id || ShanghaiTime.Day(file.HearingSet.At) > now.Today))
        {
            return Outcome.No("not_host", new Text("由通知写明的主持人在听证日记录", "the host named in the notice records it, on or after the day of the hearing", "يسجلها الرئيس المذكور في الإخطار في يوم الجلسة أو بعده"), new Text("请主持人操作", "let the host do it", "ليقم الرئيس بذلك"), "行政处罚法 64");
        }

        if (Result is not ("held" or "absent" or "left" or "withdrawn") || Agents is < 0 or > 2 || Report.Trim().Length == 0 || (Result == "held" && (Investigators.Trim().Length == 0 || Party.Trim().Length == 0)))
        {
            return Outcome.No("bad_record", new Text("写明双方意见、听证报告；代理人一至二人", "record both sides and the host's report; one or two agents at most", "سجّل كلام الطرفين وتقرير الرئيس؛ وكيل أو اثنان على الأكثر"), new Text("补齐后再提交", "complete it and send again", "أكمله ثم أرسل"), "行政处罚法 64");
        }

        return Outcome.Of(Body.Fact(new HearingHeld(file.Id, Result, file.HearingSet?.Host ?? now.Signs, Investigators.Trim(), Party.Trim(), Report.Trim(), Signed, Agents, Record), file.Tags, null, null, file.Under));
    }
}

/// <summary>法制审核: before the decision, by somebody who did not investigate, preside or decide (Penalties art. 58).</summary>
public sealed record ReviewLegality(bool Passed, string Opinion, IReadOnlyDictionary<string, string> Points, string Qualification, bool FirstTime)
{
    /// <summary>What a review speaks to.</summary>
    public static IReadOnlyList<string> Asked { get; } = ["competence", "facts", "evidence", "law", "discretion", "procedure", "documents", "crime"];

    /// <summary>Writes the opinion, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Noticed or Stage.Ready or Stage.ReadyToDecide) || !Procedure.TermsOver(file, now.Today) || file.Review is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (now.By.Role != "reviewer")
        {
            return Outcome.No("not_reviewer", new Text("由法制审核人员审核", "a legal reviewer does this", "يقوم بهذا مراجع قانوني"), new Text("请法制审核人员操作", "let a reviewer do it", "ليقم به مراجع"), "行政处罚法 58");
        }

        var fence = new PenaltyFences(now.Law, file.Book.Code, now.Today).FourPeople(Procedure.Course(file, now) with { Reviewer = now.By.Person }, FenceAct.LegalReview);
        if (fence.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([fence], [ProposePenalty.Stopped(file, "review_legality", [fence])]);
        }

        if (FirstTime && Qualification.Trim().Length == 0)
        {
            return Outcome.No("no_qualification", new Text("初次从事法制审核的须取得法律职业资格", "a first-time reviewer must hold the legal qualification", "من يراجع لأول مرة يجب أن يحمل المؤهل القانوني"), new Text("填写资格证号", "give its number", "اذكر رقمه"), "行政处罚法 58(2)");
        }

        if (Opinion.Trim().Length == 0 || Asked.Any(a => !Points.TryGetValue(a, out var said) || said.Trim().Length == 0))
        {
            return Outcome.No("bad_review", new Text("对主体、事实、证据、适用法律、裁量、程序、文书、是否涉嫌犯罪逐项写明", "speak to competence, facts, evidence, law, discretion, procedure, documents and suspected crime", "تناول الاختصاص والوقائع والأدلة والقانون والتقدير والإجراء والوثائق والجريمة المحتملة"), new Text("逐项补齐", "complete every point", "أكمل كل نقطة"), "行政处罚法 58");
        }

        var number = DocumentNumber.Of("法审", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(LegalityReviewed))));
        return Outcome.Of(Body.Fact(new LegalityReviewed(file.Id, number, now.Signs, Qualification.Trim(), Points, Passed, Opinion.Trim()), file.Tags, null, null, file.Under));
    }
}

/// <summary>集体讨论: the responsible persons of the organ, each view in the minutes (Penalties art. 57(2)).</summary>
public sealed record DiscussCollectively(DateTimeOffset On, IReadOnlyList<ViewGiven> Views, string Conclusion, bool Agreed)
{
    /// <summary>Writes the minutes.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Noticed or Stage.Ready or Stage.ReadyToDecide) || !Procedure.TermsOver(file, now.Today) || file.Discussion is { Agreed: true })
        {
            return CaseStage.Wrong(file);
        }

        if (Procedure.ReviewWhy(file) is not null && file.Review is not { Passed: true })
        {
            return Outcome.No("review_first", new Text("先经法制审核，再集体讨论", "legal review comes before the discussion", "المراجعة القانونية تسبق المناقشة"), new Text("送法制审核", "put it to the legal reviewer", "اعرضه على المراجع القانوني"), "行政处罚法 57、58");
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Views.Select(v => v.Name.Trim()).Distinct().Count() < 2 || Views.Any(v => v.Name.Trim().Length == 0 || v.View.Trim().Length == 0) || Conclusion.Trim().Length == 0 || On > now.At.AddMinutes(5))
        {
            return Outcome.No("bad_minutes", new Text("至少两人，记录每个人的意见和结论", "at least two people, each view and the conclusion", "شخصان على الأقل، ورأي كل واحد والخلاصة"), new Text("补齐每个人的意见", "complete every view", "أكمل كل رأي"), "行政处罚法 57(2)");
        }

        var number = DocumentNumber.Of("集", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(Discussed))));
        return Outcome.Of(Body.Fact(new Discussed(file.Id, number, On, now.Signs, Views, Conclusion.Trim(), Agreed), file.Tags, null, null, file.Under));
    }
}
