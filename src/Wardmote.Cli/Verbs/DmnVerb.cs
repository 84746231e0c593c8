using System.CommandLine;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Wardmote.Dmn;
using Wardmote.Dmn.Conformance;
using Wardmote.Dmn.Models;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote dmn</c>: models of the DMN standard evaluated, and the public kit run. 决策模型</summary>
internal static class DmnVerb
{
    public static Command Make(Surroundings at) => new("dmn", "Evaluate DMN models; run the public conformance kit") { Evaluate(at), Conformance(at) };

    private static Command Evaluate(Surroundings at)
    {
        var file = new Argument<string>("MODEL") { Description = "DMN 1.2 to 1.5 XML; models it imports lie beside it" };
        var decision = new Option<string>("--decision") { Description = "decision, decision service or business knowledge model", HelpName = "NAME", Required = true };
        var input = new Option<string?>("--input") { Description = "JSON {\"input\": value}; - for standard input", HelpName = "FILE" };
        var json = Choices.Json();
        var verb = new Command("evaluate", "Give the value of a decision") { file, decision, input, json };
        verb.SetAction(parsed =>
        {
            var (path, name) = (parsed.GetValue(file)!, parsed.GetValue(decision)!.Trim());
            DmnModel model;
            FeelContext inputs;
            try
            {
                var xml = File.ReadAllText(path);
                model = DmnModel.Read(xml, Beside(path));
                inputs = parsed.GetValue(input) is { } given ? Inputs(at, given, xml) : FeelContext.Empty;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DmnRefusedException or JsonException or XmlException or FeelParseException)
            {
                return at.Refuse(e.Message);
            }

            var isDecision = model.Decisions.Contains(name);
            if (!isDecision && !model.DecisionServices.Contains(name) && !model.KnowledgeModels.Contains(name))
            {
                return at.RefuseCode("decision", name, LawInForce.NearestOf(name, model.Decisions.Concat(model.DecisionServices).Concat(model.KnowledgeModels)));
            }

            foreach (var (key, _) in inputs.Entries.Where(e => isDecision && !model.Inputs.Contains(e.Key)))
            {
                at.Err.WriteLine($"the model has no input '{key}'; nearest: {string.Join(", ", LawInForce.NearestOf(key, model.Inputs))}");
            }

            foreach (var problem in model.Problems)
            {
                at.Err.WriteLine($"{problem.Where}: {problem.Reason}");
            }

            var settings = new FeelSettings { Now = ShanghaiTime.Local(TimeProvider.System.GetUtcNow()) };
            var value = isDecision ? model.Evaluate(name, inputs, settings) : model.Invoke(name, inputs, settings);
            if (value is FeelNull { Problem: { } why })
            {
                at.Err.WriteLine($"null because: {why.Reason}");
            }

            at.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(FeelJson.Plain(value), Readable) : value.ToString());
            return Surroundings.Answered;
        });
        return verb;
    }

    private static JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static FeelContext Inputs(Surroundings at, string path, string xml)
    {
        using var read = JsonDocument.Parse(path == "-" ? at.In.ReadToEnd() : File.ReadAllText(path));
        if (read.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"{path} is not a JSON object of inputs");
        }

        // An input declared as a day or a duration is text in JSON.
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var data in XDocument.Parse(xml).Descendants().Where(e => e.Name.LocalName == "inputData"))
        {
            var variable = data.Elements().FirstOrDefault(e => e.Name.LocalName == "variable");
            types[(string?)data.Attribute("name") ?? ""] = (string?)variable?.Attribute("typeRef") ?? "";
        }

        return new FeelContext([.. read.RootElement.EnumerateObject().Select(p => new KeyValuePair<string, FeelValue>(p.Name, FeelJson.Read(p.Value, types.GetValueOrDefault(p.Name, ""))))]);
    }

    private static Func<string, string?> Beside(string path)
    {
        var models = new Lazy<Dictionary<string, string>>(() => Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*.dmn")
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).GroupBy(SpaceOf).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));
        return space => models.Value.GetValueOrDefault(space);
    }

    private static string SpaceOf(string xml)
    {
        try
        {
            return (string?)XDocument.Parse(xml).Root?.Attribute("namespace") ?? "";
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static Command Conformance(Surroundings at)
    {
        var folder = new Argument<string>("DIR") { Description = "the kit, a level of it, or one folder of cases" };
        var failures = new Option<bool>("--failures") { Description = "also list the cases that fail, with the reason" };
        var json = Choices.Json();
        var verb = new Command("conformance", "Run cases of the public DMN kit; the last line is N/M") { folder, failures, json };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            if (!Directory.Exists(path))
            {
                return at.Refuse($"'{path}' is no folder");
            }

            var folders = Directory.GetDirectories(path, "*", SearchOption.AllDirectories).Prepend(path).Where(d => Directory.GetFiles(d, "*.dmn").Length > 0).Order(StringComparer.Ordinal).ToList();
            if (folders.Count == 0)
            {
                return at.Refuse($"no folder under '{path}' holds models (*.dmn)");
            }

            var results = new List<(string Folder, IReadOnlyList<CaseResult> Cases)>();
            foreach (var at1 in folders)
            {
                var files = Directory.GetFiles(at1).Where(f => f.EndsWith(".dmn", StringComparison.Ordinal) || f.EndsWith(".xml", StringComparison.Ordinal)).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
                var cases = ConformanceKit.Run(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(at1))), files);
                results.Add((Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(at1))), cases));
                if (!parsed.GetValue(json))
                {
                    at.Out.WriteLine($"{results[^1].Folder} {cases.Count(c => c.Passed)}/{cases.Count}");
                    foreach (var failed in cases.Where(c => !c.Passed && parsed.GetValue(failures)))
                    {
                        at.Out.WriteLine($"  {failed.File}#{failed.Case}: {failed.Reason}");
                    }
                }
            }

            var (passed, total) = (results.Sum(r => r.Cases.Count(c => c.Passed)), results.Sum(r => r.Cases.Count));
            if (parsed.GetValue(json))
            {
                at.WriteJson(new
                {
                    Folders = results.Select(r => new { r.Folder, Passed = r.Cases.Count(c => c.Passed), Total = r.Cases.Count }),
                    Passed = passed,
                    Total = total,
                    Failures = results.SelectMany(r => r.Cases).Where(c => !c.Passed).Select(c => new { c.Key, c.Reason }),
                });
            }
            else
            {
                at.Out.WriteLine($"{passed}/{total}");
            }

            return Surroundings.Answered;
        });
        return verb;
    }
}
