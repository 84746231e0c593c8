using System.Globalization;
using System.Text.RegularExpressions;

namespace Wardmote.Dmn;

/// <summary>Dates, times and durations from the text forms of XML Schema, with zones as FEEL writes them.</summary>
internal static partial class Temporals
{
    /// <summary>The value of <c>@"…"</c>.</summary>
    public static FeelValue At(string text) =>
        Date(text) ?? DateTime(text) ?? Time(text) ?? Duration(text) ?? FeelValue.Error($"\"{text}\" is no date, time or duration");

    public static FeelValue? Date(string text) =>
        DatePattern().Match(text) is { Success: true } m && DateOf(m) is { } date ? new FeelDate(date) : null;

    public static FeelValue? DateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        if (split < 0 || DatePattern().Match(text[..split]) is not { Success: true } m || DateOf(m) is not { } date)
        {
            return null;
        }

        var clock = text[(split + 1)..];
        if (clock.StartsWith("24:00:00", StringComparison.Ordinal) && CivilDate.FromDayNumber(date.DayNumber + 1) is { } next)
        {
            // The end of a day is the beginning of the next.
            (date, clock) = (next, "00" + clock[2..]);
        }

        return TimeOf(clock) is { } time ? new FeelDateTime(date, time.Nanos, time.Zone) : null;
    }

    public static FeelValue? Time(string text) => TimeOf(text.StartsWith('T') ? text[1..] : text) is { } t ? new FeelTime(t.Nanos, t.Zone) : null;

    public static FeelValue? Duration(string text)
    {
        if (DayPattern().Match(text) is { Success: true } d && text[^1] is not ('P' or 'T'))
        {
            try
            {
                var seconds = (Part(d, "d") * 86_400) + (Part(d, "h") * 3600) + (Part(d, "m") * 60) + Part(d, "s");
                return new FeelDayDuration(d.Groups["minus"].Success ? -seconds : seconds);
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        if (MonthPattern().Match(text) is { Success: true } m && text[^1] != 'P')
        {
            var (years, months) = (Part(m, "y"), Part(m, "m"));
            if (Math.Abs(years) > 1e15m || Math.Abs(months) > 1e15m)
            {
                return null;
            }

            var total = ((long)years * 12) + (long)months;
            return new FeelMonthDuration(m.Groups["minus"].Success ? -total : total);
        }

        return null;
    }

    private static CivilDate? DateOf(Match m)
    {
        var digits = m.Groups["y"].Value;
        if ((digits.Length > 4 && digits[0] == '0') || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return null;
        }

        year = m.Groups["minus"].Success ? -year : year;
        var (month, day) = ((int)Part(m, "m"), (int)Part(m, "d"));
        return CivilDate.Exists(year, month, day) ? new CivilDate((int)year, month, day) : null;
    }

    private static (long Nanos, FeelZone? Zone)? TimeOf(string text)
    {
        if (TimePattern().Match(text) is not { Success: true } m)
        {
            return null;
        }

        var (hour, minute, second) = ((long)Part(m, "h"), (long)Part(m, "m"), (long)Part(m, "s"));
        var fraction = m.Groups["f"].Success ? m.Groups["f"].Value.PadRight(9, '0')[..9] : "0";
        var nanos = (((hour * 3600) + (minute * 60) + second) * 1_000_000_000) + long.Parse(fraction, CultureInfo.InvariantCulture);
        if (hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        if (m.Groups["id"].Success)
        {
            return FeelZone.OfId(m.Groups["id"].Value) is { } zone ? (nanos, zone) : null;
        }

        if (m.Groups["z"].Success)
        {
            return (nanos, FeelZone.OfOffset(0));
        }

        if (!m.Groups["sign"].Success)
        {
            return (nanos, null);
        }

        var (oh, om, os) = ((int)Part(m, "oh"), (int)Part(m, "om"), (int)Part(m, "os"));
        var offset = (oh * 3600) + (om * 60) + os;
        if (oh > 18 || om > 59 || os > 59 || offset > 18 * 3600)
        {
            return null;
        }

        return (nanos, FeelZone.OfOffset(m.Groups["sign"].Value == "-" ? -offset : offset));
    }

    private static decimal Part(Match m, string group) =>
        m.Groups[group] is { Success: true } part && decimal.TryParse(part.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            ? n
            : 0;

    [GeneratedRegex(@"^(?<minus>-)?(?<y>[0-9]{4,9})-(?<m>[0-9]{2})-(?<d>[0-9]{2})$", RegexOptions.NonBacktracking)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]{1,18}))?((?<z>[zZ])|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2})(:(?<os>[0-9]{2}))?|@(?<id>[A-Za-z0-9_+/-]+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^(?<minus>-)?P((?<d>[0-9]{1,18})D)?(T((?<h>[0-9]{1,18})H)?((?<m>[0-9]{1,18})M)?((?<s>[0-9]{1,18}(\.[0-9]{0,12})?)S)?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"^(?<minus>-)?P((?<y>[0-9]{1,18})Y)?((?<m>[0-9]{1,18})M)?$", RegexOptions.NonBacktracking)]
    private static partial Regex MonthPattern();
}
