using System.Diagnostics;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Store;

/// <summary>
/// <c>kill -9</c> in the middle of writes, again and again: whatever was acknowledged is there, nothing is there twice or half, and the record verifies.
/// WARDMOTE_LONG=1 kills ten times as often.
/// </summary>
public sealed class KillTests
{
    private static int Times => Environment.GetEnvironmentVariable("WARDMOTE_LONG") == "1" ? 10 : 1;

    [Fact]
    public async Task SQLite_loses_nothing_acknowledged_over_two_hundred_kills() => await Task.WhenAll(Enumerable.Range(0, 2).Select(lane => KillAsync(new SqlitePlace(), 100 * Times, lane)));

    [Fact]
    public Task PostgreSQL_loses_nothing_acknowledged_over_thirty_kills() => KillAsync(new PostgresPlace(), 30 * Times, 7);

    private static async Task KillAsync(Place place, int kills, int seed)
    {
        await place.InitializeAsync();
        try
        {
            Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
            var random = new Random(seed);
            var acknowledged = new Dictionary<string, (string Book, long Sequence)>();
            var next = new Life(place);
            for (var kill = 1; kill <= kills; kill++)
            {
                using var life = next;
                next = kill < kills ? new Life(place) : next;
                foreach (var line in await life.LiveAndDieAsync(random.Next(10) == 0 ? 0 : 1 + random.Next(40), random.Next(20)))
                {
                    var words = line.Split(' ');
                    acknowledged.Add(words[2], (words[0], long.Parse(words[1])));
                }

                if (kill % 25 == 0 || kill == kills)
                {
                    await CompareAsync(place, acknowledged);
                }
            }

            Assert.True(acknowledged.Count > kills * 5, $"{acknowledged.Count} acknowledged writes over {kills} kills prove little.");
            TestContext.Current.SendDiagnosticMessage($"{place.GetType().Name}: {kills} kills, {acknowledged.Count} acknowledged writes, none lost");
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    private static async Task CompareAsync(Place place, Dictionary<string, (string Book, long Sequence)> acknowledged)
    {
        await using var db = await place.OpenAsync((_, _) => []);
        var (written, taken) = (new Dictionary<string, (string, long)>(), new HashSet<string>());
        foreach (var book in await db.BooksAsync())
        {
            foreach (var entry in (await db.ReadAsync(book, [], limit: int.MaxValue)).Entries)
            {
                written.Add(entry.Key, (book.Code, entry.Sequence));
                Assert.True(taken.Add(book.Code + entry.Slots[0]));
            }
        }

        Assert.All(acknowledged, a => Assert.Equal(a.Value, written[a.Key]));
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
        var counted = 0L;
        foreach (var card in await db.ListAsync(new CardQuery { Kind = "case", Take = 10_000 }))
        {
            counted += long.Parse(card.State);
        }

        Assert.Equal(written.Count, counted);
    }

    /// <summary>One life of the writer: warmed up beforehand, let go, killed.</summary>
    private sealed class Life : IDisposable
    {
        private readonly Process process;

        internal Life(Place place)
        {
            // A writer that starts on a machine full of other tests may wait longer for its server than the program itself would.
            var setting = Database.IsConnectionString(place.Setting) ? place.Setting + ";Timeout=60" : place.Setting;
            var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Wardmote.Bench.dll"), "append-forever", setting, place.Folder])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            process = Process.Start(start)!;
        }

        /// <summary>Lets it write, kills it some milliseconds after so many acknowledged writes, and gives every line it said.</summary>
        internal async Task<List<string>> LiveAndDieAsync(int lines, int milliseconds)
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
            await process.StandardInput.WriteLineAsync("go");
            await process.StandardInput.FlushAsync();
            var said = new List<string>();
            while (said.Count < lines)
            {
                said.Add(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The writer ended by itself."));
            }

            await Task.Delay(milliseconds);
            process.Kill();
            var rest = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            // A line cut in the middle was not acknowledged.
            said.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return said;
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }
}
