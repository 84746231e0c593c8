using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Entries and cards to rows and back.</summary>
internal static class Rows
{
    internal const string EntryColumns =
        "book, sequence, id, at, person, role, acts_for, kind, body, tags, slots, commitments, under, key, previous, hash";

    /// <summary>An entry's columns, of a table by its name in the statement.</summary>
    internal static string Of(string table) => string.Join(", ", EntryColumns.Split(", ").Select(c => table + "." + c));

    /// <summary>What is asked beside an entry's columns stands behind them.</summary>
    internal const int Beside = 16;

    internal const string CardColumns =
        "book, kind, id, number, locality, holder, handler, state, is_open, item, title, source, fence, due, created, updated, sequence, latitude, longitude, extra";

    internal static Into Entries { get; } = new($"INSERT INTO entries ({EntryColumns})", "tititttttttttttt");

    internal static Into TagRows { get; } = new("INSERT INTO tags (tag, book, sequence)", "tti");

    internal static Into SlotRows { get; } = new("INSERT INTO slots (slot, book, sequence)", "tti");

    internal static Into Envelopes { get; } = new("INSERT INTO envelopes (book, id, sequence, person, sealed)", "ttitb");

    internal static Into PersonKeys { get; } = new("INSERT INTO person_keys (book, person, secret)", "ttb");

    /// <summary>Chinese stays readable in the file; keys in one order and no blanks, so that a changed byte never reads the same.</summary>
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Nothing missing, nothing null, nothing beside: what reads otherwise was changed.</summary>
    internal static JsonSerializerOptions Strict { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    internal static string Json<T>(T value) => JsonSerializer.Serialize(value, Plain);

    internal static string Tags(Entry entry) => Json(entry.Tags.Select(t => t.ToString()));

    internal static string Slots(Entry entry) => Json(entry.Slots);

    internal static string Commitments(Entry entry) => Json(new SortedDictionary<string, string>(entry.Commitments.ToDictionary(), StringComparer.Ordinal));

    internal static string Under(Entry entry) => entry.Under is null ? "" : Json(entry.Under);

    internal static object[] Values(Entry e) =>
    [
        e.Book.Code, e.Sequence, e.Id, e.At.UtcTicks, e.By.Person, e.By.Role, e.By.For, e.Kind, e.Body, Tags(e), Slots(e), Commitments(e), Under(e), e.Key, e.Previous, e.Hash,
    ];

    internal static Entry Entry(DbDataReader row) => new(
        new Book(row.GetString(0)),
        row.GetInt64(1),
        row.GetString(2),
        new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
        new By(row.GetString(4), row.GetString(5), row.GetString(6)),
        row.GetString(7),
        row.GetString(8),
        ReadTags(row.GetString(9)),
        List(row.GetString(10)),
        ReadCommitments(row.GetString(11)),
        ReadUnder(row.GetString(12)),
        row.GetString(13),
        row.GetString(14),
        row.GetString(15));

    /// <summary>True when the lists of a row are written exactly as this program writes them.</summary>
    internal static bool AsWritten(Entry entry, DbDataReader row) =>
        row.GetString(9) == Tags(entry) && row.GetString(10) == Slots(entry) && row.GetString(11) == Commitments(entry) && row.GetString(12) == Under(entry);

    internal static List<string> List(string json) => json == "[]" ? [] : JsonSerializer.Deserialize<List<string>>(json, Strict)!;

    internal static Tag Tag(string words)
    {
        var colon = words.IndexOf(':');
        return colon < 0 ? throw new FormatException($"'{words}' is not a tag.") : new Tag(words[..colon], words[(colon + 1)..]);
    }

    internal static Card Card(DbDataReader row) => new()
    {
        Book = row.GetString(0),
        Kind = row.GetString(1),
        Id = row.GetString(2),
        Number = row.GetString(3),
        Locality = row.GetString(4),
        Holder = row.GetString(5),
        Handler = row.GetString(6),
        State = row.GetString(7),
        Open = row.GetInt64(8) != 0,
        Item = row.GetString(9),
        Title = row.GetString(10),
        Source = row.GetString(11),
        Fence = row.GetString(12),
        Due = row.GetInt64(13) is var due and not long.MaxValue ? new DateTimeOffset(due, TimeSpan.Zero) : null,
        Created = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
        Updated = new DateTimeOffset(row.GetInt64(15), TimeSpan.Zero),
        Sequence = row.GetInt64(16),
        Latitude = row.IsDBNull(17) ? null : row.GetDouble(17),
        Longitude = row.IsDBNull(18) ? null : row.GetDouble(18),
        Extra = row.GetString(19),
    };

    private static List<Tag> ReadTags(string json) => List(json).ConvertAll(Tag);

    private static Dictionary<string, string> ReadCommitments(string json) =>
        json == "{}" ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json, Strict)!;

    private static UnderPower? ReadUnder(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<UnderPower>(json, Strict);
}
