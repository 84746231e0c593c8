using System.Security.Cryptography;
using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Supervision;
using Wardmote.Teams;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>Acts on premises and visits.</summary>
public sealed partial class Desk
{
    /// <summary>Registers premises; the owner's code goes to the owner and is kept nowhere.</summary>
    public Task<DeskAnswer> RegisterPremisesAsync(RegisterPremises act, Request request, CancellationToken cancel = default) =>
        DoAsync(new Book(Law.Locality(act.Locality)?.County ?? RegionCode.Nation), request, [Enterprise.TagOf(act.Premises)], _ => Task.FromResult(act.On(Law, ShanghaiTime.Day(request.At))), cancel);

    /// <summary>Premises; null when there are none of that id in the book.</summary>
    public async Task<Enterprise?> EnterpriseAsync(Book book, string premises, CancellationToken cancel = default) =>
        Enterprise.Of((await journal.ReadAsync(book, [Enterprise.TagOf(premises)], cancel: cancel)).Entries, premises);

    /// <summary>The owner's page: premises by the code of the owner's link; null when nobody has it.</summary>
    public async Task<Enterprise?> OwnerAsync(string code, CancellationToken cancel = default)
    {
        var found = TrackingCode.Read(code) is { } read ? await journal.FindAsync(RegisterPremises.OwnerTag(TrackingCode.Hash(read)), 1, cancel) : [];
        return found is [var entry, ..] && Body.Read(entry) is PremisesRegistered registered ? await EnterpriseAsync(entry.Book, registered.Premises, cancel) : null;
    }

    /// <summary>Name of premises: public, or a person's from its envelope; empty when erased.</summary>
    public async Task<string> NameOfAsync(Enterprise enterprise, CancellationToken cancel = default) =>
        enterprise.Registered.NameEnvelope is { } id
            ? await journal.OpenAsync(enterprise.Book, id, cancel) is { } json ? JsonElement.Parse(json).GetProperty("name").GetString()! : ""
            : enterprise.Registered.Name;

    /// <summary>A plan; null when there is none.</summary>
    public async Task<InspectionPlan?> PlanAsync(Book book, string plan, CancellationToken cancel = default) =>
        InspectionPlan.Of((await journal.ReadAsync(book, [InspectionPlan.TagOf(plan)], cancel: cancel)).Entries, plan);

    /// <summary>Draws up a plan.</summary>
    public Task<DeskAnswer> PlanInspectionsAsync(Book book, PlanInspections act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [InspectionPlan.TagOf(act.Plan)], _ => Task.FromResult(act.On(Law, book)), cancel);

    /// <summary>The head approves a plan, it is filed and public.</summary>
    public Task<DeskAnswer> PublishPlanAsync(Book book, string plan, PublishPlan act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [InspectionPlan.TagOf(plan)], entries => Task.FromResult(
            Below("inspection.publish_plan", request, act.Organ) ?? (InspectionPlan.Of(entries, plan) is { } p ? (act with { Head = request.By.Person }).On(p) : NotFound())), cancel);

    /// <summary>A draw by lot; null when there is none.</summary>
    public async Task<RandomDraw?> DrawAsync(Book book, string draw, CancellationToken cancel = default) =>
        RandomDraw.Of((await journal.ReadAsync(book, [RandomDraw.TagOf(draw)], cancel: cancel)).Entries);

    /// <summary>Announces a draw: both lists and the seed's source, before anybody knows the seed.</summary>
    public Task<DeskAnswer> AnnounceDrawAsync(Book book, AnnounceDraw act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [RandomDraw.TagOf(act.Draw), Roster.TagOf(act.Organ)], entries => Task.FromResult(act.On(Law, book, Roster.Of(entries.Where(e => e.Tags.Contains(Roster.TagOf(act.Organ)))), ShanghaiTime.Day(request.At))), cancel);

    /// <summary>Draws the lots from the seed.</summary>
    public Task<DeskAnswer> DrawLotsAsync(Book book, string draw, DrawLots act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [RandomDraw.TagOf(draw)], entries => Task.FromResult(RandomDraw.Of(entries) is { } d ? act.On(d, ShanghaiTime.Day(request.At)) : NotFound()), cancel);

    /// <summary>Proposes a visit; a stop is written and answered.</summary>
    public async Task<DeskAnswer> ProposeInspectionAsync(Book book, string premises, ProposeInspection act, Request request, CancellationToken cancel = default)
    {
        if ((act.Report is { Length: > 0 } report && await ReportAsync(book, report, cancel) is null) || (act.Case is { Length: > 0 } matter && await CaseAsync(book, matter, cancel) is null))
        {
            return new DeskAnswer.Refused(new Refusal("unknown_lead", new Text("没有找到所写的举报或者案件", "the report or case that is named was not found", "لم يُعثر على البلاغ أو القضية المذكورة"),
                new Text("从列表选择线索；没有的，写明交办、移送的文书", "choose the lead from the list; where there is none, name the order or the transfer", "اختر البلاغ من القائمة؛ وإلا فاذكر وثيقة التكليف أو الإحالة"),
                Law.At(book).Fence("inspection-cap", ShanghaiTime.Day(request.At)).Basis));
        }

        return await OnPremisesAsync(book, premises, [.. act.Teams.Select(t => t.Organ)], request, (enterprise, roster) => act.On(enterprise, Law, roster, request.At), cancel);
    }

    /// <summary>What the fences would say to a visit, without writing anything.</summary>
    public async Task<IReadOnlyList<FenceAnswer>> TryInspectionAsync(Enterprise enterprise, ProposeInspection act, DateTimeOffset now, CancellationToken cancel = default)
    {
        var rosters = new Dictionary<string, Roster>();
        foreach (var organ in act.Teams.Select(t => t.Organ).Distinct())
        {
            rosters[organ] = Roster.Of((await journal.ReadAsync(enterprise.Book, [Roster.TagOf(organ)], cancel: cancel)).Entries);
        }

        var proposal = act.Fill(enterprise, Law, o => rosters[o], now);
        return new InspectionFences(Law, enterprise.Book.Code, proposal.Day).Ask(proposal);
    }

    /// <summary>What could be one visit at these premises on a day, and what it would save.</summary>
    public IReadOnlyList<OneVisit> SuggestOneVisit(Enterprise enterprise, DateOnly day) =>
        OneVisit.Suggest(enterprise, Law.At(enterprise.Book).Fence("merge-first", day).Values.TryGetValue("days", out var days) ? (int)days : 0);

    /// <summary>综合查一次: makes several proposed visits one.</summary>
    public async Task<DeskAnswer> MergeVisitsAsync(Book book, string premises, IReadOnlyList<string> visits, string reason, Request request, CancellationToken cancel = default)
    {
        var id = tools.NewId();
        if (await EnterpriseAsync(book, premises, cancel) is not { } first || visits.Count < 2 || visits.Any(v => first.Inspection(v) is null))
        {
            return new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);
        }

        var organs = visits.SelectMany(v => first.Inspection(v)!.Organs).Distinct().ToList();
        return await OnPremisesAsync(book, premises, organs, request, (enterprise, roster) => OneVisit.Merge(enterprise, visits, id, reason).On(enterprise, Law, roster, request.At), cancel);
    }

    /// <summary>The head of an organ approves; the visit's number is taken in the same append.</summary>
    public Task<DeskAnswer> ApproveInspectionAsync(Book book, string premises, ApproveInspection act, Request request, CancellationToken cancel = default) =>
        OnPremisesAsync(book, premises, [act.Organ], request, (enterprise, roster) =>
            Below("inspection.approve", request, act.Organ) ?? (act with { Head = request.By.Person, Role = request.By.Role }).On(enterprise, Law, roster, request.At), cancel);

    /// <summary>The head refuses.</summary>
    public Task<DeskAnswer> RefuseInspectionAsync(Book book, string premises, RefuseInspection act, Request request, CancellationToken cancel = default) =>
        OnPremisesAsync(book, premises, [], request, (enterprise, _) => Below("inspection.approve", request, act.Organ) ?? act.On(enterprise), cancel);

    /// <summary>A visit will not take place.</summary>
    public Task<DeskAnswer> CancelInspectionAsync(Book book, string premises, CancelInspection act, Request request, CancellationToken cancel = default) =>
        OnPremisesAsync(book, premises, [], request, (enterprise, _) => act.On(enterprise), cancel);

    /// <summary>Signs the inspection code of one organ's part, for its officers' phones; null when the visit is not approved.</summary>
    /// <param name="book">Book.</param>
    /// <param name="premises">Premises.</param>
    /// <param name="inspection">Inspection.</param>
    /// <param name="organ">Organ.</param>
    /// <param name="keyId">Id of the key, as the check page knows it.</param>
    /// <param name="key">Private key of the host.</param>
    /// <param name="request">Request.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(DeskAnswer Answer, string? Code)> IssueCodeAsync(Book book, string premises, string inspection, string organ, string keyId, ECDsa key, Request request, CancellationToken cancel = default)
    {
        var answer = await OnPremisesAsync(book, premises, [], request, (enterprise, _) =>
        {
            if (enterprise.Inspection(inspection) is not { State: "approved" or "entered" } visit || visit.Proposed.Teams.FirstOrDefault(t => t.Organ == organ) is not { } team || !visit.ApprovedOrgans.Contains(organ))
            {
                return Outcome.No("not_approved", new Text("没有批准，不发检查码", "not approved: no code is issued", "لم تُعتمد: لا يصدر رمز"), new Text("先报机关负责人批准", "ask the organ head first", "اطلب موافقة رئيس الجهة أولاً"), Law.At(book).Fence("inspection-approval", ShanghaiTime.Day(request.At)).Basis);
            }

            var code = new InspectionCode
            {
                Key = keyId,
                Task = inspection,
                Organ = organ,
                OrganName = Law.NameOf(organ).Zh,
                Premises = enterprise.Registered.Code,
                PremisesName = enterprise.Registered.Name,
                People = [.. team.Officers.Select(o => new CodePerson(o.Name.Zh, o.Certificate))],
                Items = [.. team.Items.Select(i => new CodeItem(i, Law.Newest(new ItemCode(i))?.Title.Zh ?? ""))],
                Grounds = visit.Proposed.Grounds,
                From = visit.Proposed.From,
                To = visit.Proposed.To,
                IssuedAt = request.At,
            };
            return Outcome.Of(Body.Fact(new InspectionCodeIssued(inspection, organ, code.Encode(key), request.At), visit.Tags));
        }, cancel);
        return (answer, answer is DeskAnswer.Done { Entries: [var entry, ..] } && Body.Read(entry) is InspectionCodeIssued issued ? issued.Code : null);
    }

    /// <summary>Officers enter.</summary>
    public Task<DeskAnswer> CheckInAsync(Book book, string premises, CheckIn act, Request request, CancellationToken cancel = default) =>
        OnPremisesAsync(book, premises, [act.Organ], request, (enterprise, roster) => act.On(enterprise, Law, roster, request.At), cancel);

    /// <summary>Records what was found; a finding becomes a case of the town's, or goes to the department whose it is, in the same step.</summary>
    public async Task<DeskAnswer> RecordInspectionAsync(Book book, string premises, RecordInspection act, Request request, CancellationToken cancel = default)
    {
        if (await EnterpriseAsync(book, premises, cancel) is not { } first)
        {
            return new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);
        }

        var today = ShanghaiTime.Day(request.At);
        var series = OpenCase.Series(first.Registered.Locality, today.Year);
        return await DoAsync(book, request, [Enterprise.TagOf(premises), series], entries =>
        {
            var enterprise = Enterprise.Of(entries, premises)!;
            var outcome = act.On(enterprise, request.At);
            return Task.FromResult(outcome is Outcome.Do done
                ? new Outcome.Do([.. done.Facts, .. Leads(enterprise, enterprise.Inspection(act.Inspection)!, act, Count<CaseOpened>(entries), request.At)])
                : outcome);
        }, cancel);
    }

    /// <summary>The owner rates a visit; once, and only supervision reads it.</summary>
    public async Task<DeskAnswer> RateVisitAsync(RateVisit act, Request request, CancellationToken cancel = default)
    {
        var rating = tools.NewId();
        return await OwnerAsync(act.OwnerCode, cancel) is { } own
            ? await DoAsync(own.Book, request with { By = new By("party", "party", "") }, [Enterprise.TagOf(own.Id)], entries => Task.FromResult(act.On(Enterprise.Of(entries, own.Id)!, rating)), cancel)
            : new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);
    }

    /// <summary>Which of these visits the owner rated already: the slots of the county's ratings say so without naming a visit.</summary>
    public async Task<IReadOnlySet<string>> RatedAsync(Book book, IReadOnlyCollection<string> inspections, string ownerCode, CancellationToken cancel = default)
    {
        var taken = (await journal.ReadAsync(book, [new Tag("ratings", book.Code)], cancel: cancel)).Entries.SelectMany(e => e.Slots).ToHashSet(StringComparer.Ordinal);
        return inspections.Where(i => taken.Contains(RateVisit.Slot(ownerCode, i))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The owner gives their side of a visit or a case.</summary>
    public async Task<DeskAnswer> GiveYourSideAsync(string ownerCode, GiveYourSide act, Request request, CancellationToken cancel = default) =>
        await OwnerAsync(ownerCode, cancel) is { } own
            ? await OnPremisesAsync(own.Book, own.Id, [], request with { By = new By("party", "party", "") }, (enterprise, _) => act.On(enterprise), cancel)
            : new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);

    /// <summary>The owner opens the page that checks an inspection code through their own page.</summary>
    public async Task<DeskAnswer> OpenCheckAsync(string ownerCode, OpenCheck act, Request request, CancellationToken cancel = default) =>
        await OwnerAsync(ownerCode, cancel) is { } own
            ? await OnPremisesAsync(own.Book, own.Id, [], request with { By = new By("party", "party", "") }, (enterprise, _) => act.On(enterprise, request.At), cancel)
            : new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);

    /// <summary>Ratings of a county, newest last, for supervision only; null for anybody else.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, Rating Rating)>?> RatingsAsync(Book book, By by, CancellationToken cancel = default)
    {
        if (by.Role != "supervisor")
        {
            return null;
        }

        var ratings = new List<(DateTimeOffset, Rating)>();
        foreach (var entry in (await journal.ReadAsync(book, [new Tag("ratings", book.Code)], cancel: cancel)).Entries)
        {
            if (Body.Read(entry) is VisitRated rated && await journal.OpenAsync(book, rated.Envelope, cancel) is { } json)
            {
                ratings.Add((entry.At, JsonSerializer.Deserialize<Rating>(json, Body.Json)!));
            }
        }

        return ratings;
    }

    private IEnumerable<Fact> Leads(Enterprise enterprise, Inspection visit, RecordInspection act, int earlier, DateTimeOffset now)
    {
        var place = enterprise.Registered.Locality;
        var today = ShanghaiTime.Day(now);
        var point = enterprise.Registered is { Latitude: { } lat, Longitude: { } lon } ? new Point(lat, lon) : (Point?)null;
        foreach (var finding in act.Findings.Where(f => f.Found))
        {
            var item = new ItemCode(finding.Item);
            var power = Power(item, place, today, today);
            var tags = visit.Tags;
            if (power.Answer is Holding.Held or Holding.Concurrent && power.Holder == place)
            {
                var matter = tools.NewId();
                if (new OpenCase(matter, null, item, place, point, enterprise.Registered.Address, "inspection", today).On(Law, power, earlier++, today) is Outcome.Do { Facts: [var opened, ..] })
                {
                    yield return Body.Fact(new InspectionLed(visit.Id, finding.Item, place, matter, null), [.. tags, CaseFile.TagOf(matter)]);
                    yield return opened;
                }

                continue;
            }

            // A department that finds something of its own keeps it; anything else gets an owner by whistle, the justice bureau when nobody is named.
            var holder = power.Holder ?? Whistle.JusticeBureau(enterprise.Book);
            if (holder == act.Organ)
            {
                yield return Body.Fact(new InspectionLed(visit.Id, finding.Item, holder, null, null), tags);
                continue;
            }

            var call = tools.NewId();
            var answerBy = power.Holder is null ? WhistleClock.SettleBy(Law.At(enterprise.Book), now) : WhistleClock.AnswerBy(Law.At(enterprise.Book), now);
            yield return Body.Fact(new InspectionLed(visit.Id, finding.Item, holder, null, call), [.. tags, Whistle.TagOf(call)]);
            yield return Body.Fact(new WhistleBlown(call, place, holder, power.Why[0].Text, finding.Seen, finding.Item, null, null, answerBy, "refer"), [Whistle.TagOf(call), new Tag("at", place)]);
        }
    }

    /// <summary>The guard covers the premises with every visit to them, and the rosters the certificates are read from.</summary>
    private Task<DeskAnswer> OnPremisesAsync(Book book, string premises, IReadOnlyList<string> organs, Request request, Func<Enterprise, Func<string, Roster>, Outcome> act, CancellationToken cancel) =>
        DoAsync(book, request, [Enterprise.TagOf(premises), .. organs.Select(Roster.TagOf)], entries =>
        {
            if (Enterprise.Of(entries, premises) is not { } enterprise)
            {
                return Task.FromResult(NotFound());
            }

            var outcome = act(enterprise, organ => Roster.Of(entries.Where(e => e.Tags.Contains(Roster.TagOf(organ)))));
            return Task.FromResult(outcome is Outcome.Do done ? new Outcome.Do([.. done.Facts, .. AlertsOf(done.Facts, enterprise, request)]) : outcome);
        }, cancel);

    /// <summary>What supervision must see of an act that went on: an override, a visit over its cap, an approval after entering that came late, an entering without a scan.</summary>
    private IEnumerable<Fact> AlertsOf(IReadOnlyList<Fact> facts, Enterprise enterprise, Request request)
    {
        foreach (var fact in facts)
        {
            var (inspection, organ, cause, words) = fact.Kind switch
            {
                "inspection.approved/1" when Read<InspectionApproved>(fact) is { } a && (a.Overridden.Count > 0 || a.Series == "over") =>
                    (a.Inspection, a.Organ, a.Overridden is [var first, ..] ? first : "inspection-cap", a.Reason),
                "inspection.checked_in/1" when Read<CheckedIn>(fact) is { } c
                    && (c.Fences.FirstOrDefault(f => f.Answer == FenceVerdict.Stop) ?? c.Fences.FirstOrDefault(f => f.Id == "inspection-scan")) is { } passed => (c.Inspection, c.Organ, passed.Id, c.Reason),
                _ => ("", "", "", ""),
            };
            if (inspection.Length > 0)
            {
                // What was passed over at the approval may be passed over again at the door: each is seen.
                var moment = fact.Kind == "inspection.checked_in/1" && cause != "inspection-scan" ? "door" : "";
                yield return PassedOver(enterprise.Book, cause, "inspection", $"{inspection}:{organ}", organ, enterprise.Registered.Locality, request.By.Person, words, ShanghaiTime.Day(request.At), moment);
            }
        }
    }

    /// <summary>Supervision is told at once that a fence was passed over, and why.</summary>
    private Fact PassedOver(Book book, string cause, string kind, string subject, string organ, string locality, string person, string words, DateOnly day, string moment = "")
    {
        var setting = Law.At(book).Fence(cause, day);
        return Alert.Raise(new AlertRaised(
            tools.NewId(), cause, setting.Rules is [var rule, ..] ? rule : "", kind, subject, organ, locality, person, [person],
            words.Length == 0
                ? new Text("围栏被越过，没有写理由", "a fence was passed over and no reason was given", "جرى تجاوز سياج ولم يُذكر سبب")
                : new Text($"围栏被越过，理由：{words}", $"a fence was passed over; the reason given: {words}", $"جرى تجاوز سياج؛ والسبب: {words}"),
            new Text("看理由是否成立；不成立的发监督意见书", "see whether the reason holds; if not, issue an opinion", "انظر هل السبب قائم؛ وإلا فأصدر رأياً"), setting.Basis, "supervision", null), moment);
    }
}
