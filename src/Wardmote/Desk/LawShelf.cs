using Wardmote.Journal;
using Wardmote.LawPacks;

namespace Wardmote.Desk;

/// <summary>
/// 法律书架: the installed packs and what was published in the program since. The law in force is exchanged as a whole, so that nobody reads half of a change; every node
/// looks for new revisions by itself.
/// </summary>
/// <param name="installed">The installed packs.</param>
public sealed class LawShelf(LawInForce installed)
{
    private volatile Standing _now = new(installed, []);

    private sealed record Standing(LawInForce Law, IReadOnlyList<string> Revisions);

    /// <summary>The law in force at this moment.</summary>
    public LawInForce InForce => _now.Law;

    /// <summary>Ids of the published revisions it holds, oldest first.</summary>
    public IReadOnlyList<string> Revisions => _now.Revisions;

    /// <summary>Takes in what was published since; true when something was. A revision that this program cannot read stops it, naming the file: law is never skipped.</summary>
    public async Task<bool> RefreshAsync(IJournal journal, IDeskTools tools, CancellationToken cancel = default)
    {
        var published = await journal.FindAsync(Revision.PublishedTag, int.MaxValue, cancel);
        var (before, next) = (_now, Laid(installed, published, tools));
        if (next.Revisions.SequenceEqual(before.Revisions))
        {
            return false;
        }

        _now = next;
        return true;
    }

    /// <summary>The law with what these entries published laid over it, newest nearest.</summary>
    internal static LawInForce With(LawInForce law, IEnumerable<Entry> entries, IDeskTools tools) => Laid(law, entries, tools).Law;

    private static Standing Laid(LawInForce law, IEnumerable<Entry> entries, IDeskTools tools)
    {
        var ids = new List<string>();
        foreach (var entry in entries.Where(e => e.Tags.Contains(Revision.PublishedTag)).OrderBy(e => e.At).ThenBy(e => e.Book.Code, StringComparer.Ordinal).ThenBy(e => e.Sequence))
        {
            var revision = (RevisionPublished)Body.Read(entry);
            if (law.Packs.Any(p => p.Id == Revision.TagOf(revision.Revision).ToString()))
            {
                continue;
            }

            // What was exported and installed beside its own record is the same law: it stands once, as published.
            var label = Revision.LabelOf(revision.Region, entry.At, revision.Digest);
            if (law.Packs.Any(p => p.Revision == label))
            {
                law = new LawInForce([.. law.Packs.Where(p => p.Revision != label)]);
            }

            var read = tools.ReadRevision(revision.Revision, revision.Region, revision.Title, revision.Files, entry.At, law);
            law = read.Pack is { } pack
                ? law.With(pack)
                : throw new InvalidDataException($"the published revision {revision.Revision} ({entry.Book}/{entry.Sequence}) cannot be read: {read.File}:{read.Line} {read.Problem}");
            ids.Add(revision.Revision);
        }

        return new Standing(law, ids);
    }
}
