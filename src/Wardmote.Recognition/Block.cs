using System.Runtime.InteropServices;

namespace Wardmote.Recognition;

/// <summary>Arrays of plain numbers in a model file, little-endian, as they lie in memory.</summary>
internal static class Block
{
    /// <summary>Reads so many numbers; a file that ends early is refused.</summary>
    public static T[] Read<T>(BinaryReader from, int count)
        where T : unmanaged
    {
        if (count < 0)
        {
            throw new InvalidDataException("the model file is damaged: a negative length");
        }

        var block = new T[count];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(block.AsSpan()));
        return block;
    }

    /// <summary>Writes numbers as they lie in memory.</summary>
    public static void Write<T>(BinaryWriter to, T[] block)
        where T : unmanaged =>
        to.Write(MemoryMarshal.AsBytes(block.AsSpan()));
}
