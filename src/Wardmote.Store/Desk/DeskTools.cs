using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Wardmote.Desk;
using Wardmote.Documents;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Store;

/// <summary>Chance, keyed marks and templates for the desk: everything it needs from the world beside the journal.</summary>
public sealed class DeskTools : IDeskTools
{
    private readonly byte[] _key;
    private readonly string _lawRoot;
    private readonly ConcurrentDictionary<(string Pack, string Id, string Language), Template?> _templates = new();

    /// <summary>Tools with a secret key and the folder of the installed law.</summary>
    /// <param name="key">32 bytes; with it the same party gets the same mark, without it a mark tells nothing.</param>
    /// <param name="lawRoot">Folder that holds <c>cn</c>, <c>cn-50</c> …</param>
    public DeskTools(byte[] key, string lawRoot)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 32);
        (_key, _lawRoot) = (key, lawRoot);
    }

    /// <summary>Tools whose key lies beside the database; made on first use, readable by the program's account only.</summary>
    public static DeskTools Open(string folder, string lawRoot)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "party-mark.key");
        if (!File.Exists(path))
        {
            var made = path + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(made, RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            try
            {
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made it first: that one counts.
                File.Delete(made);
            }
        }

        return new DeskTools(File.ReadAllBytes(path), lawRoot);
    }

    /// <inheritdoc/>
    public string NewId() => Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray(bigEndian: true));

    /// <inheritdoc/>
    public string NewCheckCode() => TrackingCode.From(RandomNumberGenerator.GetBytes(10));

    /// <inheritdoc/>
    public string PartyMark(Book book, Party party)
    {
        // The number on a card is the party; without one, name and telephone are the best that is known.
        var who = party.IdNumber.Trim().Length > 0
            ? "id:" + party.IdNumber.Trim().ToUpperInvariant()
            : $"name:{party.Name.Trim().Normalize(NormalizationForm.FormKC)}|{party.Phone.Trim()}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{book.Code}|{party.Kind}|{who}")))[..32];
    }

    /// <inheritdoc/>
    public RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law)
    {
        try
        {
            return new RevisionReading(LawReader.ReadRevision(revision, region, title, files, recorded, law));
        }
        catch (LawPackException e)
        {
            return new RevisionReading(null, e.File, e.Line, e.Problem, e.Remedy);
        }
    }

    /// <inheritdoc/>
    public Template Template(LawOfThePlace place, string id, string language) => place.Packs.Select(p => Of(p.Id, id, language)).FirstOrDefault(t => t is not null)
        ?? throw new FileNotFoundException($"no pack that reaches {place.Place} has the document template {id}.{language}.md");

    private Template? Of(string pack, string id, string language) => _templates.GetOrAdd((pack, id, language), k =>
    {
        var path = Wordings.PathOf(_lawRoot, k.Pack, k.Id, k.Language);
        return File.Exists(path) ? Documents.Template.Read(k.Id, k.Language, File.ReadAllText(path)) : null;
    });
}
