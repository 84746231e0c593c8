using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Pages;

/// <summary>A decision, from the reviewer's list to the public's feed and out of it again.</summary>
public sealed class PublicationPagesTests(Site site) : IClassFixture<Site>
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task A_decision_is_assessed_checked_published_found_and_withdrawn_and_others_cannot()
    {
        await site.EnrolAsync();
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

    /// <summary>A decision on the spot about a natural person, made here: of an organisation nothing is hidden by its name, and what the demo leaves to do depends on the day.</summary>
    private async Task<Card> OfAPersonAsync()
    {
        var desk = site.Services.GetRequiredService<Wardmote.Desk.Desk>();
        var (book, now, crew, asked) = (new Book(DemoPeople.County), DateTimeOffset.UtcNow, new[] { "officer", "officer2" }, 0);
        var opened = Done(await desk.OpenPatrolCaseAsync(DemoPeople.Home, new ItemCode("CG-005"), null, "滨河天桥", As("officer")));
        var id = opened.Select(Body.Read).OfType<CaseOpened>().Single().Case;
        Done(await desk.AssignAsync(book, id, new AssignOfficers(crew), As("leader")));
        Done(await desk.RecordSiteAsync(book, id, new RecordSite
        {
            Officers = crew, Began = now.AddMinutes(-20), Ended = now.AddMinutes(-10), ActDay = ShanghaiTime.Day(now), Breach = true, Seen = "在人行天桥上摆摊，占地约 2 平方米",
            Party = new Party(PartyKind.Individual, "张三", "500110199001011234", "（虚构）滨河路 1 号", "13800000000", new DateOnly(1990, 1, 1)), CertificatesShown = true, RecusalTold = true, Signed = "signed",
        }, As("officer")));
        Done(await desk.PersuadeAsync(book, id, new Persuade("officer", "请撤离", null, "not_put_right", "", []), As("officer")));
        var facts = new Dictionary<string, JsonElement>
        {
            ["corrected"] = JsonSerializer.SerializeToElement(false), ["area"] = JsonSerializer.SerializeToElement(2), ["width_left"] = JsonSerializer.SerializeToElement(1.5), ["peak"] = JsonSerializer.SerializeToElement(true),
        };
        Done(await desk.ProposeAsync(book, id, new ProposePenalty { Facts = facts, Fine = 100, Gains = "none", Reason = "劝导后仍未撤离" }, As("officer")));
        Done(await desk.HearAsync(book, id, new HearParty(true, "", ""), As("officer")));
        Done(await desk.DecideOnTheSpotAsync(book, id, As("officer")));
        Done(await desk.ServeAsync(book, id, new Serve("handed", "party", false, "", []), As("officer")));
        return (await site.Services.GetRequiredService<ICards>().ListAsync(new CardQuery { Kind = "publication", States = ["due"] })).Single(c => c.Extra.Contains(id, StringComparison.Ordinal));

        Request As(string role) => new(new By(role, role, DemoPeople.Home), now, $"test-{asked++}", Name: Text.Same(role));
    }

    private static IReadOnlyList<Entry> Done(DeskAnswer answer) => Assert.IsType<DeskAnswer.Done>(answer).Entries;

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
