using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Supervision;

namespace Wardmote.Web;

/// <content>Alerts, opinions, complaints and samplings in somebody's scope.</content>
public sealed partial class Counter
{
    /// <summary>An alert in the person's scope; null otherwise.</summary>
    public async Task<Found<Alert>?> AlertAsync(Person person, string id, CancellationToken cancel)
    {
        var book = await BookOf(Alert.TagOf(id), cancel);
        return book is { } b && await Desk.AlertAsync(b, id, cancel) is { } alert && SeesAlert(person, alert) ? new Found<Alert>(alert, SubjectOf(alert)) : null;
    }

    /// <summary>Alerts about a thing that are not closed, as far as the person may see them.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsAboutAsync(Person person, string kind, string id, CancellationToken cancel) =>
        await BookOf(Watched.TagOf(kind, id), cancel) is { } book
            ? [.. (await Desk.AlertsAboutAsync(book, kind, id, cancel)).Where(a => Access.Access.RoleFor(person, "alert.see", SubjectOf(a)) is not null && !Hidden(person, a.Raised.SubjectKind))]
            : [];

    /// <summary>May the person answer it? Whoever is asked, or stands above them; an officer only what is their own.</summary>
    public bool MayAnswer(Person person, Alert alert) =>
        Access.Access.RoleFor(person, "alert.answer", SubjectOf(alert)) is { } role && !Hidden(person, alert.Raised.SubjectKind) && (role != "officer" || Theirs(person, alert));

    /// <summary>An opinion in the person's scope; null otherwise.</summary>
    public async Task<Found<SupervisionOpinion>?> OpinionAsync(Person person, string id, CancellationToken cancel)
    {
        var book = await BookOf(SupervisionOpinion.TagOf(id), cancel);
        if (book is not { } b || await Desk.OpinionAsync(b, id, cancel) is not { } opinion)
        {
            return null;
        }

        var subject = SubjectOf(b, Law.Locality(opinion.Issued.To)?.Code ?? "", opinion.Issued.To);
        // An opinion to a department lies in no locality: it is the department's and the bureau's, and nobody else's.
        var theirs = person.Is("supervisor") || subject.Holder == (person.Agency.Length > 0 ? person.Agency : person.Locality);
        return theirs && Access.Access.RoleFor(person, "opinion.see", subject) is not null ? new Found<SupervisionOpinion>(opinion, subject) : null;
    }

    /// <summary>A complaint about enforcement, for the bureau only; null for everybody else.</summary>
    public async Task<Found<ComplaintAboutEnforcement>?> ComplaintAsync(Person person, string id, CancellationToken cancel)
    {
        var book = await BookOf(ComplaintAboutEnforcement.TagOf(id), cancel);
        if (book is not { } b || !ReceivesComplaints(person) || await Desk.ComplaintAsync(b, id, cancel) is not { } complaint)
        {
            return null;
        }

        var subject = SubjectOf(b, "", complaint.Receiver);
        return Access.Access.RoleFor(person, "complaint.see", subject) is null ? null : new Found<ComplaintAboutEnforcement>(complaint, subject);
    }

    /// <summary>A sampling of files; null when it is not the person's to see.</summary>
    public async Task<Found<FileSampling>?> SamplingAsync(Person person, string id, CancellationToken cancel)
    {
        var book = await BookOf(FileSampling.TagOf(id), cancel);
        if (book is not { } b || await Desk.SamplingAsync(b, id, cancel) is not { } sampling)
        {
            return null;
        }

        var subject = SubjectOf(b, "", Whistles.Whistle.JusticeBureau(b));
        return Access.Access.RoleFor(person, "sampling.see", subject) is null ? null : new Found<FileSampling>(sampling, subject);
    }

    /// <summary>Complaints are received by the justice bureau: somebody who belongs to a town does not, whatever their role.</summary>
    public static bool ReceivesComplaints(Person person) => person.Is("supervisor") && person.Locality.Length == 0;

    private bool SeesAlert(Person person, Alert alert) =>
        Access.Access.RoleFor(person, "alert.see", SubjectOf(alert)) is { } role && !Hidden(person, alert.Raised.SubjectKind) && (role != "officer" || Theirs(person, alert) || person.Is("leader"));

    private static bool Theirs(Person person, Alert alert) => alert.Raised.Handler == person.Id || alert.Raised.Concerned.Contains(person.Id);

    private static bool Hidden(Person person, string kind) => kind == "complaint" && !ReceivesComplaints(person);

    private Subject SubjectOf(Alert alert) => SubjectOf(alert.Book, alert.Raised.Locality, alert.Raised.Organ);
}
