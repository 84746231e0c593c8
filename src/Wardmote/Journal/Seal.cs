using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Journal;

/// <summary>The hash chain of a book: each entry's hash covers the one before, so that no single byte can change unseen. 防篡改</summary>
public static class Seal
{
    /// <summary>Hash before the first entry of a book.</summary>
    public static string Origin { get; } = new('0', 64);

    /// <summary>The hash an entry must carry: SHA-256 over its parts, each led by its length so that no two entries read alike.</summary>
    public static string Hash(Entry entry)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Part("wardmote-entry/1");
        Part(entry.Previous);
        Part(entry.Book.Code);
        Part(entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Part(entry.Id);
        Part(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Part(entry.By.Person);
        Part(entry.By.Role);
        Part(entry.By.For);
        Part(entry.Kind);
        Part(entry.Body);
        Part(entry.Key);
        foreach (var tag in entry.Tags)
        {
            Part("tag");
            Part(tag.ToString());
        }

        foreach (var slot in entry.Slots)
        {
            Part("slot");
            Part(slot);
        }

        foreach (var (id, commitment) in entry.Commitments.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            Part("envelope");
            Part(id);
            Part(commitment);
        }

        if (entry.Under is { } under)
        {
            Part("under");
            Part(under.Item);
            Part(under.Source);
            Part(under.Organ);
            Part(under.InNameOf);
            Part(under.Instrument);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());

        void Part(string words)
        {
            var bytes = Encoding.UTF8.GetBytes(words);
            Span<byte> length = stackalloc byte[4];
            BitConverter.TryWriteBytes(length, bytes.Length);
            sha.AppendData(length);
            sha.AppendData(bytes);
        }
    }

    /// <summary>Commitment to personal details: hex SHA-256 of the salt and the details. The salt keeps short details (telephone numbers) from being guessed.</summary>
    public static string Commit(ReadOnlySpan<byte> salt, string json)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(Encoding.UTF8.GetBytes(json));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>What is wrong with <paramref name="entry"/> after <paramref name="previousHash"/> and <paramref name="previousSequence"/>; null when nothing is.</summary>
    public static string? Fault(Entry entry, string previousHash, long previousSequence)
    {
        if (entry.Sequence != previousSequence + 1)
        {
            return "sequence";
        }

        if (entry.Previous != previousHash)
        {
            return "chain";
        }

        return Hash(entry) == entry.Hash ? null : "hash";
    }
}
