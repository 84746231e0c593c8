using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Api;

/// <summary>普通程序: the ordinary procedure for programs, from filing to archive. The words of an act are those of its record in <c>Wardmote.Cases</c>.</summary>
public static class OrdinaryApi
{
    /// <summary>Appoint a hearing; the host is named by account and must have the role.</summary>
    public sealed record Appointed(string Host, DateTimeOffset At, string Place, Delivery Delivery, string ClosedWhy, bool Public = true);

    /// <summary>A bank statement as the bank gives it, CSV.</summary>
    public sealed record Statement(string Csv);

    /// <summary>What became of each line.</summary>
    public sealed record Booked(IReadOnlyList<BookedLine> Lines);

    /// <summary>A line and its case; kept lines wait for a person.</summary>
    public sealed record BookedLine(string Reference, decimal Sum, string Result, string? Case, string? Why);

    /// <summary>Where a case stands on a day: its state in the words of the pack, its last days, what is owed.</summary>
    public sealed record Standing(
        string State, DateOnly? DecideBy, DateOnly? StatementBy, DateOnly? HearingBy, string? PayCode, decimal? Owed, decimal? Surcharge, DateOnly? PayBy, bool Overdue, DateOnly? RemediesEnd,
        DateOnly? CourtFrom, DateOnly? CourtUntil, bool LawChanged, IReadOnlyList<CashStanding> Cash);

    /// <summary>Cash taken under one receipt and how far it has come; <paramref name="DueBy"/> is the last day of the step that is missing, null when none is.</summary>
    public sealed record CashStanding(string Reference, decimal Sum, DateOnly On, string TakenBy, DateOnly? Landed, DateOnly? HandedIn, DateOnly? Banked, string? Slip, DateOnly? DueBy);

    /// <summary>Maps the endpoints.</summary>
    internal static void MapOrdinary(this IEndpointRouteBuilder cases)
    {
        cases.MapCaseAct<FileCase>("file", "case.file", d => d.FileAsync);
        cases.MapCaseAct<RecordInquiry>("inquiry", "case.investigate", d => d.RecordInquiryAsync);
        cases.MapCaseAct<ListEvidence>("evidence", "case.investigate", d => d.ListEvidenceAsync);
        cases.MapCaseAct<ExcludeEvidence>("evidence/exclude", "case.investigate", d => d.ExcludeEvidenceAsync);
        cases.MapCaseAct<ConfirmServiceAddress>("service-address", "case.investigate", d => d.ConfirmServiceAddressAsync);
        cases.MapCaseAct<PreserveEvidence>("preserve", "case.preserve", d => d.PreserveAsync);
        cases.MapCaseAct<TreatPreserved>("preserve/treat", "case.preserve", d => d.TreatPreservedAsync);
        cases.MapCaseAct<Seize>("seize", "case.seize", d => d.SeizeAsync);
        cases.MapCaseAct<ApproveSeizure>("seize/approve", "case.seize_approve", d => d.ApproveSeizureAsync);
        cases.MapCaseAct<ExtendSeizure>("seize/extend", "case.seize_approve", d => d.ExtendSeizureAsync);
        cases.MapCaseAct<LiftSeizure>("seize/lift", "case.seize", d => d.LiftSeizureAsync);
        cases.MapCaseAct<AskRecusal>("recusal", "case.recusal_ask", d => d.AskRecusalAsync);
        cases.MapCaseAct<DecideRecusal>("recusal/decide", "case.recusal_decide", d => d.DecideRecusalAsync);

        cases.MapCaseAct<ReportInvestigation>("report", "case.report", d => d.ReportInvestigationAsync);
        cases.MapTry<CaseFile, ProposePenalty>("report/fences", CasesApi.FindAsync, TryAsync);
        cases.MapCaseAct<TakeStepBack>("step-back", "case.step_back", d => d.TakeStepBackAsync);
        cases.MapAct<CaseFile, Plain>("law/compare", "case.law_choose", CasesApi.FindAsync, (a, _) => a.Desk.ReevaluateAsync(a.Thing.Book, a.Id, a.Request, a.Cancel));
        cases.MapCaseAct<ChooseLaw>("law/choose", "case.law_choose", d => d.ChooseLawAsync);

        cases.MapCaseAct<ApproveNotice>("notice/approve", "case.notice_approve", d => d.ApproveNoticeAsync);
        cases.MapCaseAct<GivePriorNotice>("notice/give", "case.notice_give", d => d.GivePriorNoticeAsync);
        cases.MapCaseAct<WaiveRights>("waive", "case.party_says", d => d.WaiveAsync);
        cases.MapCaseAct<StateDefence>("defence", "case.party_says", d => d.StateDefenceAsync);
        cases.MapCaseAct<ReviewDefence>("defence/review", "case.defence_review", d => d.ReviewDefenceAsync);
        cases.MapCaseAct<RequestHearing>("hearing", "case.party_says", d => d.RequestHearingAsync);
        cases.MapAct<CaseFile, Appointed>("hearing/schedule", "case.hearing_schedule", CasesApi.FindAsync, ScheduleAsync);
        cases.MapCaseAct<HoldHearing>("hearing/hold", "case.hearing_hold", d => d.HoldHearingAsync);
        cases.MapCaseAct<ReviewLegality>("legal-review", "case.legal_review", d => d.ReviewLegalityAsync);
        cases.MapCaseAct<DiscussCollectively>("discuss", "case.discuss", d => d.DiscussAsync);

        cases.MapCaseAct<Decide>("decision", "case.decide", d => d.DecideAsync);
        cases.MapCaseAct<NotPunish>("no-penalty", "case.not_punish", d => d.NotPunishAsync);
        cases.MapCaseAct<WithdrawFiling>("withdraw", "case.close", d => d.WithdrawFilingAsync);
        cases.MapCaseAct<Pay>("pay", "case.pay", d => d.PayAsync);
        cases.MapCaseAct<HandInCash>("cash/hand-in", "case.hand_in_cash", d => d.HandInCashAsync);
        cases.MapCaseAct<BankCash>("cash/bank", "case.bank_cash", d => d.BankCashAsync);
        cases.MapCaseAct<CorrectSlip>("cash/slip", "case.bank_cash", d => d.CorrectSlipAsync);
        cases.MapCaseAct<DeferPayment>("defer", "case.defer", d => d.DeferAsync);
        cases.MapCaseAct<DemandPayment>("demand", "case.demand", d => d.DemandAsync);
        cases.MapCaseAct<DemandPerformance>("execution/demand", "case.demand_performance", d => d.DemandPerformanceAsync);
        cases.MapCaseAct<AnnounceDemolition>("execution/announce", "case.demand_performance", d => d.AnnounceDemolitionAsync);
        cases.MapCaseAct<DecideExecution>("execution/decide", "case.decide_execution", d => d.DecideExecutionAsync);
        cases.MapCaseAct<CarryOut>("execution/record", "case.carry_out", d => d.CarryOutAsync);
        cases.MapCaseAct<StopExecution>("execution/stop", "case.demand_performance", d => d.StopExecutionAsync);
        cases.MapCaseAct<ClearAtOnce>("execution/at-once", "case.carry_out", d => d.ClearAtOnceAsync);
        cases.MapCaseAct<ApplyToCourt>("court", "case.court", d => d.ApplyToCourtAsync);
        cases.MapCaseAct<EndCourt>("court/end", "case.court_end", d => d.EndCourtAsync);
        cases.MapCaseAct<SeekRemedy>("remedy", "case.remedy", d => d.SeekRemedyAsync);
        cases.MapCaseAct<EndRemedy>("remedy/end", "case.remedy", d => d.EndRemedyAsync);
        cases.MapCaseAct<FollowRevision>("revision", "case.revision", d => d.FollowRevisionAsync);

        cases.MapCaseAct<ReportCrime>("crime", "case.crime_report", d => d.ReportCrimeAsync);
        cases.MapCaseAct<DecideCrime>("crime/decide", "case.crime_decide", d => d.DecideCrimeAsync);
        cases.MapCaseAct<TransferCrime>("crime/transfer", "case.crime_transfer", d => d.TransferCrimeAsync);
        cases.MapCaseAct<AnswerTransfer>("crime/answer", "case.crime_transfer", d => d.AnswerTransferAsync);
        cases.MapCaseAct<ReferCase>("refer", "case.refer", d => d.ReferAsync);
        cases.MapCaseAct<AnswerReferral>("refer/answer", "case.refer", d => d.AnswerReferralAsync);
        cases.MapCaseAct<ExtendTerm>("term/extend", "case.term", d => d.ExtendTermAsync);
        cases.MapCaseAct<SuspendCase>("term/suspend", "case.term", d => d.SuspendAsync);
        cases.MapCaseAct<ResumeCase>("term/resume", "case.term", d => d.ResumeAsync);
        cases.MapCaseAct<CloseCase>("close", "case.close", d => d.CloseAsync);
        cases.MapAct<CaseFile, Plain>("archive", "case.archive", CasesApi.FindAsync, (a, _) => a.Desk.ArchiveAsync(a.Thing.Book, a.Id, a.Request, a.Cancel));

        cases.MapLook<CaseFile>("/standing", CasesApi.FindAsync, (_, found, _, counter) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing, counter)))).Produces<Standing>();
        cases.MapLook<CaseFile>("/papers", CasesApi.FindAsync, (_, found, _, _) => Task.FromResult<IResult>(TypedResults.Ok(Papers.Of(found.Thing)))).Produces<IReadOnlyList<CatalogueLine>>();
        cases.MapLook<CaseFile>("/papers/{number:int}", CasesApi.FindAsync, PaperAsync).Produces<Document>();
    }

    /// <summary>Maps the bank statement, which belongs to no one case.</summary>
    internal static void MapBank(this IEndpointRouteBuilder api) =>
        api.MapPost("/bank", async Task<IResult> (HttpContext http, Counter counter, Originals originals, CancellationToken cancel) =>
        {
            var language = Speak.Of(http);
            if (Caller.Of(http.User) is not { } person)
            {
                return Answers.SignIn(language);
            }

            var sent = await Sent.ReadAsync<Statement>(http, originals, cancel, 2_000_000);
            if (sent.Wrong is { } wrong)
            {
                return wrong;
            }

            IReadOnlyList<BankLine> lines;
            try
            {
                lines = BankStatement.Read(sent.Words!.Csv);
            }
            catch (InvalidDataException error)
            {
                return TypedResults.Json(Answers.Refused(new Refusal("bad_statement",
                    new Text($"对账单读不懂：{error.Message}", $"the statement cannot be read: {error.Message}", $"تعذرت قراءة الكشف: {error.Message}"),
                    new Text("改正这一行后整份重发；已登记的不会重复登记", "mend that line and send the whole again; nothing is booked twice", "صحّح السطر وأعد إرسال الكل؛ لا شيء يُسجَّل مرتين")), language) with { Field = "csv" }, statusCode: 422);
            }

            IReadOnlyList<BankMatch> matches = [];
            var answer = await counter.DoAsync(person, "bank.import", Acts.Own(person), "", sent.Key, null, async r =>
            {
                matches = await counter.Desk.ImportBankAsync(new Book(person.County), lines, r, cancel: cancel);
                return new DeskAnswer.Done([], false);
            });
            return answer is DeskAnswer.Done
                ? TypedResults.Ok(new Booked([.. matches.Select(m => new BookedLine(m.Line.Reference, m.Line.Sum, m.Result, m.Case, m.Why?.Why.In(language)))]))
                : Answers.Of(answer, language);
        }).WithTags("bank").Accepts<Statement>("application/json").Produces<Booked>().Produces<Problem>(422);

    private static async Task<IResult> TryAsync(Person person, Found<CaseFile> found, ProposePenalty act, HttpContext http, Counter counter) => found.Thing.Site is null
        ? Answers.Of(new DeskAnswer.Refused(((Outcome.Refuse)CaseStage.Wrong(found.Thing)).Refusal), Speak.Of(http))
        : TypedResults.Ok((await counter.Desk.TryOrdinaryAsync(found.Thing, act, new Request(person.As("officer"), counter.Now, ""), http.RequestAborted)).Select(f => FenceView.Of(f, Speak.Of(http))).ToList());

    private static async Task<DeskAnswer> ScheduleAsync(Asked<CaseFile> a, Appointed act) =>
        await a.Counter.WhoAsync(act.Host, a.Cancel) is { } host && host.Is("host")
            ? await a.Desk.ScheduleHearingAsync(a.Thing.Book, a.Id, new ScheduleHearing(new Signatory(host.Id, host.Name, "host"), act.At, act.Place, act.Public, act.ClosedWhy, act.Delivery), a.Request, a.Cancel)
            : new DeskAnswer.Refused(new Refusal("no_host", new Text("没有这位听证主持人", "there is no such hearing host", "لا يوجد رئيس جلسة كهذا"), new Text("填写听证主持人的账号", "give the account of a hearing host", "اذكر حساب رئيس جلسة"), "行政处罚法 64"));

    private static async Task<IResult> PaperAsync(Person person, Found<CaseFile> found, HttpContext http, Counter counter)
    {
        var number = int.TryParse((string?)http.Request.RouteValues["number"], out var n) ? n : 0;
        return Counter.May(person, "case.party", found.Subject) && Papers.Of(found.Thing).FirstOrDefault(p => p.Number == number) is { } line
            && await counter.Desk.DocumentAsync(found.Thing, line, CasesApi.DocumentLanguage(http), http.RequestAborted) is { } document
                ? TypedResults.Ok(document)
                : Answers.NotFound(Speak.Of(http));
    }

    private static Standing Of(CaseFile file, Counter counter)
    {
        var (law, today) = (counter.Law, counter.Today);
        var dues = Dues.Of(file, law, today);
        var court = Terms.CourtWindow(file, law) ?? (file.OrderGoesToCourt ? Terms.OrderCourtWindow(file, law) : null);
        return new Standing(Procedure.StateOn(file, law, today), Terms.DecideBy(file, law, today), file.NoticeGiven?.StatementBy, file.NoticeGiven?.HearingBy, file.Ruling?.PayCode, dues?.Owed, dues?.Surcharge,
            dues?.Due, dues is { Overdue: true }, Terms.RemedyEnds(file, law), court?.First, court?.Last, file.LawChange is not null || (file.Site is not null && ReevaluateForLawChange.Difference(file, law, today) is not null),
            [.. file.Cash.Select(c => new CashStanding(c.Reference, c.Paid.Sum, c.Paid.On, c.Taker, c.Paid.Landed, c.HandedIn?.On, c.Banked?.On, c.Banked?.Slip, c.DueBy))]);
    }
}
