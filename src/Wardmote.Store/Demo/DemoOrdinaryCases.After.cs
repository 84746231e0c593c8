using Wardmote.Cases;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Store;

/// <summary>From the decision on: service, payment, demand, court, deferral, remedy.</summary>
internal sealed partial class DemoOrdinaryCases
{
    private async Task<bool> DecidedAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(2);
        if (await FileAsync(id) is not { } file || !await LawAsync(id, file))
        {
            return false;
        }

        // Where the law has changed since the notice and a person chose the new one, its range is the last word.
        var most = file.Proposal is { } told ? desk.Desk.WeighFor(file, told.Facts).Statutory?.Max : null;
        var lower = file.Proposal?.Fine > most ? most : plot.Name == "defence" && file.DefenceReview is { Adopted: "adopted" or "partly" } && file.Proposal?.Range is { } range && file.Proposal.Fine > range.Min ? DemoFacts.Round((range.Min + file.Proposal.Fine!.Value) / 2, range.Min) : (decimal?)null;
        return await DoAsync(await DeciderAsync(), now => desk.Desk.DecideAsync(desk.Book, id, new Decide { Fine = lower, Correction = "立即改正，不得再犯", Reason = lower is null ? "事实清楚，按拟处罚意见决定。" : file.Proposal?.Fine > most ? "适用较轻的新规定，在新规定幅度内决定。" : "采纳部分申辩意见，从轻。" }, now));
    }

    private async Task<bool> ServedAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(2);
        var to = Delivered(desk.Clock.Now, plot, true);
        if (!await DoAsync(town.Officer, now => desk.Desk.ServeAsync(desk.Book, id, new Serve(to.Way, to.Recipient, to.Refused, to.Witness, to.Proof), now)))
        {
            return false;
        }

        new DemoPublication(desk, town).Begin(id);
        return true;
    }

    private async Task PerformedAsync(string id, DemoPlot plot)
    {
        switch (plot.Name)
        {
            case "remedy_upheld" or "remedy_changed" or "remedy_revoked":
                await RemedyAsync(id, plot);
                break;
            case "demanded" or "paid_late" or "court" or "court_refused":
                await DemandedAsync(id, plot);
                break;
            case "deferred":
                await DeferredAsync(id);
                break;
            default:
                await (plot.Rests is "overdue" ? Task.CompletedTask : plot.Rests is "demanded" ? DemandedAsync(id, plot) : PaidAsync(id));
                break;
        }
    }

    private async Task PaidAsync(string id)
    {
        await desk.OfficeAsync(6, 0.4);
        await PayAsync(id);
        await desk.OfficeAsync(6);
        await CloseAsync(id);
    }

    // Through the bank's statement where the decision has a payment code: the line names the code, the program finds the case.
    private async Task PayAsync(string id, decimal? part = null)
    {
        if (await FileAsync(id) is not { } file || Dues.Of(file, desk.Law, desk.Today) is not { Owed: > 0 } dues)
        {
            return;
        }

        var reference = $"ICBC{desk.Today:yyyyMMdd}{desk.Chance.Between(100_000, 999_999)}";
        var sum = part ?? dues.Owed;
        if (file.Ruling is { PayCode.Length: > 0 } ruling && desk.Chance.In(0.7))
        {
            var lines = new List<BankLine> { new(reference, desk.Today, sum, "罚没款 " + ruling.PayCode) };
            if (desk.Chance.In(0.15))
            {
                lines.Add(new BankLine(reference + "X", desk.Today, desk.Chance.Between(1, 40) * 50, "往来款"));
            }

            await desk.Desk.ImportBankAsync(desk.Book, lines, desk.Now(town.Clerk));
            return;
        }

        await DoAsync(town.Clerk, now => desk.Desk.PayAsync(desk.Book, id, new Pay(sum, desk.Today, "electronic", reference), now));
    }

    private async Task DemandedAsync(string id, DemoPlot plot)
    {
        if (await FileAsync(id) is not { } file || Dues.Of(file, desk.Law, desk.Today) is not { } dues)
        {
            return;
        }

        await desk.OfficeOnAsync(dues.Due.AddDays(desk.Chance.Between(2, 14)));
        if (!await DoAsync(town.Officer, now => desk.Desk.DemandAsync(desk.Book, id, new DemandPayment(Delivered(now.At, plot, false)), now)) || plot.Rests == "demanded")
        {
            return;
        }

        if (plot.Name is "court" or "court_refused")
        {
            await CourtAsync(id, plot.Name == "court");
            return;
        }

        await desk.OfficeAsync(plot.Name == "paid_late" ? 5 : 12);
        await PayAsync(id);
        await desk.OfficeAsync(5);
        await CloseAsync(id);
    }

    private async Task CourtAsync(string id, bool enforced)
    {
        if (await FileAsync(id) is not { } file || Terms.CourtWindow(file, desk.Law) is not { } window)
        {
            return;
        }

        await desk.OfficeOnAsync(window.First.AddDays(desk.Chance.Between(1, 9)));
        if (!await DoAsync(town.Head, now => desk.Desk.ApplyToCourtAsync(desk.Book, id, new ApplyToCourt("（虚构）区人民法院", [.. ApplyToCourt.Wanted]), now)))
        {
            return;
        }

        await desk.OfficeAsync(28, 0.3);
        if (await DoAsync(town.Clerk, now => desk.Desk.EndCourtAsync(desk.Book, id, new EndCourt(enforced ? "enforced" : "refused", desk.Today, enforced ? "法院已执行到位。" : "裁定不予执行：送达证据不足。"), now)))
        {
            await desk.OfficeAsync(6);
            await CloseAsync(id);
        }
    }

    private async Task DeferredAsync(string id)
    {
        await desk.OfficeAsync(5, 0.3);
        if (await FileAsync(id) is not { } file || Dues.Of(file, desk.Law, desk.Today) is not { Owed: > 0 } dues)
        {
            return;
        }

        var half = Math.Floor(dues.Owed / 2);
        var (first, last) = (desk.Today.AddDays(20), desk.Today.AddDays(50));
        if (!await DoAsync(town.Head, now => desk.Desk.DeferAsync(desk.Book, id, new DeferPayment("家中有人生病，收入减少，申请分两期缴纳。", [new Instalment(first, half), new Instalment(last, dues.Owed - half)]), now)))
        {
            return;
        }

        await desk.OfficeOnAsync(first.AddDays(-2));
        await PayAsync(id, half);
        await desk.OfficeOnAsync(last.AddDays(-3));
        await PayAsync(id);
        await desk.OfficeAsync(5);
        await CloseAsync(id);
    }

    private async Task RemedyAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(20, 0.3);
        if (!await DoAsync(town.Clerk, now => desk.Desk.SeekRemedyAsync(desk.Book, id, new SeekRemedy("reconsideration", desk.Today, "（虚构）区人民政府行政复议机构", false), now)))
        {
            return;
        }

        await desk.OfficeAsync(40, 0.2);
        var fine = (await FileAsync(id))?.FineNow ?? 0;
        var result = plot.Name switch { "remedy_changed" => "changed", "remedy_revoked" => "revoked", _ => "upheld" };
        var words = result switch { "changed" => "变更罚款数额。", "revoked" => "事实不清，撤销决定，责令重新处理。", _ => "维持。" };
        if (!await DoAsync(town.Clerk, now => desk.Desk.EndRemedyAsync(desk.Book, id, new EndRemedy(result, desk.Today, words, result == "changed" ? Math.Max(1, Math.Floor(fine / 2)) : null), now)))
        {
            return;
        }

        await desk.OfficeAsync(4);
        if (result == "revoked")
        {
            var again = desk.Chance.In(0.4);
            if (await DoAsync(town.Head, now => desk.Desk.FollowRevisionAsync(desk.Book, id, new FollowRevision(again ? "decide_again" : "end", again ? "补充证据后重新作出决定。" : "按复议决定结案。"), now)) && again)
            {
                var once = new DemoPlot("paid");
                if (await ReportAsync(id, once, "") && await NoticeAsync(id, once) && await HeardAsync(id, once) && await ReviewedAsync(id, once) && await DecidedAsync(id, once) && await ServedAsync(id, once))
                {
                    await PaidAsync(id);
                }
            }

            return;
        }

        if (result == "changed" && !await DoAsync(town.Head, now => desk.Desk.FollowRevisionAsync(desk.Book, id, new FollowRevision("perform", "按变更后的数额执行。"), now)))
        {
            return;
        }

        await PaidAsync(id);
    }
}
