using System.CommandLine;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote powers</c>: who may act on an item, where, on which day. 谁有权</summary>
internal static class PowersVerb
{
    public static Command Make(Surroundings at)
    {
        var item = new Option<string>("--item") { Description = "item, for example CG-003", HelpName = "CODE", Required = true };
        var locality = new Option<string>("--locality") { Description = "locality where the act was, nine digits", HelpName = "CODE", Required = true };
        var act = Choices.Day("--act", "day of the act", required: true);
        var filed = Choices.Day("--filed", "day of filing; before filing, the day itself", required: true);
        var organ = new Option<string?>("--organ") { Description = "organ that asks: a locality, or county-KIND such as 500110-CG", HelpName = "CODE" };
        var known = Choices.Day("--known", "as known at the end of this day (default: everything known)");
        var (pack, json, language) = (Choices.Pack(), Choices.Json(), Choices.Language());
        var db = Records.LawDb();
        var verb = new Command("powers", "Say who may act on an item, where and on which day, and why") { item, locality, act, filed, organ, known, pack, db, json, language };
        verb.SetAction(async (parsed, cancel) =>
        {
            if (await Records.LawAsync(at, parsed.GetValue(pack), parsed.GetValue(db), cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            var code = parsed.GetValue(item)!.Trim().ToUpperInvariant();
            if (!law.Catalogue.Knows(new ItemCode(code)))
            {
                return at.RefuseCode("item", code, law.Nearest(code, law.Codes.Select(c => c.Value)));
            }

            var place = parsed.GetValue(locality)!.Trim();
            if (law.Locality(place) is null)
            {
                return at.RefuseCode("locality", place, law.Nearest(place, law.Localities.Select(l => l.Code)).Select(c => $"{c} {law.Locality(c)!.Name.Zh}"));
            }

            var asking = parsed.GetValue(organ)?.Trim();
            if (asking is not null && law.Locality(asking) is null && law.Agency(asking) is null)
            {
                return at.RefuseCode("organ", asking, law.Nearest(asking, Organs(law)));
            }

            DateTimeOffset? knownUntil = parsed.GetValue(known) is { } day ? ShanghaiTime.LastOf(day) : null;
            var answer = law.Catalogue.Ask(new PowerQuestion(new ItemCode(code), place, parsed.GetValue(act)!.Value, parsed.GetValue(filed)!.Value, knownUntil, null, asking));
            if (parsed.GetValue(json))
            {
                at.WriteJson(Shape(answer));
            }
            else
            {
                Tell(at.Out, answer, parsed.GetValue(language)!);
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static IEnumerable<string> Organs(LawInForce law) =>
        law.Localities.Select(l => l.Code).Concat(law.Counties.SelectMany(c => law.AgencyKinds.Select(k => $"{c.Code}-{k.Kind}")));

    private static object Shape(PowerAnswer a) => new
    {
        a.Answer,
        Holder = a.Holder is null ? null : new { Kind = a.HolderIsLocality ? "locality" : "agency", Code = a.Holder, Name = a.HolderName },
        a.Source,
        InNameOf = a.InNameOf is null ? null : new { Code = a.InNameOf, Name = a.InNameOfName },
        Instrument = a.Instrument.Length > 0 ? a.Instrument : null,
        May = new { a.May.Inspect, a.May.Penalise, a.Kinds, a.May.Measures, a.May.Execution },
        a.Certainty,
        Why = a.Why.Select(w => new { w.Text, w.Article }),
    };

    private static void Tell(TextWriter to, PowerAnswer a, string language)
    {
        to.WriteLine(a.Holder is null ? Word(a.Answer) : $"{Word(a.Answer)}: {a.HolderName!.In(language)} ({a.Holder})");
        if (a.InNameOf is { } name && name != a.Holder)
        {
            to.WriteLine($"in the name of: {a.InNameOfName!.In(language)} ({name})");
        }

        if (a.Holder is not null)
        {
            var may = new[] { (a.May.Inspect, "inspect"), (a.May.Penalise, $"penalise ({string.Join(", ", a.Kinds)})"), (a.May.Measures, "take measures"), (a.May.Execution, "execute") };
            to.WriteLine($"may: {(may.Any(m => m.Item1) ? string.Join(", ", may.Where(m => m.Item1).Select(m => m.Item2)) : "order only")}");
        }

        to.WriteLine($"certainty: {Word(a.Certainty)}");
        foreach (var reason in a.Why)
        {
            to.WriteLine($"because: {reason.Text.In(language)}{(reason.Article.Length > 0 ? $" [{reason.Article}]" : "")}");
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
