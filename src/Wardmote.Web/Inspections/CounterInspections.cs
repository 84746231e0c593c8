using Wardmote.Access;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Web;

/// <summary>A visit as somebody found it, with the premises it goes to.</summary>
/// <param name="Premises">Premises with everything about them.</param>
/// <param name="Visit">The visit.</param>
/// <param name="Subject">Whose it is, seen from the person: one's own organ when it takes part.</param>
public sealed record FoundVisit(Enterprise Premises, Inspection Visit, Subject Subject);

/// <summary>A plan as somebody found it.</summary>
public sealed record FoundPlan(Book Book, InspectionPlan Plan, Subject Subject);

/// <summary>A draw as somebody found it.</summary>
public sealed record FoundDraw(RandomDraw Draw, Subject Subject);

/// <summary>Premises, plans and visits in a person's scope. 检查</summary>
public sealed partial class Counter
{
    /// <summary>The organ somebody acts for: the department, else the locality.</summary>
    public static string HandOf(Person person) => person.Agency.Length > 0 ? person.Agency : person.Locality;

    /// <summary>Premises for whoever inspects or registers in the county; null otherwise.</summary>
    public async Task<Found<Enterprise>?> PremisesAsync(Person person, string id, CancellationToken cancel)
    {
        if (await BookOf(Enterprise.TagOf(id), cancel) is not { } book || await Desk.EnterpriseAsync(book, id, cancel) is not { } premises)
        {
            return null;
        }

        var subject = SubjectAt(person, premises.Registered.Locality);
        return May(person, "inspection.see", subject) || May(person, "premises.register", subject) ? new Found<Enterprise>(premises, subject) : null;
    }

    /// <summary>A place as the subject of an act: a department of the county acts in every town of it.</summary>
    public Subject SubjectAt(Person person, string locality)
    {
        var county = Law.Locality(locality)?.County ?? person.County;
        return new Subject(county, locality, Law.Agency(person.Agency)?.County == county ? person.Agency : locality);
    }

    /// <summary>A visit in the person's scope; null otherwise.</summary>
    public async Task<FoundVisit?> VisitAsync(Person person, string id, CancellationToken cancel)
    {
        if (await journal.FindAsync(Inspection.TagOf(id), 1, cancel) is not [var entry, ..] || entry.Tags.FirstOrDefault(t => t.Kind == "premises") is not { Value: { } at }
            || await Desk.EnterpriseAsync(entry.Book, at, cancel) is not { } premises || premises.Inspection(id) is not { } visit)
        {
            return null;
        }

        var hand = HandOf(person);
        var subject = SubjectOf(premises.Book, visit.Proposed.Locality, visit.Organs.Contains(hand) ? hand : visit.Organs[0]);
        return May(person, "inspection.see", subject) ? new FoundVisit(premises, visit, subject) : null;
    }

    /// <summary>A plan in the person's scope: of one's own organ, or of the county for supervision; null otherwise.</summary>
    public async Task<FoundPlan?> PlanAsync(Person person, string id, CancellationToken cancel)
    {
        if (await BookOf(InspectionPlan.TagOf(id), cancel) is not { } book || await Desk.PlanAsync(book, id, cancel) is not { } plan)
        {
            return null;
        }

        var organ = plan.Planned.Organ;
        var subject = SubjectOf(book, Law.Locality(organ)?.Code ?? "", organ);
        return May(person, "inspection.see", subject) ? new FoundPlan(book, plan, subject) : null;
    }

    /// <summary>A draw in the person's scope; null otherwise.</summary>
    public async Task<FoundDraw?> DrawAsync(Person person, string id, CancellationToken cancel)
    {
        if (await PublicDrawAsync(id, cancel) is not { } draw)
        {
            return null;
        }

        var organ = draw.Announced.Organ;
        var subject = SubjectOf(draw.Book, Law.Locality(organ)?.Code ?? "", organ);
        return May(person, "inspection.see", subject) ? new FoundDraw(draw, subject) : null;
    }

    /// <summary>A draw for everybody: announced ones are public from the first moment.</summary>
    public async Task<RandomDraw?> PublicDrawAsync(string id, CancellationToken cancel) =>
        await BookOf(RandomDraw.TagOf(id), cancel) is { } book ? await Desk.DrawAsync(book, id, cancel) : null;

    /// <summary>A published plan for everybody; null when there is none, or not yet.</summary>
    public async Task<(Book Book, InspectionPlan Plan)?> PublicPlanAsync(string id, CancellationToken cancel) =>
        await BookOf(InspectionPlan.TagOf(id), cancel) is { } book && await Desk.PlanAsync(book, id, cancel) is { Published: not null } plan ? (book, plan) : null;

    /// <summary>One's own organ as a subject, for acts that make something new.</summary>
    public Subject OwnOrgan(Person person)
    {
        var hand = HandOf(person);
        return new Subject(Law.Locality(hand)?.County ?? Law.Agency(hand)?.County ?? person.County, Law.Locality(hand)?.Code ?? "", hand);
    }

    /// <summary>Team of an organ; empty for somebody without one.</summary>
    public async Task<Roster> TeamAsync(string organ, CancellationToken cancel) =>
        Law.Locality(organ) is not null || Law.Agency(organ) is not null ? await Desk.RosterAsync(organ, cancel) : Roster.Of([]);
}
