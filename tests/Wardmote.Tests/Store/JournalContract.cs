using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>What holds for the journal on every store.</summary>
public abstract class JournalContract(Place place) : IAsyncLifetime
{
    protected IKept Db { get; private set; } = null!;

    protected Place Place { get; } = place;

    protected Book Book { get; } = Place.NewBook();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Place.Missing is not null, Place.Missing ?? "");
        Db = await Place.KeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Db is not null)
        {
            await Db.DisposeAsync();
        }
    }

    [Fact]
    public async Task Entries_come_back_as_they_were_sealed()
    {
        var under = new UnderPower("cq-1", "empowered", "500112001", "500112001", "渝府发〔2021〕1号");
        var fact = Fact("a", """{"words":"占道 \"x\" é 😀","n":1.50}""", ["visit:p:2026:1"]) with { Under = under };
        var written = Written(await Db.AppendAsync(Append(Book, "k1", fact, Fact("b")))).Entries;

        var read = (await Db.ReadAsync(Book, [])).Entries;

        Assert.Equal([1L, 2L], read.Select(e => e.Sequence));
        Assert.Equal(written.Select(e => e.Hash), read.Select(e => e.Hash));
        Assert.Equal(fact.Body, read[0].Body);
        Assert.Equal(Noon, read[0].At);
        Assert.Equal(under, read[0].Under);
        Assert.Equal(["visit:p:2026:1"], read[0].Slots);
        Assert.Null(Seal.Fault(read[0], Seal.Origin, 0));
        Assert.Null(Seal.Fault(read[1], read[0].Hash, 1));
    }

    [Fact]
    public async Task Tags_select_entries_and_the_position_is_where_they_end()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a"), Fact("b"), Fact("c")));
        await Db.AppendAsync(Append(Book, "k2", Fact("a")));

        var reading = await Db.ReadAsync(Book, [new Tag("case", "a"), new Tag("premises", "p-b")]);
        Assert.Equal([1L, 2L, 4L], reading.Entries.Select(e => e.Sequence));
        Assert.Equal(4, reading.Position);
        Assert.Equal([4L], (await Db.ReadAsync(Book, [new Tag("case", "a")], after: 1)).Entries.Select(e => e.Sequence));
        Assert.Equal([1L], (await Db.ReadAsync(Book, [new Tag("case", "a")], limit: 1)).Entries.Select(e => e.Sequence));
        Assert.Equal([2L, 3L], (await Db.ReadAsync(Book, [], after: 1, limit: 2)).Entries.Select(e => e.Sequence));
        Assert.Empty((await Db.ReadAsync(Place.NewBook(), [])).Entries);
        Assert.Contains(Book, await Db.BooksAsync());
    }

    [Fact]
    public async Task A_tag_is_found_over_all_books()
    {
        var other = Place.NewBook();
        var tag = new Tag("public", "code-" + Book.Code);
        await Db.AppendAsync(Append(Book, "k1", Fact("a") with { Tags = [tag] }));
        await Db.AppendAsync(Append(other, "k1", Fact("a") with { Tags = [tag] }));

        Assert.Equal([Book, other], (await Db.FindAsync(tag)).Select(e => e.Book));
        Assert.Single(await Db.FindAsync(tag, limit: 1));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_writes_nothing_twice()
    {
        var append = Append(Book, "k1", Fact("a", envelopes: new Envelope("e1", "citizen-1", """{"tel":"13800000000"}""")), Fact("b"));
        var first = Written(await Db.AppendAsync(append));
        var second = Written(await Db.AppendAsync(append with { At = Noon.AddHours(1) }));

        Assert.False(first.Repeated);
        Assert.True(second.Repeated);
        Assert.Equal(first.Entries.Select(e => e.Hash), second.Entries.Select(e => e.Hash));
        Assert.Equal(2, (await Db.ReadAsync(Book, [])).Position);
        Assert.Equal(2, (await Db.WrittenAsync(Book, "k1")).Count);
    }

    [Fact]
    public async Task The_same_key_with_other_facts_is_an_error_that_says_so()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a", envelopes: new Envelope("e1", "citizen-1", "{}"))));

        var error = await Assert.ThrowsAsync<KeyReused>(() => Db.AppendAsync(Append(Book, "k1", Fact("b"))));
        Assert.Contains("k1", error.Message);
        Assert.Single(error.Written);
        await Assert.ThrowsAsync<KeyReused>(() => Db.AppendAsync(Append(Book, "k1", Fact("a", envelopes: new Envelope("e1", "citizen-1", "[]")))));
        await Assert.ThrowsAsync<KeyReused>(() => Db.AppendAsync(Append(Book, "k1", Fact("a")) with { By = By.System }));
        Assert.Equal(1, (await Db.ReadAsync(Book, [])).Position);
    }

    [Fact]
    public async Task The_same_key_in_another_book_is_another_request()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a")));
        Assert.False(Written(await Db.AppendAsync(Append(Place.NewBook(), "k1", Fact("b")))).Repeated);
    }

    [Fact]
    public async Task A_guard_lets_through_only_what_saw_the_newest_entry()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a")));
        var guard = new Guard([new Tag("case", "a"), new Tag("act", "none")], 1);
        Written(await Db.AppendAsync(Append(Book, "k2", Fact("b")) with { Guard = guard }));
        Written(await Db.AppendAsync(Append(Book, "k3", Fact("a")) with { Guard = guard }));

        Assert.Equal(new AppendAnswer.Moved(3), await Db.AppendAsync(Append(Book, "k4", Fact("a")) with { Guard = guard }));
        Assert.True(Written(await Db.AppendAsync(Append(Book, "k3", Fact("a")) with { Guard = guard })).Repeated);
        Assert.Equal(3, (await Db.ReadAsync(Book, [])).Position);
    }

    [Fact]
    public async Task A_slot_is_taken_once_in_a_book()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a", slots: ["fine:act-1"])));

        Assert.Equal(new AppendAnswer.SlotTaken("fine:act-1", 1), await Db.AppendAsync(Append(Book, "k2", Fact("b"), Fact("c", slots: ["x", "fine:act-1"]))));
        Written(await Db.AppendAsync(Append(Book, "k3", Fact("c", slots: ["x"]))));
        Written(await Db.AppendAsync(Append(Place.NewBook(), "k1", Fact("a", slots: ["fine:act-1"]))));
        Assert.Equal(2, (await Db.ReadAsync(Book, [])).Position);
    }

    [Fact]
    public async Task Forty_who_ask_at_once_take_two_slots()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TakeAVisitAsync(i)));
        Assert.Equal(2, answers.Count(a => a));
        Assert.Equal(2, (await Db.ReadAsync(Book, [new Tag("premises", "p-x")])).Entries.Count);

        async Task<bool> TakeAVisitAsync(int officer)
        {
            for (var visit = 1; visit <= 2; visit++)
            {
                if (await Db.AppendAsync(Append(Book, $"{officer}-{visit}", Fact("x", slots: [$"visit:{visit}"]))) is AppendAnswer.Written)
                {
                    return true;
                }
            }

            return false;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cap_of_two_holds_with_a_guard_and_breaks_without(bool guarded)
    {
        var tag = new Tag("premises", "p-x");
        using var together = new Barrier(40);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Factory.StartNew(() => VisitAsync(i), TaskCreationOptions.LongRunning).Unwrap()));

        var visits = (await Db.ReadAsync(Book, [tag])).Entries.Count;
        Assert.True(guarded ? visits == 2 : visits > 2, $"{visits} visits");

        async Task VisitAsync(int officer)
        {
            for (var round = 0; ; round++)
            {
                var seen = round == 0 ? Db.ReadAsync(Book, [tag]).GetAwaiter().GetResult() : await Db.ReadAsync(Book, [tag]);
                if (round == 0)
                {
                    together.SignalAndWait();
                }

                if (seen.Entries.Count >= 2)
                {
                    return;
                }

                var append = Append(Book, $"{officer}-{round}", Fact("x")) with { Guard = guarded ? new Guard([tag], seen.Position) : null };
                if (await Db.AppendAsync(append) is AppendAnswer.Written)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task Two_programs_on_one_database_keep_one_chain()
    {
        await using var other = await Place.KeepAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? Db : other).AppendAsync(Append(Book, "k" + i, Fact("c" + (i % 5)), Fact("d")))));

        var entries = (await other.ReadAsync(Book, [])).Entries;
        Assert.Equal(200, entries.Count);
        var (hash, sequence) = (Seal.Origin, 0L);
        foreach (var entry in entries)
        {
            Assert.Null(Seal.Fault(entry, hash, sequence));
            (hash, sequence) = (entry.Hash, entry.Sequence);
        }

        Assert.Equal("100", (await Db.FindAsync(Book.Code, "case", "d"))!.State);
    }

    [Fact]
    public async Task An_answer_lost_on_the_way_is_given_again()
    {
        // The caller gives up while the write is on its way: it may or may not be written, and the same key settles it.
        for (var i = 0; i < 50; i++)
        {
            using var impatient = new CancellationTokenSource();
            var lost = Db.AppendAsync(Append(Book, "k" + i, Fact("a")), impatient.Token);
            if (i % 2 == 0)
            {
                await Task.Yield();
            }

            await impatient.CancelAsync();
            try
            {
                await lost;
            }
            catch (OperationCanceledException)
            {
                Written(await Db.AppendAsync(Append(Book, "k" + i, Fact("a"))));
            }
        }

        var entries = (await Db.ReadAsync(Book, [])).Entries;
        Assert.Equal(50, entries.Count);
        Assert.Equal(50, entries.Select(e => e.Key).Distinct().Count());
    }

    [Fact]
    public async Task Personal_details_open_until_they_are_erased()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a", envelopes: [new Envelope("e1", "citizen-1", """{"name":"张三"}"""), new Envelope("e2", "citizen-2", "{}")])));
        await Db.AppendAsync(Append(Book, "k2", Fact("a", envelopes: new Envelope("e3", "citizen-1", """{"tel":"139"}"""))));
        Assert.Equal("""{"name":"张三"}""", await Db.OpenAsync(Book, "e1"));
        Assert.Null(await Db.OpenAsync(Place.NewBook(), "e1"));

        await Db.EraseAsync(Book, "citizen-1");

        Assert.Null(await Db.OpenAsync(Book, "e1"));
        Assert.Null(await Db.OpenAsync(Book, "e3"));
        Assert.Equal("{}", await Db.OpenAsync(Book, "e2"));
        Assert.True(Written(await Db.AppendAsync(Append(Book, "k2", Fact("a", envelopes: new Envelope("e3", "citizen-1", """{"tel":"139"}"""))))).Repeated);
        await Db.AppendAsync(Append(Book, "k3", Fact("a", envelopes: new Envelope("e4", "citizen-1", """{"tel":"137"}"""))));
        Assert.Equal("""{"tel":"137"}""", await Db.OpenAsync(Book, "e4"));
    }

    [Fact]
    public async Task A_fault_of_one_append_does_not_touch_those_beside_it()
    {
        await using var db = await Place.KeepAsync((entry, before) => entry.Body.Contains("bad") ? throw new InvalidOperationException("no card") : Cards(entry, before));
        var tasks = Enumerable.Range(0, 60).Select(i => db.AppendAsync(Append(Book, "k" + i, Fact("a", i % 3 == 0 ? """{"bad":1}""" : "{}")))).ToList();

        for (var i = 0; i < 60; i++)
        {
            if (i % 3 == 0)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[i]);
            }
            else
            {
                Written(await tasks[i]);
            }
        }

        Assert.Equal(40, (await db.ReadAsync(Book, [])).Position);
        Assert.Equal("40", (await db.FindAsync(Book.Code, "case", "a"))!.State);
    }

    [Theory]
    [InlineData("{}x")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"a\":\"HALF\"}")]
    public async Task What_could_not_be_read_later_is_refused(string body)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Db.AppendAsync(Append(Book, "k1", Fact("a", body.Replace("HALF", "\ud800")))));
        Assert.Equal(0, (await Db.ReadAsync(Book, [])).Position);
    }

    [Fact]
    public async Task Cards_follow_the_entries_in_the_same_commit()
    {
        await Db.AppendAsync(Append(Book, "k1", Fact("a"), Fact("a"), Fact("b")));

        var card = await Db.FindAsync(Book.Code, "case", "a");
        Assert.Equal(("2", 2L, (DateTimeOffset?)null, Noon, 29.5), (card!.State, card.Sequence, card.Due, card.Created, card.Latitude));
        Assert.Equal(2, await Db.CountAsync(new CardQuery { Kind = "case", Books = [Book.Code] }));
    }
}

public sealed class SqliteJournal(SqlitePlace place) : JournalContract(place), IClassFixture<SqlitePlace>;

public sealed class PostgresJournal(PostgresPlace place) : JournalContract(place), IClassFixture<PostgresPlace>;
