using System.Text.Json;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.LawPacks;

/// <summary>The files of a pack that a list comes to: <c>grants.yaml</c>, <c>retrievals.yaml</c> and <c>lists.yaml</c>, in the very form the reader of packs wants. 清单成文</summary>
public static class ListFiles
{
    /// <summary>Path and text of each file; the same list gives the same text.</summary>
    /// <param name="list">A list with nothing left unsure.</param>
    /// <param name="mark">A word that keeps the ids of its lines apart from those of other lists.</param>
    public static IReadOnlyList<(string Path, string Text)> Of(CountyList list, string mark)
    {
        if (!list.Ready)
        {
            throw new InvalidOperationException("rows are left to a person; ask Ready first");
        }

        var p = list.Paper;
        var title = p.Number.Trim().Length > 0 && p.Title.Trim().Length > 0 ? $"{p.Title.Trim()}（{p.Number.Trim()}）" : p.Title.Trim() + p.Number.Trim();
        var head = $"instruments:\n  list: {{title: {Say(title)}, issuer: {Say(p.Issuer.Trim())}, source: {Say(p.Source.Trim())}}}\n";
        var from = $"{p.From:yyyy-MM-dd}";
        var files = new List<(string, string)>();
        var grants = list.Lines.Where(l => l.State is RowState.New or RowState.Changed or RowState.Confirmed).Select(l =>
            $"  - {{id: {Say($"{mark}-{l.Item!.Code}-{l.Row.Line}")}, item: {l.Item.Code}, source: empowered, reach: {Reach(l.Reach!)}, may: [{May(l.Scope)}]{Kinds(l.Scope)}, from: {from}, instrument: list, certainty: quoted, note: {Say(Note(l))}}}\n").ToList();
        if (grants.Count > 0)
        {
            files.Add(("grants.yaml", $"{head}grants:\n{string.Concat(grants)}"));
        }

        var retrievals = list.Losses.Select(l =>
            $"  - {{id: {Say($"{mark}-{l.Item.Code}-off")}, item: {l.Item.Code}, reach: {Reach(l.Everywhere ? new Reach([p.County], [], []) : new Reach([], [.. l.Places.Select(x => x.Code)], []))}, on: {from}, transition: {Word(p.Transition)}, instrument: list, certainty: quoted{(p.Clause.Trim().Length > 0 ? $", note: {Say(p.Clause.Trim())}" : "")}}}\n").ToList();
        if (retrievals.Count > 0)
        {
            files.Add(("retrievals.yaml", $"{head}retrievals:\n{string.Concat(retrievals)}"));
        }

        files.Add(("lists.yaml", $"lists:\n  - {{county: {Say(p.County)}, title: {Say(p.Title.Trim())}, number: {Say(p.Number.Trim())}, from: {from}, repeals: {Say(p.Repeals.Trim())}, transition: {Word(p.Transition)}, clause: {Say(p.Clause.Trim())}, source: {Say(p.Source.Trim())}}}\n"));
        return files;
    }

    private static string Note(ListLine l) => string.Join("；", new[]
    {
        $"第{l.Row.Line}行：{l.Row.Item}",
        l.Answer.InspectionArticle.Trim() is { Length: > 0 } i ? $"检查依据：{i}" : "",
        l.Answer.MeasuresArticle.Trim() is { Length: > 0 } m ? $"强制措施依据：{m}" : "",
        l.Answer.Reason.Trim() is { Length: > 0 } r ? $"人工确认：{r}" : "",
    }.Where(w => w.Length > 0));

    private static string Word(Transition transition) => transition switch { Transition.FiledBeforeStays => "filed_before_stays", Transition.HandedOver => "handed_over", _ => "none" };

    private static string May(Scope s) => string.Join(", ", new[] { (s.Inspect, "inspect"), (s.Penalise, "penalise"), (s.Measures, "measures"), (s.Execution, "execution") }.Where(m => m.Item1).Select(m => m.Item2));

    private static string Kinds(Scope s) => !s.Penalise || s.Kinds == PenaltyKinds.All ? "" : $", kinds: [{string.Join(", ", s.Kinds.Words())}]";

    private static string Reach(Reach r) => "{" + string.Join(", ", new[]
    {
        r.Regions.Count > 0 ? $"regions: [{string.Join(", ", r.Regions.Select(Say))}]" : "",
        r.Localities.Count > 0 ? $"localities: [{string.Join(", ", r.Localities.Select(Say))}]" : "",
        r.Except.Count > 0 ? $"except: [{string.Join(", ", r.Except.Select(Say))}]" : "",
        r.TownsOnly ? "towns_only: true" : "",
    }.Where(w => w.Length > 0)) + "}";

    // A JSON string is a YAML string.
    private static string Say(string words) => JsonSerializer.Serialize(words, Body.Json);
}
