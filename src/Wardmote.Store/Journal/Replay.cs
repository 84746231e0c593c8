using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>How far a replay has come.</summary>
/// <param name="Book">Book being replayed.</param>
/// <param name="Sequence">Last entry done.</param>
/// <param name="Of">Last entry of the book.</param>
public sealed record ReplayProgress(Book Book, long Sequence, long Of);

/// <content>Cards are a reading: dropped and made again.</content>
public sealed partial class Database
{
    private const int Stride = 1000;

    /// <summary>Drops all cards and makes them again from the journal, book by book; each book changes over in one commit and takes no appends meanwhile.</summary>
    /// <returns>Entries read.</returns>
    public async Task<long> ReplayAsync(IProgress<ReplayProgress>? progress = null, CancellationToken cancel = default)
    {
        // Books that only cards know (none, unless a file was tampered with) are dropped with the rest.
        var books = await Engine.ReadAsync(async connection =>
            (await connection.QueryAsync<string>(BooksOf("entries"))).Union(await connection.QueryAsync<string>(BooksOf("cards"))).ToList(), cancel);
        var read = 0L;
        foreach (var book in books)
        {
            read += await Engine.WriteAsync([book], turn => ReplayAsync(turn, book, progress, cancel), cancel);
        }

        return read;
    }

    private async Task<long> ReplayAsync(Turn turn, string book, IProgress<ReplayProgress>? progress, CancellationToken cancel)
    {
        var end = 0L;
        turn.Tell("DELETE FROM card_words WHERE book = $1", book);
        turn.Tell("DELETE FROM cards WHERE book = $1", book);
        turn.Ask("SELECT coalesce(max(sequence), 0) FROM entries WHERE book = $1", r => end = r.GetInt64(0), book);
        await turn.SendAsync(cancel);
        var cards = new Dictionary<(string Kind, string Id), Card?>();
        var stored = new Dictionary<(string Kind, string Id), Card>();
        var forgotten = false;
        for (var last = 0L; last < end;)
        {
            var entries = new List<Entry>(Stride);
            turn.Ask($"SELECT {Rows.EntryColumns} FROM entries WHERE book = $1 AND sequence > $2 ORDER BY sequence LIMIT {Stride}", r => entries.Add(Rows.Entry(r)), book, last);
            await turn.SendAsync(cancel);
            var changed = new HashSet<(string, string)>();
            foreach (var entry in entries)
            {
                foreach (var card in Project(entry, Before))
                {
                    Before(card.Kind, card.Id);
                    cards[(card.Kind, card.Id)] = card;
                    changed.Add((card.Kind, card.Id));
                }
            }

            CardRows.Put(turn, [.. changed.Select(place => cards[place]!)], card => stored.GetValueOrDefault((card.Kind, card.Id)));
            foreach (var place in changed)
            {
                stored[place] = cards[place]!;
            }

            await turn.SendAsync(cancel);
            last = entries[^1].Sequence;
            progress?.Report(new ReplayProgress(new Book(book), last, end));
            if (cards.Count > 100_000)
            {
                cards.Clear();
                stored.Clear();
                forgotten = true;
            }
        }

        return end;

        Card? Before(string kind, string id)
        {
            // All cards were dropped: one not in memory exists only if memory was cleared since.
            if (!cards.TryGetValue((kind, id), out var card) && forgotten)
            {
                turn.Ask($"SELECT {Rows.CardColumns} FROM cards WHERE book = $1 AND kind = $2 AND id = $3", r => card = Rows.Card(r), book, kind, id);
                turn.Send();
                cards[(kind, id)] = card;
                if (card is not null)
                {
                    stored[(kind, id)] = card;
                }
            }

            return card;
        }
    }
}
