using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.Cases;

/// <summary>先行登记保存: evidence that may be lost, with the head's approval, treated within seven working days (Penalties art. 56).</summary>
public sealed record PreserveEvidence(IReadOnlyList<Good> Goods, string Place, string Reason)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "preservation-notice";

    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Filed or Stage.Investigation))
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Goods.Count == 0 || Goods.Any(g => g.Name.Trim().Length == 0 || g.Quantity.Trim().Length == 0) || Place.Trim().Length == 0 || Reason.Trim().Length == 0)
        {
            return Outcome.No("no_list", new Text("写明物品、数量、地点和可能灭失的理由", "give goods, quantities, place, and why they may be lost", "اذكر الأشياء والكميات والمكان وسبب خشية الضياع"), new Text("逐件填写清单", "fill the list piece by piece", "املأ القائمة قطعة قطعة"), "行政处罚法 56");
        }

        var number = DocumentNumber.Of("登保", file, now.Today, file.Preservations.Count);
        return Outcome.Of(Body.Fact(new EvidencePreserved(file.Id, number, Goods, Place.Trim(), Reason.Trim(), now.Signs, now.Law.At(file.Book).Ends("preservation", now.Today)), file.Tags, ["number:" + number], null, file.Under));
    }
}

/// <summary>处理决定: what becomes of preserved evidence. After the seven working days it can only be given back or handed over.</summary>
public sealed record TreatPreserved(string Number, string Treatment, string Words)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Preservations.FirstOrDefault(p => p.Notice.Number == Number) is not { Treated: null } preserved)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var late = now.Today > preserved.Notice.TreatBy;
        if (Treatment is not ("returned" or "copied" or "examined" or "seized" or "handed_over") || (late && Treatment is ("examined" or "seized")))
        {
            return Outcome.No(late ? "preservation_over" : "no_treatment",
                late ? new Text($"七个工作日已于 {preserved.Notice.TreatBy:yyyy-MM-dd} 届满", $"the seven working days ended on {preserved.Notice.TreatBy:yyyy-MM-dd}", $"انتهت أيام العمل السبعة في {preserved.Notice.TreatBy:yyyy-MM-dd}")
                    : new Text("选择处理方式", "choose a treatment", "اختر المعالجة"),
                new Text("退还、固定证据后退还、移交", "give back, copy and give back, hand over", "إعادة، نسخ ثم إعادة، تسليم"), "行政处罚法 56");
        }

        // Sealing or detaining is an act of its own, with its own power, steps and days; here it is only said that it was done.
        if (Treatment == "seized" && file.Seizures.All(s => s.Lifted is not null))
        {
            return Outcome.No("seize_first", new Text("还没有查封、扣押决定", "nothing has been sealed or detained in this case", "لم يُختم أو يُحجز شيء في هذه القضية"),
                new Text("先依法查封、扣押；没有这项权力的，退还或者移交主管部门", "seal or detain first, where the law gives the power; else give it back or hand it over to the department", "اختم أو احجز أولاً حيث يجيز القانون؛ وإلا فأعده أو سلّمه للإدارة المختصة"), "行政强制法 17、18、25");
        }

        return Outcome.Of(Body.Fact(new PreservedTreated(file.Id, Number, Treatment, Words.Trim(), now.Signs, late), file.Tags, null, null, file.Under));
    }
}

/// <summary>查封、扣押: only where list and law both give the measure, never under an entrusted power; nine steps (Coercion arts. 17–25).</summary>
public sealed record Seize
{
    /// <summary>Id of the document: decision and list, handed over on the spot (Coercion art. 24).</summary>
    public const string Template = "seizure-decision";

    /// <summary><c>seal</c> or <c>detain</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>Both officers.</summary>
    public required IReadOnlyList<string> Officers { get; init; }

    /// <summary>List.</summary>
    public required IReadOnlyList<Good> Goods { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The article that gives the measure.</summary>
    public string Basis { get; init; } = "";

    /// <summary>At once, to be approved within 24 hours.</summary>
    public bool Urgent { get; init; }

    /// <summary>Certificates shown, reasons, basis, rights and remedies told, the party heard, record made and signed.</summary>
    public bool StepsDone { get; init; }

    /// <summary>Who was present: <c>party</c>, or the name of a witness.</summary>
    public string Present { get; init; } = "";

    /// <summary>The party's words.</summary>
    public string Said { get; init; } = "";

    /// <summary>What was found out since the same goods were released, where they are taken again; empty = nothing.</summary>
    public string NewGround { get; init; } = "";

    /// <summary>No daily necessities, nothing unrelated, nothing another organ has sealed (art. 23).</summary>
    public bool OnlyInvolved { get; init; }

    /// <summary>Writes it, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Inspected or Stage.Persuaded or Stage.CorrectionOrdered or Stage.NotCorrected or Stage.Filed or Stage.Investigation) || file.Site is null)
        {
            return CaseStage.Wrong(file);
        }

        var fence = new PenaltyFences(now.Law, file.Book.Code, now.Today).Seizure(new ProposePenalty { Procedure = "ordinary" }.Fill(file, now.Law, now.Roster, null, [], now.Today));
        if (fence.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([fence], [ProposePenalty.Stopped(file, "seize", [fence])]);
        }

        if (Crew.Lacks(Officers, file, now.Law, now.Roster, now.Today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (!Urgent && OrganHead.Lacks(file, now) is { } head)
        {
            return new Outcome.Refuse(head);
        }

        if (Goods.Count == 0 || Reason.Trim().Length == 0 || Basis.Trim().Length == 0 || Measure is not ("seal" or "detain"))
        {
            return Outcome.No("no_list", new Text("写明措施、清单、理由和依据条文", "give the measure, the list, the reason and the article", "اذكر التدبير والقائمة والسبب والمادة"), new Text("逐件填写", "piece by piece", "قطعة قطعة"), "行政强制法 24");
        }

        if (!StepsDone || !OnlyInvolved || Present.Trim().Length == 0)
        {
            return Outcome.No("steps_missing",
                new Text("须完成第18条各步骤，只涉及涉案物品，并有当事人或者见证人到场", "every step of art. 18, only what is involved, and the party or a witness present", "كل خطوات المادة 18، وما يتعلق بالقضية فقط، وبحضور الطرف أو شاهد"),
                new Text("完成后勾选", "do them, then tick", "أتمّها ثم علّم"), "行政强制法 18、23");
        }

        var before = file.Seizures.Where(s => s.Made.Goods.Any(Listed)).ToList();
        var again = new PenaltyFences(now.Law, file.Book.Code, now.Today).SeizedAgain(
            [.. Goods.Where(g => before.Any(s => s.Made.Goods.Any(h => Same(g, h)))).Select(g => g.Name.Trim()).Distinct()],
            (before.FindLast(s => s.Lifted is null) ?? before.LastOrDefault())?.Made.Number ?? "", before.FindLast(s => s.Lifted is null)?.Until, NewGround);
        if (again.Answer == FenceVerdict.Stop)
        {
            return new Outcome.Stop([again], [ProposePenalty.Stopped(file, "seize", [again])]);
        }

        var number = DocumentNumber.Of(Measure == "seal" ? "封" : "扣", file, now.Today, file.Seizures.Count);
        var body = new SeizureMade(file.Id, number, Measure, crew, Goods, Reason.Trim(), Basis.Trim(), now.Law.At(file.Book).Ends("seizure", now.Today), Urgent,
            Urgent ? null : now.Signs, Urgent ? now.At.AddHours(now.Law.At(file.Book).Period("measure-approval", now.Today).Count) : null, Present.Trim(), Said.Trim(), before.Count > 0 ? NewGround.Trim() : "");
        return Outcome.Of(Body.Fact(body, file.Tags, ["number:" + number], null, file.Under));
    }

    private bool Listed(Good earlier) => Goods.Any(g => Same(g, earlier));

    // By name: the same thing keeps its name on every list of a case, whatever is noted beside it.
    private static bool Same(Good one, Good other) => string.Equals(Plain(one.Name), Plain(other.Name), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>补办批准: the head approves an urgent seizure within 24 hours; otherwise it is lifted (Coercion art. 19).</summary>
public sealed record ApproveSeizure(string Number)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Seizures.FirstOrDefault(s => s.Made.Number == Number) is not { Approved: null, Lifted: null } seizure)
        {
            return CaseStage.Wrong(file);
        }

        if (now.At > seizure.Made.ApproveBy)
        {
            return Outcome.No("approval_over", new Text("二十四小时已过，没有补办批准", "the 24 hours for the approval have passed", "انقضت الساعات الأربع والعشرون للموافقة"), new Text("立即解除", "lift it at once", "ارفعه فوراً"), "行政强制法 19");
        }

        return OrganHead.Lacks(file, now) is { } refusal
            ? new Outcome.Refuse(refusal)
            : Outcome.Of(Body.Fact(new SeizureApproved(file.Id, Number, now.Signs, false), file.Tags, null, null, file.Under));
    }
}

/// <summary>延长查封、扣押: once, at most thirty days, by the head, with reasons (Coercion art. 25).</summary>
public sealed record ExtendSeizure(string Number, DateOnly Until, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Seizures.FirstOrDefault(s => s.Made.Number == Number) is not { Lifted: null, Extended: false, Approved: not null } seizure || now.Today > seizure.Until)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var last = now.Law.At(file.Book).Ends("seizure-extension", seizure.Until);
        return Reason.Trim().Length == 0 || Until > last || Until <= seizure.Until
            ? Outcome.No("too_long", new Text($"延长须写明理由，最迟 {last:yyyy-MM-dd}", $"give a reason; at the latest {last:yyyy-MM-dd}", $"اذكر السبب؛ في موعد أقصاه {last:yyyy-MM-dd}"), new Text("缩短延长期限", "shorten it", "قصّره"), "行政强制法 25")
            : Outcome.Of(Body.Fact(new SeizureExtended(file.Id, Number, Until, Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>解除查封、扣押: in the five cases of art. 28.</summary>
public sealed record LiftSeizure(string Number, string Ground, string Words)
{
    /// <summary>Id of the document.</summary>
    public const string Template = "seizure-release";

    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Seizures.FirstOrDefault(s => s.Made.Number == Number) is not { Lifted: null })
        {
            return CaseStage.Wrong(file);
        }

        return Ground is not ("no_violation" or "unrelated" or "decided" or "expired" or "not_needed" or "not_approved")
            ? Outcome.No("no_ground", new Text("选择解除的理由", "choose why it is lifted", "اختر سبب الرفع"), new Text("没有违法、无关、已处理、到期、不再需要、未批准", "no breach, unrelated, decided, expired, not needed, not approved", "لا مخالفة، لا صلة، تقرر، انتهى، لا حاجة، لم يُعتمد"), "行政强制法 28")
            : OrganHead.Lacks(file, now) is { } refusal && Ground is not ("expired" or "not_approved")
                ? new Outcome.Refuse(refusal)
                : Outcome.Of(Body.Fact(new SeizureLifted(file.Id, Number, Ground, Words.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>回避: the party may ask; the head decides; the investigation goes on meanwhile (Penalties art. 43).</summary>
public sealed record AskRecusal(string Person, string AskedBy, string Ground)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file) =>
        file.Stage is Stage.Ended or Stage.Archived || file.RecusalsPending.Any(r => r.Person == Person) ? CaseStage.Wrong(file)
        : Person.Trim().Length == 0 || Ground.Trim().Length == 0 || AskedBy is not ("party" or "self")
            ? Outcome.No("no_ground", new Text("写明要求谁回避、什么理由", "say who should step back and why", "اذكر من يتنحى ولماذا"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 43")
            : Outcome.Of(Body.Fact(new RecusalAsked(file.Id, Person, AskedBy, Ground.Trim()), file.Tags));
}

/// <summary>The head's decision on recusal.</summary>
public sealed record DecideRecusal(string Person, bool Granted, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now) =>
        file.Stage is Stage.Ended or Stage.Archived || file.RecusalsPending.All(r => r.Person != Person) ? CaseStage.Wrong(file)
        : OrganHead.Lacks(file, now) is { } refusal ? new Outcome.Refuse(refusal)
        : now.By.Person == Person
            ? Outcome.No("own_recusal", new Text("不能决定自己是否回避", "nobody decides on their own recusal", "لا أحد يبتّ في تنحيه"), new Text("由另一名负责人决定", "let another head or deputy decide", "ليبتّ رئيس أو نائب آخر"), "行政处罚法 43")
            : Reason.Trim().Length == 0
                ? Outcome.No("reason_needed", new Text("写明决定的理由", "give the reason", "اذكر السبب"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 43")
                : Outcome.Of(Body.Fact(new RecusalDecided(file.Id, Person, Granted, Reason.Trim(), now.Signs), file.Tags));
}

/// <summary>送达地址确认: where and how documents reach the party.</summary>
public sealed record ConfirmServiceAddress(bool Electronic, string Address, Evidence.Exhibit Signed)
{
    /// <summary>Writes it; the address lies in an envelope.</summary>
    public Outcome On(CaseFile file, string envelope)
    {
        if (file.Site is null || file.Stage is Stage.Ended or Stage.Archived || Address.Trim().Length == 0)
        {
            return CaseStage.Wrong(file);
        }

        return Outcome.Of(Body.Fact(new ServiceAddressConfirmed(file.Id, Electronic, envelope, Signed), file.Tags, null,
            [new Envelope(envelope, "party-" + file.Site.PartyMark, System.Text.Json.JsonSerializer.Serialize(new { address = Address.Trim() }, Body.Json))]));
    }
}
