using System.CommandLine;
using System.Text.Json;
using Wardmote.Recognition;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary>The recogniser of the packs named on the command line: kept bytes where there are any, else trained now and kept.</summary>
internal static class Reader
{
    /// <summary><c>--model</c></summary>
    public static Option<string?> ModelFile() => new("--model") { Description = "a trained model (default: trained from the pack once, then kept)", HelpName = "FILE" };

    /// <summary>Matters and phrases of a pack.</summary>
    public static (IReadOnlyList<Matter> Matters, IReadOnlyList<Phrase> Phrases) Text(Surroundings at, string? pack)
    {
        var alone = pack is not null && File.Exists(Path.Combine(pack, "pack.yaml"));
        var lines = alone ? Phrases.Read(Path.TrimEndingDirectorySeparator(Path.GetFullPath(pack!))) : Phrases.ReadInstalled(pack ?? at.LawRoot);
        return (Matters.Of(at.Law(pack)), [.. lines.Select(Of)]);
    }

    /// <summary>Sentences alone, of a folder laid out like a pack.</summary>
    public static IReadOnlyList<Phrase> Sentences(string folder) => [.. Phrases.Read(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Select(Of)];

    private static Phrase Of(PhraseLine l) => new(l.Code, l.Language, l.Writer, l.Words);

    /// <summary>Trains.</summary>
    public static Model Train(Surroundings at, IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases)
    {
        at.Err.WriteLine($"training on {phrases.Count} sentences and {matters.Count} titles …");
        return Model.Train(matters, phrases, Matters.HashOf(matters, phrases));
    }

    /// <summary>The recogniser.</summary>
    public static Recogniser Of(Surroundings at, string? pack, string? model)
    {
        if (model is not null)
        {
            return new Recogniser(Model.Load(File.ReadAllBytes(model)));
        }

        var (matters, phrases) = Text(at, pack);
        var hash = Matters.HashOf(matters, phrases);
        var folder = KeptModels.DefaultFolder();
        if (KeptModels.Find(folder, hash) is { } kept)
        {
            try
            {
                return new Recogniser(Model.Load(kept));
            }
            catch (InvalidDataException e)
            {
                at.Err.WriteLine($"{e.Message}; building it again");
            }
        }

        var trained = Train(at, matters, phrases);
        try
        {
            KeptModels.Keep(folder, hash, trained.Save());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            at.Err.WriteLine($"the model could not be kept: {e.Message}");
        }

        return new Recogniser(trained);
    }

    /// <summary>Lines of JSON, each answered in order; a line that is not JSON stops with its number and exit code 2.</summary>
    public static int Lines(Surroundings at, Func<JsonElement, object> answer)
    {
        var number = 0;
        while (at.In.ReadLine() is { } line)
        {
            number++;
            if (line.Trim().Length == 0)
            {
                continue;
            }

            try
            {
                using var read = JsonDocument.Parse(line);
                if (read.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return at.Refuse($"line {number} is not a JSON object");
                }

                at.WriteJson(answer(read.RootElement));
            }
            catch (JsonException e)
            {
                return at.Refuse($"line {number} is not JSON: {e.Message}");
            }
        }

        return Surroundings.Answered;
    }

    /// <summary>A word of a line; empty when it is missing or cannot be read as text.</summary>
    public static string Word(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value))
        {
            return "";
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind is JsonValueKind.Number ? value.GetRawText() : "";
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as \uD800: no text at all.
            return "";
        }
    }

    /// <summary>An id as it came: text stays text, a number a number.</summary>
    public static object? Id(JsonElement line) =>
        !line.TryGetProperty("id", out var id) ? null : id.ValueKind == JsonValueKind.Number ? id.Clone() : Word(line, "id");
}
