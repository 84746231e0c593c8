using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Wardmote.Vision;

/// <summary>图: the least of the ONNX form that is needed to write a model down: nodes, numbers, one input, some outputs. Field numbers are those of <c>onnx.proto</c>.</summary>
internal sealed class OnnxGraph
{
    // Resize by axes came with 18.
    private const long OperatorSet = 18, FormVersion = 8;

    private const int Float = 1, Int64 = 7;

    private readonly ArrayBufferWriter<byte> graph = new();
    private int names;

    /// <summary>A name that nothing else has.</summary>
    public string Fresh() => $"between_{names++}";

    /// <summary>Adds a node with one output.</summary>
    public string Node(string kind, string output, IEnumerable<string> inputs, params (string Name, object Value)[] attributes) => Node(kind, [output], inputs, attributes);

    /// <summary>Adds a node; the name of its first output.</summary>
    public string Node(string kind, string[] outputs, IEnumerable<string> inputs, params (string Name, object Value)[] attributes)
    {
        var node = new ArrayBufferWriter<byte>();
        foreach (var input in inputs)
        {
            Words(node, 1, input);
        }

        foreach (var output in outputs)
        {
            Words(node, 2, output);
        }

        Words(node, 4, kind);
        foreach (var (name, value) in attributes)
        {
            var attribute = new ArrayBufferWriter<byte>();
            Words(attribute, 1, name);
            switch (value)
            {
                case float number:
                    Key(attribute, 2, 5);
                    attribute.Write(BitConverter.GetBytes(number));
                    Number(attribute, 20, 1);
                    break;
                case long whole:
                    Number(attribute, 3, whole);
                    Number(attribute, 20, 2);
                    break;
                case string words:
                    Words(attribute, 4, words);
                    Number(attribute, 20, 3);
                    break;
                case long[] several:
                    foreach (var one in several)
                    {
                        Number(attribute, 8, one);
                    }

                    Number(attribute, 20, 7);
                    break;
                default:
                    throw new ArgumentException($"no attribute is written from {value.GetType()}", nameof(attributes));
            }

            Part(node, 5, attribute);
        }

        Part(graph, 1, node);
        return outputs[0];
    }

    /// <summary>Adds numbers under a name.</summary>
    public string Numbers(string name, ReadOnlySpan<float> numbers, params long[] shape) => Tensor(name, Float, MemoryMarshal.AsBytes(numbers), shape);

    /// <summary>Adds whole numbers under a name.</summary>
    public string Wholes(string name, params long[] numbers) => Tensor(name, Int64, MemoryMarshal.AsBytes(numbers.AsSpan()), [numbers.Length]);

    /// <summary>The model, with its input and outputs.</summary>
    public byte[] Model((string Name, long[] Shape) input, IEnumerable<string> outputs)
    {
        Words(graph, 2, "converted");
        Part(graph, 11, Value(input.Name, input.Shape));
        foreach (var output in outputs)
        {
            Part(graph, 12, Value(output, null));
        }

        var model = new ArrayBufferWriter<byte>();
        Number(model, 1, FormVersion);
        Part(model, 7, graph);
        var set = new ArrayBufferWriter<byte>();
        Words(set, 1, "");
        Number(set, 2, OperatorSet);
        Part(model, 8, set);
        return model.WrittenSpan.ToArray();
    }

    private string Tensor(string name, int kind, ReadOnlySpan<byte> bytes, long[] shape)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("The form is little-endian.");
        }

        var tensor = new ArrayBufferWriter<byte>();
        foreach (var size in shape)
        {
            Number(tensor, 1, size);
        }

        Number(tensor, 2, kind);
        Words(tensor, 8, name);
        Key(tensor, 9, 2);
        Varint(tensor, (ulong)bytes.Length);
        tensor.Write(bytes);
        Part(graph, 5, tensor);
        return name;
    }

    private static ArrayBufferWriter<byte> Value(string name, long[]? shape)
    {
        var (value, type, tensor) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        Number(tensor, 1, Float);
        if (shape is not null)
        {
            var sizes = new ArrayBufferWriter<byte>();
            foreach (var size in shape)
            {
                var one = new ArrayBufferWriter<byte>();
                Number(one, 1, size);
                Part(sizes, 1, one);
            }

            Part(tensor, 2, sizes);
        }

        Part(type, 1, tensor);
        Words(value, 1, name);
        Part(value, 2, type);
        return value;
    }

    private static void Words(ArrayBufferWriter<byte> to, int field, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        Key(to, field, 2);
        Varint(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Part(ArrayBufferWriter<byte> to, int field, ArrayBufferWriter<byte> part)
    {
        Key(to, field, 2);
        Varint(to, (ulong)part.WrittenCount);
        to.Write(part.WrittenSpan);
    }

    private static void Number(ArrayBufferWriter<byte> to, int field, long number)
    {
        Key(to, field, 0);
        Varint(to, (ulong)number);
    }

    private static void Key(ArrayBufferWriter<byte> to, int field, int wire) => Varint(to, ((ulong)field << 3) | (uint)wire);

    private static void Varint(ArrayBufferWriter<byte> to, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            to.Write([(byte)(number | 0x80)]);
        }

        to.Write([(byte)number]);
    }
}
