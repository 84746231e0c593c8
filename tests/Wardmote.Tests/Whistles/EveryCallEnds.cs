using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Tests.Fences;
using Wardmote.Whistles;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Whistles;

/// <summary>
/// Every call ends with an owner in a bounded number of hand-overs. The bound: the first department, one pass, the justice bureau, its ruling — four hands, three hand-overs — and, when
/// nobody answers anything, within two terms for answers and one for the ruling.
/// </summary>
public sealed class EveryCallEnds
{
    private const int MostHands = 4;

    [Fact]
    public void Whatever_people_do_a_call_goes_through_at_most_four_hands_and_an_owner_can_always_be_named()
    {
        var law = Rules();
        var reached = new HashSet<int>();
        for (var seed = 0; seed < 20_000; seed++)
        {
            var chance = new Random(seed);
            var (entries, now) = (new List<Entry> { Blown(law) }, Noon);
            for (var step = 0; step < 12; step++)
            {
                now = now.AddHours(chance.Next(8));
                Write(entries, Anything(chance, Whistle.Of(entries)!, law, now), now);
            }

            var whistle = Whistle.Of(entries)!;
            Assert.True(whistle.Hands <= MostHands, $"seed {seed}: {whistle.Hands} hands");

            // Whatever was done before: when everybody falls silent, clock and bureau alone give it an owner, within the terms, without another department.
            var until = now.AddHours(law.Period("whistle-answer").Count + law.Period("whistle-settle").Count);
            if (whistle.State == "waiting")
            {
                now = whistle.Due!.Value > now ? whistle.Due.Value : now;
                Assert.True(Write(entries, new EscalateWhistle().On(whistle, law, now), now), $"seed {seed}: the clock did not take it");
                whistle = Whistle.Of(entries)!;
            }

            if (whistle.State == "disputed")
            {
                Assert.Equal(Whistle.JusticeBureau(Home), whistle.Holder);
                Assert.True(Write(entries, new SettleWhistle(Market, "清单").On(whistle, law), now), $"seed {seed}: the bureau could not rule");
                whistle = Whistle.Of(entries)!;
            }

            Assert.True(whistle.State is "taken" or "done" && whistle.Holder.Length > 0 && whistle.Hands <= MostHands && now <= until, $"seed {seed}: {whistle.State} after {whistle.Hands} hands");
            reached.Add(whistle.Hands);
        }

        Assert.Equal([1, 2, 3, 4], reached.Order());
    }

    [Fact]
    public void What_was_ruled_stays_with_its_owner()
    {
        var law = Rules();
        var entries = new List<Entry> { Blown(law) };
        Assert.True(Write(entries, new RespondToWhistle("return", Market, "不是我们的", "").On(Whistle.Of(entries)!, law, Noon), Noon));
        Assert.True(Write(entries, new SettleWhistle(Fire, "清单").On(Whistle.Of(entries)!, law), Noon));
        foreach (var answer in new[] { "take", "pass", "return" })
        {
            Assert.False(Write(entries, new RespondToWhistle(answer, Fire, "再说", Market).On(Whistle.Of(entries)!, law, Noon), Noon));
        }

        Assert.Equal((Fire, 3), (Whistle.Of(entries)!.Holder, Whistle.Of(entries)!.Hands));
    }

    private static Outcome Anything(Random chance, Whistle whistle, LawInForce law, DateTimeOffset now)
    {
        var who = new[] { Market, Fire, Bureau, whistle.Holder }[chance.Next(4)];
        var reason = chance.Next(4) == 0 ? "" : "理由";
        return chance.Next(5) switch
        {
            0 => new EscalateWhistle().On(whistle, law, now),
            1 => new SettleWhistle(who, reason).On(whistle, law),
            2 => new FinishWhistle("solved", "办了").On(whistle, who),
            _ => new RespondToWhistle(new[] { "take", "pass", "return", "pass" }[chance.Next(4)], who, reason, new[] { Market, Fire, "nobody" }[chance.Next(3)]).On(whistle, law, now),
        };
    }

    private static Entry Blown(LawInForce law) => Sealed([],
        Body.Fact(new WhistleBlown("w", Street, Market, Text.Same("x"), "", "", null, null, WhistleClock.AnswerBy(law, Noon), "refer"), [Whistle.TagOf("w")]), Noon);

    private static bool Write(List<Entry> entries, Outcome outcome, DateTimeOffset now)
    {
        if (outcome is not Outcome.Do done)
        {
            return false;
        }

        entries.AddRange(done.Facts.Select((f, i) => Sealed(entries, f, now, i)));
        return true;
    }

    private static Entry Sealed(List<Entry> entries, Fact fact, DateTimeOffset now, int more = 0) =>
        new(Home, entries.Count + more + 1, $"e{entries.Count + more}", now, By.System, fact.Kind, fact.Body, fact.Tags, [], new Dictionary<string, string>(), null, "k", "", "");
}
