using Wardmote.Cases;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Web.Languages;
using Wardmote.Web.Shared;
using Wardmote.Whistles;

namespace Wardmote.Web;

/// <summary>What a reporter reads of a report: who has it and what happened, in plain words. Never who the party is, nor which officer acted.</summary>
internal static class Plain
{
    /// <summary>One line: how it stands.</summary>
    internal static string Headline(Report report, LawInForce law, Words w)
    {
        var (state, who) = Whistle.StandingOf(report);
        var holder = w.Text(law.NameOf(who));
        return state switch
        {
            "asked" => w["tracked.state.asked", holder],
            "with_team" => w["tracked.state.with_team", holder],
            "with_department" => w["tracked.state.with_department", holder],
            "undecided" => w["tracked.state.undecided", holder],
            "joined" => w["tracked.state.joined"],
            "reopened" => w["tracked.state.reopened", holder],
            "answered" => w["tracked.outcome." + report.Answered!.Outcome],
            _ => w["tracked.state.lodged", holder],
        };
    }

    /// <summary>What happened, oldest first.</summary>
    internal static IReadOnlyList<Timeline.Event> Events(Report report, LawInForce law, Words w) =>
        [.. report.Entries.Select(e => Event(e, report, law, w)).OfType<Timeline.Event>()];

    private static Timeline.Event? Event(Entry entry, Report report, LawInForce law, Words w)
    {
        string Name(string code) => w.Text(law.NameOf(code));
        var mine = report.Lodged.Report;
        (string Icon, string Title, string? More)? line = Body.Read(entry) switch
        {
            ReportLodged r when r.Report == mine => ("phone", w["event.lodged"], r.Words),
            ReportTriaged { Verdict: "asked" } t when t.Report == mine => ("talk", w["event.asked"], t.Reason),
            ReportRouted { Case: not null } r when r.Report == mine => ("people", w["event.with_team", Name(r.To)], null),
            ReportRouted { Whistle: not null } r when r.Report == mine => ("whistle", w["event.with_department", Name(r.To)], null),
            ReportJoined r when r.Report == mine => ("list", w["event.joined"], null),
            ReportAdded r when r.Report == mine => ("plus", w["event.added"], r.Words),
            ReportReopened r when r.Report == mine => ("flag", w["event.reopened"], r.Words),
            ReportAnswered a when a.Report == mine => ("check", w["event.answered"], null),
            WhistleTaken t => ("check", w["event.taken", Name(t.Agency)], null),
            WhistlePassed p => ("next", w["event.passed", Name(p.To)], null),
            WhistleReturned => ("scale", w["event.returned"], null),
            WhistleEscalated => ("alert", w["event.escalated"], null),
            WhistleSucceeded s when s.To.Contains('-', StringComparison.Ordinal) => ("next", w["event.succeeded", Name(s.To)], w.Text(s.Why)),
            WhistleSettled s => ("scale", w["event.settled", Name(s.Owner)], null),
            CaseKept k => ("scale", w["event.kept", Name(k.Organ)], w.Text(k.Why)),
            CaseHandedOver h => ("next", w["event.handed_over", Name(h.To)], w.Text(h.Why)),
            CaseSucceeded s => ("next", w["event.succeeded", Name(s.To)], w.Text(s.Why)),
            SiteRecorded => ("pin", w["event.site"], null),
            Persuaded => ("talk", w["event.persuaded"], null),
            CorrectionOrdered o => ("file", w["event.ordered", w.Day(o.Term)], null),
            Reinspected => ("eye", w["event.reinspected"], null),
            DecidedOnTheSpot => ("scale", w["event.decided"], null),
            _ => null,
        };
        return line is { } l ? new Timeline.Event(entry.At, l.Icon, l.Title, l.More) : null;
    }
}
