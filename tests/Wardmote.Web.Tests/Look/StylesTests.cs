using System.Text.RegularExpressions;

namespace Wardmote.Web.Tests.Look;

/// <summary>One sheet serves both directions, and nothing is written into pages that the content policy would refuse.</summary>
public partial class StylesTests
{
    [Fact]
    public void Styles_know_starts_and_ends_but_no_sides()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Web, "wwwroot"), "*.css"))
        {
            var words = CommentPattern().Replace(File.ReadAllText(file), "");
            Assert.Equal([], SidePattern().Matches(words).Select(m => Path.GetFileName(file) + ": " + m.Value));
        }
    }

    [Fact]
    public void Pages_hold_no_style_and_no_script_of_their_own()
    {
        foreach (var file in Directory.EnumerateFiles(House.Web, "*.razor", SearchOption.AllDirectories))
        {
            var page = File.ReadAllText(file);
            Assert.False(InlinePattern().IsMatch(page), $"{file}: {InlinePattern().Match(page).Value}");
        }
    }

    [Fact]
    public void What_scrolls_by_itself_can_be_reached_by_keyboard()
    {
        foreach (var file in Directory.EnumerateFiles(House.Web, "*.razor", SearchOption.AllDirectories))
        {
            Assert.Equal([], Regex.Matches(File.ReadAllText(file), "<[a-z]+[^>]*class=\"scroll\"[^>]*>").Select(m => m.Value).Where(tag => !tag.Contains("tabindex=\"0\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_table_scrolls_within_its_frame_and_never_the_page()
    {
        foreach (var file in Directory.EnumerateFiles(House.Web, "*.razor", SearchOption.AllDirectories))
        {
            Assert.Equal([], Regex.Matches(File.ReadAllText(file), @"(\S[^\n]*)\n\s*<table").Select(m => m.Groups[1].Value).Where(before => !before.Contains("class=\"scroll\"", StringComparison.Ordinal) && !before.Contains("class=\"pane\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_icon_that_a_page_shows_is_drawn()
    {
        var drawn = Regex.Matches(File.ReadAllText(Path.Combine(House.Web, "wwwroot", "icons.svg")), "symbol id=\"([a-z]+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        var shown = Directory.EnumerateFiles(House.Web, "*.razor", SearchOption.AllDirectories)
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "<Icon Name=\"([a-z]+)\"").Select(m => m.Groups[1].Value)).Distinct();
        Assert.Equal([], shown.Where(s => !drawn.Contains(s)));
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"(?<![\w-])(?:[a-z-]+-)?(?:left|right)\s*[:;]|:\s*(?:left|right)\b|(?<![\w-])(?:margin|padding)-(?:top|bottom)")]
    private static partial Regex SidePattern();

    [GeneratedRegex("""<style\b|\sstyle="|<script(?![^>]*\bsrc=)|\son(?:click|change|input|load)="[^@]""")]
    private static partial Regex InlinePattern();
}
