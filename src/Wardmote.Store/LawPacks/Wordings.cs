using Wardmote.Documents;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Store.LawPacks;

using Finding = Wardmote.LawPacks.Finding;

/// <summary>
/// 文书模板: the wording of documents in the packs (<c>documents/ID.LANGUAGE.md</c>). The nearest pack that reaches a place words its documents, each language by itself, and what it does not word the next one does.
/// </summary>
public static class Wordings
{
    private static readonly string[] Languages = ["zh", "en", "ar"];

    /// <summary>Where a pack's wording of a document lies.</summary>
    /// <param name="lawRoot">Folder of the packs.</param>
    /// <param name="pack">Id of the pack.</param>
    /// <param name="id">Id of the template.</param>
    /// <param name="language">zh, en or ar.</param>
    public static string PathOf(string lawRoot, string pack, string id, string language) => Path.Combine(lawRoot, pack, "documents", $"{id}.{language}.md");

    /// <summary>
    /// What would fail when a document is wanted: a line that cannot be placed, a name that no case gives, a document nobody makes, a language left in another pack's words. A name is known when a farther pack's wording
    /// of the same document asks for it.
    /// </summary>
    /// <param name="lawRoot">Folder of the packs.</param>
    /// <param name="law">The packs read.</param>
    /// <param name="pack">The pack to check.</param>
    public static IEnumerable<Finding> Check(string lawRoot, LawInForce law, LawPack pack)
    {
        var folder = Path.Combine(lawRoot, pack.Id, "documents");
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        var farther = law.Packs.Where(p => p.Id != pack.Id && RegionCode.Reaches(p.Region, pack.Region)).ToList();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name.Split('.') is not [var id, var language, "md"] || !Languages.Contains(language))
            {
                yield return Of(Severity.Warning, "unknown_file", name, $"{name} 不是“文书.语言.md”，不会被使用", $"{name} is not DOCUMENT.LANGUAGE.md (zh, en, ar) and is never used", $"‏{name} ليس على صورة مستند.لغة.md ولن يُستعمل");
                continue;
            }

            var (read, wrong) = Read(file, id, language);
            if (read is null)
            {
                yield return Of(Severity.Error, "unreadable", name, wrong, wrong, wrong);
                continue;
            }

            var others = farther.SelectMany(p => Languages.Select(l => PathOf(lawRoot, p.Id, id, l))).Where(File.Exists).ToList();
            if (others.Count == 0)
            {
                if (farther.Count > 0)
                {
                    yield return Of(Severity.Warning, "unknown_document", name, $"没有叫“{id}”的文书", $"no document is called '{id}'", $"لا مستند اسمه «{id}»");
                }

                continue;
            }

            var given = others.SelectMany(o => Read(o, id, language).Template?.Asks ?? []).ToHashSet(StringComparer.Ordinal);
            foreach (var asked in read.Asks.Where(a => !given.Contains(a)))
            {
                yield return Of(Severity.Error, "unknown_name", name, $"{name} 要填“{asked}”，案件里没有；可用：{string.Join("、", given.Order(StringComparer.Ordinal))}",
                    $"{name} asks for '{asked}', which no case gives; there are: {string.Join(", ", given.Order(StringComparer.Ordinal))}", $"‏{name} يطلب «{asked}» ولا تعطيه أي قضية؛ المتاح: {string.Join("، ", given.Order(StringComparer.Ordinal))}");
            }

            foreach (var missing in Languages.Where(l => language == "zh" && !File.Exists(PathOf(lawRoot, pack.Id, id, l))))
            {
                yield return Of(Severity.Warning, "untranslated", name, $"“{id}”只有自己的中文本，{missing} 仍是上级的文本", $"'{id}' has its own Chinese wording; {missing} is still another pack's", $"لـ«{id}» نص صيني خاص، أما {missing} فما زال نص حزمة أخرى");
            }
        }

        Finding Of(Severity severity, string kind, string subject, string zh, string en, string ar) => new(severity, kind, pack.Id, "documents/" + subject, new Text(zh, en, ar));
    }

    private static (Template? Template, string Wrong) Read(string path, string id, string language)
    {
        try
        {
            return (Template.Read(id, language, File.ReadAllText(path)), "");
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }
}
