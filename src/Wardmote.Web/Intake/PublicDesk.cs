using Microsoft.AspNetCore.DataProtection;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Store;
using Wardmote.Web.Host;

namespace Wardmote.Web;

/// <summary>A report as the public form gives it.</summary>
/// <param name="Key">Made with the form; a form sent twice is one report with one code.</param>
/// <param name="Language">Language the reporter is answered in.</param>
/// <param name="Words">What was written.</param>
/// <param name="Locality">Locality chosen or confirmed.</param>
/// <param name="Point">Where the device says it is; null when not asked.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Phone">To tell the result; empty for none.</param>
/// <param name="Photos">Photos kept.</param>
public sealed record PublicReport(string Key, string Language, string Words, string Locality, Teams.Point? Point, string Address, string Phone, IReadOnlyList<Exhibit> Photos);

/// <summary>
/// 公众窗口: what people without an account do. Codes and ids are derived from the form's key with the house's own key, so that a form sent twice shows the same receipt,
/// and neither has to be kept.
/// </summary>
public sealed class PublicDesk(Desk.Desk desk, HostKey house, TimeProvider clock, Func<string, string?, Hints> recognise)
{
    /// <summary>Lodges a report.</summary>
    /// <returns>The answer, and the tracking code of a report that was lodged.</returns>
    public async Task<(DeskAnswer Answer, string Code)> LodgeAsync(PublicReport report, CancellationToken cancel)
    {
        var code = TrackingCode.From(house.Mark("tracking code", report.Key).AsSpan(0, 10));
        var id = Convert.ToHexStringLower(house.Mark("report", report.Key).AsSpan(0, 16));
        var hints = report.Words.Trim().Length is > 0 and <= LodgeReport.LongestWords ? recognise(report.Words, report.Language) : Hints.CannotTell;
        var lodge = new LodgeReport(
            id, report.Language, report.Words, report.Locality, report.Point, report.Address, report.Photos, code, "web",
            report.Phone.Length > 0 ? new Contact("", report.Phone) : null, hints);
        return (await desk.LodgeAsync(lodge, Request("lodge", report.Key), cancel), code);
    }

    /// <summary>The report of a tracking code; null when no report has it.</summary>
    public async Task<Report?> FindAsync(string? typed, CancellationToken cancel) => TrackingCode.Read(typed) is { } code ? await desk.TrackAsync(code, cancel) : null;

    /// <summary>A report whose code was shown; null when it is gone.</summary>
    public Task<Report?> ReportAsync(Tracked tracked, CancellationToken cancel) => desk.ReportAsync(new Book(tracked.Book), tracked.Report, cancel);

    /// <summary>The reporter adds words or photos.</summary>
    public Task<DeskAnswer> AddAsync(Tracked tracked, string words, IReadOnlyList<Exhibit> photos, string key, CancellationToken cancel) =>
        desk.AddAsync(new Book(tracked.Book), tracked.Report, new AddToReport(words, photos), Request("add", key), cancel);

    /// <summary>The reporter says that it is not solved.</summary>
    public Task<DeskAnswer> NotSolvedAsync(Tracked tracked, string words, IReadOnlyList<Exhibit> photos, string key, CancellationToken cancel) =>
        desk.ReopenAsync(new Book(tracked.Book), tracked.Report, new ReopenReport(words, photos), Request("not-solved", key), cancel);

    private Request Request(string act, string key) => new(By.Citizen, clock.GetUtcNow(), $"public:{act}:{key}");
}

/// <summary>Which report a browser may see, for half an hour after its code was typed.</summary>
/// <param name="Book">Book.</param>
/// <param name="Report">Report.</param>
public sealed record Tracked(string Book, string Report);

/// <summary>
/// Keeps tracking codes out of addresses and logs: a code travels in a form's body only; what follows rests on a sealed cookie, and a receipt's code on one that lasts
/// ten minutes.
/// </summary>
public sealed class TrackingSession(IDataProtectionProvider protection)
{
    private const string SessionCookie = "wm-track", ReceiptCookie = "wm-receipt", ComplaintCookie = "wm-complaint";
    private readonly ITimeLimitedDataProtector tracked = protection.CreateProtector("tracking session").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector complaint = protection.CreateProtector("complaint session").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector receipt = protection.CreateProtector("tracking receipt").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector kept = protection.CreateProtector("kept photos").ToTimeLimitedDataProtector();

    /// <summary>Lets the browser see a report.</summary>
    public void Open(HttpContext http, Report report) => Set(http, SessionCookie, Seal(new Tracked(report.Book.Code, report.Lodged.Report)), TimeSpan.FromMinutes(30));

    /// <summary>The report the browser may see; null when none.</summary>
    public Tracked? Of(HttpContext http) => Unseal(http.Request.Cookies[SessionCookie]);

    /// <summary>Lets the browser see a complaint about enforcement.</summary>
    public void OpenComplaint(HttpContext http, string book, string complaint) => Set(http, ComplaintCookie, this.complaint.Protect($"{book}/{complaint}", TimeSpan.FromHours(8)), TimeSpan.FromMinutes(30));

    /// <summary>The complaint the browser may see; null when none.</summary>
    public Tracked? ComplaintOf(HttpContext http) => Read(complaint, http.Request.Cookies[ComplaintCookie])?.Split('/') is [var book, var id] ? new Tracked(book, id) : null;

    /// <summary>What a form carries, so that a form of one report never reaches another that was opened since in the same browser.</summary>
    public string Seal(Tracked report) => tracked.Protect($"{report.Book}/{report.Report}", TimeSpan.FromHours(8));

    /// <summary>The report a form belongs to; null when the form is too old.</summary>
    public Tracked? Unseal(string? value) => Read(tracked, value)?.Split('/') is [var book, var report] ? new Tracked(book, report) : null;

    /// <summary>Forgets the cookies.</summary>
    public void Close(HttpContext http)
    {
        http.Response.Cookies.Delete(SessionCookie);
        http.Response.Cookies.Delete(ReceiptCookie);
        http.Response.Cookies.Delete(ComplaintCookie);
    }

    /// <summary>Shows a receipt on the next page.</summary>
    public void Receipt(HttpContext http, string code) => Set(http, ReceiptCookie, receipt.Protect(code, TimeSpan.FromMinutes(10)), TimeSpan.FromMinutes(10));

    /// <summary>The code of the receipt; null when it was shown long ago.</summary>
    public string? Receipt(HttpContext http) => Read(receipt, http.Request.Cookies[ReceiptCookie]);

    /// <summary>Photos already kept, to be carried by a form that came back with an error.</summary>
    public string Keep(IReadOnlyList<Exhibit> photos) => kept.Protect(System.Text.Json.JsonSerializer.Serialize(photos, Body.Json), TimeSpan.FromDays(1));

    /// <summary>Photos a form carries; none when it carries none or is too old.</summary>
    public IReadOnlyList<Exhibit> Kept(string? value) =>
        Read(kept, value) is { } json ? System.Text.Json.JsonSerializer.Deserialize<List<Exhibit>>(json, Body.Json) ?? [] : [];

    /// <summary>What a sealed value says; null when it is empty, altered or too old.</summary>
    internal static string? Read(ITimeLimitedDataProtector protector, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(value);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Sets a cookie that no script reads.</summary>
    internal static void Set(HttpContext http, string name, string value, TimeSpan age) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = age,
        Secure = http.Request.IsHttps,
    });
}

/// <summary>Adds the public pages' parts and the photos they show.</summary>
internal static class IntakeExtensions
{
    /// <summary>Adds them.</summary>
    internal static void AddIntake(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TrackingSession>();
        builder.Services.AddSingleton<PublicDesk>();
    }

    /// <summary>
    /// Photos as others may see them: without place, time and device. A reporter sees those of the report whose code was typed; staff see what their pages link to
    /// (an address is 256 bits that only those pages show).
    /// </summary>
    internal static void MapPhotos(this WebApplication app) => app.MapGet("/photos/{hash:length(64)}", async (
        string hash, HttpContext http, Originals originals, TrackingSession session, PublicDesk desk, CancellationToken cancel) =>
    {
        var staff = Caller.Of(http.User) is not null;
        if (!originals.Has(hash) || (!staff && !await MineAsync(hash, http, session, desk, cancel)))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var copy = new MemoryStream();
        if (originals.WriteCopy(hash, copy))
        {
            copy.Position = 0;
            var head = FileHead.Read(copy);
            copy.Position = 0;
            return Results.Stream(copy, head?.MediaType ?? "application/octet-stream");
        }

        return staff && originals.Open(hash) is { } original ? Results.Stream(original, "application/octet-stream", hash[..12]) : Results.NotFound();
    });

    private static async Task<bool> MineAsync(string hash, HttpContext http, TrackingSession session, PublicDesk desk, CancellationToken cancel) =>
        session.Of(http) is { } tracked
        && await desk.ReportAsync(tracked, cancel) is { } report
        && PhotosOf(report).Any(p => p.Hash == hash);

    /// <summary>The photos a reporter may see: their own, and the one they were answered with.</summary>
    internal static IEnumerable<Exhibit> PhotosOf(Report report) => report.Entries.Select(Body.Read).SelectMany(body => body switch
    {
        ReportLodged lodged when lodged.Report == report.Lodged.Report => lodged.Photos,
        ReportAdded added when added.Report == report.Lodged.Report => added.Photos,
        ReportReopened again when again.Report == report.Lodged.Report => again.Photos,
        ReportAnswered { Photo: { } photo } answered when answered.Report == report.Lodged.Report => [photo],
        _ => [],
    });
}
