using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>Acts of the ordinary procedure.</summary>
public sealed partial class Desk
{
    /// <summary>The head names a deputy for an organ.</summary>
    public Task<DeskAnswer> NameDeputyAsync(Book book, NameDeputy act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [Roster.TagOf(act.Organ)], _ => Task.FromResult(act.On(request.By)), cancel);

    /// <summary>Files the case.</summary>
    public Task<DeskAnswer> FileAsync(Book book, string id, FileCase act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records an inquiry.</summary>
    public Task<DeskAnswer> RecordInquiryAsync(Book book, string id, RecordInquiry act, Request request, CancellationToken cancel = default)
    {
        var envelope = "inquiry-" + tools.NewId();
        return OrdinaryAsync(book, id, request, (file, now) => act.On(file, now, envelope), cancel);
    }

    /// <summary>Adds evidence.</summary>
    public Task<DeskAnswer> ListEvidenceAsync(Book book, string id, ListEvidence act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Excludes evidence.</summary>
    public Task<DeskAnswer> ExcludeEvidenceAsync(Book book, string id, ExcludeEvidence act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Registers and preserves evidence.</summary>
    public Task<DeskAnswer> PreserveAsync(Book book, string id, PreserveEvidence act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Treats preserved evidence.</summary>
    public Task<DeskAnswer> TreatPreservedAsync(Book book, string id, TreatPreserved act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Seals or detains.</summary>
    public Task<DeskAnswer> SeizeAsync(Book book, string id, Seize act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Approves an urgent seizure afterwards.</summary>
    public Task<DeskAnswer> ApproveSeizureAsync(Book book, string id, ApproveSeizure act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Extends a seizure.</summary>
    public Task<DeskAnswer> ExtendSeizureAsync(Book book, string id, ExtendSeizure act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Lifts a seizure.</summary>
    public Task<DeskAnswer> LiftSeizureAsync(Book book, string id, LiftSeizure act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Asks for recusal.</summary>
    public Task<DeskAnswer> AskRecusalAsync(Book book, string id, AskRecusal act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Decides on recusal.</summary>
    public Task<DeskAnswer> DecideRecusalAsync(Book book, string id, DecideRecusal act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Confirms the address of service.</summary>
    public Task<DeskAnswer> ConfirmServiceAddressAsync(Book book, string id, ConfirmServiceAddress act, Request request, CancellationToken cancel = default)
    {
        var envelope = "address-" + tools.NewId();
        return OrdinaryAsync(book, id, request, (file, _) => act.On(file, envelope), cancel);
    }

    /// <summary>Reports the investigation with its proposal, or amends it; a stop is written and answered.</summary>
    public Task<DeskAnswer> ReportInvestigationAsync(Book book, string id, ReportInvestigation act, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, async (file, now) =>
            act.On(file, now, WeighFor(file, act.Penalty.Facts), await PastAsync(file, cancel), Law.Standard(file.Item, Law.Locality(file.Opened.Locality)!.County, file.LawDay, file.Step)), cancel);

    /// <summary>What the fences would say to a penalty in the ordinary procedure, without writing anything.</summary>
    public async Task<IReadOnlyList<FenceAnswer>> TryOrdinaryAsync(CaseFile file, ProposePenalty act, Request request, CancellationToken cancel = default)
    {
        var (roster, past) = await TeamAndPastAsync(file, cancel);
        var now = NowFor(file, roster, request, null);
        var proposal = (act with { Procedure = "ordinary" }).Fill(file, Law, roster, WeighFor(file, act.Facts), past, now.Today);
        return new PenaltyFences(Law, file.Book.Code, proposal.Today).Ask(proposal with { Course = Procedure.Course(file, now, act.Fine, act.Confiscated, act.Other) });
    }

    /// <summary>Takes a step back by a later entry.</summary>
    public Task<DeskAnswer> TakeStepBackAsync(Book book, string id, TakeStepBack act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Puts a change of law to a person; the clock may do this.</summary>
    public Task<DeskAnswer> ReevaluateAsync(Book book, string id, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, (file, now) => new ReevaluateForLawChange().On(file, Law, now.Today), cancel);

    /// <summary>A person chooses the law that applies.</summary>
    public Task<DeskAnswer> ChooseLawAsync(Book book, string id, ChooseLaw act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Approves the prior notice: filled and hashed in the same step.</summary>
    public Task<DeskAnswer> ApproveNoticeAsync(Book book, string id, ApproveNotice act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Gives the prior notice to the party.</summary>
    public Task<DeskAnswer> GivePriorNoticeAsync(Book book, string id, GivePriorNotice act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records a waiver.</summary>
    public Task<DeskAnswer> WaiveAsync(Book book, string id, WaiveRights act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Records a statement or defence.</summary>
    public Task<DeskAnswer> StateDefenceAsync(Book book, string id, StateDefence act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Reviews the defence.</summary>
    public Task<DeskAnswer> ReviewDefenceAsync(Book book, string id, ReviewDefence act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records a request for a hearing.</summary>
    public Task<DeskAnswer> RequestHearingAsync(Book book, string id, RequestHearing act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Schedules the hearing.</summary>
    public Task<DeskAnswer> ScheduleHearingAsync(Book book, string id, ScheduleHearing act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records the hearing.</summary>
    public Task<DeskAnswer> HoldHearingAsync(Book book, string id, HoldHearing act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records the legal review.</summary>
    public Task<DeskAnswer> ReviewLegalityAsync(Book book, string id, ReviewLegality act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records the collective discussion.</summary>
    public Task<DeskAnswer> DiscussAsync(Book book, string id, DiscussCollectively act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Decides: fences again, document filled and hashed, all in one append.</summary>
    public Task<DeskAnswer> DecideAsync(Book book, string id, Decide act, Request request, CancellationToken cancel = default)
    {
        var check = tools.NewCheckCode();
        return OrdinaryAsync(book, id, request, async (file, now) =>
            file.Proposal is { } p ? act.On(file, now, WeighFor(file, p.Facts), await PastAsync(file, cancel), check) : CaseStage.Wrong(file), cancel);
    }

    /// <summary>Decides not to punish, with education on record.</summary>
    public Task<DeskAnswer> NotPunishAsync(Book book, string id, NotPunish act, Request request, CancellationToken cancel = default)
    {
        var check = tools.NewCheckCode();
        return OrdinaryAsync(book, id, request, (file, now) => act.On(file, now, check), cancel);
    }

    /// <summary>Withdraws the filing.</summary>
    public Task<DeskAnswer> WithdrawFilingAsync(Book book, string id, WithdrawFiling act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records a payment.</summary>
    public Task<DeskAnswer> PayAsync(Book book, string id, Pay act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Records that cash reached the organ.</summary>
    public Task<DeskAnswer> HandInCashAsync(Book book, string id, HandInCash act, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, (file, now) => Below("case.hand_in_cash", request) ?? act.Write(file, now), cancel);

    /// <summary>Records that the organ paid cash into the bank.</summary>
    public Task<DeskAnswer> BankCashAsync(Book book, string id, BankCash act, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, (file, now) => Below("case.bank_cash", request) ?? act.Write(file, now), cancel);

    /// <summary>Corrects the number of the bank's slip.</summary>
    public Task<DeskAnswer> CorrectSlipAsync(Book book, string id, CorrectSlip act, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, (file, now) => Below("case.bank_cash", request) ?? act.On(file, now), cancel);

    /// <summary>Approves deferral or instalments.</summary>
    public Task<DeskAnswer> DeferAsync(Book book, string id, DeferPayment act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Demands performance.</summary>
    public Task<DeskAnswer> DemandAsync(Book book, string id, DemandPayment act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Demands that an order be carried out.</summary>
    public Task<DeskAnswer> DemandPerformanceAsync(Book book, string id, DemandPerformance act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Announces a demolition.</summary>
    public Task<DeskAnswer> AnnounceDemolitionAsync(Book book, string id, AnnounceDemolition act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Decides to execute an order.</summary>
    public Task<DeskAnswer> DecideExecutionAsync(Book book, string id, DecideExecution act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records a day of the execution.</summary>
    public Task<DeskAnswer> CarryOutAsync(Book book, string id, CarryOut act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Stops, suspends, resumes or ends the execution.</summary>
    public Task<DeskAnswer> StopExecutionAsync(Book book, string id, StopExecution act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records what was cleared at once.</summary>
    public Task<DeskAnswer> ClearAtOnceAsync(Book book, string id, ClearAtOnce act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Applies to the court.</summary>
    public Task<DeskAnswer> ApplyToCourtAsync(Book book, string id, ApplyToCourt act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records what the court did.</summary>
    public Task<DeskAnswer> EndCourtAsync(Book book, string id, EndCourt act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Records a reconsideration or suit.</summary>
    public Task<DeskAnswer> SeekRemedyAsync(Book book, string id, SeekRemedy act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Records how a remedy ended.</summary>
    public Task<DeskAnswer> EndRemedyAsync(Book book, string id, EndRemedy act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.Write, cancel);

    /// <summary>Says what follows a revised decision.</summary>
    public Task<DeskAnswer> FollowRevisionAsync(Book book, string id, FollowRevision act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Reports a suspected crime.</summary>
    public Task<DeskAnswer> ReportCrimeAsync(Book book, string id, ReportCrime act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Decides on the transfer.</summary>
    public Task<DeskAnswer> DecideCrimeAsync(Book book, string id, DecideCrime act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Transfers to the judicial organ.</summary>
    public Task<DeskAnswer> TransferCrimeAsync(Book book, string id, TransferCrime act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Records the judicial organ's answer.</summary>
    public Task<DeskAnswer> AnswerTransferAsync(Book book, string id, AnswerTransfer act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Refers the case to a department: a whistle is blown in the same step, so that it ends with an owner within the whistle's clock.</summary>
    public Task<DeskAnswer> ReferAsync(Book book, string id, ReferCase act, Request request, CancellationToken cancel = default)
    {
        var call = tools.NewId();
        return OrdinaryAsync(book, id, request, (file, now) =>
        {
            if (act.On(file, now) is not Outcome.Do done || Law.Agency(act.To) is null)
            {
                return act.On(file, now);
            }

            var tags = new List<Tag> { Whistle.TagOf(call), CaseFile.TagOf(id), new("at", file.Opened.Locality) };
            tags.AddRange(file.Opened.Report is { } report ? [Intake.Report.TagOf(report)] : []);
            var blown = new WhistleBlown(call, file.Opened.Locality, act.To, Text.Same(act.Reason.Trim()), "", file.Opened.Item, file.Opened.Report, id, WhistleClock.AnswerBy(Law.At(book), now.At), "refer");
            return new Outcome.Do([.. done.Facts, Body.Fact(blown, tags)]);
        }, cancel);
    }

    /// <summary>Records what became of a referral that no whistle carries. Where one does, its department says so: the first receiver cannot be rid of a report by saying it in the department's place (R-12345-01).</summary>
    public Task<DeskAnswer> AnswerReferralAsync(Book book, string id, AnswerReferral act, Request request, CancellationToken cancel = default) =>
        OrdinaryAsync(book, id, request, (file, _) => act.On(file) is Outcome.Do done && (file.Referral is not { } referral || Law.Agency(referral.To) is not null)
            ? Outcome.No("by_whistle", new Text("部门在吹哨中答复", "the department answers on its whistle", "تجيب الإدارة على استدعائها"), new Text("等部门接收、转出或退回；逾期由司法局裁定", "wait until it takes it, passes it on or returns it; when nobody answers, the justice bureau rules", "انتظر حتى تتولاه أو تحوّله أو ترجعه؛ وإن لم يُجب أحد يفصل مكتب العدل"), "行政处罚法 25")
            : act.On(file), cancel);

    /// <summary>Extends the term.</summary>
    public Task<DeskAnswer> ExtendTermAsync(Book book, string id, ExtendTerm act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Suspends the case.</summary>
    public Task<DeskAnswer> SuspendAsync(Book book, string id, SuspendCase act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Resumes the case.</summary>
    public Task<DeskAnswer> ResumeAsync(Book book, string id, ResumeCase act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Closes the case; the reporters are told in the same step.</summary>
    public Task<DeskAnswer> CloseAsync(Book book, string id, CloseCase act, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, act.On, cancel);

    /// <summary>Archives the case.</summary>
    public Task<DeskAnswer> ArchiveAsync(Book book, string id, Request request, CancellationToken cancel = default) => OrdinaryAsync(book, id, request, new ArchiveCase().On, cancel);

    /// <summary>
    /// Matches the lines of a bank statement by payment code, or by the number of an on-the-spot decision, and books each on its case, also when the case has ended. A line that fits nothing is kept
    /// for a person; a line booked before is not booked again; a line of another locality is left to that one.
    /// </summary>
    /// <param name="book">Book.</param>
    /// <param name="lines">Lines.</param>
    /// <param name="request">Request.</param>
    /// <param name="locality">Locality whose cases are booked; empty = the whole county.</param>
    /// <param name="cancel">Cancel.</param>
    public async Task<IReadOnlyList<BankMatch>> ImportBankAsync(Book book, IReadOnlyList<BankLine> lines, Request request, string locality = "", CancellationToken cancel = default)
    {
        var matches = new List<BankMatch>();
        foreach (var line in lines)
        {
            var each = request with { Key = $"{request.Key}:{line.Reference}", Seen = null };
            if (await CaseOfAsync(book, line, cancel) is not { } file)
            {
                await KeepAsync(line, Uncoded, each);
                matches.Add(new BankMatch(line, "kept", null, null));
                continue;
            }

            if (locality.Length > 0 && file.Opened.Locality != locality)
            {
                matches.Add(new BankMatch(line, "elsewhere", file.Id, null));
                continue;
            }

            switch (Doubtful(file, line) is { } doubt ? new DeskAnswer.Refused(doubt) : await PayAsync(book, file.Id, PaymentOf(line), each, cancel))
            {
                case DeskAnswer.Done done:
                    matches.Add(new BankMatch(line, done.Repeated ? "doubled" : "booked", file.Id, null, done.Repeated ? 0 : LeftAfter(file, line)));
                    break;
                case DeskAnswer.Refused { Refusal: { Code: "booked_already" } again }:
                    matches.Add(new BankMatch(line, "doubled", file.Id, again));
                    break;
                case var answer:
                    var why = answer is DeskAnswer.Refused refused ? refused.Refusal : null;
                    await KeepAsync(line, why?.Why.Zh ?? "", each);
                    matches.Add(new BankMatch(line, "kept", file.Id, why));
                    break;
            }
        }

        return matches;

        Task KeepAsync(BankLine line, string why, Request each) => DoAsync(book, each with { Key = each.Key + ":kept" }, [new Tag("bank-kept", line.Reference)], entries => Task.FromResult(
            entries.Count > 0 ? Booked() : Outcome.Of(Body.Fact(new BankLineUnmatched(line.Reference, line.On, line.Sum, line.Remark, why), [new Tag("bank-kept", line.Reference), new Tag("bank", book.Code)]))), cancel);
    }

    /// <summary>What an import would make of each line, without writing anything.</summary>
    public async Task<IReadOnlyList<BankMatch>> TryBankAsync(Book book, IReadOnlyList<BankLine> lines, Request request, string locality = "", CancellationToken cancel = default)
    {
        var (matches, seen) = (new List<BankMatch>(), new HashSet<string>());
        foreach (var line in lines)
        {
            var file = await CaseOfAsync(book, line, cancel);
            var again = !seen.Add(line.Reference) || (file is not null && Has(file, line));
            var why = file is null || again ? null : Doubtful(file, line) ?? (PaymentOf(line).Write(file, NowFor(file, Roster.Of([]), request, null)) as Outcome.Refuse)?.Refusal;
            var result = file is null || why is not null ? "kept" : locality.Length > 0 && file.Opened.Locality != locality ? "elsewhere" : again ? "doubled" : "booked";
            matches.Add(new BankMatch(line, result, file?.Id, why, result == "booked" ? LeftAfter(file!, line) : 0));
        }

        return matches;
    }

    /// <summary>Why a line without a known payment code is kept for a person.</summary>
    public const string Uncoded = "没有对应的缴款码";

    private decimal LeftAfter(CaseFile file, BankLine line) => (Dues.Of(file, Law, line.On)?.Owed ?? 0) - line.Sum;

    private static Pay PaymentOf(BankLine line) => new(line.Sum, line.On, "bank", line.Reference);

    private static bool Has(CaseFile file, BankLine line) => file.Payments.Any(p => p.Way == "bank" && p.Reference == line.Reference);

    /// <summary>A decision's number has no check digits: a line that names it is booked by itself only where its sum fits, so that a mistyped number does not pay somebody else's fine.</summary>
    private Refusal? Doubtful(CaseFile file, BankLine line) =>
        BankStatement.CodeIn(line.Remark) is not null || Has(file, line) || Dues.Of(file, Law, line.On) is not { } dues || line.Sum == dues.Owed || line.Sum == dues.Fine - dues.Paid ? null
        : new Refusal("sum_unlike",
            new Text($"附言只有决定书文号，金额与应缴 {dues.Owed:0.##} 元不符", $"the remark gives only the decision's number, and the sum is not the {dues.Owed:0.##} yuan owed", $"لا يذكر البيان إلا رقم القرار والمبلغ ليس {dues.Owed:0.##} يوان المستحقة"),
            new Text("核对当事人后在案件里登记缴款", "make sure whose it is, then record the payment on the case", "تحقق من صاحبه ثم سجّل الدفع في القضية"), "行政处罚法 67");

    private async Task<CaseFile?> CaseOfAsync(Book book, BankLine line, CancellationToken cancel)
    {
        if (BankStatement.CodeIn(line.Remark) is { } code)
        {
            return (await journal.ReadAsync(book, [new Tag("pay", code)], cancel: cancel)).Entries is [.., var entry] && Body.Read(entry) is Decided decided ? await CaseAsync(book, decided.Case, cancel) : null;
        }

        if (BankStatement.SpotNumberIn(line.Remark) is not var (year, locality, serial))
        {
            return null;
        }

        var number = DecideOnTheSpot.NumberOf(year, locality, serial);
        var series = (await journal.ReadAsync(book, [DecideOnTheSpot.Series(locality, year)], limit: int.MaxValue, cancel: cancel)).Entries;
        return series.Select(Body.Read).OfType<DecidedOnTheSpot>().FirstOrDefault(d => d.Number == number) is { } spot ? await CaseAsync(book, spot.Case, cancel) : null;
    }

    /// <summary>A document of the ordinary procedure as it was made; null when the case has none, or the party's details were erased.</summary>
    /// <param name="file">Case.</param>
    /// <param name="line">Line of the catalogue (<see cref="Papers.Of"/>).</param>
    /// <param name="language">Language; Chinese is the document.</param>
    /// <param name="cancel">Cancel.</param>
    public async Task<Document?> DocumentAsync(CaseFile file, CatalogueLine line, string language, CancellationToken cancel = default)
    {
        // A notice was hashed when it was approved; the catalogue shows the day it was given.
        var then = file.AsOf(line.Template == ApproveNotice.Template
            ? file.Entries.Last(e => e.Kind == Body.KindOf(typeof(NoticeApproved)) && e.Sequence <= line.Sequence).Sequence
            : line.Sequence);
        if (line.Template == SpotDecision.Template)
        {
            return await SpotDecisionAsync(then, language, cancel);
        }

        if (await KeptAsync(then.Entries[^1], line.Template, language, cancel) is { } kept)
        {
            return kept;
        }

        if (line.Template.Length == 0 || await PartyAsync(file, cancel) is not { } party)
        {
            return null;
        }

        Inquiry? inquiry = null;
        if (line.Template == "inquiry-record" && (await journal.OpenAsync(file.Book, then.Inquiries[^1].Envelope, cancel) is not { } json || (inquiry = JsonSerializer.Deserialize<Inquiry>(json, Body.Json)) is null))
        {
            return null;
        }

        return tools.Template(Law.At(file.Book), line.Template, language).Fill(CaseDocuments.Values(line.Template, then, Law, party, language, inquiry));
    }

    /// <summary>The words of a document as they were kept when it was made; null when none were, or they went with the party's details. Only the Chinese is kept: it is the document.</summary>
    private async Task<Document?> KeptAsync(Entry made, string template, string language, CancellationToken cancel) =>
        KeptWords.Beside(made) is { } envelope && await journal.OpenAsync(made.Book, envelope, cancel) is { } json
        && JsonSerializer.Deserialize<Document>(json, Body.Json) is { } words && words.Id == template && words.Language == language ? words : null;

    /// <summary>The outcome with the words of what it makes beside the facts, so that they stay as they are.</summary>
    private static Outcome Worded(CaseFile file, Outcome outcome, Func<Fact, Document?> made) => outcome is Outcome.Do done && file.Site?.PartyMark is not null
        ? new Outcome.Do([.. done.Facts.Select(f => made(f) is { } document ? KeptWords.With(f, file, document) : f)]) : outcome;

    /// <summary>The same for what is handed over without a hash in its entry: filled from the case as the fact leaves it.</summary>
    private async Task<Outcome> HandedAsync(CaseFile file, Outcome outcome, Request request, CancellationToken cancel) =>
        outcome is Outcome.Do done && done.Facts.Any(f => KeptWords.Handed(f) is not null) && await PartyAsync(file, cancel) is { } party
            ? Worded(file, outcome, f => KeptWords.Handed(f) is { } template ? tools.Template(Law.At(file.Book), template, "zh").Fill(CaseDocuments.Values(template, file.With(f, request.By, request.At), Law, party, "zh")) : null)
            : outcome;

    private Occasion NowFor(CaseFile file, Roster roster, Request request, Party? party, List<Document>? made = null) =>
        new(Law, roster, request.By, request.Name ?? roster.Find(request.By.Person)?.Name ?? roster.Deputies.LastOrDefault(d => d.Deputy == request.By.Person)?.Name ?? Text.Same(request.By.Person), request.At)
        {
            Seal = (template, foreseen) =>
            {
                if (party is null)
                {
                    return "";
                }

                var document = tools.Template(Law.At(foreseen.Book), template, "zh").Fill(CaseDocuments.Values(template, foreseen, Law, party, "zh"));
                made?.Add(document);
                return document.Hash;
            },
        };

    private Task<DeskAnswer> OrdinaryAsync(Book book, string id, Request request, Func<CaseFile, Occasion, Outcome> act, CancellationToken cancel) =>
        OrdinaryAsync(book, id, request, (file, now) => Task.FromResult(act(file, now)), cancel);

    private Task<DeskAnswer> OrdinaryAsync(Book book, string id, Request request, Func<CaseFile, Occasion, Task<Outcome>> act, CancellationToken cancel) =>
        OnCaseAsync(book, id, request, async (file, roster) =>
        {
            var party = await PartyAsync(file, cancel);
            var made = new List<Document>();

            // Nothing is decided or noticed against a party whose details are gone: the document could not be filled.
            return party is null && file.Site?.PartyEnvelope is not null
                ? Outcome.No("party_erased", new Text("当事人信息已删除", "the party's details were erased", "حُذفت بيانات الطرف"), new Text("请管理员核对", "ask the administrator", "اسأل المدير"))
                : WithAlerts(file, Worded(file, await act(file, NowFor(file, roster, request, party, made)), f => made.Find(d => KeptWords.Seals(f, d))), request);
        }, cancel);

    private Outcome WithAlerts(CaseFile file, Outcome outcome, Request request) =>
        outcome is Outcome.Do done && done.Facts.FirstOrDefault(f => f.Kind == Body.KindOf(typeof(FenceOverridden))) is { } fact && Read<FenceOverridden>(fact) is var passed
            ? new Outcome.Do([.. done.Facts, .. passed.Fences.Select(f => f.Id).Distinct().Select(id => PassedOver(file.Book, id, "case", $"{file.Id}:{passed.Act}:{file.Revisions}", file.Opened.Locality, file.Opened.Locality, request.By.Person, passed.Reason, ShanghaiTime.Day(request.At)))])
            : outcome;

    private static Outcome Booked() => Outcome.No("booked_already",
        new Text("这笔款项已经登记", "this payment is already on record", "هذه الدفعة مسجلة بالفعل"), new Text("不重复登记", "it is not booked twice", "لا تُسجَّل مرتين"));
}

/// <summary>What became of a line of a bank statement.</summary>
/// <param name="Line">Line.</param>
/// <param name="Result"><c>booked</c>, <c>doubled</c> (booked before), <c>kept</c> for a person, or <c>elsewhere</c>: another locality's.</param>
/// <param name="Case">Case; null when none has the code.</param>
/// <param name="Why">Why it was kept; null otherwise.</param>
/// <param name="Left">Yuan still owed after a booked line; below zero what was paid too much.</param>
public sealed record BankMatch(BankLine Line, string Result, string? Case, Refusal? Why, decimal Left = 0);
