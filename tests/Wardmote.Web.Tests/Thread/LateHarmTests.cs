using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>危害后果: an act found after two years is filed with its harm, through the API and on the case page, and with nothing less (Penalties art. 36).</summary>
public sealed class LateHarmTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Mingli = "990100001";

    private async Task<WholeCase> LateAsync()
    {
        var c = await new WholeCase(county, Mingli).ReportedAsync("这家店把货物摆在人行道上", "DM-001");
        await c.SiteAsync("三年前摆出店外，绊倒行人", actDay: WholeCase.Day(c.Today.AddYears(-2).AddDays(-30)));
        await c.Do("officer", "persuade", new { asked = "请收好", result = "refused" });
        return c;
    }

    private async Task<CaseFiled> FiledAsync(WholeCase c) => (await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<CaseFiled>().Single();

    [Fact]
    public async Task Through_the_api()
    {
        var c = await LateAsync();
        var stopped = await c.Do("head", "file", new { reason = "第36条：有危害后果" }, 409);
        Assert.Equal(["limitation"], stopped.GetProperty("fences").EnumerateArray().Where(f => f.GetProperty("answer").GetString() == "stop").Select(f => f.GetProperty("id").GetString()));
        var half = await c.Do("head", "file", new { reason = "符合立案标准", harm = new { kind = "life_health", what = "行人骨折", evidence = "", attestedBy = "示例医院王医生" } }, 422);
        Assert.Equal("harm_incomplete", half.GetProperty("code").GetString());
        await c.Do("head", "file", new { reason = "符合立案标准", harm = new { kind = "life_health", what = "行人骨折", evidence = "诊断证明", attestedBy = "示例医院王医生" } });
        Assert.Equal(("life_health", "行人骨折", "诊断证明", "示例医院王医生"), await FiledAsync(c) is { Harm: { } h } ? (h.Kind, h.What, h.Evidence, h.AttestedBy) : default);
    }

    [Theory]
    [InlineData("zh", "超过2年才发现的", "期限为5年", "公民生命健康安全")]
    [InlineData("en", "the act was found after 2 years", "it is 5 years", "life and health")]
    [InlineData("ar", "بعد المدة، بالسنوات: \u20682\u2069", "تصير المدة (بالسنوات: \u20685\u2069)", "حياة المواطنين وصحتهم")]
    public async Task On_the_case_page_in_three_languages(string language, string legend, string note, string kind)
    {
        var c = await LateAsync();
        var head = await county.BrowserAsync("m-head");
        var path = $"/{language}/cases/{c.Id}?act=file";
        var page = await head.OpenAsync(path);
        Assert.Contains(legend, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(note, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(kind, page.Words("select[name=harm_kind]"), StringComparison.Ordinal);
        var form = page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector("[name=harm_kind]") is not null);
        Dictionary<string, string> typed = new() { ["reason"] = "符合立案标准", ["harm_kind"] = "life_health", ["harm_what"] = "行人骨折", ["harm_evidence"] = "诊断证明", ["harm_by"] = "" };
        var refused = await Pages.Browser.ReadAsync(await head.SendAsync(form, path, typed));
        Assert.Equal("行人骨折", refused.QuerySelector<IHtmlTextAreaElement>("textarea[name=harm_what]")!.Value);
        typed["harm_by"] = "示例医院王医生";
        Assert.Equal(HttpStatusCode.Redirect, (await head.SendAsync(form, path, typed)).StatusCode);
        Assert.Equal("示例医院王医生", (await FiledAsync(c)).Harm!.AttestedBy);
        Assert.Contains("示例医院王医生", (await head.OpenAsync($"/{language}/cases/{c.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_found_in_time_is_not_asked_for_harm()
    {
        var c = await new WholeCase(county, Mingli).ReportedAsync("这家店把货物摆在人行道上", "DM-001");
        await c.SiteAsync("货物摆出店外");
        Assert.Null((await (await county.BrowserAsync("m-head")).OpenAsync($"/en/cases/{c.Id}?act=file")).QuerySelector("[name=harm_kind]"));
    }
}
