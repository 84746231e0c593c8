namespace Wardmote.Dmn.Tables;

/// <summary>A cell whose text is too much for cutting: it is interpreted, and no analysis speaks for its row.</summary>
public sealed record InterpretedCell(int Row, int Column, string Reason);

/// <summary>
/// A table cut into cells with one mask of rows for each cell: a match is a look-up and an AND for each column. Unknown facts keep two
/// masks, the rows that surely apply and those that may.
/// </summary>
public sealed class CompiledTable
{
    private readonly int words;
    private readonly ulong[][] sure;
    private readonly ulong[][] possible;
    private readonly Axis[] axes;

    internal CompiledTable(DecisionTable table)
    {
        Table = table;
        words = Math.Max(1, (table.Rules.Count + 63) / 64);
        var columns = table.Inputs.Count;
        axes = new Axis[columns];
        sure = new ulong[columns][];
        possible = new ulong[columns][];
        var interpreted = new List<InterpretedCell>();
        for (var column = 0; column < columns; column++)
        {
            Cut(column, interpreted);
        }

        Interpreted = interpreted;
    }

    /// <summary>The table as read.</summary>
    public DecisionTable Table { get; }

    /// <summary>The cells which are interpreted.</summary>
    public IReadOnlyList<InterpretedCell> Interpreted { get; }

    internal IReadOnlyList<Axis> Axes => axes;

    internal int Words => words;

    /// <summary>The rows that surely apply in a piece of a column; interpreted cells count as applying.</summary>
    internal ReadOnlySpan<ulong> SureIn(int column, int cell) => sure[column].AsSpan(cell * words, words);

    /// <summary>The rows that may apply in a piece of a column.</summary>
    internal ReadOnlySpan<ulong> PossibleIn(int column, int cell) => possible[column].AsSpan(cell * words, words);

    /// <summary>Slots for one case after another.</summary>
    public TableSlots Slots() => new(this);

    /// <summary>Whether each row applies to the facts; a fact that is missing or null is not established.</summary>
    public TableMatch Match(FeelContext facts) => Match(Table.ValuesOf(facts), facts);

    /// <summary>Whether each row applies to facts given in the order of the columns.</summary>
    public TableMatch Match(ReadOnlySpan<FeelValue> values, FeelContext? facts = null)
    {
        var yes = new ulong[words];
        var maybe = new ulong[words];
        Array.Fill(yes, ulong.MaxValue);
        Array.Fill(maybe, ulong.MaxValue);
        List<int>? strange = null;
        for (var column = 0; column < axes.Length; column++)
        {
            var cell = axes[column].CellOf(values[column]);
            if (cell < 0)
            {
                (strange ??= []).Add(column);
                continue;
            }

            var (s, p, at) = (sure[column], possible[column], cell * words);
            for (var word = 0; word < words; word++)
            {
                yes[word] &= s[at + word];
                maybe[word] &= p[at + word];
            }
        }

        if (Interpreted.Count > 0 || strange is not null)
        {
            facts ??= FactsOf(values);
            Interpret(values, facts, strange, yes, maybe);
        }

        return new TableMatch(this, [.. values], facts, yes, maybe);
    }

    /// <summary>Whether a row's cell in a column passes; <paramref name="cell"/> is the piece of the column the value lies in.</summary>
    internal RowAnswer CellAnswer(int row, int column, int cell, FeelValue value, FeelContext? facts)
    {
        if (cell < 0 || (Interpreted.Count > 0 && IsInterpreted(row, column)))
        {
            return Table.CellAnswer(row, column, value, facts);
        }

        var at = (cell * words) + (row / 64);
        var bit = 1UL << (row % 64);
        return (sure[column][at] & bit) != 0 ? RowAnswer.Yes : (possible[column][at] & bit) != 0 ? RowAnswer.Unknown : RowAnswer.No;
    }

    internal bool IsInterpreted(int row, int column)
    {
        foreach (var cell in Interpreted)
        {
            if (cell.Row == row && cell.Column == column)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Analyses the table: gaps, overlaps, shadowed rows, values outside the domain, unused columns.</summary>
    /// <param name="nodes">The greatest number of diagram nodes; beyond it the answer says that it is not complete.</param>
    /// <param name="cases">The greatest number of gaps, and of overlaps, that are listed.</param>
    public TableAnalysis Analyse(int nodes = 2_000_000, int cases = 200) => new Analyst(this, nodes, cases).Analyse();

    internal FeelContext FactsOf(ReadOnlySpan<FeelValue> values)
    {
        var facts = new KeyValuePair<string, FeelValue>[values.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = new(Table.Inputs[i].Name, values[i]);
        }

        return new FeelContext(facts);
    }

    private void Cut(int column, List<InterpretedCell> interpreted)
    {
        var input = Table.Inputs[column];
        var constants = new List<FeelValue>();
        var isInterpreted = new bool[Table.Rules.Count];
        for (var row = 0; row < isInterpreted.Length; row++)
        {
            var cell = Piecewise.Of(Table.Cells[row][column], input.Type);
            if (cell.Obstacle is { } reason)
            {
                interpreted.Add(new InterpretedCell(row, column, reason));
                isInterpreted[row] = true;
            }
            else
            {
                constants.AddRange(cell.Constants);
            }
        }

        if (Table.Domains[column] is { } domain)
        {
            var cut = Piecewise.Of(domain, input.Type);
            if (cut.Obstacle is { } reason)
            {
                throw new TableRefusedException($"the domain cannot be cut: {reason}", "", input.Name);
            }

            constants.AddRange(cut.Constants);
        }

        var axis = axes[column] = new Axis(input.Type, constants);
        sure[column] = new ulong[(axis.Cells + 1) * words];
        possible[column] = new ulong[(axis.Cells + 1) * words];
        for (var cell = 0; cell <= axis.Cells; cell++)
        {
            var value = cell == axis.Cells ? FeelValue.Unknown : axis.Representatives[cell] ?? FeelValue.Unknown;
            for (var row = 0; row < isInterpreted.Length; row++)
            {
                var answer = isInterpreted[row] ? RowAnswer.Yes : Table.CellAnswer(row, column, value, null);
                var at = (cell * words) + (row / 64);
                var bit = 1UL << (row % 64);
                sure[column][at] |= answer == RowAnswer.Yes ? bit : 0;
                possible[column][at] |= answer != RowAnswer.No ? bit : 0;
            }
        }
    }

    private void Interpret(ReadOnlySpan<FeelValue> values, FeelContext? facts, List<int>? strange, ulong[] yes, ulong[] maybe)
    {
        foreach (var cell in Interpreted)
        {
            Narrow(cell.Row, cell.Column, values[cell.Column]);
        }

        foreach (var column in strange ?? [])
        {
            for (var row = 0; row < Table.Rules.Count; row++)
            {
                Narrow(row, column, values[column]);
            }
        }

        void Narrow(int row, int column, FeelValue value)
        {
            var bit = 1UL << (row % 64);
            if ((maybe[row / 64] & bit) == 0)
            {
                return;
            }

            var answer = Table.CellAnswer(row, column, value, facts);
            yes[row / 64] &= answer == RowAnswer.Yes ? ulong.MaxValue : ~bit;
            maybe[row / 64] &= answer == RowAnswer.No ? ~bit : ulong.MaxValue;
        }
    }
}

/// <summary>Which rows of a table apply to some facts, and why the others do not.</summary>
public sealed class TableMatch
{
    private readonly CompiledTable table;
    private readonly FeelValue[] values;
    private readonly FeelContext? facts;
    private readonly ulong[] yes;
    private readonly ulong[] maybe;

    internal TableMatch(CompiledTable table, FeelValue[] values, FeelContext? facts, ulong[] yes, ulong[] maybe) =>
        (this.table, this.values, this.facts, this.yes, this.maybe) = (table, values, facts, yes, maybe);

    private static readonly IReadOnlyList<int> None = [];

    /// <summary>The rows that apply, in order.</summary>
    public IEnumerable<int> Applying => Rows(RowAnswer.Yes);

    /// <summary>The rows that may apply once more facts are established, in order.</summary>
    public IEnumerable<int> Open => Rows(RowAnswer.Unknown);

    /// <summary>Whether a row applies.</summary>
    public RowAnswer this[int row]
    {
        get
        {
            var bit = 1UL << (row % 64);
            return (yes[row / 64] & bit) != 0 ? RowAnswer.Yes : (maybe[row / 64] & bit) != 0 ? RowAnswer.Unknown : RowAnswer.No;
        }
    }

    /// <summary>The columns whose fact is none of the values the column declares, or not of its type.</summary>
    public IEnumerable<int> OutsideDomain => Enumerable.Range(0, values.Length).Where(c =>
        (!values[c].IsNull && !Axis.IsOf(values[c], table.Table.Inputs[c].Type)) || table.Table.Domains[c]?.Matches(values[c], facts) == false);

    /// <summary>For each row, the columns that fail and those that are not established.</summary>
    public IReadOnlyList<RowExplanation> Explain()
    {
        var cells = new int[values.Length];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = table.Axes[column].CellOf(values[column]);
        }

        var rows = new RowExplanation[table.Table.Rules.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = Explain(row, cells);
        }

        return rows;
    }

    /// <summary>The rows that only one column keeps from applying.</summary>
    public IEnumerable<RowExplanation> NearMisses => Explain().Where(e => e is { Failed.Count: 1, Open.Count: 0 });

    private RowExplanation Explain(int row, int[] cells)
    {
        List<int>? failed = null, open = null;
        for (var column = 0; column < cells.Length; column++)
        {
            switch (table.CellAnswer(row, column, cells[column], values[column], facts))
            {
                case RowAnswer.No:
                    (failed ??= []).Add(column);
                    break;
                case RowAnswer.Unknown:
                    (open ??= []).Add(column);
                    break;
            }
        }

        return new RowExplanation(row, this[row], (IReadOnlyList<int>?)failed ?? None, (IReadOnlyList<int>?)open ?? None);
    }

    private IEnumerable<int> Rows(RowAnswer wanted)
    {
        for (var row = 0; row < table.Table.Rules.Count; row++)
        {
            if (this[row] == wanted)
            {
                yield return row;
            }
        }
    }
}

/// <summary>Why a row applies or not.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Answer">Whether it applies.</param>
/// <param name="Failed">The columns whose cell the fact does not pass.</param>
/// <param name="Open">The columns whose cell cannot be told, for want of a fact.</param>
public sealed record RowExplanation(int Row, RowAnswer Answer, IReadOnlyList<int> Failed, IReadOnlyList<int> Open);
