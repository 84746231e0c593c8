using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;

namespace Wardmote.Documents;

/// <summary>
/// 文书原文: the words of a document as they were made, kept in an envelope of the party beside the entry that carries their hash. Templates and the words of the law change, a decision does not.
/// They name the party and go when the party's details are erased. Entries from before words were kept have none.
/// </summary>
public static class KeptWords
{
    private const string Prefix = "words-";

    /// <summary>The outcome with the words of each document beside the fact that carries its hash.</summary>
    /// <param name="file">Case.</param>
    /// <param name="outcome">What the act answers.</param>
    /// <param name="made">Documents filled for it; more may have been filled than are written.</param>
    public static Outcome With(CaseFile file, Outcome outcome, IReadOnlyList<Document> made) =>
        outcome is Outcome.Do done && file.Site?.PartyMark is { } mark ? done with { Facts = [.. done.Facts.Select(f => With(f, "party-" + mark, made))] } : outcome;

    /// <summary>Id of the envelope with the words beside an entry; null when none were kept.</summary>
    public static string? Beside(Entry entry) => entry.Commitments.Keys.FirstOrDefault(id => id.StartsWith(Prefix, StringComparison.Ordinal));

    private static Fact With(Fact fact, string person, IReadOnlyList<Document> made) =>
        made.FirstOrDefault(d => fact.Body.Contains($"\"document\":\"{d.Hash}\"", StringComparison.Ordinal)) is { } document
            ? fact with { Envelopes = [.. fact.Envelopes ?? [], new Envelope(Prefix + document.Hash, person, JsonSerializer.Serialize(document, Body.Json))] }
            : fact;
}
