using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Inspections;

/// <summary>企业（场所）: premises with every plan, visit and word about them: what the owner's page and every inspection fence read.</summary>
public sealed class Enterprise
{
    private readonly Dictionary<string, Inspection> _inspections = [];
    private readonly Dictionary<string, InspectionPlan> _plans = [];

    private Enterprise(PremisesRegistered registered, Entry first)
    {
        Registered = registered;
        Book = first.Book;
        At = first.At;
    }

    /// <summary>As registered.</summary>
    public PremisesRegistered Registered { get; }

    /// <summary>Id.</summary>
    public string Id => Registered.Premises;

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Visits, oldest proposal first.</summary>
    public IEnumerable<Inspection> Inspections => _inspections.Values;

    /// <summary>Plans that name it.</summary>
    public IEnumerable<InspectionPlan> Plans => _plans.Values;

    /// <summary>What the owner said.</summary>
    public List<(DateTimeOffset At, SideGiven Said)> Sides { get; } = [];

    /// <summary>Visits that a fence stopped before they were proposed, and later ones.</summary>
    public List<(DateTimeOffset At, InspectionStopped Stop)> Stops { get; } = [];

    /// <summary>Newest sequence.</summary>
    public long Sequence { get; private set; }

    /// <summary>Tag.</summary>
    public static Tag TagOf(string premises) => new("premises", premises);

    /// <summary>A visit; null when there is none of that id.</summary>
    public Inspection? Inspection(string id) => _inspections.GetValueOrDefault(id);

    /// <summary>A plan; null when none of that id names these premises.</summary>
    public InspectionPlan? Plan(string id) => _plans.GetValueOrDefault(id);

    /// <summary>Numbered visits of a year in a series (<c>counted</c>, <c>over</c>, <c>free</c>): a number once taken stays taken.</summary>
    public int Taken(int year, string series) => _inspections.Values.Count(i => i.Visit is { } v && v.Year == year && v.Series == series);

    /// <summary>Earlier visits as the fences see them, <paramref name="but"/> left out: approved or carried out, cancelled ones with them because their number stays taken.</summary>
    public IReadOnlyList<PastVisit> Past(string? but = null) =>
        [.. _inspections.Values.Where(i => i.Id != but && (i.Visit is not null || i.CheckIns.Count > 0)).Select(i => i.Past())];

    /// <summary>Others who mean to come: published plans not yet followed by a visit, and proposals.</summary>
    public IReadOnlyList<OtherIntent> Others(IReadOnlyCollection<string> but) =>
    [
        .. _plans.Values.Where(p => p.Published is not null && !but.Contains(p.Planned.Plan) && !_inspections.Values.Any(i => i.Proposed.Plan == p.Planned.Plan && i.State is not ("refused" or "merged")))
            .Select(p => new OtherIntent(p.Planned.Plan, p.Planned.Organ, p.Planned.From, p.Planned.To, p.Planned.Items)),
        .. _inspections.Values.Where(i => i.Pending && !but.Contains(i.Id)).SelectMany(i => i.Proposed.Teams.Select(t =>
            new OtherIntent(i.Id, t.Organ, ShanghaiTime.Day(i.Proposed.From), ShanghaiTime.Day(i.Proposed.To), t.Items))),
    ];

    /// <summary>Visits approved for a moment: who may stand at the door now.</summary>
    public IEnumerable<Inspection> AllowedAt(DateTimeOffset now) =>
        _inspections.Values.Where(i => i.State is "approved" or "entered" && i.Proposed.From <= now && now <= i.Proposed.To);

    /// <summary>Folds entries; those of other premises, rosters and plans beside them are passed over. Null when it is not registered.</summary>
    public static Enterprise? Of(IReadOnlyList<Entry> entries, string premises)
    {
        Enterprise? enterprise = null;
        foreach (var entry in entries)
        {
            if (!entry.Tags.Contains(TagOf(premises)))
            {
                continue;
            }

            var body = Body.Read(entry);
            if (body is PremisesRegistered registered)
            {
                enterprise ??= new Enterprise(registered, entry);
            }

            enterprise?.Apply(entry, body);
        }

        return enterprise;
    }

    private void Apply(Entry entry, object body)
    {
        Sequence = entry.Sequence;
        switch (body)
        {
            case InspectionPlanned planned:
                _plans[planned.Plan] = new InspectionPlan(planned, entry);
                break;
            case InspectionPlanPublished published when _plans.TryGetValue(published.Plan, out var plan):
                plan.Apply(entry, published);
                break;
            case InspectionProposed proposed:
                _inspections[proposed.Inspection] = new Inspection(proposed, entry);
                break;
            case SideGiven said:
                Sides.Add((entry.At, said));
                break;
            default:
                if (body is InspectionStopped stopped)
                {
                    Stops.Add((entry.At, stopped));
                }

                foreach (var tag in entry.Tags)
                {
                    if (tag.Kind == "inspection" && _inspections.TryGetValue(tag.Value, out var inspection))
                    {
                        inspection.Apply(entry, body);
                    }
                }

                break;
        }
    }
}

/// <summary>检查计划 as its entries say it is.</summary>
public sealed class InspectionPlan
{
    internal InspectionPlan(InspectionPlanned planned, Entry first)
    {
        Planned = planned;
        At = first.At;
        By = first.By;
        Sequence = first.Sequence;
    }

    /// <summary>As drawn up.</summary>
    public InspectionPlanned Planned { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who drew it up; cannot approve it.</summary>
    public By By { get; }

    /// <summary>Publication; null before.</summary>
    public InspectionPlanPublished? Published { get; private set; }

    /// <summary>Newest sequence.</summary>
    public long Sequence { get; private set; }

    /// <summary>Tag.</summary>
    public static Tag TagOf(string plan) => new("plan", plan);

    /// <summary>Folds entries; null when there is none of that id.</summary>
    public static InspectionPlan? Of(IReadOnlyList<Entry> entries, string id)
    {
        InspectionPlan? plan = null;
        foreach (var entry in entries.Where(e => e.Tags.Contains(TagOf(id))))
        {
            switch (Body.Read(entry))
            {
                case InspectionPlanned planned when planned.Plan == id:
                    plan ??= new InspectionPlan(planned, entry);
                    break;
                case InspectionPlanPublished published:
                    plan?.Apply(entry, published);
                    break;
            }
        }

        return plan;
    }

    internal void Apply(Entry entry, InspectionPlanPublished published) => (Published, Sequence) = (published, entry.Sequence);
}
