using System.Xml.Linq;
using Wardmote.Dmn.Syntax;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Models;

/// <summary>Reads a boxed decision table.</summary>
internal sealed class TableReader(DmnModel model, string where, Surroundings surroundings)
{
    public TableNode Read(XElement element)
    {
        var inputs = element.Elements(Xml.Dmn + "input").Select(Input).ToList();
        var outputs = element.Elements(Xml.Dmn + "output").Select(Output).ToList();
        var rules = element.Elements(Xml.Dmn + "rule").Select(rule => new BoxedRule(
            [.. rule.Elements(Xml.Dmn + "inputEntry").Select(e => Tests(Xml.TextOf(e)))],
            [.. rule.Elements(Xml.Dmn + "outputEntry").Select(e => Expression(Xml.TextOf(e)))])).ToList();
        var broken = rules.FindIndex(r => r.Tests.Count != inputs.Count || r.Results.Count != outputs.Count);
        if (broken >= 0)
        {
            throw new FeelParseException($"row {broken + 1} has not as many cells as the table columns", 0, where);
        }

        return new TableNode(
            (string?)element.Attribute("hitPolicy") ?? "UNIQUE",
            (string?)element.Attribute("aggregation"),
            inputs,
            outputs,
            rules);
    }

    private BoxedInput Input(XElement input)
    {
        var expression = input.Element(Xml.Dmn + "inputExpression");
        var type = model.Types.Of(expression?.Attribute("typeRef"), where);
        var values = Xml.TextOf(input.Element(Xml.Dmn + "inputValues"));
        return new BoxedInput(
            Xml.TextOf(expression),
            Expression(Xml.TextOf(expression)),
            type,
            string.IsNullOrWhiteSpace(values) ? null : Tests(values));
    }

    private BoxedOutput Output(XElement output)
    {
        var values = Xml.TextOf(output.Element(Xml.Dmn + "outputValues"));
        var fallback = Xml.TextOf(output.Element(Xml.Dmn + "defaultOutputEntry"));
        return new BoxedOutput(
            Xml.Name(output),
            model.Types.Of(output.Attribute("typeRef"), where),
            string.IsNullOrWhiteSpace(values) ? null : Tests(values),
            string.IsNullOrWhiteSpace(fallback) ? null : Expression(fallback));
    }

    private Node Expression(string text)
    {
        // An empty result, or a dash, is no result.
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "-")
        {
            return new Literal(0, FeelValue.Null);
        }

        return Parser.Expression(text, surroundings);
    }

    private UnaryTests Tests(string text) => UnaryTests.Parse(string.IsNullOrWhiteSpace(text) ? "-" : text, surroundings);
}

/// <summary>A column of a boxed table.</summary>
internal sealed record BoxedInput(string Text, Node Expression, FeelType Type, UnaryTests? Values);

/// <summary>A result column; the order of its values is their priority.</summary>
internal sealed record BoxedOutput(string Name, FeelType Type, UnaryTests? Values, Node? Default);

/// <summary>A row of a boxed table.</summary>
internal sealed record BoxedRule(IReadOnlyList<UnaryTests> Tests, IReadOnlyList<Node> Results);
