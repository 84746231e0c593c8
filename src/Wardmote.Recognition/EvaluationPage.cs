using System.Globalization;
using System.Text;

namespace Wardmote.Recognition;

/// <summary>An evaluation as text and as one HTML page that asks nothing of the network.</summary>
public static class EvaluationPage
{
    private const int MostRows = 25;
    private static readonly string[] Colours = ["#1B4F9C", "#0F766E", "#B45309", "#7C3AED"];

    private static IEnumerable<(string Name, Func<Figures, string> Of)> Rows =>
    [
        ("top-1", f => f.Top1.Percent),
        ("top-3", f => f.Top3.Percent),
        ("coverage at 90 % precision", f => f.Coverage.Percent),
        ("answered (verdict items)", f => f.Answered.Percent),
        ("precision of the verdict items", f => f.Precision.Percent),
        ("false alarms, not enforcement", f => f.FalseAlarms.Percent),
        ("false alarms, violation in neither list", f => f.FalseAlarmsOther.Percent),
        ("verdict none found", f => f.NoneFound.Percent),
        ("calibration error (ECE)", f => f.Calibration.Plain),
        ("AUROC item against none", f => f.Auroc.Plain),
    ];

    /// <summary>As text.</summary>
    public static string Text(Evaluation e)
    {
        var text = new StringBuilder();
        text.AppendLine($"model {e.ModelVersion}; 95 % intervals by bootstrap");
        foreach (var f in (IEnumerable<Figures>)[e.All, .. e.Languages, .. e.Writers])
        {
            text.AppendLine().AppendLine(f.Name);
            foreach (var (name, of) in Rows)
            {
                text.AppendLine($"  {name,-42}{of(f)}");
            }
        }

        text.AppendLine().AppendLine("worst items (messages, top-1, top-3)");
        foreach (var i in e.Items.Take(MostRows))
        {
            text.AppendLine($"  {i.Item,-10}{i.Messages,5}{i.Top1,5}{i.Top3,5}");
        }

        text.AppendLine().AppendLine("confusions (was, said, times)");
        foreach (var c in e.Confusions.Take(MostRows))
        {
            text.AppendLine($"  {c.Was,-10}{c.Said,-10}{c.Count,4}");
        }

        if (e.Curve.Count > 0)
        {
            text.AppendLine().AppendLine("learning curve, another writer's sentences (language, sentences, top-1, top-3)");
            foreach (var p in e.Curve)
            {
                text.AppendLine($"  {p.Language}  {p.Sentences,6}  {100 * p.Top1:0.0} %  {100 * p.Top3:0.0} %");
            }
        }

        return text.ToString();
    }

    /// <summary>As a page.</summary>
    public static string Html(Evaluation e)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=en><meta charset=utf-8><title>Recognition: evaluation</title><style>")
            .Append("body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1f2933}table{border-collapse:collapse;margin:1rem 0}")
            .Append("td,th{border:1px solid #cbd2d9;padding:.3rem .6rem;text-align:left}th{background:#f1f4f7}svg{background:#fff;border:1px solid #cbd2d9;margin:.5rem 1rem .5rem 0}</style>")
            .Append("<h1>Recognition: evaluation</h1><p>Model ").Append(Safe(e.ModelVersion)).Append(". Values with 95 % bootstrap intervals. A hint is never a finding; a person decides.</p>");
        Table(page, ["", .. e.Languages.Prepend(e.All).Select(f => f.Name)], Rows.Select(r => (string[])[r.Name, .. e.Languages.Prepend(e.All).Select(r.Of)]));
        page.Append("<h2>Plots</h2>");
        Plot(page, "Reliability: said confidence, and how often it was right", [("bins", [.. e.Reliability.Select(b => (b.Confidence, b.Right))])], diagonal: true);
        Plot(page, "Coverage and precision, surest first (item messages)", [("precision", [.. e.CoverageCurve])], diagonal: false);
        if (e.Curve.Count > 0)
        {
            var most = Math.Max(1, e.Curve.Max(p => p.Sentences));
            Plot(page, $"Learning curve: top-1 on another writer, by sentences (right end {most})", [.. e.Curve.GroupBy(p => p.Language).Select(g => (g.Key, g.Select(p => ((double)p.Sentences / most, p.Top1)).ToArray()))], diagonal: false);
        }

        page.Append("<h2>Items, worst first</h2>");
        Table(page, ["item", "messages", "top-1", "top-3"], e.Items.Select(i => (string[])[i.Item, $"{i.Messages}", $"{i.Top1}", $"{i.Top3}"]));
        page.Append("<h2>Confusions</h2>");
        Table(page, ["was", "said", "times"], e.Confusions.Select(c => (string[])[c.Was, c.Said, $"{c.Count}"]));
        return page.Append("</html>").ToString();
    }

    private static void Table(StringBuilder page, string[] head, IEnumerable<string[]> rows)
    {
        page.Append("<table><tr>").AppendJoin("", head.Select(h => $"<th>{Safe(h)}</th>")).Append("</tr>");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{Safe(c)}</td>")).Append("</tr>");
        }

        page.Append("</table>");
    }

    private static void Plot(StringBuilder page, string title, (string Name, (double X, double Y)[] Points)[] lines, bool diagonal)
    {
        string N(double v) => v.ToString("0.#", CultureInfo.InvariantCulture);
        double X(double v) => 45 + (Math.Clamp(v, 0, 1) * 340);
        double Y(double v) => 275 - (Math.Clamp(v, 0, 1) * 240);
        page.Append($"<svg width=420 height=310 viewBox='0 0 420 310' role=img aria-label='{Safe(title)}'><text x=45 y=20 font-size=12>{Safe(title)}</text>");
        for (var t = 0; t <= 4; t++)
        {
            page.Append($"<line x1=45 x2=385 y1={N(Y(t / 4.0))} y2={N(Y(t / 4.0))} stroke='#e4e7eb'/><text x=8 y={N(Y(t / 4.0) + 4)} font-size=11>{25 * t} %</text>")
                .Append($"<text x={N(X(t / 4.0) - 8)} y=293 font-size=11>{N(t / 4.0 * 100)}</text>");
        }

        if (diagonal)
        {
            page.Append($"<line x1={N(X(0))} y1={N(Y(0))} x2={N(X(1))} y2={N(Y(1))} stroke='#9aa5b1' stroke-dasharray='4 4'/>");
        }

        for (var i = 0; i < lines.Length; i++)
        {
            var colour = Colours[i % Colours.Length];
            page.Append($"<polyline fill=none stroke='{colour}' stroke-width=2 points='").AppendJoin(' ', lines[i].Points.Select(p => $"{N(X(p.X))},{N(Y(p.Y))}")).Append("'/>");
            page.Append($"<text x={60 + (70 * i)} y=260 font-size=12 fill='{colour}'>{Safe(lines[i].Name)}</text>");
        }

        page.Append("</svg>");
    }

    private static string Safe(string words) => words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
}
