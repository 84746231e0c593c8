using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Wardmote.Cases;
using Wardmote.Web.CasesPages.Acts;
using Wardmote.Web.Shared;

namespace Wardmote.Web.CasesPages;

/// <summary>A case: what it is, what the next lawful step is and who does it, what else may be done, and everything that was recorded. 案件页</summary>
public partial class CasePage : StaffPage
{
    private static readonly string[] Summary = ["verify", "inspected", "persuaded", "proposed", "decided", "served"];
    private static readonly string[] Ordinary = ["filed", "investigation", "reported", "noticed", "ready_to_decide", "decided", "served", "ended", "archived"];

    private OpenFile? _open;
    private IReadOnlyList<CaseStep> _steps = [];
    private IReadOnlyList<CaseStep> _next = [];
    private CaseStep? _act;

    /// <summary>Case.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private CaseFile File => _open!.File;

    private bool IsOrdinary => File.Filed is not null || File.NoPenalty is not null;

    private IReadOnlyList<string> StageNames => [.. (IsOrdinary ? Ordinary : Summary).Select(s => W["stage." + s])];

    private int StageAt => IsOrdinary ? OrdinaryAt : File.Stage switch
    {
        Stage.Verify => 0,
        Stage.Inspected => 1,
        Stage.Persuaded or Stage.CorrectionOrdered or Stage.NotCorrected => 2,
        Stage.Proposed => 3,
        Stage.Decided => 4,
        Stage.Served => 5,
        _ => 6,
    };

    private int OrdinaryAt => File.Stage switch
    {
        Stage.Filed => 0,
        Stage.Investigation or Stage.Transferred or Stage.Referred or Stage.Disputed => 1,
        Stage.Reported => 2,
        Stage.Noticed or Stage.Defence or Stage.Hearing => 3,
        Stage.Ready or Stage.ReadyToDecide => 4,
        Stage.Decided => 5,
        Stage.NotPunished => File.Service is null ? 5 : 6,
        Stage.Ended => 7,
        Stage.Archived => 8,
        _ => 6,
    };

    /// <summary>The newest whistle of the case: by it the department answers.</summary>
    private string? Called => File.Entries.FindLast(e => e.Kind == Wardmote.Journal.Body.KindOf(typeof(Wardmote.Whistles.WhistleBlown)))?.Tags.FirstOrDefault(t => t.Kind == "whistle").Value;

    /// <summary>The acts of this person beside the one that is shown.</summary>
    private IEnumerable<CaseStep> More => _steps.Where(s => s.Act != _act?.Act && May(s));

    private IEnumerable<string> WaitsFor => _next is [var first, ..] ? Wardmote.Access.Access.Table[first.Right].Select(r => W.Text(Wardmote.Access.Access.RoleName(r))) : [];

    private Dictionary<string, object> FormParameters => new()
    {
        [nameof(ActForm.Open)] = _open!,
        [nameof(ActForm.Step)] = _act!,
        [nameof(ActForm.Changed)] = EventCallback.Factory.Create(this, LoadAsync),
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_open is null)
        {
            NotFound();
        }
    }

    private async Task LoadAsync()
    {
        if (await Counter.CaseAsync(Who, Id, Http.RequestAborted) is not { } found)
        {
            _open = null;
            return;
        }

        var file = found.Thing;
        var desk = Counter.Desk;
        var roster = await desk.RosterAsync(Law.TeamFor(file.Opened.Locality, Counter.Today), Http.RequestAborted);
        _open = new OpenFile(found, roster, Law.Item(file.Item, file.LawDay) ?? Law.Newest(file.Item), Law.Standard(file.Item, file.Book.Code, file.LawDay, file.Step),
            Counter.May(Who, "case.party", found.Subject) ? await desk.PartyAsync(file, Http.RequestAborted) : null,
            file.Site is null ? new Dictionary<string, JsonElement>() : await desk.DerivedAsync(file, Http.RequestAborted))
        {
            Told = PhotoRoom.On && file.Opened.Report is { } report ? (await Counter.ReportAsync(Who, report, Http.RequestAborted))?.Thing : null,
        };
        _steps = Steps.Open(file, Law, roster, Counter.Now);
        _next = Steps.Next(file, Law, Counter.Today, _steps);

        // A form that was sent is shown again even when somebody was faster: the act itself says that it is too late, and nothing typed is lost.
        _act = Asked(Posted("act"), Steps.All) ?? Asked(Query("act"), _steps) ?? _next.FirstOrDefault(May);
    }

    private CaseStep? Asked(string act, IEnumerable<CaseStep> among) => act.Length == 0 ? null : among.FirstOrDefault(s => s.Act == act && May(s));

    private bool May(CaseStep step) => Counter.May(Who, step.Right, _open!.Found.Subject);

    private string PenaltyWords(bool warning, decimal? fine) => Wardmote.Documents.CaseDocuments.Penalty(warning, fine, null, [], W.Code);
}
