using Wardmote.Cases;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>
/// The reports of a town: who reports what when, triage, and what the reporters do afterwards: add, join, reopen. What is reported follows the season, the hour the kind of
/// matter, the language who lives there. 演示：投诉举报
/// </summary>
internal sealed class DemoReports(DemoDesk desk, DemoTown town, DemoPhrases phrases, DemoCases cases, DemoWhistles whistles, Action lodged)
{
    private static readonly (string Source, double Weight)[] Sources = [("web", 52), ("phone", 17), ("12345", 21), ("desk", 8), ("api", 2)];

    /// <summary>Begins so many reports between two moments.</summary>
    public void Begin(int count, DateTimeOffset from, DateTimeOffset to)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Moment(from, to);
            desk.Clock.Begin(at, LiveAsync);
        }
    }

    // More on working days and in the warm months, in the morning and after supper, hardly any at night.
    private DateTimeOffset Moment(DateTimeOffset from, DateTimeOffset to)
    {
        double[] hours = [1, 0.5, 0.3, 0.2, 0.2, 0.6, 2, 5, 8, 10, 9, 7, 5, 5, 6, 7, 7, 7, 8, 10, 10, 8, 5, 2];
        while (true)
        {
            var at = from.AddSeconds(desk.Chance.Next() * (to - from).TotalSeconds);
            var local = ShanghaiTime.Local(at);
            var weight = hours[local.Hour] / 10 * (desk.Law.Calendar.IsWorkingDay(ShanghaiTime.Day(at)) ? 1 : 0.7) * (local.Month is >= 5 and <= 9 ? 1 : 0.7);
            if (desk.Chance.In(weight))
            {
                return at;
            }
        }
    }

    private async Task LiveAsync()
    {
        var said = phrases.Draw(desk.Chance, ShanghaiTime.Local(desk.Clock.Now).Month);
        var address = DemoWords.Address(desk.Chance);
        var point = desk.Chance.In(0.7) ? DemoWords.PointIn(desk.Chance, desk.Law, town.Code) : null;
        var report = await LodgeAsync(said, address, point);
        if (report is null)
        {
            return;
        }

        if (desk.Chance.In(0.02))
        {
            // A nuisance that nobody ends: the whole street writes within a few days, and the place becomes a hot spot.
            for (var i = desk.Chance.Between(5, 7); i > 0; i--)
            {
                var near = point is { } p ? new Teams.Point(p.Latitude + ((desk.Chance.Next() - 0.5) * 0.0008), p.Longitude + ((desk.Chance.Next() - 0.5) * 0.0008)) : (Teams.Point?)null;
                desk.Clock.Begin(desk.Clock.Now.AddMinutes(desk.Chance.Between(200, 6_000)), () => NeighbourAsync(said, address, near, report));
            }
        }
        else if (desk.Chance.In(0.07))
        {
            // A neighbour sees the same.
            desk.Clock.Begin(desk.Clock.Now.AddMinutes(desk.Chance.Between(15, 900)), () => NeighbourAsync(said, address, point, report));
        }

        if (desk.Chance.In(0.05))
        {
            await desk.SoonAsync(10, 50);
            await desk.TryAsync(By.Citizen, now => desk.Desk.AddAsync(desk.Book, report, new AddToReport(DemoWords.In(said.Language, "补充：刚才又看到了一次。", "To add: I have just seen it again.", "إضافة: رأيته مرة أخرى للتو."), desk.Photos(0.5)), now));
        }

        await desk.ByDayAsync(110);
        if (desk.Chance.In(0.03))
        {
            await desk.MustAsync(town.Clerk, now => desk.Desk.TriageAsync(desk.Book, report, "asked", null, "", "请问具体在哪一侧、什么时间最严重？", now));
            await desk.ByDayAsync(600);
            await desk.TryAsync(By.Citizen, now => desk.Desk.AddAsync(desk.Book, report, new AddToReport(DemoWords.In(said.Language, "就在路口东侧，晚上七点以后。", "On the east side of the crossing, after seven in the evening.", "عند الجانب الشرقي من التقاطع بعد السابعة مساءً."), []), now));
            await desk.ByDayAsync(120);
        }

        await TriageAsync(said, report);
    }

    private async Task<string?> LodgeAsync(PhraseLine said, Text address, Teams.Point? point)
    {
        var report = desk.NewId();
        var words = said.Words + DemoWords.Detail(desk.Chance, said.Language, town.Locality, address);
        var contact = desk.Chance.In(0.35) ? new Contact(desk.Chance.In(0.5) ? DemoWords.Somebody(desk.Chance) : "", $"1390000{desk.Chance.Between(0, 9999):0000}") : null;
        var lodge = new LodgeReport(report, said.Language, words, town.Code, point, address.In(said.Language), desk.Photos(0.3), desk.NewCode(), desk.Chance.Weighted(Sources), contact, desk.Read(words, said.Language));
        lodged();
        return await desk.MustAsync(By.Citizen, now => desk.Desk.LodgeAsync(lodge, now)) is null ? null : report;
    }

    private async Task NeighbourAsync(PhraseLine said, Text address, Teams.Point? point, string first)
    {
        if (await LodgeAsync(phrases.Another(desk.Chance, said), address, point) is not { } report)
        {
            return;
        }

        await desk.ByDayAsync(60);
        if (await desk.Desk.ReportAsync(desk.Book, first) is { State: "answered" or "joined" })
        {
            await TriageAsync(said, report);
            return;
        }

        await desk.MustAsync(town.Clerk, now => desk.Desk.JoinAsync(desk.Book, report, first, "同一地点、同一事项", now));
    }

    private async Task TriageAsync(PhraseLine said, string report)
    {
        if (await desk.Desk.ReportAsync(desk.Book, report) is not { State: "lodged" or "asked" or "reopened" })
        {
            return;
        }

        if (said.Code.StartsWith("none", StringComparison.Ordinal))
        {
            await desk.MustAsync(town.Clerk, now => desk.Desk.TriageAsync(desk.Book, report, "none", null, said.Code.Length > 5 ? said.Code[5..] : "other", "", now));
            return;
        }

        if (await desk.MustAsync(town.Clerk, now => desk.Desk.TriageAsync(desk.Book, report, "item", said.Code, "", "", now)) is not { } entries)
        {
            return;
        }

        foreach (var body in entries.Select(Body.Read).ToList())
        {
            switch (body)
            {
                case CaseOpened opened:
                    await cases.LiveAsync(opened.Case);
                    break;
                case WhistleBlown blown:
                    await whistles.LiveAsync(blown);
                    break;
            }
        }

        await AfterAsync(said, report);
    }

    // One in sixteen is not satisfied with the answer; a case goes back to its team, which goes out again.
    private async Task AfterAsync(PhraseLine said, string report)
    {
        if (!desk.Chance.In(0.065))
        {
            return;
        }

        await desk.ByDayAsync(2_400);
        if (await desk.Desk.ReportAsync(desk.Book, report) is not { State: "answered" } told)
        {
            return;
        }

        var words = DemoWords.In(said.Language, "今天傍晚又来了。", "It is back again this evening.", "عاد الأمر مساء اليوم.");
        if (await desk.MustAsync(By.Citizen, now => desk.Desk.ReopenAsync(desk.Book, report, new ReopenReport(words, []), now)) is null)
        {
            return;
        }

        await desk.ByDayAsync(300);
        if (told.Routed?.Case is { } matter && await desk.Desk.CaseAsync(desk.Book, matter) is { Stage: Stage.Verify })
        {
            await cases.LiveAsync(matter);
        }
        else
        {
            // The old matter stands decided or done: the clerk routes the report anew.
            await TriageAsync(said, report);
        }
    }
}

/// <summary>The sentences of reporters, sorted by who has the matter, and how often each is heard. 演示用语</summary>
internal sealed class DemoPhrases
{
    private readonly Dictionary<string, List<PhraseLine>> _byCode;
    private readonly List<(string Code, double Weight)> _none;
    private readonly List<(string Code, double Weight)> _town;
    private readonly List<(string Code, double Weight)> _department;

    public DemoPhrases(LawInForce law, IReadOnlyList<PhraseLine> sentences, DateOnly day)
    {
        _byCode = sentences.GroupBy(s => s.Code).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Words, StringComparer.Ordinal).ToList());
        var (none, town, department) = (new List<(string, double)>(), new List<(string, double)>(), new List<(string, double)>());
        foreach (var code in _byCode.Keys.Order(StringComparer.Ordinal))
        {
            if (code.StartsWith("none", StringComparison.Ordinal))
            {
                none.Add((code, 1));
                continue;
            }

            var answer = law.Catalogue.Ask(new PowerQuestion(new ItemCode(code), DemoPeople.Home, day, day));
            (answer.Answer is Holding.Held or Holding.Concurrent ? town : department).Add((code, Common(code)));
        }

        (_none, _town, _department) = (none, town, department);
    }

    /// <summary>What somebody says in a month of the year.</summary>
    public PhraseLine Draw(Chance chance, int month)
    {
        var codes = chance.Next() switch { < 0.27 when _none.Count > 0 => _none, < 0.42 when _department.Count > 0 => _department, _ => _town };
        for (var i = 0; ; i++)
        {
            var code = chance.Weighted(codes);
            if (i == 20 || chance.In(Season(code, month)))
            {
                return Say(chance, code, chance.Weighted([("zh", 0.8), ("en", 0.12), ("ar", 0.08)]));
            }
        }
    }

    /// <summary>Somebody else about the same.</summary>
    public PhraseLine Another(Chance chance, PhraseLine said) => Say(chance, said.Code, chance.Weighted([(said.Language, 0.8), ("zh", 0.2)]));

    private PhraseLine Say(Chance chance, string code, string language) => _byCode[code].Where(s => s.Language == language).ToList() is { Count: > 0 } own ? chance.One(own) : chance.One(_byCode[code]);

    private static double Common(string code) => code switch
    {
        "CG-001" or "CG-003" or "CG-005" or "CG-016" or "CG-020" or "ST-009" or "ST-013" or "XF-005" or "DP-028" => 9,
        "CG-002" or "CG-004" or "CG-017" or "CG-018" or "CG-021" or "CG-022" or "CG-035" or "ST-003" or "ST-010" or "ST-014" or "XF-003" or "WS-001" or "DP-005" or "DP-002" or "DP-040" => 5,
        "CG-050" or "ST-001" or "ST-004" or "ST-006" or "CG-031" or "CG-036" or "DP-033" or "DP-020" or "DP-060" => 3,
        _ => 0.7,
    };

    // Barbecue and dancing in the warm months, straw after the harvests, fireworks about the Spring Festival, fumes and fire lanes all the year.
    private static double Season(string code, int month) => code switch
    {
        "ST-003" or "CG-002" or "ST-013" or "ST-009" => month is >= 5 and <= 9 ? 1 : 0.3,
        "ST-004" or "CG-022" => month is 5 or 9 or 10 or 11 ? 1 : 0.2,
        "GA-001" => month is 1 or 2 ? 1 : 0.1,
        "SL-030" or "DP-048" => month is >= 6 and <= 8 ? 1 : 0.4,
        _ => 1,
    };
}
