using System.Buffers.Binary;
using System.IO.Compression;
using Wardmote.Store;
using Xunit;

namespace Wardmote.Tests.Store;

/// <summary>Files made to break what reads them: nothing crashes, nothing is unpacked or held beyond what its header says.</summary>
public sealed class HostileFiles : IDisposable
{
    private const int Count = 10_000;

    // Memory, where there is a folder of it: ten thousand syncs of a disk say nothing about hostile files.
    private readonly string folder = Directory.Exists("/dev/shm") ? Directory.CreateDirectory("/dev/shm/wardmote-hostile-" + Guid.NewGuid().ToString("N")).FullName : Directory.CreateTempSubdirectory("wardmote-hostile-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Ten_thousand_hostile_files_are_kept_or_refused_and_looked_at_without_a_crash()
    {
        var originals = new Originals(folder, limit: 1 << 20);
        var random = new Random(11);
        var seeds = Seeds();
        var answers = new Dictionary<string, int>();
        var looked = 0;
        var before = GC.GetTotalAllocatedBytes();
        for (var n = 0; n < Count; n++)
        {
            var file = Broken(random, seeds);
            var answer = await originals.KeepAsync(new MemoryStream(file));
            answers[answer.GetType().Name] = answers.GetValueOrDefault(answer.GetType().Name) + 1;
            if (answer is not KeepAnswer.Kept kept)
            {
                continue;
            }

            var photo = await originals.ExhibitAsync(kept);
            Assert.True(photo.Fingerprint is null or { Length: 16 });
            Assert.True(photo is { Latitude: null, Longitude: null } or { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 });
            looked += photo.Fingerprint is null ? 0 : 1;
            var copy = new MemoryStream();
            originals.WriteCopy(kept.Hash, copy);
            Assert.True(copy.Length <= file.Length + 64);
            File.Delete(Path.Combine(folder, kept.Hash[..2], kept.Hash));
        }

        // The generator reaches every answer, and pictures that still decode.
        Assert.All((string[])["Kept", "NotAKind", "TooManyPixels", "TooLarge"], a => Assert.True(answers.GetValueOrDefault(a) > 50, $"{a}: {answers.GetValueOrDefault(a)}"));
        Assert.True(looked > 100, $"{looked} decoded");
        Assert.Equal(Count, answers.Values.Sum());
        Assert.True((GC.GetTotalAllocatedBytes() - before) / Count < 16 << 20);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "incoming")));
    }

    [Fact]
    public void A_bomb_is_not_unpacked_further_than_its_header_says()
    {
        var bomb = Scenes.Png(100, 100, 8, 0, packed =>
        {
            for (var megabyte = 0; megabyte < 200; megabyte++)
            {
                packed.Write(new byte[1 << 20]);
            }
        });
        Assert.True(bomb.Length < 2 << 20);
        AssertRefusedWithin(8 << 20, bomb);

        // More than a phone's photo, and fewer pixels at sixteen bits in four channels.
        AssertRefusedWithin(1 << 20, Scenes.Png(8_000, 8_000, 8, 2, _ => { }));
        AssertRefusedWithin(1 << 20, Scenes.Png(5_000, 5_000, 16, 6, _ => { }));

        // A thousand scans over one picture.
        var scans = Scenes.Jpeg(Scenes.Draw(1, 64, 64), 8);
        AssertRefusedWithin(1 << 20, [.. scans[..^2], .. Enumerable.Repeat<byte[]>([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0], 1_000).SelectMany(s => s), 0xFF, 0xD9]);
    }

    [Fact]
    public void Camera_data_that_point_at_themselves_end()
    {
        foreach (var at in (int[])[8, 60, 100])
        {
            var exif = Scenes.Exif("2026:11:20 08:30:15", "+08:00", 29, 106);
            BinaryPrimitives.WriteInt32LittleEndian(exif.AsSpan(6 + 30), at);
            BinaryPrimitives.WriteInt32LittleEndian(exif.AsSpan(6 + 42), at);
            BinaryPrimitives.WriteUInt16LittleEndian(exif.AsSpan(6 + at), ushort.MaxValue);
            using var file = new MemoryStream(Scenes.Jpeg(Scenes.Draw(1, 16, 16), 8, exif));
            Assert.InRange(CameraData.Read(file, FileKind.Jpeg).WayUp, 1, 8);
        }
    }

    private static void AssertRefusedWithin(long bytes, byte[] file)
    {
        Pixels.Decode([.. file.AsSpan(0, 40)], false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Pixels.Decode(file, false));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < bytes);
    }

    /// <summary>Sound files to break: photos with camera data, heads of every kind, a bomb, a zip, pages.</summary>
    private static byte[][] Seeds()
    {
        var exif = Scenes.Exif("2026:11:20 08:30:15", "+08:00", 29.03, 106.65, 6);
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, true))
        {
            using var entry = archive.CreateEntry("bomb").Open();
            entry.Write(new byte[1 << 20]);
        }

        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 20, .. "ispe"u8, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 3, 0, .. exif];
        byte[] webp = [.. "RIFF"u8, 60, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 8, 0, 0, 0, 63, 0, 0, 63, 0, 0, .. "EXIF"u8, 0x90, 1, 0, 0, .. exif];
        return
        [
            Scenes.Jpeg(Scenes.Draw(1, 48, 40), 8, exif), Scenes.Jpeg(Scenes.Draw(2, 40, 48), 20), Scenes.Png(Scenes.Draw(3, 32, 24), exif), Scenes.Png(Scenes.Draw(4, 24, 32)),
            Scenes.Png(16, 16, 8, 6, s => s.Write(new byte[1 << 20])), Scenes.Png(50_000, 50_000, 8, 2, s => s.Write(new byte[1 << 16])), Pictures.Jpeg(50_000, 50_000), Pictures.Jpeg(40, 30, (0xE1, exif)),
            heic, webp, zip.ToArray(), [.. "%PDF-1.7\n<script>"u8], [.. "GIF89a"u8, .. new byte[100]], [.. "<svg onload='alert(1)'/>"u8], new byte[(1 << 20) + 1],
        ];
    }

    private static byte[] Broken(Random random, byte[][] seeds)
    {
        var file = (byte[])seeds[random.Next(seeds.Length)].Clone();
        switch (random.Next(6))
        {
            case 0:
                random.NextBytes(file.AsSpan(random.Next(file.Length)));
                return file;
            case 1:
                return file[..random.Next(file.Length)];
            case 2:
                // Two kinds in one file.
                return [.. file, .. seeds[random.Next(seeds.Length - 1)]];
            case 3:
                return [.. file.AsSpan(0, random.Next(Math.Min(file.Length, 64))), .. seeds[random.Next(seeds.Length - 1)]];
            case 4:
                for (var flips = random.Next(1, 20); flips > 0; flips--)
                {
                    file[random.Next(file.Length)] = (byte)random.Next(256);
                }

                return file;
            default:
                // Only the head, where sizes, lengths and kinds stand.
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                {
                    file[random.Next(Math.Min(file.Length, 200))] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
                }

                return file;
        }
    }
}
