using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>A table as it was published, with what its transcriber expects an analysis to find.</summary>
/// <param name="Standard">The table as a standard.</param>
/// <param name="LintExpected">The transcriber's expectations; null where the table is not annotated.</param>
/// <param name="Line">Line it begins on.</param>
/// <param name="IsList">True for one row of a list of acts: facts outside it are no gap.</param>
public sealed record PublishedTable(DiscretionStandard Standard, IReadOnlyList<string>? LintExpected, int Line, bool IsList);

/// <summary>
/// Reads a single file of published discretion tables (裁量基准表): <c>source</c>, <c>conventions</c>, <c>tables</c> with rows or weights. The text is the instrument's, the
/// conditions are the transcriber's; keys this program does not know are let be, because such files come from many hands.
/// </summary>
public static partial class StandardTables
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="LawPackException">It is not of the form; the message names the line.</exception>
    public static IReadOnlyList<PublishedTable> ReadFile(string path) => Read(Path.GetFileName(path), File.ReadAllText(path));

    /// <summary>Reads the text of a file.</summary>
    public static IReadOnlyList<PublishedTable> Read(string file, string text)
    {
        var m = YamlPiece.Document(file, text, aliases: true);
        var house = new Frame(m, file);
        if (m.Find("tables") is not null)
        {
            return [.. m.Maps("tables").Select(t => new PublishedTable(house.Table(t), t.Find("lint_expected") is null ? null : Loose(t, "lint_expected"), t.Line, false))];
        }

        if (m.Find("rows") is not null)
        {
            return [.. m.Maps("rows").Select((r, i) => new PublishedTable(house.Listed(r, i), null, r.Line, true))];
        }

        return m.Find("standard") is not null ? [new PublishedTable(house.Table(m), null, 1, false)] : [];
    }

    private static IReadOnlyList<string> Loose(YamlMap m, string key) => m.Find(key) switch
    {
        YamlList list => [.. list.Pieces.Select(Written)],
        YamlText { Value: { } one } => [one],
        _ => [],
    };

    // A note may be read by YAML as a map or a list where it holds a colon or a comma: its words are kept as they fall.
    private static string Written(YamlPiece piece) => piece switch
    {
        YamlText text => text.Value ?? "",
        YamlList list => string.Join(", ", list.Pieces.Select(Written)),
        YamlMap map => string.Join("; ", map.Keys.Select(k => $"{k}: {Written(map.Find(k)!)}")),
        _ => "",
    };

    private static string Word(YamlMap? m, params string[] keys) =>
        keys.Select(k => m?.Find(k) is YamlText { Value: { Length: > 0 } v } ? v : "").FirstOrDefault(v => v.Length > 0) ?? "";

    [GeneratedRegex(@"^\s*([\[\(\]])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([\]\)\[])\s*$")]
    private static partial Regex Interval();

    [GeneratedRegex(@"^\s*(<=?|>=?)\s*(-?[\d.]+)\s*$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^([\p{L}_][\p{L}\p{N}_]*)\s*(=|<=?|>=?|!=|in)\s*(.+)$")]
    private static partial Regex GateTest();

    /// <summary>What the whole file says of its tables.</summary>
    private sealed class Frame
    {
        private readonly string file;
        private readonly string title;
        private readonly string region;
        private readonly YamlMap? conventions;
        private readonly DateOnly? from;
        private readonly DateOnly? to;

        public Frame(YamlMap m, string file)
        {
            this.file = file;
            var source = m.Find("source") as YamlMap;
            (title, region) = (Word(source, "title", "id"), Word(source, "region"));
            conventions = m.Find("conventions") as YamlMap ?? (m.Find("bounds") is null ? null : m);
            if ((source?.Find("valid") ?? m.Find("valid")) is YamlMap valid)
            {
                from = valid.Find("from") is YamlText { Value: not null } f ? f.Day() : null;
                to = valid.Find("to") is YamlText { Value: not null } t ? t.Day() : null;
                to ??= valid.Find("years") is YamlText { Value: not null } years ? from?.AddYears((int)years.Number()).AddDays(-1) : null;
            }
        }

        public DiscretionStandard Listed(YamlMap row, int index)
        {
            var facts = new Gathered(row);
            var any = facts.Alternatives(row);
            var tier = new Tier(Word(row, "tier", "act"), string.Join("；", Loose(row, "text")), "不予行政处罚", any, null, null, "", false, None(row) ?? "must", 0);
            return Standard(row, $"{Path.GetFileNameWithoutExtension(file)}#{(Word(row, "no") is { Length: > 0 } no ? no : (index + 1).ToString(CultureInfo.InvariantCulture))}", facts, [tier], []);
        }

        public DiscretionStandard Table(YamlMap t)
        {
            var facts = new Gathered(t);
            var ranges = Ranges(t);
            var tiers = t.Find("factors") is null ? Rows(t, facts, ranges) : [];
            var standard = Standard(t, Word(t, "id", "standard") is { Length: > 0 } id ? id : throw t.Wrong("the table has no id", "add 'id'"), facts, tiers, ranges);
            if (t.Find("factors") is null)
            {
                return tiers.Count > 0 ? standard : throw t.Wrong($"the table {standard.Id} has no rules", "write at least one row");
            }

            var weights = new WeightSum((t.Find("start_pct") as YamlText)?.Number() ?? 0, [.. t.Maps("factors").Select(f => Factor(f, facts))]);
            return standard with { Weights = weights, Facts = facts.Asked() };
        }

        private DiscretionStandard Standard(YamlMap t, string id, Gathered facts, IReadOnlyList<Tier> tiers, IReadOnlyList<LegalRange> ranges)
        {
            var basis = t.Find("basis") as YamlMap;
            var law = Word(t, "law") is { Length: > 0 } own ? own : Word(basis, "law") is { Length: > 0 } its ? its : Word(t, "basis") is { Length: > 0 } words ? words : title;
            string[] places = [Word(basis, "article"), Word(basis, "paragraph"), Word(basis, "item")];
            var article = string.Join(".", places.TakeWhile(w => w.Length > 0));
            var unknown = Word(t, "unknown") is { Length: > 0 } u ? u : Word(conventions, "unknown_factor");
            return new DiscretionStandard
            {
                Id = id,
                Item = new ItemCode(""),
                Title = Law.Text.Same(Word(t, "act", "title")),
                Region = region,
                Basis = new Article(law.Trim('《', '》'), article, file),
                Instrument = title,
                Certainty = Certainty.Derived,
                Hit = HitOf(t),
                Unknown = unknown.Contains("最低", StringComparison.Ordinal) || unknown == "lowest" ? "lowest" : "ask",
                Facts = facts.Asked(),
                Tiers = tiers,
                Ranges = ranges,
                Bounds = BoundsOf(t.Find("bounds") ?? conventions?.Find("bounds")),
                Examples = facts.Examples(t),
                ValidFrom = from,
                ValidTo = to,
                File = file,
            };
        }

        private string HitOf(YamlMap t)
        {
            var said = Word(t, "hit", "hit_policy", "conflict") is { Length: > 0 } own ? own : Word(conventions, "hit", "hit_policy", "conflict");
            return said.Contains("较重", StringComparison.Ordinal) || said.Contains("从重", StringComparison.Ordinal) || said.ToLowerInvariant() is "heavier" or "priority" or "p" ? "heavier"
                : said.ToLowerInvariant() is "ordered" or "first" or "f" ? "ordered"
                : said.ToLowerInvariant() is "unique" or "u" ? "unique"
                : "undeclared";
        }

        private static BoundaryWords? BoundsOf(YamlPiece? said)
        {
            if (said is YamlMap map)
            {
                return new BoundaryWords(Word(map, "以上", "and_more") != "exclusive", Word(map, "以下", "and_less") != "exclusive");
            }

            if (said is not YamlText { Value: { Length: > 0 } words })
            {
                return null;
            }

            bool Includes(string word)
            {
                var at = words.IndexOf(word, StringComparison.Ordinal);
                var rest = at < 0 ? words : words[at..];
                var verdict = Regex.Match(rest, "(不\\s*(?:包括|包含|含)|均?(?:包括|包含|含)|exclu|inclu)");
                return !verdict.Success || !(verdict.Value.StartsWith('不') || verdict.Value == "exclu");
            }

            return new BoundaryWords(Includes("以上"), Includes("以下"));
        }
    }

    private static string? None(YamlMap m) => Word(m, "none") switch
    {
        "" or "false" => null,
        "may" => "may",
        _ => "must",
    };

    private static PartyKind? Subject(string word) => word.Trim().ToLowerInvariant() switch
    {
        "" or "both" or "all" => null,
        "person" or "individual" or "个人" or "公民" or "直接责任人员" or "直接负责的主管人员" => PartyKind.Individual,
        var w => w.Contains("个人", StringComparison.Ordinal) || w.Contains("人员", StringComparison.Ordinal) ? PartyKind.Individual : PartyKind.Entity,
    };

    private static readonly (string Key, PartyKind Who)[] Subjects =
        [("org", PartyKind.Entity), ("entity", PartyKind.Entity), ("单位", PartyKind.Entity), ("person", PartyKind.Individual), ("individual", PartyKind.Individual), ("个人", PartyKind.Individual)];

    private static List<LegalRange> Ranges(YamlMap t)
    {
        var ranges = new List<LegalRange>();
        Add(t.Find("legal_range"), "", null, "");
        foreach (var (key, who) in Subjects)
        {
            if (t.Find(key) is YamlMap own)
            {
                Add(own.Find("legal_range") ?? own, "", who, "");
            }
        }

        foreach (var g in t.Find("groups") is YamlList ? t.Maps("groups") : [])
        {
            Add(g.Find("legal_range"), Word(g, "no", "id", "name"), Subject(Word(g, "subject", "who")), g.Find("gate") is { } gate ? Written(gate) : "");
        }

        return ranges;

        void Add(YamlPiece? piece, string group, PartyKind? who, string gate)
        {
            switch (piece)
            {
                case YamlList or YamlText { Value: not null }:
                    ranges.Add(new LegalRange(group, who, gate, Yuan(piece, null), null, ""));
                    break;
                case YamlMap map:
                    foreach (var key in map.Keys)
                    {
                        if (Array.Find(Subjects, s => s.Key == key) is { Key: not null } subject)
                        {
                            Add(map.Find(key), group, subject.Who, gate);
                        }
                        else if (key == "fine")
                        {
                            if (map.Find(key) is YamlMap inner)
                            {
                                Add(inner, group, who, gate);
                            }
                            else
                            {
                                ranges.Add(new LegalRange(group, who, gate, Yuan(map.Find(key), null), null, ""));
                            }
                        }
                        else if (key.StartsWith("fine_", StringComparison.Ordinal) && map.Find(key) is YamlList or YamlText)
                        {
                            ranges.Add(new LegalRange(group, who, gate, null, Yuan(map.Find(key), null), Regex.Replace(key, "^fine_(per|multiple_of|times)_?", "")));
                        }
                    }

                    break;
            }
        }
    }

    /// <summary>A sum as it may be written: 500, [500, 2000], "[500..2000)", "&lt;= 500".</summary>
    private static YuanRange? Yuan(YamlPiece? piece, YuanRange? within)
    {
        switch (piece)
        {
            case YamlList { Pieces: [YamlText low, YamlText high] }:
                return new YuanRange(low.Value is null ? 0 : low.Number(), high.Value is null ? decimal.MaxValue : high.Number());
            case YamlText { Value: { } text } one:
                if (Interval().Match(text) is { Success: true } i)
                {
                    return new YuanRange(Decimal(i.Groups[2].Value), Decimal(i.Groups[3].Value));
                }

                if (Comparison().Match(text) is { Success: true } c)
                {
                    var at = Decimal(c.Groups[2].Value);
                    return c.Groups[1].Value[0] == '<' ? new YuanRange(within?.Min ?? 0, at) : new YuanRange(at, within?.Max ?? decimal.MaxValue);
                }

                return new YuanRange(one.Number(), one.Number());
            default:
                return null;
        }
    }

    private static decimal Decimal(string digits) => decimal.Parse(digits, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static List<Tier> Rows(YamlMap t, Gathered facts, List<LegalRange> ranges)
    {
        var gates = ranges.Where(r => r.Group.Length > 0).GroupBy(r => r.Group).ToDictionary(g => g.Key, g => g.First());
        var conditions = gates.ToDictionary(g => g.Key, g => facts.Gate(t, g.Key, g.Value.Gate));
        var tiers = new List<Tier>();
        foreach (var r in t.Maps("rules"))
        {
            var group = Word(r, "group");
            if (group.Length > 0 && t.Find("groups") is not null && !gates.ContainsKey(group))
            {
                throw r.Wrong($"the row names the group '{group}', which the table does not have", $"write one of: {string.Join(", ", gates.Keys)}");
            }

            var gate = conditions.GetValueOrDefault(group);
            var any = facts.Alternatives(r).Select(a => Joined(a, gate)).ToList();
            var who = Subject(Word(r, "who", "subject", "party")) ?? (gates.TryGetValue(group, out var range) ? range.Who : null);
            var within = ranges.Where(l => l.Group == group || l.Group.Length == 0).MaxBy(l => l.Group.Length)?.Fine;
            var perParty = new Dictionary<PartyKind, RowSum>();
            foreach (var (key, subject) in Subjects)
            {
                if (r.Find(key) is { } own)
                {
                    perParty[subject] = SumOf(own, within);
                }
                else if (r.Find("fine") is YamlMap byParty && byParty.Find(key) is { } its)
                {
                    perParty[subject] = SumOf(its, within);
                }
            }

            var sum = perParty.Count > 0 ? new RowSum(null, "") : SumOf(r, within);
            facts.Formulae([sum.Formula, .. perParty.Values.Select(p => p.Formula)]);
            var other = Loose(r, "other").Concat(new[] { "confiscation", "suspension", "closure", "revocation" }.Where(k => Word(r, k) is not ("" or "false"))).Distinct().ToList();
            tiers.Add(new Tier(
                Word(r, "tier") is { Length: > 0 } tier ? tier : string.Join("；", Loose(r, "text")),
                string.Join("；", Loose(r, "text")),
                string.Join("；", Loose(r, "penalty_text")),
                any,
                who,
                sum.Fine,
                sum.Formula,
                Word(r, "warning") is not ("" or "false"),
                None(r),
                0,
                group,
                perParty.Count > 0 ? perParty : null,
                other.Count > 0 ? other : null));
        }

        // Heaviness is that of the penalty; where sums do not tell, published tables go from light to heavy. A group with a gate stands above one without.
        var order = tiers.Select((tier, i) => (tier, i)).OrderBy(x => gates.TryGetValue(x.tier.Group, out var g) && g.Gate.Length > 0 ? 1 : 0).ThenBy(x => x.tier.None switch { "must" => 0, "may" => 1, _ => 2 })
            .ThenBy(x => x.tier.FineFormula.Length > 0 ? 0 : Top(x.tier)).ThenBy(x => x.i).Select((x, rank) => (x.i, rank)).ToDictionary(x => x.i, x => x.rank);
        return [.. tiers.Select((tier, i) => tier with { Severity = Word(t.Maps("rules")[i], "severity") is { Length: > 0 } said ? (int)Decimal(said) : order[i] })];
    }

    private static decimal Top(Tier tier) => tier.Fine?.Max ?? tier.PerParty?.Values.Max(p => p.Fine?.Max ?? 0) ?? 0;

    private static RowSum SumOf(YamlPiece piece, YuanRange? within) => piece is not YamlMap m
        ? new RowSum(Yuan(piece, within), "")
        : Word(m, "fine_formula") is { Length: > 0 } formula ? new RowSum(null, formula) : new RowSum(m.Find("fine") is YamlMap ? null : Yuan(m.Find("fine"), within), "");

    private static IReadOnlyDictionary<string, string> Joined(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string>? gate) =>
        gate is null ? a : a.Concat(gate.Where(g => !a.ContainsKey(g.Key))).ToDictionary(x => x.Key, x => x.Value);

    private static WeightFactor Factor(YamlMap f, Gathered facts)
    {
        var name = Word(f, "fact", "name") is { Length: > 0 } n ? n : throw f.Wrong("the factor has no name", "add 'name'");
        var levels = f.Maps("levels").Select(l => new WeightLevel(string.Join("；", Loose(l, "text")), (l.Find("pct") as YamlText)?.Number() ?? throw l.Wrong("the level has no pct", "add its percentage"), facts.Level(l, name))).ToList();
        if (levels.TrueForAll(l => l.When.Count == 0))
        {
            facts.Named(name, [.. levels.Select(l => l.Text)]);
        }

        return new WeightFactor(name, Word(f, "unit"), levels);
    }
}
