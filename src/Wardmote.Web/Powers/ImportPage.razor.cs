using System.Text.Json;
using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Wardmote.Teams;
using Wardmote.Web.Shared;

namespace Wardmote.Web.PowersPages;

/// <summary>清单导入: a county's published list, read, compared and drawn up as a change of law. Nothing changes here; another person publishes it.</summary>
public partial class ImportPage : StaffPage
{
    private const int MostRows = 1_000;
    private const int MostPassed = 100;
    private CountyList? _list;
    private string _rows = "";
    private string _answers = "";
    private int _passed;
    private Dictionary<int, string> _passedWords = [];

    // A form has few fields (512 for the whole house): the rows that need somebody come first, and what was said of the others is carried along.
    private const int Editable = 60;
    private HashSet<int> _editable = [];

    // A person works from the top: the first unsure rows stand open, the others open at a press.
    private int _opened;

    private async Task ReadAsync()
    {
        if (!May() || Counties.All(c => c.Code != Posted("county")))
        {
            return;
        }

        if (Files("file") is not [var file, ..])
        {
            Errors.Add("file", W[Trouble is null ? "powers.no_file" : "photo.too_large"]);
            return;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Http.RequestAborted);
        try
        {
            var table = NoticeTable.Read(file.FileName, bytes.ToArray());
            if (table.Rows.Count > MostRows)
            {
                Errors.Add("file", W["powers.too_many", W.Number(MostRows)]);
                return;
            }

            (_passed, _passedWords) = (table.Passed.Count, table.Passed.Take(MostPassed).ToDictionary(l => l.Line, l => l.Words));
            Show(table.Rows, new ListPaper(Posted("county"), table.Title, table.Number, "", "", DayOf("from", Counter.Today), Transition.FiledBeforeStays, "", "", false), new Dictionary<int, RowAnswer>());
        }
        catch (LawPackException e)
        {
            Errors.Add("file", W["powers.unreadable", W.Number(e.Line), W.Text(e.Why), W.Text(e.Way)]);
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // The posted form must stand on the page before its act is called.
        if (Posted("_handler") == "again" && May())
        {
            ShowPosted();
        }
    }

    private void ShowPosted()
    {
        var county = Counties.FirstOrDefault(c => c.Code == Posted("county")) ?? Counties.First();
        var paper = new ListPaper(county.Code, Posted("title"), Posted("number"), Posted("issuer"), Posted("source"), DayOf("from", Counter.Today),
            Enum.TryParse<Transition>(Posted("transition"), out var t) && Enum.IsDefined(t) ? t : Transition.None, Posted("clause"), Posted("repeals"), Posted("whole") == "true");
        List<NoticeRow> rows;
        Dictionary<int, RowAnswer> answers;
        try
        {
            rows = JsonSerializer.Deserialize<List<NoticeRow>>(Posted("rows"), Journal.Body.Json) ?? [];
            answers = JsonSerializer.Deserialize<Dictionary<int, RowAnswer>>(Posted("answers"), Journal.Body.Json) ?? [];
            _passedWords = Posted("passed") is { Length: > 0 } passed ? JsonSerializer.Deserialize<Dictionary<int, string>>(passed, Journal.Body.Json) ?? [] : [];
            _passed = int.TryParse(Posted("passed.count"), out var count) && count >= _passedWords.Count ? count : _passedWords.Count;
        }
        catch (JsonException)
        {
            Errors.Add("", W["powers.no_file"]);
            Show([], paper, new Dictionary<int, RowAnswer>());
            return;
        }

        if (rows.Count > MostRows || answers.Values.Any(a => a is not { Item: not null, Reason: not null, Grantees: not null, InspectionArticle: not null, MeasuresArticle: not null })
            || rows.Exists(r => r is not { Number: not null, Item: not null, Department: not null, Scope: not null, Basis: not null, Grantees: not null }))
        {
            Errors.Add("", W["powers.too_many", W.Number(MostRows)]);
            Show([], paper, new Dictionary<int, RowAnswer>());
            return;
        }

        foreach (var n in rows.Select(r => r.Line).Distinct().Where(n => Http.Request.Form.ContainsKey($"item.{n}")))
        {
            answers[n] = new RowAnswer(
                Posted($"code.{n}").Trim() is { Length: > 0 } code ? code : Posted($"item.{n}"), Posted($"reason.{n}"), Posted($"towns.{n}"), Posted($"inspection.{n}"), Posted($"measures.{n}"));
        }

        Show(rows, paper, answers);
    }

    private async Task AgainAsync()
    {
        if (Posted("then") == "draft" && _list is { Ready: true } list && !Errors.Any)
        {
            // The id follows from the form, so that a form sent twice draws up one revision.
            var paper = list.Paper;
            var id = $"list-{paper.County}-{(Posted("key") is { Length: >= 12 and <= 64 } key && key.All(char.IsAsciiLetterOrDigit) ? key : Guid.NewGuid().ToString("N"))[..12]}";
            var name = paper.Title.Length > 0 ? paper.Title : paper.Number;
            var files = ListFiles.Of(list, id).Select(f => new RevisionFile(f.Path, f.Text)).ToList();
            var draft = new DraftRevision(id, paper.County, "powers",
                new Text($"清单导入：{name}", $"List imported: {name}", $"قائمة مستوردة: {name}"), $"{name} {paper.Number}".Trim(), files, new Dictionary<string, string>());
            await DoAsync("powers.import", new Subject(paper.County, "", ""), "/items/revisions/" + id, r => Counter.Desk.DraftRevisionAsync(draft, r, Http.RequestAborted));
        }
    }

    private bool May() => Wardmote.Access.Access.Table["powers.import"].Any(Who.Is);

    private void Show(IReadOnlyList<NoticeRow> rows, ListPaper paper, IReadOnlyDictionary<int, RowAnswer> answers)
    {
        _rows = JsonSerializer.Serialize(rows, Journal.Body.Json);
        _list = CountyList.Of(Law, paper, rows, answers);
        _answers = JsonSerializer.Serialize(answers.Where(a => !a.Value.Empty).ToDictionary(), Journal.Body.Json);
        _editable = [.. _list.Lines.Where(l => l.State == RowState.Unsure || !l.Answer.Empty || l.Remarks.Count > 0)
            .OrderBy(l => l.State == RowState.Unsure ? 0 : l.Answer.Empty ? 2 : 1).Take(Editable).Select(l => l.Row.Line)];
        _opened = _list.Lines.Where(l => l.State == RowState.Unsure).Take(5).Select(l => l.Row.Line).DefaultIfEmpty(0).Max();
    }
}
