using System.Text.Json;
using System.Text.RegularExpressions;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;
using Xunit;

namespace Wardmote.Tests.LawPacks;

public sealed partial class InstalledLawTests
{
    private static readonly string[] FenceIds =
    [
        "power", "place", "penalty-kind", "officers", "certificates", "auxiliary", "recusal", "four-people", "limitation", "law-of-the-day", "precondition", "persuasion", "one-act",
        "higher-norm", "gains", "tier", "statute-range", "young", "summary", "notice", "defence-heavier", "hearing", "legal-review", "collective", "ninety-days", "seizure", "execution-hours", "inspection-list",
        "inspection-approval", "inspection-cap", "inspection-window", "inspection-often", "inspection-scan", "out-of-area", "merge-first", "fruitless", "fine-cluster", "power-evaluation",
    ];

    [Fact]
    public void The_packs_hold_what_the_material_holds()
    {
        var (cn, cq) = (Installed.Pack("cn"), Installed.Pack("cn-50"));
        Assert.Equal((103, 59), (cn.Rules.Count, cn.Transitions.Count));
        Assert.Equal((38, 1031, 1031), (cq.Counties.Count, cq.Localities.Count, cq.Outlines.Count));
        Assert.Equal((625, 245, 149, 12), (Kinds(LocalityKind.Town), Kinds(LocalityKind.Subdistrict), Kinds(LocalityKind.Township), Kinds(LocalityKind.EthnicTownship)));
        Assert.Equal(18, cq.Doors.Count);
        Assert.Equal(20, cq.AgencyKinds.Count);
        int Kinds(LocalityKind kind) => cq.Localities.Count(l => l.Kind == kind);
    }

    [Fact]
    public void The_nearest_pack_comes_first_and_a_fictional_one_after_its_equals() =>
        Assert.Equal(["cn-50", "demo", "cn"], Installed.Law.Packs.Select(p => p.Id));

    [Fact]
    public void Every_fence_has_its_settings()
    {
        Assert.Equal(FenceIds.Order(), Installed.Law.Nationwide.Fences(Installed.Day("2026-09-01")).Select(f => f.Id).Order());
        Assert.All(Installed.Law.Nationwide.Fences(Installed.Day("2026-09-01")), f => Assert.NotEmpty(f.Basis));
        Assert.All(Installed.Law.Nationwide.Fences(Installed.Day("2026-09-01")).Where(f => f.Ground == "peer"), f => Assert.Equal("caution", f.Mode));
    }

    [Fact]
    public void Every_period_and_fence_the_code_asks_for_is_stated()
    {
        var (asked, fenced) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(Installed.Checkout, "src", "Wardmote"), "*.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            asked.UnionWith(AskedPeriod().Matches(text).Select(m => m.Groups[1].Value));
            fenced.UnionWith(NamedFence().Matches(text).Select(m => m.Groups[1].Value));
        }

        Assert.Superset(asked.ToHashSet(), Installed.Law.Packs.SelectMany(p => p.Periods).Select(p => p.Id).ToHashSet());
        Assert.Superset(fenced.ToHashSet(), Installed.Law.Nationwide.Fences(Installed.Day("2026-09-01")).Select(f => f.Id).ToHashSet());
        Assert.Contains("pay", asked);
        Assert.Contains("power", fenced);
    }

    [Fact]
    public void A_threshold_holds_from_its_day()
    {
        Assert.Equal(5000, Installed.Law.At("500110").Threshold("hearing", Installed.Day("2023-03-01")).Individual);
        Assert.Equal(3000, Installed.Law.At("500110").Threshold("summary", Installed.Day("2026-01-01")).Entity);
        Assert.Throws<InvalidOperationException>(() => Installed.Law.At("500110").Threshold("hearing", Installed.Day("2023-02-28")));
    }

    [Fact]
    public void The_installed_packs_have_no_error_and_no_warning()
    {
        var check = new Check(Installed.Law);
        var findings = Installed.Law.Packs.SelectMany(check.Of).Where(f => f.Severity >= Severity.Warning).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => f.Message.En)));
    }

    [Fact]
    public void Every_locality_lies_in_a_county_and_has_names_in_three_languages()
    {
        foreach (var place in Installed.Law.Localities)
        {
            Assert.NotNull(Installed.Law.County(place.County));
            Assert.StartsWith(place.County, place.Code);
            Assert.True(place.Name.Ar.Any(IsArabic) && place.Name.En.Length > 0 && place.Name.Zh.Length > 0);
        }
    }

    [Fact]
    public void Every_title_has_Arabic_words_of_its_own()
    {
        var items = Installed.Pack("cn-50").Items;
        Assert.All(items, i => Assert.True(i.Title.Ar.Count(IsArabic) > 8 && !i.Title.Ar.Any(c => c is >= '\u4e00' and <= '\u9fff'), $"{i.Code}: {i.Title.Ar}"));
        Assert.Equal(items.Select(i => i.Code).Distinct().Count(), items.GroupBy(i => i.Title.Ar).Count(g => !g.Key.Contains("القانون السابق")));
        Assert.Equal(5, items.Count(i => i.Title.Ar.Contains("القانون السابق")));
    }

    [Fact]
    public void Every_seed_lies_in_its_own_locality()
    {
        using var shapes = JsonDocument.Parse(File.ReadAllText(Installed.Shared("geo/chongqing-towns-SYNTHETIC.geojson")));
        var count = 0;
        foreach (var feature in shapes.RootElement.GetProperty("features").EnumerateArray())
        {
            var properties = feature.GetProperty("properties");
            var seed = properties.GetProperty("seed");
            var found = Installed.Law.Map.At(new Point(seed[1].GetDouble(), seed[0].GetDouble()));
            Assert.True(found is { Schematic: true } && found.Locality == properties.GetProperty("code").GetString(), $"{properties.GetProperty("code")}: {found?.Locality}");
            count++;
        }

        Assert.Equal(1031, count);
    }

    [Fact]
    public void A_point_outside_every_outline_proposes_nothing() => Assert.Null(Installed.Law.Map.At(new Point(39.9, 116.4)));

    [Fact]
    public void Counties_lists_are_known_as_facts_with_their_clauses()
    {
        var list = Assert.Single(Installed.Law.ListsOf("500110"));
        Assert.Equal(("綦江府办〔2025〕34号", Installed.Day("2025-07-01"), Wardmote.Powers.Transition.FiledBeforeStays), (list.Number, list.From, list.Transition));
        Assert.Contains("仍由原承办的镇街继续办结", list.Clause);
        Assert.Equal(4, Installed.Pack("cn-50").Lists.Count);
    }

    [Fact]
    public void A_door_is_known_for_every_kind_of_other_matter()
    {
        var kinds = Directory.GetFiles(Path.Combine(Installed.Root, "cn-50", "phrases"), "*.tsv", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Select(l => l.Split('\t')[0]).Where(c => c.StartsWith("none.", StringComparison.Ordinal)).Select(c => c[5..]).Distinct();
        Assert.All(kinds, kind => Assert.Contains(kind, Installed.Law.Doors.Keys));
    }

    [Fact]
    public void No_statute_is_copied_into_a_pack()
    {
        const int Window = 60;
        var pieces = new HashSet<string>();
        foreach (var file in Directory.GetFiles(Installed.Shared("domain/laws"), "*.md", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "README.md"))
        {
            var text = Squeeze(File.ReadAllText(file));
            for (var i = 0; i + Window <= text.Length; i += Window)
            {
                pieces.Add(text.Substring(i, Window));
            }
        }

        // A run of statute text twice as long as the window must hold one whole piece.
        foreach (var file in Directory.GetFiles(Installed.Root, "*.yaml", SearchOption.AllDirectories))
        {
            var text = Squeeze(File.ReadAllText(file));
            for (var i = 0; i + Window <= text.Length; i++)
            {
                Assert.False(pieces.Contains(text.Substring(i, Window)), $"{file} copies statute text: {text.Substring(i, Math.Min(Window, text.Length - i))}");
            }
        }

        static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    [GeneratedRegex(@"\b(?:Ends|Period|Last)\((?:[\w.()]+, )?""([a-z]+(?:-[a-z]+)*)""")]
    private static partial Regex AskedPeriod();

    [GeneratedRegex(@"const string id = ""([a-z-]+)""")]
    private static partial Regex NamedFence();

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06ff';
}
