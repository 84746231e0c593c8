using System.Globalization;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Syntax;

/// <summary>Reads FEEL text into a tree, by descent with binding strengths. Nesting is bounded.</summary>
internal sealed partial class Parser
{
    private const int DeepestNesting = 500;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "or", "in", "between", "then", "else", "return", "satisfies", "for", "every", "some", "if", "true", "false", "null",
    };

    private static readonly string[] Brackets = ["]", ")", "["];

    private readonly string text;
    private readonly List<Token> tokens;
    private readonly NameTable members;
    private readonly Func<string, FeelType?> typeOf;
    private NameTable names;
    private int at;
    private int nesting;
    private bool bracketEndsRange;

    private Parser(string text, Surroundings surroundings)
    {
        this.text = text;
        tokens = Lexer.Cut(text);
        names = new NameTable(new NameTable(null, Builtins.BuiltinTable.Names), surroundings.Names);
        members = new NameTable(null, surroundings.Members.Concat(PropertyNames));
        typeOf = surroundings.TypeOf;
    }

    private static string[] PropertyNames => ["time offset", "start included", "end included"];

    private Token Now => tokens[at];

    public static Node Expression(string text, Surroundings surroundings)
    {
        var parser = new Parser(text, surroundings);
        var node = parser.ParseExpression();
        parser.ExpectEnd();
        return node;
    }

    /// <summary>A type as written in FEEL.</summary>
    public static FeelType? Type(string text, Surroundings surroundings)
    {
        var parser = new Parser(text, surroundings);
        var type = parser.ParseType(out _);
        parser.ExpectEnd();
        return type;
    }

    private Node ParseExpression()
    {
        if (++nesting > DeepestNesting || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Refuse("nested too deeply");
        }

        var outerMode = bracketEndsRange;
        bracketEndsRange = false;
        var node = ParseBinary(0);
        bracketEndsRange = outerMode;
        nesting--;
        return node;
    }

    private static int Strength(Token token) => token switch
    {
        { Kind: TokenKind.Name, Text: "or" } => 1,
        { Kind: TokenKind.Name, Text: "and" } => 2,
        { Kind: TokenKind.Name, Text: "between" or "in" } => 3,
        { Kind: TokenKind.Sign, Text: "=" or "!=" or "<" or "<=" or ">" or ">=" } => 3,
        { Kind: TokenKind.Sign, Text: "+" or "-" } => 4,
        { Kind: TokenKind.Sign, Text: "*" or "/" } => 5,
        { Kind: TokenKind.Sign, Text: "**" } => 6,
        { Kind: TokenKind.Name, Text: "instance" } => 8,
        _ => 0,
    };

    private Node ParseBinary(int weakest)
    {
        var left = ParseUnary();
        while (true)
        {
            var sign = Now;
            var strength = Strength(sign);
            if (strength <= weakest)
            {
                return left;
            }

            at++;
            left = sign.Text switch
            {
                "or" => new JunctionNode(sign.Start, false, left, ParseBinary(strength)),
                "and" => new JunctionNode(sign.Start, true, left, ParseBinary(strength)),
                "between" => ParseBetween(sign, left),
                "in" => new InNode(sign.Start, left, ParseInTests()),
                "instance" => ParseInstance(sign, left),
                "=" or "!=" or "<" or "<=" or ">" or ">=" => new ComparisonNode(sign.Start, sign.Text, left, ParseBinary(strength)),
                _ => new ArithmeticNode(sign.Start, sign.Text, left, ParseBinary(strength)),
            };
        }
    }

    private BetweenNode ParseBetween(Token sign, Node left)
    {
        var low = ParseBinary(3);
        ExpectWord("and");
        return new BetweenNode(sign.Start, left, low, ParseBinary(3));
    }

    private InstanceNode ParseInstance(Token sign, Node left)
    {
        ExpectWord("of");
        var start = Now.Start;
        var type = ParseType(out var end);
        return new InstanceNode(sign.Start, left, type, text[start..end]);
    }

    private List<Node> ParseInTests()
    {
        if (!Now.Is("("))
        {
            return [ParseTestOperand()];
        }

        // "in (1, < 5)" is a list of tests; "in (1..5)" is one range.
        var start = Now.Start;
        at++;
        var tests = new List<Node> { ParseTest() };
        if (Now.Is(".."))
        {
            return [ParseRangeRest(start, tests[0], false)];
        }

        while (TakeSign(","))
        {
            tests.Add(ParseTest());
        }

        ExpectSign(")");
        return tests;
    }

    private Node ParseTest() => IsComparison(Now) ? ParseComparisonRange() : ParseExpression();

    private Node ParseTestOperand() => IsComparison(Now) ? ParseComparisonRange() : ParseBinary(3);

    private ComparisonRangeNode ParseComparisonRange()
    {
        var sign = Now;
        at++;
        return new ComparisonRangeNode(sign.Start, sign.Text, ParseBinary(3));
    }

    private static bool IsComparison(Token token) =>
        token is { Kind: TokenKind.Sign, Text: "=" or "!=" or "<" or "<=" or ">" or ">=" };

    private Node ParseUnary()
    {
        if (!Now.Is("-"))
        {
            return ParsePostfix();
        }

        var sign = Now;
        at++;
        if (++nesting > DeepestNesting)
        {
            throw Refuse("nested too deeply");
        }

        var operand = ParseUnary();
        nesting--;
        return operand is Literal { Value: FeelNumber n } ? new Literal(sign.Start, FeelValue.From(-n.Value)) : new NegationNode(sign.Start, operand);
    }

    private Node ParsePostfix()
    {
        if (++nesting > DeepestNesting || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Refuse("nested too deeply");
        }

        var node = ParsePrimary();
        nesting--;
        while (true)
        {
            if (Now.Is("."))
            {
                at++;
                node = new PathNode(tokens[at - 1].Start, node, TakeName(members, "a name after the dot"));
            }
            else if (Now.Is("[") && !(bracketEndsRange && !StartsOperand(tokens[at + 1])))
            {
                var start = Now.Start;
                at++;
                var outer = names;
                names = new NameTable(names, ["item", .. members.Own]);
                var filter = ParseExpression();
                names = outer;
                ExpectSign("]");
                node = new FilterNode(start, node, filter);
            }
            else if (Now.Is("("))
            {
                node = ParseCall(node);
            }
            else
            {
                return node;
            }
        }
    }

    private static bool StartsOperand(Token token) => token.Kind switch
    {
        TokenKind.Number or TokenKind.String or TokenKind.At => true,
        TokenKind.Name => !Keywords.Contains(token.Text) || token.Text is "true" or "false" or "null" or "if" or "for" or "some" or "every",
        TokenKind.Sign => token.Text is "(" or "{" or "-",
        _ => false,
    };

    private CallNode ParseCall(Node function)
    {
        var start = Now.Start;
        at++;
        var arguments = new List<Node>();
        var argumentNames = new List<string>();
        if (!Now.Is(")"))
        {
            do
            {
                if (NamedArgument() is { } name)
                {
                    argumentNames.Add(name);
                }

                arguments.Add(ParseTest());
            }
            while (TakeSign(","));
        }

        ExpectSign(")");
        if (argumentNames.Count > 0 && argumentNames.Count != arguments.Count)
        {
            throw Refuse("either all arguments have names or none", start);
        }

        return new CallNode(function is NameNode ? function.Position : start, function, argumentNames.Count > 0 ? argumentNames : null, arguments);
    }

    private string? NamedArgument()
    {
        var end = at;
        while (tokens[end].Kind is TokenKind.Name or TokenKind.Number)
        {
            end++;
        }

        if (end == at || !tokens[end].Is(":"))
        {
            return null;
        }

        var name = Lexer.Normalize(text[Now.Start..tokens[end - 1].End]);
        at = end + 1;
        return name;
    }

    private Node ParsePrimary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return new Literal(token.Start, NumberOf(token));
            case TokenKind.String:
                at++;
                return new Literal(token.Start, FeelValue.From(token.Text));
            case TokenKind.At:
                at++;
                return new Literal(token.Start, Temporals.At(token.Text));
            case TokenKind.Name:
                return ParseWord(token);
            case TokenKind.Sign when token.Text is "(":
                return ParseParenthesis();
            case TokenKind.Sign when token.Text is "[":
                return ParseListOrRange();
            case TokenKind.Sign when token.Text is "]":
                at++;
                return ParseRangeRest(token.Start, ParseExpression(), false);
            case TokenKind.Sign when token.Text is "{":
                return ParseContext();
            case TokenKind.End:
                throw Refuse("the text ends where a value is wanted");
            default:
                throw Refuse($"\"{token.Text}\" where a value is wanted");
        }
    }

    private Node ParseParenthesis()
    {
        var start = Now.Start;
        at++;
        if (IsComparison(Now))
        {
            var range = ParseComparisonRange();
            ExpectSign(")");
            return range;
        }

        var node = ParseExpression();
        if (Now.Is(".."))
        {
            return ParseRangeRest(start, node, false);
        }

        ExpectSign(")");
        return node;
    }

    private Node ParseListOrRange()
    {
        var start = Now.Start;
        at++;
        if (TakeSign("]"))
        {
            return new ListNode(start, []);
        }

        var items = new List<Node> { ParseTest() };
        if (Now.Is(".."))
        {
            return ParseRangeRest(start, items[0], true);
        }

        while (TakeSign(","))
        {
            items.Add(ParseTest());
        }

        ExpectSign("]");
        return new ListNode(start, items);
    }

    private RangeNode ParseRangeRest(int start, Node low, bool startIncluded)
    {
        ExpectSign("..");
        nesting++;
        var outerMode = bracketEndsRange;
        bracketEndsRange = true;
        var high = ParseBinary(3);
        bracketEndsRange = outerMode;
        nesting--;
        var bracket = Now;
        if (bracket.Kind != TokenKind.Sign || !Brackets.Contains(bracket.Text))
        {
            throw Refuse("the range has no closing bracket");
        }

        at++;
        return new RangeNode(start, low, startIncluded, high, bracket.Text == "]");
    }

    private ContextNode ParseContext()
    {
        var start = Now.Start;
        at++;
        var outer = names;
        names = new NameTable(names, []);
        var entries = new List<KeyValuePair<string, Node>>();
        if (!Now.Is("}"))
        {
            do
            {
                var key = TakeKey();
                var value = ParseExpression();
                entries.Add(new(key, value));
                names.Add(key);
                members.Add(key);
            }
            while (TakeSign(","));
        }

        names = outer;
        ExpectSign("}");
        return new ContextNode(start, entries);
    }

    private string TakeKey()
    {
        if (Now.Kind == TokenKind.String)
        {
            var quoted = Now.Text;
            at++;
            ExpectSign(":");
            return quoted;
        }

        var first = at;
        while (Now.Kind is TokenKind.Name or TokenKind.Number || (Now.Kind == TokenKind.Sign && Now.Text is "+" or "-" or "*" or "/" or "." or "'" or "**"))
        {
            at++;
        }

        if (first == at || tokens[first].Kind != TokenKind.Name)
        {
            throw Refuse("an entry needs a name", tokens[first].Start);
        }

        var key = Lexer.Normalize(text[tokens[first].Start..tokens[at - 1].End]);
        ExpectSign(":");
        return key;
    }

    private FeelValue NumberOf(Token token)
    {
        // decimal.Parse rounds silently what does not fit; a number that is not the one written is no answer.
        return decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.From(number)
            : FeelValue.Error($"{token.Text} has more than 28 digits", token.Start);
    }

    private void ExpectEnd()
    {
        if (Now.Kind != TokenKind.End)
        {
            throw Refuse($"\"{Now.Text}\" after the end of the expression");
        }
    }

    private bool TakeSign(string sign)
    {
        if (!Now.Is(sign))
        {
            return false;
        }

        at++;
        return true;
    }

    private void ExpectSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Refuse(Now.Kind == TokenKind.End ? $"the text ends where \"{sign}\" is wanted" : $"\"{Now.Text}\" where \"{sign}\" is wanted");
        }
    }

    private void ExpectWord(string word)
    {
        if (!Now.IsWord(word))
        {
            throw Refuse($"\"{Now.Text}\" where \"{word}\" is wanted");
        }

        at++;
    }

    private FeelParseException Refuse(string reason, int position = -1)
    {
        var meant = Now is { Kind: TokenKind.Sign, Text.Length: 1 } ? Lexer.Meant(Now.Text[0]) : null;
        return new(meant is null ? reason : $"{reason}; write {meant}", position < 0 ? Now.Start : position, text);
    }
}
