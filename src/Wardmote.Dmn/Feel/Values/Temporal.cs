namespace Wardmote.Dmn;

/// <summary>An offset from UTC, or a named zone of the tz database.</summary>
public sealed record FeelZone
{
    private FeelZone(int offset, string? id, TimeZoneInfo? zone) => (FixedOffset, Id, Zone) = (offset, id, zone);

    /// <summary>The name of the zone (Asia/Shanghai); null for a plain offset.</summary>
    public string? Id { get; }

    private int FixedOffset { get; }

    private TimeZoneInfo? Zone { get; }

    /// <summary>A fixed offset, in seconds east of UTC.</summary>
    public static FeelZone OfOffset(int seconds) => new(seconds, null, null);

    /// <summary>A named zone; null where the machine does not know it.</summary>
    public static FeelZone? OfId(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? new FeelZone(0, id, zone) : null;

    /// <summary>Seconds east of UTC at a local date and time.</summary>
    public int OffsetAt(CivilDate date, long nanos)
    {
        if (Zone is null)
        {
            return FixedOffset;
        }

        var year = Math.Clamp(date.Year, 2, 9998);
        var day = Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month));
        var local = new DateTime(year, date.Month, day, 0, 0, 0, DateTimeKind.Unspecified).AddTicks(nanos / 100);
        return (int)Zone.GetUtcOffset(local).TotalSeconds;
    }

    /// <summary>Seconds east of UTC for a time without a date; null for a zone whose offset depends on the date.</summary>
    public int? OffsetWithoutDate() =>
        Zone is null ? FixedOffset : Zone.SupportsDaylightSavingTime ? null : (int)Zone.BaseUtcOffset.TotalSeconds;

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Id is not null)
        {
            return "@" + Id;
        }

        if (FixedOffset == 0)
        {
            return "Z";
        }

        var abs = Math.Abs(FixedOffset);
        var seconds = abs % 60 == 0 ? "" : $":{abs % 60:00}";
        return $"{(FixedOffset < 0 ? '-' : '+')}{abs / 3600:00}:{abs / 60 % 60:00}{seconds}";
    }
}

/// <summary>A calendar date.</summary>
public sealed class FeelDate(CivilDate date) : FeelValue
{
    /// <summary>The day.</summary>
    public CivilDate Date { get; } = date;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Date;
}

/// <summary>A time of day.</summary>
public sealed class FeelTime(long nanos, FeelZone? zone) : FeelValue
{
    /// <summary>Nanoseconds since midnight.</summary>
    public long Nanos { get; } = nanos;

    /// <summary>The zone, where one was given.</summary>
    public FeelZone? Zone { get; } = zone;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Time;
}

/// <summary>A date and time.</summary>
public sealed class FeelDateTime(CivilDate date, long nanos, FeelZone? zone) : FeelValue
{
    internal const long NanosADay = 86_400_000_000_000;

    /// <summary>The local day.</summary>
    public CivilDate Date { get; } = date;

    /// <summary>Nanoseconds since local midnight.</summary>
    public long Nanos { get; } = nanos;

    /// <summary>The zone, where one was given.</summary>
    public FeelZone? Zone { get; } = zone;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.DateTime;

    /// <summary>Seconds since 1970-01-01T00:00, in UTC where there is a zone, else local.</summary>
    public decimal Seconds =>
        (Date.DayNumber * 86_400m) + (Nanos / 1_000_000_000m) - (Zone?.OffsetAt(Date, Nanos) ?? 0);

    /// <summary>The date and time so many seconds later, in the same zone; null where its year is too far away.</summary>
    public FeelDateTime? Plus(decimal seconds)
    {
        // Added in local time: "the same time tomorrow" is what a day means in every rule we know.
        var nanos = Nanos + (seconds * 1_000_000_000m);
        var days = Math.Floor(nanos / NanosADay);
        if (Math.Abs(days) > 800_000_000_000m || CivilDate.FromDayNumber(Date.DayNumber + (long)days) is not { } date)
        {
            return null;
        }

        return new FeelDateTime(date, (long)(nanos - (days * NanosADay)), Zone);
    }
}

/// <summary>A duration of days, hours, minutes and seconds.</summary>
public sealed class FeelDayDuration(decimal seconds) : FeelValue
{
    /// <summary>The whole duration in seconds.</summary>
    public decimal Seconds { get; } = seconds;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.DayDuration;
}

/// <summary>A duration of years and months.</summary>
public sealed class FeelMonthDuration(long months) : FeelValue
{
    /// <summary>The whole duration in months.</summary>
    public long Months { get; } = months;

    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.MonthDuration;
}
