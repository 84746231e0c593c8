using Wardmote.Intake;

namespace Wardmote.Recognition;

/// <summary>A labelled message for measuring.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Language"><c>zh</c>, <c>en</c> or <c>ar</c>.</param>
/// <param name="Text">Its words.</param>
/// <param name="Accept">Codes that are right; empty when none is.</param>
/// <param name="Expect"><c>item</c>, <c>none</c>, <c>none_or_whistle</c> or <c>item_or_none</c>.</param>
public sealed record Labelled(string Id, string Language, string Text, IReadOnlyList<string> Accept, string Expect);

/// <summary>A measured value with its 95 % interval (bootstrap, 1,000 draws from a fixed seed) and how many messages it rests on.</summary>
public sealed record Measure(double Value, double Low, double High, int Of)
{
    /// <summary>As a percentage with interval.</summary>
    public string Percent => Of == 0 ? "–" : $"{100 * Value:0.0} % ({100 * Low:0.0}–{100 * High:0.0}, n={Of})";

    /// <summary>As a plain number with interval.</summary>
    public string Plain => Of == 0 ? "–" : $"{Value:0.000} ({Low:0.000}–{High:0.000}, n={Of})";
}

/// <summary>Every figure of one set of messages.</summary>
/// <param name="Name">Language, or <c>all</c>.</param>
/// <param name="Top1">Item messages whose first candidate is right.</param>
/// <param name="Top3">Item messages with a right one among three.</param>
/// <param name="Coverage">Share of item messages that can be answered, surest first, at 90 % precision.</param>
/// <param name="Answered">Share of item messages whose verdict is <c>items</c>.</param>
/// <param name="Precision">Right among all messages whose verdict is <c>items</c>; a message without an item counts as wrong.</param>
/// <param name="FalseAlarms">Messages of <c>none</c> given a town's item as verdict; naming a department matter is none.</param>
/// <param name="FalseAlarmsOther">The same for violations that are in neither list.</param>
/// <param name="NoneFound">Messages of <c>none</c> with that verdict.</param>
/// <param name="Calibration">Expected calibration error over ten bins, all messages.</param>
/// <param name="Auroc">How well confidence tells item messages from <c>none</c>.</param>
public sealed record Figures(
    string Name, Measure Top1, Measure Top3, Measure Coverage, Measure Answered, Measure Precision, Measure FalseAlarms, Measure FalseAlarmsOther,
    Measure NoneFound, Measure Calibration, Measure Auroc);

/// <summary>One bin of the reliability plot.</summary>
public sealed record Bin(double Confidence, double Right, int Count);

/// <summary>How often one item was taken for another.</summary>
public sealed record Confusion(string Was, string Said, int Count);

/// <summary>How one item fared.</summary>
public sealed record ItemFigure(string Item, int Messages, int Top1, int Top3);

/// <summary>A point of the learning curve: with this share of the sentences, this is reached on another writer's.</summary>
public sealed record CurvePoint(string Language, double Share, int Sentences, double Top1, double Top3);

/// <summary>评测: the recogniser measured against labelled messages, with intervals.</summary>
public sealed class Evaluation
{
    private const int Draws = 1_000;
    private const ulong Seed = 95;

    private readonly List<Row> _rows;

    private Evaluation(List<Row> rows, string model)
    {
        _rows = rows;
        ModelVersion = model;
        All = FiguresOf("all", rows);
        Languages = [.. Tongue.All.Where(l => rows.Any(r => r.Language == l)).Select(l => FiguresOf(l, [.. rows.Where(r => r.Language == l)]))];
    }

    /// <summary>Version of the model measured.</summary>
    public string ModelVersion { get; }

    /// <summary>Over all messages.</summary>
    public Figures All { get; }

    /// <summary>Per language.</summary>
    public IReadOnlyList<Figures> Languages { get; }

    /// <summary>Per writer, where writers were read by models of the others.</summary>
    public IReadOnlyList<Figures> Writers { get; private init; } = [];

    /// <summary>Learning curve, where one was drawn.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; private init; } = [];

    /// <summary>Ten bins of confidence over all messages.</summary>
    public IReadOnlyList<Bin> Reliability =>
        [.. Enumerable.Range(0, 10).Select(b => _rows.Where(r => BinOf(r.Confidence) == b).ToArray()).Where(b => b.Length > 0)
            .Select(b => new Bin(b.Average(r => r.Confidence), b.Average(r => r.Right ? 1.0 : 0.0), b.Length))];

    /// <summary>Items by messages, worst first.</summary>
    public IReadOnlyList<ItemFigure> Items =>
        [.. _rows.Where(r => r.IsItem).GroupBy(r => r.Accept[0]).Select(g => new ItemFigure(g.Key, g.Count(), g.Count(r => r.Right), g.Count(r => r.InThree)))
            .OrderBy(i => (double)i.Top1 / i.Messages).ThenByDescending(i => i.Messages).ThenBy(i => i.Item, StringComparer.Ordinal)];

    /// <summary>Pairs most often confused.</summary>
    public IReadOnlyList<Confusion> Confusions =>
        [.. _rows.Where(r => r.IsItem && !r.Right).GroupBy(r => (r.Accept[0], r.Said)).Select(g => new Confusion(g.Key.Item1, g.Key.Said, g.Count()))
            .OrderByDescending(c => c.Count).ThenBy(c => c.Was, StringComparer.Ordinal).ThenBy(c => c.Said, StringComparer.Ordinal)];

    /// <summary>Coverage and precision as the least confidence falls, item messages only.</summary>
    public IReadOnlyList<(double Coverage, double Precision)> CoverageCurve
    {
        get
        {
            var ordered = _rows.Where(r => r.IsItem).OrderByDescending(r => r.Confidence).ToArray();
            var right = 0;
            return [.. ordered.Select((r, i) => ((i + 1.0) / ordered.Length, (right += r.Right ? 1 : 0) / (i + 1.0)))];
        }
    }

    /// <summary>Reads every message and counts.</summary>
    public static Evaluation Of(Recogniser recogniser, IEnumerable<Labelled> messages, IReadOnlyList<CurvePoint>? curve = null)
    {
        var department = recogniser.Model.Classes.Where(c => c.Department).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        return new Evaluation([.. messages.Select(m => Row.Of(m, recogniser.Read(m.Text, m.Language), department))], recogniser.Model.Version) { Curve = curve ?? [] };
    }

    /// <summary>
    /// Every writer read by a model that has learnt, and found its confidence, from the others only: the honest estimate for the next writer. Messages that are not enforcement are
    /// given half of the weight, as the model assumes of a hotline; the sentences have fewer of them.
    /// </summary>
    /// <param name="matters">Matters of the pack.</param>
    /// <param name="phrases">Sentences by their writers.</param>
    /// <param name="languages">Languages to look at.</param>
    /// <param name="unseen">Sentences of further writers: where there are any, they are read instead, by a model of all the others.</param>
    /// <param name="stop">Stops between passes.</param>
    public static Evaluation BetweenWriters(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, IReadOnlyList<string> languages, IReadOnlyList<Phrase>? unseen = null, CancellationToken stop = default)
    {
        var department = matters.Where(m => m.Department).Select(m => m.Code).ToHashSet(StringComparer.Ordinal);
        var rows = new List<(string Writer, Row Row)>();
        foreach (var language in languages)
        {
            var own = phrases.Where(p => p.Language == language).ToArray();
            var held = (unseen ?? []).Where(p => p.Language == language).ToArray();
            var every = held.Length > 0 ? new Recogniser(Model.Train(matters, own, "", stop)) : null;
            foreach (var read in (held.Length > 0 ? held : own).GroupBy(p => p.Writer).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var recogniser = every ?? new Recogniser(Model.Train(matters, own.Where(p => p.Writer != read.Key), "", stop));
                rows.AddRange(read.Select(p => ($"{language} {read.Key}", Row.Of(Labelled(p), recogniser.Read(p.Words, language), department))));
            }
        }

        var weighed = Halved(rows);
        return new Evaluation([.. weighed.Select(r => r.Row)], "of the other writers")
        {
            Writers = [.. weighed.GroupBy(r => r.Writer).Select(g => FiguresOf(g.Key, [.. g.Select(r => r.Row)]))],
        };
    }

    private static List<(string Writer, Row Row)> Halved(List<(string Writer, Row Row)> rows)
    {
        var none = (double)rows.Count(r => r.Row.Expect == "none");
        return none == 0 ? rows : [.. rows.Select(r => r.Row.Expect == "none" ? (r.Writer, r.Row with { Weight = (rows.Count - none) / none }) : r)];
    }

    /// <summary>Writers held out in turn: trained on the others' growing share of sentences, measured on the one not seen.</summary>
    public static IReadOnlyList<CurvePoint> LearningCurve(IReadOnlyList<Matter> matters, IReadOnlyList<Phrase> phrases, IReadOnlyList<double> shares, CancellationToken stop = default)
    {
        var points = new List<CurvePoint>();
        foreach (var language in Tongue.All)
        {
            var own = phrases.Where(p => p.Language == language).ToArray();
            var writers = own.Select(p => p.Writer).Distinct().Order(StringComparer.Ordinal).ToArray();
            if (writers.Length < 2)
            {
                continue;
            }

            foreach (var share in shares)
            {
                int n = 0, one = 0, three = 0, sentences = 0;
                foreach (var writer in writers)
                {
                    // Every k-th sentence of a code, so that each code grows alike.
                    var train = own.Where(p => p.Writer != writer).GroupBy(p => (p.Code, p.Writer))
                        .SelectMany(g => g.Take((int)Math.Max(1, Math.Round(g.Count() * share)))).ToArray();
                    var figures = Of(new Recogniser(Training.Quick(matters, train, language, stop)), own.Where(p => p.Writer == writer).Select(Labelled)).All;
                    n += figures.Top1.Of;
                    one += (int)Math.Round(figures.Top1.Value * figures.Top1.Of);
                    three += (int)Math.Round(figures.Top3.Value * figures.Top3.Of);
                    sentences += train.Length;
                }

                points.Add(new CurvePoint(language, share, sentences / writers.Length, n == 0 ? 0 : (double)one / n, n == 0 ? 0 : (double)three / n));
            }
        }

        return points;
    }

    /// <summary>A phrase as a labelled message.</summary>
    public static Labelled Labelled(Phrase phrase) =>
        new(phrase.Code, phrase.Language, phrase.Words, phrase.IsNone ? [] : [phrase.Code], phrase.IsNone ? "none" : "item");

    private sealed record Row(string Language, string Expect, IReadOnlyList<string> Accept, string Said, double Confidence, bool Right, bool InThree, string Verdict, bool Alarm)
    {
        public bool IsItem => Expect == "item";

        /// <summary>How much it counts where messages with and without an item are mixed.</summary>
        public double Weight { get; init; } = 1;

        public static Row Of(Labelled m, Hints hints, HashSet<string> department)
        {
            var first = hints.Candidates.Count > 0 ? hints.Candidates[0] : null;
            return new Row(
                m.Language,
                m.Expect,
                m.Accept,
                first?.Item ?? "",
                first?.Confidence ?? 0,
                first is not null && m.Accept.Contains(first.Item),
                hints.Candidates.Take(3).Any(c => m.Accept.Contains(c.Item)),
                hints.Verdict,
                hints.Verdict == "items" && first is not null && !department.Contains(first.Item) && !m.Accept.Contains(first.Item));
        }
    }

    private static int BinOf(double confidence) => Math.Min(9, (int)(confidence * 10));

    private static Figures FiguresOf(string name, List<Row> rows)
    {
        Measure M(Func<IReadOnlyList<Row>, double> f, Func<Row, bool> of) => Bootstrap([.. rows.Where(of)], f);
        return new Figures(
            name,
            M(r => Share(r, x => x.Right), r => r.IsItem),
            M(r => Share(r, x => x.InThree), r => r.IsItem),
            M(CoverageAt90, r => r.IsItem),
            M(r => Share(r, x => x.Verdict == "items"), r => r.IsItem),
            M(r => r.Sum(x => x.Right ? x.Weight : 0) / r.Sum(x => x.Weight), r => r.Verdict == "items"),
            M(r => Share(r, x => x.Alarm), r => r.Expect == "none"),
            M(r => Share(r, x => x.Alarm), r => r.Expect == "none_or_whistle"),
            M(r => Share(r, x => x.Verdict == "none"), r => r.Expect == "none"),
            M(CalibrationError, _ => true),
            M(Auroc, r => r.IsItem || r.Expect == "none"));
    }

    private static Measure Bootstrap(Row[] rows, Func<IReadOnlyList<Row>, double> figure)
    {
        if (rows.Length == 0)
        {
            return new Measure(0, 0, 0, 0);
        }

        var chance = new Chance(Seed);
        var drawn = new Row[rows.Length];
        var values = new double[rows.Length > 2_000 ? Draws / 10 : Draws];
        for (var d = 0; d < values.Length; d++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = rows[chance.Below(rows.Length)];
            }

            values[d] = figure(drawn);
        }

        Array.Sort(values);
        return new Measure(figure(rows), values[(int)(values.Length * 0.025)], values[(int)(values.Length * 0.975)], rows.Length);
    }

    private static double Share(IReadOnlyList<Row> rows, Func<Row, bool> of) => rows.Count == 0 ? 0 : (double)rows.Count(of) / rows.Count;

    private static double CoverageAt90(IReadOnlyList<Row> rows)
    {
        var ordered = rows.OrderByDescending(r => r.Confidence).ToArray();
        int right = 0, best = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            right += ordered[i].Right ? 1 : 0;
            best = right >= 0.9 * (i + 1) ? i + 1 : best;
        }

        return ordered.Length == 0 ? 0 : (double)best / ordered.Length;
    }

    private static double CalibrationError(IReadOnlyList<Row> rows)
    {
        Span<double> said = stackalloc double[10];
        Span<double> right = stackalloc double[10];
        foreach (var r in rows)
        {
            said[BinOf(r.Confidence)] += r.Confidence * r.Weight;
            right[BinOf(r.Confidence)] += r.Right ? r.Weight : 0;
        }

        double error = 0;
        for (var b = 0; b < 10; b++)
        {
            error += Math.Abs(said[b] - right[b]);
        }

        return rows.Count == 0 ? 0 : error / rows.Sum(r => r.Weight);
    }

    // By ranks: the chance that an item message is given more confidence than one that is none.
    private static double Auroc(IReadOnlyList<Row> rows)
    {
        var ordered = rows.OrderBy(r => r.Confidence).ToArray();
        double ranks = 0;
        long items = 0;
        for (var i = 0; i < ordered.Length;)
        {
            var j = i;
            while (j < ordered.Length && ordered[j].Confidence == ordered[i].Confidence)
            {
                j++;
            }

            for (var k = i; k < j; k++)
            {
                if (ordered[k].IsItem)
                {
                    ranks += (i + j + 1) / 2.0;
                    items++;
                }
            }

            i = j;
        }

        var others = ordered.Length - items;
        return items == 0 || others == 0 ? 0.5 : (ranks - (items * (items + 1) / 2.0)) / (items * others);
    }
}
