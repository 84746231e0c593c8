using System.Xml.Linq;
using Wardmote.Dmn.Conformance;
using Wardmote.Dmn.Models;
using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Tests.Models;

public class RoundTripTests
{
    private static readonly (string From, string To)[] OlderNames =
    [
        ("https://www.omg.org/spec/DMN/20230324/MODEL/", "http://www.omg.org/spec/DMN/20180521/MODEL/"),
        ("https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/"),
        ("https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/"),
    ];

    private static readonly ModelTable Fares = new(
        "fare",
        HitPolicy.Unique,
        [new("distance travelled", FactType.Number, "> 0"), new("age", FactType.Integer, "[0..150]"), new("class", FactType.Text, "\"first\", \"second\""), new("day", FactType.Date)],
        [new("price", FactType.Number), new("note", FactType.Text, Default: "\"none\"")],
        [
            new("child", ["-", "< 15", "-", "-"], ["0", "\"free\""]),
            new("near", ["< 10", ">= 15", "\"second\"", ">= date(\"2025-07-01\")"], ["2.5", "\"near\""]),
            new("far", [">= 10", ">= 15", "not(\"first\")", "-"], ["distance travelled * 0.2", "\"far\""]),
        ]);

    [Fact]
    public void Every_model_of_the_kit_written_and_read_again_answers_the_same_with_the_same_diagram()
    {
        var kit = ConformanceTests.KitFolder();
        Assert.SkipWhen(kit is null, "the conformance kit is not beside this checkout");
        foreach (var folder in Directory.GetDirectories(kit!, "compliance-level-*").SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal))
        {
            var files = ConformanceTests.Files(folder);
            var before = ConformanceKit.Run("x", files);
            var rewritten = files.ToDictionary(f => f.Key, f => f.Key.EndsWith(".dmn", StringComparison.Ordinal) ? DmnModel.Read(f.Value).Write() : f.Value);
            Assert.Equal(before, ConformanceKit.Run("x", rewritten));
            foreach (var (name, text) in files.Where(f => f.Key.EndsWith(".dmn", StringComparison.Ordinal)))
            {
                Assert.True(XNode.DeepEquals(DmnModel.Read(text).Diagrams, DmnModel.Read(rewritten[name]).Diagrams), name);
            }
        }
    }

    [Fact]
    public void Models_of_older_versions_answer_the_same_and_are_written_as_1_5()
    {
        var kit = ConformanceTests.KitFolder();
        Assert.SkipWhen(kit is null, "the conformance kit is not beside this checkout");
        foreach (var (from, to) in OlderNames)
        {
            foreach (var folder in Directory.GetDirectories(Path.Combine(kit!, "compliance-level-2")))
            {
                var files = ConformanceTests.Files(folder);
                var older = files.ToDictionary(f => f.Key, f => f.Value.Replace(from, to, StringComparison.Ordinal));
                Assert.Equal(ConformanceKit.Run("x", files), ConformanceKit.Run("x", older));
                Assert.All(older.Where(f => f.Key.EndsWith(".dmn", StringComparison.Ordinal)), f => Assert.DoesNotContain(to, DmnModel.Read(f.Value).Write(), StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_plain_table_travels_as_a_model_with_a_diagram_and_comes_back_the_same()
    {
        var xml = Fares.Write("urn:fares");
        var model = DmnModel.Read(xml);
        Assert.Empty(model.Problems);
        var back = ModelTable.Of(model, "fare")!;
        Assert.Equal((Fares.Name, Fares.Policy), (back.Name, back.Policy));
        Assert.Equal(Fares.Inputs, back.Inputs);
        Assert.Equal(Fares.Outputs, back.Outputs);
        Assert.Equal(Fares.Rows.Select(r => (r.Id, string.Join('|', r.Cells), string.Join('|', r.Results))), back.Rows.Select(r => (r.Id, string.Join('|', r.Cells), string.Join('|', r.Results))));
        Assert.Equal(5, model.Diagrams!.Descendants().Count(e => e.Name.LocalName == "DMNShape"));
        Assert.Equal(xml, DmnModel.Read(xml).Write());
    }

    [Fact]
    public void A_table_in_a_model_decides_as_the_plain_table_matches()
    {
        var model = DmnModel.Read(Fares.Write("urn:fares"));
        var facts = FeelContext.Of(
            ("distance travelled", FeelValue.From(30)), ("age", FeelValue.From(40)), ("class", FeelValue.From("second")), ("day", FeelValue.From(new DateOnly(2025, 1, 1))));
        Assert.Equal("{price: 6, note: \"far\"}", model.Evaluate("fare", facts).ToString());
        Assert.Equal([2], Fares.ToDecisionTable().Compile().Match(facts).Applying);
    }

    [Fact]
    public void A_table_in_a_model_is_unknown_while_a_fact_it_hangs_on_is()
    {
        var model = DmnModel.Read(Fares.Write("urn:fares"));
        var facts = FeelContext.Of(("distance travelled", FeelValue.From(30)), ("age", FeelValue.Unknown), ("class", FeelValue.From("second")), ("day", FeelValue.Unknown));
        Assert.True(model.Evaluate("fare", facts).IsUnknown);
        Assert.Equal("{price: 0, note: \"free\"}", model.Evaluate("fare", facts.With("age", FeelValue.From(3))).ToString());
    }
}
