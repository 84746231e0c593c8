using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Cases;

/// <summary>执行权: whether the town may execute the order itself (Coercion arts. 13, 44, 50, 53).</summary>
public static class ExecutionPower
{
    /// <summary>Null when it may, or when the court is to do it. A substitute performance rests on article 50 itself, a demolition on a law that the catalogue must name; neither is ever entrusted.</summary>
    public static Refusal? Lacks(CaseFile file, Occasion now, string way)
    {
        var answer = now.Law.Catalogue.Ask(new PowerQuestion(file.Item, now.Law.TeamFor(file.Opened.Locality, now.Today), file.ActDay, now.Today));
        if (file.Under is { Source: "entrusted" } || answer.Source == PowerSource.Entrusted)
        {
            var organ = now.Law.NameOf(file.Under?.InNameOf ?? answer.InNameOf ?? "");
            return new Refusal("entrusted_execution",
                new Text("委托事项不得由受委托单位强制执行", "an entrusted power carries no execution", "الصلاحية الموكَّلة لا تحمل تنفيذاً جبرياً"),
                new Text($"请{organ.Zh}执行", $"ask {organ.En} to execute", $"اطلب التنفيذ من {organ.Ar}"), "行政强制法 13、17");
        }

        return way == "demolish" && !(answer.Answer is Holding.Held or Holding.Concurrent && answer.Holder == file.Team && answer.May.Execution)
            ? new Refusal("no_execution_power",
                new Text("法律没有规定由本机关强制拆除", "no law gives this organ the power to demolish", "لا قانون يمنح هذه الجهة صلاحية الهدم"),
                new Text("催告时选择申请人民法院，复议、诉讼期限届满后三个月内申请强制执行", "choose the people's court in the demand, and apply to it within three months after the remedies have lapsed", "اختر محكمة الشعب في المطالبة، وقدّم الطلب خلال ثلاثة أشهر من انقضاء سبل الانتصاف"), "行政强制法 13、53")
            : null;
    }
}

/// <summary>催告: the party is asked in writing to carry out the order, with a term, a way and the right to be heard (Coercion arts. 34, 35, 51, 54).</summary>
/// <param name="Way"><c>demolish</c>, <c>substitute</c>, or <c>court</c> where the town has no power of its own.</param>
/// <param name="Harm">For a substitute: <c>traffic</c>, <c>environment</c> or <c>resources</c>.</param>
/// <param name="Term">Last day to perform.</param>
/// <param name="How">How to perform.</param>
/// <param name="Delivery">How it reached the party.</param>
public sealed record DemandPerformance(string Way, string Harm, DateOnly Term, string How, Delivery Delivery)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "performance-demand";

    /// <summary>Ways of execution.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["demolish", "substitute", "court"];

    /// <summary>What a substitute performance may protect (art. 50).</summary>
    public static IReadOnlyList<string> Harms { get; } = ["traffic", "environment", "resources"];

    /// <summary>Writes the demand.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (!file.OrderStandsUnperformed || file.ExecutionRuling is not null || file.OrderCourt is not null || file.ExecutionSuspended)
        {
            return CaseStage.Wrong(file);
        }

        if (ExecutionPower.Lacks(file, now, Way) is { } power)
        {
            return new Outcome.Refuse(power);
        }

        if (Way == "court" && ExecutionPower.Lacks(file, now, "demolish") is null)
        {
            return Outcome.No("own_power", new Text("法律规定由本机关强制执行，不申请人民法院", "the law gives this organ the power itself; the court is not asked", "القانون يمنح هذه الجهة الصلاحية فلا يُطلب من المحكمة"), new Text("选择强制拆除或者代履行", "choose demolition or substitute performance", "اختر الهدم أو التنفيذ البديل"), "行政强制法 13、53");
        }

        if (!Ways.Contains(Way) || How.Trim().Length == 0)
        {
            return Outcome.No("no_way_to_perform", new Text("选择拆除、代履行还是申请法院，写明履行方式", "choose demolition, substitute performance or the court, and say how to perform", "اختر الهدم أو التنفيذ البديل أو المحكمة واذكر طريقة التنفيذ"),
                new Text("选择并写明", "choose, and write it", "اختر واكتب"), "行政强制法 35");
        }

        if (Way == "substitute" && !Harms.Contains(Harm))
        {
            return Outcome.No("no_harm", new Text("后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的，才可以代履行", "a substitute may perform only where traffic, the environment or natural resources are or will be harmed", "لا يكون التنفيذ البديل إلا عند الإضرار بالمرور أو البيئة أو الموارد الطبيعية"),
                new Text("选择危害；没有的，申请人民法院强制执行", "choose the harm; without one the way is the people's court", "اختر الضرر؛ وإن لم يوجد فالطريق محكمة الشعب"), "行政强制法 50");
        }

        if (ServiceRules.Lacks(file, Delivery, now.At) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (ShanghaiTime.Day(Delivery.On) <= file.Order!.Term)
        {
            return Outcome.No("order_running", new Text($"责令改正的期限到 {file.Order.Term:yyyy-MM-dd}，期满才可以催告", $"the order runs until {file.Order.Term:yyyy-MM-dd}; the demand comes after it", $"يسري الأمر حتى {file.Order.Term:yyyy-MM-dd} ولا تكون المطالبة إلا بعده"),
                new Text("期满后再催告", "demand after its term", "طالِب بعد المهلة"), "行政强制法 34");
        }

        var reached = Terms.Reached(Delivery.Way, Delivery.On, now.Law.At(file.Book));
        var least = Way switch { "substitute" => now.Law.At(file.Book).Ends("substitute-demand", reached), "court" => now.Law.At(file.Book).Ends("demand", reached), _ => reached.AddDays(1) };
        if (Term < least || Term > now.Today.AddYears(1))
        {
            return Outcome.No("term_too_short", new Text($"履行期限最早到 {least:yyyy-MM-dd}，一年以内", $"the term ends on {least:yyyy-MM-dd} at the earliest, and within a year", $"تنتهي المهلة في {least:yyyy-MM-dd} على الأقل وخلال سنة"),
                Way switch
                {
                    "substitute" => new Text("代履行三日前催告，三日按工作日算", "a substitute is announced three days before, counted in working days", "يُطالَب قبل التنفيذ البديل بثلاثة أيام عمل"),
                    "court" => new Text("催告书送达十日后才可以申请法院，十日按工作日算", "the court is asked ten days after the demand at the earliest, counted in working days", "لا يُطلب من المحكمة إلا بعد عشرة أيام عمل من تبليغ المطالبة"),
                    _ => new Text("改正期限", "correct the term", "صحّح المهلة"),
                }, "行政强制法 35、51、54、69");
        }

        var number = DocumentNumber.Of("履催", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(PerformanceDemanded))));
        var body = new PerformanceDemanded(file.Id, number, file.Order.Number, Way, Way == "substitute" ? Harm : "", Term, How.Trim(), Delivery, "");
        var window = Terms.OrderCourtWindow(file.Foreseen(body, now), now.Law);
        body = body with { CourtFrom = window?.First, CourtUntil = window?.Last };
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>公告: before a demolition the public is told and the party is given a term to demolish (Coercion art. 44).</summary>
/// <param name="Where">Where it was put up.</param>
/// <param name="Term">Last day for the party to demolish.</param>
/// <param name="Photos">The announcement where it hangs.</param>
public sealed record AnnounceDemolition(string Where, DateOnly Term, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "demolition-announcement";

    /// <summary>Writes the announcement.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (!file.OrderStandsUnperformed || file is not { PerformanceDemand.Way: "demolish", Announcement: null, ExecutionRuling: null, ExecutionSuspended: false })
        {
            return CaseStage.Wrong(file);
        }

        if (Where.Trim().Length == 0 || Photos.Count == 0 || Term <= now.Today || Term > now.Today.AddYears(1))
        {
            return Outcome.No("bad_announcement", new Text("写明公告张贴的地点和自行拆除的期限，附张贴的照片", "say where it hangs and by when the party must demolish, with a photo of it", "اذكر مكان الإعلان ومهلة الهدم وأرفق صورته"),
                new Text("期限不早于明天，一年以内", "the term not before tomorrow, and within a year", "المهلة لا تسبق الغد وخلال سنة"), "行政强制法 44");
        }

        var number = DocumentNumber.Of("拆公", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(DemolitionAnnounced))));
        var body = new DemolitionAnnounced(file.Id, number, Where.Trim(), Term, Photos, "");
        body = body with { DecideFrom = Terms.ExecutionFrom(file.Foreseen(body, now), now.Law) };
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>强制执行决定: by the organ head, once every term is over, with the contents of articles 37 and 51.</summary>
public sealed record DecideExecution
{
    /// <summary>Id of the document.</summary>
    public const string Template = "execution-decision";

    /// <summary>What the party said to the demand and what became of it; also that nothing was said (art. 36).</summary>
    public string Heard { get; init; } = "";

    /// <summary>What was seen after the demand's term.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Day on which it was seen.</summary>
    public DateOnly SeenOn { get; init; }

    /// <summary>Reasons.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What is executed upon (标的).</summary>
    public string Subject { get; init; } = "";

    /// <summary>Planned beginning; the hours are those of each day.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Planned end.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Why it must be at night or on a holiday; empty when it need not.</summary>
    public string Urgent { get; init; } = "";

    /// <summary>Who carries it out.</summary>
    public string Performer { get; init; } = "";

    /// <summary>The performer has no interest in the matter (art. 50).</summary>
    public bool FreeOfInterest { get; init; }

    /// <summary>Yuan; a substitute performance needs it (art. 51).</summary>
    public decimal? Budget { get; init; }

    /// <summary>No resident is cut off from water, power, heat or gas to make the party perform (art. 43(2)).</summary>
    public bool NoUtilities { get; init; }

    /// <summary>Neither reconsideration nor suit was brought against the order, or they have ended without changing it (art. 44).</summary>
    public bool NoRemedy { get; init; }

    /// <summary>Writes the decision, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (!file.OrderStandsUnperformed || file is not { PerformanceDemand: { Way: not "court" } demand, ExecutionRuling: null, ExecutionSuspended: false } || (demand.Way == "demolish" && file.Announcement is null))
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (ExecutionPower.Lacks(file, now, demand.Way) is { } power)
        {
            return new Outcome.Refuse(power);
        }

        if (Terms.ExecutionFrom(file, now.Law) is not { } first || now.Today < first)
        {
            return TooEarly(file, now);
        }

        if (Missing(demand, now.Today) is { } missing)
        {
            return missing;
        }

        if (From <= now.At || To < From || To > now.At.AddYears(1))
        {
            return Outcome.No("bad_time", new Text("计划时间须在决定之后、一年以内，结束不早于开始", "the planned time lies after the decision and within a year, its end not before its beginning", "الوقت المخطط بعد القرار وخلال سنة ونهايته لا تسبق بدايته"), new Text("改正时间", "correct the times", "صحّح الأوقات"), "行政强制法 37");
        }

        var hours = new PenaltyFences(now.Law, file.Book.Code, ShanghaiTime.Day(From)).ExecutionHours(From, To, Urgent, planned: true);
        if (hours.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([hours], [ProposePenalty.Stopped(file, "decide_execution", [hours])]);
        }

        var number = DocumentNumber.Of("强执", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(ExecutionDecided))));
        var body = new ExecutionDecided(file.Id, number, now.Signs, demand.Way, Heard.Trim(), Seen.Trim(), SeenOn, Reason.Trim(), Subject.Trim(), From, To, Urgent.Trim(), Performer.Trim(), Budget, "");
        body = body with { Document = now.Seal(Template, file.Foreseen(body, now)) };
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }

    private static Outcome TooEarly(CaseFile file, Occasion now)
    {
        var demand = file.PerformanceDemand!;
        if (now.Today <= demand.Term)
        {
            return Outcome.No("demand_running", new Text($"催告的履行期限到 {demand.Term:yyyy-MM-dd}", $"the demand runs until {demand.Term:yyyy-MM-dd}", $"تسري المطالبة حتى {demand.Term:yyyy-MM-dd}"), new Text("期满仍不履行再决定", "decide after it", "قرر بعدها"), "行政强制法 37");
        }

        if (file.Announcement is { } announced && now.Today <= announced.Term)
        {
            return Outcome.No("announcement_running", new Text($"公告的自行拆除期限到 {announced.Term:yyyy-MM-dd}", $"the announced term to demolish runs until {announced.Term:yyyy-MM-dd}", $"مهلة الهدم المعلنة حتى {announced.Term:yyyy-MM-dd}"), new Text("期满仍不拆除再决定", "decide after it", "قرر بعدها"), "行政强制法 44");
        }

        var last = Terms.OrderRemediesEnd(file, now.Law);
        return Outcome.No("remedies_running",
            new Text($"对责令改正决定申请复议、提起诉讼的期限到 {last:yyyy-MM-dd}", $"reconsideration of the order or a suit against it is open until {last:yyyy-MM-dd}", $"باب التظلّم من الأمر أو الدعوى مفتوح حتى {last:yyyy-MM-dd}"),
            new Text("期限届满、没有申请也没有起诉的，才可以强制拆除", "only after it, with none brought, may it be demolished", "لا يجوز الهدم إلا بعده ودون طعن"), "行政强制法 44；行政复议法 20；行政诉讼法 46");
    }

    private Outcome? Missing(PerformanceDemanded demand, DateOnly today)
    {
        if (AfterDemand.Lacks(demand, Heard, Seen, SeenOn, NoRemedy, today) is { } lacking)
        {
            return lacking;
        }

        if (!NoUtilities)
        {
            return Outcome.No("utilities", new Text("不得对居民生活停止供水、供电、供热、供燃气迫使履行", "residents may not be cut off from water, power, heat or gas to force performance", "لا يجوز قطع الماء أو الكهرباء أو التدفئة أو الغاز عن السكان لإجبار الطرف"), new Text("确认后勾选", "confirm it, then tick", "أكّد ثم علّم"), "行政强制法 43(2)");
        }

        if (Reason.Trim().Length == 0 || Subject.Trim().Length == 0 || Performer.Trim().Length == 0 || Budget < 0 || (demand.Way == "substitute" && Budget is null))
        {
            return Outcome.No("contents", new Text("写明理由、标的、执行人；代履行的写明费用预算", "give reasons, what is executed upon and who does it; for a substitute performance the budget", "اذكر الأسباب والمحل والمنفّذ؛ وللتنفيذ البديل الميزانية"), new Text("补齐后再提交", "complete it and send again", "أكمله ثم أرسل"), "行政强制法 37、51");
        }

        return demand.Way == "substitute" && !FreeOfInterest
            ? Outcome.No("interested", new Text("代履行人须是本机关或者没有利害关系的第三人", "the organ itself or a third party without an interest performs", "ينفّذ الجهة نفسها أو طرف ثالث لا مصلحة له"), new Text("核实后勾选，或者换人", "check and tick, or name another", "تحقق وعلّم، أو عيّن غيره"), "行政强制法 50")
            : null;
    }
}

/// <summary>催告之后: what must be known before the organ decides or asks the court: what the party said, what was seen after the term, and that no remedy was sought (Coercion arts. 36, 37, 44, 53–55).</summary>
internal static class AfterDemand
{
    /// <summary>Null when it is.</summary>
    public static Outcome? Lacks(PerformanceDemanded demand, string heard, string seen, DateOnly seenOn, bool noRemedy, DateOnly today)
    {
        if (heard.Trim().Length == 0)
        {
            return Outcome.No("not_heard", new Text("写明当事人对催告的意见和复核；没有意见的也写明", "say what the party said to the demand and what became of it; also when nothing was said", "اذكر ما قاله الطرف عن المطالبة وما آل إليه؛ وإن لم يقل شيئاً فاذكر ذلك"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), demand.Way == "court" ? "行政强制法 36、55" : "行政强制法 36");
        }

        if (seen.Trim().Length == 0 || seenOn <= demand.Term || seenOn > today)
        {
            return Outcome.No("not_seen_after", new Text($"写明 {demand.Term:yyyy-MM-dd} 期满之后看到的情况和日期", $"say what was seen, and when, after the term of {demand.Term:yyyy-MM-dd}", $"اذكر ما شوهد ومتى بعد مهلة {demand.Term:yyyy-MM-dd}"), new Text("期满后再看一次现场", "look at the place once more after the term", "عاين المكان بعد المهلة"), demand.Way == "court" ? "行政强制法 54" : "行政强制法 37");
        }

        if (demand.Way is "demolish" or "court" && !noRemedy)
        {
            return Outcome.No("remedy_unknown", new Text("没有确认当事人对责令改正决定没有申请复议、提起诉讼", "it is not confirmed that nobody sought reconsideration of the order or sued", "لم يُؤكَّد أن أحداً لم يتظلّم من الأمر ولم يرفع دعوى"), new Text("核实后勾选；有的，等结果", "check, then tick; where there is one, wait for its result", "تحقق ثم علّم؛ وإن وُجد فانتظر نتيجته"), demand.Way == "court" ? "行政强制法 53" : "行政强制法 44");
        }

        return null;
    }
}

/// <summary>停止、中止、恢复、终结执行: the party performs, or what the law says keeps it waiting or ends it (Coercion arts. 39, 40, 51).</summary>
/// <param name="Ground"><c>performed</c>, <c>suspended</c>, <c>resumed</c> or <c>ended</c>.</param>
/// <param name="Words">Which case of the article, and why.</param>
/// <param name="Photos">For performed: what it looks like now.</param>
public sealed record StopExecution(string Ground, string Words, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>What may be said.</summary>
    public static IReadOnlyList<string> Grounds { get; } = ["performed", "suspended", "resumed", "ended"];

    /// <summary>Writes it. An execution that stands still is resumed or ended, or the party performs; what does not stand still is not resumed.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (!file.OrderStandsUnperformed || file.PerformanceDemand is null)
        {
            return CaseStage.Wrong(file);
        }

        if (!Grounds.Contains(Ground) || Words.Trim().Length == 0 || (Ground == "suspended" && file.ExecutionSuspended) || (Ground == "resumed" && !file.ExecutionSuspended))
        {
            return Outcome.No("no_ground", new Text("选择履行、中止、恢复还是终结，写明属于哪一种情形", "choose performed, suspended, resumed or ended, and say which case of the article it is", "اختر: نُفّذ، عُلّق، استؤنف، أُنهي، واذكر الحالة"),
                file.ExecutionSuspended ? new Text("现在中止：情形消失的恢复执行", "it stands still: resume it when the cause is gone", "هو معلّق: استأنفه متى زال السبب") : new Text("写明事实和理由", "give facts and reasons", "اذكر الوقائع والأسباب"), "行政强制法 39、40、51");
        }

        // A court that was not asked yet stands still for nothing: its three months run on.
        if (file.PerformanceDemand.Way == "court" && Ground is "suspended" or "resumed")
        {
            return Outcome.No("court_runs_on", new Text("申请法院的期限不因中止而延长", "the months for the court do not wait for a standstill", "مدة المحكمة لا تنتظر التعليق"), new Text("到期申请；已履行或者终结的，选择相应情形", "apply in time; or choose performed or ended", "قدّم الطلب في موعده؛ أو اختر: نُفّذ أو أُنهي"), "行政强制法 53");
        }

        return Ground == "performed" && Photos.Count == 0
            ? Outcome.No("after_photo", new Text("当事人已履行的须有履行后的照片", "what the party performed needs an after-photo", "ما نفّذه الطرف يحتاج إلى صورة بعده"), new Text("拍一张照片", "take one", "التقط صورة"), "行政强制法 51")
            : Outcome.Of(Body.Fact(new ExecutionStopped(file.Id, Ground, Words.Trim(), Photos), file.Tags, null, null, file.Under));
    }
}
