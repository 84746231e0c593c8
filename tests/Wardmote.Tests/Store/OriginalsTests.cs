using System.Buffers.Binary;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Store;

public sealed class OriginalsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-originals-").FullName;
    private readonly Originals originals;

    public OriginalsTests() => originals = new Originals(folder, limit: 1 << 20);

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task A_file_is_kept_once_under_its_hash_and_comes_back_byte_for_byte()
    {
        var bytes = Pictures.Jpeg(640, 480);
        var kept = Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(bytes)));
        Assert.Equal(kept, await originals.KeepAsync(new MemoryStream(bytes)));

        Assert.Equal(new FileHead(FileKind.Jpeg, 640, 480), kept.Head);
        Assert.Equal(bytes.Length, kept.Length);
        await using var file = originals.Open(kept.Hash)!;
        var back = new MemoryStream();
        await file.CopyToAsync(back);
        Assert.Equal(bytes, back.ToArray());
        Assert.True(await originals.IntactAsync(kept.Hash));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "incoming")));
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public void A_name_that_is_no_hash_opens_nothing(string name) => Assert.Null(originals.Open(name));

    [Theory]
    [InlineData("just words, named photo.jpg")]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("MZ program")]
    [InlineData("PK\u0003\u0004 zip")]
    public async Task What_is_no_picture_and_no_pdf_is_refused(string words)
    {
        Assert.IsType<KeepAnswer.NotAKind>(await originals.KeepAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(words))));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_broken_head_is_refused_at_every_length()
    {
        foreach (var whole in new[] { Pictures.Jpeg(9, 9)[..29], Pictures.Png(9, 9)[..24], WebP(9, 9)[..28] })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.IsType<KeepAnswer.NotAKind>(await originals.KeepAsync(new MemoryStream(whole[..length])));
            }
        }
    }

    [Fact]
    public async Task Kinds_and_sizes_are_told_by_the_bytes()
    {
        Assert.Equal(new FileHead(FileKind.Png, 30, 20), await HeadAsync(Pictures.Png(30, 20)));
        Assert.Equal(new FileHead(FileKind.Jpeg, 300, 200), await HeadAsync(Pictures.Jpeg(300, 200, (0xE1, new byte[60_000]), (0xE2, new byte[60_000]))));
        Assert.Equal(new FileHead(FileKind.WebP, 301, 201), await HeadAsync(WebP(301, 201)));
        Assert.Equal(new FileHead(FileKind.Pdf, 0, 0), await HeadAsync([.. "%PDF-1.7\n"u8]));
        Assert.Equal(new FileHead(FileKind.Heic, 4032, 3024), await HeadAsync(Heic(4032, 3024)));
    }

    [Fact]
    public async Task Fifty_thousand_by_fifty_thousand_pixels_are_refused_unread()
    {
        foreach (var bomb in new[] { Pictures.Png(50_000, 50_000), Pictures.Jpeg(50_000, 50_000), Heic(50_000, 50_000), Pictures.Png(uint.MaxValue, uint.MaxValue) })
        {
            Assert.IsType<KeepAnswer.TooManyPixels>(await originals.KeepAsync(new MemoryStream(bomb)));
        }

        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_reading_it_all_or_holding_it()
    {
        var endless = new Endless();
        var before = GC.GetTotalAllocatedBytes(true);
        Assert.Equal(new KeepAnswer.TooLarge(1 << 20), await originals.KeepAsync(endless));
        Assert.True(endless.Given < 2 << 20);
        Assert.True(GC.GetTotalAllocatedBytes(true) - before < 8 << 20);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_copy_for_others_has_the_picture_and_nothing_else()
    {
        var told = new byte[300];
        told.AsSpan().Fill((byte)'!');
        byte[] icc = [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7];
        byte[] sent =
        [
            .. Pictures.Jpeg(8, 8, (0xE1, Pictures.Exif(1)), (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. told]), (0xED, told), (0xFE, told), (0xE2, [.. "MPF\0"u8, .. told]), (0xE2, icc), (0xE5, told)),
            .. "mp4 with a place"u8,
        ];
        Assert.Equal(Pictures.Jpeg(8, 8, (0xE2, icc)), await CopyAsync(sent));

        var png = Pictures.Png(8, 8, ("tEXt", told), ("iTXt", told), ("zTXt", told), ("eXIf", told), ("tIME", told), ("pHYs", new byte[9]), ("prVt", told));
        Assert.Equal(Pictures.Png(8, 8, ("pHYs", new byte[9])), await CopyAsync([.. png, .. told]));
        Assert.Equal(WebP(8, 8), await CopyAsync(WebP(8, 8, told)));
    }

    [Fact]
    public async Task A_photo_held_upright_stays_upright_and_its_place_goes()
    {
        var copy = (await CopyAsync(Pictures.Jpeg(8, 8, (0xE1, Pictures.Exif(6)))))!;
        Assert.True(copy.AsSpan().IndexOf("GPS"u8) < 0);
        Assert.Equal(new FileHead(FileKind.Jpeg, 8, 8), FileHead.Read(new MemoryStream(copy)));
        var exif = copy.AsSpan(copy.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(0x0112, BinaryPrimitives.ReadUInt16BigEndian(exif[16..]));
        Assert.Equal(6, BinaryPrimitives.ReadUInt16BigEndian(exif[24..]));
        Assert.Equal(copy, await CopyAsync(copy));
    }

    [Fact]
    public async Task A_scan_longer_than_any_buffer_is_copied_whole()
    {
        // Markers and stuffed bytes fall on every place of the buffer's edge.
        foreach (var length in Enumerable.Range(65_530 - 60, 70))
        {
            var scan = new byte[length];
            var photo = Pictures.Jpeg(8, 8);
            byte[] sent = [.. photo[..^2], .. scan, 0xFF, 0x00, 0xFF, 0xD3, 5, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, .. scan, 0xFF, 0xD9];
            Assert.Equal(sent, await CopyAsync(sent));
        }
    }

    [Fact]
    public async Task A_file_that_breaks_off_or_is_a_pdf_has_no_copy_for_others()
    {
        Assert.Null(await CopyAsync([.. "%PDF-1.7\n"u8]));
        Assert.Null(await CopyAsync(Pictures.Jpeg(8, 8)[..^2]));
        Assert.Null(await CopyAsync(Pictures.Png(8, 8)[..^5]));
        Assert.False(originals.WriteCopy(new string('0', 64), new MemoryStream()));
    }

    private async Task<FileHead> HeadAsync(byte[] bytes) => Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(bytes))).Head;

    private async Task<byte[]?> CopyAsync(byte[] bytes)
    {
        var kept = Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(bytes)));
        var copy = new MemoryStream();
        return originals.WriteCopy(kept.Hash, copy) ? copy.ToArray() : null;
    }

    private static byte[] WebP(int width, int height, byte[]? told = null)
    {
        var file = new MemoryStream();
        file.Write("RIFF\0\0\0\0WEBP"u8);
        byte[] extended = [(byte)(told is null ? 0x10 : 0x1C), 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];
        Chunk("VP8X"u8, extended);
        Chunk("VP8L"u8, [0x2F, 0, 0, 0, 0]);
        if (told is not null)
        {
            Chunk("EXIF"u8, told);
            Chunk("XMP "u8, told);
        }

        var bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;

        void Chunk(ReadOnlySpan<byte> name, byte[] data)
        {
            file.Write(name);
            file.Write(BitConverter.GetBytes(data.Length));
            file.Write(data);
            if (data.Length % 2 == 1)
            {
                file.WriteByte(0);
            }
        }

        static byte[] Three(int n) => BitConverter.GetBytes(n)[..3];
    }

    private static byte[] Heic(uint width, uint height)
    {
        var size = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(size, width);
        BinaryPrimitives.WriteUInt32BigEndian(size.AsSpan(4), height);
        return [0, 0, 0, 16, .. "ftypheic"u8, 0, 0, 0, 0, 0, 0, 0, 20, .. "ispe"u8, 0, 0, 0, 0, .. size];
    }

    /// <summary>A sender who never stops.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
