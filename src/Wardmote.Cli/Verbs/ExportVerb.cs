using System.CommandLine;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote export</c> and <c>wardmote checkpoint</c>: a book to give away, and a signed statement of its end. 导出、检查点</summary>
internal static class ExportVerb
{
    public static Command Make(Surroundings at)
    {
        var db = Records.Db();
        var book = new Option<string?>("--book") { Description = "county code of the book (may be left out where there is one)", HelpName = "CODE" };
        var to = new Option<string?>("--out") { Description = "where it is written (default: standard output)", HelpName = "FILE" };
        var details = new Option<bool>("--with-details") { Description = "personal details go along (a court's copy); without it only their commitments" };
        var verb = new Command("export", "Write a book as one file that verify checks without a database") { db, book, to, details };
        verb.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(db)!;
            if (Records.IsMissing(path))
            {
                return at.Refuse($"there is no database '{path}'");
            }

            await using var database = await Database.OpenAsync(path, static (_, _) => [], Records.Folder(), cancel);
            var codes = (await database.BooksAsync(cancel)).Select(b => b.Code).ToList();
            var code = parsed.GetValue(book) ?? (codes.Count == 1 ? codes[0] : null);
            if (code is null || !codes.Contains(code))
            {
                return code is null ? at.Refuse($"say which book: {string.Join(", ", codes)}") : at.RefuseCode("book", code, LawInForce.NearestOf(code, codes));
            }

            if (parsed.GetValue(to) is { } file)
            {
                await using var stream = File.Create(file);
                await BookExport.WriteAsync(database, new Book(code), stream, parsed.GetValue(details), cancel);
                at.Err.WriteLine($"book {code} written to {file}");
            }
            else
            {
                using var memory = new MemoryStream();
                await BookExport.WriteAsync(database, new Book(code), memory, parsed.GetValue(details), cancel);
                await at.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    /// <summary><c>checkpoint</c></summary>
    public static Command MakeCheckpoint(Surroundings at) => Signing(at, "checkpoint", "Sign the present end of every book that has grown; give the lines away", null);

    /// <summary><c>countersign</c>: another office signs the same with a key of its own. 联署</summary>
    public static Command MakeCountersign(Surroundings at) => Signing(at, "countersign", "Sign the present end of every book with another office's key; put its .pub into trusted/ beside the database",
        new Option<string>("--key") { Description = "key file of the office that countersigns; made on first use", HelpName = "FILE", Required = true });

    private static Command Signing(Surroundings at, string name, string words, Option<string>? key)
    {
        var (db, json) = (Records.Db(), Choices.Json());
        var verb = new Command(name, words) { db, json };
        if (key is not null)
        {
            verb.Options.Add(key);
        }

        verb.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(db)!;
            if (Records.IsMissing(path))
            {
                return at.Refuse($"there is no database '{path}'");
            }

            await using var database = await Database.OpenAsync(path, static (_, _) => [], Records.Folder(), cancel);
            using var other = key is not null && parsed.GetValue(key) is { } keyFile ? CheckpointKey.Open(keyFile) : null;
            var made = await database.CheckpointAsync(TimeProvider.System.GetUtcNow(), other, cancel);
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Checkpoints = made.Select(c => new { Book = c.Book.Code, c.Sequence, c.Signer, c.At, c.Root, c.PublicKey, c.Signature }) });
            }
            else
            {
                foreach (var c in made)
                {
                    at.Out.WriteLine($"book {c.Book.Code} entry {c.Sequence} root {c.Root} signed by {c.Signer}");
                }

                at.Out.WriteLine($"{made.Count} checkpoints signed");
            }

            return Surroundings.Answered;
        });
        return verb;
    }
}
