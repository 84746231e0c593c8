using Wardmote.Journal;
using Wardmote.Tests.Store;

namespace Wardmote.Tests.Fences;

/// <summary>What a client sees when the answer is lost: the write may or may not have happened.</summary>
public sealed class LostOnTheWay : Exception;

/// <summary>
/// A journal whose every call waits for its turn: a schedule decides who goes next, so that every interleaving of several people can be played, one thread, exactly repeatable by
/// its seed. Some calls are lost before they arrive, some answers after the write.
/// </summary>
public sealed class Turns(IJournal inner, Random chance, double lost) : Through(inner)
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

    public override async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        await TurnAsync();
        if (chance.NextDouble() < lost)
        {
            throw new LostOnTheWay();
        }

        var answer = await base.AppendAsync(append, cancel);
        await TurnAsync();
        return chance.NextDouble() < lost ? throw new LostOnTheWay() : answer;
    }

    public override async Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default)
    {
        await TurnAsync();
        return await base.ReadAsync(book, tags, after, limit, cancel);
    }

    /// <summary>What a machine remembers that read each tag some time ago, each at another time.</summary>
    public override Recollection? Recall(Book book, IReadOnlyList<Tag> tags)
    {
        var (entries, seen) = (new List<Entry>(), new List<Seen>());
        foreach (var tag in tags)
        {
            var all = base.ReadAsync(book, [tag], limit: int.MaxValue).GetAwaiter().GetResult().Entries;
            var known = all.SkipLast(chance.Next(3)).ToList();
            if (known is not [.., var last])
            {
                return null;
            }

            entries.AddRange(known);
            seen.Add(new Seen(tag, last.Sequence, last.Hash));
        }

        return new Recollection([.. entries.OrderBy(e => e.Sequence).DistinctBy(e => e.Sequence)], new Guard(seen));
    }

    public override async Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default)
    {
        await TurnAsync();
        return await base.WrittenAsync(book, key, cancel);
    }
}

/// <summary>The same losses on a store that really runs in parallel.</summary>
public sealed class Lossy(IJournal inner, Random chance, double lost) : Through(inner)
{
    public override async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        if (Lost())
        {
            throw new LostOnTheWay();
        }

        var answer = await base.AppendAsync(append, cancel);
        return Lost() ? throw new LostOnTheWay() : answer;
    }

    private bool Lost()
    {
        lock (chance)
        {
            return chance.NextDouble() < lost;
        }
    }
}
