namespace Wardmote.Dmn.Builtins;

/// <summary>Booleans and identity (DMN 1.5, tables 73, 75 and 82).</summary>
internal static class BooleanFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("not(negand: any)", a => a[0] switch
        {
            FeelBoolean b => FeelValue.From(!b.Value),
            FeelNull { NotEstablished: true } => a[0],
            _ => FeelValue.Error("not of what is no boolean"),
        }),
        new("all(list: list)", a => Decide(a.List(0), false)),
        new("all(list: any...)", a => Decide(a.All, false)),
        new("any(list: list)", a => Decide(a.List(0), true)),
        new("any(list: any...)", a => Decide(a.All, true)),
        new("is(value1: any?, value2: any?)", a => FeelValue.From(Identical(a[0], a[1]))),
    ];

    private static FeelValue Decide(IReadOnlyList<FeelValue> items, bool decider)
    {
        FeelValue? doubt = null;
        foreach (var item in items)
        {
            if (item is FeelBoolean b && b.Value == decider)
            {
                return item;
            }

            doubt = item is FeelBoolean ? doubt : doubt ?? item;
        }

        return doubt is null ? FeelValue.From(!decider)
            : doubt.IsUnknown ? doubt
            : FeelValue.Error($"{doubt.Kind} in a list of booleans");
    }

    /// <summary>Identity is stricter than equality: 10:00 in Paris is not 09:00 in London, though both are one moment.</summary>
    private static bool Identical(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDateTime x, FeelDateTime y) => x.Date == y.Date && x.Nanos == y.Nanos && Equals(x.Zone, y.Zone),
        (FeelTime x, FeelTime y) => x.Nanos == y.Nanos && Equals(x.Zone, y.Zone),
        _ => a.Kind == b.Kind && Comparison.AreEqual(a, b) == true,
    };
}
