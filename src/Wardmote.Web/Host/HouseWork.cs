using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Recognition;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Web.Host;

/// <summary>
/// What goes on while people already use the pages: the model is loaded or trained, the demo is told, the PDF printer's state is read, and unanswered whistles are handed
/// on by the clock. Progress stands on <c>/health</c> and in the demo banner; what failed says so plainly.
/// </summary>
public sealed class HouseWork(
    Background background, Settings settings, Names names, LawShelf shelf, ReadingRoom room, IJournal journal, ICards cards, Desk.Desk desk, IDeskTools tools, Originals originals,
    TimeProvider clock, Record record, ILogger<HouseWork> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private DateTimeOffset nextCheckpoint = DateTimeOffset.MinValue;

    // The slot of an alert keeps it from being raised twice; this only spares reading the case again each minute.
    private readonly HashSet<string> raised = new(StringComparer.Ordinal);

    // The day and the number of published changes for which open cases were looked through: that reads whole books.
    private (DateOnly Day, int Changes) carriedOut;

    private bool enrolled;

    /// <summary>
    /// The demo's teams are there before the first visitor. A report that came while the model is made ready would else find a town without officers, and the demo a book that is no longer empty.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await WorkAsync("demo", settings.Demo, EnrolAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await WorkAsync("names", true, (_, stop) => names.ReadAsync(stop), stoppingToken);
        background.Tell("demo", new Background.Work(settings.Demo ? "waiting" : "done"));
        ReadPrinter();
        await WorkAsync("model", true, (_, stop) => Task.Run(LookUp, stop), stoppingToken);
        await WorkAsync("demo", settings.Demo, TellAsync, stoppingToken);
        await WorkAsync("model", true, ModelAsync, stoppingToken);
        using var timer = new PeriodicTimer(Tick, clock);
        do
        {
            ReadPrinter();
            await WorkAsync("names", true, (_, stop) => names.ReadAsync(stop), stoppingToken);
            await WorkAsync("law", true, (_, stop) => shelf.RefreshAsync(journal, tools, stop), stoppingToken);
            await WorkAsync("powers", true, PowersAsync, stoppingToken);
            await WorkAsync("whistles", true, WhistlesAsync, stoppingToken);
            await WorkAsync("publications", true, PublicationsAsync, stoppingToken);
            await WorkAsync("model", true, TeachAsync, stoppingToken);
            await WorkAsync("checkpoints", true, CheckpointsAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WorkAsync(string name, bool wanted, Func<string, CancellationToken, Task> work, CancellationToken stop)
    {
        if (!wanted)
        {
            return;
        }

        try
        {
            await work(name, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // Background work must not take the pages down; it is said where people look, and logged.
            log.LogError(error, "background work {Work} failed", name);
            background.Tell(name, new Background.Work("failed", Words: error.Message));
        }
    }

    /// <summary>Until a model is there, retrieval over the phrases answers: ready in a second or two.</summary>
    private void LookUp()
    {
        background.Tell("model", new Background.Work("running"));
        room.Use(Recogniser.FromTitles(Matters.Of(shelf.InForce), [.. Phrases.ReadInstalled(settings.Law).Select(l => new Phrase(l.Code, l.Language, l.Writer, l.Words))]));
    }

    /// <summary>Loads the model of this law, or trains it once and keeps it.</summary>
    private Task ModelAsync(string name, CancellationToken stop) => Task.Run(async () =>
    {
        var matters = Matters.Of(shelf.InForce);
        taught = await TaughtAsync(stop);
        IReadOnlyList<Phrase> phrases = [.. Phrases.ReadInstalled(settings.Law).Select(l => new Phrase(l.Code, l.Language, l.Writer, l.Words)), .. await AdoptedAsync(matters, stop)];
        var hash = Matters.HashOf(matters, phrases);
        var folder = Environment.GetEnvironmentVariable("WARDMOTE_CACHE") is { Length: > 0 } shared ? shared : Path.Combine(settings.Data, "models");
        if (KeptModels.Find(folder, hash) is { } kept)
        {
            try
            {
                room.Use(Model.Load(kept));
                background.Tell(name, new Background.Work("done", Words: room.Version));
                return;
            }
            catch (InvalidDataException error)
            {
                log.LogWarning(error, "the kept model is damaged and is trained anew");
            }
        }

        background.Tell(name, new Background.Work("running"));
        var model = Model.Train(matters, phrases, hash, stop);
        KeptModels.Keep(folder, hash, model.Save());
        room.Use(model);
        background.Tell(name, new Background.Work("done", Words: room.Version));
    }, stop);

    /// <summary>Sentences that people confirmed and an administrator let teach; numbers and plates struck out.</summary>
    private async Task<IReadOnlyList<Phrase>> AdoptedAsync(IReadOnlyList<Matter> matters, CancellationToken stop)
    {
        var known = matters.Select(m => m.Code).ToHashSet();
        var phrases = new List<Phrase>();
        foreach (var (book, adopted) in (await desk.AdoptedAsync(stop)).Where(a => a.Value.Upto > 0).OrderBy(a => a.Key.Code, StringComparer.Ordinal))
        {
            phrases.AddRange((await desk.ConfirmedAsync(book, adopted.Upto, stop))
                .Where(c => c.Code.StartsWith("none.", StringComparison.Ordinal) || known.Contains(c.Code))
                .Select(c => new Phrase(c.Code, c.Language, "officers", Facts.Mask(c.Words))));
        }

        return phrases;
    }

    private string taught = "";

    /// <summary>Builds the model anew when something else teaches than did.</summary>
    private async Task TeachAsync(string name, CancellationToken stop)
    {
        if (await TaughtAsync(stop) != taught)
        {
            await ModelAsync(name, stop);
        }
    }

    /// <summary>What teaches now, as one word.</summary>
    private async Task<string> TaughtAsync(CancellationToken stop) =>
        string.Join(",", (await desk.AdoptedAsync(stop)).OrderBy(a => a.Key.Code, StringComparer.Ordinal).Select(a => $"{a.Key}:{a.Value.Upto}"));

    /// <summary>An empty book gets the demo's teams; a used one is left alone.</summary>
    private async Task EnrolAsync(string name, CancellationToken stop)
    {
        if ((await journal.ReadAsync(new Book(DemoPeople.County), [], limit: 1, cancel: stop)).Entries.Count == 0)
        {
            await new DemoStory(journal, shelf.InForce, tools, room.Read, [], []).EnrolAsync(clock.GetUtcNow().AddDays(-DemoMeasure.Year.Days), stop);
            enrolled = true;
        }
    }

    /// <summary>Tells the demo once, where its teams were enrolled at this start.</summary>
    private async Task TellAsync(string name, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (!enrolled)
        {
            background.Tell(name, new Background.Work("done"));
            return;
        }

        background.Tell(name, new Background.Work("running", 0, DemoMeasure.First.Reports));
        var photos = await PhotosAsync(stop);
        var story = new DemoStory(journal, shelf.InForce, tools, room.Read, Phrases.ReadInstalled(settings.Law), photos)
        {
            Progress = (done, all) => background.Tell(name, new Background.Work("running", done, all)),
        };
        await story.FirstDaysAsync(now, cancel: stop);
        if (!settings.FewDays)
        {
            await story.YearAsync(now, cancel: stop);
        }

        foreach (var surprise in story.Surprises)
        {
            log.LogWarning("the demo expected otherwise: {Surprise}", surprise);
        }

        background.Tell(name, new Background.Work("done"));
    }

    /// <summary>Drawn pictures for the demo: no person, no place, nothing from a camera.</summary>
    private async Task<IReadOnlyList<Exhibit>> PhotosAsync(CancellationToken stop)
    {
        var kept = new List<Exhibit>();
        for (var n = 0; n < DemoPicture.Count; n++)
        {
            using var content = new MemoryStream(DemoPicture.Draw(n));
            if (await originals.KeepAsync(content, stop) is KeepAnswer.Kept k)
            {
                kept.Add(new Exhibit(k.Hash, k.Head.MediaType, k.Length));
            }
        }

        return kept;
    }

    /// <summary>A published change of powers keeps or moves the open cases it touches on its day, and tells whoever has them; nobody has to think of it.</summary>
    private async Task PowersAsync(string name, CancellationToken stop)
    {
        var looked = (ShanghaiTime.Day(clock.GetUtcNow()), shelf.Revisions.Count);
        if (looked != carriedOut)
        {
            var now = clock.GetUtcNow();
            background.Tell(name, new Background.Work("done", await desk.CarryOutDueAsync(now, stop) + await desk.SucceedDueAsync(now, stop) + await desk.WatchLettersAsync(now, stop)));
            carriedOut = looked;
        }
    }

    private async Task WhistlesAsync(string name, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var late = await cards.ListAsync(new CardQuery { Kind = "whistle", States = ["waiting"], DueBefore = now, Take = 500 }, stop);
        foreach (var card in late)
        {
            // Two nodes may do this at once: the key makes the second one find the first one's answer.
            await desk.EscalateAsync(new Book(card.Book), card.Id, new Request(By.System, now, $"escalate-{card.Id}-{card.Sequence}"), stop);
        }

        background.Tell(name, new Background.Work("done", late.Count));
    }

    /// <summary>A decision not published, or not withdrawn, in time: one alert each, however often the clock looks.</summary>
    private async Task PublicationsAsync(string name, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var late = await cards.ListAsync(new CardQuery { Kind = "publication", States = ["due", "to_check", "to_withdraw"], DueBefore = now, Take = 500 }, stop);
        foreach (var card in late.Where(c => raised.Add($"{c.Id}-{c.State}")))
        {
            await desk.WatchPublicationAsync(new Book(card.Book), card.Says("case"), card.Id, new Request(By.System, now, $"publication-{card.Id}-{card.State}"), stop);
        }

        background.Tell(name, new Background.Work("done", late.Count));
    }

    /// <summary>Signs the end of each book that has grown, at most every ten minutes: the statement that a proof of one entry rests on.</summary>
    private async Task CheckpointsAsync(string name, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (now < nextCheckpoint)
        {
            return;
        }

        var made = await record.Database.CheckpointAsync(now, cancel: stop);
        nextCheckpoint = now.AddMinutes(10);
        background.Tell(name, new Background.Work("done", made.Count));
    }

    private void ReadPrinter()
    {
        var state = Path.Combine(settings.Data, "printer.state");
        var words = File.Exists(state) ? File.ReadAllText(state).Trim() : PdfPrinter.Engine is null ? "missing: no PDF printer is installed" : "ready";
        background.Tell("printer", PdfPrinter.Engine is not null && !words.StartsWith("installing", StringComparison.Ordinal)
            ? new Background.Work("done")
            : new Background.Work(words.StartsWith("installing", StringComparison.Ordinal) ? "running" : "failed", Words: words));
    }
}
