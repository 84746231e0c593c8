using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.LawPacks;
using Wardmote.Store;

namespace Wardmote.Web;

/// <summary>An account, and the person it is as the law stands today.</summary>
/// <param name="Account">As it is kept, with the codes under which it was made.</param>
/// <param name="Person">Who acts, for the organ that goes on (承继).</param>
public sealed record AccountToday(Account Account, Person Person);

/// <summary>
/// Accounts as the law stands today, the one place where an account becomes a person: who had a place in a town, a county or a department that ended acts for whoever goes on with it, from the first request of the
/// day on. Accounts are not rewritten for that: the dated rows of the law say it, and nothing can be forgotten.
/// </summary>
public sealed class PeopleToday(Accounts accounts, LawShelf shelf, TimeProvider clock)
{
    private const int Chunk = 500;

    private LawInForce Law => shelf.InForce;

    private DateOnly Today => Wardmote.Law.ShanghaiTime.Day(clock.GetUtcNow());

    /// <summary>The person behind an account.</summary>
    public Person Of(Account account) => Kept(account).On(Law, Today);

    /// <summary>True where the account's place ended and nobody is named to go on with it.</summary>
    public bool Stranded(Account account) => Kept(account).Stranded(Law, Today);

    /// <summary>Everybody whose county it is today, by user name: those of the county itself, and those who came over.</summary>
    public Task<IReadOnlyList<AccountToday>> OfCountyAsync(string county, CancellationToken cancel) => ReadAsync(
        Law.Counties.Select(c => c.Code).Where(c => Law.HeirOf(c, Today) == county).Concat(Law.Catalogue.CameOver(county, Today).Select(l => Law.Locality(l)!.County)).Append(county),
        s => s.Person.County == county, cancel);

    /// <summary>Those whose place ended without anybody who goes on with it, in a county's scope or everywhere. Nothing is read while the law names an heir for every place.</summary>
    /// <param name="county">County; empty = all.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<IReadOnlyList<AccountToday>> StrandedAsync(string county, CancellationToken cancel) => ReadAsync(
        Law.Counties.Where(c => c.To < Today).Select(c => c.Code).Concat(Law.Localities.Where(l => Law.HeirOf(l.Code, Today) is null).Select(l => l.County)),
        s => s.Account.Enabled && Stranded(s.Account) && (county.Length == 0 || s.Person.County == county), cancel);

    private async Task<IReadOnlyList<AccountToday>> ReadAsync(IEnumerable<string> counties, Func<AccountToday, bool> wanted, CancellationToken cancel)
    {
        var found = new List<AccountToday>();
        foreach (var county in counties.Distinct().Order(StringComparer.Ordinal))
        {
            for (var skip = 0; ; skip += Chunk)
            {
                var kept = await accounts.ListAsync(county, skip, Chunk, cancel);
                found.AddRange(kept.Select(a => new AccountToday(a, Of(a))).Where(wanted));
                if (kept.Count < Chunk)
                {
                    break;
                }
            }
        }

        return [.. found.OrderBy(s => s.Account.UserName, StringComparer.OrdinalIgnoreCase)];
    }

    private static Person Kept(Account a) => new(a.Id, a.DisplayName, a.Roles, a.County, a.Locality, a.Agency);
}
