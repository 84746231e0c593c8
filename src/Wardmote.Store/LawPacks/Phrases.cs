using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Store.LawPacks;

/// <summary>例句: how somebody might write of an item, as a pack keeps it beside the item.</summary>
/// <param name="Code">Item code, or <c>none.KIND</c> for a matter that is not enforcement.</param>
/// <param name="Language"><c>zh</c>, <c>en</c> or <c>ar</c>: the folder.</param>
/// <param name="Writer">The file's name: whose sentences they are.</param>
/// <param name="Words">The sentence.</param>
public sealed record PhraseLine(string Code, string Language, string Writer, string Words);

/// <summary>Reads <c>law/*/phrases/{zh,en,ar}/*.tsv</c>: a code, a tab and a sentence a line.</summary>
public static class Phrases
{
    /// <summary>All lines of all packs, in the order of their files.</summary>
    public static IReadOnlyList<PhraseLine> Read(string lawRoot)
    {
        var lines = new List<PhraseLine>();
        foreach (var file in Files(lawRoot))
        {
            var language = Path.GetFileName(Path.GetDirectoryName(file))!;
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.Length == 0)
                {
                    continue;
                }

                var tab = line.IndexOf('\t');
                if (tab <= 0 || tab == line.Length - 1)
                {
                    throw new LawPackException(file, number, "a line is a code, a tab and a sentence", "put the tab where it is missing");
                }

                lines.Add(new PhraseLine(line[..tab].Trim(), language, Path.GetFileNameWithoutExtension(file), line[(tab + 1)..].Trim()));
            }
        }

        return lines;
    }

    /// <summary>Hex SHA-256 over the files: what a model was trained from.</summary>
    public static string Digest(string lawRoot)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(lawRoot))
        {
            sha.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(lawRoot, file)));
            sha.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string lawRoot) =>
        Directory.EnumerateDirectories(lawRoot).Select(p => Path.Combine(p, "phrases")).Where(Directory.Exists)
            .SelectMany(p => Directory.EnumerateFiles(p, "*.tsv", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
}
