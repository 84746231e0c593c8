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
        var lines = standard.Tiers.SelectMany((tier, i) => tier.Any.Select((any, a) => (Tier: tier, Row: i + 1, Any: any, Alternative: a + 1))).ToList();
        // The order of heaviness decides among rows of a standard where the heavier wins: the values of the row column stand from heavy to light.
        var heavy = standard.Tiers.Select((t, i) => (t.Severity, Row: i + 1)).OrderByDescending(r => r.Severity).ThenBy(r => r.Row).Select(r => Number(r.Row));
        var inputs = standard.Facts.Select(f => new TableInput(f.Name, CompiledStandard.TypeOf(f), Domain(f))).Append(new TableInput(Party, FactType.Text, "\"individual\", \"entity\"")).ToList();
        var table = new ModelTable(
            standard.Id,
            standard.Hit switch { "ordered" => HitPolicy.First, "heavier" => HitPolicy.Priority, _ => HitPolicy.Any },
            inputs,
            [
                new TableOutput("row", FactType.Number, standard.Hit == "heavier" ? string.Join(", ", heavy) : null), new TableOutput("tier", FactType.Text), new TableOutput("fine_min", FactType.Number),
                new TableOutput("fine_max", FactType.Number), new TableOutput("none", FactType.Text), new TableOutput("warning", FactType.Boolean), new TableOutput("text", FactType.Text), new TableOutput("penalty_text", FactType.Text),
            ],
            [
                .. lines.Select(l => new ModelRow($"{l.Row}.{l.Alternative}",
                    [.. standard.Facts.Select(f => l.Any.GetValueOrDefault(f.Name, "-")), l.Tier.Who switch { PartyKind.Individual => "\"individual\"", PartyKind.Entity => "\"entity\"", _ => "-" }],
                    [
                        Number(l.Row), Cells.Quoted(l.Tier.Name),
                        l.Tier.FineFormula.Length > 0 ? l.Tier.FineFormula : Sum(l.Tier.Fine?.Min), l.Tier.FineFormula.Length > 0 ? l.Tier.FineFormula : Sum(l.Tier.Fine?.Max),
                        l.Tier.None is { } none ? Cells.Quoted(none) : "null", l.Tier.Warning ? "true" : "false", Cells.Quoted(l.Tier.Text), Cells.Quoted(l.Tier.PenaltyText),
                    ])),
            ]);
        var document = XDocument.Parse(table.Write($"https://wardmote.example/standard/{Uri.EscapeDataString(standard.Id)}"));
        document.Root!.AddFirst(new XElement(document.Root.Name.Namespace + "extensionElements", new XElement(Own + "standard", StandardFiles.Write(standard))));
        return $"{document.Declaration}\n{document}";
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
        var any = rows.Select(r => (IReadOnlyDictionary<string, string>)columns.Select((c, i) => (c, Cell: r.Cells[i].Trim())).Where(c => c.c != Party && c.Cell is not ("-" or "")).ToDictionary(c => c.c, c => c.Cell)).ToList();
        var who = rows[0].Cells[columns.IndexOf(Party)].Trim() switch
        {
            "-" or "" => (PartyKind?)null,
            "\"individual\"" => PartyKind.Individual,
            "\"entity\"" => PartyKind.Entity,
            var other => throw new LawPackException(file, at, $"rule {at}: the party is {other}", "write \"individual\", \"entity\" or -"),
        };
        var (low, high) = (Result("fine_min"), Result("fine_max"));
        var (min, max) = (Plainly(low), Plainly(high));
        var formula = low == high && min is null && low is not ("null" or "") ? low : "";
        if (formula.Length == 0 && (min is null) != (max is null))
        {
            throw new LawPackException(file, at, $"rule {at}: only one end of the fine is a sum", "give both ends, or null for both");
        }

        if (before.Tiers.ElementAtOrDefault(number - 1) is { } known)
        {
            return known with { Name = Word("tier") ?? "", Text = Word("text") ?? "", PenaltyText = Word("penalty_text") ?? "", Any = any, Who = who, Fine = min is { } a && max is { } b ? new YuanRange(a, b) : null, FineFormula = formula, Warning = Result("warning") == "true", None = Word("none") };
        }

        return new Tier(Word("tier") ?? "", Word("text") ?? "", Word("penalty_text") ?? "", any, who, min is { } least && max is { } most ? new YuanRange(least, most) : null, formula, Result("warning") == "true", Word("none"), number - 1);
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
        { Min: { } min, Max: { } max } => $"[{Number(min)}..{Number(max)}]",
        { Min: { } min } => $">= {Number(min)}",
        { Max: { } max } => $"<= {Number(max)}",
        { Type: "enum" } => string.Join(", ", fact.Values.Select(Cells.Quoted)),
        _ => null,
    };

    private static string Sum(decimal? sum) => sum is { } s ? Number(s) : "null";

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
