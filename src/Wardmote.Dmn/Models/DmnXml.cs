using System.Xml;
using System.Xml.Linq;

namespace Wardmote.Dmn.Models;

/// <summary>The XML of DMN: its namespaces from 1.1 to 1.5, read into those of 1.5 with everything else left as it was.</summary>
public static class DmnXml
{
    /// <summary>The namespace of DMN 1.5 models.</summary>
    public const string Model = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    /// <summary>The namespace of DMN 1.5 diagrams.</summary>
    public const string Diagram = "https://www.omg.org/spec/DMN/20230324/DMNDI/";

    /// <summary>The namespace of FEEL in DMN 1.5.</summary>
    public const string Feel = "https://www.omg.org/spec/DMN/20230324/FEEL/";

    /// <summary>The namespace of bounds and points in diagrams.</summary>
    public const string Bounds = "http://www.omg.org/spec/DMN/20180521/DC/";

    /// <summary>The namespace of waypoints in diagrams.</summary>
    public const string Lines = "http://www.omg.org/spec/DMN/20180521/DI/";

    private const int DeepestElement = 150;

    private static readonly Dictionary<string, string> Upgrades = new(StringComparer.Ordinal)
    {
        ["http://www.omg.org/spec/DMN/20151101/dmn.xsd"] = Model,
        ["http://www.omg.org/spec/DMN/20151101/dmn11.xsd"] = Model,
        ["http://www.omg.org/spec/FEEL/20140401"] = Feel,
        ["http://www.omg.org/spec/DMN/20180521/MODEL/"] = Model,
        ["http://www.omg.org/spec/DMN/20180521/FEEL/"] = Feel,
        ["http://www.omg.org/spec/DMN/20180521/DMNDI/"] = Diagram,
        ["https://www.omg.org/spec/DMN/20191111/MODEL/"] = Model,
        ["https://www.omg.org/spec/DMN/20191111/FEEL/"] = Feel,
        ["https://www.omg.org/spec/DMN/20191111/DMNDI/"] = Diagram,
        ["https://www.omg.org/spec/DMN/20211108/MODEL/"] = Model,
        ["https://www.omg.org/spec/DMN/20211108/FEEL/"] = Feel,
        ["https://www.omg.org/spec/DMN/20211108/DMNDI/"] = Diagram,
    };

    /// <summary>Reads XML into the namespaces of 1.5; throws <see cref="DmnRefusedException"/> where it is no DMN.</summary>
    public static XDocument Read(string xml)
    {
        XDocument document;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 50_000_000, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(xml), settings);
            document = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new DmnRefusedException($"not XML: {e.Message}", e);
        }

        foreach (var element in document.Descendants())
        {
            if (element.Ancestors().Take(DeepestElement + 1).Count() > DeepestElement)
            {
                throw new DmnRefusedException($"elements nested more than {DeepestElement} deep");
            }

            element.Name = Upgraded(element.Name);
            if (element.Attributes().Any(a => Upgrades.ContainsKey(a.IsNamespaceDeclaration || a.Name.LocalName is "importType" or "expressionLanguage" or "typeLanguage" ? a.Value : a.Name.NamespaceName)))
            {
                element.ReplaceAttributes(element.Attributes().Select(UpgradedAttribute).ToList());
            }
        }

        return document.Root?.Name == XName.Get("definitions", Model)
            ? document
            : throw new DmnRefusedException($"the root is {document.Root?.Name}, not the definitions of a DMN model");
    }

    /// <summary>The document as text, with its declaration.</summary>
    public static string Write(XDocument document)
    {
        var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = false, NewLineHandling = NewLineHandling.None }))
        {
            document.Save(writer);
        }

        return text.ToString();
    }

    private static XName Upgraded(XName name) =>
        Upgrades.TryGetValue(name.NamespaceName, out var to) ? XName.Get(name.LocalName, to) : name;

    private static XAttribute UpgradedAttribute(XAttribute attribute) =>
        new(Upgraded(attribute.Name), Upgrades.GetValueOrDefault(attribute.Value, attribute.Value));

    private sealed class Utf8Text : StringWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
    }
}

/// <summary>The text is no DMN model that can be read at all; what is wrong within a model is listed by the model instead.</summary>
public sealed class DmnRefusedException(string reason, Exception? inner = null) : Exception(reason, inner);
