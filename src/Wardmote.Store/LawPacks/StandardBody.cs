using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>
/// 裁量表的正文: facts, statutory ranges and groups, rows or weights. One form for files of packs, drafts made in the program and published tables, and this its one reader. A file of a pack is read
/// strictly: every fact is declared and every key known. A published table comes from many hands, and what it says besides is let be.
/// </summary>
internal sealed partial class StandardBody
{
    private static readonly Dictionary<string, string> Nones = new[] { "must", "may" }.ToDictionary(w => w);
    private static readonly string[] Kinds = [.. PenaltyKindWords.ByWord.Keys.Except(["warning", "fine"])];

    private static readonly (string Key, PartyKind Who)[] Subjects =
        [("org", PartyKind.Entity), ("person", PartyKind.Individual), ("entity", PartyKind.Entity), ("individual", PartyKind.Individual), ("单位", PartyKind.Entity), ("个人", PartyKind.Individual)];

    private readonly StandardFacts facts;
    private readonly List<LegalRange> ranges = [];
    private readonly bool strict;

    public StandardBody(YamlMap t, bool strict)
    {
        this.strict = strict;
        facts = new StandardFacts(t, strict);
        Range(t.Find("legal_range"), "", null, "", null);
        if (!strict)
        {
            foreach (var (key, who) in Subjects)
            {
                if (t.Find(key) is YamlMap own)
                {
                    Range(own.Find("legal_range") ?? own, "", who, "", null);
                }
            }
        }

        foreach (var g in strict || t.Find("groups") is YamlList ? t.Maps("groups") : [])
        {
            var gate = g.Find("gate") is { } said ? Loose.Written(said) : "";
            var before = ranges.Count;
            var group = Loose.Word(g, "no", "id", "name");
            var (who, when) = (Subject(Loose.Word(g, "subject", "who")), facts.Gate(g, gate));
            Range(g.Find("legal_range"), group, who, gate, when);
            if (ranges.Count == before)
            {
                ranges.Add(new LegalRange(group, who, gate, null, null, "") { When = when });
            }

            Done(g);
        }

        if (t.Find("factors") is not null)
        {
            Weights = new WeightSum(Percent(t.Find("start_pct")) ?? 0, [.. t.Maps("factors").Select(Factor)]);
            if (Weights.Factors.Count == 0)
            {
                throw t.Wrong("the standard has no factors", "write at least one, each with its levels");
            }

            if (t.Has("rules"))
            {
                throw t.Find("rules")!.Wrong("a standard has rows or factors, not both", "write two standards, or take one of them out");
            }
        }
        else
        {
            Tiers = Rows(t.Maps("rules"));
        }

        Bounds = BoundsOf(t.Find("bounds"));
    }

    public IReadOnlyList<FactAsked> Asked => facts.Asked();

    public IReadOnlyList<Tier> Tiers { get; } = [];

    public WeightSum? Weights { get; }

    public IReadOnlyList<LegalRange> Ranges => ranges;

    public BoundaryWords? Bounds { get; }

    public StandardFacts Facts => facts;

    /// <summary>Whom a word means; null = both.</summary>
    public static PartyKind? Subject(string word) => word.Trim().ToLowerInvariant() switch
    {
        "" or "both" or "all" => null,
        "person" or "individual" or "个人" or "公民" or "直接责任人员" or "直接负责的主管人员" => PartyKind.Individual,
        var w => w.Contains("个人", StringComparison.Ordinal) || w.Contains("人员", StringComparison.Ordinal) ? PartyKind.Individual : PartyKind.Entity,
    };

    /// <summary>What a file says of 以上 and 以下: the instrument's own sentence, or each word by itself.</summary>
    public static BoundaryWords? BoundsOf(YamlPiece? said)
    {
        if (said is YamlMap map)
        {
            return new BoundaryWords(Loose.Word(map, "以上", "and_more") != "exclusive", Loose.Word(map, "以下", "and_less") != "exclusive");
        }

        if (said is not YamlText { Value: { Length: > 0 } words })
        {
            return null;
        }

        bool Includes(string word)
        {
            var at = words.IndexOf(word, StringComparison.Ordinal);
            var verdict = Regex.Match(at < 0 ? words : words[at..], "(不\\s*(?:包括|包含|含)|均?(?:包括|包含|含)|exclu|inclu)");
            return !verdict.Success || !(verdict.Value.StartsWith('不') || verdict.Value == "exclu");
        }

        return new BoundaryWords(Includes("以上"), Includes("以下"));
    }

    private void Range(YamlPiece? piece, string group, PartyKind? who, string gate, IReadOnlyDictionary<string, string>? when)
    {
        void Add(YuanRange? fine, YuanRange? factor, string per) => ranges.Add(new LegalRange(group, who, gate, fine, factor, per) { When = when });
        switch (piece)
        {
            case YamlList or YamlText { Value: not null }:
                Add(Sums.Of(piece), null, "");
                break;
            case YamlMap map when map.Has("min") || map.Has("max"):
                Add(Sums.Of(map), null, "");
                break;
            case YamlMap map:
                foreach (var key in map.Keys)
                {
                    if (Array.Find(Subjects, s => s.Key == key) is { Key: not null } subject)
                    {
                        Range(map.Find(key), group, subject.Who, gate, when);
                    }
                    else if (key == "fine")
                    {
                        Range(map.Find(key), group, who, gate, when);
                    }
                    else if (PerUnit().Match(key) is { Success: true } per && Sums.Of(map.Find(key)) is { } factor)
                    {
                        Add(null, per.Groups["share"].Success ? new YuanRange(factor.Min / 100, factor.Max / 100) : factor, per.Groups["base"].Value);
                    }
                    else if (strict)
                    {
                        throw map.Wrong($"unknown key '{key}'", "known here: fine, fine_per_UNIT, fine_multiple_of_BASE, fine_percent_of_BASE, org, person");
                    }
                }

                break;
        }
    }

    private List<Tier> Rows(IReadOnlyList<YamlMap> rows)
    {
        var gates = ranges.Where(r => r.Group.Length > 0).GroupBy(r => r.Group).ToDictionary(g => g.Key, g => g.First());
        var tiers = new List<Tier>();
        var said = new List<int?>();
        foreach (var r in rows)
        {
            if (r.Keys.FirstOrDefault(k => k.All(char.IsAsciiDigit)) is { } torn)
            {
                throw r.Wrong($"'{torn}' stands as a key: a number was torn at its comma", "write 1500, or \"1,500\" in quotation marks");
            }

            var group = Loose.Word(r, "group");
            if (group.Length > 0 && !gates.ContainsKey(group) && (strict || gates.Count > 0))
            {
                throw r.Wrong($"the row names the group '{group}', which the table does not have", gates.Count > 0 ? $"write one of: {string.Join(", ", gates.Keys)}" : "write 'groups' with its statutory range");
            }

            said.Add(strict ? r.Has("severity") ? r.Whole("severity") : tiers.Count : Loose.Word(r, "severity") is { Length: > 0 } ? r.Whole("severity") : null);
            tiers.Add(Row(r, group, gates.GetValueOrDefault(group)));
            Done(r);
        }

        // Heaviness is that of the penalty; where sums do not tell, published tables go from light to heavy. A group with a gate stands above one without.
        var order = tiers.Select((tier, i) => (tier, i)).OrderBy(x => gates.TryGetValue(x.tier.Group, out var g) && g.Gate.Length > 0 ? 1 : 0).ThenBy(x => x.tier.None switch { "must" => 0, "may" => 1, _ => 2 })
            .ThenBy(x => x.tier.FineFormula.Length > 0 ? 0 : Top(x.tier)).ThenBy(x => x.i).Select((x, rank) => (x.i, rank)).ToDictionary(x => x.i, x => x.rank);
        return [.. tiers.Select((tier, i) => tier with { Severity = said[i] ?? order[i] })];
    }

    private Tier Row(YamlMap r, string group, LegalRange? gate)
    {
        var any = StandardFacts.Within(facts.Alternatives(r), gate?.When, r);
        var who = (strict ? r.Has("who") ? r.Word("who", Vocabulary.Parties) : null : Subject(Loose.Word(r, "who", "subject", "party"))) ?? gate?.Who;
        var within = ranges.Where(l => l.Group == group || l.Group.Length == 0).MaxBy(l => l.Group.Length)?.Fine;
        var perParty = new Dictionary<PartyKind, RowSum>();
        foreach (var (key, subject) in strict ? Subjects[..2] : Subjects)
        {
            if ((r.Find(key) ?? (r.Find("fine") is YamlMap byParty ? byParty.Find(key) : null)) is { } own)
            {
                perParty[subject] = PartySum(own, ranges.FirstOrDefault(l => l.Group == group && l.Who == subject)?.Fine ?? within);
                Done(own);
            }
        }

        var sum = perParty.Count > 0 ? new RowSum(null, "") : SumOf(r, within);
        facts.Formulae(r, [sum.Formula, .. perParty.Values.Select(p => p.Formula)]);

        var text = strict ? r.SaidOrWord("text") : Loose.Said(r, "text", "违法情节", "适用条件", "情节") ?? Text.Same("");
        var penalty = strict ? r.SaidOrWord("penalty_text") : Loose.Said(r, "penalty_text", "处罚标准", "裁量幅度", "裁量标准") ?? Text.Same("");
        var name = strict ? r.SaidOrWord("tier") : Loose.Said(r, "tier", "裁量阶次", "阶次", "违法程度", "degree") ?? text;
        var other = Others(r);
        return new Tier(name.Zh, text.Zh, penalty.Zh, any, who, sum.Fine, sum.Formula, strict ? r.Flag("warning") : Loose.Word(r, "warning") is not ("" or "false" or "no" or "否"), None(r, strict), 0, group, perParty.Count > 0 ? perParty : null, other.Count > 0 ? other : null)
        {
            Title = name.En == name.Zh ? TierWords.Tier(name.Zh) : name,
            Conditions = text,
            Penalty = penalty,
        };
    }

    /// <summary>Penalties that go with the sum: those listed, and those that have a key of their own, with their measure.</summary>
    private IReadOnlyList<string> Others(YamlMap r)
    {
        if (strict)
        {
            return r.Words("other");
        }

        var own = Kinds.Select(k => r.Find(k) switch
        {
            null or YamlText { Value: null or "false" or "no" or "否" } => "",
            YamlText { Value: "true" or "yes" or "是" } => k,
            var measure => $"{k}: {Loose.Written(measure)}",
        });
        return [.. Loose.Words(r, "other").Concat(own).Where(o => o.Length > 0).Distinct()];
    }

    private RowSum PartySum(YamlPiece piece, YuanRange? within) => piece is YamlMap m && (m.Has("fine") || m.Has("fine_formula")) ? SumOf(m, within) : new RowSum(Sums.Of(piece, within), "");

    private RowSum SumOf(YamlMap m, YuanRange? within)
    {
        var formula = strict ? m.TextOr("fine_formula") : Loose.Word(m, "fine_formula", "formula");
        return formula.Length > 0 ? new RowSum(null, formula) : new RowSum(m.Find("fine") is YamlMap by && Subjects.Any(s => by.Has(s.Key)) ? null : Sums.Of(m.Find("fine"), within), "");
    }

    /// <summary><c>must</c>, <c>may</c> or null: whether a row goes without a penalty.</summary>
    public static string? None(YamlMap m, bool strict) => strict ? m.Has("none") ? m.Word("none", Nones) : null : Loose.Word(m, "none") switch
    {
        "" or "false" or "no" or "否" => null,
        "may" => "may",
        var word => word.Contains('可', StringComparison.Ordinal) ? "may" : "must",
    };

    private WeightFactor Factor(YamlMap f)
    {
        var title = Loose.Said(f, "name", "fact") ?? throw f.Wrong("the factor has no name", "add 'name'");
        var name = Loose.Word(f, "fact") is { Length: > 0 } fact ? fact : title.Zh;
        var levels = f.Maps("levels").Select(l =>
        {
            var text = Loose.Said(l, "text", "name") ?? Text.Same("");
            var level = new WeightLevel(text.Zh, Percent(l.Find("pct")) ?? throw l.Wrong("the level has no pct", "add its percentage"), facts.Level(l, name)) { Said = text };
            Done(l);
            return level;
        }).ToList();
        if (levels.Count == 0)
        {
            throw f.Wrong($"the factor '{title.Zh}' has no levels", "write 'levels' with text and pct");
        }

        if (levels.TrueForAll(l => l.When.Count == 0))
        {
            facts.Named(f, name, [.. levels.Select(l => l.Text)]);
        }

        var factor = new WeightFactor(name, Loose.Word(f, "unit"), levels) { Title = title };
        Done(f);
        return factor;
    }

    private static decimal? Percent(YamlPiece? piece) => piece switch
    {
        null or YamlText { Value: null } => null,
        YamlText { Value: { } text } said => Numerals.Of(Numerals.Narrow(text).TrimEnd('%')) ?? (decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var signed) ? signed : throw said.Wrong($"'{text}' is not a percentage", "write 20 or 20%")),
        _ => throw piece.Wrong("a percentage is one number", "write 20 or 20%"),
    };

    private static decimal Top(Tier tier) => tier.Fine?.Max ?? tier.PerParty?.Values.Max(p => p.Fine?.Max ?? 0) ?? 0;

    private void Done(YamlPiece piece)
    {
        if (strict && piece is YamlMap map)
        {
            map.Done();
        }
    }

    [GeneratedRegex("^fine_(?:(?:per|multiple_of|times_of|times|multiple)_|(?<share>(?:pct|percent|percentage)_of_)|)(?<base>.+)$")]
    private static partial Regex PerUnit();
}
