using Wardmote.Fences;

namespace Wardmote.Inspections;

/// <summary>综合查一次: several organs that mean to come at the same time come once. Suggested, never done by the program itself.</summary>
/// <param name="Lead">Proposal whose organ would lead.</param>
/// <param name="Visits">Proposals that can be one visit.</param>
/// <param name="Plans">Published plans of others that fall in the same time and could join.</param>
/// <param name="Saving">What it saves.</param>
public sealed record OneVisit(string Lead, IReadOnlyList<string> Visits, IReadOnlyList<OtherIntent> Plans, Saving Saving)
{
    /// <summary>What can be merged at these premises: proposals not yet approved, of different organs, within <paramref name="days"/> of each other.</summary>
    public static IReadOnlyList<OneVisit> Suggest(Enterprise enterprise, int days)
    {
        var open = enterprise.Inspections.Where(i => i.State == "proposed" && i.Proposed.Type != InspectionType.Immediate).OrderBy(i => i.Proposed.From).ToList();
        var suggestions = new List<OneVisit>();
        while (open.Count > 0)
        {
            var first = open[0];
            var last = first.Proposed.From.AddDays(days);
            var together = open.Where(i => i.Proposed.From <= last).ToList();
            open = [.. open.Except(together)];
            var plans = enterprise.Others([.. enterprise.Inspections.Select(i => i.Id)])
                .Where(p => p.From <= Law.ShanghaiTime.Day(last) && p.To >= Law.ShanghaiTime.Day(first.Proposed.From) && !together.Any(t => t.Organs.Contains(p.Organ))).ToList();
            if (together.SelectMany(t => t.Organs).Distinct().Count() > 1 || plans.Count > 0)
            {
                var saving = Save(together);
                suggestions.Add(new OneVisit(first.Id, [.. together.Select(t => t.Id)], plans, saving with { Separate = saving.Separate + plans.Count, Visits = saving.Visits + plans.Count }));
            }
        }

        return suggestions;
    }

    /// <summary>What merging these visits saves.</summary>
    public static Saving Save(IReadOnlyList<Inspection> visits)
    {
        var items = visits.SelectMany(v => v.Proposed.Teams.SelectMany(t => t.Items.Select(i => (t.Organ, Item: i)))).Distinct().GroupBy(x => x.Item).Where(g => g.Count() > 1).Select(g => g.Key);
        return new Saving(visits.Count, visits.Count - 1, [.. items.Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The joint proposal: each organ keeps its officers, and an item that several would have checked stays with the first. A visit that counts stays one that counts, so that
    /// merging never slips under a cap.
    /// </summary>
    public static ProposeInspection Merge(Enterprise enterprise, IReadOnlyList<string> visits, string inspection, string reason)
    {
        var merged = visits.Select(v => enterprise.Inspection(v) ?? throw new ArgumentException($"no visit {v} at {enterprise.Id}", nameof(visits))).ToList();
        var (taken, teams) = (new HashSet<string>(), new List<AskedTeam>());
        foreach (var organ in merged.SelectMany(m => m.Organs).Distinct())
        {
            var parts = merged.SelectMany(m => m.Proposed.Teams).Where(t => t.Organ == organ).ToList();
            var items = parts.SelectMany(t => t.Items).Where(taken.Add).ToList();
            if (items.Count > 0)
            {
                teams.Add(new AskedTeam(organ, items, [.. parts.SelectMany(t => t.Officers.Select(o => o.Id)).Distinct()]));
            }
        }

        // A routine visit always counts, a special one that a higher organ ordered does not.
        var lead = merged.FirstOrDefault(m => m.Proposed.Type == InspectionType.Routine)
            ?? merged.FirstOrDefault(m => m.Proposed is { Type: InspectionType.Special, OrderedBy: "" })
            ?? merged.FirstOrDefault(m => m.Proposed.Type == InspectionType.Special) ?? merged[0];
        var (from, to) = (merged.Max(m => m.Proposed.From), merged.Min(m => m.Proposed.To));
        if (to <= from)
        {
            (from, to) = (lead.Proposed.From, lead.Proposed.To);
        }

        return new ProposeInspection
        {
            Inspection = inspection,
            Type = lead.Proposed.Type,
            Teams = [.. teams.OrderByDescending(t => t.Organ == lead.Proposed.Teams[0].Organ)],
            From = from,
            To = to,
            Grounds = string.Join("；", merged.Select(m => m.Proposed.Grounds).Distinct()),
            Plan = lead.Proposed.Plan,
            Report = merged.Select(m => m.Proposed.Report).FirstOrDefault(r => r is not null),
            Case = merged.Select(m => m.Proposed.Case).FirstOrDefault(c => c is not null),
            OrderedBy = lead.Proposed.OrderedBy,
            Designation = string.Join("；", merged.Select(m => m.Proposed.Designation).Where(d => d.Length > 0).Distinct()),
            Reason = reason,
            Merges = visits,
        };
    }
}
