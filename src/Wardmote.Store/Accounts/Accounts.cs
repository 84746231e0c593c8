using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Caching.Memory;
using Wardmote.Law;

namespace Wardmote.Store;

/// <summary>
/// Accounts, their tokens and one-time links, in the same database as the journal and beside it: they are no record of acts. Secrets are made here, handed out once
/// and kept only as hashes.
/// </summary>
public sealed class Accounts : IDisposable
{
    private const string Columns =
        """
        id, user_name, name_zh, name_en, name_ar, password_hash, security_stamp, roles, county, locality, agency, failures, locked_until, must_change, enabled, created
        """;

    /// <summary>
    /// For how long the account of a token is known without asking again: a program that asks hundreds of things a second is looked up once. What is changed through this object is known at once; what another machine
    /// changed (a token revoked, an account turned off), when this time is over.
    /// </summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(2);

    private const int MostKnown = 10_000;

    private readonly Engine engine;
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MostKnown });
    private readonly Lock changing = new();
    private long changes;

    internal Accounts(Engine engine) => this.engine = engine;

    /// <summary>Adds an account; false when the id or the user name is taken.</summary>
    public Task<bool> AddAsync(Account account, CancellationToken cancel = default) => WriteAsync(async turn =>
    {
        var taken = 0L;
        turn.Ask("SELECT count(*) FROM accounts WHERE id = $1 OR folded_name = $2", r => taken = r.GetInt64(0), account.Id, Fold(account.UserName));
        await turn.SendAsync(cancel);
        if (taken > 0)
        {
            return false;
        }

        turn.Tell(
            $"INSERT INTO accounts ({Columns}, folded_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)", Values(account));
        return true;
    }, cancel);

    /// <summary>Account of an id; null when there is none.</summary>
    public Task<Account?> FindAsync(string id, CancellationToken cancel = default) => OneAsync("id = @value", id, cancel);

    /// <summary>Account of a user name, whatever its case; null when there is none.</summary>
    public Task<Account?> FindByNameAsync(string userName, CancellationToken cancel = default) => OneAsync("folded_name = @value", Fold(userName), cancel);

    /// <summary>Accounts by user name.</summary>
    /// <param name="county">Only of this county; null = all.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<IReadOnlyList<Account>> ListAsync(string? county = null, int skip = 0, int take = 100, CancellationToken cancel = default) =>
        engine.ReadAsync<IReadOnlyList<Account>>(async connection =>
        {
            var where = county is null ? "" : "WHERE county = @county";
            await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(
                $"SELECT {Columns} FROM accounts {where} ORDER BY folded_name LIMIT @take OFFSET @skip", new { county, skip, take }, cancellationToken: cancel));
            var found = new List<Account>();
            while (await row.ReadAsync(cancel))
            {
                found.Add(Read(row));
            }

            return found;
        }, cancel);

    /// <summary>
    /// Replaces an account, provided nobody changed it since it was read (its stamp is still <paramref name="stampBefore"/>). False when somebody did, when it is gone,
    /// or when the new user name is taken.
    /// </summary>
    public Task<bool> ReplaceAsync(Account account, string stampBefore, CancellationToken cancel = default) => WriteAsync(async turn =>
    {
        var (stamp, taken) = ((string?)null, 0L);
        turn.Ask("SELECT security_stamp FROM accounts WHERE id = $1", r => stamp = r.GetString(0), account.Id);
        turn.Ask("SELECT count(*) FROM accounts WHERE id <> $1 AND folded_name = $2", r => taken = r.GetInt64(0), account.Id, Fold(account.UserName));
        await turn.SendAsync(cancel);
        if (stamp != stampBefore || taken > 0)
        {
            return false;
        }

        turn.Tell(
            """
            UPDATE accounts SET user_name = $2, name_zh = $3, name_en = $4, name_ar = $5, password_hash = $6, security_stamp = $7, roles = $8, county = $9, locality = $10,
              agency = $11, failures = $12, locked_until = $13, must_change = $14, enabled = $15, created = $16, folded_name = $17 WHERE id = $1
            """, Values(account));
        return true;
    }, cancel);

    /// <summary>Counts a failed sign-in and locks the account out once there are too many; one statement, so that parallel guesses all count.</summary>
    /// <param name="id">Account.</param>
    /// <param name="allowed">Failures allowed.</param>
    /// <param name="until">Locked out until, when it comes to that.</param>
    /// <param name="cancel">Cancels.</param>
    public Task FailAsync(string id, int allowed, DateTimeOffset until, CancellationToken cancel = default) => TellAsync(
        "UPDATE accounts SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= $2 THEN $3 ELSE locked_until END WHERE id = $1",
        cancel, id, (long)allowed, until.UtcTicks);

    /// <summary>Forgets failed sign-ins after one that succeeded.</summary>
    public Task SucceedAsync(string id, CancellationToken cancel = default) =>
        TellAsync("UPDATE accounts SET failures = 0, locked_until = 0 WHERE id = $1 AND (failures <> 0 OR locked_until <> 0)", cancel, id);

    /// <summary>Removes an account with its tokens and links. Those who ever acted are disabled instead: entries name them.</summary>
    public Task RemoveAsync(string id, CancellationToken cancel = default) => TellAsync("DELETE FROM accounts WHERE id = $1", cancel, id);

    /// <summary>Makes a bearer token.</summary>
    /// <returns>The token: shown once, kept nowhere.</returns>
    public async Task<string> IssueTokenAsync(string account, string name, DateTimeOffset at, DateTimeOffset expires, CancellationToken cancel = default)
    {
        var token = "wm_" + Secret();
        await TellAsync("INSERT INTO account_tokens (hash, account, name, created, expires) VALUES ($1, $2, $3, $4, $5)",
            cancel, Hash(token), account, name, at.UtcTicks, expires.UtcTicks);
        return token;
    }

    /// <summary>The enabled account of a token that has not ended; null otherwise. At most <see cref="KnownFor"/> old where another machine changed it.</summary>
    public async Task<Account?> FindByTokenAsync(string token, DateTimeOffset now, CancellationToken cancel = default)
    {
        var hash = Hash(token);
        if (known.Get<Known>(hash) is { } kept && kept.Expires > now && (now - kept.At).Duration() < KnownFor)
        {
            return kept.Account;
        }

        var before = Volatile.Read(ref changes);
        var found = await engine.AskAsync(
            $"SELECT {Columns}, (SELECT expires FROM account_tokens WHERE hash = $1) FROM accounts WHERE enabled = 1 AND id = (SELECT account FROM account_tokens WHERE hash = $1 AND expires > $2)",
            r => new Known(Read(r), Moment(r.GetInt64(16))!.Value, now), cancel, hash, now.UtcTicks);
        if (found is not [var fresh, ..])
        {
            return null;
        }

        lock (changing)
        {
            // What was read before somebody changed an account is not kept after it.
            if (before == changes)
            {
                known.Set(hash, fresh, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KnownFor });
            }
        }

        return fresh.Account;
    }

    /// <summary>Tokens of an account, newest first.</summary>
    public Task<IReadOnlyList<AccountToken>> TokensAsync(string account, CancellationToken cancel = default) => engine.ReadAsync<IReadOnlyList<AccountToken>>(async connection =>
    {
        var rows = await connection.QueryAsync<(string Hash, string Account, string Name, long Created, long Expires)>(new CommandDefinition(
            "SELECT hash, account, name, created, expires FROM account_tokens WHERE account = @account ORDER BY created DESC, hash", new { account }, cancellationToken: cancel));
        return rows.Select(r => new AccountToken(r.Hash, r.Account, r.Name, Moment(r.Created)!.Value, Moment(r.Expires)!.Value)).ToList();
    }, cancel);

    /// <summary>Revokes a token by its hash; it fails from the next request on, on another machine after <see cref="KnownFor"/>.</summary>
    public Task RevokeTokenAsync(string account, string hash, CancellationToken cancel = default) =>
        TellAsync("DELETE FROM account_tokens WHERE account = $1 AND hash = $2", cancel, account, hash);

    /// <summary>Makes a one-time link (first password, reset).</summary>
    /// <returns>The secret part of the link: sent once, kept nowhere.</returns>
    public async Task<string> IssueLinkAsync(string account, string purpose, DateTimeOffset expires, CancellationToken cancel = default)
    {
        var secret = Secret();
        await TellAsync("INSERT INTO account_links (hash, account, purpose, expires) VALUES ($1, $2, $3, $4)", cancel, Hash(secret), account, purpose, expires.UtcTicks);
        return secret;
    }

    /// <summary>Uses up a link: the enabled account it belongs to, once; null when it was used, has ended or is for something else.</summary>
    public async Task<Account?> UseLinkAsync(string secret, string purpose, DateTimeOffset now, CancellationToken cancel = default)
    {
        var account = await WriteAsync(async turn =>
        {
            string? found = null;
            turn.Ask("SELECT account FROM account_links WHERE hash = $1 AND purpose = $2 AND expires > $3", r => found = r.GetString(0), Hash(secret), purpose, now.UtcTicks);
            turn.Tell("DELETE FROM account_links WHERE (hash = $1 AND purpose = $2) OR expires <= $3", Hash(secret), purpose, now.UtcTicks);
            await turn.SendAsync(cancel);
            return found;
        }, cancel);
        return account is null ? null : await FindAsync(account, cancel) is { Enabled: true } enabled ? enabled : null;
    }

    /// <inheritdoc/>
    public void Dispose() => known.Dispose();

    private static string Fold(string userName) => userName.ToUpperInvariant();

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>A plain hash is enough: the secrets are 256 random bits, not words.</summary>
    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static DateTimeOffset? Moment(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static object[] Values(Account a) =>
    [
        a.Id, a.UserName, a.DisplayName.Zh, a.DisplayName.En, a.DisplayName.Ar, a.PasswordHash, a.SecurityStamp, Rows.Json(a.Roles), a.County, a.Locality, a.Agency,
        (long)a.Failures, a.LockedUntil?.UtcTicks ?? 0L, a.MustChange ? 1L : 0L, a.Enabled ? 1L : 0L, a.Created.UtcTicks, Fold(a.UserName),
    ];

    private static Account Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        UserName = row.GetString(1),
        DisplayName = new Text(row.GetString(2), row.GetString(3), row.GetString(4)),
        PasswordHash = row.GetString(5),
        SecurityStamp = row.GetString(6),
        Roles = Rows.List(row.GetString(7)),
        County = row.GetString(8),
        Locality = row.GetString(9),
        Agency = row.GetString(10),
        Failures = (int)row.GetInt64(11),
        LockedUntil = Moment(row.GetInt64(12)),
        MustChange = row.GetInt64(13) != 0,
        Enabled = row.GetInt64(14) != 0,
        Created = Moment(row.GetInt64(15))!.Value,
    };

    private Task<Account?> OneAsync(string where, string value, CancellationToken cancel) => engine.ReadAsync(async connection =>
    {
        await using var row = await connection.ExecuteReaderAsync(new CommandDefinition($"SELECT {Columns} FROM accounts WHERE {where}", new { value }, cancellationToken: cancel));
        return await row.ReadAsync(cancel) ? Read(row) : null;
    }, cancel);

    private async Task<T> WriteAsync<T>(Func<Turn, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            return await engine.WriteAsync(["accounts"], write, cancel);
        }
        finally
        {
            lock (changing)
            {
                changes++;
                known.Clear();
            }
        }
    }

    private Task<int> TellAsync(string sql, CancellationToken cancel, params object[] values) => WriteAsync(turn =>
    {
        turn.Tell(sql, values);
        return Task.FromResult(0);
    }, cancel);

    private sealed record Known(Account Account, DateTimeOffset Expires, DateTimeOffset At);
}
