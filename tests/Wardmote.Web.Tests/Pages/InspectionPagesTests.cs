using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Pages;

/// <summary>A site where everybody of the demo county can sign in, and two who are out of its first town's scope.</summary>
public sealed class StaffedSite : IAsyncLifetime
{
    internal const string Password = "a long enough password";

    private readonly Dictionary<string, Browser> signedIn = [];

    internal Site Site { get; init; } = new();

    /// <summary>Somebody's browser; each signs in once, because the house lets an address try only so often.</summary>
    internal async Task<Browser> SignInAsync(string who)
    {
        if (!signedIn.TryGetValue(who, out var browser))
        {
            browser = Site.Visit();
            await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = who, ["password"] = Password });
            signedIn[who] = browser;
        }

        return browser;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Site.EnrolAsync();
        foreach (var person in DemoPeople.All)
        {
            await Site.AddPersonAsync(person, Password);
        }

        await Site.AddPersonAsync(new Person("far", Text.Same("Far"), ["leader", "officer", "head"], "500110", "500110002", ""), Password);
        await Site.AddPersonAsync(new Person("abroad", Text.Same("Abroad"), ["supervisor"], "500112", "", "500112-SF"), Password);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>Visits as each role meets them: who proposes, who approves, who enters, what the owner sees, and what does not exist for others.</summary>
public sealed partial class InspectionPagesTests(StaffedSite staffed) : IClassFixture<StaffedSite>
{
    private readonly Site site = staffed.Site;

    [Fact]
    public async Task The_owner_checks_the_code_from_their_own_page_and_that_is_the_scan()
    {
        var (premises, code) = await RegisterAsync();
        var visit = await ProposedAsync(premises);
        var officer = await SignInAsync("officer");
        await SendAsync(await SignInAsync("head"), visit, "approve", []);

        var owner = site.Visit();
        var own = await owner.FollowAsync(await owner.SendAsync(await owner.OpenAsync("/en/owner"), "/en/owner", new() { ["code"] = code.ToLowerInvariant() }));
        Assert.Contains("You need not check", own.Body!.TextContent, StringComparison.Ordinal);
        var check = own.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector("input[name=_handler][value=check]") is not null);
        var went = await owner.SendAsync(check, "/en/owner/premises", []);
        Assert.Equal(HttpStatusCode.Redirect, went.StatusCode);
        Assert.Contains("/inspection-code/#premises=", went.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // Nothing was scanned and no reason is asked: the owner's own look is on record.
        await SendAsync(officer, visit, "enter", new() { ["way"] = "none", ["entered"] = "", ["enter-reason"] = "" }, Present);
        Assert.Contains("The owner opened the check of the code", (await officer.OpenAsync(visit)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_goes_from_the_proposal_to_the_case_and_the_owners_rating()
    {
        var (premises, code) = await RegisterAsync();
        var visit = await ProposedAsync(premises);

        // Nobody approves their own proposal; the head sees it in the queue.
        var officer = await SignInAsync("officer");
        Assert.Null((await officer.OpenAsync(visit)).QuerySelector("input[value=approve]"));
        var head = await SignInAsync("head");
        Assert.Contains("Noodles", (await head.OpenAsync("/en/inspections?view=approve")).Words(".rows"), StringComparison.Ordinal);
        await SendAsync(head, visit, "approve", []);
        Assert.Contains("Approved", (await head.OpenAsync(visit)).Words("aside"), StringComparison.Ordinal);

        // Without a scan and without a reason the door is a fence; the reason typed is still there.
        var refused = await Browser.ReadAsync(await SendRawAsync(officer, visit, "enter", new() { ["way"] = "none", ["entered"] = "", ["enter-reason"] = "" }, Present));
        Assert.NotNull(refused.QuerySelector("main .card.fence"));
        await SendAsync(officer, visit, "code", []);
        var shown = await officer.OpenAsync(visit);
        Assert.Matches("^W1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}$", shown.Words("#code-text"));
        Assert.StartsWith("data:image/svg+xml;base64,", shown.QuerySelector("#code img")!.GetAttribute("src"), StringComparison.Ordinal);

        await SendAsync(officer, visit, "enter", new() { ["way"] = "owner", ["entered"] = "", ["enter-reason"] = "the code on the door cannot be read" }, Present);
        var empty = await Browser.ReadAsync(await SendRawAsync(officer, visit, "record", new() { ["found.0"] = "true", ["seen.0"] = "", ["signed"] = "signed", ["said"] = "not mine", ["ended"] = "" }));
        Assert.Contains("what was seen", empty.Words(".summary"), StringComparison.Ordinal);
        Assert.Contains("not mine", empty.Body!.TextContent, StringComparison.Ordinal);
        await SendAsync(officer, visit, "record", new() { ["found.0"] = "true", ["seen.0"] = "a valve was blocked", ["signed"] = "signed", ["said"] = "", ["ended"] = "" });
        var recorded = await officer.OpenAsync(visit);
        var matter = recorded.QuerySelector("main a[href*='/cases/']")!.GetAttribute("href")!;
        Assert.Contains("Gas user", (await officer.OpenAsync(matter)).Words("h1"), StringComparison.Ordinal);

        // The owner: the code goes in a form's body and nowhere else.
        var owner = site.Visit();
        var door = await owner.OpenAsync("/en/owner");
        Assert.Contains("No premises have this code", (await Browser.ReadAsync(await owner.SendAsync(door, "/en/owner", new() { ["code"] = "ZZZZZZZZZZZZZZZZ" }))).Words(".summary"), StringComparison.Ordinal);
        var opened = await owner.SendAsync(door, "/en/owner", new() { ["code"] = code.ToLowerInvariant() });
        Assert.DoesNotContain(code.Replace("-", ""), opened.Headers.Location!.OriginalString.Replace("-", ""), StringComparison.OrdinalIgnoreCase);
        var own = await owner.FollowAsync(opened);
        Assert.Contains("Visits this year: 1 of 2", own.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("a valve was blocked", own.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 open case", own.Body.TextContent, StringComparison.Ordinal);
        Assert.NotNull(own.QuerySelector("a[href*='/complain?about=inspection:']"));
        Assert.DoesNotContain(code, own.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);

        // The code of the record can be checked by anybody, and a changed one does not pass.
        var seal = own.Words("#record-code");
        Assert.Contains("Unchanged", (await CheckedAsync(seal)).Words("main"), StringComparison.Ordinal);
        Assert.Contains("says something else", (await CheckedAsync(seal[..^1] + (seal[^1] == '0' ? '1' : '0'))).Words(".field.wrong .error"), StringComparison.Ordinal);
        Assert.Contains("no code of a record", (await CheckedAsync("hello")).Words(".field.wrong .error"), StringComparison.Ordinal);

        var rate = own.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector("input[name=_handler]")?.GetAttribute("value")?.StartsWith("rate-", StringComparison.Ordinal) == true);
        var bad = await Browser.ReadAsync(await owner.SendAsync(rate, "/en/owner/premises", new() { ["stars"] = "9" }));
        Assert.Contains("1 to 5 stars", bad.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await owner.SendAsync(rate, "/en/owner/premises", new() { ["stars"] = "2", ["bans"] = "difficulties" })).StatusCode);
        var after = await owner.OpenAsync("/en/owner/premises");
        Assert.Contains("You rated it", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(after.QuerySelectorAll("input[name=_handler]"), i => i.GetAttribute("value")!.StartsWith("rate-", StringComparison.Ordinal));

        var side = after.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector("input[name=_handler][value=side]") is not null);
        Assert.Equal(HttpStatusCode.Redirect, (await owner.SendAsync(side, "/en/owner/premises", new() { ["about"] = "case:" + matter.Split('/')[^1], ["side"] = "the valve is the landlord's" })).StatusCode);
        Assert.Contains("the landlord's", (await officer.OpenAsync("/en/premises/" + premises)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("the landlord's", (await officer.OpenAsync(matter)).Words("aside"), StringComparison.Ordinal);

        // Whoever complains from here says neither the place nor a number again.
        var complain = await owner.OpenAsync(own.QuerySelector("a[href*='/complain?about=inspection:']")!.GetAttribute("href")!);
        Assert.Contains("About a visit", complain.Words("form"), StringComparison.Ordinal);
        Assert.Equal("500110001", complain.QuerySelector<IHtmlInputElement>("input[type=hidden][name=locality]")!.Value);
        Assert.Null(complain.QuerySelector("#about"));

        // The rating is for supervision alone.
        var supervisor = await SignInAsync("supervisor");
        var ratings = (await supervisor.OpenAsync("/en/inspections/ratings")).Body!.TextContent;
        Assert.Contains("Made difficulties", ratings, StringComparison.Ordinal);
        Assert.Contains("too few", ratings, StringComparison.Ordinal);
        foreach (var who in new[] { "officer", "leader", "head", "clerk", "department", "admin", "far" })
        {
            await (await SignInAsync(who)).OpenAsync("/en/inspections/ratings", HttpStatusCode.NotFound);
        }

        Assert.DoesNotContain("Made difficulties", (await (await SignInAsync("abroad")).OpenAsync("/en/inspections/ratings")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("difficulties", (await head.OpenAsync(visit)).Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_out_of_scope_does_not_exist()
    {
        var (premises, _) = await RegisterAsync();
        var visit = await ProposedAsync(premises);
        foreach (var (who, path) in new[]
        {
            ("far", visit), ("far", "/en/premises/" + premises), ("far", "/en/inspections/propose?premises=" + premises), ("abroad", visit), ("abroad", "/en/premises/" + premises), ("clerk", visit), ("clerk", "/en/inspections"),
            ("auxiliary", "/en/premises/" + premises), ("auxiliary", "/en/inspections"), ("reviewer", visit), ("host", "/en/premises"), ("department", visit), ("head", "/en/inspections/none"), ("head", "/en/premises/none"),
            ("head", "/en/inspections/plans/none"), ("head", "/en/inspections/draws/none"),
        })
        {
            await (await SignInAsync(who)).OpenAsync(path, HttpStatusCode.NotFound);
        }

        // A department of the county sees the premises, because its fences count every organ's visits, but not another organ's visit.
        var shop = await (await SignInAsync("department")).OpenAsync("/en/premises/" + premises);
        Assert.Contains("Routine", shop.Words("main"), StringComparison.Ordinal);
        Assert.Null(shop.QuerySelector($"a[href='{visit}']"));
        await (await SignInAsync("supervisor")).OpenAsync(visit);
        var stranger = site.Visit();
        Assert.Contains("/sign-in", (await stranger.Http.GetAsync(visit)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("/owner", (await stranger.Http.GetAsync("/en/owner/premises")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fences_are_asked_first_and_nothing_typed_is_lost()
    {
        var (premises, _) = await RegisterAsync();
        var officer = await SignInAsync("officer");
        var address = "/en/inspections/propose?premises=" + premises;
        var typed = Proposal() with { More = "CG-005", Grounds = "<b>plan</b> 2026" };
        var tried = await Browser.ReadAsync(await SendRawAsync(officer, address, "propose", typed.Fields("try"), [("officers", "officer")]));
        var facts = string.Join(' ', tried.QuerySelectorAll(".card.fence .fact").Select(f => f.TextContent));
        Assert.Contains("not its inspection", facts, StringComparison.Ordinal);
        Assert.Contains("at least 2", facts, StringComparison.Ordinal);
        Assert.Equal("<b>plan</b> 2026", tried.QuerySelector("textarea[name=grounds]")!.TextContent);
        Assert.Contains("No visit is on record", (await officer.OpenAsync("/en/premises/" + premises)).Body!.TextContent, StringComparison.Ordinal);

        var stopped = await Browser.ReadAsync(await SendRawAsync(officer, address, "propose", typed.Fields(), [("officers", "officer"), ("officers", "officer2")]));
        Assert.Contains("not its inspection", stopped.Words(".card.fence .fact"), StringComparison.Ordinal);
        Assert.Contains("CG-005", (await officer.OpenAsync("/en/premises/" + premises)).Words("aside"), StringComparison.Ordinal);

        var wrong = await Browser.ReadAsync(await SendRawAsync(officer, address, "propose", (typed with { More = "CG-0055", From = "noon" }).Fields(), [("officers", "officer")]));
        Assert.Contains("There is no item CG-0055", wrong.Words(".summary"), StringComparison.Ordinal);
        Assert.Contains("hours:minutes", wrong.Words(".summary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("department")]
    public async Task A_proposal_begins_with_two_who_can_go(string who)
    {
        var (premises, _) = await RegisterAsync();
        var ticked = (await (await SignInAsync(who)).OpenAsync("/en/inspections/propose?premises=" + premises)).QuerySelectorAll<IHtmlInputElement>("input[name=officers]").Where(i => i.IsChecked).Select(i => i.Value).ToList();
        Assert.Equal(2, ticked.Count);
        Assert.Contains(who, ticked);
    }

    [Fact]
    public async Task Times_left_empty_are_those_of_sending_and_an_end_typed_in_the_minute_of_entering_is_not_before_it()
    {
        // Two seconds before the minute turns: a page that filled in the time when it was opened would send the minute gone by.
        var now = DateTimeOffset.UtcNow;
        var clock = new Thread.MovedClock(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddSeconds(58));
        await using var moved = new StaffedSite { Site = new Site { Clock = clock } };
        await moved.InitializeAsync();
        var there = new InspectionPagesTests(moved);
        var officer = await there.SignInAsync("officer");
        var head = await there.SignInAsync("head");
        foreach (var (minutes, typed, refused) in new[] { (12, "", false), (0, "entered", false), (12, "before", true) })
        {
            var (premises, _) = await there.RegisterAsync();
            var visit = await there.ProposedAsync(premises);
            await SendAsync(head, visit, "approve", []);
            var shown = await officer.OpenAsync(visit);
            Assert.Equal("", shown.QuerySelector("input[name=entered]")!.GetAttribute("value") ?? "");
            await SendAsync(officer, visit, "enter", new() { ["way"] = "owner", ["entered"] = "", ["enter-reason"] = "the code on the door cannot be read" }, Present);
            var entered = ShanghaiTime.Local(clock.Now);
            clock.Move(TimeSpan.FromSeconds(4) + TimeSpan.FromMinutes(minutes));
            var ended = typed switch { "entered" => entered, "before" => entered.AddMinutes(-1), _ => default };
            var answer = await SendRawAsync(officer, visit, "record", new() { ["found.0"] = "false", ["seen.0"] = "", ["signed"] = "signed", ["said"] = "", ["ended"] = ended == default ? "" : $"{ended:yyyy-MM-ddTHH:mm}" });
            if (refused)
            {
                var page = await Browser.ReadAsync(answer);
                Assert.Equal("#ended", page.QuerySelector(".summary a")!.GetAttribute("href"));
                Assert.Contains($"entered at {entered:yyyy-MM-dd HH:mm}", page.Words(".summary"), StringComparison.Ordinal);
                Assert.Contains("whether the party signed", (await Browser.ReadAsync(await SendRawAsync(officer, visit, "record", new() { ["found.0"] = "false", ["seen.0"] = "", ["signed"] = "perhaps", ["said"] = "", ["ended"] = "" }))).Words(".summary"), StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            var record = (await moved.Site.Services.GetRequiredService<Wardmote.Desk.Desk>().EnterpriseAsync(new Book("500110"), premises))!.Inspection(visit.Split('/')[^1])!.Records.Single();
            Assert.Equal(TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(minutes == 0 ? 0 : 4), record.Ended - record.Began);
        }
    }

    [Fact]
    public async Task The_same_form_sent_twice_registers_once_and_a_door_code_belongs_to_one_business()
    {
        var clerk = await SignInAsync("clerk");
        var page = await clerk.OpenAsync("/en/premises/new");
        var typed = new Dictionary<string, string> { ["name"] = "Noodles", ["code"] = "DOOR-TWICE", ["address"] = "1 High Street" };
        var first = await clerk.FollowAsync(await clerk.SendAsync(page, "/en/premises/new", typed));
        var second = await clerk.FollowAsync(await clerk.SendAsync(page, "/en/premises/new", typed));
        Assert.Equal(first.Words("#code"), second.Words("#code"));
        var other = await Browser.ReadAsync(await clerk.SendAsync(await clerk.OpenAsync("/en/premises/new"), "/en/premises/new", typed));
        Assert.Contains("recorded already", other.Words(".summary"), StringComparison.Ordinal);
        var empty = await Browser.ReadAsync(await clerk.SendAsync(await clerk.OpenAsync("/en/premises/new"), "/en/premises/new", new() { ["name"] = " ", ["code"] = "a b" }));
        Assert.Equal(2, empty.QuerySelectorAll(".summary li").Length);

        // A person's name is not in the list, and the owner's code cannot be shown again.
        await clerk.SendAsync(await clerk.OpenAsync("/en/premises/new"), "/en/premises/new", new() { ["name"] = "Zhang San", ["personal"] = "true", ["code"] = "DOOR-PERSON" });
        var list = (await clerk.OpenAsync("/en/premises")).Words("main");
        Assert.Contains("not public", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Zhang San", list, StringComparison.Ordinal);
        // Nobody else meets it: the receipt is a sealed cookie of the one who registered.
        Assert.Contains("ten minutes", (await (await SignInAsync("leader")).OpenAsync("/en/premises/registered")).Words("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_public_once_the_head_published_it_and_a_draw_from_the_first_moment()
    {
        var (premises, _) = await RegisterAsync();
        var leader = await SignInAsync("leader");
        var refused = await Browser.ReadAsync(await SendRawAsync(leader, "/en/inspections/plans/new", "plan", new() { ["title"] = "Autumn", ["type"] = "Routine", ["basis"] = "kept words", ["from"] = "2026-01-01", ["to"] = "2026-13-01" }));
        Assert.Contains("kept words", refused.QuerySelector("textarea[name=basis]")!.TextContent, StringComparison.Ordinal);
        var today = ShanghaiTime.Day(DateTimeOffset.UtcNow);
        var done = await SendRawAsync(leader, "/en/inspections/plans/new", "plan",
            new() { ["title"] = "Autumn", ["type"] = "Special", ["items"] = "NY-001", ["premises"] = premises, ["basis"] = "the yearly plan", ["from"] = $"{today:yyyy-MM-dd}", ["to"] = $"{today.AddDays(60):yyyy-MM-dd}" });
        var plan = done.Headers.Location!.OriginalString;
        var open = "/en/plans/" + plan.Split('/')[^1];
        var everybody = site.Visit();
        await everybody.OpenAsync(open, HttpStatusCode.NotFound);
        var head = await SignInAsync("head");
        Assert.Contains("must be filed", (await Browser.ReadAsync(await SendRawAsync(head, plan, "publish", new() { ["filed"] = "" }))).Words(".summary"), StringComparison.Ordinal);
        await SendAsync(head, plan, "publish", new() { ["filed"] = "No 7" });
        Assert.Contains("Noodles", (await everybody.OpenAsync(open)).Words("main"), StringComparison.Ordinal);
        Assert.Contains("Autumn", (await everybody.OpenAsync("/en/plans")).Words("main"), StringComparison.Ordinal);

        var known = await Browser.ReadAsync(await SendRawAsync(leader, "/en/inspections/draws/new", "announce",
            new() { ["title"] = "Lots", ["items"] = "NY-001", ["premises"] = premises, ["count"] = "1", ["seed_from"] = "lottery", ["seed_on"] = $"{today:yyyy-MM-dd}" }, [("officers", "officer"), ("officers", "officer2")]));
        Assert.Contains("after the announcement", known.Words(".summary"), StringComparison.Ordinal);
        var announced = await SendRawAsync(leader, "/en/inspections/draws/new", "announce",
            new() { ["title"] = "Lots", ["items"] = "NY-001", ["premises"] = premises, ["count"] = "1", ["seed_from"] = "lottery", ["seed_on"] = $"{today.AddDays(1):yyyy-MM-dd}" }, [("officers", "officer"), ("officers", "officer2")]);
        var draw = announced.Headers.Location!.OriginalString;
        Assert.Null((await leader.OpenAsync(draw)).QuerySelector("input[name=seed]"));
        Assert.Contains("lottery", (await everybody.OpenAsync("/en/draws/" + draw.Split('/')[^1])).Words("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_checks_codes_is_one_file_that_asks_nobody_anything()
    {
        var visitor = site.Visit();
        var bare = await visitor.Http.GetAsync("/inspection-code");
        Assert.Equal("/inspection-code/", bare.Headers.Location!.OriginalString);
        var answer = await visitor.Http.GetAsync("/inspection-code/");
        var html = await answer.Content.ReadAsStringAsync();
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotMatch(SourcePattern(), html);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var script = ScriptPattern().Match(html).Groups[1].Value;
        Assert.Contains("sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script))), policy, StringComparison.Ordinal);
        Assert.Contains("\"crv\":\"P-256\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\":", html, StringComparison.Ordinal);
        Assert.Equal("text/javascript", (await visitor.Http.GetAsync("/inspection-code/worker.js")).Content.Headers.ContentType!.MediaType);
    }

    private async Task<IHtmlDocument> CheckedAsync(string code) => await Browser.ReadAsync(await SendRawAsync(site.Visit(), "/en/check", "record", new() { ["record"] = code }));

    private static readonly (string, string)[] Present = [("present", "officer"), ("present", "officer2")];

    private async Task<(string Premises, string Code)> RegisterAsync()
    {
        var clerk = await SignInAsync("clerk");
        var page = await clerk.OpenAsync("/en/premises/new");
        var done = await clerk.SendAsync(page, "/en/premises/new", new() { ["name"] = "Noodles", ["code"] = "DOOR-" + Guid.NewGuid().ToString("N")[..12], ["address"] = "1 High Street" });
        var shown = await clerk.FollowAsync(done);
        return (shown.QuerySelector("main a.button.second")!.GetAttribute("href")!.Split('/')[^1], shown.Words("#code"));
    }

    private async Task<string> ProposedAsync(string premises)
    {
        var officer = await SignInAsync("officer");
        var done = await SendRawAsync(officer, "/en/inspections/propose?premises=" + premises, "propose", Proposal().Fields(), [("officers", "officer"), ("officers", "officer2")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        return done.Headers.Location!.OriginalString;
    }

    private static Asked Proposal() => new("NY-001", "", ShanghaiTime.Day(DateTimeOffset.UtcNow), "00:00", "yearly plan");

    private Task<Browser> SignInAsync(string who) => staffed.SignInAsync(who);

    /// <summary>Sends a form and expects it done.</summary>
    private static async Task SendAsync(Browser browser, string path, string form, Dictionary<string, string> typed, params (string, string)[] more)
    {
        var answer = await SendRawAsync(browser, path, form, typed, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, (await Browser.ReadAsync(answer)).Words(".summary") + (await Browser.ReadAsync(answer)).Words(".card.fence .fact"));
    }

    private static async Task<HttpResponseMessage> SendRawAsync(Browser browser, string path, string form, Dictionary<string, string> typed, params (string Name, string Value)[] more)
    {
        var page = await browser.OpenAsync(path);
        var found = page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector($"input[name=_handler][value='{form}']") is not null);
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in found.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => (i.Name!, i.Value)).Where(f => !typed.ContainsKey(f.Item1)).Concat(typed.Select(t => (t.Key, t.Value))).Concat(more))
        {
            body.Add(new StringContent(value), name);
        }

        return await browser.Http.PostAsync(path, body);
    }

    private sealed record Asked(string Item, string More, DateOnly Day, string From, string Grounds)
    {
        internal Dictionary<string, string> Fields(string? button = null)
        {
            var fields = new Dictionary<string, string> { ["type"] = "Routine", ["items"] = Item, ["more"] = More, ["day"] = $"{Day:yyyy-MM-dd}", ["from"] = From, ["to"] = "23:59", ["grounds"] = Grounds, ["reason"] = "trial" };
            if (button is not null)
            {
                fields[button] = "true";
            }

            return fields;
        }
    }

    [GeneratedRegex("(src|href)=\"|url\\(|https?://")]
    private static partial Regex SourcePattern();

    [GeneratedRegex("<script type=\"module\">(.*)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();
}
