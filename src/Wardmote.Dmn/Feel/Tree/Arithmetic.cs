namespace Wardmote.Dmn.Tree;

/// <summary>The tables of which operands an arithmetic sign takes (DMN 1.5, tables 54 to 56).</summary>
internal static class Arithmetic
{
    /// <summary>The answer; null where the sign has no meaning for these operands.</summary>
    public static FeelValue? Of(string sign, FeelValue a, FeelValue b, Evaluation run)
    {
        try
        {
            return sign switch
            {
                "+" => Add(a, b, run),
                "-" => Subtract(a, b),
                "*" => Multiply(a, b),
                "/" => Divide(a, b),
                _ => a is FeelNumber x && b is FeelNumber y ? Decimals.Power(x.Value, y.Value) : null,
            };
        }
        catch (ArithmeticException)
        {
            // Too large, or so small in a divisor that nothing is left of it.
            return FeelValue.Error($"{sign}: the answer has more than 28 digits");
        }
    }

    private static FeelValue? Add(FeelValue a, FeelValue b, Evaluation run)
    {
        switch (a, b)
        {
            case (FeelNumber x, FeelNumber y):
                return FeelValue.From(x.Value + y.Value);
            case (FeelString x, FeelString y):
                run.Take(1 + ((x.Value.Length + y.Value.Length) / 64));
                return x.Value.Length + y.Value.Length > Syntax.Lexer.Longest
                    ? FeelValue.Error("+: the string would be too long")
                    : FeelValue.From(x.Value + y.Value);
            case (FeelDayDuration x, FeelDayDuration y):
                return new FeelDayDuration(x.Seconds + y.Seconds);
            case (FeelMonthDuration x, FeelMonthDuration y):
                return new FeelMonthDuration(checked(x.Months + y.Months));
            case (FeelDayDuration or FeelMonthDuration, FeelDate or FeelTime or FeelDateTime):
                return Add(b, a, run);
            case (FeelDate d, FeelMonthDuration m):
                return d.Date.PlusMonths(m.Months) is { } later ? new FeelDate(later) : TooFar();
            case (FeelDate d, FeelDayDuration m):
                return new FeelDateTime(d.Date, 0, null).Plus(m.Seconds) is { } day ? new FeelDate(day.Date) : TooFar();
            case (FeelDateTime d, FeelMonthDuration m):
                return d.Date.PlusMonths(m.Months) is { } date ? new FeelDateTime(date, d.Nanos, d.Zone) : TooFar();
            case (FeelDateTime d, FeelDayDuration m):
                return d.Plus(m.Seconds) ?? TooFar();
            case (FeelTime t, FeelDayDuration m):
                var nanos = (t.Nanos + (m.Seconds * 1_000_000_000m)) % FeelDateTime.NanosADay;
                return new FeelTime((long)(nanos < 0 ? nanos + FeelDateTime.NanosADay : nanos), t.Zone);
            default:
                return null;
        }
    }

    private static FeelValue? Subtract(FeelValue a, FeelValue b)
    {
        switch (a, b)
        {
            case (FeelNumber x, FeelNumber y):
                return FeelValue.From(x.Value - y.Value);
            case (FeelDayDuration x, FeelDayDuration y):
                return new FeelDayDuration(x.Seconds - y.Seconds);
            case (FeelMonthDuration x, FeelMonthDuration y):
                return new FeelMonthDuration(checked(x.Months - y.Months));
            case (FeelDate or FeelTime or FeelDateTime, FeelDayDuration y):
                return Add(a, new FeelDayDuration(-y.Seconds), null!);
            case (FeelDate or FeelDateTime, FeelMonthDuration y):
                return Add(a, new FeelMonthDuration(-y.Months), null!);
            case (FeelDate or FeelDateTime, FeelDate or FeelDateTime):
                var (x1, y1) = (Midnight(a), Midnight(b));
                // A moment with a zone and one without are not on the same line; a bare date is midnight UTC.
                return a.Kind == b.Kind || (a is FeelDateTime ? x1 : y1).Zone is not null
                    ? x1.Zone is null == y1.Zone is null ? new FeelDayDuration(x1.Seconds - y1.Seconds) : null
                    : null;
            case (FeelTime x, FeelTime y):
                if (x.Zone is null != y.Zone is null)
                {
                    return null;
                }

                var shift = x.Zone is null || y.Zone is null ? 0 : (x.Zone.OffsetWithoutDate() ?? 0) - (y.Zone.OffsetWithoutDate() ?? 0);
                return new FeelDayDuration(((x.Nanos - y.Nanos) / 1_000_000_000m) - shift);
            default:
                return null;
        }
    }

    private static FeelDateTime Midnight(FeelValue value) =>
        value as FeelDateTime ?? new FeelDateTime(((FeelDate)value).Date, 0, FeelZone.OfOffset(0));

    private static FeelValue? Multiply(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelNumber y) => FeelValue.From(x.Value * y.Value),
        (FeelDayDuration x, FeelNumber y) => new FeelDayDuration(x.Seconds * y.Value),
        (FeelMonthDuration x, FeelNumber y) => new FeelMonthDuration((long)decimal.Truncate(x.Months * y.Value)),
        (FeelNumber, FeelDayDuration or FeelMonthDuration) => Multiply(b, a),
        _ => null,
    };

    private static FeelValue? Divide(FeelValue a, FeelValue b)
    {
        if (b is FeelNumber { Value: 0 } or FeelDayDuration { Seconds: 0 } or FeelMonthDuration { Months: 0 })
        {
            return FeelValue.Error("division by zero");
        }

        return (a, b) switch
        {
            (FeelNumber x, FeelNumber y) => FeelValue.From(x.Value / y.Value),
            (FeelDayDuration x, FeelNumber y) => new FeelDayDuration(x.Seconds / y.Value),
            (FeelMonthDuration x, FeelNumber y) => new FeelMonthDuration((long)decimal.Truncate(x.Months / y.Value)),
            (FeelDayDuration x, FeelDayDuration y) => FeelValue.From(x.Seconds / y.Seconds),
            (FeelMonthDuration x, FeelMonthDuration y) => FeelValue.From((decimal)x.Months / y.Months),
            _ => null,
        };
    }

    private static FeelValue TooFar() => FeelValue.Error("the date would be too far away");
}
