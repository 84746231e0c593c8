using System.Text;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Writes cards and the pieces of words by which they are found.</summary>
internal static class CardRows
{
    private const string Upsert =
        $"""
        INSERT INTO cards ({Rows.CardColumns}, words)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        ON CONFLICT (book, kind, id) DO UPDATE SET number = excluded.number, locality = excluded.locality, holder = excluded.holder,
          handler = excluded.handler, state = excluded.state, is_open = excluded.is_open, item = excluded.item, title = excluded.title,
          source = excluded.source, fence = excluded.fence, due = excluded.due, created = excluded.created, updated = excluded.updated,
          sequence = excluded.sequence, latitude = excluded.latitude, longitude = excluded.longitude, extra = excluded.extra, words = excluded.words
        """;

    private const string DropWords = "DELETE FROM card_words WHERE kind = $1 AND book = $2 AND id = $3 AND gram IN (SELECT value FROM {each $4 value})";

    private const string AddWords = "INSERT INTO card_words (gram, kind, book, id) SELECT value, $1, $2, $3 FROM {each $4 value} WHERE true ON CONFLICT DO NOTHING";

    /// <summary>Puts <paramref name="card"/> where <paramref name="stored"/> lies; its words are touched only when they change.</summary>
    internal static void Put(Turn turn, Card card, Card? stored)
    {
        turn.Tell(Upsert,
            card.Book, card.Kind, card.Id, card.Number, card.Locality, card.Holder, card.Handler, card.State, card.Open ? 1L : 0L, card.Item,
            card.Title, card.Source, card.Fence, card.Due?.UtcTicks ?? long.MaxValue, card.Created.UtcTicks, card.Updated.UtcTicks, card.Sequence,
            (object?)card.Latitude ?? DBNull.Value, (object?)card.Longitude ?? DBNull.Value, card.Extra, Words(card));
        var (before, after) = (stored is null ? "" : Words(stored), Words(card));
        if (before == after)
        {
            return;
        }

        var (old, now) = (Grams(before), Grams(after));
        var (drop, add) = (old.Except(now).ToList(), now.Except(old).ToList());
        if (drop.Count > 0)
        {
            turn.Tell(DropWords, card.Kind, card.Book, card.Id, Rows.Json(drop));
        }

        if (add.Count > 0)
        {
            turn.Tell(AddWords, card.Kind, card.Book, card.Id, Rows.Json(add));
        }
    }

    /// <summary>What a search looks in.</summary>
    internal static string Words(Card card) => (card.Number + '\n' + card.Title).ToLowerInvariant();

    /// <summary>Each pair of neighbouring characters within a word, once.</summary>
    internal static HashSet<string> Grams(string words)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        Rune? last = null;
        foreach (var rune in words.EnumerateRunes())
        {
            Rune? now = Rune.IsWhiteSpace(rune) ? null : rune;
            if (last is { } a && now is { } b)
            {
                grams.Add(a.ToString() + b);
            }

            last = now;
        }

        return grams;
    }
}
