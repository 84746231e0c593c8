using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>权重累加: a start percentage plus one level of every factor, at most 100, of the statutory maximum.</summary>
/// <param name="Start">Start in percent.</param>
/// <param name="Factors">Factors.</param>
public sealed record WeightSum(decimal Start, IReadOnlyList<WeightFactor> Factors)
{
    /// <summary>The percentage of one level for each factor: never above 100.</summary>
    public decimal Percent(IEnumerable<WeightLevel> levels) => Math.Min(100, Start + levels.Sum(l => l.Percent));

    /// <summary>The least that can come out.</summary>
    public decimal Least => Percent(Factors.Where(f => f.Levels.Count > 0).Select(f => f.Levels.MinBy(l => l.Percent)!));

    /// <summary>The greatest, before it is cut at 100.</summary>
    public decimal Greatest => Start + Factors.Where(f => f.Levels.Count > 0).Sum(f => f.Levels.Max(l => l.Percent));

    /// <summary>The sum of a percentage of the range, kept inside it.</summary>
    public static decimal SumOf(decimal percent, YuanRange range) => Math.Clamp(range.Max * percent / 100, range.Min, range.Max);
}

/// <summary>A factor of a weight table.</summary>
/// <param name="Name">Name; where its levels have no conditions of their own it is the fact that names the level.</param>
/// <param name="Unit">Unit of the fact; empty = none.</param>
/// <param name="Levels">Levels.</param>
public sealed record WeightFactor(string Name, string Unit, IReadOnlyList<WeightLevel> Levels)
{
    /// <summary>The name in three languages; as it is where nobody translated it.</summary>
    public Text Title { get; init; } = Text.Same(Name);
}

/// <summary>A level of a factor.</summary>
/// <param name="Text">Verbatim text.</param>
/// <param name="Percent">What it adds, in percent.</param>
/// <param name="When">Conditions by fact, all of which must hold; empty = the factor's own fact names the level.</param>
public sealed record WeightLevel(string Text, decimal Percent, IReadOnlyDictionary<string, string> When)
{
    /// <summary>The level in three languages; the verbatim text in all of them where nobody translated it.</summary>
    public Text Said { get; init; } = Law.Text.Same(Text);
}
