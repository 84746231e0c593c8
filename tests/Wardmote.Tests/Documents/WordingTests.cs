using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Store.LawPacks;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Documents;

/// <summary>A county's own wording of a document is its own, and what would fail when the document is wanted is found beforehand.</summary>
public sealed class WordingTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("wardmote-wording-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_nearest_pack_words_the_documents_of_its_county_and_of_no_other()
    {
        // By name it lies before the others: that must not make it everybody's.
        var law = Law(("a-county", "990100", [("letter.zh.md", "# 本县的信\n{name}")]));
        var tools = new DeskTools(new byte[32], root);
        Assert.Equal("本县的信", Title("990100", "zh"));
        Assert.Equal("全国的信", Title("990200", "zh"));
        Assert.Equal("A letter of the land", Title("990100", "en"));
        Assert.Contains("no pack that reaches 990100", Assert.Throws<FileNotFoundException>(() => tools.Template(law.At("990100"), "nothing", "zh")).Message, StringComparison.Ordinal);

        string Title(string county, string language) =>
            tools.Template(law.At(county), "letter", language).Fill(new Dictionary<string, string> { ["name"] = "n", ["day"] = "d" }).Lines[0].Words;
    }

    [Theory]
    [InlineData("letter.zh.md", "# 信\n{name} {price}", "unknown_name", Severity.Error)]
    [InlineData("letter.zh.md", "# 信\n- 没有冒号", "unreadable", Severity.Error)]
    [InlineData("letter.zh.md", "# 信\n{name}", "untranslated", Severity.Warning)]
    [InlineData("lettre.zh.md", "# 信\n{name}", "unknown_document", Severity.Warning)]
    [InlineData("letter.fr.md", "# Lettre", "unknown_file", Severity.Warning)]
    public void What_would_fail_when_it_is_wanted_is_found_beforehand(string file, string text, string kind, Severity severity)
    {
        var law = Law(("a-county", "990100", [(file, text)]));
        var findings = Wordings.Check(root, law, law.Packs.Single(p => p.Id == "a-county")).ToList();
        Assert.Contains(findings, f => f.Kind == kind && f.Severity == severity && f.Pack == "a-county" && f.Subject == "documents/" + file);
        Assert.Empty(Wordings.Check(root, law, law.Packs.Single(p => p.Id == "land")));
    }

    [Fact]
    public void The_installed_wording_has_nothing_of_the_kind() => Assert.Empty(Installed.Law.Packs.SelectMany(p => Wordings.Check(Installed.Root, Installed.Law, p)));

    private LawInForce Law(params (string Id, string Region, (string Name, string Text)[] Documents)[] packs)
    {
        (string, string, (string, string)[]) land = ("land", "000000", [("letter.zh.md", "# 全国的信\n{name} {day}"), ("letter.en.md", "# A letter of the land\n{name}"), ("letter.ar.md", "# رسالة\n{name}")]);
        return new LawInForce([.. packs.Append(land).Select(p =>
        {
            var documents = Directory.CreateDirectory(Path.Combine(root, p.Item1, "documents")).FullName;
            File.WriteAllText(Path.Combine(root, p.Item1, "pack.yaml"), $"id: {p.Item1}\ntitle: {{zh: 试验, en: Trial, ar: تجربة}}\nregion: \"{p.Item2}\"\ninherits: []\nfictional: true\nrevision: {p.Item1}@2026-01-01\n");
            foreach (var (name, text) in p.Item3)
            {
                File.WriteAllText(Path.Combine(documents, name), text + "\n");
            }

            return LawReader.Read(Path.Combine(root, p.Item1));
        })]);
    }
}
