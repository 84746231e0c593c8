using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Web.Tests.Thread;
using Wardmote.Whistles;

namespace Wardmote.Web.Tests.Pages;

/// <summary>People of a county that ended: on its first day they act for whoever goes on, from their own sessions, and for nobody else. In the fictional district 990300 was merged into 990200 on 2026-07-01.</summary>
public sealed class HeirsOfAPlaceTests
{
    private const string Password = "a long enough password", Old = "990300001", Heir = "990200002", Beside = "990200001";
    private static readonly DateTimeOffset June = MovedClock.At(2026, 6, 30, 22), July = MovedClock.At(2026, 7, 1, 1);

    [Fact]
    public async Task Whoever_signed_in_before_sees_the_successors_matters_on_the_day_and_nothing_else()
    {
        var clock = new MovedClock(June);
        await using var site = new Site { Clock = clock };
        await AddAsync(site, "leader", Old, "", "leader", "clerk");
        await AddAsync(site, "urban", "", "990300-CG", "department");
        await AddAsync(site, "bureau", "", "990300-SF", "supervisor");
        await AddAsync(site, "county", "", "", "administrator");
        var (leader, urban, bureau) = (await InAsync(site, "leader"), await InAsync(site, "urban"), await InAsync(site, "bureau"));
        await LodgeAsync(site, "990300", Old, "old-1", clock.Now, "990300-CG");
        await LodgeAsync(site, "990200", Beside, "beside-1", clock.Now, "990200-CG");
        Assert.Equal(["old-1"], await SeenAsync(leader, "report"));
        Assert.Equal(["w-old-1"], await SeenAsync(urban, "whistle"));
        Assert.Equal(["w-old-1"], await SeenAsync(bureau, "whistle"));
        Assert.Equal((Old, "990300"), await WhoAsync(site, "leader"));

        clock.Now = July;
        await site.Services.GetRequiredService<Wardmote.Desk.Desk>().SucceedDueAsync(clock.Now);
        await LodgeAsync(site, "990200", Heir, "new-1", clock.Now, "990200-CG");
        await LodgeAsync(site, "990200", Beside, "beside-2", clock.Now, "990200-ST");

        // The same sessions: the queue of the town that goes on, its own matters and those it took over, and no other town's.
        Assert.Equal(["new-1", "old-1"], await SeenAsync(leader, "report"));
        Assert.Equal((Heir, "990200"), await WhoAsync(site, "leader"));
        var calls = await leader.Page.OpenAsync("/en/whistles");
        Assert.Equal(["/en/whistles/w-new-1", "/en/whistles/w-old-1"], calls.QuerySelectorAll("ol.rows h2 a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
        foreach (var (id, status) in new[] { ("old-1", 200), ("new-1", 200), ("beside-1", 404) })
        {
            await leader.Page.OpenAsync("/en/reports/" + id, (HttpStatusCode)status);
        }

        // The department has its calls of the county that goes on, those it took over among them; another department's are not its own.
        Assert.Equal(["w-beside-1", "w-new-1", "w-old-1"], await SeenAsync(urban, "whistle"));
        var call = await urban.Page.OpenAsync("/en/whistles/w-old-1");
        Assert.Contains("Goes on with the successor", call.Words("aside"), StringComparison.Ordinal);
        await urban.Page.OpenAsync("/en/whistles/w-beside-2", HttpStatusCode.NotFound);
        await leader.Page.OpenAsync("/en/whistles/w-old-1");
        Assert.Equal(["w-beside-1", "w-beside-2", "w-new-1", "w-old-1"], await SeenAsync(bureau, "whistle"));

        // The reporter reads who has it now, in plain words.
        var taken = await urban.Http.PostAsJsonAsync("/api/whistles/w-old-1/answer", new { answer = "take", key = "t" });
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);

        // Rank stays: a leader still does not settle, an officer of nothing does not manage people.
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Http.PostAsJsonAsync("/api/whistles/w-old-1/settle", new { owner = "990200-CG", reason = "x", key = "s" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Page.Http.GetAsync("/en/people")).StatusCode);

        // The administrator of the old county keeps the people of the one that goes on, and nobody is without a place.
        var county = await (await InAsync(site, "county")).Page.OpenAsync("/en/people");
        Assert.Null(county.QuerySelector("#stranded"));
        Assert.Contains("formerly Guibing Town", county.Words("main"), StringComparison.Ordinal);
        Assert.Equal(4, county.QuerySelectorAll("ol.rows > li").Length);
    }

    [Fact]
    public async Task An_administrator_is_told_whose_place_ended_without_an_heir_and_moves_them_to_one_of_the_same_kind()
    {
        var root = Directory.CreateTempSubdirectory("wardmote-heirs-");
        try
        {
            await CopyLawAsync(root.FullName);
            var clock = new MovedClock(June);
            await using var site = new Site { Clock = clock, Law = root.FullName };
            await AddAsync(site, "leader", Old, "", "leader");
            await AddAsync(site, "urban", "", "990300-CG", "department");
            await AddAsync(site, "reader", "", "", "supervisor");
            await site.AddPersonAsync(new Person("city", Text.Same("city"), ["administrator"], "", "", ""), Password);
            await site.AddPersonAsync(new Person("other", Text.Same("other"), ["administrator"], "990200", "", ""), Password);
            var (city, leader) = ((await InAsync(site, "city")).Page, await InAsync(site, "leader"));
            Assert.Null((await city.OpenAsync("/en/people")).QuerySelector("#stranded"));

            clock.Now = July;
            var page = await city.OpenAsync("/en/people");
            Assert.Contains("3 accounts have nowhere to go", page.Words("#stranded"), StringComparison.Ordinal);
            Assert.Null((await (await InAsync(site, "other")).Page.OpenAsync("/en/people")).QuerySelector("#stranded"));

            // To a place of the same kind only: a town's person to a town, a department's to its like, a county's to a county.
            Assert.All(Options(page, "leader"), o => Assert.Equal(9, o.Length));
            Assert.Contains(Beside, Options(page, "leader"));
            Assert.DoesNotContain(Old, Options(page, "leader"));
            Assert.All(Options(page, "urban"), o => Assert.EndsWith("-CG", o, StringComparison.Ordinal));
            Assert.All(Options(page, "reader"), o => Assert.Equal(6, o.Length));
            var wrong = await Browser.ReadAsync(await city.SendAsync(Form(page, "leader"), "/en/people", new() { ["to"] = "990200" }));
            Assert.Contains("Not moved", wrong.Words("#errors"), StringComparison.Ordinal);
            Assert.Equal((Old, "990300"), await WhoAsync(site, "leader"));

            var moved = await Browser.ReadAsync(await city.SendAsync(Form(page, "leader"), "/en/people", new() { ["to"] = Beside }));
            Assert.Contains("2 accounts have nowhere to go", moved.Words("#stranded"), StringComparison.Ordinal);
            Assert.Equal((Beside, "990200"), await WhoAsync(site, "leader"));

            // Whoever was moved signs in anew.
            Assert.Equal(HttpStatusCode.Redirect, (await leader.Page.Http.GetAsync("/en/work")).StatusCode);
            Assert.Equal(["leader"], (await site.Services.GetRequiredService<Accounts>().FindAsync("leader"))!.Roles);
        }
        finally
        {
            root.Delete(true);
        }
    }

    private sealed record Session(Browser Page, HttpClient Http);

    private static Task AddAsync(Site site, string name, string locality, string agency, params string[] roles) =>
        site.AddPersonAsync(new Person(name, Text.Same(name), roles, "990300", locality, agency), Password);

    private static async Task<Session> InAsync(Site site, string name)
    {
        var browser = site.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = name, ["password"] = Password });
        var http = site.CreateClient();
        var token = (await ReadAsync(await http.PostAsJsonAsync("/api/sign-in", new { user = name, password = Password }))).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Session(browser, http);
    }

    private static async Task<(string, string)> WhoAsync(Site site, string name)
    {
        var said = await ReadAsync(await site.CreateClient().PostAsJsonAsync("/api/sign-in", new { user = name, password = Password }));
        return (said.GetProperty("locality").GetString()!, said.GetProperty("county").GetString()!);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<List<string>> SeenAsync(Session session, string kind) =>
        [.. (await ReadAsync(await session.Http.GetAsync($"/api/cards/{kind}"))).GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];

    private static async Task LodgeAsync(Site site, string book, string town, string id, DateTimeOffset at, string agency) =>
        await site.Services.GetRequiredService<IJournal>().AppendAsync(new Append(new Book(book), id, By.Citizen, at,
        [
            Body.Fact(new ReportLodged(id, "zh", "占道经营", town, null, null, null, "虚构路", [], "", "web", null, Hints.CannotTell), [Report.TagOf(id)]),
            Body.Fact(new ReportRouted(id, agency, "department", "quoted", Text.Same("虚构"), "", null, "w-" + id), [Report.TagOf(id), Whistle.TagOf("w-" + id)]),
            Body.Fact(new WhistleBlown("w-" + id, town, agency, Text.Same("虚构"), "", "DM-001", id, null, at.AddDays(4), "refer"), [Report.TagOf(id), Whistle.TagOf("w-" + id), new Tag("at", town)]),
        ]));

    private static IHtmlFormElement Form(IHtmlDocument page, string account) =>
        page.QuerySelectorAll<IHtmlFormElement>("#stranded form").Single(f => f.QuerySelector<IHtmlInputElement>("input[name=_handler]")!.Value == "move-" + account);

    private static List<string> Options(IHtmlDocument page, string account) => [.. Form(page, account).QuerySelectorAll<IHtmlOptionElement>("option").Select(o => o.Value).Where(v => v.Length > 0)];

    /// <summary>The installed packs, with the old county split: no county succeeds it, and no town its town.</summary>
    private static async Task CopyLawAsync(string root)
    {
        foreach (var pack in Directory.GetDirectories(Path.Combine(House.Root, "law")).Where(d => Path.GetFileName(d) != "demo"))
        {
            Directory.CreateSymbolicLink(Path.Combine(root, Path.GetFileName(pack)), pack);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(House.Root, "law", "demo"), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(root, "demo", Path.GetRelativePath(Path.Combine(House.Root, "law", "demo"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            var text = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(to, Path.GetFileName(file) switch
            {
                "counties.yaml" => text.Replace(", successor: \"990200\"", "", StringComparison.Ordinal),
                "localities.csv" => text.Replace("990300,,2026-06-30,990200002", "990300,,2026-06-30,", StringComparison.Ordinal),
                _ => text,
            });
        }
    }
}
