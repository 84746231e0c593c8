using System.Text.RegularExpressions;

namespace Wardmote.Web.Tests.Languages;

/// <summary>The three tables say the same things, and pages say nothing else.</summary>
public partial class LanguageTablesTests
{
    private static readonly LanguageTables Tables = new(Path.Combine(House.Web, "Languages"));

    // Shapes of dates and sums, and Chinese, are alike in two languages; a format is not a translation.
    private static readonly Regex MayBeAlike = AlikePattern();

    [Fact]
    public void Every_key_stands_in_every_table()
    {
        var all = Tables.All.SelectMany(l => l.Table.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.All(Tables.All, l => Assert.Equal([], all.Where(k => !l.Table.ContainsKey(k)).Select(k => $"{l.Code}: {k}")));
    }

    [Fact]
    public void Nothing_is_left_untranslated()
    {
        var chinese = Tables.Of("zh").Table;
        foreach (var other in new[] { Tables.Of("en"), Tables.Of("ar") })
        {
            Assert.Equal([], other.Table.Where(w => !MayBeAlike.IsMatch(w.Key) && w.Value == chinese[w.Key] && w.Value.Any(char.IsLetter)).Select(w => $"{other.Code}: {w.Key}"));
        }

        Assert.Equal([], Tables.Of("ar").Table.Where(w => !MayBeAlike.IsMatch(w.Key) && w.Value == Tables.Of("en").Table[w.Key] && w.Value.Any(char.IsLetter)).Select(w => w.Key));
        Assert.Equal([], Tables.Of("en").Table.Where(w => w.Value.Any(c => c is >= '\u4e00' and <= '\u9fff' or >= '\u0600' and <= '\u06ff')).Select(w => w.Key));
        Assert.Equal([], Tables.Of("ar").Table.Where(w => w.Value.Any(c => c is >= '\u4e00' and <= '\u9fff')).Select(w => w.Key));
        Assert.Equal([], Tables.All.SelectMany(l => l.Table.Where(w => w.Value.Length == 0).Select(w => $"{l.Code}: {w.Key}")));
    }

    [Fact]
    public void Every_place_to_fill_is_filled_in_each_language()
    {
        static string Places(string words) => string.Concat(PlacePattern().Matches(words).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));
        foreach (var (key, words) in Tables.Of("zh").Table)
        {
            // A form for one or two may leave the number out: it says it in words.
            Assert.All(Tables.All, l => Assert.True(
                Places(l.Table[key]) == Places(words) || MayBeAlike.IsMatch(key), $"{l.Code}.json '{key}' fills {Places(l.Table[key])}, zh fills {Places(words)}"));
        }
    }

    [Fact]
    public void Counted_words_have_the_forms_their_language_wants()
    {
        foreach (var key in Tables.All.SelectMany(l => l.Table.Where(w => w.Value.Contains('|')).Select(w => w.Key)).Distinct())
        {
            Assert.Equal(1, Forms("zh", key));
            Assert.InRange(Forms("en", key), 1, 2);
            Assert.Contains(Forms("ar", key), new[] { 1, 4 });
        }

        static int Forms(string language, string key) => Tables.Of(language).Table[key].Split('|').Length;
    }

    [Fact]
    public void Every_key_that_a_page_asks_for_exists()
    {
        var keys = Tables.Of("zh").Table;
        var (asked, families) = Asked();
        Assert.Equal([], asked.Where(k => !keys.ContainsKey(k)).Order(StringComparer.Ordinal));
        Assert.Equal([], families.Where(f => !keys.Keys.Any(k => k.StartsWith(f, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_is_asked_for_by_a_page()
    {
        var (asked, families) = Asked();
        var quoted = Sources().SelectMany(s => QuotedPattern().Matches(s).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.Equal([], Tables.Of("zh").Table.Keys
            .Where(k => !asked.Contains(k) && !quoted.Contains(k) && !families.Any(f => k.StartsWith(f, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, "بقيت ساعة واحدة")]
    [InlineData(2, "بقيت ساعتان")]
    [InlineData(7, "بقيت \u20687\u2069 ساعات")]
    [InlineData(26, "بقيت \u206826\u2069 ساعة")]
    public void Arabic_counts_as_Arabic_does(int hours, string words)
    {
        var now = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal(words, new Words(Tables, Tables.Of("ar"), now, true).Left(now.AddHours(hours)));
    }

    [Fact]
    public void A_deadline_is_hours_under_two_days_and_a_date_after()
    {
        var now = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);
        var w = new Words(Tables, Tables.Of("en"), now, true);
        Assert.Equal("20 min left", w.Left(now.AddMinutes(20)));
        Assert.Equal("47 h left", w.Left(now.AddHours(47)));
        Assert.Equal("by 27 Nov", w.Left(now.AddDays(3)));
        Assert.Equal("5 h overdue", w.Left(now.AddHours(-5)));
        Assert.Equal("overdue since 14 Nov", w.Left(now.AddDays(-10)));
        Assert.Equal("1 Mar 2027", w.Day(new DateOnly(2027, 3, 1)));
        Assert.Equal("今天 12:00", new Words(Tables, Tables.Of("zh"), now, true).Moment(now));
    }

    [Theory]
    [InlineData("fr-FR, ar;q=0.6, en;q=0.8", "en")]
    [InlineData("zh-TW,zh;q=0.9", "zh")]
    [InlineData("de", "zh")]
    [InlineData(null, "zh")]
    public void A_browser_gets_the_first_language_it_asks_for_that_the_house_speaks(string? asked, string code) => Assert.Equal(code, Tables.Asked(asked).Code);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(House.Web, "*.*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    /// <summary>Keys asked for outright, and beginnings of keys that are put together.</summary>
    private static (HashSet<string> Keys, HashSet<string> Families) Asked()
    {
        var (keys, families) = (new HashSet<string>(), new HashSet<string>());
        foreach (var source in Sources())
        {
            foreach (Match m in AskedPattern().Matches(source))
            {
                (m.Groups[2].Success ? families : keys).Add(m.Groups[1].Value);
            }

            foreach (Match m in WovenPattern().Matches(source))
            {
                families.Add(m.Groups[1].Value);
            }
        }

        return (keys, families);
    }

    [GeneratedRegex("""^(date\.|money\.|list\.comma)""")]
    private static partial Regex AlikePattern();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex PlacePattern();

    // W["key"  w["key", …]  W.Count("key", …)  Look("key")  and  W["family." + …]
    [GeneratedRegex("""(?:\b[Ww](?:ords)?\[|\bCount\(|\bLook\()"([a-z0-9_-]+\.[a-z0-9_.-]*)"(\s*\+)?""")]
    private static partial Regex AskedPattern();

    // W[$"family.{…}…"]
    [GeneratedRegex("""\b[Ww](?:ords)?\[\$"([a-z0-9_.-]+)\{""")]
    private static partial Regex WovenPattern();

    [GeneratedRegex("\"([a-z0-9_]+(?:\\.[a-z0-9_-]+)+)\"")]
    private static partial Regex QuotedPattern();
}
