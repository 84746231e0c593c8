using System.Globalization;
using System.Text;
using System.Xml;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Web.Api;
using Wardmote.Web.Languages;

namespace Wardmote.Web;

/// <summary>What somebody looks for among the published decisions.</summary>
/// <param name="County">County; empty for any.</param>
/// <param name="Locality">Town; empty for any.</param>
/// <param name="Words">Words or a number.</param>
/// <param name="Page">Page, from 0.</param>
public sealed record DecisionQuery(string County, string Locality, string Words, int Page)
{
    /// <summary>Decisions a page.</summary>
    public const int Size = 50;

    /// <summary>Reads an address; places that do not exist are left out.</summary>
    public static DecisionQuery Of(HttpRequest request, LawInForce law)
    {
        var place = law.Locality(request.Query["locality"].ToString());
        var county = law.County(request.Query["county"].ToString())?.Code ?? place?.County ?? "";
        var words = request.Query["q"].ToString().Trim();
        return new DecisionQuery(county, place?.County == county ? place.Code : "", words.Length <= 100 ? words : words[..100], int.TryParse(request.Query["page"], out var page) && page is > 0 and < 100_000 ? page : 0);
    }

    /// <summary>The cards it finds, newest first.</summary>
    public CardQuery ToCards() => new()
    {
        Kind = "decision",
        Books = County.Length > 0 ? [County] : [],
        Locality = Locality.Length > 0 ? Locality : null,
        Search = Words.Length > 0 ? Words : null,
        Order = "new",
        Skip = Page * Size,
        Take = Size,
    };

    /// <summary>The address of the same question, without the page.</summary>
    public string ToQuery() => QueryString.Create(new Dictionary<string, string?> { ["q"] = Words, ["county"] = County, ["locality"] = Locality }.Where(q => q.Value is { Length: > 0 })).ToString();
}

/// <summary>A published decision as lists show it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Number">Number.</param>
/// <param name="State"><c>published</c> or <c>withdrawn</c>.</param>
/// <param name="Item">Item code.</param>
/// <param name="Title">Title of the item.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Locality">Where.</param>
/// <param name="Party">Party as published; empty once withdrawn.</param>
/// <param name="Kinds">Kinds of penalty.</param>
/// <param name="Fine">Yuan.</param>
/// <param name="Decided">Day of the decision.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Updated">When it last changed.</param>
public sealed record PublicDecision(
    string Id, string Number, string State, string Item, Text Title, string Organ, string Locality, string Party, IReadOnlyList<string> Kinds, decimal? Fine, DateOnly? Decided, DateTimeOffset Published, DateTimeOffset Updated)
{
    /// <summary>From a card.</summary>
    public static PublicDecision Of(Card card, LawInForce law) =>
        new(
            card.Id, card.Number, card.State, card.Item, law.Newest(new ItemCode(card.Item))?.Title ?? Text.Same(card.Item), card.Holder, card.Locality, card.Says("party"),
            card.Says("kinds").Split(',', StringSplitOptions.RemoveEmptyEntries), decimal.TryParse(card.Says("fine"), NumberStyles.Number, CultureInfo.InvariantCulture, out var fine) ? fine : null,
            DateOnly.TryParseExact(card.Says("decided"), "yyyy-MM-dd", out var day) ? day : null, card.Created, card.Updated);
}

/// <summary>公示信息的订阅: published decisions as Atom and as JSON, for whoever wants to follow or to count them.</summary>
public static class Feeds
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Maps the feed and the two questions of the API.</summary>
    public static void MapDecisions(this WebApplication app)
    {
        app.MapGet("/decisions.atom", AtomAsync);
        var api = app.MapGroup("/api").DisableAntiforgery();
        api.MapGet("/decisions", ListAsync).WithTags("decisions");
        api.MapGet("/decisions/{id}", OneAsync).WithTags("decisions");
    }

    private static async Task<IResult> AtomAsync(HttpContext http, LawInForce law, ICards cards, Words words, CancellationToken cancel)
    {
        var query = DecisionQuery.Of(http.Request, law);
        var found = (await cards.ListAsync(query.ToCards(), cancel)).Select(c => PublicDecision.Of(c, law)).ToList();
        return Results.Text(Write($"{http.Request.Scheme}://{http.Request.Host}", query, found, law, words), "application/atom+xml", Encoding.UTF8);
    }

    private static string Write(string house, DecisionQuery query, IReadOnlyList<PublicDecision> decisions, LawInForce law, Words words)
    {
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            var self = house + words.Url("/decisions.atom" + query.ToQuery());
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, words.Tag);
            xml.WriteElementString("title", Atom, words["decisions.title"]);
            xml.WriteElementString("id", Atom, self);
            Link(xml, "self", self);
            Link(xml, "alternate", house + words.Url("/decisions" + query.ToQuery()));
            xml.WriteElementString("updated", Atom, Stamp(decisions.Count > 0 ? decisions.Max(d => d.Updated) : DateTimeOffset.UnixEpoch));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, words["layout.name"]);
            xml.WriteEndElement();
            foreach (var d in decisions)
            {
                var withdrawn = d.State == "withdrawn";
                var address = house + words.Url("/decisions/" + d.Id);
                xml.WriteStartElement("entry", Atom);
                xml.WriteElementString("title", Atom, Clean($"{words.Text(d.Title)}{(withdrawn ? " — " + words["publication.state.withdrawn"] : d.Party.Length > 0 ? " · " + d.Party : "")}"));
                xml.WriteElementString("id", Atom, "urn:wardmote:decision:" + d.Id);
                Link(xml, "alternate", address);
                xml.WriteElementString("published", Atom, Stamp(d.Published));
                xml.WriteElementString("updated", Atom, Stamp(d.Updated));
                xml.WriteElementString("summary", Atom, Clean(words.List(new[] { d.Number, words.Text(law.NameOf(d.Organ)) }.Concat(d.Kinds.Select(k => words["decision.kind." + k])).Concat(d.Fine is { } fine ? [words.Money(fine)] : []))));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void Link(XmlWriter xml, string rel, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    // A control character in a name would make the whole feed unreadable.
    private static string Clean(string words) => new([.. words.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))]);

    private static string Stamp(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static async Task<IResult> ListAsync(HttpContext http, LawInForce law, ICards cards, CancellationToken cancel)
    {
        var query = DecisionQuery.Of(http.Request, law);
        return TypedResults.Ok(new
        {
            total = await cards.CountAsync(query.ToCards(), cancel),
            page = query.Page,
            size = DecisionQuery.Size,
            decisions = (await cards.ListAsync(query.ToCards(), cancel)).Select(c => PublicDecision.Of(c, law)).ToList(),
        });
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, Desk.Desk desk, CancellationToken cancel)
    {
        if (await desk.PublishedAsync(id, cancel) is not var (decision, text))
        {
            return Answers.NotFound(Speak.Of(http));
        }

        // A withdrawn publication says that it is, and why; what it said is gone.
        var p = decision.Published!;
        return decision.Withdrawn is { } w
            ? TypedResults.Ok(new { id, number = p.Number, organ = p.Organ, state = decision.State, ground = w.Ground, since = w.Since, statement = w.Statement, withdrawn = decision.WithdrawnAt })
            : TypedResults.Ok(new { id, number = p.Number, organ = p.Organ, item = p.Item, locality = p.Locality, state = decision.State, decided = p.Decided, published = decision.PublishedEntry!.At, party = p.Party, kinds = p.Kinds, fine = p.Fine, hidden = p.Hidden, text = text?.Lines });
    }
}
