using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Inspections;

/// <summary>
/// 批准检查: the head of an organ approves its part (R-INS-02); an emergency afterwards. The first approval takes a numbered visit of the year, written with the entry, so that
/// two who approve at once can never both take the last one.
/// </summary>
/// <param name="Inspection">Inspection.</param>
/// <param name="Head">Account of the head.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Role">Role in which the head acts: the rank for an override.</param>
/// <param name="Reason">Needed for an override and for new cautions; the owner can read it.</param>
public sealed record ApproveInspection(string Inspection, string Head, string Organ, string Role, string Reason)
{
    /// <summary>Writes the approval, or the stop.</summary>
    public Outcome On(Enterprise enterprise, LawInForce law, Func<string, Roster> roster, DateTimeOffset now)
    {
        if (enterprise.Inspection(Inspection) is not { } visit || visit.State is "refused" or "cancelled" or "merged" || !visit.Organs.Contains(Organ) || visit.ApprovedOrgans.Contains(Organ))
        {
            return Wrong(enterprise.Inspection(Inspection));
        }

        if (visit.ProposedBy.Person == Head || visit.Proposed.Teams.Any(t => t.Officers.Any(o => o.Id == Head)))
        {
            return OwnHand();
        }

        var proposal = Fill(enterprise, visit, Organ, law, roster, now);
        var rules = new InspectionFences(law, enterprise.Book.Code, proposal.Day);
        var fences = rules.Ask(proposal);
        var kept = fences.Where(f => f.Answer != FenceVerdict.Clear).ToList();
        var stops = kept.Where(f => f.Answer == FenceVerdict.Stop).ToList();
        if (stops.Any(f => !Rank.May(f, Role)) || (stops.Count > 0 && Reason.Trim().Length == 0))
        {
            return new Outcome.Stop(fences, [ProposeInspection.Stopped(enterprise, Inspection, "approve_inspection", Organ, kept)]);
        }

        var fresh = kept.Where(f => !visit.Proposed.Fences.Any(old => old.Id == f.Id)).ToList();
        if (fresh.Count > 0 && Reason.Trim().Length == 0)
        {
            return ProposeInspection.ReasonNeeded(fresh);
        }

        var overridden = stops.Select(f => f.Id).Distinct().ToList();
        var year = proposal.Year;
        var series = visit.Visit?.Series ?? (!rules.Counts(visit.Proposed.Type, visit.Proposed.OrderedBy) ? "free" : kept.Any(f => f.Id == "inspection-cap") ? "over" : "counted");
        var number = visit.Visit?.Number ?? enterprise.Taken(year, series) + 1;
        var body = new InspectionApproved(Inspection, Organ, year, number, series, visit.CheckIns.Count > 0, overridden, Reason.Trim(), overridden.Count > 0 ? Role : "");
        var under = visit.Proposed.Teams.First(t => t.Organ == Organ).Under;
        return Outcome.Of(Body.Fact(body, visit.Tags, visit.Visit is null ? [.. rules.Numbers(proposal, series).Select(n => Slot(enterprise.Id, year, series, n.Group, n.Number))] : null, null, under is [var first, ..] ? first : null));
    }

    /// <summary>
    /// The numbered visit an approval takes: <c>visit:premises:year:n</c> under the cap; overrides and free visits have series of their own, so that figures stay right, and so has each
    /// organ, field or item where the pack's key counts by it (<c>visit:premises:year:organ=500110-CG:n</c>).
    /// </summary>
    public static string Slot(string premises, int year, string series, string group, int number) =>
        string.Join(':', new[] { "visit", premises, $"{year}", series == "counted" ? "" : series, group, $"{number}" }.Where(part => part.Length > 0));

    /// <summary>What the fences are asked for one organ's part of a visit already proposed; only that organ's roster is read.</summary>
    public static InspectionProposal Fill(Enterprise enterprise, Inspection visit, string organ, LawInForce law, Func<string, Roster> roster, DateTimeOffset now, VisitStage stage = VisitStage.Approve) => new()
    {
        Premises = enterprise.Id,
        Place = law.Locality(visit.Proposed.Locality)!,
        Type = visit.Proposed.Type,
        Teams = [.. visit.Proposed.Teams.Select(t => new VisitTeam(t.Organ, [.. t.Items.Select(i => new ItemCode(i))], t.Organ == organ ? Who(roster(organ), t) : []))],
        Acting = organ,
        From = visit.Proposed.From,
        To = visit.Proposed.To,
        Now = now,
        Stage = stage,
        Plan = visit.Proposed.Plan ?? "",
        PlanPublished = visit.Proposed.Plan is { } plan && enterprise.Plan(plan)?.Published is not null,
        OrderedBy = visit.Proposed.OrderedBy,
        Lead = ProposeInspection.LeadOf(visit.Proposed.Report, visit.Proposed.Case, visit.Proposed.OrderedBy),
        Designation = visit.Proposed.Designation,
        DoorCode = enterprise.Registered.Code,
        Approved = visit.ApprovedOrgans,
        Entered = visit.Entered,
        Past = enterprise.Past(visit.Id),
        Others = enterprise.Others([visit.Id, .. visit.Proposed.Plan is { } p ? new[] { p } : []]),
    };

    private static IReadOnlyList<Officer> Who(Roster roster, NamedTeam team) => [.. team.Officers.Select(o => ProposeInspection.Who(roster, o.Id))];

    /// <summary>Nobody approves what they proposed or will do themselves.</summary>
    public static Outcome OwnHand() => Outcome.No("own_hand",
        new Text("拟订人和检查人员不能自己批准", "who drew it up or will inspect cannot approve it", "من أعدّها أو سيفتش لا يعتمدها"),
        new Text("由机关负责人批准", "let the organ head approve", "ليعتمدها رئيس الجهة"), "国办发〔2024〕54号");

    internal static Outcome Wrong(Inspection? visit) => visit is null
        ? Outcome.No("not_found", new Text("没有找到", "not found", "غير موجود"), new Text("检查编号，或从列表打开", "check the number, or open it from the list", "تحقق من الرقم أو افتحه من القائمة"))
        : Outcome.No("wrong_state",
            new Text($"检查现在的状态是“{Name(visit.State).Zh}”，不能这样办理", $"the visit stands at “{Name(visit.State).En}”; this cannot be done now", $"الزيارة في حالة «{Name(visit.State).Ar}» ولا يمكن ذلك الآن"),
            new Text("刷新页面看下一步", "reload the page for the next step", "أعد تحميل الصفحة لمعرفة الخطوة التالية"));

    /// <summary>Name of a state.</summary>
    public static Text Name(string state) => state switch
    {
        "proposed" => new Text("待批准", "To approve", "بانتظار الموافقة"),
        "approved" => new Text("已批准", "Approved", "تمت الموافقة"),
        "entered" => new Text("检查中", "Under way", "جارية"),
        "recorded" => new Text("已检查", "Recorded", "مسجلة"),
        "refused" => new Text("不批准", "Not approved", "لم يُوافق عليها"),
        "cancelled" => new Text("已取消", "Cancelled", "ملغاة"),
        "merged" => new Text("已并入联合检查", "Merged", "مدمجة"),
        _ => Text.Same(state),
    };
}

/// <summary>不批准: the head refuses.</summary>
public sealed record RefuseInspection(string Inspection, string Organ, string Reason)
{
    /// <summary>Writes the refusal.</summary>
    public Outcome On(Enterprise enterprise) => enterprise.Inspection(Inspection) is not { State: "proposed" } visit || !visit.Organs.Contains(Organ)
        ? ApproveInspection.Wrong(enterprise.Inspection(Inspection))
        : Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("不批准须写明理由", "a refusal needs a reason", "الرفض يحتاج إلى سبب"), new Text("写一句理由", "write one", "اكتب سبباً"))
            : Outcome.Of(Body.Fact(new InspectionRefused(Inspection, Organ, Reason.Trim()), visit.Tags));
}

/// <summary>取消: an approved visit will not take place.</summary>
public sealed record CancelInspection(string Inspection, string Organ, string Reason)
{
    /// <summary>Writes the cancellation; the number stays taken.</summary>
    public Outcome On(Enterprise enterprise) => enterprise.Inspection(Inspection) is not { Pending: true } visit || visit.Proposed.Teams[0].Organ != Organ
        ? ApproveInspection.Wrong(enterprise.Inspection(Inspection))
        : Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("取消须写明理由", "a cancellation needs a reason", "الإلغاء يحتاج إلى سبب"), new Text("写一句理由", "write one", "اكتب سبباً"))
            : Outcome.Of(Body.Fact(new InspectionCancelled(Inspection, Reason.Trim()), visit.Tags));
}
