using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Web.Host;

/// <summary>
/// 巡查: looks through what is due and asks the desk to act on it. The lists only say where to look; what is raised, taken one level up or taken back is decided from the record.
/// </summary>
public sealed class Watch(ICards cards, Desk.Desk desk)
{
    private const int Batch = 500;

    /// <summary>Raises alerts of terms that came due, and takes back those whose cause is gone. Returns how many things were looked at.</summary>
    public async Task<int> TermsAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var looked = 0;
        // A card that cannot be acted on stays due: it is passed over within one round, and looked at again in the next.
        for (var skip = 0; ;)
        {
            var due = await cards.ListAsync(new CardQuery { Kind = "clock", Open = true, DueBefore = now.AddTicks(1), Skip = skip, Take = Batch }, cancel);
            foreach (var card in due)
            {
                var subject = Cards.Face.Of(card).Subject;
                var answer = await desk.WatchAsync(new Book(card.Book), subject, await AskedAsync(card.Book, subject, now, cancel), new Request(By.System, now, ""), cancel);
                skip += answer is DeskAnswer.Done ? 0 : 1;
                looked++;
            }

            if (due.Count < Batch)
            {
                return looked;
            }
        }
    }

    /// <summary>Takes alerts that nobody answered in time one level up.</summary>
    public async Task<int> EscalateAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var late = await cards.ListAsync(new CardQuery { Kind = "alert", Open = true, States = ["handler", "leader"], DueBefore = now.AddTicks(1), Take = 5_000 }, cancel);
        foreach (var card in late)
        {
            await desk.EscalateAlertAsync(new Book(card.Book), card.Id, new Request(By.System, now, $"escalate-alert-{card.Id}-{card.Sequence}"), cancel);
        }

        return late.Count;
    }

    /// <summary>Looks for clusters among the fines of the quarter.</summary>
    public async Task<int> FinesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var today = ShanghaiTime.Day(now);
        var from = ShanghaiTime.Start(new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddDays(-31));
        var raised = 0;
        foreach (var book in (await cards.CountByAsync(new CardQuery { Kind = "fine", CreatedFrom = from }, "book", cancel)).Keys)
        {
            var fines = await cards.ListAsync(new CardQuery { Kind = "fine", Books = [book], CreatedFrom = from, Order = "new", Take = 100_000 }, cancel);
            var seen = fines.Select(f => new FineSeen(f.Id, f.Holder, f.Source, f is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : null, ShanghaiTime.Day(f.Created))).ToList();
            raised += (await desk.WatchFinesAsync(new Book(book), seen, new Request(By.System, now, ""), cancel)).Count(a => a is DeskAnswer.Done);
        }

        return raised;
    }

    /// <summary>Who has the thing in hand, as the lists say now.</summary>
    private async Task<Asked> AskedAsync(string book, Watched subject, DateTimeOffset now, CancellationToken cancel)
    {
        var bureau = Whistle.JusticeBureau(new Book(book), desk.Law, ShanghaiTime.Day(now));
        switch (subject.Kind)
        {
            case "complaint":
                // Nobody of a locality meets it: it is the bureau's from the start.
                return new Asked(bureau, "", "", [], "supervision");
            case "officer":
                var team = subject.Scope.Value;
                return new Asked(team, desk.Law.Locality(team)?.Code ?? "", subject.Id, [subject.Id]);
        }

        var card = await cards.FindAsync(book, subject.Kind, subject.Id, cancel);
        var concerned = new[] { card?.Handler, card?.Says("second") }.Where(p => p is { Length: > 0 }).Select(p => p!).ToList();
        return card is null ? new Asked(bureau, "", "", [], "supervision")
            : card.Holder == bureau ? new Asked(bureau, card.Locality, "", [], "supervision")
            : new Asked(card.Holder.Length > 0 ? card.Holder : card.Locality, card.Locality, card.Handler, concerned);
    }
}

/// <summary>The clock of the alerts: every minute, on one machine at a time.</summary>
public sealed class WatchClock(Background background, Watch watch, Record record, TimeProvider clock, ILogger<WatchClock> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);
    private readonly string _me = $"{Environment.MachineName}-{Guid.NewGuid():N}";
    private DateOnly _fines;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Tick, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception error)
            {
                // Background work must not take the pages down; it is said where people look, and logged.
                log.LogError(error, "the clock of the alerts failed");
                background.Tell("alerts", new Background.Work("failed", Words: error.Message));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (!await record.Database.LeaseAsync("alerts", _me, now, now + (3 * Tick), stop))
        {
            background.Tell("alerts", new Background.Work("waiting"));
            return;
        }

        var looked = await watch.TermsAsync(now, stop) + await watch.EscalateAsync(now, stop);
        if (_fines != ShanghaiTime.Day(now))
        {
            looked += await watch.FinesAsync(now, stop);
            _fines = ShanghaiTime.Day(now);
        }

        background.Tell("alerts", new Background.Work("done", looked));
    }
}
