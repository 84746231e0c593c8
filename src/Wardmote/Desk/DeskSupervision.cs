using System.Text.Json;
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
    /// <summary>An alert; null when there is none.</summary>
    public async Task<Alert?> AlertAsync(Book book, string alert, CancellationToken cancel = default) =>
        Alert.Of((await journal.ReadAsync(book, [Alert.TagOf(alert)], cancel: cancel)).Entries);

    /// <summary>A clock or a figure raises an alert; a second one for the same cause and subject is refused with <c>raised_already</c>.</summary>
    public Task<DeskAnswer> RaiseAlertAsync(Book book, AlertRaised raised, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [Alert.TagOf(raised.Alert)], _ => Task.FromResult(Outcome.Of(Alert.Raise(raised))), cancel);

    /// <summary>Raises an alert for every cluster of fines the watch finds today; those raised before are passed over.</summary>
    public async Task<IReadOnlyList<DeskAnswer>> WatchFinesAsync(Book book, Request request, CancellationToken cancel = default)
    {
        var entries = (await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries;
        var opened = entries.Where(e => e.Kind == Body.KindOf(typeof(CaseOpened))).Select(e => (CaseOpened)Body.Read(e)).ToDictionary(c => c.Case);
        var fines = entries.Where(e => e.Kind is "case.decided_on_the_spot/1" or "case.decided/1").Select(e => Seen(e, opened)).OfType<FineSeen>().ToList();
        var answers = new List<DeskAnswer>();
        foreach (var cluster in FineCluster.Find(fines, Law, ShanghaiTime.Day(request.At)))
        {
            // The newest case of the cluster names it: a cluster that grows is a new alert, one that stays is not.
            var raised = Alert.From(cluster.Answer, tools.NewId(), "case", $"{cluster.Kind}:{cluster.Cases[^1]}", cluster.Organ, Law.Locality(cluster.Organ)?.Code ?? "", "", [], Law, request.At);
            answers.Add(await RaiseAlertAsync(book, raised, request with { Key = $"{request.Key}-{cluster.Kind}-{cluster.Cases[^1]}", By = By.System }, cancel));
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

    /// <summary>Issues an opinion.</summary>
    public Task<DeskAnswer> IssueOpinionAsync(Book book, IssueOpinion act, Request request, CancellationToken cancel = default)
    {
        var today = ShanghaiTime.Day(request.At);
        return DoAsync(book, request, [SupervisionOpinion.TagOf(act.Opinion), IssueOpinion.Series(book, today.Year)], entries => Task.FromResult(act.On(Law, book, Count<OpinionIssued>(entries), today)), cancel);
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

    /// <summary>A sampling of files; null when there is none.</summary>
    public async Task<FileSampling?> SamplingAsync(Book book, string sampling, CancellationToken cancel = default) =>
        FileSampling.Of((await journal.ReadAsync(book, [FileSampling.TagOf(sampling)], cancel: cancel)).Entries);

    /// <summary>Draws files by lot from the ended cases of a book in a period.</summary>
    public Task<DeskAnswer> DrawFilesAsync(Book book, DrawFiles act, DateTimeOffset from, DateTimeOffset to, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [FileSampling.TagOf(act.Sampling)], async _ =>
        {
            var ended = Body.KindOf(typeof(CaseEnded));
            var entries = (await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries;
            return act.On([.. entries.Where(e => e.Kind == ended && e.At >= from && e.At < to).Select(e => ((CaseEnded)Body.Read(e)).Case)]);
        }, cancel);

    /// <summary>Scores a drawn file; nobody scores a case they took part in.</summary>
    public Task<DeskAnswer> ScoreFileAsync(Book book, string sampling, ScoreFile act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [FileSampling.TagOf(sampling)], async entries =>
        {
            var took = (await journal.ReadAsync(book, [CaseFile.TagOf(act.Case)], cancel: cancel)).Entries.Select(e => e.By.Person).ToHashSet();
            return FileSampling.Of(entries) is { } s ? act.On(s, took, request.By) : NotFound();
        }, cancel);

    /// <summary>The figures of a book and a period, from its entries.</summary>
    public async Task<IReadOnlyList<Figure>> OutcomesAsync(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default) =>
        Outcomes.Of((await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries, from, to);

    private Task<DeskAnswer> OnAlertAsync(Book book, string alert, Request request, Func<Alert, Outcome> act, CancellationToken cancel) =>
        DoAsync(book, request, [Alert.TagOf(alert)], entries => Task.FromResult(Alert.Of(entries) is { } a ? act(a) : NotFound()), cancel);

    private Task<DeskAnswer> OnOpinionAsync(Book book, string opinion, Request request, Func<SupervisionOpinion, Outcome> act, CancellationToken cancel) =>
        DoAsync(book, request, [SupervisionOpinion.TagOf(opinion)], entries => Task.FromResult(SupervisionOpinion.Of(entries) is { } o ? act(o) : NotFound()), cancel);

    // By name of the property: on-the-spot and ordinary decisions are different kinds with the same words.
    private static FineSeen? Seen(Entry entry, Dictionary<string, CaseOpened> opened)
    {
        using var body = JsonDocument.Parse(entry.Body);
        var fined = body.RootElement.TryGetProperty("fine", out var fine) && fine.ValueKind == JsonValueKind.Number && fine.GetDecimal() > 0;
        if (!fined || !opened.TryGetValue(body.RootElement.GetProperty("case").GetString()!, out var matter))
        {
            return null;
        }

        var point = matter is { Latitude: { } lat, Longitude: { } lon } ? new Teams.Point(lat, lon) : (Teams.Point?)null;
        return new FineSeen(matter.Case, matter.Locality, entry.Tags.FirstOrDefault(t => t.Kind == "party").Value ?? "", point, ShanghaiTime.Day(entry.At));
    }
}
