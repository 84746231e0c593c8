using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Supervision;

/// <summary>
/// 执法投诉: anybody complains about enforcement itself (Penalties art. 75(2), R-SUP-01). The county justice bureau receives it, never the team; its tags are its own, so that no
/// case or visit shows it to those complained about.
/// </summary>
/// <param name="Complaint">Id.</param>
/// <param name="Language">Language of the answer.</param>
/// <param name="Locality">Where; empty when not said.</param>
/// <param name="Organ">Organ complained about; empty when the complainant does not know.</param>
/// <param name="AboutKind"><c>case</c>, <c>inspection</c>, <c>premises</c> or empty.</param>
/// <param name="About">Its id; empty when none is named.</param>
/// <param name="Words">What happened.</param>
/// <param name="TrackingHash">Hash of the complainant's code.</param>
/// <param name="ContactEnvelope">Contact, opened only by the bureau with a reason; null when unknown.</param>
/// <param name="AnswerBy">Last day for the answer: a clock of its own.</param>
[EntryKind("complaint.received/1")]
public sealed record ComplaintReceived(
    string Complaint, string Language, string Locality, string Organ, string AboutKind, string About, string Words, string TrackingHash, string? ContactEnvelope, DateOnly AnswerBy);

/// <summary>The bureau looked into it: what it asked, what it heard.</summary>
[EntryKind("complaint.looked_into/1")]
public sealed record ComplaintLookedInto(string Complaint, string Words);

/// <summary>查看联系方式: the bureau opened the complainant's contact, and why.</summary>
[EntryKind("complaint.contact_opened/1")]
public sealed record ComplaintContactOpened(string Complaint, string Reason);

/// <summary>答复: the bureau answered.</summary>
/// <param name="Complaint">Complaint.</param>
/// <param name="Outcome"><c>founded</c>, <c>partly</c>, <c>unfounded</c> or <c>other_way</c> (reconsideration or court decides it).</param>
/// <param name="Words">What the complainant reads.</param>
/// <param name="Opinion">Opinion issued for it; null when none.</param>
[EntryKind("complaint.answered/1")]
public sealed record ComplaintAnswered(string Complaint, string Outcome, string Words, string? Opinion);

/// <summary>执法投诉 as its entries say it is.</summary>
public sealed class ComplaintAboutEnforcement
{
    private ComplaintAboutEnforcement(ComplaintReceived received, Entry first) => (Received, Book, At) = (received, first.Book, first.At);

    /// <summary>As received.</summary>
    public ComplaintReceived Received { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Steps taken.</summary>
    public List<(DateTimeOffset At, ComplaintLookedInto Step)> Steps { get; } = [];

    /// <summary>Answer; null before.</summary>
    public ComplaintAnswered? Answer { get; private set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Who receives it: the county justice bureau.</summary>
    public string Receiver => Whistles.Whistle.JusticeBureau(Book);

    /// <summary>Tag.</summary>
    public static Tag TagOf(string complaint) => new("complaint", complaint);

    /// <summary>Tag of a complainant's code.</summary>
    public static Tag CodeTag(string hash) => new("complaint-track", hash);

    /// <summary>Folds entries; null when there is none.</summary>
    public static ComplaintAboutEnforcement? Of(IReadOnlyList<Entry> entries)
    {
        ComplaintAboutEnforcement? complaint = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is ComplaintReceived received)
            {
                complaint ??= new ComplaintAboutEnforcement(received, entry);
            }

            if (complaint is null)
            {
                continue;
            }

            complaint.Entries.Add(entry);
            switch (body)
            {
                case ComplaintLookedInto step:
                    complaint.Steps.Add((entry.At, step));
                    break;
                case ComplaintAnswered answered:
                    (complaint.Answer, complaint.AnsweredAt) = (answered, entry.At);
                    break;
            }
        }

        return complaint;
    }
}

/// <summary>投诉: somebody complains about enforcement.</summary>
public sealed record Complain(string Complaint, string Language, string Locality, string Organ, string AboutKind, string About, string Words, string TrackingCode, Contact? Contact)
{
    /// <summary>Writes the complaint; the bureau's clock begins.</summary>
    public Outcome On(LawInForce law, Book book, DateOnly today)
    {
        if (Words.Trim().Length == 0 || Words.Length > LodgeReport.LongestWords)
        {
            return Outcome.No("nothing_said", new Text("写一句发生了什么", "say what happened", "اذكر ما حدث"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"));
        }

        var hash = Intake.TrackingCode.Hash(TrackingCode);
        var envelope = Contact is { } c && (c.Name.Length > 0 || c.Phone.Length > 0)
            ? new Envelope("complaint-contact-" + Complaint, "complainant-" + Complaint, System.Text.Json.JsonSerializer.Serialize(c, Body.Json))
            : null;
        var body = new ComplaintReceived(Complaint, Language, Locality, Organ, About.Length == 0 ? "" : AboutKind, About, Words.Trim(), hash, envelope?.Id, law.At(book).Ends("complaint-answer", today));
        return Outcome.Of(Body.Fact(body, [ComplaintAboutEnforcement.TagOf(Complaint), ComplaintAboutEnforcement.CodeTag(hash), new Tag("complaints", book.Code)],
            null, envelope is null ? null : [envelope]));
    }
}

/// <summary>查看投诉人联系方式: the bureau that received it opens the contact with a reason; the opening is an entry.</summary>
public sealed record OpenComplaintContact(string Organ, string Reason)
{
    /// <summary>Writes the opening.</summary>
    public Outcome On(ComplaintAboutEnforcement complaint)
    {
        if (AnswerComplaint.NotReceiver(complaint, Organ) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return complaint.Received.ContactEnvelope is null || Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("查看联系方式须写明理由", "opening the contact needs a reason", "فتح بيانات الاتصال يحتاج إلى سبب"), new Text("写一句理由；查看会被记录", "write one; the opening is recorded", "اكتب سبباً؛ ويُسجَّل الفتح"))
            : Outcome.Of(Body.Fact(new ComplaintContactOpened(complaint.Received.Complaint, Reason.Trim()), [ComplaintAboutEnforcement.TagOf(complaint.Received.Complaint)]));
    }
}

/// <summary>答复投诉: the bureau, and nobody else, looks into it and answers.</summary>
/// <param name="Organ">Organ of who answers: must be the county justice bureau.</param>
/// <param name="Outcome">Outcome; empty only records a step.</param>
/// <param name="Words">Words.</param>
/// <param name="Opinion">Opinion issued for it.</param>
public sealed record AnswerComplaint(string Organ, string Outcome, string Words, string? Opinion)
{
    /// <summary>Writes the step or the answer.</summary>
    public Fences.Outcome On(ComplaintAboutEnforcement complaint)
    {
        if (complaint.Answer is not null)
        {
            return Fences.Outcome.No("answered", new Text("已经答复", "it was answered", "سبقت الإجابة"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (NotReceiver(complaint, Organ) is { } refusal)
        {
            return new Fences.Outcome.Refuse(refusal);
        }

        if (Words.Trim().Length == 0 || Outcome is not ("" or "founded" or "partly" or "unfounded" or "other_way"))
        {
            return Fences.Outcome.No("answer_needed", new Text("写明结果和理由", "say what came of it and why", "اذكر النتيجة والسبب"), new Text("投诉人会看到", "the complainant will read it", "سيقرؤه الشاكي"));
        }

        var id = complaint.Received.Complaint;
        return Fences.Outcome.Of(Outcome.Length == 0
            ? Body.Fact(new ComplaintLookedInto(id, Words.Trim()), [ComplaintAboutEnforcement.TagOf(id)])
            : Body.Fact(new ComplaintAnswered(id, Outcome, Words.Trim(), Opinion), [ComplaintAboutEnforcement.TagOf(id)]));
    }

    /// <summary>What keeps an organ away from a complaint that is not its own to handle; null for the bureau that received it.</summary>
    internal static Refusal? NotReceiver(ComplaintAboutEnforcement complaint, string organ) => organ == complaint.Receiver && complaint.Received.Organ != organ
        ? null
        : new Refusal("not_receiver",
            new Text("执法投诉由区县司法局受理，被投诉的机关不能自己处理", "complaints about enforcement are the county justice bureau's; the organ complained about cannot handle its own", "شكاوى الإنفاذ لمكتب العدل ولا تعالجها الجهة المشكو منها"),
            new Text("转司法局；投诉司法局的，由上级办理", "hand it to the bureau; a complaint about the bureau goes to its superior", "أحلها إلى المكتب؛ والشكوى منه إلى الجهة العليا"), "行政处罚法 75");
}
