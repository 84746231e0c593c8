using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Teams;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Store;

/// <summary>
/// 演示数据: an invented year of one county. Everything is done by the real acts through simulated clocks, never by writing rows, so every fence and every guard has been
/// asked. Towns live side by side, each in the order of its own days, so that the journal can write many appends in one commit and the same seed still lives the same story.
/// </summary>
public sealed class DemoStory(IJournal journal, LawInForce law, IDeskTools tools, Func<string, string, Hints> recognise, IReadOnlyList<PhraseLine> sentences, IReadOnlyList<Exhibit> photos, int seed = 110)
{
    // Towns go through the year abreast in steps of so many days: supervision, which looks at all of them, follows step by step.
    private const int Step = 30;

    private readonly DemoGround _ground = new(journal, law, tools, recognise, sentences, photos, seed);
    private int _lodged;

    /// <summary>Tells how far it has come: done, all.</summary>
    public Action<int, int>? Progress { get; set; }

    /// <summary>Acts that were refused or stopped where the story expected them to work; empty when law and story agree.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    private readonly List<string> _surprises = [];

    /// <summary>Towns of the demo's county.</summary>
    private IReadOnlyList<DemoTown> Towns { get; } = [.. law.Localities.Where(l => l.County == DemoPeople.County).OrderBy(l => l.Code, StringComparer.Ordinal).Select(l => new DemoTown(l))];

    /// <summary>Puts the teams in place.</summary>
    public Task EnrolAsync(DateTimeOffset at, CancellationToken cancel = default) => DemoTeams.EnrolAsync(_ground, at, at.AddYears(1), cancel);

    /// <summary>The last days of the home town, so that every desk there has something on it within seconds.</summary>
    public async Task FirstDaysAsync(DateTimeOffset until, DemoMeasure? measure = null, CancellationToken cancel = default)
    {
        var m = measure ?? DemoMeasure.First;
        var home = Towns.First(t => t.Code == DemoPeople.Home);
        var strand = new Strand(_ground, home, "first", until.AddDays(-m.Days), () => Lodged(m.Reports));
        strand.Begin(m, m.Reports, m.Premises, m.Visits, until, owners: true);
        await Task.Run(() => strand.Desk.Clock.RunAsync(until, cancel), cancel);
        _surprises.AddRange(strand.Desk.Surprises);
    }

    /// <summary>The year of the whole county.</summary>
    public async Task YearAsync(DateTimeOffset until, DemoMeasure? measure = null, CancellationToken cancel = default)
    {
        var m = measure ?? DemoMeasure.Year;
        var (from, before) = (until.AddDays(-m.Days), _lodged);
        var all = before + m.Reports;
        var shares = Shares();
        var strands = Towns.Select((town, i) =>
        {
            var strand = new Strand(_ground, town, town.Code, from, () => Lodged(all));
            strand.Begin(Part(m, shares, i), Part(m.Reports, shares, i), Part(m.Premises, shares, i), Part(m.Visits, shares, i), until, owners: false);
            return strand;
        }).ToList();
        var bureau = new DemoDesk(_ground, "bureau", from);
        new DemoSupervision(bureau, Towns, () => [.. strands.SelectMany(s => s.Inspections.Seen)]).Begin(Math.Max(8, m.Reports / 55), from, until);
        for (var to = from; to < until;)
        {
            to = to.AddDays(Step) < until ? to.AddDays(Step) : until;
            await Task.WhenAll(strands.Select(s => Task.Run(() => s.Desk.Clock.RunAsync(to, cancel), cancel)));
            await Task.Run(() => bureau.Clock.RunAsync(to, cancel), cancel);
        }

        _surprises.AddRange(strands.SelectMany(s => s.Desk.Surprises).Concat(bureau.Surprises));
        Progress?.Invoke(all, all);
    }

    private void Lodged(int all)
    {
        // Reopened and led reports come on top of those that were meant; the last word is said when the year is over.
        if (Interlocked.Increment(ref _lodged) is var done && done < all)
        {
            Progress?.Invoke(done, all);
        }
    }

    // The home town has a quarter of everything; the subdistricts are larger than the towns.
    private double[] Shares()
    {
        var weights = Towns.Select((t, i) => t.Code == DemoPeople.Home ? 12.0 : t.Locality.Kind == LocalityKind.Subdistrict ? 2.6 : 0.6 + (i * 7 % 11 / 9.0)).ToArray();
        return [.. weights.Select(w => w / weights.Sum())];
    }

    // Whole numbers that add up to the whole.
    private static int Part(int whole, double[] shares, int i) => (int)(Math.Round(whole * shares.Take(i + 1).Sum()) - Math.Round(whole * shares.Take(i).Sum()));

    private static DemoMeasure Part(DemoMeasure m, double[] shares, int i) => m with { Patrols = Part(m.Patrols, shares, i), Ordinary = Part(m.Ordinary, shares, i) };

    /// <summary>A town's year: its own clock, everything that happens there.</summary>
    private sealed class Strand
    {
        private readonly DemoTown _town;
        private readonly DemoReports _reports;
        private readonly DemoCases _cases;

        // The first of the towns: a subdistrict has no power to demolish.
        private readonly bool _first;

        public Strand(DemoGround ground, DemoTown town, string name, DateTimeOffset start, Action lodged)
        {
            _town = town;
            _first = town.Code == ground.Law.Localities.Where(l => l.County == DemoPeople.County && l.Kind == LocalityKind.Town).Min(l => l.Code);
            Desk = new DemoDesk(ground, name, start);
            var whistles = new DemoWhistles(Desk, town);
            var ordinary = new DemoOrdinaryCases(Desk, town, whistles);
            _cases = new DemoCases(Desk, town, ordinary, whistles);
            _reports = new DemoReports(Desk, town, new DemoPhrases(ground.Law, ground.Sentences, Desk.Today), _cases, whistles, lodged);
            Inspections = new DemoInspections(Desk, town, _cases, whistles);
        }

        public DemoDesk Desk { get; }

        public DemoInspections Inspections { get; }

        public void Begin(DemoMeasure m, int reports, int premises, int visits, DateTimeOffset until, bool owners)
        {
            var from = Desk.Clock.Now;
            _reports.Begin(reports, from, until);
            Inspections.Begin(premises, visits, from, until, owners);
            for (var i = 0; i < m.Patrols; i++)
            {
                _cases.BeginPatrol(from.AddSeconds(Desk.Chance.Next() * (until - from).TotalSeconds), ["CG-001", "CG-003", "CG-016", "CG-020", "CG-035", "XF-003", "CG-031"]);
            }

            DemoPlots.Begin(_cases, Desk, m.Ordinary, _town.Code == DemoPeople.Home, from, until);
            if (m.Days > 340)
            {
                foreach (var (plot, item, day) in _town.Code == DemoPeople.Home ? DemoExecutions.AtHome : _first ? DemoExecutions.InTown : [])
                {
                    _cases.BeginPatrol(from.AddDays(day), [item], plot);
                }
            }

            if (_town.Code == DemoPeople.Home)
            {
                foreach (var ago in new[] { 27, 13, 1 }.Where(d => d < m.Days))
                {
                    Desk.Clock.Begin(until.AddDays(-ago), () => DemoTeams.DutyAsync(Desk, _town));
                }
            }

            if (_town.Code == DemoPeople.Home && m.Days > 60)
            {
                Desk.Clock.Begin(from.AddDays(20), () => DemoTeams.DeputiesAsync(Desk, _town));
            }
        }
    }
}

/// <summary>Which ordinary cases a town has: every way one can go and every stage in which one can lie today, then more of the usual ones. 演示：案件走向</summary>
internal static class DemoPlots
{
    // Items with a fixed range above what may be fined on the spot, and some with a condition that comes first.
    private static readonly string[] Items = ["CG-032", "CG-034", "CG-035", "CG-036", "CG-037", "CG-031", "CG-050", "ST-010", "ST-009", "ST-001", "XF-003", "XF-005", "CG-012", "SL-031"];
    private static readonly string[] Heavy = ["ST-009", "ST-010", "CG-030", "CG-060", "SL-011"];

    /// <summary>Begins them.</summary>
    public static void Begin(DemoCases cases, DemoDesk desk, int count, bool all, DateTimeOffset from, DateTimeOffset until)
    {
        var days = (until - from).TotalDays;
        var plots = new List<(DemoPlot Plot, DateTimeOffset At, string[] Items)>();
        if (all && count > 0)
        {
            foreach (var name in DemoOrdinaryCases.Plots)
            {
                // A court is asked ten months after the act at the earliest, a remedy takes four; the rest is spread over the year.
                var latest = name is "court" or "court_refused" ? 0.05 : name.StartsWith("remedy", StringComparison.Ordinal) ? 0.4 : 0.65;
                plots.Add((new DemoPlot(name), from.AddDays(days * latest * desk.Chance.Next()), name is "hearing" or "absent" or "crime" ? Heavy : Items));
            }

            foreach (var rest in DemoOrdinaryCases.Rests)
            {
                var age = rest switch { "filed" => 12, "investigation" => 28, "reported" => 42, "noticed" => 46, "defence" => 50, "hearing" => 50, "overdue" or "demanded" => 115, _ => 75 };
                plots.Add((new DemoPlot(rest == "hearing" ? "hearing" : "paid", rest), until.AddDays(-age - desk.Chance.Between(0, 6)), rest == "hearing" ? Heavy : Items));
            }
        }

        while (plots.Count < count)
        {
            // Some that nobody goes on with today, at whatever stage: the last three months hold what is in hand.
            var recent = desk.Chance.In(0.35);
            var plot = recent ? new DemoPlot(desk.Chance.One(["paid", "defence", "waived"]), desk.Chance.In(0.4) ? desk.Chance.One(DemoOrdinaryCases.Rests) : "") : new DemoPlot(desk.Chance.One(["paid", "paid", "defence", "paid_late", "waived", "not_punished", "demanded", "deferred", "remedy_upheld"]));
            plots.Add((plot, recent ? until.AddDays(-80 * desk.Chance.Next()) : from.AddDays((days - 80) * desk.Chance.Next()), Items));
        }

        foreach (var (plot, at, items) in plots)
        {
            cases.BeginPatrol(at, items, plot);
        }
    }
}
