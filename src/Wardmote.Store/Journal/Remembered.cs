using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Caching.Memory;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// Entries by tag, as far as they were read already. An entry never changes and a newer one never comes before it, so what was read once stays true and only what is newer is asked.
/// The hash of the newest one remembered is asked along: the chain makes it the proof that everything before it still stands. Another program may write as it likes; a server that was
/// brought back from an older copy is noticed and read anew.
/// </summary>
internal sealed class Remembered(Engine engine) : IDisposable
{
    /// <summary>Tags a statement asks for; more go in several.</summary>
    private const int Together = 8;

    /// <summary>About so many bytes are kept; what was not asked for longest goes first.</summary>
    private const long Most = 96L << 20;

    private static readonly ConcurrentDictionary<int, string> Statements = new();

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.25 });

    /// <summary>Every entry with one of the tags, oldest first, and the newest sequence of the book at that moment.</summary>
    internal async Task<(IReadOnlyList<Entry> Entries, long Position)> ReadAsync(Book book, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        var (found, position) = (new List<IReadOnlyList<Entry>>(tags.Count), long.MaxValue);
        foreach (var some in tags.Chunk(Together))
        {
            var (entries, at) = await SomeAsync(book, some, cancel) ?? await SomeAsync(book, some, cancel)
                ?? throw new StoreUnavailable(StoreFault.Damaged, $"Book {book} does not agree with itself: run verify.");
            found.AddRange(entries.Where(e => e.Count > 0));
            position = Math.Min(position, at);
        }

        // What a later statement saw beyond the first one's snapshot may have companions that the first one missed.
        var merged = found is [var only] ? only : [.. found.SelectMany(e => e).OrderBy(e => e.Sequence).DistinctBy(e => e.Sequence)];
        return (merged is [.., var newest] && newest.Sequence > position ? [.. merged.TakeWhile(e => e.Sequence <= position)] : merged, position);
    }

    public void Dispose() => kept.Dispose();

    /// <summary>Null when what is remembered is not what the book holds; it is forgotten then.</summary>
    private async Task<(IReadOnlyList<Entry>[] Entries, long Position)?> SomeAsync(Book book, string[] tags, CancellationToken cancel)
    {
        var known = new Known[tags.Length];
        Entry? newest = null;
        var values = new object[2 + (2 * tags.Length)];
        for (var i = 0; i < tags.Length; i++)
        {
            known[i] = kept.Get<Known>((book.Code, tags[i])) ?? Known.Nothing;
            var last = known[i].Entries is [.., var e] ? e : null;
            newest = last is not null && last.Sequence > (newest?.Sequence ?? 0) ? last : newest;
            (values[2 + (2 * i)], values[3 + (2 * i)]) = (tags[i], last?.Sequence ?? 0L);
        }

        (values[0], values[1]) = (book.Code, newest?.Sequence ?? 0L);
        var (fresh, position, hash) = (new List<Entry>?[tags.Length], 0L, "");
        await engine.AskAsync(Statements.GetOrAdd(tags.Length, Statement), row =>
        {
            if (row.GetInt64(Rows.Beside) is var tag and >= 0)
            {
                (fresh[tag] ??= []).Add(Rows.Entry(row));
            }
            else
            {
                (position, hash) = (row.GetInt64(1), row.GetString(15));
            }

            return 0;
        }, cancel, values);
        if (newest is not null && newest.Hash != hash)
        {
            foreach (var tag in tags)
            {
                kept.Remove((book.Code, tag));
            }

            return null;
        }

        for (var i = 0; i < tags.Length; i++)
        {
            if (fresh[i] is { } more)
            {
                known[i] = known[i].And(more);
                kept.Set((book.Code, tags[i]), known[i], new MemoryCacheEntryOptions { Size = known[i].Size });
            }
        }

        return ([.. known.Select(k => k.Entries)], position);
    }

    /// <summary>One statement, one snapshot: each tag's newer entries by the index, then the book's newest sequence and the hash asked for.</summary>
    private static string Statement(int tags) => string.Join("\nUNION ALL ",
        Enumerable.Range(0, tags).Select(i =>
            $"SELECT {Rows.Of("e")}, CAST({i} AS {{int}}) FROM tags t JOIN entries e ON e.book = t.book AND e.sequence = t.sequence WHERE t.tag = ${3 + (2 * i)} AND t.book = $1 AND t.sequence > ${4 + (2 * i)}")
            .Append("""
                SELECT '', coalesce((SELECT sequence FROM entries WHERE book = $1 ORDER BY sequence DESC LIMIT 1), 0), '', 0, '', '', '', '', '', '', '', '', '', '', '',
                coalesce((SELECT hash FROM entries WHERE book = $1 AND sequence = $2), ''), CAST(-1 AS {int})
                """));

    /// <summary>Oldest first, complete up to the last one.</summary>
    private sealed record Known(IReadOnlyList<Entry> Entries, long Size)
    {
        internal static Known Nothing { get; } = new([], 0);

        internal Known And(List<Entry> more)
        {
            more.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
            return new Known([.. Entries, .. more], Size + more.Sum(e => 1024L + (4 * e.Body.Length)));
        }
    }
}
