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
            var until = WhistleClock.SettleBy(law.At(Home), WhistleClock.AnswerBy(law.At(Home), now));
            if (whistle.State == "waiting")
            {
                now = whistle.Due!.Value > now ? whistle.Due.Value : now;
                Assert.True(Write(entries, new EscalateWhistle().On(whistle, law, now), now), $"seed {seed}: the clock did not take it");
                whistle = Whistle.Of(entries)!;
            }

            if (whistle.State == "disputed")
            {
                Assert.Equal(Whistle.JusticeBureau(Home), whistle.Holder);
                Assert.True(Write(entries, new SettleWhistle(Market, "清单").On(whistle, law, now), now), $"seed {seed}: the bureau could not rule");
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
        Assert.True(Write(entries, new SettleWhistle(Fire, "清单").On(Whistle.Of(entries)!, law, Noon), Noon));
        foreach (var answer in new[] { "take", "pass", "return" })
        {
            Assert.False(Write(entries, new RespondToWhistle(answer, Fire, "再说", Market).On(Whistle.Of(entries)!, law, Noon), Noon));
        }

        Assert.Equal((Fire, 3), (Whistle.Of(entries)!.Holder, Whistle.Of(entries)!.Hands));
    }

    [Fact]
    public void A_call_to_several_departments_ends_with_an_owner_for_each_and_nobody_is_handed_two_parts()
    {
        var law = Rules();
        for (var seed = 0; seed < 3_000; seed++)
        {
            var chance = new Random(seed);
            var now = Noon;
            var entries = new List<Entry>();
            Called[] to = chance.Next(2) == 0 ? [new("w0", Market), new("w1", Fire)] : [new("w0", Fire)];
            Assert.True(Write(entries, new BlowWhistle("c", Street, to, "help", "联合处置", "到场", "", null, null, null).On(law, now), now), $"seed {seed}");
            for (var step = 0; step < 15; step++)
            {
                now = now.AddHours(chance.Next(6));
                var call = JointCall.Of(entries)!;
                var part = call.Parts[chance.Next(call.Parts.Count)];
                var answer = chance.Next(3) == 0
                    ? new RespondToWhistle("pass", part.Holder, "理由", new[] { Market, Fire }[chance.Next(2)]).On(part, law, now, call)
                    : Anything(chance, part, law, now, call);
                Write(entries, answer, now);
                call = JointCall.Of(entries)!;
                var waiting = call.Parts.Where(p => p.State == "waiting").Select(p => p.Holder).ToList();
                Assert.True(waiting.Count == waiting.Distinct().Count(), $"seed {seed}: one department was handed two parts");
            }

            // When everybody falls silent, the clock and the bureau end each part.
            foreach (var part in JointCall.Of(entries)!.Parts)
            {
                if (part.State == "waiting")
                {
                    now = part.Due!.Value > now ? part.Due.Value : now;
                    Assert.True(Write(entries, new EscalateWhistle().On(part, law, now), now));
                }

                if (JointCall.Of(entries)!.Parts.First(p => p.Blown.Whistle == part.Blown.Whistle) is { State: "disputed" } open)
                {
                    Assert.True(Write(entries, new SettleWhistle(Street, "清单").On(open, law, now), now));
                }
            }

            var ended = JointCall.Of(entries)!;
            Assert.True(ended.Owned && ended.Parts.Count == to.Length && ended.Parts.All(p => p.Hands <= MostHands && p.Holder.Length > 0), $"seed {seed}");
        }
    }

    [Fact]
    public void A_call_says_why_and_asks_for_a_time_within_the_bounds_of_the_house()
    {
        var law = Rules();
        Called[] both = [new("w0", Market), new("w1", Fire)];
        var good = new BlowWhistle("c", Street, both, "help", "联合处置", "到场", "", null, null, Noon.AddHours(8));
        Assert.Equal(3, Assert.IsType<Outcome.Do>(good.On(law, Noon)).Facts.Count);
        Assert.Equal("no_agency", Refused(good with { To = [] }));
        Assert.Equal("no_agency", Refused(good with { To = [both[0], both[0]] }));
        Assert.Equal("no_agency", Refused(good with { To = [new("w0", "nobody")] }));
        Assert.Equal("reason_needed", Refused(good with { Reason = " " }));
        Assert.Equal("reason_needed", Refused(good with { Needed = new string('长', 501) }));
        Assert.Equal("bad_time", Refused(good with { AnswerBy = Noon.AddMinutes(5) }));
        Assert.Equal("bad_time", Refused(good with { AnswerBy = Noon.AddDays(30) }));
        Assert.Equal("no_item", Refused(good with { Item = "XX-999" }));

        string Refused(BlowWhistle act) => Assert.IsType<Outcome.Refuse>(act.On(law, Noon)).Refusal.Code;
    }

    [Fact]
    public void Both_sides_rate_a_finished_call_and_nobody_else()
    {
        var law = Rules();
        var entries = new List<Entry>();
        Assert.True(Write(entries, new BlowWhistle("c", Street, [new Called("w", Market)], "help", "联合处置", "到场", "", null, null, null).On(law, Noon), Noon));
        Whistle Now() => Whistle.Of([.. entries.Where(e => e.Tags.Contains(Whistle.TagOf("w")))])!;
        Assert.False(Write(entries, new RateHelp("town", Street, "helped", "").On(Now()), Noon));
        Assert.True(Write(entries, new RespondToWhistle("take", Market, "", "").On(Now(), law, Noon), Noon));
        Assert.True(Write(entries, new FinishWhistle("solved", "办了").On(Now(), Market), Noon));
        Assert.False(Write(entries, new RateHelp("town", Fire, "helped", "").On(Now()), Noon));
        Assert.False(Write(entries, new RateHelp("town", Street, "clear", "").On(Now()), Noon));
        Assert.False(Write(entries, new RateHelp("department", Street, "clear", "").On(Now()), Noon));
        Assert.True(Write(entries, new RateHelp("town", Street, "partly", "来了").On(Now()), Noon));
        Assert.True(Write(entries, new RateHelp("department", Market, "clear", "").On(Now()), Noon));
        Assert.Equal([("town", Market), ("department", Street)], Now().Ratings.Select(r => (r.Side, r.Organ)));
    }

    private static Outcome Anything(Random chance, Whistle whistle, LawInForce law, DateTimeOffset now, JointCall? call = null)
    {
        var who = new[] { Market, Fire, Bureau, whistle.Holder }[chance.Next(4)];
        var reason = chance.Next(4) == 0 ? "" : "理由";
        return chance.Next(5) switch
        {
            0 => new EscalateWhistle().On(whistle, law, now),
            1 => new SettleWhistle(who, reason).On(whistle, law, now),
            2 => new FinishWhistle("solved", "办了").On(whistle, who),
            _ => new RespondToWhistle(new[] { "take", "pass", "return", "pass" }[chance.Next(4)], who, reason, new[] { Market, Fire, "nobody" }[chance.Next(3)]).On(whistle, law, now, call),
        };
    }

    private static Entry Blown(LawInForce law) => Sealed([],
        Body.Fact(new WhistleBlown("w", Street, Market, Text.Same("x"), "", "", null, null, WhistleClock.AnswerBy(law.At(Home), Noon), "refer"), [Whistle.TagOf("w")]), Noon);

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
