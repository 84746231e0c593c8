using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Cases;

/// <summary>
/// 调查终结报告: every element with its evidence, the tier weighed, the penalty proposed, in one step of the lead officer (Penalties art. 57). A second report amends the
/// first: notice, defence and hearing begin anew.
/// </summary>
public sealed record ReportInvestigation
{
    /// <summary>Facts found, in words.</summary>
    public required string Facts { get; init; }

    /// <summary>Elements and the marks of their evidence.</summary>
    public required IReadOnlyList<Proven> Elements { get; init; }

    /// <summary>The penalty proposed.</summary>
    public required ProposePenalty Penalty { get; init; }

    /// <summary>Major public interest (art. 58).</summary>
    public bool PublicInterest { get; init; }

    /// <summary>Doubtful, complex, several legal relations (arts. 57, 58).</summary>
    public bool Complex { get; init; }

    /// <summary>A major breach (art. 57).</summary>
    public bool Major { get; init; }

    /// <summary>Law that wants legal review; empty = none.</summary>
    public string ReviewByLaw { get; init; } = "";

    /// <summary>Why an earlier proposal is amended.</summary>
    public string Amends { get; init; } = "";

    /// <summary>New facts since the last notice that make it heavier.</summary>
    public string NewFacts { get; init; } = "";

    /// <summary>Answer to a legal review that did not pass.</summary>
    public string AnswersReview { get; init; } = "";

    /// <summary>Writes report and proposal, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now, Weighed weighed, IReadOnlyList<PastFine> past, DiscretionStandard? standard)
    {
        var amends = file.Deciding;
        if ((file.Stage != Stage.Investigation && !amends) || file.IsSuspended || file.Site is null)
        {
            return CaseStage.Wrong(file);
        }

        if (now.By.Role is not ("officer" or "leader") || (file.Officers.All(o => o.Id != now.By.Person) && now.By.Role == "officer"))
        {
            return Outcome.No("not_investigator", new Text("由本案办案人员提出", "an officer of this case reports", "يقدّمه أحد موظفي القضية"), new Text("请办案人员提交", "let one of them send it", "ليرسله أحدهم"), "行政处罚法 54、57");
        }

        if (Missing(file, now, standard) is { } missing)
        {
            return new Outcome.Refuse(missing);
        }

        if (file.Review is { Passed: false } && AnswersReview.Trim().Length == 0)
        {
            return Outcome.No("answer_review", new Text("须先答复法制审核意见", "the legal review's opinion must be answered first", "يجب الرد على رأي المراجعة القانونية أولاً"), new Text($"审核意见：{file.Review.Opinion}", $"the opinion: {file.Review.Opinion}", $"الرأي: {file.Review.Opinion}"), "行政处罚法 58");
        }

        if (amends && Amends.Trim().Length == 0)
        {
            return Outcome.No("amend_reason", new Text("修改拟处罚须写明理由；告知、申辩、听证重新进行", "amending the proposal needs a reason; notice, defence and hearing begin anew", "تعديل المقترح يحتاج إلى سبب؛ ويبدأ الإشعار والدفاع والجلسة من جديد"), new Text("写明为什么修改", "say why", "اذكر السبب"), "行政处罚法 44、45");
        }

        if ((file.Told ?? file.SpokenAgainst) is { } told && Penalty.Imposed.HeavierThan(told.Imposed()) is { } how && (NewFacts.Trim().Length == 0 || !NewEvidence(file)))
        {
            return Outcome.No("heavier_without_facts",
                new Text($"比已告知的处罚重（{how.Zh}），须有告知后新查明的事实和证据", $"heavier than what was told ({how.En}): it needs new facts and evidence found since", $"أشد مما أُبلغ به ({how.Ar}): يلزم وقائع وأدلة جديدة"),
                new Text("补充调查并写明新事实；不得因申辩加重", "investigate further and state the new facts; a defence never makes it heavier", "أكمل التحقيق واذكر الوقائع الجديدة؛ الدفاع لا يشدد العقوبة"), "行政处罚法 45");
        }

        var penalty = Penalty with { Procedure = "ordinary" };
        var proposal = penalty.Fill(file, now.Law, now.Roster, weighed, past, now.Today) with { Course = Procedure.Course(file, now, penalty.Fine, penalty.Confiscated, penalty.Other) };
        var number = DocumentNumber.Of("终结", file, now.Today, file.Entries.Count(e => e.Kind == Body.KindOf(typeof(InvestigationReported))));
        var report = new InvestigationReported(file.Id, number, Facts.Trim(), Elements, PublicInterest, Complex, Major, ReviewByLaw.Trim(), Amends.Trim(), NewFacts.Trim(), AnswersReview.Trim(), now.By.Person);
        return penalty.Write(file, proposal, now.Law, weighed, "report_investigation", Body.Fact(report, file.Tags, null, null, file.Under));
    }

    private Refusal? Missing(CaseFile file, Occasion now, DiscretionStandard? standard)
    {
        if (now.Law.Item(file.Item, file.LawDay) is not { } item)
        {
            return new Refusal("no_law", new Text("行为时的法律文本没有收录", "the law of the act's day was not read", "لم يُقرأ قانون يوم الفعل"), new Text("由法制人员录入", "let the legal reviewer enter it", "ليُدخله المراجع القانوني"), "行政处罚法 37");
        }

        var pieces = Proof.Of(file).Where(p => p.Verified.Length > 0).Select(p => p.Mark).ToHashSet();
        var asked = Proof.Elements(file, item, Penalty, name => standard?.Facts.FirstOrDefault(f => f.Name == name)?.Question ?? Text.Same(name));
        var bare = asked.Where(e => Elements.FirstOrDefault(p => p.Element == e.Element) is not { } proven || !proven.Marks.Any(pieces.Contains)).Select(e => e.Says).ToList();
        if (bare.Count > 0)
        {
            return new Refusal("no_evidence",
                new Text($"没有查证属实的证据：{string.Join("、", bare.Select(b => b.Zh))}", $"no verified evidence for: {string.Join("; ", bare.Select(b => b.En))}", $"لا دليل ثابت على: {string.Join("؛ ", bare.Select(b => b.Ar))}"),
                new Text("从证据清单选择，或者继续调查", "choose from the evidence list, or investigate further", "اختر من قائمة الأدلة أو واصل التحقيق"), "行政处罚法 40、46");
        }

        return Facts.Trim().Length == 0
            ? new Refusal("no_facts", new Text("写明查明的事实", "state the facts found", "اذكر الوقائع الثابتة"), new Text("几句话即可", "a few lines are enough", "بضعة أسطر تكفي"), "行政处罚法 57")
            : null;
    }

    private static bool NewEvidence(CaseFile file)
    {
        var told = file.Entries.FindLast(e => e.Kind == Body.KindOf(typeof(PriorNoticeGiven)))?.Sequence ?? 0;
        return file.Entries.Exists(e => e.Sequence > told && (e.Kind == Body.KindOf(typeof(EvidenceListed)) || e.Kind == Body.KindOf(typeof(InquiryRecorded))));
    }
}

/// <summary>补充调查: the case goes back to its investigators before a decision; what was noticed stands until an amended proposal replaces it.</summary>
public sealed record TakeStepBack(string Step, string Reason)
{
    /// <summary>Writes the compensating entry; nothing is deleted.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        var kind = Step switch { "notice" => typeof(NoticeApproved), "report" => typeof(InvestigationReported), "review" => typeof(LegalityReviewed), "discussion" => typeof(Discussed), _ => null };
        var stands = Step switch { "notice" => file.Notice is not null, "report" => file.Investigation is not null, "review" => file.Review is { Passed: true }, "discussion" => file.Discussion is { Agreed: true }, _ => false };
        if (!file.Deciding || kind is null || !stands)
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        var entry = file.Entries.FindLast(e => e.Kind == Body.KindOf(kind))!;
        return Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("写明为什么退回这一步", "say why this step is taken back", "اذكر سبب الرجوع عن هذه الخطوة"), new Text("原记录保留，另记一笔", "the old record stays; a new one is added", "يبقى السجل القديم ويُضاف جديد"))
            : Outcome.Of(Body.Fact(new StepTakenBack(file.Id, Step, entry.Sequence, Reason.Trim(), now.Signs), file.Tags, null, null, file.Under));
    }
}

/// <summary>法律变更再评估: puts the difference between the row weighed and the row in force to a person (Penalties art. 37; RULES.md §5).</summary>
public sealed record ReevaluateForLawChange
{
    /// <summary>Writes the proposal; refuses where nothing changed.</summary>
    public Outcome On(CaseFile file, LawInForce law, DateOnly today)
    {
        if (file.Filed is null || file.Ruling is not null || file.NoPenalty is not null || file.Stage is Stage.Ended or Stage.Archived or Stage.Transferred || file.LawChange is not null)
        {
            return CaseStage.Wrong(file);
        }

        if (Difference(file, law, today) is not { } change)
        {
            return Outcome.No("no_change", new Text("办案期间法律没有变化", "the law has not changed during the case", "لم يتغير القانون أثناء القضية"), new Text("继续办理", "go on", "تابع"), "行政处罚法 37");
        }

        return Outcome.Of(Body.Fact(change, file.Tags));
    }

    /// <summary>The difference as it stands; null when the row of the act's day is still in force or a person has chosen already.</summary>
    public static LawChangeProposed? Difference(CaseFile file, LawInForce law, DateOnly today)
    {
        var old = law.Item(file.Item, file.ActDay);
        var now = law.Item(file.Item, today);
        if (old is null || now is null || ReferenceEquals(old, now) || file.LawAnswered == Row(now))
        {
            return null;
        }

        var party = file.Site?.PartyKind ?? PartyKind.Individual;
        var lines = new List<Text>();
        void Line(string zh, string en, string ar, string before, string after)
        {
            if (before != after)
            {
                lines.Add(new Text($"{zh}：{before} → {after}", $"{en}: {before} → {after}", $"{ar}: {before} ← {after}"));
            }
        }

        Line("依据", "basis", "السند", old.LegalBasis, now.LegalBasis);
        Line("罚款（元）", "fine (yuan)", "الغرامة (يوان)", old.FineFor(party)?.ToString() ?? "—", now.FineFor(party)?.ToString() ?? "—");
        Line("前置条件", "condition", "الشرط", old.Precondition.ToString(), now.Precondition.ToString());
        Line("警告", "warning", "الإنذار", old.Warning.ToString(), now.Warning.ToString());
        Line("没收", "confiscation", "المصادرة", old.Confiscation.ToString(), now.Confiscation.ToString());
        var lighter = (old.FineFor(party), now.FineFor(party)) switch
        {
            ({ } a, { } b) => b.Max < a.Max || (b.Max == a.Max && b.Min < a.Min),
            ({ }, null) => now.FineKind == FineKind.None,
            _ => false,
        } || (old.Precondition == Precondition.None && now.Precondition != Precondition.None);
        return new LawChangeProposed(file.Id, Row(old), Row(now), today, lines, lighter);
    }

    private static string Row(EnforcementItem item) => $"{item.Code}@{item.ValidFrom:yyyy-MM-dd}";
}

/// <summary>A person chooses the row: the law of the act's day, or the new one where it is lighter.</summary>
public sealed record ChooseLaw(bool Newer, string Reason)
{
    /// <summary>Writes the choice. Where a proposal was already made, it must be amended before a decision: the fences weigh the chosen row.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.LawChange is not { } change)
        {
            return CaseStage.Wrong(file);
        }

        if (Newer != change.Lighter)
        {
            return Outcome.No("wrong_law",
                change.Lighter ? new Text("新规定较轻，应当适用新规定", "the new law is lighter and applies", "القانون الجديد أخف ويُطبَّق") : new Text("新规定不较轻，适用行为时的规定", "the new law is not lighter; the law of the act's day applies", "القانون الجديد ليس أخف؛ يُطبَّق قانون يوم الفعل"),
                change.Lighter ? new Text("选择新规定", "choose the new law", "اختر القانون الجديد") : new Text("选择行为时的规定", "choose the law of the act's day", "اختر قانون يوم الفعل"), "行政处罚法 37");
        }

        return Reason.Trim().Length == 0
            ? Outcome.No("reason_needed", new Text("写明理由", "give the reason", "اذكر السبب"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 37")
            : Outcome.Of(Body.Fact(new LawChosen(file.Id, Newer ? change.To : change.From, Newer ? change.ToDay : file.ActDay, Newer, Reason.Trim(), now.By.Person), file.Tags));
    }
}
