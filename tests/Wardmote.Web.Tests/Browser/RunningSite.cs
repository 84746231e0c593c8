using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

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

    /// <summary>The host's services.</summary>
    protected IServiceProvider Services => host!.Services;

    /// <summary>The host's clock; the real one when null.</summary>
    protected virtual TimeProvider? Clock => null;

    /// <summary>True when the demo's people and story are wanted.</summary>
    protected virtual bool Demo => true;

    /// <summary>What must be there before the first visit.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

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
