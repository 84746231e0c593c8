using System.Data.Common;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// Appends that share one transaction and one sync to disk. What they need is asked at once, then they are decided one after another in memory,
/// each seeing what the ones before it wrote, and then everything is written at once.
/// </summary>
internal sealed class Batch(Turn turn, Project project, IReadOnlyList<Prepared> appends)
{
    private readonly Dictionary<string, (long Sequence, string Hash)> heads = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Book, string Key), List<Entry>> keys = [];
    private readonly Dictionary<(string Book, string Tag), long> tags = [];
    private readonly Dictionary<(string Book, long Sequence), string> hashes = [];
    private readonly Dictionary<(string Book, string Slot), long> slots = [];
    private readonly Dictionary<(string Book, string Id), (long Sequence, string Person, byte[]? Closed)> envelopes = [];
    private readonly Dictionary<(string Book, string Person), byte[]> secrets = [];
    private readonly HashSet<(string Book, string Person)> newSecrets = [];
    private readonly Dictionary<(string Book, string Kind, string Id), Card?> cards = [];
    private readonly Dictionary<(string Book, string Kind, string Id), Card> stored = [];
    private readonly HashSet<(string Book, string Kind, string Id)> changed = [];
    private readonly List<Entry> entries = [];
    private readonly List<(Envelope Envelope, string Book, long Sequence, byte[] Closed)> closed = [];

    /// <summary>What became of each append: an answer or the exception that is its own fault. What is to be written waits for the commit.</summary>
    internal async Task<object[]> RunAsync(CancellationToken cancel)
    {
        Foresee();
        await turn.SendAsync(cancel);
        foreach (var ((book, key), written) in keys)
        {
            turn.Ask($"SELECT {Rows.EntryColumns} FROM entries WHERE book = $1 AND key = $2 ORDER BY sequence", r => written.Add(Rows.Entry(r)), book, key);
        }

        if (turn.Away)
        {
            Rehearse();
        }

        await turn.SendAsync(cancel);
        var answers = new object[appends.Count];
        for (var i = 0; i < appends.Count; i++)
        {
            try
            {
                answers[i] = Decide(appends[i]);
            }
            catch (Exception error) when (error is not StoreUnavailable and not DbException)
            {
                answers[i] = error;
            }
        }

        Write();
        return answers;
    }

    /// <summary>Everything the appends will ask, each kind of question once a book.</summary>
    private void Foresee()
    {
        foreach (var group in appends.GroupBy(a => a.Append.Book.Code))
        {
            var (book, facts) = (group.Key, group.SelectMany(a => a.Append.Facts).ToList());
            heads[book] = (0, Seal.Origin);
            turn.Ask("SELECT sequence, hash FROM entries WHERE book = $1 ORDER BY sequence DESC LIMIT 1", r => heads[book] = (r.GetInt64(0), r.GetString(1)), book);
            var seen = group.SelectMany(a => a.Append.Guard?.Seen ?? []).ToList();
            ByIndex("(SELECT sequence FROM entries WHERE key = value AND book = $1 ORDER BY sequence LIMIT 1)", group.Select(a => a.Append.Key), (key, _) => keys[(book, key)] = []);
            ByIndex("(SELECT sequence FROM tags WHERE tag = value AND book = $1 ORDER BY sequence DESC LIMIT 1)", seen.Select(s => s.Tag.ToString()), (tag, r) => tags[(book, tag)] = r.GetInt64(1));
            ByIndex("(SELECT hash FROM entries WHERE book = $1 AND sequence = CAST(value AS {int}))", seen.Where(s => s.Hash.Length > 0).Select(s => $"{s.After}"), (at, r) => hashes[(book, long.Parse(at))] = r.GetString(1));
            Each("SELECT slot, sequence FROM slots WHERE book = $1 AND slot {in $2 words}", facts.SelectMany(f => f.Slots ?? []), r => slots[(book, r.GetString(0))] = r.GetInt64(1));
            var beside = facts.SelectMany(f => f.Envelopes ?? []).ToList();
            Each("SELECT id, sequence, person, sealed FROM envelopes WHERE book = $1 AND id {in $2 words}", beside.Select(e => e.Id),
                r => envelopes[(book, r.GetString(0))] = (r.GetInt64(1), r.GetString(2), r.IsDBNull(3) ? null : (byte[])r.GetValue(3)));
            Each("SELECT person, secret FROM person_keys WHERE book = $1 AND person {in $2 words}", beside.Select(e => e.Person), r => secrets[(book, r.GetString(0))] = (byte[])r.GetValue(1));

            foreach (var kind in group.SelectMany(a => a.Cards).Distinct().GroupBy(c => c.Kind))
            {
                AskCards(book, kind.Key, [.. kind.Select(c => c.Id)]);
            }

            // By the index, one by one: asked as a list, a server that believes a key or tag to be common reads the whole table.
            void ByIndex(string which, IEnumerable<string> words, Action<string, DbDataReader> found)
            {
                if (words.Distinct().ToList() is { Count: > 0 } asked)
                {
                    turn.Ask($"SELECT value, {which} FROM {{each $2 value}}", r =>
                    {
                        if (!r.IsDBNull(1))
                        {
                            found(r.GetString(0), r);
                        }
                    }, book, Rows.Json(asked));
                }
            }

            void Each(string sql, IEnumerable<string> words, Action<DbDataReader> row)
            {
                if (words.Distinct().ToArray() is { Length: > 0 } asked)
                {
                    turn.Ask(sql, row, book, asked);
                }
            }
        }
    }

    /// <summary>
    /// Makes the cards once without keeping them, only to learn which others those that were found lead to: asked together here they cost one round trip, asked one by one each its own, while everybody
    /// else waits for the book.
    /// </summary>
    private void Rehearse()
    {
        var wanted = appends.SelectMany(a => a.Needed(project, (kind, id) => cards.GetValueOrDefault((a.Append.Book.Code, kind, id))).Select(c => (a.Append.Book.Code, c.Kind, c.Id)));
        foreach (var kind in wanted.ToHashSet().GroupBy(w => (w.Code, w.Kind)))
        {
            AskCards(kind.Key.Code, kind.Key.Kind, [.. kind.Select(w => w.Id)]);
        }
    }

    private void AskCards(string book, string kind, string[] ids)
    {
        if (ids.Where(id => cards.TryAdd((book, kind, id), null)).ToArray() is { Length: > 0 } asked)
        {
            turn.Ask($"SELECT {Rows.CardColumns} FROM cards WHERE book = $1 AND kind = $2 AND id {{in $3 words}}",
                r => cards[(book, kind, r.GetString(2))] = stored[(book, kind, r.GetString(2))] = Rows.Card(r), book, kind, asked);
        }
    }

    private AppendAnswer Decide(Prepared prepared)
    {
        var append = prepared.Append;
        var book = append.Book.Code;
        if (keys.TryGetValue((book, append.Key), out var written))
        {
            return Same(append, written) ? new AppendAnswer.Written(written.ToList(), true) : throw new KeyReused(append, written.ToList());
        }

        foreach (var seen in append.Guard?.Seen ?? [])
        {
            if (tags.GetValueOrDefault((book, seen.Tag.ToString())) is var newest && (newest > seen.After || (seen.Hash.Length > 0 && hashes.GetValueOrDefault((book, seen.After)) != seen.Hash)))
            {
                return new AppendAnswer.Moved(newest);
            }
        }

        foreach (var slot in append.Facts.SelectMany(f => f.Slots ?? []))
        {
            if (slots.TryGetValue((book, slot), out var by))
            {
                return new AppendAnswer.SlotTaken(slot, by);
            }
        }

        foreach (var envelope in append.Facts.SelectMany(f => f.Envelopes ?? []))
        {
            if (envelopes.TryGetValue((book, envelope.Id), out var by))
            {
                throw new ArgumentException($"Envelope '{envelope.Id}' was already written with entry {by.Sequence} of book {book}.");
            }
        }

        return Write(prepared);
    }

    private AppendAnswer.Written Write(Prepared prepared)
    {
        var append = prepared.Append;
        var book = append.Book.Code;
        var (sequence, previous) = heads[book];
        var sealedNow = new List<Entry>();
        var closedNow = new List<(Envelope, string, long, byte[])>();
        var cardsNow = new Dictionary<(string, string, string), Card>();
        foreach (var (fact, draft) in append.Facts.Zip(prepared.Drafts))
        {
            sequence++;
            var commitments = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var envelope in fact.Envelopes ?? [])
            {
                var salt = EnvelopeSeal.NewSalt();
                commitments.Add(envelope.Id, Seal.Commit(salt, envelope.Json));
                closedNow.Add((envelope, book, sequence, EnvelopeSeal.Close(Secret(book, envelope.Person), salt, envelope, book, sequence)));
            }

            var open = draft with { Sequence = sequence, Id = Guid.CreateVersion7(append.At).ToString("N"), Commitments = commitments, Previous = previous };
            var entry = open with { Hash = Seal.Hash(open) };
            var made = project(entry, (kind, id) => cardsNow.TryGetValue((book, kind, id), out var now) ? now : CardOf(book, kind, id));
            foreach (var card in made)
            {
                if (card.Book != book)
                {
                    throw new InvalidOperationException($"Entry {sequence} of book {book} may not change a card of book {card.Book}.");
                }

                AskCards(book, card.Kind, [card.Id]);
                cardsNow[(book, card.Kind, card.Id)] = card;
            }

            turn.Send();

            sealedNow.Add(entry);
            previous = entry.Hash;
        }

        // From here nothing can fail: later appends of this batch see it.
        heads[book] = (sequence, previous);
        keys[(book, append.Key)] = sealedNow;
        entries.AddRange(sealedNow);
        closed.AddRange(closedNow);
        foreach (var entry in sealedNow)
        {
            foreach (var tag in entry.Tags)
            {
                tags[(book, tag.ToString())] = entry.Sequence;
            }

            foreach (var slot in entry.Slots)
            {
                slots[(book, slot)] = entry.Sequence;
            }
        }

        foreach (var (envelope, _, at, bytes) in closedNow)
        {
            envelopes[(book, envelope.Id)] = (at, envelope.Person, bytes);
        }

        foreach (var (place, card) in cardsNow)
        {
            cards[place] = card;
            changed.Add(place);
        }

        return new AppendAnswer.Written(sealedNow, false);
    }

    private byte[] Secret(string book, string person)
    {
        if (!secrets.TryGetValue((book, person), out var secret))
        {
            secrets[(book, person)] = secret = EnvelopeSeal.NewKey();
            newSecrets.Add((book, person));
        }

        return secret;
    }

    private Card? CardOf(string book, string kind, string id)
    {
        if (!cards.ContainsKey((book, kind, id)))
        {
            AskCards(book, kind, [id]);
            turn.Send();
        }

        return cards[(book, kind, id)];
    }

    private bool Same(Append append, List<Entry> written) =>
        written.Count == append.Facts.Count && written[0].By == append.By && append.Facts.Zip(written).All(pair => Same(pair.First, pair.Second));

    private bool Same(Fact fact, Entry entry) =>
        fact.Kind == entry.Kind && fact.Body == entry.Body && fact.Under == entry.Under && fact.Tags.Distinct().SequenceEqual(entry.Tags)
        && (fact.Slots ?? []).SequenceEqual(entry.Slots)
        && (fact.Envelopes ?? []).Select(e => e.Id).Order(StringComparer.Ordinal).SequenceEqual(entry.Commitments.Keys.Order(StringComparer.Ordinal))
        && (fact.Envelopes ?? []).All(e => Same(e, entry));

    /// <summary>Details that were erased since cannot be compared and count as the same.</summary>
    private bool Same(Envelope envelope, Entry entry) =>
        !envelopes.TryGetValue((entry.Book.Code, envelope.Id), out var kept) || kept.Closed is null
        || !secrets.TryGetValue((entry.Book.Code, envelope.Person), out var secret)
        || (EnvelopeSeal.Open(secret, kept.Closed, entry.Book.Code, envelope.Id, envelope.Person, kept.Sequence) is { } open
            && Seal.Commit(open.Salt, envelope.Json) == entry.Commitments[envelope.Id]);

    private void Write()
    {
        foreach (var entry in entries)
        {
            turn.Put(Rows.Entries, Rows.Values(entry));
        }

        foreach (var (entry, tag) in entries.SelectMany(e => e.Tags.Select(t => (e, t))))
        {
            turn.Put(Rows.TagRows, tag.ToString(), entry.Book.Code, entry.Sequence);
        }

        foreach (var (entry, slot) in entries.SelectMany(e => e.Slots.Select(s => (e, s))))
        {
            turn.Put(Rows.SlotRows, slot, entry.Book.Code, entry.Sequence);
        }

        foreach (var (envelope, book, sequence, bytes) in closed)
        {
            turn.Put(Rows.Envelopes, book, envelope.Id, sequence, envelope.Person, bytes);
        }

        foreach (var person in newSecrets)
        {
            turn.Put(Rows.PersonKeys, person.Book, person.Person, secrets[person]);
        }

        CardRows.Put(turn, [.. changed.Select(place => cards[place]!)], card => stored.GetValueOrDefault((card.Book, card.Kind, card.Id)));
    }
}
