using System.Text;
using System.Text.Json;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// An append made ready by whoever asks for it, beside everybody else who asks: checked, its bodies read, and the cards it leads to known. What is left for the one writer, who holds the book meanwhile,
/// is little.
/// </summary>
internal sealed class Prepared
{
    private Prepared(Append append, IReadOnlyList<Entry> drafts, IReadOnlyCollection<(string Kind, string Id)> cards) => (Append, Drafts, Cards) = (append, drafts, cards);

    internal Append Append { get; }

    /// <summary>An entry for each fact, still without its place in the book.</summary>
    internal IReadOnlyList<Entry> Drafts { get; }

    /// <summary>Cards that will be asked for: a card mostly bears the name of its tag (case:… → card case …).</summary>
    internal IReadOnlyCollection<(string Kind, string Id)> Cards { get; }

    /// <summary>Makes an append ready.</summary>
    /// <param name="append">The append.</param>
    /// <param name="project">How entries become cards.</param>
    /// <param name="away">True where each card asked for later costs a way to a server and back.</param>
    internal static Prepared Of(Append append, Project project, bool away)
    {
        Check(append);
        IReadOnlyList<Entry> drafts = [.. append.Facts.Select(f => new Entry(
            append.Book, 0, "", append.At.ToUniversalTime(), append.By, f.Kind, f.Body, f.Tags.Distinct().ToList(), f.Slots?.ToList() ?? [], new Dictionary<string, string>(), f.Under, append.Key, "", ""))];
        var cards = drafts.SelectMany(d => d.Tags.Select(t => (t.Kind, t.Value))).ToHashSet();
        var prepared = new Prepared(append, drafts, cards);
        if (away)
        {
            cards.UnionWith(prepared.Needed(project, (_, _) => null));
        }

        return prepared;
    }

    /// <summary>The cards that are asked for or made, as far as that shows from those known.</summary>
    internal IReadOnlyCollection<(string Kind, string Id)> Needed(Project project, Func<string, string, Card?> known)
    {
        var (needed, now) = (new HashSet<(string, string)>(), new Dictionary<(string, string), Card>());
        try
        {
            foreach (var draft in Drafts)
            {
                foreach (var card in project(draft, Before))
                {
                    now[(card.Kind, card.Id)] = card;
                    needed.Add((card.Kind, card.Id));
                }
            }
        }
        catch (Exception error) when (error is not StoreUnavailable)
        {
            // Whose fault it is, is said when the append itself is decided.
        }

        return needed;

        Card? Before(string kind, string id)
        {
            needed.Add((kind, id));
            return now.GetValueOrDefault((kind, id)) ?? known(kind, id);
        }
    }

    /// <summary>Refuses what no store could keep or no one could read later.</summary>
    private static void Check(Append append)
    {
        if (append.Facts.Count == 0)
        {
            throw new ArgumentException("An append needs at least one fact.", nameof(append));
        }

        Sayable(append.Book.Code, "book", false);
        Sayable(append.Key, "key", false);
        Sayable(append.By.Person, "person", false);
        Sayable(append.By.Role, "role", true);
        Sayable(append.By.For, "organ", true);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in append.Facts)
        {
            Sayable(fact.Kind, "kind", false);
            Sayable(fact.Body, "body", false);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(fact.Body));
            using (var body = JsonDocument.ParseValue(ref reader))
            {
                if (body.RootElement.ValueKind != JsonValueKind.Object || reader.BytesConsumed != Encoding.UTF8.GetByteCount(fact.Body))
                {
                    throw new ArgumentException($"The body of {fact.Kind} is not a JSON object.", nameof(append));
                }
            }

            foreach (var tag in fact.Tags)
            {
                Sayable(tag.Kind, "tag", false);
                Sayable(tag.Value, "tag", true);
                if (tag.Kind.Contains(':'))
                {
                    throw new ArgumentException($"Tag kind '{tag.Kind}' may not hold a colon.", nameof(append));
                }
            }

            foreach (var slot in fact.Slots ?? [])
            {
                Sayable(slot, "slot", false);
                if (!taken.Add(slot))
                {
                    throw new ArgumentException($"Slot '{slot}' stands twice in one append.", nameof(append));
                }
            }

            foreach (var envelope in fact.Envelopes ?? [])
            {
                Sayable(envelope.Id, "envelope", false);
                Sayable(envelope.Person, "envelope's person", false);
                Sayable(envelope.Json, "envelope", true);
                if (!taken.Add("envelope\n" + envelope.Id))
                {
                    throw new ArgumentException($"Envelope '{envelope.Id}' stands twice in one append.", nameof(append));
                }
            }
        }

        static void Sayable(string words, string what, bool mayBeEmpty)
        {
            if (words.Length == 0 && !mayBeEmpty)
            {
                throw new ArgumentException($"The {what} is empty.");
            }

            for (var i = 0; i < words.Length; i++)
            {
                if (words[i] == '\0' || char.IsLowSurrogate(words[i])
                    || (char.IsHighSurrogate(words[i]) && (i + 1 == words.Length || !char.IsLowSurrogate(words[++i]))))
                {
                    throw new ArgumentException($"The {what} holds half a character or a zero.");
                }
            }
        }
    }
}
