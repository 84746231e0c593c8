namespace Wardmote.Web.Languages;

/// <summary>The language of a request: first segment of the path, then cookie, then what the browser asks for, then Chinese.</summary>
internal static class LanguagePath
{
    private const string Cookie = "wm-language";
    private static readonly string[] Unprefixed = ["/api", "/openapi", "/health", "/assets", "/photos", "/inspection-code", "/metrics"];

    /// <summary>The language of a request.</summary>
    internal static Language LanguageOf(this HttpContext context) =>
        context.Features.Get<Language>() ?? context.RequestServices.GetRequiredService<LanguageTables>().Of(null);

    /// <summary>Makes the first segment the path base; a page's address without one is redirected to the reader's language.</summary>
    internal static void UseLanguages(this WebApplication app)
    {
        var tables = app.Services.GetRequiredService<LanguageTables>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            var path = request.Path.Value ?? "/";
            var end = path.IndexOf('/', 1);
            var first = end < 0 ? path[1..] : path[1..end];
            if (tables.Has(first))
            {
                request.PathBase = request.PathBase.Add("/" + first);
                request.Path = end < 0 ? "/" : path[end..];
                context.Features.Set(tables.Of(first));
                Remember(context, first);
                return next(context);
            }

            var asked = Asked(context, tables);
            if (Array.Exists(Unprefixed, p => request.Path.StartsWithSegments(p)))
            {
                context.Features.Set(asked);
                return next(context);
            }

            // 307 keeps the method, so that a form sent to an old address is not lost.
            context.Response.Headers.Location = request.PathBase + "/" + asked.Code + request.Path + request.QueryString;
            context.Response.Headers.Vary = "Accept-Language, Cookie";
            context.Response.StatusCode = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? StatusCodes.Status302Found
                : StatusCodes.Status307TemporaryRedirect;
            return Task.CompletedTask;
        });
    }

    private static Language Asked(HttpContext context, LanguageTables tables)
    {
        if (context.Request.Query["lang"] is [{ } named] && tables.Has(named))
        {
            return tables.Of(named);
        }

        return context.Request.Cookies[Cookie] is { } kept && tables.Has(kept) ? tables.Of(kept) : tables.Asked(context.Request.Headers.AcceptLanguage);
    }

    private static void Remember(HttpContext context, string code)
    {
        if (context.Request.Cookies[Cookie] != code)
        {
            context.Response.Cookies.Append(Cookie, code, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                IsEssential = true,
                Secure = context.Request.IsHttps,
            });
        }
    }
}
