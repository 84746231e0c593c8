using System.Net;
using Wardmote.Recognition;

namespace Wardmote.Web.Host;

/// <summary>What the host is told by its surroundings: <c>WARDMOTE_URLS</c>, <c>WARDMOTE_DB</c>, <c>WARDMOTE_DATA</c>, <c>WARDMOTE_DEMO</c>, <c>WARDMOTE_LAW</c>.</summary>
/// <param name="Urls">Addresses to listen on.</param>
/// <param name="Database">SQLite file or PostgreSQL connection string.</param>
/// <param name="Data">Folder of originals, keys and, by default, the SQLite file.</param>
/// <param name="Law">Folder of the law packs.</param>
/// <param name="Demo">Demo with invented people; only ever on loopback.</param>
/// <param name="FewDays">Only the last days of the demo's home town, not the year of its county.</param>
public sealed record Settings(string Urls, string Database, string Data, string Law, bool Demo, bool FewDays = false)
{
    /// <summary>A language model to ask for a second opinion (<c>WARDMOTE_LLM_URL</c>, <c>_MODEL</c>, <c>_KEY</c>); null = off.</summary>
    public LanguageModelSettings? LanguageModel { get; init; }

    /// <summary>Folder with the models that read photos (<c>WARDMOTE_VISION</c>, set by <c>./run --vision</c>); null = photos are not read.</summary>
    public string? Vision { get; init; }

    /// <summary>True when every address is on this machine.</summary>
    public bool Loopback => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsLoopback);

    /// <summary>Reads the settings; a demo that others could reach is refused, because its passwords are public.</summary>
    public static Settings From(IConfiguration configuration)
    {
        var data = Path.GetFullPath(configuration["WARDMOTE_DATA"] ?? "data");
        var settings = new Settings(
            configuration["WARDMOTE_URLS"] ?? "http://localhost:5080",
            configuration["WARDMOTE_DB"] is { Length: > 0 } database ? database : Path.Combine(data, "wardmote.db"),
            data,
            configuration["WARDMOTE_LAW"] is { Length: > 0 } law ? law : LawFolder(),
            configuration["WARDMOTE_DEMO"] is "1" or "true" or "True" or "few",
            configuration["WARDMOTE_DEMO"] is "few")
        {
            LanguageModel = LanguageModelOf(configuration),
            Vision = configuration["WARDMOTE_VISION"] is { Length: > 0 } vision ? Path.GetFullPath(vision) : null,
        };
        return settings is { Demo: true, Loopback: false }
            ? throw new InvalidOperationException($"WARDMOTE_DEMO has public passwords and may only listen on this machine, not on {settings.Urls}.")
            : settings;
    }

    private static LanguageModelSettings? LanguageModelOf(IConfiguration configuration)
    {
        if (configuration["WARDMOTE_LLM_URL"] is not { Length: > 0 } url)
        {
            return null;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && configuration["WARDMOTE_LLM_MODEL"] is { Length: > 0 } model
            ? new LanguageModelSettings(address, model, configuration["WARDMOTE_LLM_KEY"] ?? "")
            : throw new InvalidOperationException("WARDMOTE_LLM_URL needs an http or https address, and WARDMOTE_LLM_MODEL the name of the model.");
    }

    /// <summary>The nearest folder <c>law</c> at or above the program or the current folder.</summary>
    private static string LawFolder()
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var law = Path.Combine(folder.FullName, "law");
                if (Directory.Exists(Path.Combine(law, "cn")) || Directory.Exists(Path.Combine(law, "cn-50")))
                {
                    return law;
                }
            }
        }

        return Path.GetFullPath("law");
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
