using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.LawPacks;

/// <summary>A county's own fence, period and threshold hold in that county and nowhere else.</summary>
public sealed class LawOfThePlaceTests : IDisposable
{
    private const string NextMarket = "990901-SC";
    private static readonly Book Next = new("990901");

    private readonly string _root = Directory.CreateTempSubdirectory("wardmote-place-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_cap_of_one_county_stops_there_and_lets_through_next_door()
    {
        var law = NextDoor();
        var (memory, desk) = await OpenAsync(law);
        await NextRosterAsync(memory, desk);

        Assert.IsType<DeskAnswer.Done>(await SecondVisitAsync(desk, Home, "p1", Market));
        var stopped = Assert.IsType<DeskAnswer.Stopped>(await SecondVisitAsync(desk, Next, "p2", NextMarket));
        var fence = Assert.Single(stopped.Fences, f => f.Answer == FenceVerdict.Stop);
        Assert.Equal(("inspection-cap", "邻区公布的频次上限"), (fence.Id, fence.Article));
        Assert.Equal((2, 1), (new InspectionFences(law, Home.Code, Today).Cap(), new InspectionFences(law, Next.Code, Today).Cap()));
        Assert.Equal(("test", "next"), (law.At(Home).SetBy("inspection-cap", Today).Id, law.At(Next).SetBy("inspection-cap", Today).Id));
    }

    [Fact]
    public async Task A_period_of_one_county_ends_its_terms_and_no_others()
    {
        var law = NextDoor();
        var desk = new Desk.Desk(new MemoryJournal(new Memory()), law, Tools);
        var cards = new Cards(law);
        async Task<DateTimeOffset?> DueAsync(string place, string code)
        {
            var lodged = Done(await desk.LodgeAsync(new LodgeReport("r-" + place, "zh", "店外堆物", place, null, "", [], code, "web", null, Hints.CannotTell), As("citizen", "citizen", "", place)));
            return cards.Project(lodged[0], (_, _) => null).Single(c => c.Kind == "clock").Due;
        }

        // Five working days here, two next door, from a Tuesday.
        Assert.Equal(new DateOnly(2026, 9, 9), ShanghaiTime.Day((await DueAsync(Street, "AAAA1111BBBB2222"))!.Value));
        Assert.Equal(new DateOnly(2026, 9, 4), ShanghaiTime.Day((await DueAsync(OtherTown, "AAAA1111BBBB3333"))!.Value));
    }

    [Fact]
    public void A_threshold_of_one_county_gives_the_hearing_there_alone()
    {
        var law = NextDoor();
        bool Told(Book book) => HearingRight.Of(law.At(book), PartyKind.Individual, 3_000, null, [], new DateOnly(2026, 9, 1)).Told;
        Assert.Equal((false, true), (Told(Home), Told(Next)));
        Assert.Equal(5_000, law.At(Next).Threshold("hearing", new DateOnly(2026, 8, 31)).Individual);
    }

    [Fact]
    public void The_nearest_that_reaches_the_place_wins_in_whatever_order_the_packs_lie()
    {
        LawPack Pack(string id, string region, int hours) => new()
        {
            Id = id, Title = Text.Same(id), Region = region, Revision = id, Digest = "", Periods = [new Period("whistle-answer", hours, "hours", "", Certainty.Model)],
        };
        LawPack[] packs = [Pack("nation", "000000", 1), Pack("city", "500000", 2), Pack("county", "500110", 3), Pack("elsewhere", "510110", 4)];
        foreach (var law in new[] { new LawInForce(packs), new LawInForce([.. packs.Reverse()]) })
        {
            int Hours(string place) => law.At(place).Period("whistle-answer", Today).Count;
            Assert.Equal([3, 2, 2, 4, 1, 1, 1], ((string[])["500110", "500111", "500000", "510110", "510111", "000000", ""]).Select(Hours));
            Assert.Equal(1, law.Nationwide.Period("whistle-answer", Today).Count);
            Assert.Equal("county+city+nation", law.RevisionFor("500110"));
        }
    }

    [Fact]
    public void What_no_pack_states_for_a_place_is_an_error_that_names_the_place() =>
        Assert.Contains("reaches 000000", Assert.Throws<InvalidOperationException>(() => Installed.Law.Nationwide.Threshold("hearing", new DateOnly(2026, 9, 1))).Message);

    [Fact]
    public void Every_county_of_the_installed_packs_has_what_its_cases_ask_for()
    {
        var day = new DateOnly(2026, 9, 1);
        Assert.All(Installed.Law.Counties, c => Assert.All(["summary", "hearing", "cash"], id => Assert.True(Installed.Law.At(c.Code).Threshold(id, day).Entity > 0, c.Code)));
        Assert.All(Installed.Law.Counties, c => Assert.Equal(FenceShape.Ids.Order(), Installed.Law.At(c.Code).Fences(day).Select(f => f.Id).Order()));
    }

    [Fact]
    public void What_a_city_asks_by_statute_its_counties_ask_too_and_other_cities_need_not()
    {
        const string strict = "{id: ninety-days, rules: [R-ORD-02], scope: [report, decision], mode: stop, ground: statute, basis: 行政处罚法 60, override_by: [], values: {days: 90}}";
        const string plain = "{id: ninety-days, rules: [R-ORD-02], scope: [report, decision], mode: caution, ground: statute, basis: 行政处罚法 60, override_by: [], values: {days: 80}}";
        foreach (var file in Directory.GetFiles(Path.Combine(Installed.Root, "cn")))
        {
            Directory.CreateDirectory(Path.Combine(_root, "cn"));
            File.Copy(file, Path.Combine(_root, "cn", Path.GetFileName(file)));
        }

        Write("city", "990000", "[cn]", ("fences.yaml", "fences:\n  - " + strict));
        Write("other", "980100", "[cn]", ("fences.yaml", "fences:\n  - " + plain));
        var law = LawReader.ReadInstalled(_root);
        Assert.Equal(("stop", "caution", 80m), (law.At("990901").Fence("ninety-days", Today).Mode, law.At("980100").Fence("ninety-days", Today).Mode, law.At("980100").Fence("ninety-days", Today).Values["days"]));

        Write("next", Next.Code, "[cn]", ("fences.yaml", "fences:\n  - " + plain));
        var refused = Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(_root));
        Assert.Equal("next/fences.yaml", refused.File);
        Assert.Contains("rests on a statute in city, and here its mode is caution", refused.Message);

        // For days on which the city does not ask it, a county may.
        Write("city", "990000", "[cn]", ("fences.yaml", "fences:\n  - " + strict.Replace("values", "from: 2026-07-01, values")));
        Write("next", Next.Code, "[cn]", ("fences.yaml", "fences:\n  - " + plain.Replace("values", "to: 2026-07-01, values")));
        Assert.Contains("rests on a statute in city", Assert.Throws<LawPackException>(() => LawReader.ReadInstalled(_root)).Message);
        Write("next", Next.Code, "[cn]", ("fences.yaml", "fences:\n  - " + plain.Replace("values", "to: 2026-06-30, values")));
        var dated = LawReader.ReadInstalled(_root).At(Next);
        Assert.Equal((80m, 90m), (dated.Fence("ninety-days", new DateOnly(2026, 6, 30)).Values["days"], dated.Fence("ninety-days", new DateOnly(2026, 7, 1)).Values["days"]));
    }

    [Theory]
    [InlineData("from: 2026-10-31", true)]
    [InlineData("from: 2026-11-01", false)]
    [InlineData("from: 2026-09-01, to: 2026-10-31", true)]
    [InlineData("from: 2026-09-01, to: 2026-10-30", false)]
    public async Task A_cap_holds_for_visits_of_its_days_and_of_no_others(string days, bool stops)
    {
        var law = NextDoor($", {days}");
        var (memory, desk) = await OpenAsync(law);
        await NextRosterAsync(memory, desk);

        // Proposed today, for the last day of October.
        var answer = await SecondVisitAsync(desk, Next, "p2", NextMarket);
        Assert.Equal(stops, answer is DeskAnswer.Stopped stopped && stopped.Fences.Any(f => f is { Id: "inspection-cap", Answer: FenceVerdict.Stop }));
    }

    [Fact]
    public async Task A_term_goes_by_the_period_of_the_day_on_which_it_begins()
    {
        var law = NextDoor(periods: ", from: 2026-09-02");
        var desk = new Desk.Desk(new MemoryJournal(new Memory()), law, Tools);
        var cards = new Cards(law);
        async Task<DateOnly> DueAsync(string code, DateTimeOffset at)
        {
            var lodged = Done(await desk.LodgeAsync(new LodgeReport("r-" + code, "zh", "店外堆物", OtherTown, null, "", [], code, "web", null, Hints.CannotTell), As("citizen", "citizen", "", code, at)));
            return ShanghaiTime.Day(cards.Project(lodged[0], (_, _) => null).Single(c => c.Kind == "clock").Due!.Value);
        }

        // The last minute of the day before the change has five working days, the first of the day itself two.
        var midnight = ShanghaiTime.Start(new DateOnly(2026, 9, 2));
        Assert.Equal(new DateOnly(2026, 9, 9), await DueAsync("AAAA1111BBBB2222", midnight.AddMinutes(-1)));
        Assert.Equal(new DateOnly(2026, 9, 5), await DueAsync("AAAA1111BBBB3333", midnight));
    }

    [Fact]
    public void On_each_day_the_nearest_row_that_holds_then_wins_and_its_successor_is_foretold()
    {
        FenceSetting Row(int days, string? from = null, string? to = null) =>
            new("merge-first", [], "caution", "guidance", "", [], new Dictionary<string, decimal> { ["days"] = days }, From: Day(from), To: Day(to));
        LawPack Pack(string id, string region, params FenceSetting[] rows) => new() { Id = id, Title = Text.Same(id), Region = region, Revision = id, Digest = "", Fences = rows };
        var law = new LawInForce([
            Pack("nation", "000000", Row(14), Row(7, "2027-01-01")),
            Pack("county", "500110", Row(30, "2026-03-01", "2026-06-30"), Row(20, "2026-05-01", "2026-05-31")),
        ]).At("500110");
        (int, string, DateOnly?) On(string day) => ((int)law.Fence("merge-first", Day(day)!.Value).Values["days"], law.SetBy("merge-first", Day(day)!.Value).Id, law.SetAnew("merge-first", Day(day)!.Value));

        Assert.Equal((14, "nation", Day("2026-03-01")), On("2026-02-28"));
        Assert.Equal((30, "county", Day("2026-05-01")), On("2026-03-01"));
        Assert.Equal((20, "county", Day("2026-06-01")), On("2026-05-31"));
        Assert.Equal((30, "county", Day("2026-07-01")), On("2026-06-30"));
        Assert.Equal((14, "nation", Day("2027-01-01")), On("2026-07-01"));
        Assert.Equal((7, "nation", null), On("2027-01-01"));
        Assert.Empty(law.Gaps());
        static DateOnly? Day(string? words) => words is null ? null : DateOnly.ParseExact(words, "yyyy-MM-dd");
    }

    [Fact]
    public void What_is_set_for_some_days_only_and_for_the_others_by_nobody_is_an_error_of_the_pack()
    {
        var cn = LawReader.Read(Path.Combine(Installed.Root, "cn"));
        IEnumerable<string> Wrong(DateOnly? from, DateOnly? to)
        {
            var pack = cn with { Periods = [.. cn.Periods.Select(p => p.Id == "pay" ? p with { From = from, To = to } : p)], Fences = [.. cn.Fences.Select(f => f.Id == "summary" ? f with { From = from, To = to } : f)] };
            return new Check(new LawInForce([pack])).Of(pack).Where(f => f.Kind == "not_set").Select(f => f.Message.En);
        }

        Assert.Empty(Wrong(null, null));
        Assert.Equal(["pay: on 2026-08-31 no pack sets pay", "summary: on 2026-08-31 no pack sets summary"], Wrong(new DateOnly(2026, 9, 1), null).Order());
        Assert.Equal(["pay: on 2027-01-01 no pack sets pay", "summary: on 2027-01-01 no pack sets summary"], Wrong(null, new DateOnly(2026, 12, 31)).Order());
    }

    /// <summary>The trial county, and a pack of the county next door with settings of its own.</summary>
    private LawInForce NextDoor(string cap = "", string periods = "")
    {
        Write("next", Next.Code, "[]",
            ("fences.yaml", "fences:\n  - {id: inspection-cap, rules: [R-INS-03], scope: [visit-propose, visit-approve], key: [premises+year], mode: stop, ground: guidance, basis: 邻区公布的频次上限, override_by: [organ-head], values: {per_year: 1}" + cap + "}"),
            ("periods.yaml", "periods:\n  - {id: report-answer, count: 2, unit: working_days, article: \"\", certainty: model, note: setting of the county" + periods + "}"),
            ("thresholds.yaml", "thresholds:\n  - {id: hearing, individual: 2000, entity: 20000, article: 邻区标准, from: 2026-09-01}"));
        return new LawInForce([LawReader.Read(Path.Combine(_root, "next")), .. Rules(quiet: true).Packs.Select(p => p with { Thresholds = [.. p.Thresholds, new Threshold("hearing", 5_000, 50_000, "试验标准", null)] })]);
    }

    /// <summary>Two officers of the county next door, and premises there.</summary>
    private static async Task NextRosterAsync(Memory memory, Desk.Desk desk)
    {
        await new MemoryJournal(memory).AppendAsync(new Append(Next, "rosters", By.System, Noon.AddDays(-30), [.. new[] { 1, 2 }.SelectMany(n => (Fact[])
        [
            Body.Fact(new OfficerEnrolled(Officer(NextMarket, n), Text.Same("员" + n), NextMarket, false, ""), [Roster.TagOf(NextMarket)]),
            Body.Fact(new CertificateIssued(Officer(NextMarket, n), new Certificate($"N-{n}", NextMarket, ["*"], new DateOnly(2025, 1, 1), new DateOnly(2027, 12, 31))), [Roster.TagOf(NextMarket)]),
        ])]));
        Done(await desk.RegisterPremisesAsync(Shop("p2") with { Locality = OtherTown }, As("clerk-2", "clerk", OtherTown, "register-p2")));
    }

    private void Write(string id, string region, string inherits, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, id)).FullName;
        File.WriteAllText(Path.Combine(folder, "pack.yaml"), $"id: {id}\ntitle: {{zh: 试验, en: Trial, ar: تجربة}}\nregion: \"{region}\"\ninherits: {inherits}\nfictional: true\nrevision: {id}@2026-01-01\n");
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text + "\n");
        }
    }

    private static async Task<DeskAnswer> SecondVisitAsync(Desk.Desk desk, Book book, string premises, string organ)
    {
        Task<DeskAnswer> Propose(string id, int day) => desk.ProposeInspectionAsync(book, premises, Ask(id, organ, day, item: "T-002"), As("leader-" + organ, "leader", organ, "propose-" + id));
        Done(await Propose("1-" + premises, 1));
        Done(await desk.ApproveInspectionAsync(book, premises, Approve("1-" + premises, organ), As("head-" + organ, "head", organ, "approve-" + premises)));
        return await Propose("2-" + premises, 60);
    }
}
