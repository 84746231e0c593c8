using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Tables;

/// <summary>
/// Tells whether a cell's answer changes only at known constants of its own column, and gives those constants. Between two of them
/// the answer is the same everywhere, so that one representative speaks for all.
/// </summary>
internal sealed class Piecewise
{
    private static readonly string[] PureFunctions = ["date", "duration", "years and months duration", "number", "abs", "not"];

    private readonly FactType type;

    private Piecewise(FactType type) => this.type = type;

    /// <summary>The constants at which the answer may change.</summary>
    public List<FeelValue> Constants { get; } = [];

    /// <summary>Why the cell cannot be cut; null where it can.</summary>
    public string? Obstacle { get; private set; }

    public static Piecewise Of(UnaryTests tests, FactType type)
    {
        var found = new Piecewise(type);
        if (type == FactType.Other && !tests.IsAny)
        {
            found.Obstacle = "the column holds values which are not cut";
            return found;
        }

        foreach (var test in tests.Tests)
        {
            found.Look(test, alone: true);
        }

        return found;
    }

    private void Look(Node node, bool alone)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Obstacle = "it is nested too deeply";
            return;
        }

        if (IsConstant(node))
        {
            // Alone, a constant is compared with the input; within a condition it is only a truth value.
            if (alone)
            {
                Gather(node, ordered: node is RangeNode or ComparisonRangeNode { Sign: not ("=" or "!=") });
            }

            return;
        }

        switch (node)
        {
            case JunctionNode:
            case CallNode { Function: NameNode { Name: "not" } }:
                foreach (var part in node is CallNode ? node.Parts.Skip(1) : node.Parts)
                {
                    Look(part, alone: false);
                }

                break;
            case NameNode { Name: "?" } when type == FactType.Boolean:
                break;
            case ComparisonNode or BetweenNode or InNode:
                var operands = node.Parts.ToList();
                if (operands.Count(IsInput) != 1 || !operands.TrueForAll(o => IsInput(o) || IsConstant(o)) || (node is InNode && !IsInput(operands[0])))
                {
                    Obstacle ??= "it compares with something other than constants";
                    break;
                }

                foreach (var operand in operands.Where(o => !IsInput(o)))
                {
                    Gather(operand, ordered: node is BetweenNode or ComparisonNode { Sign: not ("=" or "!=") }
                        || operand is RangeNode or ComparisonRangeNode { Sign: not ("=" or "!=") });
                }

                break;
            default:
                Obstacle ??= node.Contains(n => n is NameNode { Name: not "?" } name && !PureFunctions.Contains(name.Name))
                    ? "it depends on another fact or function"
                    : "it computes with the fact";
                break;
        }
    }

    private static bool IsInput(Node node) => node is NameNode { Name: "?" };

    private static bool IsConstant(Node node) => System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack() && node switch
    {
        NameNode => false,
        CallNode { Function: NameNode name } => PureFunctions.Contains(name.Name) && node.Parts.Skip(1).All(IsConstant),
        Literal or ListNode or RangeNode or ComparisonRangeNode or NegationNode or ArithmeticNode => node.Parts.All(IsConstant),
        _ => false,
    };

    private void Gather(Node node, bool ordered)
    {
        if (node is ListNode list)
        {
            foreach (var item in list.Items)
            {
                Gather(item, item is RangeNode or ComparisonRangeNode { Sign: not ("=" or "!=") });
            }

            return;
        }

        var value = Evaluation.Run(FeelSettings.Default, run => node.Eval(Scope.Of(FeelContext.Empty, run)));
        if (value is FeelNull { Problem: { } problem })
        {
            Obstacle ??= problem.ToString();
        }
        else if (value is FeelRange range)
        {
            Add(range.Start, ordered);
            Add(range.End, ordered);
        }
        else
        {
            Add(value, ordered);
        }
    }

    private void Add(FeelValue value, bool ordered)
    {
        if (value.IsNull)
        {
            return;
        }

        if (!Axis.IsOf(value, type))
        {
            Obstacle ??= $"it compares the {type} of the column with {value}";
        }
        else if (type == FactType.Text && ordered)
        {
            Obstacle ??= "it asks for the order of strings";
        }
        else
        {
            Constants.Add(value);
        }
    }
}
