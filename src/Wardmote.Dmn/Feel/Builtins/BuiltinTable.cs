namespace Wardmote.Dmn.Builtins;

/// <summary>All built-in functions by name.</summary>
internal static class BuiltinTable
{
    private static readonly Dictionary<string, Builtin> All = Gather();

    public static IEnumerable<string> Names => All.Keys;

    public static FeelValue? Find(string name) => All.GetValueOrDefault(name);

    private static Dictionary<string, Builtin> Gather()
    {
        var signatures = NumberFunctions.All
            .Concat(StringFunctions.All)
            .Concat(BooleanFunctions.All)
            .Concat(ListFunctions.All)
            .Concat(ContextFunctions.All)
            .Concat(TemporalFunctions.All)
            .Concat(ConversionFunctions.All)
            .Concat(RangeFunctions.All);
        return signatures.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => new Builtin(g.Key, [.. g]), StringComparer.Ordinal);
    }
}
