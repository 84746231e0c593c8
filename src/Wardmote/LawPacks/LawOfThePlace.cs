using System.Collections.Frozen;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <summary>
/// 当地有效法: the periods, sums and fences that hold in one place, each as the nearest pack that reaches it states it for the day: the county's own before the city's, the city's before the nation's.
/// A fence is asked as of the day of the act, a term goes by the day it begins. Prepared once with the law in force, because fences are asked thousands of times a second.
/// </summary>
public sealed class LawOfThePlace
{
    private readonly FrozenDictionary<string, (LawPack Pack, FenceSetting Row)[]> _fences;
    private readonly FrozenDictionary<string, (LawPack Pack, Period Row)[]> _periods;
    private readonly FrozenDictionary<string, (LawPack Pack, Threshold Row)[]> _thresholds;
    private readonly IReadOnlyList<string> _order;

    internal LawOfThePlace(string place, IReadOnlyList<LawPack> packs, WorkingDays calendar)
    {
        (Place, Calendar) = (place, calendar);

        // Equally near packs stay in their order: what was published last lies first.
        Packs = [.. packs.Where(p => RegionCode.Reaches(p.Region, place)).OrderByDescending(p => RegionCode.Nearness(p.Region, place))];
        _order = [.. Packs.SelectMany(p => p.Fences).Select(f => f.Id).Distinct()];
        _fences = Rows(p => p.Fences);
        _periods = Rows(p => p.Periods);
        _thresholds = Rows(p => p.Thresholds);
    }

    /// <summary>Code of the place; counties no pack of their own reaches share their city's or the nation's.</summary>
    public string Place { get; }

    /// <summary>The packs that reach it, nearest first.</summary>
    public IReadOnlyList<LawPack> Packs { get; }

    /// <summary>Working days; the same everywhere.</summary>
    public WorkingDays Calendar { get; }

    /// <summary>Settings of a fence for an act on a day; throws when no pack that reaches the place has them.</summary>
    public FenceSetting Fence(string id, DateOnly day) => On(_fences, id, day)?.Row ?? throw Missing("sets the fence", id, day);

    /// <summary>All fence settings of a day: what the nearest pack sets first, each pack's in its own order.</summary>
    public IReadOnlyList<FenceSetting> Fences(DateOnly day) => [.. _order.Select(id => On(_fences, id, day)?.Row).OfType<FenceSetting>()];

    /// <summary>The pack whose setting of a fence holds on a day.</summary>
    public LawPack SetBy(string fence, DateOnly day) => On(_fences, fence, day)?.Pack ?? throw Missing("sets the fence", fence, day);

    /// <summary>The first day after <paramref name="day"/> on which a fence is set anew; null when none is known.</summary>
    public DateOnly? SetAnew(string fence, DateOnly day)
    {
        var rows = _fences.GetValueOrDefault(fence) ?? [];
        return rows.SelectMany(r => new[] { r.Row.From, r.Row.To?.AddDays(1) }).OfType<DateOnly>().Where(d => d > day).Order()
            .Select(d => (DateOnly?)d).FirstOrDefault(d => On(_fences, fence, d!.Value)?.Row != On(_fences, fence, day)?.Row);
    }

    /// <summary>A period for a term that begins on a day; throws when no pack that reaches the place states it, because guessing a term is not an answer.</summary>
    public Period Period(string id, DateOnly day) => On(_periods, id, day)?.Row ?? throw Missing("states the period", id, day);

    /// <summary>All periods of a day.</summary>
    public IEnumerable<Period> Periods(DateOnly day) => _periods.Keys.Select(id => On(_periods, id, day)?.Row).OfType<Period>();

    /// <summary>The last day of a period that begins the day after <paramref name="from"/>.</summary>
    public DateOnly Ends(string period, DateOnly from)
    {
        var p = Period(period, from);
        return p.Unit switch
        {
            "working_days" => Calendar.Add(from, p.Count),
            "calendar_days" => from.AddDays(p.Count),
            "months" => from.AddMonths(p.Count),
            "years" => from.AddYears(p.Count),
            _ => throw new InvalidOperationException($"the period '{period}' is counted in {p.Unit}, not in days"),
        };
    }

    /// <summary>A threshold on a day; throws when no pack that reaches the place states it.</summary>
    public Threshold Threshold(string id, DateOnly day) => On(_thresholds, id, day)?.Row ?? throw Missing("states the threshold", id, day);

    /// <summary>What is set for some days and for nothing on others, each with such a day: fences and periods are asked on every day.</summary>
    public IEnumerable<(string Id, DateOnly Day)> Gaps() => Gaps(_fences).Concat(Gaps(_periods));

    private static IEnumerable<(string, DateOnly)> Gaps<T>(FrozenDictionary<string, (LawPack Pack, T Row)[]> rows) where T : class, IDated =>
        from r in rows
        let days = r.Value.SelectMany(v => new[] { v.Row.From?.AddDays(-1), v.Row.To?.AddDays(1) }).OfType<DateOnly>()
        from day in days.Where(d => On(rows, r.Key, d) is null).Order().Take(1)
        select (r.Key, day);

    // The nearest pack that has one for the day, of its own the one that began last.
    private FrozenDictionary<string, (LawPack, T)[]> Rows<T>(Func<LawPack, IReadOnlyList<T>> of) where T : IDated =>
        Packs.SelectMany(p => of(p).OrderByDescending(r => r.From ?? DateOnly.MinValue).Select(r => (Pack: p, Row: r))).GroupBy(x => x.Row.Id).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private static (LawPack Pack, T Row)? On<T>(FrozenDictionary<string, (LawPack Pack, T Row)[]> rows, string id, DateOnly day) where T : IDated
    {
        foreach (var row in rows.GetValueOrDefault(id) ?? [])
        {
            if (row.Row.InForce(day))
            {
                return row;
            }
        }

        return null;
    }

    private InvalidOperationException Missing(string what, string id, DateOnly day) => new($"no installed pack that reaches {Place} {what} '{id}' on {day:yyyy-MM-dd}");
}
