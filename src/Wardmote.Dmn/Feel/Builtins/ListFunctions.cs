using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Builtins;

/// <summary>Lists (DMN 1.5, table 77).</summary>
internal static class ListFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("list contains(list: list, element: any)", a => a.List(0).Any(i => Comparison.Same(i, a[1])) ? FeelValue.True
            : a[1].IsUnknown || a.List(0).Any(i => i.IsUnknown) ? FeelValue.Unknown : FeelValue.False),
        new("count(list: list)", a => FeelValue.From(a.List(0).Count)),
        new("count(list: any...)", a => FeelValue.From(a.Count)),
        new("min(list: list)", a => Extreme(a.List(0), -1)),
        new("min(list: any...)", a => Extreme(a.All, -1)),
        new("max(list: list)", a => Extreme(a.List(0), 1)),
        new("max(list: any...)", a => Extreme(a.All, 1)),
        new("sum(list: list)", a => Sum(a.List(0), a.Run)),
        new("sum(list: any...)", a => Sum(a.All, a.Run)),
        new("product(list: list)", a => Numbers(a.List(0), n => n.Aggregate(1m, (x, y) => x * y))),
        new("product(list: any...)", a => Numbers(a.All, n => n.Aggregate(1m, (x, y) => x * y))),
        new("mean(list: list)", a => Numbers(a.List(0), n => n.Sum() / n.Count)),
        new("mean(list: any...)", a => Numbers(a.All, n => n.Sum() / n.Count)),
        new("median(list: list)", a => Numbers(a.List(0), Median)),
        new("median(list: any...)", a => Numbers(a.All, Median)),
        new("stddev(list: list)", a => Deviation(a.List(0))),
        new("stddev(list: any...)", a => Deviation(a.All)),
        new("mode(list: list)", a => Mode(a.List(0))),
        new("mode(list: any...)", a => Mode(a.All)),
        new("sublist(list: list, start position: number, length: number?)", Sublist),
        new("append(list: list, item: any...)", a => new FeelList([.. a.List(0), .. a.All.Skip(1)])),
        new("concatenate(list: list...)", Concatenate),
        new("insert before(list: list, position: number, newItem: any)", InsertBefore),
        new("remove(list: list, position: number)", Remove),
        new("list replace(list: list, position: number, newItem: any)", ReplaceAt),
        new("list replace(list: list, match: function, newItem: any)", ReplaceWhere),
        new("reverse(list: list)", a => new FeelList([.. a.List(0).Reverse()])),
        new("index of(list: list, match: any)", a => new FeelList(
            [.. a.List(0).Select((item, i) => (item, i)).Where(p => Comparison.Same(p.item, a[1])).Select(p => FeelValue.From(p.i + 1))])),
        new("union(list: list...)", a => Distinct([.. Enumerable.Range(0, a.Count).SelectMany(i => a.List(i))], a.Run)),
        new("distinct values(list: list)", a => Distinct(a.List(0), a.Run)),
        new("flatten(list: list)", a => new FeelList([.. Flat(a.List(0), a.Run)])),
        new("sort(list: list, precedes: function?)", Sort),
    ];

    private static FeelValue Extreme(IReadOnlyList<FeelValue> items, int sign)
    {
        if (items.Count == 0)
        {
            return FeelValue.Error("of an empty list");
        }

        var best = items[0];
        foreach (var item in items)
        {
            if (Comparison.Order(item, best) is not { } order)
            {
                return Unfit(items, "the items cannot be compared");
            }

            best = Math.Sign(order) == sign ? item : best;
        }

        return best;
    }

    private static FeelValue Sum(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        if (items.Count == 0 || items.Any(i => i is not (FeelNumber or FeelDayDuration or FeelMonthDuration)))
        {
            return Unfit(items, items.Count == 0 ? "of an empty list" : "not all items are numbers");
        }

        var sum = items[0];
        foreach (var item in items.Skip(1))
        {
            sum = Arithmetic.Of("+", sum, item, run) ?? FeelValue.Error("not all items are numbers");
        }

        return sum;
    }

    private static FeelValue Numbers(IReadOnlyList<FeelValue> items, Func<List<decimal>, decimal> of)
    {
        var numbers = items.OfType<FeelNumber>().Select(n => n.Value).ToList();
        return numbers.Count == 0 || numbers.Count != items.Count
            ? Unfit(items, items.Count == 0 ? "of an empty list" : "not all items are numbers")
            : FeelValue.From(of(numbers));
    }

    /// <summary>The item which is the cause that a list of numbers is none: an error or a fact not established first.</summary>
    private static FeelValue Unfit(IReadOnlyList<FeelValue> items, string reason) =>
        items.FirstOrDefault(i => i.IsError) ?? items.FirstOrDefault(i => i.IsUnknown) ?? FeelValue.Error(reason);

    private static decimal Median(List<decimal> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    private static FeelValue Deviation(IReadOnlyList<FeelValue> items) => items.Count < 2
        ? FeelValue.Error("needs at least two numbers")
        : Numbers(items, n =>
        {
            var mean = n.Sum() / n.Count;
            return Decimals.Sqrt(n.Sum(x => (x - mean) * (x - mean)) / (n.Count - 1));
        });

    private static FeelValue Mode(IReadOnlyList<FeelValue> items)
    {
        if (items.Any(i => i is not FeelNumber))
        {
            return Unfit(items, "not all items are numbers");
        }

        var groups = items.Cast<FeelNumber>().GroupBy(n => n.Value).Select(g => (Number: g.Key, Count: g.Count())).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(g => g.Count);
        return new FeelList([.. groups.Where(g => g.Count == most).Select(g => g.Number).Order().Select(FeelValue.From)]);
    }

    private static FeelValue Sublist(Arguments a)
    {
        var items = a.List(0);
        var start = a.Number(1);
        if (start == 0 || Math.Abs(start) > items.Count)
        {
            return FeelValue.Error($"there is no position {FeelText.Number(start)} in a list of {items.Count}");
        }

        var from = (int)(start > 0 ? start - 1 : items.Count + start);
        if (!a.Has(2))
        {
            return new FeelList([.. items.Skip(from)]);
        }

        var length = a.Number(2);
        return length < 0 || length > items.Count - from
            ? FeelValue.Error($"there are no {FeelText.Number(length)} items from position {FeelText.Number(start)}")
            : new FeelList([.. items.Skip(from).Take((int)length)]);
    }

    private static FeelList Concatenate(Arguments a)
    {
        var all = new List<FeelValue>();
        for (var i = 0; i < a.Count; i++)
        {
            all.AddRange(a.List(i));
        }

        return new FeelList(all);
    }

    /// <summary>The index of a position counted from 1, or from the end where negative; -1 with a problem where there is none.</summary>
    private static int IndexOf(List<FeelValue> items, decimal position, out FeelValue problem)
    {
        problem = FeelValue.Error($"there is no position {FeelText.Number(position)} in a list of {items.Count}");
        var at = decimal.Truncate(position);
        return at == 0 || Math.Abs(at) > items.Count ? -1 : (int)(at > 0 ? at - 1 : items.Count + at);
    }

    private static FeelValue InsertBefore(Arguments a)
    {
        var items = a.List(0).ToList();
        var at = IndexOf(items, a.Number(1), out var problem);
        if (at < 0)
        {
            return problem;
        }

        items.Insert(at, a[2]);
        return new FeelList(items);
    }

    private static FeelValue Remove(Arguments a)
    {
        var items = a.List(0).ToList();
        var at = IndexOf(items, a.Number(1), out var problem);
        if (at < 0)
        {
            return problem;
        }

        items.RemoveAt(at);
        return new FeelList(items);
    }

    private static FeelValue ReplaceAt(Arguments a)
    {
        var items = a.List(0).ToList();
        var at = IndexOf(items, a.Number(1), out var problem);
        if (at < 0)
        {
            return problem;
        }

        items[at] = a[2];
        return new FeelList(items);
    }

    private static FeelValue ReplaceWhere(Arguments a)
    {
        var items = a.List(0).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            var answer = a.Function(1).Invoke([items[i], a[2]], a.Run);
            if (answer is not FeelBoolean replace)
            {
                return answer.IsError ? answer : FeelValue.Error("the match function does not answer a boolean");
            }

            items[i] = replace.Value ? a[2] : items[i];
        }

        return new FeelList(items);
    }

    private static FeelList Distinct(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        run.Take(items.Count);
        var seen = new HashSet<FeelValue>();
        return new FeelList([.. items.Where(seen.Add)]);
    }

    private static List<FeelValue> Flat(IReadOnlyList<FeelValue> items, Evaluation run)
    {
        run.Enter();
        var flat = new List<FeelValue>();
        foreach (var item in items)
        {
            run.Take();
            if (item is FeelList inner)
            {
                flat.AddRange(Flat(inner.Items, run));
            }
            else
            {
                flat.Add(item);
            }
        }

        run.Leave();
        return flat;
    }

    private static FeelValue Sort(Arguments a)
    {
        var problem = (FeelValue?)null;
        var precedes = a[1] as FeelFunction;
        var sorted = MergeSort([.. a.List(0)], Goes);
        return problem ?? new FeelList(sorted);

        bool Goes(FeelValue x, FeelValue y)
        {
            var answer = precedes is null
                ? Comparison.Order(x, y) is { } order ? FeelValue.From(order < 0) : FeelValue.Error("the items cannot be compared")
                : precedes.Invoke([x, y], a.Run);
            problem ??= answer is FeelBoolean ? null : answer.IsError ? answer : FeelValue.Error("the order function does not answer a boolean");
            a.Run.Take();
            return answer.IsTrue;
        }
    }

    /// <summary>A stable sort which does not mind an order function that contradicts itself.</summary>
    private static FeelValue[] MergeSort(FeelValue[] items, Func<FeelValue, FeelValue, bool> goesBefore)
    {
        if (items.Length < 2)
        {
            return items;
        }

        var left = MergeSort(items[..(items.Length / 2)], goesBefore);
        var right = MergeSort(items[(items.Length / 2)..], goesBefore);
        var (i, j) = (0, 0);
        for (var k = 0; k < items.Length; k++)
        {
            items[k] = i >= left.Length || (j < right.Length && goesBefore(right[j], left[i])) ? right[j++] : left[i++];
        }

        return items;
    }
}
