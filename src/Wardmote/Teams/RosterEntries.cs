using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Teams;

/// <summary>下沉: somebody keeps their line at a department and works for a town between two days.</summary>
/// <param name="Officer">Account id.</param>
/// <param name="Name">Name.</param>
/// <param name="Agency">Department that keeps the line.</param>
/// <param name="Locality">Town that uses it.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Instrument">Letter or agreement it rests on.</param>
[EntryKind("officer.seconded/1")]
public sealed record OfficerSeconded(string Officer, Text Name, string Agency, string Locality, DateOnly From, DateOnly To, string Instrument);

/// <summary>A secondment ended before its last day.</summary>
[EntryKind("officer.secondment_ended/1")]
public sealed record SecondmentEnded(string Officer, string Locality, DateOnly On, string Reason);

/// <summary>值班: who is on duty on a day; the newest entry for a day counts.</summary>
[EntryKind("team.duty_set/1")]
public sealed record DutySet(string Locality, DateOnly Day, IReadOnlyList<string> Officers, string Note);

/// <summary>The days of a secondment.</summary>
public sealed record Secondment(string Agency, DateOnly From, DateOnly To)
{
    /// <summary>Why the officer does not work here on a day; null when they do.</summary>
    public Text? Lacks(DateOnly day) => day >= From && day <= To ? null : new Text(
        $"下沉期 {From:yyyy-MM-dd} 至 {To:yyyy-MM-dd}，{day:yyyy-MM-dd} 不在期内",
        $"seconded {From:yyyy-MM-dd} to {To:yyyy-MM-dd}, not on {day:yyyy-MM-dd}",
        $"منتدب من {From:yyyy-MM-dd} إلى {To:yyyy-MM-dd} وليس في {day:yyyy-MM-dd}");
}

/// <summary>Somebody who cannot act, and why.</summary>
public sealed record CannotAct(Officer Officer, Text Why);

/// <summary>
/// 派员: two certified officers for a field on a day, or exactly why there are not two. On duty come first, then the order of the roster: nobody is ranked.
/// </summary>
/// <param name="Able">Who can act, in order.</param>
/// <param name="Unable">Who cannot, each with the reason.</param>
public sealed record CrewFound(IReadOnlyList<Officer> Able, IReadOnlyList<CannotAct> Unable)
{
    /// <summary>The two proposed; empty when there are not two.</summary>
    public IReadOnlyList<Officer> Two => Able.Count >= 2 ? [.. Able.Take(2)] : [];

    /// <summary>Looks through a roster.</summary>
    public static CrewFound Of(Roster roster, string organ, string? field, DateOnly day, IReadOnlyCollection<string> recused)
    {
        var (able, unable) = (new List<Officer>(), new List<CannotAct>());
        foreach (var officer in roster.Officers)
        {
            if (Lacks(officer, organ, field, day, recused) is { } why)
            {
                unable.Add(new CannotAct(officer, why));
            }
            else
            {
                able.Add(officer);
            }
        }

        var duty = roster.OnDuty(day)?.Officers ?? [];
        return new CrewFound([.. able.OrderBy(o => duty.Contains(o.Id) ? 0 : 1)], unable);
    }

    /// <summary>Why one officer cannot act; null when they can. A field of null is not asked.</summary>
    public static Text? Lacks(Officer officer, string organ, string? field, DateOnly day, IReadOnlyCollection<string> recused)
    {
        if (officer.Auxiliary)
        {
            return new Text("辅助人员只能劝导和巡查", "an auxiliary persuades and patrols only", "المساعد للإقناع والدورية فقط");
        }

        return recused.Contains(officer.Id) ? new Text("已决定回避本案", "was recused from this case", "تقرر تنحيه عن هذه القضية") : officer.Lacks(organ, field, day);
    }
}
