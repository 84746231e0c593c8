using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Supervision;

namespace Wardmote.Web.Api;

/// <summary>定期评估: how powers are used and what is proposed, as the page shows it, for whoever works here (Penalties art. 24).</summary>
public static class EvaluationApi
{
    /// <summary>A share with what it is a share of.</summary>
    /// <param name="Hits">Numerator.</param>
    /// <param name="Of">Denominator.</param>
    /// <param name="Low">Low end of Wilson's 95 % interval, 0 to 1; null of nothing.</param>
    /// <param name="High">High end.</param>
    public sealed record RateView(int Hits, int Of, double? Low, double? High);

    /// <summary>Figures of an item in a locality, or over all of them.</summary>
    /// <param name="Locality">Locality; empty for all together.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Cases">Cases opened in the period.</param>
    /// <param name="Days">Median days from opening to end; null when fewer than half have ended.</param>
    /// <param name="DaysLow">Low end of its 95 % interval.</param>
    /// <param name="DaysHigh">High end.</param>
    /// <param name="Errors">Cases in which a fence stopped a step.</param>
    /// <param name="Overturned">Decisions changed, revoked or found illegal or invalid.</param>
    /// <param name="Whistles">Calls to a department, of the cases and calls.</param>
    public sealed record UseView(string Locality, string Name, int Cases, double? Days, double? DaysLow, double? DaysHigh, RateView Errors, RateView Overturned, RateView Whistles);

    /// <summary>What is proposed for one locality.</summary>
    /// <param name="Use">Its figures.</param>
    /// <param name="Held">True when it holds the item on the last day.</param>
    /// <param name="Proposal"><c>grant</c>, <c>keep</c>, <c>pool</c>, <c>retrieve</c>, or <c>few</c> where its own figures say too little.</param>
    /// <param name="Differs">True when something else is proposed for the county.</param>
    /// <param name="Reasons">Why.</param>
    /// <param name="Against">What speaks against it.</param>
    public sealed record PlaceView(UseView Use, bool Held, string Proposal, bool Differs, IReadOnlyList<string> Reasons, IReadOnlyList<string> Against);

    /// <summary>What is proposed for an item in the county, and for each town by its own figures.</summary>
    public sealed record ItemView(
        string Item, string Title, bool Held, string Proposal, IReadOnlyList<string> Reasons, IReadOnlyList<string> Against, UseView Total, IReadOnlyList<PlaceView> Places);

    /// <summary>The evaluation of a county.</summary>
    /// <param name="County">County.</param>
    /// <param name="From">First day.</param>
    /// <param name="To">Last day.</param>
    /// <param name="Settings">Thresholds of the house on that day: least and few cases, limits of the rates (0 to 1).</param>
    /// <param name="Certainty">How sure the settings are; no text gives them.</param>
    /// <param name="Items">Items used or called for.</param>
    /// <param name="Unused">Codes of items held by a list or a letter and neither used nor called for.</param>
    public sealed record EvaluationView(
        string County, DateOnly From, DateOnly To, IReadOnlyDictionary<string, decimal> Settings, string Certainty, IReadOnlyList<ItemView> Items, IReadOnlyList<string> Unused);

    /// <summary>Maps the endpoint.</summary>
    internal static void MapEvaluation(this IEndpointRouteBuilder api) =>
        api.MapGet("/items/evaluation", async (string? county, DateOnly? from, DateOnly? to, HttpContext http, Counter counter, CancellationToken cancel) =>
            await Acts.AskAsync(http, "items.see", null, async person =>
            {
                var language = Speak.Of(http);
                var until = to ?? counter.Today;
                if (until.Year is <= 1900 or >= 9999 || (from is { } first && (first > until || first.Year <= 1900)))
                {
                    return TypedResults.Json(Answers.Refused(new Refusal("bad_period", new Text("起止日期不对", "the period is none", "المدة غير صحيحة"),
                        new Text("from 不晚于 to，年份在 1901 至 9998 之间", "from is not after to; years from 1901 to 9998", "من لا يتأخر عن إلى؛ والسنوات من 1901 إلى 9998")), language) with { Field = "from" }, statusCode: 422);
                }

                return await counter.EvaluationAsync(person, county is { Length: > 0 } ? county : person.County, from ?? until.AddYears(-1), until, cancel) is { } seen
                    ? TypedResults.Ok(Of(seen, counter.Law, counter.Law.At(seen.County).Fence(PowerEvaluation.Settings, counter.Today), language))
                    : Answers.NotFound(language);
            })).WithTags("powers").WithSummary($"items.see: {string.Join(", ", Access.Access.Table["items.see"])}").Produces<EvaluationView>().Produces<Problem>(401).Produces<Problem>(403).Produces<Problem>(404).Produces<Problem>(422);

    private static EvaluationView Of(SeenEvaluation seen, LawInForce law, FenceSetting settings, string language)
    {
        IReadOnlyList<string> Said(IReadOnlyList<Text> texts) => [.. texts.Select(t => t.In(language))];
        RateView Share(Rate r) => new(r.Hits, r.Of, r.Interval?.Low, r.Interval?.High);
        UseView Use(ItemUse u) => new(u.Locality, law.Locality(u.Locality)?.Name.In(language) ?? "", u.Cases, u.Days, u.DaysInterval?.Low, u.DaysInterval?.High, Share(u.Errors), Share(u.Overturned), Share(u.Whistles));
        return new EvaluationView(seen.County, seen.From, seen.To, settings.Values, settings.Certainty.ToString().ToLowerInvariant(),
            [.. seen.Items.Select(e => new ItemView(e.Item, law.Newest(new ItemCode(e.Item))?.Title.In(language) ?? e.Item, e.Held, e.Proposal, Said(e.Reasons), Said(e.Against), Use(e.Total),
                [.. e.Places.Select(p => new PlaceView(Use(p.Use), p.Held, p.Proposal, p.Differs(e), Said(p.Reasons), Said(p.Against)))]))],
            [.. seen.Unused.Select(c => c.Value)]);
    }
}
