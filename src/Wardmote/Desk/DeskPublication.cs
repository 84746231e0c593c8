using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Publication;
using Wardmote.Supervision;

namespace Wardmote.Desk;

/// <summary>What a checker looks at.</summary>
/// <param name="Before">The decision as made.</param>
/// <param name="Party">The party.</param>
/// <param name="Rule">What the rule hides.</param>
public sealed record ToCheck(Document Before, Party Party, IReadOnlyList<Redaction> Rule);

/// <summary>Publication of decisions.</summary>
public sealed partial class Desk
{
    /// <summary>The decision and what the rule hides of it; null when it cannot be made again.</summary>
    public async Task<ToCheck?> ToCheckAsync(CaseFile file, PublishedDecision decision, CancellationToken cancel = default)
    {
        var then = file.AsOf(decision.Sequence);
        var document = decision.Ordinary
            ? await DocumentAsync(then, new CatalogueLine(0, Decide.Template, "", decision.Number, ShanghaiTime.Day(decision.DecidedAt), decision.Sequence), "zh", cancel)
            : await SpotDecisionAsync(then, "zh", cancel);
        return document is not null && await PartyAsync(then, cancel) is { } party ? new ToCheck(document, party, Redaction.ByRule(document, party, then.Ruling?.PayCode ?? "")) : null;
    }

    /// <summary>The organ says whether a decision has social impact.</summary>
    public Task<DeskAnswer> AssessImpactAsync(Book book, string matter, string publication, AssessImpact act, Request request, CancellationToken cancel = default) =>
        OnPublicationAsync(book, matter, publication, request, (file, decision) => Task.FromResult(Below("publication.assess", request) ?? act.On(file, decision, Named(request))), cancel);

    /// <summary>A named person has checked the redaction; the decision is published.</summary>
    public Task<DeskAnswer> PublishDecisionAsync(Book book, string matter, string publication, PublishDecision act, Request request, CancellationToken cancel = default)
    {
        var envelope = "published-" + tools.NewId();
        return OnPublicationAsync(book, matter, publication, request, async (file, decision) => Below("publication.check", request) is { } below ? below : await ToCheckAsync(file, decision, cancel) is { } check
            ? act.On(file.AsOf(decision.Sequence), decision, check.Before, check.Party, Law, Named(request), request.At, envelope)
            : Outcome.No("no_document", new Text("决定书无法生成：当事人信息已删除", "the decision cannot be made: the party's details were erased", "لا يمكن إنشاء القرار: حُذفت بيانات الطرف"), new Text("选择不公示并写明理由", "choose not to publish, with the reason", "اختر عدم النشر مع السبب")), cancel);
    }

    /// <summary>Withdraws a publication.</summary>
    public Task<DeskAnswer> WithdrawAsync(Book book, string matter, string publication, Withdrawal act, Request request, CancellationToken cancel = default) =>
        OnPublicationAsync(book, matter, publication, request, (file, decision) => Task.FromResult(Below("publication.withdraw", request) ?? act.On(file, decision, Law, Named(request), request.At)), cancel);

    /// <summary>What the public reads of a published decision: the publication, and its words while it is not withdrawn. Null when nothing was published under the id.</summary>
    public async Task<(PublishedDecision Decision, Document? Words)?> PublishedAsync(string publication, CancellationToken cancel = default)
    {
        var found = publication.Length is > 0 and <= 80 ? await journal.FindAsync(PublishedDecision.TagOf(publication), 50, cancel) : [];
        if (found.Select(Body.Read).OfType<DecisionPublished>().FirstOrDefault() is not { } published)
        {
            return null;
        }

        var book = found[0].Book;
        var decision = PublishedDecision.Of((await journal.ReadAsync(book, [CaseFile.TagOf(published.Case)], cancel: cancel)).Entries, publication)!;
        var words = decision.Withdrawn is null && await journal.OpenAsync(book, published.Envelope, cancel) is { } json ? JsonSerializer.Deserialize<Document>(json, Body.Json) : null;
        return (decision, words);
    }

    /// <summary>The clock: a decision that nobody assessed or checked in time, or a publication that should be gone, raises one alert.</summary>
    public async Task<DeskAnswer> WatchPublicationAsync(Book book, string matter, string publication, Request request, CancellationToken cancel = default)
    {
        var entries = (await journal.ReadAsync(book, [CaseFile.TagOf(matter)], cancel: cancel)).Entries;
        if (CaseFile.Of(entries) is not { } file || PublishedDecision.Of(entries, publication) is not { } decision || decision.State is not ("due" or "to_check" or "to_withdraw"))
        {
            return new DeskAnswer.Refused(((Outcome.Refuse)NotFound()).Refusal);
        }

        var (day, here) = (ShanghaiTime.Day(decision.DecidedAt), Law.At(book));
        var alert = decision.State == "to_withdraw"
            ? new AlertRaised(tools.NewId(), "withdrawal-late", "R-PUB-02", "publication", $"{matter}/{publication}", file.Opened.Locality, file.Opened.Locality, "", [],
                new Text($"{decision.Number} 应当在 {decision.Fell!.WithdrawPublicationBy:yyyy-MM-dd} 前撤回公示，尚未撤回", $"{decision.Number} had to be withdrawn from publication by {decision.Fell!.WithdrawPublicationBy:yyyy-MM-dd} and was not", $"كان يجب سحب {decision.Number} من النشر حتى {decision.Fell!.WithdrawPublicationBy:yyyy-MM-dd} ولم يُسحب"),
                new Text("撤回并公开说明理由", "withdraw it and say publicly why", "اسحبه وأعلن السبب"), "行政处罚法 48(2)", "leader", Alert.Clock("leader", here, request.At))
            : new AlertRaised(tools.NewId(), "publication-late", "R-PUB-01", "publication", $"{matter}/{publication}", file.Opened.Locality, file.Opened.Locality, "", [],
                new Text($"{decision.Number} 作出后 {here.Period("publish-decision-check", day).Count} 个工作日内尚未决定是否公示或者核对完毕；最迟 {here.Ends("publish-decision", day):yyyy-MM-dd}", $"{here.Period("publish-decision-check", day).Count} working days after {decision.Number} its publication is neither decided on nor checked; the last day is {here.Ends("publish-decision", day):yyyy-MM-dd}", $"بعد {here.Period("publish-decision-check", day).Count} أيام عمل من {decision.Number} لم يُبتّ في نشره أو لم يُراجع؛ آخر يوم {here.Ends("publish-decision", day):yyyy-MM-dd}"),
                new Text("认定社会影响，核对隐去内容后公示，或者写明不公示的理由", "say whether it has social impact; check the redaction and publish it, or give the reason why not", "حدّد أثره الاجتماعي ثم راجع الإخفاء وانشره أو اذكر سبب عدم النشر"), "行政处罚法 48(1)；政府信息公开条例 20(6)、26", "leader", Alert.Clock("leader", here, request.At));
        return await RaiseAlertAsync(book, alert, request, cancel);
    }

    private static Signatory Named(Request request) => new(request.By.Person, request.Name ?? Text.Same(request.By.Person), request.By.Role);

    private Task<DeskAnswer> OnPublicationAsync(Book book, string matter, string publication, Request request, Func<CaseFile, PublishedDecision, Task<Outcome>> act, CancellationToken cancel) =>
        DoAsync(book, request, [CaseFile.TagOf(matter)], async entries =>
            CaseFile.Of(entries) is { } file && PublishedDecision.Of(entries, publication) is { } decision ? await act(file, decision) : NotFound(), cancel);
}
