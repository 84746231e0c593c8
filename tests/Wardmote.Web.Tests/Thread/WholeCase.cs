using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Thread;

/// <summary>One case as people walk it through the API: who acts is named by role, so that a step says only what it is about.</summary>
internal sealed class WholeCase(WholeCounty county, string town)
{
    private readonly string _prefix = WholeCounty.Prefix(town);

    internal string Id { get; set; } = "";

    internal string Code { get; private set; } = "";

    internal string Report { get; private set; } = "";

    internal string[] Crew => [_prefix + "officer", _prefix + "officer2"];

    internal DateOnly Today => ShanghaiTime.Day(county.Clock.Now);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

    /// <summary>Lets days pass.</summary>
    internal void Days(int days) => county.Clock.Now = county.Clock.Now.AddDays(days);

    /// <summary>Goes to the morning after a last day.</summary>
    internal void After(string day) => county.Clock.Now = ShanghaiTime.Start(DateOnly.Parse(day).AddDays(1)).AddHours(9);

    /// <summary>An act on the case.</summary>
    internal Task<JsonElement> Do(string role, string act, object body, int expected = 201) => county.DoAsync(_prefix + role, $"/api/cases/{Id}/{act}", body, expected);

    /// <summary>A reporter reports, the clerk triages; the case of it, or none where a department has it.</summary>
    internal async Task<WholeCase> ReportedAsync(string words, string item)
    {
        var receipt = await county.DoAsync(null, "/api/reports", new { words, language = "zh", locality = town, address = "滨河路 1 号" });
        (Report, Code) = (receipt.GetProperty("report").GetString()!, receipt.GetProperty("code").GetString()!);
        await county.DoAsync(_prefix + "clerk", $"/api/reports/{Report}/triage", new { verdict = "item", item });
        var report = await county.GetAsync(_prefix + "clerk", $"/api/reports/{Report}");
        Id = report.TryGetProperty("case", out var matter) ? matter.GetString()! : "";
        return this;
    }

    /// <summary>The site, with a breach and a party.</summary>
    internal Task<JsonElement> SiteAsync(string seen, string kind = "individual", string? born = null, string? actDay = null) => Do("officer", "site", new
    {
        officers = Crew,
        began = county.Clock.Now.AddMinutes(-20),
        ended = county.Clock.Now.AddMinutes(-5),
        actDay = actDay ?? Day(Today),
        breach = true,
        seen,
        party = new { kind, name = "（虚构）张某某", idNumber = Guid.NewGuid().ToString("N")[..18], address = "滨河路 1 号", phone = "023-0000000", birthDate = born },
        certificatesShown = true,
        recusalTold = true,
        signed = "signed",
    });

    /// <summary>From filing to the report of the investigation.</summary>
    internal async Task FiledAsync()
    {
        await Do("head", "file", new { reason = "有违法事实，属于本机关管辖" });
        await Do("officer", "inquiry", new
        {
            officers = Crew, began = county.Clock.Now.AddMinutes(-30), ended = county.Clock.Now.AddMinutes(-1), place = "询问室", relation = "party", certificatesShown = true, rightsTold = true,
            asked = new { name = "（虚构）张某某", idNumber = "5001", address = "滨河路 1 号", phone = "023-0000000", answers = new[] { new { question = "是否有此事？", answer = "有。" } } },
        });
    }

    /// <summary>The report with the proposal; each element rests on the record of the site and the inquiry.</summary>
    internal Task<JsonElement> ProposedAsync(object penalty, string[] elements, bool complex = false, string amends = "", int expected = 201) => Do("officer", "report", new
    {
        facts = "经查，当事人确有上述行为。",
        elements = elements.Select(e => new { element = e, marks = new[] { "S1", "I1" } }),
        penalty, complex, amends,
    }, expected);

    /// <summary>The prior notice, approved and given today.</summary>
    internal async Task NoticedAsync()
    {
        await Do("head", "notice/approve", new { contact = "023-0000000，赵某" });
        await Do("officer", "notice/give", new { delivery = Handed() });
    }

    internal object Handed() => new { way = "handed", on = county.Clock.Now, recipient = "party", refused = false };

    internal Task<JsonElement> StandingAsync() => county.GetAsync(_prefix + "officer", $"/api/cases/{Id}/standing");

    internal Task<JsonElement> FileAsync() => county.GetAsync(_prefix + "officer", $"/api/cases/{Id}");

    internal Task<JsonElement> TrackAsync() => county.DoAsync(null, "/api/track", new { code = Code }, 200);

    /// <summary>What must hold at the end of every case: the reporter is told the truth, the papers are there without a hole, the record is sound, no entry lacks name or power.</summary>
    internal async Task EndsAsync(string? outcome, string[] papers, params string[] told)
    {
        if (Code.Length > 0)
        {
            var track = await TrackAsync();
            Assert.Equal(outcome, track.TryGetProperty("outcome", out var said) ? said.GetString() : null);
            var answer = track.TryGetProperty("answer", out var words) ? words.GetString()! : "";
            Assert.All(told, t => Assert.Contains(t, answer, StringComparison.Ordinal));
            Assert.DoesNotContain("张某某", track.GetRawText(), StringComparison.Ordinal);
        }

        await PapersAsync(papers);
        await SoundAsync(county);
        await NamedAsync();
    }

    private async Task PapersAsync(string[] wanted)
    {
        var catalogue = (await county.GetAsync(_prefix + "head", $"/api/cases/{Id}/papers")).EnumerateArray().ToList();
        Assert.All(wanted, w => Assert.Contains(catalogue, p => p.GetProperty("template").GetString() == w));
        foreach (var line in catalogue.Where(p => p.GetProperty("template").GetString()!.Length > 0))
        {
            foreach (var language in new[] { "zh", "en", "ar" })
            {
                var paper = await county.GetAsync(_prefix + "head", $"/api/cases/{Id}/papers/{line.GetProperty("number").GetInt32()}?lang={language}");
                foreach (var l in paper.GetProperty("lines").EnumerateArray())
                {
                    var (label, words) = (l.GetProperty("label").GetString()!, l.GetProperty("words").GetString()!);
                    Assert.False(label.Contains('{') || words.Contains('{') || (words.Trim().Length == 0 && l.GetProperty("kind").GetString() != "sign"), $"{line}: {language}: a hole at “{label}”: {l}");
                }
            }
        }
    }

    /// <summary>The record is sound, as <c>wardmote verify</c> finds it.</summary>
    internal static async Task SoundAsync(WholeCounty county)
    {
        var verification = await Verifier.DatabaseAsync(county.Services.GetRequiredService<Database>());
        Assert.True(verification.Ok, string.Join("\n", verification.Findings));
    }

    private async Task NamedAsync() =>
        Assert.All(await county.EntriesAsync("case", Id), e =>
        {
            Assert.False(string.IsNullOrWhiteSpace(e.By.Person) || string.IsNullOrWhiteSpace(e.By.Role), $"{e.Kind} has no name");
            Assert.True(!e.Kind.StartsWith("case.", StringComparison.Ordinal) && !e.Kind.StartsWith("act.", StringComparison.Ordinal) || e.Under is { Source.Length: > 0, InNameOf.Length: > 0 }, $"{e.Kind} has no power");
        });
}
