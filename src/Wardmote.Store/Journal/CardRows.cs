using System.Text;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Writes cards and the pieces of words by which they are found.</summary>
internal static class CardRows
{
    private static readonly Into Cards = new($"INSERT INTO cards ({Rows.CardColumns}, words)", "ttttttttitttt" + "iiiirrtt",
        """
        ON CONFLICT (book, kind, id) DO UPDATE SET number = excluded.number, locality = excluded.locality, holder = excluded.holder,
          handler = excluded.handler, state = excluded.state, is_open = excluded.is_open, item = excluded.item, title = excluded.title,
          source = excluded.source, fence = excluded.fence, due = excluded.due, created = excluded.created, updated = excluded.updated,
          sequence = excluded.sequence, latitude = excluded.latitude, longitude = excluded.longitude, extra = excluded.extra, words = excluded.words
        """);

    private static readonly Into CardWords = new("INSERT INTO card_words (gram, kind, book, id)", "tttt", "ON CONFLICT DO NOTHING");

    private const string DropWords = "DELETE FROM card_words WHERE kind = $1 AND book = $2 AND id = $3 AND gram {in $4 words}";

    /// <summary>Puts cards where <paramref name="stored"/> says what lies there; the words of one are touched only when they change.</summary>
    internal static void Put(Turn turn, IReadOnlyCollection<Card> cards, Func<Card, Card?> stored)
    {
        foreach (var card in cards)
        {
            turn.Put(Cards,
                card.Book, card.Kind, card.Id, card.Number, card.Locality, card.Holder, card.Handler, card.State, card.Open ? 1L : 0L, card.Item,
                card.Title, card.Source, card.Fence, card.Due?.UtcTicks ?? long.MaxValue, card.Created.UtcTicks, card.Updated.UtcTicks, card.Sequence,
                (object?)card.Latitude ?? DBNull.Value, (object?)card.Longitude ?? DBNull.Value, card.Extra, Words(card));
        }

        var added = new List<(Card Card, string Gram)>();
        foreach (var card in cards)
        {
            var (before, after) = (stored(card) is { } old ? Words(old) : "", Words(card));
            if (before == after)
            {
                continue;
            }

            var (was, now) = (Grams(before), Grams(after));
            if (was.Except(now).ToArray() is { Length: > 0 } dropped)
            {
                turn.Tell(DropWords, card.Kind, card.Book, card.Id, dropped);
            }

            added.AddRange(now.Except(was).Select(gram => (card, gram)));
        }

        foreach (var (card, gram) in added)
        {
            turn.Put(CardWords, gram, card.Kind, card.Book, card.Id);
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
