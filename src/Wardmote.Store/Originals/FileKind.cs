using System.Buffers.Binary;

namespace Wardmote.Store;

/// <summary>What an original may be. Told by its bytes, never by its name.</summary>
public enum FileKind
{
    /// <summary>JPEG photo.</summary>
    Jpeg,

    /// <summary>PNG picture.</summary>
    Png,

    /// <summary>WebP picture.</summary>
    WebP,

    /// <summary>HEIC or HEIF photo, as iPhones make.</summary>
    Heic,

    /// <summary>PDF.</summary>
    Pdf,
}

/// <summary>Kind and, for pictures, the size the header claims.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Width">Pixels; 0 for a PDF.</param>
/// <param name="Height">Pixels; 0 for a PDF.</param>
public sealed record FileHead(FileKind Kind, long Width, long Height)
{
    private const int Most = 1 << 20;

    /// <summary>Media type to serve it under.</summary>
    public string MediaType => Kind switch
    {
        FileKind.Jpeg => "image/jpeg",
        FileKind.Png => "image/png",
        FileKind.WebP => "image/webp",
        FileKind.Heic => "image/heic",
        _ => "application/pdf",
    };

    /// <summary>Reads the head of a file from its start; nothing is decoded. Null when it is none of the kinds or its header is broken.</summary>
    public static FileHead? Read(Stream file)
    {
        file.Position = 0;
        Span<byte> start = stackalloc byte[32];
        start = start[..file.ReadAtLeast(start, start.Length, false)];
        return start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(file),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. var size] when size.Length >= 8 =>
                Sized(FileKind.Png, BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..])),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', .. var chunk] when chunk.Length >= 18 => WebP(chunk),
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] when brand.Length >= 4 && IsHeic(brand[..4]) => Heic(file),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => new FileHead(FileKind.Pdf, 0, 0),
            _ => null,
        };
    }

    private static FileHead? Sized(FileKind kind, long width, long height) => width > 0 && height > 0 ? new FileHead(kind, width, height) : null;

    /// <summary>Steps from segment to segment to the frame header (SOF).</summary>
    private static FileHead? Jpeg(Stream file)
    {
        file.Position = 2;
        Span<byte> head = stackalloc byte[9];
        while (file.ReadAtLeast(head[..2], 2, false) == 2 && head[0] == 0xFF)
        {
            var marker = head[1];
            if (marker == 0xFF)
            {
                file.Position--;
                continue;
            }

            if (marker is 0xD9 or 0xDA || file.ReadAtLeast(head[..2], 2, false) < 2)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head);
            if (length < 2)
            {
                return null;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return file.ReadAtLeast(head[..5], 5, false) < 5
                    ? null
                    : Sized(FileKind.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(head[3..]), BinaryPrimitives.ReadUInt16BigEndian(head[1..]));
            }

            file.Position += length - 2;
        }

        return null;
    }

    private static FileHead? WebP(ReadOnlySpan<byte> chunk)
    {
        var data = chunk[8..];
        if (chunk.StartsWith("VP8X"u8))
        {
            return Sized(FileKind.WebP, 1 + Three(data[4..]), 1 + Three(data[7..]));
        }

        if (chunk.StartsWith("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return Sized(FileKind.WebP, 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8) && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? Sized(FileKind.WebP, BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : null;

        static long Three(ReadOnlySpan<byte> b) => b[0] | (b[1] << 8) | (b[2] << 16);
    }

    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)
        || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("mif1"u8);

    /// <summary>The largest size any picture in the file claims (<c>ispe</c> boxes lie near the start).</summary>
    private static FileHead? Heic(Stream file)
    {
        file.Position = 0;
        var bytes = new byte[(int)Math.Min(file.Length, Most)];
        file.ReadExactly(bytes);
        var rest = bytes.AsSpan();
        FileHead? largest = null;
        for (var at = rest.IndexOf("ispe"u8); at >= 0; at = rest.IndexOf("ispe"u8))
        {
            rest = rest[(at + 4)..];
            if (rest.Length >= 12 && Sized(FileKind.Heic, BinaryPrimitives.ReadUInt32BigEndian(rest[4..]), BinaryPrimitives.ReadUInt32BigEndian(rest[8..])) is { } size
                && (largest is null || size.Width * (double)size.Height > largest.Width * (double)largest.Height))
            {
                largest = size;
            }
        }

        return largest;
    }
}
