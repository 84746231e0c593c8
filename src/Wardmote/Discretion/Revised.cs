using System.Text.Json;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>A row of a draft beside the row it came from. 修订对照</summary>
/// <param name="Before">Row of the version in force, from 1; 0 = new.</param>
/// <param name="After">Row of the draft, from 1; 0 = taken out.</param>
/// <param name="Changed">What changed: <c>tier</c>, <c>text</c>, <c>when</c>, <c>fine</c>, <c>penalty</c>; empty = nothing.</param>
public sealed record RowDifference(int Before, int After, IReadOnlyList<string> Changed);

/// <summary>修订: changes to a standard, each giving a new one. What is written is checked by the reader of the packs, so that a draft is never less than a file.</summary>
public static class Revised
{
    /// <summary>Rows of two versions side by side: the same tier of the same party in order, then what is new and what is gone.</summary>
    public static IReadOnlyList<RowDifference> Rows(DiscretionStandard before, DiscretionStandard after)
    {
        var left = Enumerable.Range(0, before.Tiers.Count).ToList();
        var pairs = new List<RowDifference>();
        for (var i = 0; i < after.Tiers.Count; i++)
        {
            var row = after.Tiers[i];
            var same = left.Where(b => before.Tiers[b].Who == row.Who).ToList();
            var at = same.FindIndex(b => Same(before.Tiers[b], row).Count == 0) is >= 0 and var whole ? same[whole]
                : same.FindIndex(b => before.Tiers[b].Name == row.Name && Conditions(before.Tiers[b]) == Conditions(row)) is >= 0 and var cells ? same[cells]
                : same.FindIndex(b => before.Tiers[b].Name == row.Name) is >= 0 and var named ? same[named]
                : same.FindIndex(b => Conditions(before.Tiers[b]) == Conditions(row)) is >= 0 and var alike ? same[alike] : -1;
            left.Remove(at);
            pairs.Add(at < 0 ? new RowDifference(0, i + 1, []) : new RowDifference(at + 1, i + 1, Same(before.Tiers[at], row)));
        }

        return [.. pairs, .. left.Select(b => new RowDifference(b + 1, 0, []))];
    }

    /// <summary>A row changed, put in or taken out.</summary>
    public static DiscretionStandard With(DiscretionStandard standard, int row, Tier? changed) => standard with
    {
        Tiers = changed is null ? [.. standard.Tiers.Where((_, i) => i != row - 1)]
            : row > standard.Tiers.Count ? [.. standard.Tiers, changed]
            : [.. standard.Tiers.Select((t, i) => i == row - 1 ? changed : t)],
    };

    /// <summary>Words of a row that a person has not written yet; the check refuses them.</summary>
    public const string Unwritten = "（待写）";

    /// <summary>A new row that closes a gap around its witness. Tier, words and penalty are a person's to give.</summary>
    public static Tier FromGap(DiscretionStandard standard, IReadOnlyDictionary<string, string> region, PartyKind? who) =>
        new(Unwritten, Unwritten, Unwritten, [region], who, null, "", false, null, standard.Tiers.Select(t => t.Severity).DefaultIfEmpty(0).Max());

    /// <summary>True where two versions give the same answer in the same words whatever the facts: a new name, day or instrument alone changes no case.</summary>
    public static bool IsSame(DiscretionStandard before, DiscretionStandard after)
    {
        // In which order a row names its facts is nothing that it says: a workbook gives them back in the order of its columns.
        static Tier Ordered(Tier t) => t with { Any = [.. t.Any.Select(a => (IReadOnlyDictionary<string, string>)a.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary())] };
        static string Body(DiscretionStandard s) => JsonSerializer.Serialize(new { s.Stage, s.Hit, s.Unknown, s.Facts, Tiers = s.Tiers.Select(Ordered), s.Weights, s.Ranges, s.Bounds });
        return Body(before) == Body(after);
    }

    private static string Conditions(Tier tier) => string.Join("|", tier.Any.Select(a => string.Join("&", a.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{c.Value}"))));

    private static List<string> Same(Tier a, Tier b) =>
    [
        .. a.Name == b.Name ? Array.Empty<string>() : ["tier"],
        .. a.Text == b.Text ? Array.Empty<string>() : ["text"],
        .. Conditions(a) == Conditions(b) ? Array.Empty<string>() : ["when"],
        .. a.Group == b.Group && a.Warning == b.Warning && a.None == b.None && a.Severity == b.Severity && (a.Other ?? []).SequenceEqual(b.Other ?? [])
            && Enum.GetValues<PartyKind>().All(who => a.SumFor(who) == b.SumFor(who)) ? Array.Empty<string>() : ["fine"],
        .. a.PenaltyText == b.PenaltyText ? Array.Empty<string>() : ["penalty"],
    ];
}
