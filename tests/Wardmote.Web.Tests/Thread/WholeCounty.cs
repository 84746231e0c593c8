using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Tests.Store;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>
/// The real host with a clock that a test moves, and everybody a case needs in three places: 古南街道 of the real county, 明例街道 and 示范街道 of the fictional one, where powers are entrusted and
/// retrieved. Teams are enrolled through the API.
/// </summary>
public abstract class WholeCounty : IAsyncLifetime
{
    private const string Token = "Bearer";
    private readonly Dictionary<string, string> _tokens = [];
    private Site? _site;

    /// <summary>Why there is no host; null when there is one.</summary>
    internal string? Missing { get; private protected set; }

    internal MovedClock Clock { get; } = new(MovedClock.At(2026, 8, 10));

    internal HttpClient Http { get; private set; } = null!;

    internal IServiceProvider Services => _site!.Services;

    /// <summary>Connection string; null for SQLite.</summary>
    private protected virtual Task<string?> ConnectionAsync() => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var connection = await ConnectionAsync();
        if (Missing is not null)
        {
            return;
        }

        _site = new Site { Clock = Clock, Connection = connection };
        Http = _site.CreateClient();
        foreach (var person in Everybody())
        {
            await _site.AddPersonAsync(person, "a long enough password");
            _tokens[person.Id] = await Services.GetRequiredService<Accounts>().IssueTokenAsync(person.Id, "api", Clock.Now, Clock.Now.AddYears(5));
        }

        foreach (var organ in new[] { "500110001", "990100001", "990100002", "990100-ST", "990100-CG", "990100-JX" })
        {
            foreach (var n in new[] { "", "2" })
            {
                var officer = Prefix(organ) + "officer" + n;
                await DoAsync("admin", "/api/teams/officers", new { organ, officer, name = $"（虚构）执法员{officer}", card = $"C-{officer}", from = "2025-01-01", to = "2028-12-31", key = officer });
            }
        }
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How accounts of an organ begin.</summary>
    internal static string Prefix(string organ) => organ switch { "500110001" => "", "990100001" => "m-", "990100002" => "s-", _ => organ[^2..].ToLowerInvariant() + "-" };

    private static IEnumerable<Person> Everybody()
    {
        foreach (var town in new[] { "500110001", "990100001", "990100002" })
        {
            foreach (var role in new[] { "clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host" })
            {
                yield return At(Prefix(town) + role, role, town);
            }

            yield return At(Prefix(town) + "officer2", "officer", town);
        }

        foreach (var agency in new[] { "ST", "CG", "JX" })
        {
            foreach (var (name, role) in new[] { ("officer", "department"), ("officer2", "department"), ("head", "head") })
            {
                yield return new Person($"{agency.ToLowerInvariant()}-{name}", Text.Same($"（虚构）{agency}{name}"), [role], "990100", "", "990100-" + agency);
            }
        }

        // Somebody with several posts in one small department.
        yield return new Person("cg-chief", Text.Same("（虚构）城管负责人"), ["department", "leader", "head"], "990100", "", "990100-CG");
        yield return new Person("department", Text.Same("（虚构）生态"), ["department"], "500110", "", "500110-ST");
        yield return new Person("department2", Text.Same("（虚构）城管"), ["department"], "500110", "", "500110-CG");
        yield return new Person("supervisor", Text.Same("（虚构）监督"), ["supervisor"], "500110", "", "500110-SF");
        yield return new Person("x-supervisor", Text.Same("（虚构）监督二"), ["supervisor"], "990100", "", "990100-SF");
        yield return new Person("admin", Text.Same("（虚构）管理"), ["administrator"], "", "", "");
        yield return new Person("stranger", Text.Same("（虚构）外人"), ["clerk"], "500103", "", "");

        static Person At(string id, string role, string town) => new(id, Text.Same($"（虚构）{id}"), [role], town[..6], town, "");
    }

    /// <summary>Posts in somebody's name and expects a status; the body of the answer.</summary>
    internal async Task<JsonElement> DoAsync(string? who, string path, object body, int expected = 201, string language = "zh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return await SendAsync(request, who, language, expected);
    }

    /// <summary>Gets in somebody's name.</summary>
    internal async Task<JsonElement> GetAsync(string? who, string path, int expected = 200, string language = "zh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, who, language, expected);
    }

    /// <summary>A photo kept as an original, as the API takes it.</summary>
    internal async Task<JsonElement> PhotoAsync(int n = 1)
    {
        using var picture = new ByteArrayContent(DemoPicture.Draw(n));
        return await (await Http.PostAsync("/api/photos", picture)).Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A raw request in somebody's name.</summary>
    internal Task<HttpResponseMessage> RawAsync(string? who, HttpRequestMessage request)
    {
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(Token, _tokens[who]);
        }

        return Http.SendAsync(request);
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, string? who, string language, int expected)
    {
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await RawAsync(who, request);
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == expected, $"{who}: {request.RequestUri}: {(int)answer.StatusCode} instead of {expected}: {words}");
        return words.Length == 0 ? default : JsonDocument.Parse(words).RootElement;
    }

    /// <summary>Somebody signed in, in a browser of their own.</summary>
    internal async Task<Pages.Browser> BrowserAsync(string who)
    {
        var browser = _site!.Visit();
        await browser.SendAsync(await browser.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = who, ["password"] = "a long enough password" });
        return browser;
    }

    /// <summary>Every entry of a thing, as it stands in the journal.</summary>
    internal async Task<IReadOnlyList<Entry>> EntriesAsync(string kind, string id)
    {
        var journal = Services.GetRequiredService<IJournal>();
        var found = await journal.FindAsync(new Tag(kind, id), 1);
        return (await journal.ReadAsync(found[0].Book, [new Tag(kind, id)])).Entries;
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteCounty : WholeCounty;

/// <summary>On PostgreSQL, in a database of its own.</summary>
public sealed class PostgresCounty : WholeCounty
{
    private string? _server;
    private string _name = "";

    private protected override async Task<string?> ConnectionAsync()
    {
        _server = await PostgresHouse.SettingAsync();
        if (_server is null)
        {
            Missing = "No PostgreSQL: install postgresql or set WARDMOTE_TEST_PG.";
            return null;
        }

        _name = "w_" + Guid.NewGuid().ToString("N");
        await TellAsync($"CREATE DATABASE {_name}");
        return new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_name.Length > 0)
        {
            await TellAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private async Task TellAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server! + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
