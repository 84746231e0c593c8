using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Something that is not as it was sealed.</summary>
/// <param name="Kind">
/// <c>sequence</c>, <c>chain</c>, <c>hash</c>, <c>unreadable</c>, <c>tag</c>, <c>slot</c>, <c>envelope</c>, <c>envelope_missing</c>, <c>original</c>,
/// <c>original_missing</c>, <c>checkpoint</c>, <c>signer</c>, <c>cut</c>, <c>pages</c> or <c>file</c>.
/// </param>
/// <param name="Book">Book; empty when it concerns the whole file.</param>
/// <param name="Sequence">Entry; 0 when it concerns the whole book.</param>
/// <param name="Detail">For people.</param>
public sealed record Finding(string Kind, string Book, long Sequence, string Detail = "");

/// <summary>What a verification saw.</summary>
/// <param name="Findings">What is wrong; nothing when the record is as it was sealed.</param>
/// <param name="Books">Books walked.</param>
/// <param name="Entries">Entries walked.</param>
/// <param name="Erased">Envelopes that were lawfully erased.</param>
/// <param name="Checkpoints">Checkpoints compared.</param>
public sealed record Verification(IReadOnlyList<Finding> Findings, long Books, long Entries, long Erased, long Checkpoints)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool Ok => Findings.Count == 0;
}

/// <summary>One book from its first entry: chain, hashes, gaps, and the checkpoints that fall on the way.</summary>
internal sealed class BookWalk(string book, IEnumerable<Checkpoint> checkpoints, IReadOnlySet<string> trusted, List<Finding> findings)
{
    private readonly Merkle tree = new();
    private readonly Queue<Checkpoint> ahead = new(checkpoints.OrderBy(c => c.Sequence).ThenBy(c => c.Signer, StringComparer.Ordinal));
    private string previous = Seal.Origin;

    internal long Last { get; private set; }

    internal void Entry(Entry entry)
    {
        if (entry.Sequence != Last + 1)
        {
            findings.Add(new Finding("sequence", book, Last + 1, $"Entry {entry.Sequence} follows entry {Last}."));
            findings.Add(new Finding("sequence", book, entry.Sequence, $"Entry {entry.Sequence} follows entry {Last}."));
        }

        if (entry.Previous != previous)
        {
            findings.Add(new Finding("chain", book, entry.Sequence, "Does not follow the entry before."));
        }

        if (Seal.Hash(entry) != entry.Hash)
        {
            findings.Add(new Finding("hash", book, entry.Sequence, "Changed after it was sealed."));
        }

        Step(entry.Sequence, entry.Hash);
    }

    /// <summary>An entry that cannot even be read: its stored hash still links its neighbours.</summary>
    internal void Unreadable(long sequence, string hash, string why)
    {
        findings.Add(new Finding("unreadable", book, sequence, why));
        Step(sequence, hash);
    }

    internal void End()
    {
        while (ahead.TryDequeue(out var checkpoint))
        {
            if (Signed(checkpoint))
            {
                findings.Add(new Finding("cut", book, checkpoint.Sequence, $"The book ends at entry {Last}, but a checkpoint covers entry {checkpoint.Sequence}."));
            }
        }
    }

    private void Step(long sequence, string hash)
    {
        while (ahead.TryPeek(out var early) && early.Sequence < sequence)
        {
            Compare(ahead.Dequeue());
        }

        tree.Add(hash);
        previous = hash;
        Last = sequence;
        while (ahead.TryPeek(out var due) && due.Sequence == sequence)
        {
            Compare(ahead.Dequeue());
        }
    }

    private void Compare(Checkpoint checkpoint)
    {
        if (Signed(checkpoint) && (checkpoint.Sequence != Last || checkpoint.Sequence != tree.Count || checkpoint.Root != tree.Root()))
        {
            findings.Add(new Finding("checkpoint", book, checkpoint.Sequence, "The entries are not those that were signed."));
        }
    }

    private bool Signed(Checkpoint checkpoint)
    {
        if (!checkpoint.Holds())
        {
            findings.Add(new Finding("checkpoint", book, checkpoint.Sequence, "The signature does not hold."));
            return false;
        }

        if (trusted.Count > 0 && !trusted.Contains(checkpoint.Signer))
        {
            findings.Add(new Finding("signer", book, checkpoint.Sequence, $"Signed by an unknown key, {checkpoint.Signer}."));
        }

        return true;
    }
}
