using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>
/// The disk fills up, the database goes away and comes back. Each ends with the same three: what was acknowledged is there, invariants hold, the record verifies.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly Book book = new("500112");
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-fault-").FullName;
    private bool mounted;

    public void Dispose()
    {
        if (mounted)
        {
            Shell("umount", "-l", folder);
        }

        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_appends_work_again_once_there_is_room()
    {
        MountOrSkip("size=12m");
        var filler = Path.Combine(folder, "filler");
        await File.WriteAllBytesAsync(filler, new byte[8 << 20]);
        await using var db = await Database.OpenAsync(Path.Combine(folder, "journal.db"), Cards);
        var acknowledged = new List<string>();
        var body = "{\"words\":\"" + new string('x', 20_000) + "\"}";
        StoreUnavailable? told = null;
        for (var i = 0; told is null && i < 2000; i++)
        {
            try
            {
                Written(await db.AppendAsync(Append(book, "k" + i, Fact("a", body))));
                acknowledged.Add("k" + i);
            }
            catch (StoreUnavailable unavailable)
            {
                told = unavailable;
            }
        }

        Assert.Equal(StoreFault.Full, told?.Reason);
        Assert.NotEmpty((await db.ReadAsync(book, [])).Entries);
        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.AppendAsync(Append(book, "more", Fact("a", body))))).Reason);
        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.Originals.KeepAsync(new MemoryStream([.. Pictures.Png(2, 2), .. new byte[4 << 20]])))).Reason);

        File.Delete(filler);
        foreach (var key in (string[])[.. acknowledged.TakeLast(1), "k" + acknowledged.Count, "more"])
        {
            Assert.Equal(acknowledged.Contains(key), Written(await db.AppendAsync(Append(book, key, Fact("a", body)))).Repeated);
        }

        Assert.IsType<KeepAnswer.Kept>(await db.Originals.KeepAsync(new MemoryStream(Pictures.Png(2, 2))));
        await SoundAsync(db, [.. acknowledged, "more"]);
    }

    [Fact]
    public async Task A_disk_that_may_only_be_read_is_told()
    {
        MountOrSkip("size=12m");
        var path = Path.Combine(folder, "journal.db");
        await using (var db = await Database.OpenAsync(path, Cards))
        {
            await db.AppendAsync(Append(book, "k", Fact("a")));
        }

        SqliteConnection.ClearAllPools();
        Assert.Equal(0, Shell("mount", "-o", "remount,ro", folder));
        Assert.Equal(StoreFault.ReadOnly, (await Assert.ThrowsAsync<StoreUnavailable>(() => Database.OpenAsync(path, Cards))).Reason);
    }

    [Fact]
    public async Task A_file_that_vanishes_is_told_and_never_replaced_by_an_empty_one()
    {
        var path = Path.Combine(folder, "journal.db");
        await using var db = await Database.OpenAsync(path, Cards);
        await db.AppendAsync(Append(book, "k1", Fact("a")));
        File.Move(path, path + ".away");

        Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.AppendAsync(Append(book, "k2", Fact("a"))))).Reason);
        Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.ReadAsync(book, []))).Reason);
        Assert.False(File.Exists(path));

        File.Move(path + ".away", path);
        await db.AppendAsync(Append(book, "k2", Fact("a")));
        await SoundAsync(db, ["k1", "k2"]);
    }

    [Fact]
    public async Task A_database_held_by_another_program_is_busy_until_it_lets_go()
    {
        var path = Path.Combine(folder, "journal.db");
        await using var db = await Database.OpenAsync(path, Cards);
        await db.AppendAsync(Append(book, "k1", Fact("a")));
        await using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await other.OpenAsync();
            await using var hold = other.BeginTransaction(deferred: false);
            Assert.Equal(StoreFault.Busy, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.AppendAsync(Append(book, "k2", Fact("a"))))).Reason);
            Assert.Single((await db.ReadAsync(book, [])).Entries);
        }

        await db.AppendAsync(Append(book, "k2", Fact("a")));
        await SoundAsync(db, ["k1", "k2"]);
    }

    [Fact]
    public async Task Of_erased_details_not_a_byte_of_the_key_stays_in_the_file()
    {
        var path = Path.Combine(folder, "journal.db");
        await using var db = await Database.OpenAsync(path, Cards);
        await db.AppendAsync(Append(book, "k1", Fact("a", envelopes: new Envelope("e1", "citizen-1", """{"tel":"13800000000"}"""))));
        byte[] secret;
        await using (var raw = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await raw.OpenAsync();
            await using var command = raw.CreateCommand();
            command.CommandText = "SELECT secret FROM person_keys";
            secret = (byte[])(await command.ExecuteScalarAsync())!;
        }

        Assert.True(Lies(secret));
        await db.EraseAsync(book, "citizen-1");
        Assert.False(Lies(secret));

        bool Lies(byte[] what) => Directory.GetFiles(folder).Any(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(what) >= 0;
        });
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var path = Path.Combine(folder, "notes.txt");
        await File.WriteAllTextAsync(path, new string('n', 5000));
        Assert.Equal(StoreFault.Damaged, (await Assert.ThrowsAsync<StoreUnavailable>(() => Database.OpenAsync(path, Cards))).Reason);
        Assert.Equal(new string('n', 5000), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task PostgreSQL_stops_in_the_middle_of_writes_and_comes_back()
    {
        var server = await PostgresServer.StartNewAsync();
        Assert.SkipWhen(server is null, "No PostgreSQL programs.");
        await using var _ = server;
        await using var db = await Database.OpenAsync(server.Setting, Cards, folder);
        var acknowledged = new List<string>();
        var faults = new List<StoreFault>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                // Each key until it is answered: the way a client meets an outage.
                for (var answered = false; !answered;)
                {
                    try
                    {
                        Written(await db.AppendAsync(Append(book, $"{w}-{i}", Fact("c" + w))));
                        lock (acknowledged)
                        {
                            acknowledged.Add($"{w}-{i}");
                        }

                        answered = true;
                    }
                    catch (StoreUnavailable unavailable)
                    {
                        lock (faults)
                        {
                            faults.Add(unavailable.Reason);
                        }

                        await Task.Delay(50);
                    }
                }
            }
        })).ToList();
        for (var outage = 0; outage < 2; outage++)
        {
            await Task.Delay(700);
            await server.StopAsync();
            Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailable>(() => db.ReadAsync(book, []))).Reason);
            await server.StartAsync();
        }

        await Task.Delay(700);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal([StoreFault.Gone], faults.Distinct());
        Assert.True(acknowledged.Count > 100);
        await SoundAsync(db, acknowledged);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailable>(() => Database.OpenAsync("Host=127.0.0.1;Port=1;Username=x;Database=x", Cards, folder))).Reason);
    }

    private async Task SoundAsync(Database db, IEnumerable<string> acknowledged)
    {
        var keys = (await db.ReadAsync(book, [], limit: int.MaxValue)).Entries.Select(e => e.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Empty(acknowledged.Except(keys));
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
    }

    private void MountOrSkip(string options)
    {
        mounted = OperatingSystem.IsLinux() && Shell("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) == 0;
        Assert.SkipUnless(mounted, "Mounting a small disk is not permitted here.");
    }

    private static int Shell(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
