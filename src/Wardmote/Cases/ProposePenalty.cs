using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>拟处罚: stage, power, standard, fences, in the law's order. A stopped proposal is kept too, and supervision sees both.</summary>
public sealed record ProposePenalty
{
    /// <summary><c>summary</c> or <c>ordinary</c>.</summary>
    public string Procedure { get; init; } = "summary";

    /// <summary>Facts a person confirmed, for the standard.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Warning.</summary>
    public bool Warning { get; init; }

    /// <summary>Yuan; null for none.</summary>
    public decimal? Fine { get; init; }

    /// <summary>Ground of mitigation.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Finding on illegal gains.</summary>
    public string Gains { get; init; } = "";

    /// <summary>Reasons.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How a condition in the item's own words was met.</summary>
    public string ConditionMet { get; init; } = "";

    /// <summary>Harm by which an act found after two years may still be punished (Penalties art. 36); null = that of the filing.</summary>
    public Harm? Harm { get; init; }

    /// <summary>Number of an earlier decision on the same act, where a person links it.</summary>
    public string LinkedAct { get; init; } = "";

    /// <summary>Codes of other items that the same act breaches (Penalties art. 29: the higher fine applies).</summary>
    public IReadOnlyList<string> AlsoBreaches { get; init; } = [];

    /// <summary>Number of the judgment by which a court fined the same act; empty = none.</summary>
    public string CourtFined { get; init; } = "";

    /// <summary>Yuan of gains or goods to be confiscated; null for none.</summary>
    public decimal? Confiscated { get; init; }

    /// <summary>Other kinds of penalty: <c>suspension</c>, <c>closure</c>, <c>revocation</c> …, each with its length where it has one: <c>suspension: 10 日</c>, <c>withholding: 3 个月</c>.</summary>
    public IReadOnlyList<string> Other { get; init; } = [];

    /// <summary>Units or yuan a fine without a fixed range is counted from; null = not established.</summary>
    public decimal? FineBase { get; init; }

    /// <summary>Writes the proposal, or the stop.</summary>
    public Outcome On(CaseFile file, LawInForce law, Roster roster, Weighed weighed, IReadOnlyList<PastFine> past, DateOnly today)
    {
        if (file.Stage is not (Stage.Inspected or Stage.Persuaded or Stage.NotCorrected or Stage.Proposed or Stage.CorrectionOrdered) || file.Site is null)
        {
            return CaseStage.Wrong(file);
        }

        // In the ordinary procedure the head files first, and the proposal stands in the report of the investigation.
        if (Procedure == "ordinary")
        {
            return Outcome.No("file_first", new Text("普通程序须先立案", "the ordinary procedure begins with filing", "يبدأ الإجراء العادي بفتح القضية"), new Text("报负责人立案", "put it to the head for filing", "اعرضه على الرئيس لفتح القضية"), "行政处罚法 54");
        }

        return file.SpokenAgainst is { } told && Imposed.HeavierThan(told.Imposed()) is { } how
            ? Outcome.No("heavier_after_defence",
                new Text($"比当事人申辩过的处罚重：{how.Zh}", $"heavier than the penalty the party has spoken against: {how.En}", $"أشد من العقوبة التي دافع الطرف ضدها: {how.Ar}"),
                new Text("不得因申辩加重；有新的事实和证据的，立案调查", "a defence never makes it heavier; on new facts and evidence file the case", "الدفاع لا يشدد العقوبة؛ وعند وقائع وأدلة جديدة افتح القضية"), "行政处罚法 45")
            : Write(file, Fill(file, law, roster, weighed, past, today), law, weighed, "propose_penalty");
    }

    /// <summary>What the penalty consists of.</summary>
    internal Imposed Imposed => new(Warning, Fine, Confiscated, Other);

    /// <summary>Asks the fences and writes the proposal behind <paramref name="before"/>, or the stop.</summary>
    internal Outcome Write(CaseFile file, Proposal proposal, LawInForce law, Weighed weighed, string act, params Fact[] before)
    {
        if (HarmGiven.Lacks(Harm) is { } incomplete)
        {
            return new Outcome.Refuse(incomplete);
        }

        if (Fences.Imposed.Uncertain(Other) is { } unclear)
        {
            return Outcome.No("bad_length", unclear, new Text("写一个数字和单位，例如 10 日、3 个月、1 年；没有期限的不写", "write one number with its unit, such as 10 日, 3 个月 or 1 年; none where it has no end", "اكتب رقماً واحداً مع وحدته مثل 10 日 أو 3 个月 أو 1 年؛ ولا تكتب شيئاً إن لم تكن لها نهاية"), "行政处罚法 59");
        }

        // Whoever links an act says that it was punished before: a number that leads nowhere is asked again, never passed over.
        if (LinkedAct.Trim() is { Length: > 0 } linked && linked != file.Id && !proposal.Past.Any(f => f.Number == linked || f.Act == linked))
        {
            return Outcome.No("unknown_act",
                new Text($"没有找到对该当事人的在先决定 {linked}", $"no earlier decision {linked} on this party was found", $"لا قرار سابق {linked} على هذا الطرف"),
                new Text("核对决定书编号；同一行为已被别的机关或者在别的区县罚款的，不得再罚款", "check its number; where another organ or county has fined the same act there is no second fine", "راجع رقم القرار؛ وإن غرّمت جهة أخرى أو حي آخر الفعل نفسه فلا غرامة ثانية"), "行政处罚法 29");
        }

        var fences = new PenaltyFences(law, file.Book.Code, proposal.Today).Ask(proposal);
        var cautions = fences.Where(f => f.Answer == FenceVerdict.Caution).ToList();
        var stops = fences.Where(f => f.Answer == FenceVerdict.Stop).ToList();

        // A departure from guidance may be put to the head with reasons; it is decided there. On the spot nobody is there to decide it.
        if (stops.Count > 0 && (Procedure != "ordinary" || Reason.Trim().Length == 0 || stops.Any(f => f.OverrideBy.Count == 0)))
        {
            return new Outcome.Stop(fences, [Stopped(file, act, fences)]);
        }

        if (cautions.Count > 0 && Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed",
                new Text("有提醒需要写明理由：" + string.Join("；", cautions.Select(c => c.Fact.Zh)), "cautions need a reason: " + string.Join("; ", cautions.Select(c => c.Fact.En)), "تنبيهات تحتاج إلى سبب: " + string.Join("؛ ", cautions.Select(c => c.Fact.Ar))),
                new Text("写一句理由；监督部门会看到", "write one reason; supervision will see it", "اكتب سبباً واحداً وستراه جهة الإشراف"), cautions[0].Article);
        }

        var row = law.Item(file.Item, file.LawDay)!;
        var body = new PenaltyProposed(file.Id, Procedure, proposal.Act, weighed.Standard ?? "", weighed.Tier ?? "", Facts, weighed.Fine ?? weighed.Statutory,
            Warning, Fine, Ground, Gains, Reason.Trim(), fences, $"{row.Code}@{row.ValidFrom:yyyy-MM-dd}", Confiscated, Other, FineBase, ConditionMet,
            AlsoBreaches.Count > 0 ? AlsoBreaches : null, CourtFined.Trim().Length > 0 ? CourtFined.Trim() : null, Harm.Trimmed(Harm));
        return Outcome.Of([.. before, Body.Fact(body, file.Tags, null, null, file.Under)]);
    }

    /// <summary>The proposal filled from the case: no fact is typed twice.</summary>
    public Proposal Fill(CaseFile file, LawInForce law, Roster roster, Weighed? weighed, IReadOnlyList<PastFine> past, DateOnly today, bool deciding = false)
    {
        var link = LinkedAct.Trim();
        var linked = past.FirstOrDefault(f => f.Number == link || f.Act == link);
        return new Proposal
        {
            Item = file.Item,
            Place = law.Locality(law.TeamFor(file.Opened.Locality, Procedure == "summary" ? today : file.FiledOn ?? today))!,
            Organ = law.TeamFor(file.Opened.Locality, today),
            ActDay = file.ActDay,
            Found = file.Opened.Found,
            Filed = Procedure == "summary" ? today : file.FiledOn ?? today,
            Today = today,
            Procedure = Procedure,
            Party = file.Site!.PartyKind,
            Minor = file.Site.Minor,
            Young = file.Site.Young,
            Officers = [.. file.Officers.Select(o => roster.Find(o.Id) ?? new Officer(o.Id, o.Name, "", false, "", []))],
            Persuaded = file.Persuasions.Count > 0,
            OrderTerm = file.Order?.Term,
            Reinspected = file.ReinspectedAt is { } at ? ShanghaiTime.Day(at) : null,
            Corrected = file.Reinspection?.Corrected,
            Refused = file.Reinspection?.Refused == true,
            ConditionMet = ConditionMet,
            Harm = Harm ?? file.Harm,
            Warning = Warning,
            Fine = Fine,
            Ground = Ground,
            Gains = Gains,
            Reason = Reason,
            AlsoBreaches = [.. AlsoBreaches.Select(c => c.Trim().ToUpperInvariant()).Where(c => c.Length > 0 && c != file.Opened.Item).Distinct().Select(c => new ItemCode(c))],
            CourtFined = CourtFined.Trim(),
            Confiscation = Confiscated > 0,
            Confiscated = Confiscated,
            Other = Other,
            FineBase = FineBase,
            LawDay = file.LawDay == file.ActDay ? null : file.LawDay,
            Act = linked?.Act ?? file.Id,
            Past = past,
            Weighed = weighed,
            Heard = file.Heard is { Told: true },
            Deciding = deciding,
        };
    }

    /// <summary>The entry that keeps a stop.</summary>
    public static Fact Stopped(CaseFile file, string act, IReadOnlyList<FenceAnswer> fences) =>
        Body.Fact(new ActStopped($"{file.Id}-{file.Sequence + 1}", file.Id, act, "", [.. fences.Where(f => f.Answer != FenceVerdict.Clear)]), [.. file.Tags, new Tag("stop", file.Opened.Locality)]);
}

/// <summary>Whether harm that somebody names is stated whole (Penalties art. 36).</summary>
internal static class HarmGiven
{
    /// <summary>Null when nothing is named or nothing is missing. What only words on record say is nobody's to name.</summary>
    public static Refusal? Lacks(Harm? harm) =>
        harm is null || (Harm.Kinds.Contains(harm.Kind.Trim()) && harm.Lacks() is null) ? null
        : new Refusal("harm_incomplete", harm.Lacks() ?? new Text("没有选择危害了什么", "which harm it is was not chosen", "لم يُختر نوع الضرر"),
            new Text("写全：危害了什么、什么后果、有何证据、由谁确认；没有的全部留空", "state all of it: which harm, what it led to, what proves it, who attests it; leave all of it empty where there is none", "اذكرها كلها: أي ضرر وعاقبته ودليله ومن يشهد به؛ وإن لم يوجد فاتركها كلها فارغة"), "行政处罚法 36");
}

/// <summary>告知与听取: tell the party facts, reasons, basis and rights, and record what they say (Penalties arts. 44–45).</summary>
public sealed record HearParty(bool Told, string Said, string Answer)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file)
    {
        if (file.Stage != Stage.Proposed)
        {
            return CaseStage.Wrong(file);
        }

        if (!Told)
        {
            return Outcome.No("not_told", new Text("须先告知事实、理由、依据和陈述申辩的权利", "facts, reasons, basis and the right to be heard must be told first", "يجب الإبلاغ أولاً بالوقائع والأسباب والسند وحق الدفاع"), new Text("告知后勾选", "tell, then tick", "أبلغ ثم علّم"), "行政处罚法 44");
        }

        return Said.Trim().Length > 0 && Answer.Trim().Length == 0
            ? Outcome.No("answer_needed", new Text("当事人有陈述申辩，须写明采纳与否和理由", "the party gave a defence: say whether it is adopted and why", "قدّم الطرف دفاعاً: اذكر هل يُؤخذ به ولماذا"), new Text("写一句复核意见", "write one line of review", "اكتب سطراً للمراجعة"), "行政处罚法 45")
            : Outcome.Of(Body.Fact(new PartyHeard(file.Id, Told, Said.Trim(), Answer.Trim()), file.Tags));
    }
}
