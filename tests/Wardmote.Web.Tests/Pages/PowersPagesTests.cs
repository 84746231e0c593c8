using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The catalogue's pages: what stands, what changed, and a county's list from the file to the law in force, by two people.</summary>
public sealed class PowersPagesTests(Site site) : IClassFixture<Site>
{
    private const string Password = "a long enough password";

    private const string Table = "序号,事项名称,原行使部门,赋权范围,依据,赋权镇街\n"
        + "1,对天然气用户未及时整改户内安全隐患的行政处罚,区经济信息委,行政处罚权,《重庆市天然气管理条例》第六十条第一款第二项,\"古南街道,万东镇\"\n"
        + "2,对某种从未听说过的行为的处罚,区某局,行政处罚权,《从未有过的条例》第九条,全部镇街\n"
        + "备注：举例,,,,,\n";

    [Fact]
    public async Task A_published_list_is_read_resolved_drawn_up_and_published_by_another_person()
    {
        var anna = await SignInAsync("anna", "administrator");
        var page = await anna.OpenAsync("/en/items/import");
        var read = await anna.SendAsync(page, "/en/items/import", new() { ["county"] = "500110", ["from"] = "2027-01-01" }, ("file", "list.csv", Encoding.UTF8.GetBytes(Table)));
        var preview = await Browser.ReadAsync(read);
        Assert.Contains("Unsure 1", preview.Words("main"), StringComparison.Ordinal);
        Assert.Contains("no item is near enough", preview.Words("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(preview.QuerySelectorAll("button"), b => b.GetAttribute("value") == "draft");

        // A person leaves the unknown row out, with a reason; what was typed stays.
        var said = new Dictionary<string, string>
        {
            ["title"] = "某区清单（举例）", ["source"] = "a page (example)", ["from"] = "2027-01-01", ["transition"] = "FiledBeforeStays", ["item.3"] = "-", ["reason.3"] = "not an item of a town", ["then"] = "again",
        };
        var ready = await Browser.ReadAsync(await anna.SendAsync(preview, "/en/items/import", said));
        Assert.Contains(ready.QuerySelectorAll("button"), b => b.GetAttribute("value") == "draft");
        Assert.All([preview, ready], p => Assert.Contains("line 4 · 备注：举例", p.Words("main"), StringComparison.Ordinal));
        Assert.Equal("a page (example)", ready.QuerySelector<IHtmlInputElement>("input[name=source]")!.Value);

        said["then"] = "draft";
        var drawn = await anna.SendAsync(ready, "/en/items/import", said);
        var draft = await anna.FollowAsync(drawn);
        var address = drawn.Headers.Location!.OriginalString;
        Assert.Contains("Draft", draft.Words(".head"), StringComparison.Ordinal);
        Assert.Contains("NY-002", draft.Words("main"), StringComparison.Ordinal);

        // Four eyes: not by whoever drew it up.
        var own = await Browser.ReadAsync(await anna.SendAsync(Form(draft, "publish"), address, []));
        Assert.Contains("whoever drew it up", own.Words("main"), StringComparison.Ordinal);

        var ben = await SignInAsync("ben", "administrator");
        var published = await ben.FollowAsync(await ben.SendAsync(Form(await ben.OpenAsync(address), "publish"), address, []));
        Assert.Contains("Published", published.Words(".head"), StringComparison.Ordinal);

        // It is law in force: the list stands under the changes, and the item's time line names it.
        Assert.Contains("某区清单", (await ben.OpenAsync("/en/items/changes?county=500110")).Words("main"), StringComparison.Ordinal);
        Assert.Contains("某区清单", (await ben.OpenAsync("/en/items/NY-002?locality=500110001&act=2027-01-02&filed=2027-01-02")).Words("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Whoever_works_here_reads_the_catalogue_and_only_some_change_it(string language)
    {
        var clerk = await SignInAsync("clerk-" + language, "clerk");
        Assert.NotEmpty((await clerk.OpenAsync($"/{language}/items?holder=held")).QuerySelectorAll("tbody tr"));
        Assert.NotEmpty((await clerk.OpenAsync($"/{language}/items/CG-026?locality=500110100&known=2026-11-30")).QuerySelectorAll(".timeline li"));
        Assert.NotEmpty((await clerk.OpenAsync($"/{language}/items/changes")).QuerySelectorAll("details"));
        Assert.Contains("24", (await clerk.OpenAsync($"/{language}/items/evaluation")).Words(".head"), StringComparison.Ordinal);
        Assert.Empty((await clerk.OpenAsync($"/{language}/items/import")).QuerySelectorAll("main form[method=post]"));
        await clerk.OpenAsync($"/{language}/items/revisions/nowhere", System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_with_what_to_do()
    {
        var boss = await SignInAsync("boss-of-files", "administrator");
        var page = await boss.OpenAsync("/en/items/import");
        foreach (var bytes in new byte[][] { [.. "hello"u8], [.. "%PDF-1.7"u8], [.. "PK\u0003\u0004broken"u8] })
        {
            var answer = await Browser.ReadAsync(await boss.SendAsync(page, "/en/items/import", new() { ["county"] = "500110" }, ("file", "list.csv", bytes)));
            Assert.Contains("cannot be read", answer.Words("main"), StringComparison.Ordinal);
        }
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Single(f => f.QuerySelector<IHtmlInputElement>("input[name=_handler]")!.Value == name);

    private async Task<Browser> SignInAsync(string name, string role)
    {
        await site.AddPersonAsync(new Wardmote.Access.Person(name, Wardmote.Law.Text.Same(name), [role], "500110", role == "clerk" ? "500110001" : "", ""), Password);
        var browser = site.Visit();
        var door = await browser.OpenAsync("/en/sign-in");
        await browser.SendAsync(door, "/en/sign-in", new() { ["user"] = name, ["password"] = Password });
        return browser;
    }
}
