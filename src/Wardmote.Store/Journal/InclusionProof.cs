using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// 存在证明: a short proof that one entry stands in a book up to a signed checkpoint: the entry's hash, the way from it to the root, and the signed statement of the root
/// (RFC 6962, section 2.1.1). It is checked without a database and without us; whether the key is the house's own, the reader compares with the key they know.
/// </summary>
/// <param name="Format"><c>wardmote-proof/1</c>.</param>
/// <param name="Book">Book.</param>
/// <param name="Sequence">Entry.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Path">Hex hashes beside the way, from the entry up.</param>
/// <param name="Checkpoint">Signed statement of the root.</param>
/// <param name="Entry">The entry itself, where it is public; null otherwise.</param>
public sealed record InclusionProof(string Format, string Book, long Sequence, string Hash, IReadOnlyList<string> Path, Checkpoint Checkpoint, Entry? Entry = null)
{
    /// <summary>The format's name.</summary>
    public const string Name = "wardmote-proof/1";

    /// <summary>Largest file that is read as a proof.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>As a file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Body.Json);

    /// <summary>Reads a file; null when it is none.</summary>
    public static InclusionProof? Read(string json)
    {
        try
        {
            return json.Length <= Largest && JsonSerializer.Deserialize<InclusionProof>(json, Body.Json) is { Format: Name, Book: not null, Hash: not null, Path: not null, Checkpoint: { Root: not null, Signer: not null, PublicKey: not null, Signature: not null } } proof ? proof : null;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with it; empty when it proves what it says.</summary>
    /// <param name="signer">Name of the key it must be signed with (hex SHA-256 of the public key); null when any will do.</param>
    public IReadOnlyList<Finding> Check(string? signer = null)
    {
        var findings = new List<Finding>();
        if (Checkpoint.Book.Code != Book || Sequence < 1 || Sequence > Checkpoint.Sequence || Path.Count > 64)
        {
            findings.Add(new Finding("proof", Book, Sequence, "The checkpoint does not cover the entry."));
        }
        else if (Merkle.RootOf(Hash, Sequence - 1, Checkpoint.Sequence, Path) != Checkpoint.Root)
        {
            findings.Add(new Finding("proof", Book, Sequence, "The way from the entry does not lead to the signed root."));
        }

        if (!Checkpoint.Holds())
        {
            findings.Add(new Finding("checkpoint", Book, Checkpoint.Sequence, "The signature does not hold."));
        }
        else if (signer is not null && signer != Checkpoint.Signer)
        {
            findings.Add(new Finding("signer", Book, Checkpoint.Sequence, $"It is signed by {Checkpoint.Signer}, not by {signer}."));
        }

        if (Entry is { } entry && (entry.Book.Code != Book || entry.Sequence != Sequence || entry.Hash != Hash || Seal.Hash(entry) != Hash))
        {
            findings.Add(new Finding("hash", Book, Sequence, "The entry is not the one that was sealed."));
        }

        return findings;
    }
}

/// <content>Proofs of single entries.</content>
public sealed partial class Database
{
    /// <summary>A proof that an entry stands in its book; null when no checkpoint of this house covers it yet.</summary>
    public async Task<InclusionProof?> ProveAsync(Entry entry, bool withEntry, CancellationToken cancel = default)
    {
        using var own = CheckpointKey.Open(CheckpointKeyFile);
        if ((await CheckpointsAsync(entry.Book, cancel)).LastOrDefault(c => c.Signer == own.Name && c.Sequence >= entry.Sequence) is not { } checkpoint)
        {
            return null;
        }

        var path = await Engine.ReadAsync(async connection =>
        {
            // Each part of the tree beside the way is hashed as its entries come by: memory of the logarithm, whatever the size of the book.
            var beside = Merkle.Beside(entry.Sequence - 1, checkpoint.Sequence);
            var trees = beside.Select(_ => new Merkle()).ToList();
            await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(
                "SELECT sequence, hash FROM entries WHERE book = @book AND sequence <= @last ORDER BY sequence", new { book = entry.Book.Code, last = checkpoint.Sequence }, cancellationToken: cancel));
            while (await row.ReadAsync(cancel))
            {
                var at = row.GetInt64(0) - 1;
                for (var n = 0; n < beside.Count; n++)
                {
                    if (at >= beside[n].From && at < beside[n].To)
                    {
                        trees[n].Add(row.GetString(1));
                        break;
                    }
                }
            }

            return trees.ConvertAll(t => t.Root());
        }, cancel);
        return new InclusionProof(InclusionProof.Name, entry.Book.Code, entry.Sequence, entry.Hash, path, checkpoint, withEntry ? entry : null);
    }
}
