using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>复议、诉讼: the remedy body has taken it; enforcement goes on unless stayed, and no surcharge is counted meanwhile (Penalties art. 73).</summary>
public sealed record SeekRemedy(string Kind, DateOnly On, string Body, bool Stayed)
{
    /// <summary>Writes it. Whether it came in time is the remedy body's question, not the organ's.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        var served = file.Service is not null && file.NoPenalty is null && (file.Ruling is not null || file.Decision is not null);
        if (!served || file.RemedyOpen || file.Stage is not (Stage.Served or Stage.Deferred or Stage.Demanded or Stage.Performed or Stage.CourtApplied) || file.Remedies.Any(r => r.Kind == Kind))
        {
            return CaseStage.Wrong(file);
        }

        if (Kind is not ("reconsideration" or "suit") || Body.Trim().Length == 0 || On > now.Today || On < Terms.ServedOn(file, now.Law))
        {
            return Outcome.No("bad_remedy", new Text("写明复议还是诉讼、受理机关和日期", "say reconsideration or suit, the body, and the day", "اذكر تظلّم أم دعوى والجهة واليوم"), new Text("改正后再提交", "correct it and send again", "صحّحه ثم أرسل"));
        }

        // An on-the-spot decision goes to reconsideration first; after a suit nothing goes back to reconsideration.
        var first = file.Decision is not null && Kind == "suit" && file.RemediesEnded.All(r => r.Kind != "reconsideration");
        return first || (Kind == "reconsideration" && file.Remedies.Any(r => r.Kind == "suit"))
            ? Outcome.No("remedy_order", new Text("当场处罚先复议；起诉后不再复议", "an on-the-spot penalty goes to reconsideration first, and none follows a suit", "العقوبة الفورية تمر بالتظلّم أولاً ولا تظلّم بعد الدعوى"), new Text("核对受理通知", "check the notice of acceptance", "راجع إشعار القبول"), "行政复议法 23、29；行政诉讼法 44–45")
            : Outcome.Of(Journal.Body.Fact(new RemedySought(file.Id, Kind, On, Body.Trim(), Stayed), file.Tags, null, null, file.Under));
    }
}

/// <summary>复议、诉讼结果: upheld and withdrawn leave the decision; otherwise it is revised and its publication withdrawn in three working days (Penalties art. 48).</summary>
public sealed record EndRemedy(string Result, DateOnly On, string Words, decimal? Fine = null)
{
    /// <summary>Writes it.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (!file.RemedyOpen)
        {
            return CaseStage.Wrong(file);
        }

        if (Result is not ("upheld" or "withdrawn" or "changed" or "revoked" or "illegal" or "invalid") || Words.Trim().Length == 0 || On > now.Today || On < file.Remedies[^1].On || (Result == "changed") != (Fine is not null))
        {
            return Outcome.No("bad_result", new Text("写明结果、日期；变更的写明变更后的金额", "give the result and the day; for a change the sum that stands", "اذكر النتيجة واليوم؛ وعند التعديل المبلغ النهائي"), new Text("维持、撤回、变更、撤销、确认违法、确认无效", "upheld, withdrawn, changed, revoked, illegal, invalid", "تأييد، سحب، تعديل، إلغاء، عدم مشروعية، بطلان"), "行政复议法 63–68；行政诉讼法 69–77");
        }

        DateOnly? withdraw = Result is "upheld" or "withdrawn" ? null : now.Law.At(file.Book).Ends("withdraw-publication", On);
        return Outcome.Of(Body.Fact(new RemedyEnded(file.Id, file.Remedies[^1].Kind, Result, On, Words.Trim(), Fine, withdraw), file.Tags, null, null, file.Under));
    }
}

/// <summary>改变后的处理: decide again with a new notice, perform a changed sum, or end (REVISED).</summary>
public sealed record FollowRevision(string Next, string Reason)
{
    /// <summary>Writes what follows.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage != Stage.Revised)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var result = file.RemediesEnded[^1].Result;
        var fits = Next switch { "perform" => result is "changed" or "illegal", "decide_again" => result is "revoked" or "invalid" && file.Filed is not null, "end" => result is not "changed", _ => false };
        if (!fits || Reason.Trim().Length == 0)
        {
            return Outcome.No("bad_next", new Text("变更的执行变更后的决定；撤销的可以重新调查决定或者结案；写明理由", "perform a changed decision; after a revocation decide again or end; with a reason", "نفّذ القرار المعدّل؛ وبعد الإلغاء قرر من جديد أو أنهِ؛ مع السبب"), new Text("选择下一步", "choose what follows", "اختر ما يلي"), "行政复议法 64；行政诉讼法 70–71");
        }

        var followed = Body.Fact(new RevisionFollowed(file.Id, Next, Reason.Trim(), now.Signs), file.Tags, null, null, file.Under);
        return Next != "end" ? Outcome.Of(followed)
            : CloseCase.Open(file, now) is { } open ? new Outcome.Refuse(open)
            : Outcome.Of(followed, Body.Fact(new CaseEnded(file.Id, "revised", Reason.Trim(), null), file.Tags, null, null, file.Under));
    }
}
