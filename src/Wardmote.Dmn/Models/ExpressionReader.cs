using System.Xml.Linq;
using Wardmote.Dmn.Syntax;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Models;

/// <summary>Reads boxed expressions into trees. What cannot be read becomes a part that answers with the reason.</summary>
internal sealed class ExpressionReader(DmnModel model, string where, Surroundings surroundings)
{
    private static readonly string[] Expressions =
    [
        "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "relation", "list",
        "conditional", "filter", "for", "some", "every",
    ];

    /// <summary>The expression below an element; null where there is none.</summary>
    public static XElement? LogicOf(XElement? parent) =>
        parent?.Elements().FirstOrDefault(e => e.Name.Namespace == Xml.Dmn && Expressions.Contains(e.Name.LocalName));

    public static IReadOnlyList<KeyValuePair<string, FeelType>> ParametersOf(XElement function, DmnModel model, string where) =>
    [
        .. function.Elements(Xml.Dmn + "formalParameter")
            .Select(p => new KeyValuePair<string, FeelType>(Xml.Name(p), model.Types.Of(p.Attribute("typeRef"), where))),
    ];

    public Node? Expression(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var node = element.Name.LocalName switch
        {
            "literalExpression" => Literal(element),
            "decisionTable" => Table(element),
            "context" => Context(element),
            "invocation" => Invocation(element),
            "functionDefinition" => Function(element),
            "relation" => Relation(element),
            "list" => new ListNode(0, [.. element.Elements().Where(IsExpression).Select(e => Expression(e)!)]),
            "conditional" => new IfNode(0, Below(element, "if"), Below(element, "then"), Below(element, "else")),
            "filter" => Filter(element),
            "for" => Loop(element, "return"),
            "some" or "every" => Loop(element, "satisfies"),
            _ => new RefusalNode($"no such expression: {element.Name.LocalName}"),
        };
        return element.Attribute("typeRef") is { } typed && model.Types.Find(typed.Value) is { Kind: not null } type && element.Name.LocalName is not ("functionDefinition" or "decisionTable")
            ? new TypedNode(node, type)
            : node;
    }

    private static bool IsExpression(XElement element) => element.Name.Namespace == Xml.Dmn && Expressions.Contains(element.Name.LocalName);

    private ExpressionReader With(params IEnumerable<string> names) => new(model, where, new Surroundings
    {
        Names = [.. surroundings.Names, .. names],
        Members = surroundings.Members,
        TypeOf = surroundings.TypeOf,
    });

    /// <summary>The expression within a named part (<c>then</c>, <c>in</c>).</summary>
    private Node Below(XElement element, string part) =>
        Expression(LogicOf(element.Element(Xml.Dmn + part))) ?? Missing($"\"{element.Name.LocalName}\" without \"{part}\"");

    private RefusalNode Missing(string reason)
    {
        model.Note(where, reason);
        return new RefusalNode(reason);
    }

    private Node Literal(XElement element)
    {
        var language = (string?)element.Attribute("expressionLanguage");
        if (language is not null && !language.Contains("FEEL", StringComparison.OrdinalIgnoreCase))
        {
            return Missing($"the language {language} is not read");
        }

        return element.Element(Xml.Text) is null ? Missing("an expression without text") : Text(Xml.TextOf(element));
    }

    private Node Text(string text)
    {
        try
        {
            return Parser.Expression(text, surroundings);
        }
        catch (FeelParseException e)
        {
            return Missing(e.Message);
        }
    }

    private BoxedContextNode Context(XElement element)
    {
        var entries = new List<BoxedEntry>();
        var reader = this;
        foreach (var entry in element.Elements(Xml.Dmn + "contextEntry"))
        {
            var variable = entry.Element(Xml.Variable);
            var name = variable is null ? null : Xml.Name(variable);
            // A function may call itself by the name of its entry.
            var logic = LogicOf(entry);
            var own = name is not null && logic?.Name.LocalName is "functionDefinition" or "literalExpression" ? reader.With(name!) : reader;
            var node = own.Expression(logic) ?? Missing($"the entry {name} has no logic");
            entries.Add(new BoxedEntry(name, model.Types.Of(variable?.Attribute("typeRef"), where), node));
            reader = name is null ? reader : reader.With(name);
        }

        return new BoxedContextNode(entries);
    }

    private CallNode Invocation(XElement element)
    {
        var called = Expression(LogicOf(element)) ?? Missing("an invocation of nothing");
        var bindings = element.Elements(Xml.Dmn + "binding").ToList();
        var names = bindings.Select(b => b.Element(Xml.Parameter) is { } p ? Xml.Name(p) : "").ToList();
        var arguments = bindings.Select(b => Expression(LogicOf(b)) ?? new Literal(0, FeelValue.Null)).ToList();
        return new CallNode(0, called, names.Count > 0 ? names : null, arguments);
    }

    private FunctionNode Function(XElement element)
    {
        var parameters = ParametersOf(element, model, where);
        var names = parameters.Select(p => p.Key).ToList();
        Node body = (string?)element.Attribute("kind") is null or "FEEL"
            ? With(names).Expression(LogicOf(element)) ?? Missing("a function without logic")
            : new RefusalNode("functions of other languages are not called");
        return new FunctionNode(0, names, [.. parameters.Select(p => p.Value)], body);
    }

    private ListNode Relation(XElement element)
    {
        var columns = element.Elements(Xml.Dmn + "column").Select(Xml.Name).ToList();
        var rows = element.Elements(Xml.Dmn + "row").Select(row =>
        {
            var cells = row.Elements().Where(IsExpression).Select(e => Expression(e)!).ToList();
            return cells.Count == columns.Count
                ? (Node)new ContextNode(0, [.. columns.Zip(cells, (c, n) => new KeyValuePair<string, Node>(c, n))])
                : Missing($"a row of {cells.Count} for {columns.Count} columns");
        });
        return new ListNode(0, [.. rows]);
    }

    private BoxedFilterNode Filter(XElement element)
    {
        var match = With(surroundings.Members.Append("item"));
        return new BoxedFilterNode(Below(element, "in"), match.Below(element, "match"));
    }

    private Node Loop(XElement element, string part)
    {
        var name = Syntax.Lexer.Normalize((string?)element.Attribute("iteratorVariable") ?? "");
        if (name.Length == 0)
        {
            return Missing("a loop without a variable");
        }

        IReadOnlyList<Iterator> iterators = [new Iterator(name, Below(element, "in"), null)];
        var body = With(name, "partial").Below(element, part);
        return part == "return" ? new ForNode(0, iterators, body) : new QuantifiedNode(0, element.Name.LocalName == "every", iterators, body);
    }

    private Node Table(XElement element)
    {
        try
        {
            return new TableReader(model, where, surroundings).Read(element);
        }
        catch (FeelParseException e)
        {
            return Missing(e.Message);
        }
    }
}
