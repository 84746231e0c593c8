using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wardmote.Journal;

/// <summary>Names a record as the body of an entry. The name carries a version: a changed body is a new kind, and old ones stay readable.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntryKindAttribute(string name) : Attribute
{
    /// <summary>For example <c>report.lodged/1</c>.</summary>
    public string Name { get; } = name;
}

/// <summary>An original file that a body names by its hash: its entry carries the tag <c>original:HASH</c>, so that <c>verify</c> knows which files must be there.</summary>
public interface IOriginal
{
    /// <summary>Hex SHA-256 of the bytes.</summary>
    string Hash { get; }
}

/// <summary>Bodies of entries: past tense, small, never changed. How they are written as JSON and read again.</summary>
public static class Body
{
    /// <summary>JSON as it stands in entries, on the API and in envelopes.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly FrozenDictionary<string, Type> Types = typeof(Body).Assembly.GetTypes()
        .Select(t => (Type: t, Kind: t.GetCustomAttribute<EntryKindAttribute>()?.Name))
        .Where(x => x.Kind is not null)
        .ToFrozenDictionary(x => x.Kind!, x => x.Type);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(x => x.Value, x => x.Key);

    /// <summary>Every kind ever written.</summary>
    public static IEnumerable<string> Kinds => Types.Keys;

    /// <summary>The kind of a body.</summary>
    public static string KindOf(Type body) => Names[body];

    /// <summary>A fact from a body.</summary>
    public static Fact Fact(object body, IEnumerable<Tag> tags, IReadOnlyList<string>? slots = null, IReadOnlyList<Envelope>? envelopes = null, UnderPower? under = null) =>
        new(KindOf(body.GetType()), JsonSerializer.Serialize(body, body.GetType(), Json), [.. tags.Concat(OriginalsOf(body)).Distinct()], slots, envelopes, under);

    private static IEnumerable<Tag> OriginalsOf(object body) =>
        body.GetType().GetProperties().Select(p => p.GetValue(body))
            .SelectMany(v => v switch { IOriginal one => [one], IEnumerable<IOriginal> several => several, _ => Enumerable.Empty<IOriginal>() })
            .Select(o => new Tag("original", o.Hash));

    /// <summary>The body of an entry; a kind this program does not know is a damaged or newer journal and throws, naming it.</summary>
    public static object Read(Entry entry) => entry.Opened(Parse);

    private static object Parse(Entry entry) =>
        Types.TryGetValue(entry.Kind, out var type)
            ? JsonSerializer.Deserialize(entry.Body, type, Json) ?? throw new InvalidDataException($"entry {entry.Book}/{entry.Sequence} has an empty body")
            : throw new InvalidDataException($"entry {entry.Book}/{entry.Sequence} is of kind '{entry.Kind}', which this program does not know");
}
