using System.Buffers.Binary;
using System.IO.Compression;

namespace Wardmote.Store;

/// <summary>Drawn pictures for the demo, as PNG: a street, a stall, a heap, a river. Nothing from a camera. 演示图片</summary>
public static class DemoPicture
{
    private const int Width = 320;
    private const int Height = 240;

    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>The picture of a number, byte for byte the same each time.</summary>
    public static byte[] Draw(int n)
    {
        var pixels = new byte[Height * ((Width * 3) + 1)];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (r, g, b) = Colour(n % Count, x, y);
                var at = (y * ((Width * 3) + 1)) + 1 + (x * 3);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (r, g, b);
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2);
        Chunk(png, "IHDR", head);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(pixels);
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static (byte R, byte G, byte B) Colour(int n, int x, int y)
    {
        var ground = y > 150;
        var sky = n == 4 ? ((byte)52, (byte)61, (byte)84) : ((byte)178, (byte)203, (byte)222);
        var floor = n switch { 3 => ((byte)86, (byte)130, (byte)148), 5 => ((byte)120, (byte)152, (byte)104), _ => ((byte)151, (byte)148, (byte)142) };
        var things = n switch
        {
            0 => In(x, y, 90, 110, 140, 60) ? ((byte)196, (byte)74, (byte)52) : In(x, y, 80, 170, 10, 40) || In(x, y, 220, 170, 10, 40) ? ((byte)70, (byte)60, (byte)52) : default,
            1 => In(x, y, 60, 60, 90, 150) ? ((byte)168, (byte)132, (byte)92) : In(x, y, 170, 150, 70, 50) ? ((byte)108, (byte)76, (byte)44) : default,
            2 => ((x - 160) * (x - 160)) + ((y - 210) * (y - 210) * 3) < 9_000 ? ((byte)92, (byte)84, (byte)60) : default,
            3 => In(x, y, 200, 90, 6, 90) || (y > 88 && y < 92 && x is > 90 and < 206) ? ((byte)60, (byte)48, (byte)36) : default,
            4 => ((x - 120) * (x - 120)) + ((y - 90) * (y - 90)) < 700 ? ((byte)250, (byte)206, (byte)92) : In(x, y, 90, 120, 60, 70) ? ((byte)44, (byte)44, (byte)52) : default,
            _ => In(x, y, 110, 80, 100, 90) ? ((byte)214, (byte)206, (byte)190) : In(x, y, 140, 120, 40, 50) ? ((byte)70, (byte)70, (byte)80) : default,
        };
        return things != default ? things : ground ? floor : sky;
    }

    private static bool In(int x, int y, int left, int top, int width, int height) => x >= left && x < left + width && y >= top && y < top + height;

    private static void Chunk(Stream to, string kind, byte[] data)
    {
        var name = System.Text.Encoding.ASCII.GetBytes(kind);
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, data.Length);
        to.Write(four);
        to.Write(name);
        to.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(four, Crc([.. name, .. data]));
        to.Write(four);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            }
        }

        return crc ^ 0xFFFFFFFFu;
    }
}
