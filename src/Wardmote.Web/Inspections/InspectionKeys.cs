using System.Security.Cryptography;
using Wardmote.Inspections;
using Wardmote.Web.Host;

namespace Wardmote.Web;

/// <summary>
/// 检查码密钥: the house signs inspection codes with a key of its own, made at the first start beside the others. A further file <c>inspection-NAME.pem</c> whose name comes later
/// in the alphabet signs from the next start; the older ones stay, so that a code already shown can be checked.
/// </summary>
public sealed class InspectionKeys
{
    private readonly SortedDictionary<string, ECDsa> keys = new(StringComparer.Ordinal);

    /// <summary>Reads the keys of a data folder; makes one where there is none.</summary>
    public InspectionKeys(string data)
    {
        var folder = HostKey.Folder(data).FullName;
        if (Directory.GetFiles(folder, "inspection-*.pem").Length == 0)
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            HostKey.Keep(Path.Combine(folder, "inspection-k1.pem"), System.Text.Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem()));
        }

        foreach (var file in Directory.GetFiles(folder, "inspection-*.pem"))
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            keys[Path.GetFileNameWithoutExtension(file)["inspection-".Length..]] = key;
        }
    }

    /// <summary>The key that signs now.</summary>
    public (string Id, ECDsa Key) Signing => keys.Last() is var (id, key) ? (id, key) : default;

    /// <summary>Every key, for checking.</summary>
    public IReadOnlyDictionary<string, ECDsa> All => keys;

    /// <summary>The public keys as the check page embeds them.</summary>
    public string Public => $"[{string.Join(',', keys.Select(k => InspectionCode.PublicKey(k.Key, k.Value)))}]";
}
