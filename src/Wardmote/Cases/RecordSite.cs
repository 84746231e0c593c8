using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>现场检查: two officers record what they see, with certificates shown and rights told (Penalties arts. 42, 55).</summary>
public sealed record RecordSite
{
    /// <summary>Ids of the officers.</summary>
    public required IReadOnlyList<string> Officers { get; init; }

    /// <summary>From.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>To.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Day of the act; the end of a continuing one.</summary>
    public required DateOnly ActDay { get; init; }

    /// <summary>Whether there was a breach.</summary>
    public required bool Breach { get; init; }

    /// <summary>What was seen.</summary>
    public required string Seen { get; init; }

    /// <summary>Party, where found.</summary>
    public Party? Party { get; init; }

    /// <summary>Keyed mark of the party, made by the host.</summary>
    public string? PartyMark { get; init; }

    /// <summary>Certificates were shown.</summary>
    public bool CertificatesShown { get; init; }

    /// <summary>The right to recusal was told.</summary>
    public bool RecusalTold { get; init; }

    /// <summary>The party's words.</summary>
    public string PartySaid { get; init; } = "";

    /// <summary>signed, refused or absent.</summary>
    public string Signed { get; init; } = "absent";

    /// <summary>Evidence.</summary>
    public IReadOnlyList<Exhibit> Photos { get; init; } = [];

    /// <summary>Writes the record.</summary>
    public Outcome On(CaseFile file, LawInForce law, Roster roster, string envelope, DateTimeOffset now)
    {
        if (file.Stage is not (Stage.Verify or Stage.Inspected))
        {
            return CaseStage.Wrong(file);
        }

        var today = ShanghaiTime.Day(now);
        if (Crew.Lacks(Officers, file, law, roster, today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (!CertificatesShown || !RecusalTold)
        {
            return Outcome.No("not_shown",
                new Text("须先出示执法证并告知申请回避的权利", "certificates must be shown and the right to recusal told first", "يجب إبراز البطاقة والإبلاغ بحق طلب التنحي أولاً"),
                new Text("出示、告知后勾选两项", "show and tell, then tick both", "أبرز وأبلغ ثم علّم على الاثنين"), "行政处罚法 42、55");
        }

        if (Seen.Trim().Length == 0)
        {
            return Outcome.No("nothing_seen", new Text("还没有写看到的情况", "what was seen is not written yet", "لم يُكتب ما شوهد بعد"), new Text("写一句看到的事实", "write one line of what you see", "اكتب سطراً مما تراه"), "行政处罚法 40、55");
        }

        if (ActDay > today || Ended < Began || Ended > now.AddMinutes(5))
        {
            return Outcome.No("bad_time",
                new Text("时间不对：行为日或检查时间在将来，或结束早于开始", "the times do not fit: the act or the visit lies in the future, or ends before it begins", "الأوقات غير صحيحة: الفعل أو الزيارة في المستقبل أو النهاية قبل البداية"),
                new Text("改正时间", "correct the times", "صحّح الأوقات"));
        }

        if (Breach && Party is null or { Name: "" })
        {
            return Outcome.No("no_party",
                new Text("还没有当事人", "the party is not named yet", "لم يُذكر الطرف بعد"),
                new Text("填写姓名或名称；找不到当事人的，先记录为“未发现当事人”并继续核查", "give the name; when nobody is found, record no breach yet and verify further", "اذكر الاسم؛ وإن لم يوجد أحد فسجّل ذلك وواصل التحقق"), "行政处罚法 40");
        }

        var age = Party is { Kind: PartyKind.Individual, BirthDate: { } born } ? Age(born, ActDay) : (int?)null;
        var details = Party is null ? null : new Envelope(envelope, "party-" + PartyMark, System.Text.Json.JsonSerializer.Serialize(Party, Body.Json));
        var body = new SiteRecorded(file.Id, crew, Began, Ended, ActDay, Breach, Seen.Trim(), details?.Id, Party?.Kind ?? PartyKind.Individual, PartyMark,
            age is { } a ? a < 14 : null, age is { } b ? b is >= 14 and < 18 : null, CertificatesShown, RecusalTold, PartySaid.Trim(), Signed, Photos);
        var tags = file.Tags.ToList();
        if (PartyMark is not null)
        {
            tags.Add(new Tag("party", PartyMark));
        }

        return Outcome.Of(Body.Fact(body, tags, null, details is null ? null : [details], file.Under));
    }

    private static int Age(DateOnly born, DateOnly on) => on.Year - born.Year - (on < born.AddYears(on.Year - born.Year) ? 1 : 0);
}

/// <summary>劝导: ask the party to put it right, and record how it ended. An auxiliary may.</summary>
public sealed record Persuade(string By, string Asked, DateTimeOffset? Until, string Result, string Words, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Writes the persuasion; put right ends the matter in the same step, with an after-photo.</summary>
    public Outcome On(CaseFile file)
    {
        if (file.Stage is not (Stage.Inspected or Stage.Persuaded))
        {
            return CaseStage.Wrong(file);
        }

        if (Asked.Trim().Length == 0 || Result is not ("put_right" or "not_put_right" or "refused" or "waiting"))
        {
            return Outcome.No("nothing_asked", new Text("写明劝导了什么、结果如何", "say what was asked and how it ended", "اذكر ما طُلب وكيف انتهى"), new Text("选择结果：已改、未改、拒绝、等待", "choose: put right, not put right, refused, waiting", "اختر: صُحّح، لم يُصحَّح، رُفض، قيد الانتظار"));
        }

        var persuaded = Body.Fact(new Persuaded(file.Id, By, Asked.Trim(), Until, Result, Words.Trim(), Photos), file.Tags);
        if (Result != "put_right")
        {
            return Outcome.Of(persuaded);
        }

        return CrimePending.Lacks(file) is { } pending ? new Outcome.Refuse(pending) : Photos.Count == 0
            ? Outcome.No("after_photo", new Text("已改正的须有改正后的照片", "what was put right needs an after-photo", "ما صُحّح يحتاج إلى صورة بعد التصحيح"), new Text("拍一张照片，举报人会看到", "take one; the reporter will see it", "التقط صورة وسيراها المبلِّغ"))
            : Outcome.Of(persuaded, Body.Fact(new CaseEnded(file.Id, "put_right", Asked.Trim(), Photos[0]), file.Tags));
    }
}

/// <summary>责令改正: an order with a term (Penalties art. 28).</summary>
public sealed record OrderCorrection(string What, DateOnly Term, string Handed)
{
    /// <summary>Writes the order, numbered in the organ's series.</summary>
    public Outcome On(CaseFile file, int earlierThisYear, DateOnly today)
    {
        if (file.Stage is not (Stage.Inspected or Stage.Persuaded or Stage.NotCorrected or Stage.Filed or Stage.Investigation))
        {
            return CaseStage.Wrong(file);
        }

        if (What.Trim().Length == 0 || Term < today)
        {
            return Outcome.No("no_term", new Text("写明改正什么、什么时候之前", "say what is to be put right and by when", "اذكر ما يجب تصحيحه وقبل متى"), new Text("期限不早于今天", "the term may not lie in the past", "لا تكون المهلة في الماضي"), "行政处罚法 28");
        }

        var number = $"责改〔{today.Year}〕{file.Opened.Locality}-{earlierThisYear + 1:0000}号";
        return Outcome.Of(Body.Fact(new CorrectionOrdered(file.Id, number, What.Trim(), Term, Handed), [.. file.Tags, Series(file.Opened.Locality, today.Year)], ["number:" + number], null, file.Under));
    }

    /// <summary>Tag that numbers a locality's orders in a year.</summary>
    public static Tag Series(string locality, int year) => new("order-series", $"{locality}-{year}");
}

/// <summary>复查: a second look by two officers after the term, or at a refusal.</summary>
public sealed record Reinspect(IReadOnlyList<string> Officers, bool Corrected, bool Refused, string Seen, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Writes what was found; corrected ends the matter.</summary>
    public Outcome On(CaseFile file, LawInForce law, Roster roster, DateOnly today)
    {
        if (file.Stage != Stage.CorrectionOrdered && (file.Order is null || file.Stage is not (Stage.Filed or Stage.Investigation)))
        {
            return CaseStage.Wrong(file);
        }

        if (Crew.Lacks(Officers, file, law, roster, today, out var crew) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Seen.Trim().Length == 0 || (Corrected && Photos.Count == 0))
        {
            return Outcome.No("nothing_seen", new Text("写明复查所见；已改正的附照片", "say what you saw; add a photo when it was corrected", "اذكر ما رأيته؛ وأضف صورة إن صُحّح"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"));
        }

        if (Corrected && file.Filed is null && CrimePending.Lacks(file) is { } pending)
        {
            return new Outcome.Refuse(pending);
        }

        var seen = Body.Fact(new Reinspected(file.Id, crew, Corrected, Refused, Seen.Trim(), Photos), file.Tags, null, null, file.Under);
        return Corrected && file.Filed is null ? Outcome.Of(seen, Body.Fact(new CaseEnded(file.Id, "put_right", Seen.Trim(), Photos[0]), file.Tags)) : Outcome.Of(seen);
    }
}

/// <summary>结案: no breach was found, or the served decision is reported and the matter done.</summary>
public sealed record EndCase(string Result, string Words)
{
    /// <summary>Writes the end.</summary>
    public Outcome On(CaseFile file)
    {
        var fits = (Result, file.Stage) switch
        {
            ("no_breach", Stage.Verify) => file.Site is { Breach: false },
            // An ordinary decision is closed by the head once it is performed; not to punish is the head's decision, with education on record.
            ("penalised", Stage.Served) => file.Ruling is null,
            _ => false,
        };
        if (!fits)
        {
            return CaseStage.Wrong(file);
        }

        if (CrimePending.Lacks(file) is { } pending)
        {
            return new Outcome.Refuse(pending);
        }

        return Words.Trim().Length == 0
            ? Outcome.No("words_needed", new Text("写明结果和理由，举报人会看到", "say what came of it and why; the reporter will read it", "اذكر النتيجة والسبب وسيقرؤه المبلِّغ"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 33、57")
            : Outcome.Of(Body.Fact(new CaseEnded(file.Id, Result, Words.Trim(), null), file.Tags, null, null, file.Under));
    }
}
