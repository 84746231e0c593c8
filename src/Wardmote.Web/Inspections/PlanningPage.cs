using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Web.Shared;

namespace Wardmote.Web.InspectionsPages;

/// <summary>What plans and draws both ask for: premises in reach, and the items one's own organ may inspect.</summary>
public abstract class PlanningPage : StaffPage
{
    /// <summary>Premises in reach, newest first.</summary>
    protected IReadOnlyList<Card> Reach { get; private set; } = [];

    /// <summary>Items the organ may inspect somewhere in its area.</summary>
    protected IReadOnlyList<ItemCode> OwnItems { get; private set; } = [];

    /// <summary>The organ one acts for.</summary>
    protected string Hand => Counter.HandOf(Who);

    /// <summary>True when the person may plan for their organ.</summary>
    protected bool MayPlan => Counter.May(Who, "inspection.plan", Counter.OwnOrgan(Who));

    /// <summary>Items ticked or typed.</summary>
    protected IReadOnlyList<string> Items => !IsPost ? [] :
        [.. Http.Request.Form["items"].OfType<string>().Concat(Posted("more").ToUpperInvariant().Split([' ', ',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries)).Distinct().Take(60)];

    /// <summary>Premises ticked; before the form is sent, those a draw gave.</summary>
    protected IReadOnlyList<string> Premises => IsPost ? [.. Http.Request.Form["premises"].OfType<string>().Distinct()] : FromDraw;

    /// <summary>Premises that a draw gave.</summary>
    protected IReadOnlyList<string> FromDraw { get; set; } = [];

    /// <summary>Words typed, else a proposal.</summary>
    protected string Or(string field, string otherwise) => IsPost && Http.Request.Form.ContainsKey(field) ? Posted(field) : otherwise;

    /// <summary>Reads what the form offers.</summary>
    protected async Task ReadReachAsync()
    {
        Reach = await Cards.ListAsync(Mine("premises") with { Holder = null, Order = "new", Take = 500 }, Http.RequestAborted);
        var fences = new InspectionFences(Law, Who.County, Counter.Today);
        var places = Law.Localities.Where(l => l.Code == Hand || (Who.Agency.Length > 0 && l.County == Who.County && l.Stands(Counter.Today))).OrderBy(l => l.Kind).ThenBy(l => l.Code, StringComparer.Ordinal);
        // One place of each kind: what differs between places of a county is towns against subdistricts.
        OwnItems = [.. places.GroupBy(l => l.Kind).Select(g => g.First()).SelectMany(p => fences.Inspectors(p, Counter.Today, []).Where(x => x.Organ == Hand).SelectMany(x => x.Items)).Distinct().OrderBy(i => i.Value, StringComparer.Ordinal)];
    }
}
