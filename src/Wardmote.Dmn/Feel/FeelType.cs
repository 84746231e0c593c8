namespace Wardmote.Dmn;

/// <summary>A type of the FEEL lattice, or one a model defines on top of it.</summary>
public sealed class FeelType
{
    private FeelType(string name, FeelKind? kind = null) => (Name, Kind) = (name, kind);

    /// <summary>Every value, null among them.</summary>
    public static FeelType Any { get; } = new("Any");

    /// <summary>Only null.</summary>
    public static FeelType Null { get; } = new("Null", FeelKind.Null);

    /// <summary>Numbers.</summary>
    public static FeelType Number { get; } = new("number", FeelKind.Number);

    /// <summary>Strings.</summary>
    public static FeelType String { get; } = new("string", FeelKind.String);

    /// <summary>Booleans.</summary>
    public static FeelType Boolean { get; } = new("boolean", FeelKind.Boolean);

    /// <summary>Dates.</summary>
    public static FeelType Date { get; } = new("date", FeelKind.Date);

    /// <summary>Times.</summary>
    public static FeelType Time { get; } = new("time", FeelKind.Time);

    /// <summary>Dates with times.</summary>
    public static FeelType DateTime { get; } = new("date and time", FeelKind.DateTime);

    /// <summary>Days and time durations.</summary>
    public static FeelType DayDuration { get; } = new("days and time duration", FeelKind.DayDuration);

    /// <summary>Years and months durations.</summary>
    public static FeelType MonthDuration { get; } = new("years and months duration", FeelKind.MonthDuration);

    /// <summary>The name a reader knows it by.</summary>
    public string Name { get; }

    /// <summary>The sort of value; null for Any.</summary>
    public FeelKind? Kind { get; }

    /// <summary>The type of the items of a list, or of the ends of a range.</summary>
    public FeelType? Element { get; private init; }

    /// <summary>The entries of a context; null where any entries will do.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelType>>? Fields { get; private init; }

    /// <summary>The parameters of a function; null where any function will do.</summary>
    public IReadOnlyList<FeelType>? Parameters { get; private init; }

    /// <summary>The answer of a function.</summary>
    public FeelType? Result { get; private init; }

    /// <summary>Tests a value must also pass (allowed values).</summary>
    public UnaryTests? Allowed { get; private init; }

    /// <summary>A list of the given items.</summary>
    public static FeelType ListOf(FeelType element) => new($"list<{element.Name}>", FeelKind.List) { Element = element };

    /// <summary>A range with ends of the given type.</summary>
    public static FeelType RangeOf(FeelType element) => new($"range<{element.Name}>", FeelKind.Range) { Element = element };

    /// <summary>A context with at least the given entries.</summary>
    public static FeelType ContextOf(IReadOnlyList<KeyValuePair<string, FeelType>>? fields) => new("context", FeelKind.Context) { Fields = fields };

    /// <summary>A function of the given parameters and answer.</summary>
    public static FeelType FunctionOf(IReadOnlyList<FeelType>? parameters, FeelType? result) =>
        new("function", FeelKind.Function) { Parameters = parameters, Result = result };

    /// <summary>The same type under a name of its own, with tests the values must pass.</summary>
    public FeelType Named(string name, UnaryTests? allowed = null) => new(name, Kind)
    {
        Element = Element,
        Fields = Fields,
        Parameters = Parameters,
        Result = Result,
        Allowed = allowed ?? Allowed,
    };

    /// <summary>The type of a FEEL name (<c>number</c>, <c>date and time</c>); null where FEEL has no such type.</summary>
    public static FeelType? OfName(string name) => name switch
    {
        "Any" => Any,
        "Null" => Null,
        "number" => Number,
        "string" => String,
        "boolean" => Boolean,
        "date" => Date,
        "time" => Time,
        "date and time" or "dateTime" => DateTime,
        "days and time duration" or "dayTimeDuration" => DayDuration,
        "years and months duration" or "yearMonthDuration" => MonthDuration,
        "list" => ListOf(Any),
        "context" => ContextOf(null),
        "function" => FunctionOf(null, null),
        "range" => RangeOf(Any),
        _ => null,
    };

    /// <summary>FEEL's <c>instance of</c>: like <see cref="Includes"/> without allowed values, and functions must say their types.</summary>
    public bool HasInstance(FeelValue value) => Includes(value, strict: true);

    /// <summary>Whether a value is of this type and among its allowed values; null is only of the types Null and Any.</summary>
    public bool Includes(FeelValue value) => Includes(value, strict: false);

    private bool Includes(FeelValue value, bool strict)
    {
        var run = Evaluation.Step();
        var included = IncludesWithin(value, strict);
        run?.Leave();
        return included;
    }

    private bool IncludesWithin(FeelValue value, bool strict)
    {
        if (Kind is null)
        {
            return !value.IsNull && (strict || Allows(value));
        }

        if (value.Kind != Kind)
        {
            return false;
        }

        var fits = value switch
        {
            FeelList list when Element is not null => list.Items.All(i => Element.Takes(i, strict)),
            FeelContext context when Fields is not null => Fields.All(f => context.TryGet(f.Key, out var v) && f.Value.Takes(v, strict)),
            FeelRange range when Element is { Kind: not null } => Element.Takes(range.Start, strict) && Element.Takes(range.End, strict),
            FeelFunction function when Parameters is not null => FunctionFits(function, strict),
            _ => true,
        };
        return fits && (strict || Allows(value));
    }

    /// <summary>
    /// The value as this type: itself, the only item of a list where one item is wanted, a list of one where a list is wanted,
    /// midnight UTC where a date is given for a date and time; otherwise an error.
    /// </summary>
    public FeelValue Coerce(FeelValue value)
    {
        if (value.IsNull || Takes(value))
        {
            return value;
        }

        if (Kind == FeelKind.List && value is not FeelList)
        {
            var single = new FeelList([value]);
            return Includes(single) ? single : Mismatch(value);
        }

        if (value is FeelList { Items: [var only] } && Kind != FeelKind.List && Takes(only))
        {
            return only;
        }

        return Kind == FeelKind.DateTime && value is FeelDate date
            ? new FeelDateTime(date.Date, 0, FeelZone.OfOffset(0))
            : Mismatch(value);
    }

    /// <summary>Whether every value of this type is also of the other.</summary>
    public bool ConformsTo(FeelType other)
    {
        if (other.Kind is null || ReferenceEquals(this, other))
        {
            return true;
        }

        if (Kind != other.Kind)
        {
            return Kind == FeelKind.Null;
        }

        return Kind switch
        {
            FeelKind.List or FeelKind.Range => (Element ?? Any).ConformsTo(other.Element ?? Any),
            FeelKind.Context => other.Fields is null
                || (Fields is not null && other.Fields.All(f => Fields.Any(g => g.Key == f.Key && g.Value.ConformsTo(f.Value)))),
            FeelKind.Function => other.Parameters is null || (Parameters is not null && Parameters.Count == other.Parameters.Count
                && Parameters.Zip(other.Parameters, (mine, theirs) => theirs.ConformsTo(mine)).All(ok => ok)
                && (Result ?? Any).ConformsTo(other.Result ?? Any)),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private bool Takes(FeelValue value, bool strict = false) =>
        ((value.IsNull || Kind is null) && (strict || Allowed is null)) || Includes(value, strict);

    private bool Allows(FeelValue value) => Allowed is null || Allowed.Matches(value) == true;

    private FeelValue Mismatch(FeelValue value) => FeelValue.Error($"{value.Brief} is not a {Name}");

    /// <summary>Unless strict, what a function does not say of its types is taken on trust; the call will tell.</summary>
    private bool FunctionFits(FeelFunction function, bool strict)
    {
        var parameters = function.ParameterTypes;
        return strict
            ? FunctionOf([.. parameters], function.ResultType).ConformsTo(this)
            : parameters.Count == Parameters!.Count
                && parameters.Zip(Parameters, (mine, theirs) => mine.Kind is null || theirs.ConformsTo(mine)).All(ok => ok)
                && (function.ResultType.Kind is null || function.ResultType.ConformsTo(Result ?? Any));
    }
}
