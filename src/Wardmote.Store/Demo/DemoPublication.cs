using Wardmote.Law;
using Wardmote.Publication;

namespace Wardmote.Store;

/// <summary>
/// What happens to a decision after its service: the head says whether it has social impact, the reviewer checks what is hidden and publishes it. Some are forgotten, and the
/// clock says so. Which is which follows from the decision's number. 演示：决定公示
/// </summary>
internal sealed class DemoPublication(DemoDesk desk, DemoTown town)
{
    /// <summary>Begins it beside whatever else becomes of the case.</summary>
    public void Begin(string id) => desk.Clock.Begin(desk.Clock.Now, () => LiveAsync(id));

    private async Task LiveAsync(string id)
    {
        if (await desk.Desk.CaseAsync(desk.Book, id) is not { } file || PublishedDecision.Every(file.Entries) is not [.., { State: "due" } decision])
        {
            return;
        }

        var lot = decision.Number.Aggregate(7, (sum, c) => ((sum * 31) + c) & 0xFFFF) % 20;
        var impact = lot is > 0 and < 9 && !AssessImpact.Young(file);
        if (lot == 0)
        {
            return;
        }

        await MorningAsync(10);
        var reason = impact ? "涉及公共安全和市容环境，社会关注，应当公示。" : "情节轻微，影响限于当事人。";
        if (await desk.TryAsync(town.Head, now => desk.Desk.AssessImpactAsync(desk.Book, id, decision.Id, new AssessImpact(impact, reason), now)) is null || !impact || lot == 1)
        {
            return;
        }

        await MorningAsync(15);
        var assessed = await desk.Desk.CaseAsync(desk.Book, id);
        if (assessed is not null && PublishedDecision.Of(assessed.Entries, decision.Id) is { } now && await desk.Desk.ToCheckAsync(assessed, now) is { } check)
        {
            var act = new PublishDecision([], new Dictionary<string, string>(), "");
            act = act with { Seen = Redaction.Apply(check.Before, act.Pieces(check.Before, check.Rule)).Hash };
            await desk.TryAsync(town.Reviewer, request => desk.Desk.PublishDecisionAsync(desk.Book, id, decision.Id, act, request));
        }
    }

    // The next working day but one, at an hour.
    private Task MorningAsync(int hour) => desk.Clock.UntilAsync(ShanghaiTime.Start(desk.Law.Calendar.OnOrAfter(desk.Today.AddDays(2))).AddHours(hour));
}
