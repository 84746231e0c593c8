using QRCoder;
using Wardmote.Documents;
using Wardmote.Store;
using Wardmote.Web.Api;

namespace Wardmote.Web.Host;

/// <summary>Documents as PDF, their style sheet, and photos: what is not a page.</summary>
public static class Papers
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapPapers(this WebApplication app)
    {
        app.MapGet("/paper.css", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Text(DocumentHtml.Css, "text/css");
        });
        app.MapGet("/documents/{id}.pdf", PdfAsync);
        app.MapGet("/photos/{hash}", PhotoAsync);
    }

    /// <summary>A QR code that leads to the page where a document's check code is read.</summary>
    public static string Qr(string words)
    {
        using var data = QRCodeGenerator.GenerateQrCode(words, QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(data).GetGraphic(4, "#000000", "#ffffff", false, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private static async Task<IResult> PdfAsync(string id, HttpContext http, Counter counter, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        var wanted = http.Request.Query["in"].ToString() is "en" or "ar" or "zh" ? http.Request.Query["in"].ToString() : "zh";
        if (await counter.CaseAsync(person, id, cancel) is not { } found || !Counter.May(person, "case.party", found.Subject)
            || await counter.Desk.SpotDecisionAsync(found.Thing, wanted, cancel) is not { } document)
        {
            return Answers.NotFound(language);
        }

        try
        {
            var check = $"{http.Request.Scheme}://{http.Request.Host}/{wanted}/check#{found.Thing.Decision!.Check}";
            var pdf = await PdfPrinter.PrintAsync(DocumentHtml.Page(document, Qr(check)), cancel);
            return Results.File(pdf, "application/pdf", $"{found.Thing.Opened.Number}.{wanted}.pdf");
        }
        catch (PrinterMissing)
        {
            return TypedResults.Json(Answers.Refused(new Fences.Refusal("no_printer",
                new Law.Text("这台机器还没有装好 PDF 打印程序", "no PDF printer is installed on this machine yet", "لم تُثبَّت طابعة PDF على هذا الجهاز بعد"),
                new Law.Text("请从浏览器打印这一页，或请管理员安装 weasyprint 和 fonts-noto-cjk", "print the page from the browser, or ask the administrator to install weasyprint and fonts-noto-cjk", "اطبع الصفحة من المتصفح أو اطلب من المدير تثبيت weasyprint وfonts-noto-cjk")), language), statusCode: 503);
        }
    }

    /// <summary>The copy that others see, without metadata: for staff in scope of something that shows it. The hash is 256 bits and never guessed.</summary>
    private static IResult PhotoAsync(string hash, HttpContext http, Originals originals)
    {
        if (Caller.Of(http.User) is null && !http.Request.Cookies.ContainsKey("wm-track"))
        {
            return Answers.SignIn(Speak.Of(http));
        }

        using var copy = new MemoryStream();
        if (!originals.Has(hash) || !originals.WriteCopy(hash, copy))
        {
            return Answers.NotFound(Speak.Of(http));
        }

        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        http.Response.Headers["Content-Security-Policy"] = "default-src 'none'; sandbox";
        var bytes = copy.ToArray();
        var mime = bytes.AsSpan().StartsWith(new byte[] { 0x89, 0x50 }) ? "image/png" : bytes.AsSpan().StartsWith(new byte[] { 0xFF, 0xD8 }) ? "image/jpeg" : bytes.AsSpan(8).StartsWith("WEBP"u8) ? "image/webp" : "application/octet-stream";
        return Results.Bytes(bytes, mime);
    }
}
