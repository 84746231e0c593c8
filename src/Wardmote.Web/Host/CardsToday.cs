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
        return organs.SelectMany(o => law.InForce.Catalogue.CameOver(o, day)).ToList() is { Count: > 0 } came ? query with { CameOver = came } : query;
    }
}
