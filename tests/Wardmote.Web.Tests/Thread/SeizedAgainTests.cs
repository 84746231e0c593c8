using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>再次扣押: the same goods are taken again only with what was found out since (Coercion arts. 25, 28).</summary>
public sealed class SeizedAgainTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Mingli = "990100001";

    private static IHtmlFormElement Form(IHtmlDocument page, string field) => page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector($"[name='{field}']") is not null);

    [Fact]
    public async Task The_same_goods_are_taken_again_on_the_page_only_with_what_was_found_since()
    {
        county.Clock.Now = MovedClock.At(2026, 9, 7);
        var c = await new WholeCase(county, Mingli).ReportedAsync("有人在电杆上贴小广告", "DM-003");
        await c.SiteAsync("张贴小广告");
        await c.Do("officer", "persuade", new { asked = "请停止", result = "refused" });
        object Detain() => new { measure = "detain", officers = c.Crew, goods = new[] { new { name = "胶桶", quantity = "1 个", note = "" } }, reason = "正在张贴", basis = "第3条", urgent = true, stepsDone = true, present = "party", onlyInvolved = true };
        var browser = await county.BrowserAsync("m-officer");
        var path = $"/en/cases/{c.Id}?act=seize";
        Assert.Null((await browser.OpenAsync(path)).QuerySelector("[name=new_ground]"));
        await c.Do("officer", "seize", Detain());
        var number = (await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<SeizureMade>().Single().Number;
        await c.Do("head", "seize/lift", new { number, ground = "not_needed", words = "不再需要" });

        var form = Form(await browser.OpenAsync(path), "new_ground");
        Dictionary<string, string> typed = new()
        {
            ["measure"] = "detain", ["goods"] = "胶桶；1 个", ["reason"] = "又在张贴", ["new_ground"] = "", ["basis"] = "第3条", ["steps"] = "true", ["only"] = "true", ["present"] = "party",
        };
        var officers = form.QuerySelectorAll<IHtmlInputElement>("[name=officers]").Where(i => i.IsChecked).Select(i => i.Value).ToList();
        Assert.Equal(2, officers.Count);
        Task<HttpResponseMessage> SendAsync() => browser.Http.PostAsync(path, new FormUrlEncodedContent(
            [.. form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => KeyValuePair.Create(i.Name!, i.Value)), .. officers.Select(o => KeyValuePair.Create("officers", o)), .. typed.Select(t => KeyValuePair.Create(t.Key, t.Value))]));
        var stopped = await Pages.Browser.ReadAsync(await SendAsync());
        Assert.Equal("胶桶；1 个", stopped.QuerySelector<IHtmlTextAreaElement>("[name=goods]")!.Value);
        Assert.Contains((await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<ActStopped>(), s => s.Act == "seize");
        Assert.Single((await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<SeizureMade>());

        (form, typed["new_ground"]) = (Form(stopped, "new_ground"), "解除后查获新贴的广告三十张");
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync()).StatusCode);
        Assert.Equal("解除后查获新贴的广告三十张", (await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<SeizureMade>().Last().NewGround);
        Assert.Contains("解除后查获新贴的广告三十张", (await browser.OpenAsync($"/en/cases/{c.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }
}
