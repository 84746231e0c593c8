using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>What departments do with the whistles of a town: take, pass on, return, stay silent; and how the justice bureau settles. 演示：吹哨报到</summary>
internal sealed class DemoWhistles(DemoDesk desk, DemoTown town)
{
    /// <summary>A whistle from its first answer to its result.</summary>
    public async Task LiveAsync(WhistleBlown blown)
    {
        var holder = blown.To;
        if (holder == Bureau)
        {
            // Nobody's, or nobody known: the call waits at the bureau until its clock makes it a dispute.
            await EscalateAsync(blown.Whistle, blown.AnswerBy);
            return;
        }

        var due = blown.AnswerBy;
        if (desk.Chance.In(0.08))
        {
            await EscalateAsync(blown.Whistle, due);
            return;
        }

        await desk.SoonAsync(4, Math.Max(5, (int)Math.Min(desk.Chance.Around(80), 225)));
        if (desk.Chance.In(0.09))
        {
            await desk.MustAsync(DemoTown.Department(holder), now => desk.Desk.RespondAsync(desk.Book, blown.Whistle, new RespondToWhistle("return", holder, desk.Chance.One(["现场属镇街清单事项，请镇街先行核查。", "经核对清单，本委没有这项职权。", "涉及两个部门职责，请司法局明确。"]), ""), now));
            await SettleAsync(blown.Whistle);
            return;
        }

        if (desk.Chance.In(0.2))
        {
            var to = desk.Chance.One(new[] { "ZJ", "CG", "SC", "GZ", "JT" }.Select(k => $"{DemoPeople.County}-{k}").Where(a => a != holder).ToList());
            if (await desk.MustAsync(DemoTown.Department(holder), now => desk.Desk.RespondAsync(desk.Book, blown.Whistle, new RespondToWhistle("pass", holder, "按部门分工，属贵单位职责。", to), now)) is null)
            {
                return;
            }

            holder = to;
            due = WhistleClock.AnswerBy(desk.Law.At(desk.Book), desk.Clock.Now);
            if (desk.Chance.In(0.15))
            {
                await EscalateAsync(blown.Whistle, due);
                return;
            }

            await desk.SoonAsync(10, 200);
        }

        if (await desk.MustAsync(DemoTown.Department(holder), now => desk.Desk.RespondAsync(desk.Book, blown.Whistle, new RespondToWhistle("take", holder, desk.Chance.One(["", "已派人前往。", "明天上午到场。"]), ""), now)) is not null)
        {
            await FinishAsync(blown.Whistle, holder, DemoTown.Department(holder));
        }
    }

    /// <summary>The town keeps its case and calls departments to come along; both sides say afterwards how it went.</summary>
    public async Task AskHelpAsync(string matter, CaseFile file)
    {
        var own = desk.Law.Newest(file.Item)?.AgencyKind is { Length: > 0 } kind ? $"{DemoPeople.County}-{kind}" : $"{DemoPeople.County}-CG";
        string[] called = desk.Chance.In(0.4) && own != $"{DemoPeople.County}-GA" ? [own, $"{DemoPeople.County}-GA"] : [own];
        var (reason, needed) = desk.Chance.One<(string, string)>([("多次劝导无效，夜间反弹", "今晚联合到场一次"), ("需要专业判断", "派专业人员到场认定"), ("当事人阻挠执法", "到场维持秩序"), ("现场有安全风险", "携带检测设备到场")]);
        var blow = new BlowWhistle("", town.Code, [], "help", reason, needed, file.Item.Value, matter, null, null);
        foreach (var blown in (await desk.TryAsync(town.Leader, now => desk.Desk.BlowAsync(town.Code, called, blow, now)))?.Select(Body.Read).OfType<WhistleBlown>() ?? [])
        {
            desk.Clock.Begin(desk.Clock.Now, () => LiveAsync(blown));
        }
    }

    private static string Bureau => DemoPeople.County + "-SF";

    private async Task EscalateAsync(string whistle, DateTimeOffset due)
    {
        await desk.Clock.UntilAsync(due.AddMinutes(1));
        if (await desk.MustAsync(By.System, now => desk.Desk.EscalateAsync(desk.Book, whistle, now)) is not null)
        {
            await SettleAsync(whistle);
        }
    }

    private async Task SettleAsync(string whistle)
    {
        await desk.ByDayAsync(500, 0.5);
        if (await desk.Desk.WhistleAsync(desk.Book, whistle) is not { State: "disputed" } w)
        {
            return;
        }

        var toTown = desk.Chance.In(0.25);
        var owner = toTown ? town.Code : w.Blown.To != Bureau ? w.Blown.To : $"{DemoPeople.County}-{desk.Chance.One(["CG", "YJ", "JI", "GA"])}";
        if (await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.SettleAsync(desk.Book, whistle, new SettleWhistle(owner, toTown ? "属镇街日常管理范围，由镇街办理。" : "依据三定职责和事项清单，由该部门办理。"), now)) is not null)
        {
            await FinishAsync(whistle, owner, toTown ? town.Leader : DemoTown.Department(owner));
        }
    }

    private async Task FinishAsync(string whistle, string owner, By by)
    {
        await desk.ByDayAsync(2_200);
        var outcome = desk.Chance.Weighted([("solved", 0.6), ("no_breach", 0.2), ("penalised", 0.2)]);
        var words = outcome switch
        {
            "solved" => desk.Chance.One(["已到场处理并责令改正。", "已当场清理，加强巡查。", "已约谈负责人，问题已整改。"]),
            "penalised" => "已查实并依法处罚。",
            _ => "到场核查，没有发现举报所述情况。",
        };
        if (await desk.TryAsync(by, now => desk.Desk.FinishAsync(desk.Book, whistle, new FinishWhistle(outcome, words), owner, now)) is not null)
        {
            await RateAsync(whistle, town.Code, town.Leader, "town", [("helped", 0.7), ("partly", 0.22), ("no_help", 0.08)]);
            await RateAsync(whistle, owner, by, "department", [("clear", 0.72), ("unclear", 0.18), ("not_ours", 0.1)]);
        }
    }

    private async Task RateAsync(string whistle, string organ, By by, string side, (string, double)[] marks)
    {
        if (desk.Chance.In(0.5))
        {
            await desk.ByDayAsync(300);
            await desk.TryAsync(by, now => desk.Desk.RateHelpAsync(desk.Book, whistle, new RateHelp(side, organ, desk.Chance.Weighted(marks), ""), now));
        }
    }
}
