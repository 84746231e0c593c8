using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>What an act on a case is given: the law, the team, who acts, when. The core asks no clock.</summary>
/// <param name="Law">Law in force.</param>
/// <param name="Roster">The team.</param>
/// <param name="By">Who acts.</param>
/// <param name="Name">The name as it stands under a document.</param>
/// <param name="At">Server time.</param>
public sealed record Occasion(LawInForce Law, Roster Roster, By By, Text Name, DateTimeOffset At)
{
    /// <summary>The legal day.</summary>
    public DateOnly Today => ShanghaiTime.Day(At);

    /// <summary>Who signs.</summary>
    public Signatory Signs => new(By.Person, Name, By.Role);

    /// <summary>Fills a template from the case as it will stand and answers its hash; the desk sets it, because party details and templates are the host's.</summary>
    public Func<string, CaseFile, string> Seal { get; init; } = (_, _) => "";
}

/// <summary>行政机关负责人: the organ head or a recorded deputy decides; the team leader proposes (R-OFF-05).</summary>
public static class OrganHead
{
    /// <summary>Null when the person may decide for the case's organ today. <paramref name="inPerson"/>: only the head or who presides in the head's place.</summary>
    public static Refusal? Lacks(CaseFile file, Occasion now, bool inPerson = false) => file.Recused.Contains(now.By.Person)
        ? new Refusal("recused",
            new Text("您已决定回避，不得再办理本案", "you were recused and may not act on this case", "تقرر تنحيك ولا يجوز لك العمل في هذه القضية"),
            new Text("由另一名负责人办理", "let another head or deputy act", "ليتصرف رئيس أو نائب آخر"), "行政处罚法 43")
        : LacksRank(file, now, inPerson);

    /// <summary>The same where a fence asks about recusal by itself, so that the stop is kept.</summary>
    public static Refusal? LacksRank(CaseFile file, Occasion now, bool inPerson = false) => Lacks(now, inPerson, file.Team, file.Under?.InNameOf ?? file.Team);

    /// <summary>Rank in which somebody who may decide lets a fence through: a recorded deputy stands in the head's place.</summary>
    public static string Rank(Occasion now) => now.By.Role == "deputy" ? "head" : now.By.Role;

    /// <summary>The same for the organ itself.</summary>
    public static Refusal? Lacks(Occasion now, bool inPerson, params string[] organs)
    {
        if (now.By.Role == "head" && organs.Contains(now.By.For))
        {
            return null;
        }

        var deputy = organs.Select(o => now.Roster.Deputy(now.By.Person, o, now.Today)).FirstOrDefault(d => d is not null);
        if (deputy is not null && (!inPerson || deputy.Presides))
        {
            return null;
        }

        return deputy is not null
            ? new Refusal("head_in_person",
                new Text("须由正职负责人或者主持工作的负责人决定", "only the head, or who presides in the head's place, decides this", "يقرر هذا الرئيس أو من يتولى الرئاسة مكانه فقط"),
                new Text("报正职负责人决定", "put it to the head", "اعرضه على الرئيس"), "国务院令第730号 5")
            : new Refusal("not_head",
                new Text("须由行政机关负责人或者已记录的分管负责人决定", "the organ head or a recorded deputy decides this", "يقرر هذا رئيس الجهة أو نائب مسجّل"),
                new Text("报负责人审批；分管负责人须先有指定记录", "put it to the head; a deputy must have been named on record first", "اعرضه على الرئيس؛ ويجب أن يكون النائب مسمّى في السجل أولاً"), "行政处罚法 43、56、57；行政强制法 18");
    }
}

/// <summary>指定分管负责人: only the head names a deputy, with dates.</summary>
public sealed record NameDeputy(string Organ, string Deputy, Text Name, DateOnly From, DateOnly To, bool Presides, string Reason)
{
    /// <summary>Writes it on the organ's roster.</summary>
    public Outcome On(By by)
    {
        if (by.Role != "head" || by.For != Organ)
        {
            return Outcome.No("not_head", new Text("只有本机关正职负责人可以指定", "only the organ's own head may name a deputy", "رئيس الجهة وحده يسمّي نائباً"), new Text("请负责人操作", "ask the head", "اطلب من الرئيس"));
        }

        return To < From || Deputy.Trim().Length == 0 || Deputy == by.Person
            ? Outcome.No("bad_deputy", new Text("填写分管负责人和起止日期", "name the deputy and the first and last day", "اذكر النائب وأول يوم وآخر يوم"), new Text("不能指定自己；结束不早于开始", "not yourself; the end not before the beginning", "ليس نفسك؛ والنهاية لا تسبق البداية"))
            : Outcome.Of(Body.Fact(new DeputyNamed(Organ, Deputy, Name, From, To, Presides, Reason.Trim()), [Roster.TagOf(Organ)]));
    }
}

/// <summary>期限: last days as the procedure counts them. A calendar period that favours a citizen does not end on a day off; the organ's own ninety days do.</summary>
public static class Terms
{
    /// <summary>Last day of a period; moved to the next worked day where a calendar period would end on a day off (Civil Procedure art. 85).</summary>
    public static DateOnly Last(LawOfThePlace here, string period, DateOnly from) =>
        here.Period(period, from).Unit == "working_days" ? here.Ends(period, from) : here.Calendar.OnOrAfter(here.Ends(period, from));

    /// <summary>Last day for the decision: ninety days from filing, plus extensions, plus the days the case stood still (Penalties art. 60); null before filing.</summary>
    public static DateOnly? DecideBy(CaseFile file, LawInForce law, DateOnly today)
    {
        if (file.FiledOn is not { } filed)
        {
            return null;
        }

        var still = file.Suspensions.Sum(s => (s.To ?? today).DayNumber - s.From.DayNumber);
        return law.At(file.Book).Ends("decide", filed).AddDays(file.Extensions.Sum(e => e.Days) + still);
    }

    /// <summary>The day on which the decision reached the party; null while it has not. An announcement counts after its period (Civil Procedure art. 95).</summary>
    public static DateOnly? ServedOn(CaseFile file, LawInForce law) => file.Service is { } s ? Reached(s.Way, s.On, law.At(file.Book)) : null;

    /// <summary>The day on which a delivery counts as received.</summary>
    public static DateOnly Reached(string way, DateTimeOffset on, LawOfThePlace here) => way == "announced" ? Last(here, "announcement", ShanghaiTime.Day(on)) : ShanghaiTime.Day(on);

    /// <summary>Last day of the remedies: after it the decision stands (Reconsideration art. 20; Litigation arts. 45–46); null before service or while a remedy runs.</summary>
    public static DateOnly? RemedyEnds(CaseFile file, LawInForce law)
    {
        if (ServedOn(file, law) is not { } served || file.RemedyOpen)
        {
            return null;
        }

        // On-the-spot decisions go to reconsideration first, so there is no direct six-month suit (Reconsideration art. 23).
        var here = law.At(file.Book);
        var last = file.Decision is null ? Later(Last(here, "reconsideration", served), Last(here, "suit", served)) : Last(here, "reconsideration", served);
        foreach (var ended in file.RemediesEnded)
        {
            last = Later(last, ended.Kind == "suit" ? ended.On : Last(here, "suit-after-reconsideration", ended.On));
        }

        return last;
    }

    /// <summary>Last day of the remedies against an order to correct, from the day it reached the party (Reconsideration art. 20; Litigation art. 46); null without an order.</summary>
    public static DateOnly? OrderRemediesEnd(CaseFile file, LawInForce law) =>
        file.OrderedAt is { } at && ShanghaiTime.Day(at) is var day && law.At(file.Book) is var here ? Later(Last(here, "reconsideration", day), Last(here, "suit", day)) : null;

    /// <summary>First day on which the execution of an order may be decided: the demand's term is over; for a demolition the announced term and the remedies too (Coercion arts. 37, 44); null before the demand or the announcement.</summary>
    public static DateOnly? ExecutionFrom(CaseFile file, LawInForce law) => file.PerformanceDemand switch
    {
        { Way: "substitute" } demand => demand.Term.AddDays(1),
        { } demand when file.Announcement is { } announced && OrderRemediesEnd(file, law) is { } remedies => Later(Later(demand.Term, announced.Term), remedies).AddDays(1),
        _ => null,
    };

    /// <summary>First and last day of the window to apply to the court (Coercion arts. 53–54); null while it cannot be counted.</summary>
    public static (DateOnly First, DateOnly Last)? CourtWindow(CaseFile file, LawInForce law)
    {
        if (RemedyEnds(file, law) is not { } remedies || file.Demand is not { } demand)
        {
            return null;
        }

        var from = file.Deferral is { } plan ? Later(remedies, plan.Ends) : remedies;
        return (Later(from, demand.Term).AddDays(1), Last(law.At(file.Book), "court-window", from));
    }

    /// <summary>First and last day to ask the court to execute an order (Coercion arts. 53–54); null where the demand did not say that the court would be asked.</summary>
    public static (DateOnly First, DateOnly Last)? OrderCourtWindow(CaseFile file, LawInForce law) =>
        file.PerformanceDemand is { Way: "court" } demand && OrderRemediesEnd(file, law) is { } remedies ? (Later(remedies, demand.Term).AddDays(1), Last(law.At(file.Book), "court-window", remedies)) : null;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>文号: numbers of documents, derived from the case number, so that no two documents can have the same one.</summary>
public static class DocumentNumber
{
    /// <summary>For example 罚决〔2026〕500110001-0007号; the second of its kind in a case ends in -2. A document of a later year than the case carries the case's year too, because the
    /// serials begin anew each year. An entrusted case carries the entrusting organ's code first.</summary>
    public static string Of(string kind, CaseFile file, DateOnly today, int earlier)
    {
        var number = file.Opened.Number.Split('-');
        var serial = number is [var year, _, var own] && year != today.Year.ToString() ? $"{year}-{own}" : number[^1];
        var organ = file.Under?.InNameOf is { } name && name != file.Opened.Locality ? $"{name}-{file.Opened.Locality}" : file.Opened.Locality;
        return $"{kind}〔{today.Year}〕{organ}-{serial}{(earlier > 0 ? $"-{earlier + 1}" : "")}号";
    }
}

/// <summary>送达: whether a way of service holds (Penalties art. 61; Civil Procedure arts. 88–95).</summary>
public static class ServiceRules
{
    /// <summary>Null when it does.</summary>
    public static Refusal? Lacks(CaseFile file, Delivery delivery, DateTimeOffset now)
    {
        if (delivery.Way is not ("handed" or "left" or "post" or "electronic" or "announced"))
        {
            return new Refusal("no_way", new Text("没有选择送达方式", "the way of service is not chosen", "لم تُختر طريقة التبليغ"),
                new Text("选择：当场交付、留置、邮寄、电子、公告", "choose: handed over, left, post, electronic, announced", "اختر: تسليم، ترك، بريد، إلكتروني، إعلان"), "行政处罚法 61");
        }

        if (delivery.Way == "electronic" && file.ServiceAddress is not { Electronic: true })
        {
            return new Refusal("no_consent", new Text("当事人没有签订电子送达确认书", "the party has not signed a consent to electronic service", "لم يوقّع الطرف موافقة على التبليغ الإلكتروني"),
                new Text("改用其他方式，或先签确认书", "use another way, or have the confirmation signed first", "استخدم طريقة أخرى أو وقّع التأكيد أولاً"), "行政处罚法 61(2)");
        }

        if (delivery.On > now.AddMinutes(5))
        {
            return new Refusal("bad_time", new Text("送达时间在将来", "the service lies in the future", "وقت التبليغ في المستقبل"), new Text("改正时间", "correct the time", "صحّح الوقت"));
        }

        if (delivery.Way is "left" or "announced" && delivery.Witness.Trim().Length == 0 && delivery.Proof.Count == 0)
        {
            return new Refusal("service_proof", new Text("留置、公告送达须有见证人或照片、录像", "leaving or announcing needs a witness or a photo", "الترك أو الإعلان يحتاج إلى شاهد أو صورة"),
                new Text("写见证人，或附照片", "name a witness or add a photo", "اذكر شاهداً أو أضف صورة"), "民事诉讼法 89、95");
        }

        return delivery.Refused && delivery.Witness.Trim().Length == 0 && delivery.Proof.Count == 0
            ? new Refusal("refusal_proof", new Text("拒收的须有见证人或照片、录像", "a refusal needs a witness or a photo", "الرفض يحتاج إلى شاهد أو صورة"),
                new Text("写见证人，或拍下留置的情况", "name a witness, or photograph the document left", "اذكر شاهداً أو صوّر الوثيقة المتروكة"), "行政处罚法 61；民事诉讼法 89")
            : null;
    }
}
