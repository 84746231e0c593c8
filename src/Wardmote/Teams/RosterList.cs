using System.Globalization;
using Wardmote.Law;

namespace Wardmote.Teams;

/// <summary>A person on a pasted list.</summary>
public sealed record RosterLine(int Line, string Account, string Name, bool Auxiliary, string Card, DateOnly From, DateOnly To, IReadOnlyList<string> Fields);

/// <summary>What is wrong in a line.</summary>
public sealed record LineFault(int Line, Text Why);

/// <summary>
/// 花名册名单: several people at once, one a line: account, name, <c>officer</c> or <c>auxiliary</c> (执法人员、辅助人员), certificate, first day, last day, fields parted by <c>;</c>.
/// Commas, tabs and Chinese commas part the cells; a first line that names the columns is passed over.
/// </summary>
public static class RosterList
{
    /// <summary>Most people at once.</summary>
    public const int Most = 500;

    /// <summary>Reads a pasted list; every fault with its line, so that all can be mended at once.</summary>
    public static (IReadOnlyList<RosterLine> Lines, IReadOnlyList<LineFault> Faults) Read(string text) =>
        Read(text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select((line, i) => (i + 1, line.Split([',', '\t', '，']))));

    /// <summary>Reads a list whose cells are parted already, as a spreadsheet's are.</summary>
    public static (IReadOnlyList<RosterLine> Lines, IReadOnlyList<LineFault> Faults) Read(IEnumerable<(int Line, string[] Cells)> rows)
    {
        var (lines, faults, seen) = (new List<RosterLine>(), new List<LineFault>(), new HashSet<string>(StringComparer.Ordinal));
        var first = true;
        foreach (var (number, raw) in rows)
        {
            var cells = raw.Select(c => c.Trim().Trim('"').Trim()).ToArray();
            var head = first && cells[0].ToLowerInvariant() is "account" or "账号" or "الحساب";
            first = first && cells.All(c => c.Length == 0);
            if (head || cells.All(c => c.Length == 0))
            {
                continue;
            }

            if (lines.Count >= Most)
            {
                faults.Add(new LineFault(number, new Text($"一次最多 {Most} 人", $"at most {Most} people at once", $"{Most} شخص على الأكثر دفعة واحدة")));
                break;
            }

            if (Fault(cells, seen, out var line) is { } why)
            {
                faults.Add(new LineFault(number, why));
            }
            else
            {
                lines.Add(line! with { Line = number });
            }
        }

        return (lines, faults);
    }

    private static Text? Fault(string[] cells, HashSet<string> seen, out RosterLine? line)
    {
        line = null;
        if (cells.Length < 3 || cells[0].Length is 0 or > 60 || cells[1].Length is 0 or > 100)
        {
            return new Text("至少要有账号、姓名、类别三列", "account, name and kind are needed", "الحساب والاسم والنوع مطلوبة");
        }

        if (!seen.Add(cells[0]))
        {
            return new Text($"账号 {cells[0]} 出现两次", $"the account {cells[0]} stands twice", $"الحساب {cells[0]} مكرر");
        }

        bool? auxiliary = cells[2].ToLowerInvariant() switch { "auxiliary" or "辅助人员" or "辅助" or "مساعد" => true, "officer" or "执法人员" or "موظف" => false, _ => null };
        if (auxiliary is null)
        {
            return new Text($"类别“{cells[2]}”应为执法人员或者辅助人员", $"the kind “{cells[2]}” should be officer or auxiliary", $"النوع «{cells[2]}» يجب أن يكون موظف أو مساعد");
        }

        if (auxiliary.Value)
        {
            line = new RosterLine(0, cells[0], cells[1], true, "", default, default, []);
            return null;
        }

        if (cells.Length < 6 || cells[3].Length is 0 or > 40)
        {
            return new Text("执法人员须写证号和起止日期", "an officer needs a certificate and both its days", "يحتاج الموظف إلى بطاقة ويومَي صلاحيتها");
        }

        if (!Day(cells[4], out var from) || !Day(cells[5], out var to) || to < from)
        {
            return new Text($"日期“{cells[4]}”“{cells[5]}”应写成 2026-01-01，后一个不早于前一个", $"the days “{cells[4]}”, “{cells[5]}” are written 2026-01-01, the second not before the first", $"يُكتب اليومان «{cells[4]}» و«{cells[5]}» هكذا 2026-01-01 والثاني ليس قبل الأول");
        }

        line = new RosterLine(0, cells[0], cells[1], false, cells[3], from, to, cells.Length > 6 ? [.. cells[6].Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : []);
        return null;
    }

    // A spreadsheet keeps a day as its number since the end of 1899.
    private static bool Day(string cell, out DateOnly day)
    {
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 20_000 and < 80_000)
        {
            day = new DateOnly(1899, 12, 30).AddDays(number);
            return true;
        }

        return DateOnly.TryParseExact(cell, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
