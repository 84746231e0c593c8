using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Wardmote.Journal;
using Wardmote.Store;

namespace Wardmote.Bench;

/// <summary>Durable appends a second against a bare durable insert on the same store in the same run: the ratio says what the journal costs, whatever else the machine does.</summary>
internal static class JournalBench
{
    private const int Rounds = 3;
    private static readonly List<string> Notes = [];
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    internal static async Task<int> RunAsync(string[] settings)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({await CpuAsync()}), load {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}, .NET {Environment.Version}");
        Console.WriteLine($"median of {Rounds} runs of {Span.TotalSeconds} s; an append is one entry with two tags, one slot and one card, sealed and synced\n");
        Console.WriteLine("| store | writers | bare insert/s | append/s | ratio |\n|---|---:|---:|---:|---:|");
        var folder = Directory.CreateTempSubdirectory("wardmote-bench-").FullName;
        try
        {
            await StoreAsync("SQLite", Path.Combine(folder, "journal.db"), folder, () => BareSqlite(Path.Combine(folder, "bare.db")));
            await using var cluster = settings.Length > 0 ? null : await Cluster.StartAsync();
            if ((settings.FirstOrDefault() ?? cluster?.Setting) is { } setting)
            {
                await StoreAsync("PostgreSQL", setting, folder, () => BarePostgres(setting));
            }
            else
            {
                Console.WriteLine("| PostgreSQL | – | not installed | | |");
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
        }

        Console.WriteLine("\n" + string.Join('\n', Notes.Select(n => "- " + n)));
        Console.WriteLine($"\nload at the end {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        return 0;
    }

    private static async Task StoreAsync(string name, string setting, string folder, Func<Func<int, Task>> bare)
    {
        await using var database = await Database.OpenAsync(setting, AppendForever.Cards, folder);
        var insert = bare();
        foreach (var writers in new[] { 1, 32 })
        {
            var (inserts, appends) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                inserts.Add(await RateAsync(writers, insert));
                appends.Add(await RateAsync(writers, n => AppendAsync(database, n)));
            }

            var (bareRate, rate) = (inserts.Order().ElementAt(Rounds / 2), appends.Order().ElementAt(Rounds / 2));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {writers} | {bareRate:N0} | {rate:N0} | {rate / bareRate:0.00} |"));
        }

        var start = Stopwatch.GetTimestamp();
        var seen = await Verifier.DatabaseAsync(database);
        var verify = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        await database.ReplayAsync();
        var replay = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {seen.Entries:N0} entries verified at {seen.Entries / verify:N0}/s ({(seen.Ok ? "sound" : "NOT SOUND")}), replayed at {seen.Entries / replay:N0}/s"));
    }

    private static async Task AppendAsync(Database database, int number)
    {
        var key = Guid.NewGuid().ToString("N");
        var fact = new Fact("bench.noted/1", """{"words":"占道经营，当场改正","photo":"none","count":3}""", [new Tag("case", "c" + (number % 997)), new Tag("premises", "p" + (number % 97))], [key]);
        var answer = await database.AppendAsync(new Append(new Book("500112"), key, By.System, DateTimeOffset.UtcNow, [fact]));
        if (answer is not AppendAnswer.Written)
        {
            throw new InvalidOperationException(answer.ToString());
        }
    }

    private static async Task<double> RateAsync(int writers, Func<int, Task> write)
    {
        var (number, done, start) = (0, 0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < Span)
            {
                await write(Interlocked.Increment(ref number));
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One row a commit, synced, one connection behind a lock: what SQLite gives a program that does nothing else.</summary>
    private static Func<int, Task> BareSqlite(string path)
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
    private static Func<int, Task> BarePostgres(string setting)
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

    private static async Task<string> CpuAsync() =>
        (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";

    /// <summary>A throw-away PostgreSQL that does sync to disk.</summary>
    private sealed class Cluster : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("wardmote-bench-pg-").FullName;
        private string programs = "";

        internal string Setting { get; private set; } = "";

        internal static async Task<Cluster?> StartAsync()
        {
            var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault() : null;
            if (programs is null)
            {
                return null;
            }

            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var cluster = new Cluster { programs = programs + "/bin/", Setting = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres" };
            if (Environment.UserName == "root")
            {
                await ShellAsync($"chown postgres {cluster.folder}");
            }

            await cluster.ProgramAsync($"initdb -D {cluster.folder}/data -A trust -U postgres --encoding=UTF8 --locale=C.UTF-8");
            await cluster.ProgramAsync($"pg_ctl -D {cluster.folder}/data -w -s -l {cluster.folder}/log -o '-p {port} -h 127.0.0.1 -k {cluster.folder}' start");
            return cluster;
        }

        public async ValueTask DisposeAsync()
        {
            await ProgramAsync($"pg_ctl -D {folder}/data -w -s -m immediate stop");
            Directory.Delete(folder, true);
        }

        private Task ProgramAsync(string words) => ShellAsync((Environment.UserName == "root" ? "cd / && runuser -u postgres -- " : "") + programs + words);

        private static async Task ShellAsync(string words)
        {
            using var process = Process.Start("/bin/sh", ["-c", words + " >/dev/null 2>&1 </dev/null"]);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(words + " ended with " + process.ExitCode);
            }
        }
    }
}
