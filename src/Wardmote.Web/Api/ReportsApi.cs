using Wardmote.Access;
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

/// <summary>Reporting, tracking, triage and whistles, for programs.</summary>
public static class ReportsApi
{
    /// <summary>A report without an account.</summary>
    public sealed record Lodge(string? Words, string? Language, string? Locality, double? Latitude, double? Longitude, string? Address, string? Name, string? Phone, IReadOnlyList<Exhibit>? Photos, string? Key = null);

    /// <summary>The receipt: the code is shown once and never kept.</summary>
    public sealed record Receipt(string Report, string Code, string Locality, string LocalityName, Hints Hints);

    /// <summary>A tracking code with words.</summary>
    public sealed record Track(string Code, string? Words = null, IReadOnlyList<Exhibit>? Photos = null, string? Key = null);

    /// <summary>What a reporter sees.</summary>
    public sealed record Progress(string State, string Holder, string HolderName, string? Why, string? Article, DateOnly? PromisedBy, string? Outcome, string? Answer, IReadOnlyList<Step> Steps);

    /// <summary>One step, in plain words.</summary>
    public sealed record Step(DateTimeOffset At, string What);

    /// <summary>Triage.</summary>
    public sealed record Triage(string Verdict, string? Item = null, string? Door = null, string? Reason = null, string? Key = null, long? Known = null);

    /// <summary>A department's answer.</summary>
    public sealed record Respond(string Answer, string? Reason = null, string? To = null, string? Key = null, long? Known = null);

    /// <summary>A ruling.</summary>
    public sealed record Settle(string Owner, string Reason, string? Key = null, long? Known = null);

    /// <summary>A result.</summary>
    public sealed record Finish(string Outcome, string Words, string? Key = null, long? Known = null);

    /// <summary>Text to recognise.</summary>
    public sealed record Recognise(string? Text, string? Language = null);

    /// <summary>Maps the endpoints.</summary>
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports");
        reports.MapPost("/", LodgeAsync);
        reports.MapPost("/{id}/triage", TriageAsync);
        var track = api.MapGroup("/track").WithTags("track");
        track.MapPost("/", async (Track t, HttpContext http, Counter counter, CancellationToken cancel) =>
            await Tracked(t, http, counter, cancel, (report, language) => Task.FromResult<IResult>(TypedResults.Ok(ProgressOf(report, counter, language)))));
        track.MapPost("/add", async (Track t, HttpContext http, Counter counter, CancellationToken cancel) =>
            await Tracked(t, http, counter, cancel, async (report, language) =>
                Answers.Of(await counter.Desk.AddAsync(report.Book, report.Lodged.Report, new AddToReport(t.Words ?? "", t.Photos ?? []), Citizen(counter, t.Key), cancel), language)));
        track.MapPost("/not-solved", async (Track t, HttpContext http, Counter counter, CancellationToken cancel) =>
            await Tracked(t, http, counter, cancel, async (report, language) =>
                Answers.Of(await counter.Desk.ReopenAsync(report.Book, report.Lodged.Report, new ReopenReport(t.Words ?? "", t.Photos ?? []), Citizen(counter, t.Key), cancel), language)));
        var whistles = api.MapGroup("/whistles").WithTags("whistles");
        whistles.MapPost("/{id}/answer", (string id, Respond a, HttpContext http, Counter counter, CancellationToken cancel) =>
            OnWhistle(id, "whistle.answer", a.Key, a.Known, http, counter, cancel, (w, person, r) =>
                counter.Desk.RespondAsync(w.Book, id, new RespondToWhistle(a.Answer, person.Agency, a.Reason ?? "", a.To ?? ""), r, cancel)));
        whistles.MapPost("/{id}/settle", (string id, Settle s, HttpContext http, Counter counter, CancellationToken cancel) =>
            OnWhistle(id, "whistle.settle", s.Key, s.Known, http, counter, cancel, (w, _, r) => counter.Desk.SettleAsync(w.Book, id, new SettleWhistle(s.Owner, s.Reason), r, cancel)));
        whistles.MapPost("/{id}/finish", (string id, Finish f, HttpContext http, Counter counter, CancellationToken cancel) =>
            OnWhistle(id, "whistle.finish", f.Key, f.Known, http, counter, cancel, (w, person, r) =>
                counter.Desk.FinishAsync(w.Book, id, new FinishWhistle(f.Outcome, f.Words), person.Agency.Length > 0 ? person.Agency : person.Locality, r, cancel)));
        api.MapPost("/recognise", (Recognise r, Func<string, string?, Hints> recognise) => r.Text is { Length: > 1_000_000 }
            ? Results.Json(Answers.Refused(new Refusal("too_long", new Text("文字过长", "the text is too long", "النص طويل جداً"), new Text("最多 100 万字", "at most a million characters", "مليون حرف على الأكثر")), "en"), statusCode: 413)
            : Results.Ok(recognise(r.Text ?? "", r.Language))).WithTags("recognition");
        api.MapGet("/powers", PowersOf).WithTags("powers");
        api.MapGet("/places", (double lat, double lon, HttpContext http, Counter counter) =>
        {
            var outline = double.IsFinite(lat) && double.IsFinite(lon) ? counter.Law.Map.At(new Point(lat, lon)) : null;
            var place = outline is null ? null : counter.Law.Locality(outline.Locality);
            return TypedResults.Ok(new { locality = place?.Code, name = place?.Name.In(Speak.Of(http)), county = place is null ? null : counter.Law.County(place.County)?.Name.In(Speak.Of(http)), schematic = outline?.Schematic ?? true });
        }).WithTags("places");
    }

    private static async Task<IResult> LodgeAsync(Lodge l, HttpContext http, Counter counter, Func<string, string?, Hints> recognise, IDeskTools tools, CancellationToken cancel)
    {
        var language = l.Language is "zh" or "en" or "ar" ? l.Language : Speak.Of(http);
        var code = tools.NewCheckCode();
        var words = l.Words ?? "";
        var point = l is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : (Point?)null;
        var locality = l.Locality ?? (point is { } p && double.IsFinite(p.Latitude) && double.IsFinite(p.Longitude) ? counter.Law.Map.At(p)?.Locality : null) ?? "";
        var hints = words.Length is > 0 and <= LodgeReport.LongestWords ? recognise(words, language) : Hints.CannotTell;
        var report = new LodgeReport(tools.NewId(), language, words, locality, point, l.Address ?? "", l.Photos ?? [], code, "api",
            string.IsNullOrWhiteSpace(l.Name + l.Phone) ? null : new Contact(l.Name ?? "", l.Phone ?? ""), hints);
        var answer = await counter.Desk.LodgeAsync(report, Citizen(counter, l.Key), cancel);
        if (answer is not DeskAnswer.Done done)
        {
            return Answers.Of(answer, language);
        }

        // A repeated request finds its report; its code is known only to whoever sent it first, so it is not shown again.
        var lodged = done.Entries.Select(Body.Read).OfType<ReportLodged>().First();
        return TypedResults.Json(new Receipt(lodged.Report, done.Repeated ? "" : TrackingCode.Show(code), lodged.Locality, counter.Law.NameOf(lodged.Locality).In(language), lodged.Hints), statusCode: done.Repeated ? 200 : 201);
    }

    private static async Task<IResult> TriageAsync(string id, Triage t, HttpContext http, Counter counter, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        return await counter.ReportAsync(person, id, cancel) is { } found
            ? Answers.Of(await counter.DoAsync(person, "report.triage", found.Subject, id, t.Key, t.Known,
                r => counter.Desk.TriageAsync(found.Thing.Book, id, t.Verdict, t.Item, t.Door ?? "", t.Reason ?? "", r, cancel)), language)
            : Answers.NotFound(language);
    }

    private static async Task<IResult> OnWhistle(string id, string act, string? key, long? seen, HttpContext http, Counter counter, CancellationToken cancel, Func<Whistle, Person, Request, Task<DeskAnswer>> how)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        return await counter.WhistleAsync(person, id, cancel) is { } found
            ? Answers.Of(await counter.DoAsync(person, act, found.Subject, id, key, seen, r => how(found.Thing, person, r)), language)
            : Answers.NotFound(language);
    }

    private static async Task<IResult> Tracked(Track t, HttpContext http, Counter counter, CancellationToken cancel, Func<Report, string, Task<IResult>> then)
    {
        var language = Speak.Of(http);
        return TrackingCode.Read(t.Code) is { } code && await counter.Desk.TrackAsync(code, cancel) is { } report
            ? await then(report, language)
            : TypedResults.Json(Answers.Refused(new Refusal("wrong_code",
                new Text("没有这个查询码", "there is no such tracking code", "لا يوجد رمز متابعة كهذا"),
                new Text("请核对 16 个字符", "check the 16 characters", "تحقق من الأحرف الستة عشر")), language), statusCode: 404);
    }

    /// <summary>What a reporter may see of a report: who has it and what happened, never who the party is.</summary>
    public static Progress ProgressOf(Report report, Counter counter, string language)
    {
        var holder = report.Routed?.To ?? report.Lodged.Locality;
        return new Progress(report.State, holder, counter.Law.NameOf(holder).In(language), report.Routed?.Why.In(language), report.Routed?.Article,
            report.State == "answered" ? null : counter.Law.Ends("report-answer", ShanghaiTime.Day(report.At)), report.Answered?.Outcome, report.Answered?.Words.In(language),
            [.. report.Entries.Select(e => new Step(e.At, e.Kind))]);
    }

    private static Request Citizen(Counter counter, string? key) =>
        new(By.Citizen, counter.Now, "citizen:" + (string.IsNullOrWhiteSpace(key) || key.Length > 120 ? Guid.NewGuid().ToString("N") : key.Trim()));

    private static IResult PowersOf(string item, string locality, DateOnly act, DateOnly filed, HttpContext http, Counter counter)
    {
        var language = Speak.Of(http);
        var code = new ItemCode(item);
        if (!counter.Law.Catalogue.Knows(code) || counter.Law.Locality(locality) is null)
        {
            return Answers.NotFound(language);
        }

        var a = counter.Law.Catalogue.Ask(new PowerQuestion(code, locality, act, filed));
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
