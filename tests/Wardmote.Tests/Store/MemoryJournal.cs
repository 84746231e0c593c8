using System.Data.Common;
using System.Text.Json;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Store;

/// <summary>A journal with its cards, whatever keeps it: what the contract is asked of.</summary>
public interface IKept : IJournal, ICards, IAsyncDisposable;

/// <summary>A journal that passes everything on: what stands before another and changes one thing of it.</summary>
public abstract class Through(IJournal inner) : IJournal
{
    public virtual Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default) => inner.AppendAsync(append, cancel);

    public virtual Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default) => inner.ReadAsync(book, tags, after, limit, cancel);

    public virtual Recollection? Recall(Book book, IReadOnlyList<Tag> tags) => inner.Recall(book, tags);

    public virtual Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default) => inner.WrittenAsync(book, key, cancel);

    public Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default) => inner.FindAsync(tag, limit, cancel);

    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => inner.OpenAsync(book, envelope, cancel);

    public Task EraseAsync(Book book, string person, CancellationToken cancel = default) => inner.EraseAsync(book, person, cancel);

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) => inner.BooksAsync(cancel);
}

/// <summary>The journal on disk.</summary>
public sealed class KeptDatabase(Database db) : Through(db), IKept
{
    public Task<IReadOnlyList<Card>> ListAsync(CardQuery query, CancellationToken cancel = default) => db.ListAsync(query, cancel);

    public Task<long> CountAsync(CardQuery query, CancellationToken cancel = default) => db.CountAsync(query, cancel);

    public Task<IReadOnlyDictionary<string, long>> CountByAsync(CardQuery query, string column, CancellationToken cancel = default) => db.CountByAsync(query, column, cancel);

    public Task<Card?> FindAsync(string book, string kind, string id, CancellationToken cancel = default) => db.FindAsync(book, kind, id, cancel);

    public ValueTask DisposeAsync() => db.DisposeAsync();
}

/// <summary>What several handles on one memory share.</summary>
public sealed class Memory
{
    internal Dictionary<string, MemoryBook> Books { get; } = [];

    internal Dictionary<(string, string, string), Card> Cards { get; } = [];

    /// <summary>A memory that goes its own way from here: entries are shared, because they never change.</summary>
    public Memory Fork()
    {
        var fork = new Memory();
        foreach (var (code, book) in Books)
        {
            fork.Books[code] = book.Fork();
        }

        return fork;
    }
}

internal sealed class MemoryBook
{
    public List<Entry> Entries { get; private init; } = [];

    public Dictionary<string, List<Entry>> Keys { get; private init; } = [];

    public Dictionary<Tag, List<int>> Tags { get; private init; } = [];

    public Dictionary<string, long> Slots { get; private init; } = [];

    public Dictionary<string, (string Person, string? Json)> Envelopes { get; private init; } = [];

    public MemoryBook Fork() => new()
    {
        Entries = [.. Entries], Keys = new(Keys), Tags = Tags.ToDictionary(t => t.Key, t => new List<int>(t.Value)), Slots = new(Slots), Envelopes = new(Envelopes),
    };
}

/// <summary>A journal in memory, for tests only: the same contract as the stores, fast enough for a hundred thousand schedules.</summary>
public sealed class MemoryJournal(Memory memory, Project? project = null) : IKept
{
    public Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (memory)
        {
            try
            {
                return Task.FromResult(Append(append));
            }
            catch (Exception e)
            {
                return Task.FromException<AppendAnswer>(e);
            }
        }
    }

    public Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default)
    {
        lock (memory)
        {
            var kept = Kept(book.Code);
            var chosen = tags.Count switch
            {
                0 => Enumerable.Range(0, kept.Entries.Count),
                1 => kept.Tags.GetValueOrDefault(tags[0]) ?? [],
                _ => tags.SelectMany(t => kept.Tags.GetValueOrDefault(t) ?? []).Distinct().Order(),
            };
            return Task.FromResult(new Reading(chosen.Where(i => i >= after).Take(limit).Select(i => kept.Entries[i]).ToList(), kept.Entries.Count));
        }
    }

    public Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult<IReadOnlyList<Entry>>(
                [.. memory.Books.OrderBy(b => b.Key, StringComparer.Ordinal).SelectMany(b => (b.Value.Tags.GetValueOrDefault(tag) ?? []).Select(i => b.Value.Entries[i])).Take(limit)]);
        }
    }

    public Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult<IReadOnlyList<Entry>>(Kept(book.Code).Keys.GetValueOrDefault(key) ?? []);
        }
    }

    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult(Kept(book.Code).Envelopes.GetValueOrDefault(envelope).Json);
        }
    }

    public Task EraseAsync(Book book, string person, CancellationToken cancel = default)
    {
        lock (memory)
        {
            var envelopes = Kept(book.Code).Envelopes;
            foreach (var id in envelopes.Where(e => e.Value.Person == person).Select(e => e.Key).ToList())
            {
                envelopes[id] = ("", null);
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult<IReadOnlyList<Book>>([.. memory.Books.Where(b => b.Value.Entries.Count > 0).Select(b => new Book(b.Key))]);
        }
    }

    public Task<IReadOnlyList<Card>> ListAsync(CardQuery query, CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult<IReadOnlyList<Card>>([.. memory.Cards.Values.Where(c => c.Kind == query.Kind && (query.Books.Count == 0 || query.Books.Contains(c.Book)))]);
        }
    }

    public async Task<long> CountAsync(CardQuery query, CancellationToken cancel = default) => (await ListAsync(query, cancel)).Count;

    public async Task<IReadOnlyDictionary<string, long>> CountByAsync(CardQuery query, string column, CancellationToken cancel = default) =>
        (await ListAsync(query, cancel)).GroupBy(c => c.State).ToDictionary(g => g.Key, g => (long)g.Count());

    public Task<Card?> FindAsync(string book, string kind, string id, CancellationToken cancel = default)
    {
        lock (memory)
        {
            return Task.FromResult(memory.Cards.GetValueOrDefault((book, kind, id)));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MemoryBook Kept(string code)
    {
        if (!memory.Books.TryGetValue(code, out var book))
        {
            memory.Books[code] = book = new MemoryBook();
        }

        return book;
    }

    private AppendAnswer Append(Append append)
    {
        Sayable(append);
        var book = Kept(append.Book.Code);
        if (book.Keys.TryGetValue(append.Key, out var written))
        {
            return written.Count == append.Facts.Count && written[0].By == append.By && append.Facts.Zip(written).All(p => Same(book, p.First, p.Second))
                ? new AppendAnswer.Written(written, true)
                : throw new KeyReused(append, written);
        }

        foreach (var seen in append.Guard?.Seen ?? [])
        {
            var newest = book.Tags.GetValueOrDefault(seen.Tag) is [.., var last] ? last + 1L : 0;
            if (newest > seen.After || (seen.Hash.Length > 0 && (seen.After > book.Entries.Count || book.Entries[(int)seen.After - 1].Hash != seen.Hash)))
            {
                return new AppendAnswer.Moved(newest);
            }
        }

        foreach (var slot in append.Facts.SelectMany(f => f.Slots ?? []))
        {
            if (book.Slots.TryGetValue(slot, out var by))
            {
                return new AppendAnswer.SlotTaken(slot, by);
            }
        }

        var (previous, sealedNow, cardsNow) = (book.Entries is [.., var head] ? head.Hash : Seal.Origin, new List<Entry>(), new Dictionary<(string, string, string), Card>());
        foreach (var fact in append.Facts)
        {
            var sequence = book.Entries.Count + sealedNow.Count + 1;
            var commitments = (fact.Envelopes ?? []).ToDictionary(e => e.Id, e => Seal.Commit(System.Text.Encoding.UTF8.GetBytes("salt" + e.Id), e.Json));
            var open = new Entry(append.Book, sequence, $"{append.Book.Code}-{sequence}", append.At.ToUniversalTime(), append.By, fact.Kind, fact.Body, [.. fact.Tags.Distinct()], fact.Slots?.ToList() ?? [],
                commitments, fact.Under, append.Key, previous, "");
            var entry = open with { Hash = Seal.Hash(open) };
            foreach (var card in project?.Invoke(entry, (kind, id) => cardsNow.GetValueOrDefault((entry.Book.Code, kind, id)) ?? memory.Cards.GetValueOrDefault((entry.Book.Code, kind, id))) ?? [])
            {
                cardsNow[(card.Book, card.Kind, card.Id)] = card;
            }

            sealedNow.Add(entry);
            previous = entry.Hash;
        }

        foreach (var (place, card) in cardsNow)
        {
            memory.Cards[place] = card;
        }

        foreach (var envelope in append.Facts.SelectMany(f => f.Envelopes ?? []))
        {
            book.Envelopes.Add(envelope.Id, (envelope.Person, envelope.Json));
        }

        foreach (var entry in sealedNow)
        {
            book.Entries.Add(entry);
            foreach (var tag in entry.Tags)
            {
                if (!book.Tags.TryGetValue(tag, out var at))
                {
                    book.Tags[tag] = at = [];
                }

                at.Add((int)entry.Sequence - 1);
            }

            foreach (var slot in entry.Slots)
            {
                book.Slots[slot] = entry.Sequence;
            }
        }

        book.Keys[append.Key] = sealedNow;
        return new AppendAnswer.Written(sealedNow, false);
    }

    private static bool Same(MemoryBook book, Fact fact, Entry entry) =>
        fact.Kind == entry.Kind && fact.Body == entry.Body && fact.Under == entry.Under && fact.Tags.Distinct().SequenceEqual(entry.Tags) && (fact.Slots ?? []).SequenceEqual(entry.Slots)
        && (fact.Envelopes ?? []).Select(e => e.Id).Order().SequenceEqual(entry.Commitments.Keys.Order())
        && (fact.Envelopes ?? []).All(e => book.Envelopes[e.Id].Json is not { } json || json == e.Json);

    private static void Sayable(Append append)
    {
        foreach (var fact in append.Facts)
        {
            using var body = JsonDocument.Parse(fact.Body);
            if (body.RootElement.ValueKind != JsonValueKind.Object || fact.Body.Any(char.IsSurrogate) && !fact.Body.IsNormalized())
            {
                throw new ArgumentException($"The body of {fact.Kind} is not a JSON object.", nameof(append));
            }

            if (fact.Tags.Any(t => t.Kind.Contains(':')))
            {
                throw new ArgumentException("A tag kind may not hold a colon.", nameof(append));
            }
        }
    }
}

public sealed class MemoryPlace : Place
{
    private readonly Memory memory = new();

    public override DbConnection Connect() => throw new NotSupportedException("What is kept in memory has no connection.");

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override Task<IKept> KeepAsync(Project? project = null) => Task.FromResult<IKept>(new MemoryJournal(memory, project ?? Samples.Cards));
}

public sealed class MemoryContract(MemoryPlace place) : JournalContract(place), IClassFixture<MemoryPlace>;
