using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Store;

namespace Wardmote.Web.Api;

/// <summary>What an act of the API is given.</summary>
/// <typeparam name="TThing">Case, visit, whistle, alert …</typeparam>
/// <param name="Counter">Where the person stands.</param>
/// <param name="Person">Who.</param>
/// <param name="Id">Id in the path.</param>
/// <param name="Thing">The thing in the person's scope.</param>
/// <param name="Request">The request in the person's name and role.</param>
/// <param name="Cancel">Cancels.</param>
public sealed record Asked<TThing>(Counter Counter, Person Person, string Id, TThing Thing, Request Request, CancellationToken Cancel)
{
    /// <summary>The desk.</summary>
    public Desk.Desk Desk => Counter.Desk;

    /// <summary>The person's own organ: agency, else locality, else county.</summary>
    public string Organ => Request.By.For;
}

/// <summary>An act without words of its own.</summary>
public sealed record Plain;

/// <summary>
/// One act, one line: its path, its act of the access table, the words it takes, what the desk does. Sign-in, reading, scope, access, keys and answers are the same for all and stand here.
/// </summary>
internal static class Acts
{
    /// <summary>An act on a thing that is there.</summary>
    internal static void MapAct<TThing, TWords>(
        this IEndpointRouteBuilder group, string path, string act, Func<Counter, Person, string, CancellationToken, Task<Found<TThing>?>> find, Func<Asked<TThing>, TWords, Task<DeskAnswer>> how)
        where TThing : class
        where TWords : class =>
        group.MapPost("/{id}/" + path, async Task<IResult> (string id, HttpContext http, Counter counter, Originals originals, CancellationToken cancel) =>
        {
            var language = Speak.Of(http);
            if (Caller.Of(http.User) is not { } person)
            {
                return Answers.SignIn(language);
            }

            var sent = await Sent.ReadAsync<TWords>(http, originals, cancel);
            return sent.Wrong ?? (IsId(id) && await find(counter, person, id, cancel) is { } found
                ? Answers.Of(await counter.DoAsync(person, act, found.Subject, id, sent.Key, sent.Known, r => how(new Asked<TThing>(counter, person, id, found.Thing, r, cancel), sent.Words!)), language)
                : Answers.NotFound(language));
        }).Tells<TWords>(act);

    /// <summary>An act that makes a thing in the person's own place; the answer names its id, the same one for the same key.</summary>
    /// <param name="group">Group.</param>
    /// <param name="path">Path.</param>
    /// <param name="act">Act of the access table.</param>
    /// <param name="kind">Kind of the tag that names what was made.</param>
    /// <param name="where">Whose it will be; null when there is no such place.</param>
    /// <param name="how">The act at the desk.</param>
    internal static void MapMaking<TWords>(
        this IEndpointRouteBuilder group, string path, string act, string kind, Func<Counter, Person, TWords, Subject?> where, Func<Asked<Subject>, TWords, Task<DeskAnswer>> how)
        where TWords : class =>
        group.MapPost(path, async Task<IResult> (HttpContext http, Counter counter, Originals originals, CancellationToken cancel) =>
        {
            var language = Speak.Of(http);
            if (Caller.Of(http.User) is not { } person)
            {
                return Answers.SignIn(language);
            }

            var sent = await Sent.ReadAsync<TWords>(http, originals, cancel);
            return sent.Wrong ?? (where(counter, person, sent.Words!) is { } subject
                ? Answers.Made(await counter.DoAsync(person, act, subject, "", sent.Key, sent.Known, r => how(new Asked<Subject>(counter, person, "", subject, r, cancel), sent.Words!)), kind, language)
                : Answers.NotFound(language));
        }).Tells<TWords>(act);

    /// <summary>Something without an account.</summary>
    internal static RouteHandlerBuilder MapOpen<TWords>(this IEndpointRouteBuilder group, string path, Func<HttpContext, TWords, string?, Task<IResult>> how, int longest = Sent.Longest)
        where TWords : class =>
        group.MapPost(path, async Task<IResult> (HttpContext http, Originals originals, CancellationToken cancel) =>
        {
            var sent = await Sent.ReadAsync<TWords>(http, originals, cancel, longest);
            return sent.Wrong ?? await how(http, sent.Words!, sent.Key);
        }).Accepts<TWords>("application/json").Produces<Problem>(422);

    /// <summary>Reads a thing; with words where the question has some.</summary>
    internal static RouteHandlerBuilder MapLook<TThing>(
        this IEndpointRouteBuilder group, string path, Func<Counter, Person, string, CancellationToken, Task<Found<TThing>?>> find, Func<Person, Found<TThing>, HttpContext, Counter, Task<IResult>> then)
        where TThing : class =>
        group.MapGet("/{id}" + path, (string id, HttpContext http, Counter counter, CancellationToken cancel) => LookAsync(id, http, counter, find, then, cancel));

    /// <summary>A question with words: nothing is written.</summary>
    internal static RouteHandlerBuilder MapTry<TThing, TWords>(
        this IEndpointRouteBuilder group, string path, Func<Counter, Person, string, CancellationToken, Task<Found<TThing>?>> find, Func<Person, Found<TThing>, TWords, HttpContext, Counter, Task<IResult>> then)
        where TThing : class
        where TWords : class =>
        group.MapPost("/{id}/" + path, async Task<IResult> (string id, HttpContext http, Counter counter, Originals originals, CancellationToken cancel) =>
        {
            if (Caller.Of(http.User) is null)
            {
                return Answers.SignIn(Speak.Of(http));
            }

            var sent = await Sent.ReadAsync<TWords>(http, originals, cancel);
            return sent.Wrong ?? await LookAsync(id, http, counter, find, (p, f, h, c) => then(p, f, sent.Words!, h, c), cancel);
        }).Accepts<TWords>("application/json").Produces<Problem>(422);

    /// <summary>A question to the whole record that needs a role and no thing.</summary>
    internal static async Task<IResult> AskAsync(HttpContext http, string act, Subject? subject, Func<Person, Task<IResult>> then)
    {
        var language = Speak.Of(http);
        return Caller.Of(http.User) is not { } person ? Answers.SignIn(language)
            : Access.Access.RoleFor(person, act, subject ?? Own(person)) is null ? TypedResults.Json(Answers.Refused(Access.Access.Denied(act), language), statusCode: 403)
            : await then(person);
    }

    /// <summary>What is the person's own.</summary>
    internal static Subject Own(Person person) => new(person.County, person.Locality, person.Agency.Length > 0 ? person.Agency : person.Locality);

    private static async Task<IResult> LookAsync<TThing>(
        string id, HttpContext http, Counter counter, Func<Counter, Person, string, CancellationToken, Task<Found<TThing>?>> find, Func<Person, Found<TThing>, HttpContext, Counter, Task<IResult>> then, CancellationToken cancel)
        where TThing : class =>
        Caller.Of(http.User) is not { } person ? Answers.SignIn(Speak.Of(http))
        : !IsId(id) ? Answers.NotFound(Speak.Of(http))
        : await counter.LookAsync(async at => await find(at, person, id, cancel) is { } found ? await then(person, found, http, at) : Answers.NotFound(Speak.Of(http)), cancel);

    private static bool IsId(string id) => id.Length is > 0 and <= 120 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static void Tells<TWords>(this RouteHandlerBuilder endpoint, string act)
        where TWords : class =>
        endpoint.Accepts<TWords>("application/json").Produces<Written>(201).Produces<Written>(200).Produces<Problem>(403).Produces<Problem>(404).Produces<Problem>(409).Produces<Problem>(422)
            .WithMetadata(new ActOfTable(act)).WithSummary($"{act}: {string.Join(", ", Access.Access.Table[act])}");
}

/// <summary>The act of the access table behind an endpoint, for the description and its test.</summary>
public sealed record ActOfTable(string Act);
