using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Whistles;

namespace Wardmote.Web;

/// <summary>What a page or the API found for somebody: the thing, or null when it does not exist for them.</summary>
/// <typeparam name="T">Report, CaseFile or Whistle.</typeparam>
/// <param name="Thing">The thing.</param>
/// <param name="Subject">Whose it is.</param>
public sealed record Found<T>(T Thing, Subject Subject)
    where T : class;

/// <summary>
/// 窗口: the one place where a signed-in person meets the desk. Finds things across books, checks <see cref="Access"/>, and makes requests in the person's name, so that
/// neither a page nor the API can forget to.
/// </summary>
public sealed partial class Counter(Desk.Desk desk, IJournal journal, TimeProvider clock, Database database, IDeskTools tools)
{
    /// <summary>The desk.</summary>
    public Desk.Desk Desk { get; } = desk;

    /// <summary>The law in force.</summary>
    public LawInForce Law => Desk.Law;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Today in Shanghai.</summary>
    public DateOnly Today => ShanghaiTime.Day(Now);

    /// <summary>
    /// A question that reads and writes nothing, decided from what is remembered and proved by one question to the store. <paramref name="look"/> asks the counter it is given, and may be called twice.
    /// </summary>
    public Task<T> LookAsync<T>(Func<Counter, Task<T>> look, CancellationToken cancel) =>
        database.LookAsync(view => look(new Counter(Desk.Over(view), view, clock, database, tools)), cancel);

    /// <summary>A report in the person's scope; null otherwise.</summary>
    public async Task<Found<Report>?> ReportAsync(Person person, string id, CancellationToken cancel)
    {
        if (Report.Of(await journal.FindAsync(Report.TagOf(id), int.MaxValue, cancel)) is not { } report)
        {
            return null;
        }

        var subject = SubjectOf(report.Book, report.Lodged.Locality, Whistle.StandingOf(report).Holder);
        return Access.Access.RoleFor(person, "report.see", subject) is null ? null : new Found<Report>(report, subject);
    }

    /// <summary>A case in the person's scope; null otherwise.</summary>
    public async Task<Found<CaseFile>?> CaseAsync(Person person, string id, CancellationToken cancel)
    {
        if (CaseFile.Of(await journal.FindAsync(CaseFile.TagOf(id), int.MaxValue, cancel)) is not { } file)
        {
            return null;
        }

        var subject = SubjectOf(file.Book, file.Opened.Locality, file.Opened.Locality);
        if (Access.Access.RoleFor(person, "case.see", subject) is not null)
        {
            return new Found<CaseFile>(file, subject);
        }

        // What was referred is read by whoever has it now: a department takes over a file, not a title. Whoever is also a head or a leader there is none in the town.
        var referred = subject with { Holder = ReferredTo(file), Referred = true };
        return referred.Holder.Length > 0 && Access.Access.RoleFor(person, "case.referred", referred) is not null ? new Found<CaseFile>(file, referred) : null;
    }

    /// <summary>The department that has a referred case in hand, as its whistle went on; empty when none has.</summary>
    private static string ReferredTo(CaseFile file)
    {
        var (holder, whistle) = ("", "");
        foreach (var body in file.Entries.Select(Body.Read))
        {
            (holder, whistle) = body switch
            {
                WhistleBlown { Kind: "refer" } b => (b.To, b.Whistle),
                WhistlePassed p when p.Whistle == whistle => (p.To, whistle),
                WhistleReturned r when r.Whistle == whistle => ("", whistle),
                WhistleEscalated e when e.Whistle == whistle => ("", whistle),
                WhistleSettled s when s.Whistle == whistle => (s.Owner, whistle),
                ReferralAnswered { Result: "returned" } => ("", ""),
                _ => (holder, whistle),
            };
        }

        return holder;
    }

    /// <summary>The successor of a merged or moved town has its matters, also in another county; the record stays in its book.</summary>
    private Subject SubjectOf(Book book, string locality, string holder)
    {
        var team = Law.TeamFor(locality, Today);
        return new Subject(Law.Locality(team)?.County ?? book.Code, locality, holder == locality ? team : holder);
    }

    /// <summary>A whistle in the person's scope; null otherwise.</summary>
    public async Task<Found<Whistle>?> WhistleAsync(Person person, string id, CancellationToken cancel)
    {
        var book = await BookOf(Whistle.TagOf(id), cancel);
        if (book is null || await Desk.WhistleAsync(book.Value, id, cancel) is not { } whistle)
        {
            return null;
        }

        var subject = new Subject(whistle.Book.Code, whistle.Blown.From, whistle.Holder);
        return Access.Access.RoleFor(person, "whistle.see", subject) is null ? null : new Found<Whistle>(whistle, subject);
    }

    /// <summary>Somebody with an account that is on; null when there is nobody.</summary>
    public async Task<Person?> WhoAsync(string id, CancellationToken cancel) =>
        await database.Accounts.FindAsync(id, cancel) is { Enabled: true } a ? new Person(a.Id, a.DisplayName, a.Roles, a.County, a.Locality, a.Agency) : null;

    /// <summary>A new id for what an act makes.</summary>
    public string NewId() => tools.NewId();

    /// <summary>Does an act in the person's name when the role allows it.</summary>
    /// <param name="person">Who.</param>
    /// <param name="act">Act of the access table.</param>
    /// <param name="subject">Whose thing it is.</param>
    /// <param name="about">Id of the thing; empty when the act makes one.</param>
    /// <param name="key">Client's key; null makes one, so that nothing is recognised as repeated.</param>
    /// <param name="seen">Newest sequence the client showed.</param>
    /// <param name="how">The act at the desk.</param>
    public async Task<DeskAnswer> DoAsync(Person person, string act, Subject subject, string about, string? key, long? seen, Func<Request, Task<DeskAnswer>> how)
    {
        if (Access.Access.RoleFor(person, act, subject) is not { } role)
        {
            return new DeskAnswer.Refused(Access.Access.Denied(act));
        }

        // A key belongs to the person, the act and the thing: the same word used for another thing is another request, and nobody fetches somebody else's answer.
        var own = $"{person.Id}:{act}:{about}:{(string.IsNullOrWhiteSpace(key) ? Guid.NewGuid().ToString("N") : key.Trim())}";
        return own.Length > 240
            ? new DeskAnswer.Refused(new Refusal("bad_key", new Text("提交标识过长", "the idempotency key is too long", "مفتاح الإرسال طويل جداً"), new Text("最多 120 个字符", "at most 120 characters", "120 حرفاً على الأكثر")))
            : await how(new Request(person.As(role), Now, own, seen, person.Name));
    }

    /// <summary>May the person do it?</summary>
    public static bool May(Person? person, string act, Subject subject) => person is not null && Access.Access.RoleFor(person, act, subject) is not null;

    private async Task<Book?> BookOf(Tag tag, CancellationToken cancel) => await journal.FindAsync(tag, 1, cancel) is [var entry, ..] ? entry.Book : null;
}
