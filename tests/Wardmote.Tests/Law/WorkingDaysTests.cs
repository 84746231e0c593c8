using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Law;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2025-01-24", 7, "2025-02-10", "Sunday 26 January and Saturday 8 February are worked for the Spring Festival")]
    [InlineData("2025-09-26", 5, "2025-10-10", "Sunday 28 September is worked; 1 to 8 October are off")]
    [InlineData("2025-04-25", 5, "2025-05-06", "Sunday 27 April is worked; 1 to 5 May are off")]
    [InlineData("2026-02-13", 5, "2026-02-27", "Saturday 14 February is worked; 15 to 23 are off")]
    [InlineData("2026-09-18", 7, "2026-09-29", "Sunday 20 September is worked; the 25th is Mid-Autumn")]
    [InlineData("2026-03-02", 3, "2026-03-05", "an ordinary week")]
    [InlineData("2026-03-06", 1, "2026-03-09", "a weekend")]
    public void Working_days_follow_the_yearly_notices(string from, int count, string last, string because) =>
        Assert.True(Installed.Law.Calendar.Add(Installed.Day(from), count) == Installed.Day(last), $"{because}: got {Installed.Law.Calendar.Add(Installed.Day(from), count)}");

    [Theory]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-01-28", false)]
    [InlineData("2025-02-08", true)]
    [InlineData("2025-10-11", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-05-09", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    [InlineData("2026-11-24", true)]
    public void A_day_is_worked_or_not(string day, bool worked) => Assert.Equal(worked, Installed.Law.Calendar.IsWorkingDay(Installed.Day(day)));

    [Fact]
    public void A_calendar_is_provisional_after_the_last_notice()
    {
        Assert.False(Installed.Law.Calendar.IsProvisional(Installed.Day("2026-12-31")));
        Assert.True(Installed.Law.Calendar.IsProvisional(Installed.Day("2027-01-04")));
    }

    [Fact]
    public void Service_takes_seven_working_days_and_payment_fifteen_calendar_days()
    {
        Assert.Equal(Installed.Day("2026-02-10"), Installed.Law.Nationwide.Ends("service", Installed.Day("2026-01-30")));
        Assert.Equal(Installed.Day("2026-02-14"), Installed.Law.Nationwide.Ends("pay", Installed.Day("2026-01-30")));
        Assert.Equal(Installed.Day("2028-02-28"), Installed.Law.Nationwide.Ends("limitation", Installed.Day("2026-02-28")));
        Assert.Equal(Installed.Day("2026-08-28"), Installed.Law.Nationwide.Ends("suit", Installed.Day("2026-02-28")));
    }

    [Fact]
    public void Periods_of_the_Coercion_Law_are_working_days_up_to_ten_and_calendar_days_beyond()
    {
        var coercion = Installed.Law.Packs.SelectMany(p => p.Periods).Where(p => p.Article.StartsWith("行政强制法", StringComparison.Ordinal) && (p.Unit is "working_days" or "calendar_days")).ToList();
        Assert.All(coercion, p => Assert.Equal(p.Count <= 10 ? "working_days" : "calendar_days", p.Unit));
        Assert.Superset(new HashSet<string> { "substitute-demand", "demand", "seizure", "seizure-extension" }, coercion.Select(p => p.Id).ToHashSet());

        // Over the Spring Festival of 2026: ten working days of a demand, thirty calendar days of a seizure.
        Assert.Equal(Installed.Day("2026-02-26"), Installed.Law.Nationwide.Ends("demand", Installed.Day("2026-02-05")));
        Assert.Equal(Installed.Day("2026-03-07"), Installed.Law.Nationwide.Ends("seizure", Installed.Day("2026-02-05")));
    }

    [Fact]
    public void A_period_nobody_states_is_not_guessed() =>
        Assert.Throws<InvalidOperationException>(() => Installed.Law.Nationwide.Ends("a-period-nobody-states", Installed.Day("2026-01-30")));

    [Fact]
    public void What_no_law_states_says_that_it_is_a_setting_of_the_house()
    {
        foreach (var id in new[] { "whistle-answer", "whistle-arrive", "whistle-settle", "report-triage", "report-answer" })
        {
            var period = Installed.Law.Nationwide.Period(id, Installed.Day("2026-09-01"));
            Assert.Equal(Wardmote.Law.Certainty.Model, period.Certainty);
            Assert.Contains("setting of the house", period.Note);
        }
    }
}
