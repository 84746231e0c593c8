using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Syntax;

/// <summary>Unary tests: the text of a table's cell.</summary>
internal sealed partial class Parser
{
    /// <summary>The tests of a cell, and whether they stand in <c>not(…)</c>; no tests where the cell is <c>-</c>.</summary>
    public static (bool Negated, IReadOnlyList<Node> Tests) Tests(string text, Surroundings surroundings)
    {
        var parser = new Parser(text, surroundings);
        if (parser.Now.Is("-") && parser.tokens[1].Kind == TokenKind.End)
        {
            return (false, []);
        }

        if (parser.Now.IsWord("not") && parser.tokens[1].Is("(") && parser.tokens[^2].Is(")"))
        {
            // "not(a) and not(b)" begins and ends alike: only reading on tells whether the bracket holds the whole cell.
            try
            {
                parser.at = 2;
                var denied = parser.ParseTests();
                parser.ExpectSign(")");
                parser.ExpectEnd();
                return (true, denied);
            }
            catch (FeelParseException)
            {
                parser = new Parser(text, surroundings);
            }
        }

        var tests = parser.ParseTests();
        parser.ExpectEnd();
        return (false, tests);
    }

    private List<Node> ParseTests()
    {
        var tests = new List<Node>();
        do
        {
            tests.Add(ParseTest());
        }
        while (TakeSign(","));
        return tests;
    }
}
