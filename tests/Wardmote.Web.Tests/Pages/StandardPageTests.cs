using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Wardmote.Access;
using Wardmote.Law;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The legal reviewer's page, without JavaScript: a draft, its checks, and a second person who publishes.</summary>
public sealed class StandardPageTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/en/standards/cq-bridge-vending";

    [Fact]
    public async Task A_draft_is_checked_kept_and_published_by_another_person()
    {
        var reviewer = await SignInAsync("r1", "reviewer");
        var page = await PressAsync(reviewer, await reviewer.OpenAsync(Address), "start");
        page = await PressAsync(reviewer, page, "open-5");
        var row = page.QuerySelector(".row-form")!;
        Assert.Equal("200", row.QuerySelector<IHtmlInputElement>("[name=fine_max]")!.Value);

        // A cell nobody can read: the row stays open with what was typed.
        var typed = Typed(page);
        page = await PressAsync(reviewer, page, "apply-5", new(typed) { ["c.0.area"] = "<< 1", ["fine_max"] = "180" });
        Assert.Contains("cannot be read", page.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("<< 1", page.QuerySelector<IHtmlInputElement>("[name='c.0.area']")!.Value);

        page = await PressAsync(reviewer, page, "apply-5", new(typed) { ["fine_max"] = "180" });
        Assert.Contains("100–180", page.Words("table.grid ins"), StringComparison.Ordinal);
        Assert.Contains("example 7 expects", page.Words(".findings"), StringComparison.Ordinal);

        // The examples still say 200: an error that cannot be accepted away, so the sum goes back and the words change instead.
        page = await PressAsync(reviewer, page, "open-5");
        page = await PressAsync(reviewer, page, "apply-5", new(Typed(page)) { ["fine_max"] = "200", ["penalty_text"] = "对个人处100元以上200元以下的罚款" });
        Assert.Empty(page.QuerySelectorAll(".findings li.bad"));
        page = await PressAsync(reviewer, page, "replay");
        Assert.Contains("0 past cases", page.Words("[aria-labelledby=replay]"), StringComparison.Ordinal);
        page = await PressAsync(reviewer, page, "keep");
        Assert.Contains("Say what is changed", page.Words(".summary"), StringComparison.Ordinal);
        var kept = await SendAsync(reviewer, page, "keep", new() { ["draft_title"] = "措辞", ["draft_reason"] = "与决定书一致" });
        var draft = kept.Headers.Location!.OriginalString;
        page = await reviewer.FollowAsync(kept);
        Assert.Null(page.QuerySelector("form:has(input[value=publish])"));
        Assert.Contains("whoever drafted it does not", page.DocumentElement.TextContent, StringComparison.Ordinal);

        var supervisor = await SignInAsync("s1", "supervisor");
        Assert.Contains("措辞", (await supervisor.OpenAsync("/en/standards")).Words("main"), StringComparison.Ordinal);
        page = await supervisor.OpenAsync(PathOf(draft));
        var publish = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("input[name=_handler][value=publish]") is not null);
        page = await supervisor.FollowAsync(await supervisor.SendAsync(publish, PathOf(draft), new() { ["words"] = "同意" }));
        Assert.Contains("Published", page.Words("header .row"), StringComparison.Ordinal);
        var own = await reviewer.OpenAsync("/en/standards/500110-cq-bridge-vending");
        Assert.Contains("100元以上200元以下的罚款", own.Words("table.grid"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_with_a_gap_that_nobody_accepted_cannot_be_published()
    {
        var reviewer = await SignInAsync("r2", "reviewer");
        var page = await PressAsync(reviewer, await reviewer.OpenAsync(Address), "start");
        page = await PressAsync(reviewer, page, "remove-1");
        Assert.Contains("no tier answers", page.Words(".findings"), StringComparison.Ordinal);

        var gap = page.QuerySelector("button[value^=gap-]")!;
        var filled = await PressAsync(reviewer, page, gap.GetAttribute("value")!);
        Assert.NotNull(filled.QuerySelector("#row-10"));
        Assert.Contains("not written yet", filled.Words("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("no tier answers", filled.Words(".findings"), StringComparison.Ordinal);

        var kept = await SendAsync(reviewer, page, "keep", new() { ["draft_title"] = "有空档", ["draft_reason"] = "试" });
        var draft = PathOf(kept.Headers.Location!.OriginalString);
        var supervisor = await SignInAsync("s2", "supervisor");
        var shown = await supervisor.OpenAsync(draft);
        Assert.Contains("cannot be published", shown.Words(".note.bad"), StringComparison.Ordinal);
        Assert.Null(shown.QuerySelector("input[value=publish]"));
    }

    [Fact]
    public async Task A_workbook_is_taken_out_filled_in_and_read_back_with_errors_by_cell()
    {
        var reviewer = await SignInAsync("r3", "reviewer");
        var file = await (await reviewer.Http.GetAsync("/en/files/standards/cq-bridge-vending.xlsx")).Content.ReadAsByteArrayAsync();
        var standard = StandardSheet.Read(file).Standard!;
        var page = await reviewer.OpenAsync(Address);
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("input[name=_handler][value=import]") is not null);
        var changed = StandardSheet.Write(standard with { Tiers = [standard.Tiers[0] with { Text = "改过的原文" }, .. standard.Tiers.Skip(1)] });
        var taken = await Browser.ReadAsync(await reviewer.SendAsync(form, Address, [], ("file", "back.xlsx", changed)));
        Assert.Contains("改过的原文", taken.Words("table.grid ins"), StringComparison.Ordinal);
        var wrong = StandardSheet.Write(standard with { Tiers = [standard.Tiers[0] with { Any = [new Dictionary<string, string> { ["area"] = "about 3" }] }, .. standard.Tiers.Skip(1)] });
        Assert.Contains("J5: the condition 'about 3' cannot be read", (await Browser.ReadAsync(await reviewer.SendAsync(form, Address, [], ("file", "back.xlsx", wrong)))).Words(".summary"), StringComparison.Ordinal);
        Assert.Contains(".xlsx", (await Browser.ReadAsync(await reviewer.SendAsync(form, Address, [], ("file", "a.exe", [1, 2])))).Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("cq-bridge-vending", StandardModel.Read(await reviewer.Http.GetStringAsync("/en/files/standards/cq-bridge-vending.dmn"), "x").Id);
    }

    [Fact]
    public async Task Weights_are_shown_changed_and_kept_and_a_draft_that_changes_nothing_is_said_to()
    {
        var reviewer = await SignInAsync("r4", "reviewer");
        var page = await reviewer.OpenAsync(Address);
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("input[name=_handler][value=import]") is not null);
        var weights = System.Text.Encoding.UTF8.GetBytes("""
            standard: cq-bridge-vending
            item: CG-005
            title: {zh: 权重试验, en: Weight trial, ar: تجربة أوزان}
            region: "500110"
            basis: {law: 重庆市市容环境卫生管理条例, article: "18.1.5;18.2", source: 试验}
            instrument: 试验
            certainty: model
            facts:
              corrected: {type: boolean, question: {zh: 已改正, en: Corrected, ar: صُحّح}, proof: 照片}
            start_pct: 40
            factors:
              - {name: {zh: 改正, en: Correction, ar: التصحيح}, levels: [{text: 已改正, pct: 0, when: {corrected: "true"}}, {text: 未改正, pct: 60, when: {corrected: "false"}}]}
            examples:
              - {facts: {corrected: false}, expect: {tier: 100%, fine: 500}}
            """);
        page = await Browser.ReadAsync(await reviewer.SendAsync(form, Address, [], ("file", "w.yaml", weights)));
        Assert.Contains("Correction", page.Words("table.grid"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".findings li.bad"));
        page = await PressAsync(reviewer, page, "weights", new(Typed(page)) { ["w.0.1"] = "600" });
        Assert.Contains("0 to 100", page.Words(".summary"), StringComparison.Ordinal);
        page = await PressAsync(reviewer, page, "weights", new(Typed(page)) { ["w.0.1"] = "50" });
        Assert.Contains("example 1 expects", page.Words(".findings"), StringComparison.Ordinal);
        Assert.Contains("90 %", page.Words(".findings"), StringComparison.Ordinal);

        page = await PressAsync(reviewer, await reviewer.OpenAsync(Address), "start");
        var kept = await SendAsync(reviewer, page, "keep", new() { ["draft_title"] = "不变", ["draft_reason"] = "不变" });
        var supervisor = await SignInAsync("s4", "supervisor");
        var same = await supervisor.OpenAsync(PathOf(kept.Headers.Location!.OriginalString));
        Assert.Contains("changes no row", same.Words(".note.warn"), StringComparison.Ordinal);
        Assert.Null(same.QuerySelector("input[value=publish]"));
    }

    private static string PathOf(string location) => location.StartsWith("http", StringComparison.Ordinal) ? new Uri(location).PathAndQuery : location;

    private async Task<Browser> SignInAsync(string name, string role)
    {
        await site.AddPersonAsync(new Person(name, Text.Same(name), [role], "500110", "", ""), "a long enough password");
        var browser = site.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = name, ["password"] = "a long enough password" });
        return browser;
    }

    private static async Task<IHtmlDocument> PressAsync(Browser browser, IHtmlDocument page, string button, Dictionary<string, string>? typed = null)
    {
        var answer = await SendAsync(browser, page, button, typed ?? Typed(page));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await Browser.ReadAsync(answer);
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, IHtmlDocument page, string button, Dictionary<string, string> typed) =>
        browser.SendAsync((IHtmlFormElement)page.QuerySelector("form#table")!, Address, new(typed) { ["do"] = button });

    private static Dictionary<string, string> Typed(IHtmlDocument page)
    {
        var typed = new Dictionary<string, string>();
        var form = page.QuerySelector("form#table")!;
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input:not([type=hidden]):not([type=checkbox])"))
        {
            typed[input.Name!] = input.Value;
        }

        foreach (var area in form.QuerySelectorAll<IHtmlTextAreaElement>("textarea"))
        {
            typed[area.Name!] = area.Value;
        }

        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select"))
        {
            typed[select.Name!] = select.Value ?? "";
        }

        return typed;
    }
}
