using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Wardmote.Vision;

/// <summary>识读所需文件: the models and the native library in a folder, each with the SHA-256 this version was tried with. Another file of the same name is not used.</summary>
/// <param name="folder">Where <c>./run --vision</c> put them.</param>
public sealed class VisionFiles(string folder)
{
    /// <summary>Every file that may be used, by its path in the folder, with its hash.</summary>
    public static IReadOnlyDictionary<string, string> Pinned { get; } = Pins();

    /// <summary>The native library of this machine, as a path in the folder.</summary>
    public static string Library =>
        $"{(OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : "win")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}/"
        + (OperatingSystem.IsLinux() ? "libonnxruntime.so" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "onnxruntime.dll");

    /// <summary>True when the file lies there, whatever it holds.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Where a file lies.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidDataException">It is not there, or not the one this version knows.</exception>
    public byte[] Read(string name)
    {
        if (!Pinned.TryGetValue(name, out var hash))
        {
            throw new InvalidDataException($"{name} is no file this version knows");
        }

        if (!Has(name))
        {
            throw new InvalidDataException($"{name} is not in {folder}; ./run --vision fetches it");
        }

        var bytes = File.ReadAllBytes(PathOf(name));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw new InvalidDataException($"{name} in {folder} is not the file this version was tried with; delete it and run ./run --vision");
    }

    private static Dictionary<string, string> Pins()
    {
        using var lines = new StreamReader(typeof(VisionFiles).Assembly.GetManifestResourceStream("Wardmote.Vision.files.sha256")!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ", 2)).ToDictionary(l => l[1].Trim(), l => l[0]);
    }
}
