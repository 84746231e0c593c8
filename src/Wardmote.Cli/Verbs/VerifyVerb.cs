using System.CommandLine;
using Wardmote.Journal;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote verify</c>: whether a record is still as it was sealed. 核验</summary>
internal static class VerifyVerb
{
    public static Command Make(Surroundings at)
    {
        var file = new Argument<string>("FILE") { Description = "a database file, a PostgreSQL connection string, an exported book, or the proof of one entry", HelpName = "FILE|CONNECTION" };
        var code = new Option<string?>("--code") { Description = "a record's code as a page showed it: whether the database still says the same", HelpName = "CODE" };
        var json = Choices.Json();
        var verb = new Command("verify", "Verify entries, envelopes, originals and checkpoints; exit 1 when anything was changed, cut or lost") { file, code, json };
        verb.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            if (Records.IsMissing(path))
            {
                return at.Refuse($"there is no file '{path}'");
            }

            if (parsed.GetValue(code) is { } typed)
            {
                return await CodeAsync(at, path, typed, cancel);
            }

            Verification seen;
            try
            {
                seen = await Verifier.AnyAsync(path, Records.Folder(), cancel);
            }
            catch (StoreUnavailable damaged) when (damaged.Reason == StoreFault.Damaged)
            {
                seen = new Verification([new Finding("pages", "", 0, damaged.Message)], 0, 0, 0, 0);
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(new { seen.Ok, Findings = seen.Findings.Select(f => new { f.Kind, f.Book, f.Sequence, f.Detail }), seen.Books, seen.Entries, seen.Erased, seen.Checkpoints });
            }
            else
            {
                foreach (var f in seen.Findings)
                {
                    at.Out.WriteLine($"{f.Kind}{(f.Book.Length > 0 ? $" book {f.Book} entry {f.Sequence}" : "")}: {f.Detail}");
                }

                at.Out.WriteLine($"{(seen.Ok ? "as it was sealed" : $"{seen.Findings.Count} findings")}: {seen.Books} books, {seen.Entries} entries, {seen.Checkpoints} checkpoints, {seen.Erased} envelopes lawfully erased");
            }

            return seen.Ok ? Surroundings.Answered : Surroundings.Found;
        });
        return verb;
    }

    /// <summary>One code against the database; the whole record is verified without <c>--code</c>.</summary>
    private static async Task<int> CodeAsync(Surroundings at, string path, string typed, CancellationToken cancel)
    {
        if (RecordCode.Read(typed) is not { } code)
        {
            return at.Refuse("this is no code of a record: six digits, a number and 64 hexadecimal digits, joined by -");
        }

        await using var database = await Database.OpenAsync(path, static (_, _) => [], Records.Folder(), cancel);
        var entry = await code.FindAsync(database, cancel);
        at.Out.WriteLine(entry is null ? $"not as the code says: book {code.Book.Code} has no such entry {code.Sequence}" : $"as the code says: book {code.Book.Code} entry {code.Sequence} of {entry.At:yyyy-MM-dd HH:mm} UTC, {entry.Kind}");
        return entry is null ? Surroundings.Found : Surroundings.Answered;
    }
}
