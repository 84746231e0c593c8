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

/// <summary>Four to seven nouns a role, in the order of the day.</summary>
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
        new("publication", "eye", "/publication", ["reviewer", "head"], p => In(p, "publication")),
        new("map", "map", "/map", ["clerk", "officer", "auxiliary", "leader", "head", "supervisor"]),
        new("stops", "fence", "/stops", ["head"]),
        new("team", "people", "/team", ["leader", "officer", "administrator"]),
        new("items", "scale", "/items", ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "department", "supervisor", "administrator"]),
        new("bank", "file", "/bank", ["clerk"]),
        new("recognition", "spark", "/recognition", ["administrator"]),
        new("standards", "file", "/standards", ["reviewer", "administrator"]),
        new("people", "user", "/people", ["administrator"]),
    ];

    /// <summary>The nouns of a person, in order, seven at most. Who works in the street begins the day with the cases, not with the inbox.</summary>
    public static IEnumerable<Noun> Of(Person person) => All.Where(n => n.Roles.Any(person.Is)).OrderBy(n => n.Key == "cases" && Streetwise(person) ? 0 : 1).Take(7);

    private static bool Streetwise(Person person) => (person.Is("officer") || person.Is("auxiliary")) && !person.Is("clerk") && !person.Is("leader");

    private static CardQuery In(Person person, string kind) => new()
    {
        Kind = kind,
        Open = true,
        Books = person.County.Length > 0 ? [person.County] : [],
        Locality = person.Agency.Length == 0 && person.Locality.Length > 0 ? person.Locality : null,
        Take = 0,
    };

    private static string? Hand(Person person) => person.Agency.Length > 0 ? person.Agency : null;
}
