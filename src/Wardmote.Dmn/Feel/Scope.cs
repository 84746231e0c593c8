namespace Wardmote.Dmn;

/// <summary>The names an expression can see: a chain from the innermost outwards, ending at the built-in functions.</summary>
internal sealed class Scope
{
    private readonly Scope? parent;
    private readonly string? name;
    private readonly FeelValue? value;
    private readonly FeelContext? context;
    private readonly bool areFacts;

    private Scope(Scope? parent, Evaluation run) => (this.parent, Run) = (parent, run);

    private Scope(Scope parent, string name, FeelValue value)
        : this(parent, parent.Run) => (this.name, this.value) = (name, value);

    private Scope(Scope? parent, FeelContext context, bool areFacts, Evaluation run)
        : this(parent, run) => (this.context, this.areFacts) = (context, areFacts);

    public Evaluation Run { get; }

    public static Scope Of(FeelContext context, Evaluation run) => new(null, context, false, run);

    /// <summary>Names are facts: one that is null or missing is not established.</summary>
    public static Scope OfFacts(FeelContext facts, Evaluation run) => new(null, facts, true, run);

    public Scope With(string name, FeelValue value) => new(this, name, value);

    public Scope With(FeelContext context) => new(this, context, false, Run);

    /// <summary>The same names, counted against another evaluation's budget.</summary>
    public Scope Under(Evaluation run) => ReferenceEquals(run, Run) ? this : new Scope(this, run);

    /// <summary>The value of a name; null where nobody knows the name.</summary>
    public FeelValue? Find(string wanted)
    {
        var missing = (FeelValue?)null;
        for (var scope = this; scope is not null; scope = scope.parent)
        {
            if (scope.name is not null)
            {
                if (scope.name == wanted)
                {
                    return scope.value;
                }
            }
            else if (scope.context is not null)
            {
                if (scope.context.TryGet(wanted, out var found))
                {
                    return scope.areFacts && found is FeelNull { Problem: null } ? FeelValue.Unknown : found;
                }

                missing = scope.areFacts ? FeelValue.Unknown : missing;
            }
        }

        return Builtins.BuiltinTable.Find(wanted) ?? missing;
    }
}
