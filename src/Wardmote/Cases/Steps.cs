using Wardmote.Discretion;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>步骤: an act that is open on a case as it stands today.</summary>
/// <param name="Act">Name of the act.</param>
/// <param name="Right">Act of the access table that it needs.</param>
public sealed record CaseStep(string Act, string Right);

/// <summary>
/// 办理步骤: which acts are open on a case, and which of them is next. Whether an act is open is asked of the act itself, tried by nobody with empty hands: it answers
/// "not at this stage" before anything else, so that no rule of a stage is written twice. Nothing is written by trying.
/// </summary>
public static class Steps
{
    /// <summary>Steps that may be taken back.</summary>
    public static IReadOnlyList<string> StepsBack { get; } = ["notice", "report", "review", "discussion"];

    /// <summary>Remedies.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["reconsideration", "suit"];

    private static readonly By Nobody = new("", "", "");
    private static readonly Weighed Nothing = new() { Article = "", Certainty = Certainty.Unknown };
    private static readonly Delivery NoDelivery = new("", DateTimeOffset.MinValue, "", false, "", []);
    private static readonly Exhibit NoExhibit = new("", "", 0);
    private static readonly Signatory NoSignatory = new("", Text.Same(""), "");

    /// <summary>Refusals that say that the act is not open, whoever does it and whatever is typed.</summary>
    private static readonly string[] Closed = ["wrong_stage", "no_change", "no_hearing_right", "review_first", "entrusted_execution", "approval_over"];

    private static readonly (string Act, string Right, Func<CaseFile, Occasion, IEnumerable<Outcome>> Try)[] Tries =
    [
        ("assign", "case.assign", (f, n) => [new AssignOfficers([]).On(f, n.Law, n.Roster, n.Today)]),
        ("site", "case.record", (f, n) => [new RecordSite { Officers = [], Began = n.At, Ended = n.At, ActDay = n.Today, Breach = false, Seen = "" }.On(f, n.Law, n.Roster, "", n.At)]),
        ("persuade", "case.persuade", (f, _) => [new Persuade("", "", null, "", "", []).On(f)]),
        ("order", "case.order", (f, n) => [new OrderCorrection("", n.Today, "").On(f, 0, n.Today)]),
        ("reinspect", "case.reinspect", (f, n) => [new Reinspect([], false, false, "", []).On(f, n.Law, n.Roster, n.Today)]),

        // Tried as ordinary, which is refused right behind the question of the stage: a real try would ask the fences.
        ("propose", "case.propose", (f, n) => [new ProposePenalty { Procedure = "ordinary" }.On(f, n.Law, n.Roster, Nothing, [], n.Today)]),
        ("hear", "case.hear", (f, _) => [new HearParty(false, "", "").On(f)]),
        ("decide_on_the_spot", "case.decide_on_the_spot", (f, n) => [new DecideOnTheSpot("").On(f, n.Law, n.Roster, Nothing, [], 0, "", _ => "", n.Today)]),
        ("end", "case.end", (f, _) => [new EndCase("no_breach", "").On(f), new EndCase("penalised", "").On(f)]),

        ("file", "case.file", (f, n) => [new FileCase("").On(f, n)]),
        ("inquiry", "case.investigate", (f, n) => [new RecordInquiry { Officers = [], Began = n.At, Ended = n.At, Relation = "", Asked = new Inquiry("", "", "", "", []) }.On(f, n, "")]),
        ("evidence", "case.investigate", (f, n) => [new ListEvidence([], []).On(f, n)]),
        ("exclude", "case.investigate", (f, _) => [new ExcludeEvidence("", "").On(f)]),
        ("preserve", "case.preserve", (f, n) => [new PreserveEvidence([], "", "").On(f, n)]),
        ("treat", "case.preserve", (f, n) => f.Preservations.Select(p => new TreatPreserved(p.Notice.Number, "", "").On(f, n))),
        ("seize", "case.seize", (f, n) => [new Seize { Measure = "", Officers = [], Goods = [] }.On(f, n)]),
        ("seizure_approve", "case.seize_approve", (f, n) => f.Seizures.Select(s => new ApproveSeizure(s.Made.Number).On(f, n))),
        ("seizure_extend", "case.seize_approve", (f, n) => f.Seizures.Select(s => new ExtendSeizure(s.Made.Number, n.Today, "").On(f, n))),
        ("seizure_lift", "case.seize_approve", (f, n) => f.Seizures.Select(s => new LiftSeizure(s.Made.Number, "", "").On(f, n))),
        ("recusal_ask", "case.recusal_ask", (f, _) => [new AskRecusal("", "", "").On(f)]),
        ("recusal_decide", "case.recusal_decide", (f, n) => f.RecusalsPending.Select(r => new DecideRecusal(r.Person, false, "").On(f, n))),
        ("address", "case.serve", (f, _) => [new ConfirmServiceAddress(false, "?", NoExhibit).On(f, "")]),
        ("report", "case.report", (f, n) => [new ReportInvestigation { Facts = "", Elements = [], Penalty = new ProposePenalty() }.On(f, n, Nothing, [], null)]),
        ("step_back", "case.step_back", (f, n) => StepsBack.Select(s => new TakeStepBack(s, "").On(f, n))),
        ("law_check", "case.law_choose", (f, n) => [new ReevaluateForLawChange().On(f, n.Law, n.Today)]),
        ("law_choose", "case.law_choose", (f, n) => [new ChooseLaw(false, "").On(f, n)]),
        ("notice_approve", "case.notice_approve", (f, n) => [new ApproveNotice("").On(f, n)]),
        ("notice_give", "case.notice_give", (f, n) => [new GivePriorNotice(NoDelivery).On(f, n)]),
        ("defence", "case.party_says", (f, n) => [new StateDefence("", "", n.At, []).Write(f, n)]),
        ("waive", "case.party_says", (f, _) => [new WaiveRights("statement", null).On(f), new WaiveRights("hearing", null).On(f)]),
        ("hearing_request", "case.party_says", (f, n) => [new RequestHearing(n.At, "", "").Write(f, n)]),
        ("defence_review", "case.defence_review", (f, n) => [new ReviewDefence("", "").On(f, n)]),
        ("hearing_schedule", "case.hearing_schedule", (f, n) => [new ScheduleHearing(NoSignatory, n.At, "", true, "", NoDelivery).On(f, n)]),
        ("hearing_hold", "case.hearing_hold", (f, n) => [new HoldHearing("withdrawn", "", "", "", "", 0, []).On(f, n)]),
        ("legal_review", "case.legal_review", (f, n) => [new ReviewLegality(false, "", new Dictionary<string, string>(), "", false).On(f, n)]),
        ("discuss", "case.discuss", (f, n) => [new DiscussCollectively(n.At, [], "", false).Write(f, n)]),

        // Before the terms of the notice are over a decision would only meet its fence.
        ("decide", "case.decide", (f, n) => Procedure.TermsOver(f, n.Today) ? [new Decide().On(f, n, Nothing, [], "")] : []),
        ("not_punish", "case.not_punish", (f, n) => [new NotPunish { Ground = "", Words = "" }.On(f, n, "")]),
        ("withdraw", "case.step_back", (f, n) => [new WithdrawFiling("").On(f, n)]),
        ("serve", "case.serve", (f, n) => [new Serve("", "", false, "", []).On(f, n.At)]),
        ("pay", "case.pay", (f, n) => Dues.Of(f, n.Law, n.Today) is not { Owed: > 0 } ? [] : [new Pay(0, n.Today, "", "").Write(f, n)]),
        ("cash_hand_in", "case.hand_in_cash", (f, n) => f.Cash.Where(c => c.HandedIn is null).Select(c => new HandInCash(c.Reference, n.Today).Write(f, n))),
        ("cash_bank", "case.bank_cash", (f, n) => f.Cash.Where(c => c is { HandedIn: not null, Banked: null }).Select(c => new BankCash(c.Reference, n.Today, "").Write(f, n))),
        ("cash_slip", "case.bank_cash", (f, n) => f.Cash.Where(c => c.Banked is not null).Select(c => new CorrectSlip(c.Reference, "", "").On(f, n))),
        ("defer", "case.defer", (f, n) => [new DeferPayment("", []).On(f, n)]),
        ("demand", "case.demand", (f, n) => [new DemandPayment(NoDelivery).On(f, n)]),
        ("court", "case.court", (f, n) => [new ApplyToCourt("", []).On(f, n), .. Terms.OrderCourtWindow(f, n.Law) is var (first, last) && n.Today >= first && n.Today <= last ? (Outcome[])[new ApplyToCourt("", [], new OrderUnperformed("", "", n.Today, false)).On(f, n)] : []]),
        ("court_end", "case.court_end", (f, n) => [new EndCourt("", n.Today, "").Write(f, n), new EndCourt("", n.Today, "", true).Write(f, n)]),
        ("clear_at_once", "case.carry_out", (f, n) => [new ClearAtOnce { Officers = [] }.On(f, n)]),

        // Before the terms are over a demand or a decision would only be told so.
        ("demand_performance", "case.demand_performance", (f, n) => n.Today > f.Order?.Term ? [new DemandPerformance("", "", n.Today, "", NoDelivery).On(f, n)] : []),
        ("announce_demolition", "case.demand_performance", (f, n) => [new AnnounceDemolition("", n.Today, []).On(f, n)]),
        ("decide_execution", "case.decide_execution", (f, n) => n.Today >= Terms.ExecutionFrom(f, n.Law) ? [new DecideExecution().On(f, n)] : []),
        ("carry_out", "case.carry_out", (f, n) => [new CarryOut { Officers = [], Served = NoDelivery }.On(f, n)]),
        ("stop_execution", "case.demand_performance", (f, n) => [new StopExecution("", "", []).On(f, n)]),
        ("remedy", "case.remedy", (f, n) => Kinds.Select(k => new SeekRemedy(k, n.Today, "", false).Write(f, n))),
        ("remedy_end", "case.remedy", (f, n) => [new EndRemedy("", n.Today, "").Write(f, n)]),
        ("revision", "case.revision", (f, n) => [new FollowRevision("", "").On(f, n)]),
        ("crime_report", "case.crime_report", (f, n) => [new ReportCrime([], "").On(f, n)]),
        ("crime_decide", "case.crime_decide", (f, n) => [new DecideCrime(false, "").On(f, n)]),
        ("crime_transfer", "case.crime_transfer", (f, n) => [new TransferCrime("", []).On(f, n)]),
        ("crime_answer", "case.crime_transfer", (f, _) => [new AnswerTransfer(false, "").On(f)]),
        ("refer", "case.refer", (f, n) => [new ReferCase("", "").On(f, n)]),

        // A department answers its whistle itself; only what no whistle carries is recorded by hand.
        ("refer_answer", "case.refer", (f, n) => f.Referral is { } r && n.Law.Agency(r.To) is null ? [new AnswerReferral("returned", "", "").On(f)] : []),
        ("extend", "case.term", (f, n) => [new ExtendTerm(0, "", "").On(f, n)]),
        ("suspend", "case.term", (f, n) => [new SuspendCase("", "").On(f, n)]),
        ("resume", "case.term", (f, n) => [new ResumeCase("").On(f, n)]),
        ("close", "case.close", (f, n) => [new CloseCase("").On(f, n)]),
        ("archive", "case.archive", (f, n) => [new ArchiveCase().On(f, n)]),
    ];

    /// <summary>Every act of the procedure, in its order.</summary>
    public static IReadOnlyList<CaseStep> All { get; } = [.. Tries.Select(t => new CaseStep(t.Act, t.Right))];

    /// <summary>The acts that are open, in the order of the procedure.</summary>
    public static IReadOnlyList<CaseStep> Open(CaseFile file, LawInForce law, Roster roster, DateTimeOffset at)
    {
        var now = new Occasion(law, roster, Nobody, Text.Same(""), at);
        return [.. Tries.Where(t => t.Try(file, now).Any(IsOpen)).Select(t => new CaseStep(t.Act, t.Right))];
    }

    /// <summary>The acts that come next, the first before the others; whoever may do none of them waits for those who may do the first.</summary>
    public static IReadOnlyList<CaseStep> Next(CaseFile file, LawInForce law, DateOnly today, IReadOnlyList<CaseStep> open)
    {
        var wanted = Urgent.Concat(Lapsed(file, today, open)).Concat(Line(file, law, today).SelectMany(w => w == "close" ? [.. Goods(file), w] : new[] { w })).Concat(["cash_hand_in", "cash_bank"]);
        return [.. wanted.Select(w => open.FirstOrDefault(s => s.Act == w)).OfType<CaseStep>()];
    }

    /// <summary>What keeps everything else waiting, wherever it is open.</summary>
    private static readonly string[] Urgent = ["resume", "recusal_decide", "seizure_approve", "law_check", "law_choose", "crime_decide", "crime_transfer"];

    /// <summary>Cash on its last day; goods held past their days, or without the approval that an urgent seizure wants within 24 hours; a place left by an officer who stepped back.</summary>
    private static string[] Lapsed(CaseFile file, DateOnly today, IReadOnlyList<CaseStep> open) =>
    [
        .. file.Seizures.Any(s => s.Lifted is null && (today > s.Until || (s is { Approved: null, Made.Urgent: true } && open.All(o => o.Act != "seizure_approve")))) ? ["seizure_lift"] : Array.Empty<string>(),
        .. file.Preservations.Any(p => p.Treated is null && today >= p.Notice.TreatBy) ? ["treat"] : Array.Empty<string>(),
        .. file.Cash.Any(c => c.HandedIn is null && today >= c.DueBy) ? ["cash_hand_in"] : Array.Empty<string>(),
        .. file.Cash.Any(c => c.HandedIn is not null && today >= c.DueBy) ? ["cash_bank"] : Array.Empty<string>(),
        .. file.Officers.Count == 1 ? ["assign"] : Array.Empty<string>(),
    ];

    /// <summary>A case is not closed over goods that are still held.</summary>
    private static string[] Goods(CaseFile file) =>
        [.. file.Seizures.Any(s => s.Lifted is null) ? ["seizure_lift"] : Array.Empty<string>(), .. file.Preservations.Any(p => p.Treated is null) ? ["treat"] : Array.Empty<string>()];

    private static string[] Line(CaseFile file, LawInForce law, DateOnly today) => Procedure.StateOn(file, law, today) switch
    {
        "VERIFY" => file.Site is { Breach: false } ? ["end"] : file.Officers.Count == 0 ? ["assign", "site"] : ["site"],
        "INSPECTED" => ["persuade", .. Filing(file)],
        "PERSUADED" => file.PersuasionFailed ? NeedsOrder(file, law) ? ["order", .. Filing(file)] : ["propose", .. Filing(file)] : ["persuade", .. Filing(file)],
        "CORRECTION_ORDERED" => file.Stage != Stage.NotCorrected ? ["reinspect"] : file.PerformanceDemand is not null || OnlyOrders(file, law) ? Execution(file, law) : ["propose", .. Filing(file)],
        "SIMPLE" => [file.Heard is null ? "hear" : "decide_on_the_spot", .. Filing(file)],
        "FILED" => ["inquiry"],
        "INVESTIGATION" => ["report"],
        "REPORTED" => ["notice_approve", "notice_give"],
        "NOTICED" => ["defence"],
        "DEFENCE" => ["defence_review"],
        "HEARING" => file.HearingSet is null ? ["hearing_schedule"] : ["hearing_hold"],
        "LEGAL_REVIEW" => ["legal_review"],
        "READY" => ["legal_review", "decide"],
        "READY_TO_DECIDE" => Procedure.DiscussionWhy(file) is null ? ["decide"] : ["discuss"],
        "COLLECTIVE" => ["decide"],
        "DECIDED" => ["serve"],
        "NOT_PUNISHED" => ["serve", "close"],
        "SERVED" => file.Ruling is null ? ["end"] : ["close", "pay"],
        "DEFERRED" => ["pay"],
        "OVERDUE" => file.Ruling is null ? ["end", "demand"] : ["demand", "close", "pay"],
        "DEMANDED" => ["close", "pay", "court"],
        "COURT_APPLIED" => ["court_end", "close"],
        "PERFORMED" => ["close", "end"],
        "UNDER_REMEDY" => ["remedy_end"],
        "REVISED" => ["revision"],
        "TRANSFERRED" => ["crime_answer", "close"],
        "REFERRED" => ["refer_answer"],
        "DISPUTE" => ["refer", "refer_answer"],
        "CLOSED" or "CLOSED_NO_CASE" => ["archive"],
        _ => [],
    };

    /// <summary>Once the on-the-spot limit has stopped a penalty, filing is the way on.</summary>
    private static string[] Filing(CaseFile file) => file.Stops.Exists(s => s.Stop.Fences.Any(f => f is { Id: "summary", Answer: FenceVerdict.Stop })) ? ["file"] : [];

    /// <summary>The way of an order that nobody carried out (Coercion arts. 35–44, 50–55).</summary>
    private static string[] Execution(CaseFile file, LawInForce law) =>
        file.ExecutionSuspended ? ["stop_execution"] : file.PerformanceDemand is null ? ["demand_performance"] : ["close", "carry_out", "decide_execution", "announce_demolition", "court_end", "court", .. OnlyOrders(file, law) ? (string[])[] : ["propose", .. Filing(file)]];

    /// <summary>True when the item's law knows an order and its execution, and no penalty: 城乡规划法 65 for one.</summary>
    public static bool OnlyOrders(CaseFile file, LawInForce law) =>
        law.Item(file.Item, file.ActDay) is { FineKind: FineKind.None, Warning: WarningPlace.None, Confiscation: Belongs.None };

    /// <summary>True when the item's law wants an order, a term or a refusal before any penalty.</summary>
    public static bool NeedsOrder(CaseFile file, LawInForce law) =>
        file.Stage != Stage.NotCorrected && law.Item(file.Item, file.ActDay)?.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection;

    private static bool IsOpen(Outcome outcome) => outcome is not Outcome.Stop && (outcome is not Outcome.Refuse { Refusal.Code: var code } || !Closed.Contains(code));
}
