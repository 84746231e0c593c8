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

    /// <summary>Parts of a tree of <paramref name="count"/> leaves beside the way from a leaf (from 0) to the root, lowest first.</summary>
    internal static List<(long From, long To)> Beside(long leaf, long count)
    {
        var parts = new List<(long, long)>();
        for (var (from, to) = (0L, count); to - from > 1;)
        {
            var half = from + Half(to - from);
            parts.Add(leaf < half ? (half, to) : (from, half));
            (from, to) = leaf < half ? (from, half) : (half, to);
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>The root that a leaf and the hashes beside its way give; null when they are not as many as the tree is high, or not hashes.</summary>
    internal static string? RootOf(string hash, long leaf, long count, IReadOnlyList<string> beside)
    {
        var parts = Beside(leaf, count);
        if (parts.Count != beside.Count || beside.Any(b => b is not { Length: 64 } || !b.All(char.IsAsciiHexDigitLower)))
        {
            return null;
        }

        var node = SHA256.HashData([0, .. Encoding.UTF8.GetBytes(hash)]);
        for (var n = 0; n < parts.Count; n++)
        {
            var other = Convert.FromHexString(beside[n]);
            node = leaf < parts[n].From ? Join(node, other) : Join(other, node);
        }

        return Convert.ToHexStringLower(node);
    }

    /// <summary>The largest power of two below the number.</summary>
    private static long Half(long count)
    {
        var half = 1L;
        while (half * 2 < count)
        {
            half *= 2;
        }

        return half;
    }

    private static byte[] Join(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
