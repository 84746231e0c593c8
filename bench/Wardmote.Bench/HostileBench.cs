using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>
/// Honest requests alone and beside hostile ones, in turn on one host: bombs, huge heads, large pictures that really are decoded, lines of a megabyte, bidi overrides, lone surrogates, bodies that break off.
/// Both come at a steady rate, whatever the answers take.
/// </summary>
internal static class HostileBench
{
    private const int Rounds = 3;
    private const double HonestRate = 20, HostileRate = 10, Seconds = 12;

    internal static async Task<int> RunAsync()
    {
        var (checkout, folder) = (HttpBench.Checkout(), Directory.CreateTempSubdirectory("wardmote-bench-hostile-").FullName);
        Line($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
            var words = Phrases.ReadInstalled(Path.Combine(checkout, "law"));
            await using var host = await HostProcess.StartAsync(checkout, folder, "", KeptModels.DefaultFolder(), limit.Token);
            await host.QuietAsync(limit.Token);
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
            var (good, bad) = (new ConcurrentDictionary<string, int>(), new ConcurrentDictionary<string, int>());
            var hostile = Hostile();
            var calm = host.Memory();
            var (alone, beside, ratios) = (new List<double>(), new List<double>(), new List<double>());
            var sent = 0;

            Task<(TimeSpan Took, double[] Milliseconds)> HonestAsync(int round) => Pace.RunAsync(
                HonestRate, (int)(HonestRate * Seconds), (n, stop) => HonestOneAsync(http, words[(n + (round * 1_000)) % words.Count], n + (round * 1_000), good, stop), limit.Token);

            await HonestAsync(900);
            good.Clear();
            for (var round = 0; round < Rounds; round++)
            {
                var (_, quiet) = await HonestAsync(2 * round);
                var attack = Pace.RunAsync(HostileRate, (int)(HostileRate * Seconds), (n, stop) => HostileOneAsync(http, hostile[n % hostile.Count], bad, stop), limit.Token);
                var (_, pressed) = await HonestAsync((2 * round) + 1);
                sent += (await attack).Milliseconds.Length;
                alone.AddRange(quiet);
                beside.AddRange(pressed);
                ratios.Add(P95(pressed) / P95(quiet));
            }

            var end = host.Memory();
            Line($"- honest requests (two thirds reports, one third the front page), {HonestRate}/s, alone: {alone.Count:N0}; {HttpBench.Shares([.. alone])}; answers {Told(good)}");
            Line($"- the same beside {sent:N0} hostile ones, {HostileRate}/s: {HttpBench.Shares([.. beside])}");
            Line($"- p95 beside / alone: {P95([.. beside]) / P95([.. alone]):0.00}; by round {string.Join(", ", ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}");
            Line($"- hostile answers: {Told(bad)}");
            Line($"- memory: {calm.Now} MB before, {end.Now} MB after, highest {end.Highest} MB");
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
            Line($"load at the end {Machine.Load}");
        }
    }

    private static async Task HonestOneAsync(HttpClient http, PhraseLine line, int n, ConcurrentDictionary<string, int> answers, CancellationToken stop)
    {
        using var answer = n % 3 == 0 ? await http.GetAsync("zh/", stop)
            : await http.PostAsJsonAsync("api/reports", new { words = line.Words, language = line.Language, locality = DemoPeople.Home, address = $"滨河天桥 {n}", key = $"honest-{n}" }, stop);
        await answer.Content.ReadAsByteArrayAsync(stop);
        answers.AddOrUpdate(answer.StatusCode.ToString(), 1, (_, so) => so + 1);
    }

    private static async Task HostileOneAsync(HttpClient http, Attack attack, ConcurrentDictionary<string, int> answers, CancellationToken stop)
    {
        string said;
        try
        {
            using var content = new ByteArrayContent(attack.Body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(attack.Type);
            using var answer = await http.PostAsync(attack.Path, content, stop);
            await answer.Content.ReadAsByteArrayAsync(stop);
            said = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            said = "connection closed";
        }

        answers.AddOrUpdate($"{attack.Name} {said}", 1, (_, so) => so + 1);
    }

    private static List<Attack> Hostile()
    {
        var random = new Random(5);
        var noise = new byte[1 << 20];
        random.NextBytes(noise);
        (noise[0], noise[1], noise[2]) = (0xFF, 0xD8, 0xFF);
        var line = string.Concat(Enumerable.Repeat("烧烤a1路ب ", 150_000));
        return
        [
            Photo("bomb", Png(100, 100, 100 << 20)), Photo("50,000 x 50,000", Png(50_000, 50_000, 1 << 16)), Photo("29 megapixels", Png(5_400, 5_400, 5_401 * 5_400)), Photo("noise", noise),
            Photo("broken off", Png(5_400, 5_400, 5_401 * 5_400)[..9_000]), Report("line of a megabyte", Json(line)), new("read a megabyte", "api/recognise", "application/json", Encoding.UTF8.GetBytes($$"""{"text":"{{line}}","words":"{{line}}"}""")),
            Report("bidi", Json(string.Concat(Enumerable.Repeat("\\u202E\\u2066夜里打桩\\u200F", 300)))), Report("surrogates", Json(string.Concat(Enumerable.Repeat("\\uD83D\\u0000", 1_000)))), Report("json breaks off", "{\"words\":\"占道"),
            new("form breaks off", "zh/report", "multipart/form-data; boundary=x", Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"../../a\u202Egpj.exe\"\r\n\r\n" + line)),
        ];

        static Attack Photo(string name, byte[] body) => new(name, "api/photos", "application/octet-stream", body);

        static Attack Report(string name, string body) => new(name, "api/reports", "application/json", Encoding.UTF8.GetBytes(body));

        static string Json(string words) => $$"""{"words":"{{words}}","language":"zh","locality":"{{DemoPeople.Home}}","address":"x"}""";
    }

    /// <summary>A grey PNG whose packed pixels are so many zeros, whatever its head claims.</summary>
    private static byte[] Png(uint width, uint height, int zeros)
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, true))
        {
            for (var left = zeros; left > 0; left -= 1 << 20)
            {
                deflate.Write(new byte[Math.Min(left, 1 << 20)]);
            }
        }

        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        Chunk("IHDR"u8, head);
        Chunk("IDAT"u8, packed.ToArray());
        Chunk("IEND"u8, []);
        return file.ToArray();

        void Chunk(ReadOnlySpan<byte> kind, byte[] data)
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)data.Length);
            file.Write(four);
            file.Write(kind);
            file.Write(data);
            file.Write([0, 0, 0, 0]);
        }
    }

    private static double P95(IReadOnlyCollection<double> milliseconds) => milliseconds.Order().ElementAt((int)(0.95 * (milliseconds.Count - 1)));

    private static string Told(ConcurrentDictionary<string, int> answers) => string.Join(", ", answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}: {a.Value}"));

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Attack(string Name, string Path, string Type, byte[] Body);
}
