using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Desk;

/// <summary>起草修订: a person draws up a change of law, or draws it up anew.</summary>
/// <param name="Revision">Id.</param>
/// <param name="Region">Region it is for.</param>
/// <param name="Kind"><c>powers</c> or <c>standards</c>.</param>
/// <param name="Title">What it changes.</param>
/// <param name="Reason">Why.</param>
/// <param name="Files">The whole revision.</param>
/// <param name="Accepted">Findings accepted, finding key → reason.</param>
public sealed record DraftRevision(string Revision, string Region, string Kind, Text Title, string Reason, IReadOnlyList<RevisionFile> Files, IReadOnlyDictionary<string, string> Accepted)
{
    /// <summary>Longest text of all files together, in UTF-16 units: a county's whole list takes a tenth of it.</summary>
    public const int Longest = 1_000_000;

    /// <summary>Writes the draft.</summary>
    public Outcome On(Revision? before, LawInForce law, RevisionReading read, By by)
    {
        if (before is { State: not "draft" })
        {
            return Outcome.No("not_a_draft", new Text("这份修订已不是草案", "this revision is no longer a draft", "لم يعد هذا التعديل مسودة"), new Text("起草一份新的修订", "draw up a new one", "أعِدّ تعديلاً جديداً"));
        }

        if (Kind is not ("powers" or "standards") || (law.County(Region) is null && law.Packs.All(p => p.Region != Region)))
        {
            return Outcome.No("no_region", new Text("没有这个地区", "there is no such region", "لا توجد منطقة كهذه"), new Text("从列表选择地区", "choose a region from the list", "اختر منطقة من القائمة"));
        }

        if (Title.Zh.Trim().Length == 0 || Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed", new Text("写明改什么、为什么改", "say what is changed and why", "اذكر ما يتغير ولماذا"), new Text("各写一句", "one sentence each", "جملة لكل منهما"));
        }

        if (Files.Sum(f => (long)f.Text.Length) > Longest)
        {
            return Outcome.No("too_long", new Text("修订太长", "the revision is too long", "التعديل طويل جداً"), new Text("分成几份修订", "split it into several", "قسّمه إلى عدة تعديلات"));
        }

        if (read.Pack is null)
        {
            return DeskLaw.Unread(read);
        }

        var accepted = Accepted.Where(a => a.Value.Trim().Length > 0).Select(a =>
            before?.Draft.Accepted.FirstOrDefault(b => b.Finding == a.Key && b.Reason == a.Value.Trim()) ?? new AcceptedFinding(a.Key, a.Value.Trim(), by.Person));
        return Outcome.Of(Body.Fact(
            new RevisionDrafted(Revision, Region, Kind, Title, Reason.Trim(), Files, [.. accepted]),
            [LawPacks.Revision.TagOf(Revision), new Tag("revisions", Region)]));
    }
}

/// <summary>发布修订: a second person publishes it.</summary>
/// <param name="Words">What the publisher says to it.</param>
public sealed record PublishRevision(string Words)
{
    /// <summary>Publishes: never by whoever drew it up, never over an error nobody accepted, never a standard that says what the one in force says, and a standard never for days that have passed.</summary>
    public Outcome On(Revision revision, RevisionReading read, IReadOnlyList<Finding> findings, LawInForce law, By by, DateOnly today)
    {
        if (revision.State != "draft")
        {
            return Outcome.No("not_a_draft", new Text("这份修订已不是草案", "this revision is no longer a draft", "لم يعد هذا التعديل مسودة"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (revision.Entries.Any(e => e.By.Person == by.Person))
        {
            return Outcome.No("four_eyes",
                new Text("起草人不能发布自己的修订", "whoever drew it up does not publish it", "من أعدّه لا ينشره"), new Text("请另一人复核并发布", "let another person check and publish it", "ليراجعه وينشره شخص آخر"));
        }

        if (read.Pack is not { } pack)
        {
            return DeskLaw.Unread(read);
        }

        if (pack.Standards.FirstOrDefault(s => s.ValidFrom is null || s.ValidFrom < today) is { } past)
        {
            return Outcome.No("effective_day_passed",
                new Text($"裁量基准 {past.Id} 的施行日已过或者没有写明", $"the standard {past.Id} names no first day, or one that has passed", $"المعيار {past.Id} بلا يوم بداية أو مضى يومه"),
                new Text("施行日从今天起；基准不溯及既往", "let it begin today or later: a standard does not reach back", "اجعله يبدأ اليوم أو بعده؛ فالمعيار لا يسري على الماضي"));
        }

        if (pack.Standards.FirstOrDefault(s => DeskLaw.InForceBefore(law, s) is { } force && Revised.IsSame(force, s)) is { } same)
        {
            return Outcome.No("changes_nothing",
                new Text($"裁量基准 {same.Id} 与现行的没有一行不同", $"the standard {same.Id} changes no row of the one in force", $"المعيار {same.Id} لا يغيّر أي سطر من المعيار القائم"),
                new Text("改一行、一项情节或者幅度后再发布；不需要改就放弃草案", "change a row, a fact or a range before publishing; where nothing needs changing, drop the draft", "غيّر سطراً أو واقعة أو نطاقاً قبل النشر؛ وإن لم يلزم تغيير فاترك المسودة"));
        }

        var left = findings.Where(f => f.Severity == Severity.Error && !(f.MayBeAccepted && revision.Draft.Accepted.Any(a => a.Finding == Revision.KeyOf(f)))).ToList();
        if (left is [var first, ..])
        {
            return Outcome.No("findings",
                new Text($"还有 {left.Count} 处错误：{first.Message.Zh}", $"errors are left ({left.Count}): {first.Message.En}", $"بقيت أخطاء ({left.Count}): {first.Message.Ar}"),
                new Text("改正，或者由起草人写明理由后接受", "mend it, or let the drafter accept it with a reason", "صحّحه، أو ليقبله المُعِدّ بسبب مكتوب"));
        }

        var d = revision.Draft;
        return Outcome.Of(Body.Fact(
            new RevisionPublished(d.Revision, d.Region, d.Kind, d.Title, revision.Drafter.Person, Words.Trim(), d.Files, Revision.DigestOf(d.Files), d.Accepted),
            [Revision.TagOf(d.Revision), new Tag("revisions", d.Region), Revision.PublishedTag]));
    }
}

/// <summary>Changes of law made in the program.</summary>
public sealed partial class Desk
{
    /// <summary>A revision; null when there is none in the book.</summary>
    public async Task<Revision?> RevisionAsync(Book book, string id, CancellationToken cancel = default) =>
        Revision.Of((await journal.ReadAsync(book, [Revision.TagOf(id)], cancel: cancel)).Entries);

    /// <summary>What a draft would be, read over the law in force, and everything a check finds in it.</summary>
    public (RevisionReading Read, IReadOnlyList<Finding> Findings) ReadDraft(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset at) =>
        DeskLaw.Read(Law, tools, revision, region, title, files, at);

    /// <summary>Draws up a revision, or draws it up anew.</summary>
    public Task<DeskAnswer> DraftRevisionAsync(DraftRevision act, Request request, CancellationToken cancel = default) =>
        DoAsync(new Book(act.Region), request, [Revision.TagOf(act.Revision)], entries => Task.FromResult(
            act.On(Revision.Of(entries), Law, tools.ReadRevision(act.Revision, act.Region, act.Title, act.Files, request.At, Law), request.By)), cancel);

    /// <summary>Publishes a revision: it is law in force in this program when the answer is there, elsewhere within the minute.</summary>
    public async Task<DeskAnswer> PublishRevisionAsync(Book book, string id, PublishRevision act, Request request, CancellationToken cancel = default)
    {
        var answer = await DoAsync(book, request, [Revision.TagOf(id), Revision.PublishedTag], entries =>
        {
            if (Below("law.publish", request) is { } below)
            {
                return Task.FromResult<Outcome>(below);
            }

            if (Revision.Of([.. entries.Where(e => e.Tags.Contains(Revision.TagOf(id)))]) is not { } revision)
            {
                return Task.FromResult(NotFound());
            }

            // What another node published a moment ago counts too.
            var law = LawShelf.With(Law, entries, tools);
            var d = revision.Draft;
            var (read, findings) = DeskLaw.Read(law, tools, d.Revision, d.Region, d.Title, d.Files, request.At);
            return Task.FromResult(act.On(revision, read, findings, law, request.By, ShanghaiTime.Day(request.At)));
        }, cancel);
        if (answer is DeskAnswer.Done)
        {
            await shelf.RefreshAsync(journal, tools, cancel);
        }

        return answer;
    }

    /// <summary>Drops a draft.</summary>
    public Task<DeskAnswer> DropRevisionAsync(Book book, string id, string reason, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [Revision.TagOf(id)], entries => Task.FromResult(Revision.Of(entries) switch
        {
            null => NotFound(),
            { State: not "draft" } => Outcome.No("not_a_draft", new Text("这份修订已不是草案", "this revision is no longer a draft", "لم يعد هذا التعديل مسودة"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة")),
            _ when reason.Trim().Length == 0 => Outcome.No("reason_needed", new Text("写明为什么放弃", "say why it is dropped", "اذكر سبب الترك"), new Text("写一句话", "one sentence", "جملة واحدة")),
            var revision => Outcome.Of(Body.Fact(new RevisionDropped(id, reason.Trim()), [Revision.TagOf(id), new Tag("revisions", revision.Draft.Region)])),
        }), cancel);
}

/// <summary>How a draft is read and checked.</summary>
internal static class DeskLaw
{
    internal static (RevisionReading Read, IReadOnlyList<Finding> Findings) Read(
        LawInForce law, IDeskTools tools, string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset at)
    {
        var read = tools.ReadRevision(revision, region, title, files, at, law);
        return (read, read.Pack is { } pack ? new Check(law.With(pack), s => TableCheck.Of(pack.Id, s, law)).Of(pack) : []);
    }

    /// <summary>The standard that would weigh the same cases on the draft's first day if the draft were not published; null where there is none.</summary>
    internal static DiscretionStandard? InForceBefore(LawInForce law, DiscretionStandard draft) =>
        draft.ValidFrom is { } from && law.Standard(draft.Item, draft.Region, from, draft.Stage) is { } force && force.Stage == draft.Stage && (draft.ValidTo ?? DateOnly.MaxValue) <= (force.ValidTo ?? DateOnly.MaxValue) ? force : null;

    internal static Outcome Unread(RevisionReading read) => Outcome.No("unreadable",
        new Text($"{read.File} 第 {read.Line} 行读不懂：{read.Problem}", $"{read.File}, line {read.Line}, cannot be read: {read.Problem}", $"تعذرت قراءة {read.File} السطر {read.Line}: {read.Problem}"),
        new Text($"请改正：{read.Remedy}", $"mend it: {read.Remedy}", $"صحّحه: {read.Remedy}"));
}
