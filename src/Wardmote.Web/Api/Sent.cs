using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Api;

/// <summary>来文: the body of a request as the words of an act, or the answer that names the field to mend. Nothing a program can send gets past it into an act as null, endless, or of another kind.</summary>
/// <typeparam name="T">Words of the act.</typeparam>
/// <param name="Words">The words; null when something is wrong.</param>
/// <param name="Key">Idempotency key of the client.</param>
/// <param name="Known">Newest sequence the client knows; a newer record refuses the act.</param>
/// <param name="Wrong">The answer when something is wrong.</param>
internal sealed record Sent<T>(T? Words, string? Key, long? Known, IResult? Wrong)
    where T : class;

/// <summary>Reads what was sent.</summary>
internal static class Sent
{
    /// <summary>Longest text of a field, in UTF-16 units.</summary>
    internal const int Longest = 20_000;

    private const int LongestMark = 200;
    private const int MostPieces = 1_000;
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>Fields that become marks, tags or numbers: a line at most, because they are looked up.</summary>
    private static readonly HashSet<string> Marks =
    [
        "key", "code", "number", "reference", "plan", "report", "case", "inspection", "organ", "locality", "item", "officer", "deputy", "person", "to", "owner", "host", "opinion", "scan", "name",
        "idNumber", "phone", "hash", "mime", "door", "verdict", "seed", "card", "language", "linkedAct", "filedAs", "about", "aboutKind", "county", "mark", "element",
    ];

    // What bodies are read with: the journal's own words, and a null is never a string.
    private static readonly JsonSerializerOptions Json = new(Body.Json) { RespectNullableAnnotations = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly JsonNodeOptions Loose = new() { PropertyNameCaseInsensitive = true };

    private sealed record Once(string? Key, long? Known);

    private sealed record Flaw(string Field, Refusal Why);

    /// <summary>Reads the body of a request.</summary>
    internal static async Task<Sent<T>> ReadAsync<T>(HttpContext http, Originals originals, CancellationToken cancel, int longest = Longest)
        where T : class
    {
        var language = Speak.Of(http);
        if (http.Request.ContentType is { Length: > 0 } && !http.Request.HasJsonContentType())
        {
            return No<T>(new Flaw("", new Refusal("not_json", new Text("请求正文不是 JSON", "the body is not JSON", "النص ليس JSON"), new Text("Content-Type 用 application/json", "send Content-Type: application/json", "أرسل Content-Type: application/json"))), language, 415);
        }

        JsonObject thing;
        try
        {
            var node = await JsonNode.ParseAsync(http.Request.Body, Loose, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 }, cancel);
            if (node is not JsonObject given)
            {
                return No<T>(Unreadable("", "{ … }"), language, 400);
            }

            thing = given;
        }
        catch (JsonException error) when (error is { LineNumber: 0 or null, BytePositionInLine: 0 or null })
        {
            // No body at all: an act without words of its own needs none, and any other says what is missing.
            if (http.Request.ContentLength > 0)
            {
                return No<T>(Unreadable("", error.Message), language, 400);
            }

            thing = new JsonObject(Loose);
        }
        catch (JsonException error)
        {
            return No<T>(Unreadable(error.Path is { Length: > 1 } path ? path[2..] : "", error.Message), language, 400);
        }

        try
        {
            var flaw = Look(thing, Json.GetTypeInfo(typeof(Once)), "", longest, originals) ?? Look(thing, Json.GetTypeInfo(typeof(T)), "", longest, originals);
            if (flaw is not null)
            {
                return No<T>(flaw, language, 422);
            }

            var once = thing.Deserialize<Once>(Json)!;
            return new Sent<T>(thing.Deserialize<T>(Json)!, once.Key, once.Known, null);
        }
        catch (JsonException error)
        {
            return No<T>(Unreadable(error.Path is { Length: > 1 } path ? path[2..] : "", ""), language, 422);
        }
    }

    /// <summary>An answer that names a field.</summary>
    private static Sent<T> No<T>(Flaw flaw, string language, int status)
        where T : class =>
        new(null, null, null, TypedResults.Json(Answers.Refused(flaw.Why, language) with { Field = flaw.Field.Length > 0 ? flaw.Field : null }, statusCode: status));

    /// <summary>Looks at every field a type has: what is missing and may be is filled, what may not be is named.</summary>
    private static Flaw? Look(JsonObject thing, JsonTypeInfo info, string path, int longest, Originals originals)
    {
        foreach (var property in info.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null))
        {
            var field = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (thing[property.Name] is { } value)
            {
                if (Check(value, property.PropertyType, field, property.Name, longest, originals) is { } flaw)
                {
                    return flaw;
                }

                continue;
            }

            // A null says no more than nothing at all.
            thing.Remove(property.Name);
            var free = property.AssociatedParameter is { } parameter ? parameter.HasDefaultValue || parameter.IsNullable : !property.IsRequired;
            if (free || System.Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                continue;
            }

            JsonNode? empty = Kind(property.PropertyType) switch
            {
                "text" => JsonValue.Create(""),
                "list" => new JsonArray(),
                "words" => new JsonObject(),
                _ => null,
            };
            if (empty is null)
            {
                return new Flaw(field, new Refusal("missing", new Text($"缺少 {field}", $"{field} is missing", $"{field} ناقص"), Expected(property.PropertyType)));
            }

            thing[property.Name] = empty;
        }

        return null;
    }

    private static Flaw? Check(JsonNode value, Type declared, string field, string name, int longest, Originals originals)
    {
        var type = System.Nullable.GetUnderlyingType(declared) ?? declared;
        switch (Kind(type))
        {
            case "text":
                return value.GetValueKind() == JsonValueKind.String ? Words(value, field, Marks.Contains(name) ? LongestMark : longest) : Other(field, type);
            case "list":
                return value is JsonArray list ? List(list, type.GetGenericArguments()[0], field, longest, originals) : Other(field, type);
            case "words":
                return value is JsonObject words ? Dictionary(words, type.GetGenericArguments()[^1], field, longest, originals) : Other(field, type);
            case "any":
                return value.GetValueKind() switch
                {
                    JsonValueKind.String => Words(value, field, 1_000),
                    JsonValueKind.Number => Number(value, field, typeof(decimal)),
                    JsonValueKind.True or JsonValueKind.False => null,
                    _ => Other(field, type),
                };
            case "number":
                return Number(value, field, type);
            case "enum":
                return value.GetValueKind() == JsonValueKind.String && EnumWords(type).Contains(value.GetValue<string>(), StringComparer.OrdinalIgnoreCase) ? null : Other(field, type);
            case "day":
                return Day(value, field, type);
            case "truth":
                return value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : Other(field, type);
            default:
                return value is not JsonObject inner ? Other(field, type)
                    : Look(inner, Json.GetTypeInfo(type), field, longest, originals) ?? (type == typeof(Exhibit) && !originals.Has(inner["hash"]!.GetValue<string>())
                        ? new Flaw(field, new Refusal("no_original", new Text("没有这份原件", "there is no such original", "لا يوجد أصل كهذا"), new Text("先用 POST /api/photos 上传", "send it to POST /api/photos first", "أرسله أولاً إلى POST /api/photos")))
                        : null);
        }
    }

    private static Flaw? List(JsonArray list, Type element, string field, int longest, Originals originals)
    {
        if (list.Count > MostPieces)
        {
            return TooLong(field, MostPieces);
        }

        for (var i = 0; i < list.Count; i++)
        {
            var piece = $"{field}[{i}]";
            if (list[i] is not { } value)
            {
                return Other(piece, element);
            }

            if ((element == typeof(string) && value.GetValueKind() == JsonValueKind.String ? Words(value, piece, LongestMark) : Check(value, element, piece, "", longest, originals)) is { } flaw)
            {
                return flaw;
            }
        }

        return null;
    }

    private static Flaw? Dictionary(JsonObject words, Type value, string field, int longest, Originals originals)
    {
        if (words.Count > 200 || words.Any(w => w.Key.Length > LongestMark))
        {
            return TooLong(field, 200);
        }

        foreach (var (name, node) in words)
        {
            var piece = $"{field}.{name}";
            if (node is null)
            {
                // A fact that is null is a fact nobody established.
                if (value == typeof(JsonElement))
                {
                    continue;
                }

                return Other(piece, value);
            }

            if (Check(node, value, piece, "", longest, originals) is { } flaw)
            {
                return flaw;
            }
        }

        return null;
    }

    private static Flaw? Words(JsonNode value, string field, int longest)
    {
        string words;
        try
        {
            words = value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return Unkept(field);
        }

        return words.Length > longest ? TooLong(field, longest)
            : words.Contains('\0') || HalfSurrogate(words) ? Unkept(field)
            : null;
    }

    private static Flaw? Number(JsonNode value, string field, Type type)
    {
        if (value.GetValueKind() != JsonValueKind.Number)
        {
            return Other(field, type);
        }

        try
        {
            return Math.Abs(value.Deserialize<decimal>()) > Largest || value.Deserialize(type, Json) is null
                ? new Flaw(field, new Refusal("out_of_range", new Text($"{field} 数值过大", $"{field} is too large a number", $"{field} عدد كبير جداً"), Expected(type)))
                : null;
        }
        catch (Exception error) when (error is JsonException or OverflowException or FormatException)
        {
            return Other(field, type);
        }
    }

    private static Flaw? Day(JsonNode value, string field, Type type)
    {
        try
        {
            var year = value.GetValueKind() != JsonValueKind.String ? 0 : type == typeof(DateOnly) ? value.Deserialize<DateOnly>(Json).Year : value.Deserialize<DateTimeOffset>(Json).Year;

            // Terms are counted from these days; a day outside any life of a case only breaks the counting.
            return year is >= 1900 and <= 2200 ? null : Other(field, type);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return Other(field, type);
        }
    }

    private static bool HalfSurrogate(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (char.IsSurrogate(words[i]) && !(char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[++i])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Kind(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? "truth"
        : type == typeof(JsonElement) ? "any"
        : type.IsEnum ? "enum"
        : type == typeof(DateOnly) || type == typeof(DateTimeOffset) ? "day"
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double) ? "number"
        : type.IsGenericType && type.GetGenericArguments().Length == 2 && type.IsAssignableTo(typeof(IEnumerable)) ? "words"
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? "list"
        : "thing";

    private static IEnumerable<string> EnumWords(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static Text Expected(Type declared)
    {
        var type = System.Nullable.GetUnderlyingType(declared) ?? declared;
        return Kind(type) switch
        {
            "text" => new Text("文字", "a text", "نص"),
            "truth" => new Text("true 或 false", "true or false", "true أو false"),
            "number" => new Text("数字", "a number", "عدد"),
            "day" => type == typeof(DateOnly) ? new Text("日期，如 2026-11-26", "a day such as 2026-11-26", "يوم مثل 2026-11-26") : new Text("时刻，如 2026-11-26T09:00:00+08:00", "a moment such as 2026-11-26T09:00:00+08:00", "لحظة مثل 2026-11-26T09:00:00+08:00"),
            "enum" => Text.Same(string.Join(" | ", EnumWords(type))),
            "list" => Text.Same("[ … ]"),
            _ => Text.Same("{ … }"),
        };
    }

    private static Flaw Other(string field, Type type) => new(field, new Refusal("wrong_field", new Text($"{field} 的值不对", $"{field} has a wrong value", $"قيمة {field} غير صحيحة"), Expected(type)));

    private static Flaw TooLong(string field, int most) => new(field, new Refusal("too_long", new Text($"{field} 过长", $"{field} is too long", $"{field} طويل جداً"), new Text($"最多 {most}", $"at most {most}", $"{most} على الأكثر")));

    private static Flaw Unkept(string field) => new(field, new Refusal("bad_text",
        new Text($"{field} 含有不能保存的字符", $"{field} holds a character that cannot be kept", $"يحوي {field} حرفاً لا يمكن حفظه"), new Text("去掉空字符和残缺的字符", "take out null characters and halves of characters", "أزل المحارف الفارغة وأنصاف المحارف")));

    private static Flaw Unreadable(string field, string detail) => new(field, new Refusal("not_json",
        new Text($"请求正文读不懂 {detail}".Trim(), $"the body cannot be read {detail}".Trim(), $"تعذرت قراءة النص {detail}".Trim()), new Text("发送一个 JSON 对象", "send one JSON object", "أرسل كائن JSON واحداً")));
}
