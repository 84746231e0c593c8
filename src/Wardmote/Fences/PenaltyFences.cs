using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Fences;

/// <summary>
/// 处罚围栏: what stands before a penalty. Every fence is a function that answers clear, caution or stop with fact, article and way through; the pack says how hard
/// it holds and on what ground. A stop by statute has no override.
/// </summary>
/// <param name="law">Law in force.</param>
/// <param name="county">County whose settings hold: the one in whose book the matter is kept.</param>
/// <param name="day">Day whose settings hold: that of the act that is asked for.</param>
public sealed partial class PenaltyFences(LawInForce law, string county, DateOnly day)
{
    private readonly LawOfThePlace _here = law.At(county);

    private static readonly (string Id, Func<PenaltyFences, Proposal, EnforcementItem?, IEnumerable<FenceAnswer>> Ask)[] Functions =
    [
        ("power", (f, p, _) => [f.Power(p)]),
        ("place", (f, p, _) => [f.Place(p)]),
        ("officers", (f, p, _) => [f.TwoOfficers(p)]),
        ("certificates", (f, p, _) => p.Officers.Select(o => f.Certificates(p, o))),
        ("auxiliary", (f, p, _) => [f.Auxiliary(p)]),
        ("limitation", (f, p, item) => [f.Limitation(p, item)]),
        ("law-of-the-day", (f, p, item) => [f.LawOfTheDay(p, item)]),
        ("recusal", InProcedure((f, p, c) => f.Recusal(p, c))),
        ("four-people", InProcedure((f, p, c) => f.FourPeople(c, ActOf(p)))),
        ("ninety-days", InProcedure((f, p, c) => f.NinetyDays(p, c))),
        ("defence-heavier", InProcedure((f, p, c) => f.Heavier(p, c))),
        ("hearing", InProcedure((f, p, c) => f.Hearing(p, c))),
        ("legal-review", InProcedure((f, _, c) => f.LegalReview(c))),
        ("collective", InProcedure((f, _, c) => f.Collective(c))),
        ("penalty-kind", UnderItem((f, p, item) => f.PenaltyKind(p, item))),
        ("precondition", UnderItem((f, p, item) => f.Precondition(p, item))),
        ("persuasion", UnderItem((f, p, item) => f.Persuasion(p, item))),
        ("one-act", UnderItem((f, p, _) => f.OneAct(p))),
        ("higher-norm", UnderItem((f, p, item) => f.HigherNorm(p, item))),
        ("gains", UnderItem((f, p, item) => f.Gains(p, item))),
        ("statute-range", UnderItem((f, p, item) => f.StatuteRange(p, item))),
        ("tier", UnderItem((f, p, _) => f.Tier(p))),
        ("young", UnderItem((f, p, _) => f.Young(p))),
        ("summary", UnderItem((f, p, item) => f.Summary(p, item))),
        ("notice", UnderItem((f, p, _) => f.Heard(p))),
    ];

    /// <summary>Asked where the case is in the ordinary procedure.</summary>
    private static Func<PenaltyFences, Proposal, EnforcementItem?, IEnumerable<FenceAnswer>> InProcedure(Func<PenaltyFences, Proposal, Course, FenceAnswer> ask) => (f, p, _) => p.Course is { } course ? [ask(f, p, course)] : [];

    /// <summary>Asked where the item had a row in force on the day whose law applies.</summary>
    private static Func<PenaltyFences, Proposal, EnforcementItem?, IEnumerable<FenceAnswer>> UnderItem(Func<PenaltyFences, Proposal, EnforcementItem, FenceAnswer> ask) => (f, p, item) => item is null ? [] : [ask(f, p, item)];

    /// <summary>The answers of every fence the pack sets before this penalty, stops first.</summary>
    public IReadOnlyList<FenceAnswer> Ask(Proposal p) => Ask(p, ActOf(p));

    /// <summary>What the pack sets before filing: power, place, officers, limitation, recusal (Penalties arts. 17–24, 36, 42, 54).</summary>
    public IReadOnlyList<FenceAnswer> AskFiling(Proposal p) => Ask(p, FenceAct.Filing);

    private FenceAnswer[] Ask(Proposal p, string act)
    {
        var item = law.Item(p.Item, p.LawDay ?? p.ActDay);
        return [.. Functions.Where(f => Setting(f.Id).Holds(act)).SelectMany(f => f.Ask(this, p, item)).OrderByDescending(a => a.Answer)];
    }

    private FenceSetting Setting(string id) => _here.Fence(id, day);

    private static string ActOf(Proposal p) => p.Procedure == "summary" ? FenceAct.OnTheSpot : p.Deciding ? FenceAct.Decision : FenceAct.Report;

    /// <summary>A fence that an act asks by itself; clear where the pack does not set it before that act.</summary>
    private FenceAnswer Within(string id, string act, Func<FenceAnswer> ask) =>
        Setting(id).Holds(act) ? ask() : Clear(id, new Text("这一环节不设此围栏", "this fence is not set before this act", "هذا السياج غير موضوع قبل هذا الإجراء"), Setting(id).Basis);

    /// <summary>Last day on which an act may be found and still be punished, where no harm is attested: the two years of Penalties art. 36, or what the item's own law says in their place.</summary>
    public DateOnly LimitationEnds(DateOnly act, EnforcementItem? item) => item?.Limitation?.Ends(act) ?? act.AddYears(Figure("limitation", "years"));

    /// <summary>Years within which an act must be found to be punished, and those where harm is attested, as the place's pack has them on the day (Penalties art. 36: two and five).</summary>
    public (int Years, int WithHarm) LimitationYears => (Figure("limitation", "years"), Figure("limitation", "years_harm"));

    private FenceAnswer Limitation(Proposal p, EnforcementItem? item)
    {
        const string id = "limitation";
        if (item?.Limitation is { } special)
        {
            var last = special.Ends(p.ActDay);
            return p.Found <= last
                ? Clear(id, new Text($"在特别追究期限内发现（{p.Found:yyyy-MM-dd}）", $"found within the limitation of the item's own law ({p.Found:yyyy-MM-dd})", $"اكتُشف ضمن مدة التقادم في قانون البند ({p.Found:yyyy-MM-dd})"), special.Article)
                : Answer(id,
                    new Text($"{p.ActDay:yyyy-MM-dd} 的行为到 {p.Found:yyyy-MM-dd} 才被发现，特别追究期限 {last:yyyy-MM-dd} 届满", $"the act of {p.ActDay:yyyy-MM-dd} was found only on {p.Found:yyyy-MM-dd}; the limitation of the item's own law ended on {last:yyyy-MM-dd}", $"فعل {p.ActDay:yyyy-MM-dd} لم يُكتشف إلا في {p.Found:yyyy-MM-dd}، وانتهت مدة التقادم في قانون البند يوم {last:yyyy-MM-dd}"),
                    special.Article,
                    new Text("不予处罚；仍可责令改正。行为有连续状态的，改为填写终了之日", "no penalty; an order to correct remains possible. For a continuing act give the day it ended", "لا عقوبة؛ ويبقى الأمر بالتصحيح ممكناً. للفعل المستمر اذكر يوم انتهائه"));
        }

        var years = Figure(id, "years");
        if (p.Found <= LimitationEnds(p.ActDay, null))
        {
            return Clear(id, new Text($"在 {years} 年内发现（{p.Found:yyyy-MM-dd}）", $"found within {years} years ({p.Found:yyyy-MM-dd})", $"اكتُشف خلال {years} سنة ({p.Found:yyyy-MM-dd})"), "行政处罚法 36");
        }

        if (p.Harm is { } harm && harm.Lacks() is null && p.Found <= p.ActDay.AddYears(Figure(id, "years_harm")))
        {
            var says = harm.Says();
            return Answer(id,
                new Text($"超过 {years} 年，在 {Figure(id, "years_harm")} 年内发现；{says.Zh}", $"past {years} years and found within {Figure(id, "years_harm")}; {says.En}", $"مضت {years} سنة واكتُشف خلال {Figure(id, "years_harm")}؛ {says.Ar}"),
                "行政处罚法 36", new Text("证据须附卷", "the evidence must be in the file", "يجب أن يكون الدليل في الملف"), FenceVerdict.Caution);
        }

        return Answer(id,
            new Text($"{p.ActDay:yyyy-MM-dd} 的行为到 {p.Found:yyyy-MM-dd} 才被发现，已过追究期限", $"the act of {p.ActDay:yyyy-MM-dd} was found only on {p.Found:yyyy-MM-dd}: the period has lapsed", $"فعل {p.ActDay:yyyy-MM-dd} لم يُكتشف إلا في {p.Found:yyyy-MM-dd} وقد انقضت المدة"),
            "行政处罚法 36",
            new Text(
                $"不予处罚；仍可责令改正。行为有连续状态的，改为填写终了之日；{Figure(id, "years_harm")} 年内涉及生命健康、金融安全且有危害后果的，填写危害后果、证据和确认人",
                $"no penalty; an order to correct remains possible. For a continuing act give the day it ended; within {Figure(id, "years_harm")} years, with harm to life, health or financial safety, state the harm, its evidence and who attests it",
                $"لا عقوبة؛ ويبقى الأمر بالتصحيح ممكناً. للفعل المستمر اذكر يوم انتهائه؛ وخلال {Figure(id, "years_harm")} سنوات مع ضرر بالحياة أو الصحة أو السلامة المالية اذكر الضرر ودليله ومن يشهد به"));
    }

    private FenceAnswer LawOfTheDay(Proposal p, EnforcementItem? item)
    {
        const string id = "law-of-the-day";
        if (item is null)
        {
            return Answer(id,
                new Text($"{p.ActDay:yyyy-MM-dd} 的法律文本没有收录", $"the law of {p.ActDay:yyyy-MM-dd} was not read", $"لم يُقرأ قانون {p.ActDay:yyyy-MM-dd}"),
                "行政处罚法 37",
                new Text("由法制人员核对当日有效的条文", "let the legal reviewer read the text in force that day", "ليراجع المراجع القانوني النص النافذ في ذلك اليوم"));
        }

        // Where a person chose the newer law as the lighter one, the row weighed is the one in force now.
        var now = law.Item(p.Item, p.Today);
        if (ReferenceEquals(now, item))
        {
            return Clear(id, new Text($"适用{item.Law}", $"under {item.Law}", $"بموجب {item.Law}"), "行政处罚法 37");
        }

        // No row of today: the act may be lawful now, or stand under another item. A person says which.
        if (now is null)
        {
            return Answer(id,
                new Text($"{item.LegalBasis}今天已不再有效", $"{item.LegalBasis} is no longer in force today", $"{item.LegalBasis} لم يعد نافذاً اليوم"),
                "行政处罚法 37",
                new Text("核对现在是否仍然违法：不再违法的不予处罚；仍违法的写明现行依据", "see whether the act is still unlawful: if not there is no penalty; if so say under what", "تحقق هل ما زال الفعل مخالفاً: إن لم يكن فلا عقوبة؛ وإلا فاذكر السند"),
                FenceVerdict.Caution);
        }

        var (old, today) = (item.FineFor(p.Party), now.FineFor(p.Party));
        var lighter = old is { } older && (today is { } later ? later.Max < older.Max || (later.Max == older.Max && later.Min < older.Min) : now.FineKind == FineKind.None);
        var sum = today is null ? new Text("不罚款", "no fine", "دون غرامة") : new Text($"{today} 元", $"{today} yuan", $"{today} يوان");
        return lighter && (p.Fine is null || p.Fine > (today?.Max ?? 0))
            ? Answer(id,
                new Text($"行为后法律改为{now.LegalBasis}，处罚较轻（{sum.Zh}）", $"the law changed after the act ({now.LegalBasis}) and is lighter ({sum.En})", $"تغيّر القانون بعد الفعل ({now.LegalBasis}) وهو أخف ({sum.Ar})"),
                "行政处罚法 37",
                new Text("按新规定重新裁量", "weigh again under the new text", "أعد التقدير بموجب النص الجديد"))
            : Clear(id, new Text($"行为时适用{item.Law}", $"the law of the act's day applies: {item.Law}", $"يُطبَّق قانون يوم الفعل: {item.Law}"), "行政处罚法 37");
    }

    private FenceAnswer PenaltyKind(Proposal p, EnforcementItem item)
    {
        const string id = "penalty-kind";
        if (!item.Seen)
        {
            return Answer(id,
                new Text("条文未读到，不能计算罚款", "the text was not read; no fine may be computed", "لم يُقرأ النص ولا يجوز حساب غرامة"),
                item.LegalBasis,
                new Text("由法制人员查明条文后录入法律包", "let the legal reviewer enter the text in the law pack", "ليُدخل المراجع القانوني النص في حزمة القانون"));
        }

        if (p.Warning && item.Warning == WarningPlace.None)
        {
            return Answer(id,
                new Text("该条没有规定警告", "the article provides no warning", "المادة لا تنص على الإنذار"),
                item.LegalBasis, new Text("改为法定的处罚种类", "choose a kind the article provides", "اختر نوعاً تنص عليه المادة"));
        }

        if (p.Fine > 0 && item.FineKind == FineKind.None)
        {
            return Answer(id,
                new Text("该条没有规定罚款", "the article provides no fine", "المادة لا تنص على غرامة"),
                item.LegalBasis, new Text("按该条规定的措施办理", "do what the article provides", "افعل ما تنص عليه المادة"));
        }

        if (p.Other.Any(o => Imposed.Word(o) is "detention" or "restraint"))
        {
            return Answer(id,
                new Text("限制人身自由的处罚只能由公安机关行使", "only the police may restrict personal freedom", "تقييد الحرية الشخصية للشرطة وحدها"),
                "行政处罚法 18(3)", new Text("移送公安机关", "transfer it to the police", "أحِله إلى الشرطة"));
        }

        var provided = item.PenaltyKinds.Words();
        if (p.Other.Select(Imposed.Word).FirstOrDefault(o => o is "warning" or "fine" or "confiscation" || !provided.Contains(o)) is { } kind)
        {
            var name = TierWords.Penalty(kind);
            return Answer(id,
                new Text($"该条没有规定这一处罚种类（{name.Zh}）", $"the article does not provide this kind of penalty ({name.En})", $"المادة لا تنص على هذا النوع من العقوبة ({name.Ar})"),
                item.LegalBasis, new Text("改为法定的处罚种类", "choose a kind the article provides", "اختر نوعاً تنص عليه المادة"));
        }

        // The list gives a kind, or the department keeps it: the line and the law must both say so (R-COMP-06).
        IEnumerable<string> chosen = [.. p.Warning ? ["warning"] : Array.Empty<string>(), .. p.Fine > 0 ? ["fine"] : Array.Empty<string>(), .. p.Confiscation ? ["confiscation"] : Array.Empty<string>(), .. p.Other.Select(Imposed.Word)];
        if (law.Catalogue.Ask(new PowerQuestion(p.Item, p.Place.Code, p.ActDay, p.Filed, null, p.Today)) is var power && chosen.FirstOrDefault(k => provided.Contains(k) && !power.Kinds.Contains(k)) is { } kept)
        {
            var name = TierWords.Penalty(kept);
            return Answer(id,
                new Text($"赋权不含这一处罚种类（{name.Zh}）：{power.Instrument}", $"the list does not give this kind of penalty ({name.En}): {power.Instrument}", $"القائمة لا تمنح هذا النوع من العقوبة ({name.Ar}): {power.Instrument}"),
                "行政处罚法 24", new Text("改为赋权的处罚种类，或者移送主管部门", "choose a kind the list gives, or refer the case to the department", "اختر نوعاً تمنحه القائمة أو أحل القضية إلى الإدارة"));
        }

        if (p.Confiscation && item.Confiscation == Belongs.None && p.Gains != "confiscated")
        {
            return Answer(id,
                new Text("该条没有规定没收，也没有查明违法所得", "the article provides no confiscation, and no gains were found", "المادة لا تنص على المصادرة ولم تثبت مكاسب"),
                item.LegalBasis, new Text("违法所得按第28条第2款没收的，先写明查明情况", "to confiscate gains under art. 28(2), record the finding first", "لمصادرة المكاسب بموجب المادة 28(2) سجّل النتيجة أولاً"));
        }

        if (!p.Warning && p.Fine is null or 0 && !p.Confiscation && p.Other.Count == 0)
        {
            return Answer(id,
                new Text("没有选择处罚", "no penalty is chosen", "لم تُختر عقوبة"),
                "行政处罚法 9", new Text("选择警告或填写罚款金额", "choose a warning or give a sum", "اختر إنذاراً أو حدّد مبلغاً"));
        }

        return Clear(id, new Text("处罚种类有法律依据", "the kind of penalty is provided", "نوع العقوبة منصوص عليه"), item.LegalBasis);
    }

    private FenceAnswer Precondition(Proposal p, EnforcementItem item)
    {
        const string id = "precondition";
        switch (item.Precondition)
        {
            case Law.Precondition.None:
                return Clear(id, new Text("该条责令与罚款并列，没有前置条件", "order and fine stand together; no condition comes first", "الأمر والغرامة معاً ولا شرط سابق"), item.LegalBasis);
            case Law.Precondition.Other:
                return p.ConditionMet.Trim().Length > 0
                    ? Clear(id, new Text($"条件已由执法人员确认：{p.ConditionMet}", $"the officers attest the condition: {p.ConditionMet}", $"يثبت الموظفون الشرط: {p.ConditionMet}"), item.LegalBasis)
                    : Answer(id,
                        new Text($"该条有条件：{item.PreconditionText}", $"the article has a condition: {item.PreconditionText}", $"للمادة شرط: {item.PreconditionText}"),
                        item.LegalBasis, new Text("写明条件怎样具备、有何证据", "say how the condition is met and what proves it", "بيّن كيف تحقق الشرط وما يثبته"));
            default:
                return OrderFirst(p, item);
        }
    }

    private FenceAnswer OrderFirst(Proposal p, EnforcementItem item)
    {
        const string id = "precondition";
        if (p.OrderTerm is not { } term)
        {
            return Answer(id,
                new Text("该条须先责令改正，拒不改正或逾期才能处罚；还没有责令", "the article wants an order to correct first; none was made", "تشترط المادة أمراً بالتصحيح أولاً ولم يصدر"),
                item.LegalBasis, new Text("先发责令改正通知书", "make the order to correct", "أصدر أمر التصحيح"));
        }

        if (p.Refused && item.Precondition == Law.Precondition.RefusesCorrection && p.Corrected != true)
        {
            return Clear(id, new Text("当事人拒不改正，有记录", "the party refused to correct; it is on record", "رفض الطرف التصحيح وهو مسجَّل"), item.LegalBasis);
        }

        if (p.Today <= term)
        {
            return Answer(id,
                new Text($"改正期限到 {term:yyyy-MM-dd}，尚未届满", $"the term to correct runs until {term:yyyy-MM-dd}", $"مهلة التصحيح حتى {term:yyyy-MM-dd}"),
                item.LegalBasis, new Text("期满后复查", "re-inspect after the term", "أعد المعاينة بعد المهلة"));
        }

        if (p.Reinspected is null || p.Reinspected <= term)
        {
            return Answer(id,
                new Text("期满后还没有复查", "there was no re-inspection after the term", "لم تُجرَ معاينة بعد المهلة"),
                item.LegalBasis, new Text("由两名执法人员复查", "let two officers re-inspect", "ليُعد موظفان المعاينة"));
        }

        return p.Corrected == true
            ? Answer(id,
                new Text("复查已改正，不能处罚", "the re-inspection found it corrected: no penalty", "وجدت المعاينة أنه صُحّح: لا عقوبة"),
                item.LegalBasis, new Text("记录改正并结案", "record it and end the case", "سجّل ذلك وأنهِ القضية"))
            : Clear(id, new Text($"责令期限 {term:yyyy-MM-dd} 已过，复查未改正", $"the term {term:yyyy-MM-dd} passed and it was not corrected", $"انقضت المهلة {term:yyyy-MM-dd} ولم يُصحَّح"), item.LegalBasis);
    }

    private FenceAnswer Persuasion(Proposal p, EnforcementItem item)
    {
        const string id = "persuasion";
        if (p.Persuaded || item.Precondition is Law.Precondition.RefusesCorrection or Law.Precondition.OverdueCorrection)
        {
            return Clear(id, new Text("已先行劝导或责令", "persuasion or an order came first", "سبق الإقناع أو الأمر"), "行政处罚法 6");
        }

        // RULES.md §5: never a stop where the item's law sets no condition.
        return Answer(id,
            new Text("没有先劝导", "persuasion was not tried first", "لم يُجرَّب الإقناع أولاً"),
            "行政处罚法 6",
            p.Reason.Trim().Length > 0
                ? new Text($"已写理由：{p.Reason}", $"reason given: {p.Reason}", $"السبب المذكور: {p.Reason}")
                : new Text("写明理由（危险、屡犯、拒绝、逃离）后可以继续", "go on with a reason (danger, repetition, refusal, flight)", "تابع مع ذكر سبب (خطر، تكرار، رفض، فرار)"),
            FenceVerdict.Caution);
    }

    private FenceAnswer OneAct(Proposal p)
    {
        const string id = "one-act";
        if (p.CourtFined.Length > 0 && p.Fine > 0)
        {
            return Answer(id,
                new Text($"人民法院已对同一行为判处罚金（{p.CourtFined}）", $"a court has fined the same act ({p.CourtFined})", $"غرّمت المحكمة الفعل نفسه ({p.CourtFined})"),
                "行政处罚法 35(2)",
                new Text("不再给予罚款；其他种类的处罚仍可依法作出", "no fine beside it; other kinds of penalty remain possible", "لا غرامة معها؛ وتبقى أنواع العقوبة الأخرى ممكنة"));
        }

        var keys = Setting(id).Keys.ToList();
        if (keys.Exists(k => k.Contains("act")) && p.Past.FirstOrDefault(f => f.Act == p.Act && f.Fine > 0) is { } same && p.Fine > 0)
        {
            return Answer(id,
                new Text($"同一行为已由{law.NameOf(same.Organ).Zh}以{same.Number}罚款 {same.Fine:0.##} 元", $"the same act was fined {same.Fine:0.##} yuan by {law.NameOf(same.Organ).En} ({same.Number})", $"سبق تغريم الفعل نفسه {same.Fine:0.##} يوان من {law.NameOf(same.Organ).Ar} ({same.Number})"),
                "行政处罚法 29",
                new Text("不得再次罚款；可以责令改正", "no second fine; an order to correct remains possible", "لا غرامة ثانية؛ ويبقى الأمر بالتصحيح ممكناً"));
        }

        // The party's own earlier fines are all that is given, so "party" is met by each of them.
        var near = keys.Where(k => k.Contains("party")).Select(k => p.Past.FirstOrDefault(f => f.Act != p.Act && f.Fine > 0
            && (!k.Contains("item") || f.Item == p.Item.Value) && (!k.Contains("place") || f.Locality == p.Place.Code)
            && (!k.Contains("day") || Math.Abs(f.ActDay.DayNumber - p.ActDay.DayNumber) <= Figure(id, "days")))).FirstOrDefault(f => f is not null);
        return near is null
            ? Clear(id, new Text("没有同一行为的罚款记录", "no fine for the same act is on record", "لا غرامة مسجلة على الفعل نفسه"), "行政处罚法 29")
            : Answer(id,
                new Text($"同一当事人 {near.ActDay:yyyy-MM-dd} 在同一镇街因同一事项已被罚（{near.Number}）", $"the same party was fined for the same item here on {near.ActDay:yyyy-MM-dd} ({near.Number})", $"غُرّم الطرف نفسه للبند نفسه هنا في {near.ActDay:yyyy-MM-dd} ({near.Number})"),
                "行政处罚法 29",
                new Text("核对是否同一行为；不是的，写明区别", "check whether it is the same act; if not, say how it differs", "تحقق هل هو الفعل نفسه؛ وإن لم يكن فاذكر الفرق"),
                FenceVerdict.Caution);
    }

    /// <summary>同一行为违反多个规范: where the same act breaches several items, the one with the higher fine is applied, by whoever holds it.</summary>
    private FenceAnswer HigherNorm(Proposal p, EnforcementItem item)
    {
        const string id = "higher-norm";
        const string article = "行政处罚法 29";
        if (p.AlsoBreaches.Count == 0 || p.Fine is null or 0)
        {
            return Clear(id, new Text("没有同时违反其他罚款规定的情形", "no other norm with a fine is breached by the same act", "لا قاعدة أخرى ذات غرامة يخالفها الفعل نفسه"), article);
        }

        var day = p.LawDay ?? p.ActDay;
        var mine = item.FineFor(p.Party);
        var others = p.AlsoBreaches.Select(code => (Code: code, Row: law.Item(code, day))).Select(o => (o.Code, o.Row, Range: o.Row?.FineFor(p.Party))).ToList();
        if (others.FirstOrDefault(o => o.Row is null || (o.Range is null && o.Row.FineKind != FineKind.None)) is { Code.Value: { Length: > 0 } unknown })
        {
            return Answer(id,
                new Text($"{unknown} 的罚款幅度当日没有文本或者不是固定金额，不能比较", $"the fine of {unknown} on that day is not a range in yuan that was read, so it cannot be compared", $"غرامة {unknown} في ذلك اليوم ليست نطاقاً مقروءاً باليوان فلا تُقارن"),
                article,
                new Text("写明哪一规定的罚款数额高、依据什么", "say which norm has the higher fine and on what ground", "اذكر أي قاعدة غرامتها أعلى وعلى أي أساس"), FenceVerdict.Caution);
        }

        var higher = others.Where(o => o.Range is { } r && (mine is not { } m || r.Max > m.Max || (r.Max == m.Max && r.Min > m.Min))).OrderByDescending(o => o.Range!.Value.Max).FirstOrDefault();
        if (higher.Row is not { } row)
        {
            return Clear(id, new Text($"{p.Item} 的罚款数额不低于其他规定", $"no other norm named has a higher fine than {p.Item}", $"لا قاعدة أخرى مذكورة غرامتها أعلى من {p.Item}"), article);
        }

        var power = law.Catalogue.Ask(new PowerQuestion(higher.Code, p.Place.Code, p.ActDay, p.Filed, null, p.Today));
        var holder = power.Holder is { } h && h != p.Organ ? law.NameOf(h) : null;
        return Answer(id,
            new Text($"同一行为还违反{row.Title.Zh}（{higher.Code}，{higher.Range} 元），罚款数额更高", $"the same act also breaches {row.Title.En} ({higher.Code}, {higher.Range} yuan), whose fine is higher", $"يخالف الفعل نفسه أيضاً {row.Title.Ar} ({higher.Code}، {higher.Range} يوان) وغرامته أعلى"),
            article,
            holder is null
                ? new Text($"按 {higher.Code} 立案处罚", $"open the matter under {higher.Code}", $"افتح القضية بموجب {higher.Code}")
                : new Text($"移送{holder.Zh}（吹哨）", $"refer it to {holder.En} (whistle)", $"أحِلها إلى {holder.Ar} (استدعاء)"));
    }

    private FenceAnswer Heard(Proposal p)
    {
        const string id = "notice";
        if (p is { Course: { } course, Deciding: true })
        {
            return Noticed(p, course);
        }

        return !p.Deciding || p.Heard
            ? Clear(id, new Text("告知与听取按程序进行", "telling and hearing follow the procedure", "الإبلاغ والاستماع وفق الإجراء"), "行政处罚法 44、45")
            : Answer(id,
                new Text("还没有告知事实、理由、依据和权利，也没有听取陈述申辩", "the party was not yet told the facts, reasons, basis and rights, nor heard", "لم يُبلَّغ الطرف بالوقائع والأسباب والسند والحقوق ولم يُستمع إليه"),
                "行政处罚法 44、45、62", new Text("先告知并记录当事人的话", "tell the party and record what they say", "أبلغ الطرف وسجّل ما يقول"));
    }

    /// <summary>Nobody lets it through: what is missing is a fact, or the statute itself says no.</summary>
    private static FenceAnswer Firm(FenceAnswer answer) => answer with { OverrideBy = [] };

    /// <summary>A figure of the pack; throws when it has none, because a fence without its figure would hold nothing.</summary>
    private int Figure(string id, string name) =>
        Setting(id).Values.TryGetValue(name, out var value) ? (int)value : throw new InvalidOperationException($"the fence '{id}' has no figure '{name}' in fences.yaml");

    private FenceAnswer Clear(string id, Text fact, string article) =>
        new(id, Setting(id).Rules is [var rule, ..] ? rule : "", FenceVerdict.Clear, fact, article, Text.Same(""), []);

    /// <summary>An answer as hard as the pack's ground allows: a peer's text cautions at most; <paramref name="atMost"/> softens further.</summary>
    private FenceAnswer Answer(string id, Text fact, string article, Text way, FenceVerdict? atMost = null)
    {
        var setting = Setting(id);
        var verdict = setting.Ground == "peer" || setting.Mode == "caution" ? FenceVerdict.Caution : FenceVerdict.Stop;
        if (atMost < verdict)
        {
            verdict = atMost.Value;
        }

        return new FenceAnswer(id, setting.Rules is [var rule, ..] ? rule : "", verdict, fact, article, way, setting.Ground == "statute" ? [] : setting.OverrideBy);
    }
}
