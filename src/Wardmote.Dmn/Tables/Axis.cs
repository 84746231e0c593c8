namespace Wardmote.Dmn.Tables;

/// <summary>
/// The values of one column cut into cells: points and the open intervals between them; for text each value named and "any other";
/// for booleans false and true. The last cell stands for a fact not established.
/// </summary>
internal sealed class Axis
{
    private readonly decimal[] points = [];
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);

    public Axis(FactType type, IEnumerable<FeelValue> constants)
    {
        Type = type;
        switch (type)
        {
            case FactType.Boolean:
                Representatives = [FeelValue.False, FeelValue.True];
                break;
            case FactType.Text:
                foreach (var constant in constants.OfType<FeelString>())
                {
                    texts.TryAdd(constant.Value, texts.Count);
                }

                var other = "other";
                while (texts.ContainsKey(other))
                {
                    other = "an" + other;
                }

                Representatives = [.. texts.OrderBy(t => t.Value).Select(t => FeelValue.From(t.Key)), FeelValue.From(other)];
                break;
            case FactType.Other:
                Representatives = [FeelValue.Null];
                break;
            default:
                points = [.. constants.Select(c => KeyOf(c)!.Value).Distinct().Order()];
                Representatives = Cut();
                break;
        }
    }

    public FactType Type { get; }

    /// <summary>One value of each cell; null where the cell is empty (no whole number lies between 1 and 2).</summary>
    public IReadOnlyList<FeelValue?> Representatives { get; }

    /// <summary>How many cells there are, without the one for a fact not established.</summary>
    public int Cells => Representatives.Count;

    /// <summary>Whether a value is of the column's type.</summary>
    public static bool IsOf(FeelValue value, FactType type) => type switch
    {
        FactType.Number or FactType.Integer => value is FeelNumber,
        FactType.Text => value is FeelString,
        FactType.Boolean => value is FeelBoolean,
        FactType.Date => value is FeelDate,
        FactType.DayDuration => value is FeelDayDuration,
        FactType.MonthDuration => value is FeelMonthDuration,
        _ => true,
    };

    /// <summary>The cell of a value; <see cref="Cells"/> for a fact not established, -1 where the value is not of the column's type.</summary>
    public int CellOf(FeelValue value)
    {
        if (value is FeelNull { Problem: null })
        {
            return Cells;
        }

        switch (Type)
        {
            case FactType.Boolean:
                return value is FeelBoolean b ? b.Value ? 1 : 0 : -1;
            case FactType.Text:
                return value is FeelString s ? texts.GetValueOrDefault(s.Value, texts.Count) : -1;
            case FactType.Other:
                return -1;
            default:
                // A broken number in a column of whole numbers is not of its type: it is interpreted.
                return !IsOf(value, Type) || KeyOf(value) is not { } key || (Type == FactType.Integer && decimal.Truncate(key) != key)
                    ? -1
                    : CellOf(key);
        }
    }

    /// <summary>The cell of a number, a day number, seconds or months.</summary>
    public int CellOf(decimal key)
    {
        var at = Array.BinarySearch(points, key);
        return at >= 0 ? (2 * at) + 1 : 2 * ~at;
    }

    /// <summary>Some cells as the text of unary tests, which could stand as a cell of a new row; <c>-</c> where they are all.</summary>
    /// <param name="cells">The cells, in order.</param>
    /// <param name="all">All cells that count.</param>
    public string Describe(IReadOnlyList<int> cells, IReadOnlyCollection<int> all)
    {
        if (cells.Count == all.Count || Type == FactType.Other)
        {
            return "-";
        }

        var established = cells.Where(c => c < Cells).ToList();
        if (established.Count == cells.Count)
        {
            return all.Contains(Cells) && cells.Count == all.Count - 1 ? "not(null)" : Established(cells);
        }

        // not(…) holds the whole cell of a table, so that beside null it is written as a condition.
        return established.Count == 0 ? "null"
            : Type == FactType.Text && established.Contains(texts.Count) ? $"null, not(? in ({string.Join(", ", Others(established))}))"
            : "null, " + Established(established);
    }

    private IEnumerable<FeelValue?> Others(IReadOnlyList<int> cells) => Enumerable.Range(0, texts.Count).Except(cells).Select(c => Representatives[c]);

    private string Established(IReadOnlyList<int> cells)
    {
        if (Type == FactType.Boolean)
        {
            return string.Join(", ", cells.Select(c => Representatives[c]));
        }

        if (Type == FactType.Text)
        {
            return cells.Contains(texts.Count)
                ? $"not({string.Join(", ", Others(cells))})"
                : string.Join(", ", cells.Select(c => Representatives[c]));
        }

        var runs = new List<string>();
        for (var i = 0; i < cells.Count; i++)
        {
            var first = cells[i];
            while (i + 1 < cells.Count && Enumerable.Range(cells[i] + 1, cells[i + 1] - cells[i] - 1).All(c => Representatives[c] is null))
            {
                i++;
            }

            runs.Add(Run(first, cells[i]));
        }

        return string.Join(", ", runs);
    }

    private string Run(int first, int last)
    {
        var (startsAtPoint, endsAtPoint) = (first % 2 == 1, last % 2 == 1);
        var low = first == 0 ? null : $"{ValueOf(points[startsAtPoint ? first / 2 : (first / 2) - 1])}";
        var high = last == Cells - 1 ? null : $"{ValueOf(points[last / 2])}";
        return (low, high) switch
        {
            (null, null) => "-",
            (null, _) => $"{(endsAtPoint ? "<=" : "<")} {high}",
            (_, null) => $"{(startsAtPoint ? ">=" : ">")} {low}",
            _ when first == last && startsAtPoint => low,
            _ => $"{(startsAtPoint ? '[' : '(')}{low}..{high}{(endsAtPoint ? ']' : ')')}",
        };
    }

    private static decimal? KeyOf(FeelValue value) => value switch
    {
        FeelNumber n => n.Value,
        FeelDate d => d.Date.DayNumber,
        FeelDayDuration d => d.Seconds,
        FeelMonthDuration m => m.Months,
        _ => null,
    };

    private FeelValue ValueOf(decimal key) => Type switch
    {
        FactType.Date => CivilDate.FromDayNumber((long)key) is { } day ? new FeelDate(day) : FeelValue.Null,
        FactType.DayDuration => new FeelDayDuration(key),
        FactType.MonthDuration => new FeelMonthDuration((long)key),
        _ => FeelValue.From(key),
    };

    private FeelValue?[] Cut()
    {
        var isWhole = Type is FactType.Integer or FactType.Date or FactType.MonthDuration;
        var cells = new FeelValue?[(2 * points.Length) + 1];
        for (var i = 0; i <= points.Length; i++)
        {
            decimal? low = i == 0 ? null : points[i - 1], high = i == points.Length ? null : points[i];
            cells[2 * i] = Between(low, high, isWhole) is { } inner ? ValueOf(inner) : null;
            if (i < points.Length && (!isWhole || decimal.Truncate(points[i]) == points[i]))
            {
                cells[(2 * i) + 1] = ValueOf(points[i]);
            }
        }

        return cells;
    }

    /// <summary>A number between two, as short as may be so that a witness reads well; null where there is none.</summary>
    private static decimal? Between(decimal? low, decimal? high, bool isWhole)
    {
        try
        {
            if (low is null || high is null)
            {
                return high is not null ? decimal.Ceiling(high.Value) - 1 : low is not null ? decimal.Floor(low.Value) + 1 : 0;
            }

            var middle = (low.Value / 2) + (high.Value / 2);
            for (var decimals = 0; decimals <= (isWhole ? 0 : 28); decimals++)
            {
                foreach (var mode in (MidpointRounding[])[MidpointRounding.ToZero, MidpointRounding.AwayFromZero, MidpointRounding.ToPositiveInfinity, MidpointRounding.ToNegativeInfinity])
                {
                    var candidate = decimal.Round(middle, decimals, mode);
                    if (candidate > low && candidate < high)
                    {
                        return candidate;
                    }
                }
            }

            return null;
        }
        catch (OverflowException)
        {
            // Beyond the largest number there is none.
            return null;
        }
    }
}
