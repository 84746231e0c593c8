using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Tests.Cases;
using Xunit;
using static Wardmote.Tests.Cases.Matter;

namespace Wardmote.Tests.Fences;

/// <summary>A defence never makes it heavier: one notion of heavier, the same on the spot, in the report and at the decision (Penalties art. 45).</summary>
public sealed class HeavierTests
{
    private static readonly Imposed Nothing = new(false, null, null, []);
    private static readonly Imposed Fine = Nothing with { Fine = 1_000 };

    /// <summary>What was told, what is now to be imposed, and whether that is heavier.</summary>
    private static readonly Dictionary<string, (Imposed Told, Imposed Now, bool Heavier)> Lines = new()
    {
        ["the same"] = (Fine, Fine, false),
        ["a smaller fine"] = (Fine, Fine with { Fine = 999 }, false),
        ["a larger fine"] = (Fine, Fine with { Fine = 1_000.01m }, true),
        ["a fine for a warning"] = (Nothing with { Warning = true }, Fine with { Fine = 1 }, true),
        ["a warning for a fine"] = (Fine, Nothing with { Warning = true }, false),
        ["a warning beside the fine"] = (Fine, Fine with { Warning = true }, true),
        ["a warning beside nothing that was told"] = (Nothing with { Confiscated = 10 }, Nothing with { Confiscated = 10, Warning = true }, true),
        ["confiscation added"] = (Fine, Fine with { Confiscated = 1 }, true),
        ["more confiscated"] = (Fine with { Confiscated = 10 }, Fine with { Confiscated = 11 }, true),
        ["less confiscated"] = (Fine with { Confiscated = 10 }, Fine with { Confiscated = 9 }, false),
        ["suspension added"] = (Fine, Fine with { Other = ["suspension"] }, true),
        ["suspension of more days"] = (Fine with { Other = ["suspension: 10 日"] }, Fine with { Other = ["suspension: 11 日"] }, true),
        ["suspension of fewer days"] = (Fine with { Other = ["suspension: 10 日"] }, Fine with { Other = ["suspension: 9 日"] }, false),
        ["suspension of a month for days"] = (Fine with { Other = ["suspension: 20 日"] }, Fine with { Other = ["suspension: 1个月"] }, true),
        ["suspension without an end"] = (Fine with { Other = ["suspension: 10 日"] }, Fine with { Other = ["suspension"] }, true),
        ["suspension with an end"] = (Fine with { Other = ["suspension"] }, Fine with { Other = ["suspension: 10 日"] }, false),
        ["suspension for closure"] = (Fine with { Other = ["closure"] }, Fine with { Other = ["suspension"] }, false),
        ["closure for suspension"] = (Fine with { Other = ["suspension"] }, Fine with { Other = ["closure"] }, true),
        ["the licence revoked"] = (Fine with { Other = ["downgrade"] }, Fine with { Other = ["revocation"] }, true),
        ["the licence only downgraded"] = (Fine with { Other = ["revocation"] }, Fine with { Other = ["downgrade"] }, false),
        ["the licence revoked for withheld"] = (Fine with { Other = ["withholding: 3 个月"] }, Fine with { Other = ["revocation"] }, true),
        ["the licence only withheld"] = (Fine with { Other = ["revocation"] }, Fine with { Other = ["withholding: 3 个月"] }, false),
        ["the licence withheld for longer"] = (Fine with { Other = ["withholding: 1 个月"] }, Fine with { Other = ["withholding: 2 个月"] }, true),
        ["the licence downgraded for withheld"] = (Fine with { Other = ["withholding"] }, Fine with { Other = ["downgrade"] }, true),
        ["the licence withheld for a stop of business"] = (Fine with { Other = ["suspension"] }, Fine with { Other = ["withholding"] }, true),
        ["practice barred for business restricted"] = (Fine with { Other = ["restriction"] }, Fine with { Other = ["debarment"] }, true),
        ["restriction for suspension"] = (Fine with { Other = ["suspension"] }, Fine with { Other = ["restriction"] }, true),
        ["a kind that fell away"] = (Fine with { Other = ["suspension"] }, Fine, false),
    };

    public static TheoryData<string> Names() => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void On_the_spot(string line)
    {
        var (told, now, heavier) = Lines[line];
        var m = new Matter();
        m.Keep(Proposed(m.File, told, "summary")).Do(Wang, (f, _) => new HearParty(true, "不是我摆的", "不采纳：有照片").On(f));
        var answer = m.Try(Wang, (f, n) => Penalty(now).On(f, n.Law, n.Roster, Weighed(f), [], n.Today));
        Assert.Equal(heavier, answer is Outcome.Refuse { Refusal.Code: "heavier_after_defence" });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_the_report(string line)
    {
        var (told, now, heavier) = Lines[line];
        var m = new Matter().Filed().Asked().Reported();
        m.Keep(Proposed(m.File, told, "ordinary")).Noticed();
        var report = Report(null, amends: "申辩后修改");
        report = report with { Penalty = Penalty(now), Elements = [.. report.Elements, new Proven("gains", ["I1"])] };
        Assert.Equal(heavier, m.Try(Wang, (f, n) => report.On(f, n, Weighed(f), [], null)) is Outcome.Refuse { Refusal.Code: "heavier_without_facts" });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void At_the_decision(string line)
    {
        var (told, now, heavier) = Lines[line];
        var m = new Matter().Filed().Asked().Reported();
        m.Keep(Proposed(m.File, told, "ordinary")).Noticed().Days(10);
        m.Keep(Proposed(m.File, now, "ordinary"));
        var answer = m.TryDecide();
        Assert.Equal(heavier, answer is Outcome.Stop stop && stop.Fences.Any(f => f is { Id: "defence-heavier", Answer: FenceVerdict.Stop }));
    }

    [Fact]
    public void It_says_what_makes_it_heavier_in_three_languages()
    {
        foreach (var (told, now, _) in Lines.Values.Where(l => l.Heavier))
        {
            var how = now.HeavierThan(told)!;
            Assert.All(new[] { how.Zh, how.En, how.Ar }, t => Assert.False(string.IsNullOrWhiteSpace(t)));
        }
    }

    [Fact]
    public void A_suspension_with_its_days_is_a_suspension_to_the_other_fences_too()
    {
        var m = new Matter().Filed().Asked().Do(Wang, (f, n) => Report(600, other: ["suspension: 10 日"]).On(f, n, Weighed(f), [], null)).Noticed();
        Assert.True(m.File.Notice!.Hearing);
        Assert.Equal("罚款人民币陆佰元整（¥600.00）、责令停产停业（10 日）", Wardmote.Documents.CaseDocuments.Penalty(false, 600, null, ["suspension: 10 日"], "zh"));
    }

    private static ProposePenalty Penalty(Imposed p) => new() { Warning = p.Warning, Fine = p.Fine, Confiscated = p.Confiscated, Other = p.Other, Gains = p.Confiscated > 0 ? "confiscated" : "none", Reason = "说明" };

    /// <summary>A proposal as it stands in the record, whatever the fences of today say of it.</summary>
    private static Outcome Proposed(CaseFile file, Imposed p, string procedure) => Outcome.Of(Body.Fact(
        new PenaltyProposed(file.Id, procedure, file.Id, "", "", new Dictionary<string, JsonElement>(), null, p.Warning, p.Fine, "", p.Confiscated > 0 ? "confiscated" : "none", "说明", [], $"{file.Item}@0001-01-01", p.Confiscated, p.Other),
        file.Tags));
}
