using Wardmote.LawPacks;

namespace Wardmote.Web;

/// <content>Changes of law.</content>
public sealed partial class Counter
{
    /// <summary>A change of law by id, in whatever book it stands; null when there is none.</summary>
    public async Task<Revision?> RevisionAsync(string id, CancellationToken cancel) =>
        id.Length <= 80 && await BookOf(Revision.TagOf(id), cancel) is { } book ? await Desk.RevisionAsync(book, id, cancel) : null;
}
