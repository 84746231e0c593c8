using System.Text.Json;
using Wardmote.Journal;
using Wardmote.Whistles;

namespace Wardmote.Web.Tests.Thread;

/// <summary>移送: a department reads the case that was referred to it, with its papers, for as long as it has it. It reads no other case, and does nothing on this one.</summary>
public sealed class ReferredCaseTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Mingli = "990100001", Urban = "990100-CG", Ecology = "990100-ST";

    [Fact]
    public async Task A_department_reads_the_case_that_was_referred_to_it_and_no_other()
    {
        var (referred, other) = (await OrderedAsync(), await OrderedAsync());
        await SeesAsync(referred);

        await ReferAsync(referred);
        await SeesAsync(referred, "cg-officer", "cg-chief");
        await SeesAsync(other);
    }

    [Fact]
    public async Task The_file_goes_where_its_whistle_goes()
    {
        var c = await OrderedAsync();
        var whistle = await ReferAsync(c);
        await county.DoAsync("cg-officer", $"/api/whistles/{whistle}/answer", new { answer = "pass", to = Ecology, reason = "属于生态环境部门" });
        await SeesAsync(c, "st-officer");

        // While the justice bureau weighs whose it is, it is nobody's; supervision sees it as it sees every case.
        await county.DoAsync("st-officer", $"/api/whistles/{whistle}/answer", new { answer = "return", reason = "不属于本部门" });
        await SeesAsync(c);
        await county.GetAsync("x-supervisor", $"/api/cases/{c.Id}");
        await county.DoAsync("x-supervisor", $"/api/whistles/{whistle}/settle", new { owner = Urban, reason = "按权责清单" });
        await SeesAsync(c, "cg-officer", "cg-chief");
        Assert.Equal("referred", (await c.FileAsync()).GetProperty("outcome").GetString());

        var back = await OrderedAsync();
        whistle = await ReferAsync(back);
        await county.DoAsync("cg-officer", $"/api/whistles/{whistle}/answer", new { answer = "return", reason = "不属于本部门" });
        await county.DoAsync("x-supervisor", $"/api/whistles/{whistle}/settle", new { owner = Mingli, reason = "按权责清单" });
        await SeesAsync(back);
    }

    [Fact]
    public async Task Whoever_reads_a_referred_case_does_nothing_on_it_whatever_else_they_are()
    {
        var c = await OrderedAsync();
        await ReferAsync(c);
        foreach (var (act, body) in new (string, object)[]
        {
            ("assign", new { officers = c.Crew }), ("refer", new { to = Ecology, reason = "x" }), ("refer/answer", new { result = "taken", by = Urban, words = "x" }), ("file", new { reason = "x" }), ("close", new { words = "x" }),
        })
        {
            Assert.Equal("not_allowed", (await county.DoAsync("cg-chief", $"/api/cases/{c.Id}/{act}", body, 403)).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_call_about_a_case_is_no_referral()
    {
        var c = await OrderedAsync();
        var call = new { to = new[] { Urban }, kind = "help", reason = "联合处置", needed = "到场", @case = c.Id };
        await county.DoAsync("m-leader", "/api/whistles", call);
        await SeesAsync(c);

        // A case is referred by its own act, which wants the head once it is filed; a call would go past that.
        Assert.Equal("refer_the_case", (await county.DoAsync("m-leader", "/api/whistles", call with { kind = "refer" }, 422)).GetProperty("code").GetString());
        await SeesAsync(c);
    }

    /// <summary>A case with a party and a paper that names it, at a stage from which it can be referred.</summary>
    private async Task<WholeCase> OrderedAsync()
    {
        var c = await new WholeCase(county, Mingli).ReportedAsync("这家店把货物摆在人行道上", "DM-001");
        await c.SiteAsync("货物摆出店外 2 平方米");
        await c.Do("officer", "order", new { what = "搬回店内", term = WholeCase.Day(c.Today) });
        await c.Do("officer", "reinspect", new { officers = c.Crew, corrected = false, refused = true, found = "拒不搬回" });
        return c;
    }

    /// <summary>Refers it to the urban management bureau; the whistle that carries it.</summary>
    private async Task<string> ReferAsync(WholeCase c)
    {
        await c.Do("leader", "refer", new { to = Urban, reason = "属于城市管理部门" });
        return (await county.EntriesAsync("case", c.Id)).Select(Body.Read).OfType<WhistleBlown>().Single().Whistle;
    }

    /// <summary>Of everybody in departments exactly these read the case and the paper with the party's name; for the others there is no such case.</summary>
    private async Task SeesAsync(WholeCase c, params string[] who)
    {
        var paper = (await county.GetAsync("m-head", $"/api/cases/{c.Id}/papers")).EnumerateArray().Single(p => p.GetProperty("template").GetString() == "correction-order").GetProperty("number").GetInt32();
        foreach (var person in new[] { "cg-officer", "cg-chief", "cg-head", "st-officer", "st-head", "department", "department2" })
        {
            foreach (var path in new[] { "", "/standing", "/papers", $"/papers/{paper}?lang=zh" })
            {
                var answer = await county.GetAsync(person, $"/api/cases/{c.Id}{path}", who.Contains(person) ? 200 : 404);
                Assert.Equal(path.Contains('?', StringComparison.Ordinal) && who.Contains(person), answer.GetRawText().Contains("张某某", StringComparison.Ordinal));
            }
        }
    }
}
