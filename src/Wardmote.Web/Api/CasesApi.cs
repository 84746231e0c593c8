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
    /// <summary>What every act carries beside its own words.</summary>
    /// <param name="Key">Idempotency key of the client.</param>
    /// <param name="Known">Newest sequence the client knows; a newer record refuses the act.</param>
    public abstract record Act(string? Key, long? Known);

    /// <summary>Name two officers.</summary>
    public sealed record Assign(IReadOnlyList<string> Officers, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Record the site.</summary>
    public sealed record Site(
        IReadOnlyList<string> Officers, DateTimeOffset Began, DateTimeOffset Ended, DateOnly ActDay, bool Breach, string Seen, Party? Party, bool CertificatesShown, bool RecusalTold,
        string? PartySaid, string? Signed, IReadOnlyList<Exhibit>? Photos, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Record persuasion.</summary>
    public sealed record Persuasion(string Asked, DateTimeOffset? Until, string Result, string? Words, IReadOnlyList<Exhibit>? Photos, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Order correction.</summary>
    public sealed record Order(string What, DateOnly Term, string? Handed, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Re-inspect.</summary>
    public sealed record Again(IReadOnlyList<string> Officers, bool Corrected, bool Refused, string Found, IReadOnlyList<Exhibit>? Photos, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Propose a penalty.</summary>
    public sealed record Proposed(
        Dictionary<string, JsonElement>? Facts, bool Warning, decimal? Fine, string? Ground, string? Gains, string? Reason, string? ConditionMet, string? LinkedAct, string? Key = null, long? Known = null) : Act(Key, Known)
    {
        /// <summary>As the desk takes it.</summary>
        public ProposePenalty Penalty => new()
        {
            Facts = Facts ?? [],
            Warning = Warning,
            Fine = Fine,
            Ground = Ground ?? "",
            Gains = Gains ?? "",
            Reason = Reason ?? "",
            ConditionMet = ConditionMet ?? "",
            LinkedAct = LinkedAct ?? "",
        };
    }

    /// <summary>Tell and hear.</summary>
    public sealed record Hearing(bool Told, string? Said, string? Answer, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>An act without words of its own.</summary>
    public sealed record Plain(string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Serve.</summary>
    public sealed record Service(string Way, string? Recipient, bool Refused, string? Witness, IReadOnlyList<Exhibit>? Proof, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>End.</summary>
    public sealed record End(string Result, string Words, string? Key = null, long? Known = null) : Act(Key, Known);

    /// <summary>Open a case from a patrol.</summary>
    public sealed record Patrol(string Locality, string Item, double? Latitude, double? Longitude, string? Address, string? Key = null);

    /// <summary>A case as programs see it.</summary>
    public sealed record CaseView(
        string Id, string Number, string Book, string Stage, string Item, string Title, string Locality, string? Report, IReadOnlyList<string> Officers, string? Decision, decimal? Fine, string? Outcome, long Sequence,
        UnderPower? Under, IReadOnlyList<EntryView> Entries)
    {
        /// <summary>From the file.</summary>
        public static CaseView Of(CaseFile f, string title) => new(
            f.Id, f.Opened.Number, f.Book.Code, JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Stage.ToString()), f.Opened.Item, title, f.Opened.Locality, f.Opened.Report, [.. f.Officers.Select(o => o.Id)],
            f.Decision?.Number, f.Decision?.Fine, f.End?.Outcome, f.Sequence, f.Under, [.. f.Entries.Select(EntryView.Of)]);
    }

    /// <summary>An entry as programs see it: personal details stay in their envelopes.</summary>
    public sealed record EntryView(long Sequence, DateTimeOffset At, string Kind, string By, string Role, JsonElement Body, string Hash)
    {
        /// <summary>From an entry.</summary>
        public static EntryView Of(Entry e) => new(e.Sequence, e.At, e.Kind, e.By.Person, e.By.Role, JsonDocument.Parse(e.Body).RootElement, e.Hash);
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapPost("/", OpenAsync);
        cases.MapGet("/{id}", async (string id, HttpContext http, Counter counter, CancellationToken cancel) =>
            await With(http, counter, id, cancel, (person, found, language) => Task.FromResult<IResult>(TypedResults.Ok(CaseView.Of(found.Thing, counter.Law.Newest(found.Thing.Item)?.Title.In(language) ?? found.Thing.Opened.Item)))));
        cases.MapPost("/{id}/assign", (string id, Assign act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.assign", act, cancel, (f, r) => counter.Desk.AssignAsync(f.Book, id, new AssignOfficers(act.Officers), r, cancel)));
        cases.MapPost("/{id}/site", (string id, Site act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.record", act, cancel, (f, r) => counter.Desk.RecordSiteAsync(f.Book, id, new RecordSite
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
                PartySaid = act.PartySaid ?? "",
                Signed = act.Signed ?? "absent",
                Photos = act.Photos ?? [],
            }, r, cancel)));
        cases.MapPost("/{id}/persuade", (string id, Persuasion act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.persuade", act, cancel, (f, r) => counter.Desk.PersuadeAsync(f.Book, id, new Persuade(r.By.Person, act.Asked, act.Until, act.Result, act.Words ?? "", act.Photos ?? []), r, cancel)));
        cases.MapPost("/{id}/order", (string id, Order act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.order", act, cancel, (f, r) => counter.Desk.OrderAsync(f.Book, id, new OrderCorrection(act.What, act.Term, act.Handed ?? "handed"), r, cancel)));
        cases.MapPost("/{id}/reinspect", (string id, Again act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.reinspect", act, cancel, (f, r) => counter.Desk.ReinspectAsync(f.Book, id, new Reinspect(act.Officers, act.Corrected, act.Refused, act.Found, act.Photos ?? []), r, cancel)));
        cases.MapPost("/{id}/weigh", async (string id, Dictionary<string, JsonElement> facts, HttpContext http, Counter counter, CancellationToken cancel) =>
            await With(http, counter, id, cancel, (_, found, _) => Task.FromResult<IResult>(TypedResults.Ok(counter.Desk.WeighFor(found.Thing, facts)))));
        cases.MapPost("/{id}/fences", async (string id, Proposed act, HttpContext http, Counter counter, CancellationToken cancel) =>
            await With(http, counter, id, cancel, async (_, found, language) => found.Thing.Site is null
                ? Answers.Of(new DeskAnswer.Refused(((Outcome.Refuse)CaseStage.Wrong(found.Thing)).Refusal), language)
                : TypedResults.Ok((await counter.Desk.TryAsync(found.Thing, act.Penalty, counter.Now, cancel)).Select(f => FenceView.Of(f, language)).ToList())));
        cases.MapPost("/{id}/propose", (string id, Proposed act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.propose", act, cancel, (f, r) => counter.Desk.ProposeAsync(f.Book, id, act.Penalty, r, cancel)));
        cases.MapPost("/{id}/hear", (string id, Hearing act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.hear", act, cancel, (f, r) => counter.Desk.HearAsync(f.Book, id, new HearParty(act.Told, act.Said ?? "", act.Answer ?? ""), r, cancel)));
        cases.MapPost("/{id}/decide", (string id, Plain act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.decide_on_the_spot", act, cancel, (f, r) => counter.Desk.DecideOnTheSpotAsync(f.Book, id, r, cancel)));
        cases.MapPost("/{id}/serve", (string id, Service act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.serve", act, cancel, (f, r) => counter.Desk.ServeAsync(f.Book, id, new Serve(act.Way, act.Recipient ?? "party", act.Refused, act.Witness ?? "", act.Proof ?? []), r, cancel)));
        cases.MapPost("/{id}/end", (string id, End act, HttpContext http, Counter counter, CancellationToken cancel) =>
            Do(http, counter, id, "case.end", act, cancel, (f, r) => counter.Desk.EndAsync(f.Book, id, new EndCase(act.Result, act.Words), r, cancel)));
        cases.MapGet("/{id}/document", async (string id, string? lang, HttpContext http, Counter counter, CancellationToken cancel) =>
            await With(http, counter, id, cancel, async (person, found, language) =>
                Counter.May(person, "case.party", found.Subject) && await counter.Desk.SpotDecisionAsync(found.Thing, lang is "zh" or "en" or "ar" ? lang : language, cancel) is { } document
                    ? TypedResults.Ok(document)
                    : Answers.NotFound(language)));
    }

    private static async Task<IResult> OpenAsync(Patrol act, HttpContext http, Counter counter, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        if (counter.Law.Locality(act.Locality) is not { } place || !counter.Law.Catalogue.Knows(new ItemCode(act.Item)))
        {
            return Answers.NotFound(language);
        }

        var point = act is { Latitude: { } lat, Longitude: { } lon } ? new Teams.Point(lat, lon) : (Teams.Point?)null;
        return Answers.Of(await counter.DoAsync(person, "case.open", new Subject(place.County, place.Code, place.Code), "", act.Key, null,
            r => counter.Desk.OpenPatrolCaseAsync(place.Code, new ItemCode(act.Item), point, act.Address ?? "", r, cancel)), language);
    }

    private static async Task<IResult> Do(HttpContext http, Counter counter, string id, string act, Act body, CancellationToken cancel, Func<CaseFile, Request, Task<DeskAnswer>> how) =>
        await With(http, counter, id, cancel, async (person, found, language) =>
            Answers.Of(await counter.DoAsync(person, act, found.Subject, id, body.Key, body.Known, r => how(found.Thing, r)), language));

    private static async Task<IResult> With(HttpContext http, Counter counter, string id, CancellationToken cancel, Func<Person, Found<CaseFile>, string, Task<IResult>> then)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        return await counter.CaseAsync(person, id, cancel) is { } found ? await then(person, found, language) : Answers.NotFound(language);
    }
}
