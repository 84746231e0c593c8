using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;
using Xunit;

namespace Wardmote.Tests.Powers;

public sealed class ReachTests
{
    private static readonly Locality Town = new("500110100", Text.Same("镇"), LocalityKind.Town, "500110");
    private static readonly Locality Street = new("500110001", Text.Same("街道"), LocalityKind.Subdistrict, "500110");
    private static readonly Locality Abroad = new("510104001", Text.Same("外省"), LocalityKind.Town, "510104");

    [Fact]
    public void A_city_code_reaches_every_county_of_the_city_and_no_other_city()
    {
        var reach = new Reach(["500000"], [], []);
        Assert.True(reach.Covers(Town) && reach.Covers(Street));
        Assert.False(reach.Covers(Abroad));
    }

    [Fact]
    public void A_county_code_reaches_only_that_county()
    {
        Assert.True(new Reach(["500110"], [], []).Covers(Town));
        Assert.False(new Reach(["500111"], [], []).Covers(Town));
    }

    [Fact]
    public void Named_localities_narrow_and_exceptions_take_away()
    {
        Assert.True(new Reach([], ["500110001"], []).Covers(Street));
        Assert.False(new Reach([], ["500110001"], []).Covers(Town));
        Assert.False(new Reach(["500110"], [], ["500110100"]).Covers(Town));
    }

    [Fact]
    public void Towns_only_leaves_subdistricts_out()
    {
        var reach = new Reach(["500000"], [], [], TownsOnly: true);
        Assert.True(reach.Covers(Town));
        Assert.False(reach.Covers(Street));
    }
}
