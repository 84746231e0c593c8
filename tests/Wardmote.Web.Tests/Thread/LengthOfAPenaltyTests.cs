using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>期限: how long a kind of penalty lasts is typed and sent, kept after an error, and shown by page and document alike (Penalties arts. 9, 59).</summary>
public sealed class LengthOfAPenaltyTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Gunan = "500110001";

    private static readonly string[] Plain = ["party", "act", "time_place"];

    private async Task<WholeCase> SmokeAsync()
    {
        county.Clock.Now = MovedClock.At(2026, 9, 7);
        var c = await new WholeCase(county, Gunan).ReportedAsync("饭店油烟直接排到居民楼，窗户都不敢开", "ST-001");
        await c.SiteAsync("油烟净化设施未开启，油烟直排");
        await c.Do("officer", "persuade", new { asked = "请开启净化设施", result = "refused" });
        await c.FiledAsync();
        return c;
    }

    private async Task<PenaltyProposed> ProposedAsync(WholeCase c) => (await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<PenaltyProposed>().Last();

    private static IHtmlFormElement Form(IHtmlDocument page, string field) => page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector($"[name='{field}']") is not null);

    [Fact]
    public async Task A_length_is_one_number_with_its_unit_through_the_api()
    {
        var c = await SmokeAsync();
        foreach (var wrong in new[] { "suspension: 一段时间", "suspension: 5–15 日", "suspension: 0 日", "suspension: ٣ 日", "closure: 10 日", "revocation: 1 年" })
        {
            var answer = await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "时间较长", other = new[] { wrong } }, Plain, expected: 422);
            Assert.Equal(("bad_length", "行政处罚法 59"), (answer.GetProperty("code").GetString(), answer.GetProperty("article").GetString()));
        }

        Assert.Equal("bad_length", (await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "时间较长", other = new[] { "suspension: 10 日", "suspension" } }, Plain, expected: 422)).GetProperty("code").GetString());
        await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "时间较长", other = new[] { "suspension: 10 日" } }, Plain);
        Assert.Equal(["suspension: 10 日"], (await ProposedAsync(c)).Other!);
        await c.NoticedAsync();
        var longer = await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "时间较长", other = new[] { "suspension: 1个月" } }, Plain, amends: "重新考虑", expected: 422);
        Assert.Equal("heavier_without_facts", longer.GetProperty("code").GetString());
        var kept = await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "时间较长", other = new[] { "withholding: 3 个月" } }, Plain, amends: "重新考虑", expected: 422);
        Assert.Contains("暂扣许可证件", kept.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "责令停产停业（20 日）", "责令停产停业（2 个月）")]
    [InlineData("en", "suspension of business (20 days)", "suspension of business (2 months)")]
    [InlineData("ar", "وقف النشاط (الأيام: 20)", "وقف النشاط (الأشهر: 2)")]
    public async Task A_length_is_typed_on_the_page_kept_after_an_error_and_shown(string language, string shown, string shownWhenLonger)
    {
        var c = await SmokeAsync();
        var officer = await county.BrowserAsync("officer");
        var path = $"/{language}/cases/{c.Id}?act=report";
        var form = Form(await officer.OpenAsync(path), "length.suspension");
        Assert.Null(form.QuerySelector("[name='length.closure']"));
        Dictionary<string, string> typed = new()
        {
            ["facts"] = "油烟直排，查证属实。", ["fine"] = "8000", ["gains"] = "none", ["reason"] = "时间较长", ["length.suspension"] = "二十", ["unit.suspension"] = "日",
            ["proof.party"] = "S1", ["proof.act"] = "S1", ["proof.time_place"] = "S1",
        };

        // Beside a kind that is not ticked it is asked again, never taken for the tick.
        var alone = await Pages.Browser.ReadAsync(await officer.SendAsync(form, path, typed));
        Assert.NotEmpty(alone.QuerySelectorAll("#other .error"));
        Assert.Equal("二十", alone.QuerySelector<IHtmlInputElement>("[name='length.suspension']")!.Value);
        typed["other"] = "suspension";
        var wrong = await Pages.Browser.ReadAsync(await officer.SendAsync(form, path, typed));
        Assert.True(wrong.QuerySelector("#other .error") is not null, wrong.Words("#errors"));
        Assert.Equal(("二十", true), (wrong.QuerySelector<IHtmlInputElement>("[name='length.suspension']")!.Value, wrong.QuerySelector<IHtmlInputElement>("[name=other][value=suspension]")!.IsChecked));
        (typed["length.suspension"], typed["unit.suspension"]) = ("٢", "个月");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(form, path, typed)).StatusCode);
        Assert.Equal(["suspension: 2 个月"], (await ProposedAsync(c)).Other!);

        // Amended: what was proposed stands in the fields, and the shorter one is written.
        var again = await officer.OpenAsync(path);
        Assert.Equal(("2", "个月", true), (again.QuerySelector<IHtmlInputElement>("[name='length.suspension']")!.Value, again.QuerySelector<IHtmlSelectElement>("[name='unit.suspension']")!.Value, again.QuerySelector<IHtmlInputElement>("[name=other][value=suspension]")!.IsChecked));
        Assert.Contains(shownWhenLonger, again.Body!.TextContent, StringComparison.Ordinal);
        (typed["length.suspension"], typed["unit.suspension"], typed["amends"]) = ("20", "日", "从轻");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(Form(again, "length.suspension"), path, typed)).StatusCode);
        Assert.Contains(shown, (await officer.OpenAsync($"/{language}/cases/{c.Id}")).Body!.TextContent, StringComparison.Ordinal);

        // The document says it as the page does.
        await c.Do("head", "notice/approve", new { contact = "023-0000000，赵某" });
        await c.Do("officer", "notice/give", new { delivery = c.Handed() });
        var papers = (await county.GetAsync("head", $"/api/cases/{c.Id}/papers")).EnumerateArray().Single(p => p.GetProperty("template").GetString() == "prior-notice");
        var notice = await county.GetAsync("head", $"/api/cases/{c.Id}/papers/{papers.GetProperty("number").GetInt32()}?lang={language}");
        Assert.Contains(notice.GetProperty("lines").EnumerateArray(), l => l.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.String && p.Value.GetString()!.Contains(shown, StringComparison.Ordinal)));
    }
}
