using Wardmote.Evidence;
using Wardmote.Teams;

namespace Wardmote.Intake;

/// <summary>相机自述: what a photo's own data say about time and place, held against what was told. A hint for a person: such data are easily altered and prove nothing.</summary>
/// <param name="Taken">When, as the camera says; null when it does not say.</param>
/// <param name="Place">Where, as the camera says; null when it does not say.</param>
/// <param name="Metres">From there to the place that was told; null when one of them is missing.</param>
/// <param name="Far">True when the two places differ much.</param>
/// <param name="OtherTime">True when the two times differ much.</param>
public sealed record CameraSays(DateTimeOffset? Taken, Point? Place, double? Metres, bool Far, bool OtherTime)
{
    /// <summary>Metres from which places differ much; a setting of the house, no rule of law.</summary>
    public const double Apart = 300;

    /// <summary>Days from which times differ much; a setting of the house, no rule of law.</summary>
    public const int Days = 2;

    // A camera's clock may be a little ahead.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    /// <summary>What the camera says of a photo; null when it says nothing.</summary>
    /// <param name="photo">Photo.</param>
    /// <param name="told">Place that was told.</param>
    /// <param name="at">When it was told or recorded.</param>
    public static CameraSays? Of(Exhibit photo, Point? told, DateTimeOffset at)
    {
        Point? place = photo is { Latitude: { } latitude, Longitude: { } longitude } ? new Point(latitude, longitude) : null;
        if (photo.Taken is null && place is null)
        {
            return null;
        }

        double? metres = place is { } here && told is { } there ? LocalityMap.Metres(here, there) : null;
        var otherTime = photo.Taken is { } taken && (taken > at + Ahead || at - taken > TimeSpan.FromDays(Days));
        return new CameraSays(photo.Taken, place, metres, metres > Apart, otherTime);
    }
}
