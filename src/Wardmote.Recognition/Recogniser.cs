using Wardmote.Intake;

namespace Wardmote.Recognition;

/// <summary>识别: what a text is about, with the words that say so, or that it cannot be told. Safe to share between threads.</summary>
public sealed class Recogniser(Model model)
{
    private const int Shown = 5;
    private const double Beside = 0.9;

    /// <summary>The model read with.</summary>
    public Model Model { get; } = model;

    /// <summary>Retrieval over titles and phrases only: ready in a moment, for the time until a model is trained.</summary>
    public static Recogniser FromTitles(IEnumerable<Matter> matters, IEnumerable<Phrase>? phrases = null) =>
        new(Model.Untrained([.. matters], [.. phrases ?? []]));

    /// <summary>Reads a text. The language is a help, not needed; script decides where they disagree. Never throws for any text.</summary>
    public Hints Read(string text, string? language = null)
    {
        var folded = Folded.Of(text);
        var tongue = Tongue.Of(folded, language);
        if (tongue is null || Model.Parts[Array.IndexOf(Tongue.All, tongue)] is not { } part)
        {
            return Hints.CannotTell with { Model = Model.Version };
        }

        var reading = Reading.Of(folded, part, Model.Classes);
        var shares = reading.Shares;
        var none = 0.0;
        var door = -1;
        var order = new List<int>();
        for (var c = 0; c < shares.Length; c++)
        {
            if (Model.Classes[c].IsNone)
            {
                none += shares[c];
                door = door < 0 || shares[c] > shares[door] ? c : door;
            }
            else
            {
                order.Add(c);
            }
        }

        order.Sort((a, b) => shares[b] != shares[a] ? shares[b].CompareTo(shares[a]) : a.CompareTo(b));
        if (order.Count == 0 || shares[order[0]] <= 0)
        {
            return Hints.CannotTell with { Model = Model.Version };
        }

        var several = Several.Of(reading, part, Model.Classes, order);
        var said = Said(order, shares, several, part.Fusion);
        var candidates = said.Take(Math.Max(Shown, several.Count)).Select(s => new Hint(
            Model.Classes[s.Class].Code,
            Math.Round(s.Confidence, 4),
            Because.Of(text, reading, several.GetValueOrDefault(s.Class), part, s.Class),
            Model.Classes[s.Class].Article)).ToList();
        var verdict = candidates[0].Confidence >= part.Fusion.Items ? "items" : none >= part.Fusion.NoneFrom ? "none" : "unsure";
        return new Hints(verdict, candidates, verdict == "none" ? Model.Classes[door].Door : "", Model.Version);
    }

    // The first confidence is calibrated; those after it shrink or grow with it. Matters told side by side share what both have: each is as sure as they are together.
    private static List<(int Class, double Confidence)> Said(List<int> order, float[] shares, Dictionary<int, Matched> several, Fusion fusion)
    {
        var top = shares[order[0]];
        var first = fusion.Calibrated(top);
        var factor = top < 1 ? Math.Min(first / top, Math.Max(0, 1 - first) / (1 - top)) : 0;
        var together = several.Count < 2 ? 0 : fusion.Calibrated(Math.Min(1, several.Keys.Sum(c => shares[c])));
        return
        [
            .. order
                .Select((c, i) => (Class: c, Confidence: Math.Max(i == 0 ? first : shares[c] * factor, several.ContainsKey(c) ? together * (i == 0 ? 1 : Beside) : 0)))
                .OrderByDescending(s => s.Confidence)
                .ThenByDescending(s => shares[s.Class]),
        ];
    }
}

/// <summary>A clause that names a matter on its own.</summary>
internal sealed record Matched(int Clause, double Confidence);

/// <summary>Several matters in one text: clauses that each name a different one with confidence.</summary>
internal static class Several
{
    private const double Sure = 0.7;
    private const int FewestGrams = 12;
    private const int First = 3;

    /// <summary>The matters by class, two or more, among the first of the whole text; empty when the text tells of one. A clause alone is a poor witness:
    /// measured on strangers' letters it named wrong matters with confidence, so that it only confirms what the whole says.</summary>
    public static Dictionary<int, Matched> Of(Reading reading, LanguagePart part, ClassRow[] classes, List<int> order)
    {
        var found = new Dictionary<int, Matched>();
        if (reading.Weight is not { } weight || reading.Clauses.Count < 2)
        {
            return found;
        }

        var sure = Math.Max(Sure, part.Fusion.Items);
        for (var i = 0; i < reading.Clauses.Count; i++)
        {
            var (from, to) = reading.Clauses[i];
            if (to - from < FewestGrams || weight[from] < 0.5)
            {
                continue;
            }

            var shares = reading.Alone(i, part, classes);
            var top = 0;
            for (var c = 1; c < shares.Length; c++)
            {
                top = shares[c] > shares[top] ? c : top;
            }

            var confidence = part.Fusion.Calibrated(shares[top]);
            if (!classes[top].IsNone && confidence >= sure && (!found.TryGetValue(top, out var before) || before.Confidence < confidence))
            {
                found[top] = new Matched(i, confidence);
            }
        }

        foreach (var c in found.Keys.Except(order.Take(First)).ToArray())
        {
            found.Remove(c);
        }

        if (found.Count < 2 || !found.ContainsKey(order[0]))
        {
            found.Clear();
        }

        return found;
    }
}
