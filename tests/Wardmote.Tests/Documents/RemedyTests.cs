using Wardmote.Tests.Fences;
using Xunit;

namespace Wardmote.Tests.Documents;

/// <summary>What the decisions must tell, in the wording that is printed.</summary>
public sealed class RemedyTests
{
    private static string Template(string id, string language = "zh") => File.ReadAllText(Path.Combine(Town.Root(), "law/cn/documents", $"{id}.{language}.md"));

    [Fact]
    public void Against_a_decision_on_the_spot_reconsideration_comes_first()
    {
        Assert.Contains("应当先", Template("spot-decision"));
        Assert.Contains("六十日", Template("spot-decision"));
        Assert.DoesNotContain("六个月", Template("spot-decision"));
    }

    [Fact]
    public void Against_an_ordinary_decision_both_ways_are_open()
    {
        Assert.Contains("六十日", Template("ordinary-decision"));
        Assert.Contains("六个月", Template("ordinary-decision"));
        Assert.DoesNotContain("应当先", Template("ordinary-decision"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    [InlineData("ar")]
    public void A_decision_asks_for_the_six_contents(string language)
    {
        var asks = Wardmote.Documents.Template.Read("ordinary-decision", language, Template("ordinary-decision", language)).Asks.ToList();

        // Art. 59: party; facts and evidence; kinds and basis; how and by when it is paid; remedies and their organ; organ, day and seal.
        Assert.Superset(new HashSet<string> { "party", "act", "facts", "evidence", "penalty", "basis", "correction", "pay_code", "county", "organ", "signed_by", "date", "number" }, asks.ToHashSet());
        Assert.Contains("✎", Template("ordinary-decision", language));
    }
}
