using System.Text.Json;
using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Discretion;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Web.Api;

/// <summary>Acts on a case, for programs: the same desk and the same access as the pages.</summary>
public static class CasesApi
{
    /// <summary>Record the site.</summary>
    public sealed record Site(
        IReadOnlyList<string> Officers, DateTimeOffset Began, DateTimeOffset Ended, DateOnly ActDay, bool Breach, string Seen, Party? Party, bool CertificatesShown, bool RecusalTold,
        string PartySaid, IReadOnlyList<Exhibit> Photos, string Signed = "absent");

    /// <summary>Record persuasion.</summary>
    public sealed record Persuasion(string Asked, DateTimeOffset? Until, string Result, string Words, IReadOnlyList<Exhibit> Photos);

    /// <summary>Order correction.</summary>
    public sealed record Order(string What, DateOnly Term, string Handed = "handed");

    /// <summary>Re-inspect.</summary>
    public sealed record Again(IReadOnlyList<string> Officers, bool Corrected, string Found, IReadOnlyList<Exhibit> Photos, bool Refused = false);

    /// <summary>Propose a penalty on the spot.</summary>
    public sealed record Proposed(
        Dictionary<string, JsonElement> Facts, decimal? Fine, string Ground, string Gains, string Reason, string ConditionMet, string LinkedAct, bool Warning = false,
        IReadOnlyList<string>? AlsoBreaches = null, string CourtFined = "", Harm? Harm = null)
    {
        /// <summary>As the desk takes it.</summary>
        public ProposePenalty Penalty() => new()
        {
            Facts = Facts, Warning = Warning, Fine = Fine, Ground = Ground, Gains = Gains, Reason = Reason, ConditionMet = ConditionMet, LinkedAct = LinkedAct,
            AlsoBreaches = AlsoBreaches ?? [], CourtFined = CourtFined, Harm = Harm,
        };
    }

    /// <summary>Facts for a standard.</summary>
    public sealed record Weighing(Dictionary<string, JsonElement> Facts);

    /// <summary>Serve.</summary>
    public sealed record Service(string Way, string Witness, IReadOnlyList<Exhibit> Proof, string Recipient = "party", bool Refused = false);

    /// <summary>Open a case from a patrol.</summary>
    public sealed record Patrol(string Locality, string Item, double? Latitude, double? Longitude, string Address);

    /// <summary>A case as programs see it.</summary>
    public sealed record CaseView(
        string Id, string Number, string Book, string Stage, string Item, string Title, string Locality, string? Report, IReadOnlyList<string> Officers, string? Decision, decimal? Fine, string? Outcome, long Sequence,
        UnderPower? Under, IReadOnlyList<EntryView> Entries)
    {
        /// <summary>From the file.</summary>
        public static CaseView Of(CaseFile f, string title) => new(
            f.Id, f.Opened.Number, f.Book.Code, JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Stage.ToString()), f.Opened.Item, title, f.Opened.Locality, f.Opened.Report, [.. f.Officers.Select(o => o.Id)],
            f.DecisionNumber, f.FineNow ?? f.Decision?.Fine, f.End?.Outcome, f.Sequence, f.Under, [.. f.Entries.Select(EntryView.Of)]);
    }

    /// <summary>An entry as programs see it: personal details stay in their envelopes.</summary>
    public sealed record EntryView(long Sequence, DateTimeOffset At, string Kind, string By, string Role, JsonElement Body, string Hash)
    {
        /// <summary>From an entry.</summary>
        public static EntryView Of(Entry e) => new(e.Sequence, e.At, e.Kind, e.By.Person, e.By.Role, JsonElement.Parse(e.Body), e.Hash);
    }

    /// <summary>A case in a person's scope, as <see cref="Acts"/> finds it.</summary>
    internal static Task<Found<CaseFile>?> FindAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.CaseAsync(person, id, cancel);

    /// <summary>An act on a case whose words are the desk's own.</summary>
    internal static void MapCaseAct<TWords>(this IEndpointRouteBuilder cases, string path, string act, Func<Desk.Desk, Func<Book, string, TWords, Request, CancellationToken, Task<DeskAnswer>>> desk)
        where TWords : class =>
        cases.MapAct<CaseFile, TWords>(path, act, FindAsync, (a, words) => desk(a.Desk)(a.Thing.Book, a.Id, words, a.Request, a.Cancel));

    /// <summary>Maps the endpoints of the first steps and of the penalty on the spot; the rest is <see cref="OrdinaryApi"/>.</summary>
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapMaking<Patrol>("/", "case.open", "case",
            (counter, _, act) => counter.Law.Locality(act.Locality) is { } place && counter.Law.Catalogue.Knows(new ItemCode(act.Item)) ? new Subject(place.County, place.Code, place.Code) : null,
            (a, act) => a.Desk.OpenPatrolCaseAsync(act.Locality, new ItemCode(act.Item), act is { Latitude: { } lat, Longitude: { } lon } ? new Teams.Point(lat, lon) : null, act.Address, a.Request, a.Cancel));
        cases.MapLook<CaseFile>("", FindAsync, (_, found, http, counter) =>
            Task.FromResult<IResult>(TypedResults.Ok(CaseView.Of(found.Thing, counter.Law.Newest(found.Thing.Item)?.Title.In(Speak.Of(http)) ?? found.Thing.Opened.Item)))).Produces<CaseView>();
        cases.MapCaseAct<AssignOfficers>("assign", "case.assign", d => d.AssignAsync);
        cases.MapAct<CaseFile, Site>("site", "case.record", FindAsync, (a, act) => a.Desk.RecordSiteAsync(a.Thing.Book, a.Id, new RecordSite
        {
            Officers = act.Officers,
            Began = act.Began,
            Ended = act.Ended,
            ActDay = act.ActDay,
            Breach = act.Breach,
            Seen = act.Seen,
            Party = act.Party,
            CertificatesShown = act.CertificatesShown,
            RecusalTold = act.RecusalTold,
            PartySaid = act.PartySaid,
            Signed = act.Signed,
            Photos = act.Photos,
        }, a.Request, a.Cancel));
        cases.MapAct<CaseFile, Persuasion>("persuade", "case.persuade", FindAsync, (a, act) =>
            a.Desk.PersuadeAsync(a.Thing.Book, a.Id, new Persuade(a.Person.Id, act.Asked, act.Until, act.Result, act.Words, act.Photos), a.Request, a.Cancel));
        cases.MapAct<CaseFile, Order>("order", "case.order", FindAsync, (a, act) => a.Desk.OrderAsync(a.Thing.Book, a.Id, new OrderCorrection(act.What, act.Term, act.Handed), a.Request, a.Cancel));
        cases.MapAct<CaseFile, Again>("reinspect", "case.reinspect", FindAsync, (a, act) =>
            a.Desk.ReinspectAsync(a.Thing.Book, a.Id, new Reinspect(act.Officers, act.Corrected, act.Refused, act.Found, act.Photos), a.Request, a.Cancel));
        cases.MapTry<CaseFile, Weighing>("weigh", FindAsync, (_, found, act, _, counter) => Task.FromResult<IResult>(TypedResults.Ok(counter.Desk.WeighFor(found.Thing, act.Facts))));
        cases.MapTry<CaseFile, Proposed>("fences", FindAsync, async (_, found, act, http, counter) => found.Thing.Site is null
            ? Answers.Of(new DeskAnswer.Refused(((Outcome.Refuse)CaseStage.Wrong(found.Thing)).Refusal), Speak.Of(http))
            : TypedResults.Ok((await counter.Desk.TryAsync(found.Thing, act.Penalty(), counter.Now, http.RequestAborted)).Select(f => FenceView.Of(f, Speak.Of(http))).ToList()));
        cases.MapAct<CaseFile, Proposed>("propose", "case.propose", FindAsync, (a, act) => a.Desk.ProposeAsync(a.Thing.Book, a.Id, act.Penalty(), a.Request, a.Cancel));
        cases.MapCaseAct<HearParty>("hear", "case.hear", d => d.HearAsync);
        cases.MapAct<CaseFile, Plain>("decide", "case.decide_on_the_spot", FindAsync, (a, _) => a.Desk.DecideOnTheSpotAsync(a.Thing.Book, a.Id, a.Request, a.Cancel));
        cases.MapAct<CaseFile, Service>("serve", "case.serve", FindAsync, (a, act) => a.Desk.ServeAsync(a.Thing.Book, a.Id, new Serve(act.Way, act.Recipient, act.Refused, act.Witness, act.Proof), a.Request, a.Cancel));
        cases.MapCaseAct<EndCase>("end", "case.end", d => d.EndAsync);
        cases.MapLook<CaseFile>("/document", FindAsync, async (person, found, http, counter) =>
            Counter.May(person, "case.party", found.Subject) && await counter.Desk.SpotDecisionAsync(found.Thing, DocumentLanguage(http), http.RequestAborted) is { } document
                ? TypedResults.Ok(document)
                : Answers.NotFound(Speak.Of(http)));
        cases.MapOrdinary();
        cases.MapPublication();
    }

    /// <summary>The language a document is asked for in.</summary>
    internal static string DocumentLanguage(HttpContext http) => http.Request.Query["lang"] is [{ } asked, ..] && asked is "zh" or "en" or "ar" ? http.Request.Query["lang"]! : Speak.Of(http);
}
