using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Store;

/// <summary>Where a test class keeps its database.</summary>
public abstract class Place : IAsyncLifetime
{
    private static int books;

    /// <summary>Why there is none; null when there is.</summary>
    public string? Missing { get; protected set; }

    public string Setting { get; protected set; } = "";

    public string Folder { get; } = Directory.CreateTempSubdirectory("wardmote-store-").FullName;

    public Task<Database> OpenAsync(Project? project = null) => Database.OpenAsync(Setting, project ?? Samples.Cards, Path.Combine(Folder, "files"));

    /// <summary>The journal of this place, whatever keeps it.</summary>
    public virtual async Task<IKept> KeepAsync(Project? project = null) => new KeptDatabase(await OpenAsync(project));

    /// <summary>A connection past the program: to look at, or to tamper with, what it wrote.</summary>
    public abstract DbConnection Connect();

    /// <summary>A book no other test uses.</summary>
    public static Book NewBook() => new($"9{Interlocked.Increment(ref books):00000}");

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class SqlitePlace : Place
{
    public override ValueTask InitializeAsync()
    {
        Setting = Path.Combine(Folder, "journal.db");
        return ValueTask.CompletedTask;
    }

    public override DbConnection Connect() => new SqliteConnection($"Data Source={Setting};Pooling=False");
}

public sealed class PostgresPlace : Place
{
    private string? server;
    private string name = "";

    public override async ValueTask InitializeAsync()
    {
        server = await PostgresHouse.SettingAsync();
        if (server is null)
        {
            Missing = "No PostgreSQL: install postgresql or set WARDMOTE_TEST_PG.";
            return;
        }

        name = "t_" + Guid.NewGuid().ToString("N");
        await TellAsync($"CREATE DATABASE {name}");
        Setting = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public override DbConnection Connect() => new NpgsqlConnection(Setting + ";Pooling=false");

    public override async ValueTask DisposeAsync()
    {
        if (name.Length > 0)
        {
            await TellAsync($"DROP DATABASE {name} WITH (FORCE)");
        }

        await base.DisposeAsync();
    }

    private async Task TellAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server! + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Facts and cards that tests share.</summary>
public static class Samples
{
    public static DateTimeOffset Noon { get; } = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8)).AddTicks(1234567);

    public static By Officer { get; } = new("officer-1", "officer", "500112001");

    public static Fact Fact(string @case, string body = """{"n":1}""", string[]? slots = null, params Envelope[] envelopes) =>
        new("case.noted/1", body, [new Tag("case", @case), new Tag("premises", "p-" + @case)], slots, envelopes);

    public static Append Append(Book book, string key, params Fact[] facts) => new(book, key, Officer, Noon, facts);

    /// <summary>One card a case: how often it was noted, by which entry last.</summary>
    public static IReadOnlyList<Card> Cards(Entry entry, Func<string, string, Card?> before)
    {
        if (entry.Tags.FirstOrDefault(t => t.Kind == "case") is not { Value: { } id })
        {
            return [];
        }

        var card = before("case", id) ?? new Card { Book = entry.Book.Code, Kind = "case", Id = id, State = "0", Created = entry.At, Number = "案〔2026〕" + id };
        return [card with { State = (int.Parse(card.State) + 1).ToString(), Updated = entry.At, Sequence = entry.Sequence, Title = "占道经营 " + id, Latitude = 29.5, Extra = entry.Body }];
    }

    public static AppendAnswer.Written Written(AppendAnswer answer) => Assert.IsType<AppendAnswer.Written>(answer);
}
