using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Pages;

/// <summary>A decision of the demo, from the reviewer's list to the public's feed and out of it again.</summary>
public sealed class PublicationPagesTests(Site site) : IClassFixture<Site>
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task A_decision_is_assessed_checked_published_found_and_withdrawn_and_others_cannot()
    {
        await site.LiveAsync(30);
        var card = await OfAPersonAsync();
        var reviewer = await SignedInAsync("reviewer");
        var list = await reviewer.OpenAsync("/en/publication");
        var address = list.QuerySelectorAll<IHtmlAnchorElement>(".rows h2 a").Select(a => a.PathName).Single(a => a.EndsWith(card.Id, StringComparison.Ordinal));

        // Nothing is public before it is published, and who has no part in it finds nothing.
        var anybody = site.Visit();
        await anybody.OpenAsync("/en/decisions/" + card.Id, HttpStatusCode.NotFound);
        await (await SignedInAsync("department", ["department"])).OpenAsync(address, HttpStatusCode.NotFound);

        var page = await reviewer.OpenAsync(address);
        var refused = await Browser.ReadAsync(await reviewer.SendAsync(Form(page, "assess"), address, new() { ["_handler"] = "assess", ["impact"] = "yes", ["impact-reason"] = " " }));
        Assert.Contains("reason", refused.Words(".summary"), StringComparison.Ordinal);
        page = await reviewer.FollowAsync(await reviewer.SendAsync(Form(page, "assess"), address, new() { ["_handler"] = "assess", ["impact"] = "yes", ["impact-reason"] = "公共场所" }));

        // Side by side: what is struck out on one side does not stand on the other.
        var hidden = page.QuerySelectorAll("mark.out").Select(m => m.TextContent).ToList();
        Assert.NotEmpty(hidden);
        var after = page.QuerySelectorAll(".redacted")[1].TextContent;
        Assert.All(hidden, words => Assert.DoesNotContain(words, after, StringComparison.Ordinal));

        // Hiding more is looked at first, and only what was looked at is published.
        var more = new Dictionary<string, string> { ["_handler"] = "publish", ["do"] = "publish", ["other"] = "执法人员" };
        var changed = await Browser.ReadAsync(await reviewer.SendAsync(Form(page, "publish"), address, more));
        Assert.Contains("once more", changed.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("执法人员", changed.QuerySelector<IHtmlTextAreaElement>("#other")!.Value.Trim());
        Assert.DoesNotContain("执法人员", changed.QuerySelectorAll(".redacted")[1].QuerySelectorAll("p").Where(p => p.ClassName != "sign").SelectMany(p => p.ChildNodes.Where(n => n.NodeName != "B")).Aggregate("", (all, n) => all + n.TextContent), StringComparison.Ordinal);
        page = await reviewer.FollowAsync(await reviewer.SendAsync(Form(changed, "publish"), address, more));
        Assert.Contains("Published", page.Words(".head"), StringComparison.Ordinal);

        foreach (var language in new[] { "zh", "en", "ar" })
        {
            var shown = await anybody.OpenAsync($"/{language}/decisions/{card.Id}");
            Assert.All(hidden, words => Assert.DoesNotContain(words, shown.Body!.TextContent, StringComparison.Ordinal));
            Assert.Contains(card.Number, (await anybody.OpenAsync($"/{language}/decisions?county=500110")).Body!.TextContent, StringComparison.Ordinal);
        }

        Assert.Contains(card.Number, (await anybody.OpenAsync("/en/decisions?q=" + Uri.EscapeDataString(card.Number))).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(card.Number, (await anybody.OpenAsync("/en/decisions?county=500112")).Body!.TextContent, StringComparison.Ordinal);

        var feed = await FeedAsync(anybody, "/en/decisions.atom");
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = Assert.Single(feed.Root!.Elements(atom + "entry"));
        Assert.EndsWith("/en/decisions/" + card.Id, entry.Element(atom + "link")!.Attribute("href")!.Value, StringComparison.Ordinal);
        Assert.All(new[] { "title", "id", "updated", "author" }, name => Assert.NotEmpty(feed.Root!.Elements(atom + name)));
        Assert.All(new[] { "title", "id", "updated", "summary" }, name => Assert.NotEmpty(entry.Elements(atom + name)));
        Assert.True(DateTimeOffset.TryParse(entry.Element(atom + "updated")!.Value, out _));
        await FeedAsync(anybody, "/decisions.atom?county=no&q=%3Cscript%3E%00");
        using var json = JsonDocument.Parse(await anybody.Http.GetStringAsync("/api/decisions/" + card.Id));
        Assert.Equal("published", json.RootElement.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.Http.GetAsync("/api/decisions/nothing")).StatusCode);

        page = await reviewer.FollowAsync(await reviewer.SendAsync(Form(page, "withdraw"), address, new()
        {
            ["_handler"] = "withdraw", ["ground"] = "revoked", ["since"] = DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM-dd"), ["statement"] = "The office revoked it.",
        }));
        Assert.Contains("Withdrawn", page.Words(".head"), StringComparison.Ordinal);
        var gone = await anybody.OpenAsync("/en/decisions/" + card.Id);
        Assert.Contains("The office revoked it.", gone.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(gone.QuerySelectorAll(".redacted"));
        Assert.DoesNotContain("text", await anybody.Http.GetStringAsync("/api/decisions/" + card.Id), StringComparison.Ordinal);
    }

    /// <summary>A decision about a natural person: of an organisation nothing is hidden by its name, and which cases the demo's county has depends on the day.</summary>
    private async Task<Card> OfAPersonAsync()
    {
        var desk = site.Services.GetRequiredService<Wardmote.Desk.Desk>();
        foreach (var card in await site.Services.GetRequiredService<ICards>().ListAsync(new CardQuery { Kind = "publication", States = ["due"] }))
        {
            using var extra = JsonDocument.Parse(card.Extra);
            var file = await desk.CaseAsync(new Book(card.Book), extra.RootElement.GetProperty("case").GetString()!);
            if (await desk.PartyAsync(file!) is { Kind: PartyKind.Individual } person && !Wardmote.Publication.AssessImpact.Young(file!) && person.Name.Length > 1)
            {
                return card;
            }
        }

        throw new Xunit.Sdk.XunitException("the demo has no decision about a grown person to publish");
    }

    private static async Task<XDocument> FeedAsync(Browser browser, string address)
    {
        var answer = await browser.Http.GetAsync(address);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        using var reader = XmlReader.Create(await answer.Content.ReadAsStreamAsync(), new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit });
        return await XDocument.LoadAsync(reader, LoadOptions.None, default);
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Single(f => f.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value == name);

    private async Task<Browser> SignedInAsync(string id, string[]? roles = null)
    {
        var agency = roles is ["department"] ? "500110-CG" : "";
        await site.AddPersonAsync(new Wardmote.Access.Person("p-" + id, Wardmote.Law.Text.Same(id), roles ?? [id], "500110", agency.Length > 0 ? "" : DemoPeople.Home, agency), Password);
        var browser = site.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = "p-" + id, ["password"] = Password });
        return browser;
    }
}
