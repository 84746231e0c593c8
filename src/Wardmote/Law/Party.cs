namespace Wardmote.Law;

/// <summary>Whether a person or an organisation is concerned. 个体工商户 (individual businesses) count as individuals (R-SIMP-01).</summary>
public enum PartyKind
{
    /// <summary>公民: a person, an individual business included.</summary>
    Individual,

    /// <summary>法人或者其他组织: a legal person or another organisation.</summary>
    Entity,
}

/// <summary>当事人: whom an act concerns. Kept as a personal envelope beside the journal, never in an entry.</summary>
/// <param name="Kind">Person or organisation.</param>
/// <param name="Name">Name as on the document shown, at most 200 characters.</param>
/// <param name="IdNumber">Identity card or unified social credit number, where it was shown.</param>
/// <param name="Address">Where documents reach the party.</param>
/// <param name="Phone">Telephone, where given.</param>
/// <param name="BirthDate">For a person, where known: under 14 is not punished, under 18 must be treated lighter (Penalties art. 30).</param>
/// <param name="IndividualBusiness">True for 个体工商户.</param>
public sealed record Party(
    PartyKind Kind,
    string Name,
    string IdNumber = "",
    string Address = "",
    string Phone = "",
    DateOnly? BirthDate = null,
    bool IndividualBusiness = false);

/// <summary>An inclusive range of yuan.</summary>
public readonly record struct YuanRange(decimal Min, decimal Max)
{
    /// <summary>True when <paramref name="sum"/> lies in the range, ends included.</summary>
    public bool Contains(decimal sum) => sum >= Min && sum <= Max;

    /// <summary>The middle of the range, for the ordinary penalty.</summary>
    public decimal Midpoint => Min + ((Max - Min) / 2);

    /// <inheritdoc/>
    public override string ToString() => Min == Max ? $"{Min:0.##}" : $"{Min:0.##}–{Max:0.##}";
}
