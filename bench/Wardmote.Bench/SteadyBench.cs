using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>
/// 1,000 reports a minute on SQLite beside the demo's year, arriving when they arrive. At the end the host is killed and the journal read again.
/// </summary>
internal static class SteadyBench
{
    private const double Minute = 1_000;

    internal static async Task<int> RunAsync(double minutes)
    {
        var (checkout, folder) = (HttpBench.Checkout(), Directory.CreateTempSubdirectory("wardmote-bench-steady-").FullName);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(minutes + 12));
            var words = Phrases.ReadInstalled(Path.Combine(checkout, "law"));
            var (acknowledged, failed) = (new ConcurrentDictionary<string, bool>(), new ConcurrentDictionary<string, int>());
            await using (var host = await HostProcess.StartAsync(checkout, folder, "", KeptModels.DefaultFolder(), limit.Token, "1"))
            {
                var year = Stopwatch.GetTimestamp();
                await host.QuietAsync(limit.Token);
                var (waited, load) = (Stopwatch.GetElapsedTime(year).TotalSeconds, Machine.Load);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- the demo's year was there {waited:0} s after the first page; load {load}"));
                await HttpBench.PagesAsync(host, "before", limit.Token);
                using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = host.Address };
                var (took, times) = await Pace.RunAsync(Minute / 60, (int)(minutes * Minute), (n, stop) => LodgeAsync(http, words[n % words.Count], n, acknowledged, failed, stop), limit.Token);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"- {times.Length:N0} reports in {took.TotalSeconds:0} s ({times.Length / took.TotalMinutes:N0} a minute): {HttpBench.Shares(times)}; not 201: {(failed.IsEmpty ? "none" : string.Join(", ", failed.Select(f => $"{f.Value} x {f.Key}")))}"));
                await HttpBench.PagesAsync(host, "after", limit.Token);
            }

            return await HttpBench.CountAsync(folder, "", acknowledged, limit.Token);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
            Console.WriteLine($"load at the end {Machine.Load}");
        }
    }

    private static async Task LodgeAsync(
        HttpClient http, PhraseLine line, int n, ConcurrentDictionary<string, bool> acknowledged, ConcurrentDictionary<string, int> failed, CancellationToken stop)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync("api/reports", new { words = line.Words, language = line.Language, locality = DemoPeople.Home, address = $"滨河天桥 {n}", key = $"steady-{n}" }, stop);
            var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                acknowledged[receipt.GetProperty("report").GetString()!] = true;
            }
            else
            {
                failed.AddOrUpdate(answer.StatusCode.ToString(), 1, (_, so) => so + 1);
            }
        }
        catch (HttpRequestException error)
        {
            failed.AddOrUpdate(error.GetType().Name, 1, (_, so) => so + 1);
        }
    }
}
