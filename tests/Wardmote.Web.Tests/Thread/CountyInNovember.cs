using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Web.Tests.Browser;

namespace Wardmote.Web.Tests.Thread;

/// <summary>A site in November 2026 whose clock is moved: the demo county's people, and a town of the fictional district where an item is entrusted by letter.</summary>
public sealed class CountyInNovember : RunningSite
{
    internal const string Entrusted = "990100001";

    private readonly MovedClock clock = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>Lets days pass.</summary>
    internal void Days(int days) => clock.Move(TimeSpan.FromDays(days));

    /// <summary>Lets minutes pass.</summary>
    internal void Minutes(int minutes) => clock.Move(TimeSpan.FromMinutes(minutes));

    /// <summary>The newest entry of a kind in either county.</summary>
    internal async Task<T> NewestAsync<T>()
    {
        var journal = Services.GetRequiredService<IJournal>();
        var entries = new List<Entry>();
        foreach (var book in await journal.BooksAsync())
        {
            entries.AddRange((await journal.ReadAsync(book, [])).Entries.Where(e => e.Kind == Body.KindOf(typeof(T))));
        }

        return (T)Body.Read(entries.MaxBy(e => e.At)!);
    }

    /// <inheritdoc/>
    protected override TimeProvider? Clock => clock;

    /// <inheritdoc/>
    protected override bool Demo => false;

    /// <inheritdoc/>
    protected override async Task PrepareAsync()
    {
        foreach (var person in DemoPeople.All.Where(p => p.Locality == DemoPeople.Home))
        {
            await AddAsync(person);
            await AddAsync(person with { Id = "x-" + person.Id, County = "990100", Locality = Entrusted });
        }

        var journal = Services.GetRequiredService<IJournal>();
        foreach (var (book, locality, prefix) in new[] { (DemoPeople.County, DemoPeople.Home, ""), ("990100", Entrusted, "x-") })
        {
            var facts = DemoPeople.All.Where(p => p.Is("officer")).SelectMany(p => new[]
            {
                Body.Fact(new OfficerEnrolled(prefix + p.Id, p.Name, locality, false, ""), [Roster.TagOf(locality)]),
                Body.Fact(new CertificateIssued(prefix + p.Id, new Certificate("C-" + prefix + p.Id, locality, ["*"], new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31))), [Roster.TagOf(locality)]),
            });
            await journal.AppendAsync(new Append(new Book(book), "team-" + locality, By.System, clock.GetUtcNow(), [.. facts]));
        }
    }

    private async Task AddAsync(Person person)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().AddAsync(new Account
        {
            Id = person.Id,
            UserName = person.Id,
            DisplayName = person.Name,
            PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>().HashPassword(null!, DemoPeople.Password),
            SecurityStamp = "1",
            Roles = person.Roles,
            County = person.County,
            Locality = person.Locality,
            Created = DateTimeOffset.UnixEpoch,
        });
    }
}
