namespace Wardmote.Web.Shared;

/// <summary>What a <see cref="Field"/> gives its input: <c>&lt;input @attributes="f.Attributes" /&gt;</c>.</summary>
/// <param name="Attributes">id, name, and what describes the input.</param>
public sealed record FieldContext(Dictionary<string, object> Attributes);

/// <summary>What is wrong with a form, by field, in the order of the fields.</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Words)> list = [];

    /// <summary>Every error: field and words.</summary>
    public IReadOnlyList<(string Field, string Words)> All => list;

    /// <summary>True when there is any.</summary>
    public bool Any => list.Count > 0;

    /// <summary>The words beside a field; null when it is right.</summary>
    public string? this[string field] => list.Find(e => e.Field == field).Words;

    /// <summary>Adds what is wrong with a field.</summary>
    public void Add(string field, string words) => list.Add((field, words));
}
