using Wardmote.Intake;
using Wardmote.Journal;
using Xunit;

namespace Wardmote.Tests.Supervision;

/// <summary>Reports that crowd: by point, by town where no point was given, within the window, of one item.</summary>
public sealed class HotSpotTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Five_reports_of_one_item_within_the_distance_are_one_hot_spot()
    {
        // A ten-thousandth of a degree of latitude is eleven metres.
        var spot = Assert.Single(HotSpots.Find([.. Enumerable.Range(0, 5).Select(i => Report($"r{i}", 29.0000 + (i * 0.0002), 106.65, i))], Now));
        Assert.Equal(("CG-005", "500110001", 5), (spot.Item, spot.Locality, spot.Reports.Count));
        Assert.Equal(29.0004, spot.Middle!.Value.Latitude, 6);
        Assert.Equal(["r0", "r1", "r2", "r3", "r4"], spot.Reports);
        Assert.Equal((Now.AddDays(-4), Now), (spot.First, spot.Last));
    }

    [Fact]
    public void Four_are_too_few_and_so_are_five_that_lie_apart_or_are_of_two_items_or_too_old()
    {
        var four = Enumerable.Range(0, 4).Select(i => Report($"r{i}", 29, 106.65, i)).ToList();
        Assert.Empty(HotSpots.Find(four, Now));
        Assert.Empty(HotSpots.Find([.. four, Report("far", 29.0015, 106.65, 1)], Now));
        Assert.Empty(HotSpots.Find([.. four, Report("other", 29, 106.65, 1, item: "CG-002")], Now));
        Assert.Empty(HotSpots.Find([.. four, Report("old", 29, 106.65, HotSpots.Days)], Now));
        Assert.Empty(HotSpots.Find([.. four, Report("later", 29, 106.65, -1)], Now));
        Assert.Empty(HotSpots.Find([.. four, Report("open", 29, 106.65, 1, item: "")], Now));
        Assert.Empty(HotSpots.Find([.. four, Report("case", 29, 106.65, 1) with { Kind = "case" }], Now));
        Assert.Single(HotSpots.Find([.. four, Report("near", 29.0013, 106.65, 1)], Now));
    }

    [Fact]
    public void Without_points_the_town_is_the_place_and_the_two_kinds_are_not_mixed()
    {
        var pointless = Enumerable.Range(0, 5).Select(i => Report($"p{i}", null, null, i)).ToList();
        Assert.Null(Assert.Single(HotSpots.Find(pointless, Now)).Middle);
        Assert.Empty(HotSpots.Find([.. pointless.Take(4), Report("point", 29, 106.65, 1)], Now));
        Assert.Empty(HotSpots.Find([.. pointless.Take(4), pointless[4] with { Locality = "500110002" }], Now));
        Assert.Empty(HotSpots.Find([.. pointless.Take(4), pointless[4] with { Book = "500103" }], Now));
    }

    [Fact]
    public void A_report_is_in_one_hot_spot_and_the_densest_comes_first()
    {
        // Two crowds 130 metres apart share nothing, although some of one are near some of the other.
        var cards = Enumerable.Range(0, 6).Select(i => Report($"a{i}", 29, 106.65, i)).Concat(Enumerable.Range(0, 9).Select(i => Report($"b{i}", 29.0030, 106.65, i))).Append(Report("between", 29.0015, 106.65, 1)).ToList();
        var spots = HotSpots.Find(cards, Now);
        Assert.Equal([9, 6], spots.Select(s => s.Reports.Count(r => r != "between")));
        Assert.Equal(spots.Sum(s => s.Reports.Count), spots.SelectMany(s => s.Reports).Distinct().Count());
        Assert.Equal(spots.SelectMany(s => s.Reports), HotSpots.Find([.. Enumerable.Reverse(cards)], Now).SelectMany(s => s.Reports));
    }

    private static Card Report(string id, double? latitude, double? longitude, int daysAgo, string item = "CG-005") => new()
    {
        Book = "500110", Kind = "report", Id = id, Locality = "500110001", State = "lodged", Item = item, Created = Now.AddDays(-daysAgo), Updated = Now.AddDays(-daysAgo), Latitude = latitude, Longitude = longitude,
    };
}
