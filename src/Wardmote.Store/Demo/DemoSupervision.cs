using Wardmote.Cases;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Supervision;

namespace Wardmote.Store;

/// <summary>
/// A year of the county justice bureau: files drawn by lot and scored, opinions with their answers, complaints about enforcement, the watch over fines. 演示：执法监督
/// </summary>
/// <param name="desk">Desk of the bureau.</param>
/// <param name="towns">Towns.</param>
/// <param name="visits">Visits that took place so far.</param>
internal sealed class DemoSupervision(DemoDesk desk, IReadOnlyList<DemoTown> towns, Func<IReadOnlyList<(string Premises, string Inspection, string Organ)>> visits)
{
    private static readonly string Bureau = DemoPeople.County + "-SF";

    /// <summary>Begins the year.</summary>
    public void Begin(int complaints, DateTimeOffset from, DateTimeOffset to)
    {
        var days = (to - from).TotalDays;
        foreach (var share in new[] { 0.3, 0.55, 0.8, 0.985 })
        {
            desk.Clock.Begin(from.AddDays(days * share), () => SampleAsync(from));
        }

        foreach (var share in new[] { 0.24, 0.49, 0.74, 0.99 })
        {
            desk.Clock.Begin(from.AddDays(days * share), WatchAsync);
        }

        for (var i = 0; i < complaints; i++)
        {
            desk.Clock.Begin(from.AddDays(days * (0.08 + (0.918 * desk.Chance.Next()))), ComplainAsync);
        }

        for (var i = 0; i < Math.Max(4, complaints / 3); i++)
        {
            desk.Clock.Begin(from.AddDays(days * (0.1 + (0.89 * desk.Chance.Next()))), async () =>
            {
                await desk.OfficeOnAsync(desk.Today);
                await OpinionAsync(desk.Chance.One(towns).Code, [$"locality:{desk.Chance.One(towns).Code}"], desk.Chance.One(["催办提醒后仍有超期未答复的举报", "个别现场笔录缺少起止时间", "处罚决定公示不及时", "同一企业一个月内被多次入企"]));
            });
        }
    }

    private async Task SampleAsync(DateTimeOffset from)
    {
        await desk.OfficeOnAsync(desk.Today);
        var id = desk.NewId();
        var act = new DrawFiles(id, $"福彩3D第{desk.Today.Year}{desk.Today.DayOfYear:000}期", 12);
        if (await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.DrawFilesAsync(desk.Book, act, from, now.At, now)) is not [var entry, ..])
        {
            return;
        }

        var drawn = (SamplingDrawn)Body.Read(entry);
        foreach (var file in drawn.Cases)
        {
            await desk.OfficeAsync(0.5, 0.3);
            var lines = drawn.Sheet.Select(s => desk.Chance.In(0.86)
                ? new ScoredLine(s.Id, s.Points, "")
                : new ScoredLine(s.Id, desk.Chance.In(0.1) ? 0 : desk.Chance.Between(1, s.Points - 1), desk.Chance.One(["笔录缺少起止时间", "缺少送达照片", "裁量理由过于简单", "证据没有写明证明什么"]))).ToList();
            var scored = await desk.TryAsync(DemoTown.Supervisor, now => desk.Desk.ScoreFileAsync(desk.Book, id, new ScoreFile(file, lines), now));
            if (scored is [var score, ..] && Body.Read(score) is FileScored { InOrder: false } && await desk.Desk.CaseAsync(desk.Book, file) is { } poor)
            {
                desk.Clock.Begin(desk.Clock.Now.AddHours(20), () => OpinionAsync(poor.Opened.Locality, [$"case:{file}", $"sampling:{id}"], "案卷评查中发现必备项目缺失"));
            }
        }
    }

    private async Task OpinionAsync(string organ, IReadOnlyList<string> about, string found)
    {
        var id = desk.NewId();
        var act = new IssueOpinion(id, organ, about, found, "核实情况，完善制度，书面答复整改结果。", "行政处罚法 75");
        if (await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.IssueOpinionAsync(desk.Book, act, now)) is null)
        {
            return;
        }

        var head = towns.First(t => t.Code == organ).Head;
        for (var i = 0; i < 2; i++)
        {
            await desk.OfficeAsync(11, 0.4);
            if (await desk.MustAsync(head, now => desk.Desk.AnswerOpinionAsync(desk.Book, id, new AnswerOpinion(organ, "情况属实。", desk.Chance.One(["已组织培训，完善笔录模板。", "已逐件补正并约谈经办人。", "建立到期提醒制度。"])), now)) is null)
            {
                return;
            }

            await desk.OfficeAsync(4);
            var enough = i == 1 || desk.Chance.In(0.75);
            await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.WeighAnswerAsync(desk.Book, id, new WeighAnswer(enough, enough ? "整改到位。" : "请附整改前后的材料。"), now));
            if (enough)
            {
                return;
            }
        }
    }

    private async Task ComplainAsync()
    {
        await desk.ByDayAsync(30);
        var known = visits();
        var visit = known.Count > 0 && desk.Chance.In(0.5) ? desk.Chance.One(known) : default;
        var town = desk.Chance.One(towns);
        var language = desk.Chance.Weighted([("zh", 0.8), ("en", 0.12), ("ar", 0.08)]);
        var words = DemoWords.In(language,
            desk.Chance.One(["执法人员没有出示证件。", "同一件事一个月查了三次。", "罚款没有给正式票据。", "说话态度粗暴。", "举报后很久没有人来。", "现场没有听我解释。"]),
            desk.Chance.One(["The officers did not show their certificates.", "We were inspected three times in a month for the same thing.", "Nobody listened to my side."]),
            desk.Chance.One(["لم يُبرز الموظفون بطاقاتهم.", "فُتِّش محلي ثلاث مرات في شهر للأمر نفسه."]));
        var organ = visit.Organ ?? (desk.Chance.In(0.8) ? town.Code : "");
        var id = desk.NewId();
        var contact = desk.Chance.In(0.6) ? new Contact(DemoWords.Somebody(desk.Chance), $"1390000{desk.Chance.Between(0, 9999):0000}") : null;
        var act = new Complain(id, language, desk.Law.Locality(organ) is null ? town.Code : organ, organ, visit.Inspection is null ? "" : "inspection", visit.Inspection ?? "", words, desk.NewCode(), contact);
        if (await desk.MustAsync(By.Citizen, now => desk.Desk.ComplainAsync(desk.Book, act, now)) is null)
        {
            return;
        }

        await desk.OfficeAsync(3);
        await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.AnswerComplaintAsync(desk.Book, id, new AnswerComplaint(Bureau, "", "已向投诉人了解情况，调取执法记录仪影像。", null), now));
        await desk.OfficeAsync(9, 0.5);
        var outcome = desk.Chance.Weighted([("founded", 0.25), ("partly", 0.25), ("unfounded", 0.4), ("other_way", 0.1)]);
        var answer = outcome switch
        {
            "founded" => DemoWords.In(language, "投诉属实，已责令改正并向您致歉。", "Your complaint is founded; the organ was told to put it right and apologises.", "شكواك صحيحة؛ أُمرت الجهة بالتصحيح وهي تعتذر."),
            "partly" => DemoWords.In(language, "部分属实，已提醒有关人员。", "Partly founded; those concerned were told.", "صحيحة جزئياً؛ نُبّه المعنيون."),
            "unfounded" => DemoWords.In(language, "经查看记录，没有发现您反映的情况。", "The records do not show what you describe.", "لا تُظهر السجلات ما ذكرته."),
            _ => DemoWords.In(language, "对处罚决定不服的，请通过复议或者诉讼解决。", "A decision itself is for reconsideration or the court.", "القرار نفسه يُطعن فيه بالتظلّم أو القضاء."),
        };
        await desk.MustAsync(DemoTown.Supervisor, now => desk.Desk.AnswerComplaintAsync(desk.Book, id, new AnswerComplaint(Bureau, outcome, answer, null), now));
    }

    private async Task WatchAsync()
    {
        await desk.OfficeOnAsync(desk.Today);
        var entries = await desk.EntriesAsync();
        var opened = entries.Where(e => e.Kind == Body.KindOf(typeof(CaseOpened))).Select(e => (CaseOpened)Body.Read(e)).ToDictionary(c => c.Case);
        var since = desk.Clock.Now.AddDays(-98);
        var fines = entries.Where(e => e.At >= since && e.Kind is "case.decided/1" or "case.decided_on_the_spot/1").Select(e => (Entry: e, Fined: Body.Read(e) switch
        {
            Decided { Fine: > 0 } d => d.Case,
            DecidedOnTheSpot { Fine: > 0 } d => d.Case,
            _ => "",
        })).Where(f => f.Fined.Length > 0).Select(f => Fine(f.Entry, opened[f.Fined])).ToList();
        foreach (var answer in await desk.Desk.WatchFinesAsync(desk.Book, fines, desk.Now(By.System)))
        {
            foreach (var raised in (answer as Desk.DeskAnswer.Done)?.Entries.Select(Body.Read).OfType<AlertRaised>() ?? [])
            {
                var town = towns.FirstOrDefault(t => t.Code == raised.Organ);
                desk.Clock.Begin(desk.Clock.Now.AddMinutes(60), () => DemoAlerts.LiveAsync(desk, raised, town?.Leader ?? DemoTown.Supervisor));
            }
        }
    }

    private static FineSeen Fine(Entry entry, CaseOpened matter) => new(
        matter.Case, matter.Locality, entry.Tags.FirstOrDefault(t => t.Kind == "party").Value ?? "",
        matter is { Latitude: { } lat, Longitude: { } lon } ? new Teams.Point(lat, lon) : null, ShanghaiTime.Day(entry.At));
}
