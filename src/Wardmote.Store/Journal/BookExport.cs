using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// A book as one file of JSON lines that can be verified without a database: a head, each entry with its envelopes, the checkpoints, and a last line with the
/// SHA-256 of all bytes before it.
/// </summary>
public static class BookExport
{
    private const string Format = "wardmote-book/1";

    /// <summary>Writes a book.</summary>
    /// <param name="database">Database.</param>
    /// <param name="book">Book.</param>
    /// <param name="to">Where to.</param>
    /// <param name="withDetails">Whether personal details go along (a court's copy) or only their commitments.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task WriteAsync(Database database, Book book, Stream to, bool withDetails = false, CancellationToken cancel = default)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = 0L;
        await LineAsync("book", new Head(Format, book.Code, withDetails));
        for (var (after, more) = (0L, true); more;)
        {
            var page = (await database.ReadAsync(book, [], after, 1000, cancel)).Entries;
            foreach (var entry in page)
            {
                await LineAsync("entry", entry);
                foreach (var id in entry.Commitments.Keys.Order(StringComparer.Ordinal))
                {
                    await LineAsync("envelope", await database.OpenForExportAsync(entry, id, withDetails, cancel));
                }
            }

            more = page.Count == 1000;
            after = more ? page[^1].Sequence : after;
        }

        foreach (var checkpoint in await database.CheckpointsAsync(book, cancel))
        {
            await LineAsync("checkpoint", checkpoint);
        }

        await to.WriteAsync(Encoding.UTF8.GetBytes(Rows.Json(new { end = new End(lines, Convert.ToHexStringLower(sha.GetHashAndReset())) }) + "\n"), cancel);

        async Task LineAsync(string name, object value)
        {
            var bytes = Encoding.UTF8.GetBytes(Rows.Json(new Dictionary<string, object> { [name] = value }) + "\n");
            sha.AppendData(bytes);
            lines++;
            await to.WriteAsync(bytes, cancel);
        }
    }

    /// <summary>Verifies an exported book.</summary>
    /// <param name="path">File.</param>
    /// <param name="trusted">Names of keys that may sign; any when empty.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Verification> VerifyAsync(string path, IReadOnlySet<string>? trusted = null, CancellationToken cancel = default)
    {
        var (findings, checkpoints) = (new List<Finding>(), new List<Checkpoint>());
        var (code, last, erased, closed, lines) = ("", 0L, 0L, false, 0L);

        // Checkpoints stand behind the entries and the walk needs them first: the file is read twice.
        await foreach (var line in File.ReadLinesAsync(path, cancel))
        {
            if (line.StartsWith("{\"checkpoint\":", StringComparison.Ordinal) && Parse<Checkpoint>(line, "checkpoint") is { } checkpoint)
            {
                checkpoints.Add(checkpoint);
            }
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        BookWalk? walk = null;
        Entry? entry = null;
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        foreach (var bytes in Lines(file))
        {
            cancel.ThrowIfCancellationRequested();
            if (closed)
            {
                findings.Add(new Finding("file", code, last, "Lines follow the end."));
                break;
            }

            var line = Encoding.UTF8.GetString(bytes);
            if (line.StartsWith("{\"end\":", StringComparison.Ordinal))
            {
                closed = true;
                if (Parse<End>(line, "end") != new End(lines, Convert.ToHexStringLower(sha.GetHashAndReset())) || !line.EndsWith("}\n", StringComparison.Ordinal))
                {
                    findings.Add(new Finding("file", code, last, "The file was changed after it was written."));
                }

                continue;
            }

            sha.AppendData(bytes);
            lines++;
            if (walk is null)
            {
                var head = Parse<Head>(line, "book");
                code = head?.Code ?? "";
                if (head?.Format != Format)
                {
                    findings.Add(new Finding("file", code, 0, $"Not a file of form {Format}."));
                    return new Verification(findings, 0, 0, 0, 0);
                }

                walk = new BookWalk(code, checkpoints, trusted ?? new HashSet<string>(), findings);
            }
            else if (line.StartsWith("{\"entry\":", StringComparison.Ordinal))
            {
                Missing();
                entry = Parse<Entry>(line, "entry");
                last++;
                if (entry is null || entry.Book.Code != code)
                {
                    walk.Unreadable(last, "", "The line is not an entry of this book.");
                    continue;
                }

                walk.Entry(entry);
                last = entry.Sequence;
                waiting = entry.Commitments.Keys.ToHashSet(StringComparer.Ordinal);
            }
            else if (line.StartsWith("{\"envelope\":", StringComparison.Ordinal))
            {
                var envelope = Parse<ExportedEnvelope>(line, "envelope");
                if (envelope is null || entry is null || !waiting.Remove(envelope.Id) || !envelope.Fits(entry.Commitments[envelope.Id]))
                {
                    findings.Add(new Finding("envelope", code, last, $"Envelope '{envelope?.Id}' is not what the entry committed to."));
                }
                else if (envelope.State == "erased")
                {
                    erased++;
                }
            }
            else if (!line.StartsWith("{\"checkpoint\":", StringComparison.Ordinal) || Parse<Checkpoint>(line, "checkpoint") is null)
            {
                findings.Add(new Finding("unreadable", code, last, $"Line {lines} cannot be read."));
            }
        }

        Missing();
        walk?.End();
        if (!closed)
        {
            findings.Add(new Finding("cut", code, last + 1, "The file breaks off."));
        }

        return new Verification(findings.Distinct().ToList(), walk is null ? 0 : 1, walk?.Last ?? 0, erased, checkpoints.Count);

        void Missing()
        {
            foreach (var id in waiting)
            {
                findings.Add(new Finding("envelope_missing", code, last, $"Envelope '{id}' is missing."));
            }

            waiting.Clear();
        }
    }

    private static T? Parse<T>(string line, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, T>>(line, Rows.Strict)?.GetValueOrDefault(name);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Lines with their ends, as bytes.</summary>
    private static IEnumerable<byte[]> Lines(Stream file)
    {
        var line = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', at, read - at);
                var length = (end < 0 ? read : end + 1) - at;
                line.Write(buffer, at, length);
                at += length;
                if (end >= 0)
                {
                    yield return line.ToArray();
                    line.SetLength(0);
                }
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToArray();
        }
    }

    private sealed record Head(string Format, string Code, bool Details);

    private sealed record End(long Lines, string Sha256);
}

/// <summary>An envelope in an exported book: <c>open</c> with salt and details, <c>closed</c> (left out on purpose) or <c>erased</c>.</summary>
internal sealed record ExportedEnvelope(string Id, string State, string Salt, string Details)
{
    internal bool Fits(string commitment)
    {
        try
        {
            return State is "closed" or "erased" ? Salt.Length + Details.Length == 0 : State == "open" && Seal.Commit(Convert.FromHexString(Salt), Details) == commitment;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
