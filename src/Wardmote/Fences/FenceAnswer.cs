using Wardmote.Law;

namespace Wardmote.Fences;

/// <summary>What a fence says. 围栏结论</summary>
public enum FenceVerdict
{
    /// <summary>Nothing in the way.</summary>
    Clear,

    /// <summary>Go on with a reason that supervision sees.</summary>
    Caution,

    /// <summary>Not like this.</summary>
    Stop,
}

/// <summary>The answer of one fence: a sentence of fact, one of consequence, one way through.</summary>
/// <param name="Id">Id of the fence in the pack.</param>
/// <param name="Rule">Rule it holds.</param>
/// <param name="Answer">Verdict.</param>
/// <param name="Fact">What is so.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="Way">What can be done; for a clear answer, nothing.</param>
/// <param name="OverrideBy">Roles that may override a stop with a reason; empty for a stop by statute.</param>
public sealed record FenceAnswer(string Id, string Rule, FenceVerdict Answer, Text Fact, string Article, Text Way, IReadOnlyList<string> OverrideBy)
{
    /// <summary>The heaviest verdict of several.</summary>
    public static FenceVerdict Heaviest(IEnumerable<FenceAnswer> answers) => answers.Select(a => a.Answer).DefaultIfEmpty(FenceVerdict.Clear).Max();
}

/// <summary>Rank for an override: packs name offices, accounts have roles; whoever stands higher may do what stands below.</summary>
public static class Rank
{
    private static readonly string[] Ladder = ["officer", "leader", "head", "supervisor"];

    /// <summary>True when somebody in <paramref name="role"/> may override the answer. A stop by statute has nobody.</summary>
    public static bool May(FenceAnswer answer, string role) =>
        answer.OverrideBy.Select(Plain).Any(o => o == role || (Array.IndexOf(Ladder, o) is var least and >= 0 && Array.IndexOf(Ladder, role) >= least && role != "supervisor"));

    private static string Plain(string office) => office switch { "organ-head" => "head", "team-leader" => "leader", _ => office };
}
