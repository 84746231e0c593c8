using System.Collections.Frozen;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <summary>
/// 当地有效法: the periods, sums and fences that hold in one place, each as the nearest pack that reaches it states it: the county's own before the city's, the city's before the nation's.
/// Prepared once with the law in force, because fences are asked thousands of times a second.
/// </summary>
public sealed class LawOfThePlace
{
    private readonly FrozenDictionary<string, FenceSetting> _fences;
    private readonly FrozenDictionary<string, LawPack> _setBy;
    private readonly FrozenDictionary<string, Period> _periods;
    private readonly FrozenDictionary<string, Threshold[]> _thresholds;

    internal LawOfThePlace(string place, IReadOnlyList<LawPack> packs, WorkingDays calendar)
    {
        (Place, Calendar) = (place, calendar);

        // Equally near packs stay in their order: what was published last lies first.
        Packs = [.. packs.Where(p => RegionCode.Reaches(p.Region, place)).OrderByDescending(p => RegionCode.Nearness(p.Region, place))];
        var fences = Packs.SelectMany(p => p.Fences.Select(f => (Pack: p, Fence: f))).DistinctBy(x => x.Fence.Id).ToList();
        Fences = [.. fences.Select(x => x.Fence)];
        _fences = fences.ToFrozenDictionary(x => x.Fence.Id, x => x.Fence);
        _setBy = fences.ToFrozenDictionary(x => x.Fence.Id, x => x.Pack);
        _periods = Packs.SelectMany(p => p.Periods).DistinctBy(p => p.Id).ToFrozenDictionary(p => p.Id);
        _thresholds = Packs.SelectMany(p => p.Thresholds.OrderByDescending(t => t.From ?? DateOnly.MinValue)).GroupBy(t => t.Id).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>Code of the place; counties no pack of their own reaches share their city's or the nation's.</summary>
    public string Place { get; }

    /// <summary>The packs that reach it, nearest first.</summary>
    public IReadOnlyList<LawPack> Packs { get; }

    /// <summary>Working days; the same everywhere.</summary>
    public WorkingDays Calendar { get; }

    /// <summary>Settings of a fence; throws when no pack that reaches the place has them.</summary>
    public FenceSetting Fence(string id) => _fences.GetValueOrDefault(id) ?? throw Missing("sets the fence", id);

    /// <summary>All fence settings: what the nearest pack sets first, each pack's in its own order.</summary>
    public IReadOnlyList<FenceSetting> Fences { get; }

    /// <summary>The pack whose setting of a fence holds.</summary>
    public LawPack SetBy(string fence) => _setBy.GetValueOrDefault(fence) ?? throw Missing("sets the fence", fence);

    /// <summary>A period; throws when no pack that reaches the place states it, because guessing a term is not an answer.</summary>
    public Period Period(string id) => _periods.GetValueOrDefault(id) ?? throw Missing("states the period", id);

    /// <summary>All periods.</summary>
    public IEnumerable<Period> Periods => _periods.Values;

    /// <summary>The last day of a period that begins the day after <paramref name="from"/>.</summary>
    public DateOnly Ends(string period, DateOnly from)
    {
        var p = Period(period);
        return p.Unit switch
        {
            "working_days" => Calendar.Add(from, p.Count),
            "calendar_days" => from.AddDays(p.Count),
            "months" => from.AddMonths(p.Count),
            "years" => from.AddYears(p.Count),
            _ => throw new InvalidOperationException($"the period '{period}' is counted in {p.Unit}, not in days"),
        };
    }

    /// <summary>A threshold on a day: the nearest pack's that has one in force, its newest; throws when no pack that reaches the place states it.</summary>
    public Threshold Threshold(string id, DateOnly day) =>
        Array.Find(_thresholds.GetValueOrDefault(id) ?? [], t => t.From is null || t.From <= day) ?? throw Missing($"states on {day:yyyy-MM-dd} the threshold", id);

    private InvalidOperationException Missing(string what, string id) => new($"no installed pack that reaches {Place} {what} '{id}'");
}
