using Wardmote.Access;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Teams;

namespace Wardmote.Web.Api;

/// <summary>队伍: who is on a team with which certificate, and whom the head has named as deputy.</summary>
public static class TeamsApi
{
    /// <summary>Somebody joins a team.</summary>
    public sealed record Enrolled(string Organ, string Officer, string Name, string SecondedFrom, string Card, DateOnly From, DateOnly To, bool Auxiliary = false);

    /// <summary>The head names a deputy of their own organ, by account.</summary>
    public sealed record Deputised(string Deputy, DateOnly From, DateOnly To, string Reason, bool Presides = false);

    /// <summary>A department lends somebody to a town.</summary>
    public sealed record Lent(string Organ, string Officer, string Name, string Agency, DateOnly From, DateOnly To, string Instrument);

    /// <summary>A change to somebody on a team: <c>certify</c>, <c>withdraw</c>, <c>end</c> or <c>leave</c>.</summary>
    public sealed record Changed(string Organ, string Act, string Officer, DateOnly From, string Card = "", IReadOnlyList<string>? Fields = null, DateOnly? To = null, string Reason = "");

    /// <summary>Who is on duty on a day.</summary>
    public sealed record OnDuty(string Organ, DateOnly Day, IReadOnlyList<string> Officers, string Note = "");

    /// <summary>Somebody of a team.</summary>
    public sealed record Member(string Id, string Name, bool Auxiliary, string SecondedFrom, IReadOnlyList<Certificate> Certificates);

    /// <summary>A team.</summary>
    public sealed record Team(string Organ, IReadOnlyList<Member> Members, IReadOnlyList<DeputyNamed> Deputies);

    /// <summary>Maps the endpoints.</summary>
    internal static void MapTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/teams").WithTags("teams");
        teams.MapGet("/{organ}", async Task<IResult> (string organ, HttpContext http, Counter counter, CancellationToken cancel) =>
        {
            if (Caller.Of(http.User) is not { } person)
            {
                return Answers.SignIn(Speak.Of(http));
            }

            if (SubjectOf(counter.Law, organ) is not { } subject || !Access.Access.Sees(person, subject))
            {
                return Answers.NotFound(Speak.Of(http));
            }

            return await Acts.AskAsync(http, "roster.see", subject, async _ =>
            {
                var roster = await counter.Desk.RosterAsync(organ, cancel);
                return TypedResults.Ok(new Team(organ, [.. roster.Officers.Select(o => new Member(o.Id, o.Name.In(Speak.Of(http)), o.Auxiliary, o.SecondedFrom, o.Certificates))], roster.Deputies));
            });
        }).Produces<Team>();
        teams.MapMaking<Enrolled>("/officers", "roster.change", "roster",
            (counter, _, act) => SubjectOf(counter.Law, act.Organ),
            (a, act) => a.Desk.EnrolAsync(act.Organ, new EnrolOfficer(act.Officer, act.Name, act.Auxiliary, act.SecondedFrom, act.Card, act.From, act.To), a.Request, a.Cancel));
        teams.MapMaking<Lent>("/secondments", "roster.change", "roster",
            (counter, _, act) => SubjectOf(counter.Law, act.Organ),
            (a, act) => a.Desk.SecondAsync(act.Organ, new SecondOfficer(act.Officer, act.Name, act.Agency, act.From, act.To, act.Instrument), a.Request, a.Cancel));
        teams.MapMaking<Changed>("/changes", "roster.change", "roster",
            (counter, _, act) => SubjectOf(counter.Law, act.Organ),
            (a, act) => a.Desk.ChangeOfficerAsync(act.Organ, new ChangeOfficer(act.Act, act.Officer, act.Card, act.Fields ?? [], act.From, act.To ?? act.From, act.Reason), a.Request, a.Cancel));
        teams.MapMaking<OnDuty>("/duty", "roster.duty", "roster",
            (counter, _, act) => SubjectOf(counter.Law, act.Organ),
            (a, act) => a.Desk.SetDutyAsync(act.Organ, act.Day, act.Officers, act.Note, a.Request, a.Cancel));
        teams.MapMaking<Deputised>("/deputies", "organ.name_deputy", "roster", (_, person, _) => Acts.Own(person), async (a, act) =>
            await a.Counter.WhoAsync(act.Deputy, a.Cancel) is { } deputy && deputy.Is("deputy")
                ? await a.Desk.NameDeputyAsync(new Book(a.Person.County), new NameDeputy(a.Organ, deputy.Id, deputy.Name, act.From, act.To, act.Presides, act.Reason), a.Request, a.Cancel)
                : new DeskAnswer.Refused(new Fences.Refusal("bad_deputy", new Law.Text("没有这位分管负责人", "there is no such deputy head", "لا يوجد نائب كهذا"), new Law.Text("填写分管负责人的账号", "give the account of a deputy head", "اذكر حساب نائب"))));
    }

    private static Subject? SubjectOf(LawPacks.LawInForce law, string organ) =>
        (law.Locality(organ)?.County ?? law.Agency(organ)?.County) is { } county ? new Subject(county, organ, organ) : null;
}
