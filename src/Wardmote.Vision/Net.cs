using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.ML.OnnxRuntime;

namespace Wardmote.Vision;

/// <summary>网络: one model at work. Only numbers made from our own pixels go in; no file of a stranger is opened by native code.</summary>
internal sealed class Net : IDisposable
{
    // On a machine of two cores one is left for requests.
    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount - 1, 1, 2);

    private readonly InferenceSession session;
    private readonly string input;
    private readonly string[] outputs;

    /// <summary>Loads a model from bytes that were checked.</summary>
    public Net(byte[] model)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,

            // Each picture has another size: what an arena and a pattern would keep would never fit again.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession(model, options);
        input = session.InputMetadata.Keys.Single();
        outputs = [.. session.OutputMetadata.Keys];
    }

    /// <summary>Lets the runtime find its native library where it was checked. Once a process.</summary>
    public static void UseLibrary(VisionFiles files)
    {
        // Read and compared first; a library that somebody exchanges in between could as well exchange this program.
        files.Read(VisionFiles.Library);
        var path = files.PathOf(VisionFiles.Library);
        AssemblyLoadContext.GetLoadContext(typeof(InferenceSession).Assembly)!.ResolvingUnmanagedDll += (_, name) =>
            name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) && NativeLibrary.TryLoad(path, out var library) ? library : IntPtr.Zero;
    }

    /// <summary>Runs the model on one tensor; what it answers, by name, with its shape.</summary>
    public IReadOnlyDictionary<string, (float[] Numbers, int[] Shape)> Run(float[] numbers, long[] shape, CancellationToken cancel)
    {
        using var run = new RunOptions();
        using var stop = cancel.Register(() => run.Terminate = true);
        using var tensor = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        try
        {
            using var answer = session.Run(run, [input], [tensor], outputs);
            return outputs.Select((name, n) => (name, answer[n])).ToDictionary(o => o.name, o => (o.Item2.GetTensorDataAsSpan<float>().ToArray(), o.Item2.GetTensorTypeAndShape().Shape.Select(s => (int)s).ToArray()));
        }
        catch (OnnxRuntimeException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
