using System.Text.Json;
using Microsoft.Data.Sqlite;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cli;

/// <summary>fence and dmn on the command line.</summary>
public sealed class FenceAndModelTests
{
    private const string Officers = """
        [{"id":"a","name":{"zh":"甲","en":"A","ar":"أ"},"auxiliary":false,"certificates":[{"number":"5001","organ":"500110001","fields":["*"],"from":"2025-01-01","to":"2027-01-01"}]},
         {"id":"b","name":"乙","auxiliary":false,"certificates":[{"number":"5002","organ":"500110001","fields":["城市管理"],"from":"2025-01-01","to":"2027-01-01"}]}]
        """;

    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="urn:t" name="t" id="d">
          <inputData name="sum" id="i"><variable name="sum" typeRef="number"/></inputData>
          <inputData name="day" id="j"><variable name="day" typeRef="date"/></inputData>
          <decision name="double sum" id="x"><variable name="double sum" typeRef="number"/><informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
            <literalExpression id="l"><text>2 * sum</text></literalExpression></decision>
          <decision name="next day" id="y"><variable name="next day"/><informationRequirement id="s"><requiredInput href="#j"/></informationRequirement>
            <literalExpression id="m"><text>day + duration("P1D")</text></literalExpression></decision>
        </definitions>
        """;

    private static string Proposal(string more, string officers = Officers) =>
        $$"""{"item":"CG-003","locality":"500110001","act":"2026-11-20","today":"2026-11-21","procedure":"summary","party":{"kind":"individual"},"persuaded":true,"gains":"none","officers":{{officers}}{{more}}}""";

    [Theory]
    [InlineData(",\"fine\":200", "stop", "tier")]
    [InlineData(",\"fine\":50000,\"facts\":{}", "stop", "statute-range")]
    [InlineData(",\"fine\":100,\"facts\":{},\"past\":[{\"act\":\"x\",\"number\":\"n1\",\"item\":\"CG-003\",\"organ\":\"500110-CG\",\"actDay\":\"2026-11-20\",\"locality\":\"500110001\",\"fine\":100}],\"linkedAct\":\"n1\"", "stop", "one-act")]
    [InlineData(",\"fine\":100,\"party\":{\"kind\":\"individual\",\"minor\":true}", "stop", "young")]
    public void The_heaviest_fence_gives_the_answer_and_stands_first(string more, string answer, string fence)
    {
        var told = Told.OfFile(Proposal(more), "fence", "--proposal", "FILE", "--json");
        Assert.Equal(0, told.Code);
        Assert.Equal(answer, told.Json.GetProperty("answer").GetString());
        var fences = told.Json.GetProperty("fences").EnumerateArray().ToList();
        Assert.Contains(fences, f => f.GetProperty("id").GetString() == fence && f.GetProperty("answer").GetString() == answer);
        Assert.Equal(answer, fences[0].GetProperty("answer").GetString());
        Assert.Equal(["id", "rule", "answer", "fact", "article", "way"], fences[0].EnumerateObject().Select(p => p.Name).Take(6));
    }

    [Fact]
    public void A_lawful_proposal_is_clear_or_a_caution()
    {
        var facts = ",\"fine\":100,\"facts\":{\"offence_no\":1,\"corrected\":false,\"depth\":0.5,\"area\":1,\"passage\":2}";
        var told = Told.OfFile(Proposal(facts), "fence", "--proposal", "FILE", "--json");
        Assert.NotEqual("stop", told.Json.GetProperty("answer").GetString());
    }

    [Fact]
    public void Officers_named_by_id_are_looked_up_in_the_record()
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-fence-").FullName;
        try
        {
            var db = Path.Combine(folder, "a.db");
            Assert.Equal(0, Told.Of("seed", "--db", db).Code);
            var told = Told.OfFile(Proposal(",\"fine\":100", """["officer","auxiliary"]"""), "fence", "--proposal", "FILE", "--db", db, "--json");
            Assert.Equal("stop", told.Json.GetProperty("answer").GetString());
            Assert.Contains(told.Json.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "auxiliary" && f.GetProperty("answer").GetString() == "stop");
            var unknown = Told.OfFile(Proposal("", """["oficer"]"""), "fence", "--proposal", "FILE", "--db", db);
            Assert.Equal(2, unknown.Code);
            Assert.Contains("officer", unknown.Remark);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"item":"CG-03","locality":"500110001","act":"2026-11-20"}""", "CG-003")]
    [InlineData("""{"item":"CG-003","locality":"500110001x","act":"2026-11-20"}""", "500110001")]
    [InlineData("""{"item":"CG-003","locality":"500110001"}""", "YYYY-MM-DD")]
    [InlineData("""{"item":"CG-003","locality":"500110001","act":"yesterday"}""", "cannot be read")]
    [InlineData("""{"item":"CG-003","locality":"500110001","act":"2026-11-20","gains":"some"}""", "returned")]
    public void A_wrong_proposal_is_exit_code_two(string proposal, string said)
    {
        var told = Told.OfFile(proposal, "fence", "--proposal", "FILE");
        Assert.Equal((2, ""), (told.Code, told.Answer));
        Assert.Contains(said, told.Remark);
    }

    [Theory]
    [InlineData("double sum", """{"sum":21}""", "42")]
    [InlineData("next day", """{"day":"2026-12-31"}""", "\"2027-01-01\"")]
    [InlineData("double sum", "{}", "null")]
    public void A_decision_is_evaluated(string decision, string input, string value)
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-dmn-").FullName;
        try
        {
            var (model, given) = (Path.Combine(folder, "m.dmn"), Path.Combine(folder, "in.json"));
            File.WriteAllText(model, Model);
            File.WriteAllText(given, input);
            var told = Told.Of("dmn", "evaluate", model, "--decision", decision, "--input", given, "--json");
            Assert.Equal((0, value), (told.Code, told.Answer.Trim()));
            var unknown = Told.Of("dmn", "evaluate", model, "--decision", "double sun");
            Assert.Equal(2, unknown.Code);
            Assert.Contains("double sum", unknown.Remark);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_kit_ends_with_its_sum()
    {
        var told = Told.Of("dmn", "conformance", Installed.Shared("dmn-tck/compliance-level-2"));
        Assert.Equal((0, "116/116"), (told.Code, told.Answer.TrimEnd().Split('\n')[^1].Trim()));
        Assert.Equal(2, Told.Of("dmn", "conformance", "nowhere").Code);
    }

    [Theory]
    [InlineData("fence", "--help")]
    [InlineData("dmn", "--help")]
    [InlineData("dmn", "evaluate", "--help")]
    [InlineData("dmn", "conformance", "--help")]
    [InlineData("export", "--help")]
    [InlineData("checkpoint", "--help")]
    public void Every_verb_has_help(params string[] args) => Assert.Equal(0, Told.Of(args).Code);
}
