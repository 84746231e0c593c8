using System.Collections.Concurrent;
using Wardmote.Journal;
using Wardmote.Store;

namespace Wardmote.Web.Host;

/// <summary>What goes on in the background, for <c>/health</c> and for people who wait.</summary>
public sealed class Background
{
    private readonly ConcurrentDictionary<string, Work> works = new();

    /// <summary>Every work, by name.</summary>
    public IReadOnlyDictionary<string, Work> All => works;

    /// <summary>Says how far a work is.</summary>
    public void Tell(string name, Work work) => works[name] = work;

    /// <summary>A work in the background.</summary>
    /// <param name="State"><c>running</c>, <c>done</c> or <c>failed</c>.</param>
    /// <param name="Done">How many are done.</param>
    /// <param name="Total">Of how many; 0 when that is not known.</param>
    /// <param name="Words">What could not be done, in plain words; empty when all is well.</param>
    public sealed record Work(string State, int Done = 0, int Total = 0, string Words = "");
}

/// <summary><c>GET /health</c>: database, packs, background work.</summary>
internal static class Health
{
    /// <summary>Maps it.</summary>
    internal static void MapHealth(this WebApplication app) => app.MapGet("/health", async (Record record, Settings settings, Background background, CancellationToken cancel) =>
    {
        object database;
        var healthy = true;
        try
        {
            var books = await record.Database.BooksAsync(cancel);
            database = new { ok = true, kind = Database.IsConnectionString(settings.Database) ? "postgresql" : "sqlite", books = books.Count };
        }
        catch (StoreUnavailable error)
        {
            healthy = false;
            database = new { ok = false, reason = error.Reason.ToString().ToLowerInvariant() };
        }

        var packs = record.Shelf.InForce.Packs.Select(p => new { id = p.Id, revision = p.Revision, items = p.Items.Count, localities = p.Localities.Count, fictional = p.Fictional });
        return Results.Json(new { ok = healthy, database, packs, background = background.All }, Body.Json, statusCode: healthy ? 200 : 503);
    });
}
