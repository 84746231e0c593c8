using System.Globalization;
using Wardmote.Journal;
using Wardmote.Store;

namespace Wardmote.Bench;

/// <summary>
/// Appends until it is killed and names each acknowledged key on stdout: the other process of the kill tests, which compare what was acknowledged with what is there.
/// </summary>
internal static class AppendForever
{
    private const int Writers = 8;

    internal static async Task<int> RunAsync(string setting, string folder)
    {
        var life = Guid.NewGuid().ToString("N")[..12];
        using var said = Console.OpenStandardOutput();

        // Warm up on a journal of its own, so that the parent can have the next life ready while this one still writes.
        var warm = Path.Combine(folder, "warm-" + life);
        await using (var database = await Database.OpenAsync(warm, Cards))
        {
            await database.AppendAsync(Next("warm", life, 0, 0));
        }

        foreach (var file in Directory.GetFiles(folder, "warm-" + life + "*"))
        {
            File.Delete(file);
        }

        said.Write("ready\n"u8);
        if (Console.In.ReadLine() is null)
        {
            return 0;
        }

        await using var store = await Database.OpenAsync(setting, Cards, folder);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var append = Next("50011" + (writer % 2), life, writer, i);
                if (await store.AppendAsync(append) is AppendAnswer.Written written)
                {
                    var line = $"{written.Entries[0].Book} {written.Entries[0].Sequence.ToString(CultureInfo.InvariantCulture)} {append.Key}\n";
                    lock (said)
                    {
                        said.Write(System.Text.Encoding.ASCII.GetBytes(line));
                    }
                }
            }
        })));
        return 0;
    }

    private static Append Next(string book, string life, int writer, int number)
    {
        var key = $"{life}-{writer}-{number}";
        var fact = new Fact("kill.noted/1", $$"""{"key":"{{key}}"}""", [new Tag("case", "c" + (number % 50)), new Tag("life", life)], [key],
            number % 10 == 0 ? [new Envelope(key, "person-" + (number % 3), """{"tel":"13800000000"}""")] : null);
        return new Append(new Book(book), key, By.System, DateTimeOffset.UtcNow, [fact]);
    }

    /// <summary>One card a case that counts its entries.</summary>
    internal static IReadOnlyList<Card> Cards(Entry entry, Func<string, string, Card?> before)
    {
        var id = entry.Tags.First(t => t.Kind == "case").Value;
        var card = before("case", id) ?? new Card { Book = entry.Book.Code, Kind = "case", Id = id, State = "0", Created = entry.At, Title = "占道经营 " + id };
        return [card with { State = (int.Parse(card.State) + 1).ToString(), Updated = entry.At, Sequence = entry.Sequence }];
    }
}
