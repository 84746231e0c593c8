using Microsoft.Playwright;
using Wardmote.Cases;
using Wardmote.Store;
using Wardmote.Web.Tests.Browser;

namespace Wardmote.Web.Tests.Thread;

/// <summary>Whole cases of the ordinary procedure as people walk them, each in the own office: no case is stuck in the browser, and different people investigate, review, preside and decide.</summary>
[Collection(InABrowser.Name)]
public sealed class OrdinaryCasesInABrowserTests(CountyInNovember site) : IClassFixture<CountyInNovember>
{
    private string matter = "";

    [Fact]
    public async Task A_case_with_a_hearing_runs_from_the_patrol_to_the_archive()
    {
        var officer = await OpenAsync("officer", "en", "CG-036");

        // Without a signal nothing is sent and nothing is lost.
        await officer.Locator("[name=seen]").FillAsync("mud on the road");
        await officer.Locator("[name=breach][value=true]").CheckAsync();
        await officer.Context.SetOfflineAsync(true);
        await officer.Locator("form:has(input[name=act]) button.wide").ClickAsync();
        await officer.Locator(".offline[data-said]").WaitForAsync();
        await officer.Context.SetOfflineAsync(false);
        await officer.ReloadAsync();
        Assert.Equal("mud on the road", await officer.Locator("[name=seen]").InputValueAsync());
        await SiteAsync(officer);

        await GoAsync(officer, "propose");
        await officer.Locator("[name=fine]").FillAsync("6000");
        await officer.Locator("[name=gains][value=none]").CheckAsync();
        await SendAsync(officer, "propose");
        Assert.True(await officer.Locator(".split > div .card.fence").CountAsync() > 0);

        // The fence leads to the head, who files it.
        var head = await site.SignInAsync("zh", "head", 1280, looked: false);
        await FileAsync(head);
        await InquireAsync(officer);
        await ReportAsync(officer, "6000");
        await NoticeAsync(head, officer);

        await GoAsync(officer, "hearing_request");
        await officer.Locator("[name=oral][value=oral]").CheckAsync();
        await SendAsync(officer, "hearing_request");

        var leader = await site.SignInAsync("ar", "leader", 1280, looked: false);
        await GoAsync(leader);
        await leader.SelectOptionAsync("[name=host]", "host");
        await leader.Locator("[name=where]").FillAsync("会议室");
        await SendAsync(leader, "hearing_schedule");

        site.Days(15);
        var host = await site.SignInAsync("en", "host", 1280, looked: false);
        await GoAsync(host);
        await host.Locator("[name=ended_how][value=held]").CheckAsync();
        await host.Locator("[name=investigators]").FillAsync("The record shows mud over 150 square metres");
        await host.Locator("[name=party_side]").FillAsync("It was cleaned the same evening");
        await host.Locator("[name=host_report]").FillAsync("The facts stand; the cleaning speaks for a lower sum");
        await SendAsync(host, "hearing_hold");

        var reviewer = await site.SignInAsync("zh", "reviewer", 1280, looked: false);
        await GoAsync(reviewer);
        foreach (var point in Wardmote.Cases.ReviewLegality.Asked)
        {
            await reviewer.Locator($"[name='point.{point}']").FillAsync("符合");
        }

        await reviewer.Locator("[name=passed][value=true]").CheckAsync();
        await reviewer.Locator("[name=opinion]").FillAsync("同意");
        await SendAsync(reviewer, "legal_review");

        head = await site.SignInAsync("zh", "head", 1280, looked: false);
        await DecideAsync(head, "5000", "听证后从轻");
        officer = await site.SignInAsync("en", "officer", 1280, looked: false);
        await GoAsync(officer);
        await SendAsync(officer, "serve");
        await DocumentAsync(officer, "罚款人民币伍仟元整");

        // The bank's statement books the payment by the code on the slip.
        await officer.GotoAsync($"{site.Address}{matter}/document?paper=slip&in=zh");
        var code = System.Text.RegularExpressions.Regex.Match(await officer.TextContentAsync(".paper") ?? "", @"\d{18}").Value;
        var clerk = await site.SignInAsync("en", "clerk", 1280, looked: false);
        await clerk.GotoAsync($"{site.Address}/en/bank");
        await clerk.Locator("[name=csv]").FillAsync($"reference,date,sum,remark\nB-1,2026-11-17,5000.00,fine {code}\nB-2,2026-11-17,10,no code\n");
        await PressAsync(clerk, clerk.Locator("button[value=check]"));
        await PressAsync(clerk, clerk.Locator("button[value=book]"));
        Assert.Equal(1, await clerk.Locator(".chip.bad").CountAsync());

        await GoAsync(head);
        await head.Locator("[name=words]").FillAsync("已缴清");
        await SendAsync(head, "close");
        await GoAsync(clerk);
        await SendAsync(clerk, "archive");
        await GoAsync(clerk);
        Assert.Equal(0, await clerk.Locator("#next form").CountAsync());
        Assert.True(await clerk.Locator(".papers li").CountAsync() >= 12);

        // Everything that was recorded can be read by who may see the party's details, and by nobody else.
        Assert.Equal(0, await clerk.Locator(".recorded").CountAsync());
        await GoAsync(head);
        Assert.True(await head.Locator(".recorded").CountAsync() >= 12);
    }

    [Fact]
    public async Task An_entrusted_case_is_decided_in_the_entrusting_organs_name()
    {
        var officer = await OpenAsync("x-officer", "zh", "DM-011");
        await SiteAsync(officer);
        var head = await site.SignInAsync("en", "x-head", 1280, looked: false);
        await FileAsync(head);
        await InquireAsync(officer);
        await ReportAsync(officer, "150");
        await NoticeAsync(head, officer);

        site.Days(9);
        head = await site.SignInAsync("en", "x-head", 1280, looked: false);
        await DecideAsync(head, "150", "");
        officer = await site.SignInAsync("zh", "x-officer", 1280, looked: false);
        await GoAsync(officer);

        // Receipt refused: without a witness or a photo the act says so and keeps what was chosen.
        await officer.Locator("[name=refused]").CheckAsync();
        await SendAsync(officer, "serve", refused: true);
        Assert.True(await officer.Locator("[name=refused]").IsCheckedAsync());
        await officer.Locator("[name=witness]").FillAsync("社区李某（虚构）");
        await SendAsync(officer, "serve");
        await DocumentAsync(officer, "公安局");
        Assert.Contains("受委托实施单位", await officer.TextContentAsync(".paper"));
    }

    private async Task<IPage> OpenAsync(string who, string language, string item)
    {
        var officer = await site.SignInAsync(language, who, 1280, looked: false);
        await officer.GotoAsync($"{site.Address}/{language}/cases/new");
        await officer.FillAsync("[name=item]", item);
        await officer.ClickAsync("main form button");
        await Looks.ArriveAsync(officer, u => System.Text.RegularExpressions.Regex.IsMatch(u, "/cases/[0-9a-f]{12,}"));
        matter = new Uri(officer.Url).AbsolutePath;
        return officer;
    }

    private static async Task SiteAsync(IPage officer)
    {
        await officer.Locator("[name=shown]").CheckAsync();
        await officer.Locator("[name=recusal]").CheckAsync();
        await officer.Locator("[name=breach][value=true]").CheckAsync();
        await officer.Locator("[name=seen]").FillAsync("路面污染约 150 平方米");
        await officer.Locator("[name=party_name]").FillAsync("（虚构）张某");
        await officer.Locator("[name=photos]").SetInputFilesAsync(new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = DemoPicture.Draw(0) });
        await SendAsync(officer, "site");
    }

    private async Task FileAsync(IPage head)
    {
        await GoAsync(head, "file");
        await head.Locator("[name=reason]").FillAsync("符合立案标准");
        await SendAsync(head, "file");
    }

    private async Task InquireAsync(IPage officer)
    {
        await GoAsync(officer);
        await officer.Locator("[name=shown]").CheckAsync();
        await officer.Locator("[name=rights]").CheckAsync();
        await officer.Locator("[name=a1]").FillAsync("是我做的");

        // It began when the page was opened and ended when it was sent: nobody typed either.
        site.Minutes(25);
        await SendAsync(officer, "inquiry");
        var record = await site.NewestAsync<InquiryRecorded>();
        Assert.InRange((record.Ended - record.Began).TotalMinutes, 25, 26);
    }

    private async Task ReportAsync(IPage officer, string fine)
    {
        await GoAsync(officer);
        foreach (var fact in await officer.Locator("[name^='fact.'][value=false]").AllAsync())
        {
            await fact.CheckAsync();
        }

        if (await officer.Locator("[name='fact.area']").CountAsync() > 0)
        {
            await officer.Locator("[name='fact.area']").FillAsync("150");
        }

        await officer.Locator("[name=fine]").FillAsync(fine);
        await officer.Locator("[name=gains][value=none]").CheckAsync();
        await officer.Locator("[name=reason]").FillAsync("情节一般");
        await SendAsync(officer, "report");
    }

    private async Task NoticeAsync(IPage head, IPage officer)
    {
        await GoAsync(head);
        await head.Locator("[name=contact]").FillAsync("李某 023-0000");
        await SendAsync(head, "notice_approve");
        await GoAsync(officer);
        await SendAsync(officer, "notice_give");
    }

    private async Task DecideAsync(IPage head, string fine, string reason)
    {
        await GoAsync(head);
        await head.Locator("[name=fine]").FillAsync(fine);
        await head.Locator("[name=correction]").FillAsync("立即清扫干净");
        await head.Locator("[name=reason]").FillAsync(reason);
        await SendAsync(head, "decide");
    }

    private async Task DocumentAsync(IPage page, string words)
    {
        await page.GotoAsync($"{site.Address}{matter}/document?in=zh");
        Assert.Contains(words, await page.TextContentAsync(".paper"));
    }

    private async Task GoAsync(IPage page, string act = "") => await page.GotoAsync($"{site.Address}{matter}{(act.Length > 0 ? "?act=" + act : "")}");

    private static async Task SendAsync(IPage page, string form, bool refused = false)
    {
        await PressAsync(page, page.Locator($"form:has(input[name=_handler][value='{form}']) button:not([name=try])").Last);
        var errors = await page.Locator("#errors").AllTextContentsAsync();
        Assert.Equal(refused, errors.Count > 0);
    }

    private static async Task PressAsync(IPage page, ILocator button)
    {
        await page.EvaluateAsync("() => { document.body.dataset.old = '1'; }");
        await button.ClickAsync();
        await page.WaitForFunctionAsync("() => document.readyState !== 'loading' && document.body && !document.body.dataset.old");
    }
}
