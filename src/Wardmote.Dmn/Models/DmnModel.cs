using System.Xml.Linq;

namespace Wardmote.Dmn.Models;

/// <summary>Something in a model that cannot be used as written; the rest of the model can.</summary>
/// <param name="Where">The element, by name.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record ModelProblem(string Where, string Reason);

/// <summary>A DMN model: decisions, the knowledge they use, and what they ask for.</summary>
public sealed class DmnModel
{
    private readonly XDocument document;
    private readonly Dictionary<string, DmnModel> imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelElement> byId = new(StringComparer.Ordinal);
    private readonly List<ModelElement> elements = [];
    private readonly List<ModelProblem> problems = [];

    private DmnModel(XDocument document, Func<string, string?>? imported, int depth)
    {
        this.document = document;
        var root = document.Root!;
        Namespace = (string?)root.Attribute("namespace") ?? "";
        Name = (string?)root.Attribute("name") ?? "";
        ReadImports(root, imported, depth);
        Types = new TypeTable(this, root);
        foreach (var element in root.Elements().Where(e => e.Name.Namespace == Xml.Dmn && ModelElement.KindOf(e) is not null))
        {
            var read = new ModelElement(this, element);
            elements.Add(read);
            if (read.Id.Length > 0 && !byId.TryAdd(read.Id, read))
            {
                Note(read.Name, $"two elements have the id {read.Id}");
            }
        }

        foreach (var element in elements)
        {
            element.Prepare();
        }
    }

    /// <summary>The namespace by which other models import this one.</summary>
    public string Namespace { get; }

    /// <summary>The name of the model.</summary>
    public string Name { get; }

    /// <summary>The names of the decisions, in order.</summary>
    public IEnumerable<string> Decisions => Names(ElementKind.Decision);

    /// <summary>The names of the input data, in order.</summary>
    public IEnumerable<string> Inputs => Names(ElementKind.Input);

    /// <summary>The names of the business knowledge models, in order.</summary>
    public IEnumerable<string> KnowledgeModels => Names(ElementKind.Knowledge);

    /// <summary>The names of the decision services, in order.</summary>
    public IEnumerable<string> DecisionServices => Names(ElementKind.DecisionService);

    /// <summary>What in the model cannot be used as written.</summary>
    public IReadOnlyList<ModelProblem> Problems => problems;

    internal TypeTable Types { get; }

    internal IReadOnlyList<ModelElement> Elements => elements;

    /// <summary>Reads a model of DMN 1.2 to 1.5; throws <see cref="DmnRefusedException"/> where the text is none.</summary>
    /// <param name="xml">The XML.</param>
    /// <param name="imported">Gives the XML of a model by its namespace, for imports; null where there is none.</param>
    public static DmnModel Read(string xml, Func<string, string?>? imported = null) => new(DmnXml.Read(xml), imported, 0);

    /// <summary>The model as DMN 1.5 XML, with its diagrams and all extensions as they were.</summary>
    public string Write() => DmnXml.Write(document);

    /// <summary>The diagram interchange part as DMN 1.5 XML; null where the model has none.</summary>
    public XElement? Diagrams => document.Root!.Element(XName.Get("DMNDI", DmnXml.Diagram)) is { } diagrams ? new XElement(diagrams) : null;

    /// <summary>The value of a decision for the given input data.</summary>
    public FeelValue Evaluate(string decision, FeelContext? inputs = null, FeelSettings? settings = null)
    {
        var wanted = Syntax.Lexer.Normalize(decision);
        return elements.Find(e => e.Kind is ElementKind.Decision && e.Name == wanted) is { } element
            ? Evaluation.Run(settings ?? FeelSettings.Default, run => new ModelRun(inputs ?? FeelContext.Empty, run, null).ValueOf(element))
            : FeelValue.Error($"no decision \"{decision}\"");
    }

    /// <summary>
    /// The answer of a decision service (or business knowledge model), its arguments given by name; one left out is an error, one of
    /// the wrong type is taken as null.
    /// </summary>
    public FeelValue Invoke(string name, FeelContext? arguments = null, FeelSettings? settings = null)
    {
        var wanted = Syntax.Lexer.Normalize(name);
        var element = elements.Find(e => e.Kind is ElementKind.DecisionService or ElementKind.Knowledge && e.Name == wanted);
        return element is null
            ? FeelValue.Error($"no decision service or business knowledge model \"{name}\"")
            : Evaluation.Run(settings ?? FeelSettings.Default, run =>
            {
                return new ModelRun(FeelContext.Empty, run, null).ValueOf(element) is FeelFunction function
                    ? function.InvokeNamed(Typed(function, arguments ?? FeelContext.Empty), run)
                    : FeelValue.Error($"\"{name}\" cannot be invoked");
            });
    }

    private static List<KeyValuePair<string, FeelValue>> Typed(FeelFunction function, FeelContext arguments)
    {
        var typed = new List<KeyValuePair<string, FeelValue>>();
        foreach (var (name, type) in function.ParameterNames.Zip(function.ParameterTypes))
        {
            if (arguments.TryGet(name, out var value))
            {
                typed.Add(new(name, type.Coerce(value)));
            }
        }

        return typed;
    }

    internal DmnModel? Import(string name) => imports.GetValueOrDefault(name);

    internal void Note(string where, string reason) => problems.Add(new ModelProblem(where, reason));

    /// <summary>The element of an href, and the name by which its model was imported (null for this one).</summary>
    internal (ModelElement? Element, string? Import) Resolve(string href)
    {
        var hash = href.LastIndexOf('#');
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || space == Namespace)
        {
            return (byId.GetValueOrDefault(id), null);
        }

        foreach (var (name, model) in imports)
        {
            if (model.Namespace == space)
            {
                return (model.byId.GetValueOrDefault(id), name);
            }
        }

        return (null, null);
    }

    private IEnumerable<string> Names(ElementKind kind) => elements.Where(e => e.Kind == kind).Select(e => e.Name);

    private void ReadImports(XElement root, Func<string, string?>? imported, int depth)
    {
        foreach (var import in root.Elements(Xml.Dmn + "import"))
        {
            var name = Xml.Name(import);
            var space = (string?)import.Attribute("namespace") ?? "";
            var xml = depth < 20 ? imported?.Invoke(space) : null;
            if (xml is null)
            {
                Note(name, depth < 20 ? $"the model {space} was not given" : "imports go round in a circle");
                continue;
            }

            imports[name] = new DmnModel(DmnXml.Read(xml), imported, depth + 1);
            problems.AddRange(imports[name].Problems);
        }
    }
}
