namespace Wardmote.Dmn.Builtins;

/// <summary>One way to call a built-in function, written as <c>substring(string: string, start position: number, length: number?)</c>.</summary>
/// <remarks>
/// After a type, <c>?</c> means the argument may be left out or be null, <c>...</c> that any number may follow.
/// </remarks>
internal sealed class Signature
{
    private readonly Func<Arguments, FeelValue> body;

    public Signature(string written, Func<Arguments, FeelValue> body)
    {
        this.body = body;
        var open = written.IndexOf('(', StringComparison.Ordinal);
        Name = written[..open];
        Parameters = [.. written[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parameter.Read)];
        IsOpenEnded = Parameters.Count > 0 && Parameters[^1].Repeats;
    }

    public string Name { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public bool IsOpenEnded { get; }

    /// <summary>The arguments as this signature takes them; null with a reason where it does not.</summary>
    public FeelValue?[]? Fit(IReadOnlyList<FeelValue?> given, out string reason)
    {
        reason = $"takes ({string.Join(", ", Parameters)})";
        if (IsOpenEnded ? given.Count < Parameters.Count : given.Count > Parameters.Count)
        {
            return null;
        }

        var fitted = new FeelValue?[Math.Max(given.Count, Parameters.Count)];
        for (var i = 0; i < fitted.Length; i++)
        {
            var parameter = Parameters[Math.Min(i, Parameters.Count - 1)];
            var value = i < given.Count ? given[i] : null;
            if (value is null)
            {
                if (!parameter.Optional)
                {
                    return null;
                }

                continue;
            }

            if (!parameter.Take(value, out fitted[i]))
            {
                reason = $"{parameter.Name} is not a {parameter.Type}: {value.Brief}";
                return null;
            }
        }

        return fitted;
    }

    public FeelValue Call(FeelValue?[] fitted, Evaluation run) => body(new Arguments(fitted, run));
}

/// <summary>A parameter of a signature.</summary>
internal sealed record Parameter(string Name, string Type, bool Optional, bool Repeats)
{
    public static Parameter Read(string written)
    {
        var (name, type) = (written[..written.IndexOf(':', StringComparison.Ordinal)], written[(written.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        return new Parameter(name, type.TrimEnd('?', '.'), type.EndsWith('?'), type.EndsWith("...", StringComparison.Ordinal));
    }

    public bool Take(FeelValue value, out FeelValue? taken)
    {
        taken = value;
        if (Fits(value) || (Optional && value is FeelNull { Problem: null }))
        {
            return true;
        }

        if (value is FeelList { Items: [var only] } && Type != "list" && Fits(only))
        {
            taken = only;
            return true;
        }

        if (Type == "list" && !value.IsNull)
        {
            taken = new FeelList([value]);
            return true;
        }

        return false;
    }

    public override string ToString() => $"{Name}: {Type}{(Optional ? "?" : "")}{(Repeats ? "..." : "")}";

    private bool Fits(FeelValue value) => Type switch
    {
        "any" => true,
        "number" => value is FeelNumber,
        "string" => value is FeelString,
        "boolean" => value is FeelBoolean,
        "list" => value is FeelList,
        "context" => value is FeelContext,
        "date" => value is FeelDate,
        "time" => value is FeelTime,
        "datetime" => value is FeelDateTime,
        "day" => value is FeelDate or FeelDateTime,
        "moment" => value is FeelDate or FeelDateTime or FeelTime,
        "dayduration" => value is FeelDayDuration,
        "monthduration" => value is FeelMonthDuration,
        "duration" => value is FeelDayDuration or FeelMonthDuration,
        "range" => value is FeelRange,
        "point" => !value.IsNull && value is not (FeelRange or FeelList or FeelContext or FeelFunction or FeelBoolean),
        "function" => value is FeelFunction,
        _ => throw new InvalidOperationException($"no such parameter type: {Type}"),
    };
}

/// <summary>The arguments of one call, already of the types the signature asks for.</summary>
internal readonly struct Arguments(FeelValue?[] values, Evaluation run)
{
    public Evaluation Run { get; } = run;

    public int Count => values.Length;

    public FeelValue this[int i] => i < values.Length ? values[i] ?? FeelValue.Null : FeelValue.Null;

    /// <summary>All arguments: those of an open-ended signature.</summary>
    public FeelValue[] All => [.. values.Select(v => v ?? FeelValue.Null)];

    public bool Has(int i) => !this[i].IsNull;

    public decimal Number(int i) => ((FeelNumber)this[i]).Value;

    /// <summary>A string argument, charged to the budget.</summary>
    public string String(int i)
    {
        var text = ((FeelString)this[i]).Value;
        Run.Take(text.Length / 64);
        return text;
    }

    public bool Boolean(int i) => ((FeelBoolean)this[i]).Value;

    public FeelContext Context(int i) => (FeelContext)this[i];

    public FeelRange Range(int i) => (FeelRange)this[i];

    public FeelFunction Function(int i) => (FeelFunction)this[i];

    /// <summary>The items of a list argument, charged to the budget.</summary>
    public IReadOnlyList<FeelValue> List(int i)
    {
        var items = ((FeelList)this[i]).Items;
        Run.Take(items.Count);
        return items;
    }
}

/// <summary>A built-in function with all the ways to call it; the first that fits is taken.</summary>
internal sealed class Builtin(string name, IReadOnlyList<Signature> signatures) : FeelFunction
{
    public string Name => name;

    public override IReadOnlyList<string> ParameterNames => [.. signatures[0].Parameters.Select(p => p.Name)];

    public override IReadOnlyList<FeelType> ParameterTypes =>
        [.. signatures[0].Parameters.Select(p => FeelType.OfName(p.Type) ?? FeelType.Any)];

    internal override FeelValue Invoke(IReadOnlyList<FeelValue> arguments, Evaluation run)
    {
        run.Take();
        var reason = "";
        foreach (var signature in signatures)
        {
            if (signature.Fit(arguments, out reason) is { } fitted)
            {
                return Call(signature, fitted, run);
            }
        }

        return Cause(arguments) ?? Error(reason);
    }

    internal override FeelValue InvokeNamed(IReadOnlyList<KeyValuePair<string, FeelValue>> arguments, Evaluation run)
    {
        run.Take();
        var reason = $"has no parameters ({string.Join(", ", arguments.Select(a => a.Key))})";
        foreach (var signature in signatures)
        {
            var names = signature.Parameters.Select(p => p.Name).ToList();
            var values = new FeelValue?[names.Count];
            var places = arguments.Select(a => names.IndexOf(a.Key)).ToList();
            if (places.Contains(-1) || places.Distinct().Count() != places.Count)
            {
                continue;
            }

            for (var i = 0; i < places.Count; i++)
            {
                values[places[i]] = arguments[i].Value;
            }

            if (signature.Fit(values, out reason) is { } fitted)
            {
                return Call(signature, fitted, run);
            }
        }

        return Cause(arguments.Select(a => a.Value)) ?? Error(reason);
    }

    private static FeelValue Call(Signature signature, FeelValue?[] fitted, Evaluation run)
    {
        try
        {
            return signature.Call(fitted, run);
        }
        catch (ArithmeticException)
        {
            return Error("the answer has more than 28 digits");
        }
    }

    /// <summary>An argument that was an error, or is not established, is the cause of a call that did not fit.</summary>
    private static FeelValue? Cause(IEnumerable<FeelValue> arguments)
    {
        var list = arguments.ToList();
        return list.Find(a => a.IsError) ?? list.Find(a => a.IsUnknown);
    }
}
