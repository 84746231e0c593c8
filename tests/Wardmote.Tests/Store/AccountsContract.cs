using Wardmote.Law;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>Accounts on every store.</summary>
public abstract class AccountsContract(Place place) : IAsyncLifetime
{
    private readonly Account zhang = new()
    {
        Id = "a1",
        UserName = "Zhang.San",
        DisplayName = new Text("张三", "Zhang San", "تشانغ سان"),
        PasswordHash = "h",
        SecurityStamp = "s1",
        Roles = ["officer", "clerk"],
        County = "500112",
        Locality = "500112001",
        MustChange = true,
        Created = Noon,
    };

    private Database db = null!;

    private static readonly TimeSpan Known = Wardmote.Store.Accounts.KnownFor;

    private Accounts Accounts => db.Accounts;

    public async ValueTask InitializeAsync()
    {
        await place.InitializeAsync();
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        db = await place.OpenAsync();
        Assert.True(await Accounts.AddAsync(zhang));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (db is not null)
        {
            await db.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    [Fact]
    public async Task An_account_is_found_by_id_and_by_name_in_any_case()
    {
        Assert.Equal(zhang, await Accounts.FindAsync("a1"));
        Assert.Equal(zhang, await Accounts.FindByNameAsync("zhang.SAN"));
        Assert.Null(await Accounts.FindAsync("a2"));
        Assert.Null(await Accounts.FindByNameAsync("' OR 1=1 --"));
        Assert.False(await Accounts.AddAsync(zhang with { Id = "a2", UserName = "ZHANG.san" }));
        Assert.False(await Accounts.AddAsync(zhang with { UserName = "other" }));
        Assert.True(await Accounts.AddAsync(zhang with { Id = "a2", UserName = "li", County = "" }));
        Assert.Equal(["li", "Zhang.San"], (await Accounts.ListAsync()).Select(a => a.UserName));
        Assert.Equal(["a1"], (await Accounts.ListAsync("500112")).Select(a => a.Id));
        Assert.Equal(["a1"], (await Accounts.ListAsync(skip: 1, take: 1)).Select(a => a.Id));
    }

    [Fact]
    public async Task Of_two_who_change_an_account_at_once_the_second_is_told()
    {
        var changed = zhang with { Enabled = false, SecurityStamp = "s2", Roles = [], LockedUntil = Noon };
        Assert.True(await Accounts.ReplaceAsync(changed, "s1"));
        Assert.False(await Accounts.ReplaceAsync(zhang with { SecurityStamp = "s3" }, "s1"));
        Assert.Equal(changed, await Accounts.FindAsync("a1"));
        Assert.False(await Accounts.ReplaceAsync(zhang with { Id = "none" }, "s1"));
        await Accounts.RemoveAsync("a1");
        Assert.Null(await Accounts.FindAsync("a1"));
    }

    [Fact]
    public async Task Parallel_guesses_all_count_and_lock_the_account_out()
    {
        var until = Noon.AddMinutes(15);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Accounts.FailAsync("a1", 5, until)));
        Assert.Equal((4, null), ((await Accounts.FindAsync("a1"))!.Failures, (await Accounts.FindAsync("a1"))!.LockedUntil));
        await Accounts.FailAsync("a1", 5, until);
        Assert.Equal(until, (await Accounts.FindAsync("a1"))!.LockedUntil);
        await Accounts.SucceedAsync("a1");
        Assert.Equal(zhang, await Accounts.FindAsync("a1"));
    }

    [Fact]
    public async Task A_token_opens_its_account_until_it_ends_or_is_revoked()
    {
        var token = await Accounts.IssueTokenAsync("a1", "phone", Noon, Noon.AddDays(1));
        Assert.Equal("a1", (await Accounts.FindByTokenAsync(token, Noon))?.Id);
        Assert.Null(await Accounts.FindByTokenAsync(token, Noon.AddDays(1)));
        Assert.Null(await Accounts.FindByTokenAsync(token + "0", Noon));
        var kept = Assert.Single(await Accounts.TokensAsync("a1"));
        Assert.DoesNotContain(token, kept.ToString());
        Assert.Null(await Accounts.FindByTokenAsync(kept.Hash, Noon));

        await Accounts.ReplaceAsync(zhang with { Enabled = false }, "s1");
        Assert.Null(await Accounts.FindByTokenAsync(token, Noon));
        await Accounts.ReplaceAsync(zhang, "s1");
        await Accounts.RevokeTokenAsync("a1", kept.Hash);
        Assert.Null(await Accounts.FindByTokenAsync(token, Noon));
    }

    [Fact]
    public async Task What_another_machine_took_back_is_known_no_longer_than_said()
    {
        await using var other = await place.OpenAsync();
        var token = await Accounts.IssueTokenAsync("a1", "phone", Noon, Noon.AddDays(1));
        Assert.Equal(zhang, await Accounts.FindByTokenAsync(token, Noon));
        Assert.Equal(zhang, await other.Accounts.FindByTokenAsync(token, Noon));

        await other.Accounts.ReplaceAsync(zhang with { Roles = ["officer"], SecurityStamp = "s2" }, "s1");

        // Whoever changed it knows at once; the other one within the time, on a clock that was put back too.
        Assert.Equal(["officer"], (await other.Accounts.FindByTokenAsync(token, Noon))!.Roles);
        Assert.Equal(["officer"], (await Accounts.FindByTokenAsync(token, Noon + Known))!.Roles);
        await other.Accounts.RevokeTokenAsync("a1", Assert.Single(await Accounts.TokensAsync("a1")).Hash);
        Assert.Null(await other.Accounts.FindByTokenAsync(token, Noon));
        Assert.Null(await Accounts.FindByTokenAsync(token, Noon - Known));
    }

    [Fact]
    public async Task A_token_that_is_known_ends_on_time()
    {
        var token = await Accounts.IssueTokenAsync("a1", "phone", Noon, Noon.AddSeconds(1));
        Assert.NotNull(await Accounts.FindByTokenAsync(token, Noon));
        Assert.Null(await Accounts.FindByTokenAsync(token, Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task A_link_works_once_in_time_and_for_its_purpose()
    {
        var link = await Accounts.IssueLinkAsync("a1", "reset", Noon.AddHours(1));
        Assert.Null(await Accounts.UseLinkAsync(link, "invite", Noon));
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Accounts.UseLinkAsync(link, "reset", Noon)));
        Assert.Single(used, a => a?.Id == "a1");
        var late = await Accounts.IssueLinkAsync("a1", "reset", Noon.AddHours(1));
        Assert.Null(await Accounts.UseLinkAsync(late, "reset", Noon.AddHours(1)));
    }
}

public sealed class SqliteAccounts() : AccountsContract(new SqlitePlace());

public sealed class PostgresAccounts() : AccountsContract(new PostgresPlace());
