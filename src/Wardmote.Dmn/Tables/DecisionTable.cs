namespace Wardmote.Dmn.Tables;

/// <summary>What the facts of a column are, which decides how the column is cut.</summary>
public enum FactType
{
    /// <summary>Numbers; between any two lies another.</summary>
    Number,
    /// <summary>Whole numbers; between 1 and 2 lies nothing.</summary>
    Integer,
    /// <summary>Strings, told apart by equality only.</summary>
    Text,
    /// <summary>True or false.</summary>
    Boolean,
    /// <summary>Days.</summary>
    Date,
    /// <summary>Durations of days and time.</summary>
    DayDuration,
    /// <summary>Durations of years and months; whole months.</summary>
    MonthDuration,
    /// <summary>Anything else (times, lists, contexts): always interpreted, never analysed.</summary>
    Other,
}

/// <summary>A column: the fact it looks at.</summary>
/// <param name="Name">The name of the fact.</param>
/// <param name="Type">What the fact is.</param>
/// <param name="Domain">The values it may have, as unary tests (<c>[0..100]</c>, <c>"a", "b"</c>); null for all of its type.</param>
public sealed record TableInput(string Name, FactType Type, string? Domain = null);

/// <summary>A row: one text of unary tests for each column.</summary>
/// <param name="Id">What the row is called in findings.</param>
/// <param name="Cells">The cells, in the order of the columns.</param>
public sealed record TableRule(string Id, IReadOnlyList<string> Cells);

/// <summary>Whether a row applies.</summary>
public enum RowAnswer
{
    /// <summary>It does not.</summary>
    No,
    /// <summary>It cannot be told until more facts are established.</summary>
    Unknown,
    /// <summary>It does.</summary>
    Yes,
}

/// <summary>The table cannot be read: which cell, and why.</summary>
public sealed class TableRefusedException(string reason, string rule, string column, Exception? inner = null)
    : Exception($"row {rule}, column {column}: {reason}", inner)
{
    /// <summary>What is wrong.</summary>
    public string Reason { get; } = reason;

    /// <summary>The row, empty for the head of the column.</summary>
    public string Rule { get; } = rule;

    /// <summary>The column.</summary>
    public string Column { get; } = column;
}

/// <summary>
/// A plain decision table: rows of unary tests over named facts. What follows from a row is the caller's; the table says which rows
/// apply. This form interprets the texts; <see cref="Compile"/> gives one that looks up.
/// </summary>
public sealed class DecisionTable
{
    /// <summary>The most columns a table may have.</summary>
    public const int LargestColumns = 500;

    /// <summary>The most rows a table may have.</summary>
    public const int LargestRows = 10_000;

    /// <summary>Reads a table; throws <see cref="TableRefusedException"/> naming the cell that cannot be read.</summary>
    public DecisionTable(IEnumerable<TableInput> inputs, IEnumerable<TableRule> rules)
    {
        Inputs = [.. inputs];
        Rules = [.. rules];
        var names = Inputs.Select(i => i.Name).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new TableRefusedException("two columns have the same name", "", names.GroupBy(n => n).First(g => g.Count() > 1).Key);
        }

        if (Inputs.Count > LargestColumns || Rules.Count > LargestRows)
        {
            throw new TableRefusedException($"at most {LargestColumns} columns and {LargestRows} rows", "", "");
        }

        Domains = [.. Inputs.Select(i => i.Domain is null ? null : Read(i.Domain, names, "", i.Name))];
        Cells =
        [
            .. Rules.Select(rule => rule.Cells.Count == Inputs.Count
                ? (UnaryTests[])[.. rule.Cells.Select((text, c) => Read(text, names, rule.Id, names[c]))]
                : throw new TableRefusedException($"{rule.Cells.Count} cells for {Inputs.Count} columns", rule.Id, "")),
        ];
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableInput> Inputs { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<TableRule> Rules { get; }

    internal IReadOnlyList<UnaryTests?> Domains { get; }

    internal IReadOnlyList<UnaryTests[]> Cells { get; }

    /// <summary>All cells that cannot be read, where the constructor names only the first.</summary>
    public static IReadOnlyList<TableRefusedException> Refusals(IReadOnlyList<TableInput> inputs, IEnumerable<TableRule> rules)
    {
        var names = inputs.Select(i => i.Name).ToList();
        var refusals = new List<TableRefusedException>();
        foreach (var input in inputs.Where(i => i.Domain is not null))
        {
            Try(input.Domain!, "", input.Name);
        }

        foreach (var rule in rules)
        {
            if (rule.Cells.Count != names.Count)
            {
                refusals.Add(new TableRefusedException($"{rule.Cells.Count} cells for {names.Count} columns", rule.Id, ""));
            }

            foreach (var (text, name) in rule.Cells.Zip(names))
            {
                Try(text, rule.Id, name);
            }
        }

        return refusals;

        void Try(string text, string rule, string column)
        {
            try
            {
                Read(text, names, rule, column);
            }
            catch (TableRefusedException refusal)
            {
                refusals.Add(refusal);
            }
        }
    }

    /// <summary>The same table cut into cells and masks, for matching by look-up and for analysis.</summary>
    public CompiledTable Compile() => new(this);

    /// <summary>Whether each row applies, by reading its cells one after the other.</summary>
    public RowAnswer[] Interpret(FeelContext facts)
    {
        var values = ValuesOf(facts);
        var answers = new RowAnswer[Rules.Count];
        for (var row = 0; row < answers.Length; row++)
        {
            var cells = Cells[row];
            var answer = Evaluation.Run(FeelSettings.Default, run => Holds(cells, values, Scope.OfFacts(facts, run)));
            answers[row] = Answer(answer.AsBoolean());
        }

        return answers;
    }

    private static FeelValue Holds(UnaryTests[] cells, FeelValue[] values, Scope scope)
    {
        var holds = FeelValue.True;
        for (var column = 0; column < values.Length; column++)
        {
            var cell = cells[column].Holds(values[column].IsNull ? FeelValue.Unknown : values[column], scope);
            if (cell.IsFalse)
            {
                return cell;
            }

            holds = cell.IsTrue ? holds : cell;
        }

        return holds;
    }

    internal FeelValue[] ValuesOf(FeelContext facts)
    {
        var values = new FeelValue[Inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = facts.TryGet(Inputs[i].Name, out var value) ? value : FeelValue.Unknown;
        }

        return values;
    }

    internal RowAnswer CellAnswer(int row, int column, FeelValue value, FeelContext? facts) =>
        Answer(Cells[row][column].Matches(value, facts));

    internal static RowAnswer Answer(bool? matches) => matches switch { true => RowAnswer.Yes, false => RowAnswer.No, null => RowAnswer.Unknown };

    private static UnaryTests Read(string text, List<string> names, string rule, string column)
    {
        try
        {
            return UnaryTests.Parse(text, names);
        }
        catch (FeelParseException e)
        {
            throw new TableRefusedException(e.Message, rule, column, e);
        }
    }
}
