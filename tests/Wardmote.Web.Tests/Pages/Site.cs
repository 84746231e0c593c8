using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The real host in memory, on a SQLite file of its own. Missing words throw.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-web-").FullName;

    /// <summary>A clock that a test moves; the machine's own unless given.</summary>
    internal TimeProvider? Clock { get; init; }

    /// <summary>Connection string of another database; a SQLite file of its own unless given.</summary>
    internal string? Connection { get; init; }

    /// <summary>Folder of the packs; the installed ones unless given.</summary>
    internal string Law { get; init; } = Path.Combine(House.Root, "law");

    /// <summary>The SQLite file.</summary>
    internal string Database => Path.Combine(folder, "wardmote.db");

    /// <summary>A browser without script: it keeps cookies and does not follow redirects.</summary>
    internal Browser Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true }));

    /// <summary>Adds somebody who can sign in.</summary>
    internal async Task AddAsync(string name, string password, bool mustChange = false, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>();
        await scope.ServiceProvider.GetRequiredService<Accounts>().AddAsync(new Account
        {
            Id = name,
            UserName = name,
            DisplayName = Wardmote.Law.Text.Same(name),
            PasswordHash = hasher.HashPassword(null!, password),
            SecurityStamp = "1",
            Roles = roles,
            County = "500110",
            Locality = "500110001",
            MustChange = mustChange,
            Created = DateTimeOffset.UnixEpoch,
        });
    }

    /// <summary>Adds a person with their scope.</summary>
    internal async Task AddPersonAsync(Wardmote.Access.Person person, string password)
    {
        await using var scope = Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>();
        await scope.ServiceProvider.GetRequiredService<Accounts>().AddAsync(new Account
        {
            Id = person.Id,
            UserName = person.Id,
            DisplayName = person.Name,
            PasswordHash = hasher.HashPassword(null!, password),
            SecurityStamp = "1",
            Roles = person.Roles,
            County = person.County,
            Locality = person.Locality,
            Agency = person.Agency,
            Created = DateTimeOffset.UnixEpoch,
        });
    }

    /// <summary>Puts the demo county's teams in place.</summary>
    internal Task EnrolAsync() => new DemoStory(
        Services.GetRequiredService<Wardmote.Journal.IJournal>(), Services.GetRequiredService<Wardmote.LawPacks.LawInForce>(), Services.GetRequiredService<Wardmote.Desk.IDeskTools>(),
        (_, _) => Wardmote.Intake.Hints.CannotTell, [], []).EnrolAsync(DateTimeOffset.UtcNow);

    /// <summary>Lets the demo county live: reports, cases, decisions, whistles.</summary>
    internal async Task LiveAsync(int reports)
    {
        var story = new DemoStory(
            Services.GetRequiredService<Wardmote.Journal.IJournal>(), Services.GetRequiredService<Wardmote.LawPacks.LawInForce>(), Services.GetRequiredService<Wardmote.Desk.IDeskTools>(),
            (_, _) => Wardmote.Intake.Hints.CannotTell, Wardmote.Store.LawPacks.Phrases.ReadInstalled(Path.Combine(House.Root, "law")), []);
        await story.EnrolAsync(DateTimeOffset.UtcNow.AddDays(-30));
        await story.FirstDaysAsync(DateTimeOffset.UtcNow, DemoMeasure.First.Scaled(reports));
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("WARDMOTE_DATA", folder);
        builder.UseSetting("WARDMOTE_LAW", Law);

        // Photos are to be read, and what reads them is missing: everything must work all the same.
        builder.UseSetting("WARDMOTE_VISION", Path.Combine(folder, "vision"));
        if (Connection is not null)
        {
            builder.UseSetting("WARDMOTE_DB", Connection);
        }

        if (Clock is not null)
        {
            // Such a site is asked more in a minute than one address may ask in five: each request comes from another one.
            builder.ConfigureServices(services => services.AddSingleton(Clock).AddSingleton<IStartupFilter, Elsewhere>());
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder))
        {
            Directory.Delete(folder, true);
        }
    }
}

/// <summary>Gives each request an address of its own.</summary>
internal sealed class Elsewhere : IStartupFilter
{
    private int _last = 0x0a000000;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, then) =>
        {
            context.Connection.RemoteIpAddress = new IPAddress(System.Net.IPAddress.HostToNetworkOrder(Interlocked.Increment(ref _last)) & 0xffffffffL);
            return then(context);
        });
        next(app);
    };
}

/// <summary>What somebody with a browser does: open a page, fill in its form, send it.</summary>
internal sealed class Browser(HttpClient http)
{
    internal HttpClient Http { get; } = http;

    internal async Task<IHtmlDocument> OpenAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Http.GetAsync(path);
        Assert.Equal(expected, answer.StatusCode);
        return await ReadAsync(answer);
    }

    /// <summary>Sends a form of a page as a browser would: its hidden fields, then what is typed over them.</summary>
    internal Task<HttpResponseMessage> SendAsync(IHtmlDocument page, string path, Dictionary<string, string> typed, params (string Field, string Name, byte[] Bytes)[] files) =>
        SendAsync(page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, path, typed, files);

    internal async Task<HttpResponseMessage> SendAsync(IHtmlFormElement form, string path, Dictionary<string, string> typed, params (string Field, string Name, byte[] Bytes)[] files)
    {
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => (i.Name!, i.Value)).Where(f => !typed.ContainsKey(f.Item1)))
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (field, name, bytes) in files)
        {
            body.Add(new ByteArrayContent(bytes), field, name);
        }

        foreach (var (name, value) in typed)
        {
            body.Add(new StringContent(value), name);
        }

        return await Http.PostAsync(path, body);
    }

    /// <summary>Follows a redirect within the site.</summary>
    internal Task<IHtmlDocument> FollowAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return OpenAsync(answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString);
    }

    internal static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
}

/// <summary>Words of a page as somebody reads them.</summary>
internal static class Reading
{
    internal static string Words(this IHtmlDocument page, string selector) => page.QuerySelector(selector)?.Text().Trim() ?? "";
}
