using System.Text;
using System.Text.RegularExpressions;

namespace Wardmote.Recognition;

/// <summary>How facts look in the three languages. Patterns are written as people spell and folded like the text; they run in linear time.
/// A group <c>v</c> is the fact where the pattern looks at what stands before it (between a Chinese character and a digit there is no \b); <c>n</c> is its number.</summary>
internal static class FactPatterns
{
    private const string Zn = @"(?<n>\d+(?:[.,]\d+)*[百千万]?|[零一二两三四五六七八九十百千万]+)";
    private const string En = @"\b(?<n>\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|a dozen)";
    private const string An = @"(?<n>\d+(?:[.,]\d+)*)";
    private const string ZhWords = @"[\u4e00-\u9fff]";

    /// <summary>In the order in which they win a stretch of text.</summary>
    public static readonly (string Kind, string Unit, Regex Pattern)[] All =
    [
        // Who can be reached: first, so that their digits are nothing else.
        One("id", "", @"(?:^|\D)(?<v>\d{17}[\dx])"),
        One("phone", "", @"(?:^|\D)(?<v>(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2})"),
        One("phone", "", @"(?:^|\D)(?<v>0\d{2,3}[ -]?\d{7,8}|400[ -]?\d{3}[ -]?\d{4}|0?5\d[ -]?\d{3}[ -]?\d{4}|01[0125]\d{8})"),
        One("phone", "", @"(?:\+|00)\d{1,3}[ -]?\d{2,4}(?:[ -]?\d{3,4}){1,3}"),
        One("plate", "", @"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-z][ ·.•-]?[a-z0-9]{4,5}[a-z0-9挂学警港澳]"),
        One("plate", "", @"(?:لوحة|لوحتها|لوحته|نمرة)(?: رقم(?:ها)?)?:? (?:[\u0621-\u064a] ){0,3}[\u0621-\u064a]{0,3} ?\d{3,5}|\b(?:plate|license plate|number plate|licence plate)(?: no\.?| number)? (?:is )?[a-z0-9][a-z0-9 -]{2,7}[a-z0-9]\b"),
        One("email", "", @"\b[a-z0-9._%+-]{1,40}@[a-z0-9-]{1,40}(?:\.[a-z]{2,10}){1,3}\b"),

        // How much.
        One("area", "m2", Zn + @"[多余来几]?(?:平方米|平米|个平方|平方|㎡|m2)"),
        One("area", "mu", Zn + @"[多余来几]?亩|" + En + @" ?mu\b"),
        One("area", "m2", En + @" ?(?:m2|sqm|sq\.? ?m|square met(?:er|re)s?)\b|" + An + @" ?(?:م2|متر مربع|أمتار مربعة|مترا مربعا)"),
        One("money", "yuan", Zn + @"[多余来几]?(?:块钱|元|圆|人民币)|(?:罚款?|收费?|交|要|扣|赔|付|欠|每次|一次)了?我?们?" + Zn + @"[多余来几]?块"),
        One("money", "yuan", @"(?:¥|￥|rmb|cny) ?" + An + "|" + En + @" ?k? ?(?:yuan|rmb|cny|kuai)\b|" + An + @" ?(?:يوان|يوانات)"),
        One("money", "", @"\$ ?" + An + "|" + En + @" ?(?:dollars?|usd|riyals?|dirhams?|dinars?|pounds?|bucks)\b|" + An + @" ?(?:ريال|ريالات|درهم|دراهم|جنيه|دينار|دولار|ليرة)"),
        One("distance", "km", Zn + @"[多余来几]?(?:公里|千米)|" + En + @" ?(?:km|kilomet(?:er|re)s?)\b|" + An + @" ?(?:كيلومتر|كيلو|كم)"),
        One("distance", "cm", Zn + @"[多余来几]?(?:厘米|公分)|" + En + @" ?(?:cm|centimet(?:er|re)s?)\b|" + An + @" ?(?:سنتيمتر|سنتي|سم)"),
        One("distance", "m", Zn + @"[多余来几]?米|" + En + @" ?(?:m|met(?:er|re)s?)\b|" + An + @" ?(?:مترا|متر|أمتار|م)\b"),
        One("noise", "dB", Zn + @"[多余来几]?分贝|" + En + @" ?(?:db|decibels?)\b|" + An + @" ?ديسيبل"),

        // How often.
        One("repetition", "", @"每天晚上|每天|天天|每晚|每夜|夜夜|每周末?|每个?星期[一二三四五六日天]?|每个?月|每年|每到[\u4e00-\u9fff]{1,3}|经常|常常|老是|总是|长期|一直|屡次|屡教不改|多次|反复|再次|三天两头|隔三[差岔]五|第[二三四五六七八九十\d]+次|[两三四五六七八九十几\d]+次|连续[一二两三四五六七八九十几\d]+[天周个]月?"),
        One("repetition", "", @"\bevery (?:single )?(?:other )?(?:day|night|morning|evening|afternoon|weekend|week|month|year|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:second|third|fourth|fifth|\d+(?:nd|rd|th)) time\b|\bagain and again\b|\brepeatedly\b|\balways\b|\b(?:once|twice|(?:two|three|four|five|many|several|\d+) times)(?: (?:a|per) (?:day|week|month|year))?\b|\bdaily\b|\bnightly\b|\bconstantly\b|\ball the time\b|\b(?:\d+|two|three|four|five) (?:days|nights|weeks) in a row\b"),
        One("repetition", "", @"كل (?:يوم|ليلة|أسبوع|شهر|سنة|صباح|مساء|جمعة|سبت|أحد|مرة)|يوميا|دائما|دايما|باستمرار|على طول|(?:للمرة|لل?مرة|ثاني|ثالث) ?(?:الثانية|الثالثة|الرابعة|الخامسة|مرة)|أكثر من مرة|عدة مرات|مرات كثيرة|مرتين|\d+ مرات"),

        // When.
        One("time", "", @"(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]|20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]20\d{2}"),
        One("time", "", @"(?:今天|昨天|前天|今晚|昨晚|每晚)?(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|深夜|夜里|夜间|晚间)?(?:[零一二两三四五六七八九十]{1,3}|\d{1,2})点(?:半|钟|[零一二三四五六七八九十\d]{1,3}分|多|左右)?(?:[到至-](?:第二天|次日)?(?:凌晨|早上|上午|中午|下午|晚上)?(?:[零一二两三四五六七八九十]{1,3}|\d{1,2})点半?)?"),
        One("time", "", @"\b\d{1,2}(?::\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)\b|(?:凌晨|早上|上午|中午|下午|傍晚|晚上|半夜|深夜|夜里)?\d{1,2}:\d{2}(?: ?(?:am|pm)\b)?|\b(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? 20\d{2})?\b"),
        One("time", "", @"(?:الساعة|الساعه) (?:\d{1,2}(?::\d{2})?|الواحدة|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الحادية عشرة|الثانية عشرة)(?: ?(?:صباحا|مساء|ليلا|ظهرا|العصر|الفجر|فجرا))?|\d{1,2} ?(?:صباحا|مساء|ليلا|ظهرا|بالليل|العصر|الصبح)"),
        One("time", "", @"今天|昨天|前天|昨晚|今早|今晚|昨夜|上周[一二三四五六日天]?|上个?星期[一二三四五六日天]?|这周|周末|星期[一二三四五六日天]|周[一二三四五六日]|上个月|这个月|去年|今年|凌晨|半夜|深夜|夜里|夜间|晚上|傍晚|早上|清晨|中午|节假日|国庆|春节|过年"),
        One("time", "", @"\b(?:yesterday|today|tonight|last (?:night|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this (?:morning|afternoon|evening|week|month)|at night|after midnight|midnight|at noon|at dawn|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?|weekends?|since (?:last )?[a-z]+)\b"),
        One("time", "", @"(?:أمس|البارحة|امبارح|مبارح|اليوم|الليلة|النهاردة|منتصف الليل|نص الليل|بالليل|ليلا|الفجر|فجرا|العصر|المغرب|الصبح|صباحا|مساء|الأسبوع الماضي|الشهر الماضي|السنة الماضية|(?:يوم )?(?:السبت|الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة))(?: الماضي)?"),

        // Where.
        One("place", "", ZhWords + @"{2,8}?(?:路口|大道|小区|花园|广场|社区|市场|公园|学校|中学|小学|幼儿园|医院|地铁站|车站|大桥|水库|街道|新村|佳苑|家园|步行街|菜市场|路|街|巷|村|镇)(?:第?[一二三四五六七八九十\d]+[号栋幢组期座社](?:楼)?)*(?:\d+单元)?(?:\d+室)?"),
        One("place", "", @"\b(?:[a-z']+ ){1,3}(?:road|rd|street|avenue|lane|garden|gardens|village|square|market|park|school|hospital|station|bridge|estate|community|alley)\b(?: (?:no\.? ?)?\d{1,4})?|\b(?:building|block|gate|tower|floor|flat|unit) ?\d{1,4}\b"),
        One("place", "", @"(?:شارع|طريق|حي|قرية|سوق|حديقة|ميدان|ساحة|مدرسة|مستشفى|محطة|جسر|عمارة|مجمع|برج|حارة|منطقة) [\u0621-\u064a]{2,12}(?: ال[\u0621-\u064a]{2,10})?(?: رقم \d{1,4})?"),

        // Who.
        One("party", "", ZhWords + @"{2,10}?(?:有限公司|分公司|公司|工厂|餐馆|饭店|酒店|超市|火锅店|烧烤店|面馆|修理厂|养殖场|网吧|歌厅)|老板娘?|店主|店家|商家|摊主|摊贩|小贩|商贩|业主|物业公司|物业|施工队|施工方|施工单位|工地|开发商|房东|租客|邻居|车主|司机|养殖户|包工头"),
        One("party", "", @"\b(?:the )?(?:owner|shopkeeper|boss|landlord|tenant|neighbou?rs?|vendors?|hawkers?|stall ?holders?|contractor|developer|property (?:management|company)|construction (?:site|company|crew)|driver|restaurant|factory|workshop|company|restaurant|supermarket|hotel)\b"),
        One("party", "", @"صاحب (?:المحل|المطعم|المصنع|الورشة|العمارة|المقهى|الدكان|الشركة)|البائعين|البائع|الباعة|الجيران|جاري|جارنا|المقاول|المطور|إدارة (?:العمارة|المجمع|الأملاك)|شركة [\u0621-\u064a]{2,12}|المصنع|المطعم|الورشة|السائق|المالك|المستأجر"),

        // How many: last, since any number with a counter is one.
        One("quantity", "", Zn + @"[多余来几]?(?:个人|个|只|条|头|辆|台|间|家|户|人|车|吨|公斤|千克|斤|袋|桶|瓶|箱|棵|株|层|处|立方米|立方|升|张)"),
        One("quantity", "", En + @" (?:people|persons|workers|men|women|dogs|cats|chickens|pigs|goats|sheep|trees|cars|trucks|lorries|bikes|bags|barrels|bottles|tables|stalls|shops|floors|tons|tonnes|kg|litres|liters|loads|boxes|households|families)\b"),
        One("quantity", "", An + @" ?(?:أشخاص|شخص|عمال|عامل|كلاب|كلب|دجاجة|خراف|أشجار|شجرة|سيارات|سيارة|شاحنات|شاحنة|أكياس|كيس|براميل|برميل|طاولات|طاولة|محلات|محل|طوابق|طن|كيلو|كغ|لتر|عائلات|عائلة)"),
    ];

    private static (string, string, Regex) One(string kind, string unit, string pattern) =>
        (kind, unit, new Regex(Fold(pattern), RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant));

    // Only letters beyond ASCII: the pattern's own signs stay.
    private static string Fold(string pattern)
    {
        var folded = new StringBuilder(pattern.Length);
        foreach (var c in pattern)
        {
            if (c < 0x80 || c is '￥' or '·' or '•' or '㎡')
            {
                folded.Append(c);
            }
            else if (Folded.One(c) is { } f)
            {
                folded.Append(f);
            }
        }

        return folded.ToString();
    }
}
