using Wardmote.Journal;
using Wardmote.Publication;
using Wardmote.Store;

namespace Wardmote.Web;

/// <summary>存在证明: the proof of one entry as a file, and the signed ends of the books for whoever keeps copies of them.</summary>
public static class Proofs
{
    /// <summary>Maps both.</summary>
    public static void MapProofs(this WebApplication app)
    {
        app.MapGet("/api/proofs/{code}", async (string code, IJournal journal, Database database, CancellationToken cancel) =>
        {
            // The whole hash must be known, so that nobody walks through the record.
            if (RecordCode.Read(code) is not { } read || await read.FindAsync(journal, cancel) is not { } entry)
            {
                return Results.NotFound();
            }

            // Only what is public anyway goes along whole; of anything else the hash is enough.
            return await database.ProveAsync(entry, entry.Kind == Body.KindOf(typeof(DecisionPublished)), cancel) is { } proof
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(proof.ToJson()), "application/json", $"wardmote-proof-{entry.Book.Code}-{entry.Sequence}.json")
                : Results.Json(new { error = "not_signed_yet", way = "The next checkpoint is signed within ten minutes; try again then." }, statusCode: 503);
        }).WithTags("record");
        app.MapGet("/api/checkpoints", async (Database database, CancellationToken cancel) =>
        {
            var newest = new List<Checkpoint>();
            foreach (var book in await database.BooksAsync(cancel))
            {
                newest.AddRange((await database.CheckpointsAsync(book, cancel)).GroupBy(c => c.Signer).Select(g => g.Last()));
            }

            return Results.Json(newest.Select(c => new { book = c.Book.Code, c.Sequence, c.Root, c.At, c.Signer, c.PublicKey, c.Signature }), Body.Json);
        }).WithTags("record");
    }
}
