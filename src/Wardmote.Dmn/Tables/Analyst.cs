namespace Wardmote.Dmn.Tables;

/// <summary>
/// Looks for gaps, overlaps and shadowed rows on the masks of a compiled table. Rows are products of column sets, so that two rows
/// overlap exactly when they do in each column; what a union of rows covers is walked column by column, remembering each set of
/// rows still alive, within a bound.
/// </summary>
internal sealed class Analyst
{
    private readonly CompiledTable compiled;
    private readonly int cases;
    private readonly int columns;
    private readonly int rows;
    private readonly int words;
    private readonly ulong[] certain;
    private readonly List<Group>[] groups;
    private readonly List<int>[] inDomain;
    private readonly List<string> shortfalls = [];
    private int left;
    private long comparisons = 50_000_000;

    public Analyst(CompiledTable compiled, int nodes, int cases)
    {
        (this.compiled, this.cases, left) = (compiled, cases, nodes);
        columns = compiled.Table.Inputs.Count;
        rows = compiled.Table.Rules.Count;
        words = Math.Max(1, (rows + 63) / 64);
        certain = new ulong[words];
        for (var row = 0; row < rows; row++)
        {
            certain[row / 64] |= compiled.Interpreted.All(c => c.Row != row) ? 1UL << (row % 64) : 0;
        }

        groups = [.. Enumerable.Range(0, columns).Select(GroupsOf)];
        inDomain = [.. groups.Select(g => g.SelectMany(c => c.Cells).ToList())];
    }

    private sealed record Group(ulong[] Rows, List<int> Cells);

    public TableAnalysis Analyse()
    {
        var gaps = Gaps();
        return new TableAnalysis
        {
            Gaps = gaps,
            Overlaps = Overlaps(),
            Shadowed = Shadowed(),
            Outside = Outside(),
            Unused = [.. Enumerable.Range(0, columns).Where(IsUnused)],
            NotAnalysable = compiled.Interpreted,
            Shortfalls = [.. shortfalls.Distinct()],
        };
    }

    /// <summary>The cells of a column inside its domain, gathered by the rows that apply in them.</summary>
    private List<Group> GroupsOf(int column)
    {
        var axis = compiled.Axes[column];
        var found = new Dictionary<Mask, Group>();
        for (var cell = 0; cell <= axis.Cells; cell++)
        {
            if (cell == axis.Cells ? !AsksAboutNull(column) : axis.Representatives[cell] is not { } value || !InDomain(column, value))
            {
                continue;
            }

            var mask = new Mask(0, compiled.SureIn(column, cell).ToArray());
            if (!found.TryGetValue(mask, out var group))
            {
                found.Add(mask, group = new Group(mask.Words, []));
            }

            group.Cells.Add(cell);
        }

        return [.. found.Values];
    }

    /// <summary>Whether some cell gives a definite answer where the fact is not established: then that too is a case.</summary>
    private bool AsksAboutNull(int column) => Enumerable.Range(0, rows).Any(row =>
        !compiled.Table.Cells[row][column].IsAny && !compiled.IsInterpreted(row, column)
        && compiled.CellAnswer(row, column, compiled.Axes[column].Cells, FeelValue.Unknown, null) != RowAnswer.Unknown);

    private bool InDomain(int column, FeelValue value) =>
        compiled.Table.Inputs[column].Type == FactType.Other || compiled.Table.Domains[column]?.Matches(value) != false;

    private bool IsUnused(int column) =>
        groups[column].Count <= 1 && compiled.Interpreted.All(c => c.Column != column)
        && !compiled.Table.Cells.Any(row => row.Any(MentionsOther));

    /// <summary>A fact that another column's condition speaks of by name is used there.</summary>
    private static bool MentionsOther(UnaryTests cell) => cell.Tests.Any(t => t.Contains(n => n is Tree.NameNode { Name: not "?" } name
        && Builtins.BuiltinTable.Find(name.Name) is null));

    private List<TableGap> Gaps()
    {
        var gaps = new List<TableGap>();
        var known = new Dictionary<Mask, bool>();
        var path = new Group[columns];
        if (groups.All(g => g.Count > 0))
        {
            Walk(0, certain, Full());
        }

        return gaps;

        void Walk(int column, ulong[] alive, ulong[] any)
        {
            if (gaps.Count >= cases)
            {
                shortfalls.Add($"more than {cases} gaps");
                return;
            }

            if (IsEmpty(alive) || column == columns)
            {
                if (IsEmpty(alive))
                {
                    for (var c = column; c < columns; c++)
                    {
                        path[c] = new Group([], [.. groups[c].SelectMany(g => g.Cells).Order()]);
                    }

                    gaps.Add(new TableGap(CaseOf([.. path.Select(g => g.Cells)]), IsCertainAfter(column, any)));
                }

                return;
            }

            foreach (var group in groups[column])
            {
                var next = And(alive, group.Rows);
                if (Uncovered(column + 1, next, known) == true)
                {
                    path[column] = group;
                    Walk(column + 1, next, And(any, group.Rows));
                }
            }
        }
    }

    /// <summary>Whether no row with interpreted cells can reach into the region.</summary>
    private bool IsCertainAfter(int column, ulong[] any)
    {
        for (var row = 0; row < rows; row++)
        {
            var alive = (any[row / 64] & 1UL << (row % 64)) != 0;
            if (alive && Enumerable.Range(column, columns - column).All(c => groups[c].Exists(g => Has(g.Rows, row))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some case from this column on escapes all rows alive; null where the bound was reached.</summary>
    private bool? Uncovered(int column, ulong[] alive, Dictionary<Mask, bool> known, ulong[]? within = null)
    {
        if (IsEmpty(alive))
        {
            return true;
        }

        if (column == columns)
        {
            return false;
        }

        var key = new Mask(column, alive);
        if (known.TryGetValue(key, out var answer))
        {
            return answer;
        }

        if (--left < 0)
        {
            shortfalls.Add("the table has too many different regions");
            return null;
        }

        bool? found = false;
        foreach (var group in groups[column])
        {
            if (within is not null && IsEmpty(And(within, group.Rows)))
            {
                continue;
            }

            var inner = Uncovered(column + 1, And(alive, group.Rows), known, within);
            if (inner == true)
            {
                found = true;
                break;
            }

            found = inner is null ? null : found;
        }

        if (found is { } decided)
        {
            known[key] = decided;
        }

        return found;
    }

    private List<TableOverlap> Overlaps()
    {
        var overlaps = new List<TableOverlap>();
        for (var first = 0; first < rows; first++)
        {
            for (var second = first + 1; second < rows; second++)
            {
                if ((comparisons -= columns) < 0)
                {
                    shortfalls.Add("the table has too many pairs of rows");
                    return overlaps;
                }

                var shared = new List<int>[columns];
                for (var column = 0; column < columns; column++)
                {
                    shared[column] = [.. groups[column].Where(g => Has(g.Rows, first) && Has(g.Rows, second)).SelectMany(g => g.Cells).Order()];
                    if (shared[column].Count == 0)
                    {
                        shared = [];
                        break;
                    }
                }

                if (shared.Length < columns || columns == 0)
                {
                    continue;
                }

                if (overlaps.Count >= cases)
                {
                    shortfalls.Add($"more than {cases} overlaps");
                    return overlaps;
                }

                overlaps.Add(new TableOverlap(first, second, CaseOf(shared), Has(certain, first) && Has(certain, second)));
            }
        }

        return overlaps;
    }

    private List<ShadowedRow> Shadowed()
    {
        var shadowed = new List<ShadowedRow>();
        for (var row = 0; row < rows; row++)
        {
            if (Enumerable.Range(0, columns).Any(c => !groups[c].Exists(g => Has(g.Rows, row))))
            {
                shadowed.Add(new ShadowedRow(row, []));
                continue;
            }

            // Only rows above it that touch it can take its cases.
            var above = new ulong[words];
            if ((comparisons -= row) < 0)
            {
                shortfalls.Add("the table has too many rows to look for shadowed ones");
                return shadowed;
            }

            for (var other = 0; other < row; other++)
            {
                var touches = Has(certain, other) && Enumerable.Range(0, columns).All(c => groups[c].Exists(g => Has(g.Rows, row) && Has(g.Rows, other)));
                above[other / 64] |= touches ? 1UL << (other % 64) : 0;
            }

            var own = new ulong[words];
            own[row / 64] = 1UL << (row % 64);
            if (!IsEmpty(above) && Uncovered(0, above, [], own) == false)
            {
                shadowed.Add(new ShadowedRow(row, [.. Enumerable.Range(0, row).Where(r => Has(above, r))]));
            }
        }

        return shadowed;
    }

    private List<OutsideDomain> Outside()
    {
        var outside = new List<OutsideDomain>();
        for (var column = 0; column < columns; column++)
        {
            if (compiled.Table.Domains[column] is null)
            {
                continue;
            }

            for (var row = 0; row < rows; row++)
            {
                var seen = new HashSet<FeelValue>();
                var constants = Piecewise.Of(compiled.Table.Cells[row][column], compiled.Table.Inputs[column].Type).Constants;
                outside.AddRange(constants.Where(seen.Add).Where(c => !Borders(column, c)).Select(c => new OutsideDomain(row, column, c)));
            }
        }

        return outside;
    }

    /// <summary>Whether a constant is in the domain or at its edge (<c>&gt; 0</c> over a domain of <c>(0..100]</c> is in order).</summary>
    private bool Borders(int column, FeelValue constant)
    {
        var axis = compiled.Axes[column];
        var cell = axis.CellOf(constant);
        return InDomain(column, constant) || (axis.Type is not (FactType.Text or FactType.Boolean) && cell >= 0
            && new[] { cell - 1, cell + 1 }.Any(c => c >= 0 && c < axis.Cells && axis.Representatives[c] is { } value && InDomain(column, value)));
    }

    private TableCase CaseOf(IReadOnlyList<List<int>> cells) => new(
        new FeelContext(cells.Select((c, i) => new KeyValuePair<string, FeelValue>(
            compiled.Table.Inputs[i].Name, c[0] == compiled.Axes[i].Cells ? FeelValue.Null : compiled.Axes[i].Representatives[c[0]] ?? FeelValue.Null))),
        [.. cells.Select((c, i) => compiled.Axes[i].Describe(c, inDomain[i]))]);

    private ulong[] Full()
    {
        var full = new ulong[words];
        for (var row = 0; row < rows; row++)
        {
            full[row / 64] |= 1UL << (row % 64);
        }

        return full;
    }

    private static bool Has(ulong[] mask, int row) => (mask[row / 64] & 1UL << (row % 64)) != 0;

    private static bool IsEmpty(ulong[] mask) => !mask.AsSpan().ContainsAnyExcept(0UL);

    private static ulong[] And(ulong[] a, ulong[] b)
    {
        var both = new ulong[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            both[i] = a[i] & b[i];
        }

        return both;
    }

    /// <summary>A column with the rows alive before it: a node of the diagram.</summary>
    private readonly record struct Mask(int Column, ulong[] Words)
    {
        public bool Equals(Mask other) => Column == other.Column && Words.AsSpan().SequenceEqual(other.Words);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Column);
            foreach (var word in Words)
            {
                hash.Add(word);
            }

            return hash.ToHashCode();
        }
    }
}
