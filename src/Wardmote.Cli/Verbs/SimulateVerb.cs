using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Wardmote.Desk;
using Wardmote.Discretion;
using Wardmote.Dmn.Tables;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote simulate</c>: past cases decided again under a draft. 发布前影响评估</summary>
internal static class SimulateVerb
{
    public static Command Make(Surroundings at)
    {
        var draft = new Option<string>("--draft") { Description = "the draft: .yaml, .xlsx or .dmn", HelpName = "FILE", Required = true };
        var cases = new Option<string?>("--cases") { Description = "past cases, one JSON a line: {\"id\",\"who\",\"facts\"}; - for standard input", HelpName = "FILE" };
        var db = Records.LawDb();
        var before = new Option<string?>("--standard") { Description = "the standard to compare with (default: the one in force for the draft's item and region)", HelpName = "ID" };
        var list = new Option<int>("--list") { Description = "how many changed cases are listed", DefaultValueFactory = _ => 20 };
        var (pack, json, language) = (Choices.Pack(), Choices.Json(), Choices.Language());
        var verb = new Command("simulate", "Decide past cases again under a draft: which turn out otherwise, how and by how much") { draft, cases, db, before, list, pack, json, language };
        verb.SetAction(async (parsed, cancel) =>
        {
            if ((parsed.GetValue(cases) is null) == (parsed.GetValue(db) is null))
            {
                return at.Refuse("say where the past cases are: --cases FILE or --db FILE|CONNECTION");
            }

            if (parsed.GetValue(list) is < 0 or > 100_000)
            {
                return at.Refuse("--list takes 0 to 100000");
            }

            if (StandardVerb.Read(at, parsed.GetValue(draft)!, parsed.GetValue(language)!) is not { } after)
            {
                return Surroundings.WrongUsage;
            }

            if (await Records.LawAsync(at, parsed.GetValue(pack), parsed.GetValue(db), cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            var id = parsed.GetValue(before);
            var today = ShanghaiTime.Day(TimeProvider.System.GetUtcNow());
            var force = id is null ? law.Standard(after.Item, after.Region, today, after.Stage) : law.Standards.FirstOrDefault(s => s.Id == id);
            if (id is not null && force is null)
            {
                return at.RefuseCode("standard", id, law.Nearest(id, law.Standards.Select(s => s.Id)));
            }

            var clock = Stopwatch.StartNew();
            Impact impact;
            try
            {
                impact = Impact.Of(force, after, parsed.GetValue(cases) is { } path ? Lines(at, path, law, after) : await PastAsync(at, parsed.GetValue(db)!, law, after, cancel), parsed.GetValue(list));
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or TableRefusedException or InvalidDataException)
            {
                return at.Refuse($"the cases cannot be decided: {e.Message}");
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Before = force?.Id, After = after.Id, impact.Total, impact.Changed, impact.Counts, Turned = impact.Turned.Select(t => new { t.Case.Id, t.Turn, Before = Of(t.Before), After = Of(t.After), t.Difference }) });
            }
            else
            {
                Tell(at.Out, force, after, impact, clock.Elapsed);
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static object Of(Verdict v) => new { v.Tier, Rule = v.Rule > 0 ? v.Rule : (int?)null, Fine = v.Fine is { } f ? new { f.Min, f.Max } : null, v.None };

    private static void Tell(TextWriter to, DiscretionStandard? before, DiscretionStandard after, Impact impact, TimeSpan took)
    {
        to.WriteLine($"{impact.Total:N0} past cases, {before?.Id ?? "no standard"} -> {after.Id}: {impact.Changed:N0} turn out otherwise ({took.TotalSeconds:0.00} s)");
        foreach (var (turn, count) in impact.Counts)
        {
            to.WriteLine($"  {turn.ToString().ToLowerInvariant()}: {count:N0}");
        }

        foreach (var t in impact.Turned)
        {
            to.WriteLine($"{t.Case.Id}: {Said(t.Before)} -> {Said(t.After)}{(t.Difference == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({t.Difference:+0.##;-0.##})"))}");
        }
    }

    private static string Said(Verdict v) => v.IsDecided ? $"{v.Tier}{(v.None is { } none ? $" (no penalty: {none})" : v.Fine is { } f ? $" {f}" : "")}" : "no tier";

    private static IEnumerable<PastCase> Lines(Surroundings at, string path, LawInForce law, DiscretionStandard after)
    {
        var row = law.Newest(after.Item);
        var ranges = new[] { PartyKind.Individual, PartyKind.Entity }.ToDictionary(p => p, p => row is null ? null : Weigh.Statutory(row, p, after.Stage));
        using var file = path == "-" ? null : new StreamReader(path);
        var reader = file ?? at.In;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            using var read = JsonDocument.Parse(line);
            var root = read.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("facts", out var facts) || facts.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException($"line {number} is not {{\"id\",\"who\",\"facts\":{{…}}}}");
            }

            var who = Reader.Word(root, "who") == "entity" ? PartyKind.Entity : PartyKind.Individual;
            var id = Reader.Word(root, "id");
            yield return new PastCase(id.Length > 0 ? id : $"{number}", id, who, facts.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.Clone()), ranges[who]);
        }
    }

    private static async Task<IReadOnlyList<PastCase>> PastAsync(Surroundings at, string db, LawInForce law, DiscretionStandard after, CancellationToken cancel)
    {
        await using var database = await Records.OpenAsync(db, law, cancel);
        var desk = new Desk.Desk(database, law, DeskTools.Open(Path.Combine(database.Folder, "keys"), at.LawRoot));
        var scope = new CardQuery { Kind = "case", Books = law.County(after.Region) is null ? [] : [after.Region] };
        return await desk.PastCasesAsync(database, scope, after, 1_000_000, cancel);
    }
}
