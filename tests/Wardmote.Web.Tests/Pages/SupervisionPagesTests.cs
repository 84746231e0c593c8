using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;
using Wardmote.Web.Host;

namespace Wardmote.Web.Tests.Pages;

/// <summary>Supervision's pages, by role: who sees what, who answers, and what never reaches a team.</summary>
public sealed class SupervisionPagesTests(Site site) : IClassFixture<Site>
{
    private const string Password = "a long enough password";
    private const string Town = "500110001";
    private static readonly Book Home = new("500110");
    // Sign-in is limited by address: somebody who was here before is still signed in.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string, string), Browser> Here = new();
    private static int _next;

    private Wardmote.Desk.Desk Desk => site.Services.GetRequiredService<Wardmote.Desk.Desk>();

    private async Task<Browser> AsAsync(string role, string locality = Town, string agency = "", string? id = null)
    {
        if (id is null && Here.TryGetValue((role, locality, agency), out var signedIn))
        {
            return signedIn;
        }

        var person = new Person(id ?? $"{role}-{Interlocked.Increment(ref _next)}", Text.Same(role), [role], "500110", agency.Length > 0 ? "" : locality, agency);
        await site.AddPersonAsync(person, Password);
        var browser = site.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = person.Id, ["password"] = Password });
        return id is null ? Here[(role, locality, agency)] = browser : browser;
    }

    private Task<Browser> BureauAsync() => AsAsync("supervisor", "", "500110-SF");

    private async Task<string> AlertAsync(string handler, string cause = "ninety-days")
    {
        var id = "alert" + Interlocked.Increment(ref _next);
        var fence = new FenceAnswer(cause, "R-ORD-02", FenceVerdict.Caution, new Text("快到期 " + id, "Nearly due " + id, "يقترب الموعد " + id), "行政处罚法 60", Text.Same("x"), []);
        await Desk.RaiseAlertAsync(Home, Alert.From(fence, id, "case", "c-" + id, Town, Town, handler, [handler], Desk.Law.At(Home), DateTimeOffset.UtcNow), new Request(By.System, DateTimeOffset.UtcNow, id));
        return id;
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").First(f => f.QuerySelector($"[name=_handler][value={name}]") is not null);

    [Fact]
    public async Task An_alert_is_seen_by_whoever_is_asked_and_those_above_and_by_nobody_else()
    {
        var officer = await AsAsync("officer", id: "handler-1");
        var id = await AlertAsync("handler-1");
        Assert.Contains(id, (await officer.OpenAsync("/en/alerts")).Words("main"));
        Assert.Equal("1", (await officer.OpenAsync("/en/items")).QuerySelector(".side a[href$='/alerts'] .badge")!.ChildNodes.Last().Text().Trim());
        Assert.Contains(id, (await (await AsAsync("leader")).OpenAsync("/en/alerts?view=all")).Words("main"));
        Assert.Contains(id, (await (await BureauAsync()).OpenAsync("/en/alerts?view=all")).Words("main"));

        foreach (var (browser, status) in new[]
        {
            (await AsAsync("officer"), HttpStatusCode.NotFound), (await AsAsync("leader", "500110002"), HttpStatusCode.NotFound), (await AsAsync("department", "", "500110-CG"), HttpStatusCode.NotFound),
            (await AsAsync("clerk"), HttpStatusCode.NotFound),
        })
        {
            Assert.DoesNotContain(id, (await browser.OpenAsync("/en/alerts/" + id, status)).Words("main"));
        }

        await (await AsAsync("clerk")).OpenAsync("/en/alerts", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_sets_their_own_alert_aside_without_a_reason_and_supervision_reads_it()
    {
        var officer = await AsAsync("officer", id: "handler-2");
        var id = await AlertAsync("handler-2");
        var address = "/en/alerts/" + id;
        var refused = await Browser.ReadAsync(await officer.SendAsync(Form(await officer.OpenAsync(address), "answer"), address, new() { ["answer"] = "dismiss", ["words"] = "  " }));
        Assert.Contains("one sentence", refused.Words("#errors"));
        await officer.FollowAsync(await officer.SendAsync(Form(refused, "answer"), address, new() { ["answer"] = "dismiss", ["words"] = "The term was extended on Monday" }));

        var bureau = await BureauAsync();
        Assert.Contains(id, (await bureau.OpenAsync("/en/alerts")).Words("main"));
        var page = await bureau.OpenAsync(address);
        Assert.Contains("The term was extended on Monday", page.Words("main"));
        Assert.Contains("concerns the person", page.Words("main"));
        Assert.Contains("say why not", (await Browser.ReadAsync(await bureau.SendAsync(Form(page, "review"), address, new() { ["accepted"] = "no", ["words"] = "" }))).Words("#errors"));
        var reopened = await bureau.FollowAsync(await bureau.SendAsync(Form(page, "review"), address, new() { ["accepted"] = "no", ["words"] = "No paper says so" }));
        Assert.Contains("With supervision", reopened.Words("main"));
    }

    [Fact]
    public async Task The_page_of_a_thing_shows_its_alerts()
    {
        await site.EnrolAsync();
        var opened = Assert.IsType<DeskAnswer.Done>(await Desk.OpenPatrolCaseAsync(Town, new ItemCode("CG-005"), null, "x", new Request(new By("leader", "leader", Town), DateTimeOffset.UtcNow, "strip")));
        var id = ((CaseOpened)Body.Read(opened.Entries[0])).Case;
        await Desk.RaiseAlertAsync(Home, new AlertRaised("strip", "correction", "R-CORR-02", "case", id, Town, Town, "", [], new Text("期满", "The term has passed", "انقضت"), Text.Same("x"), "x", "leader", null), new Request(By.System, DateTimeOffset.UtcNow, "strip-alert"));
        Assert.Contains("The term has passed", (await (await AsAsync("leader")).OpenAsync("/en/cases/" + id)).Words(".note.warn"));
    }

    [Fact]
    public async Task A_complaint_reaches_the_bureau_and_never_the_team()
    {
        const string words = "They asked for money without a receipt";
        var visitor = site.Visit();
        var form = await visitor.OpenAsync("/en/complain?about=nothing-here");
        Assert.Equal("nothing-here", form.QuerySelector<IHtmlInputElement>("#about")!.Value);
        var missing = await Browser.ReadAsync(await visitor.SendAsync(form, "/en/complain", new() { ["words"] = words, ["phone"] = "call me" }));
        Assert.Equal(words, missing.Words("#words"));
        Assert.NotNull(missing.QuerySelector("#locality-error"));
        Assert.NotNull(missing.QuerySelector("#phone-error"));
        var sent = await visitor.FollowAsync(await visitor.SendAsync(missing, "/en/complain", new() { ["words"] = words, ["locality"] = Town, ["name"] = "Somebody", ["phone"] = "138 0000" }));
        var code = sent.Words("#code");
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code);

        var bureau = await BureauAsync();
        var list = await bureau.OpenAsync("/en/complaints");
        var address = list.QuerySelectorAll<IHtmlAnchorElement>("ol.rows h2 a").Select(a => a.PathName).Last();
        var page = await bureau.OpenAsync(address);
        Assert.Contains(words, page.Words("main"));
        Assert.DoesNotContain("Somebody", page.Words("main"));

        // The clock tells the bureau of it, and nobody of the town.
        await site.Services.GetRequiredService<Watch>().TermsAsync(DateTimeOffset.UtcNow.AddDays(60), CancellationToken.None);
        Assert.Contains("complaint about enforcement", (await bureau.OpenAsync("/en/alerts")).Words("main"));
        foreach (var (role, locality, agency) in new[]
        {
            ("clerk", Town, ""), ("officer", Town, ""), ("auxiliary", Town, ""), ("leader", Town, ""), ("head", Town, ""), ("deputy", Town, ""), ("reviewer", Town, ""), ("host", Town, ""), ("supervisor", Town, ""),
            ("department", "", "500110-CG"), ("administrator", Town, ""), ("leader", "", ""), ("head", "", ""),
        })
        {
            var browser = await AsAsync(role, locality, agency);
            await browser.OpenAsync("/en/complaints", HttpStatusCode.NotFound);
            Assert.DoesNotContain(words, (await browser.OpenAsync(address, HttpStatusCode.NotFound)).Words("main"));
            foreach (var path in new[] { "/en/find?q=money", "/en/alerts?view=all", "/en/alerts", "/en/reports", "/en/cases", "/en/map", "/en/supervision", "/api/cards/complaint", "/api/cards/alert" })
            {
                var text = await (await browser.Http.GetAsync(path)).Content.ReadAsStringAsync();
                Assert.DoesNotContain(words, text);
                Assert.DoesNotContain("complaint-answer", text);
                Assert.DoesNotContain("Answer the complaint", text);
            }
        }

        page = await bureau.OpenAsync(address);
        page = await bureau.FollowAsync(await bureau.SendAsync(Form(page, "step"), address, new() { ["step-words"] = "Asked for the recording" }));
        Assert.Contains("Choose what came of it", (await Browser.ReadAsync(await bureau.SendAsync(Form(page, "answer"), address, new() { ["words"] = "It is so" }))).Words("#errors"));
        await bureau.FollowAsync(await bureau.SendAsync(Form(page, "answer"), address, new() { ["outcome"] = "founded", ["words"] = "The money was given back" }));

        var other = site.Visit();
        var mine = await other.FollowAsync(await other.SendAsync(await other.OpenAsync("/en/track"), "/en/track", new() { ["code"] = code }));
        Assert.Contains("The money was given back", mine.Words("main"));
        Assert.DoesNotContain("Asked for the recording", mine.Words("main"));
    }

    [Fact]
    public async Task An_opinion_goes_out_is_answered_by_its_organ_and_weighed()
    {
        var bureau = await BureauAsync();
        var form = await bureau.OpenAsync("/en/opinions/new?about=case:c1&to=" + Town);
        Assert.Equal(Town, form.QuerySelector<IHtmlOptionElement>("#to option[selected]")!.Value);
        var refused = await Browser.ReadAsync(await bureau.SendAsync(form, "/en/opinions/new", new() { ["to"] = Town, ["about"] = "case:c1, rubbish", ["found"] = "No notice was given", ["asks"] = "Give it" }));
        Assert.Contains("rubbish", refused.Words("#about-error, #errors"));
        var sent = await bureau.SendAsync(refused, "/en/opinions/new", new() { ["to"] = Town, ["about"] = "case:c1", ["found"] = "No notice was given", ["asks"] = "Give it", ["basis"] = "行政处罚法 44" });
        var page = await bureau.FollowAsync(sent);
        var address = new Uri(new Uri("http://x"), sent.Headers.Location!.OriginalString).AbsolutePath;
        Assert.Contains("No notice was given", page.Words("main"));

        await (await AsAsync("head", "500110002")).OpenAsync(address, HttpStatusCode.NotFound);
        await (await AsAsync("department", "", "500110-CG")).OpenAsync(address, HttpStatusCode.NotFound);
        await (await AsAsync("officer")).OpenAsync(address, HttpStatusCode.NotFound);
        await (await AsAsync("head")).OpenAsync("/en/opinions/new", HttpStatusCode.Forbidden);

        var head = await AsAsync("head");
        Assert.Contains("Give it", (await head.OpenAsync("/en/opinions")).Words("main"));
        await head.FollowAsync(await head.SendAsync(Form(await head.OpenAsync(address), "answer"), address, new() { ["words"] = "So it was", ["done"] = "Notice given today" }));
        await bureau.FollowAsync(await bureau.SendAsync(Form(await bureau.OpenAsync(address), "weigh"), address, new() { ["enough"] = "no", ["words"] = "Send the proof" }));
        Assert.Contains("Send the proof", (await head.OpenAsync(address)).Words("main"));
        foreach (var (language, says) in new[] { ("zh", "监督意见书"), ("en", "Supervision opinion"), ("ar", "رأي إشرافي") })
        {
            Assert.Contains(says, (await bureau.OpenAsync($"{address}/document?in={language}")).Words(".paper, article"));
        }
    }

    [Fact]
    public async Task Files_are_drawn_by_lot_and_scored_by_somebody_else()
    {
        await site.EnrolAsync();
        var (journal, bureau) = (site.Services.GetRequiredService<IJournal>(), await AsAsync("supervisor", "", "500110-SF", "scorer"));
        for (var n = 0; n < 5; n++)
        {
            var id = $"drawn-{n}";
            // The scorer took part in every second one.
            var by = new By(n % 2 == 0 ? "scorer" : "o1", "officer", Town);
            await journal.AppendAsync(new Append(Home, "end-" + id, by, DateTimeOffset.UtcNow, [Body.Fact(new CaseEnded(id, "penalised", "x", null), [CaseFile.TagOf(id)])]));
        }

        var page = await bureau.OpenAsync("/en/samplings");
        Assert.Contains("seed", (await Browser.ReadAsync(await bureau.SendAsync(page, "/en/samplings", new() { ["count"] = "5", ["seed"] = "", ["from"] = "2026-01-01", ["to"] = "2099-01-01" }))).Words("#errors"));
        var drawn = await bureau.FollowAsync(await bureau.SendAsync(page, "/en/samplings", new() { ["count"] = "200", ["seed"] = "12345", ["from"] = "2020-01-01", ["to"] = "2099-01-01" }));
        var files = drawn.QuerySelectorAll<IHtmlAnchorElement>("ol.rows h3 a").Select(a => a.PathName).ToList();
        var (own, others) = (files.First(f => f.EndsWith("drawn-0", StringComparison.Ordinal)), files.First(f => f.EndsWith("drawn-1", StringComparison.Ordinal)));

        var full = FileSampling.HouseSheet.ToDictionary(s => "points-" + s.Id, s => s.Points.ToString());
        Assert.Contains("took part", (await Browser.ReadAsync(await bureau.SendAsync(await bureau.OpenAsync(own), own, full))).Words("#errors"));
        Assert.Contains("from 0 to", (await Browser.ReadAsync(await bureau.SendAsync(await bureau.OpenAsync(others), others, new(full) { ["points-facts"] = "21" }))).Words("#errors"));
        Assert.Contains("say why", (await Browser.ReadAsync(await bureau.SendAsync(await bureau.OpenAsync(others), others, new(full) { ["points-facts"] = "12" }))).Words("#errors"));
        var scored = await bureau.FollowAsync(await bureau.SendAsync(await bureau.OpenAsync(others), others, new(full) { ["points-facts"] = "12", ["remark-facts"] = "No photo" }));
        Assert.Contains("92 of 100", scored.Words("main"));
        Assert.Contains("0 / 1", scored.Words("table.list"));
        Assert.DoesNotContain("scorer", scored.Words("main"));

        await (await AsAsync("leader")).OpenAsync("/en/samplings", HttpStatusCode.Forbidden);
        await (await AsAsync("head")).OpenAsync(others, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Figures_carry_what_is_needed_to_doubt_them_and_the_file_has_the_same()
    {
        var bureau = await BureauAsync();
        var page = await bureau.OpenAsync("/en/outcomes");
        Assert.Equal(7, page.QuerySelectorAll(".figures section").Length);
        Assert.All(page.QuerySelectorAll(".figures section"), s => Assert.True(s.TextContent.Contains("95 % interval") && s.TextContent.Contains("Missing") && s.TextContent.Contains("Denominator", StringComparison.OrdinalIgnoreCase)));
        var csv = await bureau.Http.GetAsync("/en/outcomes.csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(8, (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("The days are wrong", (await bureau.OpenAsync("/en/outcomes?from=2026-09-01&to=2026-01-01")).Words("[role=alert]"));
        await bureau.OpenAsync("/en/outcomes?from=x&to=0001-01-01");
        await bureau.OpenAsync("/en/outcomes/complaints_per_1000");
        await bureau.OpenAsync("/en/outcomes/nothing", HttpStatusCode.NotFound);
        var leader = await AsAsync("leader");
        await leader.OpenAsync("/en/outcomes", HttpStatusCode.Forbidden);
        await leader.OpenAsync("/en/outcomes/complaints_per_1000", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Http.GetAsync("/en/outcomes.csv")).StatusCode);
    }

    [Fact]
    public async Task The_overview_numbers_the_places_that_need_somebody_and_the_map_pins_the_same()
    {
        var id = await AlertAsync("", "correction");
        await Desk.EscalateAlertAsync(Home, id, new Request(By.System, DateTimeOffset.UtcNow.AddDays(3), "up-" + id));
        var page = await (await BureauAsync()).OpenAsync("/en/supervision");
        Assert.Equal(5, page.QuerySelectorAll(".numbers a").Length);
        var needs = page.QuerySelectorAll(".needs > li").Select(l => l.Id![5..]).ToList();
        Assert.NotEmpty(needs);
        var pins = page.QuerySelectorAll(".map .pin.need").Select(p => (p.GetAttribute("href")!.Split('#')[1][5..], p.QuerySelector("text")!.TextContent)).ToList();
        Assert.All(pins, p => Assert.Equal(p.Item1, p.Item2));
        Assert.All(pins, p => Assert.Contains(p.Item1, needs));
        Assert.NotEmpty(pins);
    }
}
