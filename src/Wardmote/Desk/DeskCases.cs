using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Desk;

/// <summary>Acts on a case.</summary>
public sealed partial class Desk
{
    /// <summary>Names two officers.</summary>
    public Task<DeskAnswer> AssignAsync(Book book, string id, AssignOfficers act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, roster) => act.On(file, Law, roster, ShanghaiTime.Day(request.At)), cancel);

    /// <summary>Records the site.</summary>
    public Task<DeskAnswer> RecordSiteAsync(Book book, string id, RecordSite act, Request request, CancellationToken cancel = default)
    {
        var envelope = "party-" + tools.NewId();
        var marked = act.Party is { Name.Length: > 0 } party ? act with { PartyMark = tools.PartyMark(book, party) } : act with { Party = null };
        return OnCaseAsync(book, id, request, (file, roster) => marked.On(file, Law, roster, envelope, request.At), cancel);
    }

    /// <summary>Records persuasion; put right answers the reporters in the same step.</summary>
    public Task<DeskAnswer> PersuadeAsync(Book book, string id, Persuade act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Orders correction.</summary>
    public Task<DeskAnswer> OrderAsync(Book book, string id, OrderCorrection act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, async (file, _) =>
        {
            var today = ShanghaiTime.Day(request.At);
            return act.On(file, await CountAsync<CorrectionOrdered>(book, OrderCorrection.Series(file.Opened.Locality, today.Year), cancel), today);
        }, cancel, OrderCorrection.Series);

    /// <summary>Re-inspects.</summary>
    public Task<DeskAnswer> ReinspectAsync(Book book, string id, Reinspect act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, roster) => act.On(file, Law, roster, ShanghaiTime.Day(request.At)), cancel);

    /// <summary>Weighs the standard for a case: the same for the page, the proposal and the decision.</summary>
    public Weighed WeighFor(CaseFile file, IReadOnlyDictionary<string, JsonElement> facts)
    {
        var item = Law.Item(file.Item, file.LawDay);
        var county = Law.Locality(file.Opened.Locality)!.County;
        if (item is null)
        {
            return new Weighed { Article = "", Certainty = Certainty.Unknown };
        }

        return Weigh.On(item, Law.Standard(file.Item, county, file.LawDay, file.Step), file.Site?.PartyKind ?? PartyKind.Individual, facts, file.Step);
    }

    /// <summary>Facts that the record itself gives, by the standard's own rule: which time it is within a year. A person may correct them.</summary>
    public async Task<Dictionary<string, JsonElement>> DerivedAsync(CaseFile file, CancellationToken cancel = default) => Derived(file, await PastAsync(file, cancel));

    private Dictionary<string, JsonElement> Derived(CaseFile file, IReadOnlyList<PastFine> past)
    {
        var facts = new Dictionary<string, JsonElement>();
        foreach (var fact in Law.Standard(file.Item, file.Book.Code, file.ActDay, file.Step)?.Facts ?? [])
        {
            if (fact.Derive == "prior_same_kind_1y + 1")
            {
                facts[fact.Name] = JsonSerializer.SerializeToElement(1 + past.Count(p => p.Item == file.Item.Value && p.ActDay < file.ActDay && p.ActDay >= file.ActDay.AddYears(-1)));
            }
        }

        return facts;
    }

    /// <summary>The derived facts with what a person said over them.</summary>
    private Dictionary<string, JsonElement> Facts(CaseFile file, IReadOnlyDictionary<string, JsonElement> said, IReadOnlyList<PastFine> past)
    {
        var facts = Derived(file, past);
        foreach (var (name, value) in said)
        {
            facts[name] = value;
        }

        return facts;
    }

    /// <summary>Proposes a penalty; a stop is written and answered.</summary>
    public Task<DeskAnswer> ProposeAsync(Book book, string id, ProposePenalty act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, async (file, roster) =>
        {
            var past = await PastAsync(file, cancel);
            var whole = act with { Facts = Facts(file, act.Facts, past) };
            return whole.On(file, Law, roster, WeighFor(file, whole.Facts), past, ShanghaiTime.Day(request.At));
        }, cancel);

    /// <summary>What the fences would say, without writing anything.</summary>
    public async Task<IReadOnlyList<FenceAnswer>> TryAsync(CaseFile file, ProposePenalty act, DateTimeOffset now, CancellationToken cancel = default)
    {
        var (roster, past) = await TeamAndPastAsync(file, cancel);
        var whole = act with { Facts = Facts(file, act.Facts, past) };
        return new PenaltyFences(Law, file.Book.Code, ShanghaiTime.Day(now)).Ask(whole.Fill(file, Law, roster, WeighFor(file, whole.Facts), past, ShanghaiTime.Day(now)));
    }

    /// <summary>Tells and hears the party.</summary>
    public Task<DeskAnswer> HearAsync(Book book, string id, HearParty act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>Decides on the spot: fences again, number from the series, document filled and hashed, all in one append.</summary>
    public Task<DeskAnswer> DecideOnTheSpotAsync(Book book, string id, Request request, CancellationToken cancel = default)
    {
        var check = tools.NewCheckCode();
        return OnCaseAsync(book, id, request, async (file, roster) =>
        {
            if (file.Stage != Stage.Proposed || await PartyAsync(file, cancel) is not { } party)
            {
                return CaseStage.Wrong(file);
            }

            var today = ShanghaiTime.Day(request.At);
            var earlier = await CountAsync<DecidedOnTheSpot>(book, DecideOnTheSpot.Series(file.Opened.Locality, today.Year), cancel);
            var made = new List<Document>();
            string Document(string number)
            {
                made.Add(tools.Template(Law.At(file.Book), SpotDecision.Template, "zh").Fill(SpotDecision.Values(file, Law, party, number, check, request.At, "zh")));
                return made[^1].Hash;
            }

            return Worded(file, new DecideOnTheSpot(request.By.Person).On(file, Law, roster, WeighFor(file, file.Proposal!.Facts), await PastAsync(file, cancel), earlier, check, Document, today), f => made.Find(d => KeptWords.Seals(f, d)));
        }, cancel, DecideOnTheSpot.Series);
    }

    /// <summary>The decision as a document in a language; null when there is none yet or the party's details were erased.</summary>
    public async Task<Document?> SpotDecisionAsync(CaseFile file, string language, CancellationToken cancel = default)
    {
        if (file.Decision is not { } d)
        {
            return null;
        }

        return await KeptAsync(file.Entries.FindLast(e => e.Kind == Body.KindOf(typeof(DecidedOnTheSpot)))!, SpotDecision.Template, language, cancel) is { } kept ? kept
            : await PartyAsync(file, cancel) is { } party ? tools.Template(Law.At(file.Book), SpotDecision.Template, language).Fill(SpotDecision.Values(file, Law, party, d.Number, d.Check, file.DecidedAt!.Value, language))
            : null;
    }

    /// <summary>Serves the decision; the reporters are told in the same step.</summary>
    public Task<DeskAnswer> ServeAsync(Book book, string id, Serve act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, _) => act.On(file, request.At), cancel);

    /// <summary>Ends the case; the reporters are told in the same step.</summary>
    public Task<DeskAnswer> EndAsync(Book book, string id, EndCase act, Request request, CancellationToken cancel = default) =>
        OnCaseAsync(book, id, request, (file, _) => act.On(file), cancel);

    /// <summary>The team and the party's earlier fines, in one question: an answer about fences is waited for.</summary>
    private async Task<(Roster Team, IReadOnlyList<PastFine> Past)> TeamAndPastAsync(CaseFile file, CancellationToken cancel)
    {
        var (entries, _) = await ReadAsync(file.Book, [Roster.TagOf(file.Team), .. PartyTag(file)], cancel);
        return (await TeamAsync(file, entries, cancel), await PastAsync(file, entries, cancel));
    }

    /// <summary>The team's roster from what was read for its case; a team of another county is asked there.</summary>
    private async Task<Roster> TeamAsync(CaseFile file, IReadOnlyList<Entry> entries, CancellationToken cancel) =>
        CountyOf(file.Team) == file.Book.Code ? Roster.Of(entries.Where(e => e.Tags.Contains(Roster.TagOf(file.Team)))) : await RosterAsync(file.Team, cancel);

    /// <summary>The tag of the party's matters; none before the party is known.</summary>
    private static IReadOnlyList<Tag> PartyTag(CaseFile file) => file.Site?.PartyMark is { } mark ? [new Tag("party", mark)] : [];

    /// <summary>Earlier fines on the same party in this book.</summary>
    private async Task<IReadOnlyList<PastFine>> PastAsync(CaseFile file, CancellationToken cancel) =>
        PartyTag(file) is { Count: > 0 } party ? await PastAsync(file, (await ReadAsync(file.Book, party, cancel)).Entries, cancel) : [];

    private async Task<IReadOnlyList<PastFine>> PastAsync(CaseFile file, IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        var party = PartyTag(file);
        var past = new List<PastFine>();
        foreach (var entry in entries.Where(e => e.Tags.Any(party.Contains)))
        {
            if (Body.Read(entry) is DecidedOnTheSpot d && d.Case != file.Id && await CaseAsync(file.Book, d.Case, cancel) is { } other && Stands(other))
            {
                past.Add(new PastFine(d.Act, d.Number, other.Opened.Item, other.Opened.Locality, other.ActDay, other.Opened.Locality, d.Fine));
            }

            if (Body.Read(entry) is Decided o && o.Case != file.Id && await CaseAsync(file.Book, o.Case, cancel) is { } ruled && ruled.Ruling?.Number == o.Number && Stands(ruled))
            {
                past.Add(new PastFine(o.Act, o.Number, ruled.Opened.Item, ruled.Opened.Locality, ruled.ActDay, ruled.Opened.Locality, ruled.FineNow));
            }
        }

        return past;

        // What a remedy has set aside is no earlier fine; what it changed, or found unlawful without setting it aside, still is.
        static bool Stands(CaseFile decided) => decided.RemediesEnded.All(r => r.Result is not ("revoked" or "invalid"));
    }

    private Task<DeskAnswer> OnCaseAsync(Book book, string id, Request request, Func<CaseFile, Roster, Outcome> act, CancellationToken cancel) =>
        OnCaseAsync(book, id, request, (file, roster) => Task.FromResult(act(file, roster)), cancel);

    private async Task<DeskAnswer> OnCaseAsync(
        Book book, string id, Request request, Func<CaseFile, Roster, Task<Outcome>> act, CancellationToken cancel, Func<string, int, Tag>? series = null)
    {
        // A merged or moved town's case goes to its successor before anything is done with it.
        var first = await CaseAsync(book, id, cancel);
        if (first is not null && Law.TeamFor(first.Opened.Locality, ShanghaiTime.Day(request.At)) != first.Team)
        {
            await SucceedOneAsync(book, id, request with { By = By.System, Key = $"succeed:{id}:{ShanghaiTime.Day(request.At):yyyyMMdd}", Seen = null }, cancel);
            first = await CaseAsync(book, id, cancel);
        }

        if (first is null)
        {
            return new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);
        }

        // The guard covers everything a decision on a case is made from: the case, its report (who is joined to it is told too), the team's roster, the party's other matters and, where a number is
        // taken, its series.
        var tags = new List<Tag>([.. first.Tags, Roster.TagOf(first.Team)]);
        if (series is not null)
        {
            tags.Add(series(first.Opened.Locality, ShanghaiTime.Day(request.At).Year));
        }

        tags.AddRange(PartyTag(first));
        return await DoAsync(book, request, tags, async entries =>
        {
            var file = CaseFile.Of([.. entries.Where(e => e.Tags.Contains(CaseFile.TagOf(id)))])!;
            var outcome = await HandedAsync(file, Powered(file, await act(file, await TeamAsync(first, entries, cancel))), request, cancel);
            return outcome is Outcome.Do done && file.Opened.Report is { } report ? new Outcome.Do([.. done.Facts, .. await ToldAsync(file, done.Facts, report, cancel)]) : outcome;
        }, cancel);
    }

    /// <summary>No entry of a case stands without its power: what an act did not name itself stands under the one the case stands under.</summary>
    private static Outcome Powered(CaseFile file, Outcome outcome)
    {
        IReadOnlyList<Fact> Under(IReadOnlyList<Fact> facts) => [.. facts.Select(f => f.Under is null && f.Tags.Contains(CaseFile.TagOf(file.Id)) ? f with { Under = file.Under } : f)];
        return outcome switch
        {
            Outcome.Do done => done with { Facts = Under(done.Facts) },
            Outcome.Stop stop => stop with { Facts = Under(stop.Facts) },
            _ => outcome,
        };
    }

    /// <summary>What the reporters are told when a fact ends the matter or serves a decision: never "closed" without a result.</summary>
    private async Task<IReadOnlyList<Fact>> ToldAsync(CaseFile file, IReadOnlyList<Fact> facts, string report, CancellationToken cancel)
    {
        foreach (var fact in facts)
        {
            if (fact.Kind == Body.KindOf(typeof(CaseEnded)) && JsonSerializer.Deserialize<CaseEnded>(fact.Body, Body.Json) is { } ended && Told(ended, file.Service is not null) is var (outcome, words))
            {
                return await AnswersAsync(file.Book, report, outcome, words, ended.Photo, cancel);
            }

            if (fact.Kind == Body.KindOf(typeof(Served)) && file.NoPenalty is null)
            {
                return await AnswersAsync(file.Book, report, "penalised", new Text(
                    "已查实，依法作出处罚决定并送达，同时责令改正。",
                    "The breach was found; a penalty was decided by law and served, with an order to put it right.",
                    "ثبتت المخالفة وصدر قرار عقوبة وفق القانون وبُلّغ مع أمر بالتصحيح."), null, cancel);
            }
        }

        return [];
    }

    /// <summary>What an end means to the reporters; null where they were told before, at the service of the decision or by the department's own answer.</summary>
    private static (string Outcome, Text Words)? Told(CaseEnded ended, bool served) => ended.Outcome switch
    {
        "unenforced" when !served => ("execution_ended", Join(new Text("未能强制执行：", "It could not be executed: ", "تعذر التنفيذ الجبري: "), ended.Words)),
        "penalised" or "unenforced" => null,
        "put_right" => ("solved", new Text("已改正。", "It was put right.", "تم تصحيحه.")),
        "executed" => ("solved", new Text("当事人逾期没有改正，已依法强制执行。", "The party did not put it right in time; the order was executed by law.", "لم يصحّح الطرف في الموعد فنُفّذ الأمر جبراً وفق القانون.")),
        "execution_ended" => ("execution_ended", Join(new Text("强制执行已依法终结：", "The execution was ended by law: ", "أُنهي التنفيذ الجبري وفق القانون: "), ended.Words)),
        "no_penalty" => ("no_breach", Join(new Text("查实后依法不予处罚，并作了教育：", "Found, and by law not penalised; the party was educated: ", "ثبت الأمر ولم تُوقَّع عقوبة بحكم القانون مع التوعية: "), ended.Words)),
        "transferred" => ("transferred", new Text("涉嫌犯罪，已移送司法机关。", "A crime is suspected; it was handed to the judicial organ.", "ثمة شبهة جريمة وأُحيل الأمر إلى القضاء.")),
        "referred" => ("with_department", Join(new Text("已由有管辖权的机关接办：", "The competent organ has taken it over: ", "تولته الجهة المختصة: "), ended.Words)),
        "revised" => ("revised", Join(new Text("原处罚决定已被依法改变：", "The decision was changed by law: ", "عُدّل القرار وفق القانون: "), ended.Words)),
        "withdrawn" => ("withdrawn", Join(new Text("案件已撤销立案：", "The filing was withdrawn: ", "سُحب فتح القضية: "), ended.Words)),
        _ => ("no_breach", Join(new Text("现场没有发现违法行为：", "No breach was found on site: ", "لم تُكتشف مخالفة ميدانياً: "), ended.Words)),
    };

    private static Text Join(Text lead, string words) => new(lead.Zh + words, lead.En + words, lead.Ar + words);
}
