using System.Text.RegularExpressions;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Cases;

/// <summary>What the procedure asks the law for by name is stated by the national pack.</summary>
public sealed partial class InstalledTermsTests
{
    [Fact]
    public void Every_period_the_procedure_counts_is_stated_by_the_pack()
    {
        var asked = Directory.GetFiles(Path.Combine(Installed.Checkout, "src", "Wardmote", "Cases"), "*.cs").SelectMany(f => Period().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(asked.Count > 12);
        Assert.All(asked, id => Assert.NotNull(Installed.Law.Nationwide.Period(id, Installed.Day("2026-09-01"))));
    }

    [Fact]
    public void Every_fence_of_a_penalty_is_set_by_the_pack()
    {
        var asked = Directory.GetFiles(Path.Combine(Installed.Checkout, "src", "Wardmote", "Fences"), "PenaltyFences*.cs").SelectMany(f => Fence().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(asked.Count > 20);
        Assert.All(asked, id => Assert.NotNull(Installed.Law.Nationwide.Fence(id, Installed.Day("2026-09-01"))));
    }

    [GeneratedRegex("""(?:Ends|Last|Period)\((?:here, |[\w.]+\.At\(file\.Book\), )?"([a-z-]+)""")]
    private static partial Regex Period();

    [GeneratedRegex("""const string id = "([a-z-]+)""")]
    private static partial Regex Fence();
}
