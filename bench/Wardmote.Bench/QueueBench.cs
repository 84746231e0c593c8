using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>
/// The queue page of a locality with 100,000 open cases: the next 50 as the page shows them and as the list reads them. The cases are entries of the journal, put there as
/// fast as it takes them; their cards are made by the desk's own projection.
/// </summary>
internal static class QueueBench
{
    private const int Cases = 100_000;
    private const int Together = 250;
    private const int Asked = 100;

    internal static async Task<int> RunAsync(string which)
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-bench-queue-").FullName;
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        try
        {
            if (which is "sqlite" or "both")
            {
                await StoreAsync("SQLite", "", folder);
            }

            if (which is "postgres" or "both")
            {
                await using var cluster = await Cluster.StartAsync();
                if (cluster is null)
                {
                    Console.WriteLine("- PostgreSQL: not installed, not measured");
                }
                else
                {
                    await StoreAsync("PostgreSQL", cluster.Setting, folder);
                }
            }

            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
            Console.WriteLine($"\nload at the end {Machine.Load}");
        }
    }

    private static async Task StoreAsync(string name, string setting, string folder)
    {
        var checkout = HttpBench.Checkout();
        var data = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var law = LawReader.ReadInstalled(Path.Combine(checkout, "law"));
        await using (var db = await Database.OpenAsync(setting.Length > 0 ? setting : Path.Combine(data, "wardmote.db"), new Cards(law).Project, Path.Combine(data, "files")))
        {
            var start = Stopwatch.GetTimestamp();
            await FillAsync(db);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n### {name}\n\n- {Cases:N0} cases put into one locality in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
            if (setting.Length > 0)
            {
                // What its autovacuum does within a minute.
                await using var source = Npgsql.NpgsqlDataSource.Create(setting);
                await using var analyse = source.CreateCommand("ANALYZE");
                await analyse.ExecuteNonQueryAsync();
            }

            var query = new CardQuery { Kind = "case", Books = [DemoPeople.County], Locality = DemoPeople.Home, Open = true };
            Say("next 50 as the list reads them", await TimesAsync(() => db.ListAsync(query)));
            Say("next 50 after 1,000", await TimesAsync(() => db.ListAsync(query with { Skip = 1_000 })));
            Say("how many, as the page counts (to 1,001)", await TimesAsync(() => db.CountAsync(query with { CountTo = 1_001 })));
            Say("how many, to the last", await TimesAsync(() => db.CountAsync(query)));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await using var host = await HostProcess.StartAsync(checkout, data, setting, KeptModels.DefaultFolder(), limit.Token);
        await host.QuietAsync(limit.Token);
        foreach (var user in new[] { "leader", "officer" })
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            using var signed = await http.PostAsJsonAsync("api/sign-in", new { user, password = DemoPeople.Password }, limit.Token);
            var token = (await signed.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty("token").GetString();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            foreach (var path in new[] { "zh/cases?view=team", "zh/cases?view=team&page=1", "zh/cases?view=overdue", "zh/cases?view=fence" })
            {
                Say($"page /{path} of the {user}, one connection", await TimesAsync(() => http.GetByteArrayAsync(path, limit.Token)));
            }
        }
    }

    private static async Task FillAsync(Database db)
    {
        var (book, day) = (new Book(DemoPeople.County), DateTimeOffset.UtcNow.AddDays(-40));
        var sources = new[] { "report", "patrol", "inspection" };
        await Parallel.ForEachAsync(Enumerable.Range(0, Cases / Together), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, stop) =>
        {
            var facts = Enumerable.Range(0, Together).Select(i =>
            {
                var n = (batch * Together) + i;
                var id = $"bench-{n:000000}";
                var body = new CaseOpened(id, $"2026-{DemoPeople.Home}-{n:000000}", null, "CG-001", DemoPeople.Home, "滨河路", null, null, new DateOnly(2026, 1, 1), sources[n % 3], "bench");
                return Body.Fact(body, [CaseFile.TagOf(id)]);
            }).ToList();
            await db.AppendAsync(new Append(book, $"bench-{batch}", By.System, day.AddMinutes(batch * 7919 % 50_000), facts), stop);
        });
    }

    private static async Task<double[]> TimesAsync(Func<Task> ask)
    {
        var times = new double[Asked];
        for (var n = -10; n < Asked; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            if (n >= 0)
            {
                times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return times;
    }

    private static void Say(string what, double[] milliseconds) => Console.WriteLine($"- {what}: {HttpBench.Shares(milliseconds)}");
}
