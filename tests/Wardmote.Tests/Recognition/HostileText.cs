using System.Diagnostics;
using System.Text;
using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>Texts written to break it.</summary>
public sealed class HostileText
{
    [Fact]
    public void Ten_thousand_fuzzed_texts_are_read_without_a_crash()
    {
        var random = new Random(7);
        string[] seeds = ["楼下烧烤油烟", "渝A12345 13912345678", "noise every night at 2 am", "بائع على الرصيف كل ليلة", "\u202E\u2066\u200F", "\uD83D", "\uDE00", "\0\0\u0001", "一二三万百十千", "))))((((", "1,1,1,1.1.1"];
        var (last, lines) = ("", 0);
        for (var i = 0; i < 10_000; i++)
        {
            var text = new StringBuilder();
            for (var parts = random.Next(1, 6); parts > 0; parts--)
            {
                if (random.Next(3) == 0)
                {
                    text.Append((char)random.Next(0x10000), random.Next(1, 8));
                }
                else
                {
                    var seed = seeds[random.Next(seeds.Length)];
                    text.Append(seed.AsSpan(random.Next(seed.Length)));
                }
            }

            var words = text.ToString();
            var hints = Sentences.Recogniser.Read(words, i % 4 == 0 ? "zh" : i % 4 == 1 ? "xx" : null);
            foreach (var span in hints.Candidates.SelectMany(c => c.Because).Concat(Facts.In(words).Select(f => f.Where)))
            {
                Assert.True(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= words.Length);
            }

            Assert.Equal(words.Length, Facts.Mask(words).Length);
            Assert.InRange(Duplicates.Between(new Told(words, i % 90, double.NaN, Photos: [(ulong)i]), new Told(last, Photos: [0])).Score, 0, 1);
            last = words;
            lines++;
        }

        Assert.Equal(10_000, lines);
    }

    [Fact]
    public void A_line_of_a_megabyte_takes_bounded_time()
    {
        string[] parts = ["烧烤", "a", "ب", "1", "路", "13912345678 ", "\u202E", "\uD800", " ", "，"];
        Sentences.Recogniser.Read("warm");
        foreach (var part in parts)
        {
            var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
            var clock = Stopwatch.StartNew();
            Sentences.Recogniser.Read(text);
            Facts.In(text);
            Duplicates.Between(new Told(text), new Told(text));

            // Milliseconds on a quiet machine; the bound only tells linear from worse on a busy one.
            Assert.True(clock.ElapsedMilliseconds < 30_000, $"{part}: {clock.ElapsedMilliseconds} ms");
        }
    }

    [Fact]
    public void Invisible_signs_do_not_hide_a_matter()
    {
        var hidden = string.Join('\u200B', "老板拖欠工资三个月".ToCharArray());
        Assert.Equal("DP-040", Sentences.Recogniser.Read("\u202E" + hidden).Candidates[0].Item);
    }
}
