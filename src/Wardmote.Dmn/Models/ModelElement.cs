using System.Xml.Linq;
using Wardmote.Dmn.Syntax;
using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Models;

internal enum ElementKind
{
    Input,
    Decision,
    Knowledge,
    DecisionService,
}

/// <summary>Another element a decision asks for, and under which import it goes by its name.</summary>
internal sealed record Requirement(ModelElement Element, string? Import);

/// <summary>A node of the requirement graph.</summary>
internal sealed class ModelElement
{
    /// <summary>The element in the XML.</summary>
    public XElement Source { get; }

    public ModelElement(DmnModel model, XElement source)
    {
        (Model, Source) = (model, source);
        Kind = KindOf(source)!.Value;
        Id = (string?)source.Attribute("id") ?? "";
        var variable = Source.Element(Xml.Variable);
        Name = variable is not null && Xml.Name(variable) is { Length: > 0 } name ? name : Xml.Name(source);
    }

    public DmnModel Model { get; }

    public ElementKind Kind { get; }

    public string Id { get; }

    public string Name { get; }

    /// <summary>The type of the value (for knowledge: of what its function answers).</summary>
    public FeelType Type { get; private set; } = FeelType.Any;

    public IReadOnlyList<Requirement> Requirements { get; private set; } = [];

    /// <summary>The logic; null where the model has none.</summary>
    public Node? Logic { get; private set; }

    /// <summary>Of knowledge: its parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, FeelType>> Parameters { get; private set; } = [];

    /// <summary>Of a decision service: what goes in (input data, then decisions taken as given), and which decisions come out.</summary>
    public IReadOnlyList<Requirement> Taken { get; private set; } = [];

    public IReadOnlyList<Requirement> Outputs { get; private set; } = [];

    public static ElementKind? KindOf(XElement element) => element.Name.LocalName switch
    {
        "inputData" => ElementKind.Input,
        "decision" => ElementKind.Decision,
        "businessKnowledgeModel" => ElementKind.Knowledge,
        "decisionService" => ElementKind.DecisionService,
        _ => null,
    };

    /// <summary>Reads requirements and logic, once all elements of the model are known.</summary>
    public void Prepare()
    {
        var variable = Source.Element(Xml.Variable);
        Type = Model.Types.Of(variable?.Attribute("typeRef") ?? Source.Attribute("typeRef"), Name);
        Requirements = [.. Source.Elements().Where(e => e.Name.LocalName is "informationRequirement" or "knowledgeRequirement")
            .SelectMany(e => e.Elements()).SelectMany(Resolve)];
        switch (Kind)
        {
            case ElementKind.Decision:
                Logic = Reader([]).Expression(ExpressionReader.LogicOf(Source));
                break;
            case ElementKind.Knowledge when Source.Element(Xml.Dmn + "encapsulatedLogic") is { } function:
                Parameters = ExpressionReader.ParametersOf(function, Model, Name);
                Logic = (string?)function.Attribute("kind") is null or "FEEL"
                    ? Reader([Name, .. Parameters.Select(p => p.Key)]).Expression(ExpressionReader.LogicOf(function))
                    : new RefusalNode("functions of other languages are not called");
                break;
            case ElementKind.DecisionService:
                Taken = [.. Hrefs("inputData"), .. Hrefs("inputDecision")];
                Outputs = [.. Hrefs("outputDecision")];
                break;
            default:
                break;
        }
    }

    private IEnumerable<Requirement> Hrefs(string name) => Source.Elements(Xml.Dmn + name).SelectMany(Resolve);

    private IEnumerable<Requirement> Resolve(XElement reference)
    {
        var href = (string?)reference.Attribute("href") ?? "";
        var (element, import) = Model.Resolve(href);
        if (element is null)
        {
            Model.Note(Name, $"nothing at {href}");
            return [];
        }

        return [new Requirement(element, import)];
    }

    private ExpressionReader Reader(IEnumerable<string> own)
    {
        var members = Model.Types.Members
            .Concat(Requirements.SelectMany(r => r.Element.Model.Types.Members))
            .Concat(Requirements.Where(r => r.Import is not null).Select(r => r.Element.Name))
            .Concat(Requirements.SelectMany(r => r.Element.Outputs.Select(o => o.Element.Name)));
        return new ExpressionReader(Model, Name, new Surroundings
        {
            Names = [.. Requirements.Select(r => r.Import ?? r.Element.Name), .. own],
            Members = [.. members],
            TypeOf = Model.Types.Find,
        });
    }
}
