using System.Text.Json;
using Wardmote.Discretion;

namespace Wardmote.Cli.Verbs;

/// <summary>Facts from a file: <c>{"fact": value}</c>.</summary>
internal static class FactFile
{
    /// <summary>Reads facts; null and the reason where the file holds none. <c>-</c> is standard input.</summary>
    public static (IReadOnlyDictionary<string, JsonElement>? Facts, string Wrong) Read(Surroundings at, string path)
    {
        try
        {
            using var read = JsonDocument.Parse(path == "-" ? at.In.ReadToEnd() : File.ReadAllText(path));
            var root = read.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("facts", out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                root = inner;
            }

            return root.ValueKind == JsonValueKind.Object ? (root.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()), "") : (null, $"{path} is not a JSON object of facts");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"the facts cannot be read from '{path}': {e.Message}");
        }
    }

    /// <summary>Why the facts do not fit a standard; null when they do. Facts the standard does not ask for are remarked on, with the nearest name.</summary>
    public static string? Misfit(Surroundings at, DiscretionStandard standard, IReadOnlyDictionary<string, JsonElement> facts, Func<string, IEnumerable<string>, IReadOnlyList<string>> nearest)
    {
        foreach (var name in facts.Keys.Where(n => standard.Facts.All(f => f.Name != n)))
        {
            at.Err.WriteLine($"{standard.Id} does not ask for '{name}'; nearest: {string.Join(", ", nearest(name, standard.Facts.Select(f => f.Name)))}");
        }

        foreach (var fact in standard.Facts)
        {
            if (facts.TryGetValue(fact.Name, out var value) && value.ValueKind != JsonValueKind.Null && Problem(fact, value) is { } problem)
            {
                return $"the fact '{fact.Name}' is {value.GetRawText()}: {problem}";
            }
        }

        return null;
    }

    private static string? Problem(FactAsked fact, JsonElement value)
    {
        var number = value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var n) ? n
            : value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), out var s) ? s : (decimal?)null;
        return fact.Type switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False || (value.ValueKind == JsonValueKind.String && value.GetString() is "true" or "false") ? null : "write true or false",
            "integer" or "number" => number is not { } x ? "write a number"
                : fact.Type == "integer" && decimal.Truncate(x) != x ? "write a whole number"
                : x < fact.Min ? $"the least is {fact.Min}"
                : x > fact.Max ? $"the greatest is {fact.Max}" : null,
            "enum" => value.ValueKind == JsonValueKind.String || value.ValueKind == JsonValueKind.Number ? null : $"write one of: {string.Join(", ", fact.Values)}",
            _ => value.ValueKind == JsonValueKind.String ? null : $"write a {fact.Type} as text",
        };
    }
}
