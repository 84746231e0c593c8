using System.Runtime.ExceptionServices;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// The journal as one look sees it: what is remembered is taken without asking, what is not is read, and how far each tag was seen is kept, so that all of it can be proved at the end in one
/// question. Nothing is written through it.
/// </summary>
internal sealed class Sight(Database database, Remembered remembered) : IJournal
{
    private readonly Dictionary<(string Book, string Tag), Remembered.Sighted> seen = [];

    /// <summary>Looks, and proves what was seen. Where it does not hold any more, looks again at what the store has.</summary>
    internal static async Task<T> LookAsync<T>(Database database, Remembered remembered, Func<IJournal, Task<T>> look, CancellationToken cancel)
    {
        var sight = new Sight(database, remembered);
        var (found, fault) = (default(T), (ExceptionDispatchInfo?)null);
        try
        {
            found = await look(sight);
        }
        catch (Exception error) when (sight.seen.Count > 0 && error is not (StoreUnavailable or OperationCanceledException))
        {
            // It may be a fault only of what was remembered: an older state of one thing beside a newer one of another.
            fault = ExceptionDispatchInfo.Capture(error);
        }

        if (sight.seen.Count > 0 && !await remembered.StandsAsync(sight.seen.Values, cancel))
        {
            return await look(database);
        }

        fault?.Throw();
        return found!;
    }

    /// <inheritdoc/>
    public async Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default)
    {
        if (tags.Count == 0 || remembered.Recall(book, tags) is not var (entries, newest))
        {
            return await database.ReadAsync(book, tags, after, limit, cancel);
        }

        foreach (var (tag, last) in tags.Zip(newest))
        {
            See(book.Code, new Remembered.Sighted(tag.ToString(), last));
        }

        return Database.Within(entries, entries[^1].Sequence, after, limit);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default)
    {
        if (limit != int.MaxValue || remembered.RecallAnywhere(tag.ToString()) is not { } entries)
        {
            return await database.FindAsync(tag, limit, cancel);
        }

        See("", new Remembered.Sighted(tag.ToString(), entries[^1], true));
        return entries;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default) => database.WrittenAsync(book, key, cancel);

    /// <inheritdoc/>
    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => database.OpenAsync(book, envelope, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) => database.BooksAsync(cancel);

    /// <inheritdoc/>
    public Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default) => throw new InvalidOperationException("A look writes nothing.");

    /// <inheritdoc/>
    public Task EraseAsync(Book book, string person, CancellationToken cancel = default) => throw new InvalidOperationException("A look writes nothing.");

    /// <summary>Where somebody else's reading adds to what is remembered meanwhile, one look sees two states: the older one is proved, fails, and the look is done again.</summary>
    private void See(string book, Remembered.Sighted one) => seen.TryAdd((book, one.Tag), one);
}
