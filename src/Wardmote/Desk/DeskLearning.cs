using Wardmote.Intake;
using Wardmote.Journal;

namespace Wardmote.Desk;

/// <summary>What the recogniser may learn from people.</summary>
public sealed partial class Desk
{
    private const int AtOnce = 200;

    /// <summary>What people said reports of a book are about, oldest first: the newest triage of each report that has words.</summary>
    public async Task<IReadOnlyList<Confirmed>> ConfirmedAsync(Book book, long upto = long.MaxValue, CancellationToken cancel = default)
    {
        var newest = new Dictionary<string, (long Sequence, ReportTriaged Triaged)>();
        foreach (var entry in (await journal.ReadAsync(book, [AdoptSentences.TriagedIn(book)], limit: int.MaxValue, cancel: cancel)).Entries)
        {
            if (entry.Sequence <= upto && Body.Read(entry) is ReportTriaged { Verdict: "item" or "none" } triaged)
            {
                newest[triaged.Report] = (entry.Sequence, triaged);
            }
        }

        var confirmed = new List<Confirmed>();
        foreach (var some in newest.Values.Chunk(AtOnce))
        {
            var lodged = (await journal.ReadAsync(book, [.. some.Select(t => Report.TagOf(t.Triaged.Report))], limit: int.MaxValue, cancel: cancel)).Entries
                .Where(e => e.Kind == Body.KindOf(typeof(ReportLodged))).Select(e => (ReportLodged)Body.Read(e)).ToDictionary(l => l.Report);
            confirmed.AddRange(some.Where(t => lodged.TryGetValue(t.Triaged.Report, out var l) && l.Words.Trim().Length > 0).Select(t => Told(t.Sequence, t.Triaged, lodged[t.Triaged.Report])));
        }

        return [.. confirmed.OrderBy(c => c.Sequence)];
    }

    /// <summary>What of a book may teach now; null when nothing may.</summary>
    public async Task<SentencesAdopted?> AdoptedAsync(Book book, CancellationToken cancel = default) =>
        (await journal.ReadAsync(book, [new Tag("sentences", book.Code)], cancel: cancel)).Entries is [.., var last] ? (SentencesAdopted)Body.Read(last) : null;

    /// <summary>The newest adoption of every book.</summary>
    public async Task<IReadOnlyDictionary<Book, SentencesAdopted>> AdoptedAsync(CancellationToken cancel = default) =>
        (await journal.FindAsync(AdoptSentences.Tag, int.MaxValue, cancel)).GroupBy(e => e.Book).ToDictionary(g => g.Key, g => (SentencesAdopted)Body.Read(g.MaxBy(e => e.Sequence)!));

    /// <summary>Lets confirmed sentences teach, or takes that back.</summary>
    public Task<DeskAnswer> AdoptSentencesAsync(Book book, AdoptSentences act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [new Tag("sentences", book.Code)], async entries =>
            act.On(book, await ConfirmedAsync(book, cancel: cancel), entries is [.., var last] ? (SentencesAdopted)Body.Read(last) : null), cancel);

    private static Confirmed Told(long sequence, ReportTriaged triaged, ReportLodged lodged) => new(
        sequence,
        triaged.Verdict == "item" ? triaged.Item! : "none." + (triaged.Door.Length > 0 ? triaged.Door : "other"),
        lodged.Language, lodged.Words,
        lodged.Hints is { Verdict: not "none", Candidates: [var best, ..] } ? best.Item : "",
        lodged.Hints.Model);
}
