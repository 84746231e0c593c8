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

    /// <summary>One level of each factor, added up.</summary>
    private static Weighed Sum(DiscretionStandard standard, WeightSum weights, YuanRange? statutory, Dictionary<string, FeelValue> given)
    {
        var chosen = new List<WeightLevel>();
        var why = new List<Reason>();
        var open = new List<string>();
        var article = standard.Basis.Cite();
        foreach (var factor in weights.Factors)
        {
            var asked = factor.Levels.SelectMany(l => l.When.Keys).Append(factor.Name).Where(given.ContainsKey).Distinct().ToList();
            var fitting = factor.Levels.Where((l, i) => Fits(factor, l, i, given) == true).ToList();
            var level = fitting.MaxBy(l => l.Percent)
                ?? (standard.Unknown == "lowest" && asked.TrueForAll(f => given[f].IsNull) ? factor.Levels.MinBy(l => l.Percent) : null);
            if (level is null)
            {
                open.AddRange(asked.Where(f => given[f].IsNull));
                why.Add(new Reason(new Text($"{factor.Name}：没有确定档次", $"{factor.Name}: no level is established", $"{factor.Name}: لم تثبت درجة"), article));
                continue;
            }

            chosen.Add(level);
            why.Add(new Reason(new Text($"{factor.Name}：{level.Text}，{level.Percent}%", $"{factor.Name}: {level.Text}, {level.Percent} %", $"{factor.Name}: {level.Text}، {level.Percent} %"), article));
        }

        var percent = weights.Percent(chosen);
        var known = chosen.Count == weights.Factors.Count;
        var sum = known && statutory is { } range ? WeightSum.SumOf(percent, range) : (decimal?)null;
        why.Insert(0, new Reason(known
            ? new Text($"起点 {weights.Start}% 加各项共 {percent}%", $"start {weights.Start} % and the factors: {percent} %", $"البداية {weights.Start} % مع العوامل: {percent} %")
            : new Text("还有因素没有确定", "factors are still open", "عوامل لم تُحسم بعد"), article));
        return new Weighed
        {
            Standard = standard.Id,
            Tier = known ? $"{percent:0.##}%" : null,
            Fine = sum is { } s ? new YuanRange(s, s) : null,
            Statutory = statutory,
            Article = article,
            Certainty = standard.Certainty,
            Open = [.. open.Distinct()],
            Why = why,
        };
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
