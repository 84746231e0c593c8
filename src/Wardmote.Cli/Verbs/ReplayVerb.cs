using System.CommandLine;
using System.Diagnostics;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote replay</c>: drops the readings and makes them again from the journal. 重放</summary>
internal static class ReplayVerb
{
    public static Command Make(Surroundings at)
    {
        var (db, pack, json) = (Records.Db(), Choices.Pack(), Choices.Json());
        var verb = new Command("replay", "Make all cards (lists, map, figures) again from the journal") { db, pack, json };
        verb.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(db)!;
            if (Records.IsMissing(path))
            {
                return at.Refuse($"there is no database '{path}'");
            }

            var clock = Stopwatch.StartNew();
            await using var database = await Records.OpenAsync(path, at.Law(parsed.GetValue(pack)), cancel);
            var entries = await database.ReplayAsync(new Steps(at.Err), cancel);
            var books = (await database.BooksAsync(cancel)).Count;
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Entries = entries, Books = books, Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3) });
            }
            else
            {
                at.Out.WriteLine($"{entries} entries of {books} books replayed in {clock.Elapsed.TotalSeconds:0.0} s");
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    // Progress<T> would speak from another thread, after the answer.
    private sealed class Steps(TextWriter to) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => to.WriteLine($"book {value.Book.Code}: {value.Sequence} of {value.Of}");
    }
}
