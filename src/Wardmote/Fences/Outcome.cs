using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Fences;

/// <summary>Why something is not done: a value shown to the person, never an exception. 不予办理的理由</summary>
/// <param name="Code">Stable code for programs, for example <c>stale_page</c>.</param>
/// <param name="Why">One sentence of fact.</param>
/// <param name="Way">What the person can do.</param>
/// <param name="Article">The article it rests on; empty for a rule of the house.</param>
public sealed record Refusal(string Code, Text Why, Text Way, string Article = "");

/// <summary>What an act answers: facts to write, a refusal, or facts that say that it was stopped.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Write these, if nothing moved.</summary>
    public sealed record Do(IReadOnlyList<Fact> Facts) : Outcome;

    /// <summary>Nothing is written.</summary>
    public sealed record Refuse(Refusal Refusal) : Outcome;

    /// <summary>A fence stopped it; the stop itself is written and supervision sees it.</summary>
    public sealed record Stop(IReadOnlyList<FenceAnswer> Fences, IReadOnlyList<Fact> Facts) : Outcome;

    /// <summary>Facts to write.</summary>
    public static Outcome Of(params Fact[] facts) => new Do(facts);

    /// <summary>A refusal.</summary>
    public static Outcome No(string code, Text why, Text way, string article = "") => new Refuse(new Refusal(code, why, way, article));
}
