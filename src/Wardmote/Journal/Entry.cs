namespace Wardmote.Journal;

/// <summary>A book: the chain of one county (six digits), of the city's own acts (<c>500000</c>) or of a fictional district.</summary>
public readonly record struct Book(string Code)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>A mark by which entries are selected and appends are guarded: <c>case:…</c>, <c>premises:…</c>, <c>act:…</c>, <c>party:…</c>.</summary>
public readonly record struct Tag(string Kind, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Value}";
}

/// <summary>Who acts: an account, in a role, for a locality or an agency; <c>citizen</c> and <c>system</c> have no account.</summary>
/// <param name="Person">Account id, or <c>citizen</c>, <c>party</c>, <c>system</c>.</param>
/// <param name="Role">Role in which the person acted.</param>
/// <param name="For">Locality or agency code; empty for citizens and the system.</param>
public sealed record By(string Person, string Role, string For)
{
    /// <summary>The program itself: clocks and proposals, never a legal act.</summary>
    public static By System { get; } = new("system", "system", "");

    /// <summary>A member of the public without an account.</summary>
    public static By Citizen { get; } = new("citizen", "citizen", "");
}

/// <summary>Under which power and in whose name an act was done (Penalties arts. 17–24). 权力来源</summary>
/// <param name="Item">Item code.</param>
/// <param name="Source">statutory, empowered, entrusted or own.</param>
/// <param name="Organ">Code of the locality or agency that acts.</param>
/// <param name="InNameOf">Code of the organ in whose name the document stands.</param>
/// <param name="Instrument">The list, article or letter it rests on.</param>
public sealed record UnderPower(string Item, string Source, string Organ, string InNameOf, string Instrument);

/// <summary>Personal details to be kept beside the chain: the entry carries only the commitment, so that the details can be erased.</summary>
/// <param name="Id">Chosen by the caller; unique in the book.</param>
/// <param name="Person">Whose details: one key per person, so that erasing the key erases every envelope.</param>
/// <param name="Json">The details.</param>
public sealed record Envelope(string Id, string Person, string Json);

/// <summary>A fact to be written. 待记</summary>
/// <param name="Kind">Name with version, for example <c>report.lodged/1</c>. Every kind ever written stays readable.</param>
/// <param name="Body">JSON object.</param>
/// <param name="Tags">By which it is found and guarded.</param>
/// <param name="Slots">Keys that may be taken only once in a book: numbered visits, one fine an act, document numbers.</param>
/// <param name="Envelopes">Personal details beside it.</param>
/// <param name="Under">Power and name, for acts that need one.</param>
public sealed record Fact(
    string Kind,
    string Body,
    IReadOnlyList<Tag> Tags,
    IReadOnlyList<string>? Slots = null,
    IReadOnlyList<Envelope>? Envelopes = null,
    UnderPower? Under = null);

/// <summary>A fact as written: sealed, never changed. 记录</summary>
/// <param name="Book">Book.</param>
/// <param name="Sequence">From 1, without a gap.</param>
/// <param name="Id">Application-made id, unique everywhere.</param>
/// <param name="At">Server time of writing.</param>
/// <param name="By">Who.</param>
/// <param name="Kind">Kind with version.</param>
/// <param name="Body">JSON object, byte for byte as sealed.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Slots">Slots taken.</param>
/// <param name="Commitments">Envelope id → hex SHA-256 of salt and details.</param>
/// <param name="Under">Power and name.</param>
/// <param name="Key">Idempotency key of the append it came with.</param>
/// <param name="Previous">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">Hex SHA-256 over everything above.</param>
public sealed record Entry(
    Book Book,
    long Sequence,
    string Id,
    DateTimeOffset At,
    By By,
    string Kind,
    string Body,
    IReadOnlyList<Tag> Tags,
    IReadOnlyList<string> Slots,
    IReadOnlyDictionary<string, string> Commitments,
    UnderPower? Under,
    string Key,
    string Previous,
    string Hash)
{
    private Memo _memo;

    /// <summary>The body as an object, read the first time it is asked for: a file that is folded again and again is not parsed again.</summary>
    internal object Opened(Func<Entry, object> read)
    {
        if (_memo.Kept is not { } kept || !ReferenceEquals(kept.Json, Body) || !ReferenceEquals(kept.Kind, Kind))
        {
            _memo = new Memo(kept = new Parsed(Kind, Body, read(this)));
        }

        return kept.Value;
    }

    private sealed class Parsed(string kind, string json, object value)
    {
        internal string Kind => kind;

        internal string Json => json;

        internal object Value => value;
    }

    /// <summary>No part of what the entry says: two entries are the same whether they were opened or not.</summary>
    private readonly struct Memo(Parsed kept) : IEquatable<Memo>
    {
        internal Parsed? Kept => kept;

        public bool Equals(Memo other) => true;

        public override bool Equals(object? other) => other is Memo;

        public override int GetHashCode() => 0;
    }
}
