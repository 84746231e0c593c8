using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;

namespace Wardmote.Web.Host;

/// <summary>
/// Lists as the law stands today: a book lies where its matters were filed, but a town or county that succeeded another has that one's cards in its lists too.
/// </summary>
public sealed class CardsToday(Database database, LawShelf law, TimeProvider clock) : ICards
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Card>> ListAsync(CardQuery query, CancellationToken cancel = default) => database.ListAsync(WithSucceeded(query), cancel);

    /// <inheritdoc/>
    public Task<long> CountAsync(CardQuery query, CancellationToken cancel = default) => database.CountAsync(WithSucceeded(query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, long>> CountByAsync(CardQuery query, string column, CancellationToken cancel = default) =>
        database.CountByAsync(WithSucceeded(query), column, cancel);

    /// <inheritdoc/>
    public Task<Card?> FindAsync(string book, string kind, string id, CancellationToken cancel = default) => database.FindAsync(book, kind, id, cancel);

    private CardQuery WithSucceeded(CardQuery query)
    {
        var day = ShanghaiTime.Day(clock.GetUtcNow());
        var organs = query.Locality is { Length: > 0 } place ? [place] : query.Books;

        // A matter that was passed on carries the new code, in the old book: both codes are looked for.
        var came = organs.SelectMany(o => law.InForce.Catalogue.CameOver(o, day)).SelectMany(old => new[] { old, law.InForce.TeamFor(old, day) }).Distinct().ToList();
        return query with { CameOver = came, Books = query.Locality is { Length: > 0 } ? query.Books : [.. query.Books, .. query.Books.SelectMany(b => WentWhole(b, day)).Except(query.Books)] };
    }

    /// <summary>Counties that ended and whose towns all went to one county: their books are its own. Where towns went elsewhere each brings its own matters, and nothing else.</summary>
    private IEnumerable<string> WentWhole(string county, DateOnly day) =>
        law.InForce.Counties.Where(c => c.Code != county && law.InForce.HeirOf(c.Code, day) == county
            && law.InForce.Localities.Where(l => l.County == c.Code).All(l => law.InForce.Catalogue.TeamOf(l.Code, day) is not { } team || team.County == county)).Select(c => c.Code);
}
