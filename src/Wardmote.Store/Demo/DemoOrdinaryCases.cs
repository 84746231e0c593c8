using Wardmote.Cases;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>How an ordinary case goes.</summary>
/// <param name="Name">What becomes of it; see <see cref="DemoOrdinaryCases.Plots"/>.</param>
/// <param name="Rests">Stage in which it lies for now; empty = it goes on.</param>
internal sealed record DemoPlot(string Name, string Rests = "");

/// <summary>
/// Cases in the ordinary procedure, from filing to archive, each by the acts of those whose acts they are: officers investigate, the head approves, the party defends itself, a
/// host hears, a reviewer reviews, the heads discuss, the head decides. 演示：普通程序
/// </summary>
internal sealed partial class DemoOrdinaryCases(DemoDesk desk, DemoTown town, DemoWhistles whistles)
{
    /// <summary>Every way one can go; a town that has enough cases lives them all.</summary>
    public static IReadOnlyList<string> Plots { get; } =
    [
        "paid", "defence", "hearing", "demanded", "court", "deferred", "remedy_upheld", "remedy_changed", "remedy_revoked", "review_failed", "crime", "crime_returned", "refer", "refer_disputed",
        "withdrawn", "not_punished", "suspended", "extended", "waived", "absent", "court_refused", "paid_late", "not_corrected", "preserved", "recusal", "announced",
    ];

    /// <summary>Stages in which a case may lie today.</summary>
    public static IReadOnlyList<string> Rests { get; } = ["filed", "investigation", "reported", "noticed", "defence", "hearing", "ready", "ready_to_decide", "discussed", "decided", "served", "overdue", "demanded"];

    /// <summary>Plot of a case that nobody planned.</summary>
    public DemoPlot Usual() => new(desk.Chance.Weighted([("paid", 0.45), ("defence", 0.2), ("paid_late", 0.1), ("waived", 0.08), ("not_punished", 0.05), ("demanded", 0.05), ("withdrawn", 0.02), ("remedy_upheld", 0.05)]));

    /// <summary>Lives it.</summary>
    public async Task LiveAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(1.5);
        if (!await DoAsync(Heads(), now => desk.Desk.FileAsync(desk.Book, id, new FileCase(desk.Chance.One(["违法事实初步查清，超出当场处罚幅度，应当立案。", "逾期未改正，符合立案标准。", "情节较重，需要进一步调查。"])), now)) || plot.Rests == "filed")
        {
            return;
        }

        if (!await InvestigateAsync(id, plot) || plot.Rests == "investigation" || await TurnedAsync(id, plot))
        {
            return;
        }

        if (!await ReportAsync(id, plot, "") || plot.Rests == "reported")
        {
            return;
        }

        if (!await NoticeAsync(id, plot) || !await HeardAsync(id, plot) || !await ReviewedAsync(id, plot))
        {
            return;
        }

        if (!await DecidedAsync(id, plot) || plot.Rests == "decided")
        {
            return;
        }

        if (await ServedAsync(id, plot) && plot.Rests != "served")
        {
            await PerformedAsync(id, plot);
        }
    }

    /// <summary>The head decides not to punish, with education on record; the file goes on to the shelf.</summary>
    public async Task SparedAsync(string id, string ground, string guardian)
    {
        var educated = new Education(guardian.Length > 0 ? guardian : "当事人", "讲明违法事实、危害和法律规定，要求今后遵守。", desk.Clock.Now, desk.Photos(0.5));
        if (!await DoAsync(Heads(), now => desk.Desk.NotPunishAsync(desk.Book, id, new NotPunish { Ground = ground, Words = "违法情节轻微，已改正，没有造成危害后果。", Education = educated, Guardian = guardian }, now)))
        {
            return;
        }

        await desk.OfficeAsync(2);
        if (await DoAsync(town.Officer, now => desk.Desk.ServeAsync(desk.Book, id, new Serve("handed", "party", false, "", []), now)))
        {
            await desk.OfficeAsync(3);
            await CloseAsync(id);
        }
    }

    /// <summary>The head closes; the clerk puts it into the archive.</summary>
    public async Task CloseAsync(string id)
    {
        if (await DoAsync(town.Head, now => desk.Desk.CloseAsync(desk.Book, id, new CloseCase(desk.Chance.One(["决定已履行，现场已改正。", "已履行完毕。", "已处理完毕，举报人已告知。"])), now)))
        {
            await desk.OfficeAsync(12);
            if (desk.Chance.In(0.85))
            {
                await DoAsync(town.Clerk, now => desk.Desk.ArchiveAsync(desk.Book, id, now));
            }
        }
    }

    private async Task<bool> DoAsync(By by, Func<Desk.Request, Task<Desk.DeskAnswer>> act, [System.Runtime.CompilerServices.CallerMemberName] string where = "", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) =>
        await desk.MustAsync(by, act, where, line) is not null;

    private Task<CaseFile?> FileAsync(string id) => desk.Desk.CaseAsync(desk.Book, id);

    private By Heads() => town.Head;

    // While the head has named a deputy, the deputy decides every other matter.
    private async Task<By> DeciderAsync()
    {
        var roster = await desk.Desk.RosterAsync(town.Code);
        return roster.Deputy(town.Deputy, town.Code, desk.Today) is not null && desk.Chance.In(0.5) ? new By(town.Deputy, "deputy", town.Code) : town.Head;
    }

    private async Task<bool> InvestigateAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(4);
        if (await FileAsync(id) is not { } file || !await InquiryAsync(id, file, "party"))
        {
            return false;
        }

        if (desk.Chance.In(0.35))
        {
            await desk.OfficeAsync(2);
            await InquiryAsync(id, file, "witness");
        }

        await desk.OfficeAsync(3);
        var pieces = new List<EvidencePiece>
        {
            new("", "document", "营业执照（身份证）复印件", "当事人身份", "与原件核对无异", false, desk.Photo()),
            new("", "electronic", "现场视频截图", "违法行为、时间和地点", "执法记录仪原件哈希在案", true, desk.Photo()),
        };
        if (!await DoAsync(town.Officer, now => desk.Desk.ListEvidenceAsync(desk.Book, id, new ListEvidence(town.Crew, pieces), now)))
        {
            return false;
        }

        if (desk.Photo() is { } signed && desk.Chance.In(0.35))
        {
            await DoAsync(town.Officer, now => desk.Desk.ConfirmServiceAddressAsync(desk.Book, id, new ConfirmServiceAddress(desk.Chance.In(0.6), "（虚构）綦江区新街8号", signed), now));
        }

        return plot.Name switch
        {
            "preserved" => await PreservedAsync(id),
            "recusal" => await RecusalAsync(id),
            "suspended" => await SuspendedAsync(id),
            "extended" => await DoAsync(town.Head, now => desk.Desk.ExtendTermAsync(desk.Book, id, new ExtendTerm(30, "行政处罚法 60（另有规定的从其规定）", "需要等待鉴定意见"), now)),
            _ => true,
        };
    }

    private Task<bool> InquiryAsync(string id, CaseFile file, string relation)
    {
        var minutes = desk.Chance.Between(20, 75);
        var name = relation == "witness" ? DemoWords.Somebody(desk.Chance) : file.Site!.PartyKind == PartyKind.Entity ? $"{DemoWords.Somebody(desk.Chance)}（负责人）" : DemoWords.Somebody(desk.Chance);
        return DoAsync(town.Officer, now => desk.Desk.RecordInquiryAsync(desk.Book, id, new RecordInquiry
        {
            Officers = town.Crew, Began = now.At.AddMinutes(-minutes), Ended = now.At, Place = town.Locality.Organ.Zh + "询问室", Relation = relation, CertificatesShown = true, RightsTold = true,
            Signed = desk.Chance.In(0.93) ? "signed" : "refused",
            Asked = new Inquiry(name, "", "", "",
            [
                new Answered("是否收到权利义务告知，是否申请回避？", "收到了，不申请回避。"),
                new Answered("现场检查记录的情况是否属实？", desk.Chance.One(["属实。", "基本属实，时间没有那么长。", "东西是我的，但只放了一会儿。"])),
                new Answered("有没有违法所得？", "没有。"),
            ]),
        }, now));
    }

    private async Task<bool> PreservedAsync(string id)
    {
        if (!await DoAsync(Heads(), now => desk.Desk.PreserveAsync(desk.Book, id, new PreserveEvidence([new Good("音响设备", "1 台", "在用"), new Good("销售单据", "1 册", "")], town.Locality.Organ.Zh + "物品保管室", "可能被转移"), now)))
        {
            return false;
        }

        await desk.OfficeAsync(3, 0.2);
        var notice = (await FileAsync(id))!.Preservations[^1].Notice.Number;
        return await DoAsync(Heads(), now => desk.Desk.TreatPreservedAsync(desk.Book, id, new TreatPreserved(notice, desk.Chance.One(["returned", "copied"]), "已复制固定，原物退还"), now));
    }

    private async Task<bool> RecusalAsync(string id)
    {
        var person = town.Crew[1];
        await DoAsync(town.Clerk, now => desk.Desk.AskRecusalAsync(desk.Book, id, new AskRecusal(person, "party", "当事人称与其有过纠纷"), now));
        await desk.OfficeAsync(2);
        return await DoAsync(town.Head, now => desk.Desk.DecideRecusalAsync(desk.Book, id, new DecideRecusal(person, false, "经查没有法定回避情形"), now));
    }

    private async Task<bool> SuspendedAsync(string id)
    {
        if (!await DoAsync(town.Head, now => desk.Desk.SuspendAsync(desk.Book, id, new SuspendCase("行政处罚法 60", "等待检测机构出具检测报告"), now)))
        {
            return false;
        }

        await desk.OfficeAsync(24);
        return await DoAsync(town.Head, now => desk.Desk.ResumeAsync(desk.Book, id, new ResumeCase("检测报告已收到"), now));
    }

    /// <summary>Refers a case to a department, which answers its whistle.</summary>
    public async Task ReferAsync(string id, By by, string kind, string reason)
    {
        if (await desk.TryAsync(by, now => desk.Desk.ReferAsync(desk.Book, id, new ReferCase($"{DemoPeople.County}-{kind}", reason), now)) is { } entries)
        {
            foreach (var blown in entries.Select(Body.Read).OfType<WhistleBlown>())
            {
                await whistles.LiveAsync(blown);
            }
        }
    }

    // What leaves the way to a decision: true when it did.
    private async Task<bool> TurnedAsync(string id, DemoPlot plot)
    {
        switch (plot.Name)
        {
            case "withdrawn":
                await desk.OfficeAsync(5);
                await DoAsync(town.Head, now => desk.Desk.WithdrawFilingAsync(desk.Book, id, new WithdrawFiling("补充调查后证据不足，撤销立案。"), now));
                return true;
            case "not_punished":
                await desk.OfficeAsync(6);
                await SparedAsync(id, "first_slight", "");
                return true;
            case "crime" or "crime_returned":
                return !await CrimeAsync(id, plot.Name == "crime") || plot.Name == "crime";
            case "refer" or "refer_disputed":
                await desk.OfficeAsync(4);
                await ReferAsync(id, town.Head, desk.Chance.One(["CG", "ST", "SC"]), "调查发现属部门直接管辖的情形。");
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> CrimeAsync(string id, bool accepted)
    {
        await desk.OfficeAsync(3);
        if (!await DoAsync(town.Officer, now => desk.Desk.ReportCrimeAsync(desk.Book, id, new ReportCrime(town.Crew, "涉案数额可能达到刑事立案追诉标准，涉嫌犯罪。"), now)))
        {
            return false;
        }

        await desk.OfficeAsync(1, 0.1);
        if (!await DoAsync(town.Head, now => desk.Desk.DecideCrimeAsync(desk.Book, id, new DecideCrime(true, "同意移送。"), now)))
        {
            return false;
        }

        await desk.SoonAsync(60, 300);
        if (!await DoAsync(town.Officer, now => desk.Desk.TransferCrimeAsync(desk.Book, id, new TransferCrime("（虚构）区公安分局", ["letter", "report", "goods"]), now)))
        {
            return false;
        }

        await desk.OfficeAsync(8);
        if (!await DoAsync(town.Clerk, now => desk.Desk.AnswerTransferAsync(desk.Book, id, new AnswerTransfer(accepted, accepted ? "决定立案侦查。" : "不构成犯罪，退回案卷。"), now)))
        {
            return false;
        }

        if (accepted)
        {
            await desk.OfficeAsync(3);
            await CloseAsync(id);
        }

        return true;
    }

    private async Task<bool> ReportAsync(string id, DemoPlot plot, string answers)
    {
        await desk.OfficeAsync(plot.Name == "extended" ? 40 : 6);
        if (await FileAsync(id) is not { } file || !await LawAsync(id, file) || await FileAsync(id) is not { } now || desk.Law.Item(now.Item, now.LawDay) is not { } item)
        {
            return false;
        }

        var (facts, weighed) = DemoFacts.Choose(desk, now);
        var units = item.Factor is not null && item.FineKind is FineKind.Multiple or FineKind.Percentage or FineKind.PerUnit ? (decimal)desk.Chance.Between(2, 6) : (decimal?)null;
        var range = weighed.Fine ?? weighed.Statutory ?? item.FineFor(now.Site!.PartyKind);
        var young = now.Site!.Young == true;
        decimal? sum = range is { } r ? DemoFacts.Round(r.Min + ((decimal)Math.Pow(desk.Chance.Next(), 2) * ((young ? Math.Max(r.Min, r.Midpoint) : r.Max) - r.Min)), r.Min)
            : units is { } u && item.Factor is { } f ? (item.FineKind == FineKind.Percentage ? f.Min * u / 100 : f.Min * u) : null;
        if (plot.Name is "hearing" or "absent" && range is { } wide)
        {
            sum = Math.Max(wide.Min, wide.Max);
        }

        // A tier may lie lower than the row of the statute that a serious breach falls under.
        sum = sum is { } proposed && weighed.Statutory is { } statutory ? Math.Clamp(proposed, statutory.Min, statutory.Max) : sum;

        // Fourteen to seventeen: lighter.
        sum = young && weighed.Statutory is { } wholly && sum > wholly.Midpoint ? wholly.Midpoint : sum;

        // A notice that was told once is never made heavier without new facts.
        sum = now.Told?.Fine is { } told && sum > told ? told : sum;

        // Nothing to punish with: the order stays, the matter is not punished.
        if (sum is null or 0)
        {
            await SparedAsync(id, "first_slight", "");
            return false;
        }

        string[] marks = ["S1", "I1", "E1", "E2"];
        var penalty = new ProposePenalty
        {
            Facts = facts, Fine = sum, Gains = "none", FineBase = units, Reason = "考虑违法情节、后果和改正情况，在幅度内确定。",
            ConditionMet = item.Precondition == Precondition.Other ? "已核实，见证据清单。" : "",
        };
        var elements = Proof.Elements(now, item, penalty, Text.Same).Select(e => new Proven(e.Element, marks)).ToList();
        var complex = plot.Name is "review_failed" || plot.Rests is "ready" or "ready_to_decide" or "discussed" || desk.Chance.In(0.1);
        return await DoAsync(town.Officer, request => desk.Desk.ReportInvestigationAsync(desk.Book, id, new ReportInvestigation
        {
            Facts = $"当事人{item.Title.Zh}，事实清楚，证据充分。", Elements = elements, Penalty = penalty, Complex = complex, PublicInterest = desk.Chance.In(0.05), AnswersReview = answers,
        }, request));
    }

    // The law may have changed since the act: a person looks at the difference and chooses (the ecological code came into force within this year).
    private async Task<bool> LawAsync(string id, CaseFile file)
    {
        if (file.LawChange is null && ReevaluateForLawChange.Difference(file, desk.Law, desk.Today) is null)
        {
            return true;
        }

        if (file.LawChange is null && !await DoAsync(By.System, now => desk.Desk.ReevaluateAsync(desk.Book, id, now)))
        {
            return false;
        }

        var lighter = (await FileAsync(id))!.LawChange!.Lighter;
        return await DoAsync(town.Reviewer, now => desk.Desk.ChooseLawAsync(desk.Book, id, new ChooseLaw(lighter, lighter ? "新规定较轻，适用新规定。" : "新规定不较轻，适用行为时的规定。"), now));
    }

    private async Task<bool> NoticeAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(2);
        if (await FileAsync(id) is not { } file || !await LawAsync(id, file) || !await DoAsync(await DeciderAsync(), now => desk.Desk.ApproveNoticeAsync(desk.Book, id, new ApproveNotice("综合行政执法大队 023-0000 0000"), now)))
        {
            return false;
        }

        await desk.OfficeAsync(1.5);
        return await DoAsync(town.Officer, now => desk.Desk.GivePriorNoticeAsync(desk.Book, id, new GivePriorNotice(Delivered(now.At, plot, false)), now)) && plot.Rests != "noticed";
    }

    private Delivery Delivered(DateTimeOffset at, DemoPlot plot, bool decision)
    {
        if (plot.Name == "announced" && decision)
        {
            return new Delivery("announced", at, "party", false, "（虚构）社区工作人员", []);
        }

        var refused = desk.Chance.In(0.12);
        return refused ? new Delivery("left", at, "party", true, "（虚构）社区见证人", []) : new Delivery(desk.Chance.In(0.75) ? "handed" : "post", at, desk.Chance.One(["party", "party", "staff", "agent"]), false, "", []);
    }

    // Statement, hearing, waiver, or silence until the terms are over.
    private async Task<bool> HeardAsync(string id, DemoPlot plot)
    {
        if (await FileAsync(id) is not { NoticeGiven: { } given } file)
        {
            return false;
        }

        var last = given.HearingBy is { } h && h > given.StatementBy ? h : given.StatementBy;
        if ((plot.Name is "hearing" or "absent" || plot.Rests == "hearing") && given.HearingBy is not null)
        {
            return await HearingAsync(id, plot);
        }

        if (plot.Name == "waived" && desk.Photo() is { } signed)
        {
            await desk.OfficeAsync(1, 0.2);
            return await DoAsync(town.Officer, now => desk.Desk.WaiveAsync(desk.Book, id, new WaiveRights(given.HearingBy is null ? "statement" : "both", signed), now));
        }

        if (plot.Name is "defence" or "review_failed" or "remedy_changed" || plot.Rests is "defence" or "ready" || desk.Chance.In(0.15))
        {
            await desk.OfficeAsync(2, 0.2);
            var said = desk.Chance.One(["经营困难，而且已经整改，请求从轻处理。", "摊位是临时的，不知道要审批，请求不罚。", "认可事实，但认为金额偏高。", "设备当天才出故障，已经报修，请求免罚。"]);
            if (!await DoAsync(town.Officer, now => desk.Desk.StateDefenceAsync(desk.Book, id, new StateDefence(said, desk.Chance.In(0.5) ? "oral" : "written", now.At, desk.Photos(0.3)), now)) || plot.Rests == "defence")
            {
                return false;
            }

            await desk.OfficeAsync(2);
            if (!await DoAsync(town.Officer, now => desk.Desk.ReviewDefenceAsync(desk.Book, id, new ReviewDefence(desk.Chance.Weighted([("adopted", 0.2), ("partly", 0.4), ("not_adopted", 0.4)]), "对当事人的意见逐项核对，理由见复核意见。"), now)))
            {
                return false;
            }
        }

        await desk.OfficeOnAsync(last.AddDays(1));
        return plot.Rests != "ready" && file.Ruling is null;
    }

    private async Task<bool> HearingAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(1.5, 0.2);
        if (!await DoAsync(town.Officer, now => desk.Desk.RequestHearingAsync(desk.Book, id, new RequestHearing(now.At, "written", "要求举行听证。"), now)) || plot.Rests == "hearing")
        {
            return false;
        }

        await desk.OfficeAsync(1, 0.2);
        var day = desk.Law.Calendar.OnOrAfter(desk.Law.At(desk.Book).Ends("hearing-notice", desk.Today).AddDays(desk.Chance.Between(2, 6)));
        var at = ShanghaiTime.Start(day).AddHours(9.5);
        var host = new Signatory(town.Host.Person, DemoPeople.NameOf(town.Host.Person)!, "host");
        if (!await DoAsync(town.Officer, now => desk.Desk.ScheduleHearingAsync(desk.Book, id, new ScheduleHearing(host, at, town.Locality.Organ.Zh + "会议室", true, "", new Delivery("handed", now.At, "party", false, "", [])), now)))
        {
            return false;
        }

        await desk.Clock.UntilAsync(at.AddHours(2));
        var held = plot.Name == "hearing";
        return await DoAsync(town.Host, now => desk.Desk.HoldHearingAsync(desk.Book, id,
            new HoldHearing(held ? "held" : "absent", held ? "宣读调查报告和证据，认为事实清楚。" : "", held ? "对金额提出异议，提交整改照片。" : "", held ? "双方意见已记录，建议按拟处罚决定。" : "当事人无正当理由未到，视为放弃。", "signed", held ? 1 : 0, desk.Photos(0.4)), now));
    }

    private async Task<bool> ReviewedAsync(string id, DemoPlot plot)
    {
        if (await FileAsync(id) is not { } file)
        {
            return false;
        }

        if (Procedure.ReviewWhy(file) is not null)
        {
            await desk.OfficeAsync(2);
            var failed = plot.Name == "review_failed" && file.Entries.All(e => e.Kind != Body.KindOf(typeof(LegalityReviewed)));
            var points = ReviewLegality.Asked.ToDictionary(a => a, a => failed && a == "evidence" ? "缺少关键书证" : "符合");
            if (!await DoAsync(town.Reviewer, now => desk.Desk.ReviewLegalityAsync(desk.Book, id, new ReviewLegality(!failed, failed ? "证据不足，建议补充调查。" : "同意。", points, "A0000（虚构）", false), now)))
            {
                return false;
            }

            if (failed)
            {
                await desk.OfficeAsync(3);
                var more = new ListEvidence(town.Crew, [new EvidencePiece("", "document", "补充的进货单据", "违法行为的持续时间", "与原件核对无异", false, desk.Photo())]);
                return await DoAsync(town.Officer, now => desk.Desk.ListEvidenceAsync(desk.Book, id, more, now)) && await ReportAsync(id, plot, "已补充书证，见证据清单。") && await NoticeAsync(id, plot)
                    && await HeardAsync(id, plot) && await ReviewedAsync(id, plot);
            }
        }

        if (plot.Rests == "ready_to_decide" || await FileAsync(id) is not { } reviewed)
        {
            return false;
        }

        if (Procedure.DiscussionWhy(reviewed) is null && reviewed.Notice is not { Hearing: true })
        {
            return true;
        }

        await desk.OfficeAsync(3);
        var deputy = DemoPeople.NameOf(town.Deputy)!.Zh;
        return await DoAsync(town.Head, now => desk.Desk.DiscussAsync(desk.Book, id, new DiscussCollectively(now.At,
            [new ViewGiven(now.Name!.Zh, "主要负责人", "同意拟处罚意见"), new ViewGiven(deputy, "分管负责人", desk.Chance.One(["同意", "同意，建议加强回访"])), new ViewGiven(DemoPeople.NameOf(town.Reviewer.Person)!.Zh, "法制审核人员", "程序合法")],
            "同意按拟处罚意见决定。", true), now)) && plot.Rests != "discussed";
    }
}
