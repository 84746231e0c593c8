using System.Text.Json;

namespace Wardmote.Journal;

/// <summary>
/// A line of a list and a pin on the map: what pages show without folding a whole file. Cards are a reading, not the record: dropped and rebuilt by <c>replay</c>,
/// made from entries by one pure function (<c>Desk.Cards</c>).
/// </summary>
public sealed record Card
{
    /// <summary>Book.</summary>
    public required string Book { get; init; }

    /// <summary><c>report</c>, <c>case</c>, <c>whistle</c>, <c>inspection</c>, <c>alert</c>, <c>officer</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the thing.</summary>
    public required string Id { get; init; }

    /// <summary>Number people see; empty when there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>Locality where it lies; empty when none.</summary>
    public string Locality { get; init; } = "";

    /// <summary>Agency or locality that has it in hand.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Account in charge; empty when nobody is.</summary>
    public string Handler { get; init; } = "";

    /// <summary>Stage or state word.</summary>
    public required string State { get; init; }

    /// <summary>True while somebody still has something to do.</summary>
    public bool Open { get; init; } = true;

    /// <summary>Item code; empty when not settled.</summary>
    public string Item { get; init; } = "";

    /// <summary>One line for the list, personal details left out.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the report or case came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>fence mark: empty, caution or stop.</summary>
    public string Fence { get; init; } = "";

    /// <summary>Next deadline, UTC; null when none runs.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>First entry.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Newest entry.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Newest entry's sequence: a page sends it back so that a stale page is noticed.</summary>
    public long Sequence { get; init; }

    /// <summary>WGS-84 latitude; null when no point was given.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS-84 longitude.</summary>
    public double? Longitude { get; init; }

    /// <summary>Further values for pages, as JSON.</summary>
    public string Extra { get; init; } = "{}";

    /// <summary>A further value that is a text; empty when there is none.</summary>
    /// <param name="name">Its name in <see cref="Extra"/>.</param>
    public string Says(string name) => More(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    /// <summary>A further value of any kind; null when there is none.</summary>
    /// <param name="name">Its name in <see cref="Extra"/>.</param>
    public JsonElement? More(string name) => JsonElement.Parse(Extra).TryGetProperty(name, out var value) ? value : null;
}

/// <summary>Which cards a page wants; null and empty mean any.</summary>
public sealed record CardQuery
{
    /// <summary>Kind; required.</summary>
    public required string Kind { get; init; }

    /// <summary>Books in scope; empty = every book.</summary>
    public IReadOnlyList<string> Books { get; init; } = [];

    /// <summary>Locality.</summary>
    public string? Locality { get; init; }

    /// <summary>Localities merged or moved into the scope: their cards belong to it beside those of <see cref="Books"/> and <see cref="Locality"/>, in whatever book they lie.</summary>
    public IReadOnlyList<string> CameOver { get; init; } = [];

    /// <summary>Locality or agency that has it in hand.</summary>
    public string? Holder { get; init; }

    /// <summary>Account in charge.</summary>
    public string? Handler { get; init; }

    /// <summary>States; empty = any.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Item.</summary>
    public string? Item { get; init; }

    /// <summary>Source.</summary>
    public string? Source { get; init; }

    /// <summary>Source that is left out, from list and count alike: what somebody may not know of is not counted either.</summary>
    public string? NotSource { get; init; }

    /// <summary>Open or not.</summary>
    public bool? Open { get; init; }

    /// <summary>Fence mark.</summary>
    public string? Fence { get; init; }

    /// <summary>Only due before this moment.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Words or a number to look for in number and title.</summary>
    public string? Search { get; init; }

    /// <summary><c>due</c> (nearest deadline first, none last) or <c>new</c> (newest first).</summary>
    public string Order { get; init; } = "due";

    /// <summary>Count no further than this; null = to the last. A page that shows "1,000+" need not count 100,000.</summary>
    public int? CountTo { get; init; }

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 50;
}
