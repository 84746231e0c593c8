using System.Globalization;
using System.Xml.Linq;
using Wardmote.Dmn.Models;

namespace Wardmote.Dmn.Conformance;

/// <summary>How one case of the public conformance kit came out.</summary>
/// <param name="Folder">The folder of the kit.</param>
/// <param name="File">The file of the case.</param>
/// <param name="Case">The id of the case.</param>
/// <param name="Passed">Whether all results were as expected.</param>
/// <param name="Reason">What was otherwise; empty where it passed.</param>
public sealed record CaseResult(string Folder, string File, string Case, bool Passed, string Reason)
{
    /// <summary>The name by which a list of failures knows the case.</summary>
    public string Key => $"{Folder}/{File}#{Case}";
}

/// <summary>How the cases of one folder came out.</summary>
/// <param name="Folder">The folder of the kit.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Total">How many there are.</param>
public sealed record FolderResult(string Folder, int Passed, int Total);

/// <summary>Runs cases of the public DMN conformance kit over XML given as text; nothing is read from disk.</summary>
public static class ConformanceKit
{
    private static readonly XNamespace Ns = "http://www.omg.org/spec/DMN/20160719/testcase";

    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    private static readonly XName Type = XName.Get("type", "http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>Runs all cases of a folder.</summary>
    /// <param name="folder">The name of the folder, for the results.</param>
    /// <param name="files">The texts of its files by name: models (<c>.dmn</c>) and cases (<c>.xml</c>).</param>
    /// <param name="settings">Settings for the evaluations; the moment for <c>now()</c> is a fixed one where none is given.</param>
    public static IReadOnlyList<CaseResult> Run(string folder, IReadOnlyDictionary<string, string> files, FeelSettings? settings = null)
    {
        settings ??= new FeelSettings { Now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) };
        var spaces = files.Where(f => f.Key.EndsWith(".dmn", StringComparison.Ordinal))
            .GroupBy(f => SpaceOf(f.Value)).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        var results = new List<CaseResult>();
        foreach (var (name, text) in files.Where(f => f.Key.EndsWith(".xml", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
            var modelName = root.Element(Ns + "modelName")?.Value.Trim() ?? folder + ".dmn";
            DmnModel? model = null;
            var refusal = $"no model {modelName}";
            try
            {
                model = files.TryGetValue(modelName, out var xml) ? DmnModel.Read(xml, space => spaces.GetValueOrDefault(space)) : null;
            }
            catch (DmnRefusedException e)
            {
                refusal = e.Message;
            }

            foreach (var test in root.Elements(Ns + "testCase"))
            {
                var reason = model is null ? refusal : Difference(model, test, settings);
                results.Add(new CaseResult(folder, name, (string?)test.Attribute("id") ?? "", reason.Length == 0, reason));
            }
        }

        return results;
    }

    /// <summary>The results counted for each folder, in the order the folders came.</summary>
    public static IReadOnlyList<FolderResult> PerFolder(IEnumerable<CaseResult> results) =>
        [.. results.GroupBy(r => r.Folder).Select(g => new FolderResult(g.Key, g.Count(r => r.Passed), g.Count()))];

    /// <summary>What differs from the expected results of a case; empty where nothing does.</summary>
    private static string Difference(DmnModel model, XElement test, FeelSettings settings)
    {
        var inputs = Inputs(test);
        var invoked = (string?)test.Attribute("invocableName");
        foreach (var result in test.Elements(Ns + "resultNode"))
        {
            var name = (string?)result.Attribute("name") ?? "";
            var actual = invoked is null ? model.Evaluate(name, inputs, settings) : model.Invoke(invoked, inputs, settings);
            if (invoked is not null && actual is FeelContext several && several.TryGet(name, out var one) && !model.KnowledgeModels.Contains(invoked))
            {
                actual = one;
            }

            var expected = result.Element(Ns + "expected") is { } value ? Read(value) : FeelValue.Null;
            if (!AsExpected(expected, actual))
            {
                return $"{name}: expected {expected}, is {actual}";
            }
        }

        return "";
    }

    private static FeelContext Inputs(XElement test)
    {
        var inputs = FeelContext.Empty;
        foreach (var node in test.Elements(Ns + "inputNode"))
        {
            inputs = inputs.With(Syntax.Lexer.Normalize((string?)node.Attribute("name") ?? ""), Read(node));
        }

        return inputs;
    }

    private static string SpaceOf(string xml) => (string?)XDocument.Parse(xml).Root!.Attribute("namespace") ?? "";

    /// <summary>A value as the kit writes it: a simple value, a list, or components.</summary>
    private static FeelValue Read(XElement holder)
    {
        if (holder.Element(Ns + "list") is { } list)
        {
            return IsNil(list) ? FeelValue.Null : new FeelList([.. list.Elements(Ns + "item").Select(Read)]);
        }

        var components = holder.Elements(Ns + "component").ToList();
        if (components.Count > 0)
        {
            return new FeelContext(components.Select(c => new KeyValuePair<string, FeelValue>((string?)c.Attribute("name") ?? "", Read(c))));
        }

        return holder.Element(Ns + "value") is not { } value || IsNil(value) ? FeelValue.Null : Simple(value);
    }

    private static bool IsNil(XElement element) => (string?)element.Attribute(Nil) is "true" or "1";

    private static FeelValue Simple(XElement value)
    {
        var text = value.Value;
        var type = (string?)value.Attribute(Type) ?? "";
        return type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
        {
            "decimal" or "double" or "integer" or "int" or "float" or "long" =>
                decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? FeelValue.From(n) : FeelValue.From(text),
            "boolean" => FeelValue.From(text.Trim() is "true" or "1"),
            "date" => Temporals.Date(text.Trim()) ?? FeelValue.From(text),
            "time" => Temporals.Time(text.Trim()) ?? FeelValue.From(text),
            "dateTime" => Temporals.DateTime(text.Trim()) ?? FeelValue.From(text),
            "duration" => Temporals.Duration(text.Trim()) ?? FeelValue.From(text),
            _ => FeelValue.From(text),
        };
    }

    /// <summary>Equal, where numbers may differ by what the kit itself leaves out when it writes them.</summary>
    private static bool AsExpected(FeelValue expected, FeelValue actual)
    {
        switch (expected, actual)
        {
            case (FeelNull, FeelNull):
                return true;
            case (FeelNumber x, FeelNumber y):
                // Some results of the kit were computed in binary, and long ones are cut: twelve digits, or all decimals written, must agree.
                var difference = Math.Abs(x.Value - y.Value);
                return difference <= Math.Abs(x.Value) * 0.000_000_000_001m
                    || (x.Value.Scale >= 8 && difference < new decimal(1, 0, 0, false, x.Value.Scale));
            case (FeelList x, FeelList y):
                return x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(p => AsExpected(p.First, p.Second));
            case (FeelContext x, FeelContext y):
                return x.Entries.Count == y.Entries.Count && x.Entries.All(e => y.TryGet(e.Key, out var other) && AsExpected(e.Value, other));
            default:
                return expected.Equals(actual);
        }
    }
}
