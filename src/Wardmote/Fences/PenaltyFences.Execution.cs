using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Fences;

/// <summary>What stands before an execution: neither at night nor on a statutory holiday, unless it is urgent (Coercion art. 43(1)).</summary>
public sealed partial class PenaltyFences
{
    /// <summary>Whether an execution may be, or was, at a time.</summary>
    /// <param name="from">Beginning.</param>
    /// <param name="to">End, not before the beginning.</param>
    /// <param name="urgent">Why it cannot wait; empty when it can.</param>
    /// <param name="planned">A plan names the hours of each of its days, and holidays that no notice has named yet are asked again when it is carried out.</param>
    public FenceAnswer ExecutionHours(DateTimeOffset from, DateTimeOffset to, string urgent, bool planned) =>
        Within("execution-hours", FenceAct.Execution, () => Hours(from, to, urgent, planned));

    private FenceAnswer Hours(DateTimeOffset from, DateTimeOffset to, string urgent, bool planned)
    {
        const string id = "execution-hours";
        const string article = "行政强制法 43(1)";
        var values = Setting(id).Values;
        var (night, morning) = (TimeSpan.FromHours((double)values["night_from"]), TimeSpan.FromHours((double)values["night_to"]));
        var (began, ended) = (ShanghaiTime.Local(from), ShanghaiTime.Local(to));
        var (first, last) = (ShanghaiTime.Day(from), ShanghaiTime.Day(to));
        if (urgent.Trim().Length > 0)
        {
            return Clear(id, new Text($"情况紧急：{urgent.Trim()}", $"urgent: {urgent.Trim()}", $"حالة عاجلة: {urgent.Trim()}"), article);
        }

        var way = new Text("改在白天、非法定节假日；情况紧急的写明理由", "choose daytime on a day that is no statutory holiday; where it is urgent say why", "اختر النهار في يوم ليس عطلة رسمية؛ وإن كان عاجلاً فاذكر السبب");
        if (began.TimeOfDay < morning || ended.TimeOfDay > night || ended.TimeOfDay < began.TimeOfDay || (!planned && first != last))
        {
            return Answer(id,
                new Text($"{began:MM-dd HH:mm} 至 {ended:MM-dd HH:mm} 涉及夜间（{night:hh\\:mm} 至次日 {morning:hh\\:mm}）", $"{began:MM-dd HH:mm} to {ended:MM-dd HH:mm} touches the night ({night:hh\\:mm} to {morning:hh\\:mm})", $"من {began:MM-dd HH:mm} إلى {ended:MM-dd HH:mm} يمس الليل ({night:hh\\:mm} إلى {morning:hh\\:mm})"),
                article, way);
        }

        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (law.Calendar.IsHoliday(day))
            {
                return Answer(id, new Text($"{day:yyyy-MM-dd} 是法定节假日", $"{day:yyyy-MM-dd} is a statutory holiday", $"{day:yyyy-MM-dd} عطلة رسمية"), article, way);
            }

            if (!planned && law.Calendar.IsProvisional(day))
            {
                return Answer(id,
                    new Text($"还没有 {day:yyyy} 年的节假日安排，不能确定 {day:yyyy-MM-dd} 是不是法定节假日", $"the holidays of {day:yyyy} are not installed: whether {day:yyyy-MM-dd} is one cannot be told", $"عطل {day:yyyy} غير مثبتة، فلا يُعرف هل {day:yyyy-MM-dd} عطلة"),
                    article, new Text("请管理员安装当年的节假日安排", "ask the administrator to install that year's notice of holidays", "اطلب من المدير تثبيت إشعار عطل تلك السنة"));
            }
        }

        return Clear(id, new Text("不在夜间，也不在法定节假日", "neither at night nor on a statutory holiday", "ليس ليلاً ولا في عطلة رسمية"), article);
    }
}
