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
public static class StandardTables
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int Longest = 8_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">File.</param>
    /// <param name="wrong">Takes what is wrong with single tables, so that the others are read; null = the first one is thrown.</param>
    /// <exception cref="LawPackException">It is not of the form; the message names the line.</exception>
    public static IReadOnlyList<PublishedTable> ReadFile(string path, ICollection<LawPackException>? wrong = null) => new FileInfo(path).Length <= Longest
        ? Read(Path.GetFileName(path), File.ReadAllText(path), wrong)
        : throw new LawPackException(Path.GetFileName(path), 1, "the file is too long", $"at most {Longest:N0} bytes; split it");

    /// <summary>Reads the text of a file.</summary>
    public static IReadOnlyList<PublishedTable> Read(string file, string text, ICollection<LawPackException>? wrong = null)
    {
        var m = YamlPiece.Document(file, text, aliases: true);
        var house = new Frame(m, file);
        IReadOnlyList<PublishedTable> Each(string key, Func<YamlMap, int, PublishedTable> read)
        {
            var tables = new List<PublishedTable>();
            foreach (var (map, i) in m.Maps(key).Select((map, i) => (map, i)))
            {
                try
                {
                    tables.Add(read(map, i));
                }
                catch (LawPackException e) when (wrong is not null)
                {
                    wrong.Add(e);
                }
            }

            foreach (var twice in tables.GroupBy(t => t.Standard.Id).Where(g => g.Count() > 1).Select(g => g.Last()))
            {
                var again = new LawPackException(file, twice.Line, $"the id '{twice.Standard.Id}' stands twice", "give each table its own id");
                (wrong ?? throw again).Add(again);
            }

            return tables;
        }

        if (m.Find("tables") is not null)
        {
            return Each("tables", (t, _) => new PublishedTable(house.Table(t), t.Find("lint_expected") is null ? null : Loose.Words(t, "lint_expected"), t.Line, false));
        }

        if (m.Find("rows") is not null)
        {
            return Each("rows", (r, i) => new PublishedTable(house.Listed(r, i), null, r.Line, true));
        }

        return m.Find("standard") is not null ? [new PublishedTable(house.Table(m), null, 1, false)] : [];
    }

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
            (title, region) = (Loose.Word(source, "title", "id"), Loose.Word(source, "region"));
            conventions = m.Find("conventions") as YamlMap ?? (m.Find("bounds") is null ? null : m);
            if ((source?.Find("valid") ?? m.Find("valid")) is YamlMap valid)
            {
                from = valid.Find("from") is YamlText { Value: not null } f ? f.Day() : null;
                to = valid.Find("to") is YamlText { Value: not null } t ? t.Day() : null;
                to ??= valid.Find("years") is YamlText { Value: not null } years ? from?.AddYears(years.Number() is > 0 and <= 100 and var n ? (int)n : throw years.Wrong($"'{years.Value}' is no number of years", "write 1 to 100")).AddDays(-1) : null;
            }
        }

        public DiscretionStandard Listed(YamlMap row, int index)
        {
            var facts = new StandardFacts(row, strict: false);
            var any = facts.Alternatives(row);
            var tier = new Tier(Loose.Word(row, "tier", "act"), string.Join("；", Loose.Words(row, "text")), "不予行政处罚", any, null, null, "", false, StandardBody.None(row, strict: false) ?? "must", 0);
            return Standard(row, $"{Path.GetFileNameWithoutExtension(file)}#{(Loose.Word(row, "no") is { Length: > 0 } no ? no : (index + 1).ToString(CultureInfo.InvariantCulture))}") with { Tiers = [tier], Facts = facts.Asked() };
        }

        public DiscretionStandard Table(YamlMap t)
        {
            var id = Loose.Word(t, "id", "standard") is { Length: > 0 } said ? said : throw t.Wrong("the table has no id", "add 'id'");
            var body = new StandardBody(t, strict: false);
            return body.Weights is null && body.Tiers.Count == 0
                ? throw t.Wrong($"the table {id} has no rules", "write at least one row, or 'factors' for a sum of weights")
                : Standard(t, id) with
                {
                    Facts = body.Asked,
                    Tiers = body.Tiers,
                    Weights = body.Weights,
                    Ranges = body.Ranges,
                    Bounds = body.Bounds ?? StandardBody.BoundsOf(conventions?.Find("bounds")),
                    Examples = StandardFacts.Examples(t),
                };
        }

        private DiscretionStandard Standard(YamlMap t, string id)
        {
            var basis = t.Find("basis") as YamlMap;
            var law = Loose.Word(t, "law") is { Length: > 0 } own ? own : Loose.Word(basis, "law") is { Length: > 0 } its ? its : Loose.Word(t, "basis") is { Length: > 0 } words ? words : title;
            string[] places = [Loose.Word(basis, "article"), Loose.Word(basis, "paragraph"), Loose.Word(basis, "item")];
            var article = string.Join(".", places.TakeWhile(w => w.Length > 0));
            var unknown = Loose.Word(t, "unknown") is { Length: > 0 } u ? u : Loose.Word(conventions, "unknown_factor");
            return new DiscretionStandard
            {
                Id = id,
                Item = new ItemCode(""),
                Title = Loose.Said(t, "act", "title") ?? Text.Same(""),
                Region = region,
                Basis = new Article(law.Trim('《', '》'), article, file),
                Instrument = title,
                Certainty = Certainty.Derived,
                Hit = HitOf(t),
                Unknown = unknown.Contains("最低", StringComparison.Ordinal) || unknown == "lowest" ? "lowest" : "ask",
                ValidFrom = from,
                ValidTo = to,
                File = file,
            };
        }

        private string HitOf(YamlMap t)
        {
            var said = Loose.Word(t, "hit", "hit_policy", "conflict") is { Length: > 0 } own ? own : Loose.Word(conventions, "hit", "hit_policy", "conflict");
            return said.Contains("较重", StringComparison.Ordinal) || said.Contains("从重", StringComparison.Ordinal) || said.ToLowerInvariant() is "heavier" or "priority" or "p" ? "heavier"
                : said.ToLowerInvariant() is "ordered" or "first" or "f" ? "ordered"
                : said.ToLowerInvariant() is "unique" or "u" ? "unique"
                : "undeclared";
        }
    }
}
