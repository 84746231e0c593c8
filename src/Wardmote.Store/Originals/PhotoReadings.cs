using System.Text.Json;
using Wardmote.Evidence;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>照片识读存放处: what a model read in a photo, in a file named by the photo's hash. The folder may be deleted at any time; photos are then read again.</summary>
/// <param name="folder">Where they lie.</param>
public sealed class PhotoReadings(string folder)
{
    // A reading of forty boxes is some kilobytes; what is larger was not written here.
    private const long Largest = 1 << 18;

    /// <summary>What was read; null when the photo was not read yet, or the file is damaged.</summary>
    public PhotoReading? Find(string hash)
    {
        var path = PathOf(hash);
        try
        {
            return path is not null && new FileInfo(path) is { Exists: true, Length: <= Largest } && JsonSerializer.Deserialize<PhotoReading>(File.ReadAllBytes(path), Body.Json) is { Model: not null, Words: not null } kept ? kept : null;
        }
        catch (Exception damaged) when (damaged is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was read; the file is there whole or not at all.</summary>
    public void Keep(string hash, PhotoReading reading)
    {
        var path = PathOf(hash) ?? throw new ArgumentException("Not a hex SHA-256.", nameof(hash));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var incoming = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(incoming, JsonSerializer.SerializeToUtf8Bytes(reading, Body.Json));
        File.Move(incoming, path, true);
    }

    private string? PathOf(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? Path.Combine(folder, hash[..2], hash + ".json") : null;
}
