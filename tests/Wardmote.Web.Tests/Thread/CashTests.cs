using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Web.Host;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>当场收缴的现金: on its way to the organ and the bank, through the API and on the case page (Penalties art. 71).</summary>
public sealed class CashTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Gunan = "500110001";

    private static IHtmlFormElement Form(IHtmlDocument page, string field) => page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector($"[name='{field}']") is not null);

    private async Task<WholeCase> FinedAsync()
    {
        county.Clock.Now = MovedClock.At(2026, 9, 7);
        var c = await new WholeCase(county, Gunan).ReportedAsync("水果摊每天占着人行天桥，走都走不动", "CG-005");
        await c.Do("leader", "assign", new { officers = c.Crew });
        await c.SiteAsync("在人行天桥上摆摊，占地约 2 平方米");
        await c.Do("officer", "persuade", new { asked = "请收摊离开", result = "not_put_right" });
        await c.Do("officer", "propose", new { fine = 150, gains = "none", reason = "劝导后仍未撤离", facts = new Dictionary<string, object> { ["corrected"] = false, ["area"] = 2, ["width_left"] = 1.5, ["peak"] = true } });
        await c.Do("officer", "hear", new { told = true, said = "", answer = "" });
        await c.Do("officer", "decide", new { });
        await c.Do("officer", "serve", new { way = "handed" });
        return c;
    }

    [Fact]
    public async Task Cash_goes_to_the_organ_and_to_the_bank_through_the_api()
    {
        var c = await FinedAsync();
        var receipt = "P" + c.Id;
        async Task<string?> RefusedAsync(string who, string act, object body, int code = 422) => (await c.Do(who, act, body, code)).GetProperty("code").GetString();
        Assert.Equal("no_taker", await RefusedAsync("clerk", "pay", new { sum = 150, on = WholeCase.Day(c.Today), way = "cash", reference = receipt, cashGround = "hard_later" }));
        await c.Do("clerk", "pay", new { sum = 150, on = WholeCase.Day(c.Today), way = "cash", reference = receipt, cashGround = "hard_later", takenBy = "officer" });
        var cash = Assert.Single((await c.StandingAsync()).GetProperty("cash").EnumerateArray());
        Assert.Equal(("officer", "2026-09-09"), (cash.GetProperty("takenBy").GetString(), cash.GetProperty("dueBy").GetString()));
        await c.Do("head", "close", new { words = "罚款已缴，现场已清理" });
        Assert.Equal("not_taker", await RefusedAsync("officer2", "cash/hand-in", new { reference = receipt, on = WholeCase.Day(c.Today) }));
        Assert.Equal("not_allowed", await RefusedAsync("clerk", "cash/hand-in", new { reference = receipt, on = WholeCase.Day(c.Today) }, 403));
        await c.Do("officer", "cash/hand-in", new { reference = receipt, on = WholeCase.Day(c.Today) });
        Assert.Equal("not_allowed", await RefusedAsync("officer2", "cash/bank", new { reference = receipt, on = WholeCase.Day(c.Today), slip = "S-1" }, 403));
        await c.Do("clerk", "cash/bank", new { reference = receipt, on = WholeCase.Day(c.Today), slip = "S-1" });
        await c.Do("leader", "cash/slip", new { reference = receipt, slip = "S-2", reason = "抄错一位" });
        cash = Assert.Single((await c.StandingAsync()).GetProperty("cash").EnumerateArray());
        Assert.Equal(("S-2", false), (cash.GetProperty("slip").GetString(), cash.TryGetProperty("dueBy", out var due) && due.ValueKind != JsonValueKind.Null));
    }

    [Fact]
    public async Task A_term_that_passed_stands_in_the_lists_of_handler_leader_and_supervisor()
    {
        var c = await FinedAsync();
        var (receipt, watch) = ("R" + c.Id, county.Services.GetRequiredService<Watch>());
        await c.Do("officer", "pay", new { sum = 150, on = WholeCase.Day(c.Today), way = "cash", reference = receipt, cashGround = "hard_later" });
        async Task LaterAsync(int days)
        {
            c.Days(days);
            await watch.TermsAsync(county.Clock.Now, CancellationToken.None);
            await watch.EscalateAsync(county.Clock.Now, CancellationToken.None);
        }

        async Task<bool> ListsAsync(string who, string words) => (await (await county.BrowserAsync(who)).OpenAsync("/en/alerts")).Words("main").Contains(words, StringComparison.Ordinal);
        const string Organ = "Cash taken on the spot reaches the organ", Bank = "The organ pays the cash into the bank";
        await LaterAsync(1);
        Assert.False(await ListsAsync("officer", Organ));
        await LaterAsync(2);
        Assert.Equal((true, false), (await ListsAsync("officer", Organ), await ListsAsync("supervisor", Organ)));
        await LaterAsync(2);
        Assert.True(await ListsAsync("leader", Organ));
        await LaterAsync(2);
        Assert.True(await ListsAsync("supervisor", Organ));

        // Handed in late: the first alert is taken back, and the bank is asked of the leader at once.
        await c.Do("leader", "cash/hand-in", new { reference = receipt, on = WholeCase.Day(c.Today) });
        await LaterAsync(7);
        Assert.Equal((false, true), (await ListsAsync("supervisor", Organ), await ListsAsync("leader", Bank)));
        Assert.Contains(Bank, (await (await county.BrowserAsync("leader")).OpenAsync($"/en/cases/{c.Id}")).Words("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "尚未交至机关", "尚未缴付银行")]
    [InlineData("en", "not yet handed in", "not yet in the bank")]
    [InlineData("ar", "ولم يُسلَّم بعد", "ولم يودَع بعد")]
    public async Task Cash_goes_to_the_organ_and_to_the_bank_on_the_page(string language, string held, string there)
    {
        var c = await FinedAsync();
        var (officer, clerk, receipt) = (await county.BrowserAsync("officer"), await county.BrowserAsync("clerk"), "Q" + c.Id);
        string Path(string act) => $"/{language}/cases/{c.Id}?act={act}";
        var pay = Form(await officer.OpenAsync(Path("pay")), "taken_by");
        Assert.Equal("officer", pay.QuerySelector<IHtmlSelectElement>("[name=taken_by]")!.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(pay, Path("pay"), new()
        {
            ["sum"] = "150", ["paid_on"] = WholeCase.Day(c.Today), ["pay_way"] = "cash", ["reference"] = receipt, ["cash_ground"] = "hard_later", ["taken_by"] = "officer", ["landed"] = "",
        })).StatusCode);
        Assert.Contains(held, (await officer.OpenAsync($"/{language}/cases/{c.Id}")).Body!.TextContent, StringComparison.Ordinal);
        await c.Do("head", "close", new { words = "罚款已缴，现场已清理" });

        // A wrong day is said beside its field, and what was typed stays.
        var hand = Form(await officer.OpenAsync(Path("cash_hand_in")), "handed_on");
        var wrong = await Pages.Browser.ReadAsync(await officer.SendAsync(hand, Path("cash_hand_in"), new() { ["taking"] = receipt, ["handed_on"] = "2026-09-01" }));
        Assert.Equal(("2026-09-01", "true"), (wrong.QuerySelector<IHtmlInputElement>("[name=handed_on]")!.Value, wrong.QuerySelector("[name=handed_on]")!.GetAttribute("aria-invalid")));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(hand, Path("cash_hand_in"), new() { ["taking"] = receipt, ["handed_on"] = WholeCase.Day(c.Today) })).StatusCode);
        var waiting = await clerk.OpenAsync($"/{language}/cases/{c.Id}");
        Assert.Contains(there, waiting.Body!.TextContent, StringComparison.Ordinal);

        // The clerk's list shows what is to be banked; the form takes the slip.
        Assert.Contains((await clerk.OpenAsync($"/{language}/cases?view=waits")).QuerySelectorAll("ol.rows a"), a => a.GetAttribute("href")!.Contains($"/cases/{c.Id}?act=cash_bank", StringComparison.Ordinal));
        var bank = Form(await clerk.OpenAsync(Path("cash_bank")), "slip");
        Assert.Equal(HttpStatusCode.OK, (await clerk.SendAsync(bank, Path("cash_bank"), new() { ["taking"] = receipt, ["slip"] = "", ["banked_on"] = WholeCase.Day(c.Today) })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SendAsync(bank, Path("cash_bank"), new() { ["taking"] = receipt, ["slip"] = "S-11", ["banked_on"] = WholeCase.Day(c.Today) })).StatusCode);
        var slip = Form(await clerk.OpenAsync(Path("cash_slip")), "reason");
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SendAsync(slip, Path("cash_slip"), new() { ["taking"] = receipt, ["slip"] = "S-12", ["reason"] = "抄错一位" })).StatusCode);
        var end = (await clerk.OpenAsync($"/{language}/cases/{c.Id}")).QuerySelector("aside")!.TextContent;
        Assert.Contains("S-12", end, StringComparison.Ordinal);
        Assert.DoesNotContain("S-11", end, StringComparison.Ordinal);
    }
}
