using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>Which law weighs an act when the law changed before the decision. 从旧兼从轻</summary>
public enum LawOf
{
    /// <summary>The law of the act's day.</summary>
    Act,

    /// <summary>The law of the decision, because it is lighter.</summary>
    Decision,

    /// <summary>The act is no longer unlawful.</summary>
    NoLonger,
}

/// <summary>从旧兼从轻 (Penalties art. 37): the law of the act's day, unless the later one is lighter or the act is no longer unlawful.</summary>
public static class LaterLaw
{
    /// <summary>The ground.</summary>
    public const string Article = "《行政处罚法》第37条";

    /// <summary>Compares the row of the act's day with the row of the decision's day.</summary>
    /// <param name="act">Row of the act's day.</param>
    /// <param name="decision">Row in force at the decision; null when the item has none any more.</param>
    /// <param name="who">Party.</param>
    /// <param name="step">Statutory step reached; empty = the base step.</param>
    public static LawOf Of(EnforcementItem act, EnforcementItem? decision, PartyKind who, string step = "")
    {
        if (decision is null || decision.Addressee == (who == PartyKind.Individual ? Addressee.EntityOnly : Addressee.IndividualOnly))
        {
            return LawOf.NoLonger;
        }

        return !ReferenceEquals(act, decision) && Weigh.Statutory(act, who, step) is { } older && Weigh.Statutory(decision, who, step) is { } later && IsLighter(later, older) ? LawOf.Decision : LawOf.Act;
    }

    /// <summary>True when a range is lighter: a lower maximum, or the same with a lower minimum.</summary>
    public static bool IsLighter(YuanRange later, YuanRange older) => later.Max < older.Max || (later.Max == older.Max && later.Min < older.Min);
}
