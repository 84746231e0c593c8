using System.Buffers.Binary;
using System.IO.Compression;

namespace Wardmote.Tests.Store;

/// <summary>Small pictures made byte by byte.</summary>
public static class Pictures
{
    public static byte[] Png(uint width, uint height, params (string Kind, byte[] Data)[] between)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        Chunk("IHDR", head);
        foreach (var (kind, data) in between)
        {
            Chunk(kind, data);
        }

        var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, true))
        {
            packed.Write(new byte[Math.Min((width + 1) * height, 1000)]);
        }

        Chunk("IDAT", pixels.ToArray());
        Chunk("IEND", []);
        return file.ToArray();

        void Chunk(string kind, byte[] data)
        {
            Span<byte> four = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)data.Length);
            file.Write(four);
            byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(kind), .. data];
            file.Write(named);
            BinaryPrimitives.WriteUInt32BigEndian(four, Crc(named));
            file.Write(four);
        }
    }

    /// <summary>A JPEG as far as its segments go: APP0, those given, a frame header, a scan with stuffed and restart bytes.</summary>
    public static byte[] Jpeg(int width, int height, params (byte Marker, byte[] Data)[] segments)
    {
        var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        foreach (var (marker, data) in segments)
        {
            Segment(marker, data);
        }

        Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        Segment(0xDA, [1, 1, 0, 0, 63, 0]);
        file.Write(Scan);
        file.Write([0xFF, 0xD9]);
        return file.ToArray();

        void Segment(byte marker, byte[] data)
        {
            file.Write([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2)]);
            file.Write(data);
        }
    }

    public static byte[] Scan { get; } = [1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 0xFF, 0x00];

    /// <summary>EXIF with a place and, maybe, a way up.</summary>
    public static byte[] Exif(byte wayUp) =>
        [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x0F, 0x01, 2, 0, 4, 0, 0, 0, (byte)'G', (byte)'P', (byte)'S', 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, wayUp, 0, 0, 0, 0, 0, 0, 0];

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
