using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.LawPacks;

namespace Wardmote.Web;

/// <summary>同事: people with a role who may see a case of a locality: for naming a host, a deputy, or whom a recusal concerns.</summary>
public sealed class Colleagues(PeopleToday people, LawShelf shelf, TimeProvider clock)
{
    /// <summary>People with one of the roles for a case's place: of the town and county that have it today.</summary>
    public Task<IReadOnlyList<Person>> OfAsync(CaseFile file, CancellationToken cancel, params string[] roles)
    {
        var day = Wardmote.Law.ShanghaiTime.Day(clock.GetUtcNow());
        return OfAsync(shelf.InForce.Catalogue.TeamOf(file.Opened.Locality, day)?.County ?? file.Book.Code, shelf.InForce.TeamFor(file.Opened.Locality, day), cancel, roles);
    }

    /// <summary>People with one of the roles at a locality of a county.</summary>
    public async Task<IReadOnlyList<Person>> OfAsync(string county, string locality, CancellationToken cancel, params string[] roles) =>
        [.. (await people.OfCountyAsync(county, cancel))
            .Where(s => s.Account.Enabled && s.Person.Agency.Length == 0 && (s.Person.Locality.Length == 0 || s.Person.Locality == locality) && s.Person.Roles.Any(roles.Contains))
            .Select(s => s.Person with { Roles = [.. s.Person.Roles.Where(roles.Contains)] }).OrderBy(p => p.Id, StringComparer.Ordinal)];
}
