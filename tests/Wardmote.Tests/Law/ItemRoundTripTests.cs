using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wardmote.Law;
using Wardmote.Store.LawPacks;
using Wardmote.Tests.LawPacks;
using Xunit;

namespace Wardmote.Tests.Law;

public sealed class ItemRoundTripTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("domain/items.csv", 164, 142)]
    [InlineData("domain/department_items.csv", 78, 65)]
    public void Every_cell_of_every_row_comes_back(string file, int rows, int codes)
    {
        var table = Csv.Read(file, File.ReadAllText(Installed.Shared(file)));
        Assert.Equal(rows, table.Rows.Count);
        Assert.Equal(codes, table.Rows.Select(r => table.Cell(r.Cells, "code")).Distinct().Count());
        var pack = Installed.Pack("cn-50").Items.ToDictionary(i => (i.Code.Value, i.ValidFrom, i.ValidTo));
        var wrong = new List<string>();
        foreach (var (line, cells) in table.Rows)
        {
            var key = (table.Cell(cells, "code"), Day(table.Cell(cells, "valid_from")), Day(table.Cell(cells, "valid_to")));
            Assert.True(pack.TryGetValue(key, out var item), $"{file}:{line}: no row {key}");
            foreach (var column in table.Columns)
            {
                var (there, here) = (table.Cell(cells, column), Cell(item!, column));
                if (column == "tiers_json" && there.Length > 0)
                {
                    there = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(there), Plain);
                }

                if (there != here)
                {
                    wrong.Add($"{file}:{line} {column}: '{there}' became '{here}'");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [Fact]
    public void Nothing_stands_in_the_pack_that_is_not_in_the_material()
    {
        Assert.Equal(242, Installed.Pack("cn-50").Items.Count);
        Assert.Equal(207, Installed.Pack("cn-50").Items.Select(i => i.Code).Distinct().Count());
    }

    [Fact]
    public void The_day_of_the_act_chooses_the_row()
    {
        var item = new ItemCode("ST-003");
        Assert.Equal("大气污染防治法", Installed.Law.Item(item, Installed.Day("2026-08-14"))!.Law);
        Assert.Equal("生态环境法典", Installed.Law.Item(item, Installed.Day("2026-08-15"))!.Law);
        Assert.Null(Installed.Law.Item(item, Installed.Day("2018-10-25")));
    }

    [Fact]
    public void A_text_nobody_read_computes_no_fine()
    {
        var row = Installed.Law.Item(new ItemCode("XF-022"), Installed.Day("2025-01-01"))!;
        Assert.False(row.Seen);
        Assert.Null(row.IndividualFine);
        Assert.Equal(Certainty.Unknown, row.Certainty);
        Assert.True(Installed.Law.Item(new ItemCode("XF-022"), Installed.Day("2024-06-30"))!.Seen);
    }

    [Fact]
    public void An_agency_is_named_only_where_the_source_names_one()
    {
        Assert.Equal("CG", Installed.Law.Newest(new ItemCode("CG-003"))!.AgencyKind);
        Assert.Equal("JX", Installed.Law.Newest(new ItemCode("DP-028"))!.AgencyKind);
        Assert.All(new[] { "GH-010", "WS-001", "DP-011" }, code => Assert.Equal("", Installed.Law.Newest(new ItemCode(code))!.AgencyKind));
    }

    private static DateOnly? Day(string cell) => cell.Length == 0 ? null : Installed.Day(cell);

    private static string Cell(EnforcementItem i, string column) => column switch
    {
        "code" => i.Code.Value,
        "title_zh" => i.Title.Zh,
        "title_en" => i.Title.En,
        "source_type" => i.SourceType,
        "domain_department" => i.Field,
        "legal_basis" => i.LegalBasis,
        "individual_min" => Sum(i.IndividualFine?.Min),
        "individual_max" => Sum(i.IndividualFine?.Max),
        "entity_min" => Sum(i.EntityFine?.Min),
        "entity_max" => Sum(i.EntityFine?.Max),
        "precondition" => i.Precondition == Precondition.Other ? "other:" + i.PreconditionText : Vocabulary.WordOf(Vocabulary.Preconditions, i.Precondition),
        "other_measures" => i.OtherMeasures,
        "discretion_tiers" => i.StepsText,
        "responsible_after_retrieval" or "responsible_department_zh" => i.ResponsibleText,
        "responsible_department_en" => i.ResponsibleTextEn,
        "hotline_category_zh" => i.HotlineName,
        "hotline_category_en" => i.HotlineCategory,
        "old_law_before_2026_08_15" => i.OldLaw,
        "simple_procedure_possible_for" => string.Join('+', Vocabulary.Parties.Where(p => i.SummaryPossibleFor.Contains(p.Value)).Select(p => p.Key)),
        "hearing_threshold_reachable_for" => string.Join('+', i.HearingReachableFor),
        "source" => i.Source,
        "certainty" => Vocabulary.WordOf(Vocabulary.Readings, i.Reading),
        "list_membership_certainty" => Vocabulary.WordOf(Vocabulary.Certainties, i.ListCertainty) + (i.ListNote.Length == 0 ? "" : i.ListNote.StartsWith('(') ? " " + i.ListNote : ": " + i.ListNote),
        "notes" => i.Notes,
        "valid_from" => $"{i.ValidFrom:yyyy-MM-dd}",
        "valid_to" => $"{i.ValidTo:yyyy-MM-dd}",
        "law" => i.Law,
        "conduct_ref" => i.ConductRef,
        "penalty_ref" => i.PenaltyRef,
        "authority_ref" => i.AuthorityRef,
        "party" => Vocabulary.WordOf(Vocabulary.Addressees, i.Addressee),
        "kind" => Vocabulary.WordOf(Vocabulary.FineKinds, i.FineKind),
        "factor_min" => Sum(i.Factor?.Min),
        "factor_max" => Sum(i.Factor?.Max),
        "factor_unit" => i.FactorUnit,
        "factor_base" => i.FactorBase,
        "fine_optional" => i.FineOptional switch { true => "yes", false => "no", null => "" },
        "warning" => Vocabulary.WordOf(Vocabulary.Warnings, i.Warning),
        "confiscation" => Vocabulary.WordOf(Vocabulary.Confiscations, i.Confiscation),
        "individual_ceiling" => Sum(i.IndividualCeiling),
        "entity_ceiling" => Sum(i.EntityCeiling),
        "tiers_json" => Steps(i),
        "holder" => Vocabulary.WordOf(Vocabulary.Holders, i.Holder),
        "overlaps" => i.Overlaps,
        _ => throw new InvalidOperationException($"the pack keeps no column {column}"),
    };

    private static string Sum(decimal? sum) => sum?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Steps(EnforcementItem item)
    {
        if (item.Steps.Count == 0)
        {
            return "";
        }

        var steps = item.Steps.Select(s =>
        {
            var step = new Dictionary<string, object>
            {
                ["when"] = s.When, ["who"] = s.Who, ["kind"] = Vocabulary.WordOf(Vocabulary.FineKinds, s.Kind), ["min"] = s.Range?.Min ?? 0, ["max"] = s.Range?.Max ?? 0,
            };
            if (s.Base.Length > 0)
            {
                step["base"] = s.Base;
            }

            if (s.Measure.Length > 0)
            {
                step["measure"] = s.Measure;
            }

            return step;
        });
        return JsonSerializer.Serialize(steps, Plain);
    }
}
