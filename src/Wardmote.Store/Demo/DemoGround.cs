using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Store;

/// <summary>What the whole demo stands on, the same for every strand. 演示基础</summary>
/// <param name="Journal">Journal.</param>
/// <param name="Law">Law in force.</param>
/// <param name="Tools">Marks and templates of the host.</param>
/// <param name="Recognise">Reads a report.</param>
/// <param name="Sentences">Sentences of reporters.</param>
/// <param name="Photos">Drawn pictures; where there are none, nothing that needs one is done.</param>
/// <param name="Seed">Seed.</param>
public sealed record DemoGround(
    IJournal Journal, LawInForce Law, IDeskTools Tools, Func<string, string, Hints> Recognise, IReadOnlyList<PhraseLine> Sentences, IReadOnlyList<Exhibit> Photos, int Seed = 110);

/// <summary>How much is lived.</summary>
/// <param name="Reports">Reports in the county.</param>
/// <param name="Days">Days before today.</param>
/// <param name="Patrols">Cases that officers open themselves.</param>
/// <param name="Ordinary">Patrol cases that take the ordinary procedure, beside those that come to it from a report.</param>
/// <param name="Premises">Premises on the register.</param>
/// <param name="Visits">Visits proposed to them.</param>
public sealed record DemoMeasure(int Reports, int Days, int Patrols, int Ordinary, int Premises, int Visits)
{
    /// <summary>The last days of the home town: there in a few seconds, before the year.</summary>
    public static DemoMeasure First { get; } = new(60, 12, 4, 0, 3, 4);

    /// <summary>A year of the county.</summary>
    public static DemoMeasure Year { get; } = new(2_200, 365, 90, 150, 340, 720);

    /// <summary>A small year for tests.</summary>
    public static DemoMeasure Small { get; } = new(160, 365, 20, 75, 40, 80);

    /// <summary>The same with another number of reports, everything else in proportion.</summary>
    public DemoMeasure Scaled(int reports)
    {
        var by = (double)reports / Reports;
        return new DemoMeasure(reports, Days, Of(Patrols), Of(Ordinary), Of(Premises), Of(Visits));

        int Of(int count) => (int)Math.Ceiling(count * by);
    }
}

/// <summary>
/// The desk as one strand of the demo uses it: its clock, its chance, its own ids, and a note of every act that was refused where the story expected it to work.
/// </summary>
public sealed class DemoDesk
{
    private readonly DemoGround _ground;
    private readonly string _strand;
    private int _step;

    /// <summary>A strand of a name.</summary>
    public DemoDesk(DemoGround ground, string strand, DateTimeOffset start)
    {
        (_ground, _strand) = (ground, strand);
        Clock = new DemoClock(start);
        Chance = new Chance(ground.Seed, strand);
        Desk = new Desk.Desk(ground.Journal, ground.Law, new SeededTools(ground.Tools, this));
    }

    /// <summary>The desk.</summary>
    public Desk.Desk Desk { get; }

    /// <summary>Clock.</summary>
    public DemoClock Clock { get; }

    /// <summary>Chance.</summary>
    public Chance Chance { get; }

    /// <summary>Law.</summary>
    public LawInForce Law => _ground.Law;

    /// <summary>Book of the county.</summary>
    public Book Book { get; } = new(DemoPeople.County);

    /// <summary>Today.</summary>
    public DateOnly Today => ShanghaiTime.Day(Clock.Now);

    /// <summary>What was refused or stopped where it should have worked.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>A picture; null when the demo has none.</summary>
    public Exhibit? Photo() => _ground.Photos.Count == 0 ? null : Chance.One(_ground.Photos);

    /// <summary>Pictures, sometimes none.</summary>
    public IReadOnlyList<Exhibit> Photos(double share) => Chance.In(share) && Photo() is { } photo ? [photo] : [];

    /// <summary>Hints for a report.</summary>
    public Hints Read(string words, string language) => _ground.Recognise(words, language);

    /// <summary>Everything written so far.</summary>
    public async Task<IReadOnlyList<Entry>> EntriesAsync() => (await _ground.Journal.ReadAsync(Book, [], limit: int.MaxValue)).Entries;

    /// <summary>A new id, made from the simulated moment.</summary>
    public string NewId()
    {
        var bytes = Chance.Bytes(16);
        var at = Clock.Now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(at >> (40 - (8 * i)));
        }

        (bytes[6], bytes[8]) = ((byte)(0x70 | (bytes[6] & 15)), (byte)(0x80 | (bytes[8] & 63)));
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A new public code.</summary>
    public string NewCode() => TrackingCode.From(Chance.Bytes(10));

    /// <summary>An act that must work; null and a note when it does not.</summary>
    public async Task<IReadOnlyList<Entry>?> MustAsync(By by, Func<Request, Task<DeskAnswer>> act, [System.Runtime.CompilerServices.CallerMemberName] string where = "", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
    {
        var answer = await act(Now(by));
        if (answer is DeskAnswer.Done done)
        {
            return done.Entries;
        }

        Surprises.Add($"{Clock.Now:yyyy-MM-dd} {_strand} {where}:{line} " + (answer switch
        {
            DeskAnswer.Refused r => $"refused {r.Refusal.Code}: {r.Refusal.Why.En}",
            DeskAnswer.Stopped s => "stopped " + string.Join("; ", s.Fences.Where(f => f.Answer == Fences.FenceVerdict.Stop).Select(f => $"{f.Id}: {f.Fact.En}")),
            _ => answer.ToString(),
        }));
        return null;
    }

    /// <summary>An act that may be refused or stopped: people try things.</summary>
    public async Task<IReadOnlyList<Entry>?> TryAsync(By by, Func<Request, Task<DeskAnswer>> act) => await act(Now(by)) is DeskAnswer.Done done ? done.Entries : null;

    /// <summary>A request in somebody's name now.</summary>
    public Request Now(By by) => new(by, Clock.Now, $"demo-{_strand}-{_step++}", Name: DemoPeople.NameOf(by.Person));

    /// <summary>Waits some minutes, as work on the street does.</summary>
    public Task SoonAsync(int least, int most) => Clock.UntilAsync(Clock.Now.AddMinutes(Chance.Between(least, most)).AddSeconds(Chance.Between(0, 59)));

    /// <summary>Waits some minutes around a median; a night is slept through.</summary>
    public Task ByDayAsync(double medianMinutes, double spread = 0.8)
    {
        var at = Clock.Now.AddMinutes(Chance.Around(medianMinutes, spread));
        var local = ShanghaiTime.Local(at);
        return Clock.UntilAsync(local.Hour is >= 7 and < 22 ? at : ShanghaiTime.Start(ShanghaiTime.Day(at).AddDays(local.Hour >= 22 ? 1 : 0)).AddHours(7).AddMinutes(Chance.Between(20, 200)));
    }

    /// <summary>Waits for office hours of a working day some days on.</summary>
    public Task OfficeAsync(double medianDays, double spread = 0.5) => OfficeOnAsync(Today.AddDays((int)Math.Round(Chance.Around(medianDays, spread))));

    /// <summary>Waits for office hours on a day, or on the next working day.</summary>
    public Task OfficeOnAsync(DateOnly day)
    {
        var at = ShanghaiTime.Start(Law.Calendar.OnOrAfter(day)).AddHours(9).AddMinutes(Chance.In(0.6) ? Chance.Between(0, 170) : Chance.Between(300, 500)).AddSeconds(Chance.Between(0, 59));
        return Clock.UntilAsync(at > Clock.Now ? at : ShanghaiTime.Local(Clock.Now).Hour < 16 ? Clock.Now.AddMinutes(Chance.Between(20, 100)) : ShanghaiTime.Start(Law.Calendar.OnOrAfter(Today.AddDays(1))).AddHours(9).AddMinutes(Chance.Between(0, 200)));
    }

    /// <summary>Ids and codes from the seed; marks and templates from the host.</summary>
    private sealed class SeededTools(IDeskTools host, DemoDesk desk) : IDeskTools
    {
        public string NewId() => desk.NewId();

        public string NewCheckCode() => desk.NewCode();

        public string PartyMark(Book book, Party party) => host.PartyMark(book, party);

        public Documents.Template Template(LawOfThePlace place, string id, string language) => host.Template(place, id, language);

        public RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law) =>
            host.ReadRevision(revision, region, title, files, recorded, law);
    }
}

/// <summary>A town and its people, as their acts name them. 镇街与人员</summary>
/// <param name="Locality">The town.</param>
public sealed record DemoTown(Locality Locality)
{
    /// <summary>Code.</summary>
    public string Code => Locality.Code;

    /// <summary>The two officers who mostly go out.</summary>
    public IReadOnlyList<string> Crew => Home ? ["officer", "officer2"] : [$"{Code}-1", $"{Code}-2"];

    /// <summary>Lead officer.</summary>
    public By Officer => new(Crew[0], "officer", Code);

    /// <summary>Clerk.</summary>
    public By Clerk => Of("clerk");

    /// <summary>Leader of the team.</summary>
    public By Leader => Of("leader");

    /// <summary>Head of the organ.</summary>
    public By Head => Of("head");

    /// <summary>Legal reviewer.</summary>
    public By Reviewer => Of("reviewer");

    /// <summary>Host of hearings.</summary>
    public By Host => Of("host");

    /// <summary>A head's deputy, who decides only while the head has named one.</summary>
    public string Deputy => $"{Code}-deputy";

    private bool Home => Code == DemoPeople.Home;

    private By Of(string role) => new(Home ? role : $"{Code}-{role}", role, Code);

    /// <summary>Somebody of a department.</summary>
    public static By Department(string agency) => new(agency switch { DemoPeople.County + "-CG" => "department", DemoPeople.County + "-ST" => "department2", DemoPeople.County + "-SC" => "department3", _ => agency + "-1" }, "department", agency);

    /// <summary>The two inspectors of a department.</summary>
    public static IReadOnlyList<string> Inspectors(string agency) => [Department(agency).Person, agency + "-2"];

    /// <summary>Head of a department.</summary>
    public static By HeadOf(string agency) => new(agency == DemoPeople.County + "-SC" ? "department-head" : agency + "-head", "head", agency);

    /// <summary>The supervisor of the county justice bureau.</summary>
    public static By Supervisor { get; } = new("supervisor", "supervisor", DemoPeople.County + "-SF");
}
