using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Supervision;

namespace Wardmote.Desk;

/// <summary>
/// Cards of what is watched: one of kind <c>clock</c> a subject, due when somebody has to be told next, so that the clock looks at what is due and never at every open case; and one
/// of kind <c>fine</c> a decision with a fine, for the watch over clusters.
/// </summary>
public sealed partial class Cards
{
    /// <summary>The clocks a card of kind <c>clock</c> keeps, and what they are about.</summary>
    public sealed record Face(Watched Subject, IReadOnlyList<Clock> Clocks)
    {
        /// <summary>Reads a card.</summary>
        public static Face Of(Card card) => JsonSerializer.Deserialize<Face>(card.Extra, Body.Json)!;
    }

    /// <summary>Id of a subject's card of kind <c>clock</c>.</summary>
    public static string ClockId(Tag watched) => watched.Value;

    private void Watch(Entry entry, object body, List<Card> changed, Func<string, string, Card?> before)
    {
        var here = law.At(entry.Book);
        foreach (var (subject, turns) in ClockTurns.Of(entry, body, here))
        {
            Put(subject, c => Clocks.After(c, turns, entry.At, here), turns.Any(t => t.Turn is "start" or "arm"));
        }

        if (body is AlertRaised or AlertResolved or AlertDismissed && entry.Tags.FirstOrDefault(t => t.Kind == "watch") is { Value: { } watched } && before("clock", watched) is { } card)
        {
            Put(Face.Of(card).Subject, c => Clocks.After(c, body, entry.At, here), false);
        }

        if (body is DecidedOnTheSpot { Fine: > 0 } or Decided { Fine: > 0 } && entry.Tags.FirstOrDefault(t => t.Kind == "case") is { Value: { } id } && before("case", id) is { } of)
        {
            changed.Add(New(entry, "fine", id, "fined") with
            {
                Locality = of.Locality, Holder = of.Locality, Open = false, Latitude = of.Latitude, Longitude = of.Longitude, Source = entry.Tags.FirstOrDefault(t => t.Kind == "party").Value ?? "",
            });
        }

        void Put(Watched subject, Func<IReadOnlyList<Clock>, IReadOnlyList<Clock>> move, bool begins)
        {
            var old = changed.Find(c => c.Kind == "clock" && c.Id == ClockId(subject.Tag)) ?? before("clock", ClockId(subject.Tag));
            if (old is null && !begins)
            {
                return;
            }

            var clocks = move(old is null ? [] : Face.Of(old).Clocks);
            var due = Clocks.Due(clocks);
            changed.RemoveAll(c => c.Kind == "clock" && c.Id == ClockId(subject.Tag));
            changed.Add((old ?? New(entry, "clock", ClockId(subject.Tag), "")) with
            {
                State = due is null ? "still" : "running", Open = due is not null, Due = due, Updated = entry.At, Sequence = entry.Sequence, Extra = JsonSerializer.Serialize(new Face(subject, clocks), Body.Json),
            });
        }
    }
}
