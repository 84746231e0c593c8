using Wardmote.Documents;
using Wardmote.Law;
using Wardmote.Publication;
using Xunit;

namespace Wardmote.Tests.Publication;

/// <summary>What the rule hides of a decision, and what it leaves.</summary>
public sealed class RedactionTests
{
    private static readonly Party Zhang = new(PartyKind.Individual, "张建国", "500110199001011234", "綦江区古南街道沱湾路 8 号 3 栋 2 单元 502 室", "13800001234", new DateOnly(1990, 1, 1));
    private static readonly Party Company = new(PartyKind.Entity, "重庆示例餐饮有限公司", "91500110MA5U123456", "綦江区文龙街道九龙大道 1 号 5 栋 1201 室", "023-48661234");

    [Theory]
    [InlineData("当事人张建国在桥上摆摊，张建国称……", "当事人张某在桥上摆摊，张某称……")]
    [InlineData("证件号码：500110199001011234。", "证件号码：***。")]
    [InlineData("证件号码：５００１１０１９９００１０１１２３４。", "证件号码：***。")]
    [InlineData("证人身份证 51022119751231002X 在场", "证人身份证 *** 在场")]
    [InlineData("住綦江区古南街道沱湾路 8 号 3 栋 2 单元 502 室。", "住***。")]
    [InlineData("联系电话 138 0000 1234、023-48661234", "联系电话 ***、***")]
    [InlineData("电话١٣٨٠٠٠٠١٢٣٤", "电话***")]
    [InlineData("驾驶渝A·12345、川AD12345 到场", "驾驶***、*** 到场")]
    [InlineData("退至账号 6222 0212 3456 7890 123。", "退至账号 ***。")]
    [InlineData("邮箱 zhang@example.com", "邮箱 ***")]
    [InlineData("1990年1月1日出生", "***出生")]
    [InlineData("楼上 7 栋 2 单元 1201 室的住户", "楼上 ***的住户")]
    public void What_points_to_a_person_is_hidden(string said, string published) => Assert.Equal(published, Redact(said, Zhang));

    [Theory]
    [InlineData("当罚〔2026〕500110001-0001号")]
    [InlineData("2026年3月2日 09:30 在古南街道中山路 12 号")]
    [InlineData("罚款人民币伍仟元整（¥5000.00）")]
    [InlineData("依照《重庆市市容环境卫生管理条例》第五十二条第一款")]
    [InlineData("摊位 2 平方米，余下 1.5 米；3 层货架")]
    [InlineData("执法证号 50011000100001")]
    [InlineData("复议电话 12345")]
    [InlineData("影响楼上三户居民，共 12 户")]
    public void What_points_to_nobody_stays(string said) => Assert.Equal(said, Redact(said, Zhang));

    [Fact]
    public void An_organisation_stays_named_with_its_number_and_address_and_people_in_the_same_text_do_not()
    {
        Assert.Equal("当事人重庆示例餐饮有限公司，91500110MA5U123456，綦江区文龙街道九龙大道 1 号 5 栋 1201 室，店长手机***",
            Redact("当事人重庆示例餐饮有限公司，91500110MA5U123456，綦江区文龙街道九龙大道 1 号 5 栋 1201 室，店长手机13900004321", Company));
        Assert.Equal("重庆示例餐饮有限公司", Redaction.Anonymous(Company));
    }

    [Theory]
    [InlineData("张三", "张某")]
    [InlineData("（虚构）张三", "张某")]
    [InlineData("欧阳修", "欧阳某")]
    [InlineData("欧阳", "欧某")]
    [InlineData("Ahmed Ali", "A***")]
    public void A_person_keeps_the_surname(string name, string published) => Assert.Equal(published, Redaction.Anonymous(Zhang with { Name = name }));

    [Fact]
    public void Pieces_that_overlap_are_one_so_that_no_half_is_left_over()
    {
        var document = Of("张建国的电话13800001234");
        var pieces = Redaction.With(document, Redaction.ByRule(document, Zhang), [new HideMore("other", "话138")]);
        Assert.Equal("张某的电***", Redaction.Apply(document, pieces).Lines[0].Words);
    }

    [Fact]
    public void Whatever_stands_in_a_text_its_pieces_lie_in_order_inside_it_and_none_is_left_when_it_is_redacted_again()
    {
        const string Alphabet = "张建国 0123456789０１٣栋单元室渝A·Xx-〔〕\u202e😀@.com电话账号：出生年月日";
        for (var seed = 0; seed < 3_000; seed++)
        {
            var chance = new Random(seed);
            var said = string.Concat(Enumerable.Range(0, chance.Next(60)).Select(_ => Alphabet[chance.Next(Alphabet.Length)])) + (seed % 3 == 0 ? Zhang.IdNumber : seed % 3 == 1 ? Zhang.Name : "");
            var document = Of(said);
            var pieces = Redaction.ByRule(document, Zhang);
            Assert.All(pieces, p => Assert.True(p.Start >= 0 && p.Length > 0 && p.End <= said.Length));
            Assert.All(pieces.Zip(pieces.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
            var published = Redaction.Apply(document, pieces).Lines[0].Words;
            Assert.DoesNotContain(Zhang.Name, published, StringComparison.Ordinal);
            Assert.DoesNotContain(Zhang.IdNumber, Redaction.Plain(published), StringComparison.Ordinal);
        }
    }

    private static Document Of(string said) => new("spot-decision", "zh", [new Line("text", "", said)]);

    private static string Redact(string said, Party party)
    {
        var document = Of(said);
        return Redaction.Apply(document, Redaction.ByRule(document, party)).Lines[0].Words;
    }
}
