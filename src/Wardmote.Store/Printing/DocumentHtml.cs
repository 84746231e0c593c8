using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Wardmote.Documents;

namespace Wardmote.Store;

/// <summary>A document as HTML: the same for the screen and for paper.</summary>
public static partial class DocumentHtml
{
    /// <summary>The style sheet of documents.</summary>
    public static string Css { get; } = Read("paper.css");

    /// <summary>The article element, every word encoded.</summary>
    /// <param name="document">Document.</param>
    /// <param name="qr">SVG of a QR code that leads to the check page; empty for none.</param>
    public static string Article(Document document, string qr = "")
    {
        var html = new StringBuilder();
        var tag = document.Language == "zh" ? "zh-Hans" : document.Language;
        html.Append($"<article class=\"paper\" lang=\"{tag}\" dir=\"{(document.Language == "ar" ? "rtl" : "ltr")}\">");
        var titles = document.Lines.Count(l => l.Kind == "title");
        var seen = 0;
        var fields = false;
        foreach (var line in document.Lines)
        {
            if (fields && line.Kind != "field")
            {
                html.Append("</dl>");
                fields = false;
            }

            switch (line.Kind)
            {
                case "title":
                    // The organ's name stands above the name of the document, which is the heading.
                    html.Append(++seen < titles ? $"<p class=\"organ\">{Words(line.Words)}</p>" : $"<h1>{Words(line.Words)}</h1>");
                    break;
                case "number":
                    html.Append($"<p class=\"number\">{Words(line.Words)}</p>");
                    break;
                case "heading":
                    html.Append($"<h2>{Words(line.Words)}</h2>");
                    break;
                case "field":
                    html.Append(fields ? "" : "<dl>").Append($"<div><dt>{Words(line.Label)}</dt><dd>{Words(line.Words)}</dd></div>");
                    fields = true;
                    break;
                case "sign":
                    html.Append($"<p class=\"sign\">{Words(line.Words)}</p>");
                    break;
                default:
                    html.Append($"<p class=\"text\">{Words(line.Words)}</p>");
                    break;
            }
        }

        html.Append(fields ? "</dl>" : "").Append(qr.Length > 0 ? $"<div class=\"qr\" aria-hidden=\"true\">{qr}</div>" : "");
        return html.Append($"<p class=\"print\" aria-hidden=\"true\">{document.Hash[..16]}</p></article>").ToString();
    }

    /// <summary>A whole page for the printer.</summary>
    public static string Page(Document document, string qr = "") =>
        $"<!doctype html><html lang=\"{document.Language}\"><head><meta charset=\"utf-8\"><title>{Words(document.Lines.LastOrDefault(l => l.Kind == "title")?.Words ?? document.Id)}</title><style>{Css}</style></head><body>{Article(document, qr)}</body></html>";

    /// <summary>
    /// Words encoded. Numbers, codes, dates and Chinese among Arabic stand in left-to-right isolates (U+2066 … U+2069), else 2026-001 prints as 001-2026. Characters, not
    /// elements: the printer lays an element out by itself and loses the paragraph's direction.
    /// </summary>
    private static string Words(string words) =>
        HtmlEncoder.Default.Encode(Runs().Replace(words, run => $"\u2066{run.Value}\u2069")).Replace("&#x2066;", "\u2066", StringComparison.Ordinal).Replace("&#x2069;", "\u2069", StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var stream = typeof(DocumentHtml).Assembly.GetManifestResourceStream("Wardmote.Store.Printing." + name)
            ?? throw new InvalidOperationException($"the program lacks its style sheet {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"[\u3400-\u9fff〔《（](?:[\u3400-\u9fff〔〕《》（）、，。；：0-9A-Za-z@.\-]|\s(?=[\u3400-\u9fff第0-9〔]))*|[A-Za-z0-9][A-Za-z0-9@.:+\-–]*\d[A-Za-z0-9@:+\-–]*(?: \d{2}:\d{2})?")]
    private static partial Regex Runs();
}
