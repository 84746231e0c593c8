namespace Wardmote.Journal;

/// <summary>Only append when nothing new carries one of the tags the decision was made from. 条件追加</summary>
/// <param name="Seen">Each tag, and how far it was seen.</param>
public sealed record Guard(IReadOnlyList<Seen> Seen)
{
    /// <summary>Several tags, all seen up to one position.</summary>
    /// <param name="tags">Tags the decision was made from.</param>
    /// <param name="after">The last sequence the decision saw.</param>
    public Guard(IReadOnlyList<Tag> tags, long after)
        : this([.. tags.Select(t => new Seen(t, after))])
    {
    }
}

/// <summary>How far a tag was seen.</summary>
/// <param name="Tag">Tag.</param>
/// <param name="After">No entry up to this sequence was missed.</param>
/// <param name="Hash">Hash of the entry there, where it was remembered and not read: a book brought back from an older copy has another one. Empty = not asked.</param>
public readonly record struct Seen(Tag Tag, long After, string Hash = "");

/// <summary>A request to write facts: all of them or none.</summary>
/// <param name="Book">Book; no append crosses books.</param>
/// <param name="Key">Idempotency key made by the client: a retry with the same key gets the same answer and writes nothing twice.</param>
/// <param name="By">Who.</param>
/// <param name="At">Server time.</param>
/// <param name="Facts">One or more.</param>
/// <param name="Guard">Condition; null = unconditional.</param>
public sealed record Append(Book Book, string Key, By By, DateTimeOffset At, IReadOnlyList<Fact> Facts, Guard? Guard = null);

/// <summary>What became of an append.</summary>
public abstract record AppendAnswer
{
    private AppendAnswer()
    {
    }

    /// <summary>Written durably, now or by an earlier try with the same key.</summary>
    /// <param name="Entries">The entries as sealed.</param>
    /// <param name="Repeated">True when an earlier try had written them.</param>
    public sealed record Written(IReadOnlyList<Entry> Entries, bool Repeated) : AppendAnswer;

    /// <summary>Something new carries a guarded tag: read again, decide again.</summary>
    /// <param name="Sequence">The newest such entry.</param>
    public sealed record Moved(long Sequence) : AppendAnswer;

    /// <summary>A slot was already taken.</summary>
    /// <param name="Slot">Which.</param>
    /// <param name="Sequence">By which entry.</param>
    public sealed record SlotTaken(string Slot, long Sequence) : AppendAnswer;
}

/// <summary>An idempotency key came a second time with other facts or from another person: a fault of the caller, never written.</summary>
public sealed class KeyReused(Append append, IReadOnlyList<Entry> written)
    : InvalidOperationException($"Key '{append.Key}' was already used in book {append.Book} for other facts; make a new key for a new request.")
{
    /// <summary>What the key had written.</summary>
    public IReadOnlyList<Entry> Written { get; } = written;
}

/// <summary>A page of entries and the position up to which nothing of what was asked is missing: guards use it as <see cref="Guard.After"/>.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Position">Without tags the last sequence of the book at the time of reading; with tags at least the newest entry that carries one of them, whatever the limit; 0 when none does.</param>
public sealed record Reading(IReadOnlyList<Entry> Entries, long Position);

/// <summary>What is remembered of some tags: good enough to decide from, as long as the append is guarded.</summary>
/// <param name="Entries">In order. Newer ones may be missing.</param>
/// <param name="Guard">Lets an append pass only when none is.</param>
public sealed record Recollection(IReadOnlyList<Entry> Entries, Guard Guard);

/// <summary>执法全过程记录: the one record. SQLite and PostgreSQL behave alike; one suite of tests holds for both.</summary>
public interface IJournal
{
    /// <summary>Writes facts durably, sealed in order; readings are brought up to date in the same transaction.</summary>
    Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default);

    /// <summary>Entries that carry at least one of <paramref name="tags"/> (all entries when empty), after a position, oldest first.</summary>
    Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default);

    /// <summary>
    /// What was read of <paramref name="tags"/> before, without asking the store; null when one of them is not remembered. Nothing may be shown or refused from it: only an append, whose guard asks the
    /// store, makes it good.
    /// </summary>
    Recollection? Recall(Book book, IReadOnlyList<Tag> tags) => null;

    /// <summary>Books and sequences of entries with a tag, over all books: for tracking codes and public codes, which carry no book.</summary>
    Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default);

    /// <summary>What an append with this key has written; empty when none has. A form sent twice is answered from here before anything is decided anew.</summary>
    Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default);

    /// <summary>The details of an envelope; null when it was erased or never was.</summary>
    Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default);

    /// <summary>Erases a person's key and every envelope under it; the entries stay and verify as erased.</summary>
    Task EraseAsync(Book book, string person, CancellationToken cancel = default);

    /// <summary>Codes of the books that have entries.</summary>
    Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default);
}

/// <summary>How entries become cards: pure, the same on append and on replay.</summary>
/// <param name="entry">The entry just sealed.</param>
/// <param name="before">The card of a kind and id as it stood before; null when there is none.</param>
/// <returns>The cards that changed, whole.</returns>
public delegate IReadOnlyList<Card> Project(Entry entry, Func<string, string, Card?> before);

/// <summary>Lists and pins for pages. A reading of the journal: never asked when something is decided.</summary>
public interface ICards
{
    /// <summary>Cards of a query, in its order.</summary>
    Task<IReadOnlyList<Card>> ListAsync(CardQuery query, CancellationToken cancel = default);

    /// <summary>How many cards a query has, <see cref="CardQuery.Skip"/> and <see cref="CardQuery.Take"/> aside.</summary>
    Task<long> CountAsync(CardQuery query, CancellationToken cancel = default);

    /// <summary>Counts by <c>state</c>, <c>locality</c>, <c>holder</c>, <c>item</c>, <c>source</c>, <c>book</c> or <c>handler</c>.</summary>
    Task<IReadOnlyDictionary<string, long>> CountByAsync(CardQuery query, string column, CancellationToken cancel = default);

    /// <summary>One card; null when there is none.</summary>
    Task<Card?> FindAsync(string book, string kind, string id, CancellationToken cancel = default);
}
