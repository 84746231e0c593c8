using System.Security.Cryptography;
using System.Text;
using Wardmote.Journal;
using Said = Wardmote.Law.Text;

namespace Wardmote.LawPacks;

/// <summary>修订文件: one file of a revision, in the very form it has in a pack folder.</summary>
/// <param name="Path"><c>grants.yaml</c>, <c>retrievals.yaml</c>, <c>lists.yaml</c>, <c>items/NAME.yaml</c> or <c>standards/NAME.yaml</c>.</param>
/// <param name="Text">YAML.</param>
public sealed record RevisionFile(string Path, string Text);

/// <summary>A finding that a named person looked at and let stand. 已接受的检查发现</summary>
/// <param name="Finding">Its <see cref="Revision.KeyOf"/>.</param>
/// <param name="Reason">Why it may stand.</param>
/// <param name="By">Account id of the person.</param>
public sealed record AcceptedFinding(string Finding, string Reason, string By);

/// <summary>A change of law was drawn up, or a draft was drawn up anew: the newest drafting counts.</summary>
/// <param name="Revision">Id.</param>
/// <param name="Region">Region it is for: a county, or the city.</param>
/// <param name="Kind"><c>powers</c> or <c>standards</c>: which page it came from.</param>
/// <param name="Title">What it changes.</param>
/// <param name="Reason">Why.</param>
/// <param name="Files">The whole revision.</param>
/// <param name="Accepted">Findings accepted with a reason.</param>
[EntryKind("revision.drafted/1")]
public sealed record RevisionDrafted(string Revision, string Region, string Kind, Said Title, string Reason, IReadOnlyList<RevisionFile> Files, IReadOnlyList<AcceptedFinding> Accepted);

/// <summary>A second person published it: from here on it is law in force, on the days its lines name. Holds the whole revision, so that the entry alone is enough.</summary>
/// <param name="Revision">Id.</param>
/// <param name="Region">Region.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Title">Title.</param>
/// <param name="Drafted">Account id of whoever drew it up.</param>
/// <param name="Words">What the publisher says to it.</param>
/// <param name="Files">The whole revision.</param>
/// <param name="Digest">SHA-256 over its files, in hex.</param>
/// <param name="Accepted">Findings it was published in spite of.</param>
[EntryKind("revision.published/1")]
public sealed record RevisionPublished(
    string Revision, string Region, string Kind, Said Title, string Drafted, string Words, IReadOnlyList<RevisionFile> Files, string Digest, IReadOnlyList<AcceptedFinding> Accepted);

/// <summary>A draft was dropped; what was published is never dropped, only changed by a later revision.</summary>
[EntryKind("revision.dropped/1")]
public sealed record RevisionDropped(string Revision, string Reason);

/// <summary>法律修订: a change of law made in the program, as its entries say it is. The law in force is the installed packs and every published revision.</summary>
public sealed class Revision
{
    private Revision(RevisionDrafted drafted, Entry first)
    {
        Draft = drafted;
        Book = first.Book;
        Drafter = first.By;
    }

    /// <summary>Newest drafting.</summary>
    public RevisionDrafted Draft { get; private set; }

    /// <summary>Who drew up the newest drafting.</summary>
    public By Drafter { get; private set; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary><c>draft</c>, <c>published</c> or <c>dropped</c>.</summary>
    public string State { get; private set; } = "draft";

    /// <summary>As published; null before.</summary>
    public RevisionPublished? Published { get; private set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Who published it.</summary>
    public By? Publisher { get; private set; }

    /// <summary>Entries, oldest first.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence => Entries[^1].Sequence;

    /// <summary>Tag.</summary>
    public static Tag TagOf(string revision) => new("revision", revision);

    /// <summary>Tag of everything published in the program, over all books.</summary>
    public static Tag PublishedTag { get; } = new("law", "published");

    /// <summary>Folds entries; null when there is none.</summary>
    public static Revision? Of(IReadOnlyList<Entry> entries)
    {
        Revision? revision = null;
        foreach (var entry in entries)
        {
            var body = Body.Read(entry);
            if (body is RevisionDrafted drafted)
            {
                revision ??= new Revision(drafted, entry);
                (revision.Draft, revision.Drafter) = (drafted, entry.By);
            }

            if (revision is null)
            {
                continue;
            }

            revision.Entries.Add(entry);
            switch (body)
            {
                case RevisionPublished published:
                    (revision.State, revision.Published, revision.PublishedAt, revision.Publisher) = ("published", published, entry.At, entry.By);
                    break;
                case RevisionDropped:
                    revision.State = "dropped";
                    break;
            }
        }

        return revision;
    }

    /// <summary>By what a finding is known again when the draft is checked anew: what it says, of what, and the case that shows it. Said otherwise, it is another finding.</summary>
    public static string KeyOf(Finding finding) =>
        $"{finding.Kind}|{finding.Subject}|{finding.Message.Zh}|{string.Join(",", finding.Witness.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}={w.Value}"))}";

    /// <summary>The label by which a published revision stands on documents, the same once it is exported as a pack.</summary>
    public static string LabelOf(string region, DateTimeOffset published, string digest) => $"{region}@{Wardmote.Law.ShanghaiTime.Day(published):yyyy-MM-dd}-{digest[..8]}";

    /// <summary>SHA-256 over names and texts, in hex.</summary>
    public static string DigestOf(IEnumerable<RevisionFile> files)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes(file.Text);
            sha.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{text.Length}\n"));
            sha.AppendData(text);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}

/// <summary>What reading a revision's files gave: a pack that lies over the installed ones, or where and why it cannot be read.</summary>
/// <param name="Pack">The overlay; null when it cannot be read.</param>
/// <param name="File">File at fault.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RevisionReading(LawPack? Pack, string File = "", int Line = 0, string Problem = "", string Remedy = "");
