using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>A line of a bank statement. 银行流水</summary>
/// <param name="Reference">The bank's own reference; unique.</param>
/// <param name="On">Day.</param>
/// <param name="Sum">Yuan.</param>
/// <param name="Remark">Remark with the payment code.</param>
public sealed record BankLine(string Reference, DateOnly On, decimal Sum, string Remark);

/// <summary>A line of a statement that cannot be read, and why.</summary>
public sealed record BankError(int Line, Text Why);

/// <summary>A statement as read: its lines, and those that could not be read.</summary>
public sealed record BankReading(IReadOnlyList<BankLine> Lines, IReadOnlyList<BankError> Errors);

/// <summary>银行对账单: a CSV with a header that names reference, date, sum and remark in Chinese or English.</summary>
public static partial class BankStatement
{
    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["reference"] = ["reference", "流水号", "交易流水号"],
        ["date"] = ["date", "日期", "交易日期"],
        ["sum"] = ["sum", "amount", "金额", "交易金额"],
        ["remark"] = ["remark", "code", "附言", "摘要", "缴款码"],
    };

    /// <summary>Reads a statement; a line that cannot be read throws and names itself, because money must not be passed over.</summary>
    public static IReadOnlyList<BankLine> Read(string csv) => Parse(csv) is { Errors: [] } whole ? whole.Lines : throw new InvalidDataException(string.Join("; ", Parse(csv).Errors.Select(e => e.Why.En)));

    /// <summary>Reads a statement with every line that cannot be read named, for whoever can put it right.</summary>
    public static BankReading Parse(string csv)
    {
        var rows = Rows(csv.TrimStart('\uFEFF')).Select((cells, i) => (Cells: cells, Number: i + 1)).Where(r => r.Cells.Length > 1 || r.Cells[0].Trim().Length > 0).ToList();
        if (rows.Count == 0)
        {
            return new BankReading([], []);
        }

        var header = rows[0].Cells.Select(h => h.Trim().ToLowerInvariant()).ToList();
        var at = Columns.ToDictionary(c => c.Key, c => header.FindIndex(h => c.Value.Contains(h)));
        var missing = at.Where(c => c.Value < 0).Select(c => string.Join(" / ", Columns[c.Key])).ToList();
        if (missing.Count > 0)
        {
            return new BankReading([], [.. missing.Select(m => new BankError(rows[0].Number,
                new Text($"对账单没有这一列：{m}", $"the statement has no column for {m}", $"لا عمود في الكشف لـ {m}")))]);
        }

        var (lines, errors) = (new List<BankLine>(), new List<BankError>());
        foreach (var (cells, number) in rows.Skip(1))
        {
            if (Line(cells, at) is { } line)
            {
                lines.Add(line);
            }
            else
            {
                var whole = string.Join(',', cells);
                whole = whole.Length > 120 ? whole[..120] + "…" : whole;
                errors.Add(new BankError(number, new Text($"第 {number} 行读不出来：{whole}", $"line {number} of the statement cannot be read: {whole}", $"تعذرت قراءة السطر {number}: {whole}")));
            }
        }

        return new BankReading(lines, errors);
    }

    /// <summary>The payment code in a remark; null when there is none whose check digits fit.</summary>
    public static string? CodeIn(string remark) => Digits().Matches(remark.Replace(" ", "", StringComparison.Ordinal)).Select(m => m.Value).FirstOrDefault(PayCode.Fits);

    /// <summary>The on-the-spot decision whose number stands in a remark: it has no payment code, and its number is all that the party holds. The brackets may be of any kind.</summary>
    public static (int Year, string Locality, int Serial)? SpotNumberIn(string remark) => SpotNumber().Match(remark.Replace(" ", "", StringComparison.Ordinal)) is { Success: true, Groups: var g }
        ? (int.Parse(g[1].ValueSpan, CultureInfo.InvariantCulture), g[2].Value, int.Parse(g[3].ValueSpan, CultureInfo.InvariantCulture)) : null;

    private static BankLine? Line(string[] row, Dictionary<string, int> at)
    {
        string Cell(string column) => at[column] < row.Length ? row[at[column]].Trim() : "";
        return Cell("reference").Length is > 0 and <= 60
            && DateOnly.TryParseExact(Cell("date"), ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && decimal.TryParse(Cell("sum"), NumberStyles.Number, CultureInfo.InvariantCulture, out var sum)
            ? new BankLine(Cell("reference"), day, sum, Cell("remark"))
            : null;
    }

    private static List<string[]> Rows(string csv)
    {
        var rows = new List<string[]>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
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
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        row.Add(cell.ToString());
        rows.Add([.. row]);
        return rows;
    }

    [GeneratedRegex(@"当罚[〔［【（(\[](\d{4})[〕］】）)\]](\d{9})[-－—](\d{4,8})(?!\d)")]
    private static partial Regex SpotNumber();

    [GeneratedRegex(@"(?<!\d)\d{18}(?!\d)")]
    private static partial Regex Digits();
}
