using System.Runtime.CompilerServices;
using Wardmote.Discretion;
using Wardmote.LawPacks;

namespace Wardmote.Web.DiscretionPages;

/// <summary>Findings of the standards in force, made once for each law in force: a change of law is another one.</summary>
internal static class StandardChecks
{
    private static readonly ConditionalWeakTable<LawInForce, ILookup<string, Finding>> Kept = [];

    /// <summary>Findings of a standard.</summary>
    public static IReadOnlyList<Finding> Of(LawInForce law, DiscretionStandard standard) => [.. All(law)[$"{standard.Id} {standard.File}"]];

    private static ILookup<string, Finding> All(LawInForce law) => Kept.GetValue(law, static law => law.Packs
        .SelectMany(pack => pack.Standards.Select(standard => (pack, standard)))
        .AsParallel()
        .SelectMany(s => new Check(law, x => TableCheck.Of(s.pack.Id, x, law)).Of(s.pack with { Items = [], Grants = [], Retrievals = [], Localities = [], Outlines = [], Fences = [], Periods = [], Standards = [s.standard] }).Select(f => (Key: $"{s.standard.Id} {s.standard.File}", f)))
        .ToLookup(f => f.Key, f => f.f));
}
