namespace Wardmote.Dmn;

/// <summary>A function: built in, written in FEEL, or a node of a model.</summary>
public abstract class FeelFunction : FeelValue
{
    /// <inheritdoc/>
    public override FeelKind Kind => FeelKind.Function;

    /// <summary>The names of the parameters, in order.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The types of the parameters, in order; Any where they were not given.</summary>
    public virtual IReadOnlyList<FeelType> ParameterTypes => [.. ParameterNames.Select(_ => FeelType.Any)];

    /// <summary>The type of the answer; Any where it was not given.</summary>
    public virtual FeelType ResultType => FeelType.Any;

    internal abstract FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Evaluation run);

    /// <summary>Arguments by name; a name that is no parameter is an error.</summary>
    internal virtual FeelValue InvokeNamed(IReadOnlyList<KeyValuePair<string, FeelValue>> arguments, Evaluation run)
    {
        var names = ParameterNames;
        var values = new FeelValue?[names.Count];
        foreach (var (name, value) in arguments)
        {
            var at = -1;
            for (var i = 0; i < names.Count; i++)
            {
                at = names[i] == name ? i : at;
            }

            if (at < 0)
            {
                return Error($"no parameter \"{name}\"");
            }

            values[at] = value;
        }

        return Array.IndexOf(values, null) is >= 0 and var missing
            ? Error($"parameter \"{names[missing]}\" was not given")
            : Invoke(values!, run);
    }
}

/// <summary>A function whose body is a FEEL expression or a boxed one.</summary>
internal sealed class Closure(
    IReadOnlyList<string> names, IReadOnlyList<FeelType> types, FeelType result, Func<Scope, FeelValue> body, Scope home) : FeelFunction
{
    public override IReadOnlyList<string> ParameterNames => names;

    public override IReadOnlyList<FeelType> ParameterTypes => types;

    public override FeelType ResultType => result;

    /// <summary>The name by which the body may call the function itself.</summary>
    public string? Self { get; init; }

    public Closure Called(string name) => new(names, types, result, body, home) { Self = name };

    internal override FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Evaluation run)
    {
        if (arguments.Count != names.Count)
        {
            return Error($"takes {names.Count} arguments, was given {arguments.Count}");
        }

        var scope = home.Under(run);
        scope = Self is null ? scope : scope.With(Self, this);
        for (var i = 0; i < names.Count; i++)
        {
            var value = types[i].Coerce(arguments[i]);
            if (value.IsError && !arguments[i].IsNull)
            {
                return Error($"argument \"{names[i]}\" is not a {types[i]}");
            }

            scope = scope.With(names[i], value);
        }

        return result.Coerce(body(scope));
    }
}
