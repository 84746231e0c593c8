using Wardmote.Desk;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Supervision;
using Wardmote.Web.Host;

namespace Wardmote.Web;

/// <summary>A complaint as the public form gives it.</summary>
/// <param name="Key">Made with the form; a form sent twice is one complaint with one code.</param>
/// <param name="Language">Language of the answer.</param>
/// <param name="Words">What happened.</param>
/// <param name="Locality">Where.</param>
/// <param name="About">Case number, visit or tracking code in the complainant's words; empty when none is named.</param>
/// <param name="Name">Name; empty for none.</param>
/// <param name="Phone">Telephone; empty for none.</param>
public sealed record PublicComplaint(string Key, string Language, string Words, string Locality, string About, string Name, string Phone);

/// <summary>执法投诉窗口: complaints about enforcement by people without an account. Code and id are derived from the form's key, as a report's are.</summary>
public sealed class Complaints(Desk.Desk desk, HostKey house, LawInForce law, ICards cards, TimeProvider clock)
{
    /// <summary>The county justice bureau receives a complaint.</summary>
    /// <returns>The answer, and the code by which the complainant follows it.</returns>
    public async Task<(DeskAnswer Answer, string Code)> ComplainAsync(PublicComplaint complaint, CancellationToken cancel)
    {
        var code = TrackingCode.From(house.Mark("complaint code", complaint.Key).AsSpan(0, 10));
        var id = Convert.ToHexStringLower(house.Mark("complaint", complaint.Key).AsSpan(0, 16));
        var place = law.Locality(complaint.Locality)!;
        var (kind, about) = await AboutAsync(place, complaint.About.Trim(), cancel);
        // A number that names nothing here stays in the words, so that the bureau can look for it.
        var words = complaint.About.Trim().Length > 0 && about.Length == 0 && complaint.Words.Trim().Length > 0 ? complaint.Language == "zh" ? $"{complaint.Words.Trim()}\n（{complaint.About.Trim()}）" : $"{complaint.Words.Trim()}\n({complaint.About.Trim()})" : complaint.Words;
        var act = new Complain(id, complaint.Language, place.Code, place.Code, kind, about, words, code, complaint.Name.Length + complaint.Phone.Length > 0 ? new Contact(complaint.Name, complaint.Phone) : null);
        return (await desk.ComplainAsync(new Book(place.County), act, new Request(By.Citizen, clock.GetUtcNow(), "public:complain:" + complaint.Key), cancel), code);
    }

    /// <summary>A complaint by its code; null when none has it.</summary>
    public Task<ComplaintAboutEnforcement?> FindAsync(string? typed, CancellationToken cancel) => desk.TrackComplaintAsync(typed ?? "", cancel);

    /// <summary>A complaint whose code was shown; null when it is gone.</summary>
    public Task<ComplaintAboutEnforcement?> OfAsync(Tracked tracked, CancellationToken cancel) => desk.ComplaintAsync(new Book(tracked.Book), tracked.Report, cancel);

    /// <summary>The case or visit that a link names (<c>case:ID</c>, <c>inspection:ID</c>) in the county of a place; null when it names none there.</summary>
    public Task<Card?> NamedAsync(string locality, string named, CancellationToken cancel) =>
        law.Locality(locality) is { } place && named.Split(':', 2) is ["case" or "inspection", { Length: > 0 and <= 80 }] parts ? cards.FindAsync(place.County, parts[0], parts[1], cancel) : Task.FromResult<Card?>(null);

    private async Task<(string Kind, string Id)> AboutAsync(Teams.Locality place, string typed, CancellationToken cancel)
    {
        if (typed.Length == 0)
        {
            return ("", "");
        }

        if (await NamedAsync(place.Code, typed, cancel) is { } linked)
        {
            return (linked.Kind, linked.Id);
        }

        foreach (var kind in new[] { "case", "inspection" })
        {
            if (await cards.FindAsync(place.County, kind, typed, cancel) is { } byId)
            {
                return (kind, byId.Id);
            }

            if (typed.Length >= 4 && (await cards.ListAsync(new CardQuery { Kind = kind, Books = [place.County], Search = typed, Order = "new", Take = 3 }, cancel)).FirstOrDefault(c => c.Number == typed) is { } byNumber)
            {
                return (kind, byNumber.Id);
            }
        }

        return ("", "");
    }
}
