using System.Collections.Concurrent;
using System.Text;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Writes cards and the pieces of words by which they are found.</summary>
internal static class CardRows
{
    private static readonly string[] Columns = [.. Rows.CardColumns.Split(", "), "words"];

    private static readonly Into Cards = new($"INSERT INTO cards ({string.Join(", ", Columns)})", "ttttttttitttt" + "iiiirrtt",
        $"ON CONFLICT (book, kind, id) DO UPDATE SET {string.Join(", ", Columns[3..].Select(c => $"{c} = excluded.{c}"))}");

    private static readonly Into CardWords = new("INSERT INTO card_words (gram, kind, book, id)", "tttt", "ON CONFLICT DO NOTHING");

    private const string DropWords = "DELETE FROM card_words WHERE kind = $1 AND book = $2 AND id = $3 AND gram {in $4 words}";

    /// <summary>Puts cards where <paramref name="stored"/> says what lies there; the words of one are touched only when they change.</summary>
    internal static void Put(Turn turn, IReadOnlyCollection<Card> cards, Func<Card, Card?> stored)
    {
        foreach (var card in cards)
        {
            if (stored(card) is not { } old)
            {
                turn.Put(Cards, Values(card));
            }
            else if (old != card)
            {
                Change(turn, Values(old), Values(card));
            }
        }

        var added = new List<(Card Card, string Gram)>();
        foreach (var card in cards)
        {
            var (before, after) = (stored(card) is { } was ? Words(was) : "", Words(card));
            if (before == after)
            {
                continue;
            }

            var (old, now) = (Grams(before), Grams(after));
            if (old.Except(now).ToArray() is { Length: > 0 } dropped)
            {
                turn.Tell(DropWords, card.Kind, card.Book, card.Id, dropped);
            }

            added.AddRange(now.Except(old).Select(gram => (card, gram)));
        }

        foreach (var (card, gram) in added)
        {
            turn.Put(CardWords, gram, card.Kind, card.Book, card.Id);
        }
    }

    /// <summary>
    /// Only what is different: a card lies in ten indexes, and SQLite rewrites each that holds a column it is told of. A server looks for itself what is different, and takes whole rows together in one
    /// statement, which costs it less than one each.
    /// </summary>
    private static void Change(Turn turn, object[] before, object[] after)
    {
        if (turn.Away)
        {
            turn.Put(Cards, after);
            return;
        }

        var changed = Enumerable.Range(3, Columns.Length - 3).Where(i => !before[i].Equals(after[i])).ToList();
        if (changed.Count > 0)
        {
            turn.Tell(Updates.GetOrAdd(changed.Aggregate(0, (set, i) => set | (1 << i)), set =>
                    $"UPDATE cards SET {string.Join(", ", Enumerable.Range(0, Columns.Length).Where(i => (set & (1 << i)) != 0).Select((i, n) => $"{Columns[i]} = ${4 + n}"))} WHERE book = $1 AND kind = $2 AND id = $3"),
                [.. after[..3], .. changed.Select(i => after[i])]);
        }
    }

    private static readonly ConcurrentDictionary<int, string> Updates = new();

    private static object[] Values(Card card) =>
    [
        card.Book, card.Kind, card.Id, card.Number, card.Locality, card.Holder, card.Handler, card.State, card.Open ? 1L : 0L, card.Item,
        card.Title, card.Source, card.Fence, card.Due?.UtcTicks ?? long.MaxValue, card.Created.UtcTicks, card.Updated.UtcTicks, card.Sequence,
        (object?)card.Latitude ?? DBNull.Value, (object?)card.Longitude ?? DBNull.Value, card.Extra, Words(card),
    ];

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
