namespace Wardmote.Web.CasesPages.Acts;

/// <summary>办理表单目录: the form of each act. A new act is a file beside this one, a line here, and a line in <see cref="Wardmote.Cases.Steps"/>.</summary>
public static class ActForms
{
    private static readonly Dictionary<string, Type> Forms = new()
    {
        ["assign"] = typeof(AssignForm),
        ["site"] = typeof(SiteForm),
        ["persuade"] = typeof(PersuadeForm),
        ["order"] = typeof(OrderForm),
        ["reinspect"] = typeof(ReinspectForm),
        ["propose"] = typeof(ProposeForm),
        ["hear"] = typeof(HearForm),
        ["decide_on_the_spot"] = typeof(DecideOnTheSpotForm),
        ["end"] = typeof(EndForm),
        ["file"] = typeof(FileForm),
        ["inquiry"] = typeof(InquiryForm),
        ["evidence"] = typeof(EvidenceForm),
        ["exclude"] = typeof(ExcludeForm),
        ["preserve"] = typeof(PreserveForm),
        ["treat"] = typeof(TreatForm),
        ["seize"] = typeof(SeizeForm),
        ["seizure_approve"] = typeof(SeizureApproveForm),
        ["seizure_extend"] = typeof(SeizureExtendForm),
        ["seizure_lift"] = typeof(SeizureLiftForm),
        ["recusal_ask"] = typeof(RecusalAskForm),
        ["recusal_decide"] = typeof(RecusalDecideForm),
        ["address"] = typeof(AddressForm),
        ["report"] = typeof(ReportForm),
        ["step_back"] = typeof(StepBackForm),
        ["law_check"] = typeof(LawCheckForm),
        ["law_choose"] = typeof(LawChooseForm),
        ["notice_approve"] = typeof(NoticeApproveForm),
        ["notice_give"] = typeof(NoticeGiveForm),
        ["defence"] = typeof(DefenceForm),
        ["waive"] = typeof(WaiveForm),
        ["hearing_request"] = typeof(HearingRequestForm),
        ["defence_review"] = typeof(DefenceReviewForm),
        ["hearing_schedule"] = typeof(HearingScheduleForm),
        ["hearing_hold"] = typeof(HearingHoldForm),
        ["legal_review"] = typeof(LegalReviewForm),
        ["discuss"] = typeof(DiscussForm),
        ["decide"] = typeof(DecideForm),
        ["not_punish"] = typeof(NotPunishForm),
        ["withdraw"] = typeof(WithdrawForm),
        ["serve"] = typeof(ServeForm),
        ["pay"] = typeof(PayForm),
        ["defer"] = typeof(DeferForm),
        ["demand"] = typeof(DemandForm),
        ["court"] = typeof(CourtForm),
        ["court_end"] = typeof(CourtEndForm),
        ["remedy"] = typeof(RemedyForm),
        ["remedy_end"] = typeof(RemedyEndForm),
        ["revision"] = typeof(RevisionForm),
        ["crime_report"] = typeof(CrimeReportForm),
        ["crime_decide"] = typeof(CrimeDecideForm),
        ["crime_transfer"] = typeof(CrimeTransferForm),
        ["crime_answer"] = typeof(CrimeAnswerForm),
        ["refer"] = typeof(ReferForm),
        ["refer_answer"] = typeof(ReferAnswerForm),
        ["extend"] = typeof(ExtendForm),
        ["suspend"] = typeof(SuspendForm),
        ["resume"] = typeof(ResumeForm),
        ["close"] = typeof(CloseForm),
        ["archive"] = typeof(ArchiveForm),
    };

    /// <summary>Every act that has a form.</summary>
    public static IReadOnlyCollection<string> Acts => Forms.Keys;

    /// <summary>The form of an act.</summary>
    public static Type Of(string act) => Forms[act];
}
