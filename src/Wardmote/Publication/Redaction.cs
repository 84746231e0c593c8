using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wardmote.Documents;
using Wardmote.Law;

namespace Wardmote.Publication;

/// <summary>Words a checker hides beyond the rule.</summary>
/// <param name="Kind"><c>secret</c> (商业秘密), <c>person</c> (somebody else's details) or <c>other</c>.</param>
/// <param name="Words">The words, hidden wherever they stand.</param>
public sealed record HideMore(string Kind, string Words);

/// <summary>
/// 隐去信息: a piece of a decision that is not published. Personal privacy and trade secrets are not public (Government Information art. 15; Penalties art. 50); organisations stay named.
/// </summary>
/// <param name="Line">Line of the document, from 0.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Kind"><c>name</c>, <c>id_number</c>, <c>address</c>, <c>phone</c>, <c>plate</c>, <c>account</c>, <c>email</c>, <c>birth</c>, <c>pay_code</c>, <c>secret</c>, <c>person</c> or <c>other</c>.</param>
/// <param name="Instead">What stands in its place.</param>
public sealed partial record Redaction(int Line, int Start, int Length, string Kind, string Instead)
{
    /// <summary>What stands in the place of a hidden piece that has no milder form.</summary>
    public const string Mark = "***";

    private static readonly string[] TwoSurnames =
        ["欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐", "百里", "呼延", "东郭", "南门", "西门", "第五"];

    /// <summary>First character after the piece.</summary>
    public int End => Start + Length;

    /// <summary>How a form names the piece.</summary>
    public string Place => $"{Line}:{Start}";

    /// <summary>What the rule hides, whatever anybody thinks of it.</summary>
    /// <param name="document">The decision in Chinese.</param>
    /// <param name="party">The party. Individuals, individual businesses among them, are made anonymous; of an organisation nothing is hidden by its name.</param>
    /// <param name="payCode">Payment code; empty for none.</param>
    public static IReadOnlyList<Redaction> ByRule(Document document, Party party, string payCode = "")
    {
        var person = party.Kind == PartyKind.Individual;
        var found = new List<Redaction>();
        for (var n = 0; n < document.Lines.Count; n++)
        {
            var words = Plain(document.Lines[n].Words);
            var kept = person ? [] : Every(words, Plain(party.Address)).Concat(Every(words, Plain(party.IdNumber))).ToList();
            if (person)
            {
                Take(n, "address", Every(words, Plain(party.Address)));
                Take(n, "name", Every(words, Plain(party.Name)), Anonymous(party));
                Take(n, "id_number", Every(words, Plain(party.IdNumber)));
                Take(n, "birth", BirthDays(party).SelectMany(d => Every(words, d)));
            }

            Take(n, "phone", Every(words, Plain(party.Phone)));
            Take(n, "pay_code", Every(words, Plain(payCode)));
            Take(n, "email", Spans(Email().Matches(words)));
            Take(n, "id_number", Spans(IdNumber().Matches(words)));
            Take(n, "account", Spans(Account().Matches(words)));
            Take(n, "phone", Spans(Phone().Matches(words)));
            Take(n, "plate", Spans(Plate().Matches(words)));
            Take(n, "birth", Spans(Born().Matches(words)));
            Take(n, "address", Spans(Household().Matches(words)));

            void Take(int line, string kind, IEnumerable<(int Start, int Length)> spans, string instead = Mark) =>
                found.AddRange(spans.Where(s => !kept.Any(k => s.Start < k.Start + k.Length && k.Start < s.Start + s.Length)).Select(s => new Redaction(line, s.Start, s.Length, kind, instead)));
        }

        return Apart(found);
    }

    /// <summary>What a checker hides beyond the rule; a piece that overlaps one of the rule becomes one piece with it.</summary>
    public static IReadOnlyList<Redaction> With(Document document, IReadOnlyList<Redaction> pieces, IEnumerable<HideMore> more) =>
        Apart([.. pieces, .. more.SelectMany(m => document.Lines.SelectMany((l, n) => Every(Plain(l.Words), Plain(m.Words)).Select(s => new Redaction(n, s.Start, s.Length, m.Kind, Mark))))]);

    /// <summary>The document as it is published.</summary>
    public static Document Apply(Document document, IReadOnlyList<Redaction> pieces) => document with
    {
        Lines = [.. document.Lines.Select((line, n) => line with { Words = Put(line.Words, pieces.Where(p => p.Line == n)) })],
    };

    /// <summary>A person's published name: the surname and 某. What is not written in Chinese keeps its first letter.</summary>
    public static string Anonymous(Party party)
    {
        if (party.Kind == PartyKind.Entity || party.Name.Trim().Length == 0)
        {
            return party.Name.Trim();
        }

        // A label in brackets, such as （虚构）, is not the name.
        var name = Brackets().Replace(party.Name, "").Trim() is { Length: > 0 } bare ? bare : party.Name.Trim();

        var surname = Array.Find(TwoSurnames, s => name.Length > 2 && name.StartsWith(s, StringComparison.Ordinal));
        return surname is not null ? surname + "某" : name[0] is >= '\u4e00' and <= '\u9fff' ? name[..1] + "某" : StringInfo.GetNextTextElement(name) + Mark;
    }

    /// <summary>Full-width and Arabic figures and letters as plain ones, character for character, so that places stay where they are.</summary>
    public static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            plain.Append(c switch
            {
                >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
                >= '٠' and <= '٩' => (char)('0' + c - '٠'),
                >= '۰' and <= '۹' => (char)('0' + c - '۰'),
                '\u00a0' or '\u3000' => ' ',
                _ => c,
            });
        }

        return plain.ToString();
    }

    private static string Put(string words, IEnumerable<Redaction> pieces)
    {
        var put = new StringBuilder();
        var at = 0;
        foreach (var piece in pieces.OrderBy(p => p.Start))
        {
            put.Append(words, at, piece.Start - at).Append(piece.Instead);
            at = piece.End;
        }

        return put.Append(words, at, words.Length - at).ToString();
    }

    /// <summary>Pieces that touch each other become one of the kind of the longest: no half of a number is left over.</summary>
    private static IReadOnlyList<Redaction> Apart(List<Redaction> found)
    {
        var apart = new List<Redaction>();
        foreach (var piece in found.OrderBy(p => p.Line).ThenBy(p => p.Start).ThenByDescending(p => p.Length))
        {
            if (apart is [.., var last] && last.Line == piece.Line && piece.Start < last.End)
            {
                var longer = piece.Length > last.Length ? piece : last;
                apart[^1] = longer with { Start = last.Start, Length = Math.Max(last.End, piece.End) - last.Start };
            }
            else
            {
                apart.Add(piece);
            }
        }

        return apart;
    }

    private static IEnumerable<(int Start, int Length)> Every(string words, string what)
    {
        var wanted = what.Trim();
        for (var at = wanted.Length == 0 ? -1 : words.IndexOf(wanted, StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf(wanted, at + wanted.Length, StringComparison.OrdinalIgnoreCase))
        {
            yield return (at, wanted.Length);
        }
    }

    private static IEnumerable<(int Start, int Length)> Spans(MatchCollection matches) => matches.Select(m => (m.Index, m.Length));

    private static IEnumerable<string> BirthDays(Party party) =>
        party.BirthDate is { } day ? [$"{day:yyyy-MM-dd}", $"{day:yyyy.MM.dd}", $"{day:yyyy/MM/dd}", $"{day.Year}年{day.Month}月{day.Day}日", $"{day:yyyy年MM月dd日}"] : [];

    // A resident's number carries the day of birth, a credit code of an organisation does not: that is what tells them apart. The old form has fifteen figures.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-8]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?![0-9A-Za-z])|(?<![0-9A-Za-z])[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])|(?<![0-9A-Za-z])[HMCEGD]\d{8}(?![0-9A-Za-z])")]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])|(?<![0-9A-Za-z])\(?0\d{2,3}\)?[ -]?\d{7,8}(?![0-9A-Za-z])")]
    private static partial Regex Phone();

    [GeneratedRegex(@"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Za-z][·•・. -]?[A-HJ-NP-Za-hj-np-z0-9]{4,6}[挂学警港澳]?(?![0-9A-Za-z])")]
    private static partial Regex Plate();

    // Bank cards and accounts, written together or in fours. A credit code holds letters; one without is kept by the party's own number.
    [GeneratedRegex(@"(?<![0-9A-Za-z〔])(?:62|60|4\d|5[1-5]|9558)\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])|(?<=(?:账号|账户|卡号|帐号)[:： 为]{0,2})\d[\d -]{7,30}\d")]
    private static partial Regex Account();

    [GeneratedRegex(@"[（(][^）)]*[）)]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?:18|19|20)\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?(?=(?:出)?生)|(?<=(?:出生日期|生日|生于)[:： 为]{0,2})(?:18|19|20)\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?")]
    private static partial Regex Born();

    // Down to the door: building, unit, floor and room. A street and its number stay: they are where the act was.
    [GeneratedRegex(@"(?:[0-9A-Za-z一二三四五六七八九十]{1,4} ?(?:栋|幢|号楼|座|单元|楼|层)[ -]?){0,4}(?:(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十]{1,3}) ?(?:单元|室)|\d{3,5} ?户)(?: ?[0-9A-Za-z-]{1,5} ?(?:室|户|号))?|(?<![0-9-])\d{1,3} ?(?:栋|幢|号楼) ?\d{1,3}-\d{1,3}(?:-\d{1,3})?")]
    private static partial Regex Household();
}
