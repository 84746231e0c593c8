using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Fences;

/// <summary>Fences of the ordinary procedure: notice, defence, hearing, review, discussion, people, days.</summary>
public sealed partial class PenaltyFences
{
    /// <summary>
    /// Whether different people act (RULES.md §5): who investigates does not preside, review or decide; who presides does not review or decide; who reviews does not decide.
    /// </summary>
    /// <param name="c">Who does what.</param>
    /// <param name="act">Before which act it is asked.</param>
    public FenceAnswer FourPeople(Course c, string act) => Within("four-people", act, () => FourPeople(c));

    private FenceAnswer FourPeople(Course c)
    {
        const string id = "four-people";
        var clash = new (string Person, string Office, Text Says)[]
            {
                (c.Host, "host", new Text("听证主持人", "the hearing host", "رئيس جلسة الاستماع")),
                (c.Reviewer, "reviewer", new Text("法制审核人员", "the legal reviewer", "المراجع القانوني")),
                (c.Decider, "decider", new Text("作出决定的负责人", "the decider", "متخذ القرار")),
            }
            .Where(x => x.Person.Length > 0)
            .Select(x => (x.Office, x.Says, Also: c.Investigators.Contains(x.Person) ? new Text("本案调查人员", "an investigator of this case", "محقق في هذه القضية")
                : x.Office != "host" && x.Person == c.Host ? new Text("听证主持人", "the hearing host", "رئيس جلسة الاستماع")
                : x.Office == "decider" && x.Person == c.Reviewer ? new Text("法制审核人员", "the legal reviewer", "المراجع القانوني") : null))
            .FirstOrDefault(x => x.Also is not null);
        return clash.Also is null
            ? Clear(id, new Text("调查、听证、审核、决定由不同的人进行", "different people investigate, preside, review and decide", "أشخاص مختلفون يحققون ويرأسون ويراجعون ويقررون"), "行政处罚法 58、64")
            : Answer(id,
                new Text($"{clash.Says.Zh}同时是{clash.Also.Zh}", $"{clash.Says.En} is also {clash.Also.En}", $"{clash.Says.Ar} هو أيضاً {clash.Also.Ar}"),
                "行政处罚法 58、64",
                new Text("换一个人办理这一步", "let somebody else do this step", "ليقم شخص آخر بهذه الخطوة"));
    }

    /// <summary>Whether a seizure may be made: only where the line of the list and the item's law both give the measure, and never under an entrusted power.</summary>
    public FenceAnswer Seizure(Proposal p) => Within("seizure", FenceAct.Seizure, () => Measure(p));

    private FenceAnswer Measure(Proposal p)
    {
        const string id = "seizure";
        var answer = law.Catalogue.Ask(new Powers.PowerQuestion(p.Item, law.TeamFor(p.Place.Code, p.Today), p.ActDay, p.Today));
        if (answer.Source == Powers.PowerSource.Entrusted)
        {
            return Answer(id,
                new Text("委托事项不得采取行政强制措施", "an entrusted power carries no compulsory measures", "الصلاحية الموكَّلة لا تحمل تدابير قسرية"),
                "行政强制法 17",
                new Text($"请{law.NameOf(answer.InNameOf ?? "").Zh}实施，或先行登记保存", $"ask {law.NameOf(answer.InNameOf ?? "").En}, or register and preserve the evidence", $"اطلب من {law.NameOf(answer.InNameOf ?? "").Ar} أو احفظ الدليل بالتسجيل"));
        }

        return answer.Answer is Powers.Holding.Held or Powers.Holding.Concurrent && answer.Holder == p.Organ && answer.May.Measures
            ? Clear(id, new Text("清单和法律都授予查封、扣押权", "the list and the law both give this measure", "القائمة والقانون يمنحان هذا التدبير"), "行政强制法 17")
            : Answer(id,
                new Text("清单没有写明可以采取查封、扣押", "the list does not say that sealing or detaining is given", "القائمة لا تنص على الختم أو الحجز"),
                "行政强制法 17、22",
                new Text("可以先行登记保存；需要查封、扣押的，吹哨请主管部门", "register and preserve the evidence; where a seizure is needed whistle for the department", "احفظ الدليل بالتسجيل؛ وإن لزم الحجز فاستدعِ الإدارة"));
    }

    /// <summary>
    /// 重复查封、扣押: goods that were sealed or detained in this case before. While the measure stands it is extended once and no more; once its days are over it may not begin anew on the
    /// same ground, or the thirty and thirty days of art. 25 would have no end.
    /// </summary>
    /// <param name="goods">Goods of the list that were taken before; empty = none.</param>
    /// <param name="number">Number of the newest earlier measure.</param>
    /// <param name="standing">Last day of a measure that still stands; null when all were lifted.</param>
    /// <param name="ground">What was found out since, on which they are taken anew; empty = nothing.</param>
    public FenceAnswer SeizedAgain(IReadOnlyList<string> goods, string number, DateOnly? standing, string ground) => Within("seizure", FenceAct.Seizure, () => Anew(goods, number, standing, ground));

    private FenceAnswer Anew(IReadOnlyList<string> goods, string number, DateOnly? standing, string ground)
    {
        const string id = "seizure";
        const string article = "行政强制法 25、28";
        if (goods.Count == 0)
        {
            return Clear(id, new Text("本案没有查封、扣押过这些物品", "none of this was sealed or detained in this case before", "لم يُختم أو يُحجز شيء من هذا في القضية من قبل"), article);
        }

        var (zh, other) = (string.Join("、", goods), string.Join(", ", goods));
        if (standing is { } until)
        {
            return Answer(id,
                new Text($"{zh}已由{number}查封、扣押，到 {until:yyyy-MM-dd}", $"{other} is held under {number} until {until:yyyy-MM-dd}", $"{other} محجوز بموجب {number} حتى {until:yyyy-MM-dd}"),
                article,
                new Text("期限内由负责人批准延长一次，期满立即解除；从清单中去掉", "the head may extend it once within its days, and it is lifted when they are over; take it off the list", "يجوز للرئيس تمديده مرة ضمن مدته ويُرفع عند انقضائها؛ احذفه من القائمة"));
        }

        return ground.Trim().Length == 0
            ? Answer(id,
                new Text($"{zh}在本案已被查封、扣押过（{number}），没有写明新的理由", $"{other} was sealed or detained in this case before ({number}); no new ground is stated", $"سبق ختم أو حجز {other} في هذه القضية ({number}) ولم يُذكر سبب جديد"),
                article,
                new Text("写明解除以后新查明的事实和理由；没有的，不得再次查封、扣押。不是同一物品的，写明区别", "state what was found out since it was lifted; without that it may not be taken again. Where it is another thing, name it so that it can be told apart", "اذكر ما ثبت بعد رفعه؛ وإلا فلا يجوز أخذه ثانية. وإن كان شيئاً آخر فسمّه بما يميزه"))
            : Answer(id,
                new Text($"{zh}再次查封、扣押（前次{number}），新的理由：{ground.Trim()}", $"{other} is taken again (before: {number}) on a new ground: {ground.Trim()}", $"يؤخذ {other} ثانية (سابقاً: {number}) لسبب جديد: {ground.Trim()}"),
                article, new Text("期限重新计算；只在新的理由成立时", "its days begin anew, only while the new ground holds", "تبدأ مدته من جديد ما دام السبب الجديد قائماً"), FenceVerdict.Caution);
    }

    private FenceAnswer Recusal(Proposal p, Course c)
    {
        const string id = "recusal";
        var acting = p.Officers.Select(o => o.Id).Append(c.Host).Append(c.Reviewer).Append(c.Decider).Where(x => x.Length > 0).ToList();
        if (acting.FirstOrDefault(c.Recused.Contains) is { } gone)
        {
            return Answer(id,
                new Text($"{gone} 已决定回避，不得再办理本案", $"{gone} was recused and may not act on this case", $"تقرر تنحي {gone} ولا يجوز له العمل في هذه القضية"),
                "行政处罚法 43", new Text("换人", "name somebody else", "عيّن شخصاً آخر")) with
            {
                // The pack may soften how a pending request is met; a recusal that was granted is never only a caution.
                Answer = FenceVerdict.Stop,
            };
        }

        return acting.FirstOrDefault(c.RecusalPending.Contains) is { } asked
            ? Answer(id,
                new Text($"对 {asked} 的回避申请还没有决定", $"the request that {asked} be recused is not decided", $"لم يُبتّ في طلب تنحي {asked}"),
                "行政处罚法 43",
                p.Deciding ? new Text("请负责人先决定是否回避", "let the head decide on it first", "ليبتّ الرئيس فيه أولاً") : new Text("调查不停止；请负责人尽快决定", "the investigation goes on; let the head decide soon", "يستمر التحقيق؛ وليبتّ الرئيس قريباً"),
                p.Deciding ? null : FenceVerdict.Caution)
            : Clear(id, new Text("没有应当回避的人员参与", "nobody takes part who must step back", "لا يشارك أحد يجب أن يتنحى"), "行政处罚法 43");
    }

    private FenceAnswer NinetyDays(Proposal p, Course c)
    {
        const string id = "ninety-days";
        var left = c.DecideBy.DayNumber - p.Today.DayNumber;
        if (left < 0)
        {
            return Answer(id,
                new Text($"办案期限 {c.DecideBy:yyyy-MM-dd} 已过 {-left} 日", $"the term for the decision ended on {c.DecideBy:yyyy-MM-dd}, {-left} days ago", $"انتهت مهلة القرار في {c.DecideBy:yyyy-MM-dd} منذ {-left} يوماً"),
                "行政处罚法 60",
                new Text("法律、法规、规章另有期限的，须在期满前办理延期；否则报负责人并由监督部门查看", "where a law, regulation or rule gives another period it had to be extended before; otherwise put it to the head, and supervision looks at it", "إن نص قانون أو لائحة على مدة أخرى فكان يجب التمديد قبلها؛ وإلا فاعرضه على الرئيس وستراه جهة الإشراف"));
        }

        return left <= Figure(id, "days") - Figure(id, "second_warning")
            ? Clear(id, new Text($"离办案期限还有 {left} 日（{c.DecideBy:yyyy-MM-dd}）", $"{left} days are left until {c.DecideBy:yyyy-MM-dd}", $"بقي {left} يوماً حتى {c.DecideBy:yyyy-MM-dd}"), "行政处罚法 60")
            : Clear(id, new Text($"在办案期限内（{c.DecideBy:yyyy-MM-dd}）", $"within the term ({c.DecideBy:yyyy-MM-dd})", $"ضمن المهلة ({c.DecideBy:yyyy-MM-dd})"), "行政处罚法 60");
    }

    private FenceAnswer Noticed(Proposal p, Course c)
    {
        const string id = "notice";
        const string article = "行政处罚法 44、45、62";
        if (c.NoticeOn is null)
        {
            return Answer(id,
                new Text("还没有就现在的拟处罚送达事先告知书", "no prior notice of the present proposal has reached the party", "لم يصل إلى الطرف إشعار مسبق بالمقترح الحالي"),
                article, new Text("先审批并送达告知书", "approve the notice and hand it over first", "اعتمد الإشعار وسلّمه أولاً"));
        }

        if (c.StatementUntaken)
        {
            return Answer(id,
                new Text("告知后当事人在自己的页面上写了说明，还没有记录", "after the notice the party wrote on its own page, and it is not taken down yet", "كتب الطرف في صفحته بعد الإشعار ولم يُدوَّن ذلك بعد"),
                article, new Text("先记为陈述申辩或者听证申请", "take it down first, as a statement or as a request for a hearing", "دوّنه أولاً كإفادة أو كطلب جلسة"));
        }

        if (c.StatementPending)
        {
            return Answer(id,
                new Text("当事人的陈述申辩还没有复核", "the party's defence is not reviewed yet", "لم يُراجَع دفاع الطرف بعد"),
                article, new Text("先写复核意见", "write the review first", "اكتب المراجعة أولاً"));
        }

        if (c.StatementWaived || c.StatementHeard)
        {
            return Clear(id, new Text("已听取或者当事人明确放弃陈述申辩", "the party was heard, or expressly waived", "استُمع إلى الطرف أو تنازل صراحة"), article);
        }

        return p.Today > c.StatementBy
            ? Clear(id, new Text($"陈述申辩期限 {c.StatementBy:yyyy-MM-dd} 已过，当事人没有提出", $"the term for a statement ended on {c.StatementBy:yyyy-MM-dd}; none was made", $"انتهت مهلة الإفادة في {c.StatementBy:yyyy-MM-dd} ولم تُقدَّم"), article)
            : Answer(id,
                new Text($"陈述申辩期限到 {c.StatementBy:yyyy-MM-dd}，尚未届满", $"the term for a statement runs until {c.StatementBy:yyyy-MM-dd}", $"مهلة الإفادة حتى {c.StatementBy:yyyy-MM-dd}"),
                article, new Text("等期满；或者当事人书面放弃", "wait for its end, or for a written waiver", "انتظر نهايتها أو تنازلاً مكتوباً"));
    }

    private FenceAnswer Heavier(Proposal p, Course c)
    {
        const string id = "defence-heavier";
        return c.Told is { } told && p.Imposed.HeavierThan(told) is { } how
            ? Answer(id,
                new Text($"比告知的处罚重：{how.Zh}", $"heavier than what was told: {how.En}", $"أشد مما أُبلغ به: {how.Ar}"),
                "行政处罚法 45",
                new Text("不得因申辩加重；有新的事实的，重新提出并重新告知", "a defence never makes it heavier; on new facts propose and notify anew", "الدفاع لا يشدد العقوبة؛ وعند وقائع جديدة اقترح وأشعر من جديد"))
            : Clear(id, new Text("不重于告知的处罚", "not heavier than what was told", "ليست أشد مما أُبلغ به"), "行政处罚法 45");
    }

    private FenceAnswer Hearing(Proposal p, Course c)
    {
        const string id = "hearing";
        const string article = "行政处罚法 63、64、65";
        if (c.HearingOpen)
        {
            return Answer(id,
                new Text("当事人要求听证，听证还没有结束", "the party asked for a hearing and it is not over", "طلب الطرف جلسة استماع ولم تنته"),
                article, new Text("先举行听证", "hold the hearing first", "اعقد الجلسة أولاً"));
        }

        if (!c.HearingRight && !c.HearingTold)
        {
            return Clear(id, new Text("未达到听证标准", "below the thresholds of a hearing", "دون حدود جلسة الاستماع"), article);
        }

        if (!c.HearingTold)
        {
            return Answer(id,
                new Text("达到听证标准而没有告知听证权利", "the hearing right is reached and was not told", "بلغ حق جلسة الاستماع ولم يُبلَّغ به"),
                article, new Text("重新告知，写明听证权利", "notify anew with the right to a hearing", "أشعر من جديد مع ذكر الحق في جلسة استماع"));
        }

        return c.HearingHeld || c.HearingWaived
            ? Clear(id, new Text("听证已举行或者已放弃", "the hearing was held or waived", "عُقدت الجلسة أو تم التنازل عنها"), article)
            : Lapsed(p, c, id, article);
    }

    private FenceAnswer Lapsed(Proposal p, Course c, string id, string article) => c.HearingBy is { } by && p.Today > by
        ? Clear(id, new Text($"听证申请期限 {by:yyyy-MM-dd} 已过，当事人没有要求", $"the term to ask for a hearing ended on {by:yyyy-MM-dd}", $"انتهت مهلة طلب الجلسة في {by:yyyy-MM-dd}"), article)
        : Answer(id,
            new Text($"听证申请期限到 {c.HearingBy:yyyy-MM-dd}，尚未届满", $"a hearing may be asked for until {c.HearingBy:yyyy-MM-dd}", $"يجوز طلب الجلسة حتى {c.HearingBy:yyyy-MM-dd}"),
            article, new Text("等期满；或者当事人书面放弃", "wait for its end, or for a written waiver", "انتظر نهايتها أو تنازلاً مكتوباً"));

    private FenceAnswer LegalReview(Course c)
    {
        const string id = "legal-review";
        const string article = "行政处罚法 58";
        if (c.ReviewPassed == false)
        {
            return Answer(id,
                new Text("法制审核没有通过", "the legal review did not pass", "لم تُجَز المراجعة القانونية"),
                article, new Text("补充调查，答复审核意见后重新提出", "investigate further, answer the opinion and propose anew", "أكمل التحقيق وأجب عن الرأي واقترح من جديد"));
        }

        return c.ReviewWhy is { } why && c.ReviewPassed is null
            ? Answer(id,
                new Text($"须经法制审核：{why.Zh}", $"legal review is required: {why.En}", $"المراجعة القانونية مطلوبة: {why.Ar}"),
                article, new Text("送法制审核人员", "put it to the legal reviewer", "اعرضه على المراجع القانوني"))
            : Clear(id, c.ReviewPassed == true ? new Text("法制审核已通过", "legal review passed", "أُجيزت المراجعة القانونية") : new Text("没有法定的审核情形", "nothing requires legal review", "لا شيء يستوجب المراجعة القانونية"), article);
    }

    private FenceAnswer Collective(Course c)
    {
        const string id = "collective";
        const string article = "行政处罚法 57(2)";
        if (c.DiscussionWhy is { } why && !c.Discussed)
        {
            return Answer(id,
                new Text($"须由负责人集体讨论：{why.Zh}", $"the heads must discuss it together: {why.En}", $"يجب أن يناقشه المسؤولون جماعياً: {why.Ar}"),
                article, new Text("集体讨论并记录每个人的意见", "discuss it and record each view", "ناقشوه وسجّلوا رأي كل واحد"));
        }

        // A large penalty need not be a major breach; but that it is not should be somebody's reasoned word.
        return c.HearingRight && !c.Discussed
            ? Answer(id,
                new Text("达到听证标准，没有集体讨论", "the hearing right is reached and there was no collective discussion", "بلغ حق جلسة الاستماع ولم تجرِ مناقشة جماعية"),
                article, new Text("写明为什么不属于情节复杂或者重大", "say why it is neither complex nor major", "اذكر لماذا ليست معقدة ولا جسيمة"), FenceVerdict.Caution)
            : Clear(id, c.Discussed ? new Text("已集体讨论", "discussed together", "نوقشت جماعياً") : new Text("不属于情节复杂或者重大", "neither complex nor major", "ليست معقدة ولا جسيمة"), article);
    }

    /// <summary>Range of a fine that is counted from a base: a multiple, a percentage or a sum per unit.</summary>
    private static YuanRange? FromBase(EnforcementItem item, decimal? units) => (item.Factor, units) switch
    {
        ({ } f, { } u) when item.FineKind is FineKind.Percentage => new YuanRange(f.Min * u / 100, f.Max * u / 100),
        ({ } f, { } u) when item.FineKind is FineKind.Multiple or FineKind.PerUnit => new YuanRange(f.Min * u, f.Max * u),
        _ => null,
    };
}

/// <summary>听证权利: when the party may ask for a hearing (Penalties art. 63; Chongqing order 354).</summary>
public static class HearingRight
{
    /// <summary>Whether, and why or why not.</summary>
    public static (bool Told, Text Why) Of(LawOfThePlace here, PartyKind party, decimal? fine, decimal? confiscated, IReadOnlyList<string> other, DateOnly today)
    {
        // Art. 63(1)(3) and (4) name these, and not the withholding of a licence. Restriction of business is not named either: that it is 其他较重的行政处罚 (5) is our reading, which takes no right away.
        if (other.Select(Imposed.Word).FirstOrDefault(o => o is "suspension" or "closure" or "debarment" or "revocation" or "downgrade" or "restriction") is { } kind)
        {
            var name = TierWords.Penalty(kind);
            return (true, new Text($"处罚种类（{name.Zh}）可以要求听证", $"this kind of penalty ({name.En}) carries the right", $"هذا النوع من العقوبة ({name.Ar}) يحمل الحق"));
        }

        var limits = here.Threshold("hearing", today);
        var limit = party == PartyKind.Individual ? limits.Individual : limits.Entity;
        var sum = Math.Max(fine ?? 0, confiscated ?? 0);
        return sum >= limit
            ? (true, new Text($"{sum:0.##} 元达到听证标准 {limit:0.##} 元（{limits.Article}）", $"{sum:0.##} yuan reaches the threshold of {limit:0.##} ({limits.Article})", $"{sum:0.##} يوان يبلغ حد {limit:0.##} ({limits.Article})"))
            : (false, new Text($"{sum:0.##} 元未达到听证标准 {limit:0.##} 元（{limits.Article}）", $"{sum:0.##} yuan is below the threshold of {limit:0.##} ({limits.Article})", $"{sum:0.##} يوان دون حد {limit:0.##} ({limits.Article})"));
    }
}
