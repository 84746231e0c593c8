using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Supervision;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Supervision;

/// <summary>Figures over entries that can be counted by hand.</summary>
public sealed class OutcomeTests
{
    private static readonly By Someone = new("o1", "officer", Street);
    private readonly List<Entry> _entries = [];

    private void Add(string kind, string body, DateTimeOffset at, string key, By? by, params (string Kind, string Value)[] tags) =>
        _entries.Add(SupervisionTests.Sealed(_entries.Count + 1, new Fact(kind, body, [.. tags.Select(t => new Tag(t.Kind, t.Value))]), by ?? Someone, at, key));

    private Figure Of(string id) => Outcomes.Of(_entries, Noon, Noon.AddDays(90)).Single(f => f.Id == id);

    [Fact]
    public void Complaints_are_counted_over_contacts_with_their_interval()
    {
        for (var n = 0; n < 100; n++)
        {
            Add("case.site_recorded/1", "{}", Noon.AddDays(n % 30), "s" + n, null, ("case", "c" + n));
            Add("case.persuaded/1", "{}", Noon.AddDays(n % 30), "p" + n, null, ("case", "c" + n));
        }

        foreach (var (id, about) in new[] { ("k1", "c1"), ("k2", "") })
        {
            var complaint = new ComplaintReceived(id, "zh", Street, Street, about.Length > 0 ? "case" : "", about, "x", "h", null, new DateOnly(2026, 9, 30));
            var fact = Body.Fact(complaint, [ComplaintAboutEnforcement.TagOf(id)]);
            Add(fact.Kind, fact.Body, Noon.AddDays(5), id, By.Citizen, ("complaint", id));
        }

        var figure = Of("complaints_per_1000");
        Assert.Equal((2.0, 100, 20.0, 0.5), (figure.Numerator, figure.Denominator, figure.Value!.Value, figure.Missing));
        Assert.Equal((5.50, 70.01), (Math.Round(figure.Interval!.Value.Low, 2), Math.Round(figure.Interval.Value.High, 2)));
        Assert.Equal(["complaint:k1", "complaint:k2"], figure.Opens);
    }

    [Fact]
    public void Operations_are_submissions_of_people_with_statutory_steps_beside_them()
    {
        foreach (var n in new[] { 1, 2 })
        {
            var c = ("case", "c" + n);
            Add("case.opened/1", "{}", Noon, $"open{n}", null, c);
            Add("case.assigned/1", "{}", Noon, $"assign{n}", null, c);
            Add("case.site_recorded/1", "{}", Noon, $"site{n}", null, c);
            Add("case.decided_on_the_spot/1", "{}", Noon, $"decide{n}", null, c);
            if (n == 1)
            {
                Add("case.served/1", "{}", Noon, "serve1", null, c);
                Add("case.ended/1", "{}", Noon, "serve1", null, c);
                Add("case.archived/1", "{}", Noon, "clock", By.System, c);
            }
        }

        var figure = Of("operations_summary");
        Assert.Equal((5.0, 1, 5.0, 3.0, 0.5), (figure.Numerator, figure.Denominator, figure.Value!.Value, figure.Beside!.Value, figure.Missing));
        Assert.Null(figure.Interval);
        Assert.Null(Of("operations_ordinary").Value);
    }

    [Fact]
    public void Undecided_cases_count_for_as_long_as_they_have_been_open()
    {
        for (var n = 0; n < 10; n++)
        {
            Add("case.filed/1", "{}", Noon.AddDays(1), "f" + n, null, ("case", "c" + n));
            if (n < 6)
            {
                Add("case.decided/1", "{}", Noon.AddDays(1 + ((n + 1) * 10)), "d" + n, null, ("case", "c" + n));
            }
        }

        var figure = Of("filing_to_decision_days");
        Assert.Equal((50.0, 10, 0.4, 6.0), (figure.Value!.Value, figure.Denominator, figure.Missing, figure.Numerator));
        Assert.Equal("filing_to_decision_days", figure.Id);

        // With most still open nothing honest can be said; a plain median of the decided would say 15 days.
        _entries.RemoveAll(e => e.Kind == "case.decided/1" && e.Key is not ("d0" or "d1"));
        Assert.Null(Of("filing_to_decision_days").Value);
    }

    [Fact]
    public void Hands_on_minutes_come_from_records_and_say_what_is_missing()
    {
        foreach (var (n, minutes) in new[] { (1, 10), (2, 20), (3, 40), (4, 0) })
        {
            if (minutes > 0)
            {
                Add("case.site_recorded/1", $$"""{"began":"{{Noon:O}}","ended":"{{Noon.AddMinutes(minutes):O}}"}""", Noon.AddHours(1), "s" + n, null, ("case", "c" + n));
            }

            Add("case.decided_on_the_spot/1", "{}", Noon.AddHours(2), "d" + n, null, ("case", "c" + n));
        }

        var figure = Of("hands_on_minutes");
        Assert.Equal((20.0, 3, 0.25), (figure.Value!.Value, figure.Denominator, figure.Missing));
        Assert.Equal(new Interval(10, 40), figure.Interval);
    }

    [Fact]
    public void Windows_tell_several_organs_from_repeated_visits_and_a_joint_visit_is_one()
    {
        void Visit(string shop, string inspection, string organ, int day)
        {
            var fact = Body.Fact(new CheckedIn(inspection, organ, [], Noon.AddDays(day), "", false, "", []), []);
            Add(fact.Kind, fact.Body, Noon.AddDays(day), $"{inspection}-{organ}", null, ("inspection", inspection), ("premises", shop));
        }

        Visit("several", "i1", Street, 1);
        Visit("several", "i2", Market, 9);
        Visit("again", "i3", Street, 1);
        Visit("again", "i4", Street, 9);
        Visit("joint", "i5", Street, 1);
        Visit("joint", "i5", Market, 1);
        Visit("apart", "i6", Street, 1);
        Visit("apart", "i7", Market, 40);
        Add("inspection.approved/1", "{}", Noon.AddDays(2), "a", null, ("inspection", "i9"), ("premises", "x"));

        var several = Of("windows_with_several_organs");
        Assert.Equal((1.0, 5), (several.Numerator, several.Denominator));
        Assert.Equal(["premises:several"], several.Opens);
        var again = Of("windows_with_repeated_visits");
        Assert.Equal((1.0, 5, 1.0 / 8), (again.Numerator, again.Denominator, again.Missing));
        Assert.Equal(["premises:again"], again.Opens);
    }

    [Fact]
    public void No_percentage_of_change_without_real_figures_from_before()
    {
        var now = Of("complaints_per_1000") with { Value = 20, Denominator = 100 };
        Assert.Null(now.ChangeSince(null));
        Assert.Null(now.ChangeSince(now with { Value = null, Denominator = 0 }));
        Assert.Null(now.ChangeSince(now with { Value = 0 }));
        Assert.Null(now.ChangeSince(now with { Id = "another" }));
        Assert.Equal(-0.5, now.ChangeSince(now with { Value = 40 })!.Value, 12);
    }

    [Fact]
    public void Intervals_are_those_of_the_books_and_always_the_same()
    {
        // Brown, Cai and DasGupta (2001): Wilson for 1 of 10 is 0.018 to 0.404.
        Assert.Equal((0.018, 0.404), (Math.Round(Certain.Wilson(1, 10)!.Value.Low, 3), Math.Round(Certain.Wilson(1, 10)!.Value.High, 3)));
        Assert.Equal(0, Certain.Wilson(0, 10)!.Value.Low);
        Assert.Null(Certain.Wilson(0, 0));
        Assert.Null(Certain.Wilson(11, 10));
        var sample = Enumerable.Range(1, 50).Select(n => (double)n).ToList();
        var interval = Certain.BootstrapMean(sample)!.Value;
        Assert.Equal(interval, Certain.BootstrapMean(sample));
        Assert.True(interval.Low is > 20 and < 23.5 && interval.High is > 27.5 and < 31, $"{interval}");
    }

    [Fact]
    public void No_figure_counts_fines_or_ranks_people()
    {
        foreach (var figure in Outcomes.Of(_entries, Noon, Noon.AddDays(1)))
        {
            Assert.DoesNotContain("fine", figure.Id);
            Assert.DoesNotContain("yuan", figure.Unit);
            Assert.All(figure.Opens, o => Assert.DoesNotContain("officer", o));
            Assert.True(figure.Definition.Zh.Contains("缺失") && figure.Definition.En.Contains("Missing") && figure.Definition.Ar.Contains("الناقص"));
        }
    }
}
