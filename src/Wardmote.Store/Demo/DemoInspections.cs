using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Supervision;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>
/// Premises of a town and a year of visits to them: plans, proposals, approvals, entering, records, findings that become cases or whistles, visits of several organs made
/// one, ratings. 演示：入企检查
/// </summary>
internal sealed class DemoInspections
{
    // Fields are those of the catalogue, as the form of a new place offers them: any other word would find no organ that inspects.
    private static readonly string[] Eating = ["市场监管", "生态环境", "消防救援", "城市管理"];

    private static readonly (string[] Fields, string[] Kinds)[] Trades =
    [
        (Eating, ["SC", "ST", "XF"]), (["市场监管", "城市管理"], ["SC"]), (["住房城乡建设", "生态环境", "应急管理"], ["ZJ", "ST", "YJ"]), (["消防救援", "公安"], ["XF", "GA"]),
        (["应急管理", "生态环境"], ["YJ", "ST"]), (["住房城乡建设", "市场监管"], ["ZJ", "SC"]), (["应急管理", "消防救援"], ["YJ"]), (["交通运输"], ["JT", "JX"]), (["卫生健康"], ["WS"]),
        (["农业农村", "生态环境"], ["NN", "ST"]), (["文化旅游", "消防救援"], ["XF"]),
    ];

    private readonly DemoDesk _desk;
    private readonly DemoTown _town;
    private readonly DemoCases _cases;
    private readonly DemoWhistles _whistles;
    private readonly Dictionary<string, List<string>> _items = [];
    private readonly List<Place> _places = [];

    public DemoInspections(DemoDesk desk, DemoTown town, DemoCases cases, DemoWhistles whistles)
    {
        (_desk, _town, _cases, _whistles) = (desk, town, cases, whistles);

        // Who may inspect what here, from the catalogue itself.
        foreach (var code in desk.Law.Codes.Where(c => !c.Value.StartsWith("DM", StringComparison.Ordinal)).OrderBy(c => c.Value, StringComparer.Ordinal))
        {
            var power = desk.Law.Catalogue.Ask(new PowerQuestion(code, town.Code, desk.Today, desk.Today));
            if (power is { May.Inspect: true, Holder: { } holder } && desk.Law.RowsOf(code) is { Count: 1 })
            {
                _items.TryAdd(holder, []);
                _items[holder].Add(code.Value);
            }
        }
    }

    /// <summary>Visits that took place, for those who look at them afterwards.</summary>
    public List<(string Premises, string Inspection, string Organ)> Seen { get; } = [];

    private sealed record Place(string Id, string Door, string Owner, string[] Kinds, DateTimeOffset From);

    /// <summary>Begins the registration of premises and the visits to them between two moments.</summary>
    public void Begin(int premises, int visits, DateTimeOffset from, DateTimeOffset to, bool owners)
    {
        for (var i = 0; i < premises; i++)
        {
            var n = i;
            var trade = _desk.Chance.One(Trades);
            var at = from.AddMinutes(_desk.Chance.Between(60, 60 + (int)Math.Min(4_000, (to - from).TotalMinutes / 10)));
            var place = owners && i == 0
                ? new Place(DemoPeople.OwnersPremises, "WM-DEMO-0001", DemoPeople.OwnerCode, ["SC", "ST", "XF"], at)
                : new Place(_desk.NewId(), $"WM-{_town.Code}-{(owners ? "A" : "B")}{i + 1:000}", _desk.NewCode(), trade.Kinds, at);
            _places.Add(place);
            _desk.Clock.Begin(at, () => RegisterAsync(place, owners && n == 0 ? Eating : trade.Fields));
        }

        if (_places.Count == 0)
        {
            return;
        }

        var spans = Math.Max(1, (int)((to - from).TotalDays / 91));
        for (var q = 0; q < spans && (to - from).TotalDays > 60; q++)
        {
            var start = from.AddDays(12 + (q * 91));
            _desk.Clock.Begin(start, () => QuarterAsync(visits / spans, q));
        }

        if ((to - from).TotalDays <= 60)
        {
            for (var i = 0; i < visits; i++)
            {
                var place = _places[i % _places.Count];
                _desk.Clock.Begin(place.From.AddDays(1 + ((to - place.From).TotalDays * 0.8 * _desk.Chance.Next())), () => VisitAsync(place, Department(place), InspectionType.Lead, null, "群众反映的具体线索"));
            }
        }
    }

    private string Department(Place place) =>
        place.Kinds.Select(k => $"{DemoPeople.County}-{k}").Where(_items.ContainsKey).ToList() is { Count: > 0 } own ? _desk.Chance.One(own) : DemoPeople.County + "-SC";

    private async Task RegisterAsync(Place place, IReadOnlyList<string> fields)
    {
        var person = place.Owner != DemoPeople.OwnerCode && _desk.Chance.In(0.1);
        var name = place.Owner == DemoPeople.OwnerCode ? "（虚构）桥头老面馆" : person ? DemoWords.Somebody(_desk.Chance) + "小店" : DemoWords.Firm(_desk.Chance);
        var act = new RegisterPremises(place.Id, place.Door, name, person, _town.Code, _town.Locality.Name.Zh + DemoWords.Address(_desk.Chance).Zh, DemoWords.PointIn(_desk.Chance, _desk.Law, _town.Code), fields, place.Owner);
        await _desk.MustAsync(_town.Clerk, now => _desk.Desk.RegisterPremisesAsync(act, now));
    }

    // A quarter: the town's plan and a department's, their visits spread over it, and visits that no plan foresaw.
    private async Task QuarterAsync(int visits, int quarter)
    {
        await _desk.OfficeOnAsync(_desk.Today);
        var registered = _places.Where(p => p.From < _desk.Clock.Now).ToList();
        if (registered.Count == 0)
        {
            return;
        }

        var from = _desk.Today.AddDays(6);
        var to = from.AddDays(75);
        var own = Some(registered, 0.25);
        var townPlan = await PlanAsync(_town.Code, own, InspectionType.Routine, from, to, quarter);
        foreach (var place in own)
        {
            Later(from, to, () => VisitAsync(place, _town.Code, InspectionType.Routine, townPlan, "年度日常检查计划"));
        }

        var left = visits - own.Count;
        foreach (var group in Some(registered, 0.6).GroupBy(Department).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var type = _desk.Chance.In(0.3) ? InspectionType.Special : InspectionType.Routine;
            var plan = await PlanAsync(group.Key, [.. group], type, from, to, quarter);
            foreach (var place in group.Take(Math.Max(1, left - (visits * 2 / 5))))
            {
                left--;
                Later(from, to, () => VisitAsync(place, group.Key, type, plan, type == InspectionType.Special ? "专项检查计划" : "年度日常检查计划"));
            }
        }

        for (var i = 0; i < Math.Max(left, 0); i++)
        {
            var place = _desk.Chance.One(registered);
            switch (_desk.Chance.Next())
            {
                case < 0.2:
                    Later(from, to, () => JointAsync(place));
                    break;
                case < 0.3:
                    Later(from, to, () => UrgentAsync(place));
                    break;
                default:
                    Later(from, to, () => VisitAsync(place, _desk.Chance.In(0.3) ? _town.Code : Department(place), InspectionType.Lead, null, _desk.Chance.One(["群众举报的具体线索", "上级转办线索", "网络反映的问题"])));
                    break;
            }
        }
    }

    private void Later(DateOnly from, DateOnly to, Func<Task> life) =>
        _desk.Clock.Begin(ShanghaiTime.Start(from.AddDays(_desk.Chance.Between(0, to.DayNumber - from.DayNumber - 22))).AddHours(9).AddMinutes(_desk.Chance.Between(0, 400)), life);

    private List<Place> Some(List<Place> of, double share) => [.. of.Where(_ => _desk.Chance.In(share)).Take(100)];

    private async Task<string?> PlanAsync(string organ, IReadOnlyList<Place> premises, InspectionType type, DateOnly from, DateOnly to, int quarter)
    {
        if (premises.Count == 0 || !_items.TryGetValue(organ, out var items))
        {
            return null;
        }

        var id = _desk.NewId();
        var by = organ == _town.Code ? _town.Leader : DemoTown.Department(organ);
        var title = $"{_desk.Law.NameOf(organ).Zh}{_town.Locality.Name.Zh}{from.Year}年第{(from.Month + 2) / 3}季度{(type == InspectionType.Special ? "专项" : "日常")}检查计划（第{quarter + 1}批）";
        var act = new PlanInspections(id, organ, title, type, [.. items.Take(8)], [.. premises.Select(p => p.Id)], from, to, "年度检查计划");
        if (await _desk.MustAsync(by, now => _desk.Desk.PlanInspectionsAsync(_desk.Book, act, now)) is null)
        {
            return null;
        }

        await _desk.OfficeAsync(1, 0.2);
        var head = organ == _town.Code ? _town.Head : DemoTown.HeadOf(organ);
        return await _desk.MustAsync(head, now => _desk.Desk.PublishPlanAsync(_desk.Book, id, new PublishPlan(head.Person, organ, $"备〔{from.Year}〕{quarter + 1:00}号"), now)) is null ? null : id;
    }

    private IReadOnlyList<string> Officers(string organ) => organ == _town.Code ? _town.Crew : DemoTown.Inspectors(organ);

    private By Lead(string organ) => organ == _town.Code ? _town.Officer : DemoTown.Department(organ);

    private By Head(string organ) => organ == _town.Code ? _town.Head : DemoTown.HeadOf(organ);

    private async Task VisitAsync(Place place, string organ, InspectionType type, string? plan, string grounds)
    {
        if (await ProposeAsync(place, organ, type, plan, grounds) is not { } visit)
        {
            return;
        }

        await _desk.OfficeAsync(0.6, 0.3);
        if (_desk.Chance.In(0.03))
        {
            await _desk.TryAsync(Head(organ), now => _desk.Desk.RefuseInspectionAsync(_desk.Book, place.Id, new RefuseInspection(visit, organ, "近期已检查，改为书面核查。"), now));
            return;
        }

        if (!await ApproveAsync(place, visit, organ))
        {
            return;
        }

        if (_desk.Chance.In(0.03))
        {
            await _desk.OfficeAsync(1, 0.2);
            await _desk.TryAsync(Lead(organ), now => _desk.Desk.CancelInspectionAsync(_desk.Book, place.Id, new CancelInspection(visit, organ, "企业停业装修。"), now));
            return;
        }

        await EnterAsync(place, visit, organ);
        await AfterAsync(place, visit);
    }

    private async Task<string?> ProposeAsync(Place place, string organ, InspectionType type, string? plan, string grounds)
    {
        await _desk.OfficeOnAsync(_desk.Today);
        if (place.From > _desk.Clock.Now || !_items.TryGetValue(organ, out var items))
        {
            return null;
        }

        var start = ShanghaiTime.Start(_desk.Law.Calendar.OnOrAfter(_desk.Today.AddDays(_desk.Chance.Between(2, 5)))).AddHours(9);
        var act = new ProposeInspection
        {
            Inspection = _desk.NewId(), Type = type, Teams = [new AskedTeam(organ, [.. items.Take(plan is null ? items.Count : 8).OrderBy(_ => _desk.Chance.Next()).Take(_desk.Chance.Between(1, 3))], Officers(organ))],
            From = start, To = start.AddDays(3).AddHours(8), Grounds = grounds, Plan = plan,
        };
        return await ProposedAsync(place, organ, act) ? act.Inspection : null;
    }

    // Cautions want a reason; where a fence of guidance or statute stops, the visit is not made and the stop stays on record.
    private async Task<bool> ProposedAsync(Place place, string organ, ProposeInspection act)
    {
        var answer = await _desk.Desk.ProposeInspectionAsync(_desk.Book, place.Id, act, _desk.Now(Lead(organ)));
        if (answer is Desk.DeskAnswer.Refused { Refusal.Code: "reason_needed" })
        {
            answer = await _desk.Desk.ProposeInspectionAsync(_desk.Book, place.Id, act with { Reason = _desk.Chance.One(["线索具体，需要现场核实。", "与其他部门时间无法统一。", "上次检查的问题需要复查。"]) }, _desk.Now(Lead(organ)));
        }

        if (answer is Desk.DeskAnswer.Refused other)
        {
            _desk.Surprises.Add($"{_desk.Today:yyyy-MM-dd} visit of {organ}: {other.Refusal.Code}: {other.Refusal.Why.En}");
        }

        return answer is Desk.DeskAnswer.Done;
    }

    private async Task<bool> ApproveAsync(Place place, string visit, string organ)
    {
        var head = Head(organ);
        var act = new ApproveInspection(visit, head.Person, organ, head.Role, "同意，按规定亮证、扫码。");
        var entries = await _desk.MustAsync(head, now => _desk.Desk.ApproveInspectionAsync(_desk.Book, place.Id, act, now));
        Watch(entries);
        return entries is not null;
    }

    private async Task EnterAsync(Place place, string visit, string organ)
    {
        if (await _desk.Desk.EnterpriseAsync(_desk.Book, place.Id) is not { } enterprise || enterprise.Inspection(visit) is not { } known)
        {
            return;
        }

        var at = known.Proposed.From.AddMinutes(_desk.Chance.Between(10, 460));
        await _desk.Clock.UntilAsync(at);
        var scan = _desk.Chance.In(0.9) ? place.Door : _desk.Chance.In(0.5) ? "code:" + place.Id : "";
        var offline = _desk.Chance.In(0.08);
        var entered = _desk.Clock.Now;
        if (offline)
        {
            await _desk.SoonAsync(60, 300);
        }

        var entries = await _desk.TryAsync(Lead(organ), now => _desk.Desk.CheckInAsync(_desk.Book, place.Id,
            new CheckIn(visit, organ, Officers(organ), entered, scan, scan.Length == 0 && _desk.Chance.In(0.6) ? "head" : "officer", scan == place.Door ? "" : "门口的码被遮挡，企业负责人在场。"), now));
        if (entries is null)
        {
            return;
        }

        Watch(entries);
        await _desk.SoonAsync(25, 110);
        var team = known.Proposed.Teams.First(t => t.Organ == organ);
        var findings = team.Items.Select(i => _desk.Chance.In(0.16)
            ? new ItemChecked(i, true, $"发现问题：{_desk.Law.Newest(new ItemCode(i))?.Title.Zh}，已拍照。", _desk.Photos(0.8))
            : new ItemChecked(i, false, "未发现问题", [])).ToList();
        var record = await _desk.MustAsync(Lead(organ), now => _desk.Desk.RecordInspectionAsync(_desk.Book, place.Id,
            new RecordInspection(visit, organ, entered, now.At, findings, _desk.Chance.Weighted([("", 0.6), ("积极配合，按要求整改。", 0.3), ("希望少来几次，能一次查完最好。", 0.1)]), _desk.Chance.Weighted([("signed", 0.9), ("refused", 0.04), ("absent", 0.06)])), now));
        Seen.Add((place.Id, visit, organ));
        foreach (var led in record?.Select(Body.Read) ?? [])
        {
            switch (led)
            {
                case InspectionLed { Case: { } matter }:
                    _desk.Clock.Begin(_desk.Clock.Now.AddMinutes(30), () => _cases.LiveAsync(matter));
                    break;
                case WhistleBlown blown:
                    _desk.Clock.Begin(_desk.Clock.Now.AddMinutes(5), () => _whistles.LiveAsync(blown));
                    break;
            }
        }
    }

    // The owner may rate the visit and give their side.
    private async Task AfterAsync(Place place, string visit)
    {
        await _desk.ByDayAsync(700);
        if (!Seen.Exists(s => s.Inspection == visit))
        {
            return;
        }

        if (_desk.Chance.In(0.42))
        {
            var stars = _desk.Chance.Weighted([(5, 0.45), (4, 0.3), (3, 0.14), (2, 0.07), (1, 0.04)]);
            string[] bans = stars <= 2 && _desk.Chance.In(0.5) ? ["difficulties"] : [];
            await _desk.MustAsync(new By("party", "party", ""), now => _desk.Desk.RateVisitAsync(new RateVisit(visit, stars, stars >= 4 ? _desk.Chance.One(["", "态度好，时间短。", "Clear and quick."]) : _desk.Chance.One(["等了很久。", "同一件事上个月查过。", "جاؤوا مرتين للأمر نفسه."]), bans, place.Owner), now));
        }

        if (_desk.Chance.In(0.1))
        {
            await _desk.MustAsync(new By("party", "party", ""), now => _desk.Desk.GiveYourSideAsync(place.Owner, new GiveYourSide(visit, null, _desk.Chance.One(["问题已当天整改，照片可以补交。", "记录中的数量有出入，请核对。"]), _desk.Photos(0.3)), now));
        }
    }

    // Two organs mean to come in the same days: the town makes it one visit.
    private async Task JointAsync(Place place)
    {
        var department = Department(place);
        if (await ProposeAsync(place, department, InspectionType.Lead, null, "部门线索核查") is not { } first)
        {
            return;
        }

        await _desk.SoonAsync(20, 200);
        if (await ProposeAsync(place, _town.Code, InspectionType.Lead, null, "镇街线索核查") is not { } second)
        {
            return;
        }

        await _desk.OfficeAsync(0.4, 0.2);
        var merged = await _desk.MustAsync(_town.Leader, now => _desk.Desk.MergeVisitsAsync(_desk.Book, place.Id, [first, second], "综合查一次：同一时段合并入企。", now));
        if (merged?.Select(Body.Read).OfType<InspectionProposed>().FirstOrDefault() is not { } joint)
        {
            return;
        }

        foreach (var organ in joint.Teams.Select(t => t.Organ))
        {
            await _desk.SoonAsync(10, 60);
            if (!await ApproveAsync(place, joint.Inspection, organ))
            {
                return;
            }
        }

        foreach (var organ in joint.Teams.Select(t => t.Organ))
        {
            await EnterAsync(place, joint.Inspection, organ);
        }

        await AfterAsync(place, joint.Inspection);
    }

    // Danger at once: officers enter, the head approves afterwards, now and then too late.
    private async Task UrgentAsync(Place place)
    {
        await _desk.OfficeOnAsync(_desk.Today);
        var organ = _desk.Chance.In(0.5) ? _town.Code : Department(place);
        if (!_items.TryGetValue(organ, out var items))
        {
            return;
        }

        var act = new ProposeInspection
        {
            Inspection = _desk.NewId(), Type = InspectionType.Immediate, Teams = [new AskedTeam(organ, [_desk.Chance.One(items)], Officers(organ))], From = _desk.Clock.Now, To = _desk.Clock.Now.AddHours(8),
            Grounds = "现场有冒烟、异味，须立即查看", Reason = "情况紧急",
        };
        if (!await ProposedAsync(place, organ, act))
        {
            return;
        }

        await EnterAsync(place, act.Inspection, organ);
        await (_desk.Chance.In(0.8) ? _desk.SoonAsync(60, 500) : _desk.OfficeAsync(3, 0.2));
        await ApproveAsync(place, act.Inspection, organ);
        await AfterAsync(place, act.Inspection);
    }

    // Alerts that an act raised: the one asked answers, or the clock takes it up.
    private void Watch(IReadOnlyList<Entry>? entries)
    {
        foreach (var raised in entries?.Select(Body.Read).OfType<AlertRaised>() ?? [])
        {
            _desk.Clock.Begin(_desk.Clock.Now.AddMinutes(30), () => DemoAlerts.LiveAsync(_desk, raised, Head(raised.Organ)));
        }
    }
}

/// <summary>What becomes of an alert. 演示：预警</summary>
internal static class DemoAlerts
{
    /// <summary>Answered by who is asked, dismissed with a reason that supervision weighs, or taken one level up by the clock.</summary>
    public static async Task LiveAsync(DemoDesk desk, AlertRaised raised, By leader)
    {
        for (var i = 0; i < 3; i++)
        {
            if (await desk.Desk.AlertAsync(desk.Book, raised.Alert) is not { State: "open" } alert)
            {
                return;
            }

            if (alert.Level != "supervision" && alert.AnswerBy is { } due && desk.Chance.In(0.35))
            {
                await desk.Clock.UntilAsync(due.AddMinutes(1));
                await desk.MustAsync(By.System, now => desk.Desk.EscalateAlertAsync(desk.Book, raised.Alert, now));
                continue;
            }

            // Some lie for weeks; what nobody has answered today is what waits.
            await desk.ByDayAsync(desk.Chance.In(0.15) ? 20_000 : 400, 0.5);
            var by = alert.Level switch { "handler" when raised.Handler.Length > 0 => new By(raised.Handler, "officer", raised.Organ), "supervision" => DemoTown.Supervisor, _ => leader };
            var resolve = desk.Chance.In(0.6);
            if (await desk.TryAsync(by, now => desk.Desk.AnswerAlertAsync(desk.Book, raised.Alert, new AnswerAlert(resolve ? "resolve" : "dismiss", resolve ? "已补正并提醒经办人。" : "情况特殊，理由已在记录中写明。"), now)) is null || resolve)
            {
                return;
            }

            await desk.OfficeAsync(2);
            var accepted = desk.Chance.In(0.75);
            await desk.TryAsync(DemoTown.Supervisor, now => desk.Desk.ReviewDismissalAsync(desk.Book, raised.Alert, new ReviewDismissal(accepted, accepted ? "理由成立。" : "理由不充分，请补充材料。"), now));
            if (accepted)
            {
                return;
            }
        }
    }
}
