using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The team of a town that begins empty.</summary>
public sealed class TeamPageTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/en/team?locality=500110002";

    [Fact]
    public async Task The_administrator_enters_an_officer_with_a_certificate_and_the_team_has_them()
    {
        await site.AddPersonAsync(new Wardmote.Access.Person("boss", Wardmote.Law.Text.Same("Boss"), ["administrator"], "500110", "", ""), "a long enough password");
        var browser = site.Visit();
        var door = await browser.OpenAsync("/en/sign-in");
        await browser.SendAsync(door, "/en/sign-in", new() { ["user"] = "boss", ["password"] = "a long enough password" });

        var page = await browser.OpenAsync(Address);
        var form = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Single();
        var refused = await browser.SendAsync(form, Address, new() { ["officer"] = "zhang", ["name"] = "Zhang Wei" });
        var again = await Browser.ReadAsync(refused);
        Assert.Contains("certificate", again.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("Zhang Wei", again.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);

        var done = await browser.SendAsync(form, Address, new() { ["officer"] = "zhang", ["name"] = "Zhang Wei", ["card"] = "50011000200001", ["from"] = "2026-01-01", ["to"] = "2030-12-31" });
        var team = await browser.FollowAsync(done);
        Assert.Contains("50011000200001", team.Words("table.list"), StringComparison.Ordinal);
    }
}
