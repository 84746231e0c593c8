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
        new("supervisor", new Text("郑红", "Zheng Hong", "تشنغ هونغ"), ["supervisor"], County, "", County + "-SF"),
        new("admin", new Text("管理员甲", "Admin A", "المدير أ"), ["administrator"], "", "", ""),
        new("admin2", new Text("管理员乙", "Admin B", "المدير ب"), ["administrator"], "", "", ""),
    ];

    private static Person At(string id, string zh, string en, string ar, string role) => new(id, new Text(zh, en, ar), [role], County, Home, "");
}
