using System.IO.Compression;
using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Dmn.Models;
using Wardmote.Law;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>A standard as its own YAML, as DMN and as a workbook: out and in again, it weighs the same.</summary>
public sealed class StandardTravelTests
{
    private static readonly IReadOnlyList<DiscretionStandard> All = [.. Installed.Law.Standards.OrderBy(s => s.Id, StringComparer.Ordinal)];

    [Fact]
    public void Every_standard_written_as_YAML_reads_back_the_same()
    {
        Assert.True(All.Count >= 51);
        foreach (var standard in All)
        {
            AssertSame(standard, StandardFiles.Read(StandardFiles.Write(standard), standard.File));
        }
    }

    [Fact]
    public void Words_that_YAML_would_take_otherwise_survive_writing()
    {
        var odd = All[0] with { Instrument = "yes: \"quoted\" # not a comment\n第二行", Title = new Text("- 列表", "null", "[x]") };
        AssertSame(odd, StandardFiles.Read(StandardFiles.Write(odd), odd.File));
    }

    [Fact]
    public void Every_standard_as_DMN_weighs_random_facts_the_same_and_any_engine_can_read_its_row()
    {
        var random = new Random(11);
        foreach (var standard in All)
        {
            var xml = StandardModel.Write(standard);
            var back = StandardModel.Read(xml, standard.File);
            AssertSame(standard, back);
            var model = DmnModel.Read(xml);
            for (var i = 0; i < 12; i++)
            {
                var (who, facts) = Random(standard, random);
                var weighed = Weigh.On(standard, null, who, facts);
                var inputs = standard.Facts.Select(f => (f.Name, Feel(f, facts.GetValueOrDefault(f.Name)))).Append(("party", FeelValue.From(who == PartyKind.Entity ? "entity" : "individual"))).ToArray();
                var row = (model.Evaluate(standard.Id, FeelContext.Of(inputs)) as FeelContext)?.Entries.FirstOrDefault(e => e.Key == "row").Value?.AsNumber();
                Assert.True((row ?? 0) == weighed.Rule, $"{standard.Id}: {row} and {weighed.Rule} for {JsonSerializer.Serialize(facts)}");
            }
        }
    }

    [Fact]
    public void Every_standard_as_a_workbook_reads_back_the_same()
    {
        foreach (var standard in All)
        {
            var read = StandardSheet.Read(StandardSheet.Write(standard));
            Assert.True(read.Standard is not null, $"{standard.Id}: {string.Join("; ", read.Problems.Select(p => p.Message.En))}");

            // The workbook has the tiers' names in three languages; the translations of long texts stay in the file of the pack.
            AssertSame(standard with { Tiers = [.. standard.Tiers.Select(t => t with { Conditions = Text.Same(t.Text), Penalty = Text.Same(t.PenaltyText) })] }, read.Standard!);
        }
    }

    [Fact]
    public void What_is_wrong_in_a_workbook_is_named_by_its_cell()
    {
        var read = Changed(All.First(s => s.Id == "cq-bridge-vending"), (sheet, xml) => sheet switch
        {
            1 => xml.Replace(">&lt;= 1<", ">&lt;&lt; 1<", StringComparison.Ordinal).Replace(">个人<", ">路人<", StringComparison.Ordinal),
            2 => xml.Replace(">integer<", ">whole<", StringComparison.Ordinal),
            4 => xml.Replace(">model<", ">perhaps<", StringComparison.Ordinal),
            _ => xml,
        });
        Assert.Null(read.Standard);
        Assert.Contains(read.Problems, p => p.Cell == "J5" && p.Message.En.StartsWith("J5: the condition '<< 1'", StringComparison.Ordinal));
        Assert.Contains(read.Problems, p => p.Cell.StartsWith('G') && p.Message.Zh.Contains("个人", StringComparison.Ordinal));
        Assert.Contains(read.Problems, p => p.Sheet.EndsWith("facts", StringComparison.Ordinal) && p.Cell == "B5");
        Assert.Contains(read.Problems, p => p.Sheet.EndsWith("basis", StringComparison.Ordinal) && p.Cell == "D12");
    }

    [Fact]
    public void People_may_write_cells_as_they_are_used_to()
    {
        var standard = All.First(s => s.Id == "cq-bridge-vending");
        var read = Changed(standard, (sheet, xml) => sheet == 1 ? xml.Replace(">&lt;= 1<", ">≤ 1<", StringComparison.Ordinal).Replace(">是<", ">yes<", StringComparison.Ordinal) : xml);
        Assert.Equal(standard.Tiers[0].Any[0], read.Standard!.Tiers[0].Any[0]);
    }

    [Fact]
    public void A_formula_in_a_cell_is_refused_by_name()
    {
        var read = Changed(All[0], (sheet, xml) => sheet == 1 ? xml.Replace("<x:c r=\"B5\"", "<x:c r=\"B5\" t=\"str\"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r=\"XX5\"", StringComparison.Ordinal).Replace("<x:c r=\"XX5\"", "<x:c r=\"AZ5\"", StringComparison.Ordinal) : xml);
        Assert.Contains(read.Problems, p => p.Cell == "B5" && p.Message.En.Contains("formula", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_files_are_refused_with_a_reason()
    {
        var good = StandardSheet.Write(All[0]);
        Refused("not an Excel workbook", [1, 2, 3, 4]);
        Refused("not an Excel workbook", [.. good.Take(good.Length / 2)]);
        Refused("macros", With(good, "xl/vbaProject.bin", [1, 2, 3]));
        Refused("links to or embeds", With(good, "xl/embeddings/oleObject1.bin", [1, 2, 3]));
        Refused("unpacks to too much", With(good, "xl/media/zeros.bin", new byte[40_000_000]));
        Refused("too large", new byte[3_000_000]);
        Refused("too many parts", Many(good));
        Refused("not a sound Excel workbook", Zip(("[Content_Types].xml", "<x/>"u8.ToArray())));
        Refused("not a sound Excel workbook", Replaced(good, "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"u8.ToArray()));
    }

    [Fact]
    public void A_model_that_is_none_or_has_no_words_is_refused()
    {
        Assert.Throws<LawPackException>(() => StandardModel.Read("<a/>", "x.dmn"));
        Assert.Throws<LawPackException>(() => StandardModel.Read("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "x.dmn"));
        Assert.Throws<LawPackException>(() => StandardModel.Read(StandardModel.Write(All[0]).Replace("name=\"fine_max\"", "name=\"max\"", StringComparison.Ordinal), "x.dmn"));
        Assert.Contains("too long", Assert.Throws<LawPackException>(() => StandardModel.Read(new string(' ', StandardModel.Longest + 1), "x.dmn")).Message, StringComparison.Ordinal);
    }

    private static void Refused(string why, byte[] file)
    {
        var read = StandardSheet.Read(file);
        Assert.Null(read.Standard);
        Assert.Contains(read.Problems, p => p.Message.En.Contains(why, StringComparison.Ordinal));
    }

    internal static (PartyKind Who, Dictionary<string, JsonElement> Facts) Random(DiscretionStandard standard, Random random, bool open = false)
    {
        var facts = new Dictionary<string, JsonElement>();
        foreach (var fact in standard.Facts.Where(_ => !open || random.Next(6) > 0))
        {
            facts[fact.Name] = JsonSerializer.SerializeToElement<object>(fact.Type switch
            {
                "boolean" => random.Next(2) == 0,
                "integer" => Math.Clamp(random.Next(6), fact.Min ?? 0, fact.Max ?? decimal.MaxValue),
                "number" => Math.Min(fact.Max ?? decimal.MaxValue, (fact.Min ?? 0) + (random.Next(3) == 0 ? random.Next(200) : random.Next(60) / 4m)),
                _ => fact.Values.Count > 0 ? fact.Values[random.Next(fact.Values.Count)] : "x",
            });
        }

        return (random.Next(2) == 0 ? PartyKind.Individual : PartyKind.Entity, facts);
    }

    private static FeelValue Feel(FactAsked fact, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => FeelValue.From(value.GetBoolean()),
        JsonValueKind.Number => FeelValue.From(value.GetDecimal()),
        JsonValueKind.String => FeelValue.From(value.GetString()),
        _ => FeelValue.Null,
    };

    private static void AssertSame(DiscretionStandard a, DiscretionStandard b) => Assert.Equal(JsonSerializer.Serialize(a with { File = "" }), JsonSerializer.Serialize(b with { File = "" }));

    private static SheetReading Changed(DiscretionStandard standard, Func<int, string, string> change)
    {
        var file = StandardSheet.Write(standard);
        for (var sheet = 1; sheet <= 4; sheet++)
        {
            var name = $"xl/worksheets/sheet{sheet}.xml";
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            using var reader = new StreamReader((zip.GetEntry(name) ?? throw new InvalidOperationException(string.Join(", ", zip.Entries.Select(e => e.FullName)))).Open());
            file = Replaced(file, name, System.Text.Encoding.UTF8.GetBytes(change(sheet, reader.ReadToEnd())));
        }

        return StandardSheet.Read(file);
    }

    private static byte[] Many(byte[] file)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, true))
        {
            for (var i = 0; i < 240; i++)
            {
                zip.CreateEntry($"a{i}.xml");
            }
        }

        return stream.ToArray();
    }

    private static byte[] With(byte[] file, string name, byte[] content)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Replaced(byte[] file, string name, byte[] content)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, true))
        {
            zip.GetEntry(name)!.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
