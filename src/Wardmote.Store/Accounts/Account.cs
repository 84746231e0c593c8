using Wardmote.Law;

namespace Wardmote.Store;

/// <summary>Somebody who signs in. 账户</summary>
public sealed record Account
{
    /// <summary>Id: what entries name as their person. Never given twice.</summary>
    public required string Id { get; init; }

    /// <summary>Name to sign in with; upper and lower case are one.</summary>
    public required string UserName { get; init; }

    /// <summary>Name others see.</summary>
    public required Text DisplayName { get; init; }

    /// <summary>Hash of the password; empty while none is set.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>Changes whenever sessions must end: password, roles, lock.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>County; empty for the city.</summary>
    public string County { get; init; } = "";

    /// <summary>Locality; empty for none.</summary>
    public string Locality { get; init; } = "";

    /// <summary>Agency; empty for none.</summary>
    public string Agency { get; init; } = "";

    /// <summary>Failed sign-ins since the last that succeeded.</summary>
    public int Failures { get; init; }

    /// <summary>Locked out until; null when not.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Must choose a new password at the next sign-in.</summary>
    public bool MustChange { get; init; }

    /// <summary>May sign in at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <inheritdoc/>
    public bool Equals(Account? other) => other is not null && Roles.SequenceEqual(other.Roles) && Rest(this) == Rest(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    private static (string, string, Text, string, string, (string, string, string, int), DateTimeOffset?, bool, bool, DateTimeOffset) Rest(Account a) =>
        (a.Id, a.UserName, a.DisplayName, a.PasswordHash, a.SecurityStamp, (a.County, a.Locality, a.Agency, a.Failures), a.LockedUntil, a.MustChange, a.Enabled, a.Created);
}

/// <summary>A bearer token as kept: only its hash.</summary>
/// <param name="Hash">Hex SHA-256.</param>
/// <param name="Account">Whose.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it ends.</param>
public sealed record AccountToken(string Hash, string Account, string Name, DateTimeOffset Created, DateTimeOffset Expires);
