using System.CommandLine;
using Wardmote.Recognition;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote phrases</c>: whether a pack's training sentences are really different people's. 例句检查</summary>
internal static class PhrasesVerb
{
    public static Command Make(Surroundings at)
    {
        var fewest = new Option<int>("--fewest") { Description = "sentences a code should have in each language", DefaultValueFactory = _ => 10 };
        var also = new Option<string?>("--also") { Description = "sentences not yet in the pack, in FOLDER/phrases", HelpName = "FOLDER" };
        var (pack, json) = (Choices.Pack(), Choices.Json());
        var verb = new Command("phrases", "Check the training sentences: near-duplicates, templates, unknown codes, wrong script, too few") { fewest, also, pack, json };
        verb.SetAction(parsed =>
        {
            var (matters, phrases) = Reader.Text(at, parsed.GetValue(pack));
            phrases = [.. phrases, .. parsed.GetValue(also) is { } folder ? Reader.Sentences(folder) : []];
            var findings = PhraseChecks.In(phrases, matters.Select(m => m.Code).ToHashSet(StringComparer.Ordinal), parsed.GetValue(fewest));
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Sentences = phrases.Count, Findings = findings });
                return Surroundings.Answered;
            }

            foreach (var f in findings)
            {
                at.Out.WriteLine($"{f.Kind}  {f.Detail}");
                foreach (var p in f.Phrases)
                {
                    at.Out.WriteLine($"    {p.Language}/{p.Writer}  {p.Code}  {p.Words}");
                }
            }

            at.Out.WriteLine($"{phrases.Count} sentences; {string.Join(", ", findings.GroupBy(f => f.Kind).Select(g => $"{g.Count()} {g.Key}").DefaultIfEmpty("nothing found"))}");
            return Surroundings.Answered;
        });
        return verb;
    }
}
