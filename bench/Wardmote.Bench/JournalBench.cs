using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
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
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        Console.WriteLine($"median of {Rounds} runs of {Span.TotalSeconds} s; an append is one entry with two tags, one slot and one card, sealed and synced\n");
        Console.WriteLine("| store | writers | bare insert/s | append/s | ratio |\n|---|---:|---:|---:|---:|");
        var folder = Directory.CreateTempSubdirectory("wardmote-bench-").FullName;
        try
        {
            await StoreAsync("SQLite", Path.Combine(folder, "journal.db"), folder, () => BareInsert.Sqlite(Path.Combine(folder, "bare.db")));
            await using var cluster = settings.Length > 0 ? null : await Cluster.StartAsync();
            if ((settings.FirstOrDefault() ?? cluster?.Setting) is { } setting)
            {
                await StoreAsync("PostgreSQL", setting, folder, () => BareInsert.Postgres(setting));
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
        Console.WriteLine($"\nload at the end {Machine.Load}");
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
                inserts.Add(await BareInsert.RateAsync(writers, Span, insert));
                appends.Add(await BareInsert.RateAsync(writers, Span, n => AppendAsync(database, n)));
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
}
