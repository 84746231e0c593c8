using QRCoder;
using Wardmote.Documents;
using Wardmote.Store;
using Wardmote.Web.Api;
using Wardmote.Web.CasesPages;

namespace Wardmote.Web.Host;

/// <summary>Documents as PDF and their style sheet: what is not a page.</summary>
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
        app.MapGet("/documents/opinions/{id}.pdf", OpinionAsync);
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
            || CasePapers.Find(found.Thing, http.Request.Query["paper"].ToString()) is not { } paper || await counter.Desk.DocumentAsync(found.Thing, paper.Line, wanted, cancel) is not { } document)
        {
            return Answers.NotFound(language);
        }

        // Only a decision has a check code; other papers are proved by the record.
        var check = paper.Line.Template switch
        {
            SpotDecision.Template => found.Thing.Decision?.Check,
            Cases.Decide.Template => found.Thing.Ruling?.Check,
            Cases.NotPunish.Template => found.Thing.NoPenalty?.Check,
            _ => null,
        };
        var code = check is null ? "" : Qr($"{http.Request.Scheme}://{http.Request.Host}/{wanted}/check#{check}");
        return await PrintAsync(DocumentHtml.Page(document, code), $"{found.Thing.Opened.Number}.{paper.Key}.{wanted}.pdf", language, cancel);
    }

    private static async Task<IResult> OpinionAsync(string id, HttpContext http, Counter counter, CancellationToken cancel)
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        var wanted = http.Request.Query["in"].ToString() is "en" or "ar" or "zh" ? http.Request.Query["in"].ToString() : "zh";
        return await counter.OpinionAsync(person, id, cancel) is { Thing: var opinion }
            ? await PrintAsync(DocumentHtml.Page(await counter.Desk.OpinionDocumentAsync(opinion, wanted, cancel), Qr($"{http.Request.Scheme}://{http.Request.Host}/{wanted}/opinions/{id}")), $"{opinion.Issued.Number}.{wanted}.pdf", language, cancel)
            : Answers.NotFound(language);
    }

    private static async Task<IResult> PrintAsync(string html, string name, string language, CancellationToken cancel)
    {
        try
        {
            return Results.File(await PdfPrinter.PrintAsync(html, cancel), "application/pdf", name);
        }
        catch (PrinterMissing)
        {
            return TypedResults.Json(Answers.Refused(new Fences.Refusal("no_printer",
                new Law.Text("这台机器还没有装好 PDF 打印程序", "no PDF printer is installed on this machine yet", "لم تُثبَّت طابعة PDF على هذا الجهاز بعد"),
                new Law.Text("请从浏览器打印这一页，或请管理员安装 weasyprint 和 fonts-noto-cjk", "print the page from the browser, or ask the administrator to install weasyprint and fonts-noto-cjk", "اطبع الصفحة من المتصفح أو اطلب من المدير تثبيت weasyprint وfonts-noto-cjk")), language), statusCode: 503);
        }
    }
}
