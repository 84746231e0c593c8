using Wardmote.Intake;

namespace Wardmote.Recognition;

/// <summary>识别: what a text is about, with the words that say so, or that it cannot be told. Safe to share between threads.</summary>
public sealed class Recogniser(Model model)
{
    private const int Shown = 5;

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

        var units = Grams.Units(folded, 0, folded.Count);
        var grams = Grams.Of(units);
        var shares = Reading.Shares(grams, part, Model.Classes);
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

        var top = shares[order[0]];
        var factor = top > 0 ? part.Fusion.Calibrated(top) / top : 0;
        var candidates = order.Take(Shown).Select(c => new Hint(
            Model.Classes[c].Code,
            Math.Round(Math.Min(1, shares[c] * factor), 4),
            Because.Of(text, grams, part, c),
            Model.Classes[c].Article)).ToList();
        var verdict = candidates[0].Confidence >= part.Fusion.Items ? "items" : none >= part.Fusion.NoneFrom ? "none" : "unsure";
        return new Hints(verdict, candidates, verdict == "none" ? Model.Classes[door].Door : "", Model.Version);
    }
}

/// <summary>Both methods put together for one text.</summary>
internal static class Reading
{
    /// <summary>Share of every class, adding up to one.</summary>
    public static float[] Shares(List<Gram> grams, LanguagePart part, ClassRow[] classes)
    {
        var fused = new float[classes.Length];
        var linear = new float[classes.Length];
        var byDocument = new float[classes.Length];
        var byClass = new float[classes.Length];
        if (part.Linear is { } model)
        {
            var (rows, values) = model.Vector(grams);
            model.Score(rows, values, linear);
        }

        part.Retrieval.Score(grams, byDocument, byClass);
        var f = part.Fusion;
        for (var c = 0; c < fused.Length; c++)
        {
            fused[c] = (float)((f.Linear * linear[c]) + (f.Document * byDocument[c]) + (f.Class * byClass[c]) + (classes[c].IsNone ? f.None : 0));
        }

        LinearModel.Softmax(fused);
        return fused;
    }
}
