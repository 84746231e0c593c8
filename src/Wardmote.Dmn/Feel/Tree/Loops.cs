namespace Wardmote.Dmn.Tree;

/// <summary>What a loop runs over: a list, a range, or two ends of a count.</summary>
internal sealed record Iterator(string Name, Node Source, Node? End);

/// <summary><c>for x in xs, y in ys return f(x, y)</c></summary>
internal sealed class ForNode(int position, IReadOnlyList<Iterator> iterators, Node body) : Node(position)
{
    public override IEnumerable<Node> Parts => [.. Loop.PartsOf(iterators), body];

    protected override FeelValue Answer(Scope scope)
    {
        var results = new List<FeelValue>();
        var stopped = Loop.Over(iterators, 0, scope, inner =>
        {
            // "partial" is the list so far; a copy each time would be quadratic, so it is a view of fixed length.
            results.Add(body.Eval(inner.With("partial", new FeelList(new Prefix(results, results.Count)))));
            return true;
        });
        return stopped ?? new FeelList(results);
    }
}

/// <summary><c>some x in xs satisfies p</c>, <c>every x in xs satisfies p</c></summary>
internal sealed class QuantifiedNode(int position, bool every, IReadOnlyList<Iterator> iterators, Node condition) : Node(position)
{
    public override IEnumerable<Node> Parts => [.. Loop.PartsOf(iterators), condition];

    protected override FeelValue Answer(Scope scope)
    {
        FeelValue? doubt = null;
        var decided = false;
        var stopped = Loop.Over(iterators, 0, scope, inner =>
        {
            var holds = condition.Eval(inner);
            if (holds is FeelBoolean b && b.Value != every)
            {
                decided = true;
                return false;
            }

            doubt = holds is FeelBoolean ? doubt : doubt ?? holds;
            // What is no truth value at all spoils the question; what is null only leaves it open.
            return holds is FeelBoolean or FeelNull;
        });
        return decided ? FeelValue.From(!every)
            : stopped is not null ? stopped
            : doubt is not null ? Because("the condition is not a boolean for every item", doubt)
            : FeelValue.From(every);
    }
}

/// <summary>Runs over one or more iterators, the last turning fastest.</summary>
internal static class Loop
{
    public static IEnumerable<Node> PartsOf(IReadOnlyList<Iterator> iterators) =>
        iterators.SelectMany(i => i.End is null ? (IEnumerable<Node>)[i.Source] : [i.Source, i.End]);

    /// <summary>Calls the body until it answers false; a value where something could not be run over.</summary>
    public static FeelValue? Over(IReadOnlyList<Iterator> iterators, int at, Scope scope, Func<Scope, bool> body)
    {
        var going = true;
        return Step(iterators, at, scope, body, ref going);
    }

    /// <summary>The items a value stands for in a loop; an error where it has none.</summary>
    public static (IEnumerable<FeelValue>? Items, FeelValue? Problem) Items(FeelValue from, FeelValue? to)
    {
        if (to is null)
        {
            return from switch
            {
                FeelList list => (list.Items, null),
                FeelRange range when !range.Start.IsNull && !range.End.IsNull && !range.IsComplement => Span(range),
                FeelRange => (null, FeelValue.Error("a range without both ends cannot be run over")),
                _ when from.IsNull => (null, from.IsError || from.IsUnknown ? from : FeelValue.Error("null cannot be run over")),
                _ => ([from], null),
            };
        }

        return Count(from, to);
    }

    private static (IEnumerable<FeelValue>? Items, FeelValue? Problem) Span(FeelRange range)
    {
        var (items, problem) = Count(range.Start, range.End);
        if (items is null)
        {
            return (null, problem);
        }

        return (items.Where(i => (range.StartIncluded || !i.Equals(range.Start)) && (range.EndIncluded || !i.Equals(range.End))), null);
    }

    private static (IEnumerable<FeelValue>? Items, FeelValue? Problem) Count(FeelValue from, FeelValue to)
    {
        switch (from, to)
        {
            case (FeelNumber a, FeelNumber b) when decimal.Truncate(a.Value) == a.Value && decimal.Truncate(b.Value) == b.Value:
                return (Numbers(a.Value, b.Value), null);
            case (FeelDate a, FeelDate b):
                return (Days(a.Date.DayNumber, b.Date.DayNumber), null);
            default:
                return (null, from.IsError ? from : to.IsError ? to : FeelValue.Error($"from {from.Brief} to {to.Brief} cannot be counted"));
        }
    }

    private static IEnumerable<FeelValue> Numbers(decimal from, decimal to)
    {
        var step = from <= to ? 1 : -1;
        for (var i = from; ; i += step)
        {
            yield return FeelValue.From(i);
            if (i == to)
            {
                // Here, not in the head of the loop: beyond the largest number there is none to compare with.
                yield break;
            }
        }
    }

    private static IEnumerable<FeelValue> Days(long from, long to)
    {
        var step = from <= to ? 1 : -1;
        for (var i = from; step > 0 ? i <= to : i >= to; i += step)
        {
            yield return new FeelDate(CivilDate.FromDayNumber(i)!.Value);
        }
    }

    private static FeelValue? Step(IReadOnlyList<Iterator> iterators, int at, Scope scope, Func<Scope, bool> body, ref bool going)
    {
        if (at == iterators.Count)
        {
            going = body(scope);
            return null;
        }

        var iterator = iterators[at];
        var (items, problem) = Items(iterator.Source.Eval(scope), iterator.End?.Eval(scope));
        if (items is null)
        {
            return problem;
        }

        foreach (var item in items)
        {
            scope.Run.Take();
            if (Step(iterators, at + 1, scope.With(iterator.Name, item), body, ref going) is { } stopped)
            {
                return stopped;
            }

            if (!going)
            {
                return null;
            }
        }

        return null;
    }
}

/// <summary>The first items of a list that is still growing.</summary>
internal sealed class Prefix(List<FeelValue> items, int count) : IReadOnlyList<FeelValue>
{
    public int Count { get; } = count;

    public FeelValue this[int index] => index < Count ? items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<FeelValue> GetEnumerator() => items.GetRange(0, Count).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
