using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.Teams;
using Wardmote.Web.Shared;

namespace Wardmote.Web.CasesPages;

/// <summary>A case: what it is, what the next lawful step is, and everything that was recorded. 案件页</summary>
public partial class CasePage : StaffPage
{
    private Found<CaseFile>? _found;
    private Roster _roster = Roster.Of([]);
    private EnforcementItem? _item;
    private DiscretionStandard? _standard;
    private Weighed? _weighed;
    private Party? _party;
    private IReadOnlyList<FenceAnswer> _tried = [];
    private Dictionary<string, JsonElement> _derived = [];

    /// <summary>Case.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private static readonly string[] Line = ["verify", "inspected", "persuaded", "proposed", "decided", "served"];

    private IReadOnlyList<string> StageNames => [.. Line.Select(s => W["stage." + s])];

    private int StageAt => _found!.Thing.Stage switch
    {
        Stage.Verify => 0,
        Stage.Inspected => 1,
        Stage.Persuaded or Stage.CorrectionOrdered or Stage.NotCorrected => 2,
        Stage.Proposed => 3,
        Stage.Decided => 4,
        Stage.Served => 5,
        _ => 6,
    };

    /// <summary>True when the item's law wants an order, a term or a refusal first.</summary>
    private bool NeedsOrder => _item?.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection && _found!.Thing.Stage != Stage.NotCorrected;

    /// <summary>The next step that this person can do; null when somebody else's turn it is.</summary>
    private string? Step
    {
        get
        {
            var file = _found!.Thing;
            var asked = Posted("step").Length > 0 ? Posted("step") : Query("step");
            var step = file.Stage switch
            {
                Stage.Verify when file.Site is { Breach: false } => "end",
                Stage.Verify when file.Officers.Count == 0 && Can("case.assign") => "assign",
                Stage.Verify => "site",
                Stage.Inspected => asked is "propose" or "order" ? asked : "persuade",
                Stage.Persuaded when !file.PersuasionFailed => asked is "propose" or "order" ? asked : "persuade",
                Stage.Persuaded => asked == "persuade" ? asked : NeedsOrder ? "order" : "propose",
                Stage.CorrectionOrdered => "reinspect",
                Stage.NotCorrected => "propose",
                Stage.Proposed => file.Heard is null ? "hear" : "decide",
                Stage.Decided => "serve",
                Stage.Served => "end",
                _ => null,
            };
            return step is not null && Can(ActOf(step)) ? step : null;
        }
    }

    private string WaitsFor => W.List(Wardmote.Access.Access.Table[ActOf(_found!.Thing.Stage switch
    {
        Stage.Verify => "site",
        Stage.Decided => "serve",
        Stage.Proposed => "decide",
        _ => "site",
    })].Select(r => W.Text(Wardmote.Access.Access.RoleName(r))));

    private decimal Limit => _found!.Thing.Site is { } site && Law.Threshold("summary", Counter.Today) is var t ? site.PartyKind == PartyKind.Individual ? t.Individual : t.Entity : 0;

    private IReadOnlyList<string> ChosenOfficers
    {
        get
        {
            if (IsPost && Http.Request.Form["officers"] is { Count: > 0 } posted)
            {
                return [.. posted.OfType<string>()];
            }

            var named = _found!.Thing.Officers.Select(o => o.Id).ToList();
            return named.Count > 0 ? named : [.. _roster.Officers.Where(o => !o.Auxiliary).OrderByDescending(o => o.Id == Who.Id).Take(2).Select(o => o.Id)];
        }
    }

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
        _found = await Counter.CaseAsync(Who, Id, Http.RequestAborted);
        if (_found is not { Thing: var file })
        {
            return;
        }

        _roster = await Counter.Desk.RosterAsync(Law.TeamFor(file.Opened.Locality, Counter.Today), Http.RequestAborted);
        _item = Law.Item(file.Item, file.ActDay) ?? Law.Newest(file.Item);
        _standard = Law.Standard(file.Item, file.Book.Code, file.ActDay);
        _party = Can("case.party") ? await Counter.Desk.PartyAsync(file, Http.RequestAborted) : null;
        if (file.Site is not null)
        {
            _derived = await Counter.Desk.DerivedAsync(file, Http.RequestAborted);
            _weighed = Counter.Desk.WeighFor(file, Facts());
        }
    }

    private bool Can(string act) => Counter.May(Who, act, _found!.Subject);

    private static string ActOf(string step) => step switch
    {
        "assign" => "case.assign",
        "site" => "case.record",
        "decide" => "case.decide_on_the_spot",
        _ => "case." + step,
    };

    private string Or(string field, string otherwise) => IsPost && Http.Request.Form.ContainsKey(field) ? Posted(field) : otherwise;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd");

    private string PenaltyWords(bool warning, decimal? fine) => W.List(new[] { warning ? W["case.warning"] : null, fine > 0 ? W["case.fine_of", W.Money(fine.Value)] : null }.OfType<string>());

    private string FactOr(string field) => Posted(field).Length > 0 || IsPost || !field.StartsWith("fact.", StringComparison.Ordinal) ? Posted(field) : _derived.TryGetValue(field[5..], out var known) ? known.ToString() : "";

    /// <summary>Facts for the standard as posted: <c>fact.NAME</c>; empty = not established.</summary>
    private Dictionary<string, JsonElement> Facts()
    {
        var facts = new Dictionary<string, JsonElement>();
        foreach (var fact in _standard?.Facts ?? [])
        {
            var typed = Posted("fact." + fact.Name);
            if (typed.Length > 0)
            {
                facts[fact.Name] = JsonSerializer.SerializeToElement(typed);
            }
        }

        return facts;
    }

    private Task AssignAsync() => ActAsync("case.assign", (f, r) => Counter.Desk.AssignAsync(f.Book, Id, new AssignOfficers(ChosenOfficers), r, Http.RequestAborted));

    private async Task SiteAsync()
    {
        var photos = await PhotosAsync(papers: true);
        var today = Counter.Today;
        var day = DayOf("act_day", today);
        var birth = Posted("birth").Length > 0 ? DayOf("birth", today) : (DateOnly?)null;
        var party = Posted("party_name").Trim().Length > 0
            ? new Party(Posted("party_kind") == "entity" ? PartyKind.Entity : PartyKind.Individual, Cut(Posted("party_name").Trim(), 200), Cut(Posted("party_id").Trim(), 40),
                Cut(Posted("party_address").Trim(), 300), Cut(Posted("party_phone").Trim(), 40), birth, Posted("party_kind") == "business")
            : null;
        var minutes = int.TryParse(Posted("minutes"), out var m) && m is > 0 and <= 600 ? m : 15;
        await ActAsync("case.record", (f, r) => Counter.Desk.RecordSiteAsync(f.Book, Id, new RecordSite
        {
            Officers = ChosenOfficers,
            Began = r.At.AddMinutes(-minutes),
            Ended = r.At,
            ActDay = day,
            Breach = Posted("breach") == "true",
            Seen = Cut(Posted("seen"), 4_000),
            Party = party,
            CertificatesShown = Posted("shown") == "true",
            RecusalTold = Posted("recusal") == "true",
            PartySaid = Cut(Posted("party_said"), 2_000),
            Signed = Posted("signed") is "signed" or "refused" ? Posted("signed") : "absent",
            Photos = photos,
        }, r, Http.RequestAborted));
    }

    private async Task PersuadeAsync()
    {
        var photos = await PhotosAsync(papers: true);
        await ActAsync("case.persuade", (f, r) => Counter.Desk.PersuadeAsync(f.Book, Id, new Persuade(Who.Id, Posted("asked"), null, Posted("result"), Cut(Posted("words"), 1_000), photos), r, Http.RequestAborted));
    }

    private async Task OrderAsync()
    {
        var term = DayOf("term", Counter.Today);
        await ActAsync("case.order", (f, r) => Counter.Desk.OrderAsync(f.Book, Id, new OrderCorrection(Cut(Posted("what"), 300), term, "handed"), r, Http.RequestAborted));
    }

    private async Task ReinspectAsync()
    {
        var photos = await PhotosAsync(papers: true);
        var found = Posted("found");
        await ActAsync("case.reinspect", (f, r) => Counter.Desk.ReinspectAsync(f.Book, Id, new Reinspect(ChosenOfficers, found == "corrected", found == "refused", Cut(Posted("seen"), 2_000), photos), r, Http.RequestAborted));
    }

    private async Task ProposeAsync()
    {
        var act = new ProposePenalty
        {
            Facts = Facts(),
            Warning = Posted("warning") == "true",
            Fine = SumOf("fine"),
            Ground = Posted("ground"),
            Gains = Posted("gains"),
            Reason = Cut(Posted("reason"), 1_000),
            ConditionMet = Cut(Posted("condition"), 500),
            LinkedAct = Posted("linked"),
        };
        if (Posted("try") == "true")
        {
            _tried = [.. (await Counter.Desk.TryAsync(_found!.Thing, act, Counter.Now, Http.RequestAborted)).Where(f => f.Answer != FenceVerdict.Clear)];
            return;
        }

        await ActAsync("case.propose", (f, r) => Counter.Desk.ProposeAsync(f.Book, Id, act, r, Http.RequestAborted));
    }

    private Task HearAsync() => ActAsync("case.hear", (f, r) => Counter.Desk.HearAsync(f.Book, Id, new HearParty(Posted("told") == "true", Cut(Posted("said"), 2_000), Cut(Posted("answer"), 1_000)), r, Http.RequestAborted));

    private Task DecideAsync() => ActAsync("case.decide_on_the_spot", (f, r) => Counter.Desk.DecideOnTheSpotAsync(f.Book, Id, r, Http.RequestAborted));

    private async Task ServeAsync()
    {
        var photos = await PhotosAsync(papers: true);
        await ActAsync("case.serve", (f, r) => Counter.Desk.ServeAsync(f.Book, Id, new Serve(Posted("way"), "party", Posted("refused") == "true", Cut(Posted("witness"), 100), photos), r, Http.RequestAborted));
    }

    private Task EndAsync() => ActAsync("case.end", (f, r) =>
        Counter.Desk.EndAsync(f.Book, Id, new EndCase(f.Stage == Stage.Served ? "penalised" : "no_breach", Cut(Posted("words"), 1_000)), r, Http.RequestAborted));

    private async Task ActAsync(string act, Func<CaseFile, Wardmote.Desk.Request, Task<Wardmote.Desk.DeskAnswer>> how)
    {
        if (_found is not { } found)
        {
            return;
        }

        await DoAsync(act, found.Subject, "/cases/" + Id, r => how(found.Thing, r));
        await LoadAsync();
    }

    private static string Cut(string words, int longest) => words.Length <= longest ? words : words[..(char.IsHighSurrogate(words[longest - 1]) ? longest - 1 : longest)];
}
