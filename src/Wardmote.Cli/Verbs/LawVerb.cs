using System.CommandLine;
using System.Text;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote law export</c>: what was published in the program, written back as packs that can be installed and kept in git. 导出修订</summary>
internal static class LawVerb
{
    public static Command Make(Surroundings at)
    {
        var (db, json) = (Records.Db(), Choices.Json());
        var to = new Option<string>("--out") { Description = "folder that takes one pack a revision; must be empty or new", HelpName = "DIR", Required = true };
        var export = new Command("export", "Write every revision published in the program as a pack of its own") { db, to, json };
        export.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(db)!;
            if (Records.IsMissing(path))
            {
                return at.Refuse($"there is no database '{path}'");
            }

            var folder = parsed.GetValue(to)!;
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                return at.Refuse($"'{folder}' is not empty: name a new folder, so that nothing is written over");
            }

            await using var database = await Database.OpenAsync(path, static (_, _) => [], Records.Folder(), cancel);
            var bases = at.Law(null).Packs;
            var written = new List<(string Pack, RevisionPublished Revision)>();
            foreach (var entry in (await database.FindAsync(Revision.PublishedTag, int.MaxValue, cancel)).OrderBy(e => e.At).ThenBy(e => e.Sequence))
            {
                var revision = (RevisionPublished)Body.Read(entry);
                var id = $"{revision.Region}-{ShanghaiTime.Day(entry.At):yyyyMMdd}-{revision.Digest[..8]}";
                // Each lies over the one before it, so that the newest wins as it does in the program.
                var below = written.Count > 0 ? written[^1].Pack : bases.MaxBy(p => RegionCode.Nearness(p.Region, revision.Region))!.Id;
                var lines = new StringBuilder()
                    .AppendLine($"# Published in the program on {ShanghaiTime.Local(entry.At):yyyy-MM-dd HH:mm}, drawn up by {revision.Drafted}, published by {entry.By.Person}; entry {entry.Book}/{entry.Sequence}.")
                    .AppendLine($"id: {id}")
                    .AppendLine($"title: {{zh: {Quoted(revision.Title.Zh)}, en: {Quoted(revision.Title.En)}, ar: {Quoted(revision.Title.Ar)}}}")
                    .AppendLine($"region: \"{revision.Region}\"")
                    .AppendLine($"inherits: [{below}]")
                    .AppendLine($"fictional: {(bases.Any(p => p.Fictional && RegionCode.Reaches(p.Region, revision.Region)) ? "true" : "false")}")
                    .AppendLine($"revision: {Revision.LabelOf(revision.Region, entry.At, revision.Digest)}")
                    .AppendLine($"published: {ShanghaiTime.Local(entry.At):yyyy-MM-dd'T'HH:mm:ss}+08:00");
                var pack = Path.Combine(folder, id);
                Directory.CreateDirectory(pack);
                await File.WriteAllTextAsync(Path.Combine(pack, "pack.yaml"), lines.ToString(), cancel);
                foreach (var file in revision.Files)
                {
                    var name = Path.Combine(pack, file.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(name)!);
                    await File.WriteAllTextAsync(name, file.Text, cancel);
                }

                written.Add((id, revision));
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Packs = written.Select(w => new { w.Pack, w.Revision.Revision, w.Revision.Region, w.Revision.Kind, w.Revision.Title, Files = w.Revision.Files.Select(f => f.Path) }) });
            }
            else
            {
                written.ForEach(w => at.Out.WriteLine($"{w.Pack}\t{w.Revision.Title.Zh}\t{string.Join(", ", w.Revision.Files.Select(f => f.Path))}"));
                at.Out.WriteLine($"{written.Count} revisions written");
            }

            return Surroundings.Answered;
        });
        return new Command("law", "What was published in the program") { export };
    }

    private static string Quoted(string words) => $"\"{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
