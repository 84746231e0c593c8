using System.Globalization;
using System.Text.Json;
using Wardmote.Dmn;

namespace Wardmote.Cli.Verbs;

/// <summary>FEEL values from JSON and back. Days, times and durations are text in JSON; <c>{"@feel": "date(…)"}</c> writes any literal.</summary>
internal static class FeelJson
{
    /// <summary>A JSON value as FEEL; <paramref name="type"/> is the declared type of an input, which reads text as day, time or duration.</summary>
    public static FeelValue Read(JsonElement json, string type = "")
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return FeelValue.From(json.GetBoolean());
            case JsonValueKind.Number:
                return json.TryGetDecimal(out var n) ? FeelValue.From(n) : FeelValue.Null;
            case JsonValueKind.String:
                var text = json.GetString()!;
                return Maker(type) is { } maker ? Feel.Parse($"{maker}({Quoted(text)})").Evaluate(FeelContext.Empty) : FeelValue.From(text);
            case JsonValueKind.Array:
                return new FeelList([.. json.EnumerateArray().Select(e => Read(e, type))]);
            case JsonValueKind.Object when json.TryGetProperty("@feel", out var literal) && literal.ValueKind == JsonValueKind.String:
                return Feel.Parse(literal.GetString()!).Evaluate(FeelContext.Empty);
            case JsonValueKind.Object:
                return new FeelContext(json.EnumerateObject().Select(p => new KeyValuePair<string, FeelValue>(p.Name, Read(p.Value))));
            default:
                return FeelValue.Null;
        }
    }

    /// <summary>A FEEL value as something JSON can hold.</summary>
    public static object? Plain(FeelValue value) => value switch
    {
        FeelNull => null,
        FeelBoolean b => b.Value,
        FeelNumber n => n.Value,
        FeelString s => s.Value,
        FeelList list => list.Items.Select(Plain).ToList(),
        FeelContext context => context.Entries.ToDictionary(e => e.Key, e => Plain(e.Value)),
        _ => Bare(value.ToString() ?? ""),
    };

    // date("2026-01-01") is the literal; JSON holds the day alone.
    private static string Bare(string literal) =>
        literal.IndexOf('"', StringComparison.Ordinal) is var first and >= 0 && literal.LastIndexOf('"') is var last && last > first && literal.IndexOf('"', first + 1) == last ? literal[(first + 1)..last] : literal;

    private static string? Maker(string type) => type[(type.LastIndexOf(':') + 1)..].Replace(" ", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture) switch
    {
        "date" => "date",
        "time" => "time",
        "datetime" or "dateandtime" => "date and time",
        "daysandtimeduration" or "yearsandmonthsduration" or "daytimeduration" or "yearmonthduration" => "duration",
        _ => null,
    };

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
