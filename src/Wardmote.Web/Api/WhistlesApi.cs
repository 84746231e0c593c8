using Wardmote.Access;
using Wardmote.Whistles;

namespace Wardmote.Web.Api;

/// <summary>吹哨报到: departments answer, the justice bureau settles, the owner finishes.</summary>
public static class WhistlesApi
{
    /// <summary>A department's answer.</summary>
    public sealed record Respond(string Answer, string Reason, string To);

    /// <summary>A town calls departments: <c>help</c> with a matter of its own, or <c>refer</c> one that is theirs.</summary>
    public sealed record Blow(IReadOnlyList<string> To, string Kind, string Reason, string Needed, string Item = "", string? Case = null, string? Inspection = null, DateTimeOffset? AnswerBy = null);

    /// <summary>One side's mark for the help.</summary>
    public sealed record HelpMark(string Mark, string Words = "");

    /// <summary>A whistle as programs see it.</summary>
    public sealed record WhistleView(
        string Id, string Book, string Kind, string State, string From, string Holder, string HolderName, string Reason, string Needed, string Item, string? Report, string? Case, DateTimeOffset? Due, int Hands,
        string? Outcome, long Sequence, IReadOnlyList<CasesApi.EntryView> Entries);

    /// <summary>Maps the endpoints.</summary>
    internal static void MapWhistles(this IEndpointRouteBuilder api)
    {
        var whistles = api.MapGroup("/whistles").WithTags("whistles");
        whistles.MapLook<Whistle>("", FindAsync, (_, found, http, counter) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing, counter, Speak.Of(http))))).Produces<WhistleView>();
        whistles.MapMaking<Blow>("/", "whistle.blow", "whistle", (_, person, _) => person.Locality.Length > 0 ? Acts.Own(person) : null, (a, act) =>
            a.Desk.BlowAsync(a.Person.Locality, act.To, new BlowWhistle("", a.Person.Locality, [], act.Kind, act.Reason, act.Needed, act.Item, act.Case, act.Inspection, act.AnswerBy), a.Request, a.Cancel));
        whistles.MapAct<Whistle, HelpMark>("rate", "whistle.rate", FindAsync, (a, act) =>
            a.Desk.RateHelpAsync(a.Thing.Book, a.Id, new RateHelp(RateHelp.SideOf(a.Thing, a.Organ) ?? "", a.Organ, act.Mark, act.Words), a.Request, a.Cancel));
        whistles.MapAct<Whistle, Respond>("answer", "whistle.answer", FindAsync, (a, act) => a.Desk.RespondAsync(a.Thing.Book, a.Id, new RespondToWhistle(act.Answer, a.Organ, act.Reason, act.To), a.Request, a.Cancel));
        whistles.MapAct<Whistle, SettleWhistle>("settle", "whistle.settle", FindAsync, (a, act) => a.Desk.SettleAsync(a.Thing.Book, a.Id, act, a.Request, a.Cancel));
        whistles.MapAct<Whistle, FinishWhistle>("finish", "whistle.finish", FindAsync, (a, act) => a.Desk.FinishAsync(a.Thing.Book, a.Id, act, a.Organ, a.Request, a.Cancel));
    }

    private static Task<Found<Whistle>?> FindAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.WhistleAsync(person, id, cancel);

    private static WhistleView Of(Whistle w, Counter counter, string language) => new(
        w.Blown.Whistle, w.Book.Code, w.Blown.Kind, w.State, w.Town, w.Holder, counter.Law.NameOf(w.Holder).In(language), w.Blown.Reason.In(language), w.Blown.Needed, w.Blown.Item, w.Blown.Report, w.Blown.Case,
        w.Due, w.Hands, w.Done?.Outcome, w.Sequence, [.. w.Entries.Select(CasesApi.EntryView.Of)]);
}
