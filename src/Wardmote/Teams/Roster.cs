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

/// <summary>花名册: the one team of a locality, as the entries say.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, Officer> _officers = [];

    /// <summary>Everybody on the team.</summary>
    public IEnumerable<Officer> Officers => _officers.Values;

    /// <summary>One of them; null when not on the team.</summary>
    public Officer? Find(string id) => _officers.GetValueOrDefault(id);

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
            case OfficerLeft l:
                _officers.Remove(l.Officer);
                break;
        }
    }
}
