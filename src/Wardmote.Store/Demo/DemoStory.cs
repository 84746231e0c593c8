using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>
/// 演示数据: invented people live through days of reports, cases and whistles. Everything is done by the real acts through a simulated clock, never by writing rows, so
/// every fence and every guard has been asked.
/// </summary>
public sealed class DemoStory(IJournal journal, LawInForce law, IDeskTools tools, Func<string, string, Hints> recognise, IReadOnlyList<PhraseLine> sentences, Func<int, Exhibit?> photo, int seed = 110)
{
    private readonly Desk.Desk _desk = new(journal, law, tools);
    private readonly Random _random = new(seed);
    private readonly Book _book = new(DemoPeople.County);
    private int _step;

    /// <summary>Tells how far it has come: done, all.</summary>
    public Action<int, int>? Progress { get; set; }

    /// <summary>Puts the teams in place: two certified officers in every locality of the county, the demo's people at home.</summary>
    public async Task EnrolAsync(DateTimeOffset at, CancellationToken cancel = default)
    {
        var today = ShanghaiTime.Day(at);
        var n = 0;
        foreach (var place in law.Localities.Where(l => l.County == DemoPeople.County).OrderBy(l => l.Code, StringComparer.Ordinal))
        {
            var team = place.Code == DemoPeople.Home
                ? DemoPeople.All.Where(p => p.Is("officer") || p.Is("auxiliary")).Select(p => (p.Id, p.Name, Auxiliary: p.Is("auxiliary"), From: p.Id == "officer2" ? DemoPeople.County + "-CG" : ""))
                : Enumerable.Range(1, 2).Select(i => (Id: $"{place.Code}-{i}", Name: Invented(n * 2 + i), Auxiliary: false, From: i == 2 ? DemoPeople.County + "-SC" : ""));
            var facts = new List<Fact>();
            foreach (var (id, name, auxiliary, from) in team)
            {
                facts.Add(Body.Fact(new OfficerEnrolled(id, name, place.Code, auxiliary, from), [Roster.TagOf(place.Code)]));
                if (!auxiliary)
                {
                    var card = new Certificate($"500110{n:00}{facts.Count:0000}", place.Code, ["*"], today.AddYears(-1), today.AddYears(2));
                    facts.Add(Body.Fact(new CertificateIssued(id, card), [Roster.TagOf(place.Code)]));
                }
            }

            n++;
            await journal.AppendAsync(new Append(_book, "demo-team-" + place.Code, By.System, at, facts), cancel);
        }
    }

    /// <summary>Lives through reports spread over days before <paramref name="until"/>.</summary>
    public async Task LiveAsync(int reports, int days, DateTimeOffset until, CancellationToken cancel = default)
    {
        var places = law.Localities.Where(l => l.County == DemoPeople.County).OrderBy(l => l.Code, StringComparer.Ordinal).ToList();
        var whole = sentences.OrderBy(s => s.Words, StringComparer.Ordinal).ToList();
        var start = until.AddDays(-days);
        for (var i = 0; i < reports; i++)
        {
            cancel.ThrowIfCancellationRequested();
            // Reports come by day, rarely by night; the last ones are fresh and still open.
            var at = start.AddSeconds((until - start).TotalSeconds * (i + _random.NextDouble()) / reports);
            var local = ShanghaiTime.Local(at);
            at = at.AddHours(local.Hour < 7 ? 7 : 0);
            if (at > until)
            {
                at = until.AddMinutes(-_random.Next(1, 50));
            }

            var said = whole[_random.Next(whole.Count)];
            var place = i % 3 == 0 ? places[0] : places[_random.Next(places.Count)];
            await ReportAsync(said, place, at, until, i, cancel);
            Progress?.Invoke(i + 1, reports);
        }
    }

    private async Task ReportAsync(PhraseLine said, Locality place, DateTimeOffset at, DateTimeOffset until, int n, CancellationToken cancel)
    {
        var report = tools.NewId();
        var code = tools.NewCheckCode();
        var point = PointIn(place);
        var photos = n % 4 == 1 && photo(n) is { } shot ? new[] { shot } : [];
        var contact = n % 3 == 0 ? new Contact(n % 2 == 0 ? "（虚构）王女士" : "", "1390000" + (1000 + (n % 9000))) : null;
        var source = (n % 7) switch { 0 => "phone", 3 => "12345", 5 => "desk", _ => "web" };
        var lodge = new LodgeReport(report, said.Language, said.Words, place.Code, point, "", photos, code, source, contact, recognise(said.Words, said.Language));
        if (await Done(_desk.LodgeAsync(lodge, new Request(By.Citizen, at, Key()), cancel)) is null)
        {
            return;
        }

        at = Later(at, 20, 300);
        if (at > until || n % 23 == 0)
        {
            return;
        }

        var clerk = new By("clerk", "clerk", place.Code);
        if (said.Code.StartsWith("none", StringComparison.Ordinal))
        {
            await Done(_desk.TriageAsync(_book, report, "none", null, said.Code.Length > 5 ? said.Code[5..] : "other", "", new Request(clerk, at, Key()), cancel));
            return;
        }

        if (await Done(_desk.TriageAsync(_book, report, "item", said.Code, "", "", new Request(clerk, at, Key()), cancel)) is not { } entries)
        {
            return;
        }

        foreach (var body in entries.Select(Body.Read).ToList())
        {
            switch (body)
            {
                case CaseOpened opened:
                    await CaseAsync(opened, at, until, n, cancel);
                    break;
                case WhistleBlown blown:
                    await WhistleAsync(blown, at, until, n, cancel);
                    break;
            }
        }

        if (n % 17 == 5 && await _desk.ReportAsync(_book, report, cancel) is { State: "answered" } told)
        {
            var again = told.Entries[^1].At.AddHours(20);
            if (again < until)
            {
                await Done(_desk.ReopenAsync(_book, report, new ReopenReport(said.Language switch { "en" => "It is back again this evening.", "ar" => "عاد الأمر مساء اليوم.", _ => "今天傍晚又来了。" }, []), new Request(By.Citizen, again, Key()), cancel));
            }
        }
    }

    private async Task CaseAsync(CaseOpened opened, DateTimeOffset at, DateTimeOffset until, int n, CancellationToken cancel)
    {
        var crew = opened.Locality == DemoPeople.Home ? new[] { "officer", "officer2" } : [$"{opened.Locality}-1", $"{opened.Locality}-2"];
        var by = new By(crew[0], "officer", opened.Locality);
        Request Now() => new(by, at, Key());

        at = Later(at, 15, 200);
        if (at > until || await Done(_desk.AssignAsync(_book, opened.Case, new AssignOfficers(crew), Now() with { By = new By("leader", "leader", opened.Locality) }, cancel)) is null)
        {
            return;
        }

        at = Later(at, 20, 400);
        if (at > until || n % 11 == 0)
        {
            return;
        }

        var item = law.Item(new ItemCode(opened.Item), ShanghaiTime.Day(at))!;
        var entity = item.Addressee == Addressee.EntityOnly || (item.Addressee is Addressee.Split or Addressee.SameForBoth && n % 2 == 0);
        var breach = n % 9 != 4;
        var party = breach ? new Party(entity ? PartyKind.Entity : PartyKind.Individual, entity ? $"（虚构）綦味{Han(n)}店" : $"（虚构）{Han(n)}某", "", opened.Address, "", null, !entity && n % 3 == 0) : null;
        var site = new RecordSite
        {
            Officers = crew,
            Began = at.AddMinutes(-15),
            Ended = at,
            ActDay = ShanghaiTime.Day(at),
            Breach = breach,
            Seen = breach ? $"现场所见：{item.Title.Zh}，有照片。" : "到场时没有发现举报所述情况，走访周边两户。",
            Party = party,
            CertificatesShown = true,
            RecusalTold = true,
            PartySaid = n % 4 == 0 ? "不知道不可以，马上改。" : "",
            Signed = n % 6 == 0 ? "refused" : "signed",
            Photos = photo(n + 1) is { } p ? [p] : [],
        };
        if (await Done(_desk.RecordSiteAsync(_book, opened.Case, site, Now(), cancel)) is null)
        {
            return;
        }

        if (!breach)
        {
            at = Later(at, 10, 60);
            await Done(_desk.EndAsync(_book, opened.Case, new EndCase("no_breach", "到场两次，均未发现。"), Now(), cancel));
            return;
        }

        at = Later(at, 5, 20);
        var rights = n % 5 < 3 && photo(n + 2) is not null;
        var persuade = new Persuade(crew[0], "请立即改正并清理现场", at.AddHours(1), rights ? "put_right" : n % 5 == 3 ? "not_put_right" : "refused", "", rights ? [photo(n + 2)!] : []);
        if (at > until || await Done(_desk.PersuadeAsync(_book, opened.Case, persuade, Now(), cancel)) is null || rights)
        {
            return;
        }

        at = Later(at, 30, 120);
        if (at > until)
        {
            return;
        }

        if (item.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection)
        {
            var term = ShanghaiTime.Day(at).AddDays(2);
            await Done(_desk.OrderAsync(_book, opened.Case, new OrderCorrection($"改正：{item.Title.Zh}", term, "handed"), Now(), cancel));
            at = ShanghaiTime.Start(term.AddDays(1)).AddHours(9 + (n % 6));
            if (at > until || await Done(_desk.ReinspectAsync(_book, opened.Case, new Reinspect(crew, false, n % 2 == 0, "复查时仍未改正。", []), Now(), cancel)) is null)
            {
                return;
            }
        }

        at = Later(at, 5, 30);
        await PenaliseAsync(opened, at, until, n, by, cancel);
    }

    private async Task PenaliseAsync(CaseOpened opened, DateTimeOffset at, DateTimeOffset until, int n, By by, CancellationToken cancel)
    {
        Request Now() => new(by, at, Key());
        if (at > until || await _desk.CaseAsync(_book, opened.Case, cancel) is not { } file || file.Site is null)
        {
            return;
        }

        var facts = FactsFor(file);
        var weighed = _desk.WeighFor(file, facts);
        var range = weighed.Fine ?? weighed.Statutory;
        // Most officers propose a lawful sum; one in six tries a round one first, and the fence answers.
        var sum = range is { } r ? (n % 6 == 2 ? 5_000m : Math.Max(r.Min, Math.Min(r.Max, file.Site.PartyKind == PartyKind.Individual ? 200m : 3_000m))) : (decimal?)null;
        var act = new ProposePenalty { Facts = facts, Fine = sum, Warning = sum is null, Gains = "none", Reason = "已劝导，仍未改正。", ConditionMet = law.Item(file.Item, file.ActDay)?.Precondition == Precondition.Other ? "现场核实，见照片。" : "" };
        if (await Done(_desk.ProposeAsync(_book, opened.Case, act, Now(), cancel)) is null)
        {
            return;
        }

        at = Later(at, 2, 10);
        await Done(_desk.HearAsync(_book, opened.Case, new HearParty(true, n % 3 == 0 ? "生意不好，请少罚。" : "", n % 3 == 0 ? "已按较低数额考虑。" : ""), Now(), cancel));
        at = Later(at, 2, 10);
        if (n % 13 == 7 || await Done(_desk.DecideOnTheSpotAsync(_book, opened.Case, Now(), cancel)) is null)
        {
            return;
        }

        at = Later(at, 2, 6);
        await Done(_desk.ServeAsync(_book, opened.Case, new Serve("handed", "party", n % 6 == 0, n % 6 == 0 ? "（虚构）社区见证人" : "", []), Now(), cancel));
        at = Later(at, 60, 900);
        if (at < until && n % 2 == 0)
        {
            await Done(_desk.EndAsync(_book, opened.Case, new EndCase("penalised", "当事人已改正，决定已备案。"), Now(), cancel));
        }
    }

    /// <summary>Facts for the standard: every boolean no, every number at its lowest: an ordinary first case.</summary>
    private Dictionary<string, JsonElement> FactsFor(CaseFile file)
    {
        var county = law.Locality(file.Opened.Locality)!.County;
        var standard = law.Standard(file.Item, county, file.ActDay);
        return standard?.Facts.ToDictionary(f => f.Name, f => f.Type switch
        {
            "boolean" => JsonSerializer.SerializeToElement(false),
            "enum" => JsonSerializer.SerializeToElement(f.Values is [var first, ..] ? first : ""),
            _ => JsonSerializer.SerializeToElement(f.Min ?? 0),
        }) ?? [];
    }

    private async Task WhistleAsync(WhistleBlown blown, DateTimeOffset at, DateTimeOffset until, int n, CancellationToken cancel)
    {
        var holder = blown.To;
        By Dept() => new("department", "department", holder);
        at = Later(at, 30, 200);
        if (at > until || n % 5 == 0 || holder.EndsWith("-SF", StringComparison.Ordinal))
        {
            await Late(blown, until, cancel);
            return;
        }

        if (n % 7 == 3)
        {
            await Done(_desk.RespondAsync(_book, blown.Whistle, new RespondToWhistle("return", holder, "现场在镇街管辖范围，请镇街先行核查。", ""), new Request(Dept(), at, Key()), cancel));
            return;
        }

        if (n % 9 == 2 && holder != DemoPeople.County + "-ZJ")
        {
            await Done(_desk.RespondAsync(_book, blown.Whistle, new RespondToWhistle("pass", holder, "属住建部门职责。", DemoPeople.County + "-ZJ"), new Request(Dept(), at, Key()), cancel));
            holder = DemoPeople.County + "-ZJ";
            at = Later(at, 30, 120);
        }

        if (at > until || await Done(_desk.RespondAsync(_book, blown.Whistle, new RespondToWhistle("take", holder, "", ""), new Request(Dept(), at, Key()), cancel)) is null)
        {
            return;
        }

        at = Later(at, 200, 2_000);
        if (at < until)
        {
            await Done(_desk.FinishAsync(_book, blown.Whistle, new FinishWhistle("solved", "已到场处理并责令改正。"), holder, new Request(Dept(), at, Key()), cancel));
        }
    }

    private async Task Late(WhistleBlown blown, DateTimeOffset until, CancellationToken cancel)
    {
        var due = blown.AnswerBy.AddMinutes(1);
        if (due < until)
        {
            await Done(_desk.EscalateAsync(_book, blown.Whistle, new Request(By.System, due, Key()), cancel));
        }
    }

    private static async Task<IReadOnlyList<Entry>?> Done(Task<DeskAnswer> act) => await act is DeskAnswer.Done done ? done.Entries : null;

    private string Key() => $"demo-{seed}-{_step++}";

    private DateTimeOffset Later(DateTimeOffset at, int from, int to) => at.AddMinutes(_random.Next(from, to));

    private Point? PointIn(Locality place)
    {
        var outline = law.Map.Outlines.FirstOrDefault(o => o.Locality == place.Code);
        if (outline is null)
        {
            return null;
        }

        var ring = outline.Rings[0];
        var (south, north, west, east) = (ring.Min(p => p.Latitude), ring.Max(p => p.Latitude), ring.Min(p => p.Longitude), ring.Max(p => p.Longitude));
        for (var i = 0; i < 50; i++)
        {
            var point = new Point(Math.Round(south + (_random.NextDouble() * (north - south)), 6), Math.Round(west + (_random.NextDouble() * (east - west)), 6));
            if (law.Map.At(point)?.Locality == place.Code)
            {
                return point;
            }
        }

        return null;
    }

    private static Text Invented(int n)
    {
        string[] family = ["赵", "钱", "孙", "冯", "蒋", "沈", "韩", "杨", "朱", "秦", "许", "吕"];
        string[] familyEn = ["Zhao", "Qian", "Sun", "Feng", "Jiang", "Shen", "Han", "Yang", "Zhu", "Qin", "Xu", "Lü"];
        string[] given = ["伟", "芳", "军", "丽", "涛", "静", "勇"];
        string[] givenEn = ["Wei", "Fang", "Jun", "Li", "Tao", "Jing", "Yong"];
        var (f, g) = (n % family.Length, n / family.Length % given.Length);
        return new Text(family[f] + given[g], $"{familyEn[f]} {givenEn[g]}", $"{familyEn[f]} {givenEn[g]}");
    }

    private static string Han(int n) => "甲乙丙丁戊己庚辛壬癸"[n % 10].ToString();
}
