using System.Globalization;
using Wardmote.Journal;

namespace Wardmote.Evidence;

/// <summary>证据: an original kept by its hash, beside the journal. The hash in the entry proves the file.</summary>
/// <param name="Hash">Hex SHA-256 of the original bytes.</param>
/// <param name="Mime">What the bytes are, by their first bytes, not by a name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Taken">When the device says it was taken; null when it does not say. Unchecked.</param>
/// <param name="Latitude">Where the device says it was taken; null when it does not say.</param>
/// <param name="Longitude">Where the device says it was taken.</param>
/// <param name="Fingerprint">How the picture looks, as 16 hex digits: pictures of one scene differ in few bits. Null where it was not looked at.</param>
public sealed record Exhibit(string Hash, string Mime, long Length, DateTimeOffset? Taken = null, double? Latitude = null, double? Longitude = null, string? Fingerprint = null) : IOriginal
{
    /// <summary>The fingerprint as bits; null when there is none or it is not one.</summary>
    public ulong? Look() => Fingerprint is { Length: 16 } hex && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null;
}
