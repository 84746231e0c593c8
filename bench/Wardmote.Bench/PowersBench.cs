using System.Diagnostics;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Bench;

/// <summary>Who may act: 1,031 localities × 250 items, with 20 and with 2,000 versions of every item's lines, side by side in one run.</summary>
internal static class PowersBench
{
    private const int Items = 250;
    private const int Asked = 500_000;

    /// <summary>Measures lookups and whole answers.</summary>
    public static int Run()
    {
        var law = LawReader.ReadInstalled("law");
        var places = law.Localities.Where(l => l.Code.StartsWith("50", StringComparison.Ordinal) && l.To is null).ToArray();
        var row = law.Packs.Single(p => p.Id == "cn-50").Items.First(i => i.Code.Value == "CG-003" && i.ValidTo is null);
        var rows = Enumerable.Range(0, Items).Select(i => row with { Code = new ItemCode($"BN-{i:000}"), ValidFrom = null }).ToArray();
        Console.WriteLine($"{places.Length} localities, {Items} items, load {Machine.Load}");
        var few = Make(20, rows, places, law.Counties, law.AgencyKinds);
        var many = Make(2_000, rows, places, law.Counties, law.AgencyKinds);
        // Short rounds in turn, and the median: what else the machine does falls on both sides alike.
        var rounds = Enumerable.Range(1, 11).Select(_ => (Few: Measure(few, places), Many: Measure(many, places))).ToList();
        double Median(Func<((double Find, double Ask, double Held) Few, (double Find, double Ask, double Held) Many), double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);
        Console.WriteLine($"lookup     {Median(r => r.Few.Find):0} ns with 20 versions, {Median(r => r.Many.Find):0} ns with 2,000; ratio {Median(r => r.Many.Find / r.Few.Find):0.00}");
        Console.WriteLine($"with words {Median(r => r.Few.Ask):0} ns with 20 versions, {Median(r => r.Many.Ask):0} ns with 2,000; ratio {Median(r => r.Many.Ask / r.Few.Ask):0.00}");
        Console.WriteLine($"held by a town: {rounds[0].Few.Held:P0} and {rounds[0].Many.Held:P0}; best round {rounds.Min(r => r.Few.Find):0} and {rounds.Min(r => r.Many.Find):0} ns");
        Console.WriteLine($"load {Machine.Load}");
        return 0;
    }

    private static Catalogue Make(int versions, EnforcementItem[] rows, Locality[] places, IEnumerable<County> counties, IEnumerable<AgencyKind> kinds)
    {
        // Every third version takes the item back in one county and the next gives it again: the same days for 20 and for 2,000.
        var (grants, retrievals) = (new List<Grant>(), new List<Retrieval>());
        var first = new DateOnly(2016, 1, 1);
        var regions = counties.Select(c => c.Code).Where(c => c.StartsWith("50", StringComparison.Ordinal)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var v = 0; v < versions; v++)
            {
                var day = first.AddDays(v * 4_000 / versions);
                var recorded = ShanghaiTime.Start(day);
                if (v % 3 == 1)
                {
                    retrievals.Add(new Retrieval { Id = $"r{i}-{v}", Item = rows[i].Code, Reach = new Reach([regions[(i + v) % regions.Length]], [], []), On = day, Transition = (Transition)(v % 2 + 1), Instrument = new Instrument($"r{v}", "", ""), Certainty = Certainty.Quoted, Recorded = recorded });
                    continue;
                }

                grants.Add(new Grant { Id = $"g{i}-{v}", Item = rows[i].Code, Source = PowerSource.Empowered, Reach = new Reach(v % 3 == 0 ? ["500000"] : [regions[(i + v) % regions.Length]], [], []), Scope = new Scope(v % 2 == 0, true, false, false), From = day, Instrument = new Instrument($"g{v}", "", ""), Certainty = Certainty.Quoted, Recorded = recorded });
            }
        }

        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(true);
        var catalogue = new Catalogue(rows, grants, retrievals, counties, places, kinds);
        foreach (var place in places)
        {
            foreach (var r in rows)
            {
                catalogue.Find(new PowerQuestion(r.Code, place.Code, first, first));
            }
        }

        Console.WriteLine($"{versions} versions: {grants.Count} grants, {retrievals.Count} retrievals, every pair asked once in {clock.Elapsed.TotalSeconds:0.0} s, index {(GC.GetTotalMemory(true) - before) / 1e6:0} MB");
        return catalogue;
    }

    private static (double Find, double Ask, double Held) Measure(Catalogue catalogue, Locality[] places)
    {
        var chance = new Random(7);
        var first = new DateOnly(2016, 1, 1);
        var questions = new PowerQuestion[65_536];
        for (var i = 0; i < questions.Length; i++)
        {
            var filed = first.AddDays(chance.Next(4_000));
            questions[i] = new PowerQuestion(new ItemCode($"BN-{chance.Next(Items):000}"), places[chance.Next(places.Length)].Code, filed, filed, chance.Next(2) == 0 ? null : ShanghaiTime.Start(filed.AddDays(chance.Next(300))), chance.Next(2) == 0 ? null : filed.AddDays(chance.Next(200)));
        }

        var held = 0;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Asked; i++)
        {
            held += catalogue.Find(questions[i & 65_535]).Line is null ? 0 : 1;
        }

        var find = clock.Elapsed.TotalNanoseconds / Asked;
        var words = 0;
        clock.Restart();
        for (var i = 0; i < Asked / 4; i++)
        {
            words += catalogue.Ask(questions[i & 65_535]).Why.Count;
        }

        return words == 0 ? throw new InvalidOperationException("no answer had a reason") : (find, clock.Elapsed.TotalNanoseconds / (Asked / 4), (double)held / Asked);
    }
}
