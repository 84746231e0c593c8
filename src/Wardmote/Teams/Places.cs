using Wardmote.Law;

namespace Wardmote.Teams;

/// <summary>A point in WGS-84 degrees. Other systems (GCJ-02) are converted before they enter, never guessed.</summary>
public readonly record struct Point(double Latitude, double Longitude);

/// <summary>区县: a county-level district. Its code is the code of its book.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Name.</param>
/// <param name="From">First day under this code; null = as far back as is known.</param>
/// <param name="To">Last day; null = open.</param>
/// <param name="Successor">Code that took it over after <paramref name="To"/>; null while it stands.</param>
public sealed record County(string Code, Text Name, DateOnly? From = null, DateOnly? To = null, string? Successor = null)
{
    /// <summary>True when it stands on <paramref name="day"/>.</summary>
    public bool Stands(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>Kind of locality. 镇街类型</summary>
public enum LocalityKind
{
    /// <summary>镇</summary>
    Town,

    /// <summary>街道</summary>
    Subdistrict,

    /// <summary>乡</summary>
    Township,

    /// <summary>民族乡</summary>
    EthnicTownship,
}

/// <summary>镇街: a town, subdistrict or township: the smallest place with a team of its own.</summary>
/// <param name="Code">Nine digits.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind; subdistricts are named by fewer laws than towns.</param>
/// <param name="County">County code.</param>
/// <param name="From">First day under this code and county; null = as far back as is known.</param>
/// <param name="To">Last day; null = open.</param>
/// <param name="Successor">Code that took it over; null while it stands.</param>
public sealed record Locality(string Code, Text Name, LocalityKind Kind, string County, DateOnly? From = null, DateOnly? To = null, string? Successor = null)
{
    /// <summary>True when it stands on <paramref name="day"/>.</summary>
    public bool Stands(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);

    /// <summary>The organ that acts: 镇人民政府, 街道办事处 or 乡人民政府.</summary>
    public Text Organ => Kind == LocalityKind.Subdistrict
        ? new Text(Name.Zh + "办事处", Name.En + " Office", "مكتب " + Name.Ar)
        : new Text(Name.Zh + "人民政府", "People's Government of " + Name.En, "الحكومة الشعبية لـ" + Name.Ar);
}

/// <summary>机关类别: a kind of county agency, for example urban management; every county has one of each.</summary>
/// <param name="Kind">The project's own short code, for example <c>CG</c>; documented in the pack.</param>
/// <param name="Name">Name without the county.</param>
/// <param name="Texts">Words of the sources that mean this kind and no other; an item whose words are not among them has no agency.</param>
public sealed record AgencyKind(string Kind, Text Name, IReadOnlyList<string>? Texts = null);

/// <summary>机关: one county's agency. Its code is the county's code, a hyphen and the kind.</summary>
/// <param name="Code">For example <c>500110-CG</c>.</param>
/// <param name="Kind">Kind.</param>
/// <param name="County">County code.</param>
/// <param name="Name">Full name.</param>
public sealed record Agency(string Code, string Kind, string County, Text Name);

/// <summary>A closed outline of a locality, WGS-84. Schematic outlines only propose; a person confirms.</summary>
/// <param name="Locality">Code.</param>
/// <param name="Rings">Rings in any order, counted even-odd: holes and detached parts alike; each a list of points, first not repeated at the end.</param>
/// <param name="Schematic">True when the shape is invented and no fence may stop on it.</param>
public sealed record Outline(string Locality, IReadOnlyList<IReadOnlyList<Point>> Rings, bool Schematic);

/// <summary>The map: which locality does a point propose? 点位 → 镇街</summary>
public sealed class LocalityMap
{
    private readonly (Outline Outline, double South, double West, double North, double East)[] _outlines;

    /// <summary>A map of outlines.</summary>
    public LocalityMap(IEnumerable<Outline> outlines)
    {
        _outlines = [.. outlines.Select(o =>
        {
            var points = o.Rings.SelectMany(r => r).ToList();
            return (o, points.Min(p => p.Latitude), points.Min(p => p.Longitude), points.Max(p => p.Latitude), points.Max(p => p.Longitude));
        })];
    }

    /// <summary>All outlines.</summary>
    public IEnumerable<Outline> Outlines => _outlines.Select(o => o.Outline);

    /// <summary>The outline that holds the point; null when none does (a place outside the map).</summary>
    public Outline? At(Point point)
    {
        foreach (var (outline, south, west, north, east) in _outlines)
        {
            if (point.Latitude >= south && point.Latitude <= north && point.Longitude >= west && point.Longitude <= east
                && outline.Rings.Count(ring => Inside(ring, point)) % 2 == 1)
            {
                return outline;
            }
        }

        return null;
    }

    /// <summary>Distance in metres on a sphere: good to half a percent, enough for "near".</summary>
    public static double Metres(Point a, Point b)
    {
        const double radius = 6_371_000;
        var lat = Radians(b.Latitude - a.Latitude);
        var lon = Radians(b.Longitude - a.Longitude) * Math.Cos(Radians((a.Latitude + b.Latitude) / 2));
        return radius * Math.Sqrt((lat * lat) + (lon * lon));

        static double Radians(double degrees) => degrees * Math.PI / 180;
    }

    /// <summary>Groups of at least <paramref name="least"/> things that lie within <paramref name="metres"/> of one of them: the densest first, each thing in one group at most.</summary>
    public static IEnumerable<IReadOnlyList<T>> Crowds<T>(IReadOnlyList<T> things, Func<T, Point> where, double metres, int least)
    {
        // Cells a little wider than the distance: what is near lies in the same cell or in one beside it, so a county's year is not compared with itself pair by pair.
        var points = things.Select(where).ToList();
        var high = metres / 110_000;
        var wide = high / Math.Max(0.01, Math.Cos(points.Select(p => Math.Abs(p.Latitude)).DefaultIfEmpty(0).Max() * Math.PI / 180));
        (int, int) CellOf(Point p) => ((int)Math.Floor(p.Latitude / high), (int)Math.Floor(p.Longitude / wide));
        var cells = Enumerable.Range(0, points.Count).ToLookup(i => CellOf(points[i]));
        var left = Enumerable.Range(0, points.Count).ToHashSet();
        List<int> Near(int i)
        {
            var (row, column) = CellOf(points[i]);
            return [.. Enumerable.Range(row - 1, 3).SelectMany(r => Enumerable.Range(column - 1, 3).SelectMany(c => cells[(r, c)])).Where(o => left.Contains(o) && Metres(points[i], points[o]) <= metres).Order()];
        }

        // How many are near can only fall as groups are taken out: a middle that fell is put back with its new number.
        var queue = new PriorityQueue<int, (int, int)>(left.Select(i => (i, (-Near(i).Count, i))));
        while (queue.TryDequeue(out var middle, out var rank))
        {
            if (!left.Contains(middle))
            {
                continue;
            }

            var near = Near(middle);
            if (near.Count < -rank.Item1)
            {
                queue.Enqueue(middle, (-near.Count, middle));
                continue;
            }

            if (near.Count < least)
            {
                yield break;
            }

            left.ExceptWith(near);
            yield return [.. near.Select(i => things[i])];
        }
    }

    private static bool Inside(IReadOnlyList<Point> ring, Point p)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if ((a.Latitude > p.Latitude) != (b.Latitude > p.Latitude)
                && p.Longitude < ((b.Longitude - a.Longitude) * (p.Latitude - a.Latitude) / (b.Latitude - a.Latitude)) + a.Longitude)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
