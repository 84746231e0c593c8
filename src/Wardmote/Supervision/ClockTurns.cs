using Wardmote.Cases;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Supervision;

/// <summary>Which entry moves which clock of what. 期限的起止</summary>
public static class ClockTurns
{
    /// <summary>The subjects an entry touches, with the turns of their clocks; empty for most entries.</summary>
    public static IReadOnlyList<(Watched Subject, IReadOnlyList<ClockTurn> Turns)> Of(Entry entry, object body, LawOfThePlace here)
    {
        switch (body)
        {
            case ReportLodged r:
                return One("report", r.Report, Report.TagOf(r.Report), Start("report-answer", Ends("report-answer", Day(entry), here)));
            case ReportReopened r:
                return One("report", r.Report, Report.TagOf(r.Report), Start("report-answer", Ends("report-answer", Day(entry), here)));
            case ReportAnswered r:
                return One("report", r.Report, Report.TagOf(r.Report), Stop("report-answer"));
            case ReportJoined r:
                return One("report", r.Report, Report.TagOf(r.Report), Stop("report-answer"));
            case WhistleBlown w:
                return Whistle(w.Whistle, Start(w.To == Whistles.Whistle.JusticeBureau(entry.Book) ? "whistle-settle" : "whistle-answer", w.AnswerBy));
            case WhistlePassed w:
                return Whistle(w.Whistle, Start("whistle-answer", w.AnswerBy));
            case WhistleTaken w:
                return Whistle(w.Whistle, Stop("whistle-answer"), Stop("whistle-settle"), w.ArriveBy is { } by ? Start("whistle-arrive", by) : Stop("whistle-arrive"));
            case WhistleReturned w:
                return Whistle(w.Whistle, Stop("whistle-answer"), Start("whistle-settle", w.SettleBy));
            case WhistleEscalated w:
                return Whistle(w.Whistle, Stop("whistle-answer"), Start("whistle-settle", w.SettleBy));
            case WhistleSettled w:
                return Whistle(w.Whistle, Stop("whistle-settle"));
            case WhistleDone w:
                return Whistle(w.Whistle, Stop("*"));
            case InspectionProposed { Type: Fences.InspectionType.Immediate } p:
                return Visit(p.Inspection, new ClockTurn("inspection-approval", "arm"));
            case CheckedIn c:
                return Visit(c.Inspection, new ClockTurn("inspection-approval", "begin", c.Entered.AddHours(here.Fence("inspection-approval", ShanghaiTime.Day(c.Entered)).Values.TryGetValue("hours", out var hours) ? (double)hours : 24)));
            case InspectionApproved a:
                return Visit(a.Inspection, Stop("*"));
            case InspectionRefused a:
                return Visit(a.Inspection, Stop("*"));
            case InspectionCancelled a:
                return Visit(a.Inspection, Stop("*"));
            case CertificateIssued c:
                return [.. entry.Tags.Where(t => t.Kind == "roster").Take(1).Select(t => (new Watched("officer", c.Officer, t), (IReadOnlyList<ClockTurn>)[Start("certificate", After(c.Certificate.To))]))];
            case CertificateWithdrawn c:
                return [.. entry.Tags.Where(t => t.Kind == "roster").Take(1).Select(t => (new Watched("officer", c.Officer, t), (IReadOnlyList<ClockTurn>)[Stop("*")]))];
            case OfficerLeft l:
                return One("officer", l.Officer, Roster.TagOf(l.Locality), Stop("*"));
            case ComplaintReceived k:
                return One("complaint", k.Complaint, ComplaintAboutEnforcement.TagOf(k.Complaint), Start("complaint-answer", After(k.AnswerBy)));
            case ComplaintAnswered k:
                return One("complaint", k.Complaint, ComplaintAboutEnforcement.TagOf(k.Complaint), Stop("*"));
            default:
                return entry.Tags.FirstOrDefault(t => t.Kind == "case") is { Value: { } id } && OfCase(entry, body, here) is { Count: > 0 } turns ? One("case", id, CaseFile.TagOf(id), [.. turns]) : [];
        }
    }

    private static IReadOnlyList<ClockTurn> OfCase(Entry entry, object body, LawOfThePlace here) => body switch
    {
        CaseFiled f => [Start("ninety-days", After(f.DecideBy))],
        TermExtended t => [new ClockTurn("ninety-days", "extend", Days: t.Days)],
        CaseSuspended => [new ClockTurn("ninety-days", "pause")],
        CaseResumed => [new ClockTurn("ninety-days", "resume")],
        // A new order begins its execution anew.
        CorrectionOrdered o => [Start("correction", After(o.Term)), .. Execution("stop")],
        Reinspected => [Stop("correction")],
        EvidencePreserved p => [Start("preservation", After(p.TreatBy), p.Number)],
        PreservedTreated p => [Stop("preservation", p.Number)],
        SeizureMade s => [Start("seizure", After(s.Until), s.Number), new ClockTurn("seizure-lift", "arm", null, s.Number), .. s is { Urgent: true, ApproveBy: { } by } ? (ClockTurn[])[Start("seizure-approval", by, s.Number)] : []],
        SeizureApproved s => [Stop("seizure-approval", s.Number)],
        SeizureExtended s => [Start("seizure", After(s.Until), s.Number)],
        SeizureLifted s => [Stop("seizure", s.Number), Stop("seizure-lift", s.Number), Stop("seizure-approval", s.Number)],
        PriorNoticeGiven n => [Start("notice", After(n.HearingBy is { } h && h > n.StatementBy ? h : n.StatementBy))],
        RightsWaived w => w.What == "hearing" ? [] : [Stop("notice")],
        HearingRequested => [Stop("notice")],
        HearingScheduled h => [Start("hearing", h.At)],
        HearingHeld => [Stop("hearing")],
        StepTakenBack { Step: "notice" } => [Stop("notice"), Stop("hearing")],
        DecidedOnTheSpot => [.. Decided(Ends("service", Day(entry), here), entry)],
        Decided d => [.. Decided(After(d.ServeBy), entry), .. d.PayCode.Length > 0 ? (ClockTurn[])[new ClockTurn("pay", "arm"), new ClockTurn("court-window", "arm")] : []],
        NotPunished => [.. Decided(Ends("service", Day(entry), here), entry)],
        Served s => [Stop("service"), new ClockTurn("pay", "begin", Ends("pay", ShanghaiTime.Day(s.On), here)), new ClockTurn("court-window", "begin", CourtEnds(ShanghaiTime.Day(s.On), here))],
        Paid p => [.. p.Settled ? (ClockTurn[])[Stop("pay"), Stop("demand"), Stop("court-window")] : [], .. p.HandInBy is { } by ? (ClockTurn[])[Start("cash-handover", After(by), p.Reference)] : []],
        CashHandedIn c => [Stop("cash-handover", c.Reference), Start("cash-bank", After(c.BankBy), c.Reference)],
        CashBanked c => [Stop("cash-bank", c.Reference)],
        PaymentDeferred p => [Start("pay", After(p.Ends))],
        Demanded d => [Stop("pay"), Start("demand", After(d.Term))],
        CourtApplied { Order: not null } => [Stop("demand", Order), Stop("court-window", Order)],
        CourtApplied => [Stop("pay"), Stop("demand"), Stop("court-window")],
        RemedySought => [new ClockTurn("pay", "pause"), new ClockTurn("demand", "pause"), new ClockTurn("court-window", "pause"), .. Execution("pause")],
        RemedyEnded { Result: "upheld" or "withdrawn" } => [new ClockTurn("pay", "resume"), new ClockTurn("demand", "resume"), new ClockTurn("court-window", "resume"), .. Execution("resume")],
        // A decision that was set aside leaves the order as it was.
        RemedyEnded r => [Stop("pay"), Stop("demand"), Stop("court-window"), .. Execution("resume"), .. r.WithdrawPublicationBy is { } by ? (ClockTurn[])[Start("withdraw-publication", After(by))] : []],
        PerformanceDemanded { CourtFrom: { } first, CourtUntil: { } last } => [.. Execution("stop"), Start("demand", ShanghaiTime.Start(first), Order), Start("court-window", After(last), Order)],
        PerformanceDemanded d => [.. Execution("stop"), Start("performance", After(d.Term))],

        // Told when the last of the terms is over: before, nothing can be done about it.
        DemolitionAnnounced a => [Stop("performance"), Start("demolition", a.DecideFrom is { } from ? ShanghaiTime.Start(from) : After(a.Term))],
        ExecutionDecided e => [.. Execution("stop"), Start(e.Way == "substitute" ? "substitute" : "execution", e.PlannedTo)],
        ExecutionCarriedOut { Finished: true } => Execution("stop"),
        ExecutionStopped { Ground: "suspended" } => Execution("pause"),
        ExecutionStopped { Ground: "resumed" } => Execution("resume"),
        ExecutionStopped => Execution("stop"),
        CrimeReported c => [Start("crime-decision", After(c.DecideBy))],
        CrimeDecided c => [Stop("crime-decision"), .. c is { Approved: true, TransferBy: { } by } ? (ClockTurn[])[Start("crime-transfer", by)] : []],
        CrimeTransferred => [Stop("crime-transfer"), Stop("notice"), Stop("hearing"), new ClockTurn("ninety-days", "pause"), .. Execution("pause")],
        TransferAnswered { Accepted: false } => [new ClockTurn("ninety-days", "resume"), .. Execution("resume")],
        CaseReferred => [new ClockTurn("ninety-days", "pause"), .. Execution("pause")],
        ReferralAnswered { Result: "returned" } => [new ClockTurn("ninety-days", "resume"), .. Execution("resume")],
        // What must come off the public page must come off it although the case has ended, and cash must reach the bank.
        CaseEnded => [.. Clocks.Kinds.Keys.Where(k => k is not ("withdraw-publication" or "cash-handover" or "cash-bank")).Select(k => Stop(k, "*"))],
        _ => [],
    };

    /// <summary>Part of the terms that a fine has too.</summary>
    private const string Order = "order";

    /// <summary>The same turn of every term on the way of an order. The months for the court end, but stand still for nothing.</summary>
    private static IReadOnlyList<ClockTurn> Execution(string turn) =>
        [.. ((string[])["performance", "demolition", "execution", "substitute"]).Select(id => new ClockTurn(id, turn)), .. turn == "stop" ? (ClockTurn[])[Stop("demand", Order), Stop("court-window", Order)] : []];

    private static IEnumerable<ClockTurn> Decided(DateTimeOffset serve, Entry entry) =>
        [Stop("ninety-days"), Stop("notice"), Stop("hearing"), Stop("correction"), Start("service", serve), new ClockTurn("seizure-lift", "begin", entry.At, "*")];

    private static IReadOnlyList<(Watched, IReadOnlyList<ClockTurn>)> One(string kind, string id, Tag scope, params ClockTurn[] turns) => [(new Watched(kind, id, scope), turns)];

    private static IReadOnlyList<(Watched, IReadOnlyList<ClockTurn>)> Whistle(string id, params ClockTurn[] turns) => One("whistle", id, Whistles.Whistle.TagOf(id), turns);

    private static IReadOnlyList<(Watched, IReadOnlyList<ClockTurn>)> Visit(string id, params ClockTurn[] turns) => One("inspection", id, Inspection.TagOf(id), turns);

    private static ClockTurn Start(string id, DateTimeOffset last, string part = "") => new(id, "start", last, part);

    private static ClockTurn Stop(string id, string part = "") => new(id, "stop", null, part);

    private static DateOnly Day(Entry entry) => ShanghaiTime.Day(entry.At);

    private static DateTimeOffset After(DateOnly day) => ShanghaiTime.Start(day.AddDays(1));

    private static DateTimeOffset Ends(string period, DateOnly from, LawOfThePlace here) => After(here.Ends(period, from));

    /// <summary>Three months after the term for a suit, the longer of the remedies (Coercion art. 53).</summary>
    private static DateTimeOffset? CourtEnds(DateOnly served, LawOfThePlace here) =>
        here.Periods(served).Any(p => p.Id == "court-window") && here.Periods(served).Any(p => p.Id == "suit") ? Ends("court-window", here.Ends("suit", served), here) : null;
}
