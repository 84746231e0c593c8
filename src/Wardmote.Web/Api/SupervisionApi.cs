using System.Security.Cryptography;
using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Supervision;

namespace Wardmote.Web.Api;

/// <summary>执法监督: alerts, opinions, complaints about enforcement, sampling, outcomes. Anybody may complain; only the justice bureau sees and answers a complaint.</summary>
public static class SupervisionApi
{
    /// <summary>An opinion to an organ.</summary>
    public sealed record Opinion(string To, IReadOnlyList<string> About, string Found, string Asks, string Basis);

    /// <summary>The organ's answer.</summary>
    public sealed record OpinionAnswer(string Words, string Done);

    /// <summary>A complaint about enforcement, without an account. Where it happened, or the organ, says which bureau receives it.</summary>
    public sealed record Complaint(string Words, string Locality, string Organ, string AboutKind, string About, string Language, string Name, string Phone);

    /// <summary>The receipt; the code is shown once and never kept.</summary>
    public sealed record ComplaintReceipt(string Complaint, string Code, string Receiver, string ReceiverName, DateOnly AnswerBy);

    /// <summary>A complainant's code.</summary>
    public sealed record ComplaintCode(string Code);

    /// <summary>What a complainant sees.</summary>
    public sealed record ComplaintProgress(string State, DateOnly? AnswerBy, string Receiver, string? Outcome, string? Answer, IReadOnlyList<DateTimeOffset> Steps);

    /// <summary>The bureau's step (empty outcome) or answer.</summary>
    public sealed record ComplaintAnswer(string Outcome, string Words, string? Opinion);

    /// <summary>Draw files by lot from the cases that ended between two moments.</summary>
    public sealed record Drawing(string Seed, int Count, DateTimeOffset From, DateTimeOffset To);

    /// <summary>An alert as programs see it.</summary>
    public sealed record AlertView(
        string Id, string Book, string State, string Level, string Cause, string Rule, string SubjectKind, string Subject, string Organ, string Fact, string Way, string Article, DateTimeOffset? AnswerBy,
        string? Dismissed, string? Resolved, long Sequence);

    /// <summary>An opinion as programs see it.</summary>
    public sealed record OpinionView(string Id, string Number, string To, string State, IReadOnlyList<string> About, string Found, string Asks, string Basis, DateOnly AnswerBy, bool Late, OpinionAnswered? Answer, long Sequence);

    /// <summary>A complaint as the bureau sees it.</summary>
    public sealed record ComplaintView(
        string Id, string Book, string State, string Locality, string Organ, string AboutKind, string About, string Words, DateOnly AnswerBy, IReadOnlyList<string> Steps, ComplaintAnswered? Answer, long Sequence);

    /// <summary>A figure in the reader's language, with all that is needed to doubt it.</summary>
    public sealed record FigureView(
        string Id, string Definition, double? Value, string Unit, double Numerator, int Denominator, double Missing, double? Low, double? High, string Method, double? Beside, IReadOnlyList<string> Opens);

    /// <summary>Maps the endpoints.</summary>
    internal static void MapSupervision(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapLook<Alert>("", FindAlertAsync, (_, found, http, _) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing, Speak.Of(http))))).Produces<AlertView>();
        alerts.MapAct<Alert, AnswerAlert>("answer", "alert.answer", FindAlertAsync, (a, act) => a.Counter.MayAnswer(a.Person, a.Thing)
            ? a.Desk.AnswerAlertAsync(a.Thing.Book, a.Id, act, a.Request, a.Cancel)
            : Task.FromResult<DeskAnswer>(new DeskAnswer.Refused(Access.Access.Denied("alert.answer"))));
        alerts.MapAct<Alert, ReviewDismissal>("review", "alert.review", FindAlertAsync, (a, act) => a.Desk.ReviewDismissalAsync(a.Thing.Book, a.Id, act, a.Request, a.Cancel));

        var opinions = api.MapGroup("/opinions").WithTags("opinions");
        opinions.MapMaking<Opinion>("/", "opinion.issue", "opinion", (counter, person, act) => CountyOf(counter.Law, act.To) is { } county ? new Subject(county, act.To, act.To) : Acts.Own(person), (a, act) =>
            a.Desk.IssueOpinionAsync(new Book(a.Thing.County), new IssueOpinion(a.Counter.NewId(), act.To, act.About, act.Found, act.Asks, act.Basis), a.Request, a.Cancel));
        opinions.MapLook<SupervisionOpinion>("", FindOpinionAsync, (_, found, _, counter) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing, counter.Today)))).Produces<OpinionView>();
        opinions.MapAct<SupervisionOpinion, OpinionAnswer>("answer", "opinion.answer", FindOpinionAsync, (a, act) =>
            a.Desk.AnswerOpinionAsync(a.Thing.Book, a.Id, new AnswerOpinion(a.Organ, act.Words, act.Done), a.Request, a.Cancel));
        opinions.MapAct<SupervisionOpinion, WeighAnswer>("weigh", "opinion.weigh", FindOpinionAsync, (a, act) => a.Desk.WeighAnswerAsync(a.Thing.Book, a.Id, act, a.Request, a.Cancel));

        var complaints = api.MapGroup("/complaints").WithTags("complaints");
        complaints.MapOpen<Complaint>("/", ComplainAsync).Produces<ComplaintReceipt>(201);
        complaints.MapOpen<ComplaintCode>("/track", TrackAsync).Produces<ComplaintProgress>();
        complaints.MapLook<ComplaintAboutEnforcement>("", FindComplaintAsync, (_, found, _, _) => Task.FromResult<IResult>(TypedResults.Ok(Of(found.Thing)))).Produces<ComplaintView>();
        complaints.MapAct<ComplaintAboutEnforcement, ComplaintAnswer>("answer", "complaint.answer", FindComplaintAsync, (a, act) =>
            a.Desk.AnswerComplaintAsync(a.Thing.Book, a.Id, new AnswerComplaint(a.Organ, act.Outcome, act.Words, act.Opinion), a.Request, a.Cancel));

        var samplings = api.MapGroup("/samplings").WithTags("samplings");
        samplings.MapMaking<Drawing>("/", "sampling.draw", "sampling", (_, person, _) => person.County.Length > 0 ? Acts.Own(person) : null, (a, act) =>
            a.Desk.DrawFilesAsync(new Book(a.Thing.County), new DrawFiles(a.Counter.NewId(), act.Seed, act.Count), act.From, act.To, a.Request, a.Cancel));
        samplings.MapLook<FileSampling>("", FindSamplingAsync, (_, found, _, _) => Task.FromResult<IResult>(TypedResults.Ok(new { drawn = found.Thing.Drawn, scores = found.Thing.Scores.Values })));
        samplings.MapAct<FileSampling, ScoreFile>("score", "sampling.score", FindSamplingAsync, (a, act) => a.Desk.ScoreFileAsync(a.Thing.Book, a.Id, act, a.Request, a.Cancel));

        api.MapGet("/outcomes", async (string? county, DateTimeOffset? from, DateTimeOffset? to, HttpContext http, Counter counter, CancellationToken cancel) =>
            await Acts.AskAsync(http, "supervision.see", null, async person =>
            {
                var book = person.County.Length > 0 ? person.County : county ?? "";
                return counter.Law.County(book) is null
                    ? Answers.NotFound(Speak.Of(http))
                    : TypedResults.Ok((await counter.Desk.OutcomesAsync(new Book(book), from ?? counter.Now.AddYears(-1), to ?? counter.Now, cancel)).Select(f => Of(f, Speak.Of(http))).ToList());
            })).WithTags("outcomes").Produces<IReadOnlyList<FigureView>>();
    }

    private static Task<Found<Alert>?> FindAlertAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.AlertAsync(person, id, cancel);

    private static Task<Found<SupervisionOpinion>?> FindOpinionAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.OpinionAsync(person, id, cancel);

    private static Task<Found<ComplaintAboutEnforcement>?> FindComplaintAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.ComplaintAsync(person, id, cancel);

    private static Task<Found<FileSampling>?> FindSamplingAsync(Counter counter, Person person, string id, CancellationToken cancel) => counter.SamplingAsync(person, id, cancel);

    private static string? CountyOf(LawInForce law, string organ) => law.Agency(organ)?.County ?? law.Locality(organ)?.County;

    private static async Task<IResult> ComplainAsync(HttpContext http, Complaint said, string? key)
    {
        var (counter, tools) = (http.RequestServices.GetRequiredService<Counter>(), http.RequestServices.GetRequiredService<IDeskTools>());
        var language = said.Language is "zh" or "en" or "ar" ? said.Language : Speak.Of(http);
        if ((CountyOf(counter.Law, said.Locality) ?? CountyOf(counter.Law, said.Organ)) is not { } county)
        {
            return TypedResults.Json(Answers.Refused(new Refusal("no_place", new Text("没有写明地方或者机关", "neither a place nor an organ is given", "لم يُذكر مكان ولا جهة"),
                new Text("填写镇街代码或者机关代码", "give the code of the town or of the organ", "اذكر رمز البلدية أو الجهة")), language) with { Field = "locality" }, statusCode: 422);
        }

        var code = tools.NewCheckCode();
        var contact = string.IsNullOrWhiteSpace(said.Name + said.Phone) ? null : new Contact(said.Name, said.Phone);
        var answer = await counter.Desk.ComplainAsync(new Book(county),
            new Complain(tools.NewId(), language, said.Locality, said.Organ, said.AboutKind, said.About, said.Words, code, contact),
            new Request(By.Citizen, counter.Now, "complaint:" + (string.IsNullOrWhiteSpace(key) ? Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) : key.Trim())), http.RequestAborted);
        if (answer is not DeskAnswer.Done done)
        {
            return Answers.Of(answer, language);
        }

        // As with reports: a repeated request finds its complaint, and never the code.
        var received = done.Entries.Select(Body.Read).OfType<ComplaintReceived>().First();
        var bureau = Whistles.Whistle.JusticeBureau(done.Entries[0].Book);
        return TypedResults.Json(new ComplaintReceipt(received.Complaint, done.Repeated ? "" : TrackingCode.Show(code), bureau, counter.Law.NameOf(bureau).In(language), received.AnswerBy), statusCode: done.Repeated ? 200 : 201);
    }

    private static async Task<IResult> TrackAsync(HttpContext http, ComplaintCode sent, string? key)
    {
        var counter = http.RequestServices.GetRequiredService<Counter>();
        var language = Speak.Of(http);
        return await counter.Desk.TrackComplaintAsync(sent.Code, http.RequestAborted) is { } c
            ? TypedResults.Ok(new ComplaintProgress(StateOf(c), c.Answer is null ? c.Received.AnswerBy : null, counter.Law.NameOf(c.Receiver).In(language), c.Answer?.Outcome, c.Answer?.Words, [.. c.Steps.Select(s => s.At)]))
            : TypedResults.Json(Answers.Refused(ReportsApi.WrongCode, language) with { Field = "code" }, statusCode: 404);
    }

    private static string StateOf(ComplaintAboutEnforcement c) => c.Answer is not null ? "answered" : c.Steps.Count > 0 ? "looking" : "received";

    private static AlertView Of(Alert a, string language) => new(
        a.Raised.Alert, a.Book.Code, a.State, a.Level, a.Raised.Cause, a.Raised.Rule, a.Raised.SubjectKind, a.Raised.Subject, a.Raised.Organ, a.Raised.Fact.In(language), a.Raised.Way.In(language), a.Raised.Article,
        a.AnswerBy, a.Dismissal?.Reason, a.Resolution?.Words, a.Sequence);

    private static OpinionView Of(SupervisionOpinion o, DateOnly today) =>
        new(o.Issued.Opinion, o.Issued.Number, o.Issued.To, o.State, o.Issued.About, o.Issued.Found, o.Issued.Asks, o.Issued.Basis, o.AnswerBy, o.Late(today), o.Answer, o.Sequence);

    private static ComplaintView Of(ComplaintAboutEnforcement c) => new(
        c.Received.Complaint, c.Book.Code, StateOf(c), c.Received.Locality, c.Received.Organ, c.Received.AboutKind, c.Received.About, c.Received.Words, c.Received.AnswerBy, [.. c.Steps.Select(s => s.Step.Words)], c.Answer, c.Sequence);

    private static FigureView Of(Figure f, string language) =>
        new(f.Id, f.Definition.In(language), f.Value, f.Unit, f.Numerator, f.Denominator, f.Missing, f.Interval?.Low, f.Interval?.High, f.Method, f.Beside, f.Opens);
}
