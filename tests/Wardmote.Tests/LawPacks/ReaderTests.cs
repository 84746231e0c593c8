using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>A pack that is wrong is refused with file, line and what to do.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wardmote-packs-").FullName;

    public ReaderTests()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Installed.Root, "demo"), "*", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.Combine(Installed.Root, "cn"), "*")))
        {
            var copy = Path.Combine(_root, Path.GetRelativePath(Installed.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Demo => Path.Combine(_root, "demo");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_copy_of_the_demo_reads() => Assert.Equal(18, LawReader.Read(Demo).Grants.Count);

    [Theory]
    [InlineData("grants.yaml", "with_department: true", "with_departement: true", "unknown key 'with_departement'", "with_department")]
    [InlineData("grants.yaml", "from: 2024-07-01", "from: 2024-7-1", "'2024-7-1' is not a day", "YYYY-MM-DD")]
    [InlineData("grants.yaml", "from: 2024-07-01", "from: 2024-02-30", "is not a day", "YYYY-MM-DD")]
    [InlineData("grants.yaml", "from: 2025-01-01, to: 2026-12-31", "from: 2025-01-01, to: 9999-12-31", "is not a day", "leave a first or a last day out")]
    [InlineData("grants.yaml", "{id: demo-g04, item: DM-004,", "{id: demo-g04,", "'item' is missing", "add it")]
    [InlineData("grants.yaml", "may: [inspect, penalise, measures], from", "may: [inspect, penalize, measures], from", "'penalize'", "penalise")]
    [InlineData("grants.yaml", "instrument: letter-2025", "instrument: letter-2052", "no instrument 'letter-2052' stands under 'instruments'", "add it there")]
    [InlineData("grants.yaml", "source: entrusted", "source: lent", "'source' is 'lent'", "statutory, empowered, entrusted")]
    [InlineData("grants.yaml", "from: 2025-01-01, to: 2026-12-31", "from: 2027-01-01, to: 2026-12-31", "ends before it begins", "correct")]
    [InlineData("grants.yaml", "id: demo-g02", "id: demo-g01", "demo-g01 stands twice", "keep one")]
    [InlineData("retrievals.yaml", "transition: handed_over", "transition: handed", "'transition' is 'handed'", "handed_over")]
    [InlineData("items/DM.yaml", "fine: fixed", "fine: fixd", "'fine' is 'fixd'", "fixed")]
    [InlineData("items/DM.yaml", "agency: XF", "agency: XX", "'XX'", "agencies.yaml")]
    [InlineData("items/DM.yaml", "individual: [50, 500]", "individual: [500, 50]", "ends before it begins", "smaller sum first")]
    [InlineData("items/DM.yaml", ", ar: سدّ ممر الإطفاء", "", "no Arabic title", "titles-ar.yaml")]
    [InlineData("items/DM.yaml", "    fine_optional: false", "    fine_optional: false\n    fine_optional: true", "'fine_optional' stands twice", "keep one")]
    [InlineData("grants.yaml", "may: [inspect, penalise, measures], from", "may: [inspect, penalise, measures], kinds: [fines], from", "'kinds' holds 'fines'", "warning, fine")]
    [InlineData("grants.yaml", "may: [inspect, penalise, measures], from", "may: [inspect], kinds: [fine], from", "gives no penalty", "penalise")]
    [InlineData("items/DM.yaml", "    fine_optional: false", "    limitation: {count: 6, unit: weeks, article: 某法 9}\n    fine_optional: false", "'unit' is 'weeks'", "months, years")]
    [InlineData("items/DM.yaml", "    fine_optional: false", "    limitation: {count: 0, unit: months, article: 某法 9}\n    fine_optional: false", "a limitation of no time", "above zero")]
    [InlineData("items/DM.yaml", "    fine_optional: false", "    limitation: {count: 6, unit: months}\n    fine_optional: false", "'article' is missing", "add it")]
    [InlineData("pack.yaml", "inherits: [cn]", "inherits: [cn, cn-99]", "'cn-99', which is not installed", "beside it")]
    [InlineData("pack.yaml", "id: demo", "id: other", "calls itself 'other'", "one name")]
    [InlineData("pack.yaml", "revision: demo@2026-11-27", "", "'revision' is missing", "add it")]
    [InlineData("localities.csv", "990100101,样板镇,Yangban Town,بلدة Yangban,town,990100,,,", "990100101,样板镇,Yangban Town,بلدة Yangban,town,990100,,", "cells", "commas")]
    [InlineData("localities.csv", ",town,990100,2025-07-01", ",city,990100,2025-07-01", "'city' is no kind", "town")]
    [InlineData("outlines.json", "\"schematic\":true,", "", "'schematic'", "add it")]
    [InlineData("standards/DM-001.yaml", "when: {offence_no: \"2\"}", "when: {offence: \"2\"}", "'offence', which is no fact", "offence_no")]
    [InlineData("standards/DM-009.yaml", "facts: {filter: broken,", "facts: {filter: melted,", "no value of 'filter'", "switched_off")]
    public void A_wrong_pack_is_refused_with_file_line_and_remedy(string file, string was, string becomes, string problem, string remedy)
    {
        var path = Path.Combine(Demo, file);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + becomes + text[(at + was.Length)..]);

        var refused = Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(_root));
        Assert.Contains(problem, refused.Message);
        Assert.Contains(remedy, refused.Remedy);
        Assert.StartsWith("demo/", refused.File);
        Assert.True(refused.Line >= 1);
    }

    [Theory]
    [InlineData("id: fruitless,", "id: fruitles,", "no function for the fence 'fruitles'", "fruitless")]
    [InlineData("id: summary, rules: [R-SIMP-01], scope: [on-the-spot]", "id: summary, rules: [R-SIMP-01], scope: [report]", "cannot be asked before 'report'", "on-the-spot")]
    [InlineData("id: summary, rules: [R-SIMP-01], scope: [on-the-spot]", "id: summary, rules: [R-SIMP-01]", "set before no act", "on-the-spot")]
    [InlineData("key: [premises+year]", "key: [premises+year+party]", "cannot count by 'premises+year+party'", "+organ")]
    [InlineData("key: [premises+year]", "key: [year]", "cannot count by 'year'", "premises+year")]
    [InlineData("key: [premises+officer], ", "", "does not say what it counts together", "premises+officer")]
    [InlineData("id: young, rules: [R-NOPEN-01, R-NOPEN-02],", "id: young, rules: [R-NOPEN-01, R-NOPEN-02], key: [party],", "cannot count by 'party'", "leave the key out")]
    public void A_fence_that_no_function_could_hold_is_refused(string was, string becomes, string problem, string remedy)
    {
        var path = Path.Combine(_root, "cn", "fences.yaml");
        var text = File.ReadAllText(path);
        Assert.Contains(was, text);
        File.WriteAllText(path, text.Replace(was, becomes, StringComparison.Ordinal));

        var refused = Assert.Throws<LawPackException>(() => LawReader.Read(Path.Combine(_root, "cn")));
        Assert.Contains(problem, refused.Message);
        Assert.Contains(remedy, refused.Remedy);
        Assert.Equal(text.Split('\n').ToList().FindIndex(l => l.Contains(was)) + 1, refused.Line);
    }

    [Theory]
    [InlineData("{id: gains, rules: [R-GAIN-01], scope: [on-the-spot, report, decision], mode: stop, ground: guidance, basis: x, override_by: []}", "its ground is guidance")]
    [InlineData("{id: gains, rules: [R-GAIN-01], scope: [on-the-spot, report, decision], mode: stop, ground: statute, basis: x, override_by: [organ-head]}", "it may be overridden")]
    [InlineData("{id: gains, rules: [R-GAIN-01], scope: [on-the-spot, report, decision], mode: caution, ground: statute, basis: x, override_by: []}", "its mode is caution")]
    [InlineData("{id: gains, rules: [R-GAIN-01], scope: [report, decision], mode: stop, ground: statute, basis: x, override_by: []}", "it is not asked before 'on-the-spot'")]
    [InlineData("{id: one-act, rules: [R-ONE-01], scope: [on-the-spot, report, decision], key: [party+item], mode: stop, ground: statute, basis: x, override_by: [], values: {days: 1}}", "it does not count by 'act'")]
    public void A_nearer_pack_asks_no_less_than_the_statute(string fence, string problem)
    {
        File.WriteAllText(Path.Combine(Demo, "fences.yaml"), "fences:\n  - " + fence + "\n");
        var refused = Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(_root));
        Assert.Contains(problem, refused.Message);
        Assert.Equal("demo/fences.yaml", refused.File);
    }

    [Fact]
    public void A_nearer_pack_may_publish_its_own_cap_and_ask_more_than_the_statute()
    {
        File.WriteAllText(Path.Combine(Demo, "fences.yaml"), """
            fences:
              - {id: inspection-cap, rules: [R-INS-03], scope: [visit-propose, visit-approve], key: [premises+year+field], mode: stop, ground: guidance, basis: 公布的频次上限, override_by: [organ-head], values: {per_year: 1}}
              - {id: ninety-days, rules: [R-ORD-02], scope: [report, decision], mode: stop, ground: statute, basis: 行政处罚法 60, override_by: [], values: {days: 90}}
            """);
        var law = LawReader.ReadInstalled(_root).At("990100");
        var day = new DateOnly(2026, 9, 1);
        Assert.Equal(("premises+year+field", "stop", "stop"), (law.Fence("inspection-cap", day).Key!.Single(), law.Fence("inspection-cap", day).Mode, law.Fence("ninety-days", day).Mode));
    }

    [Theory]
    [InlineData("from: 2026-03-01", "from: 2026-06-01", null)]
    [InlineData("from: 2026-03-01", "from: 2026-03-01", "inspection-cap of 2026-03-01 stands twice")]
    [InlineData("from: 2026-03-01", "to: 2026-12-31", null)]
    [InlineData("from: 2026-03-01", "from: 2026-06-01, to: 2026-05-31", "it ends on 2026-05-31, before it begins")]
    [InlineData("from: 2026-03-01", "until: 2026-12-31", "'until'")]
    public void A_fence_may_be_set_for_several_stretches_of_days(string first, string second, string? problem)
    {
        const string row = "  - {id: inspection-cap, rules: [R-INS-03], scope: [visit-propose], key: [premises+year], mode: stop, ground: guidance, basis: 公布的频次上限, override_by: [organ-head], values: {per_year: 1}, ";
        File.WriteAllText(Path.Combine(Demo, "fences.yaml"), $"fences:\n{row}{first}}}\n{row}{second}}}\n");
        var refused = Record.Exception(() => LawReader.ReadInstalled(_root));
        Assert.Equal(problem is null, refused is null);
        Assert.Contains(problem ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_named_is_the_line_of_the_mistake()
    {
        var path = Path.Combine(Demo, "grants.yaml");
        var lines = File.ReadAllLines(path);
        var at = Array.FindIndex(lines, l => l.Contains("demo-g07"));
        lines[at] = lines[at].Replace("certainty: quoted", "certainty: sure");
        File.WriteAllLines(path, lines);
        Assert.Equal(at + 1, Assert.Throws<LawPackException>(() => LawReader.Read(Demo)).Line);
    }

    [Fact]
    public void A_file_nobody_reads_is_refused()
    {
        File.Move(Path.Combine(Demo, "grants.yaml"), Path.Combine(Demo, "grant.yaml"));
        Assert.Contains("no such file belongs to a pack", Assert.Throws<LawPackException>(() => LawReader.Read(Demo)).Message);
    }

    [Fact]
    public void Law_in_a_folder_nobody_reads_is_refused()
    {
        Directory.Move(Path.Combine(Demo, "standards"), Path.Combine(Demo, "standard"));
        Assert.Contains("nobody reads YAML in this folder", Assert.Throws<LawPackException>(() => LawReader.Read(Demo)).Message);
    }

    [Fact]
    public void A_pack_that_inherits_what_is_not_installed_is_refused()
    {
        Directory.Delete(Path.Combine(_root, "cn"), recursive: true);
        Assert.Contains("'cn', which is not installed", Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(_root)).Message);
    }

    [Fact]
    public void A_folder_without_packs_is_refused() =>
        Assert.Contains("no pack lies here", Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(Path.Combine(Demo, "items"))).Message);

    [Fact]
    public void The_digest_changes_with_the_law_and_not_with_the_phrases()
    {
        var before = LawReader.Read(Demo).Digest;
        Assert.Equal(64, before.Length);
        Directory.CreateDirectory(Path.Combine(Demo, "phrases"));
        File.WriteAllText(Path.Combine(Demo, "phrases", "x.tsv"), "DM-001\tgoods everywhere\n");
        Assert.Equal(before, LawReader.Read(Demo).Digest);
        File.AppendAllText(Path.Combine(Demo, "retrievals.yaml"), "# a remark\n");
        Assert.NotEqual(before, LawReader.Read(Demo).Digest);
    }
}
