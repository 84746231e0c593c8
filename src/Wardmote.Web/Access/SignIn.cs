using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Wardmote.Access;
using Wardmote.Store;

namespace Wardmote.Web;

/// <summary>What came of a try to sign in.</summary>
/// <param name="Account">The account; null when it failed.</param>
/// <param name="LockedUntil">Until when nobody can sign in to it; null when it is not locked.</param>
public sealed record SignInAnswer(Account? Account, DateTimeOffset? LockedUntil);

/// <summary>登录: a name and a password, or a token; five failures lock for a quarter of an hour. Whether a name exists is never said.</summary>
public sealed class SignIn(Accounts accounts, UserManager<Login> people, IPasswordHasher<Login> hasher, PeopleToday today, TimeProvider clock)
{
    /// <summary>Failures allowed.</summary>
    public const int Allowed = 5;

    /// <summary>How long a lock-out lasts.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);
    private const string Stamp = "wm:stamp", MustChange = "wm:must-change";

    // Verified when a name is not known, so that knowing takes no less time than not knowing.
    private static readonly string Nobody = new PasswordHasher<Login>().HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>Tries a name and a password.</summary>
    public async Task<SignInAnswer> TryAsync(string user, string password, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var account = user.Length is > 0 and <= 100 ? await accounts.FindByNameAsync(user.Trim(), cancel) : null;
        if (account is null || account.PasswordHash.Length == 0 || password.Length is 0 or > 200)
        {
            hasher.VerifyHashedPassword(null!, Nobody, "not this");
            return new SignInAnswer(null, null);
        }

        if (account.LockedUntil > now)
        {
            return new SignInAnswer(null, account.LockedUntil);
        }

        var verdict = hasher.VerifyHashedPassword(new Login(account), account.PasswordHash, password);
        if (verdict == PasswordVerificationResult.Failed || !account.Enabled)
        {
            await accounts.FailAsync(account.Id, Allowed, now + LockedFor, cancel);
            return new SignInAnswer(null, (await accounts.FindAsync(account.Id, cancel))?.LockedUntil is { } until && until > now ? until : null);
        }

        await accounts.SucceedAsync(account.Id, cancel);
        return new SignInAnswer(account, null);
    }

    /// <summary>Gives the browser its cookie.</summary>
    public Task LetInAsync(HttpContext http, Account account) => http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PrincipalOf(account, CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>A token for a program.</summary>
    public async Task<(string Token, DateTimeOffset Expires)> TokenAsync(Account account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await accounts.IssueTokenAsync(account.Id, "api", now, now + TokenLife, cancel), now + TokenLife);
    }

    /// <summary>The account of a token; null when it has ended or never was.</summary>
    public Task<Account?> OfTokenAsync(string token, CancellationToken cancel) => accounts.FindByTokenAsync(token, clock.GetUtcNow(), cancel);

    /// <summary>Chooses a password. Returns the codes of what is wrong with it; none when it was set. Every other session of the person ends.</summary>
    public async Task<IReadOnlyList<string>> ChooseAsync(string id, string? current, string chosen)
    {
        if (await people.FindByIdAsync(id) is not { } login)
        {
            return ["changed"];
        }

        if (current is not null && !await people.CheckPasswordAsync(login, current))
        {
            await accounts.FailAsync(id, Allowed, clock.GetUtcNow() + LockedFor);
            return ["PasswordMismatch"];
        }

        if (current == chosen)
        {
            return ["same"];
        }

        foreach (var validator in people.PasswordValidators)
        {
            if (await validator.ValidateAsync(people, login, chosen) is { Succeeded: false } wrong)
            {
                return [.. wrong.Errors.Select(e => e.Code)];
            }
        }

        login.Account = login.Account with { PasswordHash = hasher.HashPassword(login, chosen), MustChange = false, Failures = 0, LockedUntil = null };
        return await people.UpdateSecurityStampAsync(login) is { Succeeded: false } failed ? [.. failed.Errors.Select(e => e.Code)] : [];
    }

    /// <summary>The person behind an account, as the law stands today.</summary>
    public Person PersonOf(Account account) => today.Of(account);

    /// <summary>The person behind an account, as claims.</summary>
    internal ClaimsPrincipal PrincipalOf(Account account, string scheme)
    {
        var identity = new ClaimsIdentity(Caller.ClaimsOf(PersonOf(account)), scheme, "wm:id", "wm:role");
        identity.AddClaim(new Claim(Stamp, account.SecurityStamp));
        if (account.MustChange)
        {
            identity.AddClaim(new Claim(MustChange, "1"));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>True when the person has to choose a password before anything else.</summary>
    internal static bool MustChoose(ClaimsPrincipal user) => user.HasClaim(MustChange, "1");

    /// <summary>The account while it still is as it was when the cookie was given (password, roles, lock); null otherwise.</summary>
    internal async Task<Account?> StillAsync(ClaimsPrincipal user, CancellationToken cancel) =>
        user.FindFirstValue("wm:id") is { } id
        && await accounts.FindAsync(id, cancel) is { Enabled: true } account
        && account.SecurityStamp == user.FindFirstValue(Stamp) ? account : null;
}
