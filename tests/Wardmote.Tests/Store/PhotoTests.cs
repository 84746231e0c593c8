using System.Numerics;
using System.Text.Json;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Recognition;
using Wardmote.Store;
using Wardmote.Teams;
using Xunit;

namespace Wardmote.Tests.Store;

/// <summary>Photos: how they look, what the camera says of them, and what others do not see.</summary>
public sealed class PhotoTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-photos-").FullName;
    private readonly Originals originals;

    public PhotoTests() => originals = new Originals(folder);

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task One_scene_smaller_coarser_brighter_or_turned_stays_within_ten_bits_and_others_do_not()
    {
        const int Count = 10;
        var looks = new List<ulong>();
        for (var seed = 1; seed <= Count; seed++)
        {
            var scene = Scenes.Draw(seed, 160, 120);
            var look = await LookAsync(Scenes.Jpeg(scene, 4));
            looks.Add(look);
            Assert.True(Bits(look, await LookAsync(Scenes.Jpeg(Scenes.Draw(seed, 90, 67), 4))) <= 10);
            Assert.True(Bits(look, await LookAsync(Scenes.Jpeg(scene, 60))) <= 10);
            Assert.True(Bits(look, await LookAsync(Scenes.Jpeg(Scenes.Draw(seed, 160, 120, 35), 12))) <= 10);
            Assert.True(Bits(look, await LookAsync(Scenes.Png(scene))) <= 10);

            var turned = await LookAsync(Scenes.Png(Scenes.Turned(scene)));
            Assert.True(Bits(turned, await LookAsync(Scenes.Jpeg(scene, 10, Scenes.Exif("2026:11:20 08:30:00", "+08:00", 29.03, 106.65, 6)))) <= 10);
            Assert.True(Bits(turned, look) > 10);
        }

        Assert.All(from a in Enumerable.Range(0, Count) from b in Enumerable.Range(a + 1, Count - a - 1) select (a, b), p => Assert.True(Bits(looks[p.a], looks[p.b]) > 10));
    }

    [Fact]
    public async Task The_same_photo_sent_again_in_other_words_is_offered_as_a_duplicate()
    {
        var (a, b, c) = (await ExhibitAsync(Scenes.Jpeg(Scenes.Draw(3, 160, 120), 4)), await ExhibitAsync(Scenes.Jpeg(Scenes.Draw(3, 100, 75), 30)), await ExhibitAsync(Scenes.Jpeg(Scenes.Draw(4, 160, 120), 4)));
        Assert.True(Duplicates.Between(Told("这里很臭", a), Told("有人乱倒", b)).Duplicate);
        Assert.False(Duplicates.Between(Told("这里很臭", a), Told("有人乱倒", c)).Duplicate);

        static Told Told(string words, Exhibit photo) => new(words, Photos: [photo.Look()!.Value]);
    }

    [Fact]
    public async Task A_plain_wall_has_no_fingerprint_that_every_other_plain_wall_would_share()
    {
        Assert.Null((await ExhibitAsync(Scenes.Png(new Pixels(64, 64, 1, new byte[64 * 64])))).Fingerprint);
        Assert.Null(new Exhibit("h", "image/png", 1, Fingerprint: "not sixteen hex.").Look());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_camera_says_is_kept_with_the_exhibit_and_is_not_in_the_copy_for_others(bool big)
    {
        var exif = Scenes.Exif("2026:11:20 08:30:15", "+08:00", 29.0279, 106.6507, 1, big);
        foreach (var bytes in new[] { Scenes.Jpeg(Scenes.Draw(1, 64, 64), 8, exif), Scenes.Png(Scenes.Draw(1, 64, 64), exif) })
        {
            var photo = await ExhibitAsync(bytes);
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 30, 15, TimeSpan.FromHours(8)), photo.Taken);
            Assert.Equal(29.0279, photo.Latitude!.Value, 5);
            Assert.Equal(106.6507, photo.Longitude!.Value, 5);

            var copy = new MemoryStream();
            Assert.True(originals.WriteCopy(photo.Hash, copy));
            var kept = Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(copy.ToArray())));
            var others = await originals.ExhibitAsync(kept);
            Assert.Equal((null, null, null), (others.Taken, others.Latitude, others.Longitude));
            Assert.Equal(photo.Fingerprint, others.Fingerprint);
            Assert.True(copy.ToArray().AsSpan().IndexOf("2026:11:20"u8) < 0);
        }
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00", "+08:00", 0, 0)]
    [InlineData("tomorrow, I think!!", "zone??", 95, 200)]
    public async Task A_camera_without_clock_or_fix_says_nothing(string time, string zone, double latitude, double longitude)
    {
        var photo = await ExhibitAsync(Scenes.Jpeg(Scenes.Draw(1, 64, 64), 8, Scenes.Exif(time, zone, latitude, longitude)));
        Assert.Equal((null, null, null), (photo.Taken, photo.Latitude, photo.Longitude));
        Assert.Null(CameraSays.Of(photo, new Point(29, 106), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Place_and_time_far_from_what_was_told_are_cautioned()
    {
        var at = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8));
        var photo = new Exhibit("h", "image/jpeg", 1, at.AddMinutes(-30), 29.0279, 106.6507);
        var near = CameraSays.Of(photo, new Point(29.0281, 106.6509), at)!;
        Assert.True(near is { Far: false, OtherTime: false, Metres: > 10 and < 60 });
        Assert.True(CameraSays.Of(photo, new Point(29.0379, 106.6507), at) is { Far: true, Metres: > 1_000 and < 1_200 });
        Assert.True(CameraSays.Of(photo, null, at) is { Far: false, Metres: null });
        Assert.True(CameraSays.Of(photo, null, at.AddDays(3))!.OtherTime);
        Assert.True(CameraSays.Of(photo, null, at.AddHours(-1))!.OtherTime);
    }

    [Fact]
    public void Reports_with_photos_from_before_and_after_fingerprints_read()
    {
        var body = GoldenTests.Kinds().Single(k => k.Kind == "report.lodged/1").Body;
        var lodged = JsonSerializer.Deserialize<ReportLodged>(body, Body.Json)!;
        Assert.Null(lodged.Photos[0].Look());
        Assert.Equal(0x8f1e3c7801f0a5c3, lodged.Photos[1].Look());
        Assert.Equal(29.0279, lodged.Photos[1].Latitude);
    }

    private static int Bits(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    private async Task<ulong> LookAsync(byte[] bytes) => (await ExhibitAsync(bytes)).Look() ?? throw new InvalidOperationException("no fingerprint");

    private async Task<Exhibit> ExhibitAsync(byte[] bytes) => await originals.ExhibitAsync(Assert.IsType<KeepAnswer.Kept>(await originals.KeepAsync(new MemoryStream(bytes))));
}
