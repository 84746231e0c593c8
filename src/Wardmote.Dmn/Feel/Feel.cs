using Wardmote.Dmn.Syntax;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn;

/// <summary>A FEEL expression, read once and evaluated as often as wanted.</summary>
public sealed class Feel
{
    private readonly Node tree;

    private Feel(string text, Node tree) => (Text, this.tree) = (text, tree);

    /// <summary>The text as written.</summary>
    public string Text { get; }

    internal Node Tree => tree;

    /// <summary>Reads an expression; throws <see cref="FeelParseException"/> with the place and the reason.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="names">
    /// Names it may use. Only names holding signs (<c>gross-net</c>) or keywords must be given: words standing side by side are
    /// read as one name in any case.
    /// </param>
    public static Feel Parse(string text, IEnumerable<string>? names = null) =>
        Parse(text, names is null ? Surroundings.None : new Surroundings { Names = [.. names] });

    /// <summary>Reads and evaluates at once; the names of the context are known to the reader.</summary>
    public static FeelValue Evaluate(string text, FeelContext? context = null) =>
        Parse(text, context?.Entries.Select(e => e.Key)).Evaluate(context);

    /// <summary>The value for the names of a context. What goes wrong is an answer: a null that holds the reason and the place.</summary>
    public FeelValue Evaluate(FeelContext? context = null, FeelSettings? settings = null) =>
        Evaluation.Run(settings ?? FeelSettings.Default, run => tree.Eval(Scope.Of(context ?? FeelContext.Empty, run)));

    /// <summary>
    /// The value where the context holds facts: a name that is null or missing is <em>not established</em>, and what depends on it
    /// is <see cref="FeelValue.Unknown"/>, never false.
    /// </summary>
    public FeelValue EvaluateFacts(FeelContext facts, FeelSettings? settings = null) =>
        Evaluation.Run(settings ?? FeelSettings.Default, run => tree.Eval(Scope.OfFacts(facts, run)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static Feel Parse(string text, Surroundings surroundings) => new(text, Parser.Expression(text, surroundings));

    internal FeelValue Evaluate(Scope scope) => tree.Eval(scope);
}
