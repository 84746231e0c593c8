using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Supervision;

/// <summary>预警: something looks wrong and somebody is asked to look. Handler first, then leader, then supervision.</summary>
/// <param name="Alert">Id.</param>
/// <param name="Cause">Fence, clock or figure that raised it (<c>inspection-cap</c>, <c>fine-cluster</c>, <c>ninety-days</c> …).</param>
/// <param name="Rule">Rule of the pack; empty when none.</param>
/// <param name="SubjectKind"><c>case</c>, <c>inspection</c>, <c>premises</c>, <c>whistle</c>, <c>complaint</c> or <c>locality</c>.</param>
/// <param name="Subject">Its id.</param>
/// <param name="Organ">Organ it concerns.</param>
/// <param name="Locality">Where; empty when nowhere in particular.</param>
/// <param name="Handler">Account asked first; empty when nobody is in charge, and the leader is asked at once.</param>
/// <param name="Concerned">Accounts whose own act it is about: none of them can dismiss it without a reason.</param>
/// <param name="Fact">What is so.</param>
/// <param name="Way">What can be done.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="Level"><c>handler</c>, <c>leader</c> or <c>supervision</c>.</param>
/// <param name="AnswerBy">When it goes one level up; null at the last level.</param>
[EntryKind("alert.raised/1")]
public sealed record AlertRaised(
    string Alert, string Cause, string Rule, string SubjectKind, string Subject, string Organ, string Locality, string Handler, IReadOnlyList<string> Concerned,
    Text Fact, Text Way, string Article, string Level, DateTimeOffset? AnswerBy);

/// <summary>Nobody answered in time: one level up.</summary>
[EntryKind("alert.escalated/1")]
public sealed record AlertEscalated(string Alert, string Level, DateTimeOffset? AnswerBy);

/// <summary>The cause is gone: what was done, in words.</summary>
[EntryKind("alert.resolved/1")]
public sealed record AlertResolved(string Alert, string Words);

/// <summary>Dismissed with a reason, which supervision sees and confirms or not.</summary>
/// <param name="Alert">Alert.</param>
/// <param name="Reason">Why it needs nothing.</param>
/// <param name="Own">True when somebody whom it concerns dismissed it.</param>
[EntryKind("alert.dismissed/1")]
public sealed record AlertDismissed(string Alert, string Reason, bool Own);

/// <summary>Supervision looked at a dismissal.</summary>
[EntryKind("alert.reviewed/1")]
public sealed record AlertReviewed(string Alert, bool Accepted, string Words);

/// <summary>Who is asked about something, as its list says at the time.</summary>
/// <param name="Organ">Organ it concerns.</param>
/// <param name="Locality">Where; empty when nobody of a locality may see it.</param>
/// <param name="Handler">Account asked first; empty when nobody is in charge.</param>
/// <param name="Concerned">Accounts whose own act it is about.</param>
/// <param name="Level">Level at which it begins; empty for the first.</param>
public sealed record Asked(string Organ, string Locality, string Handler, IReadOnlyList<string> Concerned, string Level = "");

/// <summary>预警 as its entries say it is.</summary>
public sealed class Alert
{
    private Alert(AlertRaised raised, Entry first)
    {
        Raised = raised;
        Book = first.Book;
        At = first.At;
        (Level, AnswerBy) = (raised.Level, raised.AnswerBy);
    }

    /// <summary>As raised.</summary>
    public AlertRaised Raised { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary><c>open</c>, <c>dismissed</c> (supervision has still to look) or <c>closed</c>.</summary>
    public string State { get; private set; } = "open";

    /// <summary>Who is asked now.</summary>
    public string Level { get; private set; }

    /// <summary>When it goes one level up.</summary>
    public DateTimeOffset? AnswerBy { get; private set; }

    /// <summary>Newest dismissal.</summary>
    public AlertDismissed? Dismissal { get; private set; }

    /// <summary>How it was put right.</summary>
    public AlertResolved? Resolution { get; private set; }

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Tag.</summary>
    public static Tag TagOf(string alert) => new("alert", alert);

    /// <summary>Folds entries; null when there is none.</summary>
    public static Alert? Of(IReadOnlyList<Entry> entries)
    {
        Alert? alert = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is AlertRaised raised)
            {
                alert ??= new Alert(raised, entry);
            }

            alert?.Apply(entry, body);
        }

        return alert;
    }

    /// <summary>The fact that raises an alert. One alert for one cause, subject and moment: the slot keeps a clock that runs twice, or on two machines, from raising it twice.</summary>
    /// <param name="raised">The alert.</param>
    /// <param name="moment">Which moment of a term it belongs to; empty for a cause that comes once.</param>
    public static Fact Raise(AlertRaised raised, string moment = "") =>
        Body.Fact(raised, Tags(raised, new Tag("alerts", raised.Organ)), [SlotOf(raised.Cause, raised.SubjectKind, raised.Subject, moment)]);

    /// <summary>The slot that an alert of a cause, subject and moment takes.</summary>
    internal static string SlotOf(string cause, string kind, string subject, string moment = "") => $"alert:{cause}:{kind}:{subject}{(moment.Length > 0 ? "@" + moment : "")}";

    /// <summary>Tags of an alert's entries: its own, and that of what it is about.</summary>
    internal static IReadOnlyList<Tag> Tags(AlertRaised raised, params Tag[] more) => [TagOf(raised.Alert), Watched.TagOf(raised.SubjectKind, raised.Subject), .. more];

    /// <summary>The program takes back an alert whose cause is gone.</summary>
    internal static Fact Gone(AlertRaised raised, string words) => Body.Fact(new AlertResolved(raised.Alert, words), Tags(raised));

    /// <summary>An alert of a term.</summary>
    /// <param name="alert">Id.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="clock">The term.</param>
    /// <param name="asked">Who is asked.</param>
    /// <param name="here">Law of the place.</param>
    /// <param name="now">Now.</param>
    internal static AlertRaised Of(string alert, Watched subject, Clock clock, Asked asked, LawOfThePlace here, DateTimeOffset now)
    {
        var kind = Clocks.Kinds[clock.Id];
        var level = asked.Level.Length > 0 ? asked.Level : asked.Handler.Length > 0 && !kind.OfOrgan ? "handler" : "leader";
        return new AlertRaised(
            alert, clock.Part.Length > 0 ? $"{clock.Id}/{clock.Part}" : clock.Id, kind.Rule, subject.Kind, subject.Id, asked.Organ, asked.Locality, asked.Handler, asked.Concerned,
            Fact(kind, clock.Last!.Value, now), kind.Way, kind.Article, level, Clock(level, here, now));
    }

    private static Text Fact(ClockKind kind, DateTimeOffset last, DateTimeOffset now)
    {
        // The last day is the day before the first moment after it; a term of hours ends at its own hour.
        var whole = ShanghaiTime.Start(ShanghaiTime.Day(last)) == last;
        var end = whole ? $"{ShanghaiTime.Day(last).AddDays(-1):yyyy-MM-dd}" : $"{ShanghaiTime.Local(last):yyyy-MM-dd HH:mm}";
        if (now >= last)
        {
            return new Text($"{kind.Name.Zh}：截止 {end}，已过期", $"{kind.Name.En}: the last day was {end}, it has passed", $"{kind.Name.Ar}: كان الموعد {end} وقد انقضى");
        }

        var (days, hours) = ((int)Math.Ceiling((last - now).TotalDays), (int)Math.Ceiling((last - now).TotalHours));
        return hours <= 48
            ? new Text($"{kind.Name.Zh}：截止 {end}，还有 {hours} 小时", $"{kind.Name.En}: until {end}, hours left: {hours}", $"{kind.Name.Ar}: حتى {end}، الساعات المتبقية: {hours}")
            : new Text($"{kind.Name.Zh}：截止 {end}，还有 {days} 天", $"{kind.Name.En}: until {end}, days left: {days}", $"{kind.Name.Ar}: حتى {end}، الأيام المتبقية: {days}");
    }

    /// <summary>An alert from a fence's answer, at its first level.</summary>
    public static AlertRaised From(
        FenceAnswer fence, string alert, string subjectKind, string subject, string organ, string locality, string handler, IReadOnlyList<string> concerned, LawOfThePlace here, DateTimeOffset now)
    {
        var level = handler.Length > 0 ? "handler" : "leader";
        return new AlertRaised(alert, fence.Id, fence.Rule, subjectKind, subject, organ, locality, handler, concerned, fence.Fact, fence.Way, fence.Article, level, Clock(level, here, now));
    }

    internal static DateTimeOffset? Clock(string level, LawOfThePlace here, DateTimeOffset now) =>
        level == "supervision" ? null : now.AddHours(here.Period(level == "handler" ? "alert-handler" : "alert-leader", ShanghaiTime.Day(now)).Count);

    private void Apply(Entry entry, object body)
    {
        Entries.Add(entry);
        switch (body)
        {
            case AlertEscalated up:
                (Level, AnswerBy) = (up.Level, up.AnswerBy);
                break;
            case AlertResolved resolved:
                (State, Resolution, AnswerBy) = ("closed", resolved, null);
                break;
            case AlertDismissed dismissed:
                (State, Dismissal, AnswerBy) = ("dismissed", dismissed, null);
                break;
            case AlertReviewed reviewed:
                (State, Level) = (reviewed.Accepted ? "closed" : "open", reviewed.Accepted ? Level : "supervision");
                break;
        }
    }
}

/// <summary>The clock passed: the program takes the alert one level up.</summary>
public sealed record EscalateAlert
{
    /// <summary>Writes the step when it is due.</summary>
    public Outcome On(Alert alert, LawInForce law, DateTimeOffset now)
    {
        if (alert.State != "open" || alert.AnswerBy is not { } due || due > now)
        {
            return Outcome.No("not_due", new Text("尚未到期", "not due yet", "لم يحن الموعد"), new Text("无需操作", "nothing to do", "لا شيء يلزم"));
        }

        var level = alert.Level == "handler" ? "leader" : "supervision";
        return Outcome.Of(Body.Fact(new AlertEscalated(alert.Raised.Alert, level, Alert.Clock(level, law.At(alert.Book), now)), Alert.Tags(alert.Raised)));
    }
}

/// <summary>处理预警: put right, or dismissed with a reason.</summary>
/// <param name="Answer"><c>resolve</c> or <c>dismiss</c>.</param>
/// <param name="Words">What was done, or why nothing is needed.</param>
public sealed record AnswerAlert(string Answer, string Words)
{
    /// <summary>Writes the answer. A dismissal is never the end: supervision sees every reason.</summary>
    public Outcome On(Alert alert, By by)
    {
        if (alert.State != "open")
        {
            return Wrong();
        }

        if (Words.Trim().Length == 0)
        {
            return Outcome.No("reason_needed",
                new Text("处理预警须写明做了什么或者理由", "say what was done, or why nothing is needed", "اذكر ما تم أو لماذا لا يلزم شيء"),
                new Text("写一句话；监督机关会看到", "one sentence; supervision will see it", "جملة واحدة وستراها جهة الإشراف"));
        }

        var id = alert.Raised.Alert;
        return Answer switch
        {
            "resolve" => Outcome.Of(Body.Fact(new AlertResolved(id, Words.Trim()), Alert.Tags(alert.Raised))),
            "dismiss" => Outcome.Of(Body.Fact(new AlertDismissed(id, Words.Trim(), alert.Raised.Concerned.Contains(by.Person)), Alert.Tags(alert.Raised))),
            _ => Outcome.No("no_answer", new Text("没有这种处理", "there is no such answer", "لا توجد إجابة كهذه"), new Text("选择：已处理、无需处理", "choose: put right, nothing needed", "اختر: عولج، لا يلزم شيء")),
        };
    }

    internal static Outcome Wrong() => Outcome.No("wrong_state",
        new Text("预警已经处理", "the alert was answered already", "سبقت معالجة التنبيه"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
}

/// <summary>复核: supervision accepts a dismissal or opens the alert again at its own level.</summary>
public sealed record ReviewDismissal(bool Accepted, string Words)
{
    /// <summary>Writes the review.</summary>
    public Outcome On(Alert alert, By by)
    {
        if (alert.State != "dismissed")
        {
            return AnswerAlert.Wrong();
        }

        if (alert.Raised.Concerned.Contains(by.Person))
        {
            return Outcome.No("own_matter", new Text("预警涉及本人，不能自己复核", "the alert concerns you; somebody else reviews it", "التنبيه يخصك؛ يراجعه غيرك"), new Text("请另一名监督人员复核", "ask another supervisor", "اطلب من مشرف آخر"));
        }

        return !Accepted && Words.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("不同意须写明理由", "say why not", "اذكر سبب الرفض"), new Text("写一句话", "one sentence", "جملة واحدة"))
            : Outcome.Of(Body.Fact(new AlertReviewed(alert.Raised.Alert, Accepted, Words.Trim()), Alert.Tags(alert.Raised)));
    }
}
