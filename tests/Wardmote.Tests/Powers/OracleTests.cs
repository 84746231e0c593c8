using System.Diagnostics;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;
using Xunit;

namespace Wardmote.Tests.Powers;

/// <summary>Random questions against a reading of the raw lines that knows no index: every line is looked at for every question.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private const int Questions = 1_000_000;

    [Fact]
    public void The_catalogue_answers_as_the_raw_lines_do()
    {
        var (asked, differences, answers) = (0, new List<string>(), new Dictionary<Holding, int>());
        var (doubts, former) = (0, 0);
        var clock = Stopwatch.StartNew();
        const int worlds = 50;
        for (var world = 0; world < worlds; world++)
        {
            var chance = new Random(20_261_126 + world);
            var w = World.Make(chance);
            for (var i = 0; i < Questions / worlds; i++)
            {
                var q = w.Question(chance);
                var (said, truth) = (w.Catalogue.Ask(q), w.Brute(q));
                asked++;
                var found = w.Catalogue.Find(q);
                doubts += found.Doubt is null ? 0 : 1;
                former += found.Line is { Reach.Localities: [_, ..] named } && !named.Contains(q.Locality) ? 1 : 0;
                answers[said.Answer] = answers.GetValueOrDefault(said.Answer) + 1;
                if ((said.Answer, said.Holder, said.Source, said.Instrument, said.May, said.InNameOf) != truth && differences.Count < 5)
                {
                    differences.Add($"world {world}: {q} → {said.Answer} {said.Holder} {said.Source} {said.Instrument} {said.May} {said.InNameOf}, raw lines {truth}");
                }
            }
        }

        output.WriteLine($"{asked} questions in {clock.Elapsed.TotalSeconds:0.0} s: {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key} {a.Value}"))}");
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Equal(Questions, asked);
        output.WriteLine($"{doubts} in doubt, {former} held by a line that names what the town was before");
        Assert.True(doubts > Questions / 1_000 && former > Questions / 2_000, "towns that came together or got a new code were hardly ever asked about");
        Assert.All(Enum.GetValues<Holding>(), h => Assert.True(answers.GetValueOrDefault(h) > Questions / 1_000, $"{h} was hardly ever the answer"));
    }

    private sealed record World(Catalogue Catalogue, EnforcementItem[] Rows, Grant[] Grants, Retrieval[] Retrievals, Locality[] Places, County[] Counties)
    {
        public static World Make(Random chance)
        {
            var counties = new[] { "990100", "990200", "980100" };
            var places = new List<Locality>();
            for (var i = 0; i < 24; i++)
            {
                var county = counties[i % 3];
                places.Add(new Locality($"{county}{i:000}", Text.Same($"P{i}"), (LocalityKind)chance.Next(4), county));
            }

            // Renamed under one code, merged into another, moved to another county, ended without a successor; a successor that is succeeded itself.
            var (a, b, c, d, e) = (places[0], places[1], places[2], places[3], places[4]);
            places[0] = a with { To = Day(chance), Successor = places[1].Code };
            places.Add(a with { Name = Text.Same("P0b"), From = places[0].To!.Value.AddDays(1) });
            places[2] = c with { To = Day(chance), Successor = places[7].Code };
            places[3] = d with { To = Day(chance), Successor = places[2].Code };
            places[4] = e with { To = Day(chance) };
            places[5] = places[5] with { From = Day(chance) };

            // A new code in the same county, and once more; two that came together in a new one; one that joined one that stood; a move to a new code of another county; a town whose county got a new code.
            places.Add(NewCode(6, "990100100", "990100"));
            places.Add(NewCode(places.Count - 1, "990100102", "990100"));
            places.Add(NewCode(9, "990100101", "990100"));
            places[12] = places[12] with { To = places[9].To, Successor = "990100101" };
            places[15] = places[15] with { To = Day(chance), Successor = places[18].Code };
            places.Add(NewCode(10, "990100103", "990100"));
            places.Add(new Locality("990400001", Text.Same("P40"), LocalityKind.Town, "990400"));
            places.Add(NewCode(places.Count - 1, "990300001", "990300"));
            var countyEnd = places[^2].To!.Value;
            var all = counties.Select(k => new County(k, Text.Same(k))).Append(new County("990400", Text.Same("old"), null, countyEnd, "990300")).Append(new County("990300", Text.Same("new"), countyEnd.AddDays(1))).ToArray();

            Locality NewCode(int at, string code, string county)
            {
                var earliest = (places[at].From ?? First).AddDays(1);
                places[at] = places[at] with { To = Day(chance) is var day && day > earliest ? day : earliest, Successor = code };
                return new Locality(code, Text.Same("N" + code), (LocalityKind)chance.Next(4), county, places[at].To!.Value.AddDays(1));
            }

            string County() => all[chance.Next(all.Length)].Code;

            var items = Enumerable.Range(0, 6).Select(i => Row($"IT-{i:000}", i % 3 == 2 ? "" : "KA", null)).ToList();
            items[0] = items[0] with { ValidTo = new DateOnly(2025, 6, 30) };
            items.Add(Row("IT-000", "KB", new DateOnly(2025, 7, 1)));
            items[1] = items[1] with { ValidFrom = new DateOnly(2024, 6, 1) };
            var codes = items.Select(r => r.Code).Distinct().ToArray();

            Reach Somewhere() => chance.Next(5) switch
            {
                0 => new Reach(["990000"], [], Few(), chance.Next(3) == 0),
                1 => new Reach([County()], [], []),
                2 => new Reach([County()], [], Few(), chance.Next(4) == 0),
                3 => new Reach([], Few(), []),
                _ => new Reach(["990100", "980100"], [], [], true),
            };
            string[] Few() => [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => places[chance.Next(places.Count)].Code).Distinct()];

            var grants = Enumerable.Range(0, 90).Select(i => new Grant
            {
                Id = $"g{i}", Item = codes[chance.Next(codes.Length)], Source = chance.Next(8) switch { 0 => PowerSource.Statutory, 1 => PowerSource.Entrusted, _ => PowerSource.Empowered },
                Reach = Somewhere(), Scope = new Scope(chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0, chance.Next(2) == 0, (PenaltyKinds)chance.Next(1, 256)),
                From = chance.Next(10) == 0 ? null : Day(chance), To = chance.Next(4) == 0 ? Day(chance).AddDays(200) : null,
                InNameOf = chance.Next(3) == 0 ? "" : "KB", WithDepartment = chance.Next(5) == 0,
                Instrument = new Instrument($"paper {i}", "", "here"), Certainty = Certainty.Quoted, Recorded = Epoch.AddDays(chance.Next(900)),
            }).ToArray();
            var retrievals = Enumerable.Range(0, 50).Select(i => new Retrieval
            {
                Id = $"r{i}", Item = codes[chance.Next(codes.Length)], Reach = Somewhere(), On = chance.Next(12) == 0 ? null : Day(chance),
                Transition = (Transition)chance.Next(3), Instrument = new Instrument($"adjust {i}", "", "here"), Certainty = Certainty.Quoted, Recorded = Epoch.AddDays(chance.Next(900)),
            }).ToArray();
            var catalogue = new Catalogue(items, grants, retrievals, all, places, [new AgencyKind("KA", Text.Same("a")), new AgencyKind("KB", Text.Same("b"))]);
            return new World(catalogue, [.. items], grants, retrievals, [.. places], all);
        }

        public PowerQuestion Question(Random chance)
        {
            var filed = Day(chance);
            return new PowerQuestion(
                Rows[chance.Next(Rows.Length)].Code, Places[chance.Next(Places.Length)].Code, filed.AddDays(-chance.Next(60)), filed,
                chance.Next(2) == 0 ? null : Epoch.AddDays(chance.Next(1_000)), chance.Next(2) == 0 ? null : filed.AddDays(chance.Next(400)),
                chance.Next(3) switch { 0 => null, 1 => Places[chance.Next(Places.Length)].Code, _ => $"{Places[chance.Next(Places.Length)].County}-{(chance.Next(2) == 0 ? "KA" : "KB")}" });
        }

        /// <summary>The rules of the issue, said once more without any index.</summary>
        public (Holding, string?, PowerSource?, string, Scope, string?) Brute(PowerQuestion q)
        {
            var (nobody, unknown) = ((Holding.Nobody, (string?)null, (PowerSource?)null, "", default(Scope), (string?)null), (Holding.Unknown, (string?)null, (PowerSource?)null, "", default(Scope), (string?)null));
            var (on, known) = (q.On ?? q.Filed, q.Known ?? DateTimeOffset.MaxValue);
            if (Places.FirstOrDefault(p => p.Code == q.Locality && p.Stands(q.Filed)) is not { } place || Team(q.Locality, on) is not { } team)
            {
                return nobody;
            }

            if (Rows.FirstOrDefault(r => r.Code == q.Item && r.InForce(q.Act)) is not { } row)
            {
                return unknown;
            }

            // Each way from a town that stood on its own to this place: the item as if the line meant every code on the way.
            var ways = Ways(place.Code, q.Filed).OrderBy(w => w.Codes[0], StringComparer.Ordinal).ToList();
            var heirs = Heirs(q.Locality, on, team.Code);
            var home = ways.Where(w => w.Left.Count == 0).Select(w => Line(q, place, team, heirs, w)).ToList();
            var (raw, line) = home[0];
            if (home.Exists(h => (h.Given is null) != (line is null) || (h.Given is { } other && line is { } first && h.Raw != raw
                && (other.Source, other.Scope, other.InNameOf, other.WithDepartment) != (first.Source, first.Scope, first.InNameOf, first.WithDepartment))))
            {
                return unknown;
            }

            // What was named in another county stays there, unless the line reaches that county too.
            if (raw is { Reach: { Localities.Count: 0 } wide } && ways.Exists(w => w.Left.Exists(c => wide.Regions.Any(r => RegionCode.Reaches(r, c))) && Line(q, place, team, heirs, w).Raw != raw))
            {
                return unknown;
            }

            var department = row.AgencyKind.Length > 0 ? $"{team.County}-{row.AgencyKind}" : null;
            if (line is null)
            {
                return department is null ? unknown : (Holding.Department, department, PowerSource.Own, "", new Scope(true, true, false, false), department);
            }

            if (line.Source == PowerSource.Entrusted && line.InNameOf.Length == 0 && department is null)
            {
                return unknown;
            }

            var may = line.Source == PowerSource.Entrusted ? line.Scope with { Measures = false, Execution = false } : line.Scope;
            var both = line.WithDepartment && department is not null;
            var name = line.Source != PowerSource.Entrusted ? team.Code : line.InNameOf.Length > 0 ? $"{team.County}-{line.InNameOf}" : department;
            var (second, entrusts) = (both && q.Organ == department, line.Source == PowerSource.Entrusted && q.Organ == name);
            return second || entrusts
                ? (second ? Holding.Concurrent : Holding.Department, q.Organ, PowerSource.Own, row.LegalBasis, new Scope(true, true, false, false), q.Organ)
                : (both ? Holding.Concurrent : Holding.Held, team.Code, line.Source, line.Instrument.Title, may, name);
        }

        private (Grant? Raw, Grant? Given) Line(PowerQuestion q, Locality place, Locality team, IReadOnlyList<string> heirs, (IReadOnlyList<string> Codes, List<string> Left) way)
        {
            var (on, known) = (q.On ?? q.Filed, q.Known ?? DateTimeOffset.MaxValue);
            var taken = Retrievals.Where(r => r.Item == q.Item && r.Recorded <= known)
                .Where(r => (Means(r.Reach, place, way.Codes) && (r.On is null || r.On <= q.Filed || (r.On <= on && r.Transition == Transition.HandedOver)))
                    || (team.Code != place.Code && Means(r.Reach, team, heirs) && r.On > q.Filed && r.On <= on && r.Transition == Transition.HandedOver)).ToList();
            bool Ended(Grant g) => g.Source != PowerSource.Statutory && taken.Any(r => r.On is { } day ? g.From is null || g.From < day || (g.From == day && g.Recorded < r.Recorded) : g.Recorded <= r.Recorded);
            var holding = Grants.Where(g => g.Item == q.Item && g.Recorded <= known && !(g.From > q.Filed))
                .Where(g => way.Left.Count > 0 && g.Reach.Localities.Count > 0 ? g.Reach.Covers(place) : Means(g.Reach, place, way.Codes))
                .Where(g => !(g.To < q.Filed) && !(g.Source == PowerSource.Entrusted && g.To < on) && !Ended(g))
                .OrderByDescending(g => g.From ?? DateOnly.MinValue).ToList();
            var line = holding.FirstOrDefault();
            if (line?.Source == PowerSource.Empowered && holding.Find(g => g.Source == PowerSource.Statutory) is { } law)
            {
                var (a, b) = (law.Scope, line.Scope);
                var kinds = a.Penalise && b.Penalise ? a.Kinds | b.Kinds : b.Penalise ? b.Kinds : a.Kinds;
                return (line, law with { Scope = new Scope(a.Inspect || b.Inspect, a.Penalise || b.Penalise, a.Measures || b.Measures, a.Execution || b.Execution, kinds) });
            }

            return (line, line);
        }

        private static bool Means(Reach reach, Locality place, IReadOnlyList<string> codes)
        {
            string[] counties = place.County == "990300" ? ["990300", "990400"] : [place.County];
            var named = reach.Localities.Count == 0 ? reach.Regions.Any(r => counties.Any(c => RegionCode.Reaches(r, c))) : codes.Any(reach.Localities.Contains);
            return named && !codes.Any(reach.Except.Contains) && !(reach.TownsOnly && place.Kind == LocalityKind.Subdistrict);
        }

        // From every town that nobody in its county had joined when it began, forward along the successors; with the counties that were left on the way.
        private IEnumerable<(IReadOnlyList<string> Codes, List<string> Left)> Ways(string code, DateOnly day)
        {
            foreach (var start in Places.Select(p => p.Code).Distinct())
            {
                var joined = Places.Where(p => p.Successor == start && p.To < day && !Left(p, start)).Select(p => p.To!.Value).Order().Take(1).ToList();
                if (joined.Count > 0 && !Places.Any(p => p.Code == start && (p.From is null || p.From <= joined[0])))
                {
                    continue;
                }

                var (codes, left) = (new List<string> { start }, new List<string>());
                while (codes[^1] != code && Places.FirstOrDefault(p => p.Code == codes[^1] && p.Successor is not null && p.To < day) is { Successor: { } heir } gone)
                {
                    left.AddRange(Left(gone, heir) ? [gone.County] : []);
                    codes.Add(heir);
                }

                if (codes[^1] == code)
                {
                    yield return (codes, left);
                }
            }

            bool Left(Locality gone, string heir) => Places.First(p => p.Code == heir).County is var now && now != gone.County && !(gone.County == "990400" && now == "990300");
        }

        private List<string> Heirs(string code, DateOnly day, string team)
        {
            var heirs = new List<string>();
            while (code != team)
            {
                code = Places.First(p => p.Code == code && p.To < day && p.Successor is not null).Successor!;
                heirs.Add(code);
            }

            return heirs;
        }

        private Locality? Team(string code, DateOnly day)
        {
            while (true)
            {
                if (Places.FirstOrDefault(p => p.Code == code && p.Stands(day)) is { } standing)
                {
                    return standing;
                }

                if (Places.FirstOrDefault(p => p.Code == code && p.To < day && p.Successor is not null) is not { } gone)
                {
                    return null;
                }

                code = gone.Successor!;
            }
        }

        private static DateOnly Day(Random chance) => First.AddDays(chance.Next(900));

        private static EnforcementItem Row(string code, string agency, DateOnly? from) =>
            LawPacks.Installed.Pack("demo").Items[0] with { Code = new ItemCode(code), AgencyKind = agency, ValidFrom = from, ValidTo = null };
    }
}
