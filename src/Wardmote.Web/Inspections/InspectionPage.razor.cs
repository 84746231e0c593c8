using Microsoft.AspNetCore.Components;
using Wardmote.Desk;
using Wardmote.Inspections;
using Wardmote.Law;
using Wardmote.Web.Host;
using Wardmote.Web.Shared;

namespace Wardmote.Web.InspectionsPages;

/// <summary>A visit: approval, code, entering, record, and what came of it. 检查页</summary>
public partial class InspectionPage : StaffPage
{
    private FoundVisit? _found;
    private string _name = "";

    /// <summary>Visit.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Keys that sign codes.</summary>
    [Inject]
    private InspectionKeys Keys { get; set; } = default!;

    /// <summary>Scripts.</summary>
    [Inject]
    private Assets Islands { get; set; } = default!;

    private string Hand => Counter.HandOf(Who);

    private Inspection Visit => _found!.Visit;

    private NamedTeam? Team => Visit.Proposed.Teams.FirstOrDefault(t => t.Organ == Hand);

    private int StageAt => Visit.State switch { "proposed" => 0, "approved" => 1, "entered" => 2, _ => 4 };

    private bool Gone => Visit.State is "refused" or "merged" or "cancelled";

    private bool MayApprove => !Gone && Team is not null && !Visit.ApprovedOrgans.Contains(Hand) && Can("inspection.approve");

    private bool MayIssue => Visit.State is "approved" or "entered" && Visit.ApprovedOrgans.Contains(Hand) && Team is not null && Can("inspection.enter");

    private bool MayEnter => Visit.State is not ("refused" or "merged") && Team is not null && Visit.CheckIns.All(c => c.Organ != Hand) && Can("inspection.enter")
        && (Visit.ApprovedOrgans.Contains(Hand) || Visit.Proposed.Type == Fences.InspectionType.Immediate);

    private bool MayRecord => Visit.CheckIns.Any(c => c.Organ == Hand) && Visit.Records.All(r => r.Organ != Hand) && Can("inspection.record");

    private bool MayCancel => Visit.Pending && Visit.Organs[0] == Hand && Can("inspection.cancel");

    private bool Afterwards => !Gone && Visit.Entered is not null && Visit.CheckIns.Any(c => !Visit.ApprovedOrgans.Contains(c.Organ));

    private DateTimeOffset? ApproveBy => Visit.Entered is { } entered && Law.At(_found!.Premises.Book).Fence("inspection-approval", ShanghaiTime.Day(entered)).Values.TryGetValue("hours", out var hours) ? entered.AddHours((double)hours) : null;

    private IReadOnlyList<string> Present => IsPost ? [.. Http.Request.Form["present"].OfType<string>().Distinct().Take(20)] : [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_found is null)
        {
            NotFound();
        }
    }

    private async Task LoadAsync()
    {
        _found = await Counter.VisitAsync(Who, Id, Http.RequestAborted);
        _name = _found is null ? "" : await Counter.Desk.NameOfAsync(_found.Premises, Http.RequestAborted);
    }

    private bool Can(string act) => Counter.May(Who, act, _found!.Subject);

    private string Or(string field, string otherwise) => IsPost && Http.Request.Form.ContainsKey(field) ? Posted(field) : otherwise;

    private Task ApproveAsync() => ActAsync("inspection.approve", r =>
        Counter.Desk.ApproveInspectionAsync(_found!.Premises.Book, _found.Premises.Id, new ApproveInspection(Id, Who.Id, Hand, r.By.Role, Posted("approve-reason")), r, Http.RequestAborted));

    private Task RefuseAsync() => ActAsync("inspection.approve", r =>
        Counter.Desk.RefuseInspectionAsync(_found!.Premises.Book, _found.Premises.Id, new RefuseInspection(Id, Hand, Posted("refuse-reason")), r, Http.RequestAborted));

    private Task CancelAsync() => ActAsync("inspection.cancel", r =>
        Counter.Desk.CancelInspectionAsync(_found!.Premises.Book, _found.Premises.Id, new CancelInspection(Id, Hand, Posted("cancel-reason")), r, Http.RequestAborted));

    private Task IssueAsync() => ActAsync("inspection.enter", async r =>
    {
        var (key, secret) = Keys.Signing;
        return (await Counter.Desk.IssueCodeAsync(_found!.Premises.Book, _found.Premises.Id, Id, Hand, key, secret, r, Http.RequestAborted)).Answer;
    });

    private async Task EnterAsync()
    {
        var entered = MomentOf("entered");
        var shop = _found!.Premises;
        var scan = Posted("way") switch { "owner" => "code:" + shop.Id, "door" => Posted("scan").Trim(), _ => "" };
        await ActAsync("inspection.enter", r => Counter.Desk.CheckInAsync(shop.Book, shop.Id, new CheckIn(Id, Hand, Present, entered, scan, r.By.Role, Posted("enter-reason")), r, Http.RequestAborted));
    }

    private async Task RecordAsync()
    {
        var team = Team!;
        var findings = new List<ItemChecked>();
        for (var i = 0; i < team.Items.Count; i++)
        {
            var photos = await PhotosAsync("photos." + i, papers: true);
            if (Posted("found." + i) is "true" or "false")
            {
                findings.Add(new ItemChecked(team.Items[i], Posted("found." + i) == "true", Posted("seen." + i), photos));
            }
        }

        var entered = Visit.CheckIns.First(c => c.Organ == Hand).Entered;
        var ended = MomentOf("ended");
        if (ended < entered && ended.AddMinutes(1) > entered)
        {
            // The box knows minutes only: whoever is done within the minute of entering did not leave before it.
            ended = entered;
        }

        await ActAsync("inspection.record", r => Counter.Desk.RecordInspectionAsync(_found!.Premises.Book, _found.Premises.Id,
            new RecordInspection(Id, Hand, entered, ended, findings, Posted("said"), Posted("signed")), r, Http.RequestAborted));
    }

    /// <inheritdoc/>
    protected override string FieldOf(string refusal) => (refusal, Posted("_handler")) switch { ("bad_time", "enter") => "entered", ("bad_time", "record") => "ended", _ => "" };

    private async Task ActAsync(string act, Func<Request, Task<DeskAnswer>> how)
    {
        if (_found is { } found)
        {
            await DoAsync(act, found.Subject, "/inspections/" + Id, how);
            await LoadAsync();
        }
    }
}
