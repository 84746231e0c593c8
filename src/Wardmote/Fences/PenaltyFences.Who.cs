using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.Fences;

/// <content>Who may act: power, place, people and their cards.</content>
public sealed partial class PenaltyFences
{
    private FenceAnswer Power(Proposal p)
    {
        const string id = "power";
        var answer = law.Catalogue.Ask(new PowerQuestion(p.Item, p.Place.Code, p.ActDay, p.Filed, null, p.Today));
        var why = answer.Why.Count > 0 ? answer.Why[0] : new Reason(Text.Same(""));
        if (answer.Answer is Holding.Held or Holding.Concurrent or Holding.Department && answer.Holder == p.Organ && answer.May.Penalise)
        {
            return Clear(id, why.Text, why.Article);
        }

        var holder = answer.Holder is { } h ? law.NameOf(h) : null;
        return Answer(id, why.Text, why.Article, holder is null
            ? new Text("请区县司法局明确由谁办理", "ask the county justice bureau who may act", "اطلب من مكتب العدل تحديد من يتصرف")
            : new Text($"移送{holder.Zh}（吹哨）", $"whistle for {holder.En}", $"استدعِ {holder.Ar}"));
    }

    private FenceAnswer Place(Proposal p)
    {
        const string id = "place";

        // A merged or moved town's open matters are its successor's, and its county's departments'.
        var team = law.Catalogue.TeamOf(p.Place.Code, p.Today) ?? p.Place;
        var mine = p.Organ == team.Code || (law.Agency(p.Organ)?.County == team.County);
        return mine
            ? Clear(id, new Text($"违法行为地在{p.Place.Name.Zh}", $"the act was in {p.Place.Name.En}", $"وقع الفعل في {p.Place.Name.Ar}"), "行政处罚法 22")
            : Answer(id,
                new Text($"违法行为地{p.Place.Name.Zh}不在{law.NameOf(p.Organ).Zh}辖区", $"{p.Place.Name.En} is outside {law.NameOf(p.Organ).En}", $"{p.Place.Name.Ar} خارج نطاق {law.NameOf(p.Organ).Ar}"),
                "行政处罚法 22",
                new Text($"移送{p.Place.Name.Zh}", $"transfer to {p.Place.Name.En}", $"أحِله إلى {p.Place.Name.Ar}"));
    }

    private FenceAnswer TwoOfficers(Proposal p)
    {
        const string id = "officers";
        var count = Officer.People(p.Officers);
        var least = Figure(id, "at_least");
        return count >= least
            ? Clear(id, new Text($"{count} 名执法人员", $"{count} officers", $"{count} من الموظفين"), "行政处罚法 42")
            : Answer(id,
                new Text($"只有 {count} 名执法人员，法律要求不少于 {least} 人", $"only {count} officer(s); the law wants at least {least}", $"عدد الموظفين {count} فقط والقانون يشترط {least} على الأقل"),
                "行政处罚法 42",
                new Text("请第二名持证人员到场", "have a second certified officer come", "اطلب حضور موظف ثانٍ يحمل بطاقة"));
    }

    private FenceAnswer Certificates(Proposal p, Officer officer)
    {
        const string id = "certificates";
        var field = law.Item(p.Item, p.ActDay)?.Field ?? law.Newest(p.Item)?.Field ?? "";
        if (officer.Lacks(p.Organ, field, p.Today) is not { } why)
        {
            return Clear(id, new Text($"{officer.Name.Zh}持有有效执法证", $"{officer.Name.En} holds a valid certificate", $"{officer.Name.Ar} يحمل بطاقة سارية"), "行政处罚法 42");
        }

        return Answer(id,
            new Text($"{officer.Name.Zh}：{why.Zh}", $"{officer.Name.En}: {why.En}", $"{officer.Name.Ar}: {why.Ar}"),
            "行政处罚法 42、55",
            new Text("换一名持有效证件的执法人员", "name another officer with a valid certificate", "عيّن موظفاً آخر يحمل بطاقة سارية"));
    }

    private FenceAnswer Auxiliary(Proposal p)
    {
        const string id = "auxiliary";
        return p.Officers.FirstOrDefault(o => o.Auxiliary) is { } aux
            ? Answer(id,
                new Text($"{aux.Name.Zh}是辅助人员，不得实施处罚", $"{aux.Name.En} is an auxiliary and may not penalise", $"{aux.Name.Ar} مساعد ولا يجوز له توقيع العقوبة"),
                "行政处罚法 42",
                new Text("由两名持证执法人员办理", "let two certified officers act", "ليتصرف موظفان يحملان البطاقة"))
            : Clear(id, new Text("没有辅助人员参与决定", "no auxiliary takes part", "لا يشارك أي مساعد"), "行政处罚法 42");
    }
}
