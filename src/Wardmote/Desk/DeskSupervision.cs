using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Supervision;

namespace Wardmote.Desk;

/// <summary>Acts of supervision, and complaints about enforcement.</summary>
public sealed partial class Desk
{
    private readonly Dictionary<Book, Ledger> _ledgers = [];
    private readonly Dictionary<(Book, DateTimeOffset, DateTimeOffset), (int Lines, IReadOnlyList<Figure> Figures)> _figures = [];

    /// <summary>An alert; null when there is none.</summary>
    public async Task<Alert?> AlertAsync(Book book, string alert, CancellationToken cancel = default) =>
        Alert.Of((await journal.ReadAsync(book, [Alert.TagOf(alert)], cancel: cancel)).Entries);

    /// <summary>A clock or a figure raises an alert; a second one for the same cause and subject is refused with <c>raised_already</c>.</summary>
    public Task<DeskAnswer> RaiseAlertAsync(Book book, AlertRaised raised, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [Alert.TagOf(raised.Alert)], _ => Task.FromResult(Outcome.Of(Alert.Raise(raised))), cancel);

    /// <summary>
    /// The clock looks at one thing's terms, in the record and not in the list that named it: raises what has come due, and takes back alerts whose cause is gone. Refused with
    /// <c>nothing_due</c> when there is nothing to do; doing it twice, or on two machines, writes once.
    /// </summary>
    public async Task<DeskAnswer> WatchAsync(Book book, Watched subject, Asked asked, Request request, CancellationToken cancel = default)
    {
        Tag[] tags = [subject.Tag, subject.Scope];
        var before = await journal.ReadAsync(book, tags, limit: int.MaxValue, cancel: cancel);
        // The key says what was known: the same knowledge at the same moment of a term is the same act.
        var known = before.Entries.Count == 0 ? 0 : before.Entries[^1].Sequence;
        var due = Clocks.Of(subject, before.Entries, Law.At(book)).Where(c => !c.Stopped && c.Next <= request.At).Select(c => $"{c.Id}/{c.Part}@{c.Next:yyyyMMddHHmm}").Order(StringComparer.Ordinal).FirstOrDefault("gone");
        return await DoAsync(book, request with { Key = $"watch:{subject.Kind}:{subject.Id}:{known}:{due}", By = By.System }, tags, entries => Task.FromResult(Look(subject, asked, entries, Law.At(book), request.At)), cancel);
    }

    private Outcome Look(Watched subject, Asked asked, IReadOnlyList<Entry> entries, LawOfThePlace here, DateTimeOffset now)
    {
        var (clocks, facts) = (Clocks.Of(subject, entries, here), new List<Fact>());
        var open = entries.Where(e => e.Tags.Contains(subject.Tag) && e.Kind == Body.KindOf(typeof(AlertRaised))).Select(e => (AlertRaised)Body.Read(e)).ToDictionary(r => r.Alert);
        foreach (var clock in clocks.Where(c => c.Stopped || c.Next <= now))
        {
            if (clock.Alert.Length > 0 && open.TryGetValue(clock.Alert, out var earlier))
            {
                facts.Add(Alert.Gone(earlier, clock.Stopped ? "事由已消除（系统）" : "由后一期预警接续（系统）"));
            }

            if (!clock.Stopped)
            {
                var moment = Clocks.Moments(clock.Id, clock.Last!.Value, here).Last(m => m <= now);
                facts.Add(Alert.Raise(Alert.Of(tools.NewId(), subject, clock, asked, here, now), $"{moment:yyyyMMddHHmmss}"));
            }
        }

        return facts.Count > 0 ? Outcome.Of([.. facts]) : Outcome.No("nothing_due", new Text("没有到期", "nothing is due", "لا شيء مستحق"), new Text("无需操作", "nothing to do", "لا يلزم شيء"));
    }

    /// <summary>Open alerts about a thing, and those dismissed that supervision has still to look at.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAboutAsync(Book book, string kind, string id, CancellationToken cancel = default) =>
        [.. (await journal.ReadAsync(book, [Watched.TagOf(kind, id)], cancel: cancel)).Entries
            .GroupBy(e => e.Tags.First(t => t.Kind == "alert").Value).Select(g => Alert.Of([.. g])).OfType<Alert>().Where(a => a.State != "closed")];

    /// <summary>Raises an alert for every cluster of fines that reaches the day; those raised before are passed over.</summary>
    /// <param name="book">Book.</param>
    /// <param name="fines">The fines since the quarter began, and of a week before.</param>
    /// <param name="request">The clock's.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<DeskAnswer>> WatchFinesAsync(Book book, IReadOnlyList<FineSeen> fines, Request request, CancellationToken cancel = default)
    {
        var answers = new List<DeskAnswer>();
        foreach (var cluster in FineCluster.Find(fines, Law, book, ShanghaiTime.Day(request.At)))
        {
            // The newest case of the cluster names it: a cluster that grows is a new alert, one that stays is not.
            var raised = Alert.From(cluster.Answer, tools.NewId(), "fines", $"{cluster.Kind}:{cluster.Cases[^1]}", cluster.Organ, Law.Locality(cluster.Organ)?.Code ?? "", "", [], Law.At(book), request.At);
            answers.Add(await RaiseAlertAsync(book, raised, request with { Key = $"fines-{cluster.Kind}-{cluster.Cases[^1]}", By = By.System }, cancel));
        }

        return answers;
    }

    /// <summary>The clock takes an unanswered alert one level up.</summary>
    public Task<DeskAnswer> EscalateAlertAsync(Book book, string alert, Request request, CancellationToken cancel = default) =>
        OnAlertAsync(book, alert, request, a => new EscalateAlert().On(a, Law, request.At), cancel);

    /// <summary>Somebody puts the cause right, or dismisses the alert with a reason.</summary>
    public Task<DeskAnswer> AnswerAlertAsync(Book book, string alert, AnswerAlert act, Request request, CancellationToken cancel = default) =>
        OnAlertAsync(book, alert, request, a => act.On(a, request.By), cancel);

    /// <summary>Supervision accepts a dismissal, or not.</summary>
    public Task<DeskAnswer> ReviewDismissalAsync(Book book, string alert, ReviewDismissal act, Request request, CancellationToken cancel = default) =>
        OnAlertAsync(book, alert, request, a => act.On(a, request.By), cancel);

    /// <summary>An opinion; null when there is none.</summary>
    public async Task<SupervisionOpinion?> OpinionAsync(Book book, string opinion, CancellationToken cancel = default) =>
        SupervisionOpinion.Of((await journal.ReadAsync(book, [SupervisionOpinion.TagOf(opinion)], cancel: cancel)).Entries);

    /// <summary>监督意见书 as a document in a language.</summary>
    public async Task<Documents.Document> OpinionDocumentAsync(SupervisionOpinion opinion, string language, CancellationToken cancel = default)
    {
        var about = new List<string>();
        foreach (var named in opinion.Issued.About)
        {
            about.Add((await SaidOfAsync(opinion.Book, named, cancel)).In(language));
        }

        return tools.Template(Law.At(opinion.Book), "supervision-opinion", language).Fill(new Dictionary<string, string>
        {
            ["bureau"] = Law.NameOf(Whistles.Whistle.JusticeBureau(opinion.Book)).In(language),
            ["number"] = opinion.Issued.Number,
            ["to"] = Law.NameOf(opinion.Issued.To).In(language),
            ["about"] = string.Join(language == "zh" ? "、" : language == "ar" ? "، " : ", ", about.Distinct()),
            ["found"] = opinion.Issued.Found,
            ["asks"] = opinion.Issued.Asks,
            ["basis"] = opinion.Issued.Basis,
            ["answer_by"] = $"{opinion.Issued.AnswerBy:yyyy-MM-dd}",
            ["date"] = $"{ShanghaiTime.Day(opinion.At):yyyy-MM-dd}",
        });
    }

    // On paper a thing is called what people call it: a case by its number, an alert by its rule, the rest by its kind.
    private async Task<Text> SaidOfAsync(Book book, string named, CancellationToken cancel) => named.Split(':', 2) switch
    {
        ["case", var id] => await CaseAsync(book, id, cancel) is { } file ? new Text($"案件 {file.Opened.Number}", $"case {file.Opened.Number}", $"القضية {file.Opened.Number}") : new Text("案件", "a case", "قضية"),
        ["alert", var id] => await AlertAsync(book, id, cancel) is { Raised.Rule: { Length: > 0 } rule } ? new Text($"预警（{rule}）", $"an alert ({rule})", $"تنبيه ({rule})") : new Text("预警", "an alert", "تنبيه"),
        ["inspection", ..] => new Text("入企检查", "a visit to premises", "زيارة تفتيش"),
        ["complaint", ..] => new Text("执法投诉", "a complaint about enforcement", "شكوى من الإنفاذ"),
        ["sampling", ..] => new Text("案卷评查", "a sampling of case files", "عينة من الملفات"),
        _ => Text.Same(named),
    };

    /// <summary>Issues an opinion.</summary>
    public Task<DeskAnswer> IssueOpinionAsync(Book book, IssueOpinion act, Request request, CancellationToken cancel = default)
    {
        var today = ShanghaiTime.Day(request.At);
        return DoAsync(book, request, [SupervisionOpinion.TagOf(act.Opinion), IssueOpinion.Series(book, today.Year)], entries => Task.FromResult(Below("opinion.issue", request) ?? act.On(Law, book, Count<OpinionIssued>(entries), today)), cancel);
    }

    /// <summary>The organ answers an opinion.</summary>
    public Task<DeskAnswer> AnswerOpinionAsync(Book book, string opinion, AnswerOpinion act, Request request, CancellationToken cancel = default) =>
        OnOpinionAsync(book, opinion, request, act.On, cancel);

    /// <summary>The bureau weighs an answer.</summary>
    public Task<DeskAnswer> WeighAnswerAsync(Book book, string opinion, WeighAnswer act, Request request, CancellationToken cancel = default) =>
        OnOpinionAsync(book, opinion, request, o => act.On(o, Law, ShanghaiTime.Day(request.At)), cancel);

    /// <summary>A complaint about enforcement; null when there is none. For the bureau only: the caller asks <c>complaint.see</c> first.</summary>
    public async Task<ComplaintAboutEnforcement?> ComplaintAsync(Book book, string complaint, CancellationToken cancel = default) =>
        ComplaintAboutEnforcement.Of((await journal.ReadAsync(book, [ComplaintAboutEnforcement.TagOf(complaint)], cancel: cancel)).Entries);

    /// <summary>A complaint by the complainant's code; null when none has it.</summary>
    public async Task<ComplaintAboutEnforcement?> TrackComplaintAsync(string code, CancellationToken cancel = default)
    {
        var found = TrackingCode.Read(code) is { } read ? await journal.FindAsync(ComplaintAboutEnforcement.CodeTag(TrackingCode.Hash(read)), 1, cancel) : [];
        return found is [var entry, ..] && Body.Read(entry) is ComplaintReceived received ? await ComplaintAsync(entry.Book, received.Complaint, cancel) : null;
    }

    /// <summary>Somebody complains about enforcement; the county justice bureau receives it.</summary>
    public Task<DeskAnswer> ComplainAsync(Book book, Complain act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [ComplaintAboutEnforcement.TagOf(act.Complaint)], _ => Task.FromResult(act.On(Law, book, ShanghaiTime.Day(request.At))), cancel);

    /// <summary>The bureau records a step or answers.</summary>
    public Task<DeskAnswer> AnswerComplaintAsync(Book book, string complaint, AnswerComplaint act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [ComplaintAboutEnforcement.TagOf(complaint)], entries => Task.FromResult(ComplaintAboutEnforcement.Of(entries) is { } c ? act.On(c) : NotFound()), cancel);

    /// <summary>The bureau opens the complainant's contact with a reason; the opening is an entry. Null when there is none to open.</summary>
    public async Task<(DeskAnswer Answer, Contact? Contact)> OpenComplaintContactAsync(Book book, string complaint, OpenComplaintContact act, Request request, CancellationToken cancel = default)
    {
        string? envelope = null;
        var answer = await DoAsync(book, request, [ComplaintAboutEnforcement.TagOf(complaint)], entries =>
        {
            var found = ComplaintAboutEnforcement.Of(entries);
            envelope = found?.Received.ContactEnvelope;
            return Task.FromResult(found is null ? NotFound() : act.On(found));
        }, cancel);
        return (answer, answer is DeskAnswer.Done ? await ContactInAsync(book, envelope, cancel) : null);
    }

    /// <summary>A sampling of files; null when there is none.</summary>
    public async Task<FileSampling?> SamplingAsync(Book book, string sampling, CancellationToken cancel = default) =>
        FileSampling.Of((await journal.ReadAsync(book, [FileSampling.TagOf(sampling)], cancel: cancel)).Entries);

    /// <summary>Draws files by lot from the ended cases of a book in a period.</summary>
    public Task<DeskAnswer> DrawFilesAsync(Book book, DrawFiles act, DateTimeOffset from, DateTimeOffset to, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [FileSampling.TagOf(act.Sampling)], async _ =>
        {
            return act.On(Outcomes.Ended(await LedgerAsync(book, cancel), from, to));
        }, cancel);

    /// <summary>Scores a drawn file; nobody scores a case they took part in.</summary>
    public Task<DeskAnswer> ScoreFileAsync(Book book, string sampling, ScoreFile act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [FileSampling.TagOf(sampling)], async entries =>
        {
            var took = (await journal.ReadAsync(book, [CaseFile.TagOf(act.Case)], cancel: cancel)).Entries.Select(e => e.By.Person).ToHashSet();
            return FileSampling.Of(entries) is { } s ? act.On(s, took, request.By) : NotFound();
        }, cancel);

    /// <summary>The figures of a book and a period, from its ledger.</summary>
    public async Task<IReadOnlyList<Figure>> OutcomesAsync(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default)
    {
        var steps = await LedgerAsync(book, cancel);
        lock (_figures)
        {
            if (_figures.TryGetValue((book, from, to), out var kept) && kept.Lines == steps.Count)
            {
                return kept.Figures;
            }
        }

        var figures = Outcomes.Of(steps, from, to);
        lock (_figures)
        {
            // The intervals are the dear part: what a page showed, its file and what it opens need not draw them again while nothing new came.
            if (_figures.Count > 50)
            {
                _figures.Clear();
            }

            _figures[(book, from, to)] = (steps.Count, figures);
        }

        return figures;
    }

    /// <summary>The ledger of a book, read on from where it was left: only what is new is read.</summary>
    private async Task<IReadOnlyList<Step>> LedgerAsync(Book book, CancellationToken cancel)
    {
        const int page = 5_000;
        while (true)
        {
            long position;
            lock (_ledgers)
            {
                position = (_ledgers.TryGetValue(book, out var kept) ? kept : _ledgers[book] = new Ledger()).Position;
            }

            var entries = (await journal.ReadAsync(book, [], position, page, cancel)).Entries;
            lock (_ledgers)
            {
                // Two pages may ask at once: whoever reads the same stretch second adds nothing.
                var ledger = _ledgers[book];
                foreach (var entry in entries.Where(e => e.Sequence > ledger.Position))
                {
                    ledger.Add(entry);
                }

                if (entries.Count < page)
                {
                    return ledger.Steps;
                }
            }
        }
    }

    private Task<DeskAnswer> OnAlertAsync(Book book, string alert, Request request, Func<Alert, Outcome> act, CancellationToken cancel) =>
        DoAsync(book, request, [Alert.TagOf(alert)], entries => Task.FromResult(Alert.Of(entries) is { } a ? act(a) : NotFound()), cancel);

    private Task<DeskAnswer> OnOpinionAsync(Book book, string opinion, Request request, Func<SupervisionOpinion, Outcome> act, CancellationToken cancel) =>
        DoAsync(book, request, [SupervisionOpinion.TagOf(opinion)], entries => Task.FromResult(SupervisionOpinion.Of(entries) is { } o ? act(o) : NotFound()), cancel);
}
