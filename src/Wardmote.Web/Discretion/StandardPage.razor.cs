using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;
using Wardmote.Web.Shared;

namespace Wardmote.Web.DiscretionPages;

/// <summary>
/// 裁量基准页: a standard as it is in force, a draft of it, or the copy somebody is working on. The working copy travels in the form as the text of its file, so that nothing is kept before a person
/// keeps it, and everything works without JavaScript.
/// </summary>
public partial class StandardPage : StaffPage
{
    /// <summary>Cases that are decided again, at most.</summary>
    private const int MostCases = 2_000;

    private DiscretionStandard? _force;
    private DiscretionStandard? _shown;
    private Revision? _revision;
    private IReadOnlyList<Finding> _findings = [];
    private IReadOnlyList<RowDifference> _rows = [];
    private IReadOnlyList<CellProblem> _cells = [];
    private IReadOnlyList<Card> _drafts = [];
    private Dictionary<string, string> _accepted = [];
    private Impact? _impact;
    private string _unread = "";
    private bool _editing;
    private int _open;
    private int _addedAlternative;

    /// <summary>Standard.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private Subject Here => new(Who.County.Length > 0 ? Who.County : _force?.Region ?? "", "", "");

    private bool MayDraft => Counter.May(Who, "law.draft", Here);

    private bool MayPublish => _revision is { State: "draft" } r && r.Entries.All(e => e.By.Person != Who.Id) && Counter.May(Who, "law.publish", new Subject(r.Book.Code, "", ""));

    private int Changes => _shown!.Weights is { } sum
        ? sum.Factors.SelectMany(f => f.Levels.Select(l => (Factor: f.Title.Zh, l.Text, l.Percent))).Append(("", "", sum.Start)).Except((_force!.Weights?.Factors ?? []).SelectMany(f => f.Levels.Select(l => (Factor: f.Title.Zh, l.Text, l.Percent))).Append(("", "", _force.Weights?.Start ?? -1))).Count()
        : _rows.Count(r => r.Before == 0 || r.After == 0 || r.Changed.Count > 0);

    private int LeftCount => _findings.Count(IsLeft);

    private string DraftId => Posted("revision");

    private string DraftTitle => Posted("draft_title").Trim() is { Length: > 0 } title ? title : _revision?.Draft.Title.Zh ?? "";

    private string DraftReason => Posted("draft_reason").Trim() is { Length: > 0 } reason ? reason : _revision?.Draft.Reason ?? "";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _force = Law.Standards.Where(s => s.Id == Id).OrderByDescending(s => s.InForce(Counter.Today)).FirstOrDefault();
        var draft = IsPost && DraftId.Length > 0 ? DraftId : Query("draft");
        if (draft.Length is > 0 and < 120 && Who.Roles.Any(Wardmote.Access.Access.Table["law.publish"].Contains))
        {
            _revision = await FindAsync(draft);
        }

        _force ??= _revision is not null && FileOf(_revision) is { } file ? Basis(file) : null;
        if (_force is null || !Who.Roles.Any(Wardmote.Access.Access.Table["items.see"].Contains) || (Who.County.Length > 0 && !_force.Reaches(Who.County)))
        {
            _force = null;
            NotFound();
            return;
        }

        _shown = _force;
        if (_revision is not null && FileOf(_revision) is { } stored)
        {
            TakeUp(stored.Text, _revision.Draft.Region);
            _accepted = _revision.Draft.Accepted.GroupBy(a => a.Finding).ToDictionary(a => a.Key, a => a.Last().Reason);
        }
        else
        {
            _findings = StandardChecks.Of(Law, _force);
            _drafts = MayDraft || Who.Is("supervisor") ? await Cards.ListAsync(new CardQuery { Kind = "revision", Books = Who.County.Length > 0 ? [Who.County] : [], Source = "standards", States = ["draft"], Order = "new", Take = 200 }, Http.RequestAborted) : [];
            _drafts = [.. _drafts.Where(c => c.Id.StartsWith(Id + "-", StringComparison.Ordinal))];
        }

        if (IsPost && Posted("yaml") is { Length: > 0 } yaml && MayDraft)
        {
            _editing = true;
            _accepted = ReadAccepted();
            TakeUp(yaml, Posted("region"));
        }

        if (_revision is not null && !IsPost)
        {
            await ReplayAsync();
        }
    }

    private async Task<Revision?> FindAsync(string id)
    {
        foreach (var book in new[] { Who.County, _force?.Region ?? "" }.Where(b => b.Length > 0).Distinct())
        {
            if (await Counter.Desk.RevisionAsync(new Book(book), id, Http.RequestAborted) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static RevisionFile? FileOf(Revision revision) => revision.Draft.Files.FirstOrDefault(f => f.Path.StartsWith("standards/", StringComparison.Ordinal));

    private DiscretionStandard? Basis(RevisionFile file)
    {
        try
        {
            var draft = StandardFiles.Read(file.Text, file.Path);
            return Law.Standard(draft.Item, draft.Region, Counter.Today, draft.Stage) ?? draft;
        }
        catch (LawPackException)
        {
            return null;
        }
    }

    /// <summary>Reads a text as the standard that is shown, and checks it as it would stand in the law.</summary>
    private void TakeUp(string yaml, string region)
    {
        try
        {
            _shown = StandardFiles.Read(yaml, "draft");
        }
        catch (LawPackException e)
        {
            _unread = $"{e.Line}: {e.Problem} — {e.Remedy}";
            return;
        }

        CheckAgain(region);
    }

    private void CheckAgain(string region)
    {
        var (read, findings) = Counter.Desk.ReadDraft(_revision?.Draft.Revision ?? "draft", region, _shown!.Title, Files(_shown), Counter.Now);
        _unread = read.Pack is null ? $"{read.File}:{read.Line} {read.Problem} — {read.Remedy}" : "";
        _findings = [.. findings.OrderBy(f => IsLeft(f) ? 0 : 1).ThenByDescending(f => f.Severity)];
        _rows = Revised.Rows(_force!, _shown);
    }

    private static IReadOnlyList<RevisionFile> Files(DiscretionStandard standard) => [new($"standards/{standard.Item.Value}.yaml", StandardFiles.Write(standard))];

    /// <summary>True for an error that nobody accepted.</summary>
    private bool IsLeft(Finding finding) => finding.Severity == Severity.Error && !(finding.MayBeAccepted && _accepted.ContainsKey(Revision.KeyOf(finding)));

    private RowDifference? DifferenceOf(int row) => _rows.FirstOrDefault(r => r.After == row);

    private Tier? BeforeOf(int row) => DifferenceOf(row) is { Before: > 0 } d ? _force!.Tiers[d.Before - 1] : null;

    private Dictionary<string, string> ReadAccepted()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(Posted("accepted") is { Length: > 0 } json ? json : "{}") ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>One press of a button of the table: what is to be done stands in <c>do</c>.</summary>
    private async Task EditAsync()
    {
        if (!MayDraft || _force is null)
        {
            return;
        }

        var (what, number) = Posted("do").Split('-') is [var word, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (word, n) : (Posted("do"), 0);
        if (what == "start")
        {
            Start();
            return;
        }

        if (!_editing || _shown is null || _unread.Length > 0)
        {
            return;
        }

        HeadFields();
        switch (what)
        {
            case "open" when number <= _shown.Tiers.Count:
                _open = number;
                break;
            case "apply" or "alternative" when number > 0 && number <= _shown.Tiers.Count:
                Apply(number, what == "alternative");
                break;
            case "remove" when _shown.Tiers.Count > 1 && number > 0 && number <= _shown.Tiers.Count:
                Change(Revised.With(_shown, number, null));
                break;
            case "add":
                Change(Revised.With(_shown, _shown.Tiers.Count + 1, Revised.FromGap(_shown, _shown.Facts.Take(1).ToDictionary(f => f.Name, _ => "-"), null)));
                _open = _shown.Tiers.Count;
                break;
            case "gap" when number < _findings.Count && _findings[number] is { Kind: "gap" } gap:
                // The same gap for person and organisation is one row.
                var both = _findings.Any(f => f.Kind == "gap" && f.Who != gap.Who && f.Region.OrderBy(r => r.Key).SequenceEqual(gap.Region.OrderBy(r => r.Key)));
                Change(Revised.With(_shown, _shown.Tiers.Count + 1, Revised.FromGap(_shown, gap.Region, both ? null : gap.Who)));
                _open = _shown.Tiers.Count;
                break;
            case "accept" when number < _findings.Count && _findings[number] is { MayBeAccepted: true } finding:
                Accept(finding, Posted($"why-{number}").Trim());
                break;
            case "weights" when _shown.Weights is { } sum:
                TakeWeights(sum);
                break;
            case "example":
                AddExample();
                break;
            case "replay":
                await ReplayAsync();
                break;
            case "keep" when !Errors.Any:
                await KeepAsync();
                break;
        }
    }

    private void Start()
    {
        _editing = true;
        if (_revision is { State: "draft" })
        {
            return;
        }

        // A county writes its own standard beside the city's: the nearest one is in force there.
        var region = Who.County.Length > 0 ? Who.County : _force!.Region;
        _shown = _force! with { Region = region, Id = region == _force.Region ? _force.Id : $"{region}-{_force.Id}", ValidFrom = Counter.Today.AddDays(30), ValidTo = null };
        CheckAgain(region);
    }

    private void HeadFields()
    {
        var day = DayOf("valid_from", _shown!.ValidFrom ?? Counter.Today);
        var instrument = Posted("instrument").Trim();
        if (day != _shown.ValidFrom || (instrument.Length > 0 && instrument != _shown.Instrument))
        {
            Change(_shown with { ValidFrom = day, Instrument = instrument.Length is > 0 and <= 300 ? instrument : _shown.Instrument });
        }
    }

    private void Change(DiscretionStandard changed)
    {
        _shown = changed;
        CheckAgain(changed.Region);
    }

    private void Accept(Finding finding, string reason)
    {
        if (reason.Length is < 4 or > 500)
        {
            Errors.Add("", W["standard.reason_short"]);
            return;
        }

        _accepted[Revision.KeyOf(finding)] = reason;
        CheckAgain(_shown!.Region);
    }

    private void Apply(int number, bool another)
    {
        var row = _shown!.Tiers[number - 1];
        string Field(string name, string otherwise) => Http.Request.Form.ContainsKey(name) ? Posted(name).Trim() : otherwise;
        var any = new List<IReadOnlyDictionary<string, string>>();
        for (var a = 0; a < row.Any.Count + 1 && (a < row.Any.Count || Http.Request.Form.Keys.Any(k => k.StartsWith($"c.{a}.", StringComparison.Ordinal))); a++)
        {
            if (Posted($"drop.{a}") == "true")
            {
                continue;
            }

            var when = new Dictionary<string, string>();
            foreach (var fact in _shown.Facts)
            {
                var typed = Cells.Typed(fact, Field($"c.{a}.{fact.Name}", ""));
                if (typed is "" or "-")
                {
                    continue;
                }

                try
                {
                    UnaryTests.Parse(typed);
                    when[fact.Name] = typed;
                }
                catch (FeelParseException e)
                {
                    Errors.Add($"c.{a}.{fact.Name}", W["standard.bad_cell", W.Text(fact.Question), e.Message]);
                }
            }

            any.Add(when);
        }

        var (tier, text, penalty) = (Field("tier", row.Name), Field("text", row.Text), Field("penalty_text", row.PenaltyText));
        foreach (var (name, value) in new[] { ("tier", tier), ("text", text), ("penalty_text", penalty) }.Where(f => f.Item2.Length is 0 or > 4_000))
        {
            Errors.Add(name, W["standard.needed"]);
        }

        var (min, max) = (SumOf("fine_min"), SumOf("fine_max"));
        if ((max ?? min) < min || (min is null && max is not null))
        {
            Errors.Add("fine_max", W["standard.bad_range"]);
        }

        var perParty = row.PerParty is null ? null : new Dictionary<PartyKind, RowSum>();
        foreach (var (who, key) in perParty is null ? [] : new[] { (PartyKind.Entity, "org"), (PartyKind.Individual, "person") })
        {
            var (low, high) = (SumOf($"{key}_min"), SumOf($"{key}_max"));
            if ((high ?? low) < low || (low is null && high is not null))
            {
                Errors.Add($"{key}_max", W["standard.bad_range"]);
            }

            perParty![who] = row.SumFor(who) with { Fine = low is { } from ? new YuanRange(from, high ?? from) : null };
        }

        var formula = Field("fine_formula", row.FineFormula);
        try
        {
            _ = formula.Length > 0 ? Feel.Parse(formula, _shown.Facts.Select(f => f.Name)) : null;
        }
        catch (FeelParseException e)
        {
            Errors.Add("fine_formula", W["standard.bad_cell", formula, e.Message]);
        }

        if (any.Count == 0)
        {
            Errors.Add("", W["standard.no_conditions"]);
        }

        if (Errors.Any)
        {
            _open = number;
            return;
        }

        var changed = row with
        {
            Name = tier, Text = text, PenaltyText = penalty, Any = any,
            Title = row.Name == tier ? row.Title : _shown.Tiers.FirstOrDefault(t => t.Name == tier)?.Title ?? TierWords.Tier(tier),
            Who = Field("who", "") switch { "individual" => PartyKind.Individual, "entity" => PartyKind.Entity, _ => null },
            Fine = min is { } least ? new YuanRange(least, max ?? least) : null, FineFormula = formula, PerParty = perParty, Warning = Posted("warning") == "true",
            None = Posted("none") is "must" or "may" ? Posted("none") : null,
            Severity = int.TryParse(Posted("severity"), NumberStyles.None, CultureInfo.InvariantCulture, out var severity) && severity < 1_000 ? severity : row.Severity,
        };
        Change(Revised.With(_shown, number, changed));
        if (another)
        {
            (_open, _addedAlternative) = (number, changed.Any.Count);
        }
    }

    private void TakeWeights(WeightSum sum)
    {
        decimal Of(string field, decimal otherwise)
        {
            if (SumOf(field) is { } typed and <= 100)
            {
                return typed;
            }

            Errors.Add(field, W["standard.bad_weight"]);
            return otherwise;
        }

        var changed = new WeightSum(Of("w.start", sum.Start), [.. sum.Factors.Select((f, i) => f with { Levels = [.. f.Levels.Select((l, n) => l with { Percent = Of($"w.{i}.{n}", l.Percent) })] })]);
        if (!Errors.Any)
        {
            Change(_shown! with { Weights = changed });
        }
    }

    private void AddExample()
    {
        var facts = new Dictionary<string, object?>();
        foreach (var fact in _shown!.Facts)
        {
            var typed = Posted("e." + fact.Name).Trim();
            facts[fact.Name] = typed.Length == 0 ? null : fact.Type switch
            {
                "boolean" => Cells.Typed(fact, typed) == "true",
                "enum" => fact.Values.Contains(typed) ? typed : fact.Values[0],
                _ => SumOf("e." + fact.Name),
            };
        }

        if (Errors.Any)
        {
            return;
        }

        var who = Posted("e_who") == "entity" ? PartyKind.Entity : PartyKind.Individual;
        var given = facts.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value));
        var statutory = Law.Item(_shown.Item, Counter.Today) is { } row ? Weigh.Statutory(row, who, _shown.Stage) : null;
        var weighed = Weigh.On(_shown, _shown.Weights is null ? null : statutory, who, given);
        if (weighed.Tier is not { } tier)
        {
            Errors.Add("", W["standard.example_no_tier", weighed.Why.Count > 0 ? W.Text(weighed.Why[0].Text) : ""]);
            return;
        }

        // A person reads what the table gives and takes it as the expected answer: from now on a change that turns it is seen.
        Change(_shown with { Examples = [.. _shown.Examples, new WorkedExample(facts.Where(f => f.Value is not null).ToDictionary(), who, tier, weighed.None is null ? weighed.Fine : null)] });
    }

    /// <summary>A workbook, a model or a file of the packs sent back: it takes the place of the working copy.</summary>
    private async Task ImportAsync()
    {
        if (!MayDraft || _force is null || Http.Request.Form.Files.GetFile("file") is not { Length: > 0 and <= 2_000_000 } file)
        {
            Errors.Add("file", W["standard.no_file"]);
            return;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Http.RequestAborted);
        try
        {
            var read = Path.GetExtension(file.FileName).ToLowerInvariant() switch
            {
                ".xlsx" => Of(StandardSheet.Read(bytes.ToArray())),
                ".dmn" or ".xml" => StandardModel.Read(System.Text.Encoding.UTF8.GetString(bytes.ToArray()), file.FileName),
                ".yaml" or ".yml" => StandardFiles.Read(System.Text.Encoding.UTF8.GetString(bytes.ToArray()), file.FileName),
                _ => throw new LawPackException(file.FileName, 1, W["standard.no_file"], ".xlsx .dmn .yaml"),
            };
            if (read is not null && read.Item != _force.Item)
            {
                Errors.Add("file", W["standard.other_item", read.Item.Value, _force.Item.Value]);
            }
            else if (read is not null)
            {
                Start();
                var region = Who.County.Length > 0 ? Who.County : _force.Region;
                Change(read with { Region = region, Id = _shown!.Id, ValidFrom = read.ValidFrom >= Counter.Today ? read.ValidFrom : _shown.ValidFrom, ValidTo = null });
            }
        }
        catch (LawPackException e)
        {
            Errors.Add("file", $"{e.File}:{e.Line} {e.Problem} — {e.Remedy}");
        }

        DiscretionStandard? Of(SheetReading reading)
        {
            _cells = reading.Problems;
            return reading.Standard;
        }
    }

    private async Task ReplayAsync()
    {
        if (_shown is null || _unread.Length > 0 || _findings.Any(f => f.Kind == "unreadable"))
        {
            return;
        }

        var past = await Counter.Desk.PastCasesAsync(Cards, Mine("case"), _shown, MostCases, Http.RequestAborted);
        _impact = Impact.Of(_force, _shown, past, list: 100);
    }

    private Task KeepAsync()
    {
        if (DraftTitle.Length == 0 || DraftReason.Length == 0)
        {
            Errors.Add("draft_title", W["standard.say_why"]);
            return Task.CompletedTask;
        }

        var region = _shown!.Region;
        var id = _revision?.Draft.Revision ?? $"{Id}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Who.Id} {Posted("key")}")))[..10]}";
        var title = DraftTitle.Length > 200 ? DraftTitle[..200] : DraftTitle;
        return DoAsync("law.draft", new Subject(region, "", ""), $"/standards/{Id}?draft={id}", r =>
            Counter.Desk.DraftRevisionAsync(new DraftRevision(id, region, "standards", Text.Same(title), DraftReason, Files(_shown), _accepted), r, Http.RequestAborted));
    }

    private Task PublishAsync() => _revision is { } r
        ? DoAsync("law.publish", new Subject(r.Book.Code, "", ""), $"/standards/{Id}?draft={r.Draft.Revision}", q => Counter.Desk.PublishRevisionAsync(r.Book, r.Draft.Revision, new PublishRevision(Posted("words")), q, Http.RequestAborted))
        : Task.CompletedTask;

    private Task DropAsync() => _revision is { } r
        ? DoAsync("law.draft", new Subject(r.Book.Code, "", ""), $"/standards/{Id}", q => Counter.Desk.DropRevisionAsync(r.Book, r.Draft.Revision, Posted("words"), q, Http.RequestAborted))
        : Task.CompletedTask;

    private string Penalty(Tier tier) =>
        tier.None == "must" ? W["weigh.none_must"]
        : tier.None == "may" ? W["weigh.none_may"]
        : W.List([.. tier.Warning ? [W["case.warning"]] : Array.Empty<string>(), .. tier.PerParty is null ? SumWords(new RowSum(tier.Fine, tier.FineFormula)) : tier.PerParty.OrderBy(p => p.Key).SelectMany(p => SumWords(p.Value).Select(s => $"{W["party." + p.Key.ToString().ToLowerInvariant()]} {s}")), .. (tier.Other ?? []).Select(o => W.Text(TierWords.Penalty(o)))]);

    private IEnumerable<string> SumWords(RowSum sum)
    {
        if (sum.Formula.Length > 0)
        {
            yield return sum.Formula;
        }

        if (sum.Fine is { } fine)
        {
            yield return Yuan(fine);
        }
    }

    private string Yuan(YuanRange f) => f.Max == f.Min ? W.Money(f.Min) : W["standard.yuan_range", f.Max == decimal.MaxValue ? "≥ " + W.Number(f.Min) : $"{W.Number(f.Min)}–{W.Number(f.Max)}"];

    private string RangeWords(LegalRange range)
    {
        var sum = range.Fine is { } fine ? Yuan(fine) : range.Factor is { } factor ? $"{Sums(factor)} × {range.Per}" : "";
        return sum.Length == 0 || range.Who is not { } who ? sum : $"{W["party." + who.ToString().ToLowerInvariant()]} {sum}";

        string Sums(YuanRange f) => f.Min == f.Max ? W.Number(f.Min) : $"{W.Number(f.Min)}–{W.Number(f.Max)}";
    }

    private string Said(Verdict verdict) =>
        !verdict.IsDecided ? W["standard.no_tier"]
        : verdict.None == "must" ? W["weigh.none_must"]
        : verdict.None == "may" ? W["weigh.none_may"]
        : W["weigh.tier_fine", TierName(verdict.Tier), verdict.Fine?.ToString() ?? "—"];

    private string TierName(string tier) => W.Text(TierWords.Beside(_shown!.Tiers.Concat(_force!.Tiers).FirstOrDefault(t => t.Name == tier)?.Title ?? TierWords.Tier(tier)));
}
