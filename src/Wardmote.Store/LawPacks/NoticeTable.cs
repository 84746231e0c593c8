using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Wardmote.LawPacks;

namespace Wardmote.Store.LawPacks;

/// <summary>What was read of a published list: its rows, and what its heading lines say of the paper. 公布的清单表格</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Title">Title above the table; empty when there is none.</param>
/// <param name="Number">Document number found above the table; empty when there is none.</param>
/// <param name="Passed">Lines passed over, with what they say: notes, section headings, sums.</param>
/// <param name="Form"><c>xlsx</c>, <c>utf-8</c>, <c>utf-16</c> or <c>gb18030</c>.</param>
public sealed partial record NoticeTable(IReadOnlyList<NoticeRow> Rows, string Title, string Number, IReadOnlyList<(int Line, string Words)> Passed, string Form)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most lines of a table.</summary>
    public const int MostLines = 20_000;

    private const int MostCells = 60;
    private const int LongestCell = 8_000;
    private const long MostUnpacked = 100L * 1024 * 1024;

    private static readonly (string Column, string[] Names)[] Columns =
    [
        ("number", ["序号", "编号"]),
        ("item", ["事项名称", "执法事项", "行政执法事项", "赋权事项", "职权名称", "事项"]),
        ("department", ["原行使部门", "原实施部门", "原执法部门", "原行使主体", "原权力行使主体", "原职权部门", "原实施主体", "行使部门"]),
        ("scope", ["赋权范围", "职权范围", "权限范围", "执法权限", "赋权内容", "职权类型", "事项类型"]),
        ("basis", ["依据", "法律依据", "执法依据", "实施依据", "设定依据", "法定依据", "职权依据"]),
        ("grantees", ["赋权镇街", "赋权乡镇", "赋权对象", "承接镇街", "承接主体", "承接单位", "赋权乡镇街道", "实施镇街", "实施主体"]),
    ];

    /// <summary>Reads a table from a file's bytes; what it is shows from the bytes, not from its name.</summary>
    public static NoticeTable Read(string name, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new LawPackException(name, 1, "the file is empty", "choose the file of the list");
        }

        if (bytes.Length > MostBytes)
        {
            throw new LawPackException(name, 1, "the file is larger than 10 MB", "leave pictures out, or split the list");
        }

        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            throw new LawPackException(name, 1, "this is an old .xls file", "save it as .xlsx or as CSV");
        }

        if (bytes is [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..])
        {
            throw new LawPackException(name, 1, "this is a PDF", "copy its table into a spreadsheet and save that as .xlsx or CSV");
        }

        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            LawPackException? first = null;
            foreach (var sheet in Sheets(name, bytes))
            {
                try
                {
                    return Of(name, sheet, "xlsx");
                }
                catch (LawPackException e)
                {
                    first ??= e;
                }
            }

            throw first ?? new LawPackException(name, 1, "the workbook has no sheet", "save the list as .xlsx again");
        }

        var (text, encoding) = Decode(name, bytes);
        var line = text.Split('\n', 40).OrderByDescending(l => l.Count(c => c is ',' or '\t' or ';')).First();
        var comma = new[] { ',', '\t', ';' }.MaxBy(c => line.Count(x => x == c));
        return Of(name, Csv.Cells(name, text, comma), encoding);
    }

    private static NoticeTable Of(string name, IReadOnlyList<(int Line, string[] Cells)> grid, string encoding)
    {
        if (grid.Count > MostLines)
        {
            throw new LawPackException(name, MostLines, $"the table has more than {MostLines} lines", "split the list");
        }

        if (grid.FirstOrDefault(r => r.Cells.Length > MostCells && r.Cells.Skip(MostCells).Any(c => c.Trim().Length > 0)) is { Cells: not null } wide)
        {
            throw new LawPackException(name, wide.Line, $"the row has more than {MostCells} cells", "is the separator right? quote cells that hold commas");
        }

        if (grid.FirstOrDefault(r => r.Cells.Any(c => c.Length > LongestCell)) is { Cells: not null } tall)
        {
            throw new LawPackException(name, tall.Line, $"a cell holds more than {LongestCell} characters", "is a quotation mark missing? shorten the cell");
        }

        var at = grid.ToList().FindIndex(r => HeadOf(r.Cells) is not null);
        if (at < 0)
        {
            throw new LawPackException(name, 1, "no head line with 事项名称, 依据 and 赋权镇街 was found", "keep the head line of the notice: 序号、事项名称、原行使部门、赋权范围、依据、赋权镇街");
        }

        var head = HeadOf(grid[at].Cells)!;
        var (rows, passed) = (new List<NoticeRow>(), new List<(int, string)>());
        foreach (var (line, cells) in grid.Skip(at + 1))
        {
            string Cell(string column) => head.TryGetValue(column, out var i) && i < cells.Length ? Tidy(cells[i]) : "";
            if (HeadOf(cells) is { } again)
            {
                // The head stands again at the top of each printed page.
                head = again;
                continue;
            }

            var words = string.Join(' ', cells.Select(Tidy).Where(c => c.Length > 0).Distinct());
            if (words.Length == 0)
            {
                continue;
            }

            var (item, basis, grantees) = (Cell("item"), Cell("basis"), Cell("grantees"));
            if (item.Length == 0 || (basis.Length == 0 && grantees.Length == 0) || (item == basis && item == grantees) || Remark().IsMatch(words))
            {
                passed.Add((line, words.Length > 200 ? words[..200] + "…" : words));
                continue;
            }

            rows.Add(new NoticeRow(line, Cell("number"), item, Cell("department"), Cell("scope"), basis, grantees));
        }

        if (rows.Count == 0)
        {
            throw new LawPackException(name, grid[at].Line, "no row stands under the head line", "send the whole list");
        }

        var above = grid.Take(at).Select(r => string.Concat(r.Cells.Select(Tidy).Distinct())).Where(w => w.Length > 0).ToList();
        var number = above.Select(w => PaperNumber().Match(w)).FirstOrDefault(m => m.Success)?.Value ?? "";
        var title = above.Where(w => w.Contains("清单", StringComparison.Ordinal) && w.Length <= 100).MaxBy(w => w.Length) ?? "";
        return new NoticeTable(rows, number.Length > 0 ? title.Replace($"（{number}）", "", StringComparison.Ordinal).Replace(number, "", StringComparison.Ordinal).Trim() : title, number, passed, encoding);
    }

    /// <summary>Which cell holds which column; null when the row is no head line.</summary>
    private static Dictionary<string, int>? HeadOf(string[] cells)
    {
        var head = new Dictionary<string, int>();
        for (var i = 0; i < cells.Length && i < MostCells; i++)
        {
            var word = Grantees.Plain(Brackets().Replace(Tidy(cells[i]), "")).Replace(",", "", StringComparison.Ordinal);
            foreach (var (column, _) in Columns.Where(c => c.Names.Contains(word)))
            {
                head.TryAdd(column, i);
            }
        }

        return head.ContainsKey("item") && head.ContainsKey("basis") && head.ContainsKey("grantees") ? head : null;
    }

    private static string Tidy(string cell) => Blanks().Replace(cell.Replace('\u3000', ' ').Replace('\u00A0', ' '), " ").Trim();

    private static (string Text, string Encoding) Decode(string name, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return ((bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2), "utf-16");
        }

        try
        {
            return (new UTF8Encoding(false, true).GetString(bytes), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            // Spreadsheets in China save CSV as GB18030 unless told otherwise.
        }

        try
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return (Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes), "gb18030");
        }
        catch (DecoderFallbackException)
        {
            throw new LawPackException(name, 1, "the file is neither UTF-8 nor GB18030 text", "save it as .xlsx or as CSV in UTF-8");
        }
    }

    private static List<List<(int Line, string[] Cells)>> Sheets(string name, byte[] bytes)
    {
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read))
            {
                if (zip.Entries.Count > 2_000 || zip.Entries.Sum(e => e.Length) > MostUnpacked)
                {
                    throw new LawPackException(name, 1, "the workbook unpacks to more than 100 MB", "save only the sheet of the list");
                }
            }

            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
            var book = document.WorkbookPart ?? throw new LawPackException(name, 1, "this is no workbook", "save the list as .xlsx");
            var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(WordsOf).ToArray() ?? [];
            return [.. book.Workbook.Descendants<Sheet>()
                .Where(s => s.State is null || s.State == SheetStateValues.Visible)
                .Select(s => s.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part ? Grid(part, words) : [])];
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or ArgumentException or FormatException)
        {
            throw new LawPackException(name, 1, "the workbook cannot be read", "save it as .xlsx again, or as CSV in UTF-8");
        }
    }

    private static List<(int Line, string[] Cells)> Grid(WorksheetPart part, string[] words)
    {
        var rows = new SortedDictionary<int, string[]>();
        var (line, total) = (0, 0);
        foreach (var row in part.Worksheet.Descendants<Row>().TakeWhile(_ => total++ <= MostLines))
        {
            line = row.RowIndex?.Value is { } at and > 0 and < 2_000_000 ? (int)at : line + 1;
            var cells = new string[MostCells];
            Array.Fill(cells, "");
            var column = -1;
            foreach (var cell in row.Elements<Cell>())
            {
                column = ColumnOf(cell.CellReference?.Value) ?? column + 1;
                if (column < MostCells)
                {
                    cells[column] = TextOf(cell, words);
                }
            }

            rows[line] = cells;
        }

        // A merged cell says the same for every row it spans.
        foreach (var merged in part.Worksheet.Descendants<MergeCell>().Select(m => m.Reference?.Value?.Split(':') ?? []).Where(m => m.Length == 2))
        {
            if (ColumnOf(merged[0]) is not { } left || ColumnOf(merged[1]) is not { } right || RowOf(merged[0]) is not { } top || RowOf(merged[1]) is not { } bottom || !rows.TryGetValue(top, out var first) || left >= MostCells)
            {
                continue;
            }

            foreach (var (at, cells) in rows.Where(r => r.Key >= top && r.Key <= bottom))
            {
                for (var i = left; i <= Math.Min(right, MostCells - 1); i++)
                {
                    cells[i] = first[left];
                }
            }
        }

        return [.. rows.Select(r => (r.Key, r.Value))];
    }

    private static string TextOf(Cell cell, string[] words)
    {
        var value = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value is { } kind && kind == CellValues.SharedString ? int.TryParse(value, out var at) && at >= 0 && at < words.Length ? words[at] : ""
            : cell.InlineString is { } inline ? WordsOf(inline)
            : value;
    }

    // Phonetic runs are how a word is read aloud, not what it says.
    private static string WordsOf(OpenXmlElement item) => string.Concat(item.Descendants<Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text));

    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = (column * 26) + (c - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static int? RowOf(string reference) => int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]{2,12}[〔﹝\[（(]\d{4}[〕﹞\]）)]\s*\d+\s*号")]
    private static partial Regex PaperNumber();

    [GeneratedRegex(@"^(?:注|备注|说明|合计|总计)[:：]?|^(?:注|备注)\s")]
    private static partial Regex Remark();

    [GeneratedRegex(@"[（(][^）)]*[）)]|\s")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
