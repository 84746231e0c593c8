using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Store;

/// <summary>Chance of one strand of the demo, from the seed and the strand's name: the same seed lives the same story, whatever runs beside it. 种子随机</summary>
public sealed class Chance(int seed, string strand)
{
    // A fixed digest: string.GetHashCode differs from run to run.
    private readonly Random _random = new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{strand}"))));

    /// <summary>True in a share of all cases.</summary>
    public bool In(double share) => _random.NextDouble() < share;

    /// <summary>From 0 below 1.</summary>
    public double Next() => _random.NextDouble();

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of them.</summary>
    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>One of them, the heavier the likelier.</summary>
    public T Weighted<T>(IReadOnlyList<(T Thing, double Weight)> of)
    {
        var at = _random.NextDouble() * of.Sum(o => o.Weight);
        foreach (var (thing, weight) in of)
        {
            at -= weight;
            if (at < 0)
            {
                return thing;
            }
        }

        return of[^1].Thing;
    }

    /// <summary>A length of time as work has it: mostly near the median, now and then many times as long (log-normal).</summary>
    public double Around(double median, double spread = 0.6)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(spread * normal);
    }

    /// <summary>Bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
