using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Wardmote.Law;
using Text = Wardmote.Law.Text;

namespace Wardmote.Store.Workbooks;

/// <summary>What is wrong with a workbook, named by sheet and cell. 表格错误</summary>
/// <param name="Sheet">Sheet; empty for the file as a whole.</param>
/// <param name="Cell">Cell, for example <c>C7</c>; empty for the file or a whole sheet.</param>
/// <param name="Message">What is wrong and what to write.</param>
public sealed record CellProblem(string Sheet, string Cell, Text Message);

/// <summary>A cell as it was filled in.</summary>
internal readonly record struct SheetCell(string Sheet, string Column, int Row, string Value, bool IsFormula)
{
    public string Name => $"{Column}{Row}";
}

/// <summary>
/// 工作簿: sheets of plain cells, written and read. Workbooks come back from anybody's desk, so that reading is bounded: size, packed size, number of parts, rows and columns; macros, links to other
/// files and embedded objects are refused, and formulas are never calculated.
/// </summary>
internal static class SheetBook
{
    /// <summary>The largest file that is read.</summary>
    public const int Largest = 2_000_000;

    private const long LargestUnpacked = 24_000_000;
    private const int MostParts = 200;
    private const int MostRows = 2_000;
    private const int MostColumns = 120;
    private const int LongestCell = 8_000;

    /// <summary>Rows of cells by sheet; throws <see cref="SheetRefused"/> for what is no plain workbook.</summary>
    public static Dictionary<string, List<List<SheetCell>>> Read(byte[] file)
    {
        Guard(file);
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = LargestUnpacked, AutoSave = false });
            var book = document.WorkbookPart ?? throw new SheetRefused(new Text("文件里没有工作簿", "the file holds no workbook", "لا مصنف في الملف"));
            var shared = book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(i => i.InnerText).ToList() ?? [];
            var sheets = new Dictionary<string, List<List<SheetCell>>>();
            foreach (var sheet in book.Workbook.Sheets?.Elements<Sheet>().Take(20) ?? [])
            {
                if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                {
                    var name = sheet.Name?.Value ?? "";
                    sheets[name] = Cells(name, part, shared);
                }
            }

            return sheets;
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or XmlException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new SheetRefused(new Text("文件不是完好的 Excel 工作簿（.xlsx）", "the file is not a sound Excel workbook (.xlsx)", "الملف ليس مصنف Excel سليماً (.xlsx)"));
        }
    }

    private static List<List<SheetCell>> Cells(string sheet, WorksheetPart part, List<string> shared)
    {
        var rows = new List<List<SheetCell>>();
        var number = 0;
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            number = (int)(row.RowIndex?.Value ?? (uint)(number + 1));
            var cells = new List<SheetCell>();
            var column = 0;
            foreach (var cell in row.Elements<Cell>())
            {
                column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : column + 1;
                var value = Value(cell, shared);
                if (value.Length == 0 && cell.CellFormula is null)
                {
                    continue;
                }

                if (column > MostColumns || number > MostRows)
                {
                    throw new SheetRefused(new Text($"“{sheet}”超过 {MostRows} 行或 {MostColumns} 列", $"'{sheet}' has more than {MostRows} rows or {MostColumns} columns", $"«{sheet}» تتجاوز {MostRows} سطراً أو {MostColumns} عموداً"));
                }

                cells.Add(new SheetCell(sheet, NameOf(column), number, value.Length > LongestCell ? value[..LongestCell] : value, cell.CellFormula is not null));
            }

            rows.Add(cells);
        }

        return rows;
    }

    private static string Value(Cell cell, List<string> shared)
    {
        var raw = cell.CellValue?.InnerText ?? "";
        if (cell.DataType?.Value is { } type)
        {
            return type switch
            {
                CellValues.SharedString => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at].Trim() : "",
                CellValues.InlineString => (cell.InlineString?.InnerText ?? "").Trim(),
                CellValues.Boolean => raw == "1" ? "true" : "false",
                _ => raw.Trim(),
            };
        }

        // Excel keeps 0.3 as 0.30000000000000004: what was typed has fifteen digits at most.
        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15
            ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture)
            : raw.Trim();
    }

    /// <summary>Looks at the packed file before anything unpacks it.</summary>
    private static void Guard(byte[] file)
    {
        if (file.Length > Largest)
        {
            throw new SheetRefused(new Text($"文件太大（最多 {Largest / 1_000_000} MB）", $"the file is too large ({Largest / 1_000_000} MB at most)", $"الملف كبير جداً ({Largest / 1_000_000} م.ب على الأكثر)"));
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts)
            {
                throw new SheetRefused(new Text("文件包含的部分过多", "the file has too many parts", "أجزاء الملف كثيرة جداً"));
            }

            var unpacked = 0L;
            var buffer = new byte[81_920];
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName.ToLowerInvariant();
                if (name.Contains("vbaproject", StringComparison.Ordinal) || name.Contains("macrosheets", StringComparison.Ordinal) || name.Contains("activex", StringComparison.Ordinal))
                {
                    throw new SheetRefused(new Text("文件带有宏，不接受", "the file carries macros and is not taken", "الملف يحمل وحدات ماكرو ولا يُقبل"));
                }

                if (name.Contains("externallinks", StringComparison.Ordinal) || name.Contains("embeddings", StringComparison.Ordinal) || name.Contains("connections.xml", StringComparison.Ordinal))
                {
                    throw new SheetRefused(new Text("文件链接或者嵌入了别的文件，不接受", "the file links to or embeds other files and is not taken", "الملف يرتبط بملفات أخرى أو يضمّها ولا يُقبل"));
                }

                // What an entry says of its own size may be a lie: it is counted while it unpacks.
                using var content = entry.Open();
                for (int read; (read = content.Read(buffer)) > 0;)
                {
                    unpacked += read;
                    if (unpacked > LargestUnpacked)
                    {
                        throw new SheetRefused(new Text("文件解开后过大，不接受", "the file unpacks to too much and is not taken", "الملف ضخم بعد فكّه ولا يُقبل"));
                    }
                }
            }

            if (zip.GetEntry("[Content_Types].xml") is { } types)
            {
                using var reader = new StreamReader(types.Open());
                if (reader.ReadToEnd().Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
                {
                    throw new SheetRefused(new Text("文件带有宏，不接受", "the file carries macros and is not taken", "الملف يحمل وحدات ماكرو ولا يُقبل"));
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new SheetRefused(new Text("文件不是 Excel 工作簿（.xlsx）", "the file is not an Excel workbook (.xlsx)", "الملف ليس مصنف Excel (.xlsx)"));
        }
    }

    /// <summary>A workbook of sheets; the first <paramref name="heads"/> rows of each are headings and stay in sight.</summary>
    public static byte[] Write(IReadOnlyList<(string Name, int Heads, IReadOnlyList<IReadOnlyList<object?>> Rows, IReadOnlyList<(int Column, IReadOnlyList<string> Choices)> Choices)> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            book.Workbook = new Workbook(new Sheets());
            foreach (var (name, heads, rows, choices) in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                var width = rows.Max(r => r.Count);
                part.Worksheet = new Worksheet(
                    new SheetViews(new SheetView(new Pane { VerticalSplit = heads, TopLeftCell = $"A{heads + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
                    new Columns(Enumerable.Range(1, width).Select(c => new Column { Min = (uint)c, Max = (uint)c, Width = rows.Max(r => c <= r.Count ? Math.Min(40, 4 + ((r[c - 1]?.ToString()?.Length ?? 0) * 1.2)) : 8), CustomWidth = true })),
                    new SheetData(rows.Select((row, i) => new Row(row.Select((value, c) => CellOf(value, $"{NameOf(c + 1)}{i + 1}", i < heads))) { RowIndex = (uint)(i + 1) })));
                if (choices.Count > 0)
                {
                    part.Worksheet.Append(new DataValidations(choices.Select(c => new DataValidation(new Formula1($"\"{string.Join(",", c.Choices)}\""))
                    {
                        Type = DataValidationValues.List, AllowBlank = true, ShowErrorMessage = true,
                        SequenceOfReferences = new ListValue<StringValue>([new StringValue($"{NameOf(c.Column)}{heads + 1}:{NameOf(c.Column)}500")]),
                    })) { Count = (uint)choices.Count });
                }

                book.Workbook.Sheets!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)(book.Workbook.Sheets.Count() + 1), Name = name });
            }
        }

        return stream.ToArray();
    }

    private static Cell CellOf(object? value, string reference, bool head) => value is decimal number
        ? new Cell { CellReference = reference, StyleIndex = 1, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) }
        : new Cell { CellReference = reference, StyleIndex = head ? 2u : 1u, DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(value?.ToString() ?? "") { Space = SpaceProcessingModeValues.Preserve }) };

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { FontId = 1, ApplyFont = true, ApplyAlignment = true }));

    /// <summary>Letters of a column, from 1.</summary>
    public static string NameOf(int column)
    {
        var name = "";
        for (var left = column; left > 0; left = (left - 1) / 26)
        {
            name = (char)('A' + ((left - 1) % 26)) + name;
        }

        return name;
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = Math.Min((column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1), 100_000);
        }

        return column;
    }
}

/// <summary>The file is not taken, and why.</summary>
internal sealed class SheetRefused(Text why) : Exception(why.En)
{
    /// <summary>Why.</summary>
    public Text Why { get; } = why;
}
