using Wardmote.Journal;

namespace Wardmote.Tests.Fences;

/// <summary>What a client sees when the answer is lost: the write may or may not have happened.</summary>
public sealed class LostOnTheWay : Exception;

/// <summary>
/// A journal whose every call waits for its turn: a schedule decides who goes next, so that every interleaving of several people can be played, one thread, exactly repeatable by
/// its seed. Some calls are lost before they arrive, some answers after the write.
/// </summary>
public sealed class Turns(IJournal inner, Random chance, double lost) : IJournal
{
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Plays until nobody waits.</summary>
    public void Play()
    {
        while (_waiting.Count > 0)
        {
            var next = chance.Next(_waiting.Count);
            var turn = _waiting[next];
            _waiting.RemoveAt(next);
            Steps++;
            turn.SetResult();
        }
    }

    /// <summary>Waits for a turn without touching the journal: a phone that gets its signal back.</summary>
    public Task TurnAsync()
    {
        // Continuations run where the turn is given: the schedule is the only scheduler.
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    public async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        await TurnAsync();
        if (chance.NextDouble() < lost)
        {
            throw new LostOnTheWay();
        }

        var answer = await inner.AppendAsync(append, cancel);
        await TurnAsync();
        return chance.NextDouble() < lost ? throw new LostOnTheWay() : answer;
    }

    public async Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default)
    {
        await TurnAsync();
        return await inner.ReadAsync(book, tags, after, limit, cancel);
    }

    public Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default) => inner.FindAsync(tag, limit, cancel);

    public async Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default)
    {
        await TurnAsync();
        return await inner.WrittenAsync(book, key, cancel);
    }

    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => inner.OpenAsync(book, envelope, cancel);

    public Task EraseAsync(Book book, string person, CancellationToken cancel = default) => inner.EraseAsync(book, person, cancel);

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) => inner.BooksAsync(cancel);
}

/// <summary>The same losses on a store that really runs in parallel.</summary>
public sealed class Lossy(IJournal inner, Random chance, double lost) : IJournal
{
    public async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        if (Lost())
        {
            throw new LostOnTheWay();
        }

        var answer = await inner.AppendAsync(append, cancel);
        return Lost() ? throw new LostOnTheWay() : answer;
    }

    public Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default) => inner.ReadAsync(book, tags, after, limit, cancel);

    public Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default) => inner.FindAsync(tag, limit, cancel);

    public Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default) => inner.WrittenAsync(book, key, cancel);

    public Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => inner.OpenAsync(book, envelope, cancel);

    public Task EraseAsync(Book book, string person, CancellationToken cancel = default) => inner.EraseAsync(book, person, cancel);

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) => inner.BooksAsync(cancel);

    private bool Lost()
    {
        lock (chance)
        {
            return chance.NextDouble() < lost;
        }
    }
}
