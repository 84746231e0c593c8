using System.Text;

namespace Wardmote.Vision;

/// <summary>字表: the characters a reader can say, and how its answer, one row of sureness a step, becomes words (greedy CTC: the surest of each step, repeats said once, blanks dropped).</summary>
internal sealed class Characters
{
    // What stands for a character, not what looks like one: no control, mark of direction or lone surrogate may come out of a picture.
    private readonly string[] all;

    /// <summary>Reads the list: one character a line. The model adds the blank before and a space behind.</summary>
    public Characters(string list)
    {
        var lines = list.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd('\r'));
        all = ["", .. lines.Select(l => l.Length > 0 && l.EnumerateRunes().All(r => r != Rune.ReplacementChar && !Rune.IsControl(r) && Rune.GetUnicodeCategory(r) is not System.Globalization.UnicodeCategory.Format) ? l : ""), " "];
    }

    /// <summary>How many answers there are a step, blank and space among them.</summary>
    public int Count => all.Length;

    /// <summary>Words and how sure: the mean of what was said; 0 for no words.</summary>
    /// <exception cref="InvalidDataException">The answer has another number of columns than there are characters.</exception>
    public (string Words, double Confidence) Decode(ReadOnlySpan<float> answer, int steps)
    {
        if (steps <= 0 || answer.Length != steps * Count)
        {
            throw new InvalidDataException($"The reader's answer has {answer.Length} numbers; {steps} steps of {Count} characters were expected.");
        }

        var words = new StringBuilder();
        var (sum, count, last) = (0.0, 0, 0);
        for (var step = 0; step < steps; step++)
        {
            var row = answer.Slice(step * Count, Count);
            var best = 0;
            for (var n = 1; n < row.Length; n++)
            {
                best = row[n] > row[best] ? n : best;
            }

            if (best != 0 && best != last)
            {
                words.Append(all[best]);
                sum += row[best];
                count++;
            }

            last = best;
        }

        var said = words.ToString().Trim();
        return said.Length == 0 ? ("", 0) : (said, Math.Clamp(sum / count, 0, 1));
    }
}
