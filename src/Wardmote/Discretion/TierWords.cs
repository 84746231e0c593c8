using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>
/// 裁量用语: names of tiers and of penalties as instruments write them, with one translation each (GLOSSARY.md). The Chinese is the instrument's and counts; a name that does not stand here stays
/// Chinese in every language, because a guess at a legal word is worse than the word.
/// </summary>
public static partial class TierWords
{
    private static readonly Dictionary<string, (string En, string Ar)> Tiers = new()
    {
        ["不予处罚"] = ("Not punished", "لا يعاقَب"),
        ["不予行政处罚"] = ("Not punished", "لا يعاقَب"),
        ["可以不予处罚"] = ("May go unpunished", "يجوز عدم العقاب"),
        ["首违不罚"] = ("No penalty for a first violation", "إعفاء المخالفة الأولى"),
        ["减轻"] = ("Mitigated (below the minimum)", "مخفف دون الحد الأدنى"),
        ["从轻"] = ("Lighter (inside the range)", "أخف ضمن النطاق"),
        ["从重"] = ("Heavier", "مشدد"),
        ["轻微"] = ("Minor", "طفيف"),
        ["较轻"] = ("Lighter", "أخف"),
        ["轻"] = ("Light", "خفيف"),
        ["一般"] = ("Ordinary", "عادي"),
        ["中等"] = ("Medium", "متوسط"),
        ["较重"] = ("Fairly serious", "جسيم نسبياً"),
        ["重"] = ("Heavy", "شديد"),
        ["严重"] = ("Serious", "جسيم"),
        ["特别严重"] = ("Especially serious", "جسيم للغاية"),
        ["未达情节严重"] = ("Short of serious circumstances", "دون الظروف الجسيمة"),
    };

    private static readonly Dictionary<string, Text> Penalties = new()
    {
        ["warning"] = new("警告", "warning", "إنذار"),
        ["fine"] = new("罚款", "fine", "غرامة"),
        ["confiscation"] = new("没收违法所得、非法财物", "confiscation", "مصادرة"),
        ["suspension"] = new("责令停产停业", "suspension of business", "وقف النشاط"),
        ["closure"] = new("责令关闭", "closure", "إغلاق"),
        ["revocation"] = new("吊销许可证件", "revocation of the licence", "إلغاء الترخيص"),
        ["downgrade"] = new("降低资质等级", "downgrading of the qualification", "خفض درجة التأهيل"),
        ["restriction"] = new("限制开展生产经营活动", "restriction of business", "تقييد النشاط"),
        ["withholding"] = new("暂扣许可证件", "withholding of the licence", "حجز الترخيص مؤقتاً"),
        ["debarment"] = new("限制从业", "debarment from practice", "منع المزاولة"),
        ["detention"] = new("行政拘留", "administrative detention", "توقيف إداري"),
    };

    private static readonly string[] Around = ["情节", "违法行为", "违法程度", "违法", "程度", "处罚", "行为", "的"];

    /// <summary>A tier's name in three languages: 较轻, and also 情节较轻, 较轻违法行为, 从轻处罚.</summary>
    public static Text Tier(string name) => Known(name) is { } known ? new Text(name, known.En, known.Ar) : Text.Same(name);

    /// <summary>True where a tier's name has a translation here.</summary>
    public static bool Has(string name) => Known(name) is not null;

    /// <summary>A name as it is shown: in another language the translation with the instrument's own word beside it.</summary>
    public static Text Beside(Text title)
    {
        string In(string language) => title.In(language) == title.Zh ? title.Zh : $"{title.In(language)} ({title.Zh})";
        return new Text(title.Zh, In("en"), In("ar"));
    }

    /// <summary>A kind of penalty in three languages; with its measure where the row gives one: <c>suspension: 5–15 日</c>.</summary>
    public static Text Penalty(string kind)
    {
        var (word, measure) = kind.Split([':', '：'], 2) is [var w, var m] ? (w.Trim(), m.Trim()) : (kind, "");
        return !Penalties.TryGetValue(word, out var said) ? Text.Same(kind)
            : measure.Length == 0 ? said : new Text($"{said.Zh}（{measure}）", $"{said.En} ({Length(measure, false)})", $"{said.Ar} ({Length(measure, true)})");
    }

    // A number or a span of days, months or years is said in the reader's words; anything else stays as the instrument has it.
    private static string Length(string measure, bool arabic) => Spans().Match(measure) is { Success: true } m && m.Groups[2].Value switch { "日" or "天" => 0, "年" => 2, _ => 1 } is var unit
        ? arabic ? $"{((string[])["الأيام", "الأشهر", "السنوات"])[unit]}: {m.Groups[1].Value}" : $"{m.Groups[1].Value} {((string[])["day", "month", "year"])[unit]}{(m.Groups[1].Value == "1" ? "" : "s")}"
        : measure;

    [GeneratedRegex("^([0-9]+(?:[–—~-][0-9]+)?) *(日|天|个月|月|年)$")]
    private static partial Regex Spans();

    private static (string En, string Ar)? Known(string name)
    {
        var word = name.Trim();
        if (Tiers.TryGetValue(word, out var whole))
        {
            return whole;
        }

        foreach (var around in Around)
        {
            word = word.StartsWith(around, StringComparison.Ordinal) ? word[around.Length..] : word.EndsWith(around, StringComparison.Ordinal) ? word[..^around.Length] : word;
        }

        return Tiers.TryGetValue(word, out var inner) ? inner : null;
    }
}
