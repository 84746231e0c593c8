using Microsoft.Playwright;
using Wardmote.Store;
using Wardmote.Web.Tests.Browser;

namespace Wardmote.Web.Tests.Thread;

/// <summary>The thread as people walk it: a citizen on a phone, a clerk, a leader and an officer at their pages, the supervisor who sees it all. In each language.</summary>
[Collection(InABrowser.Name)]
public sealed class TheThreadInABrowserTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("zh", "水果摊每天傍晚占着人行天桥摆摊，根本走不动")]
    [InlineData("en", "Every evening a vendor sells fruit on the footbridge and nobody can pass")]
    [InlineData("ar", "كل مساء يبيع بائع الفواكه على جسر المشاة ولا يستطيع أحد المرور")]
    public async Task A_report_becomes_a_served_decision(string language, string words)
    {
        await using var phone = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var citizen = await phone.NewPageAsync();
        await citizen.GotoAsync($"{site.Address}/{language}/report");
        var county = (await citizen.Locator("#county option").AllTextContentsAsync()).First(c => c.Contains("綦江", StringComparison.Ordinal) || c.Contains("Qijiang", StringComparison.Ordinal));
        await citizen.SelectOptionAsync("#county", new SelectOptionValue { Label = county.Trim() });
        await citizen.SelectOptionAsync("#locality", DemoPeople.Home);
        await citizen.FillAsync("#words", words);
        await citizen.ClickAsync(".foot-action button");
        await Looks.ArriveAsync(citizen, "/report/sent");
        var code = (await citizen.TextContentAsync("#code"))!.Trim();

        var clerk = await site.SignInAsync(language, "clerk");
        var report = await FindReportAsync(clerk, language, words);
        await clerk.GotoAsync($"{site.Address}/{language}/reports/{report}");
        Assert.Contains(words, await clerk.TextContentAsync(".said"));
        await Form(clerk, "item").Locator("[name=item]").FillAsync("CG-005");
        await SendAsync(clerk, "item");
        var matter = (await clerk.Locator("a[href*='/cases/']").First.GetAttributeAsync("href"))!;

        var leader = await site.SignInAsync(language, "leader");
        await leader.GotoAsync(site.Address + matter);
        await SendAsync(leader, "assign");

        var officer = await site.SignInAsync(language, "officer", 390);
        await officer.GotoAsync(site.Address + matter);
        var record = Form(officer, "site");
        await record.Locator("[name=shown]").CheckAsync();
        await record.Locator("[name=recusal]").CheckAsync();
        await record.Locator("[name=breach][value=true]").CheckAsync();
        await record.Locator("[name=seen]").FillAsync("在人行天桥上摆摊卖水果，占地约 2 平方米");
        await record.Locator("[name=party_name]").FillAsync("（虚构）张某");
        await record.Locator("[name=party_id]").FillAsync("TEST-" + language);
        await record.Locator("[name=photos]").SetInputFilesAsync(new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = DemoPicture.Draw(0) });
        await SendAsync(officer, "site");
        await Form(officer, "persuade").Locator("[name=result][value=not_put_right]").CheckAsync();
        await SendAsync(officer, "persuade");

        var propose = Form(officer, "propose");
        await propose.Locator("[name='fact.corrected'][value=false]").CheckAsync();
        await propose.Locator("[name='fact.area']").FillAsync("2");
        await propose.Locator("[name='fact.width_left']").FillAsync("1.5");
        await propose.Locator("[name='fact.peak'][value=true]").CheckAsync();
        await propose.Locator("[name=gains][value=none]").CheckAsync();
        await propose.Locator("[name=fine]").FillAsync("5000");
        await propose.Locator("[name=reason]").FillAsync("劝导后仍未撤离");
        await SendAsync(officer, "propose");
        Assert.True(await officer.Locator(".card.fence").CountAsync() > 0);
        Assert.Equal("5000", await Form(officer, "propose").Locator("[name=fine]").InputValueAsync());

        await Form(officer, "propose").Locator("[name=fine]").FillAsync("100");
        await SendAsync(officer, "propose");
        await Form(officer, "hear").Locator("[name=told]").CheckAsync();
        await SendAsync(officer, "hear");
        await SendAsync(officer, "decide_on_the_spot");
        await SendAsync(officer, "serve");

        await officer.GotoAsync($"{site.Address}{matter}/document");
        var document = await officer.TextContentAsync(".paper");
        Assert.Contains("当罚〔", document);
        Assert.Contains("壹佰元", document);
        Assert.Equal([], await Looks.WrongAsync(officer));

        await citizen.GotoAsync($"{site.Address}/{language}/track");
        await citizen.FillAsync("#code", code);
        await citizen.ClickAsync("main form button");
        await Looks.ArriveAsync(citizen, "/track/report");
        Assert.True(await citizen.Locator(".timeline li").CountAsync() >= 3);

        var supervisor = await site.SignInAsync(language, "supervisor");
        await supervisor.GotoAsync($"{site.Address}/{language}/find?kind=stop");
        Assert.True(await supervisor.Locator($".rows a[href='{matter}']").CountAsync() > 0);
        await supervisor.GotoAsync($"{site.Address}/{language}/supervision");
        Assert.True(await supervisor.Locator(".numbers a").CountAsync() == 5);
    }

    /// <summary>
    /// Every page in each language, on a phone; axe reads each page in one of the languages, narrow in one scheme and wide in the other, for what it finds does not hang on the words, and it takes longer than
    /// the page.
    /// </summary>
    [Theory]
    [InlineData("zh", 0)]
    [InlineData("en", 1)]
    [InlineData("ar", 2)]
    public async Task Staff_pages_fit_a_phone_and_axe_finds_nothing_on_them(string language, int third)
    {
        var (found, number) = (new List<string>(), 0);
        foreach (var (who, paths) in new[]
        {
            ("clerk", new[] { "/reports", "/cases", "/whistles", "/map", "/items", "/items/CG-005", "/bank", "/premises/new", "/premises" }),
            ("head", ["/deputies", "/publication", "/inspections"]),
            ("officer", ["/cases?view=team", "/cases/new", "/team", "/alerts"]),
            ("department", ["/whistles", "/team"]),
            ("leader", ["/inspections/plans/new", "/inspections/draws/new", "/whistles/new"]),
            ("reviewer", ["/standards", "/standards/cq-bridge-vending", "/publication"]),
            ("supervisor", ["/supervision", "/find?kind=stop", "/map?show=stops", "/map?show=hot", "/outcomes", "/samplings", "/complaints", "/opinions/new", "/items/fences", "/inspections/ratings", "/alerts?view=all"]),
            ("admin", ["/recognition", "/people", "/items/import", "/items/changes"]),
        })
        {
            var page = await site.SignInAsync(language, who);
            foreach (var path in paths)
            {
                await page.GotoAsync($"{site.Address}/{language}{path}");
                await LookAsync(path);
                // The first thing of a list is looked at too.
                if (await page.Locator(".rows h2 a").CountAsync() > 0)
                {
                    await page.GotoAsync(site.Address + await page.Locator(".rows h2 a").First.GetAttributeAsync("href"));
                    await LookAsync(path + " → first");
                }
            }

            async Task LookAsync(string path)
            {
                var (narrow, wide) = number / 3 % 2 == 0 ? (ColorScheme.Light, ColorScheme.Dark) : (ColorScheme.Dark, ColorScheme.Light);
                found.AddRange((number++ % 3 == third ? await Looks.WrongAsync(page, [(390, narrow), (1440, wide)]) : await Looks.WiderAsync(page, 390)).Select(w => $"{who} {path} {w}"));
            }
        }

        Assert.Equal([], found);
    }

    private static ILocator Form(IPage page, string name) => page.Locator($"form:has(input[name=_handler][value='{name}'])");

    /// <summary>Sends a form by its last button that is not the try; what came back is on the page.</summary>
    private static async Task SendAsync(IPage page, string form)
    {
        var button = Form(page, form).Locator("button:not([name=try])").Last;
        // The page that answers is a new one: mark the old one and wait until the mark is gone.
        await page.EvaluateAsync("() => { document.body.dataset.old = '1'; }");
        await button.ClickAsync();
        await page.WaitForFunctionAsync("() => document.readyState !== 'loading' && document.body && !document.body.dataset.old");
    }

    private async Task<string> FindReportAsync(IPage clerk, string language, string words)
    {
        for (var at = 0; at < 20; at++)
        {
            await clerk.GotoAsync($"{site.Address}/{language}/reports?view=triage&page={at}");
            foreach (var link in await clerk.Locator(".rows h2 a").AllAsync())
            {
                if ((await link.TextContentAsync())!.StartsWith(words[..20], StringComparison.Ordinal))
                {
                    return (await link.GetAttributeAsync("href"))!.Split('/')[^1];
                }
            }
        }

        throw new InvalidOperationException("the report is not in the clerk's list");
    }
}
