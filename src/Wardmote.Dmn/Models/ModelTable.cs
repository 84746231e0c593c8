using System.Xml.Linq;
using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Models;

/// <summary>What happens when several rows of a table apply.</summary>
public enum HitPolicy
{
    /// <summary>Only one row may apply.</summary>
    Unique,
    /// <summary>Several rows may apply, with the same result.</summary>
    Any,
    /// <summary>The result that stands first among the values of its column.</summary>
    Priority,
    /// <summary>The first row that applies.</summary>
    First,
    /// <summary>All results, in the order of the rows.</summary>
    RuleOrder,
    /// <summary>All results, in the order of the values of their columns.</summary>
    OutputOrder,
    /// <summary>All results.</summary>
    Collect,
    /// <summary>The sum of the results.</summary>
    Sum,
    /// <summary>The smallest result.</summary>
    Min,
    /// <summary>The greatest result.</summary>
    Max,
    /// <summary>How many results there are.</summary>
    Count,
}

/// <summary>A result column.</summary>
/// <param name="Name">Its name; may be empty where there is only one.</param>
/// <param name="Type">What the results are.</param>
/// <param name="Values">The values it may have, in order of priority; null for all.</param>
/// <param name="Default">The result where no row applies; null for none.</param>
public sealed record TableOutput(string Name, FactType Type, string? Values = null, string? Default = null);

/// <summary>A row with its results as FEEL text.</summary>
/// <param name="Id">What the row is called in findings.</param>
/// <param name="Cells">The tests, in the order of the inputs.</param>
/// <param name="Results">The results, in the order of the outputs.</param>
public sealed record ModelRow(string Id, IReadOnlyList<string> Cells, IReadOnlyList<string> Results);

/// <summary>A decision table as it stands in a model: the way a plain table travels as DMN XML, and back.</summary>
/// <param name="Name">The name of the decision.</param>
/// <param name="Policy">The hit policy.</param>
/// <param name="Inputs">The columns; the name is the text of the input expression.</param>
/// <param name="Outputs">The result columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record ModelTable(
    string Name, HitPolicy Policy, IReadOnlyList<TableInput> Inputs, IReadOnlyList<TableOutput> Outputs, IReadOnlyList<ModelRow> Rows)
{
    /// <summary>The name of the type by which whole numbers are told from numbers.</summary>
    internal const string WholeNumber = "whole number";

    private const string WholeTest = "floor(?) = ?";

    private static readonly (FactType Type, string Name)[] TypeNames =
    [
        (FactType.Number, "number"), (FactType.Integer, WholeNumber), (FactType.Text, "string"), (FactType.Boolean, "boolean"),
        (FactType.Date, "date"), (FactType.DayDuration, "days and time duration"), (FactType.MonthDuration, "years and months duration"),
        (FactType.Other, "Any"),
    ];

    private static readonly (HitPolicy Policy, string Name, string? Aggregation)[] PolicyNames =
    [
        (HitPolicy.Unique, "UNIQUE", null), (HitPolicy.Any, "ANY", null), (HitPolicy.Priority, "PRIORITY", null), (HitPolicy.First, "FIRST", null),
        (HitPolicy.RuleOrder, "RULE ORDER", null), (HitPolicy.OutputOrder, "OUTPUT ORDER", null), (HitPolicy.Collect, "COLLECT", null),
        (HitPolicy.Sum, "COLLECT", "SUM"), (HitPolicy.Min, "COLLECT", "MIN"), (HitPolicy.Max, "COLLECT", "MAX"), (HitPolicy.Count, "COLLECT", "COUNT"),
    ];

    /// <summary>The tests alone, for matching, explaining and analysing; throws <see cref="TableRefusedException"/>.</summary>
    public DecisionTable ToDecisionTable() => new(Inputs, Rows.Select(r => new TableRule(r.Id, r.Cells)));

    /// <summary>The table of a decision; null where the decision has none.</summary>
    public static ModelTable? Of(DmnModel model, string decision)
    {
        var wanted = Syntax.Lexer.Normalize(decision);
        var element = model.Elements.FirstOrDefault(e => e.Kind == ElementKind.Decision && e.Name == wanted);
        if (element?.Source.Element(Xml.Dmn + "decisionTable") is not { } table)
        {
            return null;
        }

        var (policy, aggregation) = ((string?)table.Attribute("hitPolicy") ?? "UNIQUE", (string?)table.Attribute("aggregation"));
        var rows = table.Elements(Xml.Dmn + "rule").Select((rule, i) => new ModelRow(
            (string?)rule.Attribute("label") ?? (string?)rule.Attribute("id") ?? $"{i + 1}",
            [.. rule.Elements(Xml.Dmn + "inputEntry").Select(e => Text(e) ?? "-")],
            [.. rule.Elements(Xml.Dmn + "outputEntry").Select(e => Text(e) ?? "")]));
        return new ModelTable(
            element.Name,
            PolicyNames.FirstOrDefault(p => p.Name == policy && p.Aggregation == aggregation).Policy,
            [.. table.Elements(Xml.Dmn + "input").Select(i => Input(model, i))],
            [.. table.Elements(Xml.Dmn + "output").Select(o => new TableOutput(
                Xml.Name(o), TypeOf(model, (string?)o.Attribute("typeRef")), Text(o.Element(Xml.Dmn + "outputValues")), Text(o.Element(Xml.Dmn + "defaultOutputEntry"))))],
            [.. rows]);
    }

    /// <summary>A model of DMN 1.5 with this table as its one decision, the facts as input data, and a diagram of them.</summary>
    /// <param name="space">The namespace of the model.</param>
    public string Write(string space)
    {
        var (policy, aggregation) = PolicyNames.Where(p => p.Policy == Policy).Select(p => (p.Name, p.Aggregation)).First();
        var table = new XElement(Xml.Dmn + "decisionTable", new XAttribute("id", "_table"), new XAttribute("hitPolicy", policy));
        if (aggregation is not null)
        {
            table.Add(new XAttribute("aggregation", aggregation));
        }

        table.Add(Inputs.Select((input, i) => new XElement(
            Xml.Dmn + "input",
            new XAttribute("id", $"_column_{i + 1}"),
            new XElement(Xml.Dmn + "inputExpression", new XAttribute("typeRef", NameOf(input.Type)), TextElement(input.Name)),
            input.Domain is null ? null : new XElement(Xml.Dmn + "inputValues", TextElement(input.Domain)))));
        table.Add(Outputs.Select((output, i) => new XElement(
            Xml.Dmn + "output",
            new XAttribute("id", $"_result_{i + 1}"),
            output.Name.Length == 0 ? null : new XAttribute("name", output.Name),
            new XAttribute("typeRef", NameOf(output.Type)),
            output.Values is null ? null : new XElement(Xml.Dmn + "outputValues", TextElement(output.Values)),
            output.Default is null ? null : new XElement(Xml.Dmn + "defaultOutputEntry", TextElement(output.Default)))));
        table.Add(Rows.Select((row, r) => new XElement(
            Xml.Dmn + "rule",
            new XAttribute("id", $"_row_{r + 1}"),
            new XAttribute("label", row.Id),
            row.Cells.Select(c => new XElement(Xml.Dmn + "inputEntry", TextElement(c))),
            row.Results.Select(c => new XElement(Xml.Dmn + "outputEntry", TextElement(c))))));

        var whole = Inputs.Select(i => i.Type).Concat(Outputs.Select(o => o.Type)).Contains(FactType.Integer);
        var root = new XElement(
            Xml.Dmn + "definitions",
            new XAttribute(XNamespace.Xmlns + "dmndi", DmnXml.Diagram),
            new XAttribute(XNamespace.Xmlns + "dc", DmnXml.Bounds),
            new XAttribute(XNamespace.Xmlns + "di", DmnXml.Lines),
            new XAttribute("id", "_model"),
            new XAttribute("name", Name),
            new XAttribute("namespace", space),
            whole ? new XElement(Xml.ItemDefinition, new XAttribute("name", WholeNumber), new XElement(Xml.TypeRef, "number"), new XElement(Xml.TypeConstraint, TextElement(WholeTest))) : null,
            new XElement(
                Xml.Dmn + "decision",
                new XAttribute("id", "_decision"),
                new XAttribute("name", Name),
                new XElement(Xml.Variable, new XAttribute("name", Name)),
                Inputs.Select((_, i) => new XElement(
                    Xml.Dmn + "informationRequirement",
                    new XAttribute("id", $"_asks_{i + 1}"),
                    new XElement(Xml.Dmn + "requiredInput", new XAttribute("href", $"#_input_{i + 1}")))),
                table),
            Inputs.Select((input, i) => new XElement(
                Xml.Dmn + "inputData",
                new XAttribute("id", $"_input_{i + 1}"),
                new XAttribute("name", input.Name),
                new XElement(Xml.Variable, new XAttribute("name", input.Name), new XAttribute("typeRef", NameOf(input.Type))))),
            Diagram());
        return DmnXml.Write(new XDocument(root));
    }

    private XElement Diagram()
    {
        XNamespace diagram = DmnXml.Diagram, bounds = DmnXml.Bounds, lines = DmnXml.Lines;
        const int width = 160, height = 60, gap = 40;
        var middle = ((Inputs.Count * (width + gap)) - gap) / 2;
        return new XElement(
            diagram + "DMNDI",
            new XElement(
                diagram + "DMNDiagram",
                new XAttribute("id", "_diagram"),
                Shape("_decision", 20 + Math.Max(0, middle - (width / 2)), 20),
                Inputs.Select((_, i) => Shape($"_input_{i + 1}", 20 + (i * (width + gap)), 180)),
                Inputs.Select((_, i) => new XElement(
                    diagram + "DMNEdge",
                    new XAttribute("id", $"_line_{i + 1}"),
                    new XAttribute("dmnElementRef", $"_asks_{i + 1}"),
                    Waypoint(20 + (i * (width + gap)) + (width / 2), 180),
                    Waypoint(20 + Math.Max(width / 2, middle), 20 + height)))));

        XElement Shape(string id, int x, int y) => new(
            diagram + "DMNShape",
            new XAttribute("id", "_shape" + id),
            new XAttribute("dmnElementRef", id),
            new XElement(bounds + "Bounds", new XAttribute("x", x), new XAttribute("y", y), new XAttribute("width", width), new XAttribute("height", height)));

        XElement Waypoint(int x, int y) => new(lines + "waypoint", new XAttribute("x", x), new XAttribute("y", y));
    }

    private static TableInput Input(DmnModel model, XElement input)
    {
        var expression = input.Element(Xml.Dmn + "inputExpression");
        var name = Syntax.Lexer.Normalize(Xml.TextOf(expression));
        var reference = (string?)expression?.Attribute("typeRef")
            ?? (string?)model.Elements.FirstOrDefault(e => e.Name == name)?.Source.Element(Xml.Variable)?.Attribute("typeRef");
        var type = TypeOf(model, reference);
        var allowed = model.Types.Find(reference)?.Allowed?.Text;
        return new TableInput(name, type, Text(input.Element(Xml.Dmn + "inputValues")) ?? (allowed == WholeTest ? null : allowed));
    }

    private static FactType TypeOf(DmnModel model, string? reference)
    {
        var type = model.Types.Find(reference);
        return type?.Allowed?.Text == WholeTest ? FactType.Integer : type?.Kind switch
        {
            FeelKind.Number => FactType.Number,
            FeelKind.String => FactType.Text,
            FeelKind.Boolean => FactType.Boolean,
            FeelKind.Date => FactType.Date,
            FeelKind.DayDuration => FactType.DayDuration,
            FeelKind.MonthDuration => FactType.MonthDuration,
            _ => FactType.Other,
        };
    }

    private static string NameOf(FactType type) => Array.Find(TypeNames, t => t.Type == type).Name;

    private static XElement TextElement(string text) => new(Xml.Text, text);

    private static string? Text(XElement? holder) => Xml.TextOf(holder) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
