using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Bench;

/// <summary>
/// Decide, reserve, append: a head approves a proposed visit, which reads the premises' file, asks every fence, takes the numbered visit of the year and writes it durably; against
/// one bare durable row by as many writers in the same run, and with ten times the inspections in the journal. Once with files nobody read since the start, and once as in a day's
/// work, where the head has just looked at the page.
/// </summary>
internal static class FencesBench
{
    private const string Street = DemoPeople.Home;
    private static string organ = "";
    private static string item = "";
    private const int Writers = 32;
    private const int Acts = 1_000;
    private const int Rounds = 2;
    private const int Together = 20;
    private const int WarmUp = 20;
    private static readonly Book Home = new(DemoPeople.County);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    internal static async Task<int> RunAsync(string which)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores ({Machine.Cpu}), load {Machine.Load}, .NET {Environment.Version}");
        Console.WriteLine($"{Acts:N0} approvals in {Rounds} rounds by {Writers} writers, each of its own premises with three visits of earlier years; the two journals take turns\n");
        Console.WriteLine("| store | visits in the journal | the premises' file | bare insert/s | decide-reserve-append/s | ratio (by round) | p50 / p99 ms | processor, ours / machine |\n|---|---:|---|---:|---:|---:|---:|---:|");
        var folder = Directory.CreateTempSubdirectory("wardmote-bench-fences-").FullName;
        try
        {
            if (which is "sqlite" or "both")
            {
                await StoreAsync("SQLite", "", folder, BareInsert.Sqlite(Path.Combine(folder, "bare.db")));
            }

            if (which is "postgres" or "both")
            {
                await using var cluster = await Cluster.StartAsync();
                if (cluster is null)
                {
                    Console.WriteLine("| PostgreSQL | not installed | | | | | |");
                }
                else
                {
                    await StoreAsync("PostgreSQL", cluster.Setting, folder, BareInsert.Postgres(cluster.Setting));
                }
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
        }

        Console.WriteLine($"\nload at the end {Machine.Load}");
        return 0;
    }

    private static async Task StoreAsync(string name, string server, string folder, Func<int, Task> bare)
    {
        var law = LawReader.ReadInstalled(Path.Combine(HttpBench.Checkout(), "law"));
        var now = DateTimeOffset.UtcNow;

        // Somebody who might inspect something here all these years.
        var place = law.Locality(Street)!;
        var rules = new InspectionFences(law, place.County, ShanghaiTime.Day(now));
        (organ, item) = law.Codes.OrderBy(c => c.Value, StringComparer.Ordinal)
            .Select(c => (Then: rules.Inspector(c, place, ShanghaiTime.Day(now.AddMonths(-34))), Now: rules.Inspector(c, place, ShanghaiTime.Day(now)), Item: c.Value))
            .Where(x => x.Now is not null && x.Then == x.Now && law.RowsOf(new ItemCode(x.Item)).Count == 1).Select(x => (x.Now!, x.Item)).First();
        await using (var warm = await Ground.OpenAsync(server, folder, law, "warm_up"))
        {
            await WarmUpAsync(warm, now);
        }

        // Both lie there from the start and take turns, so that neither has the machine at a better hour.
        await using var small = await Ground.OpenAsync(server, folder, law, "small");
        await using var large = await Ground.OpenAsync(server, folder, law, "large");
        var grounds = new[] { (Ground: small, Premises: 2 * Acts), (Ground: large, Premises: 20 * Acts) };
        foreach (var (ground, premises) in grounds)
        {
            await FillAsync(ground.Db, await TemplateAsync(ground, now), premises, now);
        }

        await SettleAsync();
        foreach (var (ground, _) in grounds)
        {
            await ground.SettleAsync();
        }

        foreach (var looked in new[] { false, true })
        {
            // No round asks what an earlier one asked, and each lies spread over the whole journal.
            var asked = grounds.Select(g => Spread(g.Premises, looked ? 1 : 0).Chunk(Acts / Rounds).ToList()).ToList();
            var sums = grounds.Select(_ => new Sum()).ToList();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var which in round % 2 == 0 ? new[] { 0, 1 } : [1, 0])
                {
                    var (ground, some) = (grounds[which].Ground, asked[which][round]);
                    foreach (var n in looked ? some : [])
                    {
                        await ground.Desk.EnterpriseAsync(Home, Name(n));
                    }

                    var before = await BareInsert.RateAsync(Writers, Span, bare);
                    var (own, busy) = (Environment.CpuUsage.TotalTime, Machine.Busy);
                    var (took, times) = await ApproveAsync(ground.Desk, some, now);
                    (own, busy) = (Environment.CpuUsage.TotalTime - own, Machine.Busy - busy);
                    var after = await BareInsert.RateAsync(Writers, Span, bare);
                    sums[which].Add(took, (before + after) / 2, own, busy, times);
                }
            }

            foreach (var ((_, premises), sum) in grounds.Zip(sums))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {premises * 4:N0} | {(looked ? "just looked at" : "never read")} | {sum.Bare:N0} | {sum.Rate:N0} | {sum.Rate / sum.Bare:0.00} ({sum.Range(sum.Ratios)}) | {sum.At(0.5):0.0} / {sum.At(0.99):0.0} | {sum.Own:0.00} / {sum.Busy:0.00} ms |"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | | {(looked ? "just looked at" : "never read")} | | ten times the inspections: {sums[0].Rate / sums[1].Rate:0.00} times the time (by round {sums[0].Range([.. sums[1].Seconds.Zip(sums[0].Seconds, (l, s) => l / s)])}), against the bare inserts beside each {sums[0].Rate / sums[0].Bare / (sums[1].Rate / sums[1].Bare):0.00} | | | {sums[1].Own / sums[0].Own:0.00} / {sums[1].Busy / sums[0].Busy:0.00} times |"));
        }
    }

    /// <summary>What the rounds of one journal came to.</summary>
    private sealed class Sum
    {
        private readonly List<double> bare = [];
        private readonly List<double> times = [];
        private (TimeSpan Own, TimeSpan Busy) spent;

        /// <summary>Seconds of each round.</summary>
        internal List<double> Seconds { get; } = [];

        internal double Bare => bare.Average();

        internal double Rate => times.Count / Seconds.Sum();

        internal double Own => spent.Own.TotalMilliseconds / times.Count;

        internal double Busy => spent.Busy.TotalMilliseconds / times.Count;

        internal IReadOnlyList<double> Ratios => [.. Seconds.Zip(bare, (s, b) => times.Count / Seconds.Count / s / b)];

        internal void Add(double seconds, double insert, TimeSpan own, TimeSpan busy, double[] milliseconds)
        {
            Seconds.Add(seconds);
            bare.Add(insert);
            times.AddRange(milliseconds);
            spent = (spent.Own + own, spent.Busy + busy);
        }

        internal double At(double share) => times.Order().ElementAt((int)(times.Count * share));

        internal string Range(IReadOnlyList<double> rounds) => string.Create(CultureInfo.InvariantCulture, $"{rounds.Min():0.00} to {rounds.Max():0.00}");
    }

    /// <summary>A journal of its own and a desk over it.</summary>
    private sealed class Ground : IAsyncDisposable
    {
        private string setting = "";

        internal required Database Db { get; init; }

        internal required Desk.Desk Desk { get; init; }

        /// <summary>A database of its own at a server, or a file in the folder where there is none.</summary>
        internal static async Task<Ground> OpenAsync(string at, string folder, LawInForce law, string name)
        {
            var setting = Path.Combine(folder, name + ".db");
            if (Database.IsConnectionString(at))
            {
                await using var server = Npgsql.NpgsqlDataSource.Create(at);
                await using var create = server.CreateCommand("CREATE DATABASE " + name);
                await create.ExecuteNonQueryAsync();
                setting = new Npgsql.NpgsqlConnectionStringBuilder(at) { Database = name }.ConnectionString;
            }

            var db = await Database.OpenAsync(setting, new Cards(law).Project, folder);
            return new Ground { Db = db, Desk = new Desk.Desk(db, law, new DeskTools(new byte[32], Path.Combine(HttpBench.Checkout(), "law"))), setting = setting };
        }

        /// <summary>
        /// A server cleans up and brings its statistics up to date by itself within minutes, which is not measured here, and its connections have been open for days and know their statements; here the journal
        /// grew in seconds.
        /// </summary>
        internal async Task SettleAsync()
        {
            if (Database.IsConnectionString(setting))
            {
                await using var server = Npgsql.NpgsqlDataSource.Create(setting);
                foreach (var work in new[] { "VACUUM (ANALYZE)", "CHECKPOINT" })
                {
                    await using var command = server.CreateCommand(work);
                    command.CommandTimeout = 0;
                    await command.ExecuteNonQueryAsync();
                }
            }

            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
            {
                for (var again = 0; again < 20; again++)
                {
                    await Db.ReadAsync(Home, [Enterprise.TagOf("shop"), Roster.TagOf(organ)]);
                }
            })));
        }

        public ValueTask DisposeAsync() => Db.DisposeAsync();
    }

    /// <summary>
    /// A server has been running for days and its code is compiled as well as it will be; that takes some twenty seconds of such work. It is done here on a journal of its own, which is thrown away.
    /// </summary>
    private static async Task WarmUpAsync(Ground ground, DateTimeOffset now)
    {
        await FillAsync(ground.Db, await TemplateAsync(ground, now), WarmUp * Acts, now);
        for (var round = 0; round < WarmUp; round++)
        {
            await ApproveAsync(ground.Desk, [.. Enumerable.Range(round * Acts, Acts)], now);
        }
    }

    /// <summary>What was filled in lies on the disk before anything is measured: else its writing back is measured too.</summary>
    private static async Task SettleAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            using var sync = Process.Start("sync");
            await sync.WaitForExitAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
    }

    /// <summary>A thousand premises out of so many, in no order that the journal has; two that begin apart have none in common.</summary>
    private static IEnumerable<int> Spread(int premises, int begin)
    {
        var chance = new Random(begin);
        return Enumerable.Range(0, Acts).Select(n => begin + (n * (premises / Acts))).OrderBy(_ => chance.Next()).ToList();
    }

    private static async Task<(double Seconds, double[] Milliseconds)> ApproveAsync(Desk.Desk desk, int[] asked, DateTimeOffset now)
    {
        var times = new double[asked.Length];
        var (next, start) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < asked.Length; n = Interlocked.Increment(ref next))
            {
                var from = Stopwatch.GetTimestamp();
                var shop = Name(asked[n]);
                Done(await desk.ApproveInspectionAsync(Home, shop, new ApproveInspection(shop + "open", "bench-head", organ, "head", "bench"), As("bench-head", "head", $"approve-{shop}", now)));
                times[n] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            }
        })));
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (took, times);
    }

    /// <summary>One shop through the real acts: three visits of earlier years to the end, and one proposed.</summary>
    private static async Task<IReadOnlyList<Entry>> TemplateAsync(Ground ground, DateTimeOffset now)
    {
        var (db, desk) = (ground.Db, ground.Desk);
        var day = ShanghaiTime.Day(now);
        var team = new List<Fact>();
        foreach (var officer in new[] { "bench-o1", "bench-o2" })
        {
            team.Add(Body.Fact(new OfficerEnrolled(officer, Text.Same(officer), organ, false, ""), [Roster.TagOf(organ)]));
            team.Add(Body.Fact(new CertificateIssued(officer, new Certificate(officer + "-1", organ, ["*"], day.AddYears(-5), day.AddYears(5))), [Roster.TagOf(organ)]));
        }

        await db.AppendAsync(new Append(Home, "bench-team", By.System, now.AddYears(-5), team));
        Done(await desk.RegisterPremisesAsync(new RegisterPremises("shop", "door-shop", "小面馆", false, Street, "八一路 1 号", null, ["餐饮"], "0123456789ABCDEF"), As("bench-clerk", "clerk", "register", now.AddYears(-5))));
        foreach (var ago in new[] { 34, 28, 23 })
        {
            var at = now.AddMonths(-ago);
            var id = "shop-" + ago;
            await ProposeAsync(desk, id, at);
            Done(await desk.ApproveInspectionAsync(Home, "shop", new ApproveInspection(id, "bench-head", organ, "head", "bench"), As("bench-head", "head", "approve-" + id, at)));
            Done(await desk.CheckInAsync(Home, "shop", new CheckIn(id, organ, ["bench-o1", "bench-o2"], at.AddHours(1), "door-shop", "officer", ""), As("bench-o1", "officer", "in-" + id, at.AddHours(1))));
            Done(await desk.RecordInspectionAsync(Home, "shop", new RecordInspection(id, organ, at.AddHours(1), at.AddHours(2), [new ItemChecked(item, false, "", [])], "", "signed"), As("bench-o1", "officer", "record-" + id, at.AddHours(2))));
        }

        await ProposeAsync(desk, "shop-open", now.AddMinutes(-10));
        return (await db.ReadAsync(Home, [Enterprise.TagOf("shop")], limit: int.MaxValue)).Entries;
    }

    private static async Task ProposeAsync(Desk.Desk desk, string id, DateTimeOffset at) => Done(await desk.ProposeInspectionAsync(Home, "shop", new ProposeInspection
    {
        Inspection = id, Type = InspectionType.Routine, Teams = [new AskedTeam(organ, [item], ["bench-o1", "bench-o2"])], From = at, To = at.AddHours(8), Grounds = "bench", Reason = "bench",
    }, As("bench-leader", "leader", "propose-" + id, at)));

    /// <summary>The same entries for many shops, put there as fast as the journal takes them.</summary>
    private static async Task FillAsync(Database db, IReadOnlyList<Entry> template, int premises, DateTimeOffset now) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, premises).Chunk(Together), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, stop) =>
        {
            var facts = batch.SelectMany(n => template.Select(e => Move(e, Name(n)))).ToList();
            if (await db.AppendAsync(new Append(Home, "fill-" + batch[0], By.System, now, facts), stop) is not AppendAnswer.Written)
            {
                throw new InvalidOperationException("the shops could not be filled in");
            }
        });

    private static Fact Move(Entry e, string shop)
    {
        string Here(string words) => words.Replace("\"shop\"", $"\"{shop}\"").Replace("\"shop-", $"\"{shop}").Replace("door-shop", "door-" + shop);
        Tag Place(Tag t) => t.Kind switch { "premises" => Enterprise.TagOf(shop), "inspection" => Inspection.TagOf(shop + t.Value["shop-".Length..]), "owner" => new Tag("owner", shop), _ => t };
        return new Fact(e.Kind, Here(e.Body), [.. e.Tags.Select(Place)], [.. e.Slots.Select(s => s.Replace("door-shop", "door-" + shop).Replace(":shop:", $":{shop}:"))], null, e.Under);
    }

    private static string Name(int n) => $"s{n:000000}-";

    private static Request As(string person, string role, string key, DateTimeOffset at) => new(new By(person, role, organ), at, key);

    private static void Done(DeskAnswer answer)
    {
        if (answer is not DeskAnswer.Done)
        {
            throw new InvalidOperationException(answer switch
            {
                DeskAnswer.Refused r => r.Refusal.Why.En,
                DeskAnswer.Stopped s => string.Join("; ", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => $"{f.Id}: {f.Fact.En}")),
                _ => answer.ToString(),
            });
        }
    }
}
