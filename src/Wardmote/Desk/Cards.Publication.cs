using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Publication;

namespace Wardmote.Desk;

/// <summary>Cards of publication: <c>publication</c> is the organ's work on a decision, <c>decision</c> what the public finds.</summary>
public sealed partial class Cards
{
    private void Publicity(Entry entry, object body, List<Card> changed, Func<string, string, Card?> before, Action<string, string, Func<Card, Card>> change)
    {
        switch (body)
        {
            case DecidedOnTheSpot d:
                Due(d.Case, d.Number);
                break;
            case Decided d:
                Due(d.Case, d.Number);
                break;
            case RemedyEnded { WithdrawPublicationBy: { } by } r when Case(r.Case) is { } matter && matter.Says("publication") is { Length: > 0 } fell:
                change("publication", fell, c => c.State switch
                {
                    "published" => c with { State = "to_withdraw", Open = true, Due = After(by) },
                    "withdrawn" => c,
                    _ => c with { State = "not_published", Open = false, Due = null },
                });
                break;
            case PublicationAssessed a:
                change("publication", a.Publication, c => c with { State = a.Impact ? "to_check" : "not_published", Open = a.Impact, Due = a.Impact ? c.Due : null });
                break;
            case DecisionPublished p:
                change("publication", p.Publication, c => c with { State = "published", Open = false, Due = null });
                changed.Add(New(entry, "decision", p.Publication, "published") with
                {
                    Number = p.Number,
                    Locality = p.Locality,
                    Holder = p.Organ,
                    Item = p.Item,
                    Title = $"{law.Newest(new ItemCode(p.Item))?.Title.Zh ?? p.Item} · {p.Party}",
                    Extra = JsonSerializer.Serialize(new { decided = $"{p.Decided:yyyy-MM-dd}", party = p.Party, kinds = string.Join(',', p.Kinds), fine = p.Fine?.ToString("0.##") ?? "" }, Body.Json),
                });
                break;
            case DecisionWithdrawn w:
                change("publication", w.Publication, c => c with { State = "withdrawn", Open = false, Due = null });
                // Who it was about goes with it.
                change("decision", w.Publication, c => c with { State = "withdrawn", Open = false, Title = law.Newest(new ItemCode(c.Item))?.Title.Zh ?? c.Item, Extra = JsonSerializer.Serialize(new { decided = c.Says("decided"), ground = w.Ground }) });
                break;
        }

        Card? Case(string id) => changed.Find(c => c.Kind == "case" && c.Id == id) ?? before("case", id);

        void Due(string id, string number)
        {
            if (Case(id) is not { } matter)
            {
                return;
            }

            changed.Add(New(entry, "publication", entry.Id, "due") with
            {
                Number = number,
                Locality = matter.Locality,
                Holder = matter.Locality,
                Item = matter.Item,
                Title = matter.Title,
                Due = DueDay(entry, "publish-decision-check", entry.At),
                Extra = JsonSerializer.Serialize(new { @case = id }),
            });
            change("case", id, c => c with { Extra = With(c.Extra, "publication", entry.Id) });
        }
    }
}
