using System.Text.RegularExpressions;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Powers;
using Wardmote.Teams;

namespace Wardmote.LawPacks;

/// <summary>A row of a published list, as it stands in the notice. 清单的一行</summary>
/// <param name="Line">Line of the table, from 1.</param>
/// <param name="Number">序号.</param>
/// <param name="Item">事项名称.</param>
/// <param name="Department">原行使部门.</param>
/// <param name="Scope">赋权范围; empty where the notice has no such column.</param>
/// <param name="Basis">依据.</param>
/// <param name="Grantees">赋权镇街.</param>
public sealed record NoticeRow(int Line, string Number, string Item, string Department, string Scope, string Basis, string Grantees);

/// <summary>The paper a list stands in, as a person says it.</summary>
/// <param name="County">County whose list it is.</param>
/// <param name="Title">Title.</param>
/// <param name="Number">Document number.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="From">First day.</param>
/// <param name="Transition">What becomes of open matters.</param>
/// <param name="Clause">The transition clause, verbatim.</param>
/// <param name="Repeals">List it takes the place of; empty when none.</param>
/// <param name="Whole">True when the list is the county's whole list: what it no longer has is retrieved.</param>
public sealed record ListPaper(string County, string Title, string Number, string Issuer, string Source, DateOnly From, Transition Transition, string Clause, string Repeals, bool Whole);

/// <summary>What a person says about a row the program is not sure of.</summary>
/// <param name="Item">Item code; <c>-</c> leaves the row out; empty keeps the proposal.</param>
/// <param name="Reason">Why.</param>
/// <param name="Grantees">Localities in other words; empty keeps the row's.</param>
/// <param name="InspectionArticle">Article of the item's own law that gives the inspection (R-COMP-06); empty denies it.</param>
/// <param name="MeasuresArticle">Article of the item's own law that gives the measures; empty denies them where the pack does not say so.</param>
public sealed record RowAnswer(string Item = "", string Reason = "", string Grantees = "", string InspectionArticle = "", string MeasuresArticle = "")
{
    /// <summary>True when nothing was said.</summary>
    public bool Empty => Item.Length + Reason.Length + Grantees.Length + InspectionArticle.Length + MeasuresArticle.Length == 0;
}

/// <summary>An item that a row may mean.</summary>
/// <param name="Item">Item.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Names">How alike the names are.</param>
/// <param name="Article"><c>same</c>, <c>law</c> (another article of the same law), <c>other</c>, or <c>none</c> where the row cites nothing.</param>
public sealed record ItemMatch(EnforcementItem Item, double Score, double Names, string Article);

/// <summary>What a row does.</summary>
public enum RowState
{
    /// <summary>新增: gives what no town of it held.</summary>
    New,

    /// <summary>变更: other places or another scope than before.</summary>
    Changed,

    /// <summary>一致: as before, now by this list.</summary>
    Confirmed,

    /// <summary>待确认: a person decides.</summary>
    Unsure,

    /// <summary>不采用: left out by a person, with a reason.</summary>
    LeftOut,
}

/// <summary>A row with what it means.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">What it does.</param>
/// <param name="Item">Item; null while unsure.</param>
/// <param name="Matches">Items it may mean, best first.</param>
/// <param name="Reach">Where it reaches; null while unsure.</param>
/// <param name="Scope">What it gives.</param>
/// <param name="Doubts">Why a person has to decide.</param>
/// <param name="Remarks">What is worth knowing and stops nothing.</param>
/// <param name="Answer">What a person said.</param>
public sealed record ListLine(
    NoticeRow Row, RowState State, EnforcementItem? Item, IReadOnlyList<ItemMatch> Matches, Reach? Reach, Scope Scope, IReadOnlyList<Text> Doubts, IReadOnlyList<Text> Remarks, RowAnswer Answer);

/// <summary>收回: an item that the list no longer has.</summary>
/// <param name="Item">Item.</param>
/// <param name="Places">Towns that held it the day before.</param>
/// <param name="Everywhere">True when these are all the towns of the county.</param>
public sealed record ListLoss(EnforcementItem Item, IReadOnlyList<Locality> Places, bool Everywhere);

/// <summary>
/// 清单导入预览: what a published list would change, before anything changes. Pure: the same rows, answers and law give the same preview and the same files.
/// </summary>
public sealed partial class CountyList
{
    private const double Sure = 0.72;
    private const double Alike = 0.75;
    private const double Apart = 0.1;

    private CountyList(ListPaper paper, IReadOnlyList<ListLine> lines, IReadOnlyList<ListLoss> losses, IReadOnlyList<Text> problems)
    {
        (Paper, Lines, Losses, Problems) = (paper, lines, losses, problems);
    }

    /// <summary>The paper.</summary>
    public ListPaper Paper { get; }

    /// <summary>The rows, in the notice's order.</summary>
    public IReadOnlyList<ListLine> Lines { get; }

    /// <summary>Items no longer on the list.</summary>
    public IReadOnlyList<ListLoss> Losses { get; }

    /// <summary>What is missing before the list can be drafted.</summary>
    public IReadOnlyList<Text> Problems { get; }

    /// <summary>True when nothing is left to a person.</summary>
    public bool Ready => Problems.Count == 0 && Lines.All(l => l.State != RowState.Unsure);

    /// <summary>How many rows do what.</summary>
    public int Count(RowState state) => Lines.Count(l => l.State == state);

    /// <summary>Reads rows against the law in force.</summary>
    public static CountyList Of(LawInForce law, ListPaper paper, IReadOnlyList<NoticeRow> rows, IReadOnlyDictionary<int, RowAnswer> answers)
    {
        var places = law.Packs.SelectMany(p => p.Localities).Where(l => l.County == paper.County && l.Stands(paper.From)).OrderBy(l => l.Code, StringComparer.Ordinal).ToList();
        var items = new ItemIndex(law, paper.County, paper.From);
        var taken = new Dictionary<ItemCode, List<Locality>>();
        var lines = rows.Select(r => Line(law, paper, r, answers.GetValueOrDefault(r.Line) ?? new RowAnswer(), places, items, taken)).ToList();
        var losses = paper.Whole ? Lost(law, paper, places, items, taken) : [];
        return new CountyList(paper, lines, losses, Missing(law, paper, rows));
    }

    private static List<Text> Missing(LawInForce law, ListPaper paper, IReadOnlyList<NoticeRow> rows)
    {
        var missing = new List<Text>();
        if (law.County(paper.County) is null)
        {
            missing.Add(new Text("没有这个区县", "there is no such county", "لا توجد مقاطعة كهذه"));
        }
        else if (law.CountyFor(paper.County, paper.From) is var heir && heir != paper.County)
        {
            var name = law.NameOf(heir);
            missing.Add(new Text($"区县已由{name.Zh}（{heir}）承继", $"the county was succeeded by {name.En} ({heir})", $"خلفت {name.Ar} ({heir}) المقاطعة"));
        }

        if (paper.Title.Trim().Length == 0 && paper.Number.Trim().Length == 0)
        {
            missing.Add(new Text("写明文件名称或者文号", "name the paper by title or number", "اذكر عنوان المستند أو رقمه"));
        }

        if (paper.Source.Trim().Length == 0)
        {
            missing.Add(new Text("写明文件在哪里公布", "say where the paper was published", "اذكر أين نُشر المستند"));
        }

        if (paper.Whole && paper.Transition != Transition.None && paper.Clause.Trim().Length == 0)
        {
            missing.Add(new Text("抄录过渡条款原文", "copy the transition clause word for word", "انسخ نص بند الانتقال حرفياً"));
        }

        if (rows.Count == 0)
        {
            missing.Add(new Text("清单没有事项", "the list has no rows", "لا سطور في القائمة"));
        }

        return missing;
    }

    private static ListLine Line(
        LawInForce law, ListPaper paper, NoticeRow row, RowAnswer answer, IReadOnlyList<Locality> places, ItemIndex items, Dictionary<ItemCode, List<Locality>> taken)
    {
        var (doubts, remarks) = (new List<Text>(), new List<Text>());
        var matches = items.Match(row);
        if (answer.Item == "-")
        {
            var reasonless = answer.Reason.Trim().Length == 0;
            return new ListLine(row, reasonless ? RowState.Unsure : RowState.LeftOut, null, matches, null, default,
                reasonless ? [new Text("不采用须写明理由", "leaving a row out needs a reason", "ترك سطر يحتاج إلى سبب")] : [], [], answer);
        }

        var item = Chosen(row, answer, matches, items, doubts, remarks);
        var words = answer.Grantees.Trim().Length > 0 ? answer.Grantees : row.Grantees;
        var reach = Grantees.Read(words, paper.County, places, doubts);
        var scope = item is null ? default : ScopeOf(row, item, answer, doubts, remarks);
        if (item is null || reach is null || doubts.Count > 0)
        {
            return new ListLine(row, RowState.Unsure, item, matches, reach, scope, doubts, remarks, answer);
        }

        var given = places.Where(reach.Covers).ToList();
        if (taken.TryGetValue(item.Code, out var earlier) && given.FirstOrDefault(earlier.Contains) is { } twice)
        {
            doubts.Add(new Text($"{twice.Name.Zh}在前面的行已有 {item.Code}", $"an earlier row already gives {item.Code} to {twice.Name.En}", $"سطر سابق يمنح {item.Code} لـ{twice.Name.Ar}"));
            return new ListLine(row, RowState.Unsure, item, matches, reach, scope, doubts, remarks, answer);
        }

        taken[item.Code] = [.. earlier ?? [], .. given];
        return new ListLine(row, StateOf(law, paper, item, given, scope, places), item, matches, reach, scope, doubts, remarks, answer);
    }

    private static EnforcementItem? Chosen(NoticeRow row, RowAnswer answer, IReadOnlyList<ItemMatch> matches, ItemIndex items, List<Text> doubts, List<Text> remarks)
    {
        if (answer.Item.Trim().Length > 0)
        {
            if (items.Find(answer.Item.Trim().ToUpperInvariant()) is { } named)
            {
                if (items.ArticleOf(row, named) is not "same" && answer.Reason.Trim().Length == 0)
                {
                    doubts.Add(new Text("依据与事项不符，确认须写明理由", "the basis is not the item's: confirming needs a reason", "السند لا يطابق البند؛ والتأكيد يحتاج إلى سبب"));
                }

                return named;
            }

            doubts.Add(new Text($"没有事项 {answer.Item}", $"there is no item {answer.Item}", $"لا بند {answer.Item}"));
            return null;
        }

        if (matches is not [var best, ..] || (best.Score < Sure && best.Names < Alike))
        {
            doubts.Add(new Text("没有足够相近的事项", "no item is near enough", "لا بند قريب بما يكفي"));
            return null;
        }

        if (matches is [_, var second, ..] && best.Score - second.Score < Apart)
        {
            doubts.Add(new Text($"两个事项同样相近：{best.Item.Code}、{second.Item.Code}", $"two items are about as near: {best.Item.Code}, {second.Item.Code}", $"بندان متقاربان: {best.Item.Code}، {second.Item.Code}"));
            return null;
        }

        if (best.Article != "same")
        {
            doubts.Add(best.Article == "none"
                ? new Text("这一行没有写依据", "the row cites no basis", "السطر لا يذكر سنداً")
                : new Text($"依据的条文不是 {best.Item.Code} 的条文（{best.Item.LegalBasis}）", $"the article is not that of {best.Item.Code} ({best.Item.LegalBasis})", $"المادة ليست مادة {best.Item.Code} ({best.Item.LegalBasis})"));
        }
        else if (best.Names < 0.6)
        {
            remarks.Add(new Text($"名称与“{best.Item.Title.Zh}”不同，条文相同", $"the name differs from “{best.Item.Title.En}”, the article is the same", $"الاسم يختلف عن «{best.Item.Title.Ar}» والمادة نفسها"));
        }

        return best.Item;
    }

    /// <summary>The list line and the item's law must both say so (R-COMP-06); the program denies what only one says, and shows it.</summary>
    private static Scope ScopeOf(NoticeRow row, EnforcementItem item, RowAnswer answer, List<Text> doubts, List<Text> remarks)
    {
        var said = row.Scope.Length > 0 ? row.Scope : row.Item;
        var words = row.Scope.Length > 0 ? Excluded().Replace(said, "") : said;
        if (words.Length < said.Length)
        {
            remarks.Add(new Text($"清单除外的不赋予：{said}", $"what the list leaves out is not given: {said}", $"ما استثنته القائمة لا يُمنح: {said}"));
        }

        var penalise = words.Contains("处罚", StringComparison.Ordinal);
        var inspect = words.Contains("检查", StringComparison.Ordinal);
        var measures = words.Contains("强制措施", StringComparison.Ordinal) || words.Contains("行政强制", StringComparison.Ordinal) && !words.Contains("行政强制执行", StringComparison.Ordinal);
        var execution = words.Contains("强制执行", StringComparison.Ordinal);
        if (!penalise && !inspect && !measures && !execution)
        {
            doubts.Add(new Text($"看不出赋权范围：{said}", $"what is given cannot be read from: {said}", $"لا يُعرف ما مُنح من: {said}"));
        }

        var kinds = KindsOf(said);
        if (penalise && kinds == PenaltyKinds.None)
        {
            doubts.Add(new Text($"看不出赋予哪些处罚种类：{said}", $"which kinds of penalty are given cannot be read from: {said}", $"لا يُعرف أي أنواع العقوبات مُنحت من: {said}"));
        }

        var may = new Scope(
            inspect && (item.NamesInspection || answer.InspectionArticle.Trim().Length > 0),
            penalise,
            measures && (item.NamesMeasures || answer.MeasuresArticle.Trim().Length > 0),
            execution && item.NamesExecution,
            kinds);
        if (penalise && kinds != PenaltyKinds.All)
        {
            var names = kinds.Words().Select(TierWords.Penalty).ToList();
            remarks.Add(new Text($"只赋予这些处罚种类：{string.Join("、", names.Select(n => n.Zh))}", $"only these kinds of penalty are given: {string.Join(", ", names.Select(n => n.En))}", $"لا تُمنح إلا أنواع العقوبات هذه: {string.Join("، ", names.Select(n => n.Ar))}"));
        }

        if (inspect && !may.Inspect)
        {
            remarks.Add(new Text("清单写了行政检查；事项的法律是否也写，程序不知道，先不赋予（写明条文后可以）", "the list names the inspection; whether the item's law does is not known, so it is not given (name the article to give it)", "تذكر القائمة التفتيش؛ ولا يُعلم هل يذكره قانون البند فلا يُمنح (اذكر المادة لمنحه)"));
        }

        if (measures && !may.Measures)
        {
            remarks.Add(new Text("清单写了行政强制措施；事项的法律没有写，不赋予（写明条文后可以）", "the list names measures; the item's law as read does not, so they are not given (name the article to give them)", "تذكر القائمة التدابير؛ ولا يذكرها قانون البند كما قُرئ فلا تُمنح (اذكر المادة لمنحها)"));
        }

        if (execution && !may.Execution)
        {
            remarks.Add(new Text("清单写了强制执行；事项的法律没有写，不赋予", "the list names execution; the item's law as read does not, so it is not given", "تذكر القائمة التنفيذ؛ ولا يذكره قانون البند كما قُرئ فلا يُمنح"));
        }

        return may;
    }

    /// <summary>Kinds of penalty a list gives: all that the item's law provides, without those it leaves out (吊销许可证件除外), or only those it names (仅限警告、罚款).</summary>
    private static PenaltyKinds KindsOf(string said)
    {
        static PenaltyKinds Named(string words) => KindWords.Where(k => words.Contains(k.Word, StringComparison.Ordinal)).Aggregate(Measures(words), (all, k) => all | k.Kind);
        var only = Named(string.Concat(Only().Matches(said).Select(m => m.Value)));
        var left = Named(string.Concat(Excluded().Matches(said).Select(m => m.Value)));
        return (only == PenaltyKinds.None ? PenaltyKinds.All : only) & ~left;
    }

    // A list speaks of 限制 for short, where a statute says what is restricted: then both.
    private static PenaltyKinds Measures(string words) => PenaltyKindWords.MeasuresIn(words) is var named && words.Contains("限制", StringComparison.Ordinal) && (named & Restrictions) == 0 ? named | Restrictions : named;

    private const PenaltyKinds Restrictions = PenaltyKinds.Restriction | PenaltyKinds.Debarment;

    private static readonly (string Word, PenaltyKinds Kind)[] KindWords = [("警告", PenaltyKinds.Warning), ("罚款", PenaltyKinds.Fine), ("没收", PenaltyKinds.Confiscation)];

    private static RowState StateOf(LawInForce law, ListPaper paper, EnforcementItem item, List<Locality> given, Scope scope, IReadOnlyList<Locality> places)
    {
        var before = places.ToDictionary(p => p, p => Before(law, paper, item.Code, p));
        if (before.Values.All(g => g is null))
        {
            return RowState.New;
        }

        return places.All(p => (before[p] is not null) == given.Contains(p)) && given.TrueForAll(p => before[p]!.Scope == scope) ? RowState.Confirmed : RowState.Changed;
    }

    private static List<ListLoss> Lost(LawInForce law, ListPaper paper, IReadOnlyList<Locality> places, ItemIndex items, Dictionary<ItemCode, List<Locality>> taken)
    {
        var losses = new List<ListLoss>();
        foreach (var item in items.All)
        {
            // Where towns came together and it is in doubt who holds it, a whole list without it takes it back: then nothing is in doubt.
            var held = places.Where(p => Before(law, paper, item.Code, p, inDoubt: true) is { Source: PowerSource.Empowered }).ToList();
            var lost = held.Where(p => !taken.TryGetValue(item.Code, out var given) || !given.Contains(p)).ToList();
            if (lost.Count > 0)
            {
                losses.Add(new ListLoss(item, lost, lost.Count == places.Count));
            }
        }

        return losses;
    }

    /// <summary>The line a town would hold on the list's first day without the list: what it had before, and what another list of that day gave it.</summary>
    private static Grant? Before(LawInForce law, ListPaper paper, ItemCode item, Locality place, bool inDoubt = false)
    {
        var found = law.Catalogue.Find(new PowerQuestion(item, place.Code, paper.From, paper.From));
        var held = inDoubt && found.Doubt is { } doubt ? doubt.OneLine ?? doubt.OtherLine : found.Line;
        return held is { Source: not PowerSource.Entrusted } ? held : null;
    }

    // 行政处罚（不含行政强制措施）；除行政检查外；行政强制措施除外. What cannot be told apart is denied: a person is asked where nothing is left.
    [GeneratedRegex("除[^除外]+?(?:以外|之外|外)|[^（(）)，,；;。]*除外|(?:不含|不包括|不包含|不得|不赋予|不授予)[^）)；;。]*")]
    private static partial Regex Excluded();

    [GeneratedRegex("(?:仅限|限于|只限)[^）);；。]*")]
    private static partial Regex Only();
}
