using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Recognition;

/// <summary>The trained model: classes, and for each language retrieval, linear weights and calibration. Built from the pack alone, byte for byte the same each time.</summary>
public sealed class Model
{
    /// <summary>Version of the file's form; a file of another version is refused and trained anew.</summary>
    public const ushort Format = 1;

    private static readonly byte[] Magic = "WMRECOG\n"u8.ToArray();

    private Model(string packHash, ClassRow[] classes, LanguagePart?[] parts, string version)
    {
        PackHash = packHash;
        Classes = classes;
        Parts = parts;
        Version = version;
    }

    /// <summary>Hash of the pack it was trained from, as the caller gave it.</summary>
    public string PackHash { get; }

    /// <summary>Short name of exactly these bytes, kept with every hint.</summary>
    public string Version { get; }

    /// <summary>Codes it can name, <c>none.KIND</c> among them.</summary>
    public IReadOnlyList<string> Codes => [.. Classes.Select(c => c.Code)];

    internal ClassRow[] Classes { get; }

    internal LanguagePart?[] Parts { get; }

    /// <summary>Learns from titles and phrases. Pure and single-threaded: the same input gives the same bytes.</summary>
    /// <param name="matters">Items and department matters.</param>
    /// <param name="phrases">Example sentences; those of a code that is not among the matters are left out.</param>
    /// <param name="packHash">Hash of the pack, written into the header.</param>
    /// <param name="stop">Stops between passes.</param>
    public static Model Train(IEnumerable<Matter> matters, IEnumerable<Phrase> phrases, string packHash, CancellationToken stop = default) =>
        Training.Build([.. matters], [.. phrases], packHash, stop);

    /// <summary>Retrieval over titles (and phrases, where given) without training: ready at once, never sure.</summary>
    internal static Model Untrained(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases) =>
        Training.RetrievalOnly(matters, phrases);

    internal static Model Of(string packHash, ClassRow[] classes, LanguagePart?[] parts)
    {
        var unnamed = new Model(packHash, classes, parts, "");
        return new Model(packHash, classes, parts, "r" + Format + "-" + Convert.ToHexStringLower(SHA256.HashData(unnamed.Body()))[..12]);
    }

    /// <summary>The model as bytes: header with form and pack hash, body, SHA-256 of both.</summary>
    public byte[] Save()
    {
        var body = Body();
        var bytes = new byte[body.Length + 32];
        body.CopyTo(bytes, 0);
        SHA256.HashData(body).CopyTo(bytes, body.Length);
        return bytes;
    }

    /// <summary>Reads a model; a damaged file or one of another form throws <see cref="InvalidDataException"/>.</summary>
    public static Model Load(byte[] bytes)
    {
        if (bytes.Length < Magic.Length + 34 || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("not a recognition model");
        }

        var hash = SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32));
        if (!hash.AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - 32)))
        {
            throw new InvalidDataException("the model file is damaged: its hash does not fit");
        }

        using var from = new BinaryReader(new MemoryStream(bytes, Magic.Length, bytes.Length - 32 - Magic.Length), Encoding.UTF8);
        var format = from.ReadUInt16();
        if (format != Format)
        {
            throw new InvalidDataException($"the model file has form {format}, this program reads {Format}");
        }

        var packHash = from.ReadString();
        var classes = new ClassRow[from.ReadInt32()];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = new ClassRow(from.ReadString(), from.ReadString(), from.ReadBoolean());
        }

        var parts = new LanguagePart?[Tongue.All.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = from.ReadBoolean() ? LanguagePart.Load(from) : null;
        }

        return new Model(packHash, classes, parts, "r" + format + "-" + Convert.ToHexStringLower(hash)[..12]);
    }

    private byte[] Body()
    {
        var stream = new MemoryStream();
        using var to = new BinaryWriter(stream, Encoding.UTF8);
        to.Write(Magic);
        to.Write(Format);
        to.Write(PackHash);
        to.Write(Classes.Length);
        foreach (var c in Classes)
        {
            to.Write(c.Code);
            to.Write(c.Article);
            to.Write(c.Department);
        }

        foreach (var part in Parts)
        {
            to.Write(part is not null);
            part?.Save(to);
        }

        to.Flush();
        return stream.ToArray();
    }
}

/// <summary>One class of the model.</summary>
internal sealed record ClassRow(string Code, string Article, bool Department)
{
    /// <summary>True when it is not an enforcement matter.</summary>
    public bool IsNone { get; } = Code.StartsWith("none", StringComparison.Ordinal);

    /// <summary>Kind of door for a class that is not enforcement.</summary>
    public string Door { get; } = Code.StartsWith("none.", StringComparison.Ordinal) ? Code[5..] : "";
}

/// <summary>What the model knows of one language.</summary>
internal sealed record LanguagePart(Retrieval Retrieval, LinearModel? Linear, Fusion Fusion)
{
    public void Save(BinaryWriter to)
    {
        Retrieval.Save(to);
        to.Write(Linear is not null);
        Linear?.Save(to);
        Fusion.Save(to);
    }

    public static LanguagePart Load(BinaryReader from)
    {
        var retrieval = Retrieval.Load(from);
        var linear = from.ReadBoolean() ? LinearModel.Load(from) : null;
        return new LanguagePart(retrieval, linear, Fusion.Load(from));
    }
}
