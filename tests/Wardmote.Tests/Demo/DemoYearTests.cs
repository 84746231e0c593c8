using System.Text.RegularExpressions;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Store.LawPacks;
using Wardmote.Tests.LawPacks;
using Wardmote.Tests.Store;
using Xunit;

namespace Wardmote.Tests.Demo;

/// <summary>A small year of the demo on every store: all of it by the real acts, nothing in it empty, the record sound.</summary>
public abstract class DemoYear(Place place) : IAsyncLifetime
{
    /// <summary>The day the year ends: after the ecological code came into force, so that the law changed under some cases.</summary>
    internal static readonly DateTimeOffset Until = new(2026, 11, 26, 16, 0, 0, TimeSpan.FromHours(8));

    private static readonly string[] Kinds =
    [
        "report.lodged/1", "report.triaged/1", "report.routed/1", "report.joined/1", "report.added/1", "report.answered/1", "report.reopened/1",
        "case.opened/1", "case.assigned/1", "case.site_recorded/1", "case.persuaded/1", "case.order_made/1", "case.reinspected/1", "act.stopped/1", "case.party_heard/1", "case.decided_on_the_spot/1",
        "case.filed/1", "case.inquiry_recorded/1", "case.evidence_listed/1", "case.evidence_preserved/1", "case.preserved_treated/1", "case.recusal_asked/1", "case.recusal_decided/1",
        "case.investigation_reported/1", "case.penalty_proposed/1", "case.notice_approved/1", "case.prior_notice_given/1", "case.rights_waived/1", "case.defence_stated/1", "case.defence_reviewed/1",
        "case.hearing_requested/1", "case.hearing_scheduled/1", "case.hearing_held/1", "case.legality_reviewed/1", "case.discussed/1", "case.decided/1", "case.not_punished/1", "case.served/1",
        "case.paid/1", "case.payment_deferred/1", "case.demanded/1", "case.court_applied/1", "case.court_ended/1", "case.remedy_sought/1", "case.remedy_ended/1", "case.revision_followed/1",
        "case.crime_reported/1", "case.crime_transferred/1", "case.transfer_answered/1", "case.referred/1", "case.term_extended/1", "case.suspended/1", "case.resumed/1", "case.ended/1", "case.archived/1",
        "case.performance_demanded/1", "case.demolition_announced/1", "case.execution_decided/1", "case.execution_carried_out/1",
        "whistle.blown/1", "whistle.taken/1", "whistle.passed/1", "whistle.escalated/1", "whistle.settled/1", "whistle.done/1",
        "premises.registered/1", "inspection.planned/1", "inspection.plan_published/1", "inspection.proposed/1", "inspection.approved/1", "inspection.checked_in/1", "inspection.recorded/1", "inspection.led/1", "inspection.rated/1",
        "alert.raised/1", "supervision.opinion_issued/1", "supervision.opinion_answered/1", "supervision.opinion_weighed/1", "complaint.received/1", "complaint.answered/1", "sampling.drawn/1", "sampling.scored/1",
        "publication.assessed/1", "decision.published/1",
        "organ.deputy_named/1", "officer.enrolled/1", "officer.certified/1",
    ];

    private static readonly string[] States =
    [
        "verify", "filed", "investigation", "reported", "noticed", "defence", "hearing", "ready", "ready_to_decide", "decided", "served", "demanded", "ended", "archived",
    ];

    private Database db = null!;

    public async ValueTask InitializeAsync()
    {
        await place.InitializeAsync();
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        db = await place.OpenAsync(new Cards(DemoHouse.Law).Project);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (db is not null)
        {
            await db.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    [Fact]
    public async Task A_small_year_is_lived_by_the_real_acts_and_no_list_of_it_is_empty()
    {
        var stop = TestContext.Current.CancellationToken;
        var story = await DemoHouse.LiveAsync(db, DemoMeasure.Small, stop);

        // An act that refuses where the story expects it to work is a fault of one of the two.
        Assert.Empty(story.Surprises);
        var book = new Book(DemoPeople.County);
        var entries = (await db.ReadAsync(book, [], limit: int.MaxValue, cancel: stop)).Entries;
        var kinds = entries.Select(e => e.Kind).ToHashSet();
        Assert.Empty(Kinds.Except(kinds));
        Assert.Empty(States.Except((await db.CountByAsync(new CardQuery { Kind = "case" }, "state", stop)).Keys));
        foreach (var (kind, least) in new[] { ("report", 160), ("case", 90), ("whistle", 20), ("premises", 40), ("inspection", 50), ("alert", 1), ("opinion", 4), ("complaint", 8), ("sampling", 4), ("stop", 1) })
        {
            Assert.True(await db.CountAsync(new CardQuery { Kind = kind }, stop) >= least, $"fewer than {least} of {kind}");
        }

        // A building taken down by the town, a road cleared at the owner's cost, a fire exit that the court cleared: each to its end; one lies there with its term over.
        var bodies = entries.Select(Body.Read).ToList();
        Assert.Equal(["demolish", "substitute"], bodies.OfType<ExecutionDecided>().Select(e => e.Way).Order(StringComparer.Ordinal));
        Assert.Equal(2, bodies.OfType<ExecutionCarriedOut>().Count(e => e.Finished));
        Assert.Single(bodies.OfType<CourtApplied>(), a => a.Order is not null);
        Assert.Contains(bodies.OfType<CaseEnded>(), e => e.Outcome == "executed");
        Assert.Equal(1, (await db.CountByAsync(new CardQuery { Kind = "case" }, "state", stop)).GetValueOrDefault("executing"));

        Assert.Superset(new HashSet<string> { "zh", "en", "ar" }, entries.Select(Body.Read).OfType<ReportLodged>().Select(r => r.Language).ToHashSet());
        var desk = new Desk.Desk(db, DemoHouse.Law, DemoHouse.Tools);
        Assert.All(await desk.OutcomesAsync(book, Until.AddDays(-365), Until, stop), f => Assert.True(f.Value is not null, f.Id));
        Assert.Equal(DemoPeople.OwnersPremises, (await desk.OwnerAsync(DemoPeople.OwnerCode, stop))?.Id);

        // Nothing happens after the last moment, nothing before the first.
        Assert.All(entries, e => Assert.InRange(e.At, Until.AddDays(-366), Until));
        var seen = await Verifier.DatabaseAsync(db, cancel: stop);
        Assert.True(seen.Ok, string.Join("; ", seen.Findings.Take(3)));
        var before = await CardsAsync(stop);
        await db.ReplayAsync(cancel: stop);
        Assert.Equal(before, await CardsAsync(stop));
    }

    private async Task<List<Card>> CardsAsync(CancellationToken stop)
    {
        var all = new List<Card>();
        foreach (var kind in new[] { "report", "case", "whistle", "stop", "premises", "plan", "inspection", "alert", "opinion", "complaint", "sampling" })
        {
            all.AddRange(await db.ListAsync(new CardQuery { Kind = kind, Take = 100_000 }, stop));
        }

        return [.. all.OrderBy(c => c.Kind, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }
}

public sealed class SqliteDemoYear() : DemoYear(new SqlitePlace());

public sealed class PostgresDemoYear() : DemoYear(new PostgresPlace());

public sealed partial class DemoSeedTests
{
    [Fact]
    public async Task The_same_seed_lives_the_same_story()
    {
        var measure = DemoMeasure.Small.Scaled(24);
        Assert.Equal(await ToldAsync(measure), await ToldAsync(measure));
    }

    private static async Task<List<string>> ToldAsync(DemoMeasure measure)
    {
        await using var place = new SqlitePlace();
        await place.InitializeAsync();
        await using var db = await place.OpenAsync(new Cards(DemoHouse.Law).Project);
        await DemoHouse.LiveAsync(db, measure, TestContext.Current.CancellationToken);
        var entries = (await db.ReadAsync(new Book(DemoPeople.County), [], limit: int.MaxValue, cancel: TestContext.Current.CancellationToken)).Entries;

        // A stop and an archive name their place in the book, and towns that live side by side may take turns in another order. A publication bears the id of its decision's entry, which the store makes.
        return [.. entries.Select(e => $"{e.At:O} {e.By.Person} {e.Kind} {(e.Kind.Contains("stopped", StringComparison.Ordinal) || e.Kind == "case.archived/1" ? "" : EntryId().Replace(e.Body, ""))}").Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"publication\":\"[0-9a-f]{32}\"")]
    private static partial Regex EntryId();
}

/// <summary>The demo as tests live it.</summary>
internal static class DemoHouse
{
    private static readonly string Folder = Installed.Root;

    internal static LawInForce Law => Installed.Law;

    internal static DeskTools Tools { get; } = new(new byte[32], Folder);

    private static IReadOnlyList<PhraseLine> Sentences { get; } = Phrases.ReadInstalled(Folder);

    internal static async Task<DemoStory> LiveAsync(Database db, DemoMeasure measure, CancellationToken stop)
    {
        var photos = new List<Exhibit>();
        for (var n = 0; n < DemoPicture.Count; n++)
        {
            using var content = new MemoryStream(DemoPicture.Draw(n));
            var kept = Assert.IsType<KeepAnswer.Kept>(await db.Originals.KeepAsync(content, stop));
            photos.Add(new Exhibit(kept.Hash, kept.Head.MediaType, kept.Length));
        }

        var story = new DemoStory(db, Law, Tools, (_, _) => Hints.CannotTell, Sentences, photos);
        await story.EnrolAsync(DemoYear.Until.AddDays(-measure.Days), stop);
        await story.FirstDaysAsync(DemoYear.Until, DemoMeasure.First with { Reports = 24, Patrols = 2 }, stop);
        await story.YearAsync(DemoYear.Until, measure, stop);
        return story;
    }
}
