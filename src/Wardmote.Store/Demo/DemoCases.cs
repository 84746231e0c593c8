using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Whistles;

namespace Wardmote.Store;

/// <summary>
/// A town's cases as far as the street decides them: two officers go out, look, persuade, order, look again, and penalise on the spot where the law allows it. What is too
/// heavy for that goes to the head for filing. 演示：现场案件
/// </summary>
internal sealed class DemoCases(DemoDesk desk, DemoTown town, DemoOrdinaryCases ordinary, DemoWhistles whistles)
{
    /// <summary>Cases that ended, for those who look at files afterwards.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Begins a case that officers find on patrol.</summary>
    public void BeginPatrol(DateTimeOffset at, IReadOnlyList<string> items, DemoPlot? plot = null) => desk.Clock.Begin(at, async () =>
    {
        await desk.OfficeOnAsync(desk.Today);
        var item = new ItemCode(desk.Chance.One(items));
        var address = DemoWords.Address(desk.Chance).Zh;
        var opened = await desk.MustAsync(town.Officer, now => desk.Desk.OpenPatrolCaseAsync(town.Code, item, DemoWords.PointIn(desk.Chance, desk.Law, town.Code), address, now));
        if (opened is [var first, ..])
        {
            await LiveAsync(((CaseOpened)Body.Read(first)).Case, plot);
        }
    });

    /// <summary>Lives a case from where it stands. With a plot it ends as the plot says; without one as such cases mostly do.</summary>
    public async Task LiveAsync(string id, DemoPlot? plot = null)
    {
        if (await FileAsync(id) is not { Stage: Stage.Verify } file)
        {
            return;
        }

        if (file.Officers.Count == 0)
        {
            await desk.ByDayAsync(70);
            if (await desk.MustAsync(town.Leader, now => desk.Desk.AssignAsync(desk.Book, id, new AssignOfficers(town.Crew), now)) is null)
            {
                return;
            }
        }

        await desk.ByDayAsync(240);
        if (plot is null && desk.Chance.In(0.02))
        {
            await ordinary.ReferAsync(id, town.Leader, "ZJ", "涉及房屋主体结构，属住建部门职权。");
            return;
        }

        if (plot is null && desk.Chance.In(0.03))
        {
            await whistles.AskHelpAsync(id, file);
        }

        var item = desk.Law.Item(file.Item, desk.Today);
        var breach = plot is not null || desk.Chance.In(0.88);
        var party = breach ? Party(item, plot) : null;
        if (!await LookAsync(id, item, breach, party))
        {
            return;
        }

        if (!breach)
        {
            await desk.SoonAsync(10, 90);
            await EndAsync(id, "no_breach", desk.Chance.One(["到场两次，均未发现。", "走访周边两户，没有发现举报所述情况。", "现场已无人，查看监控没有发现。"]));
            return;
        }

        if (party!.BirthDate is { } born && born.AddYears(14) > desk.Today)
        {
            await YoungAsync(id);
            return;
        }

        if (plot is null && await PersuadedAsync(id))
        {
            return;
        }

        if (item?.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection || (plot is null && desk.Chance.In(0.2)) || plot is { Name: "not_corrected" } || DemoExecutions.Has(plot))
        {
            if (!await OrderedAsync(id, plot))
            {
                return;
            }
        }

        if (DemoExecutions.Has(plot) && !await new DemoExecutions(desk, town).LiveAsync(id, plot!))
        {
            Seen.Add(id);
            return;
        }

        await desk.SoonAsync(5, 40);
        if (plot is null && await OnTheSpotAsync(id, item, party))
        {
            return;
        }

        Seen.Add(id);
        await ordinary.LiveAsync(id, plot ?? ordinary.Usual());
    }

    private Task<CaseFile?> FileAsync(string id) => desk.Desk.CaseAsync(desk.Book, id);

    private Party Party(EnforcementItem? item, DemoPlot? plot)
    {
        var entity = item?.Addressee == Addressee.EntityOnly || (item?.Addressee is not Addressee.IndividualOnly && desk.Chance.In(plot is null ? 0.45 : 0.6));
        var young = !entity && plot is null ? desk.Chance.Next() : 1;
        var age = young < 0.02 ? 13 : young < 0.06 ? 16 : desk.Chance.Between(22, 71);
        DateOnly? born = !entity && (young < 0.06 || desk.Chance.In(0.4)) ? desk.Today.AddYears(-age).AddDays(-desk.Chance.Between(20, 300)) : null;
        var address = DemoWords.Address(desk.Chance).Zh;
        return new Party(entity ? PartyKind.Entity : PartyKind.Individual, entity ? DemoWords.Firm(desk.Chance) : DemoWords.Somebody(desk.Chance), "", address, "", born, !entity && desk.Chance.In(0.3));
    }

    private async Task<bool> LookAsync(string id, EnforcementItem? item, bool breach, Party? party)
    {
        var minutes = desk.Chance.Between(8, 45);
        var site = new RecordSite
        {
            Officers = town.Crew,
            Began = desk.Clock.Now.AddMinutes(-minutes),
            Ended = desk.Clock.Now,
            ActDay = desk.Today,
            Breach = breach,
            Seen = breach ? $"现场所见：{item?.Title.Zh ?? "违法情形"}，已拍照。" : "到场时没有发现举报所述情况，走访周边两户。",
            Party = party,
            CertificatesShown = true,
            RecusalTold = true,
            PartySaid = breach ? desk.Chance.Weighted([("", 0.55), ("不知道不可以，马上改。", 0.25), ("大家都这样，为什么只查我？", 0.1), ("昨天才开始，请给几天时间。", 0.1)]) : "",
            Signed = breach ? desk.Chance.Weighted([("signed", 0.85), ("refused", 0.15)]) : "absent",
            Photos = desk.Photos(0.9),
        };
        return await desk.MustAsync(town.Officer, now => desk.Desk.RecordSiteAsync(desk.Book, id, site, now)) is not null;
    }

    private async Task<bool> PersuadedAsync(string id)
    {
        await desk.SoonAsync(4, 25);
        var result = desk.Photo() is null ? "not_put_right" : desk.Chance.Weighted([("put_right", 0.58), ("not_put_right", 0.22), ("refused", 0.14), ("waiting", 0.06)]);
        var words = new Persuade(desk.Chance.In(0.15) && town.Code == DemoPeople.Home ? "auxiliary" : town.Crew[0], "请立即改正并清理现场", desk.Clock.Now.AddHours(1), result, "", result == "put_right" ? [desk.Photo()!] : []);
        return await desk.MustAsync(town.Officer, now => desk.Desk.PersuadeAsync(desk.Book, id, words, now)) is null || result == "put_right" || (result == "waiting" && await LaterAsync(id));
    }

    private async Task<bool> LaterAsync(string id)
    {
        await desk.ByDayAsync(500);
        return await desk.MustAsync(town.Officer, now => desk.Desk.PersuadeAsync(desk.Book, id, new Persuade(town.Crew[0], "请按约定改正", null, "put_right", "已按约定改正", [desk.Photo()!]), now)) is not null;
    }

    // True when the way to a penalty is open: the term passed and nothing was corrected.
    private async Task<bool> OrderedAsync(string id, DemoPlot? plot)
    {
        await desk.SoonAsync(5, 20);
        var term = desk.Law.Calendar.OnOrAfter(desk.Today.AddDays(desk.Chance.One([1, 2, 3, 5, 7])));
        if (await desk.MustAsync(town.Officer, now => desk.Desk.OrderAsync(desk.Book, id, new OrderCorrection("按规定改正并清理现场", term, desk.Chance.In(0.8) ? "handed" : "left"), now)) is null)
        {
            return false;
        }

        await desk.OfficeOnAsync(term.AddDays(1));
        var corrected = plot is null && desk.Photo() is not null && desk.Chance.In(0.55);
        var again = new Reinspect(town.Crew, corrected, !corrected && desk.Chance.In(0.5), corrected ? "复查时已按要求改正。" : "复查时仍未改正。", corrected ? [desk.Photo()!] : desk.Photos(0.7));
        return await desk.MustAsync(town.Officer, now => desk.Desk.ReinspectAsync(desk.Book, id, again, now)) is not null && !corrected;
    }

    // Under fourteen: no penalty; the head decides, the guardian educates.
    private async Task YoungAsync(string id)
    {
        await desk.OfficeAsync(2);
        await ordinary.SparedAsync(id, "under_14", $"{DemoWords.Somebody(desk.Chance)}（父亲）");
    }

    /// <summary>Penalises on the spot; false when the law wants the ordinary procedure.</summary>
    private async Task<bool> OnTheSpotAsync(string id, EnforcementItem? item, Party party)
    {
        if (item is null || await FileAsync(id) is not { } file)
        {
            return true;
        }

        var limits = desk.Law.At(desk.Book).Threshold("summary", desk.Today);
        var limit = party.Kind == PartyKind.Individual ? limits.Individual : limits.Entity;
        var (facts, weighed) = DemoFacts.Choose(desk, file);
        var range = weighed.Fine ?? weighed.Statutory;
        if (!item.Seen || item.FineKind != FineKind.Fixed || range is not { } r || r.Min > limit || item.Confiscation == Belongs.Mandatory)
        {
            return item.FineKind is FineKind.None or FineKind.Unknown || !item.Seen;
        }

        var young = file.Site!.Young == true;
        var most = Math.Min(limit, young && weighed.Statutory is { } s ? Math.Min(r.Max, s.Midpoint) : r.Max);
        var least = young && weighed.Statutory is { } lowest ? Math.Min(r.Min, lowest.Min) : r.Min;
        var sum = DemoFacts.Round(least + ((decimal)desk.Chance.Next() * (Math.Max(least, most) - least)), least);
        var act = new ProposePenalty
        {
            Facts = facts, Fine = sum, Gains = "none", Reason = "已劝导，仍未改正。",
            ConditionMet = item.Precondition == Precondition.Other ? "现场核实，见照片。" : "",
        };
        if (desk.Chance.In(0.14))
        {
            // A round sum first; the fence answers, and the stop stays on record.
            await desk.TryAsync(town.Officer, now => desk.Desk.ProposeAsync(desk.Book, id, act with { Fine = 5_000 }, now));
            await desk.SoonAsync(1, 6);
        }

        if (await desk.MustAsync(town.Officer, now => desk.Desk.ProposeAsync(desk.Book, id, act, now)) is null)
        {
            return true;
        }

        await desk.SoonAsync(2, 10);
        var said = desk.Chance.In(0.35);
        await desk.MustAsync(town.Officer, now => desk.Desk.HearAsync(desk.Book, id, new HearParty(true, said ? "生意不好，请少罚。" : "", said ? "已按较低数额考虑。" : ""), now));
        if (desk.Chance.In(0.03))
        {
            return true;
        }

        await desk.SoonAsync(2, 10);
        if (await desk.MustAsync(town.Officer, now => desk.Desk.DecideOnTheSpotAsync(desk.Book, id, now)) is null)
        {
            return true;
        }

        await desk.SoonAsync(2, 6);
        var refused = desk.Chance.In(0.12);
        if (await desk.MustAsync(town.Officer, now => desk.Desk.ServeAsync(desk.Book, id, new Serve(refused ? "left" : "handed", "party", refused, refused ? "（虚构）社区见证人" : "", []), now)) is null)
        {
            return true;
        }

        new DemoPublication(desk, town).Begin(id);
        await AfterAsync(id, sum, party.Kind == PartyKind.Individual && sum <= 100);
        return true;
    }

    private async Task AfterAsync(string id, decimal sum, bool cash)
    {
        var reference = $"W{desk.Chance.Between(10_000_000, 99_999_999)}{desk.Chance.Between(1_000, 9_999)}";
        if (cash && desk.Chance.In(0.5))
        {
            await desk.MustAsync(town.Officer, now => desk.Desk.PayAsync(desk.Book, id, new Pay(sum, desk.Today, "cash", reference, "small"), now));
        }
        else if (desk.Chance.In(0.8))
        {
            await desk.OfficeAsync(5);
            await desk.MustAsync(town.Clerk, now => desk.Desk.PayAsync(desk.Book, id, new Pay(sum, desk.Today, desk.Chance.In(0.4) ? "bank" : "electronic", reference), now));
        }

        await desk.OfficeAsync(4);
        if (await FileAsync(id) is { Stage: Stage.Served })
        {
            await EndAsync(id, "penalised", "当事人已改正，决定已备案。");
        }
        else
        {
            await ordinary.CloseAsync(id);
        }
    }

    private async Task EndAsync(string id, string result, string words)
    {
        if (await desk.MustAsync(town.Officer, now => desk.Desk.EndAsync(desk.Book, id, new EndCase(result, words), now)) is not null)
        {
            Seen.Add(id);
        }
    }
}

/// <summary>Facts for the discretion standard: tried until a row gives a fine. 演示：裁量情节</summary>
internal static class DemoFacts
{
    /// <summary>Facts, and what the standard makes of them.</summary>
    public static (Dictionary<string, JsonElement> Facts, Weighed Weighed) Choose(DemoDesk desk, CaseFile file)
    {
        var standard = desk.Law.Standard(file.Item, DemoPeople.County, file.LawDay, file.Step);
        for (var i = 0; ; i++)
        {
            // The last try is the plainest one: every boolean no, every number at its lowest.
            var facts = standard?.Facts.ToDictionary(f => f.Name, f => f.Type switch
            {
                "boolean" => JsonSerializer.SerializeToElement(i < 16 && desk.Chance.In(0.35)),
                "enum" => JsonSerializer.SerializeToElement(f.Values is { Count: > 0 } values ? i < 16 ? desk.Chance.One(values) : values[0] : ""),
                _ => JsonSerializer.SerializeToElement(i < 16 ? (f.Min ?? 0) + desk.Chance.Between(0, 4) : f.Min ?? 0),
            }) ?? [];
            var weighed = desk.Desk.WeighFor(file, facts);
            if (i >= 16 || weighed.Standard is null || (weighed is { Tier: not null, None: null, Open.Count: 0 } && (weighed.Fine ?? weighed.Statutory) is not null))
            {
                return (facts, weighed);
            }
        }
    }

    /// <summary>A sum as people write sums.</summary>
    public static decimal Round(decimal sum, decimal least)
    {
        var step = sum switch { < 100 => 10m, < 1_000 => 50m, < 10_000 => 100m, _ => 1_000m };
        return Math.Max(least, Math.Floor(sum / step) * step);
    }
}
