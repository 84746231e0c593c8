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
    private static readonly ConcurrentDictionary<string, string> Standing = new();

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most, CompactionPercentage = 0.25 });

    /// <summary>Every entry with one of the tags, oldest first, and the sequence up to which none of theirs is missing.</summary>
    internal async Task<(IReadOnlyList<Entry> Entries, long Position)> ReadAsync(Book book, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        // Entries come into a book in order and never leave it: one statement misses nothing before the newest it found. What several see is cut where the first of them began.
        var several = tags.Count > Together;
        var end = several ? (await engine.AskAsync(Newest, r => r.GetInt64(0), cancel, book.Code)).FirstOrDefault() : long.MaxValue;
        var found = new List<IReadOnlyList<Entry>>(tags.Count);
        foreach (var some in tags.Chunk(Together))
        {
            var entries = await SomeAsync(book, some, cancel) ?? await SomeAsync(book, some, cancel)
                ?? throw new StoreUnavailable(StoreFault.Damaged, $"Book {book} does not agree with itself: run verify.");
            found.AddRange(entries.Where(e => e.Count > 0));
        }

        var merged = Merge(found);
        return several ? ([.. merged.TakeWhile(e => e.Sequence <= end)], end) : (merged, merged is [.., var newest] ? newest.Sequence : 0);
    }

    /// <summary>Every entry with the tag in whatever book, by book and oldest first. A matter mostly lies in one book: which one it was is remembered, and any other is still asked.</summary>
    internal async Task<IReadOnlyList<Entry>> FindAsync(string tag, CancellationToken cancel)
    {
        for (var book = kept.Get<string>(tag) ?? ""; ; book = "")
        {
            var known = kept.Get<Known>((book, tag)) ?? Known.Nothing;
            var last = known.Entries is [.., var e] ? e : null;
            if (last is not null && await StandsAsync([new Sighted(tag, last, true)], cancel))
            {
                return known.Entries;
            }

            var rows = await engine.AskAsync(Anywhere, Row, cancel, last?.Book.Code ?? "", last?.Sequence ?? 0L, tag);
            var (fresh, hash) = (rows.Select(r => r.Entry).OfType<Entry>().ToList(), rows.Find(r => r.Entry is null).Hash);
            if (last is not null && last.Hash != hash)
            {
                kept.Remove((book, tag));
                kept.Remove(tag);
                continue;
            }

            var books = fresh.Select(f => f.Book.Code).Concat(last is null ? [] : [last.Book.Code]).Distinct().ToList();
            if (books is not [var only])
            {
                return [.. known.Entries.Concat(fresh).OrderBy(f => f.Book.Code, StringComparer.Ordinal).ThenBy(f => f.Sequence)];
            }

            if (fresh.Count > 0)
            {
                known = Keep(only, tag, known.And(fresh));
            }

            kept.Set(tag, only, new MemoryCacheEntryOptions { Size = 200 });
            return known.Entries;
        }
    }

    /// <summary>What is remembered of the tags, and the newest entry of each; null when nothing is of one of them.</summary>
    internal (IReadOnlyList<Entry> Entries, IReadOnlyList<Entry> Newest)? Recall(Book book, IReadOnlyList<Tag> tags)
    {
        var found = new List<IReadOnlyList<Entry>>(tags.Count);
        foreach (var tag in tags)
        {
            if (kept.Get<Known>((book.Code, tag.ToString())) is not { Entries: { Count: > 0 } known })
            {
                return null;
            }

            found.Add(known);
        }

        return (Merge(found), found.ConvertAll(f => f[^1]));
    }

    /// <summary>Every entry with the tag in whatever book, as remembered; null when nothing is.</summary>
    internal IReadOnlyList<Entry>? RecallAnywhere(string tag) =>
        kept.Get<string>(tag) is { } book && kept.Get<Known>((book, tag)) is { Entries: { Count: > 0 } entries } ? entries : null;

    /// <summary>
    /// True when what was seen of each tag is there and nothing of it is newer. Many are asked some at a time: what is all there is at a later moment was all there was before, once it was there.
    /// </summary>
    internal async Task<bool> StandsAsync(IEnumerable<Sighted> seen, CancellationToken cancel)
    {
        foreach (var some in seen.Chunk(Together))
        {
            object[] values = [.. some.SelectMany(s => new object[] { s.Tag, s.Newest.Book.Code, s.Newest.Sequence, s.Newest.Hash })];
            if (await engine.AskAsync(Standing.GetOrAdd(string.Concat(some.Select(s => s.Anywhere ? '*' : '.')), StandingOf), r => r.GetInt64(0), cancel, values) is not [1])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// What was just written, where everything before it is remembered: the guard that let it pass says that nothing came between. Only a guard with the hash says so of this very memory, and not of a
    /// book brought back meanwhile.
    /// </summary>
    internal void Learn(Book book, Guard guard, IReadOnlyList<Entry> written)
    {
        foreach (var seen in guard.Seen)
        {
            if (kept.Get<Known>((book.Code, seen.Tag.ToString())) is { Entries: [.., var last] } known && last.Hash == seen.Hash && written.Where(e => e.Tags.Contains(seen.Tag)).ToList() is { Count: > 0 } more)
            {
                Keep(book.Code, seen.Tag.ToString(), known.And(more));
            }
        }
    }

    public void Dispose() => kept.Dispose();

    private static IReadOnlyList<Entry> Merge(List<IReadOnlyList<Entry>> found) =>
        found is [var only] ? only : [.. found.SelectMany(e => e).OrderBy(e => e.Sequence).DistinctBy(e => e.Sequence)];

    /// <summary>The entries of each tag; null when what is remembered is not what the book holds, and it is forgotten then.</summary>
    private async Task<IReadOnlyList<Entry>[]?> SomeAsync(Book book, string[] tags, CancellationToken cancel)
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

        // Mostly nothing is newer, and to ask only for that costs a server less than asking for entries that are not there.
        if (Array.TrueForAll(known, k => k.Entries.Count > 0) && await StandsAsync(tags.Zip(known, (tag, k) => new Sighted(tag, k.Entries[^1])), cancel))
        {
            return [.. known.Select(k => k.Entries)];
        }

        (values[0], values[1]) = (book.Code, newest?.Sequence ?? 0L);
        var rows = await engine.AskAsync(Statements.GetOrAdd(tags.Length, Statement), Row, cancel, values);
        if (newest is not null && newest.Hash != rows.Find(r => r.Entry is null).Hash)
        {
            foreach (var tag in tags)
            {
                kept.Remove((book.Code, tag));
            }

            return null;
        }

        foreach (var fresh in rows.Where(r => r.Entry is not null).GroupBy(r => r.Tag))
        {
            known[fresh.Key] = Keep(book.Code, tags[fresh.Key], known[fresh.Key].And([.. fresh.Select(f => f.Entry!)]));
        }

        return [.. known.Select(k => k.Entries)];
    }

    /// <summary>An entry and which of the tags asked it was found by, or the hash asked along.</summary>
    private static (int Tag, Entry? Entry, string Hash) Row(DbDataReader row)
    {
        var tag = (int)row.GetInt64(Rows.Beside);
        return tag >= 0 ? (tag, Rows.Entry(row), "") : (tag, null, row.GetString(15));
    }

    private Known Keep(string book, string tag, Known known) => kept.Set((book, tag), known, new MemoryCacheEntryOptions { Size = known.Size });

    private const string Newest = "SELECT sequence FROM entries WHERE book = $1 ORDER BY sequence DESC LIMIT 1";

    private static readonly string Anywhere =
        $$"""
        SELECT {{Rows.Of("e")}}, CAST(0 AS {int}) FROM tags t JOIN entries e ON e.book = t.book AND e.sequence = t.sequence WHERE t.tag = $3 AND NOT (t.book = $1 AND t.sequence <= $2)
        UNION ALL {{Proof}}
        """;

    private const string Proof = "SELECT book, sequence, '', 0, '', '', '', '', '', '', '', '', '', '', '', hash, CAST(-1 AS {int}) FROM entries WHERE book = $1 AND sequence = $2";

    /// <summary>One if all stands. A dot is a tag in its book, a star one in whatever book; each has four values: tag, book, sequence, hash.</summary>
    private static string StandingOf(string which) => "SELECT CAST(CASE WHEN " + string.Join(" AND ", which.Select((how, i) =>
    {
        var (tag, book, sequence, hash) = ($"${(4 * i) + 1}", $"${(4 * i) + 2}", $"${(4 * i) + 3}", $"${(4 * i) + 4}");
        var newer = how == '*' ? $"NOT (book = {book} AND sequence <= {sequence})" : $"book = {book} AND sequence > {sequence}";
        return $"EXISTS (SELECT 1 FROM entries WHERE book = {book} AND sequence = {sequence} AND hash = {hash}) AND NOT EXISTS (SELECT 1 FROM tags WHERE tag = {tag} AND {newer})";
    })) + " THEN 1 ELSE 0 END AS {int})";

    /// <summary>One statement, one snapshot: each tag's newer entries by the index, then the hash asked for.</summary>
    private static string Statement(int tags) => string.Join("\nUNION ALL ",
        Enumerable.Range(0, tags).Select(i =>
            $"SELECT {Rows.Of("e")}, CAST({i} AS {{int}}) FROM tags t JOIN entries e ON e.book = t.book AND e.sequence = t.sequence WHERE t.tag = ${3 + (2 * i)} AND t.book = $1 AND t.sequence > ${4 + (2 * i)}")
            .Append(Proof));

    /// <summary>The newest entry seen of a tag, in its book or in whatever book.</summary>
    internal readonly record struct Sighted(string Tag, Entry Newest, bool Anywhere = false);

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
