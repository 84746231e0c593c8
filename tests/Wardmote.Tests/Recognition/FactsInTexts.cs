using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>Facts with their places, in three languages.</summary>
public sealed class FactsInTexts
{
    [Theory]
    [InlineData("占了大概三十五平方米", "area", "35 m2")]
    [InlineData("离我家不到两米", "distance", "2 m")]
    [InlineData("收了我两百块钱", "money", "200 yuan")]
    [InlineData("罚款1,200元", "money", "1200 yuan")]
    [InlineData("欠了三万五千元", "money", "35000 yuan")]
    [InlineData("养了二十多只鸡", "quantity", "二十多只")]
    [InlineData("每天晚上都来", "repetition", "每天晚上")]
    [InlineData("这是第三次举报了", "repetition", "第三次")]
    [InlineData("凌晨2点半还在施工", "time", "凌晨2点半")]
    [InlineData("我住在阳光小区3栋", "place", "阳光小区3栋")]
    [InlineData("老板不理我", "party", "老板")]
    [InlineData("车牌渝A·12345停在门口", "plate", "渝A·12345")]
    [InlineData("電話13912345678找我", "phone", "13912345678")]
    [InlineData("they charge 10 yuan", "money", "10 yuan")]
    [InlineData("about 15 metres from my window", "distance", "15 m")]
    [InlineData("it happens every single night", "repetition", "every single night")]
    [InlineData("until 2 am", "time", "2 am")]
    [InlineData("twelve dogs in one flat", "quantity", "twelve dogs")]
    [InlineData("على بعد ١٥ مترا من بيتي", "distance", "15 m")]
    [InlineData("دفعت ٢٠٠ يوان", "money", "200 yuan")]
    [InlineData("كل ليلة نفس الشي", "repetition", "كل ليلة")]
    [InlineData("في شارع النهر", "place", "شارع النهر")]
    public void A_fact_has_kind_and_value(string text, string kind, string value)
    {
        var facts = Facts.In(text);
        var fact = Assert.Single(facts, f => f.Kind == kind);
        Assert.Equal(value, fact.Value);
        Assert.NotEqual("", text.Substring(fact.Where.Start, fact.Where.Length));
    }

    [Theory]
    [InlineData("电话13912345678，身份证500101199001011234", "电话●●●●●●●●●●●，身份证●●●●●●●●●●●●●●●●●●")]
    [InlineData("车牌渝A12345", "车牌●●●●●●●")]
    [InlineData("رقمي ٠٥٠١٢٣٤٥٦٧", "رقمي ●●●●●●●●●●")]
    [InlineData("mail me: li.wei@example.com", "mail me: ●●●●●●●●●●●●●●●●●●")]
    [InlineData("三楼第二次了", "三楼第二次了")]
    public void The_public_does_not_see_numbers_and_plates(string text, string masked) => Assert.Equal(masked, Facts.Mask(text));

    [Fact]
    public void Masking_reaches_beyond_what_is_read_for_recognition() =>
        Assert.DoesNotContain("13912345678", Facts.Mask(new string('路', 9_000) + "电话13912345678"));
}
