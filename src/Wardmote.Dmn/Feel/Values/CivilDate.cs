namespace Wardmote.Dmn;

/// <summary>A day of the proleptic Gregorian calendar; years may be far outside those of <see cref="DateOnly"/>.</summary>
public readonly record struct CivilDate : IComparable<CivilDate>
{
    /// <summary>The greatest year, and with a minus sign the smallest.</summary>
    public const int GreatestYear = 999_999_999;

    /// <summary>The day of the given year, month and day; throws where there is no such day.</summary>
    public CivilDate(int year, int month, int day)
    {
        if (!Exists(year, month, day))
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"there is no day {year}-{month}-{day}");
        }

        (Year, Month, Day) = (year, month, day);
    }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>The month, 1 to 12.</summary>
    public int Month { get; }

    /// <summary>The day of the month, from 1.</summary>
    public int Day { get; }

    /// <summary>Days since 1970-01-01.</summary>
    public long DayNumber
    {
        get
        {
            // Counting in eras of 400 years that begin on 1 March puts the leap day last.
            long y = Month <= 2 ? Year - 1L : Year;
            var era = Math.DivRem(y, 400, out var yearOfEra);
            if (yearOfEra < 0)
            {
                era--;
                yearOfEra += 400;
            }

            var dayOfYear = ((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5 + Day - 1;
            return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
        }
    }

    /// <summary>Monday 1 to Sunday 7.</summary>
    public int Weekday => (int)(((DayNumber + 3) % 7 + 7) % 7) + 1;

    /// <summary>1 January is 1.</summary>
    public int DayOfYear => (int)(DayNumber - new CivilDate(Year, 1, 1).DayNumber) + 1;

    /// <summary>Whether there is such a day.</summary>
    public static bool Exists(long year, int month, int day) =>
        Math.Abs(year) <= GreatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(year, month);

    /// <summary>The day which is so many days after 1970-01-01; null where its year is too far away.</summary>
    public static CivilDate? FromDayNumber(long days)
    {
        var z = days + 719_468;
        var era = Math.DivRem(z, 146_097, out var dayOfEra);
        if (dayOfEra < 0)
        {
            era--;
            dayOfEra += 146_097;
        }

        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * marchMonth) + 2) / 5) + 1);
        var month = (int)(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9);
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return Exists(year, month, day) ? new CivilDate((int)year, month, day) : null;
    }

    /// <summary>The same day as <see cref="DateOnly"/>; null where its year is not 1 to 9999.</summary>
    public DateOnly? ToDateOnly() => Year is >= 1 and <= 9999 ? new DateOnly(Year, Month, Day) : null;

    /// <summary>The same day so many months later; the last day of the month where that month is shorter.</summary>
    public CivilDate? PlusMonths(long months)
    {
        if (Math.Abs(months) > 48L * GreatestYear)
        {
            return null;
        }

        var total = (Year * 12L) + Month - 1 + months;
        var year = Math.DivRem(total, 12, out var month);
        if (month < 0)
        {
            year--;
            month += 12;
        }

        return Math.Abs(year) > GreatestYear
            ? null
            : new CivilDate((int)year, (int)month + 1, Math.Min(Day, DaysIn(year, (int)month + 1)));
    }

    /// <inheritdoc/>
    public int CompareTo(CivilDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Year < 0 ? "-" : "")}{Math.Abs((long)Year):0000}-{Month:00}-{Day:00}";

    private static int DaysIn(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Whether the left day is earlier.</summary>
    public static bool operator <(CivilDate left, CivilDate right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left day is later.</summary>
    public static bool operator >(CivilDate left, CivilDate right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left day is not later.</summary>
    public static bool operator <=(CivilDate left, CivilDate right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left day is not earlier.</summary>
    public static bool operator >=(CivilDate left, CivilDate right) => left.CompareTo(right) >= 0;
}
