using System.Globalization;
using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>Sums as files write them: <c>500</c>, <c>[500, 2000]</c>, <c>"[500..2000)"</c>, <c>"&lt;= 500"</c>, <c>{min, max}</c>, and as instruments do: 2万元, 一千元以上五千元以下, 1～5万元.</summary>
internal static partial class Sums
{
    private const string Number = @"([\d.,]+\s*[万亿]?|[〇零一二两三四五六七八九十百千万亿]+)";

    /// <summary>The range; null where the piece is absent or empty. What is no sum is said with its line.</summary>
    /// <param name="piece">What stands there.</param>
    /// <param name="within">The statutory range, which gives the end that a half-open sum leaves out.</param>
    public static YuanRange? Of(YamlPiece? piece, YuanRange? within = null)
    {
        YuanRange? read;
        switch (piece)
        {
            case null or YamlText { Value: null }:
                return null;
            case YamlText { Value: { } text }:
                read = Read(text, within);
                break;
            case YamlList { Pieces: [YamlText low, YamlText high] }:
                var (from, to) = (low.Value is null ? within?.Min ?? 0 : One(low.Value), high.Value is null ? within?.Max ?? decimal.MaxValue : One(high.Value));
                read = from is { } a && to is { } b ? new YuanRange(a, b) : null;
                break;
            case YamlList { Pieces: [YamlText { Value: { } only }] }:
                read = Read(only, within);
                break;
            case YamlMap map when map.Has("min") || map.Has("max"):
                read = new YuanRange(map.Find("min") is YamlText { Value: { } min } least ? One(min) ?? throw NoSum(least) : within?.Min ?? 0, map.Find("max") is YamlText { Value: { } max } most ? One(max) ?? throw NoSum(most) : within?.Max ?? decimal.MaxValue);
                break;
            case YamlMap map when map.Has("fixed"):
                return Of(map.Find("fixed"), within);
            default:
                throw NoSum(piece);
        }

        return read is not { } range ? throw NoSum(piece)
            : range.Min > range.Max ? throw piece.Wrong("the sum ends before it begins", "write the smaller sum first")
            : range;
    }

    /// <summary>A range as files write it.</summary>
    public static string Write(YuanRange range) => range.Min == range.Max ? Digits(range.Min) : $"[{Digits(range.Min)}, {(range.Max == decimal.MaxValue ? "null" : Digits(range.Max))}]";

    /// <summary>A number as files write it.</summary>
    public static string Digits(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static LawPackException NoSum(YamlPiece piece) =>
        piece.Wrong($"'{(piece is YamlText { Value: { } text } ? text : "this")}' is not a sum", "write 500, [500, 2000], \"[500..2000)\" or \"<= 500\"; 2万元 and 一千元以上五千元以下 are read too");

    private static decimal? One(string written) => Numerals.Of(Unit().Replace(Numerals.Narrow(written), ""));

    private static YuanRange? Read(string written, YuanRange? within)
    {
        var text = Unit().Replace(Numerals.Narrow(written), "").Trim();
        if (One(text) is { } one)
        {
            return new YuanRange(one, one);
        }

        if (Interval().Match(text) is { Success: true } i && One(i.Groups[2].Value) is { } end)
        {
            // In 1～5万 the unit stands once and holds for both; in 5000～2万 it does not.
            var start = One(i.Groups[1].Value);
            return !start.HasValue ? null : new YuanRange(text.Contains('上') || text.Contains("..", StringComparison.Ordinal) || !Bare().IsMatch(i.Groups[1].Value) || Bare().IsMatch(i.Groups[2].Value) || start * 10_000 > end ? start.Value : start.Value * 10_000, end);
        }

        if (Least().Match(text) is { Success: true } l && One(l.Groups[1].Value + l.Groups[2].Value) is { } least)
        {
            return new YuanRange(least, within?.Max ?? decimal.MaxValue);
        }

        return Most().Match(text) is { Success: true } m && One(m.Groups[1].Value + m.Groups[2].Value) is { } most ? new YuanRange(within?.Min ?? 0, most) : null;
    }

    [GeneratedRegex(@"人民币|元|罚款|[¥￥]|倍|^处|的$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\s*[\d.,]+\s*$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^[\[\(\]]?\s*" + Number + @"\s*(?:\.\.|-|—|–|~|～|至|到|以上(?:至|到|、|，)?\s*(?:不满|不足|未满|不超过)?)\s*" + Number + @"\s*(?:以下|以内)?\s*[\]\)\[]?$")]
    private static partial Regex Interval();

    [GeneratedRegex(@"^(?:(?:>=?|≥|不低于|不少于|超过)\s*" + Number + "|" + Number + @"\s*及?以上)$")]
    private static partial Regex Least();

    [GeneratedRegex(@"^(?:(?:<=?|≤|不超过|不高于|最高)\s*" + Number + "|" + Number + @"\s*(?:及?以下|以内))$")]
    private static partial Regex Most();
}
