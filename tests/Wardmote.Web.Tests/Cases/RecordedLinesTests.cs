using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Web.Shared;

namespace Wardmote.Web.Tests.Cases;

/// <summary>What an entry of a case says can be read by people, whatever its kind.</summary>
public sealed class RecordedLinesTests
{
    private static readonly LanguageTables Tables = new(Path.Combine(House.Web, "Languages"));

    [Fact]
    public void Everything_that_an_entry_of_a_case_or_a_whistle_says_has_a_label()
    {
        var bodies = typeof(Body).Assembly.GetTypes().Where(t => t.GetCustomAttributes(typeof(EntryKindAttribute), false) is [EntryKindAttribute kind] && RecordedLines.Has(kind.Name)).ToList();
        Assert.True(bodies.Count > 50);
        Assert.Equal([], bodies.Append(typeof(Delivery)).Append(typeof(Education)).SelectMany(b => RecordedLines.Said(b).Select(p => p.Name)).Distinct()
            .Where(n => !Tables.Of("zh").Table.ContainsKey("recorded." + RecordedLines.Label(n))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zh", "直接交付")]
    [InlineData("en", "Handed")]
    [InlineData("ar", "تسليم")]
    public void Codes_are_read_as_words(string language, string way)
    {
        var words = new Words(Tables, Tables.Of(language), DateTimeOffset.UnixEpoch, true);
        var lines = new RecordedLines(words, Store.LawPacks.LawReader.ReadInstalled(Path.Combine(House.Root, "law")), Text.Same);
        var notice = lines.Of(new PriorNoticeGiven("c", "罚告1", new Delivery("handed", DateTimeOffset.UnixEpoch, "party", true, "社区李某", []), new DateOnly(2026, 3, 9), null));
        Assert.Contains(notice, l => l.Name == "way" && l.Says[0].Contains(way, StringComparison.Ordinal));
        Assert.DoesNotContain(notice, l => l.Name == "hearing_by");
        Assert.Equal(["推车 · 1 · 红色"], Plain(lines.Of(new SeizureMade("c", "扣1", "detain", [], [new Good("推车", "1", "红色")], "防止转移", "第3条", new DateOnly(2026, 3, 9), false, null, null, "party", "")).Single(l => l.Name == "goods").Says));
        Assert.Empty(lines.Of(new PenaltyProposed("c", "summary", "act-1", "", "", new Dictionary<string, JsonElement>(), null, false, null, "", "", "", [], "")));
    }

    // In Arabic each part is isolated.
    private static IEnumerable<string> Plain(IEnumerable<string> says) => says.Select(s => s.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal));
}
