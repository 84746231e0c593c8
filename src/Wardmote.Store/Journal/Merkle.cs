using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Store;

/// <summary>Root of a Merkle tree over entry hashes (RFC 6962: leaf 0x00, node 0x01), grown one by one in memory of the logarithm of their number.</summary>
internal sealed class Merkle
{
    private readonly Stack<(int Level, byte[] Hash)> peaks = new();

    internal long Count { get; private set; }

    internal void Add(string hash)
    {
        Count++;
        var (level, node) = (0, SHA256.HashData([0, .. Encoding.UTF8.GetBytes(hash)]));
        while (peaks.TryPeek(out var peak) && peak.Level == level)
        {
            node = Join(peaks.Pop().Hash, node);
            level++;
        }

        peaks.Push((level, node));
    }

    /// <summary>Root over what was added so far, hex.</summary>
    internal string Root() => Convert.ToHexStringLower(peaks.Count == 0 ? SHA256.HashData([]) : peaks.Select(p => p.Hash).Aggregate((right, left) => Join(left, right)));

    private static byte[] Join(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
