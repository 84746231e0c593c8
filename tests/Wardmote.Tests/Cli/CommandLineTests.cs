using System.Text.Json;
using Wardmote.Cli;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cli;

public sealed class CommandLineTests
{
    private static readonly string[] Asked = ["powers", "--item", "CG-003", "--locality", "500110100", "--act", "2026-09-01", "--filed", "2026-09-02"];

    [Fact]
    public void Powers_answers_in_the_shape_of_the_contract()
    {
        var (code, answer, _) = Run([.. Asked, "--json"]);
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(answer);
        var root = json.RootElement;
        Assert.Equal(["answer", "holder", "source", "inNameOf", "instrument", "may", "certainty", "why"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("held", root.GetProperty("answer").GetString());
        Assert.Equal("locality", root.GetProperty("holder").GetProperty("kind").GetString());
        Assert.Equal("500110100", root.GetProperty("holder").GetProperty("code").GetString());
        Assert.Equal(["zh", "en", "ar"], root.GetProperty("holder").GetProperty("name").EnumerateObject().Select(p => p.Name));
        Assert.Equal("empowered", root.GetProperty("source").GetString());
        Assert.Equal("500110100", root.GetProperty("inNameOf").GetProperty("code").GetString());
        Assert.Equal("渝府办发〔2023〕74号", root.GetProperty("instrument").GetString());
        var may = root.GetProperty("may");
        Assert.Equal(["inspect", "penalise", "kinds", "measures", "execution"], may.EnumerateObject().Select(p => p.Name));
        Assert.Equal("fine", Assert.Single(may.GetProperty("kinds").EnumerateArray()).GetString());
        Assert.Equal("derived", root.GetProperty("certainty").GetString());
        Assert.All(root.GetProperty("why").EnumerateArray(), w => Assert.Equal(["text", "article"], w.EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public void Powers_says_null_where_nobody_is_named()
    {
        var (code, answer, _) = Run("powers", "--item", "GH-010", "--locality", "500110100", "--act", "2023-06-01", "--filed", "2023-06-01", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(answer);
        Assert.Equal("unknown", json.RootElement.GetProperty("answer").GetString());
        foreach (var name in new[] { "holder", "source", "inNameOf", "instrument" })
        {
            Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public void Powers_takes_the_organ_and_what_was_known()
    {
        using var organ = JsonDocument.Parse(Run("powers", "--item", "LY-001", "--locality", "500110100", "--act", "2026-09-01", "--filed", "2026-09-01", "--organ", "500110-LY", "--json").Answer);
        Assert.Equal("agency", organ.RootElement.GetProperty("holder").GetProperty("kind").GetString());
        Assert.Equal("own", organ.RootElement.GetProperty("source").GetString());

        string[] question = ["powers", "--item", "DM-003", "--locality", "990100002", "--act", "2026-06-10", "--filed", "2026-06-10", "--json", "--known"];
        using var then = JsonDocument.Parse(Run([.. question, "2026-06-19"]).Answer);
        using var now = JsonDocument.Parse(Run([.. question, "2026-06-20"]).Answer);
        Assert.Equal(("held", "department"), (then.RootElement.GetProperty("answer").GetString(), now.RootElement.GetProperty("answer").GetString()));
    }

    [Fact]
    public void Text_is_for_people_in_their_language()
    {
        Assert.StartsWith("held: People's Government of Wandong Town (500110100)", Run(Asked).Answer);
        Assert.Contains("万东镇人民政府", Run([.. Asked, "--lang", "zh"]).Answer);
        Assert.Contains("مُنحت", Run([.. Asked, "--lang", "ar"]).Answer);
    }

    [Theory]
    [InlineData("CG-03", "500110100", "2026-09-01", "CG-003")]
    [InlineData("CG-003", "50011010", "2026-09-01", "500110100")]
    [InlineData("CG-003", "500110100", "2026-9-1", "YYYY-MM-DD")]
    [InlineData("CG-003", "500110100", "2026-02-30", "YYYY-MM-DD")]
    public void An_unknown_code_or_day_is_wrong_usage_and_names_the_nearest(string item, string locality, string act, string named)
    {
        var (code, answer, remark) = Run("powers", "--item", item, "--locality", locality, "--act", act, "--filed", "2026-09-02", "--json");
        Assert.Equal(2, code);
        Assert.Equal("", answer);
        Assert.Contains(named, remark);
    }

    [Fact]
    public void An_unknown_organ_names_the_nearest()
    {
        var (code, _, remark) = Run([.. Asked, "--organ", "500110-CQ"]);
        Assert.Equal(2, code);
        Assert.Contains("500110-CG", remark);
    }

    [Theory]
    [InlineData("powers")]
    [InlineData("powers", "--item", "CG-003")]
    [InlineData("power")]
    [InlineData("check")]
    [InlineData("check", "no-such-folder")]
    public void Wrong_usage_is_exit_code_two_and_says_nothing_on_the_answer_side(params string[] args)
    {
        var (code, answer, remark) = Run(args);
        Assert.Equal((2, ""), (code, answer));
        Assert.NotEmpty(remark);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("powers", "--help")]
    [InlineData("check", "--help")]
    [InlineData("items", "--help")]
    [InlineData("fences", "--help")]
    [InlineData("verify", "--help")]
    [InlineData("weigh", "--help")]
    [InlineData("replay", "--help")]
    [InlineData("seed", "--help")]
    public void Every_verb_has_help(params string[] args) => Assert.Equal(0, Run(args).Code);

    [Fact]
    public void Items_are_listed_with_their_certainty()
    {
        using var json = JsonDocument.Parse(Run("items", "--json").Answer);
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(207 + 16, items.Count);
        Assert.Equal("CG-001", items[0].GetProperty("code").GetString());
        Assert.Contains("CG-003", Run("items", "--find", "店外经营").Answer);
        Assert.DoesNotContain("ST-003", Run("items", "--day", "2018-01-01").Answer);
    }

    [Fact]
    public void Fences_are_listed_as_the_packs_set_them()
    {
        var cap = Run("fences", "--act", "visit-approve").Answer.Split("\ninspection-cap ")[1].Split("\ninspection-")[0];
        Assert.Contains("counts by: premises+year\n", cap);
        Assert.Contains("figures: per_year 2, special_counts 1\n", cap);
        Assert.Contains("overridden by: organ-head\n", cap);
        Assert.DoesNotContain("one-act", Run("fences", "--act", "visit-approve").Answer);
        using var json = JsonDocument.Parse(Run("fences", "--json").Answer);
        Assert.Contains(json.RootElement.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "summary" && f.GetProperty("scope").EnumerateArray().Single().GetString() == "on-the-spot");
        Assert.Contains("  set by: cn\n", Run("fences", "--county", "500110").Answer);
        Assert.Contains("\"on\":\"2026-03-01\"", Run("fences", "--day", "2026-03-01", "--json").Answer);
        using var county = JsonDocument.Parse(Run("fences", "--county", "500110", "--json").Answer);
        Assert.Equal("500110", county.RootElement.GetProperty("county").GetString());
        Assert.All(county.RootElement.GetProperty("fences").EnumerateArray(), f => Assert.Equal("cn", f.GetProperty("setBy").GetString()));
        Assert.Contains("500110", Run("fences", "--county", "50011") is { Code: 2 } wrong ? wrong.Remark : "");
        Assert.Equal(2, Run("fences", "--act", "visit-aprove").Code);
        Assert.Contains("visit-approve", Run("fences", "--act", "visit-aprove").Remark);
    }

    [Fact]
    public void Check_finds_nothing_wrong_with_the_installed_law()
    {
        var (code, answer, _) = Run("check", Installed.Root, "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(answer);
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal("notice", f.GetProperty("severity").GetString()));
        Assert.All(findings, f => Assert.Equal(["zh", "en", "ar"], f.GetProperty("message").EnumerateObject().Select(p => p.Name)));
    }

    [Fact]
    public void Check_answers_with_a_finding_where_a_pack_cannot_be_read()
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-pack-").FullName;
        try
        {
            var pack = Path.Combine(folder, "broken");
            Directory.CreateDirectory(pack);
            File.WriteAllText(Path.Combine(pack, "pack.yaml"), "id: broken\ntitel: x\n");
            var (code, answer, _) = Run("check", pack, "--json");
            Assert.Equal(1, code);
            using var json = JsonDocument.Parse(answer);
            var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());
            Assert.Equal(("error", "unreadable"), (finding.GetProperty("severity").GetString(), finding.GetProperty("kind").GetString()));
            Assert.Contains("broken/pack.yaml:1", finding.GetProperty("message").GetProperty("en").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Answer, string Remark) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return (CommandLine.Run(args, new Surroundings(TextReader.Null, output, error, Installed.Root)), output.ToString(), error.ToString());
    }
}
