using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>评测 and the checks of training sentences.</summary>
public sealed class Measuring
{
    [Fact]
    public void Figures_come_with_intervals_and_a_page_that_asks_nothing_of_the_network()
    {
        var messages = Sentences.Phrases.Where((_, i) => i % 9 == 0).Select(Evaluation.Labelled).ToArray();
        var evaluation = Evaluation.Of(Sentences.Recogniser, messages, [new CurvePoint("zh", 0.5, 100, 0.6, 0.8), new CurvePoint("zh", 1, 200, 0.7, 0.9)]);
        var top = evaluation.All.Top1;
        Assert.True(top.Low <= top.Value && top.Value <= top.High && top.Of == messages.Count(m => m.Expect == "item"));
        Assert.InRange(evaluation.All.Auroc.Value, 0.8, 1);
        Assert.InRange(evaluation.All.Calibration.Value, 0, 0.5);
        Assert.Contains("top-1", EvaluationPage.Text(evaluation), StringComparison.Ordinal);
        var page = EvaluationPage.Html(evaluation);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Measuring_twice_gives_the_same_figures()
    {
        var messages = Sentences.Phrases.Where((_, i) => i % 31 == 0).Select(Evaluation.Labelled).ToArray();
        Assert.Equal(Evaluation.Of(Sentences.Recogniser, messages).All, Evaluation.Of(Sentences.Recogniser, messages).All);
    }

    [Fact]
    public void Each_writer_is_read_by_a_model_of_the_others()
    {
        Phrase Of(string code, string writer, string words) => new(code, "zh", writer, words);
        Phrase[] phrases =
        [
            Of("A-1", "a", "老板不发工资"), Of("A-1", "b", "包工头跑了，工资没结"), Of("none.other", "a", "路灯坏了"), Of("none.other", "b", "门口路灯不亮"),
        ];
        var matters = new[] { Sentences.MadeUp("A-1", "拖欠工资", "unpaid wages", "تأخير الأجور") };
        var read = Evaluation.BetweenWriters(matters, phrases, ["zh"]);
        Assert.Equal(["zh a", "zh b"], read.Writers.Select(w => w.Name));
        Assert.Equal(2, read.All.Top1.Of);
        Assert.Equal(1, read.All.Top1.Value);
        var unseen = Evaluation.BetweenWriters(matters, phrases, ["zh"], [Of("A-1", "c", "欠我们工资")]);
        Assert.Equal("zh c", Assert.Single(unseen.Writers).Name);
    }

    [Fact]
    public void Words_exchanged_in_one_sentence_are_reported()
    {
        Phrase Of(string code, string words) => new(code, "zh", "a", words);
        var findings = PhraseChecks.In(
            [Of("A-1", "江边那个烧烤摊天天晚上烟雾很大"), Of("A-1", "江边那个烧烤摊天天晚上烟雾好大"), Of("A-2", "江边那个烧烤摊天天晚上烟雾太大"), Of("X-9", "no chinese here at all")],
            new HashSet<string> { "A-1", "A-2" },
            fewest: 2);
        Assert.Contains(findings, f => f.Kind == "near_duplicate");
        Assert.Contains(findings, f => f.Kind == "two_codes");
        Assert.Contains(findings, f => f.Kind == "unknown_code");
        Assert.Contains(findings, f => f.Kind == "wrong_script");
        Assert.Contains(findings, f => f.Kind == "few_sentences" && f.Detail.StartsWith("A-2", StringComparison.Ordinal));
    }

    [Fact]
    public void Openings_many_sentences_share_are_reported()
    {
        var findings = PhraseChecks.Templates([.. Enumerable.Range(0, 8).Select(i => new Phrase("A-1", "en", "a", $"I want to report that number {i} is bad"))]);
        Assert.Single(findings, f => f.Kind == "template");
    }
}
