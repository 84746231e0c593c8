using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Intake;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Web.CasesPages.Acts;

/// <summary>摊开的案卷: a case as a page laid it open for somebody, with what its forms show beside it.</summary>
/// <param name="Found">Case and whose it is.</param>
/// <param name="Roster">The team.</param>
/// <param name="Item">Row of the item that weighs the act; null when the law of that day was not read.</param>
/// <param name="Standard">Discretion standard; null when there is none.</param>
/// <param name="Party">Party's details; null when erased, not recorded, or not for this person.</param>
/// <param name="Derived">Facts that the record itself gives.</param>
public sealed record OpenFile(Found<CaseFile> Found, Roster Roster, EnforcementItem? Item, DiscretionStandard? Standard, Party? Party, IReadOnlyDictionary<string, JsonElement> Derived)
{
    /// <summary>Report the case came from, for what its photos show; null when there is none, or not for this person.</summary>
    public Report? Told { get; init; }

    /// <summary>Case.</summary>
    public CaseFile File => Found.Thing;
}
