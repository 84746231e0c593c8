using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Browser;

/// <summary>The real host on a free port with a demo of its own, and Debian's Chromium in front of it. Absent Chromium or axe-core skip what needs them.</summary>
public class RunningSite : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-browser-").FullName;
    private Host? host;
    private IPlaywright? playwright;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The browser; skips the test when there is none.</summary>
    public IBrowser Chromium
    {
        get
        {
            Assert.SkipWhen(browser is null, "Chromium is not installed (apt-get install chromium).");
            return browser!;
        }
    }

    private IBrowser? browser;
    private readonly ConcurrentDictionary<string, string> signedIn = new(StringComparer.Ordinal);

    /// <summary>The host's services.</summary>
    protected IServiceProvider Services => host!.Services;

    /// <summary>The host's clock; the real one when null.</summary>
    protected virtual TimeProvider? Clock => null;

    /// <summary>True when the demo's people and story are wanted.</summary>
    protected virtual bool Demo => true;

    /// <summary>What must be there before the first visit.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>
    /// A page of somebody who has signed in. They go through the door once, which costs a second of hashing, and keep what the browser was given; where the clock is a test's own, what was given runs out,
    /// and they go through it each time.
    /// </summary>
    /// <param name="language">Language of the pages.</param>
    /// <param name="who">Who: one of the demo's people.</param>
    /// <param name="width">Width of the window, pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="looked">True where axe is to be put into the page, which the page's own policy does not allow.</param>
    internal async Task<IPage> SignInAsync(string language, string who, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool looked = true)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = looked, StorageState = signedIn.GetValueOrDefault(who),
        });
        var page = await context.NewPageAsync();
        if (signedIn.ContainsKey(who))
        {
            return page;
        }

        await page.GotoAsync($"{Address}/{language}/sign-in");
        await page.FillAsync("input[name=user]", who);
        await page.FillAsync("input[type=password]", DemoPeople.Password);
        await page.ClickAsync("main form button");
        await Looks.ArriveAsync(page, u => !u.EndsWith("/sign-in", StringComparison.Ordinal));
        if (Clock is null)
        {
            signedIn[who] = await context.StorageStateAsync();
        }

        return page;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (House.Chromium is not { } chromium)
        {
            return;
        }

        host = new Host(folder, Demo, Clock);
        host.UseKestrel(0);
        host.StartServer();
        Address = host.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await PrepareAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Directory.Delete(folder, true);
        GC.SuppressFinalize(this);
    }

    private sealed class Host(string folder, bool demo, TimeProvider? clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            builder.UseSetting("WARDMOTE_DATA", folder);
            builder.UseSetting("WARDMOTE_LAW", Path.Combine(House.Root, "law"));
            builder.UseSetting("WARDMOTE_URLS", "http://127.0.0.1:0");
            builder.UseSetting("WARDMOTE_DEMO", demo ? "few" : "0");
            if (clock is not null)
            {
                builder.ConfigureTestServices(services => services.AddSingleton(clock));
            }
        }
    }
}
