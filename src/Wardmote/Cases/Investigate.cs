using System.Text.Json;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>询问: two officers ask the party or a witness; certificates shown, rights told, record signed (Penalties art. 55).</summary>
public sealed record RecordInquiry
{
    /// <summary>Ids of both officers.</summary>
    public required IReadOnlyList<string> Officers { get; init; }

    /// <summary>From.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>To.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Where.</summary>
    public string Place { get; init; } = "";

    /// <summary><c>party</c>, <c>witness</c> or <c>other</c>.</summary>
    public required string Relation { get; init; }

    /// <summary>Who was asked, and the answers.</summary>
    public required Inquiry Asked { get; init; }

    /// <summary>Certificates were shown.</summary>
    public bool CertificatesShown { get; init; }

    /// <summary>Rights and duties, recusal among them, were told.</summary>
    public bool RightsTold { get; init; }

    /// <summary>signed or refused.</summary>
    public string Signed { get; init; } = "signed";

    /// <summary>Writes the record; who was asked and what was said go into an envelope.</summary>
    public Outcome On(CaseFile file, Occasion now, string envelope)
    {
        if (file.Stage is not (Stage.Filed or Stage.Investigation) || file.IsSuspended)
        {
            return CaseStage.Wrong(file);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (!CertificatesShown || !RightsTold)
        {
            return Outcome.No("not_shown",
                new Text("须先出示执法证并告知权利义务", "certificates must be shown and rights and duties told first", "يجب إبراز البطاقة والإبلاغ بالحقوق والواجبات أولاً"),
                new Text("出示、告知后勾选两项", "show and tell, then tick both", "أبرز وأبلغ ثم علّم على الاثنين"), "行政处罚法 43、55");
        }

        if (Asked.Name.Trim().Length == 0 || Asked.Answers.Count == 0 || Relation is not ("party" or "witness" or "other"))
        {
            return Outcome.No("nothing_asked", new Text("写明询问了谁、问了什么、怎么回答", "say who was asked, what, and what was answered", "اذكر من سُئل وعمّ سُئل وبمَ أجاب"), new Text("至少一问一答", "at least one question and answer", "سؤال وجواب على الأقل"), "行政处罚法 55");
        }

        if (Ended < Began || Ended > now.At.AddMinutes(5))
        {
            return Outcome.No("bad_time", new Text("询问时间不对", "the times of the inquiry do not fit", "أوقات الاستجواب غير صحيحة"), new Text("改正时间", "correct the times", "صحّح الأوقات"));
        }

        var body = new InquiryRecorded(file.Id, $"I{file.Inquiries.Count + 1}", crew, Began, Ended, Place.Trim(), Relation, envelope, Signed);
        var owner = Relation == "party" && file.Site?.PartyMark is { } mark ? "party-" + mark : "asked-" + envelope;
        return Outcome.Of(Body.Fact(body, file.Tags, null, [new Envelope(envelope, owner, JsonSerializer.Serialize(Asked, Body.Json))], file.Under));
    }
}

/// <summary>证据登记: pieces are added to the list, each with its kind, what it proves and how it was checked (Penalties arts. 40, 41, 46).</summary>
/// <param name="Officers">Both officers.</param>
/// <param name="Pieces">Pieces; marks are given here.</param>
public sealed record ListEvidence(IReadOnlyList<string> Officers, IReadOnlyList<EvidencePiece> Pieces)
{
    private static readonly string[] Kinds = ["document", "thing", "audiovisual", "electronic", "witness", "party", "opinion", "record"];

    /// <summary>Writes the pieces.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Filed or Stage.Investigation))
        {
            return CaseStage.Wrong(file);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Pieces.Count == 0 || Pieces.Any(p => !Kinds.Contains(p.Kind) || p.Title.Trim().Length == 0 || p.Proves.Trim().Length == 0))
        {
            return Outcome.No("bad_evidence",
                new Text("每件证据写明种类、名称、证明什么", "each piece needs one of the eight kinds, a title and what it proves", "كل دليل يحتاج إلى نوعه وعنوانه وما يثبته"),
                new Text("补齐后再提交", "complete it and send again", "أكمله ثم أرسل"), "行政处罚法 46");
        }

        // A record of electronic monitoring that no person has checked is a lead, never evidence.
        if (Pieces.FirstOrDefault(p => p.Device && p.Verified.Trim().Length == 0) is { } device)
        {
            return Outcome.No("device_unreviewed",
                new Text($"电子技术监控记录“{device.Title}”未经审核，不得作为证据", $"the monitoring record “{device.Title}” was not reviewed and is no evidence", $"سجل المراقبة «{device.Title}» لم يُراجَع وليس دليلاً"),
                new Text("由人核对设备设置和记录内容后写明", "let a person check the device and the record and say how", "ليتحقق شخص من الجهاز والسجل ويذكر كيف"), "行政处罚法 41");
        }

        var first = file.Pieces.Count + 1;
        return Outcome.Of(Body.Fact(new EvidenceListed(file.Id, crew, [.. Pieces.Select((p, i) => p with { Mark = $"E{first + i}" })]), file.Tags, null, null, file.Under));
    }
}

/// <summary>排除证据: what was got by illegal means, or did not prove true, founds no fact (Penalties art. 46).</summary>
public sealed record ExcludeEvidence(string Mark, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file) =>
        file.Filed is null || file.Ruling is not null || file.Stage is Stage.Ended or Stage.Archived ? CaseStage.Wrong(file)
        : Proof.Of(file).All(p => p.Mark != Mark) || Reason.Trim().Length == 0
            ? Outcome.No("bad_evidence", new Text("没有这件证据，或者没有写理由", "there is no such piece, or no reason is given", "لا يوجد دليل كهذا أو لم يُذكر السبب"), new Text("从清单中选择并写明理由", "choose from the list and give a reason", "اختر من القائمة واذكر السبب"), "行政处罚法 46")
            : Outcome.Of(Body.Fact(new EvidenceExcluded(file.Id, Mark, Reason.Trim()), file.Tags));
}

/// <summary>证据清单: the whole list, the case's own records included, so that none is typed twice.</summary>
public static class Proof
{
    /// <summary>Every piece with its mark; excluded ones are left out.</summary>
    public static IReadOnlyList<EvidencePiece> Of(CaseFile file)
    {
        var all = new List<EvidencePiece>();
        if (file.Site is { } site)
        {
            all.Add(new EvidencePiece("S1", "record", $"现场检查笔录（{ShanghaiTime.Local(site.Began):yyyy-MM-dd HH:mm}）", site.Seen, "两名执法人员现场制作", false, null));
            all.AddRange(site.Photos.Select((photo, i) => new EvidencePiece($"S1-{i + 1}", "electronic", $"现场照片 {i + 1}", site.Seen, "随现场笔录固定，原件哈希在案", false, photo)));
        }

        if (file.Order is { } order)
        {
            all.Add(new EvidencePiece("C1", "document", $"责令改正通知书 {order.Number}", order.What, "本机关制作", false, null));
        }

        if (file.Reinspection is { } again)
        {
            all.Add(new EvidencePiece("R1", "record", "复查记录", again.Seen, "两名执法人员现场制作", false, null));
        }

        all.AddRange(file.Inquiries.Select(i => new EvidencePiece(i.Mark, i.Relation == "party" ? "party" : "witness", $"询问笔录 {i.Mark}（{ShanghaiTime.Local(i.Began):yyyy-MM-dd HH:mm}）", "", i.Signed == "signed" ? "被询问人核对后签名" : "被询问人拒签，已注明", false, null)));
        all.AddRange(file.Pieces);
        return [.. all.Where(p => !file.Excluded.Contains(p.Mark))];
    }

    /// <summary>Elements that must each have evidence: who, what, when and where; the item's own condition; gains; every discretion fact that was confirmed.</summary>
    public static IReadOnlyList<(string Element, Text Says)> Elements(CaseFile file, EnforcementItem item, ProposePenalty proposal, Func<string, Text> fact)
    {
        var elements = new List<(string, Text)>
        {
            ("party", new Text("当事人身份", "who the party is", "هوية الطرف")),
            ("act", new Text("违法行为", "the act", "الفعل")),
            ("time_place", new Text("时间、地点", "time and place", "الوقت والمكان")),
        };
        if (item.Precondition != Precondition.None)
        {
            elements.Add(("condition", new Text("前置条件", "the item's condition", "شرط البند")));
        }

        if (proposal.Gains is "returned" or "confiscated")
        {
            elements.Add(("gains", new Text("违法所得", "illegal gains", "المكاسب غير المشروعة")));
        }

        if (proposal.FineBase is not null)
        {
            elements.Add(("base", new Text("罚款基数", "the base of the fine", "أساس الغرامة")));
        }

        // A fact a person denies ("no harm") changes the tier as much as one they confirm, so both need something to show.
        elements.AddRange(proposal.Facts.Where(f => f.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)).Select(f => ("fact:" + f.Key, fact(f.Key))));
        return elements;
    }
}
