using Wardmote.Discretion;
using Wardmote.Documents;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Law;

/// <summary>Kinds of penalty (Penalties art. 9) in the words of statutes, lists and documents.</summary>
public sealed class PenaltyKindTests
{
    /// <summary>The three kinds of art. 9(3) and the four of (4), as statutes write them; and what is taken of goods, which is no penalty.</summary>
    [Theory]
    [InlineData("暂扣或者吊销执业许可证件", PenaltyKinds.Withholding | PenaltyKinds.Revocation)]
    [InlineData("并处暂扣或者吊销营业执照", PenaltyKinds.Withholding | PenaltyKinds.Revocation)]
    [InlineData("暂扣六个月机动车驾驶证", PenaltyKinds.Withholding)]
    [InlineData("暂扣责任船员的适任证书", PenaltyKinds.Withholding)]
    [InlineData("拒不改正可暂扣建筑垃圾许可证件", PenaltyKinds.Withholding)]
    [InlineData("降低资质等级、吊销许可证件", PenaltyKinds.Downgrade | PenaltyKinds.Revocation)]
    [InlineData("暂扣占道经营物品，吊销许可证", PenaltyKinds.Revocation)]
    [InlineData("暂扣未取得许可证的运输工具", PenaltyKinds.None)]
    [InlineData("可以暂扣张贴工具", PenaltyKinds.None)]
    [InlineData("限制开展生产经营活动", PenaltyKinds.Restriction)]
    [InlineData("责令限制生产、停产整治", PenaltyKinds.Restriction | PenaltyKinds.Suspension)]
    [InlineData("限制从业", PenaltyKinds.Debarment)]
    public void A_statutes_words_name_the_kind(string text, PenaltyKinds kinds) => Assert.Equal(kinds, PenaltyKindWords.MeasuresIn(text));

    [Fact]
    public void Every_kind_has_its_word_and_one_name_everywhere()
    {
        Assert.Equal(PenaltyKinds.All, PenaltyKindWords.ByWord.Values.Aggregate((a, b) => a | b));
        foreach (var word in PenaltyKindWords.ByWord.Keys)
        {
            Assert.NotEqual(word, TierWords.Penalty(word).Zh);
            Assert.All(["zh", "en", "ar"], language => Assert.Equal(TierWords.Penalty(word).In(language), DocumentWords.Of(word, language)));
        }

        Assert.Equal("暂扣许可证件（3 个月）", TierWords.Penalty("withholding: 3 个月").Zh);
        Assert.Equal(TierWords.Penalty("withholding: 3 个月"), TierWords.Penalty("withholding：3 个月"));
    }

    [Theory]
    [InlineData("CG-036", PenaltyKinds.Withholding, false)]
    [InlineData("DP-004", PenaltyKinds.Withholding, false)]
    [InlineData("CG-001", PenaltyKinds.None, true)]
    public void The_packs_rows_read_so(string item, PenaltyKinds kind, bool measures)
    {
        var row = Installed.Law.RowsOf(new ItemCode(item))[^1];
        Assert.Equal(kind, row.PenaltyKinds & PenaltyKinds.Withholding);
        Assert.Equal(measures, row.NamesMeasures);
    }
}
