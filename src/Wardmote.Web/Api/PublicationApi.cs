using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Publication;

namespace Wardmote.Web.Api;

/// <summary>处罚决定公开: whether a decision is published, its words with what the rule hides, the check by a named person, and the withdrawal; each on the decision's case.</summary>
public static class PublicationApi
{
    /// <summary>Whether the decision has a certain social impact, and why (Penalties art. 48(1)).</summary>
    public sealed record Assessment(string Publication, bool Impact, string Reason);

    /// <summary>The check of a named person.</summary>
    /// <param name="Publication">Id, as <c>/api/cards/publication</c> lists it.</param>
    /// <param name="Seen">Hash of the redacted words that were read.</param>
    /// <param name="More">Hidden beyond the rule.</param>
    /// <param name="Show">Places of the rule that are shown all the same, each with its reason.</param>
    public sealed record Check(string Publication, string Seen, IReadOnlyList<HideMore>? More = null, Dictionary<string, string>? Show = null)
    {
        internal PublishDecision Act => new(More ?? [], Show ?? [], Seen);
    }

    /// <summary>The words as they would be published.</summary>
    /// <param name="Hash">To be sent back as <c>seen</c>.</param>
    /// <param name="Text">Redacted words.</param>
    /// <param name="Hidden">What is hidden, and where.</param>
    public sealed record Redacted(string Hash, Document Text, IReadOnlyList<Redaction> Hidden);

    /// <summary>A withdrawal within three working days, with its public statement (art. 48(2)).</summary>
    public sealed record Withdrawn(string Publication, string Ground, DateOnly Since, string Statement);

    /// <summary>Maps the endpoints of a case.</summary>
    internal static void MapPublication(this IEndpointRouteBuilder cases)
    {
        cases.MapAct<CaseFile, Assessment>("publication/assess", "publication.assess", CasesApi.FindAsync, (a, act) =>
            a.Desk.AssessImpactAsync(a.Thing.Book, a.Id, act.Publication, new AssessImpact(act.Impact, act.Reason), a.Request, a.Cancel));
        cases.MapTry<CaseFile, Check>("publication/look", CasesApi.FindAsync, async (person, found, act, http, counter) =>
        {
            // Where a piece stands tells of what is hidden: for those only who may see the party.
            if (!Counter.May(person, "publication.see", found.Subject) || !Counter.May(person, "case.party", found.Subject)
                || PublishedDecision.Of(found.Thing.Entries, act.Publication) is not { State: "due" or "to_check" } decision
                || await counter.Desk.ToCheckAsync(found.Thing, decision, http.RequestAborted) is not { } check)
            {
                return Answers.NotFound(Speak.Of(http));
            }

            var pieces = act.Act.Pieces(check.Before, check.Rule);
            var text = Redaction.Apply(check.Before, pieces);
            return TypedResults.Ok(new Redacted(text.Hash, text, pieces));
        });
        cases.MapAct<CaseFile, Check>("publication/publish", "publication.check", CasesApi.FindAsync, (a, act) =>
            a.Desk.PublishDecisionAsync(a.Thing.Book, a.Id, act.Publication, act.Act, a.Request, a.Cancel));
        cases.MapAct<CaseFile, Withdrawn>("publication/withdraw", "publication.withdraw", CasesApi.FindAsync, (a, act) =>
            a.Desk.WithdrawAsync(a.Thing.Book, a.Id, act.Publication, new Withdrawal(act.Ground, act.Since, act.Statement), a.Request, a.Cancel));
    }
}
