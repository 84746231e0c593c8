using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Wardmote.Recognition;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote duplicates</c>: whether two reports tell of one thing. 疑似重复</summary>
internal static class DuplicatesVerb
{
    public static Command Make(Surroundings at)
    {
        var lines = new Option<bool>("--jsonl") { Description = "read lines {\"id\",\"a\",\"b\",\"lang\"?} and answer each with a line", Required = true };
        var (pack, json, model) = (Choices.Pack(), Choices.Json(), Reader.ModelFile());
        var verb = new Command("duplicates", "Say whether two reports seem to tell of one thing; a person decides") { lines, pack, json, model };
        verb.SetAction(parsed =>
        {
            var recogniser = Reader.Of(at, parsed.GetValue(pack), parsed.GetValue(model));
            return Reader.Lines(at, l =>
            {
                var likeness = Duplicates.Between(Told(l, "a"), Told(l, "b"), recogniser, Reader.Word(l, "lang"));
                return new { Id = Reader.Id(l), likeness.Duplicate, likeness.Score };
            });
        });
        return verb;
    }

    // A report is its words, or {"text","lat"?,"lon"?,"at"?} where place and time are known.
    private static Told Told(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var report) || report.ValueKind != JsonValueKind.Object)
        {
            return new Told(Reader.Word(line, name));
        }

        double? Number(string n) => report.TryGetProperty(n, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetDouble(out var d) ? d : null;
        var when = DateTimeOffset.TryParse(Reader.Word(report, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var t) ? t : (DateTimeOffset?)null;
        return new Told(Reader.Word(report, "text"), Number("lat"), Number("lon"), when);
    }
}
