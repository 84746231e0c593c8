namespace Wardmote.Dmn.Tree;

/// <summary>The properties of dates, times, durations and ranges (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>The property; null where the value has none of that name.</summary>
    public static FeelValue? Of(FeelValue value, string name) => value switch
    {
        FeelDate d => OfDate(d.Date, name) ?? OfTime(0, null, FeelZone.OfOffset(0), d.Date, name, isDate: true),
        FeelDateTime d => OfDate(d.Date, name) ?? OfTime(d.Nanos, d.Zone, d.Zone, d.Date, name, isDate: false),
        FeelTime t => OfTime(t.Nanos, t.Zone, t.Zone, null, name, isDate: false),
        FeelDayDuration d => OfSeconds(d.Seconds, name),
        FeelMonthDuration m => name switch
        {
            "years" => FeelValue.From(m.Months / 12),
            "months" => FeelValue.From(m.Months % 12),
            _ => null,
        },
        FeelRange r => OfRange(r, name),
        _ => null,
    };

    private static FeelValue? OfDate(CivilDate date, string name) => name switch
    {
        "year" => FeelValue.From(date.Year),
        "month" => FeelValue.From(date.Month),
        "day" => FeelValue.From(date.Day),
        "weekday" => FeelValue.From(date.Weekday),
        _ => null,
    };

    private static FeelValue? OfTime(long nanos, FeelZone? zone, FeelZone? offsetZone, CivilDate? date, string name, bool isDate)
    {
        var seconds = nanos / 1_000_000_000;
        switch (name)
        {
            case "hour":
                return FeelValue.From(seconds / 3600);
            case "minute":
                return FeelValue.From(seconds / 60 % 60);
            case "second":
                return FeelValue.From((seconds % 60) + (nanos % 1_000_000_000 / 1_000_000_000m));
            case "time offset":
                var offset = date is { } day ? offsetZone?.OffsetAt(day, nanos) : offsetZone?.OffsetWithoutDate();
                return offset is null ? FeelValue.Error("there is no offset") : new FeelDayDuration(offset.Value);
            case "timezone":
                return isDate || zone?.Id is null ? FeelValue.Error("there is no time zone") : FeelValue.From(zone.Id);
            default:
                return null;
        }
    }

    private static FeelValue? OfSeconds(decimal seconds, string name) => name switch
    {
        "days" => FeelValue.From(decimal.Truncate(seconds / 86_400)),
        "hours" => FeelValue.From(decimal.Truncate(seconds % 86_400 / 3600)),
        "minutes" => FeelValue.From(decimal.Truncate(seconds % 3600 / 60)),
        "seconds" => FeelValue.From(seconds % 60),
        _ => null,
    };

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.IsComplement ? FeelValue.Null : range.Start,
        "end" => range.IsComplement ? FeelValue.Null : range.End,
        "start included" => FeelValue.From(range.StartIncluded),
        "end included" => FeelValue.From(range.EndIncluded),
        _ => null,
    };
}
