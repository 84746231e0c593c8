using System.CommandLine;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote seed</c>: invented people and their days, made by the real acts. 演示数据</summary>
internal static class SeedVerb
{
    public static Command Make(Surroundings at)
    {
        var db = Records.Db();
        var demo = new Option<bool>("--demo") { Description = "also an invented year of the county: reports, cases, inspections, whistles, supervision (default: the invented teams only)" };
        var reports = new Option<int?>("--reports") { Description = $"how many reports; everything else follows in proportion (default with --demo: {DemoMeasure.Year.Reports})", HelpName = "N" };
        var (pack, json, model) = (Choices.Pack(), Choices.Json(), Reader.ModelFile());
        var verb = new Command("seed", "Fill an empty book with invented teams and reports; accounts are made by the web host, on loopback only") { db, demo, reports, pack, json, model };
        verb.SetAction(async (parsed, cancel) =>
        {
            var wanted = parsed.GetValue(reports) ?? (parsed.GetValue(demo) ? DemoMeasure.Year.Reports : 0);
            if (wanted is < 0 or > 100_000)
            {
                return at.Refuse($"--reports is {wanted}: give 0 to 100000");
            }

            var law = at.Law(parsed.GetValue(pack));
            if (law.County(DemoPeople.County) is null)
            {
                return at.Refuse($"the demo's county {DemoPeople.County} is in none of these packs");
            }

            await using var database = await Records.OpenAsync(parsed.GetValue(db)!, law, cancel);
            var book = new Book(DemoPeople.County);
            if ((await database.ReadAsync(book, [], limit: 1, cancel: cancel)).Entries.Count > 0)
            {
                return at.Refuse($"book {book.Code} has entries already: invented people are put in an empty one only");
            }

            var lawRoot = parsed.GetValue(pack) is { } p && !File.Exists(Path.Combine(p, "pack.yaml")) ? p : at.LawRoot;
            var story = await StoryAsync(at, database, law, lawRoot, wanted, parsed.GetValue(pack), parsed.GetValue(model), cancel);
            var now = TimeProvider.System.GetUtcNow();
            await story.EnrolAsync(now.AddDays(-DemoMeasure.Year.Days), cancel);
            at.Err.WriteLine("the invented teams are in place");
            if (wanted > 0)
            {
                await story.FirstDaysAsync(now, cancel: cancel);
                await story.YearAsync(now, DemoMeasure.Year.Scaled(wanted), cancel);
            }

            foreach (var surprise in story.Surprises)
            {
                at.Err.WriteLine("the story expected otherwise: " + surprise);
            }

            var entries = (await database.ReadAsync(book, [], limit: 1, cancel: cancel)).Position;
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Book = book.Code, Reports = wanted, Entries = entries });
            }
            else
            {
                at.Out.WriteLine($"book {book.Code}: {wanted} invented reports, {entries} entries");
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static async Task<DemoStory> StoryAsync(
        Surroundings at, Database database, LawPacks.LawInForce law, string lawRoot, int wanted, string? pack, string? model, CancellationToken cancel)
    {
        var photos = new List<Exhibit>();
        for (var n = 0; n < DemoPicture.Count && wanted > 0; n++)
        {
            using var content = new MemoryStream(DemoPicture.Draw(n));
            if (await database.Originals.KeepAsync(content, cancel) is KeepAnswer.Kept kept)
            {
                photos.Add(new Exhibit(kept.Hash, kept.Head.MediaType, kept.Length));
            }
        }

        // The key that marks parties is the web host's where it is known, so that a party keeps its mark.
        var keys = Environment.GetEnvironmentVariable("WARDMOTE_DATA") is { Length: > 0 } data ? Path.Combine(data, "keys") : Path.Combine(database.Folder, "keys");
        var recogniser = wanted > 0 ? Reader.Of(at, pack, model) : null;
        return new DemoStory(
            database,
            law,
            DeskTools.Open(keys, lawRoot),
            (text, language) => recogniser!.Read(text, language),
            Phrases.ReadInstalled(lawRoot),
            photos)
        {
            Progress = (done, all) =>
            {
                if (done % 100 == 0 || done == all)
                {
                    at.Err.WriteLine($"{done} of {all} reports");
                }
            },
        };
    }
}
