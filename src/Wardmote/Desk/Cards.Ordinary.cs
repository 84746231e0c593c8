using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Desk;

/// <summary>Cards of the ordinary procedure: the state word and the next last day.</summary>
public sealed partial class Cards
{
    private void Ordinary(Entry entry, object body, Action<string, string, Func<Card, Card>> change)
    {
        switch (body)
        {
            case CaseFiled f:
                change("case", f.Case, c => c with { State = "filed", Fence = "", Due = After(f.DecideBy), Extra = With(With(c.Extra, "filed", $"{ShanghaiTime.Day(entry.At):yyyy-MM-dd}"), "decide_by", $"{f.DecideBy:yyyy-MM-dd}") });
                break;
            case InquiryRecorded i:
                change("case", i.Case, c => c with { State = "investigation" });
                break;
            case EvidenceListed l:
                change("case", l.Case, c => c with { State = "investigation" });
                break;
            case EvidencePreserved p:
                change("case", p.Case, c => c with { State = "investigation", Due = After(p.TreatBy) });
                break;
            case SeizureMade s:
                change("case", s.Case, c => c with { State = c.State == "filed" ? "investigation" : c.State, Due = After(s.Until) });
                break;
            case PreservedTreated or SeizureLifted:
                foreach (var tag in entry.Tags.Where(t => t.Kind == "case"))
                {
                    change("case", tag.Value, c => c with { Due = Days(c) });
                }

                break;
            case PriorNoticeGiven n:
                change("case", n.Case, c => c with { State = "noticed", Due = After(n.HearingBy is { } h && h > n.StatementBy ? h : n.StatementBy) });
                break;
            case DefenceStated d:
                change("case", d.Case, c => c with { State = "defence", Due = Days(c) });
                break;
            case DefenceReviewed r:
                change("case", r.Case, c => c with { State = "ready", Due = Days(c) });
                break;
            case RightsWaived w:
                change("case", w.Case, c => c with { State = w.What == "hearing" ? c.State : "ready", Due = Days(c) });
                break;
            case HearingRequested h:
                change("case", h.Case, c => c with { State = "hearing", Due = Days(c) });
                break;
            case HearingScheduled h:
                change("case", h.Case, c => c with { Due = h.At });
                break;
            case HearingHeld h:
                change("case", h.Case, c => c with { State = "ready", Due = Days(c) });
                break;
            case LegalityReviewed r:
                change("case", r.Case, c => c with { State = r.Passed ? "ready_to_decide" : "investigation", Due = Days(c) });
                break;
            case Discussed { Agreed: false } d:
                change("case", d.Case, c => c with { State = "investigation" });
                break;
            case StepTakenBack b:
                change("case", b.Case, c => c with { State = b.Step switch { "notice" => "reported", "report" => "investigation", "review" => "ready", _ => c.State }, Due = Days(c) });
                break;
            case Decided d:
                change("case", d.Case, c => c with
                {
                    State = "decided",
                    Fence = "",
                    Due = After(d.ServeBy),
                    Extra = With(With(With(c.Extra, "decision", d.Number), "fine", d.Fine?.ToString("0.##") ?? ""), d.PayCode.Length > 0 ? "pay_code" : "no_fine", d.PayCode),
                });
                break;
            case NotPunished n:
                change("case", n.Case, c => c with { State = "not_punished", Fence = "", Due = DueDay(entry, "service", entry.At), Extra = With(c.Extra, "decision", n.Number) });
                break;
            default:
                Performance(entry, body, change);
                break;
        }
    }

    private static void Performance(Entry entry, object body, Action<string, string, Func<Card, Card>> change)
    {
        switch (body)
        {
            case Paid { Settled: true } p:
                change("case", p.Case, c => c.State is "under_remedy" or "revised" or "ended" or "archived" ? c : c with { State = "performed", Due = null });
                break;
            case PaymentDeferred p:
                change("case", p.Case, c => c with { State = "deferred", Due = After(p.Ends) });
                break;
            case Demanded d:
                change("case", d.Case, c => c.State == "under_remedy" ? c : c with { State = "demanded", Due = After(d.Term) });
                break;
            case PerformanceDemanded d:
                change("case", d.Case, c => c.State == "not_corrected" ? c with { State = "executing", Due = After(d.Term) } : c);
                break;
            case DemolitionAnnounced a:
                change("case", a.Case, c => c.State == "executing" ? c with { Due = After(a.Term) } : c);
                break;
            case ExecutionDecided d:
                change("case", d.Case, c => c.State == "executing" ? c with { Fence = "", Due = d.PlannedTo } : c);
                break;
            case ExecutionCarriedOut { Finished: true } e:
                change("case", e.Case, c => c.State == "executing" ? c with { Fence = "", Due = null } : c);
                break;
            case ExecutionStopped { Ground: not "resumed" } s:
                change("case", s.Case, c => c.State == "executing" ? c with { Due = null } : c);
                break;
            // Beside a penalty on its way the order's application is not what the list shows.
            case CourtApplied { Order: not null } a:
                change("case", a.Case, c => c.State == "executing" ? c with { State = "court_applied", Due = null } : c);
                break;
            case CourtApplied a:
                change("case", a.Case, c => c with { State = "court_applied", Due = null });
                break;
            case RemedySought r:
                change("case", r.Case, c => c with { State = "under_remedy", Extra = With(c.Extra, "before", c.State) });
                break;
            case RemedyEnded r:
                change("case", r.Case, c => c with
                {
                    State = r.Result is "upheld" or "withdrawn" ? c.Says("before") is { Length: > 0 } before ? before : "served" : "revised",
                    Due = r.WithdrawPublicationBy is { } by ? After(by) : c.Due,
                });
                break;
            case RevisionFollowed f:
                change("case", f.Case, c => c with { State = f.Next switch { "decide_again" => "investigation", "perform" => "served", _ => c.State } });
                break;
            case CrimeReported r:
                change("case", r.Case, c => c with { Due = After(r.DecideBy) });
                break;
            case CrimeTransferred t:
                change("case", t.Case, c => c with { State = "transferred", Due = null });
                break;
            case TransferAnswered { Accepted: false } a:
                change("case", a.Case, c => c with { State = "investigation", Due = Days(c) });
                break;
            case CaseReferred r:
                change("case", r.Case, c => c with { State = "referred", Holder = r.To });
                break;
            case ReferralAnswered r:
                change("case", r.Case, c => c with { State = r.Result switch { "disputed" => "disputed", "returned" => c.Extra.Contains("\"filed\"", StringComparison.Ordinal) ? "investigation" : "verify", _ => c.State }, Holder = r.Result == "returned" ? c.Locality : c.Holder });
                break;
            case CaseHandedOver h:
                change("case", h.Case, c => c with { State = "referred", Holder = h.To, Due = null });
                foreach (var report in entry.Tags.Where(t => t.Kind == "report"))
                {
                    change("report", report.Value, c => c with { State = "with_department", Holder = h.To });
                }

                break;
            case CaseSucceeded s:
                change("case", s.Case, c => c with { Locality = s.To, Holder = c.Holder == s.From ? s.To : c.Holder });
                foreach (var report in entry.Tags.Where(t => t.Kind == "report"))
                {
                    change("report", report.Value, c => c with { Locality = s.To, Holder = c.Holder == s.From ? s.To : c.Holder });
                }

                break;
            case TermExtended t:
                change("case", t.Case, c => DateOnly.TryParse(c.Says("decide_by"), out var last)
                    ? c with { Extra = With(c.Extra, "decide_by", $"{last.AddDays(t.Days):yyyy-MM-dd}"), Due = c.Due == After(last) ? After(last.AddDays(t.Days)) : c.Due } : c);
                break;
            case CaseSuspended s:
                change("case", s.Case, c => c with { Due = null, Extra = With(c.Extra, "suspended", "true") });
                break;
            case CaseResumed r:
                change("case", r.Case, c => c with { Due = Days(c), Extra = With(c.Extra, "suspended", "") });
                break;
            case CaseArchived a:
                change("case", a.Case, c => c with { State = "archived", Extra = With(c.Extra, "archive", a.Number) });
                break;
        }
    }

    private static DateTimeOffset After(DateOnly day) => ShanghaiTime.Start(day.AddDays(1));

    /// <summary>The last day for the decision, once nothing nearer runs.</summary>
    private static DateTimeOffset? Days(Card card) => DateOnly.TryParse(card.Says("decide_by"), out var day) ? After(day) : card.Due;
}
