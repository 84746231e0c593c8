using Dapper;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>What was read once is kept, and what is answered from it is still what the book holds.</summary>
public abstract class RememberedContract(Place place) : IAsyncLifetime
{
    private readonly Book book = Place.NewBook();
    private Database one = null!;
    private Database other = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        one = await place.OpenAsync();
        other = await place.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (one is not null)
        {
            await one.DisposeAsync();
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_another_machine_writes_is_read_at_once()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"))));
        Assert.Equal([1L], await ReadAsync(one, "a"));
        Assert.Equal([1L], await FindAsync(one, "a"));

        await other.AppendAsync(Append(book, "k2", Fact(Named("b")), Fact(Named("a"))));

        Assert.Equal([1L, 3L], await ReadAsync(one, "a"));
        Assert.Equal([1L, 3L], await FindAsync(one, "a"));
        Assert.Equal([1L, 2L, 3L], await ReadAsync(one, "a", "b"));
        Assert.Equal([2L], await ReadAsync(one, "b"));
    }

    [Fact]
    public async Task A_matter_that_comes_into_a_second_book_is_found_there_too()
    {
        var second = Place.NewBook();
        await one.AppendAsync(Append(second, "k1", Fact(Named("m"))));
        Assert.Equal([second], (await one.FindAsync(Case("m"), int.MaxValue)).Select(e => e.Book));

        await other.AppendAsync(Append(book, "k1", Fact(Named("m"))));

        Assert.Equal([book, second], (await one.FindAsync(Case("m"), int.MaxValue)).Select(e => e.Book));
        Assert.Equal([book, second], (await one.FindAsync(Case("m"), int.MaxValue)).Select(e => e.Book));
    }

    [Fact]
    public async Task A_book_brought_back_from_an_older_copy_is_read_anew()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"), """{"n":1}""")));
        await one.AppendAsync(Append(book, "k2", Fact(Named("a"), """{"n":2}"""), Fact(Named("b"))));
        Assert.Equal([1L, 2L], await ReadAsync(one, "a"));
        Assert.Equal([1L, 2L], await FindAsync(one, "a"));

        await BringBackAsync();

        Assert.Equal([1L], await ReadAsync(one, "a"));
        await other.AppendAsync(Append(book, "k3", Fact(Named("b")), Fact(Named("a"), """{"n":3}""")));

        Assert.Equal([1L, 3L], await ReadAsync(one, "a"));
        Assert.Equal([1L, 3L], await FindAsync(one, "a"));
        Assert.Equal(["""{"n":1}""", """{"n":3}"""], (await one.ReadAsync(book, [Case("a")])).Entries.Select(e => e.Body));
    }

    [Fact]
    public async Task However_many_tags_are_asked_each_entry_comes_once_and_in_order()
    {
        foreach (var n in Enumerable.Range(0, 30))
        {
            await one.AppendAsync(Append(book, "k" + n, Fact("t") with { Tags = [Case("t" + n), Case("t" + ((n + 1) % 30))] }));
        }

        var tags = Enumerable.Range(0, 30).Select(n => "t" + n).ToArray();
        for (var again = 0; again < 2; again++)
        {
            Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), await ReadAsync(one, tags));
            Assert.Equal(30, (await one.ReadAsync(book, [.. tags.Select(Case)])).Position);
        }
    }

    /// <summary>Many write while many read: whoever is told a position has seen everything up to it.</summary>
    [Fact]
    public async Task Nothing_before_the_position_is_ever_missing()
    {
        var writing = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var n = 0; n < 50; n++)
            {
                await (w % 2 == 0 ? one : other).AppendAsync(Append(book, $"w{w}-{n}", Fact(Named("a") + (n % 12)), Fact("rest")));
            }
        })).ToList();
        var tags = Enumerable.Range(0, 12).Select(n => Case("a" + n)).ToList();
        var seen = new List<(IReadOnlyList<Tag> Asked, long Position, List<long> Sequences)>();
        while (writing.Any(w => !w.IsCompleted))
        {
            foreach (var some in new[] { tags, tags[..3] })
            {
                var reading = await one.ReadAsync(book, some);
                seen.Add((some, reading.Position, [.. reading.Entries.Select(e => e.Sequence)]));
            }
        }

        await Task.WhenAll(writing);
        var all = (await other.ReadAsync(book, [])).Entries;
        Assert.Equal(400, all.Count);
        Assert.True(seen.Count > 10, $"only {seen.Count} readings beside the writing");
        Assert.All(seen, s => Assert.Equal(all.Where(e => e.Sequence <= s.Position && e.Tags.Any(s.Asked.Contains)).Select(e => e.Sequence), s.Sequences));
    }

    /// <summary>Each tag is proved for itself: that the newest of all is known says nothing about the others.</summary>
    [Fact]
    public async Task What_is_recalled_passes_only_while_it_is_the_newest_of_every_tag()
    {
        Assert.Null(one.Recall(book, [Case("a")]));
        await one.AppendAsync(Append(book, "k1", Fact(Named("a")), Fact(Named("b"))));
        await ReadAsync(one, "a");
        Assert.Null(one.Recall(book, [Case("a"), Case("b")]));
        await ReadAsync(one, "b");

        await other.AppendAsync(Append(book, "k2", Fact(Named("b")), Fact(Named("a"))));
        await ReadAsync(one, "a");
        var stale = one.Recall(book, [Case("a"), Case("b")])!;

        Assert.Equal([1L, 2L, 4L], stale.Entries.Select(e => e.Sequence));
        Assert.Equal(new AppendAnswer.Moved(3), await one.AppendAsync(Append(book, "k3", Fact(Named("a"))) with { Guard = stale.Guard }));

        await ReadAsync(one, "b");
        var fresh = one.Recall(book, [Case("a"), Case("b")])!;
        Assert.Equal([1L, 2L, 3L, 4L], fresh.Entries.Select(e => e.Sequence));
        Written(await one.AppendAsync(Append(book, "k4", Fact(Named("a"))) with { Guard = fresh.Guard }));
    }

    [Fact]
    public async Task What_one_wrote_oneself_is_recalled_with_nothing_missing_before_it()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"))));
        await ReadAsync(one, "a");
        Written(await one.AppendAsync(Append(book, "k2", Fact(Named("a")), Fact(Named("b"))) with { Guard = one.Recall(book, [Case("a")])!.Guard }));
        Assert.Equal([1L, 2L], one.Recall(book, [Case("a")])!.Entries.Select(e => e.Sequence));

        // Read under a later position, and another's entry lies between what is remembered and what is written.
        await other.AppendAsync(Append(book, "k3", Fact(Named("a"))));
        Written(await one.AppendAsync(Append(book, "k4", Fact(Named("a"))) with { Guard = new Guard([Case("a")], 4) }));

        Assert.Equal([1L, 2L], one.Recall(book, [Case("a")])!.Entries.Select(e => e.Sequence));
        Assert.Equal([1L, 2L, 4L, 5L], await ReadAsync(one, "a"));
        Assert.Equal([1L, 2L, 4L, 5L], one.Recall(book, [Case("a")])!.Entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Nothing_passes_that_was_decided_from_a_book_since_brought_back()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"), """{"n":1}""")));
        await one.AppendAsync(Append(book, "k2", Fact(Named("a"), """{"n":2}""")));
        await ReadAsync(one, "a");
        await BringBackAsync();
        await other.AppendAsync(Append(book, "k3", Fact(Named("a"), """{"n":3}""")));

        Assert.IsType<AppendAnswer.Moved>(await one.AppendAsync(Append(book, "k4", Fact(Named("a"))) with { Guard = one.Recall(book, [Case("a")])!.Guard }));
    }

    [Fact]
    public async Task What_one_writes_into_a_book_brought_back_makes_nothing_true_that_is_gone()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"))));
        await one.AppendAsync(Append(book, "k2", Fact(Named("a"))));
        var position = (await one.ReadAsync(book, [Case("a")])).Position;
        await BringBackAsync();
        await other.AppendAsync(Append(book, "k3", Fact(Named("b"))));
        Written(await one.AppendAsync(Append(book, "k4", Fact(Named("a"))) with { Guard = new Guard([Case("a")], position) }));

        Assert.Equal([1L, 3L], await ReadAsync(one, "a"));
    }

    [Fact]
    public async Task A_look_sees_what_another_machine_wrote_since_and_looks_twice_only_then()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a")), Fact(Named("b"))));
        await LookAsync("a", "b");
        Assert.Equal("once: 1 1 2", await LookAsync("a", "b"));

        await other.AppendAsync(Append(book, "k2", Fact(Named("b"))));
        Assert.Equal("twice: 1 1 2 3", await LookAsync("a", "b"));
        Assert.Equal("once: 1 1 2 3", await LookAsync("a", "b"));

        // What is found over all books is proved over all books.
        await other.AppendAsync(Append(Place.NewBook(), "k1", Fact(Named("a"))));
        Assert.Equal("twice: 1 1 1 2 3", await LookAsync("a", "b"));
    }

    [Fact]
    public async Task A_look_at_a_book_brought_back_is_done_again()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"), """{"n":1}""")));
        await one.AppendAsync(Append(book, "k2", Fact(Named("a"), """{"n":2}""")));
        await LookAsync("a");
        await BringBackAsync();
        await other.AppendAsync(Append(book, "k3", Fact(Named("a"), """{"n":3}""")));

        var bodies = await one.LookAsync(async j => (await j.ReadAsync(book, [Case("a")])).Entries.Select(e => e.Body).ToList());

        Assert.Equal(["""{"n":1}""", """{"n":3}"""], bodies);
    }

    [Fact]
    public async Task A_fault_that_only_what_was_remembered_has_is_nobodys()
    {
        await one.AppendAsync(Append(book, "k1", Fact(Named("a"))));
        await LookAsync("a");
        await other.AppendAsync(Append(book, "k2", Fact(Named("a"))));
        Assert.Equal(2L, await one.LookAsync(SecondAsync));

        // One that stands is told.
        await one.AppendAsync(Append(book, "k3", Fact(Named("b"))));
        await LookAsync("b");
        await Assert.ThrowsAsync<InvalidDataException>(() => one.LookAsync(j => OfAsync(j, "b")));

        Task<long> SecondAsync(IJournal j) => OfAsync(j, "a");
        async Task<long> OfAsync(IJournal j, string @case) => (await j.ReadAsync(book, [Case(@case)])).Entries is [_, var second, ..] ? second.Sequence : throw new InvalidDataException("there is no second");
    }

    [Fact]
    public async Task A_look_writes_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.LookAsync(j => j.AppendAsync(Append(book, "k1", Fact(Named("a"))))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.LookAsync(async j =>
        {
            await j.EraseAsync(book, "p");
            return 0;
        }));
        Assert.Empty((await one.ReadAsync(book, [])).Entries);
    }

    /// <summary>Finds the first over all books, reads the rest in this one; how often it was looked, and the sequences in the order they came.</summary>
    private async Task<string> LookAsync(params string[] cases)
    {
        var times = 0;
        var found = await one.LookAsync(async j =>
        {
            times++;
            var everywhere = await j.FindAsync(Case(cases[0]), int.MaxValue);
            return everywhere.Concat((await j.ReadAsync(book, [.. cases.Select(Case)])).Entries).Select(e => e.Sequence).ToList();
        });
        return $"{(times == 1 ? "once" : "twice")}: {string.Join(' ', found.Order())}";
    }

    private async Task<IEnumerable<long>> ReadAsync(Database db, params string[] cases) =>
        (await db.ReadAsync(book, [.. cases.Select(Case)])).Entries.Select(e => e.Sequence);

    private async Task<IEnumerable<long>> FindAsync(Database db, string @case) =>
        (await db.FindAsync(Case(@case), int.MaxValue)).Where(e => e.Book == book).Select(e => e.Sequence);

    /// <summary>The copy ended after the first entry; then somebody wrote on.</summary>
    private async Task BringBackAsync()
    {
        await using var raw = place.Connect();
        await raw.OpenAsync();
        foreach (var table in new[] { "entries", "tags" })
        {
            await raw.ExecuteAsync($"DELETE FROM {table} WHERE book = @code AND sequence > 1", new { code = book.Code });
        }
    }

    // No other test's matter bears the name.
    private string Named(string @case) => $"{book.Code}-{@case}";

    private Tag Case(string @case) => new("case", Named(@case));
}

public sealed class SqliteRemembered(SqlitePlace place) : RememberedContract(place), IClassFixture<SqlitePlace>;

public sealed class PostgresRemembered(PostgresPlace place) : RememberedContract(place), IClassFixture<PostgresPlace>;
