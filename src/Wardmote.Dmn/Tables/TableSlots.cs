namespace Wardmote.Dmn.Tables;

/// <summary>
/// The facts of one case after another, bound to the columns of a compiled table: each is kept as the piece of its column that it lies in, so that a match takes no memory, and why a row does not apply
/// is there as bits. Not for two threads at once.
/// </summary>
public sealed class TableSlots
{
    private readonly CompiledTable table;
    private readonly int[] cells;
    private readonly FeelValue[] values;
    private readonly int words;
    private readonly ulong[] yes;
    private readonly ulong[] maybe;
    private readonly ulong[] fails;
    private readonly ulong[] opens;

    internal TableSlots(CompiledTable table)
    {
        this.table = table;
        cells = new int[table.Axes.Count];
        values = new FeelValue[cells.Length];
        words = table.Words;
        (yes, maybe) = (new ulong[words], new ulong[words]);
        (fails, opens) = (new ulong[words * cells.Length], new ulong[words * cells.Length]);
        Clear();
    }

    /// <summary>Forgets the case: nothing is established.</summary>
    public void Clear()
    {
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = table.Axes[column].Cells;
            values[column] = FeelValue.Unknown;
        }
    }

    /// <summary>A number.</summary>
    public void Set(int column, decimal number)
    {
        var axis = table.Axes[column];
        if (table.Interpreted.Count == 0 && (axis.Type == FactType.Number || (axis.Type == FactType.Integer && decimal.Truncate(number) == number)))
        {
            cells[column] = axis.CellOf(number);
            return;
        }

        Set(column, FeelValue.From(number));
    }

    /// <summary>True or false.</summary>
    public void Set(int column, bool yes) => Set(column, yes ? FeelValue.True : FeelValue.False);

    /// <summary>Any value; one that is none of its column's is interpreted.</summary>
    public void Set(int column, FeelValue value)
    {
        values[column] = value;
        cells[column] = table.Axes[column].CellOf(value);
    }

    /// <summary>Finds the rows that apply and those that may, and keeps of each column which rows it fails and which it leaves open.</summary>
    public void Match()
    {
        Array.Fill(yes, ulong.MaxValue);
        Array.Fill(maybe, ulong.MaxValue);
        for (var (column, at) = (0, 0); column < cells.Length; column++)
        {
            if (cells[column] < 0 || table.Interpreted.Count > 0)
            {
                Interpret(column);
            }
            else
            {
                var sure = table.SureIn(column, cells[column]);
                var possible = table.PossibleIn(column, cells[column]);
                for (var word = 0; word < words; word++)
                {
                    (fails[at + word], opens[at + word]) = (~possible[word], possible[word] & ~sure[word]);
                }
            }

            for (var word = 0; word < words; word++, at++)
            {
                maybe[word] &= ~fails[at];
                yes[word] &= ~(fails[at] | opens[at]);
            }
        }
    }

    /// <summary>Whether a row applies, after <see cref="Match"/>.</summary>
    public RowAnswer this[int row]
    {
        get
        {
            var bit = 1UL << (row % 64);
            return (yes[row / 64] & bit) != 0 ? RowAnswer.Yes : (maybe[row / 64] & bit) != 0 ? RowAnswer.Unknown : RowAnswer.No;
        }
    }

    /// <summary>The columns whose fact a row does not pass, and those not established, after <see cref="Match"/>: a bit for each of the first 64 columns.</summary>
    public (ulong Failed, ulong Open) Why(int row)
    {
        var (failed, open, word, bit) = (0UL, 0UL, row / 64, row % 64);
        for (var column = 0; column < cells.Length; column++)
        {
            failed |= ((fails[(column * words) + word] >> bit) & 1) << column;
            open |= ((opens[(column * words) + word] >> bit) & 1) << column;
        }

        return (failed, open);
    }

    // A value that is none of its column's, and cells that compute, are asked of the interpreter row by row.
    private void Interpret(int column)
    {
        Array.Clear(fails, column * words, words);
        Array.Clear(opens, column * words, words);
        var facts = table.Interpreted.Count > 0 ? table.FactsOf(values) : null;
        for (var row = 0; row < table.Table.Rules.Count; row++)
        {
            var (at, bit, answer) = ((column * words) + (row / 64), 1UL << (row % 64), table.CellAnswer(row, column, cells[column], values[column], facts));
            fails[at] |= answer == RowAnswer.No ? bit : 0;
            opens[at] |= answer == RowAnswer.Unknown ? bit : 0;
        }
    }
}
