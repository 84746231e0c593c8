namespace Wardmote.Dmn;

/// <summary>Equality, order and membership as FEEL has them: three answers, never two.</summary>
public static class Comparison
{
    /// <summary>FEEL's <c>=</c>: null where the two are of different types, or a fact is not established.</summary>
    public static bool? AreEqual(FeelValue a, FeelValue b)
    {
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
            case (FeelList x, FeelList y):
                return ListsEqual(x, y);
            case (FeelContext x, FeelContext y):
                if (x.Entries.Count != y.Entries.Count)
                {
                    return false;
                }

                foreach (var (key, value) in x.Entries)
                {
                    if (!y.TryGet(key, out var other) || AreEqual(value, other) != true)
                    {
                        return false;
                    }
                }

                return true;
            case (FeelRange x, FeelRange y):
                return x.IsComplement == y.IsComplement && x.IsComparison == y.IsComparison && x.StartIncluded == y.StartIncluded && x.EndIncluded == y.EndIncluded
                    && AreEqual(x.Start, y.Start) == true && AreEqual(x.End, y.End) == true;
            case (FeelFunction, FeelFunction):
                return ReferenceEquals(a, b);
            case (FeelBoolean x, FeelBoolean y):
                return x.Value == y.Value;
            case (FeelString x, FeelString y):
                return string.Equals(x.Value, y.Value, StringComparison.Ordinal);
            default:
                return Order(a, b) is { } order ? order == 0 : null;
        }
    }

    /// <summary>Less than, equal or greater; null where the two cannot be compared.</summary>
    public static int? Order(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelNumber x, FeelNumber y) => x.Value.CompareTo(y.Value),
        (FeelString x, FeelString y) => string.CompareOrdinal(x.Value, y.Value),
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
        FeelList l => HashCode.Combine(l.Items.Count, l.Items.Count == 0 ? 0 : Hash(l.Items[0])),
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

        for (var i = 0; i < x.Items.Count; i++)
        {
            if (AreEqual(x.Items[i], y.Items[i]) != true)
            {
                return false;
            }
        }

        return true;
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
