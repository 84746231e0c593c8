using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Publication;

/// <summary>行政处罚决定公示: the publication of one decision as the entries of its case say it is.</summary>
public sealed class PublishedDecision
{
    private PublishedDecision(Entry decision, string matter, string number, string check, string document)
    {
        (Id, Book, DecidedAt, Sequence) = (decision.Id, decision.Book, decision.At, decision.Sequence);
        (Case, Number, Check, Document, Ordinary) = (matter, number, check, document, decision.Kind == Body.KindOf(typeof(Decided)));
    }

    /// <summary>Id: that of the decision's entry.</summary>
    public string Id { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>Case.</summary>
    public string Case { get; }

    /// <summary>Number of the decision.</summary>
    public string Number { get; }

    /// <summary>Check code on the document.</summary>
    public string Check { get; }

    /// <summary>Hash of the decision as made.</summary>
    public string Document { get; }

    /// <summary>Decided in the ordinary procedure, not on the spot.</summary>
    public bool Ordinary { get; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset DecidedAt { get; }

    /// <summary>Sequence of the decision's entry.</summary>
    public long Sequence { get; }

    /// <summary><c>due</c>, <c>to_check</c>, <c>not_published</c>, <c>published</c>, <c>to_withdraw</c> or <c>withdrawn</c>.</summary>
    public string State { get; private set; } = "due";

    /// <summary>Whether it has social impact.</summary>
    public PublicationAssessed? Assessed { get; private set; }

    /// <summary>As published.</summary>
    public DecisionPublished? Published { get; private set; }

    /// <summary>Entry of the publication.</summary>
    public Entry? PublishedEntry { get; private set; }

    /// <summary>How the decision fell; null while it stands.</summary>
    public RemedyEnded? Fell { get; private set; }

    /// <summary>Withdrawal.</summary>
    public DecisionWithdrawn? Withdrawn { get; private set; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Tag.</summary>
    public static Tag TagOf(string publication) => new("publication", publication);

    /// <summary>The publication of one decision of a case; null when the case has no such decision.</summary>
    public static PublishedDecision? Of(IReadOnlyList<Entry> entries, string id) => Every(entries).FirstOrDefault(p => p.Id == id);

    /// <summary>One for each decision on a penalty; a decision not to punish is not among those that art. 48 speaks of.</summary>
    public static IReadOnlyList<PublishedDecision> Every(IReadOnlyList<Entry> entries)
    {
        var all = new List<PublishedDecision>();
        foreach (var entry in entries)
        {
            switch (Body.Read(entry))
            {
                case DecidedOnTheSpot d:
                    all.Add(new PublishedDecision(entry, d.Case, d.Number, d.Check, d.Document));
                    break;
                case Decided d:
                    all.Add(new PublishedDecision(entry, d.Case, d.Number, d.Check, d.Document));
                    break;
                case RemedyEnded { WithdrawPublicationBy: not null } r when all is [.., var last]:
                    last.Fell = r;
                    last.State = last.Published is null ? "not_published" : last.Withdrawn is null ? "to_withdraw" : last.State;
                    break;
                case PublicationAssessed a when all.Find(p => p.Id == a.Publication) is { } p:
                    (p.Assessed, p.State) = (a, a.Impact ? "to_check" : "not_published");
                    break;
                case DecisionPublished d when all.Find(p => p.Id == d.Publication) is { } p:
                    (p.Published, p.PublishedEntry, p.State) = (d, entry, "published");
                    break;
                case DecisionWithdrawn w when all.Find(p => p.Id == w.Publication) is { } p:
                    (p.Withdrawn, p.WithdrawnAt, p.State) = (w, entry.At, "withdrawn");
                    break;
            }
        }

        return all;
    }
}
