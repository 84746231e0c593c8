using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Intake;

/// <summary>Words of a report that a hint rests on, in UTF-16 units.</summary>
public sealed record Span(int Start, int Length);

/// <summary>提示: a candidate item with the words and the article it rests on. A hint is never a finding; a person decides.</summary>
/// <param name="Item">Item code.</param>
/// <param name="Confidence">0 to 1, calibrated where the model is.</param>
/// <param name="Because">Words it rests on.</param>
/// <param name="Article">The item's article.</param>
public sealed record Hint(string Item, double Confidence, IReadOnlyList<Span> Because, string Article);

/// <summary>What the recogniser said of a report.</summary>
/// <param name="Verdict"><c>items</c>, <c>none</c> (not an enforcement matter) or <c>unsure</c> (cannot tell).</param>
/// <param name="Candidates">Best first.</param>
/// <param name="Door">For <c>none</c>: the kind of door where it belongs; empty when not known.</param>
/// <param name="Model">Version of the model.</param>
public sealed record Hints(string Verdict, IReadOnlyList<Hint> Candidates, string Door, string Model)
{
    /// <summary>Nothing to go by.</summary>
    public static Hints CannotTell { get; } = new("unsure", [], "", "");
}

/// <summary>受理: a report was lodged. No account is needed; the tracking code is known only to the reporter, here stands its hash.</summary>
[EntryKind("report.lodged/1")]
public sealed record ReportLodged(
    string Report,
    string Language,
    string Words,
    string Locality,
    string? ProposedLocality,
    double? Latitude,
    double? Longitude,
    string Address,
    IReadOnlyList<Exhibit> Photos,
    string TrackingHash,
    string Source,
    string? ContactEnvelope,
    Hints Hints);

/// <summary>分流: a named person said what the report is about. The hint and the choice are both kept.</summary>
/// <param name="Report">Report.</param>
/// <param name="Verdict"><c>item</c>, <c>none</c> or <c>asked</c> (more was asked of the reporter).</param>
/// <param name="Item">Item chosen.</param>
/// <param name="Hinted">Best candidate shown at the time; empty when none.</param>
/// <param name="FromHint">True when the person used the hint.</param>
/// <param name="Door">For <c>none</c>: where the reporter was sent.</param>
/// <param name="Reason">The person's words; may be empty for an item.</param>
/// <param name="SecondOpinion">Where a language model was asked and its candidate used: its name; null otherwise.</param>
[EntryKind("report.triaged/1")]
public sealed record ReportTriaged(string Report, string Verdict, string? Item, string Hinted, bool FromHint, string Door, string Reason, string? SecondOpinion = null);

/// <summary>The report went to somebody, and why that is the one who may act.</summary>
/// <param name="Report">Report.</param>
/// <param name="To">Locality or agency code.</param>
/// <param name="Answer">held, department, concurrent, nobody or unknown.</param>
/// <param name="Certainty">Certainty of the answer.</param>
/// <param name="Why">First reason.</param>
/// <param name="Article">Its article.</param>
/// <param name="Case">Case opened for it; null when a whistle was blown.</param>
/// <param name="Whistle">Whistle blown for it; null when the team has it.</param>
[EntryKind("report.routed/1")]
public sealed record ReportRouted(string Report, string To, string Answer, string Certainty, Text Why, string Article, string? Case, string? Whistle);

/// <summary>A report was joined to another by a person; every reporter is told of the one result.</summary>
[EntryKind("report.joined/1")]
public sealed record ReportJoined(string Report, string Into, string Reason);

/// <summary>The reporter added words or photos.</summary>
[EntryKind("report.added/1")]
public sealed record ReportAdded(string Report, string Words, IReadOnlyList<Exhibit> Photos);

/// <summary>答复: the reporter was told a result. No "closed" without one.</summary>
/// <param name="Report">Report.</param>
/// <param name="Outcome"><c>solved</c>, <c>penalised</c>, <c>not_ours</c>, <c>no_breach</c>, <c>not_enforcement</c>.</param>
/// <param name="Words">What is told.</param>
/// <param name="Photo">After-photo, where there is one.</param>
[EntryKind("report.answered/1")]
public sealed record ReportAnswered(string Report, string Outcome, Text Words, Exhibit? Photo);

/// <summary>The reporter says that it is not solved: the same team has it again, and supervision sees it.</summary>
[EntryKind("report.reopened/1")]
public sealed record ReportReopened(string Report, string Words, IReadOnlyList<Exhibit> Photos);

/// <summary>A report as its entries say it is. 投诉举报</summary>
public sealed class Report
{
    private Report(ReportLodged lodged, Entry first)
    {
        Lodged = lodged;
        Book = first.Book;
        At = first.At;
    }

    /// <summary>As lodged.</summary>
    public ReportLodged Lodged { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When it was lodged.</summary>
    public DateTimeOffset At { get; }

    /// <summary><c>lodged</c>, <c>asked</c>, <c>with_team</c>, <c>with_department</c>, <c>undecided</c>, <c>joined</c>, <c>answered</c> or <c>reopened</c>.</summary>
    public string State { get; private set; } = "lodged";

    /// <summary>Newest triage.</summary>
    public ReportTriaged? Triaged { get; private set; }

    /// <summary>Newest routing.</summary>
    public ReportRouted? Routed { get; private set; }

    /// <summary>Newest answer.</summary>
    public ReportAnswered? Answered { get; private set; }

    /// <summary>What a reporter may do against an answer by which nothing was done (Reconsideration art. 23(1)(3)): every such answer says so; null where something was done or nothing is answered.</summary>
    public Text? Remedy => State == "answered" && Answered is { Outcome: not ("solved" or "penalised") } ? AgainstNoAction : null;

    /// <summary>The sentence itself.</summary>
    public static Text AgainstNoAction { get; } = new(
        "认为行政机关应当处理而没有处理的，可以先申请行政复议；对复议决定不服的，再向人民法院起诉（行政复议法 23）。",
        "If you hold that the organ had to act and did not, you may apply for administrative reconsideration first, and sue in the people's court against its outcome (Reconsideration Law art. 23).",
        "إن رأيت أن الجهة كان عليها أن تتصرف ولم تفعل، فلك أن تطلب إعادة النظر الإدارية أولاً، ثم ترفع دعوى أمام المحكمة الشعبية على نتيجتها (قانون إعادة النظر 23).");

    /// <summary>Report it was joined to.</summary>
    public string? JoinedInto { get; private set; }

    /// <summary>Reports that were joined to this one: their reporters are told too.</summary>
    public List<string> Joined { get; } = [];

    /// <summary>Later additions.</summary>
    public List<(DateTimeOffset At, ReportAdded Added)> Additions { get; } = [];

    /// <summary>Times the reporter said "not solved".</summary>
    public int Reopened { get; private set; }

    /// <summary>Every entry, oldest first.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Point given; null when none.</summary>
    public Point? Point => Lodged is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : null;

    /// <summary>Folds the entries that carry the report's tag; null when there is none.</summary>
    public static Report? Of(IReadOnlyList<Entry> entries)
    {
        Report? report = null;
        foreach (var entry in entries)
        {
            if (Body.Read(entry) is ReportLodged lodged)
            {
                report ??= new Report(lodged, entry);
            }

            report?.Apply(entry);
        }

        return report;
    }

    /// <summary>The tag under which a report's entries stand.</summary>
    public static Tag TagOf(string report) => new("report", report);

    private void Apply(Entry entry)
    {
        Entries.Add(entry);
        switch (Body.Read(entry))
        {
            case ReportTriaged triaged:
                Triaged = triaged;
                State = triaged.Verdict == "asked" ? "asked" : State;
                break;
            case ReportRouted routed:
                Routed = routed;
                State = routed.Whistle is not null ? "with_department" : routed.Case is not null ? "with_team" : "undecided";
                break;
            case ReportJoined joined when joined.Report == Lodged.Report:
                JoinedInto = joined.Into;
                State = "joined";
                break;
            case ReportJoined joined:
                Joined.Add(joined.Report);
                break;
            case ReportAdded added:
                Additions.Add((entry.At, added));
                State = State == "asked" ? "lodged" : State;
                break;
            case ReportAnswered answered when answered.Report == Lodged.Report:
                Answered = answered;
                State = "answered";
                break;
            case ReportReopened:
                Reopened++;
                State = "reopened";
                break;
        }
    }
}

/// <summary>Somebody opened the reporter's contact, and why.</summary>
[EntryKind("report.contact_opened/1")]
public sealed record ContactOpened(string Report, string Reason);
