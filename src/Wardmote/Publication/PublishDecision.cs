using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Publication;

/// <summary>
/// 是否具有社会影响: the organ itself says which of its decisions have a certain social impact (Penalties art. 48(1), Government Information art. 20(6)); no text gives a list, so a person
/// says it with a reason. What concerns somebody under 18 is left out wholly.
/// </summary>
public sealed record AssessImpact(bool Impact, string Reason)
{
    /// <summary>Longest reason or statement.</summary>
    public const int Longest = 1_000;

    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, PublishedDecision decision, Signatory named)
    {
        if (decision.State is not ("due" or "to_check" or "not_published") || decision.Fell is not null)
        {
            return Wrong();
        }

        if (Reason.Trim().Length is 0 or > Longest)
        {
            return Outcome.No("reason_needed", new Text("写明理由，不超过 1000 字", "give the reason, in at most 1,000 characters", "اذكر السبب بما لا يزيد على 1000 حرف"),
                new Text("一句话即可；监督机关会看到", "one sentence is enough; supervision will see it", "جملة واحدة تكفي وستراها جهة الإشراف"), "行政处罚法 48(1)");
        }

        return Impact && Young(file)
            ? new Outcome.Refuse(MinorLeftOut())
            : Outcome.Of(Body.Fact(new PublicationAssessed(decision.Id, file.Id, decision.Number, Impact, Reason.Trim(), named), [.. file.Tags, PublishedDecision.TagOf(decision.Id)]));
    }

    /// <summary>True when the party was under 18.</summary>
    public static bool Young(CaseFile file) => file.Site is { Minor: true } or { Young: true };

    internal static Refusal MinorLeftOut() => new("minor_left_out",
        new Text("当事人未满十八周岁，整件不予公示", "the party is under 18: nothing of it is published", "الطرف دون الثامنة عشرة: لا يُنشر شيء منه"),
        new Text("选择“不公示”并写明理由", "choose not to publish, with the reason", "اختر عدم النشر مع ذكر السبب"), "未成年人保护法 103");

    internal static Outcome Wrong() => Outcome.No("wrong_state",
        new Text("这份决定的公示已经到了别的步骤", "the publication of this decision is at another step", "نشر هذا القرار في خطوة أخرى"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
}

/// <summary>核对并公示: a named person has seen the decision before and after redaction side by side, and publishes it.</summary>
/// <param name="More">Words hidden beyond the rule.</param>
/// <param name="Show">Pieces of the rule (<see cref="Redaction.Place"/>) that are shown, each with its reason.</param>
/// <param name="Seen">Hash of the redacted words the checker looked at: what is published is what was seen.</param>
public sealed record PublishDecision(IReadOnlyList<HideMore> More, IReadOnlyDictionary<string, string> Show, string Seen)
{
    /// <summary>Most pieces a checker adds.</summary>
    public const int Most = 100;

    /// <summary>What would be published.</summary>
    public Document Redacted(Document document, Party party, string payCode) =>
        Redaction.Apply(document, Pieces(document, Redaction.ByRule(document, party, payCode)));

    /// <summary>The pieces that stay hidden.</summary>
    public IReadOnlyList<Redaction> Pieces(Document document, IReadOnlyList<Redaction> rule) => Redaction.With(document, [.. rule.Where(p => !Show.ContainsKey(p.Place))], More);

    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, PublishedDecision decision, Document document, Party party, LawInForce law, Signatory checker, DateTimeOffset now, string envelope)
    {
        if (decision.State != "to_check")
        {
            return AssessImpact.Wrong();
        }

        if (AssessImpact.Young(file))
        {
            return new Outcome.Refuse(AssessImpact.MinorLeftOut());
        }

        if (document.Hash != decision.Document)
        {
            return Outcome.No("document_changed", new Text("重新生成的文书与当时作出的决定不一致", "the document made again is not the decision as it was made", "الوثيقة المعاد إنشاؤها ليست القرار كما صدر"),
                new Text("文书模板可能已经修改；请管理员核对法律包", "its template may have changed; ask the administrator to check the law pack", "ربما تغيّر القالب؛ اطلب من المدير مراجعة حزمة القانون"));
        }

        var rule = Redaction.ByRule(document, party, file.Ruling?.PayCode ?? "");
        if (Fault(document, rule) is { } fault)
        {
            return fault;
        }

        var pieces = Pieces(document, rule);
        var text = Redaction.Apply(document, pieces);
        if (text.Hash != Seen)
        {
            return Outcome.No("not_seen", new Text("隐去的内容有改动，请先看隐去后的文本", "what is hidden was changed: look at the words once more first", "تغيّر ما أُخفي: اطّلع على النص مرة أخرى أولاً"),
                new Text("按“看隐去后的文本”，再公示", "press “Look at it redacted”, then publish", "اضغط «عرض النص بعد الإخفاء» ثم انشر"));
        }

        var p = decision.Ordinary ? null : file.Decision;
        var r = decision.Ordinary ? file.Ruling : null;
        var fine = p?.Fine ?? r?.Fine;
        List<string> kinds = [.. (p?.Warning ?? r!.Warning) ? ["warning"] : Array.Empty<string>(), .. fine > 0 ? ["fine"] : Array.Empty<string>(), .. r?.Confiscated > 0 ? ["confiscation"] : Array.Empty<string>(), .. r?.Other.Count > 0 ? ["other"] : Array.Empty<string>()];
        var shown = rule.Where(x => Show.ContainsKey(x.Place)).ToList();
        var name = party.Kind == PartyKind.Individual && shown.Exists(x => x.Kind == "name") ? party.Name : Redaction.Anonymous(party);
        var published = new DecisionPublished(
            decision.Id, file.Id, decision.Number, file.Under?.InNameOf ?? file.Opened.Locality, file.Opened.Item, file.Opened.Locality, ShanghaiTime.Day(decision.DecidedAt),
            More.Any(m => name.Contains(m.Words.Trim(), StringComparison.OrdinalIgnoreCase)) ? Redaction.Mark : name, kinds, fine > 0 ? fine : null, checker,
            pieces.GroupBy(x => x.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            [.. shown.Select(x => new Shown(x.Kind, Show[x.Place].Trim()))], document.Hash, text.Hash, envelope,
            ShanghaiTime.Day(now) > law.At(file.Book).Ends("publish-decision", ShanghaiTime.Day(decision.DecidedAt)));
        return Outcome.Of(Body.Fact(published, [.. file.Tags, PublishedDecision.TagOf(decision.Id)], ["published:" + decision.Id],
            [new Envelope(envelope, "publication-" + decision.Id, JsonSerializer.Serialize(text, Body.Json))], file.Under));
    }

    private Outcome? Fault(Document document, IReadOnlyList<Redaction> rule)
    {
        if (More.Count > Most || More.FirstOrDefault(m => m.Words.Trim().Length > 200) is not null)
        {
            return Outcome.No("too_much", new Text("最多再隐去 100 处，每处不超过 200 字", "at most 100 pieces of 200 characters", "مئة مقطع على الأكثر كل منها 200 حرف"), new Text("删去一些", "take some away", "احذف بعضها"));
        }

        if (More.FirstOrDefault(m => m.Words.Trim().Length == 0 || Redaction.With(document, [], [m]).Count == 0) is { } missing)
        {
            return Outcome.No("not_in_document", new Text($"决定书里没有“{missing.Words}”", $"“{missing.Words}” does not stand in the decision", $"لا يرد «{missing.Words}» في القرار"), new Text("从左边照抄要隐去的字", "copy the words to be hidden from the decision", "انسخ الكلمات المراد إخفاؤها من القرار"));
        }

        if (Show.Keys.FirstOrDefault(place => rule.All(r => r.Place != place)) is not null)
        {
            return AssessImpact.Wrong();
        }

        return Show.Values.Any(reason => reason.Trim().Length is 0 or > 500)
            ? Outcome.No("reason_needed", new Text("按规则应当隐去的内容，公开须写明理由", "to show what the rule hides needs a reason", "إظهار ما تخفيه القاعدة يحتاج إلى سبب"),
                new Text("写一句理由，例如本人书面同意公开", "write one, for example that the person agreed in writing", "اكتب سبباً، مثلاً موافقة الشخص كتابةً"), "政府信息公开条例 15")
            : null;
    }
}

/// <summary>撤回公示: the decision was changed, revoked or found illegal or invalid; three working days, with a public statement of why (Penalties art. 48(2)).</summary>
/// <param name="Ground"><c>changed</c>, <c>revoked</c>, <c>illegal</c> or <c>invalid</c>.</param>
/// <param name="Since">Day on which the decision fell.</param>
/// <param name="Statement">What the public reads.</param>
public sealed record Withdrawal(string Ground, DateOnly Since, string Statement)
{
    /// <summary>Writes it. Where the organ itself undid the decision no remedy is on record, and the ground and the day are the organ's word.</summary>
    public Outcome On(CaseFile file, PublishedDecision decision, LawInForce law, Signatory named, DateTimeOffset now)
    {
        if (decision.State is not ("published" or "to_withdraw"))
        {
            return AssessImpact.Wrong();
        }

        var today = ShanghaiTime.Day(now);
        var (ground, since) = decision.Fell is { } fell ? (fell.Result, fell.On) : (Ground, Since);
        if (ground is not ("changed" or "revoked" or "illegal" or "invalid") || since > today || since < ShanghaiTime.Day(decision.DecidedAt))
        {
            return Outcome.No("bad_ground", new Text("选择变更、撤销、确认违法或者确认无效，并写明哪一天", "choose changed, revoked, found illegal or found invalid, and give the day", "اختر التعديل أو الإلغاء أو عدم المشروعية أو البطلان مع اليوم"),
                new Text("日期不早于决定之日，不晚于今天", "not before the decision and not after today", "ليس قبل القرار ولا بعد اليوم"), "行政处罚法 48(2)");
        }

        return Statement.Trim().Length is 0 or > AssessImpact.Longest
            ? Outcome.No("statement_needed", new Text("撤回须公开说明理由，不超过 1000 字", "a withdrawal says publicly why, in at most 1,000 characters", "السحب يُعلَن سببه بما لا يزيد على 1000 حرف"), new Text("公众会看到这段话；不要写个人信息", "the public reads it; name nobody", "سيقرؤه الجمهور؛ لا تذكر أسماء"), "行政处罚法 48(2)")
            : Outcome.Of(Body.Fact(new DecisionWithdrawn(decision.Id, file.Id, decision.Number, ground, since, Statement.Trim(), named, today > law.At(file.Book).Ends("withdraw-publication", since)),
                [.. file.Tags, PublishedDecision.TagOf(decision.Id)]));
    }
}
