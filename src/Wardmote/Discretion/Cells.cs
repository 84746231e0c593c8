using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wardmote.Discretion;

/// <summary>Cells of a standard as people type them, in a form or a workbook, and as FEEL.</summary>
public static class Cells
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A cell as people write it, where reading it gives the same cell again; else the cell as it is.</summary>
    public static string Shown(FactAsked fact, string cell)
    {
        var shown = cell == "true" ? "是" : cell == "false" ? "否" : fact.Type == "enum" ? cell.Replace("\", \"", "、", StringComparison.Ordinal).Trim('"') : cell;
        return Typed(fact, shown) == cell ? shown : cell;
    }

    /// <summary>What was typed, as FEEL; <c>-</c> and nothing hold whatever the fact is.</summary>
    public static string Typed(FactAsked fact, string typed)
    {
        var cell = typed.Trim().Replace("≤", "<=", StringComparison.Ordinal).Replace("≥", ">=", StringComparison.Ordinal).Replace('＜', '<').Replace('＞', '>').Replace('（', '(').Replace('）', ')').Replace('，', ',');
        return fact.Type switch
        {
            "boolean" => cell.ToLowerInvariant() switch { "是" or "yes" or "نعم" => "true", "否" or "no" or "لا" => "false", var other => other },
            "enum" when cell.Split('、', ',').Select(w => w.Trim()).ToList() is var words && words.TrueForAll(fact.Values.Contains) => string.Join(", ", words.Select(Quoted)),
            _ => cell is "—" or "－" ? "-" : cell,
        };
    }

    /// <summary>A string of FEEL.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);
}
