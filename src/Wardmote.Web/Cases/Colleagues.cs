using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Store;

namespace Wardmote.Web;

/// <summary>同事: people with a role who may see a case of a locality: for naming a host, a deputy, or whom a recusal concerns.</summary>
public sealed class Colleagues(Database database)
{
    private const int Chunk = 500;

    /// <summary>People with one of the roles for a case's place.</summary>
    public Task<IReadOnlyList<Person>> OfAsync(CaseFile file, CancellationToken cancel, params string[] roles) => OfAsync(file.Book.Code, file.Opened.Locality, cancel, roles);

    /// <summary>People with one of the roles at a locality of a county.</summary>
    public async Task<IReadOnlyList<Person>> OfAsync(string county, string locality, CancellationToken cancel, params string[] roles)
    {
        var found = new List<Person>();
        for (var skip = 0; ; skip += Chunk)
        {
            var accounts = await database.Accounts.ListAsync(county, skip, Chunk, cancel);
            found.AddRange(accounts.Where(a => a.Enabled && a.Agency.Length == 0 && (a.Locality.Length == 0 || a.Locality == locality) && a.Roles.Any(roles.Contains))
                .Select(a => new Person(a.Id, a.DisplayName, [.. a.Roles.Where(roles.Contains)], a.County, a.Locality, a.Agency)));
            if (accounts.Count < Chunk)
            {
                return [.. found.OrderBy(p => p.Id, StringComparer.Ordinal)];
            }
        }
    }
}
