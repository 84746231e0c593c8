using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>A matter that waits with a department and whose item a change touches: it stays where it was filed.</summary>
/// <param name="Whistle">The call.</param>
/// <param name="Holder">Who has it.</param>
public sealed record TouchedWhistle(Whistle Whistle, string Holder);

/// <summary>What a change of powers does to everything open.</summary>
/// <param name="Cases">Cases, by day and number.</param>
/// <param name="Whistles">Calls that wait with a department.</param>
public sealed record Touched(IReadOnlyList<TouchedCase> Cases, IReadOnlyList<TouchedWhistle> Whistles);

/// <summary>Changes of powers, and what becomes of open matters.</summary>
public sealed partial class Desk
{
    /// <summary>Every open case and call that a change touches, in the books of its region; the same before publishing and after.</summary>
    public async Task<Touched> TouchedAsync(Revision revision, DateTimeOffset now, CancellationToken cancel = default)
    {
        var d = revision.Draft;
        var read = tools.ReadRevision(d.Revision, d.Region, d.Title, d.Files, revision.PublishedAt ?? now, Law);
        var published = Law.Packs.FirstOrDefault(p => p.Id == Revision.TagOf(d.Revision).ToString());
        if ((published ?? read.Pack) is not { } change)
        {
            return new Touched([], []);
        }

        var after = published is null ? Law.With(change) : Law;
        var items = change.Grants.Select(g => g.Item.Value).Concat(change.Retrievals.Select(r => r.Item.Value)).ToHashSet();
        var (cases, whistles, today) = (new List<TouchedCase>(), new List<TouchedWhistle>(), ShanghaiTime.Day(now));
        var (opened, blown) = (Body.KindOf(typeof(CaseOpened)), Body.KindOf(typeof(WhistleBlown)));
        foreach (var book in BooksOf(d.Region, today))
        {
            foreach (var entry in (await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries.Where(e => e.Kind == opened || e.Kind == blown))
            {
                switch (Body.Read(entry))
                {
                    case CaseOpened o when items.Contains(o.Item) && await CaseAsync(book, o.Case, cancel) is { } file && TouchedCase.Of(file, change, d.Revision, after, today) is { } touched:
                        cases.Add(touched);
                        break;
                    case WhistleBlown { Kind: "refer", Case: null } b when items.Contains(b.Item) && ShanghaiTime.Day(entry.At) is var blownOn
                        && (change.Grants.Any(g => g.Item.Value == b.Item && after.Catalogue.Reaches(g.Reach, b.From, blownOn, today))
                            || change.Retrievals.Any(r => r.Item.Value == b.Item && after.Catalogue.Reaches(r.Reach, b.From, blownOn, today)))
                        && await WhistleAsync(book, b.Whistle, cancel) is { State: not "done" } whistle:
                        whistles.Add(new TouchedWhistle(whistle, whistle.Holder));
                        break;
                }
            }
        }

        return new Touched([.. cases.OrderBy(c => c.What).ThenBy(c => c.File.Opened.Number, StringComparer.Ordinal)], whistles);
    }

    /// <summary>
    /// Carries a published change out: each touched case is kept or handed over by an entry, the department is called by a whistle, and whoever has the case in hand gets an alert. A case
    /// for which it was done is passed over, so that it may be asked again on each of the change's days.
    /// </summary>
    public async Task<IReadOnlyList<DeskAnswer>> CarryOutAsync(Revision revision, Request request, CancellationToken cancel = default)
    {
        if (revision.State != "published")
        {
            return [new DeskAnswer.Refused(new Refusal("not_published", new Text("修订还没有发布", "the change is not published", "لم يُنشر التعديل"), new Text("先由另一人发布", "let another person publish it first", "لينشره شخص آخر أولاً")))];
        }

        // What another node published a moment ago is law here too.
        await shelf.RefreshAsync(journal, tools, cancel);
        var (answers, today) = (new List<DeskAnswer>(), ShanghaiTime.Day(request.At));
        foreach (var touched in (await TouchedAsync(revision, request.At, cancel)).Cases.Where(c => c.Due(revision.Draft.Revision, today)))
        {
            var (id, book, call, alert) = (touched.File.Id, touched.File.Book, tools.NewId(), tools.NewId());
            answers.Add(await DoAsync(book, request with { Key = $"{request.Key}:{id}", Seen = null }, [CaseFile.TagOf(id)], entries =>
            {
                // Decided anew from what stands in the record at this moment.
                var file = CaseFile.Of(entries)!;
                var change = Law.Packs.First(p => p.Id == Revision.TagOf(revision.Draft.Revision).ToString());
                return Task.FromResult(TouchedCase.Of(file, change, revision.Draft.Revision, Law, today) is { } now && now.Due(revision.Draft.Revision, today)
                    ? Outcome.Of([.. now.Fact(revision.Draft.Revision, today) is { } fact ? [fact] : Array.Empty<Fact>(), .. Call(now, call, request.At), TellOf(now, revision.Draft.Revision, alert, request.At)])
                    : Outcome.No("nothing_to_do", new Text("这件案件已经处理", "nothing is left to do for this case", "لم يبق شيء لهذه القضية"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة")));
            }, cancel));
        }

        return answers;
    }

    /// <summary>Days after a change's own day for which the clock still looks; later somebody carries it out by hand.</summary>
    private const int LooksLate = 30;

    /// <summary>到期施行: carries out every published change on its days, as the clock does each day and whenever something was published; how many cases it kept or moved.</summary>
    public async Task<int> CarryOutDueAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        await shelf.RefreshAsync(journal, tools, cancel);
        var (done, today) = (0, ShanghaiTime.Day(now));
        foreach (var entry in await journal.FindAsync(Revision.PublishedTag, int.MaxValue, cancel))
        {
            var id = ((RevisionPublished)Body.Read(entry)).Revision;
            var change = Law.Packs.First(p => p.Id == Revision.TagOf(id).ToString());
            if (change.Grants.Select(g => g.From).Concat(change.Retrievals.Select(r => r.On)).Any(d => d <= today && d > today.AddDays(-LooksLate)) && await RevisionAsync(entry.Book, id, cancel) is { } revision)
            {
                // A key of its own each time: that nothing is done twice is held by what stands in each case.
                done += (await CarryOutAsync(revision, new Request(By.System, now, $"carry-{id}-{tools.NewId()}"), cancel)).Count(a => a is DeskAnswer.Done);
            }
        }

        return done;
    }

    /// <summary>
    /// Open cases whose locality no longer stands, and open calls of or with an organ that ended: each goes to whoever goes on by an entry. The record stays in its book and is found under both codes.
    /// A call of which nobody can tell who goes on raises an alert for the town that called and for supervision.
    /// </summary>
    public async Task<IReadOnlyList<DeskAnswer>> SucceedAsync(Book book, Request request, CancellationToken cancel = default)
    {
        var (answers, today) = (new List<DeskAnswer>(), ShanghaiTime.Day(request.At));
        var (opened, blown) = (Body.KindOf(typeof(CaseOpened)), Body.KindOf(typeof(WhistleBlown)));
        foreach (var entry in (await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries.Where(e => e.Kind == opened || e.Kind == blown))
        {
            var answer = Body.Read(entry) switch
            {
                CaseOpened o when Law.TeamFor(o.Locality, today) != o.Locality => await SucceedOneAsync(book, o.Case, request with { Key = $"{request.Key}:{o.Case}", Seen = null }, cancel),
                WhistleBlown b => await SucceedWhistleAsync(book, b.Whistle, request with { Key = $"{request.Key}:{b.Whistle}", Seen = null }, cancel),
                _ => null,
            };
            if (answer is DeskAnswer.Done)
            {
                answers.Add(answer);
            }
        }

        return answers;
    }

    /// <summary>
    /// 承继: hands the open cases and calls of every town and county that ended within the last month to its successor, as the clock does; how many. Later the first act on a case or a call does it.
    /// </summary>
    public async Task<int> SucceedDueAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var (done, today) = (0, ShanghaiTime.Day(now));
        var since = today.AddDays(-LooksLate);
        var towns = Law.Localities.Where(l => Law.HeirOf(l.Code, today) != Law.HeirOf(l.Code, since)).Select(l => l.County);
        var counties = Law.Counties.Where(c => Law.HeirOf(c.Code, today) != Law.HeirOf(c.Code, since)).Select(c => c.Code);
        foreach (var county in towns.Concat(counties).Distinct())
        {
            done += (await SucceedAsync(new Book(county), new Request(By.System, now, $"succeed-{county}-{tools.NewId()}"), cancel)).Count;
        }

        return done;
    }

    /// <summary>A call as it stands now: one whose town or holder has ended goes to whoever goes on before anything is done with it.</summary>
    private async Task<Whistle?> HeldAsync(Book book, string id, Request request, CancellationToken cancel)
    {
        var whistle = await WhistleAsync(book, id, cancel);
        var today = ShanghaiTime.Day(request.At);
        if (whistle is null || SucceedWhistle.FactsOf(whistle, Law, today).Count == 0)
        {
            return whistle;
        }

        await SucceedWhistleAsync(book, id, request with { By = By.System, Key = $"succeed:{id}:{today:yyyyMMdd}", Seen = null }, cancel);
        return await WhistleAsync(book, id, cancel);
    }

    private async Task<DeskAnswer> SucceedWhistleAsync(Book book, string id, Request request, CancellationToken cancel)
    {
        var (watched, today) = (new Watched("whistle", id, Whistle.TagOf(id)), ShanghaiTime.Day(request.At));
        return await DoAsync(book, request, [watched.Scope, watched.Tag], entries =>
        {
            var whistle = Whistle.Of([.. entries.Where(e => e.Tags.Contains(watched.Scope))])!;
            var facts = SucceedWhistle.FactsOf(whistle, Law, today).ToList();
            if (!SucceedWhistle.Stranded(whistle, Law, today))
            {
                // The bureau settled it, or the law names somebody now.
                facts.AddRange(entries.Where(e => e.Tags.Contains(watched.Tag)).GroupBy(e => e.Tags.First(t => t.Kind == "alert").Value)
                    .Select(g => Alert.Of([.. g])).OfType<Alert>().Where(a => a is { State: "open", Raised.Cause: NoHeir }).Select(a => Alert.Gone(a.Raised, "事由已消除（系统）")));
            }
            else if (!entries.Any(e => e.Slots.Contains(Alert.SlotOf(NoHeir, watched.Kind, id))))
            {
                facts.Add(Alert.Raise(StrandedAlert(whistle, watched, tools.NewId(), request.At)));
            }

            return Task.FromResult(facts.Count > 0 ? Outcome.Of([.. facts]) : Outcome.No("nothing_to_do",
                new Text("这次吹哨没有要移交的", "nothing is left to do for this call", "لم يبق شيء لهذا الاستدعاء"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة")));
        }, cancel);
    }

    /// <summary>Cause of the alert about a call that nobody can be said to have.</summary>
    private const string NoHeir = "no-heir";

    /// <summary>Asked is whoever leads the town that called; supervision sees every alert of its county from the start.</summary>
    private AlertRaised StrandedAlert(Whistle whistle, Watched about, string alert, DateTimeOffset at)
    {
        var today = ShanghaiTime.Day(at);
        var (town, old) = (Law.HeirOf(whistle.Town, today) ?? whistle.Town, Law.NameOf(whistle.Holder));
        return Alert.From(
            new FenceAnswer(NoHeir, "R-WHI-02", FenceVerdict.Caution,
                new Text($"{old.Zh}已撤销，没有来源写明由哪个部门承接这次吹哨", $"{old.En} has ended, and no source says which department this call goes to", $"انتهت {old.Ar} ولا يذكر أي مصدر إلى أي إدارة يؤول هذا الاستدعاء"),
                "行政处罚法 25", new Text("由司法局裁定由谁办理", "the justice bureau settles whose it is", "يفصل مكتب العدل في الجهة المختصة"), []),
            alert, about.Kind, about.Id, town, town, "", [], Law.At(whistle.Book), at);
    }

    private Task<DeskAnswer> SucceedOneAsync(Book book, string id, Request request, CancellationToken cancel) =>
        DoAsync(book, request, [CaseFile.TagOf(id)], entries =>
        {
            var file = CaseFile.Of(entries)!;
            var team = Law.TeamFor(file.Opened.Locality, ShanghaiTime.Day(request.At));
            var (from, to) = (Law.NameOf(file.Opened.Locality), Law.NameOf(team));
            return Task.FromResult(file.Team == team || file.Stage is Stage.Ended or Stage.Archived
                ? Outcome.No("nothing_to_do", new Text("这件案件已经处理", "nothing is left to do for this case", "لم يبق شيء لهذه القضية"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"))
                : Outcome.Of(Body.Fact(
                    new CaseSucceeded(file.Id, file.Team, team, new Text($"{from.Zh}已由{to.Zh}承继", $"{from.En} was succeeded by {to.En}", $"خلفت {to.Ar} {from.Ar}")),
                    [.. file.Tags, new Tag("at", team)], null, null, file.Under)));
        }, cancel);

    /// <summary>Use and outcome of every item in a book and a period, with a proposal for each (Penalties art. 24).</summary>
    public async Task<IReadOnlyList<PowerEvaluation>> EvaluatePowersAsync(Book book, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default) =>
        PowerEvaluation.Of((await journal.ReadAsync(book, [], limit: int.MaxValue, cancel: cancel)).Entries, Law, book, from, to);

    /// <summary>The books of a region's counties, and those in which the matters of towns that moved there go on.</summary>
    private IEnumerable<Book> BooksOf(string region, DateOnly day)
    {
        var counties = Law.Counties.Where(c => RegionCode.Reaches(region, c.Code)).Select(c => c.Code).ToList();
        var ended = Law.Counties.Select(c => c.Code).Where(c => counties.Contains(Law.CountyFor(c, day)));
        return counties.Concat(ended).Concat(counties.SelectMany(c => Law.Catalogue.CameOver(c, day)).Select(old => Law.Locality(old)!.County)).Distinct().Select(c => new Book(c));
    }

    private IEnumerable<Fact> Call(TouchedCase touched, string call, DateTimeOffset at)
    {
        if (touched.What == Touch.Moves)
        {
            var file = touched.File;
            yield return Body.Fact(
                new WhistleBlown(call, touched.From, touched.To, touched.Why, "", file.Opened.Item, file.Opened.Report, file.Id, WhistleClock.AnswerBy(Law.At(file.Book), at), "refer"),
                [Whistle.TagOf(call), .. file.Tags, new Tag("at", touched.From)], null, null, file.Under);
        }
    }

    /// <summary>The alert for whoever has the case in hand; without a named officer the leader is asked.</summary>
    private Fact TellOf(TouchedCase touched, string revision, string alert, DateTimeOffset at)
    {
        var file = touched.File;
        var handler = file.Officers.Count > 0 ? file.Officers[0].Id : "";
        var (number, to, why) = (file.Opened.Number, Law.NameOf(touched.To), touched.Why);
        var (fact, way) = touched.What switch
        {
            Touch.Moves => (
                new Text($"{number} 已移交{to.Zh}", $"{number} was handed over to {to.En}", $"سُلّمت {number} إلى {to.Ar}"),
                new Text("把材料交给接收部门", "pass the papers on to the department", "سلّم الأوراق إلى الإدارة")),
            Touch.Keeps => (
                new Text($"{number} 的事项权限有变化，案件仍由{to.Zh}办理", $"the power for {number} has changed; the case stays with {to.En}", $"تغيرت صلاحية {number} وتبقى القضية لدى {to.Ar}"),
                new Text($"继续办理：{why.Zh}", $"go on: {why.En}", $"تابع: {why.Ar}")),
            _ => (
                new Text($"{number} 的事项权限有变化，没有来源写明以后由谁办理", $"the power for {number} has changed, and no source says whose the case is now", $"تغيرت صلاحية {number} ولا يذكر أي مصدر لمن القضية الآن"),
                new Text($"由人决定后移送或者继续办理：{why.Zh}", $"decide whose it is, then refer it or go on: {why.En}", $"قرر لمن هي ثم أحلها أو تابع: {why.Ar}")),
        };
        var raised = Alert.From(
            new FenceAnswer("power-change", "R-COMP-09", FenceVerdict.Caution, fact, touched.Article, way, []),
            alert, "case", file.Id, touched.From, touched.From, handler, [], Law.At(file.Book), at);
        return Body.Fact(raised, [Alert.TagOf(alert), new Tag("alerts", raised.Organ), .. file.Tags], [touched.Told(revision)], null, file.Under);
    }
}
