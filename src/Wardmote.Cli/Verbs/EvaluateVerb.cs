using System.CommandLine;
using System.Text.Json;
using Wardmote.Recognition;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote evaluate</c>: the recogniser measured on labelled lines. 评测</summary>
internal static class EvaluateVerb
{
    public static Command Make(Surroundings at)
    {
        var file = new Argument<string?>("FILE") { Description = "lines {\"id\",\"lang\",\"text\",\"accept\",\"expect\"}", Arity = ArgumentArity.ZeroOrOne };
        var writers = new Option<bool>("--writers") { Description = "instead of a file: each writer of the pack's sentences read by a model of the others (minutes)" };
        var unseen = new Option<string?>("--unseen") { Description = "with --writers: read only the writers in FOLDER/phrases, by a model of the pack's", HelpName = "FOLDER" };
        var language = new Option<string?>("--language") { Description = "with --writers: only zh, en or ar", HelpName = "LANGUAGE" };
        var html = new Option<string?>("--html") { Description = "also write a page with plots", HelpName = "FILE" };
        var curve = new Option<bool>("--curve") { Description = "also draw the learning curve, writer against writer (minutes)" };
        var (pack, json, model) = (Choices.Pack(), Choices.Json(), Reader.ModelFile());
        var verb = new Command("evaluate", "Measure the recogniser on labelled messages, with 95 % intervals") { file, writers, unseen, language, html, curve, pack, json, model };
        verb.SetAction(parsed =>
        {
            Evaluation evaluation;
            if (parsed.GetValue(writers))
            {
                var (matters, phrases) = Reader.Text(at, parsed.GetValue(pack));
                IReadOnlyList<string> languages = parsed.GetValue(language) is { } one ? [one] : ["zh", "en", "ar"];
                evaluation = Evaluation.BetweenWriters(matters, phrases, languages, parsed.GetValue(unseen) is { } folder ? Reader.Sentences(folder) : null);
            }
            else if (parsed.GetValue(file) is not { } path || !File.Exists(path))
            {
                return at.Refuse($"there is no file {parsed.GetValue(file)}; name one, or --writers");
            }
            else
            {
                List<Labelled> messages;
                try
                {
                    messages = [.. File.ReadLines(path).Where(l => l.Trim().Length > 0).Select(Line)];
                }
                catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
                {
                    return at.Refuse($"{path} does not hold labelled lines: {e.Message}");
                }

                var recogniser = Reader.Of(at, parsed.GetValue(pack), parsed.GetValue(model));
                var points = Array.Empty<CurvePoint>() as IReadOnlyList<CurvePoint>;
                if (parsed.GetValue(curve))
                {
                    var (matters, phrases) = Reader.Text(at, parsed.GetValue(pack));
                    points = Evaluation.LearningCurve(matters, phrases, [0.25, 0.5, 0.75, 1]);
                }

                evaluation = Evaluation.Of(recogniser, messages, points);
            }

            if (parsed.GetValue(html) is { } page)
            {
                File.WriteAllText(page, EvaluationPage.Html(evaluation));
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(new { evaluation.ModelVersion, evaluation.All, evaluation.Languages, evaluation.Writers, evaluation.Items, evaluation.Confusions, evaluation.Reliability, evaluation.Curve });
            }
            else
            {
                at.Out.Write(EvaluationPage.Text(evaluation));
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static Labelled Line(string line)
    {
        using var read = JsonDocument.Parse(line);
        var l = read.RootElement;
        var accept = l.TryGetProperty("accept", out var codes) && codes.ValueKind == JsonValueKind.Array ? codes.EnumerateArray().Select(c => c.GetString() ?? "").ToArray() : [];
        return new Labelled(Reader.Word(l, "id"), Reader.Word(l, "lang"), Reader.Word(l, "text"), accept, Reader.Word(l, "expect"));
    }
}
