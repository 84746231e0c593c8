using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Fences;

/// <content>How much: gains, the statute's range, the standard's tier, the young, the limits on the spot.</content>
public sealed partial class PenaltyFences
{
    private FenceAnswer Gains(Proposal p, EnforcementItem item)
    {
        const string id = "gains";
        if (p.Gains.Length > 0)
        {
            return Clear(id, new Text("已查明违法所得", "illegal gains were looked into", "بُحثت المكاسب غير المشروعة"), "行政处罚法 28(2)");
        }

        return Answer(id,
            new Text("没有写明有无违法所得", "no finding on illegal gains", "لا نتيجة بشأن المكاسب غير المشروعة"),
            "行政处罚法 28(2)",
            new Text("选择：没有、已退赔、没收", "choose: none, returned, confiscated", "اختر: لا توجد، أُعيدت، صودرت"));
    }

    private FenceAnswer StatuteRange(Proposal p, EnforcementItem item)
    {
        const string id = "statute-range";
        if (p.Fine is null or 0)
        {
            return Clear(id, new Text("没有罚款", "no fine", "لا غرامة"), item.LegalBasis);
        }

        if (p.Fine < 0)
        {
            return Answer(id, new Text("罚款是负数", "the fine is below zero", "الغرامة دون الصفر"), item.LegalBasis, new Text("改正金额", "correct the sum", "صحّح المبلغ"));
        }

        var range = p.Weighed?.Statutory ?? item.FineFor(p.Party) ?? FromBase(item, p.FineBase);
        if (range is null && p.Procedure == "ordinary" && item.FineKind == FineKind.Unquantified)
        {
            return Answer(id,
                new Text("该条规定罚款而没有数额", "the article provides a fine without an amount", "تنص المادة على غرامة دون مبلغ"),
                item.LegalBasis, new Text("写明数额的依据，报法制审核", "say what the sum rests on and ask legal review", "اذكر أساس المبلغ واطلب المراجعة القانونية"), FenceVerdict.Caution);
        }

        if (range is not { } r)
        {
            return p.Procedure == "ordinary" && item.Factor is not null
                ? Answer(id,
                    new Text($"罚款按“{item.FactorBase}”计算，还没有填写基数", $"the fine is counted from a base ({item.FactorBase}) that is not given yet", $"تُحسب الغرامة من أساس ({item.FactorBase}) لم يُذكر بعد"),
                    item.LegalBasis, new Text("填写查明的基数", "give the base that was found", "اذكر الأساس الذي ثبت"))
                : Answer(id,
                new Text("该条没有给出这类当事人的固定罚款幅度", "the article gives no fixed range for this kind of party", "لا تعطي المادة نطاقاً ثابتاً لهذا النوع من الأطراف"),
                item.LegalBasis, new Text("转普通程序，由法制人员核定", "use the ordinary procedure with legal review", "استخدم الإجراء العادي مع المراجعة القانونية"));
        }

        if (r.Contains(p.Fine.Value))
        {
            return Clear(id, new Text($"{p.Fine:0.##} 元在法定幅度 {r} 元内", $"{p.Fine:0.##} yuan lies in the statutory range {r}", $"{p.Fine:0.##} يوان ضمن النطاق القانوني {r}"), item.LegalBasis);
        }

        if (p.Fine < r.Min && p.Ground.Trim().Length > 0)
        {
            return Answer(id,
                new Text($"低于法定最低 {r.Min:0.##} 元，减轻依据：{p.Ground}", $"below the minimum {r.Min:0.##} yuan, mitigated on {p.Ground}", $"دون الحد الأدنى {r.Min:0.##} يوان، والتخفيف بناءً على {p.Ground}"),
                "行政处罚法 30、31、32", new Text("决定书须写明减轻的事实", "the decision must state the mitigating facts", "يجب أن يذكر القرار وقائع التخفيف"), FenceVerdict.Caution);
        }

        return Answer(id,
            new Text($"{p.Fine:0.##} 元不在法定幅度 {r} 元内", $"{p.Fine:0.##} yuan is outside the statutory range {r} yuan", $"{p.Fine:0.##} يوان خارج النطاق القانوني {r} يوان"),
            item.LegalBasis,
            p.Fine < r.Min
                ? new Text("提高到幅度内；或写明第30、31、32条的减轻事由", "raise it into the range, or name a ground of arts. 30, 31, 32", "ارفعه إلى النطاق أو اذكر سبباً من المواد 30 أو 31 أو 32")
                : new Text("降到幅度内", "lower it into the range", "اخفضه إلى النطاق"));
    }

    private FenceAnswer Tier(Proposal p)
    {
        const string id = "tier";
        if (p.Weighed is not { } w)
        {
            return Firm(Answer(id, new Text("没有套用裁量基准", "the discretion standard was not weighed", "لم يُوزن معيار التقدير"), "行政处罚法 34", new Text("先确认裁量情节", "confirm the facts first", "أكّد الوقائع أولاً")));
        }

        if (w.Standard is null)
        {
            return Answer(id,
                new Text("这一事项没有公布的裁量基准，只有法定幅度", "no published standard for this item; only the statutory range", "لا معيار منشور لهذا البند؛ النطاق القانوني فقط"),
                "行政处罚法 34", new Text("写明怎样在幅度内取定", "say how the sum was chosen inside the range", "بيّن كيف اختير المبلغ ضمن النطاق"), FenceVerdict.Caution);
        }

        if (w.Open.Count > 0)
        {
            return Firm(Answer(id, w.Why[0].Text, "行政处罚法 34", new Text("逐项确认", "establish each", "أثبت كل واحدة")));
        }

        if (w.None == "must")
        {
            return Firm(Answer(id,
                new Text($"裁量基准第 {w.Rule} 行：不予处罚", $"row {w.Rule} of the standard: no penalty", $"السطر {w.Rule} من المعيار: لا عقوبة"),
                "行政处罚法 33", new Text("不予处罚，作教育记录", "no penalty; record the education given", "لا عقوبة؛ وسجّل التوعية")));
        }

        if (w.Tier is null)
        {
            return Answer(id,
                new Text("裁量基准没有对应的阶次", "no row of the standard fits these facts", "لا سطر في المعيار يناسب هذه الوقائع"),
                "行政处罚法 34", new Text("说明理由后按法定幅度，报法制审核", "give reasons, stay in the statutory range, ask legal review", "اذكر الأسباب وابقَ ضمن النطاق القانوني واطلب المراجعة"), FenceVerdict.Caution);
        }

        var name = TierWords.Beside(TierWords.Tier(w.Tier));

        // 减轻: below the statute's minimum no tier of the standard can hold the sum; the ground and its facts are asked by statute-range.
        if (p.Fine > 0 && w.Statutory is { } least && p.Fine < least.Min && p.Ground.Trim().Length > 0)
        {
            return Answer(id,
                new Text($"低于法定幅度，不受“{name.Zh}”阶次限制；减轻依据：{p.Ground}", $"below the statutory range, so the tier {name.En} does not hold it; mitigated on {p.Ground}", $"دون النطاق القانوني فلا تقيده الدرجة {name.Ar}؛ والتخفيف بناءً على {p.Ground}"),
                "行政处罚法 30、31、32", new Text("写明减轻的事实", "state the mitigating facts", "اذكر وقائع التخفيف"), FenceVerdict.Caution);
        }

        // 轻于阶次: a warning or another kind where the row gives a fine. Lawful mitigation passes with its reason, and so does a reasoned departure; neither passes without a word.
        if (p.Fine is null or 0 && w is { Fine: { Min: > 0 } given, Warning: false, None: null })
        {
            var fact = p.Ground.Trim() is { Length: > 0 } ground
                ? new Text($"“{name.Zh}”为罚款 {given} 元，拟不罚款；减轻依据：{ground}", $"tier {name.En} is a fine of {given} yuan and none is proposed; mitigated on {ground}", $"الدرجة {name.Ar} غرامة {given} يوان ولا غرامة مقترحة؛ والتخفيف بناءً على {ground}")
                : new Text($"“{name.Zh}”为罚款 {given} 元，拟不罚款，没有写明减轻依据", $"tier {name.En} is a fine of {given} yuan; none is proposed and no ground of mitigation is stated", $"الدرجة {name.Ar} غرامة {given} يوان ولا غرامة مقترحة ولم يُذكر سبب التخفيف");
            return Answer(id, fact, "行政处罚法 30、31、32、34",
                new Text("有法定减轻情形的，选择依据并写明事实；没有的，写明为什么轻于该阶次，或者改到该阶次内", "where the law mitigates, choose the ground and state the facts; where it does not, say why it is lighter than the tier, or move into it", "إن خفف القانون فاختر السبب واذكر الوقائع؛ وإلا فاذكر لماذا هي أخف من الدرجة أو انتقل إليها"), FenceVerdict.Caution);
        }

        // A row of nothing but a warning is left upwards by any fine.
        var range = w.Fine ?? (w.Warning ? new YuanRange(0, 0) : null);
        if (p.Fine > 0 && range is { } bounds && !bounds.Contains(p.Fine.Value))
        {
            return Answer(id,
                new Text($"“{name.Zh}”为 {range} 元，拟罚 {p.Fine:0.##} 元", $"tier {name.En} is {range} yuan; {p.Fine:0.##} is proposed", $"الدرجة {name.Ar} هي {range} يوان والمقترح {p.Fine:0.##}"),
                "行政处罚法 34",
                w.Certainty == Certainty.Model
                    ? new Text("基准为示范稿：写明理由可以在法定幅度内偏离", "the standard is a model: give a reason to depart from it inside the statutory range", "المعيار نموذج: اذكر سبباً للخروج عنه ضمن النطاق القانوني")
                    : new Text("改到该阶次内，或由机关负责人写明理由批准偏离", "move into the tier, or let the organ head approve a departure with reasons", "انتقل إلى الدرجة أو ليوافق رئيس الجهة على الخروج بأسباب"),
                w.Certainty == Certainty.Model ? FenceVerdict.Caution : null);
        }

        return Clear(id, new Text($"裁量阶次：{name.Zh}", $"tier: {name.En}", $"الدرجة: {name.Ar}"), "行政处罚法 34");
    }

    private FenceAnswer Young(Proposal p)
    {
        const string id = "young";
        if (p.Minor == true)
        {
            return Answer(id, new Text("当事人未满十四周岁", "the party is under 14", "الطرف دون الرابعة عشرة"), "行政处罚法 30", new Text("不予处罚，责令监护人管教", "no penalty; the guardian is told to educate", "لا عقوبة؛ ويُطلب من الولي التأديب"));
        }

        // Nobody knows whether art. 30 applies: somebody finds out, or says how it is known that the party is grown up.
        if (p is { Party: PartyKind.Individual, Young: not true } && (p.Minor is null || p.Young is null))
        {
            return Answer(id,
                new Text("当事人的年龄没有记录", "the party's age is not on record", "عمر الطرف غير مسجَّل"),
                "行政处罚法 30",
                new Text("查明出生日期；不能查明的，写明怎样确认已满十八周岁", "find out the date of birth; where that cannot be done, say how it is known that the party is 18 or older", "تحقق من تاريخ الميلاد؛ وإن تعذر فاذكر كيف عُرف أن الطرف أتم الثامنة عشرة"), FenceVerdict.Caution);
        }

        var statutory = p.Weighed?.Statutory;
        return p.Young == true && p.Fine > 0 && statutory is { } s && p.Fine > s.Midpoint
            ? Answer(id,
                new Text("当事人已满十四不满十八周岁，应当从轻或者减轻", "the party is 14 to 17: the penalty must be lighter or mitigated", "الطرف بين 14 و17: يجب تخفيف العقوبة"),
                "行政处罚法 30", new Text($"降到 {s.Midpoint:0.##} 元以下", $"go below {s.Midpoint:0.##} yuan", $"انزل دون {s.Midpoint:0.##} يوان"))
            : Clear(id, new Text("没有未成年人从轻事由", "no ground of age", "لا سبب يتعلق بالسن"), "行政处罚法 30");
    }

    private FenceAnswer Summary(Proposal p, EnforcementItem item)
    {
        const string id = "summary";
        var limits = _here.Threshold("summary", p.Today);
        var limit = p.Party == PartyKind.Individual ? limits.Individual : limits.Entity;
        var ordinary = new Text("转普通程序", "use the ordinary procedure", "استخدم الإجراء العادي");
        if (p.Confiscation || item.Confiscation == Belongs.Mandatory)
        {
            return Answer(id, new Text("含没收，不能当场处罚", "confiscation is part of it: not on the spot", "تشمل المصادرة: لا تُوقَّع فوراً"), limits.Article, ordinary);
        }

        if (p.Other.Count > 0)
        {
            return Answer(id, new Text("当场只能警告或者罚款", "on the spot there is only a warning or a fine", "لا يُوقَّع فوراً إلا إنذار أو غرامة"), limits.Article, ordinary);
        }

        return p.Fine > limit
            ? Answer(id,
                new Text($"{p.Fine:0.##} 元超过当场处罚上限 {limit:0.##} 元", $"{p.Fine:0.##} yuan exceeds the on-the-spot limit of {limit:0.##} yuan", $"{p.Fine:0.##} يوان يتجاوز حد العقوبة الفورية {limit:0.##} يوان"),
                limits.Article, ordinary)
            : Clear(id, new Text($"在当场处罚上限 {limit:0.##} 元内", $"within the on-the-spot limit of {limit:0.##} yuan", $"ضمن حد العقوبة الفورية {limit:0.##} يوان"), limits.Article);
    }
}
