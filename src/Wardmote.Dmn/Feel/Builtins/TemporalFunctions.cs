using System.Globalization;

namespace Wardmote.Dmn.Builtins;

/// <summary>Dates, times and durations (DMN 1.5, tables 72, 79 and 80). No clock is read: now and today are given.</summary>
internal static class TemporalFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("date(from: string)", a => Temporals.Date(a.String(0)) ?? No(a.String(0), "date")),
        new("date(from: day)", a => a[0] is FeelDateTime d ? new FeelDate(d.Date) : a[0]),
        new("date(year: number, month: number, day: number)", a => Day(a) is { } day ? new FeelDate(day) : FeelValue.Error("there is no such day")),
        new("date and time(from: string)", a => Temporals.DateTime(a.String(0))
            ?? (Temporals.Date(a.String(0)) is FeelDate d ? new FeelDateTime(d.Date, 0, null) : No(a.String(0), "date and time"))),
        new("date and time(from: datetime)", a => a[0]),
        new("date and time(from: date)", a => new FeelDateTime(((FeelDate)a[0]).Date, 0, FeelZone.OfOffset(0))),
        new("date and time(date: day, time: time)", a => new FeelDateTime(
            a[0] is FeelDateTime d ? d.Date : ((FeelDate)a[0]).Date, ((FeelTime)a[1]).Nanos, ((FeelTime)a[1]).Zone)),
        new("time(from: string)", a => Temporals.Time(a.String(0)) ?? No(a.String(0), "time")),
        new("time(from: datetime)", a => new FeelTime(((FeelDateTime)a[0]).Nanos, ((FeelDateTime)a[0]).Zone)),
        new("time(from: date)", _ => new FeelTime(0, FeelZone.OfOffset(0))),
        new("time(from: time)", a => a[0]),
        new("time(hour: number, minute: number, second: number, offset: dayduration?)", TimeOf),
        new("duration(from: string)", a => Temporals.Duration(a.String(0)) ?? No(a.String(0), "duration")),
        new("duration(from: duration)", a => a[0]),
        new("years and months duration(from: day, to: day)", Between),
        new("now()", a => a.Run.Settings.Now is { } now ? FeelValue.From(now) : FeelValue.Error("nobody said what time it is")),
        new("today()", a => a.Run.Settings.Now is { } now ? FeelValue.From(DateOnly.FromDateTime(now.DateTime)) : FeelValue.Error("nobody said what day it is")),
        new("day of year(date: day)", a => FeelValue.From(DateOf(a[0]).DayOfYear)),
        new("day of week(date: day)", a => FeelValue.From(CultureInfo.InvariantCulture.DateTimeFormat.DayNames[DateOf(a[0]).Weekday % 7])),
        new("month of year(date: day)", a => FeelValue.From(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[DateOf(a[0]).Month - 1])),
        new("week of year(date: day)", a => FeelValue.From(Week(DateOf(a[0])))),
    ];

    private static FeelValue No(string text, string what) => FeelValue.Error($"\"{text}\" is no {what}");

    private static CivilDate DateOf(FeelValue value) => value is FeelDateTime d ? d.Date : ((FeelDate)value).Date;

    private static CivilDate? Day(Arguments a)
    {
        var (y, m, d) = (decimal.Truncate(a.Number(0)), a.Number(1), a.Number(2));
        return Math.Abs(y) <= CivilDate.GreatestYear && m is >= 1 and <= 12 && d is >= 1 and <= 31 && CivilDate.Exists((long)y, (int)m, (int)d)
            ? new CivilDate((int)y, (int)m, (int)d)
            : null;
    }

    private static FeelValue TimeOf(Arguments a)
    {
        var (h, m, s) = (a.Number(0), a.Number(1), a.Number(2));
        if (h is < 0 or >= 24 || m is < 0 or >= 60 || s is < 0 or >= 60)
        {
            return FeelValue.Error("there is no such time");
        }

        var zone = (FeelZone?)null;
        if (a[3] is FeelDayDuration offset)
        {
            if (Math.Abs(offset.Seconds) > 18 * 3600)
            {
                return FeelValue.Error("an offset is at most 18 hours");
            }

            zone = FeelZone.OfOffset((int)offset.Seconds);
        }

        var nanos = (((long)h * 3600) + ((long)m * 60)) * 1_000_000_000 + (long)(s * 1_000_000_000m);
        return new FeelTime(nanos, zone);
    }

    /// <summary>Whole months between two days, towards zero; the time of day does not count.</summary>
    private static FeelMonthDuration Between(Arguments a)
    {
        var (from, to) = (DateOf(a[0]), DateOf(a[1]));
        var months = ((to.Year - (long)from.Year) * 12) + to.Month - from.Month;
        var rest = to.Day.CompareTo(from.Day);
        months -= months > 0 && rest < 0 ? 1 : months < 0 && rest > 0 ? -1 : 0;
        return new FeelMonthDuration(months);
    }

    /// <summary>The ISO 8601 week: the week of a day is that of its Thursday.</summary>
    private static int Week(CivilDate date)
    {
        var thursday = CivilDate.FromDayNumber(date.DayNumber + 4 - date.Weekday) ?? date;
        return ((thursday.DayOfYear - 1) / 7) + 1;
    }
}
