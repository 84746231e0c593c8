using System.CommandLine;
using Wardmote.Recognition;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote recognise</c>: what messages are about. 识别</summary>
internal static class RecogniseVerb
{
    public static Command Make(Surroundings at)
    {
        var lines = new Option<bool>("--jsonl") { Description = "read lines {\"id\",\"text\",\"lang\"?} and answer each with a line" };
        var text = new Argument<string?>("TEXT") { Description = "a message, instead of lines", Arity = ArgumentArity.ZeroOrOne };
        var (pack, json, model) = (Choices.Pack(), Choices.Json(), Reader.ModelFile());
        var verb = new Command("recognise", "Say which items messages tell of, with the words that say so, or that it cannot be told") { text, lines, pack, json, model };
        verb.SetAction(parsed =>
        {
            var words = parsed.GetValue(text);
            if (words is null && !parsed.GetValue(lines))
            {
                return at.Refuse("give a message, or --jsonl and lines on standard input");
            }

            var recogniser = Reader.Of(at, parsed.GetValue(pack), parsed.GetValue(model));
            if (parsed.GetValue(lines))
            {
                return Reader.Lines(at, l => Shape(Reader.Id(l), Reader.Word(l, "text"), Reader.Word(l, "lang"), recogniser));
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(Shape(null, words!, null, recogniser));
                return Surroundings.Answered;
            }

            var hints = recogniser.Read(words!);
            at.Out.WriteLine(hints.Door.Length > 0 ? $"{hints.Verdict} ({hints.Door})" : hints.Verdict);
            foreach (var c in hints.Candidates)
            {
                at.Out.WriteLine($"  {c.Item}  {c.Confidence:0.00}  {string.Join(" … ", c.Because.Select(s => words!.Substring(s.Start, s.Length)))}  {c.Article}");
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static object Shape(object? id, string text, string? language, Recogniser recogniser)
    {
        var hints = recogniser.Read(text, language);
        return new
        {
            Id = id,
            hints.Verdict,
            Candidates = hints.Candidates.Select(c => new { c.Item, c.Confidence, c.Because, c.Article }),
            Abstained = hints.Verdict != "items",
            Facts = Facts.In(text).Select(f => new { f.Kind, f.Where.Start, f.Where.Length, f.Value }),
            Door = hints.Door.Length > 0 ? hints.Door : null,
            hints.Model,
        };
    }
}
