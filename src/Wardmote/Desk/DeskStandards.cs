using Wardmote.Discretion;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Desk;

/// <summary>Past cases, for showing what a draft would change.</summary>
public sealed partial class Desk
{
    /// <summary>Cases of an item whose facts were established for a proposal, newest first: the facts, the statutory range they stood under, and what came of them.</summary>
    /// <param name="cards">Lists.</param>
    /// <param name="scope">Cases in the person's scope.</param>
    /// <param name="most">How many cases are looked at, at most.</param>
    /// <param name="standard">The draft: only cases of the stage it is for were ever weighed under the like of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<PastCase>> PastCasesAsync(ICards cards, CardQuery scope, DiscretionStandard standard, int most, CancellationToken cancel = default)
    {
        var past = new List<PastCase>();
        foreach (var card in await cards.ListAsync(scope with { Kind = "case", Item = standard.Item.Value, Order = "new", Take = most }, cancel))
        {
            if (await CaseAsync(new Book(card.Book), card.Id, cancel) is { Proposal: { } proposal, Site: { } site } file && Law.Item(file.Item, file.LawDay) is { } row && LawInForce.Fits(standard.Stage, file.Step, row))
            {
                past.Add(new PastCase(file.Id, file.Opened.Number, site.PartyKind, proposal.Facts, Weigh.Statutory(row, site.PartyKind, file.Step), proposal.Tier, proposal.Fine));
            }
        }

        return past;
    }
}
