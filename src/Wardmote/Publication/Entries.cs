using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Publication;

/// <summary>社会影响: the organ said whether a decision has a certain social impact and is therefore published (Penalties art. 48(1)).</summary>
/// <param name="Publication">Id: that of the decision's entry.</param>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Impact">It has; otherwise it is not published.</param>
/// <param name="Reason">Why.</param>
/// <param name="Named">Who said so.</param>
[EntryKind("publication.assessed/1")]
public sealed record PublicationAssessed(string Publication, string Case, string Number, bool Impact, string Reason, Signatory Named);

/// <summary>A piece that the rule hides and a person shows, with the reason. What it says stands in no entry.</summary>
/// <param name="Kind">Kind of the piece.</param>
/// <param name="Reason">Why it is shown.</param>
public sealed record Shown(string Kind, string Reason);

/// <summary>公示: a decision was published, redacted by rule and checked by a named person. The published words lie in an envelope, so that they can be erased after a withdrawal.</summary>
/// <param name="Publication">Id.</param>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Organ">Organ in whose name it stands.</param>
/// <param name="Item">Item.</param>
/// <param name="Locality">Where.</param>
/// <param name="Decided">Day of the decision.</param>
/// <param name="Party">Party as it is published: a person's surname, an organisation's name.</param>
/// <param name="Kinds">Kinds of penalty: <c>warning</c>, <c>fine</c>, <c>confiscation</c>, <c>other</c>.</param>
/// <param name="Fine">Yuan; null for none.</param>
/// <param name="Checker">Who checked the redaction.</param>
/// <param name="Hidden">How many pieces of each kind are hidden.</param>
/// <param name="Shown">Pieces the rule hides and the checker shows.</param>
/// <param name="Original">Hash of the decision as it was made.</param>
/// <param name="Text">Hash of the published words.</param>
/// <param name="Envelope">Envelope of the published words.</param>
/// <param name="Late">Published after the last day.</param>
[EntryKind("decision.published/1")]
public sealed record DecisionPublished(
    string Publication, string Case, string Number, string Organ, string Item, string Locality, DateOnly Decided, string Party, IReadOnlyList<string> Kinds, decimal? Fine,
    Signatory Checker, IReadOnlyDictionary<string, int> Hidden, IReadOnlyList<Shown> Shown, string Original, string Text, string Envelope, bool Late);

/// <summary>撤回公示信息并公开说明理由 (Penalties art. 48(2)).</summary>
/// <param name="Publication">Id.</param>
/// <param name="Case">Case.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Ground"><c>changed</c>, <c>revoked</c>, <c>illegal</c> or <c>invalid</c>.</param>
/// <param name="Since">Day on which the decision fell.</param>
/// <param name="Statement">Public statement of why.</param>
/// <param name="Named">Who withdrew it.</param>
/// <param name="Late">After the three working days.</param>
[EntryKind("decision.withdrawn/1")]
public sealed record DecisionWithdrawn(string Publication, string Case, string Number, string Ground, DateOnly Since, string Statement, Signatory Named, bool Late);
