using Microsoft.AspNetCore.Http.HttpResults;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Law;

namespace Wardmote.Web.Api;

/// <summary>A sentence of a fence in the reader's language.</summary>
public sealed record FenceView(string Id, string Rule, string Answer, string Fact, string Article, string Way, IReadOnlyList<string> OverrideBy)
{
    /// <summary>From an answer.</summary>
    public static FenceView Of(FenceAnswer a, string language) => new(a.Id, a.Rule, a.Answer.ToString().ToLowerInvariant(), a.Fact.In(language), a.Article, a.Way.In(language), a.OverrideBy);
}

/// <summary>An error that says what to do.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What happened.</param>
/// <param name="Way">What to do.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="Fences">Fences that stopped it, when some did.</param>
/// <param name="Field">The field to mend, when one is wrong or missing.</param>
public sealed record Problem(string Code, string Message, string Way, string Article = "", IReadOnlyList<FenceView>? Fences = null, string? Field = null);

/// <summary>What was written.</summary>
/// <param name="Book">Book.</param>
/// <param name="Sequences">Sequences of the entries.</param>
/// <param name="Repeated">True when an earlier request with the same key had written them.</param>
/// <param name="Id">Id of what was made, when the act made something.</param>
public sealed record Written(string Book, IReadOnlyList<long> Sequences, bool Repeated, string? Id = null);

/// <summary>How the API puts the desk's answers.</summary>
public static class Answers
{
    /// <summary>201 written, 409 moved or stopped, 403 not allowed, 404 not there, 422 for what the person can mend.</summary>
    public static IResult Of(DeskAnswer answer, string language) => answer switch
    {
        DeskAnswer.Done done => TypedResults.Json(new Written(done.Entries.Count > 0 ? done.Entries[0].Book.Code : "", [.. done.Entries.Select(e => e.Sequence)], done.Repeated), statusCode: done.Repeated ? 200 : 201),
        DeskAnswer.Stopped stopped => TypedResults.Json(Stopped(stopped, language), statusCode: 409),
        DeskAnswer.Refused refused => TypedResults.Json(Refused(refused.Refusal, language), statusCode: Status(refused.Refusal.Code)),
        _ => throw new InvalidOperationException("an answer of an unknown kind"),
    };

    /// <summary>The same with the id of what was made, read from its entry, so that a repeated request is told the id of the first.</summary>
    /// <param name="answer">Answer.</param>
    /// <param name="kind">Kind of the tag that names it.</param>
    /// <param name="language">Language.</param>
    public static IResult Made(DeskAnswer answer, string kind, string language) => answer is DeskAnswer.Done { Entries: [var first, ..] } done
        ? TypedResults.Json(
            new Written(first.Book.Code, [.. done.Entries.Select(e => e.Sequence)], done.Repeated, done.Entries.SelectMany(e => e.Tags).FirstOrDefault(t => t.Kind == kind).Value), statusCode: done.Repeated ? 200 : 201)
        : Of(answer, language);

    /// <summary>A refusal as a problem.</summary>
    public static Problem Refused(Refusal refusal, string language) => new(refusal.Code, refusal.Why.In(language), refusal.Way.In(language), refusal.Article);

    /// <summary>Nothing there for this person.</summary>
    public static JsonHttpResult<Problem> NotFound(string language) => TypedResults.Json(Refused(NotThere, language), statusCode: 404);

    /// <summary>Nobody is signed in.</summary>
    public static JsonHttpResult<Problem> SignIn(string language) => TypedResults.Json(Refused(new Refusal("sign_in",
        new Text("请先登录", "sign in first", "سجّل الدخول أولاً"), new Text("POST /api/sign-in", "POST /api/sign-in", "POST /api/sign-in")), language), statusCode: 401);

    private static Refusal NotThere { get; } = new("not_found",
        new Text("没有找到", "not found", "غير موجود"), new Text("检查编号，或从列表打开", "check the number, or open it from the list", "تحقق من الرقم أو افتحه من القائمة"));

    private static Problem Stopped(DeskAnswer.Stopped stopped, string language)
    {
        var first = stopped.Fences.First(f => f.Answer == FenceVerdict.Stop);
        return new Problem("stopped", first.Fact.In(language), first.Way.In(language), first.Article, [.. stopped.Fences.Select(f => FenceView.Of(f, language))]);
    }

    private static int Status(string code) => code switch
    {
        "not_found" => 404,
        "not_allowed" => 403,
        "stale_page" or "wrong_stage" or "already_routed" or "not_waiting" or "fined_already" or "busy" or "not_yours" or "wrong_state" or "rated_already" or "raised_already" or "registered_already" or "booked_already" => 409,
        _ => 422,
    };
}
