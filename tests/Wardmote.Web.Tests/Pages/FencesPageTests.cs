using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Wardmote.Fences;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Web.Tests.Pages;

/// <summary>The page of the fences: what holds in a county, how hard, on what ground, and who set it.</summary>
public sealed class FencesPageTests(Site site) : IClassFixture<Site>
{
    private const string Password = "a long enough password";

    [Theory]
    [InlineData("zh", "年度检查频次上限", "停止")]
    [InlineData("en", "Annual inspection cap", "Stops")]
    [InlineData("ar", "الحد الأقصى السنوي لعدد مرات التفتيش", "يوقف")]
    public async Task Every_fence_stands_there_with_its_settings_in_each_language(string language, string cap, string stops)
    {
        var page = await (await SignInAsync(site, "reader-" + language, "supervisor")).OpenAsync($"/{language}/items/fences");
        var law = LawReader.ReadInstalled(site.Law).At("500110");
        var fences = law.Fences(Wardmote.Law.ShanghaiTime.Day(DateTimeOffset.UtcNow));
        Assert.Equal(fences.Select(f => f.Id).Order(StringComparer.Ordinal), Ids(page).Order(StringComparer.Ordinal));
        Assert.All(fences, f => Assert.Contains(f.Basis, Words(page, f.Id), StringComparison.Ordinal));
        Assert.All(fences, f => Assert.All(f.Rules, r => Assert.Contains(r, Words(page, f.Id), StringComparison.Ordinal)));
        Assert.Contains(cap, Words(page, "inspection-cap"), StringComparison.Ordinal);
        Assert.Contains("cn@", Words(page, "inspection-cap"), StringComparison.Ordinal);
        Assert.Contains(stops, Words(page, "power"), StringComparison.Ordinal);
        Assert.DoesNotContain("fences.", page.Words("main"), StringComparison.Ordinal);
        Assert.Equal("/" + language + "/items/fences", page.QuerySelector(".views a[aria-current=page]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    [InlineData("ar")]
    public void Every_fence_act_and_key_a_pack_may_name_has_words(string language)
    {
        var table = new LanguageTables(Path.Combine(House.Web, "Languages")).Of(language).Table;
        var shapes = FenceShape.Ids.Select(id => FenceShape.Of(id)!).ToList();
        Assert.Equal(shapes.SelectMany(s => s.Acts).Distinct().Order(), FenceAct.All.Order());
        IEnumerable<string> asked =
        [
            .. FenceShape.Ids.Select(id => "fences.name." + id), .. FenceAct.All.Select(a => "fences.act." + a), .. shapes.SelectMany(s => s.Keys).SelectMany(k => k.Must.Concat(k.May)).Select(w => "fences.key." + w),
            .. LawReader.ReadInstalled(site.Law).Packs.SelectMany(p => p.Fences).SelectMany(f => f.Values.Keys).Select(v => "fences.value." + v),
        ];
        Assert.Equal([], asked.Distinct().Where(k => !table.ContainsKey(k)));
    }

    [Fact]
    public async Task One_act_shows_only_what_is_asked_before_it()
    {
        var page = await (await SignInAsync(site, "filter", "officer")).OpenAsync("/en/items/fences?act=visit-enter");
        Assert.NotNull(page.GetElementById("inspection-scan"));
        Assert.Null(page.GetElementById("inspection-cap"));
        Assert.Equal("visit-enter", page.QuerySelector<IHtmlSelectElement>("select[name=act]")!.Value);
    }

    [Theory]
    [InlineData("act=visit-entre", "There is no act “visit-entre”: choose one from the list above")]
    [InlineData("county=500999", "There is no county “500999”, or none of yours: choose one from the list above")]
    [InlineData("county=500111", "There is no county “500111”, or none of yours")]
    public async Task A_wrong_act_or_county_is_told_what_to_do(string query, string told)
    {
        var page = await (await SignInAsync(site, "wrong-" + query, "leader")).OpenAsync("/en/items/fences?" + query);
        Assert.Contains(told, page.Words(".empty"), StringComparison.Ordinal);
        Assert.Empty(Ids(page));
        Assert.NotNull(page.QuerySelector("select[name=county]"));
    }

    [Theory]
    [InlineData("leader")]
    [InlineData("reviewer")]
    [InlineData("department")]
    [InlineData("clerk")]
    public async Task Whoever_works_here_may_read_it_and_nobody_else(string role)
    {
        await (await SignInAsync(site, "works-as-" + role, role)).OpenAsync("/en/items/fences");
        Assert.StartsWith("/en/sign-in", (await site.Visit().Http.GetAsync("/en/items/fences")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    /// <summary>A county's own cap stands on its page and on no other's.</summary>
    [Fact]
    public async Task A_county_that_set_a_fence_anew_is_named_and_its_neighbour_is_not_touched()
    {
        var root = Directory.CreateTempSubdirectory("wardmote-fences-");
        try
        {
            foreach (var pack in (string[])["cn", "cn-50"])
            {
                Directory.CreateSymbolicLink(Path.Combine(root.FullName, pack), Path.Combine(site.Law, pack));
            }

            var own = root.CreateSubdirectory("own").FullName;
            await File.WriteAllTextAsync(Path.Combine(own, "pack.yaml"), "id: own\ntitle: {zh: 某区上限, en: A county's cap, ar: حد مقاطعة}\nregion: \"500110\"\ninherits: [cn-50, cn]\nrevision: own@2026-01-01\n");
            await File.WriteAllTextAsync(Path.Combine(own, "fences.yaml"), """
                fences:
                  - {id: inspection-cap, rules: [R-INS-03], scope: [visit-propose, visit-approve], key: [premises+year+field], mode: stop, ground: guidance, basis: 某区公布的频次上限, override_by: [organ-head], values: {per_year: 1}, from: 2026-03-01}
                """);
            await using var there = new Site { Law = root.FullName };
            await there.AddPersonAsync(new Wardmote.Access.Person("city", Wardmote.Law.Text.Same("city"), ["supervisor"], "", "", ""), Password);
            var city = await EnterAsync(there, "city");
            var set = (await city.OpenAsync("/en/items/fences?county=500110")).GetElementById("inspection-cap")!.Text();
            Assert.Contains("A county's cap", set, StringComparison.Ordinal);
            Assert.Contains("for this county alone", set, StringComparison.Ordinal);
            Assert.Contains("the premises + the year + the field", set, StringComparison.Ordinal);
            var beside = (await city.OpenAsync("/en/items/fences?county=500111")).GetElementById("inspection-cap")!.Text();
            Assert.DoesNotContain("for this county alone", beside, StringComparison.Ordinal);
            Assert.Contains("Cautions", beside, StringComparison.Ordinal);

            // The county's cap begins on a day; the day before, the page shows what holds then and foretells it.
            var before = (await city.OpenAsync("/en/items/fences?county=500110&on=2026-02-28")).GetElementById("inspection-cap")!;
            Assert.DoesNotContain("for this county alone", before.Text(), StringComparison.Ordinal);
            var next = before.QuerySelector("a[href*='on=2026-03-01']")!.GetAttribute("href")!;
            var then = (await city.OpenAsync(next)).GetElementById("inspection-cap")!;
            Assert.Contains("for this county alone", then.Text(), StringComparison.Ordinal);
            Assert.Contains("1 Mar", then.Text(), StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(true);
        }
    }

    /// <summary>Kinds stand in groups, each with its count, which is the number of its cards; filters and words narrow what is counted.</summary>
    [Theory]
    [InlineData("zh", "频次 上限", "法律法规")]
    [InlineData("en", "annual CAP", "Statute")]
    [InlineData("ar", "السنوي لعدد", "نص قانوني")]
    public async Task Fences_are_found_by_words_kind_and_ground_without_script(string language, string words, string statute)
    {
        var browser = await SignInAsync(site, "finder-" + language, "reviewer");
        var path = $"/{language}/items/fences";
        var all = await browser.OpenAsync(path);
        var (every, pills) = (Ids(all), Pills(all));
        Assert.Equal([every.Count, pills[1].Count + pills[2].Count + pills[3].Count], [pills[0].Count, every.Count]);
        Assert.All(all.QuerySelectorAll<IHtmlDetailsElement>("details.fence"), d => Assert.False(d.IsOpen));
        var order = all.QuerySelectorAll("main h2[id^=kind-]").Select(h => h.Id).ToList();
        Assert.Equal(order.Order(Comparer<string?>.Create((a, b) => Rank(a).CompareTo(Rank(b)))), order);

        // Each pill leads to as many cards as it counts, all of its kind.
        foreach (var (href, count) in pills.Skip(1))
        {
            var page = await browser.OpenAsync(href);
            Assert.Equal(count, Ids(page).Count);
            Assert.Equal(count > 0 ? 1 : 0, page.QuerySelectorAll("main h2[id^=kind-]").Length);
            Assert.Equal(count == 0, page.QuerySelector(".empty") is not null);
        }

        // A ground leaves its own; the kinds are counted among them, and a pill keeps the ground.
        var statutes = await browser.OpenAsync(path + "?ground=statute");
        Assert.NotEmpty(Ids(statutes));
        Assert.True(Ids(statutes).Count < every.Count);
        Assert.All(statutes.QuerySelectorAll("details.fence summary"), d => Assert.Contains(statute, d.Text(), StringComparison.Ordinal));
        Assert.Equal(Ids(statutes).Count, Pills(statutes)[0].Count);
        Assert.Equal(Pills(statutes)[1].Count, Ids(await browser.OpenAsync(Pills(statutes)[1].Href)).Count);

        // By words of the reader's own language, by the code, by the law's article; every word has to stand there.
        Assert.Contains("inspection-cap", Ids(await browser.OpenAsync($"{path}?q={Uri.EscapeDataString(words)}")));
        var one = await browser.OpenAsync(path + "?q=inspection-cap");
        Assert.True(one.QuerySelector<IHtmlDetailsElement>("#inspection-cap")!.IsOpen);
        Assert.Equal("inspection-cap", one.QuerySelector<IHtmlInputElement>("main input[name=q]")!.Value);
        Assert.NotEmpty(Ids(await browser.OpenAsync($"{path}?q={Uri.EscapeDataString("行政处罚法")}")));
        Assert.Equal(["inspection-cap"], Ids(await browser.OpenAsync($"{path}?q=inspection-cap+R-INS-03&kind=")));

        // Nothing found says so and leads back to everything.
        var nothing = await browser.OpenAsync(path + "?q=%3Cscript%3E+nowhere");
        Assert.Empty(Ids(nothing));
        Assert.Equal(every.Count, Ids(await browser.OpenAsync(nothing.QuerySelector(".empty a")!.GetAttribute("href")!)).Count);

        static int Rank(string? id) => Array.IndexOf(["kind-stop", "kind-caution", "kind-record"], id);
    }

    [Fact]
    public async Task A_link_to_one_fence_opens_it_among_the_others()
    {
        var page = await (await SignInAsync(site, "linked", "officer")).OpenAsync("/en/items/fences?county=500110&fence=power#power");
        Assert.Equal(["power"], page.QuerySelectorAll<IHtmlDetailsElement>("details.fence").Where(d => d.IsOpen).Select(d => d.Id));
        Assert.True(Ids(page).Count > 20);
    }

    private static List<string?> Ids(IHtmlDocument page) => [.. page.QuerySelectorAll("main details.fence").Select(c => c.Id)];

    private static List<(string Href, int Count)> Pills(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("main .views a:has(b)").Select(a => (a.GetAttribute("href")!, int.Parse(a.QuerySelector("b")!.Text(), System.Globalization.CultureInfo.InvariantCulture)))];

    private static string Words(IHtmlDocument page, string fence) => page.GetElementById(fence)!.Text();

    private static async Task<Browser> SignInAsync(Site site, string name, string role)
    {
        await site.AddPersonAsync(new Wardmote.Access.Person(name, Wardmote.Law.Text.Same(name), [role], "500110", role is "clerk" or "officer" ? "500110001" : "", role == "department" ? "500110-CG" : ""), Password);
        return await EnterAsync(site, name);
    }

    private static async Task<Browser> EnterAsync(Site site, string name)
    {
        var browser = site.Visit();
        var door = await browser.OpenAsync("/en/sign-in");
        await browser.SendAsync(door, "/en/sign-in", new() { ["user"] = name, ["password"] = Password });
        return browser;
    }
}
