using System.Diagnostics.CodeAnalysis;

namespace Wardmote.Dmn;

/// <summary>What a value is, in the words of the DMN 1.5 type lattice.</summary>
public enum FeelKind
{
    /// <summary>Null, an error, or a fact not established.</summary>
    Null,
    /// <summary>A decimal number.</summary>
    Number,
    /// <summary>A string of Unicode code points.</summary>
    String,
    /// <summary>True or false.</summary>
    Boolean,
    /// <summary>A calendar date.</summary>
    Date,
    /// <summary>A time of day, with or without a zone.</summary>
    Time,
    /// <summary>A date and time, with or without a zone.</summary>
    DateTime,
    /// <summary>A days and time duration.</summary>
    DayDuration,
    /// <summary>A years and months duration.</summary>
    MonthDuration,
    /// <summary>A list.</summary>
    List,
    /// <summary>A context: named entries in order.</summary>
    Context,
    /// <summary>A range of comparable values.</summary>
    Range,
    /// <summary>A function.</summary>
    Function,
}

/// <summary>A value of the FEEL language. Values never change.</summary>
public abstract class FeelValue : IEquatable<FeelValue>
{
    /// <summary>The plain null.</summary>
    public static FeelValue Null { get; } = new FeelNull(null, false);

    /// <summary>A fact nobody has established: like null, but equality with it is not established either.</summary>
    public static FeelValue Unknown { get; } = new FeelNull(null, true);

    /// <summary>True.</summary>
    public static FeelValue True { get; } = new FeelBoolean(true);

    /// <summary>False.</summary>
    public static FeelValue False { get; } = new FeelBoolean(false);

    /// <summary>What the value is.</summary>
    public abstract FeelKind Kind { get; }

    /// <summary>Whether this is null, an error or unknown.</summary>
    public bool IsNull => Kind == FeelKind.Null;

    /// <summary>Whether this is the boolean true.</summary>
    public bool IsTrue => this is FeelBoolean { Value: true };

    /// <summary>Whether this is the boolean false.</summary>
    public bool IsFalse => this is FeelBoolean { Value: false };

    /// <summary>Whether this null stands for something that went wrong.</summary>
    public bool IsError => this is FeelNull { Problem: not null };

    /// <summary>Whether this null stands for a fact not established.</summary>
    public bool IsUnknown => this is FeelNull { NotEstablished: true };

    /// <summary>The number; null where this is none.</summary>
    public decimal? AsNumber() => (this as FeelNumber)?.Value;

    /// <summary>The string; null where this is none.</summary>
    public string? AsText() => (this as FeelString)?.Value;

    /// <summary>The boolean; null where this is neither.</summary>
    public bool? AsBoolean() => (this as FeelBoolean)?.Value;

    /// <summary>The day; null where this is none, or one <see cref="DateOnly"/> cannot hold.</summary>
    public DateOnly? AsDate() => (this as FeelDate)?.Date.ToDateOnly();

    /// <summary>A number.</summary>
    public static FeelValue From(decimal value) => new FeelNumber(value);

    /// <summary>A number, or null.</summary>
    public static FeelValue From(decimal? value) => value is { } v ? new FeelNumber(v) : Null;

    /// <summary>A number.</summary>
    public static FeelValue From(int value) => new FeelNumber(value);

    /// <summary>A number.</summary>
    public static FeelValue From(long value) => new FeelNumber(value);

    /// <summary>A string, or null.</summary>
    public static FeelValue From(string? value) => value is null ? Null : new FeelString(value);

    /// <summary>A boolean.</summary>
    public static FeelValue From(bool value) => value ? True : False;

    /// <summary>A boolean, or null for neither.</summary>
    public static FeelValue From(bool? value) => value switch { true => True, false => False, null => Null };

    /// <summary>A date.</summary>
    public static FeelValue From(DateOnly value) => new FeelDate(new CivilDate(value.Year, value.Month, value.Day));

    /// <summary>A local time.</summary>
    public static FeelValue From(TimeOnly value) => new FeelTime(value.Ticks * 100, null);

    /// <summary>A date and time without a zone; the kind of <paramref name="value"/> is not looked at.</summary>
    public static FeelValue From(DateTime value) =>
        new FeelDateTime(new CivilDate(value.Year, value.Month, value.Day), value.TimeOfDay.Ticks * 100, null);

    /// <summary>A date and time with its offset.</summary>
    public static FeelValue From(DateTimeOffset value) =>
        new FeelDateTime(
            new CivilDate(value.Year, value.Month, value.Day),
            value.TimeOfDay.Ticks * 100,
            FeelZone.OfOffset((int)value.Offset.TotalSeconds));

    /// <summary>A days and time duration.</summary>
    public static FeelValue From(TimeSpan value) => new FeelDayDuration(value.Ticks / 10_000_000m);

    /// <summary>A list.</summary>
    public static FeelValue From(IEnumerable<FeelValue> items) => new FeelList([.. items]);

    /// <summary>A years and months duration.</summary>
    public static FeelValue FromMonths(long months) => new FeelMonthDuration(months);

    /// <summary>An error: a null which says what went wrong and where (character offset, -1 where not known).</summary>
    public static FeelValue Error(string reason, int position = -1) => new FeelNull(new FeelProblem(reason, position), false);

    /// <summary>Whether both are the same value; nulls of every sort are the same.</summary>
    public bool Equals(FeelValue? other) => other is not null && (ReferenceEquals(this, other) || Comparison.Same(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeelValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Comparison.Hash(this);

    /// <summary>The value as FEEL text that a person can read (strings in quotes).</summary>
    public override string ToString() => FeelText.Of(this, quoted: true);

    /// <summary>The beginning of the text, for messages.</summary>
    internal string Brief => FeelText.Of(this, quoted: true, longest: 60);
}

/// <summary>What went wrong, and at which character of the text (-1 where not known).</summary>
public sealed record FeelProblem(string Reason, int Position)
{
    /// <inheritdoc/>
    public override string ToString() => Position < 0 ? Reason : $"{Reason} (at {Position})";
}

/// <summary>Null; with a problem it is an error, and it may stand for a fact not established.</summary>
public sealed class FeelNull : FeelValue
{
    internal FeelNull(FeelProblem? problem, bool notEstablished)
    {
        Problem = problem is { Reason.Length: > 400 } ? problem with { Reason = problem.Reason[..400] + "…" } : problem;
        NotEstablished = notEstablished;
    }

    /// <summary>What went wrong, or null where nothing did.</summary>
    public FeelProblem? Problem { get; }

    /// <summary>Whether this stands for a fact nobody has established.</summary>
    public bool NotEstablished { get; }

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Null;
}

/// <summary>A decimal number of 28 to 29 digits.</summary>
public sealed class FeelNumber(decimal value) : FeelValue
{
    /// <summary>The number.</summary>
    public decimal Value { get; } = value;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Number;
}

/// <summary>A string.</summary>
public sealed class FeelString(string value) : FeelValue
{
    /// <summary>The string.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.String;
}

/// <summary>A boolean.</summary>
public sealed class FeelBoolean : FeelValue
{
    internal FeelBoolean(bool value) => Value = value;

    /// <summary>The boolean.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Boolean;
}

/// <summary>A list.</summary>
public sealed class FeelList(IReadOnlyList<FeelValue> items) : FeelValue
{
    /// <summary>The items, in order.</summary>
    public IReadOnlyList<FeelValue> Items { get; } = items;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.List;
}

/// <summary>Named values in the order they were given.</summary>
public sealed class FeelContext : FeelValue
{
    private readonly List<KeyValuePair<string, FeelValue>> entries;
    private readonly Dictionary<string, int> places;

    /// <summary>A context of the given entries; a later entry of the same name replaces the earlier.</summary>
    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        this.entries = [];
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (places.TryAdd(entry.Key, this.entries.Count))
            {
                this.entries.Add(entry);
            }
            else
            {
                this.entries[places[entry.Key]] = entry;
            }
        }
    }

    /// <summary>The context without entries.</summary>
    public static FeelContext Empty { get; } = new([]);

    /// <summary>The entries, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => entries;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Context;

    /// <summary>The value of a name; an error where there is no such entry.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : Error($"no entry \"{name}\"");

    /// <summary>A context of the given names and values.</summary>
    public static FeelContext Of(params (string Name, FeelValue Value)[] entries) =>
        new(entries.Select(e => new KeyValuePair<string, FeelValue>(e.Name, e.Value)));

    /// <summary>The value of a name, where there is one.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        value = places.TryGetValue(name, out var place) ? entries[place].Value : null;
        return value is not null;
    }

    /// <summary>The same context with one entry added or replaced.</summary>
    public FeelContext With(string name, FeelValue value) => new(entries.Append(new(name, value)));
}

/// <summary>A range; an end that is null is open to infinity.</summary>
/// <param name="start">The lower end.</param>
/// <param name="startIncluded">Whether the lower end belongs to the range.</param>
/// <param name="end">The upper end.</param>
/// <param name="endIncluded">Whether the upper end belongs to the range.</param>
public sealed class FeelRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded) : FeelValue
{
    /// <summary>The lower end.</summary>
    public FeelValue Start { get; } = start;

    /// <summary>Whether the lower end belongs to the range.</summary>
    public bool StartIncluded { get; } = startIncluded;

    /// <summary>The upper end.</summary>
    public FeelValue End { get; } = end;

    /// <summary>Whether the upper end belongs to the range.</summary>
    public bool EndIncluded { get; } = endIncluded;

    /// <summary>Whether this was written <c>(!= x)</c>: everything but <see cref="Start"/>.</summary>
    public bool IsComplement { get; init; }

    /// <summary>Whether this was written as a comparison (<c>&lt; 5</c>), not with two ends.</summary>
    public bool IsComparison { get; init; }

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Range;

    /// <summary>Whether a value lies in the range; null where the two cannot be compared.</summary>
    public bool? Contains(FeelValue value) => Comparison.InRange(value, this);
}
