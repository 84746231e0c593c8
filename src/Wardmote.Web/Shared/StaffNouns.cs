using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Web.SupervisionPages;

namespace Wardmote.Web.Shared;

/// <summary>A noun of the side navigation.</summary>
/// <param name="Key">Key of its word: <c>nav.{Key}</c>.</param>
/// <param name="Icon">Icon.</param>
/// <param name="Path">Page.</param>
/// <param name="Roles">Who has it.</param>
/// <param name="Badge">What its number counts; null for none.</param>
public sealed record Noun(string Key, string Icon, string Path, IReadOnlyList<string> Roles, Func<Person, CardQuery>? Badge = null);

/// <summary>Four to seven nouns a role in sight, in the order of the day; what comes after them is under "more".</summary>
public static class StaffNouns
{
    private static readonly Noun[] All =
    [
        new("overview", "chart", "/supervision", ["supervisor"]),
        new("reports", "inbox", "/reports", ["clerk", "leader", "officer", "auxiliary"], p => In(p, "report") with { States = ["lodged", "reopened"] }),
        new("cases", "list", "/cases", ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "supervisor"], p => p.Is("officer") ? In(p, "case") with { Handler = p.Id } : In(p, "case")),
        new("whistles", "whistle", "/whistles", ["department", "clerk", "leader", "head", "supervisor"], p => In(p, "whistle") with { Holder = Hand(p), States = ["waiting", "disputed"] }),
        new("alerts", "bell", "/alerts", ["supervisor", "officer", "leader", "head", "department"], AlertsPage.Open),
        new("inspections", "qr", "/inspections", ["officer", "leader", "head", "department", "supervisor"], p => In(p, "visit") with { Locality = null, Holder = p.Is("head") ? Counter.HandOf(p) : "-", States = ["proposed", "afterwards"] }),
        new("premises", "pin", "/premises", ["clerk"]),
        new("publication", "eye", "/publication", ["reviewer", "head", "deputy"], p => In(p, "publication")),
        new("samplings", "check", "/samplings", ["reviewer"]),
        new("map", "map", "/map", ["clerk", "officer", "auxiliary", "leader", "head", "supervisor"]),
        new("stops", "fence", "/stops", ["head"]),
        new("team", "people", "/team", ["leader", "officer", "administrator"]),
        new("items", "scale", "/items", ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "department", "supervisor", "administrator"]),
        new("bank", "file", "/bank", ["clerk"]),
        new("reports", "inbox", "/reports", ["head", "reviewer", "supervisor"]),
        new("whistles", "whistle", "/whistles", ["officer"]),
        new("publication", "eye", "/publication", ["clerk", "officer", "leader", "supervisor"], p => In(p, "publication")),
        new("premises", "pin", "/premises", ["officer", "leader", "head", "department", "supervisor", "administrator"]),
        new("team", "people", "/team", ["clerk", "auxiliary", "head", "department", "supervisor"]),
        new("recognition", "spark", "/recognition", ["administrator"]),
        new("standards", "file", "/standards", ["reviewer", "administrator", "supervisor"]),
        new("people", "user", "/people", ["administrator"]),
    ];

    /// <summary>How many stand open at a desk; the others are under "more".</summary>
    public const int Most = 7;

    /// <summary>How many places the bar of a telephone has, "more" among them.</summary>
    public const int MostOnPhone = 5;

    /// <summary>The nouns of a person, in order. Who works in the street begins the day with the cases, not with the inbox.</summary>
    public static IEnumerable<Noun> Of(Person person) => All.Where(n => n.Roles.Any(person.Is)).DistinctBy(n => n.Key).OrderBy(n => n.Key == "cases" && Streetwise(person) ? 0 : 1);

    private static bool Streetwise(Person person) => (person.Is("officer") || person.Is("auxiliary")) && !person.Is("clerk") && !person.Is("leader");

    // As the page itself asks, so that a badge never counts what its list does not show.
    private static CardQuery In(Person person, string kind) => Api.Scope.Of(person, kind) with { Open = true, Take = 0 };

    private static string? Hand(Person person) => person.Agency.Length > 0 ? person.Agency : null;
}
