using System.CommandLine;
using System.Globalization;

namespace Wardmote.Cli.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class Choices
{
    /// <summary><c>--json</c></summary>
    public static Option<bool> Json() => new("--json") { Description = "answer in JSON instead of text" };

    /// <summary><c>--pack</c></summary>
    public static Option<string?> Pack() => new("--pack") { Description = "a pack, or a folder of packs (default: the installed law)", HelpName = "DIR" };

    /// <summary><c>--lang</c></summary>
    public static Option<string> Language()
    {
        var option = new Option<string>("--lang") { Description = "language of the text answer: zh, en or ar", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("zh", "en", "ar");
        return option;
    }

    /// <summary>A day, <c>YYYY-MM-DD</c>, in Asia/Shanghai.</summary>
    public static Option<DateOnly?> Day(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        Required = required,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"'{text}' is not a day: write {name} YYYY-MM-DD");
            return null;
        },
    };
}
