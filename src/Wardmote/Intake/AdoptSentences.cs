using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Intake;

/// <summary>An administrator said that what officers confirmed or corrected, up to an entry of the book, may teach the recogniser.</summary>
/// <param name="Upto">Last entry taken in; 0 takes everything back.</param>
/// <param name="Sentences">How many sentences that were.</param>
/// <param name="Reason">Why.</param>
[EntryKind("recognition.sentences_adopted/1")]
public sealed record SentencesAdopted(long Upto, int Sentences, string Reason);

/// <summary>A reporter's words with what a person said they are about, beside what the recogniser had said. 人工确认</summary>
/// <param name="Sequence">Entry of the triage.</param>
/// <param name="Code">Item, or <c>none.KIND</c>.</param>
/// <param name="Language">Language of the words.</param>
/// <param name="Words">The words, personal details not struck out.</param>
/// <param name="Hinted">Best candidate shown; empty when the recogniser could not tell or said that it is none.</param>
/// <param name="Model">Version of the model that hinted; empty when none did.</param>
public sealed record Confirmed(long Sequence, string Code, string Language, string Words, string Hinted, string Model)
{
    /// <summary>True when the person chose what was hinted first.</summary>
    public bool Agrees => Hinted.Length > 0 ? Code == Hinted : Code.StartsWith("none", StringComparison.Ordinal);
}

/// <summary>采纳例句: the administrator lets confirmed sentences teach, or takes that back.</summary>
/// <param name="Upto">Last entry taken in; 0 takes everything back.</param>
/// <param name="Reason">Why.</param>
public sealed record AdoptSentences(long Upto, string Reason)
{
    /// <summary>Tag of every adoption, over all books.</summary>
    public static Tag Tag { get; } = new("sentences", "adopted");

    /// <summary>Tag of the triages of a book.</summary>
    public static Tag TriagedIn(Book book) => new("triaged", book.Code);

    /// <summary>Writes it.</summary>
    public Outcome On(Book book, IReadOnlyList<Confirmed> confirmed, SentencesAdopted? before)
    {
        if (Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed", new Text("写明理由", "give a reason", "اذكر السبب"), new Text("一句话即可", "one sentence is enough", "جملة واحدة تكفي"));
        }

        if (Upto == (before?.Upto ?? 0) || Upto < 0 || (Upto > 0 && confirmed.All(c => c.Sequence != Upto)))
        {
            return Outcome.No("nothing_new", new Text("没有新的例句", "there are no new sentences", "لا جمل جديدة"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        return Outcome.Of(Body.Fact(new SentencesAdopted(Upto, confirmed.Count(c => c.Sequence <= Upto), Reason.Trim()), [Tag, new Tag("sentences", book.Code)]));
    }
}
