using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Syntax;

/// <summary>What begins with a word: names, conditions, loops, functions, types.</summary>
internal sealed partial class Parser
{
    private Node ParseWord(Token token)
    {
        // A known name wins over a keyword it begins with ("for sale"), but never when it is only the keyword.
        if (Keywords.Contains(token.Text) && KnownNameEnd(names) <= at + 1)
        {
            at++;
            switch (token.Text)
            {
                case "true":
                    return new Literal(token.Start, FeelValue.True);
                case "false":
                    return new Literal(token.Start, FeelValue.False);
                case "null":
                    return new Literal(token.Start, FeelValue.Null);
                case "if":
                    var test = ParseExpression();
                    ExpectWord("then");
                    var then = ParseExpression();
                    ExpectWord("else");
                    return new IfNode(token.Start, test, then, ParseExpression());
                case "for":
                    return ParseLoop(token, "return", (iterators, body) => new ForNode(token.Start, iterators, body));
                case "some" or "every":
                    return ParseLoop(token, "satisfies", (iterators, body) =>
                        new QuantifiedNode(token.Start, token.Text == "every", iterators, body));
                default:
                    throw Refuse($"\"{token.Text}\" where a value is wanted", token.Start);
            }
        }

        if (token.Text == "function" && tokens[at + 1].Is("("))
        {
            return ParseFunction();
        }

        return new NameNode(token.Start, TakeName(names, "a name"));
    }

    private Node ParseLoop(Token token, string word, Func<IReadOnlyList<Iterator>, Node, Node> make)
    {
        var outer = names;
        names = new NameTable(names, word == "return" ? ["partial"] : []);
        var iterators = new List<Iterator>();
        do
        {
            var name = TakeUntil("in");
            ExpectWord("in");
            var source = ParseExpression();
            var end = TakeSign("..") ? ParseExpression() : null;
            iterators.Add(new Iterator(name, source, end));
            names.Add(name);
        }
        while (TakeSign(","));
        ExpectWord(word);
        var body = ParseExpression();
        names = outer;
        return make(iterators, body);
    }

    private FunctionNode ParseFunction()
    {
        var start = Now.Start;
        at += 2;
        var parameters = new List<string>();
        var types = new List<FeelType>();
        while (!Now.Is(")"))
        {
            if (parameters.Count > 0)
            {
                ExpectSign(",");
            }

            parameters.Add(TakeUntil(":"));
            var typeStart = Now.Start;
            types.Add(TakeSign(":") ? ParseType(out var end) ?? throw Refuse($"nobody knows the type \"{text[typeStart..end]}\"", typeStart) : FeelType.Any);
        }

        at++;
        var outer = names;
        names = new NameTable(names, parameters);
        var isExternal = Now.IsWord("external");
        at += isExternal ? 1 : 0;
        var body = ParseExpression();
        names = outer;
        return new FunctionNode(start, parameters, types, isExternal ? null : body);
    }

    /// <summary>The words up to a keyword or sign, as one new name.</summary>
    private string TakeUntil(string ending)
    {
        var first = at;
        while (Now.Kind is TokenKind.Name or TokenKind.Number && !(Now.IsWord(ending) && at > first))
        {
            at++;
        }

        return first == at ? throw Refuse("a name is wanted") : Lexer.Normalize(text[tokens[first].Start..tokens[at - 1].End]);
    }

    /// <summary>Takes the longest known name that begins here; where none does, all words up to the next keyword.</summary>
    private string TakeName(NameTable table, string wanted)
    {
        if (Now.Kind != TokenKind.Name)
        {
            throw Refuse($"\"{Now.Text}\" where {wanted} is wanted");
        }

        var end = at + 1;
        while (tokens[end].Kind is TokenKind.Name or TokenKind.Number && !EndsName(end))
        {
            end++;
        }

        end = Math.Max(end, KnownNameEnd(table));
        var name = Lexer.Normalize(text[Now.Start..tokens[end - 1].End]);
        at = end;
        return name;
    }

    private bool EndsName(int index)
    {
        var token = tokens[index];
        return token.Kind == TokenKind.Name
            ? Keywords.Contains(token.Text) && token.Text is not ("for" or "if" or "some" or "every")
                || (token.Text == "instance" && tokens[index + 1].IsWord("of"))
            : !token.Text.All(char.IsAsciiDigit);
    }

    /// <summary>The token after the longest known name that begins here; the present one where none does.</summary>
    private int KnownNameEnd(NameTable table)
    {
        var best = at;
        if (!table.Begins(Now.Text))
        {
            return best;
        }

        for (var end = at; tokens[end].Kind != TokenKind.End && tokens[end].End - Now.Start <= (2 * table.Longest) + 4; end++)
        {
            if (table.Knows(Lexer.Normalize(text[Now.Start..tokens[end].End])))
            {
                best = end + 1;
            }
        }

        return best;
    }

    /// <summary>A type; null where its name is not known.</summary>
    private FeelType? ParseType(out int end)
    {
        if (++nesting > DeepestNesting)
        {
            throw Refuse("nested too deeply");
        }

        var word = Now.Text;
        FeelType? type;
        if (word is "list" or "range" && tokens[at + 1].Is("<"))
        {
            at += 2;
            var element = ParseType(out _);
            ExpectSign(">");
            type = element is null ? null : word == "list" ? FeelType.ListOf(element) : FeelType.RangeOf(element);
        }
        else if (word == "context" && tokens[at + 1].Is("<"))
        {
            type = ParseContextType();
        }
        else if (word == "function" && tokens[at + 1].Is("<"))
        {
            type = ParseFunctionType();
        }
        else
        {
            type = ParseNamedType();
        }

        nesting--;
        end = tokens[at - 1].End;
        return type;
    }

    private FeelType? ParseContextType()
    {
        at += 2;
        var fields = new List<KeyValuePair<string, FeelType>>();
        var known = true;
        while (!TakeSign(">"))
        {
            if (fields.Count > 0 || !known)
            {
                ExpectSign(",");
            }

            var name = TakeUntil(":");
            ExpectSign(":");
            var field = ParseType(out _);
            known &= field is not null;
            fields.Add(new(name, field ?? FeelType.Any));
        }

        return known ? FeelType.ContextOf(fields) : null;
    }

    private FeelType? ParseFunctionType()
    {
        at += 2;
        var parameters = new List<FeelType>();
        var known = true;
        while (!TakeSign(">"))
        {
            if (parameters.Count > 0)
            {
                ExpectSign(",");
            }

            var parameter = ParseType(out _);
            known &= parameter is not null;
            parameters.Add(parameter ?? FeelType.Any);
        }

        ExpectSign("->");
        var result = ParseType(out _);
        return known && result is not null ? FeelType.FunctionOf(parameters, result) : null;
    }

    private FeelType? ParseNamedType()
    {
        if (Now.Kind != TokenKind.Name)
        {
            throw Refuse($"\"{Now.Text}\" where a type is wanted");
        }

        // The longest run of words and dots which is a type; "and" belongs to "date and time" but ends "number and …".
        var first = at;
        var best = -1;
        FeelType? type = null;
        for (var end = at; (tokens[end].Kind is TokenKind.Name or TokenKind.Number || tokens[end].Is(".") || tokens[end].Is("-")) && end < first + 40; end++)
        {
            var name = Lexer.Normalize(text[tokens[first].Start..tokens[end].End]);
            if ((typeOf(name) ?? FeelType.OfName(name)) is { } found)
            {
                (type, best) = (found, end);
            }
        }

        if (best < 0)
        {
            best = at;
            while (tokens[best + 1].Kind == TokenKind.Name && !Keywords.Contains(tokens[best + 1].Text))
            {
                best++;
            }
        }

        at = best + 1;
        return type;
    }
}
