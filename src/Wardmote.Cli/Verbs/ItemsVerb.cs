using System.CommandLine;
using Wardmote.Law;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote items</c>: the enforcement items of the packs. 事项清单</summary>
internal static class ItemsVerb
{
    public static Command Make(Surroundings at)
    {
        var day = Choices.Day("--day", "only rows in force on this day (default: the newest row of each item)");
        var find = new Option<string?>("--find") { Description = "only items whose code, title or field holds these words", HelpName = "WORDS" };
        var (pack, json, language) = (Choices.Pack(), Choices.Json(), Choices.Language());
        var db = Records.LawDb();
        var verb = new Command("items", "List the enforcement items") { day, find, pack, db, json, language };
        verb.SetAction(async (parsed, cancel) =>
        {
            if (await Records.LawAsync(at, parsed.GetValue(pack), parsed.GetValue(db), cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            var words = parsed.GetValue(find) ?? "";
            var rows = law.Codes.OrderBy(c => c.Value, StringComparer.Ordinal)
                .Select(c => parsed.GetValue(day) is { } on ? law.Item(c, on) : law.Newest(c))
                .OfType<EnforcementItem>()
                .Where(r => new[] { r.Code.Value, r.Title.Zh, r.Title.En, r.Title.Ar, r.Field }.Any(t => t.Contains(words, StringComparison.OrdinalIgnoreCase)))
                .ToList();
            if (parsed.GetValue(json))
            {
                at.WriteJson(new
                {
                    Items = rows.Select(r => new { Code = r.Code.Value, r.Title, Source = r.SourceType, r.Field, r.LegalBasis, r.ValidFrom, r.ValidTo, r.Certainty, r.Seen }),
                });
            }
            else
            {
                foreach (var row in rows)
                {
                    at.Out.WriteLine($"{row.Code}\t{row.SourceType}\t{row.Title.In(parsed.GetValue(language)!)}\t{row.LegalBasis}");
                }
            }

            return Surroundings.Answered;
        });
        return verb;
    }
}
