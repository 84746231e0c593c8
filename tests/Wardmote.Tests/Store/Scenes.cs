using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Wardmote.Store;

namespace Wardmote.Tests.Store;

/// <summary>Real pictures for tests: drawn scenes, and the smallest encoders that make a JPEG and a PNG of them.</summary>
internal static class Scenes
{
    private static readonly int[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>A street: slopes of light and twenty things standing about, the same at every size.</summary>
    public static Pixels Draw(int seed, int width, int height, double brighter = 0)
    {
        var random = new Random(seed);
        var (a, b, c) = (random.NextDouble() * 6, random.NextDouble() * 6, random.NextDouble() * 6);
        var things = Enumerable.Range(0, 20).Select(_ => (X: random.NextDouble(), Y: random.NextDouble(), W: 0.05 + (random.NextDouble() * 0.25), H: 0.05 + (random.NextDouble() * 0.25), Light: random.Next(200))).ToList();
        var data = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((x + 0.5) / width, (y + 0.5) / height);
                var light = 110 + (50 * Math.Sin(a + (5 * u))) + (40 * Math.Cos(b + (4 * v) + (c * u)));
                foreach (var thing in things)
                {
                    light = u >= thing.X && u < thing.X + thing.W && v >= thing.Y && v < thing.Y + thing.H ? thing.Light : light;
                }

                data[(y * width) + x] = (byte)Math.Clamp(light + brighter, 0, 255);
            }
        }

        return new Pixels(width, height, 1, data);
    }

    /// <summary>The picture turned clockwise by a quarter, as an app does that applies the way up.</summary>
    public static Pixels Turned(Pixels from)
    {
        var data = new byte[from.Data.Length];
        for (var y = 0; y < from.Height; y++)
        {
            for (var x = 0; x < from.Width; x++)
            {
                data[(x * from.Height) + from.Height - 1 - y] = from.Data[(y * from.Width) + x];
            }
        }

        return new Pixels(from.Height, from.Width, 1, data);
    }

    /// <summary>A grey PNG.</summary>
    public static byte[] Png(Pixels grey, byte[]? exif = null) => Png((uint)grey.Width, (uint)grey.Height, 8, 0, packed =>
    {
        for (var y = 0; y < grey.Height; y++)
        {
            packed.WriteByte(0);
            packed.Write(grey.Data, y * grey.Width, grey.Width);
        }
    }, exif);

    /// <summary>A PNG of any claim and content.</summary>
    public static byte[] Png(uint width, uint height, byte depth, byte colour, Action<Stream> write, byte[]? exif = null)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (depth, colour);
        Chunk("IHDR", head);
        if (exif is not null)
        {
            Chunk("eXIf", exif[6..]);
        }

        var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, true))
        {
            write(packed);
        }

        Chunk("IDAT", pixels.ToArray());
        Chunk("IEND", []);
        return file.ToArray();

        // The check sum is left empty: readers of photos do not look at it.
        void Chunk(string kind, byte[] data)
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)data.Length);
            file.Write(four);
            file.Write(Encoding.ASCII.GetBytes(kind));
            file.Write(data);
            file.Write([0, 0, 0, 0]);
        }
    }

    /// <summary>A grey baseline JPEG, coarser with <paramref name="coarse"/>; its codes all have one length, which the format allows.</summary>
    public static byte[] Jpeg(Pixels grey, int coarse, byte[]? exif = null)
    {
        var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        if (exif is not null)
        {
            Segment(0xE1, exif);
        }

        Segment(0xDB, [0, .. Enumerable.Repeat((byte)coarse, 64)]);
        Segment(0xC0, [8, (byte)(grey.Height >> 8), (byte)grey.Height, (byte)(grey.Width >> 8), (byte)grey.Width, 1, 1, 0x11, 0]);
        Segment(0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(n => (byte)n)]);
        byte[] pairs = [0, 0xF0, .. Enumerable.Range(0, 16).SelectMany(run => Enumerable.Range(1, 10).Select(size => (byte)((run << 4) | size)))];
        Segment(0xC4, [0x10, 0, 0, 0, 0, 0, 0, 0, (byte)pairs.Length, 0, 0, 0, 0, 0, 0, 0, 0, .. pairs]);
        Segment(0xDA, [1, 1, 0, 0, 63, 0]);

        var (bits, held, last) = (0, 0, 0);
        var cos = Enumerable.Range(0, 64).Select(n => Math.Cos(((2 * (n % 8)) + 1) * (n / 8) * Math.PI / 16) * (n / 8 == 0 ? Math.Sqrt(0.125) : 0.5)).ToArray();
        for (var top = 0; top < grey.Height; top += 8)
        {
            for (var left = 0; left < grey.Width; left += 8)
            {
                var block = Block(left, top);
                Code(block[0] - last, 0, 4, size => size);
                last = block[0];
                var run = 0;
                for (var n = 1; n < 64; n++)
                {
                    if (block[n] == 0)
                    {
                        run++;
                        continue;
                    }

                    for (; run > 15; run -= 16)
                    {
                        Put(1, 8);
                    }

                    Code(block[n], run, 8, size => Array.IndexOf(pairs, (byte)((run << 4) | size)));
                    run = 0;
                }

                if (run > 0)
                {
                    Put(0, 8);
                }
            }
        }

        Put(0x7F, 7);
        file.Write([0xFF, 0xD9]);
        return file.ToArray();

        void Segment(byte marker, byte[] data)
        {
            file.Write([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2)]);
            file.Write(data);
        }

        int[] Block(int left, int top)
        {
            var half = new double[64];
            var whole = new double[64];
            for (var n = 0; n < 64; n++)
            {
                for (var x = 0; x < 8; x++)
                {
                    half[n] += (grey.Data[(Math.Min(top + (n / 8), grey.Height - 1) * grey.Width) + Math.Min(left + x, grey.Width - 1)] - 128) * cos[(n % 8 * 8) + x];
                }
            }

            for (var n = 0; n < 64; n++)
            {
                for (var y = 0; y < 8; y++)
                {
                    whole[n] += half[(y * 8) + (n % 8)] * cos[(n / 8 * 8) + y];
                }
            }

            return [.. ZigZag.Select(z => (int)Math.Round(whole[z] / coarse))];
        }

        void Code(int value, int run, int length, Func<int, int> codeOf)
        {
            var size = 32 - int.LeadingZeroCount(Math.Abs(value));
            Put(codeOf(size), length);
            Put(value < 0 ? value + (1 << size) - 1 : value, size);
        }

        void Put(int value, int count)
        {
            for (var n = count - 1; n >= 0; n--)
            {
                bits = (bits << 1) | ((value >> n) & 1);
                if (++held == 8)
                {
                    file.WriteByte((byte)bits);
                    if ((bits & 0xFF) == 0xFF)
                    {
                        file.WriteByte(0);
                    }

                    (bits, held) = (0, 0);
                }
            }
        }
    }

    /// <summary>EXIF with time, zone, place and way up, in either order of bytes.</summary>
    public static byte[] Exif(string time, string zone, double latitude, double longitude, int wayUp = 1, bool big = false)
    {
        var tiff = new byte[400];
        (big ? "MM\0*"u8 : "II*\0"u8).CopyTo(tiff);
        Four(4, 8);
        Two(8, 3);
        Tag(10, 0x0112, 3, 1, 0);
        Two(18, wayUp);
        Tag(22, 0x8769, 4, 1, 60);
        Tag(34, 0x8825, 4, 1, 100);
        Two(60, 2);
        Tag(62, 0x9003, 2, 20, 200);
        Encoding.ASCII.GetBytes(time).CopyTo(tiff, 200);
        Tag(74, 0x9011, 2, 7, 230);
        Encoding.ASCII.GetBytes(zone).CopyTo(tiff, 230);
        Two(100, 4);
        Tag(102, 1, 2, 2, 0);
        tiff[110] = (byte)(latitude < 0 ? 'S' : 'N');
        Tag(114, 2, 5, 3, 250);
        Tag(126, 3, 2, 2, 0);
        tiff[134] = (byte)(longitude < 0 ? 'W' : 'E');
        Tag(138, 4, 5, 3, 280);
        Angle(250, Math.Abs(latitude));
        Angle(280, Math.Abs(longitude));
        return [.. "Exif\0\0"u8, .. tiff];

        void Tag(int at, int tag, int type, int count, int value)
        {
            Two(at, tag);
            Two(at + 2, type);
            Four(at + 4, count);
            Four(at + 8, value);
        }

        void Angle(int at, double degrees)
        {
            var minutes = (degrees - (int)degrees) * 60;
            foreach (var (n, (over, under)) in new[] { ((int)degrees, 1), ((int)minutes, 1), ((int)Math.Round((minutes - (int)minutes) * 60 * 10_000), 10_000) }.Index())
            {
                Four(at + (8 * n), over);
                Four(at + (8 * n) + 4, under);
            }
        }

        void Two(int at, int value) => _ = big ? BinaryPrimitives.TryWriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value) : BinaryPrimitives.TryWriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);

        void Four(int at, int value) => _ = big ? BinaryPrimitives.TryWriteInt32BigEndian(tiff.AsSpan(at), value) : BinaryPrimitives.TryWriteInt32LittleEndian(tiff.AsSpan(at), value);
    }
}
