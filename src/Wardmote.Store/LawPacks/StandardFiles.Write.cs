using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <content>Writing: what comes out is read back the same, in the layout of the packs.</content>
public static partial class StandardFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a standard's file.</summary>
    public static string Write(DiscretionStandard standard) => $"{Head(standard)}{(standard.Weights is { } sum ? Weights(sum) : $"rules:\n{string.Concat(standard.Tiers.Select(t => $"  - {Row(t)}\n"))}")}{Tail(standard)}";

    /// <summary>What stands above the rows.</summary>
    internal static string Head(DiscretionStandard s)
    {
        var lines = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"standard: {Word(s.Id)}\nitem: {Word(s.Item.Value)}\ntitle: {Said(s.Title)}\nregion: {Quoted(s.Region)}\n")
            .Append(CultureInfo.InvariantCulture, $"basis: {{law: {Word(s.Basis.Law)}, article: {Quoted(s.Basis.Ref)}, source: {Word(s.Basis.Source ?? "")}}}\n")
            .Append(CultureInfo.InvariantCulture, $"instrument: {Word(s.Instrument)}\ncertainty: {Vocabulary.Certainties.First(c => c.Value == s.Certainty).Key}\n");
        if (s.ValidFrom is not null || s.ValidTo is not null)
        {
            var days = new[] { ("from", s.ValidFrom), ("to", s.ValidTo) }.Where(d => d.Item2 is not null).Select(d => $"{d.Item1}: {d.Item2:yyyy-MM-dd}");
            lines.Append(CultureInfo.InvariantCulture, $"valid: {{{string.Join(", ", days)}}}\n");
        }

        if (s.Stage.Length > 0)
        {
            lines.Append(CultureInfo.InvariantCulture, $"stage: {s.Stage}\n");
        }

        lines.Append(CultureInfo.InvariantCulture, $"hit: {s.Hit}\nunknown: {s.Unknown}\n");
        lines.Append(s.Facts.Count == 0 ? "facts: {}\n" : "facts:\n");
        foreach (var fact in s.Facts)
        {
            lines.Append(CultureInfo.InvariantCulture, $"  {Word(fact.Name)}: {{type: {fact.Type}");
            lines.Append(fact.Values.Count > 0 ? $", values: [{string.Join(", ", fact.Values.Select(Word))}]" : "");
            lines.Append(fact.Min is { } min ? $", min: {Sums.Digits(min)}" : "").Append(fact.Max is { } max ? $", max: {Sums.Digits(max)}" : "");
            lines.Append(CultureInfo.InvariantCulture, $", question: {Said(fact.Question)}, proof: {Word(fact.Proof)}");
            lines.Append(fact.Derive.Length > 0 ? $", derive: {Word(fact.Derive)}" : "").Append(fact.Domain.Length > 0 ? $", domain: {Quoted(fact.Domain)}" : "").Append("}\n");
        }

        if (s.Bounds is { } bounds)
        {
            lines.Append(CultureInfo.InvariantCulture, $"bounds: {{以上: {Ends(bounds.AndMore)}, 以下: {Ends(bounds.AndLess)}}}\n");
        }

        var own = s.Ranges.Where(r => r.Group.Length == 0).ToList();
        lines.Append(own.Count > 0 ? $"legal_range: {Legal(own)}\n" : "");
        var groups = s.Ranges.Where(r => r.Group.Length > 0).GroupBy(r => r.Group).ToList();
        lines.Append(groups.Count > 0 ? "groups:\n" : "");
        foreach (var group in groups)
        {
            var first = group.First();
            lines.Append(CultureInfo.InvariantCulture, $"  - {{no: {Word(group.Key)}");
            lines.Append(first.Gate.Length > 0 ? $", gate: {Word(first.Gate)}" : "").Append(first.When is { } when ? $", when: {Conditions(when)}" : "");
            lines.Append(CultureInfo.InvariantCulture, $", legal_range: {Legal([.. group])}}}\n");
        }

        return lines.ToString();
    }

    private static string Ends(bool included) => included ? "inclusive" : "exclusive";

    private static string Legal(List<LegalRange> ranges)
    {
        static string Sum(LegalRange r) => r.Factor is { } factor ? $"fine_per_{r.Per}: {Sums.Write(factor)}" : r.Fine is { } fine ? $"fine: {Sums.Write(fine)}" : "";
        var both = ranges.Where(r => r.Who is null).Select(Sum);
        var parties = ranges.Where(r => r.Who is not null).GroupBy(r => r.Who!.Value).Select(p => $"{Subject(p.Key)}: {{{string.Join(", ", p.Select(Sum))}}}");
        return $"{{{string.Join(", ", both.Concat(parties).Where(x => x.Length > 0))}}}";
    }

    private static string Subject(PartyKind who) => who == PartyKind.Entity ? "org" : "person";

    private static string Weights(WeightSum sum)
    {
        var lines = new StringBuilder().Append(CultureInfo.InvariantCulture, $"start_pct: {Sums.Digits(sum.Start)}\nfactors:\n");
        foreach (var factor in sum.Factors)
        {
            lines.Append(CultureInfo.InvariantCulture, $"  - name: {SaidOrWord(factor.Title.Zh, factor.Title)}\n");
            lines.Append(factor.Name == factor.Title.Zh ? "" : $"    fact: {Word(factor.Name)}\n").Append(factor.Unit.Length > 0 ? $"    unit: {Word(factor.Unit)}\n" : "").Append("    levels:\n");
            foreach (var level in factor.Levels)
            {
                lines.Append(CultureInfo.InvariantCulture, $"      - {{text: {SaidOrWord(level.Text, level.Said)}, pct: {Sums.Digits(level.Percent)}{(level.When.Count > 0 ? $", when: {Conditions(level.When)}" : "")}}}\n");
            }
        }

        return lines.ToString();
    }

    private static string Tail(DiscretionStandard s)
    {
        var lines = new StringBuilder();
        if (s.Examples.Count > 0)
        {
            lines.Append("examples:\n");
            foreach (var e in s.Examples)
            {
                var fine = e.Fine is { } sum ? $", fine: {Sums.Write(sum)}" : "";
                lines.Append(CultureInfo.InvariantCulture, $"  - {{facts: {{{string.Join(", ", e.Facts.Select(f => $"{Word(f.Key)}: {Value(f.Value)}"))}}}, who: {Who(e.Who)}, expect: {{tier: {Word(e.Tier)}{fine}}}}}\n");
            }
        }

        return lines.ToString();
    }

    private static string Row(Tier t)
    {
        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"{{tier: {(t.Title == TierWords.Tier(t.Name) ? Word(t.Name) : SaidOrWord(t.Name, t.Title))}, text: {SaidOrWord(t.Text, t.Conditions)}, penalty_text: {SaidOrWord(t.PenaltyText, t.Penalty)}");
        row.Append(t.Who is { } who ? $", who: {Who(who)}" : "");
        row.Append(t.Any is [var when] ? $", when: {Conditions(when)}" : $", any_of: [{string.Join(", ", t.Any.Select(Conditions))}]");
        row.Append(t.Group.Length > 0 ? $", group: {Word(t.Group)}" : "");
        foreach (var (party, sum) in t.PerParty?.OrderBy(p => p.Key) ?? Enumerable.Empty<KeyValuePair<PartyKind, RowSum>>())
        {
            row.Append(CultureInfo.InvariantCulture, $", {Subject(party)}: {{{(sum.Fine is { } its ? $"fine: {Sums.Write(its)}" : "")}{(sum.Formula.Length > 0 ? $"fine_formula: {Quoted(sum.Formula)}" : "")}}}");
        }

        row.Append(t.Fine is { } fine ? $", fine: {Sums.Write(fine)}" : "").Append(t.FineFormula.Length > 0 ? $", fine_formula: {Quoted(t.FineFormula)}" : "");
        row.Append(t.Warning ? ", warning: true" : "").Append(t.None is { } none ? $", none: {none}" : "");
        row.Append(t.Other is { Count: > 0 } other ? $", other: [{string.Join(", ", other.Select(Word))}]" : "");
        return row.Append(CultureInfo.InvariantCulture, $", severity: {t.Severity}}}").ToString();
    }

    private static string Conditions(IReadOnlyDictionary<string, string> when) => $"{{{string.Join(", ", when.Select(c => $"{Word(c.Key)}: {Quoted(c.Value)}"))}}}";

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool yes => yes ? "true" : "false",
        decimal number => Sums.Digits(number),
        var words => Word(words.ToString() ?? ""),
    };

    private static string Who(PartyKind who) => Vocabulary.Parties.First(p => p.Value == who).Key;

    private static string Said(Text said) => $"{{zh: {Word(said.Zh)}, en: {Word(said.En)}, ar: {Word(said.Ar)}}}";

    // A translation belongs to the words it translates: when those were rewritten, it goes.
    private static string SaidOrWord(string word, Text said) => said.Zh == word && (said.En != word || said.Ar != word) ? Said(said) : Word(word);

    /// <summary>Plain where YAML cannot read anything else into it.</summary>
    private static string Word(string word) => Harmless().IsMatch(word) && word is not ("null" or "true" or "false" or "yes" or "no") && !word.EndsWith(' ') ? word : Quoted(word);

    private static string Quoted(string word) => JsonSerializer.Serialize(word, Plain);

    [GeneratedRegex(@"^[\p{Lo}A-Za-z][\p{Lo}A-Za-z0-9 _./;()+*、，。；：（）《》“”％~\-]*$")]
    private static partial Regex Harmless();
}
