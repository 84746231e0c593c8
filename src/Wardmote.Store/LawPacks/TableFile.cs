using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Text = Wardmote.Law.Text;

namespace Wardmote.Store.LawPacks;

/// <summary>表格文件: the cells of a spreadsheet or text table that somebody sends, whatever wrote it. Bounded: size, packed size, lines and cells.</summary>
public static class TableFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most lines of a table.</summary>
    public const int MostLines = 20_000;

    /// <summary>Most cells of a line.</summary>
    public const int MostCells = 60;

    private const long MostUnpacked = 100L * 1024 * 1024;

    /// <summary>Sheets of a workbook, or the one table of a text file; what it is shows from the bytes, not from its name.</summary>
    /// <param name="name">File name, for messages.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="form"><c>xlsx</c>, <c>utf-8</c>, <c>utf-16</c> or <c>gb18030</c>.</param>
    public static IReadOnlyList<IReadOnlyList<(int Line, string[] Cells)>> Read(string name, byte[] bytes, out string form)
    {
        if (bytes.Length == 0)
        {
            throw new LawPackException(name, 1, new Text("文件是空的", "the file is empty", "الملف فارغ"),
                new Text("选择清单文件", "choose the file of the list", "اختر ملف القائمة"));
        }

        if (bytes.Length > MostBytes)
        {
            throw new LawPackException(name, 1, new Text("文件超过 10 MB", "the file is larger than 10 MB", "الملف أكبر من 10 م.ب"),
                new Text("去掉图片，或者分成几份", "leave pictures out, or split the list", "احذف الصور أو قسّم القائمة"));
        }

        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            throw new LawPackException(name, 1, new Text("这是旧的 .xls 文件", "this is an old .xls file", "هذا ملف xls قديم"),
                new Text("另存为 .xlsx 或者 CSV", "save it as .xlsx or as CSV", "احفظه بصيغة xlsx أو CSV"));
        }

        if (bytes is [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..])
        {
            throw new LawPackException(name, 1, new Text("这是 PDF", "this is a PDF", "هذا ملف PDF"),
                new Text("把表格复制到电子表格，存为 .xlsx 或者 CSV", "copy its table into a spreadsheet and save that as .xlsx or CSV", "انسخ جدوله إلى جدول بيانات واحفظه بصيغة xlsx أو CSV"));
        }

        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            form = "xlsx";
            return Sheets(name, bytes);
        }

        (var text, form) = Decode(name, bytes);
        var line = text.Split('\n', 40).OrderByDescending(l => l.Count(c => c is ',' or '\t' or ';')).First();
        var comma = new[] { ',', '\t', ';' }.MaxBy(c => line.Count(x => x == c));
        return [Csv.Cells(name, text, comma)];
    }

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
            throw new LawPackException(name, 1, new Text("文件既不是 UTF-8 也不是 GB18030 文本", "the file is neither UTF-8 nor GB18030 text", "الملف ليس نص UTF-8 ولا GB18030"),
                new Text("存为 .xlsx，或者 UTF-8 的 CSV", "save it as .xlsx or as CSV in UTF-8", "احفظه بصيغة xlsx أو CSV بترميز UTF-8"));
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
                    throw new LawPackException(name, 1, new Text("工作簿解开后超过 100 MB", "the workbook unpacks to more than 100 MB", "يتجاوز المصنف 100 م.ب بعد فكّه"),
                new Text("只保存清单所在的工作表", "save only the sheet of the list", "احفظ ورقة القائمة وحدها"));
                }
            }

            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
            var book = document.WorkbookPart ?? throw new LawPackException(name, 1, new Text("这不是工作簿", "this is no workbook", "هذا ليس مصنفاً"),
                new Text("把清单存为 .xlsx", "save the list as .xlsx", "احفظ القائمة بصيغة xlsx"));
            var words = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(WordsOf).ToArray() ?? [];
            return [.. book.Workbook.Descendants<Sheet>()
                .Where(s => s.State is null || s.State == SheetStateValues.Visible)
                .Select(s => s.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part ? Grid(part, words) : [])];
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or ArgumentException or FormatException)
        {
            throw new LawPackException(name, 1, new Text("工作簿读不出来", "the workbook cannot be read", "تعذرت قراءة المصنف"),
                new Text("重新存为 .xlsx，或者 UTF-8 的 CSV", "save it as .xlsx again, or as CSV in UTF-8", "احفظه بصيغة xlsx مرة أخرى أو CSV بترميز UTF-8"));
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
    private static string WordsOf(OpenXmlElement item) => string.Concat(item.Descendants<DocumentFormat.OpenXml.Spreadsheet.Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text));

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
}
