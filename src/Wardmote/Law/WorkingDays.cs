namespace Wardmote.Law;

/// <summary>工作日: the working-day calendar from the State Council's yearly notices. Days are legal days in Asia/Shanghai.</summary>
/// <param name="holidays">Days off that the notices name.</param>
/// <param name="makeUps">Weekend days worked in exchange.</param>
/// <param name="knownUntil">Last day the notices cover; later days count weekends only and are provisional.</param>
public sealed class WorkingDays(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> makeUps, DateOnly knownUntil)
{
    private readonly HashSet<DateOnly> _off = [.. holidays];
    private readonly HashSet<DateOnly> _on = [.. makeUps];

    /// <summary>Last day covered by a published notice.</summary>
    public DateOnly KnownUntil { get; } = knownUntil;

    /// <summary>True when offices work on <paramref name="day"/>.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        _on.Contains(day) || (!_off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>True on a statutory holiday as the notices lay it out; a plain weekend is none.</summary>
    public bool IsHoliday(DateOnly day) => _off.Contains(day);

    /// <summary>The last day of a period of <paramref name="count"/> working days that begins the day after <paramref name="from"/> (Penalties art. 85).</summary>
    public DateOnly Add(DateOnly from, int count)
    {
        var day = from;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>The day itself when it is worked, else the next worked day: a calendar period does not end on a day off.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorkingDay(day) ? day : Add(day, 1);

    /// <summary>True when a period that ends on <paramref name="day"/> rests on a calendar that is not yet published.</summary>
    public bool IsProvisional(DateOnly day) => day > KnownUntil;
}

/// <summary>Legal days and moments: the house's days are days in Asia/Shanghai, which has kept UTC+8 without change since 1992.</summary>
public static class ShanghaiTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The legal day of a moment.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The moment on the wall clock in Shanghai.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(Offset);

    /// <summary>The first moment of a legal day.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The last moment of a legal day, as the clock can tell it.</summary>
    public static DateTimeOffset LastOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), Offset);
}
