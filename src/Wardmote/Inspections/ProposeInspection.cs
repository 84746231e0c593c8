using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.Inspections;

/// <summary>One organ's part as it is asked for.</summary>
/// <param name="Organ">Locality or agency.</param>
/// <param name="Items">Item codes.</param>
/// <param name="Officers">Account ids.</param>
public sealed record AskedTeam(string Organ, IReadOnlyList<string> Items, IReadOnlyList<string> Officers);

/// <summary>报批检查: an organ proposes a visit. Nothing is visited by it; the organ head approves.</summary>
public sealed record ProposeInspection
{
    /// <summary>Id made by the host.</summary>
    public required string Inspection { get; init; }

    /// <summary>Type.</summary>
    public required InspectionType Type { get; init; }

    /// <summary>Organs; the first leads.</summary>
    public required IReadOnlyList<AskedTeam> Teams { get; init; }

    /// <summary>Start of the time window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Why, in words the owner reads.</summary>
    public required string Grounds { get; init; }

    /// <summary>Plan; null when none.</summary>
    public string? Plan { get; init; }

    /// <summary>Report it follows.</summary>
    public string? Report { get; init; }

    /// <summary>Case it serves.</summary>
    public string? Case { get; init; }

    /// <summary>Paper of a higher organ.</summary>
    public string OrderedBy { get; init; } = "";

    /// <summary>Paper designating the organ outside its area.</summary>
    public string Designation { get; init; } = "";

    /// <summary>Reasons for cautions and for asking the head to override guidance.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Proposed visits that this joint one takes in.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>Writes the proposal, the stop, or says what is missing.</summary>
    public Outcome On(Enterprise enterprise, LawInForce law, Func<string, Roster> roster, DateTimeOffset now)
    {
        if (Missing(enterprise, now) is { } missing)
        {
            return missing;
        }

        var merged = Merges.Select(enterprise.Inspection).ToList();
        if (merged.Any(m => m is not { State: "proposed" }))
        {
            return Outcome.No("cannot_merge",
                new Text("只能合并还没有批准的检查", "only visits not yet approved can be merged", "لا تُدمج إلا الزيارات التي لم تُعتمد بعد"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        var proposal = Fill(enterprise, law, roster, now);
        var fences = new InspectionFences(law, enterprise.Book.Code, proposal.Day).Ask(proposal);
        var kept = fences.Where(f => f.Answer != FenceVerdict.Clear).ToList();
        var hard = kept.Any(f => f.Answer == FenceVerdict.Stop && f.OverrideBy.Count == 0);
        if (hard || (kept.Any(f => f.Answer == FenceVerdict.Stop) && Reason.Trim().Length == 0))
        {
            return new Outcome.Stop(fences, [Stopped(enterprise, Inspection, "propose_inspection", Teams[0].Organ, kept)]);
        }

        if (kept.Count > 0 && Reason.Trim().Length == 0)
        {
            return ReasonNeeded(kept);
        }

        var body = new InspectionProposed(Inspection, enterprise.Id, enterprise.Registered.Locality, Type, [.. proposal.Teams.Select(t => Named(t, proposal, law))],
            From, To, Grounds.Trim(), Plan, Report, Case, OrderedBy.Trim(), Designation.Trim(), Reason.Trim(), kept,
            merged.Count > 0 ? OneVisit.Save(merged!) : null);
        var tags = new List<Tag> { Wardmote.Inspections.Inspection.TagOf(Inspection), Enterprise.TagOf(enterprise.Id) };
        tags.AddRange(Teams.Select(t => new Tag("organ", t.Organ)));
        if (Plan is not null)
        {
            tags.Add(InspectionPlan.TagOf(Plan));
        }

        var facts = new List<Fact> { Body.Fact(body, tags, null, null, body.Teams[0].Under is [var under, ..] ? under : null) };
        facts.AddRange(merged.Select(m => Body.Fact(new InspectionMerged(m!.Id, Inspection), m.Tags)));
        return new Outcome.Do(facts);
    }

    /// <summary>What the fences are asked, filled from the premises' file.</summary>
    public InspectionProposal Fill(Enterprise enterprise, LawInForce law, Func<string, Roster> roster, DateTimeOffset now) => new()
    {
        Premises = enterprise.Id,
        Place = law.Locality(enterprise.Registered.Locality)!,
        Type = Type,
        Teams = [.. Teams.Select(t => new VisitTeam(t.Organ, [.. t.Items.Distinct().Select(i => new ItemCode(i))], [.. t.Officers.Distinct().Select(o => Who(roster(t.Organ), o))]))],
        From = From,
        To = To,
        Now = now,
        Stage = VisitStage.Propose,
        Plan = Plan ?? "",
        PlanPublished = Plan is not null && enterprise.Plan(Plan)?.Published is not null,
        OrderedBy = OrderedBy,
        Lead = LeadOf(Report, Case, OrderedBy),
        Designation = Designation,
        DoorCode = enterprise.Registered.Code,
        Past = enterprise.Past(Inspection),
        Others = enterprise.Others([Inspection, .. Merges, .. Plan is null ? [] : new[] { Plan }]),
    };

    /// <summary>The first of what a lead can come from that is named.</summary>
    internal static string LeadOf(string? report, string? matter, string orderedBy) => new[] { report, matter, orderedBy }.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l)) ?? "";

    /// <summary>Somebody of a roster; a stranger has no certificate and the fence says so.</summary>
    public static Officer Who(Roster roster, string id) => roster.Find(id) ?? new Officer(id, Text.Same(id), "", false, "", []);

    /// <summary>The entry that keeps a stop.</summary>
    public static Fact Stopped(Enterprise enterprise, string inspection, string act, string organ, IReadOnlyList<FenceAnswer> fences) =>
        Body.Fact(new InspectionStopped($"{inspection}-{enterprise.Sequence + 1}", enterprise.Id, inspection, act, organ, [.. fences.Where(f => f.Answer != FenceVerdict.Clear)]),
            [Wardmote.Inspections.Inspection.TagOf(inspection), Enterprise.TagOf(enterprise.Id), new Tag("stop", enterprise.Registered.Locality)]);

    /// <summary>Cautions want a reason.</summary>
    public static Outcome ReasonNeeded(IReadOnlyList<FenceAnswer> cautions) => Outcome.No("reason_needed",
        new Text("有提醒需要写明理由：" + string.Join("；", cautions.Select(c => c.Fact.Zh)), "cautions need a reason: " + string.Join("; ", cautions.Select(c => c.Fact.En)), "تنبيهات تحتاج إلى سبب: " + string.Join("؛ ", cautions.Select(c => c.Fact.Ar))),
        new Text("写一句理由；监督部门会看到", "write one reason; supervision will see it", "اكتب سبباً واحداً وستراه جهة الإشراف"), cautions[0].Article);

    /// <summary>A team as an entry names it: certificate and power beside each.</summary>
    public static NamedTeam Named(VisitTeam team, InspectionProposal p, LawInForce law)
    {
        var fields = team.Items.Select(i => law.Newest(i)?.Field ?? "").ToList();
        var officers = team.Officers.Select(o => new NamedOfficer(o.Id, o.Name,
            o.Certificates.FirstOrDefault(c => fields.Any(f => c.Lacks(team.Organ, f, p.Day) is null))?.Number ?? "")).ToList();
        var under = team.Items.Where(law.Catalogue.Knows)
            .Select(i => (Item: i, Power: law.Catalogue.Ask(new PowerQuestion(i, p.Place.Code, p.Day, p.Day, null, p.Day))))
            .Where(x => x.Power.Holder is not null)
            .Select(x => OpenCase.Under(x.Power, x.Item)).ToList();
        return new NamedTeam(team.Organ, [.. team.Items.Select(i => i.Value)], officers, under);
    }

    private Outcome? Missing(Enterprise enterprise, DateTimeOffset now)
    {
        if (enterprise.Inspection(Inspection) is not null)
        {
            return Outcome.No("already_proposed", new Text("已经报批", "already proposed", "سبق اقتراحها"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (Teams.Count == 0 || Teams.Any(t => t.Items.Count == 0) || Teams.Select(t => t.Organ).Distinct().Count() != Teams.Count || Grounds.Trim().Length == 0)
        {
            return Outcome.No("incomplete",
                new Text("须写明检查机关、事项和理由", "organs, items and grounds are needed", "يلزم ذكر الجهات والبنود والأسباب"), new Text("补全后再提交", "complete it, then send it again", "أكملها ثم أرسلها"), "国办发〔2024〕54号");
        }

        if (To <= From || (To < now && Type != InspectionType.Immediate))
        {
            return Outcome.No("bad_time", new Text("检查时间不对", "the time window does not fit", "وقت الزيارة غير صحيح"), new Text("改正起止时间", "correct start and end", "صحّح البداية والنهاية"));
        }

        // The number is one of the year the visit begins in: a window that began last year would take what was left over there.
        if (Type != InspectionType.Immediate && ShanghaiTime.Day(From).Year < ShanghaiTime.Day(now).Year)
        {
            return Outcome.No("bad_time", new Text("检查时间从已经过去的年度开始", "the time window begins in a year that is over", "يبدأ وقت الزيارة في سنة انقضت"), new Text("从今年的日期开始", "begin with a day of this year", "ابدأ بيوم من هذه السنة"));
        }

        if (Plan is null)
        {
            return null;
        }

        var day = ShanghaiTime.Day(From);
        return enterprise.Plan(Plan) is not { } plan || plan.Planned.Type != Type || plan.Planned.Organ != Teams[0].Organ || day < plan.Planned.From || day > plan.Planned.To
                || Teams[0].Items.Any(i => !plan.Planned.Items.Contains(i))
            ? Outcome.No("not_in_plan",
                new Text("这次检查不在所选计划之内（机关、类型、日期或事项不符）", "the visit is not within the plan: organ, type, day or items differ", "الزيارة خارج الخطة: تختلف الجهة أو النوع أو اليوم أو البنود"),
                new Text("按计划填写，或不选计划", "keep to the plan, or choose none", "التزم بالخطة أو لا تختر أي خطة"), "国办发〔2024〕54号")
            : null;
    }
}
