using System.CommandLine;
using System.Text;
using Wardmote.Discretion;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote standard</c>: a standard out as a file and in again. 裁量基准的导出和导入</summary>
internal static class StandardVerb
{
    public static Command Make(Surroundings at) => new("standard", "Take a discretion standard out as YAML, DMN or an Excel workbook, and read such a file") { Export(at), Import(at) };

    /// <summary>Reads a standard from a file of any of the three forms; null when it cannot be read, which is said cell by cell.</summary>
    public static DiscretionStandard? Read(Surroundings at, string path, string language)
    {
        if (!File.Exists(path))
        {
            at.Refuse($"there is no file '{path}'");
            return null;
        }

        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                var read = StandardSheet.Read(File.ReadAllBytes(path));
                foreach (var problem in read.Problems)
                {
                    at.Err.WriteLine($"{(problem.Sheet.Length > 0 ? $"{problem.Sheet}! " : "")}{problem.Message.In(language)}");
                }

                return read.Standard;
            case ".dmn" or ".xml":
                return StandardModel.Read(File.ReadAllText(path), Path.GetFileName(path));
            default:
                return StandardFiles.Read(File.ReadAllText(path), Path.GetFileName(path));
        }
    }

    private static Command Export(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "the standard" };
        var file = new Argument<string>("FILE") { Description = "what to write: .xlsx, .dmn or .yaml" };
        var pack = Choices.Pack();
        var verb = new Command("export", "Write a standard as a file") { id, file, pack };
        verb.SetAction(parsed =>
        {
            var law = at.Law(parsed.GetValue(pack));
            if (law.Standards.FirstOrDefault(s => s.Id == parsed.GetValue(id)) is not { } standard)
            {
                return at.RefuseCode("standard", parsed.GetValue(id)!, law.Nearest(parsed.GetValue(id)!, law.Standards.Select(s => s.Id)));
            }

            var path = parsed.GetValue(file)!;
            var bytes = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".xlsx" => StandardSheet.Write(standard),
                ".dmn" or ".xml" => Encoding.UTF8.GetBytes(StandardModel.Write(standard)),
                ".yaml" or ".yml" => Encoding.UTF8.GetBytes(StandardFiles.Write(standard)),
                _ => null,
            };
            if (bytes is null)
            {
                return at.Refuse($"'{path}' is none of .xlsx, .dmn, .yaml");
            }

            File.WriteAllBytes(path, bytes);
            at.Err.WriteLine($"{standard.Id}: {standard.Tiers.Count} rows written to {path}");
            return Surroundings.Answered;
        });
        return verb;
    }

    private static Command Import(Surroundings at)
    {
        var file = new Argument<string>("FILE") { Description = "a filled-in workbook, a DMN model or a file of a pack" };
        var language = Choices.Language();
        var verb = new Command("import", "Read a standard and answer with its YAML; what is wrong is named by cell or line") { file, language };
        verb.SetAction(parsed =>
        {
            try
            {
                if (Read(at, parsed.GetValue(file)!, parsed.GetValue(language)!) is not { } standard)
                {
                    return Surroundings.Found;
                }

                at.Out.Write(StandardFiles.Write(standard));
                return Surroundings.Answered;
            }
            catch (LawPackException e)
            {
                at.Err.WriteLine(e.Message);
                return Surroundings.Found;
            }
        });
        return verb;
    }
}
