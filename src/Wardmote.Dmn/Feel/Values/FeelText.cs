using System.Globalization;
using System.Text;

namespace Wardmote.Dmn;

/// <summary>Values as text: what <c>string()</c> answers, and what a person reads.</summary>
internal static class FeelText
{
    /// <summary>Longest text made of one value; beyond it the text ends in an ellipsis.</summary>
    private const int Longest = 1_000_000;

    public static string Of(FeelValue value, bool quoted, int longest = Longest)
    {
        var text = new StringBuilder();
        Write(text, value, quoted, 0, longest);
        return text.Length > longest + 1 ? text.ToString(0, longest) + "…" : text.ToString();
    }

    public static string Number(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal))
        {
            text = text.TrimEnd('0').TrimEnd('.');
        }

        return text is "-0" or "" ? "0" : text;
    }

    public static string Time(long nanos)
    {
        var seconds = nanos / 1_000_000_000;
        var fraction = nanos % 1_000_000_000;
        var text = $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}";
        return fraction == 0 ? text : text + "." + $"{fraction:000000000}".TrimEnd('0');
    }

    public static string Months(long months)
    {
        var (years, rest) = (Math.Abs(months) / 12, Math.Abs(months) % 12);
        var text = (years > 0 ? $"{years}Y" : "") + (rest > 0 ? $"{rest}M" : "");
        return (months < 0 ? "-P" : "P") + (text.Length == 0 ? "0M" : text);
    }

    public static string Seconds(decimal seconds)
    {
        var abs = Math.Abs(seconds);
        var days = Math.Floor(abs / 86_400);
        var hours = Math.Floor(abs % 86_400 / 3600);
        var minutes = Math.Floor(abs % 3600 / 60);
        var rest = abs % 60;
        var time = (hours > 0 ? Number(hours) + "H" : "") + (minutes > 0 ? Number(minutes) + "M" : "") + (rest > 0 ? Number(rest) + "S" : "");
        var text = (days > 0 ? Number(days) + "D" : "") + (time.Length > 0 ? "T" + time : "");
        return (seconds < 0 ? "-P" : "P") + (text.Length == 0 ? "T0S" : text);
    }

    /// <summary>A string as a FEEL literal.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => c.ToString() });
        }

        return quoted.Append('"').ToString();
    }

    private static void Write(StringBuilder text, FeelValue value, bool quoted, int depth, int longest)
    {
        if (text.Length > longest || depth > 200)
        {
            text.Append('…');
            return;
        }

        switch (value)
        {
            case FeelNull { Problem: { } problem } when quoted && depth == 0:
                text.Append("null /* ").Append(problem).Append(" */");
                break;
            case FeelNull { NotEstablished: true } when quoted && depth == 0:
                text.Append("null /* not established */");
                break;
            case FeelNull:
                text.Append("null");
                break;
            case FeelNumber n:
                text.Append(Number(n.Value));
                break;
            case FeelString s:
                text.Append(quoted ? Quote(s.Value.Length > longest ? s.Value[..longest] : s.Value) : s.Value);
                break;
            case FeelBoolean b:
                text.Append(b.Value ? "true" : "false");
                break;
            case FeelDate or FeelTime or FeelDateTime or FeelDayDuration or FeelMonthDuration:
                text.Append(quoted ? "@\"" : "").Append(Plain(value)).Append(quoted ? "\"" : "");
                break;
            case FeelList list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count && text.Length <= longest; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Write(text, list.Items[i], true, depth + 1, longest);
                }

                text.Append(']');
                break;
            case FeelContext context:
                text.Append('{');
                for (var i = 0; i < context.Entries.Count && text.Length <= longest; i++)
                {
                    var (key, entry) = context.Entries[i];
                    text.Append(i > 0 ? ", " : "").Append(IsPlainName(key) ? key : Quote(key)).Append(": ");
                    Write(text, entry, true, depth + 1, longest);
                }

                text.Append('}');
                break;
            case FeelRange range:
                WriteRange(text, range, depth, longest);
                break;
            case FeelFunction function:
                text.Append("function(").AppendJoin(", ", function.ParameterNames).Append(')');
                break;
            default:
                text.Append(value.Kind);
                break;
        }
    }

    private static void WriteRange(StringBuilder text, FeelRange range, int depth, int longest)
    {
        if (range.IsComplement)
        {
            text.Append("!=");
            Write(text, range.Start, true, depth + 1, longest);
            return;
        }

        text.Append(range.StartIncluded ? '[' : '(');
        Write(text, range.Start, true, depth + 1, longest);
        text.Append("..");
        Write(text, range.End, true, depth + 1, longest);
        text.Append(range.EndIncluded ? ']' : ')');
    }

    private static string Plain(FeelValue value) => value switch
    {
        FeelDate d => d.Date.ToString(),
        FeelTime t => Time(t.Nanos) + t.Zone,
        FeelDateTime d => d.Date + "T" + Time(d.Nanos) + d.Zone,
        FeelDayDuration d => Seconds(d.Seconds),
        FeelMonthDuration d => Months(d.Months),
        _ => "",
    };

    private static bool IsPlainName(string key) =>
        key.Length > 0 && (char.IsLetter(key[0]) || key[0] == '_') && key.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');
}
