using Wardmote.Store;

namespace Wardmote.Vision;

/// <summary>字条: the words in a box, cut out of the picture, level, and as high as the reader wants them.</summary>
internal static class Strip
{
    /// <summary>Rows of a strip.</summary>
    public const int Rows = 48;

    // A line of some eighty characters; longer ones are pressed together.
    private const int Least = 64, Longest = 1_600;

    // From here on a box is a column, not a line.
    private const double Tall = 1.5;

    /// <summary>True for a box that stands: a column of characters, or a line turned by a quarter.</summary>
    public static bool Stands(TextBox box) => box.Height > box.Width * Tall;

    /// <summary>A level box as numbers for the reader: blue, green, red; from -1 to 1.</summary>
    public static (float[] Numbers, int Columns) Of(Pixels colour, TextBox box) => Cut(colour, box.Width / box.Height, (u, v) => At(box, u, v));

    /// <summary>A standing box read as a line that was turned by a quarter, against the clock.</summary>
    public static (float[] Numbers, int Columns) Turned(Pixels colour, TextBox box) => Cut(colour, box.Height / box.Width, (u, v) => At(box, 1 - v, u));

    /// <summary>The box held upside down.</summary>
    public static (float[] Numbers, int Columns) UpsideDown(Pixels colour, TextBox box) => Cut(colour, box.Width / box.Height, (u, v) => At(box, 1 - u, 1 - v));

    /// <summary>A standing box as a column of upright characters, laid one beside the other.</summary>
    public static (float[] Numbers, int Columns) Laid(Pixels colour, TextBox box)
    {
        var characters = Math.Max(1, (int)Math.Round(box.Height / box.Width));
        return Cut(colour, characters * (box.Width / (box.Height / characters)), (u, v) =>
        {
            var n = Math.Min(characters - 1, (int)(u * characters));
            return At(box, (u * characters) - n, (n + v) / characters);
        });
    }

    /// <summary>Where a place of the strip, from 0 to 1 both ways, lies in the picture.</summary>
    private static (double X, double Y) At(TextBox box, double u, double v)
    {
        var (across, down) = ((u - 0.5) * box.Width, (v - 0.5) * box.Height);
        var (cos, sin) = (Math.Cos(box.Tilt), Math.Sin(box.Tilt));
        return (box.X + (across * cos) - (down * sin), box.Y + (across * sin) + (down * cos));
    }

    private static (float[] Numbers, int Columns) Cut(Pixels colour, double shape, Func<double, double, (double X, double Y)> where)
    {
        var columns = Math.Clamp((int)Math.Ceiling(shape * Rows / 8) * 8, Least, Longest);

        // A short line keeps its shape and is followed by grey, as the reader was trained.
        var filled = Math.Clamp((int)Math.Ceiling(shape * Rows), 1, columns);
        var numbers = new float[3 * Rows * columns];
        for (var y = 0; y < Rows; y++)
        {
            for (var x = 0; x < filled; x++)
            {
                var (px, py) = where((x + 0.5) / filled, (y + 0.5) / Rows);
                for (var channel = 0; channel < 3; channel++)
                {
                    numbers[(((channel * Rows) + y) * columns) + x] = (float)((Sample(colour, px - 0.5, py - 0.5, 2 - channel) / 127.5) - 1);
                }
            }
        }

        return (numbers, columns);
    }

    /// <summary>Between four pixels; beyond the edge the edge goes on.</summary>
    internal static double Sample(Pixels colour, double x, double y, int channel)
    {
        var (x0, y0) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (dx, dy) = (x - x0, y - y0);
        return (((One(x0, y0) * (1 - dx)) + (One(x0 + 1, y0) * dx)) * (1 - dy)) + (((One(x0, y0 + 1) * (1 - dx)) + (One(x0 + 1, y0 + 1) * dx)) * dy);

        double One(int px, int py) => colour.Data[(((Math.Clamp(py, 0, colour.Height - 1) * colour.Width) + Math.Clamp(px, 0, colour.Width - 1)) * 3) + channel];
    }
}
