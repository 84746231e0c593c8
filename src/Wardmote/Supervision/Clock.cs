using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Supervision;

/// <summary>A kind of term that is watched. 期限种类</summary>
/// <param name="Id">Id.</param>
/// <param name="Rule">Rule of the pack.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="Name">Name.</param>
/// <param name="Way">What to do.</param>
/// <param name="OfOrgan">True where the organ is late and not who handles the case: the leader is asked at once.</param>
public sealed record ClockKind(string Id, string Rule, string Article, Text Name, Text Way, bool OfOrgan = false);

/// <summary>期限: a term that runs.</summary>
/// <param name="Id">Kind.</param>
/// <param name="Part">Which of several, by number; empty for the only one.</param>
/// <param name="Last">First moment after the last day; null while it has not begun.</param>
/// <param name="Paused">Since when it stands still; null while it runs.</param>
/// <param name="Next">When somebody is told next; null when nobody is.</param>
/// <param name="Alert">Alert that is open for it; empty when none is.</param>
/// <param name="Stopped">True when the term has ended and only its alert is still open.</param>
public sealed record Clock(string Id, string Part, DateTimeOffset? Last, DateTimeOffset? Paused, DateTimeOffset? Next, string Alert, bool Stopped);

/// <summary>What an entry does to a clock.</summary>
/// <param name="Id">Kind; <c>*</c> for every clock of the subject.</param>
/// <param name="Turn"><c>start</c>, <c>arm</c> (known, not yet begun), <c>begin</c> (only one that is armed), <c>extend</c>, <c>pause</c>, <c>resume</c> or <c>stop</c>.</param>
/// <param name="Last">First moment after the last day.</param>
/// <param name="Part">Which of several; <c>*</c> for each.</param>
/// <param name="Days">Days by which it is extended.</param>
public sealed record ClockTurn(string Id, string Turn, DateTimeOffset? Last = null, string Part = "", int Days = 0);

/// <summary>A thing whose terms are watched.</summary>
/// <param name="Kind"><c>case</c>, <c>report</c>, <c>whistle</c>, <c>inspection</c>, <c>complaint</c> or <c>officer</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Scope">Tag of its entries.</param>
public sealed record Watched(string Kind, string Id, Tag Scope)
{
    /// <summary>Tag of the alerts about it. Not the thing's own tag: an alert must make no page of it stale.</summary>
    public Tag Tag => TagOf(Kind, Id);

    /// <summary>The same from kind and id.</summary>
    public static Tag TagOf(string kind, string id) => new("watch", $"{kind}:{id}");
}

/// <summary>The clocks of one subject and how entries move them: the same arithmetic for the list that is looked through and for the record that decides.</summary>
public static class Clocks
{
    /// <summary>Every kind, with its rule: a term without a rule raises no alert.</summary>
    public static IReadOnlyDictionary<string, ClockKind> Kinds { get; } = new ClockKind[]
    {
        new("ninety-days", "R-ORD-02", "行政处罚法 60", new("自立案之日起九十日内作出决定", "Decide within 90 days of filing", "القرار خلال 90 يوماً من القيد"), new("作出决定；有法定依据的办理延长或者中止", "decide; extend or suspend only where a law provides it", "أصدر القرار؛ ولا تمديد أو وقف إلا بنص")),
        new("notice", "R-HEAR-03", "行政处罚法 44;64(1)", new("陈述申辩、申请听证的期限", "Term for statement, defence and asking for a hearing", "مهلة الإفادة والدفاع وطلب الجلسة"), new("期限届满，可以进入下一步；当事人提出的意见须先复核", "the term has passed: go on; review first what the party stated", "انقضت المهلة: تابع؛ وراجع أولاً ما أفاد به الطرف")),
        new("hearing", "R-HEAR-04", "行政处罚法 64", new("举行听证", "Hold the hearing", "عقد جلسة الاستماع"), new("记录听证结果，或者另行通知时间", "record the hearing, or give notice of another day", "دوّن الجلسة أو أخطر بموعد آخر")),
        new("service", "R-SERV-01", "行政处罚法 61(1)", new("七个工作日内送达决定书", "Serve the decision within 7 working days", "تبليغ القرار خلال 7 أيام عمل"), new("送达并上传送达回证；无法直接送达的依法留置、邮寄或者公告", "serve it and keep the proof; leave, post or announce it where the law allows", "بلّغ القرار واحفظ الإثبات؛ أو اتركه أو أرسله أو أعلنه كما يسمح القانون")),
        new("pay", "R-PAY-01", "行政处罚法 67(3)", new("十五日内缴纳罚款", "The fine is paid within 15 days", "سداد الغرامة خلال 15 يوماً"), new("核对到账；未缴的催告，申请延期的依法审批", "check the bank; if unpaid, demand it, or decide on a deferral", "تحقق من السداد؛ وإلا فطالب به أو بُتّ في التأجيل")),
        new("cash-handover", "R-CASH-02", "行政处罚法 71", new("当场收缴的现金二日内交至机关", "Cash taken on the spot reaches the organ within 2 working days", "وصول النقد المقبوض إلى الجهة خلال يومي عمل"), new("收款人交款并登记；水上自抵岸之日起算", "who took it hands it in and records it; on the water the term runs from landing", "يسلّمه من قبضه ويسجّل؛ وعلى الماء تبدأ المهلة من الرسو")),
        new("cash-bank", "R-CASH-02", "行政处罚法 71", new("机关二日内将现金缴付银行", "The organ pays the cash into the bank within 2 working days", "إيداع الجهة النقد في المصرف خلال يومي عمل"), new("缴付指定的银行，由收款人以外的人登记缴款单号", "pay it into the designated bank; somebody else than who took it records the slip", "أودعه في المصرف المعيّن؛ ويسجّل القسيمة غير من قبضه"), OfOrgan: true),
        new("demand", "R-ENF-05", "行政强制法 54", new("催告书载明的期限", "Term of the written demand", "مهلة المطالبة الخطية"), new("仍未履行的，在三个月内申请人民法院强制执行", "if still unpaid, apply to the court within its three months", "إن لم يُسدَّد فاطلب من المحكمة التنفيذ خلال أشهرها الثلاثة")),
        new("court-window", "R-ENF-05", "行政强制法 53", new("申请法院强制执行的三个月", "Three months for applying to the court", "الأشهر الثلاثة لطلب التنفيذ القضائي"), new("先催告满十个工作日，再申请", "the demand comes ten working days before; then apply", "تسبق المطالبة بعشرة أيام عمل ثم قدّم الطلب")),
        new("performance", "R-ENF-01", "行政强制法 35;37", new("催告书载明的履行期限", "Term of the demand to carry out the order", "مهلة المطالبة بتنفيذ الأمر"), new("再看一次现场：已履行的登记；仍未履行的，公告拆除或者决定代履行", "look once more: record it if carried out; if not, announce the demolition or decide on a substitute", "عاين مرة أخرى: دوّن إن نُفّذ؛ وإلا فأعلن الهدم أو قرّر التنفيذ البديل")),
        new("demolition", "R-ENF-03", "行政强制法 44", new("强制拆除前的催告、公告、复议和诉讼期限", "Terms before a demolition: demand, announcement, reconsideration, suit", "مهل ما قبل الهدم: المطالبة والإعلان والتظلّم والدعوى"), new("核实没有复议、诉讼，仍未拆除的作出强制执行决定；已拆除的登记", "check that no remedy was sought and decide, if it still stands; record it if it was demolished", "تحقق من عدم الطعن وقرّر إن بقي قائماً؛ ودوّن إن هُدم")),
        new("execution", "R-ENF-03", "行政强制法 37", new("强制执行决定书载明的时间", "Time named in the decision to execute", "الوقت الوارد في قرار التنفيذ"), new("执行并记录；中止、终结或者当事人已履行的登记", "carry it out and record it; or record that it stands still, has ended, or that the party performed", "نفّذ ودوّن؛ أو دوّن التعليق أو الإنهاء أو تنفيذ الطرف")),
        new("substitute", "R-ENF-04", "行政强制法 51", new("代履行决定书载明的时间", "Time named in the decision on a substitute", "الوقت الوارد في قرار التنفيذ البديل"), new("代履行并记录；中止、终结或者当事人已履行的登记", "perform it and record it; or record that it stands still, has ended, or that the party performed", "نفّذ ودوّن؛ أو دوّن التعليق أو الإنهاء أو تنفيذ الطرف")),
        new("preservation", "R-EVI-02", "行政处罚法 56", new("七个工作日内处理先行登记保存的证据", "Treat preserved evidence within 7 working days", "البت في الأدلة المحفوظة خلال 7 أيام عمل"), new("作出处理决定；逾期自动解除，须返还", "decide what becomes of it; after the term it is released and returned", "قرّر مصيرها؛ وبعد المهلة تُفك وتُعاد")),
        new("seizure", "R-COER-03", "行政强制法 25", new("查封、扣押的期限", "Term of a seizure", "مدة التحفظ"), new("作出处理决定；可以延长一次；逾期立即解除", "decide; it may be extended once; after the term lift it at once", "قرّر؛ ويجوز التمديد مرة؛ وبعدها ارفع التحفظ فوراً")),
        new("seizure-approval", "R-COER-02", "行政强制法 19", new("二十四小时内补办紧急措施批准手续", "An urgent measure is approved within 24 hours", "اعتماد الإجراء العاجل خلال 24 ساعة"), new("报负责人批准；不批准的立即解除", "ask the head; without approval lift it at once", "اطلب موافقة الرئيس؛ وإن لم يوافق فارفعه فوراً")),
        new("seizure-lift", "R-COER-05", "行政强制法 28", new("已作出决定，查封、扣押应当解除", "Decided: the seizure must be lifted", "صدر القرار: يجب رفع التحفظ"), new("立即解除并返还，或者依决定处理", "lift it at once and return the goods, or treat them as decided", "ارفعه فوراً وأعد الأشياء أو تصرف بها وفق القرار")),
        new("correction", "R-CORR-02", "行政处罚法 28(1)", new("责令改正期满，尚未复查", "The term of the order to correct has passed without re-inspection", "انقضت مهلة التصحيح دون إعادة معاينة"), new("两名执法人员复查并记录", "two officers look again and record it", "يعاين موظفان ثانية ويدوّنان")),
        new("crime-decision", "R-ORD-08", "国务院令第730号 5", new("三日内决定是否移送涉嫌犯罪案件", "Decide on a suspected crime within 3 days", "البت في شبهة الجريمة خلال 3 أيام"), new("由负责人决定移送或者不移送并写明理由", "the head decides, with reasons", "يقرر الرئيس مع الأسباب")),
        new("crime-transfer", "R-ORD-08", "国务院令第730号 5", new("二十四小时内移送", "Transfer within 24 hours", "الإحالة خلال 24 ساعة"), new("向同级公安机关移送并取得回执", "hand the file to the police and keep the receipt", "سلّم الملف إلى الشرطة واحفظ الإيصال")),
        new("withdraw-publication", "R-PUB-02", "行政处罚法 48(2)", new("三个工作日内撤回已公开的决定", "Withdraw the published decision within 3 working days", "سحب القرار المنشور خلال 3 أيام عمل"), new("撤回并公开说明理由", "withdraw it and say why in public", "اسحبه واذكر السبب علناً")),
        new("report-answer", "R-12345-03", "", new("答复举报人", "Answer the reporter", "إجابة المبلِّغ"), new("办结并答复，或者说明进展", "finish and answer, or say how far it is", "أنهِ وأجب أو بيّن ما تم")),
        new("whistle-answer", "R-WHI-01", "行政处罚法 26", new("部门答复吹哨", "The department answers the whistle", "إجابة الإدارة على النداء"), new("接收、转出一次或者说明理由退回", "take it, pass it on once, or return it with a reason", "استلم أو حوّل مرة أو أعد مع السبب")),
        new("whistle-arrive", "R-WHI-01", "行政处罚法 26", new("部门到场并反馈结果", "The department arrives and says what came of it", "حضور الإدارة وبيان النتيجة"), new("反馈结果", "say what came of it", "اذكر النتيجة")),
        new("whistle-settle", "R-WHI-02", "行政处罚法 25", new("司法局裁定由谁办理", "The justice bureau settles whose it is", "مكتب العدل يحسم المختص"), new("裁定并写明理由", "settle it, with a reason", "احسم مع السبب")),
        new("inspection-approval", "R-INS-02", "国办发〔2024〕54号", new("紧急检查事后补办批准", "An urgent inspection is approved afterwards", "اعتماد التفتيش العاجل لاحقاً"), new("报负责人批准或者写明不批准", "the head approves it or says why not", "يعتمده الرئيس أو يذكر سبب الرفض")),
        new("certificate", "R-OFF-01", "行政处罚法 42", new("执法证有效期", "The enforcement certificate runs out", "انتهاء صلاحية البطاقة"), new("换发证件；到期后不能执法", "renew it; without it nobody enforces", "جدّدها؛ ولا إنفاذ بدونها")),
        new("letter", "R-COMP-04", "行政处罚法 20", new("委托书的期限", "The letter of entrustment runs out", "انتهاء خطاب التوكيل"), new("到期前作出决定，或者取得新的委托书；否则移送委托机关", "decide before it ends, or get a new letter; else refer the case to the organ that entrusts", "قرّر قبل انتهائه أو احصل على خطاب جديد؛ وإلا فأحل القضية إلى الجهة الموكِّلة")),
        new("complaint-answer", "R-SUP-01", "行政处罚法 75(2)", new("答复执法投诉", "Answer the complaint about enforcement", "إجابة شكوى الإنفاذ"), new("调查、答复投诉人", "look into it and answer the complainant", "انظر فيها وأجب الشاكي")),
    }.ToDictionary(k => k.Id);

    /// <summary>The clocks after an entry's turns.</summary>
    public static IReadOnlyList<Clock> After(IReadOnlyList<Clock> before, IEnumerable<ClockTurn> turns, DateTimeOffset at, LawOfThePlace here)
    {
        var clocks = before.ToList();
        foreach (var turn in turns)
        {
            if (turn.Turn is "start" or "arm" && clocks.FindIndex(c => c.Id == turn.Id && c.Part == turn.Part) is var i)
            {
                var old = i >= 0 ? clocks[i] : new Clock(turn.Id, turn.Part, null, null, null, "", false);
                var begun = old with { Last = turn.Last, Paused = null, Next = First(turn.Id, turn.Last, at, here), Stopped = false };
                if (i >= 0)
                {
                    clocks[i] = begun;
                }
                else
                {
                    clocks.Add(begun);
                }

                continue;
            }

            for (var n = clocks.Count - 1; n >= 0; n--)
            {
                if ((turn.Id == "*" || clocks[n].Id == turn.Id) && (turn.Part is "*" || turn.Id == "*" || clocks[n].Part == turn.Part))
                {
                    if (Turn(clocks[n], turn, at, here) is { } next)
                    {
                        clocks[n] = next;
                    }
                    else
                    {
                        clocks.RemoveAt(n);
                    }
                }
            }
        }

        return clocks;
    }

    /// <summary>The clocks after an entry of an alert about the same subject.</summary>
    public static IReadOnlyList<Clock> After(IReadOnlyList<Clock> before, object alert, DateTimeOffset at, LawOfThePlace here) => alert switch
    {
        AlertRaised r => [.. before.Select(c => $"{c.Id}/{c.Part}" == r.Cause || (c.Part.Length == 0 && c.Id == r.Cause)
            ? c with { Alert = r.Alert, Next = c.Last is { } last ? Moments(c.Id, last, here).Where(m => m > at).Select(m => (DateTimeOffset?)m).FirstOrDefault() : null } : c)],
        AlertResolved r => Cleared(before, r.Alert),
        AlertDismissed d => Cleared(before, d.Alert),
        _ => before,
    };

    private static List<Clock> Cleared(IReadOnlyList<Clock> clocks, string alert) =>
        [.. clocks.Select(c => c.Alert == alert ? c with { Alert = "" } : c).Where(c => !c.Stopped || c.Alert.Length > 0)];

    /// <summary>When the clocks have to be looked at next; null when never.</summary>
    public static DateTimeOffset? Due(IReadOnlyList<Clock> clocks) => clocks.Min(c => c.Stopped ? c.Last : c.Next);

    /// <summary>The clocks of a subject from its entries and those of its alerts.</summary>
    public static IReadOnlyList<Clock> Of(Watched subject, IReadOnlyList<Entry> entries, LawOfThePlace here)
    {
        IReadOnlyList<Clock> clocks = [];
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            foreach (var (watched, turns) in ClockTurns.Of(entry, body, here))
            {
                clocks = watched.Kind == subject.Kind && watched.Id == subject.Id ? After(clocks, turns, entry.At, here) : clocks;
            }

            clocks = entry.Tags.Contains(subject.Tag) ? After(clocks, body, entry.At, here) : clocks;
        }

        return clocks;
    }

    /// <summary>The moments at which somebody is told: some days before, by the settings of the house, and when the last day has passed.</summary>
    public static IEnumerable<DateTimeOffset> Moments(string kind, DateTimeOffset last, LawOfThePlace here) =>
        here.Periods(ShanghaiTime.Day(last)).Where(p => p.Id.StartsWith($"alert-before-{kind}-", StringComparison.Ordinal))
            .Select(p => p.Unit == "hours" ? last.AddHours(-p.Count) : last.AddDays(-p.Count)).Append(last).Order();

    private static DateTimeOffset? First(string kind, DateTimeOffset? last, DateTimeOffset at, LawOfThePlace here) =>
        last is { } end ? Moments(kind, end, here).First(m => m >= at || m == end) : null;

    private static Clock? Turn(Clock clock, ClockTurn turn, DateTimeOffset at, LawOfThePlace here)
    {
        switch (turn.Turn)
        {
            case "begin" when clock.Last is null && !clock.Stopped:
                return clock with { Last = turn.Last, Next = First(clock.Id, turn.Last, at, here) };
            case "extend" when clock.Last is { } last && !clock.Stopped:
                return clock with { Last = last.AddDays(turn.Days), Next = clock.Paused is null ? First(clock.Id, last.AddDays(turn.Days), at, here) : null };
            case "pause" when clock.Paused is null && !clock.Stopped:
                return clock with { Paused = at, Next = null };
            case "resume" when clock.Paused is { } since && !clock.Stopped:
                // What stood still is added: the term goes on where it stopped.
                var moved = clock.Last is { } end ? end + (at - since) : (DateTimeOffset?)null;
                return clock with { Last = moved, Paused = null, Next = First(clock.Id, moved, at, here) };
            case "stop":
                return clock.Alert.Length > 0 ? clock with { Stopped = true, Last = at, Next = null } : null;
            default:
                return clock;
        }
    }
}
