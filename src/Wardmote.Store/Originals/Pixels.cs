using System.Buffers.Binary;
using System.IO.Compression;
using StbImageSharp;

namespace Wardmote.Store;

/// <summary>A picture as pixels, row after row.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">Bytes a pixel: 1 grey, 3 red, green and blue.</param>
/// <param name="Data">Bytes.</param>
public sealed record Pixels(int Width, int Height, int Channels, byte[] Data)
{
    /// <summary>Pixels up to which a picture is decoded: a phone's ordinary photo.</summary>
    public const int Most = 30_000_000;

    // Bytes a PNG may unpack to; sixteen-bit pictures reach it with fewer pixels.
    private const long MostUnpacked = 120L << 20;

    // A progressive photo has about ten scans; each further one is walked over the whole picture.
    private const int MostScans = 40;

    /// <summary>Decodes a JPEG or PNG; null for what is too large, packed as a bomb, broken, or of another kind. Size, unpacked length and scans are bounded before anything is decoded.</summary>
    public static Pixels? Decode(byte[] file, bool colour)
    {
        using var stream = new MemoryStream(file);
        if (FileHead.Read(stream) is not { Kind: FileKind.Jpeg or FileKind.Png } head || head.Width * head.Height > Most || !(head.Kind == FileKind.Png ? Unpacks(file, head) : Scans(file) <= MostScans))
        {
            return null;
        }

        try
        {
            // The decoder's own reading of the size must be the one that was let through.
            stream.Position = 0;
            if (ImageInfo.FromStream(stream) is not { } info || info.Width != head.Width || info.Height != head.Height)
            {
                return null;
            }

            var image = ImageResult.FromMemory(file, colour ? ColorComponents.RedGreenBlue : ColorComponents.Grey);
            return new Pixels(image.Width, image.Height, colour ? 3 : 1, image.Data);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException or IOException)
        {
            return null;
        }
    }

    /// <summary>The picture made smaller, by the mean of what each new pixel covers, and turned as EXIF says (1 to 8), so that words on it stand upright. Never made larger.</summary>
    public Pixels Upright(int longest, int wayUp)
    {
        var scale = Math.Min(1.0, longest / (double)Math.Max(Width, Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));
        var turned = wayUp >= 5;
        var data = new byte[width * height * Channels];
        Span<long> sum = stackalloc long[3];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = ((int)((long)y * Height / height), (int)Math.Max(((long)(y + 1) * Height) / height, ((long)y * Height / height) + 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = ((int)((long)x * Width / width), (int)Math.Max(((long)(x + 1) * Width) / width, ((long)x * Width / width) + 1));
                sum.Clear();
                for (var row = top; row < bottom; row++)
                {
                    var at = ((row * Width) + left) * Channels;
                    for (var column = left; column < right; column++)
                    {
                        for (var channel = 0; channel < Channels; channel++)
                        {
                            sum[channel] += Data[at++];
                        }
                    }
                }

                var (u, v) = wayUp switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (height - 1 - y, x),
                    7 => (height - 1 - y, width - 1 - x),
                    8 => (y, width - 1 - x),
                    _ => (x, y),
                };
                var to = ((v * (turned ? height : width)) + u) * Channels;
                var count = (bottom - top) * (right - left);
                for (var channel = 0; channel < Channels; channel++)
                {
                    data[to + channel] = (byte)(sum[channel] / count);
                }
            }
        }

        return turned ? new Pixels(height, width, Channels, data) : new Pixels(width, height, Channels, data);
    }

    private static int Scans(ReadOnlySpan<byte> file) => file.Count((ReadOnlySpan<byte>)[0xFF, 0xDA]);

    /// <summary>True when the packed pixels unpack to what the header says and no more.</summary>
    private static bool Unpacks(ReadOnlySpan<byte> file, FileHead head)
    {
        // After signature and length: IHDR, width, height, depth, colour.
        var (depth, channels) = (file[24], file[25] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 });
        var row = ((head.Width * channels * depth) + 7) / 8;
        var allowed = (row * head.Height) + (8 * head.Height) + 1024;
        if (channels == 0 || allowed > MostUnpacked)
        {
            return false;
        }

        using var packed = new MemoryStream();
        for (var at = 8L; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (at + 12 + length > file.Length)
            {
                return false;
            }

            if (file.Slice((int)at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(file.Slice((int)at + 8, (int)length));
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var unpacking = new ZLibStream(packed, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        try
        {
            for (var total = 0L; ;)
            {
                var read = unpacking.Read(buffer);
                total += read;
                if (read == 0 || total > allowed)
                {
                    return total <= allowed;
                }
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
