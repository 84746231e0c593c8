namespace Wardmote.Dmn;

/// <summary>Equality, order and membership as FEEL has them: three answers, never two.</summary>
public static class Comparison
{
    /// <summary>FEEL's <c>=</c>: null where the two are of different types, or a fact is not established.</summary>
    public static bool? AreEqual(FeelValue a, FeelValue b)
    {
        if (a is FeelList or FeelContext or FeelRange && b.Kind == a.Kind)
        {
            if (!Evaluation.IsUnderWay)
            {
                return Evaluation.Run(FeelSettings.Default, _ => FeelValue.From(AreEqual(a, b))) is FeelBoolean answer ? answer.Value : null;
            }

            var run = Evaluation.Step();
            var equal = a switch
            {
                FeelList list => ListsEqual(list, (FeelList)b),
                FeelContext context => ContextsEqual(context, (FeelContext)b),
                _ => RangesEqual((FeelRange)a, (FeelRange)b),
            };
            run!.Leave();
            return equal;
        }

        if (a.IsNull || b.IsNull)
        {
            if (a.IsNull && b.IsNull)
            {
                return true;
            }

            return a.IsUnknown || b.IsUnknown ? null : false;
        }

        if (a.Kind != b.Kind)
        {
            return null;
        }

        switch (a, b)
        {
            case (FeelFunction, FeelFunction):
                return ReferenceEquals(a, b);
            case (FeelBoolean x, FeelBoolean y):
                return x.Value == y.Value;
            case (FeelString x, FeelString y):
                Evaluation.Charge(Math.Min(x.Value.Length, y.Value.Length) / 64);
                return string.Equals(x.Value, y.Value, StringComparison.Ordinal);
            default:
                return Order(a, b) is { } order ? order == 0 : null;
        }
    }

    /// <summary>Less than, equal or greater; null where the two cannot be compared.</summary>
    public static int? Order(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelNumber y) => x.Value.CompareTo(y.Value),
        (FeelString x, FeelString y) => CodePoints(x.Value, y.Value),
        (FeelDate x, FeelDate y) => x.Date.CompareTo(y.Date),
        (FeelDayDuration x, FeelDayDuration y) => x.Seconds.CompareTo(y.Seconds),
        (FeelMonthDuration x, FeelMonthDuration y) => x.Months.CompareTo(y.Months),
        (FeelDateTime x, FeelDateTime y) => x.Zone is null == y.Zone is null ? x.Seconds.CompareTo(y.Seconds) : null,
        (FeelTime x, FeelTime y) => TimeOrder(x, y),
        _ => null,
    };

    /// <summary>Whether a value lies in a range; null where the two cannot be compared.</summary>
    public static bool? InRange(FeelValue value, FeelRange range)
    {
        if (value.IsUnknown)
        {
            return null;
        }

        if (range.IsComplement)
        {
            return !AreEqual(value, range.Start);
        }

        if (range.IsComparison && range.StartIncluded && range.EndIncluded && ReferenceEquals(range.Start, range.End))
        {
            return AreEqual(value, range.Start);
        }

        // Only a comparison leaves an end open; a range whose end is null has an end nobody knows.
        if (range.Start.IsNull || range.End.IsNull)
        {
            if (!range.IsComparison || (range.Start.IsNull && range.End.IsNull))
            {
                return null;
            }
        }

        var above = range.Start.IsNull ? true : Holds(Order(value, range.Start), range.StartIncluded, 1);
        var below = range.End.IsNull ? true : Holds(Order(value, range.End), range.EndIncluded, -1);
        return above == false || below == false ? false : above is null || below is null ? null : true;
    }

    internal static bool Same(FeelValue a, FeelValue b) => AreEqual(a, b) == true;

    internal static int Hash(FeelValue value) => value switch
    {
        FeelNull => 0,
        FeelNumber n => n.Value.GetHashCode(),
        FeelString s => s.Value.GetHashCode(StringComparison.Ordinal),
        FeelBoolean b => b.Value ? 1 : 2,
        FeelDate d => d.Date.GetHashCode(),
        FeelDayDuration d => d.Seconds.GetHashCode(),
        FeelMonthDuration d => d.Months.GetHashCode(),
        FeelDateTime d => d.Seconds.GetHashCode(),
        // Not into the items: they may hold each other to any depth.
        FeelList l => HashCode.Combine(l.Items.Count, l.Items.Count > 0 && l.Items[0] is not (FeelList or FeelContext) ? Hash(l.Items[0]) : 0),
        FeelContext c => c.Entries.Count + 7,
        FeelFunction f => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(f),
        // Times of different zones may be equal: their hash may not tell them apart.
        _ => (int)value.Kind,
    };

    private static bool? Holds(int? order, bool included, int wanted) =>
        order is { } o ? o == 0 ? included : Math.Sign(o) == wanted : null;

    private static bool? ListsEqual(FeelList x, FeelList y)
    {
        if (x.Items.Count != y.Items.Count)
        {
            return false;
        }

        bool? equal = true;
        for (var i = 0; i < x.Items.Count && equal != false; i++)
        {
            equal = Both(equal, x.Items[i], y.Items[i]);
        }

        return equal;
    }

    private static bool? RangesEqual(FeelRange x, FeelRange y) =>
        x.IsComplement == y.IsComplement && x.IsComparison == y.IsComparison && x.StartIncluded == y.StartIncluded && x.EndIncluded == y.EndIncluded
        && AreEqual(x.Start, y.Start) == true && AreEqual(x.End, y.End) == true;

    private static bool? ContextsEqual(FeelContext x, FeelContext y)
    {
        bool? equal = x.Entries.Count == y.Entries.Count;
        foreach (var (key, value) in x.Entries)
        {
            if (equal == false || !y.TryGet(key, out var other))
            {
                return false;
            }

            equal = Both(equal, value, other);
        }

        return equal;
    }

    /// <summary>Parts of different types differ; a part not established leaves the whole open.</summary>
    private static bool? Both(bool? sofar, FeelValue a, FeelValue b)
    {
        Evaluation.Step()?.Leave();
        return AreEqual(a, b) switch
        {
            true => sofar,
            false => false,
            null => a.IsUnknown || b.IsUnknown || (a.Kind == b.Kind && a is FeelList or FeelContext) ? null : false,
        };
    }

    /// <summary>The order of code points, which is not that of UTF-16 units beyond the first plane.</summary>
    private static int CodePoints(string x, string y)
    {
        var shorter = Math.Min(x.Length, y.Length);
        Evaluation.Charge(shorter / 64);
        var at = x.AsSpan().CommonPrefixLength(y);
        if (at == shorter)
        {
            return x.Length.CompareTo(y.Length);
        }

        var (left, right) = (x[at], y[at]);
        return char.IsSurrogate(left) == char.IsSurrogate(right) ? left.CompareTo(right) : char.IsSurrogate(left) ? 1 : -1;
    }

    private static int? TimeOrder(FeelTime x, FeelTime y)
    {
        if (x.Zone is null && y.Zone is null)
        {
            return x.Nanos.CompareTo(y.Nanos);
        }

        if (x.Zone is null || y.Zone is null)
        {
            return null;
        }

        if (x.Zone.Id is not null && x.Zone.Id == y.Zone.Id)
        {
            return x.Nanos.CompareTo(y.Nanos);
        }

        return x.Zone.OffsetWithoutDate() is { } a && y.Zone.OffsetWithoutDate() is { } b
            ? (x.Nanos - (a * 1_000_000_000L)).CompareTo(y.Nanos - (b * 1_000_000_000L))
            : null;
    }
}
