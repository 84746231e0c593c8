using System.Text.Json;
using Wardmote.Fences;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Inspections;

/// <summary>登记: premises are put on the register, once.</summary>
/// <param name="Premises">Id made by the host.</param>
/// <param name="Code">Code on the door.</param>
/// <param name="Name">Name.</param>
/// <param name="PersonalName">True when the name is a person's: it is then kept in an envelope.</param>
/// <param name="Locality">Where.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Point">Where, if given.</param>
/// <param name="Fields">Fields it works in.</param>
/// <param name="OwnerCode">Code of the owner's link, given once to the owner; only its hash is written.</param>
public sealed record RegisterPremises(
    string Premises, string Code, string Name, bool PersonalName, string Locality, string Address, Point? Point, IReadOnlyList<string> Fields, string OwnerCode)
{
    /// <summary>Writes the registration.</summary>
    public Outcome On(LawInForce law, DateOnly today)
    {
        if (Name.Trim().Length == 0 || Code.Trim().Length == 0)
        {
            return Outcome.No("no_name",
                new Text("请填写名称和门口的码", "give the name and the code on the door", "اذكر الاسم والرمز على الباب"),
                new Text("没有码的，由系统生成并张贴", "where there is none, let the program make one and put it up", "إن لم يوجد فليُنشئه البرنامج ويُعلَّق"));
        }

        if (law.Locality(Locality) is not { } place || !place.Stands(today))
        {
            return Outcome.No("no_place", new Text("没有这个镇街", "there is no such locality", "لا توجد بلدية كهذه"), new Text("从列表选择", "choose from the list", "اختر من القائمة"));
        }

        var hash = TrackingCode.Hash(OwnerCode);
        var envelope = PersonalName ? new Envelope("premises-" + Premises, "premises-" + Premises, JsonSerializer.Serialize(new { name = Name.Trim() }, Body.Json)) : null;
        var body = new PremisesRegistered(Premises, Code.Trim(), PersonalName ? "" : Name.Trim(), envelope?.Id, Locality, Address, Point?.Latitude, Point?.Longitude, Fields, hash);
        return Outcome.Of(Body.Fact(body, [Enterprise.TagOf(Premises), OwnerTag(hash), new Tag("at", Locality)], ["premises-code:" + Code.Trim()], envelope is null ? null : [envelope]));
    }

    /// <summary>Tag by which the owner's link finds the premises.</summary>
    public static Tag OwnerTag(string hash) => new("owner", hash);
}

/// <summary>拟订计划: an organ draws up a plan.</summary>
public sealed record PlanInspections(
    string Plan, string Organ, string Title, InspectionType Type, IReadOnlyList<string> Items, IReadOnlyList<string> Premises, DateOnly From, DateOnly To, string Basis, string OrderedBy = "")
{
    /// <summary>Most premises in one plan: each is a tag of one entry.</summary>
    public const int Most = 500;

    /// <summary>Writes the plan.</summary>
    public Outcome On(LawInForce law, Book book)
    {
        if (Type is not (InspectionType.Routine or InspectionType.Special))
        {
            return Outcome.No("not_planned",
                new Text("线索核查和即时检查没有计划", "a lead check and an emergency are not planned", "التحقق من بلاغ والحالة الطارئة لا يُخطَّط لهما"),
                new Text("直接发起检查", "propose the visit itself", "اقترح الزيارة مباشرة"), "渝府令375 3");
        }

        if (Premises.Count is 0 or > Most || Items.Count == 0 || To < From || Basis.Trim().Length == 0)
        {
            return Outcome.No("plan_incomplete",
                new Text($"计划须有依据、事项、起止日期和 1 至 {Most} 家企业", $"a plan needs a basis, items, a period and 1 to {Most} premises", $"تحتاج الخطة إلى سند وبنود ومدة ومن 1 إلى {Most} منشأة"),
                new Text("补全后再提交", "complete it, then send it again", "أكملها ثم أرسلها"));
        }

        // 清单之外无检查: an item that no row of the period carries cannot be planned.
        var outside = Items.FirstOrDefault(i => law.Item(new ItemCode(i), From) is null);
        return outside is not null
            ? Outcome.No("not_on_list",
                new Text($"{outside} 不在检查事项清单", $"{outside} is not on the list of inspection items", $"{outside} ليس في قائمة بنود التفتيش"),
                new Text("从清单选择", "choose from the list", "اختر من القائمة"), law.At(book).Fence("inspection-list", From).Basis)
            : Outcome.Of(Body.Fact(new InspectionPlanned(Plan, Organ, Title.Trim(), Type, Items, [.. Premises.Distinct()], From, To, Basis.Trim(), OrderedBy.Trim()),
                [InspectionPlan.TagOf(Plan), new Tag("plans", Organ), .. Premises.Distinct().Select(Enterprise.TagOf)]));
    }
}

/// <summary>公布计划: the organ head approves, the plan is filed and made public.</summary>
/// <param name="Head">Account of the head.</param>
/// <param name="Organ">Organ whose head it is.</param>
/// <param name="FiledAs">Filing number.</param>
public sealed record PublishPlan(string Head, string Organ, string FiledAs)
{
    /// <summary>Writes the publication.</summary>
    public Outcome On(InspectionPlan plan)
    {
        if (plan.Published is not null || plan.Planned.Organ != Organ)
        {
            return Outcome.No("not_yours",
                new Text("计划已公布，或不属于本机关", "the plan is public already, or another organ's", "الخطة منشورة بالفعل أو لجهة أخرى"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (plan.By.Person == Head)
        {
            return ApproveInspection.OwnHand();
        }

        return plan.Planned.Type == InspectionType.Special && FiledAs.Trim().Length == 0
            ? Outcome.No("not_filed",
                new Text("专项检查计划须备案", "the plan of a special inspection must be filed", "يجب إيداع خطة التفتيش الخاص"), new Text("填写备案号", "give the filing number", "اذكر رقم الإيداع"), "渝府令375 3；国办发〔2024〕54号")
            : Outcome.Of(Body.Fact(new InspectionPlanPublished(plan.Planned.Plan, FiledAs.Trim()), [InspectionPlan.TagOf(plan.Planned.Plan), .. plan.Planned.Premises.Select(Enterprise.TagOf)]));
    }
}
