using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Store;

/// <summary>
/// Orders that nobody obeyed: a building without a permit that the town takes down itself, a road that a third party clears at the owner's cost, a fire exit whose order the
/// court executes because the town has no power of its own. 演示：强制执行
/// </summary>
internal sealed class DemoExecutions(DemoDesk desk, DemoTown town)
{
    /// <summary>Ways one can go, with the item it is about. Only a town can take down a building by its own power (城乡规划法 65); the others lie in the home subdistrict.</summary>
    public static IReadOnlyList<(DemoPlot Plot, string Item, int Day)> InTown { get; } = [(new DemoPlot("demolished"), "GH-001", 20)];

    /// <summary>Those of the home subdistrict; the days count from the first of the year. The last lies there with its term over.</summary>
    public static IReadOnlyList<(DemoPlot Plot, string Item, int Day)> AtHome { get; } =
        [(new DemoPlot("substitute"), "CG-050", 200), (new DemoPlot("court_order"), "XF-003", 12), (new DemoPlot("substitute", "executing"), "CG-050", 335)];

    /// <summary>True for a plot that goes through an execution.</summary>
    public static bool Has(DemoPlot? plot) => plot?.Name is "demolished" or "substitute" or "court_order";

    /// <summary>Lives it from the second look on; true when the case goes on to its penalty.</summary>
    public async Task<bool> LiveAsync(string id, DemoPlot plot)
    {
        await desk.OfficeAsync(1.5);
        var way = plot.Name switch { "demolished" => "demolish", "substitute" => "substitute", _ => "court" };
        var how = way switch { "demolish" => "自行拆除并清运建筑垃圾", "substitute" => "清走占道堆放的物料，恢复道路通行", _ => "搬离堵塞安全出口的货架和杂物，恢复畅通" };
        var term = desk.Law.Calendar.Add(desk.Today, way == "court" ? 12 : 8);
        if (!await DoAsync(town.Officer, now => desk.Desk.DemandPerformanceAsync(desk.Book, id, new DemandPerformance(way, way == "substitute" ? "traffic" : "", term, how, Handed(now.At)), now)))
        {
            return false;
        }

        if (way == "demolish")
        {
            await desk.OfficeAsync(3);
            if (desk.Photo() is not { } board || !await DoAsync(town.Officer, now => desk.Desk.AnnounceDemolitionAsync(desk.Book, id, new AnnounceDemolition("（虚构）村务公开栏、违法建设现场", desk.Today.AddDays(15), [board]), now)))
            {
                return false;
            }
        }

        return plot.Rests.Length == 0 && await (way == "court" ? CourtAsync(id) : ExecutedAsync(id, way));
    }

    private Delivery Handed(DateTimeOffset at) => new("handed", at, "party", false, "", []);

    private async Task<bool> ExecutedAsync(string id, string way)
    {
        if (await FileAsync(id) is not { } file || Terms.ExecutionFrom(file, desk.Law) is not { } first)
        {
            return false;
        }

        await desk.OfficeOnAsync(first.AddDays(2));
        var (ruled, day) = (desk.Clock.Now, desk.Law.Calendar.Add(desk.Today, 3));
        var (from, to) = (ShanghaiTime.Start(day).AddHours(9), ShanghaiTime.Start(day).AddHours(17));
        var performer = way == "substitute" ? "（虚构）清运有限公司" : town.Locality.Organ.Zh;
        if (!await DoAsync(town.Head, now => desk.Desk.DecideExecutionAsync(desk.Book, id, new DecideExecution
        {
            Heard = "当事人收到催告后没有提出意见。", Seen = "期满后查看，仍未改正。", SeenOn = desk.Today, Reason = "经催告逾期仍不履行，没有正当理由。", Subject = way == "substitute" ? "占用人行道和车行道的物料约六立方米" : "（虚构）砖混房屋一间，约四十平方米",
            From = from, To = to, Performer = performer, FreeOfInterest = true, Budget = way == "substitute" ? 1_800 : null, NoUtilities = true, NoRemedy = true,
        }, now)))
        {
            return false;
        }

        await desk.OfficeOnAsync(day);
        if (desk.Photo() is not { } after || !await DoAsync(town.Officer, now => desk.Desk.CarryOutAsync(desk.Book, id, new CarryOut
        {
            Officers = town.Crew, Served = Handed(ruled.AddHours(1)), Began = from, Ended = now.At, Seen = way == "substitute" ? "物料已清走，道路恢复通行。" : "房屋已拆除，建筑垃圾已清运，室内无人。",
            Cost = way == "substitute" ? 1_650 : null, PerformerSigned = true, Signed = "witness", Witness = "（虚构）社区见证人", Photos = [after],
        }, now)))
        {
            return false;
        }

        return way == "substitute" || await ClosedAsync(id);
    }

    // An item that knows an order and no penalty is done when its order is: nothing goes on.
    private async Task<bool> ClosedAsync(string id)
    {
        await desk.OfficeAsync(3);
        if (await DoAsync(town.Head, now => desk.Desk.CloseAsync(desk.Book, id, new CloseCase("违法建设已依法拆除，现场已清理。"), now)))
        {
            await desk.OfficeAsync(6);
            await DoAsync(town.Clerk, now => desk.Desk.ArchiveAsync(desk.Book, id, now));
        }

        return false;
    }

    private async Task<bool> CourtAsync(string id)
    {
        if (await FileAsync(id) is not { } file || Terms.OrderCourtWindow(file, desk.Law) is not { } window)
        {
            return false;
        }

        await desk.OfficeOnAsync(window.First.AddDays(3));
        var order = new OrderUnperformed("当事人称货架马上搬走，但没有搬。", "期满后查看，安全出口仍被货架堵塞。", desk.Today, true);
        if (!await DoAsync(town.Head, now => desk.Desk.ApplyToCourtAsync(desk.Book, id, new ApplyToCourt("（虚构）区人民法院", [.. ApplyToCourt.Wanted], order), now)))
        {
            return false;
        }

        await desk.OfficeOnAsync(desk.Today.AddDays(21));
        return await DoAsync(town.Clerk, now => desk.Desk.EndCourtAsync(desk.Book, id, new EndCourt("enforced", desk.Today, "法院裁定准予执行，货架已搬离，安全出口畅通。", true), now));
    }

    private Task<CaseFile?> FileAsync(string id) => desk.Desk.CaseAsync(desk.Book, id);

    private async Task<bool> DoAsync(By by, Func<Desk.Request, Task<Desk.DeskAnswer>> act, [System.Runtime.CompilerServices.CallerMemberName] string where = "", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) =>
        await desk.MustAsync(by, act, where, line) is not null;
}
