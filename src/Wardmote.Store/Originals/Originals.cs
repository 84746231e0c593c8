using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Wardmote.Evidence;

namespace Wardmote.Store;

/// <summary>What became of a file that somebody sent.</summary>
public abstract record KeepAnswer
{
    private KeepAnswer()
    {
    }

    /// <summary>Kept durably; sending the same bytes again gives the same answer.</summary>
    /// <param name="Hash">Hex SHA-256: name of the file and value of the tag <c>original:…</c> by which entries point at it.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Head">Kind and size.</param>
    public sealed record Kept(string Hash, long Length, FileHead Head) : KeepAnswer;

    /// <summary>More bytes than allowed.</summary>
    /// <param name="Limit">Bytes allowed.</param>
    public sealed record TooLarge(long Limit) : KeepAnswer;

    /// <summary>Not JPEG, PNG, WebP, HEIC or PDF, whatever its name says, or its header is broken.</summary>
    public sealed record NotAKind : KeepAnswer;

    /// <summary>The header claims more pixels than anything should decode.</summary>
    /// <param name="Width">Claimed width.</param>
    /// <param name="Height">Claimed height.</param>
    /// <param name="Limit">Pixels allowed.</param>
    public sealed record TooManyPixels(long Width, long Height, long Limit) : KeepAnswer;
}

/// <summary>原件: files as they came, named by their SHA-256, never changed. Streams throughout; a file is there whole or not at all.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="limit">Bytes allowed a file.</param>
/// <param name="pixels">Pixels allowed a picture.</param>
public sealed class Originals(string folder, long limit = 40L << 20, long pixels = 100_000_000)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // One picture at a time: what decoding may take of the memory is taken once.
    private static readonly SemaphoreSlim Decoding = new(1);

    /// <summary>Takes a file in.</summary>
    /// <exception cref="StoreUnavailable">The disk is full or gone; nothing was kept.</exception>
    public async Task<KeepAnswer> KeepAsync(Stream content, CancellationToken cancel = default)
    {
        var incoming = Path.Combine(folder, "incoming", Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(incoming)!);
            var answer = await TakeAsync(content, incoming, cancel);
            if (answer is KeepAnswer.Kept kept)
            {
                var path = PathOf(kept.Hash);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(incoming, path, true);
                SyncFolder(Path.GetDirectoryName(path)!);
                SyncFolder(folder);
            }

            return answer;
        }
        catch (Exception error) when (Unavailable(error) is { } unavailable)
        {
            throw unavailable;
        }
        finally
        {
            if (File.Exists(incoming))
            {
                File.Delete(incoming);
            }
        }
    }

    /// <summary>
    /// The exhibit of a kept file, with what the camera says of time and place, and its fingerprint. Pictures are decoded one after another, off the caller's thread; a picture that
    /// would wait longer than two seconds goes without a fingerprint rather than hold its report up.
    /// </summary>
    public async Task<Exhibit> ExhibitAsync(KeepAnswer.Kept kept, CancellationToken cancel = default)
    {
        var plain = new Exhibit(kept.Hash, kept.Head.MediaType, kept.Length);
        if (kept.Head.Kind == FileKind.Pdf || !Has(kept.Hash))
        {
            return plain;
        }

        CameraData camera;
        await using (var file = Open(kept.Hash)!)
        {
            camera = CameraData.Read(file, kept.Head.Kind);
        }

        var told = plain with { Taken = camera.Taken, Latitude = camera.Latitude, Longitude = camera.Longitude };
        if (kept.Head.Kind is not (FileKind.Jpeg or FileKind.Png) || !await Decoding.WaitAsync(Patience, cancel))
        {
            return told;
        }

        try
        {
            var look = await Task.Run(() => Pixels.Decode(File.ReadAllBytes(PathOf(kept.Hash)), false) is { } grey ? Fingerprint.Of(grey, camera.WayUp) : null, cancel);
            return told with { Fingerprint = look?.ToString("x16", CultureInfo.InvariantCulture) };
        }
        finally
        {
            Decoding.Release();
        }
    }

    /// <summary>
    /// A kept photo in colour, upright and small, for a model to read; null for what is not a JPEG or PNG that decodes. It waits its turn among the pictures being decoded; what is done
    /// with the small one afterwards holds no other picture up.
    /// </summary>
    public async Task<Pixels?> UprightAsync(string hash, int longest, CancellationToken cancel = default)
    {
        if (!Has(hash))
        {
            return null;
        }

        CameraData camera;
        await using (var file = Open(hash)!)
        {
            if (FileHead.Read(file) is not { Kind: FileKind.Jpeg or FileKind.Png } head)
            {
                return null;
            }

            camera = CameraData.Read(file, head.Kind);
        }

        await Decoding.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Pixels.Decode(File.ReadAllBytes(PathOf(hash)), true)?.Upright(longest, camera.WayUp), cancel);
        }
        finally
        {
            Decoding.Release();
        }
    }

    /// <summary>True when the file is here.</summary>
    public bool Has(string hash) => IsHash(hash) && File.Exists(PathOf(hash));

    /// <summary>Opens the file as it came; null when it is not here.</summary>
    public Stream? Open(string hash) =>
        Has(hash) ? new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    /// <summary>True when the bytes still have their hash, false when they changed, null when the file is missing.</summary>
    public async Task<bool?> IntactAsync(string hash, CancellationToken cancel = default)
    {
        await using var file = Open(hash);
        return file is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) == hash;
    }

    /// <summary>
    /// Writes the copy others may see: the same picture without place, time, device and comments. False, with nothing written, when there is no such copy
    /// (HEIC and PDF, a missing or broken file): then only those who may see the original see it.
    /// </summary>
    public bool WriteCopy(string hash, Stream to)
    {
        using var file = Open(hash);
        return file is not null && FileHead.Read(file)?.Kind switch
        {
            FileKind.Jpeg => Copy.Jpeg(file, to),
            FileKind.Png => Copy.Png(file, to),
            FileKind.WebP => Copy.WebP(file, to),
            _ => false,
        };
    }

    /// <summary>The typed exception for a disk that is full, read-only or gone; null for other errors.</summary>
    internal static StoreUnavailable? Unavailable(Exception error) => error switch
    {
        // 28 ENOSPC, 122 EDQUOT, 30 EROFS, 5 EIO; 0x70 and 0x27 on Windows.
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027) } =>
            new StoreUnavailable(StoreFault.Full, "The disk that holds the originals is full.", error),
        IOException { HResult: 30 } or UnauthorizedAccessException => new StoreUnavailable(StoreFault.ReadOnly, "The folder of the originals may only be read.", error),
        DirectoryNotFoundException or DriveNotFoundException or IOException { HResult: 5 } =>
            new StoreUnavailable(StoreFault.Gone, "The folder of the originals cannot be reached.", error),
        _ => null,
    };

    private async Task<KeepAnswer> TakeAsync(Stream content, string incoming, CancellationToken cancel)
    {
        await using var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var length = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            length += read;
            if (length > limit)
            {
                return new KeepAnswer.TooLarge(limit);
            }

            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        if (FileHead.Read(file) is not { } head)
        {
            return new KeepAnswer.NotAKind();
        }

        if (head.Width > pixels || head.Height > pixels || head.Width * head.Height > pixels)
        {
            return new KeepAnswer.TooManyPixels(head.Width, head.Height, pixels);
        }

        file.Flush(true);
        return new KeepAnswer.Kept(Convert.ToHexStringLower(sha.GetHashAndReset()), length, head);
    }

    private string PathOf(string hash) =>
        IsHash(hash) ? Path.Combine(folder, hash[..2], hash) : throw new ArgumentException("Not a hex SHA-256.", nameof(hash));

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>A renamed file survives a power cut only when its folder is synced too; .NET has no call for it.</summary>
    private static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = open(path, 0);
        if (handle >= 0)
        {
            _ = fsync(handle);
            _ = close(handle);
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
}
