using System.Numerics;
using Wardmote.Dmn;
using Wardmote.Dmn.Tables;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>Why a row did not fit, as bits over the facts: those that fail it where it came nearest, and those not established.</summary>
internal readonly record struct NotFitting(int Row, ulong Failed, ulong Open, int Alternative);

/// <summary>The rows of a standard for one party: one line of the table for each alternative, and which row it belongs to. 当事人一方的阶次</summary>
internal sealed class CompiledSide
{
    private readonly DiscretionStandard standard;
    private readonly PartyKind who;
    private readonly int[] rowOf;
    private readonly YuanRange?[] sums;
    private readonly Feel?[] formulae;

    public CompiledSide(DiscretionStandard standard, PartyKind who, IReadOnlyList<TableInput> inputs)
    {
        (this.standard, this.who) = (standard, who);
        var lines = standard.Tiers.SelectMany((tier, i) => tier.Who is null || tier.Who == who ? tier.Any.Select(any => (Row: i, any)) : []).ToList();
        rowOf = [.. lines.Select(l => l.Row)];
        Table = new DecisionTable(inputs, lines.Select((l, i) => new TableRule($"{l.Row + 1}.{i}", [.. inputs.Select(input => l.any.GetValueOrDefault(input.Name, "-"))]))).Compile();
        var given = standard.Tiers.Select(t => t.SumFor(who)).ToList();
        sums = [.. given.Select(s => s.Fine)];
        formulae = [.. given.Select(s => s.Formula.Length > 0 ? Feel.Parse(s.Formula, inputs.Select(i => i.Name)) : null)];
        NeedsValues = standard.Tiers.Zip(given).Any(t => t.First.None is null && (t.Second.Formula.Length > 0 || (t.Second.Fine is null && Weigh.TakesStatutory(t.First) && standard.Ranges.Count > 0)));
    }

    public CompiledTable Table { get; }

    /// <summary>True where a sum is reckoned from the facts themselves.</summary>
    public bool NeedsValues { get; }

    /// <summary>Facts by name.</summary>
    public Dictionary<string, FeelValue> Given(FeelValue[] values)
    {
        var given = new Dictionary<string, FeelValue>();
        for (var i = 0; i < values.Length; i++)
        {
            given[standard.Facts[i].Name] = values[i];
        }

        return given;
    }

    /// <summary>What a row gives the party.</summary>
    public Verdict Verdict(int row, YuanRange? statutory, FeelValue[] values)
    {
        var tier = standard.Tiers[row];
        var fine = tier.None is not null ? null
            : formulae[row] is { } formula ? formula.Evaluate(FeelContext.Of([.. Given(values).Select(g => (g.Key, g.Value))])) is FeelNumber sum ? new YuanRange(sum.Value, sum.Value) : null
            : sums[row] ?? (!Weigh.TakesStatutory(tier) ? null : standard.Ranges.Count == 0 ? statutory : Weigh.Bound(standard, tier.Group, who, Given(values), statutory));
        return new Verdict(row + 1, tier.Name, fine, tier.None);
    }

    /// <summary>Whether each row fits: it does when one of its lines does, and is open when one of them is and none says yes. Rows of the other party do not.</summary>
    public void Answers(TableMatch match, Span<RowAnswer> rows)
    {
        rows.Clear();
        for (var line = 0; line < rowOf.Length; line++)
        {
            rows[rowOf[line]] = match[line] > rows[rowOf[line]] ? match[line] : rows[rowOf[line]];
        }
    }

    /// <summary>The same from slots.</summary>
    public void Answers(TableSlots match, Span<RowAnswer> rows)
    {
        rows.Clear();
        for (var line = 0; line < rowOf.Length; line++)
        {
            rows[rowOf[line]] = match[line] > rows[rowOf[line]] ? match[line] : rows[rowOf[line]];
        }
    }

    /// <summary>The row that wins, from 0; -1 when none does or when one that is still open could.</summary>
    public int Winner(ReadOnlySpan<RowAnswer> rows)
    {
        var (hit, winner, fired) = (standard.Hit, -1, 0);
        var (first, someNone, same) = (-1, false, true);
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] != RowAnswer.Yes)
            {
                continue;
            }

            fired++;
            first = first < 0 ? row : first;
            var tier = standard.Tiers[row];
            someNone |= tier.None is not null;
            same &= winner < 0 || Weigh.SamePenalty(tier, standard.Tiers[winner], who);
            winner = winner < 0 || (hit is "heavier" or "undeclared" && tier.Severity > standard.Tiers[winner].Severity) ? row : winner;
        }

        if (winner < 0 || (hit is not ("heavier" or "ordered" or "undeclared") && fired > 1) || (hit == "undeclared" && !same && someNone))
        {
            return -1;
        }

        winner = hit == "undeclared" && same ? first : winner;
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] == RowAnswer.Unknown && (hit == "unique" || (hit == "ordered" ? row < winner : standard.Tiers[row].Severity > standard.Tiers[winner].Severity || (hit == "undeclared" && standard.Tiers[row].None is not null))))
            {
                return -1;
            }
        }

        return winner;
    }

    /// <summary>Why rows other than the winner did not fit; how many they are.</summary>
    public int WhyNot(TableSlots match, int winner, Span<NotFitting> not)
    {
        var count = 0;
        for (var line = 0; line < rowOf.Length;)
        {
            var (row, begin, fewest, fits) = (rowOf[line], line, int.MaxValue, false);
            var nearest = new NotFitting(row, 0, 0, 0);
            var open = 0UL;
            for (; line < rowOf.Length && rowOf[line] == row; line++)
            {
                if (row == winner || fits)
                {
                    continue;
                }

                var (failed, unknown) = match.Why(line);
                fits = failed == 0 && unknown == 0;
                open |= failed == 0 ? unknown : 0;
                if (BitOperations.PopCount(failed) < fewest)
                {
                    (fewest, nearest) = (BitOperations.PopCount(failed), new NotFitting(row, failed, 0, line - begin));
                }
            }

            if (row != winner)
            {
                not[count++] = fits ? new NotFitting(row, 0, 0, 0) : nearest with { Open = open };
            }
        }

        return count;
    }
}
