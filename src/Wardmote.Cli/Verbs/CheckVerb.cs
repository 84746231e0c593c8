using System.CommandLine;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote check</c>: what a lawyer would object to in a pack. 检查法律包</summary>
internal static class CheckVerb
{
    public static Command Make(Surroundings at)
    {
        var paths = new Argument<string[]>("PATH") { Description = "a pack, a folder of packs such as law/, or a single file of published tables", Arity = ArgumentArity.OneOrMore };
        var (json, language) = (Choices.Json(), Choices.Language());
        var verb = new Command("check", "Check law packs and published discretion tables; exit 1 when there is an error") { paths, json, language };
        verb.SetAction(parsed =>
        {
            var findings = new List<Finding>();
            foreach (var path in parsed.GetValue(paths)!)
            {
                if (!Directory.Exists(path) && !File.Exists(path))
                {
                    return at.Refuse($"there is no '{path}': name a pack, a folder of packs such as law/, or a file of tables");
                }

                findings.AddRange(File.Exists(path) ? Published(path) : Findings(path));
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Findings = findings.Select(f => new { f.Severity, f.Kind, f.Pack, f.Subject, f.Standard, f.Rules, f.Witness, f.Message }) });
            }
            else
            {
                foreach (var f in findings)
                {
                    at.Out.WriteLine($"{f.Severity.ToString().ToLowerInvariant()} {f.Kind} [{f.Pack}] {f.Message.In(parsed.GetValue(language)!)}");
                }

                at.Out.WriteLine($"{findings.Count(f => f.Severity == Severity.Error)} errors, {findings.Count(f => f.Severity == Severity.Warning)} warnings, {findings.Count(f => f.Severity < Severity.Warning)} notices");
            }

            return findings.Any(f => f.Severity == Severity.Error) ? Surroundings.Found : Surroundings.Answered;
        });
        return verb;
    }

    private static IEnumerable<Finding> Published(string path)
    {
        try
        {
            var wrong = new List<LawPackException>();
            var tables = StandardTables.ReadFile(path, wrong);
            return tables.Count + wrong.Count > 0
                ? [.. wrong.Select(e => Unreadable(path, e)), .. tables.SelectMany(t => TableCheck.OfPublished(Path.GetFileName(path), t.Standard, t.IsList))]
                : [new Finding(Severity.Notice, "no_tables", Path.GetFileName(path), path, new Text("文件里没有裁量表", "the file holds no tables", "لا جداول في الملف"))];
        }
        catch (LawPackException e)
        {
            return [Unreadable(path, e)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new Finding(Severity.Error, "unreadable", Path.GetFileName(path), path, Text.Same($"{path}: {e.Message}"))];
        }
    }

    private static Finding Unreadable(string path, LawPackException e) => new(Severity.Error, "unreadable", Path.GetFileName(path), $"{e.File}:{e.Line}", Text.Same(e.Message));

    private static IEnumerable<Finding> Findings(string path)
    {
        try
        {
            var single = File.Exists(Path.Combine(path, "pack.yaml"));
            var law = single ? LawReader.ReadWithInherited(path) : LawReader.ReadInstalled(path);
            var from = law.Packs.SelectMany(p => p.Standards.Select(s => (s, p.Id))).ToDictionary(x => (object)x.s, x => x.Id, ReferenceEqualityComparer.Instance);
            var check = new Check(law, standard => TableCheck.Of(from[standard], standard, law));
            var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            var root = single ? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))! : path;
            return [.. law.Packs.Where(p => !single || p.Id == id).SelectMany(p => check.Of(p).Concat(Wordings.Check(root, law, p)))];
        }
        catch (LawPackException e)
        {
            return [new Finding(Severity.Error, "unreadable", e.File.Split('/')[0], $"{e.File}:{e.Line}", Text.Same(e.Message))];
        }
    }
}
