using Wardmote.Cases;
using Wardmote.Journal;
using Xunit;

namespace Wardmote.Tests.Cases;

/// <summary>What an owner writes about a case through their own page is offered to whoever takes statements down.</summary>
public sealed class OwnersSideTests
{
    [Fact]
    public void What_the_owner_wrote_after_the_notice_waits_until_it_is_taken_down()
    {
        var early = Wrote(new Matter().Filed().Asked(), "早先的说明");
        Assert.Equal("早先的说明", Assert.Single(early.File.Sides).Said.Words);
        Assert.Null(early.File.Unheard);

        var noticed = Wrote(early.Reported(5_000).Noticed(), "我要求听证");
        Assert.Equal(2, noticed.File.Sides.Count);
        Assert.Equal("我要求听证", noticed.File.Unheard!.Value.Said.Words);
        Assert.Null(noticed.Do(Matter.Wang, new StateDefence("我要求听证", "written", noticed.At, []).Write).File.Unheard);
    }

    [Fact]
    public void Nothing_is_decided_over_words_that_nobody_has_taken_down()
    {
        var m = Wrote(new Matter().Filed().Asked().Reported().Noticed(), "不是我摆的").Days(10);
        Assert.Equal(["notice"], Matter.Stops(m.TryDecide()));
        m.Do(Matter.Wang, new StateDefence("不是我摆的", "written", m.At, []).Write).Do(Matter.Wang, new ReviewDefence("not_adopted", "有照片").On).Decided();

        // A request for a hearing is taken down as such.
        var asked = Wrote(new Matter().Filed().Asked().Reported(5_000).Noticed(), "我要求听证");
        Assert.Null(asked.Do(Matter.Wang, new RequestHearing(asked.At, "written", "要求听证").Write).File.Unheard);
    }

    private static Matter Wrote(Matter matter, string words)
    {
        matter.Entries.Add(Ground.Entry(Body.Fact(new SideGiven("p1", null, "c1", words, []), [CaseFile.TagOf("c1")]), matter.Entries.Count + 1, new By("party", "party", ""), matter.At));
        return matter;
    }
}
