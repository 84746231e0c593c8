using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>Reads and writes <c>standards/*.yaml</c>: one discretion standard per file. 裁量基准</summary>
public static partial class StandardFiles
{
    private static readonly Dictionary<string, string> Stages = new[] { "refuses_correction", "overdue_correction" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Hits = new[] { "unique", "heavier", "ordered" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Unknowns = new[] { "lowest", "ask" }.ToDictionary(w => w);

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="LawPackException">It is not of the form; the message names the line.</exception>
    public static DiscretionStandard Read(string text, string file) => Read(YamlPiece.Document(file, text), file);

    internal static DiscretionStandard Read(YamlMap m, string file)
    {
        var basis = m.MapNeeded("basis");
        var valid = m.Map("valid");
        var body = new StandardBody(m, strict: true);
        var standard = new DiscretionStandard
        {
            Id = m.Text("standard"),
            Item = new ItemCode(m.Text("item")),
            Title = m.Said("title"),
            Region = m.Text("region"),
            Basis = new Article(basis.Text("law"), basis.Text("article"), basis.Text("source")),
            Instrument = m.Text("instrument"),
            Certainty = m.Word("certainty", Vocabulary.Certainties),
            Stage = m.WordOr("stage", Stages, ""),
            Hit = m.WordOr("hit", Hits, "unique"),
            Unknown = m.WordOr("unknown", Unknowns, "ask"),
            Facts = body.Asked,
            Tiers = body.Tiers,
            Weights = body.Weights,
            Ranges = body.Ranges,
            Bounds = body.Bounds,
            Examples = [.. m.Maps("examples").Select(body.Facts.Example)],
            ValidFrom = valid?.Day("from"),
            ValidTo = valid?.Day("to"),
            File = file,
        };
        basis.Done();
        valid?.Done();
        m.Done();
        return standard.Tiers.Count > 0 || standard.Weights is not null ? standard : throw m.Wrong($"the standard {standard.Id} has no rules", "write at least one row, or 'factors' for a sum of weights");
    }
}
