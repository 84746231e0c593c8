using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

namespace Wardmote.Web.Tests.Browser;

/// <summary>The real host on a free port with a demo of its own, and Debian's Chromium in front of it. Absent Chromium or axe-core skip what needs them.</summary>
public sealed class RunningSite : IAsyncLifetime
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

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (House.Chromium is not { } chromium)
        {
            return;
        }

        host = new Host(folder);
        host.UseKestrel(0);
        host.StartServer();
        Address = host.ClientOptions.BaseAddress.ToString().TrimEnd('/');
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
    }

    private sealed class Host(string folder) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            builder.UseSetting("WARDMOTE_DATA", folder);
            builder.UseSetting("WARDMOTE_LAW", Path.Combine(House.Root, "law"));
            builder.UseSetting("WARDMOTE_URLS", "http://127.0.0.1:0");
            builder.UseSetting("WARDMOTE_DEMO", "few");
        }
    }
}
