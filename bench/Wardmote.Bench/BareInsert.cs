using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Wardmote.Bench;

/// <summary>The other side of each ratio: one small row a commit on the same store, and how many of anything get done in a span.</summary>
internal static class BareInsert
{
    /// <summary>One row a commit, synced, one connection behind a lock: what SQLite gives a program that does nothing else.</summary>
    internal static Func<int, Task> Sqlite(string path)
    {
        var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)";
            pragma.ExecuteNonQuery();
        }

        var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare (body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", "占道经营，当场改正");
        return _ =>
        {
            lock (insert)
            {
                insert.ExecuteNonQuery();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>One row a commit, each writer its own connection, so that the server may group commits.</summary>
    internal static Func<int, Task> Postgres(string setting)
    {
        var source = NpgsqlDataSource.Create(setting + ";Max Auto Prepare=10");
        using (var table = source.CreateCommand("CREATE TABLE IF NOT EXISTS bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)"))
        {
            table.ExecuteNonQuery();
        }

        return async _ =>
        {
            await using var insert = source.CreateCommand("INSERT INTO bare (body) VALUES ($1)");
            insert.Parameters.Add(new NpgsqlParameter { Value = "占道经营，当场改正" });
            await insert.ExecuteNonQueryAsync();
        };
    }

    /// <summary>How many a second so many writers get done.</summary>
    internal static async Task<double> RateAsync(int writers, TimeSpan span, Func<int, Task> write)
    {
        var (number, done, start) = (0, 0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                await write(Interlocked.Increment(ref number));
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
