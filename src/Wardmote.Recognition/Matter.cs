using Wardmote.Law;

namespace Wardmote.Recognition;

/// <summary>What can be recognised: an item of the town or a matter a department holds, as the pack has it.</summary>
/// <param name="Code">Item code, <c>CG-003</c> or <c>DP-010</c>.</param>
/// <param name="Title">Title; a language without one is left empty.</param>
/// <param name="Article">Article shown with a suggestion.</param>
/// <param name="Department">True when a department holds it and the town can only whistle.</param>
public sealed record Matter(string Code, Text Title, string Article, bool Department);

/// <summary>例句: how somebody might write of a matter. The writer is known so that one writer's sentences can test another's.</summary>
/// <param name="Code">Item code, or <c>none.KIND</c> for a matter that is not enforcement.</param>
/// <param name="Language"><c>zh</c>, <c>en</c> or <c>ar</c>.</param>
/// <param name="Writer">File it stands in, without its ending: <c>neighbour</c>, <c>officer</c> …; <c>chatter</c> for words without a matter.</param>
/// <param name="Words">The sentence.</param>
public sealed record Phrase(string Code, string Language, string Writer, string Words)
{
    /// <summary>True when it is not an enforcement matter.</summary>
    public bool IsNone => Code.StartsWith("none", StringComparison.Ordinal);
}
