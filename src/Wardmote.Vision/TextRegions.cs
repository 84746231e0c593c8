namespace Wardmote.Vision;

/// <summary>文字区域: from the detector's map (how surely each pixel lies inside a line of words) to boxes (differentiable binarisation: threshold, parts that hang together, growing).</summary>
internal static class TextRegions
{
    /// <summary>Most boxes of one picture.</summary>
    public const int Most = 40;

    private const float Threshold = 0.3f;

    private const double LeastConfidence = 0.55, Growth = 1.6;

    private const int LeastSide = 3;

    /// <summary>Boxes of a map, the largest <see cref="Most"/> of them, from the top down and from the left.</summary>
    public static IReadOnlyList<TextBox> Of(ReadOnlySpan<float> map, int width, int height)
    {
        var seen = new bool[map.Length];
        var stack = new Stack<int>();
        var boxes = new List<TextBox>();
        var edge = new List<(int X, int Y)>();
        for (var start = 0; start < map.Length; start++)
        {
            if (seen[start] || !(map[start] > Threshold))
            {
                continue;
            }

            seen[start] = true;
            stack.Push(start);
            edge.Clear();
            var (sum, count) = (0.0, 0);
            while (stack.TryPop(out var at))
            {
                var (x, y) = (at % width, at / width);
                sum += map[at];
                count++;
                var inside = 0;
                for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
                {
                    for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                    {
                        var next = (v * width) + u;
                        if (map[next] > Threshold)
                        {
                            inside++;
                            if (!seen[next])
                            {
                                seen[next] = true;
                                stack.Push(next);
                            }
                        }
                    }
                }

                if (inside < 9)
                {
                    edge.Add((x, y));
                }
            }

            if (count >= LeastSide * LeastSide && sum / count >= LeastConfidence && TextBox.Around(edge, sum / count) is { Width: >= LeastSide, Height: >= LeastSide } box)
            {
                boxes.Add(box.Grown(Growth));
            }
        }

        return InReadingOrder([.. boxes.OrderByDescending(b => b.Width * b.Height).Take(Most)]);
    }

    /// <summary>Lines from the top down; boxes whose middles lie within half a height of each other are one line, read from the left.</summary>
    private static List<TextBox> InReadingOrder(List<TextBox> boxes)
    {
        var left = boxes.OrderBy(b => b.Y).ToList();
        var ordered = new List<TextBox>(left.Count);
        while (left.Count > 0)
        {
            var first = left[0];
            var line = left.Where(b => Math.Abs(b.Y - first.Y) <= Math.Min(b.DownAll, first.DownAll) / 2).OrderBy(b => b.X).ToList();
            ordered.AddRange(line);
            left.RemoveAll(line.Contains);
        }

        return ordered;
    }
}
