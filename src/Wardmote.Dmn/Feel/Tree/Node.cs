namespace Wardmote.Dmn.Tree;

/// <summary>A part of an expression, which knows where in the text it stands.</summary>
internal abstract class Node(int position)
{
    public int Position { get; } = position;

    /// <summary>The parts this one is made of.</summary>
    public virtual IEnumerable<Node> Parts => [];

    public FeelValue Eval(Scope scope)
    {
        var run = scope.Run;
        run.Take();
        run.Enter();
        var value = Answer(scope);
        run.Leave();
        return value is FeelNull { Problem.Position: < 0 } error ? FeelValue.Error(error.Problem.Reason, Position) : value;
    }

    /// <summary>Whether this part, or one within it, is of the given sort.</summary>
    public bool Contains(Func<Node, bool> wanted)
    {
        // A long sum is a deep tree: no recursion here.
        var left = new Stack<Node>([this]);
        while (left.TryPop(out var node))
        {
            if (wanted(node))
            {
                return true;
            }

            foreach (var part in node.Parts)
            {
                left.Push(part);
            }
        }

        return false;
    }

    protected abstract FeelValue Answer(Scope scope);

    protected FeelValue Error(string reason) => FeelValue.Error(reason, Position);

    /// <summary>The null to answer where an operand was not as needed: the operand's own error first, so that the first cause is told.</summary>
    protected FeelValue Because(string reason, params ReadOnlySpan<FeelValue> operands)
    {
        foreach (var operand in operands)
        {
            if (operand.IsError)
            {
                return operand;
            }
        }

        foreach (var operand in operands)
        {
            if (operand.IsUnknown)
            {
                return operand;
            }
        }

        return Error(reason);
    }
}

/// <summary>A value written down.</summary>
internal sealed class Literal(int position, FeelValue value) : Node(position)
{
    public FeelValue Value { get; } = value;

    protected override FeelValue Answer(Scope scope) => Value;
}

/// <summary>A name.</summary>
internal sealed class NameNode(int position, string name) : Node(position)
{
    public string Name { get; } = name;

    protected override FeelValue Answer(Scope scope) => scope.Find(Name) ?? Error($"nobody knows \"{Name}\"");
}

/// <summary><c>[a, b]</c></summary>
internal sealed class ListNode(int position, IReadOnlyList<Node> items) : Node(position)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override IEnumerable<Node> Parts => Items;

    protected override FeelValue Answer(Scope scope)
    {
        var values = new FeelValue[Items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Eval(scope);
        }

        return new FeelList(values);
    }
}

/// <summary><c>{a: 1, b: a + 1}</c></summary>
internal sealed class ContextNode(int position, IReadOnlyList<KeyValuePair<string, Node>> entries) : Node(position)
{
    public override IEnumerable<Node> Parts => entries.Select(e => e.Value);

    protected override FeelValue Answer(Scope scope)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var values = new List<KeyValuePair<string, FeelValue>>(entries.Count);
        foreach (var (name, node) in entries)
        {
            if (!seen.Add(name))
            {
                return Error($"two entries are called \"{name}\"");
            }

            var value = node.Eval(scope);
            value = value is Closure { Self: null } function ? function.Called(name) : value;
            values.Add(new(name, value));
            scope = scope.With(name, value);
        }

        return new FeelContext(values);
    }
}

/// <summary><c>[a..b)</c></summary>
internal sealed class RangeNode(int position, Node start, bool startIncluded, Node end, bool endIncluded) : Node(position)
{
    public Node Start { get; } = start;

    public bool StartIncluded { get; } = startIncluded;

    public Node End { get; } = end;

    public bool EndIncluded { get; } = endIncluded;

    public override IEnumerable<Node> Parts => [Start, End];

    protected override FeelValue Answer(Scope scope)
    {
        var (from, to) = (Start.Eval(scope), End.Eval(scope));
        if (from.IsError || to.IsError || from.IsUnknown || to.IsUnknown)
        {
            return Because("", from, to);
        }

        if (!from.IsNull && !to.IsNull && Comparison.Order(from, to) is null)
        {
            return Error($"{from.Brief} and {to.Brief} cannot be the ends of one range");
        }

        if (Comparison.Order(from, to) > 0)
        {
            return Error($"the range from {from.Brief} to {to.Brief} ends before it begins");
        }

        return new FeelRange(from, StartIncluded, to, EndIncluded);
    }
}

/// <summary><c>&lt; 5</c> standing alone: a range with one end (or none).</summary>
internal sealed class ComparisonRangeNode(int position, string sign, Node bound) : Node(position)
{
    public string Sign { get; } = sign;

    public Node Bound { get; } = bound;

    public override IEnumerable<Node> Parts => [Bound];

    protected override FeelValue Answer(Scope scope)
    {
        var value = Bound.Eval(scope);
        if (value.IsError || value.IsUnknown)
        {
            return value;
        }

        return Sign switch
        {
            "<" => new FeelRange(FeelValue.Null, false, value, false) { IsComparison = true },
            "<=" => new FeelRange(FeelValue.Null, false, value, true) { IsComparison = true },
            ">" => new FeelRange(value, false, FeelValue.Null, false) { IsComparison = true },
            ">=" => new FeelRange(value, true, FeelValue.Null, false) { IsComparison = true },
            "!=" => new FeelRange(value, false, value, false) { IsComparison = true, IsComplement = true },
            _ => new FeelRange(value, true, value, true) { IsComparison = true },
        };
    }
}

/// <summary><c>if a then b else c</c></summary>
internal sealed class IfNode(int position, Node test, Node then, Node otherwise) : Node(position)
{
    public override IEnumerable<Node> Parts => [test, then, otherwise];

    protected override FeelValue Answer(Scope scope) => test.Eval(scope) switch
    {
        FeelBoolean { Value: true } => then.Eval(scope),
        // An unknown condition must not quietly take the else branch.
        FeelNull { NotEstablished: true } unknown => unknown,
        { IsNull: false } strange and not FeelBoolean => Error($"the condition is {strange.Kind}, not a boolean"),
        _ => otherwise.Eval(scope),
    };
}

/// <summary><c>function(a: number) a + 1</c></summary>
internal sealed class FunctionNode(int position, IReadOnlyList<string> names, IReadOnlyList<FeelType> types, Node? body) : Node(position)
{
    public override IEnumerable<Node> Parts => body is null ? [] : [body];

    protected override FeelValue Answer(Scope scope) =>
        new Closure(names, types, FeelType.Any, inner => body is null ? Error("functions of other languages are not called") : body.Eval(inner), scope);
}

/// <summary><c>x instance of type</c></summary>
internal sealed class InstanceNode(int position, Node operand, FeelType? type, string typeText) : Node(position)
{
    public override IEnumerable<Node> Parts => [operand];

    protected override FeelValue Answer(Scope scope)
    {
        var value = operand.Eval(scope);
        return type is null ? Error($"nobody knows the type \"{typeText}\"") : value.IsUnknown ? value : FeelValue.From(type.HasInstance(value));
    }
}
