using Microsoft.Playwright;

namespace Wardmote.Web.Tests.Browser;

/// <summary>The public pages as a browser shows them: for everybody, at every size, with and without script.</summary>
[Collection(InABrowser.Name)]
public class PublicPagesInABrowserTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly string[] Paths = ["/", "/report", "/track", "/check", "/owner", "/plans", "/decisions", "/complain", "/sign-in", "/gallery", "/nowhere"];

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC");

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Axe_finds_nothing(string language)
    {
        var chromium = site.Chromium;
        Assert.SkipWhen(House.Axe is null, "axe-core is not there (./test fetches it).");
        await using var context = await chromium.NewContextAsync(new BrowserNewContextOptions { BypassCSP = true });
        var page = await context.NewPageAsync();
        foreach (var path in Paths)
        {
            await page.GotoAsync($"{site.Address}/{language}{path}");
            var wrong = await Looks.WrongAsync(page, [(390, ColorScheme.Light), (390, ColorScheme.Dark), (1440, ColorScheme.Light), (1440, ColorScheme.Dark)]);
            Assert.Equal([], wrong.Select(w => $"{language}{path} {w}"));
        }
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_at_320_pixels()
    {
        await using var context = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 } });
        var page = await context.NewPageAsync();
        foreach (var language in new[] { "zh", "en", "ar" })
        {
            foreach (var path in Paths)
            {
                await page.GotoAsync($"{site.Address}/{language}{path}");
                Assert.Equal((language + path, 0), (language + path, await Looks.OverhangAsync(page)));
            }
        }
    }

    [Theory]
    [InlineData("zh", "古南街道")]
    [InlineData("en", "Gunan")]
    [InlineData("ar", "Gunan")]
    public async Task A_report_takes_a_place_from_the_device_and_two_taps_more(string language, string place)
    {
        await using var context = await site.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            Geolocation = new Geolocation { Latitude = 29.03f, Longitude = 106.65f },
            Permissions = ["geolocation"],
        });
        var page = await context.NewPageAsync();
        var refused = new List<string>();
        page.Console += (_, m) =>
        {
            if (m.Type == "error")
            {
                refused.Add(m.Text);
            }
        };
        await page.GotoAsync($"{site.Address}/{language}/report");
        await page.ClickAsync("place-picker button");
        await Assertions.Expect(page.Locator("span[data-send]")).ToContainTextAsync(place);
        await page.SetInputFilesAsync("#photos", new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = Png });
        await Assertions.Expect(page.Locator(".thumbs img")).ToHaveCountAsync(1);
        await page.ClickAsync(".foot-action button");
        await Looks.ArriveAsync(page, "/report/sent");
        var code = (await page.TextContentAsync("#code"))!.Trim();

        await page.GotoAsync($"{site.Address}/{language}/track#{code.Replace("-", "")}");
        await Looks.ArriveAsync(page, "/track/report");
        await Assertions.Expect(page.Locator(".timeline li")).ToHaveCountAsync(1);
        Assert.Equal([], refused);
    }

    [Fact]
    public async Task What_was_typed_outlives_a_reload_and_a_change_of_language()
    {
        await using var context = await site.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + "/en/report");
        await page.SelectOptionAsync("#county", new SelectOptionValue { Index = 2 });
        await page.SelectOptionAsync("#locality", new SelectOptionValue { Index = 1 });
        var chosen = await page.InputValueAsync("#locality");
        await page.FillAsync("#words", "every evening after five");
        await page.FillAsync("#phone", "138 0000 0000");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("every evening after five");
        await Assertions.Expect(page.Locator("#locality")).ToHaveValueAsync(chosen);
        await page.ClickAsync(".languages a[lang=ar]");
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("every evening after five");
        await Assertions.Expect(page.Locator("#phone")).ToHaveValueAsync("138 0000 0000");
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_lost()
    {
        await using var context = await site.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + "/en/report");
        await page.FillAsync("#words", "no signal here");
        await context.SetOfflineAsync(true);
        await page.ClickAsync(".foot-action button");
        await Assertions.Expect(page.Locator(".offline")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("no signal here");
    }

    [Fact]
    public async Task Everything_works_without_script()
    {
        await using var context = await site.Chromium.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + "/zh/report");
        await page.SelectOptionAsync("#locality", "500110001");
        await page.FillAsync("#words", "占道经营");
        await page.ClickAsync(".foot-action button");
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/zh/report/sent", new() { Timeout = 30_000 });
        var code = (await page.TextContentAsync("#code"))!.Trim();
        await page.GotoAsync(site.Address + "/zh/track");
        await page.FillAsync("#code", code);
        await page.ClickAsync("main button");
        // Without script Chromium sometimes never reports the page as loaded; that it is there is what counts.
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/zh/track/report", new() { Timeout = 30_000 });
        Assert.Contains("占道经营", await page.TextContentAsync(".timeline"));
    }

    [Fact]
    public async Task Somebody_who_uses_only_the_keyboard_reports()
    {
        await using var context = await site.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Address + "/en/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("main a[href='/en/report']").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/en/report", new() { Timeout = 30_000 });
        await page.FocusAsync("#words");
        await page.Keyboard.TypeAsync("a heap of tyres");
        await page.FocusAsync("#county");
        await page.Keyboard.TypeAsync("Qijiang");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.FocusAsync(".foot-action button");
        await page.Keyboard.PressAsync("Enter");
        await Looks.ArriveAsync(page, "/report/sent");
    }
}
