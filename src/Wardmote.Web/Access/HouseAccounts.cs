using Wardmote.Access;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Web.Languages;
using Wardmote.Web.Shared;
using Said = Wardmote.Law.Text;

namespace Wardmote.Web;

/// <summary>人员账号: who may sign in. An administrator of a county keeps that county's people; only one of the city makes another of the city.</summary>
public sealed class HouseAccounts(Accounts accounts, PeopleToday people, LawInForce law, TimeProvider clock)
{
    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["clerk", "officer", "auxiliary", "leader", "head", "deputy", "reviewer", "host", "department", "supervisor", "administrator"];

    /// <summary>Kinds of agency.</summary>
    public IEnumerable<AgencyKind> AgencyKinds => law.AgencyKinds.OrderBy(k => k.Kind, StringComparer.Ordinal);

    private DateOnly Today => Wardmote.Law.ShanghaiTime.Day(clock.GetUtcNow());

    /// <summary>Counties in the administrator's scope.</summary>
    public IEnumerable<County> Counties(Person me) => law.Counties.Where(c => c.Stands(Today) && (me.County.Length == 0 || c.Code == me.County)).OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>Localities of a county today.</summary>
    public IEnumerable<Locality> Localities(string county) => law.Localities.Where(l => l.County == county && l.Stands(Today)).OrderBy(l => l.Code, StringComparer.Ordinal);

    /// <summary>Accounts in scope, as they stand today.</summary>
    public async Task<IReadOnlyList<AccountToday>> ListAsync(Person me, int skip, int take, CancellationToken cancel) => me.County.Length > 0
        ? [.. (await people.OfCountyAsync(me.County, cancel)).Skip(skip).Take(take)]
        : [.. (await accounts.ListAsync(null, skip, take, cancel)).Select(a => new AccountToday(a, people.Of(a)))];

    /// <summary>Accounts in scope whose place ended and of which nobody can tell where they go.</summary>
    public Task<IReadOnlyList<AccountToday>> StrandedAsync(Person me, CancellationToken cancel) => people.StrandedAsync(me.County, cancel);

    /// <summary>Where somebody may act, in words.</summary>
    public string ScopeOf(Person person, Words w) => person.County.Length == 0 && PlaceOf(person).Length == 0 ? w["people.whole_city"] : w.Text(NameOf(PlaceOf(person)));

    /// <summary>Where an account acted before, in words, when that has ended and another goes on; null otherwise.</summary>
    public string? FormerlyOf(AccountToday one, Words w) =>
        (one.Account.Agency, one.Account.Locality, one.Account.County) is var (agency, locality, county) && (agency, locality, county) != (one.Person.Agency, one.Person.Locality, one.Person.County)
            ? w.Text(NameOf(agency.Length > 0 ? agency : locality.Length > 0 ? locality : county)) : null;

    private static string PlaceOf(Person person) => person.Agency.Length > 0 ? person.Agency : person.Locality.Length > 0 ? person.Locality : person.County;

    private Said NameOf(string code) => law.Locality(code)?.Name ?? law.NameOf(code);

    /// <summary>Where an account whose place ended can go: to a place of the same kind, so that nobody's scope becomes wider. A department stays one of its kind.</summary>
    public IEnumerable<(string Code, Said Name)> PlacesFor(Person me, AccountToday one) =>
        one.Person.Agency.Split('-') is [_, var kind] ? Counties(me).Select(c => law.Catalogue.AgencyOf(c.Code, kind)).OfType<Agency>().Select(a => (a.Code, a.Name))
        : one.Person.Locality.Length > 0 ? Counties(me).SelectMany(c => Localities(c.Code)).Select(l => (l.Code, new Said($"{NameOf(l.County).Zh} {l.Name.Zh}", $"{l.Name.En}, {NameOf(l.County).En}", $"{l.Name.Ar}، {NameOf(l.County).Ar}")))
        : Counties(me).Select(c => (c.Code, c.Name));

    /// <summary>Moves an account whose place ended without an heir to a place of the same kind; its roles stay, every session of it ends. False when it is not such an account, the place is none for it, or somebody changed it meanwhile.</summary>
    public async Task<bool> MoveAsync(Person me, AccountToday one, string to, CancellationToken cancel)
    {
        if (!people.Stranded(one.Account) || (me.County.Length > 0 && one.Person.County != me.County) || PlacesFor(me, one).All(p => p.Code != to))
        {
            return false;
        }

        var (agency, locality) = (law.Agency(to), law.Locality(to));
        return await accounts.ReplaceAsync(
            one.Account with { County = agency?.County ?? locality?.County ?? to, Locality = locality?.Code ?? "", Agency = agency?.Code ?? "", SecurityStamp = Guid.NewGuid().ToString("N") }, one.Account.SecurityStamp, cancel);
    }

    /// <summary>Adds somebody without a password; null when something is wrong, which the errors then say.</summary>
    public async Task<Account?> AddAsync(Person me, string user, string zh, string en, string ar, IReadOnlyList<string> roles, string scope, string agency, FormErrors errors, Words w, CancellationToken cancel)
    {
        if (user.Length is < 2 or > 40 || !user.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            errors.Add("user", w["people.error.user"]);
        }

        if (zh.Length is 0 or > 60 || en.Length > 60 || ar.Length > 60)
        {
            errors.Add("name-zh", w["people.error.name"]);
        }

        if (roles.Count == 0 || roles.Any(r => !Roles.Contains(r)))
        {
            errors.Add("roles", w["people.error.roles"]);
        }

        var locality = law.Locality(scope);
        var county = locality?.County ?? (law.County(scope) is { } c ? c.Code : "");
        if ((scope.Length > 0 && (county.Length == 0 || law.HeirOf(scope, Today) != scope)) || (me.County.Length > 0 && county != me.County))
        {
            errors.Add("scope", w["people.error.scope"]);
        }

        var organ = agency.Length > 0 && county.Length > 0 ? law.Catalogue.AgencyOf(county, agency)?.Code : null;
        if ((agency.Length > 0 && organ is null) || (roles.Contains("department") && organ is null))
        {
            errors.Add("agency", w["people.error.agency"]);
        }

        if (errors.Any)
        {
            return null;
        }

        var account = new Account
        {
            Id = Guid.CreateVersion7().ToString("N"),
            UserName = user,
            DisplayName = new Said(zh, en.Length > 0 ? en : zh, ar.Length > 0 ? ar : en.Length > 0 ? en : zh),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Roles = roles,
            County = county,
            Locality = organ is null ? locality?.Code ?? "" : "",
            Agency = organ ?? "",
            Created = clock.GetUtcNow(),
        };
        if (await accounts.AddAsync(account, cancel))
        {
            return account;
        }

        errors.Add("user", w["people.error.taken"]);
        return null;
    }

    /// <summary>A one-time link with which somebody chooses a password; good for three days.</summary>
    public Task<string> LinkAsync(Account account, CancellationToken cancel) => accounts.IssueLinkAsync(account.Id, "welcome", clock.GetUtcNow().AddDays(3), cancel);

    /// <summary>Lets an account sign in again or no more, at once and in every session. Nobody turns themselves off, so that a house always keeps one administrator.</summary>
    public async Task<bool> TurnAsync(Person me, Account account, bool on, CancellationToken cancel) =>
        account.Id != me.Id
        && (me.County.Length == 0 || people.Of(account).County == me.County)
        && await accounts.ReplaceAsync(account with { Enabled = on, SecurityStamp = Guid.NewGuid().ToString("N"), Failures = 0, LockedUntil = null }, account.SecurityStamp, cancel);
}
