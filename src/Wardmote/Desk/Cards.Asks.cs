using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;

namespace Wardmote.Desk;

/// <summary>
/// 待批事项: what an act asks of the head or the leader while the case itself stands where it stood: one open card of kind <c>ask</c> each, so that their list shows it; its state is
/// the act that answers. The case's own card names those that nobody has answered, because the entry that ends a case does not. A bank's line that fits no case is a card of kind <c>bank_line</c> until its reference is booked.
/// </summary>
public sealed partial class Cards
{
    /// <summary>The acts such a card can ask for.</summary>
    public static IReadOnlyList<string> Asked { get; } = ["file", "seizure_approve", "recusal_decide", "crime_decide", "assign", "cash_hand_in", "cash_bank"];

    /// <summary>The case of a card of kind <c>ask</c>.</summary>
    public static string CaseOf(Card ask) => ask.Id.Split(':')[0];

    private static void Ask(Entry entry, object body, List<Card> changed, Func<string, string, Card?> before, Action<string, string, Func<Card, Card>> change)
    {
        switch (body)
        {
            // The on-the-spot limit stopped a penalty: whether the case is filed is the head's to say.
            case ActStopped s when s.Fences.Any(f => f is { Id: "summary", Answer: FenceVerdict.Stop }):
                Opens(s.Case, "file", "", null);
                break;
            case PenaltyProposed p:
                Closes(p.Case, "file", "");
                break;
            case CaseFiled f:
                Closes(f.Case, "file", "");
                break;
            case SeizureMade { Urgent: true } s:
                Opens(s.Case, "seizure_approve", s.Number, s.ApproveBy);
                break;
            case SeizureApproved s:
                Closes(s.Case, "seizure_approve", s.Number);
                break;
            case SeizureLifted s:
                Closes(s.Case, "seizure_approve", s.Number);
                break;
            case RecusalAsked r:
                Opens(r.Case, "recusal_decide", r.Person, null);
                break;
            case RecusalDecided r:
                Closes(r.Case, "recusal_decide", r.Person);

                // Who steps back leaves a place that the leader fills.
                if (r.Granted && before("case", r.Case) is { } left && (left.Handler == r.Person || left.Says("second") == r.Person))
                {
                    Opens(r.Case, "assign", "", null);
                }

                break;
            case OfficersAssigned a:
                Closes(a.Case, "assign", "");
                break;
            case BankLineUnmatched u:
                changed.Add(New(entry, "bank_line", u.Reference, "kept") with
                {
                    Number = u.Reference, Locality = entry.By.For, Holder = entry.By.For, Title = Short(u.Remark), Extra = JsonSerializer.Serialize(new { on = $"{u.On:yyyy-MM-dd}", sum = $"{u.Sum:0.##}", why = u.Why }),
                });
                break;
            case Paid { HandInBy: { } by } p:
                Opens(p.Case, "cash_hand_in", p.Reference, After(by));
                break;
            case CashHandedIn c:
                Closes(c.Case, "cash_hand_in", c.Reference);
                Opens(c.Case, "cash_bank", c.Reference, After(c.BankBy));
                break;
            case CashBanked c:
                Closes(c.Case, "cash_bank", c.Reference);
                break;
            case Paid p when before("bank_line", p.Reference) is { Open: true } line:
                changed.Add(line with { Open = false, State = "booked", Updated = entry.At, Sequence = entry.Sequence });
                break;
            case CrimeReported c:
                Opens(c.Case, "crime_decide", "", After(c.DecideBy));
                break;
            case CrimeDecided c:
                Closes(c.Case, "crime_decide", "");
                break;
            case CaseEnded e:
                Turn(before("case", e.Case), false);
                break;
            case ReportReopened:
                // A case that goes back to its team asks again what nobody has answered.
                changed.Where(c => c is { Kind: "case", Open: true }).ToList().ForEach(c => Turn(c, true));
                break;
        }

        void Opens(string matter, string act, string which, DateTimeOffset? due)
        {
            // Cash is on its way whatever became of the case.
            if (before("case", matter) is { } card && (card.Open || IsCash(act)))
            {
                var id = Id(matter, act, which);
                changed.Add(card with { Kind = "ask", Id = id, State = act, Open = true, Due = due, Created = entry.At, Updated = entry.At, Sequence = entry.Sequence, Latitude = null, Longitude = null, Extra = "{}" });
                change("case", matter, c => c with { Extra = With(c.Extra, "asks", Unanswered(c).Append(id).Distinct()) });
            }
        }

        void Closes(string matter, string act, string which)
        {
            if (before("ask", Id(matter, act, which)) is { Open: true } card)
            {
                changed.Add(card with { Open = false, Due = null, Updated = entry.At, Sequence = entry.Sequence });
                change("case", matter, c => c with { Extra = With(c.Extra, "asks", Unanswered(c).Where(a => a != card.Id)) });
            }
        }

        void Turn(Card? matter, bool open)
        {
            foreach (var ask in Unanswered(matter).Select(id => before("ask", id)).OfType<Card>().Where(c => c.Open != open && !IsCash(c.State)))
            {
                changed.Add(ask with { Open = open, Updated = entry.At, Sequence = entry.Sequence });
            }
        }
    }

    private static bool IsCash(string act) => act is "cash_hand_in" or "cash_bank";

    private static IEnumerable<string> Unanswered(Card? matter) =>
        matter?.More("asks") is { ValueKind: JsonValueKind.Array } asks ? asks.EnumerateArray().Select(a => a.GetString()!) : [];

    private static string Id(string matter, string act, string which) => which.Length == 0 ? $"{matter}:{act}" : $"{matter}:{act}:{which}";
}
