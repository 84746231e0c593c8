using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Web.Host;

/// <summary>The house's own key: 32 random bytes beside the originals, made at the first start, never shown. Marks and codes are derived from it.</summary>
public sealed class HostKey
{
    private readonly byte[] key;

    /// <summary>Reads the key of a folder; makes one where there is none.</summary>
    public HostKey(string folder)
    {
        var path = Path.Combine(Folder(folder).FullName, "house.key");
        if (!File.Exists(path))
        {
            Keep(path, RandomNumberGenerator.GetBytes(32));
        }

        key = File.ReadAllBytes(path);
        if (key.Length != 32)
        {
            throw new InvalidDataException($"{path} is not a key of 32 bytes; put the right file back.");
        }
    }

    /// <summary>Writes a new key that only this program's account may read, on the disk before it is used.</summary>
    internal static void Keep(string path, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(true);
    }

    /// <summary>The folder of the house's keys; only this program's account may look into it.</summary>
    internal static DirectoryInfo Folder(string data)
    {
        var folder = Path.Combine(data, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A keyed mark of words for a purpose; the same words give the same mark, nobody can go back.</summary>
    public byte[] Mark(string purpose, string words) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(purpose + "\n" + words));
}
