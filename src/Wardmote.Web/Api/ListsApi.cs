using Wardmote.Access;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Web.Host;

namespace Wardmote.Web.Api;

/// <summary>Lists, items, photos: what programs read, within the caller's scope.</summary>
public static class ListsApi
{
    /// <summary>A page of cards.</summary>
    public sealed record Page(long Total, IReadOnlyList<Card> Cards);

    /// <summary>Kinds of cards, and the acts of which one is enough to list them.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["report"] = ["report.see"],
        ["case"] = ["case.see"],
        ["whistle"] = ["whistle.see"],
        ["stop"] = ["stop.see"],
        ["premises"] = ["inspection.see", "premises.register"],
        ["plan"] = ["inspection.see"],
        ["inspection"] = ["inspection.see"],
        ["alert"] = ["alert.see"],
        ["opinion"] = ["opinion.see"],
        ["complaint"] = ["complaint.see"],
        ["sampling"] = ["sampling.see"],
        ["publication"] = ["publication.see"],
    };

    /// <summary>Maps the endpoints.</summary>
    public static void MapLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cards/{kind}", ListAsync).WithTags("lists");
        api.MapPost("/photos", KeepAsync).WithTags("photos").DisableAntiforgery();
        api.MapGet("/items", (HttpContext http, Counter counter) =>
        {
            var language = Speak.Of(http);
            return TypedResults.Ok(counter.Law.Codes.OrderBy(c => c.Value, StringComparer.Ordinal).Select(c => counter.Law.Newest(c)!).Select(i => new
            {
                code = i.Code.Value,
                title = i.Title.In(language),
                source = i.SourceType,
                basis = i.LegalBasis,
                certainty = i.Certainty.ToString().ToLowerInvariant(),
                listCertainty = i.ListCertainty.ToString().ToLowerInvariant(),
            }).ToList());
        }).WithTags("powers");
    }

    private static async Task<IResult> ListAsync(
        string kind, HttpContext http, Counter counter, ICards cards, string? state, string? item, bool? open, string? search, string? locality, int? skip, int? take, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        if (!Kinds.TryGetValue(kind, out var acts) || (kind == "complaint" && !Counter.ReceivesComplaints(person)))
        {
            return Answers.NotFound(language);
        }

        var scope = kind switch { "alert" => SupervisionPages.AlertsPage.In(person), "opinion" => SupervisionPages.OpinionsPage.Mine(person), _ => Scope.Of(person, kind) };
        var query = scope with
        {
            States = state is { Length: > 0 } ? state.Split(',') : [],
            Item = item,
            Open = open,
            Search = search is { Length: > 0 and <= 100 } ? search : null,
            Skip = Math.Clamp(skip ?? 0, 0, 1_000_000),
            Take = Math.Clamp(take ?? 50, 1, 200),
        };
        if (locality is { Length: > 0 } && query.Locality is null)
        {
            query = query with { Locality = locality };
        }

        return Array.TrueForAll(acts, act => Access.Access.RoleFor(person, act, Acts.Own(person)) is null)
            ? TypedResults.Json(Answers.Refused(Access.Access.Denied(acts[0]), language), statusCode: 403)
            : TypedResults.Ok(new Page(await cards.CountAsync(query, cancel), await cards.ListAsync(query, cancel)));
    }

    private static async Task<IResult> KeepAsync(HttpContext http, Originals originals, PhotoRoom room, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The store answers for what is too large; the server lets it read that far.
            limit.MaxRequestBodySize = 64L << 20;
        }

        return await originals.KeepAsync(http.Request.Body, cancel) switch
        {
            KeepAnswer.Kept k => TypedResults.Json(room.Asked(await originals.ExhibitAsync(k, cancel)), statusCode: 201),
            KeepAnswer.TooLarge t => Refuse(413, "too_large",
                new Text($"文件超过 {t.Limit >> 20} MB", $"the file is larger than {t.Limit >> 20} MB", $"الملف أكبر من {t.Limit >> 20} ميغابايت"),
                new Text("请选较小的照片", "choose a smaller photo", "اختر صورة أصغر")),
            KeepAnswer.TooManyPixels => Refuse(422, "too_many_pixels", new Text("像素过多", "too many pixels", "عدد البكسلات كبير جداً"), new Text("请选普通照片", "choose an ordinary photo", "اختر صورة عادية")),
            _ => Refuse(415, "not_a_photo", new Text("这不是照片", "this is not a photo", "هذه ليست صورة"), new Text("可用 JPEG、PNG、WebP、HEIC", "JPEG, PNG, WebP and HEIC work", "تُقبل JPEG وPNG وWebP وHEIC")),
        };

        IResult Refuse(int status, string code, Text why, Text way) => TypedResults.Json(Answers.Refused(new Refusal(code, why, way), language), statusCode: status);
    }
}

/// <summary>What a person's lists show: their county, their locality, their agency.</summary>
public static class Scope
{
    /// <summary>The query of a kind in the person's scope.</summary>
    public static CardQuery Of(Person person, string kind) => new()
    {
        Kind = kind,
        Books = person.County.Length > 0 ? [person.County] : [],
        Locality = person.Agency.Length == 0 && person.Locality.Length > 0 ? person.Locality : null,
        Holder = person.Agency.Length > 0 && !person.Is("supervisor") ? person.Agency : null,
    };
}
