using System.Text.Json;
using Wardmote.Journal;

namespace Wardmote.Supervision;

/// <summary>What figures need of an entry, and nothing else. 台账行</summary>
/// <param name="Kind">Kind of the entry.</param>
/// <param name="At">When it was written.</param>
/// <param name="Submission">First sequence of what was submitted together: one submission is one operation.</param>
/// <param name="ByPeople">True when somebody with an account did it.</param>
/// <param name="Case">Case; empty when none.</param>
/// <param name="Inspection">Inspection; empty when none.</param>
/// <param name="Premises">Premises; empty when none.</param>
/// <param name="Complaint">Complaint; empty when none.</param>
/// <param name="CaseFirst">True when the case is named before the inspection.</param>
/// <param name="Organ">Organ that entered; empty otherwise.</param>
/// <param name="Entered">When it entered, by the device.</param>
/// <param name="Minutes">Minutes between start and end of a record; null when it has none.</param>
/// <param name="Tied">For a complaint: true when it names a matter.</param>
public sealed record Step(
    string Kind, DateTimeOffset At, long Submission, bool ByPeople, string Case, string Inspection, string Premises, string Complaint, bool CaseFirst, string Organ, DateTimeOffset? Entered, double? Minutes, bool Tied);

/// <summary>
/// 台账: a book read once and kept as far as it was read. What is new is added; the figures are the same as from a full reading, because both are made of these lines.
/// </summary>
public sealed class Ledger
{
    private readonly List<Step> _steps = [];
    private string _key = "";
    private long _submission;

    /// <summary>Sequence up to which the book was read.</summary>
    public long Position { get; private set; }

    /// <summary>The lines, as they stand now.</summary>
    public IReadOnlyList<Step> Steps => [.. _steps];

    /// <summary>A ledger of entries.</summary>
    public static Ledger Of(IEnumerable<Entry> entries)
    {
        var ledger = new Ledger();
        foreach (var entry in entries)
        {
            ledger.Add(entry);
        }

        return ledger;
    }

    /// <summary>Adds the next entry of the book.</summary>
    public void Add(Entry entry)
    {
        (_key, _submission) = entry.Key == _key ? (_key, _submission) : (entry.Key, entry.Sequence);
        Position = entry.Sequence;
        var kind = entry.Kind.Split('.')[0];
        if (kind is not ("case" or "inspection" or "complaint"))
        {
            return;
        }

        var matter = entry.Tags.FirstOrDefault(t => t.Kind is "case" or "inspection");
        var entered = entry.Kind == "inspection.checked_in/1";
        using var body = entered || entry.Kind == "complaint.received/1" || (kind == "case" && entry.Body.Contains("\"began\"", StringComparison.Ordinal)) ? JsonDocument.Parse(entry.Body) : null;
        _steps.Add(new Step(
            string.Intern(entry.Kind), entry.At, _submission, entry.By.Person is not ("system" or "citizen" or "party"), Value("case"), Value("inspection"), Value("premises"), Value("complaint"), matter.Kind == "case",
            entered ? string.Intern(body!.RootElement.GetProperty("organ").GetString()!) : "", entered ? body!.RootElement.GetProperty("entered").GetDateTimeOffset() : null,
            body is null ? null : Spent(body.RootElement), entry.Kind == "complaint.received/1" && body!.RootElement.TryGetProperty("about", out var about) && about.GetString() is { Length: > 0 }));

        string Value(string tag) => entry.Tags.FirstOrDefault(t => t.Kind == tag).Value ?? "";
    }

    private static double? Spent(JsonElement body) =>
        body.TryGetProperty("began", out var began) && body.TryGetProperty("ended", out var ended)
        && began.ValueKind == JsonValueKind.String && ended.ValueKind == JsonValueKind.String
        && began.TryGetDateTimeOffset(out var start) && ended.TryGetDateTimeOffset(out var end) && end >= start
            ? (end - start).TotalMinutes
            : null;
}
