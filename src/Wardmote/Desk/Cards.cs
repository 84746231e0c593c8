using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>列表与地图: cards from entries, one pure function, the same on append and on replay.</summary>
public sealed partial class Cards(LawInForce law)
{
    /// <summary>The cards an entry changes.</summary>
    public IReadOnlyList<Card> Project(Entry entry, Func<string, string, Card?> before)
    {
        var changed = new List<Card>();
        var body = Body.Read(entry);
        switch (body)
        {
            case ReportLodged r:
                changed.Add(New(entry, "report", r.Report, "lodged") with
                {
                    Locality = r.Locality,
                    Holder = r.Locality,
                    Item = r.Hints.Candidates is [var best, ..] && r.Hints.Verdict == "items" ? best.Item : "",
                    Title = Short(r.Words),
                    Source = r.Source,
                    Due = DueDay(entry, "report-triage", entry.At),
                    Latitude = r.Latitude,
                    Longitude = r.Longitude,
                    Extra = JsonSerializer.Serialize(new { verdict = r.Hints.Verdict, photos = r.Photos.Count, language = r.Language }),
                });
                break;
            case ReportTriaged t:
                Change("report", t.Report, c => c with { Item = t.Item ?? c.Item, State = t.Verdict == "asked" ? "asked" : c.State });
                break;
            case ReportRouted routed:
                Change("report", routed.Report, c => c with
                {
                    State = routed.Whistle is not null ? "with_department" : "with_team",
                    Holder = routed.To,
                    Due = DueDay(entry, "report-answer", c.Created),
                });
                break;
            case ReportJoined j:
                Change("report", j.Report, c => c with { State = "joined", Open = false, Due = null });
                break;
            case ReportAdded a:
                Change("report", a.Report, c => c with { State = c.State == "asked" ? "lodged" : c.State, Title = c.Title.Length == 0 ? Short(a.Words) : c.Title });
                break;
            case ReportAnswered a:
                Change("report", a.Report, c => c with { State = "answered", Open = false, Due = null, Extra = With(c.Extra, "outcome", a.Outcome) });
                break;
            case ReportReopened o:
                Change("report", o.Report, c => c with { State = "reopened", Open = true, Due = DueDay(entry, "report-answer", entry.At) });
                foreach (var tag in entry.Tags.Where(t => t.Kind is "case" or "whistle"))
                {
                    // A decision stands, and what a department has done is done: only a case that ended without either goes back to its team. The report itself is open again.
                    Change(tag.Kind, tag.Value, c => c is { Kind: "case", State: "ended" } && !c.Extra.Contains("\"decision\"", StringComparison.Ordinal)
                        ? c with { State = "verify", Open = true, Extra = With(c.Extra, "reopened", "true") }
                        : c with { Extra = With(c.Extra, "reopened", "true") });
                }

                break;
            case WhistleBlown b:
                changed.Add(New(entry, "whistle", b.Whistle, "waiting") with
                {
                    Locality = b.From,
                    Holder = b.To,
                    Item = b.Item,
                    Title = b.Needed,
                    Source = b.Kind,
                    Due = b.AnswerBy,
                });
                if (b.Kind == "refer")
                {
                    Follow(entry, b.To);
                }

                break;
            case WhistleTaken t:
                Change("whistle", t.Whistle, c => c with { State = "taken", Holder = t.Agency, Due = t.ArriveBy });
                Follow(entry, t.Agency);
                break;
            case WhistlePassed p:
                Change("whistle", p.Whistle, c => c with { Holder = p.To, Due = p.AnswerBy });
                Follow(entry, p.To);
                break;
            case WhistleReturned r:
                Change("whistle", r.Whistle, c => c with { State = "disputed", Holder = Whistle.JusticeBureau(entry.Book), Due = r.SettleBy });
                Follow(entry, Whistle.JusticeBureau(entry.Book));
                break;
            case WhistleEscalated e:
                Change("whistle", e.Whistle, c => c with { State = "disputed", Holder = Whistle.JusticeBureau(entry.Book), Due = e.SettleBy, Extra = With(c.Extra, "escalated", "true") });
                Follow(entry, Whistle.JusticeBureau(entry.Book));
                break;
            case WhistleSettled s:
                Change("whistle", s.Whistle, c => c with { State = "taken", Holder = s.Owner, Due = null });
                Follow(entry, s.Owner);
                break;
            case WhistleSucceeded s:
                Change("whistle", s.Whistle, c => c with { Locality = c.Locality == s.From ? s.To : c.Locality, Holder = c.Holder == s.From ? s.To : c.Holder });
                foreach (var tag in entry.Tags.Where(t => t.Kind is "report" or "case"))
                {
                    Change(tag.Kind, tag.Value, c => c with { Holder = c.Holder == s.From ? s.To : c.Holder });
                }

                break;
            case WhistleDone d:
                Change("whistle", d.Whistle, c => c with { State = "done", Open = false, Due = null });
                break;
            case CallMade m:
                // The cards know the newest entry that carries their tag, or a page made from them would be stale at once.
                foreach (var called in m.Departments)
                {
                    Change("whistle", called.Whistle, c => c);
                }

                break;
            case HelpRated h:
                Change("whistle", h.Whistle, c => c);
                changed.Add(New(entry, "help_rating", $"{h.Whistle}-{h.Side}", h.Mark) with { Locality = entry.By.For.Contains('-') ? h.Organ : entry.By.For, Holder = h.Organ, Source = h.Side, Open = false, Title = Short(h.Words) });
                break;
            case CaseOpened o:
                changed.Add(New(entry, "case", o.Case, "verify") with
                {
                    Number = o.Number,
                    Locality = o.Locality,
                    Holder = o.Locality,
                    Item = o.Item,
                    Title = law.Newest(new ItemCode(o.Item))?.Title.Zh ?? o.Item,
                    Source = o.Source,
                    Due = DueDay(entry, "report-answer", entry.At),
                    Latitude = o.Latitude,
                    Longitude = o.Longitude,
                });
                break;
            case OfficersAssigned a:
                Change("case", a.Case, c => c with { Handler = a.Officers[0].Id, Extra = With(c.Extra, "second", a.Officers[1].Id) });
                break;
            case SiteRecorded s:
                Change("case", s.Case, c => c with { State = s.Breach ? "inspected" : "verify", Handler = c.Handler.Length > 0 ? c.Handler : s.Officers[0].Id });
                break;
            case Persuaded p:
                Change("case", p.Case, c => c with { State = "persuaded", Due = p.Until ?? c.Due });
                break;
            case CorrectionOrdered o:
                Change("case", o.Case, c => c.Extra.Contains("\"filed\"", StringComparison.Ordinal) ? c : c with { State = "correction_ordered", Due = ShanghaiTime.Start(o.Term.AddDays(1)) });
                break;
            case Reinspected r when !r.Corrected:
                Change("case", r.Case, c => c.Extra.Contains("\"filed\"", StringComparison.Ordinal) ? c : c with { State = "not_corrected", Due = DueDay(entry, "report-answer", entry.At) });
                break;
            case PenaltyProposed p:
                Change("case", p.Case, c => c with { State = p.Procedure == "ordinary" ? "reported" : "proposed", Fence = FenceAnswer.Heaviest(p.Fences) switch { FenceVerdict.Stop => "stop", FenceVerdict.Caution => "caution", _ => "" } });
                break;
            case ActStopped s:
                Change("case", s.Case, c => c with { Fence = "stop" });
                if (before("case", s.Case) is { } stopped)
                {
                    changed.Add(New(entry, "stop", s.Stop, s.Act) with
                    {
                        Number = stopped.Number,
                        Locality = stopped.Locality,
                        Holder = stopped.Locality,
                        Handler = entry.By.Person,
                        Item = stopped.Item,
                        Title = string.Join("；", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Fact.Zh)),
                        Source = string.Join(",", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Id)),
                        Fence = "stop",
                        Latitude = stopped.Latitude,
                        Longitude = stopped.Longitude,
                        Extra = JsonSerializer.Serialize(new { @case = s.Case }),
                    });
                }

                break;
            case FenceOverridden o when before("case", o.Case) is { } passed:
                changed.Add(New(entry, "stop", $"{o.Case}-{entry.Sequence}", "overridden") with
                {
                    Number = passed.Number,
                    Locality = passed.Locality,
                    Holder = passed.Locality,
                    Handler = entry.By.Person,
                    Item = passed.Item,
                    Title = string.Join("；", o.Fences.Select(f => f.Fact.Zh)) + "｜" + o.Reason,
                    Source = string.Join(",", o.Fences.Select(f => f.Id)),
                    Fence = "stop",
                    Latitude = passed.Latitude,
                    Longitude = passed.Longitude,
                    Extra = JsonSerializer.Serialize(new { @case = o.Case }),
                });
                break;
            case DecidedOnTheSpot d:
                Change("case", d.Case, c => c with
                {
                    State = "decided",
                    Fence = "",
                    Due = DueDay(entry, "service", entry.At),
                    Extra = With(With(c.Extra, "decision", d.Number), "fine", d.Fine?.ToString("0.##") ?? ""),
                });
                break;
            case Served s:
                Change("case", s.Case, c => c with { State = c.State == "not_punished" ? c.State : "served", Due = c.Extra.Contains("\"pay_code\"", StringComparison.Ordinal) ? DueDay(entry, "pay", entry.At) : null });
                break;
            case CaseEnded e:
                Change("case", e.Case, c => c with { State = "ended", Open = false, Due = null, Extra = With(c.Extra, "outcome", e.Outcome) });
                break;
            case RevisionDrafted d:
                changed.Add((before("revision", d.Revision) ?? New(entry, "revision", d.Revision, "draft")) with
                {
                    Title = d.Title.Zh, Source = d.Kind, Handler = entry.By.Person, Updated = entry.At, Sequence = entry.Sequence, Extra = JsonSerializer.Serialize(new { title = d.Title, region = d.Region }, Body.Json),
                });
                break;
            case RevisionPublished p:
                Change("revision", p.Revision, c => c with { State = "published", Open = false });
                break;
            case RevisionDropped d:
                Change("revision", d.Revision, c => c with { State = "dropped", Open = false });
                break;
            default:
                Ordinary(entry, body, Change);
                Supervise(entry, body, changed, Change);
                break;
        }

        Publicity(entry, body, changed, before, Change);
        Watch(entry, body, changed, before);
        Ask(entry, body, changed, before, Change);
        return changed;

        void Change(string kind, string id, Func<Card, Card> change)
        {
            var at = changed.FindIndex(c => c.Kind == kind && c.Id == id);
            var card = at >= 0 ? changed[at] : before(kind, id);
            if (card is null)
            {
                return;
            }

            var next = change(card) with { Updated = entry.At, Sequence = entry.Sequence };
            if (at >= 0)
            {
                changed[at] = next;
            }
            else
            {
                changed.Add(next);
            }
        }

        // The report stays in the list of its own town and shows who has it now: it follows the whistle, as Whistle.StandingOf does.
        void Follow(Entry whistle, string holder)
        {
            foreach (var report in whistle.Tags.Where(t => t.Kind == "report"))
            {
                Change("report", report.Value, c => c with { Holder = holder, State = c.State is "with_team" or "with_department" ? (holder == c.Locality ? "with_team" : "with_department") : c.State });
            }
        }
    }

    private static Card New(Entry entry, string kind, string id, string state) =>
        new() { Book = entry.Book.Code, Kind = kind, Id = id, State = state, Created = entry.At, Updated = entry.At, Sequence = entry.Sequence };

    private DateTimeOffset DueDay(Entry entry, string period, DateTimeOffset from) => ShanghaiTime.Start(law.At(entry.Book).Ends(period, ShanghaiTime.Day(from)).AddDays(1));

    private static string Short(string words)
    {
        var line = words.ReplaceLineEndings(" ");
        return line.Length <= 80 ? line : line[..(char.IsHighSurrogate(line[79]) ? 79 : 80)] + "…";
    }

    private static string With(string extra, string name, object value)
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(extra) ?? [];
        all[name] = JsonSerializer.SerializeToElement(value);
        return JsonSerializer.Serialize(all, Body.Json);
    }
}
