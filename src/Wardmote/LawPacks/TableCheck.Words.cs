using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <content>What the text and the numbers say by themselves: weights, sums against the statutory range, boundary words.</content>
public sealed partial class TableCheck
{
    private IEnumerable<Finding> Weights()
    {
        if (standard.Weights is not { } weights)
        {
            yield break;
        }

        if (weights.Greatest != 100)
        {
            // A sum above 100 is cut by the instruments' own words; below it the statutory maximum can never be reached.
            yield return Say(weights.Greatest < 100 ? Severity.Error : Severity.Warning, "weights", [],
                $"起点与各项最高权重合计 {weights.Greatest}%，不是 100%", $"the start and the highest weights make {weights.Greatest} %, not 100 %", $"البداية مع أعلى الأوزان {weights.Greatest} % لا 100 %");
        }

        foreach (var party in new[] { PartyKind.Individual, PartyKind.Entity })
        {
            if (Statutory(party) is { Min: > 0, Max: < decimal.MaxValue } range && weights.Start * range.Max / 100 < range.Min)
            {
                var least = weights.Least;
                var sum = weights.Start * range.Max / 100;
                yield return Say(least * range.Max / 100 < range.Min ? Severity.Error : Severity.Warning, "start_below_minimum", [],
                    $"起点 {weights.Start}% 为 {sum:0.##} 元，低于法定最低 {range.Min:0.##} 元", $"the start of {weights.Start} % is {sum:0.##} yuan, below the statutory minimum {range.Min:0.##}", $"البداية {weights.Start} % تساوي {sum:0.##} يوان دون الحد الأدنى {range.Min:0.##}")
                    with { Witness = new Dictionary<string, object?> { ["percent"] = weights.Start, ["fine"] = sum } };
                break;
            }
        }

        foreach (var factor in weights.Factors)
        {
            foreach (var level in factor.Levels.Where(l => l.Percent is < 0 or > 100))
            {
                yield return Say(Severity.Error, "weights", [], $"“{factor.Title.Zh}”的权重 {level.Percent}% 不在 0 到 100 之间", $"the weight {level.Percent} % of {factor.Title.En} is not within 0 to 100", $"وزن {factor.Title.Ar} {level.Percent} % ليس بين 0 و100");
            }

            // The levels of a factor are a small table: every case must have one level, and one only.
            var levels = factor.Levels.Where(l => l.When.Count > 0).ToList();
            if (levels.Count > 0)
            {
                var small = standard with
                {
                    Weights = null,
                    Hit = "undeclared",
                    Tiers = [.. levels.Select((l, i) => new Tier(l.Text, l.Text, "", [l.When], null, new YuanRange(l.Percent, l.Percent), "", false, null, i))],
                };
                foreach (var finding in new TableCheck(pack, small).Rows())
                {
                    yield return finding with
                    {
                        Factor = factor.Title.Zh,
                        Message = new Text($"{finding.Message.Zh}（{factor.Title.Zh}）", $"{finding.Message.En} ({factor.Title.En})", $"{finding.Message.Ar} ({factor.Title.Ar})"),
                    };
                }
            }
        }
    }

    /// <summary>Sums against the range of the group and the party; formulae are tried on values.</summary>
    private IEnumerable<Finding> Sums()
    {
        for (var i = 0; i < standard.Tiers.Count; i++)
        {
            var tier = standard.Tiers[i];
            var hasSum = false;
            foreach (var who in new[] { PartyKind.Individual, PartyKind.Entity }.Where(p => tier.Who is null || tier.Who == p))
            {
                var (fine, formula) = tier.SumFor(who);
                hasSum |= fine is not null || formula.Length > 0;
                var binding = standard.LegalsFor(tier.Group, who).ToList();
                if (fine is { } f && binding.Find(l => l.Fine is not null)?.Fine is { } range && tier.None is null && (f.Min < range.Min || f.Max > range.Max))
                {
                    yield return Say(Severity.Error, "out_of_range", [i + 1], $"“{tier.Name}”{f} 元超出法定幅度 {range} 元", $"the tier {tier.Name} ({f} yuan) lies outside the statutory range {range}", $"الدرجة {tier.Name} ({f} يوان) خارج النطاق القانوني {range}");
                    break;
                }

                if (formula.Length > 0 && binding.Select(legal => Formula(i + 1, tier, formula, legal)).FirstOrDefault(w => w is not null) is { } wrong)
                {
                    yield return wrong;
                    break;
                }
            }

            if (!hasSum && tier is { None: null, Warning: false } && tier.Other is null or [])
            {
                yield return Say(Severity.Error, "no_penalty", [i + 1], $"“{tier.Name}”没有写处罚", $"the tier {tier.Name} says no penalty and not that there is none", $"الدرجة {tier.Name} لا تذكر عقوبة ولا عدمها");
            }
        }
    }

    private Finding? Formula(int row, Tier tier, string formula, LegalRange legal)
    {
        var names = standard.Facts.Where(f => Regex.IsMatch(formula, $@"(?<![\p{{L}}\p{{N}}_]){Regex.Escape(f.Name)}(?![\p{{L}}\p{{N}}_])")).Select(f => f.Name).ToList();
        Feel read;
        try
        {
            read = Feel.Parse(formula, names);
        }
        catch (FeelParseException e)
        {
            return Say(Severity.Error, "unreadable", [row], $"算式读不懂：{e.Message}", $"the formula cannot be read: {e.Message}", $"تعذرت قراءة الصيغة: {e.Message}");
        }

        decimal? At(decimal value) => read.Evaluate(FeelContext.Of([.. names.Select(n => (n, (FeelValue)FeelValue.From(value)))])) is FeelNumber n ? n.Value : null;
        if (legal.Factor is { } factor)
        {
            // One unit, and two, tell the rate: a formula that is no plain multiple is not judged.
            return At(1) is { } one && At(2) == 2 * one && (one < factor.Min || one > factor.Max)
                ? Say(Severity.Error, "out_of_range", [row], $"“{tier.Name}”每单位 {one:0.##} 超出法定 {factor}", $"the tier {tier.Name} counts {one:0.##} per unit, outside the statutory {factor}", $"الدرجة {tier.Name} تحسب {one:0.##} للوحدة خارج {factor}")
                    with { Witness = names.ToDictionary(n => n, _ => (object?)1m) }
                : null;
        }

        if (legal.Fine is not { } range || names.Count == 0)
        {
            return names.Count == 0 && legal.Fine is { } fixedRange && At(0) is { } sum && !fixedRange.Contains(sum)
                ? Say(Severity.Error, "out_of_range", [row], $"“{tier.Name}”{sum:0.##} 元超出法定幅度 {fixedRange} 元", $"the tier {tier.Name} ({sum:0.##} yuan) lies outside the statutory range {fixedRange}", $"الدرجة {tier.Name} ({sum:0.##} يوان) خارج النطاق {fixedRange}")
                : null;
        }

        // Values that the row and the domain allow; a formula that can leave the range must be cut to it in its own words.
        var tried = new[] { 0m, 1m, 2m, 5m, 10m, 50m, 100m, 1_000m, 10_000m, 100_000m, 1_000_000m }.Where(v => names.TrueForAll(n => Allows(tier, n, v))).ToList();
        var outside = tried.Select(v => (Value: v, Sum: At(v))).FirstOrDefault(x => x.Sum is { } s && !range.Contains(s));
        var bounded = names.TrueForAll(n => tier.Any.Any(a => a.ContainsKey(n)) || standard.Facts.First(f => f.Name == n) is { Domain.Length: > 0 } or { Max: not null });
        return outside.Sum is not { } left ? null : Say(bounded ? Severity.Error : Severity.Warning, "out_of_range", [row],
            $"{string.Join("、", names)} 为 {outside.Value} 时罚款 {left:0.##} 元，超出法定幅度 {range} 元", $"with {string.Join(", ", names)} at {outside.Value} the fine is {left:0.##} yuan, outside the statutory range {range}", $"عند {outside.Value} تكون الغرامة {left:0.##} يوان خارج النطاق {range}")
            with { Witness = names.ToDictionary(n => n, _ => (object?)outside.Value) };
    }

    private bool Allows(Tier tier, string fact, decimal value)
    {
        var asked = standard.Facts.First(f => f.Name == fact);
        return value >= (asked.Min ?? 0) && value <= (asked.Max ?? decimal.MaxValue)
            && (asked.Domain.Length == 0 || Weigh.Tests(asked.Domain).Matches(FeelValue.From(value)) != false)
            && tier.Any.Any(a => !a.TryGetValue(fact, out var cell) || Weigh.Tests(cell).Matches(FeelValue.From(value)) != false);
    }

    /// <summary>Facts the file declares and nothing uses.</summary>
    private IEnumerable<Finding> Unused()
    {
        var texts = standard.Tiers.SelectMany(t => new[] { t.FineFormula }.Concat(t.PerParty?.Values.Select(p => p.Formula) ?? [])).ToList();
        var used = standard.Tiers.SelectMany(t => t.Any).SelectMany(a => a.Keys)
            .Concat(standard.Weights?.Factors.SelectMany(f => f.Levels.SelectMany(l => l.When.Keys).Append(f.Name)) ?? []).ToHashSet();
        foreach (var fact in standard.Facts.Where(f => !used.Contains(f.Name) && !texts.Exists(t => t.Contains(f.Name, StringComparison.Ordinal))))
        {
            yield return Say(Severity.Warning, "unused_fact", [], $"没有阶次用到“{fact.Question.Zh}”", $"no row uses the fact {fact.Name}", $"لا سطر يستعمل الواقعة {fact.Name}");
        }
    }

    private const string Number = @"(\d+(?:\.\d+)?\s*[万亿]?|[一二两三四五六七八九十百千万]+)";

    [GeneratedRegex(Number + @"\s*(?:千克|千米|[^\d一二两三四五六七八九十百千万，。；,;、以及不\s]){0,6}?\s*(及?以上|以下|以内)")]
    private static partial Regex NumberThenWord();

    [GeneratedRegex(@"(不满|不足|未满|未达到?|少于|低于|[^不]小于|(?:不|未)超过|不高于|不多于|不大于|至多|超过|[^不]大于|高于|多于|不低于|不少于|不小于|至少)\s*" + Number)]
    private static partial Regex WordThenNumber();

    /// <summary>One bound that the text names: the number, whether it is a lower one, and whether the number itself is in.</summary>
    private readonly record struct Bound(string Words, decimal Number, bool IsLower, bool Includes, bool ByConvention);

    private IEnumerable<Bound> BoundsIn(string text)
    {
        foreach (Match m in NumberThenWord().Matches(text))
        {
            var (lower, plain) = (m.Groups[2].Value.EndsWith("以上", StringComparison.Ordinal), m.Groups[2].Value.StartsWith('及'));
            if (Numerals.Of(m.Groups[1].Value) is { } number)
            {
                yield return new Bound(m.Value, number, lower, plain || (standard.Bounds is { } b ? lower ? b.AndMore : b.AndLess : true), !plain);
            }
        }

        // 不满, 超过 and the like mean the same in every instrument.
        foreach (Match m in WordThenNumber().Matches(text))
        {
            if (Numerals.Of(m.Groups[2].Value) is { } number)
            {
                var word = m.Groups[1].Value;
                var lower = word.StartsWith("不低", StringComparison.Ordinal) || word is "不少于" or "不小于" or "至少" or "超过" or "高于" or "多于" || (word.EndsWith("大于", StringComparison.Ordinal) && word[0] != '不');
                yield return new Bound(m.Value, number, lower, word is "不超过" or "未超过" or "不高于" or "不多于" or "不大于" or "至多" or "不低于" or "不少于" or "不小于" or "至少", false);
            }
        }
    }

    /// <summary>以上 and 以下, 不满 and 超过: the cell must say what the instrument's words say, and for the first two the convention must stand in the file.</summary>
    private IEnumerable<Finding> Words()
    {
        var silent = new List<int>();
        for (var i = 0; i < standard.Tiers.Count; i++)
        {
            var tier = standard.Tiers[i];
            foreach (var bound in BoundsIn(Numerals.Narrow(tier.Text)))
            {
                if (standard.Bounds is null && bound.ByConvention)
                {
                    silent.Add(i + 1);
                }

                var number = $@"(?:{Regex.Escape(bound.Number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture))}(?:\.0+)?|duration\(""P{bound.Number:0}[DMY]""\))";
                // A bound may stand alone or as one end of a range; between <= and (, or >= and [, lies the number itself.
                var contrary = (bound.Includes, bound.IsLower) switch
                {
                    (true, true) => $@"^(?:>\s*{number}|[(\]]\s*{number}\s*\.\..*)$",
                    (false, true) => $@"^(?:>=\s*{number}|\[\s*{number}\s*\.\..*)$",
                    (true, false) => $@"^(?:<\s*{number}|.*\.\.\s*{number}\s*[)\[])$",
                    (false, false) => $@"^(?:<=\s*{number}|.*\.\.\s*{number}\s*\])$",
                };
                var cell = tier.Any.SelectMany(a => a).FirstOrDefault(c => Regex.IsMatch(c.Value.Trim(), contrary) && !(bound is { Includes: true, ByConvention: true } && standard.Bounds is null));
                if (cell.Key is not null)
                {
                    yield return Say(Severity.Warning, "boundary_words", [i + 1],
                        $"原文“{bound.Words}”{(bound.Includes ? "包括" : "不包括")}本数，条件却是 {cell.Key} {cell.Value}", $"“{bound.Words}” {(bound.Includes ? "includes" : "excludes")} the number, but the condition is {cell.Key} {cell.Value}", $"«{bound.Words}» {(bound.Includes ? "يشمل" : "لا يشمل")} العدد لكن الشرط {cell.Key} {cell.Value}");
                }
            }
        }

        if (silent.Count > 0)
        {
            yield return Say(Severity.Notice, "boundary_words", [.. silent.Distinct()], "原文用了“以上”“以下”，文件没有写明是否包括本数", "the text uses 以上/以下, and the file does not say whether they include the number", "النص يستعمل 以上/以下 والملف لا يبيّن هل يشملان العدد");
        }
    }
}
