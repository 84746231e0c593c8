using System.Collections.Frozen;
using System.Text.Json;

namespace Wardmote.Web.Languages;

/// <summary>A language of the house and its table of words.</summary>
/// <param name="Code"><c>zh</c>, <c>en</c> or <c>ar</c>: the first segment of every page's address.</param>
/// <param name="Tag">For <c>&lt;html lang&gt;</c>.</param>
/// <param name="Dir"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Name">Its own name for itself.</param>
/// <param name="Table">Key → words.</param>
public sealed record Language(string Code, string Tag, string Dir, string Name, FrozenDictionary<string, string> Table);

/// <summary>The languages of the house, read from <c>Languages/*.json</c>.</summary>
public sealed class LanguageTables
{
    private readonly Dictionary<string, Language> languages;

    /// <summary>Reads the tables of a folder.</summary>
    public LanguageTables(string folder)
    {
        All =
        [
            new Language("zh", "zh-Hans", "ltr", "中文", Read(folder, "zh")),
            new Language("en", "en", "ltr", "English", Read(folder, "en")),
            new Language("ar", "ar", "rtl", "عربي", Read(folder, "ar")),
        ];
        languages = All.ToDictionary(l => l.Code);
    }

    /// <summary>In the order of the switch.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>The language of a code; Chinese for any other.</summary>
    public Language Of(string? code) => code is not null && languages.TryGetValue(code, out var language) ? language : languages["zh"];

    /// <summary>True for a code of the house.</summary>
    public bool Has(string code) => languages.ContainsKey(code);

    /// <summary>The first language a browser asks for that the house speaks; Chinese when it speaks none.</summary>
    public Language Asked(string? acceptLanguage)
    {
        var wanted = (acceptLanguage ?? "").Split(',', StringSplitOptions.TrimEntries).Select((part, place) =>
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            var weight = pieces.Length > 1 && pieces[1].StartsWith("q=", StringComparison.Ordinal) && double.TryParse(pieces[1][2..], out var q) ? q : 1;
            return (Code: pieces[0].Split('-')[0].ToLowerInvariant(), weight, place);
        });
        return Of(wanted.Where(w => w.weight > 0 && Has(w.Code)).OrderByDescending(w => w.weight).ThenBy(w => w.place).Select(w => w.Code).FirstOrDefault());
    }

    private static FrozenDictionary<string, string> Read(string folder, string code) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, code + ".json")))
            ?? throw new InvalidDataException($"The language table {code}.json is empty.")).ToFrozenDictionary();
}
