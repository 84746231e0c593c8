namespace Wardmote.Store;

/// <summary>图像指纹: how a picture looks in 64 bits (difference hash): each bit says whether a patch is darker than its neighbour to the right. The same scene, smaller, packed again or brighter, keeps nearly all bits.</summary>
public static class Fingerprint
{
    private const int Across = 9, Down = 8;

    /// <summary>Fingerprint of a grey picture; null when it is too plain to be told from another plain one.</summary>
    /// <param name="grey">Grey pixels.</param>
    /// <param name="wayUp">EXIF's way up, 1 to 8, so that a photo held upright matches the copy an app has turned.</param>
    public static ulong? Of(Pixels grey, int wayUp = 1)
    {
        if (grey.Width < Across || grey.Height < Across)
        {
            return null;
        }

        var (bits, telling) = (0UL, 0);
        for (var y = 0; y < Down; y++)
        {
            for (var x = 0; x < Across - 1; x++)
            {
                var difference = Patch(grey, x + 1, y, wayUp) - Patch(grey, x, y, wayUp);
                bits = (bits << 1) | (difference > 0 ? 1UL : 0);
                telling += Math.Abs(difference) > 2 ? 1 : 0;
            }
        }

        return telling >= 16 ? bits : null;
    }

    /// <summary>Mean of one of the 9 × 8 patches of the picture as it is held.</summary>
    private static double Patch(Pixels grey, int x, int y, int wayUp)
    {
        // Edges of the patch as shares of the picture held upright, then where that lies in the picture as stored.
        var (left, right, top, bottom) = (x / (double)Across, (x + 1) / (double)Across, y / (double)Down, (y + 1) / (double)Down);
        (left, right, top, bottom) = wayUp switch
        {
            2 => (1 - right, 1 - left, top, bottom),
            3 => (1 - right, 1 - left, 1 - bottom, 1 - top),
            4 => (left, right, 1 - bottom, 1 - top),
            5 => (top, bottom, left, right),
            6 => (top, bottom, 1 - right, 1 - left),
            7 => (1 - bottom, 1 - top, 1 - right, 1 - left),
            8 => (1 - bottom, 1 - top, left, right),
            _ => (left, right, top, bottom),
        };
        var (x0, x1, y0, y1) = ((int)(left * grey.Width), (int)(right * grey.Width), (int)(top * grey.Height), (int)(bottom * grey.Height));
        var sum = 0L;
        for (var row = y0; row < y1; row++)
        {
            foreach (var value in grey.Data.AsSpan((row * grey.Width) + x0, x1 - x0))
            {
                sum += value;
            }
        }

        return sum / (double)((long)(x1 - x0) * (y1 - y0));
    }
}
