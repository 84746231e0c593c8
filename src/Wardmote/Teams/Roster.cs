using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Teams;

/// <summary>入队: somebody joined a team.</summary>
[EntryKind("officer.enrolled/1")]
public sealed record OfficerEnrolled(string Officer, Text Name, string Locality, bool Auxiliary, string SecondedFrom);

/// <summary>发证: a certificate was issued.</summary>
[EntryKind("officer.certified/1")]
public sealed record CertificateIssued(string Officer, Certificate Certificate);

/// <summary>收证: a certificate was withdrawn; it counts no more from that day.</summary>
[EntryKind("officer.certificate_withdrawn/1")]
public sealed record CertificateWithdrawn(string Officer, string Number, DateOnly On, string Reason);

/// <summary>离队: somebody left a team.</summary>
[EntryKind("officer.left/1")]
public sealed record OfficerLeft(string Officer, string Locality, DateOnly On);

/// <summary>指定分管负责人: the organ head named a deputy who decides in the head's place between two days.</summary>
/// <param name="Organ">Locality or agency.</param>
/// <param name="Deputy">Account id.</param>
/// <param name="Name">Name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Presides">Presides over the organ meanwhile (主持工作): only then may a crime transfer be decided in the head's place.</param>
/// <param name="Reason">Why.</param>
[EntryKind("organ.deputy_named/1")]
public sealed record DeputyNamed(string Organ, string Deputy, Text Name, DateOnly From, DateOnly To, bool Presides, string Reason);

/// <summary>花名册: the one team of a locality, as the entries say.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, Officer> _officers = [];

    /// <summary>Everybody on the team.</summary>
    public IEnumerable<Officer> Officers => _officers.Values;

    /// <summary>One of them; null when not on the team.</summary>
    public Officer? Find(string id) => _officers.GetValueOrDefault(id);

    /// <summary>Days with somebody on duty, in order.</summary>
    public SortedDictionary<DateOnly, DutySet> Duty { get; } = [];

    /// <summary>Who is on duty on a day; null when nobody was named.</summary>
    public DutySet? OnDuty(DateOnly day) => Duty.GetValueOrDefault(day);

    /// <summary>Deputies the head has named, newest last.</summary>
    public List<DeputyNamed> Deputies { get; } = [];

    /// <summary>The deputy's naming that holds on a day; null when none does.</summary>
    public DeputyNamed? Deputy(string person, string organ, DateOnly day) => Deputies.LastOrDefault(d => d.Deputy == person && d.Organ == organ && day >= d.From && day <= d.To);

    /// <summary>Tag of a locality's roster.</summary>
    public static Tag TagOf(string locality) => new("roster", locality);

    /// <summary>Folds the entries of one or several rosters.</summary>
    public static Roster Of(IEnumerable<Entry> entries)
    {
        var roster = new Roster();
        foreach (var entry in entries)
        {
            roster.Apply(Body.Read(entry));
        }

        return roster;
    }

    private void Apply(object body)
    {
        switch (body)
        {
            case OfficerEnrolled e:
                _officers[e.Officer] = new Officer(e.Officer, e.Name, e.Locality, e.Auxiliary, e.SecondedFrom, _officers.GetValueOrDefault(e.Officer)?.Certificates ?? []);
                break;
            case CertificateIssued c when _officers.TryGetValue(c.Officer, out var officer):
                _officers[c.Officer] = officer with { Certificates = [c.Certificate, .. officer.Certificates] };
                break;
            case CertificateWithdrawn w when _officers.TryGetValue(w.Officer, out var officer):
                _officers[w.Officer] = officer with
                {
                    Certificates = [.. officer.Certificates.Select(c => c.Number == w.Number && c.To >= w.On ? c with { To = w.On.AddDays(-1) } : c)],
                };
                break;
            case OfficerSeconded s:
                _officers[s.Officer] = new Officer(s.Officer, s.Name, s.Locality, false, s.Agency, _officers.GetValueOrDefault(s.Officer)?.Certificates ?? [], new Secondment(s.Agency, s.From, s.To));
                break;
            case SecondmentEnded e when _officers.TryGetValue(e.Officer, out var officer) && officer.Secondment is { } running:
                _officers[e.Officer] = officer with { Secondment = running with { To = e.On < running.To ? e.On : running.To } };
                break;
            case DutySet d:
                Duty[d.Day] = d;
                break;
            case DeputyNamed d:
                Deputies.Add(d);
                break;
            case OfficerLeft l:
                _officers.Remove(l.Officer);
                break;
        }
    }
}
