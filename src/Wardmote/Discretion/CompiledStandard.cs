using System.Text.Json;
using Wardmote.Dmn;
using Wardmote.Dmn.Tables;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>What a standard says of facts, without the reasons: for many cases at once. 裁量结论</summary>
/// <param name="Rule">Row, from 1; 0 = none can be said.</param>
/// <param name="Tier">Tier; empty when none.</param>
/// <param name="Fine">Fine in yuan; null when there is none.</param>
/// <param name="None"><c>must</c>, <c>may</c> or null: no penalty.</param>
public readonly record struct Verdict(int Rule, string Tier, YuanRange? Fine, string? None)
{
    /// <summary>No row, or facts are still open.</summary>
    public static Verdict Undecided { get; } = new(0, "", null, null);

    /// <summary>True when a tier was found.</summary>
    public bool IsDecided => Tier.Length > 0;

    /// <summary>Heaviness: no penalty before a penalty that may be left out, before a penalty, then by the greatest and the least sum.</summary>
    public int CompareTo(Verdict other)
    {
        var (mine, its) = (Weight(None), Weight(other.None));
        return mine != its ? mine.CompareTo(its)
            : (Fine?.Max ?? 0) != (other.Fine?.Max ?? 0) ? (Fine?.Max ?? 0).CompareTo(other.Fine?.Max ?? 0)
            : (Fine?.Min ?? 0).CompareTo(other.Fine?.Min ?? 0);
    }

    private static int Weight(string? none) => none switch { "must" => 0, "may" => 1, _ => 2 };
}

/// <summary>
/// A standard compiled to masks, for re-deciding many cases. It answers as <see cref="Weigh"/> does, which the tests compare on random facts; the reasons are
/// <see cref="Weigh"/>'s.
/// </summary>
public sealed class CompiledStandard
{
    private readonly DiscretionStandard standard;
    private readonly Side individual;
    private readonly Side entity;
    private readonly FeelValue[] lowest;
    private readonly CompiledTable? domain;

    private CompiledStandard(DiscretionStandard standard)
    {
        this.standard = standard;
        lowest = [.. standard.Facts.Select(Weigh.Lowest)];
        var inputs = standard.Facts.Select(f => new TableInput(f.Name, TypeOf(f))).ToList();
        domain = standard.Facts.Any(f => f.Domain.Length > 0)
            ? new DecisionTable(inputs, [new TableRule("1", [.. standard.Facts.Select(f => f.Domain.Length > 0 ? f.Domain : "-")])]).Compile()
            : null;
        individual = new Side(standard, PartyKind.Individual, inputs);
        entity = new Side(standard, PartyKind.Entity, inputs);
    }

    /// <summary>Compiles; throws <see cref="TableRefusedException"/> where a cell cannot be read.</summary>
    public static CompiledStandard Of(DiscretionStandard standard) => new(standard);

    /// <summary>Facts in the order of the standard.</summary>
    public FeelValue[] Values(IReadOnlyDictionary<string, JsonElement> facts)
    {
        var values = new FeelValue[standard.Facts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Weigh.Value(standard.Facts[i], facts.TryGetValue(standard.Facts[i].Name, out var json) ? json : default);
        }

        return values;
    }

    /// <summary>True when both ask the same facts in the same order, so that values serve both.</summary>
    public bool AsksAs(CompiledStandard other) => standard.Facts.Select(f => (f.Name, f.Type)).SequenceEqual(other.standard.Facts.Select(f => (f.Name, f.Type)));

    /// <summary>What the standard says of a case.</summary>
    /// <param name="who">Party.</param>
    /// <param name="values">Facts in the order of the standard.</param>
    /// <param name="statutory">Statutory range where the standard states none.</param>
    public Verdict On(PartyKind who, FeelValue[] values, YuanRange? statutory)
    {
        if (standard.Weights is not null)
        {
            var sum = Weigh.On(standard, statutory, who, Given(values));
            return sum.Tier is { } percent ? new Verdict(0, percent, sum.Fine, null) : Verdict.Undecided;
        }

        if (domain is not null && domain.Match(values)[0] == RowAnswer.No)
        {
            return Verdict.Undecided;
        }

        var side = who == PartyKind.Individual ? individual : entity;
        var row = side.Winner(side.Table.Match(standard.Unknown == "lowest" ? Lowered(values) : values), standard.Hit, who);
        if (row < 0)
        {
            return Verdict.Undecided;
        }

        var tier = standard.Tiers[row];
        var fine = tier.None is not null ? null
            : tier.SumFor(who).Formula.Length > 0 ? Weigh.FineOf(tier, who, Given(values), null)
            : side.Fixed[row] ?? (side.TakesStatutory[row] ? Weigh.Bound(standard, tier.Group, who, Given(values), statutory) : null);
        return new Verdict(row + 1, tier.Name, fine, tier.None);
    }

    private Dictionary<string, FeelValue> Given(FeelValue[] values)
    {
        var given = new Dictionary<string, FeelValue>();
        for (var i = 0; i < values.Length; i++)
        {
            given[standard.Facts[i].Name] = values[i];
        }

        return given;
    }

    private FeelValue[] Lowered(FeelValue[] values) => Array.Exists(values, v => v.IsNull) ? [.. values.Select((v, i) => v.IsNull ? lowest[i] : v)] : values;

    /// <summary>What the engine takes a fact for.</summary>
    public static FactType TypeOf(FactAsked fact) => fact.Type switch
    {
        "boolean" => FactType.Boolean,
        "integer" => FactType.Integer,
        "number" => FactType.Number,
        "duration" => FactType.DayDuration,
        "date" => FactType.Date,
        _ => FactType.Text,
    };

    /// <summary>The rows of one party: one line for each alternative, and which row it belongs to.</summary>
    private sealed class Side
    {
        private readonly DiscretionStandard standard;
        private readonly int[] rowOf;

        public Side(DiscretionStandard standard, PartyKind who, IReadOnlyList<TableInput> inputs)
        {
            this.standard = standard;
            var lines = standard.Tiers.SelectMany((tier, i) => tier.Who is null || tier.Who == who ? tier.Any.Select(any => (Row: i, any)) : []).ToList();
            rowOf = [.. lines.Select(l => l.Row)];
            Table = new DecisionTable(inputs, lines.Select((l, i) => new TableRule($"{l.Row + 1}.{i}", [.. inputs.Select(input => l.any.GetValueOrDefault(input.Name, "-"))]))).Compile();
            Fixed = [.. standard.Tiers.Select(t => t.SumFor(who).Fine)];
            TakesStatutory = [.. standard.Tiers.Select(t => Weigh.TakesStatutory(t))];
        }

        public CompiledTable Table { get; }

        public YuanRange?[] Fixed { get; }

        public bool[] TakesStatutory { get; }

        /// <summary>The row that wins, from 0; -1 when none does or when one that is still open could.</summary>
        public int Winner(TableMatch match, string hit, PartyKind who)
        {
            var (winner, first, fired, open) = (-1, -1, 0, false);
            var (someNone, same) = (false, true);
            ForEach(match, RowAnswer.Yes, row =>
            {
                fired++;
                first = first < 0 ? row : first;
                var tier = standard.Tiers[row];
                someNone |= tier.None is not null;
                same &= winner < 0 || Weigh.SamePenalty(tier, standard.Tiers[winner], who);
                winner = winner < 0 || (hit is "heavier" or "undeclared" && tier.Severity > standard.Tiers[winner].Severity) ? row : winner;
            });
            if (winner < 0 || (hit is not ("heavier" or "ordered" or "undeclared") && fired > 1) || (hit == "undeclared" && !same && someNone))
            {
                return -1;
            }

            winner = hit == "undeclared" && same ? first : winner;
            ForEach(match, RowAnswer.Unknown, row => open |= hit switch
            {
                "unique" => true,
                "ordered" => row < winner,
                _ => standard.Tiers[row].Severity > standard.Tiers[winner].Severity || (hit == "undeclared" && standard.Tiers[row].None is not null),
            });
            return open ? -1 : winner;
        }

        /// <summary>Rows with an answer, in order: a row answers yes when one of its lines does, and is open when one of them is and none says yes.</summary>
        private void ForEach(TableMatch match, RowAnswer wanted, Action<int> each)
        {
            for (var line = 0; line < rowOf.Length;)
            {
                var (row, answer) = (rowOf[line], RowAnswer.No);
                for (; line < rowOf.Length && rowOf[line] == row; line++)
                {
                    var its = match[line];
                    answer = its > answer ? its : answer;
                }

                if (answer == wanted)
                {
                    each(row);
                }
            }
        }
    }
}
