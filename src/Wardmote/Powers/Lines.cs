using System.Collections.Concurrent;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Powers;

/// <summary>What a lookup finds before it is put into words.</summary>
/// <param name="Row">The item's row in force on the day of the act; null when none is.</param>
/// <param name="Place">The locality as it stood on the filing day.</param>
/// <param name="Team">The locality whose team has the matter on the day of the step: the same one, or its successor.</param>
/// <param name="Line">The line that holds; null when none does.</param>
/// <param name="Ended">The retrieval that ended the others; null when none did.</param>
/// <param name="Gone">The day on which the locality does not stand and has no successor; null when it stands.</param>
/// <param name="Doubt">Why nobody can say: towns that came together and did not hold the same; then no line holds. Null when there is no doubt.</param>
public readonly record struct PowerFound(EnforcementItem? Row, Locality Place, Locality Team, Grant? Line, Retrieval? Ended, DateOnly? Gone, PowerDoubt? Doubt = null)
{
    /// <summary>The name under which the line reaches the place.</summary>
    internal OrganName? Name { get; init; }
}

/// <summary>不一致: two of those whom a locality goes on from, and what each held or had lost.</summary>
/// <param name="One">Code of the one.</param>
/// <param name="OneLine">Its line; null when it held none.</param>
/// <param name="OneEnded">The retrieval that ended its lines.</param>
/// <param name="Other">Code of the other.</param>
/// <param name="OtherLine">Its line.</param>
/// <param name="OtherEnded">The retrieval that ended its lines.</param>
public sealed record PowerDoubt(string One, Grant? OneLine, Retrieval? OneEnded, string Other, Grant? OtherLine, Retrieval? OtherEnded);

/// <summary>
/// All lines of one item. Lines of the same reach stand in one <see cref="TimeLine"/>, shared by all the places it reaches; a place that more than a few of them reach has
/// them merged into one, shared by the places that the same ones reach.
/// </summary>
internal sealed class ItemLines
{
    private const int Apart = 4;
    private readonly TimeLine[]?[] _names;
    private readonly (Reach Reach, TimeLine Line)[] _reaches;
    private readonly ConcurrentDictionary<string, TimeLine[]> _merged = new();
    private readonly ConcurrentDictionary<string, TimeLine[]> _handOvers = new();

    public ItemLines(EnforcementItem[] rows, Grant[] grants, Retrieval[] retrievals, int names)
    {
        (Rows, Grants, Retrievals, Statutes) = (rows, grants, retrievals, [.. grants.Where(g => g.Source == PowerSource.Statutory)]);
        _names = new TimeLine[]?[names];
        var byReach = new Dictionary<string, (Reach Reach, List<(Grant, int)> Grants, List<(Retrieval, int)> Retrievals)>();
        for (var i = 0; i < grants.Length; i++)
        {
            Of(grants[i].Reach).Grants.Add((grants[i], i));
        }

        for (var i = 0; i < retrievals.Length; i++)
        {
            Of(retrievals[i].Reach).Retrievals.Add((retrievals[i], i));
        }

        _reaches = [.. byReach.Values.Select(r => (r.Reach, new TimeLine(r.Grants, r.Retrievals)))];

        (Reach Reach, List<(Grant, int)> Grants, List<(Retrieval, int)> Retrievals) Of(Reach reach)
        {
            var words = $"{string.Join(',', reach.Regions)}|{string.Join(',', reach.Localities)}|{string.Join(',', reach.Except)}|{reach.TownsOnly}";
            return byReach.TryGetValue(words, out var known) ? known : byReach[words] = (reach, [], []);
        }
    }

    public EnforcementItem[] Rows { get; }

    public Grant[] Grants { get; }

    public Retrieval[] Retrievals { get; }

    /// <summary>The lines that a law itself gives.</summary>
    private Grant[] Statutes { get; }

    /// <summary>
    /// The newest line that holds on the filing date and has not been ended; the retrieval that ended the others when none holds. A list cannot take what a law gives,
    /// and a letter's term runs out on its day even for a matter already filed (Penalties arts. 20, 24). Where a town goes on from several, each is asked, and one answer is given when they agree.
    /// </summary>
    /// <param name="place">Where it was filed.</param>
    /// <param name="team">Where it is now: the place itself, or its successor, whose hand-overs reach what it took over.</param>
    /// <param name="heirs">Every successor down to the team, where there was more than one.</param>
    /// <param name="question">Days of the act, of filing and of the step, and as known when.</param>
    public PowerFound Held(PlaceRow place, PlaceRow team, List<string>? heirs, PowerQuestion question)
    {
        var (filed, on, known) = (question.Filed, question.On ?? question.Filed, question.Known ?? DateTimeOffset.MaxValue);
        var later = place.Locality.Code == team.Locality.Code ? null : heirs is null ? At(team.Own) : HandOvers(team.Own, heirs);
        var line = Held(At(place.Names[0]), later, filed, on, known, out var ended);
        var found = new PowerFound(Array.Find(Rows, r => r.InForce(question.Act)), place.Locality, team.Locality, line, ended, null) { Name = place.Names[0] };
        for (var i = 1; i < place.Names.Length && found.Doubt is null; i++)
        {
            found = Beside(found, place.Names[i], Held(At(place.Names[i]), later, filed, on, known, out ended), ended, filed, known);
        }

        return found;
    }

    /// <summary>What is found, beside what another name says: the same, with the weaker certainty, or a doubt.</summary>
    private PowerFound Beside(PowerFound found, OrganName name, Grant? line, Retrieval? ended, DateOnly filed, DateTimeOffset known)
    {
        if (name.Former.Count > 0)
        {
            // What it was named by in another county stays behind; only a line that reaches both counties, and did not reach it there, is in doubt.
            return found.Line is null || ReferenceEquals(found.Line, line) || !name.ReachedBefore(found.Line.Reach) ? found : Doubtful();
        }

        if (ReferenceEquals(found.Line, line))
        {
            return found;
        }

        if (found.Line is null || line is null)
        {
            return Doubtful();
        }

        var (one, other) = (WithLaw(found.Line, found.Name!, filed, known), WithLaw(line, name, filed, known));
        return (one.Source, one.Scope, one.InNameOf, one.WithDepartment) != (other.Source, other.Scope, other.InNameOf, other.WithDepartment) ? Doubtful()
            : other.Certainty < one.Certainty ? found with { Line = line, Name = name } : found;

        PowerFound Doubtful() => found with { Line = null, Ended = null, Doubt = new PowerDoubt(found.Name!.Town, found.Line, found.Ended, name.Town, line, ended) };
    }

    private static Grant? Held(TimeLine[] lines, TimeLine[]? later, DateOnly filed, DateOnly on, DateTimeOffset known, out Retrieval? ended)
    {
        var ends = default(Ends);
        foreach (var line in lines)
        {
            line.Take(ref ends, filed, known, handedOver: false);
            line.TakeUndated(ref ends, known);
            if (on > filed)
            {
                line.Take(ref ends, on, known, handedOver: true);
            }
        }

        foreach (var line in later ?? [])
        {
            line.Take(ref ends, on, known, handedOver: true, after: filed);
        }

        var best = default(Candidate);
        foreach (var line in lines)
        {
            line.Find(ref best, ends, filed, on, known);
        }

        ended = best.Grant is null ? ends.Last ?? ends.Undated : null;
        return best.Grant;
    }

    /// <summary>A list that names again what the law itself gives takes nothing of it: the power stays the law's, and what the list gives beside it is added (Penalties arts. 17, 24).</summary>
    public Grant WithLaw(Grant line, OrganName name, DateOnly filed, DateTimeOffset? known)
    {
        if (line.Source != PowerSource.Empowered || Statutes.Length == 0)
        {
            return line;
        }

        var law = Statutes.Where(g => name.Gives(g.Reach) && !(g.From > filed) && !(g.To < filed) && !(g.Recorded > known)).MaxBy(g => g.From ?? DateOnly.MinValue);
        return law is null ? line : law with
        {
            Scope = new Scope(
                law.Scope.Inspect || line.Scope.Inspect, law.Scope.Penalise || line.Scope.Penalise, law.Scope.Measures || line.Scope.Measures, law.Scope.Execution || line.Scope.Execution,
                (law.Scope.Penalise || !line.Scope.Penalise ? law.Scope.Kinds : PenaltyKinds.None) | (line.Scope.Penalise ? line.Scope.Kinds : PenaltyKinds.None)),
            Certainty = (Certainty)Math.Min((int)law.Certainty, (int)line.Certainty),
        };
    }

    // Two threads may both make it; they make the same one.
    private TimeLine[] At(OrganName name) => _names[name.At] ??= Make([.. _reaches.Select(r => name.Gives(r.Reach))], [.. _reaches.Select(r => name.Takes(r.Reach))]);

    /// <summary>Retrievals that reach any of a chain of successors.</summary>
    private TimeLine[] HandOvers(OrganName team, List<string> heirs) =>
        _handOvers.GetOrAdd($"{team.At}|{string.Join(',', heirs)}", _ => Make(new bool[_reaches.Length], [.. _reaches.Select(r => r.Reach.Covers(team.Place, heirs, team.Counties))]));

    private TimeLine[] Make(bool[] gives, bool[] takes)
    {
        var reached = _reaches.Where((_, i) => gives[i] && takes[i]).Select(r => r.Line).ToArray();
        return reached.Length <= Apart && gives.SequenceEqual(takes)
            ? reached
            : _merged.GetOrAdd(
                string.Concat(gives.Zip(takes, (g, t) => g ? t ? '3' : '2' : t ? '1' : '0')),
                _ => [new TimeLine([.. _reaches.Where((_, i) => gives[i]).SelectMany(r => r.Line.Grants)], [.. _reaches.Where((_, i) => takes[i]).SelectMany(r => r.Line.Retrievals)])]);
    }
}

/// <summary>What has ended the lines of an item at a place by a day.</summary>
internal struct Ends
{
    /// <summary>Newest retrieval with a day.</summary>
    public Retrieval? Last;

    /// <summary>Its day.</summary>
    public DateOnly Since;

    /// <summary>Where it stands in the source: of the same day the first counts.</summary>
    public int Order;

    /// <summary>When the last one of that day was recorded: it also ends what was given from the same day and recorded before it.</summary>
    public long Recorded;

    /// <summary>First retrieval without a day.</summary>
    public Retrieval? Undated;

    /// <summary>When the newest retrieval without a day was recorded: it ends what was recorded before it.</summary>
    public long Until;
}

/// <summary>The best line found so far.</summary>
internal struct Candidate
{
    public Grant? Grant;
    public DateOnly From;
    public int Order;
}

/// <summary>时间线: lines of one item that reach the same places, in the order of their days.</summary>
internal sealed class TimeLine
{
    private readonly Step[] _grants;
    private readonly DateOnly[] _grantDays;
    private readonly Grant[] _given;
    private readonly int _lastStatutory = -1;
    private readonly bool _grantsInOrder;
    private readonly Step[] _dated;
    private readonly DateOnly[] _datedDays;
    private readonly Retrieval[] _taken;
    private readonly bool _datedInOrder;
    private readonly Step[] _handed;
    private readonly DateOnly[] _handedDays;
    private readonly Retrieval[] _handedOver;
    private readonly bool _handedInOrder;
    private readonly Retrieval[] _undated;

    public TimeLine(IReadOnlyList<(Grant Line, int Order)> grants, IReadOnlyList<(Retrieval Line, int Order)> retrievals)
    {
        (Grants, Retrievals) = (grants, retrievals);

        // Newest first; of the same day the first written stands first.
        var given = grants.OrderByDescending(g => g.Line.From ?? DateOnly.MinValue).ThenBy(g => g.Order).ToArray();
        _given = [.. given.Select(g => g.Line)];
        _grants = [.. given.Select(g => new Step(g.Line.From ?? DateOnly.MinValue, g.Line.To ?? DateOnly.MaxValue, g.Line.Recorded.UtcTicks, g.Line.Source, g.Order))];
        for (var i = _grants.Length - 1; i >= 0; i--)
        {
            _grants[i].LastTo = i + 1 < _grants.Length && _grants[i + 1].LastTo > _grants[i].To ? _grants[i + 1].LastTo : _grants[i].To;
            _lastStatutory = _lastStatutory < 0 && _grants[i].Source == PowerSource.Statutory ? i : _lastStatutory;
        }

        var dated = retrievals.Where(r => r.Line.On is not null).OrderByDescending(r => r.Line.On).ThenBy(r => r.Order).ToArray();
        _taken = [.. dated.Select(r => r.Line)];
        _dated = [.. dated.Select(StepOf)];
        var handed = dated.Where(r => r.Line.Transition == Transition.HandedOver).ToArray();
        _handedOver = [.. handed.Select(r => r.Line)];
        _handed = [.. handed.Select(StepOf)];
        _undated = [.. retrievals.Where(r => r.Line.On is null).Select(r => r.Line)];
        (_grantDays, _datedDays, _handedDays) = ([.. _grants.Select(g => g.From)], [.. _dated.Select(r => r.From)], [.. _handed.Select(r => r.From)]);
        (_grantsInOrder, _datedInOrder, _handedInOrder) = (InOrder(_grants), InOrder(_dated), InOrder(_handed));
    }

    public IReadOnlyList<(Grant Line, int Order)> Grants { get; }

    public IReadOnlyList<(Retrieval Line, int Order)> Retrievals { get; }

    /// <summary>Takes in the newest retrieval whose day has come by <paramref name="day"/>.</summary>
    public void Take(ref Ends ends, DateOnly day, DateTimeOffset known, bool handedOver, DateOnly? after = null)
    {
        var (steps, newest) = (handedOver ? _handed : _dated, DateOnly.MinValue);
        for (var i = First(steps, handedOver ? _handedDays : _datedDays, handedOver ? _handedInOrder : _datedInOrder, day, known.UtcTicks); i < steps.Length; i++)
        {
            if (steps[i].Recorded > known.UtcTicks)
            {
                continue;
            }

            var (on, order) = (steps[i].From, steps[i].Order);
            if (on <= after || on < newest)
            {
                return;
            }

            newest = on;
            var newer = ends.Last is null || on > ends.Since;
            ends.Recorded = newer || (on == ends.Since && steps[i].Recorded > ends.Recorded) ? steps[i].Recorded : ends.Recorded;
            if (newer || (on == ends.Since && order < ends.Order))
            {
                (ends.Last, ends.Since, ends.Order) = ((handedOver ? _handedOver : _taken)[i], on, order);
            }
        }
    }

    /// <summary>Takes in the retrievals whose source gives no day.</summary>
    public void TakeUndated(ref Ends ends, DateTimeOffset known)
    {
        foreach (var r in _undated)
        {
            if (r.Recorded <= known)
            {
                ends.Undated ??= r;
                ends.Until = Math.Max(ends.Until, r.Recorded.UtcTicks);
            }
        }
    }

    /// <summary>Finds the newest line that holds, where it is newer than the best so far.</summary>
    public void Find(ref Candidate best, in Ends ends, DateOnly filed, DateOnly on, DateTimeOffset known)
    {
        for (var i = First(_grants, _grantDays, _grantsInOrder, filed, known.UtcTicks); i < _grants.Length; i++)
        {
            ref readonly var g = ref _grants[i];
            if (g.LastTo < filed || (best.Grant is not null && (g.From < best.From || (g.From == best.From && g.Order > best.Order))))
            {
                return;
            }

            // A line granted on or after the day of a retrieval is granted again, unless one of the same day was recorded later; one since the law itself has no first day.
            var before = ends.Last is not null && (g.From < ends.Since || g.From == DateOnly.MinValue);
            if (before && i > _lastStatutory)
            {
                return;
            }

            var ended = before || (ends.Last is not null && g.From == ends.Since && g.Recorded < ends.Recorded);
            if (g.Recorded <= known.UtcTicks
                && g.To >= (g.Source == PowerSource.Entrusted && on > filed ? on : filed)
                && (g.Source == PowerSource.Statutory || (!ended && (ends.Undated is null || g.Recorded > ends.Until))))
            {
                best = new Candidate { Grant = _given[i], From = g.From, Order = g.Order };
                return;
            }
        }
    }

    private static Step StepOf((Retrieval Line, int Order) r) => new(r.Line.On!.Value, DateOnly.MaxValue, r.Line.Recorded.UtcTicks, PowerSource.Own, r.Order);

    // Mostly what begins later was recorded later; only then may the search jump over what was not yet known.
    private static bool InOrder(Step[] steps)
    {
        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i].Recorded > steps[i - 1].Recorded)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Index of the first step that has begun by a day and, where that can be jumped to, was known.</summary>
    private static int First(Step[] steps, DateOnly[] days, bool inOrder, DateOnly day, long known)
    {
        var (low, high) = Around(days, day);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            (low, high) = days[middle] <= day ? (low, middle) : (middle + 1, high);
        }

        if (!inOrder || low == steps.Length || steps[low].Recorded <= known)
        {
            return low;
        }

        high = steps.Length;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            (low, high) = steps[middle].Recorded <= known ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>A short stretch in which the first day not after <paramref name="day"/> lies: guessed from the ends, because lists change about as often in one year as in another, then widened.</summary>
    private static (int Low, int High) Around(DateOnly[] days, DateOnly day)
    {
        if (days.Length < 16)
        {
            return (0, days.Length);
        }

        if (days[0] <= day || days[^1] > day)
        {
            return days[0] <= day ? (0, 0) : (days.Length, days.Length);
        }

        var (first, last) = (days[0].DayNumber, days[^1].DayNumber);
        var guess = (int)((long)(first - day.DayNumber) * (days.Length - 1) / (first - last));
        var (low, high, step) = (guess, guess, 4);
        while (low > 0 && days[low] <= day)
        {
            low = Math.Max(0, low - step);
            step *= 2;
        }

        for (step = 4; high < days.Length && days[high] > day; step *= 2)
        {
            high = Math.Min(days.Length, high + step);
        }

        return (low, high);
    }

    /// <summary>What a search needs of a line, apart from the line itself, so that it touches little memory.</summary>
    private struct Step(DateOnly from, DateOnly to, long recorded, PowerSource source, int order)
    {
        public readonly long Recorded = recorded;
        public readonly DateOnly From = from;
        public readonly DateOnly To = to;
        public readonly int Order = order;
        public DateOnly LastTo = to;
        public readonly PowerSource Source = source;
    }
}
