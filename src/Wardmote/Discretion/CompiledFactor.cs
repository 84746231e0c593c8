using Wardmote.Dmn;
using Wardmote.Dmn.Tables;

namespace Wardmote.Discretion;

/// <summary>A factor of a weight table, its levels compiled as rows over the facts of the standard. 权重因素</summary>
internal sealed class CompiledFactor
{
    private readonly WeightFactor factor;
    private readonly CompiledTable? table;
    private readonly int[] asked;
    private readonly int named;
    private readonly int lightest;

    public CompiledFactor(WeightFactor factor, IReadOnlyList<TableInput> inputs)
    {
        this.factor = factor;
        var names = inputs.Select(i => i.Name).ToList();
        named = names.IndexOf(factor.Name);
        asked = [.. names.Select((name, i) => (name, i)).Where(n => n.name == factor.Name || factor.Levels.Any(l => l.When.ContainsKey(n.name))).Select(n => n.i)];
        lightest = factor.Levels.Count == 0 ? -1 : Enumerable.Range(0, factor.Levels.Count).MinBy(i => factor.Levels[i].Percent);
        table = factor.Levels.Any(l => l.When.Count > 0)
            ? new DecisionTable(inputs, factor.Levels.Select((l, i) => new TableRule($"{i + 1}", [.. names.Select(n => l.When.GetValueOrDefault(n, "-"))]))).Compile()
            : null;
    }

    /// <summary>The heaviest level that fits, from 0; the lightest where nothing is established and that counts at its lowest; -1 for none.</summary>
    public int LevelOf(FeelValue[] values, bool lowest)
    {
        var (best, match) = (-1, table?.Match(values));
        for (var level = 0; level < factor.Levels.Count; level++)
        {
            var fits = factor.Levels[level].When.Count > 0 ? match![level] == RowAnswer.Yes : named >= 0 && values[named] switch
            {
                FeelString s => s.Value == factor.Levels[level].Text,
                FeelNumber n => n.Value == level + 1,
                _ => false,
            };
            best = fits && (best < 0 || factor.Levels[level].Percent > factor.Levels[best].Percent) ? level : best;
        }

        return best >= 0 ? best : lowest && Array.TrueForAll(asked, i => values[i].IsNull) ? lightest : -1;
    }

    /// <summary>What a level adds, in percent.</summary>
    public decimal Percent(int level) => factor.Levels[level].Percent;
}
