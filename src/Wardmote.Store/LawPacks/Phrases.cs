namespace Wardmote.Store.LawPacks;

/// <summary>A training sentence as it lies in <c>phrases/LANGUAGE/WRITER.tsv</c>. 例句</summary>
public sealed record PhraseLine(string Code, string Language, string Writer, string Words);

/// <summary>Reads the training sentences of a pack: <c>CODE&lt;TAB&gt;text</c> a line; <c>none.KIND</c> for matters that are not enforcement.</summary>
public static class Phrases
{
    /// <summary>Every sentence of the packs in a folder of packs, in a fixed order.</summary>
    public static IReadOnlyList<PhraseLine> ReadInstalled(string lawRoot) =>
        [.. Directory.GetDirectories(lawRoot).Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>Every sentence of one pack: languages, writers and lines in a fixed order. Empty lines and lines that begin with # are remarks.</summary>
    public static IReadOnlyList<PhraseLine> Read(string pack)
    {
        var lines = new List<PhraseLine>();
        var root = Path.Combine(pack, "phrases");
        foreach (var language in (string[])["zh", "en", "ar"])
        {
            var folder = Path.Combine(root, language);
            if (!Directory.Exists(folder))
            {
                continue;
            }

            foreach (var file in Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
            {
                Add(lines, language, file, $"{Path.GetFileName(pack)}/phrases/{language}/{Path.GetFileName(file)}");
            }
        }

        return lines;
    }

    private static void Add(List<PhraseLine> lines, string language, string file, string name)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Trim().Length == 0 || line[0] == '#')
            {
                continue;
            }

            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab <= 0 || line[(tab + 1)..].Trim().Length == 0)
            {
                throw new LawPackException(name, number, "the line is not CODE<TAB>text", "write the item code or none.KIND, a tab, and the sentence");
            }

            lines.Add(new PhraseLine(line[..tab].Trim(), language, Path.GetFileNameWithoutExtension(file), line[(tab + 1)..].Trim()));
        }
    }
}

/// <summary>Trained models kept as files beside each other, by the hash of the pack they were trained from. A model can always be built again.</summary>
public static class KeptModels
{
    /// <summary>The folder for the user who runs the program: <c>WARDMOTE_CACHE</c>, else the user's cache.</summary>
    public static string DefaultFolder() =>
        Environment.GetEnvironmentVariable("WARDMOTE_CACHE") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "wardmote");

    /// <summary>The bytes kept for a hash; null when there are none.</summary>
    public static byte[]? Find(string folder, string hash)
    {
        var file = FileOf(folder, hash);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Keeps bytes for a hash: written aside and moved, so that no reader sees half a file.</summary>
    public static void Keep(string folder, string hash, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        var aside = Path.Combine(folder, $"{Guid.CreateVersion7():N}.part");
        File.WriteAllBytes(aside, bytes);
        File.Move(aside, FileOf(folder, hash), overwrite: true);
    }

    private static string FileOf(string folder, string hash) => Path.Combine(folder, $"recognition-{hash}.model");
}
