using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>疑似重复: offered, never merged.</summary>
public sealed class FindingDuplicates
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 8, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("滨江路18号楼下烧烤摊每晚油烟很大", "滨江路18号烧烤摊，油烟太大，每天晚上都熏人")]
    [InlineData("construction noise at night on River Road, pile driving until 2 am", "pile driving on river road at night, construction noise until 2am again")]
    [InlineData("بائع يسد الرصيف في شارع النهر كل ليلة", "في شارع النهر بائع يسد الرصيف ليلا")]
    public void One_thing_told_twice_is_offered(string a, string b) => Assert.True(Duplicates.Between(new Told(a), new Told(b)).Duplicate);

    [Theory]
    [InlineData("滨江路18号楼下烧烤摊每晚油烟很大", "建设路工地夜里打桩吵人")]
    [InlineData("construction noise at night on River Road", "dogs barking in Sunshine Garden every morning")]
    [InlineData("", "")]
    public void Two_things_are_not(string a, string b) => Assert.False(Duplicates.Between(new Told(a), new Told(b)).Duplicate);

    [Fact]
    public void Place_and_time_come_before_words()
    {
        const string Words = "滨江路烧烤摊油烟很大";
        var here = new Told(Words, 29.56, 106.55, Day);
        Assert.True(Duplicates.Between(here, new Told(Words, 29.5601, 106.5501, Day.AddDays(1))).Duplicate);
        Assert.Equal("place", Duplicates.Between(here, new Told(Words, 29.60, 106.55, Day)).Gate);
        Assert.Equal("time", Duplicates.Between(here, new Told(Words, 29.56, 106.55, Day.AddDays(60))).Gate);
    }

    [Fact]
    public void The_same_photo_speaks_for_it()
    {
        var (a, b) = (new Told("这里很臭", Photos: [0xFF00FF00FF00FF00]), new Told("有人乱倒", Photos: [0xFF00FF00FF00FF01]));
        Assert.True(Duplicates.Between(a, b).Duplicate);
        Assert.False(Duplicates.Between(a with { Photos = null }, b).Duplicate);
    }
}
