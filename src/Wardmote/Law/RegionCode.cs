namespace Wardmote.Law;

/// <summary>地区代码: which places a region code reaches. <c>000000</c> is the country, <c>xx0000</c> a city or province with all its counties, any other code one county.</summary>
public static class RegionCode
{
    /// <summary>The whole country; also the place of what has no county.</summary>
    public const string Nation = "000000";

    /// <summary>3 for the place's own code, 2 for its city's or province's, 1 for the country's, 0 where the region does not reach it.</summary>
    /// <param name="region">Region that a line, a standard or a pack is made for.</param>
    /// <param name="place">Code of a county, of a city, or of the country.</param>
    public static int Nearness(string region, string place) =>
        region == place ? 3
        : region == Nation ? 1
        : region.EndsWith("0000", StringComparison.Ordinal) && place.StartsWith(region[..2], StringComparison.Ordinal) ? 2 : 0;

    /// <summary>True when the region reaches the place.</summary>
    public static bool Reaches(string region, string place) => Nearness(region, place) > 0;
}
