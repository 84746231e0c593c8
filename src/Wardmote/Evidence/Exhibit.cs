using Wardmote.Journal;

namespace Wardmote.Evidence;

/// <summary>证据: an original kept by its hash, beside the journal. The hash in the entry proves the file.</summary>
/// <param name="Hash">Hex SHA-256 of the original bytes.</param>
/// <param name="Mime">What the bytes are, by their first bytes, not by a name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Taken">When the device says it was taken; null when it does not say. Unchecked.</param>
/// <param name="Latitude">Where the device says it was taken; null when it does not say.</param>
/// <param name="Longitude">Where the device says it was taken.</param>
public sealed record Exhibit(string Hash, string Mime, long Length, DateTimeOffset? Taken = null, double? Latitude = null, double? Longitude = null) : IOriginal;
