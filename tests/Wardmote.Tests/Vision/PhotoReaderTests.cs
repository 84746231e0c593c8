using System.Diagnostics;
using Wardmote.Evidence;
using Wardmote.Recognition;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Tests.LawPacks;
using Wardmote.Tests.Store;
using Wardmote.Vision;
using Xunit;

namespace Wardmote.Tests.Vision;

/// <summary>Reading of photos with the real models, where <c>./run --vision</c> has brought them; a sign is drawn when the test runs.</summary>
public sealed class PhotoReaderTests : IDisposable
{
    private static readonly Lazy<(PhotoReader? Reader, string Why)> Opened = new(Open);

    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-vision-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Words_on_a_drawn_sign_are_read_with_their_places_level_standing_and_on_their_side()
    {
        var reader = Reader();
        var original = await DrawAsync("""
            <div style="font-size:54pt;background:#a11;color:#fff;padding:20pt;width:400pt">老张烧烤店</div>
            <div style="font-size:30pt;margin:24pt 0">Open 18:00 Tel 13800000000</div>
            <div style="font-size:40pt;width:1.15em;line-height:1.1;word-break:break-all;position:absolute;left:420pt;top:150pt">严禁占道</div>
            """);
        var originals = new Originals(folder);
        var kept = Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(original), Cancel));
        var upright = (await originals.UprightAsync(kept.Hash, PhotoReader.Longest, Cancel))!;
        var reading = reader.Read(upright, Cancel);
        var sign = Assert.Single(reading.Words, w => w.Words == "老张烧烤店");
        Assert.InRange(sign.Confidence, 0.8, 1);
        Assert.True(sign is { Left: < 0.3, Top: < 0.2, Width: > 0.2, Height: < 0.3 }, sign.ToString());
        Assert.Contains(reading.Words, w => w.Words.Contains("13800000000", StringComparison.Ordinal));
        Assert.Contains(reading.Words, w => w.Words == "严禁占道");
        Assert.StartsWith("PP-OCRv4", reading.Model, StringComparison.Ordinal);

        // Where the counter is there, it makes neither people nor cars out of a sign.
        Assert.Equal(reader.Counts ? (0, 0) : ((int?)null, (int?)null), (reading.People, reading.Vehicles));

        // Lying on its side it is turned back; upside down it is tried once more.
        Assert.Contains(reader.Read(upright.Upright(PhotoReader.Longest, 6), Cancel).Words, w => w.Words == "老张烧烤店");
        Assert.Contains(reader.Read(upright.Upright(PhotoReader.Longest, 3), Cancel).Words, w => w.Words == "老张烧烤店");
    }

    [Fact]
    public void Pictures_made_to_break_it_are_answered_in_time()
    {
        var reader = Reader();
        var random = new Random(3);
        var noise = new byte[480 * 480 * 3];
        random.NextBytes(noise);
        var stripes = Enumerable.Range(0, 480 * 480).SelectMany(i => Enumerable.Repeat((byte)(i % 480 / 6 % 2 * 255), 3)).ToArray();
        foreach (var picture in (Pixels[])[new(480, 480, 3, noise), new(480, 480, 3, stripes), new(1, 1, 3, new byte[3]), new(480, 1, 3, new byte[480 * 3]), new(1, 480, 3, noise[..(480 * 3)]), new(480, 480, 3, new byte[noise.Length])])
        {
            var clock = Stopwatch.StartNew();
            Assert.True(reader.Read(picture, Cancel).Words.Count <= 40);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{picture.Width} × {picture.Height}: {clock.Elapsed}");
        }

        using var late = new CancellationTokenSource();
        late.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => reader.Read(new Pixels(480, 480, 3, stripes), late.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(new Pixels(2_000, 1, 3, new byte[6_000]), Cancel));
    }

    [Fact]
    public void Another_file_of_the_same_name_is_not_used_and_a_missing_one_is_named()
    {
        var missing = Assert.Throws<InvalidDataException>(() => new VisionFiles(folder).Read("ppocr_keys_v1.txt"));
        Assert.Contains("./run --vision", missing.Message);
        File.WriteAllText(Path.Combine(folder, "ppocr_keys_v1.txt"), "好\n");
        Assert.Contains("not the file", Assert.Throws<InvalidDataException>(() => new VisionFiles(folder).Read("ppocr_keys_v1.txt")).Message);
        Assert.Throws<InvalidDataException>(() => new VisionFiles(folder).Read("../../etc/passwd"));
        Assert.All(VisionFiles.Pinned, p => Assert.Matches("^[0-9a-f]{64}$", p.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_picture_is_turned_as_the_camera_says_and_made_smaller_but_never_larger(int wayUp)
    {
        // Four colours in the corners as held upright, stored as the camera would store them.
        var upright = new byte[] { 10, 10, 10, 60, 60, 60, 110, 110, 110, 20, 20, 20, 70, 70, 70, 120, 120, 120 };
        var held = new Pixels(3, 2, 3, upright);
        var stored = held.Upright(100, wayUp switch { 6 => 8, 8 => 6, _ => wayUp });
        var again = stored.Upright(100, wayUp);
        Assert.Equal((3, 2), (again.Width, again.Height));
        Assert.Equal(upright, again.Data);
        var small = new Pixels(30, 20, 3, [.. Enumerable.Repeat((byte)77, 1_800)]).Upright(15, wayUp);
        Assert.Equal(wayUp >= 5 ? (10, 15) : (15, 10), (small.Width, small.Height));
        Assert.All(small.Data, b => Assert.Equal(77, b));
    }

    [Fact]
    public void A_reading_is_kept_beside_the_photo_and_a_damaged_one_is_none()
    {
        var readings = new PhotoReadings(folder);
        var hash = new string('a', 64);
        Assert.Null(readings.Find(hash));
        Assert.Null(readings.Find("../../etc/passwd"));
        readings.Keep(hash, new PhotoReading("m", [new SignWords("老张烧烤", 0.93, 0.1, 0.2, 0.3, 0.04)], 3, 1));
        Assert.Equal("老张烧烤", Assert.Single(readings.Find(hash)!.Words).Words);
        Assert.Equal((3, 1), (readings.Find(hash)!.People, readings.Find(hash)!.Vehicles));
        foreach (var damaged in (string[])["", "{", "null", "{}", "[]", new string('x', 1 << 19)])
        {
            File.WriteAllText(Path.Combine(folder, "aa", hash + ".json"), damaged);
            Assert.Null(readings.Find(hash));
        }
    }

    [Fact]
    public void Words_of_a_sign_are_found_again_in_what_was_told_and_in_titles_that_hardly_another_item_has()
    {
        Assert.Equal(["老张烧烤"], SignEchoes.In("老张燒烤店", "桥头的老张烧烤每晚冒烟"));
        Assert.Equal(["dragon"], SignEchoes.In("DRAGON BBQ", "the Dragon restaurant"));
        Assert.Empty(SignEchoes.In("BBQ art", "smart barbecue"));
        Assert.Empty(SignEchoes.In("", "x"));

        (string, Text)[] titles =
        [
            ("A-1", new Text("露天烧烤污染环境", "Open-air barbecue", "شواء")), ("A-2", new Text("占道经营", "Trading on the road", "بيع")), ("A-3", new Text("违规经营食品", "Food", "طعام")), ("A-4", new Text("无证经营", "Without licence", "بلا")),
        ];
        Assert.Equal([("A-1", "烧烤")], SignEchoes.Among(["老张烧烤", "诚信经营"], titles));
    }

    private static PhotoReader Reader()
    {
        Assert.SkipWhen(Opened.Value.Reader is null, $"The models are not here ({Opened.Value.Why}): run scripts/vision/fetch .vision, or set WARDMOTE_VISION.");
        return Opened.Value.Reader!;
    }

    private static (PhotoReader? Reader, string Why) Open()
    {
        var folder = Environment.GetEnvironmentVariable("WARDMOTE_VISION") is { Length: > 0 } named ? named : Path.Combine(Installed.Checkout, ".vision");
        if (!Directory.Exists(folder))
        {
            return (null, "no " + folder);
        }

        // A folder that is there must work: a broken one is a failure, not a reason to skip.
        return (PhotoReader.Open(folder), "");
    }

    /// <summary>A photo of a sign: HTML through the printer, its page as a picture.</summary>
    private async Task<byte[]> DrawAsync(string html)
    {
        var painter = PdfPrinter.Find("pdftoppm");
        Assert.SkipWhen(PdfPrinter.Engine is null || painter is null, "Nothing draws the sign (apt-get install weasyprint poppler-utils fonts-noto-cjk).");
        var pdf = Path.Combine(folder, "sign.pdf");
        await File.WriteAllBytesAsync(pdf, await PdfPrinter.PrintAsync($"<html><head><style>@page {{ size: 560pt 420pt; margin: 24pt }} body {{ font-family: 'Noto Sans CJK SC'; }}</style></head><body>{html}</body></html>", Cancel), Cancel);
        using var draw = Process.Start(painter, ["-png", "-r", "150", "-singlefile", pdf, Path.Combine(folder, "sign")]);
        await draw.WaitForExitAsync(Cancel);
        return await File.ReadAllBytesAsync(Path.Combine(folder, "sign.png"), Cancel);
    }
}
