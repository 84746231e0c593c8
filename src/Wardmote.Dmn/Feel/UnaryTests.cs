using Wardmote.Dmn.Syntax;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn;

/// <summary>
/// The text of one cell of a decision table: <c>-</c>, <c>&lt; 5, [10..20)</c>, <c>not("a", "b")</c>, or a condition on <c>?</c>.
/// </summary>
public sealed class UnaryTests
{
    private readonly bool[] areConditions;

    private UnaryTests(string text, bool negated, IReadOnlyList<Node> tests)
    {
        (Text, IsNegated, Tests) = (text, negated, tests);
        areConditions = [.. tests.Select(IsCondition)];
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Whether this is <c>-</c>, which holds whatever the input is.</summary>
    public bool IsAny => Tests.Count == 0;

    internal bool IsNegated { get; }

    internal IReadOnlyList<Node> Tests { get; }

    /// <summary>Reads the text of a cell; throws <see cref="FeelParseException"/> with the place and the reason.</summary>
    /// <param name="text">The tests.</param>
    /// <param name="names">Names of other facts it may use; see <see cref="Feel.Parse(string, IEnumerable{string}?)"/>.</param>
    public static UnaryTests Parse(string text, IEnumerable<string>? names = null) =>
        Parse(text, names is null ? Surroundings.None : new Surroundings { Names = [.. names] });

    /// <summary>
    /// Whether an input passes: true, false, or null where the input (or another fact the tests ask for) is not established.
    /// A null input is one not established, unless the tests ask about null itself.
    /// </summary>
    public bool? Matches(FeelValue input, FeelContext? facts = null, FeelSettings? settings = null)
    {
        // An input that went wrong is established no better than one that is missing.
        var value = input.IsNull ? FeelValue.Unknown : input;
        var answer = Evaluation.Run(settings ?? FeelSettings.Default, run => Holds(value, Scope.OfFacts(facts ?? FeelContext.Empty, run)));
        return answer is FeelBoolean b ? b.Value : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static UnaryTests Parse(string text, Surroundings surroundings)
    {
        var (negated, tests) = Parser.Tests(text, surroundings);
        return new UnaryTests(text, negated, tests);
    }

    /// <summary>True, false, or a null that says why it is neither.</summary>
    internal FeelValue Holds(FeelValue input, Scope scope)
    {
        if (IsAny)
        {
            return FeelValue.True;
        }

        var inner = scope.With("?", input);
        FeelValue? doubt = null;
        for (var i = 0; i < areConditions.Length; i++)
        {
            var answer = Holds(Tests[i], areConditions[i], input, inner);
            if (answer.IsTrue)
            {
                return FeelValue.From(!IsNegated);
            }

            doubt = answer.IsNull ? doubt ?? answer : doubt;
        }

        return doubt ?? FeelValue.From(IsNegated);
    }

    /// <summary>Whether a test speaks of the input by its sign <c>?</c>, and so is a condition by itself.</summary>
    internal static bool IsCondition(Node test) => test.Contains(n => n is NameNode { Name: "?" });

    private static FeelValue Holds(Node test, bool isCondition, FeelValue input, Scope scope)
    {
        var wanted = test.Eval(scope);
        if (wanted.IsError || wanted.IsUnknown)
        {
            return wanted;
        }

        if (isCondition)
        {
            return wanted is FeelBoolean ? wanted
                : InNode.Fits(input, wanted) is { } fits ? FeelValue.From(fits)
                : FeelValue.Error("the condition is not a boolean", test.Position);
        }

        if (wanted.IsTrue && input is not FeelBoolean && test is not Literal)
        {
            return FeelValue.True;
        }

        return InNode.Fits(input, wanted) is { } answer
            ? FeelValue.From(answer)
            : input.IsUnknown ? input : FeelValue.Error($"{input.Brief} cannot be tested against {wanted.Brief}", test.Position);
    }
}
