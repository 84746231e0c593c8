using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Web.Tests.Thread;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The regular evaluation of powers for programs: what the page shows, for whoever may see the page (Penalties art. 24). The record is made by real acts: patrol cases of three towns of the fictional district.</summary>
public sealed class EvaluationTests : IAsyncLifetime
{
    private const string Password = "a long enough password", County = "990100", Often = "990100001", Seldom = "990100002", Rarely = "990100101";
    private static readonly ItemCode Item = new("DM-001");
    private readonly Site site = new() { Clock = new MovedClock(MovedClock.At(2026, 11, 20)) };

    public async ValueTask InitializeAsync()
    {
        var desk = site.Services.GetRequiredService<Wardmote.Desk.Desk>();
        foreach (var (town, cases) in new[] { (Often, 22), (Seldom, 12), (Rarely, 3) })
        {
            for (var n = 0; n < cases; n++)
            {
                var at = MovedClock.At(2026, 10, 1).AddDays(n);
                Assert.IsType<DeskAnswer.Done>(await desk.OpenPatrolCaseAsync(town, Item, null, "虚构路", new Request(new By("o", "officer", town), at, $"{town}-{n}")));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_program_reads_what_the_page_shows_and_a_town_its_own()
    {
        var (reader, page) = (await InAsync("reader", "", ""), await BrowseAsync("reader"));
        var all = await ReadAsync(reader, "/api/items/evaluation?lang=en");
        Assert.Equal((County, "2025-11-20", "2026-11-20", "model"), (Say(all, "county"), Say(all, "from"), Say(all, "to"), Say(all, "certainty")));
        Assert.Equal((10, 20), (all.GetProperty("settings").GetProperty("least_cases").GetInt32(), all.GetProperty("settings").GetProperty("few_cases").GetInt32()));
        var item = Assert.Single(all.GetProperty("items").EnumerateArray());
        Assert.Equal((Item.Value, "keep", true, 37), (Say(item, "item"), Say(item, "proposal"), item.GetProperty("held").GetBoolean(), item.GetProperty("total").GetProperty("cases").GetInt32()));

        // Two towns whose own figures say something differ; the third says too little to differ.
        Assert.Equal([(Often, 22, "keep", false), (Seldom, 12, "pool", true), (Rarely, 3, "few", false)],
            item.GetProperty("places").EnumerateArray().Select(p => (Say(p.GetProperty("use"), "locality"), p.GetProperty("use").GetProperty("cases").GetInt32(), Say(p, "proposal"), p.GetProperty("differs").GetBoolean())));
        var differs = item.GetProperty("places")[1];
        var whistles = differs.GetProperty("use").GetProperty("whistles");
        Assert.Equal((0, 12, 0.0), (whistles.GetProperty("hits").GetInt32(), whistles.GetProperty("of").GetInt32(), whistles.GetProperty("low").GetDouble()));

        // The page says the same words, and says where a town differs.
        var shown = await page.OpenAsync("/en/items/evaluation");
        Assert.Contains("Shifan", shown.QuerySelector("section.card h3 ~ section")!.Text(), StringComparison.Ordinal);
        foreach (var words in differs.GetProperty("reasons").EnumerateArray().Concat(differs.GetProperty("against").EnumerateArray()))
        {
            Assert.Contains(words.GetString()!, shown.QuerySelector("section.card h3 ~ section")!.Text(), StringComparison.Ordinal);
        }

        Assert.Equal(shown.QuerySelectorAll("details.card li").Select(l => l.QuerySelector("bdi")!.Text()), all.GetProperty("unused").EnumerateArray().Select(u => u.GetString()));
        Assert.Contains("少于", (await ReadAsync(reader, "/api/items/evaluation?lang=zh")).GetProperty("items")[0].GetProperty("places")[2].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);

        // A town has the county's total and its own figures.
        var own = (await ReadAsync(await InAsync("clerk", Seldom, ""), "/api/items/evaluation")).GetProperty("items")[0];
        Assert.Equal(37, own.GetProperty("total").GetProperty("cases").GetInt32());
        Assert.Equal(Seldom, Say(Assert.Single(own.GetProperty("places").EnumerateArray()).GetProperty("use"), "locality"));

        // A day of the period counts whole, in Shanghai.
        Assert.Equal(1, (await ReadAsync(reader, "/api/items/evaluation?from=2026-10-22&to=2026-10-22")).GetProperty("items")[0].GetProperty("total").GetProperty("cases").GetInt32());
        Assert.Empty((await ReadAsync(reader, "/api/items/evaluation?from=2026-10-23&to=2026-11-20")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task It_is_for_whoever_works_in_the_county_and_for_nobody_else()
    {
        const string path = "/api/items/evaluation";
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.CreateClient().GetAsync(path)).StatusCode);
        var department = await InAsync("department", "", County + "-CG");
        Assert.Equal(HttpStatusCode.OK, (await department.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await department.GetAsync(path + "?county=500110")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await department.GetAsync(path + "?county=nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await department.GetAsync(path + "?from=yesterday")).StatusCode);
        foreach (var period in new[] { "?from=2026-11-01&to=2026-10-01", "?to=0001-01-01", "?to=9999-12-31", "?from=0001-01-01" })
        {
            var answer = await department.GetAsync(path + period);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("bad_period", Say(JsonElement.Parse(await answer.Content.ReadAsStringAsync()), "code"));
        }

        var described = JsonElement.Parse(await site.CreateClient().GetStringAsync("/openapi/v1.json")).GetProperty("paths").GetProperty(path).GetProperty("get");
        Assert.Contains("supervisor", Say(described, "summary"), StringComparison.Ordinal);
        Assert.Contains("EvaluationView", described.GetProperty("responses").GetProperty("200").GetRawText(), StringComparison.Ordinal);
    }

    private static string Say(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static async Task<JsonElement> ReadAsync(HttpClient http, string path)
    {
        var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpClient> InAsync(string role, string locality, string agency)
    {
        await site.AddPersonAsync(new Person(role, Text.Same(role), [role == "reader" ? "reviewer" : role], County, locality, agency), Password);
        var http = site.CreateClient();
        var said = JsonElement.Parse(await (await http.PostAsJsonAsync("/api/sign-in", new { user = role, password = Password })).Content.ReadAsStringAsync());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Say(said, "token"));
        return http;
    }

    private async Task<Browser> BrowseAsync(string name)
    {
        var browser = site.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = name, ["password"] = Password });
        return browser;
    }
}
