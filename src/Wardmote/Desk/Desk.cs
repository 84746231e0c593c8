using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>A request as the host gives it.</summary>
/// <param name="By">Who.</param>
/// <param name="At">Server time.</param>
/// <param name="Key">Idempotency key made by the client.</param>
/// <param name="Seen">Newest sequence the page showed; null when the caller saw no page. A stale page is refused, not overwritten.</param>
/// <param name="Name">The person's name as it stands under a document; null = as the roster says.</param>
public sealed record Request(By By, DateTimeOffset At, string Key, long? Seen = null, Text? Name = null);

/// <summary>What came of a request.</summary>
public abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>Written.</summary>
    public sealed record Done(IReadOnlyList<Entry> Entries, bool Repeated) : DeskAnswer;

    /// <summary>Not written, and why.</summary>
    public sealed record Refused(Refusal Refusal) : DeskAnswer;

    /// <summary>Stopped by a fence; the stop is written.</summary>
    public sealed record Stopped(IReadOnlyList<FenceAnswer> Fences, IReadOnlyList<Entry> Entries) : DeskAnswer;
}

/// <summary>What the desk needs from the host beside the journal: chance, keyed marks, templates.</summary>
public interface IDeskTools
{
    /// <summary>A new id, sortable by time.</summary>
    string NewId();

    /// <summary>A short public check code.</summary>
    string NewCheckCode();

    /// <summary>Keyed mark by which the same party is known again within a book; the key never leaves the host.</summary>
    string PartyMark(Book book, Party party);

    /// <summary>A document template in a language, as the nearest pack that reaches the place words it; throws when none does.</summary>
    Template Template(LawOfThePlace place, string id, string language);

    /// <summary>Reads the files of a revision as a pack that lies over the law; its lines count as recorded when it was published.</summary>
    RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law);
}

/// <summary>办事: acts that span modules; what pages, API and command line call. Reads, lets the act decide, appends on condition that nothing moved; otherwise again.</summary>
public sealed partial class Desk(IJournal journal, LawShelf shelf, IDeskTools tools)
{
    private const int Tries = 8;

    /// <summary>A desk over a law that nothing is published into.</summary>
    public Desk(IJournal journal, LawInForce law, IDeskTools tools)
        : this(journal, new LawShelf(law), tools)
    {
    }

    /// <summary>The law in force at this moment.</summary>
    public LawInForce Law => shelf.InForce;

    /// <summary>The same desk over another view of the journal.</summary>
    public Desk Over(IJournal view) => new(view, shelf, tools);

    /// <summary>Lodges a report.</summary>
    public Task<DeskAnswer> LodgeAsync(LodgeReport report, Request request, CancellationToken cancel = default)
    {
        var book = new Book(Law.Locality(report.Locality)?.County ?? RegionCode.Nation);
        return DoAsync(book, request, [Report.TagOf(report.Report)], _ => Task.FromResult(report.On(Law, ShanghaiTime.Day(request.At))), cancel);
    }

    /// <summary>A report by id; null when there is none in the book.</summary>
    public async Task<Report?> ReportAsync(Book book, string report, CancellationToken cancel = default) =>
        Report.Of((await journal.ReadAsync(book, [Report.TagOf(report)], cancel: cancel)).Entries);

    /// <summary>A report by tracking code; null when no report has it.</summary>
    public async Task<Report?> TrackAsync(string code, CancellationToken cancel = default)
    {
        var found = await journal.FindAsync(new Tag("track", TrackingCode.Hash(code)), 1, cancel);
        return found is [var entry, ..] && Body.Read(entry) is ReportLodged lodged ? await ReportAsync(entry.Book, lodged.Report, cancel) : null;
    }

    /// <summary>A case; null when there is none in the book.</summary>
    public async Task<CaseFile?> CaseAsync(Book book, string id, CancellationToken cancel = default) =>
        CaseFile.Of((await journal.ReadAsync(book, [CaseFile.TagOf(id)], cancel: cancel)).Entries);

    /// <summary>A whistle; null when there is none in the book.</summary>
    public async Task<Whistle?> WhistleAsync(Book book, string id, CancellationToken cancel = default) =>
        Whistle.Of((await journal.ReadAsync(book, [Whistle.TagOf(id)], cancel: cancel)).Entries);

    /// <summary>An organ's team: a locality's, or a department's own officers.</summary>
    public async Task<Roster> RosterAsync(string organ, CancellationToken cancel = default) =>
        Roster.Of((await journal.ReadAsync(new Book(CountyOf(organ)), [Roster.TagOf(organ)], cancel: cancel)).Entries);

    /// <summary>A party's details; null when erased or never recorded.</summary>
    public async Task<Party?> PartyAsync(CaseFile file, CancellationToken cancel = default) =>
        file.Site?.PartyEnvelope is { } id && await journal.OpenAsync(file.Book, id, cancel) is { } json ? JsonSerializer.Deserialize<Party>(json, Body.Json) : null;

    /// <summary>The reporter adds words or photos.</summary>
    public Task<DeskAnswer> AddAsync(Book book, string report, AddToReport add, Request request, CancellationToken cancel = default) =>
        OnReportAsync(book, report, request, r => add.On(r), cancel);

    /// <summary>The reporter says that it is not solved.</summary>
    public Task<DeskAnswer> ReopenAsync(Book book, string report, ReopenReport reopen, Request request, CancellationToken cancel = default) =>
        OnReportAsync(book, report, request, r => reopen.On(r), cancel);

    /// <summary>A person says that two reports are one matter; both reporters are told of the one result. What has its answer already takes nobody in: the other would never be told.</summary>
    public Task<DeskAnswer> JoinAsync(Book book, string report, string into, string reason, Request request, CancellationToken cancel = default)
    {
        IReadOnlyList<Tag> both = [Report.TagOf(report), Report.TagOf(into)];
        return DoAsync(book, request, both, entries =>
        {
            Report? Of(Tag tag) => Report.Of([.. entries.Where(e => e.Tags.Contains(tag))]);
            return Task.FromResult(Of(both[0]) is not { } r ? NotFound()
                : into == report || r.State is "answered" or "joined" || Of(both[1]) is null or { State: "answered" or "joined" }
                    ? Outcome.No("cannot_join", new Text("这件举报不能并入", "this report cannot be joined", "لا يمكن ضم هذا البلاغ"), new Text("选择另一件尚未答复的举报", "choose another report not yet answered", "اختر بلاغاً آخر لم يُجب عنه"))
                    : Outcome.Of(Body.Fact(new ReportJoined(report, into, reason.Trim()), both)));
        }, cancel);
    }

    /// <summary>Somebody opened the reporter's contact, with a reason; the opening is an entry. Null when there is no contact.</summary>
    public async Task<(DeskAnswer Answer, Contact? Contact)> OpenContactAsync(Book book, string report, string reason, Request request, CancellationToken cancel = default)
    {
        string? envelope = null;
        var answer = await OnReportAsync(book, report, request, r =>
        {
            envelope = r.Lodged.ContactEnvelope;
            return envelope is null || reason.Trim().Length == 0
                ? Outcome.No("reason_needed", new Text("查看联系方式须写明理由", "opening the contact needs a reason", "فتح بيانات الاتصال يحتاج إلى سبب"), new Text("写一句理由；查看会被记录", "write one; the opening is recorded", "اكتب سبباً؛ ويُسجَّل الفتح"))
                : Outcome.Of(Body.Fact(new ContactOpened(report, reason.Trim()), [Report.TagOf(report)]));
        }, cancel);
        return (answer, answer is DeskAnswer.Done ? await ContactInAsync(book, envelope, cancel) : null);
    }

    private async Task<Contact?> ContactInAsync(Book book, string? envelope, CancellationToken cancel) =>
        envelope is not null && await journal.OpenAsync(book, envelope, cancel) is { } json ? JsonSerializer.Deserialize<Contact>(json, Body.Json) : null;

    /// <summary>Who may act on an item at a place today, for a matter not yet filed.</summary>
    public PowerAnswer Power(ItemCode item, string locality, DateOnly act, DateOnly filed) => Law.Catalogue.Ask(new PowerQuestion(item, locality, act, filed));

    /// <summary>
    /// 分流: a person says what a report is about; the catalogue says whose it is; the team gets a case, a department a whistle, or the reporter the right door.
    /// </summary>
    public Task<DeskAnswer> TriageAsync(Book book, string report, string verdict, string? item, string door, string reason, Request request, CancellationToken cancel = default, string? secondOpinion = null)
    {
        var (matter, call) = (tools.NewId(), tools.NewId());
        var today = ShanghaiTime.Day(request.At);
        return DoAsync(book, request, [Report.TagOf(report)], async entries =>
        {
            if (Report.Of(entries) is not { } r)
            {
                return NotFound();
            }

            if (r.State is not ("lodged" or "asked" or "reopened" or "undecided"))
            {
                return Outcome.No("already_routed", new Text("这件举报已经分流", "this report was already routed", "وُجّه هذا البلاغ بالفعل"), new Text("刷新页面看最新进展", "reload the page to see what happened", "أعد تحميل الصفحة"));
            }

            var hinted = r.Lodged.Hints.Candidates is [var best, ..] ? best.Item : "";
            var triaged = Body.Fact(new ReportTriaged(report, verdict, item, hinted, verdict == "item" && item == hinted, door, reason.Trim(), secondOpinion), [Report.TagOf(report), AdoptSentences.TriagedIn(book)]);
            switch (verdict)
            {
                case "none":
                    return Outcome.Of(triaged, Body.Fact(new ReportAnswered(report, "not_enforcement", NotEnforcement(door, reason), null), [Report.TagOf(report)]));
                case "asked" when reason.Trim().Length == 0:
                    return Outcome.No("question_needed", new Text("写明要问什么", "say what you ask", "اذكر ما تسأل عنه"), new Text("举报人会在查询页看到", "the reporter sees it on the tracking page", "سيراه المبلِّغ في صفحة المتابعة"));
                case "asked":
                    return Outcome.Of(triaged);
            }

            if (item is null || !Law.Catalogue.Knows(new ItemCode(item)))
            {
                return Outcome.No("no_item", new Text("没有这个事项", "there is no such item", "لا يوجد بند كهذا"), new Text("从列表选择事项", "choose an item from the list", "اختر بنداً من القائمة"));
            }

            return await RouteAsync(r, new ItemCode(item), triaged, matter, call, today, request.At, cancel);
        }, cancel);
    }

    private async Task<Outcome> RouteAsync(Report r, ItemCode item, Fact triaged, string matter, string call, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var report = r.Lodged.Report;
        var found = ShanghaiTime.Day(r.At);

        // A report of a town that has been merged or moved since is its successor's.
        var power = Power(item, Law.TeamFor(r.Lodged.Locality, today), found, today);
        var why = power.Why[0];
        ReportRouted Routed(string to, string? openedCase, string? blown) =>
            new(report, to, power.Answer.ToString().ToLowerInvariant(), power.Certainty.ToString().ToLowerInvariant(), why.Text, why.Article, openedCase, blown);

        if (power.Answer is Holding.Held or Holding.Concurrent)
        {
            var series = OpenCase.Series(r.Lodged.Locality, today.Year);
            var earlier = await CountAsync<CaseOpened>(r.Book, series, cancel);
            var opened = new OpenCase(matter, report, item, r.Lodged.Locality, r.Point, r.Lodged.Address, "report", found).On(Law, power, earlier, today);
            return opened is Outcome.Do { Facts: [var fact, ..] }
                ? Outcome.Of(triaged, Body.Fact(Routed(r.Lodged.Locality, matter, null), [Report.TagOf(report), CaseFile.TagOf(matter)]), fact)
                : opened;
        }

        if (power is { Answer: Holding.Department, Holder: { } agency })
        {
            var blown = new WhistleBlown(call, r.Lodged.Locality, agency, why.Text, "", item.Value, report, null, WhistleClock.AnswerBy(Law.At(r.Book), now), "refer");
            return Outcome.Of(triaged,
                Body.Fact(Routed(agency, null, call), [Report.TagOf(report), Whistle.TagOf(call)]),
                Body.Fact(blown, [Report.TagOf(report), Whistle.TagOf(call), new Tag("at", r.Lodged.Locality)]));
        }

        // Nobody or unknown: the county justice bureau says whose it is (Penalties art. 25), and the reporter sees that.
        var bureau = Whistle.JusticeBureau(r.Book);
        var dispute = new WhistleBlown(call, r.Lodged.Locality, bureau, why.Text, "", item.Value, report, null, WhistleClock.SettleBy(Law.At(r.Book), now), "refer");
        return Outcome.Of(triaged,
            Body.Fact(Routed(bureau, null, call), [Report.TagOf(report), Whistle.TagOf(call)]),
            Body.Fact(dispute, [Report.TagOf(report), Whistle.TagOf(call), new Tag("at", r.Lodged.Locality)]));
    }

    /// <summary>An officer opens a case from a patrol.</summary>
    public Task<DeskAnswer> OpenPatrolCaseAsync(string locality, ItemCode item, Point? point, string address, Request request, CancellationToken cancel = default)
    {
        var place = Law.Locality(locality)!;
        var today = ShanghaiTime.Day(request.At);
        var series = OpenCase.Series(locality, today.Year);
        var matter = tools.NewId();
        return DoAsync(new Book(place.County), request, [CaseFile.TagOf(matter), series], entries => Task.FromResult(
            new OpenCase(matter, null, item, locality, point, address, "patrol", today).On(Law, Power(item, locality, today, today), Count<CaseOpened>(entries), today)), cancel);
    }

    /// <summary>A department answers a whistle.</summary>
    public Task<DeskAnswer> RespondAsync(Book book, string whistle, RespondToWhistle answer, Request request, CancellationToken cancel = default) =>
        OnWhistleAsync(book, whistle, request, (w, call) => answer.On(w, Law, request.At, call), cancel);

    /// <summary>The clock hands an unanswered whistle to the justice bureau.</summary>
    public Task<DeskAnswer> EscalateAsync(Book book, string whistle, Request request, CancellationToken cancel = default) =>
        OnWhistleAsync(book, whistle, request, (w, _) => new EscalateWhistle().On(w, Law, request.At), cancel);

    /// <summary>The justice bureau settles whose a matter is.</summary>
    public Task<DeskAnswer> SettleAsync(Book book, string whistle, SettleWhistle settle, Request request, CancellationToken cancel = default) =>
        OnWhistleAsync(book, whistle, request, (w, _) => Below("whistle.settle", request) ?? settle.On(w, Law), cancel);

    /// <summary>The owner says what came of it, and the reporters are told in the same step.</summary>
    public async Task<DeskAnswer> FinishAsync(Book book, string whistle, FinishWhistle finish, string holder, Request request, CancellationToken cancel = default)
    {
        // The report is guarded too: who is joined to it at this moment is told as well.
        var tag = Whistle.TagOf(whistle);
        IReadOnlyList<Tag> tags = (await WhistleAsync(book, whistle, cancel))?.Blown.Report is { } about ? [tag, Report.TagOf(about)] : [tag];
        return await DoAsync(book, request, tags, async entries =>
        {
            if (Whistle.Of([.. entries.Where(e => e.Tags.Contains(tag))]) is not { } w)
            {
                return NotFound();
            }

            var outcome = finish.On(w, holder);
            return outcome is Outcome.Do done && w.Blown.Report is { } report
                ? new Outcome.Do([.. done.Facts, .. await AnswersAsync(book, report, finish.Outcome, Text.Same(finish.Words), null, cancel)])
                : outcome;
        }, cancel);
    }

    private async Task<DeskAnswer> OnWhistleAsync(Book book, string whistle, Request request, Func<Whistle, JointCall?, Outcome> act, CancellationToken cancel)
    {
        var tag = Whistle.TagOf(whistle);
        var known = await WhistleAsync(book, whistle, cancel);
        IReadOnlyList<Tag> tags = [tag, .. known?.Blown is { Kind: "refer", Case: { } referred } ? [CaseFile.TagOf(referred)] : Array.Empty<Tag>(), .. known?.Call is { } call ? [JointCall.TagOf(call.Call)] : Array.Empty<Tag>()];
        return await DoAsync(book, request, tags, async entries =>
            Whistle.Of([.. entries.Where(e => e.Tags.Contains(tag))]) is { } w ? await WithCaseAsync(w, act(w, w.Call is null ? null : JointCall.Of(entries)), cancel) : NotFound(), cancel);
    }

    /// <summary>A referred case follows its whistle: taken ends it here, returned or unanswered puts it before the justice bureau, settled says whose it is.</summary>
    private async Task<Outcome> WithCaseAsync(Whistle whistle, Outcome outcome, CancellationToken cancel)
    {
        if (outcome is not Outcome.Do done || whistle.Blown is not { Kind: "refer", Case: { } id } || await CaseAsync(whistle.Book, id, cancel) is not { } file)
        {
            return outcome;
        }

        foreach (var fact in done.Facts)
        {
            AnswerReferral? answer = fact.Kind switch
            {
                "whistle.taken/1" when Read<WhistleTaken>(fact) is var t => new AnswerReferral("taken", t.Agency, t.Words.Length > 0 ? t.Words : "部门已接收"),
                "whistle.returned/1" when Read<WhistleReturned>(fact) is var r => new AnswerReferral("disputed", r.Agency, r.Reason),
                "whistle.escalated/1" when Read<WhistleEscalated>(fact) is var e => new AnswerReferral("disputed", e.Agency, "逾期未答复"),
                "whistle.settled/1" when Read<WhistleSettled>(fact) is var s => new AnswerReferral(s.Owner == file.Team || s.Owner == file.Opened.Locality ? "returned" : "taken", s.Owner, s.Reason),
                _ => null,
            };
            if (answer is not null && Powered(file, answer.On(file)) is Outcome.Do follow)
            {
                return new Outcome.Do([.. done.Facts, .. follow.Facts]);
            }
        }

        return outcome;
    }

    private static T Read<T>(Fact fact) => JsonSerializer.Deserialize<T>(fact.Body, Body.Json)!;

    private async Task<DeskAnswer> OnReportAsync(Book book, string report, Request request, Func<Report, Outcome> act, CancellationToken cancel) =>
        await DoAsync(book, request, [Report.TagOf(report)], entries => Task.FromResult(Report.Of(entries) is { } r ? act(r) : NotFound()), cancel);

    /// <summary>Answers to a report and to every report joined to it, also by way of another: whoever reported is told where they reported (R-12345-01).</summary>
    private async Task<IReadOnlyList<Fact>> AnswersAsync(Book book, string report, string outcome, Text words, Evidence.Exhibit? photo, CancellationToken cancel)
    {
        var told = new List<string>();
        for (var asked = new Queue<string>([report]); asked.TryDequeue(out var id);)
        {
            if (!told.Contains(id) && await ReportAsync(book, id, cancel) is { } one)
            {
                told.Add(id);
                one.Joined.ForEach(asked.Enqueue);
            }
        }

        return [.. told.Select(id => Body.Fact(new ReportAnswered(id, outcome, words, photo), [Report.TagOf(id)]))];
    }

    /// <summary>
    /// The one loop: read by tags, decide, append provided nothing new carries them; when it moved, read and decide again. What is remembered will do for the first try, because a page has mostly just
    /// been read: the append asks whether it was the newest. Nobody is refused from memory.
    /// </summary>
    private async Task<DeskAnswer> DoAsync(Book book, Request request, IReadOnlyList<Tag> tags, Func<IReadOnlyList<Entry>, Task<Outcome>> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var remembered = attempt == 0 ? journal.Recall(book, tags) : null;
            var (entries, guard) = remembered is null ? await ReadAsync(book, tags, cancel) : (remembered.Entries, remembered.Guard);
            var outcome = request.Seen is { } seen && entries.LastOrDefault(e => e.Tags.Contains(tags[0])) is { } newest && newest.Sequence > seen
                ? new Outcome.Refuse(Stale(newest))
                : await decide(entries);
            if (outcome is Outcome.Refuse refuse)
            {
                if (remembered is not null)
                {
                    continue;
                }

                return await RefusedAsync(book, request, refuse.Refusal, cancel);
            }

            var facts = outcome is Outcome.Do done ? done.Facts : ((Outcome.Stop)outcome).Facts;
            AppendAnswer answer;
            try
            {
                answer = await journal.AppendAsync(new Append(book, request.Key, request.By, request.At, facts, guard), cancel);
            }
            catch (KeyReused same) when (same.Written[0].By.Person == request.By.Person)
            {
                // The same form arrived twice; ids differ, the request does not: the first one stands.
                return Again(same.Written);
            }

            switch (answer)
            {
                case AppendAnswer.Written written:
                    return outcome is Outcome.Stop stop ? new DeskAnswer.Stopped(stop.Fences, written.Entries) : new DeskAnswer.Done(written.Entries, written.Repeated);
                case AppendAnswer.SlotTaken taken when taken.Slot.StartsWith("fine:", StringComparison.Ordinal):
                    return new DeskAnswer.Refused(new Refusal("fined_already",
                        new Text("同一行为已经罚款", "the same act was already fined", "سبق تغريم الفعل نفسه"),
                        new Text("不得再次罚款；可以责令改正", "no second fine; an order to correct remains possible", "لا غرامة ثانية؛ ويبقى الأمر بالتصحيح ممكناً"), "行政处罚法 29"));
                case AppendAnswer.SlotTaken taken when taken.Slot.StartsWith("payment:", StringComparison.Ordinal):
                    return new DeskAnswer.Refused(((Outcome.Refuse)Booked()).Refusal);
                case AppendAnswer.SlotTaken taken when taken.Slot.StartsWith("rating:", StringComparison.Ordinal) || taken.Slot.StartsWith("alert:", StringComparison.Ordinal) || taken.Slot.StartsWith("premises-code:", StringComparison.Ordinal):
                    return new DeskAnswer.Refused(new Refusal(taken.Slot[0] == 'r' ? "rated_already" : taken.Slot[0] == 'a' ? "raised_already" : "registered_already",
                        new Text("已经记录过", "it was recorded already", "سُجّل بالفعل"), new Text("无需再做", "nothing more to do", "لا يلزم شيء آخر")));
            }
        }

        return new DeskAnswer.Refused(new Refusal("busy",
            new Text("多人同时在办理这件事", "several people are acting on this at once", "عدة أشخاص يعملون على هذا في آن واحد"),
            new Text("内容已保留，请再提交一次", "what you wrote is kept; send it again", "ما كتبته محفوظ؛ أرسله مرة أخرى")));
    }

    private async Task<(IReadOnlyList<Entry> Entries, Guard Guard)> ReadAsync(Book book, IReadOnlyList<Tag> tags, CancellationToken cancel)
    {
        var reading = await journal.ReadAsync(book, tags, limit: int.MaxValue, cancel: cancel);
        return (reading.Entries, new Guard(tags, reading.Position));
    }

    /// <summary>What was written once is refused as already done when it is sent again: the first answer is given again. Only a refusal asks, so that what goes through costs no question.</summary>
    private async Task<DeskAnswer> RefusedAsync(Book book, Request request, Refusal refusal, CancellationToken cancel) =>
        await journal.WrittenAsync(book, request.Key, cancel) is [var first, ..] earlier && first.By.Person == request.By.Person ? Again(earlier) : new DeskAnswer.Refused(refusal);

    private static DeskAnswer Again(IReadOnlyList<Entry> written) => Stops(written) is { } fences ? new DeskAnswer.Stopped(fences, written) : new DeskAnswer.Done(written, true);

    private static IReadOnlyList<FenceAnswer>? Stops(IReadOnlyList<Entry> entries) =>
        entries.Select(Body.Read).Select(b => b switch { ActStopped s => s.Fences, InspectionStopped s => s.Fences, _ => null }).FirstOrDefault(f => f is not null);

    private static Refusal Stale(Entry newest) => new("stale_page",
        new Text($"您打开页面后，{ShanghaiTime.Local(newest.At):MM-dd HH:mm} 有了新的记录", $"something new was recorded at {ShanghaiTime.Local(newest.At):MM-dd HH:mm}, after you opened the page", $"سُجّل شيء جديد في {ShanghaiTime.Local(newest.At):MM-dd HH:mm} بعد أن فتحت الصفحة"),
        new Text("您填写的内容已保留；看过新记录后再提交", "what you wrote is kept; look at the new record, then send it again", "ما كتبته محفوظ؛ اطّلع على السجل الجديد ثم أرسل"));

    /// <summary>
    /// The rank of an act that approves or rules, asked in the act itself: whatever let the request in, nobody below the rank does it, and nobody for another organ. Null when nothing is wrong.
    /// </summary>
    private static Outcome.Refuse? Below(string act, Request request, string? organ = null) =>
        Wardmote.Access.Access.Table[act].Contains(request.By.Role) && (organ is null || organ == request.By.For) ? null : new Outcome.Refuse(Wardmote.Access.Access.Denied(act));

    private static Outcome NotFound() => Outcome.No("not_found",
        new Text("没有找到", "not found", "غير موجود"), new Text("检查编号，或从列表打开", "check the number, or open it from the list", "تحقق من الرقم أو افتحه من القائمة"));

    private Text NotEnforcement(string door, string reason)
    {
        var where = Law.Doors.TryGetValue(door, out var d) ? d.Name : new Text("12345 政务服务便民热线", "the 12345 government hotline", "الخط الساخن الحكومي 12345");
        var said = reason.Trim().Length > 0 ? reason.Trim() : "";
        return new Text(
            $"这不属于行政执法事项，请联系：{where.Zh}。{said}",
            $"This is not an enforcement matter. Please turn to: {where.En}. {said}".Trim(),
            $"هذا ليس من شؤون الإنفاذ الإداري. يرجى التوجه إلى: {where.Ar}. {said}".Trim());
    }

    private async Task<int> CountAsync<T>(Book book, Tag series, CancellationToken cancel) =>
        Count<T>((await journal.ReadAsync(book, [series], limit: int.MaxValue, cancel: cancel)).Entries);

    private static int Count<T>(IReadOnlyList<Entry> entries)
    {
        var kind = Body.KindOf(typeof(T));
        return entries.Count(e => e.Kind == kind);
    }
}
