using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>
/// Every sequence of the real acts over an abstract case, breadth first, until nothing new is reached. States are merged when the record's tracks, the deadlines that have
/// passed and the order of the running ones agree. What repeats without end is bounded: the case goes back once (amended, sent back, taken back), a defence, a suspension,
/// an extension, a crime, a referral, a plan come once, each remedy once. Models that end at the decision hand over to the one that begins there, and a second decision
/// after a revocation goes the way of the first. At every decision the rules are read again from the bare entries, without the fold and without the fences.
/// </summary>
public sealed class ExplorationTests(ITestOutputHelper output)
{
    private sealed record Node(CaseFile File, DateTimeOffset At, string Key);

    private sealed record Move(string Name, By By, Func<CaseFile, Occasion, Outcome> Act);

    private static readonly Roster Team = Ground.Roster(new DeputyNamed(Ground.Town, "li", Ground.T("li"), new DateOnly(2026, 1, 1), new DateOnly(2030, 1, 1), false, ""));

    /// <summary>An investigator who is also a deputy: tries to decide at every state and must never get through.</summary>
    private static readonly By Investigator = new("li", "deputy", Ground.Town);

    private static readonly IReadOnlyDictionary<string, string> Points = ReviewLegality.Asked.ToDictionary(a => a, _ => "x");

    private static int Count(CaseFile file, Type kind) => file.Entries.Count(e => e.Kind == Body.KindOf(kind));

    private static Outcome Bounded(CaseFile file, Type kind, int most, Func<Outcome> act) => Count(file, kind) >= most ? CaseStage.Wrong(file) : act();

    /// <summary>A case goes back at most once.</summary>
    private static Outcome Back(CaseFile file, Func<Outcome> act) =>
        Count(file, typeof(StepTakenBack)) + Math.Max(0, Count(file, typeof(InvestigationReported)) - 1) >= 1 ? CaseStage.Wrong(file) : act();

    private static Move M(string name, By by, Func<CaseFile, Occasion, Outcome> act) => new(name, by, act);

    private static Delivery Handed(Occasion now) => new("handed", now.At, "party", false, "", []);

    private static Outcome Ruling(CaseFile f, Occasion n, decimal? fine = null) => new Decide { Fine = fine, Correction = "x", Reason = "x" }.On(f, n, Weighed(f), [], "k");

    private static List<Move> Before(decimal fine, bool complex) =>
    [
        M("file", Head, new FileCase("x").On),
        M("file by an officer", Wang, new FileCase("x").On),
        M("inquire", Wang, (f, n) => Bounded(f, typeof(InquiryRecorded), 1, () => new RecordInquiry { Officers = ["wang", "li"], Began = n.At, Ended = n.At, Relation = "party", Asked = new Inquiry("x", "", "", "", [new Answered("x", "x")]), CertificatesShown = true, RightsTold = true }.On(f, n, "q"))),
        M("report", Wang, (f, n) => Back(f, () => Report(fine, complex, f.Deciding ? "x" : "", "", f.Review is null ? "" : "x").On(f, n, Weighed(f), [], null))),
        M("amend heavier", Wang, (f, n) => Back(f, () => Report(fine + 500, complex, f.Deciding ? "x" : "", "x", "x").On(f, n, Weighed(f), [], null))),
        M("approve notice", Head, new ApproveNotice("x").On),
        M("give notice", Wang, (f, n) => new GivePriorNotice(Handed(n)).On(f, n)),
        M("waive statement", Wang, (f, _) => f.StatementWaived ? CaseStage.Wrong(f) : new WaiveRights("statement", Ground.Photo).On(f)),
        M("waive hearing", Wang, (f, _) => f.HearingWaived ? CaseStage.Wrong(f) : new WaiveRights("hearing", Ground.Photo).On(f)),
        M("state defence", Wang, (f, n) => Bounded(f, typeof(DefenceStated), 1, () => new StateDefence("x", "oral", n.At, []).Write(f, n))),
        M("review defence", Wang, new ReviewDefence("not_adopted", "x").On),
        M("request hearing", Wang, (f, n) => new RequestHearing(n.At, "oral", "").Write(f, n)),
        M("schedule hearing", Wang, (f, n) => f.HearingSet is not null ? CaseStage.Wrong(f) : new ScheduleHearing(HostSigns, n.At.AddDays(14), "x", true, "", Handed(n)).On(f, n)),
        M("hold hearing", Host, new HoldHearing("held", "x", "x", "x", "signed", 0, []).On),
        M("hearing unattended", Host, new HoldHearing("absent", "", "", "x", "refused", 0, []).On),
        M("hearing withdrawn", Host, new HoldHearing("withdrawn", "", "", "x", "signed", 0, []).On),
        M("review passes", Reviewer, new ReviewLegality(true, "x", Points, "x", false).On),
        M("review fails", Reviewer, (f, n) => Bounded(f, typeof(LegalityReviewed), 1, () => new ReviewLegality(false, "x", Points, "x", false).On(f, n))),
        M("discuss, agreed", Head, (f, n) => new DiscussCollectively(n.At, [new ViewGiven("a", "x", "x"), new ViewGiven("b", "x", "x")], "x", true).Write(f, n)),
        M("discuss, sent back", Head, (f, n) => Bounded(f, typeof(Discussed), 1, () => new DiscussCollectively(n.At, [new ViewGiven("a", "x", "x"), new ViewGiven("b", "x", "x")], "x", false).Write(f, n))),
        M("take notice back", Head, (f, n) => Back(f, () => new TakeStepBack("notice", "x").On(f, n))),
        M("decide", Head, (f, n) => Ruling(f, n)),
        M("decide lighter", Head, (f, n) => Ruling(f, n, 500)),
        M("decide heavier", Head, (f, n) => Ruling(f, n, fine + 1_000)),
        M("decide as investigator", Investigator, (f, n) => Ruling(f, n)),
        M("do not punish", Head, (f, n) => new NotPunish { Ground = "not_established", Words = "x" }.On(f, n, "k")),
        M("withdraw filing", Head, new WithdrawFiling("x").On),
    ];

    private static List<Move> Beside() =>
    [
        M("extend", Head, (f, n) => Bounded(f, typeof(TermExtended), 1, () => new ExtendTerm(30, "x", "x").On(f, n))),
        M("suspend", Head, (f, n) => Bounded(f, typeof(CaseSuspended), 1, () => new SuspendCase("x", "x").On(f, n))),
        M("resume", Head, new ResumeCase("x").On),
        M("report crime", Wang, (f, n) => Bounded(f, typeof(CrimeReported), 1, () => new ReportCrime(["wang", "li"], "x").On(f, n))),
        M("transfer approved", Head, new DecideCrime(true, "x").On),
        M("transfer refused", Head, new DecideCrime(false, "x").On),
        M("transfer", Wang, new TransferCrime("x", TransferCrime.Wanted).On),
        M("transfer accepted", Wang, (f, _) => new AnswerTransfer(true, "x").On(f)),
        M("transfer returned", Wang, (f, _) => new AnswerTransfer(false, "x").On(f)),
        M("refer", Head, (f, n) => Bounded(f, typeof(CaseReferred), 1, () => new ReferCase(Ground.Department, "x").On(f, n))),
        M("referral taken", Wang, (f, _) => new AnswerReferral("taken", "x", "x").On(f)),
        M("referral disputed", Wang, (f, _) => f.Stage == Stage.Disputed ? CaseStage.Wrong(f) : new AnswerReferral("disputed", "x", "x").On(f)),
        M("referral returned", Wang, (f, _) => new AnswerReferral("returned", "x", "x").On(f)),
        M("record the site again", Wang, (f, n) => f.Stage != Stage.Verify ? CaseStage.Wrong(f) : new RecordSite
        {
            Officers = ["wang", "li"], Began = n.At, Ended = n.At, ActDay = ShanghaiTime.Day(Ground.Start), Breach = true, Seen = "x", PartyMark = "mark", CertificatesShown = true, RecusalTold = true, Party = new Party(PartyKind.Individual, "x"),
        }.On(f, n.Law, n.Roster, "env", n.At)),
        M("preserve", Head, (f, n) => Bounded(f, typeof(EvidencePreserved), 1, () => new PreserveEvidence([new Good("x", "1", "")], "x", "x").On(f, n))),
        M("treat preserved", Head, (f, n) => new TreatPreserved(f.Preservations.Select(p => p.Notice.Number).FirstOrDefault() ?? "", "returned", "x").On(f, n)),
    ];

    private static List<Move> After() =>
    [
        M("serve", Wang, (f, n) => new Serve("handed", "party", false, "", []).On(f, n.At)),
        M("pay", Wang, (f, n) => Dues.Of(f, n.Law, n.Today) is { Owed: > 0 } d ? new Pay(d.Owed, n.Today, "bank", "B").Write(f, n) : CaseStage.Wrong(f)),
        M("defer", Head, (f, n) => Bounded(f, typeof(PaymentDeferred), 1, () => new DeferPayment("x", [new Instalment(n.Today.AddDays(90), Dues.Of(f, n.Law, n.Today)?.Owed ?? 1)]).On(f, n))),
        M("demand", Wang, (f, n) => Bounded(f, typeof(Demanded), 1, () => new DemandPayment(Handed(n)).On(f, n))),
        M("apply to court", Head, new ApplyToCourt("x", ApplyToCourt.Wanted).On),
        M("court enforces", Wang, (f, n) => new EndCourt("enforced", n.Today, "x").Write(f, n)),
        M("court refuses", Wang, (f, n) => new EndCourt("refused", n.Today, "x").Write(f, n)),
        M("reconsideration", Wang, (f, n) => new SeekRemedy("reconsideration", n.Today, "x", false).Write(f, n)),
        M("suit", Wang, (f, n) => new SeekRemedy("suit", n.Today, "x", false).Write(f, n)),
        M("upheld", Wang, (f, n) => new EndRemedy("upheld", n.Today, "x").Write(f, n)),
        M("changed", Wang, (f, n) => new EndRemedy("changed", n.Today, "x", 700).Write(f, n)),
        M("revoked", Wang, (f, n) => new EndRemedy("revoked", n.Today, "x").Write(f, n)),
        M("found illegal", Wang, (f, n) => new EndRemedy("illegal", n.Today, "x").Write(f, n)),
        M("perform the change", Head, new FollowRevision("perform", "x").On),
        M("decide again", Head, (f, n) => f.Revisions > 0 ? CaseStage.Wrong(f) : new FollowRevision("decide_again", "x").On(f, n)),
        M("end after revision", Head, new FollowRevision("end", "x").On),
        M("close", Head, new CloseCase("x").On),
        M("archive", Wang, new ArchiveCase().On),
    ];

    /// <summary>The main line from a decision-ready investigation, for the time after a decision.</summary>
    private static List<Move> Straight() => [.. Before(1_000, false).Where(m => m.Name is "file" or "inquire" or "report" or "approve notice" or "give notice" or "waive statement" or "decide" or "do not punish" or "withdraw filing")];

    [Theory]
    [InlineData("below the hearing right", 1_000, false)]
    [InlineData("with the hearing right", 6_000, false)]
    [InlineData("complex, with the hearing right", 6_000, true)]
    public void Before_the_decision(string what, int fine, bool complex) => Explore(what, Before(fine, complex), n => n.Ruling is not null || n.NoPenalty is not null);

    [Theory]
    [InlineData("crime and referral", "crime", "transfer", "referral", "refer", "record")]
    [InlineData("suspension, extension and preservation", "extend", "suspend", "resume", "preserve", "treat")]
    public void Beside_the_main_line(string what, params string[] beside) => Explore(what,
        [
            .. Before(1_000, false).Where(m => m.Name is not ("amend heavier" or "take notice back" or "review passes" or "review fails" or "discuss, agreed" or "discuss, sent back" or "decide lighter" or "waive hearing" or "hearing unattended")),
            .. Beside().Where(m => beside.Any(b => m.Name.Contains(b, StringComparison.Ordinal))), .. After().Where(m => m.Name is "close"),
        ], n => n.Ruling is not null || n.NoPenalty is not null);

    [Fact]
    public void After_the_decision() => Explore("service, payment, deferral, demand, court, remedies, deciding again", [.. Straight(), .. After()], n => n.Revisions > 0 && n.Ruling is not null);

    private void Explore(string what, List<Move> moves, Func<CaseFile, bool> handsOver)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        var first = new Matter();
        var nodes = new List<Node>();
        var index = new Dictionary<string, int>();
        var back = new List<List<int>>();
        var tried = 0L;
        var (refusedDecisions, decisions) = (0, 0);
        int Reach(CaseFile file, DateTimeOffset at)
        {
            var key = Key(file, at);
            if (!index.TryGetValue(key, out var id))
            {
                index[key] = id = nodes.Count;
                nodes.Add(new Node(file, at, key));
                back.Add([]);
            }

            return id;
        }

        Reach(first.File, first.At);
        for (var i = 0; i < nodes.Count; i++)
        {
            Assert.True(nodes.Count < 150_000, $"{what}: the model is not bounded");
            var node = nodes[i];
            if (handsOver(node.File))
            {
                continue;
            }

            foreach (var move in moves)
            {
                tried++;
                var now = new Occasion(Ground.Law, Team, move.By, Ground.T(move.By.Person), node.At);
                switch (move.Act(node.File, now))
                {
                    case Outcome.Do done:
                        var next = done.Facts.Aggregate(node.File, (f, fact) => f.With(fact, move.By, node.At));
                        Check(what, move.Name, node, done, next, now.Today);
                        decisions += done.Facts.Any(f => f.Kind == "case.decided/1") ? 1 : 0;
                        back[Reach(next, node.At)].Add(i);
                        break;
                    case Outcome.Stop when move.Name.StartsWith("decide", StringComparison.Ordinal):
                        refusedDecisions++;
                        break;
                }
            }

            // Time goes on to the day after the next last day that is running.
            if (Running(node.File, ShanghaiTime.Day(node.At)).Where(d => d >= ShanghaiTime.Day(node.At)).Select(d => (DateOnly?)d).Min() is { } last)
            {
                back[Reach(node.File, ShanghaiTime.Start(last.AddDays(1)).AddHours(9))].Add(i);
            }
        }

        // Every state can reach an end: walked backwards from the ends.
        var ends = new Queue<int>(Enumerable.Range(0, nodes.Count).Where(i => nodes[i].File.Stage is Stage.Ended or Stage.Archived || handsOver(nodes[i].File)));
        var can = new HashSet<int>(ends);
        while (ends.TryDequeue(out var end))
        {
            foreach (var before in back[end].Where(can.Add))
            {
                ends.Enqueue(before);
            }
        }

        var stuck = Enumerable.Range(0, nodes.Count).Where(i => !can.Contains(i)).Select(i => nodes[i]).ToList();
        output.WriteLine($"{what}: {nodes.Count} states, {tried} acts tried, {decisions} decisions made and checked, {refusedDecisions} stopped, {started.Elapsed.TotalSeconds:0.0} s");
        Assert.True(stuck.Count == 0, $"{what}: {stuck.Count} states reach no end, first: {stuck.FirstOrDefault()?.Key} {string.Join(" > ", stuck.FirstOrDefault()?.File.Entries.Select(e => e.Kind) ?? [])}");
        Assert.Contains(nodes, n => n.File.Ruling is not null);
        Assert.True(refusedDecisions > 10);
    }

    /// <summary>The rules, read from the bare entries of the path.</summary>
    private static void Check(string what, string move, Node node, Outcome.Do done, CaseFile next, DateOnly today)
    {
        if (done.Facts.All(f => f.Kind != "case.decided/1"))
        {
            return;
        }

        void Must(bool holds, string rule) => Assert.True(holds, $"{what}, {move}: {rule}: {string.Join(" > ", next.Entries.Select(e => e.Kind))}");
        var entries = node.File.Entries;
        var report = entries.FindLastIndex(e => e.Kind == "case.investigation_reported/1");
        var taken = entries.FindLastIndex(e => e.Kind == "case.step_taken_back/1");
        var notice = entries.FindLastIndex(e => e.Kind == "case.prior_notice_given/1");
        Must(notice > report && notice > taken, "a notice of the newest proposal");
        var since = entries[(notice + 1)..];
        var noticed = ShanghaiTime.Day(entries[notice].At);
        bool Has(string kind, string? with = null) => since.Exists(e => e.Kind == kind && (with is null || e.Body.Contains(with, StringComparison.Ordinal)));

        var stated = since.FindLastIndex(e => e.Kind == "case.defence_stated/1");
        var reviewed = since.FindLastIndex(e => e.Kind == "case.defence_reviewed/1");
        Must(stated <= reviewed, "every defence reviewed");
        var fiveWorkingDaysPassed = today > Ground.Law.Calendar.Add(noticed, 5);
        Must(reviewed >= 0 || Has("case.hearing_held/1", "\"result\":\"held\"") || Has("case.rights_waived/1", "\"what\":\"statement\"") || Has("case.rights_waived/1", "\"what\":\"both\"") || fiveWorkingDaysPassed, "the defence held, waived or lapsed");

        var told = JsonSerializer.Deserialize<PenaltyProposed>(entries.FindLast(e => e.Kind == "case.penalty_proposed/1")!.Body, Body.Json)!;
        var asked = Has("case.hearing_requested/1");
        Must(!asked || Has("case.hearing_held/1"), "no decision while a hearing is open");
        Must(told.Fine < 5_000 || asked || Has("case.rights_waived/1", "\"what\":\"hearing\"") || fiveWorkingDaysPassed, "the hearing held, waived or lapsed");

        var reportBody = JsonSerializer.Deserialize<InvestigationReported>(entries[report].Body, Body.Json)!;
        var passed = Has("case.legality_reviewed/1", "\"passed\":true");
        Must(!Has("case.legality_reviewed/1", "\"passed\":false"), "no decision on a review that failed");
        Must((!reportBody.Complex && !Has("case.hearing_held/1", "\"result\":\"held\"")) || passed, "legal review where required");
        Must(!reportBody.Complex || Has("case.discussed/1", "\"agreed\":true"), "collective discussion where required");

        var officers = JsonSerializer.Deserialize<CaseFiled>(entries.First(e => e.Kind == "case.filed/1").Body, Body.Json)!.Officers;
        Must(officers.Select(o => o.Id).Distinct().Count() >= 2 && officers.All(o => Team.Find(o.Id)!.Certificates.Any(c => c.Lacks(Ground.Town, "城市管理", today) is null)), "two certified officers");
        var ruling = JsonSerializer.Deserialize<Decided>(done.Facts.First(f => f.Kind == "case.decided/1").Body, Body.Json)!;
        Must(officers.All(o => o.Id != ruling.Decider.Id), "the decider did not investigate");
        Must(ruling.Fine <= told.Fine, "not heavier than what was told");

        var filed = ShanghaiTime.Day(entries.First(e => e.Kind == "case.filed/1").At);
        var suspended = entries.Where(e => e.Kind == "case.suspended/1").Zip(entries.Where(e => e.Kind == "case.resumed/1"), (a, b) => ShanghaiTime.Day(b.At).DayNumber - ShanghaiTime.Day(a.At).DayNumber).Sum();
        Must(entries.Count(e => e.Kind == "case.suspended/1") == entries.Count(e => e.Kind == "case.resumed/1"), "not while suspended");
        Must(today <= filed.AddDays(90 + (30 * entries.Count(e => e.Kind == "case.term_extended/1")) + suspended), "within ninety days, extension and suspensions counted");
        Must(entries.FindLastIndex(e => e.Kind == "case.crime_reported/1") is var crime && (crime < 0 || entries[crime..].Exists(e => e.Kind == "case.transfer_answered/1" || (e.Kind == "case.crime_decided/1" && e.Body.Contains("\"approved\":false", StringComparison.Ordinal)))), "no penalty instead of a transfer");

        // One fine an act: an earlier decision of the path must have been set aside, and no slot is taken twice.
        Must(entries.Count(e => e.Kind == "case.decided/1") == entries.Count(e => e.Kind == "case.revision_followed/1" && e.Body.Contains("decide_again", StringComparison.Ordinal)), "one fine an act");
        var slots = entries.SelectMany(e => e.Slots).Concat(done.Facts.SelectMany(f => f.Slots ?? [])).ToList();
        Must(slots.Distinct().Count() == slots.Count && slots.Exists(s => s.StartsWith("fine:", StringComparison.Ordinal)), "its slot is its own");
    }

    /// <summary>Last days that run in the case.</summary>
    private static IEnumerable<DateOnly> Running(CaseFile f, DateOnly today)
    {
        var days = new List<DateOnly?>();
        if (f.Deciding || f.Stage is Stage.Filed or Stage.Investigation or Stage.Transferred or Stage.Referred or Stage.Disputed)
        {
            days.AddRange([f.NoticeGiven?.StatementBy, f.NoticeGiven?.HearingBy, f.HearingSet is { } h && f.HearingEnd is null ? ShanghaiTime.Day(h.At).AddDays(-1) : null]);
            days.Add(f.IsSuspended ? null : Terms.DecideBy(f, Ground.Law, today));
            days.AddRange(f.Preservations.Where(p => p.Treated is null).Select(p => (DateOnly?)p.Notice.TreatBy));
        }

        if (f.Service is not null && f.Ruling is not null && f.Stage is not (Stage.Ended or Stage.Archived or Stage.Performed))
        {
            days.AddRange([Dues.Of(f, Ground.Law, today)?.Due, f.Deferral?.Ends, f.Demand?.Term, Terms.RemedyEnds(f, Ground.Law)]);
            if (Terms.RemedyEnds(f, Ground.Law) is { } ends)
            {
                days.Add(Terms.Last(Ground.Law.At(f.Book), "court-window", f.Deferral is { } plan && plan.Ends > ends ? plan.Ends : ends));
            }

            if (Terms.CourtWindow(f, Ground.Law) is { } window)
            {
                days.AddRange([window.First.AddDays(-1), window.Last]);
            }
        }

        return days.OfType<DateOnly>();
    }

    private static string Key(CaseFile f, DateTimeOffset at)
    {
        var today = ShanghaiTime.Day(at);
        var days = Running(f, today).ToList();
        var order = days.Select((d, i) => (d, i)).Where(x => x.d >= today).OrderBy(x => x.d).Select(x => x.i);
        return string.Join('|',
            f.Stage, f.Notice is not null, f.Notice?.Hearing, f.NoticeGiven is not null, f.StatementWaived, f.HearingWaived, f.Defences.Count, f.DefenceReview is not null, f.HearingRequest is not null,
            f.HearingSet is not null, f.HearingEnd?.Result, f.Review?.Passed, f.Discussion?.Agreed, f.Proposal?.Fine, f.Told?.Fine, f.FineNow, f.Ruling is not null, f.NoPenalty is not null, f.Service is not null,
            f.Payments.Count, f.Settled, f.Deferral is not null, f.Demand is not null, f.Court is not null, f.CourtEnd?.Result, string.Concat(f.Remedies.Select(r => r.Kind[0])), string.Concat(f.RemediesEnded.Select(r => r.Result[0])),
            f.Revisions, f.Crime is not null, f.CrimeDecision?.Approved, f.TransferAnswer?.Accepted, f.Referral is not null, f.IsSuspended, f.Preservations.Count(p => p.Treated is null),
            f.Filed is not null, Count(f, typeof(InquiryRecorded)), Count(f, typeof(InvestigationReported)), Count(f, typeof(DefenceStated)), Count(f, typeof(LegalityReviewed)) > 0, Count(f, typeof(Discussed)) > 0, Count(f, typeof(StepTakenBack)),
            Count(f, typeof(TermExtended)), Count(f, typeof(CaseSuspended)), Count(f, typeof(CrimeReported)), Count(f, typeof(CaseReferred)), Count(f, typeof(EvidencePreserved)), Count(f, typeof(Demanded)), Count(f, typeof(PaymentDeferred)), f.End?.Outcome,
            string.Join(',', order));
    }
}
