using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Wardmote.Store;

/// <summary>
/// What a camera wrote into a picture about time, place and the way up (EXIF). Three directories of at most 200 entries are looked at, nothing is followed in circles and nothing
/// is unpacked, so that no file can make it work long.
/// </summary>
/// <param name="Taken">When, as the camera says; China's time where it names no zone.</param>
/// <param name="Latitude">WGS-84 degrees; null when it does not say.</param>
/// <param name="Longitude">WGS-84 degrees; null when it does not say.</param>
/// <param name="WayUp">1 to 8; 1 = as stored.</param>
public sealed record CameraData(DateTimeOffset? Taken, double? Latitude, double? Longitude, int WayUp)
{
    private const int Most = 1 << 19;

    private const int MostEntries = 200;

    private static readonly CameraData Nothing = new(null, null, null, 1);

    /// <summary>Reads it from the first and last half megabyte of a picture: JPEG, PNG and HEIC carry it in front, WebP at the end.</summary>
    public static CameraData Read(Stream file, FileKind kind)
    {
        var front = new byte[(int)Math.Min(file.Length, Most)];
        file.Position = 0;
        var read = file.ReadAtLeast(front, front.Length, false);
        if (Find(front.AsSpan(0, read), kind) is { } found)
        {
            return found;
        }

        if (file.Length <= Most)
        {
            return Nothing;
        }

        file.Position = Math.Max(Most, file.Length - Most);
        read = file.ReadAtLeast(front, front.Length, false);
        return Find(front.AsSpan(0, read), kind) ?? Nothing;
    }

    private static CameraData? Find(ReadOnlySpan<byte> bytes, FileKind kind)
    {
        var sign = kind switch { FileKind.Png => "eXIf"u8, FileKind.WebP => "EXIF"u8, _ => "Exif\0\0"u8 };
        for (var tries = 0; tries < 16; tries++)
        {
            var at = bytes.IndexOf(sign);
            if (at < 0)
            {
                return null;
            }

            bytes = bytes[(at + sign.Length)..];
            var tiff = kind == FileKind.WebP && bytes.Length > 4 ? bytes[4..] : bytes;
            tiff = tiff.StartsWith("Exif\0\0"u8) ? tiff[6..] : tiff;
            if (tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8))
            {
                return Of(tiff);
            }
        }

        return null;
    }

    private static CameraData Of(ReadOnlySpan<byte> tiff)
    {
        var big = tiff[0] == 'M';
        var first = Four(tiff, 4, big);
        var exif = Value(tiff, first, 0x8769, big);
        var gps = Value(tiff, first, 0x8825, big);
        var up = Two(tiff, Entry(tiff, first, 0x0112, big) + 8, big);
        var (latitude, longitude) = (Degrees(tiff, gps, 1, 90, big), Degrees(tiff, gps, 3, 180, big));

        // 0, 0 is what a camera without a fix writes.
        var placed = latitude is not null && longitude is not null && (latitude != 0 || longitude != 0);
        return new CameraData(Time(tiff, exif, big), placed ? latitude : null, placed ? longitude : null, up is >= 1 and <= 8 ? (int)up : 1);
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> tiff, long exif, bool big)
    {
        if (!DateTime.TryParseExact(Ascii(tiff, exif, 0x9003, 19, big), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year < 1990)
        {
            return null;
        }

        var zone = Ascii(tiff, exif, 0x9011, 6, big) is [var sign and ('+' or '-'), .. var rest] && TimeSpan.TryParseExact(rest, "hh\\:mm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 14
            ? sign == '-' ? -offset : offset
            : TimeSpan.FromHours(8);
        return new DateTimeOffset(local, zone);
    }

    /// <summary>Degrees, minutes and seconds under <paramref name="tag"/> + 1, signed by the letter under <paramref name="tag"/>.</summary>
    private static double? Degrees(ReadOnlySpan<byte> tiff, long gps, int tag, double most, bool big)
    {
        var at = Value(tiff, gps, tag + 1, big);
        if (at <= 0)
        {
            return null;
        }

        var degrees = 0.0;
        for (var part = 0; part < 3; part++)
        {
            var (over, under) = (Four(tiff, at + (8 * part), big), Four(tiff, at + (8 * part) + 4, big));
            if (over < 0 || under <= 0)
            {
                return null;
            }

            degrees += over / (double)under / Math.Pow(60, part);
        }

        var letter = Entry(tiff, gps, tag, big) is > 0 and var entry && entry + 8 < tiff.Length ? tiff[(int)entry + 8] : 0;
        return degrees <= most ? Math.Round(letter is 'S' or 'W' ? -degrees : degrees, 6) : null;
    }

    private static string Ascii(ReadOnlySpan<byte> tiff, long directory, int tag, int length, bool big)
    {
        var at = Value(tiff, directory, tag, big);
        return at > 0 && at + length <= tiff.Length ? Encoding.ASCII.GetString(tiff.Slice((int)at, length)) : "";
    }

    /// <summary>What the entry of a tag holds or points at; -1 when there is none.</summary>
    private static long Value(ReadOnlySpan<byte> tiff, long directory, int tag, bool big) => Entry(tiff, directory, tag, big) is > 0 and var at ? Four(tiff, at + 8, big) : -1;

    private static long Entry(ReadOnlySpan<byte> tiff, long directory, int tag, bool big)
    {
        var count = directory > 0 ? Math.Min(Two(tiff, directory, big), MostEntries) : 0;
        for (var n = 0; n < count; n++)
        {
            if (Two(tiff, directory + 2 + (12 * n), big) == tag)
            {
                return directory + 2 + (12 * n);
            }
        }

        return -100;
    }

    private static long Two(ReadOnlySpan<byte> b, long at, bool big) => at < 0 || at + 2 > b.Length ? -1
        : big ? BinaryPrimitives.ReadUInt16BigEndian(b[(int)at..]) : BinaryPrimitives.ReadUInt16LittleEndian(b[(int)at..]);

    private static long Four(ReadOnlySpan<byte> b, long at, bool big) => at < 0 || at + 4 > b.Length ? -1
        : big ? BinaryPrimitives.ReadUInt32BigEndian(b[(int)at..]) : BinaryPrimitives.ReadUInt32LittleEndian(b[(int)at..]);
}
