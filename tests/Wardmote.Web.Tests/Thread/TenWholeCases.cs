using System.Text.Json;

namespace Wardmote.Web.Tests.Thread;

/// <summary>Whole cases of different kinds, each from its beginning to its end, through the API on the real host. Each ends with <see cref="WholeCase.EndsAsync"/>.</summary>
public abstract class TenWholeCases(WholeCounty county)
{
    private const string Gunan = "500110001", Mingli = "990100001", Shifan = "990100002";

    private static readonly string[] Plain = ["party", "act", "time_place"];

    private static readonly Dictionary<string, object> Stall = new() { ["corrected"] = false, ["area"] = 2, ["width_left"] = 1.5, ["peak"] = true };

    private WholeCase At(string town, int month, int day, int year = 2026)
    {
        if (county.Missing is { } missing)
        {
            Assert.Skip(missing);
        }

        county.Clock.Now = MovedClock.At(year, month, day);
        return new WholeCase(county, town);
    }

    [Fact]
    public async Task A_summary_case_ends_with_a_served_and_performed_decision()
    {
        var c = await At(Gunan, 9, 7).ReportedAsync("水果摊每天占着人行天桥，走都走不动", "CG-005");
        await c.Do("leader", "assign", new { officers = c.Crew });
        await c.SiteAsync("在人行天桥上摆摊，占地约 2 平方米");
        await c.Do("officer", "persuade", new { asked = "请收摊离开", result = "not_put_right" });
        var stopped = await c.Do("officer", "propose", new { fine = 5000, gains = "none", reason = "影响通行", facts = Stall }, 409);
        Assert.Contains(stopped.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "statute-range");
        await c.Do("officer", "propose", new { fine = 150, gains = "none", reason = "劝导后仍未撤离", facts = Stall });
        await c.Do("officer", "hear", new { told = true, said = "马上收", answer = "已按较低数额考虑" });
        await c.Do("officer", "decide", new { });
        await c.Do("officer", "serve", new { way = "handed" });

        var standing = await c.StandingAsync();
        Assert.Equal((150m, "2026-09-22"), (standing.GetProperty("owed").GetDecimal(), standing.GetProperty("payBy").GetString()));
        await c.Do("clerk", "pay", new { sum = 150, on = WholeCase.Day(c.Today), way = "bank", reference = "summary-1" });
        await c.Do("head", "close", new { words = "罚款已缴，现场已清理" });
        await c.Do("clerk", "archive", new { });
        await c.EndsAsync("penalised", ["spot-decision", "proof-of-service", "closing-report"], "处罚");
    }

    [Fact]
    public async Task An_ordinary_case_with_a_hearing_is_reviewed_discussed_decided_paid_and_archived()
    {
        var c = await At(Gunan, 9, 7).ReportedAsync("饭店油烟直接排到居民楼，窗户都不敢开", "ST-001");
        await c.SiteAsync("油烟净化设施未开启，油烟直排");
        await c.Do("officer", "persuade", new { asked = "请开启净化设施", result = "refused" });
        await c.FiledAsync();
        await c.ProposedAsync(new { fine = 8000, gains = "none", reason = "未开启净化设施，时间较长" }, Plain, complex: true);
        await c.Do("head", "decision", new { correction = "立即开启净化设施", reason = "按查明事实" }, 409);
        await c.NoticedAsync();
        Assert.Equal("2026-09-14", (await c.StandingAsync()).GetProperty("hearingBy").GetString());

        await c.Do("officer", "hearing", new { on = county.Clock.Now, way = "written", words = "要求听证" });
        var soon = await c.Do("leader", "hearing/schedule", new { host = "host", at = county.Clock.Now.AddDays(3), place = "会议室", delivery = c.Handed() }, 422);
        Assert.Equal("hearing_too_soon", soon.GetProperty("code").GetString());
        await c.Do("leader", "hearing/schedule", new { host = "officer", at = county.Clock.Now.AddDays(14), place = "会议室", delivery = c.Handed() }, 422);
        await c.Do("leader", "hearing/schedule", new { host = "host", at = county.Clock.Now.AddDays(14), place = "会议室", delivery = c.Handed() });
        c.Days(14);
        await c.Do("head", "decision", new { correction = "立即开启净化设施", reason = "按查明事实" }, 409);
        await c.Do("host", "hearing/hold", new { result = "held", investigators = "提出事实、证据、建议", party = "认为数额过高", report = "事实清楚，建议酌情从轻", signed = "signed", agents = 1 });
        await c.Do("head", "discuss", new { on = county.Clock.Now, views = Views, conclusion = "同意处罚", agreed = true }, 422);
        await c.Do("reviewer", "legal-review", new { passed = true, opinion = "同意", points = Points, firstTime = false });
        await c.Do("head", "discuss", new { on = county.Clock.Now, views = Views, conclusion = "同意，从轻为 7000 元", agreed = true });
        var heavier = await c.Do("head", "decision", new { fine = 9000, correction = "立即开启净化设施", reason = "按查明事实" }, 409);
        Assert.Contains(heavier.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "defence-heavier");
        await c.Do("deputy", "decision", new { fine = 7000, correction = "立即开启净化设施", reason = "听证后从轻" }, 422);
        await c.Do("head", "decision", new { fine = 7000, correction = "立即开启净化设施", reason = "听证后从轻" });
        await c.Do("officer", "serve", new { way = "handed" });

        var standing = await c.StandingAsync();
        var code = standing.GetProperty("payCode").GetString();
        var csv = $"流水号,日期,金额,附言\nB-{code},{WholeCase.Day(c.Today)},7000,罚款 {code}\nB-0,{WholeCase.Day(c.Today)},5,不明\n";
        var lines = (await county.DoAsync("clerk", "/api/bank", new { csv }, 200)).GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("result").GetString());
        Assert.Equal(["booked", "kept"], lines);
        Assert.Equal("PERFORMED", (await c.StandingAsync()).GetProperty("state").GetString());
        await c.Do("leader", "close", new { words = "罚款已缴，设施已开启" }, 403);
        await c.Do("head", "close", new { words = "罚款已缴，设施已开启" });
        await c.Do("clerk", "archive", new { });
        Assert.Equal("archived", (await c.FileAsync()).GetProperty("stage").GetString());
        await c.EndsAsync("penalised", ["ordinary-decision", "filing-form", "inquiry-record", "prior-notice", "hearing-notice", "legal-review", "collective-minutes", "proof-of-service", "closing-report"], "处罚");
    }

    [Fact]
    public async Task An_entrusted_case_is_decided_in_the_entrusting_organs_name_and_without_coercive_measures()
    {
        var c = await At(Mingli, 9, 7).ReportedAsync("路口天天违停，公交都转不过来", "DM-011");
        await c.SiteAsync("小型轿车停放在公交转弯处");
        await c.Do("officer", "persuade", new { asked = "请驶离", result = "refused" });
        var stopped = await c.Do("officer", "seize", new { measure = "detain", officers = c.Crew, goods = new[] { new { name = "轿车", quantity = "1 辆", note = "" } }, reason = "拒不驶离", basis = "某条", urgent = true, stepsDone = true, present = "party", onlyInvolved = true }, 409);
        Assert.Equal("seizure", Assert.Single(stopped.GetProperty("fences").EnumerateArray()).GetProperty("id").GetString());
        await c.FiledAsync();
        await c.ProposedAsync(new { fine = 150, gains = "none", reason = "在公交转弯处停放" }, Plain);
        await c.NoticedAsync();
        await c.Do("officer", "defence", new { words = "只停了十分钟", way = "oral", on = county.Clock.Now });
        await c.Do("officer", "defence/review", new { adopted = "partly", reasons = "停放时间较短，从轻" });
        await c.Do("head", "decision", new { fine = 100, correction = "已驶离", reason = "采纳部分申辩" });
        await c.Do("officer", "serve", new { way = "handed" });
        await c.Do("officer", "pay", new { sum = 100, on = WholeCase.Day(c.Today), way = "electronic", reference = "e-1" });
        await c.Do("head", "close", new { words = "已缴款，车辆已驶离" });
        await c.Do("clerk", "archive", new { });

        var file = await c.FileAsync();
        Assert.Equal(("entrusted", "990100-JX"), (file.GetProperty("under").GetProperty("source").GetString(), file.GetProperty("under").GetProperty("inNameOf").GetString()));
        Assert.Contains("990100-JX", file.GetProperty("decision").GetString(), StringComparison.Ordinal);
        var decision = (await county.GetAsync("m-head", $"/api/cases/{c.Id}/papers/1?lang=zh")).GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("words").GetString()!).ToList();
        Assert.Contains("公安局交巡警", decision[0], StringComparison.Ordinal);
        Assert.Contains(decision, l => l.Contains("以委托行政机关名义", StringComparison.Ordinal) && l.Contains("明例街道", StringComparison.Ordinal));
        await c.EndsAsync("penalised", ["ordinary-decision", "prior-notice", "closing-report"]);
    }

    [Fact]
    public async Task A_power_retrieved_in_mid_case_stays_for_what_was_filed_and_moves_what_was_not()
    {
        // The notice takes the item back on 1 September; matters filed before stay.
        var (stays, moves) = (At(Shifan, 8, 10), At(Shifan, 8, 10));
        await stays.ReportedAsync("店门口没有垃圾桶，垃圾满地", "DM-016");
        await moves.ReportedAsync("这家店也没有垃圾桶", "DM-016");
        foreach (var c in new[] { stays, moves })
        {
            await c.SiteAsync("店铺未设垃圾容器");
            await c.Do("officer", "order", new { what = "设置垃圾容器", term = "2026-08-17" });
        }

        stays.Days(1);
        await stays.FiledAsync();
        stays.After("2026-08-17");
        foreach (var c in new[] { stays, moves })
        {
            await c.Do("officer", "reinspect", new { officers = c.Crew, corrected = false, found = "仍未设置" });
        }

        county.Clock.Now = MovedClock.At(2026, 9, 2);
        await stays.ProposedAsync(new { fine = 200, gains = "none", reason = "责令后仍未改正" }, [.. Plain, "condition"]);
        await stays.NoticedAsync();

        var late = await moves.Do("head", "file", new { reason = "责令后仍未改正" }, 409);
        Assert.Contains(late.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "power" && f.GetProperty("answer").GetString() == "stop");
        await moves.Do("leader", "refer", new { to = "990100-CG", reason = "9 月 1 日起收回，移送城市管理局" });
        Assert.Equal("referred", (await moves.FileAsync()).GetProperty("stage").GetString());
        var whistle = (await county.GetAsync("cg-officer", "/api/cards/whistle?state=waiting")).GetProperty("cards").EnumerateArray().Single(w => w.GetProperty("item").GetString() == "DM-016").GetProperty("id").GetString();
        Assert.Equal("990100-CG", (await moves.TrackAsync()).GetProperty("holder").GetString());
        await county.DoAsync("cg-officer", $"/api/whistles/{whistle}/answer", new { answer = "take", reason = "已接收" });
        Assert.Equal("referred", (await moves.FileAsync()).GetProperty("outcome").GetString());
        var track = await moves.TrackAsync();
        Assert.Equal(("with_department", "990100-CG", false), (track.GetProperty("state").GetString(), track.GetProperty("holder").GetString(), track.TryGetProperty("outcome", out _)));
        await county.DoAsync("cg-officer", $"/api/whistles/{whistle}/finish", new { outcome = "penalised", words = "已由城市管理局处罚" });
        await moves.EndsAsync("penalised", [], "城市管理局");

        stays.After((await stays.StandingAsync()).GetProperty("statementBy").GetString()!);
        await stays.Do("head", "decision", new { correction = "三日内设置垃圾容器", reason = "逾期未改正" });
        Assert.Equal("empowered", (await stays.FileAsync()).GetProperty("under").GetProperty("source").GetString());
        await stays.Do("officer", "serve", new { way = "handed" });
        await stays.Do("clerk", "pay", new { sum = 200, on = WholeCase.Day(stays.Today), way = "bank", reference = "retrieved-1" });
        await stays.Do("head", "close", new { words = "已缴款，已设置垃圾容器" });
        await stays.EndsAsync("penalised", ["ordinary-decision", "correction-order", "filing-form"]);
    }

    [Fact]
    public async Task The_law_that_became_lighter_during_the_case_applies_and_a_heavier_one_does_not()
    {
        var c = await At(Gunan, 8, 10).ReportedAsync("楼下天天露天烧烤，烟雾很大", "ST-003");
        await c.SiteAsync("露天烧烤，烤炉总长 2 米，经营性");
        await c.Do("officer", "persuade", new { asked = "请停止", result = "refused" });
        await c.FiledAsync();
        var old = new Dictionary<string, object> { ["offence_no"] = 1, ["corrected"] = false, ["own_use"] = false, ["grills"] = 2, ["home_distance"] = 10, ["refused"] = false };
        var (before, _) = await WeighAsync(c, old);
        await c.ProposedAsync(new { fine = before, gains = "none", confiscated = 300, reason = "经营性烧烤", facts = old }, [.. Plain, .. old.Keys.Select(k => "fact:" + k)]);
        await c.Do("reviewer", "law/compare", new { }, 422);

        county.Clock.Now = MovedClock.At(2026, 8, 17);
        var waits = await c.Do("head", "notice/approve", new { contact = "023-0000000" }, 422);
        Assert.Equal("law_changed", waits.GetProperty("code").GetString());
        Assert.True((await c.StandingAsync()).GetProperty("lawChanged").GetBoolean());
        await c.Do("reviewer", "law/compare", new { });
        var wrong = await c.Do("reviewer", "law/choose", new { newer = false, reason = "行为时法" }, 422);
        Assert.Equal("wrong_law", wrong.GetProperty("code").GetString());
        await c.Do("reviewer", "law/choose", new { newer = true, reason = "新规定上限较低" });

        var fresh = new Dictionary<string, object> { ["offence_no"] = 1, ["corrected"] = false, ["own_use"] = false, ["grills"] = 2, ["tables"] = 4, ["home_distance"] = 10 };
        var (after, top) = await WeighAsync(c, fresh);
        Assert.True(top <= 5_000 && after < before);
        await c.ProposedAsync(new { fine = after, gains = "none", confiscated = 300, reason = "适用新规定", facts = fresh }, [.. Plain, .. fresh.Keys.Select(k => "fact:" + k)], amends: "行为后法律变更，适用较轻的新规定");
        await c.NoticedAsync();
        var standing = await c.StandingAsync();
        c.After(standing.TryGetProperty("hearingBy", out var by) ? by.GetString()! : standing.GetProperty("statementBy").GetString()!);
        await c.Do("head", "decision", new { correction = "停止露天烧烤", reason = "适用较轻的新规定" });
        await c.Do("officer", "serve", new { way = "handed" });
        Assert.Equal(after, (await c.FileAsync()).GetProperty("fine").GetDecimal());
        var paper = (await county.GetAsync("head", $"/api/cases/{c.Id}/papers/1?lang=zh")).GetRawText();
        Assert.Contains("生态环境法典", paper, StringComparison.Ordinal);
        await c.EndsAsync("penalised", ["ordinary-decision", "prior-notice"]);
    }

    [Fact]
    public async Task A_party_under_eighteen_is_treated_lighter_and_a_child_is_not_punished()
    {
        var young = await At(Gunan, 9, 7).ReportedAsync("天桥上有人摆摊", "CG-005");
        await young.SiteAsync("在人行天桥上摆摊，占地约 2 平方米", born: "2010-03-01");
        await young.Do("officer", "persuade", new { asked = "请收摊", result = "not_put_right" });
        var narrow = new Dictionary<string, object>(Stall) { ["width_left"] = 0.5 };
        var heavy = await young.Do("officer", "propose", new { fine = 300, gains = "none", reason = "占道", facts = narrow }, 409);
        Assert.Contains(heavy.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "young" && f.GetProperty("answer").GetString() == "stop");
        await young.Do("officer", "propose", new { fine = 100, gains = "none", reason = "已满十四不满十八周岁，从轻", facts = Stall });
        await young.Do("officer", "hear", new { told = true, said = "暑假帮家里", answer = "已从轻" });
        await young.Do("officer2", "decide", new { });
        await young.Do("officer", "serve", new { way = "handed", recipient = "adult_at_home" });
        await young.Do("officer", "end", new { result = "penalised", words = "已处罚并教育" });
        await young.EndsAsync("penalised", ["spot-decision", "proof-of-service"]);

        var child = await At(Gunan, 9, 8).ReportedAsync("天桥上有小孩摆摊", "CG-005");
        await child.SiteAsync("在人行天桥上摆摊", born: "2014-03-01");
        await child.Do("officer", "propose", new { fine = 50, gains = "none", reason = "占道", facts = Stall }, 409);
        var words = "当事人未满十四周岁";
        await child.Do("head", "no-penalty", new { ground = "under_14", words, education = new { whom = "当事人及监护人", words = "不得占道经营", on = county.Clock.Now } }, 422);
        await child.Do("head", "no-penalty", new { ground = "under_14", words, guardian = "（虚构）其母", education = new { whom = "当事人及监护人", words = "不得占道经营", on = county.Clock.Now } });
        await child.Do("officer", "serve", new { way = "handed", recipient = "adult_at_home" });
        await child.Do("head", "close", new { words = "已教育并告知监护人" });
        await child.Do("clerk", "archive", new { });
        await child.EndsAsync("no_breach", ["no-penalty-decision", "proof-of-service"], "教育");
    }

    [Fact]
    public async Task What_is_corrected_in_time_is_not_fined_and_the_reporter_is_told()
    {
        var c = await At(Gunan, 9, 7).ReportedAsync("广场舞音响太大", "ST-013");
        await c.SiteAsync("广场上音响音量过大");
        var early = await c.Do("officer", "propose", new { fine = 200, gains = "none", reason = "扰民" }, 409);
        Assert.Contains(early.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "precondition");
        await c.Do("officer", "order", new { what = "降低音量", term = "2026-09-10" });
        Assert.False((await c.TrackAsync()).TryGetProperty("outcome", out _));
        c.After("2026-09-10");
        await c.Do("officer", "reinspect", new { officers = c.Crew, corrected = true, found = "音量已降低" }, 422);
        await c.Do("officer", "reinspect", new { officers = c.Crew, corrected = true, found = "音量已降低", photos = new[] { await county.PhotoAsync() } });
        await c.Do("officer", "propose", new { fine = 200, gains = "none", reason = "扰民" }, 409);
        Assert.Equal("put_right", (await c.FileAsync()).GetProperty("outcome").GetString());
        await c.EndsAsync("solved", ["correction-order"], "改正");
        await county.DoAsync(null, "/api/track/not-solved", new { code = c.Code, words = "第二天又响了" });
        Assert.Equal("verify", (await c.FileAsync()).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_refused_decision_is_left_with_a_witness_demanded_and_enforced_by_the_court()
    {
        var c = await At(Gunan, 3, 2).ReportedAsync("饭店油烟直排", "ST-001");
        await c.SiteAsync("油烟净化设施未开启", "entity");
        await c.Do("officer", "persuade", new { asked = "请开启", result = "refused" });
        await c.FiledAsync();
        await c.ProposedAsync(new { fine = 5000, gains = "none", reason = "拒不开启" }, Plain);
        await c.NoticedAsync();
        c.After((await c.StandingAsync()).GetProperty("statementBy").GetString()!);
        await c.Do("head", "decision", new { correction = "立即开启净化设施", reason = "按查明事实" });
        var bare = await c.Do("officer", "serve", new { way = "handed", refused = true }, 422);
        Assert.Equal("refusal_proof", bare.GetProperty("code").GetString());
        await c.Do("officer", "serve", new { way = "electronic" }, 422);
        await c.Do("officer", "serve", new { way = "left", refused = true, witness = "（虚构）社区工作人员", proof = new[] { await county.PhotoAsync(2) } });

        await c.Do("officer", "demand", new { delivery = c.Handed() }, 409);
        c.After((await c.StandingAsync()).GetProperty("payBy").GetString()!);
        c.Days(9);
        var standing = await c.StandingAsync();
        Assert.Equal(("OVERDUE", 1500m), (standing.GetProperty("state").GetString(), standing.GetProperty("surcharge").GetDecimal()));
        await c.Do("officer", "demand", new { delivery = c.Handed() });
        await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = Wanted }, 422);
        c.After((await c.StandingAsync()).GetProperty("courtFrom").GetString()!);
        await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = new[] { "application" } }, 422);
        await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = Wanted });
        await c.Do("officer", "court/end", new { result = "enforced", on = WholeCase.Day(c.Today), words = "已执行到位" });
        await c.Do("head", "close", new { words = "法院已执行到位" });
        await c.Do("clerk", "archive", new { });
        await c.EndsAsync("penalised", ["ordinary-decision", "proof-of-service", "demand", "court-application", "closing-report"]);
    }

    [Fact]
    public async Task A_matter_of_a_department_is_whistled_for_disputed_settled_and_finished()
    {
        var c = await At(Gunan, 9, 7).ReportedAsync("工地半夜还在打桩", "DP-001");
        Assert.Equal("", c.Id);
        var track = await c.TrackAsync();
        Assert.Equal(("with_department", "500110-ST"), (track.GetProperty("state").GetString(), track.GetProperty("holder").GetString()));
        var whistle = (await county.GetAsync("clerk", $"/api/reports/{c.Report}")).GetProperty("whistle").GetString();
        await county.DoAsync("department2", $"/api/whistles/{whistle}/answer", new { answer = "take" }, 404);
        await county.DoAsync("department", $"/api/whistles/{whistle}/answer", new { answer = "return" }, 422);
        await county.DoAsync("department", $"/api/whistles/{whistle}/answer", new { answer = "return", reason = "夜间施工许可由城管部门核发" });
        Assert.Equal("500110-SF", (await c.TrackAsync()).GetProperty("holder").GetString());
        await county.DoAsync("supervisor", $"/api/whistles/{whistle}/settle", new { owner = "500110-CG", reason = "" }, 422);
        await county.DoAsync("supervisor", $"/api/whistles/{whistle}/settle", new { owner = "500110-CG", reason = "按权责清单" });
        Assert.Equal("500110-CG", (await c.TrackAsync()).GetProperty("holder").GetString());
        await county.DoAsync("department2", $"/api/whistles/{whistle}/finish", new { outcome = "solved", words = "已责令停止夜间施工" });
        var told = await c.TrackAsync();
        Assert.Equal(("answered", "solved"), (told.GetProperty("state").GetString(), told.GetProperty("outcome").GetString()));
        Assert.Contains("夜间施工", told.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal("done", (await county.GetAsync("supervisor", $"/api/whistles/{whistle}")).GetProperty("state").GetString());
        Assert.All(await county.EntriesAsync("whistle", whistle!), e => Assert.False(string.IsNullOrWhiteSpace(e.By.Person) || string.IsNullOrWhiteSpace(e.By.Role)));
        await WholeCase.SoundAsync(county);
    }

    [Fact]
    public async Task A_joint_inspection_of_two_organs_is_one_visit_and_leads_to_a_case()
    {
        var c = At(Mingli, 9, 7);
        var registered = await county.DoAsync("m-clerk", "/api/premises", new { name = "（虚构）示例饭店", locality = Mingli, address = "示范路 1 号", fields = new[] { "城市管理", "生态环境" } });
        var (premises, door, owner) = (registered.GetProperty("premises").GetString()!, registered.GetProperty("code").GetString()!, registered.GetProperty("ownerCode").GetString()!);
        var town = await VisitAsync("m-leader", premises, Mingli, "DM-001", c.Crew);
        var department = await VisitAsync("st-officer", premises, "990100-ST", "DM-004", ["st-officer", "st-officer2"]);
        var one = Assert.Single((await county.GetAsync("m-leader", $"/api/premises/{premises}/one-visit")).EnumerateArray());
        Assert.Equal(1, one.GetProperty("saving").GetProperty("visits").GetInt32());
        await county.DoAsync("m-leader", $"/api/premises/{premises}/merge", new { visits = new[] { town, department }, reason = "综合查一次" });
        var view = await county.DoAsync(null, "/api/owner", new { code = owner }, 200);
        var joint = view.GetProperty("visits").EnumerateArray().Single(v => v.GetProperty("state").GetString() == "proposed").GetProperty("id").GetString();

        await county.DoAsync("m-leader", $"/api/inspections/{joint}/approve", new { }, 403);
        await county.DoAsync("m-head", $"/api/inspections/{joint}/approve", new { reason = "同意联合检查" });
        await county.DoAsync("st-head", $"/api/inspections/{joint}/approve", new { reason = "同意联合检查" });
        county.Clock.Now = county.Clock.Now.AddDays(1).AddHours(1);
        await county.DoAsync("m-officer", $"/api/inspections/{joint}/code", new { });
        Assert.StartsWith("W1", (await county.GetAsync("m-leader", $"/api/inspections/{joint}")).GetProperty("codes").GetProperty(Mingli).GetString(), StringComparison.Ordinal);
        await county.DoAsync("m-officer", $"/api/inspections/{joint}/check-in", new { officers = c.Crew, entered = county.Clock.Now, scan = "" }, 409);
        await county.DoAsync("m-officer", $"/api/inspections/{joint}/check-in", new { officers = c.Crew, entered = county.Clock.Now, scan = door });
        await county.DoAsync("st-officer", $"/api/inspections/{joint}/check-in", new { officers = new[] { "st-officer", "st-officer2" }, entered = county.Clock.Now, scan = door });
        var began = county.Clock.Now;
        county.Clock.Now = began.AddMinutes(40);
        await county.DoAsync("m-officer", $"/api/inspections/{joint}/record", new { began, ended = began.AddMinutes(30), signed = "signed", findings = new[] { new { item = "DM-004", found = true, seen = "高音喇叭" } } }, 422);
        await county.DoAsync("m-officer", $"/api/inspections/{joint}/record", new { began, ended = began.AddMinutes(30), signed = "signed", findings = new[] { new { item = "DM-001", found = true, seen = "货物摆出店外 2 平方米" } } });
        await county.DoAsync("st-officer", $"/api/inspections/{joint}/record", new { began, ended = began.AddMinutes(30), signed = "signed", findings = new[] { new { item = "DM-004", found = false, seen = "" } } });

        var visit = await county.GetAsync("m-leader", $"/api/inspections/{joint}");
        c.Id = Assert.Single(visit.GetProperty("led").EnumerateArray()).GetProperty("case").GetString()!;
        Assert.Equal("recorded", visit.GetProperty("state").GetString());
        await county.DoAsync(null, "/api/owner/rate", new { code = owner, inspection = joint, stars = 4, words = "一次查完" });
        await county.DoAsync(null, "/api/owner/rate", new { code = owner, inspection = joint, stars = 1 }, 409);
        await county.DoAsync(null, "/api/owner/side", new { code = owner, @case = c.Id, words = "货物当天就搬回去了" });
        await county.GetAsync("m-head", "/api/ratings", 403);
        Assert.Contains((await county.GetAsync("x-supervisor", "/api/ratings")).EnumerateArray(), r => r.GetProperty("rating").GetProperty("inspection").GetString() == joint);

        await c.SiteAsync("货物摆出店外 2 平方米", "entity");
        await c.Do("officer", "persuade", new { asked = "请搬回店内", result = "not_put_right" });
        await c.Do("officer", "propose", new { fine = 500, gains = "none", reason = "未搬回", facts = new { corrected = false, area = 2 } });
        await c.Do("officer", "hear", new { told = true });
        await c.Do("officer", "decide", new { });
        await c.Do("officer", "serve", new { way = "handed", recipient = "staff" });
        await c.Do("officer", "pay", new { sum = 500, on = WholeCase.Day(c.Today), way = "bank", reference = "joint-1" });
        await c.Do("head", "close", new { words = "已缴款并搬回" });
        await c.Do("clerk", "archive", new { });
        await c.EndsAsync(null, ["spot-decision", "proof-of-service", "closing-report"]);
    }

    [Fact]
    public async Task An_order_that_the_town_has_no_power_to_execute_goes_to_the_court()
    {
        var c = await At(Gunan, 3, 2).ReportedAsync("商场的安全出口被货架堵死了", "XF-003");
        await c.SiteAsync("安全出口被货架堵塞");
        await c.Do("officer", "order", new { what = "搬离货架，恢复畅通", term = "2026-03-09" });
        c.After("2026-03-09");
        await c.Do("officer", "reinspect", new { officers = c.Crew, corrected = false, found = "仍被堵塞" });
        var refused = await c.Do("officer", "execution/demand", new { way = "demolish", term = "2026-03-24", how = "搬离货架", delivery = c.Handed() }, 422);
        Assert.Equal("no_execution_power", refused.GetProperty("code").GetString());
        await c.Do("officer", "execution/demand", new { way = "court", term = "2026-03-24", how = "搬离货架", delivery = c.Handed() });
        var standing = await c.StandingAsync();
        Assert.Equal(("2026-09-03", "2026-12-02"), (standing.GetProperty("courtFrom").GetString(), standing.GetProperty("courtUntil").GetString()));

        var order = new { heard = "当事人没有意见", seen = "仍被堵塞", seenOn = "2026-09-03", noRemedy = true };
        c.After("2026-03-24");
        var early = await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = Wanted, order }, 422);
        Assert.Equal("court_window", early.GetProperty("code").GetString());
        c.After("2026-09-02");
        await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = Wanted }, 409);
        await c.Do("officer", "court", new { court = "（虚构）区人民法院", attachments = Wanted, order }, 403);
        await c.Do("head", "court", new { court = "（虚构）区人民法院", attachments = Wanted, order });
        c.Days(20);
        await c.Do("officer", "court/end", new { result = "enforced", on = WholeCase.Day(c.Today), words = "货架已搬离", ofOrder = true });
        await c.EndsAsync(null, ["correction-order", "performance-demand", "court-application"]);
    }

    private static readonly string[] Wanted = ["application", "decision", "party_and_demand", "object"];

    private static readonly object[] Views = [new { name = "（虚构）赵某", post = "主任", view = "同意" }, new { name = "（虚构）钱某", post = "副主任", view = "同意，建议从轻" }];

    private static readonly Dictionary<string, string> Points = Wardmote.Cases.ReviewLegality.Asked.ToDictionary(a => a, _ => "符合规定");

    private async Task<string> VisitAsync(string who, string premises, string organ, string item, string[] officers)
    {
        var from = county.Clock.Now.AddDays(1);
        await county.DoAsync(who, $"/api/premises/{premises}/visits", new { type = "lead", teams = new[] { new { organ, items = new[] { item }, officers } }, from, to = from.AddHours(4), grounds = "群众反映", reason = "线索核查" });
        return (await county.GetAsync(who, $"/api/premises/{premises}")).GetProperty("visits").EnumerateArray().Last().GetProperty("id").GetString()!;
    }

    /// <summary>Lowest sum of the tier that the facts give, and the highest of the statutory range.</summary>
    private async Task<(decimal Fine, decimal Top)> WeighAsync(WholeCase c, Dictionary<string, object> facts)
    {
        var weighed = await c.Do("officer", "weigh", new { facts }, 200);
        Assert.True(weighed.TryGetProperty("tier", out var tier) && tier.ValueKind == JsonValueKind.String, weighed.GetRawText());
        return (weighed.GetProperty("fine").GetProperty("min").GetDecimal(), weighed.GetProperty("statutory").GetProperty("max").GetDecimal());
    }
}

/// <summary>The ten cases on SQLite.</summary>
public sealed class TenWholeCasesOnSqlite(SqliteCounty county) : TenWholeCases(county), IClassFixture<SqliteCounty>;

/// <summary>The ten cases on PostgreSQL.</summary>
public sealed class TenWholeCasesOnPostgres(PostgresCounty county) : TenWholeCases(county), IClassFixture<PostgresCounty>;
