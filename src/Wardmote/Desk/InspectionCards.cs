using System.Text.Json;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>Cards of premises, plans, visits and supervision. Complaints and ratings carry no words: a card may be listed where the words may not be read.</summary>
public sealed partial class Cards
{
    private void Supervise(Entry entry, object body, List<Card> changed, Action<string, string, Func<Card, Card>> change)
    {
        switch (body)
        {
            case PremisesRegistered p:
                changed.Add(New(entry, "premises", p.Premises, "registered") with
                {
                    Number = p.Code, Locality = p.Locality, Holder = p.Locality, Title = p.Name, Open = false, Latitude = p.Latitude, Longitude = p.Longitude,
                    Extra = JsonSerializer.Serialize(new { address = p.Address, fields = p.Fields }, Body.Json),
                });
                break;
            case InspectionPlanned p:
                changed.Add(New(entry, "plan", p.Plan, "drawn_up") with
                {
                    Holder = p.Organ, Title = p.Title, Source = Word(p.Type), Item = p.Items[0], Due = ShanghaiTime.Start(p.To.AddDays(1)),
                    Extra = JsonSerializer.Serialize(new { premises = p.Premises.Count, from = p.From, to = p.To }, Body.Json),
                });
                break;
            case InspectionPlanPublished p:
                change("plan", p.Plan, c => c with { State = "published", Number = p.FiledAs });
                break;
            case DrawAnnounced d:
                changed.Add(New(entry, "draw", d.Draw, "announced") with { Holder = d.Organ, Title = Short(d.Title), Item = d.Items[0], Due = ShanghaiTime.Start(d.SeedOn), Extra = JsonSerializer.Serialize(new { premises = d.Premises.Count, count = d.Count }, Body.Json) });
                break;
            case LotsDrawn d:
                change("draw", d.Draw, c => c with { State = "drawn", Open = false, Due = null });
                break;
            case InspectionProposed p:
                changed.Add(New(entry, "inspection", p.Inspection, "proposed") with
                {
                    Locality = p.Locality, Holder = p.Teams[0].Organ, Handler = p.Teams[0].Officers is [var first, ..] ? first.Id : "", Item = p.Teams[0].Items[0], Title = p.Grounds,
                    Source = Word(p.Type), Due = p.From, Fence = p.Fences.Count == 0 ? "" : p.Fences.Any(f => f.Answer == FenceVerdict.Stop) ? "stop" : "caution",
                    Extra = JsonSerializer.Serialize(new { premises = p.Premises, organs = p.Teams.Select(t => t.Organ), to = p.To, saved = p.Saving?.Visits }, Body.Json),
                });
                var name = "";
                change("premises", p.Premises, c =>
                {
                    name = c.Title.Length > 0 ? c.Title : c.Number;
                    return c;
                });
                changed.AddRange(p.Teams.Select(t => New(entry, "visit", PartOf(p.Inspection, t.Organ), "proposed") with
                {
                    Locality = p.Locality, Holder = t.Organ, Handler = t.Officers is [var who, ..] ? who.Id : "", Item = t.Items[0], Title = name, Source = Word(p.Type), Due = p.From,
                    Fence = p.Fences.Count == 0 ? "" : p.Fences.Any(f => f.Answer == FenceVerdict.Stop) ? "stop" : "caution",
                    Extra = JsonSerializer.Serialize(new { inspection = p.Inspection, premises = p.Premises, officers = t.Officers.Select(o => o.Id), to = p.To, grounds = Short(p.Grounds), joint = p.Teams.Count }, Body.Json),
                }));
                break;
            case InspectionApproved a:
                change("visit", PartOf(a.Inspection, a.Organ), c => c.State == "proposed" ? c with { State = "approved" }
                    : c.Says("recorded") == "true" ? c with { State = "recorded", Open = false, Due = null } : c with { State = "entered", Due = null });
                // Which visit of the year it is, is no number to find it by: nearly all premises have a first one.
                change("inspection", a.Inspection, c => c with { State = c.State == "proposed" ? "approved" : c.State, Extra = With(c.Extra, "visit", $"{a.Year}-{a.Series}-{a.Number}"), Fence = a.Overridden.Count > 0 ? "caution" : c.Fence });
                break;
            case InspectionRefused r:
                End(r.Inspection, "refused");
                break;
            case InspectionCancelled x:
                End(x.Inspection, "cancelled");
                break;
            case InspectionMerged m:
                End(m.Inspection, "merged");
                change("inspection", m.Inspection, c => c with { Extra = With(c.Extra, "into", m.Into) });
                break;
            case CheckedIn i:
                change("inspection", i.Inspection, c => c with { State = "entered", Open = true });
                // Nobody approved yet: it waits for the head as long as the house's setting says, and shows so.
                change("visit", PartOf(i.Inspection, i.Organ), c => c.State == "proposed"
                    ? c with { State = "afterwards", Open = true, Due = law.At(entry.Book).Fence("inspection-approval", ShanghaiTime.Day(i.Entered)).Values.TryGetValue("hours", out var hours) ? i.Entered.AddHours((double)hours) : i.Entered }
                    : c with { State = "entered", Open = true, Due = null });
                break;
            case InspectionRecorded r:
                change("inspection", r.Inspection, c => c with { State = "recorded", Open = false, Due = null, Extra = With(c.Extra, "found", r.Findings.Any(f => f.Found) ? "true" : "false") });
                change("visit", PartOf(r.Inspection, r.Organ), c => (c.State == "afterwards" ? c : c with { State = "recorded", Open = false, Due = null }) with { Extra = With(c.Extra, "recorded", "true") });
                break;
            case InspectionStopped s:
                changed.Add(New(entry, "stop", s.Stop, s.Act) with
                {
                    Holder = s.Organ, Handler = entry.By.Person, Fence = "stop", Locality = entry.Tags.FirstOrDefault(t => t.Kind == "stop").Value ?? "",
                    Title = string.Join("；", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Fact.Zh)), Source = string.Join(",", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Id)),
                    Extra = JsonSerializer.Serialize(new { premises = s.Premises, inspection = s.Inspection }, Body.Json),
                });
                break;
            case AlertRaised a:
                changed.Add(New(entry, "alert", a.Alert, a.Level) with
                {
                    Locality = a.Locality, Holder = a.Organ, Handler = a.Handler, Title = a.Fact.Zh, Source = a.Cause.Split('/')[0], Due = a.AnswerBy, Fence = "caution",
                    Extra = JsonSerializer.Serialize(new { kind = a.SubjectKind, subject = a.Subject, fact = a.Fact, rule = a.Rule }, Body.Json),
                });
                break;
            case AlertEscalated a:
                change("alert", a.Alert, c => c with { State = a.Level, Due = a.AnswerBy });
                break;
            case AlertResolved a:
                change("alert", a.Alert, c => c with { State = "resolved", Open = false, Due = null });
                break;
            case AlertDismissed a:
                change("alert", a.Alert, c => c with { State = "dismissed", Due = null, Extra = With(With(c.Extra, "reason", a.Reason), "own", a.Own ? "true" : "false") });
                break;
            case AlertReviewed a:
                change("alert", a.Alert, c => c with { State = a.Accepted ? "closed" : "supervision", Open = !a.Accepted });
                break;
            case OpinionIssued o:
                changed.Add(New(entry, "opinion", o.Opinion, "waiting") with { Number = o.Number, Holder = o.To, Locality = law.Locality(o.To)?.Code ?? "", Title = Short(o.Asks), Due = ShanghaiTime.Start(o.AnswerBy.AddDays(1)) });
                break;
            case OpinionAnswered o:
                change("opinion", o.Opinion, c => c with { State = "answered", Due = null });
                break;
            case OpinionWeighed o:
                change("opinion", o.Opinion, c => c with { State = o.Enough ? "closed" : "waiting", Open = !o.Enough, Due = o.AnswerBy is { } day ? ShanghaiTime.Start(day.AddDays(1)) : null });
                break;
            case ComplaintReceived k:
                changed.Add(New(entry, "complaint", k.Complaint, "received") with { Locality = k.Locality, Holder = Whistle.JusticeBureau(entry.Book), Source = k.AboutKind, Due = ShanghaiTime.Start(k.AnswerBy.AddDays(1)) });
                break;
            case ComplaintLookedInto k:
                change("complaint", k.Complaint, c => c with { State = "looking" });
                break;
            case ComplaintAnswered k:
                change("complaint", k.Complaint, c => c with { State = "answered", Open = false, Due = null, Extra = With(c.Extra, "outcome", k.Outcome) });
                break;
            case SamplingDrawn s:
                changed.Add(New(entry, "sampling", s.Sampling, "drawn") with { Holder = Whistle.JusticeBureau(entry.Book), Title = $"{s.Cases.Count} / {s.Size}", Extra = JsonSerializer.Serialize(new { cases = s.Cases.Count, size = s.Size, scored = Array.Empty<string>() }, Body.Json) });
                break;
            case FileScored s:
                change("sampling", s.Sampling, c => Scored(c, s.Case));
                break;
        }

        // A visit that ends before anybody came ends for every organ of it.
        void End(string inspection, string state)
        {
            string[] organs = [];
            change("inspection", inspection, c =>
            {
                organs = c.More("organs") is { } all ? [.. all.EnumerateArray().Select(o => o.GetString()!)] : [];
                return c.State == "proposed" || state != "refused" ? c with { State = state, Open = false, Due = null } : c;
            });
            foreach (var organ in organs)
            {
                change("visit", PartOf(inspection, organ), c => c.State is "proposed" or "approved" ? c with { State = state, Open = false, Due = null } : c);
            }
        }
    }

    private static Card Scored(Card card, string file)
    {
        var extra = JsonSerializer.Deserialize<SamplingExtra>(card.Extra, Body.Json)!;
        string[] scored = [.. extra.Scored.Append(file).Distinct()];
        return card with { State = scored.Length == extra.Cases ? "scored" : "drawn", Open = scored.Length < extra.Cases, Extra = JsonSerializer.Serialize(extra with { Scored = scored }, Body.Json) };
    }

    private sealed record SamplingExtra(int Cases, int Size, string[] Scored);

    /// <summary>Id of the card of one organ's part of a visit: what that organ's own lists show.</summary>
    private static string PartOf(string inspection, string organ) => $"{inspection}:{organ}";

    private static string Word(InspectionType type) => type.ToString().ToLowerInvariant();
}
