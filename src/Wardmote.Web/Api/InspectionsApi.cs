using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Teams;

namespace Wardmote.Web.Api;

/// <summary>涉企检查: premises, plans, visits and the owner's own acts, which need no account but the owner's code.</summary>
public static class InspectionsApi
{
    /// <summary>Register premises; an empty code makes one for the door.</summary>
    public sealed record Registering(string Name, string Code, string Locality, string Address, double? Latitude, double? Longitude, IReadOnlyList<string> Fields, bool PersonalName = false);

    /// <summary>What is given to the owner once.</summary>
    public sealed record Registered(string Premises, string Code, string OwnerCode);

    /// <summary>A plan of the person's own organ.</summary>
    public sealed record Planning(string Title, InspectionType Type, IReadOnlyList<string> Items, IReadOnlyList<string> Premises, DateOnly From, DateOnly To, string Basis, string OrderedBy);

    /// <summary>The head publishes a plan.</summary>
    public sealed record Publishing(string FiledAs);

    /// <summary>A visit; the first team is the person's own organ.</summary>
    public sealed record Visit(
        InspectionType Type, IReadOnlyList<AskedTeam> Teams, DateTimeOffset From, DateTimeOffset To, string Grounds, string? Plan, string? Report, string? Case, string OrderedBy, string Designation, string Reason)
    {
        /// <summary>As the desk takes it.</summary>
        public ProposeInspection As(string id) => new()
        {
            Inspection = id, Type = Type, Teams = Teams, From = From, To = To, Grounds = Grounds, Plan = Plan, Report = Report, Case = Case, OrderedBy = OrderedBy, Designation = Designation, Reason = Reason,
        };
    }

    /// <summary>Several proposed visits become one.</summary>
    public sealed record Merging(IReadOnlyList<string> Visits, string Reason);

    /// <summary>A reason.</summary>
    public sealed record Why(string Reason);

    /// <summary>Officers enter; the device's time counts.</summary>
    public sealed record Entering(IReadOnlyList<string> Officers, DateTimeOffset Entered, string Scan, string Reason);

    /// <summary>What one organ found.</summary>
    public sealed record Record(DateTimeOffset Began, DateTimeOffset Ended, IReadOnlyList<ItemChecked> Findings, string PartySaid, string Signed);

    /// <summary>The owner's code.</summary>
    public sealed record Owner(string Code);

    /// <summary>The owner rates a visit.</summary>
    public sealed record Rate(string Code, string Inspection, int Stars, string Words, IReadOnlyList<string> Bans);

    /// <summary>The owner's side.</summary>
    public sealed record Side(string Code, string? Inspection, string? Case, string Words, IReadOnlyList<Exhibit> Photos);

    /// <summary>The owner opens the check of a visit's code.</summary>
    public sealed record Checking(string Code, string Inspection);

    /// <summary>Premises as the owner and the organs see them.</summary>
    public sealed record PremisesView(string Id, string Book, string Code, string Name, string Locality, string Address, IReadOnlyList<string> Fields, int CountedThisYear, IReadOnlyList<VisitView> Visits, IReadOnlyList<string> Plans, long Sequence);

    /// <summary>A visit as the owner and the organs see it.</summary>
    public sealed record VisitView(
        string Id, InspectionType Type, string State, DateTimeOffset From, DateTimeOffset To, string Grounds, IReadOnlyList<TeamView> Teams, string? Number, DateTimeOffset? Entered, bool? Found,
        IReadOnlyList<InspectionLed> Led, Saving? Saving, string? Into, string? EndReason, IReadOnlyDictionary<string, string> Codes);

    /// <summary>One organ's part of a visit.</summary>
    public sealed record TeamView(string Organ, string OrganName, IReadOnlyList<string> Items, IReadOnlyList<NamedOfficer> Officers, bool Approved);

    /// <summary>Maps the endpoints.</summary>
    internal static void MapInspections(this IEndpointRouteBuilder api)
    {
        var keys = api.ServiceProvider.GetRequiredService<InspectionKeys>();
        var premises = api.MapGroup("/premises").WithTags("premises");
        MapRegister(premises);
        premises.MapLook<Enterprise>("", FindAsync, async (_, found, http, counter) => TypedResults.Ok(await OfAsync(found.Thing, counter, Speak.Of(http), http.RequestAborted))).Produces<PremisesView>();
        premises.MapAct<Enterprise, Visit>("visits", "inspection.propose", FindAsync, (a, act) => Own(act, a.Organ) ?? a.Desk.ProposeInspectionAsync(a.Thing.Book, a.Id, act.As(a.Counter.NewId()), a.Request, a.Cancel));
        premises.MapTry<Enterprise, Visit>("visits/fences", FindAsync, async (_, found, act, http, counter) => act.Teams.Count == 0
            ? TypedResults.Ok(Array.Empty<FenceView>())
            : TypedResults.Ok((await counter.Desk.TryInspectionAsync(found.Thing, act.As("try"), counter.Now, http.RequestAborted)).Select(f => FenceView.Of(f, Speak.Of(http))).ToList()));
        premises.MapLook<Enterprise>("/one-visit", FindAsync, (_, found, _, counter) => Task.FromResult<IResult>(TypedResults.Ok(counter.Desk.SuggestOneVisit(found.Thing, counter.Today)))).Produces<IReadOnlyList<OneVisit>>();
        premises.MapAct<Enterprise, Merging>("merge", "inspection.merge", FindAsync, (a, act) => a.Desk.MergeVisitsAsync(a.Thing.Book, a.Id, act.Visits, act.Reason, a.Request, a.Cancel));

        var plans = api.MapGroup("/plans").WithTags("plans");
        plans.MapMaking<Planning>("/", "inspection.plan", "plan", (_, person, _) => person.County.Length > 0 ? Acts.Own(person) : null, (a, act) => a.Desk.PlanInspectionsAsync(new Book(a.Person.County),
            new PlanInspections(a.Counter.NewId(), a.Organ, act.Title, act.Type, act.Items, act.Premises, act.From, act.To, act.Basis, act.OrderedBy), a.Request, a.Cancel));
        plans.MapLook<FoundPlan>("", FindPlanAsync, (_, found, _, _) =>
            Task.FromResult<IResult>(TypedResults.Ok(new { planned = found.Thing.Plan.Planned, published = found.Thing.Plan.Published, sequence = found.Thing.Plan.Sequence })));
        plans.MapAct<FoundPlan, Publishing>("publish", "inspection.publish_plan", FindPlanAsync, (a, act) =>
            a.Desk.PublishPlanAsync(a.Thing.Book, a.Id, new PublishPlan(a.Person.Id, a.Organ, act.FiledAs), a.Request, a.Cancel));

        var visits = api.MapGroup("/inspections").WithTags("inspections");
        visits.MapLook<FoundVisit>("", FindVisitAsync, (_, found, http, counter) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing.Visit, counter, Speak.Of(http))))).Produces<VisitView>();
        visits.MapAct<FoundVisit, Why>("approve", "inspection.approve", FindVisitAsync, (a, act) =>
            a.Desk.ApproveInspectionAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, new ApproveInspection(a.Id, a.Person.Id, a.Organ, a.Request.By.Role, act.Reason), a.Request, a.Cancel));
        visits.MapAct<FoundVisit, Why>("refuse", "inspection.approve", FindVisitAsync, (a, act) =>
            a.Desk.RefuseInspectionAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, new RefuseInspection(a.Id, a.Organ, act.Reason), a.Request, a.Cancel));
        visits.MapAct<FoundVisit, Why>("cancel", "inspection.cancel", FindVisitAsync, (a, act) =>
            a.Desk.CancelInspectionAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, new CancelInspection(a.Id, a.Organ, act.Reason), a.Request, a.Cancel));
        visits.MapAct<FoundVisit, Plain>("code", "inspection.enter", FindVisitAsync, async (a, _) =>
        {
            var (key, secret) = keys.Signing;
            return (await a.Desk.IssueCodeAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, a.Id, a.Organ, key, secret, a.Request, a.Cancel)).Answer;
        });
        visits.MapAct<FoundVisit, Entering>("check-in", "inspection.enter", FindVisitAsync, (a, act) =>
            a.Desk.CheckInAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, new CheckIn(a.Id, a.Organ, act.Officers, act.Entered, act.Scan, a.Request.By.Role, act.Reason), a.Request, a.Cancel));
        visits.MapAct<FoundVisit, Record>("record", "inspection.record", FindVisitAsync, (a, act) =>
            a.Desk.RecordInspectionAsync(a.Thing.Premises.Book, a.Thing.Premises.Id, new RecordInspection(a.Id, a.Organ, act.Began, act.Ended, act.Findings, act.PartySaid, act.Signed), a.Request, a.Cancel));

        var owner = api.MapGroup("/owner").WithTags("owner");
        owner.MapOpen<Owner>("/", async (http, sent, _) => await OwnAsync(http, sent.Code) is { } own ? TypedResults.Ok(await OfAsync(own, Counter(http), Speak.Of(http), http.RequestAborted)) : NoOwner(http)).Produces<PremisesView>();
        owner.MapOpen<Rate>("/rate", async (http, sent, key) => await OwnAsync(http, sent.Code) is null ? NoOwner(http) : Answers.Of(await Counter(http).Desk.RateVisitAsync(
            new RateVisit(sent.Inspection, sent.Stars, sent.Words, sent.Bans, sent.Code), ByCode(http, key), http.RequestAborted), Speak.Of(http))).Produces<Written>(201);
        owner.MapOpen<Side>("/side", async (http, sent, key) => await OwnAsync(http, sent.Code) is null ? NoOwner(http) : Answers.Of(await Counter(http).Desk.GiveYourSideAsync(
            sent.Code, new GiveYourSide(sent.Inspection, sent.Case, sent.Words, sent.Photos), ByCode(http, key), http.RequestAborted), Speak.Of(http))).Produces<Written>(201);
        owner.MapOpen<Checking>("/check", async (http, sent, key) => await OwnAsync(http, sent.Code) is null ? NoOwner(http) : Answers.Of(await Counter(http).Desk.OpenCheckAsync(
            sent.Code, new OpenCheck(sent.Inspection), ByCode(http, key), http.RequestAborted), Speak.Of(http))).Produces<Written>(201);
        api.MapGet("/ratings", (HttpContext http, Counter counter, CancellationToken cancel) => Acts.AskAsync(http, "rating.see", null, async person =>
            await counter.Desk.RatingsAsync(new Book(person.County), person.As("supervisor"), cancel) is { } ratings
                ? TypedResults.Ok(ratings.Select(r => new { at = r.At, rating = r.Rating }).ToList())
                : Answers.NotFound(Speak.Of(http)))).WithTags("ratings");
    }

    private static Task<Found<Enterprise>?> FindAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.PremisesAsync(person, id, cancel);

    private static async Task<Found<FoundPlan>?> FindPlanAsync(Counter counter, Person person, string id, CancellationToken cancel) =>
        await counter.PlanAsync(person, id, cancel) is { } found ? new Found<FoundPlan>(found, found.Subject) : null;

    private static async Task<Found<FoundVisit>?> FindVisitAsync(Counter counter, Person person, string id, CancellationToken cancel) =>
        await counter.VisitAsync(person, id, cancel) is { } found ? new Found<FoundVisit>(found, found.Subject) : null;

    private static void MapRegister(IEndpointRouteBuilder premises) =>
        premises.MapPost("/", async Task<IResult> (HttpContext http, Counter counter, Store.Originals originals, IDeskTools tools, CancellationToken cancel) =>
        {
            var language = Speak.Of(http);
            if (Caller.Of(http.User) is not { } person)
            {
                return Answers.SignIn(language);
            }

            var sent = await Sent.ReadAsync<Registering>(http, originals, cancel);
            if (sent.Wrong is { } wrong)
            {
                return wrong;
            }

            if (counter.Law.Locality(sent.Words!.Locality) is not { } place)
            {
                return Answers.NotFound(language);
            }

            var (act, code) = (sent.Words, tools.NewCheckCode());
            var point = act is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : (Point?)null;
            var answer = await counter.DoAsync(person, "premises.register", counter.SubjectAt(person, place.Code), "", sent.Key, sent.Known, r => counter.Desk.RegisterPremisesAsync(
                new RegisterPremises(tools.NewId(), act.Code.Trim().Length > 0 ? act.Code : tools.NewCheckCode(), act.Name, act.PersonalName, place.Code, act.Address, point, act.Fields, code), r, cancel));
            if (answer is not DeskAnswer.Done { Entries: [var entry, ..] } done || Body.Read(entry) is not PremisesRegistered made)
            {
                return Answers.Of(answer, language);
            }

            return TypedResults.Json(new Registered(made.Premises, made.Code, done.Repeated ? "" : TrackingCode.Show(code)), statusCode: done.Repeated ? 200 : 201);
        }).Accepts<Registering>("application/json").Produces<Registered>(201).Produces<Problem>(422).WithMetadata(new ActOfTable("premises.register"));

    /// <summary>A person proposes for their own organ; others may join, and their own heads approve their part.</summary>
    private static Task<DeskAnswer>? Own(Visit act, string organ) => act.Teams is [var lead, ..] && lead.Organ != organ
        ? Task.FromResult<DeskAnswer>(new DeskAnswer.Refused(new Refusal("not_yours",
            new Law.Text("牵头机关须是本机关", "the organ that leads must be your own", "يجب أن تكون الجهة القائدة جهتك"), new Law.Text("把本机关写在第一位", "put your own organ first", "ضع جهتك أولاً"))))
        : null;

    private static Counter Counter(HttpContext http) => http.RequestServices.GetRequiredService<Counter>();

    private static Request ByCode(HttpContext http, string? key) => new(By.Citizen, Counter(http).Now, "owner:" + (string.IsNullOrWhiteSpace(key) ? Guid.NewGuid().ToString("N") : key.Trim()));

    private static async Task<Enterprise?> OwnAsync(HttpContext http, string code) => await Counter(http).Desk.OwnerAsync(code, http.RequestAborted);

    private static IResult NoOwner(HttpContext http) => TypedResults.Json(Answers.Refused(ReportsApi.WrongCode, Speak.Of(http)) with { Field = "code" }, statusCode: 404);

    private static async Task<PremisesView> OfAsync(Enterprise e, Counter counter, string language, CancellationToken cancel) => new(
        e.Id, e.Book.Code, e.Registered.Code, await counter.Desk.NameOfAsync(e, cancel), e.Registered.Locality, e.Registered.Address, e.Registered.Fields, e.Taken(counter.Today.Year, "counted"),
        [.. e.Inspections.Select(i => Of(i, counter, language))], [.. e.Plans.Where(p => p.Published is not null).Select(p => p.Planned.Plan)], e.Sequence);

    private static VisitView Of(Inspection i, Counter counter, string language) => new(
        i.Id, i.Proposed.Type, i.State, i.Proposed.From, i.Proposed.To, i.Proposed.Grounds,
        [.. i.Proposed.Teams.Select(t => new TeamView(t.Organ, counter.Law.NameOf(t.Organ).In(language), t.Items, t.Officers, i.ApprovedOrgans.Contains(t.Organ)))],
        i.Visit is { } v ? $"{v.Year}-{v.Series}-{v.Number}" : null, i.Entered, i.Found, i.Leads, i.Proposed.Saving, i.Into, i.EndReason.Length > 0 ? i.EndReason : null,
        i.Codes.ToDictionary(c => c.Key, c => c.Value.Code));
}
