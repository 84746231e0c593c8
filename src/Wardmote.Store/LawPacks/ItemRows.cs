using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>Reads <c>items/*.yaml</c> and <c>department-items/*.yaml</c>: dated rows of enforcement items. 事项</summary>
internal static class ItemRows
{
    private static readonly HashSet<string> HearingWords = ["individual", "entity", "measure", "depends"];

    private static readonly Dictionary<string, string> LimitationUnits = new[] { "months", "years" }.ToDictionary(w => w);

    public static IEnumerable<EnforcementItem> Read(YamlMap file, IReadOnlyDictionary<string, string> arabic, IReadOnlySet<string> agencies)
    {
        var rows = file.Maps("items").Select(m => Row(m, arabic, agencies)).ToList();
        file.Done();
        return rows;
    }

    private static EnforcementItem Row(YamlMap m, IReadOnlyDictionary<string, string> arabic, IReadOnlySet<string> agencies)
    {
        var code = m.Text("code");
        var valid = m.Map("valid");
        var (from, to) = (valid?.Day("from"), valid?.Day("to"));
        valid?.Done();
        if (from > to)
        {
            throw m.Wrong($"{code} ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}", "correct 'valid'");
        }

        var (condition, conditionText) = Condition(m);
        var reading = m.Word("certainty", Vocabulary.Readings);
        var list = m.MapNeeded("list");
        var agency = m.TextOr("agency");
        if (agency.Length > 0 && !agencies.Contains(agency))
        {
            throw m.Wrong($"{code} names the agency kind '{agency}', which no pack defines", "add it to agencies.yaml, or leave 'agency' out where no source names one department");
        }

        var ceiling = m.Map("ceiling");
        var hotline = m.Map("hotline");
        var row = new EnforcementItem
        {
            Code = new ItemCode(code),
            Title = Title(m, code, from, arabic),
            SourceType = m.Word("source_type", Vocabulary.SourceTypes),
            Field = m.Text("field"),
            Holder = m.Word("holder", Vocabulary.Holders),
            AgencyKind = agency,
            ResponsibleText = m.Text("responsible"),
            ResponsibleTextEn = m.TextOr("responsible_en"),
            Law = m.TextOr("law"),
            LegalBasis = m.TextOr("legal_basis"),
            ConductRef = m.TextOr("conduct"),
            PenaltyRef = m.TextOr("penalty"),
            AuthorityRef = m.TextOr("authority"),
            IndividualFine = m.Yuan("individual"),
            EntityFine = m.Yuan("entity"),
            Precondition = condition,
            PreconditionText = conditionText,
            OtherMeasures = m.TextOr("other_measures"),
            Steps = [.. m.Maps("steps").Select(Step)],
            StepsText = m.TextOr("steps_text"),
            Addressee = m.Word("addressee", Vocabulary.Addressees),
            FineKind = m.Word("fine", Vocabulary.FineKinds),
            Factor = m.Yuan("factor"),
            FactorUnit = m.TextOr("factor_unit"),
            FactorBase = m.TextOr("factor_base"),
            FineOptional = m.Has("fine_optional") ? m.Flag("fine_optional") : null,
            Warning = m.WordOr("warning", Vocabulary.Warnings, WarningPlace.None),
            Confiscation = m.WordOr("confiscation", Vocabulary.Confiscations, Belongs.None),
            IndividualCeiling = ceiling?.Number("individual"),
            EntityCeiling = ceiling?.Number("entity"),
            SummaryPossibleFor = m.Words("summary_possible_for").Select(w => Vocabulary.Parties.TryGetValue(w, out var p) ? p : throw m.Wrong($"'{w}' is no party", "write individual or entity")).ToHashSet(),
            HearingReachableFor = [.. m.Words("hearing_reachable_for").Select(w => HearingWords.Contains(w) ? w : throw m.Wrong($"'{w}' opens no hearing", $"write one of: {string.Join(", ", HearingWords)}"))],
            Reading = reading,
            Seen = reading != TextReading.NamedOnly,
            Certainty = reading switch { TextReading.Statute => Certainty.Quoted, TextReading.Secondary => Certainty.Derived, _ => Certainty.Unknown },
            ListCertainty = list.Word("certainty", Vocabulary.Certainties),
            ListNote = list.TextOr("note"),
            Source = m.TextOr("source"),
            Limitation = m.Map("limitation") is { } limit ? Limitation(limit) : null,
            Overlaps = m.TextOr("overlaps"),
            OldLaw = m.TextOr("old_law"),
            Notes = m.TextOr("notes"),
            HotlineCategory = hotline?.Text("category") ?? "",
            HotlineName = hotline?.Text("zh") ?? "",
            ValidFrom = from,
            ValidTo = to,
        };
        list.Done();
        ceiling?.Done();
        hotline?.Done();
        m.Done();
        return row;
    }

    /// <summary>An Arabic title of the row's own day comes before the one of the code, and both before the one in the row.</summary>
    private static Text Title(YamlMap m, string code, DateOnly? from, IReadOnlyDictionary<string, string> arabic)
    {
        var title = m.MapNeeded("title");
        var ar = (from is { } day ? arabic.GetValueOrDefault($"{code}@{day:yyyy-MM-dd}") : null) ?? arabic.GetValueOrDefault(code) ?? title.TextOr("ar");
        if (ar.Length == 0)
        {
            throw title.Wrong($"{code} has no Arabic title", "add 'ar' to the title, or a line to titles-ar.yaml");
        }

        _ = title.Find("ar");
        var said = new Text(title.Text("zh"), title.Text("en"), ar);
        title.Done();
        return said;
    }

    private static (Precondition Kind, string Words) Condition(YamlMap m)
    {
        var word = m.TextOr("precondition", "none");
        return word.StartsWith("other:", StringComparison.Ordinal)
            ? (Precondition.Other, word["other:".Length..])
            : (m.WordOr("precondition", Vocabulary.Preconditions, Precondition.None), "");
    }

    private static SpecialLimitation Limitation(YamlMap m)
    {
        var read = new SpecialLimitation(m.Whole("count"), m.Word("unit", LimitationUnits), m.Text("article"));
        m.Done();
        return read.Count > 0 ? read : throw m.Wrong("a limitation of no time punishes nothing", "give a count above zero");
    }

    private static StatutoryStep Step(YamlMap m)
    {
        var step = new StatutoryStep(
            m.Text("when"), m.Word("who", Vocabulary.StepParties), m.Word("fine", Vocabulary.FineKinds), m.Yuan("range"), m.TextOr("base"), m.TextOr("measure"));
        m.Done();
        return (step.Range is null) == (step.Kind is FineKind.None or FineKind.Unquantified)
            ? step
            : throw m.Wrong($"the step '{step.When}' says fine: {m.Text("fine")} and {(step.Range is null ? "gives no range" : "gives a range")}", "give a range exactly where the step has a sum");
    }
}
