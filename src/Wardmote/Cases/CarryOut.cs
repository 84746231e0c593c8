using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>实施强制执行: a day of the execution as it was, with two officers on site and everybody's signature (Coercion arts. 38, 43, 51).</summary>
public sealed record CarryOut
{
    /// <summary>Id of the document.</summary>
    public const string Template = "execution-record";

    /// <summary>Who may sign beside officers and performer.</summary>
    public static IReadOnlyList<string> Signers { get; } = ["party", "witness"];

    /// <summary>Ids of the officers present.</summary>
    public required IReadOnlyList<string> Officers { get; init; }

    /// <summary>How the decision reached the party before (arts. 38, 51(1)).</summary>
    public required Delivery Served { get; init; }

    /// <summary>From.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>To.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>Why it had to be at night or on a holiday; empty when it was not.</summary>
    public string Urgent { get; init; } = "";

    /// <summary>What was done and seen.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Yuan, by cost; null where none is asked of the party (art. 51(2)).</summary>
    public decimal? Cost { get; init; }

    /// <summary>The performer has signed.</summary>
    public bool PerformerSigned { get; init; }

    /// <summary><c>party</c> or <c>witness</c>.</summary>
    public string Signed { get; init; } = "";

    /// <summary>Name of the witness.</summary>
    public string Witness { get; init; } = "";

    /// <summary>Evidence.</summary>
    public IReadOnlyList<Exhibit> Photos { get; init; } = [];

    /// <summary>The order is carried out; false = another day follows.</summary>
    public bool Finished { get; init; } = true;

    /// <summary>Writes the record, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (!file.OrderStandsUnperformed || file is not { ExecutionRuling: { } ruling, ExecutionRuledAt: { } ruled, ExecutionSuspended: false })
        {
            return CaseStage.Wrong(file);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Began < ruling.PlannedFrom || Ended < Began || Ended > now.At.AddMinutes(5))
        {
            return Outcome.No("bad_time",
                new Text($"执行不早于决定书写明的 {ShanghaiTime.Local(ruling.PlannedFrom):yyyy-MM-dd HH:mm}，结束不早于开始，也不在将来", $"not before {ShanghaiTime.Local(ruling.PlannedFrom):yyyy-MM-dd HH:mm}, which the decision names; it ends after it begins and not in the future", $"ليس قبل {ShanghaiTime.Local(ruling.PlannedFrom):yyyy-MM-dd HH:mm} الوارد في القرار؛ ونهايته بعد بدايته وليست في المستقبل"),
                new Text("改正时间", "correct the times", "صحّح الأوقات"), "行政强制法 37");
        }

        if (ServiceRules.Lacks(file, Served, now.At) is { } service)
        {
            return new Outcome.Refuse(service);
        }

        // Forms know minutes, the record knows seconds.
        if (Served.On < ruled.AddMinutes(-1) || Served.On > Began || Terms.Reached(Served.Way, Served.On, now.Law.At(file.Book)) > ShanghaiTime.Day(Began))
        {
            return Outcome.No("not_served_before", new Text("执行前须先送达决定书", "the decision must reach the party before it is carried out", "يجب أن يصل القرار إلى الطرف قبل تنفيذه"), new Text("写明决定之后、执行之前的送达", "give the service, after the decision and before the execution", "اذكر التبليغ بعد القرار وقبل التنفيذ"), "行政强制法 38、51(1)");
        }

        var hours = new PenaltyFences(now.Law, file.Book.Code, ShanghaiTime.Day(Began)).ExecutionHours(Began, Ended, Urgent, planned: false);
        if (hours.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([hours], [ProposePenalty.Stopped(file, "carry_out", [hours])]);
        }

        if (Seen.Trim().Length == 0 || Photos.Count == 0 || Cost < 0)
        {
            return Outcome.No("nothing_seen", new Text("写明执行的经过，附照片；费用不能是负数", "say what was done and add photos; a cost is not negative", "اذكر ما جرى وأرفق صوراً؛ والتكلفة ليست سالبة"), new Text("补齐后再提交", "complete it and send again", "أكمله ثم أرسل"), "行政强制法 51");
        }

        if (!PerformerSigned || !Signers.Contains(Signed) || (Signed == "witness" && Witness.Trim().Length == 0))
        {
            return Outcome.No("not_signed", new Text("到场监督人员、执行人和当事人或者见证人须在执行文书上签名", "the officers on site, the performer and the party or a witness sign the record", "يوقّع المحضر الموظفون الحاضرون والمنفّذ والطرف أو شاهد"), new Text("请当事人签名；不签的，请见证人签名并写姓名", "ask the party; where they refuse a witness signs, by name", "اطلب من الطرف؛ وإن رفض فشاهد باسمه"), "行政强制法 51(1)(4)");
        }

        var number = DocumentNumber.Of("执记", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(ExecutionCarriedOut))));
        var body = new ExecutionCarriedOut(file.Id, number, crew, Served, Began, Ended, Urgent.Trim(), Seen.Trim(), Cost, Signed, Witness.Trim(), Photos, Finished, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>立即实施代履行: what lies on a road, in a river, a channel or a public place is cleared at once where the party cannot (Coercion art. 52). It cannot wait, so night and holidays do not stand in its way (art. 43(1)).</summary>
public sealed record ClearAtOnce
{
    /// <summary>Places of art. 52.</summary>
    public static IReadOnlyList<string> Places { get; } = ["road", "river", "channel", "public"];

    /// <summary>One of <see cref="Places"/>.</summary>
    public string PlaceKind { get; init; } = "";

    /// <summary>What was spilled, in the way or polluting.</summary>
    public string What { get; init; } = "";

    /// <summary>Why the party cannot clear it.</summary>
    public string WhyNot { get; init; } = "";

    /// <summary>The party was there.</summary>
    public bool PartyPresent { get; init; }

    /// <summary>How the absent party was told at once afterwards.</summary>
    public string Notified { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Ids of the officers present.</summary>
    public required IReadOnlyList<string> Officers { get; init; }

    /// <summary>From.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>To.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>Who cleared it.</summary>
    public string Performer { get; init; } = "";

    /// <summary>Yuan, by cost; null for none.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Evidence.</summary>
    public IReadOnlyList<Exhibit> Photos { get; init; } = [];

    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Site is not { Breach: true }
            || file.Stage is Stage.Verify or Stage.Ended or Stage.Archived or Stage.Revised or Stage.Transferred or Stage.Referred or Stage.Disputed)
        {
            return CaseStage.Wrong(file);
        }

        if (ExecutionPower.Lacks(file, now, "substitute") is { } power)
        {
            return new Outcome.Refuse(power);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (!Places.Contains(PlaceKind) || What.Trim().Length == 0 || WhyNot.Trim().Length == 0)
        {
            return Outcome.No("not_at_once", new Text("只有道路、河道、航道或者公共场所的遗洒物、障碍物、污染物，当事人不能清除的，才可以立即代履行", "only spills, obstacles or pollutants on a road, in a river, a channel or a public place, which the party cannot clear, are cleared at once", "لا يُزال فوراً إلا ما انسكب أو عاق أو لوّث في طريق أو نهر أو ممر مائي أو مكان عام وعجز الطرف عن إزالته"),
                new Text("选择场所，写明是什么、当事人为什么不能清除", "choose the place, say what it is and why the party cannot", "اختر المكان واذكر ما هو ولماذا يعجز الطرف"), "行政强制法 52");
        }

        if (Ended < Began || Ended > now.At.AddMinutes(5) || ShanghaiTime.Day(Began) < file.ActDay)
        {
            return Outcome.No("bad_time", new Text("时间不对：在将来、早于违法行为，或者结束早于开始", "the times do not fit: in the future, before the breach, or ending before it begins", "الأوقات غير صحيحة: في المستقبل أو قبل المخالفة أو تنتهي قبل أن تبدأ"), new Text("改正时间", "correct the times", "صحّح الأوقات"));
        }

        if (!PartyPresent && (Notified.Trim().Length == 0 || NotifiedAt is not { } told || told < Ended || told > now.At.AddMinutes(5)))
        {
            return Outcome.No("not_told", new Text("当事人不在场的，事后立即通知，写明方式和时间", "a party who was not there is told at once afterwards: say how and when", "الطرف الغائب يُخطر فوراً بعد ذلك: اذكر كيف ومتى"), new Text("通知后再登记", "tell them, then record it", "أخطره ثم سجّل"), "行政强制法 52");
        }

        if (Performer.Trim().Length == 0 || Photos.Count == 0 || Cost < 0)
        {
            return Outcome.No("no_performer", new Text("写明由谁清除，附照片；费用不能是负数", "say who cleared it and add photos; a cost is not negative", "اذكر من أزالها وأرفق صوراً؛ والتكلفة ليست سالبة"), new Text("补齐后再提交", "complete it and send again", "أكمله ثم أرسل"), "行政强制法 51、52");
        }

        var number = DocumentNumber.Of("即代", file, now.Today, file.Clearances.Count);
        var body = new ClearedAtOnce(file.Id, number, PlaceKind, What.Trim(), WhyNot.Trim(), PartyPresent, PartyPresent ? "" : Notified.Trim(), PartyPresent ? null : NotifiedAt, crew, Began, Ended, Performer.Trim(), Cost, Photos);
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}
