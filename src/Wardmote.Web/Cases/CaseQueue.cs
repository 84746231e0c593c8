using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;

namespace Wardmote.Web.CasesPages;

/// <summary>办案列表: the states of the queue, in groups, and which of them wait for whom.</summary>
public static class CaseQueue
{
    /// <summary>Groups of states, in the order of the procedure.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<string> States)> Groups { get; } =
    [
        ("on_site", ["verify", "inspected", "persuaded", "correction_ordered", "not_corrected", "proposed"]),
        ("investigating", ["filed", "investigation", "reported"]),
        ("hearing", ["noticed", "defence", "hearing"]),
        ("deciding", ["ready", "ready_to_decide"]),
        ("performing", ["executing", "decided", "served", "not_punished", "deferred", "demanded", "court_applied", "performed"]),
        ("remedy", ["under_remedy", "revised"]),
        ("elsewhere", ["transferred", "referred", "disputed"]),
        ("done", ["ended", "archived"]),
    ];

    /// <summary>The states a filter names: one state, or a whole group as <c>g:group</c>; empty for anything else.</summary>
    public static IReadOnlyList<string> StatesOf(string filter) =>
        filter.StartsWith("g:", StringComparison.Ordinal) ? Groups.FirstOrDefault(g => g.Group == filter[2..]).States ?? []
        : Groups.Any(g => g.States.Contains(filter)) ? [filter] : [];

    private static readonly Dictionary<string, string[]> Waiting = new()
    {
        ["leader"] = ["verify", "defence", "hearing", "transferred"],
        ["head"] = ["reported", "ready", "ready_to_decide", "performed", "not_punished", "demanded", "executing", "revised"],
        ["deputy"] = ["reported", "ready", "ready_to_decide", "performed", "not_punished", "demanded", "executing", "revised"],
        ["reviewer"] = ["ready", "under_remedy"],
        ["host"] = ["hearing"],
        ["clerk"] = ["served", "deferred", "ended"],
    };

    /// <summary>The states that wait for somebody in the person's roles; empty for an officer, who has the list of their own.</summary>
    public static IReadOnlyList<string> WaitsFor(Person person) => [.. person.Roles.SelectMany(r => Waiting.GetValueOrDefault(r, [])).Distinct()];

    /// <summary>What a case can ask of somebody while it stays where it is: an approval, a decision on recusal, another officer.</summary>
    public static IReadOnlyList<string> AsksOf(Person person) =>
        [.. Steps.All.Where(s => Cards.Asked.Contains(s.Act) && Wardmote.Access.Access.Table[s.Right].Any(person.Is)).Select(s => s.Act)];

    /// <summary>True for those whom a case reaches when nobody answered its notice in time: no entry says so, the calendar does.</summary>
    public static bool HasLapsedNotices(Person person) => person.Is("head") || person.Is("deputy") || person.Is("reviewer");
}
