using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Wardmote.Documents;

/// <summary>A line of a document: a heading, a paragraph, a labelled field or a signature line.</summary>
/// <param name="Kind"><c>title</c>, <c>number</c>, <c>heading</c>, <c>text</c>, <c>field</c> or <c>sign</c>.</param>
/// <param name="Label">Label of a field; else empty.</param>
/// <param name="Words">Words.</param>
public sealed record Line(string Kind, string Label, string Words);

/// <summary>文书: a filled document. Its hash is over its words, so that a copy can be checked against the journal.</summary>
/// <param name="Id">Template id.</param>
/// <param name="Language">Language; Chinese is the document, the others are translations for the reader and say so.</param>
/// <param name="Lines">Lines.</param>
public sealed record Document(string Id, string Language, IReadOnlyList<Line> Lines)
{
    /// <summary>Hex SHA-256 over the words.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines.Select(l => $"{l.Kind}\t{l.Label}\t{l.Words}")))));
}

/// <summary>
/// 文书模板: wording from the pack (<c>law/*/documents</c>), filled from the case. Lines begin with <c># </c> title, <c>№ </c> number, <c>## </c> heading, <c>- label: </c> field,
/// <c>✎ </c> signature; everything else is a paragraph. <c>{name}</c> is filled; <c>{?name}</c> at the start keeps the line only where the value is not empty.
/// </summary>
public sealed partial class Template
{
    private readonly IReadOnlyList<Line> _lines;

    private Template(string id, string language, IReadOnlyList<Line> lines) => (Id, Language, _lines) = (id, language, lines);

    /// <summary>Id.</summary>
    public string Id { get; }

    /// <summary>Language.</summary>
    public string Language { get; }

    /// <summary>Names that the template asks for.</summary>
    public IEnumerable<string> Asks => _lines.SelectMany(l => Hole().Matches(l.Label + l.Words).Select(m => m.Groups[2].Value)).Distinct();

    /// <summary>Reads a template; throws on a line it cannot place.</summary>
    public static Template Read(string id, string language, string text)
    {
        var lines = new List<Line>();
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0)
            {
                continue;
            }

            var keep = line.StartsWith("{?", StringComparison.Ordinal) ? line[..(line.IndexOf('}') + 1)] : "";
            var rest = line[keep.Length..].TrimStart();
            lines.Add(rest switch
            {
                _ when rest.StartsWith("## ", StringComparison.Ordinal) => new Line("heading", keep, rest[3..]),
                _ when rest.StartsWith("# ", StringComparison.Ordinal) => new Line("title", keep, rest[2..]),
                _ when rest.StartsWith("№ ", StringComparison.Ordinal) => new Line("number", keep, rest[2..]),
                _ when rest.StartsWith("✎ ", StringComparison.Ordinal) => new Line("sign", keep, rest[2..]),
                _ when rest.StartsWith("- ", StringComparison.Ordinal) && rest.Split(": ", 2) is [var label, var words] => new Line("field", keep + label[2..], words),
                _ when rest.StartsWith("- ", StringComparison.Ordinal) => throw new InvalidDataException($"template {id}.{language}: a field needs 'label: words': {rest}"),
                _ => new Line("text", keep, rest),
            });
        }

        return new Template(id, language, lines);
    }

    /// <summary>Fills the template; a name without a value is a gap in the case and throws, because a document with a hole must not be printed.</summary>
    public Document Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new List<Line>();
        foreach (var line in _lines)
        {
            var label = line.Label;
            if (label.StartsWith("{?", StringComparison.Ordinal))
            {
                var end = label.IndexOf('}');
                if (Value(label[2..end]).Length == 0)
                {
                    continue;
                }

                label = label[(end + 1)..].TrimStart();
            }

            // A value of several lines (evidence, views, a catalogue) makes as many paragraphs.
            var words = Put(line.Words);
            filled.AddRange(line.Kind == "text" ? words.Split('\n').Select(w => new Line(line.Kind, Put(label), w)) : [new Line(line.Kind, Put(label), words.Replace('\n', '；'))]);
        }

        return new Document(Id, Language, filled);

        string Put(string words) => Hole().Replace(words, m => Value(m.Groups[2].Value));

        string Value(string name) => values.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"the document '{Id}' asks for '{name}', which the case does not give");
    }

    [GeneratedRegex(@"\{(\??)([a-z_]+)\}")]
    private static partial Regex Hole();
}
