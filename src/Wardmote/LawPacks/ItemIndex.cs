using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.LawPacks;

/// <summary>The items that a county's list may mean, and how near a row of it comes to each: by name, and by the law and article it cites. 事项匹配</summary>
internal sealed partial class ItemIndex
{
    private readonly List<(EnforcementItem Item, HashSet<string> Grams, List<(string Law, string Ref)> Articles)> _items;

    public ItemIndex(LawInForce law, string county, DateOnly day)
    {
        var rows = law.At(county).Packs.SelectMany(p => p.Items).Select(i => i.Code).Distinct().OrderBy(c => c.Value, StringComparer.Ordinal);

        // Any row of the item may be cited: a notice of today may still name the law that was replaced.
        _items = [.. rows.Select(c => law.Item(c, day)).OfType<EnforcementItem>()
            .Select(i => (i, Grams(i.Title.Zh), law.RowsOf(i.Code).SelectMany(r => Refs(r).Select(a => (LawName(r.Law), a))).Distinct().ToList()))];
    }

    public IEnumerable<EnforcementItem> All => _items.Select(i => i.Item);

    public EnforcementItem? Find(string code) => _items.Find(i => i.Item.Code.Value == code).Item;

    /// <summary>Up to five items, best first.</summary>
    public IReadOnlyList<ItemMatch> Match(NoticeRow row)
    {
        var (grams, cited) = (Grams(row.Item), Cited(row.Basis));
        return [.. _items.Select(i =>
        {
            var common = i.Grams.Count(grams.Contains);
            var names = common == 0 ? 0 : (((2.0 * common) / (i.Grams.Count + grams.Count)) + ((double)common / Math.Min(i.Grams.Count, grams.Count))) / 2;
            var (word, basis) = Articles(i.Articles, cited);
            return new ItemMatch(i.Item, Math.Round(word == "none" ? names * 0.8 : (names * 0.55) + (basis * 0.45), 3), Math.Round(names, 3), word);
        }).Where(m => m.Score > 0.2).OrderByDescending(m => m.Score).ThenBy(m => m.Item.Code.Value, StringComparer.Ordinal).Take(5)];
    }

    /// <summary>How the basis of a row stands to an item: <c>same</c>, <c>law</c>, <c>other</c> or <c>none</c>.</summary>
    public string ArticleOf(NoticeRow row, EnforcementItem item) => Articles(_items.Find(i => i.Item.Code == item.Code).Articles, Cited(row.Basis)).Word;

    private static (string Word, double Near) Articles(List<(string Law, string Ref)> own, List<(string Law, string Ref)> cited)
    {
        if (cited.Count == 0)
        {
            return ("none", 0);
        }

        var (best, word) = (0.0, "other");
        foreach (var (law, place) in cited)
        {
            foreach (var (ownLaw, ownPlace) in own.Where(o => o.Law == law))
            {
                var (a, b) = (place.Split('.'), ownPlace.Split('.'));
                var same = place.Length > 0 && a[0] == b[0];
                var whole = same && a.Zip(b).All(p => p.First == p.Second);
                var near = whole ? 0.8 + (0.2 * Math.Min(a.Length, b.Length) / Math.Max(a.Length, b.Length)) : same ? 0.7 : 0.4;
                (best, word) = near > best ? (near, same ? "same" : word == "same" ? word : "law") : (best, word);
            }
        }

        return (word, best);
    }

    private static IEnumerable<string> Refs(EnforcementItem row)
    {
        var refs = $"{row.PenaltyRef};{row.ConductRef}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        return refs.Count > 0 ? refs : [.. Cited($"《{row.Law}》{row.LegalBasis}").Select(c => c.Ref).DefaultIfEmpty("")];
    }

    /// <summary>《法名》第六十条第一款第一项 as law and 60.1.1; articles after a law belong to it until the next law.</summary>
    internal static List<(string Law, string Ref)> Cited(string basis)
    {
        var (found, law) = (new List<(string, string)>(), "");
        foreach (Match part in Citation().Matches(Grantees.Plain(basis)))
        {
            if (part.Groups["law"].Success)
            {
                law = LawName(part.Groups["law"].Value);
                found.Add((law, ""));
            }
            else if (law.Length > 0)
            {
                found.RemoveAll(f => f == (law, ""));
                var numbers = new[] { "a", "p", "i" }.Select(g => part.Groups[g]).Where(g => g.Success).Select(g => Number(g.Value)).ToList();
                found.Add((law, string.Join('.', numbers.Count == 2 && part.Groups["i"].Success ? [numbers[0], 1, numbers[1]] : numbers)));
            }
        }

        return found;
    }

    private static string LawName(string law) => Brackets().Replace(Grantees.Plain(law), "").Replace("中华人民共和国", "", StringComparison.Ordinal).Trim('《', '》');

    /// <summary>六十、一百一十二 or 60 as a number.</summary>
    internal static int Number(string words)
    {
        if (int.TryParse(words, out var plain))
        {
            return plain;
        }

        var (sum, digit) = (0, 0);
        foreach (var c in words)
        {
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1_000, _ => 0 };
            if (unit > 0)
            {
                sum += (digit == 0 ? 1 : digit) * unit;
                digit = 0;
            }
            else
            {
                digit = "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            }
        }

        return sum + digit;
    }

    private static HashSet<string> Grams(string name)
    {
        var bare = Wrapping().Replace(Brackets().Replace(Grantees.Plain(name), ""), "").Replace(",", "", StringComparison.Ordinal);
        return bare.Length < 2 ? [bare] : [.. Enumerable.Range(0, bare.Length - 1).Select(i => bare.Substring(i, 2))];
    }

    [GeneratedRegex(@"《(?<law>[^》]+)》|第(?<a>[零一二三四五六七八九十百千\d]+)条(?:之[一二三四五])?(?:第(?<p>[零一二三四五六七八九十\d]+)款)?(?:第\(?(?<i>[零一二三四五六七八九十\d]+)\)?项)?")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex("^对|(?:的)?(?:行政)?(?:处罚权?|强制措施|强制执行|检查)$|行为|的")]
    private static partial Regex Wrapping();
}
