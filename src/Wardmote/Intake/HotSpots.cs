using Wardmote.Journal;
using Wardmote.Teams;

namespace Wardmote.Intake;

/// <summary>举报集中点: reports about one matter that crowd on one place. It counts reports, also those joined to another, and tells nothing about who wrote them or whether they are true.</summary>
/// <param name="Item">Item code, as triaged, or as hinted where nobody has triaged yet.</param>
/// <param name="Locality">Where most of them lie.</param>
/// <param name="Middle">Middle of their points; null where they are together only by locality.</param>
/// <param name="Reports">The reports, newest first.</param>
/// <param name="First">The oldest.</param>
/// <param name="Last">The newest.</param>
public sealed record HotSpot(string Item, string Locality, Point? Middle, IReadOnlyList<string> Reports, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Finds hot spots. The three measures are settings of the house (certainty: model): no law states when reports count as crowded. 举报集中点的识别（阈值为本系统设定）
/// </summary>
public static class HotSpots
{
    /// <summary>How many days back.</summary>
    public const int Days = 30;

    /// <summary>How near each other, where points were given.</summary>
    public const int Metres = 150;

    /// <summary>How many reports at least.</summary>
    public const int Least = 5;

    /// <summary>Oldest moment looked at.</summary>
    public static DateTimeOffset Since(DateTimeOffset now) => now.AddDays(-Days);

    /// <summary>Hot spots of report cards, largest first: by point, or by locality for reports without one. Each report is in one hot spot at most.</summary>
    public static IReadOnlyList<HotSpot> Find(IEnumerable<Card> cards, DateTimeOffset now)
    {
        var lately = cards.Where(c => c.Kind == "report" && c.Item.Length > 0 && c.Created > Since(now) && c.Created <= now).OrderBy(c => c.Created).ThenBy(c => c.Id, StringComparer.Ordinal);
        var found = new List<HotSpot>();
        foreach (var item in lately.GroupBy(c => (c.Book, c.Item)))
        {
            var spots = LocalityMap.Crowds([.. item.Where(c => PointOf(c) is not null)], c => PointOf(c)!.Value, Metres, Least).Select(s => Of(s, true));
            var places = item.Where(c => PointOf(c) is null && c.Locality.Length > 0).GroupBy(c => c.Locality).Where(g => g.Count() >= Least).Select(g => Of([.. g], false));
            found.AddRange(spots.Concat(places));
        }

        return [.. found.OrderByDescending(s => s.Reports.Count).ThenByDescending(s => s.Last).ThenBy(s => s.Item, StringComparer.Ordinal)];
    }

    private static HotSpot Of(IReadOnlyList<Card> crowd, bool pointed) => new(
        crowd[0].Item,
        crowd.GroupBy(c => c.Locality).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key,
        pointed ? new Point(crowd.Average(c => c.Latitude!.Value), crowd.Average(c => c.Longitude!.Value)) : null,
        [.. crowd.OrderByDescending(c => c.Created).Select(c => c.Id)],
        crowd.Min(c => c.Created),
        crowd.Max(c => c.Created));

    private static Point? PointOf(Card card) => card is { Latitude: { } latitude, Longitude: { } longitude } ? new Point(latitude, longitude) : null;
}
