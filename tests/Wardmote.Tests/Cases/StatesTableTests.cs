using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Tests.LawPacks;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Cases;

/// <summary>Every transition of the pack's list is either walked here with the real acts, or named with the reason why it is not an act on a case.</summary>
public sealed class StatesTableTests
{
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["(none)|lead received"] = "a report: Intake.LodgeReport",
        ["LEAD|triage: item matched"] = "Desk.TriageAsync",
        ["LEAD|not ours"] = "Desk.TriageAsync blows a whistle",
        ["VERIFY|inspection needed at a business"] = "module Inspections",
        ["INSPECTION_PLANNED|arrive"] = "module Inspections",
    };

    // Where the program stands just after the event: a state that the calendar or the file itself settles at once is passed through.
    private static readonly Dictionary<string, (Func<Matter> Before, Func<Matter, Matter> Step)> Walks = new()
    {
        ["VERIFY|on-site facts found"] = (() => new Matter(site: false), m => Site(m, true)),
        ["INSPECTED|no violation"] = (() => Site(new Matter(site: false), false), m => m.Do(Wang, (f, _) => new EndCase("no_breach", "没有").On(f))),
        ["INSPECTED|minor + corrected + no harm"] = (() => new Matter(), m => Spared(m, "minor_corrected")),
        ["INSPECTED|fine needs refusal to correct"] = (() => new Matter(), m => Ordered(m)),
        ["CORRECTION_ORDERED|re-inspection: corrected"] = (() => Ordered(new Matter()).Days(5), m => Again(m, true)),
        ["CORRECTION_ORDERED|re-inspection: not corrected"] = (() => Ordered(new Matter()).Days(5), m => Again(m, false).Filed()),
        ["INSPECTED|simple conditions met"] = (() => new Matter(), m => Simple(m)),
        ["SIMPLE|report to organ"] = (() => Simple(new Matter()), m => OnTheSpot(m)),
        ["INSPECTED|filing standard met"] = (() => new Matter(), m => m.Filed()),
        ["FILED|investigate"] = (() => new Matter().Filed(), m => m.Asked()),
        ["INVESTIGATION|preserve evidence"] = (() => Investigation(), m => m.Do(Head, new PreserveEvidence([new Good("推车", "1", "")], "仓库", "可能转移").On)),
        ["INSPECTED / INVESTIGATION|seize/seal"] = (() => new Matter(Ground.Measures), m => m.Do(Head, new Seize { Measure = "seal", Officers = ["wang", "li"], Goods = [new Good("店", "1", "")], Reason = "x", Basis = "第3条", StepsDone = true, OnlyInvolved = true, Present = "party" }.On)),
        ["INVESTIGATION|crime suspected"] = (() => Investigation(), m => Transferred(m)),
        ["INVESTIGATION|facts not established / limitation / death"] = (() => Investigation(), m => Spared(m, "not_established")),
        ["INVESTIGATION|complete"] = (() => Investigation(), m => m.Reported()),
        ["REPORTED|notice approved"] = (() => Investigation().Reported(), m => m.Noticed()),
        ["NOTICED|party waives in writing"] = (() => Noticed(1_000, complex: true), m => m.Do(Wang, (f, _) => new WaiveRights("statement", Ground.Photo).On(f))),
        ["NOTICED|statement or defence"] = (() => Noticed(1_000), m => Defence(m)),
        ["NOTICED|hearing requested in 5 wd"] = (() => Noticed(5_000), m => m.Do(Wang, new RequestHearing(m.At, "oral", "").Write)),
        ["NOTICED|term expires without answer"] = (() => Noticed(1_000), m => m.Days(10)),
        ["DEFENCE|reviewed"] = (() => Defence(Noticed(1_000)), m => m.Do(Wang, new ReviewDefence("not_adopted", "不实").On)),
        ["HEARING|finished"] = (() => HearingSet(), m => m.Do(Host, new HoldHearing("held", "a", "b", "c", "signed", 0, []).On)),
        ["READY|legal review trigger"] = (() => Noticed(1_000, complex: true), m => m.Days(10)),
        ["LEGAL_REVIEW|passed"] = (() => Noticed(1_000, complex: true).Days(10), m => m.Reviewed()),
        ["LEGAL_REVIEW|not passed"] = (() => Noticed(1_000, complex: true).Days(10), m => m.Reviewed(false)),
        ["READY|no trigger"] = (() => Noticed(1_000), m => m.Days(10)),
        ["READY_TO_DECIDE|complex or major"] = (() => Noticed(1_000, complex: true).Days(10).Reviewed(), m => m.Discussed()),
        ["READY_TO_DECIDE / COLLECTIVE|decide"] = (() => Noticed(1_000).Days(10), m => m.Decided()),
        ["DECIDED|announce and hand over"] = (() => Noticed(1_000).Days(10).Decided(), m => m.Served()),
        ["SERVED / OVERDUE / DEMANDED|paid / performed"] = (() => Served(), m => m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write)),
        ["SERVED|defer or instal"] = (() => Served(), m => Deferred(m)),
        ["SERVED|not paid by day 15"] = (() => Served(), m => m.Days(20)),
        ["OVERDUE|demand"] = (() => Served().Days(20), m => m.Do(Wang, new DemandPayment(m.Handed()).On)),
        ["DEMANDED|not performed; remedy periods lapsed"] = (() => Served().Days(20) is var m ? m.Do(Wang, new DemandPayment(m.Handed()).On).Days(200) : m, m => Court(m)),
        ["SERVED|reconsideration or suit"] = (() => Served(), m => Remedy(m)),
        ["UNDER_REMEDY|changed / revoked / illegal / invalid"] = (() => Remedy(Served()), m => m.Do(Wang, new EndRemedy("revoked", m.Today, "x").Write)),
        ["PERFORMED / NOT_PUNISHED / COURT_APPLIED done|close"] = (() => Served() is var m ? m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write) : m, m => m.Do(Head, new CloseCase("x").On)),
        ["CLOSED|archive"] = (() => Served() is var m ? m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write).Do(Head, new CloseCase("x").On) : m, m => m.Do(Wang, new ArchiveCase().On)),
        ["INSPECTED|persuade"] = (() => new Matter(), m => Persuaded(m, "not_put_right")),
        ["PERSUADED|put right"] = (() => Persuaded(new Matter(), "waiting"), m => Persuaded(m, "put_right")),
        ["PERSUADED|not put right / refused"] = (() => Persuaded(new Matter(), "refused"), m => m.Filed()),
        ["INSPECTED|skip persuasion"] = (() => new Matter(), m => m.Filed()),
        ["DEFERRED|paid as planned"] = (() => Deferred(Served()), m => m.Do(Wang, new Pay(1_000, m.Today, "bank", "B1").Write)),
        ["DEFERRED|plan broken"] = (() => Deferred(Served()), m => m.Days(40)),
        ["UNDER_REMEDY|upheld"] = (() => Remedy(Served()), m => m.Do(Wang, new EndRemedy("upheld", m.Today, "x").Write)),
        ["UNDER_REMEDY|withdrawn"] = (() => Remedy(Served()), m => m.Do(Wang, new EndRemedy("withdrawn", m.Today, "x").Write)),
        ["REVISED|decide again"] = (() => Remedy(Served()) is var m ? m.Do(Wang, new EndRemedy("revoked", m.Today, "x").Write) : m, m => m.Do(Head, new FollowRevision("decide_again", "x").On).Reported()),
        ["TRANSFERRED|returned by the judicial organ"] = (() => Transferred(Investigation()), m => m.Do(Wang, (f, _) => new AnswerTransfer(false, "x").On(f))),
        ["TRANSFERRED|accepted"] = (() => Transferred(Investigation()), m => m.Do(Wang, (f, _) => new AnswerTransfer(true, "x").On(f)).Do(Head, new CloseCase("x").On)),
        ["REFERRED|taken by the department"] = (() => Referred(Investigation()), m => m.Do(Wang, (f, _) => new AnswerReferral("taken", Ground.Department, "x").On(f))),
        ["REFERRED|returned with reason"] = (() => Referred(new Matter()), m => m.Do(Wang, (f, _) => new AnswerReferral("disputed", Ground.Department, "x").On(f))),
        ["DISPUTE|consulted / superior designates"] = (() => Referred(new Matter()).Do(Wang, (f, _) => new AnswerReferral("disputed", Ground.Department, "x").On(f)), m => m.Do(Wang, (f, _) => new AnswerReferral("returned", "SF", "x").On(f))),
        ["INVESTIGATION|law changed"] = (() => new Matter(Ground.Changing, at: new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.FromHours(8))).Filed().Asked().Days(20), m => m.Do(By.System, (f, n) => new ReevaluateForLawChange().On(f, n.Law, n.Today))),
        ["NOTICED / READY|amended proposal"] = (() => Noticed(1_000), m => m.Do(Wang, (f, n) => Report(800, amends: "采纳申辩").On(f, n, Weighed(f), [], null))),
    };

    public static TheoryData<string> Rows => [.. Installed.Law.Packs.SelectMany(p => p.Transitions).Select(t => $"{t.From}|{t.Event}|{t.To}")];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_transition_of_the_list_is_possible_or_lies_elsewhere(string row)
    {
        var (from, happening, to) = row.Split('|') is [var a, var b, var c] ? (a, b, c) : throw new InvalidOperationException(row);
        var key = $"{from}|{happening}";
        if (Elsewhere.ContainsKey(key))
        {
            return;
        }

        Assert.True(Walks.TryGetValue(key, out var walk), $"the transition '{key}' is neither walked nor named as lying elsewhere");
        var before = walk.Before();
        var start = before.State;
        var after = walk.Step(before).State;
        Assert.Contains(start, States(from, start));
        Assert.Contains(after, States(to, start));
    }

    [Fact]
    public void The_list_has_its_59_transitions_and_no_walk_is_stale()
    {
        var rows = Rows.Select(r => r.Data.ToString()!).Select(r => string.Join('|', r.Split('|')[..2])).ToHashSet();
        Assert.Equal(59, rows.Count);
        Assert.All(Walks.Keys.Concat(Elsewhere.Keys), k => Assert.Contains(k, rows));
    }

    /// <summary>States a cell names. READY is passed through at once: what it leads to is settled by the file. "same state" is the state before.</summary>
    private static List<string> States(string cell, string start) =>
        [.. cell.Split([" / ", " or ", " done"], StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim()).SelectMany(s => s switch
        {
            "same state" => new[] { start, "INVESTIGATION" },
            "READY" => ["READY", "LEGAL_REVIEW", "READY_TO_DECIDE", "NOTICED"],
            "INSPECTED" => ["INSPECTED", "VERIFY"],
            "CLOSED" => ["CLOSED"],
            _ => [s],
        })];

    private static Matter Site(Matter m, bool breach) => m.Do(Wang, (f, n) => new RecordSite
    {
        Officers = ["wang", "li"], Began = n.At, Ended = n.At, ActDay = n.Today, Breach = breach, Seen = "x", PartyMark = "m", CertificatesShown = true, RecusalTold = true,
        Party = new Party(PartyKind.Individual, "张三（虚构）"),
    }.On(f, n.Law, n.Roster, "env2", n.At));

    private static Matter Ordered(Matter m) => m.Do(Wang, (f, n) => new OrderCorrection("清走", n.Today.AddDays(3), "handed").On(f, 0, n.Today));

    private static Matter Again(Matter m, bool corrected) => m.Do(Wang, (f, n) => new Reinspect(["wang", "li"], corrected, false, "x", [Ground.Photo]).On(f, n.Law, n.Roster, n.Today));

    private static Matter Simple(Matter m) => m.Do(Wang, (f, n) => new ProposePenalty { Warning = true, Gains = "none", Reason = "x" }.On(f, n.Law, n.Roster, Weighed(f), [], n.Today));

    private static Matter OnTheSpot(Matter m) => m.Do(Wang, (f, _) => new HearParty(true, "", "").On(f))
        .Do(Wang, (f, n) => new DecideOnTheSpot("wang").On(f, n.Law, n.Roster, Weighed(f), [], 0, "k", _ => "", n.Today)).Served();

    private static Matter Persuaded(Matter m, string result) => m.Do(Wang, (f, _) => new Persuade("wang", "清走", null, result, "", result == "put_right" ? [Ground.Photo] : []).On(f));

    private static Matter Investigation() => new Matter().Filed().Asked();

    private static Matter Noticed(decimal fine, bool complex = false) => Investigation().Reported(fine, complex).Noticed();

    private static Matter Served() => Noticed(1_000).Days(10).Decided().Served();

    private static Matter Defence(Matter m) => m.Do(Wang, new StateDefence("没有", "oral", m.At, []).Write);

    private static Matter HearingSet()
    {
        var m = Noticed(5_000);
        return m.Do(Wang, new RequestHearing(m.At, "oral", "").Write).Do(Wang, new ScheduleHearing(HostSigns, m.At.AddDays(14), "会议室", true, "", m.Handed()).On).Days(14);
    }

    private static Matter Spared(Matter m, string ground) => m.Do(Head, (f, n) => new NotPunish { Ground = ground, Words = "x", Education = new Education("张三", "x", n.At, []) }.On(f, n, "k"));

    private static Matter Transferred(Matter m) => m.Do(Wang, new ReportCrime(["wang", "li"], "x").On).Do(Head, new DecideCrime(true, "x").On).Do(Wang, new TransferCrime("公安局", TransferCrime.Wanted).On);

    private static Matter Referred(Matter m) => m.Do(Head, new ReferCase(Ground.Department, "不属于本镇").On);

    private static Matter Deferred(Matter m) => m.Do(Head, new DeferPayment("困难", [new Instalment(m.Today.AddDays(30), 1_000)]).On);

    private static Matter Court(Matter m) => m.Do(Head, new ApplyToCourt("法院", ApplyToCourt.Wanted).On);

    private static Matter Remedy(Matter m) => m.Do(Wang, new SeekRemedy("reconsideration", m.Today, "示例区人民政府", false).Write);
}
