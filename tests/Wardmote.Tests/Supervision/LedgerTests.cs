using Wardmote.Journal;
using Wardmote.Supervision;
using Wardmote.Tests.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Supervision;

/// <summary>A ledger kept as far as the book was read gives the figures of a full reading.</summary>
public sealed class LedgerTests
{
    private static readonly string[] Kinds =
    [
        "case.opened/1", "case.filed/1", "case.site_recorded/1", "case.persuaded/1", "case.decided/1", "case.decided_on_the_spot/1", "case.not_punished/1", "case.served/1", "case.ended/1", "inspection.approved/1",
    ];

    [Fact]
    public async Task Figures_from_what_is_kept_are_those_of_a_full_reading_whenever_they_are_asked()
    {
        var random = new Random(5);
        var journal = new MemoryJournal(new Memory());
        var desk = new Desk.Desk(journal, Rules(), Tools);
        for (var step = 0; step < 400; step++)
        {
            var (id, at) = ("c" + random.Next(60), Noon.AddHours(step * 3));
            var by = random.Next(4) == 0 ? By.System : new By("o1", "officer", Street);
            var facts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Kinds[random.Next(Kinds.Length)]).Select(kind => new Fact(
                kind, kind == "case.site_recorded/1" ? $$"""{"began":"{{at:O}}","ended":"{{at.AddMinutes(random.Next(90)):O}}"}""" : "{}", [new Tag(kind.StartsWith("case", StringComparison.Ordinal) ? "case" : "inspection", id)])).ToList();
            if (random.Next(20) == 0)
            {
                facts.Add(Body.Fact(new ComplaintReceived("k" + step, "zh", Street, Street, "", random.Next(2) == 0 ? "" : "c1", "x", "h", null, new DateOnly(2026, 10, 1)), [ComplaintAboutEnforcement.TagOf("k" + step)]));
            }

            await journal.AppendAsync(new Append(Home, "s" + step, by, at, facts));
            if (step % 67 == 0)
            {
                var entries = (await journal.ReadAsync(Home, [], limit: int.MaxValue)).Entries;
                var full = Outcomes.Of(entries, Noon.AddDays(3), Noon.AddDays(40));
                var kept = await desk.OutcomesAsync(Home, Noon.AddDays(3), Noon.AddDays(40));
                Assert.Equal(full.Select(Words), kept.Select(Words));
            }
        }

        static string Words(Figure f) => $"{f.Id} {f.Value} {f.Numerator}/{f.Denominator} {f.Missing} {f.Interval} {f.Beside} {string.Join(',', f.Opens)}";
    }

    [Fact]
    public void A_draw_counted_by_rank_is_the_draw_sorted()
    {
        // The middle of a draw is the same whether it is sorted or counted: a sample of two values shows both ends.
        Assert.Equal(new Interval(1, 3), Certain.BootstrapMedian([1.0, 3.0]));
        Assert.Null(Certain.BootstrapMedian([1.0]));
        Assert.Null(Certain.BootstrapMedian([(1.0, false), (2.0, false)]));
        var sample = Enumerable.Range(0, 41).Select(n => (Time: (double)(n % 7), Ended: n % 3 != 0)).ToList();
        var median = Certain.MedianWithOpen(sample)!.Value;
        var interval = Certain.BootstrapMedian(sample)!.Value;
        Assert.InRange(median, interval.Low, interval.High);
        Assert.Equal(interval, Certain.BootstrapMedian(sample));
    }
}
