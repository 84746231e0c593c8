namespace Wardmote.Dmn.Models;

/// <summary>One evaluation of a requirement graph: each decision is decided once.</summary>
internal sealed class ModelRun(FeelContext inputs, Evaluation run, IReadOnlyDictionary<ModelElement, FeelValue>? given)
{
    private readonly Dictionary<ModelElement, FeelValue> values = given is null ? [] : new(given);
    private readonly HashSet<ModelElement> open = [];

    public FeelValue ValueOf(ModelElement element)
    {
        if (values.TryGetValue(element, out var value))
        {
            return value;
        }

        if (!open.Add(element))
        {
            return FeelValue.Error($"\"{element.Name}\" depends on itself");
        }

        run.Enter();
        value = element.Kind switch
        {
            ElementKind.Input => Input(element),
            ElementKind.Decision => Decide(element),
            ElementKind.Knowledge => Function(element),
            _ => new ServiceFunction(element),
        };
        run.Leave();
        open.Remove(element);
        return values[element] = value;
    }

    private FeelValue Input(ModelElement element)
    {
        return inputs.TryGet(element.Name, out var value)
            ? Named(element, value)
            : FeelValue.Error($"the input \"{element.Name}\" was not given");
    }

    private FeelValue Decide(ModelElement element)
    {
        return element.Logic is null
            ? FeelValue.Error($"the decision \"{element.Name}\" has no logic")
            : Named(element, element.Logic.Eval(ScopeOf(element)));
    }

    private Closure Function(ModelElement element) => new(
        [.. element.Parameters.Select(p => p.Key)],
        [.. element.Parameters.Select(p => p.Value)],
        // The variable of a knowledge model may name the type of the function or of its answer.
        element.Type.Kind == FeelKind.Function ? element.Type.Result ?? FeelType.Any : element.Type,
        scope => element.Logic is null ? FeelValue.Error($"\"{element.Name}\" has no logic") : element.Logic.Eval(scope),
        ScopeOf(element))
    { Self = element.Name };

    /// <summary>What an element sees: what it requires, and nothing else.</summary>
    private Scope ScopeOf(ModelElement element)
    {
        var seen = FeelContext.Empty;
        foreach (var requirement in element.Requirements)
        {
            if (requirement.Element == element)
            {
                continue;
            }

            var value = ValueOf(requirement.Element);
            seen = requirement.Import is null
                ? seen.With(requirement.Element.Name, value)
                : seen.With(requirement.Import, (seen.TryGet(requirement.Import, out var model) ? (FeelContext)model : FeelContext.Empty).With(requirement.Element.Name, value));
        }

        return Scope.Of(seen, run);
    }

    private static FeelValue Named(ModelElement element, FeelValue value)
    {
        var typed = element.Type.Coerce(value);
        return typed is FeelNull { Problem: { } problem } && !problem.Reason.StartsWith('"')
            ? FeelValue.Error($"\"{element.Name}\": {problem.Reason}", problem.Position)
            : typed;
    }
}

/// <summary>A decision service as a function of its inputs; its decisions see nothing but them.</summary>
internal sealed class ServiceFunction(ModelElement element) : FeelFunction
{
    public override IReadOnlyList<string> ParameterNames => [.. element.Taken.Select(t => t.Element.Name)];

    public override IReadOnlyList<FeelType> ParameterTypes => [.. element.Taken.Select(t => t.Element.Type)];

    public override FeelType ResultType => element.Type;

    internal override FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Evaluation run)
    {
        if (arguments.Count != element.Taken.Count)
        {
            return Error($"takes {element.Taken.Count} arguments, was given {arguments.Count}");
        }

        var given = new Dictionary<ModelElement, FeelValue>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = element.Taken[i].Element.Type.Coerce(arguments[i]);
            if (value.IsError && !arguments[i].IsNull)
            {
                return Error($"argument \"{ParameterNames[i]}\": {((FeelNull)value).Problem!.Reason}");
            }

            given[element.Taken[i].Element] = value;
        }

        run.Enter();
        var inside = new ModelRun(FeelContext.Empty, run, given);
        var answers = element.Outputs.Select(o => new KeyValuePair<string, FeelValue>(o.Element.Name, inside.ValueOf(o.Element))).ToList();
        run.Leave();
        return element.Type.Coerce(answers.Count == 1 ? answers[0].Value : new FeelContext(answers));
    }
}
