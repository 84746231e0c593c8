using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Desk;

/// <summary>入队与发证: somebody joins a team, with the certificate they hold; an auxiliary holds none.</summary>
/// <param name="Officer">Account id.</param>
/// <param name="Name">Name as on the card.</param>
/// <param name="Auxiliary">辅助人员.</param>
/// <param name="SecondedFrom">Agency whose line they keep; empty for the town's own.</param>
/// <param name="Card">Number of the certificate; empty for an auxiliary.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record EnrolOfficer(string Officer, string Name, bool Auxiliary, string SecondedFrom, string Card, DateOnly From, DateOnly To);

/// <summary>Teams.</summary>
public sealed partial class Desk
{
    /// <summary>Enrols somebody in the team of a locality or a department; the same person again gets a further certificate.</summary>
    public Task<DeskAnswer> EnrolAsync(string locality, EnrolOfficer act, Request request, CancellationToken cancel = default) =>
        DoAsync(new Book(Law.Locality(locality)?.County ?? Law.Agency(locality)!.County), request, [Roster.TagOf(locality)], _ => Task.FromResult(Enrol(locality, act)), cancel);

    private static Outcome Enrol(string locality, EnrolOfficer act)
    {
        if (act.Officer.Trim().Length == 0 || act.Name.Trim().Length == 0)
        {
            return Outcome.No("no_name", new Text("缺少账号或姓名", "the account or the name is missing", "الحساب أو الاسم ناقص"), new Text("两项都要填写", "give both", "املأ الاثنين"));
        }

        if (!act.Auxiliary && (act.Card.Trim().Length == 0 || act.To < act.From))
        {
            return Outcome.No("no_certificate",
                new Text("执法人员须有证号和有效期", "an officer needs a certificate number and its term", "يحتاج الموظف إلى رقم بطاقة ومدة صلاحية"),
                new Text("按证件填写；没有证件的登记为辅助人员", "copy them from the card; who holds none is an auxiliary", "انقلها من البطاقة؛ ومن لا يحمل بطاقة فهو مساعد"), "行政处罚法 42");
        }

        var tag = Roster.TagOf(locality);
        var enrolled = Body.Fact(new OfficerEnrolled(act.Officer.Trim(), Text.Same(act.Name.Trim()), locality, act.Auxiliary, act.SecondedFrom), [tag]);
        return act.Auxiliary
            ? Outcome.Of(enrolled)
            : Outcome.Of(enrolled, Body.Fact(new CertificateIssued(act.Officer.Trim(), new Certificate(act.Card.Trim(), locality, ["*"], act.From, act.To)), [tag]));
    }
}
