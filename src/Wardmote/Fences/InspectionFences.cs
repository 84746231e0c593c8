using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.Fences;

/// <summary>
/// 检查围栏: what stands before a visit to an enterprise. The pack says how hard each holds and with which figures (docs/fences.md names them); a figure that no pack
/// gives binds nobody. A stop by statute has no override; guidance stops but may be overridden with reason and rank; a peer's text cautions at most.
/// </summary>
/// <param name="law">Law in force.</param>
/// <param name="county">County whose settings hold: the one in whose book the premises are kept.</param>
/// <param name="day">Day whose settings hold: that of the visit, because a year's cap counts the visits of that year.</param>
public sealed class InspectionFences(LawInForce law, string county, DateOnly day)
{
    private readonly LawOfThePlace _here = law.At(county);

    private static readonly (string Id, Func<InspectionFences, InspectionProposal, IReadOnlyList<VisitTeam>, IEnumerable<FenceAnswer>> Ask)[] Functions =
    [
        ("inspection-list", (f, p, teams) => teams.SelectMany(t => t.Items).Select(i => f.OnTheList(p, i))),
        ("power", (f, p, teams) => teams.SelectMany(t => f.Powers(p, t))),
        ("out-of-area", (f, p, teams) => teams.Select(t => f.Area(p, t))),
        ("officers", (f, _, teams) => teams.Select(f.TwoOfficers)),
        ("auxiliary", (f, _, teams) => teams.Select(f.Auxiliary)),
        ("certificates", (f, p, teams) => teams.SelectMany(t => t.Officers.Where(o => !o.Auxiliary).Select(o => f.Certificates(p, t, o)))),
        ("inspection-approval", (f, p, teams) => [f.Approval(p, teams)]),
        ("inspection-scan", (f, p, _) => [f.Scan(p)]),
        ("inspection-cap", (f, p, _) => [f.YearlyCap(p)]),
        ("inspection-window", (f, p, _) => [f.Window(p)]),
        ("inspection-often", (f, p, _) => [f.Often(p)]),
        ("merge-first", (f, p, _) => [f.MergeFirst(p)]),
        ("fruitless", (f, p, teams) => teams.SelectMany(t => t.Officers.Select(o => f.Fruitless(p, t, o)))),
    ];

    /// <summary>The answers of every fence the pack sets before this act, stops first.</summary>
    public IReadOnlyList<FenceAnswer> Ask(InspectionProposal p)
    {
        // Approval and entering are each organ's own: items, power, area and people are asked of that organ's part, the rest of the whole visit.
        var teams = p.Stage == VisitStage.Propose ? p.Teams : p.Teams.Where(t => t.Organ == p.Acting).ToList();
        var act = p.Stage switch { VisitStage.Propose => FenceAct.VisitPropose, VisitStage.Approve => FenceAct.VisitApprove, _ => FenceAct.VisitEnter };
        return [.. Functions.Where(f => Setting(f.Id).Holds(act)).SelectMany(f => f.Ask(this, p, teams)).OrderByDescending(a => a.Answer)];
    }

    /// <summary>The numbers a visit takes when it is approved now: one in each group the pack's key counts by, one alone where it counts the premises as a whole or no cap is set.</summary>
    public IReadOnlyList<(string Group, int Number)> Numbers(InspectionProposal p, string series) =>
        GroupsOf("inspection-cap", p.Teams) is { Count: > 0 } groups
            ? [.. Used(p.Past, p.Year, series, groups).Select(u => (u.Group, u.Visits + 1))]
            : [("", p.Past.Count(v => v.Year == p.Year && v.Series == series) + 1)];

    /// <summary>Numbered visits of a year in each group that any of them belongs to, for pages.</summary>
    public IReadOnlyList<(Text Group, int Visits)> Counted(IReadOnlyList<PastVisit> past, int year) =>
        [.. Used(past, year, "counted", [.. past.SelectMany(v => GroupsOf("inspection-cap", v.Teams)).Distinct()]).Select(u => (Named(u.Group), u.Visits)).OrderByDescending(u => u.Visits)];

    private IEnumerable<(string Group, int Visits)> Used(IReadOnlyList<PastVisit> past, int year, string series, IReadOnlyList<string> groups) =>
        groups.Select(g => (g, past.Count(v => v.Year == year && v.Series == series && GroupsOf("inspection-cap", v.Teams).Contains(g))));

    /// <summary>What a visit is counted under by a fence's keys: nothing but the premises (empty), or each organ, field, item or officer of its teams.</summary>
    private IReadOnlyList<string> GroupsOf(string fence, IEnumerable<VisitTeam> teams) =>
        GroupsOf(fence, teams.Select(t => new PastTeam(t.Organ, [.. t.Items.Select(i => i.Value)], [.. t.Officers.Select(o => o.Id)])));

    private IReadOnlyList<string> GroupsOf(string fence, IEnumerable<PastTeam> teams) =>
        [.. Setting(fence).Keys.SelectMany(words => teams.SelectMany(team =>
        {
            IEnumerable<string> groups = [""];
            foreach (var word in words)
            {
                IEnumerable<string> values = word switch
                {
                    "organ" => [team.Organ],
                    "field" => team.Items.Select(i => law.Newest(new ItemCode(i))?.Field ?? ""),
                    "item" => team.Items,
                    "officer" => team.Officers,
                    _ => [],
                };
                groups = word is "premises" or "year" ? groups : groups.SelectMany(g => values.Select(v => (g.Length > 0 ? g + "," : "") + word + "=" + v));
            }

            return groups;
        })).Distinct()];

    /// <summary>A group in words: the organ's name, the field, the item.</summary>
    private Text Named(string group)
    {
        var parts = group.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => p[0] switch
        {
            "organ" => law.NameOf(p[1]),
            "item" => law.Newest(new ItemCode(p[1]))?.Title ?? Text.Same(p[1]),
            _ => Text.Same(p[1]),
        }).ToList();
        return new Text(string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)), string.Join("، ", parts.Select(p => p.Ar)));
    }

    private static Text Of(Text group) => group.Zh.Length == 0 ? group : new Text($"（{group.Zh}）", $" ({group.En})", $" ({group.Ar})");

    /// <summary>Whether a visit takes one of the numbered visits of its year: a lead check, an emergency and a special inspection ordered from above with a paper do not.</summary>
    public bool Counts(InspectionType type, string orderedBy) => type switch
    {
        InspectionType.Lead => Exempt("lead") is null,
        InspectionType.Immediate => Exempt("immediate") is null,
        InspectionType.Special => (orderedBy.Trim().Length == 0 || Exempt("ordered_special") is null) && Value("inspection-cap", "special_counts") != 0,
        _ => true,
    };

    /// <summary>Who may inspect for an item at a place on a day; null when nobody is named. The same answer as the fence's, for pages that say it beforehand.</summary>
    public string? Inspector(ItemCode item, Locality place, DateOnly day)
    {
        if (!law.Catalogue.Knows(item) || law.Item(item, day) is not { } row)
        {
            return null;
        }

        var answer = law.Catalogue.Ask(new PowerQuestion(item, place.Code, day, day, null, day));
        var department = $"{place.County}-{row.AgencyKind}";
        return KeepsInspection(answer, item, place, department) ? department : answer.May.Inspect ? answer.Holder : null;
    }

    /// <summary>Everybody who may inspect at a place on a day, with the items of the fields named; every field when none is.</summary>
    public IReadOnlyList<(string Organ, IReadOnlyList<ItemCode> Items)> Inspectors(Locality place, DateOnly day, IReadOnlyList<string> fields) =>
        [.. law.Codes.Where(c => fields.Count == 0 || fields.Contains(law.Newest(c)?.Field ?? ""))
            .Select(c => (Item: c, Organ: Inspector(c, place, day))).Where(x => x.Organ is not null)
            .GroupBy(x => x.Organ!).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<ItemCode>)[.. g.Select(x => x.Item).OrderBy(i => i.Value, StringComparer.Ordinal)]))];

    /// <summary>A line that grants the penalty and not its inspection leaves the inspection where it was: with the department in charge (R-COMP-06).</summary>
    private bool KeepsInspection(PowerAnswer answer, ItemCode item, Locality place, string organ) =>
        answer is { Answer: Holding.Held, Source: PowerSource.Empowered or PowerSource.Entrusted, May.Inspect: false }
        && law.Newest(item)?.AgencyKind is { Length: > 0 } kind && law.Agency(organ) is not null && organ == $"{place.County}-{kind}";

    /// <summary>Numbered visits a year in each group; null when no cap was published here.</summary>
    public int? Cap() => Setting("inspection-cap").Key is { Count: > 0 } && Value("inspection-cap", "per_year") is { } cap ? (int)cap : null;

    private FenceAnswer OnTheList(InspectionProposal p, ItemCode item)
    {
        const string id = "inspection-list";
        var row = law.Item(item, p.Day);
        if (row is null)
        {
            return Answer(id,
                new Text($"{item} 不在 {p.Day:yyyy-MM-dd} 有效的检查事项清单", $"{item} is not on the list of inspection items in force on {p.Day:yyyy-MM-dd}", $"{item} ليس في قائمة بنود التفتيش النافذة في {p.Day:yyyy-MM-dd}"),
                new Text("清单之外无检查：删去这一项，或从清单选择", "nothing outside the list is inspected: take it out, or choose from the list", "لا تفتيش خارج القائمة: احذف البند أو اختر من القائمة"));
        }

        return row.ListCertainty is Certainty.Quoted or Certainty.Derived
            ? Clear(id, new Text($"{item} {row.Title.Zh}在清单内", $"{item} {row.Title.En} is on the list", $"{item} {row.Title.Ar} في القائمة"))
            : Answer(id,
                new Text($"{item} 的公布清单原文未见", $"the published list with {item} itself was not read", $"لم يُقرأ نص القائمة المنشورة التي تضم {item}"),
                new Text("核对公布的清单，写明文号", "check the published list and name it", "راجع القائمة المنشورة واذكر رقمها"), FenceVerdict.Caution);
    }

    private IEnumerable<FenceAnswer> Powers(InspectionProposal p, VisitTeam team) => team.Items.Select(i => law.Catalogue.Knows(i) ? Power(p, team, i) : NobodyHas(i));

    /// <summary>What no catalogue knows nobody may inspect: the list is guidance that a head may pass over, the power is not.</summary>
    private FenceAnswer NobodyHas(ItemCode item) => Answer("power",
        new Text($"没有 {item} 这一事项，没有机关有权检查", $"there is no item {item}, and no organ may inspect it", $"لا يوجد بند {item} ولا جهة تملك تفتيشه"),
        new Text("从事项目录选择", "choose an item of the catalogue", "اختر بنداً من القائمة"));

    private FenceAnswer Power(InspectionProposal p, VisitTeam team, ItemCode item)
    {
        const string id = "power";
        var answer = law.Catalogue.Ask(new PowerQuestion(item, p.Place.Code, p.Day, p.Day, null, p.Day));
        if (KeepsInspection(answer, item, p.Place, team.Organ))
        {
            return Clear(id, new Text("清单只移交处罚权，检查仍由主管部门负责", "the list hands over the penalty only; inspecting stays with the department", "تنقل القائمة العقوبة وحدها ويبقى التفتيش لدى الإدارة المختصة"), "行政处罚法 24；R-COMP-06");
        }

        var mine = answer.Holder == team.Organ || (answer.Answer == Holding.Concurrent && law.Newest(item)?.AgencyKind is { Length: > 0 } kind && team.Organ == $"{p.Place.County}-{kind}");
        var why = answer.Why.Count > 0 ? answer.Why[0] : new Reason(Text.Same(""));
        if (mine && answer.May.Inspect && answer.Answer is Holding.Held or Holding.Concurrent or Holding.Department)
        {
            return Clear(id, why.Text, why.Article);
        }

        if (mine)
        {
            return Answer(id,
                new Text($"清单给了{law.NameOf(team.Organ).Zh}这一事项的处罚权，没有写检查权", $"the line gives {law.NameOf(team.Organ).En} the penalty for {item}, not its inspection", $"السطر يمنح {law.NameOf(team.Organ).Ar} العقوبة على {item} لا التفتيش"),
                new Text("请主管部门检查，或核查具体线索", "ask the department to inspect, or check a particular lead", "اطلب من الإدارة المختصة التفتيش أو تحقق من بلاغ محدد"), article: "行政处罚法 24；R-COMP-06");
        }

        var holder = answer.Holder is { } h ? law.NameOf(h) : null;
        return Answer(id, why.Text, holder is null
            ? new Text("请区县司法局明确由谁检查", "ask the county justice bureau who may inspect", "اطلب من مكتب العدل تحديد من يفتش")
            : new Text($"由{holder.Zh}检查（吹哨）", $"{holder.En} inspects it: whistle", $"تتولاه {holder.Ar}: استدعِها"), article: why.Article);
    }

    private FenceAnswer Area(InspectionProposal p, VisitTeam team)
    {
        const string id = "out-of-area";
        var mine = team.Organ == p.Place.Code || (law.Agency(team.Organ)?.County is { } area && RegionCode.Reaches(area, p.Place.County));
        if (mine)
        {
            return Clear(id, new Text($"{p.Place.Name.Zh}在{law.NameOf(team.Organ).Zh}辖区", $"{p.Place.Name.En} lies in the area of {law.NameOf(team.Organ).En}", $"{p.Place.Name.Ar} ضمن نطاق {law.NameOf(team.Organ).Ar}"));
        }

        return p.Designation.Trim().Length > 0
            ? Answer(id,
                new Text($"辖区外，依指定管辖文书 {p.Designation}", $"outside its area, under the designation {p.Designation}", $"خارج نطاقها بموجب التعيين {p.Designation}"),
                new Text("文书附卷", "keep the paper in the file", "احفظ الوثيقة في الملف"), FenceVerdict.Caution, "行政处罚法 25")
            : Answer(id,
                new Text($"{p.Place.Name.Zh}不在{law.NameOf(team.Organ).Zh}辖区", $"{p.Place.Name.En} is outside the area of {law.NameOf(team.Organ).En}", $"{p.Place.Name.Ar} خارج نطاق {law.NameOf(team.Organ).Ar}"),
                new Text("不得异地检查：请当地机关办理，或附上级指定管辖文书", "no inspection out of area: ask the organ there, or attach the superior's designation", "لا تفتيش خارج النطاق: اطلب من الجهة المحلية أو أرفق تعيين الجهة العليا"));
    }

    private FenceAnswer TwoOfficers(VisitTeam team)
    {
        const string id = "officers";
        var count = Officer.People(team.Officers.Where(o => !o.Auxiliary));
        var least = Value(id, "at_least") ?? 2;
        return count >= least
            ? Clear(id, new Text($"{count} 名执法人员", $"{count} officers", $"{count} من الموظفين"))
            : Answer(id,
                new Text($"{law.NameOf(team.Organ).Zh}只有 {count} 名执法人员，不得少于 {least:0} 人", $"{law.NameOf(team.Organ).En} sends {count} officer(s); at least {least:0} are needed", $"ترسل {law.NameOf(team.Organ).Ar} {count} فقط ويلزم {least:0} على الأقل"),
                new Text("再派一名持证执法人员", "name one more certified officer", "عيّن موظفاً آخر يحمل بطاقة"));
    }

    private FenceAnswer Auxiliary(VisitTeam team)
    {
        const string id = "auxiliary";
        return team.Officers.FirstOrDefault(o => o.Auxiliary) is { } aux
            ? Answer(id,
                new Text($"{aux.Name.Zh}没有执法资格，不得入企检查", $"{aux.Name.En} has no right to enforce and may not inspect", $"{aux.Name.Ar} لا يملك صفة الإنفاذ ولا يجوز له التفتيش"),
                new Text("网格员、辅助人员、第三方不参加检查：换持证执法人员", "grid staff, auxiliaries and third parties take no part: name certified officers", "لا يشارك عمال الشبكة ولا المساعدون ولا الأطراف الثالثة: عيّن موظفين يحملون البطاقة"))
            : Clear(id, new Text("没有辅助人员", "no auxiliary takes part", "لا يشارك أي مساعد"));
    }

    private FenceAnswer Certificates(InspectionProposal p, VisitTeam team, Officer officer)
    {
        const string id = "certificates";
        foreach (var field in team.Items.Select(i => law.Newest(i)?.Field ?? "").Distinct())
        {
            if (officer.Lacks(team.Organ, field, p.Day) is { } why)
            {
                return Answer(id,
                    new Text($"{officer.Name.Zh}：{why.Zh}", $"{officer.Name.En}: {why.En}", $"{officer.Name.Ar}: {why.Ar}"),
                    new Text("换一名持有效证件的执法人员", "name another officer with a valid certificate", "عيّن موظفاً آخر يحمل بطاقة سارية"));
            }
        }

        return Clear(id, new Text($"{officer.Name.Zh}持有有效执法证", $"{officer.Name.En} holds a valid certificate", $"{officer.Name.Ar} يحمل بطاقة سارية"));
    }

    private FenceAnswer Approval(InspectionProposal p, IReadOnlyList<VisitTeam> teams)
    {
        const string id = "inspection-approval";
        var hours = Value(id, "hours");
        if (p.Stage != VisitStage.Enter && p.Type == InspectionType.Special && (p.Plan.Length == 0 || !p.PlanPublished) && p.OrderedBy.Trim().Length == 0)
        {
            return Answer(id,
                new Text("专项检查没有批准、备案并公布的计划", "a special inspection needs a plan that was approved, filed and published", "التفتيش الخاص يحتاج إلى خطة معتمدة ومودعة ومنشورة"),
                new Text("先公布计划，再从计划发起", "publish the plan first, then start from it", "انشر الخطة أولاً ثم ابدأ منها"), article: "渝府令375 3；国办发〔2024〕54号");
        }

        if (p.Stage == VisitStage.Enter)
        {
            var open = teams.FirstOrDefault(t => !p.Approved.Contains(t.Organ));
            if (open is null)
            {
                // Whoever comes in another year would leave that year's numbers untouched.
                if (ShanghaiTime.Day(p.Now).Year != p.Year && Counts(p.Type, p.OrderedBy))
                {
                    return Answer(id,
                        new Text($"批准的是 {p.Year} 年度的一次检查", $"approved as a visit of {p.Year}", $"اعتُمدت كزيارة من عام {p.Year}"),
                        new Text("重新报批，占用入企当年的次数", "ask for approval again, as a visit of the year of entering", "اطلب الموافقة من جديد كزيارة من سنة الدخول"));
                }

                return p.Now < p.From || p.Now > p.To
                    ? Answer(id,
                        new Text($"批准的时间是 {Show(p.From)} 至 {Show(p.To)}", $"approved for {Show(p.From)} to {Show(p.To)} only", $"الموافقة من {Show(p.From)} إلى {Show(p.To)} فقط"),
                        new Text("在批准的时间内入企，或重新报批", "enter within that time, or ask for approval again", "ادخل خلال ذلك الوقت أو اطلب الموافقة من جديد"),
                        p.Type == InspectionType.Immediate ? FenceVerdict.Caution : null)
                    : Clear(id, new Text("机关负责人已批准", "the organ head has approved", "وافق رئيس الجهة"));
            }

            return p.Type == InspectionType.Immediate
                ? Answer(id,
                    new Text("即时检查：先检查，后补批", "an emergency: inspect first, approval afterwards", "طارئ: يُفتَّش أولاً ثم تؤخذ الموافقة"),
                    hours is { } h
                        ? new Text($"{h:0} 小时内报机关负责人补批", $"ask the organ head within {h:0} hours", $"اطلب موافقة رئيس الجهة خلال {h:0} ساعة")
                        : new Text("事后立即报机关负责人补批", "ask the organ head at once afterwards", "اطلب موافقة رئيس الجهة فوراً بعد ذلك"), FenceVerdict.Caution)
                : Answer(id,
                    new Text($"{law.NameOf(open.Organ).Zh}负责人没有批准", $"the head of {law.NameOf(open.Organ).En} has not approved", $"لم يوافق رئيس {law.NameOf(open.Organ).Ar}"),
                    new Text("先报批；情况紧急的按即时检查办理，事后补批", "ask for approval first; where there is danger, inspect as an emergency and ask afterwards", "اطلب الموافقة أولاً؛ وعند الخطر فتّش كطارئ ثم اطلبها"));
        }

        if (p.Stage == VisitStage.Approve && p.Entered is { } entered && hours is { } most && p.Now > entered.AddHours((double)most))
        {
            return Answer(id,
                new Text($"{Show(entered)} 入企，补批已超过 {most:0} 小时", $"entered at {Show(entered)}: approval comes later than {most:0} hours", $"الدخول في {Show(entered)}: تجاوزت الموافقة {most:0} ساعة"),
                new Text("写明迟报原因；监督机关会看到", "say why it is late; supervision will see it", "اذكر سبب التأخر وستراه جهة الإشراف"), FenceVerdict.Caution);
        }

        return Clear(id, new Text("由机关负责人批准后入企", "officers enter after the organ head's approval", "يدخل الموظفون بعد موافقة رئيس الجهة"));
    }

    private FenceAnswer YearlyCap(InspectionProposal p)
    {
        const string id = "inspection-cap";
        if (p.Approved.Count > 0)
        {
            // The visit has its number already: a further organ's approval adds no visit.
            return Clear(id, new Text("并入已批准的同一次检查", "part of a visit already approved", "جزء من زيارة سبقت الموافقة عليها"));
        }

        var (fullest, used) = Used(p.Past, p.Year, "counted", GroupsOf(id, p.Teams)).Select(u => (Of(Named(u.Group)), u.Visits)).OrderByDescending(u => u.Visits).FirstOrDefault((Text.Same(""), 0));
        if (p.Type == InspectionType.Lead && p.Lead.Trim().Length == 0 && Exempt("lead") is { } exemption)
        {
            // A lead that nobody can name would open the cap for everybody. It never stops: the lead may be real and still unwritten.
            return Answer(id,
                new Text("线索核查不占频次，但没有写明线索", "a lead check takes no numbered visit, and no lead is named", "التحقق من بلاغ لا يُحتسب، ولم يُذكر البلاغ"),
                new Text($"附上{exemption.Paper.Zh}", $"name {exemption.Paper.En}", $"اذكر {exemption.Paper.Ar}"), FenceVerdict.Caution);
        }

        if (p.Free)
        {
            return Clear(id, new Text("线索核查和即时检查不受频次上限限制", "no cap stops a lead check or an emergency", "لا يوقف الحد الأقصى التحقق من بلاغ أو حالة طارئة"));
        }

        if (!Counts(p.Type, p.OrderedBy))
        {
            return Clear(id, new Text(p.OrderedBy.Length > 0 ? $"上级部署的专项检查（{p.OrderedBy}），不占频次" : "专项检查按设置不占频次",
                p.OrderedBy.Length > 0 ? $"ordered from above ({p.OrderedBy}): takes no numbered visit" : "by setting, special inspections take no numbered visit",
                p.OrderedBy.Length > 0 ? $"بأمر من الجهة العليا ({p.OrderedBy}): لا تُحتسب زيارة" : "وفق الإعداد لا تُحتسب التفتيشات الخاصة"));
        }

        if (Cap() is not { } cap)
        {
            return Clear(id, new Text($"今年已查 {used} 次；本地没有公布年度频次上限", $"{used} visit(s) this year; no yearly cap was published here", $"{used} زيارة هذا العام؛ لا حد سنوي منشور هنا"));
        }

        return used < cap
            ? Clear(id, new Text($"今年第 {used + 1} 次{fullest.Zh}，上限 {cap} 次", $"visit {used + 1} of {cap} this year{fullest.En}", $"الزيارة {used + 1} من {cap} هذا العام{fullest.Ar}"))
            : Answer(id,
                new Text($"今年已查 {used} 次{fullest.Zh}，年度上限 {cap} 次", $"{used} visits this year{fullest.En}; the yearly cap is {cap}", $"{used} زيارات هذا العام{fullest.Ar} والحد السنوي {cap}"),
                new Text("改为书面、线上核查；有具体线索的按线索核查办理；确需入企的由机关负责人写明理由，企业看得到",
                    "check papers or online; with a particular lead, check the lead; else the organ head may give a reason that the enterprise can read",
                    "تحقق ورقياً أو عبر الشبكة؛ وإن وُجد بلاغ محدد فتحقق منه؛ وإلا فليذكر رئيس الجهة سبباً تقرؤه المنشأة"));
    }

    private FenceAnswer Window(InspectionProposal p)
    {
        const string id = "inspection-window";
        var days = (int)(Value(id, "days") ?? 0);
        var day = ShanghaiTime.Day(p.From);
        foreach (var visit in p.Past.Where(v => Math.Abs(v.Day.DayNumber - day.DayNumber) <= days && days > 0))
        {
            foreach (var team in p.Teams)
            {
                var mine = GroupsOf(id, [team]);
                foreach (var other in visit.Teams.Where(t => t.Organ != team.Organ))
                {
                    if (GroupsOf(id, [other]).FirstOrDefault(mine.Contains) is { } shared)
                    {
                        var (who, what) = (law.NameOf(other.Organ), shared.Length > 0 ? shared.Split('=')[^1] : "");
                        return Answer(id,
                            new Text($"{who.Zh} {visit.Day:yyyy-MM-dd} 已查过 {what}（{days} 天内）", $"{who.En} checks or checked {(what.Length > 0 ? what : "here")} on {visit.Day:yyyy-MM-dd}, within {days} days", $"{who.Ar} تفتش {what} في {visit.Day:yyyy-MM-dd} خلال {days} يوماً"),
                            new Text("用已有的检查结果；还要入企的，并入一次联合检查", "use its result; if a visit is still needed, make it one joint visit", "استخدم نتيجتها؛ وإن لزمت زيارة فلتكن مشتركة"),
                            p.Free ? FenceVerdict.Caution : null);
                    }
                }
            }
        }

        return Clear(id, new Text("近期没有别的机关查过同一事项", "no other organ checked the same item lately", "لم تفتش جهة أخرى البند نفسه مؤخراً"));
    }

    /// <summary>More visits in a day, a week or a month than another place's rule flags: a caution, because nothing here makes it a limit.</summary>
    private FenceAnswer Often(InspectionProposal p)
    {
        const string id = "inspection-often";
        var day = ShanghaiTime.Day(p.From);
        var mine = GroupsOf(id, p.Teams);
        foreach (var (name, span, zh, en, ar) in new[] { ("per_day", 1, "一天", "a day", "يوم"), ("per_week", 7, "七天", "seven days", "سبعة أيام"), ("per_month", 30, "三十天", "thirty days", "ثلاثين يوماً") })
        {
            var before = mine.Select(g => p.Past.Count(v => v.Day <= day && v.Day > day.AddDays(-span) && GroupsOf(id, v.Teams).Contains(g))).DefaultIfEmpty(0).Max();
            if (Value(id, name) is { } most && before + 1 > most && !p.Free)
            {
                return Answer(id,
                    new Text($"{zh}内第 {before + 1} 次入企，参考值 {most:0} 次", $"visit {before + 1} within {en}; the mark is {most:0}", $"الزيارة {before + 1} خلال {ar} والعلامة {most:0}"),
                    new Text("并入一次联合检查，或写明为什么分开", "make it one joint visit, or say why apart", "اجعلها زيارة مشتركة أو اذكر سبب الفصل"), FenceVerdict.Caution);
            }
        }

        return Clear(id, new Text("近期入企不密", "visits are not frequent lately", "الزيارات غير متقاربة"));
    }

    private FenceAnswer MergeFirst(InspectionProposal p)
    {
        const string id = "merge-first";
        var days = (int)(Value(id, "days") ?? 0);
        var (from, to) = (ShanghaiTime.Day(p.From).AddDays(-days), ShanghaiTime.Day(p.To).AddDays(days));
        var mine = GroupsOf(id, p.Teams);
        var others = p.Others.Where(o => o.From <= to && o.To >= from && !p.Teams.Any(t => t.Organ == o.Organ) && GroupsOf(id, [new PastTeam(o.Organ, o.Items, [])]).Any(mine.Contains)).ToList();
        return others.Count == 0 || p.Type == InspectionType.Immediate
            ? Clear(id, new Text("没有可以合并的检查", "no visit to merge with", "لا زيارة يمكن الدمج معها"))
            : Answer(id,
                new Text($"{string.Join("、", others.Select(o => law.NameOf(o.Organ).Zh).Distinct())}也计划在此时入企", $"{string.Join(", ", others.Select(o => law.NameOf(o.Organ).En).Distinct())} also mean to come at this time", $"تنوي {string.Join("، ", others.Select(o => law.NameOf(o.Organ).Ar).Distinct())} الحضور في الوقت نفسه"),
                new Text("能合并的合并：综合查一次", "merge what can be merged: one visit", "ادمج ما يمكن دمجه: زيارة واحدة"), p.Free ? FenceVerdict.Caution : null);
    }

    private FenceAnswer Fruitless(InspectionProposal p, VisitTeam team, Officer officer)
    {
        const string id = "fruitless";
        var most = (int)(Value(id, "per_year") ?? 0);
        var day = ShanghaiTime.Day(p.From);
        var mine = GroupsOf(id, [team with { Officers = [officer] }]);
        var empty = p.Past.Count(v => v.Found == false && v.Day <= day && v.Day > day.AddYears(-1) && GroupsOf(id, v.Teams).Any(mine.Contains));
        return most == 0 || empty < most
            ? Clear(id, new Text($"{officer.Name.Zh}一年内没有多次空查", $"{officer.Name.En} did not come in vain repeatedly within a year", $"{officer.Name.Ar} لم يأتِ بلا نتيجة مراراً خلال سنة"))
            : Answer(id,
                new Text($"{officer.Name.Zh}一年内在这里查了 {empty} 次，都没有发现问题", $"{officer.Name.En} inspected here {empty} times within a year and found nothing", $"فتّش {officer.Name.Ar} هنا {empty} مرات خلال سنة ولم يجد شيئاً"),
                new Text("换人检查，或写明新的线索", "send somebody else, or name the new lead", "أرسل شخصاً آخر أو اذكر البلاغ الجديد"), p.Free ? FenceVerdict.Caution : null);
    }

    private FenceAnswer Scan(InspectionProposal p)
    {
        const string id = "inspection-scan";
        if (p.Scan.Length > 0 && p.Scan == p.DoorCode)
        {
            return Clear(id, new Text("已扫码入企", "scanned before entering", "تم المسح قبل الدخول"));
        }

        // The owner looked through their own page, and the record says so: that is the scan.
        if (p.OwnerChecked)
        {
            return Clear(id, new Text("企业入企前在自己的页面打开了检查码核验", "the owner opened the check of the code on their own page before the entering", "فتح المالك التحقق من الرمز في صفحته قبل الدخول"));
        }

        // The page that checks the code works without network and by itself leaves nothing behind: then that it was checked is the officers' own word.
        if (p.Scan == "code:" + p.Premises)
        {
            return Answer(id,
                new Text("检查人员称企业已核验检查码，系统没有记录", "the officers say that the owner checked the inspection code; nothing of it is on record", "يقول المفتشون إن المالك تحقق من رمز التفتيش ولا أثر لذلك في السجل"),
                new Text("写明为什么没有扫门口的码，监督部门会看到", "say why the code on the door was not scanned; supervision sees it", "اذكر لماذا لم يُمسح رمز الباب؛ وتراه جهة الرقابة"), FenceVerdict.Caution);
        }

        return Answer(id,
            p.Scan.Length == 0
                ? new Text("没有扫码", "nothing was scanned", "لم يُمسح شيء")
                : new Text("扫的码不是这家企业的", "the code scanned is not of these premises", "الرمز الممسوح ليس لهذه المنشأة"),
            new Text("扫门口的码，或请企业核验检查码；都做不到的，由机关负责人写明原因放行", "scan the code on the door, or let the owner check the inspection code; if neither can be done, the organ head lets the officers in and says why", "امسح رمز الباب أو ليتحقق المالك من رمز التفتيش؛ وإن تعذّر الأمران يسمح رئيس الجهة بالدخول ويذكر السبب"),
            p.Type == InspectionType.Immediate ? FenceVerdict.Caution : null);
    }

    private FenceExemption? Exempt(string visit) => Setting("inspection-cap").Exempt?.FirstOrDefault(e => e.Visit == visit);

    private FenceSetting Setting(string id) => _here.Fence(id, day);

    private decimal? Value(string fence, string name) => Setting(fence).Values.TryGetValue(name, out var value) ? value : null;

    private static string Show(DateTimeOffset at) => $"{ShanghaiTime.Local(at):yyyy-MM-dd HH:mm}";

    private FenceAnswer Clear(string id, Text fact, string? article = null)
    {
        var setting = Setting(id);
        return new FenceAnswer(id, setting.Rules is [var rule, ..] ? rule : "", FenceVerdict.Clear, fact, article ?? setting.Basis, Text.Same(""), []);
    }

    /// <summary>As hard as the pack's ground allows; <paramref name="atMost"/> softens further.</summary>
    private FenceAnswer Answer(string id, Text fact, Text way, FenceVerdict? atMost = null, string? article = null)
    {
        var setting = Setting(id);
        var verdict = setting.Ground == "peer" || setting.Mode == "caution" ? FenceVerdict.Caution : setting.Mode == "record" ? FenceVerdict.Clear : FenceVerdict.Stop;
        if (atMost < verdict)
        {
            verdict = atMost.Value;
        }

        return new FenceAnswer(id, setting.Rules is [var rule, ..] ? rule : "", verdict, fact, article ?? setting.Basis, way, setting.Ground == "statute" ? [] : setting.OverrideBy);
    }
}
