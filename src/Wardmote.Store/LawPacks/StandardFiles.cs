using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>Reads and writes <c>standards/*.yaml</c>: one discretion standard per file. 裁量基准</summary>
public static partial class StandardFiles
{
    private static readonly Dictionary<string, string> Stages = new[] { "refuses_correction", "overdue_correction" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Hits = new[] { "unique", "heavier", "ordered" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Unknowns = new[] { "lowest", "ask" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Types = new[] { "boolean", "integer", "number", "enum" }.ToDictionary(w => w);
    private static readonly Dictionary<string, string> Nones = new[] { "must", "may" }.ToDictionary(w => w);

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="LawPackException">It is not of the form; the message names the line.</exception>
    public static DiscretionStandard Read(string text, string file) => Read(YamlPiece.Document(file, text), file);

    internal static DiscretionStandard Read(YamlMap m, string file)
    {
        var basis = m.MapNeeded("basis");
        var valid = m.Map("valid");
        var facts = Facts(m.MapNeeded("facts"));
        var names = facts.ToDictionary(f => f.Name);
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
            Facts = facts,
            Tiers = [.. m.Maps("rules").Select((r, i) => Row(r, i, names))],
            Examples = [.. m.Maps("examples").Select(e => Example(e, names))],
            ValidFrom = valid?.Day("from"),
            ValidTo = valid?.Day("to"),
            File = file,
        };
        basis.Done();
        valid?.Done();
        m.Done();
        return standard.Tiers.Count > 0 ? standard : throw m.Wrong($"the standard {standard.Id} has no rules", "write at least one row");
    }

    private static List<FactAsked> Facts(YamlMap facts)
    {
        var read = new List<FactAsked>();
        foreach (var name in facts.Keys)
        {
            var m = facts.MapNeeded(name);
            var type = m.Word("type", Types);
            var values = m.Words("values");
            if ((type == "enum") != (values.Count > 0))
            {
                throw m.Wrong($"the fact '{name}' is {type} and has {values.Count} values", "give 'values' exactly where the type is enum");
            }

            read.Add(new FactAsked(name, type, m.Said("question"), values, m.Number("min"), m.Number("max"), m.Text("proof"), m.TextOr("derive")));
            m.Done();
        }

        return read;
    }

    private static Tier Row(YamlMap m, int index, Dictionary<string, FactAsked> facts)
    {
        var any = m.Maps("any_of").Select(a => Conditions(a, facts)).ToList();
        if (m.Map("when") is { } when)
        {
            any = any.Count == 0 ? [Conditions(when, facts)] : throw m.Wrong("the row has 'when' and 'any_of'", "keep one of them");
        }

        if (any.Count == 0)
        {
            throw m.Wrong("the row has no conditions", "write 'when' or 'any_of'; a row that always holds says when: {}");
        }

        var (name, text, penalty) = (m.SaidOrWord("tier"), m.SaidOrWord("text"), m.SaidOrWord("penalty_text"));
        var other = m.Words("other");
        var tier = new Tier(
            name.Zh,
            text.Zh,
            penalty.Zh,
            any,
            m.Has("who") ? m.Word("who", Vocabulary.Parties) : null,
            m.Yuan("fine"),
            m.TextOr("fine_formula"),
            m.Flag("warning"),
            m.Has("none") ? m.Word("none", Nones) : null,
            m.Has("severity") ? m.Whole("severity") : index,
            Other: other.Count > 0 ? other : null)
        {
            Title = name,
            Conditions = text,
            Penalty = penalty,
        };
        m.Done();
        return tier;
    }

    private static IReadOnlyDictionary<string, string> Conditions(YamlMap m, Dictionary<string, FactAsked> facts)
    {
        var conditions = new Dictionary<string, string>();
        foreach (var name in m.Keys)
        {
            if (!facts.ContainsKey(name))
            {
                throw m.Wrong($"the row asks for '{name}', which is no fact of the standard", $"add it to 'facts', or write one of: {string.Join(", ", facts.Keys)}");
            }

            conditions[name] = m.Text(name);
        }

        return conditions;
    }

    private static WorkedExample Example(YamlMap m, Dictionary<string, FactAsked> facts)
    {
        var given = m.MapNeeded("facts");
        var values = new Dictionary<string, object?>();
        foreach (var name in given.Keys)
        {
            if (!facts.TryGetValue(name, out var fact))
            {
                throw given.Wrong($"the example gives '{name}', which is no fact of the standard", $"write some of: {string.Join(", ", facts.Keys)}");
            }

            values[name] = !given.Has(name) ? null : fact.Type switch
            {
                "boolean" => given.Flag(name),
                "enum" => fact.Values.Contains(given.Text(name)) ? given.Text(name) : throw given.Wrong($"'{given.Text(name)}' is no value of '{name}'", $"write one of: {string.Join(", ", fact.Values)}"),
                _ => given.Number(name),
            };
        }

        var expect = m.MapNeeded("expect");
        var example = new WorkedExample(values, m.WordOr("who", Vocabulary.Parties, PartyKind.Individual), expect.Text("tier"), expect.Yuan("fine"));
        expect.Done();
        m.Done();
        return example;
    }
}
