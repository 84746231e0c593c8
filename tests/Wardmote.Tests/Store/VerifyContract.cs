using System.Data.Common;
using System.Text;
using Dapper;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>Replay, checkpoints, export, and above all: nothing changes unseen. Each test has a database of its own.</summary>
public abstract class VerifyContract(Place place) : IAsyncLifetime
{
    private readonly Book book = new("500112");
    private readonly Book other = new("500105");
    private readonly Random random = new(4711);

    protected Database Db { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await place.InitializeAsync();
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        Db = await place.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Db is not null)
        {
            await Db.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    /// <summary>A connection past the program, as someone with a database tool has.</summary>
    private DbConnection Connect() => place.Connect();

    /// <summary>A literal of <paramref name="before"/> with one bit of one byte turned.</summary>
    protected abstract object Flip(object before, Random random);

    protected abstract string Parameter(object value);

    [Fact]
    public async Task A_sound_record_verifies()
    {
        await FillAsync();
        await Db.EraseAsync(book, "citizen-2");
        await Db.CheckpointAsync(Noon);

        var seen = await Verifier.DatabaseAsync(Db);
        Assert.Empty(seen.Findings);
        Assert.Equal((2L, 60L, 2L), (seen.Books, seen.Entries, seen.Checkpoints));
        Assert.True(seen.Erased > 0);
    }

    [Fact]
    public async Task Every_flipped_bit_of_the_record_is_found_and_the_entry_named()
    {
        await FillAsync();
        await Db.CheckpointAsync(Noon);
        await Db.EraseAsync(book, "citizen-2");
        await using var raw = Connect();
        await raw.OpenAsync();
        var cells = await CellsAsync(raw);
        Assert.Equal(6, cells.Select(c => c.Table).Distinct().Count());
        var columns = cells.GroupBy(c => (c.Table, c.Column)).Select(c => c.ToList()).ToList();
        for (var i = 0; i < Flips; i++)
        {
            // Every column in turn, rows and bits by chance.
            var column = columns[i % columns.Count];
            var (table, name, key, keyValues, sequence) = column[random.Next(column.Count)];
            var values = new DynamicParameters(keyValues.ToDictionary(k => "key_" + k.Key, k => k.Value));
            var before = await raw.ExecuteScalarAsync($"SELECT {name} FROM {table} WHERE {key}", values);
            if (before is null or DBNull or "" || before is byte[] { Length: 0 })
            {
                continue;
            }

            var after = Flip(before, random);
            values.Add("after", after);
            try
            {
                Assert.Equal(1, await raw.ExecuteAsync($"UPDATE {table} SET {name} = {Parameter(before)} WHERE {key}", values));
            }
            catch (DbException)
            {
                continue; // The database itself refuses two rows of one key.
            }

            var seen = await Verifier.DatabaseAsync(Db);
            Assert.False(seen.Ok, $"{table}.{name}: {before} → {after} went unseen");
            Assert.True(sequence is null || seen.Findings.Any(f => f.Sequence == sequence || f.Kind is "checkpoint" or "signer"),
                $"{table}.{name}: {before} → {after} of entry {sequence} is not named: {string.Join("; ", seen.Findings)}");

            // Back as it was: the changed row is the one whose key (maybe itself changed) no longer matches what it was.
            var back = new DynamicParameters(keyValues.ToDictionary(k => "key_" + k.Key, k => k.Key == name ? after : k.Value));
            back.Add("after", before);
            Assert.Equal(1, await raw.ExecuteAsync(
                $"UPDATE {table} SET {name} = @after WHERE {(keyValues.ContainsKey(name) ? key.Replace("@key_" + name, Parameter(before).Replace("@after", "@key_" + name)) : key)}", back));
        }

        Assert.Empty((await Verifier.DatabaseAsync(Db)).Findings);
    }

    [Theory]
    [InlineData("DELETE FROM entries WHERE book = '500112' AND sequence = 7", "sequence", 7)]
    [InlineData("DELETE FROM tags WHERE book = '500112' AND sequence = 7", "tag", 7)]
    [InlineData("INSERT INTO tags (tag, book, sequence) VALUES ('act:forged', '500112', 7)", "tag", 7)]
    [InlineData("INSERT INTO tags (tag, book, sequence) VALUES ('act:forged', '999999', 1)", "tag", 1)]
    [InlineData("DELETE FROM slots WHERE book = '500112' AND sequence = 5", "slot", 5)]
    [InlineData("DELETE FROM envelopes WHERE book = '500112' AND sequence = 7", "envelope_missing", 7)]
    [InlineData("UPDATE envelopes SET sealed = NULL WHERE book = '500112' AND sequence = 7", "envelope", 7)]
    [InlineData("DELETE FROM person_keys", "envelope", 7)]
    [InlineData("DELETE FROM entries WHERE book = '500112' AND sequence > 20", "cut", 40)]
    [InlineData("DELETE FROM entries WHERE book = '500112'", "cut", 40)]
    public async Task What_is_taken_away_or_put_in_is_found(string deed, string kind, long sequence)
    {
        await FillAsync();
        await Db.CheckpointAsync(Noon);
        await using var raw = Connect();
        await raw.OpenAsync();
        await raw.ExecuteAsync(deed);

        Assert.Contains((await Verifier.DatabaseAsync(Db)).Findings, f => f.Kind == kind && f.Sequence == sequence);
    }

    [Fact]
    public async Task A_book_rewritten_with_all_its_hashes_differs_from_the_checkpoint_that_was_given_away()
    {
        await FillAsync();
        var given = await Db.CheckpointAsync(Noon);
        await using var raw = Connect();
        await raw.OpenAsync();
        var hash = Seal.Origin;
        foreach (var entry in (await Db.ReadAsync(book, [])).Entries)
        {
            var forged = entry with { Body = entry.Sequence == 3 ? """{"forged":true}""" : entry.Body, Previous = hash };
            hash = Seal.Hash(forged);
            await raw.ExecuteAsync("UPDATE entries SET body = @Body, previous = @Previous, hash = @hash WHERE book = @code AND sequence = @Sequence",
                new { forged.Body, forged.Previous, hash, code = book.Code, forged.Sequence });
        }

        Assert.Equal(["checkpoint"], (await Verifier.DatabaseAsync(Db)).Findings.Select(f => f.Kind));
        await raw.ExecuteAsync("DELETE FROM checkpoints");
        Assert.Empty((await Verifier.DatabaseAsync(Db)).Findings);
        Assert.Equal([new("checkpoint", "500112")], (await Verifier.DatabaseAsync(Db, given)).Findings.Select(f => new KeyValuePair<string, string>(f.Kind, f.Book)));
    }

    [Fact]
    public async Task Another_office_countersigns_and_a_stranger_is_noticed()
    {
        await FillAsync();
        await Db.CheckpointAsync(Noon);
        var key = Path.Combine(place.Folder, "office.key");
        using var office = CheckpointKey.Open(key);
        Assert.Equal(2, (await Db.CheckpointAsync(Noon, office)).Count);
        Assert.Empty(await Db.CheckpointAsync(Noon, office));
        Assert.Equal(["signer", "signer"], (await Verifier.DatabaseAsync(Db)).Findings.Select(f => f.Kind));

        Directory.CreateDirectory(Path.Combine(Db.Folder, "trusted"));
        File.Copy(key + ".pub", Path.Combine(Db.Folder, "trusted", "office.pub"));
        Assert.Empty((await Verifier.DatabaseAsync(Db)).Findings);
    }

    [Fact]
    public async Task Cards_after_a_replay_are_those_before()
    {
        await FillAsync();
        await using var raw = Connect();
        await raw.OpenAsync();
        var (cards, words) = await AllAsync();
        await raw.ExecuteAsync("UPDATE cards SET title = 'changed', words = 'changed' WHERE id = 'c1'; DELETE FROM cards WHERE id = 'c2'; DELETE FROM card_words WHERE id = 'c3'");
        await raw.ExecuteAsync("UPDATE cards SET book = '999999' WHERE id = 'c4' AND book = '500105'");

        var told = new List<ReplayProgress>();
        Assert.Equal(60, await Db.ReplayAsync(new Told(told)));

        var (again, wordsAgain) = await AllAsync();
        Assert.Equal(cards, again);
        Assert.Equal(words, wordsAgain);
        Assert.Contains(new ReplayProgress(book, 40, 40), told);

        async Task<(List<string>, List<string>)> AllAsync() => (
            (await Db.ListAsync(new CardQuery { Kind = "case", Take = 1000 })).Select(c => c.ToString()).ToList(),
            (await raw.QueryAsync<string>("SELECT gram || kind || book || id FROM card_words ORDER BY gram, kind, book, id")).ToList());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exported_book_verifies_without_a_database_and_no_byte_of_it_changes_unseen(bool withDetails)
    {
        await FillAsync();
        await Db.EraseAsync(book, "citizen-2");
        await Db.CheckpointAsync(Noon);
        var path = Path.Combine(place.Folder, "book.jsonl");
        await using (var file = File.Create(path))
        {
            await BookExport.WriteAsync(Db, book, file, withDetails);
        }

        var seen = await Verifier.AnyAsync(path);
        Assert.Empty(seen.Findings);
        Assert.Equal((1L, 40L, 1L), (seen.Books, seen.Entries, seen.Checkpoints));
        var bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal(withDetails, Encoding.UTF8.GetString(bytes).Contains("张三"));
        for (var i = 0; i < 150; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, changed);
            Assert.False((await Verifier.AnyAsync(path)).Ok);
        }

        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        Assert.Contains((await Verifier.AnyAsync(path)).Findings, f => f.Kind == "cut");
    }

    [Fact]
    public async Task A_changed_or_missing_original_is_found_with_the_entry_that_names_it()
    {
        var kept = Assert.IsType<KeepAnswer.Kept>(await Db.Originals.KeepAsync(new MemoryStream(Pictures.Png(3, 3))));
        await Db.AppendAsync(Append(book, "k1", Fact("a"), Fact("a") with { Tags = [new Tag("original", kept.Hash)] }));
        Assert.Empty((await Verifier.DatabaseAsync(Db)).Findings);

        var path = Path.Combine(Db.Folder, "originals", kept.Hash[..2], kept.Hash);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal([("original", 2L)], (await Verifier.DatabaseAsync(Db)).Findings.Select(f => (f.Kind, f.Sequence)));
        File.Delete(path);
        Assert.Equal([("original_missing", 2L)], (await Verifier.DatabaseAsync(Db)).Findings.Select(f => (f.Kind, f.Sequence)));
    }

    [Fact]
    public async Task A_newer_database_is_refused_with_words_that_help()
    {
        await using var raw = Connect();
        await raw.OpenAsync();
        await raw.ExecuteAsync("UPDATE schema_version SET version = 99");

        var error = await Assert.ThrowsAsync<StoreUnavailable>(() => place.OpenAsync());
        Assert.Equal(StoreFault.Newer, error.Reason);
        Assert.Contains("Start the newer program", error.Message);
    }

    protected virtual int Flips => 60;

    private async Task FillAsync()
    {
        foreach (var (code, count) in new[] { (book, 40), (other, 20) })
        {
            for (var i = 1; i <= count; i++)
            {
                Envelope[] envelopes = i % 3 == 1 ? [new Envelope("e" + i, "citizen-" + (i % 2), """{"name":"张三"}""")] : i % 10 == 0 ? [new Envelope("e" + i, "citizen-2", "{}")] : [];
                var fact = Fact("c" + (i % 7), $$"""{"n":{{i}},"word":"占道"}""", i % 5 == 0 ? ["slot-" + i] : null, envelopes);
                Written(await Db.AppendAsync(Append(code, "k" + i, i % 2 == 0 ? fact with { Under = new UnderPower("cq", "own", "o", "n", "§ 1") } : fact)));
            }
        }
    }

    private static async Task<List<(string Table, string Column, string Key, Dictionary<string, object> KeyValues, long? Sequence)>> CellsAsync(DbConnection raw)
    {
        var keys = new Dictionary<string, string[]>
        {
            ["entries"] = ["book", "sequence"],
            ["tags"] = ["tag", "book", "sequence"],
            ["slots"] = ["book", "slot"],
            ["envelopes"] = ["book", "id"],
            ["person_keys"] = ["book", "person"],
            ["checkpoints"] = ["book", "sequence", "signer"],
        };
        var cells = new List<(string, string, string, Dictionary<string, object>, long?)>();
        foreach (var (table, key) in keys)
        {
            foreach (IDictionary<string, object> row in await raw.QueryAsync($"SELECT * FROM {table}"))
            {
                var values = key.ToDictionary(k => k, k => row[k]);
                cells.AddRange(row.Keys.Select(column =>
                    (table, column, string.Join(" AND ", key.Select(k => $"{k} = @key_{k}")), values, row.TryGetValue("sequence", out var s) ? (long?)s : null)));
            }
        }

        return cells;
    }

    private sealed class Told(List<ReplayProgress> told) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => told.Add(value);
    }
}

public sealed class SqliteVerify() : VerifyContract(new SqlitePlace())
{
    protected override int Flips => 420;

    protected override string Parameter(object value) => value is string ? "CAST(@after AS TEXT)" : "@after";

    /// <summary>Byte by byte, also into what is no UTF-8.</summary>
    protected override object Flip(object before, Random random)
    {
        if (before is long number)
        {
            return number ^ (1L << random.Next(40));
        }

        var bytes = before is string words ? Encoding.UTF8.GetBytes(words) : ((byte[])before).ToArray();
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }
}

public sealed class PostgresVerify() : VerifyContract(new PostgresPlace())
{
    protected override string Parameter(object value) => "@after";

    /// <summary>PostgreSQL keeps text UTF-8, so a character changes instead of a byte.</summary>
    protected override object Flip(object before, Random random)
    {
        switch (before)
        {
            case long number:
                return number ^ (1L << random.Next(40));
            case string words:
                var at = random.Next(words.Length);
                return words[..at] + (char)(words[at] ^ 1) + words[(at + 1)..];
            default:
                var bytes = ((byte[])before).ToArray();
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}
