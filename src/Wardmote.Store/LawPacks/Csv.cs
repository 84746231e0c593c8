using System.Text;
using Text = Wardmote.Law.Text;

namespace Wardmote.Store.LawPacks;

/// <summary>A table in a text file: comma-separated, quoted where needed, first line the column names. 表格文件</summary>
public sealed class Csv
{
    private readonly Dictionary<string, int> _columns;

    private Csv(string file, IReadOnlyList<string> columns, IReadOnlyList<(int Line, string[] Cells)> rows)
    {
        File = file;
        Columns = columns;
        Rows = rows;
        _columns = columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
    }

    /// <summary>File name, for messages.</summary>
    public string File { get; }

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Rows with their line numbers.</summary>
    public IReadOnlyList<(int Line, string[] Cells)> Rows { get; }

    /// <summary>A cell by column name.</summary>
    public string Cell(string[] row, string column) => row[_columns[column]];

    /// <summary>Reads a table; a row with another number of cells than the head is an error.</summary>
    public static Csv Read(string file, string text)
    {
        var rows = Cells(file, text);
        if (rows.Count == 0)
        {
            throw new LawPackException(file, 1, "the table is empty", "write a head line and its rows");
        }

        var head = rows[0].Cells;
        foreach (var (at, row) in rows)
        {
            if (row.Length != head.Length)
            {
                throw new LawPackException(file, at, $"the row has {row.Length} cells, the head {head.Length}", "add the missing commas or quote the cell");
            }
        }

        return new Csv(file, head, rows[1..]);
    }

    /// <summary>The cells of a table whose rows may differ in length, with the line each begins on.</summary>
    public static List<(int Line, string[] Cells)> Cells(string file, string text, char comma = ',')
    {
        var rows = new List<(int, string[])>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, line, start) = (false, 1, 1);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                    line += c == '\n' ? 1 : 0;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == comma || c == '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    if (cells.Count > 1 || cells[0].Length > 0)
                    {
                        rows.Add((start, [.. cells]));
                    }

                    cells.Clear();
                    start = ++line;
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (quoted)
        {
            throw new LawPackException(file, start, new Text("引号没有闭合", "a quotation mark is not closed", "علامة اقتباس غير مغلقة"),
                new Text("补上引号", "close it", "أغلقها"));
        }

        return rows;
    }
}
