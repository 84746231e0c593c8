using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Wardmote.Dmn;
using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.Discretion;

/// <summary>裁量: the same facts always give the same answer, with its reasons. The statutory range of the step bounds whatever a standard says.</summary>
public static partial class Weigh
{
    private static readonly ConcurrentDictionary<string, UnaryTests> Parsed = new();

    /// <summary>
    /// Weighs facts for a party under an item's row. <paramref name="step"/> names the statutory step reached (<c>refuses_correction</c> …); empty = the base step.
    /// </summary>
    public static Weighed On(EnforcementItem item, DiscretionStandard? standard, PartyKind who, IReadOnlyDictionary<string, JsonElement> facts, string step = "")
    {
        var statutory = Statutory(item, who, step);
        if (standard is null)
        {
            return new Weighed
            {
                Statutory = statutory,
                Fine = statutory,
                Warning = item.Warning != WarningPlace.None,
                Article = item.LegalBasis,
                Certainty = item.Certainty,
                Why = [new Reason(NoStandard(statutory), item.LegalBasis)],
            };
        }

        return On(standard, statutory, who, facts);
    }

    /// <summary>Weighs facts under a standard by itself, where <paramref name="statutory"/> or the standard's own ranges bound the sum.</summary>
    public static Weighed On(DiscretionStandard standard, YuanRange? statutory, PartyKind who, IReadOnlyDictionary<string, JsonElement> facts) =>
        On(standard, statutory, who, standard.Facts.ToDictionary(f => f.Name, f => Value(f, facts.TryGetValue(f.Name, out var e) ? e : default)));

    internal static Weighed On(DiscretionStandard standard, YuanRange? statutory, PartyKind who, Dictionary<string, FeelValue> given)
    {
        if (Outside(standard, given) is { } outside)
        {
            return outside;
        }

        if (standard.Weights is { } weights)
        {
            return Sum(standard, weights, Bound(standard, "", who, given, statutory), given);
        }

        var context = FeelContext.Of([.. given.Select(g => (g.Key, g.Value))]);
        var rows = standard.Tiers.Select((tier, i) => Row(standard, tier, i + 1, given, context)).ToList();
        var fired = rows.Where(r => r.Fires == true && (r.Tier.Who is null || r.Tier.Who == who)).ToList();
        var undecided = rows.Where(r => r.Fires is null && (r.Tier.Who is null || r.Tier.Who == who)).ToList();
        var winner = standard.Hit switch
        {
            "heavier" => fired.MaxBy(r => r.Tier.Severity),
            "ordered" => fired.FirstOrDefault(),
            "undeclared" => Unpoliced(fired, who),
            _ => fired.Count == 1 ? fired[0] : null,
        };

        // A row that could still fire matters only when it would win.
        var open = undecided
            .Where(r => winner is null || standard.Hit == "unique" || (standard.Hit == "ordered" ? r.Number < winner.Number : r.Tier.Severity > winner.Tier.Severity || (standard.Hit == "undeclared" && r.Tier.None is not null)))
            .SelectMany(r => r.Unknown).Distinct().ToList();
        var notFired = rows.Where(r => r != winner && (r.Tier.Who is null || r.Tier.Who == who))
            .Select(r => new NotFired(r.Number, r.Tier.Name, r.Failed, r.Unknown, r.Nearest)).ToList();
        if (winner is null || open.Count > 0)
        {
            var why = fired.Count > 1
                ? new Text($"第 {string.Join("、", fired.Select(f => f.Number))} 行同时符合", $"rows {string.Join(", ", fired.Select(f => f.Number))} all fit", $"السطور {string.Join("، ", fired.Select(f => f.Number))} تنطبق معاً")
                : open.Count > 0
                    ? new Text($"还要确认：{Names(standard, open, "zh")}", $"still to establish: {Names(standard, open, "en")}", $"يبقى إثبات: {Names(standard, open, "ar")}")
                    : new Text("没有对应的裁量阶次", "no row fits these facts", "لا سطر يناسب هذه الوقائع");
            return new Weighed
            {
                Standard = standard.Id,
                Statutory = statutory,
                Article = standard.Basis.Cite(),
                Certainty = standard.Certainty,
                Open = open,
                WhyNot = notFired,
                Why = [new Reason(why, standard.Basis.Cite())],
            };
        }

        var bound = Bound(standard, winner.Tier.Group, who, given, statutory);
        var fine = FineOf(winner.Tier, who, given, bound);
        var assumed = standard.Hit == "undeclared" && fired.Count > 1 && !fired.TrueForAll(f => SamePenalty(f.Tier, winner.Tier, who));
        return new Weighed
        {
            Standard = standard.Id,
            Tier = winner.Tier.Name,
            Rule = winner.Number,
            Fine = winner.Tier.None is null ? fine : null,
            Statutory = bound,
            Other = winner.Tier.Other ?? [],
            Warning = winner.Tier.Warning,
            None = winner.Tier.None,
            Article = standard.Basis.Cite(),
            RowText = winner.Tier.Text,
            PenaltyText = winner.Tier.PenaltyText,
            Certainty = assumed ? Certainty.Model : standard.Certainty,
            WhyNot = notFired,
            Why = [.. assumed ? [Assumed(fired.Select(f => f.Number))] : Array.Empty<Reason>(), new Reason(new Text($"第 {winner.Number} 行：{winner.Tier.Text}", $"row {winner.Number}: {winner.Tier.Text}", $"السطر {winner.Number}: {winner.Tier.Text}"), standard.Basis.Cite())],
        };
    }

    /// <summary>The statutory range of a step for a party; null when the article gives no fixed yuan range.</summary>
    public static YuanRange? Statutory(EnforcementItem item, PartyKind who, string step)
    {
        if (step.Length > 0)
        {
            var further = item.Steps.FirstOrDefault(s => s.When == step && s.Range is not null && s.Kind == FineKind.Fixed && (s.Who == "both" || (s.Who == "individual") == (who == PartyKind.Individual)));
            if (further is not null)
            {
                return further.Range;
            }
        }

        return item.FineKind is FineKind.Fixed or FineKind.FixedAndMultiple or FineKind.FixedAndPercentage ? item.FineFor(who) : null;
    }

    /// <summary>Parses a cell once; a wrong cell throws with its place, because a bad table must not be used.</summary>
    public static UnaryTests Tests(string text) => Parsed.GetOrAdd(text, t => UnaryTests.Parse(t));

    private sealed record Weighing(Tier Tier, int Number, bool? Fires, IReadOnlyList<string> Failed, IReadOnlyList<string> Unknown, int Nearest = 0);

    private static Weighing Row(DiscretionStandard standard, Tier tier, int number, Dictionary<string, FeelValue> given, FeelContext context)
    {
        bool? fires = false;
        IReadOnlyList<string>? failed = null;
        var (unknown, nearest) = (new List<string>(), 0);
        for (var alternative = 0; alternative < tier.Any.Count; alternative++)
        {
            var conditions = tier.Any[alternative];
            var missed = new List<string>();
            var open = new List<string>();
            foreach (var (name, cell) in conditions)
            {
                if (!given.TryGetValue(name, out var value))
                {
                    throw new InvalidDataException($"standard {standard.Id}, row {number}: the fact '{name}' is not among its facts");
                }

                // An unknown factor counts at its lowest level where the instrument says so (Guangdong art. 5).
                if (value.IsNull && standard.Unknown == "lowest")
                {
                    value = Lowest(standard.Facts.First(f => f.Name == name));
                }

                switch (Tests(cell).Matches(value, context))
                {
                    case false:
                        missed.Add(name);
                        break;
                    case null:
                        open.Add(name);
                        break;
                }
            }

            if (missed.Count == 0 && open.Count == 0)
            {
                return new Weighing(tier, number, true, [], []);
            }

            if (missed.Count == 0)
            {
                fires = null;
                unknown.AddRange(open);
            }

            if (failed is null || missed.Count < failed.Count)
            {
                (failed, nearest) = (missed, alternative);
            }
        }

        return new Weighing(tier, number, fires, failed ?? [], [.. unknown.Distinct()], nearest);
    }

    internal static YuanRange? FineOf(Tier tier, PartyKind who, Dictionary<string, FeelValue> given, YuanRange? statutory)
    {
        var (fine, formula) = tier.SumFor(who);
        if (formula.Length == 0)
        {
            return fine ?? (TakesStatutory(tier) ? statutory : null);
        }

        var context = FeelContext.Of([.. given.Select(g => (g.Key, g.Value))]);
        return Feel.Parse(formula, given.Keys).Evaluate(context) is FeelNumber sum ? new YuanRange(sum.Value, sum.Value) : null;
    }

    /// <summary>True where a row that names no sum leaves the whole statutory range open.</summary>
    internal static bool TakesStatutory(Tier tier) => tier is { None: null, Warning: false, PerParty: null } && tier.Other is null or [];

    internal static FeelValue Lowest(FactAsked fact) => fact.Type switch
    {
        "boolean" => FeelValue.False,
        "integer" or "number" => FeelValue.From(fact.Min ?? 0),
        _ => fact.Values is [var first, ..] ? FeelValue.From(first) : FeelValue.Null,
    };

    internal static FeelValue Value(FactAsked fact, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number when json.TryGetDecimal(out var number) => FeelValue.From(number),
        JsonValueKind.String => Value(fact, json.GetString()!),
        _ => FeelValue.Null,
    };

    /// <summary>A fact as somebody typed it.</summary>
    internal static FeelValue Value(FactAsked fact, string typed) => fact.Type switch
    {
        "integer" or "number" when decimal.TryParse(typed, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => FeelValue.From(number),
        "duration" or "date" => Feel.Parse($"{fact.Type}({JsonSerializer.Serialize(typed)})").Evaluate(FeelContext.Empty),
        "boolean" => typed switch { "true" => FeelValue.True, "false" => FeelValue.False, _ => FeelValue.Null },
        _ => typed.Length > 0 ? FeelValue.From(typed) : FeelValue.Null,
    };

    private static Text NoStandard(YuanRange? statutory) => statutory is { } r
        ? new Text($"没有公布的裁量基准，只有法定幅度 {r} 元", $"no published standard; the statutory range is {r} yuan", $"لا معيار منشور؛ النطاق القانوني {r} يوان")
        : new Text("没有公布的裁量基准，条文也没有固定幅度", "no published standard, and the article gives no fixed range", "لا معيار منشور ولا نطاق ثابت في المادة");

    private static string Names(DiscretionStandard standard, IEnumerable<string> facts, string language) =>
        string.Join(language == "en" ? ", " : "、", facts.Select(f => standard.Facts.First(x => x.Name == f).Question.In(language)));
}
