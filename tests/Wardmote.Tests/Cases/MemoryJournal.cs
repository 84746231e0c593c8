using Wardmote.Desk;
using Wardmote.Documents;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Tests.Cases;

/// <summary>A journal in memory, for tests of the desk: the same promises, no disk.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Dictionary<string, List<Entry>> _books = [];
    private readonly Dictionary<string, string> _envelopes = [];

    public Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        var entries = Book(append.Book);
        if (append.Guard is { } guard && entries.LastOrDefault(e => guard.Seen.Any(s => e.Sequence > s.After && e.Tags.Contains(s.Tag))) is { } moved)
        {
            return Task.FromResult<AppendAnswer>(new AppendAnswer.Moved(moved.Sequence));
        }

        foreach (var slot in append.Facts.SelectMany(f => f.Slots ?? []))
        {
            if (entries.Find(e => e.Slots.Contains(slot)) is { } taken)
            {
                return Task.FromResult<AppendAnswer>(new AppendAnswer.SlotTaken(slot, taken.Sequence));
            }
        }

        var written = new List<Entry>();
        foreach (var fact in append.Facts)
        {
            written.Add(new Entry(append.Book, entries.Count + 1, $"{append.Book}-{entries.Count + 1}", append.At, append.By, fact.Kind, fact.Body, fact.Tags, fact.Slots ?? [], (fact.Envelopes ?? []).ToDictionary(e => e.Id, _ => ""), fact.Under, append.Key, "", $"{entries.Count + 1:x64}"));
            entries.Add(written[^1]);
            foreach (var envelope in fact.Envelopes ?? [])
            {
                _envelopes[append.Book + "/" + envelope.Id] = envelope.Json;
            }
        }

        return Task.FromResult<AppendAnswer>(new AppendAnswer.Written(written, false));
    }

    public Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default) =>
        Task.FromResult(new Reading([.. Book(book).Where(e => e.Sequence > after && (tags.Count == 0 || e.Tags.Any(tags.Contains))).Take(limit)], Book(book).Count));

    public Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<Entry>>([.. _books.Values.SelectMany(b => b).Where(e => e.Tags.Contains(tag)).Take(limit)]);

    public Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<Entry>>([.. Book(book).Where(e => e.Key == key)]);

    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => Task.FromResult(_envelopes.GetValueOrDefault(book + "/" + envelope));

    public Task EraseAsync(Book book, string person, CancellationToken cancel = default) => Task.CompletedTask;

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<Book>>([.. _books.Keys.Select(k => new Book(k))]);

    private List<Entry> Book(Book book)
    {
        if (!_books.TryGetValue(book.Code, out var entries))
        {
            _books[book.Code] = entries = [];
        }

        return entries;
    }
}

/// <summary>What the host gives the desk, counted instead of random.</summary>
public sealed class CountedTools : IDeskTools
{
    private int _next;

    public string NewId() => $"id{++_next:0000}";

    public string NewCheckCode() => $"CHECK{++_next:0000}";

    public string PartyMark(Book book, Party party) => "mark-" + party.Name;

    public Template Template(LawOfThePlace place, string id, string language) => OrdinaryDocumentTests.Read(id, language);

    public RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law)
    {
        try
        {
            return new RevisionReading(LawReader.ReadRevision(revision, region, title, files, recorded, law));
        }
        catch (LawPackException e)
        {
            return new RevisionReading(null, e.File, e.Line, e.Problem, e.Remedy);
        }
    }
}
