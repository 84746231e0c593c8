using System.Xml.Linq;

namespace Wardmote.Dmn.Models;

/// <summary>The item definitions of a model, resolved when first asked for.</summary>
internal sealed class TypeTable
{
    private readonly DmnModel model;
    private readonly Dictionary<string, XElement> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelType> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public TypeTable(DmnModel model, XElement root)
    {
        this.model = model;
        foreach (var definition in root.Elements(Xml.ItemDefinition))
        {
            definitions.TryAdd(Xml.Name(definition), definition);
        }

        Members = [.. root.Elements(Xml.ItemDefinition).Descendants(Xml.ItemComponent).Select(Xml.Name).Distinct()];
    }

    /// <summary>The names of all components, for reading paths.</summary>
    public IReadOnlyCollection<string> Members { get; }

    /// <summary>The type of a reference as it stands in a typeRef; null where nobody knows it.</summary>
    public FeelType? Find(string? reference)
    {
        if (reference is null)
        {
            return null;
        }

        // A model is read once and asked by many threads.
        lock (known)
        {
            return FindWithin(reference.Trim());
        }
    }

    private FeelType? FindWithin(string reference)
    {
        if (known.TryGetValue(reference, out var type))
        {
            return type;
        }

        if (definitions.TryGetValue(reference, out var definition))
        {
            // A type that holds itself is not followed: within itself it is Any.
            if (!open.Add(reference) || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                return FeelType.Any;
            }

            type = Of(definition).Named(reference);
            open.Remove(reference);
            return known[reference] = type;
        }

        var dot = reference.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && model.Import(reference[..dot]) is { } imported)
        {
            return imported.Types.Find(reference[(dot + 1)..]);
        }

        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        return FeelType.OfName(reference) ?? (colon >= 0 ? Find(reference[(colon + 1)..]) : null);
    }

    /// <summary>The type a typeRef attribute names; Any where there is none or nobody knows it.</summary>
    public FeelType Of(XAttribute? reference, string where)
    {
        if (reference is null)
        {
            return FeelType.Any;
        }

        if (Find(reference.Value) is { } type)
        {
            return type;
        }

        model.Note(where, $"nobody knows the type \"{reference.Value}\"");
        return FeelType.Any;
    }

    private FeelType Of(XElement definition)
    {
        FeelType type;
        var components = definition.Elements(Xml.ItemComponent).ToList();
        if (definition.Element(Xml.FunctionItem) is { } function)
        {
            type = FeelType.FunctionOf(
                [.. function.Elements(Xml.Parameters).Concat(function.Elements(Xml.Parameter)).Select(p => Of(p.Attribute("typeRef"), Xml.Name(definition)))],
                Of(function.Attribute("outputTypeRef"), Xml.Name(definition)));
        }
        else if (components.Count > 0)
        {
            type = FeelType.ContextOf([.. components.Select(c => new KeyValuePair<string, FeelType>(Xml.Name(c), Of(c)))]);
        }
        else
        {
            var reference = definition.Element(Xml.TypeRef)?.Value ?? definition.Attribute("typeRef")?.Value;
            type = Find(reference) ?? FeelType.Any;
        }

        type = Allowing(type, definition.Element(Xml.AllowedValues), definition);
        if ((string?)definition.Attribute("isCollection") == "true")
        {
            type = FeelType.ListOf(type);
        }

        return Allowing(type, definition.Element(Xml.TypeConstraint), definition);
    }

    private FeelType Allowing(FeelType type, XElement? values, XElement definition)
    {
        var text = values?.Element(Xml.Text)?.Value;
        if (string.IsNullOrWhiteSpace(text))
        {
            return type;
        }

        try
        {
            return type.Named(Xml.Name(definition), UnaryTests.Parse(text));
        }
        catch (FeelParseException e)
        {
            model.Note(Xml.Name(definition), e.Message);
            return type;
        }
    }
}

/// <summary>Names of elements.</summary>
internal static class Xml
{
    public static readonly XNamespace Dmn = DmnXml.Model;
    public static readonly XName ItemDefinition = Dmn + "itemDefinition";
    public static readonly XName ItemComponent = Dmn + "itemComponent";
    public static readonly XName FunctionItem = Dmn + "functionItem";
    public static readonly XName Parameters = Dmn + "parameters";
    public static readonly XName Parameter = Dmn + "parameter";
    public static readonly XName TypeRef = Dmn + "typeRef";
    public static readonly XName AllowedValues = Dmn + "allowedValues";
    public static readonly XName TypeConstraint = Dmn + "typeConstraint";
    public static readonly XName Text = Dmn + "text";
    public static readonly XName Variable = Dmn + "variable";

    /// <summary>The name attribute, spaces normalised.</summary>
    public static string Name(XElement element) => Syntax.Lexer.Normalize((string?)element.Attribute("name") ?? "");

    /// <summary>The text of an expression or test below an element.</summary>
    public static string TextOf(XElement? element) => element?.Element(Text)?.Value ?? "";
}
