using Wardmote.Desk;
using Wardmote.Inspections;
using Wardmote.Journal;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Inspections;

public sealed class DrawTests
{
    private static readonly DateOnly Tomorrow = new(2026, 9, 2);

    private static AnnounceDraw Announce(int premises = 20, int count = 5) =>
        new("d1", Market, "秋季双随机", ["T-002"], [.. Enumerable.Range(1, premises).Select(n => $"p{n:00}")], [Officer(Market, 1), Officer(Market, 2), Officer(Market, 3)], count, "福彩次日开奖号码", Tomorrow);

    [Fact]
    public async Task Both_lists_stand_before_the_seed_and_the_lots_follow_from_it()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await desk.AnnounceDrawAsync(Home, Announce(), As("l", "leader", Market, "a")));
        Assert.Equal("too_early", Code(await desk.DrawLotsAsync(Home, "d1", new DrawLots("3 7 1"), As("l", "leader", Market, "b"))));
        Done(await desk.DrawLotsAsync(Home, "d1", new DrawLots("3 7 1"), As("l", "leader", Market, "c", Noon.AddDays(1))));
        Assert.Equal("drawn_already", Code(await desk.DrawLotsAsync(Home, "d1", new DrawLots("9 9 9"), As("l", "leader", Market, "d", Noon.AddDays(2)))));
        var draw = (await desk.DrawAsync(Home, "d1"))!;
        Assert.Equal(5, draw.Drawn!.Visits.Select(v => v.Premises).Distinct().Count());
        Assert.All(draw.Drawn.Visits, v => Assert.Equal(2, v.Officers.Distinct().Count()));

        // Anybody gets the same lots from what is public, in whatever order they read the lists.
        var again = RandomDraw.Draw(draw.Announced with { Premises = [.. draw.Announced.Premises.Reverse()], Officers = [.. draw.Announced.Officers.Reverse()] }, "3 7 1");
        Assert.Equal(draw.Drawn.Visits.Select(v => $"{v.Premises} {string.Join(' ', v.Officers)}"), again.Select(v => $"{v.Premises} {string.Join(' ', v.Officers)}"));
    }

    [Fact]
    public void A_lot_is_a_plain_hash_that_other_programs_can_compute()
    {
        // sha256sum of "wardmote-lot/1", "3 7 1" and the id, each on a line of its own but the last.
        Assert.Equal(["p03", "p02", "p07"], Lot.Draw("3 7 1", Enumerable.Range(1, 8).Select(n => $"p{n:00}"), 3));
    }

    [Fact]
    public async Task What_would_let_somebody_choose_the_lots_is_refused()
    {
        var (_, desk) = await OpenAsync(Rules());
        Assert.Equal("seed_known", Code(await desk.AnnounceDrawAsync(Home, Announce() with { SeedOn = new DateOnly(2026, 9, 1) }, As("l", "leader", Market, "a"))));
        Assert.Equal("seed_known", Code(await desk.AnnounceDrawAsync(Home, Announce() with { SeedFrom = " " }, As("l", "leader", Market, "b"))));
        Assert.Equal("draw_incomplete", Code(await desk.AnnounceDrawAsync(Home, Announce(3, 4), As("l", "leader", Market, "c"))));
        Assert.Equal("officers", Code(await desk.AnnounceDrawAsync(Home, Announce() with { Officers = [Officer(Market, 1), Officer(Market, 9)] }, As("l", "leader", Market, "d"))));
        Assert.Equal("officers", Code(await desk.AnnounceDrawAsync(Home, Announce() with { Officers = [Officer(Market, 1)] }, As("l", "leader", Market, "e"))));
        Assert.Equal("not_on_list", Code(await desk.AnnounceDrawAsync(Home, Announce() with { Items = ["T-999"] }, As("l", "leader", Market, "f"))));
    }

    [Theory]
    [InlineData(0, 30, false)]
    [InlineData(-30, -1, true)]
    [InlineData(5, 30, true)]
    [InlineData(-30, 0, true)]
    [InlineData(-30, 1, false)]
    public void Nobody_is_in_the_lots_whose_secondment_is_over_before_they_are_drawn(int from, int to, bool refused)
    {
        var bodies = new List<object>();
        foreach (var n in new[] { 1, 2 })
        {
            bodies.Add(new Wardmote.Teams.OfficerEnrolled(Officer(Market, n), Wardmote.Law.Text.Same("员"), Market, false, ""));
            bodies.Add(new Wardmote.Teams.CertificateIssued(Officer(Market, n), new Wardmote.Teams.Certificate("M-" + n, Market, ["*"], Today.AddYears(-1), Today.AddYears(1))));
        }

        bodies.Add(new Wardmote.Teams.OfficerSeconded(Officer(Market, 3), Wardmote.Law.Text.Same("下沉人员"), Fire, Market, Today.AddDays(from), Today.AddDays(to), "下沉〔2026〕1号"));
        bodies.Add(new Wardmote.Teams.CertificateIssued(Officer(Market, 3), new Wardmote.Teams.Certificate("M-3", Market, ["*"], Today.AddYears(-1), Today.AddYears(1))));
        var roster = Wardmote.Teams.Roster.Of([.. bodies.Select((b, i) => Cases.Ground.Entry(Body.Fact(b, []), i + 1, new By("admin", "administrator", ""), Noon.AddYears(-1)))]);
        var answer = Announce().On(Rules(), Home, roster, Today);
        Assert.Equal(refused, answer is Wardmote.Fences.Outcome.Refuse { Refusal.Code: "officers" } no && no.Refusal.Why.En.Contains("seconded", StringComparison.Ordinal));
        Assert.Equal(!refused, answer is Wardmote.Fences.Outcome.Do);
    }

    [Fact]
    public void Over_many_seeds_every_business_and_every_pair_of_officers_is_drawn_as_often_as_the_others()
    {
        var announced = new DrawAnnounced("d", Market, "", ["T-002"], [.. Enumerable.Range(1, 20).Select(n => $"p{n:00}")],
            [.. Enumerable.Range(1, 4).Select(n => new Wardmote.Cases.NamedOfficer($"o{n}", Wardmote.Law.Text.Same(""), ""))], 5, 2, "", Tomorrow);
        const int seeds = 4_000;
        var visits = Enumerable.Range(0, seeds).SelectMany(s => RandomDraw.Draw(announced, $"seed {s}")).ToList();

        // Chi-square against an even draw; the bounds are those that chance passes once in a million (19 and 5 degrees of freedom; drawing without return varies less).
        Assert.InRange(Chi(visits.GroupBy(v => v.Premises).Select(g => g.Count()), 20, seeds * 5 / 20.0), 0, 64.7);
        Assert.InRange(Chi(visits.GroupBy(v => string.Join(' ', v.Officers.Order(StringComparer.Ordinal))).Select(g => g.Count()), 6, seeds * 5 / 6.0), 0, 35.9);

        static double Chi(IEnumerable<int> counts, int kinds, double expected)
        {
            var all = counts.ToList();
            Assert.Equal(kinds, all.Count);
            return all.Sum(c => (c - expected) * (c - expected) / expected);
        }
    }

    private static string Code(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;
}
