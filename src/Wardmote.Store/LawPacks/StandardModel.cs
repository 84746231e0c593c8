using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Dmn.Models;
using Wardmote.Dmn.Tables;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>
/// A standard as DMN 1.5 XML, out and in again. The rows are a plain decision table that any DMN engine evaluates: the facts and the party come in; row, tier, fine and texts come out. What DMN has
/// no place for (basis, questions, worked examples) travels beside it as the standard's own YAML in an extension element. 裁量基准的 DMN
/// </summary>
public static class StandardModel
{
    private const string Party = "party";
    private static readonly XNamespace Own = "https://wardmote.example/standard";

    /// <summary>The longest model that is read.</summary>
    public const int Longest = 2_000_000;

    /// <summary>Writes the model.</summary>
    public static string Write(DiscretionStandard standard)
    {
        var table = standard.Weights is { } weights ? Weights(standard, weights) : Rows(standard);
        var document = XDocument.Parse(table.Write($"https://wardmote.example/standard/{Uri.EscapeDataString(standard.Id)}"));
        document.Root!.AddFirst(new XElement(document.Root.Name.Namespace + "extensionElements", new XElement(Own + "standard", StandardFiles.Write(standard))));
        return $"{document.Declaration}\n{document}";
    }

    private static ModelTable Rows(DiscretionStandard standard)
    {
        // A row that fines organisation and person side by side is a line for each of them.
        var lines = standard.Tiers.SelectMany((tier, i) => (tier.PerParty is null ? [tier.Who] : tier.PerParty.Keys.Order().Where(p => tier.Who is null || tier.Who == p).Select(p => (PartyKind?)p))
            .SelectMany(who => tier.Any.Select((any, a) => (Tier: tier, Row: i + 1, Any: any, Alternative: a + 1, Who: who, Sum: tier.SumFor(who ?? PartyKind.Individual))))).ToList();
        // The order of heaviness decides among rows of a standard where the heavier wins: the values of the row column stand from heavy to light.
        var heavy = standard.Tiers.Select((t, i) => (t.Severity, Row: i + 1)).OrderByDescending(r => r.Severity).ThenBy(r => r.Row).Select(r => Sums.Digits(r.Row));
        return new ModelTable(
            standard.Id,
            standard.Hit switch { "ordered" => HitPolicy.First, "heavier" => HitPolicy.Priority, _ => HitPolicy.Any },
            [.. standard.Facts.Select(f => new TableInput(f.Name, CompiledStandard.TypeOf(f), Domain(f))), new TableInput(Party, FactType.Text, "\"individual\", \"entity\"")],
            [
                new TableOutput("row", FactType.Number, standard.Hit == "heavier" ? string.Join(", ", heavy) : null), new TableOutput("tier", FactType.Text), new TableOutput("fine_min", FactType.Number), new TableOutput("fine_max", FactType.Number),
                new TableOutput("none", FactType.Text), new TableOutput("warning", FactType.Boolean), new TableOutput("text", FactType.Text), new TableOutput("penalty_text", FactType.Text), new TableOutput("other", FactType.Text),
            ],
            [
                .. lines.Select(l => new ModelRow($"{l.Row}.{l.Alternative}{(l.Tier.PerParty is null ? "" : l.Who == PartyKind.Entity ? ".entity" : ".individual")}",
                    [.. standard.Facts.Select(f => l.Any.GetValueOrDefault(f.Name, "-")), l.Who switch { PartyKind.Individual => "\"individual\"", PartyKind.Entity => "\"entity\"", _ => "-" }],
                    [
                        Sums.Digits(l.Row), Cells.Quoted(l.Tier.Name), l.Sum.Formula.Length > 0 ? l.Sum.Formula : Sum(l.Sum.Fine?.Min), l.Sum.Formula.Length > 0 ? l.Sum.Formula : Sum(l.Sum.Fine?.Max is { } max and < decimal.MaxValue ? max : null),
                        l.Tier.None is { } none ? Cells.Quoted(none) : "null", l.Tier.Warning ? "true" : "false", Cells.Quoted(l.Tier.Text), Cells.Quoted(l.Tier.PenaltyText), Cells.Quoted(string.Join("、", l.Tier.Other ?? [])),
                    ])),
            ]);
    }

    /// <summary>A sum of weights: a line for the start and one for each level, whose percentages any engine adds up. Cutting at 100 and taking the sum of the statutory maximum is for whoever asks.</summary>
    private static ModelTable Weights(DiscretionStandard standard, WeightSum weights)
    {
        string Test(WeightFactor factor, WeightLevel level, string fact) => level.When.Count == 0 && fact == factor.Name ? Cells.Quoted(level.Text) : level.When.GetValueOrDefault(fact, "-");
        return new ModelTable(
            standard.Id,
            HitPolicy.Sum,
            [.. standard.Facts.Select(f => new TableInput(f.Name, CompiledStandard.TypeOf(f), Domain(f)))],
            [new TableOutput("percent", FactType.Number)],
            [
                new ModelRow("start", [.. standard.Facts.Select(_ => "-")], [Sums.Digits(weights.Start)]),
                .. weights.Factors.SelectMany((factor, f) => factor.Levels.Select((level, l) => new ModelRow($"{f + 1}.{l + 1}", [.. standard.Facts.Select(x => Test(factor, level, x.Name))], [Sums.Digits(level.Percent)]))),
            ]);
    }

    private static DiscretionStandard ReadWeights(string file, DiscretionStandard before, ModelTable table)
    {
        var rows = table.Rows.ToDictionary(r => r.Id);
        var expected = before.Weights!.Factors.SelectMany((f, i) => f.Levels.Select((_, l) => $"{i + 1}.{l + 1}")).Append("start").ToList();
        if (!rows.Keys.ToHashSet().SetEquals(expected))
        {
            throw new LawPackException(file, 1, "the levels of the model are not those of the standard", "keep a line for the start and for each level; add or take out levels in the standard itself");
        }

        decimal Of(string id) => Plainly(rows[id].Results[0].Trim()) ?? throw new LawPackException(file, 1, $"the percentage of the line {id} is no number", "write digits");
        return before with
        {
            Weights = new WeightSum(Of("start"), [.. before.Weights.Factors.Select((f, i) => f with
            {
                Levels = [.. f.Levels.Select((l, n) => l with
                {
                    Percent = Of($"{i + 1}.{n + 1}"),
                    When = l.When.Count == 0 ? l.When : table.Inputs.Select((input, c) => (input.Name, Cell: rows[$"{i + 1}.{n + 1}"].Cells[c].Trim())).Where(c => c.Cell is not ("-" or "")).ToDictionary(c => c.Name, c => c.Cell),
                })],
            })]),
        };
    }

    /// <summary>Reads a model that <see cref="Write"/> gave and somebody may have changed in another editor: the rows are the table's, everything else is its YAML's.</summary>
    /// <exception cref="LawPackException">It is none; the message says why.</exception>
    public static DiscretionStandard Read(string xml, string file)
    {
        if (xml.Length > Longest)
        {
            throw new LawPackException(file, 1, "the model is too long", $"at most {Longest:N0} characters");
        }

        XDocument document;
        DmnModel model;
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest });
            document = XDocument.Load(reader);
            model = DmnModel.Read(xml);
        }
        catch (Exception e) when (e is XmlException or DmnRefusedException)
        {
            throw new LawPackException(file, (e as XmlException)?.LineNumber ?? 1, $"not a DMN model: {e.Message}", "export the standard as DMN and change that");
        }

        var yaml = document.Descendants(Own + "standard").FirstOrDefault()?.Value ?? throw new LawPackException(file, 1, "the model does not carry the standard's own words", "export the standard as DMN and change that; other models lack basis, questions and examples");
        var before = StandardFiles.Read(yaml, file);
        var table = ModelTable.Of(model, before.Id) ?? throw new LawPackException(file, 1, $"the model has no decision table '{before.Id}'", "keep the name of the decision");
        if (before.Weights is not null)
        {
            return StandardFiles.Read(StandardFiles.Write(ReadWeights(file, before, table)), file);
        }

        var (columns, results) = (table.Inputs.Select(i => i.Name).ToList(), table.Outputs.Select(o => o.Name).ToList());
        foreach (var lost in before.Facts.Select(f => f.Name).Append(Party).Except(columns).Concat(new[] { "row", "tier", "fine_min", "fine_max", "none", "warning", "text", "penalty_text" }.Except(results)))
        {
            throw new LawPackException(file, 1, $"the column '{lost}' is missing", "keep the columns of the export; take a fact out in the standard itself");
        }

        var tiers = new List<Tier>();
        foreach (var rows in table.Rows.Select((row, i) => (row, At: i + 1)).GroupBy(r => Whole(file, r.At, r.row.Results[results.IndexOf("row")])))
        {
            tiers.Add(Row(file, before, columns, results, [.. rows.Select(r => r.row)], rows.First().At, rows.Key));
        }

        // What is written is read back by the reader of the packs, so that a model can hold nothing that a file may not.
        return StandardFiles.Read(StandardFiles.Write(before with { Tiers = tiers }), file);
    }

    private static Tier Row(string file, DiscretionStandard before, List<string> columns, List<string> results, List<ModelRow> rows, int at, int number)
    {
        string Result(string name) => rows[0].Results[results.IndexOf(name)].Trim();
        string? Word(string name) => Value(file, at, Result(name)) switch
        {
            FeelString text => text.Value,
            { IsNull: true } => null,
            var other => throw new LawPackException(file, at, $"rule {at}: '{name}' is {other}, not text", "write it in quotation marks"),
        };
        PartyKind? Who(ModelRow row) => row.Cells[columns.IndexOf(Party)].Trim() switch
        {
            "-" or "" => null,
            "\"individual\"" => PartyKind.Individual,
            "\"entity\"" => PartyKind.Entity,
            var other => throw new LawPackException(file, at, $"rule {at}: the party is {other}", "write \"individual\", \"entity\" or -"),
        };
        var known = before.Tiers.ElementAtOrDefault(number - 1) ?? new Tier("", "", "", [], null, null, "", false, null, number - 1);
        var parties = rows.GroupBy(Who).ToList();
        var any = parties[0].Select(r => (IReadOnlyDictionary<string, string>)columns.Select((c, i) => (c, Cell: r.Cells[i].Trim())).Where(c => c.c != Party && c.Cell is not ("-" or "")).ToDictionary(c => c.c, c => c.Cell)).ToList();
        var sums = parties.Select(p => (Who: p.Key, Sum: SumOf(p.First()))).ToList();
        var perParty = known.PerParty is null ? null : sums.Where(p => p.Who is not null).ToDictionary(p => p.Who!.Value, p => p.Sum);
        return known with
        {
            Name = Word("tier") ?? "", Text = Word("text") ?? "", PenaltyText = Word("penalty_text") ?? "", Any = any, Who = perParty is null ? sums[0].Who : known.Who, Fine = perParty is null ? sums[0].Sum.Fine : null, FineFormula = perParty is null ? sums[0].Sum.Formula : "",
            PerParty = perParty, Warning = Result("warning") == "true", None = Word("none"),
        };

        RowSum SumOf(ModelRow row)
        {
            var (low, high) = (row.Results[results.IndexOf("fine_min")].Trim(), row.Results[results.IndexOf("fine_max")].Trim());
            var (min, max) = (Plainly(low), Plainly(high));
            var formula = low == high && min is null && low is not ("null" or "") ? low : "";
            return formula.Length > 0 ? new RowSum(null, formula)
                : min is null && max is not null ? throw new LawPackException(file, at, $"rule {at}: only one end of the fine is a sum", "give both ends, or null for both")
                : max is null && min is not null && known.SumFor(PartyKind.Individual).Fine?.Max != decimal.MaxValue ? throw new LawPackException(file, at, $"rule {at}: only one end of the fine is a sum", "give both ends, or null for both")
                : new RowSum(min is { } a ? new YuanRange(a, max ?? decimal.MaxValue) : null, "");
        }
    }

    private static FeelValue Value(string file, int at, string feel)
    {
        try
        {
            return feel.Length == 0 ? FeelValue.Null : Feel.Evaluate(feel, FeelContext.Empty);
        }
        catch (FeelParseException e)
        {
            throw new LawPackException(file, at, $"rule {at}: {feel} cannot be read: {e.Message}", "write a value");
        }
    }

    private static int Whole(string file, int at, string row) =>
        int.TryParse(row.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : throw new LawPackException(file, at, $"rule {at}: '{row}' is no row number", "number the rows from 1; rules of one row are its alternatives");

    private static decimal? Plainly(string sum) => decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Domain(FactAsked fact) => fact switch
    {
        { Min: { } min, Max: { } max } => $"[{Sums.Digits(min)}..{Sums.Digits(max)}]",
        { Min: { } min } => $">= {Sums.Digits(min)}",
        { Max: { } max } => $"<= {Sums.Digits(max)}",
        { Type: "enum" } => string.Join(", ", fact.Values.Select(Cells.Quoted)),
        _ => null,
    };

    private static string Sum(decimal? sum) => sum is { } s ? Sums.Digits(s) : "null";
}
