using System.Text.RegularExpressions;
using Wardmote.Law;
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
    private const int LongestCell = 8_000;

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
        LawPackException? first = null;
        foreach (var sheet in TableFile.Read(name, bytes, out var form))
        {
            try
            {
                return Of(name, sheet, form);
            }
            catch (LawPackException e)
            {
                first ??= e;
            }
        }

        throw first ?? new LawPackException(name, 1, new Text("工作簿里没有工作表", "the workbook has no sheet", "لا ورقة في المصنف"),
                new Text("把清单重新存为 .xlsx", "save the list as .xlsx again", "احفظ القائمة بصيغة xlsx مرة أخرى"));
    }

    private static NoticeTable Of(string name, IReadOnlyList<(int Line, string[] Cells)> grid, string encoding)
    {
        if (grid.Count > TableFile.MostLines)
        {
            throw new LawPackException(name, TableFile.MostLines, new Text($"表格超过 {TableFile.MostLines} 行", $"the table has more than {TableFile.MostLines} lines", $"يتجاوز الجدول {TableFile.MostLines} سطراً"),
                new Text("分成几份", "split the list", "قسّم القائمة"));
        }

        if (grid.FirstOrDefault(r => r.Cells.Length > TableFile.MostCells && r.Cells.Skip(TableFile.MostCells).Any(c => c.Trim().Length > 0)) is { Cells: not null } wide)
        {
            throw new LawPackException(name, wide.Line, new Text($"这一行超过 {TableFile.MostCells} 格", $"the row has more than {TableFile.MostCells} cells", $"يتجاوز السطر {TableFile.MostCells} خلية"),
                new Text("分隔符对吗？含逗号的格子要加引号", "is the separator right? quote cells that hold commas", "هل الفاصل صحيح؟ ضع الخلايا التي فيها فواصل بين علامتي اقتباس"));
        }

        if (grid.FirstOrDefault(r => r.Cells.Any(c => c.Length > LongestCell)) is { Cells: not null } tall)
        {
            throw new LawPackException(name, tall.Line, new Text($"有一格超过 {LongestCell} 字", $"a cell holds more than {LongestCell} characters", $"خلية تتجاوز {LongestCell} حرفاً"),
                new Text("是不是少了引号？缩短这一格", "is a quotation mark missing? shorten the cell", "هل تنقص علامة اقتباس؟ اختصر الخلية"));
        }

        var at = grid.ToList().FindIndex(r => HeadOf(r.Cells) is not null);
        if (at < 0)
        {
            throw new LawPackException(name, 1, new Text("没有找到含“事项名称”“依据”“赋权镇街”的表头", "no head line with 事项名称, 依据 and 赋权镇街 was found", "لم يوجد سطر عناوين فيه 事项名称 و依据 و赋权镇街"),
                new Text("保留公布文件的表头：序号、事项名称、原行使部门、赋权范围、依据、赋权镇街", "keep the head line of the notice: 序号、事项名称、原行使部门、赋权范围、依据、赋权镇街", "أبقِ سطر عناوين الإعلان: 序号、事项名称、原行使部门、赋权范围、依据、赋权镇街"));
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
            if (item.Length == 0 || (basis.Length == 0 && grantees.Length == 0 && !Numbered().IsMatch(Cell("number"))) || (item == basis && item == grantees) || Remark().IsMatch(words))
            {
                passed.Add((line, words.Length > 200 ? words[..200] + "…" : words));
                continue;
            }

            rows.Add(new NoticeRow(line, Cell("number"), item, Cell("department"), Cell("scope"), basis, grantees));
        }

        if (rows.Count == 0)
        {
            throw new LawPackException(name, grid[at].Line, new Text("表头下面没有内容", "no row stands under the head line", "لا سطر تحت سطر العناوين"),
                new Text("提交完整的清单", "send the whole list", "أرسل القائمة كاملة"));
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
        for (var i = 0; i < cells.Length && i < TableFile.MostCells; i++)
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

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]{2,12}[〔﹝\[（(]\d{4}[〕﹞\]）)]\s*\d+\s*号")]
    private static partial Regex PaperNumber();

    [GeneratedRegex(@"^(?:注|备注|说明|合计|总计)\s*\d*(?:[:：.．、\s]|$)")]
    private static partial Regex Remark();

    // A numbered row is a row of the list, whatever is missing in it; a person decides.
    [GeneratedRegex(@"^\d+$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[（(][^）)]*[）)]|\s")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
