using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;
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
/// <param name="Fields">Fields of the certificate; null or empty = every field of the organ.</param>
public sealed record EnrolOfficer(string Officer, string Name, bool Auxiliary, string SecondedFrom, string Card, DateOnly From, DateOnly To, IReadOnlyList<string>? Fields = null);

/// <summary>下沉: a department lends somebody to a town between two days.</summary>
public sealed record SecondOfficer(string Officer, string Name, string Agency, DateOnly From, DateOnly To, string Instrument);

/// <summary>What somebody wants with one who is on the team already.</summary>
/// <param name="Act"><c>certify</c> (a new or renewed certificate), <c>withdraw</c> (a certificate), <c>end</c> (a secondment) or <c>leave</c>.</param>
/// <param name="Officer">Account id.</param>
/// <param name="Card">Number of the certificate.</param>
/// <param name="Fields">Its fields; empty = every field of the organ.</param>
/// <param name="From">First day, or the day from which it is withdrawn, ended or left.</param>
/// <param name="To">Last day of a certificate.</param>
/// <param name="Reason">Why; needed to withdraw and to end.</param>
public sealed record ChangeOfficer(string Act, string Officer, string Card, IReadOnlyList<string> Fields, DateOnly From, DateOnly To, string Reason);

/// <summary>Whom to ask when a team has not two officers.</summary>
/// <param name="Kind"><c>department</c> (by whistle) or <c>town</c> (mutual aid).</param>
/// <param name="Organ">Code.</param>
public sealed record AskNext(string Kind, string Organ);

/// <summary>Two officers for a case, or why not and whom to ask (Penalties arts. 26, 42).</summary>
public sealed record CrewProposal(CrewFound Crew, IReadOnlyList<AskNext> Ask);

/// <summary>Teams.</summary>
public sealed partial class Desk
{
    /// <summary>Enrols somebody in a locality's team; the same person again gets a further certificate.</summary>
    public Task<DeskAnswer> EnrolAsync(string locality, EnrolOfficer act, Request request, CancellationToken cancel = default) =>
        OnTeamAsync(locality, request, _ => Enrol(locality, act), cancel);

    /// <summary>Enrols several, all or none.</summary>
    public Task<DeskAnswer> EnrolSeveralAsync(string locality, IReadOnlyList<EnrolOfficer> acts, Request request, CancellationToken cancel = default) =>
        OnTeamAsync(locality, request, _ =>
        {
            var facts = new List<Fact>();
            foreach (var act in acts)
            {
                switch (Enrol(locality, act))
                {
                    case Outcome.Do done:
                        facts.AddRange(done.Facts);
                        break;
                    case var refused:
                        return refused;
                }
            }

            return facts.Count == 0 ? Outcome.No("nobody", new Text("名单是空的", "the list is empty", "القائمة فارغة"), new Text("每行一人", "one person a line", "شخص في كل سطر")) : new Outcome.Do(facts);
        }, cancel);

    /// <summary>A department lends somebody to the town.</summary>
    public Task<DeskAnswer> SecondAsync(string locality, SecondOfficer act, Request request, CancellationToken cancel = default) => OnTeamAsync(locality, request, roster =>
    {
        if (act.Officer.Trim().Length == 0 || act.Name.Trim().Length == 0 || act.Instrument.Trim().Length == 0 || act.To < act.From || Law.Agency(act.Agency) is null)
        {
            return Outcome.No("bad_secondment", new Text("写明账号、姓名、派出部门、起止日期和依据", "give account, name, department, both days and the letter it rests on", "اذكر الحساب والاسم والإدارة واليومين والسند"),
                new Text("编制仍在部门，由镇街使用", "the line stays at the department, the town uses it", "تبقى الوظيفة لدى الإدارة وتستخدمها البلدية"));
        }

        return roster.Find(act.Officer.Trim()) is { Secondment: { } running } && act.From <= running.To && act.To >= running.From
            ? Outcome.No("seconded_already", new Text($"{running.From:yyyy-MM-dd} 至 {running.To:yyyy-MM-dd} 已经下沉在本镇街", $"seconded here already from {running.From:yyyy-MM-dd} to {running.To:yyyy-MM-dd}", $"منتدب هنا بالفعل من {running.From:yyyy-MM-dd} إلى {running.To:yyyy-MM-dd}"),
                new Text("先结束原来的，或者改日期", "end that one first, or change the days", "أنهِ ذلك أولاً أو غيّر الأيام"))
            : Outcome.Of(Body.Fact(new OfficerSeconded(act.Officer.Trim(), Text.Same(act.Name.Trim()), act.Agency, locality, act.From, act.To, act.Instrument.Trim()), [Roster.TagOf(locality)]));
    }, cancel);

    /// <summary>Changes what stands about somebody on the team.</summary>
    public Task<DeskAnswer> ChangeOfficerAsync(string locality, ChangeOfficer act, Request request, CancellationToken cancel = default) =>
        OnTeamAsync(locality, request, roster => Change(locality, act, roster), cancel);

    /// <summary>Says who is on duty on a day.</summary>
    public Task<DeskAnswer> SetDutyAsync(string locality, DateOnly day, IReadOnlyList<string> officers, string note, Request request, CancellationToken cancel = default) => OnTeamAsync(locality, request, roster =>
        officers.Count == 0 || officers.Any(o => roster.Find(o) is null)
            ? Outcome.No("not_on_team", new Text("值班人员须在本镇街队伍中，至少一人", "name at least one person of this team", "اختر شخصاً واحداً على الأقل من هذا الفريق"), new Text("从名单中选择", "choose from the roster", "اختر من القائمة"))
            : Outcome.Of(Body.Fact(new DutySet(locality, day, [.. officers.Distinct()], note.Trim()), [Roster.TagOf(locality)])), cancel);

    /// <summary>Two certified officers for a case, or exactly why not and whom to ask.</summary>
    public async Task<CrewProposal> CrewAsync(CaseFile file, DateOnly day, CancellationToken cancel = default)
    {
        var (here, field) = (Law.TeamFor(file.Opened.Locality, day), Law.Newest(file.Item)?.Field ?? "");
        var crew = CrewFound.Of(await RosterAsync(here, cancel), here, field, day, [.. file.Recused]);
        if (crew.Two.Count == 2)
        {
            return new CrewProposal(crew, []);
        }

        // Mutual aid comes from towns that could do it themselves; the department of the matter can always be called.
        var ask = new List<AskNext>();
        if (Law.Newest(file.Item) is { AgencyKind: { Length: > 0 } kind } && Law.Agency($"{file.Book.Code}-{kind}") is { } agency)
        {
            ask.Add(new AskNext("department", agency.Code));
        }

        foreach (var town in Law.Localities.Where(l => l.County == file.Book.Code && l.Code != here && l.Stands(day)).OrderBy(l => l.Code, StringComparer.Ordinal))
        {
            if (CrewFound.Of(await RosterAsync(town.Code, cancel), town.Code, field, day, [.. file.Recused]).Two.Count == 2)
            {
                ask.Add(new AskNext("town", town.Code));
            }
        }

        return new CrewProposal(crew, ask);
    }

    private static Outcome Change(string locality, ChangeOfficer act, Roster roster)
    {
        if (roster.Find(act.Officer) is not { } officer)
        {
            return Outcome.No("not_on_team", new Text("本镇街队伍里没有这个人", "nobody of that name is on this team", "لا أحد بهذا الاسم في هذا الفريق"), new Text("从名单中选择", "choose from the roster", "اختر من القائمة"));
        }

        var tag = Roster.TagOf(locality);
        var reason = act.Reason.Trim();
        switch (act.Act)
        {
            case "certify" when officer.Auxiliary || act.Card.Trim().Length == 0 || act.To < act.From:
                return NoCertificate();
            case "certify":
                return Outcome.Of(Body.Fact(new CertificateIssued(officer.Id, Card(locality, act.Card, act.Fields, act.From, act.To)), [tag]));
            case "withdraw" when officer.Certificates.All(c => c.Number != act.Card) || reason.Length == 0:
            case "end" when officer.Secondment is null || reason.Length == 0:
                return Outcome.No("reason_needed", new Text("写明理由，并选择本人现有的证件或者下沉", "give the reason, for a certificate or a secondment the person has", "اذكر السبب لبطاقة أو انتداب قائم للشخص"), new Text("写一句话", "one sentence", "جملة واحدة"));
            case "withdraw":
                return Outcome.Of(Body.Fact(new CertificateWithdrawn(officer.Id, act.Card, act.From, reason), [tag]));
            case "end":
                return Outcome.Of(Body.Fact(new SecondmentEnded(officer.Id, locality, act.From, reason), [tag]));
            case "leave":
                return Outcome.Of(Body.Fact(new OfficerLeft(officer.Id, locality, act.From), [tag]));
            default:
                return Outcome.No("no_act", new Text("没有这种操作", "there is no such change", "لا يوجد تغيير كهذا"), new Text("从列表选择", "choose from the list", "اختر من القائمة"));
        }
    }

    private static Outcome Enrol(string locality, EnrolOfficer act)
    {
        if (act.Officer.Trim().Length == 0 || act.Name.Trim().Length == 0)
        {
            return Outcome.No("no_name", new Text("缺少账号或姓名", "the account or the name is missing", "الحساب أو الاسم ناقص"), new Text("两项都要填写", "give both", "املأ الاثنين"));
        }

        if (!act.Auxiliary && (act.Card.Trim().Length == 0 || act.To < act.From))
        {
            return NoCertificate();
        }

        var tag = Roster.TagOf(locality);
        var enrolled = Body.Fact(new OfficerEnrolled(act.Officer.Trim(), Text.Same(act.Name.Trim()), locality, act.Auxiliary, act.SecondedFrom), [tag]);
        return act.Auxiliary
            ? Outcome.Of(enrolled)
            : Outcome.Of(enrolled, Body.Fact(new CertificateIssued(act.Officer.Trim(), Card(locality, act.Card, act.Fields ?? [], act.From, act.To)), [tag]));
    }

    private static Certificate Card(string locality, string number, IReadOnlyList<string> fields, DateOnly from, DateOnly to) =>
        new(number.Trim(), locality, fields.Count == 0 ? ["*"] : fields, from, to);

    private static Outcome NoCertificate() => Outcome.No("no_certificate",
        new Text("执法人员须有证号和有效期", "an officer needs a certificate number and its term", "يحتاج الموظف إلى رقم بطاقة ومدة صلاحية"),
        new Text("按证件填写；没有证件的登记为辅助人员", "copy them from the card; who holds none is an auxiliary", "انقلها من البطاقة؛ ومن لا يحمل بطاقة فهو مساعد"), "行政处罚法 42");

    // A department has officers too.
    private string CountyOf(string organ) => Law.Locality(organ)?.County ?? Law.Agency(organ)!.County;

    private Task<DeskAnswer> OnTeamAsync(string locality, Request request, Func<Roster, Outcome> act, CancellationToken cancel) =>
        DoAsync(new Book(CountyOf(locality)), request, [Roster.TagOf(locality)], entries => Task.FromResult(act(Roster.Of(entries))), cancel);
}
