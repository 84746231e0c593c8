using System.Buffers.Binary;
using System.Text.Json;

namespace Wardmote.Vision;

/// <summary>
/// 转换: a graph model as TensorFlow.js keeps it (a JSON of nodes, a file of half-precision numbers), written down as ONNX in memory. It knows the seventeen kinds of nodes that the
/// detector has; another kind is a fault, said by its name. TensorFlow keeps channels last: nodes that ONNX wants channels first are put between two turns, which the runtime takes out again.
/// </summary>
internal sealed class TfGraph
{
    private static readonly long[] First = [0, 3, 1, 2], Last = [0, 2, 3, 1];

    private readonly OnnxGraph onnx = new();
    private readonly Dictionary<string, (long[] Shape, float[] Numbers)> constants = [];
    private readonly List<string> outputs = [];
    private (string Name, long[] Shape) input;

    private TfGraph(JsonElement model, ReadOnlySpan<byte> weights)
    {
        var at = 0;
        foreach (var weight in model.GetProperty("weightsManifest").EnumerateArray().SelectMany(m => m.GetProperty("weights").EnumerateArray()))
        {
            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64())];
            var numbers = new float[checked((int)shape.Aggregate(1L, (all, s) => all * s))];
            var half = weight.TryGetProperty("quantization", out var packed);
            if (half && packed.GetProperty("dtype").GetString() != "float16")
            {
                throw new InvalidDataException("Weights of another precision than half are not known.");
            }

            for (var n = 0; n < numbers.Length; n++)
            {
                numbers[n] = half ? (float)BinaryPrimitives.ReadHalfLittleEndian(weights[at..]) : BinaryPrimitives.ReadInt32LittleEndian(weights[at..]);
                at += half ? 2 : 4;
            }

            constants[weight.GetProperty("name").GetString()!] = (shape, numbers);
        }

        if (at != weights.Length)
        {
            throw new InvalidDataException($"The numbers are {weights.Length} bytes; the model describes {at}.");
        }

        foreach (var node in InOrder([.. model.GetProperty("modelTopology").GetProperty("node").EnumerateArray()]))
        {
            Write(node);
        }
    }

    /// <summary>The model as ONNX.</summary>
    /// <exception cref="InvalidDataException">It has what is not known here.</exception>
    public static byte[] ToOnnx(byte[] model, byte[] weights)
    {
        using var json = JsonDocument.Parse(model);
        var graph = new TfGraph(json.RootElement, weights);
        return graph.onnx.Model(graph.input, graph.outputs);
    }

    /// <summary>Nodes, each behind those it needs.</summary>
    private static List<JsonElement> InOrder(List<JsonElement> nodes)
    {
        var (byName, ordered, seen) = (nodes.ToDictionary(n => n.GetProperty("name").GetString()!), new List<JsonElement>(), new HashSet<string>());
        foreach (var node in nodes)
        {
            Visit(node, 0);
        }

        return ordered;

        void Visit(JsonElement node, int depth)
        {
            if (depth > 1_000)
            {
                throw new InvalidDataException("The model is deeper than any that is known.");
            }

            if (seen.Add(node.GetProperty("name").GetString()!))
            {
                foreach (var name in Inputs(node))
                {
                    Visit(byName[name.Split(':')[0]], depth + 1);
                }

                ordered.Add(node);
            }
        }
    }

    private static string[] Inputs(JsonElement node) => node.TryGetProperty("input", out var inputs) ? [.. inputs.EnumerateArray().Select(i => i.GetString()!)] : [];

    private static JsonElement Attribute(JsonElement node, string name) => node.GetProperty("attr").GetProperty(name);

    /// <summary>A list of four, channels last; the two in the middle are meant.</summary>
    private static long[] Middle(JsonElement node, string name) => [.. Attribute(node, name).GetProperty("list").GetProperty("i").EnumerateArray().Select(i => long.Parse(i.GetString()!, null)).Skip(1).Take(2)];

    private long[] Wholes(string name) => [.. constants[name].Numbers.Select(n => (long)n)];

    /// <summary>The value as a tensor of the model: constants are written when they are first used as one.</summary>
    private string Tensor(string name)
    {
        if (constants.Remove(name, out var constant))
        {
            onnx.Numbers(name, constant.Numbers, constant.Shape);
        }

        return name;
    }

    private string Turned(string name, long[] order) => onnx.Node("Transpose", onnx.Fresh(), [name], ("perm", order));

    private void Write(JsonElement node)
    {
        var (name, kind, from) = (node.GetProperty("name").GetString()!, node.GetProperty("op").GetString()!, Inputs(node));
        switch (kind)
        {
            case "Placeholder":
                input = (name, [.. Attribute(node, "shape").GetProperty("shape").GetProperty("dim").EnumerateArray().Select(d => long.Parse(d.GetProperty("size").GetString()!, null))]);
                break;
            case "Const":
            case "SparseToDense":
                // Of the sparse ones only empty ones occur: zeros added to a shape.
                break;
            case "Identity":
                outputs.Add(onnx.Node(kind, name, [Tensor(from[0])]));
                break;
            case "AddV2" when constants.TryGetValue(from[0], out var shape) && Attribute(node, "T").GetProperty("type").GetString() == "DT_INT64":
                constants[name] = shape;
                break;
            case "Add" or "AddV2":
                onnx.Node("Add", name, from.Select(Tensor));
                break;
            case "Sigmoid":
                onnx.Node(kind, name, [Tensor(from[0])]);
                break;
            case "LeakyRelu":
                onnx.Node(kind, name, [Tensor(from[0])], ("alpha", Attribute(node, "alpha").GetProperty("f").GetSingle()));
                break;
            case "Transpose":
                onnx.Node(kind, name, [Tensor(from[0])], ("perm", Wholes(from[1])));
                break;
            case "Pad" or "PadV2":
                var pads = Wholes(from[1]);
                var around = onnx.Wholes(onnx.Fresh(), [.. pads.Where((_, n) => n % 2 == 0), .. pads.Where((_, n) => n % 2 == 1)]);
                onnx.Node("Pad", name, from.Length > 2 ? [Tensor(from[0]), around, Tensor(from[2])] : [Tensor(from[0]), around]);
                break;
            case "ConcatV2":
                onnx.Node("Concat", name, from[..^1].Select(Tensor), ("axis", Wholes(from[^1])[0]));
                break;
            case "SplitV":
                onnx.Node("Split", [name, .. Enumerable.Range(1, Wholes(from[1]).Length - 1).Select(n => $"{name}:{n}")], [Tensor(from[0]), onnx.Wholes(onnx.Fresh(), Wholes(from[1]))], ("axis", Wholes(from[2])[0]));
                break;
            case "Reshape":
                onnx.Node(kind, name, [Tensor(from[0]), onnx.Wholes(onnx.Fresh(), Wholes(from[1]))]);
                break;
            case "Conv2D" when Attribute(node, "padding").GetProperty("s").GetString() == "VkFMSUQ=":
                // VALID; kernels come as height, width, in, out.
                Between(name, from[0], t => onnx.Node("Conv", onnx.Fresh(), [t, Kernel(from[1])], ("strides", Middle(node, "strides"))));
                break;
            case "MaxPool":
                Between(name, from[0], t => onnx.Node("MaxPool", onnx.Fresh(), [t], ("kernel_shape", Middle(node, "ksize")), ("strides", Middle(node, "strides"))));
                break;
            case "ResizeBilinear":
                Between(name, from[0], t => onnx.Node(
                    "Resize", onnx.Fresh(), [t, "", "", onnx.Wholes(onnx.Fresh(), Wholes(from[1]))], ("mode", "linear"), ("coordinate_transformation_mode", "half_pixel"), ("axes", (long[])[2, 3])));
                break;
            default:
                throw new InvalidDataException($"The model has a node of the kind {kind}, which is not known here.");
        }
    }

    private void Between(string name, string from, Func<string, string> node) => onnx.Node("Transpose", name, [node(Turned(Tensor(from), First))], ("perm", Last));

    private string Kernel(string name)
    {
        var (shape, numbers) = constants[name];
        var (height, width, into, outOf) = (shape[0], shape[1], shape[2], shape[3]);
        var turned = new float[numbers.Length];
        for (var n = 0L; n < numbers.Length; n++)
        {
            var (o, i, x, y) = (n % outOf, n / outOf % into, n / outOf / into % width, n / outOf / into / width);
            turned[(((((o * into) + i) * height) + y) * width) + x] = numbers[n];
        }

        return onnx.Numbers(onnx.Fresh(), turned, outOf, into, height, width);
    }
}
