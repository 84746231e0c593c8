using System.Reflection;
using Xunit;

namespace Wardmote.Tests.Fences;

/// <summary>Every rule of the law has a home in the program, or says why not; every test named as showing it exists.</summary>
public sealed class RulesHomeTests
{
    private static readonly string[] Kinds = ["fence", "guard", "alert", "clock", "template", "data", "person", "owed"];

    private static readonly List<string[]> Homes = [.. File.ReadAllLines(Path.Combine(Town.Root(), "docs/rules-homes.csv")).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',', 5))];

    [Fact]
    public void Every_rule_has_one_home()
    {
        var rules = Tests.LawPacks.Installed.Law.Rules.Select(r => r.Id).ToList();
        Assert.Equal(103, rules.Count);
        Assert.Equal(rules.Order(StringComparer.Ordinal), Homes.Select(h => h[0]).Order(StringComparer.Ordinal));
        Assert.All(Homes, h => Assert.Contains(h[1], Kinds));
        Assert.All(Homes.Where(h => h[1] is "owed" or "person"), h => Assert.True(h[4].Length > 0, $"{h[0]} does not say why"));
        Assert.All(Homes.Where(h => h[1] is not ("owed" or "person")), h => Assert.True(h[2].Length > 0 && (h[3].Length > 0 || h[4].StartsWith("owed a test", StringComparison.Ordinal)), $"{h[0]} names no test"));
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Assembly.GetExecutingAssembly().GetTypes().SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes<FactAttribute>(true).Any()).Select(m => $"{t.FullName}.{m.Name}")).ToHashSet();
        Assert.All(Homes.Where(h => h[3].Length > 0), h => Assert.Contains("Wardmote.Tests." + h[3], tests));
    }

    [Fact]
    public void Every_fence_that_is_named_has_its_setting()
    {
        var fences = Tests.LawPacks.Installed.Law.Nationwide.Fences(Town.Today).Select(f => f.Id).ToHashSet();
        Assert.All(Homes.Where(h => h[1] == "fence"), h => Assert.Contains(h[2].Split(';', ' ')[0], fences));
    }

    [Fact]
    public void The_table_is_what_the_program_would_write()
    {
        var table = File.ReadAllLines(Path.Combine(Town.Root(), "docs/rules-table.md"));
        foreach (var h in Homes)
        {
            var row = Assert.Single(table, l => l.StartsWith($"| {h[0]} |", StringComparison.Ordinal));
            Assert.True(row.Contains($"| {h[1]} | {h[2]} | {(h[3].Length > 0 ? $"`{h[3]}`" : "")} | {h[4]} |", StringComparison.Ordinal), $"{h[0]} is out of step: run scripts/rules-table.cs");
        }
    }
}
