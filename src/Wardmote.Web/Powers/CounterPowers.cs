using Wardmote.Access;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Supervision;

namespace Wardmote.Web;

/// <summary>The regular evaluation of a county as somebody sees it (Penalties art. 24).</summary>
/// <param name="County">County.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Items">Items that were used or called for, by code; a town sees its own figures beside the county's.</param>
/// <param name="Unused">Items that the county's towns hold by a list or a letter and that were neither used nor called for.</param>
public sealed record SeenEvaluation(string County, DateOnly From, DateOnly To, IReadOnlyList<PowerEvaluation> Items, IReadOnlyList<ItemCode> Unused);

/// <content>Changes of law, and how powers are used.</content>
public sealed partial class Counter
{
    /// <summary>A change of law by id, in whatever book it stands; null when there is none.</summary>
    public async Task<Revision?> RevisionAsync(string id, CancellationToken cancel) =>
        id.Length <= 80 && await BookOf(Revision.TagOf(id), cancel) is { } book ? await Desk.RevisionAsync(book, id, cancel) : null;

    /// <summary>The evaluation of a county for somebody who works here; null when there is no such county or it is none of theirs.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="county">County.</param>
    /// <param name="from">First day, Shanghai; not after <paramref name="to"/>.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<SeenEvaluation?> EvaluationAsync(Person person, string county, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        if (Law.County(county) is null || (person.County.Length > 0 && person.County != county)
            || !May(person, "items.see", new Subject(county, person.Locality, person.Agency.Length > 0 ? person.Agency : person.Locality)))
        {
            return null;
        }

        var book = new Book(county);
        var all = await Desk.EvaluatePowersAsync(book, ShanghaiTime.Start(from), ShanghaiTime.Start(to.AddDays(1)), cancel);

        // A town sees its own figures and the county's total; whoever sees the county sees every town.
        return new SeenEvaluation(county, from, to, person.Locality.Length == 0 ? all
            : [.. all.Where(e => e.Places.Any(p => p.Use.Locality == person.Locality)).Select(e => e with { Places = [.. e.Places.Where(p => p.Use.Locality == person.Locality)] })],
            PowerEvaluation.Unused(all, Law, book, to));
    }
}
