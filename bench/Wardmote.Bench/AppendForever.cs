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
        await using var database = await Database.OpenAsync(setting, Cards, folder);
        var life = Guid.NewGuid().ToString("N")[..12];
        using var said = Console.OpenStandardOutput();
        Console.In.ReadLine();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var key = $"{life}-{writer}-{i}";
                var fact = new Fact("kill.noted/1", $$"""{"key":"{{key}}"}""", [new Tag("case", "c" + (i % 50)), new Tag("life", life)], [key],
                    i % 10 == 0 ? [new Envelope(key, "person-" + (i % 3), """{"tel":"13800000000"}""")] : null);
                if (await database.AppendAsync(new Append(new Book("50011" + (writer % 2)), key, By.System, DateTimeOffset.UtcNow, [fact])) is AppendAnswer.Written written)
                {
                    var line = $"{written.Entries[0].Book} {written.Entries[0].Sequence.ToString(CultureInfo.InvariantCulture)} {key}\n";
                    lock (said)
                    {
                        said.Write(System.Text.Encoding.ASCII.GetBytes(line));
                    }
                }
            }
        })));
        return 0;
    }

    /// <summary>One card a case that counts its entries.</summary>
    internal static IReadOnlyList<Card> Cards(Entry entry, Func<string, string, Card?> before)
    {
        var id = entry.Tags.First(t => t.Kind == "case").Value;
        var card = before("case", id) ?? new Card { Book = entry.Book.Code, Kind = "case", Id = id, State = "0", Created = entry.At, Title = "占道经营 " + id };
        return [card with { State = (int.Parse(card.State) + 1).ToString(), Updated = entry.At, Sequence = entry.Sequence }];
    }
}
