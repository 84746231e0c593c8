using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Cases;

/// <summary>应缴: what is owed on a day: the fine, and three percent of what is unpaid for each day past the term, never more than the fine, not counted in remedy (Penalties arts. 66–73).</summary>
/// <param name="Fine">Fine as it stands.</param>
/// <param name="Surcharge">Surcharge up to the day.</param>
/// <param name="Paid">Paid up to the day.</param>
/// <param name="Due">Last day to pay without a surcharge.</param>
/// <param name="Overdue">The day is past it and something is owed.</param>
public sealed record Dues(decimal Fine, decimal Surcharge, decimal Paid, DateOnly Due, bool Overdue)
{
    /// <summary>Percent a day (art. 72); the law fixes it.</summary>
    private const decimal Daily = 0.03m;

    /// <summary>Yuan owed.</summary>
    public decimal Owed => Math.Max(0, Fine + Surcharge - Paid);

    /// <summary>What is owed on a day; null before service or without a fine. Nothing is owed on a decision that a remedy has set aside.</summary>
    public static Dues? Of(CaseFile file, LawInForce law, DateOnly today)
    {
        var fine = file.FineNow ?? file.Decision?.Fine;
        if (fine is not > 0 || Terms.ServedOn(file, law) is not { } served)
        {
            return null;
        }

        if (file.RemediesEnded is [.., { Result: "revoked" or "invalid" }])
        {
            return new Dues(0, 0, file.Payments.Where(p => p.On <= today).Sum(p => p.Sum), Terms.Last(law.At(file.Book), "pay", served), false);
        }

        // What a remedy changed is owed as changed, also before the head has said what follows.
        fine = file is { Stage: Stage.Revised, RemediesEnded: [.., { Fine: { } now }] } ? now : fine;

        // A changed sum is owed from the day the change reached the organ; a plan moves the day to its own end.
        var from = file.RemediesEnded is [.., { Result: "changed", On: var changed }] ? changed : served;
        var due = file.Deferral is { } plan ? plan.Ends : Terms.Last(law.At(file.Book), "pay", from);
        var surcharge = 0m;
        for (var day = due.AddDays(1); day <= today; day = day.AddDays(1))
        {
            var unpaid = fine.Value - file.Payments.Where(p => p.On < day).Sum(p => p.Sum);
            if (unpaid <= 0 || surcharge >= fine)
            {
                break;
            }

            if (!file.RemedyTimes.Any(t => day >= t.From && (t.To is null || day <= t.To)))
            {
                surcharge = Math.Min(fine.Value, surcharge + (unpaid * Daily));
            }
        }

        var dues = new Dues(fine.Value, decimal.Round(surcharge, 2), file.Payments.Where(p => p.On <= today).Sum(p => p.Sum), due, false);
        return dues with { Overdue = today > due && dues.Owed > 0 };
    }
}

/// <summary>缴款登记: a bank or electronic payment by its reference; cash only where the law lets officers take it (Penalties arts. 67–70).</summary>
/// <param name="Sum">Yuan.</param>
/// <param name="On">Day.</param>
/// <param name="Way"><c>bank</c>, <c>electronic</c> or <c>cash</c>.</param>
/// <param name="Reference">The bank's reference, or the number of the statutory receipt for cash.</param>
/// <param name="CashGround">For cash: <c>small</c> (on the spot, up to the sum of art. 68), <c>hard_later</c> (on the spot) or <c>remote_at_request</c> (art. 69).</param>
/// <param name="TakenBy">For cash: account of the officer of the case who took it; empty for who records it.</param>
/// <param name="Landed">For cash taken on the water: the day of landing, from which its term runs (art. 71).</param>
public sealed record Pay(decimal Sum, DateOnly On, string Way, string Reference, string CashGround = "", string TakenBy = "", DateOnly? Landed = null)
{
    /// <summary>
    /// Writes the payment; a bank reference is taken once in a book. The fine is owed until it is paid, and the bank takes it whatever became of the case (Penalties arts. 66, 67):
    /// so it is booked also on a case that has ended, and what is not owed is booked as too much.
    /// </summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.Service is null || file.NoPenalty is not null || Dues.Of(file, now.Law, On) is not { } dues)
        {
            return CaseStage.Wrong(file);
        }

        if (On > now.Today)
        {
            return Outcome.No("bad_day", new Text($"缴款日 {On:yyyy-MM-dd} 还没有到", $"the day of payment {On:yyyy-MM-dd} has not come yet", $"لم يحن بعد يوم الدفع {On:yyyy-MM-dd}"), new Text("核对对账单上的日期", "check the date on the statement", "تحقق من التاريخ في الكشف"), "行政处罚法 67");
        }

        if (Sum <= 0 || Reference.Trim().Length == 0 || Way is not ("bank" or "electronic" or "cash"))
        {
            return Outcome.No("bad_payment", new Text("填写金额、日期、凭证号", "give the sum, the day and the reference", "اذكر المبلغ واليوم والمرجع"), new Text("现金须有财政部门统一制发的票据号", "for cash: the number of the statutory receipt", "للنقد: رقم الإيصال الرسمي"), "行政处罚法 67、70");
        }

        if (Way == "cash" && !Cash(file, now))
        {
            return Outcome.No("no_cash", new Text("不符合当场收缴的条件", "cash may not be taken here", "لا يجوز أخذ النقد هنا"), new Text("到银行或者电子支付缴纳", "pay at the bank or electronically", "ادفع في المصرف أو إلكترونياً"), "行政处罚法 67、68、69");
        }

        var (left, taker) = (dues.Owed - Sum, TakenBy.Trim().Length > 0 ? TakenBy.Trim() : now.By.Person);
        var paid = new Paid(file.Id, Sum, On, Way, Reference.Trim(), left <= 0, Math.Max(0, -left));
        if (Way == "cash")
        {
            // Officers take it (arts. 68, 69); that they are those of the case is our reading.
            if (file.Officers.All(o => o.Id != taker))
            {
                return Outcome.No("no_taker", new Text("现金由本案执法人员当场收缴，写明是谁", "an officer of this case takes cash: say who", "يقبض النقد أحد موظفي القضية: اذكر من"), new Text("选择收款的执法人员", "choose who took it", "اختر من قبضه"), "行政处罚法 68、69");
            }

            // Without the water the term runs from the taking.
            if (Landed is { } landed && (CashGround != "remote_at_request" || landed < On || landed > now.Today))
            {
                return Outcome.No("bad_landing", new Text("抵岸日只用于水上收缴，不早于收款日，不晚于今天", "a day of landing is for cash taken on the water, not before the taking and not after today", "يوم الرسو للنقد المقبوض على الماء فقط ولا يسبق القبض ولا يتأخر عن اليوم"), new Text("核对日期，不是水上的不填", "check the day; leave it empty on land", "تحقق من اليوم؛ واتركه فارغاً على اليابسة"), "行政处罚法 69、71");
            }

            paid = paid with { Taker = taker, Landed = Landed, HandInBy = now.Law.At(file.Book).Ends("cash-handover", Landed ?? On) };
        }

        return Outcome.Of(Body.Fact(paid, file.Tags, [$"payment:{Way}:{Reference.Trim()}"], null, file.Under));
    }

    private bool Cash(CaseFile file, Occasion now) => CashGround switch
    {
        "small" => file.Decision is { Fine: { } fine } && fine <= now.Law.At(file.Book).Threshold("cash", now.Today).Individual,
        "hard_later" => file.Decision is not null,
        "remote_at_request" => true,
        _ => false,
    };
}

/// <summary>延期、分期缴纳: real hardship, on application, with the head's approval (Penalties art. 66(2)).</summary>
public sealed record DeferPayment(string Application, IReadOnlyList<Instalment> Plan)
{
    /// <summary>Writes the plan.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Served or Stage.Demanded) || file.Ruling is null && file.Decision is null || Dues.Of(file, now.Law, now.Today) is not { Owed: > 0 } dues)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        return Application.Trim().Length == 0 || Plan.Count == 0 || Plan.Any(i => i.On <= now.Today || i.Sum <= 0) || Plan.Sum(i => i.Sum) != dues.Owed
            ? Outcome.No("bad_plan", new Text($"写明申请理由；各期合计须等于应缴 {dues.Owed:0.##} 元", $"state the application; the instalments must add up to the {dues.Owed:0.##} yuan owed", $"اذكر الطلب؛ ويجب أن يساوي مجموع الأقساط {dues.Owed:0.##} يوان"), new Text("改正计划", "correct the plan", "صحّح الخطة"), "行政处罚法 66(2)")
            : Outcome.Of(Body.Fact(new PaymentDeferred(file.Id, DocumentNumber.Of("缓分", file, now.Today, 0), Application.Trim(), Plan, now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>催告: in writing, once the fine is overdue, with sum, way, term and the right to be heard (Coercion arts. 35, 54).</summary>
public sealed record DemandPayment(Delivery Delivery)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "demand";

    /// <summary>Writes the demand.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Served or Stage.Deferred or Stage.Demanded) || Dues.Of(file, now.Law, now.Today) is not { Overdue: true } dues)
        {
            return CaseStage.Wrong(file);
        }

        if (ServiceRules.Lacks(file, Delivery, now.At) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var number = DocumentNumber.Of("催", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(Demanded))));
        var body = new Demanded(file.Id, number, dues.Fine - Math.Min(dues.Fine, dues.Paid), dues.Surcharge, now.Law.At(file.Book).Ends("demand", Terms.Reached(Delivery.Way, Delivery.On, now.Law.At(file.Book))), Delivery, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>What the head knows of an order that the court is asked to execute.</summary>
/// <param name="Heard">What the party said to the demand, and the answer; also that nothing was said.</param>
/// <param name="Seen">What was seen after the demand's term.</param>
/// <param name="SeenOn">Day on which it was seen.</param>
/// <param name="NoRemedy">Neither reconsideration nor suit was brought against the order, or they have ended without changing it.</param>
public sealed record OrderUnperformed(string Heard, string Seen, DateOnly SeenOn, bool NoRemedy);

/// <summary>申请法院强制执行: after the remedies have lapsed, within three months, ten working days after the demand, with five attachments, signed by the head (Coercion arts. 53–55).</summary>
/// <param name="Court">Court.</param>
/// <param name="Attachments">Attachments.</param>
/// <param name="Order">For an order to act; null for a fine. Each is a decision of its own, so each has its own application.</param>
public sealed record ApplyToCourt(string Court, IReadOnlyList<string> Attachments, OrderUnperformed? Order = null)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "court-application";

    /// <summary>The five attachments of art. 55.</summary>
    public static IReadOnlyList<string> Wanted { get; } = ["application", "decision", "party_and_demand", "object", "other"];

    /// <summary>Writes the application.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        var dues = Order is null && file.Stage == Stage.Demanded && Dues.Of(file, now.Law, now.Today) is { Overdue: true } owed ? owed : null;
        if (Order is null ? dues is null : !file.OrderGoesToCourt)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var window = Order is null ? Terms.CourtWindow(file, now.Law) : Terms.OrderCourtWindow(file, now.Law);
        if (window is not { } days || now.Today < days.First || now.Today > days.Last)
        {
            var (first, last) = window ?? (DateOnly.MaxValue, DateOnly.MaxValue);
            return Outcome.No("court_window",
                new Text($"可以申请的期间为 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd}", $"the application may be made from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}", $"يجوز تقديم الطلب من {first:yyyy-MM-dd} إلى {last:yyyy-MM-dd}"),
                now.Today > last ? new Text("期间已过：报负责人说明理由后结案，监督部门会看到", "the window has closed: end the case with the head's reasons, which supervision sees", "أُغلقت المدة: أنهِ القضية بأسباب الرئيس التي ستراها جهة الإشراف") : new Text("到期再申请", "apply when it opens", "قدّمه عند فتحها"), "行政强制法 53、54");
        }

        if (Order is { } known && AfterDemand.Lacks(file.PerformanceDemand!, known.Heard, known.Seen, known.SeenOn, known.NoRemedy, now.Today) is { } lacking)
        {
            return lacking;
        }

        if (Court.Trim().Length == 0 || Wanted.SkipLast(1).Any(w => !Attachments.Contains(w)))
        {
            return Outcome.No("attachments", new Text("写明法院，附齐第55条的材料", "name the court and attach what art. 55 wants", "اذكر المحكمة وأرفق ما تطلبه المادة 55"), new Text("申请书、决定书及事实理由依据、当事人意见及催告情况、标的情况", "application, decision with facts and basis, the party's view and the demand, the object", "الطلب، القرار وسنده، رأي الطرف والمطالبة، محل التنفيذ"), "行政强制法 55");
        }

        var number = DocumentNumber.Of("强申", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(CourtApplied))));
        var body = new CourtApplied(file.Id, number, Court.Trim(), dues is null ? 0 : dues.Fine - Math.Min(dues.Fine, dues.Paid), dues?.Surcharge ?? 0, Attachments, now.Signs, "", OfOrder(file, now));
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }

    private OrderForCourt? OfOrder(CaseFile file, Occasion now) => Order is { } known && file is { Order: { } order, PerformanceDemand: { } demand, OrderedAt: { } at }
        ? new OrderForCourt(order.Number, ShanghaiTime.Day(at), order.What, demand.Number, Terms.Reached(demand.Delivery.Way, demand.Delivery.On, now.Law.At(file.Book)), known.Heard.Trim(), known.Seen.Trim(), known.SeenOn)
        : null;
}

/// <summary>法院执行结果: what the court did.</summary>
/// <param name="Result"><c>enforced</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="On">Day.</param>
/// <param name="Words">Words.</param>
/// <param name="OfOrder">True for the application that carried an order.</param>
public sealed record EndCourt(string Result, DateOnly On, string Words, bool OfOrder = false)
{
    /// <summary>Writes it.</summary>
    public Outcome Write(CaseFile file, Occasion now) =>
        (OfOrder ? !file.OrderStandsUnperformed || file.OrderCourt is null : file.Stage != Stage.CourtApplied || file.CourtEnd is not null) ? CaseStage.Wrong(file)
        : Result is not ("enforced" or "refused" or "ended") || Words.Trim().Length == 0 || On > now.Today
            ? Outcome.No("bad_result", new Text("写明法院的结果", "say what the court did", "اذكر ما فعلته المحكمة"), new Text("已执行、不予执行、终结", "enforced, refused, ended", "نُفّذ، رُفض، انتهى"), "行政强制法 57–58")
            : Outcome.Of(Body.Fact(new CourtEnded(file.Id, Result, On, Words.Trim(), OfOrder ? true : null), file.Tags, null, null, file.Under));
}
