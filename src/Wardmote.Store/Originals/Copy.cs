using System.Buffers.Binary;

namespace Wardmote.Store;

/// <summary>
/// Pictures without what they tell about place, time, device and author: segments and chunks are left out, pixels stay byte for byte.
/// Streams; false when the file breaks off or is not of its kind, and then what was written must be thrown away.
/// </summary>
public static class Copy
{
    /// <summary>
    /// JPEG without APP1 (EXIF, XMP), APP2 but for colour profiles, APP13 (IPTC), other application segments, comments, and whatever follows the picture.
    /// Only the way up is kept: a photo held upright must not lie on its side.
    /// </summary>
    public static bool Jpeg(Stream from, Stream to)
    {
        from.Position = 0;
        var source = new Source(from);
        if (source.Byte() != 0xFF || source.Byte() != 0xD8)
        {
            return false;
        }

        // The way up may stand behind other segments, so it is looked for first.
        var way = WayUp(from);
        from.Position = 0;
        source = new Source(from);
        source.Skip(2);
        to.Write([0xFF, 0xD8]);
        if (way is > 1 and <= 8)
        {
            to.Write([0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0]);
        }

        while (true)
        {
            if (source.Byte() != 0xFF)
            {
                return false;
            }

            int marker;
            while ((marker = source.Byte()) == 0xFF)
            {
            }

            switch (marker)
            {
                case 0xD9:
                    to.Write([0xFF, 0xD9]);
                    return true;
                case < 0 or 0 or 0x01 or (>= 0xD0 and <= 0xD8):
                    return false;
            }

            var segment = Segment(source);
            if (segment is null)
            {
                return false;
            }

            if (Stays(marker, segment))
            {
                to.Write([0xFF, (byte)marker, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2)]);
                to.Write(segment);
            }

            if (marker == 0xDA && !source.CopyScan(to))
            {
                return false;
            }
        }
    }

    /// <summary>PNG without eXIf, text and time chunks, and without whatever follows its end.</summary>
    public static bool Png(Stream from, Stream to)
    {
        from.Position = 0;
        Span<byte> head = stackalloc byte[8];
        if (from.ReadAtLeast(head, 8, false) < 8 || head is not [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])
        {
            return false;
        }

        to.Write(head);
        while (from.ReadAtLeast(head, 8, false) == 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(head) + 4L;
            var kind = head[4..];
            if (from.Length - from.Position < length)
            {
                return false;
            }

            // Critical chunks (capital first letter) and those that say how colours and animations look.
            if (kind[0] is >= (byte)'A' and <= (byte)'Z' || IsLook(kind))
            {
                to.Write(head);
                Pass(from, to, length);
            }
            else
            {
                from.Position += length;
            }

            if (kind.SequenceEqual("IEND"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>WebP without EXIF and XMP chunks.</summary>
    public static bool WebP(Stream from, Stream to)
    {
        from.Position = 12;
        Span<byte> head = stackalloc byte[8];
        var kept = new List<(long At, long Length, bool Extended)>();
        var total = 4L;
        while (from.Position < from.Length && from.ReadAtLeast(head, 8, false) == 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var padded = 8 + length + (length & 1);
            if (from.Position + length > from.Length)
            {
                break;
            }

            if (head.StartsWith("VP8"u8) || head.StartsWith("AL"u8) || head.StartsWith("AN"u8) || head.StartsWith("ICCP"u8))
            {
                kept.Add((from.Position - 8, 8 + length, head.StartsWith("VP8X"u8)));
                total += padded;
            }

            from.Position += padded - 8;
        }

        if (kept.Count == 0)
        {
            return false;
        }

        Span<byte> riff = stackalloc byte[12];
        "RIFF"u8.CopyTo(riff);
        BinaryPrimitives.WriteUInt32LittleEndian(riff[4..], (uint)total);
        "WEBP"u8.CopyTo(riff[8..]);
        to.Write(riff);
        Span<byte> flags = stackalloc byte[9];
        foreach (var (at, length, extended) in kept)
        {
            from.Position = at;
            var passed = 0;
            if (extended)
            {
                // The flags must not promise the EXIF (0x08) and XMP (0x04) that are gone.
                from.ReadExactly(flags);
                flags[8] &= 0xF3;
                to.Write(flags);
                passed = flags.Length;
            }

            Pass(from, to, length - passed);
            if ((length & 1) == 1)
            {
                to.WriteByte(0);
            }
        }

        return true;
    }

    private static bool Stays(int marker, byte[] segment) => marker switch
    {
        0xE0 => true,
        0xE2 => segment.AsSpan().StartsWith("ICC_PROFILE\0"u8),

        // Adobe's segment says how colours are stored; without it CMYK photos look inverted.
        0xEE => segment.AsSpan().StartsWith("Adobe"u8),
        >= 0xE0 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static bool IsLook(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("tRNS"u8) || kind.SequenceEqual("gAMA"u8) || kind.SequenceEqual("cHRM"u8) || kind.SequenceEqual("sRGB"u8) || kind.SequenceEqual("iCCP"u8)
        || kind.SequenceEqual("cICP"u8) || kind.SequenceEqual("sBIT"u8) || kind.SequenceEqual("bKGD"u8) || kind.SequenceEqual("pHYs"u8) || kind.SequenceEqual("acTL"u8)
        || kind.SequenceEqual("fcTL"u8) || kind.SequenceEqual("fdAT"u8);

    private static byte[]? Segment(Source source)
    {
        var (high, low) = (source.Byte(), source.Byte());
        var length = (high << 8) + low - 2;
        return high < 0 || low < 0 || length < 0 ? null : source.Bytes(length);
    }

    /// <summary>Orientation (1 to 8) of the first EXIF segment; 0 when none says.</summary>
    private static int WayUp(Stream from)
    {
        from.Position = 2;
        var source = new Source(from);
        while (source.Byte() == 0xFF)
        {
            var marker = source.Byte();
            if (marker is < 0 or 0xDA or 0xD9 or 0xFF || Segment(source) is not { } segment)
            {
                return 0;
            }

            if (marker == 0xE1 && segment.AsSpan().StartsWith("Exif\0\0"u8))
            {
                return WayUp(segment.AsSpan(6));
            }
        }

        return 0;
    }

    private static int WayUp(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return 0;
        }

        var big = tiff[0] == 'M';
        var at = Four(tiff, 4);
        if (at > tiff.Length - 2)
        {
            return 0;
        }

        for (int i = 0, count = Two(tiff, (int)at); i < count; i++)
        {
            var entry = at + 2 + (12L * i);
            if (entry + 12 > tiff.Length)
            {
                return 0;
            }

            if (Two(tiff, (int)entry) == 0x0112)
            {
                return Two(tiff, (int)entry + 8);
            }
        }

        return 0;

        int Two(ReadOnlySpan<byte> b, int i) => big ? BinaryPrimitives.ReadUInt16BigEndian(b[i..]) : BinaryPrimitives.ReadUInt16LittleEndian(b[i..]);

        long Four(ReadOnlySpan<byte> b, int i) => big ? BinaryPrimitives.ReadUInt32BigEndian(b[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(b[i..]);
    }

    private static void Pass(Stream from, Stream to, long length)
    {
        var buffer = new byte[(int)Math.Min(length, 1 << 16)];
        while (length > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(length, buffer.Length));
            from.ReadExactly(part);
            to.Write(part);
            length -= part.Length;
        }
    }

    /// <summary>Bytes one after another, from a buffer.</summary>
    private sealed class Source(Stream from)
    {
        private readonly byte[] buffer = new byte[1 << 16];
        private int at;
        private int end;

        internal int Byte() => at < end || Fill() ? buffer[at++] : -1;

        internal void Skip(int count)
        {
            for (; count > 0; count--)
            {
                Byte();
            }
        }

        internal byte[]? Bytes(int length)
        {
            var bytes = new byte[length];
            for (var done = 0; done < length;)
            {
                if (at == end && !Fill())
                {
                    return null;
                }

                var part = Math.Min(length - done, end - at);
                buffer.AsSpan(at, part).CopyTo(bytes.AsSpan(done));
                at += part;
                done += part;
            }

            return bytes;
        }

        /// <summary>Copies a scan up to the next marker, which stays to be read; 0xFF00 and restart markers belong to the scan.</summary>
        internal bool CopyScan(Stream to)
        {
            while (at < end || Fill())
            {
                var marker = buffer.AsSpan(at, end - at).IndexOf((byte)0xFF);
                var plain = marker < 0 ? end - at : marker;
                to.Write(buffer, at, plain);
                at += plain;
                if (marker < 0)
                {
                    continue;
                }

                at++;
                if (at == end && !Fill())
                {
                    return false;
                }

                if (buffer[at] is 0 or (>= 0xD0 and <= 0xD7))
                {
                    to.Write([0xFF, buffer[at++]]);
                    continue;
                }

                // Step back onto 0xFF; after a refill it is no longer in the buffer, and is put there again.
                if (at == 0)
                {
                    buffer.AsSpan(0, end).CopyTo(buffer.AsSpan(1));
                    buffer[0] = 0xFF;
                    end++;
                }
                else
                {
                    at--;
                }

                return true;
            }

            return false;
        }

        private bool Fill()
        {
            at = 0;
            end = from.Read(buffer, 0, buffer.Length - 1);
            return end > 0;
        }
    }
}
