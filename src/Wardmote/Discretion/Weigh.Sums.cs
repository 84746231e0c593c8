using Wardmote.Dmn;
using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.Discretion;

/// <content>Weight sums, the limits of a standard, and rows that conflict where the instrument says nothing.</content>
public static partial class Weigh
{
    /// <summary>True when two rows give a party the same.</summary>
    public static bool SamePenalty(Tier a, Tier b, PartyKind who) =>
        a.None == b.None && a.SumFor(who) == b.SumFor(who) && a.Warning == b.Warning && (a.Other ?? []).SequenceEqual(b.Other ?? []);

    /// <summary>Facts outside the limits of the standard: it does not apply, and nothing is guessed.</summary>
    private static Weighed? Outside(DiscretionStandard standard, Dictionary<string, FeelValue> given)
    {
        var outside = standard.Facts.Where(f => f.Domain.Length > 0 && !given[f.Name].IsNull && Tests(f.Domain).Matches(given[f.Name]) == false).Select(f => f.Name).ToList();
        return outside.Count == 0 ? null : new Weighed
        {
            Standard = standard.Id,
            Article = standard.Basis.Cite(),
            Certainty = standard.Certainty,
            Why = [new Reason(new Text($"{Names(standard, outside, "zh")}不在本基准的适用范围内", $"outside what this standard covers: {Names(standard, outside, "en")}", $"خارج نطاق هذا المعيار: {Names(standard, outside, "ar")}"), standard.Basis.Cite())],
        };
    }

    /// <summary>
    /// The statutory range of a group for a party, reckoned for the facts: a rate per unit or a multiple of a base times the fact that counts it, and never above a sum the statute names beside it.
    /// The item's own range where the standard states none, or where the base is not established.
    /// </summary>
    internal static YuanRange? Bound(DiscretionStandard standard, string group, PartyKind who, Dictionary<string, FeelValue> given, YuanRange? statutory)
    {
        YuanRange? bound = null;
        foreach (var legal in standard.LegalsFor(group, who))
        {
            if (legal.Fine is { } fine)
            {
                bound = fine;
            }
            else if (legal.Factor is { } factor && given.FirstOrDefault(g => g.Value is FeelNumber && Counts(g.Key, legal.Per)).Value is FeelNumber { Value: >= 0 and < 1_000_000_000_000 } counted)
            {
                var most = factor.Max < 1_000_000_000_000 ? factor.Max * counted.Value : decimal.MaxValue;
                bound = new YuanRange(Math.Min(factor.Min * counted.Value, bound?.Max ?? decimal.MaxValue), Math.Min(most, bound?.Max ?? decimal.MaxValue));
            }
        }

        return bound ?? statutory;
    }

    /// <summary>True where a fact counts the unit a rate is of: <c>m2</c> by <c>area_m2</c>, <c>vehicle</c> by <c>vehicles</c>.</summary>
    private static bool Counts(string fact, string unit) => fact == unit || fact == unit + "s" || fact.EndsWith("_" + unit, StringComparison.Ordinal);

    /// <summary>One level of each factor, added up.</summary>
    private static Weighed Sum(DiscretionStandard standard, WeightSum weights, YuanRange? statutory, Dictionary<string, FeelValue> given)
    {
        var levels = weights.Factors.Select(f => LevelOf(standard, f, given)).ToList();
        var open = weights.Factors.Zip(levels).Where(x => x.Second < 0).SelectMany(x => Asked(x.First, given).Where(f => given[f].IsNull)).Distinct().ToList();
        var article = standard.Basis.Cite();
        var why = weights.Factors.Zip(levels, (factor, level) => level < 0
            ? new Text($"{factor.Title.Zh}：没有确定档次", $"{factor.Title.En}: no level is established", $"{factor.Title.Ar}: لم تثبت درجة")
            : Told(factor, factor.Levels[level]));
        var percent = weights.Percent(weights.Factors.Zip(levels).Where(x => x.Second >= 0).Select(x => x.First.Levels[x.Second]));
        var known = !levels.Contains(-1);
        var sum = known && statutory is { Max: < decimal.MaxValue } range ? WeightSum.SumOf(percent, range) : (decimal?)null;
        var first = known
            ? new Text($"起点 {weights.Start}% 加各项共 {percent}%", $"start {weights.Start} % and the factors: {percent} %", $"البداية {weights.Start} % مع العوامل: {percent} %")
            : new Text("还有因素没有确定", "factors are still open", "عوامل لم تُحسم بعد");
        return new Weighed
        {
            Standard = standard.Id,
            Tier = known ? $"{percent:0.##}%" : null,
            Fine = sum is { } s ? new YuanRange(s, s) : null,
            Statutory = statutory,
            Article = article,
            Certainty = standard.Certainty,
            Open = open,
            Levels = levels,
            Why = [.. why.Prepend(first).Select(w => new Reason(w, article))],
        };
    }

    /// <summary>A factor's level and what it adds, in words.</summary>
    public static Text Told(WeightFactor factor, WeightLevel level) => new(
        $"{factor.Title.Zh}：{level.Said.Zh}，{level.Percent}%", $"{factor.Title.En}: {level.Said.En}, {level.Percent} %", $"{factor.Title.Ar}: {level.Said.Ar}، {level.Percent} %");

    private static IEnumerable<string> Asked(WeightFactor factor, Dictionary<string, FeelValue> given) =>
        factor.Levels.SelectMany(l => l.When.Keys).Append(factor.Name).Where(given.ContainsKey).Distinct();

    /// <summary>The heaviest level that fits; the lightest where nobody established anything and the instrument lets that count at its lowest; -1 for none.</summary>
    private static int LevelOf(DiscretionStandard standard, WeightFactor factor, Dictionary<string, FeelValue> given)
    {
        var all = Enumerable.Range(0, factor.Levels.Count).ToList();
        var fitting = all.Where(i => Fits(factor, factor.Levels[i], i, given) == true).ToList();
        return fitting.Count > 0 ? fitting.MaxBy(i => factor.Levels[i].Percent)
            : all.Count > 0 && standard.Unknown == "lowest" && Asked(factor, given).All(f => given[f].IsNull) ? all.MinBy(i => factor.Levels[i].Percent)
            : -1;
    }

    private static bool? Fits(WeightFactor factor, WeightLevel level, int index, Dictionary<string, FeelValue> given)
    {
        if (level.When.Count == 0)
        {
            // A level without conditions is named by its text or its place in the list.
            return given.GetValueOrDefault(factor.Name, FeelValue.Null) switch
            {
                FeelString s => s.Value == level.Text,
                FeelNumber n => n.Value == index + 1,
                _ => null,
            };
        }

        var answers = level.When.Select(c => Tests(c.Value).Matches(given[c.Key], FeelContext.Of([.. given.Select(g => (g.Key, g.Value))]))).ToList();
        return answers.Contains(false) ? false : answers.Contains(null) ? null : true;
    }

    /// <summary>
    /// The instrument names no rule for rows that fit together. Between fines the heavier is taken and marked as an assumption (the common convention, for example
    /// Jiangmen art. 14); between a fine and no penalty nobody but a person decides.
    /// </summary>
    private static Weighing? Unpoliced(List<Weighing> fired, PartyKind who)
    {
        if (fired.Count == 0 || fired.TrueForAll(f => SamePenalty(f.Tier, fired[0].Tier, who)))
        {
            return fired.FirstOrDefault();
        }

        return fired.Exists(f => f.Tier.None is not null) ? null : fired.MaxBy(f => f.Tier.Severity);
    }

    private static Reason Assumed(IEnumerable<int> rows) => new(new Text(
        $"第 {string.Join("、", rows)} 行同时符合，文件没有规定怎样取舍：按从重一行，须由人确认",
        $"rows {string.Join(", ", rows)} fit together and the instrument does not say which wins: the heavier is taken, and a person must confirm it",
        $"السطور {string.Join("، ", rows)} تنطبق معاً والنص لا يحدد أيها يُقدَّم: أُخذ الأشد ويجب أن يؤكده إنسان"));
}
