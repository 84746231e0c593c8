using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Supervision;

namespace Wardmote.Desk;

/// <summary>委托书到期: a letter of entrustment ends on its day even for a matter already filed (Penalties art. 20), so whoever has such a matter hears of it in time.</summary>
public sealed partial class Desk
{
    /// <summary>Kind of term under which a letter's end is watched; how long before somebody is told is a setting of the house.</summary>
    private const string Letter = "letter";

    /// <summary>
    /// Looks for open cases that rest on a letter which runs out, as the clock does each day: an alert some days before and another when it has run out, once each, to the handler, the leader and
    /// supervision. An alert whose case needs the letter no more is taken back. How many were raised or taken back.
    /// </summary>
    public async Task<int> WatchLettersAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var (done, law, opened) = (0, Law, Body.KindOf(typeof(CaseOpened)));
        var letters = law.Packs.SelectMany(p => p.Grants).Where(g => g is { Source: PowerSource.Entrusted, To: not null }).ToList();
        foreach (var county in law.Counties)
        {
            var (book, towns) = (new Book(county.Code), law.Localities.Where(l => l.County == county.Code).ToList());
            var due = letters.Where(g => MomentOf(book, g.To!.Value, now) is not null && towns.Exists(l => law.Catalogue.Reaches(g.Reach, l.Code, g.To!.Value, g.To!.Value))).ToList();
            var items = due.Select(g => g.Item.Value).ToHashSet();
            foreach (var entry in items.Count == 0 ? [] : (await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries.Where(e => e.Kind == opened))
            {
                if ((CaseOpened)Body.Read(entry) is var o && items.Contains(o.Item))
                {
                    var watched = new Watched("case", o.Case, CaseFile.TagOf(o.Case));
                    var answer = await DoAsync(book, new Request(By.System, now, $"letter-{o.Case}-{tools.NewId()}"), [watched.Tag, watched.Scope], entries => Task.FromResult(LookAtLetter(watched, due, entries, now)), cancel);
                    done += answer is DeskAnswer.Done ? 1 : 0;
                }
            }
        }

        return done;
    }

    private Outcome LookAtLetter(Watched watched, List<Grant> letters, IReadOnlyList<Entry> entries, DateTimeOffset now)
    {
        var (file, facts) = (CaseFile.Of([.. entries.Where(e => e.Tags.Contains(watched.Scope))])!, new List<Fact>());
        var letter = letters.Find(g => RestsOn(file, g));
        var moment = letter is null ? null : MomentOf(file.Book, letter.To!.Value, now);
        var last = letter is null ? default : ShanghaiTime.Start(letter.To!.Value.AddDays(1));
        var told = moment is { } m && entries.Any(e => e.Slots.Contains(Alert.SlotOf(Letter, watched.Kind, file.Id, $"{m:yyyyMMddHHmmss}")));
        var open = entries.Where(e => e.Tags.Contains(watched.Tag)).GroupBy(e => e.Tags.First(t => t.Kind == "alert").Value)
            .Select(g => Alert.Of([.. g])).OfType<Alert>().Where(a => a is { State: "open", Raised.Cause: Letter }).ToList();
        facts.AddRange(open.Where(_ => letter is null || (moment is not null && !told)).Select(a => Alert.Gone(a.Raised, letter is null ? "事由已消除（系统）" : "由后一期预警接续（系统）")));
        if (moment is { } at && !told)
        {
            var asked = new Asked(file.Team, file.Team, file.Officers.Count > 0 ? file.Officers[0].Id : "", []);
            facts.Add(Alert.Raise(Alert.Of(tools.NewId(), watched, new Clock(Letter, "", last, null, null, "", false), asked, Law.At(file.Book), now), $"{at:yyyyMMddHHmmss}"));
        }

        return facts.Count > 0 ? Outcome.Of([.. facts]) : Outcome.No("nothing_due", new Text("没有到期", "nothing is due", "لا شيء مستحق"), new Text("无需操作", "nothing to do", "لا يلزم شيء"));
    }

    /// <summary>True when an open case can act on the letter's last day by that letter, and on the day after by no line at all.</summary>
    private bool RestsOn(CaseFile file, Grant letter)
    {
        if (file.Item != letter.Item || file.DecidedAlready || file.Stage is Stage.Ended or Stage.Archived or Stage.Referred or Stage.Transferred)
        {
            return false;
        }

        var end = letter.To!.Value;
        return LineOn(end)?.Id == letter.Id && LineOn(end.AddDays(1)) is null;

        Grant? LineOn(DateOnly day)
        {
            var filed = file.FiledOn ?? day;
            return Law.Catalogue.Find(new PowerQuestion(file.Item, Law.TeamFor(file.Opened.Locality, filed), file.ActDay, filed, null, day)).Line;
        }
    }

    /// <summary>The newest moment at which somebody is told of a letter's end; null before the first, and once it lies back longer than the clock looks.</summary>
    private DateTimeOffset? MomentOf(Book book, DateOnly to, DateTimeOffset now)
    {
        var last = ShanghaiTime.Start(to.AddDays(1));
        return last > now.AddDays(-LooksLate) ? Clocks.Moments(Letter, last, Law.At(book)).Where(m => m <= now).Select(m => (DateTimeOffset?)m).LastOrDefault() : null;
    }
}
