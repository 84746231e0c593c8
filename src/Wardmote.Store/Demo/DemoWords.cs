using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Store;

/// <summary>Invented streets, shops, people and sentences. 虚构地址、店名、话语</summary>
internal static class DemoWords
{
    private static readonly (string Zh, string En, string Ar)[] Streets =
    [
        ("滨河路", "Riverside Road", "شارع ضفة النهر"), ("人民路", "Renmin Road", "شارع الشعب"), ("新街", "New Street", "الشارع الجديد"), ("桥头巷", "Bridgehead Lane", "زقاق رأس الجسر"),
        ("学校路", "School Road", "شارع المدرسة"), ("菜市街", "Market Street", "شارع السوق"), ("车站路", "Station Road", "شارع المحطة"), ("竹园路", "Bamboo Garden Road", "شارع حديقة الخيزران"),
        ("石板街", "Flagstone Street", "شارع البلاط"), ("沿江大道", "River Avenue", "جادة النهر"), ("工业一路", "Industry First Road", "شارع الصناعة الأول"), ("南门巷", "South Gate Lane", "زقاق البوابة الجنوبية"),
    ];

    private static readonly string[] Shops = ["綦味面馆", "河边烧烤", "老石火锅", "桥头超市", "新街五金", "竹园茶楼", "云上网吧", "安心药店", "福来建材", "众和物业", "速达快修", "桃李托管", "清泉洗车", "顺达渣土运输", "南门旅馆", "绿禾养殖", "宏图印刷", "百味卤菜"];
    private static readonly string[] Kinds = ["店", "经营部", "商行", "有限公司"];

    /// <summary>A house in a street, in the three languages.</summary>
    public static Text Address(Chance chance)
    {
        var (street, number) = (chance.One(Streets), chance.Between(1, 198));
        return new Text($"{street.Zh}{number}号", $"{number} {street.En}", $"{street.Ar} رقم {number}");
    }

    /// <summary>Where and when, as a reporter adds it; empty when they add nothing.</summary>
    public static string Detail(Chance chance, string language, Locality place, Text address)
    {
        if (chance.In(0.25))
        {
            return "";
        }

        var hour = chance.Between(0, 5);
        return language switch
        {
            "en" => $" It is at {address.En}, {place.Name.En}{new[] { "", ", since this morning", ", every evening", ", for a week now", ", right now", ", at weekends" }[hour]}.",
            "ar" => $" المكان: {address.Ar}، {place.Name.Ar}{new[] { "", "، منذ الصباح", "، كل مساء", "، منذ أسبوع", "، الآن", "، في نهاية الأسبوع" }[hour]}.",
            _ => $"（{place.Name.Zh}{address.Zh}{new[] { "", "，今天早上开始", "，每天傍晚", "，有一个星期了", "，现在正在", "，周末都这样" }[hour]}）",
        };
    }

    /// <summary>Words in a language.</summary>
    public static string In(string language, string zh, string en, string ar) => language switch { "en" => en, "ar" => ar, _ => zh };

    /// <summary>An invented shop or firm.</summary>
    public static string Firm(Chance chance) => $"（虚构）{chance.One(Shops)}{"甲乙丙丁戊己庚辛壬癸"[chance.Between(0, 9)]}{chance.One(Kinds)}";

    /// <summary>An invented person.</summary>
    public static string Somebody(Chance chance) => $"（虚构）{chance.One(["赵", "钱", "孙", "冯", "蒋", "沈", "韩", "杨", "朱", "秦"])}{"甲乙丙丁戊己庚辛壬癸"[chance.Between(0, 9)]}{chance.One(["", "一", "二", "三"])}";

    /// <summary>A point inside a locality's outline; null when it has none.</summary>
    public static Point? PointIn(Chance chance, LawInForce law, string locality)
    {
        if (law.Map.Outlines.FirstOrDefault(o => o.Locality == locality) is not { } outline)
        {
            return null;
        }

        var ring = outline.Rings[0];
        var (south, north, west, east) = (ring.Min(p => p.Latitude), ring.Max(p => p.Latitude), ring.Min(p => p.Longitude), ring.Max(p => p.Longitude));
        for (var i = 0; i < 50; i++)
        {
            // Where people live lies near the middle.
            var point = new Point(
                Math.Round(south + ((chance.Next() + chance.Next()) / 2 * (north - south)), 6), Math.Round(west + ((chance.Next() + chance.Next()) / 2 * (east - west)), 6));
            if (law.Map.At(point)?.Locality == locality)
            {
                return point;
            }
        }

        return null;
    }
}
