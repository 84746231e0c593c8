using Microsoft.Playwright;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Browser;

/// <summary>A visit as people walk it, with the owner's phone off the network at the door, and every page of inspections looked at by axe.</summary>
[Collection(InABrowser.Name)]
public sealed class InspectionsInABrowserTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("ar", 390, ColorScheme.Dark)]
    public async Task A_visit_is_proposed_approved_checked_offline_recorded_and_rated(string language, int width, ColorScheme scheme)
    {
        var wrong = new List<string>();
        await WaitForTeamsAsync();
        var clerk = await site.SignInAsync(language, "clerk", width, scheme);
        await clerk.GotoAsync($"{site.Address}/{language}/premises/new");
        await LookAsync(clerk, wrong, "register");
        var door = "DOOR-" + Guid.NewGuid().ToString("N")[..10];
        await clerk.FillAsync("[name=name]", "（虚构）渝味小面馆");
        await clerk.FillAsync("[name=code]", door);
        await clerk.FillAsync("[name=address]", "菜坝街 7 号");
        await SendAsync(clerk, "register");
        var code = (await clerk.TextContentAsync("#code"))!.Trim();
        await LookAsync(clerk, wrong, "registered");
        var premises = (await clerk.GetAttributeAsync("main a.button.second", "href"))!.Split('/')[^1];

        var officer = await site.SignInAsync(language, "officer", width, scheme);
        await officer.GotoAsync($"{site.Address}/{language}/inspections/propose?premises={premises}");
        await officer.CheckAsync("[name=items][value='NY-001']");
        foreach (var box in await officer.Locator("[name=officers]:not([disabled])").AllAsync())
        {
            await box.CheckAsync();
        }

        await officer.FillAsync("[name=day]", $"{Wardmote.Law.ShanghaiTime.Day(DateTimeOffset.UtcNow):yyyy-MM-dd}");
        await officer.FillAsync("[name=from]", "00:00");
        await officer.FillAsync("[name=to]", "23:59");
        await officer.FillAsync("[name=grounds]", "年度检查计划");
        await officer.FillAsync("[name=reason]", "试办");
        await LookAsync(officer, wrong, "propose");
        await SendAsync(officer, "propose");
        var visit = officer.Url;

        var head = await site.SignInAsync(language, "head", width, scheme);
        await head.GotoAsync($"{site.Address}/{language}/inspections");
        await LookAsync(head, wrong, "queue");
        await head.GotoAsync(visit);
        await LookAsync(head, wrong, "approve");
        await SendAsync(head, "approve");

        await officer.GotoAsync(visit);
        await SendAsync(officer, "code");
        await LookAsync(officer, wrong, "code");
        var text = (await officer.TextContentAsync("#code-text"))!.Trim();
        await OfflineAsync(text, door, wrong);

        await Form(officer, "enter").Locator("[name=way][value=owner]").CheckAsync();
        await Form(officer, "enter").Locator("[name=enter-reason]").FillAsync("门口的码看不清");
        await SendAsync(officer, "enter");
        await Form(officer, "record").Locator("[name='found.0'][value=true]").CheckAsync();
        await Form(officer, "record").Locator("[name='seen.0']").FillAsync("阀门被遮挡");
        await Form(officer, "record").Locator("[name='photos.0']").SetInputFilesAsync(new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = DemoPicture.Draw(0) });
        await LookAsync(officer, wrong, "record");
        await SendAsync(officer, "record");
        Assert.True(await officer.Locator("main a[href*='/cases/']").CountAsync() > 0);
        await LookAsync(officer, wrong, "recorded");

        await using var phone = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, ColorScheme = scheme, BypassCSP = true });
        var owner = await phone.NewPageAsync();
        await owner.GotoAsync($"{site.Address}/{language}/owner#{code.Replace("-", "", StringComparison.Ordinal)}");
        await Looks.ArriveAsync(owner, "/owner/premises");
        Assert.DoesNotContain(code, owner.Url, StringComparison.Ordinal);
        Assert.Contains("阀门被遮挡", await owner.TextContentAsync("main"));
        await owner.EvaluateAsync("() => document.querySelectorAll('main details').forEach(d => d.open = true)");
        await LookAsync(owner, wrong, "owner");
        var rate = owner.Locator("form:has(input[name=_handler][value^='rate-'])");
        await rate.Locator("[name=stars][value='4']").CheckAsync();
        await rate.Locator("button").ClickAsync();
        await Looks.ArriveAsync(owner, "done=rate");
        Assert.Equal(0, await owner.Locator("form:has(input[name=_handler][value^='rate-'])").CountAsync());

        var supervisor = await site.SignInAsync(language, "supervisor", width, scheme);
        foreach (var path in new[] { "/inspections/ratings", "/inspections?view=ended", "/premises", "/premises/" + premises, "/inspections/plans", "/inspections/draws", "/plans" })
        {
            await supervisor.GotoAsync($"{site.Address}/{language}{path}");
            await LookAsync(supervisor, wrong, path);
        }

        var leader = await site.SignInAsync(language, "leader", width, scheme);
        foreach (var path in new[] { "/inspections/plans/new", "/inspections/draws/new" })
        {
            await leader.GotoAsync($"{site.Address}/{language}{path}");
            await LookAsync(leader, wrong, path);
        }

        Assert.Equal([], wrong);
    }

    /// <summary>The owner's phone opened the check page once; then there is no network.</summary>
    private async Task OfflineAsync(string text, string door, List<string> wrong)
    {
        await using var phone = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, Locale = "en" });
        var page = await phone.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, m) =>
        {
            if (m.Type == "error")
            {
                said.Add(m.Text);
            }
        };
        await page.GotoAsync(site.Address + "/inspection-code/");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        Assert.Equal([], said);
        await phone.SetOfflineAsync(true);
        var since = DateTimeOffset.UtcNow;
        await Task.Delay(1_200);
        Assert.False(await page.EvaluateAsync<bool>("() => navigator.onLine"));

        // Each look is a page loaded anew, as when the phone's own camera opens the address in the code.
        Assert.Equal("genuine", await ScanAsync(text));
        Assert.Equal("not_genuine", await ScanAsync(text[..^3] + (text[^3] == 'A' ? 'B' : 'A') + text[^2..]));
        Assert.Equal("not_a_code", await ScanAsync("hello"));
        await page.GotoAsync("about:blank");
        await page.GotoAsync(site.Address + "/inspection-code/#premises=ANOTHER-DOOR");
        await page.FillAsync("#check-text", "https://example.org/#" + text);
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("[data-answer]")).ToHaveAttributeAsync("data-answer", "other_premises");
        await page.FillAsync("#check-mine", door.ToLowerInvariant());
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("[data-answer]")).ToHaveAttributeAsync("data-answer", "genuine");

        await page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddDays(-2));
        Assert.Equal("too_early", await ScanAsync(text));
        await page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddDays(2));
        Assert.Equal("over", await ScanAsync(text));
        foreach (var language in new[] { "ar", "zh" })
        {
            await page.ClickAsync($"nav button[lang={language}]");
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.EvaluateAsync<string>("() => document.documentElement.dir"));
        }

        await phone.SetOfflineAsync(false);
        await using var looked = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 }, BypassCSP = true, ColorScheme = ColorScheme.Dark });
        var again = await looked.NewPageAsync();
        await again.GotoAsync($"{site.Address}/inspection-code/#{text}");
        await again.WaitForSelectorAsync("[data-answer=genuine]");
        await LookAsync(again, wrong, "check page");

        async Task<string?> ScanAsync(string code)
        {
            await page.GotoAsync("about:blank");
            var answer = await page.GotoAsync($"{site.Address}/inspection-code/#{code}");
            Assert.True(answer!.FromServiceWorker);
            // The page is the one kept while there was a network: a fresh one would carry a later date.
            Assert.True(DateTimeOffset.Parse(answer.Headers["date"], System.Globalization.CultureInfo.InvariantCulture) <= since);
            await page.WaitForSelectorAsync("[data-answer]");
            return await page.GetAttributeAsync("[data-answer]", "data-answer");
        }
    }

    private static async Task LookAsync(IPage page, List<string> wrong, string name) => wrong.AddRange((await Looks.WrongAsync(page)).Select(w => $"{name}: {w}"));

    private static ILocator Form(IPage page, string name) => page.Locator($"form:has(input[name=_handler][value='{name}'])");

    private static async Task SendAsync(IPage page, string form)
    {
        await page.EvaluateAsync("() => { document.body.dataset.old = '1'; }");
        await Form(page, form).Locator("button:not([name=try]):not([type=button])").Last.ClickAsync();
        await page.WaitForFunctionAsync("() => document.readyState !== 'loading' && document.body && !document.body.dataset.old");
        Assert.Equal([], await page.Locator(".summary li").AllTextContentsAsync());
    }

    /// <summary>The demo enrols its teams while pages already answer.</summary>
    private async Task WaitForTeamsAsync()
    {
        var page = await site.SignInAsync("en", "leader");
        for (var i = 0; i < 60; i++)
        {
            await page.GotoAsync(site.Address + "/en/team");
            if (await page.Locator("table.list tbody tr").CountAsync() >= 2)
            {
                return;
            }

            await Task.Delay(500);
        }
    }
}
