using Wardmote.Teams;

namespace Wardmote.Powers;

/// <summary>
/// 机关的名称沿革: the codes under which lines mean an organ. A town that only got a new code is the same organ and goes on under what named it before; towns that came together are asked one by one
/// (decision 12).
/// </summary>
/// <param name="Place">The locality as it stands.</param>
/// <param name="Codes">Codes that mean it: its own first, then what it succeeded, down to the town that stood on its own.</param>
/// <param name="Counties">Codes of its county: the present one, and those it had.</param>
/// <param name="Former">Other counties on the way here; empty where it never left. What was named there does not come along, but a line that reaches both counties and left the town out by name is in doubt.</param>
/// <param name="At">Place in the tables of the catalogue.</param>
internal sealed record OrganName(Locality Place, IReadOnlyList<string> Codes, IReadOnlyList<string> Counties, IReadOnlyList<string> Former, int At)
{
    /// <summary>The town whose name it is: the one at the beginning.</summary>
    public string Town => Codes[^1];

    /// <summary>True when a line with this reach gives or takes under the name.</summary>
    public bool Gives(Reach reach) => Former.Count > 0 && reach.Localities.Count > 0 ? reach.Covers(Place) : Takes(reach);

    /// <summary>True when a retrieval with this reach takes under the name.</summary>
    public bool Takes(Reach reach) => reach.Covers(Place, Codes, Counties);

    /// <summary>True when a line reaches a county the town came from, so that leaving it out by name there meant this line too.</summary>
    public bool ReachedBefore(Reach reach) => reach.Localities.Count == 0 && reach.Regions.Any(r => Former.Any(c => Law.RegionCode.Reaches(r, c)));
}

/// <summary>A row of a locality between two days on which the same names mean it.</summary>
/// <param name="Locality">The row.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Own">Its own code alone.</param>
/// <param name="Names">Every name, by the town at its beginning; the first is the only one for a town that nobody joined. Those from another county stand last.</param>
internal sealed record PlaceRow(Locality Locality, DateOnly From, DateOnly To, OrganName Own, OrganName[] Names)
{
    /// <summary>True when it stands on a day.</summary>
    public bool Stands(DateOnly day) => day >= From && day <= To;
}

/// <summary>Reads the names of organs out of the rows of localities and counties.</summary>
internal sealed class Lineage
{
    private readonly ILookup<string, Locality> _rows;
    private readonly ILookup<string, Locality> _before;
    private readonly ILookup<string, County> _countiesBefore;
    private readonly Dictionary<string, County> _counties;

    public Lineage(IEnumerable<Locality> rows, IEnumerable<County> counties)
    {
        _counties = counties.ToDictionary(c => c.Code);
        IReadOnlyList<Locality> localities = [.. rows.SelectMany(InItsCounties)];
        _rows = localities.ToLookup(l => l.Code);
        _before = localities.Where(l => l is { Successor: not null, To: not null }).ToLookup(l => l.Successor!);
        _countiesBefore = _counties.Values.Where(c => c is { Successor: not null, To: not null }).ToLookup(c => c.Successor!);
    }

    // A county that ended is nobody's: a town whose row goes on stands in the county that succeeded it, and nowhere where none did.
    private IEnumerable<Locality> InItsCounties(Locality row)
    {
        for (var hops = 0; hops < 16 && _counties.GetValueOrDefault(row.County) is { To: { } end, Successor: var heir } && !(row.To <= end); hops++)
        {
            if (!(row.From > end))
            {
                yield return row with { To = end, Successor = null };
            }

            if (heir is null)
            {
                yield break;
            }

            row = row with { County = heir, From = row.From > end ? row.From : end.AddDays(1) };
        }

        yield return row;
    }

    /// <summary>How many names were given out.</summary>
    public int Count { get; private set; }

    /// <summary>The rows of a code, newest first, parted on the days on which somebody joined it.</summary>
    public PlaceRow[] RowsOf(string code)
    {
        var joined = new SortedSet<DateOnly>();
        Days(code, joined, []);
        return [.. _rows[code].SelectMany(l => Parts(l, joined)).OrderByDescending(r => r.From)];
    }

    private IEnumerable<PlaceRow> Parts(Locality row, SortedSet<DateOnly> joined)
    {
        var (from, to) = (row.From ?? DateOnly.MinValue, row.To ?? DateOnly.MaxValue);
        foreach (var next in joined.Where(d => d > from && d <= to).Select(d => (DateOnly?)d).Append(null))
        {
            var own = NameOf(row, [row.Code], []);
            var (home, elsewhere) = Paths(row, from, [row.Code]);
            var names = home.Order(ByTown).Select(codes => codes is [_] ? own : NameOf(row, codes, []))
                .Concat(elsewhere.OrderBy(p => p.Codes, ByTown).Select(p => NameOf(row, p.Codes, p.Counties)));
            yield return new PlaceRow(row, from, next?.AddDays(-1) ?? to, own, [.. names]);
            from = next ?? to;
        }
    }

    private static readonly Comparer<IReadOnlyList<string>> ByTown = Comparer<IReadOnlyList<string>>.Create((a, b) => string.CompareOrdinal(a[^1], b[^1]));

    private OrganName NameOf(Locality place, IReadOnlyList<string> codes, IReadOnlyList<string> former) => new(place, codes, CountyCodes(place.County), former, Count++);

    /// <summary>The ways on which a locality came to be what it is by a day: those within its county, and those on which it came from another.</summary>
    private (List<IReadOnlyList<string>> Home, List<(IReadOnlyList<string> Codes, IReadOnlyList<string> Counties)> Elsewhere) Paths(Locality row, DateOnly day, IReadOnlyList<string> seen)
    {
        var (home, elsewhere) = (new List<IReadOnlyList<string>>(), new List<(IReadOnlyList<string> Codes, IReadOnlyList<string> Counties)>());
        var (here, first) = (CountyCodes(row.County), DateOnly.MaxValue);
        foreach (var before in _before[row.Code].Where(p => p.To < day && !seen.Contains(p.Code)).GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.To)!))
        {
            var (ways, others) = Paths(before, day, [.. seen, before.Code]);
            var stayed = here.Contains(before.County);
            elsewhere.AddRange(others.Select(o => ((IReadOnlyList<string>)[row.Code, .. o.Codes], stayed ? o.Counties : [.. o.Counties, before.County])));
            if (stayed)
            {
                home.AddRange(ways.Select(w => (IReadOnlyList<string>)[row.Code, .. w]));
                first = before.To!.Value < first ? before.To.Value : first;
            }
            else
            {
                elsewhere.AddRange(ways.Select(w => ((IReadOnlyList<string>)[row.Code, .. w], (IReadOnlyList<string>)[before.County])));
            }
        }

        // One that stood before anybody joined it is one of those who came together.
        if (_rows[row.Code].Any(r => (r.From ?? DateOnly.MinValue) <= first))
        {
            home.Add([row.Code]);
        }

        return (home, elsewhere);
    }

    /// <summary>The codes of a county: its own, and before it the code of one that only got this one in its place; a county that took others in has its own alone.</summary>
    private IReadOnlyList<string> CountyCodes(string code)
    {
        var codes = new List<string> { code };
        while (_countiesBefore[codes[^1]].ToList() is [var one] && _counties.TryGetValue(codes[^1], out var now) && now.From > one.To && !codes.Contains(one.Code))
        {
            codes.Add(one.Code);
        }

        return codes;
    }

    private void Days(string code, SortedSet<DateOnly> days, List<string> seen)
    {
        seen.Add(code);
        foreach (var before in _before[code])
        {
            days.Add(before.To!.Value.AddDays(1));
            if (!seen.Contains(before.Code))
            {
                Days(before.Code, days, seen);
            }
        }
    }
}
