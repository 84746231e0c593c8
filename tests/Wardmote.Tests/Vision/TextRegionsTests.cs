using Wardmote.Vision;
using Xunit;

namespace Wardmote.Tests.Vision;

/// <summary>From the detector's map to boxes, and from boxes to strips: numbers that were drawn, so that no model is needed.</summary>
public sealed class TextRegionsTests
{
    [Fact]
    public void Two_level_lines_become_two_boxes_from_the_top_down_grown_to_the_edges_of_the_words()
    {
        var map = new float[200 * 100];
        Fill(map, 200, 20, 60, 120, 70);
        Fill(map, 200, 30, 10, 150, 20);
        var boxes = TextRegions.Of(map, 200, 100);
        Assert.Equal(2, boxes.Count);
        Assert.True(boxes[0].Y < boxes[1].Y);
        Assert.Equal((90, 15, 0), (Math.Round(boxes[0].X), Math.Round(boxes[0].Y), Math.Round(boxes[0].Tilt, 3)));
        Assert.InRange(boxes[0].Height, 24, 27);
        Assert.InRange(boxes[0].Confidence, 0.899, 0.901);
    }

    [Fact]
    public void Boxes_of_one_line_are_read_from_the_left()
    {
        var map = new float[300 * 60];
        Fill(map, 300, 180, 21, 280, 35);
        Fill(map, 300, 20, 24, 120, 38);
        Assert.Equal([70, 230], TextRegions.Of(map, 300, 60).Select(b => Math.Round(b.X)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-30)]
    [InlineData(5)]
    public void A_tilted_line_keeps_its_tilt(int degrees)
    {
        var (map, angle) = (new float[200 * 200], degrees * Math.PI / 180);
        for (var y = 0; y < 200; y++)
        {
            for (var x = 0; x < 200; x++)
            {
                var (u, v) = (((x - 100) * Math.Cos(angle)) + ((y - 100) * Math.Sin(angle)), ((y - 100) * Math.Cos(angle)) - ((x - 100) * Math.Sin(angle)));
                map[(y * 200) + x] = Math.Abs(u) <= 60 && Math.Abs(v) <= 8 ? 0.8f : 0;
            }
        }

        var box = Assert.Single(TextRegions.Of(map, 200, 200));
        Assert.Equal(angle, box.Tilt, 0.03);
        Assert.True(Math.Abs(box.X - 100.5) < 0.6 && Math.Abs(box.Y - 100.5) < 0.6, box.ToString());
        Assert.True(box.Width > 3 * box.Height);
    }

    [Fact]
    public void What_is_faint_or_tiny_is_no_box_and_no_map_gives_more_than_forty()
    {
        var map = new float[100 * 100];
        Fill(map, 100, 10, 10, 60, 20, 0.4f);
        Fill(map, 100, 10, 50, 12, 52);
        Assert.Empty(TextRegions.Of(map, 100, 100));
        Assert.Empty(TextRegions.Of(new float[1], 1, 1));

        var crowd = new float[960 * 960];
        for (var n = 0; n < 400; n++)
        {
            Fill(crowd, 960, 10 + (n % 20 * 45), 10 + (n / 20 * 45), 30 + (n % 20 * 45) + (n / 20), 25 + (n / 20 * 45));
        }

        Assert.Equal(TextRegions.Most, TextRegions.Of(crowd, 960, 960).Count);
    }

    [Fact]
    public void Maps_made_to_break_it_end_soon()
    {
        var random = new Random(7);
        const int Side = 480;
        foreach (Func<int, float> draw in (Func<int, float>[])
        [
            _ => 1, _ => float.NaN, _ => float.PositiveInfinity, _ => random.NextSingle(), i => (i + (i / Side)) % 2 == 0 ? 1 : 0, i => i % Side % 2 == 0 ? 1 : 0, i => i / Side % 4 == 0 || (i % Side == 0) ? 1 : 0,
        ])
        {
            var map = Enumerable.Range(0, Side * Side).Select(draw).ToArray();
            var boxes = TextRegions.Of(map, Side, Side);
            Assert.True(boxes.Count <= TextRegions.Most);
            Assert.All(boxes, b => Assert.True(double.IsFinite(b.X + b.Y + b.Width + b.Height + b.Tilt)));
        }
    }

    [Fact]
    public void The_surest_of_each_step_is_said_repeats_once_and_blanks_part_them()
    {
        var characters = new Characters("占\n道\n经\n");
        Assert.Equal(5, characters.Count);
        Assert.Equal("占占道 经", characters.Decode(Steps(1, 1, 0, 1, 2, 4, 3, 0), 8).Words);
        Assert.Equal(0.9, characters.Decode(Steps(1, 1, 0, 2), 4).Confidence, 3);
        Assert.Equal(("", 0), characters.Decode(Steps(0, 0, 0), 3));
        Assert.Equal(("", 0), characters.Decode(Steps(4, 0, 4), 3));
        Assert.Throws<InvalidDataException>(() => characters.Decode(new float[7], 2));
        Assert.Throws<InvalidDataException>(() => characters.Decode([], 0));
        Assert.Equal("", characters.Decode(Enumerable.Repeat(float.NaN, 10).ToArray(), 2).Words);

        static float[] Steps(params int[] said) => [.. said.SelectMany(s => Enumerable.Range(0, 5).Select(n => n == s ? 0.9f : 0.025f))];
    }

    [Fact]
    public void A_list_with_controls_and_marks_of_direction_cannot_put_them_into_words()
    {
        var characters = new Characters("\u202E\n\u0007\n好\n");
        float[] answer = [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0];
        Assert.Equal("好", characters.Decode(answer, 3).Words);
    }

    private static void Fill(float[] map, int width, int left, int top, int right, int bottom, float value = 0.9f)
    {
        for (var y = top; y < bottom; y++)
        {
            map.AsSpan((y * width) + left, right - left).Fill(value);
        }
    }
}
