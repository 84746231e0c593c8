using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>线索交办: a lead is given to the team that holds the power.</summary>
/// <param name="Case">Id made by the host.</param>
/// <param name="Report">Report it came from; null for a patrol.</param>
/// <param name="Item">Item.</param>
/// <param name="Locality">Where.</param>
/// <param name="Point">Where, if given.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Source">report, patrol, transfer.</param>
/// <param name="Found">Day it was first learned of.</param>
public sealed record OpenCase(string Case, string? Report, ItemCode Item, string Locality, Point? Point, string Address, string Source, DateOnly Found)
{
    /// <summary>Opens the case under the power that the catalogue names, or says who has it.</summary>
    public Outcome On(LawInForce law, PowerAnswer power, int earlierThisYear, DateOnly today)
    {
        if (power.Answer is not (Holding.Held or Holding.Concurrent) || power.Holder != law.TeamFor(Locality, today))
        {
            var holder = power.Holder is { } h ? law.NameOf(h) : Text.Same("?");
            return Outcome.No("not_ours",
                power.Why.Count > 0 ? power.Why[0].Text : new Text("镇街没有这项权力", "the town does not hold this power", "لا تملك البلدية هذه الصلاحية"),
                new Text($"吹哨给{holder.Zh}", $"whistle for {holder.En}", $"استدعِ {holder.Ar}"),
                power.Why.Count > 0 ? power.Why[0].Article : "");
        }

        var number = $"{today.Year}-{Locality}-{earlierThisYear + 1:0000}";
        var body = new CaseOpened(Case, number, Report, Item.Value, Locality, Address, Point?.Latitude, Point?.Longitude, Found, Source, law.RevisionFor(law.Locality(Locality)!.County));
        var tags = new List<Tag> { CaseFile.TagOf(Case), Series(Locality, today.Year), new("at", Locality) };
        if (Report is not null)
        {
            tags.Add(new Tag("report", Report));
        }

        return Outcome.Of(Body.Fact(body, tags, ["case-number:" + number], null, Under(power, Item)));
    }

    /// <summary>Tag that numbers a locality's cases in a year.</summary>
    public static Tag Series(string locality, int year) => new("case-series", $"{locality}-{year}");

    /// <summary>The power as an entry keeps it.</summary>
    public static UnderPower Under(PowerAnswer power, ItemCode item) =>
        new(item.Value, (power.Source ?? PowerSource.Own).ToString().ToLowerInvariant(), power.Holder!, power.InNameOf!, power.Instrument);
}

/// <summary>派员: two certified officers are named for a case.</summary>
/// <param name="Officers">Ids.</param>
public sealed record AssignOfficers(IReadOnlyList<string> Officers)
{
    /// <summary>Writes the names, or says who lacks what.</summary>
    public Outcome On(CaseFile file, LawInForce law, Roster roster, DateOnly today)
    {
        if (file.Stage is Stage.Ended or Stage.Served or Stage.Decided or Stage.Archived or Stage.Referred or Stage.Transferred)
        {
            return CaseStage.Wrong(file);
        }

        var refusal = Crew.Lacks(Officers, file, law, roster, today, out var named);
        return refusal is not null ? new Outcome.Refuse(refusal) : Outcome.Of(Body.Fact(new OfficersAssigned(file.Id, named), file.Tags));
    }
}

/// <summary>Two officers fit to act on a case, or why not (Penalties arts. 42, 55).</summary>
public static class Crew
{
    /// <summary>Null when at least two named officers hold a certificate for the item's field at this organ today.</summary>
    public static Refusal? Lacks(IReadOnlyList<string> ids, CaseFile file, LawInForce law, Roster roster, DateOnly today, out IReadOnlyList<NamedOfficer> named)
    {
        named = [];
        var field = law.Newest(file.Item)?.Field ?? "";
        var crew = new List<NamedOfficer>();
        foreach (var id in ids.Distinct())
        {
            if (roster.Find(id) is not { } officer)
            {
                return new Refusal("not_on_team",
                    new Text($"{id} 不在本镇街队伍", $"{id} is not on this team", $"{id} ليس ضمن هذا الفريق"),
                    new Text("从名单中选择", "choose from the roster", "اختر من القائمة"), "行政处罚法 42");
            }

            if (officer.Auxiliary)
            {
                return new Refusal("auxiliary",
                    new Text($"{officer.Name.Zh}是辅助人员，只能劝导和巡查", $"{officer.Name.En} is an auxiliary: persuasion and patrol only", $"{officer.Name.Ar} مساعد: للإقناع والدورية فقط"),
                    new Text("由持证执法人员办理", "name a certified officer", "عيّن موظفاً يحمل بطاقة"), "行政处罚法 42；国办发〔2024〕54号");
            }

            if (file.Recused.Contains(id))
            {
                return new Refusal("recused",
                    new Text($"{officer.Name.Zh}已决定回避", $"{officer.Name.En} was recused from this case", $"تقرر تنحي {officer.Name.Ar}"),
                    new Text("换一名执法人员", "name another officer", "عيّن موظفاً آخر"), "行政处罚法 43");
            }

            if (officer.Secondment?.Lacks(today) is { } away)
            {
                return new Refusal("secondment",
                    new Text($"{officer.Name.Zh}：{away.Zh}", $"{officer.Name.En}: {away.En}", $"{officer.Name.Ar}: {away.Ar}"),
                    new Text("换一名执法人员，或者续签下沉", "name another officer, or renew the secondment", "عيّن موظفاً آخر أو جدّد الانتداب"), "行政处罚法 42");
            }

            var certificate = officer.Certificates.FirstOrDefault(c => c.Lacks(law.TeamFor(file.Opened.Locality, today), field, today) is null);
            if (certificate is null)
            {
                var why = officer.Certificates is [var newest, ..] ? newest.Lacks(law.TeamFor(file.Opened.Locality, today), field, today)! : new Text("没有执法证", "no certificate", "لا بطاقة");
                return new Refusal("certificate",
                    new Text($"{officer.Name.Zh}：{why.Zh}", $"{officer.Name.En}: {why.En}", $"{officer.Name.Ar}: {why.Ar}"),
                    new Text("换一名持有效证件的执法人员", "name another officer with a valid certificate", "عيّن موظفاً آخر يحمل بطاقة سارية"), "行政处罚法 42、55");
            }

            crew.Add(new NamedOfficer(officer.Id, officer.Name, certificate.Number));
        }

        if (crew.Select(c => c.Certificate).Distinct().Count() < 2)
        {
            return new Refusal("two_officers",
                new Text("执法人员不得少于两人", "at least two officers are needed", "يلزم موظفان على الأقل"),
                new Text("再选一名持证执法人员", "choose one more certified officer", "اختر موظفاً آخر يحمل بطاقة"), "行政处罚法 42");
        }

        named = crew;
        return null;
    }
}

/// <summary>The stage does not allow the act: said plainly, with where the case stands.</summary>
public static class CaseStage
{
    /// <summary>The refusal.</summary>
    public static Outcome Wrong(CaseFile file) => Outcome.No("wrong_stage",
        new Text($"案件现在处于“{Name(file.Stage).Zh}”，不能这样办理", $"the case stands at “{Name(file.Stage).En}”; this cannot be done now", $"القضية في مرحلة «{Name(file.Stage).Ar}» ولا يمكن ذلك الآن"),
        new Text("刷新页面看下一步", "reload the page for the next step", "أعد تحميل الصفحة لمعرفة الخطوة التالية"));

    /// <summary>Name of a stage.</summary>
    public static Text Name(Stage stage) => stage switch
    {
        Stage.Verify => new Text("待核查", "To verify", "للتحقق"),
        Stage.Inspected => new Text("已查实", "Found on site", "ثبت ميدانياً"),
        Stage.Persuaded => new Text("劝导", "Persuasion", "الإقناع"),
        Stage.CorrectionOrdered => new Text("责令改正中", "Order to correct", "أمر بالتصحيح"),
        Stage.NotCorrected => new Text("未改正", "Not corrected", "لم يُصحَّح"),
        Stage.Proposed => new Text("拟处罚", "Penalty proposed", "عقوبة مقترحة"),
        Stage.Decided => new Text("已决定", "Decided", "صدر القرار"),
        Stage.Served => new Text("已送达", "Served", "تم التبليغ"),
        Stage.Filed => new Text("已立案", "Filed", "فُتحت القضية"),
        Stage.Investigation => new Text("调查中", "Investigation", "قيد التحقيق"),
        Stage.Reported => new Text("调查终结", "Investigation reported", "انتهى التحقيق"),
        Stage.Noticed => new Text("已告知", "Notice given", "تم الإشعار"),
        Stage.Defence => new Text("陈述申辩复核中", "Defence under review", "الدفاع قيد المراجعة"),
        Stage.Hearing => new Text("听证中", "Hearing", "جلسة استماع"),
        Stage.Ready => new Text("待审核、决定", "Heard, to be decided", "استُمع إليه وينتظر القرار"),
        Stage.ReadyToDecide => new Text("审核通过，待决定", "Review passed, to be decided", "أُجيزت المراجعة وينتظر القرار"),
        Stage.NotPunished => new Text("不予处罚", "Not punished", "دون عقوبة"),
        Stage.Deferred => new Text("延期（分期）缴纳", "Payment deferred", "سداد مؤجل"),
        Stage.Demanded => new Text("已催告", "Demanded", "تمت المطالبة"),
        Stage.CourtApplied => new Text("已申请法院执行", "Court applied to", "قُدّم طلب إلى المحكمة"),
        Stage.Performed => new Text("已履行", "Performed", "نُفّذ"),
        Stage.UnderRemedy => new Text("复议、诉讼中", "Under remedy", "قيد التظلّم"),
        Stage.Revised => new Text("决定已改变", "Decision revised", "عُدّل القرار"),
        Stage.Transferred => new Text("已移送司法机关", "Transferred", "أُحيلت إلى القضاء"),
        Stage.Referred => new Text("已移送部门", "Referred", "أُحيلت إلى الإدارة"),
        Stage.Disputed => new Text("管辖争议", "In dispute", "نزاع على الاختصاص"),
        Stage.Archived => new Text("已归档", "Archived", "أُرشفت"),
        _ => new Text("已办结", "Finished", "انتهت"),
    };
}
