using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Store.LawPacks;

/// <summary>Reads <c>grants.yaml</c>, <c>retrievals.yaml</c> and <c>lists.yaml</c>. 赋权、收回、清单</summary>
internal static class PowerLines
{
    public static IReadOnlyList<Grant> Grants(YamlMap file, DateTimeOffset? published = null)
    {
        var recorded = Recorded(file);
        var papers = Papers(file);
        var lines = file.Maps("grants").Select(m =>
        {
            var source = m.Word("source", Vocabulary.PowerSources);
            var may = m.Words("may");
            foreach (var word in may.Where(w => w is not ("inspect" or "penalise" or "measures" or "execution")))
            {
                throw m.Wrong($"'may' holds '{word}'", "write some of: inspect, penalise, measures, execution");
            }

            var grant = new Grant
            {
                Id = m.Text("id"),
                Item = new ItemCode(m.Text("item")),
                Source = source,
                Reach = ReachOf(m),
                Scope = new Scope(may.Contains("inspect"), may.Contains("penalise"), may.Contains("measures"), may.Contains("execution"), KindsOf(m, may.Contains("penalise"))),
                From = m.Day("from"),
                To = m.Day("to"),
                InNameOf = m.TextOr("in_name_of"),
                Instrument = Paper(m, papers),
                WithDepartment = m.Flag("with_department"),
                Certainty = m.Word("certainty", Vocabulary.Certainties),
                Note = m.TextOr("note"),
                Recorded = RecordedOf(m, recorded, published),
            };
            m.Done();
            return grant.From > grant.To ? throw m.Wrong($"{grant.Id} ends before it begins", "correct 'from' or 'to'") : grant;
        }).ToList();
        file.Done();
        return lines;
    }

    public static IReadOnlyList<Retrieval> Retrievals(YamlMap file, DateTimeOffset? published = null)
    {
        var recorded = Recorded(file);
        var papers = Papers(file);
        var lines = file.Maps("retrievals").Select(m =>
        {
            var retrieval = new Retrieval
            {
                Id = m.Text("id"),
                Item = new ItemCode(m.Text("item")),
                Reach = ReachOf(m),
                On = m.Day("on"),
                Transition = m.Word("transition", Vocabulary.Transitions),
                Instrument = Paper(m, papers),
                Certainty = m.Word("certainty", Vocabulary.Certainties),
                Note = m.TextOr("note"),
                Recorded = RecordedOf(m, recorded, published),
            };
            m.Done();
            return retrieval;
        }).ToList();
        file.Done();
        return lines;
    }

    public static IReadOnlyList<PublishedList> Lists(YamlMap file)
    {
        var lists = file.Maps("lists").Select(m =>
        {
            var list = new PublishedList(
                m.Text("county"), m.TextOr("title"), m.TextOr("number"), m.DayNeeded("from"), m.TextOr("repeals"), m.TextOr("basis"),
                m.Word("transition", Vocabulary.Transitions), m.TextOr("clause"), m.Text("source"));
            m.Done();
            return list;
        }).ToList();
        file.Done();
        return lists;
    }

    private static PenaltyKinds KindsOf(YamlMap m, bool penalises)
    {
        if (!m.Has("kinds"))
        {
            return PenaltyKinds.All;
        }

        var kinds = PenaltyKinds.None;
        foreach (var word in m.Words("kinds"))
        {
            kinds |= PenaltyKindWords.ByWord.TryGetValue(word, out var kind) ? kind : throw m.Wrong($"'kinds' holds '{word}'", $"write some of: {string.Join(", ", PenaltyKindWords.ByWord.Keys)}");
        }

        return penalises && kinds != PenaltyKinds.None ? kinds
            : throw m.Wrong("'kinds' stands beside a line that gives no penalty, or is empty", "write penalise under 'may' and at least one kind, or leave 'kinds' out");
    }

    private static DateTimeOffset? Recorded(YamlMap file) => file.Moment("recorded");

    // A line published in the program was known from that moment, whatever the file says: nobody dates knowledge back.
    private static DateTimeOffset RecordedOf(YamlMap m, DateTimeOffset? ofFile, DateTimeOffset? published)
    {
        var own = m.Moment("recorded");
        return published ?? own ?? ofFile ?? throw m.Wrong("nobody says when the line was recorded", "add 'recorded' to the line or to the file");
    }

    private static Dictionary<string, Instrument> Papers(YamlMap file)
    {
        var papers = new Dictionary<string, Instrument>();
        if (file.Map("instruments") is { } map)
        {
            foreach (var id in map.Keys)
            {
                papers[id] = PaperOf(map.MapNeeded(id));
            }
        }

        return papers;
    }

    private static Instrument Paper(YamlMap m, Dictionary<string, Instrument> papers) =>
        m.Find("instrument") switch
        {
            YamlMap own => PaperOf(own),
            YamlText { Value: { } id } word => papers.TryGetValue(id, out var paper)
                ? paper
                : throw word.Wrong($"no instrument '{id}' stands under 'instruments'", "add it there, or write the instrument out here"),
            _ => throw m.Wrong("the line names no instrument", "name the paper it rests on"),
        };

    private static Instrument PaperOf(YamlMap m)
    {
        var paper = new Instrument(m.TextOr("title"), m.TextOr("issuer"), m.TextOr("source"));
        m.Done();
        return paper;
    }

    private static Reach ReachOf(YamlMap m)
    {
        var reach = m.MapNeeded("reach");
        var read = new Reach(reach.Words("regions"), reach.Words("localities"), reach.Words("except"), reach.Flag("towns_only"));
        reach.Done();
        return read.Regions.Count == 0 && read.Localities.Count == 0
            ? throw reach.Wrong("the line reaches nowhere", "name regions or localities")
            : read;
    }
}
