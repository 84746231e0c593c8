using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Evidence;

namespace Wardmote.Web.Tests.Pages;

/// <summary>What people without an account meet.</summary>
public class PublicPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC");

    [Fact]
    public async Task An_address_without_a_language_leads_to_the_readers()
    {
        var browser = site.Visit();
        var request = new HttpRequestMessage(HttpMethod.Get, "/report?x=1");
        request.Headers.Add("Accept-Language", "ar-EG");
        var answer = await browser.Http.SendAsync(request);
        Assert.Equal("/ar/report?x=1", answer.Headers.Location!.OriginalString);

        await browser.OpenAsync("/en/");
        Assert.Equal("/en/track", (await browser.Http.GetAsync("/track")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("zh", "zh-Hans", "ltr")]
    [InlineData("en", "en", "ltr")]
    [InlineData("ar", "ar", "rtl")]
    public async Task Each_page_says_its_language_and_its_direction_and_can_be_switched(string code, string tag, string dir)
    {
        foreach (var path in new[] { "/", "/report", "/track", "/check", "/sign-in" })
        {
            var page = await site.Visit().OpenAsync("/" + code + path);
            Assert.Equal((tag, dir), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
            Assert.Equal(["/zh" + path, "/en" + path, "/ar" + path], page.QuerySelectorAll(".languages a").Select(a => a.GetAttribute("href")));
            Assert.NotEqual("", page.Title);
        }
    }

    [Fact]
    public async Task Every_answer_carries_a_strict_policy()
    {
        foreach (var path in new[] { "/en/", "/health", "/en/nowhere", "/assets/nothing.css" })
        {
            var headers = (await site.Visit().Http.GetAsync(path)).Headers;
            var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task A_style_is_kept_for_a_year_under_the_name_of_its_content()
    {
        var browser = site.Visit();
        var sheet = (await browser.OpenAsync("/en/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var answer = await browser.Http.GetAsync(sheet);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/assets/app.css")).StatusCode);
    }

    [Fact]
    public async Task Somebody_without_an_account_reports_follows_and_adds()
    {
        var browser = site.Visit();
        var form = await browser.OpenAsync("/en/report");
        var sent = await browser.SendAsync(form, "/en/report", Say("Rubble by the river"), ("photos", "a.png", Png));
        var receipt = await browser.FollowAsync(sent);
        var code = receipt.Words("#code");
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code);
        Assert.Contains("Gunan", receipt.Words("main"));

        var other = site.Visit();
        var found = await other.SendAsync(await other.OpenAsync("/en/track"), "/en/track", new() { ["code"] = code.ToLowerInvariant().Replace('-', ' ') });
        Assert.DoesNotContain(code.Replace("-", ""), found.Headers.Location!.OriginalString.Replace("-", ""), StringComparison.OrdinalIgnoreCase);
        var tracked = await other.FollowAsync(found);
        Assert.Contains("Rubble by the river", tracked.Words(".timeline"));
        var photo = tracked.QuerySelector("img[src^='/photos/']")!.GetAttribute("src")!;
        Assert.Equal(HttpStatusCode.OK, (await other.Http.GetAsync(photo)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().Http.GetAsync(photo)).StatusCode);

        var add = tracked.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.QuerySelector("[name=_handler][value=add]") is not null);
        var added = await other.FollowAsync(await other.SendAsync(add, "/en/track/report", new() { ["words"] = "Still there at noon" }));
        Assert.Contains("Still there at noon", added.Words(".timeline"));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_report_with_one_code()
    {
        var browser = site.Visit();
        var form = await browser.OpenAsync("/zh/report");
        var first = (await browser.FollowAsync(await browser.SendAsync(form, "/zh/report", Say("夜市噪声")))).Words("#code");
        var second = (await browser.FollowAsync(await browser.SendAsync(form, "/zh/report", Say("夜市噪声")))).Words("#code");
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Words_read_from_a_photo_are_a_hint_for_staff_that_a_press_takes_over_and_say_nothing_of_a_breach()
    {
        await site.AddAsync("reads", "river stone lamp", roles: "clerk");
        var reporter = site.Visit();
        var receipt = await reporter.FollowAsync(await reporter.SendAsync(await reporter.OpenAsync("/en/report"), "/en/report", new() { ["words"] = "", ["locality"] = "500110001", ["address"] = "桥头老张烧烤" }, ("photos", "a.png", Png)));
        var found = await reporter.SendAsync(await reporter.OpenAsync("/en/track"), "/en/track", new() { ["code"] = receipt.Words("#code") });
        var photo = (await reporter.FollowAsync(found)).QuerySelector("img[src^='/photos/']")!.GetAttribute("src")!["/photos/".Length..];
        var database = site.Services.GetRequiredService<Wardmote.Store.Database>();
        database.Readings.Keep(photo, new PhotoReading("model 1", [new SignWords("老张烧烤<b>店", 1, 0.1, 0.2, 0.3, 0.1), new SignWords("13900001111", 0.8, 0, 0, 1, 1)], 3, 0));
        Assert.DoesNotContain("老张烧烤<b>", (await reporter.OpenAsync("/en/track/report")).Body!.TextContent, StringComparison.Ordinal);

        var clerk = site.Visit();
        await clerk.SendAsync(await clerk.OpenAsync("/en/sign-in"), "/en/sign-in", new() { ["user"] = "reads", ["password"] = "river stone lamp" });
        var card = (await site.Services.GetRequiredService<Wardmote.Journal.ICards>().ListAsync(new() { Kind = "report", Take = 200 })).Single(c => c.Title.Length == 0);
        foreach (var (language, says) in new[] { ("zh", "无法判断"), ("en", "Cannot tell from the picture"), ("ar", "لا يمكن") })
        {
            var page = await clerk.OpenAsync($"/{language}/reports/{card.Id}");
            var read = page.QuerySelector(".card.hint.read")!;
            Assert.Contains("老张烧烤<b>店", read.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("100%", read.TextContent, StringComparison.Ordinal);
            Assert.Contains("model 1", read.TextContent, StringComparison.Ordinal);
            Assert.Contains(says, page.QuerySelector(".pane .card.hint")!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll(".card.read form, .card.read button"));
        }

        var shown = await clerk.OpenAsync("/en/reports/" + card.Id);
        Assert.Equal("", shown.QuerySelector<IHtmlInputElement>("#question")!.Value);
        var link = shown.QuerySelector<IHtmlAnchorElement>("use-words a")!;
        var taken = await clerk.OpenAsync(link.PathName + link.Search);
        Assert.Equal("Read from the photo: “老张烧烤<b>店”", taken.QuerySelector<IHtmlInputElement>("#question")!.Value);
        foreach (var wrong in new[] { "read=abc-0", $"read={photo[..12]}-99", $"read={photo[..12]}--1", "read=%00-%FF", $"read={photo[..12]}-0&into=item" })
        {
            Assert.Equal("", (await clerk.OpenAsync($"/en/reports/{card.Id}?into=question&{wrong}")).QuerySelector<IHtmlInputElement>("#question")!.Value);
        }

        Assert.Contains("./run --vision", await clerk.Http.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "还没有")]
    [InlineData("en", "no words and no photo")]
    [InlineData("ar", "ولا صورة")]
    public async Task A_report_of_nothing_says_what_is_missing_and_keeps_the_rest(string language, string words)
    {
        var browser = site.Visit();
        var answer = await browser.SendAsync(await browser.OpenAsync($"/{language}/report"), $"/{language}/report", new() { ["locality"] = "500110001", ["address"] = "桥头 7" });
        var page = await Browser.ReadAsync(answer);
        Assert.Contains(words, page.Words("#errors"));
        Assert.Equal("#photos", page.QuerySelector("#errors a")!.GetAttribute("href"));
        Assert.Equal("桥头 7", page.QuerySelector<IHtmlInputElement>("#address")!.Value);
        Assert.Equal("500110001", page.QuerySelector<IHtmlOptionElement>("#locality option[selected]")!.Value);
    }

    [Fact]
    public async Task A_place_outside_is_named_beside_the_place()
    {
        var browser = site.Visit();
        var answer = await browser.SendAsync(await browser.OpenAsync("/en/report"), "/en/report", new() { ["words"] = "Smoke", ["lat"] = "48.85", ["lon"] = "2.35", ["locality"] = "" });
        var page = await Browser.ReadAsync(answer);
        Assert.Contains("outside", page.Words("#locality-error"));
        Assert.Equal("Smoke", page.Words("#words"));
    }

    [Fact]
    public async Task A_text_file_called_jpg_is_named_and_the_photo_beside_it_is_kept()
    {
        var browser = site.Visit();
        var page = await Browser.ReadAsync(await browser.SendAsync(
            await browser.OpenAsync("/en/report"), "/en/report", Say("Smoke from a kitchen"), ("photos", "real.png", Png), ("photos", "holiday.jpg", Encoding.UTF8.GetBytes("not a photo"))));
        Assert.Contains("holiday.jpg", page.Words("#errors"));
        Assert.Equal("Smoke from a kitchen", page.Words("#words"));
        Assert.NotNull(page.QuerySelector("input[name=kept]"));

        var tracked = await browser.FollowAsync(await browser.SendAsync(page, "/en/report", Say("Smoke from a kitchen")));
        Assert.NotEqual("", tracked.Words("#code"));
        Assert.NotNull((await browser.OpenAsync("/en/track/report")).QuerySelector("img[src^='/photos/']"));
    }

    [Theory]
    [InlineData("zh", "25 MB")]
    [InlineData("en", "larger than 25 MB")]
    [InlineData("ar", "25 ميغابايت")]
    public async Task A_forty_megabyte_photo_costs_no_words(string language, string says)
    {
        var browser = site.Visit();
        var answer = await browser.SendAsync(await browser.OpenAsync($"/{language}/report"), $"/{language}/report", Say("一堆垃圾 / a heap"), ("photos", "huge.jpg", new byte[40 << 20]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.Contains("huge.jpg", page.Words("#errors"));
        Assert.Contains(says, page.Words("#errors"));
        Assert.Equal("一堆垃圾 / a heap", page.Words("#words"));
    }

    [Theory]
    [InlineData("zh", "16")]
    [InlineData("en", "Check the 16 characters")]
    [InlineData("ar", "الستة عشر")]
    public async Task A_wrong_code_is_told_to_check_its_characters(string language, string says)
    {
        var browser = site.Visit();
        foreach (var wrong in new[] { "AAAA-BBBB-CCCC-DDDD", "", "<script>", new string('9', 39) })
        {
            var page = await Browser.ReadAsync(await browser.SendAsync(await browser.OpenAsync($"/{language}/track"), $"/{language}/track", new() { ["code"] = wrong }));
            Assert.Contains(says, page.Words("#code-error"));
        }
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_comes_back_with_its_words()
    {
        var browser = site.Visit();
        var form = await browser.OpenAsync("/en/report");
        var answer = await browser.SendAsync(form, "/en/report", new(Say("Typed with care")) { ["__RequestVerificationToken"] = "old" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.Equal("Typed with care", page.QuerySelector<IHtmlInputElement>("input[name=words]")!.Value);
        var again = await browser.SendAsync(page, "/en/report", []);
        Assert.NotEqual("", (await browser.FollowAsync(again)).Words("#code"));
    }

    [Fact]
    public async Task A_form_from_another_site_does_nothing()
    {
        var browser = site.Visit();
        await browser.OpenAsync("/en/report");
        var request = new HttpRequestMessage(HttpMethod.Post, "/en/report") { Content = new FormUrlEncodedContent(new Dictionary<string, string>(Say("forged")) { ["_handler"] = "report" }) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("forged", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("zh", "没有找到")]
    [InlineData("en", "There is no such page")]
    [InlineData("ar", "لا توجد صفحة")]
    public async Task A_page_that_is_not_there_says_so(string language, string says) =>
        Assert.Contains(says, (await site.Visit().OpenAsync($"/{language}/nowhere", HttpStatusCode.NotFound)).Words("h1"));

    [Fact]
    public async Task A_database_that_is_gone_costs_no_words_and_no_second_report()
    {
        await using var own = new Site();
        var browser = own.Visit();
        var form = await browser.OpenAsync("/en/report");
        File.Move(own.Database, own.Database + ".away");
        var answer = await browser.SendAsync(form, "/en/report", Say("Typed while the disk was away"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.Equal("Typed while the disk was away", page.QuerySelector<IHtmlInputElement>("input[name=words]")!.Value);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Http.GetAsync("/health")).StatusCode);

        File.Move(own.Database + ".away", own.Database);
        var again = (await browser.FollowAsync(await browser.SendAsync(page, "/en/report", []))).Words("#code");
        Assert.Equal(again, (await browser.FollowAsync(await browser.SendAsync(page, "/en/report", []))).Words("#code"));
    }

    [Fact]
    public async Task An_unknown_check_code_is_not_called_genuine()
    {
        var browser = site.Visit();
        var page = await Browser.ReadAsync(await browser.SendAsync(await browser.OpenAsync("/en/check"), "/en/check", new() { ["code"] = "0000-0000-0000-0000" }));
        Assert.Contains("no such document", page.Words("#errors"));
        Assert.Null(page.QuerySelector(".note.ok"));
    }

    [Fact]
    public async Task Health_names_database_packs_and_work()
    {
        var json = await site.Visit().Http.GetStringAsync("/health");
        Assert.Contains("\"kind\":\"sqlite\"", json);
        Assert.Contains("\"cn-50\"", json);
        Assert.Contains("\"background\"", json);
    }

    [Fact]
    public async Task The_gallery_is_for_demos_only() =>
        Assert.Contains("There is no such page", (await site.Visit().OpenAsync("/en/gallery", HttpStatusCode.NotFound)).Words("h1"));

    private static Dictionary<string, string> Say(string words) => new() { ["words"] = words, ["locality"] = "500110001" };
}
