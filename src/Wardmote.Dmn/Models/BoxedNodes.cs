using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Models;

/// <summary>A part that could not be read: it answers with the reason.</summary>
internal sealed class RefusalNode(string reason) : Node(0)
{
    protected override FeelValue Answer(Scope scope) => Error(reason);
}

/// <summary>An expression whose type is declared.</summary>
internal sealed class TypedNode(Node inner, FeelType type) : Node(0)
{
    public override IEnumerable<Node> Parts => [inner];

    protected override FeelValue Answer(Scope scope) => type.Coerce(inner.Eval(scope));
}

/// <summary>An entry of a boxed context; the one without a name is the result.</summary>
internal sealed record BoxedEntry(string? Name, FeelType Type, Node Logic);

/// <summary>A boxed context.</summary>
internal sealed class BoxedContextNode(IReadOnlyList<BoxedEntry> entries) : Node(0)
{
    public override IEnumerable<Node> Parts => entries.Select(e => e.Logic);

    protected override FeelValue Answer(Scope scope)
    {
        var values = new List<KeyValuePair<string, FeelValue>>();
        foreach (var entry in entries)
        {
            var value = entry.Type.Coerce(entry.Logic.Eval(scope));
            if (entry.Name is null)
            {
                return value;
            }

            if (values.Exists(v => v.Key == entry.Name))
            {
                return Error($"two entries are called \"{entry.Name}\"");
            }

            value = value is Closure { Self: null } function ? function.Called(entry.Name) : value;
            values.Add(new(entry.Name, value));
            scope = scope.With(entry.Name, value);
        }

        return new FeelContext(values);
    }
}

/// <summary>A boxed filter.</summary>
internal sealed class BoxedFilterNode(Node source, Node match) : Node(0)
{
    public override IEnumerable<Node> Parts => [source, match];

    protected override FeelValue Answer(Scope scope)
    {
        var value = source.Eval(scope);
        if (value.IsError || value.IsUnknown)
        {
            return value;
        }

        return FilterNode.Filter(value is FeelList list ? list.Items : value.IsNull ? [] : [value], match.Eval, scope, Position);
    }
}
