using Wardmote.Access;
using Wardmote.Law;

namespace Wardmote.Store;

/// <summary>The invented people of the demo. 演示人员（虚构）</summary>
public static class DemoPeople
{
    /// <summary>County of the demo: 綦江区.</summary>
    public const string County = "500110";

    /// <summary>Home locality: 古南街道.</summary>
    public const string Home = "500110001";

    /// <summary>Password of every demo account; demo accounts exist on loopback only.</summary>
    public const string Password = "wardmote-demo";

    /// <summary>Code of the owner of one of the demo's premises: whoever types it sees what an owner sees.</summary>
    public const string OwnerCode = "DEM0DEM0DEM0DEM0";

    /// <summary>The premises of that owner.</summary>
    public const string OwnersPremises = "demo-premises";

    private static readonly string[] Families = ["赵", "钱", "孙", "冯", "蒋", "沈", "韩", "杨", "朱", "秦", "许", "吕", "施", "孔", "曹", "严", "华", "金", "魏", "陶"];
    private static readonly string[] FamiliesEn = ["Zhao", "Qian", "Sun", "Feng", "Jiang", "Shen", "Han", "Yang", "Zhu", "Qin", "Xu", "Lü", "Shi", "Kong", "Cao", "Yan", "Hua", "Jin", "Wei", "Tao"];
    private static readonly string[] FamiliesAr = ["تشاو", "تشيان", "سون", "فنغ", "جيانغ", "شن", "هان", "يانغ", "تشو", "تشين", "شو", "لو", "شي", "كونغ", "تساو", "يان", "هوا", "جين", "وي", "تاو"];
    private static readonly string[] Given = ["伟", "芳", "军", "丽", "涛", "静", "勇", "婷", "磊", "敏", "波"];
    private static readonly string[] GivenEn = ["Wei", "Fang", "Jun", "Li", "Tao", "Jing", "Yong", "Ting", "Lei", "Min", "Bo"];
    private static readonly string[] GivenAr = ["وي", "فانغ", "جون", "لي", "تاو", "جينغ", "يونغ", "تينغ", "لي", "مين", "بو"];

    /// <summary>Everybody one can sign in as; the account name is the id.</summary>
    public static IReadOnlyList<Person> All { get; } =
    [
        At("clerk", "杜敏", "Du Min", "دو مين", "clerk"),
        At("officer", "李强", "Li Qiang", "لي تشيانغ", "officer"),
        At("officer2", "周敏", "Zhou Min", "تشو مين", "officer"),
        At("auxiliary", "田华", "Tian Hua", "تيان هوا", "auxiliary"),
        At("leader", "陈晓梅", "Chen Xiaomei", "تشن شياومي", "leader"),
        At("head", "罗建国", "Luo Jianguo", "لوه جيانغو", "head"),
        At("deputy", "谭丽", "Tan Li", "تان لي", "deputy"),
        At("reviewer", "何川", "He Chuan", "خه تشوان", "reviewer"),
        At("host", "黄磊", "Huang Lei", "هوانغ لي", "host"),
        new("department", new Text("刘洋", "Liu Yang", "ليو يانغ"), ["department"], County, "", County + "-CG"),
        new("department2", new Text("吴婷", "Wu Ting", "وو تينغ"), ["department"], County, "", County + "-ST"),
        new("department3", new Text("邹平", "Zou Ping", "تسو بينغ"), ["department"], County, "", County + "-SC"),
        new("department-head", new Text("向荣", "Xiang Rong", "شيانغ رونغ"), ["head"], County, "", County + "-SC"),
        new("supervisor", new Text("郑红", "Zheng Hong", "تشنغ هونغ"), ["supervisor"], County, "", County + "-SF"),
        new("admin", new Text("管理员甲", "Admin A", "المدير أ"), ["administrator"], "", "", ""),
        new("admin2", new Text("管理员乙", "Admin B", "المدير ب"), ["administrator"], "", "", ""),
    ];

    /// <summary>Name of somebody of the demo by account id: of those one can sign in as, or of the many invented ones of the other towns and departments; null for anybody else.</summary>
    public static Text? NameOf(string id)
    {
        if (All.FirstOrDefault(p => p.Id == id) is { } person)
        {
            return person.Name;
        }

        if (!id.StartsWith(County, StringComparison.Ordinal) || !id.Contains('-'))
        {
            return null;
        }

        var n = id.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0xFFFFFF);
        var (f, g) = (n % Families.Length, n / Families.Length % Given.Length);
        return new Text(Families[f] + Given[g], $"{FamiliesEn[f]} {GivenEn[g]}", $"{FamiliesAr[f]} {GivenAr[g]}");
    }

    private static Person At(string id, string zh, string en, string ar, string role) => new(id, new Text(zh, en, ar), [role], County, Home, "");
}
