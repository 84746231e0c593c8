namespace Wardmote.Dmn.Tables;

/// <summary>A set of cases: for each column the cells it spans, and one case of the set with plain values.</summary>
/// <param name="Facts">One case.</param>
/// <param name="Region">For each column, as the text of unary tests, which values belong to the set: a row of these would hold it.</param>
public sealed record TableCase(FeelContext Facts, IReadOnlyList<string> Region)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Facts.Entries.Select(e => $"{e.Key}: {e.Value}"));
}

/// <summary>Cases for which no row applies.</summary>
/// <param name="Witness">One of them.</param>
/// <param name="IsCertain">False where a row with interpreted cells might apply after all.</param>
public sealed record TableGap(TableCase Witness, bool IsCertain);

/// <summary>Two rows that both apply to one case.</summary>
/// <param name="First">The upper row, from 0.</param>
/// <param name="Second">The lower row.</param>
/// <param name="Witness">A case.</param>
/// <param name="IsCertain">False where one of the rows has interpreted cells.</param>
public sealed record TableOverlap(int First, int Second, TableCase Witness, bool IsCertain);

/// <summary>A row that never has an effect where the first row counts.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="By">The rows above it that take all its cases; empty where it has no case at all.</param>
public sealed record ShadowedRow(int Row, IReadOnlyList<int> By);

/// <summary>A cell that names a value the column's domain does not hold.</summary>
public sealed record OutsideDomain(int Row, int Column, FeelValue Value);

/// <summary>What was found about a table. All rows and columns count from 0.</summary>
public sealed record TableAnalysis
{
    /// <summary>Cases for which no row applies.</summary>
    public required IReadOnlyList<TableGap> Gaps { get; init; }

    /// <summary>Pairs of rows that apply to one case.</summary>
    public required IReadOnlyList<TableOverlap> Overlaps { get; init; }

    /// <summary>Rows that have no effect where the first counts.</summary>
    public required IReadOnlyList<ShadowedRow> Shadowed { get; init; }

    /// <summary>Values outside the declared domain.</summary>
    public required IReadOnlyList<OutsideDomain> Outside { get; init; }

    /// <summary>Columns which make no difference to any row.</summary>
    public required IReadOnlyList<int> Unused { get; init; }

    /// <summary>Cells that could not be analysed, with the reason.</summary>
    public required IReadOnlyList<InterpretedCell> NotAnalysable { get; init; }

    /// <summary>Whether everything was looked at: false where the diagram grew too large, or a list was cut off.</summary>
    public bool IsComplete => Shortfalls.Count == 0;

    /// <summary>What was not fully analysed, in words.</summary>
    public required IReadOnlyList<string> Shortfalls { get; init; }
}
