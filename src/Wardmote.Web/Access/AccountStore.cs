using Microsoft.AspNetCore.Identity;
using Wardmote.Store;

namespace Wardmote.Web;

/// <summary>An account while Identity works on it; what it changes is written when it says so, provided nobody else changed it since.</summary>
public sealed class Login(Account account)
{
    /// <summary>The account.</summary>
    public Account Account { get; set; } = account;

    /// <summary>Stamp as it was read.</summary>
    public string StampBefore { get; internal set; } = account.SecurityStamp;
}

/// <summary>ASP.NET Core Identity over the house's own accounts: no ORM, no second set of tables.</summary>
public sealed class AccountStore(Accounts accounts) : IUserPasswordStore<Login>, IUserSecurityStampStore<Login>
{
    /// <inheritdoc/>
    public async Task<IdentityResult> CreateAsync(Login user, CancellationToken cancellationToken) =>
        await accounts.AddAsync(user.Account, cancellationToken) ? IdentityResult.Success : Failed("taken");

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(Login user, CancellationToken cancellationToken)
    {
        if (!await accounts.ReplaceAsync(user.Account, user.StampBefore, cancellationToken))
        {
            return Failed("changed");
        }

        user.StampBefore = user.Account.SecurityStamp;
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> DeleteAsync(Login user, CancellationToken cancellationToken)
    {
        await accounts.RemoveAsync(user.Account.Id, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<Login?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(userId, cancellationToken) is { } account ? new Login(account) : null;

    /// <inheritdoc/>
    public async Task<Login?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await accounts.FindByNameAsync(normalizedUserName, cancellationToken) is { } account ? new Login(account) : null;

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Id);

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.UserName);

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.UserName.ToUpperInvariant());

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.Account.PasswordHash.Length > 0);

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.SecurityStamp);

    /// <inheritdoc/>
    public Task SetUserNameAsync(Login user, string? userName, CancellationToken cancellationToken) => Set(user, user.Account with { UserName = userName ?? "" });

    /// <summary>The store folds names itself.</summary>
    public Task SetNormalizedUserNameAsync(Login user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(Login user, string? passwordHash, CancellationToken cancellationToken) => Set(user, user.Account with { PasswordHash = passwordHash ?? "" });

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(Login user, string stamp, CancellationToken cancellationToken) => Set(user, user.Account with { SecurityStamp = stamp });

    /// <summary>Holds nothing of its own.</summary>
    public void Dispose()
    {
    }

    private static Task Set(Login user, Account account)
    {
        user.Account = account;
        return Task.CompletedTask;
    }

    private static IdentityResult Failed(string code) => IdentityResult.Failed(new IdentityError { Code = code, Description = code });
}
