using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Supervision;

/// <summary>监督意见书: the justice bureau tells an organ what it found and what it asks, with an answer due.</summary>
/// <param name="Opinion">Id.</param>
/// <param name="Number">Number of the document.</param>
/// <param name="To">Organ.</param>
/// <param name="About">What it is about: <c>case:…</c>, <c>inspection:…</c>, <c>alert:…</c>, <c>complaint:…</c>, <c>sampling:…</c>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Asks">What is asked.</param>
/// <param name="Basis">Articles.</param>
/// <param name="AnswerBy">Last day for the answer.</param>
[EntryKind("supervision.opinion_issued/1")]
public sealed record OpinionIssued(string Opinion, string Number, string To, IReadOnlyList<string> About, string Found, string Asks, string Basis, DateOnly AnswerBy);

/// <summary>The organ answered.</summary>
[EntryKind("supervision.opinion_answered/1")]
public sealed record OpinionAnswered(string Opinion, string Words, string Done);

/// <summary>The bureau found the answer enough, or asked again.</summary>
/// <param name="Opinion">Opinion.</param>
/// <param name="Enough">True ends it.</param>
/// <param name="Words">Why.</param>
/// <param name="AnswerBy">New last day when it is not enough.</param>
[EntryKind("supervision.opinion_weighed/1")]
public sealed record OpinionWeighed(string Opinion, bool Enough, string Words, DateOnly? AnswerBy);

/// <summary>监督意见书 as its entries say it is.</summary>
public sealed class SupervisionOpinion
{
    private SupervisionOpinion(OpinionIssued issued, Entry first)
    {
        Issued = issued;
        Book = first.Book;
        At = first.At;
        AnswerBy = issued.AnswerBy;
    }

    /// <summary>As issued.</summary>
    public OpinionIssued Issued { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary><c>waiting</c>, <c>answered</c> or <c>closed</c>.</summary>
    public string State { get; private set; } = "waiting";

    /// <summary>Last day for the answer that is waited for.</summary>
    public DateOnly AnswerBy { get; private set; }

    /// <summary>Newest answer.</summary>
    public OpinionAnswered? Answer { get; private set; }

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>True when the answer is late.</summary>
    public bool Late(DateOnly today) => State == "waiting" && today > AnswerBy;

    /// <summary>Tag.</summary>
    public static Tag TagOf(string opinion) => new("opinion", opinion);

    /// <summary>Folds entries; null when there is none.</summary>
    public static SupervisionOpinion? Of(IReadOnlyList<Entry> entries)
    {
        SupervisionOpinion? opinion = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is OpinionIssued issued)
            {
                opinion ??= new SupervisionOpinion(issued, entry);
            }

            if (opinion is null)
            {
                continue;
            }

            opinion.Entries.Add(entry);
            switch (body)
            {
                case OpinionAnswered answered:
                    (opinion.State, opinion.Answer) = ("answered", answered);
                    break;
                case OpinionWeighed weighed:
                    (opinion.State, opinion.AnswerBy) = (weighed.Enough ? "closed" : "waiting", weighed.AnswerBy ?? opinion.AnswerBy);
                    break;
            }
        }

        return opinion;
    }
}

/// <summary>发出监督意见书.</summary>
public sealed record IssueOpinion(string Opinion, string To, IReadOnlyList<string> About, string Found, string Asks, string Basis)
{
    /// <summary>Writes the opinion, numbered in the bureau's series.</summary>
    public Outcome On(LawInForce law, Book book, int earlierThisYear, DateOnly today)
    {
        if (law.Agency(To) is null && law.Locality(To) is null)
        {
            return Outcome.No("no_organ", new Text("没有这个机关", "there is no such organ", "لا توجد جهة كهذه"), new Text("从列表选择", "choose from the list", "اختر من القائمة"));
        }

        if (Found.Trim().Length == 0 || Asks.Trim().Length == 0 || About.Count == 0)
        {
            return Outcome.No("incomplete",
                new Text("写明发现了什么、要求什么、针对哪件事", "say what was found, what is asked and about which matter", "اذكر ما وُجد وما يُطلب وبشأن أي أمر"), new Text("补全后再发出", "complete it, then send it", "أكمله ثم أرسله"));
        }

        var number = $"监意〔{today.Year}〕{book.Code}-{earlierThisYear + 1:000}号";
        var body = new OpinionIssued(Opinion, number, To, About, Found.Trim(), Asks.Trim(), Basis.Trim(), law.At(book).Ends("opinion-answer", today));
        return Outcome.Of(Body.Fact(body, [SupervisionOpinion.TagOf(Opinion), Series(book, today.Year), new Tag("opinions", To)], ["number:" + number]));
    }

    /// <summary>Tag that numbers the bureau's opinions in a year.</summary>
    public static Tag Series(Book book, int year) => new("opinion-series", $"{book.Code}-{year}");
}

/// <summary>The organ answers: what it says and what it did.</summary>
public sealed record AnswerOpinion(string Organ, string Words, string Done)
{
    /// <summary>Writes the answer.</summary>
    public Outcome On(SupervisionOpinion opinion) => opinion.State != "waiting" || opinion.Issued.To != Organ
        ? Outcome.No("not_waiting", new Text("没有等待本机关的答复", "no answer of yours is waited for", "لا يُنتظر جواب منك"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"))
        : Words.Trim().Length == 0 || Done.Trim().Length == 0
            ? Outcome.No("answer_needed", new Text("写明意见和已采取的措施", "say what you think and what you did", "اذكر رأيك وما فعلته"), new Text("各写一句即可", "one line each is enough", "سطر لكل منهما يكفي"))
            : Outcome.Of(Body.Fact(new OpinionAnswered(opinion.Issued.Opinion, Words.Trim(), Done.Trim()), [SupervisionOpinion.TagOf(opinion.Issued.Opinion)]));
}

/// <summary>The bureau weighs the answer.</summary>
public sealed record WeighAnswer(bool Enough, string Words)
{
    /// <summary>Writes it; not enough starts a new term.</summary>
    public Outcome On(SupervisionOpinion opinion, LawInForce law, DateOnly today) => opinion.State != "answered"
        ? Outcome.No("no_answer", new Text("还没有答复", "there is no answer yet", "لا جواب بعد"), new Text("等待答复，逾期可以再次催告", "wait for it; when late, ask again", "انتظره؛ وعند التأخر اطلبه ثانية"))
        : !Enough && Words.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("写明还缺什么", "say what is still missing", "اذكر ما ينقص"), new Text("写一句话", "one sentence", "جملة واحدة"))
            : Outcome.Of(Body.Fact(new OpinionWeighed(opinion.Issued.Opinion, Enough, Words.Trim(), Enough ? null : law.At(opinion.Book).Ends("opinion-answer", today)), [SupervisionOpinion.TagOf(opinion.Issued.Opinion)]));
}
