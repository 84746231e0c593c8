using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Tests.Cases;
using Xunit;

namespace Wardmote.Tests.Intake;

/// <summary>What a reporter is told.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("no_breach", true)]
    [InlineData("not_ours", true)]
    [InlineData("not_enforcement", true)]
    [InlineData("not_punished", true)]
    [InlineData("solved", false)]
    [InlineData("penalised", false)]
    public void Every_answer_by_which_nothing_was_done_says_that_reconsideration_comes_first(string outcome, bool said)
    {
        var lodged = Body.Fact(new ReportLodged("r1", "zh", "有人摆摊", Ground.Town, null, null, null, "", [], "hash", "web", null, Hints.CannotTell), [Report.TagOf("r1")]);
        var answered = Body.Fact(new ReportAnswered("r1", outcome, Text.Same("答复"), null), [Report.TagOf("r1")]);
        var report = Report.Of([Ground.Entry(lodged, 1, By.Citizen, Ground.Start), Ground.Entry(answered, 2, By.System, Ground.Start)])!;
        Assert.Equal(said, report.Remedy is not null);
        Assert.True(report.Remedy is null || report.Remedy.Zh.Contains("行政复议", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_an_answer_there_is_nothing_to_seek_a_remedy_against()
    {
        var lodged = Body.Fact(new ReportLodged("r1", "zh", "有人摆摊", Ground.Town, null, null, null, "", [], "hash", "web", null, Hints.CannotTell), [Report.TagOf("r1")]);
        Assert.Null(Report.Of([Ground.Entry(lodged, 1, By.Citizen, Ground.Start)])!.Remedy);
    }
}
