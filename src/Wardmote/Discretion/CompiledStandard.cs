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
/// A standard compiled to masks, for re-deciding many cases. It answers as <see cref="Weigh"/> does, which the tests compare on random facts; the reasons in words are
/// <see cref="Weigh"/>'s, and as bits those of <see cref="CaseSlots"/>.
/// </summary>
public sealed class CompiledStandard
{
    private readonly CompiledSide individual;
    private readonly CompiledSide entity;
    private readonly FeelValue[] lowest;
    private readonly CompiledFactor[] factors;

    private CompiledStandard(DiscretionStandard standard)
    {
        Standard = standard;
        lowest = [.. standard.Facts.Select(Weigh.Lowest)];
        var inputs = standard.Facts.Select(f => new TableInput(f.Name, TypeOf(f))).ToList();
        Domain = standard.Facts.Any(f => f.Domain.Length > 0)
            ? new DecisionTable(inputs, [new TableRule("1", [.. standard.Facts.Select(f => f.Domain.Length > 0 ? f.Domain : "-")])]).Compile()
            : null;
        factors = [.. (standard.Weights?.Factors ?? []).Select(f => new CompiledFactor(f, inputs))];
        individual = new CompiledSide(standard, PartyKind.Individual, inputs);
        entity = new CompiledSide(standard, PartyKind.Entity, inputs);
    }

    /// <summary>Compiles; throws <see cref="TableRefusedException"/> where a cell cannot be read.</summary>
    public static CompiledStandard Of(DiscretionStandard standard) => new(standard);

    internal DiscretionStandard Standard { get; }

    internal CompiledTable? Domain { get; }

    /// <summary>What counts for a fact nobody established, where the instrument lets it count at its lowest.</summary>
    internal FeelValue[] Lowest => lowest;

    internal CompiledSide Side(PartyKind who) => who == PartyKind.Individual ? individual : entity;

    /// <summary>Slots for one case after another, read from JSON.</summary>
    public CaseSlots Slots() => new(this);

    /// <summary>Facts in the order of the standard.</summary>
    public FeelValue[] Values(IReadOnlyDictionary<string, JsonElement> facts)
    {
        var values = new FeelValue[Standard.Facts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Weigh.Value(Standard.Facts[i], facts.TryGetValue(Standard.Facts[i].Name, out var json) ? json : default);
        }

        return values;
    }

    /// <summary>True when both ask the same facts in the same order, so that values serve both.</summary>
    public bool AsksAs(CompiledStandard other) => Standard.Facts.Select(f => (f.Name, f.Type)).SequenceEqual(other.Standard.Facts.Select(f => (f.Name, f.Type)));

    /// <summary>What the standard says of a case.</summary>
    /// <param name="who">Party.</param>
    /// <param name="values">Facts in the order of the standard.</param>
    /// <param name="statutory">Statutory range where the standard states none.</param>
    public Verdict On(PartyKind who, FeelValue[] values, YuanRange? statutory)
    {
        if (Domain is not null && Domain.Match(values)[0] == RowAnswer.No)
        {
            return Verdict.Undecided;
        }

        if (Standard.Weights is { } weights)
        {
            return Sum(weights, who, values, statutory);
        }

        var side = Side(who);
        var match = side.Table.Match(Standard.Unknown == "lowest" ? Lowered(values) : values);
        Span<RowAnswer> rows = stackalloc RowAnswer[Standard.Tiers.Count];
        side.Answers(match, rows);
        var row = side.Winner(rows);
        return row < 0 ? Verdict.Undecided : side.Verdict(row, statutory, values);
    }

    private Verdict Sum(WeightSum weights, PartyKind who, FeelValue[] values, YuanRange? statutory)
    {
        var percent = weights.Start;
        foreach (var factor in factors)
        {
            var level = factor.LevelOf(values, Standard.Unknown == "lowest");
            if (level < 0)
            {
                return Verdict.Undecided;
            }

            percent += factor.Percent(level);
        }

        percent = Math.Min(100, percent);
        var bound = Standard.Ranges.Count == 0 ? statutory : Weigh.Bound(Standard, "", who, Side(who).Given(values), statutory);
        return new Verdict(0, $"{percent:0.##}%", bound is { Max: < decimal.MaxValue } range && WeightSum.SumOf(percent, range) is var sum ? new YuanRange(sum, sum) : null, null);
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
}
