using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Journal;

namespace Wardmote.Documents;

/// <summary>
/// 文书原文: the words of a document as they were made, kept in an envelope of the party beside the entry. Templates and the words of the law change, a decision does not. They name the party and go
/// when the party's details are erased. Entries from before words were kept have none.
/// </summary>
public static class KeptWords
{
    private const string Prefix = "words-";

    /// <summary>What is handed to the party and has no hash in its entry: the id of the envelope carries it.</summary>
    private static readonly Dictionary<string, string> Unhashed = new()
    {
        [Body.KindOf(typeof(CorrectionOrdered))] = "correction-order",
        [Body.KindOf(typeof(EvidencePreserved))] = PreserveEvidence.Template,
        [Body.KindOf(typeof(SeizureMade))] = Seize.Template,
        [Body.KindOf(typeof(SeizureLifted))] = LiftSeizure.Template,
    };

    /// <summary>The template of a fact whose document is handed over without a hash in the entry; null for every other fact.</summary>
    public static string? Handed(Fact fact) => Unhashed.GetValueOrDefault(fact.Kind);

    /// <summary>The fact with the words of its document beside it.</summary>
    /// <param name="fact">Fact.</param>
    /// <param name="file">Case.</param>
    /// <param name="document">Document.</param>
    public static Fact With(Fact fact, CaseFile file, Document document) =>
        fact with { Envelopes = [.. fact.Envelopes ?? [], new Envelope(Prefix + document.Hash, "party-" + file.Site!.PartyMark, JsonSerializer.Serialize(document, Body.Json))] };

    /// <summary>True when a fact carries the hash of a document.</summary>
    public static bool Seals(Fact fact, Document document) => fact.Body.Contains($"\"document\":\"{document.Hash}\"", StringComparison.Ordinal);

    /// <summary>Id of the envelope with the words beside an entry; null when none were kept.</summary>
    public static string? Beside(Entry entry) => entry.Commitments.Keys.FirstOrDefault(id => id.StartsWith(Prefix, StringComparison.Ordinal));
}
