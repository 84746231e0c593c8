using System.Runtime.CompilerServices;
using System.Text.Json;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Store.Samples;

namespace Wardmote.Tests.Store;

/// <summary>
/// What was ever written stays readable. <c>golden/*.jsonl</c> are exported books, one a format or generation of kinds; they are added to and never changed.
/// <c>golden/kinds.jsonl</c> holds one line for each kind of entry ever written (<c>{"kind":…,"body":…}</c>); modules read it with <see cref="Kinds"/> in their own tests.
/// WARDMOTE_GOLDEN=1 writes what is missing.
/// </summary>
public sealed class GoldenTests
{
    /// <summary>A body of each kind ever written.</summary>
    public static IReadOnlyList<(string Kind, string Body)> Kinds() => File.ReadAllLines(Path.Combine(Folder(), "kinds.jsonl")).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("kind").GetString()!, json.RootElement.GetProperty("body").GetRawText());
    }).ToList();

    [Fact]
    public async Task Books_exported_long_ago_still_verify()
    {
        if (Environment.GetEnvironmentVariable("WARDMOTE_GOLDEN") == "1" && !File.Exists(Path.Combine(Folder(), "book-1.jsonl")))
        {
            await WriteAsync(Path.Combine(Folder(), "book-1.jsonl"));
        }

        var books = Directory.GetFiles(Folder(), "book-*.jsonl");
        Assert.NotEmpty(books);
        foreach (var book in books)
        {
            var seen = await Verifier.AnyAsync(book);
            Assert.Empty(seen.Findings);
            Assert.True(seen is { Entries: > 0, Checkpoints: > 0 });
        }
    }

    [Fact]
    public void Every_kind_stands_once_with_its_version_and_a_body_that_reads()
    {
        var kinds = Kinds();
        Assert.Equal(kinds.Count, kinds.Select(k => k.Kind).Distinct().Count());
        Assert.All(kinds, k => Assert.Matches("^[a-z]+(\\.[a-z_]+)*/[0-9]+$", k.Kind));
        Assert.All(kinds, k => Assert.StartsWith("{", k.Body));
    }

    private static async Task WriteAsync(string path)
    {
        var place = new SqlitePlace();
        await place.InitializeAsync();
        await using (var db = await place.OpenAsync())
        {
            var book = new Book("500112");
            var under = new UnderPower("cq-1", "empowered", "500112001", "500112001", "渝府发〔2021〕1号");
            await db.AppendAsync(Append(book, "k1", Fact("a", """{"words":"占道 \"x\" é 😀 \u0001","n":1.50}""", ["visit:1"], new Envelope("e1", "p1", """{"name":"张三"}"""))));
            await db.AppendAsync(Append(book, "k2", Fact("b", envelopes: new Envelope("e2", "p2", "{}")) with { Under = under }, Fact("c")));
            await db.EraseAsync(book, "p2");
            await db.CheckpointAsync(Noon);
            await using var file = File.Create(path);
            await BookExport.WriteAsync(db, book, file, withDetails: true);
        }

        await place.DisposeAsync();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "golden");
}
