using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Documents;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.Web.Shared;

namespace Wardmote.Web.CasesPages.Acts;

/// <summary>办理表单: the form of one act on a case. It reads what was typed into the act's record and sends it; what is refused or stopped is said above it, with everything typed still there.</summary>
public abstract class ActForm : StaffPage
{
    /// <summary>The case.</summary>
    [Parameter, EditorRequired]
    public OpenFile Open { get; set; } = default!;

    /// <summary>The act, with the right it needs.</summary>
    [Parameter, EditorRequired]
    public CaseStep Step { get; set; } = default!;

    /// <summary>Told when a stop was written, so that the page reads the case again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>What the fences said on a try.</summary>
    protected IReadOnlyList<FenceAnswer> Tried { get; set; } = [];

    /// <summary>The case.</summary>
    public CaseFile File => Open.File;

    /// <summary>Key of the form.</summary>
    internal string Key => FormKey;

    /// <summary>What is wrong.</summary>
    internal FormErrors Wrong => Errors;

    /// <summary>Fences that stopped it, or would.</summary>
    internal IReadOnlyList<FenceAnswer> Fences => Stopped.Count > 0 ? Stopped : Tried;

    /// <summary>True when the fences were only asked.</summary>
    internal bool OnTrial => Stopped.Count == 0;

    /// <summary>What was typed in a field; before anything was sent, <paramref name="otherwise"/>.</summary>
    internal string Typed(string field, string otherwise = "") => IsMine && Http.Request.Form.ContainsKey(field) ? Posted(field) : IsMine ? "" : otherwise;

    /// <summary>Every value of a field that can have several.</summary>
    internal IReadOnlyList<string> Several(string field) => IsMine ? [.. Http.Request.Form[field].OfType<string>()] : [];

    /// <summary>True when this form was sent.</summary>
    internal bool IsMine => IsPost && Posted("act") == Step.Act;

    /// <summary>Name under which the device keeps what was typed, until it was sent: of this person, this case, this act.</summary>
    internal string DraftName => $"{Who.Id}/{File.Id}/{Step.Act}";

    /// <summary>Words of a document for a code.</summary>
    internal string Says(string code) => DocumentWords.Of(code, W.Code);

    /// <summary>Officers ticked; before that those on the case, or the first two of the team with the person first.</summary>
    internal IReadOnlyList<string> Officers => IsMine && Several("officers") is { Count: > 0 } ticked ? ticked
        : File.Officers.Count > 0 ? [.. File.Officers.Select(o => o.Id)]
        : [.. Open.Roster.Officers.Where(o => !o.Auxiliary).OrderByDescending(o => o.Id == Who.Id).Take(2).Select(o => o.Id)];

    /// <summary>True for whoever files cases: above the on-the-spot limit this is the way on.</summary>
    internal bool MayFile => Counter.May(Who, "case.file", Open.Found.Subject);

    /// <summary>Today, for fields.</summary>
    internal DateOnly Day => Counter.Today;

    /// <summary>Now, for fields.</summary>
    internal DateTimeOffset Moment => Counter.Now;

    /// <summary>Words typed, cut at a length.</summary>
    protected string Words(string field, int longest = 2_000)
    {
        var words = Posted(field);
        return words.Length <= longest ? words : words[..(char.IsHighSurrogate(words[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>True when ticked or answered yes.</summary>
    protected bool Yes(string field) => Posted(field) == "true";

    /// <summary>Lines typed as "one; two; three", one thing a line.</summary>
    protected IReadOnlyList<string[]> Lines(string field) =>
        [.. Words(field, 20_000).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split([';', '；', '؛', '|', '\t'], 3, StringSplitOptions.TrimEntries)).Select(cells => new[] { cells[0], cells.ElementAtOrDefault(1) ?? "", cells.ElementAtOrDefault(2) ?? "" })];

    /// <summary>Things typed one a line: name; quantity; note.</summary>
    protected IReadOnlyList<Good> Goods(string field) => [.. Lines(field).Select(l => new Good(l[0], l[1], l[2]))];

    /// <summary>How a document reached the party, as <c>DeliveryInput</c> asks it.</summary>
    protected async Task<Delivery> DeliveryAsync()
    {
        var proof = await PhotosAsync(papers: true);
        return new Delivery(Posted("way"), MomentOf("on"), Posted("recipient") is { Length: > 0 } r ? r : "party", Yes("refused"), Words("witness", 100), proof);
    }

    /// <summary>Facts for the standard as typed: <c>fact.NAME</c>; empty = not established. Before anything was sent: those of the newest proposal.</summary>
    protected Dictionary<string, JsonElement> Facts()
    {
        var facts = new Dictionary<string, JsonElement>();
        foreach (var fact in Open.Standard?.Facts ?? [])
        {
            var typed = FactOr("fact." + fact.Name);
            if (typed.Length > 0)
            {
                facts[fact.Name] = JsonSerializer.SerializeToElement(typed);
            }
        }

        return facts;
    }

    /// <summary>What stands in a field of the proposal: as typed, else as proposed before, else as the record gives it.</summary>
    internal string FactOr(string field)
    {
        if (IsMine)
        {
            return Posted(field);
        }

        var old = File.Proposal;
        if (!field.StartsWith("fact.", StringComparison.Ordinal))
        {
            return field switch
            {
                "fine" => old?.Fine?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
                "warning" => old?.Warning == true ? "true" : "",
                "gains" => old?.Gains ?? "",
                "ground" => old?.Ground ?? "",
                "reason" => old?.Reason ?? "",
                "condition" => old?.ConditionMet ?? "",
                "confiscated" => old?.Confiscated?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
                "fine_base" => old?.FineBase?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
                "also" => string.Join(", ", old?.AlsoBreaches ?? []),
                "court_fined" => old?.CourtFined ?? "",
                "other" => string.Join(',', (old?.Other ?? []).Select(Imposed.Word)),
                _ => "",
            };
        }

        var name = field[5..];
        return old is not null && old.Facts.TryGetValue(name, out var before) ? before.ToString() : Open.Derived.TryGetValue(name, out var known) ? known.ToString() : "";
    }

    /// <summary>The penalty as typed in <c>PenaltyFields</c>.</summary>
    protected ProposePenalty Penalty() => new()
    {
        Facts = Facts(),
        Warning = Yes("warning"),
        Fine = SumOf("fine"),
        Ground = Posted("ground"),
        Gains = Posted("gains"),
        Reason = Words("reason", 1_000),
        ConditionMet = Words("condition", 500),
        Harm = HarmTyped(),
        LinkedAct = Words("linked", 60).Trim(),
        AlsoBreaches = [.. Words("also", 200).Split([',', '，', '،', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        CourtFined = Words("court_fined", 100).Trim(),
        Confiscated = SumOf("confiscated"),
        Other = Kinds(),
        FineBase = SumOf("fine_base"),
    };

    /// <summary>Number and unit of a kind's length: as typed, else as proposed before.</summary>
    internal (string Count, string Unit) LengthOf(string kind) =>
        IsMine ? (Posted("length." + kind), Posted("unit." + kind)) : File.Proposal?.Other?.FirstOrDefault(o => Imposed.Word(o) == kind) is { } said && Imposed.Length(said) is { } length ? length : ("", "");

    // A length beside a kind that is not ticked is neither passed over nor taken for the tick.
    private List<string> Kinds()
    {
        var ticked = Several("other").Where(o => o.Length > 0).ToList();
        if (PenaltyKindWords.Lasting.Words().Any(k => !ticked.Contains(k) && Posted("length." + k).Trim().Length > 0))
        {
            Errors.Add("other", W["act.length_alone"]);
        }

        // The record's own words name its units; here the unit is chosen beside the number.
        if (ticked.Any(k => Latin(Posted("length." + k).Trim()) is { Length: > 0 } count && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) || whole is 0 or > 999_999)))
        {
            Errors.Add("other", W["act.length_number"]);
        }

        return [.. ticked.Select(k => Posted("length." + k).Trim() is { Length: > 0 } count ? $"{k}: {Latin(count)} {(Imposed.Units.Contains(Posted("unit." + k)) ? Posted("unit." + k) : Imposed.Units[0])}" : k)];
    }

    /// <inheritdoc/>
    protected override string FieldOf(string refusal) => refusal == "bad_length" ? "other" : base.FieldOf(refusal);

    /// <summary>True where only the harm of art. 36 keeps the way to a penalty open: it was found after two years, and the item's own law has no other limitation.</summary>
    internal bool FoundLate => Open.Item?.Limitation is null && File.Opened.Found > new PenaltyFences(Counter.Law, File.Book.Code, Counter.Today).LimitationEnds(File.ActDay, null);

    /// <summary>Years of the limitation, without and with harm, as the fence of the place has them today.</summary>
    internal (int Years, int WithHarm) LimitationYears => new PenaltyFences(Counter.Law, File.Book.Code, Counter.Today).LimitationYears;

    /// <summary>Harm as typed in <c>HarmFields</c>; null where nothing was typed.</summary>
    protected Harm? HarmTyped() =>
        new Harm(Posted("harm_kind"), Words("harm_what", 500), Words("harm_evidence", 500), Words("harm_by", 100)) is var harm && (harm.Kind + harm.What + harm.Evidence + harm.AttestedBy).Trim().Length > 0 ? harm : null;

    /// <summary>Sends the act in the person's name.</summary>
    protected async Task ActAsync(Func<Journal.Book, string, Request, CancellationToken, Task<DeskAnswer>> how)
    {
        await DoAsync(Step.Right, Open.Found.Subject, "/cases/" + File.Id, r => how(File.Book, File.Id, r, Http.RequestAborted));
        if (Stopped.Count > 0)
        {
            await Changed.InvokeAsync();
        }
    }
}
