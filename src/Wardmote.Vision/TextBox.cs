namespace Wardmote.Vision;

/// <summary>文字框: a rectangle, upright or tilted, around a line of words; in pixels.</summary>
/// <param name="X">Its middle, across.</param>
/// <param name="Y">Its middle, down.</param>
/// <param name="Width">Along the tilt.</param>
/// <param name="Height">Across the tilt.</param>
/// <param name="Tilt">Radians from level, clockwise, between -π/4 and π/4.</param>
/// <param name="Confidence">Mean of the map inside, 0 to 1.</param>
internal readonly record struct TextBox(double X, double Y, double Width, double Height, double Tilt, double Confidence)
{
    /// <summary>How far it reaches across.</summary>
    public double AcrossAll => (Math.Abs(Math.Cos(Tilt)) * Width) + (Math.Abs(Math.Sin(Tilt)) * Height);

    /// <summary>How far it reaches down.</summary>
    public double DownAll => (Math.Abs(Math.Sin(Tilt)) * Width) + (Math.Abs(Math.Cos(Tilt)) * Height);

    /// <summary>Grown as the detector was trained: its map marks the middle of the words, not their edges.</summary>
    public TextBox Grown(double ratio)
    {
        var by = Width * Height * ratio / (2 * (Width + Height));
        return this with { Width = Width + (2 * by), Height = Height + (2 * by) };
    }

    /// <summary>The smallest rectangle around points: one of its sides lies on a side of their hull.</summary>
    public static TextBox Around(IReadOnlyList<(int X, int Y)> points, double confidence)
    {
        var hull = Hull(points);
        var (best, area) = (default(TextBox), double.MaxValue);
        for (var n = 0; n < hull.Count; n++)
        {
            var (from, to) = (hull[n], hull[(n + 1) % hull.Count]);
            var angle = Math.Atan2(to.Y - from.Y, to.X - from.X);

            // Quarter turns give the same rectangle; the one nearest to level is kept.
            angle -= Math.Round(angle / (Math.PI / 2)) * (Math.PI / 2);
            var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
            var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
            foreach (var (x, y) in hull)
            {
                var (u, v) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
                (left, right, top, bottom) = (Math.Min(left, u), Math.Max(right, u), Math.Min(top, v), Math.Max(bottom, v));
            }

            // Points are pixels: each has a width of its own.
            var (width, height) = (right - left + 1, bottom - top + 1);
            if (width * height < area - 1e-9)
            {
                area = width * height;
                var (u, v) = ((left + right) / 2, (top + bottom) / 2);
                best = new TextBox((u * cos) - (v * sin) + 0.5, (u * sin) + (v * cos) + 0.5, width, height, angle, confidence);
            }
        }

        return best;
    }

    /// <summary>Convex hull, by Andrew's two chains.</summary>
    private static List<(int X, int Y)> Hull(IReadOnlyList<(int X, int Y)> points)
    {
        var sorted = points.Distinct().Order().ToList();
        if (sorted.Count < 3)
        {
            return sorted;
        }

        var hull = new List<(int X, int Y)>();
        foreach (var chain in (IEnumerable<(int X, int Y)>[])[sorted, sorted.AsEnumerable().Reverse()])
        {
            var from = hull.Count;
            foreach (var point in chain)
            {
                while (hull.Count - from >= 2 && Turn(hull[^2], hull[^1], point) <= 0)
                {
                    hull.RemoveAt(hull.Count - 1);
                }

                hull.Add(point);
            }

            hull.RemoveAt(hull.Count - 1);
        }

        return hull;
    }

    private static long Turn((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) => ((long)(b.X - a.X) * (c.Y - a.Y)) - ((long)(b.Y - a.Y) * (c.X - a.X));
}
