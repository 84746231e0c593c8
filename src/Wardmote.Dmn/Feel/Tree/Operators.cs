namespace Wardmote.Dmn.Tree;

/// <summary>Arithmetic of two operands.</summary>
internal sealed class ArithmeticNode(int position, string sign, Node left, Node right) : Node(position)
{
    public override IEnumerable<Node> Parts => [left, right];

    protected override FeelValue Answer(Scope scope)
    {
        var (a, b) = (left.Eval(scope), right.Eval(scope));
        if (a.IsNull || b.IsNull)
        {
            return Because($"{sign} with null", a, b);
        }

        return Arithmetic.Of(sign, a, b, scope.Run) ?? Error($"{a.Kind} {sign} {b.Kind} has no meaning");
    }
}

/// <summary><c>-x</c></summary>
internal sealed class NegationNode(int position, Node operand) : Node(position)
{
    public override IEnumerable<Node> Parts => [operand];

    protected override FeelValue Answer(Scope scope)
    {
        var value = operand.Eval(scope);
        return value switch
        {
            FeelNumber n => FeelValue.From(-n.Value),
            FeelDayDuration d => new FeelDayDuration(-d.Seconds),
            FeelMonthDuration d => new FeelMonthDuration(-d.Months),
            _ => Because($"- of {value.Kind} has no meaning", value),
        };
    }
}

/// <summary><c>=</c>, <c>!=</c> and the four orders.</summary>
internal sealed class ComparisonNode(int position, string sign, Node left, Node right) : Node(position)
{
    public override IEnumerable<Node> Parts => [Left, Right];

    public string Sign { get; } = sign;

    public Node Left { get; } = left;

    public Node Right { get; } = right;

    protected override FeelValue Answer(Scope scope)
    {
        var (a, b) = (Left.Eval(scope), Right.Eval(scope));
        if (Sign is "=" or "!=")
        {
            var equal = Comparison.AreEqual(a, b);
            if (equal is null && a.Kind == b.Kind && a is FeelList or FeelContext)
            {
                // Only a part not established leaves two lists open.
                return FeelValue.Unknown;
            }

            return equal is null ? Because($"{a.Kind} and {b.Kind} cannot be equal", a, b) : FeelValue.From(equal == (Sign == "="));
        }

        return Comparison.Order(a, b) is { } order
            ? FeelValue.From(Sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 })
            : Because($"{a.Kind} {Sign} {b.Kind} cannot be compared", a, b);
    }
}

/// <summary><c>and</c>, <c>or</c>: what is not a boolean is unknown, and false (true) decides alone.</summary>
internal sealed class JunctionNode(int position, bool isAnd, Node left, Node right) : Node(position)
{
    public override IEnumerable<Node> Parts => [left, right];

    protected override FeelValue Answer(Scope scope)
    {
        var a = left.Eval(scope);
        if (a is FeelBoolean first && first.Value != isAnd)
        {
            return a;
        }

        var b = right.Eval(scope);
        if (b is FeelBoolean second && second.Value != isAnd)
        {
            return b;
        }

        return a is FeelBoolean && b is FeelBoolean
            ? FeelValue.From(isAnd)
            : Because($"{(isAnd ? "and" : "or")} of {a.Kind} and {b.Kind} is not decided", a, b);
    }
}

/// <summary><c>x between a and b</c></summary>
internal sealed class BetweenNode(int position, Node operand, Node low, Node high) : Node(position)
{
    public override IEnumerable<Node> Parts => [operand, low, high];

    protected override FeelValue Answer(Scope scope)
    {
        var (x, a, b) = (operand.Eval(scope), low.Eval(scope), high.Eval(scope));
        return Comparison.Order(x, a) is { } left && Comparison.Order(x, b) is { } right
            ? FeelValue.From(left >= 0 && right <= 0)
            : Because("between values that cannot be compared", x, a, b);
    }
}

/// <summary><c>x in (tests)</c></summary>
internal sealed class InNode(int position, Node operand, IReadOnlyList<Node> tests) : Node(position)
{
    public override IEnumerable<Node> Parts => [operand, .. tests];

    protected override FeelValue Answer(Scope scope)
    {
        var x = operand.Eval(scope);
        bool? any = false;
        var cause = FeelValue.Null;
        foreach (var test in tests)
        {
            var wanted = test.Eval(scope);
            var fits = Fits(x, wanted);
            if (fits == true)
            {
                return FeelValue.True;
            }

            if (fits is null)
            {
                any = null;
                cause = wanted;
            }
        }

        return any is null ? Because("in: the values cannot be compared", x, cause) : FeelValue.False;
    }

    /// <summary>Whether a value is equal to another, in a range, or among the items of a list.</summary>
    public static bool? Fits(FeelValue x, FeelValue wanted)
    {
        var run = Evaluation.Step();
        var fits = FitsWithin(x, wanted);
        run?.Leave();
        return fits;
    }

    private static bool? FitsWithin(FeelValue x, FeelValue wanted)
    {
        switch (wanted)
        {
            case FeelRange range when x is not FeelRange:
                return range.Contains(x);
            case FeelList list:
                if (x is FeelList && Comparison.AreEqual(x, list) == true)
                {
                    return true;
                }

                bool? any = false;
                foreach (var item in list.Items)
                {
                    var fits = item is FeelList && x is not FeelList ? false : Fits(x, item);
                    if (fits == true)
                    {
                        return true;
                    }

                    any = fits is null && x.IsUnknown ? null : any;
                }

                return any;
            default:
                return Comparison.AreEqual(x, wanted);
        }
    }
}

/// <summary><c>x.name</c>; of a list, that of each item.</summary>
internal sealed class PathNode(int position, Node source, string name) : Node(position)
{
    public override IEnumerable<Node> Parts => [source];

    protected override FeelValue Answer(Scope scope)
    {
        var value = source.Eval(scope);
        if (value is not FeelList list)
        {
            return Member(value);
        }

        scope.Run.Take(list.Items.Count);
        return new FeelList([.. list.Items.Select(Member)]);
    }

    private FeelValue Member(FeelValue value) => value switch
    {
        FeelContext context => context.TryGet(name, out var entry) ? entry : Error($"no entry \"{name}\""),
        _ => Properties.Of(value, name) ?? Because($"{value.Kind} has no property \"{name}\"", value),
    };
}

/// <summary><c>x[filter]</c>: by position, or by a condition on <c>item</c>.</summary>
internal sealed class FilterNode(int position, Node source, Node filter) : Node(position)
{
    public override IEnumerable<Node> Parts => [source, filter];

    protected override FeelValue Answer(Scope scope)
    {
        var value = source.Eval(scope);
        if (value.IsError || value.IsUnknown)
        {
            return value;
        }

        var items = value is FeelList list ? list.Items : value.IsNull ? [] : [value];
        return Filter(items, filter.Eval, scope, Position);
    }

    /// <summary>The items for which the condition holds, or the one at a position.</summary>
    public static FeelValue Filter(IReadOnlyList<FeelValue> items, Func<Scope, FeelValue> filter, Scope scope, int position)
    {
        // A number may be computed without the items; anything else is asked of each item.
        var alone = filter(items.Count > 0 ? Of(scope, items[0]) : scope);
        if (alone is FeelNumber index)
        {
            var at = index.Value < 0 ? items.Count + index.Value : index.Value - 1;
            return at >= 0 && at < items.Count && decimal.Truncate(at) == at
                ? items[(int)at]
                : FeelValue.Error($"no item {FeelText.Number(index.Value)} in a list of {items.Count}", position);
        }

        if (items.Count == 0)
        {
            return new FeelList([]);
        }

        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
        {
            var answer = i == 0 ? alone : filter(Of(scope, items[i]));
            if (answer is not (FeelBoolean or FeelNull))
            {
                return FeelValue.Error($"a filter is a boolean for each item, not {answer.Kind}", position);
            }

            if (answer.IsUnknown)
            {
                return answer;
            }

            if (answer.IsTrue)
            {
                kept.Add(items[i]);
            }
        }

        return new FeelList(kept);
    }

    private static Scope Of(Scope scope, FeelValue item)
    {
        var inner = scope.With("item", item);
        return item is FeelContext context ? inner.With(context) : inner;
    }
}

/// <summary><c>f(a, b)</c> or <c>f(x: a, y: b)</c></summary>
internal sealed class CallNode(int position, Node function, IReadOnlyList<string>? names, IReadOnlyList<Node> arguments) : Node(position)
{
    public Node Function { get; } = function;

    public override IEnumerable<Node> Parts => [Function, .. arguments];

    protected override FeelValue Answer(Scope scope)
    {
        var called = Function.Eval(scope);
        if (called is not FeelFunction target)
        {
            return Because("what is called is not a function", called);
        }

        var values = new FeelValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Eval(scope);
        }

        var answer = names is null
            ? target.Invoke(values, scope.Run)
            : target.InvokeNamed([.. names.Zip(values, (n, v) => new KeyValuePair<string, FeelValue>(n, v))], scope.Run);
        return answer is FeelNull { Problem: { Position: < 0 } problem } && Function is NameNode { Name: var name }
            ? Error($"{name}: {problem.Reason}")
            : answer;
    }
}
