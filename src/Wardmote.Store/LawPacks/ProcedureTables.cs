using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Store.LawPacks;

/// <summary>Reads rules, transitions, periods, thresholds, calendar, fences and doors. 规则、期限、界限、日历、围栏、渠道</summary>
internal static class ProcedureTables
{
    private static readonly Dictionary<string, string> Levels = new[] { "block", "warn", "advise", "info" }.ToDictionary(w => w);

    private static readonly Dictionary<string, string> Visits = new[] { "lead", "immediate", "ordered_special" }.ToDictionary(w => w);

    public static IReadOnlyList<Rule> Rules(YamlMap file) => All(file, "rules", m => new Rule(
        m.Text("id"), m.Text("topic"), m.Text("condition"), m.TextOr("limit"), m.TextOr("unit"), m.TextOr("consequence"), m.Text("basis"), m.Word("level", Levels)));

    public static IReadOnlyList<TransitionRow> Transitions(YamlMap file) => All(file, "transitions", m => new TransitionRow(
        m.Text("from"), m.Text("event"), m.Text("to"), m.TextOr("guard"), m.TextOr("deadline"), m.TextOr("actor"), m.TextOr("document")));

    public static IReadOnlyList<Period> Periods(YamlMap file) => All(file, "periods", m =>
    {
        var (from, to) = Days(m);
        return new Period(m.Text("id"), m.Whole("count"), m.Word("unit", Vocabulary.PeriodUnits), m.TextOr("article"), m.Word("certainty", Vocabulary.Certainties), m.TextOr("note"), from, to);
    });

    public static IReadOnlyList<Threshold> Thresholds(YamlMap file) => All(file, "thresholds", m =>
    {
        var (from, to) = Days(m);
        return new Threshold(m.Text("id"), Sum(m, "individual"), Sum(m, "entity"), m.Text("article"), from, to);
    });

    public static IReadOnlyList<FenceSetting> Fences(YamlMap file) => All(file, "fences", m =>
    {
        var values = new Dictionary<string, decimal>();
        if (m.Map("values") is { } map)
        {
            foreach (var name in map.Keys)
            {
                values[name] = Sum(map, name);
            }
        }

        var id = m.Text("id");
        var shape = FenceShape.Of(id) ?? throw m.Wrong($"there is no function for the fence '{id}'", $"known are: {string.Join(", ", FenceShape.Ids.Order(StringComparer.Ordinal))}");
        var (scope, keys) = (m.Words("scope"), m.Words("key"));
        if (scope.Count == 0 || scope.Any(a => !shape.Acts.Contains(a)))
        {
            throw m.Wrong(scope.FirstOrDefault(a => !shape.Acts.Contains(a)) is { } act ? $"the fence '{id}' cannot be asked before '{act}'" : $"the fence '{id}' is set before no act", $"give a scope of: {string.Join(", ", shape.Acts)}");
        }

        if (keys.Any(k => !shape.Counts(k)) || (shape.Keys.Count > 0 && keys.Count == 0))
        {
            throw m.Wrong(keys.FirstOrDefault(k => !shape.Counts(k)) is { } strange ? $"the fence '{id}' cannot count by '{strange}'" : $"the fence '{id}' does not say what it counts together",
                shape.Keys.Count == 0 ? "it counts nothing: leave the key out"
                    : $"give a key of: {string.Join("; or ", shape.Keys.Select(k => string.Join("+", k.Must) + (k.May.Count > 0 ? ", with " + string.Join(", ", k.May.Select(w => "+" + w)) : "")))}");
        }

        var (from, to) = Days(m);
        return new FenceSetting(
            id, m.Words("rules"), m.Word("mode", Vocabulary.FenceModes), m.Word("ground", Vocabulary.FenceGrounds), m.Text("basis"),
            m.Words("override_by"), values, m.WordOr("certainty", Vocabulary.Certainties, Certainty.Quoted), m.TextOr("note"),
            [.. m.Maps("exempt").Select(Exemption)], scope, keys, from, to);
    });

    private static FenceExemption Exemption(YamlMap m)
    {
        var read = new FenceExemption(m.Word("visit", Visits), m.Said("paper"));
        m.Done();
        return read;
    }

    public static IReadOnlyList<Door> Doors(YamlMap file) => All(file, "doors", m => new Door(m.Text("kind"), m.Said("name"), m.Word("certainty", Vocabulary.Certainties)));

    public static WorkingDays Calendar(YamlMap file)
    {
        _ = file.Text("source");
        var until = file.DayNeeded("known_until");
        var (off, on) = (new List<DateOnly>(), new List<DateOnly>());
        var seen = new HashSet<DateOnly>();
        foreach (var m in file.Maps("days"))
        {
            var day = m.DayNeeded("day");
            var worked = m.Flag("worked");
            _ = m.Text("name");
            m.Done();
            if (!seen.Add(day))
            {
                throw m.Wrong($"{day:yyyy-MM-dd} stands twice", "keep one of them");
            }

            (worked ? on : off).Add(day);
        }

        file.Done();
        return new WorkingDays(off, on, until);
    }

    private static List<T> All<T>(YamlMap file, string key, Func<YamlMap, T> one)
    {
        var all = file.Maps(key).Select(m =>
        {
            var read = one(m);
            m.Done();
            return read;
        }).ToList();
        file.Done();
        return all;
    }

    private static (DateOnly? From, DateOnly? To) Days(YamlMap m) =>
        (m.Day("from"), m.Day("to")) is var days && days.Item2 < days.Item1 ? throw m.Wrong($"it ends on {days.Item2:yyyy-MM-dd}, before it begins", "give a last day that is not before the first") : days;

    private static decimal Sum(YamlMap m, string key) => m.Number(key) ?? throw m.Wrong($"the key '{key}' is missing", "add it");
}
