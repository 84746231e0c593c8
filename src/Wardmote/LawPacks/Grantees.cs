using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.LawPacks;

/// <summary>赋权镇街: the words of a notice that say which towns a row reaches.</summary>
public static partial class Grantees
{
    private static readonly string[] Kinds = ["人民政府", "办事处", "街道", "民族乡", "镇", "乡"];

    /// <summary>The reach of the words; null and a doubt where a name is not a town of the county.</summary>
    public static Reach? Read(string words, string county, IReadOnlyList<Locality> places, List<Text> doubts)
    {
        var said = Plain(words);
        if (said.Length == 0)
        {
            doubts.Add(new Text("没有写赋权给哪些镇街", "the row names no towns", "لا يذكر السطر البلديات"));
            return null;
        }

        // 除A、B外的镇街；全部镇街（A、B除外）
        var except = new List<Locality>();
        foreach (Match outside in Outside().Matches(said))
        {
            except.AddRange(Named(outside.Groups["names"].Value, places, doubts));
        }

        var rest = Outside().Replace(said, "").Replace("()", "", StringComparison.Ordinal).Trim('的', ',');
        if (doubts.Count > 0)
        {
            return null;
        }

        var (towns, streets) = Everybody(rest, except.Count > 0);
        if (towns && streets)
        {
            return new Reach([county], [], [.. except.Select(p => p.Code)]);
        }

        if (towns)
        {
            return new Reach([county], [], [.. except.Select(p => p.Code)], true);
        }

        var chosen = streets ? places.Where(p => p.Kind == LocalityKind.Subdistrict).ToList() : Named(Counted().Replace(rest, ""), places, doubts);
        if (doubts.Count == 0 && Counted().Match(rest) is { Success: true } counted && int.TryParse(counted.Groups["n"].Value, out var number) && number != chosen.Count)
        {
            doubts.Add(new Text($"写的是 {number} 个镇街，列出 {chosen.Count} 个", $"{number} towns are said and {chosen.Count} named", $"ذُكر {number} والمسمّى {chosen.Count}"));
        }

        return doubts.Count > 0 ? null : new Reach([], [.. chosen.Except(except).Select(p => p.Code).Distinct().Order(StringComparer.Ordinal)], []);
    }

    /// <summary>Full-width letters, digits and marks as half-width ones; every separator a comma; no blanks.</summary>
    public static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var wide in words)
        {
            var c = wide is >= '！' and <= '～' ? (char)(wide - 0xFEE0) : wide;
            var mark = c is '、' or ';' or '/' or '\n' or '\r' or '\t' or '|' or '。' or '·' ? ',' : c is '〔' or '﹝' or '[' or '【' ? '(' : c is '〕' or '﹞' or ']' or '】' ? ')' : c;
            if (!char.IsWhiteSpace(mark) && char.GetUnicodeCategory(mark) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                plain.Append(mark);
            }
        }

        return Commas().Replace(plain.ToString(), ",").Trim(',');
    }

    /// <summary>Whether the words mean every town, every subdistrict, or both.</summary>
    private static (bool Towns, bool Streets) Everybody(string words, bool excepting)
    {
        var bare = Filler().Replace(words, "").Trim(',');
        return bare switch
        {
            "镇街" or "街镇" or "镇街道" or "镇,街道" or "街道,镇" or "乡镇街道" or "乡镇,街道" or "乡镇(街道)" or "镇(街道)" or "镇乡街道" or "镇乡,街道" or "街道乡镇" or "街乡镇" or "乡镇街" => (true, true),
            "" => (excepting, excepting),
            "镇" or "乡镇" or "镇乡" or "镇,乡" or "乡,镇" => (true, false),
            "街道" or "街" => (false, true),
            _ => (false, false),
        };
    }

    private static List<Locality> Named(string words, IReadOnlyList<Locality> places, List<Text> doubts)
    {
        var found = new List<Locality>();
        foreach (var name in words.Replace("以及", ",", StringComparison.Ordinal).Split(',').SelectMany(w => Names(w, places)).Select(Trimmed).Where(n => n.Length > 0))
        {
            var near = Matching(name, places);
            if (near is [var one])
            {
                found.Add(one);
                continue;
            }

            var nearest = string.Join("、", LawInForce.NearestOf(name, places.Select(p => p.Name.Zh)));
            doubts.Add(near.Count > 1
                ? new Text($"“{name}”可以是{string.Join("、", near.Select(p => p.Name.Zh))}", $"“{name}” may be {string.Join(", ", near.Select(p => p.Name.En))}", $"«{name}» قد تكون {string.Join("، ", near.Select(p => p.Name.Ar))}")
                : new Text($"本区县没有“{name}”；相近：{nearest}", $"the county has no “{name}”; nearest: {nearest}", $"لا «{name}» في المقاطعة؛ الأقرب: {nearest}"));
        }

        return found;
    }

    /// <summary>太和镇和人和街道 as two names: a word for “and” also stands in the names of towns, so it parts what is left of it only where that is a town.</summary>
    private static IEnumerable<string> Names(string words, IReadOnlyList<Locality> places)
    {
        if (Matching(Trimmed(words), places).Count > 0)
        {
            return [words];
        }

        var ands = Enumerable.Range(0, words.Length).Where(i => words[i] is '和' or '及' or '与').ToList();
        return ands.FindIndex(i => Matching(Trimmed(words[..i]), places).Count > 0) is >= 0 and var at
            ? [words[..ands[at]], .. Names(words[(ands[at] + 1)..], places)]
            : words.Split('和', '及', '与');
    }

    private static string Trimmed(string name) => name.Trim('(', ')', '等');

    private static List<Locality> Matching(string name, IReadOnlyList<Locality> places)
    {
        var bare = Bare(name);
        var exact = places.Where(p => p.Name.Zh == name || p.Organ.Zh == name || p.Code == name).ToList();
        return exact.Count > 0 ? exact : [.. places.Where(p => Bare(p.Name.Zh) == bare && bare.Length > 0)];
    }

    private static string Bare(string name)
    {
        foreach (var kind in Kinds)
        {
            name = name.EndsWith(kind, StringComparison.Ordinal) && name.Length > kind.Length ? name[..^kind.Length] : name;
        }

        return name;
    }

    [GeneratedRegex(",+")]
    private static partial Regex Commas();

    [GeneratedRegex(@"(?:除(?<names>[^()]+?)(?:以外|之外|外)(?:的)?(?:其他|其余)?)|(?:\((?<names>[^()]+?)除外\))|(?:,?(?<names>[^(),]+?(?:,[^(),]+?)*)除外)")]
    private static partial Regex Outside();

    [GeneratedRegex(@"(?:等)?(?:共)?(?<n>\d{1,3})个(?:镇街|乡镇|镇|街道|镇,街道|乡镇,街道)?")]
    private static partial Regex Counted();

    [GeneratedRegex("全部|所有|全区|全县|全市|辖区内|辖区|各|本区|本县|其他|其余|人民政府|办事处|的")]
    private static partial Regex Filler();
}
