using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wardmote.Law;
using Said = Wardmote.Law.Text;

namespace Wardmote.Web.Languages;

/// <summary>What pages say, in the reader's language: <c>@W["report.title"]</c>, <c>@W.Text(law)</c>, dates, numbers and sums.</summary>
/// <param name="tables">The languages.</param>
/// <param name="language">The reader's.</param>
/// <param name="now">Reader's present, for "today" and for leaving the year out.</param>
/// <param name="strict">True in tests: a missing key throws instead of showing itself.</param>
public sealed partial class Words(LanguageTables tables, Language language, DateTimeOffset now, bool strict = false)
{
    /// <summary><c>zh</c>, <c>en</c> or <c>ar</c>.</summary>
    public string Code => language.Code;

    /// <summary>For <c>&lt;html lang&gt;</c>.</summary>
    public string Tag => language.Tag;

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Dir => language.Dir;

    /// <summary>Every language, for the switch.</summary>
    public IReadOnlyList<Language> All => tables.All;

    /// <summary>The reader's present.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The words of a key.</summary>
    public string this[string key] => Look(key);

    /// <summary>The words of a key with its places filled; in Arabic each filling is isolated, so that numbers and names keep their own direction.</summary>
    public string this[string key, params object?[] args] => Fill(Look(key), args);

    /// <summary>The words that fit a count: the table holds the language's forms parted by <c>|</c> (zh one; en one and other; ar one, two, few, many).</summary>
    public string Count(string key, long count, params object?[] args)
    {
        var forms = Look(key).Split('|');
        var form = (Code, forms.Length) switch
        {
            (_, 1) => 0,
            ("ar", >= 4) => count == 1 ? 0 : count == 2 ? 1 : count % 100 is >= 3 and <= 10 ? 2 : 3,
            _ => count == 1 ? 0 : forms.Length - 1,
        };
        return Fill(forms[form].Trim(), [Number(count), .. args]);
    }

    /// <summary>What the law or the record says, in the reader's language; in Arabic a day written 2026-01-31 and Chinese words are isolated, or their parts would change places.</summary>
    public string Text(Said? text) => Code == "ar" && text is not null ? ForeignPattern().Replace(text.Ar, "\u2066$0\u2069") : text?.In(Code) ?? "";

    /// <summary>From here to there, as the language reads.</summary>
    public string Onward => Dir == "rtl" ? "←" : "→";

    /// <summary>Address of a page in the reader's language.</summary>
    public string Url(string path) => "/" + Code + path;

    /// <summary>A number with its thousands parted.</summary>
    public string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A count that went no further than <paramref name="to"/>: the number, or one less with a plus.</summary>
    public string UpTo(long counted, long to = Bound) => counted < to ? Number(counted) : Number(to - 1) + "+";

    /// <summary>How far views and badges count.</summary>
    public const int Bound = 1_001;

    /// <summary>A sum in yuan, with its unit.</summary>
    public string Money(decimal yuan) => Fill(Look("money.yuan"), [Number(yuan)]);

    /// <summary>A share as a percentage.</summary>
    public string Percent(double share) => Number((decimal)Math.Round(share * 100, share is < 0.1 or (> 0.99 and < 1) ? 1 : 0)) + "%";

    /// <summary>A legal day; the year only when it is not this one.</summary>
    public string Day(DateOnly day)
    {
        var month = Look("month." + day.Month);
        return day.Year == ShanghaiTime.Day(now).Year
            ? Fill(Look("date.day"), [day.Day, month], false)
            : Fill(Look("date.day_year"), [day.Day, month, day.Year], false);
    }

    /// <summary>A moment, as clocks in Chongqing show it: the time alone when it is today.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = ShanghaiTime.Local(at);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = ShanghaiTime.Day(at);
        return day == ShanghaiTime.Day(now) ? Fill(Look("date.today"), [time], false) : Fill(Look("date.moment"), [Day(day), time], false);
    }

    /// <summary>How long until, or since, a deadline: minutes and hours under two days, the date after.</summary>
    public string Left(DateTimeOffset due)
    {
        var left = due - now;
        var minutes = (long)Math.Ceiling(Math.Abs(left.TotalMinutes));
        return (left > TimeSpan.Zero, minutes) switch
        {
            (true, < 60) => Count("due.minutes_left", Math.Max(1, minutes)),
            (true, < 48 * 60) => Count("due.hours_left", minutes / 60),
            // A term of days ends with its last day: midnight belongs to the day before it.
            (true, _) => Fill(Look("due.by"), [Day(ShanghaiTime.Day(due.AddTicks(-1)))]),
            (false, < 60) => Count("due.minutes_over", Math.Max(1, minutes)),
            (false, < 48 * 60) => Count("due.hours_over", minutes / 60),
            (false, _) => Fill(Look("due.since"), [Day(ShanghaiTime.Day(due))]),
        };
    }

    /// <summary>Several things in a row, as the language parts them.</summary>
    public string List(IEnumerable<string> things) => string.Join(Look("list.comma"), things);

    private string Look(string key) =>
        language.Table.TryGetValue(key, out var words) ? words
        : strict ? throw new KeyNotFoundException($"The language table {language.Code}.json has no '{key}'.")
        : key;

    private string Fill(string words, IReadOnlyList<object?> args, bool isolate = true)
    {
        var filled = new StringBuilder(words);
        for (var i = 0; i < args.Count; i++)
        {
            var value = Convert.ToString(args[i], CultureInfo.InvariantCulture) ?? "";
            filled.Replace("{" + i + "}", isolate && Code == "ar" ? (value.Contains('–') && !value.Any(char.IsLetter) ? "\u2066" : "\u2068") + value + "\u2069" : value);
        }

        return filled.ToString();
    }

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b|[\u4E00-\u9FFF\u3000-\u303F\uFF01-\uFF5E][\u4E00-\u9FFF\u3000-\u303F\uFF01-\uFF5E\d]*")]
    private static partial Regex ForeignPattern();
}
