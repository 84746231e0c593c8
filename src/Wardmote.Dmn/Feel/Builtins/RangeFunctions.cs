using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Builtins;

/// <summary>Points and ranges (DMN 1.5, table 81). A point is a range of one; the answers follow from the order of the ends.</summary>
internal static class RangeFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("before(point1: point, point2: point)", a => Say(Before(Point(a[0]), Point(a[1])))),
        new("before(point: point, range: range)", a => Say(Before(Point(a[0]), a.Range(1)))),
        new("before(range: range, point: point)", a => Say(Before(a.Range(0), Point(a[1])))),
        new("before(range1: range, range2: range)", a => Say(Before(a.Range(0), a.Range(1)))),
        new("after(point1: point, point2: point)", a => Say(Before(Point(a[1]), Point(a[0])))),
        new("after(point: point, range: range)", a => Say(Before(a.Range(1), Point(a[0])))),
        new("after(range: range, point: point)", a => Say(Before(Point(a[1]), a.Range(0)))),
        new("after(range1: range, range2: range)", a => Say(Before(a.Range(1), a.Range(0)))),
        new("meets(range1: range, range2: range)", a => Say(Meets(a.Range(0), a.Range(1)))),
        new("met by(range1: range, range2: range)", a => Say(Meets(a.Range(1), a.Range(0)))),
        new("overlaps(range1: range, range2: range)", a => Say(And(Not(Before(a.Range(0), a.Range(1))), Not(Before(a.Range(1), a.Range(0)))))),
        new("overlaps before(range1: range, range2: range)", a => Say(OverlapsBefore(a.Range(0), a.Range(1)))),
        new("overlaps after(range1: range, range2: range)", a => Say(OverlapsAfter(a.Range(0), a.Range(1)))),
        new("finishes(point: point, range: range)", a => Say(And(Equal(a[0], a.Range(1).End), a.Range(1).EndIncluded))),
        new("finishes(range1: range, range2: range)", a => Say(Finishes(a.Range(0), a.Range(1)))),
        new("finished by(range: range, point: point)", a => Say(And(Equal(a[1], a.Range(0).End), a.Range(0).EndIncluded))),
        new("finished by(range1: range, range2: range)", a => Say(Finishes(a.Range(1), a.Range(0)))),
        new("includes(range: range, point: point)", a => Say(a.Range(0).Contains(a[1]))),
        new("includes(range1: range, range2: range)", a => Say(Includes(a.Range(0), a.Range(1)))),
        new("during(point: point, range: range)", a => Say(a.Range(1).Contains(a[0]))),
        new("during(range1: range, range2: range)", a => Say(Includes(a.Range(1), a.Range(0)))),
        new("starts(point: point, range: range)", a => Say(And(Equal(a[0], a.Range(1).Start), a.Range(1).StartIncluded))),
        new("starts(range1: range, range2: range)", a => Say(Starts(a.Range(0), a.Range(1)))),
        new("started by(range: range, point: point)", a => Say(And(Equal(a[1], a.Range(0).Start), a.Range(0).StartIncluded))),
        new("started by(range1: range, range2: range)", a => Say(Starts(a.Range(1), a.Range(0)))),
        new("coincides(point1: point, point2: point)", a => Say(Equal(a[0], a[1]))),
        new("coincides(range1: range, range2: range)", a => Say(Comparison.AreEqual(a[0], a[1]))),
        new("range(from: string)", a => Read(a.String(0), a.Run)),
    ];

    private static FeelValue Say(bool? answer) => answer is { } b ? FeelValue.From(b) : FeelValue.Error("the ends cannot be compared");

    private static FeelRange Point(FeelValue value) => new(value, true, value, true);

    private static bool? Equal(FeelValue a, FeelValue b) => Comparison.AreEqual(a, b);

    private static bool? Not(bool? a) => !a;

    private static bool? And(bool? a, bool? b) => a & b;

    /// <summary>Compares two lower (or upper) ends; no end is furthest out.</summary>
    private static int? Ends(FeelValue a, FeelValue b, int outward) => (a.IsNull, b.IsNull) switch
    {
        (true, true) => 0,
        (true, false) => outward,
        (false, true) => -outward,
        _ => Comparison.Order(a, b),
    };

    private static bool? Before(FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.Start.IsNull)
        {
            return false;
        }

        return Comparison.Order(a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;
    }

    private static bool? Meets(FeelRange a, FeelRange b) =>
        a.End.IsNull || b.Start.IsNull ? false : And(a.EndIncluded && b.StartIncluded, Equal(a.End, b.Start));

    private static bool? StartsFirst(FeelRange a, FeelRange b) =>
        Ends(a.Start, b.Start, -1) is { } order ? order < 0 || (order == 0 && a.StartIncluded && !b.StartIncluded) : null;

    private static bool? EndsFirst(FeelRange a, FeelRange b) =>
        Ends(a.End, b.End, 1) is { } order ? order < 0 || (order == 0 && !a.EndIncluded && b.EndIncluded) : null;

    private static bool? OverlapsBefore(FeelRange a, FeelRange b) =>
        And(And(StartsFirst(a, b), Not(Before(a, b))), Not(EndsFirst(b, a)));

    private static bool? OverlapsAfter(FeelRange a, FeelRange b) =>
        And(And(StartsFirst(b, a), Not(Before(b, a))), Not(EndsFirst(a, b)));

    private static bool? Includes(FeelRange a, FeelRange b) => And(Not(StartsFirst(b, a)), Not(EndsFirst(a, b)));

    private static bool? Starts(FeelRange a, FeelRange b) =>
        And(And(Equal(a.Start, b.Start), a.StartIncluded == b.StartIncluded), Not(EndsFirst(b, a)));

    private static bool? Finishes(FeelRange a, FeelRange b) =>
        And(And(Equal(a.End, b.End), a.EndIncluded == b.EndIncluded), Not(StartsFirst(a, b)));

    private static bool IsPlain(Node node) => node is Literal
        || (node is CallNode { Function: NameNode { Name: "date" or "time" or "date and time" or "duration" } } && node.Parts.Skip(1).All(a => a is Literal));

    /// <summary>Reads a range of literals; anything that would have to be computed is refused.</summary>
    private static FeelValue Read(string text, Evaluation run)
    {
        try
        {
            var tree = Feel.Parse(text).Tree;
            var value = tree is RangeNode or ComparisonRangeNode && tree.Parts.All(IsPlain) ? tree.Eval(Scope.Of(FeelContext.Empty, run)) : FeelValue.Null;
            return value is FeelRange range && !(range.Start.IsNull && range.End.IsNull)
                ? value
                : value.IsError ? value : FeelValue.Error($"\"{text}\" is no range");
        }
        catch (FeelParseException e)
        {
            return FeelValue.Error($"\"{text}\" is no range: {e.Reason}");
        }
    }
}
