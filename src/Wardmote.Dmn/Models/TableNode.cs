using Wardmote.Dmn.Builtins;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Models;

/// <summary>A boxed decision table with its hit policy.</summary>
internal sealed class TableNode(
    string policy, string? aggregation, IReadOnlyList<BoxedInput> inputs, IReadOnlyList<BoxedOutput> outputs, IReadOnlyList<BoxedRule> rules) : Node(0)
{
    public override IEnumerable<Node> Parts => [.. inputs.Select(i => i.Expression), .. rules.SelectMany(r => r.Results)];

    protected override FeelValue Answer(Scope scope)
    {
        var values = new FeelValue[inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = inputs[i].Expression.Eval(scope);
            values[i] = inputs[i].Type.Coerce(value);
            if (values[i].IsError && !value.IsNull)
            {
                return Error($"the input \"{inputs[i].Text}\": {((FeelNull)values[i]).Problem!.Reason}");
            }

            if (inputs[i].Values is { } allowed && !values[i].IsNull && allowed.Holds(values[i], scope) is { IsTrue: false })
            {
                return Error($"the input \"{inputs[i].Text}\" may not be {values[i].Brief}");
            }
        }

        var hits = new List<int>();
        for (var row = 0; row < rules.Count; row++)
        {
            scope.Run.Take();
            var fires = Fires(rules[row], values, scope);
            if (fires.IsUnknown)
            {
                // Which rows apply is not established, so neither is what follows from them.
                return fires;
            }

            if (fires.IsTrue)
            {
                hits.Add(row);
                if (policy == "FIRST")
                {
                    break;
                }
            }
        }

        return hits.Count == 0 ? Fallback(scope) : Decide(hits, scope);
    }

    /// <summary>True, false, or unknown where that hangs on a fact not established.</summary>
    private static FeelValue Fires(BoxedRule rule, FeelValue[] values, Scope scope)
    {
        var fires = FeelValue.True;
        for (var i = 0; i < values.Length; i++)
        {
            var passes = rule.Tests[i].Holds(values[i], scope);
            if (!passes.IsTrue && !passes.IsUnknown)
            {
                return FeelValue.False;
            }

            fires = passes.IsUnknown ? passes : fires;
        }

        return fires;
    }

    private FeelValue Decide(List<int> hits, Scope scope)
    {
        switch (policy)
        {
            case "UNIQUE":
                return hits.Count == 1 ? Result(hits[0], scope) : Error($"rows {string.Join(", ", hits.Select(h => h + 1))} all apply, and only one may");
            case "FIRST":
                return Result(hits[0], scope);
            case "ANY":
                var results = hits.Select(h => Result(h, scope)).ToList();
                return results.TrueForAll(r => r.Equals(results[0])) ? results[0] : Error($"rows {string.Join(", ", hits.Select(h => h + 1))} apply with different results");
            case "PRIORITY":
                return ByPriority(hits, scope)[0];
            case "RULE ORDER":
                return new FeelList([.. hits.Select(h => Result(h, scope))]);
            case "OUTPUT ORDER":
                return new FeelList(ByPriority(hits, scope));
            case "COLLECT":
                return Collected([.. hits.Select(h => Result(h, scope))], scope);
            default:
                return Error($"no such hit policy: {policy}");
        }
    }

    private FeelValue Collected(FeelValue[] results, Scope scope)
    {
        var function = aggregation switch { "SUM" => "sum", "MIN" => "min", "MAX" => "max", "COUNT" => "count", _ => null };
        if (function is null)
        {
            return new FeelList(results);
        }

        if (outputs.Count == 1)
        {
            return ((FeelFunction)BuiltinTable.Find(function)!).Invoke([new FeelList(results)], scope.Run);
        }

        // Several result columns are each aggregated by themselves.
        return new FeelContext(outputs.Select(o => new KeyValuePair<string, FeelValue>(
            o.Name,
            ((FeelFunction)BuiltinTable.Find(function)!).Invoke([new FeelList([.. results.Cast<FeelContext>().Select(r => r[o.Name])])], scope.Run))));
    }

    private FeelValue Result(int row, Scope scope)
    {
        var cells = rules[row].Results;
        if (outputs.Count == 1)
        {
            return outputs[0].Type.Coerce(cells[0].Eval(scope));
        }

        return new FeelContext(outputs.Select((o, i) => new KeyValuePair<string, FeelValue>(o.Name, o.Type.Coerce(cells[i].Eval(scope)))));
    }

    private FeelValue Fallback(Scope scope)
    {
        if (outputs.All(o => o.Default is null))
        {
            return policy is "COLLECT" or "RULE ORDER" or "OUTPUT ORDER" && aggregation is null
                ? new FeelList([])
                : aggregation == "COUNT" ? FeelValue.From(0) : Error("no row applies");
        }

        var fallback = outputs.Count == 1
            ? outputs[0].Default!.Eval(scope)
            : new FeelContext(outputs.Select(o => new KeyValuePair<string, FeelValue>(o.Name, o.Default?.Eval(scope) ?? FeelValue.Null)));
        return policy is "COLLECT" or "RULE ORDER" or "OUTPUT ORDER" && aggregation is null ? new FeelList([fallback]) : fallback;
    }

    /// <summary>The results in the order of the values their columns list, the leftmost column first.</summary>
    private FeelValue[] ByPriority(List<int> hits, Scope scope)
    {
        var ranked = hits.Select(h => (Result: Result(h, scope), Row: h)).Select(r => (r.Result, Ranks: Ranks(r.Result, scope))).ToList();
        var sorted = ranked.OrderBy(r => 0);
        for (var i = 0; i < outputs.Count; i++)
        {
            var column = i;
            sorted = sorted.ThenBy(r => r.Ranks[column]);
        }

        return [.. sorted.Select(r => r.Result)];
    }

    private int[] Ranks(FeelValue result, Scope scope) =>
    [
        .. outputs.Select(output =>
        {
            var value = outputs.Count == 1 ? result : ((FeelContext)result)[output.Name];
            var tests = output.Values?.Tests ?? [];
            for (var rank = 0; rank < tests.Count; rank++)
            {
                if (InNode.Fits(value, tests[rank].Eval(scope)) == true)
                {
                    return rank;
                }
            }

            return int.MaxValue;
        }),
    ];
}
