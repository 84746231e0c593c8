using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Walks the record from its first entry and names everything that is not as it was sealed. 核验</summary>
public static class Verifier
{
    /// <summary>Verifies a SQLite file, a PostgreSQL database or an exported book.</summary>
    /// <param name="setting">File path or connection string.</param>
    /// <param name="folder">PostgreSQL: where originals and keys lie.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static async Task<Verification> AnyAsync(string setting, string? folder = null, CancellationToken cancel = default)
    {
        if (!Database.IsConnectionString(setting))
        {
            var start = new byte[16];
            await using (var file = File.OpenRead(setting))
            {
                await file.ReadAtLeastAsync(start, start.Length, false, cancel);
            }

            if (!start.AsSpan().StartsWith("SQLite format 3\0"u8))
            {
                return new FileInfo(setting).Length <= InclusionProof.Largest && InclusionProof.Read(await File.ReadAllTextAsync(setting, cancel)) is { } proof
                    ? new Verification(proof.Check(), 1, 1, 0, 1)
                    : await BookExport.VerifyAsync(setting, cancel: cancel);
            }
        }

        await using var database = await Database.OpenAsync(setting, static (_, _) => [], folder, cancel);
        return await DatabaseAsync(database, cancel: cancel);
    }

    /// <summary>
    /// Verifies a database, also while it is being written to: what is there at the start is walked. Signers other than the database's own key are known by
    /// their <c>*.pub</c> files in <c>trusted/</c> of its folder.
    /// </summary>
    /// <param name="database">Database.</param>
    /// <param name="held">Checkpoints that others hold: those of the database itself could have been cut together with the entries.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task<Verification> DatabaseAsync(Database database, IReadOnlyList<Checkpoint>? held = null, CancellationToken cancel = default) =>
        new Walk(database, held ?? [], cancel).RunAsync();

    /// <summary>Names of the keys in a folder of public key files.</summary>
    internal static HashSet<string> Trusted(string folder)
    {
        var files = new List<string>();
        if (File.Exists(Path.Combine(folder, "checkpoint.key.pub")))
        {
            files.Add(Path.Combine(folder, "checkpoint.key.pub"));
        }

        if (Directory.Exists(Path.Combine(folder, "trusted")))
        {
            files.AddRange(Directory.GetFiles(Path.Combine(folder, "trusted"), "*.pub"));
        }

        return files.Select(f =>
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(f));
            return CheckpointKey.NameOf(key.ExportSubjectPublicKeyInfo());
        }).ToHashSet(StringComparer.Ordinal);
    }

    private sealed class Walk(Database database, IReadOnlyList<Checkpoint> held, CancellationToken cancel)
    {
        private readonly List<Finding> findings = [];
        private readonly List<Ahead.Row> strangers = [];
        private readonly Dictionary<string, bool?> originals = new(StringComparer.Ordinal);
        private Dictionary<string, long> ends = [];
        private List<Checkpoint> checkpoints = [];
        private long entries;
        private long erased;

        internal async Task<Verification> RunAsync()
        {
            try
            {
                findings.AddRange((await database.Engine.PagesAsync(cancel)).Select(words => new Finding("pages", "", 0, words)));
                await PositionsAsync();
                await BooksAsync();
                await StrangersAsync();
            }
            catch (Exception error) when (database.Engine.Unavailable(error) is { } unavailable)
            {
                if (unavailable.Reason != StoreFault.Damaged)
                {
                    throw unavailable;
                }

                findings.Add(new Finding("pages", "", 0, unavailable.Message));
            }

            return new Verification(findings.Distinct().ToList(), ends.Count, entries, erased, checkpoints.Count);
        }

        private async Task PositionsAsync()
        {
            await using var connection = await database.Engine.ConnectAsync(cancel);
            var books = await connection.QueryAsync<string>(Database.BooksOf("entries"));
            foreach (var book in books)
            {
                ends[book] = await connection.ExecuteScalarAsync<long>("SELECT max(sequence) FROM entries WHERE book = @book", new { book });
            }

            await using var row = await connection.ExecuteReaderAsync($"SELECT {Checkpoint.Columns} FROM checkpoints ORDER BY book, sequence");
            while (await row.ReadAsync(cancel))
            {
                try
                {
                    checkpoints.Add(Database.ReadCheckpoint(row));
                }
                catch (ArgumentOutOfRangeException)
                {
                    findings.Add(new Finding("checkpoint", row.GetString(0), row.GetInt64(1), "Its time is none."));
                }
            }

            checkpoints = checkpoints.Concat(held).ToList();
        }

        private async Task BooksAsync()
        {
            var trusted = Trusted(database.Folder);
            await using var connection = await database.Engine.ConnectAsync(cancel);
            await using var tags = await Ahead.OpenAsync(database.Engine, "tag", "SELECT book, sequence, tag FROM tags ORDER BY book, sequence, tag", cancel);
            await using var slots = await Ahead.OpenAsync(database.Engine, "slot", "SELECT book, sequence, slot FROM slots ORDER BY book, sequence, slot", cancel);
            await using var envelopes = await Ahead.OpenAsync(database.Engine, "envelope",
                """
                SELECT v.book, v.sequence, v.id, v.person, v.sealed, k.secret
                FROM envelopes v LEFT JOIN person_keys k ON k.book = v.book AND k.person = v.person ORDER BY v.book, v.sequence, v.id
                """, cancel);
            foreach (var (book, end) in ends.OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                var walk = new BookWalk(book, checkpoints.Where(c => c.Book.Code == book), trusted, findings);
                await using (var row = await connection.ExecuteReaderAsync(new CommandDefinition(
                    $"SELECT {Rows.EntryColumns} FROM entries WHERE book = @book AND sequence <= @end ORDER BY sequence", new { book, end }, cancellationToken: cancel)))
                {
                    while (await row.ReadAsync(cancel))
                    {
                        entries++;
                        var sequence = row.GetInt64(1);
                        var (tagRows, slotRows, envelopeRows) = (await tags.TakeAsync(book, sequence, strangers), await slots.TakeAsync(book, sequence, strangers),
                            await envelopes.TakeAsync(book, sequence, strangers));
                        if (Read(row, walk) is { } entry)
                        {
                            Same("tag", entry, entry.Tags.Select(t => t.ToString()), tagRows);
                            Same("slot", entry, entry.Slots, slotRows);
                            await EnvelopesAsync(entry, envelopeRows);
                            await OriginalsAsync(entry);
                        }
                    }
                }

                walk.End();
            }

            foreach (var orphan in checkpoints.Where(c => !ends.ContainsKey(c.Book.Code)).GroupBy(c => c.Book.Code))
            {
                new BookWalk(orphan.Key, orphan, trusted, findings).End();
            }

            await tags.RestAsync(strangers);
            await slots.RestAsync(strangers);
            await envelopes.RestAsync(strangers);
        }

        private Entry? Read(DbDataReader row, BookWalk walk)
        {
            var (sequence, hash) = (row.GetInt64(1), row.GetString(15));
            try
            {
                var entry = Rows.Entry(row);
                if (Rows.AsWritten(entry, row))
                {
                    walk.Entry(entry);
                    return entry;
                }

                walk.Unreadable(sequence, hash, "Its lists are not as this program writes them.");
            }
            catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException)
            {
                walk.Unreadable(sequence, hash, error.Message);
            }

            return null;
        }

        private void Same(string kind, Entry entry, IEnumerable<string> inside, List<Ahead.Row> rows)
        {
            var expected = inside.ToHashSet(StringComparer.Ordinal);
            if (!expected.SetEquals(rows.Select(r => r.Word)) || expected.Count != rows.Count)
            {
                findings.Add(new Finding(kind, entry.Book.Code, entry.Sequence, $"The {kind}s beside the entry are not those in it."));
            }
        }

        private async Task EnvelopesAsync(Entry entry, List<Ahead.Row> rows)
        {
            foreach (var row in rows.Where(r => !entry.Commitments.ContainsKey(r.Word)))
            {
                findings.Add(new Finding("envelope", entry.Book.Code, entry.Sequence, $"Envelope '{row.Word}' is not in the entry."));
            }

            foreach (var (id, commitment) in entry.Commitments)
            {
                var row = rows.FirstOrDefault(r => r.Word == id);
                if (row is null)
                {
                    findings.Add(new Finding("envelope_missing", entry.Book.Code, entry.Sequence, $"Envelope '{id}' is missing and was not erased."));
                }
                else if (row.Closed is null && row.Person.Length == 0)
                {
                    erased++;
                }
                else if (!Opens(row, commitment))
                {
                    // It may have been erased between reading the row and its key.
                    if (await ErasedNowAsync(entry.Book.Code, id))
                    {
                        erased++;
                    }
                    else
                    {
                        findings.Add(new Finding("envelope", entry.Book.Code, entry.Sequence, $"Envelope '{id}' is not what the entry committed to."));
                    }
                }
            }
        }

        private static bool Opens(Ahead.Row row, string commitment) =>
            row is { Closed: { } closed, Secret: { } secret } && EnvelopeSeal.Open(secret, closed, row.Book, row.Word, row.Person, row.Sequence) is { } open
            && Seal.Commit(open.Salt, open.Json) == commitment;

        private async Task<bool> ErasedNowAsync(string book, string id)
        {
            await using var connection = await database.Engine.ConnectAsync(cancel);
            return await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM envelopes WHERE book = @book AND id = @id AND sealed IS NULL AND person = ''", new { book, id }) > 0;
        }

        private async Task OriginalsAsync(Entry entry)
        {
            foreach (var hash in entry.Tags.Where(t => t.Kind == "original").Select(t => t.Value))
            {
                if (!originals.TryGetValue(hash, out var intact))
                {
                    originals[hash] = intact = await database.Originals.IntactAsync(hash, cancel);
                }

                if (intact is not true)
                {
                    findings.Add(new Finding(intact is null ? "original_missing" : "original", entry.Book.Code, entry.Sequence,
                        intact is null ? $"Original {hash} is missing." : $"Original {hash} was changed."));
                }
            }
        }

        /// <summary>Rows that met no entry: appended meanwhile, or put there by someone.</summary>
        private async Task StrangersAsync()
        {
            await using var connection = await database.Engine.ConnectAsync(cancel);
            foreach (var row in strangers)
            {
                var lists = await connection.QuerySingleOrDefaultAsync<(string Tags, string Slots, string Commitments)>(
                    "SELECT tags, slots, commitments FROM entries WHERE book = @Book AND sequence = @Sequence AND sequence > @End",
                    new { row.Book, row.Sequence, End = ends.GetValueOrDefault(row.Book) });
                var list = row.Kind switch { "tag" => lists.Tags, "slot" => lists.Slots, _ => lists.Commitments };
                if (list is null || !list.Contains(Rows.Json(row.Word), StringComparison.Ordinal))
                {
                    findings.Add(new Finding(row.Kind, row.Book, row.Sequence, $"The {row.Kind} '{row.Word}' belongs to no entry."));
                }
            }
        }
    }
}
