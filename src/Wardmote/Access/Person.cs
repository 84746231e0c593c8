using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Access;

/// <summary>Somebody with an account. 人员</summary>
/// <param name="Id">Account id.</param>
/// <param name="Name">Name.</param>
/// <param name="Roles">clerk, officer, auxiliary, leader, head, deputy (counts only while the head has named the person on record), reviewer, host, department, supervisor, administrator.</param>
/// <param name="County">County in scope; empty = the whole city.</param>
/// <param name="Locality">Locality in scope; empty = the whole county.</param>
/// <param name="Agency">Agency for department officers; else empty.</param>
public sealed record Person(string Id, Text Name, IReadOnlyList<string> Roles, string County, string Locality, string Agency)
{
    /// <summary>True in the role.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>
    /// 承继: the person as the law of a day has them. Whoever acts for a town, a county or a department that ended acts for the one that goes on with its functions, in the same roles: a town stays a town, a department
    /// one of its kind, and nobody's scope becomes wider. Where nobody is named they stay with what ended (decision 12).
    /// </summary>
    public Person On(LawInForce law, DateOnly day)
    {
        string Heir(string organ) => organ.Length > 0 ? law.HeirOf(organ, day) ?? organ : "";
        var (locality, agency) = (Heir(Locality), Heir(Agency));
        return this with
        {
            County = agency.Length > 0 ? law.Agency(agency)?.County ?? Heir(County) : locality.Length > 0 ? law.Catalogue.TeamOf(locality, day)?.County ?? Heir(County) : Heir(County),
            Locality = locality,
            Agency = agency,
        };
    }

    /// <summary>True where the person's place ended by a day and the law names nobody who goes on with it.</summary>
    public bool Stranded(LawInForce law, DateOnly day) =>
        new[] { Agency, Locality, County }.FirstOrDefault(o => o.Length > 0) is { } place && law.HeirOf(place, day) is null;

    /// <summary>How entries name the person in a role.</summary>
    public By As(string role) => new(Id, role, Agency.Length > 0 ? Agency : Locality.Length > 0 ? Locality : County);
}

/// <summary>What somebody wants to do to what.</summary>
/// <param name="County">County of the thing.</param>
/// <param name="Locality">Locality of the thing; empty when it has none.</param>
/// <param name="Holder">Agency or locality that has it in hand; empty when nobody has.</param>
/// <param name="Referred">A case seen by the department that it was referred to: it is read there, and stays the town's to act on.</param>
public sealed record Subject(string County, string Locality, string Holder, bool Referred = false);

/// <summary>权限: who may see and do what. Role × scope, deny by default, one pure function. Another county's thing does not exist for whoever is out of scope.</summary>
public static class Access
{
    private static readonly Dictionary<string, string[]> Roles = new()
    {
        ["report.see"] = ["clerk", "officer", "auxiliary", "leader", "head", "reviewer", "supervisor"],
        ["report.triage"] = ["clerk", "leader"],
        ["report.contact"] = ["clerk", "leader"],
        ["report.join"] = ["clerk", "leader"],
        ["case.see"] = ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "supervisor"],
        ["case.referred"] = ["department"],
        ["case.open"] = ["clerk", "officer", "leader"],
        ["case.assign"] = ["leader"],
        ["case.record"] = ["officer"],
        ["case.persuade"] = ["officer", "auxiliary"],
        ["case.order"] = ["officer"],
        ["case.reinspect"] = ["officer"],
        ["case.propose"] = ["officer", "leader"],
        ["case.hear"] = ["officer"],
        ["case.decide_on_the_spot"] = ["officer"],
        ["case.serve"] = ["officer"],
        ["case.end"] = ["officer", "leader"],
        ["case.file"] = ["head", "deputy"],
        ["case.investigate"] = ["officer"],
        ["case.preserve"] = ["head", "deputy"],
        ["case.seize"] = ["officer", "head", "deputy"],
        ["case.seize_approve"] = ["head", "deputy"],
        ["case.recusal_ask"] = ["officer", "leader", "clerk"],
        ["case.recusal_decide"] = ["head", "deputy"],
        ["case.report"] = ["officer", "leader"],
        ["case.notice_approve"] = ["head", "deputy"],
        ["case.notice_give"] = ["officer"],
        ["case.party_says"] = ["officer", "clerk"],
        ["case.defence_review"] = ["officer", "leader"],
        ["case.hearing_schedule"] = ["host", "leader"],
        ["case.hearing_hold"] = ["host"],
        ["case.legal_review"] = ["reviewer"],
        ["case.discuss"] = ["head", "deputy"],
        ["case.decide"] = ["head", "deputy"],
        ["case.not_punish"] = ["head", "deputy"],
        ["case.step_back"] = ["head", "deputy"],
        ["case.law_choose"] = ["officer", "leader", "reviewer"],
        ["case.pay"] = ["officer", "clerk"],

        // Whoever leads and took cash himself hands it in as what he is: the higher rank stands first.
        ["case.hand_in_cash"] = ["leader", "officer"],
        ["case.bank_cash"] = ["clerk", "leader"],
        ["bank.import"] = ["clerk"],
        ["case.defer"] = ["head", "deputy"],
        ["case.demand"] = ["officer"],
        ["case.demand_performance"] = ["officer", "leader"],
        ["case.decide_execution"] = ["head", "deputy"],
        ["case.carry_out"] = ["officer"],
        ["case.court"] = ["head", "deputy"],
        ["case.court_end"] = ["officer", "leader", "reviewer"],
        ["case.remedy"] = ["reviewer", "leader"],
        ["case.revision"] = ["head", "deputy"],
        ["case.crime_report"] = ["officer"],
        ["case.crime_decide"] = ["head", "deputy"],
        ["case.crime_transfer"] = ["officer", "leader"],
        ["case.refer"] = ["leader", "head", "deputy"],
        ["case.term"] = ["head", "deputy"],
        ["case.close"] = ["head", "deputy"],
        ["case.archive"] = ["clerk", "leader"],
        ["organ.name_deputy"] = ["head"],
        ["case.party"] = ["officer", "leader", "head", "deputy", "reviewer", "host", "department", "supervisor"],
        ["whistle.see"] = ["clerk", "officer", "leader", "head", "department", "supervisor"],
        ["whistle.blow"] = ["clerk", "leader"],
        ["whistle.answer"] = ["department"],
        ["whistle.finish"] = ["department", "leader"],
        ["whistle.rate"] = ["leader", "clerk", "department"],
        ["whistle.settle"] = ["supervisor"],
        ["inspection.see"] = ["officer", "leader", "head", "department", "supervisor"],
        ["inspection.plan"] = ["leader", "department"],
        ["inspection.publish_plan"] = ["head"],
        ["inspection.propose"] = ["officer", "leader", "department"],
        ["inspection.merge"] = ["leader", "department"],
        ["inspection.approve"] = ["head"],
        ["inspection.cancel"] = ["leader", "head", "department"],
        // The head too: whoever has the rank to let officers in without a scan or out of time says so himself.
        ["inspection.enter"] = ["officer", "department", "head"],
        ["inspection.record"] = ["officer", "department"],
        ["premises.register"] = ["clerk", "leader", "department", "administrator"],
        ["rating.see"] = ["supervisor"],
        ["alert.see"] = ["officer", "leader", "head", "department", "supervisor"],
        ["alert.answer"] = ["officer", "leader", "head", "department", "supervisor"],
        ["alert.review"] = ["supervisor"],
        ["opinion.see"] = ["head", "department", "supervisor"],
        ["opinion.issue"] = ["supervisor"],
        ["opinion.answer"] = ["head", "department"],
        ["opinion.weigh"] = ["supervisor"],
        ["complaint.see"] = ["supervisor"],
        ["complaint.answer"] = ["supervisor"],
        ["complaint.contact"] = ["supervisor"],
        ["sampling.see"] = ["supervisor", "reviewer"],
        ["sampling.draw"] = ["supervisor"],
        ["sampling.score"] = ["supervisor", "reviewer"],
        ["publication.see"] = ["clerk", "officer", "leader", "head", "deputy", "reviewer", "supervisor"],
        ["publication.assess"] = ["head", "deputy", "reviewer", "leader"],
        ["publication.check"] = ["reviewer", "leader"],
        ["publication.withdraw"] = ["reviewer", "leader", "head", "deputy"],
        ["supervision.see"] = ["supervisor"],
        ["stop.see"] = ["supervisor", "head", "leader"],
        ["recognition.teach"] = ["administrator"],
        ["powers.import"] = ["administrator", "reviewer"],
        ["powers.carry_out"] = ["administrator", "supervisor"],
        ["law.draft"] = ["reviewer", "administrator"],
        ["law.publish"] = ["reviewer", "administrator", "supervisor"],
        ["roster.see"] = ["clerk", "officer", "auxiliary", "leader", "head", "supervisor", "administrator"],
        ["roster.change"] = ["administrator"],
        ["roster.duty"] = ["leader", "administrator"],
        ["people.manage"] = ["administrator"],
        ["items.see"] = ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "department", "supervisor", "administrator"],
    };

    /// <summary>Acts and their roles, for the table in the documents and its test.</summary>
    public static IReadOnlyDictionary<string, string[]> Table => Roles;

    /// <summary>True when the person is in scope of the thing at all: otherwise it does not exist for them (404).</summary>
    public static bool Sees(Person person, Subject subject)
    {
        if (person.Is("administrator") && person.County.Length == 0)
        {
            return true;
        }

        if (person.Agency.Length > 0)
        {
            // The justice bureau supervises every organ of its county; a department sees what is in its hands.
            return subject.Holder == person.Agency || (person.Is("supervisor") && (person.County.Length == 0 || subject.County == person.County));
        }

        return (person.County.Length == 0 || person.County == subject.County)
            && (person.Locality.Length == 0 || subject.Locality.Length == 0 || person.Locality == subject.Locality || subject.Holder == person.Locality);
    }

    /// <summary>The role in which the person may do the act; null when none.</summary>
    public static string? RoleFor(Person person, string act, Subject subject)
    {
        if (!Roles.TryGetValue(act, out var roles))
        {
            throw new ArgumentException($"no such act: {act}", nameof(act));
        }

        return Sees(person, subject) ? Array.Find(roles, r => person.Is(r) && (r == "department" || !subject.Referred)) : null;
    }

    /// <summary>Why the person may not do the act.</summary>
    public static Refusal Denied(string act) => new("not_allowed",
        new Text("您的岗位不能办理这一步", "your role cannot do this step", "دورك لا يسمح بهذه الخطوة"),
        new Text($"请由{Who(act, "zh")}办理", $"ask: {Who(act, "en")}", $"اطلب من: {Who(act, "ar")}"));

    private static string Who(string act, string language) => string.Join(language == "zh" ? "、" : ", ", Roles[act].Select(r => RoleName(r).In(language)));

    /// <summary>Name of a role; packs name some by their office.</summary>
    public static Text RoleName(string role) => role switch
    {
        "clerk" => new Text("受理员", "clerk", "موظف الاستقبال"),
        "officer" => new Text("执法人员", "officer", "موظف الإنفاذ"),
        "auxiliary" => new Text("辅助人员", "auxiliary", "مساعد"),
        "leader" or "team-leader" => new Text("队长", "team leader", "قائد الفريق"),
        "head" or "organ-head" => new Text("行政机关负责人", "organ head", "رئيس الجهة الإدارية"),
        "deputy" => new Text("分管负责人", "deputy head", "نائب الرئيس"),
        "reviewer" => new Text("法制审核人员", "legal reviewer", "المراجع القانوني"),
        "host" => new Text("听证主持人", "hearing host", "رئيس جلسة الاستماع"),
        "department" => new Text("部门人员", "department officer", "موظف الإدارة"),
        "supervisor" => new Text("执法监督人员", "supervisor", "المشرف"),
        "administrator" => new Text("管理员", "administrator", "المدير"),
        _ => Text.Same(role),
    };
}
