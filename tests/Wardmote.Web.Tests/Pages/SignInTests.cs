using System.Net;
using AngleSharp.Dom;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Store;

namespace Wardmote.Web.Tests.Pages;

/// <summary>Who gets in, and who does not.</summary>
public class SignInTests(Site site) : IClassFixture<Site>
{
    private const string Password = "river stone lamp";

    [Fact]
    public async Task A_page_for_staff_asks_for_sign_in_and_then_opens()
    {
        await site.AddAsync("opens", Password, roles: "clerk");
        var browser = site.Visit();
        var turned = await browser.Http.GetAsync("/en/password");
        Assert.Equal("/en/sign-in?then=%2Fen%2Fpassword", turned.Headers.Location!.PathAndQuery);
        var answer = await SignInAsync(browser, "opens", Password, turned.Headers.Location.PathAndQuery);
        Assert.Equal("/en/password", answer.Headers.Location!.OriginalString[^"/en/password".Length..]);
        await browser.OpenAsync("/en/password");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/en//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Sign_in_leads_only_to_our_own_pages(string then)
    {
        await site.AddAsync("ours", Password, roles: "clerk");
        var answer = await SignInAsync(site.Visit(), "ours", Password, "/en/sign-in?then=" + Uri.EscapeDataString(then));
        Assert.EndsWith("/en/work", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Five_failures_lock_even_the_right_password_out()
    {
        await site.AddAsync("locked", Password, roles: "clerk");
        var browser = site.Visit();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SignInAsync(browser, "locked", "wrong wrong wrong")).StatusCode);
        }

        var page = await Browser.ReadAsync(await SignInAsync(browser, "LOCKED", Password));
        Assert.Contains("locked", page.Words("#errors"));
        var api = await browser.Http.PostAsJsonAsync("/api/sign-in?lang=ar", new { user = "locked", password = Password });
        Assert.Equal(HttpStatusCode.Locked, api.StatusCode);
    }

    [Fact]
    public async Task An_unknown_name_is_told_the_same_as_a_wrong_password()
    {
        await site.AddAsync("known", Password, roles: "clerk");
        var unknown = (await Browser.ReadAsync(await SignInAsync(site.Visit(), "nobody at all", "x"))).Words("#errors");
        Assert.Equal(unknown, (await Browser.ReadAsync(await SignInAsync(site.Visit(), "known", "x"))).Words("#errors"));
    }

    [Fact]
    public async Task A_token_works_until_it_is_revoked()
    {
        await site.AddAsync("program", Password, roles: "administrator");
        var http = site.Visit().Http;
        var token = (await (await http.PostAsJsonAsync("/api/sign-in", new { user = "program", password = Password })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/en/password")).StatusCode);

        var accounts = site.Services.GetRequiredService<Accounts>();
        await accounts.RevokeTokenAsync("program", Assert.Single(await accounts.TokensAsync("program")).Hash);
        Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/en/password")).StatusCode);
    }

    [Fact]
    public async Task Whoever_must_change_the_password_is_led_there_and_other_sessions_end()
    {
        await site.AddAsync("fresh", Password, true, "clerk");
        var (here, there) = (site.Visit(), site.Visit());
        await SignInAsync(here, "fresh", Password);
        await SignInAsync(there, "fresh", Password);
        Assert.EndsWith("/en/password", (await here.Http.GetAsync("/en/reports")).Headers.Location!.OriginalString);

        var form = await here.OpenAsync("/en/password");
        var weak = await Browser.ReadAsync(await here.SendAsync(form, "/en/password", new() { ["password"] = Password, ["new-password"] = "short", ["new-password-again"] = "short" }));
        Assert.Contains("12 characters", weak.Words("#errors"));
        var changed = await here.SendAsync(form, "/en/password", new() { ["password"] = Password, ["new-password"] = "window apple train", ["new-password-again"] = "window apple train" });
        Assert.EndsWith("/en/work", changed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await here.Http.GetAsync("/en/password")).StatusCode);
        Assert.Contains("/en/sign-in", (await there.Http.GetAsync("/en/password")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_link_of_the_first_administrator_works_once()
    {
        await site.AddAsync("begins", "", roles: "administrator");
        var key = await site.Services.GetRequiredService<Accounts>().IssueLinkAsync("begins", "welcome", DateTimeOffset.MaxValue);
        var browser = site.Visit();
        var form = await browser.OpenAsync("/en/welcome?key=" + key);
        var first = await browser.SendAsync(form, "/en/welcome", new() { ["new-password"] = Password, ["new-password-again"] = Password });
        Assert.EndsWith("/en/work", first.Headers.Location!.OriginalString);
        var other = site.Visit();
        var second = await Browser.ReadAsync(await other.SendAsync(await other.OpenAsync("/en/welcome?key=" + key), "/en/welcome", new() { ["new-password"] = Password, ["new-password-again"] = Password }));
        Assert.Contains("was used", second.Words("#errors"));
    }

    [Fact]
    public async Task An_administrator_adds_somebody_who_then_chooses_a_password()
    {
        await site.AddAsync("keeper", Password, roles: "administrator");
        var browser = site.Visit();
        await SignInAsync(browser, "keeper", Password);
        var page = await browser.OpenAsync("/en/people");
        var form = page.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlFormElement>("main form").First(f => f.QuerySelector("[name=_handler][value=add]") is not null);
        var added = await Browser.ReadAsync(await browser.SendAsync(form, "/en/people", new() { ["user"] = "new.clerk", ["name-zh"] = "新人", ["roles"] = "clerk", ["scope"] = "500110001" }));
        var link = added.Words("main [role=status] .code");
        var fresh = site.Visit();
        var welcome = await fresh.SendAsync(await fresh.OpenAsync(new Uri(link).PathAndQuery), "/en/welcome", new() { ["new-password"] = Password, ["new-password-again"] = Password });
        Assert.EndsWith("/en/work", welcome.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await fresh.Http.GetAsync("/en/people")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, string user, string password, string path = "/en/sign-in") =>
        await browser.SendAsync(await browser.OpenAsync(path), path, new() { ["user"] = user, ["password"] = password });
}
