using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Wardmote.Journal;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>The real host over HTTP: start-up and memory, durable reports, fence answers, a queue page. Client, host and store share the machine.</summary>
internal static class HttpBench
{
    private const int Restarts = 3;
    private const int Reporters = 32;
    private const int Askers = 8;
    private const int Pages = 200;
    private const double Paced = 200;
    private const int Rounds = 3;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lodging = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Baseline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(240);

    /// <summary>Measures one store or both.</summary>
    internal static async Task<int> RunAsync(string which)
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-bench-http-").FullName;
        var stage = new Stage(Checkout(), folder, KeptModels.DefaultFolder());
        Line($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        try
        {
            await TrainOnceAsync(stage);
            var lost = 0;
            if (which is "sqlite" or "both")
            {
                lost += await StoreAsync(stage, "SQLite", "", () => BareInsert.Sqlite(Path.Combine(folder, "bare.db")));
            }

            if (which is "postgres" or "both")
            {
                lost += await PostgresAsync(stage);
            }

            return lost == 0 ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
            Line($"\nload at the end {Machine.Load}");
        }
    }

    /// <summary>The given server, with a database of its own that is dropped at the end, or a throw-away one.</summary>
    private static async Task<int> PostgresAsync(Stage stage)
    {
        var given = Environment.GetEnvironmentVariable("WARDMOTE_TEST_PG");
        await using var cluster = given is { Length: > 0 } ? null : await Cluster.StartAsync();
        if ((cluster?.Setting ?? given) is not { Length: > 0 } server)
        {
            Line($"\n### PostgreSQL\n\nnot installed, not measured");
            return 0;
        }

        var name = "wardmote_bench_" + Guid.NewGuid().ToString("N")[..8];
        await using var source = NpgsqlDataSource.Create(server);
        await using (var create = source.CreateCommand("CREATE DATABASE " + name))
        {
            await create.ExecuteNonQueryAsync();
        }

        try
        {
            var setting = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
            return await StoreAsync(stage, "PostgreSQL", setting, () => BareInsert.Postgres(setting));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await using var drop = source.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Where no model of this law is kept yet, one host trains it before anything is measured.</summary>
    private static async Task TrainOnceAsync(Stage stage)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var data = stage.Fresh("train");
        await using var host = await HostProcess.StartAsync(stage.Checkout, data, "", stage.Cache, limit.Token);
        await host.QuietAsync(limit.Token);
        await host.StopAsync(limit.Token);
    }

    /// <summary>One run on one store; returns how many acknowledged reports are not there.</summary>
    private static async Task<int> StoreAsync(Stage stage, string name, string setting, Func<Func<int, Task>> bare)
    {
        var clock = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(Longest);
        var stop = limit.Token;
        var data = stage.Fresh(name);
        Line($"\n### {name}\n\nload {Machine.Load} at its start\n");

        TimeSpan first;
        await using (var host = await HostProcess.StartAsync(stage.Checkout, data, setting, stage.Cache, stop))
        {
            first = host.Ready;
            await host.QuietAsync(stop);
            await host.StopAsync(stop);
        }

        var ready = new List<double>();
        for (var n = 1; n < Restarts; n++)
        {
            await using var host = await HostProcess.StartAsync(stage.Checkout, data, setting, stage.Cache, stop);
            ready.Add(host.Ready.TotalSeconds);
            await host.StopAsync(stop);
        }

        var (acknowledged, failed) = (new ConcurrentDictionary<string, bool>(), new ConcurrentDictionary<int, int>());
        await using (var host = await HostProcess.StartAsync(stage.Checkout, data, setting, stage.Cache, stop))
        {
            ready.Add(host.Ready.TotalSeconds);
            Line($"- start to the first page: {ready.Order().ElementAt(Restarts / 2):0.00} s (median of {string.Join(", ", ready.Order().Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}); the very first, with an empty database, {first.TotalSeconds:0.00} s");
            await host.QuietAsync(stop);
            var memory = host.Memory();
            using var http = Client(host, Reporters);
            await PagesAsync(host, "before the load", stop);
            await FencesAsync(host, http, stop);

            var insert = bare();
            var before = await BareInsert.RateAsync(Reporters, Baseline, insert);
            var lodge = Lodger(http, stage.Words, acknowledged, failed);
            await SpanAsync(Reporters, Warm, lodge, stop);
            var (warm, busy) = (acknowledged.Count, host.Busy());
            var spent = await SpanAsync(Reporters, Lodging, lodge, stop);
            var used = (host.Busy() - busy).TotalSeconds / spent.Took;
            var after = await BareInsert.RateAsync(Reporters, Baseline, insert);
            var (rate, baseline) = ((acknowledged.Count - warm) / spent.Took, (before + after) / 2);
            Line($"- durable reports, {Reporters} connections, {spent.Took:0.0} s: {rate:N0}/s; {Shares(spent.Milliseconds)}; host {used:0.00} cores busy; not 201: {(failed.IsEmpty ? "none" : string.Join(", ", failed.Select(f => $"{f.Value} x {f.Key}")))}");
            Line($"- bare durable insert, {Reporters} writers: {before:N0}/s before, {after:N0}/s after; reports/inserts {rate / baseline:0.000}");
            await PagesAsync(host, "after the load", stop);
            var end = host.Memory();
            Line($"- memory: {memory.Now} MB resident after the start (highest {memory.Highest}), {end.Now} MB after the load (highest {end.Highest})");
        }

        // The host was killed, not asked to end: what is counted now had reached the store when it was acknowledged.
        var lost = await CountAsync(data, setting, acknowledged, stop);
        Line($"- took {Stopwatch.GetElapsedTime(clock).TotalSeconds:0} s");
        return lost;
    }

    private static Func<int, CancellationToken, Task> Lodger(HttpClient http, IReadOnlyList<PhraseLine> words, ConcurrentDictionary<string, bool> acknowledged, ConcurrentDictionary<int, int> failed)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        return async (n, stop) =>
        {
            var line = words[n % words.Count];
            using var answer = await http.PostAsJsonAsync("api/reports",
                new { words = line.Words, language = line.Language, locality = DemoPeople.Home, address = "滨河天桥 " + n, key = $"{run}-{n}" }, stop);
            var receipt = await answer.Content.ReadAsByteArrayAsync(stop);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                acknowledged[JsonDocument.Parse(receipt).RootElement.GetProperty("report").GetString()!] = true;
            }
            else
            {
                failed.AddOrUpdate((int)answer.StatusCode, 1, (_, so) => so + 1);
            }
        };
    }

    /// <summary>Reads the whole journal again in this process: every acknowledged report must be in it, once, and the chain must hold.</summary>
    internal static async Task<int> CountAsync(string data, string setting, ConcurrentDictionary<string, bool> acknowledged, CancellationToken stop)
    {
        await using var database = await Database.OpenAsync(setting.Length > 0 ? setting : Path.Combine(data, "wardmote.db"), AppendForever.Cards, Path.Combine(data, "files"), stop);
        var (written, other) = (new Dictionary<string, int>(), 0);
        for (var after = 0L; ;)
        {
            var entries = (await database.ReadAsync(new Book(DemoPeople.County), [], after, cancel: stop)).Entries;
            if (entries.Count == 0)
            {
                break;
            }

            after = entries[^1].Sequence;
            foreach (var entry in entries.Where(e => e.Kind == "report.lodged/1"))
            {
                using var body = JsonDocument.Parse(entry.Body);
                var report = body.RootElement.GetProperty("report").GetString()!;
                written[report] = written.GetValueOrDefault(report) + 1;
                other += acknowledged.ContainsKey(report) ? 0 : 1;
            }
        }

        var (lost, twice) = (acknowledged.Keys.Count(r => !written.ContainsKey(r)), written.Values.Count(c => c > 1));
        var seen = await Verifier.DatabaseAsync(database, cancel: stop);
        Line($"- after SIGKILL of the host: {acknowledged.Count:N0} acknowledged, {written.Count - other:N0} of them written, {lost} lost, {twice} twice; {other} reports of the demo beside them; {seen.Entries:N0} entries, verifier: {(seen.Ok ? "sound" : "NOT SOUND")}");
        foreach (var kind in seen.Findings.GroupBy(f => f.Kind))
        {
            Line($"  - verifier: {kind.Count():N0} x {kind.Key}, such as book {kind.First().Book} entry {kind.First().Sequence}: {kind.First().Detail}");
        }

        return lost + twice + (seen.Ok ? 0 : 1);
    }

    private static async Task FencesAsync(HostProcess host, HttpClient http, CancellationToken stop)
    {
        var token = await TokenAsync(http, "officer", stop);
        using var officer = Client(host, Askers, token);
        var proposed = new
        {
            fine = 100, gains = "none", reason = "劝导后仍未撤离",
            facts = new Dictionary<string, object> { ["corrected"] = false, ["area"] = 2, ["width_left"] = 1.5, ["peak"] = true },
        };
        var cards = (await officer.GetFromJsonAsync<JsonElement>("api/cards/case?open=true&take=200", stop)).GetProperty("cards");
        var (path, fences, about) = ("", 0, "");
        foreach (var card in cards.EnumerateArray())
        {
            var at = $"api/cases/{card.GetProperty("id").GetString()}/fences";
            using var answer = await officer.PostAsJsonAsync(at, proposed, stop);
            var count = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetArrayLength() : 0;
            if (count > fences)
            {
                (path, fences, about) = (at, count, $"{card.GetProperty("item").GetString()}, {card.GetProperty("state").GetString()}");
            }
        }

        if (path.Length == 0)
        {
            Line($"- fences: no open case of the demo has a site record, not measured");
            return;
        }

        using var many = Client(host, 64, token);
        Task AskAsync(HttpClient client, CancellationToken cancel) => SuccessAsync(client, () => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(proposed) }, cancel);

        // A server has been up for days: its code, and this client's, is compiled as well as it will be.
        await SpanAsync(Askers, WarmUp, (_, cancel) => AskAsync(officer, cancel), stop);
        var spent = await SpanAsync(Askers, Asking, (_, cancel) => AskAsync(officer, cancel), stop);
        Line($"- fence answers, {Askers} connections, {spent.Took:0.0} s, {fences} fences on a case ({about}): {spent.Milliseconds.Length / spent.Took:N0}/s; {Shares(spent.Milliseconds)}");

        // What the machine, the client, the web server and the store make of the same pace when there is nothing to decide: the token is looked up and the books are counted.
        Task IdleAsync(CancellationToken cancel) => SuccessAsync(many, () => new HttpRequestMessage(HttpMethod.Get, "health"), cancel);
        await SpanAsync(Askers, Warm, (_, cancel) => IdleAsync(cancel), stop);
        var (answers, idle) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < Rounds; round++)
        {
            answers.Add((await Pace.RunAsync(Paced, (int)(Paced * Asking.TotalSeconds * 2), (_, cancel) => AskAsync(many, cancel), stop)).Milliseconds);
            idle.Add((await Pace.RunAsync(Paced, (int)(Paced * Asking.TotalSeconds), (_, cancel) => IdleAsync(cancel), stop)).Milliseconds);
        }

        Line($"- fence answers arriving at {Paced:0} a second, {Rounds} rounds of {Asking.TotalSeconds * 2:0} s: {string.Join(" | ", answers.Select(Shares))}");
        Line($"- /health at the same pace in between, {Asking.TotalSeconds:0} s each: {string.Join(" | ", idle.Select(Shares))}");
    }

    internal static async Task PagesAsync(HostProcess host, string when, CancellationToken stop)
    {
        using var anyone = Client(host, 1);
        using var clerk = Client(host, 1, await TokenAsync(anyone, "clerk", stop));
        var total = (await clerk.GetFromJsonAsync<JsonElement>("api/cards/report?take=1", stop)).GetProperty("total").GetInt64();
        foreach (var (name, path) in new[] { ("queue page /zh/reports", "zh/reports"), ("queue list /api/cards/report", "api/cards/report") })
        {
            var (took, size) = (new double[Pages], 0L);
            for (var n = -20; n < Pages; n++)
            {
                var start = Stopwatch.GetTimestamp();
                size = await SuccessAsync(clerk, () => new HttpRequestMessage(HttpMethod.Get, path), stop);
                if (n >= 0)
                {
                    took[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }

            Line($"- {name} {when}, one connection, {total:N0} reports in the clerk's list: {Shares(took)}, {size / 1024.0:0} kB");
        }
    }

    private static async Task<long> SuccessAsync(HttpClient http, Func<HttpRequestMessage> request, CancellationToken stop)
    {
        using var message = request();
        using var answer = await http.SendAsync(message, stop);
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        return answer.StatusCode == HttpStatusCode.OK ? body.Length : throw new InvalidOperationException($"{message.RequestUri}: {(int)answer.StatusCode}");
    }

    private static async Task<string> TokenAsync(HttpClient http, string user, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync("api/sign-in", new { user, password = DemoPeople.Password }, stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("token").GetString()!;
    }

    private static HttpClient Client(HostProcess host, int connections, string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false })
        {
            BaseAddress = host.Address,
        };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static int numbers;

    /// <summary>So many at once for a span; a request that has begun is waited for.</summary>
    private static async Task<(double Took, double[] Milliseconds)> SpanAsync(int connections, TimeSpan span, Func<int, CancellationToken, Task> request, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var took = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                var one = Stopwatch.GetTimestamp();
                await request(Interlocked.Increment(ref numbers), stop);
                took.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            }

            return took;
        }, stop)));
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, [.. all.SelectMany(t => t).Order()]);
    }

    internal static string Shares(double[] milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms");

        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    private static void Line(FormattableString words) => Console.WriteLine(words.ToString(CultureInfo.InvariantCulture));

    /// <summary>The checkout that this program was built in.</summary>
    internal static string Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Wardmote.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("run it from a checkout");
    }

    /// <summary>What every run stands on.</summary>
    private sealed record Stage(string Checkout, string Folder, string Cache)
    {
        /// <summary>Real sentences of reporters in three languages, so that the recogniser reads something new each time.</summary>
        public IReadOnlyList<PhraseLine> Words { get; } = Phrases.ReadInstalled(Path.Combine(Checkout, "law"));

        /// <summary>An empty data folder.</summary>
        public string Fresh(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
    }
}
