using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Store;

/// <summary>
/// The teams of the demo: two certified officers and an auxiliary in every town, two inspectors in every department. Certificates of some run out soon, some have run out and
/// were renewed. Deputies are named by their heads. 演示队伍
/// </summary>
internal static class DemoTeams
{
    /// <summary>Puts the rosters in place: as an administrator brings them in from the paper lists before the first day.</summary>
    public static async Task EnrolAsync(DemoGround ground, DateTimeOffset at, DateTimeOffset until, CancellationToken cancel)
    {
        var book = new Book(DemoPeople.County);
        var (n, appends) = (0, new List<Task>());
        foreach (var place in ground.Law.Localities.Where(l => l.County == DemoPeople.County).OrderBy(l => l.Code, StringComparer.Ordinal))
        {
            var town = new DemoTown(place);
            var home = place.Code == DemoPeople.Home;
            var team = town.Crew.Select((id, i) => (Id: id, Auxiliary: false, From: i == 1 ? DemoPeople.County + (home ? "-CG" : "-SC") : "")).Append((Id: home ? "auxiliary" : place.Code + "-a", Auxiliary: true, From: ""));
            appends.Add(TeamAsync(place.Code, team));
        }

        foreach (var kind in ground.Law.AgencyKinds.OrderBy(k => k.Kind, StringComparer.Ordinal))
        {
            var agency = $"{DemoPeople.County}-{kind.Kind}";
            appends.Add(TeamAsync(agency, DemoTown.Inspectors(agency).Select(id => (Id: id, Auxiliary: false, From: ""))));
        }

        await Task.WhenAll(appends);

        Task TeamAsync(string organ, IEnumerable<(string Id, bool Auxiliary, string From)> team)
        {
            n++;
            var facts = new List<Fact>();
            foreach (var (id, auxiliary, from) in team)
            {
                facts.Add(Body.Fact(new OfficerEnrolled(id, DemoPeople.NameOf(id) ?? Text.Same(id), organ, auxiliary, from), [Roster.TagOf(organ)]));
                if (!auxiliary)
                {
                    // Five years a card. Of the other towns every fourth team's first card runs out within weeks; every fifth team's was renewed in time.
                    var first = ShanghaiTime.Day(at).AddDays(-40 * (n % 9)).AddYears(-1);
                    var last = n % 4 == 2 && facts.Count == 2 && organ != DemoPeople.Home ? ShanghaiTime.Day(until).AddDays(6 + n) : first.AddYears(5);
                    facts.Add(Body.Fact(new CertificateIssued(id, new Certificate($"500110{n:00}{facts.Count:0000}", organ, ["*"], first, last)), [Roster.TagOf(organ)]));
                    if (n % 5 == 1 && facts.Count > 2)
                    {
                        var older = new Certificate($"500110{n:00}{facts.Count:0000}", organ, ["*"], first.AddYears(-5), first.AddDays(-1));
                        facts.Insert(facts.Count - 1, Body.Fact(new CertificateIssued(id, older), [Roster.TagOf(organ)]));
                    }
                }
            }

            return ground.Journal.AppendAsync(new Append(book, "demo-team-" + organ, By.System, at, facts), cancel);
        }
    }

    /// <summary>The leader says two weeks ahead who is on duty.</summary>
    public static async Task DutyAsync(DemoDesk desk, DemoTown town)
    {
        for (var i = 0; i < 14; i++)
        {
            var day = desk.Today.AddDays(i);
            string[] officers = desk.Law.Calendar.IsWorkingDay(day) ? [.. town.Crew] : [town.Crew[day.DayNumber % 2]];
            await desk.MustAsync(town.Leader, now => desk.Desk.SetDutyAsync(town.Code, day, officers, "", now));
        }
    }

    /// <summary>A head is away now and then and names who decides meanwhile.</summary>
    public static async Task DeputiesAsync(DemoDesk desk, DemoTown town)
    {
        for (var i = 0; i < 4; i++)
        {
            await desk.OfficeAsync(70, 0.4);
            var from = desk.Today.AddDays(2);
            await desk.MustAsync(town.Head, now => desk.Desk.NameDeputyAsync(desk.Book,
                new Cases.NameDeputy(town.Code, town.Deputy, DemoPeople.NameOf(town.Deputy)!, from, from.AddDays(desk.Chance.Between(5, 20)), desk.Chance.In(0.3), desk.Chance.One(["外出学习", "休假", "参加培训"])), now));
        }
    }
}
