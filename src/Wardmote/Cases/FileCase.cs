using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Cases;

/// <summary>立案: the organ head files the case under the power of the day (Penalties arts. 24, 54, 60). From here on the filing date decides who may handle it.</summary>
/// <param name="Reason">Why it meets the standard for filing.</param>
public sealed record FileCase(string Reason)
{
    /// <summary>Harm by which an act found after two years may still be punished (Penalties art. 36); null where there is none.</summary>
    public Harm? Harm { get; init; }

    /// <summary>Id of the document.</summary>
    public const string Template = "filing-form";

    /// <summary>Writes the filing, or the stop.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Stage is not (Stage.Inspected or Stage.Persuaded or Stage.CorrectionOrdered or Stage.NotCorrected or Stage.Proposed) || file.Site is not { Breach: true })
        {
            return CaseStage.Wrong(file);
        }

        if (OrganHead.Lacks(file, now) is { } refusal)
        {
            return new Outcome.Refuse(refusal);
        }

        if (Reason.Trim().Length == 0)
        {
            return Outcome.No("reason_needed", new Text("写明立案理由", "say why it is filed", "اذكر سبب فتح القضية"), new Text("一句话即可", "one line is enough", "سطر واحد يكفي"), "行政处罚法 54");
        }

        if (HarmGiven.Lacks(Harm) is { } incomplete)
        {
            return new Outcome.Refuse(incomplete);
        }

        var proposal = new ProposePenalty { Procedure = "ordinary" }.Fill(file, now.Law, now.Roster, null, [], now.Today) with { Filed = now.Today, ConditionMet = Reason.Trim(), Harm = Harm, Course = Procedure.Course(file, now) };
        var fences = new PenaltyFences(now.Law, file.Book.Code, now.Today).AskFiling(proposal);
        if (FenceAnswer.Heaviest(fences) == FenceVerdict.Stop)
        {
            return new Outcome.Stop(fences, [ProposePenalty.Stopped(file, "file_case", fences)]);
        }

        var power = now.Law.Catalogue.Ask(new PowerQuestion(file.Item, now.Law.TeamFor(file.Opened.Locality, now.Today), file.ActDay, now.Today));
        var number = DocumentNumber.Of("立", file, now.Today, 0);
        var body = new CaseFiled(file.Id, number, Reason.Trim(), file.Officers, now.Signs, now.Law.At(file.Book).Ends("decide", now.Today), now.Law.Revision, Harm.Trimmed(Harm));
        return Outcome.Of(Body.Fact(body, [.. file.Tags, new Tag("filed", file.Opened.Locality)], null, null, OpenCase.Under(power, file.Item)));
    }
}

/// <summary>程序: what the fences ask about the course of a case, read from the file.</summary>
public static class Procedure
{
    /// <summary>The course; <paramref name="fine"/> and its companions are what is about to be decided or proposed.</summary>
    public static Course Course(CaseFile file, Occasion now, decimal? fine = null, decimal? confiscated = null, IReadOnlyList<string>? other = null, string decider = "")
    {
        var right = file.Site is { } site && HearingRight.Of(now.Law.At(file.Book), site.PartyKind, fine, confiscated, other ?? [], now.Today).Told;
        return new Course
        {
            NoticeOn = file.NoticedOn,
            StatementBy = file.NoticeGiven?.StatementBy,
            StatementWaived = file.StatementWaived,
            StatementPending = file.Defences.Count > 0 && file.DefenceReview is null,
            StatementUntaken = file.Unheard is not null,
            StatementHeard = file.DefenceReview is not null || file.HearingEnd is { Result: "held" },
            HearingRight = right,
            HearingTold = file.Notice is { Hearing: true } && file.NoticeGiven is not null,
            HearingBy = file.NoticeGiven?.HearingBy,
            HearingWaived = file.HearingWaived,
            HearingOpen = file.HearingRequest is not null && file.HearingEnd is null,
            HearingHeld = file.HearingEnd is { Result: "held" },
            Told = file.NoticedOn is null ? null : file.Told?.Imposed(),
            NewFacts = file.Investigation is { NewFacts.Length: > 0 },
            ReviewWhy = ReviewWhy(file),
            ReviewPassed = file.Review?.Passed,
            DiscussionWhy = DiscussionWhy(file),
            Discussed = file.Discussion is { Agreed: true },
            DecideBy = Terms.DecideBy(file, now.Law, now.Today) ?? now.Law.At(file.Book).Ends("decide", now.Today),
            Investigators = file.Investigators,
            Reviewer = file.Review?.Reviewer.Id ?? "",
            Host = file.HearingEnd?.Host.Id ?? file.HearingSet?.Host.Id ?? "",
            Decider = decider,
            Recused = file.Recused,
            RecusalPending = [.. file.RecusalsPending.Select(r => r.Person)],
        };
    }

    /// <summary>Why legal review is required (Penalties art. 58); null when nothing requires it.</summary>
    public static Text? ReviewWhy(CaseFile file) => file switch
    {
        { HearingEnd.Result: "held" } => new Text("经过听证程序", "a hearing was held", "عُقدت جلسة استماع"),
        { Investigation.PublicInterest: true } => new Text("涉及重大公共利益", "major public interest is concerned", "تمس مصلحة عامة كبرى"),
        { Investigation.Complex: true } => new Text("案件疑难复杂、涉及多个法律关系", "the case is doubtful or complex, with several legal relations", "القضية صعبة أو معقدة ومتعددة العلاقات القانونية"),
        { Investigation.ReviewByLaw: { Length: > 0 } law } => new Text($"{law}规定应当审核", $"{law} requires it", $"يشترطها {law}"),
        _ => null,
    };

    /// <summary>Why the heads must discuss it together (Penalties art. 57(2)); null when nothing requires it.</summary>
    public static Text? DiscussionWhy(CaseFile file) => file switch
    {
        { Investigation.Major: true } => new Text("重大违法行为", "a major breach", "مخالفة جسيمة"),
        { Investigation.Complex: true } => new Text("情节复杂", "complex circumstances", "ظروف معقدة"),
        _ => null,
    };

    /// <summary>True when the terms of the notice no longer keep the decision waiting.</summary>
    public static bool TermsOver(CaseFile file, DateOnly today) =>
        file.NoticeGiven is { } n
        && (file.StatementWaived || file.DefenceReview is not null || file.HearingEnd is { Result: "held" } || (file.Defences.Count == 0 && today > n.StatementBy))
        && (file.Notice is not { Hearing: true } || file.HearingWaived || file.HearingEnd is not null || (file.HearingRequest is null && today > n.HearingBy));

    /// <summary>
    /// The state of the pack's list (<c>states.csv</c>) on a day: where the entries leave the case, and what the calendar has made of it since.
    /// </summary>
    public static string StateOn(CaseFile file, LawInForce law, DateOnly today) => file.Stage switch
    {
        Stage.Noticed when TermsOver(file, today) => Ready(file),
        Stage.Ready => Ready(file),
        Stage.ReadyToDecide => file.Discussion is { Agreed: true } ? "COLLECTIVE" : "READY_TO_DECIDE",
        Stage.Served or Stage.Deferred when Dues.Of(file, law, today) is { Overdue: true } => "OVERDUE",
        Stage.Ended => file.End is { Outcome: "no_breach" or "put_right" } ? "CLOSED_NO_CASE" : "CLOSED",
        Stage.NotCorrected => "CORRECTION_ORDERED",
        Stage.Proposed => "SIMPLE",
        Stage.Disputed => "DISPUTE",
        _ => Snake(file.Stage.ToString()),
    };

    private static string Ready(CaseFile file) =>
        ReviewWhy(file) is not null && file.Review is null ? "LEGAL_REVIEW"
        : file.Discussion is { Agreed: true } ? "COLLECTIVE"
        : file.Review is { Passed: true } || ReviewWhy(file) is null ? "READY_TO_DECIDE" : "READY";

    private static string Snake(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
