using System.Collections.Frozen;
using Wardmote.Discretion;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.LawPacks;

/// <summary>现行有效法: the installed packs together, and every question that is answered from them. Built once and shared; never changed.</summary>
public sealed class LawInForce
{
    private readonly Dictionary<ItemCode, EnforcementItem[]> _rows;
    private readonly Dictionary<string, Locality> _localities;
    private readonly Dictionary<string, County> _counties;
    private readonly Dictionary<string, AgencyKind> _agencyKinds;
    private readonly Dictionary<string, LawOfThePlace> _regions;
    private readonly FrozenDictionary<string, LawOfThePlace> _places;
    private readonly ILookup<ItemCode, DiscretionStandard> _standards;

    /// <summary>Joins packs; the first pack that has a calendar, a door or a kind of agency wins, so order them nearest first.</summary>
    public LawInForce(IReadOnlyList<LawPack> packs)
    {
        Packs = packs;
        _rows = packs.SelectMany(p => p.Items).GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.OrderByDescending(r => r.ValidFrom ?? DateOnly.MinValue).ToArray());
        _localities = packs.SelectMany(p => p.Localities).GroupBy(l => l.Code).ToDictionary(g => g.Key, g => g.MaxBy(l => l.From ?? DateOnly.MinValue)!);
        _counties = packs.SelectMany(p => p.Counties).ToDictionary(c => c.Code);
        _agencyKinds = FirstOf(packs.SelectMany(p => p.AgencyKinds), k => k.Kind);
        _standards = packs.SelectMany(p => p.Standards).ToLookup(s => s.Item);
        Doors = FirstOf(packs.SelectMany(p => p.Doors), d => d.Kind);
        Calendar = packs.Select(p => p.Calendar).FirstOrDefault(c => c is not null) ?? new WorkingDays([], [], DateOnly.MinValue);
        _regions = packs.Select(p => p.Region).Append(RegionCode.Nation).Distinct().ToDictionary(r => r, r => new LawOfThePlace(r, packs, Calendar));
        _places = _counties.Keys.ToFrozenDictionary(c => c, Nearest);
        Map = new LocalityMap(packs.SelectMany(p => p.Outlines));
        Catalogue = new Catalogue(
            packs.SelectMany(p => p.Items),
            packs.SelectMany(p => p.Grants),
            packs.SelectMany(p => p.Retrievals),
            _counties.Values,
            packs.SelectMany(p => p.Localities),
            _agencyKinds.Values);
    }

    /// <summary>The same law with a pack laid over it, nearest of all.</summary>
    public LawInForce With(LawPack nearest) => new([nearest, .. Packs]);

    /// <summary>The packs, nearest first.</summary>
    public IReadOnlyList<LawPack> Packs { get; }

    /// <summary>Who may act.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Working days.</summary>
    public WorkingDays Calendar { get; }

    /// <summary>Point → locality.</summary>
    public LocalityMap Map { get; }

    /// <summary>Doors for matters that are not enforcement, by kind.</summary>
    public IReadOnlyDictionary<string, Door> Doors { get; }

    /// <summary>Revision labels of the packs, as a case pins them.</summary>
    public string Revision => string.Join("+", Packs.Select(p => p.Revision));

    /// <summary>Periods, thresholds and fences as they hold in a county; <c>500000</c> asks for a city's, a code that nothing is set for gets what holds in the whole country.</summary>
    public LawOfThePlace At(string county) => _places.GetValueOrDefault(county) ?? Nearest(county);

    /// <summary>The same for the place of a book: what is kept there goes by the law of that county.</summary>
    public LawOfThePlace At(Book book) => At(book.Code);

    /// <summary>What holds in the whole country; the right question only where there is no place.</summary>
    public LawOfThePlace Nationwide => _regions[RegionCode.Nation];

    /// <summary>Revision labels of the packs that reach a county: its own, its city's, the nation's.</summary>
    public string RevisionFor(string county) => string.Join("+", At(county).Packs.Select(p => p.Revision));

    /// <summary>Every item code.</summary>
    public IEnumerable<ItemCode> Codes => _rows.Keys;

    /// <summary>Every locality.</summary>
    public IEnumerable<Locality> Localities => _localities.Values;

    /// <summary>Every county.</summary>
    public IEnumerable<County> Counties => _counties.Values;

    /// <summary>Every kind of agency.</summary>
    public IEnumerable<AgencyKind> AgencyKinds => _agencyKinds.Values;

    /// <summary>The locality whose team has the matters of a code on a day, by code: itself while it stands, else its successor; itself where none is named.</summary>
    public string TeamFor(string code, DateOnly day) => Catalogue.TeamOf(code, day)?.Code ?? code;

    /// <summary>A locality under its newest name; null when there is none of that code.</summary>
    public Locality? Locality(string code) => _localities.GetValueOrDefault(code);

    /// <summary>A county; null when there is none of that code.</summary>
    public County? County(string code) => _counties.GetValueOrDefault(code);

    /// <summary>The county that has the matters of a county on a day, by code: itself while it stands, else the one that succeeded it; itself where none is named.</summary>
    public string CountyFor(string code, DateOnly day)
    {
        for (var hops = 0; hops < 16 && County(code) is { Successor: { } heir } county && county.To < day; hops++)
        {
            code = heir;
        }

        return code;
    }

    /// <summary>
    /// 承继: who goes on with an organ's functions on a day, by code: itself while it stands or is not known here; else, for a town, its successor, for a county the one that took it over, and for a department
    /// the one of the same kind there. Null where it ended and nobody who stands is named: then a person decides (decision 12).
    /// </summary>
    public string? HeirOf(string organ, DateOnly day)
    {
        if (organ.Split('-') is [var of, var kind])
        {
            return HeirOf(of, day) is not { } heir ? null : heir == of ? organ : Catalogue.AgencyOf(heir, kind)?.Code;
        }

        if (County(organ) is { } county)
        {
            return !(county.To < day) ? organ : County(CountyFor(organ, day)) is { } next && next.Code != organ && next.Stands(day) ? next.Code : null;
        }

        return Catalogue.TeamOf(organ, day)?.Code ?? (Locality(organ) is { } place && (place.To < day || HeirOf(place.County, day) is null) ? null : organ);
    }

    /// <summary>An agency by its code (<c>500110-CG</c>); null when there is none.</summary>
    public Agency? Agency(string code) => code.Split('-') is [var county, var kind] ? Catalogue.AgencyOf(county, kind) : null;

    /// <summary>Name of a locality's organ or an agency, by code; the code itself when there is none.</summary>
    public Text NameOf(string code) => Locality(code)?.Organ ?? Agency(code)?.Name ?? County(code)?.Name ?? Text.Same(code);

    /// <summary>The row in force on a day; null when none is.</summary>
    public EnforcementItem? Item(ItemCode code, DateOnly day) => _rows.TryGetValue(code, out var rows) ? Array.Find(rows, r => r.InForce(day)) : null;

    /// <summary>All rows of an item, newest first.</summary>
    public IReadOnlyList<EnforcementItem> RowsOf(ItemCode code) => _rows.GetValueOrDefault(code) ?? [];

    /// <summary>The newest row: for titles on lists, never for a decision.</summary>
    public EnforcementItem? Newest(ItemCode code) => RowsOf(code) is [var first, ..] ? first : null;

    /// <summary>The standard in force for an item in a county on a day: the county's own before the city's, the city's before the nation's; null when none is.</summary>
    /// <param name="code">Item.</param>
    /// <param name="county">County.</param>
    /// <param name="day">Day.</param>
    /// <param name="step">Statutory step the case has reached, <c>refuses_correction</c> or <c>overdue_correction</c>; empty = the base step. A standard for that stage goes before any other.</param>
    public DiscretionStandard? Standard(ItemCode code, string county, DateOnly day, string step = "")
    {
        var row = Item(code, day);
        return _standards[code].Where(s => s.InForce(day) && s.Reaches(county))
            .Select(s => (Standard: s, Fit: StageFit(s.Stage, step, row))).Where(s => s.Fit > 0)
            .OrderByDescending(s => s.Fit).ThenByDescending(s => s.Standard.Nearness(county)).FirstOrDefault().Standard;
    }

    /// <summary>True where a standard for a stage may weigh a case that has reached a step.</summary>
    public static bool Fits(string stage, string step, EnforcementItem? row) => StageFit(stage, step, row) > 0;

    // Its own stage first; the base standard where the article names no sum of its own for the step; and where the law fines nobody but who does not correct, the one stage it knows, whichever of its
    // two names stands there.
    private static int StageFit(string stage, string step, EnforcementItem? row) =>
        stage == step ? 3
        : stage.Length == 0 ? row?.Steps.Any(s => s.When == step && s.Range is not null) == true ? 0 : 1
        : row?.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection ? 2 : 0;

    /// <summary>Name of a standard by its id; the id itself when there is none.</summary>
    public Text NameOfStandard(string id) => Standards.FirstOrDefault(s => s.Id == id)?.Title ?? Text.Same(id);

    /// <summary>All standards.</summary>
    public IEnumerable<DiscretionStandard> Standards => _standards.SelectMany(s => s);

    /// <summary>Published lists known of a county, newest first.</summary>
    public IReadOnlyList<PublishedList> ListsOf(string county) => [.. Packs.SelectMany(p => p.Lists).Where(l => l.County == county).OrderByDescending(l => l.From)];

    /// <summary>All rules.</summary>
    public IEnumerable<Rule> Rules => Packs.SelectMany(p => p.Rules);

    /// <summary>Codes that look most like a mistyped one.</summary>
    public IReadOnlyList<string> Nearest(string code, IEnumerable<string> codes) => NearestOf(code, codes);

    /// <summary>The same without a law.</summary>
    public static IReadOnlyList<string> NearestOf(string code, IEnumerable<string> codes) =>
        [.. codes.Select(c => (c, Distance(code.ToUpperInvariant(), c.ToUpperInvariant()))).OrderBy(x => x.Item2).ThenBy(x => x.c, StringComparer.Ordinal).Take(3).Select(x => x.c)];

    private LawOfThePlace Nearest(string county) => _regions[_regions.Keys.MaxBy(r => RegionCode.Nearness(r, county))!];

    private static Dictionary<string, T> FirstOf<T>(IEnumerable<T> things, Func<T, string> key) =>
        things.GroupBy(key).ToDictionary(g => g.Key, g => g.First());

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[b.Length];
    }
}
