using Microsoft.Data.Sqlite;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Cli;

/// <summary>seed, replay and verify on a file of their own.</summary>
public sealed class RecordVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wardmote-record-").FullName;

    private string Db => Path.Combine(_folder, "a.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_seeded_record_replays_and_verifies()
    {
        var seeded = Told.Of("seed", "--db", Db, "--json");
        Assert.Equal(0, seeded.Code);
        Assert.Contains("in place", seeded.Remark);
        var entries = seeded.Json.GetProperty("entries").GetInt64();
        Assert.True(entries > 20);

        var replayed = Told.Of("replay", "--db", Db, "--json");
        Assert.Equal((0, entries), (replayed.Code, replayed.Json.GetProperty("entries").GetInt64()));
        Assert.Contains("500110", replayed.Remark);

        var sound = Told.Of("verify", Db, "--json");
        Assert.Equal(0, sound.Code);
        Assert.True(sound.Json.GetProperty("ok").GetBoolean());
        Assert.Empty(sound.Json.GetProperty("findings").EnumerateArray());

        var again = Told.Of("seed", "--db", Db);
        Assert.Equal((2, ""), (again.Code, again.Answer));
    }

    [Fact]
    public async Task A_changed_entry_and_a_cut_tail_are_found_and_named()
    {
        Assert.Equal(0, Told.Of("seed", "--db", Db).Code);
        await using (var database = await Database.OpenAsync(Db, static (_, _) => [], cancel: TestContext.Current.CancellationToken))
        {
            await database.CheckpointAsync(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero), cancel: TestContext.Current.CancellationToken);
        }

        Do("UPDATE entries SET body = replace(body, 'Li Qiang', 'Li Qianh') WHERE body LIKE '%Li Qiang%'");
        var changed = Told.Of("verify", Db, "--json");
        Assert.Equal(1, changed.Code);
        var finding = changed.Json.GetProperty("findings").EnumerateArray().First();
        Assert.Equal("500110", finding.GetProperty("book").GetString());
        Assert.True(finding.GetProperty("sequence").GetInt64() > 0);

        Do("UPDATE entries SET body = replace(body, 'Li Qianh', 'Li Qiang') WHERE body LIKE '%Li Qianh%'");
        Assert.Equal(0, Told.Of("verify", Db).Code);
        Do("DELETE FROM tags WHERE sequence = (SELECT max(sequence) FROM entries)");
        Do("DELETE FROM slots WHERE sequence = (SELECT max(sequence) FROM entries)");
        Do("DELETE FROM entries WHERE sequence = (SELECT max(sequence) FROM entries)");
        var cut = Told.Of("verify", Db, "--json");
        Assert.Equal(1, cut.Code);
        Assert.Contains(cut.Json.GetProperty("findings").EnumerateArray(), f => f.GetProperty("kind").GetString() == "cut");
    }

    [Fact]
    public async Task An_exported_book_is_verified_without_a_database()
    {
        Assert.Equal(0, Told.Of("seed", "--db", Db).Code);
        var file = Path.Combine(_folder, "book.jsonl");
        Assert.Equal(0, Told.Of("checkpoint", "--db", Db).Code);
        Assert.Equal(0, Told.Of("export", "--db", Db, "--out", file).Code);
        Assert.Equal(0, Told.Of("verify", file).Code);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("Li Qiang", "Li Qianh", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(1, Told.Of("verify", file).Code);
    }

    [Theory]
    [InlineData("verify", "nowhere.db")]
    [InlineData("verify")]
    [InlineData("replay", "--db", "nowhere.db")]
    [InlineData("seed")]
    [InlineData("seed", "--db", "x.db", "--reports", "many")]
    public void Wrong_usage_is_exit_code_two(params string[] args)
    {
        var told = Told.Of(args);
        Assert.Equal((2, ""), (told.Code, told.Answer));
        Assert.NotEmpty(told.Remark);
    }

    private void Do(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Db}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
