using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>识别: what the recogniser says of a text, and what it never says.</summary>
public sealed class Recognising
{
    [Theory]
    [InlineData("楼下工地半夜还在打桩，吵得睡不着", "DP-001")]
    [InlineData("樓下工地半夜還在打樁，吵得睡不著", "DP-001")]
    [InlineData("老板拖欠我们三个月工资一直不给", "DP-040")]
    [InlineData("my boss did not pay our wages for three months", "DP-040")]
    [InlineData("صاحب العمل لم يدفع رواتبنا منذ ثلاثة أشهر", "DP-040")]
    [InlineData("someone keeps chickens and ducks in the yard of our building", "CG-023")]
    public void It_names_the_matter_first(string text, string item) =>
        Assert.Equal(item, Sentences.Recogniser.Read(text).Candidates[0].Item);

    [Theory]
    [InlineData("孩子明年上小学，报名需要什么材料", "school")]
    [InlineData("小区门口的路灯坏了好几天了，晚上黑漆漆的", "streetlight")]
    public void What_is_no_enforcement_matter_has_its_door(string text, string door)
    {
        var hints = Sentences.Recogniser.Read(text);
        Assert.NotEqual("items", hints.Verdict);
        Assert.True(hints.Door == door || hints.Verdict == "unsure", hints.Door);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("🙂🙂🙂")]
    [InlineData("12345")]
    [InlineData("улица Ленина")]
    public void Nothing_to_go_by_is_unsure(string text) => Assert.Equal("unsure", Sentences.Recogniser.Read(text).Verdict);

    [Fact]
    public void Every_suggestion_rests_on_words_of_the_text_and_an_article()
    {
        const string Text = "你好，我要反映一件事。老板欠我们十几个人三个月工资，到现在没给。谢谢领导！";
        var first = Sentences.Recogniser.Read(Text).Candidates[0];
        Assert.NotEmpty(first.Because);
        Assert.All(first.Because, s => Assert.InRange(s.Start + s.Length, 1, Text.Length));
        Assert.Contains(first.Because, s => Text.Substring(s.Start, s.Length).Contains("工资", StringComparison.Ordinal));
        Assert.NotEqual("", first.Article);
    }

    [Fact]
    public void Two_things_told_are_two_candidates()
    {
        var hints = Sentences.Recogniser.Read("老板拖欠我们几个农民工三个月工资一直不给。另外，有人在院子里养鸡养鸭，臭得很，鸡粪到处都是。");
        var two = hints.Candidates.Take(2).Select(c => c.Item).Order(StringComparer.Ordinal);
        Assert.Equal(["CG-023", "DP-040"], two);
    }

    [Fact]
    public void Confidence_lies_between_zero_and_one_and_falls()
    {
        foreach (var phrase in Sentences.Phrases.Where((_, i) => i % 23 == 0))
        {
            var said = Sentences.Recogniser.Read(phrase.Words, phrase.Language).Candidates.Select(c => c.Confidence).ToArray();
            Assert.All(said, c => Assert.InRange(c, 0, 1));
            Assert.Equal(said.OrderDescending(), said);
        }
    }

    [Fact]
    public void Titles_alone_answer_at_once_and_are_modest()
    {
        var recogniser = Recogniser.FromTitles([Sentences.MadeUp("A-1", "拖欠工资", "unpaid wages", "تأخير الأجور"), Sentences.MadeUp("A-2", "露天烧烤", "open-air barbecue", "شواء في الهواء الطلق")]);
        Assert.Equal("A-2", recogniser.Read("有人在江边露天烧烤").Candidates[0].Item);
        Assert.Equal("A-1", recogniser.Read("they owe us wages").Candidates[0].Item);
        Assert.True(recogniser.Read("拖欠工资").Candidates[0].Confidence <= 0.6);
    }

    [Fact]
    public void No_matters_at_all_is_unsure() => Assert.Equal("unsure", Recogniser.FromTitles([]).Read("露天烧烤").Verdict);
}
