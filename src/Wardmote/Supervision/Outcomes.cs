using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Supervision;

/// <summary>
/// 成效: figures over entries, nothing else. Pure: the same entries and period give the same figures. Kinds are compared by name, because old kinds and kinds of other modules count
/// too. None of them counts fines or ranks people (Penalties art. 74).
/// </summary>
public static class Outcomes
{
    /// <summary>Days of one window of an enterprise.</summary>
    public const int WindowDays = 30;

    // Steps that a statute asks of a case and that no program may take away.
    private static readonly HashSet<string> Statutory =
    [
        "case.site_recorded/1", "case.reinspected/1", "case.order_made/1", "case.filed/1", "case.inquiry_recorded/1", "case.evidence_listed/1", "case.evidence_preserved/1", "case.preserved_treated/1",
        "case.investigation_reported/1", "case.notice_approved/1", "case.prior_notice_given/1", "case.party_heard/1", "case.defence_stated/1", "case.defence_reviewed/1", "case.hearing_scheduled/1", "case.hearing_held/1",
        "case.legality_reviewed/1", "case.discussed/1", "case.decided/1", "case.decided_on_the_spot/1", "case.not_punished/1", "case.served/1", "case.paid/1", "case.demanded/1",
        "case.performance_demanded/1", "case.demolition_announced/1", "case.execution_decided/1", "case.execution_carried_out/1", "case.execution_stopped/1", "case.cleared_at_once/1",
        "case.court_applied/1", "case.ended/1", "case.archived/1", "case.seizure_approved/1", "case.seizure_made/1", "case.seizure_lifted/1", "case.crime_decided/1", "case.crime_transferred/1", "case.referred/1",
    ];

    // Moments at which an officer and a party meet.
    private static readonly HashSet<string> Meetings =
        ["case.site_recorded/1", "case.persuaded/1", "case.reinspected/1", "case.inquiry_recorded/1", "case.party_heard/1", "case.served/1", "case.hearing_held/1", "inspection.checked_in/1"];

    /// <summary>All figures of a period, from entries.</summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<Entry> entries, DateTimeOffset from, DateTimeOffset to) => Of(Ledger.Of(entries).Steps, from, to);

    /// <summary>All figures of a period, from a ledger's lines.</summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<Step> steps, DateTimeOffset from, DateTimeOffset to)
    {
        var cases = ByCase(steps);
        return
        [
            ComplaintsPerThousand(steps, from, to),
            Operations(cases, from, to, "summary"),
            Operations(cases, from, to, "ordinary"),
            FilingToDecision(cases, from, to),
            HandsOn(cases, from, to),
            .. Windows(steps, from, to),
        ];
    }

    /// <summary>Cases that ended in a period: what a sampling draws from.</summary>
    public static IReadOnlyList<string> Ended(IReadOnlyList<Step> steps, DateTimeOffset from, DateTimeOffset to) =>
        [.. steps.Where(s => s.Kind == "case.ended/1" && In(s, from, to)).Select(s => s.Case).Distinct()];

    private static Figure ComplaintsPerThousand(IReadOnlyList<Step> steps, DateTimeOffset from, DateTimeOffset to)
    {
        var contacts = steps.Where(s => Meetings.Contains(s.Kind) && In(s, from, to) && (s.Case.Length > 0 || s.Inspection.Length > 0))
            .Select(s => (s.CaseFirst ? "case:" + s.Case : "inspection:" + s.Inspection, ShanghaiTime.Day(s.At))).Distinct().Count();
        var complaints = steps.Where(s => s.Kind == "complaint.received/1" && In(s, from, to)).ToList();
        var untied = complaints.Count(c => !c.Tied);
        var wilson = Certain.Wilson(complaints.Count, contacts);
        return new Figure("complaints_per_1000",
            new Text("执法投诉件数 ÷ 执法接触次数 × 1000。接触：同一案件或检查在同一天与当事人见面算一次。缺失：没有写明针对哪件事的投诉占比",
                "Complaints about enforcement ÷ contacts × 1,000. A contact: officers and party meet over one case or visit on one day. Missing: share of complaints that name no matter",
                "شكاوى الإنفاذ ÷ اللقاءات × 1000. اللقاء: التقاء الموظفين بالطرف في قضية أو زيارة واحدة في يوم واحد. الناقص: نسبة الشكاوى التي لا تذكر أمراً بعينه"),
            contacts == 0 ? null : complaints.Count * 1000.0 / contacts, "per_1000", complaints.Count, contacts, Share(untied, complaints.Count),
            wilson is { } w ? new Interval(w.Low * 1000, w.High * 1000) : null, wilson is null ? "" : "wilson", [.. complaints.Select(c => "complaint:" + c.Complaint)]);
    }

    // Operations of people per ended case of a procedure, with the statutory steps beside them.
    private static Figure Operations(Dictionary<string, List<Step>> all, DateTimeOffset from, DateTimeOffset to, string procedure)
    {
        var cases = all.Where(c => ProcedureOf(c.Value) == procedure).ToList();
        var ended = cases.Where(c => c.Value.Any(e => e.Kind == "case.ended/1" && In(e, from, to))).ToList();
        var open = cases.Count(c => !c.Value.Any(e => e.Kind == "case.ended/1") && c.Value[0].At < to);
        var operations = ended.Select(c => (double)c.Value.Where(s => s.ByPeople).Select(s => s.Submission).Distinct().Count()).ToList();
        var statutory = ended.Select(c => (double)c.Value.Where(s => s.ByPeople && Statutory.Contains(s.Kind)).Select(s => s.Submission).Distinct().Count()).ToList();
        var interval = Certain.BootstrapMean(operations);
        return new Figure("operations_" + procedure,
            new Text("已结案件中，人提交的操作次数的平均值（一次提交算一次，查看不算）；旁列其中的法定步骤。缺失：同一程序中还没有结的案件占比",
                "Mean of what people submitted per ended case (one submission is one operation; looking is none); statutory steps among them beside it. Missing: share of cases of the procedure not yet ended",
                "متوسط ما قدّمه الأشخاص لكل قضية منتهية (كل تقديم عملية واحدة والاطلاع لا يُحسب)، وإلى جانبه الخطوات القانونية منها. الناقص: نسبة القضايا غير المنتهية"),
            operations.Count == 0 ? null : operations.Average(), "operations", operations.Sum(), ended.Count, Share(open, open + ended.Count), interval, interval is null ? "" : "bootstrap", [.. ended.Select(c => "case:" + c.Key)])
        {
            Beside = statutory.Count == 0 ? null : statutory.Average(),
        };
    }

    // Median days from filing to decision over all cases filed in the period, open ones included.
    private static Figure FilingToDecision(Dictionary<string, List<Step>> cases, DateTimeOffset from, DateTimeOffset to)
    {
        var (sample, opens) = (new List<(double Time, bool Ended)>(), new List<string>());
        foreach (var (id, steps) in cases)
        {
            if (steps.FirstOrDefault(e => e.Kind == "case.filed/1") is not { } filed || !In(filed, from, to))
            {
                continue;
            }

            var decided = steps.FirstOrDefault(e => e.Kind is "case.decided/1" or "case.not_punished/1" or "case.crime_transferred/1" && e.At < to);
            sample.Add((((decided?.At ?? to) - filed.At).TotalDays, decided is not null));
            opens.Add("case:" + id);
        }

        var ended = sample.Count(s => s.Ended);
        var interval = Certain.BootstrapMedian(sample);
        return new Figure("filing_to_decision_days",
            new Text("本期立案的全部案件，从立案到决定的中位天数；没有决定的按已过天数计入（Kaplan–Meier）。缺失：还没有决定的占比",
                "Median days from filing to decision over all cases filed in the period; undecided ones count for as long as they have been open (Kaplan–Meier). Missing: share undecided",
                "وسيط الأيام من القيد إلى القرار لكل القضايا المقيدة في المدة؛ وتُحسب غير المقررة بما مضى عليها (كابلان–ماير). الناقص: نسبة غير المقررة"),
            Certain.MedianWithOpen(sample), "days", ended, sample.Count, Share(sample.Count - ended, sample.Count), interval, interval is null ? "" : "bootstrap", opens);
    }

    // Median minutes that records say officers spent with a case decided in the period.
    private static Figure HandsOn(Dictionary<string, List<Step>> cases, DateTimeOffset from, DateTimeOffset to)
    {
        var (minutes, opens, none) = (new List<double>(), new List<string>(), 0);
        foreach (var (id, steps) in cases)
        {
            if (!steps.Any(e => e.Kind is "case.decided/1" or "case.decided_on_the_spot/1" or "case.not_punished/1" && In(e, from, to)))
            {
                continue;
            }

            var spent = steps.Select(s => s.Minutes).Where(m => m is not null).ToList();
            if (spent.Count == 0)
            {
                none++;
                continue;
            }

            minutes.Add(spent.Sum(m => m!.Value));
            opens.Add("case:" + id);
        }

        var interval = Certain.BootstrapMedian(minutes);
        return new Figure("hands_on_minutes",
            new Text("本期决定的案件，笔录起止时间之和的中位分钟数。缺失：没有起止时间的案件占比。写文书的时间没有记录，不在内",
                "Median over cases decided in the period of the minutes between start and end in their records. Missing: share of cases without such times. Time at the desk is not recorded and not in it",
                "وسيط الدقائق بين البداية والنهاية في محاضر القضايا المقررة في المدة. الناقص: نسبة القضايا بلا أوقات. وقت المكتب غير مسجل وغير محسوب"),
            Certain.Median(minutes), "minutes", minutes.Sum(), minutes.Count, Share(none, none + minutes.Count), interval, interval is null ? "" : "bootstrap", opens);
    }

    // Windows of 30 days of an enterprise with two or more organs, and with repeated visits of one organ, apart. A joint visit is one visit. The device's time counts, not
    // the server's: a phone without signal tells later.
    private static IReadOnlyList<Figure> Windows(IReadOnlyList<Step> steps, DateTimeOffset from, DateTimeOffset to)
    {
        var first = ShanghaiTime.Day(from).DayNumber;
        var entered = steps.Where(s => s.Kind == "inspection.checked_in/1" && In(s, from, to))
            .Select(s => (s.Premises, s.Inspection, s.Organ, Window: (ShanghaiTime.Day(s.Entered!.Value).DayNumber - first) / WindowDays)).ToList();
        var unknown = steps.Where(s => s.Kind == "inspection.approved/1" && In(s, from, to)).Select(s => s.Inspection).Distinct().Except(entered.Select(v => v.Inspection)).Count();
        var windows = entered.GroupBy(v => (v.Premises, v.Window)).Select(w => (w.Key, Visits: w.GroupBy(v => v.Inspection).Select(v => v.Select(x => x.Organ).ToHashSet()).ToList())).ToList();
        var several = windows.Where(w => w.Visits.Any(a => w.Visits.Any(b => b.Except(a).Any()))).Select(w => w.Key).ToList();
        var again = windows.Where(w => w.Visits.SelectMany(v => v).GroupBy(o => o).Any(g => g.Count() > 1)).Select(w => w.Key).ToList();
        var missing = Share(unknown, unknown + entered.Select(v => v.Inspection).Distinct().Count());
        return
        [
            Make("windows_with_several_organs", several, new Text("企业的 30 天时段（至少有一次入企）中，两个以上机关分别入企的占比；联合检查算一次",
                "Of the enterprise-30-day windows with a visit, those in which two or more organs came apart; a joint visit is one",
                "من فترات الثلاثين يوماً التي فيها زيارة لمنشأة، ما حضرت فيه جهتان أو أكثر كلٌّ على حدة؛ الزيارة المشتركة واحدة")),
            Make("windows_with_repeated_visits", again, new Text("企业的 30 天时段（至少有一次入企）中，同一机关入企两次以上的占比",
                "Of the enterprise-30-day windows with a visit, those in which one organ came twice or more",
                "من فترات الثلاثين يوماً التي فيها زيارة لمنشأة، ما حضرت فيه جهة واحدة مرتين أو أكثر")),
        ];

        Figure Make(string id, List<(string Premises, int Window)> hits, Text definition)
        {
            var wilson = Certain.Wilson(hits.Count, windows.Count);
            var text = new Text(definition.Zh + "。缺失：批准了而没有入企记录的占比", definition.En + ". Missing: share approved without a record of entering", definition.Ar + ". الناقص: نسبة ما اعتُمد بلا سجل دخول");
            return new Figure(id, text, windows.Count == 0 ? null : (double)hits.Count / windows.Count, "share", hits.Count, windows.Count, missing, wilson, wilson is null ? "" : "wilson", [.. hits.Select(h => "premises:" + h.Premises).Distinct()]);
        }
    }

    /// <summary><c>summary</c>, <c>ordinary</c> or <c>none</c>.</summary>
    private static string ProcedureOf(List<Step> steps) => steps.Any(s => s.Kind == "case.filed/1") ? "ordinary" : steps.Any(s => s.Kind == "case.decided_on_the_spot/1") ? "summary" : "none";

    private static Dictionary<string, List<Step>> ByCase(IReadOnlyList<Step> steps) =>
        steps.Where(s => s.Case.Length > 0 && s.Kind.StartsWith("case.", StringComparison.Ordinal)).GroupBy(s => s.Case).ToDictionary(g => g.Key, g => g.ToList());

    private static bool In(Step step, DateTimeOffset from, DateTimeOffset to) => step.At >= from && step.At < to;

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
