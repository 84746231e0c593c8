using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Wardmote.Store;
using Wardmote.Web.Tests.Pages;

namespace Wardmote.Web.Tests.Thread;

/// <summary>From a citizen's report to a served on-the-spot decision, through the API, in each language.</summary>
public sealed class TheThreadByApiTests(TheThreadByApiTests.Town town) : IClassFixture<TheThreadByApiTests.Town>
{
    private const string Password = "a long enough password";

    [Theory]
    [InlineData("zh", "水果摊每天占着人行天桥摆摊，走都走不动", "不在法定幅度")]
    [InlineData("en", "A vendor sells fruit on the footbridge every evening and nobody can pass", "outside the statutory range")]
    [InlineData("ar", "بائع يبيع الفواكه على جسر المشاة كل مساء ولا يستطيع أحد المرور", "خارج النطاق القانوني")]
    public async Task A_report_becomes_a_served_decision(string language, string words, string outside)
    {
        var (report, code) = await LodgeAsync(language, words, "500110001");
        var track = await Post(null, "/api/track", new { code }, language);
        Assert.Equal("lodged", track.GetProperty("state").GetString());

        await Post("clerk", $"/api/reports/{report}/triage", new { verdict = "item", item = "CG-005" }, language, HttpStatusCode.Created);
        var matter = await CaseOf(report);
        await Post("leader", $"/api/cases/{matter}/assign", new { officers = Officers }, language, HttpStatusCode.Created);
        await Post("officer", $"/api/cases/{matter}/site", Site(language), language, HttpStatusCode.Created);
        await Post("officer", $"/api/cases/{matter}/persuade", new { asked = "请撤离", result = "not_put_right" }, language, HttpStatusCode.Created);

        var stopped = await Post("officer", $"/api/cases/{matter}/propose", new { fine = 5000, gains = "none", reason = "…", facts = Facts }, language, HttpStatusCode.Conflict);
        Assert.Equal("stopped", stopped.GetProperty("code").GetString());
        Assert.Contains(stopped.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "statute-range" && f.GetProperty("fact").GetString()!.Contains(outside, StringComparison.Ordinal)
            && f.GetProperty("article").GetString()!.Length > 0 && f.GetProperty("way").GetString()!.Length > 0);

        await Post("officer", $"/api/cases/{matter}/propose", new { fine = 100, gains = "none", reason = "劝导后仍未撤离", facts = Facts }, language, HttpStatusCode.Created);
        await Post("officer", $"/api/cases/{matter}/decide", new { }, language, HttpStatusCode.Conflict);
        await Post("officer", $"/api/cases/{matter}/hear", new { told = true, said = "生意难做", answer = "已按较低数额考虑" }, language, HttpStatusCode.Created);
        await Post("leader", $"/api/cases/{matter}/decide", new { }, language, HttpStatusCode.Forbidden);
        await Post("officer", $"/api/cases/{matter}/decide", new { key = "once" }, language, HttpStatusCode.Created);
        await Post("officer", $"/api/cases/{matter}/decide", new { key = "once" }, language, HttpStatusCode.OK);
        await Post("officer", $"/api/cases/{matter}/serve", new { way = "handed", refused = true }, language, HttpStatusCode.UnprocessableEntity);
        await Post("officer", $"/api/cases/{matter}/serve", new { way = "handed", refused = true, witness = "社区工作人员" }, language, HttpStatusCode.Created);

        var file = await Get("officer", $"/api/cases/{matter}", language);
        Assert.Equal("served", file.GetProperty("stage").GetString());
        Assert.Equal("empowered", file.GetProperty("under").GetProperty("source").GetString());
        Assert.Contains(file.GetProperty("entries").EnumerateArray(), e => e.GetProperty("kind").GetString() == "act.stopped/1");
        Assert.DoesNotContain("虚构", file.GetRawText());

        var document = (await Get("officer", $"/api/cases/{matter}/document?lang={language}", language)).GetRawText();
        Assert.Contains(file.GetProperty("decision").GetString()!, document, StringComparison.Ordinal);
        Assert.Contains("壹佰元", document, StringComparison.Ordinal);

        var told = await Post(null, "/api/track", new { code }, language);
        Assert.Equal("answered", told.GetProperty("state").GetString());
        Assert.Equal("penalised", told.GetProperty("outcome").GetString());
        await Post(null, "/api/track/not-solved", new { code, words = "" }, language, HttpStatusCode.Created);
        Assert.Equal("reopened", (await Post(null, "/api/track", new { code }, language)).GetProperty("state").GetString());

        await PublishAsync(matter, language);
        var stops = await Get("supervisor", "/api/cards/stop", language);
        Assert.Contains(stops.GetProperty("cards").EnumerateArray(), c => c.GetProperty("extra").GetString()!.Contains(matter, StringComparison.Ordinal));
    }

    /// <summary>The leader says that it is of public interest, looks at the words without the person's name, and publishes what was looked at.</summary>
    private async Task PublishAsync(string matter, string language)
    {
        var publication = (await Get("leader", "/api/cards/publication?state=due&take=200", language)).GetProperty("cards").EnumerateArray()
            .Single(c => c.GetProperty("extra").GetString()!.Contains(matter, StringComparison.Ordinal)).GetProperty("id").GetString();
        var path = $"/api/cases/{matter}/publication/";
        await Post("officer", path + "assess", new { publication, impact = true, reason = "天桥通行" }, language, HttpStatusCode.Forbidden);
        await Post("leader", path + "assess", new { publication, impact = true, reason = " " }, language, HttpStatusCode.UnprocessableEntity);
        await Post("leader", path + "assess", new { publication, impact = true, reason = "天桥通行" }, language, HttpStatusCode.Created);
        await Post("stranger", path + "look", new { publication }, language, HttpStatusCode.NotFound);
        var looked = await Post("leader", path + "look", new { publication }, language);
        Assert.NotEmpty(looked.GetProperty("hidden").EnumerateArray());
        await Post("leader", path + "publish", new { publication, seen = "another hash" }, language, HttpStatusCode.UnprocessableEntity);
        await Post("leader", path + "publish", new { publication, seen = looked.GetProperty("hash").GetString() }, language, HttpStatusCode.Created);
        Assert.Equal("published", (await Get(null, "/api/decisions/" + publication, language)).GetProperty("state").GetString());
        await Post("leader", path + "withdraw", new { publication, ground = "revoked", since = DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM-dd"), statement = "已撤销" }, language, HttpStatusCode.Created);
        Assert.Equal("withdrawn", (await Get(null, "/api/decisions/" + publication, language)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_a_department_holds_is_whistled_for_and_the_reporter_sees_who_has_it()
    {
        var (report, code) = await LodgeAsync("zh", "工地半夜还在打桩，吵得睡不着", "500110001");
        await Post("clerk", $"/api/reports/{report}/triage", new { verdict = "item", item = "DP-001" }, "zh", HttpStatusCode.Created);
        var track = await Post(null, "/api/track", new { code }, "zh");
        Assert.Equal(("with_department", "500110-ST"), (track.GetProperty("state").GetString(), track.GetProperty("holder").GetString()));

        var whistle = (await Get("department", "/api/cards/whistle?state=waiting", "zh")).GetProperty("cards").EnumerateArray().Single(c => c.GetProperty("item").GetString() == "DP-001").GetProperty("id").GetString();
        await Post("department", $"/api/whistles/{whistle}/answer", new { answer = "return" }, "zh", HttpStatusCode.UnprocessableEntity);
        await Post("department", $"/api/whistles/{whistle}/answer", new { answer = "take" }, "zh", HttpStatusCode.Created);
        await Post("department", $"/api/whistles/{whistle}/finish", new { outcome = "solved", words = "已责令停止夜间施工" }, "zh", HttpStatusCode.Created);
        var told = await Post(null, "/api/track", new { code }, "zh");
        Assert.Equal("solved", told.GetProperty("outcome").GetString());
        Assert.Contains("夜间施工", told.GetProperty("answer").GetString(), StringComparison.Ordinal);

        // Both sides rate the help, each once and on its own side; and the town may call on its own.
        await Post("department", $"/api/whistles/{whistle}/rate", new { mark = "helped" }, "zh", HttpStatusCode.UnprocessableEntity);
        await Post("department", $"/api/whistles/{whistle}/rate", new { mark = "clear" }, "zh", HttpStatusCode.Created);
        await Post("leader", $"/api/whistles/{whistle}/rate", new { mark = "helped" }, "zh", HttpStatusCode.Created);
        await Post("department", "/api/whistles", new { to = new[] { "500110-ST" }, kind = "help", reason = "夜间反弹", needed = "联合到场" }, "zh", HttpStatusCode.NotFound);
        await Post("leader", "/api/whistles", new { to = new[] { "500110-ST", "500110-ST" }, kind = "help", reason = "夜间反弹", needed = "联合到场" }, "zh", HttpStatusCode.UnprocessableEntity);
        var call = await Post("leader", "/api/whistles", new { to = new[] { "500110-ST" }, kind = "help", reason = "夜间反弹", needed = "联合到场" }, "zh", HttpStatusCode.Created);
        Assert.Equal("help", (await Get("department", "/api/whistles/" + call.GetProperty("id").GetString(), "zh")).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task What_was_put_right_ends_with_an_after_photo()
    {
        var (report, code) = await LodgeAsync("en", "stall on the footbridge", "500110001");
        await Post("clerk", $"/api/reports/{report}/triage", new { verdict = "item", item = "CG-005" }, "en", HttpStatusCode.Created);
        var matter = await CaseOf(report);
        await Post("officer", $"/api/cases/{matter}/site", Site("en"), "en", HttpStatusCode.Created);
        await Post("auxiliary", $"/api/cases/{matter}/site", Site("en"), "en", HttpStatusCode.Forbidden);
        var refused = await Post("auxiliary", $"/api/cases/{matter}/persuade", new { asked = "move", result = "put_right" }, "en", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("after_photo", refused.GetProperty("code").GetString());
        using var picture = new ByteArrayContent(DemoPicture.Draw(1));
        var kept = await (await town.Http.PostAsync("/api/photos", picture)).Content.ReadFromJsonAsync<JsonElement>();
        await Post("auxiliary", $"/api/cases/{matter}/persuade", new { asked = "move", result = "put_right", photos = new[] { kept } }, "en", HttpStatusCode.Created);
        Assert.Equal("solved", (await Post(null, "/api/track", new { code }, "en")).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_item_whose_law_wants_an_order_first_cannot_be_fined_before_its_term()
    {
        var (report, _) = await LodgeAsync("zh", "广场舞音响太大", "500110001");
        await Post("clerk", $"/api/reports/{report}/triage", new { verdict = "item", item = "ST-013" }, "zh", HttpStatusCode.Created);
        var matter = await CaseOf(report);
        await Post("officer", $"/api/cases/{matter}/site", Site("zh"), "zh", HttpStatusCode.Created);
        var early = await Post("officer", $"/api/cases/{matter}/propose", new { fine = 200, gains = "none", reason = "屡劝不改" }, "zh", HttpStatusCode.Conflict);
        Assert.Contains(early.GetProperty("fences").EnumerateArray(), f => f.GetProperty("id").GetString() == "precondition" && f.GetProperty("answer").GetString() == "stop");
        await Post("officer", $"/api/cases/{matter}/order", new { what = "降低音量", term = Today.ToString("yyyy-MM-dd") }, "zh", HttpStatusCode.Created);
        await Post("officer", $"/api/cases/{matter}/reinspect", new { officers = Officers, corrected = false, refused = true, found = "当场拒绝" }, "zh", HttpStatusCode.Created);
        var after = await Post("officer", $"/api/cases/{matter}/fences", new { fine = 200, gains = "none", reason = "拒不改正" }, "zh");
        Assert.DoesNotContain(after.EnumerateArray(), f => f.GetProperty("id").GetString() == "precondition" && f.GetProperty("answer").GetString() == "stop");
    }

    [Fact]
    public async Task A_retrieved_item_goes_to_the_department_and_the_town_cannot_open_a_case()
    {
        var refused = await Post("officer", "/api/cases", new { locality = "500110001", item = "ST-090" }, "en", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("not_ours", refused.GetProperty("code").GetString());
        Assert.Contains("retrieved", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_page_and_two_people_at_once_lose_nothing()
    {
        var (report, _) = await LodgeAsync("zh", "天桥摆摊", "500110001");
        var card = (await Get("clerk", "/api/cards/report?state=lodged", "zh")).GetProperty("cards").EnumerateArray().Single(c => c.GetProperty("id").GetString() == report);
        var known = card.GetProperty("sequence").GetInt64();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Send("clerk", $"/api/reports/{report}/triage", new { verdict = "item", item = "CG-005", key = "k" + i, known }, "zh")));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], both.Select(b => b.StatusCode).Order());
        var late = await Post("clerk", $"/api/reports/{report}/triage", new { verdict = "none", known }, "ar", HttpStatusCode.Conflict);
        Assert.Equal("stale_page", late.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("zh", "没有文字")]
    [InlineData("en", "no words")]
    [InlineData("ar", "لا توجد كلمات")]
    public async Task An_empty_report_says_what_is_missing(string language, string words)
    {
        var refused = await Post(null, "/api/reports", new { language, locality = "500110001" }, language, HttpStatusCode.UnprocessableEntity);
        Assert.Contains(words, refused.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_outside_the_map_a_wrong_code_and_a_text_named_photo_get_plain_errors()
    {
        var outside = await Post(null, "/api/reports", new { words = "x", latitude = 39.9, longitude = 116.4 }, "en", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("outside", outside.GetProperty("code").GetString());
        var wrong = await Post(null, "/api/track", new { code = "0000-0000-0000-0000" }, "en", HttpStatusCode.NotFound);
        Assert.Contains("16", wrong.GetProperty("way").GetString(), StringComparison.Ordinal);
        using var text = new StringContent("not a photo at all");
        var refused = await town.Http.PostAsync("/api/photos?lang=en", text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        var gone = await Send(null, "/api/cases/nothing/decide", new { }, "en");
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        var elsewhere = await Send("stranger", $"/api/reports/{(await LodgeAsync("en", "x", "500110001")).Report}/triage", new { verdict = "none" }, "en");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static readonly string[] Officers = ["officer", "officer2"];

    private static DateOnly Today => Wardmote.Law.ShanghaiTime.Day(DateTimeOffset.UtcNow);

    // Which time it is within a year comes from the record; the officers say the rest.
    private static Dictionary<string, object> Facts => new() { ["corrected"] = false, ["area"] = 2, ["width_left"] = 1.5, ["peak"] = true };

    private static object Site(string who) => new
    {
        officers = Officers,
        began = DateTimeOffset.UtcNow.AddMinutes(-10),
        ended = DateTimeOffset.UtcNow,
        actDay = Today.ToString("yyyy-MM-dd"),
        breach = true,
        seen = "在人行天桥上摆摊，占地约 2 平方米",
        party = new { kind = "individual", name = "（虚构）张某", idNumber = "5001101990" + who + Guid.NewGuid().ToString("N")[..6] },
        certificatesShown = true,
        recusalTold = true,
        signed = "signed",
    };

    private async Task<(string Report, string Code)> LodgeAsync(string language, string words, string locality)
    {
        var receipt = await Post(null, "/api/reports", new { words, language, locality, address = "滨河天桥" }, language, HttpStatusCode.Created);
        return (receipt.GetProperty("report").GetString()!, receipt.GetProperty("code").GetString()!);
    }

    private async Task<string> CaseOf(string report)
    {
        var cards = await Get("clerk", "/api/cards/case?state=verify&take=200", "zh");
        foreach (var card in cards.GetProperty("cards").EnumerateArray())
        {
            var id = card.GetProperty("id").GetString()!;
            if ((await Get("clerk", $"/api/cases/{id}", "zh")).GetProperty("report").GetString() == report)
            {
                return id;
            }
        }

        throw new InvalidOperationException("no case was opened for " + report);
    }

    private async Task<JsonElement> Post(string? who, string path, object body, string language, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Send(who, path, body, language);
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{path}: {(int)answer.StatusCode} instead of {(int)expected}: {words}");
        return JsonDocument.Parse(words).RootElement;
    }

    private async Task<HttpResponseMessage> Send(string? who, string path, object body, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return await town.SendAsync(request, who, language);
    }

    private async Task<JsonElement> Get(string? who, string path, string language)
    {
        var answer = await town.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), who, language);
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}: {words}");
        return JsonDocument.Parse(words).RootElement;
    }

    /// <summary>A town with people and a team.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private readonly Site _site = new();
        private readonly Dictionary<string, string> _tokens = [];

        /// <summary>Client.</summary>
        public HttpClient Http { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            Http = _site.CreateClient();
            foreach (var person in DemoPeople.All.Append(new Wardmote.Access.Person("stranger", Wardmote.Law.Text.Same("stranger"), ["clerk"], "500103", "", "")))
            {
                // The one department person of these tests answers for the ecology bureau.
                await _site.AddPersonAsync(person.Id == "department" ? person with { Agency = "500110-ST" } : person, Password);
            }

            await _site.EnrolAsync();
            foreach (var who in new[] { "clerk", "officer", "auxiliary", "leader", "department", "supervisor", "stranger" })
            {
                var answer = await Http.PostAsJsonAsync("/api/sign-in", new { user = who, password = Password });
                _tokens[who] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
            }
        }

        /// <summary>Sends in somebody's name.</summary>
        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? who, string language)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
            if (who is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[who]);
            }

            return Http.SendAsync(request);
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync() => await _site.DisposeAsync();
    }
}
