using System.Security.Cryptography;
using System.Text;
using Wardmote.LawPacks;

namespace Wardmote.Recognition;

/// <summary>What can be recognised under the law in force.</summary>
public static class Matters
{
    /// <summary>Every item of the packs by its newest row, in the order of codes. Items of a fictional district count only where there is no real one: they must not be suggested for a real place.</summary>
    public static IReadOnlyList<Matter> Of(LawInForce law)
    {
        var real = law.Packs.Where(p => !p.Fictional).SelectMany(p => p.Items).Select(i => i.Code).ToHashSet();
        return [.. law.Codes.Where(c => real.Count == 0 || real.Contains(c)).Select(c => law.Newest(c)).OfType<Law.EnforcementItem>().OrderBy(r => r.Code.Value, StringComparer.Ordinal)
            .Select(r => new Matter(r.Code.Value, r.Title, r.LegalBasis, r.SourceType == "department"))];
    }

    /// <summary>Hash of all that a model is trained from, and of the form it is kept in: the key under which its bytes are kept.</summary>
    public static string HashOf(IEnumerable<Matter> matters, IEnumerable<Phrase> phrases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(params string[] words)
        {
            foreach (var w in words)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(w));
                hash.AppendData([0]);
            }
        }

        Add("wardmote-recognition", Model.Format.ToString(), Training.Method);
        foreach (var m in matters)
        {
            Add(m.Code, m.Title.Zh, m.Title.En, m.Title.Ar, m.Article, m.Department ? "d" : "t");
        }

        foreach (var p in phrases)
        {
            Add(p.Code, p.Language, p.Writer, p.Words);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
