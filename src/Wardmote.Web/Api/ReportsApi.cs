using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Web.Api;

/// <summary>Reporting, tracking and triage, for programs.</summary>
public static class ReportsApi
{
    /// <summary>A report without an account.</summary>
    public sealed record Lodge(string Words, string? Language, string? Locality, double? Latitude, double? Longitude, string Address, string Name, string Phone, IReadOnlyList<Exhibit> Photos);

    /// <summary>The receipt: the code is shown once and never kept.</summary>
    public sealed record Receipt(string Report, string Code, string Locality, string LocalityName, Hints Hints);

    /// <summary>A tracking code with words.</summary>
    public sealed record Track(string Code, string Words, IReadOnlyList<Exhibit> Photos);

    /// <summary>What a reporter sees.</summary>
    public sealed record Progress(string State, string Holder, string HolderName, string? Why, string? Article, DateOnly? PromisedBy, string? Outcome, string? Answer, string? Remedy, IReadOnlyList<Step> Steps);

    /// <summary>One step, in plain words.</summary>
    public sealed record Step(DateTimeOffset At, string What);

    /// <summary>Triage.</summary>
    public sealed record Triage(string Verdict, string? Item, string Door, string Reason);

    /// <summary>A report as staff see it; how to reach the reporter is not in it.</summary>
    public sealed record ReportView(
        string Id, string Book, string State, string Words, string Locality, string Address, string Holder, string? Item, string? Case, string? Whistle, string? Outcome, int Reopened, Hints Hints, long Sequence);

    /// <summary>Text to recognise.</summary>
    public sealed record Recognise(string Text, string? Language);

    /// <summary>Maps the endpoints.</summary>
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports");
        reports.MapOpen<Lodge>("/", LodgeAsync).Produces<Receipt>(201);
        reports.MapLook<Report>("", (counter, person, id, cancel) => counter.ReportAsync(person, id, cancel), (_, found, _, _) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing)))).Produces<ReportView>();
        reports.MapAct<Report, Triage>("triage", "report.triage", (counter, person, id, cancel) => counter.ReportAsync(person, id, cancel), (a, act) =>
            a.Desk.TriageAsync(a.Thing.Book, a.Id, act.Verdict, act.Item, act.Door, act.Reason, a.Request, a.Cancel));
        var track = api.MapGroup("/track").WithTags("track");
        track.MapOpen<Track>("/", (http, t, _) => Tracked(http, t, (report, counter) => Task.FromResult<IResult>(TypedResults.Ok(ProgressOf(report, counter, Speak.Of(http)))))).Produces<Progress>();
        track.MapOpen<Track>("/add", (http, t, key) => Tracked(http, t, async (report, counter) =>
            Answers.Of(await counter.Desk.AddAsync(report.Book, report.Lodged.Report, new AddToReport(t.Words, t.Photos), Citizen(counter, key), http.RequestAborted), Speak.Of(http)))).Produces<Written>(201);
        track.MapOpen<Track>("/not-solved", (http, t, key) => Tracked(http, t, async (report, counter) =>
            Answers.Of(await counter.Desk.ReopenAsync(report.Book, report.Lodged.Report, new ReopenReport(t.Words, t.Photos), Citizen(counter, key), http.RequestAborted), Speak.Of(http)))).Produces<Written>(201);
        api.MapOpen<Recognise>("/recognise", (http, r, _) =>
            Task.FromResult<IResult>(TypedResults.Ok(http.RequestServices.GetRequiredService<Func<string, string?, Hints>>()(r.Text, r.Language))), 1_000_000).WithTags("recognition").Produces<Hints>();
        api.MapGet("/powers", PowersOf).WithTags("powers");
        api.MapGet("/places", (double lat, double lon, HttpContext http, Counter counter) =>
        {
            var outline = double.IsFinite(lat) && double.IsFinite(lon) ? counter.Law.Map.At(new Point(lat, lon)) : null;
            var place = outline is null ? null : counter.Law.Locality(outline.Locality);
            return TypedResults.Ok(new { locality = place?.Code, name = place?.Name.In(Speak.Of(http)), county = place is null ? null : counter.Law.County(place.County)?.Name.In(Speak.Of(http)), schematic = outline?.Schematic ?? true });
        }).WithTags("places");
    }

    private static ReportView Of(Report r) => new(
        r.Lodged.Report, r.Book.Code, Whistle.StandingOf(r).State, r.Lodged.Words, r.Lodged.Locality, r.Lodged.Address, Whistle.StandingOf(r).Holder, r.Triaged?.Item, r.Routed?.Case, r.Routed?.Whistle, r.Answered?.Outcome, r.Reopened,
        r.Lodged.Hints, r.Sequence);

    /// <summary>No such code, said without saying more.</summary>
    internal static Refusal WrongCode { get; } = new("wrong_code",
        new Text("没有这个查询码", "there is no such tracking code", "لا يوجد رمز متابعة كهذا"), new Text("请核对 16 个字符", "check the 16 characters", "تحقق من الأحرف الستة عشر"));

    private static async Task<IResult> LodgeAsync(HttpContext http, Lodge l, string? key)
    {
        var (counter, tools) = (http.RequestServices.GetRequiredService<Counter>(), http.RequestServices.GetRequiredService<IDeskTools>());
        var language = l.Language is "zh" or "en" or "ar" ? l.Language : Speak.Of(http);
        var code = tools.NewCheckCode();
        var point = l is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : (Point?)null;
        var locality = l.Locality ?? (point is { } p ? counter.Law.Map.At(p)?.Locality : null) ?? "";
        var hints = l.Words.Length is > 0 and <= LodgeReport.LongestWords ? http.RequestServices.GetRequiredService<Func<string, string?, Hints>>()(l.Words, language) : Hints.CannotTell;
        var report = new LodgeReport(tools.NewId(), language, l.Words, locality, point, l.Address, l.Photos, code, "api", string.IsNullOrWhiteSpace(l.Name + l.Phone) ? null : new Contact(l.Name, l.Phone), hints);
        var answer = await counter.Desk.LodgeAsync(report, Citizen(counter, key), http.RequestAborted);
        if (answer is not DeskAnswer.Done done)
        {
            return Answers.Of(answer, language);
        }

        // A repeated request finds its report; its code is known only to whoever sent it first, so it is not shown again.
        var lodged = done.Entries.Select(Body.Read).OfType<ReportLodged>().First();
        return TypedResults.Json(new Receipt(lodged.Report, done.Repeated ? "" : TrackingCode.Show(code), lodged.Locality, counter.Law.NameOf(lodged.Locality).In(language), lodged.Hints), statusCode: done.Repeated ? 200 : 201);
    }

    private static async Task<IResult> Tracked(HttpContext http, Track t, Func<Report, Counter, Task<IResult>> then)
    {
        var counter = http.RequestServices.GetRequiredService<Counter>();
        return TrackingCode.Read(t.Code) is { } code && await counter.Desk.TrackAsync(code, http.RequestAborted) is { } report
            ? await then(report, counter)
            : TypedResults.Json(Answers.Refused(WrongCode, Speak.Of(http)) with { Field = "code" }, statusCode: 404);
    }

    /// <summary>What a reporter may see of a report: who has it and what happened, never who the party is.</summary>
    public static Progress ProgressOf(Report report, Counter counter, string language)
    {
        var (state, holder) = Whistle.StandingOf(report);
        return new Progress(state, holder, counter.Law.NameOf(holder).In(language), report.Routed?.Why.In(language), report.Routed?.Article,
            report.State == "answered" ? null : counter.Law.At(report.Book).Ends("report-answer", ShanghaiTime.Day(report.At)), report.Answered?.Outcome, report.Answered?.Words.In(language), report.Remedy?.In(language),
            [.. report.Entries.Select(e => new Step(e.At, e.Kind))]);
    }

    private static Request Citizen(Counter counter, string? key) =>
        new(By.Citizen, counter.Now, "citizen:" + (string.IsNullOrWhiteSpace(key) || key.Length > 120 ? Guid.NewGuid().ToString("N") : key.Trim()));

    private static IResult PowersOf(string item, string locality, DateOnly act, DateOnly filed, string? organ, DateOnly? known, HttpContext http, Counter counter)
    {
        var language = Speak.Of(http);
        var code = new ItemCode(item);
        if (!counter.Law.Catalogue.Knows(code) || counter.Law.Locality(locality) is null || (organ is { Length: > 0 } && counter.Law.Locality(organ) is null && counter.Law.Agency(organ) is null))
        {
            return Answers.NotFound(language);
        }

        var a = counter.Law.Catalogue.Ask(new PowerQuestion(code, locality, act, filed, known is { } day ? ShanghaiTime.LastOf(day) : null, null, organ is { Length: > 0 } ? organ : null));
        return TypedResults.Ok(new
        {
            answer = a.Answer.ToString().ToLowerInvariant(),
            holder = a.Holder,
            holderName = a.HolderName?.In(language),
            source = a.Source?.ToString().ToLowerInvariant(),
            inNameOf = a.InNameOf,
            a.Instrument,
            a.May,
            a.Kinds,
            certainty = a.Certainty.ToString().ToLowerInvariant(),
            why = a.Why.Select(w => new { text = w.Text.In(language), w.Article }).ToList(),
        });
    }
}
