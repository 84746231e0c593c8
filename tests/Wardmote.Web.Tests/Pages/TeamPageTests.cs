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
        var form = Form(page, "enrol");
        var refused = await browser.SendAsync(form, Address, new() { ["_handler"] = "enrol", ["officer"] = "zhang", ["name"] = "Zhang Wei" });
        var again = await Browser.ReadAsync(refused);
        Assert.Contains("certificate", again.Words(".summary"), StringComparison.Ordinal);
        Assert.Equal("Zhang Wei", again.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);

        var done = await browser.SendAsync(form, Address, new() { ["officer"] = "zhang", ["name"] = "Zhang Wei", ["card"] = "50011000200001", ["from"] = "2026-01-01", ["to"] = "2030-12-31" });
        var team = await browser.FollowAsync(done);
        Assert.Contains("50011000200001", team.Words("table.list"), StringComparison.Ordinal);

        // Several at once: the line that is wrong is named and what was pasted is kept; then all of them are there.
        const string List = "li,Li Na,officer,C2,2026-01-01,2030-01-01,城市管理\nbad line\n";
        var wrong = await Browser.ReadAsync(await browser.SendAsync(Form(team, "several"), Address, new() { ["_handler"] = "several", ["list"] = List }));
        Assert.Contains("Line 2", wrong.Words(".summary"), StringComparison.Ordinal);
        Assert.Contains("bad line", wrong.QuerySelector<IHtmlTextAreaElement>("#list")!.Value, StringComparison.Ordinal);
        team = await browser.FollowAsync(await browser.SendAsync(Form(wrong, "several"), Address, new() { ["_handler"] = "several", ["list"] = List.Replace("bad line", "wu,Wu Di,auxiliary", StringComparison.Ordinal) }));
        Assert.Contains("Wu Di", team.Words("table.list"), StringComparison.Ordinal);

        // A table as a spreadsheet saves it: in GB18030, days as it writes them.
        var table = new MultipartFormDataContent { { new StringContent("several"), "_handler" } };
        foreach (var hidden in Form(team, "several").QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Where(i => i.Name != "_handler"))
        {
            table.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        table.Add(new ByteArrayContent(System.Text.Encoding.GetEncoding("GB18030").GetBytes("账号,姓名,类别,证号,起,止\nhe,何丽,执法人员,C3,2026/1/1,45931\n")), "table", "队伍.csv");
        wrong = await Browser.ReadAsync(await browser.Http.PostAsync(Address, table));
        Assert.Contains("2026/1/1", wrong.QuerySelector<IHtmlTextAreaElement>("#list")!.Value, StringComparison.Ordinal);
        team = await browser.FollowAsync(await browser.SendAsync(Form(wrong, "several"), Address, new() { ["_handler"] = "several", ["list"] = "he\t何丽\t执法人员\tC3\t2026/1/1\t47848" }));
        Assert.Contains("何丽", team.Words("table.list"), StringComparison.Ordinal);

        var today = DateTimeOffset.UtcNow.AddHours(8);
        team = await browser.FollowAsync(await browser.SendAsync(Form(team, "second"), Address, new()
        {
            ["_handler"] = "second", ["s-officer"] = "sun", ["s-name"] = "Sun Li", ["agency"] = "500110-CG", ["s-from"] = $"{today:yyyy-MM-dd}", ["s-to"] = $"{today.AddDays(30):yyyy-MM-dd}", ["instrument"] = "Letter 1",
        }));
        Assert.Contains("Sun Li", team.Words("table.list"), StringComparison.Ordinal);
        team = await browser.FollowAsync(await browser.SendAsync(Form(team, "duty"), Address, new() { ["_handler"] = "duty", ["day"] = $"{today:yyyy-MM-dd}", ["duty"] = "zhang" }));
        Assert.Contains("Zhang Wei", team.Words(".duty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_calls_two_departments_at_once_and_each_sees_its_own_call()
    {
        await site.AddPersonAsync(new Wardmote.Access.Person("lead", Wardmote.Law.Text.Same("Lead"), ["leader"], "500110", "500110001", ""), "a long enough password");
        var leader = site.Visit();
        await leader.SendAsync(await leader.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = "lead", ["password"] = "a long enough password" });
        const string New = "/en/whistles/new";
        var page = await leader.OpenAsync(New);
        var refused = await Browser.ReadAsync(await leader.SendAsync(Form(page, "blow"), New, new() { ["_handler"] = "blow", ["kind"] = "help", ["reason"] = "Gas pipe under a stall", ["needed"] = "Measure it", ["hours"] = "4" }));
        Assert.Contains("departments", refused.Words(".summary"), StringComparison.Ordinal);
        Assert.Contains("Gas pipe", refused.QuerySelector<IHtmlTextAreaElement>("#reason")!.Value, StringComparison.Ordinal);
        await leader.FollowAsync(await leader.SendAsync(Form(page, "blow"), New, new() { ["_handler"] = "blow", ["to"] = "500110-CG", ["kind"] = "help", ["reason"] = "Gas pipe under a stall", ["needed"] = "Measure it", ["hours"] = "4" }));

        await site.AddPersonAsync(new Wardmote.Access.Person("dep", Wardmote.Law.Text.Same("Dep"), ["department"], "500110", "", "500110-CG"), "a long enough password");
        var department = site.Visit();
        await department.SendAsync(await department.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = "dep", ["password"] = "a long enough password" });
        var list = await department.OpenAsync("/en/whistles");
        Assert.Contains("Measure it", list.Words(".rows"), StringComparison.Ordinal);
        var take = list.QuerySelector<IHtmlFormElement>(".rows form")!;
        var address = list.QuerySelector<IHtmlAnchorElement>(".rows h2 a")!.PathName;
        Assert.Equal(["1", "2", "3"], list.QuerySelectorAll(".rows [data-key]").Select(k => k.GetAttribute("data-key")));
        await department.FollowAsync(await department.SendAsync(take, address, new()));
        Assert.Contains("Taken", (await department.OpenAsync(address)).Words(".head"), StringComparison.Ordinal);
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Single(f => f.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value == name);
}
