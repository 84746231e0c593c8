using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

public sealed class InclusionProofOnSqlite(SqlitePlace place) : InclusionProofContract(place), IClassFixture<SqlitePlace>;

public sealed class InclusionProofOnPostgres(PostgresPlace place) : InclusionProofContract(place), IClassFixture<PostgresPlace>;

/// <summary>A proof of one entry holds for it and for nothing else, without the database.</summary>
public abstract class InclusionProofContract(Place place)
{
    [Fact]
    public async Task Every_entry_of_books_of_every_size_is_proved_and_no_changed_proof_holds()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        await using var db = await place.OpenAsync();
        var book = Place.NewBook();
        for (var size = 1; size <= 17; size++)
        {
            Written(await db.AppendAsync(Append(book, $"k{size}", Fact("c" + size))));
            var entries = (await db.ReadAsync(book, [])).Entries;
            Assert.Null(await db.ProveAsync(entries[^1], true));
            await db.CheckpointAsync(Noon);
            foreach (var entry in entries)
            {
                var proof = InclusionProof.Read((await db.ProveAsync(entry, true))!.ToJson())!;
                Assert.Empty(proof.Check());
                Assert.Empty(proof.Check(proof.Checkpoint.Signer));
                Assert.NotEmpty(proof.Check(new string('0', 64)));
                Assert.NotEmpty((proof with { Hash = new string('a', 64), Entry = null }).Check());
                Assert.NotEmpty((proof with { Sequence = proof.Sequence == 1 ? 2 : 1, Entry = null }).Check());
                Assert.NotEmpty((proof with { Entry = entry with { Body = """{"n":2}""" } }).Check());
                Assert.NotEmpty((proof with { Checkpoint = proof.Checkpoint with { Root = new string('b', 64) } }).Check());
                Assert.NotEmpty((proof with { Path = [.. proof.Path, new string('c', 64)] }).Check());
                Assert.NotEmpty((proof with { Book = "500999", Entry = null }).Check());
            }
        }

        var file = Path.Combine(place.Folder, "proof.json");
        await File.WriteAllTextAsync(file, (await db.ProveAsync((await db.ReadAsync(book, [])).Entries[3], true))!.ToJson());
        Assert.True((await Verifier.AnyAsync(file)).Ok);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"n\\\":1", "\"n\\\":3", StringComparison.Ordinal).Replace("\\u0022n\\u0022:1", "\\u0022n\\u0022:3", StringComparison.Ordinal));
        Assert.False((await Verifier.AnyAsync(file)).Ok);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format":"wardmote-proof/1"}""")]
    [InlineData("""{"format":"wardmote-proof/1","book":"500110","sequence":1,"hash":"x","path":null,"checkpoint":{}}""")]
    [InlineData("[[[[")]
    public void What_is_no_proof_is_not_read_as_one(string json) => Assert.Null(InclusionProof.Read(json));
}
