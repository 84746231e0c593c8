using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Wardmote.Tests;

/// <summary>The plan of the house, kept by reading the house.</summary>
public sealed partial class House
{
    // "Service" by itself is 送达; only words that end in it are machinery. A module may use those above it, never below (docs/decisions/0002-modules.md).
    private static readonly string[] Modules =
    [
        "Law", "Journal", "Evidence", "Teams", "Powers", "Discretion", "LawPacks", "Fences", "Intake", "Cases", "Inspections", "Whistles", "Documents", "Supervision", "Publication", "Access", "Desk",
    ];

    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Wardmote.Dmn"] = [],
        ["Wardmote"] = ["Wardmote.Dmn"],
        ["Wardmote.Recognition"] = ["Wardmote"],
        ["Wardmote.Store"] = ["Wardmote"],
        ["Wardmote.Vision"] = ["Wardmote.Store"],
        ["Wardmote.Cli"] = ["Wardmote.Store", "Wardmote.Recognition"],
        ["Wardmote.Web"] = ["Wardmote.Store", "Wardmote.Recognition", "Wardmote.Vision"],
    };

    private static readonly string Root = Find();

    [Fact]
    public void Projects_point_only_where_the_plan_says()
    {
        foreach (var (project, allowed) in Arrows)
        {
            var references = Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).ToHashSet();
            Assert.True(references.SetEquals(allowed), $"{project} refers to {string.Join(", ", references)}; the plan says {string.Join(", ", allowed)}");
        }
    }

    [Theory]
    [InlineData("Wardmote.Dmn")]
    [InlineData("Wardmote")]
    [InlineData("Wardmote.Recognition")]
    public void The_pure_projects_have_no_packages(string project)
    {
        Assert.DoesNotContain(Items(project, "PackageReference"), p => p != "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Empty(Items(project, "FrameworkReference"));
    }

    [Fact]
    public void Modules_point_upward()
    {
        var wrong = new List<string>();
        foreach (var file in Sources("Wardmote"))
        {
            var module = Module(file);
            var place = Array.IndexOf(Modules, module);
            Assert.True(place >= 0, $"{module} is not a module of the plan");
            foreach (Match use in Uses().Matches(File.ReadAllText(file)))
            {
                var used = use.Groups[1].Value;
                if (Array.IndexOf(Modules, used) > place)
                {
                    wrong.Add($"{Path.GetRelativePath(Root, file)} uses {used}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_class_is_named_after_machinery()
    {
        var wrong = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(Ours)
            .SelectMany(f => Types().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Where(n => MachineryWords().IsMatch(n)).Distinct().ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_core_forbids_clocks_and_disks()
    {
        foreach (var project in new[] { "Wardmote", "Wardmote.Dmn" })
        {
            Assert.Contains("../../BannedSymbols.txt", Items(project, "AdditionalFiles"));
            Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Items(project, "PackageReference"));
        }

        var banned = File.ReadAllText(Path.Combine(Root, "BannedSymbols.txt"));
        foreach (var symbol in new[] { "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "T:System.IO.File;", "T:System.Random", "P:System.TimeProvider.System" })
        {
            Assert.Contains(symbol, banned);
        }
    }

    [Fact]
    public void Every_kind_of_entry_carries_a_version()
    {
        Assert.NotEmpty(Journal.Body.Kinds);
        Assert.All(Journal.Body.Kinds, k => Assert.Matches(@"^[a-z_]+\.[a-z_]+/[1-9]\d*$", k));
    }

    [Fact]
    public void Every_test_of_the_store_runs_on_both_stores()
    {
        // The command line is tried on a file; the golden books were written once.
        string[] no = ["RecordVerbTests.cs", "GoldenTests.cs"];
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(Root, "tests", "Wardmote.Tests"), "*.cs", SearchOption.AllDirectories).Where(Ours),
            f => !no.Contains(Path.GetFileName(f)) && File.ReadAllText(f) is var text && Opening().IsMatch(text) && !text.Contains("Postgres", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj")).Descendants(item).Select(e => e.Attribute("Include")!.Value);

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories).Where(Ours);

    private static bool Ours(string file) => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    private static string Module(string file) => Path.GetRelativePath(Path.Combine(Root, "src", "Wardmote"), file).Split('/')[0];

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wardmote.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the checkout was not found above the tests");
    }

    [GeneratedRegex(@"^using (?:static )?Wardmote\.(?!Dmn)([A-Z]\w+)", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (?:struct )?(\w+)")]
    private static partial Regex Types();

    [GeneratedRegex(@"\bSqlitePlace\b|\bDatabase\.OpenAsync\(")]
    private static partial Regex Opening();

    [GeneratedRegex(".(Service|Manager|Helper|Handler|Processor|Util|Utils|Dto|Impl)$")]
    private static partial Regex MachineryWords();
}
